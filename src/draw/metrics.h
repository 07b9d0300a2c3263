/* How wide text is, and where it is broken. SPDX-License-Identifier: MIT */
#ifndef METRICS_H
#define METRICS_H
#include <stdbool.h>
#include <stddef.h>

enum { MOST_LINES = 8 };

/* Width in points of `count` bytes. */
double metrics_width(const char *text, size_t count, double size, bool bold);

/* Text broken into lines; the last one ends in … when something was cut. */
typedef struct wrapped {
    char *lines[MOST_LINES];
    int count;
    double width, height; /* of the block */
    double size;
    bool bold;
} wrapped;
wrapped metrics_wrap(const char *text, double size, bool bold, double most_width, int most_lines);
#endif
