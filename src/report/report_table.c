/* The report for a terminal: a table as wide as the window, then the actors one by one. Columns give way from the
 * least telling one on when the window is narrow; names are cut, numbers never.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdio.h>

#include "base/utf8.h"
#include "report/findings.h"

enum { COLUMNS = 11, LEAST_NAME = 12, MOST_NAME = 44 };

typedef struct column {
    const char *head;
    int width;
    bool left;
} column;
static const column columns[COLUMNS] = {
    {"#", 3, false},
    {"Actor", 0, true},
    {"Type", 12, true},
    {"Ties", 4, false},
    {"In", 3, false},
    {"Out", 3, false},
    {"Sources", 7, false},
    {"PageRank", 8, false},
    {"Between", 7, false},
    {"Places", 7, false},
    {"Role", 17, true},
};
/* The order in which columns give way. */
static const int give_way[] = {4, 5, 6, 2, 9, 8, 10, 3};

typedef struct table {
    stm_findings *f;
    stm_buf *out;
    bool shown[COLUMNS], colour;
    uint32_t width, name_width;
} table;

/* ---- text that lines up ---- */

static uint32_t cell_width(uint32_t p)
{
    bool none = (p >= 0x300 && p < 0x370) || (p >= 0x200B && p <= 0x200F) ||
        (p >= 0xFE00 && p <= 0xFE0F) || (p >= 0x64B && p <= 0x65F) ||
        (p >= 0x202A && p <= 0x202E) || (p >= 0x2066 && p <= 0x2069);
    bool wide = (p >= 0x1100 && p <= 0x115F) || (p >= 0x2E80 && p <= 0xA4CF) ||
        (p >= 0xAC00 && p <= 0xD7A3) || (p >= 0xF900 && p <= 0xFAFF) ||
        (p >= 0xFE30 && p <= 0xFE4F) || (p >= 0xFF00 && p <= 0xFF60) ||
        (p >= 0x1F300 && p <= 0x1FAFF) || (p >= 0x20000 && p <= 0x3FFFD);
    return none ? 0 : wide ? 2 : 1;
}

/* Control characters of a hostile text must not reach the terminal. */
static void safe_char(stm_buf *out, stm_str s, uint32_t at, uint32_t bytes, uint32_t point)
{
    if (bytes == 0) {
        stm_buf_text(out, "\xEF\xBF\xBD");
    } else if (point < 0x20 || (point >= 0x7F && point < 0xA0) ||
        (point >= 0x202A && point <= 0x202E)) {
        stm_buf_char(out, ' ');
    } else {
        stm_buf_add(out, s.ptr + at, bytes);
    }
}

static uint32_t text_width(stm_str s)
{
    uint32_t width = 0, point = 0;
    for (uint32_t at = 0; at < s.len;) {
        uint32_t bytes = stm_utf8_decode(s, at, &point);
        width += bytes == 0 ? 1 : cell_width(point);
        at += bytes == 0 ? 1 : bytes;
    }
    return width;
}

/* At most `room` cells of s, with … when something is cut; returns the cells used. */
static uint32_t add_cut(stm_buf *out, stm_str s, uint32_t room)
{
    uint32_t used = 0, point = 0;
    bool whole = text_width(s) <= room;
    for (uint32_t at = 0; at < s.len;) {
        uint32_t bytes = stm_utf8_decode(s, at, &point), cells = bytes == 0 ? 1 : cell_width(point);
        if (used + cells > room - (whole ? 0 : 1)) {
            stm_buf_text(out, "\xE2\x80\xA6");
            return used + 1;
        }
        safe_char(out, s, at, bytes, point);
        used += cells;
        at += bytes == 0 ? 1 : bytes;
    }
    return used;
}

static void spaces(stm_buf *out, uint32_t count)
{
    while (count-- > 0) {
        stm_buf_char(out, ' ');
    }
}

/* Wrapped at blanks to `width` cells; every line begins with `indent` blanks. */
static void add_wrapped(stm_buf *out, stm_str text, uint32_t width, uint32_t indent)
{
    stm_str rest = text, word = STM_EMPTY;
    uint32_t used = 0;
    while (stm_str_next(&rest, ' ', &word)) {
        if (word.len == 0) {
            continue;
        }
        uint32_t cells = text_width(word);
        if (used == 0 || used + 1 + cells > width) {
            stm_buf_text(out, used == 0 ? "" : "\n");
            spaces(out, indent);
            used = indent;
        } else {
            stm_buf_char(out, ' ');
            used++;
        }
        used += add_cut(out, word, width > indent + 1 ? width - indent : 1);
    }
    stm_buf_char(out, '\n');
}

static void paint(const table *t, const char *code)
{
    if (t->colour) {
        stm_buf_print(t->out, "\x1b[%sm", code);
    }
}

/* ---- the table ---- */

static uint32_t row_width(const table *t)
{
    uint32_t width = 0;
    for (int i = 0; i < COLUMNS; i++) {
        width += t->shown[i] ? (uint32_t)columns[i].width + 2 : 0;
    }
    return width;
}

static void fit(table *t)
{
    uint32_t longest = LEAST_NAME;
    for (uint32_t i = 0; i < t->f->count; i++) {
        uint32_t width = text_width(t->f->analysis.view->nodes.items[t->f->actors[i].node].name);
        longest = width > longest ? width : longest;
    }
    longest = longest > MOST_NAME ? MOST_NAME : longest;
    for (int i = 0; i < COLUMNS; i++) {
        t->shown[i] = i != 9 || t->f->rounds > 0;
    }
    for (size_t i = 0; i < sizeof give_way / sizeof give_way[0]; i++) {
        if (row_width(t) + (longest < 24 ? longest : 24) <= t->width) {
            break;
        }
        t->shown[give_way[i]] = false;
    }
    uint32_t taken = row_width(t);
    t->name_width = t->width > taken + LEAST_NAME ? t->width - taken : LEAST_NAME;
    t->name_width = t->name_width > longest ? longest : t->name_width;
}

static void cell(const table *t, int index, stm_str text)
{
    uint32_t width = index == 1 ? t->name_width : (uint32_t)columns[index].width;
    uint32_t used = text_width(text);
    if (!t->shown[index]) {
        return;
    }
    stm_buf_text(t->out, index == 0 ? "" : "  ");
    if (!columns[index].left) {
        spaces(t->out, width > used ? width - used : 0);
    }
    used = add_cut(t->out, text, columns[index].left ? width : used + 1);
    if (columns[index].left && index + 1 < COLUMNS) {
        spaces(t->out, width > used ? width - used : 0);
    }
}

static void count_cell(const table *t, int index, uint32_t value)
{
    char text[16];
    snprintf(text, sizeof text, "%u", (unsigned)value);
    cell(t, index, stm_str_of(text));
}

static void share_cell(const table *t, int index, double value, int decimals)
{
    stm_buf text;
    stm_buf_init(&text);
    stm_findings_fixed(&text, value, decimals);
    cell(t, index, stm_buf_view(&text));
    stm_buf_dispose_to(&text, t->out);
}

static void row(const table *t, uint32_t index)
{
    const stm_net_scores *s = &t->f->analysis.scores;
    const stm_actor_told *actor = &t->f->actors[index];
    uint32_t n = actor->node;
    const stm_node *node = &t->f->analysis.view->nodes.items[n];
    char places[32];
    snprintf(places, sizeof places, "%u-%u", (unsigned)t->f->low[n], (unsigned)t->f->high[n]);
    count_cell(t, 0, index + 1);
    paint(t, "1");
    cell(t, 1, node->name);
    paint(t, "0");
    cell(t, 2, stm_str_of(stm_type_name((stm_type)node->type)));
    count_cell(t, 3, s->degree[n]);
    count_cell(t, 4, s->in[n]);
    count_cell(t, 5, s->out[n]);
    count_cell(t, 6, s->sources[n]);
    share_cell(t, 7, s->pagerank[n], 4);
    share_cell(t, 8, s->betweenness[n], 3);
    cell(t, 9, stm_str_of(places));
    cell(t, 10, actor->role);
    stm_buf_char(t->out, '\n');
}

static void heads(const table *t)
{
    paint(t, "2");
    for (int i = 0; i < COLUMNS; i++) {
        cell(t, i, stm_str_of(columns[i].head));
    }
    stm_buf_char(t->out, '\n');
    paint(t, "0");
}

/* ---- one by one ---- */

static void activity(const table *t, const stm_actor_told *actor)
{
    static const char *const bars[] = {" ", "\xE2\x96\x81", "\xE2\x96\x82", "\xE2\x96\x83",
        "\xE2\x96\x84", "\xE2\x96\x85", "\xE2\x96\x86", "\xE2\x96\x87", "\xE2\x96\x88"};
    uint32_t most = 0, count = t->f->period_count;
    for (uint32_t i = 0; i < count; i++) {
        most = actor->periods[i] > most ? actor->periods[i] : most;
    }
    if (count < 2 || most == 0) {
        return;
    }
    stm_buf_print(t->out, "    %.*s ", STM_ARG(t->f->periods[0]));
    for (uint32_t i = 0; i < count; i++) {
        uint32_t step = actor->periods[i] == 0 ? 0 : 1 + (actor->periods[i] * 7) / most;
        stm_buf_text(t->out, bars[step]);
    }
    stm_buf_print(t->out, " %.*s  facts over time, at most %u\n", STM_ARG(t->f->periods[count - 1]),
        (unsigned)most);
}

static void one_actor(const table *t, uint32_t index)
{
    const stm_actor_told *actor = &t->f->actors[index];
    const stm_analysis *a = &t->f->analysis;
    const stm_node *node = &a->view->nodes.items[actor->node];
    stm_buf text;
    stm_buf_init(&text);
    stm_buf_char(t->out, '\n');
    paint(t, "1");
    stm_buf_print(t->out, "%3u  ", (unsigned)index + 1);
    add_cut(t->out, node->name, t->width > 8 ? t->width - 5 : 8);
    paint(t, "0");
    stm_buf_char(t->out, '\n');
    paint(t, "2");
    add_wrapped(t->out, actor->about, t->width, 5);
    paint(t, "0");
    for (uint32_t i = 0; i < actor->relation_count; i++) {
        const stm_relation_told *r = &actor->relations[i];
        stm_buf_clear(&text);
        stm_buf_print(&text, "\xE2\x80\xA2 %.*s", STM_ARG(r->words));
        if (r->bundle->facts > 1) {
            stm_buf_print(&text, " (%u facts, %u source%s)", (unsigned)r->bundle->facts,
                (unsigned)r->bundle->sources, r->bundle->sources == 1 ? "" : "s");
        }
        add_wrapped(t->out, stm_buf_view(&text), t->width, 5);
        stm_buf_clear(&text);
        stm_buf_print(
            &text, "\xE2\x80\x9C%.*s\xE2\x80\x9D %.*s", STM_ARG(r->sentence), STM_ARG(r->source));
        if (r->sentence.len > 0) {
            paint(t, "2");
            add_wrapped(t->out, stm_buf_view(&text), t->width, 7);
            paint(t, "0");
        }
    }
    activity(t, actor);
    stm_buf_dispose_to(&text, t->out);
}

static void brief(const table *t)
{
    stm_buf_text(t->out, t->f->brief_count > 0 ? "\n" : "");
    for (uint32_t i = 0; i < t->f->brief_count; i++) {
        stm_buf line;
        stm_buf_init(&line);
        stm_buf_print(&line, "\xE2\x80\xA2 %.*s", STM_ARG(t->f->brief[i]));
        add_wrapped(t->out, stm_buf_view(&line), t->width, 0);
        stm_buf_dispose_to(&line, t->out);
    }
}

static void structure(const table *t)
{
    const stm_analysis *a = &t->f->analysis;
    stm_buf text;
    if (a->community_size[0] < 2) {
        return;
    }
    stm_buf_init(&text);
    stm_buf_char(t->out, '\n');
    paint(t, "1");
    stm_buf_text(t->out, "Communities\n");
    paint(t, "0");
    for (uint32_t i = 0; i < a->scores.community_count && i < 10 && a->community_size[i] > 1; i++) {
        stm_buf_clear(&text);
        stm_buf_print(&text, "%u. %.*s (%u actors)", (unsigned)i + 1, STM_ARG(a->community[i]),
            (unsigned)a->community_size[i]);
        add_wrapped(t->out, stm_buf_view(&text), t->width, 2);
    }
    stm_buf_dispose_to(&text, t->out);
}

void stm_report_table(stm_findings *f, const stemma_report_options *options, stm_buf *out)
{
    table t = {.f = f, .out = out, .colour = options->colour != 0, .width = options->columns};
    t.width = t.width == 0 ? 80 : t.width < 40 ? 40 : t.width > 160 ? 160 : t.width;
    fit(&t);
    paint(&t, "1");
    add_wrapped(out, f->title, t.width, 0);
    paint(&t, "0");
    add_wrapped(out, f->summary, t.width, 0);
    if (f->count == 0) {
        return;
    }
    brief(&t);
    stm_buf_char(out, '\n');
    heads(&t);
    for (uint32_t i = 0; i < f->count; i++) {
        row(&t, i);
    }
    stm_buf_char(out, '\n');
    paint(&t, "2");
    stm_str meaning = STM_EMPTY;
    for (uint32_t i = 0; (meaning = stm_findings_meaning(f, i)).ptr != NULL; i++) {
        add_wrapped(out, meaning, t.width, 0);
    }
    paint(&t, "0");
    for (uint32_t i = 0; i < f->count; i++) {
        one_actor(&t, i);
    }
    structure(&t);
}
