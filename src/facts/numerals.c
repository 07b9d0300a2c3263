/* Numbers in text. The decimal mark depends on the language: German 1.000,50 is English 1,000.50; a
 * mark with other
 * than three digits behind it is a decimal mark in both. SPDX-License-Identifier: GPL-2.0-or-later
 * */
#include "facts/numerals.h"

#include "facts/words.h"

enum { MAX_DIGITS = 18 };

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static uint32_t digit_run(stm_str text, uint32_t at)
{
    uint32_t n = 0;
    while (at + n < text.len && is_digit(text.ptr[at + n])) {
        n++;
    }
    return n;
}

/* Thin and no-break spaces between groups of digits. */
static uint32_t space_at(stm_str text, uint32_t at)
{
    stm_str rest = stm_str_sub(text, at, text.len);
    if (rest.len > 0 && (rest.ptr[0] == ' ' || rest.ptr[0] == '\'')) {
        return 1;
    }
    if (stm_str_starts(rest, STM_LIT("\xC2\xA0"))) {
        return 2;
    }
    return stm_str_starts(rest, STM_LIT("\xE2\x80\xAF")) ||
            stm_str_starts(rest, STM_LIT("\xE2\x80\x89"))
        ? 3
        : 0;
}

bool stm_numeral_read(stm_str text, bool german, stm_decimal *out)
{
    char group = german ? '.' : ',';
    uint32_t at = 0, count = 0;
    bool decimals = false;
    *out = (stm_decimal){0, 0};
    if (text.len == 0 || !is_digit(text.ptr[0])) {
        return false;
    }
    while (at < text.len) {
        char c = text.ptr[at];
        if (is_digit(c)) {
            if (++count > MAX_DIGITS) {
                return false;
            }
            out->mantissa = out->mantissa * 10 + (uint64_t)(c - '0');
            out->exponent -= decimals;
            at++;
            continue;
        }
        uint32_t space = space_at(text, at);
        if (space > 0 && digit_run(text, at + space) == 3 && !decimals) {
            at += space;
            continue;
        }
        uint32_t behind = digit_run(text, at + 1);
        if ((c != '.' && c != ',') || behind == 0 || decimals) {
            return false;
        }
        if (c != group || behind != 3) {
            decimals = true;
        }
        at++;
    }
    return true;
}

bool stm_numeral_word(stm_str text, uint64_t *out)
{
    const stm_word_value *found = stm_words_value(stm_fact_words_all.numerals, text, true);
    if (found != NULL) {
        *out = (uint64_t)found->number;
    }
    return found != NULL;
}

int stm_numeral_multiplier(stm_str text, bool german)
{
    const stm_fact_words *words = german ? &stm_fact_words_de : &stm_fact_words_en;
    const stm_word_value *found = stm_words_value(words->multipliers, text, true);
    return found == NULL ? 0 : found->number;
}

uint32_t stm_numeral_write(stm_decimal number, char out[64])
{
    char digits[24];
    uint32_t n = 0, at = 0;
    while (number.exponent < 0 && number.mantissa % 10 == 0 && number.mantissa > 0) {
        number.mantissa /= 10;
        number.exponent++;
    }
    do {
        digits[n++] = (char)('0' + number.mantissa % 10);
        number.mantissa /= 10;
    } while (number.mantissa > 0);
    while (number.exponent < 0 && n <= (uint32_t)-number.exponent && n < sizeof digits) {
        digits[n++] = '0';
    }
    for (uint32_t i = n; i-- > 0;) {
        out[at++] = digits[i];
        if (number.exponent < 0 && i == (uint32_t)-number.exponent) {
            out[at++] = '.';
        }
    }
    for (int i = 0; i < number.exponent && at < 60; i++) {
        out[at++] = '0';
    }
    out[at] = '\0';
    return at;
}
