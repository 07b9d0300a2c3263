/* Output files: whole or not at all. SPDX-License-Identifier: GPL-2.0-or-later */
#define _XOPEN_SOURCE 700 /* realpath */
#include "output.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* The file itself when `path` is a link to it; a copy of path otherwise. Caller frees. */
static char *target_of(const char *path)
{
    char *target = realpath(path, NULL);
    if (target == NULL) {
        target = malloc(strlen(path) + 1);
        if (target != NULL) {
            memcpy(target, path, strlen(path) + 1);
        }
    }
    return target;
}

static char *name_beside(const char *path)
{
    size_t size = strlen(path) + 16;
    char *beside = malloc(size);
    if (beside != NULL) {
        snprintf(beside, size, "%s.part", path);
    }
    return beside;
}

static void forget(cli_output *out)
{
    free(out->beside);
    free(out->path);
    out->beside = out->path = NULL;
}

int cli_output_open(const char *verb, cli_output *out, const char *path)
{
    struct stat info;
    *out = (cli_output){.stream = stdout};
    if (path == NULL || strcmp(path, "-") == 0) {
        return CLI_OK;
    }
    /* Renaming onto /dev/null would replace the device for everybody. */
    bool in_place = stat(path, &info) == 0 && !S_ISREG(info.st_mode) && !S_ISDIR(info.st_mode);
    out->path = target_of(path);
    out->beside = in_place || out->path == NULL ? NULL : name_beside(out->path);
    if (out->path == NULL || (out->beside == NULL && !in_place)) {
        forget(out);
        return cli_complain(verb, CLI_ENVIRONMENT, "out of memory");
    }
    out->stream = fopen(in_place ? out->path : out->beside, "wb");
    if (out->stream == NULL) {
        int code = cli_complain(verb, CLI_ENVIRONMENT, "%s: %s", path, strerror(errno));
        forget(out);
        return code;
    }
    return CLI_OK;
}

int cli_output_close(const char *verb, cli_output *out, int code)
{
    if (out->path == NULL) {
        return code;
    }
    bool broken = fclose(out->stream) != 0;
    if (code == CLI_OK &&
        (broken || (out->beside != NULL && rename(out->beside, out->path) != 0))) {
        code = cli_complain(verb, CLI_ENVIRONMENT, "%s: %s", out->path, strerror(errno));
    }
    if (code != CLI_OK && out->beside != NULL) {
        remove(out->beside);
    }
    forget(out);
    return code;
}
