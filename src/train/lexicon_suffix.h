/* Learning the suffix rules of the lexicon. SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_LEXICON_SUFFIX_H
#define STM_LEXICON_SUFFIX_H
#include "base/status.h"
#include "base/vec.h"

/* A word with its script, and a rule: hash of the suffix key with the script it gives. */
typedef struct stm_suffix_word {
    const char *form;
    uint32_t length;
    uint16_t script;
    uint16_t current; /* what the rules so far give; 0xffff = nothing */
    uint8_t upos;
} stm_suffix_word;
typedef struct stm_suffix_rule {
    uint64_t hash;
    uint16_t script;
} stm_suffix_rule;
typedef STM_VEC(stm_suffix_word) stm_suffix_words;
typedef STM_VEC(stm_suffix_rule) stm_suffix_rules;

/* Rules from short suffixes to long ones; one is kept when it puts at least `gain` more words right
 * than the rules before it. NOMEM. */
stemma_status stm_suffix_learn(
    stm_suffix_words *words, uint32_t gain, stm_suffix_rules *rules, stemma_error *err);
#endif
