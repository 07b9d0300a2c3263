/* Everything about each proposition as JSON lines: one object a line, keys in a fixed order, absent
 * things left
 * out. The format is described in docs/extraction.md. SPDX-License-Identifier: GPL-2.0-or-later */
#include "facts/facts.h"

static void key(stm_buf *out, const char *name)
{
    if (out->length > 0 && out->data[out->length - 1] != '{') {
        stm_buf_char(out, ',');
    }
    stm_buf_print(out, "\"%s\":", name);
}

static void text(stm_buf *out, const char *name, stm_str value)
{
    if (value.len > 0) {
        key(out, name);
        stm_buf_json(out, value);
    }
}

static void number(stm_buf *out, const char *name, uint32_t value)
{
    key(out, name);
    stm_buf_u64(out, value);
}

/* Place of a word in its sentence, from 1 as in CoNLL-U. */
static uint32_t place(const stm_doc *doc, const stm_sentence *s, uint32_t token)
{
    (void)doc;
    return token - s->token_first + 1;
}

static void argument(stm_buf *out, const stm_doc *doc, const stm_sentence *s, const stm_arg *arg)
{
    stm_buf_char(out, '{');
    text(out, "role", stm_str_of(stm_role_name(arg->role)));
    text(out, "text", arg->text);
    text(out, "marker", arg->marker);
    text(out, "value", arg->value);
    number(out, "head", place(doc, s, arg->head));
    if (arg->anchor != arg->head) {
        number(out, "anchor", place(doc, s, arg->anchor));
    }
    key(out, "span");
    stm_buf_print(out, "[%u,%u]", (unsigned)arg->span.begin, (unsigned)arg->span.end);
    stm_buf_char(out, '}');
}

static void marks(stm_buf *out, const stm_doc *doc, const stm_sentence *s, const stm_prop *prop)
{
    const stm_marks *m = &prop->marks;
    key(out, "negated");
    stm_buf_text(out, m->negated ? "true" : "false");
    text(out, "modality", stm_str_of(stm_modality_name(m->modality)));
    if (m->speaker != STM_NONE && m->speaker < doc->tokens.count) {
        text(out, "speaker", doc->tokens.items[m->speaker].form);
        number(out, "speaker_head", place(doc, s, m->speaker));
    }
    if (m->time != STM_NONE) {
        const stm_arg *arg = &doc->args.items[m->time];
        text(out, "time", arg->value.len > 0 ? arg->value : arg->text);
    }
    if (m->place != STM_NONE) {
        text(out, "place", doc->args.items[m->place].text);
    }
    if (m->amount != STM_NONE) {
        text(out, "amount", doc->args.items[m->amount].value);
    }
    key(out, "confidence");
    stm_buf_double(out, (double)m->confidence, 3);
}

static void proposition(stm_buf *out, const stm_doc *doc, const stm_sentence *s, uint32_t p)
{
    const stm_prop *prop = &doc->props.items[p];
    stm_buf_char(out, '{');
    text(out, "sentence_id", s->id);
    number(out, "sentence", prop->sentence);
    number(out, "proposition", p);
    text(out, "rule", stm_str_of(prop->rule));
    text(out, "relation", prop->relation);
    text(out, "lemma", prop->lemma);
    number(out, "predicate", place(doc, s, prop->predicate));
    key(out, "passive");
    stm_buf_text(out, prop->passive ? "true" : "false");
    key(out, "nominal");
    stm_buf_text(out, prop->nominal ? "true" : "false");
    marks(out, doc, s, prop);
    if (prop->linked_prop != STM_NONE) {
        text(out, "link", stm_str_of(stm_link_name(prop->link)));
        number(out, "linked_proposition", prop->linked_prop);
    }
    key(out, "arguments");
    stm_buf_char(out, '[');
    for (uint32_t i = 0; i < prop->arg_count; i++) {
        if (i > 0) {
            stm_buf_char(out, ',');
        }
        argument(out, doc, s, &doc->args.items[prop->arg_first + i]);
    }
    stm_buf_text(out, "]}\n");
}

stemma_status stm_facts_jsonl(
    const stm_doc *doc, uint32_t sentence, stm_buf *out, stemma_error *err)
{
    const stm_sentence *s = &doc->sentences.items[sentence];
    for (uint32_t p = 0; p < s->prop_count; p++) {
        proposition(out, doc, s, s->prop_first + p);
    }
    return stm_buf_status(out, err);
}
