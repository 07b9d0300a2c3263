/* Growing arrays: one overflow-checked way for all of them.
 *   STM_VEC(uint32_t) ids = {0};  if (!stm_vec_push(&ids, 7u)) nomem;  ids.items[i], ids.count; stm_vec_free(&ids);
 * SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_VEC_H
#define STM_VEC_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#define STM_VEC(type)                                                                              \
    struct {                                                                                       \
        type *items;                                                                               \
        uint32_t count, capacity;                                                                  \
    }

/* Room for `more` further items: true, or false when memory or the 32-bit count ran out. */
bool stm_vec_grow(void **items, uint32_t count, uint32_t *capacity, size_t more, size_t item_bytes);

#define stm_vec_reserve(v, more)                                                                   \
    (((size_t)(v)->count + (more) <= (v)->capacity) ||                                             \
        stm_vec_grow(                                                                              \
            (void **)&(v)->items, (v)->count, &(v)->capacity, (more), sizeof *(v)->items))
#define stm_vec_push(v, ...)                                                                       \
    (stm_vec_reserve(v, 1) ? ((v)->items[(v)->count++] = (__VA_ARGS__), true) : false)
#define stm_vec_free(v) (free((v)->items), (v)->items = NULL, (v)->count = (v)->capacity = 0)
#define stm_vec_clear(v) ((v)->count = 0)
#endif
