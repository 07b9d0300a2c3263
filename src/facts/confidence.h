/* How often facts of a kind, with given signs of trouble, are right on the development data.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_CONFIDENCE_H
#define STM_CONFIDENCE_H
#include "facts/props.h"

/* Signs of trouble. Their weights stand in confidence.c, in this order. */
enum {
    STM_SIGN_TWO_FINITE,      /* two finite verbs in one relation: clauses were run together */
    STM_SIGN_WIDE_GROUP,      /* a comma between the words of the relation */
    STM_SIGN_LONG_SUBJECT,    /* more than 8 words */
    STM_SIGN_LONG_OBJECT,     /* more than 12 words, and no clause */
    STM_SIGN_CONDITION,       /* hypothetical */
    STM_SIGN_DEMAND,          /* demanded, imperative */
    STM_SIGN_BORROWED_OBJECT, /* subject is the object of the verb above */
    STM_SIGN_BORROWED_NOUN,   /* subject is the noun that a participle describes */
    STM_SIGN_BORROWED_OTHER,  /* subject of another clause: relative, control, coordination */
    STM_SIGN_NO_VERB,         /* neither verb nor copula in the clause */
    STM_SIGN_NOT_FINITE,      /* no finite verb, and the subject is its own */
    STM_SIGN_LONG_SENTENCE,   /* more than 25 words */
    STM_SIGN_PRONOUN,         /* subject is a pronoun */
    STM_SIGN_FAR,             /* object more than 12 words from the verb */
    STM_SIGN_COUNT
};

/* Signs for the binary fact of two arguments; clause may be NULL for nominal propositions. */
uint32_t stm_confidence_signs(const stm_fx *fx, const stm_prop *prop, const stm_clause *clause,
    const stm_arg *subject, const stm_arg *object);
float stm_confidence_open(const stm_fx *fx, const char *rule, uint32_t signs);
/* Confidence of a whole proposition: that of its first fact. */
float stm_confidence_prop(const stm_fx *fx, const stm_prop *prop, const stm_clause *clause);
/* Name of the kind of fact that an argument makes. */
const char *stm_confidence_kind(const stm_fx *fx, const stm_arg *arg);
#endif
