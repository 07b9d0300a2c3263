/* The door to igraph. Debian's igraph 0.10.2 is not thread-safe, aborts on errors by default and spins up threads
 * for PageRank: whoever calls it does so in work that stm_guard_run runs.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_GUARD_H
#define STM_GUARD_H
#include "network/igraph_calls.h"
#include "network/net.h"

/* Runs the work under the one lock of the process, with handlers that record instead of abort and a seeded generator.
 * When igraph finds itself broken (its fatal errors), the work is left where it is: what it holds is lost, the process
 * is not. */
typedef stemma_status stm_guard_work(void *context, stemma_error *err);
stemma_status stm_guard_run(stm_guard_work *work, void *context, stemma_error *err);
/* Translates igraph's code; `what` names the measure. To be called inside the guard. */
stemma_status stm_guard_check(igraph_error_t code, const char *what, stemma_error *err);
/* The random measures start from the same seed each time. */
void stm_guard_seed(void);

/* The network as igraph graph, with its weights. Destroy both with stm_guard_free. */
typedef struct stm_guard_graph {
    igraph_t graph;
    igraph_vector_t weights;
} stm_guard_graph;
stemma_status stm_guard_graph_make(const stm_net_arc *arcs, uint32_t arc_count, uint32_t node_count,
    bool directed, stm_guard_graph *out, stemma_error *err);
void stm_guard_graph_free(stm_guard_graph *graph);
#endif
