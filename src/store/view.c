/* Loading a view: facts that the filter lets through, with actors, relations and terms in place of row ids. Times and
 * dates are compared as far as both are known: a fact of 2023 lies since 2023-05 as well as until 2023-02.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/view.h"

#include <stdlib.h>

static const stemma_filter NO_FILTER = {.size = sizeof(stemma_filter)};

static stemma_status want_relations(stm_loading *l, stm_str list)
{
    stm_str name;
    l->wanted_relations = stm_arena_array(&l->scratch, l->view->relations.count + (size_t)1, sizeof(bool));
    if (l->wanted_relations == NULL) {
        return stm_fail_nomem(l->err);
    }
    while (stm_str_next(&list, ',', &name)) {
        name = stm_str_trim(name);
        for (uint32_t i = 0; i < l->view->relations.count; i++) {
            if (stm_str_eq(l->view->relations.items[i], name)) {
                l->wanted_relations[i] = true;
            }
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
            return stm_fail(l->err, STEMMA_ERR_ARG, "\"%.*s\": no type of actors (person, organization, location,"
                            " product, event, money, date, other)", STM_ARG(name));
        }
        l->types |= 1u << type;
    }
    return STEMMA_OK;
}

static stemma_status read_filter(stm_loading *l)
{
    const stemma_filter *f = l->filter;
    if (f->relations != NULL) {
        STM_TRY(want_relations(l, stm_str_of(f->relations)));
    }
    if (f->types != NULL) {
        STM_TRY(want_types(l, stm_str_of(f->types)));
    }
    if (f->said_by != NULL) {
        STM_TRY(stm_store_find(l->graph, stm_str_of(f->said_by), &l->speaker, l->err));
    }
    l->since = stm_str_of(f->since);
    l->until = stm_str_of(f->until);
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
    return (since.len == 0 || compare_known(end, since) >= 0) && (until.len == 0 || compare_known(begin, until) <= 0);
}

static bool lets_through(const stm_loading *l, const stm_edge *edge)
{
    const stm_view *view = l->view;
    const stm_source_document *document = &view->documents.items[edge->document];
    if (l->wanted_relations != NULL && !l->wanted_relations[edge->relation]) {
        return false;
    }
    if (l->types != 0 && ((l->types >> view->nodes.items[edge->subject].type & 1) == 0
                          || (l->types >> view->nodes.items[edge->object].type & 1) == 0)) {
        return false;
    }
    if (l->speaker != 0 && (edge->speaker == STM_NONE || view->nodes.items[edge->speaker].id != l->speaker)) {
        return false;
    }
    if (l->source.len > 0 && stm_str_find(document->source, l->source) < 0
        && stm_str_find(document->path, l->source) < 0 && stm_str_find(document->url, l->source) < 0) {
        return false;
    }
    if (l->since.len == 0 && l->until.len == 0) {
        return true;
    }
    return lies_within(edge->time.len > 0 ? edge->time : document->date, l->since, l->until);
}

static stm_str term_of(const stm_loading *l, sqlite3_stmt *row, int at)
{
    uint32_t index = stm_id_map_get(&l->terms, sqlite3_column_int64(row, at));
    return index == STM_NONE ? STM_EMPTY : l->term_texts.items[index];
}

static stemma_status take_fact(stm_loading *l, sqlite3_stmt *row)
{
    stm_edge edge = {
        .id = sqlite3_column_int64(row, 0),
        .subject = stm_id_map_get(&l->entities, sqlite3_column_int64(row, 1)),
        .object = stm_id_map_get(&l->entities, sqlite3_column_int64(row, 2)),
        .relation = stm_id_map_get(&l->relations, sqlite3_column_int64(row, 3)),
        .negated = sqlite3_column_int(row, 4) != 0, .modality = (uint8_t)sqlite3_column_int(row, 5),
        .confidence = (float)sqlite3_column_double(row, 6), .speaker = STM_NONE,
        .time = term_of(l, row, 8), .place = term_of(l, row, 9), .amount = term_of(l, row, 10),
        .rule = term_of(l, row, 11), .document = stm_id_map_get(&l->documents, sqlite3_column_int64(row, 12)),
        .sentence = sqlite3_column_int64(row, 13),
    };
    if (sqlite3_column_type(row, 7) != SQLITE_NULL) {
        edge.speaker = stm_id_map_get(&l->entities, sqlite3_column_int64(row, 7));
    }
    if (edge.subject == STM_NONE || edge.object == STM_NONE || edge.relation == STM_NONE || edge.document == STM_NONE) {
        return stm_fail(l->err, STEMMA_ERR_STORE, "%s: broken (fact %lld points nowhere); `stemma check` tells more",
                        l->graph->path, (long long)edge.id);
    }
    edge.in_vocabulary = l->vocabulary.items[edge.relation];
    if (!lets_through(l, &edge)) {
        return STEMMA_OK;
    }
    return stm_vec_push(&l->view->edges, edge) ? STEMMA_OK : stm_fail_nomem(l->err);
}

static stemma_status load_facts(stm_loading *l)
{
    bool row = false;
    sqlite3_stmt *all = stm_sql_prepare(l->graph, "SELECT id, subject, object, relation, negated, modality, confidence,"
        " speaker, time, place, amount, rule, document, sentence FROM fact"
        " WHERE shown >= ?1 AND confidence >= ?2 AND (?3 = 0 OR (negated = 0 AND modality = 0))", l->err);
    if (all != NULL) {
        sqlite3_bind_int(all, 1, l->filter->all ? 1 : 2);
        sqlite3_bind_double(all, 2, l->filter->min_confidence);
        sqlite3_bind_int(all, 3, l->filter->only_asserted);
    }
    stemma_status status = stm_sql_step(l->graph, all, &row, l->err);
    while (status == STEMMA_OK && row) {
        status = take_fact(l, all);
        if (status == STEMMA_OK) {
            status = stm_sql_step(l->graph, all, &row, l->err);
        }
    }
    sqlite3_finalize(all);
    return status;
}

static stemma_status load(stm_loading *l)
{
    STM_TRY(stm_view_load_parts(l));
    STM_TRY(read_filter(l));
    STM_TRY(load_facts(l));
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

stemma_status stm_view_load(stemma_graph *graph, const stemma_filter *filter, stm_view *view_out, stemma_error *err)
{
    stemma_error local;
    memset(view_out, 0, sizeof *view_out);
    stm_arena_init(&view_out->arena);
    err = err == NULL ? &local : err;
    STM_TRY(stm_settle(graph, err));
    stm_loading l = {.graph = graph, .filter = filter == NULL ? &NO_FILTER : filter, .view = view_out, .err = err};
    stm_arena_init(&l.scratch);
    stemma_status status = load_at_once(&l);
    stm_vec_free(&l.term_texts);
    stm_vec_free(&l.vocabulary);
    stm_arena_dispose(&l.scratch);
    if (status != STEMMA_OK) {
        stm_view_dispose(view_out);
    }
    return status;
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
