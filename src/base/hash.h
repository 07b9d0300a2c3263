/* Hashing and the interner: strings to small numbers. The same numbers on every machine and run.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_HASH_H
#define STM_HASH_H
#include "base/arena.h"

/* 64-bit hash of bytes (FNV-1a with a final mix after Stafford, variant 13). Fixed for ever: model files depend on it. */
uint64_t stm_hash_bytes(const void *bytes, size_t count, uint64_t seed);
uint64_t stm_hash_mix(uint64_t x);

/* Interner: distinct strings numbered 1, 2, 3 … in order of first sight; 0 = absent. */
typedef struct stm_intern {
    stm_arena arena;
    stm_str *strings; /* strings[id], id 0 is the empty string */
    uint32_t *slots;  /* open addressing, power of two */
    uint32_t count, capacity, slot_count;
} stm_intern;

void stm_intern_init(stm_intern *intern);
void stm_intern_dispose(stm_intern *intern);
/* Id of s, added when new; 0 when memory ran out. */
uint32_t stm_intern_add(stm_intern *intern, stm_str s);
/* Id of s or 0. */
uint32_t stm_intern_find(const stm_intern *intern, stm_str s);
stm_str stm_intern_get(const stm_intern *intern, uint32_t id);
#endif
