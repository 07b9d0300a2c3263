/* What every HTML page of the house begins with. SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_PAGE_H
#define STM_PAGE_H
#include "base/buf.h"

/* From <!DOCTYPE html> to <body>, with the style sheet (and `more` of it) and a policy that forbids to fetch anything.
 * theme NULL = "light"; `kind` is a further class of the body, "" = none. */
void stm_page_head(stm_buf *out, stm_str title, const char *theme, const char *kind,
    const unsigned char *more, size_t more_bytes);
/* Text as text, in content and in attributes. */
void stm_page_text(stm_buf *out, stm_str text);
#endif
