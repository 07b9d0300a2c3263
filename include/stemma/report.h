/* The report: who matters, and why. PageRank (Brin, Page 1998), betweenness (Brandes 2001), HITS (Kleinberg 1999),
 * communities by Leiden (Traag, Waltman, van Eck 2019), ranges of ranks by bootstrap over documents (Efron 1979). igraph
 * works under one lock for all threads. One thread a graph at a time; the strings of options are read during the call
 * only. SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STEMMA_REPORT_H
#define STEMMA_REPORT_H
#include <stddef.h>
#include <stdint.h>
#include <stemma/graph.h>
#include <stemma/sink.h>
STEMMA_BEGIN

/* Zero-initialise: {.size = sizeof o}, or NULL, gives the table of the ten most central actors for 80 columns. */
typedef struct stemma_report_options {
    size_t size;              /* sizeof(stemma_report_options) */
    const char *format;       /* "table" (NULL), "tsv", "json", "markdown", "html" */
    uint32_t top;             /* actors told of; 0 = 10, tsv and json: all */
    uint32_t columns;         /* width of the table; 0 = 80 */
    int colour;               /* table: with terminal colours */
    const char *title;        /* NULL: "Who matters, and why" */
    const char *theme;        /* html: "light" (NULL), "dark" */
    const char *program;      /* html: path of stemma-draw, for the picture; NULL = without */
    const stemma_sink *notes; /* html: notes of the picture; NULL = nobody listens */
} stemma_report_options;

/* Writes the report on what the filter lets through (NULL: facts between named actors). Errors: ARG (unknown format,
 * options of another size), ANALYSIS, RENDER (html with a picture), NOTFOUND (the filter's speaker), STORE, NOMEM, the sink's.
 * An empty graph gives an empty report. */
STEMMA_API stemma_status stemma_report(stemma_graph *graph, const stemma_filter *filter,
    const stemma_report_options *options, const stemma_sink *sink, stemma_error *err);

STEMMA_END
#endif
