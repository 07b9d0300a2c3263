/* Markdown: marks are taken off line by line (headings, emphasis, lists, quotes, links, code fences, front matter); the
 * prose between them is what stemma reads. It is no full CommonMark parser: tables and HTML blocks are left as text.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/utf8.h"
#include "read/markup.h"

typedef struct markdown {
    stm_buf text, title, date, source, url;
    stm_lang lang;
    bool in_fence, in_front;
    uint32_t line;
} markdown;

static void front_matter(markdown *m, stm_str line)
{
    int64_t colon = stm_str_find(line, STM_LIT(":"));
    if (colon <= 0) {
        return;
    }
    stm_str key = stm_str_trim(stm_str_sub(line, 0, (uint32_t)colon));
    stm_str value = stm_str_trim(stm_str_sub(line, (uint32_t)colon + 1, line.len));
    if (value.len >= 2 && (value.ptr[0] == '"' || value.ptr[0] == '\'')) {
        value = stm_str_sub(value, 1, value.len - 1);
    }
    char day[11];
    if (stm_str_is(key, "title")) {
        stm_buf_str(&m->title, value);
    } else if (stm_str_is(key, "date") && stm_read_date(value, day)) {
        stm_buf_text(&m->date, day);
    } else if (stm_str_is(key, "source")) {
        stm_buf_str(&m->source, value);
    } else if (stm_str_is(key, "url")) {
        stm_buf_str(&m->url, value);
    } else if (stm_str_is(key, "lang")) {
        m->lang = stm_lang_of(value);
    }
}

/* Takes [text](target) and ![alt](target) apart; *at stands on '['. False when it is no link. */
static bool link(markdown *m, stm_str s, uint32_t *at)
{
    int64_t close = stm_str_find(stm_str_sub(s, *at, s.len), STM_LIT("]("));
    if (close < 0) {
        return false;
    }
    uint32_t middle = *at + (uint32_t)close;
    int64_t end = stm_str_find(stm_str_sub(s, middle, s.len), STM_LIT(")"));
    if (end < 0) {
        return false;
    }
    stm_buf_str(&m->text, stm_str_sub(s, *at + 1, middle));
    *at = middle + (uint32_t)end;
    return true;
}

static void prose(markdown *m, stm_str s)
{
    for (uint32_t at = 0; at < s.len; at++) {
        char c = s.ptr[at];
        bool image = c == '!' && at + 1 < s.len && s.ptr[at + 1] == '[';
        if (c == '\\' && at + 1 < s.len && strchr("\\`*_{}[]()#+-.!>", s.ptr[at + 1]) != NULL) {
            stm_buf_char(&m->text, s.ptr[++at]);
        } else if (c == '*' || c == '`' || image) {
            continue;
        } else if (c == '_' &&
            (at == 0 || s.ptr[at - 1] == ' ' || at + 1 == s.len || s.ptr[at + 1] == ' ')) {
            continue;
        } else if (c != '[' || !link(m, s, &at)) {
            stm_buf_char(&m->text, c);
        }
    }
}

/* Length of the mark that opens a list item ("- ", "12. "), 0 when it is none. */
static uint32_t bullet(stm_str s)
{
    if (s.len > 2 && strchr("-*+", s.ptr[0]) != NULL && s.ptr[1] == ' ') {
        return 2;
    }
    uint32_t digits = 0;
    while (digits < s.len && digits < 3 && s.ptr[digits] >= '0' && s.ptr[digits] <= '9') {
        digits++;
    }
    /* "3. Mai" opens no list when it is the middle of a paragraph; at a line's start it mostly does. */
    return digits > 0 && digits + 1 < s.len && s.ptr[digits] == '.' && s.ptr[digits + 1] == ' '
        ? digits + 2
        : 0;
}

static bool is_rule(stm_str s)
{
    if (s.len < 3 || strchr("-*_=", s.ptr[0]) == NULL) {
        return false;
    }
    for (uint32_t i = 0; i < s.len; i++) {
        if (s.ptr[i] != s.ptr[0] && s.ptr[i] != ' ') {
            return false;
        }
    }
    return true;
}

static void one_line(markdown *m, stm_str raw)
{
    stm_str s = stm_str_trim(raw);
    m->line++;
    if (m->line == 1 && stm_str_is(s, "---")) {
        m->in_front = true;
    } else if (m->in_front) {
        m->in_front = !stm_str_is(s, "---") && !stm_str_is(s, "...");
        front_matter(m, s);
    } else if (stm_str_starts(s, STM_LIT("```")) || stm_str_starts(s, STM_LIT("~~~"))) {
        m->in_fence = !m->in_fence;
    } else if (m->in_fence || is_rule(s)) {
        stm_buf_char(&m->text, '\n');
    } else {
        while (s.len > 0 && s.ptr[0] == '>') {
            s = stm_str_trim(stm_str_sub(s, 1, s.len));
        }
        bool heading = s.len > 0 && s.ptr[0] == '#';
        while (s.len > 0 && s.ptr[0] == '#') {
            s = stm_str_sub(s, 1, s.len);
        }
        s = stm_str_trim(s);
        uint32_t mark = bullet(s);
        if ((heading || mark > 0) && m->text.length > 0) {
            stm_buf_char(&m->text, '\n');
        }
        if (heading && m->title.length == 0) {
            stm_buf_str(&m->title, s);
        }
        prose(m, stm_str_sub(s, mark, s.len));
        stm_buf_text(&m->text, heading ? "\n\n" : "\n");
    }
}

stemma_status stm_read_markdown(
    const char *path, stm_str bytes, stm_input_take take, void *context, stemma_error *err)
{
    STM_TRY(stm_read_check(path, &bytes, err));
    markdown m = {.lang = STM_LANG_UNKNOWN};
    stm_str rest = bytes, line = STM_EMPTY;
    while (stm_str_next_line(&rest, &line)) {
        one_line(&m, line);
    }
    stemma_status status = stm_buf_status(&m.text, err);
    if (status == STEMMA_OK) {
        stm_input input = {.text = stm_buf_view(&m.text), .lang = m.lang};
        input.meta = (stm_meta){STM_EMPTY, stm_str_of(path), stm_buf_view(&m.title),
            stm_buf_view(&m.date), stm_buf_view(&m.url), stm_buf_view(&m.source)};
        status = stm_read_check(path, &input.text, err);
        status = status == STEMMA_OK ? take(context, &input, err) : status;
    }
    stm_buf_dispose(&m.text);
    stm_buf_dispose(&m.title);
    stm_buf_dispose(&m.date);
    stm_buf_dispose(&m.source);
    stm_buf_dispose(&m.url);
    return status;
}
