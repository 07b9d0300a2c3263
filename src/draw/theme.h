/* Colours. SPDX-License-Identifier: MIT */
#ifndef THEME_H
#define THEME_H

enum { THEME_GROUPS = 10 };

typedef struct theme {
    const char *name, *paper, *ink, *soft, *line, *words, *bad, *bad_words, *rule;
    const char *fill[THEME_GROUPS], *edge[THEME_GROUPS]; /* of symbols, by community */
    const char *rest_fill, *rest_edge;                   /* communities beyond the tenth */
} theme;

/* Light when the name is unknown. */
const theme *theme_of(const char *name);
const char *theme_fill(const theme *t, unsigned group);
const char *theme_edge(const theme *t, unsigned group);
#endif
