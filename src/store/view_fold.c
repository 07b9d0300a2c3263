/* Finishing a view: nodes and relations that no edge uses are left out, edges are put into an order that depends on
 * their content only (documents may have come in any order), parallel edges are folded.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/view.h"

#include <stdlib.h>

static int order(uint64_t a, uint64_t b)
{
    return (a > b) - (a < b);
}

/* Within a document that was read, facts stand as they were found; triples without a sentence are sorted by what they
 * say, since they may have been imported in any order. The row id decides only between facts that are all alike. */
static int compare_edges(const void *left, const void *right)
{
    const stm_edge *a = left, *b = right;
    int c = order(a->document, b->document);
    if (c != 0) {
        return c;
    }
    if (a->sentence != 0 && b->sentence != 0 &&
        (c = order((uint64_t)a->sentence, (uint64_t)b->sentence)) != 0) {
        return c;
    }
    if (a->sentence != 0 && b->sentence != 0) {
        return order((uint64_t)a->id, (uint64_t)b->id);
    }
    const uint64_t x[] = {
        a->sentence != 0, a->subject, a->object, a->relation, a->negated, a->modality};
    const uint64_t y[] = {
        b->sentence != 0, b->subject, b->object, b->relation, b->negated, b->modality};
    for (size_t i = 0; i < sizeof x / sizeof x[0]; i++) {
        if ((c = order(x[i], y[i])) != 0) {
            return c;
        }
    }
    if ((c = stm_str_cmp(a->time, b->time)) != 0 || (c = stm_str_cmp(a->place, b->place)) != 0 ||
        (c = stm_str_cmp(a->amount, b->amount)) != 0 || (c = stm_str_cmp(a->rule, b->rule)) != 0 ||
        (c = order(a->speaker, b->speaker)) != 0) {
        return c;
    }
    if (a->confidence != b->confidence) {
        return a->confidence > b->confidence ? -1 : 1;
    }
    return order((uint64_t)a->id, (uint64_t)b->id);
}

static stemma_status drop_unused_nodes(stm_loading *l)
{
    stm_view *view = l->view;
    uint32_t kept = 0;
    uint32_t *at = stm_arena_array(&l->scratch, view->nodes.count + (size_t)1, sizeof *at);
    if (at == NULL) {
        return stm_fail_nomem(l->err);
    }
    for (uint32_t i = 0; i < view->edges.count; i++) {
        const stm_edge *edge = &view->edges.items[i];
        at[edge->subject] = at[edge->object] = 1;
        if (edge->speaker != STM_NONE) {
            at[edge->speaker] = 1;
        }
    }
    for (uint32_t i = 0; i < view->nodes.count; i++) {
        if (at[i] != 0) {
            at[i] = kept;
            view->nodes.items[kept++] = view->nodes.items[i];
        }
    }
    view->nodes.count = kept;
    for (uint32_t i = 0; i < view->edges.count; i++) {
        stm_edge *edge = &view->edges.items[i];
        edge->subject = at[edge->subject];
        edge->object = at[edge->object];
        edge->speaker = edge->speaker == STM_NONE ? STM_NONE : at[edge->speaker];
    }
    return STEMMA_OK;
}

static stemma_status drop_unused_relations(stm_loading *l)
{
    stm_view *view = l->view;
    uint32_t kept = 0;
    uint32_t *at = stm_arena_array(&l->scratch, view->relations.count + (size_t)1, sizeof *at);
    if (at == NULL) {
        return stm_fail_nomem(l->err);
    }
    for (uint32_t i = 0; i < view->edges.count; i++) {
        at[view->edges.items[i].relation] = 1;
    }
    for (uint32_t i = 0; i < view->relations.count; i++) {
        if (at[i] != 0) {
            at[i] = kept;
            view->relations.items[kept++] = view->relations.items[i];
        }
    }
    view->relations.count = kept;
    for (uint32_t i = 0; i < view->edges.count; i++) {
        view->edges.items[i].relation = at[view->edges.items[i].relation];
    }
    return STEMMA_OK;
}

/* What two edges of one bundle have in common, then the strongest first. */
typedef struct bundle_key {
    uint64_t ends;
    uint64_t kind; /* relation, negated, modality */
    float confidence;
    uint32_t edge;
} bundle_key;

static int compare_keys(const void *left, const void *right)
{
    const bundle_key *a = left, *b = right;
    int c = order(a->ends, b->ends);
    if (c != 0 || (c = order(a->kind, b->kind)) != 0) {
        return c;
    }
    if (a->confidence != b->confidence) {
        return a->confidence > b->confidence ? -1 : 1;
    }
    return order(a->edge, b->edge);
}

static bundle_key *make_keys(stm_loading *l)
{
    const stm_view *view = l->view;
    bundle_key *keys = stm_arena_array(&l->scratch, view->edges.count + (size_t)1, sizeof *keys);
    for (uint32_t i = 0; keys != NULL && i < view->edges.count; i++) {
        const stm_edge *e = &view->edges.items[i];
        keys[i] = (bundle_key){(uint64_t)e->subject << 32 | e->object,
            (uint64_t)e->relation << 32 | (uint64_t)e->negated << 8 | e->modality, e->confidence,
            i};
    }
    if (keys != NULL && view->edges.count > 0) {
        qsort(keys, view->edges.count, sizeof *keys, compare_keys);
    }
    return keys;
}

static int compare_numbers(const void *a, const void *b)
{
    return order(*(const uint32_t *)a, *(const uint32_t *)b);
}

/* Distinct origins among the edges of keys[0 … count). */
static uint32_t count_sources(
    const stm_view *view, const bundle_key *keys, uint32_t count, uint32_t *origins)
{
    uint32_t distinct = 1;
    for (uint32_t i = 0; i < count; i++) {
        origins[i] = view->documents.items[view->edges.items[keys[i].edge].document].origin;
    }
    qsort(origins, count, sizeof *origins, compare_numbers);
    for (uint32_t i = 1; i < count; i++) {
        distinct += origins[i] != origins[i - 1];
    }
    return distinct;
}

static stm_bundle make_bundle(
    const stm_view *view, const bundle_key *keys, uint32_t count, uint32_t *origins)
{
    const stm_edge *first = &view->edges.items[keys[0].edge];
    stm_bundle bundle = {
        .subject = first->subject,
        .object = first->object,
        .relation = first->relation,
        .negated = first->negated,
        .in_vocabulary = first->in_vocabulary,
        .modality = first->modality,
        .facts = count,
        .sources = count_sources(view, keys, count, origins),
        .first_edge = keys[0].edge,
        .time = STM_EMPTY,
    };
    for (uint32_t i = 0; i < count; i++) {
        stm_str time = view->edges.items[keys[i].edge].time;
        if (time.len > 0 && (bundle.time.len == 0 || stm_str_cmp(time, bundle.time) < 0)) {
            bundle.time = time;
        }
    }
    return bundle;
}

static stemma_status fold_parallel(stm_loading *l)
{
    stm_view *view = l->view;
    bundle_key *keys = make_keys(l);
    uint32_t *origins =
        stm_arena_array(&l->scratch, view->edges.count + (size_t)1, sizeof *origins);
    if (keys == NULL || origins == NULL) {
        return stm_fail_nomem(l->err);
    }
    for (uint32_t i = 0; i < view->edges.count;) {
        uint32_t end = i + 1;
        while (end < view->edges.count && keys[end].ends == keys[i].ends &&
            keys[end].kind == keys[i].kind) {
            end++;
        }
        if (!stm_vec_push(&view->bundles, make_bundle(view, keys + i, end - i, origins))) {
            return stm_fail_nomem(l->err);
        }
        i = end;
    }
    return STEMMA_OK;
}

stemma_status stm_view_finish(stm_loading *l)
{
    STM_TRY(drop_unused_nodes(l));
    STM_TRY(drop_unused_relations(l));
    if (l->view->edges.count > 0) {
        qsort(l->view->edges.items, l->view->edges.count, sizeof *l->view->edges.items,
            compare_edges);
    }
    return fold_parallel(l);
}
