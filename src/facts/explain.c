/* For people: tokens and tree of a sentence as text, and which rule made which fact.
 *
 * The tree is drawn in the order of the text, each word indented by its depth, because crossing
 * arcs of German
 * cannot be drawn as nested boxes in a terminal. SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/utf8.h"
#include "facts/facts.h"

enum { DEPTH_SHOWN = 24, COLUMN_WORD = 28, COLUMN_LEMMA = 20 };

static void pad(stm_buf *out, uint32_t used, uint32_t width)
{
    stm_buf_char(out, ' ');
    for (uint32_t i = used; i < width; i++) {
        stm_buf_char(out, ' ');
    }
}

static uint32_t depth_of(const stm_doc *doc, const stm_sentence *s, uint32_t t)
{
    uint32_t depth = 0;
    while (depth < DEPTH_SHOWN && doc->tokens.items[t].head != STM_NONE &&
        doc->tokens.items[t].head >= s->token_first &&
        doc->tokens.items[t].head < s->token_first + s->token_count) {
        t = doc->tokens.items[t].head;
        depth++;
    }
    return depth;
}

static void tree(const stm_doc *doc, const stm_sentence *s, stm_buf *out)
{
    for (uint32_t t = s->token_first; t < s->token_first + s->token_count; t++) {
        const stm_token *token = &doc->tokens.items[t];
        uint32_t depth = depth_of(doc, s, t), head = token->head;
        bool inside =
            head != STM_NONE && head >= s->token_first && head < s->token_first + s->token_count;
        stm_buf_print(out, "%4u  ", (unsigned)(t - s->token_first + 1));
        for (uint32_t i = 0; i + 1 < depth; i++) {
            stm_buf_text(out, "| ");
        }
        stm_buf_text(out, depth > 0 ? "+-" : "");
        stm_buf_str(out, token->form);
        pad(out, 2 * depth + stm_utf8_count(token->form), COLUMN_WORD);
        stm_buf_str(out, token->lemma);
        pad(out, stm_utf8_count(token->lemma), COLUMN_LEMMA);
        stm_buf_print(
            out, "%-6s %.*s", stm_upos_name((stm_upos)token->upos), STM_ARG(token->deprel));
        if (inside) {
            stm_buf_print(out, " of %u", (unsigned)(head - s->token_first + 1));
        }
        stm_buf_char(out, '\n');
    }
}

static void mark_list(const stm_doc *doc, const stm_prop *prop, stm_buf *out)
{
    const stm_marks *m = &prop->marks;
    stm_buf_print(out, "      %s%s", m->negated ? "negated, " : "", stm_modality_name(m->modality));
    if (m->speaker != STM_NONE) {
        stm_buf_print(out, ", said by %.*s", STM_ARG(doc->tokens.items[m->speaker].form));
    }
    if (m->time != STM_NONE) {
        const stm_arg *arg = &doc->args.items[m->time];
        stm_buf_print(out, ", time %.*s", STM_ARG(arg->value.len > 0 ? arg->value : arg->text));
    }
    if (m->place != STM_NONE) {
        stm_buf_print(out, ", place %.*s", STM_ARG(doc->args.items[m->place].text));
    }
    if (m->amount != STM_NONE) {
        stm_buf_print(out, ", amount %.*s", STM_ARG(doc->args.items[m->amount].value));
    }
    if (prop->linked_prop != STM_NONE) {
        stm_buf_print(out, ", %s is %u", stm_link_name(prop->link), (unsigned)prop->linked_prop);
    }
    stm_buf_char(out, '\n');
}

static void proposition(const stm_doc *doc, uint32_t p, stm_buf *out)
{
    const stm_prop *prop = &doc->props.items[p];
    stm_buf_print(out, "  %u  rule %s: %.*s (%.*s)%s\n", (unsigned)p, prop->rule,
        STM_ARG(prop->relation), STM_ARG(prop->lemma), prop->passive ? ", passive" : "");
    for (uint32_t i = 0; i < prop->arg_count; i++) {
        const stm_arg *arg = &doc->args.items[prop->arg_first + i];
        stm_buf_print(out, "      %-10s ", stm_role_name(arg->role));
        if (arg->marker.len > 0) {
            stm_buf_print(out, "[%.*s] ", STM_ARG(arg->marker));
        }
        stm_buf_str(out, arg->text);
        if (arg->value.len > 0) {
            stm_buf_print(out, " = %.*s", STM_ARG(arg->value));
        }
        stm_buf_char(out, '\n');
    }
    mark_list(doc, prop, out);
}

static stemma_status write_open(void *user, const stm_open_fact *fact)
{
    stm_buf_print(user, "  %.*s | %.*s | %.*s   (%s, %.2f)\n", STM_ARG(fact->subject),
        STM_ARG(fact->relation), STM_ARG(fact->object), fact->rule, (double)fact->confidence);
    return STEMMA_OK;
}

stemma_status stm_facts_explain(
    const stm_doc *doc, uint32_t sentence, stm_buf *out, stemma_error *err)
{
    const stm_sentence *s = &doc->sentences.items[sentence];
    stm_buf_str(out, stm_doc_slice(doc, s->span));
    stm_buf_text(out, "\n\ntree\n");
    tree(doc, s, out);
    stm_buf_text(out, "\npropositions\n");
    for (uint32_t p = 0; p < s->prop_count; p++) {
        proposition(doc, s->prop_first + p, out);
    }
    stm_buf_text(out, "\nopen facts\n");
    STM_TRY(stm_facts_open(doc, sentence, 0.0f, write_open, out, err));
    stm_buf_char(out, '\n');
    return stm_buf_status(out, err);
}
