/* Which names of one document are one actor, strongest rule first:
 *   table      `USA` = `Vereinigten Staaten`
 *   bracket    `Americans for Responsible Innovation (ARI)`
 *   inflection `Soziale Partei` = `der Sozialen Partei`
 *   kind       `MGX-Fonds` = `MGX`, `Vogel-Gruppe` = `Vogel Gruppe`
 *   person     `Donald J. Trump` = `Donald Trump`, `E. Musk` = `Elon Musk`, `Musk` -> the only `…
 * Musk` company    `Wexford` -> the only `Wexford Motors` acronym    `FTC` -> the only organization
 * whose initials it spells A short name that fits two full names stays open (`Vogel` beside
 * Heinrich and Max Vogel); types must agree. SPDX-License-Identifier: GPL-2.0-or-later */
#include "names/names_work.h"

#include "base/utf8.h"
#include "unicode/casing.h"
#include "unicode/folding.h"

void stm_entity_settle(stm_entity *e)
{
    uint8_t best = STM_TYPE_OTHER;
    float most = 0;
    for (uint8_t t = 1; t < STM_VOTE_TYPES;
         t++) { /* OTHER only when nothing else was said; ties: smaller number */
        if (e->votes[t] > most) {
            most = e->votes[t];
            best = t;
        }
    }
    e->type = best;
    if (e->house && e->type == STM_TYPE_PERSON && e->word_count == 1) {
        e->type = STM_TYPE_ORGANIZATION; /* persons have no chiefs */
    }
}

uint8_t stm_entity_gender(const stm_entity *e)
{
    float best = e->masculine > e->feminine ? e->masculine : e->feminine;
    best = e->neuter > best ? e->neuter : best;
    uint8_t gender = 0;
    if (best > 0) {
        gender |= (uint8_t)(e->masculine >= best ? STM_GENDER_MASC : 0);
        gender |= (uint8_t)(e->feminine >= best ? STM_GENDER_FEM : 0);
        gender |= (uint8_t)(e->neuter >= best ? STM_GENDER_NEUT : 0);
    }
    return gender;
}

void stm_work_join(stm_work *work, uint32_t from, uint32_t to)
{
    from = stm_work_entity(work, from);
    to = stm_work_entity(work, to);
    if (from == to || from == STM_NONE || to == STM_NONE) {
        return;
    }
    stm_entity *a = &work->entities.items[from], *b = &work->entities.items[to];
    a->into = to;
    bool family = b->type == STM_TYPE_PERSON && a->type != STM_TYPE_PERSON && a->word_count == 1;
    for (int t = 0; t < STM_VOTE_TYPES && !family; t++) {
        b->votes[t] += a->votes[t];
    }
    b->masculine += a->masculine;
    b->feminine += a->feminine;
    b->neuter += a->neuter;
    b->plural += a->plural;
    b->classes |= a->classes;
    b->said_kinds |= a->said_kinds;
    b->names += a->names;
    b->first = a->first < b->first ? a->first : b->first;
    b->known = b->known == NULL ? a->known : b->known;
    stm_entity_settle(b);
}

static bool types_agree(const stm_entity *a, const stm_entity *b)
{
    bool short_name = a->word_count == 1 && a->known == NULL &&
        (a->classes & ~STM_CLASS_PERSONS) == 0 && b->word_count > 1 && b->type == STM_TYPE_PERSON;
    if (short_name) { /* fits_person asks further */
        return true;
    }
    if (a->known != NULL && b->known != NULL && a->known->id != b->known->id) {
        return false;
    }
    bool club = b->word_count == 2 && b->words[0].len <= 3 &&
        b->type == STM_TYPE_ORGANIZATION; /* FC Seeburg */
    return a->type == b->type || a->type == STM_TYPE_OTHER || b->type == STM_TYPE_OTHER ||
        (club && a->word_count == 1 && a->type == STM_TYPE_LOCATION &&
            stm_str_eq(a->words[0], b->words[1]));
}

static bool is_root(const stm_work *work, uint32_t e)
{
    return work->entities.items[e].into == e;
}

static bool initial(stm_str word)
{
    return stm_utf8_count(word) == 1;
}

/* Texts call a firm by its full name first: a short name that stands in the text (not only in its heading) before the long one
 * is another's. `Novo Nordisk` … the `Novo Nordisk Foundation`. */
static bool stands_before(const stm_work *work, const stm_entity *a, const stm_entity *b)
{
    uint32_t long_one = STM_NONE, short_one = STM_NONE;
    for (uint32_t i = 0; i < work->units.count; i++) {
        const stm_mention *m = &work->doc->mentions.items[i];
        const stm_entity *e = work->units.items[i].entity == STM_NONE
            ? NULL
            : &work->entities.items[stm_work_entity(work, work->units.items[i].entity)];
        if (e == b && m->token_first < long_one) {
            long_one = m->token_first;
        }
        if (e == a && m->sentence > 0 && m->token_first < short_one) {
            short_one = m->token_first;
        }
    }
    return short_one != STM_NONE && long_one != STM_NONE && short_one < long_one;
}

/* Given names agree: equal, one is the initial of the other, or one of them is missing (middle
 * names). */
static bool given_agree(const stm_entity *a, const stm_entity *b)
{
    stm_str x = a->words[0], y = b->words[0];
    if (!stm_str_eq(x, y) && !(initial(x) && stm_str_starts(y, x)) &&
        !(initial(y) && stm_str_starts(x, y))) {
        return false;
    }
    const stm_entity *longer = a->word_count > b->word_count ? a : b,
                     *shorter = longer == a ? b : a;
    /* Middle words of the shorter one appear in the longer one, in order, or as initials. */
    uint32_t at = 1;
    for (uint32_t i = 1; i + 1 < shorter->word_count; i++) {
        while (at + 1 < longer->word_count &&
            !stm_str_starts(longer->words[at], shorter->words[i]) &&
            !stm_str_starts(shorter->words[i], longer->words[at])) {
            at++;
        }
        if (at + 1 >= longer->word_count) {
            return false;
        }
        at++;
    }
    return true;
}

static stm_str last_of(const stm_entity *e)
{
    return e->words[e->word_count - 1];
}

/* Nothing but the finder said that it is no person: it errs about single words. */
static bool person_like(const stm_entity *e)
{
    return e->type == STM_TYPE_PERSON ||
        (e->known == NULL && (e->classes & ~STM_CLASS_PERSONS) == 0);
}

/* Does the shorter name `a` fit the person `b`? */
static bool fits_person(const stm_entity *a, const stm_entity *b)
{
    if (b->type != STM_TYPE_PERSON || b->word_count < 2 || a->word_count == 0 || !person_like(a)) {
        return false;
    }
    if (a->word_count == 1 && a->house) {
        return false; /* Hofer of Hofer-Chef is not Helmut Hofer */
    }
    if (a->word_count == 1) {
        return stm_str_eq(a->words[0], last_of(b)) ||
            ((a->type == STM_TYPE_PERSON || a->type == STM_TYPE_OTHER) &&
                stm_str_eq(a->words[0], b->words[0]));
    }
    if (!stm_str_eq(last_of(a), last_of(b))) {
        /* `Ursula von der Leyen` is also `von der Leyen` */
        return false;
    }
    bool tail = a->word_count < b->word_count;
    for (uint32_t i = 0; tail && i < a->word_count; i++) {
        tail = stm_str_eq(a->words[i], b->words[b->word_count - a->word_count + i]);
    }
    bool fuller =
        a->word_count < b->word_count || (a->word_count == b->word_count && initial(a->words[0]));
    return tail || (fuller && given_agree(a, b));
}

static bool organization_like(const stm_entity *e)
{
    return e->type == STM_TYPE_ORGANIZATION || (e->type == STM_TYPE_OTHER && e->known == NULL);
}

/* English has but few nouns and verbs that are written with a capital letter for another reason than being names, and its
 * word list holds rare ones (kestrel, harlow): there only what treebanks show counts. */
static bool common_word(const stm_work *work, stm_str word)
{
    stm_lex_analysis readings[STM_LEX_ANALYSES];
    uint32_t count = work->lexicon == NULL
        ? 0
        : stm_lexicon_exact(work->lexicon, word, readings, STM_LEX_ANALYSES);
    bool english = work->lang == STM_LANG_EN, common = false;
    for (uint32_t i = 0; i < count; i++) {
        if (english && (readings[i].upos == STM_PROPN || readings[i].names != 0)) {
            return false;
        }
        common = common ||
            (readings[i].upos != STM_UPOS_NONE && readings[i].upos != STM_PROPN &&
                (!english || readings[i].treebank != 0));
    }
    return common;
}

/* `Wexford` -> `Wexford Motors`, `Seeburg` -> `FC Seeburg` (the finder says organization); not
 * `Deutsche` -> `Deutsche Bank`, nor a person or place of that name. */
static bool fits_company(const stm_work *work, const stm_entity *a, const stm_entity *b)
{
    if (b->type != STM_TYPE_ORGANIZATION || a->word_count >= b->word_count || a->word_count == 0 ||
        a->type == STM_TYPE_PERSON || a->known != NULL) {
        return false;
    }
    bool front = true, back = a->word_count == 1 && b->word_count == 2;
    for (uint32_t i = 0; front && i < a->word_count; i++) {
        front = stm_str_eq(a->words[i], b->words[i]);
    }
    back = back && stm_str_eq(a->words[0], b->words[1]) && b->words[0].len <= 3;
    front = front && organization_like(a) && !stands_before(work, a, b);
    return (front || back) && !common_word(work, a->words[0]);
}

static stm_str name_of(const stm_work *work, const stm_entity *e)
{
    return work->units.items[e->first].surface;
}

/* Initials of the capitalised words spell the acronym: `Federal Trade Commission` FTC. */
static bool spells(stm_str name, stm_str acronym)
{
    stm_str rest = name, word = STM_EMPTY;
    uint32_t at = 0;
    while (stm_str_next(&rest, ' ', &word)) {
        if (word.len == 0 || !stm_casing_starts_upper(word)) {
            continue;
        }
        if (at >= acronym.len || word.ptr[0] != acronym.ptr[at]) {
            return false;
        }
        at++;
    }
    return at == acronym.len;
}

static bool fits_acronym(const stm_work *work, const stm_entity *a, const stm_entity *b)
{
    stm_str short_name = name_of(work, a);
    return b->type == STM_TYPE_ORGANIZATION && organization_like(a) && a->known == NULL &&
        b->word_count >= 2 && short_name.len >= 2 && short_name.len <= 6 &&
        stm_casing_all_upper(short_name) && spells(name_of(work, b), short_name);
}

typedef bool (*fits)(const stm_work *work, const stm_entity *a, const stm_entity *b);
static bool fits_full_name(const stm_work *work, const stm_entity *a, const stm_entity *b)
{
    (void)work;
    return a->word_count > 1 && fits_person(a, b);
}

static bool fits_family_name(const stm_work *work, const stm_entity *a, const stm_entity *b)
{
    (void)work;
    return a->word_count == 1 && fits_person(a, b);
}

/* Joins every name to the only one that it fits. A name that took in a fuller one already (`Volvo` the `Volvo Group`) is not
 * that of a third (`Volvo Trucks`). */
static void join_unique(stm_work *work, fits rule)
{
    for (uint32_t a = 0; a < work->entities.count; a++) {
        uint32_t found = STM_NONE, count = 0;
        for (uint32_t b = 0; is_root(work, a) && b < work->entities.count; b++) {
            const stm_entity *x = &work->entities.items[a], *y = &work->entities.items[b];
            bool taken = y->into == a && y->word_count > x->word_count;
            if (a != b && (is_root(work, b) || taken) && types_agree(x, y) && rule(work, x, y)) {
                found = b;
                count += taken ? 2 : 1;
            }
        }
        if (count == 1) {
            stm_work_join(work, a, found);
        }
    }
}

static void join_known(stm_work *work)
{
    for (uint32_t a = 0; a < work->entities.count; a++) {
        for (uint32_t b = 0; b < a && is_root(work, a); b++) {
            const stm_entity *x = &work->entities.items[a], *y = &work->entities.items[b];
            if (x->known != NULL && y->known == x->known && is_root(work, b)) {
                stm_work_join(work, a, b);
            }
        }
    }
}

/* Weak and strong adjective endings in front of the last word do not count. */
static bool equal_inflected(const stm_entity *a, const stm_entity *b)
{
    if (a->word_count != b->word_count || a->word_count < 2) {
        return false;
    }
    for (uint32_t i = 0; i < a->word_count; i++) {
        stm_str x = a->words[i], y = b->words[i];
        if (stm_str_eq(x, y)) {
            continue;
        }
        const stm_str longer = x.len > y.len ? x : y, shorter = x.len > y.len ? y : x;
        uint32_t common = 0;
        while (common < shorter.len && x.ptr[common] == y.ptr[common]) {
            common++;
        }
        stm_str p = stm_str_sub(shorter, common, shorter.len),
                q = stm_str_sub(longer, common, longer.len);
        const char *endings = "nmrs";
        bool weak = p.len <= 1 && q.len == 1 && common >= 4 && x.ptr[common - 1] == 'e' &&
            strchr(endings, q.ptr[0]) != NULL && (p.len == 0 || strchr(endings, p.ptr[0]) != NULL);
        if (!weak || i + 1 == a->word_count) {
            return false;
        }
    }
    return true;
}

static bool fits_inflected(const stm_work *work, const stm_entity *a, const stm_entity *b)
{
    (void)work;
    return equal_inflected(a, b) && a->first > b->first;
}

/* `MGX-Fonds` is MGX when there is one: the last word says the kind and the kind agrees. */
static bool fits_kind(const stm_work *work, const stm_entity *a, const stm_entity *b)
{
    if (a->word_count != b->word_count + 1 || a->known != NULL || b->word_count == 0) {
        return false;
    }
    for (uint32_t i = 0; i < b->word_count; i++) {
        if (!stm_str_eq(a->words[i], b->words[i])) {
            return false;
        }
    }
    const uint64_t firms = STM_CLASS_BIT(STM_CLASS_COMPANY) | STM_CLASS_BIT(STM_CLASS_BANK) |
        STM_CLASS_BIT(STM_CLASS_TEAM) | STM_CLASS_BIT(STM_CLASS_MEDIA);
    uint32_t begin = 0;
    uint64_t kind =
        stm_names_noun(work->tables, work->lang, last_of(a), &begin).classes & STM_CLASS_ACTORS;
    if ((kind & firms) == 0 && stands_before(work, b, a)) {
        return false; /* Novo Nordisk … the Novo Nordisk Foundation */
    }
    const uint64_t relational =
        STM_CLASS_PERSONS | STM_CLASS_BIT(STM_CLASS_BODY) | STM_CLASS_BIT(STM_CLASS_COURT);
    return kind != 0 && (kind & relational) == 0 && begin == 0 && b->type != STM_TYPE_PERSON &&
        b->type != STM_TYPE_LOCATION && stm_class_agree(b->classes, kind);
}

/* Letters of the alias stand in this order in the name, the first one first: DHD, Dienste und
 * Handel. */
static bool abbreviates(stm_str alias, stm_str name, stm_work *work)
{
    char small[STM_NAME_BYTES], large[STM_NAME_BYTES];
    uint32_t n = stm_casing_lower(alias, small, sizeof small),
             m = stm_casing_lower(name, large, sizeof large), at = 0;
    (void)work;
    if (n < 2 || m == 0 || small[0] != large[0]) {
        return false;
    }
    for (uint32_t i = 0; i < m && at < n; i++) {
        at += large[i] == small[at] ? 1 : 0;
    }
    return at == n && n * 2 <= m;
}

/* A name in brackets right behind another one. */
static void join_brackets(stm_work *work)
{
    for (uint32_t i = 0; i < work->units.count; i++) {
        const stm_mention *m = &work->doc->mentions.items[i];
        uint32_t at = m->token_first;
        if (work->units.items[i].part || at < 2 ||
            !stm_str_is(stm_work_token(work, at - 1)->form, "(") ||
            !stm_work_inside(work, m->sentence, at - 2)) {
            continue;
        }
        uint32_t before = at - 2;
        while (before > 0 && stm_work_quote_mark(stm_work_token(work, before)->form) &&
            stm_work_inside(work, m->sentence, before - 1)) {
            before--;
        }
        uint32_t other = work->cover[before];
        if (other == STM_NONE) {
            continue;
        }
        uint32_t a = stm_work_entity(work, work->units.items[i].entity);
        uint32_t b = stm_work_entity(work, work->units.items[other].entity);
        stm_str alias = work->units.items[i].surface;
        bool person = work->entities.items[b].type == STM_TYPE_PERSON;
        if (a != b && !person && stm_casing_all_upper(alias) &&
            abbreviates(alias, work->units.items[other].surface, work)) {
            work->entities.items[a].alias_only = true;
            stm_work_join(work, a, b);
        }
    }
}

static uint32_t root_of_word(const stm_work *work, stm_str word)
{
    for (uint32_t i = 0; i < work->entities.count; i++) {
        const stm_entity *e = &work->entities.items[i];
        if (is_root(work, i) && e->word_count == 1 && e->names >= 2 &&
            stm_str_eq(e->words[0], word)) {
            return i;
        }
    }
    return STM_NONE;
}

/* `xAI Colossus` where the text speaks of xAI and of Colossus: the maker in front, the thing is meant. */
static void join_maker(stm_work *work)
{
    for (uint32_t a = 0; a < work->entities.count; a++) {
        const stm_entity *x = &work->entities.items[a];
        if (!is_root(work, a) || x->word_count != 2 || x->known != NULL ||
            x->type == STM_TYPE_PERSON) {
            continue;
        }
        uint32_t maker = root_of_word(work, x->words[0]), thing = root_of_word(work, x->words[1]);
        bool people = maker != STM_NONE && work->entities.items[maker].type == STM_TYPE_PERSON;
        if (maker != STM_NONE && thing != STM_NONE && maker != thing && !people &&
            work->entities.items[thing].type != STM_TYPE_PERSON &&
            work->entities.items[thing].type != STM_TYPE_LOCATION) {
            work->entities.items[a].alias_only = true;
            stm_work_join(work, a, thing);
        }
    }
}

/* The finder wavers about a single unknown word (Nvidia: person, place, organization) that never
 * gets a full name, a title or a kind: of these, companies are what it confuses most. */
static void calm_waverers(stm_work *work)
{
    for (uint32_t i = 0; i < work->entities.count; i++) {
        stm_entity *e = &work->entities.items[i];
        uint32_t names = e->word_count != 1 || work->lexicon == NULL
            ? 0
            : stm_lexicon_names(work->lexicon, name_of(work, e));
        float person = e->votes[STM_TYPE_PERSON], place = e->votes[STM_TYPE_LOCATION];
        uint32_t kinds = (person > 0 ? 1u : 0u) + (place > 0 ? 1u : 0u) +
            (e->votes[STM_TYPE_ORGANIZATION] > 0 ? 1u : 0u);
        bool open = is_root(work, i) && e->known == NULL && e->word_count == 1 &&
            (e->classes & ~STM_CLASS_PERSONS) == 0;
        bool gendered = e->masculine > 0.5f || e->feminine > 0.5f;
        if (open && !gendered && names == 0 && kinds >= 2 &&
            (e->type == STM_TYPE_PERSON || e->type == STM_TYPE_LOCATION)) {
            e->votes[STM_TYPE_ORGANIZATION] += person + place;
            stm_entity_settle(e);
        }
    }
}

void stm_names_merge(stm_work *work)
{
    join_known(work);
    join_brackets(work);
    join_unique(work, fits_inflected);
    join_unique(work, fits_kind);
    join_unique(work, fits_full_name);
    join_unique(work, fits_family_name);
    calm_waverers(work);
    join_unique(work, fits_company);
    join_unique(work, fits_acronym);
    join_maker(work);
}
