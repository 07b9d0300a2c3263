/* Facts that noun phrases say: identity, office, membership, alias, possession, nominalised verbs.
 *
 *   title        DE "Präsident Lech Walesa" -> Lech Walesa | ist | Präsident
 *                EN "President Putin"; but not "Professor Street" (a name without a person's title
 *                is no title:
 *                known to be wrong at times)
 *   apposition   DE "der Vorsitzende, Bodo Schwartz," -> Bodo Schwartz | ist | der Vorsitzende
 *                EN "Lone, a LeT man,"; but not "Freitag, 3. Mai" (dates)
 *   alias        DE "die Europäische Union (EU)" -> die Europäische Union | ist | EU
 *                EN "Americans for Innovation (AFI)"; but not "(Bild)", "(35)", which are no names
 *                of it
 *   member       EN "Ed Wong of the NYT" -> Ed Wong | is of | the NYT; DE "Ellen Waitzis von der
 *   Zentrale"
 *                but not "the University of Oslo" (part of a name), "the city of Bonn"
 *   class        DE "Firmen wie Nvidia" -> Nvidia | ist | Firmen; EN "firms such as Nvidia"
 *                but not "ein Mann wie ein Baum" (no name)
 *   possessive   DE "Siegfrieds Vater"; EN "Tehran's museum" -> Tehran | has | museum
 *                but not "today's paper" (time)
 *   nominal-verb DE "OpenAIs Expansion nach Japan", "die Übernahme von VW durch Porsche"
 *                EN "Sharon's murder of Yassin" -> Sharon | 's murder of | Yassin
 *                but not "the University of Oslo's rector"
 * Propositions that are made here are marked nominal. What they mean as canonical relations is
 * decided later.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "facts/props.h"

static bool is_name(const stm_fx *fx, uint32_t t)
{
    return fx->tokens[t].upos == STM_PROPN;
}

static bool is_person_like(const stm_fx *fx, uint32_t t)
{
    return is_name(fx, t) && stm_fx_has(fx, t, STM_REL_FLAT);
}

static void begin_is(stm_fx *fx, uint32_t predicate, const char *rule)
{
    if (!stm_prop_begin(fx, predicate, rule)) {
        return;
    }
    stm_prop *prop = stm_prop_last(fx);
    prop->nominal = true;
    prop->relation = fx->german ? STM_LIT("ist") : STM_LIT("is");
    prop->lemma = fx->german ? STM_LIT("sein") : STM_LIT("be");
}

static void identity(stm_fx *fx, const char *rule, uint32_t name, stm_yield name_yield,
    uint32_t what, stm_yield what_yield)
{
    uint32_t before = fx->out->props.count;
    begin_is(fx, what, rule);
    if (fx->out->props.count > before) {
        stm_prop_arg(fx, STM_ROLE_SUBJECT, name, name, name_yield);
        stm_prop_arg(fx, STM_ROLE_COMPLEMENT, what, what, what_yield);
    }
}

/* Nouns made from verbs, by their endings. */
static bool nominalised(const stm_fx *fx, uint32_t t)
{
    if (fx->tokens[t].upos != STM_NOUN) {
        return false;
    }
    stm_str lemma = stm_fx_lemma(fx, t);
    char low[64];
    uint32_t len = lemma.len < sizeof low ? lemma.len : (uint32_t)sizeof low;
    for (uint32_t i = 0; i < len; i++) {
        char ch = lemma.ptr[lemma.len - len + i];
        low[i] = (char)(ch >= 'A' && ch <= 'Z' ? ch + 32 : ch);
    }
    const stm_fact_words *words = fx->german ? &stm_fact_words_de : &stm_fact_words_en;
    return stm_words_end(words->event_endings, (stm_str){low, len});
}

/* Forms of address are no offices: Frau Merkel, Mr Smith. */
static bool address(const stm_fx *fx, uint32_t t)
{
    return stm_words_have(stm_fact_words_all.address_words, fx->tokens[t].form, false);
}

/* A further name behind the name that is no part of it: the tree is not to be trusted. */
static bool name_goes_on(const stm_fx *fx, uint32_t name)
{
    uint32_t last = name;
    STM_CHILDREN (fx->doc, name, c) {
        last =
            c > last && (fx->tokens[c].rel == STM_REL_FLAT || fx->tokens[c].rel == STM_REL_COMPOUND)
            ? c
            : last;
    }
    return last + 1 < fx->end && fx->tokens[last + 1].upos == STM_PROPN &&
        fx->tokens[last + 1].rel != STM_REL_APPOS;
}

/* Name c and the noun t that carries it. */
static void title_of(stm_fx *fx, const char *rule, uint32_t name, uint32_t title)
{
    uint32_t before = fx->out->props.count;
    bool act = nominalised(fx, title) &&
        stm_str_ends(fx->tokens[name].form, STM_LIT("s")); /* Wahl Trumps */
    bool many =
        fx->tokens[title].morph.number == STM_NUMBER_PLUR && !stm_fx_has(fx, name, STM_REL_CONJ);
    if (act || many || address(fx, title) || name_goes_on(fx, name) ||
        stm_fx_has(fx, title, STM_REL_NUMMOD)) {
        return;
    }
    begin_is(fx, title, rule);
    if (fx->out->props.count > before) {
        stm_prop_arg(fx, STM_ROLE_SUBJECT, name, name, STM_YIELD_PHRASE);
        fx->skip = name;
        stm_prop_arg(fx, STM_ROLE_COMPLEMENT, title, title, STM_YIELD_TITLE);
        fx->skip = STM_NONE;
    }
}

static bool dated(const stm_fx *fx, uint32_t t)
{
    return fx->tokens[t].upos == STM_NUM || stm_fx_lemma_in(fx, t, fx->words->time_nouns) ||
        stm_fx_lemma_in(fx, t, fx->words->time_adverbs);
}

static bool in_brackets(const stm_fx *fx, uint32_t t)
{
    uint32_t first = t;
    STM_CHILDREN (fx->doc, t, c) {
        first = c < first && fx->tokens[c].rel != STM_REL_PUNCT ? c : first;
    }
    return first > fx->first && stm_str_is(fx->tokens[first - 1].form, "(");
}

/* Child c in apposition to t. */
static void apposition(stm_fx *fx, uint32_t t, uint32_t c)
{
    bool separated = stm_fx_punct_between(fx, t < c ? t : c, t < c ? c : t);
    if (fx->tokens[t].rel == STM_REL_COMPOUND && stm_fx_head(fx, t) != STM_NONE) {
        t = stm_fx_head(
            fx, t); /* "CSU-Generalsekretär Protzner": a parser may hang the name on CSU */
    }
    if (!stm_fx_nounlike(fx, t) || stm_fx_has(fx, c, STM_REL_ADVMOD) ||
        stm_fx_place_qualifier(fx, t, c) || !(is_name(fx, t) || is_name(fx, c))) {
        return;
    }
    if (dated(fx, c) || dated(fx, t) || !stm_fx_nounlike(fx, c) || fx->tokens[c].upos == STM_PRON) {
        return;
    }
    if (separated && in_brackets(fx, c)) {
        if (is_name(fx, c)) {
            identity(fx, "alias", t, STM_YIELD_PHRASE, c, STM_YIELD_PHRASE);
        }
        return;
    }
    if (is_name(fx, c) && !is_name(fx, t)) {
        title_of(fx, separated ? "apposition" : "title", c, t);
    } else if (separated) {
        fx->skip = c;
        identity(fx, "apposition", t, STM_YIELD_PHRASE, c, STM_YIELD_PHRASE);
        fx->skip = STM_NONE;
    } else if (is_name(fx, t) && !is_name(fx, c)) {
        identity(fx, "title", t, STM_YIELD_NAME, c, STM_YIELD_TITLE);
    }
}

/* Noun in front of a name that hangs on it: EWT nmod:desc, GSD dep. */
static void title_before(stm_fx *fx, uint32_t t, uint32_t c)
{
    stm_ids titles = {.count = 0};
    bool described = (fx->tokens[c].rel == STM_REL_DEP && fx->tokens[c].upos == STM_NOUN) ||
        stm_str_is(fx->tokens[c].deprel, "nmod:desc");
    if (!described || c > t || !is_name(fx, t) || address(fx, c) || name_goes_on(fx, t) ||
        dated(fx, c) || stm_fx_punct_between(fx, c, t) ||
        (fx->tokens[c].upos != STM_NOUN && fx->tokens[c].upos != STM_PROPN)) {
        return;
    }
    stm_clause_conjuncts(fx, c, &titles);
    for (uint32_t i = 0; i < titles.count; i++) {
        identity(fx, "title", t, STM_YIELD_NAME, titles.items[i], STM_YIELD_TITLE);
    }
}

/* "Ed Wong of the NYT" */
static void member(stm_fx *fx, uint32_t t, uint32_t c)
{
    uint32_t marker = stm_fx_case(fx, c);
    if (c < t || marker == STM_NONE || !is_person_like(fx, t) || dated(fx, c) ||
        fx->tokens[c].rel != STM_REL_NMOD) {
        return;
    }
    stm_str lemma = stm_fx_lemma(fx, marker);
    if (!stm_str_is(lemma, "of") && !stm_str_is(lemma, "von") && !stm_str_is(lemma, "in")) {
        return;
    }
    uint32_t before = fx->out->props.count;
    begin_is(fx, c, "member");
    if (fx->out->props.count > before) {
        stm_prop_arg(fx, STM_ROLE_SUBJECT, t, t, STM_YIELD_BARE);
        stm_prop_arg(fx, STM_ROLE_OBLIQUE, c, c, STM_YIELD_PHRASE);
    }
}

/* "Firmen wie Nvidia und AMD", "firms such as Nvidia" */
static void class_members(stm_fx *fx, uint32_t t, uint32_t c)
{
    uint32_t marker = stm_fx_case(fx, c);
    stm_ids names = {.count = 0};
    bool example = fx->tokens[c].rel == STM_REL_CONJ && stm_clause_example(fx, c);
    if (c < t || (marker == STM_NONE && !example) || fx->tokens[t].upos != STM_NOUN ||
        !is_name(fx, c)) {
        return;
    }
    stm_str lemma = example ? STM_LIT("wie") : stm_fx_lemma(fx, marker);
    bool such = stm_str_is(lemma, "such") || stm_str_is(lemma, "include");
    if (!such && !stm_str_is(lemma, "wie") && !stm_str_is(lemma, "like")) {
        return;
    }
    stm_clause_conjuncts(fx, c, &names);
    for (uint32_t i = 0; i < names.count; i++) {
        identity(fx, "class", names.items[i], STM_YIELD_PHRASE, t, STM_YIELD_BARE);
    }
}

/* Capitalised, ends with s, and none of the determiners that do: "Annas", not "Das", "Dieses". */
static bool genitive_form(stm_str form)
{
    return form.len > 3 && form.ptr[0] >= 'A' && form.ptr[0] <= 'Z' &&
        stm_str_ends(form, STM_LIT("s")) && !stm_str_ends(form, STM_LIT("es"));
}

static bool genitive_owner(const stm_fx *fx, uint32_t t, uint32_t c)
{
    const stm_token *child = &fx->tokens[c];
    if (fx->german && child->rel == STM_REL_DET && c < t && genitive_form(child->form)) {
        return true; /* "OpenAIs Expansion": taggers take the name for a determiner */
    }
    if (child->rel != STM_REL_NMOD || child->upos == STM_PRON || dated(fx, c)) {
        return false;
    }
    if (child->sub == STM_SUB_POSS) {
        return c < t;
    }
    return fx->german && c < t && is_name(fx, c) && stm_fx_case(fx, c) == STM_NONE &&
        !stm_fx_punct_between(fx, c, t);
}

/* Owner before the noun: subject of what the noun names, or of having it. */
static void possession(stm_fx *fx, uint32_t t, uint32_t owner)
{
    bool act = nominalised(fx, t);
    uint32_t phrases = 0;
    STM_CHILDREN (fx->doc, t, c) {
        phrases += c > t && fx->tokens[c].rel == STM_REL_NMOD && stm_fx_case(fx, c) != STM_NONE;
    }
    if (!stm_prop_begin(fx, t, act && phrases > 0 ? "nominal-verb" : "possessive")) {
        return;
    }
    stm_prop *prop = stm_prop_last(fx);
    prop->nominal = true;
    prop->lemma = act && phrases > 0 ? stm_fx_lemma(fx, t)
        : fx->german                 ? STM_LIT("haben")
                                     : STM_LIT("have");
    prop->relation = act && phrases > 0 ? fx->tokens[t].form
        : fx->german                    ? STM_LIT("hat")
                                        : STM_LIT("has");
    stm_prop_arg(fx, STM_ROLE_SUBJECT, owner, owner, STM_YIELD_PHRASE);
    if (!(act && phrases > 0)) {
        fx->skip = owner;
        stm_prop_arg(fx, STM_ROLE_OBJECT, t, t, STM_YIELD_PHRASE);
        fx->skip = STM_NONE;
        return;
    }
    STM_CHILDREN (fx->doc, t, c) {
        if (c > t && fx->tokens[c].rel == STM_REL_NMOD && stm_fx_case(fx, c) != STM_NONE) {
            stm_str marker = stm_fx_lemma(fx, stm_fx_case(fx, c));
            bool object = stm_str_is(marker, "of") || stm_str_is(marker, "von");
            stm_prop_arg(fx, object ? STM_ROLE_OBJECT : STM_ROLE_OBLIQUE, c, c, STM_YIELD_PHRASE);
        }
    }
}

/* "die Übernahme von VW durch Porsche", "die Wahl Donald Trumps zum Präsidenten": patient and
 * agent behind. */
static void nominal_verb(stm_fx *fx, uint32_t t)
{
    uint32_t patient = STM_NONE, agent = STM_NONE;
    if (!nominalised(fx, t)) {
        return;
    }
    STM_CHILDREN (fx->doc, t, c) {
        uint32_t marker = stm_fx_case(fx, c);
        if (c < t || fx->tokens[c].rel != STM_REL_NMOD || !stm_fx_nounlike(fx, c)) {
            continue;
        }
        stm_str lemma = marker == STM_NONE ? STM_EMPTY : stm_fx_lemma(fx, marker);
        if (stm_str_is(lemma, "durch") || stm_str_is(lemma, "by")) {
            agent = c;
        } else if (patient == STM_NONE &&
            (stm_str_is(lemma, "von") || stm_str_is(lemma, "of") ||
                (marker == STM_NONE && fx->german))) {
            patient = c;
        }
    }
    if (patient == STM_NONE || dated(fx, patient) || !stm_prop_begin(fx, t, "nominal-verb")) {
        return;
    }
    stm_prop *prop = stm_prop_last(fx);
    prop->nominal = true;
    prop->passive = true;
    prop->lemma = stm_fx_lemma(fx, t);
    prop->relation = fx->tokens[t].form;
    if (agent != STM_NONE) {
        stm_prop_arg(fx, STM_ROLE_SUBJECT, agent, agent, STM_YIELD_PHRASE);
    }
    stm_prop_arg(fx, STM_ROLE_OBJECT, patient, patient, STM_YIELD_PHRASE);
    STM_CHILDREN (fx->doc, t, c) {
        if (c > t && c != patient && c != agent && fx->tokens[c].rel == STM_REL_NMOD &&
            stm_fx_case(fx, c) != STM_NONE) {
            stm_prop_arg(fx, STM_ROLE_OBLIQUE, c, c, STM_YIELD_PHRASE);
        }
    }
}

void stm_nominal_props(stm_fx *fx, uint32_t t)
{
    if (!stm_fx_nounlike(fx, t) && !stm_fx_has(fx, t, STM_REL_APPOS)) {
        return;
    }
    bool owned = false;
    STM_CHILDREN (fx->doc, t, c) {
        if (fx->failed || fx->prop_budget == 0) {
            return;
        }
        if (fx->tokens[c].rel == STM_REL_APPOS) {
            apposition(fx, t, c);
            continue;
        }
        title_before(fx, t, c);
        member(fx, t, c);
        class_members(fx, t, c);
        if (genitive_owner(fx, t, c)) {
            possession(fx, t, c);
            owned = true;
        }
    }
    if (!owned) {
        nominal_verb(fx, t);
    }
}
