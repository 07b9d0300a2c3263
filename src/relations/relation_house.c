/* The house of an office that is named without one: "Konzernchefin Marissa Mayer" heads the organization that the text
 * is about. What was spoken of last counts most, subjects more than objects, and what the text names often more than what
 * it names once; when two are level the house stays open. Not for people whose office was told already, nor for houses of
 * places (Regierungschef). Own heuristics; coreference proper is in src/names.
 *   Thyssenkrupp baut um. Konzernchef Heinrich Hiesinger … -> leads Thyssenkrupp
 *   not: laut "Spiegel" will Konzernchef Meier … (a source), Aufsichtsratschef bei einem Zulieferer (another house)
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "relations/relation_work.h"

enum { MAX_HOUSES = 16, MAX_BACK = 5, MAX_WORDS = 300, MAX_OLD_FACTS = 4000 };

typedef struct house {
    uint32_t actor;
    float points; /* of its best mention */
} house;

typedef struct houses {
    house items[MAX_HOUSES];
    uint32_t count;
} houses;

static uint32_t actor_at(const stm_relation_work *w, uint32_t t)
{
    uint32_t m = w->token_mention.items[t];
    if (m == STM_NONE || w->doc->mentions.items[m].head != t) {
        m = w->token_part.items[t];
    }
    return m == STM_NONE ? STM_NONE : w->doc->mentions.items[m].actor;
}

/* "laut Reuters", "sagte er der Zeitung", "Essen (dpa)": where something stood, not what it is about. */
static bool source(const stm_relation_work *w, uint32_t t)
{
    static const char *const markers[] = {
        "laut", "zufolge", "nach", "gegenüber", "according", NULL};
    stm_str marker = stm_rw_case(w, t);
    for (size_t i = 0; markers[i] != NULL; i++) {
        if (stm_str_is(marker, markers[i])) {
            return true;
        }
    }
    const stm_token *k = stm_rw_token(w, t);
    return k->rel == STM_REL_IOBJ || (t > 0 && stm_str_is(stm_rw_token(w, t - 1)->form, "("));
}

static float mention_points(const stm_relation_work *w, uint32_t noun, uint32_t t)
{
    static const float by_distance[MAX_BACK + 1] = {3.0f, 2.0f, 1.0f, 0.5f, 0.25f, 0.0f};
    const stm_token *k = stm_rw_token(w, t);
    uint32_t far = stm_rw_token(w, noun)->sentence - k->sentence;
    bool part = w->token_mention.items[t] == STM_NONE;
    return by_distance[far] + (k->rel == STM_REL_NSUBJ && !part ? 1.0f : 0.0f);
}

static void add_house(houses *all, uint32_t actor, float points)
{
    for (uint32_t i = 0; i < all->count; i++) {
        if (all->items[i].actor == actor) {
            all->items[i].points = points > all->items[i].points ? points : all->items[i].points;
            return;
        }
    }
    if (all->count < MAX_HOUSES) {
        all->items[all->count++] = (house){.actor = actor, .points = points};
    }
}

static bool organization(const stm_relation_work *w, uint32_t actor)
{
    return actor != STM_NONE && w->doc->actors.items[actor].named &&
        w->doc->actors.items[actor].type == STM_TYPE_ORGANIZATION;
}

static void collect(const stm_relation_work *w, uint32_t noun, houses *all)
{
    uint32_t sentence = stm_rw_token(w, noun)->sentence;
    for (uint32_t t = noun, words = 0; t-- > 0 && words < MAX_WORDS; words++) {
        if (sentence - stm_rw_token(w, t)->sentence > MAX_BACK) {
            break;
        }
        uint32_t actor = actor_at(w, t);
        if (organization(w, actor) && !source(w, t)) {
            add_house(all, actor, mention_points(w, noun, t));
        }
    }
    const stm_sentence *s = &w->doc->sentences.items[sentence];
    for (uint32_t t = noun + 1; all->count == 0 && t < s->token_first + s->token_count; t++) {
        if (stm_rw_token(w, t)->rel == STM_REL_NSUBJ && organization(w, actor_at(w, t))) {
            add_house(all, actor_at(w, t), 1.0f); /* "…", sagte Konzernchef X: Siemens habe … */
        }
    }
}

/* The office has an owner in its phrase, whether or not a row knows what to do with it. */
static bool owned(const stm_relation_work *w, uint32_t noun)
{
    static const char *const owners[] = {"von", "bei", "für", "in", "of", "at", "for", NULL};
    STM_CHILDREN (w->doc, noun, c) {
        const stm_token *k = stm_rw_token(w, c);
        stm_str marker = stm_rw_case(w, c);
        bool described = k->rel == STM_REL_NMOD && marker.len == 0 && c > noun &&
            !stm_str_is(k->deprel, "nmod:desc");
        if (described || ((k->rel == STM_REL_DET || k->rel == STM_REL_NMOD) && k->morph.poss)) {
            return true;
        }
        for (size_t i = 0; k->rel == STM_REL_NMOD && owners[i] != NULL; i++) {
            if (stm_str_is(marker, owners[i])) {
                return true;
            }
        }
        if (k->rel == STM_REL_AMOD && stm_rw_lemma_in(w, c, stm_fact_words_all.past_adjectives)) {
            return true;
        }
    }
    return false;
}

static bool office(stm_str relation)
{
    return stm_str_is(relation, "leads") || stm_str_is(relation, "ceo_of") ||
        stm_str_is(relation, "chairs") || stm_str_is(relation, "president_of") ||
        stm_str_is(relation, "works_for") || stm_str_is(relation, "founded");
}

static bool office_told(const stm_relation_work *w, uint32_t person)
{
    uint32_t count = w->doc->facts.count, first = count > MAX_OLD_FACTS ? count - MAX_OLD_FACTS : 0;
    for (uint32_t i = first; i < count; i++) {
        const stm_fact *f = &w->doc->facts.items[i];
        if (f->subject == person && office(f->relation)) {
            return true;
        }
    }
    return false;
}

/* Somebody with a name holds the office, and of nobody who does is the house told. */
static bool open_office(const stm_relation_work *w, const stm_frame *frame)
{
    bool open = false;
    for (uint32_t i = 0; i < frame->count; i++) {
        const stm_frame_slot *s = &frame->slots[i];
        if (s->kind != STM_SLOT_SELF || s->filler.token == frame->predicate) {
            continue;
        }
        uint32_t m = w->token_mention.items[s->filler.token];
        uint32_t person = m == STM_NONE ? STM_NONE : w->doc->mentions.items[m].actor;
        if (person == STM_NONE || !w->doc->actors.items[person].named ||
            w->doc->actors.items[person].type != STM_TYPE_PERSON || office_told(w, person)) {
            return false;
        }
        open = true;
    }
    return open;
}

uint32_t stm_rw_house(const stm_relation_work *w, const stm_frame *frame)
{
    houses all = {.count = 0};
    uint32_t best = STM_NONE;
    float first = 0, second = -1;
    if (!open_office(w, frame) || owned(w, frame->predicate)) {
        return STM_NONE;
    }
    collect(w, frame->predicate, &all);
    for (uint32_t i = 0; i < all.count; i++) {
        uint32_t often = w->doc->actors.items[all.items[i].actor].mention_count;
        float points = all.items[i].points + (float)(often > 6 ? 6 : often) * 0.4f;
        if (best == STM_NONE || points > first) {
            second = best == STM_NONE ? second : first;
            first = points;
            best = all.items[i].actor;
        } else if (points > second) {
            second = points;
        }
    }
    return best != STM_NONE && first - second >= 0.5f ? best : STM_NONE;
}
