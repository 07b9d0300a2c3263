/* What the verbs that show something share: filters, an output file that appears whole, the drawing program's place.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_CLI_SEEING_H
#define STM_CLI_SEEING_H
#include "cli.h"
#include "output.h"

/* Fields for the filter's options. */
typedef struct cli_filter {
    const char *graph, *relations, *types, *only, *since, *until, *source, *said_by;
    double confidence;
    bool all;
} cli_filter;

#define CLI_FILTER_OPTIONS(f)                                                                      \
    {"graph", 'g', CLI_TEXT, &(f).graph, "GRAPH", "the graph file"},                               \
        {"relation", 'r', CLI_TEXT, &(f).relations, "LIST", "only these relations (a,b)"},         \
        {"type", 't', CLI_TEXT, &(f).types, "LIST",                                                \
            "both ends of these types (person,organization)"},                                     \
        {"only", 0, CLI_TEXT, &(f).only, "asserted", "neither denied nor hedged facts"},           \
        {"since", 0, CLI_TEXT, &(f).since, "DATE", "facts of that day or later"},                  \
        {"until", 0, CLI_TEXT, &(f).until, "DATE", "facts of that day or earlier"},                \
        {"source", 0, CLI_TEXT, &(f).source, "TEXT", "documents whose source or path holds TEXT"}, \
        {"said-by", 0, CLI_TEXT, &(f).said_by, "NAME", "facts that NAME said"},                    \
        {"min-confidence", 0, CLI_NUMBER, &(f).confidence, "NUMBER", "0 to 1"},                    \
    {                                                                                              \
        "all", 'a', CLI_FLAG, &(f).all, NULL, "also unnamed noun phrases"                          \
    }

/* Checks what cannot be wrong in the library; CLI_OK or the exit code after a complaint. */
int cli_filter_check(const char *verb, const cli_filter *f);
stemma_filter cli_filter_of(const cli_filter *f);

/* Path of stemma-draw: beside this program, else where it was installed. */
const char *cli_draw_program(char *buffer, size_t size);
/* Sink that says each note on stderr as "stemma VERB: note". */
stemma_sink cli_notes(const char *verb);
/* "1200x800" in points; false when it is not. */
bool cli_size(const char *text, double *width, double *height);
/* "svg" of "dir/a.svg" when it is one of the NULL-ended list, else NULL. */
const char *cli_suffix(const char *path, const char *const *known);
#endif
