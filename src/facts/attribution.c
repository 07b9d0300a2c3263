/* Who says it.
 *   reporting verb  DE "Merkel sagte, X sei Y"; EN "Griffin said X is Y" -> speaker of all that X
 *   is Y contains
 *                   but not "Merkel sagte die Reise ab" (no clause is said)
 *   quotation       DE "„X ist Y“, sagte Merkel"; EN "X is Y," Griffin added (parataxis)
 *   source phrase   DE "laut Polizei", "nach Angaben der Firma", "Medienberichten zufolge"; EN
 *   "according to az-Zaman"
 *                   but not "nach dem Bericht kam er" (time: no word of saying behind the article
 *                   is no proof,
 *                   known to be wrong at times)
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "facts/marks.h"

static uint32_t subject_of(const stm_fx *fx, uint32_t verb)
{
    stm_clause clause = {.head = verb};
    stm_clause_subject(fx, verb, &clause);
    return clause.subject_from == STM_SUBJECT_EXPLETIVE ? STM_NONE : clause.subject;
}

/* "nach Angaben der Polizei": whoever the statement is of; else the statement itself. */
static uint32_t source_of(const stm_fx *fx, uint32_t noun)
{
    if (stm_fx_lemma_in(fx, noun, fx->words->statement_nouns) ||
        stm_fx_form_in(fx, noun, fx->words->statement_nouns)) {
        uint32_t of = stm_fx_child_of(fx, noun, STM_REL_NMOD);
        return of != STM_NONE ? of : noun;
    }
    return noun;
}

static bool source_phrase(const stm_fx *fx, uint32_t c)
{
    STM_CHILDREN (fx->doc, c, m) {
        if (fx->tokens[m].rel != STM_REL_CASE ||
            (!stm_fx_lemma_in(fx, m, fx->words->according_to) &&
                !stm_fx_form_in(fx, m, fx->words->according_to))) {
            continue;
        }
        stm_str lemma = stm_fx_lemma(fx, m);
        if (stm_str_is(lemma, "nach") || stm_str_is(lemma, "per") || stm_str_is(lemma, "gemäß")) {
            return stm_fx_lemma_in(fx, c, fx->words->statement_nouns) ||
                stm_fx_form_in(fx, c, fx->words->statement_nouns);
        }
        return true;
    }
    return false;
}

/* "…, schwärmt Huang": German puts the verb of an inserted clause first, whatever verb it is. */
static bool inverted(const stm_fx *fx, uint32_t verb)
{
    uint32_t subject = stm_fx_child_of(fx, verb, STM_REL_NSUBJ);
    return fx->german && subject != STM_NONE && subject > verb && verb > fx->first &&
        fx->tokens[verb - 1].upos == STM_PUNCT;
}

/* Said by somebody inside the clause itself: source phrase or the inserted "sagte Merkel". */
static uint32_t speaker_inside(const stm_fx *fx, uint32_t t, uint32_t from)
{
    STM_CHILDREN (fx->doc, t, c) {
        if (c == from) {
            continue; /* the reporting clause does not say itself */
        }
        uint8_t rel = fx->tokens[c].rel;
        if ((rel == STM_REL_OBL || rel == STM_REL_NMOD) && source_phrase(fx, c)) {
            return source_of(fx, c);
        }
        bool inserted = rel == STM_REL_PARATAXIS &&
            (stm_fx_lemma_in(fx, c, fx->words->say_verbs) || inverted(fx, c)) &&
            !stm_fx_has(fx, c, STM_REL_CCOMP) && !stm_fx_has(fx, c, STM_REL_OBJ);
        if (inserted && subject_of(fx, c) != STM_NONE) {
            return subject_of(fx, c);
        }
    }
    return STM_NONE;
}

uint32_t stm_marks_speaker(stm_fx *fx, uint32_t t)
{
    uint32_t from = STM_NONE;
    for (uint32_t steps = 0; steps < 2 * STM_FX_CLIMB; steps++) {
        uint32_t inside = speaker_inside(fx, t, from);
        uint32_t head = stm_fx_head(fx, t);
        if (inside != STM_NONE || head == STM_NONE) {
            return inside;
        }
        uint8_t rel = fx->tokens[t].rel;
        bool said = rel == STM_REL_CCOMP || (rel == STM_REL_PARATAXIS && head < t) ||
            (rel == STM_REL_XCOMP && fx->german) || rel == STM_REL_CSUBJ;
        if (said && stm_fx_lemma_in(fx, head, fx->words->say_verbs)) {
            uint32_t speaker = subject_of(fx, head);
            if (speaker != STM_NONE && !stm_doc_dominates(fx->doc, t, speaker)) {
                return speaker;
            }
        }
        from = t;
        t = head;
    }
    return STM_NONE;
}
