/* stemma documents and stemma remove. SPDX-License-Identifier: GPL-2.0-or-later */
#include "ask.h"

static stemma_status documents(stemma_graph *graph, char **argv, void *context,
    const stemma_ask_options *options, const stemma_sink *sink, uint32_t *count_out,
    stemma_error *err)
{
    (void)argv;
    (void)context;
    return stemma_graph_documents(graph, options, sink, count_out, err);
}

int cmd_documents(int argc, char **argv)
{
    static const cli_command self = {
        "documents", "the documents of a graph file", "-g GRAPH [--format FORMAT]", cmd_documents};
    cli_ask ask = {0};
    const cli_option options[] = {CLI_ASK_GRAPH(ask), CLI_ASK_OUTPUT(ask)};
    int operands = 0, code = CLI_OK;
    if (!cli_parse(
            &self, options, sizeof options / sizeof options[0], argc, argv, &operands, &code) ||
        !cli_ask_operands(&self, operands, 0, 0, "options", &code)) {
        return code;
    }
    return cli_ask_run("documents", &ask, argv, NULL, documents, "no documents");
}

int cmd_remove(int argc, char **argv)
{
    static const cli_command self = {
        "remove", "take documents and their facts out", "-g GRAPH PATH…", cmd_remove};
    const char *path = NULL;
    const cli_option options[] = {{"graph", 'g', CLI_TEXT, &path, "GRAPH", "the graph file"}};
    int operands = 0, code = CLI_OK;
    if (!cli_parse(
            &self, options, sizeof options / sizeof options[0], argc, argv, &operands, &code) ||
        !cli_ask_operands(&self, operands, 1, 1 << 16, "document", &code)) {
        return code;
    }
    stemma_graph *graph = cli_ask_open("remove", path, STEMMA_OPEN_WRITE, &code);
    for (int i = 1; i <= operands && graph != NULL; i++) {
        stemma_error err = {0};
        stemma_status status = stemma_graph_remove(graph, argv[i], &err);
        if (status != STEMMA_OK) {
            code = cli_fail("remove", &err);
        }
        if (status != STEMMA_OK && status != STEMMA_ERR_NOTFOUND) {
            break;
        }
    }
    stemma_graph_close(graph);
    return code;
}
