/* Cheapest ways (Dijkstra 1959 with a binary heap) and the k best without loops (Yen 1971). A step between two actors
 * costs 1, or 1 / number of facts between them when evidence counts.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "ask/ways.h"

#include <stdlib.h>

typedef struct queued {
    double cost;
    uint32_t place, steps;
} queued;
typedef STM_VEC(queued) heap;

static bool is_before(queued a, queued b)
{
    return a.cost < b.cost || (a.cost == b.cost && a.place < b.place);
}

static bool heap_push(heap *h, queued item)
{
    if (!stm_vec_push(h, item)) {
        return false;
    }
    uint32_t at = h->count - 1;
    while (at > 0 && is_before(h->items[at], h->items[(at - 1) / 2])) {
        queued up = h->items[(at - 1) / 2];
        h->items[(at - 1) / 2] = h->items[at];
        h->items[at] = up;
        at = (at - 1) / 2;
    }
    return true;
}

static queued heap_pop(heap *h)
{
    queued top = h->items[0];
    h->items[0] = h->items[--h->count];
    for (uint32_t at = 0;;) {
        uint32_t least = at;
        for (uint32_t child = 2 * at + 1; child <= 2 * at + 2 && child < h->count; child++) {
            least = is_before(h->items[child], h->items[least]) ? child : least;
        }
        if (least == at) {
            return top;
        }
        queued down = h->items[at];
        h->items[at] = h->items[least];
        h->items[least] = down;
        at = least;
    }
}

static bool is_banned(const stm_ways *ways, uint32_t from, uint32_t to)
{
    bool banned = to < ways->banned_count && ways->banned[to];
    for (uint32_t i = 0; i < ways->ban_to.count && !banned; i++) {
        banned = from == ways->ban_at && to == ways->ban_to.items[i];
    }
    return banned;
}

static stemma_status relax(stm_ways *ways, heap *h, queued top)
{
    STM_TRY(stm_ways_read(ways, top.place));
    const stm_place p = ways->places.items[top.place];
    for (uint32_t j = 0; j < p.count; j++) {
        uint32_t other = ways->links.items[p.first + j];
        double cost = top.cost + 1.0 / ways->facts.items[p.first + j];
        stm_place *o = stm_ways_renew(ways, other);
        if (is_banned(ways, top.place, other) || (o->cost >= 0 && o->cost <= cost)) {
            continue;
        }
        o->cost = cost;
        o->before = top.place;
        if (!heap_push(h, (queued){cost, other, top.steps + 1})) {
            return stm_fail_nomem(ways->err);
        }
    }
    return STEMMA_OK;
}

/* From b back to a. */
static stemma_status trace(stm_ways *ways, uint32_t b, stm_way *out)
{
    for (uint32_t place = b; place != STM_NONE; place = ways->places.items[place].before) {
        if (!stm_vec_push(out, place)) {
            return stm_fail_nomem(ways->err);
        }
    }
    for (uint32_t i = 0; i < out->count / 2; i++) {
        uint32_t swap = out->items[i];
        out->items[i] = out->items[out->count - 1 - i];
        out->items[out->count - 1 - i] = swap;
    }
    return STEMMA_OK;
}

stemma_status stm_ways_cheapest(
    stm_ways *ways, uint32_t a, uint32_t b, uint32_t longest, stm_way *out)
{
    heap h = {0};
    ways->round++;
    stm_ways_renew(ways, a)->cost = 0;
    stemma_status status = heap_push(&h, (queued){0, a, 0}) ? STEMMA_OK : stm_fail_nomem(ways->err);
    while (status == STEMMA_OK && h.count > 0) {
        queued top = heap_pop(&h);
        if (top.cost > ways->places.items[top.place].cost) {
            continue;
        }
        if (top.place == b) {
            status = trace(ways, b, out);
            break;
        }
        if (top.steps < longest) {
            status = relax(ways, &h, top);
        }
    }
    stm_vec_free(&h);
    return status;
}

double stm_ways_cost(const stm_ways *ways, const stm_way *way, bool weighted)
{
    double cost = 0;
    for (uint32_t i = 0; i + 1 < way->count; i++) {
        const stm_place *p = &ways->places.items[way->items[i]];
        for (uint32_t j = 0; j < p->count; j++) {
            if (ways->links.items[p->first + j] == way->items[i + 1]) {
                cost += weighted ? 1.0 / ways->facts.items[p->first + j] : 1.0;
            }
        }
    }
    return cost;
}

/* One way under the present bans: the first of the shortest, or the cheapest. */
static stemma_status one_way(
    stm_ways *ways, uint32_t a, uint32_t b, uint32_t longest, bool weighted, stm_way *out)
{
    stm_way_list found = {0};
    if (weighted) {
        return stm_ways_cheapest(ways, a, b, longest, out);
    }
    stemma_status status = stm_ways_shortest(ways, a, b, longest, 1, &found);
    if (status == STEMMA_OK && found.count > 0) {
        *out = found.items[0];
        found.count = 0;
    }
    stm_way_list_free(&found);
    return status;
}

static bool same_start(const stm_way *a, const stm_way *b, uint32_t count)
{
    return a->count >= count && b->count >= count &&
        memcmp(a->items, b->items, count * sizeof *a->items) == 0;
}

/* Bans what would lead to a way known already: the places of the root, and the next steps of ways with this root. */
static stemma_status set_bans(
    stm_ways *ways, const stm_way_list *known, const stm_way *root, uint32_t spur)
{
    free(ways->banned);
    ways->banned_count = ways->places.count;
    ways->banned = calloc(ways->banned_count + (size_t)1, sizeof *ways->banned);
    stm_vec_clear(&ways->ban_to);
    ways->ban_at = root->items[spur];
    if (ways->banned == NULL) {
        return stm_fail_nomem(ways->err);
    }
    for (uint32_t i = 0; i < spur; i++) {
        ways->banned[root->items[i]] = true;
    }
    for (uint32_t i = 0; i < known->count; i++) {
        if (same_start(&known->items[i], root, spur + 1) && known->items[i].count > spur + 1 &&
            !stm_vec_push(&ways->ban_to, known->items[i].items[spur + 1])) {
            return stm_fail_nomem(ways->err);
        }
    }
    return STEMMA_OK;
}

static void lift_bans(stm_ways *ways)
{
    free(ways->banned);
    ways->banned = NULL;
    ways->banned_count = 0;
    stm_vec_clear(&ways->ban_to);
    ways->ban_at = STM_NONE;
}

static bool is_known(const stm_way_list *list, const stm_way *way)
{
    for (uint32_t i = 0; i < list->count; i++) {
        if (list->items[i].count == way->count && same_start(&list->items[i], way, way->count)) {
            return true;
        }
    }
    return false;
}

/* Root of `base` up to spur, then a new way on from there. */
static stemma_status branch_off(stm_ways *ways, const stm_way *base, uint32_t spur, uint32_t b,
    uint32_t longest, bool weighted, const stm_way_list *known, stm_way_list *candidates)
{
    stm_way rest = {0}, whole = {0};
    STM_TRY(set_bans(ways, known, base, spur));
    stemma_status status = one_way(ways, base->items[spur], b, longest - spur, weighted, &rest);
    bool fine = true;
    for (uint32_t i = 0; i < spur && rest.count > 0; i++) {
        fine = fine && stm_vec_push(&whole, base->items[i]);
    }
    for (uint32_t i = 0; i < rest.count; i++) {
        fine = fine && stm_vec_push(&whole, rest.items[i]);
    }
    bool keep = status == STEMMA_OK && fine && rest.count > 0 && !is_known(candidates, &whole) &&
        !is_known(known, &whole);
    keep = keep && (fine = stm_vec_push(candidates, whole));
    if (!keep) {
        stm_vec_free(&whole);
    }
    stm_vec_free(&rest);
    return status == STEMMA_OK && !fine ? stm_fail_nomem(ways->err) : status;
}

/* Moves the best candidate over; ties: fewer steps, then the one found first. */
static bool take_best(stm_ways *ways, bool weighted, stm_way_list *candidates, stm_way_list *out)
{
    uint32_t best = 0;
    for (uint32_t i = 1; i < candidates->count; i++) {
        double a = stm_ways_cost(ways, &candidates->items[i], weighted);
        double b = stm_ways_cost(ways, &candidates->items[best], weighted);
        if (a < b || (a <= b && candidates->items[i].count < candidates->items[best].count)) {
            best = i;
        }
    }
    if (!stm_vec_push(out, candidates->items[best])) {
        return false;
    }
    candidates->items[best] = candidates->items[--candidates->count];
    return true;
}

stemma_status stm_ways_best(stm_ways *ways, uint32_t a, uint32_t b, uint32_t longest, uint32_t k,
    bool weighted, stm_way_list *out)
{
    stm_way_list candidates = {0};
    stm_way first = {0};
    stemma_status status = one_way(ways, a, b, longest, weighted, &first);
    if (status == STEMMA_OK && first.count > 0 && !stm_vec_push(out, first)) {
        stm_vec_free(&first);
        status = stm_fail_nomem(ways->err);
    }
    while (status == STEMMA_OK && out->count > 0 && out->count < k) {
        const stm_way base = out->items[out->count - 1];
        for (uint32_t spur = 0; spur + 1 < base.count && status == STEMMA_OK; spur++) {
            status = branch_off(ways, &base, spur, b, longest, weighted, out, &candidates);
        }
        lift_bans(ways);
        if (status != STEMMA_OK || candidates.count == 0) {
            break;
        }
        status =
            take_best(ways, weighted, &candidates, out) ? STEMMA_OK : stm_fail_nomem(ways->err);
    }
    stm_way_list_free(&candidates);
    return status;
}
