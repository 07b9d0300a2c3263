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

/* A word with what it stands for: text as in the table; number: the text read as a number, or the place of the text
 * among the names of its list, counted from 1. */
typedef struct stm_word_value {
    const char *word, *text;
    int number;
} stm_word_value;

typedef struct stm_value_list {
    const stm_word_value *words; /* sorted by bytes */
    uint32_t count;
} stm_value_list;

typedef struct stm_fact_words {
#define STM_WORD_LIST(name) stm_word_list name;
#define STM_VALUE_LIST(name, names) stm_value_list name;
#include "facts/word_lists.def"
#undef STM_WORD_LIST
#undef STM_VALUE_LIST
} stm_fact_words;

/* Without a language all lists are empty: only what Universal Dependencies say is used. */
extern const stm_fact_words stm_fact_words_de, stm_fact_words_en, stm_fact_words_none;
/* The words of all languages together: names of months, units and currencies are understood in every text, and the rules
 * that name relations do not ask for the language. */
extern const stm_fact_words stm_fact_words_all;

/* Binary search; with fold upper case (ASCII and Ä Ö Ü) is found under lower case too. */
bool stm_words_have(stm_word_list list, stm_str word, bool fold);
/* Does the word end with a word of the list? "Bundeskartellamt" ends with "kartellamt". */
bool stm_words_end(stm_word_list list, stm_str word);
/* The same in a list of values; NULL when the word is not there. */
const stm_word_value *stm_words_value(stm_value_list list, stm_str word, bool fold);
#endif
