/* What a pronoun may stand for, and how likely: agreement, binding, speaker, then a sum of a few
 * weights. Weights are set by hand on general grounds (Lappin & Leass 1994), not learned.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "names/names_work.h"

/* Direct participants of one verb are different things: `Er lobte ihn`. */
bool stm_names_same_clause(const stm_work *work, const stm_pronoun *p, const stm_ref *r)
{
    if (p->possessive || r->place == STM_PLACE_NESTED || r->clause != p->clause) {
        return false;
    }
    const stm_token *t = stm_work_token(work, p->token);
    bool nested = t->head != STM_NONE && t->head != p->clause && t->rel != STM_REL_NSUBJ;
    return !nested || p->place != STM_PLACE_NESTED;
}

/* The pronoun stands inside the noun phrase: `seine Firma`, `der Chef, der ihn` for relative
 * clauses is fine. */
static bool inside_phrase(const stm_work *work, const stm_pronoun *p, const stm_ref *r)
{
    if (!stm_doc_dominates(work->doc, r->token, p->token)) {
        return false;
    }
    return work->clause[p->token] == r->clause || r->clause == r->token;
}

static bool number_agrees(const stm_pronoun *p, const stm_ref *r, bool english)
{
    bool several = r->second != STM_NONE || r->number == STM_NUMBER_PLUR;
    if (several) {
        return p->plural;
    }
    if (p->singular) {
        return true;
    }
    return p->plural && english && r->thing &&
        r->entity != STM_NONE; /* They have hidden the numbers: the company */
}

static bool gender_agrees(const stm_pronoun *p, const stm_ref *r)
{
    bool several = r->second != STM_NONE || r->number == STM_NUMBER_PLUR;
    return several || !p->singular || r->gender == 0 || (r->gender & p->gender) != 0;
}

static bool animacy_agrees(const stm_work *work, const stm_pronoun *p, const stm_ref *r)
{
    if (p->person && (r->thing || (!r->person && r->entity == STM_NONE))) {
        return false;
    }
    if (work->lang == STM_LANG_EN && p->gender != 0 && (p->gender & STM_GENDER_NEUT) == 0 &&
        r->thing && !p->relative && !p->plural) {
        return false;
    }
    return !(p->thing && r->person);
}

static bool is_speaker(const stm_work *work, const stm_pronoun *p, const stm_ref *r)
{
    uint32_t quote = work->quote[p->token];
    uint32_t speaker = quote < work->speaker.count ? work->speaker.items[quote] : STM_NONE;
    if (quote == 0 || speaker == STM_NONE || r->entity == STM_NONE ||
        work->quote[r->token] == quote) {
        return false;
    }
    uint32_t at = work->cover[speaker];
    uint32_t entity =
        at == STM_NONE ? STM_NONE : stm_work_entity(work, work->units.items[at].entity);
    if (entity == STM_NONE && work->ref_at[speaker] != STM_NONE) {
        entity = work->refs.items[work->ref_at[speaker]].entity;
    }
    return entity != STM_NONE && entity == r->entity;
}

bool stm_names_allowed(const stm_work *work, const stm_pronoun *p, const stm_ref *r)
{
    uint32_t reach = p->demonstrative ? 1 : 2;
    if (r->island || (p->strict && r->gender == 0)) {
        return false;
    }
    return r->token < p->token && p->sentence - r->sentence <= reach &&
        number_agrees(p, r, work->lang == STM_LANG_EN) && gender_agrees(p, r) &&
        animacy_agrees(work, p, r) && !stm_names_same_clause(work, p, r) &&
        !inside_phrase(work, p, r) && !is_speaker(work, p, r);
}

/* How good a candidate is. Units: one sentence of distance is worth about one step of grammatical
 * role. */
float stm_names_score(const stm_work *work, const stm_pronoun *p, const stm_ref *r)
{
    static const float distance[] = {3.5f, 3.0f, 1.2f, 0.0f};
    static const float place[] = {2.5f, 1.2f, 0.6f, 0.0f};
    float points = distance[p->sentence - r->sentence] + place[r->place];
    if (p->demonstrative) { /* dieser: the last one named, not the subject */
        points = distance[p->sentence - r->sentence] + (r->place == STM_PLACE_SUBJECT ? 0 : 1.0f) +
            (float)r->token / (float)(p->token + 1) * 2;
    }
    points += r->place == p->place ? 0.5f : 0;
    points += r->gender != 0 && p->singular && r->second == STM_NONE ? 0.8f : 0;
    points += r->entity != STM_NONE ? 1.0f : 0;
    points += r->person && !p->thing ? 0.7f : 0;
    if (r->entity != STM_NONE && r->second == STM_NONE) {
        uint32_t names = work->entities.items[r->entity].names;
        points += (float)(names > 4 ? 4 : names) * 0.15f;
    }
    bool same_clause = r->clause == p->clause;
    if (p->possessive && same_clause) {
        points += r->place == STM_PLACE_SUBJECT ? 2.5f : 0.5f;
    }
    if (!same_clause && r->sentence == p->sentence &&
        stm_doc_dominates(work->doc, r->clause, p->token)) {
        points += r->place == STM_PLACE_SUBJECT ? 1.0f : 0; /* Musk sagt, dass er … */
    }
    if (p->plural && !p->singular && r->second == STM_NONE && r->number != STM_NUMBER_PLUR) {
        points -= 2.5f; /* they for one company */
    }
    return points - (float)(p->token - r->token) * 0.01f;
}
