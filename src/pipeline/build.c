/* Documents into the graph file: read, annotate side by side, store in order. What cannot be read is told and passed
 * over when somebody listens.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "pipeline/pipeline_private.h"
#include "store/store.h"

typedef struct build {
    stemma_pipeline *pipeline;
    stemma_graph *graph;
    stemma_build_hooks hooks;
    stemma_build_counts *counts;
    stm_batch batch;
    stm_buf file;          /* being read */
    uint64_t before, size; /* bytes of the files before it, and of it */
    bool ended;            /* by us, not by the reader */
} build;

static bool copy_meta(const build *b, stm_doc *doc, const stm_input *input)
{
    const stm_meta *meta = &input->meta;
    stm_arena *arena = &doc->arena;
    stm_str date = meta->date.len > 0 ? meta->date : b->pipeline->date;
    stm_str source = meta->source.len > 0 ? meta->source : b->pipeline->source;
    bool own = stm_str_eq(input->file, meta->path) || stm_str_is(input->file, "-");
    doc->meta = (stm_meta){stm_arena_copy(arena, meta->id), stm_arena_copy(arena, meta->path),
        stm_arena_copy(arena, meta->title), stm_arena_copy(arena, date),
        stm_arena_copy(arena, meta->url), stm_arena_copy(arena, source)};
    doc->file = stm_arena_copy(arena, own ? STM_EMPTY : input->file);
    const stm_meta *m = &doc->meta;
    return m->id.ptr != NULL && m->path.ptr != NULL && m->title.ptr != NULL &&
        m->date.ptr != NULL && m->url.ptr != NULL && m->source.ptr != NULL && doc->file.ptr != NULL;
}

static stemma_status tell(build *b, const stemma_error *problem)
{
    b->counts->refused++;
    if (b->hooks.problem == NULL || problem->status == STEMMA_ERR_NOMEM) {
        return problem->status;
    }
    return b->hooks.problem(b->hooks.context, problem) == 0 ? STEMMA_OK : STEMMA_ERR_CANCELLED;
}

/* A text in a foreign language or with broken trees concerns itself; a missing model concerns all that come. */
static stemma_status refuse(void *context, stm_job *job)
{
    build *b = context;
    bool own = job->err.status == STEMMA_ERR_UNSUPPORTED || job->err.status == STEMMA_ERR_LIMIT ||
        (job->err.status == STEMMA_ERR_FORMAT && job->conllu);
    return own ? tell(b, &job->err) : job->status;
}

/* Which bytes of all input lie before the file of this document. */
static bool count_file(build *b, const stm_input *input)
{
    if (!stm_str_eq(stm_buf_view(&b->file), input->file)) {
        b->before += b->size;
        b->size = input->file_bytes;
        stm_buf_clear(&b->file);
        stm_buf_str(&b->file, input->file);
    }
    return !b->file.failed;
}

static stemma_status take_trouble(build *b, const stm_input *input, stemma_error *err)
{
    stemma_status status = tell(b, input->trouble);
    if (status != STEMMA_OK && err != NULL) {
        *err = *input->trouble;
    }
    return status;
}

static stemma_status take_document(build *b, const stm_input *input, stemma_error *err)
{
    stm_job *job = stm_batch_next(&b->batch);
    job->conllu = job->keep_trees = input->conllu;
    job->doc.lang = input->lang;
    job->doc.text = stm_arena_copy(&job->doc.arena, input->text);
    if (job->doc.text.ptr == NULL || !copy_meta(b, &job->doc, input) || !count_file(b, input)) {
        return stm_fail_nomem(err);
    }
    job->doc.written = input->written;
    job->doc.skipped = input->skipped;
    job->input_done = b->before + input->used;
    bool known = false;
    STM_TRY(stm_store_has(b->graph, &job->doc, &known, err));
    job->empty =
        known; /* the same content again costs no parsing; it is still counted in its turn */
    return stm_batch_submit(&b->batch, err);
}

static stemma_status take_input(void *context, const stm_input *input, stemma_error *err)
{
    build *b = context;
    stemma_status status =
        input->trouble != NULL ? take_trouble(b, input, err) : take_document(b, input, err);
    b->ended = status != STEMMA_OK;
    return status;
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
    c->input_done = job->input_done < c->input_bytes ? job->input_done : c->input_bytes;
    if (b->hooks.progress != NULL &&
        b->hooks.progress(b->hooks.context, job->doc.meta.path.ptr, c) != 0) {
        return stm_fail(err, STEMMA_ERR_CANCELLED, "stopped after %.*s; a later run goes on",
            STM_ARG(job->doc.meta.path));
    }
    return STEMMA_OK;
}

/* One path of the list. A problem of the path as a whole is told like one of a file in a folder. */
static stemma_status read_path(build *b, const char *path, stemma_error *err)
{
    stemma_error why = {.status = STEMMA_OK};
    stemma_status status = stm_read_path(path, take_input, b, &why);
    if (status != STEMMA_OK && !b->ended) {
        status = tell(b, &why);
    }
    if (status != STEMMA_OK && err != NULL) {
        *err = why;
    }
    return status;
}

stemma_status stemma_pipeline_build(stemma_pipeline *pipeline, stemma_graph *graph,
    const char *const *paths, size_t path_count, const stemma_build_hooks *hooks,
    stemma_build_counts *counts_out, stemma_error *err)
{
    static const stemma_build_hooks plain = {.size = sizeof plain};
    stemma_build_counts local;
    counts_out = counts_out == NULL ? &local : counts_out;
    *counts_out = (stemma_build_counts){0};
    STM_OPTIONS(hooks, &plain, err);
    build b = {.pipeline = pipeline, .graph = graph, .counts = counts_out};
    b.hooks = *hooks;
    for (size_t i = 0; i < path_count && b.hooks.progress != NULL; i++) {
        counts_out->input_bytes += stm_read_size(paths[i]);
    }
    stm_buf_init(&b.file);
    stemma_status status = stm_batch_new(&b.batch, pipeline, STM_DEPTH_FACTS, store, &b, err);
    b.batch.refuse = refuse;
    for (size_t i = 0; i < path_count && status == STEMMA_OK; i++) {
        status = read_path(&b, paths[i], err);
    }
    if (status == STEMMA_OK) {
        status = stm_batch_flush(&b.batch, err);
    } else if (status != STEMMA_ERR_CANCELLED && status != STEMMA_ERR_STORE) {
        /* A bad file in the middle: the good ones before it are kept. */
        (void)stm_batch_flush(&b.batch, NULL);
    }
    stm_batch_dispose(&b.batch);
    stm_buf_dispose(&b.file);
    return status;
}
