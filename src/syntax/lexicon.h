/* The lexicon: what is known about a word form before its sentence is looked at.
 *
 * One read-only binary section of a model file answers: word classes, lemma, gender, case and
 * number of a form, separable prefixes, whether it is a first name, surname, city, country,
 * organisation; and it takes German compounds apart. The section is made by `stemma-train lexicon`
 * (src/train/lexicon_build.c) from full-form word lists and a treebank. The bytes are borrowed
 * (usually memory-mapped) and never changed: one lexicon may be used by many threads. Broken bytes
 * give "unknown", never a read outside the section. SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_LEXICON_H
#define STM_LEXICON_H
#include <stddef.h>
#include "base/status.h"
#include "base/strings.h"
#include "text/labels.h"
#include "text/morph.h"

enum {
    STM_LEX_WORD_BYTES = 200, /* longer forms are never looked up */
    STM_LEX_ANALYSES = 24,    /* enough for any form of the built lexicons */
    STM_LEX_PARTS = 8,        /* parts of a compound */
    STM_LEX_FEATURES = 7      /* most ids one call of stm_lexicon_features gives */
};

enum {
    STM_LEX_FIN = 1,
    STM_LEX_INF = 2,
    STM_LEX_PARTICIPLE = 4,
    STM_LEX_IMP = 8,
    STM_LEX_PAST = 16,
    STM_LEX_SEPARABLE = 32,
    STM_LEX_COMPARATIVE = 64,
    STM_LEX_SUPERLATIVE = 128
}; /* .verb */
enum {
    STM_LEX_SING = 0x0f,
    STM_LEX_PLUR = 0xf0
};     /* .cases: STM_CASE_* in the singular; << 4 in the plural */
enum { /* .names */
    STM_LEX_FIRST_MALE = 1,
    STM_LEX_FIRST_FEMALE = 2,
    STM_LEX_LAST = 4,
    STM_LEX_CITY = 8,
    STM_LEX_COUNTRY = 16,
    STM_LEX_DEMONYM = 32,
    STM_LEX_ORG = 64,
    STM_LEX_ORG_SUFFIX = 128,
    STM_LEX_TITLE = 256
};

/* One reading of a form. `upos` is STM_UPOS_NONE where only `names` is known. */
typedef struct stm_lex_analysis {
    uint8_t upos, gender, cases, verb; /* stm_upos, STM_GENDER_*, see above, STM_LEX_FIN … */
    uint16_t names;
    uint16_t script;  /* edit script from form to lemma, internal */
    uint8_t treebank; /* 1: seen in the training treebank with this class */
} stm_lex_analysis;

typedef struct stm_lex_table {
    uint32_t offset, bucket_count, entry_count;
} stm_lex_table;

typedef struct stm_lexicon {
    const unsigned char *bytes;
    size_t count;
    stm_lex_table forms, suffixes;        /* hash tables of 4-byte entries */
    uint32_t classes_offset, class_count; /* class: first analysis; one more behind the last */
    uint32_t analyses_offset, analysis_count;
    uint32_t scripts_offset,
        script_count; /* script: offset into script bytes; one more behind the last */
    uint32_t script_bytes_offset, script_byte_count;
    uint32_t lower_classes; /* bit per stm_upos: capitalised forms have lower-case lemmas */
    char language[9];       /* "de", "en", …; NUL-terminated */
} stm_lexicon;

/* Checks the section and points into it; `bytes` has to outlive *lex. FORMAT or VERSION when it is
 * no lexicon. */
stemma_status stm_lexicon_open(
    stm_lexicon *lex, const void *bytes, size_t count, stemma_error *err);

/* Readings of the form exactly as written; returns how many were put into out. No guessing. */
uint32_t stm_lexicon_exact(
    const stm_lexicon *lex, stm_str form, stm_lex_analysis *out, uint32_t max);
/* Readings of the form as written and, where it starts with a capital, as in the middle of a
 * sentence
 * ("Gab" finds "gab"; "SIEMENS" finds "Siemens"). */
uint32_t stm_lexicon_find(
    const stm_lexicon *lex, stm_str form, stm_lex_analysis *out, uint32_t max);

/* Where a lemma came from, best first. */
typedef enum stm_lex_source {
    STM_LEX_UNKNOWN,
    STM_LEX_BY_TREEBANK,
    STM_LEX_BY_LIST,
    STM_LEX_BY_PARTS,
    STM_LEX_BY_SUFFIX,
    STM_LEX_BY_FORM
} stm_lex_source;

/* Writes the lemma of form in the class upos (stm_upos) into out (not NUL-terminated) and its
 * length into *length_out. feats ("Number=Plur|…", may be empty) breaks ties between readings.
 * Always finds something: the source tells how sure it is. STM_LEX_UNKNOWN only when the form is
 * too long. lex may be NULL (then the form is the lemma). German separable verbs: the lemma of a
 * finite form that stands apart is the bare verb ("gab" -> "geben"), as Universal Dependencies
 * wants it; see stm_lexicon_join_prefix. */
stm_lex_source stm_lexicon_lemma(const stm_lexicon *lex, stm_str form, uint8_t upos, stm_str feats,
    char out[STM_LEX_WORD_BYTES], uint32_t *length_out);

/* Small numbers (1 … STM_LEX_FEATURE_RANGE - 1) that say what the lexicon knows about the form:
 * classes, gender/case, verb form, name bits, and for unknown German words the same of their last
 * part. Meant to be hashed or embedded. Returns how many were put into ids (at most max).
 * Deterministic; 0 when nothing is known. */
enum { STM_LEX_FEATURE_RANGE = 4096 };
uint32_t stm_lexicon_features(const stm_lexicon *lex, stm_str form, uint32_t *ids, uint32_t max);

/* Bits STM_LEX_FIRST_MALE … of the form, which may be several words with single blanks between
 * ("New York"). Genitive s is taken off when the form as written is unknown ("Musks", "Berlins").
 */
uint32_t stm_lexicon_names(const stm_lexicon *lex, stm_str form);
/* Genders (STM_GENDER_MASC | …) of a noun, of the last part of a compound, or of a first name; 0
 * when unknown. */
uint32_t stm_lexicon_gender(const stm_lexicon *lex, stm_str form);

/* A compound taken apart: "Rechenzentrumsnetzwerk" = Rechenzentrum + s + Netzwerk; "KI-Firma" = KI
 * + - + Firma. */
typedef struct stm_lex_part {
    uint32_t begin, end; /* bytes of the form */
    uint32_t link;       /* bytes of the linking element (or hyphen) behind it */
} stm_lex_part;
typedef struct stm_lex_compound {
    stm_lex_part parts[STM_LEX_PARTS];
    uint32_t count;                /* 0 or 1: no compound */
    char head[STM_LEX_WORD_BYTES]; /* lemma of the last part, capitalised when the form is;
                                      NUL-terminated */
    uint32_t head_length;
} stm_lex_compound;
/* True when form is a compound of known parts (hyphens always split). A word that is in the lexicon
 * itself is taken apart too when asked ("Hauptstadt"). */
bool stm_lexicon_split(const stm_lexicon *lex, stm_str form, stm_lex_compound *out);

/* "aus" + "geben" -> "ausgeben". True when the lexicon knows the separable verb; out is filled in
 * any case, unless the lexicon is of another language than German (then the length is 0). */
bool stm_lexicon_join_prefix(const stm_lexicon *lex, stm_str prefix, stm_str verb,
    char out[STM_LEX_WORD_BYTES], uint32_t *length_out);
#endif
