/* Coreference gold of tests/coref: reading the markup, and scoring a resolved document against it.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_COREF_GOLD_H
#define STM_COREF_GOLD_H
#include "text/doc.h"

enum { GOLD_MENTIONS = 200, GOLD_BYTES = 8192 };
#include <stdio.h>

typedef struct gold_mention {
    stm_span span;       /* in the plain text */
    unsigned id, second; /* second: of `1+2`, else 0 */
    char kind;           /* n, p, d */
} gold_mention;
typedef struct gold_text {
    char text[GOLD_BYTES];
    uint32_t length;
    gold_mention mentions[GOLD_MENTIONS];
    uint32_t count;
} gold_text;

/* Takes the markup apart; false when it is broken. */
bool gold_read(const char *marked, gold_text *out);
typedef struct gold_score {
    unsigned names, names_right, pronouns, pronouns_right, pronouns_wrong, descriptions,
        descriptions_right, descriptions_wrong, spurious;
} gold_score;
/* Adds the document's figures to score. report, when not NULL, gets one line for each miss. */
void gold_add(
    const gold_text *gold, const stm_doc *doc, gold_score *score, FILE *report, const char *name);
#endif
