/* Whole files in and out. SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/files.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"

static stemma_status fail_system(stemma_error *err, const char *path, int code)
{
    char reason[128] = "unknown reason";
    if (strerror_r(code, reason, sizeof reason) != 0) {
        snprintf(reason, sizeof reason, "system error %d", code);
    }
    return stm_fail(err, STEMMA_ERR_IO, "%s: %s", path, reason);
}

stemma_status stm_stream_read(FILE *stream, const char *name, size_t limit_bytes, char **bytes_out,
    size_t *count_out, stemma_error *err)
{
    stm_buf buf;
    stm_buf_init(&buf);
    *bytes_out = NULL;
    *count_out = 0;
    char piece[16384];
    size_t got;
    while ((got = fread(piece, 1, sizeof piece, stream)) > 0) {
        stm_buf_add(&buf, piece, got);
        if (buf.length > limit_bytes) {
            stm_buf_dispose(&buf);
            return stm_fail(err, STEMMA_ERR_LIMIT, "%s: larger than %zu bytes", name, limit_bytes);
        }
    }
    if (ferror(stream)) {
        int code = errno;
        stm_buf_dispose(&buf);
        return fail_system(err, name, code);
    }
    size_t count = buf.length;
    *bytes_out = stm_buf_take(&buf);
    if (*bytes_out == NULL) {
        stm_buf_dispose(&buf);
        return stm_fail_nomem(err);
    }
    *count_out = count;
    return STEMMA_OK;
}

stemma_status stm_file_read(
    const char *path, size_t limit_bytes, char **bytes_out, size_t *count_out, stemma_error *err)
{
    *bytes_out = NULL;
    *count_out = 0;
    if (strcmp(path, "-") == 0) {
        return stm_stream_read(stdin, "standard input", limit_bytes, bytes_out, count_out, err);
    }
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        return fail_system(err, path, errno);
    }
    stemma_status status = stm_stream_read(file, path, limit_bytes, bytes_out, count_out, err);
    fclose(file);
    return status;
}

stemma_status stm_file_write(const char *path, const void *bytes, size_t count, stemma_error *err)
{
    stm_buf name;
    stm_buf_init(&name);
    struct stat info;
    bool in_place =
        stat(path, &info) == 0 && !S_ISREG(info.st_mode); /* never rename onto a device */
    if (in_place) {
        stm_buf_text(&name, path);
    } else {
        stm_buf_print(&name, "%s.part%ld", path, (long)getpid());
    }
    stemma_status status = stm_buf_status(&name, err);
    FILE *file = status == STEMMA_OK ? fopen(name.data, "wb") : NULL;
    if (status == STEMMA_OK && file == NULL) {
        status = fail_system(err, path, errno);
    }
    if (file != NULL) {
        bool bad = count > 0 && fwrite(bytes, 1, count, file) != count;
        int code = errno;
        if (fclose(file) != 0 && !bad) {
            bad = true;
            code = errno;
        }
        if (!bad && !in_place && rename(name.data, path) != 0) {
            bad = true;
            code = errno;
        }
        if (bad) {
            if (!in_place) {
                remove(name.data);
            }
            status = fail_system(err, path, code);
        }
    }
    stm_buf_dispose(&name);
    return status;
}
