/* The verb group: auxiliaries, separable prefix, reflexive, negation and doubt, and the verbs above
 * an infinitive.
 *   DE "hat sich nicht entschieden", "begann zu räumen"; but not "bat ihn zu gehen", whose verbs
 *   have two subjects
 *   EN "may have been sold", "began to notice"; but not "stopped to smoke" (a purpose)
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "facts/clause.h"

/* "um … zu", "ohne … zu": adverbial, whatever the parser calls it. */
static bool adverbial_mark(const stm_fx *fx, uint32_t t)
{
    STM_CHILDREN (fx->doc, t, c) {
        if (fx->german && fx->tokens[c].rel == STM_REL_MARK && c < t &&
            (stm_fx_form_in(fx, c, fx->words->purpose_words) ||
                stm_fx_form_in(fx, c, fx->words->unless_words))) {
            return true;
        }
    }
    return false;
}

uint32_t stm_clause_upper(const stm_fx *fx, uint32_t t)
{
    for (uint32_t steps = 0; steps < STM_FX_CLIMB; steps++) {
        uint32_t head = stm_fx_head(fx, t);
        if (head == STM_NONE || stm_fx_finite(fx, t) || stm_fx_has(fx, t, STM_REL_NSUBJ)) {
            return STM_NONE;
        }
        if (fx->tokens[t].rel == STM_REL_XCOMP) {
            return adverbial_mark(fx, t) ? STM_NONE : head;
        }
        if (fx->tokens[t].rel != STM_REL_CONJ) {
            return STM_NONE;
        }
        t = head;
    }
    return STM_NONE;
}

static bool has_marker(const stm_fx *fx, uint32_t t)
{
    return stm_fx_has(fx, t, STM_REL_MARK) || stm_fx_case(fx, t) != STM_NONE;
}

uint32_t stm_clause_link(const stm_fx *fx, uint32_t t)
{
    uint32_t first = stm_clause_first_conjunct(fx, t);
    uint32_t head = stm_fx_head(fx, first);
    uint8_t rel = fx->tokens[first].rel;
    if (head == STM_NONE || stm_fx_finite(fx, t) || stm_fx_finite(fx, first) ||
        !has_marker(fx, first) || stm_fx_has(fx, t, STM_REL_NSUBJ) || head > t) {
        return STM_NONE;
    }
    if (rel == STM_REL_ADVCL || rel == STM_REL_CCOMP) {
        return stm_clause_is_predicate(fx, head) ? head : STM_NONE;
    }
    if (rel != STM_REL_ACL) {
        return STM_NONE;
    }
    if (stm_clause_is_predicate(fx, head)) {
        return head;
    }
    uint32_t verb = stm_fx_head(fx, head);
    bool argument = fx->tokens[head].rel == STM_REL_OBJ || fx->tokens[head].rel == STM_REL_IOBJ ||
        fx->tokens[head].rel == STM_REL_OBL;
    return argument && verb != STM_NONE && stm_clause_is_predicate(fx, verb) ? verb : STM_NONE;
}

/* "ich frage mich": object and subject are the same person. */
static bool same_person(const stm_fx *fx, uint32_t t, uint32_t c)
{
    static const char *const pairs[][2] = {{"mich", "ich"}, {"mir", "ich"}, {"dich", "du"},
        {"dir", "du"}, {"uns", "wir"}, {"euch", "ihr"}, {"sich", ""}};
    stm_str object = fx->tokens[c].form;
    stm_clause clause = {.head = t};
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        if (stm_str_is(object, pairs[i][0])) {
            stm_clause_subject(fx, t, &clause);
            return pairs[i][1][0] == '\0' ||
                (clause.subject != STM_NONE &&
                    stm_str_eq_ascii_nocase(
                        fx->tokens[clause.subject].form, stm_str_of(pairs[i][1])));
        }
    }
    return false;
}

static bool reflexive(const stm_fx *fx, uint32_t t, uint32_t c)
{
    const stm_token *token = &fx->tokens[c];
    return token->upos == STM_PRON && stm_fx_case(fx, c) == STM_NONE &&
        (token->morph.reflex || (fx->german && same_person(fx, t, c)));
}

uint32_t stm_clause_copula(const stm_fx *fx, uint32_t t)
{
    bool outer = stm_doc_child(fx->doc, t, STM_REL_NSUBJ, STM_SUB_OUTER) != STM_NONE;
    STM_CHILDREN (fx->doc, t, c) {
        if (fx->tokens[c].rel == STM_REL_COP) {
            if (!outer) {
                return c;
            }
            outer = false; /* the first copula stands over the clause, a second is its own */
        }
    }
    return STM_NONE;
}

/* "nicht mehr", "not even": the negation hangs on the other adverb. */
static uint32_t negator_of(const stm_fx *fx, uint32_t adverb)
{
    if (stm_fx_negator(fx, adverb)) {
        return adverb;
    }
    STM_CHILDREN (fx->doc, adverb, c) {
        if (fx->tokens[c].rel == STM_REL_ADVMOD && stm_fx_negator(fx, c)) {
            return c;
        }
    }
    return STM_NONE;
}

/* Words of the verb group that hang on t. */
static void add_group(const stm_fx *fx, uint32_t t, bool infinitive_mark, stm_clause *out)
{
    /* "um zu finanzieren", "ohne zu bezahlen": the fact is not what it says without them. */
    bool clause_marks = fx->german && !stm_fx_finite(fx, t) &&
        (fx->tokens[stm_clause_first_conjunct(fx, t)].rel == STM_REL_ADVCL ||
            adverbial_mark(fx, t));
    infinitive_mark |= clause_marks;
    uint32_t outer = stm_doc_child(fx->doc, t, STM_REL_NSUBJ, STM_SUB_OUTER);
    uint32_t outer_copula = stm_fx_child_of(fx, t, STM_REL_COP);
    STM_CHILDREN (fx->doc, t, c) {
        const stm_token *child = &fx->tokens[c];
        bool take = false;
        switch (child->rel) {
        case STM_REL_AUX:
        case STM_REL_COP:
            take = outer == STM_NONE || c > outer_copula;
            break;
        case STM_REL_COMPOUND:
            take = child->sub == STM_SUB_PRT ||
                (stm_clause_verbal(fx, t) && child->sub == STM_SUB_OTHER);
            break;
        case STM_REL_EXPL:
            take = child->sub == STM_SUB_PV;
            break;
        case STM_REL_OBJ:
        case STM_REL_IOBJ:
        case STM_REL_OBL:
            take = reflexive(fx, t, c);
            break;
        case STM_REL_MARK:
            take = infinitive_mark && (child->upos == STM_PART || clause_marks);
            break;
        case STM_REL_ADVMOD:
            /* "Perhaps he sold it": negation and doubt stay, whatever else may go. */
            if (stm_fx_lemma_in(fx, c, fx->words->hedges_possible) ||
                stm_fx_lemma_in(fx, c, fx->words->hedges_alleged)) {
                take = fx->tokens[c].upos == STM_ADV &&
                    !stm_fx_degree(fx, out->copula == STM_NONE ? 0 : t, c);
            }
            if (negator_of(fx, c) != STM_NONE) {
                stm_ids_add_sorted(&out->negation, negator_of(fx, c));
                stm_ids_add_sorted(&out->group, negator_of(fx, c));
            }
            break;
        default:
            break;
        }
        if (child->rel == STM_REL_AUX && child->sub == STM_SUB_PASS) {
            out->passive = true;
        }
        if (take) {
            stm_ids_add_sorted(&out->group, c);
        }
    }
}

static bool has_auxiliary(const stm_fx *fx, uint32_t t)
{
    return stm_fx_has(fx, t, STM_REL_AUX) || stm_fx_has(fx, t, STM_REL_COP);
}

/* "kann reden und Politik machen": the second verb shares the auxiliaries of the first. */
static void share_auxiliaries(const stm_fx *fx, uint32_t t, stm_clause *out)
{
    uint32_t own = t;
    for (uint32_t steps = 0; steps < STM_FX_CLIMB; steps++) {
        uint32_t head = stm_fx_head(fx, t);
        if (fx->tokens[t].rel != STM_REL_CONJ || head == STM_NONE || stm_fx_finite(fx, own) ||
            stm_fx_has(fx, own, STM_REL_NSUBJ)) {
            return;
        }
        STM_CHILDREN (fx->doc, head, c) {
            uint8_t rel = fx->tokens[c].rel;
            if ((rel == STM_REL_AUX || rel == STM_REL_COP) && c < own) {
                stm_ids_add_sorted(&out->group, c);
                out->passive |= fx->tokens[c].sub == STM_SUB_PASS;
            }
        }
        if (has_auxiliary(fx, head)) {
            return;
        }
        t = head;
    }
}

void stm_clause_group(const stm_fx *fx, stm_clause *out)
{
    uint32_t t = out->head;
    bool chain = out->upper != STM_NONE;
    add_group(fx, t, chain, out);
    if ((stm_clause_verbal(fx, t) || out->participle) && out->copula == STM_NONE) {
        stm_ids_add_sorted(&out->group, t);
    }
    if (!has_auxiliary(fx, t)) {
        share_auxiliaries(fx, t, out);
    }
    uint32_t upper = out->upper;
    for (uint32_t steps = 0; upper != STM_NONE && steps < 4; steps++) {
        bool passive = out->passive;
        /* "are willing to recommend": the predicate adjective belongs to the group. */
        if (stm_clause_verbal(fx, upper) || fx->tokens[upper].upos == STM_ADJ) {
            stm_ids_add_sorted(&out->group, upper);
        }
        uint32_t next = stm_clause_upper(fx, upper);
        add_group(fx, upper, next != STM_NONE, out);
        if (!has_auxiliary(fx, upper)) {
            share_auxiliaries(fx, upper, out);
        }
        out->passive = passive;
        upper = next;
    }
}
