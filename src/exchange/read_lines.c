/* Facts from TSV, CSV and JSON lines. A first line that begins with subject, relation, object names
 * the columns, in any order; otherwise they stand in the order of our own files, of which three are
 * enough. A CSV whose first line has semicolons and no comma is read with semicolons (spreadsheets
 * in German write that). SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/json.h"
#include "base/number.h"
#include "base/vec.h"
#include "exchange/exchange.h"

typedef struct columns {
    uint8_t
        field[STM_X_COUNT + 40]; /* stm_column of each column of the file; STM_X_COUNT = not ours */
    uint32_t count;
} columns;

static columns own_order(void)
{
    columns c = {.count = STM_X_COUNT};
    for (uint32_t i = 0; i < STM_X_COUNT; i++) {
        c.field[i] = (uint8_t)i;
    }
    return c;
}

/* A header has all of the first three columns; two columns of one name make it unusable. */
static bool read_header(const stm_str *cells, uint32_t count, columns *out)
{
    bool seen[STM_X_COUNT + 1] = {false};
    out->count = 0;
    for (uint32_t i = 0; i < count && i < sizeof out->field; i++) {
        stm_column column = stm_column_of(cells[i]);
        if (column != STM_X_COUNT && seen[column]) {
            return false;
        }
        seen[column] = true;
        out->field[out->count++] = (uint8_t)column;
    }
    return seen[STM_X_SUBJECT] && seen[STM_X_RELATION] && seen[STM_X_OBJECT];
}

/* "not_acquired" is how these formats write a denied fact. Without a column of polarity the prefix
 * alone says it. */
static void take_prefix_off(stm_str cells[STM_X_COUNT])
{
    stm_str polarity = cells[STM_X_POLARITY], relation = cells[STM_X_RELATION];
    bool may = polarity.len == 0 || stm_str_is(polarity, STM_NEGATED);
    if (may && relation.len > sizeof STM_NOT_PREFIX - 1 &&
        stm_str_starts(relation, STM_LIT(STM_NOT_PREFIX))) {
        cells[STM_X_RELATION] = stm_str_sub(relation, sizeof STM_NOT_PREFIX - 1, relation.len);
        cells[STM_X_POLARITY] = STM_LIT(STM_NEGATED);
    }
}

static stemma_status take_row(stm_import *in, const columns *order, const stm_str *row,
    uint32_t count, uint32_t line, stemma_error *err)
{
    stm_str cells[STM_X_COUNT];
    for (uint32_t i = 0; i < STM_X_COUNT; i++) {
        cells[i] = STM_EMPTY;
    }
    if (count < 3 || count > order->count) {
        return stm_fail_at(err, STEMMA_ERR_FORMAT, line, 1,
            "%s:%u: %u column%s, but a fact has %s%u", in->path, (unsigned)line, (unsigned)count,
            count == 1 ? "" : "s", count < 3 ? "at least " : "at most ",
            count < 3 ? 3u : (unsigned)order->count);
    }
    for (uint32_t i = 0; i < count; i++) {
        if (order->field[i] < STM_X_COUNT) {
            cells[order->field[i]] = row[i];
        }
    }
    take_prefix_off(cells);
    return in->take(in, cells, line, err);
}

enum { MOST_COLUMNS = STM_X_COUNT + 40 };

stemma_status stm_read_tsv(stm_import *in, stm_str text, stemma_error *err)
{
    columns order = own_order();
    stm_str line;
    uint32_t number = 0;
    while (stm_str_next_line(&text, &line)) {
        stm_str row[MOST_COLUMNS], rest = line;
        uint32_t count = 0;
        number++;
        if (line.len == 0) {
            continue;
        }
        while (count < MOST_COLUMNS && stm_str_next(&rest, '\t', &row[count])) {
            count++;
        }
        columns header;
        if (number == 1 && read_header(row, count, &header)) {
            order = header;
            continue;
        }
        STM_TRY(take_row(in, &order, row, count, number, err));
    }
    return STEMMA_OK;
}

/* ---- CSV ---- */

typedef struct csv {
    stm_import *in;
    stm_str text;
    uint32_t at, line;
    char separator;
    stm_arena arena; /* cells of one row */
} csv;

/* One quoted cell; c->at stands behind the opening quote. */
static stemma_status quoted_cell(csv *c, stm_str *cell_out, stemma_error *err)
{
    uint32_t begin = c->at, first_line = c->line, length = 0;
    char *copy = NULL;
    for (int round = 0; round < 2; round++) { /* measure, then copy */
        uint32_t at = begin;
        length = 0;
        for (;; at++) {
            if (at >= c->text.len) {
                return stm_fail_at(err, STEMMA_ERR_FORMAT, first_line, 1,
                    "%s:%u: quote is not closed", c->in->path, (unsigned)first_line);
            }
            if (c->text.ptr[at] == '"') {
                if (at + 1 >= c->text.len || c->text.ptr[at + 1] != '"') {
                    break;
                }
                at++;
            }
            if (round == 1) {
                copy[length] = c->text.ptr[at];
                c->line += copy[length] == '\n';
            }
            length++;
        }
        c->at = at + 1;
        if (round == 0 && (copy = stm_arena_alloc(&c->arena, (size_t)length + 1)) == NULL) {
            return stm_fail_nomem(err);
        }
    }
    *cell_out = (stm_str){copy, length};
    return STEMMA_OK;
}

/* One row; *count_out 0 for an empty line. */
static stemma_status csv_row(
    csv *c, stm_str row[MOST_COLUMNS], uint32_t *count_out, stemma_error *err)
{
    *count_out = 0;
    for (;;) {
        stm_str cell = STM_EMPTY;
        if (c->at < c->text.len && c->text.ptr[c->at] == '"') {
            c->at++;
            STM_TRY(quoted_cell(c, &cell, err));
        } else {
            uint32_t begin = c->at;
            while (c->at < c->text.len && c->text.ptr[c->at] != c->separator &&
                c->text.ptr[c->at] != '\n') {
                c->at++;
            }
            cell = stm_str_sub(c->text, begin, c->at);
        }
        if (c->at < c->text.len && c->text.ptr[c->at] == '\r') {
            c->at++;
        }
        bool ends = c->at >= c->text.len || c->text.ptr[c->at] == '\n';
        if (ends && cell.len > 0 && cell.ptr[cell.len - 1] == '\r') {
            cell.len--;
        }
        if (!ends && c->text.ptr[c->at] != c->separator) {
            return stm_fail_at(err, STEMMA_ERR_FORMAT, c->line, 1,
                "%s:%u: text behind a closing quote", c->in->path, (unsigned)c->line);
        }
        if (*count_out == MOST_COLUMNS) {
            return stm_fail_at(err, STEMMA_ERR_FORMAT, c->line, 1, "%s:%u: too many columns",
                c->in->path, (unsigned)c->line);
        }
        row[(*count_out)++] = cell;
        c->at++;
        if (ends) {
            *count_out = *count_out == 1 && row[0].len == 0 ? 0 : *count_out;
            return STEMMA_OK;
        }
    }
}

static char separator_of(stm_str text)
{
    stm_str line = STM_EMPTY;
    stm_str_next_line(&text, &line);
    bool comma = stm_str_find(line, STM_LIT(",")) >= 0;
    return !comma && stm_str_find(line, STM_LIT(";")) >= 0 ? ';' : ',';
}

static stemma_status csv_rows(csv *c, stemma_error *err)
{
    columns order = own_order();
    bool first = true;
    while (c->at < c->text.len) {
        stm_str row[MOST_COLUMNS];
        uint32_t count = 0, line = c->line;
        stm_arena_reset(&c->arena);
        STM_TRY(csv_row(c, row, &count, err));
        c->line++;
        columns header;
        if (first && count > 0 && read_header(row, count, &header)) {
            order = header;
        } else if (count > 0) {
            STM_TRY(take_row(c->in, &order, row, count, line, err));
        }
        first = false;
    }
    return STEMMA_OK;
}

stemma_status stm_read_csv(stm_import *in, stm_str text, stemma_error *err)
{
    csv c = {.in = in, .text = text, .line = 1, .separator = separator_of(text)};
    stm_arena_init(&c.arena);
    stemma_status status = csv_rows(&c, err);
    stm_arena_dispose(&c.arena);
    return status;
}

/* ---- JSON lines ---- */

static stemma_status take_object(
    stm_import *in, const stm_json *root, uint32_t line, stemma_error *err)
{
    stm_str cells[STM_X_COUNT];
    char number[STM_NUMBER_BYTES];
    if (!stm_json_is_object(root)) {
        return stm_fail_at(err, STEMMA_ERR_FORMAT, line, 1, "%s:%u: a fact is a JSON object",
            in->path, (unsigned)line);
    }
    for (uint32_t i = 0; i < STM_X_COUNT; i++) {
        const stm_json *value = stm_json_get(root, stm_column_names[i]);
        double amount = 0;
        cells[i] = STM_EMPTY;
        if (value == NULL || stm_json_string(value, &cells[i])) {
            continue;
        }
        if (stm_json_number(value, &amount) && i == STM_X_CONFIDENCE) {
            cells[i] = (stm_str){number, (uint32_t)stm_number_write(amount, 9, number)};
        } else if (i != STM_X_FACTS && i != STM_X_SOURCES) { /* those two are worked out anew */
            return stm_fail_at(err, STEMMA_ERR_FORMAT, line, 1, "%s:%u: \"%s\" has to be a string",
                in->path, (unsigned)line, stm_column_names[i]);
        }
    }
    return in->take(in, cells, line, err);
}

stemma_status stm_read_jsonl(stm_import *in, stm_str text, stemma_error *err)
{
    stm_str line;
    uint32_t number = 0;
    while (stm_str_next_line(&text, &line)) {
        number++;
        if (stm_str_trim(line).len == 0) {
            continue;
        }
        stm_json *root = NULL;
        stemma_error why = {0};
        stemma_status status = stm_json_parse(line, &root, &why);
        if (status != STEMMA_OK) {
            return stm_fail_at(err, status, number, why.column, "%s:%u:%u: %s", in->path,
                (unsigned)number, (unsigned)why.column, why.text);
        }
        status = take_object(in, root, number, err);
        stm_json_free(root);
        STM_TRY(status);
    }
    return STEMMA_OK;
}
