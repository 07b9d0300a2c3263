/* Rows of a reading statement, and functions of ours that SQL may call. SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/rows.h"

#include <stdlib.h>

#include "store/sql.h"
#include "unicode/folding.h"

struct stm_rows {
    stemma_graph *graph;
    sqlite3_stmt *statement;
};

struct stm_call {
    sqlite3_context *context;
    sqlite3_value **values;
    int count;
};

typedef struct function {
    stm_function *call;
    void *context;
} function;

void stm_rows_fold(stm_call *call, void *context)
{
    (void)context;
    stm_buf out;
    stm_buf_init(&out);
    if (stm_call_type(call, 0) != STM_CELL_NULL) {
        stm_fold(stm_call_text(call, 0), &out);
        stm_call_give_built(call, &out);
    }
    stm_buf_dispose(&out);
}

stemma_status stm_rows_open(
    stemma_graph *graph, stm_str sql, stm_rows **rows_out, stemma_error *err)
{
    *rows_out = NULL;
    STM_TRY(stm_settle(graph, err));
    stm_rows *rows = calloc(1, sizeof *rows);
    if (rows == NULL) {
        return stm_fail_nomem(err);
    }
    rows->graph = graph;
    int code = sqlite3_prepare_v2(graph->db, sql.ptr, (int)sql.len, &rows->statement, NULL);
    stemma_status status = code == SQLITE_OK ? STEMMA_OK : stm_sql_fail(graph, code, err);
    if (status == STEMMA_OK &&
        (rows->statement == NULL || !sqlite3_stmt_readonly(rows->statement))) {
        status = stm_fail(err, STEMMA_ERR_ARG, "a statement that does not read");
    }
    if (status != STEMMA_OK) {
        stm_rows_close(rows);
        return status;
    }
    *rows_out = rows;
    return STEMMA_OK;
}

void stm_rows_close(stm_rows *rows)
{
    if (rows != NULL) {
        sqlite3_finalize(rows->statement);
        free(rows);
    }
}

void stm_rows_bind_text(stm_rows *rows, int at, stm_str text)
{
    stm_sql_bind_str(rows->statement, at, text);
}

void stm_rows_bind_integer(stm_rows *rows, int at, int64_t number)
{
    sqlite3_bind_int64(rows->statement, at, number);
}

void stm_rows_bind_number(stm_rows *rows, int at, double number)
{
    sqlite3_bind_double(rows->statement, at, number);
}

void stm_rows_bind_null(stm_rows *rows, int at)
{
    sqlite3_bind_null(rows->statement, at);
}

stemma_status stm_rows_next(stm_rows *rows, bool *row_out, stemma_error *err)
{
    return stm_sql_step(rows->graph, rows->statement, row_out, err);
}

void stm_rows_rewind(stm_rows *rows)
{
    sqlite3_reset(rows->statement);
}

int stm_rows_columns(const stm_rows *rows)
{
    return sqlite3_column_count(rows->statement);
}

static stm_cell cell_of(int type)
{
    switch (type) {
    case SQLITE_INTEGER:
        return STM_CELL_INTEGER;
    case SQLITE_FLOAT:
        return STM_CELL_NUMBER;
    case SQLITE_NULL:
        return STM_CELL_NULL;
    default:
        return STM_CELL_TEXT;
    }
}

stm_cell stm_rows_type(const stm_rows *rows, int column)
{
    return cell_of(sqlite3_column_type(rows->statement, column));
}

int64_t stm_rows_integer(const stm_rows *rows, int column)
{
    return sqlite3_column_int64(rows->statement, column);
}

double stm_rows_number(const stm_rows *rows, int column)
{
    return sqlite3_column_double(rows->statement, column);
}

stm_str stm_rows_text(const stm_rows *rows, int column)
{
    return stm_sql_column(rows->statement, column);
}

static void call_function(sqlite3_context *context, int count, sqlite3_value **values)
{
    const function *f = sqlite3_user_data(context);
    stm_call call = {context, values, count};
    f->call(&call, f->context);
}

stemma_status stm_rows_function(stemma_graph *graph, const char *name, int count,
    stm_function *call, void *context, stemma_error *err)
{
    function *f = malloc(sizeof *f);
    if (f == NULL) {
        return stm_fail_nomem(err);
    }
    *f = (function){call, context};
    /* SQLite frees f also when this call fails. */
    int code = sqlite3_create_function_v2(graph->db, name, count,
        SQLITE_UTF8 | SQLITE_DETERMINISTIC, f, call_function, NULL, NULL, free);
    return code == SQLITE_OK ? STEMMA_OK : stm_sql_fail(graph, code, err);
}

int stm_call_count(const stm_call *call)
{
    return call->count;
}

stm_cell stm_call_type(const stm_call *call, int at)
{
    return cell_of(sqlite3_value_type(call->values[at]));
}

stm_str stm_call_text(const stm_call *call, int at)
{
    const char *text = (const char *)sqlite3_value_text(call->values[at]);
    return text == NULL ? STM_EMPTY
                        : (stm_str){text, (uint32_t)sqlite3_value_bytes(call->values[at])};
}

int64_t stm_call_integer(const stm_call *call, int at)
{
    return sqlite3_value_int64(call->values[at]);
}

double stm_call_number(const stm_call *call, int at)
{
    return sqlite3_value_double(call->values[at]);
}

void stm_call_give_text(stm_call *call, stm_str text)
{
    sqlite3_result_text64(call->context, text.ptr, text.len, SQLITE_TRANSIENT, SQLITE_UTF8);
}

void stm_call_give_built(stm_call *call, const stm_buf *text)
{
    if (text->failed) {
        sqlite3_result_error_nomem(call->context);
    } else {
        stm_call_give_text(call, stm_buf_view(text));
    }
}

void stm_call_give_integer(stm_call *call, int64_t number)
{
    sqlite3_result_int64(call->context, number);
}

void stm_call_give_number(stm_call *call, double number)
{
    sqlite3_result_double(call->context, number);
}

void stm_call_give_error(stm_call *call, const char *message)
{
    sqlite3_result_error(call->context, message, -1);
}
