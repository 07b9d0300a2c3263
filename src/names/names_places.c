/* Where somebody is at home, as words beside nouns tell it: `der französische Konzern`, `the Dutch
 * chipmaker`, `der Münchner Autobauer`, `the Cologne-based insurer`. A city agrees with its country,
 * two cities of one country do not agree. SPDX-License-Identifier: GPL-2.0-or-later */
#include "names/names_work.h"

static const stm_known *place_named(const stm_work *work, stm_str name)
{
    const stm_known *known = stm_names_known(work->tables, name);
    return known != NULL && known->type == STM_TYPE_LOCATION ? known : NULL;
}

/* `Kölner` of Köln, `Bremer` of Bremen, `Münchner` of München, `Hannoveraner` of Hannover. */
static const stm_known *city_adjective(const stm_work *work, stm_str form)
{
    static const struct {
        const char *ending, *back;
    } rules[] = {{"er", ""}, {"er", "en"}, {"ner", "en"}, {"aner", ""}, {"er", "e"}};
    char buffer[STM_NAME_BYTES];
    const stm_known *found = NULL;
    for (size_t i = 0; i < sizeof rules / sizeof rules[0] && found == NULL; i++) {
        stm_str ending = stm_str_of(rules[i].ending), back = stm_str_of(rules[i].back);
        if (form.len < ending.len + 3 || form.len + back.len > sizeof buffer ||
            !stm_str_ends(form, ending)) {
            continue;
        }
        uint32_t stem = form.len - ending.len;
        memcpy(buffer, form.ptr, stem);
        memcpy(buffer + stem, back.ptr, back.len);
        found = place_named(work, (stm_str){buffer, stem + back.len});
    }
    return found;
}

static const stm_known *place_of_word(const stm_work *work, uint32_t token)
{
    const stm_token *t = stm_work_token(work, token);
    const stm_known *known = stm_names_demonym(work->tables, t->lemma.len > 0 ? t->lemma : t->form);
    known = known == NULL ? stm_names_demonym(work->tables, t->form) : known;
    if (known == NULL && work->lang != STM_LANG_EN && stm_work_capital(t->form)) {
        known = city_adjective(work, t->form);
    }
    return known;
}

/* `Cologne-based`, `New York-based`: in one word or in three. */
static const stm_known *based_in(const stm_work *work, uint32_t token)
{
    const stm_token *t = stm_work_token(work, token);
    stm_str based = STM_LIT("-based");
    if (t->form.len > based.len && stm_str_ends(t->form, based)) {
        return place_named(work, stm_str_sub(t->form, 0, t->form.len - based.len));
    }
    if (!stm_str_is(t->form, "based") || token < 2 ||
        !stm_work_inside(work, t->sentence, token - 2) ||
        !stm_str_is(stm_work_token(work, token - 1)->form, "-")) {
        return NULL;
    }
    const stm_known *known = place_named(work, stm_work_token(work, token - 2)->form);
    if (known == NULL && token > 2 && stm_work_inside(work, t->sentence, token - 3)) {
        stm_span first = stm_work_token(work, token - 3)->span,
                 last = stm_work_token(work, token - 2)->span;
        known = place_named(work, stm_doc_slice(work->doc, (stm_span){first.begin, last.end}));
    }
    return known;
}

uint32_t stm_work_place_beside(const stm_work *work, uint32_t noun)
{
    STM_CHILDREN (work->doc, noun, c) {
        uint8_t rel = stm_work_token(work, c)->rel;
        if (rel == STM_REL_AMOD || rel == STM_REL_COMPOUND || rel == STM_REL_NMOD) {
            const stm_known *known = rel == STM_REL_NMOD ? NULL : place_of_word(work, c);
            known = known == NULL && c < noun ? based_in(work, c) : known;
            if (known != NULL) {
                return known->id;
            }
        }
    }
    return STM_NONE;
}

/* Is `outer` the place itself, or what it lies in? */
static bool lies_in(const stm_work *work, const stm_known *place, const stm_known *outer)
{
    for (int steps = 0; steps < 4 && place != NULL; steps++) {
        if (place->id == outer->id) {
            return true;
        }
        place = place->within.len == 0 ? NULL : stm_names_known(work->tables, place->within);
    }
    return false;
}

stm_places stm_work_places(const stm_work *work, uint32_t a, uint32_t b)
{
    const stm_known *x = stm_names_known_number(work->tables, a),
                    *y = stm_names_known_number(work->tables, b);
    if (x == NULL || y == NULL) {
        return STM_PLACES_UNKNOWN;
    }
    return lies_in(work, x, y) || lies_in(work, y, x) ? STM_PLACES_AGREE : STM_PLACES_DIFFER;
}

uint32_t stm_work_home(const stm_work *work, const stm_entity *e)
{
    const stm_known *home = e->known == NULL || e->known->within.len == 0
        ? NULL
        : stm_names_known(work->tables, e->known->within);
    return home == NULL ? STM_NONE : home->id;
}
