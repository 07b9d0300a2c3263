/* Folding of text for search. Method: each code point is taken apart (NFKD), its base is case-folded, marks are dropped,
 * except that a diaeresis on a, o, u becomes an e (the German spelling without umlauts). Letters that Unicode does not
 * take apart (ß, ø, ł) have a table. Deliberately no stemming: a search for a name must not find its neighbours.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "unicode/folding.h"

#include "base/utf8.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>

enum { DIAERESIS = 0x0308 };

typedef struct special {
    uint32_t point;
    const char *text;
} special;

/* Sorted by code point. */
static const special SPECIALS[] = {
    {0x00DF, "ss"},
    {0x00E6, "ae"},
    {0x00F0, "d"},
    {0x00F8, "oe"},
    {0x00FE, "th"},
    {0x0111, "d"},
    {0x0131, "i"},
    {0x0142, "l"},
    {0x0153, "oe"},
    {0x1E9E, "ss"},
    {0x2010, "-"},
    {0x2011, "-"},
    {0x2012, "-"},
    {0x2013, "-"},
    {0x2014, "-"},
    {0x2018, "'"},
    {0x2019, "'"},
    {0x201A, "'"},
    {0x201C, "\""},
    {0x201D, "\""},
    {0x201E, "\""},
};

static const char *special_of(uint32_t point)
{
    for (size_t i = 0; i < sizeof SPECIALS / sizeof SPECIALS[0]; i++) {
        if (SPECIALS[i].point == point) {
            return SPECIALS[i].text;
        }
    }
    return NULL;
}

static bool takes_diaeresis(const stm_buf *out, size_t start)
{
    if (out->failed || out->length <= start) {
        return false;
    }
    char last = out->data[out->length - 1];
    return last == 'a' || last == 'o' || last == 'u';
}

/* One code point that stands by itself after decomposition. */
static void fold_point(uint32_t point, size_t start, stm_buf *out)
{
    if (point == DIAERESIS && takes_diaeresis(out, start)) {
        stm_buf_char(out, 'e');
        return;
    }
    if (u_charType((UChar32)point) == U_NON_SPACING_MARK) {
        return;
    }
    uint32_t lower = (uint32_t)u_foldCase((UChar32)point, U_FOLD_CASE_DEFAULT);
    const char *text = special_of(lower);
    if (text != NULL) {
        stm_buf_text(out, text);
        return;
    }
    char bytes[4];
    stm_buf_add(out, bytes, stm_utf8_encode(lower, bytes));
}

static void fold_decomposed(const UNormalizer2 *nfkd, uint32_t point, size_t start, stm_buf *out)
{
    UChar units[32];
    UErrorCode status = U_ZERO_ERROR;
    int32_t count = nfkd == NULL ? -1
                                 : unorm2_getDecomposition(nfkd, (UChar32)point, units,
                                       (int32_t)(sizeof units / sizeof units[0]), &status);
    if (count < 0 || U_FAILURE(status)) {
        fold_point(point, start, out);
        return;
    }
    for (int32_t i = 0; i < count;) {
        uint32_t part = units[i++];
        if (part >= 0xD800 && part < 0xDC00 && i < count) { /* surrogate pair */
            part = 0x10000 + ((part - 0xD800) << 10) + (units[i++] - 0xDC00u);
        }
        fold_point(part, start, out);
    }
}

void stm_fold(stm_str s, stm_buf *out)
{
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *nfkd = unorm2_getNFKDInstance(&status);
    if (U_FAILURE(status)) {
        nfkd = NULL;
    }
    size_t start = out->length;
    for (uint32_t at = 0; at < s.len;) {
        unsigned char byte = (unsigned char)s.ptr[at];
        if (byte < 0x80) {
            stm_buf_char(out, byte >= 'A' && byte <= 'Z' ? (char)(byte + 32) : (char)byte);
            at++;
            continue;
        }
        uint32_t point = 0, size = stm_utf8_decode(s, at, &point);
        if (size == 0) {
            stm_buf_char(out, '?');
            at++;
            continue;
        }
        fold_decomposed(nfkd, point, start, out);
        at += size;
    }
}

void stm_fold_loose(stm_str folded, stm_buf *out)
{
    for (uint32_t at = 0; at < folded.len; at++) {
        char c = folded.ptr[at];
        stm_buf_char(out, c);
        if ((c == 'a' || c == 'o' || c == 'u') && at + 1 < folded.len &&
            folded.ptr[at + 1] == 'e') {
            at++;
        }
    }
}
