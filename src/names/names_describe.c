/* Definite descriptions: der Tesla-Chef, das Unternehmen, die beiden Länder, the San Francisco
 * start-up, the latter.
 *
 * Only definite ones without a name of their own; `ein Unternehmen`, `sein Sohn`, `das Unternehmen
 * von Musk` stay open. What the text said about its actors decides first (exact noun, then its last
 * part, then the kind, role and owner); distance and role only choose among equals. Kinds that need
 * proof (party, court, city …) never go to an actor of unknown kind: `die Partei` after `Microsoft`
 * stays open. SPDX-License-Identifier: GPL-2.0-or-later */
#include "names/names_phrase.h"
#include "unicode/casing.h"

static const float GENERAL = 1.5f; /* a more general word for what it was called */

/* Kinds that an actor of unknown kind is not enough for: places, products, and institutions that go
 * without a name. */
static bool needs_proof(stm_word word, uint64_t kinds)
{
    const uint64_t orgs = STM_CLASS_BIT(STM_CLASS_COMPANY) | STM_CLASS_BIT(STM_CLASS_ORG) |
        STM_CLASS_BIT(STM_CLASS_PERSON) | STM_CLASS_BIT(STM_CLASS_ROLE) |
        STM_CLASS_BIT(STM_CLASS_BODY) | STM_CLASS_BIT(STM_CLASS_TEAM) |
        STM_CLASS_BIT(STM_CLASS_BANK) | STM_CLASS_BIT(STM_CLASS_PARTY) |
        STM_CLASS_BIT(STM_CLASS_MEDIA) | STM_CLASS_BIT(STM_CLASS_UNION);
    return (kinds & orgs) == 0 || (word.classes & STM_CLASS_BIT(STM_CLASS_UNIQUE)) != 0;
}

/* `die Ministerin` after `Finanzministerin Carla Voss`. */
static bool ends_like(const stm_work *work, uint32_t longer, uint32_t shorter)
{
    stm_str end = stm_intern_get(&work->strings, shorter);
    return end.len >= 5 && stm_str_ends(stm_intern_get(&work->strings, longer), end);
}

/* A carmaker is no insurer. Of persons that is not so: a minister is a lawyer, too. */
static bool other_trade(const stm_phrase *p, const stm_said *s)
{
    return p->word.trade != 0 && s->word.trade != 0 && p->word.trade != s->word.trade &&
        ((p->kinds | s->word.classes) & STM_CLASS_PERSONS) == 0;
}

/* `die Politikerin` for a minister, `the scientist` for an astronomer. */
static bool same_field(const stm_phrase *p, const stm_said *s)
{
    return p->word.general && p->word.trade == s->word.trade &&
        (p->kinds & STM_CLASS_PERSONS) != 0 && (s->word.classes & STM_CLASS_PERSONS) != 0;
}

/* `der Konzern` for who was called an Autobauer, `the device` for a phone. Not for persons, of whom
 * everything can be said, and not for what is meant without a name. */
static bool more_general(const stm_phrase *p, const stm_said *s)
{
    uint64_t said = s->word.classes & STM_CLASS_ACTORS & ~STM_CLASS_PERSONS;
    return said != 0 && (p->kinds & ~STM_CLASS_PERSONS) != 0 && p->word.trade == 0 &&
        (p->word.classes & STM_CLASS_BIT(STM_CLASS_UNIQUE)) == 0 && stm_class_agree(said, p->kinds);
}

static float said_here(const stm_work *work, const stm_phrase *p, const stm_said *s)
{
    uint32_t org = stm_work_entity(work, s->org);
    float here = s->noun == p->stem                               ? 6.0f
        : s->tail == p->tail || ends_like(work, s->noun, p->stem) ? 5.0f
        : more_general(p, s) || same_field(p, s)                  ? GENERAL
                                                                  : 0;
    bool role = (p->kinds & STM_CLASS_PERSONS) != 0;
    if (here > 0 && role && p->owner != STM_NONE && org != STM_NONE) {
        here += org == p->owner ? 6.0f : -8.0f; /* head of another house */
    }
    uint32_t home = org == STM_NONE ? STM_NONE : stm_work_home(work, &work->entities.items[org]);
    stm_places own = stm_work_places(work, p->place, s->place);
    bool same_place = own == STM_PLACES_AGREE ||
        (home != STM_NONE && stm_work_places(work, p->place, home) == STM_PLACES_AGREE);
    here += same_place ? 3.0f : 0;
    here -= own == STM_PLACES_DIFFER ? 9.0f : 0; /* the Chinese company is not the Dutch one */
    return other_trade(p, s) ? -9.0f : here;
}

/* `die polnische Hauptstadt`, `the German carmaker`: of known actors the table knows the home. */
static float home_points(const stm_work *work, const stm_phrase *p, const stm_entity *e)
{
    stm_places home = stm_work_places(work, p->place, stm_work_home(work, e));
    bool place = e->type == STM_TYPE_LOCATION && stm_class_proves(e->classes, p->kinds);
    return home == STM_PLACES_AGREE ? (place ? 5.0f : 2.0f) : home == STM_PLACES_DIFFER ? -9.0f : 0;
}

/* Points for what the text said about each entity before this phrase, into points[entity]. */
static void said_points(stm_work *work, const stm_phrase *p, float *points)
{
    for (uint32_t e = 0; e < work->entities.count; e++) {
        const stm_entity *entity = &work->entities.items[e];
        bool by_name = p->word.trade == 0 && stm_class_proves(entity->classes, p->kinds) &&
            (p->kinds & ~STM_CLASS_PERSONS) != 0 && (entity->said_kinds & ~STM_CLASS_PERSONS) == 0;
        work->other_role[e] = false;
        points[e] = home_points(work, p, entity);
        points[e] += by_name && points[e] >= 0 ? GENERAL : 0; /* Brightwater Inc. is a company */
    }
    for (uint32_t i = 0; i < work->said.count; i++) {
        const stm_said *s = &work->said.items[i];
        uint32_t entity = stm_work_entity(work, s->entity);
        if (s->token >= p->token) {
            continue;
        }
        /* `President Karimov met Lindqvist. The prime minister …` */
        work->other_role[entity] = work->other_role[entity] ||
            ((p->kinds & s->word.classes & STM_CLASS_BIT(STM_CLASS_ROLE)) != 0 &&
                s->noun != p->stem);
        float here = said_here(work, p, s);
        if ((here > points[entity] && points[entity] >= 0) || here < 0) {
            points[entity] = here;
        }
    }
}

/* Argument of the same verb, or part of the phrase itself. */
static bool clashes(const stm_work *work, const stm_phrase *p, const stm_ref *r)
{
    uint32_t clause = work->clause[p->token];
    bool nested = stm_work_role_place(work, p->token) == STM_PLACE_NESTED;
    return (r->clause == clause && r->place != STM_PLACE_NESTED && !nested) ||
        stm_doc_dominates(work->doc, p->token, r->token) ||
        stm_doc_dominates(work->doc, r->token, p->token);
}

static bool clashes_in_sentence(const stm_work *work, const stm_phrase *p, uint32_t entity)
{
    for (uint32_t i = work->refs.count; i-- > 0 && work->refs.items[i].sentence == p->sentence;) {
        const stm_ref *r = &work->refs.items[i];
        if ((r->entity == entity || r->second == entity) && clashes(work, p, r)) {
            return true;
        }
    }
    return false;
}

/* `the Salim conglomerate`: a capital word in front of the noun names the one that is meant; it must be a word of the name. */
static bool named_otherwise(const stm_work *work, const stm_phrase *p, const stm_entity *e)
{
    STM_CHILDREN (work->doc, p->token, c) {
        const stm_token *t = stm_work_token(work, c);
        bool name = t->upos == STM_PROPN && t->rel == STM_REL_COMPOUND && c < p->token &&
            stm_work_capital(t->form) && stm_names_demonym(work->tables, t->form) == NULL;
        if (work->lang != STM_LANG_EN || !name) {
            continue;
        }
        char low[STM_NAME_BYTES];
        stm_str word = {low, stm_casing_lower(t->form, low, sizeof low)};
        bool own = false;
        for (uint32_t i = 0; i < e->word_count; i++) {
            own = own || stm_str_eq(e->words[i], word);
        }
        if (!own) {
            return true;
        }
    }
    return false;
}

static bool can_be(const stm_work *work, const stm_phrase *p, uint32_t entity, float said)
{
    const stm_entity *e = &work->entities.items[entity];
    if ((p->kinds & STM_CLASS_PERSONS) == 0 && named_otherwise(work, p, e)) {
        return false;
    }
    if ((stm_class_types(p->kinds) >> e->type & 1) == 0 || e->type == STM_TYPE_OTHER ||
        entity == p->owner || said < 0) {
        return false;
    }
    bool relative_word = (p->word.classes & STM_CLASS_BIT(STM_CLASS_UNIQUE)) != 0;
    if (relative_word && e->type != STM_TYPE_PERSON && said <= 0 &&
        (p->kinds & STM_CLASS_PERSONS) == 0) {
        return false; /* the plant, der Bund: never called so before */
    }
    if (relative_word && e->type == STM_TYPE_PERSON && said < 2) {
        return false; /* der Partner, the critic: whose? */
    }
    uint64_t fitting = 0; /* kinds of this entity's type: Händler is read as company or as person */
    for (int c = 0; c < STM_CLASS_KINDS; c++) {
        bool fits =
            (p->kinds & STM_CLASS_BIT(c)) != 0 && (uint8_t)stm_class_type((stm_class)c) == e->type;
        fitting |= fits ? STM_CLASS_BIT(c) : 0;
    }
    if (said <= 0 &&
        (needs_proof(p->word, fitting) ? !stm_class_proves(e->classes, fitting)
                                       : !stm_class_agree(e->classes, fitting))) {
        return false;
    }
    const uint8_t sexes = STM_GENDER_MASC | STM_GENDER_FEM;
    uint8_t own = stm_entity_gender(e) & sexes, wanted = p->gender & sexes;
    if (e->type == STM_TYPE_PERSON && work->lang != STM_LANG_EN && own != 0 && wanted != 0 &&
        (own & wanted) == 0) {
        return false;
    }
    if (e->type == STM_TYPE_PERSON && work->lang == STM_LANG_EN && own != 0 &&
        (p->word.gender & sexes) != 0 && (own & p->word.gender) == 0) {
        return false;
    }
    return !clashes_in_sentence(work, p, entity);
}

static bool superlative(const stm_work *work, uint32_t noun)
{
    STM_CHILDREN (work->doc, noun, c) {
        const stm_token *t = stm_work_token(work, c);
        if (t->rel == STM_REL_AMOD &&
            (t->morph.degree == 3 || stm_str_ends(t->form, STM_LIT("ste")) ||
                stm_str_ends(t->form, STM_LIT("sten")) || stm_str_ends(t->form, STM_LIT("est")))) {
            return true;
        }
    }
    return false;
}

/* Subject of a clause in the sentence before. */
static bool was_subject(const stm_work *work, const stm_phrase *p, uint32_t entity)
{
    for (uint32_t i = work->refs.count;
         i-- > 0 && p->sentence - work->refs.items[i].sentence <= 1;) {
        const stm_ref *r = &work->refs.items[i];
        if (r->entity == entity && r->place == STM_PLACE_SUBJECT && r->sentence < p->sentence) {
            return true;
        }
    }
    return false;
}

static bool is_subject_here(const stm_work *work, const stm_phrase *p, uint32_t person)
{
    for (uint32_t i = work->refs.count; i-- > 0 && work->refs.items[i].sentence == p->sentence;) {
        const stm_ref *r = &work->refs.items[i];
        if (r->entity == person && r->place == STM_PLACE_SUBJECT) {
            return true;
        }
    }
    return false;
}

/* `Meta chief Mark Zuckerberg said the company would …`, `He owns a fifth of the firm`: the houses of
 * the persons who are subjects here, into work->house. */
static void find_houses(stm_work *work, const stm_phrase *p)
{
    for (uint32_t e = 0; e < work->entities.count; e++) {
        work->house[e] = false;
    }
    for (uint32_t i = 0; (p->kinds & STM_CLASS_PERSONS) == 0 && i < work->said.count; i++) {
        const stm_said *s = &work->said.items[i];
        uint32_t person = stm_work_entity(work, s->entity), house = stm_work_entity(work, s->org);
        if (s->token < p->token && house != STM_NONE &&
            work->entities.items[person].type == STM_TYPE_PERSON &&
            is_subject_here(work, p, person)) {
            work->house[house] = true;
        }
    }
}

/* `Meta chief …, the company`: the house named right before the office. */
static bool house_of_speaker(const stm_work *work, const stm_phrase *p, uint32_t entity)
{
    const uint64_t persons = STM_CLASS_PERSONS;
    for (uint32_t i = 0; (p->kinds & persons) == 0 && i < work->said.count; i++) {
        const stm_said *s = &work->said.items[i];
        if (s->deed || s->token >= p->token || !stm_work_inside(work, p->sentence, s->token)) {
            continue;
        }
        uint32_t left = s->token > 0 ? work->cover[s->token - 1] : STM_NONE; /* Meta chief */
        uint32_t house = left == STM_NONE ? s->org : work->units.items[left].entity;
        if (stm_work_entity(work, house) == entity) {
            return true;
        }
    }
    return false;
}

/* `die Managerin`, when the text has named one woman only; `der Autobauer`, when it has named one
 * organization only: that one, or STM_NONE. */
static uint32_t only_one(const stm_work *work, const stm_phrase *p)
{
    const uint8_t sexes = STM_GENDER_MASC | STM_GENDER_FEM;
    bool person = (p->kinds & STM_CLASS_PERSONS) != 0;
    uint32_t found = STM_NONE;
    if (person && (p->gender & sexes) != STM_GENDER_FEM) {
        return STM_NONE;
    }
    for (uint32_t i = 0; i < work->entities.count; i++) {
        const stm_entity *e = &work->entities.items[i];
        bool rival = person ? e->type == STM_TYPE_PERSON && stm_entity_gender(e) != STM_GENDER_MASC
                            : e->type == STM_TYPE_ORGANIZATION || e->type == STM_TYPE_OTHER;
        if (e->into != i || !rival || work->last_ref[i] == STM_NONE) {
            continue;
        }
        if (found != STM_NONE) {
            return STM_NONE;
        }
        found = i;
    }
    const stm_entity *e = found == STM_NONE ? NULL : &work->entities.items[found];
    bool fits = e != NULL &&
        (person ? stm_entity_gender(e) == STM_GENDER_FEM : e->type == STM_TYPE_ORGANIZATION);
    return fits ? found : STM_NONE;
}

static float rank(
    const stm_work *work, const stm_phrase *p, uint32_t entity, const stm_ref *last, float said)
{
    static const float distance[] = {1.5f, 2.5f, 1.5f, 0.5f};
    const stm_entity *e = &work->entities.items[entity];
    uint32_t far = p->sentence - last->sentence;
    float points =
        said + (far < 4 ? distance[far] : 0) + (float)(e->names > 4 ? 4 : e->names) * 0.35f;
    points += last->place == STM_PLACE_SUBJECT ? 1.0f : last->place == STM_PLACE_OBJECT ? 0.5f : 0;
    /* also when named again behind the verb; being subject alone makes nobody a minister */
    bool fits = said > 0 || (p->kinds & STM_CLASS_PERSONS) == 0;
    bool leads = far == 1 && fits && was_subject(work, p, entity);
    points += leads ? 1.0f : 0;
    bool house = work->house[entity] || (far == 0 && house_of_speaker(work, p, entity));
    points += house ? 2.0f : 0;
    bool same_kind =
        (e->classes & p->kinds & ~STM_CLASS_PERSONS) != 0; /* being a person says nothing */
    points += !same_kind ? 0 : p->modified && said <= 0 ? 0.5f : 2.0f;
    points += e->classes == 0 && e->type != STM_TYPE_PERSON ? -0.5f : 0;
    points -= said <= 0 && work->other_role[entity] ? 1.5f : 0;
    return points + (float)last->token / (float)(p->token + 1) * 0.3f;
}

/* `der Konzern` says little: what was called so ten sentences ago is hardly meant when the sentence
 * before is about another company. Nouns with an owner or a place (`der Tesla-Chef`) last. */
static float faded(const stm_phrase *p, float said, uint32_t far)
{
    const uint64_t loose = STM_CLASS_BIT(STM_CLASS_COMPANY) | STM_CLASS_BIT(STM_CLASS_ORG);
    bool general = (p->kinds & loose) != 0 && p->owner == STM_NONE && p->place == STM_NONE;
    if (!general || said <= 2.0f || far <= 1) {
        return said;
    }
    float lost = (float)(far - 1) * 1.5f;
    return said - lost < 2.0f ? 2.0f : said - lost;
}

/* `am Beispiel DOGE …, wie er als Leiter der Behörde agiert`: a name of unknown kind that is nearer
 * than the best, about whose kind nothing was said either. Then nobody can tell. */
static bool unknown_nearer(const stm_work *work, const stm_phrase *p, uint32_t best)
{
    const stm_entity *e = &work->entities.items[best];
    if (e->type == STM_TYPE_PERSON ||
        work->refs.items[work->last_ref[best]].sentence == p->sentence) {
        return false;
    }
    for (uint32_t i = work->refs.count; i-- > 0 && work->refs.items[i].sentence == p->sentence;) {
        uint32_t other = work->refs.items[i].entity;
        if (other != STM_NONE && other != best && other != p->owner &&
            work->entities.items[other].type == STM_TYPE_OTHER &&
            work->entities.items[other].classes == 0) {
            return true;
        }
    }
    return false;
}

static uint32_t best_entity(stm_work *work, const stm_phrase *p)
{
    uint32_t count = work->entities.count, best = STM_NONE;
    float *said = work->points, first = 0, second = -100;
    said_points(work, p, said);
    bool person = (p->kinds & STM_CLASS_PERSONS) != 0 && (p->kinds & ~STM_CLASS_PERSONS) == 0;
    uint32_t only = only_one(work, p);
    find_houses(work, p);
    bool open_owner = p->owned && p->owner == STM_NONE && !superlative(work, p->token);
    for (uint32_t e = 0; e < count; e++) {
        const stm_ref *last =
            work->last_ref[e] == STM_NONE ? NULL : &work->refs.items[work->last_ref[e]];
        if (last == NULL || work->entities.items[e].into != e || !can_be(work, p, e, said[e])) {
            continue;
        }
        uint32_t far = p->sentence - last->sentence;
        bool owned_elsewhere =
            p->owned && said[e] < (p->owner != STM_NONE ? 9.0f : 5.0f) && (open_owner || !person);
        bool same_kind = (work->entities.items[e].classes & p->kinds & ~STM_CLASS_PERSONS) != 0;
        bool too_far = said[e] < 2 && far > (same_kind ? 5u : e == only ? 8u : 2u);
        if (owned_elsewhere || too_far) {
            continue;
        }
        float points = rank(work, p, e, last, faded(p, said[e], far));
        if (best == STM_NONE || points > first) {
            second = best == STM_NONE ? second : first;
            first = points;
            best = e;
        } else if (points > second) {
            second = points;
        }
    }
    bool bare_role =
        best != STM_NONE && (p->kinds & STM_CLASS_BIT(STM_CLASS_ROLE)) != 0 && said[best] < 2;
    float lead = bare_role ? 1.0f : 0.7f;
    if (best != STM_NONE && said[best] <= 0 && unknown_nearer(work, p, best)) {
        return STM_NONE;
    }
    return best != STM_NONE && first - second >= lead ? best : STM_NONE;
}

static uint32_t first_of(const stm_work *work, uint32_t noun)
{
    stm_phrase p = {.token = noun, .begin = STM_NONE};
    return stm_phrase_begin(work, &p);
}

/* From the article to the noun. */
static void add_description(
    stm_work *work, uint32_t noun, uint32_t first, uint32_t entity, float confidence)
{
    stm_span span = {stm_work_token(work, first)->span.begin, stm_work_token(work, noun)->span.end};
    uint32_t m = stm_work_add_mention(work, first, noun - first + 1, noun, span,
        work->entities.items[entity].type, STM_MENTION_DESCRIPTION, confidence);
    stm_unit unit = {.surface = STM_EMPTY, .entity = entity};
    work->failed = work->failed || m == STM_NONE || !stm_vec_push(&work->units, unit);
}

static bool says_two(const stm_work *work, const stm_phrase *p)
{
    STM_CHILDREN (work->doc, p->token, c) {
        stm_str form = stm_work_token(work, c)->form;
        if (stm_str_starts(form, STM_LIT("beide")) || stm_str_is(form, "zwei") ||
            stm_str_is(form, "two") || stm_str_is(form, "both")) {
            return true;
        }
    }
    return false;
}

static uint32_t link_pair(stm_work *work, const stm_phrase *p, uint32_t one, uint32_t other)
{
    uint32_t first = stm_phrase_begin(work, p);
    add_description(work, p->token, first, one, 0.7f);
    add_description(work, p->token, first, other, 0.7f);
    uint32_t ref = stm_work_add_ref(work, p->token, one, 0, STM_NUMBER_PLUR, false);
    if (ref != STM_NONE) {
        work->refs.items[ref].second = other;
    }
    return ref;
}

/* `A agreed to buy B, the two companies said`: the only two of the kind in this sentence and the one
 * before; with a third nobody is meant. */
static uint32_t only_two(stm_work *work, const stm_phrase *p)
{
    uint32_t pair[2] = {STM_NONE, STM_NONE}, count = 0;
    for (uint32_t i = work->refs.count;
         i-- > 0 && p->sentence - work->refs.items[i].sentence <= 1;) {
        const stm_ref *r = &work->refs.items[i];
        bool met = r->entity == STM_NONE || r->entity == pair[0] || r->entity == pair[1];
        if (met || r->island ||
            (stm_class_types(p->kinds) >> work->entities.items[r->entity].type & 1) == 0) {
            continue;
        }
        if (count == 2) {
            return STM_NONE;
        }
        pair[count++] = r->entity;
    }
    bool fit = count == 2;
    for (uint32_t i = 0; i < 2 && fit; i++) {
        const stm_entity *e = &work->entities.items[pair[i]];
        fit = e->type != STM_TYPE_OTHER && stm_class_agree(e->classes, p->kinds) &&
            !needs_proof(p->word, p->kinds);
    }
    return fit ? link_pair(work, p, pair[1], pair[0]) : STM_NONE;
}

/* `die beiden Länder`, `the two countries`: the last pair of that kind. */
static uint32_t pair_of(stm_work *work, const stm_phrase *p)
{
    if (!says_two(work, p)) {
        return STM_NONE;
    }
    for (uint32_t i = work->refs.count;
         i-- > 0 && p->sentence - work->refs.items[i].sentence <= 2;) {
        stm_ref r = work->refs.items[i];
        if (r.second != STM_NONE && can_be(work, p, r.entity, 0) && can_be(work, p, r.second, 0)) {
            return link_pair(work, p, r.entity, r.second);
        }
    }
    return p->owned ? STM_NONE : only_two(work, p);
}

static bool more_in_list(const stm_work *work, uint32_t noun)
{
    uint32_t head = stm_work_token(work, noun)->head;
    STM_CHILDREN (work->doc, noun, c) {
        uint8_t rel = stm_work_token(work, c)->rel;
        if (rel == STM_REL_CC || rel == STM_REL_CONJ) {
            return true;
        }
    }
    if (head == STM_NONE) {
        return false;
    }
    STM_CHILDREN (work->doc, head, c) {
        if (c != noun && stm_work_token(work, c)->rel == STM_REL_CONJ &&
            stm_work_token(work, noun)->rel == STM_REL_CONJ) {
            return true;
        }
    }
    return false;
}

static bool verb_has_other(const stm_work *work, uint32_t noun)
{
    const stm_token *t = stm_work_token(work, noun);
    if (t->head == STM_NONE || t->head > noun) {
        return false;
    }
    STM_CHILDREN (work->doc, t->head, c) {
        if (c < noun && stm_work_token(work, c)->rel == t->rel) {
            return true;
        }
    }
    return false;
}

/* `Altman führt OpenAI, das Unternehmen hinter ChatGPT`: the phrase right behind name and comma is
 * the name, also where the tree makes it a second subject of a verb that has one. But a member of
 * a list is not (`OpenAI, das Unternehmen und die Bank`), nor a subject of its own (`Nach dem
 * Streit mit OpenAI, das Unternehmen …`). */
static uint32_t apposed_to(const stm_work *work, const stm_phrase *p)
{
    uint32_t first = stm_phrase_begin(work, p);
    const stm_token *t = stm_work_token(work, p->token);
    if (first < 2 || !stm_work_inside(work, p->sentence, first - 2) ||
        !stm_str_is(stm_work_token(work, first - 1)->form, ",") || more_in_list(work, p->token)) {
        return STM_NONE;
    }
    uint32_t mention = work->cover[first - 2];
    if (mention == STM_NONE || p->demonstrative) {
        return STM_NONE;
    }
    const stm_mention *m = &work->doc->mentions.items[mention];
    uint32_t entity = stm_work_entity(work, work->units.items[mention].entity);
    bool argument = t->rel == STM_REL_NSUBJ || t->rel == STM_REL_OBJ || t->rel == STM_REL_OBL;
    bool beside = t->rel == STM_REL_APPOS || t->rel == STM_REL_CONJ ||
        (argument && verb_has_other(work, p->token));
    if (!beside || entity == STM_NONE || work->units.items[mention].part ||
        m->token_first + m->token_count != first - 1 || entity == p->owner) {
        return STM_NONE;
    }
    uint8_t type = work->entities.items[entity].type;
    bool fits = type != STM_TYPE_OTHER && (stm_class_types(p->kinds) >> type & 1) != 0;
    return fits ? entity : STM_NONE;
}

uint32_t stm_names_description(stm_work *work, uint32_t token)
{
    stm_phrase p;
    if (!stm_phrase_describe(work, token, &p)) {
        return STM_NONE;
    }
    uint32_t same = p.plural ? STM_NONE : apposed_to(work, &p);
    if (same != STM_NONE) {
        add_description(work, token, stm_phrase_begin(work, &p), same, 0.8f);
        return stm_work_add_ref(work, token, same, p.gender, STM_NUMBER_SING, false);
    }
    if (p.plural) {
        return pair_of(work, &p);
    }
    uint32_t entity = best_entity(work, &p);
    if (entity == STM_NONE) {
        return STM_NONE;
    }
    add_description(work, token, stm_phrase_begin(work, &p), entity, 0.7f);
    stm_entity *e = &work->entities.items[entity];
    if (e->classes == 0 && e->type != STM_TYPE_PERSON && (p.kinds & (p.kinds - 1)) == 0) {
        e->classes = p.kinds; /* who was called the carmaker is not called the union later */
    }
    return stm_work_add_ref(work, token, entity, p.gender, STM_NUMBER_SING, false);
}

/* Which member of a pair: 1 der erste, the former; 2 der zweite, the latter; 0 none. */
static int member_of(stm_str form)
{
    static const char *const firsts[] = {
        "erste", "ersten", "erster", "erstere", "ersterer", "former", "eine", "first"};
    static const char *const seconds[] = {"zweite", "zweiten", "zweiter", "letztere", "letzterer",
        "latter", "andere", "anderen", "second"};
    for (size_t i = 0; i < sizeof firsts / sizeof firsts[0]; i++) {
        if (stm_str_eq_ascii_nocase(form, stm_str_of(firsts[i]))) {
            return 1;
        }
    }
    for (size_t i = 0; i < sizeof seconds / sizeof seconds[0]; i++) {
        if (stm_str_eq_ascii_nocase(form, stm_str_of(seconds[i]))) {
            return 2;
        }
    }
    return 0;
}

static bool first_in_sentence(const stm_work *work, uint32_t token)
{
    for (uint32_t at = token;
         at-- > 0 && stm_work_inside(work, stm_work_token(work, token)->sentence, at);) {
        uint32_t ref = work->ref_at[at];
        if (member_of(stm_work_token(work, at)->form) == 1 && ref != STM_NONE &&
            work->refs.items[ref].entity != STM_NONE) {
            return true;
        }
    }
    return false;
}

uint32_t stm_names_pair_member(stm_work *work, uint32_t token)
{
    const stm_token *t = stm_work_token(work, token);
    int member = member_of(t->form);
    bool noun_follows =
        (t->rel == STM_REL_AMOD || t->rel == STM_REL_DET || t->rel == STM_REL_NUMMOD) &&
        t->head != STM_NONE && t->head > token;
    if (member == 2 && noun_follows && first_in_sentence(work, token)) {
        noun_follows = false; /* `Der eine ist Jurist, die andere Ärztin`: an elliptic clause, no
                                 noun phrase */
    }
    if (member == 0 || noun_follows || token == 0 ||
        !stm_work_inside(work, t->sentence, token - 1) ||
        !stm_phrase_is_definite(stm_work_token(work, token - 1)->form)) {
        return STM_NONE;
    }
    for (uint32_t i = work->refs.count;
         i-- > 0 && t->sentence - work->refs.items[i].sentence <= 2;) {
        stm_ref r = work->refs.items[i];
        if (r.second != STM_NONE && r.entity != STM_NONE) {
            uint32_t entity = member == 1 ? r.entity : r.second;
            add_description(work, token, first_of(work, token), entity, 0.7f);
            return stm_work_add_ref(work, token, entity,
                stm_entity_gender(&work->entities.items[entity]), STM_NUMBER_SING, false);
        }
    }
    return STM_NONE;
}

/* Nouns beside a name (`Präsident Donald Trump`) are mentions of it, too. */
void stm_names_beside(stm_work *work)
{
    for (uint32_t i = 0; i < work->said.count && !work->failed; i++) {
        stm_said s = work->said.items[i];
        uint32_t entity = stm_work_entity(work, s.entity);
        if (work->apposed[s.token] && entity != STM_NONE) {
            add_description(work, s.token, first_of(work, s.token), entity, 0.9f);
        }
    }
}
