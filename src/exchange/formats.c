/* Names of formats, and the call that writes one. SPDX-License-Identifier: GPL-2.0-or-later */
#include "exchange/exchange.h"

typedef struct format_row {
    stemma_format format;
    const char *name;
    const char *endings[3]; /* of file names */
    stemma_status (*write)(stm_export *out, stemma_error *err);
} format_row;

static const format_row formats[] = {
    {STEMMA_FORMAT_TSV, "tsv", {"tsv", "tab", NULL}, stm_write_tsv},
    {STEMMA_FORMAT_CSV, "csv", {"csv", NULL, NULL}, stm_write_csv},
    {STEMMA_FORMAT_JSONL, "jsonl", {"jsonl", "ndjson", NULL}, stm_write_jsonl},
    {STEMMA_FORMAT_GRAPHML, "graphml", {"graphml", NULL, NULL}, stm_write_graphml},
    {STEMMA_FORMAT_GEXF, "gexf", {"gexf", NULL, NULL}, stm_write_gexf},
    {STEMMA_FORMAT_GML, "gml", {"gml", NULL, NULL}, stm_write_gml},
    {STEMMA_FORMAT_DOT, "dot", {"dot", "gv", NULL}, stm_write_dot},
    {STEMMA_FORMAT_PAJEK, "pajek", {"net", "paj", NULL}, stm_write_pajek},
    {STEMMA_FORMAT_NTRIPLES, "ntriples", {"nt", NULL, NULL}, stm_write_ntriples},
    {STEMMA_FORMAT_TURTLE, "turtle", {"ttl", NULL, NULL}, stm_write_turtle},
    {STEMMA_FORMAT_JSONLD, "jsonld", {"jsonld", NULL, NULL}, stm_write_jsonld},
    {STEMMA_FORMAT_CYPHER, "cypher", {"cypher", "cql", NULL}, stm_write_cypher},
    {STEMMA_FORMAT_FTM, "ftm", {"ftm", "ijson", NULL}, stm_write_ftm},
};
enum { FORMAT_COUNT = sizeof formats / sizeof formats[0] };

stemma_format stemma_format_of(const char *name_or_path)
{
    stm_str text = stm_str_of(name_or_path);
    uint32_t dot = text.len;
    while (dot > 0 && text.ptr[dot - 1] != '.' && text.ptr[dot - 1] != '/') {
        dot--;
    }
    bool is_path = dot > 0 && text.ptr[dot - 1] == '.';
    stm_str ending = stm_str_sub(text, dot, text.len);
    for (uint32_t i = 0; i < FORMAT_COUNT; i++) {
        for (uint32_t k = 0; k < 3 && formats[i].endings[k] != NULL; k++) {
            if ((is_path && stm_str_eq_ascii_nocase(ending, stm_str_of(formats[i].endings[k]))) ||
                stm_str_is(text, formats[i].endings[k])) {
                return formats[i].format;
            }
        }
        if (stm_str_is(text, formats[i].name)) {
            return formats[i].format;
        }
    }
    return STEMMA_FORMAT_UNKNOWN;
}

const char *stemma_format_name(stemma_format format)
{
    for (uint32_t i = 0; i < FORMAT_COUNT; i++) {
        if (formats[i].format == format) {
            return formats[i].name;
        }
    }
    return "";
}

stemma_status stm_export_view(stemma_graph *graph, const stm_view *view, stemma_format format,
    const stemma_export_options *options, const stemma_sink *sink, stemma_error *err)
{
    static const stemma_export_options plain = {.size = sizeof plain};
    STM_OPTIONS(options, &plain, err);
    for (uint32_t i = 0; i < FORMAT_COUNT; i++) {
        if (formats[i].format != format) {
            continue;
        }
        stm_export out;
        stemma_status status = stm_export_init(&out, graph, view, options, sink, err);
        if (status == STEMMA_OK) {
            status = formats[i].write(&out, err);
        }
        if (status == STEMMA_OK) {
            status = stm_arena_status(&out.arena, err);
        }
        if (status == STEMMA_OK) {
            status = stm_arena_status(&out.row_arena, err);
        }
        if (status == STEMMA_OK) {
            status = stm_sink_flush(sink, &out.buf, err);
        }
        stm_export_dispose(&out);
        return status;
    }
    return stm_fail(err, STEMMA_ERR_ARG, "unknown format");
}

stemma_status stemma_graph_export(stemma_graph *graph, stemma_format format,
    const stemma_filter *filter, const stemma_export_options *options, const stemma_sink *sink,
    stemma_error *err)
{
    stm_view view;
    STM_TRY(stm_view_load(graph, filter, &view, err));
    stemma_status status = stm_export_view(graph, &view, format, options, sink, err);
    stm_view_dispose(&view);
    return status;
}
