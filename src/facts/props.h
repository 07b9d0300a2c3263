/* Making propositions: the builder that all rules use.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_PROPS_H
#define STM_PROPS_H
#include "facts/clause.h"

/* Opens a proposition; false when the sentence has used up its room or memory ran out. Arguments
 * follow in order
 * of rank, the subject first. */
bool stm_prop_begin(stm_fx *fx, uint32_t predicate, const char *rule);
stm_prop *stm_prop_last(stm_fx *fx);
/* Argument with its text, span and marker. `anchor` is the word of the clause, `head` what it
 * stands for. */
void stm_prop_arg(stm_fx *fx, uint8_t role, uint32_t anchor, uint32_t head, stm_yield yield);
/* Clause argument t without the words up to and with `after`. */
void stm_prop_clause_after(stm_fx *fx, uint32_t t, uint32_t after);
/* Dictionary form: separable prefix, reflexive `sich`, light verb. */
stm_str stm_prop_lemma(stm_fx *fx, const stm_clause *clause);
/* Lemmas of the adpositions of t: "in", "zusammen mit". */
stm_str stm_prop_marker(stm_fx *fx, uint32_t t);

/* clause_props.c: all propositions of the clause with predicate t. */
void stm_clause_props(stm_fx *fx, uint32_t t);
/* ellipsis.c: that of a clause whose verb is left out, t its first word. */
void stm_ellipsis_props(stm_fx *fx, uint32_t t);
/* nominal.c: those of the noun phrase with head t. */
void stm_nominal_props(stm_fx *fx, uint32_t t);
#endif
