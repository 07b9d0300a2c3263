/* Centralities by igraph. Everything runs on the simple graph with weights: parallel facts would otherwise be taken
 * for stronger cores and constraint (igraph counts multiplicity there). ARPACK's results carry noise in the last
 * digits; they are rounded to 12 decimals so that the same input prints the same bytes.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "network/measures.h"

#include <math.h>

static void copy_rounded(const igraph_vector_t *from, double *to, uint32_t count)
{
    for (uint32_t i = 0; i < count && (igraph_integer_t)i < stm_igraph.vector_size(from); i++) {
        double value = VECTOR(*from)[i];
        to[i] = isfinite(value) ? round(value * 1e12) / 1e12 : NAN;
        to[i] = to[i] < 0 && to[i] > -1e-9 ? 0 : to[i];
    }
}

static stemma_status pagerank(
    const stm_guard_graph *ties, igraph_vector_t *result, stm_net_scores *scores, stemma_error *err)
{
    igraph_error_t code = stm_igraph.pagerank(&ties->graph, IGRAPH_PAGERANK_ALGO_PRPACK, result,
        NULL, stm_igraph.vss_all(), IGRAPH_UNDIRECTED, 0.85, &ties->weights, NULL);
    STM_TRY(stm_guard_check(code, "pagerank", err));
    copy_rounded(result, scores->pagerank, scores->node_count);
    return STEMMA_OK;
}

/* ARPACK sometimes gives up (a graph whose two largest eigenvalues are equal). That costs this measure, not the report. */
static stemma_status spectral(igraph_error_t code, const igraph_vector_t *result, double *to,
    uint32_t count, const char *what, stemma_error *err)
{
    if (code == IGRAPH_ENOMEM) {
        return stm_guard_check(code, what, err);
    }
    if (code != IGRAPH_SUCCESS) {
        for (uint32_t i = 0; i < count; i++) {
            to[i] = NAN;
        }
        return STEMMA_OK;
    }
    copy_rounded(result, to, count);
    return STEMMA_OK;
}

static stemma_status eigenvectors(const stm_guard_graph *ties, const stm_guard_graph *arcs,
    igraph_vector_t *first, igraph_vector_t *second, stm_net_scores *scores, stemma_error *err)
{
    igraph_arpack_options_t options;
    uint32_t count = scores->node_count;
    stm_igraph.arpack_options_init(&options);
    igraph_error_t code = stm_igraph.eigenvector_centrality(
        &ties->graph, first, NULL, IGRAPH_UNDIRECTED, 1, &ties->weights, &options);
    STM_TRY(spectral(code, first, scores->eigenvector, count, "eigenvector", err));
    stm_igraph.arpack_options_init(&options);
    code = stm_igraph.hub_and_authority_scores(
        &arcs->graph, first, second, NULL, 1, &arcs->weights, &options);
    STM_TRY(spectral(code, first, scores->hub, count, "hubs", err));
    return spectral(code, second, scores->authority, count, "authorities", err);
}

static stemma_status constraint(const stm_net *net, const stm_net_budget *budget,
    const stm_guard_graph *ties, igraph_vector_t *result, stm_net_scores *scores, stemma_error *err)
{
    if (net->ties.count > budget->constraint_ties) {
        for (uint32_t i = 0; i < scores->node_count; i++) {
            scores->constraint[i] = NAN;
        }
        return STEMMA_OK;
    }
    igraph_error_t code =
        stm_igraph.constraint(&ties->graph, result, stm_igraph.vss_all(), &ties->weights);
    STM_TRY(stm_guard_check(code, "constraint", err));
    copy_rounded(result, scores->constraint, scores->node_count);
    return STEMMA_OK;
}

static stemma_status cores(const stm_guard_graph *ties, stm_net_scores *scores, stemma_error *err)
{
    igraph_vector_int_t result;
    STM_TRY(stm_guard_check(stm_igraph.vector_int_init(&result, 0), "k-cores", err));
    igraph_error_t code = stm_igraph.coreness(&ties->graph, &result, IGRAPH_ALL);
    for (uint32_t i = 0; code == IGRAPH_SUCCESS && i < scores->node_count; i++) {
        scores->core[i] = (uint32_t)VECTOR(result)[i];
    }
    stm_igraph.vector_int_destroy(&result);
    return stm_guard_check(code, "k-cores", err);
}

stemma_status stm_measure_centrality(const stm_net *net, const stm_net_budget *budget,
    const stm_guard_graph *ties, const stm_guard_graph *arcs, stm_net_scores *scores,
    stemma_error *err)
{
    igraph_vector_t first, second;
    STM_TRY(stm_guard_check(stm_igraph.vector_init(&first, 0), "centrality", err));
    igraph_error_t code = stm_igraph.vector_init(&second, 0);
    if (code != IGRAPH_SUCCESS) {
        stm_igraph.vector_destroy(&first);
        return stm_guard_check(code, "centrality", err);
    }
    stemma_status status = pagerank(ties, &first, scores, err);
    if (status == STEMMA_OK) {
        status = eigenvectors(ties, arcs, &first, &second, scores, err);
    }
    if (status == STEMMA_OK) {
        status = constraint(net, budget, ties, &first, scores, err);
    }
    stm_igraph.vector_destroy(&first);
    stm_igraph.vector_destroy(&second);
    return status == STEMMA_OK ? cores(ties, scores, err) : status;
}

stemma_status stm_measure_pagerank(
    const stm_guard_graph *ties, stm_net_scores *scores, stemma_error *err)
{
    igraph_vector_t result;
    STM_TRY(stm_guard_check(stm_igraph.vector_init(&result, 0), "pagerank", err));
    stemma_status status = pagerank(ties, &result, scores, err);
    stm_igraph.vector_destroy(&result);
    return status;
}
