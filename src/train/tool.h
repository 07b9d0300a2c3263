/* Small helpers of the trainer: memory that ends the program when it is gone, a random generator
 * with a fixed sequence, time. The trainer is a developer's program; nothing here goes into the
 * library.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef STM_TRAIN_TOOL_H
#define STM_TRAIN_TOOL_H

#include <stddef.h>
#include <stdint.h>

void *stm_tool_new(size_t count, size_t size);             /* zeroed, aligned to 64 */
void *stm_tool_grow(void *old, size_t count, size_t size); /* realloc */
char *stm_tool_copy(const char *s, size_t n);
_Noreturn void stm_tool_die(const char *format, ...) __attribute__((format(printf, 1, 2)));
char *stm_tool_read(const char *path, size_t *n);
double stm_tool_seconds(void); /* processor time of this program */

typedef struct {
    uint64_t s;
} stm_random;

uint32_t stm_random_next(stm_random *r);
float stm_random_unit(stm_random *r);   /* [0, 1) */
float stm_random_normal(stm_random *r); /* approximately normal, variance 1 */

#endif
