/* Reading the lines of a drawing: fields parted by tabs, \t \n \\ written for tab, line end and backslash. Text is
 * cleaned here, once: malformed bytes become U+FFFD, control characters blanks. SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "draw/drawing.h"
#include "draw/ink.h"

enum { MOST_FIELDS = 12, MOST_ITEMS = 20000 };

typedef struct line {
    char *fields[MOST_FIELDS];
    int count;
    size_t number;
} line;

static const char *const type_names[TYPE_COUNT] = {
    "other",
    "person",
    "organization",
    "location",
    "product",
    "event",
    "money",
    "date",
};

static char *clean(const char *text)
{
    ink out = {0};
    ink_text(&out, "");
    while (*text != '\0') {
        size_t bytes = 1;
        unsigned point = ink_decode(text, &bytes);
        if (*text == '\\' && (text[1] == 't' || text[1] == 'n' || text[1] == '\\')) {
            ink_text(&out, text[1] == 't' ? " " : text[1] == 'n' ? "\n" : "\\");
            bytes = 2;
        } else if (point == 0xFFFD || point == 0xFFFE || point == 0xFFFF) {
            ink_text(&out, "\xEF\xBF\xBD");
        } else if (point < 0x20 || (point >= 0x7F && point < 0xA0)) {
            ink_text(&out, " ");
        } else {
            ink_add(&out, text, bytes);
        }
        text += bytes;
    }
    return out.data;
}

static const char *field(const line *l, int index)
{
    if (index >= l->count) {
        ink_die("line %zu: too few fields", l->number);
    }
    return l->fields[index];
}

static double number(const line *l, int index)
{
    char *end = NULL;
    double value = strtod(field(l, index), &end);
    if (*end != '\0' || !(value > -1e7 && value < 1e7)) {
        ink_die("line %zu: not a number: %.40s", l->number, field(l, index));
    }
    return value;
}

static unsigned whole(const line *l, int index)
{
    double value = number(l, index);
    return value < 0 ? 0 : (unsigned)value;
}

static node_type type_of(const char *name)
{
    for (int i = 0; i < TYPE_COUNT; i++) {
        if (strcmp(type_names[i], name) == 0) {
            return (node_type)i;
        }
    }
    return TYPE_OTHER;
}

/* node id type group size label tip [x y] */
static void read_node(drawing *d, const line *l)
{
    d->nodes = ink_grow(d->nodes, &d->node_room, d->node_count, sizeof *d->nodes);
    node *n = &d->nodes[d->node_count++];
    double size = number(l, 4);
    *n = (node){.id = whole(l, 1),
        .type = type_of(field(l, 2)),
        .group = whole(l, 3),
        .size = size < 0 ? 0
            : size > 1   ? 1
                         : size,
        .label = clean(field(l, 5)),
        .tip = clean(field(l, 6))};
    if (l->count >= 9) {
        n->placed = true;
        n->x = number(l, 7);
        n->y = number(l, 8);
    }
}

static size_t node_index(const drawing *d, const line *l, int index)
{
    unsigned id = whole(l, index);
    for (size_t i = 0; i < d->node_count; i++) {
        if (d->nodes[i].id == id) {
            return i;
        }
    }
    ink_die("line %zu: no node %u", l->number, id);
}

/* edge id from to dashed hostile strength label tip */
static void read_edge(drawing *d, const line *l)
{
    d->edges = ink_grow(d->edges, &d->edge_room, d->edge_count, sizeof *d->edges);
    d->edges[d->edge_count++] = (edge){.id = whole(l, 1),
        .from = node_index(d, l, 2),
        .to = node_index(d, l, 3),
        .dashed = whole(l, 4) != 0,
        .hostile = whole(l, 5) != 0,
        .strength = number(l, 6),
        .label = clean(field(l, 7)),
        .tip = clean(field(l, 8))};
}

static void read_group(drawing *d, const line *l)
{
    d->groups = ink_grow(d->groups, &d->group_room, d->group_count, sizeof *d->groups);
    d->groups[d->group_count++] = (group){.id = whole(l, 1), .name = clean(field(l, 2))};
}

/* row type group name */
static void read_row(drawing *d, const line *l)
{
    d->rows = ink_grow(d->rows, &d->row_room, d->row_count, sizeof *d->rows);
    d->rows[d->row_count++] =
        (row){.type = type_of(field(l, 1)), .group = whole(l, 2), .name = clean(field(l, 3))};
}

/* event row years dashed hostile date label tip */
static void read_event(drawing *d, const line *l)
{
    size_t at = whole(l, 1);
    if (at >= d->row_count) {
        ink_die("line %zu: no row %zu", l->number, at);
    }
    d->happenings =
        ink_grow(d->happenings, &d->happening_room, d->happening_count, sizeof *d->happenings);
    d->happenings[d->happening_count++] = (happening){.row = at,
        .when = number(l, 2),
        .dashed = whole(l, 3) != 0,
        .hostile = whole(l, 4) != 0,
        .date = clean(field(l, 5)),
        .label = clean(field(l, 6)),
        .tip = clean(field(l, 7))};
}

static bool set_text(drawing *d, const line *l)
{
    static const char *const names[] = {"title", "subtitle", "footer", "format", "theme", "layout"};
    char **texts[] = {&d->title, &d->subtitle, &d->footer};
    const char **words[] = {&d->format, &d->theme, &d->layout};
    for (size_t i = 0; i < 6; i++) {
        if (strcmp(l->fields[0], names[i]) == 0) {
            if (i < 3) {
                *texts[i] = clean(field(l, 1));
            } else {
                *words[i - 3] = clean(field(l, 1));
            }
            return true;
        }
    }
    return false;
}

static void read_line(drawing *d, const line *l)
{
    const char *what = l->fields[0];
    if (d->node_count + d->edge_count + d->happening_count > MOST_ITEMS) {
        ink_die("more than %d things to draw", MOST_ITEMS);
    }
    if (strcmp(what, "node") == 0) {
        read_node(d, l);
    } else if (strcmp(what, "edge") == 0) {
        read_edge(d, l);
    } else if (strcmp(what, "group") == 0) {
        read_group(d, l);
    } else if (strcmp(what, "row") == 0) {
        read_row(d, l);
    } else if (strcmp(what, "event") == 0) {
        read_event(d, l);
    } else if (strcmp(what, "size") == 0) {
        d->width = number(l, 1);
        d->height = number(l, 2);
    } else if (strcmp(what, "bare") == 0) {
        d->bare = true;
    } else if (strcmp(what, "positions") == 0) {
        d->wants_positions = true;
    } else if (!set_text(d, l)) {
        ink_die("line %zu: unknown word \"%.40s\"", l->number, what);
    }
}

static bool split(char *text, line *out)
{
    out->count = 0;
    for (char *at = text; at != NULL && out->count < MOST_FIELDS;) {
        out->fields[out->count++] = at;
        at = strchr(at, '\t');
        if (at != NULL) {
            *at++ = '\0';
        }
    }
    return out->fields[0][0] != '\0';
}

static bool next_line(FILE *in, ink *text)
{
    int c = 0;
    text->length = 0;
    ink_text(text, "");
    while ((c = getc(in)) != EOF && c != '\n') {
        char byte = (char)c;
        if (c != '\0' && c != '\r') {
            ink_add(text, &byte, 1);
        }
    }
    return c != EOF || text->length > 0;
}

void drawing_read(FILE *in, drawing *out)
{
    ink text = {0};
    line l = {.number = 1};
    *out = (drawing){.format = "svg",
        .theme = "light",
        .layout = "auto",
        .title = ink_copy("", 0),
        .subtitle = ink_copy("", 0),
        .footer = ink_copy("", 0)};
    if (!next_line(in, &text) || !split(text.data, &l) ||
        strcmp(l.fields[0], "stemma-drawing") != 0 || l.count < 3 ||
        strcmp(l.fields[1], "1") != 0) {
        ink_die("line 1: want \"stemma-drawing<tab>1<tab>network\"");
    }
    out->timeline = strcmp(l.fields[2], "timeline") == 0;
    while (next_line(in, &text)) {
        l.number++;
        if (split(text.data, &l)) {
            read_line(out, &l);
        }
    }
}
