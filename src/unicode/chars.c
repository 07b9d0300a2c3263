/* Classes of characters from ICU's database. „ and ‚ open in German; “ and ‘ close in German and
 * open in English, so they count as closing and the segmenter looks at what stands around them.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "unicode/chars.h"

#include <unicode/uchar.h>

#include "base/utf8.h"

enum stm_chars_class stm_chars_class(uint32_t point)
{
    switch (u_charType((UChar32)point)) {
    case U_UPPERCASE_LETTER:
    case U_TITLECASE_LETTER:
        return STM_CHARS_UPPER;
    case U_LOWERCASE_LETTER:
    case U_MODIFIER_LETTER:
    case U_OTHER_LETTER:
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_COMBINING_SPACING_MARK:
        return STM_CHARS_LETTER;
    case U_DECIMAL_DIGIT_NUMBER:
        return STM_CHARS_DIGIT;
    case U_SPACE_SEPARATOR:
    case U_LINE_SEPARATOR:
    case U_PARAGRAPH_SEPARATOR:
    case U_CONTROL_CHAR:
        return STM_CHARS_SPACE;
    case U_START_PUNCTUATION:
    case U_INITIAL_PUNCTUATION:
        return STM_CHARS_OPEN;
    case U_END_PUNCTUATION:
    case U_FINAL_PUNCTUATION:
        return STM_CHARS_CLOSE;
    case U_DASH_PUNCTUATION:
        return STM_CHARS_DASH;
    default:
        return STM_CHARS_OTHER;
    }
}

uint32_t stm_chars_space_bytes(stm_str s, uint32_t at)
{
    unsigned char c = at < s.len ? (unsigned char)s.ptr[at] : 'x';
    if (c <= ' ' || c == 0x7f) {
        return at < s.len ? 1 : 0;
    }
    if (c < 0xc2 || (c > 0xc2 && c < 0xe1) || c > 0xef) {
        return 0;
    }
    uint32_t point = 0;
    uint32_t step = stm_utf8_decode(s, at, &point);
    if (point == 0xfeff || point == 0x200b) {
        return step; /* byte order mark, zero-width blank */
    }
    return step != 0 && point != 0xad &&
            (u_isUWhiteSpace((UChar32)point) || u_charType((UChar32)point) == U_CONTROL_CHAR)
        ? step
        : 0;
}
