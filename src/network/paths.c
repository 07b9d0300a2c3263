/* Measures that need shortest paths: betweenness, closeness, harmonic centrality. Exact by igraph while the work stays
 * within the budget, above it estimated from random sources (paths_sampled.c).
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "network/measures.h"

#include <math.h>
#include <stdlib.h>

static void betweenness_scale(const igraph_vector_t *raw, double *to, uint32_t count)
{
    double others = count > 2 ? ((double)count - 1) * ((double)count - 2) / 2 : 1;
    for (uint32_t i = 0; i < count; i++) {
        to[i] = round(VECTOR(*raw)[i] / others * 1e12) / 1e12;
    }
}

static stemma_status exact(
    const stm_guard_graph *ties, igraph_vector_t *result, stm_net_scores *scores, stemma_error *err)
{
    uint32_t count = scores->node_count;
    igraph_error_t code =
        stm_igraph.betweenness(&ties->graph, result, stm_igraph.vss_all(), IGRAPH_UNDIRECTED, NULL);
    STM_TRY(stm_guard_check(code, "betweenness", err));
    betweenness_scale(result, scores->betweenness, count);
    code = stm_igraph.closeness(
        &ties->graph, result, NULL, NULL, stm_igraph.vss_all(), IGRAPH_ALL, NULL, 1);
    STM_TRY(stm_guard_check(code, "closeness", err));
    for (uint32_t i = 0; i < count; i++) {
        double value = VECTOR(*result)[i];
        bool inside = scores->component[i] == 0 && isfinite(value);
        scores->closeness[i] = inside ? round(value * 1e12) / 1e12 : 0;
    }
    code = stm_igraph.harmonic_centrality(
        &ties->graph, result, stm_igraph.vss_all(), IGRAPH_ALL, NULL, 1);
    STM_TRY(stm_guard_check(code, "harmonic centrality", err));
    for (uint32_t i = 0; i < count; i++) {
        double value = VECTOR(*result)[i];
        scores->harmonic[i] = isfinite(value) ? round(value * 1e12) / 1e12 : 0;
    }
    return STEMMA_OK;
}

stemma_status stm_measure_paths(const stm_net *net, const stm_net_budget *budget,
    const stm_guard_graph *ties, stm_net_scores *scores, stemma_error *err)
{
    uint64_t each = (uint64_t)net->node_count + 2 * (uint64_t)net->ties.count;
    if (each > 0 && net->node_count > budget->path_work / each &&
        net->node_count > STM_SAMPLE_BATCHES) {
        uint64_t sources = budget->sample_work / each;
        sources = sources < budget->least_sources ? budget->least_sources : sources;
        return stm_measure_paths_sampled(net, (uint32_t)sources, scores, err);
    }
    igraph_vector_t result;
    STM_TRY(stm_guard_check(stm_igraph.vector_init(&result, 0), "betweenness", err));
    stemma_status status = exact(ties, &result, scores, err);
    stm_igraph.vector_destroy(&result);
    return status;
}
