/* Leaving and coming: the graph in the formats of the field; docs/formats.md says which follows what. One thread a graph at
 * a time; the calls that take no graph may be called from any thread.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STEMMA_EXCHANGE_H
#define STEMMA_EXCHANGE_H
#include <stemma/graph.h>
STEMMA_BEGIN

typedef enum stemma_format {
    STEMMA_FORMAT_UNKNOWN,
    STEMMA_FORMAT_TSV,   /* one fact a line, tabs; no header unless asked for */
    STEMMA_FORMAT_CSV,   /* the same after RFC 4180, with a header */
    STEMMA_FORMAT_JSONL, /* one fact a line as a JSON object */
    STEMMA_FORMAT_GRAPHML,
    STEMMA_FORMAT_GEXF, /* 1.2 */
    STEMMA_FORMAT_GML,
    STEMMA_FORMAT_DOT,
    STEMMA_FORMAT_PAJEK,
    STEMMA_FORMAT_NTRIPLES,
    STEMMA_FORMAT_TURTLE,
    STEMMA_FORMAT_JSONLD,
    STEMMA_FORMAT_CYPHER, /* script for Neo4j */
    STEMMA_FORMAT_FTM     /* FollowTheMoney, JSON lines */
} stemma_format;

/* Format by its name ("graphml") or, when the text has a dot, by the end of a file's name ("x.nt", "x.jsonl").
 * STEMMA_FORMAT_UNKNOWN when it is none of ours. */
STEMMA_API stemma_format stemma_format_of(const char *name_or_path);
/* "tsv" …; "" for STEMMA_FORMAT_UNKNOWN. Static string. */
STEMMA_API const char *stemma_format_name(stemma_format format);

/* Zero-initialise: {.size = sizeof o}; NULL is the same. */
typedef struct stemma_export_options {
    size_t size;   /* sizeof(stemma_export_options) */
    int header;    /* TSV: a first line with the names of the columns */
    int no_header; /* CSV: none */
} stemma_export_options;

/* Writes what the filter lets through (NULL = the default filter). Facts come sorted by their text, so that the same
 * knowledge gives the same bytes, in whatever order it was read. Errors: ARG (UNKNOWN format, options of another size),
 * NOTFOUND (the filter's speaker), STORE, NOMEM, the sink's; what was written before an error stays written. */
STEMMA_API stemma_status stemma_graph_export(stemma_graph *graph, stemma_format format,
    const stemma_filter *filter, const stemma_export_options *options, const stemma_sink *sink,
    stemma_error *err);

/* Reads facts from the file `path` ("-" = standard input) into the graph: all of them or, after an error, none.
 * Format UNKNOWN: by the file's name. TSV, CSV, JSONL, GRAPHML, NTRIPLES and TURTLE can be read.
 * *count_out (may be NULL) = facts read. Errors: FORMAT with the line, IO, ENCODING, UNSUPPORTED (a format that is only
 * written), ARG (open for reading only), STORE, LIMIT (2 GiB), NOMEM. */
STEMMA_API stemma_status stemma_graph_import(stemma_graph *graph, const char *path,
    stemma_format format, uint64_t *count_out, stemma_error *err);

STEMMA_END
#endif
