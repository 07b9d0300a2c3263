/* stemma_report: load, find, give it the form asked for. SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/sink.h"
#include "report/findings.h"
#include "report/scene.h"

enum { DEFAULT_TOP = 10, MOST_TOLD = 200 };

static const char *const formats[] = {"table", "tsv", "json", "markdown", "html"};
enum form { TABLE, TSV, JSON, MARKDOWN, HTML, FORMS };

static enum form form_of(const char *name)
{
    enum form form = TABLE;
    while (name != NULL && form < FORMS && strcmp(formats[form], name) != 0) {
        form++;
    }
    return form;
}

static stemma_status add_to_buf(void *context, const char *bytes, size_t count)
{
    stm_buf_add(context, bytes, count);
    return STEMMA_OK;
}

/* The picture of the same facts, when there is a program to draw it. */
static stemma_status picture(stemma_graph *graph, const stemma_filter *filter,
    const stemma_report_options *options, stm_buf *svg, stemma_error *err)
{
    stemma_sink sink = {add_to_buf, svg};
    const stemma_draw_options draw = {.size = sizeof draw,
        .program = options->program,
        .theme = options->theme,
        .notes = options->notes};
    return options->program == NULL ? STEMMA_OK : stemma_draw(graph, filter, &draw, &sink, err);
}

static stemma_status write_form(enum form form, stm_findings *f,
    const stemma_report_options *options, stm_str svg, stm_buf *out, stemma_error *err)
{
    switch (form) {
    case TABLE:
        stm_report_table(f, options, out);
        break;
    case TSV:
        stm_report_tsv(f, out);
        break;
    case JSON:
        stm_report_json(f, out);
        break;
    case MARKDOWN:
        stm_report_markdown(f, out);
        break;
    default:
        stm_report_html(f, options, svg, out);
        break;
    }
    return stm_buf_status(out, err);
}

static stemma_status with_view(stemma_graph *graph, const stm_view *view, enum form form,
    const stemma_report_options *options, stm_str svg, const stemma_sink *sink, stemma_error *err)
{
    stm_findings f;
    stm_witness_source witness = stm_witness_store(graph);
    bool everybody = form == TSV || form == JSON;
    uint32_t count = options->top == 0 && !everybody ? DEFAULT_TOP : options->top;
    uint32_t told = form == TSV ? 0 : MOST_TOLD;
    STM_TRY(stm_findings_make(view, &witness, options->title, count, told, &f, err));
    stm_buf out;
    stm_buf_init(&out);
    stemma_status status = write_form(form, &f, options, svg, &out, err);
    status = status == STEMMA_OK ? stm_arena_status(&f.arena, err) : status;
    status = status == STEMMA_OK ? stm_arena_status(&f.analysis.arena, err) : status;
    if (status == STEMMA_OK) {
        status = stm_sink_flush(sink, &out, err);
    }
    stm_buf_dispose(&out);
    stm_findings_dispose(&f);
    return status;
}

stemma_status stemma_report(stemma_graph *graph, const stemma_filter *filter,
    const stemma_report_options *options, const stemma_sink *sink, stemma_error *err)
{
    static const stemma_report_options plain = {.size = sizeof plain};
    stm_view view;
    stm_buf svg;
    STM_OPTIONS(options, &plain, err);
    enum form form = form_of(options->format);
    if (form == FORMS) {
        return stm_fail(err, STEMMA_ERR_ARG,
            "unknown format \"%s\"; there are table, tsv, json, markdown, html", options->format);
    }
    stm_buf_init(&svg);
    stemma_status status = form == HTML ? picture(graph, filter, options, &svg, err) : STEMMA_OK;
    if (status == STEMMA_OK) {
        status = stm_view_load(graph, filter, &view, err);
        if (status == STEMMA_OK) {
            status = with_view(graph, &view, form, options, stm_buf_view(&svg), sink, err);
            stm_view_dispose(&view);
        }
    }
    stm_buf_dispose(&svg);
    return status;
}
