/* Places and their neighbours, and the shortest ways between two: breadth-first from both ends, always the smaller
 * front. Levels are expanded whole, so that all shortest ways are there when the fronts meet.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "ask/ways.h"

#include <stdlib.h>

#include "base/hash.h"

void stm_ways_init(
    stm_ways *ways, stemma_graph *graph, const stemma_filter *filter, stemma_error *err)
{
    memset(ways, 0, sizeof *ways);
    ways->graph = graph;
    ways->all = filter->all != 0;
    bool plain = filter->relations == NULL && filter->types == NULL && filter->since == NULL &&
        filter->until == NULL && filter->source == NULL && filter->said_by == NULL &&
        !filter->only_asserted && filter->min_confidence <= 0;
    ways->filter = plain ? NULL : filter;
    ways->ban_at = STM_NONE;
    ways->err = err;
}

void stm_ways_dispose(stm_ways *ways)
{
    stm_vec_free(&ways->places);
    stm_vec_free(&ways->links);
    stm_vec_free(&ways->facts);
    stm_vec_free(&ways->ban_to);
    free(ways->slots);
    free(ways->banned);
}

static uint32_t *slot_of(const stm_ways *ways, int64_t actor)
{
    uint32_t at = (uint32_t)stm_hash_mix((uint64_t)actor) & (ways->slot_count - 1);
    while (ways->slots[at] != 0 && ways->places.items[ways->slots[at] - 1].actor != actor) {
        at = (at + 1) & (ways->slot_count - 1);
    }
    return &ways->slots[at];
}

static stemma_status grow_slots(stm_ways *ways)
{
    if ((ways->places.count + 1) * 2 <= ways->slot_count) {
        return STEMMA_OK;
    }
    uint32_t count = ways->slot_count == 0 ? 256 : ways->slot_count * 2;
    uint32_t *slots = calloc(count, sizeof *slots);
    if (slots == NULL) {
        return stm_fail_nomem(ways->err);
    }
    free(ways->slots);
    ways->slots = slots;
    ways->slot_count = count;
    for (uint32_t i = 0; i < ways->places.count; i++) {
        *slot_of(ways, ways->places.items[i].actor) = i + 1;
    }
    return STEMMA_OK;
}

stemma_status stm_ways_place(stm_ways *ways, int64_t actor, uint32_t *place_out)
{
    STM_TRY(grow_slots(ways));
    uint32_t *slot = slot_of(ways, actor);
    if (*slot == 0) {
        if (!stm_vec_push(&ways->places, (stm_place){.actor = actor})) {
            return stm_fail_nomem(ways->err);
        }
        *slot = ways->places.count;
    }
    *place_out = *slot - 1;
    return STEMMA_OK;
}

static int by_id(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

/* Neighbours over facts that a filter lets through: one entry a fact. */
static stemma_status filtered_neighbours(stm_ways *ways, int64_t actor, stm_id_list *out)
{
    stm_id_list facts = {0};
    stm_view view;
    stemma_status status = stm_store_facts_of(ways->graph, actor, ways->all, &facts, ways->err);
    if (status == STEMMA_OK) {
        status = stm_view_load_facts(
            ways->graph, ways->filter, facts.items, facts.count, &view, ways->err);
    }
    stm_vec_free(&facts);
    if (status != STEMMA_OK) {
        return status;
    }
    for (uint32_t i = 0; i < view.edges.count && status == STEMMA_OK; i++) {
        int64_t subject = view.nodes.items[view.edges.items[i].subject].id;
        int64_t object = view.nodes.items[view.edges.items[i].object].id;
        if (!stm_vec_push(out, subject == actor ? object : subject)) {
            status = stm_fail_nomem(ways->err);
        }
    }
    stm_view_dispose(&view);
    return status;
}

static stemma_status add_links(stm_ways *ways, uint32_t place, stm_id_list *actors)
{
    int64_t self = ways->places.items[place].actor;
    uint32_t first = ways->links.count;
    if (actors->count > 0) {
        qsort(actors->items, actors->count, sizeof *actors->items, by_id);
    }
    for (uint32_t i = 0; i < actors->count;) {
        uint32_t end = i + 1, other = 0;
        while (end < actors->count && actors->items[end] == actors->items[i]) {
            end++;
        }
        if (actors->items[i] != self) {
            STM_TRY(stm_ways_place(ways, actors->items[i], &other));
            if (!stm_vec_push(&ways->links, other) || !stm_vec_push(&ways->facts, end - i)) {
                return stm_fail_nomem(ways->err);
            }
        }
        i = end;
    }
    stm_place *p = &ways->places.items[place];
    p->first = first;
    p->count = ways->links.count - first;
    p->read = true;
    return STEMMA_OK;
}

stemma_status stm_ways_read(stm_ways *ways, uint32_t place)
{
    if (ways->places.items[place].read) {
        return STEMMA_OK;
    }
    stm_id_list actors = {0};
    int64_t actor = ways->places.items[place].actor;
    stemma_status status = ways->filter != NULL
        ? filtered_neighbours(ways, actor, &actors)
        : stm_store_neighbours(ways->graph, actor, ways->all, &actors, ways->err);
    if (status == STEMMA_OK) {
        status = add_links(ways, place, &actors);
    }
    stm_vec_free(&actors);
    return status;
}

static bool may_step(const stm_ways *ways, uint32_t from, uint32_t to)
{
    if (to < ways->banned_count && ways->banned[to]) {
        return false;
    }
    for (uint32_t i = 0; i < ways->ban_to.count; i++) {
        uint32_t other = ways->ban_to.items[i];
        if ((from == ways->ban_at && to == other) || (to == ways->ban_at && from == other)) {
            return false;
        }
    }
    return true;
}

stm_place *stm_ways_renew(stm_ways *ways, uint32_t place)
{
    stm_place *p = &ways->places.items[place];
    if (p->round != ways->round) {
        p->round = ways->round;
        p->from_a = p->from_b = p->before = STM_NONE;
        p->cost = -1;
    }
    return p;
}

typedef STM_VEC(uint32_t) front;

/* Expands a whole level; *met_out when some place is known from the other end too. */
static stemma_status expand(stm_ways *ways, front *now, bool from_a, uint32_t level, bool *met_out)
{
    front next = {0};
    for (uint32_t i = 0; i < now->count; i++) {
        uint32_t place = now->items[i];
        stemma_status status = stm_ways_read(ways, place);
        const stm_place *p = &ways->places.items[place];
        for (uint32_t j = 0; j < p->count && status == STEMMA_OK; j++) {
            uint32_t other = ways->links.items[p->first + j];
            stm_place *o = stm_ways_renew(ways, other);
            uint32_t *steps = from_a ? &o->from_a : &o->from_b;
            if (*steps == STM_NONE && may_step(ways, place, other)) {
                *steps = level;
                *met_out = *met_out || (from_a ? o->from_b : o->from_a) != STM_NONE;
                status = stm_vec_push(&next, other) ? STEMMA_OK : stm_fail_nomem(ways->err);
            }
        }
        if (status != STEMMA_OK) {
            stm_vec_free(&next);
            return status;
        }
    }
    stm_vec_free(now);
    *now = next;
    return STEMMA_OK;
}

/* Steps down to 0 on one side, in every possible way: a stack of (depth, place), no recursion. */
typedef struct branch {
    uint32_t depth, place;
} branch;
typedef STM_VEC(branch) branch_list;

static stemma_status keep_way(
    stm_ways *ways, const uint32_t *steps, uint32_t count, stm_way_list *out)
{
    stm_way way = {0};
    for (uint32_t i = 0; i < count; i++) {
        if (!stm_vec_push(&way, steps[i])) {
            stm_vec_free(&way);
            return stm_fail_nomem(ways->err);
        }
    }
    if (!stm_vec_push(out, way)) {
        stm_vec_free(&way);
        return stm_fail_nomem(ways->err);
    }
    return STEMMA_OK;
}

/* Ways of `length` steps. Position i of a way is a place with from_a = i up to the meeting level, behind it one with
 * from_b = length - i. */
static bool fits(stm_ways *ways, uint32_t place, uint32_t at, uint32_t meeting, uint32_t length)
{
    const stm_place *p = stm_ways_renew(ways, place);
    bool near_a = at > meeting || p->from_a == at,
         near_b = at < meeting || p->from_b == length - at;
    return near_a && near_b;
}

static stemma_status enumerate(
    stm_ways *ways, uint32_t a, uint32_t meeting, uint32_t length, uint32_t most, stm_way_list *out)
{
    branch_list stack = {0};
    uint32_t *steps = calloc(length + (size_t)1, sizeof *steps);
    stemma_status status = steps != NULL && stm_vec_push(&stack, (branch){0, a})
        ? STEMMA_OK
        : stm_fail_nomem(ways->err);
    while (status == STEMMA_OK && stack.count > 0 && out->count < most) {
        branch top = stack.items[--stack.count];
        steps[top.depth] = top.place;
        if (top.depth == length) {
            status = keep_way(ways, steps, length + 1, out);
            continue;
        }
        status = stm_ways_read(ways, top.place);
        const stm_place p = ways->places.items[top.place];
        for (uint32_t j = p.count; j > 0 && status == STEMMA_OK; j--) {
            uint32_t other = ways->links.items[p.first + j - 1];
            if (fits(ways, other, top.depth + 1, meeting, length) &&
                may_step(ways, top.place, other) &&
                !stm_vec_push(&stack, (branch){top.depth + 1, other})) {
                status = stm_fail_nomem(ways->err);
            }
        }
    }
    free(steps);
    stm_vec_free(&stack);
    return status;
}

stemma_status stm_ways_shortest(
    stm_ways *ways, uint32_t a, uint32_t b, uint32_t longest, uint32_t most, stm_way_list *out)
{
    front fronts[2] = {{0}, {0}};
    uint32_t levels[2] = {0, 0};
    bool met = false;
    ways->round++;
    stm_ways_renew(ways, a)->from_a = 0;
    stm_ways_renew(ways, b)->from_b = 0;
    stemma_status status = stm_vec_push(&fronts[0], a) && stm_vec_push(&fronts[1], b)
        ? STEMMA_OK
        : stm_fail_nomem(ways->err);
    while (status == STEMMA_OK && !met && levels[0] + levels[1] < longest && fronts[0].count > 0 &&
        fronts[1].count > 0) {
        int side = fronts[0].count <= fronts[1].count ? 0 : 1;
        levels[side]++;
        status = expand(ways, &fronts[side], side == 0, levels[side], &met);
    }
    stm_vec_free(&fronts[0]);
    stm_vec_free(&fronts[1]);
    if (status != STEMMA_OK || !met) {
        return status;
    }
    /* The side of b is complete up to its level only: every way passes a place that is levels[0] from a. */
    return enumerate(ways, a, levels[0], levels[0] + levels[1], most, out);
}

void stm_way_list_free(stm_way_list *list)
{
    for (uint32_t i = 0; i < list->count; i++) {
        stm_vec_free(&list->items[i]);
    }
    stm_vec_free(list);
}
