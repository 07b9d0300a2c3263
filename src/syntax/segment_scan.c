/* From text to surface tokens, in one pass and constant memory, however long the text or a line of
 * it is.
 *
 * Line ends: a blank line always ends a sentence. A single line end is white space in text that was
 * wrapped by hand, but an end where paragraphs are long lines or where a block is a list of short
 * lines; a line clearly shorter than the others of a wrapped block, with room for the next word, or
 * clearly longer (a heading) ends a sentence too, unless the next one goes on in lower case. SPDX-License-Identifier: GPL-2.0-or-later */
#include "syntax/segment_scan.h"

#include "base/utf8.h"
#include "syntax/segment_layout.h"
#include "unicode/chars.h"

enum { LONG_LINE = 120, LIST_LINE = 45, LOOK_AHEAD = 4000, LONGEST = 3, MANY_LINES = 6 };

static uint32_t read_u32(const unsigned char *p)
{
    return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

static stemma_status open_weights(
    stm_seg_model *model, const unsigned char *p, size_t count, stemma_error *err)
{
    if (p == NULL) {
        return STEMMA_OK;
    }
    if (count < STM_SEG_HEADER_BYTES || read_u32(p) != STM_SEG_MAGIC) {
        return stm_fail(err, STEMMA_ERR_FORMAT, "not a segmenter");
    }
    if (read_u32(p + 4) != STM_SEG_VERSION) {
        return stm_fail(err, STEMMA_ERR_VERSION, "segmenter format %u is unknown", read_u32(p + 4));
    }
    uint32_t cut_bits = read_u32(p + 8), end_bits = read_u32(p + 12);
    if (cut_bits > 24 || end_bits > 24 ||
        count < STM_SEG_HEADER_BYTES + (((size_t)1 << cut_bits) + ((size_t)1 << end_bits)) * 2) {
        return stm_fail(err, STEMMA_ERR_FORMAT, "segmenter is cut off");
    }
    model->cut = (stm_seg_weights){p + STM_SEG_HEADER_BYTES, (1u << cut_bits) - 1};
    model->end =
        (stm_seg_weights){p + STM_SEG_HEADER_BYTES + ((size_t)2 << cut_bits), (1u << end_bits) - 1};
    return STEMMA_OK;
}

stemma_status stm_seg_model_open(
    stm_seg_model *model, const char *language, const void *bytes, size_t count, stemma_error *err)
{
    memset(model, 0, sizeof *model);
    STM_TRY(open_weights(model, bytes, count, err));
    return stm_seg_tables_load(&model->tables, language, err);
}

void stm_seg_model_dispose(stm_seg_model *model)
{
    stm_seg_tables_dispose(&model->tables);
}

/* Length of the line at `at`, its end, and whether it is blank. */
static uint32_t line_length(stm_str text, uint32_t at, bool *blank_out)
{
    uint32_t end = at;
    *blank_out = true;
    while (end < text.len && text.ptr[end] != '\n' && end - at <= LOOK_AHEAD) {
        *blank_out = *blank_out && (unsigned char)text.ptr[end] <= ' ';
        end++;
    }
    return end - at;
}

/* Keeps the three longest lines, the longest first. */
static void keep_longest(uint32_t longest[LONGEST], uint32_t length)
{
    for (int i = 0; i < LONGEST; i++) {
        if (length > longest[i]) {
            uint32_t shorter = longest[i];
            longest[i] = length;
            length = shorter;
        }
    }
}

/* How wide the text was wrapped: one or two longer lines of many are headlines or addresses. */
static uint32_t wrap_width(const uint32_t longest[LONGEST], uint32_t lines)
{
    uint32_t width = longest[lines < MANY_LINES ? 0 : LONGEST - 1];
    return width < LIST_LINE ? longest[0] : width;
}

static void begin_block(stm_seg_scanner *s, uint32_t at)
{
    uint32_t lengths[LONGEST] = {0}, longest = 0, lines = 0;
    bool blank = false;
    for (uint32_t line = at;
         line < s->text.len && line - at < LOOK_AHEAD && longest <= LONG_LINE;) {
        uint32_t length = line_length(s->text, line, &blank);
        if (blank && line != at) {
            break;
        }
        longest = length > longest ? length : longest;
        keep_longest(lengths, length);
        lines++;
        line += length + 1;
    }
    s->width = wrap_width(lengths, lines);
    s->layout = longest > LONG_LINE ? STM_SEG_PARAGRAPHS
        : longest < LIST_LINE       ? STM_SEG_LIST
                                    : STM_SEG_WRAPPED;
}

/* The paragraph that begins at `at`: its line, or the whole block of text wrapped by hand. Longer ones
 * than any paragraph is are not judged. */
static void begin_unit(stm_seg_scanner *s, uint32_t at)
{
    uint32_t end = at, length = 0;
    bool blank = false;
    while (end < s->text.len && end - at <= LOOK_AHEAD) {
        length = line_length(s->text, end, &blank);
        if (blank && end > at) {
            break;
        }
        end += length;
        if (s->layout != STM_SEG_WRAPPED) {
            break;
        }
        end += end < s->text.len ? 1 : 0;
    }
    s->unit_end = end;
    s->unit_begins = true;
    s->tidy = end - at <= LOOK_AHEAD && stm_seg_is_tidy(s->text, at, end);
}

void stm_seg_scan(stm_seg_scanner *scanner, const stm_seg_model *model, stm_str text)
{
    memset(scanner, 0, sizeof *scanner);
    scanner->model = model;
    scanner->text = text;
    begin_block(scanner, 0);
    begin_unit(scanner, 0);
}

/* Bytes of the word that begins at `at`. */
static uint32_t word_bytes(stm_str text, uint32_t at)
{
    uint32_t end = at;
    while (end < text.len && (unsigned char)text.ptr[end] > ' ' && end - at < LONG_LINE) {
        end++;
    }
    return end - at;
}

/* "Mit der Übernahme des amerikanischen / Unternehmens TRW": no heading ends in a little word or in such an adjective. */
static bool goes_on(const stm_seg_scanner *s, stm_str word)
{
    static const char *const endings[] = {"ische", "ischen", "ischer", "isches", "ischem"};
    if (word.len == 0 || word.ptr[0] < 'a' || word.ptr[0] > 'z') {
        return false;
    }
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
        if (stm_str_ends(word, stm_str_of(endings[i])) && word.len > 8) {
            return true;
        }
    }
    return (stm_seg_kinds(&s->model->tables, word) & STM_SEG_START) != 0;
}

/* A line end in wrapped text that was meant: after a heading, or behind a line with room for the next word. */
static bool meant(const stm_seg_scanner *s, uint32_t line_end)
{
    uint32_t length = line_end - s->line_begin, first = line_end;
    while (first > s->line_begin && (unsigned char)s->text.ptr[first - 1] > ' ') {
        first--;
    }
    if (length > s->width + s->width / 6) {
        return true;
    }
    bool room = length < s->width * 7 / 10 && length + 1 + word_bytes(s->text, s->at) <= s->width;
    return room && !goes_on(s, stm_str_sub(s->text, first, line_end));
}

/* Passes white space; tells what lies in it. */
static void skip_space(stm_seg_scanner *s, stm_seg_token *token)
{
    uint32_t step, newlines = 0, line_end = 0;
    while ((step = stm_chars_space_bytes(s->text, s->at)) > 0) {
        if (s->text.ptr[s->at] == '\n') {
            line_end = newlines == 0 ? s->at : line_end;
            newlines += newlines < 2 ? 1 : 0;
        }
        s->at += step;
        token->space_before = true;
    }
    token->newlines = (uint8_t)newlines;
    if (newlines == 0) {
        return;
    }
    token->breaks = newlines > 1 || s->layout == STM_SEG_PARAGRAPHS || s->layout == STM_SEG_LIST ||
        meant(s, line_end);
    s->line_begin = s->at;
    if (newlines > 1) {
        begin_block(s, s->at);
    }
    if (newlines > 1 || s->layout != STM_SEG_WRAPPED) {
        begin_unit(s, s->at);
    }
}

static void begin_run(stm_seg_scanner *s)
{
    uint32_t end = s->at;
    while (end < s->text.len && end - s->at < 4 * STM_SEG_RUN_CHARS &&
        stm_chars_space_bytes(s->text, end) == 0) {
        uint32_t point = 0;
        uint32_t step = stm_utf8_decode(s->text, end, &point);
        end += step == 0 ? 1 : step;
    }
    const stm_seg_token *before = s->last.end > s->last.begin ? &s->last : NULL;
    stm_seg_run_read(&s->run, s->text, s->at, end, before, &s->model->tables);
    s->run_left = 0;
    s->in_run = true;
}

/* Character behind the piece that begins at run_left. */
static uint32_t piece_end(const stm_seg_scanner *s)
{
    const stm_seg_run *run = &s->run;
    for (uint32_t i = s->run_left + 1; !run->plain && i < run->chars; i++) {
        if (stm_seg_may_cut(run, i) &&
            stm_seg_is_cut(run, s->run_left, i, &s->model->tables, &s->model->cut)) {
            return i;
        }
    }
    return run->chars;
}

bool stm_seg_scan_next(stm_seg_scanner *s, stm_seg_token *token)
{
    memset(token, 0, sizeof *token);
    if (!s->in_run) {
        skip_space(s, token);
        if (s->at >= s->text.len) {
            return false;
        }
        begin_run(s);
    }
    uint32_t end = piece_end(s);
    token->begin = s->run.offset[s->run_left];
    token->end = s->run.offset[end];
    stm_seg_token_read(token, s->text, &s->model->tables);
    if (token->newlines == 1 && token->first == 'L' && s->layout != STM_SEG_PARAGRAPHS) {
        token->breaks = false;
    }
    s->run_left = end;
    if (end == s->run.chars) {
        s->in_run = false;
        s->at = s->run.end;
    }
    token->tidy = s->tidy;
    if (s->unit_begins) {
        token->dateline = stm_seg_dateline(s->text, token->begin, s->unit_end, s->tidy);
        s->unit_begins = false;
    }
    s->last = *token;
    return true;
}

bool stm_seg_is_end(const stm_seg_model *model, stm_str text, const stm_seg_token window[4],
    const stm_seg_state *state)
{
    const stm_seg_token *a = &window[1], *b = &window[2];
    if (b->breaks || b->begin == b->end) {
        return true;
    }
    bool word = a->last == 'L' || a->last == 'U' || a->last == 'D';
    if (!b->space_before && word) {
        return false;
    }
    bool halfway = word || a->last == ',' || a->last == ';';
    bool quotes = b->space_before && !state->quote && (b->first == '"' || b->first == 'Q');
    if (b->tidy && a->tidy && (halfway || (a->first == '.' && quotes))) {
        return stm_seg_rule_end(text, window);
    }
    if (model->end.bytes == NULL) {
        return stm_seg_rule_end(text, window);
    }
    uint32_t features[STM_SEG_FEATURES];
    uint32_t n = stm_seg_end_features(text, window, state, features);
    return stm_seg_sum(&model->end, features, n) > 0;
}
