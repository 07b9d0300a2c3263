/* Minimal yet complete: which words of a subtree go into the text of an argument.
 *
 * What may go is decided by relation and place, after what careful readers bracket as optional in
 * the development
 * data: relative clauses, appositions behind a comma, parentheses, focus particles go; negation,
 * quantifiers,
 * possessives and everything that restricts the noun stay. The words keep the sentence's own
 * spacing.
 *   DE "die Partei, die gestern gewann, feiert" -> die Partei        (relative clause goes)
 *      but not "kein Minister" -> Minister                           (a negation never goes)
 *   EN "the firm (founded 1998) also grew" -> the firm
 *      but not "hardly any firm" -> firm
 * What it does not do: judge by meaning whether a modifier restricts.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "facts/fx.h"

static bool whole_clause(stm_yield yield)
{
    return yield == STM_YIELD_CLAUSE || yield == STM_YIELD_BARE_CLAUSE;
}

/* A negating or quantifying adverb must stay ("zu lang", "more than 60"); "auch", "very" may go. */
static bool keeps_adverb(const stm_fx *fx, uint32_t c)
{
    return stm_fx_negator(fx, c) || !stm_fx_lemma_in(fx, c, fx->words->droppable);
}

bool stm_fx_degree(const stm_fx *fx, uint32_t top, uint32_t c)
{
    for (uint32_t t = c + 1; t < top; t++) {
        if (fx->tokens[t].upos != STM_ADV && fx->tokens[t].upos != STM_ADJ) {
            return false;
        }
    }
    return c < top;
}

/* Negations of a predicate stand in its verb group. */
static bool keeps_top_adverb(const stm_fx *fx, uint32_t top, uint32_t c)
{
    bool predicate = stm_fx_has(fx, top, STM_REL_COP);
    if (!predicate) {
        return keeps_adverb(fx, c) && (c < top || fx->tokens[top].upos == STM_ADJ);
    }
    bool after = c == top + 1 && fx->tokens[top].upos == STM_ADJ;
    return (after || stm_fx_degree(fx, top, c)) && keeps_adverb(fx, c) && !stm_fx_negator(fx, c);
}

/* The words of the clause around a predicate noun or adjective, which are not part of its
 * phrase. */
static bool belongs_to_clause(const stm_fx *fx, uint32_t c)
{
    switch (fx->tokens[c].rel) {
    case STM_REL_NSUBJ:
    case STM_REL_CSUBJ:
    case STM_REL_COP:
    case STM_REL_AUX:
    case STM_REL_MARK:
    case STM_REL_EXPL:
    case STM_REL_ADVCL:
    case STM_REL_CCOMP:
    case STM_REL_OBL:
    case STM_REL_PARATAXIS:
    case STM_REL_XCOMP:
    case STM_REL_DISCOURSE:
    case STM_REL_VOCATIVE:
    case STM_REL_DISLOCATED:
    case STM_REL_LIST:
    case STM_REL_REPARANDUM:
    case STM_REL_ORPHAN:
        return true; /* said by a proposition of its own */
    default:
        return false;
    }
}

/* "Präsident Lech Walesa" keeps its name, "der Präsident, Lech Walesa," does not. */
static bool keeps_apposition(const stm_fx *fx, uint32_t top, uint32_t c)
{
    if (stm_fx_place_qualifier(fx, top, c)) {
        return true;
    }
    return c > top ? !stm_fx_punct_between(fx, top, c) : !stm_fx_punct_between(fx, c, top);
}

static bool keeps_modifier(const stm_fx *fx, uint32_t top, uint32_t c, bool at_top, stm_yield yield)
{
    bool trailing = c > top;
    switch (fx->tokens[c].rel) {
    case STM_REL_CASE:
        /* The phrase's own adposition is told apart; the possessive 's stays with inner nouns. */
        return !at_top || (trailing && fx->german); /* "den Ergebnissen zufolge" */
    case STM_REL_CC:
        /* "neither the US": the conjunction denies and must stay. */
        return stm_fx_negator(fx, c) || (!at_top && fx->tokens[top].rel == STM_REL_CONJ);
    case STM_REL_CONJ:
        return (!at_top || yield == STM_YIELD_LIST) && trailing;
    case STM_REL_ACL:
        return !trailing ||
            (yield != STM_YIELD_BARE && !stm_fx_punct_between(fx, top, c) &&
                !stm_fx_finite(fx, c) && fx->tokens[c].sub != STM_SUB_RELCL);
    case STM_REL_APPOS:
        return !(at_top && yield == STM_YIELD_TITLE) && keeps_apposition(fx, top, c);
    case STM_REL_NMOD:
        if (at_top && c < top && stm_fx_has(fx, top, STM_REL_COP) &&
            stm_fx_case(fx, c) != STM_NONE && fx->tokens[c].sub != STM_SUB_POSS) {
            return false; /* "war für mich Ausgangspunkt": an adverbial of the clause */
        }
        return !trailing || yield != STM_YIELD_BARE;
    case STM_REL_DET:
        return !(at_top && yield == STM_YIELD_TITLE && fx->tokens[c].morph.definite != 0);
    case STM_REL_ADVMOD:
        return at_top ? keeps_top_adverb(fx, top, c)
                      : keeps_adverb(fx, c) && (!trailing || fx->tokens[top].upos == STM_ADJ);
    case STM_REL_DEP:
        /* "Aber Birkut", "Doch Vietnam": conjunctions that a treebank hangs on the first noun */
        return fx->tokens[c].upos != STM_CCONJ && fx->tokens[c].upos != STM_SCONJ &&
            !stm_fx_punct_between(fx, c < top ? c : top, c < top ? top : c);
    default:
        return true;
    }
}

/* The phrase's adposition, or `otherwise`. */
static uint32_t case_or(const stm_fx *fx, uint32_t top, uint32_t otherwise)
{
    uint32_t marker = stm_fx_case(fx, top);
    return marker == STM_NONE ? otherwise : marker;
}

static bool keeps_child(
    const stm_fx *fx, uint32_t top, uint32_t parent, uint32_t c, stm_yield yield)
{
    const stm_token *child = &fx->tokens[c];
    bool at_top = parent == top;
    if (child->rel == STM_REL_PUNCT) {
        return false; /* set later, between words that are kept */
    }
    if (whole_clause(yield)) {
        bool outer = at_top &&
            (child->rel == STM_REL_CC || child->rel == STM_REL_DISCOURSE ||
                child->rel == STM_REL_PARATAXIS || child->rel == STM_REL_VOCATIVE);
        bool marker = at_top && yield == STM_YIELD_BARE_CLAUSE && child->rel == STM_REL_MARK;
        bool own = at_top && child->rel == STM_REL_CONJ && stm_fx_has(fx, c, STM_REL_NSUBJ) &&
            fx->skip == STM_NONE;
        return !outer && !marker && !own;
    }
    if (yield == STM_YIELD_NAME) {
        return child->rel == STM_REL_FLAT || child->rel == STM_REL_COMPOUND ||
            child->rel == STM_REL_GOESWITH || child->rel == STM_REL_FIXED;
    }
    if (at_top && c < top && c < case_or(fx, top, c)) {
        return false; /* "nur mit Mühe": what stands before the adposition modifies the clause */
    }
    if (belongs_to_clause(fx, c)) {
        return !at_top && child->rel != STM_REL_PARATAXIS && child->rel != STM_REL_DISCOURSE;
    }
    return keeps_modifier(fx, parent, c, at_top, yield);
}

static void choose(stm_fx *fx, uint32_t t, uint32_t *first, uint32_t *last)
{
    fx->in[t - fx->first] = 1;
    *first = t < *first ? t : *first;
    *last = t > *last ? t : *last;
}

/* Hyphens, commas and quotes between two chosen words come along, also the point of "Inc." and
 * "z. B.". */
static void choose_punctuation(stm_fx *fx, uint32_t first, uint32_t last)
{
    for (uint32_t t = first + 1; t < last; t++) {
        uint8_t *in = &fx->in[t - fx->first];
        if (*in == 0 && fx->tokens[t].upos == STM_PUNCT && in[-1] != 0) {
            uint32_t next = t + 1;
            while (next < last && fx->tokens[next].upos == STM_PUNCT) {
                next++;
            }
            *in = fx->in[next - fx->first];
        }
    }
}

/* `im`: when the adposition is left out, its article is too. */
static bool orphaned_article(const stm_fx *fx, uint32_t parent, uint32_t c, bool at_top)
{
    return at_top && c < parent && (fx->tokens[c].flags & STM_TOKEN_MWT_REST) != 0 &&
        c > fx->first && fx->tokens[c - 1].rel == STM_REL_CASE && fx->tokens[c].rel == STM_REL_DET;
}

void stm_fx_mark(stm_fx *fx, uint32_t top, stm_yield yield, uint32_t *first_out, uint32_t *last_out)
{
    uint32_t depth = 0, first = top, last = top;
    choose(fx, top, &first, &last);
    fx->stack[depth++] = top;
    while (depth > 0) {
        uint32_t parent = fx->stack[--depth];
        STM_CHILDREN (fx->doc, parent, c) {
            bool new_word = fx->in[c - fx->first] == 0;
            if (new_word && c != fx->skip && keeps_child(fx, top, parent, c, yield) &&
                !(orphaned_article(fx, parent, c, parent == top) && !whole_clause(yield))) {
                choose(fx, c, &first, &last);
                fx->stack[depth++] = c;
            }
        }
    }
    choose_punctuation(fx, first, last);
    *first_out = first;
    *last_out = last;
}

void stm_fx_clear(stm_fx *fx, uint32_t first, uint32_t last)
{
    memset(fx->in + (first - fx->first), 0, last - first + 1);
}

/* Two words of one surface token, or glued in the text. */
static bool glued(const stm_fx *fx, uint32_t before, uint32_t t)
{
    return before + 1 == t &&
        ((fx->tokens[t].flags & STM_TOKEN_MWT_REST) != 0 ||
            fx->tokens[before].span.end == fx->tokens[t].span.begin);
}

static bool same_surface(const stm_fx *fx, uint32_t a, uint32_t b)
{
    return (fx->tokens[b].flags & STM_TOKEN_MWT_REST) != 0 &&
        fx->tokens[a].span.begin == fx->tokens[b].span.begin;
}

/* German adposition + article are printed as the one word they are: `im`, not `in dem`. */
static void add_word(const stm_fx *fx, stm_buf *out, uint32_t before, uint32_t t)
{
    const stm_token *token = &fx->tokens[t];
    bool contraction = (token->flags & STM_TOKEN_MWT_FIRST) != 0 && token->upos == STM_ADP;
    if (before != STM_NONE && fx->tokens[before].upos == STM_ADP && before + 1 == t &&
        same_surface(fx, before, t)) {
        return;
    }
    if (before != STM_NONE && !glued(fx, before, t)) {
        stm_buf_char(out, ' ');
    }
    stm_buf_str(out, contraction ? stm_doc_slice(fx->doc, token->span) : token->form);
}

void stm_fx_words(stm_fx *fx, stm_buf *out, uint32_t first, uint32_t last)
{
    uint32_t before = STM_NONE, words = 0;
    for (uint32_t t = first; t <= last && words < STM_FX_TEXT_WORDS; t++) {
        if (fx->in[t - fx->first] != 0) {
            add_word(fx, out, before, t);
            before = t;
            words++;
        }
    }
}

void stm_fx_ids_text(stm_fx *fx, stm_buf *out, const stm_ids *ids)
{
    for (uint32_t i = 0; i < ids->count; i++) {
        add_word(fx, out, i == 0 ? STM_NONE : ids->items[i - 1], ids->items[i]);
    }
}

stm_str stm_fx_text(stm_fx *fx, uint32_t top, stm_yield yield, stm_span *span_out)
{
    uint32_t first = top, last = top;
    stm_fx_mark(fx, top, yield, &first, &last);
    stm_buf_clear(&fx->buf);
    stm_fx_words(fx, &fx->buf, first, last);
    stm_fx_clear(fx, first, last);
    if (span_out != NULL) {
        *span_out = (stm_span){fx->tokens[first].span.begin, fx->tokens[last].span.end};
    }
    return stm_fx_keep(fx);
}
