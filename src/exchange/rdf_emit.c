/* The graph as a stream of RDF statements; rdf.h tells the picture.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "exchange/links.h"
#include "exchange/rdf.h"

const stm_prefix stm_prefixes[] = {
    {"rdf", STM_NS_RDF},
    {"rdfs", STM_NS_RDFS},
    {"owl", STM_NS_OWL},
    {"xsd", STM_NS_XSD},
    {"prov", STM_NS_PROV},
    {"dct", STM_NS_DCT},
    {"wdt", STM_NS_WDT},
    {"stem", STM_NS_TERM},
    {"actor", STM_NS_ACTOR},
    {"rel", STM_NS_RELATION},
    {"doc", STM_NS_DOCUMENT},
    {"fact", STM_NS_FACT},
    {NULL, NULL},
};

typedef struct emitter {
    stm_export *out;
    stm_statement_fn take;
    void *context;
    stemma_error *err;
    stemma_status status; /* sticky */
    stm_buf iri;
    char **relation_iris; /* by relation */
    const char **actor_iris;
    const char **document_iris;
} emitter;

static void say(emitter *e, const char *s, const char *p, const char *o)
{
    if (e->status == STEMMA_OK) {
        const stm_statement statement = {s, p, o, NULL, false};
        e->status = e->take(e->context, &statement, e->err);
    }
}

static void say_literal(
    emitter *e, const char *s, const char *p, stm_str value, const char *datatype)
{
    if (e->status != STEMMA_OK || value.len == 0) {
        return;
    }
    stm_str copy = stm_arena_copy(&e->out->row_arena, value);
    if (copy.ptr == NULL) {
        e->status = stm_fail_nomem(e->err);
        return;
    }
    const stm_statement statement = {s, p, copy.ptr, datatype, true};
    e->status = e->take(e->context, &statement, e->err);
}

/* Base and percent-encoded text as a string of the export's arena. The type's colon in a key stays
 * readable. */
static const char *iri_of(emitter *e, const char *base, stm_str text, bool is_key)
{
    stm_buf_clear(&e->iri);
    stm_buf_text(&e->iri, base);
    int64_t colon = is_key ? stm_str_find(text, STM_LIT(":")) : -1;
    if (colon >= 0) {
        stm_percent(&e->iri, stm_str_sub(text, 0, (uint32_t)colon));
        stm_buf_char(&e->iri, ':');
    }
    stm_percent(&e->iri, stm_str_sub(text, (uint32_t)(colon + 1), text.len));
    stm_str copy =
        e->iri.failed ? (stm_str){NULL, 0} : stm_arena_copy(&e->out->arena, stm_buf_view(&e->iri));
    if (copy.ptr == NULL && e->status == STEMMA_OK) {
        e->status = stm_fail_nomem(e->err);
    }
    return copy.ptr;
}

static void emit_relations(emitter *e)
{
    const stm_export *out = e->out;
    for (uint32_t i = 0; i < out->view->relations.count && e->status == STEMMA_OK; i++) {
        const char *iri = iri_of(e, STM_NS_RELATION, out->relations[i], false);
        e->relation_iris[i] = (char *)(uintptr_t)iri;
        say(e, iri, STM_NS_RDF "type", STM_NS_RDF "Property");
        say_literal(e, iri, STM_NS_RDFS "label", out->relations[i], NULL);
        const stm_link_row *link = stm_link_of(out->relations[i]);
        if (link != NULL && link->wikidata != NULL) {
            char property[64];
            snprintf(property, sizeof property, STM_NS_WDT "%s", link->wikidata);
            say(e, iri, link->inverse ? STM_NS_OWL "inverseOf" : STM_NS_OWL "equivalentProperty",
                property);
        }
    }
}

static void emit_actors(emitter *e)
{
    stm_export *out = e->out;
    for (uint32_t i = 0; i < out->view->nodes.count && e->status == STEMMA_OK; i++) {
        uint32_t index = out->node_order[i];
        const stm_node *node = &out->view->nodes.items[index];
        stm_arena_reset(&out->row_arena);
        const char *iri = iri_of(e, STM_NS_ACTOR, out->keys[index], true);
        char type[64];
        snprintf(type, sizeof type, STM_NS_TERM "%s", stm_type_name(node->type));
        e->actor_iris[index] = iri;
        say(e, iri, STM_NS_RDF "type", type);
        say_literal(e, iri, STM_NS_RDFS "label", out->names[index], NULL);
        if (!node->named) {
            say_literal(e, iri, STM_NS_TERM "named", STM_LIT("false"), STM_NS_XSD "boolean");
        }
    }
}

static void emit_documents(emitter *e)
{
    stm_export *out = e->out;
    for (uint32_t i = 0; i < out->view->documents.count && e->status == STEMMA_OK; i++) {
        const stm_source_document *d = &out->view->documents.items[i];
        stm_arena_reset(&out->row_arena);
        if (d->path.len == 0) {
            continue;
        }
        stm_str path = stm_clean(&out->row_arena, d->path);
        const char *iri = path.ptr == NULL ? NULL : iri_of(e, STM_NS_DOCUMENT, path, false);
        e->document_iris[i] = iri;
        say(e, iri, STM_NS_RDF "type", STM_NS_PROV "Entity");
        say_literal(e, iri, STM_NS_DCT "identifier", path, NULL);
        say_literal(e, iri, STM_NS_DCT "title", stm_clean(&out->row_arena, d->title), NULL);
        say_literal(e, iri, STM_NS_DCT "date", stm_clean(&out->row_arena, d->date), NULL);
        say_literal(e, iri, STM_NS_DCT "source", stm_clean(&out->row_arena, d->url), NULL);
        say_literal(e, iri, STM_NS_DCT "publisher", stm_clean(&out->row_arena, d->source), NULL);
        say_literal(e, iri, STM_NS_DCT "language", stm_clean(&out->row_arena, d->lang), NULL);
    }
}

static void emit_fact(emitter *e, const stm_row *row, const char *iri)
{
    const stm_edge *edge = &e->out->view->edges.items[row->edge];
    const char *subject = e->actor_iris[edge->subject], *object = e->actor_iris[edge->object];
    if (!edge->negated && edge->modality == STM_ASSERTED) {
        say(e, subject, e->relation_iris[edge->relation], object);
    }
    say(e, iri, STM_NS_RDF "type", STM_NS_RDF "Statement");
    say(e, iri, STM_NS_RDF "subject", subject);
    say(e, iri, STM_NS_RDF "predicate", e->relation_iris[edge->relation]);
    say(e, iri, STM_NS_RDF "object", object);
    say_literal(e, iri, STM_NS_TERM "polarity", row->cells[STM_X_POLARITY], NULL);
    say_literal(e, iri, STM_NS_TERM "modality", row->cells[STM_X_MODALITY], NULL);
    say_literal(e, iri, STM_NS_TERM "time", row->cells[STM_X_TIME], NULL);
    say_literal(e, iri, STM_NS_TERM "place", row->cells[STM_X_PLACE], NULL);
    say_literal(e, iri, STM_NS_TERM "amount", row->cells[STM_X_AMOUNT], NULL);
    say_literal(
        e, iri, STM_NS_TERM "confidence", row->cells[STM_X_CONFIDENCE], STM_NS_XSD "double");
    say_literal(e, iri, STM_NS_TERM "rule", row->cells[STM_X_RULE], NULL);
    if (edge->speaker != STM_NONE) {
        say(e, iri, STM_NS_PROV "wasAttributedTo", e->actor_iris[edge->speaker]);
    }
    if (edge->document < e->out->view->documents.count &&
        e->document_iris[edge->document] != NULL) {
        say(e, iri, STM_NS_PROV "wasDerivedFrom", e->document_iris[edge->document]);
    }
    say_literal(e, iri, STM_NS_PROV "value", row->cells[STM_X_SENTENCE], NULL);
}

static stemma_status emit_all(emitter *e)
{
    stm_export *out = e->out;
    e->relation_iris =
        stm_arena_array(&out->arena, out->view->relations.count, sizeof *e->relation_iris);
    e->actor_iris = stm_arena_array(&out->arena, out->view->nodes.count, sizeof *e->actor_iris);
    e->document_iris =
        stm_arena_array(&out->arena, out->view->documents.count, sizeof *e->document_iris);
    if (e->relation_iris == NULL || e->actor_iris == NULL || e->document_iris == NULL) {
        return stm_fail_nomem(e->err);
    }
    emit_relations(e);
    emit_actors(e);
    emit_documents(e);
    stm_fact_id id = {0};
    for (uint32_t i = 0; i < out->view->edges.count && e->status == STEMMA_OK; i++) {
        stm_row row;
        STM_TRY(stm_export_row(out, i, &row, e->err));
        stm_export_fact_id(&row, &id);
        char iri[64];
        snprintf(iri, sizeof iri, STM_NS_FACT "%s", id.text);
        emit_fact(e, &row, iri);
    }
    return e->status;
}

stemma_status stm_rdf_emit(stm_export *out, stm_statement_fn take, void *context, stemma_error *err)
{
    emitter e = {.out = out, .take = take, .context = context, .err = err};
    stm_buf_init(&e.iri);
    stemma_status status = emit_all(&e);
    stm_buf_dispose(&e.iri);
    return status;
}
