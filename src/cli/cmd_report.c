/* stemma report. SPDX-License-Identifier: GPL-2.0-or-later */
#include "seeing.h"

typedef struct request {
    cli_filter filter;
    stemma_report_options report;
    const char *path;
    uint32_t top, columns;
} request;

static int report(request *r)
{
    stemma_error err = {0};
    stemma_graph *graph = NULL;
    stemma_filter filter = cli_filter_of(&r->filter);
    char program[4096];
    cli_output out;
    if (cli_graph_open("report", r->filter.graph, STEMMA_OPEN_READ, &graph, &err) != STEMMA_OK) {
        return cli_fail("report", &err);
    }
    r->report.size = sizeof r->report;
    r->report.program = cli_draw_program(program, sizeof program);
    r->report.top = r->top;
    r->report.columns = r->columns != 0 ? r->columns : r->path == NULL ? cli_columns() : 100;
    r->report.colour = r->path == NULL && cli_wants_colour(stdout);
    int code = cli_output_open("report", &out, r->path);
    if (code == CLI_OK) {
        stemma_sink sink = stemma_sink_stream(out.stream);
        stemma_status status = stemma_report(graph, &filter, &r->report, &sink, &err);
        code = cli_output_close(
            "report", &out, status == STEMMA_OK ? CLI_OK : cli_fail("report", &err));
    }
    stemma_graph_close(graph);
    return code;
}

int cmd_report(int argc, char **argv)
{
    static const cli_command self = {
        "report", "who matters, and why", "-g GRAPH [options] [filters]", cmd_report};
    static const char *const suffixes[] = {"tsv", "json", "html", "md", NULL};
    request r = {0};
    const cli_option options[] = {
        {"format", 'f', CLI_TEXT, &r.report.format, "FORMAT",
            "table, tsv, json, markdown, html; else by the file's name"},
        {"output", 'o', CLI_TEXT, &r.path, "FILE", "write there instead of standard output"},
        {"top", 'n', CLI_COUNT, &r.top, "N", "the N most central actors (10; tsv and json: all)"},
        {"columns", 0, CLI_COUNT, &r.columns, "N", "width of the table (the terminal's)"},
        {"title", 0, CLI_TEXT, &r.report.title, "TEXT", "title of the report"},
        {"theme", 0, CLI_TEXT, &r.report.theme, "THEME", "html: light, dark"},
        CLI_FILTER_OPTIONS(r.filter),
    };
    int operands = 0, code = CLI_OK;
    if (!cli_parse(
            &self, options, sizeof options / sizeof options[0], argc, argv, &operands, &code)) {
        return code;
    }
    if (operands > 0) {
        return cli_complain(
            "report", CLI_USAGE, "unexpected \"%s\"; the graph is given with -g", argv[1]);
    }
    if (r.report.format == NULL) {
        const char *suffix = cli_suffix(r.path, suffixes);
        r.report.format = suffix == suffixes[3] ? "markdown" : suffix;
    }
    code = cli_filter_check("report", &r.filter);
    return code == CLI_OK ? report(&r) : code;
}
