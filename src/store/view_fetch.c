/* Parts of a partial view: an actor, document, relation or term is fetched when the first fact names it. At the end all
 * stand in the same order as in a whole view, so that answers do not depend on the way they were found.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/view.h"

#include <stdlib.h>

stemma_status stm_view_fetch_open(stm_loading *l)
{
    stemma_graph *g = l->graph;
    bool fine = (l->get_actor = stm_sql_prepare(g,
                     "SELECT a.id, a.name, a.type, a.named, a.mentions, a.documents"
                     " FROM entity e JOIN actor a ON a.id = e.actor WHERE e.id = ?1",
                     l->err)) != NULL &&
        (l->get_document = stm_sql_prepare(g,
             "SELECT id, path, title, date, url, source, lang FROM document"
             " WHERE id = ?1",
             l->err)) != NULL &&
        (l->get_relation = stm_sql_prepare(
             g, "SELECT id, name, vocabulary FROM relation WHERE id = ?1", l->err)) != NULL &&
        (l->get_term = stm_sql_prepare(g, "SELECT id, text FROM term WHERE id = ?1", l->err)) !=
            NULL &&
        (l->get_copies = stm_sql_prepare(g,
             "SELECT first, second FROM copy WHERE first = ?1 UNION ALL"
             " SELECT first, second FROM copy WHERE second = ?1",
             l->err)) != NULL;
    return fine ? STEMMA_OK : STEMMA_ERR_STORE;
}

void stm_view_fetch_close(stm_loading *l)
{
    sqlite3_stmt *all[] = {
        l->get_actor, l->get_document, l->get_relation, l->get_term, l->get_copies};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        sqlite3_finalize(all[i]);
    }
}

typedef stemma_status take_row(stm_loading *l, sqlite3_stmt *row);

static stemma_status fetch(
    stm_loading *l, sqlite3_stmt *get, int64_t id, take_row *take, bool *found_out)
{
    sqlite3_reset(get);
    sqlite3_bind_int64(get, 1, id);
    STM_TRY(stm_sql_step(l->graph, get, found_out, l->err));
    stemma_status status = *found_out ? take(l, get) : STEMMA_OK;
    sqlite3_reset(get);
    return status;
}

/* The actor may be there already under another of its entities. */
static stemma_status take_member(stm_loading *l, sqlite3_stmt *row)
{
    return stm_id_map_get(&l->actors, sqlite3_column_int64(row, 0)) != STM_NONE
        ? STEMMA_OK
        : stm_view_take_actor(l, row);
}

stemma_status stm_view_node(stm_loading *l, int64_t entity, uint32_t *index_out)
{
    bool found = false;
    *index_out = stm_id_map_get(&l->entities, entity);
    if (*index_out != STM_NONE || !l->partial) {
        return STEMMA_OK;
    }
    sqlite3_reset(l->get_actor);
    sqlite3_bind_int64(l->get_actor, 1, entity);
    STM_TRY(stm_sql_step(l->graph, l->get_actor, &found, l->err));
    if (found) {
        stemma_status status = take_member(l, l->get_actor);
        *index_out = stm_id_map_get(&l->actors, sqlite3_column_int64(l->get_actor, 0));
        stm_id_map_set(&l->entities, entity, *index_out);
        sqlite3_reset(l->get_actor);
        return status;
    }
    return STEMMA_OK;
}

stemma_status stm_view_document(stm_loading *l, int64_t id, uint32_t *index_out)
{
    bool found = false;
    *index_out = stm_id_map_get(&l->documents, id);
    if (*index_out == STM_NONE && l->partial) {
        STM_TRY(fetch(l, l->get_document, id, stm_view_take_document, &found));
        *index_out = stm_id_map_get(&l->documents, id);
    }
    return STEMMA_OK;
}

stemma_status stm_view_relation(stm_loading *l, int64_t id, uint32_t *index_out)
{
    bool found = false;
    *index_out = stm_id_map_get(&l->relations, id);
    if (*index_out == STM_NONE && l->partial) {
        STM_TRY(fetch(l, l->get_relation, id, stm_view_take_relation, &found));
        *index_out = stm_id_map_get(&l->relations, id);
    }
    return STEMMA_OK;
}

stemma_status stm_view_term(stm_loading *l, int64_t id, stm_str *text_out)
{
    bool found = false;
    *text_out = STM_EMPTY;
    if (id == 0) {
        return STEMMA_OK;
    }
    uint32_t index = stm_id_map_get(&l->terms, id);
    if (index == STM_NONE && l->partial) {
        STM_TRY(fetch(l, l->get_term, id, stm_view_take_term, &found));
        index = stm_id_map_get(&l->terms, id);
    }
    if (index != STM_NONE) {
        *text_out = l->term_texts.items[index];
    }
    return STEMMA_OK;
}

/* Takes each row of copies of each document. Documents may grow meanwhile, so that copies of copies come along. */
static stemma_status each_copy(
    stm_loading *l, stemma_status (*take)(stm_loading *l, sqlite3_stmt *row))
{
    for (uint32_t i = 0; i < l->view->documents.count; i++) {
        bool row = false;
        sqlite3_reset(l->get_copies);
        sqlite3_bind_int64(l->get_copies, 1, l->view->documents.items[i].id);
        STM_TRY(stm_sql_step(l->graph, l->get_copies, &row, l->err));
        while (row) {
            STM_TRY(take(l, l->get_copies));
            STM_TRY(stm_sql_step(l->graph, l->get_copies, &row, l->err));
        }
    }
    return STEMMA_OK;
}

static stemma_status fetch_copy(stm_loading *l, sqlite3_stmt *row)
{
    uint32_t index = 0;
    STM_TRY(stm_view_document(l, sqlite3_column_int64(row, 0), &index));
    return stm_view_document(l, sqlite3_column_int64(row, 1), &index);
}

static stemma_status join_copies(stm_loading *l)
{
    STM_TRY(each_copy(l, stm_view_take_copy));
    stm_view_settle_origins(l);
    return STEMMA_OK;
}

typedef struct relation_row {
    stm_str name;
    bool vocabulary;
} relation_row;

static int compare_nodes(const void *a, const void *b)
{
    const stm_node *x = *(const void *const *)a, *y = *(const void *const *)b;
    int c = stm_str_cmp(x->name, y->name);
    if (c != 0) {
        return c;
    }
    if (x->type != y->type) {
        return x->type < y->type ? -1 : 1;
    }
    return x->named != y->named ? (x->named ? -1 : 1) : (x->id > y->id) - (x->id < y->id);
}

static int compare_documents(const void *a, const void *b)
{
    const stm_source_document *x = *(const void *const *)a, *y = *(const void *const *)b;
    return stm_str_cmp(x->path, y->path);
}

static int compare_relations(const void *a, const void *b)
{
    const relation_row *x = *(const void *const *)a, *y = *(const void *const *)b;
    return stm_str_cmp(x->name, y->name);
}

/* Puts items in order (compare gets pointers to two of them); *now_out tells for each old index the new one. */
static stemma_status put_in_order(stm_loading *l, void *items, uint32_t count, size_t item_bytes,
    int (*compare)(const void *, const void *), uint32_t **now_out)
{
    char *before = stm_arena_array(&l->scratch, count + (size_t)1, item_bytes);
    const void **order = stm_arena_array(&l->scratch, count + (size_t)1, sizeof *order);
    *now_out = stm_arena_array(&l->scratch, count + (size_t)1, sizeof **now_out);
    if (before == NULL || order == NULL || *now_out == NULL) {
        return stm_fail_nomem(l->err);
    }
    if (count > 0) {
        memcpy(before, items, count * item_bytes);
    }
    for (uint32_t i = 0; i < count; i++) {
        order[i] = before + i * item_bytes;
    }
    qsort(order, count, sizeof *order, compare);
    for (uint32_t i = 0; i < count; i++) {
        memcpy((char *)items + i * item_bytes, order[i], item_bytes);
        (*now_out)[(size_t)((const char *)order[i] - before) / item_bytes] = i;
    }
    return STEMMA_OK;
}

static stemma_status order_nodes(stm_loading *l, uint32_t **now_out)
{
    return put_in_order(
        l, l->view->nodes.items, l->view->nodes.count, sizeof(stm_node), compare_nodes, now_out);
}

static stemma_status order_documents(stm_loading *l, uint32_t **now_out)
{
    uint32_t count = l->view->documents.count;
    stm_source_document *items = l->view->documents.items;
    STM_TRY(put_in_order(l, items, count, sizeof *items, compare_documents, now_out));
    for (uint32_t i = 0; i < count; i++) {
        items[i].origin = i;
        stm_id_map_set(&l->documents, items[i].id, i);
    }
    return STEMMA_OK;
}

/* Names and marks are two arrays: both in the order of the names. */
static stemma_status order_relations(stm_loading *l, uint32_t **now_out)
{
    uint32_t count = l->view->relations.count;
    relation_row *rows = stm_arena_array(&l->scratch, count + (size_t)1, sizeof *rows);
    if (rows == NULL) {
        return stm_fail_nomem(l->err);
    }
    for (uint32_t i = 0; i < count; i++) {
        rows[i] = (relation_row){l->view->relations.items[i], l->vocabulary.items[i]};
    }
    STM_TRY(put_in_order(l, rows, count, sizeof *rows, compare_relations, now_out));
    for (uint32_t i = 0; i < count; i++) {
        l->view->relations.items[i] = rows[i].name;
        l->vocabulary.items[i] = rows[i].vocabulary;
    }
    return STEMMA_OK;
}

stemma_status stm_view_fetch_finish(stm_loading *l)
{
    uint32_t *nodes = NULL, *documents = NULL, *relations = NULL;
    STM_TRY(each_copy(l, fetch_copy));
    STM_TRY(order_nodes(l, &nodes));
    STM_TRY(order_documents(l, &documents));
    STM_TRY(order_relations(l, &relations));
    for (uint32_t i = 0; i < l->view->edges.count; i++) {
        stm_edge *edge = &l->view->edges.items[i];
        edge->subject = nodes[edge->subject];
        edge->object = nodes[edge->object];
        edge->speaker = edge->speaker == STM_NONE ? STM_NONE : nodes[edge->speaker];
        edge->document = documents[edge->document];
        edge->relation = relations[edge->relation];
    }
    return join_copies(l);
}
