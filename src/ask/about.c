/* Questions about one actor or all facts: show, facts, timeline. SPDX-License-Identifier: GPL-2.0-or-later */
#include "ask/answer.h"

#include <stdlib.h>

typedef struct subject {
    int64_t id;
    stm_str name, others;
    int64_t type, mentions, documents;
} subject;

static stemma_status find_subject(stm_answer *answer, const char *name, subject *out)
{
    stm_rows *rows = NULL;
    bool row = false;
    STM_TRY(stm_store_find(answer->graph, stm_str_of(name), &out->id, answer->err));
    STM_TRY(stm_rows_open(answer->graph,
        STM_LIT(
            "SELECT name, type, mentions, documents, (SELECT group_concat(text, ', ')"
            " FROM (SELECT DISTINCT n.text FROM entity e JOIN name n ON n.entity = e.id WHERE e.actor = a.id"
            " AND n.text <> a.name ORDER BY n.mentions DESC, n.text LIMIT 12)) FROM actor a WHERE id = ?1"),
        &rows, answer->err));
    stm_rows_bind_integer(rows, 1, out->id);
    stemma_status status = stm_rows_next(rows, &row, answer->err);
    if (status == STEMMA_OK && row) {
        out->name = stm_arena_copy(&answer->arena, stm_rows_text(rows, 0));
        out->type = stm_rows_integer(rows, 1);
        out->mentions = stm_rows_integer(rows, 2);
        out->documents = stm_rows_integer(rows, 3);
        out->others = stm_arena_copy(&answer->arena, stm_rows_text(rows, 4));
        if (out->name.ptr == NULL || out->others.ptr == NULL) {
            status = stm_fail_nomem(answer->err);
        }
    }
    stm_rows_close(rows);
    return status;
}

/* The actor of that name and a view of its facts. When this is OK, the caller disposes of the view. */
static stemma_status load_subject(
    stm_answer *answer, const char *name, subject *who, stm_view *view, stm_folder *folder)
{
    stm_id_list facts = {0};
    STM_TRY(find_subject(answer, name, who));
    stemma_status status =
        stm_store_facts_of(answer->graph, who->id, answer->filter.all != 0, &facts, answer->err);
    if (status == STEMMA_OK) {
        status = stm_answer_load(answer, &facts, view, folder);
    }
    stm_vec_free(&facts);
    return status;
}

static void write_subject(stm_answer *answer, const subject *who)
{
    const char *type = stm_type_name((stm_type)who->type);
    if (answer->options.format == STEMMA_ANSWER_TEXT) {
        stm_answer_style(answer, STM_STYLE_HEAD, who->name);
        stm_buf_print(&answer->out, "  %s", type);
        if (who->mentions > 0) {
            stm_buf_print(&answer->out, ", %lld mention%s in %lld document%s",
                (long long)who->mentions, who->mentions == 1 ? "" : "s", (long long)who->documents,
                who->documents == 1 ? "" : "s");
        }
        stm_buf_char(&answer->out, '\n');
        if (who->others.len > 0) {
            stm_buf_text(&answer->out, "also: ");
            stm_answer_style(answer, STM_STYLE_DIM, who->others);
            stm_buf_char(&answer->out, '\n');
        }
        stm_buf_char(&answer->out, '\n');
    } else if (answer->options.format == STEMMA_ANSWER_JSON) {
        stm_buf_text(&answer->out, "{\"name\":");
        stm_buf_json(&answer->out, who->name);
        stm_buf_print(&answer->out,
            ",\"type\":\"%s\",\"mentions\":%lld,\"documents\":%lld,\"also\":", type,
            (long long)who->mentions, (long long)who->documents);
        stm_buf_json(&answer->out, who->others);
        stm_buf_text(&answer->out, ",\"facts\":");
    }
}

static stemma_status show(stm_answer *answer, const char *name)
{
    subject who = {0};
    stm_view view;
    stm_folder folder;
    STM_TRY(load_subject(answer, name, &who, &view, &folder));
    const uint32_t *order = stm_folder_ranked(&folder, &answer->arena);
    write_subject(answer, &who);
    stemma_status status = order == NULL
        ? stm_fail_nomem(answer->err)
        : stm_answer_facts(answer, &folder, order, view.bundles.count, STM_NONE);
    stm_buf_text(&answer->out, answer->options.format == STEMMA_ANSWER_JSON ? "}\n" : "");
    stm_view_dispose(&view);
    return status;
}

stemma_status stemma_graph_show(stemma_graph *graph, const char *name,
    const stemma_ask_options *options, const stemma_sink *sink, uint32_t *count_out,
    stemma_error *err)
{
    stm_answer answer;
    stemma_status status = stm_answer_begin(&answer, graph, options, sink, err);
    return stm_answer_end(&answer, status == STEMMA_OK ? show(&answer, name) : status, count_out);
}

static stemma_status facts_of_view(stm_answer *answer)
{
    stm_view view;
    stm_folder folder;
    STM_TRY(stm_view_load(answer->graph, &answer->filter, &view, answer->err));
    stemma_status status = stm_folder_make(&folder, &view, &answer->arena, answer->err);
    uint32_t *order =
        stm_arena_array(&answer->arena, view.bundles.count + (size_t)1, sizeof *order);
    if (status == STEMMA_OK && order == NULL) {
        status = stm_fail_nomem(answer->err);
    }
    if (status == STEMMA_OK) {
        for (uint32_t i = 0; i < view.bundles.count; i++) {
            order[i] = i;
        }
        status = stm_answer_facts(answer, &folder, order, view.bundles.count, STM_NONE);
        stm_buf_text(&answer->out, answer->options.format == STEMMA_ANSWER_JSON ? "\n" : "");
    }
    stm_view_dispose(&view);
    return status;
}

stemma_status stemma_graph_facts(stemma_graph *graph, const stemma_ask_options *options,
    const stemma_sink *sink, uint32_t *count_out, stemma_error *err)
{
    stm_answer answer;
    stemma_status status = stm_answer_begin(&answer, graph, options, sink, err);
    return stm_answer_end(
        &answer, status == STEMMA_OK ? facts_of_view(&answer) : status, count_out);
}

/* A fact on the time line; `when` is the fact's time or the day of its document. */
typedef struct moment {
    stm_str when;
    uint32_t bundle;
    bool own;
} moment;

static int compare_moments(const void *left, const void *right)
{
    const moment *a = left, *b = right;
    int c = stm_str_cmp(a->when, b->when);
    return c != 0 ? c : (a->bundle > b->bundle) - (a->bundle < b->bundle);
}

static uint32_t collect_moments(const stm_view *view, moment *moments)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < view->bundles.count; i++) {
        const stm_bundle *b = &view->bundles.items[i];
        stm_str date = view->documents.items[view->edges.items[b->first_edge].document].date;
        if (b->time.len > 0 || date.len > 0) {
            moments[count++] = (moment){b->time.len > 0 ? b->time : date, i, b->time.len > 0};
        }
    }
    qsort(moments, count, sizeof *moments, compare_moments);
    return count;
}

static stemma_status write_moments(stm_answer *answer, const stm_folder *folder,
    const moment *moments, uint32_t count, stm_buf *lead)
{
    stm_answer_fact_header(answer, "when\t");
    bool json = answer->options.format == STEMMA_ANSWER_JSON,
         text = answer->options.format == STEMMA_ANSWER_TEXT;
    stm_buf_text(&answer->out, json ? "[" : "");
    for (uint32_t i = 0; i < count && !stm_answer_is_full(answer); i++) {
        stm_str when = moments[i].when;
        stm_buf_clear(lead);
        if (text && (i == 0 || !stm_str_eq(when, moments[i - 1].when))) {
            stm_answer_style(answer, STM_STYLE_HEAD, when);
            stm_buf_text(&answer->out, moments[i].own ? "\n" : "  (day of the document)\n");
        }
        if (json) {
            stm_buf_text(lead, "\"when\":");
            stm_buf_json(lead, when);
            stm_buf_char(lead, ',');
        } else if (!text) {
            stm_answer_cell(answer, when);
            stm_buf_char(&answer->out, '\t');
        }
        STM_TRY(stm_buf_status(lead, answer->err));
        stm_buf_text(&answer->out, !json ? "" : i == 0 ? "\n" : ",\n");
        STM_TRY(stm_answer_fact(
            answer, folder, moments[i].bundle, lead->length == 0 ? "" : lead->data, STM_NONE));
    }
    stm_buf_text(&answer->out, json ? "\n]\n" : "");
    return STEMMA_OK;
}

static stemma_status timeline(stm_answer *answer, const char *name)
{
    subject who = {0};
    stm_view view;
    stm_folder folder;
    STM_TRY(load_subject(answer, name, &who, &view, &folder));
    stm_buf lead;
    stm_buf_init(&lead);
    moment *moments =
        stm_arena_array(&answer->arena, view.bundles.count + (size_t)1, sizeof *moments);
    stemma_status status = moments == NULL
        ? stm_fail_nomem(answer->err)
        : write_moments(answer, &folder, moments, collect_moments(&view, moments), &lead);
    stm_buf_dispose(&lead);
    stm_view_dispose(&view);
    return status;
}

stemma_status stemma_graph_timeline(stemma_graph *graph, const char *name,
    const stemma_ask_options *options, const stemma_sink *sink, uint32_t *count_out,
    stemma_error *err)
{
    stm_answer answer;
    stemma_status status = stm_answer_begin(&answer, graph, options, sink, err);
    return stm_answer_end(
        &answer, status == STEMMA_OK ? timeline(&answer, name) : status, count_out);
}
