/* From a change to everything whose actor it may change, and to nothing else. Reached are: the touched entities; with
 * each reached one all of its present actor, all that it is compared with, all that look into a block where it stands,
 * and the only actor that it looks at; and what the user's decisions tie to it. Who looks into a block where two actors
 * stand joins neither, however many more there are: two witnesses are enough, so that a common family name does not
 * draw all who bear it. Correct by induction: whoever is not reached meets only others who are not, and they are what
 * they were. SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/settle.h"

#include <stdlib.h>

/* An entity looks into a block. */
typedef struct look {
    int64_t key;
    uint32_t row;
    uint8_t rule;       /* stm_look */
    int64_t witness[2]; /* entity ids, 0 = none; with one the other actor is a reached one */
    bool closed;        /* all that stand there have been reached */
} look;

/* The user's decisions tie these two blocks. */
typedef struct tie {
    int64_t from, to;
} tie;

typedef struct reach {
    stm_settling *s;
    stm_key_map blocks, actors; /* followed already */
    STM_VEC(look) looks;
    STM_VEC(tie) ties;        /* sorted */
    STM_VEC(int64_t) waiting; /* blocks to follow */
    sqlite3_stmt *members, *actor, *candidates;
    uint32_t done; /* rows followed */
} reach;

static int compare_ties(const void *a, const void *b)
{
    const tie *x = a, *y = b;
    return x->from != y->from ? (x->from > y->from) - (x->from < y->from)
                              : (x->to > y->to) - (x->to < y->to);
}

/* A rename decision gives later ones a new name for an old one: both stand for the records. */
static stemma_status tie_names(reach *r)
{
    stm_settling *s = r->s;
    for (uint32_t d = 0; d < s->decisions.count; d++) {
        const stm_decision *x = &s->decisions.items[d];
        if (x->verb == STM_FORGET) {
            continue;
        }
        stm_str names[4] = {x->a, x->b};
        names[2] = stm_decision_old_name(s->decisions.items, d, x->a);
        names[3] = stm_decision_old_name(s->decisions.items, d, x->b);
        int64_t keys[4];
        for (int i = 0; i < 4; i++) {
            keys[i] = (int64_t)stm_identity_name_block(s->tables, names[i], &s->buffer);
        }
        STM_TRY(stm_buf_status(&s->buffer, s->err));
        for (int i = 0; i < 16; i++) {
            bool other = keys[i / 4] != keys[i % 4];
            if (other && !stm_vec_push(&r->ties, (tie){keys[i / 4], keys[i % 4]})) {
                return stm_fail_nomem(s->err);
            }
        }
    }
    if (r->ties.count > 0) {
        qsort(r->ties.items, r->ties.count, sizeof *r->ties.items, compare_ties);
    }
    return STEMMA_OK;
}

static stemma_status wait_for(reach *r, int64_t block)
{
    if (stm_key_map_get(&r->blocks, block) != STM_NONE) {
        return STEMMA_OK;
    }
    bool kept = stm_key_map_set(&r->blocks, block, 0) && stm_vec_push(&r->waiting, block);
    return kept ? STEMMA_OK : stm_fail_nomem(r->s->err);
}

/* Takes all entities that the statement gives for `key`. */
static stemma_status take_all(reach *r, sqlite3_stmt *statement, int64_t key)
{
    sqlite3_reset(statement);
    sqlite3_bind_int64(statement, 1, key);
    for (;;) {
        uint32_t at = 0;
        bool row = false;
        STM_TRY(stm_sql_step(r->s->graph, statement, &row, r->s->err));
        if (!row) {
            return STEMMA_OK;
        }
        STM_TRY(stm_settle_take(r->s, sqlite3_column_int64(statement, 0), &at));
    }
}

static stemma_status follow_block(reach *r, int64_t key)
{
    uint32_t low = 0, high = r->ties.count;
    STM_TRY(take_all(r, r->members, key));
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (r->ties.items[middle].from < key) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    for (; low < r->ties.count && r->ties.items[low].from == key; low++) {
        STM_TRY(wait_for(r, r->ties.items[low].to));
    }
    return STEMMA_OK;
}

static stemma_status follow_row(reach *r, uint32_t at)
{
    stm_settling *s = r->s;
    STM_TRY(stm_settle_find_blocks(s, at));
    stm_settle_row row = s->rows.items[at];
    for (uint32_t i = 0; i < row.block_count; i++) {
        stm_block block = s->blocks.items[row.first_block + i];
        if ((block.use & (STM_BLOCK_TIES | STM_BLOCK_WATCHERS)) != 0) {
            STM_TRY(wait_for(r, (int64_t)block.key));
        }
        if ((block.use & STM_BLOCK_LOOKS) != 0 &&
            !stm_vec_push(
                &r->looks, (look){.key = (int64_t)block.key, .row = at, .rule = block.look})) {
            return stm_fail_nomem(s->err);
        }
    }
    if (stm_key_map_get(&r->actors, row.actor) != STM_NONE) {
        return STEMMA_OK;
    }
    if (!stm_key_map_set(&r->actors, row.actor, 0)) {
        return stm_fail_nomem(s->err);
    }
    return take_all(r, r->actor, row.actor);
}

static stemma_status follow_all(reach *r)
{
    while (r->waiting.count > 0 || r->done < r->s->rows.count) {
        if (r->waiting.count > 0) {
            STM_TRY(follow_block(r, r->waiting.items[--r->waiting.count]));
        } else {
            STM_TRY(follow_row(r, r->done++));
        }
    }
    return STEMMA_OK;
}

/* Nothing new can come of it: all are reached, or there still is a witness of an actor that is not. */
static bool is_answered(const reach *r, const look *l)
{
    for (int i = 0; i < 2 && !l->closed; i++) {
        if (l->witness[i] != 0 && stm_settle_row_of(r->s, l->witness[i]) == STM_NONE) {
            return true;
        }
    }
    return l->closed;
}

/* Columns of a candidate: id, actor, name, type, mentions. */
static stemma_status fits(const reach *r, const look *l, sqlite3_stmt *candidate, bool *fits_out)
{
    bool failed = false;
    const stm_settle_row *looking = &r->s->rows.items[l->row];
    stm_identity_record other = {.name = stm_sql_column(candidate, 2),
        .type = (uint8_t)sqlite3_column_int(candidate, 3),
        .mentions = (uint32_t)sqlite3_column_int64(candidate, 4)};
    *fits_out = sqlite3_column_int64(candidate, 0) != looking->id &&
        stm_identity_look_fits(r->s->tables, (stm_look)l->rule, &looking->record, &other, &failed);
    return failed ? stm_fail_nomem(r->s->err) : STEMMA_OK;
}

/* Who stands in the block: somebody reached, and up to two of different actors who are not. */
static stemma_status look_around(reach *r, look *l, bool *inside_out)
{
    int64_t actor = 0;
    *inside_out = false;
    l->witness[0] = l->witness[1] = 0;
    sqlite3_reset(r->candidates);
    sqlite3_bind_int64(r->candidates, 1, l->key);
    while (l->witness[1] == 0 && !(*inside_out && l->witness[0] != 0)) {
        bool row = false;
        STM_TRY(stm_sql_step(r->s->graph, r->candidates, &row, r->s->err));
        if (!row) {
            return STEMMA_OK;
        }
        int64_t id = sqlite3_column_int64(r->candidates, 0);
        STM_TRY(fits(r, l, r->candidates, &row));
        if (!row) {
            continue;
        }
        if (stm_settle_row_of(r->s, id) != STM_NONE) {
            *inside_out = true;
        } else if (l->witness[0] == 0) {
            l->witness[0] = id;
            actor = sqlite3_column_int64(r->candidates, 1);
        } else if (sqlite3_column_int64(r->candidates, 1) != actor) {
            l->witness[1] = id;
        }
    }
    sqlite3_reset(r->candidates);
    return STEMMA_OK;
}

/* The only actor there is reached; of several, witnesses will do. */
static stemma_status follow_look(reach *r, look *l)
{
    bool inside = false;
    uint32_t at = 0;
    STM_TRY(look_around(r, l, &inside));
    l->closed = l->witness[0] == 0;
    bool only = !inside && l->witness[0] != 0 && l->witness[1] == 0;
    return only ? stm_settle_take(r->s, l->witness[0], &at) : STEMMA_OK;
}

static stemma_status follow_looks(reach *r)
{
    do {
        STM_TRY(follow_all(r));
        for (uint32_t i = 0; i < r->looks.count; i++) {
            look l = r->looks.items[i];
            if (!is_answered(r, &l)) {
                STM_TRY(follow_look(r, &l));
                r->looks.items[i] = l;
            }
        }
    } while (r->done < r->s->rows.count);
    return STEMMA_OK;
}

static stemma_status add_witnesses(reach *r)
{
    for (uint32_t i = 0; i < r->looks.count; i++) {
        for (int k = 0; k < 2 && !r->looks.items[i].closed; k++) {
            uint32_t before = r->s->rows.count, at = STM_NONE;
            if (r->looks.items[i].witness[k] != 0) {
                STM_TRY(stm_settle_take(r->s, r->looks.items[i].witness[k], &at));
            }
            if (at != STM_NONE && at >= before) {
                r->s->rows.items[at].record.witness = true;
            }
        }
    }
    return STEMMA_OK;
}

static stemma_status follow_touched_blocks(reach *r)
{
    bool row = false;
    sqlite3_stmt *all = stm_sql_prepare(r->s->graph, "SELECT key FROM touched_block", r->s->err);
    stemma_status status = stm_sql_step(r->s->graph, all, &row, r->s->err);
    while (status == STEMMA_OK && row) {
        status = wait_for(r, sqlite3_column_int64(all, 0));
        if (status == STEMMA_OK) {
            status = stm_sql_step(r->s->graph, all, &row, r->s->err);
        }
    }
    sqlite3_finalize(all);
    return status;
}

static bool prepare(reach *r)
{
    stemma_graph *g = r->s->graph;
    stemma_error *err = r->s->err;
    return (r->members = stm_sql_prepare(
                g, "SELECT entity FROM block WHERE key = ?1 ORDER BY entity", err)) != NULL &&
        (r->actor = stm_sql_prepare(
             g, "SELECT id FROM entity WHERE actor = ?1 ORDER BY id", err)) != NULL &&
        (r->candidates = stm_sql_prepare(g,
             "SELECT e.id, e.actor, e.name, e.type, e.mentions FROM block b"
             " CROSS JOIN entity e ON e.id = b.entity WHERE b.key = ?1 ORDER BY b.entity",
             err)) != NULL;
}

stemma_status stm_settle_reach(stm_settling *s)
{
    reach r = {.s = s};
    stemma_status status = prepare(&r) ? tie_names(&r) : STEMMA_ERR_STORE;
    if (status == STEMMA_OK) {
        status = follow_touched_blocks(&r);
    }
    if (status == STEMMA_OK) {
        status = follow_looks(&r);
    }
    if (status == STEMMA_OK) {
        status = add_witnesses(&r);
    }
    sqlite3_finalize(r.members);
    sqlite3_finalize(r.actor);
    sqlite3_finalize(r.candidates);
    stm_key_map_free(&r.blocks);
    stm_key_map_free(&r.actors);
    stm_vec_free(&r.looks);
    stm_vec_free(&r.ties);
    stm_vec_free(&r.waiting);
    return status;
}
