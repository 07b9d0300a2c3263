/* TSV, CSV (RFC 4180) and JSON lines: one fact a line, the same columns in each.
 * A reader of the first three columns sees "not_acquired" where the sentence denies: a plain
 * "acquired" would tell the opposite of what was said. JSON lines name their fields, so there the
 * relation stays as it is. SPDX-License-Identifier: GPL-2.0-or-later */
#include "exchange/exchange.h"

static void add_header(stm_export *out, char separator)
{
    for (uint32_t i = 0; i < STM_X_COUNT; i++) {
        if (i > 0) {
            stm_buf_char(&out->buf, separator);
        }
        stm_buf_text(&out->buf, stm_column_names[i]);
    }
    stm_buf_char(&out->buf, '\n');
}

static bool is_negated(const stm_row *row)
{
    return stm_str_is(row->cells[STM_X_POLARITY], STM_NEGATED);
}

static void add_tsv_row(stm_export *out, const stm_row *row)
{
    for (uint32_t i = 0; i < STM_X_COUNT; i++) {
        if (i > 0) {
            stm_buf_char(&out->buf, '\t');
        }
        if (i == STM_X_RELATION && is_negated(row)) {
            stm_buf_text(&out->buf, STM_NOT_PREFIX);
        }
        stm_buf_str(&out->buf, row->cells[i]); /* clean: no tab, no line end */
    }
    stm_buf_char(&out->buf, '\n');
}

/* Quoted when it holds a separator, a quote, or a blank at an end that readers like to trim. */
static void add_csv_cell(stm_buf *buf, stm_str cell)
{
    bool quoted = cell.len > 0 && (cell.ptr[0] == ' ' || cell.ptr[cell.len - 1] == ' ');
    for (uint32_t i = 0; i < cell.len; i++) {
        quoted = quoted || cell.ptr[i] == ',' || cell.ptr[i] == '"' || cell.ptr[i] == ';';
    }
    if (!quoted) {
        stm_buf_str(buf, cell);
        return;
    }
    stm_buf_char(buf, '"');
    for (uint32_t i = 0; i < cell.len; i++) {
        if (cell.ptr[i] == '"') {
            stm_buf_char(buf, '"');
        }
        stm_buf_char(buf, cell.ptr[i]);
    }
    stm_buf_char(buf, '"');
}

static void add_csv_row(stm_export *out, const stm_row *row)
{
    for (uint32_t i = 0; i < STM_X_COUNT; i++) {
        if (i > 0) {
            stm_buf_char(&out->buf, ',');
        }
        stm_str cell = row->cells[i];
        if (i == STM_X_RELATION && is_negated(row)) {
            cell = stm_arena_print(&out->row_arena, STM_NOT_PREFIX "%.*s", STM_ARG(cell));
            out->buf.failed = out->buf.failed || cell.ptr == NULL;
        }
        add_csv_cell(&out->buf, cell);
    }
    stm_buf_char(&out->buf, '\n');
}

static void add_json_row(stm_export *out, const stm_row *row)
{
    bool first = true;
    stm_buf_char(&out->buf, '{');
    for (uint32_t i = 0; i < STM_X_COUNT; i++) {
        if (row->cells[i].len == 0 && i > STM_X_OBJECT) {
            continue;
        }
        stm_buf_print(&out->buf, "%s\"%s\":", first ? "" : ",", stm_column_names[i]);
        first = false;
        if (i == STM_X_CONFIDENCE || i == STM_X_FACTS || i == STM_X_SOURCES) {
            stm_buf_str(&out->buf, row->cells[i]);
        } else {
            stm_buf_json(&out->buf, row->cells[i]);
        }
    }
    stm_buf_text(&out->buf, "}\n");
}

static stemma_status write_rows(
    stm_export *out, void (*add)(stm_export *, const stm_row *), stemma_error *err)
{
    for (uint32_t i = 0; i < out->view->edges.count; i++) {
        stm_row row;
        STM_TRY(stm_export_row(out, i, &row, err));
        add(out, &row);
        STM_TRY(stm_export_step(out, err));
    }
    return STEMMA_OK;
}

stemma_status stm_write_tsv(stm_export *out, stemma_error *err)
{
    if (out->options->header) {
        add_header(out, '\t');
    }
    return write_rows(out, add_tsv_row, err);
}

stemma_status stm_write_csv(stm_export *out, stemma_error *err)
{
    if (!out->options->no_header) {
        add_header(out, ',');
    }
    return write_rows(out, add_csv_row, err);
}

stemma_status stm_write_jsonl(stm_export *out, stemma_error *err)
{
    return write_rows(out, add_json_row, err);
}
