/* Made by tests/tools/fit_confidence.py: weights of confidence.c. SPDX-License-Identifier:
 * GPL-2.0-or-later */
static const kind_weight german_kinds[] = {
    {"adverb", 0.35f},
    {"clause-adverbial", -0.34f},
    {"clause-object", 1.12f},
    {"complement", 0.21f},
    {"indirect", 0.75f},
    {"object", 0.57f},
    {"oblique", 0.71f},
    {"place", 0.33f},
    {"time", 1.35f},
    {"title", 0.23f},
    {"verb-only", 0.14f},
    {NULL, -0.65f},
};
static const model german_model = {
    .kinds = german_kinds,
    .signs = {-0.89f, -0.74f, -0.11f, -0.67f, 0.45f, 0.10f, -0.10f, -0.23f, 0.20f, -0.81f, -1.37f,
        -0.47f, 0.19f, -0.27f},
    .threshold = 0.25f,
};
static const kind_weight english_kinds[] = {
    {"adverb", -0.59f},
    {"clause-adverbial", -0.00f},
    {"clause-object", 1.48f},
    {"complement", 0.88f},
    {"nested", 0.81f},
    {"nested-twice", 1.11f},
    {"object", 1.25f},
    {"oblique", 0.73f},
    {"time", 1.46f},
    {NULL, 1.39f},
};
static const model english_model = {
    .kinds = english_kinds,
    .signs = {-1.03f, 0.02f, -0.47f, 0.31f, -0.44f, -0.63f, -0.86f, -0.81f, -0.61f, 0.00f, -0.51f,
        -0.77f, 0.10f, 0.55f},
    .threshold = 0.25f,
};
