/* Open addressing with linear steps, at most half full. SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/key_map.h"

#include <string.h>

#include "base/hash.h"
#include "text/doc.h"

static stm_key_slot *slot_of(const stm_key_map *map, int64_t key)
{
    uint32_t mask = map->capacity - 1, at = (uint32_t)stm_hash_mix((uint64_t)key) & mask;
    while (map->slots[at].value != 0 && map->slots[at].key != key) {
        at = (at + 1) & mask;
    }
    return &map->slots[at];
}

uint32_t stm_key_map_get(const stm_key_map *map, int64_t key)
{
    uint32_t value = map->capacity == 0 ? 0 : slot_of(map, key)->value;
    return value == 0 ? STM_NONE : value - 1;
}

static bool grow(stm_key_map *map)
{
    uint32_t capacity = map->capacity == 0 ? 256 : map->capacity * 2;
    stm_key_map larger = {.capacity = capacity};
    larger.slots = capacity == 0 ? NULL : calloc(capacity, sizeof *larger.slots);
    if (larger.slots == NULL) {
        return false;
    }
    for (uint32_t i = 0; i < map->capacity; i++) {
        if (map->slots[i].value != 0) {
            *slot_of(&larger, map->slots[i].key) = map->slots[i];
        }
    }
    larger.count = map->count;
    free(map->slots);
    *map = larger;
    return true;
}

bool stm_key_map_set(stm_key_map *map, int64_t key, uint32_t value)
{
    if ((map->count + (size_t)1) * 2 > map->capacity && !grow(map)) {
        return false;
    }
    stm_key_slot *slot = slot_of(map, key);
    map->count += slot->value == 0;
    *slot = (stm_key_slot){key, value + 1};
    return true;
}

void stm_key_map_clear(stm_key_map *map)
{
    if (map->capacity > 0) {
        memset(map->slots, 0, map->capacity * sizeof *map->slots);
    }
    map->count = 0;
}

void stm_key_map_free(stm_key_map *map)
{
    free(map->slots);
    *map = (stm_key_map){0};
}
