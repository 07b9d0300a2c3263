/* Weights of the segmenter, any bytes: refused, or a text is cut with them and every span lies in it.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdlib.h>

#include "fuzz.h"
#include "syntax/segment_fill.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char text[] =
        "Am 3. Mai kam Dr. Weber (siehe S. 4) an. \"Gut!\", rief er...\nu. a. 1,5 Mio. Euro? Ja: vgl. Abb. 2";
    stemma_error err;
    stm_doc doc;
    stm_seg_model model;
    stm_doc_init(&doc);
    doc.lang = STM_LANG_DE;
    doc.text = (stm_str){text, sizeof text - 1};
    if (stm_seg_model_open(&model, "de", data, size, &err) == STEMMA_OK) {
        (void)stm_segment_fill(&model, &doc, false, &err);
        stm_seg_model_dispose(&model);
    }
    for (uint32_t i = 0; i < doc.tokens.count; i++) {
        stm_span span = doc.tokens.items[i].span;
        if (span.begin > span.end || span.end > doc.text.len) {
            abort();
        }
    }
    stm_doc_dispose(&doc);
    return 0;
}
