/* Numbers in text: digits with separators, number words, multipliers.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_NUMERALS_H
#define STM_NUMERALS_H
#include "base/strings.h"

/* mantissa * 10^exponent, exact. */
typedef struct stm_decimal {
    uint64_t mantissa;
    int exponent;
} stm_decimal;

/* "1.000,50" (German), "1,000.50" (English), "100 000", "5,2"; false when it is no number. */
bool stm_numeral_read(stm_str text, bool german, stm_decimal *out);
/* "drei", "zwölf", "hundert", "three"; false when it is none. */
bool stm_numeral_word(stm_str text, uint64_t *out);
/* Power of ten of "Mio.", "Milliarden", "billion", "Tausend": 6, 9, 9, 3; 0 when it is none.
 * German Billion is 12. */
int stm_numeral_multiplier(stm_str text, bool german);
/* Decimal text without exponent; returns bytes written (at most 63). */
uint32_t stm_numeral_write(stm_decimal number, char out[64]);
#endif
