/* Building the list of marks. SPDX-License-Identifier: MIT */
#include "draw/picture.h"

#include <stdio.h>

#include "draw/ink.h"

mark *picture_add(picture *p, mark m)
{
    p->marks = ink_grow(p->marks, &p->mark_room, p->mark_count, sizeof *p->marks);
    m.first = p->spot_count;
    m.count = 0;
    m.opacity = m.opacity == 0 ? 1 : m.opacity;
    p->marks[p->mark_count] = m;
    return &p->marks[p->mark_count++];
}

void picture_spot(picture *p, double x, double y)
{
    p->spots = ink_grow(p->spots, &p->spot_room, p->spot_count, sizeof *p->spots);
    p->spots[p->spot_count++] = (spot){x, y};
    p->marks[p->mark_count - 1].count++;
}

void picture_polygon(picture *p, const spot *corners, size_t count, const char *fill,
    const char *stroke, double width)
{
    picture_add(p, (mark){.kind = MARK_POLYGON, .fill = fill, .stroke = stroke, .width = width});
    for (size_t i = 0; i < count; i++) {
        picture_spot(p, corners[i].x, corners[i].y);
    }
}

void picture_ellipse(picture *p, double x, double y, double rx, double ry, const char *fill,
    const char *stroke, double width)
{
    picture_add(p, (mark){.kind = MARK_ELLIPSE, .fill = fill, .stroke = stroke, .width = width});
    picture_spot(p, x, y);
    picture_spot(p, rx, ry);
}

static void corner_to(picture *p, double x1, double y1, double x2, double y2, double x3, double y3)
{
    picture_spot(p, x1, y1);
    picture_spot(p, x2, y2);
    picture_spot(p, x3, y3);
}

void picture_box(picture *p, double left, double top, double width, double height, double corner,
    const char *fill, const char *stroke, double line, double opacity)
{
    double right = left + width, bottom = top + height, c = corner, k = corner * 0.448;
    picture_add(p,
        (mark){
            .kind = MARK_SHAPE, .fill = fill, .stroke = stroke, .width = line, .opacity = opacity});
    picture_spot(p, left + c, top);
    corner_to(p, left + c, top, right - c, top, right - c, top);
    corner_to(p, right - k, top, right, top + k, right, top + c);
    corner_to(p, right, top + c, right, bottom - c, right, bottom - c);
    corner_to(p, right, bottom - k, right - k, bottom, right - c, bottom);
    corner_to(p, right - c, bottom, left + c, bottom, left + c, bottom);
    corner_to(p, left + k, bottom, left, bottom - k, left, bottom - c);
    corner_to(p, left, bottom - c, left, top + c, left, top + c);
    corner_to(p, left, top + k, left + k, top, left + c, top);
}

void picture_line(picture *p, double x1, double y1, double x2, double y2, const char *stroke,
    double width, bool dashed)
{
    picture_add(p, (mark){.kind = MARK_CURVE, .stroke = stroke, .width = width, .dashed = dashed});
    picture_spot(p, x1, y1);
    corner_to(p, x1, y1, x2, y2, x2, y2);
}

void picture_text(picture *p, double x, double baseline, const char *text, double size, bool bold,
    anchor at, const char *fill)
{
    picture_add(p,
        (mark){
            .kind = MARK_TEXT, .text = text, .size = size, .bold = bold, .at = at, .fill = fill});
    picture_spot(p, x, baseline);
}

void picture_open(picture *p, const char *role, const char *prefix, unsigned id, const char *tip,
    const char *data)
{
    mark *m = picture_add(p, (mark){.kind = MARK_OPEN, .role = role, .text = tip, .data = data});
    if (prefix != NULL) {
        snprintf(m->id, sizeof m->id, "%s%u", prefix, id);
    }
}

void picture_close(picture *p)
{
    picture_add(p, (mark){.kind = MARK_CLOSE});
}
