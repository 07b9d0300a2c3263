/* Measures that need shortest paths: betweenness, closeness, harmonic centrality. Exact while the work stays within
 * the budget. Above it the same k random sources serve all three (Brandes and Pich, Centrality estimation in large
 * networks, 2007; Eppstein and Wang, 2001): betweenness in ten batches by igraph, whose spread gives the standard
 * error; distances by our own breadth-first search, which is several times faster than building igraph's lists.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "network/measures.h"

#include <math.h>
#include <stdlib.h>

enum { BATCHES = 10 };

typedef struct adjacency {
    uint32_t *first, *other;
} adjacency;

/* ---- exact ---- */

static void betweenness_scale(const igraph_vector_t *raw, double factor, double *to, uint32_t count)
{
    double others = count > 2 ? ((double)count - 1) * ((double)count - 2) / 2 : 1;
    for (uint32_t i = 0; i < count; i++) {
        to[i] = round(VECTOR(*raw)[i] * factor / others * 1e12) / 1e12;
    }
}

static stemma_status exact(
    const stm_guard_graph *ties, igraph_vector_t *result, stm_net_scores *scores, stemma_error *err)
{
    uint32_t count = scores->node_count;
    igraph_error_t code =
        igraph_betweenness(&ties->graph, result, igraph_vss_all(), IGRAPH_UNDIRECTED, NULL);
    STM_TRY(stm_guard_check(code, "betweenness", err));
    betweenness_scale(result, 1, scores->betweenness, count);
    code =
        igraph_closeness(&ties->graph, result, NULL, NULL, igraph_vss_all(), IGRAPH_ALL, NULL, 1);
    STM_TRY(stm_guard_check(code, "closeness", err));
    for (uint32_t i = 0; i < count; i++) {
        double value = VECTOR(*result)[i];
        bool inside = scores->component[i] == 0 && isfinite(value);
        scores->closeness[i] = inside ? round(value * 1e12) / 1e12 : 0;
    }
    code = igraph_harmonic_centrality(&ties->graph, result, igraph_vss_all(), IGRAPH_ALL, NULL, 1);
    STM_TRY(stm_guard_check(code, "harmonic centrality", err));
    for (uint32_t i = 0; i < count; i++) {
        double value = VECTOR(*result)[i];
        scores->harmonic[i] = isfinite(value) ? round(value * 1e12) / 1e12 : 0;
    }
    return STEMMA_OK;
}

/* ---- sampled ---- */

static bool adjacency_make(const stm_net *net, stm_arena *arena, adjacency *out)
{
    out->first = stm_arena_array(arena, (size_t)net->node_count + 2, sizeof *out->first);
    out->other = stm_arena_array(arena, 2 * (size_t)net->ties.count + 1, sizeof *out->other);
    if (out->first == NULL || out->other == NULL) {
        return false;
    }
    for (uint32_t i = 0; i < net->ties.count; i++) {
        out->first[net->ties.items[i].a + 2]++;
        out->first[net->ties.items[i].b + 2]++;
    }
    for (uint32_t i = 2; i < net->node_count + 2; i++) {
        out->first[i] += out->first[i - 1];
    }
    for (uint32_t i = 0; i < net->ties.count; i++) {
        uint32_t a = net->ties.items[i].a, b = net->ties.items[i].b;
        out->other[out->first[a + 1]++] = b;
        out->other[out->first[b + 1]++] = a;
    }
    return true;
}

/* Adds 1/distance and distance from `source` to the sums of everybody reached. */
static void spread(const adjacency *near, uint32_t source, uint32_t *distance, uint32_t *queue,
    uint32_t count, double *inverse, double *total)
{
    memset(distance, 0xff, (size_t)count * sizeof *distance);
    uint32_t head = 0, tail = 0;
    queue[tail++] = source;
    distance[source] = 0;
    while (head < tail) {
        uint32_t node = queue[head++];
        if (distance[node] > 0) {
            inverse[node] += 1.0 / distance[node];
            total[node] += distance[node];
        }
        for (uint32_t i = near->first[node]; i < near->first[node + 1]; i++) {
            uint32_t other = near->other[i];
            if (distance[other] == UINT32_MAX) {
                distance[other] = distance[node] + 1;
                queue[tail++] = other;
            }
        }
    }
}

static stemma_status sampled_distances(const stm_net *net, const uint32_t *sources,
    uint32_t source_count, stm_net_scores *scores, stemma_error *err)
{
    uint32_t count = net->node_count, inside = 0;
    stm_arena arena;
    stm_arena_init(&arena);
    adjacency near;
    uint32_t *distance = stm_arena_array(&arena, count, sizeof *distance);
    uint32_t *queue = stm_arena_array(&arena, count, sizeof *queue);
    double *inverse = stm_arena_array(&arena, count, sizeof *inverse);
    double *total = stm_arena_array(&arena, count, sizeof *total);
    if (distance == NULL || queue == NULL || inverse == NULL || total == NULL ||
        !adjacency_make(net, &arena, &near)) {
        stm_arena_dispose(&arena);
        return stm_fail_nomem(err);
    }
    for (uint32_t i = 0; i < source_count; i++) {
        spread(&near, sources[i], distance, queue, count, inverse, total);
        inside += scores->component[sources[i]] == 0;
    }
    for (uint32_t i = 0; i < count; i++) {
        scores->harmonic[i] = inverse[i] / source_count;
        bool known = scores->component[i] == 0 && inside > 0 && total[i] > 0;
        scores->closeness[i] = known ? inside / total[i] : 0;
    }
    stm_arena_dispose(&arena);
    return STEMMA_OK;
}

static stemma_status one_batch(const stm_guard_graph *ties, const uint32_t *sources, uint32_t from,
    uint32_t to, igraph_vector_t *result, stemma_error *err)
{
    igraph_vector_int_t chosen;
    STM_TRY(stm_guard_check(igraph_vector_int_init(&chosen, to - from), "betweenness", err));
    for (uint32_t i = from; i < to; i++) {
        VECTOR(chosen)[i - from] = sources[i];
    }
    igraph_error_t code = igraph_betweenness_subset(&ties->graph, result, igraph_vss_all(),
        IGRAPH_UNDIRECTED, igraph_vss_vector(&chosen), igraph_vss_all(), NULL);
    igraph_vector_int_destroy(&chosen);
    return stm_guard_check(code, "betweenness", err);
}

/* Mean over the batches, and from their spread the standard error of that mean. */
static stemma_status sampled_betweenness(const stm_guard_graph *ties, const uint32_t *sources,
    uint32_t source_count, igraph_vector_t *result, double *batch, stm_net_scores *scores,
    stemma_error *err)
{
    uint32_t count = scores->node_count, each = source_count / BATCHES;
    double *sum = scores->betweenness, *squares = scores->betweenness_error;
    for (uint32_t b = 0; b < BATCHES; b++) {
        STM_TRY(one_batch(ties, sources, b * each, (b + 1) * each, result, err));
        betweenness_scale(result, (double)count / each, batch, count);
        for (uint32_t i = 0; i < count; i++) {
            sum[i] += batch[i];
            squares[i] += batch[i] * batch[i];
        }
    }
    for (uint32_t i = 0; i < count; i++) {
        double mean = sum[i] / BATCHES;
        double variance = (squares[i] - BATCHES * mean * mean) / (BATCHES - 1);
        sum[i] = mean;
        squares[i] = variance > 0 ? sqrt(variance / BATCHES) : 0;
    }
    return STEMMA_OK;
}

static stemma_status sampled(const stm_net *net, const stm_guard_graph *ties, uint32_t source_count,
    igraph_vector_t *result, stm_net_scores *scores, stemma_error *err)
{
    uint64_t state = 7;
    uint32_t *sources = malloc((size_t)source_count * sizeof *sources);
    double *batch = malloc((size_t)net->node_count * sizeof *batch);
    stemma_status status = sources == NULL || batch == NULL ? stm_fail_nomem(err) : STEMMA_OK;
    if (status == STEMMA_OK) {
        for (uint32_t i = 0; i < source_count; i++) {
            sources[i] = (uint32_t)(stm_net_random(&state) % net->node_count);
        }
        status = sampled_betweenness(ties, sources, source_count, result, batch, scores, err);
    }
    if (status == STEMMA_OK) {
        status = sampled_distances(net, sources, source_count, scores, err);
    }
    free(sources);
    free(batch);
    scores->path_sources = source_count;
    return status;
}

stemma_status stm_measure_paths(const stm_net *net, const stm_net_budget *budget,
    const stm_guard_graph *ties, stm_net_scores *scores, stemma_error *err)
{
    igraph_vector_t result;
    uint64_t each = (uint64_t)net->node_count + 2 * (uint64_t)net->ties.count;
    STM_TRY(stm_guard_check(igraph_vector_init(&result, 0), "betweenness", err));
    stemma_status status;
    if (each == 0 || net->node_count <= budget->path_work / each || net->node_count <= BATCHES) {
        status = exact(ties, &result, scores, err);
    } else {
        uint64_t sources = budget->sample_work / each;
        sources = sources < budget->least_sources ? budget->least_sources : sources;
        sources = (sources + BATCHES - 1) / BATCHES * BATCHES;
        status = sampled(net, ties, (uint32_t)sources, &result, scores, err);
    }
    igraph_vector_destroy(&result);
    return status;
}
