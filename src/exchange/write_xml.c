/* GraphML and GEXF 1.2 (the newest that networkx knows) through libxml2's text writer, which
 * escapes. One edge a fact with all columns as data; nodes with name, type and counts. Both are
 * directed multigraphs. SPDX-License-Identifier: GPL-2.0-or-later */
#include "exchange/exchange.h"

#include <libxml/xmlwriter.h>

/* Writer with a sticky failure. */
typedef struct xml {
    xmlTextWriterPtr writer;
    stm_export *out;
    stemma_status status; /* of the sink */
    bool failed;
} xml;

static int pass_on(void *context, const char *bytes, int count)
{
    xml *x = context;
    if (x->status == STEMMA_OK && count > 0) {
        x->status = x->out->sink->write(x->out->sink->context, bytes, (size_t)count);
    }
    return count; /* the failure is kept in x: told of it, libxml2 would print */
}

static int close_nothing(void *context)
{
    (void)context;
    return 0;
}

static stemma_status begin(xml *x, stm_export *out, stemma_error *err)
{
    memset(x, 0, sizeof *x);
    x->out = out;
    xmlOutputBufferPtr output = xmlOutputBufferCreateIO(pass_on, close_nothing, x, NULL);
    x->writer = output == NULL ? NULL : xmlNewTextWriter(output);
    if (x->writer == NULL) {
        xmlOutputBufferClose(output);
        return stm_fail_nomem(err);
    }
    x->failed = xmlTextWriterSetIndent(x->writer, 1) < 0 ||
        xmlTextWriterStartDocument(x->writer, "1.0", "UTF-8", NULL) < 0;
    return STEMMA_OK;
}

static stemma_status finish(xml *x, stemma_error *err)
{
    x->failed =
        x->failed || xmlTextWriterEndDocument(x->writer) < 0 || xmlTextWriterFlush(x->writer) < 0;
    xmlFreeTextWriter(x->writer);
    if (x->status != STEMMA_OK) {
        return stm_fail(err, x->status, "output could not be written");
    }
    return x->failed ? stm_fail_nomem(err) : STEMMA_OK;
}

/* The document whose elements `body` writes. */
static stemma_status write_document(
    stm_export *out, stemma_status (*body)(xml *x, stemma_error *err), stemma_error *err)
{
    xml x;
    STM_TRY(begin(&x, out, err));
    stemma_status status = body(&x, err);
    stemma_status end = finish(&x, err);
    return status != STEMMA_OK ? status : end;
}

static const xmlChar *chars(const char *text)
{
    return (const xmlChar *)text;
}

static void open_element(xml *x, const char *name)
{
    x->failed = x->failed || xmlTextWriterStartElement(x->writer, chars(name)) < 0;
}

static void close_element(xml *x)
{
    x->failed = x->failed || xmlTextWriterEndElement(x->writer) < 0;
}

/* Slices have no NUL behind them. */
static const char *ended(xml *x, stm_str s)
{
    stm_str copy = stm_arena_copy(&x->out->row_arena, s);
    x->failed = x->failed || copy.ptr == NULL;
    return copy.ptr == NULL ? "" : copy.ptr;
}

static void attribute(xml *x, const char *name, const char *value)
{
    x->failed = x->failed || xmlTextWriterWriteAttribute(x->writer, chars(name), chars(value)) < 0;
}

static void attribute_str(xml *x, const char *name, stm_str value)
{
    attribute(x, name, ended(x, value));
}

static void attribute_number(xml *x, const char *name, const char *prefix, uint32_t number)
{
    char text[32];
    snprintf(text, sizeof text, "%s%u", prefix, (unsigned)number);
    attribute(x, name, text);
}

/* ---- GraphML ---- */

static const char *column_type(uint32_t column)
{
    return column == STM_X_CONFIDENCE                      ? "double"
        : column == STM_X_FACTS || column == STM_X_SOURCES ? "int"
                                                           : "string";
}

/* The ends are nodes already; their types too. */
static bool is_edge_data(uint32_t column)
{
    return column != STM_X_SUBJECT && column != STM_X_OBJECT && column != STM_X_SUBJECT_TYPE &&
        column != STM_X_OBJECT_TYPE && column != STM_X_UNNAMED;
}

static void graphml_key(
    xml *x, const char *id, const char *domain, const char *name, const char *type)
{
    open_element(x, "key");
    attribute(x, "id", id);
    attribute(x, "for", domain);
    attribute(x, "attr.name", name);
    attribute(x, "attr.type", type);
    close_element(x);
}

static void graphml_data(xml *x, const char *key, stm_str value)
{
    open_element(x, "data");
    attribute(x, "key", key);
    const char *text = ended(x, value);
    x->failed = x->failed || xmlTextWriterWriteString(x->writer, chars(text)) < 0;
    close_element(x);
}

static void graphml_keys(xml *x)
{
    graphml_key(x, "name", "node", "name", "string");
    graphml_key(x, "type", "node", "type", "string");
    graphml_key(x, "named", "node", "named", "boolean");
    graphml_key(x, "mentions", "node", "mentions", "int");
    graphml_key(x, "documents", "node", "documents", "int");
    for (uint32_t i = 0; i < STM_X_COUNT; i++) {
        if (is_edge_data(i)) {
            graphml_key(x, stm_column_names[i], "edge", stm_column_names[i], column_type(i));
        }
    }
}

static void graphml_nodes(xml *x)
{
    stm_export *out = x->out;
    for (uint32_t i = 0; i < out->view->nodes.count && !x->failed; i++) {
        uint32_t index = out->node_order[i];
        const stm_node *node = &out->view->nodes.items[index];
        stm_arena_reset(&out->row_arena);
        open_element(x, "node");
        attribute_number(x, "id", "n", i);
        graphml_data(x, "name", out->names[index]);
        graphml_data(x, "type", stm_str_of(stm_type_name(node->type)));
        graphml_data(x, "named", node->named ? STM_LIT("true") : STM_LIT("false"));
        graphml_data(x, "mentions", stm_arena_print(&out->row_arena, "%u", node->mentions));
        graphml_data(x, "documents", stm_arena_print(&out->row_arena, "%u", node->documents));
        close_element(x);
    }
}

static stemma_status graphml_edges(xml *x, stemma_error *err)
{
    stm_export *out = x->out;
    for (uint32_t i = 0; i < out->view->edges.count && !x->failed; i++) {
        stm_row row;
        STM_TRY(stm_export_row(out, i, &row, err));
        const stm_edge *edge = &out->view->edges.items[row.edge];
        open_element(x, "edge");
        attribute_number(x, "id", "e", i);
        attribute_number(x, "source", "n", out->node_rank[edge->subject]);
        attribute_number(x, "target", "n", out->node_rank[edge->object]);
        for (uint32_t k = 0; k < STM_X_COUNT; k++) {
            if (is_edge_data(k) && row.cells[k].len > 0) {
                graphml_data(x, stm_column_names[k], row.cells[k]);
            }
        }
        close_element(x);
    }
    return STEMMA_OK;
}

static stemma_status graphml(xml *x, stemma_error *err)
{
    open_element(x, "graphml");
    attribute(x, "xmlns", "http://graphml.graphdrawing.org/xmlns");
    graphml_keys(x);
    open_element(x, "graph");
    attribute(x, "id", "stemma");
    attribute(x, "edgedefault", "directed");
    graphml_nodes(x);
    STM_TRY(graphml_edges(x, err));
    close_element(x);
    close_element(x);
    return STEMMA_OK;
}

stemma_status stm_write_graphml(stm_export *out, stemma_error *err)
{
    return write_document(out, graphml, err);
}

/* ---- GEXF ---- */

static void gexf_attribute(xml *x, const char *id, const char *title, const char *type)
{
    open_element(x, "attribute");
    attribute(x, "id", id);
    attribute(x, "title", title);
    attribute(x, "type", type);
    close_element(x);
}

static void gexf_attributes(xml *x)
{
    open_element(x, "attributes");
    attribute(x, "class", "node");
    gexf_attribute(x, "type", "type", "string");
    gexf_attribute(x, "mentions", "mentions", "integer");
    gexf_attribute(x, "documents", "documents", "integer");
    close_element(x);
    open_element(x, "attributes");
    attribute(x, "class", "edge");
    for (uint32_t i = 0; i < STM_X_COUNT; i++) {
        if (is_edge_data(i)) {
            const char *type = column_type(i);
            gexf_attribute(x, stm_column_names[i], stm_column_names[i],
                strcmp(type, "int") == 0 ? "integer" : type);
        }
    }
    close_element(x);
}

static void gexf_value(xml *x, const char *key, stm_str value)
{
    open_element(x, "attvalue");
    attribute(x, "for", key);
    attribute_str(x, "value", value);
    close_element(x);
}

static void gexf_nodes(xml *x)
{
    stm_export *out = x->out;
    for (uint32_t i = 0; i < out->view->nodes.count && !x->failed; i++) {
        uint32_t index = out->node_order[i];
        const stm_node *node = &out->view->nodes.items[index];
        stm_arena_reset(&out->row_arena);
        open_element(x, "node");
        attribute_number(x, "id", "n", i);
        attribute_str(x, "label", out->names[index]);
        open_element(x, "attvalues");
        gexf_value(x, "type", stm_str_of(stm_type_name(node->type)));
        gexf_value(x, "mentions", stm_arena_print(&out->row_arena, "%u", node->mentions));
        gexf_value(x, "documents", stm_arena_print(&out->row_arena, "%u", node->documents));
        close_element(x);
        close_element(x);
    }
}

/* The label is all that a picture shows of an edge, so a denied fact says so in it. */
static void gexf_edge(xml *x, uint32_t at, const stm_row *row)
{
    stm_export *out = x->out;
    const stm_edge *edge = &out->view->edges.items[row->edge];
    open_element(x, "edge");
    attribute_number(x, "id", "e", at);
    attribute_number(x, "source", "n", out->node_rank[edge->subject]);
    attribute_number(x, "target", "n", out->node_rank[edge->object]);
    attribute(x, "type", "directed");
    attribute_str(x, "label",
        stm_arena_print(&out->row_arena, "%s%.*s", edge->negated ? STM_NOT_PREFIX : "",
            STM_ARG(row->cells[STM_X_RELATION])));
    open_element(x, "attvalues");
    for (uint32_t k = 0; k < STM_X_COUNT; k++) {
        if (is_edge_data(k) && row->cells[k].len > 0) {
            gexf_value(x, stm_column_names[k], row->cells[k]);
        }
    }
    close_element(x);
    close_element(x);
}

static stemma_status gexf_graph(xml *x, stemma_error *err)
{
    open_element(x, "graph");
    attribute(x, "mode", "static");
    attribute(x, "defaultedgetype", "directed");
    gexf_attributes(x);
    open_element(x, "nodes");
    gexf_nodes(x);
    close_element(x);
    open_element(x, "edges");
    for (uint32_t i = 0; i < x->out->view->edges.count && !x->failed; i++) {
        stm_row row;
        STM_TRY(stm_export_row(x->out, i, &row, err));
        gexf_edge(x, i, &row);
    }
    close_element(x);
    close_element(x);
    return STEMMA_OK;
}

static stemma_status gexf(xml *x, stemma_error *err)
{
    open_element(x, "gexf");
    attribute(x, "xmlns", "http://www.gexf.net/1.2draft");
    attribute(x, "version", "1.2");
    open_element(x, "meta");
    open_element(x, "creator");
    x->failed = x->failed || xmlTextWriterWriteString(x->writer, chars("stemma")) < 0;
    close_element(x);
    close_element(x);
    STM_TRY(gexf_graph(x, err));
    close_element(x);
    return STEMMA_OK;
}

stemma_status stm_write_gexf(stm_export *out, stemma_error *err)
{
    return write_document(out, gexf, err);
}
