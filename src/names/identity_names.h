/* A name taken apart for comparing across documents; shared by keys and rules.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_IDENTITY_NAMES_H
#define STM_IDENTITY_NAMES_H
#include "names/identity.h"

enum { STM_PARTED_WORDS = 8, STM_ACRONYM_BYTES = 8 };

typedef struct stm_parted {
    stm_str fold;                     /* slice of the buffer that it was made in */
    stm_str words[STM_PARTED_WORDS];  /* of the folded name */
    uint32_t count;                   /* STM_PARTED_WORDS + 1 when there were more */
    char acronym[STM_ACRONYM_BYTES];  /* the name itself when it is one, lower case; else "" */
    char initials[STM_ACRONYM_BYTES]; /* of its capitalised words, when there are at least two */
} stm_parted;

/* Takes `name` apart; `buffer` is cleared and keeps the folded text. */
void stm_identity_part(
    const stm_names_tables *tables, stm_str name, stm_buf *buffer, stm_parted *out);
/* A fuller name of one family name: `elon musk` of `e musk`, `donald j trump` of `donald trump`; not the reverse. */
bool stm_identity_says_more(const stm_parted *fuller, const stm_parted *p);
/* `ursula von der leyen` of `von der leyen`, `elon musk` of `musk`. */
bool stm_identity_ends_with(const stm_parted *fuller, const stm_parted *p);
bool stm_identity_is_person(const stm_parted *p, uint8_t type);
bool stm_identity_has_initial(const stm_parted *p); /* `e musk` */
/* A family name without a given one: `musk`, `von der leyen`. */
bool stm_identity_is_alone(const stm_parted *p);
/* Given name (or its first letter) and family name; written into `key`. */
stm_str stm_identity_given_key(const stm_parted *p, bool initial, stm_buf *key);
/* Table entry of a name, when the type does not speak against it. */
const stm_known *stm_identity_known(const stm_names_tables *tables, stm_str name, uint8_t type);
/* Types agree, or one of the two is so rare that it is a slip of the name finder; never person and
 * place. */
bool stm_identity_types_agree(
    uint8_t type_a, uint32_t mentions_a, uint8_t type_b, uint32_t mentions_b);
#endif
