/* The verb that is said once for two clauses: the second has its words only, tied together as
 * orphans.
 *   DE "Anna kaufte ein Buch und Peter eine Zeitung" -> Peter | kaufte | eine Zeitung
 *   EN "Anna bought a book and Peter a paper"
 *      but not "Anna kaufte ein Buch und eine Zeitung" (a list of objects)
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "facts/props.h"

/* The verb that the first clause says. */
static uint32_t verb_of(const stm_fx *fx, uint32_t t)
{
    uint32_t first = stm_clause_first_conjunct(fx, t);
    bool verb = fx->tokens[first].upos == STM_VERB || fx->tokens[first].upos == STM_AUX;
    return first != t && verb ? first : STM_NONE;
}

static uint8_t role_of(const stm_fx *fx, uint32_t verb, uint32_t orphan)
{
    if (stm_fx_case(fx, orphan) != STM_NONE) {
        return STM_ROLE_OBLIQUE;
    }
    if (fx->tokens[orphan].upos == STM_ADV || fx->tokens[orphan].upos == STM_ADJ) {
        return STM_ROLE_ADVERB;
    }
    return stm_fx_has(fx, verb, STM_REL_OBJ) ? STM_ROLE_OBJECT : STM_ROLE_OBLIQUE;
}

void stm_ellipsis_props(stm_fx *fx, uint32_t t)
{
    uint32_t verb = verb_of(fx, t);
    stm_clause clause;
    if (verb == STM_NONE || !stm_fx_has(fx, t, STM_REL_ORPHAN) || !stm_fx_nounlike(fx, t) ||
        stm_fx_case(fx, t) != STM_NONE || !stm_prop_begin(fx, verb, "ellipsis")) {
        return;
    }
    stm_clause_build(fx, verb, &clause);
    stm_prop_arg(fx, STM_ROLE_SUBJECT, t, t, STM_YIELD_BARE);
    STM_CHILDREN (fx->doc, t, c) {
        if (fx->tokens[c].rel == STM_REL_ORPHAN) {
            stm_prop_arg(fx, role_of(fx, verb, c), c, c, STM_YIELD_PHRASE);
        }
    }
    stm_buf_clear(&fx->buf);
    stm_fx_ids_text(fx, &fx->buf, &clause.group);
    stm_prop *prop = stm_prop_last(fx);
    prop->relation = stm_fx_keep(fx);
    prop->lemma = stm_prop_lemma(fx, &clause);
}
