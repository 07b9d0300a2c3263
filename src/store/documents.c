/* Walking over the documents of a file. SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/sql.h"

static const char *column(sqlite3_stmt *row, int at)
{
    const char *text = (const char *)sqlite3_column_text(row, at);
    return text == NULL ? "" : text;
}

stemma_status stemma_graph_each_document(
    stemma_graph *graph, stemma_document_visit visit, void *context, stemma_error *err)
{
    stemma_error local;
    bool row = true;
    err = err == NULL ? &local : err;
    sqlite3_stmt *all = stm_sql_prepare(graph,
        "SELECT path, title, date, url, source, lang, bytes, file FROM document"
        " ORDER BY path",
        err);
    stemma_status status = all == NULL ? STEMMA_ERR_STORE : STEMMA_OK;
    while (status == STEMMA_OK && row) {
        status = stm_sql_step(graph, all, &row, err);
        if (status == STEMMA_OK && row) {
            const stemma_document document = {.path = column(all, 0),
                .title = column(all, 1),
                .date = column(all, 2),
                .url = column(all, 3),
                .source = column(all, 4),
                .lang = column(all, 5),
                .bytes = (uint64_t)sqlite3_column_int64(all, 6),
                .file = column(all, 7)};
            if (visit(context, &document) != 0) {
                status = stm_fail(err, STEMMA_ERR_CANCELLED, "stopped at %s", document.path);
            }
        }
    }
    sqlite3_finalize(all);
    return status;
}
