/* PNG and PDF by Graphviz's own renderers (cairo, pango: every script, every font of the machine). The whole picture
 * goes in as the xdot background of a graph that has two invisible nodes in its corners; xdot text is counted, not
 * quoted, so no text of a user can become a command. SPDX-License-Identifier: MIT */
#include <gvc.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

#include "draw/ink.h"
#include "draw/picture.h"

/* Pango rounds the advance of every letter to the resolution it is laid out for, and Graphviz lays out for 96 dpi
 * whatever is drawn: letters would stand unevenly. So everything is laid out larger and drawn smaller. */
static const double enlarged = 8;

typedef struct xdot {
    ink out;
    double height;
} xdot;

static void place(xdot *x, spot s)
{
    ink_number(&x->out, enlarged * s.x);
    ink_text(&x->out, " ");
    ink_number(&x->out, enlarged * (x->height - s.y));
    ink_text(&x->out, " ");
}

static void counted(xdot *x, const char *op, const char *text)
{
    ink_print(&x->out, "%s %zu -", op, strlen(text));
    ink_text(&x->out, text);
    ink_text(&x->out, " ");
}

static void colour(xdot *x, const char *op, const char *rgb, double opacity)
{
    char text[16];
    snprintf(text, sizeof text, "%.7s%02x", rgb, (unsigned)lround(opacity * 255));
    counted(x, op, text);
}

static void pen(xdot *x, const mark *m)
{
    ink style = {0};
    if (m->stroke != NULL) {
        colour(x, "c", m->stroke, 1);
    } else {
        colour(x, "c", m->fill == NULL ? "#000000" : m->fill, m->fill == NULL ? 0 : m->opacity);
    }
    ink_text(&style, "setlinewidth(");
    ink_number(&style, enlarged * (m->stroke == NULL ? 0.01 : m->width));
    ink_text(&style, ")");
    counted(x, "S", style.data);
    counted(x, "S", "solid");
    if (m->fill != NULL) {
        colour(x, "C", m->fill, m->opacity);
    }
}

static void spots(xdot *x, const char *op, const mark *m, const spot *list)
{
    pen(x, m);
    ink_print(&x->out, "%s %zu ", op, m->count);
    for (size_t i = 0; i < m->count; i++) {
        place(x, list[i]);
    }
}

static spot on_curve(const spot c[4], double t)
{
    double u = 1 - t;
    return (spot){
        u * u * u * c[0].x + 3 * u * u * t * c[1].x + 3 * u * t * t * c[2].x + t * t * t * c[3].x,
        u * u * u * c[0].y + 3 * u * u * t * c[1].y + 3 * u * t * t * c[2].y + t * t * t * c[3].y};
}

static void stroke(xdot *x, const spot *along, size_t count)
{
    if (count < 2) {
        return;
    }
    ink_print(&x->out, "L %zu ", count);
    for (size_t i = 0; i < count; i++) {
        place(x, along[i]);
    }
}

/* Dashes one by one, as short lines: Graphviz' own dashes do not grow with the enlarged drawing. */
static void dashes(xdot *x, const mark *m, const spot *list)
{
    enum { STEPS = 600 };
    static const double dash = 5, space = 3.5; /* as in the SVG */
    spot along[STEPS + 1], last = list[0];
    size_t count = 0;
    double length = 0;
    pen(x, m);
    for (int i = 0; i <= STEPS; i++) {
        spot now = on_curve(list, (double)i / STEPS);
        length += hypot(now.x - last.x, now.y - last.y);
        if (fmod(length, dash + space) <= dash) {
            along[count++] = now;
        } else {
            stroke(x, along, count);
            count = 0;
        }
        last = now;
    }
    stroke(x, along, count);
}

static void text(xdot *x, const mark *m, const spot *at)
{
    static const int sides[] = {-1, 0, 1};
    if (m->text[0] == '\0') {
        return;
    }
    colour(x, "c", m->fill, 1);
    ink_text(&x->out, "F ");
    ink_number(&x->out, enlarged * m->size);
    ink_text(&x->out, " 15 -Liberation Sans ");
    ink_print(&x->out, "t %d T ", (m->bold ? 1 : 0) + (m->italic ? 2 : 0));
    place(x, *at);
    ink_print(&x->out, "%d 0 %zu -", sides[m->at], strlen(m->text));
    ink_text(&x->out, m->text);
    ink_text(&x->out, " ");
}

static void one(xdot *x, const mark *m, const spot *list)
{
    switch (m->kind) {
    case MARK_POLYGON:
        spots(x, m->fill == NULL ? "p" : "P", m, list);
        break;
    case MARK_CURVE:
        if (m->dashed && m->count == 4) {
            dashes(x, m, list);
        } else {
            spots(x, "B", m, list);
        }
        break;
    case MARK_SHAPE:
        spots(x, m->fill == NULL ? "B" : "b", m, list);
        break;
    case MARK_ELLIPSE:
        pen(x, m);
        ink_text(&x->out, m->fill == NULL ? "e " : "E ");
        place(x, list[0]);
        ink_number(&x->out, enlarged * list[1].x);
        ink_text(&x->out, " ");
        ink_number(&x->out, enlarged * list[1].y);
        ink_text(&x->out, " ");
        break;
    case MARK_TEXT:
        text(x, m, list);
        break;
    case MARK_OPEN:
    case MARK_CLOSE:
        break;
    }
}

static void corner(Agraph_t *graph, const char *name, double x, double y)
{
    ink at = {0};
    ink_number(&at, x);
    ink_text(&at, ",");
    ink_number(&at, y);
    agset(agnode(graph, (char *)(uintptr_t)name, 1), (char[]){"pos"}, at.data);
}

static Agraph_t *make_graph(const picture *p, char *background)
{
    static const char *const nodes[][2] = {{"style", "invis"}, {"label", ""}, {"width", "0.001"},
        {"height", "0.001"}, {"shape", "point"}, {"pos", "0,0"}};
    Agraph_t *graph = agopen((char[]){"g"}, Agdirected, NULL);
    for (size_t i = 0; i < sizeof nodes / sizeof nodes[0]; i++) {
        agattr(graph, AGNODE, (char *)(uintptr_t)nodes[i][0], (char *)(uintptr_t)nodes[i][1]);
    }
    agattr(graph, AGRAPH, (char[]){"pad"}, (char[]){"0"});
    agattr(graph, AGRAPH, (char[]){"dpi"}, (char[]){"0"});
    agattr(graph, AGRAPH, (char[]){"bgcolor"}, (char *)(uintptr_t)p->paper);
    agattr(graph, AGRAPH, (char[]){"_background"}, (char[]){""});
    agset(graph, (char[]){"_background"}, background);
    ink size = {0};
    ink_number(&size, p->width / 72);
    ink_text(&size, ",");
    ink_number(&size, p->height / 72);
    agattr(graph, AGRAPH, (char[]){"size"}, size.data);
    corner(graph, "a", 0, 0);
    corner(graph, "b", enlarged * p->width, enlarged * p->height);
    return graph;
}

void picture_write_rendered(const picture *p, const char *format, FILE *out)
{
    xdot x = {.height = p->height};
    ink_text(&x.out, "");
    for (size_t i = 0; i < p->mark_count; i++) {
        one(&x, &p->marks[i], p->spots + p->marks[i].first);
    }
    GVC_t *context = gvContext();
    Agraph_t *graph = make_graph(p, x.out.data);
    if (strcmp(format, "png") == 0) {
        /* twice the pixels for sharp text, less for pictures beyond what cairo takes (32,767) */
        double largest = p->width > p->height ? p->width : p->height;
        double dpi = largest * 2 > 16000 ? 72 * 16000 / largest : 144;
        ink text = {0};
        ink_number(&text, dpi);
        agset(graph, (char[]){"dpi"}, text.data);
    }
    if (gvLayout(context, graph, "nop2") != 0 || gvRender(context, graph, format, out) != 0) {
        ink_die("Graphviz could not write %s", format);
    }
}
