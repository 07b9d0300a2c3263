/* All propositions of a document, sentence by sentence. SPDX-License-Identifier:
 * GPL-2.0-or-later */
#include "facts/facts.h"
#include "facts/marks.h"

static void extract_sentence(stm_fx *fx, uint32_t sentence)
{
    stm_sentence *s = &fx->out->sentences.items[sentence];
    s->prop_first = fx->out->props.count;
    if (!s->foreign && stm_fx_sentence(fx, sentence)) { /* the tree is of the wrong language */
        for (uint32_t t = fx->first; t < fx->end && !fx->failed; t++) {
            if (stm_clause_is_predicate(fx, t)) {
                stm_clause_props(fx, t);
            }
            stm_ellipsis_props(fx, t);
            stm_nominal_props(fx, t);
        }
        stm_marks_sentence(fx);
    }
    s->prop_count = fx->out->props.count - s->prop_first;
}

stemma_status stm_facts_extract(stm_doc *doc, stemma_error *err)
{
    stm_fx fx;
    stm_vec_clear(&doc->props);
    stm_vec_clear(&doc->args);
    stm_fx_init(&fx, doc, doc);
    for (uint32_t s = 0; s < doc->sentences.count && !fx.failed; s++) {
        extract_sentence(&fx, s);
    }
    bool failed = fx.failed;
    stm_fx_dispose(&fx);
    return failed ? stm_fail_nomem(err) : STEMMA_OK;
}

const char *stm_role_name(uint8_t role)
{
    static const char *const names[] = {"subject", "object", "indirect", "complement", "oblique",
        "adverb", "clause", "time", "place", "amount", "agent"};
    return role < sizeof names / sizeof names[0] ? names[role] : "";
}

const char *stm_link_name(uint8_t link)
{
    static const char *const names[] = {"", "cause", "condition", "purpose", "time", "contrast"};
    return link < sizeof names / sizeof names[0] ? names[link] : "";
}
