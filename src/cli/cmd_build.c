/* stemma build: documents into a graph file, with progress on a terminal. Ctrl-C ends after the current document.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include <signal.h>
#include <string.h>
#include <time.h>

#include "text_options.h"

static volatile sig_atomic_t stop_wanted;

static void on_interrupt(int number)
{
    (void)number;
    stop_wanted = 1;
}

typedef struct progress {
    bool shown;
    struct timespec start;
    double last;
} progress;

static double seconds_since(const struct timespec *start)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - start->tv_sec) + (double)(now.tv_nsec - start->tv_nsec) * 1e-9;
}

static int show_progress(void *context, const char *path, const stemma_build_counts *counts)
{
    progress *p = context;
    double seconds = seconds_since(&p->start);
    if (p->shown && seconds - p->last > 0.1) {
        p->last = seconds;
        fprintf(stderr, "\r\033[K%llu documents, %llu facts, %.1f documents/s  %.60s",
            (unsigned long long)counts->documents, (unsigned long long)counts->facts,
            (double)counts->documents / (seconds > 0 ? seconds : 1), path);
    }
    return stop_wanted != 0;
}

static int build(const char *verb, stemma_pipeline *pipeline, const char *graph_path,
    const char *const *paths, size_t count, bool quiet)
{
    stemma_error err = {.status = STEMMA_OK};
    stemma_graph *graph = NULL;
    if (stemma_graph_open(graph_path, STEMMA_OPEN_CREATE, &graph, &err) != STEMMA_OK) {
        return cli_fail(verb, &err);
    }
    struct sigaction action = {.sa_handler = on_interrupt};
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    progress p = {.shown = cli_is_terminal(stderr) && !quiet, .last = 0};
    clock_gettime(CLOCK_MONOTONIC, &p.start);
    stemma_build_counts counts;
    stemma_status status =
        stemma_pipeline_build(pipeline, graph, paths, count, show_progress, &p, &counts, &err);
    stemma_graph_close(graph);
    if (p.shown) {
        fprintf(stderr, "\r\033[K");
    }
    if (!quiet) {
        fprintf(stderr,
            "stemma build: %llu new, %llu changed, %llu unchanged; %llu sentences, %llu facts\n",
            (unsigned long long)counts.added, (unsigned long long)counts.replaced,
            (unsigned long long)counts.unchanged, (unsigned long long)counts.sentences,
            (unsigned long long)counts.facts);
    }
    return status == STEMMA_OK ? CLI_OK : cli_fail(verb, &err);
}

int cmd_build(int argc, char **argv)
{
    static const cli_command self = {"build", "read documents into a graph file",
        "-g GRAPH [options] FILE|FOLDER|-…", cmd_build};
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
