/* What readers need: one state of the file for all statements of an answer; and a copy in memory for a reader who may not
 * write and finds names that nobody has joined yet (the writer was killed, or is still at work): the copy is settled like
 * a file, so a reader never sees one actor twice. Deliberately only up to a size; larger files are read as they are, and
 * stemma_graph_settle tells.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/rows.h"
#include "store/sql.h"

enum { MOST_MEGABYTES = 256 };

static bool is_small(stemma_graph *graph)
{
    bool found = false;
    int64_t megabytes = 0;
    sqlite3_stmt *ask = stm_sql_prepare(graph,
        "SELECT page_count * page_size >> 20 FROM pragma_page_count, pragma_page_size", NULL);
    bool small = ask != NULL && stm_sql_number(graph, ask, &megabytes, &found, NULL) == STEMMA_OK &&
        found && megabytes < MOST_MEGABYTES;
    sqlite3_finalize(ask);
    return small;
}

static bool copy_pages(sqlite3 *from, sqlite3 *to)
{
    sqlite3_backup *backup = sqlite3_backup_init(to, "main", from, "main");
    if (backup == NULL) {
        return false;
    }
    int code = sqlite3_backup_step(backup, -1);
    return sqlite3_backup_finish(backup) == SQLITE_OK && code == SQLITE_DONE;
}

/* Statements that stand open on the file keep their state of it until they are closed. */
static void change_over(stemma_graph *graph, sqlite3 *memory)
{
    for (int i = 0; i < STM_SQL_COUNT; i++) {
        sqlite3_finalize(graph->statements[i]);
        graph->statements[i] = NULL;
    }
    sqlite3_close_v2(graph->db);
    graph->db = memory;
    graph->in_memory = true;
}

stemma_status stm_settle_in_memory(stemma_graph *graph, stemma_error *err)
{
    sqlite3 *memory = NULL;
    if (!is_small(graph)) {
        return STEMMA_OK;
    }
    int code = sqlite3_open_v2(":memory:", &memory,
        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL);
    if (code != SQLITE_OK || !copy_pages(graph->db, memory)) {
        sqlite3_close(memory); /* no memory for it: the file is read as it is */
        return STEMMA_OK;
    }
    sqlite3_extended_result_codes(memory, 1);
    change_over(graph, memory);
    STM_TRY(stm_rows_function(graph, "fold", 1, stm_rows_fold, NULL, err));
    STM_TRY(stm_sql_exec(graph, "BEGIN", err));
    return stm_sql_end(graph, stm_settle_now(graph, err), err);
}

stemma_status stemma_graph_settle(stemma_graph *graph, int *settled_out, stemma_error *err)
{
    stemma_error local;
    bool settled = false;
    int64_t changes = 0;
    err = err == NULL ? &local : err;
    STM_TRY(stm_settle(graph, err));
    STM_TRY(stm_settle_known(graph, &settled, &changes, err));
    *settled_out = settled;
    return STEMMA_OK;
}

/* A transaction that a reader holds keeps the file's state for all its statements. */
stemma_status stm_store_hold(stemma_graph *graph, bool *held_out, stemma_error *err)
{
    *held_out = false;
    STM_TRY(stm_settle(graph, err));
    if (sqlite3_get_autocommit(graph->db)) {
        STM_TRY(stm_sql_exec(graph, "BEGIN", err));
        *held_out = true;
    }
    return STEMMA_OK;
}

void stm_store_release(stemma_graph *graph, bool held)
{
    if (held && !sqlite3_get_autocommit(graph->db)) {
        sqlite3_exec(graph->db, "ROLLBACK", NULL, NULL, NULL);
    }
}
