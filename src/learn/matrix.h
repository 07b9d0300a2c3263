/* Dense products for small nets, the same bits on every machine.
 *
 * One right-hand side layout (packed panels of STM_PANEL columns) and one product. Every element of
 * the result is a chain of fused multiply-adds over k = 0, 1, 2, ... and nothing else: the chain
 * does not depend on the instruction set, on the number of rows handed over at once, or on how rows
 * are blocked. That is why a parse does not change with batch size or processor. It is no general
 * BLAS: no alpha, no beta, no threads.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef STM_LEARN_MATRIX_H
#define STM_LEARN_MATRIX_H

#include <stdbool.h>
#include <stddef.h>

enum { STM_PANEL = 64, STM_LANES = 16 };

/* Column counts are padded to whole vectors. */
#define STM_PAD(n) (((n) + (size_t)STM_LANES - 1) / STM_LANES * STM_LANES)

/* Left-hand side: element (i, k) is data[i * row + k * column], so a transposed matrix needs no
 * copy. */
typedef struct {
    const float *data;
    size_t row, column;
} stm_left;

/* Packs b (element (k, j) at b[k * row + j * column], n real columns) into panels; out holds k *
 * STM_PAD(n) floats. */
void stm_matrix_pack(float *out, const float *b, size_t row, size_t column, size_t k, size_t n);

/* c[m x n] (+)= left[m x k] * packed[k x n]; n must be a multiple of STM_LANES. */
void stm_matrix_multiply(float *c, size_t ldc, stm_left left, const float *packed, size_t m,
    size_t n, size_t k, bool add);

#endif
