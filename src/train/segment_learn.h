/* Learning and measuring the segmenter. SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_SEGMENT_LEARN_H
#define STM_SEGMENT_LEARN_H
#include "syntax/segment_scan.h"
#include "train/segment_gold.h"

typedef struct stm_seg_options {
    uint32_t cut_bits, end_bits; /* of the weight tables */
    uint32_t rounds;
    float end_bias; /* added to every decision about a sentence end; > 0 finds more of them */
    float cut_prior, end_prior; /* trust in the rules before anything is learnt */
} stm_seg_options;

/* Learns both decisions and appends the section to out. The same input gives the same bytes. */
stemma_status stm_segment_learn(const stm_gold *gold, const stm_seg_tables *tables,
    const stm_seg_options *options, stm_buf *out, stemma_error *err);

typedef struct stm_seg_scores {
    double words, sentences; /* F1, 0..1 */
    uint32_t found;          /* sentences of the segmenter */
} stm_seg_scores;
/* F1 of syntactic words and sentences (by their bytes) of the gold text read as one line. */
stemma_status stm_segment_measure(const stm_gold *gold, const stm_seg_model *model,
    stm_seg_scores *scores, bool show, stemma_error *err);
#endif
