/* Dictionary forms of predicates: separable prefix first ("stellte … vor" -> vorstellen), `sich` in
 * front of
 * reflexive verbs, light verbs with their noun ("in Betrieb nehmen", "take place").
 *   DE "Der Minister nahm zu dem Vorwurf Stellung" -> Stellung nehmen; but not "nahm das Buch" ->
 *   nehmen
 *   EN "The game took place in May" -> take place; but not "took the place of his boss"
 * Only pairs of the list are folded, and only when the noun carries no modifiers of its own but an
 * article.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "facts/clause.h"

/* "in Betrieb" or "Kritik": how the noun of a possible light verb stands in the list. */
static void add_noun(const stm_fx *fx, stm_buf *out, const stm_clause_arg *arg)
{
    uint32_t marker = stm_fx_case(fx, arg->anchor);
    if (marker != STM_NONE) {
        stm_buf_str(out, stm_fx_lemma(fx, marker));
        stm_buf_char(out, ' ');
    }
    stm_buf_str(out, stm_fx_lemma(fx, arg->head));
}

/* A noun that is spelled out ("harsche Kritik an der Regierung") is an argument in its own
 * right. */
static bool candidate(const stm_fx *fx, const stm_clause_arg *arg)
{
    if (arg->anchor != arg->head || arg->from_upper || fx->tokens[arg->head].upos != STM_NOUN) {
        return false;
    }
    STM_CHILDREN (fx->doc, arg->head, c) {
        uint8_t rel = fx->tokens[c].rel;
        if (rel != STM_REL_CASE && rel != STM_REL_DET && rel != STM_REL_PUNCT) {
            return false;
        }
    }
    return arg->role == STM_ROLE_OBJECT || arg->role == STM_ROLE_OBLIQUE ||
        arg->role == STM_ROLE_COMPLEMENT || arg->role == STM_ROLE_TIME;
}

static bool is_particle(const stm_fx *fx, uint32_t c)
{
    return fx->tokens[c].rel == STM_REL_COMPOUND && fx->tokens[c].sub == STM_SUB_PRT;
}

static void add_verb(const stm_fx *fx, stm_buf *out, const stm_clause *clause)
{
    stm_str lemma = stm_fx_lemma(fx, clause->head);
    STM_CHILDREN (fx->doc, clause->head, c) {
        if (fx->german && is_particle(fx, c) && !stm_str_starts(lemma, fx->tokens[c].form)) {
            stm_buf_str(out, fx->tokens[c].form);
        }
    }
    STM_CHILDREN (fx->doc, clause->head, c) {
        /* English particles stand behind; a lemma that carries one in front is put right. */
        if (!fx->german && is_particle(fx, c) && stm_str_starts(lemma, fx->tokens[c].form) &&
            lemma.len > fx->tokens[c].form.len + 1) {
            lemma = stm_str_sub(lemma, fx->tokens[c].form.len, lemma.len);
        }
    }
    stm_buf_str(out, lemma);
    STM_CHILDREN (fx->doc, clause->head, c) {
        if (!fx->german && is_particle(fx, c)) {
            stm_buf_char(out, ' ');
            stm_buf_str(out, fx->tokens[c].form);
        }
    }
}

static void write_light(
    const stm_fx *fx, const stm_clause *clause, const stm_clause_arg *arg, stm_buf *out)
{
    stm_buf_clear(out);
    if (fx->german) {
        add_noun(fx, out, arg);
        stm_buf_char(out, ' ');
        add_verb(fx, out, clause);
    } else {
        add_verb(fx, out, clause);
        stm_buf_char(out, ' ');
        add_noun(fx, out, arg);
    }
}

uint32_t stm_clause_light(const stm_fx *fx, const stm_clause *clause, stm_buf *scratch)
{
    if (clause->copula != STM_NONE) {
        return STM_NONE;
    }
    for (uint32_t i = 0; i < clause->arg_count; i++) {
        if (candidate(fx, &clause->args[i])) {
            write_light(fx, clause, &clause->args[i], scratch);
            if (!scratch->failed &&
                stm_words_have(fx->words->light_verbs, stm_buf_view(scratch), false)) {
                return i;
            }
        }
    }
    return STM_NONE;
}

static bool is_reflexive(const stm_fx *fx, const stm_clause *clause)
{
    for (uint32_t i = 0; i < clause->group.count; i++) {
        uint32_t t = clause->group.items[i];
        if (fx->tokens[t].upos == STM_PRON && fx->tokens[t].head == clause->head) {
            return true;
        }
    }
    return false;
}

void stm_clause_lemma(stm_fx *fx, const stm_clause *clause)
{
    if (clause->light != STM_NONE) {
        write_light(fx, clause, &clause->args[clause->light], &fx->buf);
        return;
    }
    if (fx->german && is_reflexive(fx, clause)) {
        stm_buf_text(&fx->buf, "sich ");
    }
    if (clause->copula != STM_NONE) {
        stm_buf_str(&fx->buf, stm_fx_lemma(fx, clause->copula));
    } else {
        add_verb(fx, &fx->buf, clause);
    }
}
