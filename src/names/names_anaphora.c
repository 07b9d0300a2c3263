/* The walk through the document, left to right, in which names enter the list of what can be meant
 * and pronouns and descriptions find their actor in it. Nothing is looked up ahead: cataphora stays
 * open. SPDX-License-Identifier: GPL-2.0-or-later */
#include "names/names_work.h"

static void note(stm_work *work, uint32_t ref)
{
    if (ref != STM_NONE && work->refs.items[ref].entity != STM_NONE) {
        const stm_ref *r = &work->refs.items[ref];
        work->last_ref[r->entity] = ref;
        if (r->second != STM_NONE) {
            work->last_ref[r->second] = ref;
        }
    }
}

/* `A und B`: both together can be meant by sie, beide, die beiden Länder. */
static void add_pair(stm_work *work, uint32_t token, uint32_t entity)
{
    const stm_token *t = stm_work_token(work, token);
    if (t->rel != STM_REL_CONJ || t->head == STM_NONE || work->ref_at[t->head] == STM_NONE) {
        return;
    }
    stm_ref first = work->refs.items[work->ref_at[t->head]];
    if (first.entity == STM_NONE || first.entity == entity || first.second != STM_NONE) {
        return;
    }
    bool person = work->entities.items[first.entity].type == STM_TYPE_PERSON;
    if (person != (work->entities.items[entity].type == STM_TYPE_PERSON)) {
        return; /* das Verhältnis zwischen Altman und Microsoft. Sie …: hardly both */
    }
    uint32_t own = work->ref_at[token];
    uint32_t ref = stm_work_add_ref(work, token, first.entity, 0, STM_NUMBER_PLUR, false);
    if (ref != STM_NONE) {
        stm_ref *r = &work->refs.items[ref];
        const stm_entity *e = &work->entities.items[entity];
        r->second = entity;
        r->place = first.place;
        r->clause = first.clause;
        r->person = first.person && e->type == STM_TYPE_PERSON;
        r->thing = first.thing && e->type != STM_TYPE_PERSON;
        work->ref_at[token] = own; /* the token itself still means the second one alone */
    }
}

static void meet_name(stm_work *work, uint32_t token, uint32_t mention)
{
    const stm_unit *unit = &work->units.items[mention];
    uint32_t entity = stm_work_entity(work, unit->entity);
    if (entity == STM_NONE) {
        return;
    }
    const stm_entity *e = &work->entities.items[entity];
    uint8_t gender =
        unit->gender != 0 && e->type != STM_TYPE_PERSON ? unit->gender : stm_entity_gender(e);
    if (e->type != STM_TYPE_PERSON && unit->gender == 0 && e->known == NULL && gender != 0) {
        gender |=
            STM_GENDER_NEUT; /* Helikon, das …: a name without article, whatever its kind is */
    }
    gender = gender == 0 && e->type == STM_TYPE_LOCATION ? STM_GENDER_NEUT : gender;
    uint8_t number = e->plural > 0 && e->type != STM_TYPE_PERSON && unit->gender == 0 &&
            work->lang != STM_LANG_EN
        ? STM_NUMBER_PLUR
        : STM_NUMBER_SING;
    uint32_t ref = stm_work_add_ref(work, token, entity, gender, number, true);
    const stm_token *word = stm_work_token(work, token);
    bool hyphen = (word->flags & STM_TOKEN_SPACE_AFTER) == 0 &&
        stm_work_inside(work, word->sentence, token + 1) &&
        stm_str_is(stm_work_token(work, token + 1)->form, "-"); /* the Seattle-based chain */
    if (hyphen && ref != STM_NONE) {
        work->refs.items[ref].island = true;
    }
    if (work->units.items[mention].part && ref != STM_NONE) {
        work->refs.items[ref].place = STM_PLACE_NESTED;
        work->refs.items[ref].island = true;
        work->ref_at[token] = STM_NONE; /* OpenAI-CEO is not OpenAI */
    }
    note(work, ref);
    if (!unit->part) {
        add_pair(work, token, entity);
    }
}

/* A noun that is no actor stands in the way of pronouns all the same. */
static void meet_plain_noun(stm_work *work, uint32_t token)
{
    const stm_token *t = stm_work_token(work, token);
    uint32_t begin = 0;
    stm_word word = stm_work_noun(work, token, &begin);
    uint64_t kinds = word.classes & STM_CLASS_ACTORS;
    uint8_t gender = t->morph.gender;
    if (gender == 0 && work->lexicon != NULL && work->lang != STM_LANG_EN) {
        gender = (uint8_t)stm_lexicon_gender(work->lexicon, t->form);
    }
    uint32_t ref = stm_work_add_ref(work, token, STM_NONE, gender, t->morph.number, false);
    if (ref != STM_NONE) {
        bool people = (kinds & STM_CLASS_PERSONS) != 0;
        work->refs.items[ref].person = people;
        work->refs.items[ref].thing = !people && (kinds != 0 || work->lang != STM_LANG_EN);
        if (work->lang == STM_LANG_EN) {
            work->refs.items[ref].gender = people ? word.gender : STM_GENDER_NEUT;
        }
    }
}

static void meet(stm_work *work, uint32_t token)
{
    const stm_token *t = stm_work_token(work, token);
    uint32_t mention = work->cover[token];
    if (mention != STM_NONE) {
        if (work->doc->mentions.items[mention].head == token) {
            meet_name(work, token, mention);
        }
        return;
    }
    uint32_t ref = STM_NONE;
    bool noun = t->upos == STM_NOUN || t->upos == STM_PROPN || t->upos == STM_ADJ;
    if (work->apposed[token]) {
        ref = STM_NONE;
    } else if (t->upos == STM_PRON || t->upos == STM_DET) {
        ref = stm_names_pair_member(work, token);
        ref = ref == STM_NONE ? stm_names_pronoun(work, token) : ref;
    } else if (noun || t->upos == STM_NUM) {
        ref = stm_names_pair_member(work, token);
        ref = ref == STM_NONE && noun ? stm_names_description(work, token) : ref;
        ref = ref == STM_NONE && t->upos != STM_NOUN ? stm_names_pronoun(work, token)
                                                     : ref; /* beide as adjective */
        if (ref == STM_NONE && t->upos == STM_NOUN) {
            meet_plain_noun(work, token);
        }
    }
    note(work, ref);
    if (work->part_at[token] != STM_NONE) {
        uint32_t own = work->ref_at[token];
        meet_name(work, token, work->part_at[token]);
        work->ref_at[token] = own;
    }
}

void stm_names_anaphora(stm_work *work)
{
    for (uint32_t i = 0; i < work->doc->tokens.count && !work->failed; i++) {
        meet(work, i);
    }
}
