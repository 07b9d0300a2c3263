/* Colours of communities are told apart also by people who see red and green alike (hues spread, lightness varied,
 * red kept for hostile relations). All text has a contrast of at least 4.5 : 1 to the paper; the tests compute it.
 * SPDX-License-Identifier: MIT */
#include "draw/theme.h"

#include <string.h>

static const theme themes[] = {
    {"light", "#ffffff", "#1d2733", "#5b6673", "#7f8c9c", "#465260", "#c2362b", "#a8261c",
        "#dfe4ea",
        {"#8fb8de", "#f4b66a", "#93c792", "#c4a3d8", "#f2d06b", "#7fc8c4", "#d9b49a", "#b9c26a",
            "#eba9c4", "#a9b4c2"},
        {"#2f6ea5", "#b9711a", "#3e8a45", "#7d4f9e", "#a67f0e", "#2a8580", "#8d5f3d", "#737d1f",
            "#b04f7c", "#5d6b7d"},
        "#e3e7ec", "#8792a0"},
    {"dark", "#12161c", "#eef1f5", "#a3adba", "#66727f", "#b9c3cf", "#ff6b5e", "#ff9d94", "#2b333d",
        {"#3f7cb3", "#c27c2a", "#4b9150", "#8a5fae", "#b1902a", "#36918c", "#9a6b49", "#808a35",
            "#b85a88", "#66758a"},
        {"#a5cdf2", "#ffd49c", "#b2e2b4", "#dcc1ee", "#ffe9a6", "#a4e6e2", "#efcfb8", "#dbe39c",
            "#ffcadf", "#cdd6e2"},
        "#333c47", "#8d99a8"},
    {"print", "#ffffff", "#000000", "#3a3a3a", "#6e6e6e", "#222222", "#a00000", "#8a0000",
        "#bdbdbd",
        {"#d6e4f0", "#fbe3c3", "#d8ecd7", "#e6d9ef", "#faf0cb", "#d2ecea", "#efe0d6", "#e9ecca",
            "#f8dde8", "#e2e6ea"},
        {"#1c4668", "#7d4a0c", "#24592a", "#553370", "#6d5306", "#185652", "#5e3d25", "#4c5311",
            "#7a3052", "#3c4654"},
        "#f0f0f0", "#555555"},
};

const theme *theme_of(const char *name)
{
    for (size_t i = 0; i < sizeof themes / sizeof themes[0]; i++) {
        if (strcmp(themes[i].name, name) == 0) {
            return &themes[i];
        }
    }
    return &themes[0];
}

const char *theme_fill(const theme *t, unsigned group)
{
    return group < THEME_GROUPS ? t->fill[group] : t->rest_fill;
}

const char *theme_edge(const theme *t, unsigned group)
{
    return group < THEME_GROUPS ? t->edge[group] : t->rest_edge;
}
