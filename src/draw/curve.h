/* The lines between actors: one cubic curve through the middle of the words. SPDX-License-Identifier: MIT */
#ifndef CURVE_H
#define CURVE_H
#include "draw/drawing.h"
#include "draw/picture.h"

/* Middle of the symbol; its x is the area's. */
spot curve_symbol(const node *n);
spot curve_at(const spot c[4], double t);
/* From middle to middle of the two symbols; a loop bulges out to its words and comes back. */
void curve_whole(const drawing *d, const edge *e, spot c[4]);
/* The part one sees: from the rim of one symbol to the rim of the other, names below symbols left out, `air` points
 * before the end and one at the beginning. */
void curve_visible(const drawing *d, const edge *e, double air, spot c[4]);
/* How far the line swings out, to which side, when its words stand at x, y. Two lines between the same two actors lie on
 * each other when they swing out alike. */
double curve_swing(const drawing *d, const edge *e, double x, double y);
bool curve_same_pair(const edge *a, const edge *b);
/* Takes the last `length` points of the curve off. */
void curve_shorten(spot c[4], double length);
#endif
