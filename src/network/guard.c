/* One lock, handlers that record, one thread: see guard.h. The lock and what it guards are the library's only
 * mutable statics; igraph's own state (error handlers, cleanup stack, generator) is per process, so is the lock.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "network/guard.h"

#include <dlfcn.h>
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
    IGRAPH_FINALLY_FREE(); /* without it igraph's cleanup stack fills up and aborts at the 100th error */
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
    IGRAPH_FINALLY_CLEAN(IGRAPH_FINALLY_STACK_SIZE());
    longjmp(way_out, 1);
}

/* PageRank is built with OpenMP and spins with more than one thread (measured: 10 to 20 times the time). */
static void one_thread(void)
{
    void *self = dlopen(NULL, RTLD_LAZY);
    void *symbol = self == NULL ? NULL : dlsym(self, "omp_set_num_threads");
    if (symbol != NULL) {
        void (*set_threads)(int) = NULL;
        memcpy(&set_threads, &symbol, sizeof set_threads);
        set_threads(1);
    }
    if (self != NULL) {
        dlclose(self);
    }
}

static void enter(void)
{
    pthread_mutex_lock(&lock);
    last_reason[0] = '\0';
    old_error = igraph_set_error_handler(record_error);
    old_warning = igraph_set_warning_handler(ignore_warning);
    old_fatal = igraph_set_fatal_handler(leave_fatal);
    one_thread();
    stm_guard_seed();
}

static void leave(void)
{
    igraph_set_error_handler(old_error);
    igraph_set_warning_handler(old_warning);
    igraph_set_fatal_handler(old_fatal);
    pthread_mutex_unlock(&lock);
}

stemma_status stm_guard_run(stm_guard_work *work, void *context, stemma_error *err)
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

void stm_guard_seed(void)
{
    igraph_rng_seed(igraph_rng_default(), 20240601);
}

stemma_status stm_guard_check(igraph_error_t code, const char *what, stemma_error *err)
{
    if (code == IGRAPH_SUCCESS) {
        return STEMMA_OK;
    }
    if (code == IGRAPH_ENOMEM) {
        return stm_fail_nomem(err);
    }
    const char *general = igraph_strerror(code);
    return stm_fail(err, STEMMA_ERR_ANALYSIS, "%s could not be computed: %s%s%s", what, last_reason,
        last_reason[0] != '\0' ? "; " : "", general);
}

stemma_status stm_guard_graph_make(const stm_net_arc *arcs, uint32_t arc_count, uint32_t node_count,
    bool directed, stm_guard_graph *out, stemma_error *err)
{
    igraph_vector_int_t ends;
    STM_TRY(stm_guard_check(
        igraph_vector_int_init(&ends, 2 * (igraph_integer_t)arc_count), "the network", err));
    igraph_error_t code = igraph_vector_init(&out->weights, (igraph_integer_t)arc_count);
    if (code == IGRAPH_SUCCESS) {
        for (uint32_t i = 0; i < arc_count; i++) {
            VECTOR(ends)[2 * i] = arcs[i].a;
            VECTOR(ends)[2 * i + 1] = arcs[i].b;
            VECTOR(out->weights)[i] = arcs[i].weight;
        }
        code = igraph_create(&out->graph, &ends, (igraph_integer_t)node_count, directed);
        if (code != IGRAPH_SUCCESS) {
            igraph_vector_destroy(&out->weights);
        }
    }
    igraph_vector_int_destroy(&ends);
    return stm_guard_check(code, "the network", err);
}

void stm_guard_graph_free(stm_guard_graph *graph)
{
    igraph_destroy(&graph->graph);
    igraph_vector_destroy(&graph->weights);
}
