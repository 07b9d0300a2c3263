/* Documents, relations, actors and shared terms of a view. Near copies of one text get a common origin: the first of
 * them by date, then by path. SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/view.h"

stemma_status stm_id_map_make(stm_id_map *map, stm_arena *arena, int64_t largest, stemma_error *err)
{
    map->limit = largest + 1;
    map->index = stm_arena_array(arena, (size_t)map->limit, sizeof *map->index);
    return map->index == NULL ? stm_fail_nomem(err) : STEMMA_OK;
}

void stm_id_map_set(stm_id_map *map, int64_t id, uint32_t index)
{
    if (id >= 0 && id < map->limit) {
        map->index[id] = index + 1; /* the arena is zeroed: 0 is absent */
    }
}

uint32_t stm_id_map_get(const stm_id_map *map, int64_t id)
{
    return id < 0 || id >= map->limit || map->index[id] == 0 ? STM_NONE : map->index[id] - 1;
}

typedef stemma_status take_row(stm_loading *l, sqlite3_stmt *row);

static stemma_status each_row(stm_loading *l, const char *sql, take_row *take)
{
    bool row = false;
    sqlite3_stmt *all = stm_sql_prepare(l->graph, sql, l->err);
    stemma_status status = stm_sql_step(l->graph, all, &row, l->err);
    while (status == STEMMA_OK && row) {
        status = take(l, all);
        if (status == STEMMA_OK) {
            status = stm_sql_step(l->graph, all, &row, l->err);
        }
    }
    sqlite3_finalize(all);
    return status;
}

static stemma_status make_map(stm_loading *l, const char *sql, stm_id_map *map)
{
    int64_t largest = 0;
    bool found = false;
    sqlite3_stmt *ask = stm_sql_prepare(l->graph, sql, l->err);
    stemma_status status = stm_sql_number(l->graph, ask, &largest, &found, l->err);
    sqlite3_finalize(ask);
    return status == STEMMA_OK ? stm_id_map_make(map, &l->scratch, largest, l->err) : status;
}

static stm_str keep(stm_loading *l, sqlite3_stmt *row, int at)
{
    stm_str s = stm_sql_column(row, at);
    return s.len == 0 ? STM_EMPTY : stm_arena_copy(&l->view->arena, s);
}

stemma_status stm_view_take_document(stm_loading *l, sqlite3_stmt *row)
{
    stm_source_document d = {.id = sqlite3_column_int64(row, 0)};
    stm_str *const texts[] = {&d.path, &d.title, &d.date, &d.url, &d.source, &d.lang};
    for (int i = 0; i < 6; i++) {
        *texts[i] = keep(l, row, i + 1);
        if (texts[i]->ptr == NULL) {
            return stm_fail_nomem(l->err);
        }
    }
    d.origin = l->view->documents.count;
    stm_id_map_set(&l->documents, d.id, d.origin);
    return stm_vec_push(&l->view->documents, d) ? STEMMA_OK : stm_fail_nomem(l->err);
}

static bool is_earlier(const stm_view *view, uint32_t a, uint32_t b)
{
    stm_str x = view->documents.items[a].date, y = view->documents.items[b].date;
    if ((x.len == 0) != (y.len == 0)) {
        return x.len > 0; /* an unknown day is no claim to be first */
    }
    int days = stm_str_cmp(x, y);
    return days != 0 ? days < 0 : a < b;
}

static uint32_t root_of(stm_view *view, uint32_t document)
{
    while (view->documents.items[document].origin != document) {
        uint32_t up = view->documents.items[document].origin;
        view->documents.items[document].origin = view->documents.items[up].origin;
        document = up;
    }
    return document;
}

stemma_status stm_view_take_copy(stm_loading *l, sqlite3_stmt *row)
{
    uint32_t a = stm_id_map_get(&l->documents, sqlite3_column_int64(row, 0));
    uint32_t b = stm_id_map_get(&l->documents, sqlite3_column_int64(row, 1));
    if (a != STM_NONE && b != STM_NONE) {
        a = root_of(l->view, a);
        b = root_of(l->view, b);
        if (a != b) {
            bool first = is_earlier(l->view, a, b);
            l->view->documents.items[first ? b : a].origin = first ? a : b;
        }
    }
    return STEMMA_OK;
}

stemma_status stm_view_take_relation(stm_loading *l, sqlite3_stmt *row)
{
    stm_str name = keep(l, row, 1);
    stm_id_map_set(&l->relations, sqlite3_column_int64(row, 0), l->view->relations.count);
    bool wanted = l->wanted_names.count == 0;
    for (uint32_t i = 0; i < l->wanted_names.count && !wanted; i++) {
        wanted = stm_str_eq(l->wanted_names.items[i], name);
    }
    bool kept = name.ptr != NULL && stm_vec_push(&l->view->relations, name) &&
        stm_vec_push(&l->wanted, wanted) &&
        stm_vec_push(&l->vocabulary, sqlite3_column_int(row, 2) != 0);
    return kept ? STEMMA_OK : stm_fail_nomem(l->err);
}

stemma_status stm_view_take_actor(stm_loading *l, sqlite3_stmt *row)
{
    stm_node node = {.id = sqlite3_column_int64(row, 0),
        .name = keep(l, row, 1),
        .type = (uint8_t)sqlite3_column_int(row, 2),
        .named = sqlite3_column_int(row, 3) != 0,
        .mentions = (uint32_t)sqlite3_column_int64(row, 4),
        .documents = (uint32_t)sqlite3_column_int64(row, 5)};
    stm_id_map_set(&l->actors, node.id, l->view->nodes.count);
    return node.name.ptr != NULL && stm_vec_push(&l->view->nodes, node) ? STEMMA_OK
                                                                        : stm_fail_nomem(l->err);
}

static stemma_status take_entity(stm_loading *l, sqlite3_stmt *row)
{
    uint32_t node = stm_id_map_get(&l->actors, sqlite3_column_int64(row, 1));
    if (node != STM_NONE) {
        stm_id_map_set(&l->entities, sqlite3_column_int64(row, 0), node);
    }
    return STEMMA_OK;
}

stemma_status stm_view_take_term(stm_loading *l, sqlite3_stmt *row)
{
    stm_str text = keep(l, row, 1);
    stm_id_map_set(&l->terms, sqlite3_column_int64(row, 0), l->term_texts.count);
    return text.ptr != NULL && stm_vec_push(&l->term_texts, text) ? STEMMA_OK
                                                                  : stm_fail_nomem(l->err);
}

void stm_view_settle_origins(stm_loading *l)
{
    for (uint32_t i = 0; i < l->view->documents.count; i++) {
        l->view->documents.items[i].origin = root_of(l->view, i);
    }
}

stemma_status stm_view_maps(stm_loading *l)
{
    STM_TRY(make_map(l, "SELECT coalesce(max(id), 0) FROM document", &l->documents));
    STM_TRY(make_map(l, "SELECT coalesce(max(id), 0) FROM relation", &l->relations));
    STM_TRY(make_map(l, "SELECT coalesce(max(id), 0) FROM actor", &l->actors));
    STM_TRY(make_map(l, "SELECT coalesce(max(id), 0) FROM entity", &l->entities));
    return make_map(l, "SELECT coalesce(max(id), 0) FROM term", &l->terms);
}

stemma_status stm_view_load_parts(stm_loading *l)
{
    STM_TRY(
        each_row(l, "SELECT id, path, title, date, url, source, lang FROM document ORDER BY path",
            stm_view_take_document));
    STM_TRY(each_row(l, "SELECT first, second FROM copy", stm_view_take_copy));
    stm_view_settle_origins(l);
    STM_TRY(each_row(
        l, "SELECT id, name, vocabulary FROM relation ORDER BY name", stm_view_take_relation));
    STM_TRY(each_row(l,
        "SELECT id, name, type, named, mentions, documents FROM actor"
        " ORDER BY name, type, named DESC, id",
        stm_view_take_actor));
    STM_TRY(each_row(l, "SELECT id, actor FROM entity", take_entity));
    return each_row(l, "SELECT id, text FROM term", stm_view_take_term);
}
