/* Classes of characters for segmentation. SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_CHARS_H
#define STM_CHARS_H
#include "base/strings.h"

enum stm_chars_class {
    STM_CHARS_UPPER,
    STM_CHARS_LETTER, /* any other letter, and marks that combine with one */
    STM_CHARS_DIGIT,
    STM_CHARS_SPACE,
    STM_CHARS_OPEN, /* opening bracket or quotation mark */
    STM_CHARS_CLOSE,
    STM_CHARS_DASH,
    STM_CHARS_OTHER
};
enum stm_chars_class stm_chars_class(uint32_t point);
/* Bytes of the white-space character at `at` (blank, tab, line end, no-break space …), 0 when it is
 * none. */
uint32_t stm_chars_space_bytes(stm_str s, uint32_t at);
#endif
