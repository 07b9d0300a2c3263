/* stemma export and stemma import. SPDX-License-Identifier: GPL-2.0-or-later */
#include "seeing.h"

#include <stemma/exchange.h>
#include <string.h>

#include "output.h"

#define FORMATS                                                                                    \
    "tsv, csv, jsonl, graphml, gexf, gml, dot, pajek, ntriples, turtle, jsonld, cypher, ftm"

typedef struct request {
    const char *graph, *format, *path, *relations, *types, *only;
    const char *since, *until, *source, *said_by;
    double confidence;
    bool all, named, header, no_header;
} request;

static int write_graph(const request *r, stemma_format format)
{
    stemma_error err = {0};
    stemma_graph *graph = NULL;
    if (cli_graph_open("export", r->graph, STEMMA_OPEN_READ, &graph, &err) != STEMMA_OK) {
        return cli_fail("export", &err);
    }
    const stemma_filter filter = {.size = sizeof filter,
        .all = r->all  ? STEMMA_SCOPE_ALL
            : r->named ? STEMMA_SCOPE_NAMED
                       : STEMMA_SCOPE_TOUCHING,
        .only_asserted = r->only != NULL,
        .relations = r->relations,
        .types = r->types,
        .since = r->since,
        .until = r->until,
        .source = r->source,
        .said_by = r->said_by,
        .min_confidence = r->confidence};
    const stemma_export_options options = {
        .size = sizeof options, .header = r->header, .no_header = r->no_header};
    cli_output out;
    int code = cli_output_open("export", &out, r->path);
    if (code == CLI_OK) {
        stemma_sink sink = stemma_sink_stream(out.stream);
        stemma_status status = stemma_graph_export(graph, format, &filter, &options, &sink, &err);
        code = cli_output_close(
            "export", &out, status == STEMMA_OK ? CLI_OK : cli_fail("export", &err));
    }
    stemma_graph_close(graph);
    return code;
}

int cmd_export(int argc, char **argv)
{
    static const cli_command self = {"export", "write the graph in a format of the field",
        "-g GRAPH [--format FORMAT] [-o FILE] [filters]", cmd_export};
    request r = {0};
    const cli_option options[] = {
        {"graph", 'g', CLI_TEXT, &r.graph, "GRAPH", "the graph file"},
        {"format", 'f', CLI_TEXT, &r.format, "FORMAT", "one of " FORMATS},
        {"output", 'o', CLI_TEXT, &r.path, "FILE", "write there instead of standard output"},
        {"header", 0, CLI_FLAG, &r.header, NULL, "tsv: a first line with the names of the columns"},
        {"no-header", 0, CLI_FLAG, &r.no_header, NULL, "csv: without that line"},
        {"named", 'n', CLI_FLAG, &r.named, NULL,
            "only facts between named actors (default: one end is named)"},
        {"all", 'a', CLI_FLAG, &r.all, NULL, "also facts between unnamed noun phrases"},
        {"only", 0, CLI_TEXT, &r.only, "asserted", "neither denied nor hedged facts"},
        {"relation", 'r', CLI_TEXT, &r.relations, "LIST", "only these relations (a,b)"},
        {"type", 't', CLI_TEXT, &r.types, "LIST", "both ends of these types (person,organization)"},
        {"since", 0, CLI_TEXT, &r.since, "DATE", "facts of that day or later"},
        {"until", 0, CLI_TEXT, &r.until, "DATE", "facts of that day or earlier"},
        {"source", 0, CLI_TEXT, &r.source, "TEXT", "documents whose source or path holds TEXT"},
        {"said-by", 0, CLI_TEXT, &r.said_by, "NAME", "facts that NAME said"},
        {"min-confidence", 0, CLI_NUMBER, &r.confidence, "NUMBER", "0 to 1"},
    };
    int operands = 0, code = CLI_OK;
    if (!cli_parse(
            &self, options, sizeof options / sizeof options[0], argc, argv, &operands, &code)) {
        return code;
    }
    if (r.graph == NULL) {
        return cli_complain("export", CLI_USAGE, "which graph? give -g GRAPH");
    }
    if (operands > 0) {
        return cli_complain(
            "export", CLI_USAGE, "unexpected \"%s\"; the output file is given with -o", argv[1]);
    }
    if (r.only != NULL && strcmp(r.only, "asserted") != 0) {
        return cli_complain("export", CLI_USAGE, "--only knows \"asserted\", not \"%s\"", r.only);
    }
    const char *told = r.format != NULL ? r.format : r.path != NULL ? r.path : "tsv";
    stemma_format format = stemma_format_of(told);
    if (format == STEMMA_FORMAT_UNKNOWN) {
        return cli_complain("export", CLI_USAGE, "unknown format \"%s\"; there are " FORMATS, told);
    }
    return write_graph(&r, format);
}

int cmd_import(int argc, char **argv)
{
    static const cli_command self = {"import",
        "read facts from tsv, csv, jsonl, graphml, ntriples or turtle",
        "-g GRAPH [--format FORMAT] FILE…", cmd_import};
    const char *path = NULL, *format_name = NULL;
    const cli_option options[] = {
        {"graph", 'g', CLI_TEXT, &path, "GRAPH", "the graph file; made when it does not exist"},
        {"format", 'f', CLI_TEXT, &format_name, "FORMAT", "when the file's name does not tell it"},
    };
    int operands = 0, code = CLI_OK;
    if (!cli_parse(
            &self, options, sizeof options / sizeof options[0], argc, argv, &operands, &code)) {
        return code;
    }
    if (path == NULL || operands == 0) {
        return cli_complain(
            "import", CLI_USAGE, path == NULL ? "which graph? give -g GRAPH" : "which file?");
    }
    stemma_format format =
        format_name != NULL ? stemma_format_of(format_name) : STEMMA_FORMAT_UNKNOWN;
    if (format_name != NULL && format == STEMMA_FORMAT_UNKNOWN) {
        return cli_complain("import", CLI_USAGE, "unknown format \"%s\"", format_name);
    }
    stemma_error err = {0};
    stemma_graph *graph = NULL;
    if (stemma_graph_open(path, STEMMA_OPEN_CREATE, &graph, &err) != STEMMA_OK) {
        return cli_fail("import", &err);
    }
    for (int i = 1; i <= operands && code == CLI_OK; i++) {
        uint64_t count = 0;
        if (stemma_graph_import(graph, argv[i], format, &count, &err) != STEMMA_OK) {
            code = cli_fail("import", &err);
        } else if (cli_is_terminal(stderr)) {
            fprintf(stderr, "%s: %llu facts\n", argv[i], (unsigned long long)count);
        }
    }
    stemma_graph_close(graph);
    return code;
}
