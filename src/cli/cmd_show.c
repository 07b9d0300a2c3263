/* stemma show, timeline, around, between: questions about named actors. SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "ask.h"

static stemma_status show(stemma_graph *graph, char **argv, void *context,
    const stemma_ask_options *options, const stemma_sink *sink, uint32_t *count_out,
    stemma_error *err)
{
    (void)context;
    return stemma_graph_show(graph, argv[1], options, sink, count_out, err);
}

int cmd_show(int argc, char **argv)
{
    static const cli_command self = {"show", "all that is known about an actor, with the sentences",
        "-g GRAPH [options] NAME", cmd_show};
    cli_ask ask = {0};
    const cli_option options[] = {CLI_ASK_GRAPH(ask), CLI_ASK_OUTPUT(ask), CLI_ASK_FILTER(ask)};
    int operands = 0, code = CLI_OK;
    if (!cli_parse(
            &self, options, sizeof options / sizeof options[0], argc, argv, &operands, &code) ||
        !cli_ask_operands(&self, operands, 1, 1, "name", &code)) {
        return code;
    }
    return cli_ask_run("show", &ask, argv, NULL, show, "no facts");
}

static stemma_status timeline(stemma_graph *graph, char **argv, void *context,
    const stemma_ask_options *options, const stemma_sink *sink, uint32_t *count_out,
    stemma_error *err)
{
    (void)context;
    return stemma_graph_timeline(graph, argv[1], options, sink, count_out, err);
}

int cmd_timeline(int argc, char **argv)
{
    static const cli_command self = {"timeline", "what happened to an actor, in order of time",
        "-g GRAPH [options] NAME, or --svg [-o FILE] [NAME…]", cmd_timeline};
    cli_ask ask = {0};
    bool svg = false;
    const cli_option options[] = {CLI_ASK_GRAPH(ask),
        {"svg", 0, CLI_FLAG, &svg, NULL,
            "draw it; also of several names, or of none: the most central"},
        CLI_ASK_OUTPUT(ask), CLI_ASK_FILTER(ask)};
    int operands = 0, code = CLI_OK;
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--svg") == 0) {
            return cmd_timeline_svg(argc, argv);
        }
    }
    if (!cli_parse(
            &self, options, sizeof options / sizeof options[0], argc, argv, &operands, &code) ||
        !cli_ask_operands(&self, operands, 1, 1, "name", &code)) {
        return code;
    }
    return cli_ask_run("timeline", &ask, argv, NULL, timeline, "no facts with a time");
}

static stemma_status around(stemma_graph *graph, char **argv, void *context,
    const stemma_ask_options *options, const stemma_sink *sink, uint32_t *count_out,
    stemma_error *err)
{
    return stemma_graph_around(
        graph, argv[1], *(const uint32_t *)context, options, sink, count_out, err);
}

int cmd_around(int argc, char **argv)
{
    static const cli_command self = {
        "around", "facts among an actor's neighbours", "-g GRAPH [--depth N] NAME", cmd_around};
    cli_ask ask = {0};
    uint32_t depth = 1;
    const cli_option options[] = {CLI_ASK_GRAPH(ask),
        {"depth", 'd', CLI_COUNT, &depth, "NUMBER", "steps from the actor, 1 to 6 (1)"},
        CLI_ASK_OUTPUT(ask), CLI_ASK_FILTER(ask)};
    int operands = 0, code = CLI_OK;
    if (!cli_parse(
            &self, options, sizeof options / sizeof options[0], argc, argv, &operands, &code) ||
        !cli_ask_operands(&self, operands, 1, 1, "name", &code)) {
        return code;
    }
    return cli_ask_run("around", &ask, argv, &depth, around, "no facts");
}

static stemma_status between(stemma_graph *graph, char **argv, void *context,
    const stemma_ask_options *options, const stemma_sink *sink, uint32_t *count_out,
    stemma_error *err)
{
    (void)context;
    return stemma_graph_between(graph, argv[1], argv[2], options, sink, count_out, err);
}

int cmd_between(int argc, char **argv)
{
    static const cli_command self = {"between",
        "facts between two actors, and with those whom both know", "-g GRAPH [options] NAME NAME",
        cmd_between};
    cli_ask ask = {0};
    const cli_option options[] = {CLI_ASK_GRAPH(ask), CLI_ASK_OUTPUT(ask), CLI_ASK_FILTER(ask)};
    int operands = 0, code = CLI_OK;
    if (!cli_parse(
            &self, options, sizeof options / sizeof options[0], argc, argv, &operands, &code) ||
        !cli_ask_operands(&self, operands, 2, 2, "two names", &code)) {
        return code;
    }
    return cli_ask_run("between", &ask, argv, NULL, between, "nothing between them");
}
