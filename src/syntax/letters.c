/* See letters.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "syntax/letters.h"

static size_t sequence_length(unsigned char lead)
{
    if (lead < 0x80)
        return 1;
    if (lead >= 0xC2 && lead < 0xE0)
        return 2;
    if (lead >= 0xE0 && lead < 0xF0)
        return 3;
    return lead >= 0xF0 && lead < 0xF5 ? 4 : 0;
}

size_t stm_letters_decode(const char *s, size_t n, uint32_t *c)
{
    const unsigned char *u = (const unsigned char *)s;
    size_t length = sequence_length(u[0]);
    if (length == 1) {
        *c = u[0];
        return 1;
    }
    if (length && length <= n) {
        uint32_t value = u[0] & (0x7Fu >> length);
        size_t i = 1;
        for (; i < length && (u[i] & 0xC0) == 0x80; i++)
            value = value << 6 | (u[i] & 0x3F);
        if (i == length) {
            *c = value;
            return length;
        }
    }
    *c = 0xDC00u + u[0];
    return 1;
}

size_t stm_letters_encode(uint32_t c, char out[4])
{
    if (c >= 0xDC80 && c <= 0xDCFF) { /* a stray byte goes out as it came in */
        out[0] = (char)(c - 0xDC00);
        return 1;
    }
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        out[0] = (char)(0xC0 | c >> 6);
        out[1] = (char)(0x80 | (c & 0x3F));
        return 2;
    }
    if (c < 0x10000) {
        out[0] = (char)(0xE0 | c >> 12);
        out[1] = (char)(0x80 | (c >> 6 & 0x3F));
        out[2] = (char)(0x80 | (c & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | c >> 18);
    out[1] = (char)(0x80 | (c >> 12 & 0x3F));
    out[2] = (char)(0x80 | (c >> 6 & 0x3F));
    out[3] = (char)(0x80 | (c & 0x3F));
    return 4;
}

uint32_t stm_letters_lower(uint32_t c)
{
    if (c < 0x80)
        return c >= 'A' && c <= 'Z' ? c + 32 : c;
    if (c < 0x100)
        return c >= 0xC0 && c <= 0xDE && c != 0xD7 ? c + 32 : c;
    if (c == 0x178)
        return 0xFF;
    if (c == 0x1E9E)
        return 0xDF;
    if ((c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E))
        return c & 1 ? c + 1 : c;
    if (c < 0x180 && c != 0x130 && c != 0x131 && c != 0x138 && c != 0x149 && c != 0x17F)
        return c | 1;
    if (c >= 0x391 && c <= 0x3A9 && c != 0x3A2)
        return c + 32;
    if (c >= 0x410 && c <= 0x42F)
        return c + 32;
    if (c >= 0x400 && c <= 0x40F)
        return c + 80;
    return c;
}

uint32_t stm_letters_upper(uint32_t c)
{
    if (c < 0x80)
        return c >= 'a' && c <= 'z' ? c - 32 : c;
    if (c == 0xFF)
        return 0x178;
    const uint32_t tries[] = {c - 1, c - 32, c - 80};
    for (size_t i = 0; i < 3; i++) {
        if (tries[i] >= 0x80 && tries[i] < c && stm_letters_lower(tries[i]) == c)
            return tries[i];
    }
    return c;
}

bool stm_letters_is_upper(uint32_t c)
{
    return stm_letters_lower(c) != c;
}

bool stm_letters_is_letter(uint32_t c)
{
    if (c < 0x80)
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (c < 0xC0)
        return c == 0xAA || c == 0xB5 || c == 0xBA;
    if (c == 0xD7 || c == 0xF7)
        return false;
    return c < 0x2000 || (c >= 0x2C00 && c < 0x2E00) || (c >= 0x3040 && c < 0xD800) ||
        (c >= 0x10000 && c < 0x1F000);
}

bool stm_letters_is_digit(uint32_t c)
{
    return c >= '0' && c <= '9';
}

size_t stm_letters_fold(char *out, size_t room, const char *s, size_t n)
{
    size_t used = 0;
    for (size_t i = 0; i < n;) {
        uint32_t c;
        i += stm_letters_decode(s + i, n - i, &c);
        char bytes[4];
        size_t length = stm_letters_encode(stm_letters_lower(c), bytes);
        if (used + length + 1 > room)
            break;
        for (size_t k = 0; k < length; k++)
            out[used++] = bytes[k];
    }
    out[used] = '\0';
    return used;
}
