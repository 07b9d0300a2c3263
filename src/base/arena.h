/* Arena: many small pieces that die together. No piece is freed alone.
 * One arena belongs to one thread at a time. SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_ARENA_H
#define STM_ARENA_H
#include <stddef.h>
#include "base/status.h"
#include "base/strings.h"

typedef struct stm_arena {
    struct stm_arena_block *first; /* newest block first */
    size_t total_bytes;            /* handed out since init or reset */
    bool failed;                   /* memory ran out at least once since init */
} stm_arena;

void stm_arena_init(stm_arena *arena);
void stm_arena_dispose(stm_arena *arena);
/* Forgets all pieces; keeps one block for the next use. */
void stm_arena_reset(stm_arena *arena);
/* NOMEM when any piece could not be had: whoever asks for many small pieces may check once at the end. */
stemma_status stm_arena_status(const stm_arena *arena, stemma_error *err);
/* Zeroed memory aligned for any type, or NULL when memory ran out. size 0 gives a valid pointer. */
void *stm_arena_alloc(stm_arena *arena, size_t size_bytes);
/* count * size with the overflow checked. */
void *stm_arena_array(stm_arena *arena, size_t count, size_t size_bytes);
/* Copy with a NUL behind it; .ptr is NULL when memory ran out. */
stm_str stm_arena_copy(stm_arena *arena, stm_str s);
/* printf into the arena; .ptr is NULL when memory ran out. */
stm_str stm_arena_print(stm_arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
#endif
