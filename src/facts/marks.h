/* Marks of propositions: negation, modality, speaker, time, place, amount, links.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_MARKS_H
#define STM_MARKS_H
#include "facts/props.h"

/* All marks of the propositions of the current sentence, which are complete by now. */
void stm_marks_sentence(stm_fx *fx);

/* Is the clause denied: by its own words, by those above it, by what its arguments say? */
bool stm_marks_negated(stm_fx *fx, const stm_clause *clause);
/* Negating determiner, pronoun or adverb in the phrase of t: "kein Minister", "hardly any firm". */
bool stm_marks_negative_phrase(const stm_fx *fx, uint32_t t);
/* stm_modality of the clause. */
uint8_t stm_marks_modality(stm_fx *fx, const stm_clause *clause);
/* Word for whoever says the clause, or STM_NONE. */
uint32_t stm_marks_speaker(stm_fx *fx, uint32_t t);
/* Does the clause t complement another word (dass, zu, that)? That word, or STM_NONE. Walks
 * through coordination. */
uint32_t stm_marks_governor(const stm_fx *fx, uint32_t t);

/* Value of a date or duration whose head is t, resolved against the document's date; "" when it
 * is none. */
stm_str stm_time_value(stm_fx *fx, uint32_t t);
/* The span of time headed by t counts from another event ("a year later"): it tells no time by itself. */
bool stm_time_since_then(const stm_fx *fx, uint32_t t);
/* "500000000000 USD", "20 %", "7 MW": value of an amount whose head is t; "" when it is none. */
stm_str stm_amount_value(stm_fx *fx, uint32_t t);
/* Causes, conditions, purposes between the propositions of the sentence. */
void stm_marks_links(stm_fx *fx, uint32_t prop_first);
#endif
