/* One question from text to rows. SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/json.h"
#include "query/run.h"

enum { MOST_JSON_DEPTH = 20 };

/* JSON to a value; depth is bounded. */
static bool value_of(q_run *run, const stm_json *json, int depth, q_value *out)
{
    stm_str text;
    double number = 0;
    bool truth = false;
    *out = Q_NULL_VALUE;
    if (stm_json_string(json, &text)) {
        char *copy = stm_q_alloc(run, (size_t)text.len + 1);
        if (copy == NULL) {
            return false;
        }
        memcpy(copy, text.ptr, text.len);
        *out = stm_q_text((stm_str){copy, text.len});
    } else if (stm_json_number(json, &number)) {
        bool whole = number >= -9e15 && number <= 9e15 && (double)(int64_t)number >= number &&
            (double)(int64_t)number <= number;
        *out = whole ? stm_q_int((int64_t)number) : stm_q_float(number);
    } else if (stm_json_bool(json, &truth)) {
        *out = stm_q_bool(truth);
    } else if (stm_json_is_array(json) && depth < MOST_JSON_DEPTH) {
        q_value *items = NULL;
        size_t count = stm_json_count(json);
        if (count > UINT32_MAX / 64 || !stm_q_make_list(run, (uint32_t)count, out, &items)) {
            return false;
        }
        for (size_t i = 0; i < count; i++) {
            if (!value_of(run, stm_json_at(json, i), depth + 1, &items[i])) {
                return false;
            }
        }
    }
    return true;
}

static bool take_parameter(q_run *run, const stemma_query_parameter *given)
{
    stm_json *root = NULL;
    q_parameter parameter = {
        .name = stm_str_of(given->name), .value = stm_q_text(stm_str_of(given->value))};
    bool good = true;
    if (stm_json_parse(parameter.value.as.string, &root, NULL) == STEMMA_OK) {
        good = stm_json_is_object(root) || value_of(run, root, 0, &parameter.value);
        stm_json_free(root);
    }
    return good && (stm_vec_push(&run->parameters, parameter) || stm_q_nomem(run) == Q_GO);
}

/* A statement that stands open keeps the file's state: all statements of a query see the same. */
static bool hold_snapshot(q_run *run)
{
    bool row = false;
    stm_rows *rows = stm_q_statement(run, QS_SNAPSHOT);
    stemma_status status =
        rows == NULL ? run->parse->status : stm_rows_next(rows, &row, run->parse->err);
    run->parse->status = run->parse->status == STEMMA_OK ? status : run->parse->status;
    return !q_failed(run);
}

static stemma_status run_query(
    q_run *run, const stemma_query_options *options, const stemma_sink *sink, uint64_t *rows)
{
    bool good = stm_q_check(run->parse) && hold_snapshot(run);
    for (size_t i = 0; good && i < options->parameter_count; i++) {
        good = take_parameter(run, &options->parameters[i]);
    }
    if (!good) {
        return run->parse->status;
    }
    q_writer writer = {.run = run, .options = options, .sink = sink};
    stm_buf_init(&writer.buf);
    stm_arena_init(&writer.arena);
    stemma_status status = stm_q_run_all(run, &writer);
    *rows = writer.rows;
    stm_buf_dispose(&writer.buf);
    stm_vec_free(&writer.cells);
    stm_arena_dispose(&writer.arena);
    return status;
}

stemma_status stemma_query_run(stemma_graph *graph, const char *query,
    const stemma_query_options *options, const stemma_sink *sink, uint64_t *rows_out,
    stemma_error *err)
{
    static const stemma_query_options plain = {.size = sizeof plain};
    STM_OPTIONS(options, &plain, err);
    stm_arena tree;
    stm_arena_init(&tree);
    q_parse parse = {.arena = &tree, .text = stm_str_of(query), .err = err};
    uint64_t rows = 0;
    stemma_status status = stm_query_parse(&tree, parse.text, &parse.query, err);
    if (status == STEMMA_OK) {
        q_run run = {.graph = graph, .parse = &parse, .all = options->all != 0};
        stm_arena_init(&run.arena);
        status = run_query(&run, options, sink, &rows);
        stm_q_plans_close(&run);
        stm_q_access_close(&run);
        stm_vec_free(&run.parameters);
        stm_arena_dispose(&run.arena);
    }
    stm_arena_dispose(&tree);
    if (rows_out != NULL) {
        *rows_out = rows;
    }
    return status;
}
