/* Writes a trained net as a model file; the format stands in syntax/model.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef STM_TRAIN_MODEL_WRITE_H
#define STM_TRAIN_MODEL_WRITE_H

#include "train/trainer.h"

typedef struct {
    const char *about;   /* text header */
    const char *lexicon; /* bytes of the lexicon section, may be NULL */
    size_t lexicon_size;
    int home; /* source number (or mix) that the model speaks for */
} stm_model_extra;

void stm_model_write(
    const stm_trainer *t, const stm_corpus *c, const stm_model_extra *extra, const char *path);

#endif
