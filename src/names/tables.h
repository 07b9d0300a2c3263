/* Vocabulary of this stage, as data that people edit: src/lang/identity.tsv (countries, capitals,
 * bodies and their names in German and English) and src/lang/{de,en}/actors.tsv (kinds of actors,
 * roles, titles, pronouns, legal forms). Tables are built once, then read by any number of threads.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_NAMES_TABLES_H
#define STM_NAMES_TABLES_H
#include "base/buf.h"
#include "base/status.h"
#include "names/classes.h"
#include "text/doc.h"

typedef struct stm_names_tables stm_names_tables;

/* The tables that come with the program. */
stemma_status stm_names_tables_new(stm_names_tables **out, stemma_error *err);
void stm_names_tables_free(stm_names_tables *tables);
/* A user's own table on top; later lines win. `name` is for messages. FORMAT with name and line. */
stemma_status stm_names_tables_add_identity(
    stm_names_tables *tables, stm_str text, const char *name, stemma_error *err);
stemma_status stm_names_tables_add_words(
    stm_names_tables *tables, stm_lang lang, stm_str text, const char *name, stemma_error *err);

/* One line of the identity table. */
typedef struct stm_known {
    stm_str de, en;   /* usual name in either language */
    stm_str kind;     /* "country", "city", "capital", "state", "body", "party", "company", … */
    stm_str within;   /* German name of the place that it lies in, "" */
    uint64_t classes; /* bit of the kind, 0 when it is none of stm_class */
    uint8_t type;     /* stm_type */
    uint8_t gender, number; /* of the German name, 0 = unknown */
    uint32_t id;            /* small number of the line; the same for all its names */
} stm_known;
/* Entry that `name` (any of its names or inflected forms) stands for, or NULL. Short abbreviations
 * are compared as written (`US` is not `us`), the rest in any case. */
const stm_known *stm_names_known(const stm_names_tables *tables, stm_str name);
/* Entry by its number, NULL when there is none. */
const stm_known *stm_names_known_number(const stm_names_tables *tables, uint32_t id);
/* Place of an adjective (lemma: `französisch`, `French`) or of an inhabitant (`Franzose`,
 * `Französin`), or NULL. */
const stm_known *stm_names_demonym(const stm_names_tables *tables, stm_str word);

/* What the word table of a language says about a word. */
typedef struct stm_word {
    uint64_t classes; /* STM_CLASS_BIT set */
    uint8_t gender;   /* STM_GENDER_* of the noun or pronoun, 0 = either */
    bool plural;      /* pronouns: may stand for several (sie, ihr) */
    uint8_t
        trade; /* line of business or field: the same number for carmaker and automaker, 0 = none */
    bool general; /* the word for all of its trade: politician, scientist */
} stm_word;
/* Exactly this word, in any case. */
stm_word stm_names_word(const stm_names_tables *tables, stm_lang lang, stm_str word);
/* The longest known ending of a German compound (`Chipkonzern`, `KI-Start-up`) or the word itself.
 * *begin_out is where the known part begins. */
stm_word stm_names_noun(
    const stm_names_tables *tables, stm_lang lang, stm_str noun, uint32_t *begin_out);

/* Folded form for equal names; see identity.h. Appends to out. */
void stm_names_fold(const stm_names_tables *tables, stm_str name, stm_buf *out);
/* Name without legal form at the end (`Microsoft Corp.`); the whole name when nothing would be
 * left. */
stm_str stm_names_without_legal(const stm_names_tables *tables, stm_str name);
#endif
