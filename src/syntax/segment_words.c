/* Contractions, as Universal Dependencies splits them. German: from a table ("im" = in dem).
 * English: by their endings
 * ("doesn't" = does + n't, "Musk's" = Musk + 's, "owners'" = owners + ') or by a table ("cannot").
 * Not split: "1990's", "O'Neill", "it`s".
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "syntax/segment_words.h"

#include "unicode/casing.h"

static bool ends_nocase(stm_str s, stm_str tail)
{
    return s.len > tail.len &&
        stm_str_eq_ascii_nocase(stm_str_sub(s, s.len - tail.len, s.len), tail);
}

static bool is_letter_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

/* "owners'": a closing apostrophe behind an s. */
static uint32_t bare_apostrophe(stm_str token)
{
    uint32_t mark = stm_str_ends(token, STM_LIT("’")) ? 3
        : stm_str_ends(token, STM_LIT("'"))           ? 1
                                                      : 0;
    bool plural = mark > 0 && token.len > mark + 2 &&
        (token.ptr[token.len - mark - 1] == 's' || token.ptr[token.len - mark - 1] == 'S');
    return plural && is_letter_byte(token.ptr[0]) ? mark : 0;
}

static uint32_t by_clitic(const stm_seg_tables *tables, stm_str token, stm_str out[3])
{
    for (uint32_t i = 0; i < tables->clitics.count; i++) {
        stm_str tail = tables->clitics.items[i];
        if (!ends_nocase(token, tail) || !is_letter_byte(token.ptr[0]) ||
            !is_letter_byte(token.ptr[token.len - tail.len - 1])) {
            continue;
        }
        out[0] = stm_str_sub(token, 0, token.len - tail.len);
        out[1] = stm_str_sub(token, token.len - tail.len, token.len);
        return 2;
    }
    uint32_t mark = tables->clitics.count > 0 ? bare_apostrophe(token) : 0;
    if (mark > 0) {
        out[0] = stm_str_sub(token, 0, token.len - mark);
        out[1] = stm_str_sub(token, token.len - mark, token.len);
        return 2;
    }
    return 1;
}

static uint32_t by_table(
    const stm_seg_tables *tables, const stm_seg_entry *entry, stm_str token, stm_str out[3])
{
    stm_str rest = entry->parts, part;
    uint32_t n = 0, at = 0;
    while (n < 3 && stm_str_next(&rest, ' ', &part)) {
        out[n++] = tables->splits_keep_letters ? stm_str_sub(token, at, at + part.len) : part;
        at += part.len;
    }
    return n;
}

uint32_t stm_seg_words_of(
    const stm_seg_tables *tables, stm_str token, stm_str out[3], bool *first_upper_out)
{
    char low[32];
    out[0] = token;
    *first_upper_out = false;
    if (tables->words.count == 0) {
        return 1;
    }
    uint32_t length = token.len <= sizeof low ? stm_casing_lower(token, low, sizeof low) : 0;
    const stm_seg_entry *entry =
        length == 0 ? NULL : stm_seg_entry_of(tables, (stm_str){low, length});
    if (entry != NULL && (entry->kinds & STM_SEG_WHOLE) != 0) {
        return 1;
    }
    if (entry != NULL && (entry->kinds & STM_SEG_SPLIT) != 0) {
        *first_upper_out = !tables->splits_keep_letters && stm_casing_starts_upper(token);
        return by_table(tables, entry, token, out);
    }
    return by_clitic(tables, token, out);
}

/* "Im" = In + dem: the capital goes to the first word. */
static stm_str with_capital(stm_doc *doc, stm_str word)
{
    char upper[64];
    uint32_t n = stm_casing_upper_first(word, upper, sizeof upper);
    return n == 0 ? word : stm_arena_copy(&doc->arena, (stm_str){upper, n});
}

bool stm_seg_add_words(stm_doc *doc, const stm_seg_tables *tables, stm_span span, bool space_after)
{
    stm_str part[3];
    bool upper = false;
    uint32_t n = stm_seg_words_of(tables, stm_doc_slice(doc, span), part, &upper);
    for (uint32_t i = 0; i < n; i++) {
        stm_token token = stm_token_blank();
        token.span = span;
        token.form = part[i];
        if (!tables->splits_keep_letters && n > 1) {
            token.form =
                upper && i == 0 ? with_capital(doc, part[i]) : stm_arena_copy(&doc->arena, part[i]);
        }
        if (token.form.ptr == NULL) {
            return false;
        }
        token.flags = (uint8_t)((n == 1          ? 0
                                        : i == 0 ? STM_TOKEN_MWT_FIRST
                                                 : STM_TOKEN_MWT_REST) |
            (space_after ? STM_TOKEN_SPACE_AFTER : 0));
        if (!stm_vec_push(&doc->tokens, token)) {
            return false;
        }
    }
    return true;
}

static bool is_word_byte(char c)
{
    return is_letter_byte(c) || (c >= '0' && c <= '9');
}

uint32_t stm_seg_hyphen_parts(stm_str token, stm_span out[STM_HYPHEN_PARTS])
{
    uint32_t n = 0, begin = 0;
    for (uint32_t i = 1; i < token.len; i++) {
        bool word_before = is_word_byte(token.ptr[i - 1]) && i > begin;
        bool word_behind = i + 1 == token.len || is_word_byte(token.ptr[i + 1]);
        if (token.ptr[i] != '-' || !word_before || !word_behind) {
            continue;
        }
        if (n + 3 > STM_HYPHEN_PARTS) {
            return 0;
        }
        out[n++] = (stm_span){begin, i};
        out[n++] = (stm_span){i, i + 1};
        begin = i + 1;
    }
    if (n > 0 && begin < token.len) {
        out[n++] = (stm_span){begin, token.len};
    }
    return n;
}
