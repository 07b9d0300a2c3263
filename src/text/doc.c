/* The annotated document: life cycle and the walks over its trees that every stage needs.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "text/doc.h"

const char *stm_lang_name(stm_lang lang)
{
    return lang == STM_LANG_DE ? "de" : lang == STM_LANG_EN ? "en" : "";
}

stm_lang stm_lang_of(stm_str name)
{
    if (name.len == 0) {
        return STM_LANG_UNKNOWN;
    }
    stm_str two = stm_str_sub(name, 0, 2);
    bool whole = name.len == 2 || (name.len > 2 && (name.ptr[2] == '-' || name.ptr[2] == '_'));
    if (whole && stm_str_eq_ascii_nocase(two, STM_LIT("de"))) {
        return STM_LANG_DE;
    }
    return whole && stm_str_eq_ascii_nocase(two, STM_LIT("en")) ? STM_LANG_EN : STM_LANG_OTHER;
}

const char *stm_modality_name(uint8_t modality)
{
    static const char *const names[] = {
        "asserted", "possible", "planned", "demanded", "hypothetical", "alleged", "question"};
    return modality < sizeof names / sizeof names[0] ? names[modality] : "asserted";
}

void stm_doc_init(stm_doc *doc)
{
    *doc = (stm_doc){0};
    stm_arena_init(&doc->arena);
    stm_doc_reset(doc);
}

void stm_doc_dispose(stm_doc *doc)
{
    stm_arena_dispose(&doc->arena);
    stm_vec_free(&doc->tokens);
    stm_vec_free(&doc->sentences);
    stm_vec_free(&doc->mentions);
    stm_vec_free(&doc->actors);
    stm_vec_free(&doc->args);
    stm_vec_free(&doc->props);
    stm_vec_free(&doc->facts);
}

void stm_doc_reset(stm_doc *doc)
{
    stm_arena_reset(&doc->arena);
    doc->text = STM_EMPTY;
    doc->text_capacity = 0;
    doc->lang = STM_LANG_UNKNOWN;
    doc->meta = (stm_meta){STM_EMPTY, STM_EMPTY, STM_EMPTY, STM_EMPTY, STM_EMPTY, STM_EMPTY};
    doc->file = STM_EMPTY;
    doc->written = STM_WRITTEN_NOT;
    doc->skipped = 0;
    stm_vec_clear(&doc->tokens);
    stm_vec_clear(&doc->sentences);
    stm_vec_clear(&doc->mentions);
    stm_vec_clear(&doc->actors);
    stm_vec_clear(&doc->args);
    stm_vec_clear(&doc->props);
    stm_vec_clear(&doc->facts);
}

stm_token stm_token_blank(void)
{
    return (stm_token){
        .form = STM_EMPTY,
        .lemma = STM_EMPTY,
        .xpos = STM_EMPTY,
        .feats = STM_EMPTY,
        .misc = STM_EMPTY,
        .deprel = STM_EMPTY,
        .head = STM_NONE,
        .first_child = STM_NONE,
        .next_sibling = STM_NONE,
        .sentence = STM_NONE,
        .mention = STM_NONE,
    };
}

void stm_token_set_deprel(stm_token *token, stm_str deprel)
{
    stm_sub sub = STM_SUB_NONE;
    token->deprel = deprel;
    token->rel = (uint8_t)stm_rel_of(deprel, &sub);
    token->sub = (uint8_t)sub;
}

void stm_doc_link(stm_doc *doc, uint32_t sentence)
{
    const stm_sentence *s = &doc->sentences.items[sentence];
    uint32_t first = s->token_first, end = first + s->token_count;
    for (uint32_t i = first; i < end; i++) {
        doc->tokens.items[i].first_child = STM_NONE;
        doc->tokens.items[i].next_sibling = STM_NONE;
    }
    /* From right to left, each word is put in front of its siblings: the lists come out left to right. */
    for (uint32_t i = end; i-- > first;) {
        uint32_t head = doc->tokens.items[i].head;
        if (head != STM_NONE && head >= first && head < end && head != i) {
            doc->tokens.items[i].next_sibling = doc->tokens.items[head].first_child;
            doc->tokens.items[head].first_child = i;
        }
    }
}

uint32_t stm_doc_child(const stm_doc *doc, uint32_t token, stm_rel rel, stm_sub sub)
{
    STM_CHILDREN (doc, token, c) {
        const stm_token *child = &doc->tokens.items[c];
        if (child->rel == rel && (sub == STM_SUB_NONE || child->sub == sub)) {
            return c;
        }
    }
    return STM_NONE;
}

bool stm_doc_dominates(const stm_doc *doc, uint32_t top, uint32_t token)
{
    /* The count bounds the walk even when heads form a cycle. */
    for (uint32_t steps = 0; token != STM_NONE && steps <= doc->tokens.count; steps++) {
        if (token == top) {
            return true;
        }
        token = doc->tokens.items[token].head;
    }
    return false;
}

stm_str stm_doc_slice(const stm_doc *doc, stm_span span)
{
    return stm_str_sub(doc->text, span.begin, span.end);
}

uint32_t stm_written_bytes(stm_written written, stm_str text)
{
    uint32_t letters = 0, wide = 0;
    if (written == STM_WRITTEN_NOT || written == STM_WRITTEN_UTF8) {
        return written == STM_WRITTEN_UTF8 ? text.len : 0;
    }
    for (uint32_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        letters += (c & 0xC0) != 0x80;
        wide += c >= 0xF0;
    }
    return written == STM_WRITTEN_BYTE ? letters
        : written == STM_WRITTEN_UTF16 ? 2 * (letters + wide)
                                       : 4 * letters;
}
