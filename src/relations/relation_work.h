/* The mapper at work on one document: what the files of this folder share.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_RELATION_WORK_H
#define STM_RELATION_WORK_H
#include "facts/words.h"
#include "relations/vocabulary.h"
#include "text/doc.h"

/* Answer of stm_rw_noun for one token and kind of row. */
typedef struct stm_noun_row {
    const stm_trigger *row;
    uint32_t rest;
    bool known;
} stm_noun_row;

enum {
    STM_RW_NOUN_KINDS = 3, /* noun, adj, class */
    STM_RW_SLOTS = 64,     /* arguments of one frame */
    STM_RW_REFERENTS = 32, /* members of one coordination */
    STM_RW_CLIMB = 16      /* steps up the tree */
};
#define STM_RW_SURE 0.9f /* confidence of the name finder from which a type seen once is believed */

/* Somebody or something that fills a slot: a word of the sentence, or a part of one (OpenAI in OpenAI-Chef). */
typedef struct stm_referent {
    uint32_t token;
    stm_span part;  /* bytes; begin == end: the whole token */
    stm_str place;  /* not "": a place named by a demonym (japanisch) */
    uint32_t house; /* actor + 1: somebody of another sentence, 0 = none */
    bool clause;    /* a clause that is said, not a thing */
    bool single;    /* only this one, not what it is coordinated with */
} stm_referent;

typedef struct stm_referents {
    stm_referent items[STM_RW_REFERENTS];
    uint32_t count;
} stm_referents;

typedef struct stm_frame_slot {
    uint8_t kind;   /* stm_slot_kind */
    stm_str marker; /* adposition of STM_SLOT_AT, lower case */
    stm_referent filler;
} stm_frame_slot;

/* A predicate with its arguments, whatever the construction was: active, passive, participle, noun. */
typedef struct stm_frame {
    uint32_t predicate;
    stm_str lemma;
    bool reflexive, passive, copula;
    bool ambiguous; /* subject is die/das of a relative clause: may be the object */
    bool former;    /* Ex-Chef: the office is left */
    bool intended;  /* infinitive of a plan: der Plan, das Werk zu schließen */
    uint32_t prop;  /* STM_NONE: none has this predicate */
    uint32_t count;
    stm_frame_slot slots[STM_RW_SLOTS];
} stm_frame;

typedef struct stm_relation_work {
    stm_doc *doc;
    const stm_vocabulary *vocabulary;
    stm_intern actor_names;       /* name + kind -> id */
    STM_VEC(uint32_t) actor_ids;  /* by id: actor */
    STM_VEC(uint32_t) token_prop; /* token -> prop with that predicate, STM_NONE */
    STM_VEC(uint32_t)
    token_mention; /* token -> innermost mention that covers the whole word, STM_NONE */
    STM_VEC(uint32_t)
    token_part; /* token -> NAME mention of its beginning (OpenAI of OpenAI-Chef), STM_NONE */
    struct stm_noun_row *nouns; /* rows of each token, looked up once: STM_RW_NOUN_KINDS a token */
    uint32_t fact_first;        /* first fact of this sentence */
    bool failed;                /* memory ran out */
} stm_relation_work;

/* ---- words (relation_phrase.c) ---- */
const stm_token *stm_rw_token(const stm_relation_work *w, uint32_t t);
stm_str stm_rw_lemma(
    const stm_relation_work *w, uint32_t t); /* lemma, or form when there is none */
bool stm_rw_nounlike(const stm_relation_work *w, uint32_t t); /* NOUN, PROPN, X, SYM, NUM */
/* Adposition of a noun phrase: lemma of its case child in lower case, "" when it has none. */
stm_str stm_rw_case(const stm_relation_work *w, uint32_t t);
bool stm_rw_has_case(const stm_relation_work *w, uint32_t t);
stm_str stm_rw_lower(const stm_relation_work *w, stm_str s); /* ASCII and German letters */
/* Canonical text of the noun phrase headed by t: numerals, adjectives, head in its dictionary case, short genitives. */
stm_str stm_rw_phrase(stm_relation_work *w, uint32_t t);
/* Head alone in nominative singular: for is_a. */
stm_str stm_rw_class_name(stm_relation_work *w, uint32_t t);
/* Name made of a proper noun and its flat parts. */
stm_str stm_rw_name(stm_relation_work *w, uint32_t t);
stm_str stm_rw_clause_text(stm_relation_work *w, uint32_t t);

/* ---- triggers by word (relation_names.c) ---- */
/* First trigger row of a noun, tried as it stands, without endings, as feminine, and by its last part. `rest_out`
 * (may be NULL) gets how many bytes of the form stand before the part that matched (7 for OpenAI-Chef). */
const stm_trigger *stm_rw_noun(
    const stm_relation_work *w, stm_trigger_kind kind, uint32_t t, uint32_t *rest_out);
/* Place that an adjective or inhabitant's name stands for ("japanisch", "Münchner"), "" for none. */
stm_str stm_rw_place_of(const stm_relation_work *w, uint32_t t);
stm_str stm_rw_place_word(const stm_relation_work *w, stm_str word);
/* Form without its case ending when the rest is a word, or ends in one, that the noun tables know; "" else. */
stm_str stm_rw_dictionary_form(const stm_relation_work *w, uint32_t t);
bool stm_rw_plural(const stm_relation_work *w, uint32_t t);
/* Bits of stm_type by the class table, 0 = unknown. */
uint16_t stm_rw_class_types(const stm_relation_work *w, uint32_t t);
/* Infinitive of a participle ("entwickelter" -> "entwickeln") that a verb row knows, or "". */
stm_str stm_rw_infinitive(const stm_relation_work *w, stm_str participle);

/* ---- referents (referent.c) ---- */
stm_referent stm_rw_whole(uint32_t token);
/* Members of the phrase: coordination, lists after wie/such as. */
void stm_rw_expand(const stm_relation_work *w, stm_referent r, stm_referents *out);
void stm_rw_add(stm_referents *out, stm_referent r);
/* The word that a name, pronoun, apposition or relative pronoun stands for; t itself when it is one of its own. */
uint32_t stm_rw_antecedent(const stm_relation_work *w, uint32_t t);
/* Word of the name beside a common noun ("der Konzern Oracle"), STM_NONE. */
uint32_t stm_rw_name_beside(const stm_relation_work *w, uint32_t t);
uint32_t stm_rw_example_behind(const stm_relation_work *w, uint32_t noun);
bool stm_rw_role_apposition(const stm_relation_work *w, uint32_t t);
bool stm_rw_is_name(const stm_relation_work *w, uint32_t t);
/* Actor of a referent, made when there is none; STM_NONE when it stands for nobody (open pronoun). */
uint32_t stm_rw_actor(
    stm_relation_work *w, stm_referent r, uint32_t *token_out, stm_span *span_out);
/* Bits of stm_type of a referent without making an actor, 0 = unknown. */
uint16_t stm_rw_types(const stm_relation_work *w, stm_referent r);
uint32_t stm_rw_actor_named(stm_relation_work *w, stm_str name, uint8_t type, bool named);

/* ---- frames (relation_frame.c, relation_roles.c) ---- */
bool stm_rw_lemma_in(
    const stm_relation_work *w, uint32_t t, stm_word_list list); /* in lower case */
void stm_rw_verb_frame(const stm_relation_work *w, uint32_t verb, stm_frame *frame);
void stm_rw_noun_slots(const stm_relation_work *w, uint32_t noun, uint32_t rest, stm_frame *frame);
/* Whom a role noun names: Chef Sam Altman; X ist Chef; als Chef; gehört zu den Geldgebern. */
void stm_rw_selves(const stm_relation_work *w, uint32_t noun, stm_frame *frame);
void stm_frame_add(stm_frame *frame, stm_slot_kind kind, stm_str marker, stm_referent filler);
uint32_t stm_rw_subject_of(const stm_relation_work *w, uint32_t verb, bool *passive_out);
bool stm_rw_negated(const stm_relation_work *w, uint32_t t);
/* kein X, nicht X (sondern Y) */
bool stm_rw_denied_phrase(const stm_relation_work *w, uint32_t t);

/* ---- offices without a house (relation_house.c) ---- */
/* Actor: the organization that an office of somebody named belongs to by what the text is about; STM_NONE. */
uint32_t stm_rw_house(const stm_relation_work *w, const stm_frame *frame);

/* ---- nouns of doing (relation_control.c) ---- */
typedef struct stm_control {
    stm_referent who;
    uint32_t verb;
    bool free;        /* said apart from the verb: nach der Übernahme */
    bool denied;      /* auf die Übernahme verzichten */
    uint8_t modality; /* stm_modality */
} stm_control;

/* Who does what the noun says, by the clause around it; false when that is not told. */
bool stm_rw_control(const stm_relation_work *w, uint32_t noun, stm_control *out);
/* Marks of a fact that was found so: those of the clause and of the verb's manner. */
void stm_rw_control_marks(const stm_relation_work *w, const stm_control *control, stm_fact *f);

/* ---- matching (relation_match.c) ---- */
/* Emits the facts of all rows of `trigger`'s chain that fit; returns how many. */
uint32_t stm_rw_match(
    stm_relation_work *w, const stm_frame *frame, const stm_trigger *trigger, const char *rule);
/* One fact; object token STM_NONE with text "" = no object. Marks come from the frame's predicate. */
bool stm_rw_emit(stm_relation_work *w, const stm_frame *frame, stm_referent subject,
    const stm_referent *object, stm_str relation, uint32_t vocabulary_id, const char *rule);
bool stm_rw_emit_actors(stm_relation_work *w, uint32_t sentence, uint32_t predicate,
    uint32_t subject_token, uint32_t subject, uint32_t object_token, uint32_t object,
    const char *relation, const char *rule, bool negated);

/* ---- noun phrases (relation_nominal.c) ---- */
void stm_rw_nominals(stm_relation_work *w, uint32_t sentence);

/* ---- propositions that no row knows (relation_label.c) ---- */
void stm_rw_labels(stm_relation_work *w, uint32_t sentence);
#endif
