/* Small named things that programs keep in the file. SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/sql.h"

stemma_status stm_store_blob_get(
    stemma_graph *graph, const char *key, stm_buf *out, stemma_error *err)
{
    bool row = false;
    sqlite3_stmt *get = stm_sql_prepare(graph, "SELECT value FROM blob WHERE key = ?1", err);
    if (get == NULL) {
        return STEMMA_ERR_STORE;
    }
    stm_sql_bind_str(get, 1, stm_str_of(key));
    stemma_status status = stm_sql_step(graph, get, &row, err);
    if (status == STEMMA_OK && !row) {
        status = stm_fail(err, STEMMA_ERR_NOTFOUND, "%s: nothing kept as %s", graph->path, key);
    }
    if (status == STEMMA_OK) {
        stm_buf_add(out, sqlite3_column_blob(get, 0), (size_t)sqlite3_column_bytes(get, 0));
        status = stm_buf_status(out, err);
    }
    sqlite3_finalize(get);
    return status;
}

stemma_status stm_store_blob_put(
    stemma_graph *graph, const char *key, stm_str bytes, stemma_error *err)
{
    STM_TRY(stm_sql_need_write(graph, err));
    sqlite3_stmt *put = stm_sql_prepare(graph, "INSERT OR REPLACE INTO blob VALUES (?1, ?2)", err);
    if (put == NULL) {
        return STEMMA_ERR_STORE;
    }
    stm_sql_bind_str(put, 1, stm_str_of(key));
    sqlite3_bind_blob64(put, 2, bytes.ptr == NULL ? "" : bytes.ptr, bytes.len, SQLITE_TRANSIENT);
    stemma_status status = stm_sql_run(graph, put, err);
    sqlite3_finalize(put);
    return status;
}
