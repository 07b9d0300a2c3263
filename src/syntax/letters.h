/* UTF-8 letters for the feature maker: decoding, lower case, kind of character.
 *
 * Covers Latin with its extensions, Greek and Cyrillic, which is what words of the trained
 * languages need on the fast path; other scripts pass unchanged. It is no replacement for the
 * Unicode library, which the reading stages use: here a word must become features in under a
 * microsecond, with the same result on every machine.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef STM_SYNTAX_LETTERS_H
#define STM_SYNTAX_LETTERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { STM_LETTERS_MAX = 64 }; /* of longer words only the first letters are seen */

/* Decodes one character at s (n > 0 bytes left); stray bytes count as one character U+DC80..U+DCFF.
 */
size_t stm_letters_decode(const char *s, size_t n, uint32_t *c);
size_t stm_letters_encode(uint32_t c, char out[4]);
uint32_t stm_letters_lower(uint32_t c);
uint32_t stm_letters_upper(uint32_t c);
bool stm_letters_is_upper(uint32_t c);
bool stm_letters_is_letter(uint32_t c);
bool stm_letters_is_digit(uint32_t c);

/* Lower-cased copy of at most room - 1 bytes, cut at a character; returns its length. */
size_t stm_letters_fold(char *out, size_t room, const char *s, size_t n);

#endif
