/* Communities by the Leiden algorithm (Traag, Waltman, van Eck, 2019) on modularity. igraph 0.10.2 stops after one
 * round when asked to go on until nothing changes, so the rounds are counted here: each starts from the last
 * partition and the same seed, until the quality stands still.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "network/measures.h"

#include <math.h>

enum { MOST_ROUNDS = 20, LARGE_ROUNDS = 2 };
static const uint32_t large_network =
    500000; /* ties; above, rounds cost seconds each and gain under 0.001 */

static stemma_status rounds(const stm_guard_graph *ties, const igraph_vector_t *strength,
    double total, igraph_vector_int_t *membership, igraph_integer_t *groups, double *quality,
    stemma_error *err)
{
    int most = stm_igraph.vector_size(&ties->weights) > large_network ? LARGE_ROUNDS : MOST_ROUNDS;
    double last = -2;
    for (int i = 0; i < most; i++) {
        stm_guard_seed();
        igraph_error_t code = stm_igraph.community_leiden(&ties->graph, &ties->weights, strength,
            1 / total, 0.01, i > 0, 1, membership, groups, quality);
        STM_TRY(stm_guard_check(code, "communities", err));
        if (*quality <= last + 1e-10) {
            break;
        }
        last = *quality;
    }
    return STEMMA_OK;
}

/* Numbers communities as they first appear, so that the numbers do not depend on igraph's inner order. */
static void number(const igraph_vector_int_t *found, uint32_t *map, uint32_t count,
    uint32_t *membership, uint32_t *count_out)
{
    uint32_t next = 0;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t group = (uint32_t)VECTOR(*found)[i];
        if (map[group] == 0) {
            map[group] = ++next;
        }
        membership[i] = map[group] - 1;
    }
    *count_out = next;
}

static stemma_status leiden(const stm_guard_graph *ties, uint32_t node_count,
    igraph_vector_int_t *found, double *modularity_out, stemma_error *err)
{
    igraph_vector_t strength;
    igraph_integer_t groups = 0;
    STM_TRY(stm_guard_check(stm_igraph.vector_init(&strength, 0), "communities", err));
    igraph_error_t code = stm_igraph.strength(
        &ties->graph, &strength, stm_igraph.vss_all(), IGRAPH_ALL, 1, &ties->weights);
    double total = 0;
    for (uint32_t i = 0; code == IGRAPH_SUCCESS && i < node_count; i++) {
        total += VECTOR(strength)[i];
    }
    stemma_status status = stm_guard_check(code, "communities", err);
    if (status == STEMMA_OK) {
        status = rounds(ties, &strength, total, found, &groups, modularity_out, err);
    }
    stm_igraph.vector_destroy(&strength);
    return status;
}

stemma_status stm_measure_communities(const stm_guard_graph *ties, uint32_t node_count,
    uint32_t *membership, uint32_t *count_out, double *modularity_out, stemma_error *err)
{
    *modularity_out = NAN;
    *count_out = node_count;
    if (stm_igraph.vector_size(&ties->weights) == 0) {
        for (uint32_t i = 0; i < node_count; i++) {
            membership[i] = i;
        }
        return STEMMA_OK;
    }
    igraph_vector_int_t found;
    STM_TRY(stm_guard_check(stm_igraph.vector_int_init(&found, 0), "communities", err));
    stemma_status status = leiden(ties, node_count, &found, modularity_out, err);
    if (status == STEMMA_OK) {
        stm_arena arena;
        stm_arena_init(&arena);
        uint32_t *map = stm_arena_array(&arena, (size_t)node_count + 1, sizeof *map);
        if (map != NULL) {
            number(&found, map, node_count, membership, count_out);
        }
        status = map == NULL ? stm_fail_nomem(err) : STEMMA_OK;
        stm_arena_dispose(&arena);
    }
    stm_igraph.vector_int_destroy(&found);
    return status;
}

typedef struct request {
    const stm_net *net;
    uint32_t *membership, *count;
    double *modularity;
} request;

static stemma_status guarded(void *context, stemma_error *err)
{
    const request *r = context;
    stm_guard_graph ties;
    STM_TRY(stm_guard_graph_make(
        r->net->ties.items, r->net->ties.count, r->net->node_count, false, &ties, err));
    stemma_status status = stm_measure_communities(
        &ties, r->net->node_count, r->membership, r->count, r->modularity, err);
    stm_guard_graph_free(&ties);
    return status;
}

stemma_status stm_net_communities(const stm_net *net, uint32_t *membership, uint32_t *count_out,
    double *modularity_out, stemma_error *err)
{
    request r = {net, membership, count_out, modularity_out};
    return stm_guard_run(guarded, &r, err);
}
