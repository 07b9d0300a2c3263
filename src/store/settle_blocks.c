/* The index of blocks in which entities meet (names/identity.h): rows for what an entity stands in are added when actors
 * are worked out and taken away with the entity or its name; blocks that lost somebody are noted, so that those who
 * stand there are looked at again. SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/settle.h"

#include <stdlib.h>

stemma_status stm_settle_find_blocks(stm_settling *s, uint32_t row)
{
    stm_settle_row *r = &s->rows.items[row];
    if (r->block_count == 0) { /* an entity without words has none */
        r->first_block = s->blocks.count;
        if (!stm_identity_blocks(s->tables, &r->record, &s->blocks)) {
            return stm_fail_nomem(s->err);
        }
        r->block_count = s->blocks.count - r->first_block;
    }
    return STEMMA_OK;
}

typedef struct standing {
    int64_t key, entity;
} standing;

static int compare_standing(const void *a, const void *b)
{
    const standing *x = a, *y = b;
    return x->key != y->key ? (x->key > y->key) - (x->key < y->key)
                            : (x->entity > y->entity) - (x->entity < y->entity);
}

typedef STM_VEC(standing) standings;

static stemma_status gather(stm_settling *s, standings *list)
{
    for (uint32_t i = 0; i < s->rows.count; i++) {
        if (!s->rows.items[i].touched && !s->anew) {
            continue;
        }
        STM_TRY(stm_settle_find_blocks(s, i));
        const stm_settle_row *r = &s->rows.items[i];
        for (uint32_t b = 0; b < r->block_count; b++) {
            const stm_block *block = &s->blocks.items[r->first_block + b];
            if ((block->use & STM_BLOCK_STANDS) != 0 &&
                !stm_vec_push(list, (standing){(int64_t)block->key, r->id})) {
                return stm_fail_nomem(s->err);
            }
        }
    }
    return STEMMA_OK;
}

static stemma_status insert(stm_settling *s, const standings *list)
{
    sqlite3_stmt *add =
        stm_sql_prepare(s->graph, "INSERT OR IGNORE INTO block VALUES (?1, ?2)", s->err);
    stemma_status status = add == NULL ? STEMMA_ERR_STORE : STEMMA_OK;
    for (uint32_t i = 0; i < list->count && status == STEMMA_OK; i++) {
        sqlite3_bind_int64(add, 1, list->items[i].key);
        sqlite3_bind_int64(add, 2, list->items[i].entity);
        status = stm_sql_run(s->graph, add, s->err);
    }
    sqlite3_finalize(add);
    return status;
}

stemma_status stm_settle_index(stm_settling *s)
{
    standings list = {0};
    stemma_status status =
        s->anew ? stm_sql_exec(s->graph, "DELETE FROM block", s->err) : STEMMA_OK;
    if (status == STEMMA_OK) {
        status = gather(s, &list);
    }
    if (list.count > 0) { /* in the order of the index: few pages are touched twice */
        qsort(list.items, list.count, sizeof *list.items, compare_standing);
    }
    if (status == STEMMA_OK) {
        status = insert(s, &list);
    }
    stm_vec_free(&list);
    return status;
}

/* ---- entities and names that go ---- */

static stemma_status blocks_of(stm_settling *s, int64_t entity)
{
    uint32_t row = STM_NONE;
    STM_TRY(stm_settle_take(s, entity, &row));
    return row == STM_NONE ? STEMMA_OK : stm_settle_find_blocks(s, row);
}

stemma_status stm_blocks_now(
    stemma_graph *graph, int64_t entity, stm_blocks *out, stemma_error *err)
{
    stm_settling s = {.graph = graph, .err = err};
    stm_arena_init(&s.arena);
    stm_buf_init(&s.buffer);
    s.tables = stm_graph_tables(graph, err);
    stemma_status status = s.tables == NULL ? err->status : blocks_of(&s, entity);
    stm_blocks kept = *out;
    *out = s.blocks;
    s.blocks = kept;
    stm_settle_free(&s);
    return status;
}

static bool still_there(const stm_blocks *list, const stm_block *block)
{
    for (uint32_t i = 0; i < list->count; i++) {
        if (list->items[i].key == block->key && list->items[i].use == block->use) {
            return true;
        }
    }
    return false;
}

static stemma_status leave_block(
    stemma_graph *graph, int64_t entity, const stm_block *block, stemma_error *err)
{
    if ((block->use & STM_BLOCK_STANDS) != 0) {
        sqlite3_stmt *drop = stm_sql_use(graph, STM_SQL_BLOCK_DELETE, err);
        if (drop == NULL) {
            return STEMMA_ERR_STORE;
        }
        sqlite3_bind_int64(drop, 1, (int64_t)block->key);
        sqlite3_bind_int64(drop, 2, entity);
        STM_TRY(stm_sql_run(graph, drop, err));
    }
    bool told = (block->use & (STM_BLOCK_TIES | STM_BLOCK_WATCHERS)) != 0;
    return told ? stm_block_touch(graph, (int64_t)block->key, err) : STEMMA_OK;
}

stemma_status stm_blocks_leave(
    stemma_graph *graph, int64_t entity, const stm_blocks *before, stemma_error *err)
{
    stm_blocks now = {0};
    stemma_status status = stm_blocks_now(graph, entity, &now, err);
    for (uint32_t i = 0; i < before->count && status == STEMMA_OK; i++) {
        if (!still_there(&now, &before->items[i])) {
            status = leave_block(graph, entity, &before->items[i], err);
        }
    }
    stm_vec_free(&now);
    return status;
}

stemma_status stm_block_touch(stemma_graph *graph, int64_t key, stemma_error *err)
{
    sqlite3_stmt *touch = stm_sql_use(graph, STM_SQL_BLOCK_TOUCH, err);
    if (touch == NULL) {
        return STEMMA_ERR_STORE;
    }
    sqlite3_bind_int64(touch, 1, key);
    return stm_sql_run(graph, touch, err);
}

stemma_status stm_block_touch_name(stemma_graph *graph, stm_str name, stemma_error *err)
{
    stm_buf buffer;
    const stm_names_tables *tables = stm_graph_tables(graph, err);
    if (tables == NULL) {
        return err->status;
    }
    stm_buf_init(&buffer);
    uint64_t key = stm_identity_name_block(tables, name, &buffer);
    stemma_status status = stm_buf_status(&buffer, err);
    if (status == STEMMA_OK) {
        status = stm_block_touch(graph, (int64_t)key, err);
    }
    stm_buf_dispose(&buffer);
    return status;
}
