/* stemma path: how two actors are connected. SPDX-License-Identifier: GPL-2.0-or-later */
#include "ask.h"

static stemma_status path(stemma_graph *graph, char **argv, void *context,
    const stemma_ask_options *options, const stemma_sink *sink, uint32_t *count_out,
    stemma_error *err)
{
    return stemma_graph_path(graph, argv[1], argv[2], context, options, sink, count_out, err);
}

int cmd_path(int argc, char **argv)
{
    static const cli_command self = {
        "path", "how two actors are connected", "-g GRAPH [options] NAME NAME", cmd_path};
    cli_ask ask = {0};
    bool all_shortest = false, weighted = false;
    stemma_path_options way = {.size = sizeof way};
    const cli_option options[] = {
        CLI_ASK_GRAPH(ask),
        {"all", 'a', CLI_FLAG, &all_shortest, NULL,
            "all shortest paths, not only the best supported one"},
        {"k", 'k', CLI_COUNT, &way.k, "NUMBER", "the so many shortest paths without loops"},
        {"weighted", 'w', CLI_FLAG, &weighted, NULL,
            "well supported steps are shorter (1 / facts)"},
        {"longest", 0, CLI_COUNT, &way.longest, "NUMBER", "at most so many steps (8)"},
        CLI_ASK_OUTPUT(ask),
        {"unnamed", 0, CLI_FLAG, &ask.all, NULL, "also over unnamed noun phrases"},
        CLI_ASK_WHICH(ask),
    };
    int operands = 0, code = CLI_OK;
    if (!cli_parse(
            &self, options, sizeof options / sizeof options[0], argc, argv, &operands, &code) ||
        !cli_ask_operands(&self, operands, 2, 2, "two names", &code)) {
        return code;
    }
    way.all = all_shortest;
    way.weighted = weighted;
    char nothing[120];
    snprintf(nothing, sizeof nothing, "no path of at most %u steps between them%s",
        (unsigned)(way.longest == 0 ? 8 : way.longest),
        ask.all ? "" : "; --unnamed also goes over unnamed noun phrases");
    return cli_ask_run("path", &ask, argv, &way, path, nothing);
}
