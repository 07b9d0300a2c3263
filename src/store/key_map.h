/* Private to src/store: numbers of 64 bit (row ids, keys of blocks) to small numbers, in memory.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_KEY_MAP_H
#define STM_KEY_MAP_H
#include "base/vec.h"

typedef struct stm_key_slot {
    int64_t key;
    uint32_t value; /* + 1; 0 = empty */
} stm_key_slot;

typedef struct stm_key_map {
    stm_key_slot *slots;
    uint32_t count, capacity; /* capacity: 0 or a power of two */
} stm_key_map;

/* Value of the key, STM_NONE when it has none. */
uint32_t stm_key_map_get(const stm_key_map *map, int64_t key);
/* Sets or replaces; value < STM_NONE - 1. False when memory ran out. */
bool stm_key_map_set(stm_key_map *map, int64_t key, uint32_t value);
void stm_key_map_clear(stm_key_map *map); /* keeps its memory */
void stm_key_map_free(stm_key_map *map);
#endif
