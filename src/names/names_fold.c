/* The folded form under which names are compared: `Müller AG`, `MUELLER` and `Mueller` are equal.
 * Deliberately kept: word order and every word but the legal form and the article.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "names/identity.h"
#include "unicode/folding.h"

static bool last_word(stm_str name, stm_str *word, stm_str *before)
{
    uint32_t at = name.len;
    while (at > 0 && name.ptr[at - 1] != ' ') {
        at--;
    }
    *word = stm_str_sub(name, at, name.len);
    *before = stm_str_trim(stm_str_sub(name, 0, at));
    return before->len > 0;
}

static bool is_legal(const stm_names_tables *tables, stm_str word)
{
    uint64_t classes = stm_names_word(tables, STM_LANG_DE, word).classes |
        stm_names_word(tables, STM_LANG_EN, word).classes;
    return (classes & STM_CLASS_BIT(STM_CLASS_LEGAL)) != 0;
}

stm_str stm_names_without_legal(const stm_names_tables *tables, stm_str name)
{
    stm_str rest = stm_str_trim(name), word, before;
    while (last_word(rest, &word, &before)) {
        bool glue = stm_str_is(word, "&") || stm_str_is(word, ",");
        if (!glue && !is_legal(tables, word)) {
            break;
        }
        rest = before;
    }
    while (rest.len > 0 && rest.ptr[rest.len - 1] == ',') {
        rest = stm_str_trim(stm_str_sub(rest, 0, rest.len - 1));
    }
    return rest.len == 0 ? stm_str_trim(name) : rest;
}

static stm_str without_article(const stm_names_tables *tables, stm_str name)
{
    stm_str rest = name, first = STM_EMPTY;
    if (stm_str_next(&rest, ' ', &first) && rest.ptr != NULL && rest.len > 0) {
        uint64_t classes = stm_names_word(tables, STM_LANG_DE, first).classes |
            stm_names_word(tables, STM_LANG_EN, first).classes;
        bool initial_like = first.len == 1; /* `A. Merkel` is not `a Merkel` */
        if ((classes & STM_CLASS_BIT(STM_CLASS_ARTICLE)) != 0 && !initial_like) {
            return stm_str_trim(rest);
        }
    }
    return name;
}

void stm_names_fold(const stm_names_tables *tables, stm_str name, stm_buf *out)
{
    stm_str bare = without_article(tables, stm_names_without_legal(tables, name));
    size_t start = out->length;
    stm_fold(bare, out);
    if (out->failed) {
        return;
    }
    /* Letters and digits stay; everything else is one blank between words. */
    size_t to = start;
    for (size_t i = start; i < out->length; i++) {
        unsigned char c = (unsigned char)out->data[i];
        bool keep = c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
        bool apostrophe = c == '\'' || c == '.';
        if (keep) {
            out->data[to++] = (char)c;
        } else if (!apostrophe && to > start && out->data[to - 1] != ' ') {
            out->data[to++] = ' ';
        }
    }
    while (to > start && out->data[to - 1] == ' ') {
        to--;
    }
    if (to == start) { /* nothing but signs: compare as written */
        out->length = start;
        stm_buf_str(out, name);
        return;
    }
    out->length = to;
    out->data[to] = '\0';
}

void stm_identity_fold(const stm_names_tables *tables, stm_str name, stm_buf *out)
{
    stm_buf_clear(out);
    stm_names_fold(tables, name, out);
}
