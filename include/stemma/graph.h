/* The graph file: one SQLite file with documents, sentences, actors, facts, and the user's decisions.
 *
 * A stemma_graph belongs to one thread at a time; several processes may read while one writes. Strings that are handed in
 * are read during the call only.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STEMMA_GRAPH_H
#define STEMMA_GRAPH_H
#include <stddef.h>
#include <stdint.h>
#include <stemma/sink.h>
STEMMA_BEGIN

typedef struct stemma_graph stemma_graph;

typedef enum stemma_open_mode {
    STEMMA_OPEN_READ, /* must exist; older files are brought up and names joined, nothing else is written */
    STEMMA_OPEN_WRITE, /* must exist */
    STEMMA_OPEN_CREATE /* made when it does not exist */
} stemma_open_mode;

/* Opens the graph file `path`. Errors: NOTFOUND (no such file, reading), STORE (no graph file of stemma, broken,
 * busy, read-only, full: the message says which), VERSION (made by a newer stemma), IO. Close with stemma_graph_close. */
STEMMA_API stemma_status stemma_graph_open(
    const char *path, stemma_open_mode mode, stemma_graph **graph_out, stemma_error *err);
/* Takes NULL. */
STEMMA_API void stemma_graph_close(stemma_graph *graph);

/* How much of the graph: pictures and reports want named actors, exports also what they have, use and are. */
typedef enum stemma_scope {
    STEMMA_SCOPE_NAMED,   /* both ends are named actors */
    STEMMA_SCOPE_ALL,     /* every noun phrase */
    STEMMA_SCOPE_TOUCHING /* at least one end is a named actor */
} stemma_scope;

/* Which facts a reading call looks at. Zero-initialise: {.size = sizeof f}, or NULL, means all facts between named actors,
 * asserted or not. Calls refuse unknown types and a filter of another size with ARG. */
typedef struct stemma_filter {
    size_t size;               /* sizeof(stemma_filter) */
    int all;                   /* a stemma_scope; 0 = both ends are named actors */
    int only_asserted;         /* neither negated nor hedged */
    const char *relations;     /* "acquired,founded" or NULL */
    const char *types;         /* "person,organization" or NULL: both ends must be of these */
    const char *since, *until; /* ISO dates or NULL: time of the fact, else date of the document */
    const char *source;        /* source or path holds this, or NULL */
    const char *said_by;       /* speaker's name, or NULL */
    double min_confidence;     /* 0..1 */
} stemma_filter;

/* Takes the document known as `path` out: its sentences and facts, and the actors that nothing else means. The cost
 * follows the document. Errors: NOTFOUND, STORE, ARG (opened for reading). */
STEMMA_API stemma_status stemma_graph_remove(
    stemma_graph *graph, const char *path, stemma_error *err);

/* One document of the file; strings live during the visit. */
typedef struct stemma_document {
    const char *path, *title, *date, *url, *source, *lang;
    uint64_t bytes; /* of the text; 0 = only facts were imported */
    const char
        *file; /* file it was read from when that is not its path (an item of a feed), else "" */
} stemma_document;
/* A result other than 0 ends the walk (CANCELLED). The graph must not be changed meanwhile. */
typedef int (*stemma_document_visit)(void *context, const stemma_document *document);
/* Visits all documents by path. Errors: STORE, NOMEM, CANCELLED. */
STEMMA_API stemma_status stemma_graph_each_document(
    stemma_graph *graph, stemma_document_visit visit, void *context, stemma_error *err);

/* Works out which names are one actor, if documents or decisions have changed since it was done last. Reading calls do
 * it by themselves: in the file, or in a copy in memory when the file cannot be written. *settled_out = 0: it cannot be
 * written and is too large for a copy (256 MiB), so new names stand unjoined. Errors: STORE, NOMEM. */
STEMMA_API stemma_status stemma_graph_settle(
    stemma_graph *graph, int *settled_out, stemma_error *err);

/* Verifies the file: integrity, foreign keys, that sentences give the texts back and facts lie in them, counters, the
 * index of words. Writes a line for each problem (at most about 100) to the sink; *problems_out = how many. A graph that is open for
 * writing is checked more deeply (SQLite checks its word index that way); nothing is changed. Errors: STORE, NOMEM. */
STEMMA_API stemma_status stemma_graph_check(
    stemma_graph *graph, const stemma_sink *sink, uint32_t *problems_out, stemma_error *err);

typedef struct stemma_counts {
    uint64_t documents, sentences, actors, facts;
} stemma_counts;
/* What the file holds. Errors: STORE, NOMEM. */
STEMMA_API stemma_status stemma_graph_counts(
    stemma_graph *graph, stemma_counts *out, stemma_error *err);

STEMMA_END
#endif
