/* Reads what other people's texts tell about words: clusters and vectors, as the tables that word
 * features come from.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef STM_TRAIN_WORD_TABLES_H
#define STM_TRAIN_WORD_TABLES_H

#include "syntax/feature.h"

typedef struct {
    uint32_t *cluster_keys, *vector_keys;
    uint16_t *cluster_values;
    uint8_t *vector_codes;
} stm_word_tables;

/* "word TAB number" a line, frequent words first; the first `most` are taken. */
void stm_word_clusters(stm_word_tables *w, stm_feature_source *f, const char *path, unsigned most);
/* "word TAB code code ..." a line, codes 0 to 255, as many in each line. */
void stm_word_vectors(stm_word_tables *w, stm_feature_source *f, const char *path);
void stm_word_tables_free(stm_word_tables *w);

#endif
