/* What is done to names once all of them are found: family names that are words, further words that belong to a name,
 * agencies in datelines. `Bruch, 55, wechselt` after Christian Bruch -> a name; `Elbe Tankers` -> one name; `PARIS (AP) -` ->
 * Paris alone. Deliberately not here: finding (names_find.c, names_find_proper.c). SPDX-License-Identifier: GPL-2.0-or-later */
#include "names/names_find.h"

/* The last word of a person's full name. */
static bool is_family_name(const stm_work *work, stm_str form)
{
    for (uint32_t i = 0; i < work->doc->mentions.count; i++) {
        const stm_mention *m = &work->doc->mentions.items[i];
        if (m->token_count > 1 && m->type == STM_TYPE_PERSON &&
            stm_str_eq(stm_work_token(work, m->token_first + m->token_count - 1)->form, form)) {
            return true;
        }
    }
    return false;
}

/* "Bruch, 55, wechselt": a singular subject without an article is no common noun in German. */
static bool is_bare_subject(const stm_work *work, uint32_t i)
{
    const stm_token *t = stm_work_token(work, i);
    bool bare = work->lang == STM_LANG_DE && t->upos == STM_NOUN && t->rel == STM_REL_NSUBJ &&
        t->morph.number != STM_NUMBER_PLUR && work->cover[i] == STM_NONE &&
        stm_work_capital(t->form);
    STM_CHILDREN (work->doc, i, c) {
        uint8_t rel = stm_work_token(work, c)->rel;
        bare = bare && rel != STM_REL_DET && rel != STM_REL_AMOD && rel != STM_REL_NMOD &&
            rel != STM_REL_NUMMOD;
    }
    return bare;
}

static void take_family_names(stm_work *work)
{
    for (uint32_t i = 0; i < work->doc->tokens.count && !work->failed; i++) {
        if (is_bare_subject(work, i) && is_family_name(work, stm_work_token(work, i)->form) &&
            !stm_find_is_never(work, i)) {
            stm_find_add(work, (stm_range){i, i + 1}, STM_TYPE_PERSON, 0.5f);
        }
    }
}

/* Last word of "van den Berg" that the tree hangs on the name in front of `at`; STM_NONE when it is no such thing. */
static uint32_t behind_particles(const stm_work *work, const stm_mention *m, uint32_t at)
{
    for (uint32_t t = at; t < at + 3 && stm_work_inside(work, m->sentence, t); t++) {
        const stm_token *k = stm_work_token(work, t);
        uint32_t other = work->cover[t]; /* "Berg" may have become a name of its own */
        bool own = k->rel == STM_REL_FLAT && k->head >= m->token_first && k->head < at &&
            (other == STM_NONE || work->doc->mentions.items[other].token_count == 1);
        if (!own || (t > at && stm_work_capital(k->form))) {
            return own && t > at ? t : STM_NONE;
        }
        if (!stm_find_is_particle(k->form)) {
            return STM_NONE;
        }
    }
    return STM_NONE;
}

/* `Elbe Tankers`: what the tree calls a further part of the name belongs to it, whatever its tag. */
static void take_flat(stm_work *work)
{
    for (uint32_t i = 0; i < work->doc->mentions.count; i++) {
        stm_mention *m = &work->doc->mentions.items[i];
        uint32_t at = m->token_first + m->token_count;
        if (m->token_count == 0 || work->cover[m->token_first] != i ||
            m->type == STM_TYPE_LOCATION || !stm_work_inside(work, m->sentence, at) ||
            work->cover[at] != STM_NONE) {
            continue;
        }
        uint32_t last = behind_particles(work, m, at);
        for (; last != STM_NONE && at <= last; at++) { /* Lars van den Berg */
            if (work->cover[at] != STM_NONE) {
                stm_find_drop(work, work->cover[at]);
            }
            m->token_count++;
            m->span.end = stm_work_token(work, at)->span.end;
            work->cover[at] = i;
        }
        if (last != STM_NONE) {
            continue;
        }
        const stm_token *t = stm_work_token(work, at);
        bool word = t->upos == STM_NOUN || t->upos == STM_PROPN || t->upos == STM_X;
        bool part = word && t->rel == STM_REL_FLAT && t->head >= m->token_first && t->head < at &&
            stm_work_capital(t->form) && !stm_find_is_never(work, at) &&
            stm_work_token(work, at - 1)->span.end < t->span.begin;
        if (part && stm_names_known(work->tables, stm_doc_slice(work->doc, m->span)) == NULL) {
            m->token_count++;
            m->span.end = t->span.end;
            work->cover[at] = i;
        }
    }
}

/* `Universität Göttingen`, `Staatsanwaltschaft Wiesbaden`: a kind of house of which a town has one, and the town. */
static void take_houses(stm_work *work)
{
    const uint64_t houses = STM_CLASS_BIT(STM_CLASS_SCHOOL) | STM_CLASS_BIT(STM_CLASS_BODY);
    uint32_t count = work->doc->mentions.count;
    for (uint32_t i = 0; i < count && work->lang == STM_LANG_DE; i++) {
        stm_mention *m = &work->doc->mentions.items[i];
        uint32_t at = m->token_first, begin = 0;
        if (m->token_count == 0 || work->cover[at] != i || at == 0 ||
            !stm_work_inside(work, m->sentence, at - 1) || work->cover[at - 1] != STM_NONE ||
            m->span.end < stm_work_token(work, at + m->token_count - 1)->span.end) {
            continue;
        }
        const stm_token *kind = stm_work_token(work, at - 1), *town = stm_work_token(work, m->head);
        uint32_t lexical = work->lexicon == NULL ? 0 : stm_lexicon_names(work->lexicon, town->form);
        bool place = m->type == STM_TYPE_LOCATION || (lexical & STM_LEX_CITY) != 0;
        bool house = kind->upos == STM_NOUN && kind->morph.number != STM_NUMBER_PLUR &&
            stm_str_eq(kind->form, kind->lemma) &&
            (stm_work_noun(work, at - 1, &begin).classes & houses) != 0 &&
            (stm_work_noun(work, at - 1, &begin).classes & STM_CLASS_BIT(STM_CLASS_COURT)) == 0 &&
            town->head == at - 1;
        if (place && house) {
            stm_range r = {at - 1, at + m->token_count};
            stm_find_drop(work, i);
            stm_find_add(work, r, STM_TYPE_ORGANIZATION, 0.7f);
        }
    }
}

static bool is_dash(stm_str form)
{
    return stm_str_is(form, "-") || stm_str_is(form, "--") || stm_str_is(form, "\xe2\x80\x93") ||
        stm_str_is(form, "\xe2\x80\x94");
}

/* `PARIS (AP) -`: who reports is nobody of whom the text tells. */
static void drop_agencies(stm_work *work)
{
    enum { DATELINE_WORDS = 20 };
    for (uint32_t i = 0; i < work->doc->mentions.count; i++) {
        const stm_mention *m = &work->doc->mentions.items[i];
        const stm_sentence *s = &work->doc->sentences.items[m->sentence];
        uint32_t end = s->token_first + s->token_count;
        bool open = false;
        for (uint32_t t = s->token_first; m->token_count > 0 && t < m->token_first; t++) {
            open = open || stm_str_is(stm_work_token(work, t)->form, "(");
        }
        if (open && s->token_count <= DATELINE_WORDS &&
            is_dash(stm_work_token(work, end - 1)->form)) {
            stm_find_drop(work, i);
        }
    }
}

void stm_find_last(stm_work *work)
{
    take_family_names(work);
    take_flat(work);
    take_houses(work);
    drop_agencies(work);
}
