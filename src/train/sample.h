/* Training data: sentences with targets for every head of the net, label inventories, features as
 * row numbers.
 *
 * Reads CoNLL-U treebanks and texts with name spans. A column that a treebank leaves empty
 * throughout teaches nothing: its targets are masked (-1). Rare labels are kept, rare lemma scripts
 * are masked.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef STM_TRAIN_SAMPLE_H
#define STM_TRAIN_SAMPLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "syntax/feature.h"
#include "train/tool.h"

enum { STM_GROUPS_MAX = 32 };

typedef struct {
    char **name;
    size_t count, room;
    uint32_t *slots; /* hash index */
    size_t slot_count;
} stm_labels;

int stm_labels_find(const stm_labels *l, const char *s, size_t n); /* -1 when absent */
int stm_labels_add(stm_labels *l, const char *s, size_t n);
void stm_labels_free(stm_labels *l);

typedef struct {
    char *form, *lemma, *xpos, *feats; /* lemma, xpos, feats may be NULL */
    int16_t target[STM_GROUPS_MAX];    /* per group, -1 masked */
    int32_t head;                      /* -1 unknown */
    int16_t rel;
    uint32_t features, feature_count; /* into the pool */
    uint32_t place;                   /* row of the place feature, or UINT32_MAX */
} stm_word_sample;

typedef struct {
    stm_word_sample *words;
    uint32_t count;
    int source; /* treebank number, -1 for name texts */
    bool held_out;
    /* from teachers (distill.h), NULL without: n x (n + 1), n x relations, n x tags, n */
    float *soft_arcs, *soft_rels, *soft_tags;
    uint32_t *soft_heads;
} stm_sentence_sample;

typedef struct {
    stm_sentence_sample *sentences;
    size_t count, room;
} stm_sample_list;

typedef struct {
    stm_feature_source features;
    stm_labels groups; /* names of tag groups: UPOS, XPOS, features..., LEMMA, NAME */
    stm_labels values[STM_GROUPS_MAX];
    stm_labels rels, sources;
    /* feature rows */
    uint32_t *row_hash, *row_count; /* row -> hash, frequency */
    uint8_t *row_kind;
    size_t rows, row_room;
    uint32_t *index; /* hash index, capacity index_size (power of two), row + 1 */
    size_t index_size;
    uint32_t *pool;
    size_t pool_count, pool_room;
    bool frozen; /* unknown labels and features are no longer added */
} stm_corpus;

/* A rule "COLUMN<TAB>FROM<TAB>TO" that makes treebanks agree; see stm_sample_map. */
void stm_sample_map(const char *path);

/* spec: FILE or FILE@PREFIX (sentences whose sent_id starts with PREFIX) or FILE@!PREFIX (all
 * others), each with %RULES of harmonise.h behind it ("%only+report": just the sentences that
 * change). */
void stm_sample_treebank(stm_corpus *c, stm_sample_list *out, const char *spec, int source);
void stm_sample_names(stm_corpus *c, stm_sample_list *out, const char *path);

/* Counts features over lists, drops those seen less than `least` times, numbers the rest; then
 * turns words' features into row numbers. Call stm_sample_rows for every list afterwards. */
void stm_corpus_count(stm_corpus *c, const stm_sample_list *list);
void stm_corpus_freeze(stm_corpus *c, uint32_t least);
void stm_sample_rows(stm_corpus *c, stm_sample_list *list);
/* Keeps the values of a group that the list shows at least `least` times; the others are masked. */
void stm_corpus_prune(stm_corpus *c, const char *group, stm_sample_list *list, uint32_t least);
void stm_sample_list_free(stm_sample_list *list);
void stm_corpus_free(stm_corpus *c); /* the feature source's own tables are the caller's */
uint32_t stm_corpus_row(const stm_corpus *c, uint32_t hash); /* UINT32_MAX when there is none */

#endif
