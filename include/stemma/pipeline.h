/* The road from text to facts: models and tables of the languages, and the calls that run all stages.
 *
 * A stemma_pipeline belongs to one thread at a time; it may use several threads of its own. The same input gives the
 * same bytes with every number of threads.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STEMMA_PIPELINE_H
#define STEMMA_PIPELINE_H
#include <stddef.h>
#include <stemma/graph.h>
#include <stemma/sink.h>
STEMMA_BEGIN

typedef struct stemma_pipeline stemma_pipeline;

typedef struct stemma_pipeline_options {
    size_t size; /* sizeof(stemma_pipeline_options) */
    const char *
        data_dirs; /* folders with <lang>/<lang>.stemma, colons between them; the first that has it counts */
    const char *lang;      /* "de", "en": language of all input; NULL = told for each document */
    const char *model;     /* model file for `lang`, instead of the one found in data_dirs; NULL */
    const char *relations; /* the user's own table of relation words, NULL */
    const char *date;      /* date of documents that say none (ISO 8601), for "yesterday"; NULL */
    const char *source;    /* source of documents that say none, NULL */
    uint32_t threads;      /* 0 and 1: one */
} stemma_pipeline_options;

/* Opens a pipeline; models are loaded when a document of their language comes. Strings of options are copied.
 * Errors: NOMEM; ARG for an unknown language or options of another size; IO, FORMAT naming file and line for a bad table.
 * NULL options are all zero: only CoNLL-U with trees can be read then, as no folder of models is known. */
STEMMA_API stemma_status stemma_pipeline_open(
    const stemma_pipeline_options *options, stemma_pipeline **pipeline_out, stemma_error *err);
/* Takes NULL. */
STEMMA_API void stemma_pipeline_close(stemma_pipeline *pipeline);

/* Reads `path` ("-": standard input) as plain text and writes its sentences as CoNLL-U; with `pretokenized` the input is
 * CoNLL-U and words are kept. Streams: memory does not grow with the input.
 * Errors: IO (no such file), ENCODING, FORMAT (with line; also a broken model), VERSION (a newer model), NOTFOUND (no model for the
 * language), UNSUPPORTED (a text that is neither German nor English), LIMIT (see src/base/limits.h), NOMEM, the sink's. */
STEMMA_API stemma_status stemma_pipeline_parse(stemma_pipeline *pipeline, const char *path,
    int pretokenized, const stemma_sink *sink, stemma_error *err);

typedef enum stemma_extract_form {
    STEMMA_EXTRACT_OPEN, /* id, subject, relation, object in the words of the sentence; tabs between */
    STEMMA_EXTRACT_FACTS, /* id, subject, relation, object, marks: canonical facts */
    STEMMA_EXTRACT_JSONL, /* everything about each proposition and fact, a JSON object a line */
    STEMMA_EXTRACT_ENTITIES, /* input: JSON lines {"id","text"}; output {"id","spans":[[start,end,type],…]}, code points */
    STEMMA_EXTRACT_EXPLAIN /* tokens, tree, rules, for people */
} stemma_extract_form;

/* Extracts from `path` ("-": standard input). With `each_line` every line of plain text is one sentence and the id is its
 * number from 1; else the id is DOCUMENT:SENTENCE. CoNLL-U input is used with its trees when it has them; its id is the
 * sent_id. `min_confidence` is 0 to 1, < 0: the default of the form. What was written before an error stays written.
 * Errors as for stemma_pipeline_parse, ARG (no such form), and NOTFOUND for a folder with no file that can be read. */
STEMMA_API stemma_status stemma_pipeline_extract(stemma_pipeline *pipeline, const char *path,
    stemma_extract_form form, int each_line, double min_confidence, const stemma_sink *sink,
    stemma_error *err);

typedef struct stemma_build_counts {
    uint64_t added, replaced, unchanged, documents, sentences, facts, bytes;
    uint64_t gone;                    /* update: documents that no file holds any more */
    uint64_t refused;                 /* files, lines and documents that could not be read */
    uint64_t input_done, input_bytes; /* of the files; input_bytes 0 = not known (standard input) */
} stemma_build_counts;

/* Called after each document in the order of input; a result other than 0 ends the build cleanly (CANCELLED). */
typedef int (*stemma_progress)(void *context, const char *path, const stemma_build_counts *counts);
/* Called for each file, line of JSON lines or document that cannot be read, with the reason; 0 goes on with the next. */
typedef int (*stemma_problem)(void *context, const stemma_error *problem);

/* Called by an update for each document that no file holds any more; 0 keeps it, another result takes it out. */
typedef int (*stemma_gone)(void *context, const char *path);

/* Zero-initialise: {.size = sizeof h}. */
typedef struct stemma_build_hooks {
    size_t size; /* sizeof(stemma_build_hooks) */
    void *context;
    stemma_progress progress; /* NULL: nobody looks */
    stemma_problem problem;   /* NULL: the first problem ends the build with its status */
    stemma_gone gone;         /* update only; NULL: what is gone stays */
} stemma_build_hooks;

/* Reads each path (file, folder, "-") into the graph, one transaction a document. On an error the documents before it
 * are kept; err names the file. A full disk, a broken graph or a missing model is an error whatever `problem` says.
 * hooks may be NULL. *counts_out (may be NULL) is filled in any case. Errors as for stemma_pipeline_parse, and STORE, ARG (the graph is
 * open for reading only), NOTFOUND (nothing to read in a folder), CANCELLED (a hook said so). */
STEMMA_API stemma_status stemma_pipeline_build(stemma_pipeline *pipeline, stemma_graph *graph,
    const char *const *paths, size_t path_count, const stemma_build_hooks *hooks,
    stemma_build_counts *counts_out, stemma_error *err);

/* Reads the files behind the graph again, as stemma_pipeline_build does: the same content changes nothing. What no file
 * holds any more goes to hooks->gone, unless a file could not be read: then nothing counts as gone. */
STEMMA_API stemma_status stemma_pipeline_update(stemma_pipeline *pipeline, stemma_graph *graph,
    const stemma_build_hooks *hooks, stemma_build_counts *counts_out, stemma_error *err);

STEMMA_END
#endif
