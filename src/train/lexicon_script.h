/* Making the edit scripts of the lexicon. SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_LEXICON_SCRIPT_H
#define STM_LEXICON_SCRIPT_H
#include "base/buf.h"

/* Appends the script that turns form into lemma (layout: syntax/lexicon_format.h). False when one
 * of the two is too long. The longest common run of characters is kept; the leftmost of several in
 * form, then in lemma. */
bool stm_lexicon_script_make(stm_str form, stm_str lemma, stm_buf *out);
#endif
