/* Triples without a text behind them, many in one transaction. An empty file gets its indexes afterwards, which is
 * twice as fast; names, relations and terms that were met stay in memory as ids. A sentence that comes with a triple is
 * kept as evidence and belongs to the triple's document; the same sentence is kept once.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdlib.h>

#include "store/sql.h"

enum {
    BULK_FACTS = 20000
}; /* below that, building the indexes of the whole file anew costs next to nothing */

/* One document that triples name, while the import runs. */
typedef struct import_document {
    int64_t id, sentences;
    uint32_t end; /* of its last sentence, or of its text */
    bool
        text; /* it was read from a text: new sentences stand beside it, at its end, with no bytes of it */
} import_document;

typedef struct stm_import {
    stm_intern names; /* kind, type, name → position in ids */
    STM_VEC(int64_t) ids;
    STM_VEC(import_document) documents;
    stm_buf key;
    int64_t last_entity; /* bulk: entities above it are new and get names and actors at the end */
    bool bulk, failed;
} stm_import;

enum kind { KIND_ENTITY, KIND_RELATION, KIND_TERM, KIND_DOCUMENT, KIND_SENTENCE };

static stemma_status use_bulk(stemma_graph *graph, bool *bulk_out, stemma_error *err)
{
    int64_t count = 0;
    bool found = false;
    sqlite3_stmt *ask =
        stm_sql_prepare(graph, "SELECT count(*) FROM (SELECT 1 FROM fact LIMIT ?1)", err);
    if (ask == NULL) {
        return STEMMA_ERR_STORE;
    }
    sqlite3_bind_int(ask, 1, BULK_FACTS);
    stemma_status status = stm_sql_number(graph, ask, &count, &found, err);
    sqlite3_finalize(ask);
    *bulk_out = count < BULK_FACTS;
    return status;
}

static stemma_status last_entity(stemma_graph *graph, int64_t *out, stemma_error *err)
{
    bool found = false;
    return stm_sql_number(graph, stm_sql_use(graph, STM_SQL_ENTITY_LAST, err), out, &found, err);
}

static stemma_status drop_indexes(stemma_graph *graph, stemma_error *err)
{
    return stm_sql_exec(graph,
        "DROP INDEX fact_out; DROP INDEX fact_in; DROP INDEX fact_of_relation;"
        " DROP INDEX fact_of_document; DROP INDEX fact_of_sentence; DROP INDEX fact_of_speaker;"
        " DROP INDEX fact_forgotten; DROP INDEX entity_of_actor; DROP INDEX name_by_folded;"
        " DROP INDEX actor_by_name",
        err);
}

static void free_import(stemma_graph *graph)
{
    stm_import *import = graph->import;
    if (import != NULL) {
        stm_intern_dispose(&import->names);
        stm_vec_free(&import->ids);
        stm_vec_free(&import->documents);
        stm_buf_dispose(&import->key);
        free(import);
        graph->import = NULL;
    }
}

static stemma_status begin_inside(stemma_graph *graph, bool bulk, stemma_error *err)
{
    graph->import = calloc(1, sizeof *graph->import);
    if (graph->import == NULL) {
        return stm_fail_nomem(err);
    }
    stm_intern_init(&graph->import->names);
    stm_buf_init(&graph->import->key);
    graph->import->bulk = bulk;
    STM_TRY(last_entity(graph, &graph->import->last_entity, err));
    return bulk ? drop_indexes(graph, err) : STEMMA_OK;
}

/* Foreign keys are looked up five times a fact. All ids of an import come from this very file and transaction, so the
 * check is left to `stemma check`; it can only be switched outside of a transaction. */
static void check_keys(stemma_graph *graph, bool on)
{
    sqlite3_db_config(graph->db, SQLITE_DBCONFIG_ENABLE_FKEY, on ? 1 : 0, NULL);
}

stemma_status stm_store_import_begin(stemma_graph *graph, stemma_error *err)
{
    stemma_error local;
    bool bulk = false;
    err = err == NULL ? &local : err;
    STM_TRY(stm_sql_need_write(graph, err));
    STM_TRY(use_bulk(graph, &bulk, err));
    check_keys(graph, graph->import != NULL || !sqlite3_get_autocommit(graph->db));
    stemma_status status = stm_sql_begin(graph, err);
    if (status != STEMMA_OK) {
        check_keys(graph, graph->import == NULL);
        return status;
    }
    status = begin_inside(graph, bulk, err);
    if (status != STEMMA_OK) {
        status = stm_sql_end(graph, status, err);
        free_import(graph);
        check_keys(graph, true);
    }
    return status;
}

/* Position of a name in ids; *new_out tells that ids has no entry for it yet. */
static stemma_status look_up(stm_import *import, enum kind kind, uint32_t detail, stm_str name,
    uint32_t *at_out, bool *new_out, stemma_error *err)
{
    char head[2] = {(char)(kind + 1), (char)(detail + 1)};
    stm_buf_clear(&import->key);
    if (kind == KIND_SENTENCE) {
        stm_buf_u64(&import->key, detail);
        head[1] = 1;
    }
    stm_buf_add(&import->key, head, sizeof head);
    stm_buf_str(&import->key, name);
    STM_TRY(stm_buf_status(&import->key, err));
    uint32_t id = stm_intern_add(&import->names, stm_buf_view(&import->key));
    if (id == 0 || (id > import->ids.count && !stm_vec_push(&import->ids, 0))) {
        return stm_fail_nomem(err);
    }
    *at_out = id - 1;
    *new_out = import->ids.items[id - 1] == 0;
    return STEMMA_OK;
}

static stemma_status make_entity(
    stemma_graph *graph, stm_entity_key key, int64_t *id_out, stemma_error *err)
{
    bool found = false;
    if (!graph->import->bulk) {
        return stm_entity_id(graph, key, id_out, err);
    }
    STM_TRY(stm_entity_find(graph, key, id_out, &found, err));
    return found ? STEMMA_OK : stm_entity_add(graph, key, id_out, err);
}

static stemma_status entity_of(stemma_graph *graph, stm_str name, stm_type type, bool named,
    int64_t *id_out, stemma_error *err)
{
    uint32_t at = 0;
    bool fresh = false;
    uint32_t detail = (uint32_t)type * 2 + (named ? 1 : 0);
    STM_TRY(look_up(graph->import, KIND_ENTITY, detail, name, &at, &fresh, err));
    if (fresh) {
        stm_entity_key key = {name, (uint8_t)type, named};
        STM_TRY(make_entity(graph, key, &graph->import->ids.items[at], err));
        STM_TRY(stm_entity_touch(graph, graph->import->ids.items[at], err));
    }
    *id_out = graph->import->ids.items[at];
    return STEMMA_OK;
}

static stemma_status relation_of(
    stemma_graph *graph, stm_str name, int64_t *id_out, stemma_error *err)
{
    uint32_t at = 0;
    bool fresh = false;
    STM_TRY(look_up(graph->import, KIND_RELATION, 0, name, &at, &fresh, err));
    if (fresh) {
        STM_TRY(stm_relation_id(graph, name, true, &graph->import->ids.items[at], err));
    }
    *id_out = graph->import->ids.items[at];
    return STEMMA_OK;
}

static stemma_status term_of(stemma_graph *graph, stm_str text, int64_t *id_out, stemma_error *err)
{
    uint32_t at = 0;
    bool fresh = false;
    *id_out = 0;
    if (text.len == 0) {
        return STEMMA_OK;
    }
    STM_TRY(look_up(graph->import, KIND_TERM, 0, text, &at, &fresh, err));
    if (fresh) {
        STM_TRY(stm_term_id(graph, text, &graph->import->ids.items[at], err));
    }
    *id_out = graph->import->ids.items[at];
    return STEMMA_OK;
}

static stemma_status make_document(
    stemma_graph *graph, const stm_triple *t, int64_t *id_out, stemma_error *err)
{
    sqlite3_stmt *add = stm_sql_use(graph, STM_SQL_DOCUMENT_ADD, err);
    if (add == NULL) {
        return STEMMA_ERR_STORE;
    }
    const stm_str texts[] = {t->document, t->title, t->date, t->url, t->source, t->lang};
    for (int i = 0; i < 6; i++) {
        stm_sql_bind_str(add, i + 1, texts[i]);
    }
    sqlite3_bind_int64(add, 7, 0);
    stm_sql_bind_str(add, 9, STM_EMPTY);
    STM_TRY(stm_sql_run(graph, add, err));
    *id_out = sqlite3_last_insert_rowid(graph->db);
    return STEMMA_OK;
}

/* Sentences that the document has already are found by their text. */
static stemma_status know_sentences(
    stemma_graph *graph, uint32_t number, int64_t document, stemma_error *err)
{
    bool row = true, fresh = false;
    uint32_t at = 0;
    sqlite3_stmt *all = stm_sql_use(graph, STM_SQL_SENTENCE_RANGE, err);
    if (all == NULL) {
        return STEMMA_ERR_STORE;
    }
    sqlite3_bind_int64(all, 1, document);
    while (row) {
        STM_TRY(stm_sql_step(graph, all, &row, err));
        if (row) {
            STM_TRY(look_up(
                graph->import, KIND_SENTENCE, number, stm_sql_column(all, 1), &at, &fresh, err));
            if (fresh) {
                graph->import->ids.items[at] = sqlite3_column_int64(all, 0);
            }
        }
    }
    return STEMMA_OK;
}

/* Where sentences may be added to a document that is there already. */
static stemma_status place_in(stemma_graph *graph, import_document *out, stemma_error *err)
{
    bool row = false;
    sqlite3_stmt *ask = stm_sql_use(graph, STM_SQL_DOCUMENT_PLACE, err);
    if (ask == NULL) {
        return STEMMA_ERR_STORE;
    }
    sqlite3_bind_int64(ask, 1, out->id);
    STM_TRY(stm_sql_step(graph, ask, &row, err));
    if (row) {
        int64_t last = sqlite3_column_int64(ask, 2);
        out->text = sqlite3_column_int(ask, 0) != 0;
        out->end = (uint32_t)sqlite3_column_int64(ask, out->text ? 1 : 3);
        out->sentences = last == 0 ? 0 : (last & ((1 << STM_ORDINAL_BITS) - 1)) + 1;
        sqlite3_reset(ask);
    }
    return STEMMA_OK;
}

/* `number` is the document's place in import->documents. */
static stemma_status find_or_make_document(stemma_graph *graph, const stm_triple *t,
    uint32_t number, import_document *out, stemma_error *err)
{
    bool found = false;
    sqlite3_stmt *find = stm_sql_use(graph, STM_SQL_DOCUMENT_FIND, err);
    if (find == NULL) {
        return STEMMA_ERR_STORE;
    }
    stm_sql_bind_str(find, 1, t->document);
    STM_TRY(stm_sql_number(graph, find, &out->id, &found, err));
    if (!found) {
        return make_document(graph, t, &out->id, err);
    }
    STM_TRY(place_in(graph, out, err));
    return know_sentences(graph, number, out->id, err);
}

/* *at_out is the place in import->documents. */
static stemma_status document_of(
    stemma_graph *graph, const stm_triple *t, uint32_t *at_out, stemma_error *err)
{
    uint32_t at = 0;
    bool fresh = false;
    stm_import *import = graph->import;
    STM_TRY(look_up(import, KIND_DOCUMENT, 0, t->document, &at, &fresh, err));
    if (fresh) {
        import_document document = {0};
        STM_TRY(find_or_make_document(graph, t, import->documents.count, &document, err));
        if (!stm_vec_push(&import->documents, document)) {
            return stm_fail_nomem(err);
        }
        import->ids.items[at] = import->documents.count;
    }
    *at_out = (uint32_t)import->ids.items[at] - 1;
    return STEMMA_OK;
}

static stemma_status sentence_of(
    stemma_graph *graph, uint32_t document, stm_str text, int64_t *id_out, stemma_error *err)
{
    uint32_t at = 0;
    bool fresh = false;
    *id_out = 0;
    if (text.len == 0) {
        return STEMMA_OK;
    }
    STM_TRY(look_up(graph->import, KIND_SENTENCE, document, text, &at, &fresh, err));
    if (fresh) {
        import_document *d = &graph->import->documents.items[document];
        int64_t id = d->id << STM_ORDINAL_BITS | d->sentences;
        stm_span span = {d->end, d->text ? d->end : d->end + text.len};
        STM_TRY(stm_sentence_add(graph, id, d->id, span, -1, STM_EMPTY, text, err));
        d->sentences++;
        d->end = span.end;
        graph->import->ids.items[at] = id;
    }
    *id_out = graph->import->ids.items[at];
    return STEMMA_OK;
}

static stemma_status add_triple(stemma_graph *graph, const stm_triple *t, stemma_error *err)
{
    uint32_t document = 0;
    stm_fact_row row = {.named = t->subject_named && t->object_named,
        .negated = t->negated,
        .modality = t->modality,
        .confidence = t->confidence};
    STM_TRY(document_of(graph, t, &document, err));
    row.document = graph->import->documents.items[document].id;
    STM_TRY(sentence_of(graph, document, t->sentence, &row.sentence, err));
    STM_TRY(entity_of(graph, t->subject, t->subject_type, t->subject_named, &row.subject, err));
    STM_TRY(entity_of(graph, t->object, t->object_type, t->object_named, &row.object, err));
    STM_TRY(relation_of(graph, t->relation, &row.relation, err));
    if (t->speaker.len > 0) {
        STM_TRY(entity_of(graph, t->speaker, t->speaker_type, true, &row.speaker, err));
    }
    STM_TRY(term_of(graph, t->time, &row.time, err));
    STM_TRY(term_of(graph, t->place, &row.place, err));
    STM_TRY(term_of(graph, t->amount, &row.amount, err));
    STM_TRY(term_of(graph, t->rule, &row.rule, err));
    return stm_fact_add(graph, &row, err);
}

static bool is_usable(const stm_triple *t)
{
    return t->subject.len > 0 && t->relation.len > 0 && t->object.len > 0 &&
        t->subject_type < STM_TYPE_COUNT && t->object_type < STM_TYPE_COUNT &&
        t->speaker_type < STM_TYPE_COUNT && t->modality <= STM_QUESTION && t->confidence >= 0 &&
        t->confidence <= 1;
}

stemma_status stm_store_import_add(stemma_graph *graph, const stm_triple *triple, stemma_error *err)
{
    stemma_error local;
    err = err == NULL ? &local : err;
    if (graph->import == NULL || graph->import->failed) {
        return stm_fail(err, STEMMA_ERR_ARG, "%s: no import is under way", graph->path);
    }
    if (!is_usable(triple)) {
        return stm_fail(err, STEMMA_ERR_ARG,
            "a triple without subject, relation or object, or with a mark out of range");
    }
    stemma_status status = add_triple(graph, triple, err);
    graph->import->failed = status != STEMMA_OK;
    return status;
}

/* Names, pieces of names and actors of all new entities, then the indexes. */
static stemma_status end_bulk(stemma_graph *graph, int64_t last, stemma_error *err)
{
    char sql[640];
    sqlite3_snprintf(sizeof sql, sql,
        "INSERT INTO actor SELECT id, name, type, named, 0, 0 FROM entity WHERE id > %lld;"
        "INSERT INTO name(entity, text, folded, mentions) SELECT id, name, fold(name), 0 FROM entity WHERE id > %lld;"
        "INSERT INTO name_fts(rowid, folded) SELECT id, folded FROM name"
        " WHERE id >= (SELECT min(id) FROM name WHERE entity > %lld);"
        "CREATE INDEX entity_of_actor ON entity(actor); CREATE INDEX name_by_folded ON name(folded);"
        "CREATE INDEX actor_by_name ON actor(name)",
        (long long)last, (long long)last, (long long)last);
    STM_TRY(stm_sql_exec(graph, sql, err));
    return stm_sql_exec(graph, (const char *)stm_embed_indexes_sql, err);
}

stemma_status stm_store_import_end(stemma_graph *graph, bool commit, stemma_error *err)
{
    stemma_error local;
    err = err == NULL ? &local : err;
    if (graph->import == NULL) {
        return stm_fail(err, STEMMA_ERR_ARG, "%s: no import is under way", graph->path);
    }
    bool keep = commit && !graph->import->failed, bulk = graph->import->bulk;
    int64_t last = graph->import->last_entity;
    free_import(graph);
    stemma_status status = keep ? STEMMA_OK : STEMMA_ERR_CANCELLED;
    if (keep && bulk && !sqlite3_get_autocommit(graph->db)) {
        status = end_bulk(graph, last, err);
    }
    if (status == STEMMA_OK) {
        status = stm_sql_changed(graph, err);
    }
    status = stm_sql_end(graph, status, err);
    check_keys(graph, true);
    if (!commit) {
        return STEMMA_OK;
    }
    return keep
        ? status
        : stm_fail(err, STEMMA_ERR_STORE, "%s: the import failed and was taken back", graph->path);
}
