/* Facts from GraphML, ours or somebody else's (networkx, igraph, Gephi, yEd): a node's name is its
 * data `name`, else `label`, else its id; an edge's relation its data `relation`, else `label`,
 * else related_to. Other data whose names are columns of ours are taken. No network, no external
 * entities. SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/hash.h"
#include "exchange/exchange.h"

#include <libxml/xmlreader.h>

typedef struct node_row {
    stm_str name, label, type, named;
} node_row;
typedef struct edge_row {
    stm_str source, target, label;
    stm_str cells[STM_X_COUNT];
    uint32_t line;
} edge_row;

typedef struct graphml {
    stm_import *in;
    xmlTextReaderPtr reader;
    stm_arena arena;
    stm_intern keys, nodes;      /* ids */
    STM_VEC(stm_str) key_names;  /* attr.name by key */
    STM_VEC(node_row) node_rows; /* by node */
    STM_VEC(edge_row) edge_rows;
    node_row *node; /* that stands open */
    edge_row *edge;
    stm_str key; /* attr.name of the data element that stands open, .ptr NULL = none */
    stm_buf text;
    char why[256]; /* first complaint of the parser */
    uint32_t why_line;
    bool failed; /* memory */
} graphml;

/* libxml2 2.12 made the error const; the cast fits both. */
static void note(void *context, xmlErrorPtr error)
{
    graphml *g = context;
    if (g->why[0] == '\0' && error->level != XML_ERR_WARNING && error->message != NULL) {
        snprintf(g->why, sizeof g->why, "%s", error->message);
        g->why[strcspn(g->why, "\n")] = '\0';
        g->why_line = error->line > 0 ? (uint32_t)error->line : 1;
    }
}

/* Attribute of the current element, copied; "" when it has none. */
static stm_str attribute(graphml *g, const char *name)
{
    xmlChar *value = xmlTextReaderGetAttribute(g->reader, (const xmlChar *)name);
    stm_str copy = stm_arena_copy(&g->arena, stm_str_of((const char *)value));
    xmlFree(value);
    g->failed = g->failed || copy.ptr == NULL;
    return copy.ptr == NULL ? STM_EMPTY : copy;
}

static uint32_t line_of(const graphml *g)
{
    return (uint32_t)xmlTextReaderGetParserLineNumber(g->reader);
}

static stemma_status start_key(graphml *g, stemma_error *err)
{
    stm_str id = attribute(g, "id"), name = attribute(g, "attr.name");
    uint32_t number = stm_intern_add(&g->keys, id);
    while (number != 0 && g->key_names.count <= number) {
        if (!stm_vec_push(&g->key_names, STM_EMPTY)) {
            return stm_fail_nomem(err);
        }
    }
    if (number == 0 || g->failed) {
        return id.len == 0 && !g->failed
            ? stm_fail_at(err, STEMMA_ERR_FORMAT, line_of(g), 1, "%s:%u: key without an id",
                  g->in->path, (unsigned)line_of(g))
            : stm_fail_nomem(err);
    }
    g->key_names.items[number] = name.len > 0 ? name : id;
    return STEMMA_OK;
}

static stemma_status start_node(graphml *g, stemma_error *err)
{
    stm_str id = attribute(g, "id");
    if (id.len == 0) {
        return stm_fail_at(err, STEMMA_ERR_FORMAT, line_of(g), 1, "%s:%u: node without an id",
            g->in->path, (unsigned)line_of(g));
    }
    uint32_t number = stm_intern_add(&g->nodes, id);
    while (number != 0 && g->node_rows.count <= number) {
        if (!stm_vec_push(&g->node_rows, (node_row){STM_EMPTY, STM_EMPTY, STM_EMPTY, STM_EMPTY})) {
            return stm_fail_nomem(err);
        }
    }
    g->node = number == 0 ? NULL : &g->node_rows.items[number];
    return number == 0 || g->failed ? stm_fail_nomem(err) : STEMMA_OK;
}

static stemma_status start_edge(graphml *g, stemma_error *err)
{
    edge_row edge = {
        .source = attribute(g, "source"), .target = attribute(g, "target"), .line = line_of(g)};
    edge.label = STM_EMPTY;
    for (uint32_t i = 0; i < STM_X_COUNT; i++) {
        edge.cells[i] = STM_EMPTY;
    }
    if (g->failed || !stm_vec_push(&g->edge_rows, edge)) {
        return stm_fail_nomem(err);
    }
    g->edge = &g->edge_rows.items[g->edge_rows.count - 1];
    return STEMMA_OK;
}

static void end_data(graphml *g)
{
    stm_str value =
        g->text.failed ? (stm_str){NULL, 0} : stm_arena_copy(&g->arena, stm_buf_view(&g->text));
    g->failed = g->failed || value.ptr == NULL;
    if (g->failed || g->key.ptr == NULL) {
        return;
    }
    if (g->edge != NULL) {
        stm_column column = stm_column_of(g->key);
        if (column != STM_X_COUNT) {
            g->edge->cells[column] = value;
        } else if (stm_str_is(g->key, "label")) {
            g->edge->label = value;
        }
    } else if (g->node != NULL) {
        stm_str *slot = stm_str_is(g->key, "name") ? &g->node->name
            : stm_str_is(g->key, "label")          ? &g->node->label
            : stm_str_is(g->key, "type")           ? &g->node->type
            : stm_str_is(g->key, "named")          ? &g->node->named
                                                   : NULL;
        if (slot != NULL) {
            *slot = value;
        }
    }
    g->key = (stm_str){NULL, 0};
}

static bool is_element(graphml *g, const char *name)
{
    const xmlChar *local = xmlTextReaderConstLocalName(g->reader);
    return local != NULL && strcmp((const char *)local, name) == 0;
}

static stemma_status start_element(graphml *g, stemma_error *err)
{
    bool empty = xmlTextReaderIsEmptyElement(g->reader) == 1;
    if (is_element(g, "key")) {
        return start_key(g, err);
    }
    if (is_element(g, "node")) {
        STM_TRY(start_node(g, err));
        g->node = empty ? NULL : g->node;
    } else if (is_element(g, "edge")) {
        STM_TRY(start_edge(g, err));
        g->edge = empty ? NULL : g->edge;
    } else if (is_element(g, "data") && !empty) {
        uint32_t number = stm_intern_find(&g->keys, attribute(g, "key"));
        g->key = number > 0 ? g->key_names.items[number] : STM_LIT("");
        stm_buf_clear(&g->text);
    }
    return STEMMA_OK;
}

static void end_element(graphml *g)
{
    if (is_element(g, "data")) {
        end_data(g);
    } else if (is_element(g, "node")) {
        g->node = NULL;
    } else if (is_element(g, "edge")) {
        g->edge = NULL;
    }
}

static stemma_status read_events(graphml *g, stemma_error *err)
{
    int more = xmlTextReaderRead(g->reader);
    for (; more == 1; more = xmlTextReaderRead(g->reader)) {
        int kind = xmlTextReaderNodeType(g->reader);
        if (kind == XML_READER_TYPE_ELEMENT) {
            STM_TRY(start_element(g, err));
        } else if (kind == XML_READER_TYPE_END_ELEMENT) {
            end_element(g);
        } else if (g->key.ptr != NULL &&
            (kind == XML_READER_TYPE_TEXT || kind == XML_READER_TYPE_CDATA ||
                kind == XML_READER_TYPE_SIGNIFICANT_WHITESPACE ||
                kind == XML_READER_TYPE_WHITESPACE)) {
            stm_buf_text(&g->text, (const char *)xmlTextReaderConstValue(g->reader));
        }
        if (g->failed) {
            return stm_fail_nomem(err);
        }
    }
    if (more < 0) {
        return stm_fail_at(err, STEMMA_ERR_FORMAT, g->why_line, 1, "%s:%u: not XML: %s",
            g->in->path, (unsigned)g->why_line, g->why[0] != '\0' ? g->why : "malformed");
    }
    return STEMMA_OK;
}

static stemma_status take_edge(graphml *g, edge_row *edge, stemma_error *err)
{
    const stm_str ends[2] = {edge->source, edge->target};
    const node_row *rows[2] = {NULL, NULL};
    for (int i = 0; i < 2; i++) {
        uint32_t number = stm_intern_find(&g->nodes, ends[i]);
        if (number == 0) {
            return stm_fail_at(err, STEMMA_ERR_FORMAT, edge->line, 1,
                "%s:%u: there is no node \"%.*s\"", g->in->path, (unsigned)edge->line,
                STM_ARG(ends[i]));
        }
        rows[i] = &g->node_rows.items[number];
        stm_str name = rows[i]->name.len > 0 ? rows[i]->name : rows[i]->label;
        bool known = false;
        stm_type_of(rows[i]->type, &known);
        edge->cells[i == 0 ? STM_X_SUBJECT : STM_X_OBJECT] = name.len > 0 ? name : ends[i];
        edge->cells[i == 0 ? STM_X_SUBJECT_TYPE : STM_X_OBJECT_TYPE] =
            known ? rows[i]->type : STM_EMPTY;
    }
    bool one = stm_str_is(rows[0]->named, "false"), two = stm_str_is(rows[1]->named, "false");
    edge->cells[STM_X_UNNAMED] = one && two ? STM_LIT("both")
        : one                               ? STM_LIT("subject")
        : two                               ? STM_LIT("object")
                                            : STM_EMPTY;
    if (edge->cells[STM_X_RELATION].len == 0) {
        edge->cells[STM_X_RELATION] = edge->label.len > 0 ? edge->label : STM_LIT("related_to");
    }
    return g->in->take(g->in, edge->cells, edge->line, err);
}

static stemma_status read_all(graphml *g, stemma_error *err)
{
    STM_TRY(read_events(g, err));
    for (uint32_t i = 0; i < g->edge_rows.count; i++) {
        STM_TRY(take_edge(g, &g->edge_rows.items[i], err));
    }
    return STEMMA_OK;
}

stemma_status stm_read_graphml(stm_import *in, stm_str text, stemma_error *err)
{
    graphml g = {.in = in};
    if (text.len > INT32_MAX) {
        return stm_fail(err, STEMMA_ERR_LIMIT, "%s: too large", in->path);
    }
    g.reader = xmlReaderForMemory(text.ptr, (int)text.len, NULL, "UTF-8", XML_PARSE_NONET);
    if (g.reader == NULL) {
        return stm_fail_nomem(err);
    }
    xmlTextReaderSetStructuredErrorHandler(g.reader, (xmlStructuredErrorFunc)note, &g);
    stm_arena_init(&g.arena);
    stm_intern_init(&g.keys);
    stm_intern_init(&g.nodes);
    stm_buf_init(&g.text);
    stemma_status status = read_all(&g, err);
    stm_buf_dispose(&g.text);
    stm_vec_free(&g.key_names);
    stm_vec_free(&g.node_rows);
    stm_vec_free(&g.edge_rows);
    stm_intern_dispose(&g.keys);
    stm_intern_dispose(&g.nodes);
    stm_arena_dispose(&g.arena);
    xmlFreeTextReader(g.reader);
    return status;
}
