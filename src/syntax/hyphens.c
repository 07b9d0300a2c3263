/* Cuts compounds at hyphens after parsing, as UD_German-GSD and PUD write them. The last part keeps
 * the word's place in the tree; each part before it hangs on it as `compound`, each hyphen on the
 * part before it as `punct`. Deliberately not done: cutting addresses ("info@mein-haus.de"), and
 * finding out which double names the treebank calls `flat` ("Baden-Württemberg" is `compound`).
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "syntax/hyphens.h"

#include "syntax/segment_words.h"
#include "unicode/casing.h"

typedef struct rewrite {
    const stm_lexicon *lex;
    stm_doc *doc;
    STM_VEC(stm_token) tokens;
    STM_VEC(uint32_t)
    first, place; /* by old index: its first new token; the one that keeps its place */
} rewrite;

static uint32_t parts_of(const stm_token *t, stm_span part[STM_HYPHEN_PARTS])
{
    bool contraction = (t->flags & (STM_TOKEN_MWT_FIRST | STM_TOKEN_MWT_REST)) != 0;
    bool address =
        stm_str_find(t->form, STM_LIT("@")) >= 0 || stm_str_find(t->form, STM_LIT("/")) >= 0;
    if (contraction || address || t->span.end - t->span.begin != t->form.len) {
        return 0;
    }
    return stm_seg_hyphen_parts(t->form, part);
}

static uint8_t upos_of_part(const stm_lexicon *lex, stm_str form)
{
    stm_lex_analysis all[STM_LEX_ANALYSES];
    uint32_t n = stm_lexicon_exact(lex, form, all, STM_LEX_ANALYSES);
    for (uint32_t i = 0; i < n; i++) {
        if (all[i].upos == STM_NOUN || all[i].upos == STM_ADJ) {
            return all[i].upos;
        }
    }
    if (form.ptr[0] >= '0' && form.ptr[0] <= '9') {
        return STM_NUM;
    }
    return stm_casing_starts_upper(form) ? STM_PROPN : STM_X;
}

static stm_str lemma_of_part(rewrite *r, stm_str form, uint8_t upos)
{
    char out[STM_LEX_WORD_BYTES];
    uint32_t n = 0;
    stm_lex_source source = stm_lexicon_lemma(r->lex, form, upos, STM_EMPTY, out, &n);
    bool sure =
        source == STM_LEX_BY_TREEBANK || source == STM_LEX_BY_LIST || source == STM_LEX_BY_PARTS;
    return sure ? stm_arena_copy(&r->doc->arena, (stm_str){out, n}) : form;
}

/* Lemma of the last part: what stands behind the last hyphen of the whole lemma. */
static stm_str tail_of_lemma(stm_str lemma)
{
    for (uint32_t i = lemma.len; i > 1; i--) {
        if (lemma.ptr[i - 1] == '-' && i < lemma.len) {
            return stm_str_sub(lemma, i, lemma.len);
        }
    }
    return lemma;
}

/* One part before the last one, or a hyphen. `head` is an index of the new tokens. */
static bool add_part(rewrite *r, const stm_token *whole, stm_span part, uint32_t head)
{
    stm_token t = stm_token_blank();
    t.form = stm_str_sub(whole->form, part.begin, part.end);
    t.span = (stm_span){whole->span.begin + part.begin, whole->span.begin + part.end};
    t.sentence = whole->sentence;
    t.mention = whole->mention;
    t.head = head;
    if (stm_str_is(t.form, "-")) {
        t.upos = STM_PUNCT;
        t.lemma = t.form;
        t.xpos = STM_LIT("$(");
        stm_token_set_deprel(&t, STM_LIT("punct"));
    } else {
        t.upos = upos_of_part(r->lex, t.form);
        t.lemma = lemma_of_part(r, t.form, t.upos);
        t.xpos = t.upos == STM_NOUN ? STM_LIT("NN")
            : t.upos == STM_PROPN   ? STM_LIT("NE")
                                    : STM_EMPTY;
        stm_token_set_deprel(&t, STM_LIT("compound"));
    }
    return t.lemma.ptr != NULL && stm_vec_push(&r->tokens, t);
}

/* The old token's new tokens; heads of the one that keeps its place are still old indices. */
static bool add_token(rewrite *r, uint32_t old)
{
    stm_token whole = r->doc->tokens.items[old];
    stm_span part[STM_HYPHEN_PARTS];
    uint32_t n = parts_of(&whole, part), base = r->tokens.count;
    bool trails =
        n > 0 && stm_str_is(stm_str_sub(whole.form, part[n - 1].begin, part[n - 1].end), "-");
    uint32_t main_part = n == 0 ? 0 : trails ? n - 2 : n - 1;
    if (!stm_vec_push(&r->first, base) || !stm_vec_push(&r->place, base + main_part)) {
        return false;
    }
    if (n == 0) {
        return stm_vec_push(&r->tokens, whole);
    }
    for (uint32_t k = 0; k < n; k++) {
        stm_token t = whole;
        t.form = stm_str_sub(whole.form, part[k].begin, part[k].end);
        t.span = (stm_span){whole.span.begin + part[k].begin, whole.span.begin + part[k].end};
        t.lemma = trails ? t.form : tail_of_lemma(whole.lemma);
        bool good = k == main_part
            ? stm_vec_push(&r->tokens, t)
            : add_part(r, &whole, part[k], base + (k % 2 == 1 ? k - 1 : main_part));
        if (!good) {
            return false;
        }
        stm_token *added = &r->tokens.items[r->tokens.count - 1];
        added->flags =
            (uint8_t)(k + 1 == n ? whole.flags : whole.flags & ~(unsigned)STM_TOKEN_SPACE_AFTER);
    }
    return true;
}

static uint32_t last_of(const rewrite *r, uint32_t old)
{
    return (old + 1 < r->first.count ? r->first.items[old + 1] : r->tokens.count) - 1;
}

static void move_references(rewrite *r)
{
    stm_doc *doc = r->doc;
    for (uint32_t old = 0; old < doc->tokens.count; old++) {
        stm_token *t = &r->tokens.items[r->place.items[old]];
        t->head = t->head < r->place.count ? r->place.items[t->head] : STM_NONE;
    }
    for (uint32_t s = 0; s < doc->sentences.count; s++) {
        stm_sentence *sentence = &doc->sentences.items[s];
        if (sentence->token_count > 0) {
            uint32_t last = last_of(r, sentence->token_first + sentence->token_count - 1);
            sentence->token_first = r->first.items[sentence->token_first];
            sentence->token_count = last - sentence->token_first + 1;
        }
    }
    for (uint32_t i = 0; i < doc->mentions.count; i++) {
        stm_mention *m = &doc->mentions.items[i];
        uint32_t first = r->first.items[m->token_first],
                 last = last_of(r, m->token_first + m->token_count - 1);
        while (first < last && r->tokens.items[first].span.end <= m->span.begin) {
            first++;
        }
        while (last > first && r->tokens.items[last].span.begin >= m->span.end) {
            last--;
        }
        m->token_first = first;
        m->token_count = last - first + 1;
        uint32_t head = r->place.items[m->head];
        m->head = head < first ? first : head > last ? last : head;
    }
}

stemma_status stm_hyphens_cut(const stm_lexicon *lex, stm_doc *doc, stemma_error *err)
{
    rewrite r = {.lex = lex, .doc = doc};
    bool good = true;
    for (uint32_t i = 0; good && i < doc->tokens.count; i++) {
        good = add_token(&r, i);
    }
    if (good) {
        move_references(&r);
        stm_vec_free(&doc->tokens);
        doc->tokens.items = r.tokens.items;
        doc->tokens.count = r.tokens.count;
        doc->tokens.capacity = r.tokens.capacity;
        for (uint32_t s = 0; s < doc->sentences.count; s++) {
            stm_doc_link(doc, s);
        }
    } else {
        stm_vec_free(&r.tokens);
    }
    stm_vec_free(&r.first);
    stm_vec_free(&r.place);
    return good ? STEMMA_OK : stm_fail_nomem(err);
}
