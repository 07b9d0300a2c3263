/* Error records: formatting never allocates, so it works when memory is gone.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/status.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const char *const status_names[] = {
    "ok",
    "out of memory",
    "unusable argument",
    "input/output error",
    "unknown encoding",
    "wrong format",
    "made by a newer version",
    "over a limit",
    "not found",
    "exists already",
    "cancelled",
    "graph file error",
    "analysis failed",
    "drawing failed",
    "not supported",
};

const char *stemma_status_name(stemma_status status)
{
    int index = -(int)status;
    int count = (int)(sizeof status_names / sizeof status_names[0]);
    return index >= 0 && index < count ? status_names[index] : "unknown status";
}

__attribute__((format(printf, 5, 0))) static void fill(stemma_error *err, stemma_status status,
    uint32_t line, uint32_t column, const char *format, va_list arguments)
{
    if (err == NULL) {
        return;
    }
    memset(err, 0, sizeof *err);
    err->status = status;
    err->line = line;
    err->column = column;
    int length = vsnprintf(err->text, sizeof err->text, format, arguments);
    if (length >= (int)sizeof err->text) {
        /* A cut message must still be valid UTF-8: drop the bytes of a torn last character. */
        size_t end = sizeof err->text - 1;
        while (end > 0 && ((unsigned char)err->text[end - 1] & 0xC0u) == 0x80u) {
            end--;
        }
        err->text[end > 0 ? end - 1 : 0] = '\0';
    }
}

stemma_status stm_fail(stemma_error *err, stemma_status status, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fill(err, status, 0, 0, format, arguments);
    va_end(arguments);
    return status;
}

stemma_status stm_fail_at(stemma_error *err, stemma_status status, uint32_t line, uint32_t column,
    const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fill(err, status, line, column, format, arguments);
    va_end(arguments);
    return status;
}

stemma_status stm_fail_nomem(stemma_error *err)
{
    return stm_fail(err, STEMMA_ERR_NOMEM, "out of memory");
}
