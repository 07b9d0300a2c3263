/* Reading of the FEATS column. SPDX-License-Identifier: GPL-2.0-or-later */
#include "text/morph.h"

#include <stddef.h>

typedef struct value {
    const char *feature, *value;
    size_t offset;  /* field in stm_morph */
    uint8_t number; /* what is put there; or-ed, so that "Masc,Neut" gives both bits */
} value;

#define FIELD(field) offsetof(stm_morph, field)
static const value values[] = {
    {"Case", "Nom", FIELD(grammatical_case), STM_CASE_NOM},
    {"Case", "Gen", FIELD(grammatical_case), STM_CASE_GEN},
    {"Case", "Dat", FIELD(grammatical_case), STM_CASE_DAT},
    {"Case", "Acc", FIELD(grammatical_case), STM_CASE_ACC},
    {"Gender", "Masc", FIELD(gender), STM_GENDER_MASC},
    {"Gender", "Fem", FIELD(gender), STM_GENDER_FEM},
    {"Gender", "Neut", FIELD(gender), STM_GENDER_NEUT},
    {"Number", "Sing", FIELD(number), STM_NUMBER_SING},
    {"Number", "Plur", FIELD(number), STM_NUMBER_PLUR},
    {"Person", "1", FIELD(person), 1},
    {"Person", "2", FIELD(person), 2},
    {"Person", "3", FIELD(person), 3},
    {"VerbForm", "Fin", FIELD(verb_form), STM_VERBFORM_FIN},
    {"VerbForm", "Inf", FIELD(verb_form), STM_VERBFORM_INF},
    {"VerbForm", "Part", FIELD(verb_form), STM_VERBFORM_PART},
    {"VerbForm", "Ger", FIELD(verb_form), STM_VERBFORM_GER},
    {"Mood", "Ind", FIELD(mood), STM_MOOD_IND},
    {"Mood", "Sub", FIELD(mood), STM_MOOD_SUB},
    {"Mood", "Imp", FIELD(mood), STM_MOOD_IMP},
    {"Tense", "Pres", FIELD(tense), STM_TENSE_PRES},
    {"Tense", "Past", FIELD(tense), STM_TENSE_PAST},
    {"PronType", "Prs", FIELD(pron_type), STM_PRON_PRS},
    {"PronType", "Rel", FIELD(pron_type), STM_PRON_REL},
    {"PronType", "Dem", FIELD(pron_type), STM_PRON_DEM},
    {"PronType", "Int", FIELD(pron_type), STM_PRON_INT},
    {"PronType", "Ind", FIELD(pron_type), STM_PRON_IND},
    {"PronType", "Neg", FIELD(pron_type), STM_PRON_NEG},
    {"PronType", "Tot", FIELD(pron_type), STM_PRON_TOT},
    {"PronType", "Art", FIELD(pron_type), STM_PRON_ART},
    {"PronType", "Rcp", FIELD(pron_type), STM_PRON_RCP},
    {"PronType", "Emp", FIELD(pron_type), STM_PRON_EMP},
    {"PronType", "Exc", FIELD(pron_type), STM_PRON_EXC},
    {"Definite", "Def", FIELD(definite), 1},
    {"Definite", "Ind", FIELD(definite), 2},
    {"Degree", "Pos", FIELD(degree), 1},
    {"Degree", "Cmp", FIELD(degree), 2},
    {"Degree", "Sup", FIELD(degree), 3},
    {"Voice", "Pass", FIELD(voice_passive), 1},
    {"Poss", "Yes", FIELD(poss), 1},
    {"Reflex", "Yes", FIELD(reflex), 1},
    {"Polarity", "Neg", FIELD(polarity_negative), 1},
    {"Foreign", "Yes", FIELD(foreign), 1},
    {"NumType", "Ord", FIELD(ordinal), 1},
};

static bool holds_bits(size_t offset)
{
    return offset <= FIELD(number);
}

static void set_value(stm_morph *morph, stm_str feature, stm_str text)
{
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
        if (stm_str_is(feature, values[i].feature) && stm_str_is(text, values[i].value)) {
            uint8_t *field = (uint8_t *)morph + values[i].offset;
            *field = holds_bits(values[i].offset) ? (uint8_t)(*field | values[i].number)
                                                  : values[i].number;
        }
    }
}

stm_morph stm_morph_of(stm_str feats)
{
    stm_morph morph = {0};
    stm_str rest = feats, pair = STM_EMPTY;
    while (stm_str_next(&rest, '|', &pair)) {
        stm_str list = pair, feature = STM_EMPTY, text = STM_EMPTY;
        stm_str_next(&list, '=', &feature);
        while (list.ptr != NULL && stm_str_next(&list, ',', &text)) {
            set_value(&morph, feature, text);
        }
    }
    return morph;
}
