/* UTF-8 by bytes; everything that needs Unicode tables lives in src/unicode.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_UTF8_H
#define STM_UTF8_H
#include "base/strings.h"

/* Bytes of the well-formed character at `at` (1..4) and its code point; 0 when it is malformed or s ends. */
uint32_t stm_utf8_decode(stm_str s, uint32_t at, uint32_t *point_out);
/* Writes 1..4 bytes, returns how many; 0 for a surrogate or a number over U+10FFFF. */
uint32_t stm_utf8_encode(uint32_t point, char out[4]);
/* Offset of the first malformed byte, or -1 when all of s is UTF-8. */
int64_t stm_utf8_invalid(stm_str s);
/* Code points in s; a malformed byte counts as one. */
uint32_t stm_utf8_count(stm_str s);
/* Largest boundary <= at. */
uint32_t stm_utf8_floor(stm_str s, uint32_t at);
#endif
