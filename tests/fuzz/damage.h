/* Files that are too big to be seeds are made by the target itself, and the input says how they are damaged: four bytes
 * a damage, place and new value, half of the places in the heads and tables at the front. So a file that begins sound
 * is bent where it hurts. SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_FUZZ_DAMAGE_H
#define STM_FUZZ_DAMAGE_H
#include <stddef.h>
#include <stdint.h>

/* Changes bytes[0 … count) as the script says; returns the new count, smaller where the script cuts the file off. */
static inline size_t fuzz_damage(const uint8_t *script, size_t length, uint8_t *bytes, size_t count)
{
    static const uint8_t telling[] = {0, 1, 2, 0x7F, 0x80, 0xFE, 0xFF, '\n'};
    for (size_t i = 0; i + 4 <= length && count > 0; i += 4) {
        size_t place = (size_t)script[i] | (size_t)script[i + 1] << 8 | (size_t)script[i + 2] << 16;
        size_t front = count < 1024 ? count : 1024;
        size_t at = script[i] % 2 == 0 ? (place >> 1) % front : (place >> 1) % count;
        uint8_t value = script[i + 3];
        bytes[at] = value % 2 == 0 ? telling[value / 2 % sizeof telling] : value;
        if (value == 0xFB) {
            count = at;
        }
    }
    return count;
}
#endif
