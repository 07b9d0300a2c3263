/* The finished picture: a list of marks from back to front, in points, y downwards. SVG, PNG and PDF are written from
 * the same list and so look the same. SPDX-License-Identifier: MIT */
#ifndef PICTURE_H
#define PICTURE_H
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

typedef struct spot {
    double x, y;
} spot;

typedef enum mark_kind {
    MARK_POLYGON,
    MARK_CURVE,
    MARK_SHAPE,
    MARK_ELLIPSE,
    MARK_TEXT,
    MARK_OPEN,
    MARK_CLOSE
} mark_kind;
typedef enum anchor { ANCHOR_START, ANCHOR_MIDDLE, ANCHOR_END } anchor;

typedef struct mark {
    mark_kind kind;
    size_t first,
        count; /* of picture.spots: polygon corners; start and triples of Bézier spots; middle and radii */
    const char *fill, *stroke; /* "#rrggbb" or NULL */
    double width, opacity;     /* of the line; of the fill, 1 = solid */
    bool dashed;
    const char *text; /* MARK_TEXT; MARK_OPEN: tip */
    double size;
    bool bold, italic;
    anchor at;
    const char *role; /* MARK_OPEN: class */
    char id[24];      /* MARK_OPEN: own id, never user text */
    const char *data; /* MARK_OPEN: further attributes, made by us */
} mark;

typedef struct picture {
    double width, height;
    const char *title, *description, *paper;
    mark *marks;
    spot *spots;
    size_t mark_count, spot_count, mark_room, spot_room;
} picture;

mark *picture_add(picture *p, mark m);
void picture_spot(picture *p, double x, double y); /* appends to the newest mark */
void picture_polygon(picture *p, const spot *corners, size_t count, const char *fill,
    const char *stroke, double width);
void picture_ellipse(picture *p, double x, double y, double rx, double ry, const char *fill,
    const char *stroke, double width);
void picture_box(picture *p, double left, double top, double width, double height, double corner,
    const char *fill, const char *stroke, double line, double opacity);
void picture_line(picture *p, double x1, double y1, double x2, double y2, const char *stroke,
    double width, bool dashed);
void picture_text(picture *p, double x, double baseline, const char *text, double size, bool bold,
    anchor at, const char *fill);
void picture_open(picture *p, const char *role, const char *prefix, unsigned id, const char *tip,
    const char *data);
void picture_close(picture *p);

void picture_write_svg(const picture *p, FILE *out);
/* By Graphviz's renderers: "png" or "pdf". */
void picture_write_rendered(const picture *p, const char *format, FILE *out);
#endif
