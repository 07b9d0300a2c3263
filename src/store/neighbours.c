/* Facts and neighbours of an actor from the covering indexes: what paths and surroundings are made of. An actor has
 * one or more entities; each is looked up in both directions.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/sql.h"

#include <stdlib.h>

static int by_id(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

/* Sorts what was appended behind `from` and drops repeats. */
static void make_distinct(stm_id_list *list, uint32_t from)
{
    uint32_t kept = from;
    if (list->count > from) {
        qsort(list->items + from, list->count - from, sizeof *list->items, by_id);
    }
    for (uint32_t i = from; i < list->count; i++) {
        if (kept == from || list->items[kept - 1] != list->items[i]) {
            list->items[kept++] = list->items[i];
        }
    }
    list->count = kept;
}

static stemma_status collect(stemma_graph *graph, stm_sql which, int64_t a, int64_t b, bool all,
    stm_id_list *list, stemma_error *err)
{
    stemma_error local;
    err = err == NULL ? &local : err;
    sqlite3_stmt *ask = stm_sql_use(graph, which, err);
    uint32_t from = list->count;
    if (ask == NULL) {
        return STEMMA_ERR_STORE;
    }
    sqlite3_bind_int64(ask, 1, a);
    sqlite3_bind_int(ask, 2, all ? 1 : 2);
    if (b != 0) {
        sqlite3_bind_int64(ask, 3, b);
    }
    for (;;) {
        bool row = false;
        STM_TRY(stm_sql_step(graph, ask, &row, err));
        if (!row) {
            make_distinct(list, from);
            return STEMMA_OK;
        }
        if (!stm_vec_push(list, sqlite3_column_int64(ask, 0))) {
            sqlite3_reset(ask);
            return stm_fail_nomem(err);
        }
    }
}

stemma_status stm_store_facts_of(
    stemma_graph *graph, int64_t actor, bool all, stm_id_list *facts, stemma_error *err)
{
    return collect(graph, STM_SQL_FACTS_OF, actor, 0, all, facts, err);
}

stemma_status stm_store_facts_between(
    stemma_graph *graph, int64_t a, int64_t b, bool all, stm_id_list *facts, stemma_error *err)
{
    return collect(graph, STM_SQL_FACTS_BETWEEN, a, b, all, facts, err);
}

stemma_status stm_store_neighbours(
    stemma_graph *graph, int64_t actor, bool all, stm_id_list *actors, stemma_error *err)
{
    return collect(graph, STM_SQL_NEIGHBOURS, actor, 0, all, actors, err);
}
