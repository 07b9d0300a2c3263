/* For people: tokens, tree and rules of a sentence. SPDX-License-Identifier: GPL-2.0-or-later */
#include "facts/facts.h"

stemma_status stm_facts_explain(const stm_doc *doc, uint32_t sentence, stm_buf *out, stemma_error *err)
{
    const stm_sentence *s = &doc->sentences.items[sentence];
    for (uint32_t p = 0; p < s->prop_count; p++) {
        const stm_prop *prop = &doc->props.items[s->prop_first + p];
        stm_buf_print(out, "%s: %.*s (%.*s)\n", prop->rule, STM_ARG(prop->relation), STM_ARG(prop->lemma));
        for (uint32_t i = 0; i < prop->arg_count; i++) {
            const stm_arg *arg = &doc->args.items[prop->arg_first + i];
            stm_buf_print(out, "    %s: %.*s%s%.*s\n", stm_role_name(arg->role), STM_ARG(arg->marker),
                          arg->marker.len > 0 ? " | " : "", STM_ARG(arg->text));
        }
    }
    return stm_buf_status(out, err);
}
