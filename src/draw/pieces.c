/* Networks fall into pieces: one large and some pairs and triples. Each is laid out alone; then the small ones go where
 * the large ones leave room, clear of their boxes and lines. SPDX-License-Identifier: MIT */
#include <math.h>
#include <stdlib.h>

#include "draw/curve.h"
#include "draw/ink.h"
#include "draw/layout.h"

static const double clear = 26, step = 13;

/* ---- splitting ---- */

static size_t root(size_t *parent, size_t i)
{
    while (parent[i] != i) {
        parent[i] = parent[parent[i]];
        i = parent[i];
    }
    return i;
}

static int larger_first(const void *one, const void *two)
{
    const crowd *x = one, *y = two;
    if (x->count != y->count) {
        return x->count > y->count ? -1 : 1;
    }
    return x->areas[0] < y->areas[0] ? -1 : x->areas[0] > y->areas[0]; /* all in one array */
}

static void take(crowd *c, plate *area, double weight, size_t from, size_t to)
{
    c->areas[c->count] = area;
    c->weights[c->count] = weight;
    c->ends[c->count][0] = from;
    c->ends[c->count][1] = to;
    c->count++;
}

static void make_room(crowd *c, size_t size)
{
    c->areas = ink_memory(size * sizeof *c->areas);
    c->weights = ink_memory(size * sizeof *c->weights);
    c->ends = ink_memory(size * sizeof *c->ends);
    c->roomy = true;
}

pieces pieces_of(drawing *d)
{
    size_t nodes = d->node_count;
    size_t *parent = ink_memory((nodes + 1) * sizeof *parent);
    size_t *place = ink_memory((nodes + 1) * sizeof *place); /* of a node in its piece */
    size_t *size = ink_memory((nodes + 1) * sizeof *size);
    crowd **of = ink_memory((nodes + 1) * sizeof *of); /* the piece of each root */
    pieces p = {ink_memory((nodes + 1) * sizeof *p.list), 0};
    for (size_t i = 0; i < nodes; i++) {
        parent[i] = i;
    }
    for (size_t i = 0; i < d->edge_count; i++) {
        parent[root(parent, d->edges[i].from)] = root(parent, d->edges[i].to);
    }
    for (size_t i = 0; i < nodes; i++) {
        size[root(parent, i)]++;
    }
    for (size_t i = 0; i < d->edge_count; i++) {
        size[root(parent, d->edges[i].from)]++;
    }
    for (size_t i = 0; i < nodes; i++) {
        size_t r = root(parent, i);
        if (of[r] == NULL) {
            of[r] = &p.list[p.count++];
            make_room(of[r], size[r]);
        }
        place[i] = of[r]->count;
        take(of[r], &d->nodes[i].area, 4, place[i], place[i]);
    }
    for (size_t i = 0; i < d->edge_count; i++) {
        edge *e = &d->edges[i];
        take(of[root(parent, e->from)], &e->area, 1, place[e->from], place[e->to]);
    }
    qsort(p.list, p.count, sizeof *p.list, larger_first);
    free(parent);
    free(place);
    free(size);
    free(of);
    return p;
}

/* ---- packing ---- */

/* Boxes that are taken: those of actors and words, and small ones along the lines. */
typedef struct ground {
    plate *taken;
    size_t count;
    double left, right, top, bottom;
} ground;

static void put(ground *g, plate p)
{
    g->taken[g->count++] = p;
    g->left = fmin(g->left, p.x - p.width / 2);
    g->right = fmax(g->right, p.x + p.width / 2);
    g->top = fmin(g->top, p.y - p.height / 2);
    g->bottom = fmax(g->bottom, p.y + p.height / 2);
}

enum { ALONG = 10 };

static ground ground_of(size_t boxes)
{
    return (ground){
        ink_memory((boxes + 1) * (ALONG + 1) * sizeof(plate)), 0, 1e30, -1e30, 1e30, -1e30};
}

static bool among(const crowd *c, const plate *area)
{
    for (size_t i = 0; i < c->count; i++) {
        if (c->areas[i] == area) {
            return true;
        }
    }
    return false;
}

/* The piece where it stands now. */
static ground outline(const drawing *d, const crowd *c)
{
    ground g = ground_of(c->count);
    for (size_t i = 0; i < c->count; i++) {
        put(&g, *c->areas[i]);
    }
    for (size_t i = 0; i < d->edge_count; i++) {
        spot at[4];
        if (!among(c, &d->edges[i].area)) {
            continue;
        }
        curve_whole(d, &d->edges[i], at);
        for (int k = 0; k < ALONG; k++) {
            spot s = curve_at(at, (k + 0.5) / ALONG);
            put(&g, (plate){s.x, s.y, 6, 6});
        }
    }
    return g;
}

static bool fits(const ground *g, const ground *piece, double dx, double dy)
{
    for (size_t i = 0; i < piece->count; i++) {
        const plate *a = &piece->taken[i];
        for (size_t k = 0; k < g->count; k++) {
            const plate *b = &g->taken[k];
            if (fabs(a->x + dx - b->x) < (a->width + b->width) / 2 + clear &&
                fabs(a->y + dy - b->y) < (a->height + b->height) / 2 + clear) {
                return false;
            }
        }
    }
    return true;
}

/* Paper that would be used, worse the farther its shape is from the one wished for; among equals far from the middle. */
static double price(const ground *g, const ground *piece, double dx, double dy, double aspect)
{
    double width = fmax(g->right, piece->right + dx) - fmin(g->left, piece->left + dx);
    double height = fmax(g->bottom, piece->bottom + dy) - fmin(g->top, piece->top + dy);
    double wide = fmax(width, height * aspect),
           far = hypot((piece->left + piece->right - g->left - g->right) / 2 + dx,
               (piece->top + piece->bottom - g->top - g->bottom) / 2 + dy);
    return wide * wide / aspect + 0.3 * width * height - 8 * far;
}

static spot best_place(const ground *g, const ground *piece, double aspect)
{
    spot best = {g->left - piece->left, g->bottom + clear + 1 - piece->top}; /* below always fits */
    double least = price(g, piece, best.x, best.y, aspect);
    double width = piece->right - piece->left, height = piece->bottom - piece->top;
    for (double y = g->top - height - clear - 1; y <= g->bottom + clear + 1; y += step) {
        for (double x = g->left - width - clear - 1; x <= g->right + clear + 1; x += step) {
            double dx = x - piece->left, dy = y - piece->top;
            double now = price(g, piece, dx, dy, aspect);
            if (now < least && fits(g, piece, dx, dy)) {
                least = now;
                best = (spot){dx, dy};
            }
        }
    }
    return best;
}

void pieces_pack(drawing *d, const pieces *p, double aspect)
{
    ground g = ground_of(d->node_count + d->edge_count);
    for (size_t i = 0; i < p->count; i++) {
        const crowd *c = &p->list[i];
        ground piece = outline(d, c);
        spot by = i == 0 ? (spot){0, 0} : best_place(&g, &piece, aspect);
        for (size_t k = 0; k < c->count; k++) {
            c->areas[k]->x += by.x;
            c->areas[k]->y += by.y;
        }
        for (size_t k = 0; k < piece.count; k++) {
            plate box = piece.taken[k];
            put(&g, (plate){box.x + by.x, box.y + by.y, box.width, box.height});
        }
        free(piece.taken);
    }
    free(g.taken);
}
