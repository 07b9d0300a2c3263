/* Names that the finder left out: what the parser calls a proper noun, family names that are also common
 * nouns, what is a name elsewhere in the document, numbers behind names, firms with `&`.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "names/names_find.h"

#include "base/number.h"
#include "unicode/casing.h"

static uint8_t type_of_word(const stm_work *work, stm_range r)
{
    if (work->lexicon == NULL) {
        return STM_TYPE_OTHER;
    }
    uint32_t first = stm_lexicon_names(work->lexicon, stm_work_token(work, r.first)->form);
    uint32_t last = stm_lexicon_names(work->lexicon, stm_work_token(work, r.end - 1)->form);
    const uint32_t given = STM_LEX_FIRST_MALE | STM_LEX_FIRST_FEMALE;
    if (r.end - r.first > 1) {
        return (first & given) != 0 ? STM_TYPE_PERSON : STM_TYPE_OTHER;
    }
    if ((last & (STM_LEX_CITY | STM_LEX_COUNTRY)) != 0 &&
        (last & (given | STM_LEX_LAST | STM_LEX_ORG)) == 0) {
        return STM_TYPE_LOCATION;
    }
    return (last & STM_LEX_ORG) != 0 && (last & given) == 0 ? STM_TYPE_ORGANIZATION
                                                            : STM_TYPE_OTHER;
}

static bool starts_run(const stm_work *work, uint32_t i)
{
    const stm_token *t = stm_work_token(work, i);
    return t->upos == STM_PROPN && work->cover[i] == STM_NONE && stm_work_capital(t->form) &&
        !stm_find_is_never(work, i) && !stm_work_quote_mark(t->form);
}

/* The words hang on each other: `Marc Andreessen`, not `Trump Putin` in `gestern traf Trump Putin`.
 */
static bool hangs_on(const stm_work *work, stm_range r, uint32_t next)
{
    const stm_token *t = stm_work_token(work, next);
    if (t->head != STM_NONE && t->head >= r.first && t->head < r.end) {
        return t->rel == STM_REL_FLAT || t->rel == STM_REL_COMPOUND || t->rel == STM_REL_APPOS ||
            t->rel == STM_REL_NUMMOD;
    }
    for (uint32_t i = r.first; i < r.end; i++) {
        const stm_token *own = stm_work_token(work, i);
        if (own->head == next) {
            return own->rel == STM_REL_FLAT || own->rel == STM_REL_COMPOUND;
        }
    }
    return false;
}

/* A capitalised adjective inside a sentence that is no demonym belongs to the name behind it. */
static bool capital_adjective_before(const stm_work *work, uint32_t i)
{
    const stm_token *t = stm_work_token(work, i);
    if (i == 0 || !stm_work_inside(work, t->sentence, i - 1)) {
        return false;
    }
    const stm_token *a = stm_work_token(work, i - 1);
    return a->upos == STM_ADJ && work->cover[i - 1] == STM_NONE &&
        stm_casing_starts_upper(a->form) &&
        i - 1 > work->doc->sentences.items[t->sentence].token_first &&
        stm_names_demonym(work->tables, a->form) == NULL && !stm_find_is_never(work, i - 1);
}

/* `von Arthur Mensch gegründet`: a first name alone, and behind it a bare noun for which the clause has no place: not
 * subject, not object, no time. Counter-examples: `sah Peter Montag`, `gab Peter Geld aus` (object). */
static bool is_family_noun(const stm_work *work, uint32_t first, uint32_t next)
{
    static const char *const times[] = {"Anfang", "Mitte", "Ende"};
    const stm_token *t = stm_work_token(work, next);
    bool bare = t->upos == STM_NOUN && stm_work_capital(t->form) &&
        t->morph.number != STM_NUMBER_PLUR &&
        (t->rel == STM_REL_OBL || t->rel == STM_REL_APPOS || t->rel == STM_REL_FLAT ||
            (t->rel == STM_REL_NMOD && t->head == first)) &&
        !stm_find_is_never(work, next) && work->cover[next] == STM_NONE;
    STM_CHILDREN (work->doc, next, c) {
        bare = bare && stm_work_token(work, c)->rel == STM_REL_PUNCT;
    }
    for (size_t i = 0; i < sizeof times / sizeof times[0]; i++) {
        bare = bare && !stm_str_is(t->form, times[i]);
    }
    uint32_t begin = 0;
    return bare && stm_names_noun(work->tables, work->lang, t->form, &begin).classes == 0;
}

void stm_find_family_nouns(stm_work *work)
{
    uint32_t count = work->doc->mentions.count;
    for (uint32_t i = 0; i < count && work->lang != STM_LANG_EN; i++) {
        stm_mention m = work->doc->mentions.items[i];
        uint32_t next = m.token_first + 1;
        bool whole = m.kind == STM_MENTION_NAME && m.token_count == 1 &&
            (m.type == STM_TYPE_PERSON || m.type == STM_TYPE_OTHER) &&
            work->cover[m.token_first] == i && stm_work_inside(work, m.sentence, next);
        uint32_t names = work->lexicon == NULL || !whole
            ? 0
            : stm_lexicon_names(work->lexicon, stm_work_token(work, m.token_first)->form);
        if ((names & (STM_LEX_FIRST_MALE | STM_LEX_FIRST_FEMALE)) != 0 &&
            is_family_noun(work, m.token_first, next)) {
            stm_find_drop(work, i);
            stm_find_add(work, (stm_range){m.token_first, next + 1}, STM_TYPE_PERSON, 0.7f);
        }
    }
}

/* Proper nouns that the finder left out. */
void stm_find_proper(stm_work *work, uint32_t sentence)
{
    const stm_sentence *s = &work->doc->sentences.items[sentence];
    uint32_t stop = s->token_first + s->token_count;
    for (uint32_t i = s->token_first; i < stop; i++) {
        if (!starts_run(work, i)) {
            continue;
        }
        stm_range r = {i, i + 1};
        if (work->lang == STM_LANG_EN &&
            capital_adjective_before(work, i)) { /* her novel Quiet Water */
            r.first--;
        }
        bool common = stm_find_is_common(work, stm_work_token(work, i)->form, true);
        while (r.end < stop && !stm_find_is_owner_form(work, r.end - 1) &&
            starts_run(work, r.end) && hangs_on(work, r, r.end)) {
            common = common && stm_find_is_common(work, stm_work_token(work, r.end)->form, true);
            r.end++;
        }
        uint8_t type = type_of_word(work, r);
        while (r.first < r.end &&
            stm_find_trims_left(work, r, type == STM_TYPE_OTHER ? STM_TYPE_PERSON : type)) {
            r.first++;
        }
        bool initial = r.first == s->token_first;
        if (stm_find_is_name(work, r) &&
            !(common && (initial || work->lang != STM_LANG_EN))) { /* Siemens is a unit, too */
            stm_find_add(work, r, type, 0.5f);
        }
        i = r.end > i ? r.end - 1 : i;
    }
}

/* Names of several words, by their text: word sequences that were found as one name somewhere. */
static void collect_long(stm_work *work, stm_intern *longs)
{
    for (uint32_t i = 0; i < work->doc->mentions.count && !work->failed; i++) {
        const stm_mention *m = &work->doc->mentions.items[i];
        if (m->token_count > 1 && work->cover[m->token_first] == i &&
            !stm_find_is_owner_form(work, m->token_first)) {
            stm_range r = {m->token_first, m->token_first + m->token_count};
            work->failed = stm_intern_add(longs, stm_find_text(work, r)) == 0;
        }
    }
}

/* What was one name in one sentence is one name in all: `Elon Musk` where the tree took it apart.
 */
void stm_find_long_repeats(stm_work *work)
{
    stm_intern longs;
    stm_intern_init(&longs);
    collect_long(work, &longs);
    for (uint32_t i = 0; i < work->doc->tokens.count && longs.count > 0 && !work->failed; i++) {
        const stm_sentence *s = &work->doc->sentences.items[stm_work_token(work, i)->sentence];
        uint32_t stop = s->token_first + s->token_count;
        if (!stm_work_capital(stm_work_token(work, i)->form)) {
            continue;
        }
        for (uint32_t words = STM_TABLE_WORDS; words >= 2; words--) {
            stm_range r = {i, i + words};
            if (r.end > stop || !stm_find_holds_whole(work, r) ||
                (stm_work_token(work, r.end - 1)->flags & STM_TOKEN_MWT_REST) != 0) {
                continue; /* the 's of Deutsche Bank's shares the span of Bank */
            }
            stm_str text = stm_find_text(work, r);
            bool genitive = text.len > 3 && text.ptr[text.len - 1] == 's';
            bool named = stm_intern_find(&longs, text) != 0 ||
                (genitive && stm_intern_find(&longs, stm_str_sub(text, 0, text.len - 1)) != 0);
            if (!named) {
                continue;
            }
            uint8_t type = STM_TYPE_OTHER;
            float confidence = 0.5f;
            for (uint32_t k = r.first; k < r.end; k++) {
                if (work->cover[k] != STM_NONE) {
                    const stm_mention *old = &work->doc->mentions.items[work->cover[k]];
                    type = old->token_count == words ? old->type : type;
                    confidence = old->token_count == words ? old->confidence : confidence;
                    stm_find_drop(work, work->cover[k]);
                }
            }
            stm_find_add(work, r, type, confidence);
            i = r.end - 1;
            break;
        }
    }
    stm_intern_dispose(&longs);
}

/* A single word that is a name elsewhere in the document and no common noun here: the finder missed
 * it once. */
void stm_find_repeats(stm_work *work)
{
    for (uint32_t i = 0; i < work->doc->tokens.count; i++) {
        const stm_token *t = stm_work_token(work, i);
        bool word = t->upos == STM_NOUN || t->upos == STM_X || t->upos == STM_ADJ ||
            t->upos == STM_VERB || t->upos == STM_ADV;
        if (!word || work->cover[i] != STM_NONE || !stm_work_capital(t->form) ||
            stm_find_is_never(work, i)) {
            continue;
        }
        stm_str form = t->form;
        bool named = stm_intern_find(&work->forms, form) != 0;
        if (!named && form.len > 3 && form.ptr[form.len - 1] == 's') {
            named = stm_intern_find(&work->forms, stm_str_sub(form, 0, form.len - 1)) != 0;
        }
        if (named && !stm_find_is_common(work, form, false) &&
            stm_find_is_name(work, (stm_range){i, i + 1})) {
            stm_find_add(work, (stm_range){i, i + 1}, STM_TYPE_OTHER, 0.5f);
        }
    }
}

static bool has_digit_and_more(stm_str form)
{
    uint32_t digits = 0;
    for (uint32_t i = 0; i < form.len; i++) {
        char c = form.ptr[i];
        if (c == '.' || c == ',' || c == '%' || c == '-' || c == ':') {
            return false; /* numbers, dates, scores */
        }
        digits += c >= '0' && c <= '9' ? 1 : 0;
    }
    return digits > 0 && digits < form.len;
}

/* `der US-Konzern 89bio`, `die Firma 1&1`: no capital, but right behind the kind of house. Not `die Firma 2022`, `das
 * Werk 3b` (no house). */
void stm_find_numbered_houses(stm_work *work)
{
    for (uint32_t i = 1; i < work->doc->tokens.count && !work->failed; i++) {
        const stm_token *t = stm_work_token(work, i);
        uint32_t begin = 0;
        if (work->cover[i] != STM_NONE || !has_digit_and_more(t->form) ||
            (t->rel != STM_REL_APPOS && t->rel != STM_REL_FLAT) || t->head != i - 1 ||
            stm_work_token(work, i - 1)->upos != STM_NOUN) {
            continue;
        }
        uint64_t kind = stm_work_noun(work, i - 1, &begin).classes;
        if ((kind & STM_CLASS_BIT(STM_CLASS_COMPANY)) != 0) {
            stm_find_add(work, (stm_range){i, i + 1}, STM_TYPE_ORGANIZATION, 0.7f);
        }
    }
}

/* `Grok 3`, `Boeing 737`: a bare number right behind a name that hangs on it and counts nothing.
 * Not years, not before a noun (`Grok 3 Modelle`). */
void stm_find_numbers(stm_work *work)
{
    for (uint32_t i = 0; i < work->doc->mentions.count; i++) {
        stm_mention *m = &work->doc->mentions.items[i];
        uint32_t at = m->token_first + m->token_count;
        if (m->token_count == 0 || work->cover[m->token_first] != i ||
            !stm_work_inside(work, m->sentence, at) || work->cover[at] != STM_NONE ||
            m->type == STM_TYPE_PERSON || m->type == STM_TYPE_LOCATION) {
            continue;
        }
        const stm_token *t = stm_work_token(work, at);
        uint64_t value = 0;
        bool number =
            t->upos == STM_NUM && t->form.len <= 4 && stm_number_read_u64(t->form, &value);
        bool year = value >= 1900 && value <= 2100;
        bool hangs = t->head != STM_NONE && t->head >= m->token_first && t->head < at &&
            (t->rel == STM_REL_FLAT || t->rel == STM_REL_NUMMOD || t->rel == STM_REL_APPOS);
        bool counts = stm_work_inside(work, m->sentence, at + 1) &&
            stm_work_token(work, at + 1)->upos == STM_NOUN;
        bool next_to = stm_work_token(work, at - 1)->span.end < t->span.begin;
        if (number && !year && hangs && !counts && next_to &&
            stm_names_known(work->tables, stm_doc_slice(work->doc, m->span)) == NULL) {
            m->token_count++;
            m->span.end = t->span.end;
            work->cover[at] = i;
        }
    }
}

/* The adjective of a town in front of a club: `Hamburger SV`, `Berliner FC`. Not `der Hamburger Konzern`. */
static bool is_town_adjective(const stm_work *work, uint32_t i)
{
    const stm_token *t = stm_work_token(work, i);
    return stm_casing_starts_upper(t->form) && stm_str_ends(t->form, STM_LIT("er")) &&
        (t->upos == STM_ADJ || t->upos == STM_PROPN || t->upos == STM_NOUN);
}

void stm_find_clubs(stm_work *work)
{
    for (uint32_t i = 1; i < work->doc->tokens.count && !work->failed; i++) {
        const stm_token *t = stm_work_token(work, i);
        if (work->lang == STM_LANG_EN || !stm_casing_all_upper(t->form) ||
            (stm_work_word(work, t->form).classes & STM_CLASS_BIT(STM_CLASS_CLUB)) == 0 ||
            !stm_work_inside(work, t->sentence, i - 1) || !is_town_adjective(work, i - 1)) {
            continue;
        }
        stm_range r = {i - 1, i + 1};
        for (uint32_t k = r.first; k < r.end; k++) {
            uint32_t m = work->cover[k];
            if (m != STM_NONE) {
                const stm_mention *old = &work->doc->mentions.items[m];
                uint32_t end = old->token_first + old->token_count;
                r.end = end > r.end ? end : r.end;
                stm_find_drop(work, m);
            }
        }
        stm_find_add(work, r, STM_TYPE_ORGANIZATION, 0.8f);
    }
}

/* `Brighton & Hove Albion`, `Rothschild & Co`: the sign joins words of one name, never two names. */
void stm_find_ampersands(stm_work *work)
{
    for (uint32_t i = 1; i + 1 < work->doc->tokens.count && !work->failed; i++) {
        const stm_token *t = stm_work_token(work, i);
        if (!stm_str_is(t->form, "&") || work->cover[i] != STM_NONE ||
            !stm_work_inside(work, t->sentence, i - 1) ||
            !stm_work_inside(work, t->sentence, i + 1) ||
            !stm_work_capital(stm_work_token(work, i - 1)->form) ||
            !stm_work_capital(stm_work_token(work, i + 1)->form)) {
            continue;
        }
        stm_str right = stm_work_token(work, i + 1)->form;
        if (work->lang != STM_LANG_EN && stm_str_starts(right, STM_LIT("Co")) && right.len <= 3) {
            continue; /* "Siemens, Audi & Co.": and others like them */
        }
        stm_range r = {i - 1, i + 2};
        float confidence = 0.5f;
        for (int side = 0; side < 2; side++) {
            uint32_t m = work->cover[side == 0 ? i - 1 : i + 1];
            if (m != STM_NONE) {
                const stm_mention *old = &work->doc->mentions.items[m];
                r.first = side == 0 ? old->token_first : r.first;
                r.end = side == 1 ? old->token_first + old->token_count : r.end;
                confidence = old->confidence > confidence ? old->confidence : confidence;
                stm_find_drop(work, m);
            }
        }
        stm_find_add(work, r, STM_TYPE_ORGANIZATION, confidence);
    }
}
