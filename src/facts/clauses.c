/* Clauses: the verb group (auxiliaries, separable prefix, reflexive, negation, the verbs above an
 * infinitive) and
 * the arguments with their roles, from the relations of Universal Dependencies. Word order plays no
 * part, so
 * German verb brackets and objects before the verb need no rules of their own.
 *   DE "Den Vertrag hat Siemens gestern nicht unterzeichnet." -> Siemens | hat nicht unterzeichnet
 *   | Den Vertrag
 *      but not the participle before a noun ("der unterzeichnete Vertrag"): see nominal.c
 *   EN "The wells were running dry." -> were running | dry; but not "running water"
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "facts/clause.h"

bool stm_clause_is_nominal(const stm_fx *fx, uint32_t t)
{
    return stm_fx_has(fx, t, STM_REL_COP) ||
        (fx->tokens[t].upos != STM_VERB && fx->tokens[t].upos != STM_AUX);
}

bool stm_clause_verbal(const stm_fx *fx, uint32_t t)
{
    return fx->tokens[t].upos == STM_VERB || fx->tokens[t].upos == STM_AUX;
}

bool stm_clause_is_predicate(const stm_fx *fx, uint32_t t)
{
    if (stm_clause_is_participle(fx, t)) {
        return true;
    }
    const stm_token *token = &fx->tokens[t];
    bool marked = stm_fx_has(fx, t, STM_REL_NSUBJ) || stm_fx_has(fx, t, STM_REL_COP) ||
        stm_fx_has(fx, t, STM_REL_CSUBJ);
    if (marked) {
        return true;
    }
    if (!stm_clause_verbal(fx, t)) {
        return false;
    }
    switch (token->rel) {
    case STM_REL_AMOD:
    case STM_REL_AUX:
    case STM_REL_COP:
    case STM_REL_COMPOUND:
    case STM_REL_CASE:
    case STM_REL_MARK:
    case STM_REL_ADVMOD:
    case STM_REL_FLAT:
    case STM_REL_FIXED:
    case STM_REL_NUMMOD:
    case STM_REL_DET:
        return false;
    case STM_REL_CONJ: {
        uint32_t first = stm_clause_first_conjunct(fx, t);
        return first != t && (stm_clause_verbal(fx, first) || stm_fx_has(fx, first, STM_REL_COP)) &&
            fx->tokens[first].rel != STM_REL_AMOD;
    }
    default:
        return true;
    }
}

/* "hat eröffnet" is active whatever the parser calls its subject. */
static bool has_perfect(const stm_fx *fx, const stm_clause *clause)
{
    for (uint32_t i = 0; i < clause->group.count; i++) {
        uint32_t t = clause->group.items[i];
        stm_str lemma = stm_fx_lemma(fx, t);
        if (fx->tokens[t].rel == STM_REL_AUX && stm_str_is(lemma, "haben")) {
            return true;
        }
    }
    return false;
}

/* Words of an argument that become part of the relation, with its adposition. */
static void fold_words(const stm_fx *fx, stm_clause_arg *arg, stm_clause *out)
{
    arg->folded = true;
    STM_CHILDREN (fx->doc, arg->anchor, c) {
        uint8_t rel = fx->tokens[c].rel;
        if (rel == STM_REL_CASE || rel == STM_REL_DET || rel == STM_REL_ADVMOD) {
            stm_ids_add_sorted(&out->group, c);
        }
    }
    stm_ids_add_sorted(&out->group, arg->anchor);
}

/* Light verbs take their noun in ("in die Wege leiten"), and a verb with object takes in its
 * object's predicate
 * ("für möglich erklären", "keep on tenterhooks"), so that the object is what the fact is about. */
static void fold(stm_fx *fx, stm_clause *out)
{
    stm_buf_clear(&fx->buf);
    out->light = stm_clause_light(fx, out, &fx->buf);
    stm_buf_clear(&fx->buf);
    if (out->light != STM_NONE && out->arg_count > 1) {
        fold_words(fx, &out->args[out->light], out);
    }
    if (!stm_clause_has_role(out, STM_ROLE_OBJECT)) {
        return;
    }
    for (uint32_t i = 0; i < out->arg_count; i++) {
        if (out->args[i].role == STM_ROLE_COMPLEMENT && out->copula == STM_NONE &&
            out->args[i].anchor == out->args[i].head) {
            fold_words(fx, &out->args[i], out);
        }
    }
}

void stm_clause_build(stm_fx *fx, uint32_t t, stm_clause *out)
{
    *out = (stm_clause){.head = t, .copula = stm_clause_copula(fx, t), .light = STM_NONE};
    out->upper = stm_clause_upper(fx, t);
    out->finite = stm_fx_finite(fx, t);
    out->participle = stm_clause_is_participle(fx, t);
    stm_clause_group(fx, out);
    stm_clause_subject(fx, t, out);
    if (out->subject_anchor != STM_NONE && fx->tokens[out->subject_anchor].rel == STM_REL_NSUBJ &&
        fx->tokens[out->subject_anchor].sub == STM_SUB_PASS &&
        out->subject_from == STM_SUBJECT_OWN && !has_perfect(fx, out)) {
        out->passive = true;
    }
    if (out->subject_from == STM_SUBJECT_NOUN && !out->finite &&
        (fx->tokens[t].morph.verb_form == STM_VERBFORM_PART || out->participle) &&
        !stm_clause_is_present_participle(fx, t)) {
        out->passive = true;
    }
    stm_clause_args(fx, out);
    fold(fx, out);
}
