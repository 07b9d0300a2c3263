/* The parts that fill stm_net_scores; called inside the guard. Arrays are zeroed and have node_count items.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_MEASURES_H
#define STM_MEASURES_H
#include "network/guard.h"

/* PageRank, eigenvector, constraint, k-core on the ties; HITS on the arcs. */
stemma_status stm_measure_centrality(const stm_net *net, const stm_net_budget *budget,
    const stm_guard_graph *ties, const stm_guard_graph *arcs, stm_net_scores *scores,
    stemma_error *err);
/* PageRank alone, and components alone. */
stemma_status stm_measure_pagerank(
    const stm_guard_graph *ties, stm_net_scores *scores, stemma_error *err);
stemma_status stm_measure_components(
    const stm_guard_graph *ties, stm_net_scores *scores, stemma_error *err);
/* Betweenness, closeness, harmonic: exact within the budget, else from random sources. Wants components. */
stemma_status stm_measure_paths(const stm_net *net, const stm_net_budget *budget,
    const stm_guard_graph *ties, stm_net_scores *scores, stemma_error *err);
/* The same from random sources: at least so many, rounded up to whole batches; their spread gives the error. */
enum { STM_SAMPLE_BATCHES = 10 };
stemma_status stm_measure_paths_sampled(
    const stm_net *net, uint32_t source_count, stm_net_scores *scores, stemma_error *err);
/* Components, articulation points, bridges, reciprocity, density. */
stemma_status stm_measure_structure(const stm_net *net, const stm_guard_graph *ties,
    const stm_guard_graph *arcs, stm_net_scores *scores, stemma_error *err);
/* The same as stm_net_communities on a graph that is there already. */
stemma_status stm_measure_communities(const stm_guard_graph *ties, uint32_t node_count,
    uint32_t *membership, uint32_t *count_out, double *modularity_out, stemma_error *err);
#endif
