/* See curve.h. A line ends where it meets the true outline of the symbol, so that the tip of an arrow stands equally
 * far from a disc, a square and the corner of a diamond. SPDX-License-Identifier: MIT */
#include "draw/curve.h"

#include <math.h>

#include "draw/layout.h"

spot curve_symbol(const node *n)
{
    return (spot){n->area.x, layout_symbol_y(n)};
}

spot curve_at(const spot c[4], double t)
{
    double u = 1 - t;
    return (spot){
        u * u * u * c[0].x + 3 * u * u * t * c[1].x + 3 * u * t * t * c[2].x + t * t * t * c[3].x,
        u * u * u * c[0].y + 3 * u * u * t * c[1].y + 3 * u * t * t * c[2].y + t * t * t * c[3].y};
}

static spot between(spot a, spot b, double t)
{
    return (spot){a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t};
}

void curve_whole(const drawing *d, const edge *e, spot c[4])
{
    spot from = curve_symbol(&d->nodes[e->from]), to = curve_symbol(&d->nodes[e->to]);
    spot words = {e->area.x, e->area.y};
    if (e->from == e->to) {
        double dx = words.x - from.x, dy = words.y - from.y;
        c[0] = from;
        c[1] = (spot){from.x + dx * 4 / 3 - dy * 0.7, from.y + dy * 4 / 3 + dx * 0.7};
        c[2] = (spot){from.x + dx * 4 / 3 + dy * 0.7, from.y + dy * 4 / 3 - dx * 0.7};
        c[3] = from;
        return;
    }
    spot bend = {2 * words.x - (from.x + to.x) / 2, 2 * words.y - (from.y + to.y) / 2};
    c[0] = from;
    c[1] = between(from, bend, 2.0 / 3);
    c[2] = between(to, bend, 2.0 / 3);
    c[3] = to;
}

/* Keeps the part of the curve before t (de Casteljau). */
static void keep_before(spot c[4], double t)
{
    spot a = between(c[0], c[1], t), b = between(c[1], c[2], t), e = between(c[2], c[3], t);
    spot ab = between(a, b, t), be = between(b, e, t);
    c[1] = a;
    c[2] = ab;
    c[3] = between(ab, be, t);
}

static void turn_round(spot c[4])
{
    spot first = c[0], second = c[1];
    c[0] = c[3];
    c[1] = c[2];
    c[2] = second;
    c[3] = first;
}

/* Within `air` points of the symbol; x, y from its middle. The numbers are those of compose_symbol: shapes of the area
 * of a disc of that radius. */
static bool in_symbol(const node *n, double x, double y, double air)
{
    double r = n->radius, wide = fabs(x), high = fabs(y), below = y - 0.2 * r;
    switch (n->type) {
    case TYPE_ORGANIZATION:
        return wide <= 0.886 * r + air && high <= 0.886 * r + air;
    case TYPE_LOCATION:
        return wide + high <= 1.2533 * r + 1.414 * air;
    case TYPE_PRODUCT:
        return high <= 0.952 * r + air && 0.866 * wide + 0.5 * high <= 0.952 * r + air;
    case TYPE_EVENT:
        return below <= 0.7 * r + air && 0.866 * wide - 0.5 * below <= 0.7 * r + air;
    case TYPE_DATE:
        return wide <= 1.2 * r + air && high <= 0.656 * r + air;
    case TYPE_MONEY:
        return hypot(x, y) <= 1.06 * r + air;
    case TYPE_PERSON:
    case TYPE_OTHER:
    case TYPE_COUNT:
        break;
    }
    return hypot(x, y) <= r + air;
}

/* In the symbol, in the name, or in the strip that joins them: a line must not end between a symbol and its name. */
static bool in_node(const node *n, spot at, double air)
{
    spot middle = curve_symbol(n);
    double x = at.x - middle.x, y = at.y - middle.y;
    double name_top = n->reach + 3, half = n->text.width / 2 + 2;
    if (in_symbol(n, x, y, air)) {
        return true;
    }
    if (n->text.count == 0 || y < 0 || y > name_top + n->text.height + 1) {
        return false;
    }
    return fabs(x) <= (y >= name_top - 1 ? half : fmin(half, n->radius));
}

/* Cuts the curve where it enters what stands at its end. Walks back from the end in small steps, so that a curve that
 * touches the name and leaves it again is cut at the last entry. */
static void trim_end(spot c[4], const node *n, double air)
{
    double t = 1;
    while (t > 0.05 && in_node(n, curve_at(c, t), air)) {
        t -= 0.01;
    }
    double inside = t + 0.01 > 1 ? 1 : t + 0.01, outside = t;
    for (int i = 0; i < 16; i++) {
        double half = (inside + outside) / 2;
        if (in_node(n, curve_at(c, half), air)) {
            inside = half;
        } else {
            outside = half;
        }
    }
    keep_before(c, outside);
}

void curve_visible(const drawing *d, const edge *e, double air, spot c[4])
{
    curve_whole(d, e, c);
    trim_end(c, &d->nodes[e->to], air);
    turn_round(c);
    trim_end(c, &d->nodes[e->from], 1.2);
    turn_round(c);
}

double curve_swing(const drawing *d, const edge *e, double x, double y)
{
    spot a = curve_symbol(&d->nodes[e->from < e->to ? e->from : e->to]);
    spot b = curve_symbol(&d->nodes[e->from < e->to ? e->to : e->from]);
    double length = hypot(b.x - a.x, b.y - a.y);
    return length > 0 ? ((b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x)) / length : 0;
}

bool curve_same_pair(const edge *a, const edge *b)
{
    return a->from != a->to &&
        ((a->from == b->from && a->to == b->to) || (a->from == b->to && a->to == b->from));
}

void curve_shorten(spot c[4], double length)
{
    double t = 1;
    while (t > 0.05 && hypot(curve_at(c, t).x - c[3].x, curve_at(c, t).y - c[3].y) < length) {
        t -= 0.01;
    }
    keep_before(c, t);
}
