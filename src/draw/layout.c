/* Sizes and places. Several layouts are tried and the best one kept (judge.c), since how well stress majorisation
 * untangles a network hangs on where it starts. A layout from last time (places given by the parent) is kept instead,
 * and only what is new is put between its neighbours. SPDX-License-Identifier: MIT */
#include "draw/layout.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "draw/ink.h"

static const double symbol_least = 7, symbol_most = 26;

/* Symbols of the same area are not of the same height: see compose_symbol. */
static double height_of(node_type type)
{
    return type == TYPE_LOCATION ? 1.26 : type == TYPE_EVENT ? 1.22 : type == TYPE_MONEY ? 1.16 : 1;
}

double layout_symbol_y(const node *n)
{
    return n->area.y - n->area.height / 2 + 1 + n->reach;
}

void layout_measure(drawing *d)
{
    for (size_t i = 0; i < d->node_count; i++) {
        node *n = &d->nodes[i];
        /* area, not radius, grows with centrality: that is how people read discs */
        n->radius = sqrt(symbol_least * symbol_least +
            n->size * (symbol_most * symbol_most - symbol_least * symbol_least));
        n->reach = n->radius * height_of(n->type);
        double size = 10 + 4.5 * n->size;
        n->text = metrics_wrap(n->label, size, n->size > 0.25, 110 + 50 * n->size, 3);
        double widest = 2.52 * n->radius > n->text.width ? 2.52 * n->radius : n->text.width;
        n->area.width = widest + 4;
        n->area.height = 2 * n->reach + 3 + n->text.height + 2;
    }
    for (size_t i = 0; i < d->edge_count; i++) {
        edge *e = &d->edges[i];
        e->text = metrics_wrap(e->label, 9.5, false, 120, 4);
        e->area.width = e->text.width + 6;
        e->area.height = e->text.height + 3;
    }
}

/* ---- from the last layout ---- */

static bool place_new_node(drawing *d, size_t index)
{
    double x = 0, y = 0, near = 0;
    for (size_t i = 0; i < d->edge_count; i++) {
        const edge *e = &d->edges[i];
        size_t other = e->from == index ? e->to : e->to == index ? e->from : index;
        if (other != index && d->nodes[other].placed) {
            x += d->nodes[other].x;
            y += d->nodes[other].y;
            near++;
        }
    }
    if (near == 0) {
        return false;
    }
    node *n = &d->nodes[index];
    /* beside its neighbours, away from the exact middle: two new ones must not land on the same spot */
    n->x = x / near + 60 * cos((double)index * 2.4);
    n->y = y / near + 60 * sin((double)index * 2.4);
    n->placed = true;
    return true;
}

static bool continue_last(drawing *d)
{
    size_t placed = 0;
    double right = 0;
    for (size_t i = 0; i < d->node_count; i++) {
        placed += d->nodes[i].placed;
        right = d->nodes[i].placed && d->nodes[i].x > right ? d->nodes[i].x : right;
    }
    if (placed * 2 < d->node_count || placed == 0) {
        return false; /* mostly new: lay out afresh */
    }
    for (bool found = true; found;) {
        found = false;
        for (size_t i = 0; i < d->node_count; i++) {
            found = (!d->nodes[i].placed && place_new_node(d, i)) || found;
        }
    }
    for (size_t i = 0; i < d->node_count; i++) {
        node *n = &d->nodes[i];
        n->x = n->placed ? n->x : right + 80;
        n->y = n->placed ? n->y : 40.0 * (double)i;
        n->area.x = n->x;
        n->area.y = n->y;
    }
    for (size_t i = 0; i < d->edge_count; i++) {
        edge *e = &d->edges[i];
        const plate *from = &d->nodes[e->from].area, *to = &d->nodes[e->to].area;
        e->area.x = (from->x + to->x) / 2 + (e->from == e->to ? 60 : 0);
        e->area.y = (from->y + to->y) / 2 + 3 * (double)(i % 5);
    }
    return true;
}

/* ---- afresh ---- */

/* A ring, when every engine refuses. */
static void ring(const crowd *c)
{
    for (size_t i = 0; i < c->count; i++) {
        double angle = 6.283185307 * (double)i / (double)c->count;
        c->areas[i]->x = cos(angle) * 20 * (double)c->count;
        c->areas[i]->y = sin(angle) * 15 * (double)c->count;
    }
}

static const char *compute(const crowd *c, const char *engine, int start)
{
    if (engine_run(c, engine, start)) {
        return engine;
    }
    if (strcmp(engine, "sfdp") != 0 && engine_run(c, "sfdp", start)) {
        return "sfdp";
    }
    ring(c);
    return "ring";
}

static bool free_form(const char *engine)
{
    return strcmp(engine, "sfdp") == 0 || strcmp(engine, "neato") == 0 ||
        strcmp(engine, "fdp") == 0;
}

/* Lays out each piece far from the others, so that they do not meet before they are packed. */
static const char *lay_out(
    drawing *d, const pieces *p, const char *engine, int start, double aspect)
{
    const char *used = engine;
    for (size_t i = 0; i < p->count; i++) {
        const crowd *c = &p->list[i];
        const char *now = compute(c, engine, start);
        used = i == 0 ? now : used;
        if (free_form(now)) {
            arrange_turn(c, aspect);
            arrange_tighten(c);
        }
        arrange_apart(c);
        for (size_t k = 0; k < c->count; k++) {
            c->areas[k]->x += 1e5 * (double)i;
        }
    }
    bend_lines(d);
    pieces_pack(d, p, aspect);
    return used;
}

static void copy_areas(drawing *d, plate *kept, bool back)
{
    for (size_t i = 0; i < d->node_count + d->edge_count; i++) {
        plate *area = i < d->node_count ? &d->nodes[i].area : &d->edges[i - d->node_count].area;
        if (back) {
            *area = kept[i];
        } else {
            kept[i] = *area;
        }
    }
}

/* neato (stress majorisation) shows distances best; its time grows with the square of the boxes. */
static const char *lay_out_best(drawing *d, const pieces *p, double aspect)
{
    size_t boxes = d->node_count + d->edge_count;
    if (boxes > 700) {
        return lay_out(d, p, "sfdp", 1, aspect);
    }
    int tries = boxes <= 60 ? 16 : boxes <= 130 ? 10 : boxes <= 250 ? 5 : boxes <= 400 ? 3 : 1;
    bool each = boxes <= 200; /* else only the best is polished: that takes most of the time */
    plate *best = ink_memory((boxes + 1) * sizeof *best);
    const char *used = "none";
    double least = 0;
    for (int start = 1; start <= tries; start++) {
        const char *now = lay_out(d, p, "neato", start, aspect);
        if (each) {
            polish_layout(d, p, aspect);
        }
        double cost = judge_layout(d, aspect).cost;
        if (start == 1 || cost < least - 1e-6) {
            least = cost;
            used = now;
            copy_areas(d, best, false);
        }
    }
    copy_areas(d, best, true);
    free(best);
    if (!each) {
        polish_layout(d, p, aspect);
    }
    return used;
}

/* ---- all together ---- */

static void to_origin(drawing *d)
{
    double left = 1e30, top = 1e30;
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < d->node_count + d->edge_count; i++) {
            plate *a = i < d->node_count ? &d->nodes[i].area : &d->edges[i - d->node_count].area;
            if (pass == 0) {
                left = fmin(left, a->x - a->width / 2);
                top = fmin(top, a->y - a->height / 2);
            } else {
                a->x -= left;
                a->y -= top;
            }
        }
    }
}

/* Everything as one crowd; what stood last time hardly moves: words give way, then new actors. */
static void settle_last(drawing *d)
{
    size_t count = d->node_count + d->edge_count;
    crowd c = {.areas = ink_memory(count * sizeof *c.areas),
        .weights = ink_memory(count * sizeof *c.weights),
        .ends = ink_memory(count * sizeof *c.ends),
        .count = count};
    for (size_t i = 0; i < count; i++) {
        bool actor = i < d->node_count;
        c.areas[i] = actor ? &d->nodes[i].area : &d->edges[i - d->node_count].area;
        c.weights[i] = !actor ? 1 : d->nodes[i].placed ? 100000 : 30;
    }
    arrange_apart(&c);
    bend_lines(d);
    free(c.areas);
    free(c.weights);
    free(c.ends);
}

void layout_place(drawing *d, const char **used_out)
{
    *used_out = "none";
    if (d->node_count == 0) {
        return;
    }
    if (continue_last(d)) {
        *used_out = "last";
        settle_last(d);
        return;
    }
    bool automatic = strcmp(d->layout, "auto") == 0;
    if (!automatic && !engine_known(d->layout)) {
        ink_die("unknown layout \"%.40s\"", d->layout);
    }
    double aspect = d->width > 0 && d->height > 0 ? d->width / d->height : 1.45;
    pieces p = pieces_of(d);
    *used_out = automatic ? lay_out_best(d, &p, aspect) : lay_out(d, &p, d->layout, 1, aspect);
    to_origin(d);
}
