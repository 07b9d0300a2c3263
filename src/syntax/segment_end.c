/* Where a sentence ends: features of the four tokens around a place and of the sentence so far, and
 * the rules' opinion. SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/utf8.h"
#include "syntax/segment_score.h"
#include "unicode/casing.h"

static uint32_t mix(uint64_t a, uint64_t b)
{
    return (uint32_t)(stm_hash_mix(a * 0x9e3779b97f4a7c15ull + b) >> 20);
}

/* Hash of s in lower case, without a copy for ASCII. */
static uint32_t lower_hash(stm_str s)
{
    uint64_t h = 0xcbf29ce484222325ull;
    for (uint32_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        if (c >= 'A' && c <= 'Z') {
            c = (unsigned char)(c + 32);
        } else if (c == 0xc3 && i + 1 < s.len) { /* Latin-1 letters: À … Þ */
            unsigned char d = (unsigned char)s.ptr[i + 1];
            h = (h ^ c) * 0x100000001b3ull;
            c = d >= 0x80 && d <= 0x9e && d != 0x97 ? (unsigned char)(d + 32) : d;
            i++;
        }
        h = (h ^ c) * 0x100000001b3ull;
    }
    return (uint32_t)stm_hash_mix(h);
}

/* "Das" at the start of a sentence is the little word "das". */
static uint32_t little_word(const stm_seg_tables *tables, stm_str s, uint8_t first)
{
    char low[16];
    uint32_t n = first == 'U' && s.len <= 12 ? stm_casing_lower(s, low, sizeof low) : 0;
    return n == 0 ? 0 : stm_seg_kinds(tables, (stm_str){low, n}) & (STM_SEG_BEFORE | STM_SEG_START);
}

void stm_seg_token_read(stm_seg_token *token, stm_str text, const stm_seg_tables *tables)
{
    stm_str s = stm_str_sub(text, token->begin, token->end);
    uint32_t shape = 0;
    uint8_t previous = 0;
    for (uint32_t at = 0; at < s.len && at < 64;) {
        uint32_t point = 0;
        uint32_t step = stm_utf8_decode(s, at, &point);
        uint8_t kind = stm_seg_kind_of(point);
        if (at == 0) {
            token->first = kind;
        }
        if (kind == 'U' && token->first == 'L') {
            token->first = 'U'; /* "xAI", "iPhone" start a sentence as capitals do */
        }
        if (kind != previous) {
            shape = shape * 131 + kind;
        }
        previous = kind;
        at += step == 0 ? 1 : step;
    }
    token->last = previous;
    token->shape = (uint16_t)(shape ^ shape >> 16);
    token->hash = lower_hash(stm_str_sub(s, 0, 64));
    token->table = (uint16_t)(stm_seg_kinds(tables, s) | little_word(tables, s, token->first));
}

void stm_seg_state_add(stm_seg_state *state, stm_str text, const stm_seg_token *token)
{
    state->tokens++;
    if (token->end - token->begin > 3) {
        return;
    }
    char c = text.ptr[token->begin];
    state->brackets += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
    if (c == '"' || token->first == 'Q' || token->first == 'q') {
        state->quote = !state->quote;
    }
}

static bool is_final(const stm_seg_token *t)
{
    return t->end > t->begin && (t->last == '.' || t->last == '!' || t->last == '?') &&
        t->first == t->last;
}

/* “ opens in English and closes in German, » and « do both: without a blank before it, a mark
 * closes. */
static bool closes(const stm_seg_token *t)
{
    return t->first == 'q' || (t->first == 'Q' && !t->space_before) || t->first == ')' ||
        t->first == ']' || t->first == '"' || t->first == '\'';
}

bool stm_seg_rule_end(stm_str text, const stm_seg_token window[4])
{
    const stm_seg_token *a = &window[1], *b = &window[2];
    (void)text;
    bool final = is_final(a) || (a->last == 'P' && a->end - a->begin == 3 && a->first == 'P');
    bool closed = closes(a) && is_final(&window[0]) && !a->space_before;
    bool abbreviated = a->last == '.' && a->first != '.' && (a->table & STM_SEG_TITLE) == 0 &&
        (a->table & STM_SEG_NUMBER) == 0 && a->first != 'D' && a->end - a->begin > 2;
    if (b->space_before && abbreviated && b->first == 'U' && (b->table & STM_SEG_START) != 0) {
        return true; /* "in Washington, D.C. Das Treffen"; not "Inc. Magazin", "J. Das" */
    }
    if (!b->space_before || !(final || closed)) {
        return false;
    }
    return b->first != 'L' && b->first != ',' && b->first != ';' && b->first != ')';
}

uint32_t stm_seg_end_rule_feature(bool yes)
{
    return mix(40, yes ? 2 : 1);
}

uint32_t stm_seg_end_features(stm_str text, const stm_seg_token window[4],
    const stm_seg_state *state, uint32_t out[STM_SEG_FEATURES])
{
    const stm_seg_token *z = &window[0], *a = &window[1], *b = &window[2], *c = &window[3];
    uint64_t rule = stm_seg_rule_end(text, window) ? 2 : 1;
    uint64_t gap = b->space_before ? 1 : 0;
    uint64_t size = state->tokens < 4 ? state->tokens
        : state->tokens < 8           ? 4
        : state->tokens < 16          ? 5
        : state->tokens < 40          ? 6
                                      : 7;
    uint64_t open = (state->brackets > 0 ? 2 : 0) | (state->quote ? 1 : 0);
    uint64_t final = is_final(a) ? 2 : closes(a) && is_final(z) ? 1 : 0;
    uint64_t edge = (uint64_t)a->last << 8 | b->first;
    uint32_t n = 0;
    out[n++] = stm_seg_end_rule_feature(rule == 2);
    out[n++] = mix(41, rule << 8 | gap);
    out[n++] = mix(42, rule << 32 | edge << 8 | gap);
    out[n++] = mix(43, a->hash);
    out[n++] = mix(44, (uint64_t)a->hash << 20 | b->first);
    out[n++] = mix(45, b->hash);
    out[n++] = mix(46, (uint64_t)b->hash << 20 | (uint64_t)a->shape);
    out[n++] = mix(47, (uint64_t)b->hash << 8 | final << 1 | gap);
    out[n++] = mix(48, (uint64_t)a->shape << 16 | b->shape);
    out[n++] = mix(49, (uint64_t)z->shape << 32 | (uint64_t)a->shape << 16 | b->shape);
    out[n++] = mix(50, (uint64_t)a->shape << 32 | (uint64_t)b->shape << 16 | c->shape);
    out[n++] = mix(51, (uint64_t)z->hash * 3 + a->hash);
    out[n++] = mix(52, (uint64_t)b->hash * 5 + c->hash);
    out[n++] = mix(53, (uint64_t)a->hash * 7 + b->hash);
    out[n++] = mix(54, size << 32 | final << 24 | edge << 8 | gap);
    out[n++] = mix(55, open << 32 | final << 24 | edge << 8 | gap);
    out[n++] = mix(56, (uint64_t)a->table << 32 | edge << 8 | gap);
    out[n++] = mix(57, (uint64_t)z->hash << 16 | edge);
    out[n++] = mix(58, (uint64_t)c->hash << 16 | edge);
    out[n++] = mix(59, (uint64_t)z->last << 24 | (uint64_t)a->shape << 8 | c->first);
    out[n++] = mix(60, (uint64_t)b->table << 32 | edge << 8 | final);
    out[n++] = mix(61, size << 34 | open << 32 | (uint64_t)a->shape << 16 | b->shape);
    out[n++] = mix(62, (uint64_t)b->newlines << 32 | edge << 8 | final);
    return n;
}
