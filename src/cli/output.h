/* Files that verbs write. SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_CLI_OUTPUT_H
#define STM_CLI_OUTPUT_H
#include "cli.h"

/* An output file appears whole or not at all: it is written beside its place and renamed. Devices and pipes (/dev/null) are
 * written to; of a link, what it leads to. */
typedef struct cli_output {
    FILE *stream;
    char *path;   /* NULL: standard output */
    char *beside; /* NULL: written in place */
} cli_output;
int cli_output_open(
    const char *verb, cli_output *out, const char *path); /* NULL and "-": standard output */
/* Renames, or removes when code says that something failed; gives the exit code to go on with. */
int cli_output_close(const char *verb, cli_output *out, int code);
#endif
