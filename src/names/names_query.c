/* Who is meant here? Mentions are sorted by place, so each question looks at one sentence's
 * mentions only. SPDX-License-Identifier: GPL-2.0-or-later */
#include "names/names.h"

/* First mention that begins at or behind a byte. */
static uint32_t first_from(const stm_doc *doc, uint32_t byte)
{
    uint32_t low = 0, high = doc->mentions.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (doc->mentions.items[middle].span.begin < byte) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static bool is_part(const stm_doc *doc, const stm_mention *m)
{
    return m->token_count == 1 && m->span.end < doc->tokens.items[m->token_first].span.end;
}

/* Names count before descriptions and pronouns, resolved ones before open ones. */
static uint32_t quality(const stm_doc *doc, const stm_mention *m)
{
    (void)doc;
    return (m->actor != STM_NONE ? 4u : 0u) + (m->kind == STM_MENTION_NAME ? 2u : 0u);
}

uint32_t stm_names_mention_at(const stm_doc *doc, uint32_t token)
{
    if (token >= doc->tokens.count) {
        return STM_NONE;
    }
    const stm_sentence *s = &doc->sentences.items[doc->tokens.items[token].sentence];
    uint32_t best = STM_NONE;
    for (uint32_t i = first_from(doc, s->span.begin); i < doc->mentions.count; i++) {
        const stm_mention *m = &doc->mentions.items[i];
        if (m->span.begin >= s->span.end) {
            break;
        }
        bool covers = token >= m->token_first && token < m->token_first + m->token_count;
        bool here = m->kind == STM_MENTION_NAME ? covers && !is_part(doc, m) : m->head == token;
        if (here &&
            (best == STM_NONE || quality(doc, m) > quality(doc, &doc->mentions.items[best]))) {
            best = i;
        }
    }
    return best;
}

uint32_t stm_names_actor_at(const stm_doc *doc, uint32_t token)
{
    uint32_t m = stm_names_mention_at(doc, token);
    return m == STM_NONE ? STM_NONE : doc->mentions.items[m].actor;
}

uint32_t stm_names_mention_in(const stm_doc *doc, stm_span span)
{
    uint32_t best = STM_NONE;
    for (uint32_t i = first_from(doc, span.begin); i < doc->mentions.count; i++) {
        const stm_mention *m = &doc->mentions.items[i];
        if (m->span.begin >= span.end) {
            break;
        }
        if (m->span.end > span.end || m->actor == STM_NONE) {
            continue;
        }
        uint32_t width = m->span.end - m->span.begin;
        const stm_mention *b = best == STM_NONE ? NULL : &doc->mentions.items[best];
        if (b == NULL || width > b->span.end - b->span.begin) {
            best = i;
        }
    }
    return best;
}

uint32_t stm_names_actor_in(const stm_doc *doc, stm_span span)
{
    uint32_t m = stm_names_mention_in(doc, span);
    return m == STM_NONE ? STM_NONE : doc->mentions.items[m].actor;
}

static uint32_t add_actor(uint32_t actor, uint32_t *actors, uint32_t count, uint32_t max)
{
    for (uint32_t i = 0; i < count; i++) {
        if (actors[i] == actor) {
            return count;
        }
    }
    if (actor != STM_NONE && count < max) {
        actors[count++] = actor;
    }
    return count;
}

uint32_t stm_names_actors_at(const stm_doc *doc, uint32_t token, uint32_t *actors, uint32_t max)
{
    uint32_t best = stm_names_mention_at(doc, token);
    if (best == STM_NONE) {
        return 0;
    }
    uint32_t count = add_actor(doc->mentions.items[best].actor, actors, 0, max);
    stm_mention found = doc->mentions.items[best];
    for (uint32_t i = first_from(doc, found.span.begin); i < doc->mentions.count; i++) {
        const stm_mention *m = &doc->mentions.items[i];
        if (m->span.begin > found.span.begin) {
            break;
        }
        if (m->head == found.head && m->kind == found.kind && m->span.end == found.span.end) {
            count = add_actor(m->actor, actors, count, max);
        }
    }
    STM_CHILDREN (doc, token, c) {
        if (doc->tokens.items[c].rel == STM_REL_CONJ) {
            count = add_actor(stm_names_actor_at(doc, c), actors, count, max);
        }
    }
    return count;
}
