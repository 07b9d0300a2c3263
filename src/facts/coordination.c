/* Lists: who is coordinated with whom. A list in UD hangs on its first member; parsers also chain
 * members, so
 * both are read.
 *   DE "Siemens und Bosch kauften Aktien und Anleihen" -> four facts
 *      but not "Kaffee und Kuchen" inside another phrase ("die Preise für Kaffee und Kuchen
 *      stiegen")
 *   EN "Apple and Google bought it" -> two facts; but not "between Apple and Google"
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "facts/clause.h"

bool stm_clause_example(const stm_fx *fx, uint32_t t)
{
    uint32_t cc = stm_fx_child_of(fx, t, STM_REL_CC);
    return cc != STM_NONE && cc + 1 < fx->end && stm_str_is(fx->tokens[cc].form, "wie") &&
        !stm_str_is(fx->tokens[cc + 1].form, "auch");
}

void stm_clause_conjuncts(const stm_fx *fx, uint32_t head, stm_ids *out)
{
    stm_ids_add_sorted(out, head);
    for (uint32_t i = 0; i < out->count; i++) {
        uint32_t member = out->items[i];
        STM_CHILDREN (fx->doc, member, c) {
            if (fx->tokens[c].rel == STM_REL_CONJ && c > member && out->count < STM_FX_DISTRIBUTE &&
                !stm_clause_example(fx, c) && !stm_fx_has(fx, c, STM_REL_ORPHAN)) {
                stm_ids_add_sorted(out, c);
            }
        }
    }
}

uint32_t stm_clause_first_conjunct(const stm_fx *fx, uint32_t t)
{
    for (uint32_t steps = 0; steps < STM_FX_CLIMB && fx->tokens[t].rel == STM_REL_CONJ; steps++) {
        uint32_t head = stm_fx_head(fx, t);
        if (head == STM_NONE) {
            break;
        }
        t = head;
    }
    return t;
}
