/* All measures of one network in one go, and the order of the actors: by PageRank on the ties weighted by
 * evidence. That is "who is spoken of together with those who matter", whatever the direction of the
 * verb: being accused makes somebody as visible as accusing does. PageRank gives two who know only each other as much
 * as the middle of a large network; so the order weighs it by the size of the component as share of the largest one.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include <math.h>
#include <stdlib.h>

#include "network/measures.h"

static bool allocate(stm_net_scores *s)
{
    size_t n = (size_t)s->node_count + 1;
    uint32_t **counts[] = {&s->degree, &s->in, &s->out, &s->sources, &s->core, &s->component,
        &s->community, &s->rank, &s->order};
    double **reals[] = {&s->pagerank, &s->betweenness, &s->betweenness_error, &s->closeness,
        &s->harmonic, &s->hub, &s->authority, &s->eigenvector, &s->constraint};
    bool fine = true;
    for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
        *counts[i] = stm_arena_array(&s->arena, n, sizeof **counts[i]);
        fine = fine && *counts[i] != NULL;
    }
    for (size_t i = 0; i < sizeof reals / sizeof reals[0]; i++) {
        *reals[i] = stm_arena_array(&s->arena, n, sizeof **reals[i]);
        fine = fine && *reals[i] != NULL;
    }
    s->cut = stm_arena_array(&s->arena, n, sizeof *s->cut);
    return fine && s->cut != NULL;
}

static void degrees(const stm_net *net, stm_net_scores *s)
{
    for (uint32_t i = 0; i < net->arcs.count; i++) {
        s->out[net->arcs.items[i].a]++;
        s->in[net->arcs.items[i].b]++;
    }
    for (uint32_t i = 0; i < net->ties.count; i++) {
        const stm_net_arc *tie = &net->ties.items[i];
        s->degree[tie->a]++;
        s->degree[tie->b]++;
        s->sources[tie->a] += tie->sources;
        s->sources[tie->b] += tie->sources;
    }
}

double stm_net_standing(double pagerank, uint32_t component, uint32_t largest)
{
    return largest == 0 ? pagerank : round(pagerank * ((double)component / largest) * 1e12) / 1e12;
}

typedef struct placed {
    double pagerank;
    uint32_t degree, node;
} placed;

static int by_place(const void *left, const void *right)
{
    const placed *x = left, *y = right;
    if (x->pagerank != y->pagerank) {
        return x->pagerank > y->pagerank ? -1 : 1;
    }
    if (x->degree != y->degree) {
        return x->degree > y->degree ? -1 : 1;
    }
    return x->node < y->node ? -1 : x->node > y->node;
}

static stemma_status rank_nodes(stm_net_scores *s, stemma_error *err)
{
    placed *list = malloc(((size_t)s->node_count + 1) * sizeof *list);
    if (list == NULL) {
        return stm_fail_nomem(err);
    }
    for (uint32_t i = 0; i < s->node_count; i++) {
        list[i] = (placed){stm_net_standing(s->pagerank[i], s->component_size[s->component[i]],
                               s->largest_component),
            s->degree[i], i};
    }
    qsort(list, s->node_count, sizeof *list, by_place);
    for (uint32_t i = 0; i < s->node_count; i++) {
        s->order[i] = list[i].node;
        s->rank[list[i].node] = i + 1;
    }
    free(list);
    return STEMMA_OK;
}

/* Communities by the PageRank of their members summed up: the first is where most of the action is. */
static stemma_status order_communities(stm_net_scores *s, stemma_error *err)
{
    uint32_t groups = s->community_count;
    placed *list = calloc((size_t)groups + 1, sizeof *list);
    uint32_t *place = calloc((size_t)groups + 1, sizeof *place);
    if (list == NULL || place == NULL) {
        free(list);
        free(place);
        return stm_fail_nomem(err);
    }
    for (uint32_t g = 0; g < groups; g++) {
        list[g].node = g;
    }
    for (uint32_t i = 0; i < s->node_count; i++) {
        list[s->community[i]].pagerank += s->pagerank[i];
    }
    qsort(list, groups, sizeof *list, by_place);
    for (uint32_t g = 0; g < groups; g++) {
        place[list[g].node] = g;
    }
    for (uint32_t i = 0; i < s->node_count; i++) {
        s->community[i] = place[s->community[i]];
    }
    free(list);
    free(place);
    return STEMMA_OK;
}

static stemma_status measure(const stm_net *net, const stm_net_budget *budget,
    const stm_guard_graph *ties, const stm_guard_graph *arcs, stm_net_scores *s, stemma_error *err)
{
    STM_TRY(stm_measure_structure(net, ties, arcs, s, err));
    STM_TRY(stm_measure_centrality(net, budget, ties, arcs, s, err));
    STM_TRY(stm_measure_paths(net, budget, ties, s, err));
    STM_TRY(stm_measure_communities(
        ties, net->node_count, s->community, &s->community_count, &s->modularity, err));
    STM_TRY(order_communities(s, err));
    return rank_nodes(s, err);
}

static stemma_status measure_little(
    const stm_guard_graph *ties, stm_net_scores *s, stemma_error *err)
{
    s->light = true;
    s->reciprocity = s->density = s->modularity = NAN;
    s->community_count = s->node_count > 0 ? 1 : 0;
    STM_TRY(stm_measure_components(ties, s, err));
    STM_TRY(stm_measure_pagerank(ties, s, err));
    return rank_nodes(s, err);
}

typedef struct request {
    const stm_net *net;
    const stm_net_budget *budget;
    stm_net_scores *scores;
} request;

static stemma_status guarded(void *context, stemma_error *err)
{
    const request *r = context;
    const stm_net *net = r->net;
    const stm_net_budget *budget = r->budget;
    stm_net_scores *s = r->scores;
    stm_guard_graph ties, arcs;
    STM_TRY(
        stm_guard_graph_make(net->ties.items, net->ties.count, net->node_count, false, &ties, err));
    if (budget->light_above > 0 && net->ties.count > budget->light_above) {
        stemma_status little = measure_little(&ties, s, err);
        stm_guard_graph_free(&ties);
        return little;
    }
    stemma_status status =
        stm_guard_graph_make(net->arcs.items, net->arcs.count, net->node_count, true, &arcs, err);
    if (status == STEMMA_OK) {
        status = measure(net, budget, &ties, &arcs, s, err);
        stm_guard_graph_free(&arcs);
    }
    stm_guard_graph_free(&ties);
    return status;
}

stemma_status stm_net_score(
    const stm_net *net, const stm_net_budget *budget, stm_net_scores *scores_out, stemma_error *err)
{
    *scores_out = (stm_net_scores){.node_count = net->node_count};
    stm_arena_init(&scores_out->arena);
    stemma_status status = allocate(scores_out) ? STEMMA_OK : stm_fail_nomem(err);
    if (status == STEMMA_OK) {
        degrees(net, scores_out);
        request r = {net, budget, scores_out};
        status = stm_guard_run(guarded, &r, err);
    }
    if (status != STEMMA_OK) {
        stm_net_scores_dispose(scores_out);
    }
    return status;
}

void stm_net_scores_dispose(stm_net_scores *scores)
{
    stm_arena_dispose(&scores->arena);
    *scores = (stm_net_scores){0};
}
