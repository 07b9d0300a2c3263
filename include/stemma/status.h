/* Status codes and the error record.
 *
 * Every call that can fail returns a stemma_status and takes a stemma_error as its last parameter. The
 * caller owns the record; NULL is accepted everywhere. On success the record is left alone. Library code
 * never prints, exits or aborts, reads no environment and sets no locale. Text in and out is UTF-8. What a call returns
 * through a `_out` pointer is NULL or 0 after an error, unless its comment says otherwise.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STEMMA_STATUS_H
#define STEMMA_STATUS_H
#include <stdint.h>
#include <stemma/export.h>
STEMMA_BEGIN

/* Numbers are never reused; new ones are added at the end. */
typedef enum stemma_status {
    STEMMA_OK = 0,
    STEMMA_ERR_NOMEM = -1,       /* memory ran out */
    STEMMA_ERR_ARG = -2,         /* the caller's argument is unusable */
    STEMMA_ERR_IO = -3,          /* reading or writing failed */
    STEMMA_ERR_ENCODING = -4,    /* not UTF-8 and no encoding could be told */
    STEMMA_ERR_FORMAT = -5,      /* a file does not follow its format */
    STEMMA_ERR_VERSION = -6,     /* made by a newer stemma */
    STEMMA_ERR_LIMIT = -7,       /* larger than stemma's documented ceiling */
    STEMMA_ERR_NOTFOUND = -8,    /* no such name, file, fact */
    STEMMA_ERR_EXISTS = -9,      /* is there already */
    STEMMA_ERR_CANCELLED = -10,  /* the caller asked to stop */
    STEMMA_ERR_STORE = -11,      /* the graph file is broken, busy, read-only or full */
    STEMMA_ERR_ANALYSIS = -12,   /* a graph computation failed */
    STEMMA_ERR_RENDER = -13,     /* the picture could not be drawn */
    STEMMA_ERR_UNSUPPORTED = -14 /* known, but not done by stemma */
} stemma_status;

/* What went wrong, and where in the *input*: line and column count from 1, byte from 0; line 0 = unknown. */
typedef struct stemma_error {
    stemma_status status;
    uint32_t line, column;
    uint64_t byte;
    char text[512]; /* one line, lower case, names the thing; always NUL-terminated UTF-8 */
} stemma_error;

/* Short English name of a status ("out of memory"). Static string; never NULL. Thread-safe. */
STEMMA_API const char *stemma_status_name(stemma_status status);

STEMMA_END
#endif
