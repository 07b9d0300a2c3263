/* Moving boxes: turning and stretching the whole to the shape of the page, pushing overlapping boxes apart, drawing
 * the whole together. Pairwise pushing along the shorter way out (as in Dwyer, Marriott, Stuckey, Fast node overlap
 * removal, 2005, without its constraint solver): a few hundred boxes need no more. SPDX-License-Identifier: MIT */
#include "draw/layout.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "draw/ink.h"

enum { MOST_ROUNDS = 3000, MOST_SCALES = 20, TRIAL_ROUNDS = 400 };
static const double least_gap = 8, arrow_gap = 22, tail_gap = 15;

double arrange_own_gap(int end)
{
    return end > 0 ? arrow_gap : end == 0 ? tail_gap : least_gap;
}

static double gap_of(const crowd *c, size_t one, size_t other)
{
    size_t words = one > other ? one : other, actor = one > other ? other : one;
    bool own = c->roomy && c->ends[words][0] != words;
    return arrange_own_gap(!own          ? -1
            : actor == c->ends[words][1] ? 1
            : actor == c->ends[words][0] ? 0
                                         : -1);
}

typedef struct reach {
    double left;
    size_t index;
} reach;

static int by_left(const void *one, const void *two)
{
    const reach *x = one, *y = two;
    if (x->left != y->left) {
        return x->left < y->left ? -1 : 1;
    }
    return x->index < y->index ? -1 : x->index > y->index;
}

/* Insertion: from one round to the next hardly anything changes places. */
static void sort_again(reach *order, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        reach one = order[i];
        size_t at = i;
        for (; at > 0 && by_left(&order[at - 1], &one) > 0; at--) {
            order[at] = order[at - 1];
        }
        order[at] = one;
    }
}

/* Moves two boxes apart when they are closer than gap; true when they were. */
static bool push(plate *a, plate *b, double weight_a, double weight_b, double gap, size_t seed)
{
    double dx = b->x - a->x, dy = b->y - a->y;
    double deep_x = (a->width + b->width) / 2 + gap - fabs(dx);
    double deep_y = (a->height + b->height) / 2 + gap - fabs(dy);
    if (deep_x <= 1e-6 || deep_y <= 1e-6) {
        return false;
    }
    double share = weight_b / (weight_a + weight_b);
    if (deep_x <
        deep_y * 1.3) { /* boxes of text are flat: without the factor everything grows upwards */
        double step = (deep_x + 0.01) * (dx != 0 ? (dx < 0 ? -1 : 1) : seed % 2 == 0 ? 1 : -1);
        a->x -= step * share;
        b->x += step * (1 - share);
    } else {
        double step = (deep_y + 0.01) * (dy != 0 ? (dy < 0 ? -1 : 1) : seed % 2 == 0 ? 1 : -1);
        a->y -= step * share;
        b->y += step * (1 - share);
    }
    return true;
}

static size_t one_round(const crowd *c, reach *order, double widest)
{
    size_t pushed = 0;
    plate **areas = c->areas;
    for (size_t i = 0; i < c->count; i++) {
        const plate *a = areas[order[i].index];
        order[i].left = a->x - a->width / 2;
    }
    sort_again(order, c->count);
    for (size_t i = 0; i < c->count; i++) {
        size_t a = order[i].index;
        for (size_t j = i + 1; j < c->count; j++) {
            size_t b = order[j].index;
            if (order[j].left > order[i].left + areas[a]->width + widest) {
                break; /* boxes move during the round; `widest` keeps late neighbours in view */
            }
            pushed +=
                push(areas[a], areas[b], c->weights[a], c->weights[b], gap_of(c, a, b), a + b);
        }
    }
    return pushed;
}

/* True when nothing touches any more after at most so many rounds. */
static bool apart_within(const crowd *c, int rounds)
{
    reach *order = ink_memory((c->count + 1) * sizeof *order);
    bool done = false;
    for (size_t i = 0; i < c->count; i++) {
        order[i] = (reach){c->areas[i]->x - c->areas[i]->width / 2, i};
    }
    qsort(order, c->count, sizeof *order, by_left);
    for (int round = 0; round < rounds && !done; round++) {
        done = one_round(c, order, 50) == 0;
    }
    free(order);
    return done;
}

void arrange_apart(const crowd *c)
{
    (void)apart_within(c, MOST_ROUNDS);
}

/* ---- turn and stretch ---- */

static void extent(plate **areas, size_t count, double *width, double *height)
{
    double left = 1e30, right = -1e30, top = 1e30, bottom = -1e30;
    for (size_t i = 0; i < count; i++) {
        left = fmin(left, areas[i]->x - areas[i]->width / 2);
        right = fmax(right, areas[i]->x + areas[i]->width / 2);
        top = fmin(top, areas[i]->y - areas[i]->height / 2);
        bottom = fmax(bottom, areas[i]->y + areas[i]->height / 2);
    }
    *width = count > 0 ? right - left : 0;
    *height = count > 0 ? bottom - top : 0;
}

/* Angle of the main axis (of the covariance of the middles). */
static double main_axis(plate **areas, size_t count)
{
    double x = 0, y = 0, xx = 0, yy = 0, xy = 0;
    for (size_t i = 0; i < count; i++) {
        x += areas[i]->x / (double)count;
        y += areas[i]->y / (double)count;
    }
    for (size_t i = 0; i < count; i++) {
        double dx = areas[i]->x - x, dy = areas[i]->y - y;
        xx += dx * dx;
        yy += dy * dy;
        xy += dx * dy;
    }
    return atan2(2 * xy, xx - yy) / 2;
}

void arrange_turn(const crowd *all, double aspect)
{
    plate **areas = all->areas;
    size_t count = all->count;
    double angle = main_axis(areas, count) + (aspect < 1 ? 1.5707963268 : 0);
    double c = cos(-angle), s = sin(-angle), width = 0, height = 0;
    for (size_t i = 0; i < count; i++) {
        double x = areas[i]->x, y = areas[i]->y;
        areas[i]->x = c * x - s * y;
        areas[i]->y = s * x + c * y;
    }
    extent(areas, count, &width, &height);
    if (width <= 0 || height <= 0) {
        return;
    }
    double stretch = sqrt(aspect / (width / height));
    stretch = stretch < 0.5 ? 0.5 : stretch > 2 ? 2 : stretch;
    for (size_t i = 0; i < count; i++) {
        areas[i]->x *= stretch;
        areas[i]->y /= stretch;
    }
}

/* ---- draw together ---- */

static double area_of(plate **areas, size_t count)
{
    double width = 0, height = 0;
    extent(areas, count, &width, &height);
    return width * height;
}

static void shrink(plate **areas, const plate *from, size_t count, double factor)
{
    for (size_t i = 0; i < count; i++) {
        areas[i]->x = from[i].x * factor;
        areas[i]->y = from[i].y * factor;
    }
}

/* How far pushing apart has moved things on average, from their scaled first places. */
static double disorder(plate **areas, const plate *from, size_t count, double factor)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++) {
        double dx = areas[i]->x - from[i].x * factor, dy = areas[i]->y - from[i].y * factor;
        sum += dx * dx + dy * dy;
    }
    return count > 0 ? sqrt(sum / (double)count) : 0;
}

/* Tries smaller and smaller scales of the first places; stops when pushing apart has to move things so much that the
 * picture no longer shows what the layout found, or no longer gets smaller. */
void arrange_tighten(const crowd *c)
{
    plate **areas = c->areas;
    size_t count = c->count;
    plate *start = ink_memory((count + 1) * sizeof *start);
    plate *best = ink_memory((count + 1) * sizeof *best);
    double boxes = 0, best_area = 1e300;
    for (size_t i = 0; i < count; i++) {
        start[i] = *areas[i];
        boxes += (areas[i]->width + least_gap) * (areas[i]->height + least_gap);
    }
    double most_disorder =
        16 + 0.06 * (double)count; /* points; a crowd has more room to give way */
    double factor = sqrt(boxes * 16 / fmax(area_of(areas, count), 1));
    for (int round = 0; round < MOST_SCALES; round++, factor *= 0.93) {
        shrink(areas, start, count, factor);
        bool done = apart_within(c, round == 0 ? MOST_ROUNDS : TRIAL_ROUNDS);
        double now = area_of(areas, count);
        if (round > 0 &&
            (!done || now >= best_area * 0.998 ||
                disorder(areas, start, count, factor) > most_disorder)) {
            break;
        }
        best_area = now;
        for (size_t i = 0; i < count; i++) {
            best[i] = *areas[i];
        }
    }
    for (size_t i = 0; i < count; i++) {
        *areas[i] = best[i];
    }
    free(start);
    free(best);
}
