/* What holds the network together: components, articulation points, bridges, reciprocity, density.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "network/measures.h"

#include <math.h>
#include <stdlib.h>

typedef struct sized {
    uint32_t size, first;
    uint32_t number;
} sized;

static int larger_first(const void *left, const void *right)
{
    const sized *x = left, *y = right;
    if (x->size != y->size) {
        return x->size > y->size ? -1 : 1;
    }
    return x->first < y->first ? -1 : x->first > y->first;
}

/* igraph numbers components as it meets them; ours go by size, then by their first node. */
static stemma_status renumber(const igraph_vector_int_t *membership, uint32_t groups,
    stm_net_scores *scores, stemma_error *err)
{
    sized *list = calloc((size_t)groups + 1, sizeof *list);
    uint32_t *place = calloc((size_t)groups + 1, sizeof *place);
    scores->component_size =
        stm_arena_array(&scores->arena, (size_t)groups + 1, sizeof *scores->component_size);
    if (list == NULL || place == NULL || scores->component_size == NULL) {
        free(list);
        free(place);
        return stm_fail_nomem(err);
    }
    for (uint32_t i = 0; i < scores->node_count; i++) {
        sized *one = &list[VECTOR(*membership)[i]];
        one->first = one->size++ == 0 ? i : one->first;
    }
    for (uint32_t g = 0; g < groups; g++) {
        list[g].number = g;
    }
    qsort(list, groups, sizeof *list, larger_first);
    for (uint32_t g = 0; g < groups; g++) {
        place[list[g].number] = g;
        scores->component_size[g] = list[g].size;
    }
    for (uint32_t i = 0; i < scores->node_count; i++) {
        scores->component[i] = place[VECTOR(*membership)[i]];
    }
    scores->component_count = groups;
    scores->largest_component = groups > 0 ? list[0].size : 0;
    free(list);
    free(place);
    return STEMMA_OK;
}

static stemma_status components(const stm_guard_graph *ties, igraph_vector_int_t *list,
    stm_net_scores *scores, stemma_error *err)
{
    igraph_integer_t groups = 0;
    igraph_error_t code =
        stm_igraph.connected_components(&ties->graph, list, NULL, &groups, IGRAPH_WEAK);
    STM_TRY(stm_guard_check(code, "components", err));
    return renumber(list, (uint32_t)groups, scores, err);
}

static int ascending(const void *left, const void *right)
{
    uint32_t x = *(const uint32_t *)left, y = *(const uint32_t *)right;
    return x < y ? -1 : x > y;
}

static stemma_status weak_places(const stm_guard_graph *ties, igraph_vector_int_t *list,
    stm_net_scores *scores, stemma_error *err)
{
    STM_TRY(stm_guard_check(
        stm_igraph.articulation_points(&ties->graph, list), "articulation points", err));
    for (igraph_integer_t i = 0; i < stm_igraph.vector_int_size(list); i++) {
        scores->cut[VECTOR(*list)[i]] = true;
    }
    STM_TRY(stm_guard_check(stm_igraph.bridges(&ties->graph, list), "bridges", err));
    scores->bridge_count = (uint32_t)stm_igraph.vector_int_size(list);
    scores->bridges =
        stm_arena_array(&scores->arena, (size_t)scores->bridge_count + 1, sizeof *scores->bridges);
    if (scores->bridges == NULL) {
        return stm_fail_nomem(err);
    }
    for (uint32_t i = 0; i < scores->bridge_count; i++) {
        scores->bridges[i] = (uint32_t)VECTOR(*list)[i];
    }
    qsort(scores->bridges, scores->bridge_count, sizeof *scores->bridges, ascending);
    return STEMMA_OK;
}

stemma_status stm_measure_structure(const stm_net *net, const stm_guard_graph *ties,
    const stm_guard_graph *arcs, stm_net_scores *scores, stemma_error *err)
{
    igraph_vector_int_t list;
    STM_TRY(stm_guard_check(stm_igraph.vector_int_init(&list, 0), "components", err));
    stemma_status status = components(ties, &list, scores, err);
    if (status == STEMMA_OK) {
        status = weak_places(ties, &list, scores, err);
    }
    stm_igraph.vector_int_destroy(&list);
    STM_TRY(status);
    scores->reciprocity = scores->density = NAN;
    if (net->arcs.count > 0) {
        igraph_error_t code = stm_igraph.reciprocity(
            &arcs->graph, &scores->reciprocity, 1, IGRAPH_RECIPROCITY_DEFAULT);
        STM_TRY(stm_guard_check(code, "reciprocity", err));
    }
    if (net->node_count > 1) {
        STM_TRY(
            stm_guard_check(stm_igraph.density(&ties->graph, &scores->density, 0), "density", err));
    }
    return STEMMA_OK;
}

stemma_status stm_measure_components(
    const stm_guard_graph *ties, stm_net_scores *scores, stemma_error *err)
{
    igraph_vector_int_t list;
    STM_TRY(stm_guard_check(stm_igraph.vector_int_init(&list, 0), "components", err));
    stemma_status status = components(ties, &list, scores, err);
    stm_igraph.vector_int_destroy(&list);
    return status;
}
