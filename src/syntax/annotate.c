/* The net's results written into the document; see syntax.h.
 *
 * Lemmas: the lexicon where it knows the form with the predicted class, else the net's edit script,
 * else what the lexicon guesses. A German separable verb gets its prefix back from the tree ("gab
 * ... aus" -> "ausgeben"; not "steht auf dem Dach", where `auf` is an adposition).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <string.h>

#include "syntax/lemma_script.h"
#include "syntax/syntax.h"

#include "syntax/tree_lists.h"
#include "syntax/workspace.h"

typedef struct {
    stm_syntax_space *w;
    const stm_model *m;
    stm_doc *doc;
} job;

typedef struct {
    uint32_t token, sentence; /* first token; sentence number */
} run_place;

static uint32_t best_value(const float *logits, const stm_model_group *g)
{
    uint32_t best = 0;
    for (uint32_t v = 1; v < g->count; v++)
        best = logits[g->first + v] > logits[g->first + best] ? v : best;
    return best;
}

static stm_str text_of(const char *s)
{
    return (stm_str){s, (uint32_t)strlen(s)};
}

static size_t append(char *out, size_t used, size_t room, const char *s)
{
    size_t n = strlen(s);
    if (used + n > room)
        return used;
    memcpy(out + used, s, n);
    return used + n;
}

static bool set_feats(const job *j, stm_token *t, const float *logits)
{
    char text[512];
    size_t used = 0;
    for (uint32_t i = 0; i < j->m->feature_count; i++) {
        const stm_model_group *group = &j->m->groups[j->m->features_in_order[i]];
        uint32_t value = best_value(logits, group);
        if (value == 0 ||
            used + strlen(group->name) + strlen(group->values[value]) + 2 > sizeof text)
            continue;
        used = append(text, used, sizeof text, used ? "|" : "");
        used = append(text, used, sizeof text, group->name);
        used = append(text, used, sizeof text, "=");
        used = append(text, used, sizeof text, group->values[value]);
    }
    t->feats = (stm_str){NULL, 0};
    if (used) {
        t->feats = stm_arena_copy(&j->doc->arena, (stm_str){text, (uint32_t)used});
        if (!t->feats.ptr)
            return false;
    }
    t->morph = stm_morph_of(t->feats);
    return true;
}

static bool set_lemma(const job *j, stm_token *t, const float *logits)
{
    char known[STM_LEX_WORD_BYTES], made[STM_LEMMA_MAX];
    uint32_t length = 0;
    stm_lex_source source =
        stm_lexicon_lemma(j->m->features.lexicon, t->form, t->upos, t->feats, known, &length);
    bool sure =
        source == STM_LEX_BY_TREEBANK || source == STM_LEX_BY_LIST || source == STM_LEX_BY_PARTS;
    bool inflects = t->upos == STM_NOUN || t->upos == STM_VERB || t->upos == STM_ADJ;
    if ((!sure && inflects && j->m->lemma >= 0) || !length) {
        const stm_model_group *g = j->m->lemma >= 0 ? &j->m->groups[j->m->lemma] : NULL;
        if (g &&
            stm_lemma_script_apply(
                g->values[best_value(logits, g)], t->form.ptr, t->form.len, made)) {
            t->lemma = stm_arena_copy(&j->doc->arena, text_of(made));
            return t->lemma.ptr != NULL;
        }
    }
    t->lemma = length ? stm_arena_copy(&j->doc->arena, (stm_str){known, length}) : t->form;
    return t->lemma.ptr != NULL;
}

static bool set_word(const job *j, stm_token *t, const float *logits)
{
    const stm_model *m = j->m;
    t->upos = m->upos_of[best_value(logits, &m->groups[m->upos])];
    t->xpos = (stm_str){NULL, 0};
    if (m->xpos >= 0) {
        const char *x = m->groups[m->xpos].values[best_value(logits, &m->groups[m->xpos])];
        t->xpos = strcmp(x, "_") ? text_of(x) : t->xpos;
    }
    return set_feats(j, t, logits) && set_lemma(j, t, logits);
}

/* Lemma with the prefix that the tree has found ("fand ... statt" -> "stattfinden"). */
static bool join_prefixes(const job *j, uint32_t first, uint32_t count)
{
    char joined[STM_LEX_WORD_BYTES];
    uint32_t length;
    for (uint32_t i = first; i < first + count; i++) {
        const stm_token *part = &j->doc->tokens.items[i];
        if (part->rel != STM_REL_COMPOUND || part->sub != STM_SUB_PRT || part->head == STM_NONE)
            continue;
        stm_token *verb = &j->doc->tokens.items[part->head];
        if (verb->upos != STM_VERB && verb->upos != STM_AUX)
            continue;
        bool is_known = stm_lexicon_join_prefix(
            j->m->features.lexicon, part->form, verb->lemma, joined, &length);
        bool doubled = length > 0 && verb->lemma.len >= part->form.len &&
            memcmp(joined, verb->lemma.ptr, part->form.len) == 0;
        if (length == 0 || (doubled && !is_known))
            continue;
        verb->lemma = stm_arena_copy(&j->doc->arena, (stm_str){joined, length});
        if (!verb->lemma.ptr)
            return false;
    }
    return true;
}

static bool add_names(
    const job *j, const run_place *p, uint32_t count, const uint8_t *tags, const float *sureness)
{
    uint32_t start = 0;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t role = tags[i] ? (tags[i] - 1u) % 4 : 4;
        if (role == 0 || role == 3)
            start = i;
        if (role != 2 && role != 3)
            continue;
        stm_mention n = {.sentence = p->sentence,
            .token_first = p->token + start,
            .token_count = i - start + 1,
            .head = p->token + start,
            .type = j->m->type_of[tags[i]],
            .kind = STM_MENTION_NAME,
            .actor = STM_NONE,
            .confidence = 1};
        const stm_token *tokens = j->doc->tokens.items;
        n.span = (stm_span){tokens[n.token_first].span.begin, tokens[p->token + i].span.end};
        bool found = false;
        for (uint32_t k = start; k <= i; k++) {
            uint32_t head = tokens[p->token + k].head;
            if (!found && (head == STM_NONE || head < n.token_first || head > p->token + i)) {
                n.head = p->token + k;
                found = true;
            }
            n.confidence = sureness[k] < n.confidence ? sureness[k] : n.confidence;
        }
        if (!stm_vec_push(&j->doc->mentions, n))
            return false;
        for (uint32_t k = start; k <= i; k++)
            j->doc->tokens.items[p->token + k].mention = j->doc->mentions.count - 1;
    }
    return true;
}

static bool fill_run(const job *j, const run_place *p, const stm_parse_input *run,
    const stm_parse_output *r, uint32_t at)
{
    const stm_model *m = j->m;
    for (uint32_t i = 0; i < run->count; i++) {
        stm_token *t = &j->doc->tokens.items[p->token + i];
        uint16_t rel = r->rels[at + i];
        t->head = r->heads[at + i] ? p->token + r->heads[at + i] - 1 : STM_NONE;
        t->deprel = text_of(m->rels.values[rel]);
        t->rel = m->rel_of[rel];
        t->sub = m->sub_of[rel];
        t->mention = STM_NONE;
        if (!set_word(j, t, r->tags + (size_t)(at + i) * m->size.tags))
            return false;
    }
    if (!j->w->bare_verbs && !join_prefixes(j, p->token, run->count))
        return false;
    return !r->names || add_names(j, p, run->count, r->names + at, r->sureness + at);
}

/* Pieces of one very long sentence hang on the root of the first. */
static void tie_pieces(stm_doc *doc, uint32_t sentence)
{
    const stm_sentence *s = &doc->sentences.items[sentence];
    uint32_t root = STM_NONE;
    for (uint32_t i = s->token_first; i < s->token_first + s->token_count; i++) {
        stm_token *t = &doc->tokens.items[i];
        if (t->head != STM_NONE)
            continue;
        if (root != STM_NONE) {
            t->head = root;
            stm_token_set_deprel(t, (stm_str){"parataxis", 9});
        } else {
            root = i;
        }
    }
}

static stemma_status flush(const job *j, const stm_parse_input *runs, const run_place *places,
    uint32_t count, stemma_error *err)
{
    stm_parse_output out;
    uint32_t at = 0;
    if (!count)
        return STEMMA_OK;
    STM_TRY(stm_syntax_parse(j->w, runs, count, &out, err));
    for (uint32_t s = 0; s < count; s++) {
        if (!fill_run(j, &places[s], &runs[s], &out, at))
            return stm_fail_nomem(err);
        at += runs[s].count;
    }
    return STEMMA_OK;
}

enum { PIECE = 1000 }; /* words; no more than STM_BATCH_WORDS */

static stemma_status parse_range(
    const job *j, uint32_t first, uint32_t count, stm_str *forms, stemma_error *err)
{
    stm_parse_input runs[STM_BATCH_SENTENCES];
    run_place places[STM_BATCH_SENTENCES];
    uint32_t n = 0, words = 0;
    for (uint32_t s = first; s < first + count; s++) {
        const stm_sentence *sentence = &j->doc->sentences.items[s];
        for (uint32_t done = 0; done < sentence->token_count;) {
            uint32_t left = sentence->token_count - done, size = left < PIECE ? left : PIECE;
            if (n == STM_BATCH_SENTENCES || (n && words + size > STM_BATCH_WORDS)) {
                STM_TRY(flush(j, runs, places, n, err));
                n = words = 0;
            }
            for (uint32_t i = 0; i < size; i++)
                forms[words + i] = j->doc->tokens.items[sentence->token_first + done + i].form;
            places[n] = (run_place){sentence->token_first + done, s};
            runs[n++] = (stm_parse_input){forms + words, size, done == 0};
            words += size;
            done += size;
        }
    }
    return flush(j, runs, places, n, err);
}

stemma_status stm_syntax_annotate(const stm_model *model, stm_syntax_space *space, stm_doc *doc,
    uint32_t first, uint32_t count, stemma_error *err)
{
    job j = {space, model, doc};
    if (space->model != model || first > doc->sentences.count ||
        count > doc->sentences.count - first)
        return stm_fail(err, STEMMA_ERR_ARG, "syntax: no such sentences, or another model's space");
    STM_TRY(parse_range(&j, first, count, space->forms, err));
    for (uint32_t s = first; s < first + count; s++) {
        if (doc->sentences.items[s].token_count > PIECE)
            tie_pieces(doc, s);
        stm_doc_link(doc, s);
        stm_tree_mend_lists(doc, s);
    }
    return STEMMA_OK;
}
