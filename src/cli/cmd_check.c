/* stemma check. SPDX-License-Identifier: GPL-2.0-or-later */
#include "ask.h"

/* A file that cannot be written is checked as far as reading goes. */
static stemma_graph *open_for_check(const char *path, int *code)
{
    stemma_error err = {0};
    stemma_graph *graph = NULL;
    if (path != NULL && stemma_graph_open(path, STEMMA_OPEN_WRITE, &graph, &err) == STEMMA_OK) {
        return graph;
    }
    return cli_ask_open("check", path, STEMMA_OPEN_READ, code);
}

int cmd_check(int argc, char **argv)
{
    static const cli_command self = {"check", "verify a graph file", "-g GRAPH", cmd_check};
    const char *path = NULL;
    const cli_option options[] = {{"graph", 'g', CLI_TEXT, &path, "GRAPH", "the graph file"}};
    int operands = 0, code = CLI_OK;
    if (!cli_parse(
            &self, options, sizeof options / sizeof options[0], argc, argv, &operands, &code) ||
        !cli_ask_operands(&self, operands, 0, 0, "options", &code)) {
        return code;
    }
    stemma_graph *graph = open_for_check(path, &code);
    if (graph == NULL) {
        return code;
    }
    stemma_error err = {0};
    uint32_t problems = 0;
    stemma_counts counts = {0};
    stemma_sink sink = stemma_sink_stream(stdout);
    stemma_status status = stemma_graph_check(graph, &sink, &problems, &err);
    if (status == STEMMA_OK && problems == 0) {
        status = stemma_graph_counts(graph, &counts, &err);
    }
    stemma_graph_close(graph);
    if (status != STEMMA_OK) {
        return cli_fail("check", &err);
    }
    if (problems > 0) {
        return cli_complain("check", CLI_INPUT, "%s: %u problem%s", path, (unsigned)problems,
            problems == 1 ? "" : "s");
    }
    printf("%s: sound; %llu documents, %llu sentences, %llu actors, %llu facts\n", path,
        (unsigned long long)counts.documents, (unsigned long long)counts.sentences,
        (unsigned long long)counts.actors, (unsigned long long)counts.facts);
    return CLI_OK;
}
