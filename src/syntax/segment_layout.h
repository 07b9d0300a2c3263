/* What the lay-out of a text says about its sentences. SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_SEGMENT_LAYOUT_H
#define STM_SEGMENT_LAYOUT_H
#include "base/strings.h"

/* Is the paragraph or heading in bytes begin…end written with care: does it end in a final mark, or
 * is it one short line? Then no sentence in it ends without a mark. */
bool stm_seg_is_tidy(stm_str text, uint32_t begin, uint32_t end);
/* The byte behind the dateline with which the paragraph at `begin` opens ("LONDON, March 4 (Reuters)
 * -", "BERLIN (dpa) -", "Zürich –"), or 0. `tidy` and `end` are those of the paragraph. */
uint32_t stm_seg_dateline(stm_str text, uint32_t begin, uint32_t end, bool tidy);
#endif
