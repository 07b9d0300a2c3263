/* Small tools of the drawing program: a growing string, growing arrays, decoding UTF-8. Running out of memory ends
 * the program: it runs as a child whose end is an error message of its parent.
 * SPDX-License-Identifier: MIT */
#ifndef INK_H
#define INK_H
#include <stdbool.h>
#include <stddef.h>

typedef struct ink {
    char *data;
    size_t length, capacity;
} ink;
void ink_add(ink *out, const char *bytes, size_t count);
void ink_text(ink *out, const char *text);
void ink_print(ink *out, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Number with at most two decimals and a point in every locale. */
void ink_number(ink *out, double number);
/* Escaped for XML text and attributes. */
void ink_xml(ink *out, const char *text);

/* Memory that is never given back; ends the program when there is none. */
void *ink_memory(size_t bytes);
void *ink_grow(void *items, size_t *capacity, size_t count, size_t item_bytes);
char *ink_copy(const char *text, size_t count);
/* Code point at text, its bytes in *count (1..4); U+FFFD with one byte when malformed. */
unsigned ink_decode(const char *text, size_t *count);
/* Says why and ends with exit status 1. */
_Noreturn void ink_die(const char *format, ...) __attribute__((format(printf, 1, 2)));
#endif
