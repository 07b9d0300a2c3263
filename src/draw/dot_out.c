/* The drawing as DOT: what Graphviz' own programs and other tools read. Backslashes are doubled because DOT labels
 * know escapes, & is written as entity because they know entities. SPDX-License-Identifier: MIT */
#include <string.h>

#include "draw/dot_out.h"
#include "draw/ink.h"

static void quoted(ink *out, const char *text)
{
    ink_text(out, "\"");
    for (; *text != '\0'; text++) {
        switch (*text) {
        case '"':
            ink_text(out, "\\\"");
            break;
        case '\\':
            ink_text(out, "\\\\");
            break;
        case '\n':
            ink_text(out, "\\n");
            break;
        case '&':
            ink_text(out, "&amp;");
            break;
        default:
            ink_add(out, text, 1);
        }
    }
    ink_text(out, "\"");
}

static void attribute(ink *out, const char *name, const char *value)
{
    ink_print(out, ", %s=", name);
    quoted(out, value);
}

static void write_node(ink *out, const node *n, const theme *t)
{
    static const char *const shapes[TYPE_COUNT] = {
        "doublecircle", "ellipse", "box", "diamond", "hexagon", "triangle", "pentagon", "note"};
    ink_print(out, "  n%u [label=", n->id);
    quoted(out, n->label);
    attribute(out, "tooltip", n->tip);
    ink_print(out, ", shape=%s, fillcolor=\"%s\", color=\"%s\", fontsize=", shapes[n->type],
        theme_fill(t, n->group), theme_edge(t, n->group));
    ink_number(out, n->text.size);
    ink_text(out, ", pos=\"");
    ink_number(out, n->area.x);
    ink_text(out, ",");
    ink_number(out, -n->area.y);
    ink_text(out, "\"];\n");
}

static void write_edge(ink *out, const drawing *d, const edge *e, const theme *t)
{
    ink_print(out, "  n%u -> n%u [label=", d->nodes[e->from].id, d->nodes[e->to].id);
    quoted(out, e->label);
    attribute(out, "tooltip", e->tip);
    ink_text(out, ", weight=");
    ink_number(out, e->strength < 1 ? 1 : e->strength);
    ink_print(out, ", style=%s, color=\"%s\", fontcolor=\"%s\"];\n", e->dashed ? "dashed" : "solid",
        e->hostile ? t->bad : t->line, e->hostile ? t->bad_words : t->words);
}

void dot_write(const drawing *d, const theme *t, FILE *out)
{
    ink text = {0};
    ink_text(&text, "digraph stemma {\n  graph [label=");
    quoted(&text, d->title);
    ink_print(&text, ", labelloc=t, overlap=prism, splines=true, bgcolor=\"%s\"];\n", t->paper);
    ink_text(&text,
        "  node [style=filled, fontname=\"Liberation Sans\"];\n"
        "  edge [fontname=\"Liberation Sans\", fontsize=9.5];\n");
    for (size_t i = 0; i < d->node_count; i++) {
        write_node(&text, &d->nodes[i], t);
    }
    for (size_t i = 0; i < d->edge_count; i++) {
        write_edge(&text, d, &d->edges[i], t);
    }
    ink_text(&text, "}\n");
    if (fwrite(text.data, 1, text.length, out) != text.length) {
        ink_die("the graph could not be written");
    }
}
