/* The sentence behind a fact, with the places of its subject, predicate and object.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/sql.h"

static stm_span span_of(sqlite3_stmt *row, int at, uint32_t limit)
{
    int64_t begin = sqlite3_column_int64(row, at), end = sqlite3_column_int64(row, at + 1);
    if (begin < 0 || end <= begin || end > limit) {
        return (stm_span){0, 0};
    }
    return (stm_span){(uint32_t)begin, (uint32_t)end};
}

static stemma_status take(sqlite3_stmt *row, stm_arena *arena, stm_evidence *out, stemma_error *err)
{
    stm_str *const texts[] = {
        &out->sentence, &out->path, &out->title, &out->url, &out->source, &out->date, &out->rule};
    for (int i = 0; i < 7; i++) {
        *texts[i] = stm_arena_copy(arena, stm_sql_column(row, i));
        if (texts[i]->ptr == NULL) {
            return stm_fail_nomem(err);
        }
    }
    out->sentence_id = sqlite3_column_int64(row, 7);
    out->document_id = sqlite3_column_int64(row, 8);
    out->begin = (uint32_t)sqlite3_column_int64(row, 9);
    out->subject = span_of(row, 10, out->sentence.len);
    out->predicate = span_of(row, 12, out->sentence.len);
    out->object = span_of(row, 14, out->sentence.len);
    return STEMMA_OK;
}

stemma_status stm_store_evidence(
    stemma_graph *graph, int64_t fact, stm_arena *arena, stm_evidence *out, stemma_error *err)
{
    bool row = false;
    *out = (stm_evidence){.fact = fact};
    sqlite3_stmt *get = stm_sql_use(graph, STM_SQL_EVIDENCE, err);
    if (get == NULL) {
        return STEMMA_ERR_STORE;
    }
    sqlite3_bind_int64(get, 1, fact);
    STM_TRY(stm_sql_step(graph, get, &row, err));
    if (!row) {
        return stm_fail(
            err, STEMMA_ERR_NOTFOUND, "no fact %lld in %s", (long long)fact, graph->path);
    }
    stemma_status status = take(get, arena, out, err);
    sqlite3_reset(get);
    return status;
}
