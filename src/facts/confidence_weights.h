/* Made by tests/tools/fit_confidence.py: weights of confidence.c. SPDX-License-Identifier: GPL-2.0-or-later */
static const kind_weight german_kinds[] = {
    {"adverb", 0.35f},
    {"clause-adverbial", -0.25f},
    {"clause-object", 1.01f},
    {"complement", -0.06f},
    {"indirect", 0.86f},
    {"object", 0.18f},
    {"oblique", 0.55f},
    {"time", 1.12f},
    {"title", -0.44f},
    {NULL, -0.49f},
};
static const model german_model = {
    .kinds = german_kinds,
    .signs = {-0.73f, -0.48f, 0.14f, -0.16f, 0.37f, -0.13f, 0.19f,
              -0.13f, 0.34f, -0.39f, -0.75f, -0.48f, 0.30f, -0.40f},
    .threshold = 0.25f,
};
static const kind_weight english_kinds[] = {
    {"adverb", -0.89f},
    {"clause-adverbial", -0.12f},
    {"clause-object", 1.53f},
    {"complement", 0.72f},
    {"nested", 0.70f},
    {"nested-twice", 0.77f},
    {"object", 1.02f},
    {"oblique", 0.43f},
    {"possessive", -1.39f},
    {"time", 1.39f},
    {NULL, 1.51f},
};
static const model english_model = {
    .kinds = english_kinds,
    .signs = {-0.96f, 0.08f, -0.40f, 0.63f, -0.41f, -0.43f, -1.25f,
              -0.66f, -0.58f, 0.00f, -0.39f, -0.85f, 0.13f, 0.59f},
    .threshold = 0.30f,
};
