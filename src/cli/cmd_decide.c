/* stemma same, different, rename, type, forget, undo, decisions: what the user knows better.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "ask.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

typedef stemma_status two_names(
    stemma_graph *graph, const char *a, const char *b, stemma_error *err);

static int decide_two(
    const cli_command *self, two_names *call, const char *what, int argc, char **argv)
{
    const char *path = NULL;
    const cli_option options[] = {{"graph", 'g', CLI_TEXT, &path, "GRAPH", "the graph file"}};
    int operands = 0, code = CLI_OK;
    if (!cli_parse(
            self, options, sizeof options / sizeof options[0], argc, argv, &operands, &code) ||
        !cli_ask_operands(self, operands, 2, 2, what, &code)) {
        return code;
    }
    stemma_error err = {0};
    stemma_graph *graph = cli_ask_open(self->name, path, STEMMA_OPEN_WRITE, &code);
    if (graph != NULL) {
        stemma_status status = call(graph, argv[1], argv[2], &err);
        if (status == STEMMA_ERR_EXISTS) {
            code = cli_complain(self->name, CLI_NOTHING, "%s", err.text);
        } else if (status != STEMMA_OK) {
            code = cli_fail(self->name, &err);
        }
    }
    stemma_graph_close(graph);
    return code;
}

int cmd_same(int argc, char **argv)
{
    static const cli_command self = {
        "same", "say that two names are one actor", "-g GRAPH NAME NAME", cmd_same};
    return decide_two(&self, stemma_graph_same, "two names", argc, argv);
}

int cmd_different(int argc, char **argv)
{
    static const cli_command self = {
        "different", "say that two names are two actors", "-g GRAPH NAME NAME", cmd_different};
    return decide_two(&self, stemma_graph_different, "two names", argc, argv);
}

int cmd_rename(int argc, char **argv)
{
    static const cli_command self = {
        "rename", "show an actor under another name", "-g GRAPH NAME NEW", cmd_rename};
    return decide_two(&self, stemma_graph_rename, "name and which new one", argc, argv);
}

int cmd_type(int argc, char **argv)
{
    static const cli_command self = {"type",
        "say what an actor is: person, organization, location, product, event,"
        " money, date, other",
        "-g GRAPH NAME TYPE", cmd_type};
    return decide_two(&self, stemma_graph_set_type, "name and which type", argc, argv);
}

/* "12" or "#12". */
static bool number_of(const char *text, int64_t *out)
{
    char *end = NULL;
    errno = 0;
    *out = strtoll(text + (text[0] == '#' ? 1 : 0), &end, 10);
    return errno == 0 && *end == '\0' && *out > 0;
}

int cmd_forget(int argc, char **argv)
{
    static const cli_command self = {
        "forget", "hide facts, and all that say the same", "-g GRAPH NUMBER…", cmd_forget};
    const char *path = NULL;
    const cli_option options[] = {{"graph", 'g', CLI_TEXT, &path, "GRAPH", "the graph file"}};
    int operands = 0, code = CLI_OK;
    if (!cli_parse(
            &self, options, sizeof options / sizeof options[0], argc, argv, &operands, &code) ||
        !cli_ask_operands(&self, operands, 1, 1 << 16, "fact", &code)) {
        return code;
    }
    stemma_graph *graph = cli_ask_open("forget", path, STEMMA_OPEN_WRITE, &code);
    for (int i = 1; i <= operands && graph != NULL && code == CLI_OK; i++) {
        stemma_error err = {0};
        int64_t fact = 0;
        if (!number_of(argv[i], &fact)) {
            code = cli_complain("forget", CLI_USAGE,
                "\"%s\" is no number of a fact; `stemma show` tells them (#12)", argv[i]);
        } else if (stemma_graph_forget(graph, fact, &err) != STEMMA_OK) {
            code = cli_fail("forget", &err);
        }
    }
    stemma_graph_close(graph);
    return code;
}

int cmd_undo(int argc, char **argv)
{
    static const cli_command self = {"undo",
        "take a decision back: the last one, or the one with that number", "-g GRAPH [NUMBER]",
        cmd_undo};
    const char *path = NULL;
    int64_t number = 0;
    const cli_option options[] = {{"graph", 'g', CLI_TEXT, &path, "GRAPH", "the graph file"}};
    int operands = 0, code = CLI_OK;
    if (!cli_parse(
            &self, options, sizeof options / sizeof options[0], argc, argv, &operands, &code) ||
        !cli_ask_operands(&self, operands, 0, 1, "number", &code)) {
        return code;
    }
    if (operands == 1 && !number_of(argv[1], &number)) {
        return cli_complain(
            "undo", CLI_USAGE, "\"%s\" is no number; `stemma decisions` tells them", argv[1]);
    }
    stemma_error err = {0};
    stemma_sink sink = stemma_sink_stream(stdout);
    stemma_graph *graph = cli_ask_open("undo", path, STEMMA_OPEN_WRITE, &code);
    if (graph != NULL) {
        stemma_status status = stemma_graph_undo(graph, number, &sink, &err);
        if (status == STEMMA_ERR_NOTFOUND && number == 0) {
            code = cli_complain("undo", CLI_NOTHING, "%s", err.text);
        } else if (status != STEMMA_OK) {
            code = cli_fail("undo", &err);
        }
    }
    stemma_graph_close(graph);
    return code;
}

/* Whole of a stream; the caller frees. NULL when reading fails. */
static char *read_all(FILE *stream, size_t *count_out)
{
    size_t count = 0, capacity = 1 << 14;
    char *bytes = malloc(capacity);
    while (bytes != NULL) {
        size_t got = fread(bytes + count, 1, capacity - count, stream);
        count += got;
        if (got == 0) {
            break;
        }
        if (count == capacity) {
            char *more = realloc(bytes, capacity *= 2);
            if (more == NULL) {
                free(bytes);
            }
            bytes = more;
        }
    }
    if (bytes != NULL && ferror(stream)) {
        free(bytes);
        bytes = NULL;
    }
    *count_out = count;
    return bytes;
}

static int import_decisions(stemma_graph *graph, const char *path)
{
    bool standard = strcmp(path, "-") == 0;
    FILE *stream = standard ? stdin : fopen(path, "rb");
    if (stream == NULL) {
        return cli_complain("decisions", CLI_INPUT, "%s: %s", path, strerror(errno));
    }
    size_t count = 0;
    char *bytes = read_all(stream, &count);
    int code =
        bytes == NULL ? cli_complain("decisions", CLI_INPUT, "%s: cannot be read", path) : CLI_OK;
    if (!standard) {
        fclose(stream);
    }
    stemma_error err = {0};
    uint32_t added = 0;
    if (bytes != NULL &&
        stemma_graph_decide(graph, bytes, count, path, &added, &err) != STEMMA_OK) {
        code = cli_fail("decisions", &err);
    } else if (bytes != NULL && cli_is_terminal(stderr)) {
        fprintf(stderr, "%s: %u new\n", path, (unsigned)added);
    }
    free(bytes);
    return code;
}

static int list_decisions(stemma_graph *graph, bool numbers)
{
    stemma_error err = {0};
    uint32_t count = 0;
    stemma_sink sink = stemma_sink_stream(stdout);
    if (stemma_graph_decisions(graph, numbers, &sink, &count, &err) != STEMMA_OK) {
        return cli_fail("decisions", &err);
    }
    return count == 0 ? cli_complain("decisions", CLI_NOTHING, "nothing was decided") : CLI_OK;
}

int cmd_decisions(int argc, char **argv)
{
    static const cli_command self = {"decisions",
        "what was decided, with the numbers that `stemma undo` takes",
        "-g GRAPH [--export | --import FILE]", cmd_decisions};
    const char *path = NULL, *from = NULL;
    bool plain = false;
    const cli_option options[] = {
        {"graph", 'g', CLI_TEXT, &path, "GRAPH", "the graph file"},
        {"export", 0, CLI_FLAG, &plain, NULL, "without numbers, as --import reads it"},
        {"import", 0, CLI_TEXT, &from, "FILE", "add the decisions of a text (- is standard input)"},
    };
    int operands = 0, code = CLI_OK;
    if (!cli_parse(
            &self, options, sizeof options / sizeof options[0], argc, argv, &operands, &code) ||
        !cli_ask_operands(&self, operands, 0, 0, "options", &code)) {
        return code;
    }
    stemma_graph *graph =
        cli_ask_open("decisions", path, from == NULL ? STEMMA_OPEN_READ : STEMMA_OPEN_WRITE, &code);
    if (graph != NULL) {
        code = from != NULL ? import_decisions(graph, from) : list_decisions(graph, !plain);
    }
    stemma_graph_close(graph);
    return code;
}
