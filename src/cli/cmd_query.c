/* stemma query. SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli.h"

#include <stdlib.h>
#include <stemma/query.h>
#include <string.h>

/* The line of the query that the error points into, and a caret under the place. */
static void show_place(const char *query, const stemma_error *err)
{
    const char *line = query;
    for (uint32_t number = 1; number < err->line; number++) {
        const char *end = strchr(line, '\n');
        if (end == NULL) {
            return;
        }
        line = end + 1;
    }
    fprintf(stderr, "  %.*s\n  ", (int)strcspn(line, "\n"), line);
    for (uint32_t column = 1; column < err->column; column++) {
        fputc(' ', stderr);
    }
    fputs("^\n", stderr);
}

static int read_parameters(const cli_list *given, stemma_query_parameter *out)
{
    for (uint32_t i = 0; i < given->count; i++) {
        char *equals = strchr(given->items[i], '=');
        if (equals == NULL || equals == given->items[i]) {
            return cli_complain(
                "query", CLI_USAGE, "--param wants name=value, not \"%s\"", given->items[i]);
        }
        *equals = '\0'; /* argv is ours to write */
        out[i] = (stemma_query_parameter){given->items[i], equals + 1};
    }
    return CLI_OK;
}

static bool read_format(const char *name, stemma_query_format *out)
{
    static const char *const names[] = {"tsv", "csv", "json", "table"};
    if (name == NULL) {
        *out = cli_is_terminal(stdout) ? STEMMA_QUERY_TABLE : STEMMA_QUERY_TSV;
        return true;
    }
    for (int i = 0; i < 4; i++) {
        if (strcmp(name, names[i]) == 0) {
            *out = (stemma_query_format)i;
            return true;
        }
    }
    return false;
}

static int ask(const char *path, const char *query, const stemma_query_options *options)
{
    stemma_error err = {0};
    stemma_graph *graph = NULL;
    if (cli_graph_open("query", path, STEMMA_OPEN_READ, &graph, &err) != STEMMA_OK) {
        return cli_fail("query", &err);
    }
    stemma_sink sink = stemma_sink_stream(stdout);
    uint64_t rows = 0;
    int code = CLI_OK;
    if (stemma_query_run(graph, query, options, &sink, &rows, &err) != STEMMA_OK) {
        fflush(stdout);
        code = cli_fail("query", &err);
        if (err.line > 0) {
            show_place(query, &err);
        }
    }
    if (code == CLI_OK && rows == 0) {
        fflush(stdout);
        fprintf(stderr, "stemma query: no rows\n");
        cli_query_hint(graph, query);
    }
    stemma_graph_close(graph);
    return code;
}

int cmd_query(int argc, char **argv)
{
    static const cli_command self = {"query", "ask in openCypher (reading)",
        "-g GRAPH [options] 'MATCH (a)-[r]->(b) RETURN a, r, b'", cmd_query};
    const char *path = NULL, *format = NULL;
    bool no_header = false, all = false;
    cli_list given = {0};
    const cli_option table[] = {
        {"graph", 'g', CLI_TEXT, &path, "GRAPH", "the graph file"},
        {"format", 'f', CLI_TEXT, &format, "FORMAT", "tsv, csv, json or table (on a terminal)"},
        {"param", 'p', CLI_LIST, &given, "NAME=VALUE",
            "value of $NAME; JSON or text; may be given several times"},
        {"no-header", 0, CLI_FLAG, &no_header, NULL, "without the line of column names"},
        {"all", 'a', CLI_FLAG, &all, NULL, "also unnamed noun phrases"},
    };
    int operands = 0, code = CLI_OK;
    if (!cli_parse(&self, table, sizeof table / sizeof table[0], argc, argv, &operands, &code)) {
        return code;
    }
    stemma_query_parameter parameters[sizeof given.items / sizeof given.items[0]];
    stemma_query_options options = {.size = sizeof options,
        .no_header = no_header,
        .all = all,
        .columns = cli_columns(),
        .parameters = parameters,
        .parameter_count = given.count};
    if (path == NULL || operands != 1) {
        return cli_complain("query", CLI_USAGE,
            path == NULL ? "which graph? give -g GRAPH" : "give one query, in quotes");
    }
    if (!read_format(format, &options.format)) {
        return cli_complain(
            "query", CLI_USAGE, "unknown format \"%s\"; there are tsv, csv, json, table", format);
    }
    code = read_parameters(&given, parameters);
    return code == CLI_OK ? ask(path, argv[1], &options) : code;
}
