/* What every unit test includes: cmocka, and checks that print the library's own message.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_CHECK_H
#define STM_CHECK_H
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/status.h"
#include "base/strings.h"

/* The call must give STEMMA_OK; it may use a stemma_error named err. */
#define CHECK_OK(call)                                                                             \
    do {                                                                                           \
        stemma_status check_status = (call);                                                       \
        if (check_status != STEMMA_OK) {                                                           \
            fail_msg("%s: %s (%s)", #call, err.text, stemma_status_name(check_status));            \
        }                                                                                          \
    } while (0)
#define CHECK_STATUS(wanted, call) assert_int_equal((wanted), (call))
#define CHECK_STR(s, text)                                                                         \
    do {                                                                                           \
        stm_str check_s = (s);                                                                     \
        const char *check_text = (text);                                                           \
        if (!stm_str_is(check_s, check_text)) {                                                    \
            fail_msg("%s is \"%.*s\", wanted \"%s\"", #s, STM_ARG(check_s), check_text);           \
        }                                                                                          \
    } while (0)
#endif
