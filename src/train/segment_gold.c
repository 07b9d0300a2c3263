/* Aligns the forms of a treebank with the text of its sentences. SPDX-License-Identifier:
 * GPL-2.0-or-later */
#include "train/segment_gold.h"

#include "base/number.h"
#include "syntax/segment_words.h"

enum { MAX_FORMS = 1000 };

/* One sentence while it is read. */
typedef struct sentence {
    stm_str text;
    stm_str form[MAX_FORMS];
    uint8_t words[MAX_FORMS];
    uint32_t count;
    bool overflow;
} sentence;

void stm_gold_init(stm_gold *gold)
{
    *gold = (stm_gold){0};
    stm_buf_init(&gold->text);
}

void stm_gold_dispose(stm_gold *gold)
{
    stm_buf_dispose(&gold->text);
    stm_vec_free(&gold->tokens);
}

/* "Das Haus ist groß ." */
static bool is_cut_up(const sentence *s)
{
    stm_str t = s->text;
    return s->count > 3 && t.len > 2 && t.ptr[t.len - 2] == ' ' &&
        strchr(".?!", t.ptr[t.len - 1]) != NULL &&
        stm_str_find(t, STM_LIT(", ")) ==
        stm_str_find(t, STM_LIT(" , ")) + (stm_str_find(t, STM_LIT(", ")) >= 0);
}

/* Number of forms, from form i on, that the contraction at the start of rest stands for; 0 when it
 * is none. */
static uint32_t contraction(
    const sentence *s, uint32_t i, stm_str rest, const stm_seg_tables *tables, uint32_t *bytes_out)
{
    uint32_t end = 0;
    while (end < rest.len && rest.ptr[end] != ' ' && strchr(".,;:!?\")", rest.ptr[end]) == NULL) {
        end++;
    }
    stm_str part[3];
    bool upper = false;
    uint32_t n = stm_seg_words_of(tables, stm_str_sub(rest, 0, end), part, &upper);
    if (n < 2 || i + n > s->count) {
        return 0;
    }
    for (uint32_t k = 0; k < n; k++) {
        if (!stm_str_eq_ascii_nocase(part[k], s->form[i + k])) {
            return 0;
        }
    }
    *bytes_out = end;
    return n;
}

static bool push(stm_gold *gold, uint32_t begin, uint32_t end, uint32_t words, bool no_cuts)
{
    return stm_vec_push(
        &gold->tokens, (stm_gold_token){begin, end, (uint8_t)words, false, no_cuts});
}

/* Finds the forms in the text; false when they do not fit. */
static bool align(stm_gold *gold, const sentence *s, const stm_seg_tables *tables)
{
    uint32_t base = (uint32_t)gold->text.length, at = 0;
    for (uint32_t i = 0; i < s->count;) {
        while (at < s->text.len && (s->text.ptr[at] == ' ' || s->text.ptr[at] == '\t')) {
            at++;
        }
        stm_str rest = stm_str_sub(s->text, at, s->text.len);
        uint32_t bytes = s->form[i].len, forms = 1, words = s->words[i];
        if (!stm_str_starts(rest, s->form[i])) {
            forms = contraction(s, i, rest, tables, &bytes);
            words = forms;
        } else if (s->words[i] == 1) {
            uint32_t whole = 0, n = contraction(s, i, rest, tables, &whole);
            if (n > 1 && whole > bytes) { /* "um" + "das" of "ums" begin alike */
                forms = words = n;
                bytes = whole;
            }
        }
        if (forms == 0 || !push(gold, base + at, base + at + bytes, words, false)) {
            return false;
        }
        at += bytes;
        i += forms;
    }
    stm_buf_str(&gold->text, s->text);
    return true;
}

static bool glues_left(stm_str form)
{
    return form.len == 1 && strchr(".,;:!?)]", form.ptr[0]) != NULL;
}

/* Puts a text together from forms; straight quotes open and close in turn. */
static bool rejoin(stm_gold *gold, const sentence *s)
{
    bool open = false, glue = true;
    for (uint32_t i = 0; i < s->count; i++) {
        stm_str form = s->form[i];
        bool quote = stm_str_is(form, "\"");
        if (!glue && !glues_left(form) && !(quote && open)) {
            stm_buf_char(&gold->text, ' ');
        }
        uint32_t begin = (uint32_t)gold->text.length;
        stm_buf_str(&gold->text, form);
        if (!push(gold, begin, begin + form.len, s->words[i], true)) {
            return false;
        }
        glue = (quote && !open) || stm_str_is(form, "(") || stm_str_is(form, "[");
        open = quote ? !open : open;
    }
    return true;
}

static bool is_word_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
        (unsigned char)c >= 0x80;
}

/* Some treebanks cut "KI-Firma" into three; we teach it whole. "Haupt-" keeps its hyphen, too. */
static void join_hyphens(stm_gold *gold, uint32_t from)
{
    stm_gold_token *t = gold->tokens.items;
    const char *text = gold->text.data;
    uint32_t n = from;
    for (uint32_t i = from; i < gold->tokens.count; i++) {
        bool touches =
            n > from && t[n - 1].end == t[i].begin && t[n - 1].words == 1 && t[i].words == 1;
        bool hyphen = t[i].end - t[i].begin == 1 && text[t[i].begin] == '-';
        bool after = touches && text[t[n - 1].end - 1] == '-' && t[n - 1].end - t[n - 1].begin > 1;
        if ((hyphen && touches && is_word_byte(text[t[i].begin - 1])) ||
            (after && is_word_byte(text[t[i].begin]))) {
            t[n - 1].end = t[i].end;
        } else {
            t[n++] = t[i];
        }
    }
    gold->tokens.count = n;
}

static void finish(stm_gold *gold, sentence *s, const stm_seg_tables *tables)
{
    uint32_t before = gold->tokens.count;
    size_t length = gold->text.length;
    if (s->count == 0) {
        return;
    }
    if (length > 0) {
        stm_buf_char(&gold->text, ' ');
    }
    bool good = !s->overflow && (is_cut_up(s) ? rejoin(gold, s) : align(gold, s, tables));
    if (good && !gold->text.failed) {
        if (tables->hyphens_whole && gold->joins) {
            join_hyphens(gold, before);
        }
        gold->tokens.items[gold->tokens.count - 1].ends = true;
        gold->sentences++;
    } else {
        gold->tokens.count = before;
        gold->text.length = length;
        gold->skipped++;
    }
    s->count = 0;
    s->overflow = false;
}

static void add_row(sentence *s, stm_str line, uint32_t *range_end)
{
    stm_str id = STM_EMPTY, form = STM_EMPTY;
    stm_str_next(&line, '\t', &id);
    stm_str_next(&line, '\t', &form);
    uint64_t first = 0, last = 0;
    int64_t dash = stm_str_find(id, STM_LIT("-"));
    s->overflow = s->overflow || s->count == MAX_FORMS;
    if (s->overflow || stm_str_find(id, STM_LIT(".")) >= 0) {
        return;
    }
    if (dash > 0) {
        stm_number_read_u64(stm_str_sub(id, 0, (uint32_t)dash), &first);
        stm_number_read_u64(stm_str_sub(id, (uint32_t)dash + 1, id.len), &last);
        *range_end = (uint32_t)last;
        s->words[s->count] = (uint8_t)(last - first + 1);
        s->form[s->count++] = form;
        return;
    }
    stm_number_read_u64(id, &first);
    if (first > *range_end) {
        s->words[s->count] = 1;
        s->form[s->count++] = form;
    }
}

stemma_status stm_gold_add(
    stm_gold *gold, stm_str conllu, const stm_seg_tables *tables, stemma_error *err)
{
    sentence *s = calloc(1, sizeof *s);
    if (s == NULL) {
        return stm_fail_nomem(err);
    }
    stm_str line;
    uint32_t range_end = 0;
    while (stm_str_next_line(&conllu, &line)) {
        if (stm_str_starts(line, STM_LIT("# text = "))) {
            s->text = stm_str_sub(line, 9, line.len);
        } else if (line.len == 0) {
            finish(gold, s, tables);
            range_end = 0;
        } else if (line.ptr[0] != '#') {
            add_row(s, line, &range_end);
        }
    }
    finish(gold, s, tables);
    free(s);
    return stm_buf_status(&gold->text, err);
}
