/* Numbers in text. The decimal mark depends on the language: German 1.000,50 is English 1,000.50; a
 * mark with other
 * than three digits behind it is a decimal mark in both. SPDX-License-Identifier: GPL-2.0-or-later
 * */
#include "facts/numerals.h"

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
    static const struct {
        const char *word;
        uint64_t number;
    } words[] = {
        {"ein", 1},
        {"eine", 1},
        {"einen", 1},
        {"einem", 1},
        {"einer", 1},
        {"eines", 1},
        {"zwei", 2},
        {"drei", 3},
        {"vier", 4},
        {"fünf", 5},
        {"sechs", 6},
        {"sieben", 7},
        {"acht", 8},
        {"neun", 9},
        {"zehn", 10},
        {"elf", 11},
        {"zwölf", 12},
        {"fünfzehn", 15},
        {"zwanzig", 20},
        {"dreißig", 30},
        {"vierzig", 40},
        {"fünfzig", 50},
        {"sechzig", 60},
        {"siebzig", 70},
        {"achtzig", 80},
        {"neunzig", 90},
        {"hundert", 100},
        {"tausend", 1000},
        {"a", 1},
        {"an", 1},
        {"one", 1},
        {"two", 2},
        {"three", 3},
        {"four", 4},
        {"five", 5},
        {"six", 6},
        {"seven", 7},
        {"eight", 8},
        {"nine", 9},
        {"ten", 10},
        {"eleven", 11},
        {"twelve", 12},
        {"fifteen", 15},
        {"twenty", 20},
        {"thirty", 30},
        {"forty", 40},
        {"fifty", 50},
        {"sixty", 60},
        {"seventy", 70},
        {"eighty", 80},
        {"ninety", 90},
        {"hundred", 100},
    };
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (stm_str_eq_ascii_nocase(text, stm_str_of(words[i].word))) {
            *out = words[i].number;
            return true;
        }
    }
    return false;
}

int stm_numeral_multiplier(stm_str text, bool german)
{
    static const struct {
        const char *word;
        int de, en;
    } words[] = {
        {"tausend", 3, 0},
        {"tsd.", 3, 0},
        {"thousand", 0, 3},
        {"million", 6, 6},
        {"millionen", 6, 0},
        {"millions", 0, 6},
        {"mio", 6, 6},
        {"mio.", 6, 6},
        {"mln", 6, 6},
        {"m", 0, 6},
        {"milliarde", 9, 0},
        {"milliarden", 9, 0},
        {"mrd", 9, 9},
        {"mrd.", 9, 9},
        {"billion", 12, 9},
        {"billionen", 12, 0},
        {"billions", 0, 9},
        {"bn", 0, 9},
        {"trillion", 18, 12},
        {"trillions", 0, 12},
        {"trillionen", 18, 0},
        {"k", 0, 3},
    };
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (stm_str_eq_ascii_nocase(text, stm_str_of(words[i].word))) {
            return german ? words[i].de : words[i].en;
        }
    }
    return 0;
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
