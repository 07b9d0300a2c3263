/* Questions in a reading subset of openCypher 9; docs/query.md tells the language. The strings of options are read during
 * the call only. One thread a graph at a time.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STEMMA_QUERY_H
#define STEMMA_QUERY_H
#include <stemma/graph.h>
STEMMA_BEGIN

typedef enum stemma_query_format {
    STEMMA_QUERY_TSV, /* header line, then a row a line; tabs and line ends in values become spaces */
    STEMMA_QUERY_CSV,  /* the same after RFC 4180 */
    STEMMA_QUERY_JSON, /* one array of objects */
    STEMMA_QUERY_TABLE /* for people; as wide as `columns` allows */
} stemma_query_format;

/* One value for $name. The text is read as JSON when it is JSON (7, true, ["a","b"]), else as a string. */
typedef struct stemma_query_parameter {
    const char *name, *value;
} stemma_query_parameter;

/* Zero-initialise: {.size = sizeof o}; NULL is the same. */
typedef struct stemma_query_options {
    size_t size; /* sizeof(stemma_query_options) */
    stemma_query_format format;
    int no_header;    /* TSV, CSV, TABLE */
    int all;          /* also unnamed noun phrases */
    uint32_t columns; /* of a table; 0 = 80 */
    const stemma_query_parameter *parameters;
    size_t parameter_count;
} stemma_query_options;

/* Runs `query` (UTF-8, NUL-terminated) and writes its rows. *rows_out (may be NULL) = how many.
 * Errors: FORMAT (with line and column, and what was expected), UNSUPPORTED (Cypher that stemma does not do, by name),
 * LIMIT (nesting, hops, 2 GiB of values), ARG (a parameter; options of another size), STORE, NOMEM, the sink's. Rows that were written before an error stay written. */
STEMMA_API stemma_status stemma_query_run(stemma_graph *graph, const char *query,
    const stemma_query_options *options, const stemma_sink *sink, uint64_t *rows_out,
    stemma_error *err);

STEMMA_END
#endif
