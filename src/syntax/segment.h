/* Text to sentences and words. SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_SEGMENT_H
#define STM_SEGMENT_H
#include "syntax/model.h"

/* Fills doc->sentences and doc->tokens (form, span, flags; multi-word tokens split: `im` = in dem) from doc->text.
 * doc->lang chooses the tables; model may be NULL (rules only). Paragraph starts are marked. With `one_sentence` the whole
 * text is one sentence. Spans cover every character that is not white space. NOMEM, LIMIT. */
stemma_status stm_segment(
    const stm_model *model, stm_doc *doc, bool one_sentence, stemma_error *err);

/* Language of a text: STM_LANG_DE, STM_LANG_EN, STM_LANG_OTHER (neither) or STM_LANG_UNKNOWN (too little to tell).
 * *confidence_out 0..1, may be NULL. */
stm_lang stm_language_detect(stm_str text, float *confidence_out);

/* Marks the sentences that are clearly in another language than doc->lang: the English headline in a German list of
 * sources. A sentence with too few little words to tell is none of them, nor is the only sentence of a document. NOMEM. */
stemma_status stm_language_mark_foreign(stm_doc *doc, stemma_error *err);
#endif
