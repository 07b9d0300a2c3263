/* stemma timeline --svg: the drawing; the list in words is in cmd_show.c. SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "seeing.h"

typedef struct request {
    cli_filter filter;
    stemma_draw_options draw;
    const char *path, *size;
    uint32_t top;
    bool svg; /* given, else we were not called */
} request;

static int timeline(request *r, const char *actors)
{
    stemma_error err = {0};
    stemma_graph *graph = NULL;
    stemma_filter filter = cli_filter_of(&r->filter);
    char program[4096];
    stemma_sink notes = cli_notes("timeline");
    cli_output out;
    if (cli_graph_open("timeline", r->filter.graph, STEMMA_OPEN_READ, &graph, &err) != STEMMA_OK) {
        return cli_fail("timeline", &err);
    }
    r->draw.size = sizeof r->draw;
    r->draw.program = cli_draw_program(program, sizeof program);
    r->draw.notes = &notes;
    r->draw.top = r->top;
    int code = cli_output_open("timeline", &out, r->path);
    if (code == CLI_OK) {
        stemma_sink sink = stemma_sink_stream(out.stream);
        stemma_status status = stemma_draw_timeline(graph, &filter, actors, &r->draw, &sink, &err);
        code = cli_output_close(
            "timeline", &out, status == STEMMA_OK ? CLI_OK : cli_fail("timeline", &err));
    }
    stemma_graph_close(graph);
    return code;
}

/* "A;B" of the operands; NULL when there are none or memory ran out (*fine tells). */
static char *join(int count, char **names, bool *fine)
{
    size_t bytes = 1;
    *fine = true;
    for (int i = 0; i < count; i++) {
        bytes += strlen(names[i]) + 1;
    }
    char *all = count > 0 ? malloc(bytes) : NULL;
    if (all == NULL) {
        *fine = count == 0;
        return NULL;
    }
    size_t at = 0;
    for (int i = 0; i < count; i++) {
        size_t length = strlen(names[i]);
        memcpy(all + at, names[i], length);
        all[at + length] = ';';
        at += length + 1;
    }
    all[at] = '\0';
    return all;
}

int cmd_timeline_svg(int argc, char **argv)
{
    static const cli_command self = {"timeline", "what happened when",
        "-g GRAPH --svg [NAME…] [options] [filters]", cmd_timeline_svg};
    static const char *const suffixes[] = {"svg", "png", "pdf", NULL};
    request r = {0};
    const cli_option options[] = {
        {"svg", 0, CLI_FLAG, &r.svg, NULL, "draw it"},
        {"format", 'f', CLI_TEXT, &r.draw.format, "FORMAT",
            "svg, png, pdf; else by the file's name"},
        {"output", 'o', CLI_TEXT, &r.path, "FILE", "write there instead of standard output"},
        {"top", 'n', CLI_COUNT, &r.top, "N", "without names: the N most central actors (12)"},
        {"theme", 0, CLI_TEXT, &r.draw.theme, "THEME", "light, dark, print"},
        {"title", 0, CLI_TEXT, &r.draw.title, "TEXT", "title of the drawing"},
        {"size", 0, CLI_TEXT, &r.size, "WxH", "page in points; else as large as needed"},
        CLI_FILTER_OPTIONS(r.filter),
    };
    int operands = 0, code = CLI_OK;
    bool fine = true;
    if (!cli_parse(
            &self, options, sizeof options / sizeof options[0], argc, argv, &operands, &code)) {
        return code;
    }
    code = cli_filter_check("timeline", &r.filter);
    if (code != CLI_OK) {
        return code;
    }
    if (r.size != NULL && !cli_size(r.size, &r.draw.width, &r.draw.height)) {
        return cli_complain(
            "timeline", CLI_USAGE, "--size wants WIDTHxHEIGHT in points, not \"%s\"", r.size);
    }
    if (r.draw.format == NULL) {
        const char *suffix = cli_suffix(r.path, suffixes);
        r.draw.format = suffix != NULL ? suffix : "svg";
    }
    char *actors = join(operands, argv + 1, &fine);
    code = fine ? timeline(&r, actors) : cli_complain("timeline", CLI_ENVIRONMENT, "out of memory");
    free(actors);
    return code;
}
