/* From each older schema to the next. A step is SQL and is never changed once a release has it; a new schema adds a step,
 * a dump of an old file in tests/data, and a line in docs/database.md. The caller's transaction makes all steps one: a
 * crash on the way leaves the old file. Downwards there is no way: a newer file is refused.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/sql.h"

/* From version i + 1 to i + 2.
 * 1 to 2: documents know the file that they were read from. Files of the first days lack `touched` (there was no number
 * of its own for it).
 * 2 to 3: blocks, so that only what a change can reach is worked out again.
 * 3 to 4: sentences know their place in the file, in the file's own encoding. */
static const char *const STEPS[STM_SCHEMA_VERSION - 1] = {
    "CREATE TABLE IF NOT EXISTS touched (entity INTEGER PRIMARY KEY) STRICT;"
    "ALTER TABLE document ADD COLUMN file TEXT NOT NULL DEFAULT '';",
    "DROP TABLE touched;"
    "CREATE TABLE touched (entity INTEGER NOT NULL, document INTEGER NOT NULL, before INTEGER NOT NULL,"
    " after INTEGER NOT NULL, PRIMARY KEY (entity, document)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE block (key INTEGER NOT NULL, entity INTEGER NOT NULL, PRIMARY KEY (key, entity)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE touched_block (key INTEGER PRIMARY KEY) STRICT;",
    "ALTER TABLE sentence ADD COLUMN file_begin INTEGER; DROP VIEW evidence;"
    "CREATE VIEW evidence AS SELECT f.id AS fact, s.text AS sentence, CAST(substr(CAST(s.text "
    "AS BLOB), f.subject_begin + 1, f.subject_end - f.subject_begin) AS TEXT) AS "
    "subject_words, CAST(substr(CAST(s.text AS BLOB), f.predicate_begin + 1, f.predicate_end "
    "- f.predicate_begin) AS TEXT) AS predicate_words, CAST(substr(CAST(s.text AS BLOB), "
    "f.object_begin + 1, f.object_end - f.object_begin) AS TEXT) AS object_words, "
    "coalesce((SELECT text FROM term WHERE id = f.rule), '') AS rule, d.path AS document, "
    "d.title AS title, d.source AS source, d.url AS url, d.date AS date, s.begin AS begin, "
    "s.file_begin AS file_begin FROM fact f JOIN document d ON d.id = f.document LEFT JOIN "
    "sentence s ON s.id = f.sentence;",
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
