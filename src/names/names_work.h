/* What the passes of stm_names_resolve share. Everything lives in the scratch arena of one call.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_NAMES_WORK_H
#define STM_NAMES_WORK_H
#include "base/hash.h"
#include "names/tables.h"
#include "syntax/lexicon.h"
#include "text/doc.h"

enum { STM_NAME_WORDS = 8, STM_NAME_BYTES = 240, STM_VOTE_TYPES = STM_TYPE_COUNT };

/* One mention while the work goes on; parallel to doc->mentions. */
typedef struct stm_unit {
    stm_str surface;        /* name without genitive s, quotes, article */
    uint32_t entity;        /* index in work->entities (follow .into), STM_NONE = open */
    uint8_t gender, number; /* grammatical, of the noun beside the name; 0 = unknown */
    bool genitive;          /* a genitive s was taken off */
    bool part;              /* covers a part of its token only */
} stm_unit;

/* A noun that said what an entity is: `Präsident` in `Präsident Donald Trump`. */
typedef struct stm_said {
    uint32_t entity, token; /* the noun's token */
    uint32_t noun;          /* interned stem of the noun (feminine -in off) */
    uint32_t tail;          /* interned known ending: `konzern` of `Chemiekonzern` */
    uint32_t org;           /* entity that the role belongs to, STM_NONE */
    uint32_t place;         /* known place of a demonym beside it, STM_NONE */
    stm_word word;          /* of the noun */
    bool deed;              /* the token is a verb: who buys is the buyer */
} stm_said;

/* An actor in the making: all mentions with one folded name, joined further by rules. */
typedef struct stm_entity {
    uint32_t into;                 /* joined to this entity, itself when not */
    uint32_t fold;                 /* interned folded name */
    stm_str words[STM_NAME_WORDS]; /* of the folded name */
    uint32_t word_count;
    const stm_known *known;
    float votes[STM_VOTE_TYPES];
    float masculine, feminine, neuter, plural; /* evidence */
    uint64_t classes;                          /* kinds that it was called or is known to be */
    uint64_t said_kinds;                       /* of these, what nouns beside it said */
    uint32_t first;                            /* first mention */
    uint32_t names;                            /* NAME mentions */
    uint8_t type;                              /* decided by stm_entity_settle */
    bool alias_only; /* a form given in brackets: never the canonical name */
    bool house;      /* somebody heads it (Hofer-Chef): no family name */
} stm_entity;

typedef enum stm_place {
    STM_PLACE_SUBJECT,
    STM_PLACE_OBJECT,
    STM_PLACE_OBLIQUE,
    STM_PLACE_NESTED
} stm_place;

/* Something that a pronoun or description may mean: name, resolved pronoun, or a plain noun that
 * stands in the way. */
typedef struct stm_ref {
    uint32_t token, sentence;
    uint32_t entity;        /* STM_NONE: a plain noun */
    uint32_t second;        /* other member of a pair, STM_NONE */
    uint32_t clause;        /* token of the verb (or predicate) that governs it */
    uint8_t gender, number; /* bits; 0 = unknown */
    uint8_t place;          /* stm_place */
    bool person, thing;     /* neither: unknown */
    bool named;             /* the mention itself is a name */
    bool island; /* part of a compound (US-Konzerne): pronouns do not reach into words (Postal 1969)
                  */
} stm_ref;

/* A pronoun to be resolved. */
typedef struct stm_pronoun {
    uint32_t token, sentence, clause;
    uint64_t classes; /* of the word table */
    uint8_t gender;   /* of singular readings */
    bool singular, plural;
    bool possessive, relative, demonstrative;
    bool person, thing; /* he, she; it, its */
    bool strict;        /* the gender must be known to agree */
    uint8_t place;
} stm_pronoun;

typedef struct stm_work {
    stm_doc *doc;
    const stm_lexicon *lexicon;
    const stm_names_tables *tables;
    stm_lang lang;
    stm_arena arena;
    stm_buf buffer;           /* for folding */
    stm_intern strings;       /* folded names, nouns */
    stm_intern forms;         /* forms of capitalised words of the document */
    uint32_t *cover;          /* [token] NAME mention that covers all of it, STM_NONE */
    uint32_t *part_at;        /* [token] NAME mention of a part of it, STM_NONE */
    uint32_t *clause;         /* [token] governing clause */
    uint32_t *quote;          /* [token] number of the direct quote, 0 = none */
    uint32_t *ref_at;         /* [token] index in refs, STM_NONE */
    uint32_t *last_ref;       /* [entity] its latest ref, STM_NONE */
    float *points;            /* [entity] scratch of the descriptions */
    bool *other_role, *house; /* [entity] likewise */
    bool *apposed;            /* [token] noun that belongs to a name beside it */
    STM_VEC(stm_unit) units;
    STM_VEC(stm_entity) entities;
    STM_VEC(uint32_t) by_fold; /* [interned folded name] entity, STM_NONE */
    STM_VEC(stm_said) said;
    STM_VEC(stm_ref) refs;
    STM_VEC(uint32_t) speaker; /* [quote] entity that speaks, STM_NONE */
    bool failed;               /* memory ran out */
} stm_work;

/* ---- words (names_words.c) ---- */
const stm_token *stm_work_token(const stm_work *work, uint32_t token);
/* What the table says of a noun token, by lemma and by form without its ending. */
stm_word stm_work_noun(const stm_work *work, uint32_t token, uint32_t *begin_out);
stm_word stm_work_word(const stm_work *work, stm_str word);
/* English `start-up`, three tokens, when it is a word of the table; token is the first. Else "". */
stm_str stm_work_hyphened(const stm_work *work, uint32_t token);
/* English `venture firm`, when both words together are in the table; token is the second. Else "". */
stm_str stm_work_two_words(const stm_work *work, uint32_t token);
/* Stem under which nouns of both genders meet: Managerin -> manager, Präsidentin -> praesident. 0 =
 * out of memory. */
uint32_t stm_work_stem(stm_work *work, stm_str noun);
uint32_t stm_work_fold(stm_work *work, stm_str name);
bool stm_work_capital(stm_str form); /* has an upper-case letter or digit: Musk, xAI */
bool stm_work_of_place(const stm_work *work, uint32_t of); /* `of` between a name and a place */
bool stm_work_quote_mark(stm_str form);
uint32_t stm_work_first_gender(
    const stm_work *work, stm_str given); /* STM_GENDER_* bits of a first name */
bool stm_work_inside(
    const stm_work *work, uint32_t sentence, uint32_t token); /* token of this sentence */

/* ---- passes, in this order ---- */
void stm_names_find(stm_work *work); /* cleans and adds NAME mentions, fills cover */
void stm_names_find_more(
    stm_work *work); /* part of it: by writing and by how names are introduced */
void stm_names_part_forms(
    stm_work *work); /* part of it: `Umweltallianz` is a name where `Umweltallianz-Chef` stands */
void stm_names_parts(stm_work *work);    /* parts of hyphened tokens */
void stm_names_units(stm_work *work);    /* surfaces and entities */
void stm_names_evidence(stm_work *work); /* titles, appositions, copulas, legal forms, tables */
void stm_names_merge(stm_work *work);    /* entities that are one actor */
void stm_names_trees(stm_work *work);    /* clauses, quotes */
void stm_names_anaphora(stm_work *work); /* pronouns and descriptions, left to right */
void stm_names_finish(stm_work *work);   /* actors, order of mentions */

/* ---- shared by passes ---- */
uint32_t stm_work_entity(const stm_work *work, uint32_t entity); /* follows joins; STM_NONE stays */
void stm_work_join(stm_work *work, uint32_t from, uint32_t to);
uint32_t stm_work_add_mention(stm_work *work, uint32_t first, uint32_t count, uint32_t head,
    stm_span span, uint8_t type, uint8_t kind, float confidence);
stm_str stm_work_surface(stm_work *work, const stm_mention *mention, bool *genitive_out);
/* NAME mention that owns a role or thing: `SoftBank` of `SoftBank-Chef`, `Chef von OpenAI`, `Teslas
 * Chef`. */
uint32_t stm_work_owner(const stm_work *work, uint32_t noun);
void stm_entity_settle(stm_entity *entity); /* decides the type */
uint8_t stm_entity_gender(const stm_entity *entity);
/* names_places.c: the place that a word beside a noun names: `französisch`, `Dutch`, `Münchner`, the Cologne of
 * `Cologne-based`; STM_NONE. */
uint32_t stm_work_place_beside(const stm_work *work, uint32_t noun);
typedef enum stm_places { STM_PLACES_UNKNOWN, STM_PLACES_AGREE, STM_PLACES_DIFFER } stm_places;
/* One lies in the other, or they are the same; ids of known places, STM_NONE = not known. */
stm_places stm_work_places(const stm_work *work, uint32_t a, uint32_t b);
/* The place that a known actor lies in, STM_NONE. */
uint32_t stm_work_home(const stm_work *work, const stm_entity *e);
uint8_t stm_work_verb_number(
    const stm_work *work, uint32_t subject); /* of the finite verb, 0 unknown */
uint8_t stm_work_role_place(const stm_work *work, uint32_t token);
uint32_t stm_work_add_ref(
    stm_work *work, uint32_t token, uint32_t entity, uint8_t gender, uint8_t number, bool named);
/* Links a pronoun: returns the ref (entity in it) or STM_NONE. */
uint32_t stm_names_pronoun(stm_work *work, uint32_t token);
bool stm_names_allowed(const stm_work *work, const stm_pronoun *p, const stm_ref *r);
bool stm_names_same_clause(const stm_work *work, const stm_pronoun *p, const stm_ref *r);
float stm_names_score(const stm_work *work, const stm_pronoun *p, const stm_ref *r);
uint32_t stm_names_description(stm_work *work, uint32_t token);
uint32_t stm_names_pair_member(stm_work *work, uint32_t token);
void stm_names_beside(stm_work *work);
#endif
