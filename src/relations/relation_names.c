/* Finds the table rows of a word: German nouns as they stand, without case endings, as feminine, and by the last part
 * of a compound (Konzernchefin -> *chef); adjectives to places; participles to infinitives.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "relations/relation_work.h"

static const stm_trigger *exact(const stm_relation_work *w, stm_trigger_kind kind, stm_str word)
{
    return word.len == 0 ? NULL : stm_vocabulary_find(w->vocabulary, w->doc->lang, kind, word);
}

/* Rows marked * whose word ends the given one; the longest wins. Rows are written in lower case there. */
static const stm_trigger *by_suffix(
    const stm_relation_work *w, stm_trigger_kind kind, stm_str word, uint32_t *rest_out)
{
    stm_str lower = stm_rw_lower(w, word);
    for (uint32_t i = 0; i + 3 <= lower.len; i++) {
        if (((unsigned char)lower.ptr[i] & 0xC0) == 0x80) {
            continue; /* inside a character */
        }
        const stm_trigger *t = exact(w, kind, stm_str_sub(lower, i, lower.len));
        for (; t != NULL; t = stm_trigger_next(w->vocabulary, t)) {
            if (t->suffix) {
                *rest_out = i;
                return t;
            }
        }
    }
    return NULL;
}

/* The word with an ending taken off, or empty. */
static stm_str without(stm_str word, const char *ending)
{
    stm_str e = stm_str_of(ending);
    return stm_str_ends(word, e) && word.len > e.len + 3 ? stm_str_sub(word, 0, word.len - e.len)
                                                         : STM_EMPTY;
}

static const stm_trigger *try_word(
    const stm_relation_work *w, stm_trigger_kind kind, stm_str word, uint32_t *rest_out)
{
    const stm_trigger *t = exact(w, kind, word);
    *rest_out = 0;
    return t != NULL ? t : by_suffix(w, kind, word, rest_out);
}

static const stm_trigger *look_up(
    const stm_relation_work *w, stm_trigger_kind kind, uint32_t token, uint32_t *rest_out)
{
    static const char *const endings_de[] = {"in", "innen", "s", "es", "n", "en", "e", "er"};
    static const char *const endings_en[] = {"s", "es"};
    const stm_token *k = stm_rw_token(w, token);
    uint32_t rest = 0;
    const stm_trigger *t = try_word(w, kind, k->form, &rest);
    if (t == NULL) {
        t = try_word(w, kind, k->lemma, &rest);
    }
    bool german = w->doc->lang == STM_LANG_DE;
    bool name = k->upos == STM_PROPN &&
        (kind == STM_TRIGGER_CLASS ||
            stm_doc_child(w->doc, token, STM_REL_FLAT, STM_SUB_NONE) !=
                STM_NONE);               /* Bill Gates is no bill */
    if (t == NULL && !german && !name) { /* President */
        t = try_word(w, kind, stm_rw_lower(w, k->form), &rest);
        t = t != NULL ? t : try_word(w, kind, stm_rw_lower(w, k->lemma), &rest);
    }
    const char *const *endings = german ? endings_de : endings_en;
    size_t count = german ? sizeof endings_de / sizeof endings_de[0]
                          : sizeof endings_en / sizeof endings_en[0];
    for (size_t i = 0; t == NULL && i < count && (german || !name); i++) {
        t = try_word(
            w, kind, without(german ? k->form : stm_rw_lower(w, k->form), endings[i]), &rest);
    }
    *rest_out = rest;
    return t;
}

const stm_trigger *stm_rw_noun(
    const stm_relation_work *w, stm_trigger_kind kind, uint32_t token, uint32_t *rest_out)
{
    int slot = kind == STM_TRIGGER_NOUN ? 0 : kind == STM_TRIGGER_ADJ ? 1 : 2;
    stm_noun_row *row = &w->nouns[(size_t)token * STM_RW_NOUN_KINDS + (size_t)slot];
    if (!row->known) {
        row->row = look_up(w, kind, token, &row->rest);
        row->known = true;
    }
    if (rest_out != NULL) {
        *rest_out = row->rest;
    }
    return row->row;
}

bool stm_rw_plural(const stm_relation_work *w, uint32_t t)
{
    const stm_token *k = stm_rw_token(w, t);
    if (k->morph.number == STM_NUMBER_PLUR) {
        return true;
    }
    uint32_t det = stm_doc_child(w->doc, t, STM_REL_DET, STM_SUB_NONE);
    return det != STM_NONE && stm_rw_token(w, det)->morph.number == STM_NUMBER_PLUR;
}

stm_str stm_rw_dictionary_form(const stm_relation_work *w, uint32_t t)
{
    static const char *const endings[] = {"", "n", "en", "s", "es", "innen"};
    stm_str form = stm_rw_token(w, t)->form;
    uint32_t rest = 0;
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
        stm_str word = i == 0 ? form : without(form, endings[i]);
        for (int kind = STM_TRIGGER_NOUN; kind <= STM_TRIGGER_CLASS; kind++) {
            if (word.len > 0 && kind != STM_TRIGGER_ADJ &&
                try_word(w, (stm_trigger_kind)kind, word, &rest) != NULL) {
                return word;
            }
        }
    }
    return STM_EMPTY;
}

stm_str stm_rw_place_word(const stm_relation_work *w, stm_str word)
{
    const stm_trigger *t = exact(w, STM_TRIGGER_PLACE, word);
    return t == NULL ? STM_EMPTY : t->relation;
}

/* Indeclinable adjectives of towns: Heidelberger, Pariser; -inger comes from -ingen (Göttinger). */
static stm_str town_of(const stm_relation_work *w, stm_str form)
{
    if (form.len < 6 || form.ptr[0] < 'A' || form.ptr[0] > 'Z' ||
        !stm_str_ends(form, STM_LIT("er"))) {
        return STM_EMPTY;
    }
    stm_str stem = stm_str_sub(form, 0, form.len - 2);
    if (stm_str_ends(form, STM_LIT("inger"))) {
        stm_str name = stm_arena_print(&w->doc->arena, "%.*sen", STM_ARG(stem));
        return name.ptr == NULL ? STM_EMPTY : name;
    }
    return stem;
}

stm_str stm_rw_place_of(const stm_relation_work *w, uint32_t t)
{
    static const char *const endings[] = {"e", "en", "er", "es", "em", "n", "in"};
    const stm_token *k = stm_rw_token(w, t);
    stm_str place = stm_rw_place_word(w, k->form);
    if (place.len == 0) {
        place = stm_rw_place_word(w, k->lemma);
    }
    for (size_t i = 0; place.len == 0 && i < sizeof endings / sizeof endings[0]; i++) {
        stm_str cut = without(k->form, endings[i]);
        place = cut.len == 0 ? STM_EMPTY : stm_rw_place_word(w, cut);
    }
    if (place.len == 0 && w->doc->lang == STM_LANG_DE &&
        (k->upos == STM_ADJ || k->upos == STM_PROPN) && k->rel == STM_REL_AMOD) {
        place = town_of(w, k->form);
    }
    return place;
}

uint16_t stm_rw_class_types(const stm_relation_work *w, uint32_t t)
{
    const stm_trigger *row = stm_rw_noun(w, STM_TRIGGER_CLASS, t, NULL);
    return row == NULL ? 0 : row->subject_types;
}

/* "genommen" -> "nehmen" by the table of irregular participles; prefixes stay ("übernommen" -> "übernehmen"). */
static stm_str irregular(const stm_relation_work *w, stm_str form)
{
    for (uint32_t i = 0; i + 4 <= form.len; i++) {
        const stm_trigger *t = exact(w, STM_TRIGGER_PART, stm_str_sub(form, i, form.len));
        if (t == NULL) {
            continue;
        }
        stm_str s =
            stm_arena_print(&w->doc->arena, "%.*s%.*s", (int)i, form.ptr, STM_ARG(t->relation));
        if (s.ptr != NULL && exact(w, STM_TRIGGER_VERB, s) != NULL) {
            return s;
        }
    }
    return STM_EMPTY;
}

/* gegründet -> gründen, unterstützt -> unterstützen, aufgekauft -> aufkaufen: tries each place for ge. */
static stm_str regular(const stm_relation_work *w, stm_str form)
{
    if (form.len < 5 || form.ptr[form.len - 1] != 't') {
        return STM_EMPTY;
    }
    stm_str stem = stm_str_sub(form, 0, form.len - 1);
    stm_str short_stem =
        form.ptr[form.len - 2] == 'e' ? stm_str_sub(form, 0, form.len - 2) : STM_EMPTY;
    for (uint32_t i = 0; i + 3 < stem.len; i++) {
        bool ge = stem.ptr[i] == 'g' && stem.ptr[i + 1] == 'e';
        if (!ge && i > 0) {
            continue;
        }
        uint32_t skip = ge ? 2u : 0u;
        stm_str stems[2] = {stem, short_stem};
        for (int k = 0; k < 2; k++) {
            static const char *const endings[] = {"en", "n"};
            for (int e = 0; e < 2 && stems[k].len > i + skip; e++) {
                stm_str s = stm_arena_print(&w->doc->arena, "%.*s%.*s%s", (int)i, form.ptr,
                    (int)(stems[k].len - i - skip), stems[k].ptr + i + skip, endings[e]);
                if (s.ptr != NULL && exact(w, STM_TRIGGER_VERB, s) != NULL) {
                    return s;
                }
            }
        }
    }
    return STM_EMPTY;
}

stm_str stm_rw_infinitive(const stm_relation_work *w, stm_str participle)
{
    static const char *const endings[] = {"", "e", "en", "er", "es", "em"};
    stm_str lower = stm_rw_lower(w, participle);
    if (w->doc->lang != STM_LANG_DE) {
        return STM_EMPTY;
    }
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
        stm_str form = i == 0 ? lower : without(lower, endings[i]);
        stm_str found = form.len < 5 ? STM_EMPTY : irregular(w, form);
        if (found.len == 0 && form.len >= 5) {
            found = regular(w, form);
        }
        if (found.len > 0) {
            return found;
        }
    }
    return STM_EMPTY;
}
