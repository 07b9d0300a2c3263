/* What the text says about its actors: titles (`Präsident Donald Trump`), kinds beside the name
 * (`das Start-up xAI`), appositions (`Sam Altman, der Chef von OpenAI`), predicates (`Colossus ist
 * ein Supercomputer`), legal forms, first names and the identity table. Each gives votes for the
 * type, the kind and the gender, and is remembered, so that a later `der OpenAI-Chef` or `das
 * Start-up` finds its actor. Counter-examples: `der Chef Teslas` (a genitive is no apposition),
 * `Trump ist kein Politiker`. SPDX-License-Identifier: GPL-2.0-or-later */
#include "names/names_work.h"
#include "unicode/casing.h"

static const float VOTE_SAID = 1.5f, VOTE_TABLE = 20.0f, VOTE_FIRST_NAME = 0.5f,
                   VOTE_FULL_NAME = 1.0f, VOTE_LEGAL = 3.0f;

/* Owner given in front of a hyphen, or as dependent: genitive, von/of, English compound or
 * possessive. */
uint32_t stm_work_owner(const stm_work *work, uint32_t noun)
{
    if (work->part_at[noun] != STM_NONE) {
        return work->part_at[noun];
    }
    STM_CHILDREN (work->doc, noun, c) {
        const stm_token *t = stm_work_token(work, c);
        bool nested = t->rel == STM_REL_NMOD || t->rel == STM_REL_COMPOUND ||
            t->rel == STM_REL_DET || t->rel == STM_REL_AMOD;
        if (!nested || work->cover[c] == STM_NONE) {
            continue;
        }
        uint32_t marker = stm_doc_child(work->doc, c, STM_REL_CASE, STM_SUB_NONE);
        stm_str word = marker == STM_NONE ? STM_EMPTY : stm_work_token(work, marker)->form;
        bool of = word.len == 0 || stm_str_is(word, "von") || stm_str_is(word, "of") ||
            stm_str_is(word, "bei") || stm_str_is(word, "at") || stm_str_is(word, "'s") ||
            stm_str_is(word, "’s") || stm_str_is(word, "vom") || stm_str_is(word, "beim") ||
            stm_str_is(word, "'");
        if (of) {
            return work->cover[c];
        }
    }
    /* English: the name right in front, whatever the tree says: `Meta chief`, `OpenAI chief
     * executive` */
    uint32_t at = noun, sentence = stm_work_token(work, noun)->sentence;
    while (work->lang == STM_LANG_EN && at > 0 && stm_work_inside(work, sentence, at - 1)) {
        uint32_t begin = 0;
        at--;
        if (work->cover[at] != STM_NONE) {
            return work->cover[at];
        }
        if ((stm_work_noun(work, at, &begin).classes & STM_CLASS_BIT(STM_CLASS_ROLE)) == 0) {
            break;
        }
    }
    return STM_NONE;
}

static void vote_types(stm_entity *e, uint64_t classes, float weight)
{
    uint32_t types = stm_class_types(classes);
    uint32_t count = 0;
    for (uint32_t t = 0; t < STM_VOTE_TYPES; t++) {
        count += (types >> t) & 1;
    }
    for (uint32_t t = 0; t < STM_VOTE_TYPES && count > 0; t++) {
        e->votes[t] += ((types >> t) & 1) != 0 ? weight / (float)count : 0;
    }
}

static void vote_gender(stm_entity *e, uint8_t gender, uint8_t number, float weight)
{
    e->masculine += (gender & STM_GENDER_MASC) != 0 ? weight : 0;
    e->feminine += (gender & STM_GENDER_FEM) != 0 ? weight : 0;
    e->neuter += (gender & STM_GENDER_NEUT) != 0 ? weight : 0;
    e->plural += number == STM_NUMBER_PLUR ? weight : 0;
}

/* Grammatical gender of a noun phrase: the table's noun, else article and features. */
static uint8_t noun_gender(const stm_work *work, uint32_t noun, stm_word word)
{
    const stm_token *t = stm_work_token(work, noun);
    uint8_t gender = word.gender;
    if ((gender & (gender - 1)) != 0 || gender == 0) { /* several or none */
        uint8_t said = t->morph.gender;
        uint32_t det = stm_doc_child(work->doc, noun, STM_REL_DET, STM_SUB_NONE);
        said = said == 0 && det != STM_NONE ? stm_work_token(work, det)->morph.gender : said;
        gender = said == 0         ? gender
            : gender == 0          ? said
            : (gender & said) != 0 ? gender & said
                                   : gender;
    }
    return gender;
}

static bool one_gender(uint8_t gender)
{
    return gender != 0 && (gender & (gender - 1)) == 0;
}

/* Who leads what: the owner of a mayor is a city, of a coach a team, of a chief executive a
 * company. */
static void tell_owner(stm_work *work, uint32_t owner, stm_str noun)
{
    static const struct {
        const char *ending;
        stm_class kind;
    } heads[] = {
        {"bürgermeister", STM_CLASS_CITY},
        {"mayor", STM_CLASS_CITY},
        {"trainer", STM_CLASS_TEAM},
        {"coach", STM_CLASS_TEAM},
        {"vorstandschef", STM_CLASS_COMPANY},
        {"ceo", STM_CLASS_COMPANY},
        {"vorstand", STM_CLASS_COMPANY},
        {"chief executive", STM_CLASS_COMPANY},
        {"executive", STM_CLASS_COMPANY},
        {"cfo", STM_CLASS_COMPANY},
        {"vorstandsvorsitzender", STM_CLASS_COMPANY},
        {"finanzvorstand", STM_CLASS_COMPANY},
    };
    char buffer[STM_NAME_BYTES];
    stm_str low = {buffer, stm_casing_lower(noun, buffer, sizeof buffer)};
    low = stm_str_ends(low, STM_LIT("in")) ? stm_str_sub(low, 0, low.len - 2) : low;
    stm_entity *e = &work->entities.items[owner];
    static const char *const houses[] = {"chef", "ceo", "head", "chief", "chairman", "chairwoman",
        "vorstand", "direktor", "director", "gründer", "founder", "geschäftsführer", "executive",
        "aufsichtsrat"};
    for (size_t i = 0; i < sizeof houses / sizeof houses[0];
         i++) { /* a single word that the finder took for a person */
        if (stm_str_ends(low, stm_str_of(houses[i])) && e->known == NULL && e->word_count == 1) {
            e->votes[STM_TYPE_ORGANIZATION] += VOTE_SAID;
            e->house = true;
            break;
        }
    }
    for (size_t i = 0; i < sizeof heads / sizeof heads[0]; i++) {
        bool fits = stm_str_ends(low, stm_str_of(heads[i].ending));
        if (fits && e->known == NULL) {
            e->classes |= STM_CLASS_BIT(heads[i].kind);
            vote_types(e, STM_CLASS_BIT(heads[i].kind), VOTE_SAID);
        }
    }
}

static void remember(stm_work *work, uint32_t entity, uint32_t noun, stm_word word, uint32_t begin)
{
    const stm_token *t = stm_work_token(work, noun);
    stm_str lemma = begin == 0 && t->lemma.len > 0 ? t->lemma : t->form;
    stm_str whole = stm_work_hyphened(work, noun);
    whole = whole.len > 0 ? whole : stm_work_two_words(work, noun);
    lemma = whole.len > 0 ? whole : lemma;
    uint32_t owner = stm_work_owner(work, noun);
    stm_said said = {entity, noun, stm_work_stem(work, lemma),
        stm_work_stem(work, stm_str_sub(t->form, begin, t->form.len)),
        owner == STM_NONE ? STM_NONE : work->units.items[owner].entity,
        stm_work_place_beside(work, noun), word, false};
    work->failed = work->failed || !stm_vec_push(&work->said, said);
}

/* `der Händler Packwerk`, `der Händler Karl Meier`: a first name makes a person, else the word
 * means a company. */
static uint64_t read_by_name(const stm_work *work, uint32_t mention, uint64_t kinds)
{
    const stm_mention *m = &work->doc->mentions.items[mention];
    uint32_t both = 1u << STM_TYPE_PERSON | 1u << STM_TYPE_ORGANIZATION;
    if (stm_class_types(kinds) != both) {
        return kinds;
    }
    bool given = stm_work_first_gender(work, stm_work_token(work, m->token_first)->form) != 0;
    bool person = m->token_count > 1 &&
        (given || m->type == STM_TYPE_PERSON); /* about one word the finder errs */
    return person ? kinds & STM_CLASS_PERSONS : kinds & ~STM_CLASS_PERSONS;
}

/* The noun says something about the name: checks that it can, votes and remembers. */
static bool apply(stm_work *work, uint32_t mention, uint32_t noun, bool beside)
{
    uint32_t begin = 0, entity = work->units.items[mention].entity;
    stm_word word = stm_work_noun(work, noun, &begin);
    uint64_t kinds = word.classes & STM_CLASS_ACTORS;
    if (kinds == 0 || entity == STM_NONE) {
        return false;
    }
    stm_entity *e = &work->entities.items[entity];
    if (e->known != NULL && (stm_class_types(kinds) >> e->known->type & 1) == 0) {
        return false; /* `die Stadt USA` */
    }
    /* A word of several kinds (Händler: person, company) is read by what is known of the name
     * already. */
    uint32_t types = stm_class_types(kinds);
    uint8_t finder = work->doc->mentions.items[mention].type;
    if ((types & (types - 1)) != 0 && (types >> finder & 1) != 0) {
        uint64_t fitting = 0;
        for (int c = 0; c < STM_CLASS_KINDS; c++) {
            bool fits =
                (kinds & STM_CLASS_BIT(c)) != 0 && (uint8_t)stm_class_type((stm_class)c) == finder;
            fitting |= fits ? STM_CLASS_BIT(c) : 0;
        }
        kinds = fitting;
    }
    kinds = beside ? read_by_name(work, mention, kinds) : kinds;
    types = stm_class_types(kinds);
    if ((types & (types - 1)) == 0) { /* Partner: person or company? No vote */
        vote_types(e, kinds, VOTE_SAID);
        e->classes |= kinds;
    }
    uint8_t gender = noun_gender(work, noun, word);
    if ((kinds & STM_CLASS_PERSONS) != 0 && one_gender(gender) && word.gender != 0 &&
        (word.gender != STM_GENDER_MASC || begin != 0 || work->lang != STM_LANG_EN)) {
        vote_gender(e, gender, 0, 1.5f);
    }
    if (beside && one_gender(gender) && (kinds & STM_CLASS_PERSONS) == 0) {
        work->units.items[mention].gender = gender;
        vote_gender(e, gender, 0, 0.5f);
    }
    if (beside) {
        work->apposed[noun] = true;
    }
    e->said_kinds |= kinds;
    remember(work, entity, noun, word, begin);
    return true;
}

static bool is_noun(const stm_work *work, uint32_t token)
{
    uint8_t upos = stm_work_token(work, token)->upos;
    return upos == STM_NOUN || upos == STM_PROPN || upos == STM_ADJ;
}

static bool is_naming(stm_str form)
{
    static const char *const words[] = {
        "namens", "genannt", "genannte", "called", "named", "dubbed"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (stm_str_is(form, words[i])) {
            return true;
        }
    }
    return false;
}

/* Word before the name, quotes passed over: `das Programm „Stargate“`; `chief executive, Ingrid
 * Solberg`. */
static void look_left(stm_work *work, uint32_t mention)
{
    const stm_mention *m = &work->doc->mentions.items[mention];
    uint32_t at = m->token_first;
    if (work->units.items[mention].part) {
        return;
    }
    for (int steps = 0; steps < 3 && at > 0 && stm_work_inside(work, m->sentence, at - 1);
         steps++) {
        const stm_token *t = stm_work_token(work, at - 1);
        if (t->upos != STM_PUNCT || !stm_work_quote_mark(t->form)) {
            break;
        }
        at--;
    }
    if (at > 1 &&
        is_naming(stm_work_token(work, at - 1)
                      ->form)) { /* a model called Aria, eine Firma namens Edilnova */
        at -= stm_str_is(stm_work_token(work, at - 2)->form, ",") ? 2 : 1;
    }
    if (at == 0 || !stm_work_inside(work, m->sentence, at - 1)) {
        return;
    }
    bool hyphened = at > 2 && stm_work_inside(work, m->sentence, at - 3) &&
        stm_work_hyphened(work, at - 3).len > 0;
    uint32_t noun = hyphened ? at - 3 : at - 1; /* start-up Lumen Labs */
    uint32_t above = stm_work_token(work, noun)->head;
    if (above != STM_NONE && above < noun && stm_work_inside(work, m->sentence, above) &&
        stm_str_is(stm_work_token(work, above)->deprel, "nmod:desc")) {
        noun = above; /* Secretary of State Marco Rubio: no state */
    }
    bool covered = work->cover[noun] != STM_NONE;
    /* `der Chef Teslas`: a genitive behind the noun belongs to it. */
    bool owner = work->units.items[mention].genitive && work->lang != STM_LANG_EN &&
        stm_work_token(work, m->head)->head == noun;
    bool plural =
        stm_work_token(work, noun)->morph.number == STM_NUMBER_PLUR && work->lang == STM_LANG_EN;
    if ((is_noun(work, noun) || hyphened) && !covered && !owner && !plural) {
        apply(work, mention, noun, true);
    }
}

/* `die Firma, Petrova die Entwicklung`: a comma in front without one behind opens another clause.
 */
static bool closes(const stm_work *work, const stm_mention *m)
{
    uint32_t end = m->token_first + m->token_count;
    bool comma =
        m->token_first > 0 && stm_str_is(stm_work_token(work, m->token_first - 1)->form, ",");
    return !comma || !stm_work_inside(work, m->sentence, end) ||
        stm_work_token(work, end)->upos == STM_PUNCT;
}

static void look_at_tree(stm_work *work, uint32_t mention)
{
    const stm_mention m = work->doc->mentions.items[mention];
    const stm_token *head = stm_work_token(work, m.head);
    if (work->units.items[mention].part) {
        return;
    }
    STM_CHILDREN (work->doc, m.head, c) {
        const stm_token *t = stm_work_token(work, c);
        bool plain = c < m.token_first || c >= m.token_first + m.token_count;
        if (t->rel == STM_REL_APPOS && plain && work->cover[c] == STM_NONE && !work->apposed[c]) {
            apply(work, mention, c, true);
        }
    }
    if (head->head == STM_NONE) {
        return;
    }
    const stm_token *above = stm_work_token(work, head->head);
    bool appos = (head->rel == STM_REL_APPOS || head->rel == STM_REL_FLAT) && closes(work, &m);
    if (appos && work->cover[head->head] == STM_NONE && !work->apposed[head->head] &&
        is_noun(work, head->head)) {
        apply(work, mention, head->head, true);
    }
    bool copula = stm_doc_child(work->doc, head->head, STM_REL_COP, STM_SUB_NONE) != STM_NONE;
    bool denied = false;
    STM_CHILDREN (work->doc, head->head, c) {
        stm_str form = stm_work_token(work, c)->form;
        denied = denied || stm_str_is(form, "nicht") || stm_str_is(form, "not") ||
            stm_str_is(form, "n't") || stm_str_is(form, "no") ||
            stm_str_starts(form, STM_LIT("kein"));
    }
    if (head->rel == STM_REL_NSUBJ && copula && !denied && above->upos == STM_NOUN &&
        work->cover[head->head] == STM_NONE) {
        apply(work, mention, head->head, false);
    }
}

/* `den Physikerinnen Mira Scholz und Ana Petrova`: a plural title holds for both. */
static void share_plural(stm_work *work, uint32_t mention)
{
    const stm_mention *m = &work->doc->mentions.items[mention];
    const stm_token *head = stm_work_token(work, m->head);
    if (head->rel != STM_REL_CONJ || head->head == STM_NONE ||
        work->cover[head->head] == STM_NONE) {
        return;
    }
    uint32_t other = work->cover[head->head];
    uint32_t first = work->doc->mentions.items[other].token_first;
    if (first == 0 || !work->apposed[first - 1] ||
        stm_work_token(work, first - 1)->morph.number != STM_NUMBER_PLUR) {
        return;
    }
    apply(work, mention, first - 1, true);
}

/* A capital behind a small letter, or a small first letter: SoftBank, xAI. */
static bool inner_capital(stm_str name)
{
    for (uint32_t i = 1; i < name.len; i++) {
        bool capital = name.ptr[i] >= 'A' && name.ptr[i] <= 'Z',
             small = name.ptr[i - 1] >= 'a' && name.ptr[i - 1] <= 'z';
        if (capital && small) {
            return true;
        }
    }
    return false;
}

/* A first name in front does not make a person of what ends in a common noun or holds an "of": Orlando Medical Center,
 * House of Commons; but Tim Cook, whose name is a surname, too. */
static bool named_after_a_thing(const stm_work *work, const stm_mention *m)
{
    char small[STM_NAME_BYTES];
    stm_lex_analysis readings[STM_LEX_ANALYSES];
    uint32_t last = m->token_first + m->token_count - 1;
    for (uint32_t t = m->token_first + 1; t < last; t++) {
        if (stm_str_is(stm_work_token(work, t)->form, "of")) {
            return true;
        }
    }
    stm_str form = stm_work_token(work, last)->form;
    if (work->lexicon == NULL || work->lang != STM_LANG_EN || m->type == STM_TYPE_PERSON ||
        (stm_lexicon_names(work->lexicon, form) & STM_LEX_LAST) != 0) {
        return false;
    }
    stm_str low = {small, stm_casing_lower(form, small, sizeof small)};
    uint32_t count = stm_lexicon_exact(work->lexicon, low, readings, STM_LEX_ANALYSES);
    bool noun = false;
    for (uint32_t i = 0; i < count; i++) {
        noun = noun || readings[i].upos == STM_NOUN;
    }
    return noun;
}

static void look_at_name(stm_work *work, uint32_t mention)
{
    stm_unit *unit = &work->units.items[mention];
    const stm_mention *m = &work->doc->mentions.items[mention];
    stm_entity *e = &work->entities.items[unit->entity];
    if (e->known != NULL && e->classes == 0) {
        e->classes |= e->known->classes;
        e->votes[e->known->type] += VOTE_TABLE;
        vote_gender(e, work->lang == STM_LANG_EN ? (uint8_t)STM_GENDER_NEUT : e->known->gender,
            e->known->number, 5);
    }
    if (stm_names_without_legal(work->tables, unit->surface).len < unit->surface.len) {
        e->votes[STM_TYPE_ORGANIZATION] += VOTE_LEGAL;
        e->classes |= STM_CLASS_BIT(STM_CLASS_COMPANY);
        uint32_t last = m->token_first + m->token_count - 1;
        uint8_t form = stm_work_word(work, stm_work_token(work, last)->form).gender;
        unit->gender = one_gender(form) ? form : unit->gender; /* die Nordwert AG */
    }
    if (m->type == STM_TYPE_LOCATION && e->known == NULL && work->lexicon != NULL) {
        uint32_t names = stm_lexicon_names(work->lexicon, unit->surface);
        e->classes |= (names & STM_LEX_CITY) != 0 ? STM_CLASS_BIT(STM_CLASS_CITY) : 0;
        e->classes |= (names & STM_LEX_COUNTRY) != 0 ? STM_CLASS_BIT(STM_CLASS_COUNTRY) : 0;
    }
    /* A kind inside the name: `Universität Graz`, `Halden Bank`, `MGX-Fonds`, `Bundesnetzagentur`.
     */
    uint32_t begin = 0;
    stm_word noun = stm_work_noun(work, m->head, &begin);
    uint64_t own = noun.classes & STM_CLASS_ACTORS & ~STM_CLASS_PERSONS;
    if (own != 0 && m->type != STM_TYPE_PERSON && !unit->part) {
        vote_types(e, own, 0.5f);
        e->classes |= own;
        unit->gender = one_gender(noun.gender) ? noun.gender : 0;
        vote_gender(e, unit->gender, 0, 0.5f);
    }
    bool club = (stm_work_word(work, stm_work_token(work, m->token_first)->form).classes &
                    STM_CLASS_BIT(STM_CLASS_CLUB)) != 0 ||
        (stm_work_word(work, stm_work_token(work, m->token_first + m->token_count - 1)->form)
                .classes &
            STM_CLASS_BIT(STM_CLASS_CLUB)) != 0;
    if (club && m->token_count > 1 && !unit->part) { /* SC Falkenau, Hartley Rovers */
        vote_types(e, STM_CLASS_BIT(STM_CLASS_TEAM), VOTE_SAID);
        e->classes |= STM_CLASS_BIT(STM_CLASS_TEAM);
    }
    if (m->type == STM_TYPE_LOCATION && e->known == NULL && inner_capital(unit->surface)) {
        e->votes[STM_TYPE_LOCATION] -= m->confidence; /* OpenAI, SoftBank: no place is written so */
        e->votes[STM_TYPE_ORGANIZATION] += m->confidence * 0.5f;
    }
    uint8_t tagged = stm_work_token(work, m->token_first)->morph.gender;
    if (m->type == STM_TYPE_PERSON && m->token_count > 1 &&
        (tagged == STM_GENDER_MASC || tagged == STM_GENDER_FEM)) {
        vote_gender(e, tagged, 0, 0.3f); /* the tagger has seen first names, too */
    }
    uint32_t gender = stm_work_first_gender(work, stm_work_token(work, m->token_first)->form);
    if (gender != 0 && m->token_count > 1 && e->known == NULL && !named_after_a_thing(work, m)) {
        uint32_t last = stm_lexicon_names(
            work->lexicon, stm_work_token(work, m->token_first + m->token_count - 1)->form);
        stm_lex_analysis reading;
        uint32_t kind_begin = 0;
        bool word = stm_lexicon_exact(work->lexicon, stm_work_token(work, m->token_first + 1)->form,
                        &reading, 1) > 0 ||
            stm_work_noun(work, m->token_first + 1, &kind_begin).classes !=
                0; /* Grace Bank, Grace Mensah */
        bool full = (last & STM_LEX_LAST) != 0 || (m->token_count == 2 && !word);
        e->votes[STM_TYPE_PERSON] += full ? VOTE_FULL_NAME : VOTE_FIRST_NAME;
        vote_gender(e, (uint8_t)gender, 0, one_gender((uint8_t)gender) ? 1.0f : 0.2f);
    }
    if (m->token_first > 0 && stm_work_inside(work, m->sentence, m->token_first - 1)) {
        stm_word before = stm_work_word(work, stm_work_token(work, m->token_first - 1)->form);
        if ((before.classes & STM_CLASS_BIT(STM_CLASS_TITLE)) != 0) { /* Herr, Frau, Mr. */
            e->votes[STM_TYPE_PERSON] += VOTE_SAID;
            vote_gender(e, before.gender, 0, 2.0f);
        }
    }
}

/* Mayor of what, coach of what: also where nobody is named beside the role. */
static void look_at_roles(stm_work *work)
{
    for (uint32_t i = 0; i < work->doc->tokens.count; i++) {
        const stm_token *t = stm_work_token(work, i);
        uint32_t begin = 0;
        if (t->upos != STM_NOUN ||
            (stm_work_noun(work, i, &begin).classes & STM_CLASS_BIT(STM_CLASS_ROLE)) == 0) {
            continue;
        }
        uint32_t owner = stm_work_owner(work, i);
        if (owner != STM_NONE && work->units.items[owner].entity != STM_NONE) {
            tell_owner(
                work, work->units.items[owner].entity, t->lemma.len > 0 ? t->lemma : t->form);
        }
    }
}

/* `Elon Musk completed his purchase`: the possessive in the clause of a subject is its own; his and
 * her are persons'. */
static void look_at_possessives(stm_work *work)
{
    for (uint32_t i = 0; i < work->doc->tokens.count && work->lang == STM_LANG_EN; i++) {
        const stm_token *t = stm_work_token(work, i);
        stm_word word = stm_work_word(work, t->form);
        bool possessive = (word.classes & STM_CLASS_BIT(STM_CLASS_POSSESSIVE)) != 0 &&
            (t->rel == STM_REL_NMOD || t->rel == STM_REL_DET);
        if (!possessive || word.plural || word.gender == STM_GENDER_NEUT) {
            continue;
        }
        uint32_t at = i;
        for (int steps = 0;
             steps < 8 && at != STM_NONE && stm_work_token(work, at)->upos != STM_VERB; steps++) {
            at = stm_work_token(work, at)->head;
        }
        uint32_t subject = at == STM_NONE || stm_work_token(work, at)->upos != STM_VERB
            ? STM_NONE
            : stm_doc_child(work->doc, at, STM_REL_NSUBJ, STM_SUB_NONE);
        uint32_t mention = subject == STM_NONE || subject > i ? STM_NONE : work->cover[subject];
        if (mention != STM_NONE && work->units.items[mention].entity != STM_NONE) {
            stm_entity *e = &work->entities.items[work->units.items[mention].entity];
            e->votes[STM_TYPE_PERSON] += e->known == NULL && e->classes == 0 ? VOTE_SAID : 0;
            vote_gender(e, word.gender, 0, 0.6f);
        }
    }
}

/* `Aldermoor agreed to buy Quantrell`: a single word that is neither a first nor a family name is a
 * firm, whatever the name finder thinks of it. */
static void trades(stm_work *work, uint32_t entity, const char *noun)
{
    stm_entity *e = &work->entities.items[entity];
    const uint32_t personal = STM_LEX_FIRST_MALE | STM_LEX_FIRST_FEMALE | STM_LEX_LAST;
    bool buys = stm_str_is(stm_str_of(noun), "buyer") || stm_str_is(stm_str_of(noun), "seller") ||
        stm_str_is(stm_str_of(noun), "Käufer") || stm_str_is(stm_str_of(noun), "Verkäufer");
    stm_str form = stm_work_token(work, work->doc->mentions.items[e->first].head)->form;
    if (buys && e->known == NULL && e->word_count == 1 && work->lexicon != NULL &&
        (stm_lexicon_names(work->lexicon, form) & personal) == 0) {
        e->votes[STM_TYPE_ORGANIZATION] += 0.7f;
    }
}

/* Who does what is called after it later: `A übernimmt B … der Käufer`, `A was sentenced … the
 * defendant`. */
static void remember_deed(stm_work *work, uint32_t entity, uint32_t verb, bool patient)
{
    static const struct {
        const char *verb, *noun;
        bool patient;
    } deeds[] = {
        {"acquire", "buyer", false},
        {"buy", "buyer", false},
        {"purchase", "buyer", false},
        {"sell", "seller", false},
        {"found", "founder", false},
        {"win", "winner", false},
        {"write", "author", false},
        {"sentence", "defendant", true},
        {"convict", "defendant", true},
        {"charge", "defendant", true},
        {"accuse", "defendant", true},
        {"kaufen", "Käufer", false},
        {"erwerben", "Käufer", false},
        {"übernehmen", "Käufer", false},
        {"verkaufen", "Verkäufer", false},
        {"gründen", "Gründer", false},
        {"gewinnen", "Sieger", false},
        {"gewinnen", "Gewinner", false},
        {"verurteilen", "Angeklagter", true},
        {"anklagen", "Angeklagter", true},
    };
    stm_str lemma = stm_work_token(work, verb)->lemma;
    for (size_t i = 0; i < sizeof deeds / sizeof deeds[0]; i++) {
        if (deeds[i].patient == patient && stm_str_is(lemma, deeds[i].verb)) {
            uint32_t noun = stm_work_stem(work, stm_str_of(deeds[i].noun));
            stm_said said = {.entity = entity,
                .token = verb,
                .noun = noun,
                .tail = noun,
                .org = STM_NONE,
                .place = STM_NONE,
                .deed = true};
            work->failed = work->failed || !stm_vec_push(&work->said, said);
            trades(work, entity, deeds[i].noun);
        }
    }
}

/* Also what the subject of one verb does by another: `agreed to buy`, `kaufte A und verkaufte B`. */
static void remember_deeds(stm_work *work, uint32_t mention, const stm_token *name)
{
    uint32_t entity = work->units.items[mention].entity, verb = name->head;
    bool object =
        name->rel == STM_REL_OBJ || (name->rel == STM_REL_NSUBJ && name->sub == STM_SUB_PASS);
    if (!object && name->rel != STM_REL_NSUBJ) {
        return;
    }
    remember_deed(work, entity, verb, object);
    STM_CHILDREN (work->doc, verb, c) {
        uint8_t rel = stm_work_token(work, c)->rel;
        bool shared = rel == STM_REL_XCOMP ||
            (rel == STM_REL_CONJ &&
                stm_doc_child(work->doc, c, STM_REL_NSUBJ, STM_SUB_NONE) == STM_NONE);
        if (!object && shared) {
            remember_deed(work, entity, c, false);
        }
    }
}

/* Verbs: what is bought or founded is an organization, who dies or resigns is a person. */
static void look_at_verb(stm_work *work, uint32_t mention)
{
    const stm_mention *m = &work->doc->mentions.items[mention];
    const stm_token *head = stm_work_token(work, m->head);
    stm_entity *e = &work->entities.items[work->units.items[mention].entity];
    if (head->head == STM_NONE || work->units.items[mention].part) {
        return;
    }
    remember_deeds(work, mention, head);
    if (e->known != NULL) {
        return;
    }
    uint64_t verb = stm_work_word(work, stm_work_token(work, head->head)->lemma).classes;
    bool patient =
        head->rel == STM_REL_OBJ || (head->rel == STM_REL_NSUBJ && head->sub == STM_SUB_PASS);
    if (patient && (verb & STM_CLASS_BIT(STM_CLASS_TAKES)) != 0) {
        e->votes[STM_TYPE_ORGANIZATION] += 0.7f;
    }
    if (head->rel == STM_REL_NSUBJ && !patient && (verb & STM_CLASS_BIT(STM_CLASS_LIVES)) != 0) {
        e->votes[STM_TYPE_PERSON] += 0.7f;
    }
}

/* `Elon Musk, who runs …`: who is said of persons. */
static void look_at_who(stm_work *work)
{
    for (uint32_t i = 0; i < work->doc->tokens.count && work->lang == STM_LANG_EN; i++) {
        const stm_token *t = stm_work_token(work, i);
        if (t->upos != STM_PRON || !(stm_str_is(t->form, "who") || stm_str_is(t->form, "whom")) ||
            i < 2 || t->head == STM_NONE) {
            continue;
        }
        const stm_token *verb = stm_work_token(work, t->head);
        uint32_t head =
            verb->rel == STM_REL_ACL || verb->sub == STM_SUB_RELCL ? verb->head : STM_NONE;
        bool comma = stm_str_is(stm_work_token(work, i - 1)->form, ",");
        uint32_t mention = head != STM_NONE && work->cover[head] != STM_NONE ? work->cover[head]
            : comma                                                          ? work->cover[i - 2]
                                                                             : STM_NONE;
        if (mention != STM_NONE && work->units.items[mention].entity != STM_NONE) {
            stm_entity *e = &work->entities.items[work->units.items[mention].entity];
            e->votes[STM_TYPE_PERSON] += e->known == NULL && e->classes == 0 ? VOTE_SAID : 0;
        }
    }
}

/* `ernannte Grace Mensah zur Premierministerin`, `appointed Grace Mensah prime minister`. */
static void look_at_appointment(stm_work *work, uint32_t mention)
{
    const stm_mention m = work->doc->mentions.items[mention];
    const stm_token *head = stm_work_token(work, m.head);
    bool patient = head->rel == STM_REL_OBJ ||
        (head->rel == STM_REL_NSUBJ && head->sub == STM_SUB_PASS) || head->rel == STM_REL_IOBJ;
    if (!patient || head->head == STM_NONE || work->units.items[mention].part) {
        return;
    }
    STM_CHILDREN (work->doc, head->head, c) {
        const stm_token *t = stm_work_token(work, c);
        uint32_t marker = stm_doc_child(work->doc, c, STM_REL_CASE, STM_SUB_NONE), begin = 0;
        stm_str word = marker == STM_NONE ? STM_EMPTY : stm_work_token(work, marker)->form;
        bool to = t->rel == STM_REL_OBL &&
            (stm_str_is(word, "zu") || stm_str_is(word, "als") || stm_str_is(word, "as"));
        bool bare = (t->rel == STM_REL_XCOMP ||
                        (t->rel == STM_REL_OBJ && c != m.head && work->lang == STM_LANG_EN)) &&
            marker == STM_NONE;
        if ((to || bare) && t->upos == STM_NOUN && work->cover[c] == STM_NONE &&
            (stm_work_noun(work, c, &begin).classes & STM_CLASS_BIT(STM_CLASS_ROLE)) != 0) {
            apply(work, mention, c, false);
        }
    }
}

/* `appointed Grace Mensah prime minister`, where the tree makes the name part of the office. */
static void look_at_office_behind(stm_work *work, uint32_t mention)
{
    static const char *const verbs[] = {"appoint", "name", "elect", "nominate", "make"};
    const stm_mention *m = &work->doc->mentions.items[mention];
    const stm_token *head = stm_work_token(work, m->head);
    uint32_t office = head->head, begin = 0;
    if (work->lang != STM_LANG_EN || head->rel != STM_REL_COMPOUND || office == STM_NONE ||
        office < m->head || work->units.items[mention].part ||
        (stm_work_noun(work, office, &begin).classes & STM_CLASS_BIT(STM_CLASS_ROLE)) == 0) {
        return;
    }
    const stm_token *noun = stm_work_token(work, office);
    for (size_t i = 0; i < sizeof verbs / sizeof verbs[0]; i++) {
        if (noun->rel == STM_REL_OBJ && noun->head != STM_NONE &&
            stm_str_is(stm_work_token(work, noun->head)->lemma, verbs[i])) {
            apply(work, mention, office, false);
            return;
        }
    }
}

void stm_names_evidence(stm_work *work)
{
    for (uint32_t i = 0; i < work->units.count && !work->failed; i++) {
        if (work->units.items[i].entity == STM_NONE) {
            continue;
        }
        look_at_name(work, i);
        look_left(work, i);
        look_at_tree(work, i);
        look_at_appointment(work, i);
        look_at_office_behind(work, i);
        look_at_verb(work, i);
    }
    look_at_roles(work);
    look_at_possessives(work);
    look_at_who(work);
    for (uint32_t i = 0; i < work->units.count && !work->failed; i++) {
        share_plural(work, i);
    }
    for (uint32_t i = 0; i < work->entities.count; i++) {
        stm_entity_settle(&work->entities.items[i]);
    }
}
