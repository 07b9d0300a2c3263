/* The time line: one row an actor, one mark a dated fact, words beside their mark on as many lines as they need not
 * to touch. Time runs to the right; years or months are ruled. SPDX-License-Identifier: MIT */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "draw/compose.h"
#include "draw/ink.h"

static const double margin = 26, names = 150, line_height = 15, plot_least = 640;
enum { MOST_LANES = 24 };

typedef struct axis {
    double first, last, left, width;
} axis;

static double place(const axis *a, double when)
{
    return a->last > a->first ? a->left + (when - a->first) / (a->last - a->first) * a->width
                              : a->left + a->width / 2;
}

static axis make_axis(const drawing *d)
{
    axis a = {.first = 1e9, .last = -1e9, .left = margin + names + 14};
    for (size_t i = 0; i < d->happening_count; i++) {
        a.first = fmin(a.first, d->happenings[i].when);
        a.last = fmax(a.last, d->happenings[i].when);
    }
    a.width = fmax(plot_least, d->width > 0 ? d->width - a.left - margin - 60 : 0);
    double span = a.last - a.first;
    if (span > 1.5) {
        a.first = floor(a.first);
        a.last = ceil(a.last + 0.01);
    } else if (d->happening_count > 0) {
        a.first = floor(a.first * 12) / 12;
        a.last = ceil(a.last * 12 + 0.01) / 12;
    }
    return a;
}

static int earlier(const void *one, const void *two)
{
    const happening *x = one, *y = two;
    if (x->row != y->row) {
        return x->row < y->row ? -1 : 1;
    }
    if (x->when != y->when) {
        return x->when < y->when ? -1 : 1;
    }
    return strcmp(x->label, y->label);
}

/* Words go right of their mark, or left of it near the right edge; the first lane that is free there is taken. */
static int lane_of(double ends[MOST_LANES], double left, double right, int *lanes)
{
    for (int lane = 0; lane < MOST_LANES; lane++) {
        if (left > ends[lane]) {
            ends[lane] = right + 6;
            *lanes = lane + 1 > *lanes ? lane + 1 : *lanes;
            return lane;
        }
    }
    return -1;
}

static void happening_mark(const theme *t, picture *p, const happening *h, const row *r, double x,
    double y, size_t number, bool leftwards)
{
    const char *colour = h->hostile ? t->bad : theme_edge(t, r->group);
    picture_open(p, "event", "t", (unsigned)number, h->tip, NULL);
    picture_ellipse(p, x, y, 3.6, 3.6,
        h->dashed        ? t->paper
            : h->hostile ? t->bad
                         : theme_fill(t, r->group),
        colour, 1.4);
    if (h->text.count > 0) {
        picture_box(p, leftwards ? x - 8 - h->text.width : x + 6, y - 6, h->text.width + 2, 13, 2,
            t->paper, NULL, 0, 0.86);
        picture_text(p, leftwards ? x - 7 : x + 7, y + 3.3, h->text.lines[0], h->text.size, false,
            leftwards ? ANCHOR_END : ANCHOR_START, h->hostile ? t->bad_words : t->words);
    }
    picture_close(p);
}

static double draw_row(
    drawing *d, const theme *t, picture *p, const axis *a, size_t index, double top)
{
    double ends[MOST_LANES];
    int lanes = 1, dropped = 0;
    const row *r = &d->rows[index];
    for (int i = 0; i < MOST_LANES; i++) {
        ends[i] = -1e9;
    }
    for (size_t i = 0; i < d->happening_count; i++) {
        happening *h = &d->happenings[i];
        if (h->row != index) {
            continue;
        }
        double x = place(a, h->when);
        h->text = metrics_wrap(h->label, 9.5, false, 230, 1);
        bool leftwards = x + 12 + h->text.width > a->left + a->width + 50;
        double left = leftwards ? x - 9 - h->text.width : x - 5,
               right = leftwards ? x + 5 : x + 9 + h->text.width;
        int lane = lane_of(ends, left, right, &lanes);
        if (lane < 0) {
            dropped++;
        } else {
            happening_mark(t, p, h, r, x, top + 11 + lane * line_height, i, leftwards);
        }
    }
    wrapped name = metrics_wrap(r->name, 11, true, names - 22, 2);
    compose_symbol(
        p, r->type, margin + 7, top + 11, 6, theme_fill(t, r->group), theme_edge(t, r->group), 1.2);
    for (int i = 0; i < name.count; i++) {
        picture_text(
            p, margin + 20, top + 15 + i * 13, name.lines[i], 11, true, ANCHOR_START, t->ink);
    }
    if (dropped > 0) {
        ink more = {0};
        ink_print(&more, "and %d more", dropped);
        picture_text(
            p, margin + 20, top + 15 + name.count * 13, more.data, 9, false, ANCHOR_START, t->soft);
    }
    double text = 8 + name.count * 13 + (dropped > 0 ? 13 : 0), marks = 8 + lanes * line_height;
    return top + fmax(text, marks) + 6;
}

/* A step that gives at most twelve ticks: months, quarters, years, decades … */
static double step_of(const axis *a)
{
    static const double steps[] = {1 / 12.0, 0.25, 0.5, 1, 2, 5, 10, 20, 50, 100, 250, 500, 1000};
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
        if ((a->last - a->first) / steps[i] <= (steps[i] < 1 ? 8.01 : 12.01)) {
            return steps[i];
        }
    }
    return 5000;
}

static void ruler(const theme *t, picture *p, const axis *a, double top, double bottom)
{
    double step = step_of(a);
    if (a->last <= a->first) {
        return;
    }
    for (long i = lround(ceil(a->first / step - 1e-6)); (double)i * step <= a->last + 1e-6; i++) {
        double when = (double)i * step, x = place(a, when);
        long months = lround(when * 12);
        ink text = {0};
        if (step < 1 && months % 12 != 0) {
            ink_print(&text, "%ld-%02ld", months / 12, months % 12 + 1);
        } else {
            ink_print(&text, "%ld", lround(floor(when + 1e-6)));
        }
        picture_line(p, x, top, x, bottom, t->rule, 0.8, false);
        picture_text(p, x, top - 5, text.data, 9.5, false, ANCHOR_MIDDLE, t->soft);
    }
}

void compose_timeline(drawing *d, const theme *t, picture *out)
{
    axis a = make_axis(d);
    double inner = a.left + a.width + 50 - margin;
    *out = (picture){.paper = t->paper,
        .title = d->title,
        .width = inner + 2 * margin,
        .description = d->subtitle};
    double y = compose_head(d, t, out, margin, margin, inner) + 14;
    double top = y;
    picture rows =
        *out; /* rows decide how long the ruler gets, but the ruler lies below them: two lists */
    rows.marks = NULL;
    rows.spots = NULL;
    rows.mark_count = rows.spot_count = rows.mark_room = rows.spot_room = 0;
    if (d->happening_count > 0) { /* qsort takes no NULL, not even with nothing to sort */
        qsort(d->happenings, d->happening_count, sizeof *d->happenings, earlier);
    }
    for (size_t i = 0; i < d->row_count; i++) {
        picture_line(&rows, margin, y, margin + inner, y, t->rule, 0.8, false);
        y = draw_row(d, t, &rows, &a, i, y);
    }
    if (d->happening_count > 0) {
        ruler(t, out, &a, top, y);
    }
    for (size_t i = 0; i < rows.mark_count; i++) {
        mark *m = picture_add(out, rows.marks[i]);
        size_t index = (size_t)(m - out->marks);
        for (size_t k = 0; k < rows.marks[i].count; k++) {
            spot s = rows.spots[rows.marks[i].first + k];
            picture_spot(out, s.x, s.y);
        }
        out->marks[index].count = rows.marks[i].count;
    }
    out->height = compose_legend(d, t, out, margin, y + 8, inner) + margin * 0.7;
}
