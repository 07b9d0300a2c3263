/* Shared by report, draw and timeline. SPDX-License-Identifier: GPL-2.0-or-later */
#include "seeing.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int cli_filter_check(const char *verb, const cli_filter *f)
{
    if (f->graph == NULL) {
        return cli_complain(verb, CLI_USAGE, "which graph? give -g GRAPH");
    }
    if (f->only != NULL && strcmp(f->only, "asserted") != 0) {
        return cli_complain(verb, CLI_USAGE, "--only knows \"asserted\", not \"%s\"", f->only);
    }
    return CLI_OK;
}

stemma_filter cli_filter_of(const cli_filter *f)
{
    return (stemma_filter){.size = sizeof(stemma_filter),
        .all = f->all,
        .only_asserted = f->only != NULL,
        .relations = f->relations,
        .types = f->types,
        .since = f->since,
        .until = f->until,
        .source = f->source,
        .said_by = f->said_by,
        .min_confidence = f->confidence};
}

const char *cli_draw_program(char *buffer, size_t size)
{
    static const char name[] = "stemma-draw";
    ssize_t length = readlink("/proc/self/exe", buffer, size - 1);
    if (length > 0) {
        buffer[length] = '\0';
        char *slash = strrchr(buffer, '/');
        size_t room = slash == NULL ? 0 : size - (size_t)(slash + 1 - buffer);
        if (room > sizeof name) {
            memcpy(slash + 1, name, sizeof name);
            if (access(buffer, X_OK) == 0) {
                return buffer;
            }
        }
    }
    return STEMMA_LIBEXEC_DIR "/stemma-draw";
}

static stemma_status note(void *context, const char *bytes, size_t count)
{
    const char *verb = context;
    if (count == 1 && bytes[0] == '\n') {
        return STEMMA_OK;
    }
    fprintf(stderr, "stemma %s: %.*s\n", verb, (int)count, bytes);
    return STEMMA_OK;
}

stemma_sink cli_notes(const char *verb)
{
    return (stemma_sink){note, (void *)(uintptr_t)verb};
}

bool cli_size(const char *text, double *width, double *height)
{
    unsigned long wide = 0, high = 0;
    char *end = NULL;
    wide = strtoul(text, &end, 10);
    if (end == text || *end != 'x') {
        return false;
    }
    const char *second = end + 1;
    high = strtoul(second, &end, 10);
    *width = (double)wide;
    *height = (double)high;
    return end != second && *end == '\0';
}

const char *cli_suffix(const char *path, const char *const *known)
{
    const char *dot = path == NULL ? NULL : strrchr(path, '.');
    for (size_t i = 0; dot != NULL && known[i] != NULL; i++) {
        if (strcmp(dot + 1, known[i]) == 0) {
            return known[i];
        }
    }
    return NULL;
}
