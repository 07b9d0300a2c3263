/* Tags, lemmas, features, trees and names for the words of a document.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_SYNTAX_H
#define STM_SYNTAX_H
#include "syntax/model.h"

/* What one thread needs to work with a model; reused from sentence to sentence. */
typedef struct stm_syntax_space stm_syntax_space;
stemma_status stm_syntax_space_new(
    const stm_model *model, stm_syntax_space **space_out, stemma_error *err);
void stm_syntax_space_free(stm_syntax_space *space); /* takes NULL */

/* Annotates sentences [first, first + count) of doc: upos, xpos, feats, morph, lemma, head, deprel of each token, the links
 * (stm_doc_link), and appends NAME mentions to doc->mentions (token.mention set). Existing values are overwritten.
 * Sentences of more than STM_MAX_SENTENCE_TOKENS are parsed in pieces under one root. The result does not depend on
 * how sentences are batched. NOMEM. */
stemma_status stm_syntax_annotate(const stm_model *model, stm_syntax_space *space, stm_doc *doc,
    uint32_t first, uint32_t count, stemma_error *err);
#endif
