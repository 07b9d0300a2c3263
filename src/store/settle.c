/* Works out who is one actor, whenever documents or decisions have changed, and keeps the answer in the file: so that
 * opening it and asking one question stays quick. Only what the change can reach is worked out again. The rules are
 * src/names/identity.h; texts are never rewritten. Readers of a file that they may not write settle a copy of it in
 * memory.
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

static stemma_status set_state(
    stemma_graph *graph, const char *key, int64_t value, stemma_error *err)
{
    sqlite3_stmt *set = stm_sql_use(graph, STM_SQL_STATE_SET, err);
    if (set == NULL) {
        return STEMMA_ERR_STORE;
    }
    stm_sql_bind_str(set, 1, stm_str_of(key));
    sqlite3_bind_int64(set, 2, value);
    return stm_sql_run(graph, set, err);
}

typedef struct standing {
    int64_t changes;
    bool anew;    /* worked out by other rules or tables, or never */
    bool settled; /* nothing has changed since */
} standing;

static stemma_status how_it_stands(stemma_graph *graph, standing *out, stemma_error *err)
{
    int64_t settled = 0, rules = 0;
    STM_TRY(state_of(graph, "changes", &out->changes, err));
    STM_TRY(state_of(graph, "settled", &settled, err));
    STM_TRY(state_of(graph, "rules", &rules, err));
    if (graph->rules == 0) {
        graph->rules = (int64_t)stm_identity_version();
    }
    out->anew = rules != graph->rules && out->changes > 0;
    out->settled = settled == out->changes && !out->anew;
    return STEMMA_OK;
}

stemma_status stm_settle_known(
    stemma_graph *graph, bool *settled_out, int64_t *changes_out, stemma_error *err)
{
    standing at;
    STM_TRY(how_it_stands(graph, &at, err));
    *settled_out = at.settled;
    *changes_out = at.changes;
    return STEMMA_OK;
}

static stemma_status number_of(
    stemma_graph *graph, const char *sql, int64_t *out, stemma_error *err)
{
    bool found = false;
    sqlite3_stmt *ask = stm_sql_prepare(graph, sql, err);
    if (ask == NULL) {
        return STEMMA_ERR_STORE;
    }
    stemma_status status = stm_sql_number(graph, ask, out, &found, err);
    sqlite3_finalize(ask);
    return status;
}

/* One entity followed through the index costs as much as this many in a sweep over all. */
enum { SWEEP_RATIO = 4 };

/* All entities, or those that the change can reach: whatever costs less. */
static stemma_status load(stm_settling *s)
{
    int64_t touched = 0, last = 0;
    STM_TRY(number_of(s->graph, "SELECT count(DISTINCT entity) FROM touched", &touched, s->err));
    STM_TRY(number_of(s->graph, "SELECT coalesce(max(id), 0) FROM entity", &last, s->err));
    STM_TRY(stm_settle_load_decisions(s));
    bool sweep = s->anew || touched > last / SWEEP_RATIO;
    if (sweep) {
        STM_TRY(stm_settle_load_all(s));
    }
    STM_TRY(stm_settle_load_touched(s));
    STM_TRY(stm_settle_index(s));
    if (!sweep) {
        STM_TRY(stm_settle_reach(s));
    }
    return stm_settle_sort(s);
}

static stemma_status settle_all(stm_settling *s, int64_t changes)
{
    STM_TRY(load(s));
    STM_TRY(stm_identity_resolve(s->tables, s->records, s->rows.count, s->decisions.items,
        s->decisions.count, &s->arena, &s->identity, s->err));
    STM_TRY(stm_settle_write(s));
    STM_TRY(stm_settle_shown(s));
    STM_TRY(stm_sql_exec(s->graph, "DELETE FROM touched; DELETE FROM touched_block", s->err));
    STM_TRY(set_state(s->graph, "rules", s->graph->rules, s->err));
    return set_state(s->graph, "settled", changes, s->err);
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
    standing at;
    STM_TRY(how_it_stands(graph, &at, err));
    if (at.settled) {
        return STEMMA_OK;
    }
    stm_settling s = {.graph = graph, .anew = at.anew, .err = err};
    stm_arena_init(&s.arena);
    stm_buf_init(&s.buffer);
    s.tables = stm_graph_tables(graph, err);
    stemma_status status = s.tables == NULL ? err->status : settle_all(&s, at.changes);
    stm_settle_free(&s);
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
    standing at;
    err = err == NULL ? &local : err;
    STM_TRY(how_it_stands(graph, &at, err));
    if (at.settled || !sqlite3_get_autocommit(graph->db)) {
        return STEMMA_OK;
    }
    if (!graph->writable) {
        settle_for_reader(graph);
        STM_TRY(how_it_stands(graph, &at, err));
        return at.settled ? STEMMA_OK : stm_settle_in_memory(graph, err);
    }
    STM_TRY(stm_sql_begin(graph, err));
    return stm_sql_end(graph, stm_settle_now(graph, err), err);
}
