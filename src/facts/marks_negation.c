/* Negation: never drop one.
 *   own words    DE "Er kaufte die Firma nicht"; EN "He never bought it"
 *   phrases      DE "Kein Minister kam", "niemand", "weder A noch B"; EN "No minister came",
 *   "neither A nor B"
 *   without      DE "ohne die Firma zu kaufen"; EN "without buying it"
 *   verbs        DE "Er bestreitet, die Firma gekauft zu haben"; EN "He denies that he bought it"
 *                but not twice: "Er bestreitet nicht, dass …" says that it is so
 *   raising      DE "Ich glaube nicht, dass er kommt" -> kommt nicht; EN "I don't think he will
 *   come"
 *                but not "Er weiß nicht, dass sie kam" (she did come)
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "facts/marks.h"

static bool negative_word(const stm_fx *fx, uint32_t t)
{
    return stm_fx_lemma_in(fx, t, fx->words->negative_nouns) ||
        stm_fx_form_in(fx, t, fx->words->negative_nouns) || stm_fx_negator(fx, t);
}

bool stm_marks_negative_phrase(const stm_fx *fx, uint32_t t)
{
    if (fx->tokens[t].upos != STM_NOUN && negative_word(fx, t)) {
        return true;
    }
    STM_CHILDREN (fx->doc, t, c) {
        uint8_t rel = fx->tokens[c].rel;
        if ((rel == STM_REL_DET || rel == STM_REL_ADVMOD || rel == STM_REL_CC ||
                rel == STM_REL_AMOD || rel == STM_REL_DEP) &&
            c <= t && negative_word(fx, c)) {
            return true;
        }
        if (rel == STM_REL_CASE && stm_fx_lemma_in(fx, c, fx->words->without)) {
            return true;
        }
        if ((rel == STM_REL_ADVMOD || rel == STM_REL_DET || rel == STM_REL_AMOD ||
                rel == STM_REL_NUMMOD) &&
            c < t) {
            STM_CHILDREN (fx->doc, c, inner) {
                if (fx->tokens[inner].rel == STM_REL_ADVMOD && negative_word(fx, inner)) {
                    return true; /* "not a single word", "kaum ein Wort" */
                }
            }
        }
    }
    return false;
}

uint32_t stm_marks_governor(const stm_fx *fx, uint32_t t)
{
    uint32_t top = stm_clause_first_conjunct(fx, t);
    uint32_t head = stm_fx_head(fx, top);
    if (head == STM_NONE) {
        return STM_NONE;
    }
    switch (fx->tokens[top].rel) {
    case STM_REL_XCOMP:
    case STM_REL_CCOMP:
    case STM_REL_CSUBJ:
        return head;
    case STM_REL_ADVCL: {
        /* "prevented them from burning" */
        uint32_t mark = stm_fx_child_of(fx, top, STM_REL_MARK);
        return mark != STM_NONE && stm_str_is(fx->tokens[mark].form, "from") ? head : STM_NONE;
    }
    case STM_REL_ACL:
        /* "der Plan, X zu kaufen", "the claim that …": complements of nouns, not relative
         * clauses */
        return fx->tokens[top].sub != STM_SUB_RELCL && stm_fx_has(fx, top, STM_REL_MARK) ? head
                                                                                         : STM_NONE;
    default:
        return STM_NONE;
    }
}

static bool marked_without(const stm_fx *fx, uint32_t t)
{
    t = stm_clause_first_conjunct(fx, t);
    STM_CHILDREN (fx->doc, t, c) {
        uint8_t rel = fx->tokens[c].rel;
        if ((rel == STM_REL_MARK || rel == STM_REL_CASE) &&
            stm_fx_lemma_in(fx, c, fx->words->unless_words)) {
            return true;
        }
    }
    return false;
}

/* Denied by its own words; words that negate the verbs above an infinitive are in the group too. */
static bool own_negation(const stm_fx *fx, const stm_clause *clause)
{
    if (clause->negation.count > 0 || marked_without(fx, clause->head)) {
        return true;
    }
    if (clause->subject != STM_NONE && clause->subject_from != STM_SUBJECT_CLAUSE &&
        !stm_doc_dominates(
            fx->doc, clause->subject, clause->head) && /* a relative clause about it */
        stm_marks_negative_phrase(fx, clause->subject)) {
        return true;
    }
    for (uint32_t i = 0; i < clause->arg_count; i++) {
        const stm_clause_arg *arg = &clause->args[i];
        if (arg->role != STM_ROLE_CLAUSE && stm_marks_negative_phrase(fx, arg->head)) {
            return true;
        }
    }
    STM_CHILDREN (fx->doc, clause->head, c) {
        uint8_t rel = fx->tokens[c].rel;
        if ((rel == STM_REL_CC || rel == STM_REL_DET || rel == STM_REL_DEP) &&
            negative_word(fx, c)) {
            return true;
        }
        if (rel == STM_REL_ADVMOD && stm_marks_negative_phrase(fx, c)) {
            return true;
        }
    }
    return false;
}

static bool word_negated(const stm_fx *fx, uint32_t t)
{
    STM_CHILDREN (fx->doc, t, c) {
        uint8_t rel = fx->tokens[c].rel;
        if ((rel == STM_REL_ADVMOD || rel == STM_REL_DET) && negative_word(fx, c)) {
            return true;
        }
        if ((rel == STM_REL_NSUBJ || rel == STM_REL_OBJ) && stm_marks_negative_phrase(fx, c)) {
            return true;
        }
    }
    return false;
}

/* "will Exporte weder verbieten noch besteuern": the first of both is denied too, though trees hang weder on the second. */
static bool behind_neither_word(const stm_fx *fx, uint32_t t)
{
    if (t == fx->first || fx->tokens[t - 1].rel != STM_REL_CC) {
        return false;
    }
    stm_str form = fx->tokens[t - 1].form;
    return stm_str_eq_ascii_nocase(form, STM_LIT("weder")) ||
        stm_str_eq_ascii_nocase(form, STM_LIT("neither"));
}

bool stm_marks_negated(stm_fx *fx, const stm_clause *clause)
{
    bool negated = own_negation(fx, clause) || behind_neither_word(fx, clause->head);
    uint32_t t = clause->head;
    for (uint32_t steps = 0; steps < STM_FX_CLIMB; steps++) {
        uint32_t governor = stm_marks_governor(fx, t);
        if (governor == STM_NONE) {
            break;
        }
        bool denied = word_negated(fx, governor);
        bool chained = stm_clause_upper(fx, t) == governor;
        if (stm_fx_lemma_in(fx, governor, fx->words->negative_verbs)) {
            /* In an infinitive chain the negation of the verb above was counted with the
             * clause's own. */
            negated = chained ? !denied : negated != !denied;
        } else if (denied && !chained && stm_fx_lemma_in(fx, governor, fx->words->neg_raising)) {
            negated = !negated;
        }
        t = governor;
    }
    return negated;
}
