/* String slices: a pointer and a length into memory that somebody else owns. NUL is data, not an end.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_STRINGS_H
#define STM_STRINGS_H
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

typedef struct stm_str {
    const char *ptr;
    uint32_t len; /* bytes */
} stm_str;

#define STM_LIT(literal) ((stm_str){(literal), (uint32_t)(sizeof(literal) - 1)})
#define STM_EMPTY ((stm_str){"", 0})
/* For printf: printf("%.*s", STM_ARG(s)) */
#define STM_ARG(s) (int)(s).len, (s).ptr

stm_str stm_str_of(const char *zero_terminated);              /* NULL gives the empty slice */
stm_str stm_str_sub(stm_str s, uint32_t begin, uint32_t end); /* clamped to s */
bool stm_str_eq(stm_str a, stm_str b);
bool stm_str_is(stm_str a, const char *zero_terminated);
bool stm_str_eq_ascii_nocase(stm_str a, stm_str b);
int stm_str_cmp(stm_str a, stm_str b); /* by bytes, then by length: a total order */
bool stm_str_starts(stm_str s, stm_str prefix);
bool stm_str_ends(stm_str s, stm_str suffix);
/* Offset of the first place of needle in s, or -1. */
int64_t stm_str_find(stm_str s, stm_str needle);
stm_str stm_str_trim(stm_str s); /* ASCII blanks and line ends at both sides */
/* Takes the part before the next separator off *rest; false when *rest is used up. */
bool stm_str_next(stm_str *rest, char separator, stm_str *part_out);
/* Next line without its \n or \r\n. */
bool stm_str_next_line(stm_str *rest, stm_str *line_out);
#endif
