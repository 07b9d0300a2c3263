/* Regular expressions through ICU; time and stack of one match are bounded, because patterns come
 * from outside. SPDX-License-Identifier: GPL-2.0-or-later */
#include "unicode/regexp.h"

#include <unicode/uregex.h>
#include <unicode/utext.h>

enum { MOST_STEPS = 2000, MOST_STACK_BYTES = 1 << 22 }; /* steps of about 10,000 tries each */

static int answer_of(UErrorCode code)
{
    return code == U_REGEX_TIME_OUT || code == U_REGEX_STACK_OVERFLOW ? STM_REGEX_LIMIT
        : code == U_MEMORY_ALLOCATION_ERROR                           ? STM_REGEX_NOMEM
                                                                      : STM_REGEX_BAD;
}

int stm_regex_matches(stm_str pattern, stm_str text)
{
    UErrorCode code = U_ZERO_ERROR;
    UText *pattern_text = utext_openUTF8(NULL, pattern.ptr, pattern.len, &code);
    UText *subject = utext_openUTF8(NULL, text.ptr, text.len, &code);
    URegularExpression *regex = uregex_openUText(pattern_text, 0, NULL, &code);
    int answer = 0;
    if (U_SUCCESS(code)) {
        uregex_setTimeLimit(regex, MOST_STEPS, &code);
        uregex_setStackLimit(regex, MOST_STACK_BYTES, &code);
        uregex_setUText(regex, subject, &code);
        answer = uregex_matches64(regex, -1, &code) ? 1 : 0;
    }
    if (U_FAILURE(code)) {
        answer = answer_of(code);
    }
    uregex_close(regex);
    utext_close(subject);
    utext_close(pattern_text);
    return answer;
}
