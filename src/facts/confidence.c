/* Confidence: logistic model over the kind of fact and a few signs of trouble, one set of weights a
 * language.
 * Weights are fitted on the development sentences with predicted trees of a parser that has not
 * seen them
 * (tests/tools/fit_confidence.py); kinds that are seen fewer than 9 times share one weight. It is
 * small on purpose:
 * some hundred facts carry no more. SPDX-License-Identifier: GPL-2.0-or-later */
#include "facts/confidence.h"

#include <math.h>

#include "facts/facts.h"

typedef struct kind_weight {
    const char *rule;
    float weight;
} kind_weight;

typedef struct model {
    const kind_weight *kinds; /* ends with a NULL rule, whose weight is for all others */
    float signs[STM_SIGN_COUNT];
    float threshold;
} model;

#include "facts/confidence_weights.h"

static const model *model_of(bool english)
{
    return english ? &english_model : &german_model;
}

static uint32_t words_in(stm_str text)
{
    uint32_t words = text.len > 0;
    for (uint32_t i = 0; i < text.len; i++) {
        words += text.ptr[i] == ' ';
    }
    return words;
}

static uint32_t finite_words(const stm_fx *fx, const stm_clause *clause)
{
    uint32_t finite = 0;
    for (uint32_t i = 0; i < clause->group.count; i++) {
        const stm_token *token = &fx->tokens[clause->group.items[i]];
        finite += token->morph.verb_form == STM_VERBFORM_FIN;
    }
    return finite;
}

static bool comma_inside(const stm_fx *fx, const stm_clause *clause)
{
    const stm_ids *group = &clause->group;
    for (uint32_t t = group->count > 0 ? group->items[0] : 0;
         group->count > 0 && t < group->items[group->count - 1]; t++) {
        if (stm_str_is(fx->tokens[t].form, ",")) {
            return true;
        }
    }
    return false;
}

static uint32_t borrowed(const stm_clause *clause)
{
    switch (clause->subject_from) {
    case STM_SUBJECT_OBJECT:
        return 1u << STM_SIGN_BORROWED_OBJECT;
    case STM_SUBJECT_NOUN:
        return 1u << STM_SIGN_BORROWED_NOUN;
    case STM_SUBJECT_OWN:
    case STM_SUBJECT_EXPLETIVE:
        return clause->finite ? 0 : 1u << STM_SIGN_NOT_FINITE;
    default:
        return 1u << STM_SIGN_BORROWED_OTHER;
    }
}

static uint32_t sign(bool holds, uint32_t bit)
{
    return holds ? 1u << bit : 0;
}

uint32_t stm_confidence_signs(const stm_fx *fx, const stm_prop *prop, const stm_clause *clause,
    const stm_arg *subject, const stm_arg *object)
{
    uint32_t verb = prop->predicate;
    uint32_t distance = object->anchor > verb ? object->anchor - verb : verb - object->anchor;
    uint32_t signs = sign(words_in(subject->text) > 8, STM_SIGN_LONG_SUBJECT) |
        sign(object->role != STM_ROLE_CLAUSE && words_in(object->text) > 12, STM_SIGN_LONG_OBJECT) |
        sign(prop->marks.modality == STM_HYPOTHETICAL, STM_SIGN_CONDITION) |
        sign(prop->marks.modality == STM_DEMANDED, STM_SIGN_DEMAND) |
        sign(fx->end - fx->first > 25, STM_SIGN_LONG_SENTENCE) |
        sign(fx->tokens[subject->head].upos == STM_PRON, STM_SIGN_PRONOUN);
    if (clause == NULL) {
        return signs;
    }
    uint8_t upos = fx->tokens[verb].upos;
    bool verbal =
        upos == STM_VERB || upos == STM_AUX || clause->copula != STM_NONE || clause->participle;
    return signs | borrowed(clause) | sign(finite_words(fx, clause) > 1, STM_SIGN_TWO_FINITE) |
        sign(comma_inside(fx, clause), STM_SIGN_WIDE_GROUP) | sign(!verbal, STM_SIGN_NO_VERB) |
        sign(distance > 12, STM_SIGN_FAR);
}

const char *stm_confidence_kind(const stm_fx *fx, const stm_arg *arg)
{
    switch (arg->role) {
    case STM_ROLE_OBJECT:
        return "object";
    case STM_ROLE_COMPLEMENT:
        return "complement";
    case STM_ROLE_INDIRECT:
        return "indirect";
    case STM_ROLE_CLAUSE:
        return fx->tokens[arg->anchor].rel == STM_REL_ADVCL ? "clause-adverbial" : "clause-object";
    case STM_ROLE_ADVERB:
        return "adverb";
    case STM_ROLE_TIME:
        return "time";
    case STM_ROLE_PLACE:
        return "place";
    case STM_ROLE_SUBJECT:
        return "agent";
    default:
        return "oblique";
    }
}

float stm_confidence_prop(const stm_fx *fx, const stm_prop *prop, const stm_clause *clause)
{
    const stm_arg *args = &fx->doc->args.items[prop->arg_first];
    if (prop->arg_count == 0) {
        return stm_confidence_open(fx, "", 0);
    }
    const stm_arg *object = &args[prop->arg_count > 1 ? 1 : 0];
    uint32_t signs = stm_confidence_signs(fx, prop, clause, &args[0], object);
    return stm_confidence_open(
        fx, prop->nominal ? prop->rule : stm_confidence_kind(fx, object), signs);
}

float stm_confidence_open(const stm_fx *fx, const char *rule, uint32_t signs)
{
    const model *m = model_of(fx->english);
    const kind_weight *kind = m->kinds;
    while (kind->rule != NULL && strcmp(kind->rule, rule) != 0) {
        kind++;
    }
    double sum = (double)kind->weight;
    for (uint32_t s = 0; s < STM_SIGN_COUNT; s++) {
        sum += (signs >> s & 1u) != 0 ? (double)m->signs[s] : 0.0;
    }
    return (float)(1.0 / (1.0 + exp(-sum)));
}

float stm_facts_open_threshold(stm_lang lang)
{
    return model_of(lang == STM_LANG_EN)->threshold;
}
