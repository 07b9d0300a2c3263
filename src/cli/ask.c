/* The common part of the verbs that ask. SPDX-License-Identifier: GPL-2.0-or-later */
#include "ask.h"

#include <string.h>

bool cli_ask_operands(
    const cli_command *command, int operands, int least, int most, const char *what, int *exit_out)
{
    if (operands >= least && operands <= most) {
        return true;
    }
    *exit_out = cli_complain(command->name, CLI_USAGE,
        operands < least ? "which %s? usage: stemma %s %s"
                         : "more operands than %s; usage: stemma %s %s",
        what, command->name, command->usage);
    return false;
}

stemma_status cli_graph_open(const char *verb, const char *path, stemma_open_mode mode,
    stemma_graph **graph_out, stemma_error *err)
{
    int settled = 1;
    stemma_status status = stemma_graph_open(path, mode, graph_out, err);
    if (status == STEMMA_OK && mode == STEMMA_OPEN_READ &&
        stemma_graph_settle(*graph_out, &settled, NULL) == STEMMA_OK && settled == 0) {
        fprintf(stderr,
            "stemma %s: %s: new names are not joined yet, and the file cannot be written now: "
            "one actor may stand there twice\n",
            verb, path);
    }
    return status;
}

stemma_graph *cli_ask_open(const char *verb, const char *path, stemma_open_mode mode, int *exit_out)
{
    stemma_error err = {0};
    stemma_graph *graph = NULL;
    if (path == NULL) {
        *exit_out = cli_complain(verb, CLI_USAGE, "which graph? give -g GRAPH");
    } else if (cli_graph_open(verb, path, mode, &graph, &err) != STEMMA_OK) {
        *exit_out = cli_fail(verb, &err);
    }
    return graph;
}

static bool format_of(const cli_ask *ask, stemma_answer *out)
{
    static const char *const NAMES[] = {"text", "tsv", "json"};
    *out = STEMMA_ANSWER_TEXT;
    for (int i = 0; i < 3; i++) {
        if (ask->format != NULL && strcmp(ask->format, NAMES[i]) == 0) {
            *out = (stemma_answer)i;
            return true;
        }
    }
    return ask->format == NULL;
}

/* Names in a line; what does not fit is left out. */
typedef struct names {
    char text[400];
    size_t length;
} names;

static stemma_status add_names(void *context, const char *bytes, size_t count)
{
    names *n = context;
    for (size_t i = 0; i < count && n->length + 3 < sizeof n->text; i++) {
        if (bytes[i] == '\n') {
            n->text[n->length++] = ',';
            n->text[n->length++] = ' ';
        } else {
            n->text[n->length++] = bytes[i];
        }
    }
    n->text[n->length] = '\0';
    return STEMMA_OK;
}

/* Nothing has the wanted relations: which ones there are may help. */
static void tell_relations(const char *verb, stemma_graph *graph)
{
    names n = {.length = 0};
    const stemma_sink sink = {add_names, &n};
    const stemma_query_options options = {.size = sizeof options, .no_header = 1};
    stemma_error err = {0};
    uint64_t rows = 0;
    if (stemma_query_run(graph,
            "MATCH ()-[r]->() WITH type(r) AS t, count(*) AS n ORDER BY n DESC, t LIMIT 12 RETURN t",
            &options, &sink, &rows, &err) == STEMMA_OK &&
        n.length > 2) {
        n.text[n.length - 2] = '\0';
        fprintf(stderr, "stemma %s: relations in this graph: %s%s\n", verb, n.text,
            rows == 12 ? ", …" : "");
    }
}

int cli_ask_run(const char *verb, const cli_ask *ask, char **argv, void *context,
    cli_ask_call *call, const char *nothing)
{
    stemma_error err = {0};
    uint32_t count = 0;
    int code = CLI_OK;
    const stemma_filter filter = {.size = sizeof filter,
        .all = ask->all,
        .only_asserted = ask->only != NULL,
        .relations = ask->relations,
        .types = ask->types,
        .since = ask->since,
        .until = ask->until,
        .source = ask->source,
        .said_by = ask->said_by,
        .min_confidence = ask->confidence};
    stemma_ask_options options = {.size = sizeof options,
        .colour = cli_wants_colour(stdout),
        .columns = cli_columns(),
        .limit = ask->limit,
        .filter = &filter};
    if (!format_of(ask, &options.format)) {
        return cli_complain(
            verb, CLI_USAGE, "unknown format \"%s\"; there are text, tsv, json", ask->format);
    }
    if (ask->only != NULL && strcmp(ask->only, "asserted") != 0) {
        return cli_complain(verb, CLI_USAGE, "--only knows \"asserted\", not \"%s\"", ask->only);
    }
    stemma_graph *graph = cli_ask_open(verb, ask->graph, STEMMA_OPEN_READ, &code);
    if (graph == NULL) {
        return code;
    }
    stemma_sink sink = stemma_sink_stream(stdout);
    if (call(graph, argv, context, &options, &sink, &count, &err) != STEMMA_OK) {
        code = cli_fail(verb, &err);
    } else if (count == 0) {
        code = nothing == NULL ? CLI_NOTHING : cli_complain(verb, CLI_NOTHING, "%s", nothing);
        if (ask->relations != NULL) {
            tell_relations(verb, graph);
        }
    }
    stemma_graph_close(graph);
    return code;
}
