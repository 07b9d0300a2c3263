/* What a terminal shows while texts are read, and how Ctrl-C ends that. SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_CLI_PROGRESS_H
#define STM_CLI_PROGRESS_H
#include <time.h>

#include "cli.h"

typedef struct cli_progress {
    const char *verb;
    bool shown; /* standard error is a terminal */
    struct timespec start;
    double last;         /* seconds at which the line was drawn */
    uint64_t first_done; /* bytes done when the clock began */
    bool drop_gone;      /* update: what no file holds any more is taken out */
} cli_progress;

/* Starts the clock; from now on Ctrl-C ends the reading after the current document, a second one at once. */
void cli_progress_begin(cli_progress *progress, const char *verb, bool quiet);
stemma_build_hooks cli_progress_hooks(cli_progress *progress);
/* Wipes the line. */
void cli_progress_end(const cli_progress *progress);
#endif
