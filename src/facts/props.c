/* The builder of propositions: texts, spans, markers, dictionary forms.
 * Lemma: separable prefix first ("stellte … vor" -> vorstellen), `sich` in front of reflexive verbs, light verbs
 * with their noun ("in Betrieb nehmen", "take place").
 *   but not "nimmt das Buch" -> nehmen: only pairs of the list are folded.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "facts/props.h"

stm_prop *stm_prop_last(stm_fx *fx)
{
    return &fx->out->props.items[fx->out->props.count - 1];
}

bool stm_prop_begin(stm_fx *fx, uint32_t predicate, const char *rule)
{
    if (fx->failed || fx->prop_budget == 0) {
        return false;
    }
    stm_prop prop = {
        .sentence = fx->sentence, .predicate = predicate, .relation = STM_EMPTY, .lemma = STM_EMPTY,
        .rule = rule, .arg_first = fx->out->args.count, .linked_prop = STM_NONE,
        .marks = {.modality = STM_ASSERTED, .speaker = STM_NONE, .time = STM_NONE, .place = STM_NONE,
                  .amount = STM_NONE, .confidence = 1.0f},
    };
    if (!stm_vec_push(&fx->out->props, prop)) {
        fx->failed = true;
        return false;
    }
    fx->prop_budget--;
    return true;
}

stm_str stm_prop_marker(stm_fx *fx, uint32_t t)
{
    stm_buf_clear(&fx->buf);
    STM_CHILDREN(fx->doc, t, c) {
        uint8_t rel = fx->tokens[c].rel;
        if (c > t || (rel != STM_REL_CASE && rel != STM_REL_MARK)) {
            continue;
        }
        if (fx->buf.length > 0) {
            stm_buf_char(&fx->buf, ' ');
        }
        stm_buf_str(&fx->buf, stm_fx_lemma(fx, c));
        STM_CHILDREN(fx->doc, c, part) {
            if (fx->tokens[part].rel == STM_REL_FIXED) {
                stm_buf_char(&fx->buf, ' ');
                stm_buf_str(&fx->buf, stm_fx_lemma(fx, part));
            }
        }
    }
    return stm_fx_keep(fx);
}

void stm_prop_arg(stm_fx *fx, uint8_t role, uint32_t anchor, uint32_t head, stm_yield yield)
{
    if (fx->failed) {
        return;
    }
    stm_arg arg = {.role = role, .head = head, .anchor = anchor, .value = STM_EMPTY};
    arg.text = stm_fx_text(fx, head, yield, &arg.span);
    arg.marker = stm_prop_marker(fx, anchor);
    if (!stm_vec_push(&fx->out->args, arg)) {
        fx->failed = true;
        return;
    }
    stm_prop_last(fx)->arg_count++;
}

/* "in Betrieb" or "Kritik": how the noun of a possible light verb stands in the list. */
static void add_light_noun(stm_fx *fx, stm_buf *out, const stm_clause_arg *arg)
{
    uint32_t marker = stm_fx_case(fx, arg->anchor);
    if (marker != STM_NONE) {
        stm_buf_str(out, stm_fx_lemma(fx, marker));
        stm_buf_char(out, ' ');
    }
    stm_buf_str(out, stm_fx_lemma(fx, arg->head));
}

static bool light_candidate(const stm_fx *fx, const stm_clause_arg *arg)
{
    return (arg->role == STM_ROLE_OBJECT || arg->role == STM_ROLE_OBLIQUE
            || arg->role == STM_ROLE_COMPLEMENT || arg->role == STM_ROLE_TIME)
           && arg->anchor == arg->head && !arg->from_upper && stm_fx_nounlike(fx, arg->head);
}

static void add_verb(stm_fx *fx, stm_buf *out, const stm_clause *clause)
{
    STM_CHILDREN(fx->doc, clause->head, c) {
        if (fx->tokens[c].rel == STM_REL_COMPOUND && fx->tokens[c].sub == STM_SUB_PRT && fx->german) {
            stm_str prefix = fx->tokens[c].form;
            stm_str lemma = stm_fx_lemma(fx, clause->head);
            if (!stm_str_starts(lemma, prefix)) {
                stm_buf_str(out, prefix);
            }
        }
    }
    stm_buf_str(out, stm_fx_lemma(fx, clause->head));
    STM_CHILDREN(fx->doc, clause->head, c) {
        if (fx->tokens[c].rel == STM_REL_COMPOUND && fx->tokens[c].sub == STM_SUB_PRT && !fx->german) {
            stm_buf_char(out, ' ');
            stm_buf_str(out, fx->tokens[c].form);
        }
    }
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

/* Tries each argument as the noun of a light verb; true when one is, then the builder holds the whole form. */
static bool light_lemma(stm_fx *fx, const stm_clause *clause)
{
    for (uint32_t i = 0; i < clause->arg_count; i++) {
        const stm_clause_arg *arg = &clause->args[i];
        if (!light_candidate(fx, arg)) {
            continue;
        }
        stm_buf_clear(&fx->buf);
        if (fx->german) {
            add_light_noun(fx, &fx->buf, arg);
            stm_buf_char(&fx->buf, ' ');
            add_verb(fx, &fx->buf, clause);
        } else {
            add_verb(fx, &fx->buf, clause);
            stm_buf_char(&fx->buf, ' ');
            add_light_noun(fx, &fx->buf, arg);
        }
        if (stm_words_have(fx->words->light_verbs, stm_buf_view(&fx->buf), false)) {
            return true;
        }
    }
    return false;
}

stm_str stm_prop_lemma(stm_fx *fx, const stm_clause *clause)
{
    if (!light_lemma(fx, clause)) {
        stm_buf_clear(&fx->buf);
        if (fx->german && is_reflexive(fx, clause)) {
            stm_buf_text(&fx->buf, "sich ");
        }
        if (clause->copula != STM_NONE) {
            stm_buf_str(&fx->buf, stm_fx_lemma(fx, clause->copula));
        } else {
            add_verb(fx, &fx->buf, clause);
        }
    }
    return stm_fx_keep(fx);
}
