/* The relation mapper's walk over a document: frames of verbs and adjectives against the trigger tables, noun phrases
 * (relation_nominal.c), and labels for propositions that no row knows (relation_label.c).
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "relations/relation_map.h"

#include <stdlib.h>

#include "relations/relation_work.h"

static bool fill(void *vector_items, uint32_t count, uint32_t value)
{
    uint32_t *items = vector_items;
    for (uint32_t i = 0; i < count; i++) {
        items[i] = value;
    }
    return true;
}

static bool index_tokens(stm_relation_work *w)
{
    stm_doc *doc = w->doc;
    uint32_t count = doc->tokens.count;
    if (!stm_vec_reserve(&w->token_prop, count) || !stm_vec_reserve(&w->token_mention, count) ||
        !stm_vec_reserve(&w->token_part, count)) {
        return false;
    }
    w->nouns = calloc((size_t)count * STM_RW_NOUN_KINDS + 1, sizeof *w->nouns);
    if (w->nouns == NULL) {
        return false;
    }
    w->token_prop.count = w->token_mention.count = w->token_part.count = count;
    fill(w->token_part.items, count, STM_NONE);
    fill(w->token_prop.items, count, STM_NONE);
    fill(w->token_mention.items, count, STM_NONE);
    for (uint32_t p = 0; p < doc->props.count; p++) {
        uint32_t t = doc->props.items[p].predicate;
        if (t < count && w->token_prop.items[t] == STM_NONE) {
            w->token_prop.items[t] = p;
        }
    }
    for (uint32_t m = 0; m < doc->mentions.count; m++) {
        const stm_mention *x = &doc->mentions.items[m];
        for (uint32_t t = x->token_first; t < x->token_first + x->token_count && t < count; t++) {
            const stm_token *k = &doc->tokens.items[t];
            bool whole = x->span.begin <= k->span.begin && x->span.end >= k->span.end;
            bool head = t == x->head || x->kind == STM_MENTION_NAME;
            uint32_t old = w->token_mention.items[t];
            bool better = old == STM_NONE ||
                (doc->mentions.items[old].kind != STM_MENTION_NAME &&
                    x->kind == STM_MENTION_NAME) ||
                (doc->mentions.items[old].kind == x->kind &&
                    doc->mentions.items[old].token_count > x->token_count && t == x->head);
            /* genitive s belongs to the token, not to the name: Musks */
            bool nearly = x->kind == STM_MENTION_NAME && x->span.begin <= k->span.begin &&
                x->span.end + 2 >= k->span.end && x->span.end > k->span.begin && k->form.len > 3 &&
                k->form.ptr[k->form.len - 1] == 's';
            if (!whole && !nearly && x->kind == STM_MENTION_NAME &&
                x->span.begin >= k->span.begin && x->span.end < k->span.end &&
                w->token_part.items[t] == STM_NONE) {
                w->token_part.items[t] = m;
            }
            if ((whole || nearly) && head && better) {
                w->token_mention.items[t] = m;
            }
        }
    }
    return true;
}

static bool index_actors(stm_relation_work *w)
{
    for (uint32_t a = 0; a < w->doc->actors.count; a++) {
        const stm_actor *actor = &w->doc->actors.items[a];
        stm_str key = stm_arena_print(
            &w->doc->arena, "%c%.*s", actor->named ? 'n' : 'u', STM_ARG(actor->name));
        uint32_t id = key.ptr == NULL ? 0 : stm_intern_add(&w->actor_names, key);
        if (id == 0) {
            return false;
        }
        while (w->actor_ids.count <= id) {
            if (!stm_vec_push(&w->actor_ids, STM_NONE)) {
                return false;
            }
        }
        if (w->actor_ids.items[id] == STM_NONE) {
            w->actor_ids.items[id] = a;
        }
    }
    return true;
}

static void one_verb(stm_relation_work *w, uint32_t t)
{
    stm_frame frame;
    const stm_token *k = stm_rw_token(w, t);
    stm_rw_verb_frame(w, t, &frame);
    const stm_trigger *row =
        stm_vocabulary_find(w->vocabulary, w->doc->lang, STM_TRIGGER_VERB, frame.lemma);
    if (row != NULL) {
        stm_rw_match(w, &frame, row, "verb");
    }
    /* "das in Paris ansässige Unternehmen", "X ist insolvent", "die insolvente Maple Bank" */
    if (k->upos == STM_ADJ || k->upos == STM_VERB || k->upos == STM_ADV || frame.copula) {
        const stm_trigger *adjective = stm_rw_noun(w, STM_TRIGGER_ADJ, t, NULL);
        if (adjective != NULL) {
            if (k->rel == STM_REL_AMOD || k->rel == STM_REL_ACL) {
                stm_frame_add(&frame, STM_SLOT_HEAD, STM_EMPTY, stm_rw_whole(k->head));
            } else if (k->rel == STM_REL_XCOMP || k->rel == STM_REL_ADVMOD ||
                k->rel == STM_REL_CONJ || frame.copula) {
                bool passive = false;
                uint32_t subject = stm_rw_subject_of(
                    w, frame.copula || k->head == STM_NONE ? t : k->head, &passive);
                if (subject != STM_NONE) {
                    stm_frame_add(&frame, STM_SLOT_HEAD, STM_EMPTY, stm_rw_whole(subject));
                }
            }
            STM_CHILDREN (w->doc, t, c) {
                if (stm_rw_token(w, c)->rel == STM_REL_NMOD && stm_rw_has_case(w, c)) {
                    stm_frame_add(&frame, STM_SLOT_AT, stm_rw_case(w, c), stm_rw_whole(c));
                }
            }
            stm_rw_match(w, &frame, adjective, "adjective");
        }
    }
}

static void verbs(stm_relation_work *w, uint32_t sentence)
{
    const stm_sentence *s = &w->doc->sentences.items[sentence];
    for (uint32_t t = s->token_first; t < s->token_first + s->token_count && !w->failed; t++) {
        const stm_token *k = stm_rw_token(w, t);
        bool copula = stm_doc_child(w->doc, t, STM_REL_COP, STM_SUB_NONE) != STM_NONE;
        bool main_aux = k->upos == STM_AUX && k->rel != STM_REL_AUX && k->rel != STM_REL_COP;
        if (k->upos == STM_VERB || k->upos == STM_ADJ || copula || main_aux) {
            one_verb(w, t);
        }
    }
}

static void dispose(stm_relation_work *w)
{
    stm_intern_dispose(&w->actor_names);
    stm_vec_free(&w->actor_ids);
    stm_vec_free(&w->token_prop);
    stm_vec_free(&w->token_mention);
    stm_vec_free(&w->token_part);
    free(w->nouns);
}

stemma_status stm_relations_map(stm_doc *doc, const stm_vocabulary *vocabulary, stemma_error *err)
{
    stm_relation_work w = {.doc = doc, .vocabulary = vocabulary};
    stm_intern_init(&w.actor_names);
    stm_vec_clear(&doc->facts);
    w.failed = !index_tokens(&w) || !index_actors(&w);
    for (uint32_t s = 0; s < doc->sentences.count && !w.failed; s++) {
        if (doc->sentences.items[s].foreign) {
            continue;
        }
        w.fact_first = doc->facts.count;
        verbs(&w, s);
        stm_rw_nominals(&w, s);
        stm_rw_labels(&w, s);
    }
    dispose(&w);
    return w.failed ? stm_fail_nomem(err) : STEMMA_OK;
}
