/* The words a lexicon is made of, gathered from word lists and treebanks.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_LEXICON_WORDS_H
#define STM_LEXICON_WORDS_H
#include "base/hash.h"
#include "base/status.h"
#include "base/vec.h"
#include "syntax/lexicon.h"

/* One reading of a form; readings of a form are chained. */
typedef struct stm_words_entry {
    stm_lex_analysis a; /* script is not set */
    uint32_t lemma;     /* id in strings */
    uint32_t count;     /* tokens of the treebanks, 0 = only in lists */
    bool listed;        /* a word list gives it, too */
    uint32_t next;      /* index + 1 of the next reading, 0 = last */
} stm_words_entry;

typedef struct stm_words {
    stm_intern strings;
    STM_VEC(stm_words_entry) entries;
    STM_VEC(uint32_t) first; /* by string id of the form: index + 1 of its first reading */
    uint64_t capital[STM_UPOS_COUNT],
        lowered[STM_UPOS_COUNT]; /* capitalised tokens; those with lower-case lemma */
    char language[9];
} stm_words;

void stm_words_init(stm_words *words, const char *language);
void stm_words_dispose(stm_words *words);
/* Reads "form TAB lemma TAB class TAB features" lines; '#' starts a comment line. `name` is for
 * messages. */
stemma_status stm_words_read_list(
    stm_words *words, stm_str text, const char *name, stemma_error *err);
/* Reads forms and lemmas of CoNLL-U; words whose lemma is `_` are passed over. */
stemma_status stm_words_read_treebank(
    stm_words *words, stm_str text, const char *name, stemma_error *err);
/* After all input: of several lemmas the treebanks give a form in one class only the most frequent
 * one stays marked. */
void stm_words_settle(stm_words *words);
/* Index + 1 of the first reading of the form with this string id, or 0. */
uint32_t stm_words_first(const stm_words *words, uint32_t form);
#endif
