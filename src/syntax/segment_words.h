/* Surface tokens to syntactic words. SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_SEGMENT_WORDS_H
#define STM_SEGMENT_WORDS_H
#include "syntax/segment_tables.h"
#include "text/doc.h"

/* Appends the word or, for a contraction, the words of the surface token at `span`. False when
 * memory ran out. */
bool stm_seg_add_words(stm_doc *doc, const stm_seg_tables *tables, stm_span span, bool space_after);
/* The words of a surface token: returns how many (1 when it is no contraction), at most 3; a word
 * is a slice of the token itself or of the tables. `first_upper_out`: the first word, from the
 * tables, wants the token's capital. */
uint32_t stm_seg_words_of(
    const stm_seg_tables *tables, stm_str token, stm_str out[3], bool *first_upper_out);

/* "KI-Firma" -> KI, -, Firma and "Haupt-" -> Haupt, - for output that follows UD_German-GSD, which
 * cuts at hyphens. Puts the bytes of the parts (relative to the token) into out and returns how
 * many, 0 when there is nothing to cut. */
enum { STM_HYPHEN_PARTS = 16 };
uint32_t stm_seg_hyphen_parts(stm_str token, stm_span out[STM_HYPHEN_PARTS]);
#endif
