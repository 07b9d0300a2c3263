/* Shape of the parsing net: sizes and the list of dense tensors, shared by trainer, model file and
 * inference.
 *
 * word features -> summed embedding x -> two-layer bidirectional LSTM -> [h; x] -> one hidden
 * layer, cut into parts: arc dependent | arc head | relation dependent | relation head | word.
 * Arcs: biaffine score (Dozat and Manning 2017). Relations: leaky rectifier of (dependent + head)
 * then linear. Word part: linear to all tag groups at once (UPOS, XPOS, one group per morphological
 * feature, lemma script, name tag).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef STM_SYNTAX_NET_H
#define STM_SYNTAX_NET_H

#include <stddef.h>
#include <stdint.h>

enum { STM_NET_LAYERS = 2, STM_NET_DIRECTIONS = 2 };

/* All widths except word_d-independent counts are multiples of 16. */
typedef struct {
    uint32_t x;     /* embedding */
    uint32_t h;     /* LSTM units per direction */
    uint32_t arc;   /* arc part of the hidden layer (twice) */
    uint32_t rel;   /* relation part (twice) */
    uint32_t word;  /* word part */
    uint32_t rels;  /* padded number of relations */
    uint32_t tags;  /* padded number of tag logits */
    uint32_t names; /* number of name tags (not padded) */
} stm_net_size;

enum {
    STM_NET_LSTM = 0, /* W, U, b of (layer, direction) at 3 * (2 * layer + direction) */
    STM_NET_HIDDEN = 12,
    STM_NET_HIDDEN_BIAS,
    STM_NET_ARC,
    STM_NET_ARC_BIAS,
    STM_NET_ARC_ROOT,
    STM_NET_REL_ROOT,
    STM_NET_REL,
    STM_NET_REL_BIAS,
    STM_NET_TAG,
    STM_NET_TAG_BIAS,
    STM_NET_NAMES, /* transition scores, names x names */
    STM_NET_TENSORS
};

typedef struct {
    uint32_t rows, columns;
} stm_net_shape;

stm_net_shape stm_net_tensor(const stm_net_size *s, unsigned tensor);
uint32_t stm_net_hidden(const stm_net_size *s); /* width of the whole hidden layer */
uint32_t stm_net_joined(const stm_net_size *s); /* width of [h; x] */

#endif
