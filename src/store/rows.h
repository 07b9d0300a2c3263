/* Rows of a reading SQL statement, for the stages that compile to SQL (query). They see no SQLite.
 * Only statements that read are taken. Functions that SQL may call besides SQLite's own: fold(text), as in
 * unicode/folding.h. SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_ROWS_H
#define STM_ROWS_H
#include "store/store.h"

typedef struct stm_rows stm_rows;
typedef enum stm_cell { STM_CELL_NULL, STM_CELL_INTEGER, STM_CELL_NUMBER, STM_CELL_TEXT } stm_cell;

/* Prepares `sql`; actors are worked out first when the file has changed. Close with stm_rows_close, before the graph. */
stemma_status stm_rows_open(
    stemma_graph *graph, stm_str sql, stm_rows **rows_out, stemma_error *err);
void stm_rows_close(stm_rows *rows); /* takes NULL */
/* Parameters ?1, ?2 …; before the first stm_rows_next. */
void stm_rows_bind_text(stm_rows *rows, int at, stm_str text);
void stm_rows_bind_integer(stm_rows *rows, int at, int64_t number);
void stm_rows_bind_number(stm_rows *rows, int at, double number);
void stm_rows_bind_null(stm_rows *rows, int at);
/* *row_out is false behind the last row. */
stemma_status stm_rows_next(stm_rows *rows, bool *row_out, stemma_error *err);
/* Back before the first row; bindings stay. */
void stm_rows_rewind(stm_rows *rows);
int stm_rows_columns(const stm_rows *rows);
stm_cell stm_rows_type(const stm_rows *rows, int column);
int64_t stm_rows_integer(const stm_rows *rows, int column);
double stm_rows_number(const stm_rows *rows, int column);
/* Borrowed until the next call with these rows. */
stm_str stm_rows_text(const stm_rows *rows, int column);

/* Function for SQL over texts and numbers, in this graph until it is closed; the same arguments must give the same
 * answer. `call` sets one of the answers of stm_call_*; without one the answer is NULL. count -1: any number. */
typedef struct stm_call stm_call;
typedef void stm_function(stm_call *call, void *context);
stemma_status stm_rows_function(stemma_graph *graph, const char *name, int count,
    stm_function *call, void *context, stemma_error *err);
int stm_call_count(const stm_call *call);
stm_cell stm_call_type(const stm_call *call, int at);
stm_str stm_call_text(const stm_call *call, int at);
int64_t stm_call_integer(const stm_call *call, int at);
double stm_call_number(const stm_call *call, int at);
void stm_call_give_text(stm_call *call, stm_str text);         /* copied */
void stm_call_give_built(stm_call *call, const stm_buf *text); /* copied; NOMEM when it failed */
void stm_call_give_integer(stm_call *call, int64_t number);
void stm_call_give_number(stm_call *call, double number);
void stm_call_give_error(stm_call *call, const char *message); /* ends the statement with STORE */
#endif
