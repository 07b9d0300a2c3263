/* What the files lexicon*.c share. SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_LEXICON_PRIVATE_H
#define STM_LEXICON_PRIVATE_H
#include "syntax/lexicon.h"

/* Value of a hash in a table of the section, or -1. */
int32_t stm_lex_lookup(const stm_lexicon *lex, const stm_lex_table *table, uint64_t hash);
/* Applies an edit script to form; bytes written, 0 when it does not fit the form. */
uint32_t stm_lex_apply(
    const stm_lexicon *lex, uint32_t script, stm_str form, char out[STM_LEX_WORD_BYTES]);
/* Key of a suffix rule: the last suffix_bytes of form, with or without its first two bytes ("ge" +
 * "t"). */
uint64_t stm_lex_suffix_hash(uint8_t upos, stm_str form, uint32_t suffix_bytes, bool with_front);
/* Script of the longest suffix rule that holds for form, or -1. */
int32_t stm_lex_suffix_rule(const stm_lexicon *lex, uint8_t upos, stm_str form);
#endif
