/* The open form at work: shared by what chooses the facts and what writes their words.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_OPEN_FORM_H
#define STM_OPEN_FORM_H
#include "facts/facts.h"
#include "facts/props.h"

typedef struct stm_opener {
    stm_fx fx;
    const stm_prop *prop;
    stm_clause clause;
    uint32_t prop_index, arg_index;
    uint32_t subject_arg; /* place of the grammatical subject among the arguments */
    uint32_t link;        /* predicate whose words come along, or STM_NONE */
    stm_clause upper;     /* its clause */
    uint32_t given;       /* facts made so far, those under the threshold too */
    float threshold;
    stm_open_sink sink;
    void *user;
    stm_buf subject, relation, object;
    STM_VEC(uint64_t) seen; /* hashes of the triples given */
} stm_opener;

const stm_arg *stm_open_arg(const stm_opener *o, uint32_t i);
/* First argument of the role that is not the subject, or STM_NONE. */
uint32_t stm_open_find(const stm_opener *o, uint8_t role);
/* Adpositions, conjunctions and negations in front of the argument's word in the clause. */
void stm_open_marker(const stm_opener *o, uint32_t anchor, bool clause, stm_ids *out);
/* Verb group in o->relation, with the arguments `folded` in their places in the sentence. */
void stm_open_relation(stm_opener *o, const stm_ids *folded);
/* Argument's words in o->object; its marker goes before it or behind the relation. */
void stm_open_object(stm_opener *o, uint32_t i, bool marker_in_relation);
#endif
