/* Small questions about words and trees that all rules ask. SPDX-License-Identifier:
 * GPL-2.0-or-later */
#include "facts/fx.h"

void stm_fx_init(stm_fx *fx, const stm_doc *doc, stm_doc *out)
{
    *fx = (stm_fx){.doc = doc, .out = out, .tokens = doc->tokens.items};
    fx->german = doc->lang == STM_LANG_DE;
    fx->english = doc->lang == STM_LANG_EN;
    fx->words = fx->german ? &stm_fact_words_de
        : fx->english      ? &stm_fact_words_en
                           : &stm_fact_words_none;
    stm_buf_init(&fx->buf);
}

void stm_fx_dispose(stm_fx *fx)
{
    free(fx->stack);
    free(fx->in);
    stm_buf_dispose(&fx->buf);
    fx->stack = NULL;
    fx->in = NULL;
}

bool stm_fx_sentence(stm_fx *fx, uint32_t sentence)
{
    const stm_sentence *s = &fx->doc->sentences.items[sentence];
    fx->sentence = sentence;
    fx->first = s->token_first;
    fx->end = s->token_first + s->token_count;
    fx->prop_budget = STM_FX_SENTENCE_PROPS;
    fx->skip = STM_NONE;
    if (s->token_count >= fx->scratch_size) {
        uint32_t size = s->token_count + 64;
        free(fx->stack);
        free(fx->in);
        fx->scratch_size = 0;
        fx->stack = malloc(size * sizeof *fx->stack);
        fx->in = calloc(size, 1);
        if (fx->stack == NULL || fx->in == NULL) {
            fx->failed = true;
            return false;
        }
        fx->scratch_size = size;
    }
    return true;
}

void stm_ids_add(stm_ids *ids, uint32_t id)
{
    if (ids->count < STM_FX_LIST) {
        ids->items[ids->count++] = id;
    }
}

void stm_ids_add_sorted(stm_ids *ids, uint32_t id)
{
    if (ids->count >= STM_FX_LIST || stm_ids_has(ids, id)) {
        return;
    }
    uint32_t at = ids->count++;
    while (at > 0 && ids->items[at - 1] > id) {
        ids->items[at] = ids->items[at - 1];
        at--;
    }
    ids->items[at] = id;
}

bool stm_ids_has(const stm_ids *ids, uint32_t id)
{
    for (uint32_t i = 0; i < ids->count; i++) {
        if (ids->items[i] == id) {
            return true;
        }
    }
    return false;
}

stm_str stm_fx_lemma(const stm_fx *fx, uint32_t t)
{
    const stm_token *token = &fx->tokens[t];
    return token->lemma.len > 0 ? token->lemma : token->form;
}

bool stm_fx_lemma_in(const stm_fx *fx, uint32_t t, stm_word_list list)
{
    return stm_words_have(list, stm_fx_lemma(fx, t), true);
}

bool stm_fx_form_in(const stm_fx *fx, uint32_t t, stm_word_list list)
{
    return stm_words_have(list, fx->tokens[t].form, true);
}

/* "wollte das weder bestätigen noch dementieren": nearest such word before noch, whatever the tagger made of both. */
static bool behind_neither(const stm_fx *fx, uint32_t t)
{
    for (uint32_t back = 1; back <= STM_FX_CLIMB && t >= fx->first + back; back++) {
        if (stm_str_eq_ascii_nocase(fx->tokens[t - back].form, STM_LIT("weder"))) {
            return true;
        }
    }
    return false;
}

bool stm_fx_negator(const stm_fx *fx, uint32_t t)
{
    if (!stm_fx_lemma_in(fx, t, fx->words->negators) &&
        !stm_fx_form_in(fx, t, fx->words->negators)) {
        return false;
    }
    /* "weder … noch" denies; "noch" as an adverb does not. */
    if (fx->german && stm_str_is(stm_fx_lemma(fx, t), "noch") && fx->tokens[t].upos != STM_CCONJ &&
        fx->tokens[t].rel != STM_REL_CC && !behind_neither(fx, t)) {
        return false;
    }
    return t + 1 >= fx->end ||
        !stm_words_have(fx->words->only_words, fx->tokens[t + 1].form, false);
}

uint32_t stm_fx_head(const stm_fx *fx, uint32_t t)
{
    uint32_t head = fx->tokens[t].head;
    return head != STM_NONE && head >= fx->first && head < fx->end && head != t ? head : STM_NONE;
}

bool stm_fx_is(const stm_fx *fx, uint32_t t, stm_rel rel)
{
    return fx->tokens[t].rel == rel;
}

bool stm_fx_is_sub(const stm_fx *fx, uint32_t t, stm_rel rel, stm_sub sub)
{
    return fx->tokens[t].rel == rel && fx->tokens[t].sub == sub;
}

bool stm_fx_nounlike(const stm_fx *fx, uint32_t t)
{
    switch (fx->tokens[t].upos) {
    case STM_NOUN:
    case STM_PROPN:
    case STM_PRON:
    case STM_NUM:
    case STM_SYM:
    case STM_X:
        return true;
    default:
        return false;
    }
}

uint32_t stm_fx_child_of(const stm_fx *fx, uint32_t t, stm_rel rel)
{
    return stm_doc_child(fx->doc, t, rel, STM_SUB_NONE);
}

bool stm_fx_has(const stm_fx *fx, uint32_t t, stm_rel rel)
{
    return stm_fx_child_of(fx, t, rel) != STM_NONE;
}

static bool finite_word(const stm_token *token)
{
    return token->morph.verb_form == STM_VERBFORM_FIN ||
        (token->morph.verb_form == 0 && token->morph.mood != 0);
}

uint8_t stm_fx_shown_case(const stm_fx *fx, uint32_t t)
{
    static const char *const stems[] = {"d", "ein", "kein", "dies", "jen", "jed", "mein", "dein",
        "sein", "ihr", "unser", "welch", "solch", "manch"};
    if (!fx->german) {
        return 0;
    }
    /* "den Männern" is a dative; "dem", "einem" are never plural, whatever the tagger says. */
    bool plural = fx->tokens[t].morph.number == STM_NUMBER_PLUR;
    STM_CHILDREN (fx->doc, t, c) {
        stm_str form = fx->tokens[c].form;
        if (fx->tokens[c].rel != STM_REL_DET || c > t || form.len < 3) {
            continue;
        }
        if (stm_str_eq_ascii_nocase(form, STM_LIT("der")) && !plural &&
            fx->tokens[t].morph.gender == STM_GENDER_MASC) {
            return STM_CASE_NOM;
        }
        bool accusative = stm_str_ends(form, STM_LIT("en")) && !plural,
             dative = stm_str_ends(form, STM_LIT("em"));
        stm_str stem = stm_str_sub(form, 0, form.len - 2);
        for (size_t i = 0; (accusative || dative) && i < sizeof stems / sizeof stems[0]; i++) {
            if (stm_str_eq_ascii_nocase(stem, stm_str_of(stems[i]))) {
                return accusative ? STM_CASE_ACC : STM_CASE_DAT;
            }
        }
    }
    return 0;
}

bool stm_fx_place_qualifier(const stm_fx *fx, uint32_t top, uint32_t c)
{
    if (c <= top || fx->tokens[top].upos != STM_PROPN || fx->tokens[c].upos != STM_PROPN ||
        stm_fx_has(fx, c, STM_REL_FLAT) || stm_fx_has(fx, top, STM_REL_FLAT)) {
        return false;
    }
    STM_CHILDREN (fx->doc, c, inner) {
        if (fx->tokens[inner].rel != STM_REL_PUNCT) {
            return false;
        }
    }
    return c > fx->first && stm_str_is(fx->tokens[c - 1].form, ",");
}

bool stm_fx_finite(const stm_fx *fx, uint32_t t)
{
    if (finite_word(&fx->tokens[t])) {
        return true;
    }
    STM_CHILDREN (fx->doc, t, c) {
        uint8_t rel = fx->tokens[c].rel;
        if ((rel == STM_REL_AUX || rel == STM_REL_COP) && finite_word(&fx->tokens[c])) {
            return true;
        }
    }
    return false;
}

uint32_t stm_fx_case(const stm_fx *fx, uint32_t t)
{
    STM_CHILDREN (fx->doc, t, c) {
        if (fx->tokens[c].rel == STM_REL_CASE && c < t) {
            return c;
        }
    }
    return STM_NONE;
}

bool stm_fx_punct_between(const stm_fx *fx, uint32_t a, uint32_t b)
{
    for (uint32_t i = a + 1; i < b; i++) {
        /* The hyphen of "CSU-Generalsekretär" separates nothing. */
        bool hyphen = stm_str_is(fx->tokens[i].form, "-") &&
            fx->tokens[i].span.begin == fx->tokens[i - 1].span.end;
        if (fx->tokens[i].upos == STM_PUNCT && !hyphen) {
            return true;
        }
    }
    return false;
}

bool stm_fx_clausal(uint8_t rel)
{
    switch (rel) {
    case STM_REL_ACL:
    case STM_REL_ADVCL:
    case STM_REL_CCOMP:
    case STM_REL_CSUBJ:
    case STM_REL_PARATAXIS:
    case STM_REL_XCOMP:
        return true;
    default:
        return false;
    }
}

stm_str stm_fx_keep(stm_fx *fx)
{
    stm_str copy = STM_EMPTY;
    if (!fx->buf.failed) {
        copy = stm_arena_copy(&fx->out->arena, stm_buf_view(&fx->buf));
    }
    if (fx->buf.failed || copy.ptr == NULL) {
        fx->failed = true;
        copy = STM_EMPTY;
    }
    stm_buf_clear(&fx->buf);
    return copy;
}
