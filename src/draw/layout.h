/* Where things stand. SPDX-License-Identifier: MIT */
#ifndef LAYOUT_H
#define LAYOUT_H
#include "draw/drawing.h"

/* Measures symbols and words: sets radius, text and the size of every area. */
void layout_measure(drawing *d);
/* Middle of the symbol; its x is the area's. */
double layout_symbol_y(const node *n);
/* Gives every area its place; afterwards nothing overlaps and the least x and y are 0. *used_out names the engine. */
void layout_place(drawing *d, const char **used_out);

/* arrange.c: pushes areas apart until `gap` points are between any two. `weight` says how hard one moves. */
void arrange_apart(plate **areas, const double *weights, size_t count, double gap);
/* Turns the drawing so that its longest extent is horizontal and stretches it towards width : height. */
void arrange_turn(plate **areas, size_t count, double aspect);
/* Draws everything together as far as it goes without overlap. */
void arrange_tighten(plate **areas, const double *weights, size_t count, double gap);

/* bend.c: moves the words of lines to where the lines bend little and cross little. */
void bend_lines(drawing *d);
#endif
