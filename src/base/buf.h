/* String builder with a sticky failure: append as you like, check once at the end.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_BUF_H
#define STM_BUF_H
#include <stddef.h>
#include "base/status.h"
#include "base/strings.h"

typedef struct stm_buf {
    char *data; /* always NUL-terminated when not NULL */
    size_t length, capacity;
    bool failed; /* memory ran out; later appends do nothing */
} stm_buf;

void stm_buf_init(stm_buf *buf);
void stm_buf_dispose(stm_buf *buf);
/* Disposes of a scratch builder; its failure becomes that of `out`, to which its texts went. */
void stm_buf_dispose_to(stm_buf *scratch, stm_buf *out);
void stm_buf_clear(stm_buf *buf); /* keeps the memory; a failure stays until it is disposed of */
void stm_buf_add(stm_buf *buf, const void *bytes, size_t count);
void stm_buf_str(stm_buf *buf, stm_str s);
void stm_buf_text(stm_buf *buf, const char *zero_terminated);
void stm_buf_char(stm_buf *buf, char c);
void stm_buf_print(stm_buf *buf, const char *format, ...) STEMMA_PRINTF(2, 3);
void stm_buf_u64(stm_buf *buf, uint64_t number);
/* Shortest decimal that reads back the same at `digits` significant digits; always with a point, never a comma. */
void stm_buf_double(stm_buf *buf, double number, int digits);
/* JSON string with its quotes; invalid UTF-8 becomes U+FFFD. */
void stm_buf_json(stm_buf *buf, stm_str s);
/* Appends s as clean text: malformed bytes become U+FFFD, control characters other than tab and line ends go. */
void stm_buf_clean(stm_buf *buf, stm_str s);
stm_str stm_buf_view(const stm_buf *buf); /* valid until the next append */
stemma_status stm_buf_status(const stm_buf *buf, stemma_error *err);
/* Gives the bytes to the caller (free()) and empties the builder; NULL when failed. */
char *stm_buf_take(stm_buf *buf);
#endif
