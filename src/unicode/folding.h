/* Folding of text for search: what people type without thinking of case, accents or umlauts.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_FOLDING_H
#define STM_FOLDING_H
#include "base/buf.h"

/* Appends s in lower case with accents off and German letters spelt out: ä = ae, ö = oe, ü = ue, ß = ss, also when they
 * are written as letter and combining mark; æ, ø, ł … to plain letters; typographic quotes and dashes to ASCII.
 * Malformed bytes become '?'. The same string folds the same on every machine. */
void stm_fold(stm_str s, stm_buf *out);
/* Second step on folded text, for names typed without umlauts: ae, oe, ue become a, o, u ("muller" meets "mueller").
 * Rougher than stm_fold: "poet" meets "pot". */
void stm_fold_loose(stm_str folded, stm_buf *out);
#endif
