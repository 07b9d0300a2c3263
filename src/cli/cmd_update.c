/* stemma update: reads the files behind a graph again. SPDX-License-Identifier: GPL-2.0-or-later */
#include "ask.h"
#include "progress.h"
#include "text_options.h"

static int update(stemma_graph *graph, stemma_pipeline *pipeline, bool drop, bool quiet)
{
    stemma_error err = {0};
    stemma_build_counts counts = {0};
    cli_progress progress = {.drop_gone = drop};
    cli_progress_begin(&progress, "update", quiet);
    const stemma_build_hooks hooks = cli_progress_hooks(&progress);
    stemma_status status = stemma_pipeline_update(pipeline, graph, &hooks, &counts, &err);
    cli_progress_end(&progress);
    if (!quiet) {
        fprintf(stderr, "stemma update: %llu changed, %llu unchanged, %llu new",
            (unsigned long long)counts.replaced, (unsigned long long)counts.unchanged,
            (unsigned long long)counts.added);
        fprintf(stderr, counts.refused > 0 ? "; %llu not read\n" : "\n",
            (unsigned long long)counts.refused);
    }
    int code = counts.refused > 0 ? CLI_INPUT : CLI_OK;
    return status == STEMMA_OK ? code : cli_fail("update", &err);
}

int cmd_update(int argc, char **argv)
{
    static const cli_command self = {"update",
        "read the documents of a graph file again, where they changed", "-g GRAPH [options]",
        cmd_update};
    cli_text_options text = {.threads = 1};
    const char *path = NULL;
    bool drop = false, quiet = false;
    const cli_option options[] = {
        {"graph", 'g', CLI_TEXT, &path, "GRAPH", "the graph file"},
        {"remove-missing", 0, CLI_FLAG, &drop, NULL,
            "take documents out that no file holds any more"},
        {"date", 0, CLI_TEXT, &text.date, "DATE",
            "date of documents that say none, as given to build"},
        {"source", 0, CLI_TEXT, &text.source, "NAME",
            "source of documents that say none, as given to build"},
        {"relations", 0, CLI_TEXT, &text.relations, "FILE", "your own table of relation words"},
        {"quiet", 'q', CLI_FLAG, &quiet, NULL, "say nothing but errors"},
        CLI_TEXT_OPTIONS(text),
    };
    int operands = 0, code = CLI_OK;
    if (!cli_parse(
            &self, options, sizeof options / sizeof options[0], argc, argv, &operands, &code) ||
        !cli_ask_operands(&self, operands, 0, 0, "options", &code)) {
        return code;
    }
    stemma_graph *graph = cli_ask_open("update", path, STEMMA_OPEN_WRITE, &code);
    stemma_pipeline *pipeline = NULL;
    if (graph != NULL && (code = cli_open_pipeline("update", &text, &pipeline)) == CLI_OK) {
        code = update(graph, pipeline, drop, quiet);
        stemma_pipeline_close(pipeline);
    }
    stemma_graph_close(graph);
    return code;
}
