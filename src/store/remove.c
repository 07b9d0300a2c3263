/* Taking a document out: its facts, mentions, sentences and words, then the actors, names and relations that nothing
 * else means. The cost follows the document, not the file: every step goes through an index.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/sql.h"

#include "base/vec.h"
#include "unicode/folding.h"

typedef STM_VEC(int64_t) id_list;

typedef struct removing {
    stemma_graph *graph;
    int64_t document, first, last; /* ids of its sentences */
    id_list entities, relations;
    stemma_error *err;
} removing;

static stemma_status note(removing *r, id_list *list, int64_t id)
{
    return id == 0 || stm_vec_push(list, id) ? STEMMA_OK : stm_fail_nomem(r->err);
}

static stemma_status note_fact_parts(removing *r)
{
    sqlite3_stmt *parts = stm_sql_use(r->graph, STM_SQL_FACT_PARTS, r->err);
    if (parts == NULL) {
        return STEMMA_ERR_STORE;
    }
    sqlite3_bind_int64(parts, 1, r->document);
    for (;;) {
        bool row = false;
        STM_TRY(stm_sql_step(r->graph, parts, &row, r->err));
        if (!row) {
            return STEMMA_OK;
        }
        for (int i = 0; i < 3; i++) {
            STM_TRY(note(r, &r->entities, sqlite3_column_int64(parts, i)));
        }
        STM_TRY(note(r, &r->relations, sqlite3_column_int64(parts, 3)));
    }
}

static int by_id(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static void make_distinct(id_list *list)
{
    uint32_t kept = 0;
    if (list->count > 0) {
        qsort(list->items, list->count, sizeof *list->items, by_id);
    }
    for (uint32_t i = 0; i < list->count; i++) {
        if (kept == 0 || list->items[kept - 1] != list->items[i]) {
            list->items[kept++] = list->items[i];
        }
    }
    list->count = kept;
}

static sqlite3_stmt *use_range(removing *r, stm_sql which)
{
    sqlite3_stmt *statement = stm_sql_use(r->graph, which, r->err);
    if (statement != NULL) {
        sqlite3_bind_int64(statement, 1, r->first);
        sqlite3_bind_int64(statement, 2, r->last);
    }
    return statement;
}

static stemma_status uncount_names(removing *r)
{
    sqlite3_stmt *names = use_range(r, STM_SQL_MENTION_NAMES);
    for (;;) {
        bool row = false;
        STM_TRY(stm_sql_step(r->graph, names, &row, r->err));
        if (!row) {
            return STEMMA_OK;
        }
        sqlite3_stmt *count = stm_sql_use(r->graph, STM_SQL_NAME_COUNT, r->err);
        if (count == NULL) {
            return STEMMA_ERR_STORE;
        }
        sqlite3_bind_int64(count, 1, sqlite3_column_int64(names, 0));
        sqlite3_bind_int64(count, 2, -sqlite3_column_int64(names, 1));
        STM_TRY(stm_sql_run(r->graph, count, r->err));
    }
}

static stemma_status uncount_entities(removing *r, bool english)
{
    sqlite3_stmt *entities = use_range(r, STM_SQL_MENTION_ENTITIES);
    for (;;) {
        bool row = false;
        STM_TRY(stm_sql_step(r->graph, entities, &row, r->err));
        if (!row) {
            return STEMMA_OK;
        }
        int64_t entity = sqlite3_column_int64(entities, 0),
                mentions = sqlite3_column_int64(entities, 1);
        STM_TRY(note(r, &r->entities, entity));
        STM_TRY(stm_entity_count(r->graph, entity, -mentions, english ? -mentions : 0, r->err));
        STM_TRY(stm_entity_document(r->graph, entity, r->document, false, r->err));
    }
}

static stemma_status run_with(removing *r, stm_sql which, int64_t id)
{
    sqlite3_stmt *statement = stm_sql_use(r->graph, which, r->err);
    if (statement == NULL) {
        return STEMMA_ERR_STORE;
    }
    sqlite3_bind_int64(statement, 1, id);
    return stm_sql_run(r->graph, statement, r->err);
}

/* The index of words keeps no copy of the text, so what is taken out of it must be said again. */
static stemma_status unindex_sentences(removing *r)
{
    stm_buf folded;
    stm_buf_init(&folded);
    sqlite3_stmt *range = stm_sql_use(r->graph, STM_SQL_SENTENCE_RANGE, r->err);
    stemma_status status = range == NULL ? STEMMA_ERR_STORE : STEMMA_OK;
    bool row = false;
    if (status == STEMMA_OK) {
        sqlite3_bind_int64(range, 1, r->document);
        status = stm_sql_step(r->graph, range, &row, r->err);
    }
    while (status == STEMMA_OK && row) {
        stm_buf_clear(&folded);
        stm_fold(stm_sql_column(range, 1), &folded);
        sqlite3_stmt *drop = stm_sql_use(r->graph, STM_SQL_FTS_DELETE, r->err);
        status = drop == NULL ? STEMMA_ERR_STORE : stm_buf_status(&folded, r->err);
        if (status == STEMMA_OK) {
            sqlite3_bind_int64(drop, 1, sqlite3_column_int64(range, 0));
            stm_sql_bind_str(drop, 2, stm_buf_view(&folded));
            status = stm_sql_run(r->graph, drop, r->err);
        }
        if (status == STEMMA_OK) {
            status = stm_sql_step(r->graph, range, &row, r->err);
        }
    }
    stm_buf_dispose(&folded);
    return status;
}

static stemma_status is_english(removing *r, bool *english_out)
{
    int64_t found_number = 0;
    sqlite3_stmt *ask =
        stm_sql_prepare(r->graph, "SELECT lang = 'en' FROM document WHERE id = ?1", r->err);
    if (ask == NULL) {
        return STEMMA_ERR_STORE;
    }
    bool found = false;
    sqlite3_bind_int64(ask, 1, r->document);
    stemma_status status = stm_sql_number(r->graph, ask, &found_number, &found, r->err);
    sqlite3_finalize(ask);
    *english_out = found_number != 0;
    return status;
}

static stemma_status delete_rows(removing *r)
{
    bool english = false;
    STM_TRY(is_english(r, &english));
    STM_TRY(note_fact_parts(r));
    STM_TRY(run_with(r, STM_SQL_FACT_DELETE, r->document));
    STM_TRY(uncount_names(r));
    STM_TRY(uncount_entities(r, english));
    STM_TRY(stm_sql_run(r->graph, use_range(r, STM_SQL_MENTION_DELETE), r->err));
    STM_TRY(unindex_sentences(r));
    STM_TRY(run_with(r, STM_SQL_SENTENCE_DELETE, r->document));
    STM_TRY(run_with(r, STM_SQL_BAND_DELETE, r->document));
    STM_TRY(run_with(r, STM_SQL_COPY_DELETE, r->document));
    STM_TRY(run_with(r, STM_SQL_DOCUMENT_DELETE, r->document));
    make_distinct(&r->entities);
    for (uint32_t i = 0; i < r->entities.count; i++) {
        STM_TRY(stm_entity_drop_unused(r->graph, r->entities.items[i], r->err));
    }
    make_distinct(&r->relations);
    for (uint32_t i = 0; i < r->relations.count; i++) {
        STM_TRY(run_with(r, STM_SQL_RELATION_DELETE, r->relations.items[i]));
    }
    return STEMMA_OK;
}

/* Terms are shared by number and cost little; they go when the last fact has gone. */
static stemma_status drop_terms(removing *r)
{
    int64_t any = 0;
    bool found = false;
    STM_TRY(stm_sql_number(
        r->graph, stm_sql_use(r->graph, STM_SQL_FACT_ANY, r->err), &any, &found, r->err));
    return found ? STEMMA_OK : stm_sql_exec(r->graph, "DELETE FROM term", r->err);
}

stemma_status stm_document_delete(stemma_graph *graph, int64_t document, stemma_error *err)
{
    removing r = {
        .graph = graph, .document = document, .first = document << STM_ORDINAL_BITS, .err = err};
    r.last = r.first | ((1 << STM_ORDINAL_BITS) - 1);
    stemma_status status = delete_rows(&r);
    if (status == STEMMA_OK) {
        status = drop_terms(&r);
    }
    stm_vec_free(&r.entities);
    stm_vec_free(&r.relations);
    return status == STEMMA_OK ? stm_sql_changed(graph, err) : status;
}

/* People type the name of the file; the document is known by the path it was read by. */
static stemma_status propose_document(stemma_graph *graph, stm_str path, stemma_error *err)
{
    bool row = false;
    sqlite3_stmt *ask = stm_sql_prepare(graph,
        "SELECT path FROM document WHERE length(?1) > 2 AND instr(path, ?1) > 0"
        " ORDER BY length(path), path LIMIT 1",
        err);
    if (ask == NULL) {
        return STEMMA_ERR_STORE;
    }
    stm_sql_bind_str(ask, 1, path);
    stemma_status status = stm_sql_step(graph, ask, &row, err);
    if (status == STEMMA_OK) {
        stm_str like = row ? stm_sql_column(ask, 0) : STM_EMPTY;
        status = stm_fail(err, STEMMA_ERR_NOTFOUND, "%.*s: no such document in %s%s%.*s%s",
            STM_ARG(path), graph->path, row ? "; did you mean \"" : "", STM_ARG(like),
            row ? "\"?" : "");
    }
    sqlite3_finalize(ask);
    return status;
}

static stemma_status remove_inside(stemma_graph *graph, stm_str path, stemma_error *err)
{
    int64_t document = 0;
    bool found = false;
    sqlite3_stmt *find = stm_sql_use(graph, STM_SQL_DOCUMENT_FIND, err);
    if (find == NULL) {
        return STEMMA_ERR_STORE;
    }
    stm_sql_bind_str(find, 1, path);
    STM_TRY(stm_sql_number(graph, find, &document, &found, err));
    if (!found) {
        return propose_document(graph, path, err);
    }
    return stm_document_delete(graph, document, err);
}

stemma_status stm_store_remove(stemma_graph *graph, stm_str path, stemma_error *err)
{
    stemma_error local;
    err = err == NULL ? &local : err;
    STM_TRY(stm_sql_begin(graph, err));
    return stm_sql_end(graph, remove_inside(graph, path, err), err);
}

stemma_status stemma_graph_remove(stemma_graph *graph, const char *path, stemma_error *err)
{
    return stm_store_remove(graph, stm_str_of(path), err);
}
