/* Layout by Graphviz: the words of an edge are a node of their own in the middle of the edge, so that no engine can
 * put words on top of words. Graphviz sees boxes of our own measuring and gives places, nothing else; its random
 * generators are seeded before each run. SPDX-License-Identifier: MIT */
#include <gvc.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "draw/ink.h"
#include "draw/layout.h"

static void set(void *object, const char *name, double value)
{
    ink text = {0};
    ink_number(&text, value);
    agset(object, (char *)(uintptr_t)name, text.data);
    free(text.data);
}

static Agraph_t *new_graph(int start)
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
    set(graph, "start", start);
    return graph;
}

static Agraph_t *make_graph(const crowd *c, Agnode_t **boxes, int start)
{
    Agraph_t *graph = new_graph(start);
    for (size_t i = 0; i < c->count; i++) {
        ink name = {0};
        ink_print(&name, "%zu", i);
        boxes[i] = agnode(graph, name.data, 1);
        free(name.data);
        set(boxes[i], "width", c->areas[i]->width / 72);
        set(boxes[i], "height", c->areas[i]->height / 72);
    }
    for (size_t i = 0; i < c->count; i++) {
        if (c->ends[i][0] != i) {
            agedge(graph, boxes[c->ends[i][0]], boxes[i], NULL, 1);
            agedge(graph, boxes[i], boxes[c->ends[i][1]], NULL, 1);
        }
    }
    return graph;
}

/* Graphviz may die here; we are a child process of its own for that reason. */
bool engine_run(const crowd *c, const char *engine, int start)
{
    static GVC_t *context;
    if (c->count == 1) { /* twopi crashes on a single node */
        c->areas[0]->x = c->areas[0]->y = 0;
        return true;
    }
    context = context == NULL ? gvContext() : context;
    if (context == NULL) {
        return false;
    }
    Agnode_t **boxes = ink_memory(c->count * sizeof *boxes);
    Agraph_t *graph = make_graph(c, boxes, start);
    srand(1);
    srand48(1);
    bool fine = gvLayout(context, graph, engine) == 0;
    for (size_t i = 0; fine && i < c->count; i++) {
        pointf at = ND_coord(boxes[i]);
        c->areas[i]->x = at.x;
        c->areas[i]->y = -at.y;
        fine = isfinite(at.x) && isfinite(at.y);
    }
    free(boxes);
    return fine; /* the graph is left to the end of the process: freeing is where Graphviz crashes */
}

bool engine_known(const char *engine)
{
    static const char *const known[] = {"dot", "neato", "fdp", "sfdp", "twopi", "circo"};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        if (strcmp(known[i], engine) == 0) {
            return true;
        }
    }
    return false;
}
