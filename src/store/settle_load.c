/* Entities, their other names and the user's decisions, read into memory: all in one sweep, or one by one. In the end in
 * an order that depends on nothing but their content. SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/settle.h"

#include <stdlib.h>

#define ENTITY_COLUMNS                                                                             \
    "SELECT id, name, type, named, mentions, mentions_en, documents, actor FROM entity"

static stemma_status add_row(stm_settling *s, sqlite3_stmt *row)
{
    stm_settle_row new = {
        .record = {.name = stm_arena_copy(&s->arena, stm_sql_column(row, 1)),
            .type = (uint8_t)sqlite3_column_int(row, 2),
            .named = sqlite3_column_int(row, 3) != 0,
            .mentions = (uint32_t)sqlite3_column_int64(row, 4),
            .mentions_en = (uint32_t)sqlite3_column_int64(row, 5)},
        .id = sqlite3_column_int64(row, 0),
        .documents = sqlite3_column_int64(row, 6),
        .actor = sqlite3_column_int64(row, 7),
    };
    bool kept = new.record.name.ptr != NULL &&stm_vec_push(&s->rows, new) &&
        stm_key_map_set(&s->places, new.id, s->rows.count - 1);
    return kept ? STEMMA_OK : stm_fail_nomem(s->err);
}

static stemma_status load_entities(stm_settling *s)
{
    sqlite3_stmt *all =
        stm_sql_prepare(s->graph, ENTITY_COLUMNS " ORDER BY name, type, named", s->err);
    bool row = false;
    stemma_status status = stm_sql_step(s->graph, all, &row, s->err);
    while (status == STEMMA_OK && row) {
        status = add_row(s, all);
        if (status == STEMMA_OK) {
            status = stm_sql_step(s->graph, all, &row, s->err);
        }
    }
    sqlite3_finalize(all);
    return status;
}

uint32_t stm_settle_row_of(const stm_settling *s, int64_t entity)
{
    return stm_key_map_get(&s->places, entity);
}

static stemma_status note_alias(stm_settling *s, stm_str text)
{
    stm_str name = stm_arena_copy(&s->arena, text);
    bool kept = name.ptr != NULL && stm_vec_push(&s->names, name);
    return kept ? STEMMA_OK : stm_fail_nomem(s->err);
}

static stemma_status give_aliases(stm_settling *s, uint32_t row)
{
    if (s->names.count == 0 || row == STM_NONE) {
        return STEMMA_OK;
    }
    stm_str *copy = stm_arena_array(&s->arena, s->names.count, sizeof *copy);
    if (copy == NULL) {
        return stm_fail_nomem(s->err);
    }
    memcpy(copy, s->names.items, s->names.count * sizeof *copy);
    s->rows.items[row].record.aliases = copy;
    s->rows.items[row].record.alias_count = s->names.count;
    stm_vec_clear(&s->names);
    return STEMMA_OK;
}

/* Rows come grouped by entity, names sorted. */
static stemma_status load_aliases(stm_settling *s)
{
    int64_t entity = 0;
    bool row = false;
    sqlite3_stmt *all = stm_sql_prepare(s->graph,
        "SELECT n.entity, n.text FROM name n JOIN entity e ON e.id = n.entity"
        " WHERE n.text <> e.name ORDER BY n.entity, n.text",
        s->err);
    stemma_status status = stm_sql_step(s->graph, all, &row, s->err);
    while (status == STEMMA_OK && row) {
        if (sqlite3_column_int64(all, 0) != entity) {
            status = give_aliases(s, stm_settle_row_of(s, entity));
            entity = sqlite3_column_int64(all, 0);
        }
        if (status == STEMMA_OK) {
            status = note_alias(s, stm_sql_column(all, 1));
        }
        if (status == STEMMA_OK) {
            status = stm_sql_step(s->graph, all, &row, s->err);
        }
    }
    if (status == STEMMA_OK) {
        status = give_aliases(s, stm_settle_row_of(s, entity));
    }
    sqlite3_finalize(all);
    return status;
}

stemma_status stm_settle_load_all(stm_settling *s)
{
    STM_TRY(load_entities(s));
    return load_aliases(s);
}

static stemma_status prepare_single(stm_settling *s)
{
    if (s->one == NULL) {
        s->one = stm_sql_prepare(s->graph, ENTITY_COLUMNS " WHERE id = ?1", s->err);
    }
    if (s->aliases == NULL && s->one != NULL) {
        s->aliases = stm_sql_prepare(s->graph,
            "SELECT text FROM name WHERE entity = ?1 AND text <> ?2 ORDER BY text", s->err);
    }
    return s->one == NULL || s->aliases == NULL ? STEMMA_ERR_STORE : STEMMA_OK;
}

stemma_status stm_settle_take(stm_settling *s, int64_t entity, uint32_t *row_out)
{
    bool row = false;
    *row_out = stm_settle_row_of(s, entity);
    if (*row_out != STM_NONE) {
        return STEMMA_OK;
    }
    STM_TRY(prepare_single(s));
    sqlite3_reset(s->one);
    sqlite3_bind_int64(s->one, 1, entity);
    STM_TRY(stm_sql_step(s->graph, s->one, &row, s->err));
    if (!row) {
        return STEMMA_OK;
    }
    stemma_status status = add_row(s, s->one);
    sqlite3_reset(s->one);
    STM_TRY(status);
    *row_out = s->rows.count - 1;
    sqlite3_reset(s->aliases);
    sqlite3_bind_int64(s->aliases, 1, entity);
    stm_sql_bind_str(s->aliases, 2, s->rows.items[*row_out].record.name);
    for (;;) {
        STM_TRY(stm_sql_step(s->graph, s->aliases, &row, s->err));
        if (!row) {
            return give_aliases(s, *row_out);
        }
        STM_TRY(note_alias(s, stm_sql_column(s->aliases, 0)));
    }
}

static bool verb_of(stm_str name, uint8_t *verb_out)
{
    for (uint8_t verb = STM_SAME; verb <= STM_FORGET; verb++) {
        if (stm_str_is(name, stm_verb_name((stm_verb)verb))) {
            *verb_out = verb;
            return true;
        }
    }
    return false;
}

stemma_status stm_settle_load_decisions(stm_settling *s)
{
    bool row = false;
    sqlite3_stmt *all = stm_sql_prepare(
        s->graph, "SELECT verb, a, a_type, b, b_type, relation FROM decision ORDER BY id", s->err);
    stemma_status status = stm_sql_step(s->graph, all, &row, s->err);
    while (status == STEMMA_OK && row) {
        stm_decision decision = {
            .a_type = (uint8_t)sqlite3_column_int(all, 2),
            .b_type = (uint8_t)sqlite3_column_int(all, 4),
            .a = stm_arena_copy(&s->arena, stm_sql_column(all, 1)),
            .b = stm_arena_copy(&s->arena, stm_sql_column(all, 3)),
            .relation = stm_arena_copy(&s->arena, stm_sql_column(all, 5)),
        };
        bool known = verb_of(stm_sql_column(all, 0), &decision.verb);
        if (decision.a.ptr == NULL || decision.b.ptr == NULL || decision.relation.ptr == NULL ||
            (known && !stm_vec_push(&s->decisions, decision))) {
            status = stm_fail_nomem(s->err);
        } else {
            status = stm_sql_step(s->graph, all, &row, s->err);
        }
    }
    sqlite3_finalize(all);
    return status;
}

stemma_status stm_settle_load_touched(stm_settling *s)
{
    bool row = false;
    sqlite3_stmt *all = stm_sql_prepare(s->graph, "SELECT DISTINCT entity FROM touched", s->err);
    stemma_status status = stm_sql_step(s->graph, all, &row, s->err);
    while (status == STEMMA_OK && row) {
        uint32_t at = STM_NONE;
        status = stm_settle_take(s, sqlite3_column_int64(all, 0), &at);
        if (at != STM_NONE) {
            s->rows.items[at].touched = true;
        }
        if (status == STEMMA_OK) {
            status = stm_sql_step(s->graph, all, &row, s->err);
        }
    }
    sqlite3_finalize(all);
    return status;
}

static int compare_rows(const void *a, const void *b)
{
    const stm_settle_row *x = a, *y = b;
    int compared = stm_str_cmp(x->record.name, y->record.name);
    if (compared != 0) {
        return compared;
    }
    int types = (int)x->record.type - (int)y->record.type;
    return types != 0 ? types : (int)x->record.named - (int)y->record.named;
}

stemma_status stm_settle_sort(stm_settling *s)
{
    s->records = stm_arena_array(&s->arena, s->rows.count + (size_t)1, sizeof *s->records);
    if (s->records == NULL) {
        return stm_fail_nomem(s->err);
    }
    if (s->rows.count > 0) {
        qsort(s->rows.items, s->rows.count, sizeof *s->rows.items, compare_rows);
    }
    stm_key_map_clear(&s->places);
    for (uint32_t i = 0; i < s->rows.count; i++) {
        s->records[i] = s->rows.items[i].record;
        if (!stm_key_map_set(&s->places, s->rows.items[i].id, i)) {
            return stm_fail_nomem(s->err);
        }
    }
    return STEMMA_OK;
}

void stm_settle_free(stm_settling *s)
{
    sqlite3_finalize(s->one);
    sqlite3_finalize(s->aliases);
    stm_vec_free(&s->rows);
    stm_vec_free(&s->blocks);
    stm_vec_free(&s->decisions);
    stm_vec_free(&s->names);
    stm_key_map_free(&s->places);
    stm_buf_dispose(&s->buffer);
    stm_arena_dispose(&s->arena);
}
