/* Layout by Graphviz: the words of an edge are a node of their own in the middle of the edge, so that no engine can
 * put words on top of words. Graphviz sees boxes of our own measuring and gives places, nothing else; its random
 * generators are seeded before each run. A layout from last time (places given by the parent) is kept instead, and
 * only what is new is put between its neighbours. SPDX-License-Identifier: MIT */
#include "draw/layout.h"

#include <gvc.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "draw/ink.h"

static const double symbol_least = 7, symbol_most = 26;
static const double gap = 8;

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

typedef struct placing {
    drawing *d;
    plate **areas; /* nodes first, then edges */
    double *weights;
    size_t count;
} placing;

static void set(void *object, const char *name, double value)
{
    ink text = {0};
    ink_number(&text, value);
    agset(object, (char *)(uintptr_t)name, text.data);
    free(text.data);
}

static Agraph_t *make_graph(const placing *p, Agnode_t **boxes)
{
    static const struct {
        int kind;
        const char *name, *value;
    } attributes[] = {
        {AGRAPH, "overlap", "true"},
        {AGRAPH, "splines", "false"},
        {AGRAPH, "rankdir", "LR"},
        {AGRAPH, "nodesep", "0.15"},
        {AGRAPH, "ranksep", "0.3"},
        {AGRAPH, "root", ""},
        {AGRAPH, "K", "0.6"},
        {AGRAPH, "start", "1"},
        {AGRAPH, "maxiter", "1500"},
        {AGRAPH, "normalize", "false"},
        {AGNODE, "shape", "box"},
        {AGNODE, "label", ""},
        {AGNODE, "fixedsize", "true"},
        {AGNODE, "width", "0.1"},
        {AGNODE, "height", "0.1"},
        {AGEDGE, "dir", "none"},
        {AGEDGE, "weight", "1"},
    };
    Agraph_t *graph = agopen((char[]){"g"}, Agdirected, NULL);
    for (size_t i = 0; i < sizeof attributes / sizeof attributes[0]; i++) {
        agattr(graph, attributes[i].kind, (char *)(uintptr_t)attributes[i].name,
            (char *)(uintptr_t)attributes[i].value);
    }
    for (size_t i = 0; i < p->count; i++) {
        ink name = {0};
        ink_print(&name, "%zu", i);
        boxes[i] = agnode(graph, name.data, 1);
        free(name.data);
        set(boxes[i], "width", p->areas[i]->width / 72);
        set(boxes[i], "height", p->areas[i]->height / 72);
    }
    for (size_t i = 0; i < p->d->edge_count; i++) {
        const edge *e = &p->d->edges[i];
        Agnode_t *words = boxes[p->d->node_count + i];
        agedge(graph, boxes[e->from], words, NULL, 1);
        agedge(graph, words, boxes[e->to], NULL, 1);
    }
    return graph;
}

/* Graphviz may die here; we are a child process of its own for that reason. */
static bool run(const placing *p, GVC_t *context, const char *engine)
{
    Agnode_t **boxes = ink_memory(p->count * sizeof *boxes);
    Agraph_t *graph = make_graph(p, boxes);
    srand(1);
    srand48(1);
    bool fine = gvLayout(context, graph, engine) == 0;
    for (size_t i = 0; fine && i < p->count; i++) {
        pointf at = ND_coord(boxes[i]);
        p->areas[i]->x = at.x;
        p->areas[i]->y = -at.y;
        fine = isfinite(at.x) && isfinite(at.y);
    }
    free(boxes);
    return fine; /* the graph is left to the end of the process: freeing is where Graphviz crashes */
}

/* A ring, when every engine refuses. */
static void ring(const placing *p)
{
    for (size_t i = 0; i < p->count; i++) {
        double angle = 6.283185307 * (double)i / (double)p->count;
        p->areas[i]->x = cos(angle) * 20 * (double)p->count;
        p->areas[i]->y = sin(angle) * 15 * (double)p->count;
    }
}

static const char *compute(const placing *p)
{
    static const char *const known[] = {"dot", "neato", "fdp", "sfdp", "twopi", "circo"};
    /* neato (stress majorisation) shows distances best; its time grows with the square of the boxes */
    const char *best = p->count <= 700 ? "neato" : "sfdp";
    const char *wish = strcmp(p->d->layout, "auto") == 0 ? best : p->d->layout;
    bool fine = false;
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        fine = fine || strcmp(known[i], wish) == 0;
    }
    if (!fine) {
        ink_die("unknown layout \"%.40s\"", wish);
    }
    GVC_t *context = gvContext();
    if (context != NULL && run(p, context, wish)) {
        return wish;
    }
    if (context != NULL && strcmp(wish, "sfdp") != 0 && run(p, context, "sfdp")) {
        return "sfdp";
    }
    ring(p);
    return "ring";
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

/* ---- all together ---- */

static void to_origin(const placing *p)
{
    double left = 1e30, top = 1e30;
    for (size_t i = 0; i < p->count; i++) {
        const plate *a = p->areas[i];
        left = fmin(left, a->x - a->width / 2);
        top = fmin(top, a->y - a->height / 2);
    }
    for (size_t i = 0; i < p->count; i++) {
        p->areas[i]->x -= left;
        p->areas[i]->y -= top;
    }
}

void layout_place(drawing *d, const char **used_out)
{
    placing p = {.d = d, .count = d->node_count + d->edge_count};
    p.areas = ink_memory((p.count + 1) * sizeof *p.areas);
    p.weights = ink_memory((p.count + 1) * sizeof *p.weights);
    for (size_t i = 0; i < p.count; i++) {
        p.areas[i] = i < d->node_count ? &d->nodes[i].area : &d->edges[i - d->node_count].area;
        p.weights[i] = 1;
    }
    *used_out = "none";
    if (p.count == 0) {
        return;
    }
    for (size_t i = 0; i < d->node_count; i++) {
        p.weights[i] =
            d->nodes[i].placed ? 100000 : 30; /* when going on: words give way, then new actors */
    }
    if (continue_last(d)) {
        *used_out = "last";
        arrange_apart(p.areas, p.weights, p.count, gap);
        bend_lines(d);
        return;
    }
    for (size_t i = 0; i < d->node_count; i++) {
        p.weights[i] = 4;
    }
    *used_out = compute(&p);
    bool free_form = strcmp(*used_out, "sfdp") == 0 || strcmp(*used_out, "neato") == 0 ||
        strcmp(*used_out, "fdp") == 0;
    if (free_form) {
        double aspect = d->width > 0 && d->height > 0 ? d->width / d->height : 1.45;
        arrange_turn(p.areas, p.count, aspect);
        arrange_tighten(p.areas, p.weights, p.count, gap);
    }
    arrange_apart(p.areas, p.weights, p.count, gap);
    bend_lines(d);
    to_origin(&p);
}
