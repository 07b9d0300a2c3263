/* One lock, handlers that record, one thread: see guard.h. The lock and what it guards are the library's only
 * mutable statics; igraph's own state (error handlers, cleanup stack, generator) is per process, so is the lock.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "network/guard.h"

#include <pthread.h>
#include <setjmp.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static char last_reason[160];
static igraph_error_handler_t *old_error;
static igraph_warning_handler_t *old_warning;
static igraph_fatal_handler_t *old_fatal;
static jmp_buf way_out;

static void record(const char *reason)
{
    size_t length = reason == NULL ? 0 : strlen(reason);
    length = length >= sizeof last_reason ? sizeof last_reason - 1 : length;
    if (length > 0) {
        memcpy(last_reason, reason, length);
    }
    last_reason[length] = '\0';
}

static void record_error(const char *reason, const char *file, int line, igraph_error_t code)
{
    (void)file;
    (void)line;
    (void)code;
    record(reason);
    stm_igraph
        .finally_free(); /* without it igraph's cleanup stack fills up and aborts at the 100th error */
}

static void ignore_warning(const char *reason, const char *file, int line)
{
    (void)reason;
    (void)file;
    (void)line;
}

/* Must not return, and must not abort: igraph's own state is in doubt, the process's is not. The cleanup stack is
 * emptied without running it: what stands there may be half made. */
static void leave_fatal(const char *reason, const char *file, int line)
{
    (void)file;
    (void)line;
    record(reason);
    stm_igraph.finally_clean(stm_igraph.finally_stack_size());
    longjmp(way_out, 1);
}

static void enter(void)
{
    last_reason[0] = '\0';
    old_error = stm_igraph.set_error_handler(record_error);
    old_warning = stm_igraph.set_warning_handler(ignore_warning);
    old_fatal = stm_igraph.set_fatal_handler(leave_fatal);
    if (stm_igraph.set_threads != NULL) {
        stm_igraph.set_threads(
            1); /* PageRank spins with more (measured: 10 to 20 times the time) */
    }
    stm_guard_seed();
}

static void leave(void)
{
    stm_igraph.set_error_handler(old_error);
    stm_igraph.set_warning_handler(old_warning);
    stm_igraph.set_fatal_handler(old_fatal);
}

static stemma_status run(stm_guard_work *work, void *context, stemma_error *err)
{
    enter();
    if (setjmp(way_out) != 0) {
        stemma_status broken = stm_fail(
            err, STEMMA_ERR_ANALYSIS, "the network could not be measured: %s", last_reason);
        leave();
        return broken;
    }
    stemma_status status = work(context, err);
    leave();
    return status;
}

stemma_status stm_guard_run(stm_guard_work *work, void *context, stemma_error *err)
{
    pthread_mutex_lock(&lock);
    stemma_status status = stm_igraph_load(err);
    status = status == STEMMA_OK ? run(work, context, err) : status;
    pthread_mutex_unlock(&lock);
    return status;
}

void stm_guard_seed(void)
{
    stm_igraph.rng_seed(stm_igraph.rng_default(), 20240601);
}

stemma_status stm_guard_check(igraph_error_t code, const char *what, stemma_error *err)
{
    if (code == IGRAPH_SUCCESS) {
        return STEMMA_OK;
    }
    if (code == IGRAPH_ENOMEM) {
        return stm_fail_nomem(err);
    }
    const char *general = stm_igraph.strerror(code);
    return stm_fail(err, STEMMA_ERR_ANALYSIS, "%s could not be computed: %s%s%s", what, last_reason,
        last_reason[0] != '\0' ? "; " : "", general);
}

stemma_status stm_guard_graph_make(const stm_net_arc *arcs, uint32_t arc_count, uint32_t node_count,
    bool directed, stm_guard_graph *out, stemma_error *err)
{
    igraph_vector_int_t ends;
    STM_TRY(stm_guard_check(
        stm_igraph.vector_int_init(&ends, 2 * (igraph_integer_t)arc_count), "the network", err));
    igraph_error_t code = stm_igraph.vector_init(&out->weights, (igraph_integer_t)arc_count);
    if (code == IGRAPH_SUCCESS) {
        for (uint32_t i = 0; i < arc_count; i++) {
            VECTOR(ends)[2 * i] = arcs[i].a;
            VECTOR(ends)[2 * i + 1] = arcs[i].b;
            VECTOR(out->weights)[i] = arcs[i].weight;
        }
        code = stm_igraph.create(&out->graph, &ends, (igraph_integer_t)node_count, directed);
        if (code != IGRAPH_SUCCESS) {
            stm_igraph.vector_destroy(&out->weights);
        }
    }
    stm_igraph.vector_int_destroy(&ends);
    return stm_guard_check(code, "the network", err);
}

void stm_guard_graph_free(stm_guard_graph *graph)
{
    stm_igraph.destroy(&graph->graph);
    stm_igraph.vector_destroy(&graph->weights);
}
