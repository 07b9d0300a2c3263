/* UTF-8 decoding after the table 3-7 of the Unicode standard: no overlong forms, no surrogates.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/utf8.h"

static bool is_tail(unsigned char byte)
{
    return (byte & 0xC0u) == 0x80u;
}

uint32_t stm_utf8_decode(stm_str s, uint32_t at, uint32_t *point_out)
{
    if (at >= s.len) {
        return 0;
    }
    const unsigned char *b = (const unsigned char *)s.ptr + at;
    uint32_t left = s.len - at;
    if (b[0] < 0x80) {
        *point_out = b[0];
        return 1;
    }
    if (b[0] >= 0xC2 && b[0] <= 0xDF && left >= 2 && is_tail(b[1])) {
        *point_out = (uint32_t)(b[0] & 0x1Fu) << 6 | (b[1] & 0x3Fu);
        return 2;
    }
    if (b[0] >= 0xE0 && b[0] <= 0xEF && left >= 3 && is_tail(b[1]) && is_tail(b[2])) {
        uint32_t point =
            (uint32_t)(b[0] & 0x0Fu) << 12 | (uint32_t)(b[1] & 0x3Fu) << 6 | (b[2] & 0x3Fu);
        *point_out = point;
        return point < 0x800 || (point >= 0xD800 && point <= 0xDFFF) ? 0 : 3;
    }
    if (b[0] >= 0xF0 && b[0] <= 0xF4 && left >= 4 && is_tail(b[1]) && is_tail(b[2]) &&
        is_tail(b[3])) {
        uint32_t point = (uint32_t)(b[0] & 0x07u) << 18 | (uint32_t)(b[1] & 0x3Fu) << 12 |
            (uint32_t)(b[2] & 0x3Fu) << 6 | (b[3] & 0x3Fu);
        *point_out = point;
        return point < 0x10000 || point > 0x10FFFF ? 0 : 4;
    }
    return 0;
}

uint32_t stm_utf8_encode(uint32_t point, char out[4])
{
    unsigned char *o = (unsigned char *)out;
    if (point < 0x80) {
        o[0] = (unsigned char)point;
        return 1;
    }
    if (point < 0x800) {
        o[0] = (unsigned char)(0xC0u | point >> 6);
        o[1] = (unsigned char)(0x80u | (point & 0x3Fu));
        return 2;
    }
    if (point < 0x10000) {
        if (point >= 0xD800 && point <= 0xDFFF) {
            return 0;
        }
        o[0] = (unsigned char)(0xE0u | point >> 12);
        o[1] = (unsigned char)(0x80u | (point >> 6 & 0x3Fu));
        o[2] = (unsigned char)(0x80u | (point & 0x3Fu));
        return 3;
    }
    if (point > 0x10FFFF) {
        return 0;
    }
    o[0] = (unsigned char)(0xF0u | point >> 18);
    o[1] = (unsigned char)(0x80u | (point >> 12 & 0x3Fu));
    o[2] = (unsigned char)(0x80u | (point >> 6 & 0x3Fu));
    o[3] = (unsigned char)(0x80u | (point & 0x3Fu));
    return 4;
}

int64_t stm_utf8_invalid(stm_str s)
{
    for (uint32_t at = 0; at < s.len;) {
        uint32_t point = 0;
        uint32_t count = stm_utf8_decode(s, at, &point);
        if (count == 0) {
            return at;
        }
        at += count;
    }
    return -1;
}

uint32_t stm_utf8_count(stm_str s)
{
    uint32_t points = 0;
    for (uint32_t at = 0; at < s.len; points++) {
        uint32_t point = 0;
        uint32_t count = stm_utf8_decode(s, at, &point);
        at += count == 0 ? 1 : count;
    }
    return points;
}

uint32_t stm_utf8_floor(stm_str s, uint32_t at)
{
    if (at >= s.len) {
        return s.len;
    }
    while (at > 0 && is_tail((unsigned char)s.ptr[at])) {
        at--;
    }
    return at;
}
