/* Arena allocator: blocks that grow by doubling, bump pointer inside.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

enum { FIRST_BLOCK_BYTES = 4096, LARGEST_STEP_BYTES = 1 << 20 };

struct stm_arena_block {
    struct stm_arena_block *next;
    size_t used, size;
    max_align_t data[];
};

void stm_arena_init(stm_arena *arena)
{
    arena->first = NULL;
    arena->total_bytes = 0;
    arena->failed = false;
}

static void free_blocks(struct stm_arena_block *block)
{
    while (block != NULL) {
        struct stm_arena_block *next = block->next;
        free(block);
        block = next;
    }
}

void stm_arena_dispose(stm_arena *arena)
{
    free_blocks(arena->first);
    stm_arena_init(arena);
}

void stm_arena_reset(stm_arena *arena)
{
    if (arena->first != NULL) {
        free_blocks(arena->first->next);
        arena->first->next = NULL;
        arena->first->used = 0;
    }
    arena->total_bytes = 0;
}

static struct stm_arena_block *grow(stm_arena *arena, size_t need)
{
    size_t size = arena->first == NULL ? FIRST_BLOCK_BYTES : arena->first->size * 2;
    size = size > LARGEST_STEP_BYTES ? LARGEST_STEP_BYTES : size;
    size = size < need ? need : size;
    if (size > SIZE_MAX - sizeof(struct stm_arena_block)) {
        return NULL;
    }
    struct stm_arena_block *block = malloc(sizeof *block + size);
    if (block != NULL) {
        block->next = arena->first;
        block->used = 0;
        block->size = size;
        arena->first = block;
    }
    return block;
}

stemma_status stm_arena_status(const stm_arena *arena, stemma_error *err)
{
    return arena->failed ? stm_fail_nomem(err) : STEMMA_OK;
}

static void *give_up(stm_arena *arena)
{
    arena->failed = true;
    return NULL;
}

void *stm_arena_alloc(stm_arena *arena, size_t size_bytes)
{
    const size_t unit = _Alignof(max_align_t);
    if (size_bytes > SIZE_MAX - unit) {
        return give_up(arena);
    }
    size_t need = size_bytes == 0 ? unit : (size_bytes + unit - 1) / unit * unit;
    struct stm_arena_block *block = arena->first;
    if (block == NULL || block->size - block->used < need) {
        block = grow(arena, need);
        if (block == NULL) {
            return give_up(arena);
        }
    }
    char *piece = (char *)block->data + block->used;
    block->used += need;
    arena->total_bytes += need;
    memset(piece, 0, need);
    return piece;
}

void *stm_arena_array(stm_arena *arena, size_t count, size_t size_bytes)
{
    if (size_bytes != 0 && count > SIZE_MAX / size_bytes) {
        return give_up(arena);
    }
    return stm_arena_alloc(arena, count * size_bytes);
}

stm_str stm_arena_copy(stm_arena *arena, stm_str s)
{
    char *copy = stm_arena_alloc(arena, (size_t)s.len + 1);
    if (copy == NULL) {
        return (stm_str){NULL, 0};
    }
    if (s.len > 0) {
        memcpy(copy, s.ptr, s.len);
    }
    return (stm_str){copy, s.len};
}

stm_str stm_arena_print(stm_arena *arena, const char *format, ...)
{
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    char *copy = length < 0 ? NULL : stm_arena_alloc(arena, (size_t)length + 1);
    if (copy != NULL) {
        vsnprintf(copy, (size_t)length + 1, format, again);
    }
    va_end(again);
    return (stm_str){copy, copy == NULL ? 0 : (uint32_t)length};
}
