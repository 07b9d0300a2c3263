/* stemma draw. SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "seeing.h"

typedef struct request {
    cli_filter filter;
    stemma_draw_options draw;
    const char *path, *size, *way;
    uint32_t depth, community, top, seconds;
    bool stable;
} request;

static int draw(request *r)
{
    stemma_error err = {0};
    stemma_graph *graph = NULL;
    stemma_filter filter = cli_filter_of(&r->filter);
    stemma_open_mode mode = r->stable ? STEMMA_OPEN_WRITE : STEMMA_OPEN_READ;
    char program[4096];
    stemma_sink notes = cli_notes("draw");
    cli_output out;
    if (cli_graph_open("draw", r->filter.graph, mode, &graph, &err) != STEMMA_OK) {
        return cli_fail("draw", &err);
    }
    r->draw.size = sizeof r->draw;
    r->draw.program = cli_draw_program(program, sizeof program);
    r->draw.notes = &notes;
    r->draw.depth = r->depth;
    r->draw.community = r->community;
    r->draw.top = r->top;
    r->draw.seconds = r->seconds;
    r->draw.stable = r->stable;
    int code = cli_output_open("draw", &out, r->path);
    if (code == CLI_OK) {
        stemma_sink sink = stemma_sink_stream(out.stream);
        stemma_status status = stemma_draw(graph, &filter, &r->draw, &sink, &err);
        code =
            cli_output_close("draw", &out, status == STEMMA_OK ? CLI_OK : cli_fail("draw", &err));
    }
    stemma_graph_close(graph);
    return code;
}

/* --path A B: A is the option's value, B an operand. */
static int check(request *r, int operands, char **argv)
{
    static const char *const formats[] = {"svg", "png", "pdf", "dot", "html", NULL};
    int code = cli_filter_check("draw", &r->filter);
    if (code != CLI_OK) {
        return code;
    }
    if (r->way != NULL && operands == 1) {
        r->draw.path_from = r->way;
        r->draw.path_to = argv[1];
    } else if (r->way != NULL) {
        return cli_complain("draw", CLI_USAGE, "--path wants two actors: --path \"A\" \"B\"");
    } else if (operands > 0) {
        return cli_complain("draw", CLI_USAGE,
            "unexpected \"%s\"; --around NAME draws somebody's neighbourhood", argv[1]);
    }
    if (r->size != NULL && !cli_size(r->size, &r->draw.width, &r->draw.height)) {
        return cli_complain(
            "draw", CLI_USAGE, "--size wants WIDTHxHEIGHT in points, not \"%s\"", r->size);
    }
    if (r->draw.format == NULL) {
        r->draw.format = cli_suffix(r->path, formats);
    }
    return CLI_OK;
}

int cmd_draw(int argc, char **argv)
{
    static const cli_command self = {"draw", "the picture: who is tied to whom",
        "-g GRAPH [-o FILE] [options] [filters]", cmd_draw};
    request r = {0};
    const cli_option options[] = {
        {"output", 'o', CLI_TEXT, &r.path, "FILE", "write there instead of standard output"},
        {"format", 'f', CLI_TEXT, &r.draw.format, "FORMAT",
            "svg, png, pdf, dot, html; else by the file's name"},
        {"top", 'n', CLI_COUNT, &r.top, "N", "at most N actors (40)"},
        {"around", 0, CLI_TEXT, &r.draw.around, "NAME", "only who is near NAME"},
        {"depth", 0, CLI_COUNT, &r.depth, "N", "how near: steps (1)"},
        {"path", 0, CLI_TEXT, &r.way, "A B", "only who stands between A and B"},
        {"community", 0, CLI_COUNT, &r.community, "N",
            "only this community, numbered as in the report"},
        {"by", 0, CLI_TEXT, &r.draw.measure, "MEASURE",
            "area of symbols: pagerank, degree, sources, betweenness …"},
        {"layout", 0, CLI_TEXT, &r.draw.layout, "ENGINE",
            "auto, dot, neato, fdp, sfdp, twopi, circo"},
        {"theme", 0, CLI_TEXT, &r.draw.theme, "THEME", "light, dark, print"},
        {"size", 0, CLI_TEXT, &r.size, "WxH", "page in points; else as large as needed"},
        {"title", 0, CLI_TEXT, &r.draw.title, "TEXT", "instead of one made from the names"},
        {"stable", 0, CLI_FLAG, &r.stable, NULL,
            "keep the places of the last drawing (stored in the graph file)"},
        {"seconds", 0, CLI_COUNT, &r.seconds, "N", "most time for the layout (60)"},
        CLI_FILTER_OPTIONS(r.filter),
    };
    int operands = 0, code = CLI_OK;
    if (!cli_parse(
            &self, options, sizeof options / sizeof options[0], argc, argv, &operands, &code)) {
        return code;
    }
    code = check(&r, operands, argv);
    return code == CLI_OK ? draw(&r) : code;
}
