/* Treebanks as teaching material of the segmenter: running text with the places of tokens and
 * sentence ends. SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_SEGMENT_GOLD_H
#define STM_SEGMENT_GOLD_H
#include "base/buf.h"
#include "base/vec.h"
#include "syntax/segment_tables.h"

/* One surface token; bytes of the text. */
typedef struct stm_gold_token {
    uint32_t begin, end;
    uint8_t words; /* syntactic words: 2 for "im" */
    bool ends;     /* a sentence ends behind it */
    bool no_cuts;  /* its text was put together again from forms: says nothing about cuts */
} stm_gold_token;

typedef struct stm_gold {
    stm_buf text; /* all sentences, a blank between them */
    STM_VEC(stm_gold_token) tokens;
    bool joins; /* set it to join what a treebank cuts at hyphens, where the language keeps them */
    uint32_t sentences, skipped; /* skipped: forms and text did not fit */
} stm_gold;

void stm_gold_init(stm_gold *gold);
void stm_gold_dispose(stm_gold *gold);
/* Adds the sentences of a CoNLL-U text. Multi-word tokens come from ranges, or, where a treebank
 * has none, from the contractions of the tables found in `# text`. A `# text` that is itself cut
 * into tokens ("Haus .") is joined again. */
stemma_status stm_gold_add(
    stm_gold *gold, stm_str conllu, const stm_seg_tables *tables, stemma_error *err);
#endif
