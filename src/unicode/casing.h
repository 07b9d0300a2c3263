/* Letter case of UTF-8 text, one code point at a time, independent of the locale.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_CASING_H
#define STM_CASING_H
#include "base/strings.h"

/* Writes s with every letter in lower case into out; returns the bytes written, or 0 when s is
 * empty, too long for `capacity` or malformed. Simple mapping: one code point stays one ("İ" gives
 * "i"). */
uint32_t stm_casing_lower(stm_str s, char *out, uint32_t capacity);
uint32_t stm_casing_upper(stm_str s, char *out, uint32_t capacity);
/* The same, but only the first letter is changed. */
uint32_t stm_casing_lower_first(stm_str s, char *out, uint32_t capacity);
uint32_t stm_casing_upper_first(stm_str s, char *out, uint32_t capacity);
/* First letter as written, the rest in lower case ("SIEMENS" gives "Siemens"). */
uint32_t stm_casing_title(stm_str s, char *out, uint32_t capacity);
bool stm_casing_is_upper(uint32_t point);
bool stm_casing_is_lower(uint32_t point);
/* First code point of s is an upper-case letter. */
bool stm_casing_starts_upper(stm_str s);
/* s has at least two letters and none of them is lower case. */
bool stm_casing_all_upper(stm_str s);
#endif
