/* Works out who is one actor, whenever documents or decisions have changed, and keeps the answer in the file: so that
 * opening it and asking one question stays quick. The rules are src/names/identity.h; texts are never rewritten.
 * Readers of a file that they may not write settle a copy of it in memory.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/settle.h"

#include <stdlib.h>

static stemma_status state_of(stemma_graph *graph, const char *key, int64_t *out, stemma_error *err)
{
    bool found = false;
    sqlite3_stmt *get = stm_sql_use(graph, STM_SQL_STATE_GET, err);
    if (get == NULL) {
        return STEMMA_ERR_STORE;
    }
    stm_sql_bind_str(get, 1, stm_str_of(key));
    return stm_sql_number(graph, get, out, &found, err);
}

stemma_status stm_settle_known(
    stemma_graph *graph, bool *settled_out, int64_t *changes_out, stemma_error *err)
{
    int64_t settled = 0;
    STM_TRY(state_of(graph, "changes", changes_out, err));
    STM_TRY(state_of(graph, "settled", &settled, err));
    *settled_out = settled == *changes_out;
    return STEMMA_OK;
}

static stemma_status resolve(stm_settling *s)
{
    const stm_names_tables *tables = stm_graph_tables(s->graph, s->err);
    if (tables == NULL) {
        return s->err->status;
    }
    return stm_identity_resolve(tables, s->records.items, s->records.count, s->decisions.items,
        s->decisions.count, &s->arena, &s->identity, s->err);
}

static stemma_status settle_all(stm_settling *s, int64_t changes)
{
    STM_TRY(stm_settle_load(s));
    STM_TRY(resolve(s));
    STM_TRY(stm_settle_write(s));
    STM_TRY(stm_settle_shown(s));
    sqlite3_stmt *set = stm_sql_use(s->graph, STM_SQL_STATE_SET, s->err);
    if (set == NULL) {
        return STEMMA_ERR_STORE;
    }
    stm_sql_bind_str(set, 1, STM_LIT("settled"));
    sqlite3_bind_int64(set, 2, changes);
    return stm_sql_run(s->graph, set, s->err);
}

const stm_names_tables *stm_graph_tables(stemma_graph *graph, stemma_error *err)
{
    if (graph->tables == NULL) {
        stm_names_tables_new(&graph->tables, err);
    }
    return graph->tables;
}

stemma_status stm_settle_now(stemma_graph *graph, stemma_error *err)
{
    bool settled = false;
    int64_t changes = 0;
    STM_TRY(stm_settle_known(graph, &settled, &changes, err));
    if (settled) {
        return STEMMA_OK;
    }
    stm_settling s = {.graph = graph, .err = err};
    stm_arena_init(&s.arena);
    stemma_status status = settle_all(&s, changes);
    stm_vec_free(&s.records);
    stm_vec_free(&s.ids);
    stm_vec_free(&s.actors);
    stm_vec_free(&s.documents);
    stm_vec_free(&s.decisions);
    stm_arena_dispose(&s.arena);
    return status;
}

/* A reader asks a connection of its own that may write, when there can be one. */
static void settle_for_reader(const stemma_graph *graph)
{
    stemma_graph *writer = NULL;
    if (!graph->immutable &&
        stm_graph_open(graph->path, STEMMA_OPEN_WRITE, STM_READER_PATIENCE, &writer, NULL) ==
            STEMMA_OK) {
        stm_settle(writer, NULL);
        stemma_graph_close(writer);
    }
}

stemma_status stm_settle(stemma_graph *graph, stemma_error *err)
{
    stemma_error local;
    bool settled = false;
    int64_t changes = 0;
    err = err == NULL ? &local : err;
    STM_TRY(stm_settle_known(graph, &settled, &changes, err));
    if (settled || !sqlite3_get_autocommit(graph->db)) {
        return STEMMA_OK;
    }
    if (!graph->writable) {
        settle_for_reader(graph);
        STM_TRY(stm_settle_known(graph, &settled, &changes, err));
        return settled ? STEMMA_OK : stm_settle_in_memory(graph, err);
    }
    STM_TRY(stm_sql_begin(graph, err));
    return stm_sql_end(graph, stm_settle_now(graph, err), err);
}
