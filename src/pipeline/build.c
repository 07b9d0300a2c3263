/* Documents into the graph file: read, annotate side by side, store in order.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "pipeline/pipeline_private.h"
#include "store/store.h"

typedef struct build {
    stemma_pipeline *pipeline;
    stemma_graph *graph;
    stemma_progress progress;
    void *context;
    stemma_build_counts *counts;
    stm_batch batch;
} build;

static bool copy_meta(const build *b, stm_doc *doc, const stm_meta *meta)
{
    stm_arena *arena = &doc->arena;
    stm_str date = meta->date.len > 0 ? meta->date : b->pipeline->date;
    stm_str source = meta->source.len > 0 ? meta->source : b->pipeline->source;
    doc->meta = (stm_meta){stm_arena_copy(arena, meta->id), stm_arena_copy(arena, meta->path),
        stm_arena_copy(arena, meta->title), stm_arena_copy(arena, date),
        stm_arena_copy(arena, meta->url), stm_arena_copy(arena, source)};
    const stm_meta *m = &doc->meta;
    return m->id.ptr != NULL && m->path.ptr != NULL && m->title.ptr != NULL &&
        m->date.ptr != NULL && m->url.ptr != NULL && m->source.ptr != NULL;
}

static stemma_status take_input(void *context, const stm_input *input, stemma_error *err)
{
    build *b = context;
    stm_job *job = stm_batch_next(&b->batch);
    job->conllu = job->keep_trees = input->conllu;
    job->doc.lang = input->lang;
    job->doc.text = stm_arena_copy(&job->doc.arena, input->text);
    if (job->doc.text.ptr == NULL || !copy_meta(b, &job->doc, &input->meta)) {
        return stm_fail_nomem(err);
    }
    bool known = false;
    STM_TRY(stm_store_has(b->graph, &job->doc, &known, err));
    job->empty =
        known; /* the same content again costs no parsing; it is still counted in its turn */
    return stm_batch_submit(&b->batch, err);
}

static stemma_status store(void *context, stm_job *job, stemma_error *err)
{
    build *b = context;
    stm_put put = STM_PUT_UNCHANGED;
    if (!job->empty) {
        STM_TRY(stm_store_put(b->graph, &job->doc, &put, err));
    }
    stemma_build_counts *c = b->counts;
    c->documents++;
    c->added += put == STM_PUT_ADDED;
    c->replaced += put == STM_PUT_REPLACED;
    c->unchanged += put == STM_PUT_UNCHANGED;
    c->sentences += job->doc.sentences.count;
    c->facts += job->doc.facts.count;
    c->bytes += job->doc.text.len;
    if (b->progress != NULL && b->progress(b->context, job->doc.meta.path.ptr, c) != 0) {
        return stm_fail(err, STEMMA_ERR_CANCELLED, "stopped after %.*s; a later run goes on",
            STM_ARG(job->doc.meta.path));
    }
    return STEMMA_OK;
}

stemma_status stemma_pipeline_build(stemma_pipeline *pipeline, stemma_graph *graph,
    const char *const *paths, size_t path_count, stemma_progress progress, void *context,
    stemma_build_counts *counts_out, stemma_error *err)
{
    *counts_out = (stemma_build_counts){0};
    build b = {.pipeline = pipeline,
        .graph = graph,
        .progress = progress,
        .context = context,
        .counts = counts_out};
    stemma_status status = stm_batch_new(&b.batch, pipeline, STM_DEPTH_FACTS, store, &b, err);
    for (size_t i = 0; i < path_count && status == STEMMA_OK; i++) {
        status = stm_read_path(paths[i], take_input, &b, err);
    }
    if (status == STEMMA_OK) {
        status = stm_batch_flush(&b.batch, err);
    } else if (status != STEMMA_ERR_CANCELLED && status != STEMMA_ERR_STORE) {
        /* A bad file in the middle: the good ones before it are kept. */
        (void)stm_batch_flush(&b.batch, NULL);
    }
    stm_batch_dispose(&b.batch);
    return status;
}
