/* Pictures: networks and time lines, drawn by the program stemma-draw, which runs as a child under limits of time and
 * memory. Layouts are Graphviz's: dot (Gansner et al. 1993), neato (stress majorization, Gansner, Koren, North 2004), sfdp
 * (Hu 2005). The strings of options are read during the call only. One thread a graph at a time; the network's measures are
 * computed under one lock (igraph is not re-entrant), so that two graphs in two threads wait for each other.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STEMMA_DRAW_H
#define STEMMA_DRAW_H
#include <stddef.h>
#include <stdint.h>
#include <stemma/graph.h>
#include <stemma/sink.h>
STEMMA_BEGIN

/* Zero-initialise: {.size = sizeof o, .program = path} draws the 40 most central actors as SVG. */
typedef struct stemma_draw_options {
    size_t size;         /* sizeof(stemma_draw_options) */
    const char *program; /* path of stemma-draw */
    const char *format;  /* "svg" (NULL), "png", "pdf", "dot", "html" */
    const char *layout;  /* "auto" (NULL), "dot", "neato", "fdp", "sfdp", "twopi", "circo" */
    const char *theme;   /* "light" (NULL), "dark", "print" */
    const char
        *measure; /* area of the symbols: "pagerank" (NULL), "degree", "sources", "betweenness",
                                     "closeness", "harmonic", "eigenvector", "hub", "authority", "core" */
    const char *title;  /* NULL: made from what is drawn */
    const char *around; /* only who is within `depth` steps of this actor, NULL = everybody */
    uint32_t depth;     /* 0 = 1 */
    const char *path_from,
        *path_to;         /* only who stands on shortest ways between the two; both or none */
    uint32_t community;   /* only this one, counted from 1 as the report does; 0 = all */
    uint32_t top;         /* most actors; 0 = 40 */
    double width, height; /* points (1/72 inch), 100 to 20000; 0 = as large as needed */
    int stable; /* start from the places of the last drawing and keep the new ones in the graph file */
    uint32_t seconds;         /* most time for the layout, in seconds; 0 = 60 */
    const stemma_sink *notes; /* what was left out, in sentences; NULL = nobody listens */
} stemma_draw_options;

/* Draws what the filter lets through (NULL: facts between named actors). Errors: NOTFOUND (no such actor, not connected),
 * ARG (no program; unknown layout, theme, measure or format; half a path), RENDER (stemma-draw is missing, crashed, ran out
 * of time), ANALYSIS, STORE, NOMEM, the sink's. With `stable` the graph must be open for writing. */
STEMMA_API stemma_status stemma_draw(stemma_graph *graph, const stemma_filter *filter,
    const stemma_draw_options *options, const stemma_sink *sink, stemma_error *err);

/* Draws the dated facts of `actors` ("A;B;C", NULL = the most central ones, at most options->top or 12) over time.
 * Formats svg, png, pdf. The list in words is stemma_graph_timeline. Errors as for stemma_draw. */
STEMMA_API stemma_status stemma_draw_timeline(stemma_graph *graph, const stemma_filter *filter,
    const char *actors, const stemma_draw_options *options, const stemma_sink *sink,
    stemma_error *err);

STEMMA_END
#endif
