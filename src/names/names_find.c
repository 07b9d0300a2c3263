/* From the name finder's mentions to clean NAME mentions: titles and articles cut off, generic
 * nouns dropped, names of the identity table and proper nouns that the finder missed added, each
 * word in one name at most. `Präsident Donald Trump` tagged as a whole -> `Donald Trump`;
 * `Unternehmen`, `Montag`, `Tesla-Chef` are no names. Deliberately not here: parts of words
 * (names_parts.c), what belongs together (names_merge.c). SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "names/names_work.h"

#include "base/number.h"
#include "unicode/casing.h"

enum { TABLE_WORDS = 6 };

typedef struct range {
    uint32_t first, end;
} range;

static bool has_class(const stm_work *work, uint32_t token, uint64_t classes)
{
    return (stm_work_word(work, stm_work_token(work, token)->form).classes & classes) != 0;
}

static stm_span span_of(const stm_work *work, range r)
{
    return (stm_span){
        stm_work_token(work, r.first)->span.begin, stm_work_token(work, r.end - 1)->span.end};
}

/* Token of the range that hangs on something outside. */
static uint32_t head_of(const stm_work *work, range r)
{
    for (uint32_t i = r.first; i < r.end; i++) {
        uint32_t head = stm_work_token(work, i)->head;
        if (head == STM_NONE || head < r.first || head >= r.end) {
            return i;
        }
    }
    return r.first;
}

static void add_name(stm_work *work, range r, uint8_t type, float confidence)
{
    uint32_t m = stm_work_add_mention(work, r.first, r.end - r.first, head_of(work, r),
        span_of(work, r), type, STM_MENTION_NAME, confidence);
    for (uint32_t i = r.first; m != STM_NONE && i < r.end; i++) {
        work->cover[i] = m;
    }
}

/* "(S.91)", "Art.5", "p.12": where something stands, nobody's name. Not "U2", "A.P. Møller". */
static bool is_reference(stm_str form)
{
    uint32_t letters = 0, digits = 0;
    while (letters < form.len && form.ptr[letters] != '.') {
        letters++;
    }
    while (letters + 1 + digits < form.len && form.ptr[letters + 1 + digits] >= '0' &&
        form.ptr[letters + 1 + digits] <= '9') {
        digits++;
    }
    return letters > 0 && letters <= 4 && digits > 0 && letters + 1 + digits == form.len;
}

static bool is_never(const stm_work *work, uint32_t token)
{
    return has_class(work, token, STM_CLASS_BIT(STM_CLASS_NEVER)) ||
        is_reference(stm_work_token(work, token)->form);
}

/* `Londoner` of "Londoner Fonds Balderton": where it is from, in front of what it is and its name. */
static bool is_origin(const stm_work *work, range r)
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

static bool trims_left(const stm_work *work, range r, uint8_t type)
{
    const stm_token *t = stm_work_token(work, r.first);
    const uint64_t functional =
        STM_CLASS_BIT(STM_CLASS_ARTICLE) | STM_CLASS_BIT(STM_CLASS_POSSESSIVE);
    if (t->upos == STM_PUNCT || t->upos == STM_ADP || t->upos == STM_CCONJ || t->upos == STM_PART ||
        stm_work_quote_mark(t->form)) {
        return true;
    }
    if (has_class(work, r.first, functional) && t->upos != STM_PROPN) {
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
        has_class(work, r.first, title);
}

static bool trims_right(const stm_work *work, range r)
{
    const stm_token *t = stm_work_token(work, r.end - 1);
    bool mark = t->upos == STM_PUNCT && !has_class(work, r.end - 1, STM_CLASS_BIT(STM_CLASS_LEGAL));
    bool owner = stm_str_is(t->form, "'s") || stm_str_is(t->form, "’s") || stm_str_is(t->form, "'");
    return mark || owner || t->upos == STM_ADP || stm_work_quote_mark(t->form);
}

/* `Americans for Responsible Innovation (ARI)`: the name ends before the bracket. */
static range before_bracket(const stm_work *work, range r)
{
    for (uint32_t i = r.first + 1; i < r.end; i++) {
        stm_str form = stm_work_token(work, i)->form;
        if (stm_str_is(form, "(") || stm_str_is(form, ":") || stm_str_is(form, ";")) {
            r.end = i;
        }
    }
    return r;
}

/* Readings of the lexicon: a common word, and never a name? `sure`: only what a treebank showed; word lists hold rivers
 * and firms among their nouns (Werra, Siemens). */
static bool is_common(const stm_work *work, stm_str form, bool sure)
{
    stm_lex_analysis readings[STM_LEX_ANALYSES];
    uint32_t count = work->lexicon == NULL
        ? 0
        : stm_lexicon_find(work->lexicon, form, readings, STM_LEX_ANALYSES);
    bool common = false;
    for (uint32_t k = 0; k < count; k++) {
        if (readings[k].upos == STM_PROPN || readings[k].names != 0) {
            return false;
        }
        common =
            common || (readings[k].upos != STM_UPOS_NONE && (readings[k].treebank != 0 || !sure));
    }
    return common;
}

/* `Musks xAI`: a genitive in front of another name ends the run. */
static bool is_owner_form(const stm_work *work, uint32_t i)
{
    stm_str form = stm_work_token(work, i)->form;
    return work->lang != STM_LANG_EN && form.len > 3 && form.ptr[form.len - 1] == 's' &&
        stm_intern_find(&work->forms, stm_str_sub(form, 0, form.len - 1)) != 0;
}

/* `Voss der Rheinzeitung` is two things, `Ursula von der Leyen` one. */
static range before_article(const stm_work *work, range r)
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

/* A word that says what something is, not what it is called: `Unternehmen`, `Softwarekonzern`,
 * `Tesla-Chef`. */
static bool is_generic(const stm_work *work, range r)
{
    if (r.end - r.first != 1) {
        return false;
    }
    const stm_token *t = stm_work_token(work, r.first);
    uint32_t begin = 0;
    if (stm_names_known(work->tables, t->form) != NULL) {
        return false;
    }
    uint64_t classes = stm_work_noun(work, r.first, &begin).classes;
    if (classes == 0) {
        return false;
    }
    bool whole = begin == 0 || stm_str_find(t->form, STM_LIT("-")) < 0;
    uint32_t lexical = work->lexicon == NULL ? 0 : stm_lexicon_names(work->lexicon, t->form);
    if ((classes & STM_CLASS_PERSONS) != 0 && work->lang == STM_LANG_EN) {
        return (classes & STM_CLASS_BIT(STM_CLASS_ROLE)) != 0 ||
            (lexical & (STM_LEX_FIRST_MALE | STM_LEX_FIRST_FEMALE | STM_LEX_LAST)) ==
            0; /* Mayor; not Baker */
    }
    if ((classes & STM_CLASS_PERSONS) != 0 && begin > 0 && whole && (lexical & STM_LEX_LAST) != 0) {
        return false; /* Bergmann, Hartmann */
    }
    if ((classes & STM_CLASS_PERSONS) != 0) {
        return begin == 0 ? t->upos != STM_PROPN : t->upos == STM_NOUN || !whole;
    }
    const uint64_t company = STM_CLASS_BIT(STM_CLASS_COMPANY);
    return begin == 0 || (t->upos == STM_NOUN && whole && (classes & company) != 0);
}

/* `KI-Industrie`, `US-Bundesbedienstete`: common noun behind something that is no name of its own.
 * `MGX-Fonds` is one. */
static bool is_compound_of_words(const stm_work *work, range r)
{
    stm_str form = stm_work_token(work, r.first)->form;
    uint32_t at = form.len;
    while (at > 0 && form.ptr[at - 1] != '-') {
        at--;
    }
    if (r.end - r.first != 1 || at < 2 || at == form.len || work->lang == STM_LANG_EN ||
        stm_names_known(work->tables, form) != NULL) {
        return false;
    }
    stm_str front = stm_str_sub(form, 0, at - 1), last = stm_str_sub(form, at, form.len);
    bool never = (stm_work_word(work, front).classes & STM_CLASS_BIT(STM_CLASS_NEVER)) != 0;
    bool weak =
        never || is_common(work, front, false) || stm_names_known(work->tables, front) != NULL;
    uint32_t begin = 0;
    bool kind =
        (stm_names_noun(work->tables, work->lang, last, &begin).classes & STM_CLASS_ACTORS) != 0;
    stm_lex_compound parts;
    bool noun = is_common(work, last, false) || kind ||
        (work->lexicon != NULL && stm_lexicon_split(work->lexicon, last, &parts));
    bool named = stm_names_known(work->tables, last) != NULL ||
        (work->lexicon != NULL && stm_lexicon_names(work->lexicon, last) != 0) ||
        !stm_work_capital(last);
    bool long_word =
        last.len >= 6 && stm_work_token(work, r.first)->upos == STM_NOUN; /* Chip-Implantierung */
    return weak && !named && (noun || long_word);
}

static bool is_name(const stm_work *work, range r)
{
    bool capital = false, content = false;
    if (r.first >= r.end) {
        return false;
    }
    for (uint32_t i = r.first; i < r.end; i++) {
        const stm_token *t = stm_work_token(work, i);
        bool pronoun = t->upos == STM_PRON || t->upos == STM_DET || t->upos == STM_AUX;
        capital = capital || stm_work_capital(t->form);
        content = content ||
            (!pronoun && !is_never(work, i) && t->upos != STM_PUNCT && t->upos != STM_NUM &&
                t->upos != STM_SYM);
    }
    const stm_token *only = stm_work_token(work, r.first);
    if (r.end - r.first == 1 && only->upos == STM_ADJ &&
        stm_names_known(work->tables, only->form) == NULL &&
        (stm_names_demonym(work->tables, only->lemma) != NULL ||
            stm_names_demonym(work->tables, only->form) != NULL)) {
        return false; /* US-amerikanisch, French */
    }
    bool place_adjective = work->lang != STM_LANG_EN && only->upos == STM_ADJ &&
        only->rel == STM_REL_AMOD && stm_str_ends(only->form, STM_LIT("er"));
    if (r.end - r.first == 1 && place_adjective) {
        return false; /* der Stuttgarter Zulieferer */
    }
    const uint64_t legal = STM_CLASS_BIT(STM_CLASS_LEGAL);
    if (r.end - r.first == 1 && has_class(work, r.first, legal)) { /* OpenAI & Co */
        return false;
    }
    return capital && content && !is_never(work, r.end - 1) && !is_generic(work, r) &&
        !is_compound_of_words(work, r);
}

static bool is_free(const stm_work *work, range r)
{
    for (uint32_t i = r.first; i < r.end; i++) {
        if (work->cover[i] != STM_NONE) {
            return false;
        }
    }
    return true;
}

/* Words that are names or parts of names: the finder's, and what the parser calls proper nouns. */
static void count_forms(stm_work *work)
{
    for (uint32_t i = 0; i < work->doc->tokens.count && !work->failed; i++) {
        const stm_token *t = stm_work_token(work, i);
        if (work->cover[i] == STM_NONE && t->upos != STM_PROPN) {
            continue;
        }
        char small[STM_NAME_BYTES];
        small[0] = '\x01';
        uint32_t length = stm_casing_lower(t->form, small + 1, sizeof small - 1);
        work->failed = stm_intern_add(&work->forms, t->form) == 0 ||
            (length > 0 && stm_intern_add(&work->forms, (stm_str){small, length + 1}) == 0);
    }
}

/* Small words that stand inside names: `Americans for Responsible Innovation`, `Ludwig van
 * Beethoven`. */
static bool is_particle(stm_str form)
{
    static const char *const words[] = {"von", "zu", "zum", "zur", "für", "der", "die", "das",
        "des", "dem", "den", "und", "am", "im", "in", "an", "de", "la", "le", "du", "di", "da",
        "del", "van", "of", "the", "for", "and", "on", "y", "al", "el", "bin", "e", "i", "ter",
        "ten", "auf", "über", "to", "at"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (stm_str_is(form, words[i])) {
            return true;
        }
    }
    return false;
}

/* Text of the range without an English genitive, whose words share one span: `Saudi Arabia's`. */
static stm_str text_of(const stm_work *work, range r)
{
    stm_str text = stm_doc_slice(work->doc, span_of(work, r));
    bool one = (stm_work_token(work, r.end - 1)->flags & STM_TOKEN_MWT_FIRST) != 0;
    if (one && stm_str_ends(text, STM_LIT("'s"))) {
        return stm_str_sub(text, 0, text.len - 2);
    }
    return one && stm_str_ends(text, STM_LIT("\xe2\x80\x99s")) ? stm_str_sub(text, 0, text.len - 4)
                                                               : text;
}

/* `Germany's Daimler Truck`: a place owns no part of a name; `Moody's Investors Service` is one. */
static bool is_place_owner(const stm_work *work, range r, uint32_t i)
{
    const stm_token *t = stm_work_token(work, i), *next = stm_work_token(work, i + 1);
    bool owner = stm_str_is(next->form, "'s") || stm_str_is(next->form, "\xe2\x80\x99s");
    if (!owner || i + 2 >= r.end || t->sub != STM_SUB_POSS) {
        return false;
    }
    range place = {r.first, i + 1};
    const stm_known *known = stm_names_known(work->tables, text_of(work, place));
    uint32_t lexical = work->lexicon == NULL ? 0 : stm_lexicon_names(work->lexicon, t->form);
    return (known != NULL && known->type == STM_TYPE_LOCATION) || (lexical & STM_LEX_COUNTRY) != 0;
}

/* Where a range that the finder took as one name falls apart: sentence marks, `bzw.`, a genitive in
 * front of another name (`Elon Musks xAI`, but not `Elons Musks`). Returns the end of the first
 * piece. */
static uint32_t piece_end(const stm_work *work, range r)
{
    for (uint32_t i = r.first; i + 1 < r.end; i++) {
        const stm_token *t = stm_work_token(work, i), *next = stm_work_token(work, i + 1);
        bool mark = stm_str_is(next->form, ".") || stm_str_is(next->form, ";") ||
            stm_str_is(next->form, ":");
        bool small = !stm_work_capital(next->form) && !is_particle(next->form) &&
            next->upos != STM_PUNCT && next->upos != STM_NUM && next->upos != STM_X &&
            next->upos != STM_PROPN && next->upos != STM_PART;
        bool owner =
            is_owner_form(work, i) && stm_work_capital(next->form) && !is_owner_form(work, i + 1);
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

static void take_piece(stm_work *work, range r, const stm_mention *found)
{
    while (r.first < r.end && trims_left(work, r, found->type)) {
        r.first++;
    }
    while (r.first < r.end && trims_right(work, r)) {
        r.end--;
    }
    if (is_name(work, r) && is_free(work, r)) {
        add_name(work, r, found->type, found->confidence > 0 ? found->confidence : 0.8f);
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
    range r = {found->token_first, found->token_first + found->token_count};
    uint32_t stop = s->token_first + s->token_count;
    r.end = r.end < stop ? r.end : stop;
    r = before_bracket(work, r);
    r = found->type == STM_TYPE_PERSON ? before_article(work, r) : r;
    while (r.first < r.end) {
        r.first += stm_str_is(stm_work_token(work, r.first)->form, "of") ? 1 : 0;
        if (r.first == r.end) {
            break;
        }
        range piece = {r.first, piece_end(work, r)};
        take_piece(work, piece, found);
        r.first = piece.end;
    }
}

static void drop(stm_work *work, uint32_t mention)
{
    stm_mention *m = &work->doc->mentions.items[mention];
    for (uint32_t i = m->token_first; i < m->token_first + m->token_count; i++) {
        work->cover[i] = STM_NONE;
    }
    m->token_count = 0; /* swept at the end */
}

/* True when every name in the range lies wholly inside it. */
static bool holds_whole(const stm_work *work, range r)
{
    for (uint32_t i = r.first; i < r.end; i++) {
        if (work->cover[i] != STM_NONE) {
            const stm_mention *m = &work->doc->mentions.items[work->cover[i]];
            if (m->token_first < r.first || m->token_first + m->token_count > r.end) {
                return false;
            }
        }
    }
    return true;
}

static const stm_known *known_at(const stm_work *work, range r, bool *genitive)
{
    stm_str text = text_of(work, r);
    const stm_known *known = stm_names_known(work->tables, text);
    *genitive = false;
    if (known == NULL && text.len > 4 && text.ptr[text.len - 1] == 's') {
        known = stm_names_known(work->tables, stm_str_sub(text, 0, text.len - 1));
        *genitive = known != NULL;
    }
    return known;
}

static bool could_be_known(const stm_work *work, range r)
{
    const stm_token *t = stm_work_token(work, r.first);
    if (!stm_casing_starts_upper(t->form)) {
        return false;
    }
    if (r.end - r.first > 1) {
        return stm_work_capital(stm_work_token(work, r.end - 1)->form);
    }
    return t->upos == STM_PROPN || (t->upos == STM_NOUN && work->lang != STM_LANG_EN) ||
        t->upos == STM_X;
}

/* `hunderte Male` is no capital: a common noun, so tagged, that is also a place. */
static bool is_homograph(const stm_work *work, range r, const stm_known *known)
{
    stm_lex_analysis readings[STM_LEX_ANALYSES];
    const stm_token *t = stm_work_token(work, r.first);
    if (r.end - r.first != 1 || t->upos != STM_NOUN || known->type != STM_TYPE_LOCATION ||
        work->lexicon == NULL) {
        return false;
    }
    uint32_t count = stm_lexicon_exact(work->lexicon, t->form, readings, STM_LEX_ANALYSES);
    for (uint32_t k = 0; k < count; k++) {
        if (readings[k].upos == STM_NOUN) {
            return true;
        }
    }
    return false;
}

static void take_known(stm_work *work, uint32_t sentence)
{
    const stm_sentence *s = &work->doc->sentences.items[sentence];
    uint32_t stop = s->token_first + s->token_count;
    for (uint32_t i = s->token_first; i < stop; i++) {
        for (uint32_t words = TABLE_WORDS; words >= 1; words--) {
            range r = {i, i + words};
            bool genitive = false;
            if (r.end > stop || !could_be_known(work, r) || !holds_whole(work, r)) {
                continue;
            }
            const stm_known *known = known_at(work, r, &genitive);
            if (known == NULL || is_homograph(work, r, known)) {
                continue;
            }
            for (uint32_t k = r.first; k < r.end; k++) {
                if (work->cover[k] != STM_NONE) {
                    drop(work, work->cover[k]);
                }
            }
            add_name(work, r, known->type, 0.95f);
            break;
        }
    }
}

static uint8_t type_of_word(const stm_work *work, range r)
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
        !is_never(work, i) && !stm_work_quote_mark(t->form);
}

/* The words hang on each other: `Marc Andreessen`, not `Trump Putin` in `gestern traf Trump Putin`.
 */
static bool hangs_on(const stm_work *work, range r, uint32_t next)
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
        stm_names_demonym(work->tables, a->form) == NULL && !is_never(work, i - 1);
}

/* Proper nouns that the finder left out. */
static void take_proper(stm_work *work, uint32_t sentence)
{
    const stm_sentence *s = &work->doc->sentences.items[sentence];
    uint32_t stop = s->token_first + s->token_count;
    for (uint32_t i = s->token_first; i < stop; i++) {
        if (!starts_run(work, i)) {
            continue;
        }
        range r = {i, i + 1};
        if (work->lang == STM_LANG_EN &&
            capital_adjective_before(work, i)) { /* her novel Quiet Water */
            r.first--;
        }
        bool common = is_common(work, stm_work_token(work, i)->form, true);
        while (r.end < stop && !is_owner_form(work, r.end - 1) && starts_run(work, r.end) &&
            hangs_on(work, r, r.end)) {
            common = common && is_common(work, stm_work_token(work, r.end)->form, true);
            r.end++;
        }
        uint8_t type = type_of_word(work, r);
        while (r.first < r.end &&
            trims_left(work, r, type == STM_TYPE_OTHER ? STM_TYPE_PERSON : type)) {
            r.first++;
        }
        bool initial = r.first == s->token_first;
        if (is_name(work, r) &&
            !(common && (initial || work->lang != STM_LANG_EN))) { /* Siemens is a unit, too */
            add_name(work, r, type, 0.5f);
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
            !is_owner_form(work, m->token_first)) {
            range r = {m->token_first, m->token_first + m->token_count};
            work->failed = stm_intern_add(longs, text_of(work, r)) == 0;
        }
    }
}

/* What was one name in one sentence is one name in all: `Elon Musk` where the tree took it apart.
 */
static void take_long_repeats(stm_work *work)
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
        for (uint32_t words = TABLE_WORDS; words >= 2; words--) {
            range r = {i, i + words};
            if (r.end > stop || !holds_whole(work, r) ||
                (stm_work_token(work, r.end - 1)->flags & STM_TOKEN_MWT_REST) != 0) {
                continue; /* the 's of Deutsche Bank's shares the span of Bank */
            }
            stm_str text = text_of(work, r);
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
                    drop(work, work->cover[k]);
                }
            }
            add_name(work, r, type, confidence);
            i = r.end - 1;
            break;
        }
    }
    stm_intern_dispose(&longs);
}

/* A single word that is a name elsewhere in the document and no common noun here: the finder missed
 * it once. */
static void take_repeats(stm_work *work)
{
    for (uint32_t i = 0; i < work->doc->tokens.count; i++) {
        const stm_token *t = stm_work_token(work, i);
        bool word = t->upos == STM_NOUN || t->upos == STM_X || t->upos == STM_ADJ ||
            t->upos == STM_VERB || t->upos == STM_ADV;
        if (!word || work->cover[i] != STM_NONE || !stm_work_capital(t->form) ||
            is_never(work, i)) {
            continue;
        }
        stm_str form = t->form;
        bool named = stm_intern_find(&work->forms, form) != 0;
        if (!named && form.len > 3 && form.ptr[form.len - 1] == 's') {
            named = stm_intern_find(&work->forms, stm_str_sub(form, 0, form.len - 1)) != 0;
        }
        if (named && !is_common(work, form, false) && is_name(work, (range){i, i + 1})) {
            add_name(work, (range){i, i + 1}, STM_TYPE_OTHER, 0.5f);
        }
    }
}

/* `Grok 3`, `Boeing 737`: a bare number right behind a name that hangs on it and counts nothing.
 * Not years, not before a noun (`Grok 3 Modelle`). */
static void take_numbers(stm_work *work)
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

/* `Brighton & Hove Albion`, `Rothschild & Co`: the sign joins words of one name, never two names. */
static void join_ampersands(stm_work *work)
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
        range r = {i - 1, i + 2};
        float confidence = 0.5f;
        for (int side = 0; side < 2; side++) {
            uint32_t m = work->cover[side == 0 ? i - 1 : i + 1];
            if (m != STM_NONE) {
                const stm_mention *old = &work->doc->mentions.items[m];
                r.first = side == 0 ? old->token_first : r.first;
                r.end = side == 1 ? old->token_first + old->token_count : r.end;
                confidence = old->confidence > confidence ? old->confidence : confidence;
                drop(work, m);
            }
        }
        add_name(work, r, STM_TYPE_ORGANIZATION, confidence);
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
    count_forms(work);
    for (uint32_t i = 0; i < count; i++) {
        if (!doc->sentences.items[found[i].sentence].foreign) {
            take_finder(work, &found[i]);
        }
    }
    count_forms(work);
    for (uint32_t s = 0; s < doc->sentences.count; s++) {
        take_known(work, s);
        if (!doc->sentences.items[s].foreign) {
            take_proper(work, s);
        }
    }
    stm_names_find_more(work);
    count_forms(work);
    stm_names_part_forms(work);
    take_long_repeats(work);
    take_repeats(work);
    take_numbers(work);
    join_ampersands(work);
    sweep(work);
}
