/* Taking a description apart: article, noun and its kinds, owner, place, gender, number. Definite are
 * `der Konzern`, `this company`, `the 54-year-old`; not `ein Konzern`, `sein Chef`, `einer der Chefs`.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "names/names_phrase.h"

bool stm_phrase_is_definite(stm_str form)
{
    static const char *const words[] = {
        "der", "die", "das", "den", "dem", "des", "the", "this", "that", "these", "those"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (stm_str_eq_ascii_nocase(form, stm_str_of(words[i]))) {
            return true;
        }
    }
    return false;
}

static bool is_demonstrative(stm_str form)
{
    return stm_str_starts(form, STM_LIT("dies")) || stm_str_starts(form, STM_LIT("Dies")) ||
        stm_str_eq_ascii_nocase(form, STM_LIT("this")) ||
        stm_str_eq_ascii_nocase(form, STM_LIT("these"));
}

static bool is_one_of(const stm_work *work, uint32_t article)
{
    static const char *const ones[] = {"einer", "eine", "eines", "einem", "einen", "of"};
    if (article == 0 ||
        !stm_work_inside(work, stm_work_token(work, article)->sentence, article - 1)) {
        return false;
    }
    stm_str before = stm_work_token(work, article - 1)->form;
    for (size_t i = 0; i < sizeof ones / sizeof ones[0]; i++) {
        bool of = stm_str_is(before, "of") && article > 1 &&
            stm_str_eq_ascii_nocase(stm_work_token(work, article - 2)->form, STM_LIT("one"));
        if (i + 1 < sizeof ones / sizeof ones[0]
                ? stm_str_eq_ascii_nocase(before, stm_str_of(ones[i]))
                : of) {
            return true;
        }
    }
    return false;
}

/* Article or demonstrative of the phrase; false when there is none or a possessive. */
static bool find_article(const stm_work *work, stm_phrase *p)
{
    bool definite = false;
    STM_CHILDREN (work->doc, p->token, c) {
        const stm_token *t = stm_work_token(work, c);
        if (t->rel != STM_REL_DET && t->rel != STM_REL_NMOD) {
            continue;
        }
        bool possessive = t->sub == STM_SUB_POSS || t->morph.poss != 0 ||
            (stm_work_word(work, t->form).classes & STM_CLASS_BIT(STM_CLASS_POSSESSIVE)) != 0;
        if (t->rel == STM_REL_DET && possessive) {
            return false;
        }
        if (possessive && work->lang == STM_LANG_EN) {
            return false; /* its director, Musk's company */
        }
        if (t->rel == STM_REL_DET && is_one_of(work, c)) {
            return false; /* einer der Mitbegründer, one of the founders */
        }
        if (is_demonstrative(t->form)) {
            p->demonstrative = true;
            definite = true;
        }
        definite = definite || (t->rel == STM_REL_DET && stm_phrase_is_definite(t->form));
    }
    return definite;
}

/* Owner or restriction of the phrase: a genitive, `von`, `of`, a relative clause. Other
 * prepositions restrict nothing
 * (`den Hersteller im März`, `die Läuferin aus Marokko`). */
static void find_owner(const stm_work *work, stm_phrase *p)
{
    uint32_t owner = stm_work_owner(work, p->token);
    p->owner =
        owner == STM_NONE ? STM_NONE : stm_work_entity(work, work->units.items[owner].entity);
    STM_CHILDREN (work->doc, p->token, c) {
        const stm_token *t = stm_work_token(work, c);
        uint32_t marker = stm_doc_child(work->doc, c, STM_REL_CASE, STM_SUB_NONE);
        stm_str word = marker == STM_NONE ? STM_EMPTY : stm_work_token(work, marker)->form;
        bool of = marker == STM_NONE || stm_str_is(word, "von") || stm_str_is(word, "vom") ||
            stm_str_is(word, "of") || stm_str_is(word, "für") || stm_str_is(word, "for") ||
            stm_str_is(word, "'s") || stm_str_is(word, "’s");
        bool clause = t->rel == STM_REL_ACL && /* accuses the company of dumping: the verb's */
            stm_doc_child(work->doc, c, STM_REL_MARK, STM_SUB_NONE) == STM_NONE;
        p->owned = p->owned || (t->rel == STM_REL_NMOD && of) || clause;
        p->modified = p->modified || t->rel == STM_REL_AMOD || t->rel == STM_REL_COMPOUND;
    }
}

/* `der Franzose`, `die gebürtige Breslauerin`: a person by the place. */
static void find_inhabitant(const stm_work *work, stm_phrase *p)
{
    const stm_token *t = stm_work_token(work, p->token);
    const stm_known *known = stm_names_demonym(work->tables, t->lemma);
    known = known == NULL ? stm_names_demonym(work->tables, t->form) : known;
    stm_str form = t->form;
    bool inhabitant = known != NULL && stm_work_capital(form);
    for (int i = 0; i < 2 && known == NULL && p->kinds == 0 && work->lang != STM_LANG_EN &&
         t->upos == STM_NOUN;
         i++) {
        stm_str ending = i == 0 ? STM_LIT("erin") : STM_LIT("er");
        if (form.len > ending.len + 3 && stm_str_ends(form, ending)) {
            known = stm_names_known(work->tables, stm_str_sub(form, 0, form.len - ending.len));
            inhabitant = known != NULL && known->type == STM_TYPE_LOCATION;
            p->word.gender = i == 0 ? STM_GENDER_FEM : STM_GENDER_MASC;
        }
    }
    if (inhabitant) {
        p->place = known->id;
        p->kinds = p->kinds == 0 ? STM_CLASS_BIT(STM_CLASS_PERSON) : p->kinds;
    }
}

/* `the 54-year-old`, in one word or in five; not `the 54-year-old manager`. The article's place, or
 * STM_NONE. */
static uint32_t age_begin(const stm_work *work, uint32_t token)
{
    const stm_token *t = stm_work_token(work, token);
    if (work->lang != STM_LANG_EN || t->rel == STM_REL_AMOD || t->rel == STM_REL_COMPOUND) {
        return STM_NONE;
    }
    uint32_t back = stm_str_ends(t->form, STM_LIT("-year-old")) ? 1
        : stm_str_is(t->form, "old")                            ? 5
                                                                : 0;
    if (back == 0 || token < back || !stm_work_inside(work, t->sentence, token - back) ||
        (back == 5 && !stm_str_is(stm_work_token(work, token - 2)->form, "year"))) {
        return STM_NONE;
    }
    return stm_str_eq_ascii_nocase(stm_work_token(work, token - back)->form, STM_LIT("the"))
        ? token - back
        : STM_NONE;
}

/* `the start-up`: three words to the parser, whose article hangs anywhere. */
static uint32_t hyphen_begin(const stm_work *work, uint32_t token)
{
    const stm_token *t = stm_work_token(work, token);
    bool whole = stm_work_hyphened(work, token).len > 0 && token > 0 &&
        stm_work_inside(work, t->sentence, token - 1);
    bool definite = whole && stm_phrase_is_definite(stm_work_token(work, token - 1)->form);
    return definite ? token - 1 : STM_NONE;
}

bool stm_phrase_describe(stm_work *work, uint32_t token, stm_phrase *p)
{
    const stm_token *t = stm_work_token(work, token);
    uint32_t begin = 0;
    *p =
        (stm_phrase){.token = token, .sentence = t->sentence, .owner = STM_NONE, .place = STM_NONE};
    p->word = stm_work_noun(work, token, &begin);
    p->kinds = p->word.classes & STM_CLASS_ACTORS;
    p->begin = age_begin(work, token);
    if (p->begin != STM_NONE) {
        p->kinds = STM_CLASS_BIT(STM_CLASS_PERSON);
        p->stem = p->tail = stm_work_stem(work, t->form);
        return true;
    }
    p->begin = hyphen_begin(work, token);
    find_inhabitant(work, p);
    if (p->kinds == 0 || (p->begin == STM_NONE && !find_article(work, p))) {
        return false;
    }
    find_owner(work, p);
    uint8_t verb = work->lang == STM_LANG_EN
        ? 0
        : stm_work_verb_number(work, token); /* Unternehmen: one or many? */
    p->plural = verb != 0 ? verb == STM_NUMBER_PLUR : t->morph.number == STM_NUMBER_PLUR;
    uint32_t article = stm_doc_child(work->doc, token, STM_REL_DET, STM_SUB_NONE);
    uint8_t number = article == STM_NONE ? 0 : stm_work_token(work, article)->morph.number;
    p->plural = work->lang != STM_LANG_EN && number == STM_NUMBER_SING
        ? false
        : p->plural; /* dem Franzosen */
    bool bare = t->rel == STM_REL_NMOD &&
        stm_doc_child(work->doc, token, STM_REL_CASE, STM_SUB_NONE) == STM_NONE;
    if (work->lang != STM_LANG_EN && bare && p->word.gender == STM_GENDER_MASC &&
        article != STM_NONE && stm_str_is(stm_work_token(work, article)->form, "der")) {
        p->plural = true; /* die Hälfte der Mitarbeiter: a genitive of one man would be `des` */
    }
    stm_str lemma = begin == 0 && t->lemma.len > 0 ? t->lemma : t->form;
    stm_str whole = stm_work_hyphened(work, token);
    whole = whole.len > 0 ? whole : stm_work_two_words(work, token);
    lemma = whole.len > 0 ? whole : lemma;
    p->stem = stm_work_stem(work, lemma);
    p->tail = stm_work_stem(work, stm_str_sub(t->form, begin, t->form.len));
    p->gender = p->word.gender;
    if (p->gender == 0 || (p->gender & (p->gender - 1)) != 0) {
        p->gender = t->morph.gender;
        uint32_t det = stm_doc_child(work->doc, token, STM_REL_DET, STM_SUB_NONE);
        uint8_t said = det == STM_NONE ? 0 : stm_work_token(work, det)->morph.gender;
        p->gender = said != 0 ? said : p->gender;
    }
    uint32_t place = stm_work_place_beside(work, token);
    p->place = place != STM_NONE ? place : p->place;
    return true;
}

uint32_t stm_phrase_begin(const stm_work *work, const stm_phrase *p)
{
    uint32_t first = p->token;
    if (p->begin != STM_NONE) {
        return p->begin;
    }
    STM_CHILDREN (work->doc, p->token, c) {
        const stm_token *t = stm_work_token(work, c);
        bool front = t->rel == STM_REL_DET || t->rel == STM_REL_AMOD ||
            t->rel == STM_REL_COMPOUND || t->rel == STM_REL_NUMMOD;
        first = front && c < first ? c : first;
    }
    return first;
}
