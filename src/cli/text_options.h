/* Options that parse, extract and build share. SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_CLI_TEXT_OPTIONS_H
#define STM_CLI_TEXT_OPTIONS_H
#include "cli.h"

typedef struct cli_text_options {
    const char *lang, *model, *relations, *date, *source;
    uint32_t threads;
} cli_text_options;

#define CLI_TEXT_OPTIONS(o)                                                                        \
    {"lang", 'l', CLI_TEXT, &(o).lang, "LANG",                                                     \
        "language of the text: de or en (default: told from the text)"},                           \
        {"model", 'm', CLI_TEXT, &(o).model, "FILE",                                               \
            "model file instead of the installed one (with --lang)"},                              \
    {                                                                                              \
        "threads", 'j', CLI_COUNT, &(o).threads, "N",                                              \
            "work with N threads; the result is the same (default 1)"                              \
    }

/* CLI_OK, or the exit code after a message. Close with stemma_pipeline_close. */
int cli_open_pipeline(const char *verb, const cli_text_options *o, stemma_pipeline **pipeline_out);
#endif
