/* Sentences with words in them. The best match comes first as long as there are few enough to be weighed; words that stand
 * in very many sentences tell nothing apart, so there the newest documents come first, and the answer takes no longer.
 * Deliberately without stems: a prefix (gruend*) does that for German better than Snowball.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "ask/answer.h"

#include <stdlib.h>

#include "base/vec.h"
#include "unicode/folding.h"

enum { MOST_RANKED = 20000 };

/* One word or phrase of a search, folded, as FTS5 writes it: in double quotes, which are doubled inside. */
static void write_term(stm_buf *out, stm_str folded, bool prefix)
{
    stm_buf_char(out, '"');
    for (uint32_t i = 0; i < folded.len; i++) {
        if (folded.ptr[i] != '"') {
            stm_buf_char(out, folded.ptr[i]);
        }
    }
    stm_buf_text(out, prefix ? "\"*" : "\"");
}

typedef struct words {
    stm_str rest;
    stm_buf query, without, folded;
    stm_buf marks; /* single words to mark in the answer, a line each; beginnings with a star */
    bool any, or_next;
} words;

static bool next_word(words *w, stm_str *word_out, bool *quoted_out)
{
    uint32_t at = 0, end = 0;
    while (at < w->rest.len &&
        (w->rest.ptr[at] == ' ' || w->rest.ptr[at] == '\t' || w->rest.ptr[at] == '\n')) {
        at++;
    }
    *quoted_out = at < w->rest.len && w->rest.ptr[at] == '"';
    at += *quoted_out ? 1 : 0;
    for (end = at; end < w->rest.len; end++) {
        char c = w->rest.ptr[end];
        if (*quoted_out ? c == '"' : (c == ' ' || c == '\t' || c == '\n')) {
            break;
        }
    }
    *word_out = stm_str_sub(w->rest, at, end);
    bool any = at < w->rest.len;
    w->rest = stm_str_sub(w->rest, end + (end < w->rest.len ? 1 : 0), w->rest.len);
    return any;
}

static bool has_letter(stm_str folded)
{
    for (uint32_t i = 0; i < folded.len; i++) {
        char c = folded.ptr[i];
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c & 0x80) != 0) {
            return true;
        }
    }
    return false;
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
        (c & 0x80) != 0;
}

/* Next run of letters and digits at or after *at; false at the end. */
static bool next_run(stm_str text, uint32_t *at, stm_span *out)
{
    uint32_t begin = *at;
    while (begin < text.len && !is_letter(text.ptr[begin])) {
        begin++;
    }
    uint32_t end = begin;
    while (end < text.len && is_letter(text.ptr[end])) {
        end++;
    }
    *out = (stm_span){begin, end};
    *at = end;
    return end > begin;
}

static void add_marks(stm_buf *marks, stm_str folded, bool prefix)
{
    stm_span run;
    for (uint32_t at = 0; next_run(folded, &at, &run);) {
        stm_buf_str(marks, stm_str_sub(folded, run.begin, run.end));
        stm_buf_text(marks, prefix && at == folded.len ? "*\n" : "\n");
    }
}

static void add_word(words *w, stm_str word, bool quoted)
{
    bool without = !quoted && word.len > 1 && word.ptr[0] == '-';
    bool prefix = !quoted && word.len > 1 && word.ptr[word.len - 1] == '*';
    word = stm_str_sub(word, without ? 1 : 0, word.len - (prefix ? 1 : 0));
    stm_buf_clear(&w->folded);
    stm_fold(word, &w->folded);
    if (!has_letter(stm_buf_view(&w->folded))) {
        return; /* no word for the index */
    }
    stm_buf *out = without ? &w->without : &w->query;
    if (out->length > 0) {
        stm_buf_text(out, without || w->or_next ? " OR " : " AND ");
    }
    write_term(out, stm_buf_view(&w->folded), prefix);
    if (!without) {
        add_marks(&w->marks, stm_buf_view(&w->folded), prefix);
    }
    w->any = w->any || !without;
    w->or_next = without ? w->or_next : false;
}

/* What a person types becomes an FTS5 expression; nothing of it can be a syntax error. */
static stemma_status make_query(
    stm_answer *answer, const char *text, stm_str *query_out, stm_str *marks_out)
{
    words w = {.rest = stm_str_of(text)};
    stm_str word;
    bool quoted = false;
    stm_buf_init(&w.query);
    stm_buf_init(&w.without);
    stm_buf_init(&w.folded);
    stm_buf_init(&w.marks);
    while (next_word(&w, &word, &quoted)) {
        if (!quoted && (stm_str_is(word, "OR") || stm_str_is(word, "ODER"))) {
            w.or_next = w.query.length > 0;
        } else if (quoted || (!stm_str_is(word, "AND") && !stm_str_is(word, "UND"))) {
            add_word(&w, word, quoted);
        }
    }
    *query_out = !w.any ? STM_EMPTY
        : w.without.length == 0
        ? stm_arena_copy(&answer->arena, stm_buf_view(&w.query))
        : stm_arena_print(&answer->arena, "(%s) NOT (%s)", w.query.data, w.without.data);
    *marks_out = stm_arena_copy(&answer->arena, stm_buf_view(&w.marks));
    bool failed = w.marks.failed || marks_out->ptr == NULL || w.query.failed || w.without.failed ||
        w.folded.failed || query_out->ptr == NULL;
    stm_buf_dispose(&w.query);
    stm_buf_dispose(&w.without);
    stm_buf_dispose(&w.folded);
    stm_buf_dispose(&w.marks);
    return failed ? stm_fail_nomem(answer->err) : STEMMA_OK;
}

typedef struct search {
    stm_answer *answer;
    stm_str query, marks;
} search;

static bool is_wanted(stm_str marks, stm_str folded)
{
    stm_str mark;
    while (stm_str_next(&marks, '\n', &mark)) {
        bool prefix = mark.len > 0 && mark.ptr[mark.len - 1] == '*';
        stm_str bare = stm_str_sub(mark, 0, mark.len - (prefix ? 1 : 0));
        if (bare.len > 0 && (prefix ? stm_str_starts(folded, bare) : stm_str_eq(folded, bare))) {
            return true;
        }
    }
    return false;
}

enum { MOST_MARKED = 64 };

/* The words that were asked for, as they stand in the sentence. */
static uint32_t mark_words(stm_str marks, stm_str sentence, stm_marked marked[MOST_MARKED])
{
    uint32_t count = 0;
    stm_span run;
    stm_buf folded;
    stm_buf_init(&folded);
    for (uint32_t at = 0; count < MOST_MARKED && next_run(sentence, &at, &run);) {
        stm_buf_clear(&folded);
        stm_fold(stm_str_sub(sentence, run.begin, run.end), &folded);
        if (!folded.failed && is_wanted(marks, stm_buf_view(&folded))) {
            marked[count++] = (stm_marked){run, STM_STYLE_MARK};
        }
    }
    stm_buf_dispose(&folded);
    return count;
}

/* sentence, path, title, date, source, url, begin */
static void write_found(const search *s, const stm_rows *rows)
{
    stm_answer *answer = s->answer;
    static const char *const KEYS[] = {"sentence", "document", "title", "date", "source", "url"};
    stemma_answer format = answer->options.format;
    if (format == STEMMA_ANSWER_TEXT) {
        stm_marked marked[MOST_MARKED];
        stm_str sentence = stm_rows_text(rows, 0);
        uint32_t count = answer->options.colour ? mark_words(s->marks, sentence, marked) : 0;
        stm_answer_wrapped(answer, sentence, 2, marked, count);
        stm_buf_text(&answer->out, "  ");
        stm_answer_style(answer, STM_STYLE_DIM, stm_rows_text(rows, 1));
        if (stm_rows_text(rows, 3).len > 0) {
            stm_buf_text(&answer->out, ", ");
            stm_answer_style(answer, STM_STYLE_DIM, stm_rows_text(rows, 3));
        }
        stm_buf_text(&answer->out, "\n\n");
        return;
    }
    stm_buf_text(&answer->out,
        format == STEMMA_ANSWER_TSV ? ""
            : answer->count == 0    ? "\n{"
                                    : ",\n{");
    for (int i = 0; i < 6; i++) {
        if (format == STEMMA_ANSWER_TSV) {
            stm_answer_cell(answer, stm_rows_text(rows, i));
            stm_buf_char(&answer->out, '\t');
        } else {
            stm_buf_print(&answer->out, "\"%s\":", KEYS[i]);
            stm_buf_json(&answer->out, stm_rows_text(rows, i));
            stm_buf_char(&answer->out, ',');
        }
    }
    stm_buf_print(&answer->out, format == STEMMA_ANSWER_TSV ? "%lld\n" : "\"begin\":%lld}",
        (long long)stm_rows_integer(rows, 6));
}

static stemma_status write_rows(const search *s, stm_rows *rows)
{
    stm_answer *answer = s->answer;
    for (bool row = true; row;) {
        STM_TRY(stm_rows_next(rows, &row, answer->err));
        if (row) {
            write_found(s, rows);
            answer->count++;
            STM_TRY(stm_answer_flow(answer));
        }
    }
    return STEMMA_OK;
}

/* The rarer its words and the shorter the sentence, the better (bm25); then by path and place. */
static stemma_status write_ranked(const search *s)
{
    stm_answer *answer = s->answer;
    stm_rows *rows = NULL;
    STM_TRY(stm_rows_open(answer->graph,
        STM_LIT(
            "SELECT s.text, d.path, d.title, d.date, d.source, d.url, s.begin"
            " FROM (SELECT rowid, bm25(sentence_fts) AS worth FROM sentence_fts WHERE sentence_fts MATCH ?1) f"
            " JOIN sentence s ON s.id = f.rowid JOIN document d ON d.id = s.document"
            " ORDER BY round(f.worth, 6), d.path, s.begin LIMIT ?2"),
        &rows, answer->err));
    stm_rows_bind_text(rows, 1, s->query);
    stm_rows_bind_integer(
        rows, 2, answer->options.limit == 0 ? -1 : (int64_t)answer->options.limit);
    stemma_status status = write_rows(s, rows);
    stm_rows_close(rows);
    return status;
}

/* Ids of all sentences with the words: those of one document stand together. */
static stemma_status find_all(stm_answer *answer, stm_str query, stm_id_list *found)
{
    stm_rows *rows = NULL;
    STM_TRY(stm_rows_open(answer->graph,
        STM_LIT("SELECT rowid FROM sentence_fts WHERE sentence_fts MATCH ?1"), &rows, answer->err));
    stm_rows_bind_text(rows, 1, query);
    stemma_status status = STEMMA_OK;
    for (bool row = true; status == STEMMA_OK && row;) {
        status = stm_rows_next(rows, &row, answer->err);
        if (status == STEMMA_OK && row && !stm_vec_push(found, stm_rows_integer(rows, 0))) {
            status = stm_fail_nomem(answer->err);
        }
    }
    stm_rows_close(rows);
    return status;
}

/* A document and its sentences among those found. */
typedef struct stretch {
    stm_str date, path;
    uint32_t first, count;
} stretch;

static int compare_stretches(const void *a, const void *b)
{
    const stretch *x = a, *y = b;
    int order = stm_str_cmp(y->date, x->date);
    return order != 0 ? order : stm_str_cmp(x->path, y->path);
}

static stemma_status describe(stm_answer *answer, stm_rows *rows, int64_t document, stretch *out)
{
    bool row = false;
    stm_rows_rewind(rows);
    stm_rows_bind_integer(rows, 1, document);
    STM_TRY(stm_rows_next(rows, &row, answer->err));
    out->date = stm_arena_copy(&answer->arena, row ? stm_rows_text(rows, 0) : STM_EMPTY);
    out->path = stm_arena_copy(&answer->arena, row ? stm_rows_text(rows, 1) : STM_EMPTY);
    return out->date.ptr == NULL || out->path.ptr == NULL ? stm_fail_nomem(answer->err) : STEMMA_OK;
}

static stemma_status make_stretches(
    stm_answer *answer, const stm_id_list *found, stretch *stretches, uint32_t *count_out)
{
    stm_rows *rows = NULL;
    STM_TRY(stm_rows_open(answer->graph, STM_LIT("SELECT date, path FROM document WHERE id = ?1"),
        &rows, answer->err));
    stemma_status status = STEMMA_OK;
    uint32_t count = 0;
    for (uint32_t i = 0, end; i < found->count && status == STEMMA_OK; i = end) {
        int64_t document = stm_store_document_of(found->items[i]);
        for (end = i + 1;
             end < found->count && stm_store_document_of(found->items[end]) == document; end++) {
        }
        stretches[count] = (stretch){.first = i, .count = end - i};
        status = describe(answer, rows, document, &stretches[count++]);
    }
    stm_rows_close(rows);
    *count_out = count;
    return status;
}

/* Words of so many sentences tell nothing apart: the newest documents come first, which needs no look at the words. */
static stemma_status write_newest(const search *s, const stm_id_list *found)
{
    stm_answer *answer = s->answer;
    uint32_t count = 0;
    stm_rows *rows = NULL;
    stretch *stretches = stm_arena_array(&answer->arena, found->count, sizeof *stretches);
    if (stretches == NULL) {
        return stm_fail_nomem(answer->err);
    }
    STM_TRY(make_stretches(answer, found, stretches, &count));
    qsort(stretches, count, sizeof *stretches, compare_stretches);
    STM_TRY(stm_rows_open(answer->graph,
        STM_LIT("SELECT s.text, d.path, d.title, d.date, d.source, d.url, s.begin"
                " FROM sentence s JOIN document d ON d.id = s.document WHERE s.id = ?1"),
        &rows, answer->err));
    stemma_status status = STEMMA_OK;
    for (uint32_t i = 0; i < count; i++) {
        const stretch *one = &stretches[i];
        for (uint32_t j = 0; j < one->count && status == STEMMA_OK && !stm_answer_is_full(answer);
             j++) {
            stm_rows_rewind(rows);
            stm_rows_bind_integer(rows, 1, found->items[one->first + j]);
            status = write_rows(s, rows);
        }
    }
    stm_rows_close(rows);
    return status;
}

/* People want to know what the limit hides. */
static void write_total(stm_answer *answer, uint32_t total, bool newest)
{
    if (answer->options.format == STEMMA_ANSWER_TEXT && total > answer->count) {
        stm_buf_print(&answer->out, "  %u of %u sentences%s\n", (unsigned)answer->count,
            (unsigned)total, newest ? ", the newest documents first" : ", the best first");
    }
}

static stemma_status search_words(const search *s)
{
    stm_answer *answer = s->answer;
    stm_id_list found = {0};
    bool json = answer->options.format == STEMMA_ANSWER_JSON;
    if (answer->options.format == STEMMA_ANSWER_TSV) {
        stm_buf_text(&answer->out, "sentence\tdocument\ttitle\tdate\tsource\turl\tbegin\n");
    }
    stm_buf_text(&answer->out, json ? "[" : "");
    stemma_status status = find_all(answer, s->query, &found);
    bool newest = found.count > MOST_RANKED;
    if (status == STEMMA_OK) {
        status = newest ? write_newest(s, &found) : write_ranked(s);
    }
    if (status == STEMMA_OK) {
        write_total(answer, found.count, newest);
    }
    stm_buf_text(&answer->out, json ? "\n]\n" : "");
    stm_vec_free(&found);
    return status;
}

static stemma_status search_text(stm_answer *answer, const char *text)
{
    search s = {.answer = answer};
    STM_TRY(make_query(answer, text, &s.query, &s.marks));
    if (s.query.len == 0) {
        return stm_fail(answer->err, STEMMA_ERR_ARG, "no word to search for in \"%s\"", text);
    }
    return search_words(&s);
}

stemma_status stemma_graph_search(stemma_graph *graph, const char *words_text,
    const stemma_ask_options *options, const stemma_sink *sink, uint32_t *count_out,
    stemma_error *err)
{
    stm_answer answer;
    stemma_status status = stm_answer_begin(&answer, graph, options, sink, err);
    return stm_answer_end(&answer,
        status == STEMMA_OK ? search_text(&answer, words_text == NULL ? "" : words_text) : status,
        count_out);
}
