/* Frames: a predicate with its arguments, the same for active, passive, participle, infinitive and noun.
 *   Der Fonds wird von Bosch finanziert / ein von Bosch finanzierter Fonds / Bosch, Finanzier des Fonds
 * all fill subj = Bosch, obj = Fonds. Trees give the arguments; the subject of infinitives and second conjuncts is
 * looked for up the tree. Marks (negation, modality, time) are the facts stage's: see relation_match.c.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "facts/clause.h"
#include "relations/relation_work.h"

void stm_frame_add(stm_frame *frame, stm_slot_kind kind, stm_str marker, stm_referent filler)
{
    if (frame->count < STM_RW_SLOTS) {
        frame->slots[frame->count++] =
            (stm_frame_slot){.kind = (uint8_t)kind, .marker = marker, .filler = filler};
    }
}

bool stm_rw_lemma_in(const stm_relation_work *w, uint32_t t, stm_word_list list)
{
    return stm_words_have(list, stm_rw_lower(w, stm_rw_lemma(w, t)), false);
}

static bool reflexive(const stm_relation_work *w, uint32_t t)
{
    const stm_token *k = stm_rw_token(w, t);
    return k->upos == STM_PRON && (k->morph.reflex || stm_str_is(k->form, "sich"));
}

/* haben makes the perfect of an active verb, whatever the tree calls the subject: "die Firma, die er gegründet hatte";
 * but "die gegründet worden ist", "has been founded". */
static bool active_perfect(const stm_relation_work *w, uint32_t verb)
{
    bool have = false, become = false;
    STM_CHILDREN (w->doc, verb, c) {
        const stm_token *k = stm_rw_token(w, c);
        if (k->rel == STM_REL_AUX) {
            bool haben = stm_str_is(k->lemma, "haben");
            have = have || haben;
            become = become || (!haben && k->sub == STM_SUB_PASS);
        }
    }
    return have && !become && w->doc->lang == STM_LANG_DE;
}

static bool passive_voice(const stm_relation_work *w, uint32_t verb)
{
    if (active_perfect(w, verb)) {
        return false;
    }
    STM_CHILDREN (w->doc, verb, c) {
        const stm_token *k = stm_rw_token(w, c);
        if ((k->rel == STM_REL_NSUBJ || k->rel == STM_REL_AUX) && k->sub == STM_SUB_PASS) {
            return true;
        }
    }
    return false;
}

static bool has_relative(const stm_relation_work *w, uint32_t verb)
{
    STM_CHILDREN (w->doc, verb, c) {
        uint8_t rel = stm_rw_token(w, c)->rel;
        if (rel == STM_REL_NSUBJ || rel == STM_REL_CSUBJ) {
            return true;
        }
    }
    return false;
}

/* Participle beside a noun: "ein von X entwickelter", "2019 von X gegründet", "a chip developed by X". */
static bool participle_of_noun(const stm_relation_work *w, uint32_t verb, bool *past_out)
{
    const stm_token *k = stm_rw_token(w, verb);
    if ((k->rel != STM_REL_ACL && k->rel != STM_REL_AMOD) || k->head == STM_NONE ||
        has_relative(w, verb)) {
        return false;
    }
    stm_str form = stm_rw_lower(w, k->form);
    bool german = w->doc->lang == STM_LANG_DE;
    bool zu = stm_doc_child(w->doc, verb, STM_REL_MARK, STM_SUB_NONE) != STM_NONE;
    if (zu || k->morph.verb_form == STM_VERBFORM_INF) {
        return false;
    }
    if (german) {
        bool present = stm_str_find(form, STM_LIT("end")) >= 3 && form.len >= 6 &&
            (stm_str_ends(form, STM_LIT("end")) || stm_str_ends(form, STM_LIT("ende")) ||
                stm_str_ends(form, STM_LIT("ender")) || stm_str_ends(form, STM_LIT("enden")) ||
                stm_str_ends(form, STM_LIT("endes")) || stm_str_ends(form, STM_LIT("endem")));
        *past_out = !present;
        return k->rel == STM_REL_AMOD || k->morph.verb_form != STM_VERBFORM_FIN;
    }
    *past_out = !stm_str_ends(form, STM_LIT("ing"));
    return k->upos == STM_VERB || k->upos == STM_ADJ;
}

/* Verbs whose object does what the infinitive says: "fordert Bürger auf, zu sparen". */
static bool object_control(const stm_relation_work *w, uint32_t verb)
{
    return stm_rw_lemma_in(w, verb, stm_fact_words_all.asking_verbs);
}

/* Noun whose infinitive follows behind a comma: "kritisierte die Pläne von Zalando, den Standort zu schließen"; the tree
 * may hang it on the verb. STM_NONE when there is none. */
static uint32_t noun_of_infinitive(const stm_relation_work *w, uint32_t verb)
{
    const stm_token *k = stm_rw_token(w, verb);
    uint32_t left = verb;
    if (w->doc->lang != STM_LANG_DE || k->morph.verb_form == STM_VERBFORM_FIN ||
        stm_doc_child(w->doc, verb, STM_REL_MARK, STM_SUB_NONE) == STM_NONE) {
        return STM_NONE;
    }
    STM_CHILDREN (w->doc, verb, c) {
        uint32_t first = c;
        STM_CHILDREN (w->doc, c, d) {
            first = d < first ? d : first;
        }
        left = first < left && stm_rw_token(w, first)->upos != STM_PUNCT ? first : left;
    }
    while (left > 0 && stm_rw_token(w, left - 1)->upos == STM_DET) {
        left--;
    }
    if (left < 2 || !stm_str_is(stm_rw_token(w, left - 1)->form, ",")) {
        return STM_NONE;
    }
    for (uint32_t t = left - 2, step = 0; t != STM_NONE && step < 4 && t < left; step++) {
        if (stm_rw_lemma_in(w, t, stm_fact_words_all.plan_nouns)) {
            return t;
        }
        t = stm_rw_token(w, t)->head;
    }
    return STM_NONE;
}

/* Who is to do it: the noun's owner; the clause's subject when its verb says that the plan is its own. */
static bool planner(const stm_relation_work *w, uint32_t noun, uint32_t *who_out)
{
    *who_out = STM_NONE;
    STM_CHILDREN (w->doc, noun, c) {
        const stm_token *k = stm_rw_token(w, c);
        bool of = !stm_rw_has_case(w, c) || stm_str_is(stm_rw_case(w, c), "von");
        if ((k->rel == STM_REL_NMOD && of) || (k->rel == STM_REL_DET && k->morph.poss)) {
            *who_out = c;
            return true;
        }
    }
    uint32_t verb = stm_rw_token(w, noun)->head;
    return verb != STM_NONE && stm_rw_lemma_in(w, verb, stm_fact_words_all.verdict_verbs);
}

/* "Die Konzerne fordern, den Handel auszusetzen": somebody else is to do it. */
static bool for_others(const stm_relation_work *w, uint32_t verb)
{
    return stm_rw_lemma_in(w, verb, stm_fact_words_all.wishing_verbs);
}

/* "Dem Blatt zufolge erwägt PIF": no subject, whatever the tree says. als, wie, bis stand with subjects. */
static bool adposition(const stm_relation_work *w, uint32_t t)
{
    static const char *const words[] = {"zufolge", "nach", "laut", "mit", "von", "für", "bei",
        "gegen", "durch", "according", "for", "with", "from", "at", "by", NULL};
    stm_str marker = stm_rw_case(w, t);
    for (size_t i = 0; marker.len > 0 && words[i] != NULL; i++) {
        if (stm_str_is(marker, words[i])) {
            return true;
        }
    }
    return false;
}

/* "… darauf, ARD und ZDF das Geld zu verweigern": an infinitive has no subject, whatever the tree says. */
static bool infinitive_with_zu(const stm_relation_work *w, uint32_t verb)
{
    if (w->doc->lang != STM_LANG_DE || stm_rw_token(w, verb)->upos != STM_VERB) {
        return false;
    }
    STM_CHILDREN (w->doc, verb, c) {
        const stm_token *k = stm_rw_token(w, c);
        if (k->rel == STM_REL_AUX) {
            return false; /* ist zu verweigern */
        }
        if (k->rel == STM_REL_MARK && c + 1 == verb && stm_str_is(k->form, "zu")) {
            return true;
        }
    }
    return false;
}

static uint32_t plain_subject(const stm_relation_work *w, uint32_t verb, bool *passive_out)
{
    *passive_out = passive_voice(w, verb);
    STM_CHILDREN (w->doc, verb, c) {
        if (stm_rw_token(w, c)->rel == STM_REL_NSUBJ && !adposition(w, c) &&
            !infinitive_with_zu(w, verb)) {
            return c;
        }
    }
    return STM_NONE;
}

static uint32_t object_of(const stm_relation_work *w, uint32_t verb)
{
    STM_CHILDREN (w->doc, verb, c) {
        const stm_token *k = stm_rw_token(w, c);
        if ((k->rel == STM_REL_OBJ || k->rel == STM_REL_IOBJ ||
                (k->rel == STM_REL_OBL && k->sub == STM_SUB_ARG && !stm_rw_has_case(w, c))) &&
            !reflexive(w, c)) {
            return c;
        }
    }
    return STM_NONE;
}

/* A past participle that hangs on a clause without auxiliary or subject. */
static bool free_participle(const stm_relation_work *w, uint32_t verb)
{
    const stm_token *k = stm_rw_token(w, verb);
    bool form = stm_str_is(k->xpos, "VBN") || stm_str_is(k->xpos, "VVPP") ||
        stm_str_ends(k->form, STM_LIT("ed"));
    STM_CHILDREN (w->doc, verb, c) {
        uint8_t rel = stm_rw_token(w, c)->rel;
        if (rel == STM_REL_AUX || rel == STM_REL_NSUBJ || rel == STM_REL_MARK ||
            rel == STM_REL_OBJ) {
            return false;
        }
    }
    return k->rel == STM_REL_ADVCL && form && k->morph.verb_form != STM_VERBFORM_INF;
}

/* "announced plans to cut jobs": who announces them is to cut. Not "asked the right to stay of him". */
static bool infinitive_of_object(const stm_relation_work *w, uint32_t verb)
{
    const stm_token *k = stm_rw_token(w, verb);
    if (k->rel != STM_REL_ACL || k->head == STM_NONE ||
        stm_doc_child(w->doc, verb, STM_REL_MARK, STM_SUB_NONE) == STM_NONE ||
        has_relative(w, verb)) {
        return false;
    }
    const stm_token *noun = stm_rw_token(w, k->head);
    return noun->rel == STM_REL_OBJ && noun->head != STM_NONE &&
        noun->head < w->doc->tokens.count && stm_rw_token(w, noun->head)->upos == STM_VERB;
}

/* "named Ann Lind as head, replacing Bob Hall": the one who is appointed replaces. */
static bool appointed_replaces(const stm_relation_work *w, uint32_t verb, uint32_t above)
{
    return stm_rw_token(w, verb)->rel == STM_REL_ADVCL &&
        stm_rw_lemma_in(w, verb, stm_fact_words_all.replacing_verbs) &&
        stm_rw_lemma_in(w, above, stm_fact_words_all.appointing_verbs);
}

/* Surface subject of a verb: its own, or that of the clause that it is conjoined with or hangs on. */
uint32_t stm_rw_subject_of(const stm_relation_work *w, uint32_t verb, bool *passive_out)
{
    uint32_t t = verb;
    bool own_passive = passive_voice(w, verb), other = false;
    *passive_out = own_passive;
    uint32_t noun = noun_of_infinitive(w, verb), who = STM_NONE;
    if (noun != STM_NONE && planner(w, noun, &who)) {
        return who;
    }
    for (int step = 0; step < STM_RW_CLIMB && t != STM_NONE; step++) {
        uint32_t subject = plain_subject(w, t, &other);
        if (subject != STM_NONE) {
            return subject;
        }
        const stm_token *k = stm_rw_token(w, t);
        bool past = false;
        if (step == 0 && free_participle(w, t)) {
            *passive_out = own_passive = true; /* Founded in 1911, IBM employs … */
        }
        if (participle_of_noun(w, t, &past)) {
            *passive_out = step == 0 ? past : own_passive;
            return k->head;
        }
        if (infinitive_of_object(w, t)) { /* kündigte Pläne an, Stellen zu streichen */
            t = stm_rw_token(w, k->head)->head;
            continue;
        }
        bool up = k->rel == STM_REL_CONJ || k->rel == STM_REL_XCOMP || k->rel == STM_REL_ADVCL ||
            k->rel == STM_REL_CCOMP || k->rel == STM_REL_CSUBJ || k->rel == STM_REL_PARATAXIS;
        bool finite = k->morph.verb_form == STM_VERBFORM_FIN && k->rel != STM_REL_CONJ &&
            k->rel != STM_REL_XCOMP;
        if (!up || finite || k->rel == STM_REL_PARATAXIS || k->rel == STM_REL_CSUBJ) {
            return STM_NONE;
        }
        bool control = k->head != STM_NONE && k->rel != STM_REL_CONJ &&
            (object_control(w, k->head) || appointed_replaces(w, t, k->head));
        if (control) {
            uint32_t object = object_of(w, k->head);
            if (object != STM_NONE) {
                return object;
            }
            if (for_others(w, k->head)) {
                return STM_NONE;
            }
        }
        t = k->head;
    }
    return STM_NONE;
}

/* "auf einem Gelände in Memphis": Memphis is where it happens, too. */
static void add_inner_place(
    const stm_relation_work *w, stm_frame *frame, uint32_t c, stm_str marker)
{
    if (stm_rw_token(w, c)->upos != STM_NOUN ||
        stm_rw_class_types(w, c) != (1u << STM_TYPE_LOCATION)) {
        return;
    }
    STM_CHILDREN (w->doc, c, d) {
        stm_str inner = stm_rw_case(w, d);
        if (stm_rw_token(w, d)->rel == STM_REL_NMOD && stm_rw_is_name(w, d) &&
            (stm_str_is(inner, "in") || stm_str_is(inner, "bei") || stm_str_is(inner, "near"))) {
            stm_frame_add(frame, STM_SLOT_AT, marker, stm_rw_whole(d));
        }
    }
}

static stm_str second_case(const stm_relation_work *w, uint32_t t)
{
    bool first = true;
    STM_CHILDREN (w->doc, t, c) {
        if (stm_rw_token(w, c)->rel == STM_REL_CASE) {
            if (!first) {
                return stm_rw_lower(w, stm_rw_token(w, c)->form);
            }
            first = false;
        }
    }
    return STM_EMPTY;
}

static void add_oblique(
    const stm_relation_work *w, stm_frame *frame, uint32_t c, stm_referent filler)
{
    const stm_token *k = stm_rw_token(w, c);
    stm_str marker = stm_rw_case(w, c);
    if (w->doc->lang == STM_LANG_EN && marker.len > 0 && stm_str_ends(frame->lemma, marker) &&
        frame->lemma.len > marker.len &&
        frame->lemma.ptr[frame->lemma.len - marker.len - 1] == '_') {
        marker =
            second_case(w, c); /* "taken over by X", "spun off X": over, off belong to the verb */
        if (marker.len == 0) {
            stm_frame_add(frame, STM_SLOT_OBJ, STM_EMPTY, filler);
            return;
        }
    }
    bool agent = k->sub == STM_SUB_AGENT ||
        (frame->passive &&
            (stm_str_is(marker, "von") || stm_str_is(marker, "durch") || stm_str_is(marker, "by")));
    if (agent) {
        stm_frame_add(frame, STM_SLOT_SUBJ, STM_EMPTY, filler);
    }
    if (marker.len > 0) {
        stm_frame_add(frame, STM_SLOT_AT, marker, filler);
        add_inner_place(w, frame, c, marker);
    } else if (k->upos == STM_NUM && k->form.len == 4) {
        stm_frame_add(frame, STM_SLOT_TIME, STM_EMPTY, filler);
    } else if (k->sub == STM_SUB_ARG) {
        stm_frame_add(frame, STM_SLOT_IOBJ, STM_EMPTY, filler);
    }
}

/* "Der Chef greift Sam Altman an" with two subjects in the tree: the later one is the object of an active verb. */
/* "von Elon Musks Unternehmen xAI entwickelt" with the owner as the phrase's head: what is owned is meant. */
static uint32_t owned_after(const stm_relation_work *w, uint32_t c)
{
    uint32_t m = w->token_mention.items[c];
    if (m == STM_NONE || w->doc->lang != STM_LANG_DE ||
        w->doc->mentions.items[m].kind != STM_MENTION_NAME) {
        return c;
    }
    const stm_mention *x = &w->doc->mentions.items[m];
    uint32_t last = x->token_first + x->token_count - 1, next = last + 1;
    stm_str form = stm_rw_token(w, last)->form;
    stm_str name = x->actor == STM_NONE ? form : w->doc->actors.items[x->actor].name;
    bool genitive = form.len > 3 && form.ptr[form.len - 1] == 's' && name.len > 0 &&
        name.ptr[name.len - 1] != 's';
    if (!genitive || x->span.end > stm_rw_token(w, last)->span.end) {
        return c;
    }
    while (next < w->doc->tokens.count && stm_rw_token(w, next)->upos == STM_ADJ) {
        next++;
    }
    bool noun = next < w->doc->tokens.count && stm_rw_token(w, next)->upos == STM_NOUN &&
        stm_rw_token(w, next)->sentence == stm_rw_token(w, c)->sentence;
    return noun && stm_rw_token(w, c)->head != next ? next : c;
}

/* "bringt A, den Riesen B und C zusammen" with B as a second subject: right behind the object and its comma. */
static bool continues_object(const stm_relation_work *w, uint32_t verb, uint32_t c)
{
    uint32_t left = c, object = STM_NONE;
    STM_CHILDREN (w->doc, c, d) {
        bool part = stm_rw_token(w, d)->upos != STM_PUNCT;
        left = part && d < left ? d : left;
    }
    STM_CHILDREN (w->doc, verb, d) {
        object = stm_rw_token(w, d)->rel == STM_REL_OBJ && d < c ? d : object;
    }
    return object != STM_NONE && left >= 2 && stm_str_is(stm_rw_token(w, left - 1)->form, ",") &&
        stm_doc_dominates(w->doc, object, left - 2);
}

static bool second_subject(const stm_relation_work *w, const stm_frame *frame, uint32_t c)
{
    bool passive = false;
    uint32_t first = plain_subject(w, frame->predicate, &passive), at = c;
    if (first != c && continues_object(w, frame->predicate, c)) {
        return true;
    }
    STM_CHILDREN (w->doc, frame->predicate, d) {
        uint8_t rel = stm_rw_token(w, d)->rel;
        if (rel == STM_REL_OBJ || rel == STM_REL_COP) {
            return false;
        }
        at = rel == STM_REL_NSUBJ && d != first && d < at ? d : at;
    }
    return first != c && at == c && !frame->passive && !passive && w->doc->lang == STM_LANG_DE;
}

/* "liefert Motoren an Airbus" with the receiver hung on the goods. */
static void add_receiver(const stm_relation_work *w, stm_frame *frame, uint32_t object)
{
    if (stm_words_end(stm_fact_words_all.share_nouns, stm_rw_lower(w, stm_rw_lemma(w, object))) ||
        stm_rw_class_types(w, object) == (1u << STM_TYPE_MONEY)) {
        return; /* "Anteile an Langtec": no receiver */
    }
    STM_CHILDREN (w->doc, object, c) {
        stm_str marker = stm_rw_case(w, c);
        if (stm_rw_token(w, c)->rel == STM_REL_NMOD && c > object &&
            (stm_str_is(marker, "an") || stm_str_is(marker, "to"))) {
            stm_frame_add(frame, STM_SLOT_AT, marker, stm_rw_whole(c));
        }
    }
}

static uint32_t first_word(const stm_relation_work *w, uint32_t t)
{
    uint32_t first = t, begin = w->doc->sentences.items[stm_rw_token(w, t)->sentence].token_first;
    while (first > begin && stm_doc_dominates(w->doc, t, first - 1)) {
        first--;
    }
    while (first < t && stm_rw_token(w, first)->upos == STM_PUNCT) {
        first++;
    }
    return first;
}

/* "Sollten die Zinsen steigen", warnte er, "…": a condition without wenn begins with its own verb. */
static bool bare_condition(const stm_relation_work *w, uint32_t c)
{
    uint32_t first = first_word(w, c);
    const stm_token *k = stm_rw_token(w, first);
    bool verb =
        k->morph.verb_form == STM_VERBFORM_FIN && (k->upos == STM_AUX || k->upos == STM_VERB);
    return w->doc->lang == STM_LANG_DE && verb && (first == c || k->head == c) &&
        stm_doc_child(w->doc, c, STM_REL_NSUBJ, STM_SUB_NONE) != STM_NONE;
}

/* "Mit der Begründung, die Oper habe kein Geld, lehnte er ab": the clause belongs to the noun in front of its comma. */
static bool of_reason(const stm_relation_work *w, uint32_t c)
{
    uint32_t first = first_word(w, c);
    return first >= 2 && stm_str_is(stm_rw_token(w, first - 1)->form, ",") &&
        stm_rw_lemma_in(w, first - 2, stm_fact_words_all.reason_nouns) &&
        stm_rw_token(w, c)->head != first - 2;
}

/* A clause or infinitive that is said or meant: not a condition, not a bare participle ("dementierte entschieden"). */
static bool said_clause(const stm_relation_work *w, uint32_t c)
{
    const stm_token *k = stm_rw_token(w, c);
    bool marked = false,
         finite = k->morph.verb_form == STM_VERBFORM_FIN || k->morph.verb_form == STM_VERBFORM_INF;
    STM_CHILDREN (w->doc, c, d) {
        uint8_t rel = stm_rw_token(w, d)->rel;
        if (rel == STM_REL_MARK && stm_rw_lemma_in(w, d, stm_fact_words_all.condition_words)) {
            return false;
        }
        marked = marked || rel == STM_REL_MARK || rel == STM_REL_AUX || rel == STM_REL_COP ||
            rel == STM_REL_NSUBJ;
    }
    return (marked || finite) && !bare_condition(w, c) && !of_reason(w, c);
}

/* The proposition knows datives that the tree calls objects ("Nvidia liefert OpenAI Rechenleistung"), and amounts that
 * it calls obliques ("verlor über 660 Milliarden Dollar"). */
static bool said_as(const stm_relation_work *w, const stm_frame *frame, uint32_t c, uint8_t role)
{
    if (frame->prop == STM_NONE) {
        return false;
    }
    const stm_prop *prop = &w->doc->props.items[frame->prop];
    for (uint32_t a = prop->arg_first; a < prop->arg_first + prop->arg_count; a++) {
        if (w->doc->args.items[a].head == c && w->doc->args.items[a].role == role) {
            return true;
        }
    }
    return false;
}

static void add_child(const stm_relation_work *w, stm_frame *frame, uint32_t c)
{
    stm_referent filler = stm_rw_whole(owned_after(w, c));
    const stm_token *k = stm_rw_token(w, c);
    bool case_marked = stm_rw_has_case(w, c);
    if (reflexive(w, c)) {
        frame->reflexive = true;
        return;
    }
    switch ((stm_rel)k->rel) {
    case STM_REL_NSUBJ:
        if (second_subject(w, frame, c)) {
            stm_frame_add(frame, STM_SLOT_OBJ, STM_EMPTY, filler);
        }
        break;
    case STM_REL_OBJ:
        if (stm_clause_behind_bracket(w->doc, frame->predicate, c)) {
            break;
        }
        stm_frame_add(frame,
            case_marked                                   ? STM_SLOT_AT
                : said_as(w, frame, c, STM_ROLE_INDIRECT) ? STM_SLOT_IOBJ
                                                          : STM_SLOT_OBJ,
            stm_rw_case(w, c), filler);
        add_receiver(w, frame, c);
        break;
    case STM_REL_IOBJ:
        stm_frame_add(frame, STM_SLOT_IOBJ, STM_EMPTY, filler);
        if (w->doc->lang == STM_LANG_EN &&
            stm_doc_child(w->doc, frame->predicate, STM_REL_OBJ, STM_SUB_NONE) == STM_NONE) {
            stm_frame_add(frame, STM_SLOT_OBJ, STM_EMPTY, filler); /* urged, warned him that … */
        }
        break;
    case STM_REL_OBL:
    case STM_REL_NMOD:
    case STM_REL_ADVMOD:
        if (stm_rw_nounlike(w, c) || k->upos == STM_PRON || k->upos == STM_DET ||
            w->token_mention.items[c] != STM_NONE) {
            if (said_as(w, frame, c, STM_ROLE_OBJECT)) {
                stm_frame_add(frame, STM_SLOT_OBJ, STM_EMPTY, filler);
                break;
            }
            add_oblique(w, frame, c, filler);
        }
        break;
    case STM_REL_XCOMP:
        if (stm_rw_nounlike(w, c)) {
            stm_frame_add(
                frame, case_marked ? STM_SLOT_AT : STM_SLOT_PRED, stm_rw_case(w, c), filler);
        } else if (k->upos == STM_ADJ) {
            stm_frame_add(frame, STM_SLOT_PRED, STM_EMPTY, filler);
        } else if (said_clause(w, c)) {
            filler = stm_rw_whole(c);
            filler.clause = true;
            stm_frame_add(frame, STM_SLOT_CLAUSE, STM_EMPTY, filler);
        }
        break;
    case STM_REL_CCOMP:
        if (!said_clause(w, c)) {
            break;
        }
        filler = stm_rw_whole(c);
        filler.clause = true;
        stm_frame_add(frame, STM_SLOT_CLAUSE, STM_EMPTY, filler);
        STM_CHILDREN (w->doc, c, d) {
            if (stm_rw_token(w, d)->rel == STM_REL_NSUBJ && stm_rw_nounlike(w, d)) {
                stm_frame_add(frame, STM_SLOT_ABOUT, STM_EMPTY, stm_rw_whole(d));
            }
        }
        break;
    default:
        break;
    }
}

/* English: particle right behind the verb when the tables know both together, whatever the tree makes of it. */
static uint32_t particle_behind(const stm_relation_work *w, uint32_t verb)
{
    const stm_token *k = stm_rw_token(w, verb);
    if (w->doc->lang != STM_LANG_EN || verb + 1 >= w->doc->tokens.count ||
        stm_rw_token(w, verb + 1)->sentence != k->sentence ||
        (stm_rw_token(w, verb + 1)->rel == STM_REL_COMPOUND &&
            stm_rw_token(w, verb + 1)->sub == STM_SUB_PRT)) {
        return STM_NONE;
    }
    stm_str joined = stm_arena_print(&w->doc->arena, "%.*s_%.*s",
        STM_ARG(stm_rw_lower(w, stm_rw_lemma(w, verb))),
        STM_ARG(stm_rw_lower(w, stm_rw_token(w, verb + 1)->form)));
    bool known = joined.ptr != NULL &&
        stm_vocabulary_find(w->vocabulary, w->doc->lang, STM_TRIGGER_VERB, joined) != NULL;
    return known ? verb + 1 : STM_NONE;
}

static stm_str verb_lemma(const stm_relation_work *w, uint32_t verb)
{
    const stm_token *k = stm_rw_token(w, verb);
    stm_str lemma = stm_rw_lower(w, stm_rw_lemma(w, verb));
    STM_CHILDREN (w->doc, verb, c) {
        const stm_token *p = stm_rw_token(w, c);
        if (p->rel == STM_REL_COMPOUND && p->sub == STM_SUB_PRT) {
            stm_str prefix = stm_rw_lower(w, p->form);
            bool german = w->doc->lang == STM_LANG_DE;
            if (german && !stm_str_starts(lemma, prefix)) {
                stm_str joined =
                    stm_arena_print(&w->doc->arena, "%.*s%.*s", STM_ARG(prefix), STM_ARG(lemma));
                lemma = joined.ptr == NULL ? lemma : joined;
            } else if (!german) {
                stm_str joined =
                    stm_arena_print(&w->doc->arena, "%.*s_%.*s", STM_ARG(lemma), STM_ARG(prefix));
                bool known = joined.ptr != NULL &&
                    stm_vocabulary_find(w->vocabulary, w->doc->lang, STM_TRIGGER_VERB, joined) !=
                        NULL;
                lemma = known ? joined : lemma;
            }
        }
    }
    uint32_t particle = particle_behind(w, verb);
    if (particle != STM_NONE) {
        stm_str joined = stm_arena_print(&w->doc->arena, "%.*s_%.*s", STM_ARG(lemma),
            STM_ARG(stm_rw_lower(w, stm_rw_token(w, particle)->form)));
        lemma = joined.ptr == NULL ? lemma : joined;
    }
    bool separated = stm_doc_child(w->doc, verb, STM_REL_COMPOUND, STM_SUB_PRT) != STM_NONE;
    if (!separated &&
        stm_vocabulary_find(w->vocabulary, w->doc->lang, STM_TRIGGER_VERB, lemma) == NULL) {
        stm_str infinitive = stm_rw_infinitive(w, k->form);
        lemma = infinitive.len > 0 ? infinitive : lemma;
    }
    return lemma;
}

/* No row of the verb has an object: its past participle describes the one who did it. */
static bool intransitive(const stm_relation_work *w, stm_str lemma)
{
    const stm_trigger *t =
        stm_vocabulary_find(w->vocabulary, w->doc->lang, STM_TRIGGER_VERB, lemma);
    bool known = t != NULL;
    for (; t != NULL; t = stm_trigger_next(w->vocabulary, t)) {
        for (uint8_t i = 0; i < t->object.count + t->subject.count; i++) {
            uint8_t kind =
                i < t->object.count ? t->object.kind[i] : t->subject.kind[i - t->object.count];
            if (kind == STM_SLOT_OBJ && t->light_count == 0) {
                return false;
            }
        }
    }
    return known;
}

/* "auf einem Gelände in Memphis, Tennessee, eine Fabrik errichten": a phrase with its own article behind a comma, listed
 * with a name without und, is the object that the verb lacks. */
static void add_stray_object(const stm_relation_work *w, uint32_t verb, stm_frame *frame)
{
    const stm_sentence *s = &w->doc->sentences.items[stm_rw_token(w, verb)->sentence];
    for (uint32_t i = 0; i < frame->count; i++) {
        if (frame->slots[i].kind == STM_SLOT_OBJ || frame->slots[i].kind == STM_SLOT_CLAUSE ||
            frame->copula) {
            return;
        }
    }
    for (uint32_t t = s->token_first; t < verb && frame->count < STM_RW_SLOTS; t++) {
        const stm_token *k = stm_rw_token(w, t);
        uint32_t det = stm_doc_child(w->doc, t, STM_REL_DET, STM_SUB_NONE);
        bool stray = k->upos == STM_NOUN && k->rel == STM_REL_CONJ && k->head != STM_NONE &&
            k->head < t && stm_rw_is_name(w, k->head) && det != STM_NONE && det > 0 &&
            stm_str_is(stm_rw_token(w, det - 1)->form, ",") &&
            stm_doc_child(w->doc, t, STM_REL_CC, STM_SUB_NONE) == STM_NONE;
        if (stray && stm_doc_dominates(w->doc, verb, t)) {
            stm_frame_add(frame, STM_SLOT_OBJ, STM_EMPTY, stm_rw_whole(t));
            return;
        }
    }
}

static uint32_t said_head(const stm_relation_work *w, const stm_prop *prop, uint8_t role)
{
    for (uint32_t a = prop->arg_first; a < prop->arg_first + prop->arg_count; a++) {
        if (w->doc->args.items[a].role == role) {
            return w->doc->args.items[a].head;
        }
    }
    return STM_NONE;
}

/* The facts stage saw by article or number that subject and object are the other way round in the tree. */
static void as_proposition(const stm_relation_work *w, stm_frame *frame)
{
    stm_frame_slot *subject = NULL, *object = NULL;
    for (uint32_t i = 0; i < frame->count; i++) {
        stm_frame_slot *s = &frame->slots[i];
        subject = subject == NULL && s->kind == STM_SLOT_SUBJ ? s : subject;
        object = object == NULL && s->kind == STM_SLOT_OBJ ? s : object;
    }
    if (frame->prop == STM_NONE || frame->passive || subject == NULL || object == NULL) {
        return;
    }
    const stm_prop *prop = &w->doc->props.items[frame->prop];
    if (said_head(w, prop, STM_ROLE_SUBJECT) == object->filler.token &&
        said_head(w, prop, STM_ROLE_OBJECT) == subject->filler.token) {
        subject->kind = STM_SLOT_OBJ;
        object->kind = STM_SLOT_SUBJ;
    }
}

void stm_rw_verb_frame(const stm_relation_work *w, uint32_t verb, stm_frame *frame)
{
    frame->predicate = verb;
    frame->reflexive = frame->copula = frame->former = frame->ambiguous = false;
    frame->intended = noun_of_infinitive(w, verb) != STM_NONE;
    frame->count = 0;
    frame->prop = w->token_prop.items[verb];
    frame->lemma = verb_lemma(w, verb);
    uint32_t cop = stm_doc_child(w->doc, verb, STM_REL_COP, STM_SUB_NONE);
    uint32_t subject = stm_rw_subject_of(w, verb, &frame->passive);
    if (frame->passive && subject != STM_NONE && stm_rw_token(w, verb)->head == subject &&
        intransitive(w, frame->lemma)) {
        frame->passive = false; /* "der aus der Partei ausgetretene X": X left */
    }
    if (cop != STM_NONE) {
        frame->copula = true;
        frame->lemma = w->doc->lang == STM_LANG_DE ? STM_LIT("sein") : STM_LIT("be");
        stm_frame_add(frame, STM_SLOT_PRED, stm_rw_case(w, verb), stm_rw_whole(verb));
    }
    if (subject != STM_NONE && subject != verb) {
        const stm_token *p = stm_rw_token(w, subject);
        frame->ambiguous = p->upos == STM_PRON && stm_rw_antecedent(w, subject) != subject &&
            (stm_str_is(p->form, "die") || stm_str_is(p->form, "das") ||
                stm_str_is(p->form, "was"));
        stm_frame_add(
            frame, frame->passive ? STM_SLOT_OBJ : STM_SLOT_SUBJ, STM_EMPTY, stm_rw_whole(subject));
    }
    STM_CHILDREN (w->doc, verb, c) {
        add_child(w, frame, c);
    }
    add_stray_object(w, verb, frame);
    as_proposition(w, frame);
    const stm_token *k = stm_rw_token(w, verb);
    if (k->rel == STM_REL_PARATAXIS && k->head != STM_NONE &&
        stm_rw_token(w, k->head)->upos == STM_VERB) {
        stm_referent said = stm_rw_whole(k->head); /* "…", sagte X */
        said.clause = true;
        stm_frame_add(frame, STM_SLOT_CLAUSE, STM_EMPTY, said);
    }
}
