/* Where the words of a relation stand decides how its line bends. After everything has its place, each words block
 * looks for a better one near the middle of its two actors: free, with the line crossing as few other things as
 * possible, and bent as little as possible. SPDX-License-Identifier: MIT */
#include <math.h>

#include "draw/curve.h"
#include "draw/layout.h"

enum { SAMPLES = 14, PASSES = 3 };
static const double over_own = 160, over_actor = 70, over_words = 14, on_parallel = 90;

typedef struct tracing {
    const drawing *d;
    size_t index;          /* of the edge */
    double x1, y1, x2, y2; /* symbols' middles */
} tracing;

static bool inside(const plate *a, double x, double y)
{
    return fabs(x - a->x) < a->width / 2 && fabs(y - a->y) < a->height / 2;
}

static bool is_free(const tracing *t, double x, double y)
{
    const drawing *d = t->d;
    const plate *own = &d->edges[t->index].area;
    for (size_t i = 0; i < d->node_count + d->edge_count; i++) {
        const plate *a = i < d->node_count ? &d->nodes[i].area : &d->edges[i - d->node_count].area;
        int end = i == d->edges[t->index].to ? 1 : i == d->edges[t->index].from ? 0 : -1;
        double free = arrange_own_gap(end) - LAYOUT_GIVE;
        if (a != own && fabs(x - a->x) < (own->width + a->width) / 2 + free &&
            fabs(y - a->y) < (own->height + a->height) / 2 + free) {
            return false;
        }
    }
    return true;
}

/* Does the line come back over one of its own two actors after it has left it? It may touch them at its ends only. */
static bool crosses_own(const tracing *t, const double *px, const double *py)
{
    const edge *e = &t->d->edges[t->index];
    const plate *ends[2] = {&t->d->nodes[e->from].area, &t->d->nodes[e->to].area};
    int first = 0, last = SAMPLES - 1;
    while (first < SAMPLES && inside(ends[0], px[first], py[first])) {
        first++;
    }
    while (last > first && inside(ends[1], px[last], py[last])) {
        last--;
    }
    for (int i = first; i <= last; i++) {
        if (inside(ends[0], px[i], py[i]) || inside(ends[1], px[i], py[i])) {
            return true;
        }
    }
    return false;
}

/* How far the line through (x, y) is bent. */
static double bend_of(const tracing *t, double x, double y)
{
    double length = hypot(t->x2 - t->x1, t->y2 - t->y1);
    double away = hypot(x - (t->x1 + t->x2) / 2, y - (t->y1 + t->y2) / 2);
    return away + 120 * away / (length + 60);
}

typedef struct samples {
    double x[SAMPLES], y[SAMPLES];
    double left, right, top, bottom;
} samples;

static samples sample(const tracing *t, double x, double y)
{
    double bx = 2 * x - (t->x1 + t->x2) / 2, by = 2 * y - (t->y1 + t->y2) / 2;
    samples s = {.left = 1e30, .right = -1e30, .top = 1e30, .bottom = -1e30};
    for (int i = 0; i < SAMPLES; i++) {
        double at = (i + 0.5) / SAMPLES, u = 1 - at;
        s.x[i] = u * u * t->x1 + 2 * u * at * bx + at * at * t->x2;
        s.y[i] = u * u * t->y1 + 2 * u * at * by + at * at * t->y2;
        s.left = fmin(s.left, s.x[i]);
        s.right = fmax(s.right, s.x[i]);
        s.top = fmin(s.top, s.y[i]);
        s.bottom = fmax(s.bottom, s.y[i]);
    }
    return s;
}

static bool runs_over(const samples *s, const plate *a)
{
    if (s->right < a->x - a->width / 2 || s->left > a->x + a->width / 2 ||
        s->bottom < a->y - a->height / 2 || s->top > a->y + a->height / 2) {
        return false;
    }
    for (int i = 0; i < SAMPLES; i++) {
        if (inside(a, s->x[i], s->y[i])) {
            return true;
        }
    }
    return false;
}

/* How far the line through (x, y) is bent and what it crosses; stops counting above `most`. */
static double cost_of(const tracing *t, double x, double y, double most)
{
    const drawing *d = t->d;
    const edge *e = &d->edges[t->index];
    samples s = sample(t, x, y);
    double cost = bend_of(t, x, y) + (crosses_own(t, s.x, s.y) ? over_own : 0);
    for (size_t k = 0; k < d->node_count && cost < most; k++) {
        if (k != e->from && k != e->to && runs_over(&s, &d->nodes[k].area)) {
            cost += over_actor;
        }
    }
    for (size_t k = 0; k < d->edge_count && cost < most; k++) {
        const plate *a = &d->edges[k].area;
        if (k == t->index) {
            continue;
        }
        if (curve_same_pair(e, &d->edges[k])) {
            double swing = curve_swing(d, e, x, y) - curve_swing(d, e, a->x, a->y);
            cost += fabs(swing) < 14 ? on_parallel : 0;
        }
        cost += runs_over(&s, a) ? over_words : 0;
    }
    return cost;
}

static bool improve(drawing *d, size_t index)
{
    static const double along[] = {0.5, 0.42, 0.58, 0.34, 0.66, 0.25, 0.75};
    static const double aside[] = {
        0, 12, -12, 26, -26, 42, -42, 62, -62, 90, -90, 125, -125, 170, -170, 220, -220};
    edge *e = &d->edges[index];
    const node *from = &d->nodes[e->from], *to = &d->nodes[e->to];
    tracing t = {d, index, from->area.x, layout_symbol_y(from), to->area.x, layout_symbol_y(to)};
    double dx = t.x2 - t.x1, dy = t.y2 - t.y1, length = hypot(dx, dy);
    if (e->from == e->to || length < 1) {
        return false;
    }
    double best = cost_of(&t, e->area.x, e->area.y, 1e30) - 1, best_x = e->area.x,
           best_y = e->area.y;
    for (size_t i = 0; i < sizeof along / sizeof along[0]; i++) {
        for (size_t k = 0; k < sizeof aside / sizeof aside[0]; k++) {
            double x = t.x1 + along[i] * dx - aside[k] * dy / length;
            double y = t.y1 + along[i] * dy + aside[k] * dx / length;
            bool hopeful = bend_of(&t, x, y) < best && is_free(&t, x, y);
            double cost = hopeful ? cost_of(&t, x, y, best) : best;
            if (cost < best) {
                best = cost;
                best_x = x;
                best_y = y;
            }
        }
    }
    bool moved = best_x != e->area.x || best_y != e->area.y;
    e->area.x = best_x;
    e->area.y = best_y;
    return moved;
}

void bend_lines(drawing *d)
{
    for (int pass = 0; pass < PASSES; pass++) {
        bool moved = false;
        for (size_t i = 0; i < d->edge_count; i++) {
            moved = improve(d, i) || moved;
        }
        if (!moved) {
            return;
        }
    }
}
