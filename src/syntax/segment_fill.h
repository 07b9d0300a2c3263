/* Segmentation with an opened segmenter: what stm_segment and the trainer share.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_SEGMENT_FILL_H
#define STM_SEGMENT_FILL_H
#include "syntax/segment_scan.h"
#include "text/doc.h"

/* See stm_segment. ENCODING with the byte when the text is not UTF-8. */
stemma_status stm_segment_fill(
    const stm_seg_model *model, stm_doc *doc, bool one_sentence, stemma_error *err);
#endif
