/* GML, DOT and Pajek: plain text for graph programs. igraph's own writers lose names or
 * underscores, so these escape themselves: GML is ASCII with numeric character references; DOT
 * quotes " and \ and &; Pajek knows no escape at all, so quotes and backslashes in names are
 * replaced there. GML has one edge a fact; DOT and Pajek, made to be looked at, one edge for
 * parallel facts. A denied fact is labelled "not_acquired". SPDX-License-Identifier:
 * GPL-2.0-or-later */
#include "exchange/exchange.h"

#include "base/utf8.h"

/* ---- GML ---- */

static void add_gml_string(stm_buf *buf, stm_str s)
{
    stm_buf_char(buf, '"');
    for (uint32_t at = 0; at < s.len;) {
        uint32_t point = 0;
        uint32_t count = stm_utf8_decode(s, at, &point);
        count = count == 0 ? 1 : count;
        if (point == '"' || point == '&') {
            stm_buf_text(
                buf, point == '&' ? "&amp;" : "&quot;"); /* igraph knows these two by name only */
        } else if (point >= 0x7F) {
            stm_buf_print(buf, "&#%u;", (unsigned)point);
        } else {
            stm_buf_add(buf, s.ptr + at, count);
        }
        at += count;
    }
    stm_buf_char(buf, '"');
}

static void add_gml_field(stm_buf *buf, const char *key, stm_str value)
{
    if (value.len > 0) {
        stm_buf_print(buf, " %s ", key);
        add_gml_string(buf, value);
    }
}

static void add_gml_edge(stm_export *out, const stm_row *row)
{
    /* Keys are letters and digits only; types of the ends stand at the nodes. */
    static const stm_column fields[] = {STM_X_RELATION, STM_X_TIME, STM_X_POLARITY, STM_X_MODALITY,
        STM_X_SPEAKER, STM_X_PLACE, STM_X_AMOUNT, STM_X_RULE, STM_X_DOCUMENT, STM_X_TITLE,
        STM_X_DATE, STM_X_URL, STM_X_PUBLISHER, STM_X_LANG, STM_X_SENTENCE};
    const stm_edge *edge = &out->view->edges.items[row->edge];
    stm_str label = stm_arena_print(&out->row_arena, "%s%.*s", edge->negated ? STM_NOT_PREFIX : "",
        STM_ARG(row->cells[STM_X_RELATION]));
    stm_buf_print(&out->buf, "  edge [ source %u target %u",
        (unsigned)out->node_rank[edge->subject], (unsigned)out->node_rank[edge->object]);
    out->buf.failed = out->buf.failed || label.ptr == NULL;
    add_gml_field(&out->buf, "label", label);
    for (uint32_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        add_gml_field(&out->buf, stm_column_names[fields[i]], row->cells[fields[i]]);
    }
    stm_str confidence = row->cells[STM_X_CONFIDENCE];
    bool real = stm_str_find(confidence, STM_LIT(".")) >= 0;
    stm_buf_print(&out->buf, " confidence %.*s%s", STM_ARG(confidence), real ? "" : ".0");
    stm_buf_print(&out->buf, " sources %.*s ]\n",
        STM_ARG(row->cells[STM_X_SOURCES].len > 0 ? row->cells[STM_X_SOURCES] : STM_LIT("1")));
}

stemma_status stm_write_gml(stm_export *out, stemma_error *err)
{
    stm_buf_text(&out->buf, "Creator \"stemma\"\ngraph [\n  directed 1\n  multigraph 1\n");
    for (uint32_t i = 0; i < out->view->nodes.count; i++) {
        uint32_t index = out->node_order[i];
        const stm_node *node = &out->view->nodes.items[index];
        stm_buf_print(&out->buf, "  node [ id %u", (unsigned)i);
        add_gml_field(&out->buf, "label", out->labels[index]); /* readers take labels for keys */
        add_gml_field(&out->buf, "name", out->names[index]);
        add_gml_field(&out->buf, "type", stm_str_of(stm_type_name(node->type)));
        stm_buf_print(&out->buf, " mentions %u documents %u ]\n", node->mentions, node->documents);
        STM_TRY(stm_export_step(out, err));
    }
    for (uint32_t i = 0; i < out->view->edges.count; i++) {
        stm_row row;
        STM_TRY(stm_export_row(out, i, &row, err));
        add_gml_edge(out, &row);
        STM_TRY(stm_export_step(out, err));
    }
    stm_buf_text(&out->buf, "]\n");
    return STEMMA_OK;
}

/* ---- parallel facts as one edge ---- */

/* True when row `at` is the first of its bundle in the order of writing: rows of a bundle stand
 * together, because the order compares subject, relation, object, negation and modality first. */
static bool begins_bundle(const stm_export *out, uint32_t at)
{
    const stm_edge *b = &out->view->edges.items[out->order[at]];
    const stm_edge *a = at == 0 ? NULL : &out->view->edges.items[out->order[at - 1]];
    return a == NULL || a->subject != b->subject || a->object != b->object ||
        a->relation != b->relation || a->negated != b->negated || a->modality != b->modality;
}

/* ---- DOT ---- */

/* Inside quotes DOT reads \" and, in labels, \N, \G, \l and HTML entities: a backslash is doubled,
 * & becomes &amp;. */
static void add_dot_string(stm_buf *buf, stm_str s, bool is_label)
{
    stm_buf_char(buf, '"');
    for (uint32_t i = 0; i < s.len; i++) {
        if (s.ptr[i] == '"' || s.ptr[i] == '\\') {
            stm_buf_char(buf, '\\');
        }
        stm_buf_char(buf, s.ptr[i]);
        if (s.ptr[i] == '&' && is_label) {
            stm_buf_text(buf, "amp;");
        }
    }
    stm_buf_char(buf, '"');
}

static void add_dot_edge(stm_export *out, const stm_row *row)
{
    const stm_edge *edge = &out->view->edges.items[row->edge];
    stm_str label = stm_arena_print(&out->row_arena, "%s%.*s", edge->negated ? STM_NOT_PREFIX : "",
        STM_ARG(row->cells[STM_X_RELATION]));
    out->buf.failed = out->buf.failed || label.ptr == NULL;
    stm_buf_print(&out->buf, "  n%u -> n%u [label=", (unsigned)out->node_rank[edge->subject],
        (unsigned)out->node_rank[edge->object]);
    add_dot_string(&out->buf, label, true);
    stm_buf_print(&out->buf, ", polarity=\"%.*s\", modality=\"%.*s\", facts=%u, sources=%u%s];\n",
        STM_ARG(row->cells[STM_X_POLARITY]), STM_ARG(row->cells[STM_X_MODALITY]),
        row->bundle != NULL ? row->bundle->facts : 1u,
        row->bundle != NULL ? row->bundle->sources : 1u,
        edge->negated || edge->modality != STM_ASSERTED ? ", style=dashed" : "");
}

stemma_status stm_write_dot(stm_export *out, stemma_error *err)
{
    stm_buf_text(&out->buf, "digraph stemma {\n  charset=\"UTF-8\";\n  node [shape=box];\n");
    for (uint32_t i = 0; i < out->view->nodes.count; i++) {
        uint32_t index = out->node_order[i];
        const stm_node *node = &out->view->nodes.items[index];
        stm_buf_print(&out->buf, "  n%u [label=", (unsigned)i);
        add_dot_string(&out->buf, out->names[index], true);
        stm_buf_text(&out->buf, ", name=");
        add_dot_string(&out->buf, out->names[index], false);
        stm_buf_print(&out->buf, ", type=\"%s\"];\n", stm_type_name(node->type));
        STM_TRY(stm_export_step(out, err));
    }
    for (uint32_t i = 0; i < out->view->edges.count; i++) {
        if (begins_bundle(out, i)) {
            stm_row row;
            STM_TRY(stm_export_row(out, i, &row, err));
            add_dot_edge(out, &row);
            STM_TRY(stm_export_step(out, err));
        }
    }
    stm_buf_text(&out->buf, "}\n");
    return STEMMA_OK;
}

/* ---- Pajek ---- */

static void add_pajek_string(stm_buf *buf, stm_str s)
{
    stm_buf_char(buf, '"');
    for (uint32_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        stm_buf_char(buf, c == '"' ? '\'' : c == '\\' ? '/' : c);
    }
    stm_buf_char(buf, '"');
}

stemma_status stm_write_pajek(stm_export *out, stemma_error *err)
{
    stm_buf_print(&out->buf, "*Network stemma\n*Vertices %u\n", (unsigned)out->view->nodes.count);
    for (uint32_t i = 0; i < out->view->nodes.count; i++) {
        stm_buf_print(&out->buf, "%u ", (unsigned)i + 1);
        add_pajek_string(
            &out->buf, out->labels[out->node_order[i]]); /* readers take labels for keys */
        stm_buf_char(&out->buf, '\n');
        STM_TRY(stm_export_step(out, err));
    }
    stm_buf_text(&out->buf, "*Arcs\n");
    for (uint32_t i = 0; i < out->view->edges.count; i++) {
        if (!begins_bundle(out, i)) {
            continue;
        }
        stm_row row;
        STM_TRY(stm_export_row(out, i, &row, err));
        const stm_edge *edge = &out->view->edges.items[row.edge];
        stm_str label = stm_arena_print(&out->row_arena, "%s%.*s",
            edge->negated ? STM_NOT_PREFIX : "", STM_ARG(row.cells[STM_X_RELATION]));
        out->buf.failed = out->buf.failed || label.ptr == NULL;
        stm_buf_print(&out->buf, "%u %u %u l ", (unsigned)out->node_rank[edge->subject] + 1,
            (unsigned)out->node_rank[edge->object] + 1,
            row.bundle != NULL ? row.bundle->facts : 1u);
        add_pajek_string(&out->buf, label);
        stm_buf_char(&out->buf, '\n');
        STM_TRY(stm_export_step(out, err));
    }
    return STEMMA_OK;
}
