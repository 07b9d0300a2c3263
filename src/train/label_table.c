/* Label inventories with a hash index; see sample.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <stdlib.h>
#include <string.h>

#include "train/sample.h"

static size_t slot_of(const stm_labels *l, const char *s, size_t n)
{
    size_t mask = l->slot_count - 1, i = stm_feature_hash(5, s, n) & mask;
    while (l->slots[i] &&
        (strncmp(l->name[l->slots[i] - 1], s, n) != 0 || l->name[l->slots[i] - 1][n]))
        i = (i + 1) & mask;
    return i;
}

int stm_labels_find(const stm_labels *l, const char *s, size_t n)
{
    if (!l->slot_count)
        return -1;
    return (int)l->slots[slot_of(l, s, n)] - 1;
}

static void rehash(stm_labels *l)
{
    l->slot_count = l->slot_count ? l->slot_count * 2 : 64;
    l->slots = stm_tool_grow(l->slots, l->slot_count, sizeof *l->slots);
    memset(l->slots, 0, l->slot_count * sizeof *l->slots);
    for (size_t i = 0; i < l->count; i++)
        l->slots[slot_of(l, l->name[i], strlen(l->name[i]))] = (uint32_t)i + 1;
}

int stm_labels_add(stm_labels *l, const char *s, size_t n)
{
    if (l->count * 2 >= l->slot_count)
        rehash(l);
    size_t slot = slot_of(l, s, n);
    if (!l->slots[slot]) {
        if (l->count == l->room)
            l->name = stm_tool_grow(l->name, l->room = l->room * 2 + 16, sizeof *l->name);
        l->name[l->count++] = stm_tool_copy(s, n);
        l->slots[slot] = (uint32_t)l->count;
    }
    return (int)l->slots[slot] - 1;
}

void stm_labels_free(stm_labels *l)
{
    for (size_t i = 0; i < l->count; i++)
        free(l->name[i]);
    free(l->name);
    free(l->slots);
    *l = (stm_labels){0};
}
