/* Legacy encodings to UTF-8. SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_CHARSET_H
#define STM_CHARSET_H
#include "base/buf.h"

/* Tells the encoding of bytes that are not UTF-8 and appends them as UTF-8 to `out`. *name_out: ICU's name of the
 * encoding, static. ENCODING when none fits well (too unsure, characters that no text holds). */
stemma_status stm_charset_convert(
    stm_str bytes, stm_buf *out, const char **name_out, stemma_error *err);
#endif
