/* One document into the file, in one transaction: sentences with their words, who is named where, and the facts. The
 * same text with the same data about it changes nothing; anything else replaces what the document had given.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdlib.h>

#include "names/names.h"
#include "store/sql.h"
#include "store/signature.h"
#include "unicode/folding.h"

/* What ids the actors and sentences of the document have in the file. */
typedef struct putting {
    stemma_graph *graph;
    const stm_doc *doc;
    stm_doc work; /* doc with an arena of ours, for names as they are compared */
    const stm_names_tables *tables;
    int64_t document;
    int64_t *entities;  /* [actor] */
    uint32_t *ordinals; /* [sentence]: mentions stored so far */
    stemma_error *err;
} putting;

void stm_text_hash(stm_str text, unsigned char out[16])
{
    for (int half = 0; half < 2; half++) {
        uint64_t h =
            stm_hash_bytes(text.ptr, text.len, half == 0 ? 0x5374656D6D61u : 0x67726170686D65u);
        for (int i = 0; i < 8; i++) {
            out[half * 8 + i] = (unsigned char)(h >> (8 * i));
        }
    }
}

static stm_str path_of(const stm_doc *doc)
{
    return doc->meta.path.len > 0 ? doc->meta.path : doc->meta.id;
}

/* *id_out is the document's id, 0 when there is none; *same_out: nothing has changed. */
static stemma_status find_document(
    stemma_graph *graph, const stm_doc *doc, int64_t *id_out, bool *same_out, stemma_error *err)
{
    unsigned char hash[16];
    bool row = false;
    *id_out = 0;
    *same_out = false;
    stm_text_hash(doc->text, hash);
    sqlite3_stmt *find = stm_sql_use(graph, STM_SQL_DOCUMENT_FIND, err);
    if (find == NULL) {
        return STEMMA_ERR_STORE;
    }
    stm_sql_bind_str(find, 1, path_of(doc));
    STM_TRY(stm_sql_step(graph, find, &row, err));
    if (row) {
        const stm_str meta[] = {doc->meta.title, doc->meta.date, doc->meta.url, doc->meta.source,
            stm_str_of(stm_lang_name(doc->lang))};
        *id_out = sqlite3_column_int64(find, 0);
        *same_out = sqlite3_column_bytes(find, 1) == 16 &&
            memcmp(sqlite3_column_blob(find, 1), hash, 16) == 0;
        for (int i = 0; i < 5; i++) {
            bool untold =
                i == 4 && doc->lang == STM_LANG_UNKNOWN; /* asked before the language was told */
            *same_out = *same_out && (untold || stm_str_eq(stm_sql_column(find, 2 + i), meta[i]));
        }
        sqlite3_reset(find);
    }
    return STEMMA_OK;
}

static stemma_status add_document(putting *p)
{
    const stm_doc *doc = p->doc;
    unsigned char hash[16];
    stm_text_hash(doc->text, hash);
    uint32_t end =
        doc->sentences.count == 0 ? 0 : doc->sentences.items[doc->sentences.count - 1].span.end;
    sqlite3_stmt *add = stm_sql_use(p->graph, STM_SQL_DOCUMENT_ADD, p->err);
    if (add == NULL) {
        return STEMMA_ERR_STORE;
    }
    stm_sql_bind_str(add, 1, path_of(doc));
    stm_sql_bind_str(add, 2, doc->meta.title);
    stm_sql_bind_str(add, 3, doc->meta.date);
    stm_sql_bind_str(add, 4, doc->meta.url);
    stm_sql_bind_str(add, 5, doc->meta.source);
    stm_sql_bind_str(add, 6, stm_str_of(stm_lang_name(doc->lang)));
    sqlite3_bind_int64(add, 7, doc->text.len);
    sqlite3_bind_blob(add, 8, hash, 16, SQLITE_TRANSIENT);
    stm_sql_bind_str(add, 9, stm_str_sub(doc->text, end, doc->text.len));
    stm_sql_bind_str(add, 11, doc->file);
    STM_TRY(stm_sql_run(p->graph, add, p->err));
    p->document = sqlite3_last_insert_rowid(p->graph->db);
    return STEMMA_OK;
}

stemma_status stm_sentence_add(stemma_graph *graph, int64_t id, int64_t document, stm_span span,
    int64_t file_begin, stm_str gap, stm_str text, stemma_error *err)
{
    sqlite3_stmt *add = stm_sql_use(graph, STM_SQL_SENTENCE_ADD, err);
    sqlite3_stmt *index = add == NULL ? NULL : stm_sql_use(graph, STM_SQL_FTS_ADD, err);
    if (index == NULL) {
        return STEMMA_ERR_STORE;
    }
    sqlite3_bind_int64(add, 1, id);
    sqlite3_bind_int64(add, 2, document);
    sqlite3_bind_int64(add, 3, span.begin);
    sqlite3_bind_int64(add, 4, span.end);
    stm_sql_bind_str(add, 5, gap);
    stm_sql_bind_str(add, 6, text);
    if (file_begin >= 0) {
        sqlite3_bind_int64(add, 7, file_begin);
    }
    STM_TRY(stm_sql_run(graph, add, err));
    stm_buf folded;
    stm_buf_init(&folded);
    stm_fold(text, &folded);
    stemma_status status = stm_buf_status(&folded, err);
    if (status == STEMMA_OK) {
        sqlite3_bind_int64(index, 1, id);
        stm_sql_bind_str(index, 2, stm_buf_view(&folded));
        status = stm_sql_run(graph, index, err);
    }
    stm_buf_dispose(&folded);
    return status;
}

static stemma_status add_sentences(putting *p)
{
    const stm_doc *doc = p->doc;
    uint32_t before = 0;
    int64_t in_file = doc->skipped;
    for (uint32_t i = 0; i < doc->sentences.count; i++) {
        stm_span span = p->doc->sentences.items[i].span;
        if (span.begin < before || span.end < span.begin || span.end > p->doc->text.len ||
            i >> STM_ORDINAL_BITS != 0) {
            return stm_fail(p->err, STEMMA_ERR_ARG, "%.*s: sentence %u does not stand in the text",
                STM_ARG(path_of(p->doc)), (unsigned)i);
        }
        stm_str gap = stm_str_sub(doc->text, before, span.begin), text = stm_doc_slice(doc, span);
        in_file += stm_written_bytes(doc->written, gap);
        STM_TRY(stm_sentence_add(p->graph, p->document << STM_ORDINAL_BITS | i, p->document, span,
            doc->written == STM_WRITTEN_NOT ? -1 : in_file, gap, text, p->err));
        in_file += stm_written_bytes(doc->written, text);
        before = span.end;
    }
    return STEMMA_OK;
}

static stemma_status add_actors(putting *p)
{
    for (uint32_t i = 0; i < p->doc->actors.count; i++) {
        const stm_actor *actor = &p->doc->actors.items[i];
        STM_TRY(stm_entity_id(p->graph, (stm_entity_key){actor->name, actor->type, actor->named},
            &p->entities[i], p->err));
        STM_TRY(stm_entity_touch(p->graph, p->entities[i], p->err));
    }
    return STEMMA_OK;
}

/* Part of `span` that lies in the sentence, as bytes of the sentence. */
static stm_span within(stm_span span, stm_span sentence)
{
    uint32_t begin = span.begin < sentence.begin ? sentence.begin : span.begin;
    uint32_t end = span.end > sentence.end ? sentence.end : span.end;
    return end <= begin ? (stm_span){0, 0}
                        : (stm_span){begin - sentence.begin, end - sentence.begin};
}

static stemma_status add_mention(putting *p, const stm_mention *mention)
{
    int64_t name = 0, entity = p->entities[mention->actor];
    bool is_name = mention->kind == STM_MENTION_NAME;
    stm_str text = p->doc->actors.items[mention->actor].name;
    if (is_name) {
        /* Documents without words (made by hand) have their names as written. */
        text = (uint64_t)mention->token_first + mention->token_count > p->doc->tokens.count
            ? stm_doc_slice(p->doc, mention->span)
            : stm_names_surface(&p->work, (uint32_t)(mention - p->doc->mentions.items), p->tables);
        if (text.ptr == NULL) {
            return stm_fail_nomem(p->err);
        }
    }
    STM_TRY(stm_entity_name(p->graph, entity, text, is_name ? 1 : 0, &name, p->err));
    STM_TRY(stm_entity_count(p->graph, entity, 1, p->doc->lang == STM_LANG_EN ? 1 : 0, p->err));
    stm_span span = within(mention->span, p->doc->sentences.items[mention->sentence].span);
    sqlite3_stmt *add = stm_sql_use(p->graph, STM_SQL_MENTION_ADD, p->err);
    if (add == NULL) {
        return STEMMA_ERR_STORE;
    }
    sqlite3_bind_int64(add, 1, p->document << STM_ORDINAL_BITS | mention->sentence);
    sqlite3_bind_int64(add, 2, p->ordinals[mention->sentence]++);
    sqlite3_bind_int64(add, 3, name);
    sqlite3_bind_int(add, 4, mention->kind);
    sqlite3_bind_int64(add, 5, span.begin);
    sqlite3_bind_int64(add, 6, span.end);
    sqlite3_bind_double(add, 7, (double)mention->confidence);
    return stm_sql_run(p->graph, add, p->err);
}

static int compare_ids(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

/* Each entity that is meant somewhere counts this document once. */
static stemma_status count_documents(putting *p)
{
    uint32_t count = 0;
    int64_t *met = malloc((p->doc->mentions.count + (size_t)1) * sizeof *met);
    if (met == NULL) {
        return stm_fail_nomem(p->err);
    }
    for (uint32_t i = 0; i < p->doc->mentions.count; i++) {
        if (p->doc->mentions.items[i].actor != STM_NONE) {
            met[count++] = p->entities[p->doc->mentions.items[i].actor];
        }
    }
    qsort(met, count, sizeof *met, compare_ids);
    stemma_status status = STEMMA_OK;
    for (uint32_t i = 0; i < count && status == STEMMA_OK; i++) {
        if (i == 0 || met[i] != met[i - 1]) {
            status = stm_entity_document(p->graph, met[i], p->document, true, p->err);
        }
    }
    free(met);
    return status;
}

static stemma_status add_mentions(putting *p)
{
    for (uint32_t i = 0; i < p->doc->mentions.count; i++) {
        const stm_mention *mention = &p->doc->mentions.items[i];
        if (mention->actor == STM_NONE) {
            continue;
        }
        if (mention->actor >= p->doc->actors.count ||
            mention->sentence >= p->doc->sentences.count) {
            return stm_fail(
                p->err, STEMMA_ERR_ARG, "mention %u points out of the document", (unsigned)i);
        }
        STM_TRY(add_mention(p, mention));
    }
    return count_documents(p);
}

stemma_status stm_fact_add(stemma_graph *graph, const stm_fact_row *f, stemma_error *err)
{
    sqlite3_stmt *add = stm_sql_use(graph, STM_SQL_FACT_ADD, err);
    if (add == NULL) {
        return STEMMA_ERR_STORE;
    }
    sqlite3_bind_int64(add, 1, f->document);
    stm_sql_bind_id(add, 2, f->sentence);
    sqlite3_bind_int64(add, 3, f->subject);
    sqlite3_bind_int64(add, 4, f->relation);
    sqlite3_bind_int64(add, 5, f->object);
    sqlite3_bind_int(add, 6, f->named ? 2 : 1);
    sqlite3_bind_int(add, 7, f->negated);
    sqlite3_bind_int(add, 8, f->modality);
    const int64_t ids[] = {f->speaker, f->time, f->place, f->amount, f->rule};
    for (int i = 0; i < 5; i++) {
        stm_sql_bind_id(add, 9 + i, ids[i]);
    }
    /* Six digits: what a float holds, and short enough for people. */
    sqlite3_bind_double(add, 14, (double)(int64_t)(f->confidence * 1e6 + 0.5) / 1e6);
    if (f->has_spans) {
        const stm_span spans[] = {f->subject_span, f->predicate_span, f->object_span};
        for (int i = 0; i < 3; i++) {
            sqlite3_bind_int64(add, 15 + 2 * i, spans[i].begin);
            sqlite3_bind_int64(add, 16 + 2 * i, spans[i].end);
        }
    }
    return stm_sql_run(graph, add, err);
}

/* Entity of a fact's object. A fact without one ("Novalux is insolvent") points to the noun phrase without words, so that
 * every edge has two ends. */
static stemma_status object_of(putting *p, const stm_fact *fact, int64_t *out)
{
    if (fact->object != STM_NONE) {
        *out = p->entities[fact->object];
        return STEMMA_OK;
    }
    return stm_entity_id(p->graph, (stm_entity_key){STM_EMPTY, STM_TYPE_OTHER, false}, out, p->err);
}

static stemma_status add_fact(putting *p, const stm_fact *fact)
{
    const stm_doc *doc = p->doc;
    uint32_t actors = doc->actors.count;
    bool no_object = fact->object == STM_NONE;
    if (fact->subject >= actors || (fact->object >= actors && !no_object) ||
        fact->sentence >= doc->sentences.count ||
        (fact->speaker != STM_NONE && fact->speaker >= actors)) {
        return stm_fail(p->err, STEMMA_ERR_ARG, "a fact points out of the document");
    }
    stm_span sentence = doc->sentences.items[fact->sentence].span;
    stm_fact_row row = {
        .document = p->document,
        .sentence = p->document << STM_ORDINAL_BITS | fact->sentence,
        .subject = p->entities[fact->subject],
        .speaker = fact->speaker == STM_NONE ? 0 : p->entities[fact->speaker],
        .named = doc->actors.items[fact->subject].named && !no_object &&
            doc->actors.items[fact->object].named,
        .negated = fact->marks.negated,
        .modality = fact->marks.modality,
        .confidence = (double)fact->marks.confidence,
        .has_spans = true,
        .subject_span = within(fact->subject_span, sentence),
        .predicate_span = within(fact->predicate_span, sentence),
        .object_span = within(fact->object_span, sentence),
    };
    STM_TRY(object_of(p, fact, &row.object));
    STM_TRY(stm_relation_id(p->graph, fact->relation, fact->in_vocabulary, &row.relation, p->err));
    STM_TRY(stm_term_id(p->graph, fact->time, &row.time, p->err));
    STM_TRY(stm_term_id(p->graph, fact->place, &row.place, p->err));
    STM_TRY(stm_term_id(p->graph, fact->amount, &row.amount, p->err));
    STM_TRY(stm_term_id(p->graph, stm_str_of(fact->rule), &row.rule, p->err));
    return stm_fact_add(p->graph, &row, p->err);
}

/* Pairs this document with those it is a copy of; they share a key of the index when they are alike. */
static stemma_status pair_copies(putting *p, const stm_minhash *signature, int64_t other)
{
    stm_minhash theirs;
    bool row = false;
    sqlite3_stmt *get = stm_sql_use(p->graph, STM_SQL_SIGNATURE, p->err);
    if (get == NULL) {
        return STEMMA_ERR_STORE;
    }
    sqlite3_bind_int64(get, 1, other);
    STM_TRY(stm_sql_step(p->graph, get, &row, p->err));
    bool alike = row && stm_signature_read(get, 0, &theirs) &&
        stm_minhash_similarity(signature, &theirs) >= STM_MINHASH_NEAR_COPY;
    sqlite3_reset(get);
    if (!alike) {
        return STEMMA_OK;
    }
    sqlite3_stmt *add = stm_sql_use(p->graph, STM_SQL_COPY_ADD, p->err);
    if (add == NULL) {
        return STEMMA_ERR_STORE;
    }
    sqlite3_bind_int64(add, 1, p->document);
    sqlite3_bind_int64(add, 2, other);
    return stm_sql_run(p->graph, add, p->err);
}

static stemma_status add_band(putting *p, const stm_minhash *signature, int64_t key)
{
    sqlite3_stmt *find = stm_sql_use(p->graph, STM_SQL_BAND_FIND, p->err);
    if (find == NULL) {
        return STEMMA_ERR_STORE;
    }
    sqlite3_bind_int64(find, 1, key);
    sqlite3_bind_int64(find, 2, p->document);
    for (bool row = true; row;) {
        STM_TRY(stm_sql_step(p->graph, find, &row, p->err));
        if (row) {
            STM_TRY(pair_copies(p, signature, sqlite3_column_int64(find, 0)));
        }
    }
    sqlite3_stmt *add = stm_sql_use(p->graph, STM_SQL_BAND_ADD, p->err);
    if (add == NULL) {
        return STEMMA_ERR_STORE;
    }
    sqlite3_bind_int64(add, 1, key);
    sqlite3_bind_int64(add, 2, p->document);
    return stm_sql_run(p->graph, add, p->err);
}

static stemma_status add_copies(putting *p)
{
    stm_minhash signature;
    uint64_t bands[STM_MINHASH_BANDS];
    stm_minhash_sign(p->doc->text, &signature);
    if (stm_minhash_similarity(&signature, &signature) < 1) {
        return STEMMA_OK; /* too short to be told from others */
    }
    sqlite3_stmt *set = stm_sql_use(p->graph, STM_SQL_SIGNATURE_SET, p->err);
    if (set == NULL) {
        return STEMMA_ERR_STORE;
    }
    sqlite3_bind_int64(set, 1, p->document);
    stm_signature_bind(set, 2, &signature);
    STM_TRY(stm_sql_run(p->graph, set, p->err));
    stm_minhash_bands(&signature, bands);
    for (int i = 0; i < STM_MINHASH_BANDS; i++) {
        int64_t key = 0;
        memcpy(&key, &bands[i], sizeof key);
        STM_TRY(add_band(p, &signature, key));
    }
    return STEMMA_OK;
}

static stemma_status put_all(putting *p)
{
    STM_TRY(add_document(p));
    STM_TRY(add_copies(p));
    STM_TRY(add_sentences(p));
    STM_TRY(add_actors(p));
    STM_TRY(add_mentions(p));
    for (uint32_t i = 0; i < p->doc->facts.count; i++) {
        STM_TRY(add_fact(p, &p->doc->facts.items[i]));
    }
    /* Actors that nothing means (a noun phrase whose fact was dropped) are not kept. */
    for (uint32_t i = 0; i < p->doc->actors.count; i++) {
        STM_TRY(stm_entity_drop_unused(p->graph, p->entities[i], p->err));
    }
    return stm_sql_changed(p->graph, p->err);
}

static stemma_status put_new(putting *p)
{
    p->tables = stm_graph_tables(p->graph, p->err);
    if (p->tables == NULL) {
        return p->err->status;
    }
    p->work = *p->doc;
    stm_arena_init(&p->work.arena);
    p->entities = calloc(p->doc->actors.count + (size_t)1, sizeof *p->entities);
    p->ordinals = calloc(p->doc->sentences.count + (size_t)1, sizeof *p->ordinals);
    stemma_status status =
        p->entities == NULL || p->ordinals == NULL ? stm_fail_nomem(p->err) : put_all(p);
    free(p->entities);
    free(p->ordinals);
    stm_arena_dispose(&p->work.arena);
    return status;
}

static stemma_status put_inside(
    stemma_graph *graph, const stm_doc *doc, stm_put *put_out, stemma_error *err)
{
    putting p = {.graph = graph, .doc = doc, .err = err};
    int64_t old = 0;
    bool same = false;
    STM_TRY(find_document(graph, doc, &old, &same, err));
    *put_out = same ? STM_PUT_UNCHANGED : old != 0 ? STM_PUT_REPLACED : STM_PUT_ADDED;
    if (same) {
        return STEMMA_OK;
    }
    if (old != 0) {
        STM_TRY(stm_document_delete(graph, old, err));
    }
    return put_new(&p);
}

stemma_status stm_store_put(
    stemma_graph *graph, const stm_doc *doc, stm_put *put_out, stemma_error *err)
{
    stemma_error local;
    err = err == NULL ? &local : err;
    STM_TRY(stm_sql_begin(graph, err));
    return stm_sql_end(graph, put_inside(graph, doc, put_out, err), err);
}

stemma_status stm_store_has(
    stemma_graph *graph, const stm_doc *doc, bool *has_out, stemma_error *err)
{
    int64_t id = 0;
    stemma_error local;
    return find_document(graph, doc, &id, has_out, err == NULL ? &local : err);
}
