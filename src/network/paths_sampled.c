/* Betweenness, closeness and harmonic centrality of large networks, estimated: the same random sources serve all three
 * (Brandes and Pich, Centrality estimation in large networks, 2007; Eppstein and Wang, 2001). One breadth-first search
 * and one way back a source (Brandes, 2001), on plain lists of neighbours: igraph builds lists of its own for each
 * call, and again for the distances. Batches of sources give the standard error.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "network/measures.h"

#include <math.h>
#include <stdlib.h>

typedef struct adjacency {
    uint32_t *first, *other;
} adjacency;

typedef struct sampling {
    adjacency near;
    uint32_t count;             /* of nodes */
    uint32_t *distance, *queue; /* queue: nodes as they were reached */
    double *ways;               /* number of shortest ways from the source */
    double *share;              /* (1 + dependency of the source on the node) / ways */
    double *inverse, *total;    /* 1/distance and distance summed up over the sources */
    double *level;              /* the next shares, by place in the queue */
    double *batch;              /* dependencies summed up over the sources of the batch */
} sampling;

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

static bool allocate(sampling *s, const stm_net *net, stm_arena *arena)
{
    size_t n = net->node_count;
    s->count = net->node_count;
    s->distance = stm_arena_array(arena, n, sizeof *s->distance);
    s->queue = stm_arena_array(arena, n, sizeof *s->queue);
    double **reals[] = {&s->ways, &s->share, &s->inverse, &s->total, &s->level, &s->batch};
    bool fine = s->distance != NULL && s->queue != NULL;
    for (size_t i = 0; i < sizeof reals / sizeof reals[0]; i++) {
        *reals[i] = stm_arena_array(arena, n, sizeof **reals[i]);
        fine = fine && *reals[i] != NULL;
    }
    return fine && adjacency_make(net, arena, &s->near);
}

/* Breadth-first from the source; returns how many nodes it reaches, itself among them. */
static uint32_t spread(sampling *s, uint32_t source)
{
    uint32_t head = 0, tail = 0;
    memset(s->distance, 0xff, (size_t)s->count * sizeof *s->distance);
    s->queue[tail++] = source;
    s->distance[source] = 0;
    s->ways[source] = 1;
    while (head < tail) {
        uint32_t node = s->queue[head++], next = s->distance[node] + 1;
        for (uint32_t i = s->near.first[node]; i < s->near.first[node + 1]; i++) {
            uint32_t other = s->near.other[i];
            if (s->distance[other] == UINT32_MAX) {
                s->distance[other] = next;
                s->ways[other] = s->ways[node];
                s->queue[tail++] = other;
            } else if (s->distance[other] == next) {
                s->ways[other] += s->ways[node];
            }
        }
    }
    return tail;
}

/* What depends on the nodes queue[low] to queue[high - 1], all of one distance, is what depends on those right behind
 * them, by ways. `share` is 0 but for the nodes one step farther, so that no distance need be looked up. */
static void gather_level(sampling *s, uint32_t low, uint32_t high)
{
    uint32_t distance = s->distance[s->queue[low]];
    for (uint32_t k = low; k < high; k++) {
        uint32_t node = s->queue[k];
        double behind = 0;
        for (uint32_t i = s->near.first[node]; i < s->near.first[node + 1]; i++) {
            behind += s->share[s->near.other[i]];
        }
        double depends = s->ways[node] * behind;
        s->level[k] = (1 + depends) / s->ways[node];
        s->batch[node] += depends;
        s->inverse[node] += 1.0 / distance;
        s->total[node] += distance;
    }
}

/* From the farthest to the source, which queue[0] is. */
static void gather(sampling *s, uint32_t reached)
{
    uint32_t high = reached, done = reached;
    while (high > 1) {
        uint32_t low = high, distance = s->distance[s->queue[high - 1]];
        while (low > 1 && s->distance[s->queue[low - 1]] == distance) {
            low--;
        }
        gather_level(s, low, high);
        for (uint32_t k = high; k < done; k++) {
            s->share[s->queue[k]] = 0;
        }
        for (uint32_t k = low; k < high; k++) {
            s->share[s->queue[k]] = s->level[k];
        }
        done = high;
        high = low;
    }
    for (uint32_t k = high; k < done; k++) {
        s->share[s->queue[k]] = 0;
    }
}

/* Adds a batch to the sums of betweenness and of its squares, scaled as if it were all sources. */
static void take_batch(sampling *s, uint32_t source_count, stm_net_scores *scores)
{
    double others = ((double)s->count - 1) * ((double)s->count - 2) / 2;
    double factor =
        (double)s->count / source_count / others / 2; /* every way is met from both ends */
    for (uint32_t i = 0; i < s->count; i++) {
        double value = round(s->batch[i] * factor * 1e12) / 1e12;
        scores->betweenness[i] += value;
        scores->betweenness_error[i] += value * value;
        s->batch[i] = 0;
    }
}

/* Mean over the batches, and from their spread the standard error of that mean. */
static void average(stm_net_scores *scores)
{
    for (uint32_t i = 0; i < scores->node_count; i++) {
        double mean = scores->betweenness[i] / STM_SAMPLE_BATCHES;
        double variance = (scores->betweenness_error[i] - STM_SAMPLE_BATCHES * mean * mean) /
            (STM_SAMPLE_BATCHES - 1);
        scores->betweenness[i] = mean;
        scores->betweenness_error[i] = variance > 0 ? sqrt(variance / STM_SAMPLE_BATCHES) : 0;
    }
}

static void run(sampling *s, uint32_t each, stm_net_scores *scores)
{
    uint64_t state = 7;
    uint32_t inside = 0, source_count = each * STM_SAMPLE_BATCHES;
    for (uint32_t b = 0; b < STM_SAMPLE_BATCHES; b++) {
        for (uint32_t i = 0; i < each; i++) {
            uint32_t source = (uint32_t)(stm_net_random(&state) % s->count);
            gather(s, spread(s, source));
            inside += scores->component[source] == 0;
        }
        take_batch(s, each, scores);
    }
    average(scores);
    for (uint32_t i = 0; i < s->count; i++) {
        scores->harmonic[i] = s->inverse[i] / source_count;
        bool known = scores->component[i] == 0 && inside > 0 && s->total[i] > 0;
        scores->closeness[i] = known ? inside / s->total[i] : 0;
    }
    scores->path_sources = source_count;
}

stemma_status stm_measure_paths_sampled(
    const stm_net *net, uint32_t source_count, stm_net_scores *scores, stemma_error *err)
{
    stm_arena arena;
    sampling s;
    stm_arena_init(&arena);
    bool fine = allocate(&s, net, &arena);
    if (fine) {
        run(&s, (source_count + STM_SAMPLE_BATCHES - 1) / STM_SAMPLE_BATCHES, scores);
    }
    stm_arena_dispose(&arena);
    return fine ? STEMMA_OK : stm_fail_nomem(err);
}
