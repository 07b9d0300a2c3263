/* Participles used as adjectives that bring arguments along.
 *   DE "ein von xAI entwickelter Supercomputer" -> xAI, entwickeln, Supercomputer (passive)
 *      "die in Bonn lebende Autorin" -> Autorin | lebende | in Bonn
 *      but not "ein bewährter Partner" (no argument) or "international tätige Firmen" (no
 *      participle)
 *   EN "a widely used tool" says nothing of its own: only participles with an object or an
 *   adposition count
 * Treebanks tag them ADJ or VERB, so the word's shape decides where features are silent.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "facts/clause.h"

/* Form without the adjective ending. */
static stm_str stem(stm_str form)
{
    static const char *const endings[] = {"en", "er", "es", "em", "e"};
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
        stm_str ending = stm_str_of(endings[i]);
        if (form.len > ending.len + 4 && stm_str_ends(form, ending)) {
            return stm_str_sub(form, 0, form.len - ending.len);
        }
    }
    return form;
}

bool stm_clause_is_present_participle(const stm_fx *fx, uint32_t t)
{
    stm_str word = stem(fx->tokens[t].form);
    return fx->german ? stm_str_ends(word, STM_LIT("end")) : stm_str_ends(word, STM_LIT("ing"));
}

static bool participle_shape(const stm_fx *fx, uint32_t t)
{
    if (fx->tokens[t].morph.verb_form == STM_VERBFORM_PART) {
        return true;
    }
    stm_str word = stem(fx->tokens[t].form);
    return fx->german && word.len >= 5 &&
        (stm_str_ends(word, STM_LIT("end")) || stm_str_ends(word, STM_LIT("t")) ||
            stm_str_ends(word, STM_LIT("en"))) &&
        !stm_str_ends(word, STM_LIT("haft"));
}

bool stm_clause_is_participle(const stm_fx *fx, uint32_t t)
{
    uint32_t first = stm_clause_first_conjunct(fx, t);
    uint8_t upos = fx->tokens[t].upos;
    if (fx->tokens[first].rel != STM_REL_AMOD || stm_fx_head(fx, first) == STM_NONE ||
        (upos != STM_ADJ && upos != STM_VERB) || fx->tokens[t].morph.degree == 2 ||
        !participle_shape(fx, t)) {
        return false;
    }
    STM_CHILDREN (fx->doc, t, c) {
        uint8_t rel = fx->tokens[c].rel;
        bool phrase = rel == STM_REL_OBL || rel == STM_REL_OBJ ||
            (rel == STM_REL_NMOD && stm_fx_case(fx, c) != STM_NONE);
        bool adverb =
            rel == STM_REL_ADVMOD && fx->german && !stm_fx_lemma_in(fx, c, fx->words->particles);
        if (c < t && (phrase || adverb)) {
            return true;
        }
    }
    return false;
}
