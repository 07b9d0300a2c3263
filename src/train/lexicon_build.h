/* Gathered words -> the binary lexicon section. SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_LEXICON_BUILD_H
#define STM_LEXICON_BUILD_H
#include "base/buf.h"
#include "train/lexicon_words.h"

typedef struct stm_lexicon_figures {
    uint32_t forms, classes, analyses, scripts, suffix_rules;
} stm_lexicon_figures;

/* Appends the section to out. LIMIT when a table outgrows its numbers. The same words give the same
 * bytes. */
stemma_status stm_lexicon_build(
    const stm_words *words, stm_buf *out, stm_lexicon_figures *figures, stemma_error *err);
#endif
