/* Entities, their other names and the user's decisions, read into memory in an order that depends on nothing but their
 * content. SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/settle.h"

#include <stdlib.h>

static stemma_status add_record(stm_settling *s, sqlite3_stmt *row)
{
    stm_identity_record record = {
        .name = stm_arena_copy(&s->arena, stm_sql_column(row, 1)),
        .type = (uint8_t)sqlite3_column_int(row, 2),
        .named = sqlite3_column_int(row, 3) != 0,
        .mentions = (uint32_t)sqlite3_column_int64(row, 4),
        .mentions_en = (uint32_t)sqlite3_column_int64(row, 5),
    };
    bool kept = record.name.ptr != NULL && stm_vec_push(&s->records, record) &&
        stm_vec_push(&s->ids, sqlite3_column_int64(row, 0)) &&
        stm_vec_push(&s->actors, sqlite3_column_int64(row, 7)) &&
        stm_vec_push(&s->documents, sqlite3_column_int64(row, 6));
    return kept ? STEMMA_OK : stm_fail_nomem(s->err);
}

static stemma_status load_entities(stm_settling *s)
{
    sqlite3_stmt *all = stm_sql_prepare(s->graph,
        "SELECT id, name, type, named, mentions, mentions_en, documents, actor"
        " FROM entity ORDER BY name, type, named",
        s->err);
    bool row = false;
    stemma_status status = stm_sql_step(s->graph, all, &row, s->err);
    while (status == STEMMA_OK && row) {
        status = add_record(s, all);
        if (status == STEMMA_OK) {
            status = stm_sql_step(s->graph, all, &row, s->err);
        }
    }
    sqlite3_finalize(all);
    return status;
}

typedef struct keyed {
    int64_t id;
    uint32_t record;
} keyed;

static int compare_keyed(const void *a, const void *b)
{
    int64_t x = ((const keyed *)a)->id, y = ((const keyed *)b)->id;
    return (x > y) - (x < y);
}

static stemma_status sort_ids(stm_settling *s)
{
    keyed *keys = stm_arena_array(&s->arena, s->ids.count, sizeof *keys);
    s->by_id = stm_arena_array(&s->arena, s->ids.count, sizeof *s->by_id);
    if (keys == NULL || s->by_id == NULL) {
        return stm_fail_nomem(s->err);
    }
    for (uint32_t i = 0; i < s->ids.count; i++) {
        keys[i] = (keyed){s->ids.items[i], i};
    }
    qsort(keys, s->ids.count, sizeof *keys, compare_keyed);
    for (uint32_t i = 0; i < s->ids.count; i++) {
        s->by_id[i] = keys[i].record;
    }
    return STEMMA_OK;
}

uint32_t stm_settle_record(const stm_settling *s, int64_t entity)
{
    uint32_t low = 0, high = s->ids.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (s->ids.items[s->by_id[middle]] < entity) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < s->ids.count && s->ids.items[s->by_id[low]] == entity ? s->by_id[low] : STM_NONE;
}

typedef STM_VEC(stm_str) name_list;

static stemma_status give_aliases(stm_settling *s, uint32_t record, name_list *names)
{
    if (names->count == 0 || record == STM_NONE) {
        return STEMMA_OK;
    }
    stm_str *copy = stm_arena_array(&s->arena, names->count, sizeof *copy);
    if (copy == NULL) {
        return stm_fail_nomem(s->err);
    }
    memcpy(copy, names->items, names->count * sizeof *copy);
    s->records.items[record].aliases = copy;
    s->records.items[record].alias_count = names->count;
    stm_vec_clear(names);
    return STEMMA_OK;
}

/* Rows come grouped by entity, names sorted. */
static stemma_status load_aliases(stm_settling *s)
{
    name_list names = {0};
    int64_t entity = 0;
    bool row = false;
    sqlite3_stmt *all = stm_sql_prepare(s->graph,
        "SELECT n.entity, n.text FROM name n JOIN entity e ON e.id = n.entity"
        " WHERE n.mentions > 0 AND n.text <> e.name ORDER BY n.entity, n.text",
        s->err);
    stemma_status status = stm_sql_step(s->graph, all, &row, s->err);
    while (status == STEMMA_OK && row) {
        if (sqlite3_column_int64(all, 0) != entity) {
            status = give_aliases(s, stm_settle_record(s, entity), &names);
            entity = sqlite3_column_int64(all, 0);
        }
        stm_str name = stm_arena_copy(&s->arena, stm_sql_column(all, 1));
        if (status == STEMMA_OK && (name.ptr == NULL || !stm_vec_push(&names, name))) {
            status = stm_fail_nomem(s->err);
        }
        if (status == STEMMA_OK) {
            status = stm_sql_step(s->graph, all, &row, s->err);
        }
    }
    if (status == STEMMA_OK) {
        status = give_aliases(s, stm_settle_record(s, entity), &names);
    }
    stm_vec_free(&names);
    sqlite3_finalize(all);
    return status;
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

static stemma_status load_decisions(stm_settling *s)
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

static stemma_status load_touched(stm_settling *s)
{
    bool row = false;
    s->touched = stm_arena_array(&s->arena, s->records.count + (size_t)1, sizeof *s->touched);
    if (s->touched == NULL) {
        return stm_fail_nomem(s->err);
    }
    sqlite3_stmt *all = stm_sql_prepare(s->graph, "SELECT entity FROM touched", s->err);
    stemma_status status = stm_sql_step(s->graph, all, &row, s->err);
    while (status == STEMMA_OK && row) {
        uint32_t record = stm_settle_record(s, sqlite3_column_int64(all, 0));
        if (record != STM_NONE) {
            s->touched[record] = true;
        }
        status = stm_sql_step(s->graph, all, &row, s->err);
    }
    sqlite3_finalize(all);
    return status;
}

stemma_status stm_settle_load(stm_settling *s)
{
    STM_TRY(load_entities(s));
    STM_TRY(sort_ids(s));
    STM_TRY(load_touched(s));
    STM_TRY(load_aliases(s));
    return load_decisions(s);
}
