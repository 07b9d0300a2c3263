/* Writing DOT. SPDX-License-Identifier: MIT */
#ifndef DOT_OUT_H
#define DOT_OUT_H
#include "draw/drawing.h"
#include "draw/theme.h"

void dot_write(const drawing *d, const theme *t, FILE *out);
#endif
