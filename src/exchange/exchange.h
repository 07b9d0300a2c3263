/* What the writers and readers of graph formats share: columns of a fact, the sorted view, cleaning of text.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_EXCHANGE_H
#define STM_EXCHANGE_H
#include <stemma/exchange.h>
#include "base/buf.h"
#include "base/sink.h"
#include "store/store.h"

/* Columns of a fact, in the order of TSV. The first four are fixed for ever: others read them by position. */
typedef enum stm_column {
    STM_X_SUBJECT,
    STM_X_RELATION,
    STM_X_OBJECT,
    STM_X_TIME,
    STM_X_POLARITY,
    STM_X_MODALITY,
    STM_X_SPEAKER,
    STM_X_PLACE,
    STM_X_AMOUNT,
    STM_X_CONFIDENCE,
    STM_X_FACTS,
    STM_X_SOURCES,
    STM_X_SUBJECT_TYPE,
    STM_X_OBJECT_TYPE,
    STM_X_SPEAKER_TYPE,
    STM_X_UNNAMED,
    STM_X_RULE,
    STM_X_DOCUMENT,
    STM_X_TITLE,
    STM_X_DATE,
    STM_X_URL,
    STM_X_PUBLISHER,
    STM_X_LANG,
    STM_X_SENTENCE,
    STM_X_COUNT
} stm_column;

extern const char *const stm_column_names[STM_X_COUNT];
/* STM_X_COUNT when there is no such column. */
stm_column stm_column_of(stm_str name);
/* "not_acquired" for a reader that sees nothing but the name of the relation. */
#define STM_NOT_PREFIX "not_"
#define STM_AFFIRMED "affirmed"
#define STM_NEGATED "negated"

/* One fact as text. Strings live until the next stm_export_row. */
typedef struct stm_row {
    uint32_t edge;
    stm_str cells[STM_X_COUNT]; /* relation without prefix */
    const stm_bundle *bundle;
} stm_row;

/* A view made ready for writing. */
typedef struct stm_export {
    stemma_graph *graph; /* NULL: no sentences (views made by hand) */
    const stm_view *view;
    const stemma_export_options *options;
    const stemma_sink *sink;
    stm_buf buf;         /* what is not flushed yet */
    stm_arena arena;     /* lives as long as the export */
    stm_arena row_arena; /* lives for one row */
    stm_str *names;      /* clean names of nodes */
    stm_str *labels;     /* the same, told apart: "Mercury (organization)" */
    stm_str *keys;       /* "organization:Mercury": tells a node from all others, in every export */
    stm_str *relations;  /* clean names of relations */
    uint32_t *order;     /* edges in the order of writing */
    uint32_t *node_order; /* nodes by name and type */
    uint32_t *node_rank;  /* place of a node in node_order: its number in the file */
} stm_export;

stemma_status stm_export_init(stm_export *out, stemma_graph *graph, const stm_view *view,
    const stemma_export_options *options, const stemma_sink *sink, stemma_error *err);
void stm_export_dispose(stm_export *out);
/* Row number `at` of the order of writing. */
stemma_status stm_export_row(stm_export *out, uint32_t at, stm_row *row, stemma_error *err);
/* Gives the buffer to the sink when it has grown large. */
stemma_status stm_export_step(stm_export *out, stemma_error *err);
/* Number of a fact made from its text (16 hexadecimal digits, "-2" behind it for the second of two facts that print
 * the same): the same fact has the same number in every export. Call for rows in order; `last` begins empty. */
typedef struct stm_fact_id {
    uint64_t hash;
    uint32_t copies;
    char text[32];
} stm_fact_id;
void stm_export_fact_id(const stm_row *row, stm_fact_id *last);
/* Appends s with everything but letters, digits and - . _ as %XX. */
void stm_percent(stm_buf *buf, stm_str s);
/* The bundle (parallel facts) an edge belongs to; NULL when the view has none. */
const stm_bundle *stm_view_bundle(const stm_view *view, const stm_edge *edge);

/* Valid UTF-8 without control characters: tab and line ends become spaces, other controls and characters that XML
 * forbids go, malformed bytes become U+FFFD. .ptr NULL when memory ran out. */
stm_str stm_clean(stm_arena *arena, stm_str s);

/* The writers. */
stemma_status stm_write_tsv(stm_export *out, stemma_error *err);
stemma_status stm_write_csv(stm_export *out, stemma_error *err);
stemma_status stm_write_jsonl(stm_export *out, stemma_error *err);
stemma_status stm_write_graphml(stm_export *out, stemma_error *err);
stemma_status stm_write_gexf(stm_export *out, stemma_error *err);
stemma_status stm_write_gml(stm_export *out, stemma_error *err);
stemma_status stm_write_dot(stm_export *out, stemma_error *err);
stemma_status stm_write_pajek(stm_export *out, stemma_error *err);
stemma_status stm_write_ntriples(stm_export *out, stemma_error *err);
stemma_status stm_write_turtle(stm_export *out, stemma_error *err);
stemma_status stm_write_jsonld(stm_export *out, stemma_error *err);
stemma_status stm_write_cypher(stm_export *out, stemma_error *err);
stemma_status stm_write_ftm(stm_export *out, stemma_error *err);
/* Any of them over a view made by hand (tests) or loaded. */
stemma_status stm_export_view(stemma_graph *graph, const stm_view *view, stemma_format format,
    const stemma_export_options *options, const stemma_sink *sink, stemma_error *err);

/* Where readers put facts. Cells are as in stm_row, "" = not said; `line` is for messages. */
typedef struct stm_import {
    stemma_graph *graph;
    const char *path;
    uint64_t count;
    stemma_status (*take)(
        struct stm_import *in, const stm_str cells[STM_X_COUNT], uint32_t line, stemma_error *err);
    void *context; /* of take, in tests */
} stm_import;

/* The readers: whole file in, facts out through take. */
stemma_status stm_read_tsv(stm_import *in, stm_str text, stemma_error *err);
stemma_status stm_read_csv(stm_import *in, stm_str text, stemma_error *err);
stemma_status stm_read_jsonl(stm_import *in, stm_str text, stemma_error *err);
stemma_status stm_read_graphml(stm_import *in, stm_str text, stemma_error *err);
stemma_status stm_read_rdf(stm_import *in, stm_str text, bool turtle, stemma_error *err);
/* By format, without a transaction; what stemma_graph_import and the fuzz target call. */
stemma_status stm_read_facts(stm_import *in, stm_str text, stemma_format format, stemma_error *err);
/* Cells to a triple; FORMAT with file and line when a cell is unusable. */
stemma_status stm_import_triple(const stm_import *in, const stm_str cells[STM_X_COUNT],
    uint32_t line, stm_triple *out, stemma_error *err);
#endif
