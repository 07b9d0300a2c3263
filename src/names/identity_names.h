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
/* Same given names, as far as they are said: `e` fits `elon`, a middle name may be missing. Family
 * names are equal. */
bool stm_identity_given_agree(const stm_parted *a, const stm_parted *b);
/* Table entry of a name, when the type does not speak against it. */
const stm_known *stm_identity_known(const stm_names_tables *tables, stm_str name, uint8_t type);
#endif
