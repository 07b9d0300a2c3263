/* Rows out: TSV, CSV, JSON, and a table for people. A node is shown by its name, a relation by its
 * type, a path by both; JSON has all their properties. SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/utf8.h"
#include "query/run.h"

enum { FLUSH_BYTES = 1 << 16, LEAST_WIDTH = 8, DEFAULT_COLUMNS = 80 };

static q_flow flow_of(q_writer *w, stemma_status status)
{
    if (status != STEMMA_OK && w->run->parse->status == STEMMA_OK) {
        w->run->parse->status = status;
    }
    return status == STEMMA_OK ? Q_GO : Q_FAIL;
}

/* Tabs, line ends and other controls become spaces: a row is a line. */
static void add_line_text(stm_buf *out, stm_str s)
{
    uint32_t begin = 0;
    for (uint32_t i = 0; i < s.len; i++) {
        if ((unsigned char)s.ptr[i] < 0x20 || s.ptr[i] == 0x7F) {
            stm_buf_str(out, stm_str_sub(s, begin, i));
            stm_buf_char(out, ' ');
            begin = i + 1;
        }
    }
    stm_buf_str(out, stm_str_sub(s, begin, s.len));
}

static void add_csv_text(stm_buf *out, stm_str s)
{
    bool quoted = false;
    for (uint32_t i = 0; i < s.len; i++) {
        quoted = quoted || s.ptr[i] == ',' || s.ptr[i] == '"' || s.ptr[i] == '\n' ||
            s.ptr[i] == '\r' || s.ptr[i] == ';';
    }
    if (!quoted) {
        stm_buf_str(out, s);
        return;
    }
    stm_buf_char(out, '"');
    for (uint32_t i = 0; i < s.len; i++) {
        stm_buf_text(out, s.ptr[i] == '"' ? "\"" : "");
        stm_buf_char(out, s.ptr[i]);
    }
    stm_buf_char(out, '"');
}

static void add_cell(q_writer *w, stm_str text, bool first)
{
    if (w->options->format == STEMMA_QUERY_CSV) {
        stm_buf_text(&w->buf, first ? "" : ",");
        add_csv_text(&w->buf, text);
    } else {
        stm_buf_text(&w->buf, first ? "" : "\t");
        add_line_text(&w->buf, text);
    }
}

static bool keep_cell(q_writer *w, stm_str text)
{
    stm_buf clean;
    stm_buf_init(&clean);
    add_line_text(&clean, text);
    stm_str copy =
        clean.failed ? (stm_str){NULL, 0} : stm_arena_copy(&w->arena, stm_buf_view(&clean));
    stm_buf_dispose(&clean);
    return copy.ptr != NULL && stm_vec_push(&w->cells, copy);
}

q_flow stm_q_write_begin(q_writer *w)
{
    const q_single *single = w->run->parse->query->singles;
    bool lines = w->options->format == STEMMA_QUERY_TSV || w->options->format == STEMMA_QUERY_CSV;
    w->columns = single->last->projection;
    if (w->options->format == STEMMA_QUERY_JSON) {
        stm_buf_char(&w->buf, '[');
    }
    if (!lines || w->options->no_header) {
        return Q_GO;
    }
    for (const q_item *item = w->columns->items; item != NULL; item = item->next) {
        add_cell(w, item->alias, item == w->columns->items);
    }
    stm_buf_char(&w->buf, '\n');
    return Q_GO;
}

static void add_json_row(q_writer *w, const q_projection *columns, const q_value *row)
{
    stm_buf_text(&w->buf, w->rows > 0 ? ",\n{" : "\n{");
    for (const q_item *item = columns->items; item != NULL; item = item->next) {
        stm_buf_text(&w->buf, item == columns->items ? "" : ",");
        stm_buf_json(&w->buf, item->alias);
        stm_buf_char(&w->buf, ':');
        stm_q_json(w->run, &w->buf, &row[item->slot]);
    }
    stm_buf_char(&w->buf, '}');
}

static bool add_text_row(q_writer *w, const q_projection *columns, const q_value *row)
{
    stm_buf cell;
    bool good = true;
    stm_buf_init(&cell);
    for (const q_item *item = columns->items; item != NULL && good; item = item->next) {
        stm_buf_clear(&cell);
        stm_q_show(w->run, &cell, &row[item->slot], false);
        if (w->options->format == STEMMA_QUERY_TABLE) {
            good = keep_cell(w, stm_buf_view(&cell));
        } else {
            add_cell(w, stm_buf_view(&cell), item == columns->items);
        }
        good = good && !cell.failed;
    }
    stm_buf_dispose(&cell);
    if (w->options->format != STEMMA_QUERY_TABLE) {
        stm_buf_char(&w->buf, '\n');
    }
    return good;
}

q_flow stm_q_write_row(q_writer *w, const q_projection *columns, const q_value *row)
{
    if (w->options->format == STEMMA_QUERY_JSON) {
        add_json_row(w, columns, row);
    } else if (!add_text_row(w, columns, row)) {
        return stm_q_nomem(w->run);
    }
    w->rows++;
    if (q_failed(w->run)) {
        return Q_FAIL;
    }
    return w->buf.length < FLUSH_BYTES
        ? Q_GO
        : flow_of(w, stm_sink_flush(w->sink, &w->buf, w->run->parse->err));
}

/* ---- table ---- */

static void measure(const q_writer *w, uint32_t *widths, uint32_t columns)
{
    uint32_t i = 0;
    for (const q_item *item = w->columns->items; item != NULL; item = item->next) {
        widths[i++] = w->options->no_header ? 1 : stm_utf8_count(item->alias);
    }
    for (uint32_t k = 0; k < w->cells.count; k++) {
        uint32_t width = stm_utf8_count(w->cells.items[k]);
        widths[k % columns] = width > widths[k % columns] ? width : widths[k % columns];
    }
    uint32_t room = w->options->columns == 0 ? DEFAULT_COLUMNS : w->options->columns, total = 0,
             widest = 0;
    do { /* the widest gives way */
        total = 2 * (columns - 1);
        widest = 0;
        for (i = 0; i < columns; i++) {
            total += widths[i];
            widest = widths[i] > widths[widest] ? i : widest;
        }
        if (total > room && widths[widest] > LEAST_WIDTH) {
            uint32_t over = total - room, spare = widths[widest] - LEAST_WIDTH;
            uint32_t second = LEAST_WIDTH;
            for (i = 0; i < columns; i++) {
                second = i != widest && widths[i] > second ? widths[i] : second;
            }
            uint32_t step = widths[widest] > second ? widths[widest] - second : 1;
            step = step < over ? step : over;
            widths[widest] -= step < spare ? step : spare;
        }
    } while (total > room && widths[widest] > LEAST_WIDTH);
}

static void add_padded(stm_buf *out, stm_str s, uint32_t width, bool last)
{
    uint32_t count = stm_utf8_count(s), at = 0, point = 0, shown = count;
    if (count > width) {
        for (shown = 0; shown + 1 < width; shown++) {
            uint32_t step = stm_utf8_decode(s, at, &point);
            at += step == 0 ? 1 : step;
        }
        stm_buf_str(out, stm_str_sub(s, 0, at));
        stm_buf_text(out, "\xE2\x80\xA6");
        shown++;
    } else {
        stm_buf_str(out, s);
    }
    for (; shown < width && !last; shown++) {
        stm_buf_char(out, ' ');
    }
    stm_buf_text(out, last ? "\n" : "  ");
}

static void add_table(q_writer *w)
{
    uint32_t columns = w->columns->item_count, i = 0;
    uint32_t *widths = stm_arena_array(&w->arena, columns, sizeof *widths);
    if (widths == NULL) {
        w->buf.failed = true;
        return;
    }
    measure(w, widths, columns);
    if (!w->options->no_header) {
        for (const q_item *item = w->columns->items; item != NULL; item = item->next, i++) {
            add_padded(&w->buf, item->alias, widths[i], i + 1 == columns);
        }
        for (i = 0; i < columns; i++) {
            for (uint32_t k = 0; k < widths[i]; k++) {
                stm_buf_text(&w->buf, "\xE2\x94\x80");
            }
            stm_buf_text(&w->buf, i + 1 == columns ? "\n" : "  ");
        }
    }
    for (uint32_t k = 0; k < w->cells.count; k++) {
        add_padded(&w->buf, w->cells.items[k], widths[k % columns], (k + 1) % columns == 0);
    }
}

stemma_status stm_q_write_end(q_writer *w)
{
    if (w->options->format == STEMMA_QUERY_JSON) {
        stm_buf_text(&w->buf, w->rows > 0 ? "\n]\n" : "]\n");
    } else if (w->options->format == STEMMA_QUERY_TABLE) {
        add_table(w);
    }
    return stm_sink_flush(w->sink, &w->buf, w->run->parse->err);
}
