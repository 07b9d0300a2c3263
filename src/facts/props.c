/* The builder of propositions: texts, spans, markers.
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
        .sentence = fx->sentence,
        .predicate = predicate,
        .relation = STM_EMPTY,
        .lemma = STM_EMPTY,
        .rule = rule,
        .arg_first = fx->out->args.count,
        .linked_prop = STM_NONE,
        .marks = {.modality = STM_ASSERTED,
            .speaker = STM_NONE,
            .time = STM_NONE,
            .place = STM_NONE,
            .amount = STM_NONE,
            .confidence = 1.0f},
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
    STM_CHILDREN (fx->doc, t, c) {
        uint8_t rel = fx->tokens[c].rel;
        if (c > t || (rel != STM_REL_CASE && rel != STM_REL_MARK)) {
            continue;
        }
        if (fx->buf.length > 0) {
            stm_buf_char(&fx->buf, ' ');
        }
        stm_buf_str(&fx->buf, stm_fx_lemma(fx, c));
        STM_CHILDREN (fx->doc, c, part) {
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

stm_str stm_prop_lemma(stm_fx *fx, const stm_clause *clause)
{
    stm_buf_clear(&fx->buf);
    stm_clause_lemma(fx, clause);
    return stm_fx_keep(fx);
}

void stm_prop_clause_after(stm_fx *fx, uint32_t t, uint32_t after)
{
    uint32_t first = t, last = t;
    stm_arg arg = {.role = STM_ROLE_COMPLEMENT,
        .head = t,
        .anchor = t,
        .marker = STM_EMPTY,
        .value = STM_EMPTY};
    if (fx->failed) {
        return;
    }
    stm_fx_mark(fx, t, STM_YIELD_CLAUSE, &first, &last);
    uint32_t start = after + 1 > first ? after + 1 : first;
    stm_buf_clear(&fx->buf);
    stm_fx_words(fx, &fx->buf, start, last);
    stm_fx_clear(fx, first, last);
    arg.text = stm_fx_keep(fx);
    arg.span = (stm_span){fx->tokens[start].span.begin, fx->tokens[last].span.end};
    if (arg.text.len == 0) {
        arg.text = fx->tokens[t].form;
    }
    if (!stm_vec_push(&fx->out->args, arg)) {
        fx->failed = true;
        return;
    }
    stm_prop_last(fx)->arg_count++;
}
