/* From the view to arcs and ties: facts between the same two nodes are folded, and a tie weighs by its
 * independent sources (near copies of one text count once), and a little by how much is said. Facts about oneself are counted and left out.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "network/net.h"

#include <math.h>
#include <stdlib.h>

typedef struct link_fact {
    uint32_t a, b, origin;
} link_fact;

static int by_ends(const void *left, const void *right)
{
    const link_fact *x = left, *y = right;
    if (x->a != y->a) {
        return x->a < y->a ? -1 : 1;
    }
    if (x->b != y->b) {
        return x->b < y->b ? -1 : 1;
    }
    return x->origin < y->origin ? -1 : x->origin > y->origin;
}

/* Origin of an edge's document; a document that is its own copy is its own origin. */
static uint32_t origin_of(const stm_view *view, const stm_edge *edge)
{
    return edge->document < view->documents.count ? view->documents.items[edge->document].origin
                                                  : view->documents.count;
}

static uint32_t collect(const stm_view *view, link_fact *facts, bool directed, uint32_t *loops)
{
    uint32_t count = 0;
    *loops = 0;
    for (uint32_t i = 0; i < view->edges.count; i++) {
        const stm_edge *edge = &view->edges.items[i];
        uint32_t a = edge->subject, b = edge->object;
        if (a >= view->nodes.count || b >= view->nodes.count) {
            continue; /* the store promises that this does not happen */
        }
        if (a == b) {
            (*loops)++;
            continue;
        }
        bool swap = !directed && a > b;
        facts[count++] = (link_fact){swap ? b : a, swap ? a : b, origin_of(view, edge)};
    }
    qsort(facts, count, sizeof *facts, by_ends);
    return count;
}

static bool fold_arcs(stm_net *net, const link_fact *facts, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        bool same = i > 0 && facts[i].a == facts[i - 1].a && facts[i].b == facts[i - 1].b;
        if (!same && !stm_vec_push(&net->arcs, (stm_net_arc){.a = facts[i].a, .b = facts[i].b})) {
            return false;
        }
        stm_net_arc *arc = &net->arcs.items[net->arcs.count - 1];
        arc->facts++;
        arc->sources += !same || facts[i].origin != facts[i - 1].origin;
    }
    return true;
}

static bool fold_ties(stm_net *net, const link_fact *facts, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        bool same = i > 0 && facts[i].a == facts[i - 1].a && facts[i].b == facts[i - 1].b;
        if (!same && !stm_vec_push(&net->ties, (stm_net_arc){.a = facts[i].a, .b = facts[i].b})) {
            return false;
        }
        uint32_t tie = net->ties.count - 1;
        net->ties.items[tie].facts++;
        if (same && facts[i].origin == facts[i - 1].origin) {
            net->witnesses.items[net->witnesses.count - 1].facts++;
            continue;
        }
        net->ties.items[tie].sources++;
        if (!stm_vec_push(&net->witnesses, (stm_net_witness){tie, facts[i].origin, 1})) {
            return false;
        }
    }
    return true;
}

double stm_net_weight(double sources, double facts)
{
    return sources + log2(1 + facts - sources);
}

static void weigh(stm_net_arc *arcs, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        arcs[i].weight = stm_net_weight(arcs[i].sources, arcs[i].facts);
    }
}

stemma_status stm_net_build(const stm_view *view, stm_net *net_out, stemma_error *err)
{
    *net_out =
        (stm_net){.node_count = view->nodes.count, .origin_count = view->documents.count + 1};
    size_t bytes = (size_t)view->edges.count * sizeof(link_fact);
    link_fact *facts = malloc(bytes == 0 ? 1 : bytes);
    bool fine = facts != NULL;
    if (fine) {
        uint32_t count = collect(view, facts, true, &net_out->loop_facts);
        fine = fold_arcs(net_out, facts, count);
    }
    if (fine) {
        uint32_t count = collect(view, facts, false, &net_out->loop_facts);
        fine = fold_ties(net_out, facts, count);
    }
    free(facts);
    if (!fine) {
        stm_net_dispose(net_out);
        return stm_fail_nomem(err);
    }
    weigh(net_out->arcs.items, net_out->arcs.count);
    weigh(net_out->ties.items, net_out->ties.count);
    return STEMMA_OK;
}

void stm_net_dispose(stm_net *net)
{
    stm_vec_free(&net->arcs);
    stm_vec_free(&net->ties);
    stm_vec_free(&net->witnesses);
}

uint64_t stm_net_random(uint64_t *state)
{
    uint64_t z = (*state += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}
