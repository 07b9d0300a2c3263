/* From the drawing to marks. SPDX-License-Identifier: MIT */
#ifndef COMPOSE_H
#define COMPOSE_H
#include "draw/drawing.h"
#include "draw/picture.h"
#include "draw/theme.h"

void compose_network(drawing *d, const theme *t, picture *out);
void compose_timeline(drawing *d, const theme *t, picture *out);

/* Symbol of a type with the area of a disc of `radius`. */
void compose_symbol(picture *p, node_type type, double x, double y, double radius, const char *fill,
    const char *stroke, double width);
/* Title and subtitle from the top left; returns the y below them. */
double compose_head(
    const drawing *d, const theme *t, picture *out, double left, double top, double width);
/* Legend and sources below y; returns the y below them. */
double compose_legend(
    const drawing *d, const theme *t, picture *out, double left, double y, double width);
/* Words with a plate of paper below them, so that lines crossing them do not spoil them. */
void compose_words(
    picture *p, const wrapped *text, double x, double top, const char *fill, const char *paper);

const char *compose_type_name(node_type type);
#endif
