/* Setting the caller's error record. SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_STATUS_H
#define STM_STATUS_H
#include <stddef.h>
#include <stemma/status.h>

/* Writes status and message into err (when not NULL) and returns status: `return stm_fail(err, …)`. */
stemma_status stm_fail(stemma_error *err, stemma_status status, const char *format, ...)
    STEMMA_PRINTF(3, 4);
/* The same with a place in the input; line and column from 1. */
stemma_status stm_fail_at(stemma_error *err, stemma_status status, uint32_t line, uint32_t column,
    const char *format, ...) STEMMA_PRINTF(5, 6);
/* The one way to report that memory ran out. */
stemma_status stm_fail_nomem(stemma_error *err);

/* Options of a public call: for NULL those at `plain` (a constant of the same type) are taken; options of another size come
 * from a program that was made for another stemma. */
#define STM_OPTIONS(options, plain, err)                                                           \
    do {                                                                                           \
        (options) = (options) == NULL ? (plain) : (options);                                       \
        if ((options)->size != sizeof *(options)) {                                                \
            return stm_fail((err), STEMMA_ERR_ARG,                                                 \
                "options of another size than this version of stemma has; set `size`");            \
        }                                                                                          \
    } while (0)

#define STM_TRY(call)                                                                              \
    do {                                                                                           \
        stemma_status stm_try_status = (call);                                                     \
        if (stm_try_status != STEMMA_OK) {                                                         \
            return stm_try_status;                                                                 \
        }                                                                                          \
    } while (0)
#endif
