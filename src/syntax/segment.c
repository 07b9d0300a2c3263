/* Text to sentences and words, with the segmenter of a model file or the rules alone.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "syntax/segment.h"

#include "syntax/segment_fill.h"

stemma_status stm_segment(
    const stm_model *model, stm_doc *doc, bool one_sentence, stemma_error *err)
{
    const void *bytes = NULL;
    size_t count = 0;
    if (model == NULL || !stm_model_section(model, "SEGM", &bytes, &count)) {
        bytes = NULL;
    }
    stm_seg_model opened;
    STM_TRY(stm_seg_model_open(&opened, stm_lang_name(doc->lang), bytes, count, err));
    stemma_status status = stm_segment_fill(&opened, doc, one_sentence, err);
    stm_seg_model_dispose(&opened);
    return status;
}
