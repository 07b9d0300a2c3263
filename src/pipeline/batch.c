/* Jobs side by side: a batch is prepared in order, annotated by threads, and taken in order, so that the result does
 * not depend on the number of threads. SPDX-License-Identifier: GPL-2.0-or-later */
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "pipeline/pipeline_private.h"

/* A batch runs when it holds this many jobs per thread or this much text. One thread takes one job after the other, so
 * that an interrupt waits for one document only. */
enum { JOBS_PER_THREAD = 16, BATCH_BYTES = 1 << 18 };

stemma_status stm_batch_new(stm_batch *batch, stemma_pipeline *pipeline, stm_depth depth,
    stemma_status (*take)(void *, stm_job *, stemma_error *), void *context, stemma_error *err)
{
    *batch = (stm_batch){.pipeline = pipeline, .depth = depth, .take = take, .context = context};
    batch->capacity = pipeline->threads > 1 ? pipeline->threads * JOBS_PER_THREAD : 1;
    batch->jobs = calloc(batch->capacity, sizeof *batch->jobs);
    if (batch->jobs == NULL) {
        batch->capacity = 0;
        return stm_fail_nomem(err);
    }
    for (uint32_t i = 0; i < batch->capacity; i++) {
        stm_doc_init(&batch->jobs[i].doc);
    }
    return STEMMA_OK;
}

void stm_batch_dispose(stm_batch *batch)
{
    for (uint32_t i = 0; i < batch->capacity; i++) {
        stm_doc_dispose(&batch->jobs[i].doc);
    }
    free(batch->jobs);
    *batch = (stm_batch){0};
}

stm_job *stm_batch_next(stm_batch *batch)
{
    stm_job *job = &batch->jobs[batch->count];
    stm_doc_reset(&job->doc);
    job->number = 0;
    job->conllu = job->keep_trees = job->one_sentence = job->empty = false;
    job->id = STM_EMPTY;
    job->input_done = 0;
    job->status = STEMMA_OK;
    job->err = (stemma_error){.status = STEMMA_OK};
    return job;
}

typedef struct crew {
    stm_batch *batch;
    atomic_uint next;
} crew;

typedef struct worker {
    crew *crew;
    uint32_t number;
} worker;

static void *work(void *argument)
{
    worker *w = argument;
    stm_batch *batch = w->crew->batch;
    uint32_t index;
    while ((index = atomic_fetch_add(&w->crew->next, 1)) < batch->count) {
        stm_job *job = &batch->jobs[index];
        if (job->status == STEMMA_OK && !job->empty) {
            job->status = stm_annotate(batch->pipeline, w->number, job, batch->depth, &job->err);
        }
    }
    return NULL;
}

static void annotate_all(stm_batch *batch)
{
    crew c = {.batch = batch};
    atomic_init(&c.next, 0);
    pthread_t threads[STM_THREADS_MAX];
    worker workers[STM_THREADS_MAX];
    uint32_t started = 0;
    for (uint32_t i = 1; i < batch->pipeline->threads && i < batch->count; i++) {
        workers[started + 1] = (worker){&c, started + 1};
        /* No thread to be had: the others do its share. */
        if (pthread_create(&threads[started], NULL, work, &workers[started + 1]) == 0) {
            started++;
        }
    }
    workers[0] = (worker){&c, 0};
    work(&workers[0]);
    for (uint32_t i = 0; i < started; i++) {
        pthread_join(threads[i], NULL);
    }
}

static stemma_status hand_over(stm_batch *batch, stm_job *job, stemma_error *err)
{
    if (job->status == STEMMA_OK) {
        return batch->take(batch->context, job, err);
    }
    stemma_status status = batch->refuse == NULL ? job->status : batch->refuse(batch->context, job);
    if (status != STEMMA_OK && err != NULL) {
        *err = job->err;
    }
    return status;
}

stemma_status stm_batch_flush(stm_batch *batch, stemma_error *err)
{
    for (uint32_t i = 0; i < batch->count; i++) {
        stm_job *job = &batch->jobs[i];
        if (!job->empty) {
            job->status = stm_pipeline_prepare(batch->pipeline, job, &job->err);
        }
    }
    annotate_all(batch);
    stemma_status status = STEMMA_OK;
    for (uint32_t i = 0; i < batch->count && status == STEMMA_OK; i++) {
        status = hand_over(batch, &batch->jobs[i], err);
    }
    batch->count = 0;
    batch->bytes = 0;
    return status;
}

stemma_status stm_batch_submit(stm_batch *batch, stemma_error *err)
{
    batch->bytes += batch->jobs[batch->count].doc.text.len;
    batch->count++;
    bool full = batch->count == batch->capacity ||
        batch->bytes >= (size_t)BATCH_BYTES * batch->pipeline->threads;
    return full ? stm_batch_flush(batch, err) : STEMMA_OK;
}
