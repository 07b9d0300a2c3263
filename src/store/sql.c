/* Statements and errors of SQLite. Every failure is told with the file's name and what to do about it; SQLite's own
 * words are added where they say more. Deliberately without retry loops: busy_timeout waits inside SQLite.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/sql.h"

#include <unistd.h>

static const char *const SQL[STM_SQL_COUNT] = {
    [STM_SQL_STATE_GET] = "SELECT value FROM state WHERE key = ?1",
    [STM_SQL_STATE_SET] =
        "INSERT INTO state VALUES (?1, ?2) ON CONFLICT(key) DO UPDATE SET value = ?2",
    [STM_SQL_STATE_BUMP] =
        "INSERT INTO state VALUES ('changes', 1) ON CONFLICT(key) DO UPDATE SET value = value + 1",
    [STM_SQL_DOCUMENT_FIND] =
        "SELECT id, hash, title, date, url, source, lang FROM document WHERE path = ?1",
    [STM_SQL_DOCUMENT_ADD] =
        "INSERT INTO document(path, title, date, url, source, lang, bytes, hash, tail, signature, file)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ifnull(?11, ''))",
    [STM_SQL_DOCUMENT_DELETE] = "DELETE FROM document WHERE id = ?1",
    [STM_SQL_DOCUMENT_PLACE] =
        "SELECT hash IS NOT NULL, bytes, (SELECT max(id) FROM sentence WHERE document = ?1),"
        " (SELECT max(end) FROM sentence WHERE document = ?1) FROM document WHERE id = ?1",
    [STM_SQL_SENTENCE_ADD] = "INSERT INTO sentence VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    [STM_SQL_SENTENCE_RANGE] = "SELECT id, text FROM sentence WHERE document = ?1 ORDER BY id",
    [STM_SQL_SENTENCE_DELETE] = "DELETE FROM sentence WHERE document = ?1",
    [STM_SQL_FTS_ADD] = "INSERT INTO sentence_fts(rowid, folded) VALUES (?1, ?2)",
    [STM_SQL_FTS_DELETE] =
        "INSERT INTO sentence_fts(sentence_fts, rowid, folded) VALUES ('delete', ?1, ?2)",
    [STM_SQL_ENTITY_FIND] = "SELECT id FROM entity WHERE name = ?1 AND type = ?2 AND named = ?3",
    [STM_SQL_ENTITY_ADD] =
        "INSERT INTO entity(id, name, type, named, mentions, mentions_en, documents, actor)"
        " VALUES (?4, ?1, ?2, ?3, 0, 0, 0, ?4)",
    [STM_SQL_ENTITY_LAST] = "SELECT max(id) FROM entity",
    [STM_SQL_ENTITY_COUNT] =
        "UPDATE entity SET mentions = mentions + ?2, mentions_en = mentions_en + ?3 WHERE id = ?1",
    [STM_SQL_ENTITY_ACTOR] = "SELECT actor FROM entity WHERE id = ?1",
    [STM_SQL_ENTITY_DELETE] = "DELETE FROM entity WHERE id = ?1",
    [STM_SQL_ENTITY_USED] =
        "SELECT mentions > 0 OR EXISTS (SELECT 1 FROM fact WHERE subject = ?1)"
        " OR EXISTS (SELECT 1 FROM fact WHERE object = ?1)"
        " OR EXISTS (SELECT 1 FROM fact WHERE speaker = ?1) FROM entity WHERE id = ?1",
    [STM_SQL_ENTITY_TOUCH] = "INSERT OR IGNORE INTO touched VALUES (?1, 0, 0, 0)",
    [STM_SQL_ENTITY_COME] =
        "INSERT INTO touched VALUES (?1, ?2, 0, 1) ON CONFLICT DO UPDATE SET after = 1",
    [STM_SQL_ENTITY_LEAVE] =
        "INSERT INTO touched VALUES (?1, ?2, 1, 0) ON CONFLICT DO UPDATE SET after = 0",
    [STM_SQL_ENTITY_UNTOUCH] = "DELETE FROM touched WHERE entity = ?1",
    [STM_SQL_ENTITY_TOUCH_ACTOR] =
        "INSERT OR IGNORE INTO touched SELECT id, 0, 0, 0 FROM entity WHERE actor = ?1",
    [STM_SQL_BLOCK_DELETE] = "DELETE FROM block WHERE key = ?1 AND entity = ?2",
    [STM_SQL_BLOCK_TOUCH] = "INSERT OR IGNORE INTO touched_block VALUES (?1)",
    [STM_SQL_ENTITY_DOCUMENTS] = "UPDATE entity SET documents = documents + ?2 WHERE id = ?1",
    [STM_SQL_ENTITY_SPLIT] = "UPDATE entity SET actor = id WHERE actor = ?1",
    [STM_SQL_ENTITY_UNSHOW] =
        "UPDATE fact SET shown = 1 WHERE shown = 2 AND id IN (SELECT f.id FROM entity e"
        " CROSS JOIN fact f ON f.subject = e.id WHERE e.actor = ?1 AND e.named = 0 UNION ALL"
        " SELECT f.id FROM entity e CROSS JOIN fact f ON f.object = e.id"
        " WHERE e.actor = ?1 AND e.named = 0)",
    [STM_SQL_ENTITY_OF_ACTOR] =
        "INSERT OR REPLACE INTO actor SELECT id, name, type, named, mentions, documents"
        " FROM entity WHERE actor = ?1",
    [STM_SQL_NAME_FIND] = "SELECT id FROM name WHERE entity = ?1 AND text = ?2",
    [STM_SQL_NAME_ADD] = "INSERT INTO name(entity, text, folded, mentions) VALUES (?1, ?2, ?3, ?4)",
    [STM_SQL_NAME_COUNT] = "UPDATE name SET mentions = mentions + ?2 WHERE id = ?1",
    [STM_SQL_NAME_DELETE] = "DELETE FROM name WHERE id = ?1",
    [STM_SQL_NAMES_OF] =
        "SELECT n.id, n.folded, n.mentions, n.text = e.name FROM name n JOIN entity e ON e.id = n.entity"
        " WHERE n.entity = ?1",
    [STM_SQL_NAMES_IDLE] = "SELECT n.id FROM name n JOIN entity e ON e.id = n.entity"
                           " WHERE n.entity = ?1 AND n.mentions <= 0 AND n.text <> e.name LIMIT 1",
    [STM_SQL_NAME_FTS_ADD] = "INSERT INTO name_fts(rowid, folded) VALUES (?1, ?2)",
    [STM_SQL_NAME_FTS_DELETE] =
        "INSERT INTO name_fts(name_fts, rowid, folded) VALUES ('delete', ?1, ?2)",
    [STM_SQL_ACTOR_ADD] = "INSERT INTO actor VALUES (?1, ?2, ?3, ?4, 0, 0)",
    [STM_SQL_ACTOR_DELETE] = "DELETE FROM actor WHERE id = ?1",
    [STM_SQL_MENTION_ADD] = "INSERT INTO mention VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    [STM_SQL_MENTION_DELETE] = "DELETE FROM mention WHERE sentence BETWEEN ?1 AND ?2",
    [STM_SQL_MENTION_NAMES] =
        "SELECT name, count(*) FROM mention WHERE sentence BETWEEN ?1 AND ?2 AND kind = 0"
        " GROUP BY name",
    [STM_SQL_MENTION_ENTITIES] =
        "SELECT n.entity, count(*) FROM mention m JOIN name n ON n.id = m.name"
        " WHERE m.sentence BETWEEN ?1 AND ?2 GROUP BY n.entity",
    [STM_SQL_RELATION_FIND] = "SELECT id FROM relation WHERE name = ?1",
    [STM_SQL_RELATION_ADD] = "INSERT INTO relation(name, vocabulary) VALUES (?1, ?2)",
    [STM_SQL_RELATION_DELETE] = "DELETE FROM relation WHERE id = ?1"
                                " AND NOT EXISTS (SELECT 1 FROM fact WHERE relation = ?1)",
    [STM_SQL_TERM_FIND] = "SELECT id FROM term WHERE text = ?1",
    [STM_SQL_TERM_ADD] = "INSERT INTO term(text) VALUES (?1)",
    [STM_SQL_FACT_ADD] =
        "INSERT INTO fact(document, sentence, subject, relation, object, shown, negated, modality,"
        " speaker, time, place, amount, rule, confidence, subject_begin, subject_end,"
        " predicate_begin, predicate_end, object_begin, object_end)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18,"
        " ?19, ?20)",
    [STM_SQL_FACT_DELETE] = "DELETE FROM fact WHERE document = ?1",
    [STM_SQL_FACT_PARTS] =
        "SELECT subject, object, speaker, relation FROM fact WHERE document = ?1",
    [STM_SQL_FACT_ANY] = "SELECT 1 FROM fact LIMIT 1",
    [STM_SQL_BAND_ADD] = "INSERT OR IGNORE INTO band VALUES (?1, ?2)",
    [STM_SQL_BAND_FIND] = "SELECT document FROM band WHERE key = ?1 AND document <> ?2",
    [STM_SQL_BAND_DELETE] = "DELETE FROM band WHERE document = ?1",
    [STM_SQL_COPY_ADD] = "INSERT OR IGNORE INTO copy VALUES (min(?1, ?2), max(?1, ?2))",
    [STM_SQL_COPY_DELETE] = "DELETE FROM copy WHERE first = ?1 OR second = ?1",
    [STM_SQL_EVIDENCE] =
        "SELECT s.text, d.path, d.title, d.url, d.source, d.date, t.text, f.sentence, f.document, s.begin,"
        " f.subject_begin, f.subject_end, f.predicate_begin, f.predicate_end, f.object_begin,"
        " f.object_end FROM fact f JOIN document d ON d.id = f.document"
        " LEFT JOIN sentence s ON s.id = f.sentence LEFT JOIN term t ON t.id = f.rule WHERE f.id = ?1",
    [STM_SQL_FACTS_OF] =
        "SELECT f.id FROM entity e CROSS JOIN fact f ON f.subject = e.id WHERE e.actor = ?1"
        " AND f.shown >= ?2 UNION ALL SELECT f.id FROM entity e CROSS JOIN fact f ON f.object = e.id"
        " WHERE e.actor = ?1 AND f.shown >= ?2",
    [STM_SQL_FACTS_BETWEEN] = "SELECT f.id FROM entity e CROSS JOIN entity o CROSS JOIN fact f"
                              " ON f.subject = e.id AND f.object = o.id"
                              " WHERE e.actor = ?1 AND o.actor = ?3 AND f.shown >= ?2 UNION ALL"
                              " SELECT f.id FROM entity e CROSS JOIN entity o CROSS JOIN fact f"
                              " ON f.subject = o.id AND f.object = e.id"
                              " WHERE e.actor = ?1 AND o.actor = ?3 AND f.shown >= ?2",
    [STM_SQL_NEIGHBOURS] =
        "SELECT o.actor FROM entity e CROSS JOIN fact f ON f.subject = e.id"
        " CROSS JOIN entity o ON o.id = f.object WHERE e.actor = ?1 AND f.shown >= ?2 UNION ALL"
        " SELECT o.actor FROM entity e CROSS JOIN fact f ON f.object = e.id"
        " CROSS JOIN entity o ON o.id = f.subject WHERE e.actor = ?1 AND f.shown >= ?2",
    [STM_SQL_SIGNATURE_SET] = "UPDATE document SET signature = ?2 WHERE id = ?1",
    [STM_SQL_SIGNATURE] = "SELECT signature FROM document WHERE id = ?1",
};

/* SQLite's errno is that of its last attempt, which may not be the telling one. */
static const char *why_not_opened(const char *path, int system)
{
    char folder[4096];
    const char *slash = strrchr(path, '/');
    size_t length = slash == NULL ? 0 : (size_t)(slash - path);
    if (length >= sizeof folder || access(path, F_OK) == 0) {
        return system != 0 ? strerror(system) : "unknown reason";
    }
    memcpy(folder, path, length);
    folder[length] = '\0';
    if (length == 0) {
        memcpy(folder, slash == NULL ? "." : "/", 2);
    }
    return access(folder, F_OK) != 0 ? "no such folder"
        : access(folder, W_OK) != 0  ? "no right to write in this folder"
        : system != 0                ? strerror(system)
                                     : "unknown reason";
}

stemma_status stm_sql_fail(stemma_graph *graph, int code, stemma_error *err)
{
    const char *path = graph->path == NULL ? "graph" : graph->path;
    int system = graph->db == NULL ? 0 : sqlite3_system_errno(graph->db);
    const char *words = graph->db == NULL ? sqlite3_errstr(code) : sqlite3_errmsg(graph->db);
    switch (code & 0xFF) {
    case SQLITE_NOMEM:
        return stm_fail_nomem(err);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return stm_fail(err, STEMMA_ERR_STORE,
            "%s: another program is writing to it; try again when it has ended", path);
    case SQLITE_FULL:
        return stm_fail(err, STEMMA_ERR_STORE,
            "%s: disk full; everything up to the last whole document is kept", path);
    case SQLITE_READONLY:
        return stm_fail(err, STEMMA_ERR_STORE, "%s: read-only file or folder", path);
    case SQLITE_CANTOPEN:
        return stm_fail(err, STEMMA_ERR_STORE, "%s: cannot be opened or made: %s", path,
            why_not_opened(path, system));
    case SQLITE_NOTADB:
        return stm_fail(err, STEMMA_ERR_STORE, "%s: no graph file of stemma", path);
    case SQLITE_CORRUPT:
        return stm_fail(
            err, STEMMA_ERR_STORE, "%s: broken (%s); `stemma check` tells more", path, words);
    case SQLITE_TOOBIG:
        return stm_fail(err, STEMMA_ERR_LIMIT, "%s: a text is too large for the file", path);
    case SQLITE_INTERRUPT:
        return stm_fail(err, STEMMA_ERR_CANCELLED, "%s: stopped", path);
    case SQLITE_IOERR:
        return stm_fail(err, STEMMA_ERR_STORE, "%s: reading or writing failed (%s)", path,
            system != 0 ? strerror(system) : words);
    default:
        return stm_fail(err, STEMMA_ERR_STORE, "%s: %s", path, words);
    }
}

stemma_status stm_sql_exec(stemma_graph *graph, const char *sql, stemma_error *err)
{
    int code = sqlite3_exec(graph->db, sql, NULL, NULL, NULL);
    return code == SQLITE_OK ? STEMMA_OK : stm_sql_fail(graph, code, err);
}

sqlite3_stmt *stm_sql_prepare(stemma_graph *graph, const char *sql, stemma_error *err)
{
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v3(graph->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL);
    if (code != SQLITE_OK) {
        stm_sql_fail(graph, code, err);
        return NULL;
    }
    return statement;
}

sqlite3_stmt *stm_sql_use(stemma_graph *graph, stm_sql which, stemma_error *err)
{
    sqlite3_stmt **place = &graph->statements[which];
    if (*place == NULL) {
        *place = stm_sql_prepare(graph, SQL[which], err);
        return *place;
    }
    sqlite3_reset(*place);
    sqlite3_clear_bindings(*place);
    return *place;
}

void stm_sql_bind_str(sqlite3_stmt *statement, int at, stm_str s)
{
    sqlite3_bind_text64(
        statement, at, s.ptr == NULL ? "" : s.ptr, s.len, SQLITE_TRANSIENT, SQLITE_UTF8);
}

void stm_sql_bind_id(sqlite3_stmt *statement, int at, int64_t id)
{
    if (id == 0) {
        sqlite3_bind_null(statement, at);
    } else {
        sqlite3_bind_int64(statement, at, id);
    }
}

stm_str stm_sql_column(sqlite3_stmt *statement, int at)
{
    const char *text = (const char *)sqlite3_column_text(statement, at);
    return text == NULL ? STM_EMPTY
                        : (stm_str){text, (uint32_t)sqlite3_column_bytes(statement, at)};
}

stemma_status stm_sql_run(stemma_graph *graph, sqlite3_stmt *statement, stemma_error *err)
{
    if (statement == NULL) {
        return err == NULL ? STEMMA_ERR_STORE : err->status;
    }
    int code = SQLITE_ROW;
    while (code == SQLITE_ROW) {
        code = sqlite3_step(statement);
    }
    stemma_status status = code == SQLITE_DONE ? STEMMA_OK : stm_sql_fail(graph, code, err);
    sqlite3_reset(statement);
    return status;
}

stemma_status stm_sql_step(
    stemma_graph *graph, sqlite3_stmt *statement, bool *row_out, stemma_error *err)
{
    *row_out = false;
    if (statement == NULL) {
        return err == NULL ? STEMMA_ERR_STORE : err->status;
    }
    int code = sqlite3_step(statement);
    if (code == SQLITE_ROW) {
        *row_out = true;
        return STEMMA_OK;
    }
    stemma_status status = code == SQLITE_DONE ? STEMMA_OK : stm_sql_fail(graph, code, err);
    sqlite3_reset(statement);
    return status;
}

stemma_status stm_sql_number(
    stemma_graph *graph, sqlite3_stmt *statement, int64_t *out, bool *found_out, stemma_error *err)
{
    bool row = false;
    *out = 0;
    STM_TRY(stm_sql_step(graph, statement, &row, err));
    *found_out = row;
    if (row) {
        *out = sqlite3_column_int64(statement, 0);
        sqlite3_reset(statement);
    }
    return STEMMA_OK;
}

stemma_status stm_sql_need_write(stemma_graph *graph, stemma_error *err)
{
    if (graph->writable) {
        return STEMMA_OK;
    }
    return stm_fail(err, STEMMA_ERR_ARG, "%s: opened for reading only", graph->path);
}

stemma_status stm_sql_begin(stemma_graph *graph, stemma_error *err)
{
    STM_TRY(stm_sql_need_write(graph, err));
    if (!sqlite3_get_autocommit(graph->db)) {
        return stm_fail(err, STEMMA_ERR_ARG, "%s: an import is under way", graph->path);
    }
    return stm_sql_exec(graph, "BEGIN IMMEDIATE", err);
}

stemma_status stm_sql_end(stemma_graph *graph, stemma_status status, stemma_error *err)
{
    if (status == STEMMA_OK) {
        /* A full disk has ended the transaction already; nothing may be committed row by row after that. */
        if (sqlite3_get_autocommit(graph->db)) {
            return stm_sql_fail(graph, SQLITE_FULL, err);
        }
        status = stm_sql_exec(graph, "COMMIT", err);
    }
    if (status != STEMMA_OK && !sqlite3_get_autocommit(graph->db)) {
        sqlite3_exec(graph->db, "ROLLBACK", NULL, NULL, NULL);
    }
    return status;
}

stemma_status stm_sql_changed(stemma_graph *graph, stemma_error *err)
{
    return stm_sql_run(graph, stm_sql_use(graph, STM_SQL_STATE_BUMP, err), err);
}
