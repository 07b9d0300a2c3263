/* Letter case of UTF-8 text, independent of the locale: the simple mappings of ICU's character
 * database, with a short cut for ASCII. Deliberately not done: full mappings that change the number
 * of code points ("ß" stays), and language-dependent ones. SPDX-License-Identifier:
 * GPL-2.0-or-later */
#include "unicode/casing.h"

#include <unicode/uchar.h>

#include "base/utf8.h"

typedef uint32_t (*map_point)(uint32_t point);

static uint32_t keep(uint32_t point)
{
    return point;
}

static uint32_t lower(uint32_t point)
{
    if (point < 128) {
        return point >= 'A' && point <= 'Z' ? point + 32 : point;
    }
    return point == 0x130 ? 'i' : (uint32_t)u_tolower((UChar32)point);
}

static uint32_t upper(uint32_t point)
{
    if (point < 128) {
        return point >= 'a' && point <= 'z' ? point - 32 : point;
    }
    return (uint32_t)u_toupper((UChar32)point);
}

static uint32_t map(stm_str s, char *out, uint32_t capacity, map_point first, map_point rest)
{
    uint32_t written = 0;
    for (uint32_t at = 0; at < s.len;) {
        uint32_t point = 0;
        uint32_t step = stm_utf8_decode(s, at, &point);
        char bytes[4];
        uint32_t n = step == 0 ? 0 : stm_utf8_encode(at == 0 ? first(point) : rest(point), bytes);
        if (n == 0 || written + n > capacity) {
            return 0;
        }
        memcpy(out + written, bytes, n);
        written += n;
        at += step;
    }
    return written;
}

uint32_t stm_casing_lower(stm_str s, char *out, uint32_t capacity)
{
    return map(s, out, capacity, lower, lower);
}

uint32_t stm_casing_upper(stm_str s, char *out, uint32_t capacity)
{
    return map(s, out, capacity, upper, upper);
}

uint32_t stm_casing_lower_first(stm_str s, char *out, uint32_t capacity)
{
    return map(s, out, capacity, lower, keep);
}

uint32_t stm_casing_upper_first(stm_str s, char *out, uint32_t capacity)
{
    return map(s, out, capacity, upper, keep);
}

uint32_t stm_casing_title(stm_str s, char *out, uint32_t capacity)
{
    return map(s, out, capacity, keep, lower);
}

bool stm_casing_is_upper(uint32_t point)
{
    if (point < 128) {
        return point >= 'A' && point <= 'Z';
    }
    return u_isupper((UChar32)point) || u_istitle((UChar32)point);
}

bool stm_casing_is_lower(uint32_t point)
{
    if (point < 128) {
        return point >= 'a' && point <= 'z';
    }
    return u_islower((UChar32)point);
}

bool stm_casing_starts_upper(stm_str s)
{
    uint32_t point = 0;
    return stm_utf8_decode(s, 0, &point) != 0 && stm_casing_is_upper(point);
}

bool stm_casing_all_upper(stm_str s)
{
    uint32_t letters = 0;
    for (uint32_t at = 0; at < s.len;) {
        uint32_t point = 0;
        uint32_t step = stm_utf8_decode(s, at, &point);
        if (step == 0 || stm_casing_is_lower(point)) {
            return false;
        }
        letters += stm_casing_is_upper(point) ? 1 : 0;
        at += step;
    }
    return letters >= 2;
}
