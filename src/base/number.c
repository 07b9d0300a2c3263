/* Numbers as text. printf and strtod obey the locale's decimal mark, so the mark is turned here.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/number.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

size_t stm_number_write(double number, int digits, char out[STM_NUMBER_BYTES])
{
    digits = digits < 1 ? 1 : digits > 17 ? 17 : digits;
    if (isnan(number) || isinf(number)) {
        const char *word = isnan(number) ? "nan" : number > 0 ? "inf" : "-inf";
        memcpy(out, word, strlen(word) + 1);
        return strlen(word);
    }
    number = number == 0 ? 0 : number; /* no minus zero */
    int length = snprintf(out, STM_NUMBER_BYTES, "%.*g", digits, number);
    size_t kept = 0;
    for (int i = 0; i < length; i++) {
        bool plain =
            (out[i] >= '0' && out[i] <= '9') || out[i] == '-' || out[i] == '+' || out[i] == 'e';
        if (plain) {
            out[kept++] = out[i];
        } else if (kept > 0 && out[kept - 1] != '.') {
            out[kept++] = '.'; /* whatever bytes the locale writes as decimal mark */
        }
    }
    out[kept] = '\0';
    return kept;
}

bool stm_number_read_u64(stm_str s, uint64_t *out)
{
    uint64_t number = 0;
    if (s.len == 0) {
        return false;
    }
    for (uint32_t i = 0; i < s.len; i++) {
        if (s.ptr[i] < '0' || s.ptr[i] > '9') {
            return false;
        }
        uint64_t digit = (uint64_t)(s.ptr[i] - '0');
        if (number > (UINT64_MAX - digit) / 10) {
            return false;
        }
        number = number * 10 + digit;
    }
    *out = number;
    return true;
}

static uint32_t skip_digits(stm_str s, uint32_t at)
{
    while (at < s.len && s.ptr[at] >= '0' && s.ptr[at] <= '9') {
        at++;
    }
    return at;
}

/* [+-]digits[.digits][e[+-]digits] with at least one digit in front. */
static bool looks_decimal(stm_str s, uint32_t *point_out)
{
    uint32_t at = s.len > 0 && (s.ptr[0] == '-' || s.ptr[0] == '+') ? 1 : 0;
    uint32_t start = at;
    at = skip_digits(s, at);
    uint32_t digits = at - start;
    *point_out = UINT32_MAX;
    if (at < s.len && s.ptr[at] == '.') {
        *point_out = at;
        uint32_t after = skip_digits(s, at + 1);
        digits += after - at - 1;
        at = after;
    }
    if (digits > 0 && at < s.len && (s.ptr[at] == 'e' || s.ptr[at] == 'E')) {
        at++;
        at += at < s.len && (s.ptr[at] == '-' || s.ptr[at] == '+');
        uint32_t after = skip_digits(s, at);
        if (after == at) {
            return false;
        }
        at = after;
    }
    return digits > 0 && at == s.len;
}

bool stm_number_read(stm_str s, double *out)
{
    char text[128];
    uint32_t point = 0;
    if (s.len == 0 || s.len >= sizeof text || !looks_decimal(s, &point)) {
        return false;
    }
    memcpy(text, s.ptr, s.len);
    text[s.len] = '\0';
    if (point != UINT32_MAX) {
        char probe[16];
        snprintf(probe, sizeof probe, "%.1f", 0.5); /* "0.5" or "0,5" */
        text[point] = probe[1];
    }
    *out = strtod(text, NULL);
    return true;
}
