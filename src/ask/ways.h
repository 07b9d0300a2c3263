/* Private to src/ask: the graph as paths see it. Actors and their neighbours are read from the file when a search
 * first comes to them, so that a short path in a large file costs little.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_WAYS_H
#define STM_WAYS_H
#include "ask/answer.h"

typedef struct stm_place {
    int64_t actor;
    uint32_t first, count; /* neighbours in links, once read */
    bool read;
    uint32_t from_a,
        from_b; /* steps from either end; STM_NONE = not met. Valid for the search `round` */
    uint32_t round;
    double cost; /* weighted search */
    uint32_t before;
} stm_place;

typedef struct stm_ways {
    stemma_graph *graph;
    bool all; /* also facts with unnamed ends */
    STM_VEC(stm_place) places;
    STM_VEC(uint32_t) links;     /* place indices */
    STM_VEC(uint32_t) facts;     /* [link] facts behind it */
    uint32_t *slots, slot_count; /* actor id to place, open addressing */
    uint32_t round;
    const stemma_filter *filter; /* NULL: every shown fact counts, and only the indexes are read */
    bool *banned;                /* [place] not to be entered (k shortest paths) */
    uint32_t banned_count;
    uint32_t ban_at;          /* from this place … */
    STM_VEC(uint32_t) ban_to; /* … not to these */
    stemma_error *err;
} stm_ways;

typedef STM_VEC(uint32_t) stm_way; /* places from one end to the other */

void stm_ways_init(
    stm_ways *ways, stemma_graph *graph, const stemma_filter *filter, stemma_error *err);
void stm_ways_dispose(stm_ways *ways);
stemma_status stm_ways_place(stm_ways *ways, int64_t actor, uint32_t *place_out);
/* Reads the neighbours of a place when they are not known yet. */
stemma_status stm_ways_read(stm_ways *ways, uint32_t place);
/* Forgets the steps of an earlier search when the place is met for the first time in this one. */
stm_place *stm_ways_renew(stm_ways *ways, uint32_t place);
/* Shortest ways from a to b, at most `most` of them and `longest` steps; found in an order of no meaning. */
typedef STM_VEC(stm_way) stm_way_list;
stemma_status stm_ways_shortest(
    stm_ways *ways, uint32_t a, uint32_t b, uint32_t longest, uint32_t most, stm_way_list *out);
/* Cheapest way, a step costs 1 / facts; out stays empty when there is none. */
stemma_status stm_ways_cheapest(
    stm_ways *ways, uint32_t a, uint32_t b, uint32_t longest, stm_way *out);
/* The k best ways without loops (Yen 1971), best first. */
stemma_status stm_ways_best(stm_ways *ways, uint32_t a, uint32_t b, uint32_t longest, uint32_t k,
    bool weighted, stm_way_list *out);
double stm_ways_cost(const stm_ways *ways, const stm_way *way, bool weighted);
void stm_way_list_free(stm_way_list *list);
#endif
