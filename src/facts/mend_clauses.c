/* English clauses of newspapers, put right in parsed trees before anything is read off them. The parser learnt from web text,
 * where sentences without a verb and forms of address are common; in a newspaper's sentence they are not:
 *
 *   no verb at the root   "Volvo on Friday named Ann Lind as head." read as "Volvo, named so, …": the participle is the verb
 *                         but not "A plant built in 1990" (no object), headings (no period)
 *   address               "Lind, 51, runs the firm." with Lind spoken to: she is the subject of a verb that has none
 *                         but not "Ann, come here." (an imperative)
 *   early object          "Investors also took part": an object in front of its verb is the subject
 *                         but not "what he said", "the money it made" (clauses)
 *   fined                 "fined Meta 2 billion euros" with Meta for a part of "euros"
 *   plans to              "announced plans to cut jobs": the infinitive explains the noun, it is not announced
 *   based in              "a maker of fuel cells based in Ulm": makers have a seat, cells have none
 *   one name              "buy Acme Labs", "Lars van den Berg", "Rome-based Acme", "software maker Acme": words of one name, or a
 *                         name and what it is, hung side by side
 *   no passive            "Volvo named Ann Lind." read as "was named"; agents stand behind "by"
 *
 * Deliberately not done: German (case endings tell the parser more); anything that needs to know what words mean.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "facts/facts.h"
#include "facts/fx.h"
#include "unicode/casing.h"

typedef struct mend {
    stm_doc *doc;
    stm_fx *fx;
    bool changed;
} mend;

static stm_token *token_at(const mend *m, uint32_t t)
{
    return &m->doc->tokens.items[t];
}

static void hang(mend *m, uint32_t t, uint32_t head, stm_str deprel)
{
    token_at(m, t)->head = head;
    stm_token_set_deprel(token_at(m, t), deprel);
    m->changed = true;
}

static bool is_noun(const mend *m, uint32_t t)
{
    uint8_t upos = token_at(m, t)->upos;
    return upos == STM_NOUN || upos == STM_PROPN;
}

static uint32_t root_of(const mend *m)
{
    for (uint32_t t = m->fx->first; t < m->fx->end; t++) {
        if (token_at(m, t)->rel == STM_REL_ROOT) {
            return t;
        }
    }
    return STM_NONE;
}

static bool ends_in_period(const mend *m)
{
    uint32_t t = m->fx->end;
    while (t > m->fx->first && token_at(m, t - 1)->upos == STM_PUNCT) {
        if (stm_str_is(token_at(m, t - 1)->form, ".")) {
            return true;
        }
        t--;
    }
    return false;
}

static bool has_subject(const mend *m, uint32_t verb)
{
    return stm_fx_has(m->fx, verb, STM_REL_NSUBJ) || stm_fx_has(m->fx, verb, STM_REL_CSUBJ) ||
        stm_fx_has(m->fx, verb, STM_REL_EXPL);
}

static bool has_rel(const mend *m, uint32_t t, stm_rel rel)
{
    return stm_fx_has(m->fx, t, rel);
}

/* Can the word be a finite verb in the past or present (named, criticised, runs)? */
static bool could_be_finite(const mend *m, uint32_t t)
{
    const stm_token *k = token_at(m, t);
    if (k->upos != STM_VERB || has_rel(m, t, STM_REL_MARK) || has_subject(m, t)) {
        return false;
    }
    return stm_str_is(k->xpos, "VBD") || stm_str_is(k->xpos, "VBN") || stm_str_is(k->xpos, "VBZ") ||
        stm_str_is(k->xpos, "VBP") || stm_fx_finite(m->fx, t);
}

static bool has_agent(const mend *m, uint32_t verb)
{
    STM_CHILDREN (m->doc, verb, c) {
        const stm_token *k = token_at(m, c);
        if (k->sub == STM_SUB_AGENT || k->rel == STM_REL_AUX || k->sub == STM_SUB_RELCL) {
            return true;
        }
    }
    return false;
}

/* "named Ann Lind as head" whose object the tree took for a predicate. */
static uint32_t bare_name(const mend *m, uint32_t verb)
{
    STM_CHILDREN (m->doc, verb, c) {
        const stm_token *k = token_at(m, c);
        if (k->rel == STM_REL_XCOMP && k->upos == STM_PROPN && c > verb) {
            return c;
        }
    }
    return STM_NONE;
}

/* The word right of the nominal root that must be the sentence's verb. */
static uint32_t hidden_verb(const mend *m, uint32_t root)
{
    STM_CHILDREN (m->doc, root, c) {
        const stm_token *k = token_at(m, c);
        bool loose = k->rel == STM_REL_PARATAXIS || k->rel == STM_REL_LIST ||
            k->rel == STM_REL_APPOS || (k->rel == STM_REL_ACL && k->sub != STM_SUB_RELCL);
        if (c <= root || !loose || !could_be_finite(m, c) || has_agent(m, c)) {
            continue;
        }
        bool object = has_rel(m, c, STM_REL_OBJ) || has_rel(m, c, STM_REL_CCOMP) ||
            bare_name(m, c) != STM_NONE || stm_str_is(k->xpos, "VBD") || stm_str_is(k->xpos, "VBZ");
        bool place = k->rel == STM_REL_ACL && !object;
        if (!place && object) {
            return c;
        }
    }
    return STM_NONE;
}

static void make_finite(mend *m, uint32_t verb)
{
    stm_token *k = token_at(m, verb);
    if (k->morph.verb_form != STM_VERBFORM_FIN) {
        k->morph.verb_form = STM_VERBFORM_FIN;
        k->morph.tense = STM_TENSE_PAST;
        k->morph.voice_passive = 0;
        k->xpos = STM_LIT("VBD");
        k->feats = STM_LIT("Mood=Ind|Tense=Past|VerbForm=Fin");
    }
}

static void mend_root(mend *m)
{
    uint32_t root = root_of(m);
    if (root == STM_NONE || !is_noun(m, root) || !ends_in_period(m) ||
        has_rel(m, root, STM_REL_COP) || has_subject(m, root)) {
        return;
    }
    uint32_t verb = hidden_verb(m, root);
    if (verb == STM_NONE) {
        return;
    }
    uint32_t name = bare_name(m, verb);
    if (name != STM_NONE && !has_rel(m, verb, STM_REL_OBJ)) {
        hang(m, name, verb, STM_LIT("obj"));
    }
    for (uint32_t t = m->fx->first; t < m->fx->end; t++) {
        const stm_token *k = token_at(m, t);
        bool outer = t > verb || k->rel == STM_REL_PUNCT || k->rel == STM_REL_CC ||
            k->rel == STM_REL_ADVMOD || k->rel == STM_REL_DISCOURSE || k->rel == STM_REL_MARK;
        if (k->head == root && t != verb && outer) {
            token_at(m, t)->head = verb;
        }
    }
    hang(m, verb, STM_NONE, STM_LIT("root"));
    hang(m, root, verb, STM_LIT("nsubj"));
    make_finite(m, verb);
}

/* "Lumen, which grew, plans to open": a plural noun with an infinitive behind a form of address is a verb. */
static void mend_verb_like_noun(mend *m)
{
    uint32_t root = root_of(m);
    if (root == STM_NONE || token_at(m, root)->upos != STM_NOUN || !ends_in_period(m) ||
        !stm_str_ends(token_at(m, root)->form, STM_LIT("s")) || has_rel(m, root, STM_REL_DET) ||
        has_rel(m, root, STM_REL_COP) || has_subject(m, root)) {
        return;
    }
    uint32_t name = STM_NONE, infinitive = STM_NONE;
    STM_CHILDREN (m->doc, root, c) {
        const stm_token *k = token_at(m, c);
        bool addressed = k->rel == STM_REL_DISCOURSE || k->rel == STM_REL_VOCATIVE;
        name = c < root && addressed && k->upos == STM_PROPN ? c : name;
        infinitive =
            c > root && k->rel == STM_REL_ACL && has_rel(m, c, STM_REL_MARK) ? c : infinitive;
    }
    if (name == STM_NONE || infinitive == STM_NONE) {
        return;
    }
    stm_token *verb = token_at(m, root);
    verb->upos = STM_VERB;
    verb->xpos = STM_LIT("VBZ");
    verb->feats = STM_LIT("Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin");
    verb->morph = stm_morph_of(verb->feats);
    hang(m, name, root, STM_LIT("nsubj"));
    hang(m, infinitive, root, STM_LIT("xcomp"));
}

static bool clause_between(const mend *m, uint32_t a, uint32_t b)
{
    for (uint32_t t = a; t < b; t++) {
        const stm_token *k = token_at(m, t);
        if (k->morph.pron_type == STM_PRON_REL || k->morph.pron_type == STM_PRON_INT) {
            return k->rel == STM_REL_OBJ || token_at(m, t)->head == b;
        }
    }
    return false;
}

/* Words that parsers hang on a verb without subject although they are it. */
static bool could_be_subject(const mend *m, uint32_t c, uint32_t verb)
{
    const stm_token *k = token_at(m, c);
    bool loose = k->rel == STM_REL_VOCATIVE || k->rel == STM_REL_DISCOURSE ||
        k->rel == STM_REL_DEP || k->rel == STM_REL_DISLOCATED ||
        (k->rel == STM_REL_PARATAXIS && k->upos == STM_PROPN) ||
        stm_str_is(k->deprel, "obl:unmarked");
    bool named =
        k->upos == STM_PROPN || k->upos == STM_NOUN || k->upos == STM_INTJ || k->upos == STM_X;
    return c < verb && loose && named && stm_casing_starts_upper(k->form) &&
        !has_rel(m, c, STM_REL_CASE) && !stm_fx_lemma_in(m->fx, c, m->fx->words->time_nouns) &&
        !stm_fx_form_in(m->fx, c, m->fx->words->time_nouns);
}

static void mend_address(mend *m, uint32_t verb)
{
    const stm_token *k = token_at(m, verb);
    bool finite = stm_str_is(k->xpos, "VBD") || stm_str_is(k->xpos, "VBZ");
    if (k->upos != STM_VERB || k->rel != STM_REL_ROOT || !finite || has_subject(m, verb)) {
        return;
    }
    STM_CHILDREN (m->doc, verb, c) {
        if (could_be_subject(m, c, verb)) {
            token_at(m, c)->upos = token_at(m, c)->upos == STM_NOUN ? STM_NOUN : STM_PROPN;
            hang(m, c, verb, STM_LIT("nsubj"));
            return;
        }
    }
}

static void mend_early_object(mend *m, uint32_t verb)
{
    const stm_token *k = token_at(m, verb);
    if (k->upos != STM_VERB || (k->rel != STM_REL_ROOT && k->rel != STM_REL_CCOMP) ||
        !ends_in_period(m)) {
        return;
    }
    STM_CHILDREN (m->doc, verb, c) {
        const stm_token *o = token_at(m, c);
        bool early =
            c < verb && o->rel == STM_REL_OBJ && is_noun(m, c) && !clause_between(m, c, verb);
        if (!early) {
            continue;
        }
        uint32_t subject = stm_fx_child_of(m->fx, verb, STM_REL_NSUBJ);
        if (subject != STM_NONE &&
            (subject < c || subject > verb || token_at(m, subject)->upos == STM_PRON)) {
            return; /* "The money it made" */
        }
        if (subject == c + 1) { /* Environmental group Walhi */
            hang(m, c, subject, STM_LIT("nmod:desc"));
            return;
        }
        if (subject != STM_NONE) {
            hang(m, subject, c, STM_LIT("conj"));
        }
        hang(m, c, verb, STM_LIT("nsubj"));
        return;
    }
}

/* fined/paid/gave NAME number unit: the name is a part of the unit's phrase, right behind the verb. */
static void mend_receiver(mend *m, uint32_t t)
{
    const stm_token *k = token_at(m, t);
    if (k->upos != STM_PROPN || k->rel != STM_REL_COMPOUND || k->head == STM_NONE ||
        k->head <= t + 1 || t <= m->fx->first) {
        return;
    }
    uint32_t unit = k->head, verb = token_at(m, unit)->head;
    bool number = token_at(m, t + 1)->upos == STM_NUM || token_at(m, t + 1)->upos == STM_SYM;
    bool object = token_at(m, unit)->rel == STM_REL_OBJ && verb != STM_NONE && verb < t &&
        token_at(m, verb)->upos == STM_VERB;
    if (!number || !object || has_rel(m, unit, STM_REL_DET)) {
        return;
    }
    for (uint32_t i = verb + 1; i < t; i++) { /* nothing but the rest of the name between */
        if (token_at(m, i)->upos != STM_PROPN) {
            return;
        }
    }
    hang(m, t, verb, STM_LIT("iobj"));
    for (uint32_t i = verb + 1; i < t; i++) {
        hang(m, i, t, STM_LIT("compound"));
    }
}

/* "plans to cut": a noun of planning right before an infinitive that hangs on the verb above. */
static void mend_plan(mend *m, uint32_t t)
{
    const stm_token *k = token_at(m, t);
    bool complement = k->rel == STM_REL_CCOMP || k->rel == STM_REL_XCOMP || k->rel == STM_REL_ADVCL;
    if (k->upos != STM_VERB || !complement || k->head == STM_NONE || t < m->fx->first + 3) {
        return;
    }
    uint32_t to = t - 1, noun = t - 2;
    bool plan = stm_str_is(token_at(m, to)->form, "to") && token_at(m, noun)->upos == STM_NOUN &&
        token_at(m, noun)->head == k->head && token_at(m, noun)->rel == STM_REL_OBJ &&
        stm_fx_lemma_in(m->fx, noun, m->fx->words->plan_verbs);
    if (plan) {
        hang(m, t, noun, STM_LIT("acl"));
    }
}

/* "take him to court": no verb. */
static void mend_court(mend *m, uint32_t t)
{
    const stm_token *k = token_at(m, t);
    if (!stm_str_is(k->form, "court") || k->upos != STM_VERB || t <= m->fx->first + 1 ||
        k->head == STM_NONE || !stm_str_is(token_at(m, t - 1)->form, "to") ||
        has_rel(m, t, STM_REL_OBJ)) {
        return;
    }
    uint32_t verb = token_at(m, k->head)->upos == STM_VERB ? k->head : token_at(m, k->head)->head;
    if (verb == STM_NONE || verb >= t || token_at(m, verb)->upos != STM_VERB) {
        return;
    }
    token_at(m, t)->upos = STM_NOUN;
    token_at(m, t - 1)->upos = STM_ADP;
    hang(m, t, verb, STM_LIT("obl"));
    hang(m, t - 1, t, STM_LIT("case"));
    STM_CHILDREN (m->doc, t, c) {
        if (token_at(m, c)->rel == STM_REL_XCOMP || token_at(m, c)->rel == STM_REL_ADVCL) {
            hang(m, c, verb, STM_LIT("advcl"));
        }
    }
}

/* "based in": what is in the plural and explains a singular noun has no seat, the noun has. */
static void mend_based(mend *m, uint32_t t)
{
    const stm_token *k = token_at(m, t);
    bool seat = stm_str_is(k->form, "based") || stm_str_is(k->form, "headquartered");
    if (!seat || k->rel != STM_REL_ACL || k->head == STM_NONE) {
        return;
    }
    const stm_token *noun = token_at(m, k->head);
    bool many = noun->upos == STM_NOUN && noun->morph.number == STM_NUMBER_PLUR;
    if (!many || noun->rel != STM_REL_NMOD || noun->head == STM_NONE || noun->head < m->fx->first) {
        return;
    }
    if (token_at(m, noun->head)->morph.number == STM_NUMBER_SING && is_noun(m, noun->head)) {
        hang(m, t, noun->head, k->deprel);
    }
}

/* "bought Finnish software maker Tuuli": what it is and its name, side by side under one verb. */
static void mend_kind(mend *m, uint32_t t)
{
    if (t + 1 >= m->fx->end || token_at(m, t)->upos != STM_NOUN ||
        token_at(m, t + 1)->upos != STM_PROPN) {
        return;
    }
    const stm_token *kind = token_at(m, t), *name = token_at(m, t + 1);
    bool sides = kind->head != STM_NONE && kind->head < t && kind->head == name->head &&
        token_at(m, kind->head)->upos == STM_VERB && kind->morph.number != STM_NUMBER_PLUR;
    bool objects =
        (kind->rel == STM_REL_OBJ || kind->rel == STM_REL_XCOMP || kind->rel == STM_REL_IOBJ) &&
        (name->rel == STM_REL_OBJ || name->rel == STM_REL_XCOMP);
    if (sides && objects && !has_rel(m, t, STM_REL_CASE)) {
        hang(m, t + 1, kind->head, STM_LIT("obj"));
        hang(m, t, t + 1, STM_LIT("nmod:desc"));
    }
}

/* "Trade union Unite called": a capital letter inside a sentence is no verb, the word behind it is. */
static void mend_capital_verb(mend *m, uint32_t t)
{
    stm_token *k = token_at(m, t);
    if (k->upos != STM_VERB || t <= m->fx->first || t + 1 >= m->fx->end ||
        !stm_casing_starts_upper(k->form) || stm_casing_all_upper(k->form) ||
        token_at(m, t - 1)->upos != STM_NOUN || stm_casing_starts_upper(token_at(m, t - 1)->form)) {
        return;
    }
    uint32_t verb = t + 1;
    bool next = could_be_finite(m, verb) && k->head == verb && token_at(m, verb)->head == t - 1;
    if (!next || !ends_in_period(m)) {
        return;
    }
    k->upos = STM_PROPN;
    k->lemma = k->form;
    k->xpos = STM_LIT("NNP");
    k->feats = STM_LIT("Number=Sing");
    k->morph = stm_morph_of(k->feats);
    uint32_t kind = t - 1, above = token_at(m, kind)->head;
    stm_str deprel = token_at(m, kind)->deprel;
    if (above != STM_NONE) {
        return;
    }
    hang(m, t, verb, STM_LIT("nsubj"));
    hang(m, kind, t, STM_LIT("nmod:desc"));
    hang(m, verb, above, deprel);
    for (uint32_t i = verb + 1; i < m->fx->end; i++) {
        if (token_at(m, i)->head == kind) {
            token_at(m, i)->head = verb;
        }
    }
    make_finite(m, verb);
}

/* "drugmaker" tagged as a name: names have a capital letter somewhere (iPhone, xAI), or are particles (van, de). */
static void mend_small_name(mend *m, uint32_t t)
{
    stm_token *k = token_at(m, t);
    bool small = k->upos == STM_PROPN && k->form.len >= 4 &&
        !stm_words_have(m->fx->words->name_particles, k->form, false);
    for (uint32_t i = 0; i < k->form.len; i++) {
        small = small && k->form.ptr[i] >= 'a' && k->form.ptr[i] <= 'z';
    }
    if (small) {
        k->upos = STM_NOUN;
        k->xpos = stm_str_is(k->xpos, "NNPS") ? STM_LIT("NNS") : STM_LIT("NN");
    }
}

/* "buy Akero Therapeutics" read as "buy Akero something": both words are one found name. */
static void mend_split_name(mend *m, uint32_t t)
{
    stm_token *k = token_at(m, t);
    if (t + 1 >= m->fx->end || k->rel != STM_REL_IOBJ || k->mention == STM_NONE) {
        return;
    }
    const stm_token *next = token_at(m, t + 1);
    if (next->rel == STM_REL_OBJ && next->head == k->head && next->mention == k->mention) {
        hang(m, t, t + 1, STM_LIT("compound"));
    }
}

/* "San Francisco-based Akero was …" with San as the subject: the firm is. */
static void mend_seat(mend *m, uint32_t t)
{
    if (!stm_str_is(token_at(m, t)->form, "based") || t < m->fx->first + 2 || t + 1 >= m->fx->end ||
        !stm_str_is(token_at(m, t - 1)->form, "-") || token_at(m, t + 1)->upos != STM_PROPN) {
        return;
    }
    uint32_t firm = t + 1, place = token_at(m, firm)->head;
    if (place == STM_NONE || place >= t - 1 || place < m->fx->first ||
        token_at(m, place)->upos != STM_PROPN) {
        return;
    }
    uint32_t above = token_at(m, place)->head;
    stm_str deprel = token_at(m, place)->deprel;
    for (uint32_t i = t + 2; i < m->fx->end; i++) {
        if (token_at(m, i)->head == place) {
            token_at(m, i)->head = firm;
        }
    }
    hang(m, firm, above, deprel);
    hang(m, t, firm, STM_LIT("amod"));
    hang(m, t - 1, t, STM_LIT("punct"));
    hang(m, place, t, STM_LIT("obl:unmarked"));
}

/* "Volvo on Friday named Ann Lind." read as "was named": a sentence has a finite verb; a participle without auxiliary is none. */
static void mend_bare_passive(mend *m)
{
    uint32_t root = root_of(m);
    if (root == STM_NONE || token_at(m, root)->upos != STM_VERB ||
        !stm_str_is(token_at(m, root)->xpos, "VBN") || !ends_in_period(m) || has_agent(m, root)) {
        return;
    }
    STM_CHILDREN (m->doc, root, c) {
        const stm_token *k = token_at(m, c);
        bool agent = k->rel == STM_REL_OBL && stm_fx_case(m->fx, c) != STM_NONE &&
            stm_str_is(token_at(m, stm_fx_case(m->fx, c))->form, "by");
        if (k->rel == STM_REL_COP || agent) {
            return;
        }
    }
    STM_CHILDREN (m->doc, root, c) {
        if (token_at(m, c)->rel == STM_REL_NSUBJ && token_at(m, c)->sub == STM_SUB_PASS) {
            uint32_t name = bare_name(m, root);
            if (name != STM_NONE && !has_rel(m, root, STM_REL_OBJ)) {
                hang(m, name, root, STM_LIT("obj"));
            }
            hang(m, c, root, STM_LIT("nsubj"));
            make_finite(m, root);
            return;
        }
    }
}

/* Who does it in a passive stands behind "by": "founded in Ulm by Ann" is not founded by Ulm. */
static void mend_agent(mend *m, uint32_t t)
{
    uint32_t marker = token_at(m, t)->sub == STM_SUB_AGENT ? stm_fx_case(m->fx, t) : STM_NONE;
    if (marker != STM_NONE && !stm_str_is(token_at(m, marker)->form, "by")) {
        hang(m, t, token_at(m, t)->head, STM_LIT("obl"));
    }
}

static uint32_t behind_particles(const mend *m, uint32_t t)
{
    uint32_t at = t + 1;
    while (at < m->fx->end && at < t + 3 &&
        stm_words_have(m->fx->words->name_particles, token_at(m, at)->form, false)) {
        at++;
    }
    bool name = at > t + 1 && at < m->fx->end && stm_casing_starts_upper(token_at(m, at)->form) &&
        token_at(m, at)->upos == STM_PROPN;
    return name ? at : t;
}

/* Does the way up from t come into first … last? A tie to such a word would close a circle. */
static bool returns(const mend *m, uint32_t t, uint32_t first, uint32_t last)
{
    for (uint32_t step = 0; t != STM_NONE && step < m->doc->tokens.count; step++) {
        if (t >= first && t <= last) {
            return true;
        }
        t = token_at(m, t)->head;
    }
    return false;
}

/* "Lars van den Berg" taken apart: one name, as the finder's span then is, too. */
static void mend_particles(mend *m, uint32_t t)
{
    stm_token *k = token_at(m, t);
    uint32_t last = behind_particles(m, t), link = STM_NONE;
    if (k->upos != STM_PROPN || !stm_casing_starts_upper(k->form) || last == t) {
        return;
    }
    for (uint32_t i = t; i <= last; i++) {
        const stm_token *x = token_at(m, i);
        bool outside =
            (x->head == STM_NONE || x->head < t || x->head > last) && !returns(m, x->head, t, last);
        bool core = x->rel == STM_REL_NSUBJ || x->rel == STM_REL_OBJ || x->rel == STM_REL_OBL ||
            x->rel == STM_REL_NMOD;
        link = outside && (link == STM_NONE || (core && i == t)) ? i : link;
    }
    if (link == STM_NONE) {
        return;
    }
    uint32_t above = token_at(m, link)->head;
    stm_str deprel = token_at(m, link)->deprel;
    for (uint32_t i = m->fx->first; i < m->fx->end; i++) {
        uint32_t head = token_at(m, i)->head;
        if ((i < t || i > last) && head > t && head <= last) {
            token_at(m, i)->head = t;
        }
    }
    hang(m, t, above, deprel);
    for (uint32_t i = t + 1; i <= last; i++) {
        token_at(m, i)->upos = STM_PROPN;
        hang(m, i, t, STM_LIT("flat"));
    }
    if (k->mention != STM_NONE && k->mention < m->doc->mentions.count) {
        stm_mention *x = &m->doc->mentions.items[k->mention];
        if (x->token_first <= t && x->token_first + x->token_count <= last) {
            x->token_count = last + 1 - x->token_first;
            x->span.end = token_at(m, last)->span.end;
            x->type = STM_TYPE_PERSON;
        }
    }
}

/* Each mending looks at links that the one before may have changed. */
static void relink(mend *m)
{
    if (m->changed) {
        stm_doc_link(m->doc, m->fx->sentence);
        m->changed = false;
    }
}

static void mend_sentence(mend *m)
{
    for (uint32_t t = m->fx->first; t < m->fx->end; t++) {
        mend_small_name(m, t);
        mend_particles(m, t);
        mend_agent(m, t);
        relink(m);
        mend_capital_verb(m, t);
        mend_split_name(m, t);
        relink(m);
        mend_seat(m, t);
        relink(m);
    }
    mend_root(m);
    relink(m);
    mend_bare_passive(m);
    relink(m);
    mend_verb_like_noun(m);
    relink(m);
    for (uint32_t t = m->fx->first; t < m->fx->end; t++) {
        mend_address(m, t);
        relink(m);
        mend_early_object(m, t);
        mend_receiver(m, t);
        mend_plan(m, t);
        mend_kind(m, t);
        mend_based(m, t);
        mend_court(m, t);
        relink(m);
    }
}

stemma_status stm_facts_mend_clauses(stm_doc *doc, stemma_error *err)
{
    if (doc->lang != STM_LANG_EN) {
        return STEMMA_OK;
    }
    stm_fx fx;
    stm_fx_init(&fx, doc, NULL);
    mend m = {.doc = doc, .fx = &fx};
    bool good = true;
    for (uint32_t s = 0; s < doc->sentences.count && good; s++) {
        good = stm_fx_sentence(&fx, s);
        if (good) {
            mend_sentence(&m);
        }
    }
    stm_fx_dispose(&fx);
    return good ? STEMMA_OK : stm_fail_nomem(err);
}
