/* From the name finder's mentions to clean NAME mentions: titles and articles cut off, generic
 * nouns dropped, names of the identity table and proper nouns that the finder missed added
 * (names_find_*.c), each word in one name at most. `Präsident Donald Trump` tagged as a whole ->
 * `Donald Trump`. Deliberately not here: parts of words (names_parts.c), what belongs together
 * (names_merge.c). SPDX-License-Identifier: GPL-2.0-or-later */
#include "names/names_find.h"

#include "unicode/casing.h"

/* `Londoner` of "Londoner Fonds Balderton": where it is from, in front of what it is and its name. */
static bool is_origin(const stm_work *work, stm_range r)
{
    const stm_token *t = stm_work_token(work, r.first);
    uint32_t begin = 0;
    if (r.end - r.first < 3 || work->lang == STM_LANG_EN || !stm_str_ends(t->form, STM_LIT("er"))) {
        return false;
    }
    const stm_token *kind = stm_work_token(work, r.first + 1);
    return kind->upos == STM_NOUN &&
        kind->span.end < stm_work_token(work, r.first + 2)->span.begin &&
        (stm_work_noun(work, r.first + 1, &begin).classes & STM_CLASS_ACTORS) != 0 &&
        work->cover[r.first + 1] == STM_NONE;
}

bool stm_find_trims_left(const stm_work *work, stm_range r, uint8_t type)
{
    const stm_token *t = stm_work_token(work, r.first);
    const uint64_t functional =
        STM_CLASS_BIT(STM_CLASS_ARTICLE) | STM_CLASS_BIT(STM_CLASS_POSSESSIVE);
    if (t->upos == STM_PUNCT || t->upos == STM_ADP || t->upos == STM_CCONJ || t->upos == STM_PART ||
        stm_work_quote_mark(t->form)) {
        return true;
    }
    if (stm_find_has_class(work, r.first, functional) && t->upos != STM_PROPN) {
        return true;
    }
    if (is_origin(work, r)) {
        return true;
    }
    uint32_t begin = 0;
    const uint64_t companies = STM_CLASS_BIT(STM_CLASS_COMPANY) | STM_CLASS_PERSONS;
    bool initial = r.first == work->doc->sentences.items[t->sentence].token_first;
    bool several =
        work->lang == STM_LANG_EN && t->morph.number == STM_NUMBER_PLUR; /* Workers United */
    if (r.end - r.first >= 2 && (t->upos == STM_NOUN || initial) && !several &&
        work->cover[r.first] == STM_NONE) { /* Carmaker Wexford Motors */
        uint64_t kinds = stm_work_noun(work, r.first, &begin).classes & STM_CLASS_ACTORS;
        if (kinds != 0 && (kinds & ~companies) == 0) {
            return true;
        }
    }
    if (r.end - r.first < 2 || type != STM_TYPE_PERSON) {
        return false;
    }
    uint64_t title = STM_CLASS_PERSONS | STM_CLASS_BIT(STM_CLASS_TITLE);
    bool known_first = stm_work_first_gender(work, t->form) != 0;
    return (!known_first &&
               (stm_work_noun(work, r.first, &begin).classes & STM_CLASS_PERSONS) != 0) ||
        stm_find_has_class(work, r.first, title);
}

static bool trims_right(const stm_work *work, stm_range r)
{
    const stm_token *t = stm_work_token(work, r.end - 1);
    bool mark = t->upos == STM_PUNCT &&
        !stm_find_has_class(work, r.end - 1, STM_CLASS_BIT(STM_CLASS_LEGAL));
    bool owner = stm_str_is(t->form, "'s") || stm_str_is(t->form, "’s") || stm_str_is(t->form, "'");
    return mark || owner || t->upos == STM_ADP || stm_work_quote_mark(t->form);
}

/* `Americans for Responsible Innovation (ARI)`: the name ends before the bracket. */
static stm_range before_bracket(const stm_work *work, stm_range r)
{
    for (uint32_t i = r.first + 1; i < r.end; i++) {
        stm_str form = stm_work_token(work, i)->form;
        if (stm_str_is(form, "(") || stm_str_is(form, ":") || stm_str_is(form, ";")) {
            r.end = i;
        }
    }
    return r;
}

/* `Voss der Rheinzeitung` is two things, `Ursula von der Leyen` one. */
static stm_range before_article(const stm_work *work, stm_range r)
{
    static const char *const articles[] = {"der", "die", "das", "dem", "den"};
    for (uint32_t i = r.first + 1; i + 1 < r.end && work->lang != STM_LANG_EN; i++) {
        stm_str before = stm_work_token(work, i - 1)->form;
        bool particle = stm_str_eq_ascii_nocase(before, STM_LIT("von")) ||
            stm_str_eq_ascii_nocase(before, STM_LIT("van")) ||
            stm_str_eq_ascii_nocase(before, STM_LIT("zu"));
        for (size_t k = 0; k < sizeof articles / sizeof articles[0]; k++) {
            if (!particle && stm_str_is(stm_work_token(work, i)->form, articles[k])) {
                r.end = i;
            }
        }
    }
    return r;
}

/* Text of the range without an English genitive, whose words share one span: `Saudi Arabia's`. */
stm_str stm_find_text(const stm_work *work, stm_range r)
{
    stm_str text = stm_doc_slice(work->doc, stm_find_span(work, r));
    bool one = (stm_work_token(work, r.end - 1)->flags & STM_TOKEN_MWT_FIRST) != 0;
    if (one && stm_str_ends(text, STM_LIT("'s"))) {
        return stm_str_sub(text, 0, text.len - 2);
    }
    return one && stm_str_ends(text, STM_LIT("\xe2\x80\x99s")) ? stm_str_sub(text, 0, text.len - 4)
                                                               : text;
}

/* `Germany's Daimler Truck`: a place owns no part of a name; `Moody's Investors Service` is one. */
static bool is_place_owner(const stm_work *work, stm_range r, uint32_t i)
{
    const stm_token *t = stm_work_token(work, i), *next = stm_work_token(work, i + 1);
    bool owner = stm_str_is(next->form, "'s") || stm_str_is(next->form, "\xe2\x80\x99s");
    if (!owner || i + 2 >= r.end || t->sub != STM_SUB_POSS) {
        return false;
    }
    stm_range place = {r.first, i + 1};
    const stm_known *known = stm_names_known(work->tables, stm_find_text(work, place));
    uint32_t lexical = work->lexicon == NULL ? 0 : stm_lexicon_names(work->lexicon, t->form);
    return (known != NULL && known->type == STM_TYPE_LOCATION) || (lexical & STM_LEX_COUNTRY) != 0;
}

/* Where a range that the finder took as one name falls apart: sentence marks, `bzw.`, a genitive in
 * front of another name (`Elon Musks xAI`, but not `Elons Musks`). Returns the end of the first
 * piece. */
static uint32_t piece_end(const stm_work *work, stm_range r)
{
    for (uint32_t i = r.first; i + 1 < r.end; i++) {
        const stm_token *t = stm_work_token(work, i), *next = stm_work_token(work, i + 1);
        bool mark = stm_str_is(next->form, ".") || stm_str_is(next->form, ";") ||
            stm_str_is(next->form, ":");
        bool small = !stm_work_capital(next->form) && !stm_find_is_particle(next->form) &&
            next->upos != STM_PUNCT && next->upos != STM_NUM && next->upos != STM_X &&
            next->upos != STM_PROPN && next->upos != STM_PART;
        bool owner = stm_find_is_owner_form(work, i) && stm_work_capital(next->form) &&
            !stm_find_is_owner_form(work, i + 1);
        small = small ||
            (stm_str_is(next->form, "an") && work->lang != STM_LANG_EN && i + 2 < r.end &&
                stm_work_capital(
                    stm_work_token(work, i + 2)->form)); /* verkauft Lacke an Carlyle */
        if (mark || small || stm_work_of_place(work, i + 1) || owner ||
            is_place_owner(work, r, i) ||
            (t->form.len > 3 && stm_str_ends(t->form, STM_LIT(".")) && i > r.first)) {
            return i + 1;
        }
    }
    return r.end;
}

static void take_piece(stm_work *work, stm_range r, const stm_mention *found)
{
    while (r.first < r.end && stm_find_trims_left(work, r, found->type)) {
        r.first++;
    }
    while (r.first < r.end && trims_right(work, r)) {
        r.end--;
    }
    if (stm_find_is_name(work, r) && stm_find_is_free(work, r)) {
        stm_find_add(work, r, found->type, found->confidence > 0 ? found->confidence : 0.8f);
    }
}

static void take_finder(stm_work *work, const stm_mention *found)
{
    if (found->kind != STM_MENTION_NAME || found->type == STM_TYPE_MONEY ||
        found->type == STM_TYPE_DATE || found->token_count == 0 ||
        found->token_first >= work->doc->tokens.count) {
        return;
    }
    const stm_sentence *s =
        &work->doc->sentences.items[stm_work_token(work, found->token_first)->sentence];
    stm_range r = {found->token_first, found->token_first + found->token_count};
    uint32_t stop = s->token_first + s->token_count;
    r.end = r.end < stop ? r.end : stop;
    r = before_bracket(work, r);
    r = found->type == STM_TYPE_PERSON ? before_article(work, r) : r;
    while (r.first < r.end) {
        r.first += stm_str_is(stm_work_token(work, r.first)->form, "of") ? 1 : 0;
        if (r.first == r.end) {
            break;
        }
        stm_range piece = {r.first, piece_end(work, r)};
        take_piece(work, piece, found);
        r.first = piece.end;
    }
}

static void sweep(stm_work *work)
{
    uint32_t to = 0;
    for (uint32_t i = 0; i < work->doc->mentions.count; i++) {
        stm_mention *m = &work->doc->mentions.items[i];
        if (m->token_count == 0) {
            continue;
        }
        for (uint32_t k = m->token_first; k < m->token_first + m->token_count; k++) {
            work->cover[k] = to;
        }
        work->doc->mentions.items[to++] = *m;
    }
    work->doc->mentions.count = to;
}

void stm_names_find(stm_work *work)
{
    stm_doc *doc = work->doc;
    uint32_t count = doc->mentions.count;
    stm_mention *found = stm_arena_array(&work->arena, count, sizeof *found);
    if (found == NULL) {
        work->failed = true;
        return;
    }
    if (count > 0) {
        memcpy(found, doc->mentions.items, count * sizeof *found);
    }
    stm_vec_clear(&doc->mentions);
    stm_find_count_forms(work);
    for (uint32_t i = 0; i < count; i++) {
        if (!doc->sentences.items[found[i].sentence].foreign) {
            take_finder(work, &found[i]);
        }
    }
    stm_find_count_forms(work);
    for (uint32_t s = 0; s < doc->sentences.count; s++) {
        stm_find_known(work, s);
        if (!doc->sentences.items[s].foreign) {
            stm_find_proper(work, s);
        }
    }
    stm_names_find_more(work);
    stm_find_count_forms(work);
    stm_names_part_forms(work);
    stm_find_family_nouns(work);
    stm_find_long_repeats(work);
    stm_find_repeats(work);
    stm_find_clubs(work);
    stm_find_numbered_houses(work);
    stm_find_numbers(work);
    stm_find_ampersands(work);
    stm_find_last(work);
    sweep(work);
}
