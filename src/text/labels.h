/* Universal part-of-speech tags and dependency relations (Universal Dependencies, version 2) as small numbers.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_LABELS_H
#define STM_LABELS_H
#include "base/strings.h"

typedef enum stm_upos {
    STM_UPOS_NONE,
    STM_ADJ,
    STM_ADP,
    STM_ADV,
    STM_AUX,
    STM_CCONJ,
    STM_DET,
    STM_INTJ,
    STM_NOUN,
    STM_NUM,
    STM_PART,
    STM_PRON,
    STM_PROPN,
    STM_PUNCT,
    STM_SCONJ,
    STM_SYM,
    STM_VERB,
    STM_X,
    STM_UPOS_COUNT
} stm_upos;

/* The universal relations; a language's subtype is told by stm_sub. */
typedef enum stm_rel {
    STM_REL_NONE,
    STM_REL_ACL,
    STM_REL_ADVCL,
    STM_REL_ADVMOD,
    STM_REL_AMOD,
    STM_REL_APPOS,
    STM_REL_AUX,
    STM_REL_CASE,
    STM_REL_CC,
    STM_REL_CCOMP,
    STM_REL_CLF,
    STM_REL_COMPOUND,
    STM_REL_CONJ,
    STM_REL_COP,
    STM_REL_CSUBJ,
    STM_REL_DEP,
    STM_REL_DET,
    STM_REL_DISCOURSE,
    STM_REL_DISLOCATED,
    STM_REL_EXPL,
    STM_REL_FIXED,
    STM_REL_FLAT,
    STM_REL_GOESWITH,
    STM_REL_IOBJ,
    STM_REL_LIST,
    STM_REL_MARK,
    STM_REL_NMOD,
    STM_REL_NSUBJ,
    STM_REL_NUMMOD,
    STM_REL_OBJ,
    STM_REL_OBL,
    STM_REL_ORPHAN,
    STM_REL_PARATAXIS,
    STM_REL_PUNCT,
    STM_REL_REPARANDUM,
    STM_REL_ROOT,
    STM_REL_VOCATIVE,
    STM_REL_XCOMP,
    STM_REL_COUNT
} stm_rel;

/* Subtypes that rules ask for; the rest is STM_SUB_OTHER (the full text stays in token.deprel). */
typedef enum stm_sub {
    STM_SUB_NONE,
    STM_SUB_PASS,
    STM_SUB_RELCL,
    STM_SUB_POSS,
    STM_SUB_PRT,
    STM_SUB_AGENT,
    STM_SUB_TMOD,
    STM_SUB_NPMOD,
    STM_SUB_ARG,
    STM_SUB_PV,
    STM_SUB_NAME,
    STM_SUB_FOREIGN,
    STM_SUB_OUTER,
    STM_SUB_OTHER
} stm_sub;

stm_upos stm_upos_of(stm_str name);       /* STM_UPOS_NONE when unknown */
const char *stm_upos_name(stm_upos upos); /* "_" for STM_UPOS_NONE */
/* Takes "nsubj:pass" apart; STM_REL_NONE when the universal part is unknown. */
stm_rel stm_rel_of(stm_str deprel, stm_sub *sub_out);
const char *stm_rel_name(stm_rel rel); /* universal part; "_" for STM_REL_NONE */

/* Types of named things. Numbers are stored in graph files: never reuse. */
typedef enum stm_type {
    STM_TYPE_OTHER,
    STM_TYPE_PERSON,
    STM_TYPE_ORGANIZATION,
    STM_TYPE_LOCATION,
    STM_TYPE_PRODUCT,
    STM_TYPE_EVENT,
    STM_TYPE_MONEY,
    STM_TYPE_DATE,
    STM_TYPE_COUNT
} stm_type;

stm_type stm_type_of(stm_str name, bool *known_out); /* known_out may be NULL */
const char *stm_type_name(stm_type type);            /* "person", "organization", … */
#endif
