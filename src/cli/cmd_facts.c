/* stemma facts and stemma why. SPDX-License-Identifier: GPL-2.0-or-later */
#include "ask.h"

#include <errno.h>
#include <stdlib.h>

static stemma_status facts(stemma_graph *graph, char **argv, void *context,
    const stemma_ask_options *options, const stemma_sink *sink, uint32_t *count_out,
    stemma_error *err)
{
    (void)argv;
    (void)context;
    return stemma_graph_facts(graph, options, sink, count_out, err);
}

int cmd_facts(int argc, char **argv)
{
    static const cli_command self = {
        "facts", "facts by relation, time, source, speaker", "-g GRAPH [filters]", cmd_facts};
    cli_ask ask = {0};
    const cli_option options[] = {CLI_ASK_GRAPH(ask), CLI_ASK_OUTPUT(ask), CLI_ASK_FILTER(ask)};
    int operands = 0, code = CLI_OK;
    if (!cli_parse(
            &self, options, sizeof options / sizeof options[0], argc, argv, &operands, &code) ||
        !cli_ask_operands(&self, operands, 0, 0, "options", &code)) {
        return code;
    }
    return cli_ask_run("facts", &ask, argv, NULL, facts, "no such facts");
}

static stemma_status why(stemma_graph *graph, char **argv, void *context,
    const stemma_ask_options *options, const stemma_sink *sink, uint32_t *count_out,
    stemma_error *err)
{
    (void)argv;
    return stemma_graph_why(graph, *(const int64_t *)context, options, sink, count_out, err);
}

/* "12" or "#12", as the answers of other verbs show it. */
static bool fact_number(const char *text, int64_t *out)
{
    char *end = NULL;
    errno = 0;
    *out = strtoll(text + (text[0] == '#' ? 1 : 0), &end, 10);
    return errno == 0 && *end == '\0' && *out > 0;
}

int cmd_why(int argc, char **argv)
{
    static const cli_command self = {
        "why", "the sentences behind a fact, marked", "-g GRAPH NUMBER", cmd_why};
    cli_ask ask = {0};
    int64_t fact = 0;
    const cli_option options[] = {CLI_ASK_GRAPH(ask), CLI_ASK_OUTPUT(ask)};
    int operands = 0, code = CLI_OK;
    if (!cli_parse(
            &self, options, sizeof options / sizeof options[0], argc, argv, &operands, &code) ||
        !cli_ask_operands(&self, operands, 1, 1, "fact", &code)) {
        return code;
    }
    if (!fact_number(argv[1], &fact)) {
        return cli_complain("why", CLI_USAGE,
            "\"%s\" is no number of a fact; `stemma show` tells them (#12)", argv[1]);
    }
    return cli_ask_run("why", &ask, argv, &fact, why, NULL);
}
