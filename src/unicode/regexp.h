/* Regular expressions over UTF-8, as Java and Cypher have them (ICU's).
 * SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_REGEXP_H
#define STM_REGEXP_H
#include "base/strings.h"

enum { STM_REGEX_BAD = -1, STM_REGEX_LIMIT = -2, STM_REGEX_NOMEM = -3 };
/* 1 when the whole of `text` matches, 0 when not, or one of the above. Bounded in time and memory. */
int stm_regex_matches(stm_str pattern, stm_str text);
#endif
