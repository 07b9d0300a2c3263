/* Made by tests/tools/fit_confidence.py: weights of confidence.c. SPDX-License-Identifier: GPL-2.0-or-later */
static const kind_weight german_kinds[] = {
    {"adverb", 0.14f},
    {"clause-adverbial", -0.25f},
    {"clause-object", 1.02f},
    {"complement", -0.06f},
    {"indirect", 0.86f},
    {"object", 0.16f},
    {"oblique", 0.50f},
    {"time", 1.14f},
    {"title", -0.45f},
    {NULL, -0.57f},
};
static const model german_model = {
    .kinds = german_kinds,
    .signs = {-0.71f, -0.46f, 0.14f, -0.16f, 0.38f, -0.15f, -0.11f,
              -0.08f, 0.30f, -0.39f, -0.68f, -0.48f, 0.31f, -0.44f},
    .threshold = 0.25f,
};
static const kind_weight english_kinds[] = {
    {"adverb", -1.03f},
    {"clause-adverbial", -0.54f},
    {"clause-object", 1.46f},
    {"complement", 0.68f},
    {"nested", 0.66f},
    {"nested-twice", 0.74f},
    {"object", 0.98f},
    {"oblique", 0.37f},
    {"time", 1.16f},
    {NULL, 0.32f},
};
static const model english_model = {
    .kinds = english_kinds,
    .signs = {-0.95f, 0.07f, -0.41f, 0.62f, -0.35f, -0.36f, -1.29f,
              -0.64f, -0.63f, 0.00f, -0.41f, -0.75f, 0.16f, 0.69f},
    .threshold = 0.30f,
};
