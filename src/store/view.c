/* Loading a view: facts that the filter lets through, with actors, relations and terms in place of row ids. Times and
 * dates are compared as far as both are known: a fact of 2023 lies since 2023-05 as well as until 2023-02.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/view.h"

#include <stdlib.h>

static const stemma_filter NO_FILTER = {.size = sizeof(stemma_filter)};

static stemma_status want_relations(stm_loading *l, stm_str list)
{
    stm_str name;
    while (stm_str_next(&list, ',', &name)) {
        if (!stm_vec_push(&l->wanted_names, stm_str_trim(name))) {
            return stm_fail_nomem(l->err);
        }
    }
    return STEMMA_OK;
}

static stemma_status want_types(stm_loading *l, stm_str list)
{
    stm_str name;
    while (stm_str_next(&list, ',', &name)) {
        bool known = false;
        stm_type type = stm_type_of(stm_str_trim(name), &known);
        if (!known) {
            return stm_fail(l->err, STEMMA_ERR_ARG,
                "\"%.*s\": no type of actors (person, organization, location,"
                " product, event, money, date, other)",
                STM_ARG(name));
        }
        l->types |= 1u << type;
    }
    return STEMMA_OK;
}

/* 2025, 2025-01, 2025-01-22: what times and dates are compared with. */
static bool is_date(stm_str s)
{
    if (s.len != 4 && s.len != 7 && s.len != 10) {
        return false;
    }
    for (uint32_t i = 0; i < s.len; i++) {
        bool dash = i == 4 || i == 7;
        if (dash ? s.ptr[i] != '-' : s.ptr[i] < '0' || s.ptr[i] > '9') {
            return false;
        }
    }
    int month = s.len < 7 ? 1 : (s.ptr[5] - '0') * 10 + s.ptr[6] - '0';
    int day = s.len < 10 ? 1 : (s.ptr[8] - '0') * 10 + s.ptr[9] - '0';
    return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

static stemma_status read_date(const char *name, const char *text, stm_str *out, stemma_error *err)
{
    *out = stm_str_of(text);
    return out->len == 0 || is_date(*out)
        ? STEMMA_OK
        : stm_fail(err, STEMMA_ERR_ARG,
              "%s: \"%s\" is no date; dates look like 2025, 2025-01 or 2025-01-22", name, text);
}

static stemma_status read_filter(stm_loading *l)
{
    STM_OPTIONS(l->filter, &NO_FILTER, l->err);
    const stemma_filter *f = l->filter;
    if (!(f->min_confidence >= 0 && f->min_confidence <= 1)) {
        return stm_fail(l->err, STEMMA_ERR_ARG, "a confidence goes from 0 to 1");
    }
    if (f->relations != NULL) {
        STM_TRY(want_relations(l, stm_str_of(f->relations)));
    }
    if (f->types != NULL) {
        STM_TRY(want_types(l, stm_str_of(f->types)));
    }
    if (f->said_by != NULL) {
        STM_TRY(stm_store_find(l->graph, stm_str_of(f->said_by), &l->speaker, l->err));
    }
    STM_TRY(read_date("since", f->since, &l->since, l->err));
    STM_TRY(read_date("until", f->until, &l->until, l->err));
    l->source = stm_str_of(f->source);
    return STEMMA_OK;
}

static int compare_known(stm_str a, stm_str b)
{
    uint32_t shorter = a.len < b.len ? a.len : b.len;
    return memcmp(a.ptr, b.ptr, shorter);
}

/* "2023/2025" is a stretch of time. */
static bool lies_within(stm_str time, stm_str since, stm_str until)
{
    int64_t slash = stm_str_find(time, STM_LIT("/"));
    stm_str begin = slash < 0 ? time : stm_str_sub(time, 0, (uint32_t)slash);
    stm_str end = slash < 0 ? time : stm_str_sub(time, (uint32_t)slash + 1, time.len);
    if (time.len == 0) {
        return false;
    }
    return (since.len == 0 || compare_known(end, since) >= 0) &&
        (until.len == 0 || compare_known(begin, until) <= 0);
}

static bool lets_through(const stm_loading *l, const stm_edge *edge)
{
    const stm_view *view = l->view;
    const stm_source_document *document = &view->documents.items[edge->document];
    if (!l->wanted.items[edge->relation]) {
        return false;
    }
    if (l->filter->all == STEMMA_SCOPE_TOUCHING && !view->nodes.items[edge->subject].named &&
        !view->nodes.items[edge->object].named) {
        return false;
    }
    if (l->types != 0 &&
        ((l->types >> view->nodes.items[edge->subject].type & 1) == 0 ||
            (l->types >> view->nodes.items[edge->object].type & 1) == 0)) {
        return false;
    }
    if (l->speaker != 0 &&
        (edge->speaker == STM_NONE || view->nodes.items[edge->speaker].id != l->speaker)) {
        return false;
    }
    if (l->source.len > 0 && stm_str_find(document->source, l->source) < 0 &&
        stm_str_find(document->path, l->source) < 0 && stm_str_find(document->url, l->source) < 0) {
        return false;
    }
    if (l->since.len == 0 && l->until.len == 0) {
        return true;
    }
    /* "heute" that no date of a document could tell is no time to compare. */
    bool dated = edge->time.len > 0 && edge->time.ptr[0] >= '0' && edge->time.ptr[0] <= '9';
    return lies_within(dated ? edge->time : document->date, l->since, l->until);
}

static stemma_status read_edge(stm_loading *l, sqlite3_stmt *row, stm_edge *edge)
{
    *edge = (stm_edge){.id = sqlite3_column_int64(row, 0),
        .negated = sqlite3_column_int(row, 4) != 0,
        .modality = (uint8_t)sqlite3_column_int(row, 5),
        .confidence = (float)sqlite3_column_double(row, 6),
        .speaker = STM_NONE,
        .sentence = sqlite3_column_int64(row, 13)};
    STM_TRY(stm_view_node(l, sqlite3_column_int64(row, 1), &edge->subject));
    STM_TRY(stm_view_node(l, sqlite3_column_int64(row, 2), &edge->object));
    STM_TRY(stm_view_relation(l, sqlite3_column_int64(row, 3), &edge->relation));
    STM_TRY(stm_view_document(l, sqlite3_column_int64(row, 12), &edge->document));
    if (sqlite3_column_type(row, 7) != SQLITE_NULL) {
        STM_TRY(stm_view_node(l, sqlite3_column_int64(row, 7), &edge->speaker));
    }
    stm_str *const terms[] = {&edge->time, &edge->place, &edge->amount, &edge->rule};
    for (int i = 0; i < 4; i++) {
        STM_TRY(stm_view_term(l, sqlite3_column_int64(row, 8 + i), terms[i]));
    }
    return STEMMA_OK;
}

static stemma_status take_fact(stm_loading *l, sqlite3_stmt *row)
{
    stm_edge edge;
    STM_TRY(read_edge(l, row, &edge));
    if (edge.subject == STM_NONE || edge.object == STM_NONE || edge.relation == STM_NONE ||
        edge.document == STM_NONE) {
        return stm_fail(l->err, STEMMA_ERR_STORE,
            "%s: broken (fact %lld points nowhere); `stemma check` tells more", l->graph->path,
            (long long)edge.id);
    }
    edge.in_vocabulary = l->vocabulary.items[edge.relation];
    if (!lets_through(l, &edge)) {
        return STEMMA_OK;
    }
    return stm_vec_push(&l->view->edges, edge) ? STEMMA_OK : stm_fail_nomem(l->err);
}

#define FACT_COLUMNS                                                                                           \
    "SELECT id, subject, object, relation, negated, modality, confidence, speaker, time, place, amount, rule," \
    " document, sentence FROM fact WHERE shown >= ?1 AND confidence >= ?2"                                     \
    " AND (?3 = 0 OR (negated = 0 AND modality = 0))"

static sqlite3_stmt *prepare_facts(stm_loading *l, const char *sql)
{
    sqlite3_stmt *all = stm_sql_prepare(l->graph, sql, l->err);
    if (all != NULL) {
        sqlite3_bind_int(all, 1, l->filter->all ? 1 : 2);
        sqlite3_bind_double(all, 2, l->filter->min_confidence);
        sqlite3_bind_int(all, 3, l->filter->only_asserted);
    }
    return all;
}

static stemma_status take_facts(stm_loading *l, sqlite3_stmt *all)
{
    for (;;) {
        bool row = false;
        STM_TRY(stm_sql_step(l->graph, all, &row, l->err));
        if (!row) {
            return STEMMA_OK;
        }
        STM_TRY(take_fact(l, all));
    }
}

static stemma_status load_whole(stm_loading *l)
{
    STM_TRY(stm_view_load_parts(l));
    sqlite3_stmt *all = prepare_facts(l, FACT_COLUMNS);
    stemma_status status = take_facts(l, all);
    sqlite3_finalize(all);
    return status;
}

static stemma_status load_some(stm_loading *l)
{
    STM_TRY(stm_view_fetch_open(l));
    sqlite3_stmt *one = prepare_facts(l, FACT_COLUMNS " AND id = ?4");
    stemma_status status = one == NULL ? STEMMA_ERR_STORE : STEMMA_OK;
    for (size_t i = 0; i < l->wanted_fact_count && status == STEMMA_OK; i++) {
        sqlite3_reset(one);
        sqlite3_bind_int64(one, 4, l->wanted_facts[i]);
        status = take_facts(l, one);
    }
    sqlite3_finalize(one);
    return status == STEMMA_OK ? stm_view_fetch_finish(l) : status;
}

static stemma_status load(stm_loading *l)
{
    STM_TRY(stm_view_maps(l));
    STM_TRY(read_filter(l));
    STM_TRY(l->partial ? load_some(l) : load_whole(l));
    return stm_view_finish(l);
}

/* One read transaction, so that documents and facts are of the same moment. */
static stemma_status load_at_once(stm_loading *l)
{
    bool own = sqlite3_get_autocommit(l->graph->db) != 0;
    if (own) {
        STM_TRY(stm_sql_exec(l->graph, "BEGIN", l->err));
    }
    stemma_status status = load(l);
    if (own) {
        sqlite3_exec(l->graph->db, "ROLLBACK", NULL, NULL, NULL);
    }
    return status;
}

static stemma_status load_view(stm_loading *l)
{
    memset(l->view, 0, sizeof *l->view);
    stm_arena_init(&l->view->arena);
    STM_TRY(stm_settle(l->graph, l->err));
    stm_arena_init(&l->scratch);
    stemma_status status = load_at_once(l);
    stm_view_fetch_close(l);
    stm_vec_free(&l->term_texts);
    stm_vec_free(&l->vocabulary);
    stm_vec_free(&l->wanted);
    stm_vec_free(&l->wanted_names);
    stm_arena_dispose(&l->scratch);
    if (status != STEMMA_OK) {
        stm_view_dispose(l->view);
    }
    return status;
}

stemma_status stm_view_load(
    stemma_graph *graph, const stemma_filter *filter, stm_view *view_out, stemma_error *err)
{
    stemma_error local;
    stm_loading l = {
        .graph = graph, .filter = filter, .view = view_out, .err = err == NULL ? &local : err};
    return load_view(&l);
}

stemma_status stm_view_load_facts(stemma_graph *graph, const stemma_filter *filter,
    const int64_t *facts, size_t count, stm_view *view_out, stemma_error *err)
{
    stemma_error local;
    stm_loading l = {.graph = graph,
        .filter = filter,
        .view = view_out,
        .partial = true,
        .wanted_facts = facts,
        .wanted_fact_count = count,
        .err = err == NULL ? &local : err};
    return load_view(&l);
}

void stm_view_dispose(stm_view *view)
{
    stm_vec_free(&view->nodes);
    stm_vec_free(&view->edges);
    stm_vec_free(&view->bundles);
    stm_vec_free(&view->relations);
    stm_vec_free(&view->documents);
    stm_arena_dispose(&view->arena);
    memset(view, 0, sizeof *view);
}
