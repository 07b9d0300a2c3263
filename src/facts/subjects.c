/* Who is the subject: the clause's own, the antecedent of a relative pronoun, or the one that
 * control, raising,
 * coordination and participles share.
 *   relative   DE "der Fonds, der Nvidia verklagt" -> Fonds; EN "the fund that sues Nvidia"
 *              but not "der Fonds, den Nvidia verklagt" (there the antecedent is the object)
 *   control    DE "Musk begann die Partei zu kritisieren" -> Musk; EN "Musk began to criticise the
 *   party"
 *              but not "Musk bat ihn zu gehen" / "asked him to leave": there it is the object
 *   shared     DE "Er kam und ging"; EN "He came and went"; but not "Er kam und sie ging"
 *   adverbial  DE "Er spart, um ein Haus zu kaufen"; EN "killing several people"; not "weil sie
 *   kam"
 *   noun       EN "a letter sent to Bush" -> letter; DE "die Firma, gegründet 1998, …"
 * What it does not do: arbitrary control ("Zu rauchen ist verboten" has no subject).
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "facts/clause.h"

bool stm_clause_relative_pronoun(const stm_fx *fx, uint32_t t)
{
    const stm_token *token = &fx->tokens[t];
    if (token->morph.pron_type == STM_PRON_REL) {
        return true;
    }
    return (token->upos == STM_PRON || token->upos == STM_DET || token->upos == STM_SCONJ) &&
        (stm_fx_form_in(fx, t, fx->words->relative_words) ||
            stm_fx_lemma_in(fx, t, fx->words->relative_words));
}

/* The clause that t belongs to, when it is a relative clause: `acl` with a finite verb. */
static uint32_t relative_clause(const stm_fx *fx, uint32_t t)
{
    uint32_t top = stm_clause_first_conjunct(fx, t);
    for (uint32_t steps = 0; steps < STM_FX_CLIMB && fx->tokens[top].rel == STM_REL_XCOMP;
         steps++) {
        uint32_t head = stm_fx_head(fx, top);
        if (head == STM_NONE) {
            return STM_NONE;
        }
        top = stm_clause_first_conjunct(fx, head);
    }
    return fx->tokens[top].rel == STM_REL_ACL ? top : STM_NONE;
}

/* Can the German relative pronoun stand for the noun? Only gender and number that are told
 * count. */
static bool agrees(const stm_fx *fx, uint32_t noun, uint32_t pronoun)
{
    const stm_morph *m = &fx->tokens[noun].morph;
    stm_str form = fx->tokens[pronoun].form;
    if (m->gender == 0 || m->number == 0) {
        return true;
    }
    if (m->number == STM_NUMBER_PLUR) {
        return !stm_str_is(form, "das") && !stm_str_is(form, "dem") && !stm_str_is(form, "der");
    }
    bool masculine = (m->gender & STM_GENDER_MASC) != 0,
         neuter = (m->gender & STM_GENDER_NEUT) != 0;
    if (stm_str_is(form, "das")) {
        return neuter;
    }
    if (stm_str_is(form, "die")) {
        return (m->gender & STM_GENDER_FEM) != 0;
    }
    return (!stm_str_is(form, "den") || masculine) &&
        (!stm_str_is(form, "dem") || masculine || neuter) &&
        (!stm_str_is(form, "der") || masculine || (m->gender & STM_GENDER_FEM) != 0);
}

/* "Ansätze in ihrem Vorgehen, die …": parsers hang the clause on the nearest noun; the pronoun
 * knows better. */
static uint32_t agreeing_noun(const stm_fx *fx, uint32_t noun, uint32_t pronoun)
{
    uint32_t candidate = noun;
    for (uint32_t steps = 0; fx->german && steps < 3 && candidate != STM_NONE; steps++) {
        if (agrees(fx, candidate, pronoun)) {
            return candidate;
        }
        uint8_t rel = fx->tokens[candidate].rel;
        uint32_t head = stm_fx_head(fx, candidate);
        candidate = (rel == STM_REL_NMOD || rel == STM_REL_APPOS || rel == STM_REL_CONJ) &&
                head != STM_NONE && fx->tokens[head].upos == STM_NOUN
            ? head
            : STM_NONE;
    }
    return noun;
}

uint32_t stm_clause_antecedent(const stm_fx *fx, uint32_t t, uint32_t anchor)
{
    uint32_t clause = relative_clause(fx, t);
    if (clause == STM_NONE || !stm_clause_relative_pronoun(fx, anchor)) {
        return anchor;
    }
    uint32_t noun = stm_fx_head(fx, clause);
    return noun == STM_NONE || noun > anchor ? anchor : agreeing_noun(fx, noun, anchor);
}

static void set(stm_clause *out, uint32_t subject, stm_subject_from from)
{
    out->subject = out->subject_anchor = subject;
    out->subject_from = (uint8_t)from;
}

/* "There is a painting": `there` is the subject and the painting the object. */
static bool there(const stm_fx *fx, uint32_t expletive)
{
    return fx->english && stm_str_eq_ascii_nocase(fx->tokens[expletive].form, STM_LIT("there"));
}

static bool another_subject(const stm_fx *fx, uint32_t t, uint32_t es)
{
    if (!stm_str_eq_ascii_nocase(fx->tokens[es].form, STM_LIT("es"))) {
        return false;
    }
    STM_CHILDREN (fx->doc, t, c) {
        if (c > es && fx->tokens[c].rel == STM_REL_NSUBJ) {
            return true;
        }
    }
    return false;
}

/* "deren Wert Anleger auf 800 Milliarden schätzen": one subject, a verb in the plural, an object in the plural. Not "eine
 * Reihe von Anlegern schätzen den Wert": a noun with something of it may stand for many; nor lists. */
static bool disagree(const stm_fx *fx, uint32_t verb, uint32_t subject, uint32_t object)
{
    const stm_token *s = &fx->tokens[subject], *o = &fx->tokens[object];
    static const char *const both[] = {"er", "en", "el", "chen", "lein"}; /* die Vermieter */
    if (!fx->german || s->upos != STM_NOUN || s->morph.number != STM_NUMBER_SING ||
        o->upos != STM_NOUN || o->morph.number != STM_NUMBER_PLUR) {
        return false;
    }
    for (size_t i = 0; i < sizeof both / sizeof both[0]; i++) {
        if (stm_str_ends(s->form, stm_str_of(both[i]))) {
            return false;
        }
    }
    STM_CHILDREN (fx->doc, subject, c) {
        uint8_t rel = fx->tokens[c].rel;
        if (rel == STM_REL_CONJ || rel == STM_REL_APPOS || rel == STM_REL_NUMMOD ||
            (rel == STM_REL_NMOD && c > subject)) {
            return false;
        }
    }
    uint32_t finite = verb;
    STM_CHILDREN (fx->doc, verb, c) {
        bool aux = fx->tokens[c].rel == STM_REL_AUX || fx->tokens[c].rel == STM_REL_COP;
        finite = aux && fx->tokens[c].morph.verb_form == STM_VERBFORM_FIN ? c : finite;
    }
    return fx->tokens[finite].morph.verb_form == STM_VERBFORM_FIN &&
        fx->tokens[finite].morph.number == STM_NUMBER_PLUR;
}

/* What is called the subject cannot be it: its determiner shows another case, or that of the object
 * shows the
 * nominative ("das der Präsident vorstellte"). */
bool stm_clause_misread(const stm_fx *fx, uint32_t t, uint32_t subject)
{
    uint8_t shown = stm_fx_shown_case(fx, subject);
    if (shown == STM_CASE_ACC || shown == STM_CASE_DAT) {
        return true;
    }
    uint32_t object = shown == 0 ? stm_fx_child_of(fx, t, STM_REL_OBJ) : STM_NONE;
    return object != STM_NONE &&
        (stm_fx_shown_case(fx, object) == STM_CASE_NOM || disagree(fx, t, subject, object)) &&
        fx->tokens[subject].morph.person != 1 && fx->tokens[subject].morph.person != 2;
}

/* Subject among the words of t itself. */
static bool own_subject(const stm_fx *fx, uint32_t t, stm_clause *out)
{
    uint32_t expletive = STM_NONE, clause = STM_NONE;
    bool misread = false;
    STM_CHILDREN (fx->doc, t, c) {
        const stm_token *child = &fx->tokens[c];
        if (child->rel == STM_REL_NSUBJ && child->sub == STM_SUB_OUTER) {
            continue; /* subject of the copula over the clause: see clause_props.c */
        }
        if (child->rel == STM_REL_NSUBJ && fx->german && another_subject(fx, t, c)) {
            continue; /* "Es trat keine Heilung ein": `es` only fills the first place */
        }
        if (child->rel == STM_REL_NSUBJ && stm_clause_misread(fx, t, c)) {
            misread = true; /* "Den Vertrag unterschrieb der Präsident": this is the object */
            continue;
        }
        if (child->rel == STM_REL_NSUBJ && !(expletive != STM_NONE && there(fx, expletive))) {
            out->subject_anchor = c;
            out->subject = stm_clause_antecedent(fx, t, c);
            out->subject_from = out->subject == c ? STM_SUBJECT_OWN : STM_SUBJECT_RELATIVE;
            return true;
        }
        if (child->rel == STM_REL_CSUBJ) {
            clause = c;
        } else if (child->rel == STM_REL_EXPL && child->sub == STM_SUB_NONE) {
            expletive = c;
        }
    }
    uint32_t object = misread ? stm_fx_child_of(fx, t, STM_REL_OBJ) : STM_NONE;
    uint8_t shown = object == STM_NONE ? 0 : stm_fx_shown_case(fx, object);
    if (object != STM_NONE && (shown == 0 || shown == STM_CASE_NOM) &&
        stm_fx_nounlike(fx, object)) {
        set(out, object, STM_SUBJECT_OWN); /* and what was taken for the object is the subject */
        return true;
    }
    if (expletive == STM_NONE && clause == STM_NONE) {
        return false;
    }
    out->subject_from = expletive != STM_NONE ? STM_SUBJECT_EXPLETIVE : STM_SUBJECT_CLAUSE;
    out->subject = out->subject_anchor = expletive != STM_NONE ? expletive : clause;
    return true;
}

/* Object of the verb above that is the subject of its infinitive. */
static uint32_t controlling_object(const stm_fx *fx, uint32_t verb, uint32_t infinitive)
{
    uint32_t mark = stm_fx_child_of(fx, infinitive, STM_REL_MARK);
    bool purpose = fx->german && mark != STM_NONE && fx->tokens[mark].upos != STM_PART;
    if (purpose || stm_fx_lemma_in(fx, verb, fx->words->subject_control) ||
        (fx->german && !stm_fx_lemma_in(fx, verb, fx->words->object_control))) {
        return STM_NONE;
    }
    STM_CHILDREN (fx->doc, verb, c) {
        const stm_token *child = &fx->tokens[c];
        bool object = child->rel == STM_REL_OBJ || child->rel == STM_REL_IOBJ ||
            (child->rel == STM_REL_OBL && child->sub == STM_SUB_ARG &&
                stm_fx_case(fx, c) == STM_NONE);
        if (object && c != infinitive && !child->morph.reflex && stm_fx_nounlike(fx, c)) {
            return c;
        }
    }
    return STM_NONE;
}

/* "needs excuses to pursue its aims", "hat Gelegenheit zu sprechen": the infinitive hangs on a
 * noun; the subject is
 * that of the noun's verb. Not "the plan to leave surprised him", where the noun is no argument
 * behind its verb. */
static uint32_t verb_of_argument(const stm_fx *fx, uint32_t head)
{
    uint8_t rel = fx->tokens[head].rel;
    if (stm_clause_is_predicate(fx, head) || fx->tokens[head].upos == STM_VERB) {
        return head;
    }
    if (rel == STM_REL_OBJ || rel == STM_REL_IOBJ || rel == STM_REL_XCOMP || rel == STM_REL_OBL) {
        return stm_fx_head(fx, head);
    }
    return rel == STM_REL_CONJ ? head : STM_NONE;
}

/* A clause without a subject of its own is told whose it shares by its relation. True: go on at
 * *t. */
static bool step_up(const stm_fx *fx, uint32_t *t, bool shared, stm_clause *out, uint8_t *from)
{
    uint32_t head = stm_fx_head(fx, *t);
    if (head == STM_NONE) {
        return false;
    }
    bool finite = stm_fx_finite(fx, *t);
    switch (fx->tokens[*t].rel) {
    case STM_REL_CONJ:
        *from = *from == STM_SUBJECT_NONE ? STM_SUBJECT_SHARED : *from;
        break;
    case STM_REL_XCOMP:
    case STM_REL_CCOMP: {
        uint32_t object = finite || shared ? STM_NONE : controlling_object(fx, head, *t);
        if (object != STM_NONE) {
            set(out, stm_clause_antecedent(fx, head, object), STM_SUBJECT_OBJECT);
            return false;
        }
        if (finite) {
            return false;
        }
        *from = STM_SUBJECT_CONTROL;
        break;
    }
    case STM_REL_ADVCL:
        if (finite) {
            return false;
        }
        *from = STM_SUBJECT_ADVERBIAL;
        break;
    case STM_REL_AMOD:
        set(out, head, STM_SUBJECT_NOUN);
        return false;
    case STM_REL_ACL:
        if (!finite && fx->tokens[*t].morph.verb_form != STM_VERBFORM_INF &&
            !stm_fx_has(fx, *t, STM_REL_MARK)) {
            set(out, head, STM_SUBJECT_NOUN);
            return false;
        }
        if (finite || fx->tokens[*t].sub == STM_SUB_RELCL) {
            return false;
        }
        *from = STM_SUBJECT_CONTROL;
        break;
    default:
        return false;
    }
    *t = verb_of_argument(fx, head);
    return *t != STM_NONE;
}

void stm_clause_subject(const stm_fx *fx, uint32_t t, stm_clause *out)
{
    uint8_t from = STM_SUBJECT_NONE;
    /* "Er gab Geld aus, um zu helfen, und wurde gelobt": a finite verb shares a subject, no
     * object controls it. */
    bool shared = stm_fx_finite(fx, t) && fx->tokens[t].rel == STM_REL_CONJ;
    out->subject = out->subject_anchor = STM_NONE;
    out->subject_from = STM_SUBJECT_NONE;
    for (uint32_t steps = 0; steps < STM_FX_CLIMB; steps++) {
        if (own_subject(fx, t, out)) {
            bool es = fx->german && from == STM_SUBJECT_CONTROL &&
                stm_str_eq_ascii_nocase(fx->tokens[out->subject].form, STM_LIT("es"));
            if (es) {
                set(out, STM_NONE, STM_SUBJECT_NONE); /* "Es ist geplant, … auszubauen" */
            } else if (from != STM_SUBJECT_NONE) {
                out->subject_from = from;
            }
            return;
        }
        if (!step_up(fx, &t, shared, out, &from)) {
            return;
        }
    }
}
