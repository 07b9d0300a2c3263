/* How bad a layout is, as a person would see it: a line under an actor is an error, one under foreign words or across
 * another line costs attention, detours and waste of paper are ugly (Purchase, Which aesthetic has the greatest effect
 * on human understanding?, 1997: crossings first). SPDX-License-Identifier: MIT */
#include <math.h>
#include <stdlib.h>

#include "draw/curve.h"
#include "draw/ink.h"
#include "draw/layout.h"

trail judge_follow(const drawing *d, const edge *e)
{
    trail t = {.left = 1e30, .right = -1e30, .top = 1e30, .bottom = -1e30};
    spot c[4];
    curve_visible(d, e, 2, c);
    for (int i = 0; i <= TRAIL_STEPS; i++) {
        t.at[i] = curve_at(c, (double)i / TRAIL_STEPS);
        t.left = fmin(t.left, t.at[i].x);
        t.right = fmax(t.right, t.at[i].x);
        t.top = fmin(t.top, t.at[i].y);
        t.bottom = fmax(t.bottom, t.at[i].y);
        t.length += i > 0 ? hypot(t.at[i].x - t.at[i - 1].x, t.at[i].y - t.at[i - 1].y) : 0;
    }
    return t;
}

static bool apart(const trail *a, double left, double right, double top, double bottom)
{
    return a->right < left || a->left > right || a->bottom < top || a->top > bottom;
}

/* Does the trail pass over the box? Tested at points some 5 points apart. */
static bool passes(const trail *t, double x, double y, double width, double height)
{
    if (apart(t, x - width / 2, x + width / 2, y - height / 2, y + height / 2)) {
        return false;
    }
    for (int i = 0; i < TRAIL_STEPS; i++) {
        for (int k = 0; k < 4; k++) {
            double px = t->at[i].x + (t->at[i + 1].x - t->at[i].x) * k / 4;
            double py = t->at[i].y + (t->at[i + 1].y - t->at[i].y) * k / 4;
            if (fabs(px - x) < width / 2 && fabs(py - y) < height / 2) {
                return true;
            }
        }
    }
    return false;
}

static double side(spot a, spot b, spot c)
{
    return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

static bool cross(const trail *a, const trail *b)
{
    if (apart(a, b->left, b->right, b->top, b->bottom)) {
        return false;
    }
    for (int i = 0; i < TRAIL_STEPS; i++) {
        for (int k = 0; k < TRAIL_STEPS; k++) {
            spot p = a->at[i], q = a->at[i + 1], r = b->at[k], s = b->at[k + 1];
            if ((side(p, q, r) > 0) != (side(p, q, s) > 0) &&
                (side(r, s, p) > 0) != (side(r, s, q) > 0)) {
                return true;
            }
        }
    }
    return false;
}

static const double for_actor = 45, for_words = 8, for_crossing = 10, for_detour = 6;

/* One line under one actor, foreign to it; half as bad: under the name of the actor where it ends. */
static double on_actor(const drawing *d, const trail *t, size_t line, size_t actor)
{
    const edge *e = &d->edges[line];
    const node *n = &d->nodes[actor];
    spot s = curve_symbol(n);
    double name_y = s.y + n->reach + 3 + n->text.height / 2;
    if (actor == e->from || actor == e->to) {
        return passes(t, s.x, name_y, n->text.width - 4, n->text.height - 4) ? 0.5 : 0;
    }
    return passes(t, s.x, s.y, 1.8 * n->radius, 1.8 * n->reach) ||
            passes(t, s.x, name_y, n->text.width, n->text.height)
        ? 1
        : 0;
}

static double on_words(const drawing *d, const trail *t, size_t line, size_t words)
{
    const plate *a = &d->edges[words].area;
    return line != words && passes(t, a->x, a->y, a->width - 4, a->height - 2) ? 1 : 0;
}

static double detour(const drawing *d, const trail *t, size_t line)
{
    if (d->edges[line].from == d->edges[line].to) {
        return 0;
    }
    spot a = t->at[0], b = t->at[TRAIL_STEPS];
    return fmin(t->length / (hypot(b.x - a.x, b.y - a.y) + 10), 4) + t->length / 150;
}

/* Two lines between the same two actors that one would take for one. */
static double on_line(const drawing *d, size_t one, size_t other)
{
    const edge *a = &d->edges[one], *b = &d->edges[other];
    return one != other && curve_same_pair(a, b) &&
            fabs(curve_swing(d, a, a->area.x, a->area.y) -
                curve_swing(d, b, b->area.x, b->area.y)) < 14
        ? 1
        : 0;
}

double judge_actor(const drawing *d, const trail *all, size_t actor)
{
    double cost = 0;
    for (size_t i = 0; i < d->edge_count; i++) {
        bool own = d->edges[i].from == actor || d->edges[i].to == actor;
        cost += for_actor * on_actor(d, &all[i], i, actor);
        cost += own ? for_detour * detour(d, &all[i], i) : 0;
        for (size_t k = 0; own && k < d->node_count; k++) {
            cost += for_actor * on_actor(d, &all[i], i, k);
        }
        for (size_t k = 0; own && k < d->edge_count; k++) {
            cost += for_words * (on_words(d, &all[i], i, k) + on_words(d, &all[k], k, i));
            cost += for_crossing * (k != i && cross(&all[i], &all[k]) ? 1 : 0);
            cost += for_actor / 2 * on_line(d, i, k);
        }
    }
    return cost;
}

double judge_paper(const drawing *d, double aspect)
{
    double left = 1e30, right = -1e30, top = 1e30, bottom = -1e30, boxes = 1;
    for (size_t i = 0; i < d->node_count + d->edge_count; i++) {
        const plate *a = i < d->node_count ? &d->nodes[i].area : &d->edges[i - d->node_count].area;
        left = fmin(left, a->x - a->width / 2);
        right = fmax(right, a->x + a->width / 2);
        top = fmin(top, a->y - a->height / 2);
        bottom = fmax(bottom, a->y + a->height / 2);
        boxes += a->width * a->height;
    }
    double width = right - left + 1, height = bottom - top + 1;
    double size = (double)(d->node_count + d->edge_count);
    /* the page that holds it, a third flatter or steeper than wished for being as good */
    double page = fmax(width, height * aspect * 0.75) * fmax(height, width / aspect * 0.75);
    return 0.5 * size * (log(page / boxes) + 0.4 * log(width * height / boxes));
}

judgement judge_layout(const drawing *d, double aspect)
{
    judgement j = {0};
    trail *all = ink_memory((d->edge_count + 1) * sizeof *all);
    for (size_t i = 0; i < d->edge_count; i++) {
        all[i] = judge_follow(d, &d->edges[i]);
        j.cost += for_detour * detour(d, &all[i], i);
    }
    for (size_t i = 0; i < d->edge_count; i++) {
        for (size_t k = 0; k < d->node_count; k++) {
            double bad = on_actor(d, &all[i], i, k);
            j.under_actors += bad >= 1;
            j.cost += for_actor * bad;
        }
        for (size_t k = 0; k < d->edge_count; k++) {
            j.under_words += on_words(d, &all[i], i, k) > 0;
            j.crossings += k > i && cross(&all[i], &all[k]);
            j.cost += for_actor / 2 * on_line(d, i, k);
        }
    }
    j.cost += for_words * (double)j.under_words + for_crossing * (double)j.crossings +
        judge_paper(d, aspect);
    free(all);
    return j;
}
