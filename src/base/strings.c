/* String slices. SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/strings.h"

stm_str stm_str_of(const char *zero_terminated)
{
    if (zero_terminated == NULL) {
        return STM_EMPTY;
    }
    size_t length = strlen(zero_terminated);
    return (stm_str){zero_terminated, length > UINT32_MAX ? UINT32_MAX : (uint32_t)length};
}

stm_str stm_str_sub(stm_str s, uint32_t begin, uint32_t end)
{
    end = end > s.len ? s.len : end;
    begin = begin > end ? end : begin;
    return (stm_str){s.ptr + begin, end - begin};
}

bool stm_str_eq(stm_str a, stm_str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

bool stm_str_is(stm_str a, const char *zero_terminated)
{
    return stm_str_eq(a, stm_str_of(zero_terminated));
}

static unsigned char lower_ascii(char c)
{
    unsigned char byte = (unsigned char)c;
    return byte >= 'A' && byte <= 'Z' ? (unsigned char)(byte + 32) : byte;
}

bool stm_str_eq_ascii_nocase(stm_str a, stm_str b)
{
    if (a.len != b.len) {
        return false;
    }
    for (uint32_t i = 0; i < a.len; i++) {
        if (lower_ascii(a.ptr[i]) != lower_ascii(b.ptr[i])) {
            return false;
        }
    }
    return true;
}

int stm_str_cmp(stm_str a, stm_str b)
{
    uint32_t shared = a.len < b.len ? a.len : b.len;
    int order = shared == 0 ? 0 : memcmp(a.ptr, b.ptr, shared);
    if (order != 0) {
        return order < 0 ? -1 : 1;
    }
    return a.len < b.len ? -1 : a.len > b.len;
}

bool stm_str_starts(stm_str s, stm_str prefix)
{
    return s.len >= prefix.len && memcmp(s.ptr, prefix.ptr, prefix.len) == 0;
}

bool stm_str_ends(stm_str s, stm_str suffix)
{
    return s.len >= suffix.len && memcmp(s.ptr + s.len - suffix.len, suffix.ptr, suffix.len) == 0;
}

int64_t stm_str_find(stm_str s, stm_str needle)
{
    if (needle.len == 0) {
        return 0;
    }
    for (uint32_t i = 0; i + needle.len <= s.len; i++) {
        const char *hit = memchr(s.ptr + i, needle.ptr[0], s.len - needle.len - i + 1);
        if (hit == NULL) {
            return -1;
        }
        i = (uint32_t)(hit - s.ptr);
        if (memcmp(hit, needle.ptr, needle.len) == 0) {
            return i;
        }
    }
    return -1;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\v' || c == '\f';
}

stm_str stm_str_trim(stm_str s)
{
    while (s.len > 0 && is_blank(s.ptr[0])) {
        s.ptr++;
        s.len--;
    }
    while (s.len > 0 && is_blank(s.ptr[s.len - 1])) {
        s.len--;
    }
    return s;
}

bool stm_str_next(stm_str *rest, char separator, stm_str *part_out)
{
    if (rest->ptr == NULL) {
        return false;
    }
    const char *hit = rest->len == 0 ? NULL : memchr(rest->ptr, separator, rest->len);
    if (hit == NULL) {
        *part_out = *rest;
        *rest = (stm_str){NULL, 0};
        return true;
    }
    uint32_t length = (uint32_t)(hit - rest->ptr);
    *part_out = (stm_str){rest->ptr, length};
    *rest = (stm_str){hit + 1, rest->len - length - 1};
    return true;
}

bool stm_str_next_line(stm_str *rest, stm_str *line_out)
{
    if (rest->ptr == NULL || rest->len == 0) {
        return false;
    }
    const char *hit = memchr(rest->ptr, '\n', rest->len);
    uint32_t length = hit == NULL ? rest->len : (uint32_t)(hit - rest->ptr);
    *line_out = (stm_str){rest->ptr, length};
    if (length > 0 && rest->ptr[length - 1] == '\r') {
        line_out->len--;
    }
    uint32_t used = hit == NULL ? length : length + 1;
    *rest = (stm_str){rest->ptr + used, rest->len - used};
    return true;
}
