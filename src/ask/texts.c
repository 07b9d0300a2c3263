/* Questions about texts: the sentence behind a fact, the documents of the file.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "ask/answer.h"

#include "base/vec.h"

static stemma_status write_documents(stm_answer *answer, stm_rows *rows)
{
    static const char *const KEYS[] = {"path", "title", "date", "source", "url", "lang"};
    stemma_answer format = answer->options.format;
    for (bool row = true; row && !stm_answer_is_full(answer);) {
        STM_TRY(stm_rows_next(rows, &row, answer->err));
        if (!row) {
            break;
        }
        stm_buf_text(&answer->out,
            format != STEMMA_ANSWER_JSON ? ""
                : answer->count == 0     ? "\n{"
                                         : ",\n{");
        for (int i = 0; i < 6; i++) {
            if (format == STEMMA_ANSWER_JSON) {
                stm_buf_print(&answer->out, "\"%s\":", KEYS[i]);
                stm_buf_json(&answer->out, stm_rows_text(rows, i));
                stm_buf_char(&answer->out, ',');
            } else if (format == STEMMA_ANSWER_TSV) {
                stm_answer_cell(answer, stm_rows_text(rows, i));
                stm_buf_char(&answer->out, '\t');
            }
        }
        long long sentences = (long long)stm_rows_integer(rows, 6),
                  facts = (long long)stm_rows_integer(rows, 7);
        if (format == STEMMA_ANSWER_TEXT) {
            stm_buf_print(&answer->out, "%6lld sentences %6lld facts  %-10.10s  ", sentences, facts,
                stm_rows_text(rows, 2).len == 0 ? "" : stm_rows_text(rows, 2).ptr);
            stm_answer_style(answer, STM_STYLE_NAME,
                stm_rows_text(rows, 0).len == 0 ? STM_LIT("(imported)") : stm_rows_text(rows, 0));
            stm_buf_text(&answer->out, stm_rows_text(rows, 1).len == 0 ? "" : "  ");
            stm_answer_cell(answer, stm_rows_text(rows, 1));
            stm_buf_char(&answer->out, '\n');
        } else {
            stm_buf_print(&answer->out,
                format == STEMMA_ANSWER_TSV ? "%lld\t%lld\n" : "\"sentences\":%lld,\"facts\":%lld}",
                sentences, facts);
        }
        answer->count++;
        STM_TRY(stm_answer_flow(answer));
    }
    return STEMMA_OK;
}

static stemma_status documents(stm_answer *answer)
{
    stm_rows *rows = NULL;
    STM_TRY(stm_rows_open(answer->graph,
        STM_LIT(
            "SELECT path, title, date, source, url, lang,"
            " (SELECT count(*) FROM sentence s WHERE s.document = d.id), (SELECT count(*) FROM fact f WHERE f.document = d.id)"
            " FROM document d ORDER BY path"),
        &rows, answer->err));
    if (answer->options.format == STEMMA_ANSWER_TSV) {
        stm_buf_text(&answer->out, "path\ttitle\tdate\tsource\turl\tlang\tsentences\tfacts\n");
    }
    stm_buf_text(&answer->out, answer->options.format == STEMMA_ANSWER_JSON ? "[" : "");
    stemma_status status = write_documents(answer, rows);
    stm_buf_text(&answer->out, answer->options.format == STEMMA_ANSWER_JSON ? "\n]\n" : "");
    stm_rows_close(rows);
    return status;
}

stemma_status stemma_graph_documents(stemma_graph *graph, const stemma_ask_options *options,
    const stemma_sink *sink, uint32_t *count_out, stemma_error *err)
{
    stm_answer answer;
    stemma_status status = stm_answer_begin(&answer, graph, options, sink, err);
    return stm_answer_end(&answer, status == STEMMA_OK ? documents(&answer) : status, count_out);
}

/* Ids of all facts that say the same as `fact`: between the same two actors. */
static stemma_status facts_alike(stm_answer *answer, int64_t fact, stm_id_list *out)
{
    stm_rows *rows = NULL;
    bool row = true;
    STM_TRY(stm_rows_open(answer->graph,
        STM_LIT(
            "SELECT g.id FROM fact f JOIN entity s ON s.id = f.subject"
            " JOIN entity o ON o.id = f.object JOIN entity t ON t.actor = s.actor JOIN entity p ON p.actor = o.actor"
            " JOIN fact g ON g.subject = t.id AND g.object = p.id AND g.relation = f.relation AND g.negated = f.negated"
            " AND g.modality = f.modality WHERE f.id = ?1 ORDER BY g.id"),
        &rows, answer->err));
    stm_rows_bind_integer(rows, 1, fact);
    stemma_status status = STEMMA_OK;
    while (status == STEMMA_OK && row) {
        status = stm_rows_next(rows, &row, answer->err);
        if (status == STEMMA_OK && row && !stm_vec_push(out, stm_rows_integer(rows, 0))) {
            status = stm_fail_nomem(answer->err);
        }
    }
    stm_rows_close(rows);
    if (status == STEMMA_OK && out->count == 0) {
        status = stm_fail(answer->err, STEMMA_ERR_NOTFOUND, "no fact %lld", (long long)fact);
    }
    return status;
}

static void write_marked(
    stm_answer *answer, const stm_evidence *e, const char *open, const char *close, stm_span span)
{
    stm_buf_text(&answer->out, open);
    stm_answer_cell(answer, stm_str_sub(e->sentence, span.begin, span.end));
    stm_buf_text(&answer->out, close);
}

/* Sentence with [subject], {predicate} and <object> marked; on a coloured terminal the colours do it. */
static void write_marked_sentence(stm_answer *answer, const stm_evidence *e)
{
    stm_span spans[] = {e->subject, e->predicate, e->object};
    static const char *const OPEN[] = {"[", "{", "<"}, *const CLOSE[] = {"]", "}", ">"};
    uint32_t at = 0;
    stm_buf_text(&answer->out, "      ");
    while (at < e->sentence.len) {
        int next = -1;
        for (int i = 0; i < 3; i++) {
            if (spans[i].end > spans[i].begin && spans[i].begin >= at &&
                (next < 0 || spans[i].begin < spans[next].begin)) {
                next = i;
            }
        }
        uint32_t stop = next < 0 ? e->sentence.len : spans[next].begin;
        stm_answer_cell(answer, stm_str_sub(e->sentence, at, stop));
        at = stop;
        if (next >= 0) {
            write_marked(answer, e, OPEN[next], CLOSE[next], spans[next]);
            at = spans[next].end;
        }
    }
    stm_buf_char(&answer->out, '\n');
}

static void write_source(stm_answer *answer, const stm_evidence *e)
{
    const stm_str parts[] = {e->title, e->source, e->path, e->date, e->url};
    bool any = false;
    for (int i = 0; i < 5; i++) {
        if (parts[i].len > 0) {
            stm_buf_text(&answer->out, any ? ", " : "      ");
            stm_answer_style(answer, STM_STYLE_DIM, parts[i]);
            any = true;
        }
    }
    stm_buf_text(&answer->out, any ? "\n" : "");
}

static void write_marks(stm_answer *answer, const stm_view *view, const stm_edge *edge)
{
    const stm_str pairs[][2] = {
        {STM_LIT("polarity"), edge->negated ? STM_LIT("negated") : STM_LIT("affirmed")},
        {STM_LIT("modality"), stm_str_of(stm_modality_name(edge->modality))},
        {STM_LIT("speaker"),
            edge->speaker == STM_NONE ? STM_EMPTY : view->nodes.items[edge->speaker].name},
        {STM_LIT("time"), edge->time},
        {STM_LIT("place"), edge->place},
        {STM_LIT("amount"), edge->amount},
        {STM_LIT("rule"), edge->rule},
    };
    stm_buf_text(&answer->out, "      ");
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        if (pairs[i][1].len > 0) {
            stm_answer_cell(answer, pairs[i][0]);
            stm_buf_text(&answer->out, ": ");
            stm_answer_style(answer, STM_STYLE_MARK, pairs[i][1]);
            stm_buf_text(&answer->out, "; ");
        }
    }
    stm_buf_text(&answer->out, "confidence: ");
    stm_buf_double(&answer->out, (double)edge->confidence, 3);
    stm_buf_char(&answer->out, '\n');
}

static stemma_status write_reason(stm_answer *answer, const stm_view *view, const stm_edge *edge)
{
    stm_evidence e;
    STM_TRY(stm_store_evidence(answer->graph, edge->id, &answer->arena, &e, answer->err));
    stm_buf_text(&answer->out, "  ");
    stm_answer_style(answer, STM_STYLE_NAME, view->nodes.items[edge->subject].name);
    stm_buf_text(&answer->out, edge->negated ? "  not " : "  ");
    stm_answer_style(answer, STM_STYLE_RELATION, view->relations.items[edge->relation]);
    stm_buf_text(&answer->out, "  ");
    stm_answer_style(answer, STM_STYLE_NAME, view->nodes.items[edge->object].name);
    stm_buf_print(&answer->out, "  #%lld\n", (long long)edge->id);
    if (e.sentence.len > 0) {
        write_marked_sentence(answer, &e);
    }
    write_marks(answer, view, edge);
    write_source(answer, &e);
    answer->count++;
    return stm_answer_flow(answer);
}

/* The asked fact first, then the others in order. */
static stemma_status write_reasons(stm_answer *answer, const stm_view *view, int64_t fact)
{
    for (int round = 0; round < 2; round++) {
        for (uint32_t i = 0; i < view->edges.count && !stm_answer_is_full(answer); i++) {
            if ((view->edges.items[i].id == fact) == (round == 0)) {
                STM_TRY(write_reason(answer, view, &view->edges.items[i]));
            }
        }
    }
    return STEMMA_OK;
}

/* TSV and JSON: every fact on its own, not folded. */
static stemma_status write_alike(stm_answer *answer, const stm_id_list *facts, int64_t first)
{
    bool json = answer->options.format == STEMMA_ANSWER_JSON;
    stm_answer_fact_header(answer, "");
    stm_buf_text(&answer->out, json ? "[" : "");
    for (uint32_t i = 0; i <= facts->count && !stm_answer_is_full(answer); i++) {
        int64_t id = i == 0 ? first : facts->items[i - 1];
        if (i > 0 && id == first) {
            continue;
        }
        stm_view view;
        stm_folder folder;
        const stm_id_list one = {&id, 1, 1};
        STM_TRY(stm_answer_load(answer, &one, &view, &folder));
        stm_buf_text(&answer->out, !json ? "" : answer->count == 0 ? "\n" : ",\n");
        stemma_status status =
            view.bundles.count == 0 ? STEMMA_OK : stm_answer_fact(answer, &folder, 0, "", STM_NONE);
        stm_view_dispose(&view);
        STM_TRY(status);
    }
    stm_buf_text(&answer->out, json ? "\n]\n" : "");
    return STEMMA_OK;
}

static stemma_status why(stm_answer *answer, int64_t fact)
{
    stm_id_list facts = {0};
    stm_view view;
    answer->filter.all = 1;
    stemma_status status = facts_alike(answer, fact, &facts);
    if (status == STEMMA_OK && answer->options.format != STEMMA_ANSWER_TEXT) {
        status = write_alike(answer, &facts, fact);
    } else if (status == STEMMA_OK) {
        status = stm_view_load_facts(
            answer->graph, &answer->filter, facts.items, facts.count, &view, answer->err);
        if (status == STEMMA_OK) {
            status = write_reasons(answer, &view, fact);
            stm_view_dispose(&view);
        }
    }
    stm_vec_free(&facts);
    return status;
}

stemma_status stemma_graph_why(stemma_graph *graph, int64_t fact, const stemma_ask_options *options,
    const stemma_sink *sink, uint32_t *count_out, stemma_error *err)
{
    stm_answer answer;
    stemma_status status = stm_answer_begin(&answer, graph, options, sink, err);
    return stm_answer_end(&answer, status == STEMMA_OK ? why(&answer, fact) : status, count_out);
}
