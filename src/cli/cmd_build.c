/* stemma build: documents into a graph file, with progress on a terminal. Ctrl-C ends after the current document.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "progress.h"
#include "text_options.h"

static int build(const char *verb, stemma_pipeline *pipeline, const char *graph_path,
    const char *const *paths, size_t count, bool quiet)
{
    stemma_error err = {.status = STEMMA_OK};
    stemma_graph *graph = NULL;
    if (stemma_graph_open(graph_path, STEMMA_OPEN_CREATE, &graph, &err) != STEMMA_OK) {
        return cli_fail(verb, &err);
    }
    cli_progress progress = {.shown = false};
    cli_progress_begin(&progress, verb, quiet);
    const stemma_build_hooks hooks = cli_progress_hooks(&progress);
    stemma_build_counts counts;
    stemma_status status =
        stemma_pipeline_build(pipeline, graph, paths, count, &hooks, &counts, &err);
    stemma_graph_close(graph);
    cli_progress_end(&progress);
    if (!quiet) {
        fprintf(stderr,
            "stemma build: %llu new, %llu changed, %llu unchanged; %llu sentences, %llu facts",
            (unsigned long long)counts.added, (unsigned long long)counts.replaced,
            (unsigned long long)counts.unchanged, (unsigned long long)counts.sentences,
            (unsigned long long)counts.facts);
        fprintf(stderr, counts.refused > 0 ? "; %llu not read\n" : "\n",
            (unsigned long long)counts.refused);
    }
    int code = counts.refused > 0 ? CLI_INPUT : CLI_OK;
    return status == STEMMA_OK ? code : cli_fail(verb, &err);
}

int cmd_build(int argc, char **argv)
{
    static const cli_command self = {"build", "read documents into a graph file",
        "-g GRAPH [options] FILE|FOLDER|PATTERN|-…", cmd_build};
    cli_text_options text = {.threads = 1};
    const char *graph = NULL;
    bool quiet = false;
    const cli_option options[] = {
        {"graph", 'g', CLI_TEXT, &graph, "FILE", "the graph file; made when it does not exist"},
        {"date", 0, CLI_TEXT, &text.date, "DATE", "date of documents that say none (2025-01-22)"},
        {"source", 0, CLI_TEXT, &text.source, "NAME", "source of documents that say none"},
        {"relations", 0, CLI_TEXT, &text.relations, "FILE", "your own table of relation words"},
        {"quiet", 'q', CLI_FLAG, &quiet, NULL, "say nothing but errors"},
        CLI_TEXT_OPTIONS(text),
    };
    int operands = 0, code = CLI_OK;
    if (!cli_parse(
            &self, options, sizeof options / sizeof options[0], argc, argv, &operands, &code)) {
        return code;
    }
    if (graph == NULL || operands == 0) {
        return cli_complain(self.name, CLI_USAGE,
            graph == NULL ? "which graph file? -g GRAPH"
                          : "which files? (\"-\" is standard input)");
    }
    stemma_pipeline *pipeline = NULL;
    code = cli_open_pipeline(self.name, &text, &pipeline);
    if (code == CLI_OK) {
        code = build(
            self.name, pipeline, graph, (const char *const *)(argv + 1), (size_t)operands, quiet);
        stemma_pipeline_close(pipeline);
    }
    return code;
}
