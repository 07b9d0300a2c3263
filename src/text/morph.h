/* Morphological features of Universal Dependencies as small fields, for rules. A field 0 = not said.
 * Case, gender and number are bit sets, because treebanks say "Gender=Masc,Neut".
 * SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_MORPH_H
#define STM_MORPH_H
#include "base/strings.h"

enum { STM_CASE_NOM = 1, STM_CASE_GEN = 2, STM_CASE_DAT = 4, STM_CASE_ACC = 8 };
enum { STM_GENDER_MASC = 1, STM_GENDER_FEM = 2, STM_GENDER_NEUT = 4 };
enum { STM_NUMBER_SING = 1, STM_NUMBER_PLUR = 2 };
enum { STM_VERBFORM_FIN = 1, STM_VERBFORM_INF, STM_VERBFORM_PART, STM_VERBFORM_GER };
enum { STM_MOOD_IND = 1, STM_MOOD_SUB, STM_MOOD_IMP };
enum { STM_TENSE_PRES = 1, STM_TENSE_PAST };
enum {
    STM_PRON_PRS = 1,
    STM_PRON_REL,
    STM_PRON_DEM,
    STM_PRON_INT,
    STM_PRON_IND,
    STM_PRON_NEG,
    STM_PRON_TOT,
    STM_PRON_ART,
    STM_PRON_RCP,
    STM_PRON_EMP,
    STM_PRON_EXC
};

typedef struct stm_morph {
    uint8_t grammatical_case, gender, number; /* bit sets */
    uint8_t person;                           /* 1, 2, 3 */
    uint8_t verb_form, mood, tense;
    uint8_t pron_type;
    uint8_t definite; /* 1 definite, 2 indefinite */
    uint8_t degree;   /* 1 positive, 2 comparative, 3 superlative */
    uint8_t voice_passive, poss, reflex, polarity_negative, foreign, ordinal;
} stm_morph;

/* Reads "Case=Nom|Number=Sing"; unknown features and values are passed over. "_" and "" give all zero. */
stm_morph stm_morph_of(stm_str feats);
#endif
