/* Names to ids: entities, their names, relations and shared terms are made when first seen and dropped when nothing
 * means them any more. Identity across names is not decided here (settle.c).
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/sql.h"

#include "base/limits.h"
#include "base/utf8.h"
#include "unicode/folding.h"

static stm_str cut(stm_str name, uint32_t limit)
{
    return name.len <= limit ? name : (stm_str){name.ptr, stm_utf8_floor(name, limit)};
}

stemma_status stm_entity_add(
    stemma_graph *graph, stm_entity_key key, int64_t *id_out, stemma_error *err)
{
    bool found = false;
    key.name = cut(key.name, STM_MAX_NAME_BYTES);
    STM_TRY(
        stm_sql_number(graph, stm_sql_use(graph, STM_SQL_ENTITY_LAST, err), id_out, &found, err));
    ++*id_out;
    sqlite3_stmt *add = stm_sql_use(graph, STM_SQL_ENTITY_ADD, err);
    if (add == NULL) {
        return STEMMA_ERR_STORE;
    }
    stm_sql_bind_str(add, 1, key.name);
    sqlite3_bind_int(add, 2, key.type);
    sqlite3_bind_int(add, 3, key.named);
    sqlite3_bind_int64(add, 4, *id_out);
    return stm_sql_run(graph, add, err);
}

/* Until actors are worked out, a new entity is an actor of its own. */
static stemma_status add_actor(
    stemma_graph *graph, stm_entity_key key, int64_t id, stemma_error *err)
{
    sqlite3_stmt *actor = stm_sql_use(graph, STM_SQL_ACTOR_ADD, err);
    if (actor == NULL) {
        return STEMMA_ERR_STORE;
    }
    sqlite3_bind_int64(actor, 1, id);
    stm_sql_bind_str(actor, 2, key.name);
    sqlite3_bind_int(actor, 3, key.type);
    sqlite3_bind_int(actor, 4, key.named);
    return stm_sql_run(graph, actor, err);
}

stemma_status stm_entity_find(
    stemma_graph *graph, stm_entity_key key, int64_t *id_out, bool *found_out, stemma_error *err)
{
    key.name = cut(key.name, STM_MAX_NAME_BYTES);
    sqlite3_stmt *find = stm_sql_use(graph, STM_SQL_ENTITY_FIND, err);
    if (find == NULL) {
        return STEMMA_ERR_STORE;
    }
    stm_sql_bind_str(find, 1, key.name);
    sqlite3_bind_int(find, 2, key.type);
    sqlite3_bind_int(find, 3, key.named);
    return stm_sql_number(graph, find, id_out, found_out, err);
}

stemma_status stm_entity_id(
    stemma_graph *graph, stm_entity_key key, int64_t *id_out, stemma_error *err)
{
    bool found = false;
    int64_t name = 0;
    key.name = cut(key.name, STM_MAX_NAME_BYTES);
    STM_TRY(stm_entity_find(graph, key, id_out, &found, err));
    if (found) {
        return STEMMA_OK;
    }
    STM_TRY(stm_entity_add(graph, key, id_out, err));
    STM_TRY(add_actor(graph, key, *id_out, err));
    return stm_entity_name(graph, *id_out, key.name, 0, &name, err);
}

static stemma_status add_name(stemma_graph *graph, int64_t entity, stm_str text, int64_t mentions,
    int64_t *id_out, stemma_error *err)
{
    stm_buf folded;
    stm_buf_init(&folded);
    stm_fold(text, &folded);
    stemma_status status = stm_buf_status(&folded, err);
    sqlite3_stmt *add = status == STEMMA_OK ? stm_sql_use(graph, STM_SQL_NAME_ADD, err) : NULL;
    sqlite3_stmt *index = add != NULL ? stm_sql_use(graph, STM_SQL_NAME_FTS_ADD, err) : NULL;
    if (index != NULL) {
        sqlite3_bind_int64(add, 1, entity);
        stm_sql_bind_str(add, 2, text);
        stm_sql_bind_str(add, 3, stm_buf_view(&folded));
        sqlite3_bind_int64(add, 4, mentions);
        status = stm_sql_run(graph, add, err);
        *id_out = sqlite3_last_insert_rowid(graph->db);
        if (status == STEMMA_OK) {
            sqlite3_bind_int64(index, 1, *id_out);
            stm_sql_bind_str(index, 2, stm_buf_view(&folded));
            status = stm_sql_run(graph, index, err);
        }
    } else if (status == STEMMA_OK) {
        status = STEMMA_ERR_STORE;
    }
    stm_buf_dispose(&folded);
    return status;
}

stemma_status stm_entity_name(stemma_graph *graph, int64_t entity, stm_str text, int64_t more,
    int64_t *id_out, stemma_error *err)
{
    bool found = false;
    text = cut(text, STM_MAX_NAME_BYTES);
    sqlite3_stmt *find = stm_sql_use(graph, STM_SQL_NAME_FIND, err);
    if (find == NULL) {
        return STEMMA_ERR_STORE;
    }
    sqlite3_bind_int64(find, 1, entity);
    stm_sql_bind_str(find, 2, text);
    STM_TRY(stm_sql_number(graph, find, id_out, &found, err));
    if (!found) {
        return add_name(graph, entity, text, more, id_out, err);
    }
    if (more == 0) {
        return STEMMA_OK;
    }
    sqlite3_stmt *count = stm_sql_use(graph, STM_SQL_NAME_COUNT, err);
    if (count == NULL) {
        return STEMMA_ERR_STORE;
    }
    sqlite3_bind_int64(count, 1, *id_out);
    sqlite3_bind_int64(count, 2, more);
    return stm_sql_run(graph, count, err);
}

static stemma_status run_with_id(stemma_graph *graph, stm_sql which, int64_t id, stemma_error *err)
{
    sqlite3_stmt *statement = stm_sql_use(graph, which, err);
    if (statement == NULL) {
        return STEMMA_ERR_STORE;
    }
    sqlite3_bind_int64(statement, 1, id);
    return stm_sql_run(graph, statement, err);
}

stemma_status stm_entity_count(
    stemma_graph *graph, int64_t entity, int64_t mentions, int64_t mentions_en, stemma_error *err)
{
    sqlite3_stmt *count = stm_sql_use(graph, STM_SQL_ENTITY_COUNT, err);
    if (count == NULL) {
        return STEMMA_ERR_STORE;
    }
    sqlite3_bind_int64(count, 1, entity);
    sqlite3_bind_int64(count, 2, mentions);
    sqlite3_bind_int64(count, 3, mentions_en);
    return stm_sql_run(graph, count, err);
}

static stemma_status run_with_two(
    stemma_graph *graph, stm_sql which, int64_t a, int64_t b, stemma_error *err)
{
    sqlite3_stmt *statement = stm_sql_use(graph, which, err);
    if (statement == NULL) {
        return STEMMA_ERR_STORE;
    }
    sqlite3_bind_int64(statement, 1, a);
    sqlite3_bind_int64(statement, 2, b);
    return stm_sql_run(graph, statement, err);
}

stemma_status stm_entity_document(
    stemma_graph *graph, int64_t entity, int64_t document, bool come, stemma_error *err)
{
    STM_TRY(run_with_two(graph, STM_SQL_ENTITY_DOCUMENTS, entity, come ? 1 : -1, err));
    return run_with_two(
        graph, come ? STM_SQL_ENTITY_COME : STM_SQL_ENTITY_LEAVE, entity, document, err);
}

stemma_status stm_entity_touch(stemma_graph *graph, int64_t entity, stemma_error *err)
{
    return run_with_id(graph, STM_SQL_ENTITY_TOUCH, entity, err);
}

static stemma_status drop_name(stemma_graph *graph, int64_t name, stm_str folded, stemma_error *err)
{
    sqlite3_stmt *index = stm_sql_use(graph, STM_SQL_NAME_FTS_DELETE, err);
    if (index == NULL) {
        return STEMMA_ERR_STORE;
    }
    sqlite3_bind_int64(index, 1, name);
    stm_sql_bind_str(index, 2, folded);
    STM_TRY(stm_sql_run(graph, index, err));
    sqlite3_stmt *drop = stm_sql_use(graph, STM_SQL_NAME_DELETE, err);
    if (drop == NULL) {
        return STEMMA_ERR_STORE;
    }
    sqlite3_bind_int64(drop, 1, name);
    return stm_sql_run(graph, drop, err);
}

/* Drops names of the entity: all of them, or those that no text uses any more and that are not its own. */
static stemma_status drop_names(stemma_graph *graph, int64_t entity, bool all, stemma_error *err)
{
    sqlite3_stmt *names = stm_sql_use(graph, STM_SQL_NAMES_OF, err);
    if (names == NULL) {
        return STEMMA_ERR_STORE;
    }
    sqlite3_bind_int64(names, 1, entity);
    bool row = false;
    stemma_status status = stm_sql_step(graph, names, &row, err);
    while (status == STEMMA_OK && row) {
        bool own = sqlite3_column_int(names, 3) != 0;
        if (all || (!own && sqlite3_column_int64(names, 2) <= 0)) {
            status =
                drop_name(graph, sqlite3_column_int64(names, 0), stm_sql_column(names, 1), err);
        }
        if (status == STEMMA_OK) {
            status = stm_sql_step(graph, names, &row, err);
        }
    }
    sqlite3_reset(names);
    return status;
}

static stemma_status number_for(stemma_graph *graph, stm_sql which, int64_t id, int64_t *out,
    bool *found_out, stemma_error *err)
{
    sqlite3_stmt *ask = stm_sql_use(graph, which, err);
    if (ask == NULL) {
        return STEMMA_ERR_STORE;
    }
    sqlite3_bind_int64(ask, 1, id);
    return stm_sql_number(graph, ask, out, found_out, err);
}

/* The entities that were one actor with this one stand alone until actors are worked out anew. */
static stemma_status split_actor(stemma_graph *graph, int64_t actor, stemma_error *err)
{
    STM_TRY(run_with_id(graph, STM_SQL_ENTITY_TOUCH_ACTOR, actor, err));
    STM_TRY(run_with_id(graph, STM_SQL_ENTITY_UNSHOW, actor, err)); /* noun phrases lose its name */
    STM_TRY(run_with_id(graph, STM_SQL_ENTITY_OF_ACTOR, actor, err));
    return run_with_id(graph, STM_SQL_ENTITY_SPLIT, actor, err);
}

static stemma_status drop_entity(stemma_graph *graph, int64_t entity, stemma_error *err)
{
    int64_t actor = entity;
    bool found = false;
    STM_TRY(number_for(graph, STM_SQL_ENTITY_ACTOR, entity, &actor, &found, err));
    STM_TRY(split_actor(graph, actor, err));
    STM_TRY(run_with_id(graph, STM_SQL_ACTOR_DELETE, entity, err));
    STM_TRY(run_with_id(graph, STM_SQL_ENTITY_UNTOUCH, entity, err));
    return run_with_id(graph, STM_SQL_ENTITY_DELETE, entity, err);
}

stemma_status stm_entity_drop_unused(stemma_graph *graph, int64_t entity, stemma_error *err)
{
    int64_t used = 0, idle = 0;
    bool found = false;
    STM_TRY(number_for(graph, STM_SQL_ENTITY_USED, entity, &used, &found, err));
    if (!found) {
        return STEMMA_OK;
    }
    STM_TRY(number_for(graph, STM_SQL_NAMES_IDLE, entity, &idle, &found, err));
    if (used != 0 && !found) {
        return STEMMA_OK;
    }
    stm_blocks before = {0};
    stemma_status status = stm_blocks_now(graph, entity, &before, err);
    if (status == STEMMA_OK) {
        status = drop_names(graph, entity, used == 0, err);
    }
    if (status == STEMMA_OK && used == 0) {
        status = drop_entity(graph, entity, err);
    }
    if (status == STEMMA_OK) {
        status = stm_blocks_leave(graph, entity, &before, err);
    }
    stm_vec_free(&before);
    return status;
}

stemma_status stm_relation_id(
    stemma_graph *graph, stm_str name, bool in_vocabulary, int64_t *id_out, stemma_error *err)
{
    bool found = false;
    name = cut(name, STM_MAX_NAME_BYTES);
    sqlite3_stmt *find = stm_sql_use(graph, STM_SQL_RELATION_FIND, err);
    if (find == NULL) {
        return STEMMA_ERR_STORE;
    }
    stm_sql_bind_str(find, 1, name);
    STM_TRY(stm_sql_number(graph, find, id_out, &found, err));
    if (found) {
        return STEMMA_OK;
    }
    sqlite3_stmt *add = stm_sql_use(graph, STM_SQL_RELATION_ADD, err);
    if (add == NULL) {
        return STEMMA_ERR_STORE;
    }
    stm_sql_bind_str(add, 1, name);
    sqlite3_bind_int(add, 2, in_vocabulary);
    STM_TRY(stm_sql_run(graph, add, err));
    *id_out = sqlite3_last_insert_rowid(graph->db);
    return STEMMA_OK;
}

stemma_status stm_term_id(stemma_graph *graph, stm_str text, int64_t *id_out, stemma_error *err)
{
    bool found = false;
    *id_out = 0;
    if (text.len == 0) {
        return STEMMA_OK;
    }
    sqlite3_stmt *find = stm_sql_use(graph, STM_SQL_TERM_FIND, err);
    if (find == NULL) {
        return STEMMA_ERR_STORE;
    }
    stm_sql_bind_str(find, 1, text);
    STM_TRY(stm_sql_number(graph, find, id_out, &found, err));
    if (found) {
        return STEMMA_OK;
    }
    sqlite3_stmt *add = stm_sql_use(graph, STM_SQL_TERM_ADD, err);
    if (add == NULL) {
        return STEMMA_ERR_STORE;
    }
    stm_sql_bind_str(add, 1, text);
    STM_TRY(stm_sql_run(graph, add, err));
    *id_out = sqlite3_last_insert_rowid(graph->db);
    return STEMMA_OK;
}
