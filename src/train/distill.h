/* Teaching by an ensemble: what several trained nets think, averaged, becomes part of the target of
 * one student.
 *
 * Method: knowledge distillation for parsers (Kuncoro et al. 2016; Hinton et al. 2015). Sentences
 * without trees (name texts) are taught by the ensemble alone; tag groups that a treebank leaves
 * empty are taught under the source that has them (`tag_source`). Nets must have been trained
 * with the same labels, that is, from the same files in the same order (%hold keeps a file's labels
 * and rows without learning from it): their parameters are kept as plain floats; rows are found by
 * the hashes of their features.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef STM_TRAIN_DISTILL_H
#define STM_TRAIN_DISTILL_H

#include "train/trainer.h"

void stm_distill_save(const stm_trainer *t, const stm_corpus *c, const char *path);
void stm_distill_load(stm_trainer *t, const stm_corpus *c, const char *path);

typedef struct {
    const char *const *teachers; /* files */
    size_t count;
    stm_net_size size;    /* of the teachers */
    int home, tag_source; /* source of name texts; source that knows all tag groups, -1 none */
    float *scratch;
    size_t scratch_room;
} stm_distill_plan;

/* Fills the soft_* fields of all sentences of the list. */
void stm_distill_list(const stm_corpus *c, stm_sample_list *list, const stm_distill_plan *plan);

#endif
