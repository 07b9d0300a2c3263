/* Title above, legend and sources below. SPDX-License-Identifier: MIT */
#include <string.h>

#include "draw/compose.h"
#include "draw/ink.h"

enum { LEGEND_SIZE = 10 };

static double lines_of(picture *out, const wrapped *text, double left, double y, const char *fill)
{
    for (int i = 0; i < text->count; i++) {
        picture_text(
            out, left, y + text->size, text->lines[i], text->size, text->bold, ANCHOR_START, fill);
        y += text->size * 1.25;
    }
    return y;
}

double compose_head(
    const drawing *d, const theme *t, picture *out, double left, double top, double width)
{
    double y = top;
    if (d->bare) {
        return y;
    }
    if (d->title[0] != '\0') {
        wrapped title = metrics_wrap(d->title, 19, true, width, 2);
        y = lines_of(out, &title, left, y, t->ink) + 2;
    }
    if (d->subtitle[0] != '\0') {
        wrapped subtitle = metrics_wrap(d->subtitle, 10.5, false, width, 3);
        y = lines_of(out, &subtitle, left, y, t->soft);
    }
    return y > top ? y + 16 : y;
}

const char *compose_type_name(node_type type)
{
    static const char *const names[TYPE_COUNT] = {
        "other", "person", "organization", "place", "product", "event", "money", "date"};
    return names[type < TYPE_COUNT ? type : TYPE_OTHER];
}

/* Items one after the other, new lines when the width is used up. */
typedef struct flow {
    picture *out;
    const theme *t;
    double left, right, x, y;
} flow;

static void begin(flow *f, const char *heading)
{
    picture_text(
        f->out, f->left, f->y + LEGEND_SIZE, heading, LEGEND_SIZE, true, ANCHOR_START, f->t->soft);
    f->x = f->left + 84;
}

/* Room for a swatch of `swatch` points and the text; returns where the swatch's middle goes. */
static spot item(flow *f, double swatch, const char *text)
{
    wrapped words = metrics_wrap(text, LEGEND_SIZE, false, f->right - f->left - 84 - swatch - 6, 1);
    double width = swatch + 5 + words.width + 16;
    if (f->x + width - 16 > f->right && f->x > f->left + 84) {
        f->x = f->left + 84;
        f->y += 17;
    }
    spot at = {f->x + swatch / 2, f->y + LEGEND_SIZE * 0.65};
    if (words.count > 0) {
        picture_text(f->out, f->x + swatch + 5, f->y + LEGEND_SIZE, words.lines[0], LEGEND_SIZE,
            false, ANCHOR_START, f->t->ink);
    }
    f->x += width;
    return at;
}

static void communities(flow *f, const drawing *d)
{
    begin(f, "Communities");
    for (size_t i = 0; i < d->group_count; i++) {
        unsigned id = d->groups[i].id;
        spot at = item(f, 11, d->groups[i].name);
        picture_ellipse(
            f->out, at.x, at.y, 5.5, 5.5, theme_fill(f->t, id), theme_edge(f->t, id), 1.2);
    }
    f->y += 19;
}

static void shapes(flow *f, const bool seen[TYPE_COUNT], bool sized)
{
    static const node_type order[] = {TYPE_PERSON, TYPE_ORGANIZATION, TYPE_LOCATION, TYPE_PRODUCT,
        TYPE_EVENT, TYPE_MONEY, TYPE_DATE, TYPE_OTHER};
    begin(f, "Actors");
    for (size_t i = 0; i < sizeof order / sizeof order[0]; i++) {
        if (seen[order[i]]) {
            spot at = item(f, 12, compose_type_name(order[i]));
            compose_symbol(f->out, order[i], at.x, at.y, 5.2, f->t->rest_fill, f->t->soft, 1.1);
        }
    }
    if (sized) {
        spot at = item(f, 26, "larger: more central");
        picture_ellipse(f->out, at.x - 8, at.y, 3, 3, f->t->rest_fill, f->t->soft, 1);
        picture_ellipse(f->out, at.x + 5, at.y, 6.5, 6.5, f->t->rest_fill, f->t->soft, 1);
    }
    f->y += 19;
}

static void line_item(flow *f, const char *text, const char *colour, bool dashed, double width)
{
    spot at = item(f, 24, text);
    picture_line(f->out, at.x - 12, at.y, at.x + 12, at.y, colour, width, dashed);
}

static void lines(flow *f, bool plain, bool dashed, bool hostile, bool strong)
{
    begin(f, "Relations");
    if (plain) {
        line_item(f, "stated", f->t->line, false, 1.3);
    }
    if (dashed) {
        line_item(f, "planned, alleged or possible", f->t->line, true, 1.3);
    }
    if (hostile) {
        line_item(f, "denied or hostile", f->t->bad, false, 1.3);
    }
    if (strong) {
        line_item(f, "thicker: more independent sources", f->t->line, false, 3);
    }
    f->y += 19;
}

static void dot_item(flow *f, const char *text, const char *fill, const char *stroke)
{
    spot at = item(f, 8, text);
    picture_ellipse(f->out, at.x, at.y, 3.6, 3.6, fill, stroke, 1.4);
}

/* Marks of a time line. */
static void happenings(flow *f, const drawing *d)
{
    bool plain = false, open = false, hostile = false;
    for (size_t i = 0; i < d->happening_count; i++) {
        const happening *h = &d->happenings[i];
        plain = plain || (!h->dashed && !h->hostile);
        open = open || h->dashed;
        hostile = hostile || h->hostile;
    }
    begin(f, "Facts");
    if (plain) {
        dot_item(f, "stated", f->t->rest_fill, f->t->soft);
    }
    if (open) {
        dot_item(f, "planned, alleged or possible", f->t->paper, f->t->soft);
    }
    if (hostile) {
        dot_item(f, "denied or hostile", f->t->bad, f->t->bad);
    }
    f->y += 19;
}

double compose_legend(
    const drawing *d, const theme *t, picture *out, double left, double y, double width)
{
    bool seen[TYPE_COUNT] = {false}, plain = false, dashed = false, hostile = false, strong = false;
    flow f = {out, t, left, left + width, left, y + 10};
    for (size_t i = 0; i < d->node_count; i++) {
        seen[d->nodes[i].type] = true;
    }
    for (size_t i = 0; i < d->row_count; i++) {
        seen[d->rows[i].type] = true;
    }
    for (size_t i = 0; i < d->edge_count; i++) {
        plain = plain || (!d->edges[i].dashed && !d->edges[i].hostile);
        dashed = dashed || d->edges[i].dashed;
        hostile = hostile || d->edges[i].hostile;
        strong = strong || d->edges[i].strength > 1;
    }
    picture_open(out, "legend", "l", 0, NULL, NULL);
    if (d->node_count > 0 || d->footer[0] != '\0') {
        picture_line(out, left, y, left + width, y, t->rule, 0.8, false);
    }
    if (d->group_count > 0) {
        communities(&f, d);
    }
    if (d->node_count > 0) {
        shapes(&f, seen, d->node_count > 1);
    }
    if (d->edge_count > 0) {
        lines(&f, plain, dashed, hostile, strong);
    }
    if (d->happening_count > 0) {
        shapes(&f, seen, false);
        happenings(&f, d);
    }
    if (d->footer[0] != '\0') {
        wrapped footer = metrics_wrap(d->footer, 9, false, width, 4);
        f.y = lines_of(out, &footer, left, f.y + 1, t->soft);
    }
    picture_close(out);
    return f.y;
}
