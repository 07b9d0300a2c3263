/* Opening, making and closing a graph file. WAL: readers go on while one writes. A file on a read-only medium is opened
 * as immutable, since WAL needs a file beside it. Foreign databases are told by application_id and left untouched.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/rows.h"
#include "store/sql.h"

static stemma_status pragma_number(
    stemma_graph *graph, const char *sql, int64_t *out, stemma_error *err)
{
    bool found = false;
    sqlite3_stmt *statement = stm_sql_prepare(graph, sql, err);
    if (statement == NULL) {
        return err == NULL ? STEMMA_ERR_STORE : err->status;
    }
    stemma_status status = stm_sql_number(graph, statement, out, &found, err);
    sqlite3_finalize(statement);
    return status;
}

/* file: URI with everything but plain characters as %XX. */
static void write_uri(stm_buf *out, const char *path, bool immutable)
{
    stm_buf_text(out, "file:");
    for (const char *p = path; *p != '\0'; p++) {
        unsigned char c = (unsigned char)*p;
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
            c == '/' || c == '.' || c == '-' || c == '_') {
            stm_buf_char(out, (char)c);
        } else {
            stm_buf_print(out, "%%%02X", c);
        }
    }
    stm_buf_text(out, immutable ? "?immutable=1" : "");
}

static stemma_status connect_file(stemma_graph *graph, int flags, bool immutable, stemma_error *err)
{
    stm_buf uri;
    stm_buf_init(&uri);
    write_uri(&uri, graph->path, immutable);
    stemma_status status = stm_buf_status(&uri, err);
    if (status == STEMMA_OK) {
        sqlite3_close(graph->db);
        graph->db = NULL;
        int code = sqlite3_open_v2(
            uri.data, &graph->db, flags | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, NULL);
        status = code == SQLITE_OK ? STEMMA_OK : stm_sql_fail(graph, code, err);
    }
    stm_buf_dispose(&uri);
    if (status == STEMMA_OK) {
        sqlite3_extended_result_codes(graph->db, 1);
        sqlite3_busy_timeout(graph->db, graph->patience);
        graph->immutable = immutable;
    }
    return status;
}

static stemma_status make_schema(stemma_graph *graph, stemma_error *err)
{
    STM_TRY(stm_sql_exec(graph, (const char *)stm_embed_schema_sql, err));
    STM_TRY(stm_sql_exec(graph, (const char *)stm_embed_indexes_sql, err));
    char text[96];
    sqlite3_snprintf(sizeof text, text, "PRAGMA application_id = %d; PRAGMA user_version = %d",
        (int)STM_APPLICATION_ID, (int)STM_SCHEMA_VERSION);
    return stm_sql_exec(graph, text, err);
}

/* Makes an empty file a graph file, brings an older one to the present schema: inside the caller's transaction. */
static stemma_status prepare_schema(stemma_graph *graph, bool may_create, stemma_error *err)
{
    int64_t application = 0, version = 0, tables = 0;
    STM_TRY(pragma_number(graph, "PRAGMA application_id", &application, err));
    STM_TRY(pragma_number(graph, "PRAGMA user_version", &version, err));
    STM_TRY(pragma_number(graph, "SELECT count(*) FROM sqlite_schema", &tables, err));
    if (tables == 0 && may_create && graph->writable) {
        return make_schema(graph, err);
    }
    if (application != STM_APPLICATION_ID) {
        return stm_fail(err, STEMMA_ERR_STORE, "%s: %s, but no graph file of stemma", graph->path,
            tables == 0 ? "an empty file" : "a database of another program");
    }
    if (version > STM_SCHEMA_VERSION) {
        return stm_fail(err, STEMMA_ERR_VERSION,
            "%s: made by a newer stemma (schema %d, this one knows %d)", graph->path, (int)version,
            (int)STM_SCHEMA_VERSION);
    }
    if (version < 1) {
        return stm_fail(err, STEMMA_ERR_STORE, "%s: broken (no schema version)", graph->path);
    }
    if (version < STM_SCHEMA_VERSION) {
        return graph->writable
            ? stm_migrate(graph, version, err)
            : stm_fail(err, STEMMA_ERR_VERSION,
                  "%s: made by an older stemma (schema %d, this one has %d), and it cannot be written; "
                  "`stemma check` by somebody who may write brings it up",
                  graph->path, (int)version, (int)STM_SCHEMA_VERSION);
    }
    return STEMMA_OK;
}

static stemma_status open_writing(stemma_graph *graph, bool create, stemma_error *err)
{
    STM_TRY(
        connect_file(graph, SQLITE_OPEN_READWRITE | (create ? SQLITE_OPEN_CREATE : 0), false, err));
    if (sqlite3_db_readonly(graph->db, "main") == 1) {
        return stm_fail(err, STEMMA_ERR_STORE, "%s: read-only file", graph->path);
    }
    /* A foreign database must stay as it is, so the journal mode is set only after the check. */
    STM_TRY(stm_sql_exec(
        graph, "PRAGMA foreign_keys = ON; PRAGMA cache_size = -65536; BEGIN IMMEDIATE", err));
    stemma_status status = prepare_schema(graph, create, err);
    if (status == STEMMA_OK) {
        status = stm_sql_exec(graph, "COMMIT", err);
    }
    if (status != STEMMA_OK) {
        if (!sqlite3_get_autocommit(graph->db)) {
            sqlite3_exec(graph->db, "ROLLBACK", NULL, NULL, NULL);
        }
        return status;
    }
    return stm_sql_exec(graph,
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"
        " PRAGMA wal_autocheckpoint = 4000; PRAGMA temp_store = MEMORY",
        err);
}

/* A writer of its own brings an older file up for a reader, when there can be one. */
static bool migrate_for_reader(const stemma_graph *graph)
{
    stemma_graph *writer = NULL;
    int64_t version = 0;
    if (pragma_number((stemma_graph *)graph, "PRAGMA user_version", &version, NULL) != STEMMA_OK ||
        version >= STM_SCHEMA_VERSION) {
        return false;
    }
    bool done = stm_graph_open(graph->path, STEMMA_OPEN_WRITE, STM_BUSY_MILLISECONDS, &writer,
                    NULL) == STEMMA_OK;
    stemma_graph_close(writer);
    return done;
}

static stemma_status open_reading(stemma_graph *graph, stemma_error *err)
{
    stemma_error first;
    STM_TRY(connect_file(graph, SQLITE_OPEN_READONLY, false, err));
    stemma_status status = prepare_schema(graph, false, &first);
    if (status == STEMMA_ERR_VERSION && migrate_for_reader(graph)) {
        status = prepare_schema(graph, false, &first);
    }
    if (status == STEMMA_ERR_STORE && access(graph->path, R_OK) == 0 &&
        sqlite3_errcode(graph->db) != SQLITE_OK &&
        (sqlite3_errcode(graph->db) == SQLITE_CANTOPEN ||
            (sqlite3_errcode(graph->db) & 0xFF) == SQLITE_READONLY)) {
        STM_TRY(connect_file(graph, SQLITE_OPEN_READONLY, true, err));
        status = prepare_schema(graph, false, &first);
    }
    if (status != STEMMA_OK) {
        if (err != NULL) {
            *err = first;
        }
        return status;
    }
    return stm_sql_exec(graph,
        "PRAGMA cache_size = -65536; PRAGMA mmap_size = 1073741824; PRAGMA temp_store = MEMORY",
        err);
}

static stemma_status check_path(const char *path, stemma_open_mode mode, stemma_error *err)
{
    struct stat info;
    if (path == NULL || path[0] == '\0') {
        return stm_fail(err, STEMMA_ERR_ARG, "no graph file named");
    }
    if (stat(path, &info) != 0) {
        if (errno != ENOENT) {
            return stm_fail(err, STEMMA_ERR_IO, "%s: %s", path, strerror(errno));
        }
        return mode == STEMMA_OPEN_CREATE
            ? STEMMA_OK
            : stm_fail(err, STEMMA_ERR_NOTFOUND, "%s: no such graph file", path);
    }
    if (S_ISDIR(info.st_mode)) {
        return stm_fail(err, STEMMA_ERR_IO, "%s: a folder, no graph file", path);
    }
    return STEMMA_OK;
}

stemma_status stm_graph_open(const char *path, stemma_open_mode mode, int patience,
    stemma_graph **graph_out, stemma_error *err)
{
    *graph_out = NULL;
    STM_TRY(check_path(path, mode, err));
    stemma_graph *graph = calloc(1, sizeof *graph);
    char *copy = malloc(strlen(path) + 1);
    if (graph == NULL || copy == NULL) {
        free(graph);
        free(copy);
        return stm_fail_nomem(err);
    }
    memcpy(copy, path, strlen(path) + 1);
    graph->path = copy;
    graph->patience = patience;
    graph->writable = mode != STEMMA_OPEN_READ;
    stemma_status status = graph->writable ? open_writing(graph, mode == STEMMA_OPEN_CREATE, err)
                                           : open_reading(graph, err);
    if (status == STEMMA_OK) {
        status = stm_rows_function(graph, "fold", 1, stm_rows_fold, NULL, err);
    }
    if (status != STEMMA_OK) {
        stemma_graph_close(graph);
        return status;
    }
    *graph_out = graph;
    return STEMMA_OK;
}

stemma_status stemma_graph_open(
    const char *path, stemma_open_mode mode, stemma_graph **graph_out, stemma_error *err)
{
    return stm_graph_open(path, mode, STM_BUSY_MILLISECONDS, graph_out, err);
}

void stemma_graph_close(stemma_graph *graph)
{
    if (graph == NULL) {
        return;
    }
    if (graph->import != NULL) {
        stm_store_import_end(graph, false, NULL);
    }
    if (graph->writable && graph->db != NULL) {
        stm_settle(graph, NULL); /* saves the next reader the work; it would do it otherwise */
    }
    for (int i = 0; i < STM_SQL_COUNT; i++) {
        sqlite3_finalize(graph->statements[i]);
    }
    sqlite3_close(graph->db);
    stm_names_tables_free(graph->tables);
    free(graph->path);
    free(graph);
}
