/* What is to be drawn: read from standard input, see docs/drawing.md for the lines. Lengths are points; y grows
 * downwards. SPDX-License-Identifier: MIT */
#ifndef DRAWING_H
#define DRAWING_H
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "draw/metrics.h"

typedef enum node_type {
    TYPE_OTHER,
    TYPE_PERSON,
    TYPE_ORGANIZATION,
    TYPE_LOCATION,
    TYPE_PRODUCT,
    TYPE_EVENT,
    TYPE_MONEY,
    TYPE_DATE,
    TYPE_COUNT
} node_type;

typedef struct plate {
    double x, y, width, height;
} plate; /* x, y: the middle */

typedef struct node {
    unsigned id, group; /* id is the parent's number for it */
    node_type type;
    double size; /* 0..1: share of the largest centrality */
    char *label, *tip;
    bool placed;         /* the parent gave a position: x, y */
    double radius, x, y; /* of the symbol */
    double reach;        /* of the symbol, up and down from its middle */
    wrapped text;        /* stands below the symbol */
    plate area;          /* symbol and text */
} node;

typedef struct edge {
    unsigned id;
    size_t from, to; /* indices of nodes */
    bool dashed, hostile;
    double strength; /* independent sources */
    char *label, *tip;
    wrapped text;
    plate area; /* of the words; the line runs through its middle */
} edge;

typedef struct group {
    unsigned id;
    char *name;
} group;

/* One row of a time line and what happens on it. */
typedef struct row {
    char *name;
    unsigned group;
    node_type type;
} row;
typedef struct happening {
    size_t row;
    double when;
    bool dashed, hostile;
    char *label, *date, *tip;
    wrapped text;
} happening;

typedef struct drawing {
    bool timeline;
    bool bare; /* the title is for screen readers only */
    const char *format, *theme, *layout;
    char *title, *subtitle, *footer;
    double width, height; /* wished for, 0 = as large as needed */
    bool wants_positions; /* the parent listens on descriptor 3 */
    double top;           /* room for the title */
    node *nodes;
    edge *edges;
    group *groups;
    row *rows;
    happening *happenings;
    size_t node_count, edge_count, group_count, row_count, happening_count;
    size_t node_room, edge_room, group_room, row_room, happening_room;
} drawing;

/* Reads all lines; ends the program with a message that names the line when one is wrong. */
void drawing_read(FILE *in, drawing *out);
#endif
