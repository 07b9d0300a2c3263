/* The network: lines from the symbol of one actor through the words of the relation to the symbol of the other;
 * lines lie lowest, then words, then symbols with their names. SPDX-License-Identifier: MIT */
#include "draw/compose.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "draw/curve.h"
#include "draw/ink.h"
#include "draw/layout.h"

static const double margin = 26;

void compose_words(
    picture *p, const wrapped *text, double x, double top, const char *fill, const char *paper)
{
    if (text->count == 0) {
        return;
    }
    for (int i = 0; i < text->count; i++) {
        double width =
            metrics_width(text->lines[i], strlen(text->lines[i]), text->size, text->bold);
        picture_box(p, x - width / 2 - 2, top + 1.2 * text->size * i, width + 4,
            1.2 * text->size + 1, 3, paper, NULL, 0, 1);
    }
    for (int i = 0; i < text->count; i++) {
        picture_text(p, x, top + text->size * (0.95 + 1.2 * i), text->lines[i], text->size,
            text->bold, ANCHOR_MIDDLE, fill);
    }
}

static void arrow(picture *p, spot tip, spot from, double size, const char *fill)
{
    double length = hypot(tip.x - from.x, tip.y - from.y);
    double dx = length > 0 ? (tip.x - from.x) / length : 1,
           dy = length > 0 ? (tip.y - from.y) / length : 0;
    spot corners[3] = {tip,
        {tip.x - size * dx - size * 0.42 * dy, tip.y - size * dy + size * 0.42 * dx},
        {tip.x - size * dx + size * 0.42 * dy, tip.y - size * dy - size * 0.42 * dx}};
    picture_polygon(p, corners, 3, fill, NULL, 0);
}

static void draw_line(const drawing *d, const theme *t, picture *p, const edge *e)
{
    const char *colour = e->hostile ? t->bad : t->line;
    double strength = e->strength < 1 ? 1 : e->strength;
    double width = 1 + 0.7 * log2(strength);
    width = width > 4.5 ? 4.5 : width;
    double head = 6 + 1.2 * width;
    char data[96];
    snprintf(data, sizeof data, " data-from=\"%u\" data-to=\"%u\"", d->nodes[e->from].id,
        d->nodes[e->to].id);
    spot c[4];
    curve_visible(d, e, 2.5, c);
    spot tip = c[3], line_end[4] = {c[0], c[1], c[2], c[3]};
    curve_shorten(line_end, head * 0.8);
    picture_open(p, "edge", "e", e->id, e->tip, ink_copy(data, strlen(data)));
    picture_add(
        p, (mark){.kind = MARK_CURVE, .stroke = colour, .width = width, .dashed = e->dashed});
    for (int i = 0; i < 4; i++) {
        picture_spot(p, line_end[i].x, line_end[i].y);
    }
    arrow(p, tip, line_end[3], head, colour);
    picture_close(p);
}

static void draw_words(const theme *t, picture *p, const edge *e)
{
    picture_open(p, "words", "w", e->id, e->tip, NULL);
    compose_words(p, &e->text, e->area.x, e->area.y - e->text.height / 2,
        e->hostile ? t->bad_words : t->words, t->paper);
    picture_close(p);
}

static void draw_node(const theme *t, picture *p, const node *n)
{
    spot at = curve_symbol(n);
    picture_open(p, "node", "n", n->id, n->tip, NULL);
    compose_symbol(
        p, n->type, at.x, at.y, n->radius, theme_fill(t, n->group), theme_edge(t, n->group), 1.4);
    compose_words(p, &n->text, at.x, at.y + n->reach + 3, t->ink, t->paper);
    picture_close(p);
}

static void regular(picture *p, int corners, double turn, double x, double y, double radius,
    const char *fill, const char *stroke, double width)
{
    spot list[8];
    for (int i = 0; i < corners; i++) {
        double angle = turn + 6.283185307 * i / corners;
        list[i] = (spot){x + radius * cos(angle), y + radius * sin(angle)};
    }
    picture_polygon(p, list, (size_t)corners, fill, stroke, width);
}

void compose_symbol(picture *p, node_type type, double x, double y, double radius, const char *fill,
    const char *stroke, double width)
{
    double side = radius * 1.7725; /* square of the same area */
    switch (type) {
    case TYPE_PERSON:
        picture_ellipse(p, x, y, radius, radius, fill, stroke, width);
        break;
    case TYPE_ORGANIZATION:
        picture_box(p, x - side / 2, y - side / 2, side, side, side * 0.18, fill, stroke, width, 1);
        break;
    case TYPE_LOCATION:
        regular(p, 4, 0, x, y, radius * 1.2533, fill, stroke, width);
        break;
    case TYPE_PRODUCT:
        regular(p, 6, 0, x, y, radius * 1.0996, fill, stroke, width);
        break;
    case TYPE_EVENT:
        regular(p, 3, -1.570796, x, y + radius * 0.2, radius * 1.4, fill, stroke, width);
        break;
    case TYPE_MONEY:
        regular(p, 5, -1.570796, x, y, radius * 1.15, fill, stroke, width);
        break;
    case TYPE_DATE:
        picture_box(p, x - radius * 1.2, y - side / 2.7, radius * 2.4, side / 1.35, 2, fill, stroke,
            width, 1);
        break;
    case TYPE_OTHER:
    case TYPE_COUNT:
        picture_ellipse(p, x, y, radius, radius, fill, stroke, width);
        picture_ellipse(p, x, y, radius * 0.45, radius * 0.45, stroke, NULL, 0);
    }
}

static void move_by(drawing *d, double x, double y)
{
    for (size_t i = 0; i < d->node_count; i++) {
        d->nodes[i].area.x += x;
        d->nodes[i].area.y += y;
    }
    for (size_t i = 0; i < d->edge_count; i++) {
        d->edges[i].area.x += x;
        d->edges[i].area.y += y;
    }
}

typedef struct bounds {
    double left, top, right, bottom;
} bounds;

static void take(bounds *b, double x, double y)
{
    b->left = fmin(b->left, x);
    b->right = fmax(b->right, x);
    b->top = fmin(b->top, y);
    b->bottom = fmax(b->bottom, y);
}

/* Everything that will be drawn, curves included: they may swing out beyond the boxes. */
static bounds bounds_of(const drawing *d)
{
    bounds b = {1e30, 1e30, -1e30, -1e30};
    size_t count = d->node_count + d->edge_count;
    for (size_t i = 0; i < count; i++) {
        const plate *a = i < d->node_count ? &d->nodes[i].area : &d->edges[i - d->node_count].area;
        take(&b, a->x - a->width / 2, a->y - a->height / 2);
        take(&b, a->x + a->width / 2, a->y + a->height / 2);
    }
    for (size_t i = 0; i < d->edge_count; i++) {
        spot c[4];
        curve_whole(d, &d->edges[i], c);
        for (int k = 1; k < 16; k++) {
            spot at = curve_at(c, k / 16.0);
            take(&b, at.x - 3, at.y - 3);
            take(&b, at.x + 3, at.y + 3);
        }
    }
    return count == 0 ? (bounds){0, 0, 0, 0} : b;
}

void compose_network(drawing *d, const theme *t, picture *out)
{
    bounds b = bounds_of(d);
    double inner = fmax(b.right - b.left, 460);
    *out = (picture){.paper = t->paper, .title = d->title, .width = inner + 2 * margin};
    double y = compose_head(d, t, out, margin, margin, inner);
    move_by(d, margin + (inner - (b.right - b.left)) / 2 - b.left, y - b.top);
    for (size_t i = 0; i < d->edge_count; i++) {
        draw_line(d, t, out, &d->edges[i]);
    }
    for (size_t i = 0; i < d->edge_count; i++) {
        draw_words(t, out, &d->edges[i]);
    }
    for (size_t i = d->node_count; i > 0; i--) { /* the first is the most central: on top */
        draw_node(t, out, &d->nodes[i - 1]);
    }
    y += b.bottom - b.top + 18;
    out->height = compose_legend(d, t, out, margin, y, inner) + margin * 0.7;
    out->description = d->subtitle;
}
