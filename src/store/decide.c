/* The user's decisions as rows: added, listed, taken back. What follows from them is worked out by settle.c.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include <stemma/decide.h>

#include "base/sink.h"
#include "base/utf8.h"
#include "names/identity.h"
#include "store/sql.h"

static void bind_decision(sqlite3_stmt *statement, const stm_decision *d)
{
    stm_sql_bind_str(statement, 1, stm_str_of(stm_verb_name((stm_verb)d->verb)));
    stm_sql_bind_str(statement, 2, d->a);
    sqlite3_bind_int(statement, 3, d->a_type);
    stm_sql_bind_str(statement, 4, d->b);
    sqlite3_bind_int(statement, 5, d->b_type);
    stm_sql_bind_str(statement, 6, d->relation);
}

/* Who bears one of the names is worked out again. */
static stemma_status note_change(stemma_graph *graph, const stm_decision *d, stemma_error *err)
{
    if (d->verb != STM_FORGET) {
        STM_TRY(stm_block_touch_name(graph, d->a, err));
        STM_TRY(stm_block_touch_name(graph, d->b, err));
    }
    return stm_sql_changed(graph, err);
}

static stemma_status add_row(stemma_graph *graph, const stm_decision *d, stemma_error *err)
{
    sqlite3_stmt *add = stm_sql_prepare(graph,
        "INSERT INTO decision(verb, a, a_type, b, b_type, relation)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        err);
    if (add == NULL) {
        return STEMMA_ERR_STORE;
    }
    bind_decision(add, d);
    stemma_status status = stm_sql_run(graph, add, err);
    sqlite3_finalize(add);
    return status == STEMMA_OK ? note_change(graph, d, err) : status;
}

/* Adds and applies in one transaction. */
static stemma_status add_decision(stemma_graph *graph, const stm_decision *d, stemma_error *err)
{
    STM_TRY(stm_sql_begin(graph, err));
    stemma_status status = add_row(graph, d, err);
    if (status == STEMMA_OK) {
        status = stm_settle_now(graph, err);
    }
    return stm_sql_end(graph, status, err);
}

static stemma_status decide_pair(stemma_graph *graph, stm_verb verb, const char *a, const char *b,
    stm_arena *arena, stemma_error *err)
{
    stm_found x, y;
    STM_TRY(stm_sql_need_write(graph, err));
    STM_TRY(stm_find_name(graph, stm_str_of(a), arena, &x, err));
    STM_TRY(stm_find_name(graph, stm_str_of(b), arena, &y, err));
    if (verb == STM_SAME && x.actor == y.actor) {
        return stm_fail(err, STEMMA_ERR_EXISTS, "\"%s\" and \"%s\" are one actor already", a, b);
    }
    if (stm_str_eq(x.name, y.name) && x.type == y.type) {
        return stm_fail(err, STEMMA_ERR_ARG, "\"%s\" twice", a);
    }
    stm_decision d = {.verb = (uint8_t)verb,
        .a = x.name,
        .a_type = x.type,
        .b = y.name,
        .b_type = y.type,
        .relation = STM_EMPTY};
    return add_decision(graph, &d, err);
}

stemma_status stemma_graph_same(
    stemma_graph *graph, const char *a, const char *b, stemma_error *err)
{
    stemma_error local;
    stm_arena arena;
    stm_arena_init(&arena);
    stemma_status status = decide_pair(graph, STM_SAME, a, b, &arena, err == NULL ? &local : err);
    stm_arena_dispose(&arena);
    return status;
}

stemma_status stemma_graph_different(
    stemma_graph *graph, const char *a, const char *b, stemma_error *err)
{
    stemma_error local;
    stm_arena arena;
    stm_arena_init(&arena);
    stemma_status status =
        decide_pair(graph, STM_DIFFERENT, a, b, &arena, err == NULL ? &local : err);
    stm_arena_dispose(&arena);
    return status;
}

static stemma_status decide_one(
    stemma_graph *graph, stm_verb verb, const char *actor, stm_str value, stemma_error *err)
{
    stm_arena arena;
    stm_found found;
    stm_arena_init(&arena);
    stemma_status status = stm_sql_need_write(graph, err);
    if (status == STEMMA_OK) {
        status = stm_find_name(graph, stm_str_of(actor), &arena, &found, err);
    }
    if (status == STEMMA_OK) {
        stm_decision d = {.verb = (uint8_t)verb,
            .a = found.name,
            .a_type = found.type,
            .b = value,
            .b_type = STM_TYPE_COUNT,
            .relation = STM_EMPTY};
        status = add_decision(graph, &d, err);
    }
    stm_arena_dispose(&arena);
    return status;
}

stemma_status stemma_graph_rename(
    stemma_graph *graph, const char *actor, const char *name, stemma_error *err)
{
    stemma_error local;
    stm_str value = stm_str_trim(stm_str_of(name));
    err = err == NULL ? &local : err;
    if (value.len == 0 || stm_str_find(value, STM_LIT("\t")) >= 0 ||
        stm_str_find(value, STM_LIT("\n")) >= 0) {
        return stm_fail(err, STEMMA_ERR_ARG, "\"%s\" is no name", name == NULL ? "" : name);
    }
    return decide_one(graph, STM_RENAME, actor, value, err);
}

stemma_status stemma_graph_set_type(
    stemma_graph *graph, const char *actor, const char *type, stemma_error *err)
{
    bool known = false;
    stemma_error local;
    err = err == NULL ? &local : err;
    stm_type_of(stm_str_of(type), &known);
    if (!known) {
        return stm_fail(err, STEMMA_ERR_ARG,
            "\"%s\": no type of actors (person, organization, location, product, event,"
            " money, date, other)",
            type == NULL ? "" : type);
    }
    return decide_one(graph, STM_TYPE, actor, stm_str_of(type), err);
}

static stemma_status forget_fact(
    stemma_graph *graph, int64_t fact, stm_arena *arena, stemma_error *err)
{
    stm_decision d = {.verb = STM_FORGET, .a_type = STM_TYPE_COUNT, .b_type = STM_TYPE_COUNT};
    bool row = false;
    STM_TRY(stm_sql_need_write(graph, err));
    STM_TRY(stm_settle(graph, err));
    /* A type only when the name alone would mean another actor too. */
    sqlite3_stmt *get = stm_sql_prepare(graph,
        "SELECT x.name, r.name, y.name,"
        " CASE WHEN (SELECT count(*) FROM actor WHERE name = x.name) > 1 THEN x.type ELSE 8 END,"
        " CASE WHEN (SELECT count(*) FROM actor WHERE name = y.name) > 1 THEN y.type ELSE 8 END"
        " FROM fact f JOIN relation r ON r.id = f.relation JOIN entity s ON s.id = f.subject"
        " JOIN entity o ON o.id = f.object JOIN actor x ON x.id = s.actor JOIN actor y ON y.id = o.actor"
        " WHERE f.id = ?1 AND f.shown > 0",
        err);
    if (get == NULL) {
        return STEMMA_ERR_STORE;
    }
    sqlite3_bind_int64(get, 1, fact);
    stemma_status status = stm_sql_step(graph, get, &row, err);
    if (status == STEMMA_OK && !row) {
        status =
            stm_fail(err, STEMMA_ERR_NOTFOUND, "no fact %lld in %s", (long long)fact, graph->path);
    }
    if (status == STEMMA_OK) {
        d.a = stm_arena_copy(arena, stm_sql_column(get, 0));
        d.relation = stm_arena_copy(arena, stm_sql_column(get, 1));
        d.b = stm_arena_copy(arena, stm_sql_column(get, 2));
        d.a_type = (uint8_t)sqlite3_column_int(get, 3);
        d.b_type = (uint8_t)sqlite3_column_int(get, 4);
        bool fine = d.a.ptr != NULL && d.b.ptr != NULL && d.relation.ptr != NULL;
        status = fine ? STEMMA_OK : stm_fail_nomem(err);
    }
    sqlite3_finalize(get);
    return status == STEMMA_OK ? add_decision(graph, &d, err) : status;
}

stemma_status stemma_graph_forget(stemma_graph *graph, int64_t fact, stemma_error *err)
{
    stemma_error local;
    stm_arena arena;
    stm_arena_init(&arena);
    stemma_status status = forget_fact(graph, fact, &arena, err == NULL ? &local : err);
    stm_arena_dispose(&arena);
    return status;
}

/* verb, a, a_type, b, b_type, relation from column `at` on; strings borrowed. */
static bool read_row(sqlite3_stmt *row, int at, stm_decision *out)
{
    stm_str verb = stm_sql_column(row, at);
    *out = (stm_decision){.a = stm_sql_column(row, at + 1),
        .a_type = (uint8_t)sqlite3_column_int(row, at + 2),
        .b = stm_sql_column(row, at + 3),
        .b_type = (uint8_t)sqlite3_column_int(row, at + 4),
        .relation = stm_sql_column(row, at + 5)};
    for (uint8_t v = STM_SAME; v <= STM_FORGET; v++) {
        if (stm_str_is(verb, stm_verb_name((stm_verb)v))) {
            out->verb = v;
            return true;
        }
    }
    return false;
}

static stemma_status list_rows(
    stemma_graph *graph, int numbers, stm_buf *out, uint32_t *count_out, stemma_error *err)
{
    bool row = true;
    sqlite3_stmt *all = stm_sql_prepare(graph,
        "SELECT id, verb, a, a_type, b, b_type, relation FROM decision"
        " ORDER BY id",
        err);
    stemma_status status = all == NULL ? STEMMA_ERR_STORE : STEMMA_OK;
    while (status == STEMMA_OK && row) {
        stm_decision d;
        status = stm_sql_step(graph, all, &row, err);
        if (status == STEMMA_OK && row && read_row(all, 1, &d)) {
            if (numbers) {
                stm_buf_print(out, "%lld\t", (long long)sqlite3_column_int64(all, 0));
            }
            stm_decision_write(out, &d);
            ++*count_out;
        }
    }
    sqlite3_finalize(all);
    return status;
}

stemma_status stemma_graph_decisions(stemma_graph *graph, int numbers, const stemma_sink *sink,
    uint32_t *count_out, stemma_error *err)
{
    stemma_error local;
    stm_buf out;
    uint32_t count = 0;
    err = err == NULL ? &local : err;
    stm_buf_init(&out);
    stemma_status status = list_rows(graph, numbers, &out, &count, err);
    if (status == STEMMA_OK) {
        status = stm_sink_flush(sink, &out, err);
    }
    stm_buf_dispose(&out);
    if (count_out != NULL) {
        *count_out = count;
    }
    return status;
}

static stemma_status undo_row(stemma_graph *graph, int64_t number, stm_buf *line, stemma_error *err)
{
    bool row = false;
    stm_decision d;
    sqlite3_stmt *drop = stm_sql_prepare(graph,
        "DELETE FROM decision WHERE id = CASE WHEN ?1 = 0"
        " THEN (SELECT max(id) FROM decision) ELSE ?1 END"
        " RETURNING verb, a, a_type, b, b_type, relation",
        err);
    if (drop == NULL) {
        return STEMMA_ERR_STORE;
    }
    sqlite3_bind_int64(drop, 1, number);
    stemma_status status = stm_sql_step(graph, drop, &row, err);
    if (status == STEMMA_OK && !row) {
        status = number == 0
            ? stm_fail(err, STEMMA_ERR_NOTFOUND, "nothing was decided in %s", graph->path)
            : stm_fail(err, STEMMA_ERR_NOTFOUND, "no decision %lld in %s", (long long)number,
                  graph->path);
    }
    if (status == STEMMA_OK && read_row(drop, 0, &d)) {
        stm_decision_write(line, &d);
        status = note_change(graph, &d, err); /* the names are the statement's */
    }
    sqlite3_finalize(drop);
    STM_TRY(status);
    return stm_settle_now(graph, err);
}

stemma_status stemma_graph_undo(
    stemma_graph *graph, int64_t number, const stemma_sink *sink, stemma_error *err)
{
    stemma_error local;
    stm_buf line;
    err = err == NULL ? &local : err;
    STM_TRY(stm_sql_begin(graph, err));
    stm_buf_init(&line);
    stemma_status status = stm_sql_end(graph, undo_row(graph, number, &line, err), err);
    if (status == STEMMA_OK && sink != NULL) {
        status = stm_sink_flush(sink, &line, err);
    }
    stm_buf_dispose(&line);
    return status;
}

static stemma_status is_there(
    stemma_graph *graph, const stm_decision *d, bool *there_out, stemma_error *err)
{
    int64_t id = 0;
    sqlite3_stmt *ask = stm_sql_prepare(graph,
        "SELECT id FROM decision WHERE verb = ?1 AND a = ?2 AND a_type = ?3"
        " AND b = ?4 AND b_type = ?5 AND relation = ?6",
        err);
    if (ask == NULL) {
        return STEMMA_ERR_STORE;
    }
    bind_decision(ask, d);
    stemma_status status = stm_sql_number(graph, ask, &id, there_out, err);
    sqlite3_finalize(ask);
    return status;
}

static stemma_status add_lines(
    stemma_graph *graph, stm_str text, const char *name, uint32_t *count_out, stemma_error *err)
{
    stm_str line;
    for (uint32_t number = 1; stm_str_next_line(&text, &line); number++) {
        stm_decision d;
        bool known = false, there = false;
        stemma_error inner = {0};
        if (stm_decision_read(line, &d, &known, &inner) != STEMMA_OK) {
            return stm_fail_at(
                err, STEMMA_ERR_FORMAT, number, 0, "%s:%u: %s", name, (unsigned)number, inner.text);
        }
        if (known) {
            STM_TRY(is_there(graph, &d, &there, err));
        }
        if (known && !there) {
            STM_TRY(add_row(graph, &d, err));
            ++*count_out;
        }
    }
    return stm_settle_now(graph, err);
}

stemma_status stemma_graph_decide(stemma_graph *graph, const char *text, size_t text_bytes,
    const char *name, uint32_t *count_out, stemma_error *err)
{
    stemma_error local;
    uint32_t count = 0;
    err = err == NULL ? &local : err;
    if (text_bytes > UINT32_MAX) {
        return stm_fail(err, STEMMA_ERR_LIMIT, "%s: too large", name);
    }
    stm_str all = {text, (uint32_t)text_bytes};
    int64_t bad = stm_utf8_invalid(all);
    if (bad >= 0) {
        return stm_fail(
            err, STEMMA_ERR_ENCODING, "%s: not UTF-8 (byte %lld)", name, (long long)bad);
    }
    STM_TRY(stm_sql_begin(graph, err));
    stemma_status status = stm_sql_end(graph, add_lines(graph, all, name, &count, err), err);
    if (count_out != NULL) {
        *count_out = status == STEMMA_OK ? count : 0;
    }
    return status;
}
