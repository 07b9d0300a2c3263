/* Element-wise functions of the nets: exponential, logistic, tanh, the LSTM cell, leaky rectifier,
 * soft maximum.
 *
 * Own approximations (polynomial of degree 6 after range reduction, Cody and Waite 1980) in plain
 * IEEE operations, so that results do not depend on the C library. Relative error of the
 * exponential below 3e-7. Not for general use: arguments are clamped to the range in which a float
 * can hold the result.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef STM_LEARN_ACTIVATION_H
#define STM_LEARN_ACTIVATION_H

#include <stddef.h>

float stm_exp(float x);
float stm_log(float x); /* natural logarithm for x > 0, by one Newton step each on stm_exp; slow */

/* One step of h units. gates: 4h pre-activations (input, forget, cell, output), replaced by their
 * activations. cell_before may be NULL (zeros). Writes the new cell, its tanh (may be NULL) and the
 * output. */
void stm_lstm_cell(
    float *gates, const float *cell_before, float *cell, float *cell_tanh, float *out, size_t h);

/* x[i] = max(x[i], 0.1 x[i]) */
void stm_leaky(float *x, size_t n);

/* In place: log-normalises nothing, returns probabilities; n >= 1. */
void stm_softmax(float *x, size_t n);

#endif
