/* Hashing and interner. SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/hash.h"

#include <stdlib.h>

uint64_t stm_hash_mix(uint64_t x)
{
    x ^= x >> 30;
    x *= 0xbf58476d1ce4e5b9ull;
    x ^= x >> 27;
    x *= 0x94d049bb133111ebull;
    return x ^ x >> 31;
}

uint64_t stm_hash_bytes(const void *bytes, size_t count, uint64_t seed)
{
    const unsigned char *b = bytes;
    uint64_t hash = 0xcbf29ce484222325ull ^ stm_hash_mix(seed);
    for (size_t i = 0; i < count; i++) {
        hash = (hash ^ b[i]) * 0x100000001b3ull;
    }
    return stm_hash_mix(hash);
}

void stm_intern_init(stm_intern *intern)
{
    *intern = (stm_intern){0};
    stm_arena_init(&intern->arena);
}

void stm_intern_dispose(stm_intern *intern)
{
    free(intern->strings);
    free(intern->slots);
    stm_arena_dispose(&intern->arena);
    *intern = (stm_intern){0};
}

static uint32_t slot_of(const stm_intern *intern, stm_str s)
{
    uint32_t mask = intern->slot_count - 1;
    uint32_t slot = (uint32_t)stm_hash_bytes(s.ptr, s.len, 0) & mask;
    while (intern->slots[slot] != 0 && !stm_str_eq(intern->strings[intern->slots[slot]], s)) {
        slot = (slot + 1) & mask;
    }
    return slot;
}

static bool grow_slots(stm_intern *intern)
{
    uint32_t size = intern->slot_count == 0 ? 64 : intern->slot_count * 2;
    uint32_t *slots = size > UINT32_MAX / 4 ? NULL : calloc(size, sizeof *slots);
    if (slots == NULL) {
        return false;
    }
    free(intern->slots);
    intern->slots = slots;
    intern->slot_count = size;
    for (uint32_t id = 1; id <= intern->count; id++) {
        intern->slots[slot_of(intern, intern->strings[id])] = id;
    }
    return true;
}

static bool grow_strings(stm_intern *intern)
{
    uint32_t size = intern->capacity == 0 ? 64 : intern->capacity * 2;
    stm_str *strings = realloc(intern->strings, size * sizeof *strings);
    if (strings == NULL) {
        return false;
    }
    strings[0] = STM_EMPTY;
    intern->strings = strings;
    intern->capacity = size;
    return true;
}

uint32_t stm_intern_find(const stm_intern *intern, stm_str s)
{
    return intern->slot_count == 0 ? 0 : intern->slots[slot_of(intern, s)];
}

uint32_t stm_intern_add(stm_intern *intern, stm_str s)
{
    uint32_t found = stm_intern_find(intern, s);
    if (found != 0) {
        return found;
    }
    if ((intern->count + 1) * 2 > intern->slot_count && !grow_slots(intern)) {
        return 0;
    }
    if (intern->count + 1 >= intern->capacity && !grow_strings(intern)) {
        return 0;
    }
    stm_str copy = stm_arena_copy(&intern->arena, s);
    if (copy.ptr == NULL) {
        return 0;
    }
    uint32_t id = ++intern->count;
    intern->strings[id] = copy;
    intern->slots[slot_of(intern, copy)] = id;
    return id;
}

stm_str stm_intern_get(const stm_intern *intern, uint32_t id)
{
    return id == 0 || id > intern->count ? STM_EMPTY : intern->strings[id];
}
