/* FollowTheMoney entities, one JSON object a line (https://followthemoney.tech): persons,
 * organizations, places, events, the documents, and one link entity a fact. The model has no "not"
 * and no "perhaps", so denied and hedged facts stay out; so do facts with an end that it has no
 * schema for (products, sums, dates, noun phrases). Ends must fit the range of a link: an asset is
 * a Company. SPDX-License-Identifier: GPL-2.0-or-later */
#include "exchange/exchange.h"
#include "exchange/links.h"

#include "base/hash.h"

static const char *schema_of(const stm_node *node, bool is_asset)
{
    if (!node->named) {
        return NULL;
    }
    switch (node->type) {
    case STM_TYPE_PERSON:
        return "Person";
    case STM_TYPE_ORGANIZATION:
        return is_asset ? "Company" : "Organization";
    case STM_TYPE_LOCATION:
        return "Address";
    case STM_TYPE_EVENT:
        return "Event";
    default:
        return NULL;
    }
}

static bool is_legal(const stm_node *node)
{
    return node->type == STM_TYPE_PERSON || node->type == STM_TYPE_ORGANIZATION;
}

/* Does the link fit its ends? */
static bool fits(const stm_link_row *link, const stm_node *subject, const stm_node *object)
{
    if (link == NULL || link->schema == NULL || !is_legal(subject) || !is_legal(object)) {
        return false;
    }
    if (strcmp(link->schema, "Family") == 0) {
        return subject->type == STM_TYPE_PERSON && object->type == STM_TYPE_PERSON;
    }
    const stm_node *second = strcmp(link->from, "asset") == 0 ? subject : object;
    return second->type == STM_TYPE_ORGANIZATION;
}

static bool is_told(const stm_view *view, const stm_edge *edge)
{
    return !edge->negated && edge->modality == STM_ASSERTED &&
        schema_of(&view->nodes.items[edge->subject], false) != NULL &&
        schema_of(&view->nodes.items[edge->object], false) != NULL;
}

static void add_id(stm_buf *buf, const char *kind, stm_str text)
{
    stm_buf_print(buf, "\"stemma-%s-%016llx\"", kind,
        (unsigned long long)stm_hash_bytes(text.ptr, text.len, 0));
}

static void add_property(stm_buf *buf, bool *first, const char *name, stm_str value)
{
    if (value.len > 0) {
        stm_buf_print(buf, "%s\"%s\":[", *first ? "" : ",", name);
        stm_buf_json(buf, value);
        stm_buf_char(buf, ']');
        *first = false;
    }
}

static void add_reference(
    stm_buf *buf, bool *first, const char *name, const char *kind, stm_str text)
{
    stm_buf_print(buf, "%s\"%s\":[", *first ? "" : ",", name);
    add_id(buf, kind, text);
    stm_buf_char(buf, ']');
    *first = false;
}

enum { NODE_TOLD = 1, NODE_ASSET = 2 };

static void mark_nodes(const stm_export *out, unsigned char *marks, unsigned char *documents)
{
    for (uint32_t i = 0; i < out->view->edges.count; i++) {
        const stm_edge *e = &out->view->edges.items[i];
        if (!is_told(out->view, e)) {
            continue;
        }
        const stm_link_row *link = stm_link_of(out->relations[e->relation]);
        marks[e->subject] |= NODE_TOLD;
        marks[e->object] |= NODE_TOLD;
        if (fits(link, &out->view->nodes.items[e->subject], &out->view->nodes.items[e->object]) &&
            strcmp(link->schema, "Ownership") == 0) {
            marks[strcmp(link->from, "asset") == 0 ? e->subject : e->object] |= NODE_ASSET;
        }
        if (e->document < out->view->documents.count) {
            documents[e->document] = 1;
        }
    }
}

static void add_actor(stm_export *out, uint32_t index, bool is_asset)
{
    const stm_node *node = &out->view->nodes.items[index];
    bool first = true;
    stm_buf_text(&out->buf, "{\"id\":");
    add_id(&out->buf, "actor", out->keys[index]);
    stm_buf_print(&out->buf, ",\"schema\":\"%s\",\"properties\":{", schema_of(node, is_asset));
    add_property(&out->buf, &first, "name", out->names[index]);
    if (node->type == STM_TYPE_LOCATION) {
        add_property(&out->buf, &first, "full", out->names[index]);
    }
    stm_buf_text(&out->buf, "}}\n");
}

static void add_document(stm_export *out, const stm_source_document *d)
{
    bool first = true;
    stm_arena_reset(&out->row_arena);
    stm_str path = stm_clean(&out->row_arena, d->path),
            title = stm_clean(&out->row_arena, d->title);
    stm_buf_text(&out->buf, "{\"id\":");
    add_id(&out->buf, "document", path);
    stm_buf_text(&out->buf, ",\"schema\":\"Article\",\"properties\":{");
    add_property(&out->buf, &first, "title", title.len > 0 ? title : path);
    add_property(&out->buf, &first, "fileName", path);
    add_property(&out->buf, &first, "publishedAt", stm_clean(&out->row_arena, d->date));
    add_property(&out->buf, &first, "sourceUrl", stm_clean(&out->row_arena, d->url));
    add_property(&out->buf, &first, "publisher", stm_clean(&out->row_arena, d->source));
    stm_buf_text(&out->buf, "}}\n");
}

static void add_link(stm_export *out, const stm_row *row, const char *id)
{
    const stm_edge *edge = &out->view->edges.items[row->edge];
    const stm_node *subject = &out->view->nodes.items[edge->subject];
    const stm_node *object = &out->view->nodes.items[edge->object];
    const stm_link_row *link = stm_link_of(row->cells[STM_X_RELATION]);
    bool known = fits(link, subject, object), first = true;
    stm_buf *buf = &out->buf;
    stm_buf_print(buf, "{\"id\":\"stemma-fact-%s\",\"schema\":\"%s\",\"properties\":{", id,
        known ? link->schema : "UnknownLink");
    add_reference(buf, &first, known ? link->from : "subject", "actor", out->keys[edge->subject]);
    add_reference(buf, &first, known ? link->to : "object", "actor", out->keys[edge->object]);
    bool family = known && strcmp(link->schema, "Family") == 0;
    add_property(buf, &first, family ? "relationship" : "role", row->cells[STM_X_RELATION]);
    add_property(buf, &first, "date", row->cells[STM_X_TIME]);
    add_property(buf, &first, "summary", row->cells[STM_X_SENTENCE]);
    add_property(buf, &first, "sourceUrl", row->cells[STM_X_URL]);
    if (row->cells[STM_X_DOCUMENT].len > 0) {
        add_reference(buf, &first, "proof", "document", row->cells[STM_X_DOCUMENT]);
    }
    stm_buf_text(buf, "}}\n");
}

stemma_status stm_write_ftm(stm_export *out, stemma_error *err)
{
    const stm_view *view = out->view;
    unsigned char *marks = stm_arena_alloc(&out->arena, view->nodes.count);
    unsigned char *documents = stm_arena_alloc(&out->arena, view->documents.count);
    if (marks == NULL || documents == NULL) {
        return stm_fail_nomem(err);
    }
    mark_nodes(out, marks, documents);
    for (uint32_t i = 0; i < view->nodes.count; i++) {
        uint32_t index = out->node_order[i];
        if (marks[index] != 0) {
            add_actor(out, index, (marks[index] & NODE_ASSET) != 0);
            STM_TRY(stm_export_step(out, err));
        }
    }
    for (uint32_t i = 0; i < view->documents.count; i++) {
        if (documents[i] != 0 && view->documents.items[i].path.len > 0) {
            add_document(out, &view->documents.items[i]);
        }
    }
    stm_fact_id id = {0};
    for (uint32_t i = 0; i < view->edges.count; i++) {
        stm_row row;
        STM_TRY(stm_export_row(out, i, &row, err));
        stm_export_fact_id(&row, &id);
        if (is_told(view, &view->edges.items[row.edge])) {
            add_link(out, &row, id.text);
            STM_TRY(stm_export_step(out, err));
        }
    }
    return STEMMA_OK;
}
