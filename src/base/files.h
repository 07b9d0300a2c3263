/* Whole files in and out. SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_FILES_H
#define STM_FILES_H
#include <stdio.h>
#include "base/status.h"
#include "base/strings.h"

/* Reads all of path ("-" is standard input) into *bytes_out, NUL-terminated; caller frees with free().
 * Errors: IO (names the path and the system's reason; a directory is one), LIMIT, NOMEM. */
stemma_status stm_file_read(
    const char *path, size_t limit_bytes, char **bytes_out, size_t *count_out, stemma_error *err);
/* The same from an open stream; `name` is for messages. */
stemma_status stm_stream_read(FILE *stream, const char *name, size_t limit_bytes, char **bytes_out,
    size_t *count_out, stemma_error *err);
/* Writes a neighbour file and renames it over path, so that path is whole or untouched. */
stemma_status stm_file_write(const char *path, const void *bytes, size_t count, stemma_error *err);
#endif
