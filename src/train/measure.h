/* Scores of the net in training on a list of sentences: the trainer's progress report.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef STM_TRAIN_MEASURE_H
#define STM_TRAIN_MEASURE_H

#include "train/trainer.h"

typedef struct {
    size_t words, trees, upos, xpos, xpos_of, feats, feats_of, lemma, lemma_of, uas, las;
    size_t names_right, names_found, names_gold;
} stm_measure;

void stm_measure_list(stm_trainer *t, const stm_corpus *c, const stm_sample_list *list, int source,
    bool held_out, stm_measure *out);
void stm_measure_print(const char *title, const stm_measure *m);

#endif
