/* The relation vocabulary and the trigger tables that map words to it, read from TSV.
 *
 * A table is a text that people edit; docs/relations.md describes it. Rows:
 *   verb  WORDS  SUBJECT  OBJECT  RELATION [CONDITIONS]   a verb, its light words before it ("in Betrieb nehmen")
 *   noun  WORDS  SUBJECT  OBJECT  RELATION [CONDITIONS]   a role, agent noun or nominalised verb ("*chef", "Übernahme")
 *   adj   WORDS  SUBJECT  OBJECT  RELATION [CONDITIONS]   an adjective ("ansässig", "insolvent")
 *   class WORDS  TYPE                                     what a common noun is ("*konzern" organization)
 *   place WORD   PLACE                                    demonym ("japanisch" Japan)
 *   group WORD   GROUP                                    adjective of a party ("republikanisch" Republikaner)
 *   mark  WORDS  common                                   no name, though it stands before a hyphen (KI-Chef)
 *   part  INFINITIVE  PARTICIPLE                          irregular participle ("nehmen" "genommen")
 *   support WORDS  HOW                                    subject of this verb does the noun's deed (Kauf planen)
 * Rows of a later table come before those of an earlier one, so a user's file wins over ours.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_VOCABULARY_H
#define STM_VOCABULARY_H
#include "base/hash.h"
#include "base/vec.h"
#include "text/doc.h"

enum { STM_SLOT_ALTERNATIVES = 6, STM_TRIGGER_LIGHT = 4 };

typedef enum stm_slot_kind {
    STM_SLOT_NONE, /* no object: `none` */
    STM_SLOT_SUBJ,
    STM_SLOT_OBJ,
    STM_SLOT_IOBJ,
    STM_SLOT_PRED,
    STM_SLOT_CLAUSE,
    STM_SLOT_AT,     /* with an adposition: `@von|durch` */
    STM_SLOT_GEN,    /* genitive or von/of behind the noun */
    STM_SLOT_POSS,   /* genitive or possessive before the noun */
    STM_SLOT_MOD,    /* first part of a compound: OpenAI-Chef, OpenAI CEO */
    STM_SLOT_SELF,   /* whom the noun names: Chef Sam Altman */
    STM_SLOT_CTRL,   /* subject of the clause around a noun */
    STM_SLOT_BOTH,   /* the other members of the subject's coordination */
    STM_SLOT_ADJ,    /* demonym before the noun: the Japanese president */
    STM_SLOT_TIME,   /* a year */
    STM_SLOT_ABOUT,  /* subject of the clause that is said: forecasts that demand rises */
    STM_SLOT_AROUND, /* subject of the clause around the predicate, whatever its verb says */
    STM_SLOT_HOUSE,  /* organization that the text is about, for an office without one */
    STM_SLOT_HEAD    /* the noun that an adjective or participle stands with */
} stm_slot_kind;

typedef struct stm_slot_spec {
    uint8_t count;
    uint8_t kind[STM_SLOT_ALTERNATIVES];
    stm_str at[STM_SLOT_ALTERNATIVES]; /* adpositions of STM_SLOT_AT, split by '|' */
} stm_slot_spec;

typedef enum stm_trigger_kind {
    STM_TRIGGER_VERB,
    STM_TRIGGER_NOUN,
    STM_TRIGGER_ADJ,
    STM_TRIGGER_CLASS,
    STM_TRIGGER_PLACE,
    STM_TRIGGER_GROUP,
    STM_TRIGGER_MARK,
    STM_TRIGGER_PART,
    STM_TRIGGER_SUPPORT,
    STM_TRIGGER_KINDS
} stm_trigger_kind;

typedef struct stm_trigger {
    stm_str light[STM_TRIGGER_LIGHT]; /* words beside the head, alternatives split by '|' */
    uint8_t light_count;
    bool suffix;    /* written *chef: also as the last part of a compound */
    bool reflexive; /* needs sich */
    bool also;      /* does not stop later rows for the same pair */
    bool bare;      /* not when there is an object (auf X setzen) */
    bool strict;    /* the subject's type must be known */
    uint8_t manner; /* stm_modality that the row itself says, STM_ASSERTED = none */
    bool kind;      /* the noun is a kind too: is_a besides the relation */
    bool named_subject, named_object; /* condition s=named, o=named */
    stm_slot_spec subject, object;
    stm_str relation;                     /* or the place, group, mark, participle, type */
    uint32_t in_vocabulary;               /* index + 1 of the relation, 0 = a label of its own */
    uint16_t subject_types, object_types; /* bit per stm_type; 0 = any */
    stm_str many; /* condition many=R: relation when there are several subjects */
    uint32_t many_in_vocabulary;
    stm_str has_lemma; /* condition has=Anteil|Aktie: the object slot's noun */
    uint32_t next;     /* next row of the same head word, UINT32_MAX ends */
} stm_trigger;

typedef struct stm_relation {
    stm_str name, kind, inverse, wikidata, meaning;
    uint16_t subject_types, object_types;
    bool named_subject, named_object; /* a filler of unknown type must be a name */
    bool symmetric;
} stm_relation;

typedef struct stm_trigger_index {              /* of one language */
    stm_intern words[STM_TRIGGER_KINDS];        /* head word -> id */
    STM_VEC(uint32_t) first[STM_TRIGGER_KINDS]; /* by id: first row, UINT32_MAX none */
} stm_trigger_index;

typedef struct stm_vocabulary {
    stm_arena arena;
    STM_VEC(stm_relation) relations;
    stm_intern relation_names;
    STM_VEC(stm_trigger) triggers;
    stm_trigger_index lexicons[2]; /* German, English */
} stm_vocabulary;

/* The built-in tables. */
stemma_status stm_vocabulary_open(stm_vocabulary **vocabulary_out, stemma_error *err);
void stm_vocabulary_close(stm_vocabulary *vocabulary);
/* Adds rows of a user's table. Lines `lang de` and `lang en` say for which language the rows behind them are
 * (German until then); `relation NAME …` adds to the vocabulary. FORMAT names file, line and reason. */
stemma_status stm_vocabulary_add(
    stm_vocabulary *vocabulary, stm_str text, const char *name, stemma_error *err);
/* Relation by name, or NULL. */
const stm_relation *stm_vocabulary_relation(const stm_vocabulary *vocabulary, stm_str name);
/* First row whose head word is `word`; NULL when there is none. Further rows: stm_trigger_next. */
const stm_trigger *stm_vocabulary_find(
    const stm_vocabulary *vocabulary, stm_lang lang, stm_trigger_kind kind, stm_str word);
const stm_trigger *stm_trigger_next(const stm_vocabulary *vocabulary, const stm_trigger *trigger);
/* True when `word` is one of the alternatives of `list` ("Leitung|Führung"), or starts with one ending in '*'. */
bool stm_alternatives_hold(stm_str list, stm_str word);
#endif
