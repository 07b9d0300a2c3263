/* Private to names_find*.c: ranges of words that are, or are not, a name.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_NAMES_FIND_H
#define STM_NAMES_FIND_H
#include "names/names_work.h"

enum { STM_TABLE_WORDS = 6 }; /* the longest name of several words that is looked for by its text */

typedef struct stm_range {
    uint32_t first, end; /* tokens */
} stm_range;

/* names_is_name.c */
bool stm_find_has_class(const stm_work *work, uint32_t token, uint64_t classes);
stm_span stm_find_span(const stm_work *work, stm_range r);
void stm_find_add(stm_work *work, stm_range r, uint8_t type, float confidence);
bool stm_find_is_never(const stm_work *work, uint32_t token);
bool stm_find_is_common(const stm_work *work, stm_str form, bool sure);
bool stm_find_is_owner_form(const stm_work *work, uint32_t i);
bool stm_find_is_name(const stm_work *work, stm_range r);
bool stm_find_is_free(const stm_work *work, stm_range r);
void stm_find_count_forms(stm_work *work);
bool stm_find_is_particle(stm_str form);
void stm_find_drop(stm_work *work, uint32_t mention);
/* names_find_known.c: names of the identity table */
bool stm_find_holds_whole(const stm_work *work, stm_range r);
void stm_find_known(stm_work *work, uint32_t sentence);
/* names_find_proper.c: what the finder left out: proper nouns, repeats, numbers behind names, `&` */
void stm_find_proper(stm_work *work, uint32_t sentence);
void stm_find_family_nouns(stm_work *work);
void stm_find_long_repeats(stm_work *work);
void stm_find_repeats(stm_work *work);
void stm_find_numbers(stm_work *work);
void stm_find_numbered_houses(stm_work *work);
void stm_find_clubs(stm_work *work);
void stm_find_ampersands(stm_work *work);
/* names_find_last.c */
void stm_find_last(stm_work *work);
/* names_find.c */
/* Text of the range without an English genitive, whose words share one span: `Saudi Arabia's`. */
stm_str stm_find_text(const stm_work *work, stm_range r);
bool stm_find_trims_left(const stm_work *work, stm_range r, uint8_t type);
#endif
