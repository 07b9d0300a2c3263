/* Word lists that the rules ask for, one set a language. The words are data: they stand in src/lang/de/words.tsv and
 * src/lang/en/words.tsv, what each list means in word_lists.def; while building, src/gen/word_tables.c makes sorted arrays of
 * them. SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_FACT_WORDS_H
#define STM_FACT_WORDS_H
#include "base/strings.h"

typedef struct stm_word_list {
    const char *const *words; /* sorted by bytes, in lower case except German nouns */
    uint32_t count;
} stm_word_list;

typedef struct stm_fact_words {
#define STM_WORD_LIST(name) stm_word_list name;
#include "facts/word_lists.def"
#undef STM_WORD_LIST
} stm_fact_words;

/* Without a language all lists are empty: only what Universal Dependencies say is used. */
extern const stm_fact_words stm_fact_words_de, stm_fact_words_en, stm_fact_words_none;

/* Binary search; with fold the first letter's case (ASCII and Ä Ö Ü) does not matter. */
bool stm_words_have(stm_word_list list, stm_str word, bool fold);
#endif
