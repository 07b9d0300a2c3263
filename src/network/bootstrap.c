/* How firm is a place in the order? Documents are drawn again with replacement (Efron's bootstrap over documents,
 * near copies being one), ties are weighed anew by the documents drawn, PageRank is computed anew. The 5 % and 95 %
 * quantiles of the places are the interval. PageRank here is plain power iteration on fixed lists: building a graph
 * in igraph for every draw would cost ten times the time.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdlib.h>

#include "network/net.h"

enum { ITERATIONS = 60 };

typedef struct bootstrap {
    const stm_net *net;
    uint32_t *drawn;                                /* how often each origin was drawn */
    uint32_t *origins, origin_count;                /* those that speak for something */
    double *weight, *facts, *strength, *now, *next; /* weight, facts: of each tie */
    uint32_t *parent, *size; /* components of the draw: forest, and size at its roots */
    uint32_t *ranks;         /* ranks[round * node_count + node] */
} bootstrap;

static bool allocate(bootstrap *b, stm_arena *arena, uint32_t rounds)
{
    size_t nodes = b->net->node_count, ties = b->net->ties.count, origins = b->net->origin_count;
    b->drawn = stm_arena_array(arena, origins, sizeof *b->drawn);
    b->origins = stm_arena_array(arena, origins, sizeof *b->origins);
    b->weight = stm_arena_array(arena, ties, sizeof *b->weight);
    b->facts = stm_arena_array(arena, ties, sizeof *b->facts);
    b->strength = stm_arena_array(arena, nodes, sizeof *b->strength);
    b->now = stm_arena_array(arena, nodes, sizeof *b->now);
    b->next = stm_arena_array(arena, nodes, sizeof *b->next);
    b->parent = stm_arena_array(arena, nodes, sizeof *b->parent);
    b->size = stm_arena_array(arena, nodes, sizeof *b->size);
    b->ranks = stm_arena_array(arena, nodes * rounds, sizeof *b->ranks);
    return b->drawn != NULL && b->origins != NULL && b->weight != NULL && b->facts != NULL &&
        b->strength != NULL && b->now != NULL && b->next != NULL && b->parent != NULL &&
        b->size != NULL && b->ranks != NULL;
}

static void list_origins(bootstrap *b)
{
    for (uint32_t i = 0; i < b->net->witnesses.count; i++) {
        b->drawn[b->net->witnesses.items[i].origin] = 1;
    }
    for (uint32_t i = 0; i < b->net->origin_count; i++) {
        if (b->drawn[i] != 0) {
            b->origins[b->origin_count++] = i;
        }
    }
}

static void draw(bootstrap *b, uint64_t *state)
{
    memset(b->drawn, 0, b->net->origin_count * sizeof *b->drawn);
    for (uint32_t i = 0; i < b->origin_count; i++) {
        b->drawn[b->origins[stm_net_random(state) % b->origin_count]]++;
    }
    memset(b->weight, 0, b->net->ties.count * sizeof *b->weight);
    memset(b->facts, 0, b->net->ties.count * sizeof *b->facts);
    memset(b->strength, 0, b->net->node_count * sizeof *b->strength);
    for (uint32_t i = 0; i < b->net->witnesses.count; i++) {
        const stm_net_witness *w = &b->net->witnesses.items[i];
        b->weight[w->tie] += b->drawn[w->origin];
        b->facts[w->tie] += (double)b->drawn[w->origin] * w->facts;
    }
    for (uint32_t i = 0; i < b->net->ties.count; i++) {
        b->weight[i] = stm_net_weight(b->weight[i], b->facts[i]);
        b->strength[b->net->ties.items[i].a] += b->weight[i];
        b->strength[b->net->ties.items[i].b] += b->weight[i];
    }
}

static void power(bootstrap *b)
{
    uint32_t count = b->net->node_count;
    for (uint32_t i = 0; i < count; i++) {
        b->now[i] = 1.0 / count;
    }
    for (int round = 0; round < ITERATIONS; round++) {
        double idle = 0;
        for (uint32_t i = 0; i < count; i++) {
            idle += b->strength[i] > 0 ? 0 : b->now[i];
            b->next[i] = 0;
        }
        for (uint32_t i = 0; i < b->net->ties.count; i++) {
            if (b->weight[i] > 0) {
                uint32_t x = b->net->ties.items[i].a, y = b->net->ties.items[i].b;
                b->next[y] += b->now[x] * b->weight[i] / b->strength[x];
                b->next[x] += b->now[y] * b->weight[i] / b->strength[y];
            }
        }
        for (uint32_t i = 0; i < count; i++) {
            b->next[i] = 0.15 / count + 0.85 * (b->next[i] + idle / count);
        }
        double *swap = b->now;
        b->now = b->next;
        b->next = swap;
    }
}

typedef struct scored {
    double score;
    uint32_t node;
} scored;

static int by_score(const void *left, const void *right)
{
    const scored *x = left, *y = right;
    if (x->score != y->score) {
        return x->score > y->score ? -1 : 1;
    }
    return x->node < y->node ? -1 : x->node > y->node;
}

static int ascending(const void *left, const void *right)
{
    uint32_t x = *(const uint32_t *)left, y = *(const uint32_t *)right;
    return x < y ? -1 : x > y;
}

static uint32_t root(uint32_t *parent, uint32_t node)
{
    while (parent[node] != node) {
        parent[node] = parent[parent[node]];
        node = parent[node];
    }
    return node;
}

/* Components by what was drawn; returns the size of the largest. */
static uint32_t components(bootstrap *b)
{
    uint32_t largest = 0;
    for (uint32_t i = 0; i < b->net->node_count; i++) {
        b->parent[i] = i;
        b->size[i] = 0;
    }
    for (uint32_t i = 0; i < b->net->ties.count; i++) {
        if (b->weight[i] > 0) {
            b->parent[root(b->parent, b->net->ties.items[i].a)] =
                root(b->parent, b->net->ties.items[i].b);
        }
    }
    for (uint32_t i = 0; i < b->net->node_count; i++) {
        uint32_t size = ++b->size[root(b->parent, i)];
        largest = size > largest ? size : largest;
    }
    return largest;
}

static void note_ranks(bootstrap *b, scored *list, uint32_t *ranks)
{
    uint32_t count = b->net->node_count, largest = components(b);
    for (uint32_t i = 0; i < count; i++) {
        list[i] = (scored){stm_net_standing(b->now[i], b->size[root(b->parent, i)], largest), i};
    }
    qsort(list, count, sizeof *list, by_score);
    for (uint32_t i = 0; i < count; i++) {
        ranks[list[i].node] = i + 1;
    }
}

static void quantiles(
    const bootstrap *b, uint32_t rounds, uint32_t *sorted, uint32_t *low, uint32_t *high)
{
    uint32_t count = b->net->node_count;
    for (uint32_t node = 0; node < count; node++) {
        for (uint32_t r = 0; r < rounds; r++) {
            sorted[r] = b->ranks[(size_t)r * count + node];
        }
        qsort(sorted, rounds, sizeof *sorted, ascending);
        low[node] = sorted[rounds / 20];
        high[node] = sorted[rounds - 1 - rounds / 20];
    }
}

static void run(bootstrap *b, uint32_t rounds, uint64_t seed, scored *list, uint32_t *sorted,
    uint32_t *low, uint32_t *high)
{
    uint64_t state = seed;
    for (uint32_t r = 0; r < rounds; r++) {
        draw(b, &state);
        power(b);
        note_ranks(b, list, b->ranks + (size_t)r * b->net->node_count);
    }
    quantiles(b, rounds, sorted, low, high);
}

stemma_status stm_net_bootstrap(const stm_net *net, uint32_t rounds, uint64_t seed, uint32_t *low,
    uint32_t *high, uint32_t *done_out, stemma_error *err)
{
    *done_out = 0;
    if (rounds == 0 || net->node_count == 0) {
        return STEMMA_OK;
    }
    stm_arena arena;
    stm_arena_init(&arena);
    bootstrap b = {.net = net};
    scored *list = stm_arena_array(&arena, net->node_count, sizeof *list);
    uint32_t *sorted = stm_arena_array(&arena, rounds, sizeof *sorted);
    bool fine = list != NULL && sorted != NULL && allocate(&b, &arena, rounds);
    if (fine) {
        list_origins(&b);
        if (b.origin_count > 1) {
            run(&b, rounds, seed, list, sorted, low, high);
            *done_out = rounds;
        }
    }
    stm_arena_dispose(&arena);
    return fine ? STEMMA_OK : stm_fail_nomem(err);
}
