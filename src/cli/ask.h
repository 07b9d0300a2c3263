/* What the verbs that ask a graph file share: their options, opening, and the exit code for an empty answer.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_CLI_ASK_H
#define STM_CLI_ASK_H
#include "cli.h"

typedef struct cli_ask {
    const char *graph, *format, *relations, *types, *only, *since, *until, *source, *said_by;
    double confidence;
    uint32_t limit;
    bool all;
} cli_ask;

/* Rows of an option table; `a` is a cli_ask. */
#define CLI_ASK_GRAPH(a)                                                                           \
    {                                                                                              \
        "graph", 'g', CLI_TEXT, &(a).graph, "GRAPH", "the graph file"                              \
    }
#define CLI_ASK_OUTPUT(a)                                                                          \
    {"format", 'f', CLI_TEXT, &(a).format, "FORMAT", "text, tsv or json"},                         \
    {                                                                                              \
        "limit", 'n', CLI_COUNT, &(a).limit, "NUMBER", "at most so many entries"                   \
    }
#define CLI_ASK_FILTER(a)                                                                          \
    {"all", 'a', CLI_FLAG, &(a).all, NULL, "also unnamed noun phrases"}, CLI_ASK_WHICH(a)
#define CLI_ASK_WHICH(a)                                                                           \
    {"relation", 'r', CLI_TEXT, &(a).relations, "LIST", "only these relations (a,b)"},             \
        {"type", 't', CLI_TEXT, &(a).types, "LIST",                                                \
            "both ends of these types (person,organization)"},                                     \
        {"only", 0, CLI_TEXT, &(a).only, "asserted", "neither denied nor hedged facts"},           \
        {"since", 0, CLI_TEXT, &(a).since, "DATE", "facts of that day or later"},                  \
        {"until", 0, CLI_TEXT, &(a).until, "DATE", "facts of that day or earlier"},                \
        {"source", 0, CLI_TEXT, &(a).source, "TEXT", "documents whose source or path holds TEXT"}, \
        {"said-by", 0, CLI_TEXT, &(a).said_by, "NAME", "facts that NAME said"},                    \
    {                                                                                              \
        "min-confidence", 0, CLI_NUMBER, &(a).confidence, "NUMBER", "0 to 1"                       \
    }

/* Operands of a verb must be `least` to `most`; complains with `what` they are. */
bool cli_ask_operands(
    const cli_command *command, int operands, int least, int most, const char *what, int *exit_out);

/* The call that answers; argv holds the operands from 1. */
typedef stemma_status cli_ask_call(stemma_graph *graph, char **argv, void *context,
    const stemma_ask_options *options, const stemma_sink *sink, uint32_t *count_out,
    stemma_error *err);
/* Checks the options, opens the graph, answers on standard output. CLI_NOTHING when the answer is empty; then `nothing`
 * is said on standard error. */
int cli_ask_run(const char *verb, const cli_ask *ask, char **argv, void *context,
    cli_ask_call *call, const char *nothing);
/* Opens the graph of -g; NULL after a complaint. */
stemma_graph *cli_ask_open(
    const char *verb, const char *path, stemma_open_mode mode, int *exit_out);
#endif
