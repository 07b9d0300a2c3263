/* Everything about each proposition as JSON lines. SPDX-License-Identifier: GPL-2.0-or-later */
#include "facts/facts.h"

stemma_status stm_facts_jsonl(const stm_doc *doc, uint32_t sentence, stm_buf *out, stemma_error *err)
{
    const stm_sentence *s = &doc->sentences.items[sentence];
    for (uint32_t p = 0; p < s->prop_count; p++) {
        const stm_prop *prop = &doc->props.items[s->prop_first + p];
        stm_buf_text(out, "{\"relation\":");
        stm_buf_json(out, prop->relation);
        stm_buf_text(out, "}\n");
    }
    return stm_buf_status(out, err);
}
