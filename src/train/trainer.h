/* The trainer's net: parameters with gradients and Adam moments, one batch of sentences in
 * lockstep, and its passes.
 *
 * Rows of a batch are time-major while the LSTM runs (all first words, all second words, ...;
 * sentences sorted by falling length, so that active sentences are a prefix) and sentence-major in
 * the heads. Gradients are written by hand and checked against finite differences in the tests. One
 * thread; fixed seed, same compiler: same model.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef STM_TRAIN_TRAINER_H
#define STM_TRAIN_TRAINER_H

#include "learn/matrix.h"
#include "syntax/net.h"
#include "train/sample.h"

typedef struct {
    float input, layer, recurrent, hidden, word,
        source; /* dropout rates; word: whole-word feature, by frequency */
} stm_dropout;

typedef struct {
    stm_net_size size;
    size_t rows; /* embedding rows */
    float *value[STM_NET_TENSORS], *grad[STM_NET_TENSORS], *first[STM_NET_TENSORS],
        *second[STM_NET_TENSORS];
    float *forward[STM_NET_TENSORS], *backward[STM_NET_TENSORS]; /* packed, backward transposed */
    float *embed, *embed_grad, *embed_first, *embed_second;
    float *mean[STM_NET_TENSORS], *embed_mean; /* moving averages; NULL without */
    uint32_t *embed_step, *touched;            /* touched rows of this batch */
    uint8_t *is_touched;
    size_t touched_count;
    uint64_t step;
    /* tag groups: first logit and width, from the corpus */
    uint32_t group_from[STM_GROUPS_MAX], group_size[STM_GROUPS_MAX];
    float group_weight[STM_GROUPS_MAX];
    size_t groups;
    int upos_group, name_group, lemma_group;
    uint32_t rels;
    stm_dropout drop;
    float gold; /* share of the gold label where a teacher has spoken */
    stm_random random;
    float *scratch;
    size_t scratch_room, scratch_used;
} stm_trainer;

typedef struct {
    const stm_sentence_sample **sentences; /* falling length */
    uint32_t count, rows, steps;
    uint32_t *offset;  /* step -> first row; steps + 1 entries */
    uint32_t *first;   /* sentence -> first sentence-major row */
    const int *source; /* sentence -> treebank for the source feature */
    bool train;
    /* results of the forward pass, sentence-major */
    float *x, *joined, *hidden, *tags;
    float *lstm_gates[4], *lstm_cell[4], *lstm_tanh[4], *lstm_out[4], *lstm_before[4];
    float *layer_in[2], *layer_mask[2], *recurrent_mask[4], *joined_mask, *hidden_mask;
    uint32_t *rows_used, *row_start; /* embedding rows of each time-major row */
    float *d_hidden, *d_joined;
} stm_batch;

typedef struct {
    double loss, arc, rel, tag, name;
    size_t words;
} stm_loss;

enum { STM_SOURCE_MIX = 1000 }; /* source numbers from here are bit sets of sources, averaged */

void stm_trainer_new(stm_trainer *t, const stm_corpus *c, stm_net_size size, uint64_t seed);
void stm_trainer_free(stm_trainer *t); /* scratch is the caller's */
void stm_trainer_pack(stm_trainer *t);
void stm_trainer_adam(stm_trainer *t, float rate, float clip);
/* Moving averages of all parameters (Polyak and Juditsky 1992): keep is the share of the old
 * average; the first call starts them. swap exchanges parameters and averages, if there are any. */
void stm_trainer_average(stm_trainer *t, float keep);
void stm_trainer_swap(stm_trainer *t);

float *stm_trainer_take(stm_trainer *t, size_t floats); /* scratch of one batch, zeroed */
void stm_trainer_product(stm_trainer *t, float *c, size_t ldc, stm_left left, const float *b,
    size_t row, size_t column, size_t m, size_t n, size_t k, bool add);

void stm_batch_begin(stm_trainer *t, stm_batch *b, const stm_sentence_sample **sentences,
    uint32_t count, const int *source, bool train);
void stm_batch_forward(stm_trainer *t, const stm_corpus *c, stm_batch *b);
void stm_batch_backward(stm_trainer *t, stm_batch *b); /* from d_hidden */

/* Losses of all heads; fills d_hidden and the heads' gradients when b->train. */
void stm_heads_loss(stm_trainer *t, stm_batch *b, stm_loss *out);

/* Arc scores of one sentence, n x stride with stride = STM_PAD(n + 1), head column 0 = root. */
float *stm_heads_arcs(stm_trainer *t, const stm_batch *b, uint32_t sentence, size_t *stride);
/* Relation logits for word (0-based) and head (0 = root). */
void stm_heads_rel(const stm_trainer *t, const stm_batch *b, uint32_t sentence, uint32_t word,
    uint32_t head, float *out);

/* Best name tags of one sentence under the BILOU rules. */
void stm_names_best(const stm_trainer *t, const stm_batch *b, uint32_t sentence, int *tags);
double stm_names_loss(
    stm_trainer *t, const stm_batch *b, uint32_t sentence, float *d_tags, float weight);

#endif
