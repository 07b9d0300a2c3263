/* Links between the propositions of a sentence: cause, condition, purpose, time, contrast.
 *   DE "Er verkauft, weil die Kurse fallen" -> verkauft, because of: fallen; "um Geld zu sparen"
 *   purpose
 *   EN "He sells because prices fall", "if it rains"
 *   but not "während" + noun, nor "da" as an adverb (only conjunctions of adverbial clauses count)
 * The proposition of the main clause points to the one of the adverbial clause.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "facts/marks.h"

static uint8_t link_of(const stm_fx *fx, uint32_t clause)
{
    bool finite = stm_fx_finite(fx, clause);
    STM_CHILDREN (fx->doc, clause, c) {
        uint8_t rel = fx->tokens[c].rel;
        if (rel != STM_REL_MARK && !(rel == STM_REL_ADVMOD && c < clause)) {
            continue;
        }
        if (stm_fx_lemma_in(fx, c, fx->words->because_words)) {
            return STM_LINK_CAUSE;
        }
        if (stm_fx_lemma_in(fx, c, fx->words->contrast_words)) {
            return STM_LINK_CONTRAST;
        }
        if (rel == STM_REL_MARK && stm_fx_lemma_in(fx, c, fx->words->if_words)) {
            return STM_LINK_CONDITION;
        }
        if (rel == STM_REL_MARK && stm_fx_lemma_in(fx, c, fx->words->purpose_words)) {
            return STM_LINK_PURPOSE;
        }
        if (stm_fx_lemma_in(fx, c, fx->words->time_words)) {
            return STM_LINK_TIME;
        }
        if (rel == STM_REL_MARK && !finite && fx->english &&
            stm_str_is(stm_fx_lemma(fx, c), "to")) {
            return STM_LINK_PURPOSE;
        }
    }
    return STM_LINK_NONE;
}

static uint32_t prop_of(const stm_fx *fx, uint32_t first, uint32_t predicate)
{
    for (uint32_t p = first; p < fx->out->props.count; p++) {
        if (fx->out->props.items[p].predicate == predicate && !fx->out->props.items[p].nominal) {
            return p;
        }
    }
    return STM_NONE;
}

void stm_marks_links(stm_fx *fx, uint32_t prop_first)
{
    for (uint32_t p = prop_first; p < fx->out->props.count; p++) {
        stm_prop *prop = &fx->out->props.items[p];
        if (prop->nominal) {
            continue;
        }
        STM_CHILDREN (fx->doc, prop->predicate, c) {
            uint8_t link = fx->tokens[c].rel == STM_REL_ADVCL ? link_of(fx, c) : STM_LINK_NONE;
            uint32_t other = link == STM_LINK_NONE ? STM_NONE : prop_of(fx, prop_first, c);
            if (other != STM_NONE) {
                prop->linked_prop = other;
                prop->link = link;
                break;
            }
        }
    }
}
