/* See harmonise.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "train/harmonise.h"

#include <string.h>

static bool has_rule(const char *rules, const char *name)
{
    size_t n = strlen(name);
    for (const char *p = rules; (p = strstr(p, name)) != NULL; p += n)
        if ((p == rules || p[-1] == '+') && (p[n] == '+' || p[n] == '\0'))
            return true;
    return false;
}

static int16_t rel(stm_corpus *c, const char *name)
{
    return (int16_t)(c->frozen ? stm_labels_find(&c->rels, name, strlen(name))
                               : stm_labels_add(&c->rels, name, strlen(name)));
}

static bool is_rel(const stm_corpus *c, const stm_word_sample *w, const char *name)
{
    size_t n = strlen(name);
    const char *r = w->rel >= 0 ? c->rels.name[w->rel] : "";
    return strncmp(r, name, n) == 0 && (r[n] == '\0' || r[n] == ':');
}

static bool is_class(const stm_corpus *c, const stm_word_sample *w, const char *upos)
{
    int g = stm_labels_find(&c->groups, "UPOS", 4), v = w->target[g];
    return v >= 0 && strcmp(c->values[g].name[v], upos) == 0;
}

static bool has_child(const stm_corpus *c, const stm_sentence_sample *s, uint32_t head,
    const char *name, uint32_t except)
{
    for (uint32_t i = 0; i < s->count; i++)
        if (i != except && s->words[i].head == (int32_t)head + 1 && is_rel(c, &s->words[i], name))
            return true;
    return false;
}

static bool fix_datives(stm_corpus *c, stm_sentence_sample *s)
{
    bool changed = false;
    for (uint32_t i = 0; i < s->count; i++) {
        stm_word_sample *w = &s->words[i];
        if (w->rel == rel(c, "obj") && w->feats && strstr(w->feats, "Case=Dat") &&
            !has_child(c, s, i, "case", i)) {
            w->rel = rel(c, "obl:arg");
            changed = true;
        }
    }
    return changed;
}

static bool fix_es(stm_corpus *c, stm_sentence_sample *s)
{
    bool changed = false;
    for (uint32_t i = 0; i < s->count; i++) {
        stm_word_sample *w = &s->words[i];
        bool is_es = strcmp(w->form, "es") == 0 || strcmp(w->form, "Es") == 0;
        if (is_es && w->rel == rel(c, "expl") && w->head > 0 &&
            !has_child(c, s, (uint32_t)w->head - 1, "nsubj", i)) {
            w->rel = rel(c, "nsubj");
            changed = true;
        }
    }
    return changed;
}

static bool below(const stm_sentence_sample *s, uint32_t word, uint32_t top)
{
    for (uint32_t steps = 0; steps <= s->count; steps++) {
        if (word == top)
            return true;
        if (s->words[word].head <= 0)
            return false;
        word = (uint32_t)s->words[word].head - 1;
    }
    return false;
}

/* True when v and all that hangs on it end the sentence, behind a comma. */
static bool closes_sentence(const stm_corpus *c, const stm_sentence_sample *s, uint32_t v)
{
    uint32_t first = v;
    while (first > 0 && below(s, first - 1, v) && !is_class(c, &s->words[first - 1], "PUNCT"))
        first--;
    for (uint32_t i = first; i < s->count; i++)
        if (!below(s, i, v) && !is_class(c, &s->words[i], "PUNCT"))
            return false;
    return first > 0 && strcmp(s->words[first - 1].form, ",") == 0;
}

static bool fix_report(stm_corpus *c, stm_sentence_sample *s)
{
    for (uint32_t v = 1; v < s->count; v++) {
        stm_word_sample *w = &s->words[v];
        if (!is_rel(c, w, "parataxis") || !is_class(c, w, "VERB") || w->head <= 0)
            continue;
        uint32_t root = (uint32_t)w->head - 1;
        if (s->words[root].head != 0 || root > v || !has_child(c, s, v, "nsubj", v) ||
            !closes_sentence(c, s, v))
            continue;
        s->words[root].head = (int32_t)v + 1;
        s->words[root].rel = rel(c, "ccomp");
        w->head = 0;
        w->rel = rel(c, "root");
        stm_word_sample *last = &s->words[s->count - 1];
        if (last->head == (int32_t)root + 1 && is_class(c, last, "PUNCT"))
            last->head = (int32_t)v + 1;
        return true;
    }
    return false;
}

bool stm_harmonise(stm_corpus *c, stm_sentence_sample *s, const char *rules)
{
    bool changed = has_rule(rules, "dative") && fix_datives(c, s);
    changed = (has_rule(rules, "es") && fix_es(c, s)) || changed;
    return (has_rule(rules, "report") && fix_report(c, s)) || changed;
}
