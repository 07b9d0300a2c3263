/* Numbers as text, the same in every locale. SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_NUMBER_H
#define STM_NUMBER_H
#include <stddef.h>
#include "base/strings.h"

enum { STM_NUMBER_BYTES = 40 };

/* Writes number with up to `digits` (1..17) significant digits, point as decimal mark; returns the bytes.
 * NaN and infinities are written as nan, inf, -inf. */
size_t stm_number_write(double number, int digits, char out[STM_NUMBER_BYTES]);
/* Whole slice must be a decimal number ("-1.5e3"); false otherwise. */
bool stm_number_read(stm_str s, double *out);
/* Whole slice must be an unsigned integer that fits. */
bool stm_number_read_u64(stm_str s, uint64_t *out);
#endif
