/* Pronouns: he, sein, who, dessen, dieser, beide … to the actor they stand for.
 *
 * A candidate must agree in gender, number and animacy, must not stand in the same clause (binding)
 * and must not be the one who speaks the quotation that the pronoun is in. What is left is ranked
 * by distance, grammatical role, parallelism and how much the text is about it; plain nouns compete
 * (`Die Technik … sie`), and a narrow lead means no link. `Brandner traf Yildiz. Er lobte ihn.` er
 * = Brandner (subject), ihn = Yildiz. `Es ist wichtig, dass …`, `It is clear that …`: nobody.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "names/names_work.h"
#include "unicode/casing.h"

static const float NARROW = 0.4f; /* a lead below this is none */

/* Number that the finite verb shows, 0 unknown. */
uint8_t stm_work_verb_number(const stm_work *work, uint32_t subject)
{
    const stm_token *t = stm_work_token(work, subject);
    if (t->rel != STM_REL_NSUBJ || t->head == STM_NONE) {
        return 0;
    }
    const stm_token *verb = stm_work_token(work, t->head);
    if (verb->morph.verb_form == STM_VERBFORM_FIN && verb->morph.number != 0) {
        return verb->morph.number;
    }
    STM_CHILDREN (work->doc, t->head, c) {
        const stm_token *aux = stm_work_token(work, c);
        bool helps = aux->rel == STM_REL_AUX || aux->rel == STM_REL_COP;
        if (helps && aux->morph.verb_form == STM_VERBFORM_FIN && aux->morph.number != 0) {
            return aux->morph.number;
        }
    }
    return 0;
}

/* Sie, Ihr in the middle of a sentence: the polite form. */
static bool is_polite(const stm_work *work, const stm_pronoun *p)
{
    const stm_token *t = stm_work_token(work, p->token);
    if (work->lang == STM_LANG_EN || !stm_casing_starts_upper(t->form)) {
        return false;
    }
    const stm_sentence *s = &work->doc->sentences.items[p->sentence];
    uint32_t first = s->token_first;
    while (first < p->token &&
        (stm_work_token(work, first)->upos == STM_PUNCT ||
            stm_work_quote_mark(stm_work_token(work, first)->form))) {
        first++;
    }
    stm_str before =
        p->token > s->token_first ? stm_work_token(work, p->token - 1)->form : STM_EMPTY;
    bool begins = first == p->token || stm_str_is(before, ":") || stm_work_quote_mark(before);
    return !begins;
}

/* es, it without meaning: expletive, weather, `it is clear that`. */
static bool is_empty_subject(const stm_work *work, const stm_pronoun *p)
{
    const stm_token *t = stm_work_token(work, p->token);
    if (t->rel == STM_REL_EXPL) {
        return true;
    }
    bool it = stm_str_eq_ascii_nocase(t->form, STM_LIT("it")) ||
        stm_str_eq_ascii_nocase(t->form, STM_LIT("es"));
    if (!it || t->head == STM_NONE) {
        return false;
    }
    const stm_token *verb = stm_work_token(work, t->head);
    STM_CHILDREN (work->doc, t->head, c) {
        uint8_t rel = stm_work_token(work, c)->rel;
        if (rel == STM_REL_CSUBJ || (rel == STM_REL_CCOMP && verb->upos != STM_VERB)) {
            return true;
        }
    }
    bool adjective = verb->upos == STM_ADJ || verb->upos == STM_ADV;
    return work->lang != STM_LANG_EN ? adjective || stm_str_is(verb->lemma, "geben")
                                     : adjective && t->rel != STM_REL_NSUBJ;
}

static bool is_both(stm_str form)
{
    return stm_str_eq_ascii_nocase(form, STM_LIT("beide")) ||
        stm_str_eq_ascii_nocase(form, STM_LIT("beiden")) ||
        stm_str_eq_ascii_nocase(form, STM_LIT("both"));
}

static bool has_plain_article_form(stm_str form)
{
    static const char *const articles[] = {"der", "die", "das", "dem", "den"};
    for (size_t i = 0; i < sizeof articles / sizeof articles[0]; i++) {
        if (stm_str_eq_ascii_nocase(form, stm_str_of(articles[i]))) {
            return true;
        }
    }
    return false;
}

static bool has_noun_head(const stm_work *work, uint32_t token)
{
    const stm_token *t = stm_work_token(work, token);
    bool modifies = t->rel == STM_REL_DET || t->rel == STM_REL_AMOD || t->rel == STM_REL_NUMMOD ||
        t->rel == STM_REL_CC;
    return modifies && t->head != STM_NONE && t->head > token;
}

/* `er wird der größte Supercomputer sein`: he is no person. */
static void predicate_says(const stm_work *work, stm_pronoun *p)
{
    const stm_token *t = stm_work_token(work, p->token);
    uint32_t begin = 0;
    if (t->rel != STM_REL_NSUBJ || t->head == STM_NONE ||
        stm_work_token(work, t->head)->upos != STM_NOUN ||
        stm_doc_child(work->doc, t->head, STM_REL_COP, STM_SUB_NONE) == STM_NONE) {
        return;
    }
    uint64_t kinds = stm_work_noun(work, t->head, &begin).classes & STM_CLASS_ACTORS;
    if (kinds != 0 && (kinds & STM_CLASS_PERSONS) == 0) {
        p->thing = true;
    } else if (kinds != 0 && (kinds & ~STM_CLASS_PERSONS) == 0) {
        p->person = true;
    }
}

static bool classify(const stm_work *work, uint32_t token, stm_pronoun *p)
{
    const stm_token *t = stm_work_token(work, token);
    stm_word word = stm_work_word(work, t->form);
    const uint64_t all = STM_CLASS_BIT(STM_CLASS_PERSONAL) | STM_CLASS_BIT(STM_CLASS_POSSESSIVE) |
        STM_CLASS_BIT(STM_CLASS_RELATIVE) | STM_CLASS_BIT(STM_CLASS_DEMONSTRATIVE);
    if ((word.classes & all) == 0 ||
        (t->upos != STM_PRON && t->upos != STM_DET && !is_both(t->form))) {
        return false;
    }
    bool english = work->lang == STM_LANG_EN;
    *p = (stm_pronoun){.token = token,
        .sentence = t->sentence,
        .clause = work->clause[token],
        .classes = word.classes,
        .gender = word.gender,
        .singular = word.gender != 0,
        .plural = word.plural,
        .place = stm_work_role_place(work, token)};
    bool own = (word.classes & STM_CLASS_BIT(STM_CLASS_POSSESSIVE)) != 0;
    bool personal = (word.classes & STM_CLASS_BIT(STM_CLASS_PERSONAL)) != 0;
    bool under_noun = t->rel == STM_REL_DET || t->rel == STM_REL_NMOD;
    bool relative = (word.classes & STM_CLASS_BIT(STM_CLASS_RELATIVE)) != 0;
    p->possessive = own && (!personal || under_noun);
    bool owner_form = under_noun &&
        !has_plain_article_form(t->form); /* dessen, deren, whose; not the article der */
    p->relative = relative && (t->upos == STM_PRON || owner_form) && !(personal || own);
    p->demonstrative = (word.classes & STM_CLASS_BIT(STM_CLASS_DEMONSTRATIVE)) != 0 && !p->relative;
    if (!personal && !p->possessive && !p->relative && !p->demonstrative) {
        return false; /* an article */
    }
    if (p->possessive &&
        !english) { /* ihr: f or plural; the possessor's own features say it sometimes */
        p->place = STM_PLACE_NESTED;
    }
    bool both = p->demonstrative && p->plural &&
        !p->singular; /* beide, both: often tagged as article or adjective */
    if (p->demonstrative && ((t->upos != STM_PRON && !both) || has_noun_head(work, token))) {
        return false; /* dieser Supercomputer: a description */
    }
    p->person =
        english && (p->gender == STM_GENDER_MASC || p->gender == STM_GENDER_FEM) && !p->relative;
    p->thing = english ? p->gender == STM_GENDER_NEUT && !p->plural
                       : p->gender == STM_GENDER_NEUT && !p->plural;
    /* `Es entspricht dem Plan, …`: at the beginning es mostly stands for a clause */
    p->strict = !english && stm_str_is(t->form, "Es");
    if (english && relative && stm_str_starts(t->form, STM_LIT("who")) &&
        !stm_str_is(t->form, "whose")) {
        p->person = true;
    }
    predicate_says(work, p);
    uint8_t number = stm_work_verb_number(work, token);
    if (p->singular && p->plural && number == STM_NUMBER_SING) {
        p->plural = false;
    } else if (p->singular && p->plural && number == STM_NUMBER_PLUR) {
        p->singular = false;
    }
    return true;
}

/* Antecedent of a relative clause: the noun that the clause hangs on. */
static uint32_t relative_head(const stm_work *work, uint32_t token)
{
    uint32_t at = token;
    for (uint32_t steps = 0; at != STM_NONE && steps < 64; steps++) {
        const stm_token *t = stm_work_token(work, at);
        if ((t->rel == STM_REL_ACL && t->head != STM_NONE && t->head < token) ||
            (t->sub == STM_SUB_RELCL && t->head != STM_NONE)) {
            return t->head;
        }
        if (t->rel == STM_REL_ROOT || t->rel == STM_REL_CCOMP || t->rel == STM_REL_ADVCL) {
            break;
        }
        at = t->head;
    }
    return STM_NONE;
}

/* The ref of a noun phrase: at its head, or at a name beside the head. */
static uint32_t ref_of_phrase(const stm_work *work, uint32_t head)
{
    if (work->ref_at[head] != STM_NONE) {
        return work->ref_at[head];
    }
    if (work->cover[head] != STM_NONE) {
        return work->ref_at[work->doc->mentions.items[work->cover[head]].head];
    }
    STM_CHILDREN (work->doc, head, c) {
        uint8_t rel = stm_work_token(work, c)->rel;
        if ((rel == STM_REL_APPOS || rel == STM_REL_FLAT) && work->ref_at[c] != STM_NONE) {
            return work->ref_at[c];
        }
    }
    return STM_NONE;
}

static bool fits_relative(const stm_work *work, const stm_pronoun *p, uint32_t ref)
{
    const stm_ref *r = &work->refs.items[ref];
    bool several = r->second != STM_NONE || r->number == STM_NUMBER_PLUR;
    if (p->person && r->thing) {
        return false;
    }
    return several ? p->plural : p->singular && (r->gender == 0 || (r->gender & p->gender) != 0);
}

static bool is_wh(stm_str form)
{
    return stm_str_is(form, "who") || stm_str_is(form, "whose") || stm_str_is(form, "whom") ||
        stm_str_is(form, "dessen") || stm_str_is(form, "deren");
}

/* `Agnes, die …`: the phrase that the clause hangs on; when the tree says something that does not
 * agree, the phrase right before the comma. */
static uint32_t relative_ref(const stm_work *work, const stm_pronoun *p)
{
    uint32_t head = relative_head(work, p->token);
    if (head == STM_NONE && is_wh(stm_work_token(work, p->token)->form) && p->token > 0 &&
        stm_str_is(stm_work_token(work, p->token - 1)->form, ",")) {
        head = p->token - 1; /* the tree lost the clause, the form did not */
    }
    if (head == STM_NONE || stm_casing_starts_upper(stm_work_token(work, p->token)->form)) {
        return STM_NONE; /* an article that was tagged as pronoun, or a sentence that begins with it
                          */
    }
    uint32_t ref = ref_of_phrase(work, head);
    if (ref != STM_NONE && fits_relative(work, p, ref)) {
        return ref;
    }
    for (uint32_t at = p->token;
         at-- > 0 && p->token - at <= 4 && stm_work_inside(work, p->sentence, at);) {
        uint8_t upos = stm_work_token(work, at)->upos;
        if (upos == STM_PUNCT || upos == STM_ADP) {
            continue;
        }
        uint32_t near = work->cover[at] == STM_NONE ? work->ref_at[at] : ref_of_phrase(work, at);
        return near != STM_NONE && fits_relative(work, p, near) ? near : STM_NONE;
    }
    return STM_NONE;
}

static bool same_meaning(const stm_ref *a, const stm_ref *b)
{
    return a->entity != STM_NONE && a->entity == b->entity && a->second == b->second;
}

enum { BARRED = 16 };

/* Entities that are participants of the pronoun's own verb, also through another mention (`Bruni,
 * der das Geld nahm, sagte gegen ihn aus`: ihn is not Bruni, nor is it der). */
static uint32_t barred_entities(const stm_work *work, const stm_pronoun *p, uint32_t *barred)
{
    uint32_t count = 0;
    for (uint32_t i = work->refs.count;
         i-- > 0 && work->refs.items[i].sentence == p->sentence && count < BARRED;) {
        const stm_ref *r = &work->refs.items[i];
        if (r->entity != STM_NONE && r->second == STM_NONE && stm_names_same_clause(work, p, r)) {
            barred[count++] = r->entity;
        }
    }
    return count;
}

static bool is_barred(const stm_ref *r, const uint32_t *barred, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        if (r->entity == barred[i] || r->second == barred[i]) {
            return true;
        }
    }
    return false;
}

/* Best candidate when it leads clearly and is an actor. */
static uint32_t best_ref(const stm_work *work, const stm_pronoun *p)
{
    uint32_t barred[BARRED], barred_count = barred_entities(work, p, barred);
    uint32_t best = STM_NONE;
    float first = 0, second = 0;
    for (uint32_t i = work->refs.count; i-- > 0;) {
        const stm_ref *r = &work->refs.items[i];
        if (p->sentence - r->sentence > 3) {
            break;
        }
        if (!stm_names_allowed(work, p, r) || is_barred(r, barred, barred_count)) {
            continue;
        }
        float points = stm_names_score(work, p, r);
        if (best == STM_NONE || points > first) {
            if (best == STM_NONE || !same_meaning(&work->refs.items[best], r)) {
                second = best == STM_NONE ? points - 100 : first;
            }
            first = points;
            best = i;
        } else if (points > second && !same_meaning(&work->refs.items[best], r)) {
            second = points;
        }
    }
    return best != STM_NONE && first - second >= NARROW ? best : STM_NONE;
}

static void add_pronoun_mention(stm_work *work, uint32_t token, uint32_t entity)
{
    stm_span span = stm_work_token(work, token)->span;
    uint8_t type = work->entities.items[entity].type;
    uint32_t m = stm_work_add_mention(work, token, 1, token, span, type, STM_MENTION_PRONOUN, 0.7f);
    stm_unit unit = {.surface = STM_EMPTY, .entity = entity};
    work->failed = work->failed || m == STM_NONE || !stm_vec_push(&work->units, unit);
}

uint32_t stm_names_pronoun(stm_work *work, uint32_t token)
{
    stm_pronoun p;
    if (!classify(work, token, &p) || is_polite(work, &p) || is_empty_subject(work, &p)) {
        return STM_NONE;
    }
    uint32_t found = p.relative ? relative_ref(work, &p) : best_ref(work, &p);
    if (found == STM_NONE) {
        return STM_NONE;
    }
    stm_ref meant = work->refs.items[found];
    uint8_t gender = meant.gender != 0 ? meant.gender : p.singular ? p.gender : 0;
    uint32_t ref = stm_work_add_ref(work, token, meant.entity, gender, meant.number, false);
    if (ref == STM_NONE) {
        return STM_NONE;
    }
    work->refs.items[ref].second = meant.second;
    work->refs.items[ref].person = meant.person;
    work->refs.items[ref].thing = meant.thing;
    if (meant.entity != STM_NONE) {
        add_pronoun_mention(work, token, meant.entity);
        if (meant.second != STM_NONE) {
            add_pronoun_mention(work, token, meant.second);
        }
    }
    return ref;
}
