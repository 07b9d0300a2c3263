/* Inside of the pipeline. SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_PIPELINE_PRIVATE_H
#define STM_PIPELINE_PRIVATE_H
#include <stemma/pipeline.h>
#include "base/buf.h"
#include "base/sink.h"
#include "names/names.h"
#include "read/read.h"
#include "relations/relation_map.h"
#include "syntax/segment.h"
#include "syntax/syntax.h"

enum { STM_LANGUAGES = 4, STM_THREADS_MAX = 64 };

struct stemma_pipeline {
    stm_arena arena; /* copies of the options' strings */
    stm_str data_dirs, model, date, source, relations;
    stm_lang lang; /* STM_LANG_UNKNOWN: detect */
    stm_str lang_name;
    uint32_t threads;
    stm_model *models[STM_LANGUAGES]; /* by stm_lang; loaded on demand */
    stm_syntax_space *spaces[STM_THREADS_MAX][STM_LANGUAGES];
    stm_names_tables *names;
    stm_vocabulary *vocabulary;
};

/* Model of a language, loaded at the first call. NOTFOUND says where it was looked for. Not for threads. */
stemma_status stm_pipeline_model(
    stemma_pipeline *pipeline, stm_lang lang, const stm_model **model_out, stemma_error *err);

/* How far a document is to be taken. */
typedef enum stm_depth {
    STM_DEPTH_SYNTAX,
    STM_DEPTH_ENTITIES,
    STM_DEPTH_PROPS,
    STM_DEPTH_FACTS
} stm_depth;

/* One document on its way through the stages. */
typedef struct stm_job {
    stm_doc doc;
    uint64_t number; /* of the line or block, from 1 */
    bool conllu;     /* doc->text holds CoNLL-U to be read first */
    bool keep_trees; /* CoNLL-U trees are used as they are; else words are parsed anew */
    bool one_sentence;
    bool empty;          /* nothing to do (an empty line) */
    stm_str id;          /* of the input line, JSON-escaped already; "" */
    uint64_t input_done; /* bytes of input up to its end */
    stemma_status status;
    stemma_error err;
} stm_job;

/* Jobs that run side by side and are taken in order. */
typedef struct stm_batch {
    stemma_pipeline *pipeline;
    stm_depth depth;
    stemma_status (*take)(void *context, stm_job *job, stemma_error *err);
    /* A job that failed, its reason in job->err: STEMMA_OK passes over it. NULL: it ends the batch. */
    stemma_status (*refuse)(void *context, stm_job *job);
    void *context;
    stm_job *jobs;
    uint32_t count, capacity;
    size_t bytes; /* text waiting */
} stm_batch;

stemma_status stm_batch_new(stm_batch *batch, stemma_pipeline *pipeline, stm_depth depth,
    stemma_status (*take)(void *, stm_job *, stemma_error *), void *context, stemma_error *err);
void stm_batch_dispose(stm_batch *batch);
/* A fresh job; fill it, then stm_batch_submit. Its document is reset. */
stm_job *stm_batch_next(stm_batch *batch);
/* Takes the job made last into the batch; runs the batch when it is full. */
stemma_status stm_batch_submit(stm_batch *batch, stemma_error *err);
/* Runs what waits. */
stemma_status stm_batch_flush(stm_batch *batch, stemma_error *err);

/* All stages on one job, by thread number `worker`. Models must be loaded. */
stemma_status stm_annotate(
    stemma_pipeline *pipeline, uint32_t worker, stm_job *job, stm_depth depth, stemma_error *err);
/* Decides the job's language and loads its model. Not for threads. */
stemma_status stm_pipeline_prepare(stemma_pipeline *pipeline, stm_job *job, stemma_error *err);

/* Pieces of an endless stream, cut at empty lines (`blank_lines`) or at best at line ends. */
typedef struct stm_blocks {
    FILE *stream;
    const char *name;
    bool own_stream, blank_lines, ended;
    stm_buf buf;
    size_t used;
    uint32_t line; /* line number where the next block begins, from 1 */
} stm_blocks;
stemma_status stm_blocks_open(
    stm_blocks *blocks, const char *path, bool blank_lines, stemma_error *err);
void stm_blocks_close(stm_blocks *blocks);
/* *block_out is valid until the next call; its .ptr is NULL at the end. */
stemma_status stm_blocks_next(stm_blocks *blocks, stm_str *block_out, stemma_error *err);
/* Next line of the stream; .ptr NULL at the end. */
stemma_status stm_blocks_line(stm_blocks *blocks, stm_str *line_out, stemma_error *err);
#endif
