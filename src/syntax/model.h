/* A language's model file in memory: read once, never changed, shared by threads. Format: docs/model-format.md.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_MODEL_H
#define STM_MODEL_H
#include <stddef.h>
#include "base/status.h"
#include "syntax/lexicon.h"
#include "text/doc.h"

typedef struct stm_model stm_model;

/* Loads and checks a model file. IO, FORMAT (damaged, not a model), VERSION (newer), NOMEM; messages name the path. */
stemma_status stm_model_load(const char *path, stm_model **model_out, stemma_error *err);
void stm_model_free(stm_model *model); /* takes NULL */
stm_lang stm_model_lang(const stm_model *model);
/* The descriptive header (language, training data, licence, scores) as text. Owned by the model. */
stm_str stm_model_about(const stm_model *model);
/* NULL when the model carries none. */
const stm_lexicon *stm_model_lexicon(const stm_model *model);
/* Bytes of a section by its four-letter tag ("SEGM"); false when there is none. Owned by the model. */
bool stm_model_section(
    const stm_model *model, const char *tag, const void **bytes_out, size_t *count_out);
#endif
