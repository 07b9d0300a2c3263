/* Is a range of words a name, a common word, a kind? `Unternehmen`, `Montag`, `Tesla-Chef`, `(S.91)` are
 * none; and the small operations on ranges. SPDX-License-Identifier: GPL-2.0-or-later */
#include "names/names_find.h"

#include "unicode/casing.h"

bool stm_find_has_class(const stm_work *work, uint32_t token, uint64_t classes)
{
    return (stm_work_word(work, stm_work_token(work, token)->form).classes & classes) != 0;
}

stm_span stm_find_span(const stm_work *work, stm_range r)
{
    return (stm_span){
        stm_work_token(work, r.first)->span.begin, stm_work_token(work, r.end - 1)->span.end};
}

/* Token of the range that hangs on something outside. */
static uint32_t head_of(const stm_work *work, stm_range r)
{
    for (uint32_t i = r.first; i < r.end; i++) {
        uint32_t head = stm_work_token(work, i)->head;
        if (head == STM_NONE || head < r.first || head >= r.end) {
            return i;
        }
    }
    return r.first;
}

void stm_find_add(stm_work *work, stm_range r, uint8_t type, float confidence)
{
    uint32_t m = stm_work_add_mention(work, r.first, r.end - r.first, head_of(work, r),
        stm_find_span(work, r), type, STM_MENTION_NAME, confidence);
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

bool stm_find_is_never(const stm_work *work, uint32_t token)
{
    return stm_find_has_class(work, token, STM_CLASS_BIT(STM_CLASS_NEVER)) ||
        is_reference(stm_work_token(work, token)->form);
}

/* Readings of the lexicon: a common word, and never a name? `sure`: only what a treebank showed; word lists hold rivers
 * and firms among their nouns (Werra, Siemens). */
bool stm_find_is_common(const stm_work *work, stm_str form, bool sure)
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
bool stm_find_is_owner_form(const stm_work *work, uint32_t i)
{
    stm_str form = stm_work_token(work, i)->form;
    return work->lang != STM_LANG_EN && form.len > 3 && form.ptr[form.len - 1] == 's' &&
        stm_intern_find(&work->forms, stm_str_sub(form, 0, form.len - 1)) != 0;
}

/* A word that says what something is, not what it is called: `Unternehmen`, `Softwarekonzern`,
 * `Tesla-Chef`. */
static bool is_generic(const stm_work *work, stm_range r)
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
static bool is_compound_of_words(const stm_work *work, stm_range r)
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
    bool weak = never || stm_find_is_common(work, front, false) ||
        stm_names_known(work->tables, front) != NULL;
    uint32_t begin = 0;
    bool kind =
        (stm_names_noun(work->tables, work->lang, last, &begin).classes & STM_CLASS_ACTORS) != 0;
    stm_lex_compound parts;
    bool noun = stm_find_is_common(work, last, false) || kind ||
        (work->lexicon != NULL && stm_lexicon_split(work->lexicon, last, &parts));
    bool named = stm_names_known(work->tables, last) != NULL ||
        (work->lexicon != NULL && stm_lexicon_names(work->lexicon, last) != 0) ||
        !stm_work_capital(last);
    bool long_word =
        last.len >= 6 && stm_work_token(work, r.first)->upos == STM_NOUN; /* Chip-Implantierung */
    return weak && !named && (noun || long_word);
}

bool stm_find_is_name(const stm_work *work, stm_range r)
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
            (!pronoun && !stm_find_is_never(work, i) && t->upos != STM_PUNCT &&
                t->upos != STM_NUM && t->upos != STM_SYM);
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
    if (r.end - r.first == 1 && stm_find_has_class(work, r.first, legal)) { /* OpenAI & Co */
        return false;
    }
    return capital && content && !stm_find_is_never(work, r.end - 1) && !is_generic(work, r) &&
        !is_compound_of_words(work, r);
}

bool stm_find_is_free(const stm_work *work, stm_range r)
{
    for (uint32_t i = r.first; i < r.end; i++) {
        if (work->cover[i] != STM_NONE) {
            return false;
        }
    }
    return true;
}

/* Words that are names or parts of names: the finder's, and what the parser calls proper nouns. */
void stm_find_count_forms(stm_work *work)
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
bool stm_find_is_particle(stm_str form)
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

void stm_find_drop(stm_work *work, uint32_t mention)
{
    stm_mention *m = &work->doc->mentions.items[mention];
    for (uint32_t i = m->token_first; i < m->token_first + m->token_count; i++) {
        work->cover[i] = STM_NONE;
    }
    m->token_count = 0; /* swept at the end */
}
