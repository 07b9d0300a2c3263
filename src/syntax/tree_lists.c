/* Lists that the parser took for appositions: "bringt den Spezialisten Oracle, den Riesen SoftBank und das Start-up OpenAI
 * zusammen". Where each member names somebody of its own, the second member cannot explain the first: the members are
 * coordinated. Untouched: "Musk, Chef von Tesla und Gründer von SpaceX", whose second part names nobody else.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "syntax/tree_lists.h"

/* A name of its own: a proper noun, or a kind with its name behind it ("den Riesen SoftBank"). */
static bool names_somebody(const stm_doc *doc, uint32_t t, uint32_t before)
{
    if (doc->tokens.items[t].upos == STM_PROPN) {
        return true;
    }
    STM_CHILDREN (doc, t, c) {
        const stm_token *child = &doc->tokens.items[c];
        if (c > t && c < before && (child->rel == STM_REL_APPOS || child->rel == STM_REL_FLAT) &&
            child->upos == STM_PROPN) {
            return true;
        }
    }
    return false;
}

static bool behind_comma(const stm_doc *doc, uint32_t t)
{
    STM_CHILDREN (doc, t, c) {
        if (c < t && stm_str_is(doc->tokens.items[c].form, ",")) {
            return true;
        }
    }
    return false;
}

/* Last member of a coordination under t: it carries the conjunction. STM_NONE when there is none. */
static uint32_t last_member(const stm_doc *doc, uint32_t t)
{
    uint32_t last = STM_NONE;
    STM_CHILDREN (doc, t, c) {
        if (doc->tokens.items[c].rel == STM_REL_CONJ &&
            stm_doc_child(doc, c, STM_REL_CC, STM_SUB_NONE) != STM_NONE) {
            last = c;
        }
    }
    return last;
}

/* "die Firmen Oracle, SoftBank und OpenAI": the names stand beside each other, not beside "Firmen". (The tagger's plural
 * alone says little: "den Spezialisten" is singular or plural.) */
static bool one_kind_for_all(const stm_doc *doc, uint32_t first, uint32_t second)
{
    return doc->tokens.items[first].morph.number == STM_NUMBER_PLUR &&
        doc->tokens.items[second].upos == STM_PROPN;
}

static bool is_list(const stm_doc *doc, uint32_t first, uint32_t second)
{
    uint32_t last = last_member(doc, second);
    return last != STM_NONE && behind_comma(doc, second) && !one_kind_for_all(doc, first, second) &&
        names_somebody(doc, first, second) && names_somebody(doc, second, last) &&
        names_somebody(doc, last, STM_NONE);
}

void stm_tree_mend_lists(stm_doc *doc, uint32_t sentence)
{
    const stm_sentence *s = &doc->sentences.items[sentence];
    uint32_t end = s->token_first + s->token_count;
    bool changed = false;
    for (uint32_t t = s->token_first; t < end; t++) {
        stm_token *second = &doc->tokens.items[t];
        uint32_t first = second->head;
        if (second->rel != STM_REL_APPOS || first == STM_NONE || first >= t ||
            !is_list(doc, first, t)) {
            continue;
        }
        STM_CHILDREN (doc, t, c) {
            if (doc->tokens.items[c].rel == STM_REL_CONJ) {
                doc->tokens.items[c].head = first;
            }
        }
        stm_token_set_deprel(second, STM_LIT("conj"));
        changed = true;
    }
    if (changed) {
        stm_doc_link(doc, sentence);
    }
}
