/* From each older schema to the next. A step is SQL and is never changed once a release has it; a new schema adds a step,
 * a dump of an old file in tests/data, and a line in docs/database.md. The caller's transaction makes all steps one: a
 * crash on the way leaves the old file. Downwards there is no way: a newer file is refused.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/sql.h"

/* From version i + 1 to i + 2.
 * 1 to 2: documents know the file that they were read from. Files of the first days lack `touched` (there was no number
 * of its own for it).
 * 2 to 3: blocks, so that only what a change can reach is worked out again. */
static const char *const STEPS[STM_SCHEMA_VERSION - 1] = {
    "CREATE TABLE IF NOT EXISTS touched (entity INTEGER PRIMARY KEY) STRICT;"
    "ALTER TABLE document ADD COLUMN file TEXT NOT NULL DEFAULT '';",
    "DROP TABLE touched;"
    "CREATE TABLE touched (entity INTEGER NOT NULL, document INTEGER NOT NULL, before INTEGER NOT NULL,"
    " after INTEGER NOT NULL, PRIMARY KEY (entity, document)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE block (key INTEGER NOT NULL, entity INTEGER NOT NULL, PRIMARY KEY (key, entity)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE touched_block (key INTEGER PRIMARY KEY) STRICT;",
};

stemma_status stm_migrate(stemma_graph *graph, int64_t version, stemma_error *err)
{
    for (; version < STM_SCHEMA_VERSION; version++) {
        STM_TRY(stm_sql_exec(graph, STEPS[version - 1], err));
    }
    char text[48];
    sqlite3_snprintf(sizeof text, text, "PRAGMA user_version = %d", (int)STM_SCHEMA_VERSION);
    STM_TRY(stm_sql_exec(graph, text, err));
    /* The rules of identity may be others than those of the stemma that wrote the file: everything is looked at. */
    STM_TRY(stm_sql_exec(graph, "DELETE FROM state WHERE key = 'rules'", err));
    return stm_sql_changed(graph, err);
}
