/* One clause taken apart: predicate, the words of its verb group, subject, arguments.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_CLAUSE_H
#define STM_CLAUSE_H
#include "facts/fx.h"

/* How the subject was found; names the rule of the proposition. */
typedef enum stm_subject_from {
    STM_SUBJECT_NONE,
    STM_SUBJECT_OWN,
    STM_SUBJECT_SHARED,    /* by coordination */
    STM_SUBJECT_CONTROL,   /* of the verb above: begann zu kritisieren */
    STM_SUBJECT_OBJECT,    /* object of the verb above: bat ihn zu gehen */
    STM_SUBJECT_ADVERBIAL, /* of the main clause: um zu, gerunds */
    STM_SUBJECT_NOUN,      /* noun that the participle describes */
    STM_SUBJECT_RELATIVE,  /* antecedent of the relative pronoun */
    STM_SUBJECT_EXPLETIVE, /* es, it, there */
    STM_SUBJECT_CLAUSE
} stm_subject_from;

typedef struct stm_clause_arg {
    uint8_t role;
    bool folded;           /* belongs to the relation already: reflexive, part of a light verb */
    bool from_upper;       /* hangs on the verb above */
    uint32_t anchor, head; /* word of the clause; word that it stands for */
} stm_clause_arg;

typedef struct stm_clause {
    uint32_t head;    /* predicate: verb, or predicate noun or adjective */
    uint32_t copula;  /* STM_NONE for verbs */
    uint32_t upper;   /* verb that governs the predicate as infinitive, or STM_NONE */
    stm_ids group;    /* words of the relation, ascending */
    stm_ids negation; /* negating words among them */
    uint32_t light;   /* index of the argument that makes a light verb of the verb, or STM_NONE */
    bool passive, finite, participle;
    uint8_t subject_from; /* stm_subject_from */
    uint32_t subject_anchor, subject;
    stm_clause_arg args[STM_FX_LIST];
    uint32_t arg_count;
} stm_clause;

/* Word that is the predicate of a clause of its own. */
bool stm_clause_is_predicate(const stm_fx *fx, uint32_t t);
/* Predicate noun, adjective or adverb: has a copula, or no verb at all in it. */
bool stm_clause_is_nominal(const stm_fx *fx, uint32_t t);
/* Participle before its noun with arguments of its own: "von xAI entwickelter". */
bool stm_clause_is_participle(const stm_fx *fx, uint32_t t);
bool stm_clause_is_present_participle(const stm_fx *fx, uint32_t t);
/* Uses fx->buf and leaves it empty. */
void stm_clause_build(stm_fx *fx, uint32_t t, stm_clause *out);
/* Verb that governs t as an infinitive (through coordination too), or STM_NONE. */
uint32_t stm_clause_upper(const stm_fx *fx, uint32_t t);
/* Copula of the predicate, not the one above a clause ("The answer is that it is late"). */
uint32_t stm_clause_copula(const stm_fx *fx, uint32_t t);
/* Predicate that t is tied to by an infinitive or gerund with a marker, so that English says both
 * in one relation
 * ("needs excuses to pursue", "charge for evacuating"); STM_NONE for finite clauses. */
uint32_t stm_clause_link(const stm_fx *fx, uint32_t t);
/* light_verbs.c: dictionary form of the predicate in fx->buf; finds the light verb's noun. */
void stm_clause_lemma(stm_fx *fx, const stm_clause *clause);
uint32_t stm_clause_light(const stm_fx *fx, const stm_clause *clause, stm_buf *scratch);
/* verb_group.c, clause_args.c: parts of stm_clause_build. */
void stm_clause_group(const stm_fx *fx, stm_clause *out);
void stm_clause_args(const stm_fx *fx, stm_clause *out);
bool stm_clause_verbal(const stm_fx *fx, uint32_t t);
bool stm_clause_has_role(const stm_clause *clause, uint8_t role);
/* subjects.c */
void stm_clause_subject(const stm_fx *fx, uint32_t t, stm_clause *out);
/* Antecedent when `anchor` is a relative pronoun of the relative clause `t`, else anchor. */
uint32_t stm_clause_antecedent(const stm_fx *fx, uint32_t t, uint32_t anchor);
/* Is `subject`, an nsubj of t, not its subject? */
bool stm_clause_misread(const stm_fx *fx, uint32_t t, uint32_t subject);
bool stm_clause_relative_pronoun(const stm_fx *fx, uint32_t t);
/* coordination.c: head and what is coordinated with it, in order of the text. */
void stm_clause_conjuncts(const stm_fx *fx, uint32_t head, stm_ids *out);
/* "Firmen wie Nvidia", which parsers may take for a coordination. */
bool stm_clause_example(const stm_fx *fx, uint32_t t);
/* First of the coordination t belongs to. */
uint32_t stm_clause_first_conjunct(const stm_fx *fx, uint32_t t);
/* The right bracket of a German clause is shut before c: "greift Altman an, dem er vorwirft, die Mission zu …" */
bool stm_clause_behind_bracket(const stm_doc *doc, uint32_t verb, uint32_t c);
#endif
