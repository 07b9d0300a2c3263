/* Terminal colours, TSV cells and line breaking of answers. Colours are the eight basic ones, so that every terminal's
 * theme fits. SPDX-License-Identifier: GPL-2.0-or-later */
#include "ask/answer.h"

#include "base/utf8.h"

static const char *const COLOURS[] = {"1", "36", "2", "33", "1;4"};

static void open_style(stm_answer *answer, stm_style style)
{
    if (answer->options.colour) {
        stm_buf_print(&answer->out, "\x1b[%sm", COLOURS[style]);
    }
}

static void close_style(stm_answer *answer)
{
    if (answer->options.colour) {
        stm_buf_text(&answer->out, "\x1b[0m");
    }
}

/* Bytes of texts that would steer a terminal are shown as blanks. */
static void add_plain(stm_answer *answer, stm_str text)
{
    for (uint32_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        stm_buf_char(&answer->out, c < 0x20 || c == 0x7F ? ' ' : (char)c);
    }
}

void stm_answer_style(stm_answer *answer, stm_style style, stm_str text)
{
    open_style(answer, style);
    add_plain(answer, text);
    close_style(answer);
}

void stm_answer_cell(stm_answer *answer, stm_str text)
{
    add_plain(answer, text);
}

uint32_t stm_answer_width(stm_str s)
{
    return stm_utf8_count(s);
}

/* Style of the byte `at`, or -1. */
static int style_at(const stm_marked *marked, uint32_t count, uint32_t at)
{
    for (uint32_t i = 0; i < count; i++) {
        if (at >= marked[i].span.begin && at < marked[i].span.end) {
            return (int)marked[i].style;
        }
    }
    return -1;
}

static void add_word(stm_answer *answer, stm_str text, uint32_t begin, uint32_t end,
    const stm_marked *marked, uint32_t count)
{
    for (uint32_t at = begin; at < end;) {
        int style = style_at(marked, count, at);
        uint32_t stop = at + 1;
        while (stop < end && style_at(marked, count, stop) == style) {
            stop++;
        }
        if (style < 0) {
            add_plain(answer, stm_str_sub(text, at, stop));
        } else {
            stm_answer_style(answer, (stm_style)style, stm_str_sub(text, at, stop));
        }
        at = stop;
    }
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

void stm_answer_wrapped(
    stm_answer *answer, stm_str text, uint32_t indent, const stm_marked *marked, uint32_t count)
{
    uint32_t column = 0,
             width = answer->options.columns > indent + 20 ? answer->options.columns : indent + 20;
    for (uint32_t at = 0; at < text.len;) {
        while (at < text.len && is_blank(text.ptr[at])) {
            at++;
        }
        uint32_t end = at;
        while (end < text.len && !is_blank(text.ptr[end])) {
            end++;
        }
        if (end == at) {
            break;
        }
        uint32_t letters = stm_answer_width(stm_str_sub(text, at, end));
        if (column == 0 || column + 1 + letters > width) {
            stm_buf_print(&answer->out, "%s%*s", column == 0 ? "" : "\n", (int)indent, "");
            column = indent;
        } else {
            /* A blank within a marked name is marked too. */
            add_word(answer, STM_LIT(" "), 0, 1, NULL, 0);
            column++;
        }
        add_word(answer, text, at, end, marked, count);
        column += letters;
        at = end;
    }
    stm_buf_char(&answer->out, '\n');
}
