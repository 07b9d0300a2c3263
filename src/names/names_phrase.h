/* A definite noun phrase without a name, taken apart: what names_phrase.c reads and names_describe.c
 * looks an actor for. SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_NAMES_PHRASE_H
#define STM_NAMES_PHRASE_H
#include "names/names_work.h"

typedef struct stm_phrase {
    uint32_t token, sentence;
    uint32_t begin; /* of an age (the 54-year-old), else STM_NONE */
    stm_word word;
    uint64_t kinds;
    uint32_t stem, tail; /* interned */
    uint32_t owner;      /* entity, STM_NONE */
    uint32_t place;      /* known place of a demonym, STM_NONE */
    uint8_t gender;
    bool plural, demonstrative, owned; /* owned: `von X`, genitive, relative clause */
    bool modified;                     /* adjective or compound: `the venture firm` */
} stm_phrase;

/* False when the noun names no kind of actor, or the phrase is not a definite one. */
bool stm_phrase_describe(stm_work *work, uint32_t token, stm_phrase *out);
/* First token of the phrase: its article or what stands before the noun. */
uint32_t stm_phrase_begin(const stm_work *work, const stm_phrase *p);
bool stm_phrase_is_definite(stm_str form); /* the, dieser, der */
#endif
