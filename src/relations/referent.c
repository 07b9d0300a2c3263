/* From words to actors: which actor of the document a slot's filler is. Uses the mentions of the names stage; where
 * there are none it falls back on proper nouns and on the clause's own subject for possessives ("Volkswagen … seine
 * Tochter"). Open pronouns stand for nobody and make no fact. Does not decide identity across documents.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "relations/relation_work.h"

stm_referent stm_rw_whole(uint32_t token)
{
    return (stm_referent){.token = token, .place = STM_EMPTY};
}

void stm_rw_add(stm_referents *out, stm_referent r)
{
    for (uint32_t i = 0; i < out->count; i++) {
        if (out->items[i].token == r.token && out->items[i].part.begin == r.part.begin &&
            stm_str_eq(out->items[i].place, r.place)) {
            return;
        }
    }
    if (out->count < STM_RW_REFERENTS) {
        out->items[out->count++] = r;
    }
}

static const stm_mention *mention_of(const stm_relation_work *w, uint32_t t)
{
    uint32_t m = w->token_mention.items[t];
    return m == STM_NONE ? NULL : &w->doc->mentions.items[m];
}

static bool capital(stm_str s)
{
    unsigned char c = s.len > 0 ? (unsigned char)s.ptr[0] : 0;
    unsigned char d = s.len > 1 ? (unsigned char)s.ptr[1] : 0;
    return (c >= 'A' && c <= 'Z') || (c == 0xC3 && d >= 0x80 && d <= 0x9E) || c == 0xC5 ||
        c == 0xC4;
}

static bool inner_capital(stm_str s)
{
    bool small = false;
    for (uint32_t i = 0; i < s.len; i++) {
        if (s.ptr[i] == '-' || s.ptr[i] == '/') {
            return false;
        }
        if (small && s.ptr[i] >= 'A' && s.ptr[i] <= 'Z') {
            return true;
        }
        small = small || (s.ptr[i] >= 'a' && s.ptr[i] <= 'z');
    }
    return false;
}

bool stm_rw_is_name(const stm_relation_work *w, uint32_t t)
{
    const stm_mention *m = mention_of(w, t);
    if (m != NULL) {
        return m->kind == STM_MENTION_NAME;
    }
    const stm_token *k = stm_rw_token(w, t);
    if (inner_capital(k->form)) {
        return true; /* OpenAI, xAI: no other word is written so */
    }
    if (k->upos != STM_PROPN || !capital(k->form)) {
        return false;
    }
    /* A tagger's PROPN that the tables know as a kind or role is none: "Chefin", "Wagniskapitalgeber". */
    return stm_rw_noun(w, STM_TRIGGER_CLASS, t, NULL) == NULL &&
        stm_rw_noun(w, STM_TRIGGER_NOUN, t, NULL) == NULL;
}

/* A name directly behind its kind: any capitalised apposition without article or adposition, whatever its tag. */
static bool name_apposition(const stm_relation_work *w, uint32_t noun, uint32_t c)
{
    const stm_token *k = stm_rw_token(w, c);
    stm_str marker = stm_rw_case(w, c);
    if (stm_rw_is_name(w, c) && (stm_str_is(marker, "namens") || stm_str_is(marker, "genannt"))) {
        return true; /* ein Unternehmen namens Stargate */
    }
    if (k->rel != STM_REL_APPOS && k->rel != STM_REL_FLAT) {
        return false;
    }
    if (stm_rw_is_name(w, c)) {
        return !stm_rw_has_case(w, c);
    }
    bool bare = stm_doc_child(w->doc, c, STM_REL_DET, STM_SUB_NONE) == STM_NONE &&
        stm_doc_child(w->doc, c, STM_REL_AMOD, STM_SUB_NONE) == STM_NONE && !stm_rw_has_case(w, c);
    return bare && c == noun + 1 && capital(k->form) && k->rel == STM_REL_APPOS;
}

/* "The company xAI built": noun and name side by side, both subject (object, oblique) of one verb in the tree. */
static uint32_t name_sibling(const stm_relation_work *w, uint32_t t)
{
    const stm_token *k = stm_rw_token(w, t);
    if (t + 1 >= w->doc->tokens.count || k->head == STM_NONE ||
        (k->rel != STM_REL_NSUBJ && k->rel != STM_REL_OBJ && k->rel != STM_REL_OBL &&
            k->rel != STM_REL_NMOD)) {
        return STM_NONE;
    }
    const stm_token *n = stm_rw_token(w, t + 1);
    bool same = n->sentence == k->sentence && n->head == k->head &&
        (n->rel == k->rel || n->rel == STM_REL_OBJ);
    bool kind = stm_rw_noun(w, STM_TRIGGER_CLASS, t, NULL) != NULL ||
        stm_rw_noun(w, STM_TRIGGER_NOUN, t, NULL) != NULL;
    return same && kind && stm_rw_is_name(w, t + 1) && !stm_rw_has_case(w, t + 1) &&
            stm_doc_child(w->doc, t + 1, STM_REL_DET, STM_SUB_NONE) == STM_NONE
        ? t + 1
        : STM_NONE;
}

/* "der Chef von OpenAI, Sam Altman, sagte": the tree hangs the person on the house; a role stands for the person. Not
 * "der Chef von OpenAI, dem Unternehmen von Altman", nor "der Sohn von Fritz Meier, Kurt". */
static uint32_t name_behind_owner(const stm_relation_work *w, uint32_t t)
{
    if (stm_rw_class_types(w, t) != 1u << STM_TYPE_PERSON || stm_rw_plural(w, t)) {
        return STM_NONE;
    }
    STM_CHILDREN (w->doc, t, owner) {
        const stm_mention *house = mention_of(w, owner);
        if (owner < t || stm_rw_token(w, owner)->rel != STM_REL_NMOD || house == NULL ||
            house->kind != STM_MENTION_NAME || house->type == STM_TYPE_PERSON) {
            continue;
        }
        STM_CHILDREN (w->doc, owner, c) {
            const stm_mention *m = mention_of(w, c);
            bool comma = c > owner && stm_str_is(stm_rw_token(w, c - 1)->form, ",");
            if (comma && stm_rw_token(w, c)->rel == STM_REL_APPOS && m != NULL &&
                m->kind == STM_MENTION_NAME && m->type == STM_TYPE_PERSON) {
                return c;
            }
        }
    }
    return STM_NONE;
}

uint32_t stm_rw_name_beside(const stm_relation_work *w, uint32_t t)
{
    if (stm_rw_is_name(w, t) || stm_rw_token(w, t)->rel == STM_REL_FLAT) {
        return STM_NONE;
    }
    STM_CHILDREN (w->doc, t, c) {
        bool bracket = c > 0 && stm_str_is(stm_rw_token(w, c - 1)->form, "(");
        if (c > t && !bracket && name_apposition(w, t, c)) {
            return c;
        }
    }
    uint32_t behind = name_behind_owner(w, t);
    return behind != STM_NONE ? behind : name_sibling(w, t);
}

/* "zur Nachfolgerin von Christian Bruch, der …": a relative "der" or "das" that is a subject does not mean a feminine noun; the
 * nearest noun in front of the comma that agrees is meant. */
static uint32_t agreeing(const stm_relation_work *w, uint32_t pronoun, uint32_t head)
{
    const stm_token *k = stm_rw_token(w, pronoun), *h = stm_rw_token(w, head);
    stm_str form = stm_rw_lower(w, k->form);
    uint8_t wanted = stm_str_is(form, "der") ? STM_GENDER_MASC
        : stm_str_is(form, "das")            ? STM_GENDER_NEUT
                                             : 0;
    bool conflict = wanted != 0 && h->morph.gender != 0 && (h->morph.gender & wanted) == 0 &&
        h->morph.number != STM_NUMBER_PLUR && k->rel == STM_REL_NSUBJ && h->upos == STM_NOUN;
    for (uint32_t t = pronoun; conflict && t > head + 1;) {
        t--;
        const stm_token *n = stm_rw_token(w, t);
        bool noun = n->upos == STM_NOUN || n->upos == STM_PROPN;
        if (noun && n->rel != STM_REL_FLAT && stm_doc_dominates(w->doc, head, t) &&
            ((n->morph.gender & wanted) != 0 || (n->morph.gender == 0 && n->upos == STM_PROPN))) {
            return t;
        }
    }
    return head;
}

uint32_t stm_rw_antecedent(const stm_relation_work *w, uint32_t t)
{
    const stm_token *k = stm_rw_token(w, t);
    bool pronoun = k->upos == STM_PRON || k->upos == STM_DET || k->upos == STM_ADV;
    stm_str lemma = stm_rw_lower(w, stm_rw_lemma(w, t)), form = stm_rw_lower(w, k->form);
    bool relative = k->morph.pron_type == STM_PRON_REL || stm_str_is(lemma, "der") ||
        stm_str_is(lemma, "die") || stm_str_is(lemma, "das") ||
        stm_str_starts(lemma, STM_LIT("welch")) || stm_str_is(form, "who") ||
        stm_str_is(form, "which") || stm_str_is(form, "that") || stm_str_is(form, "whose") ||
        stm_str_is(form, "dessen") || stm_str_is(form, "deren") || stm_str_is(form, "whom");
    if (!pronoun || !relative || k->rel == STM_REL_DET) {
        return t;
    }
    uint32_t up = t;
    for (int step = 0; step < STM_RW_CLIMB; step++) {
        const stm_token *u = stm_rw_token(w, up);
        if (u->head == STM_NONE) {
            return t;
        }
        if (u->rel == STM_REL_ACL) {
            return w->doc->lang == STM_LANG_DE && u->head < t ? agreeing(w, t, u->head) : u->head;
        }
        up = u->head;
    }
    return t;
}

/* Name right behind "wie" or "such as" behind the noun, whatever the tree says. */
uint32_t stm_rw_example_behind(const stm_relation_work *w, uint32_t noun)
{
    uint32_t t = noun + 1, end = w->doc->tokens.count;
    if (t + 1 >= end) {
        return STM_NONE;
    }
    if (stm_str_is(stm_rw_token(w, t)->form, "such") &&
        stm_str_is(stm_rw_token(w, t + 1)->form, "as")) {
        t += 2;
    } else if (stm_str_is(stm_rw_token(w, t)->form, "wie") && w->doc->lang == STM_LANG_DE) {
        t++;
    } else {
        return STM_NONE;
    }
    bool same = t < end && stm_rw_token(w, t)->sentence == stm_rw_token(w, noun)->sentence;
    bool several = stm_rw_plural(w, noun) ||
        stm_doc_child(w->doc, noun, STM_REL_DET, STM_SUB_NONE) == STM_NONE;
    return same && several && w->token_mention.items[t] != STM_NONE && stm_rw_is_name(w, t)
        ? t
        : STM_NONE;
}

/* Lists behind wie / such as: "Ökonomen wie Clemens Fuest" means Fuest. */
static bool example_of(const stm_relation_work *w, uint32_t c)
{
    stm_str marker = stm_rw_case(w, c);
    return (stm_str_is(marker, "wie") || stm_str_is(marker, "like") ||
               stm_str_is(marker, "such")) &&
        stm_rw_token(w, c)->rel == STM_REL_NMOD;
}

/* "Masayoshi Son, Gründer und Chef von X": taken for a list by the parser, but bare roles behind a name describe it. */
bool stm_rw_role_apposition(const stm_relation_work *w, uint32_t t)
{
    const stm_token *k = stm_rw_token(w, t);
    if (k->rel != STM_REL_CONJ || k->head == STM_NONE || k->head > t || k->upos != STM_NOUN ||
        !stm_rw_is_name(w, k->head) || stm_rw_name_beside(w, t) != STM_NONE) {
        return false;
    }
    const stm_trigger *row = stm_rw_noun(w, STM_TRIGGER_NOUN, t, NULL);
    bool role = row != NULL &&
        (row->subject.kind[0] == STM_SLOT_SELF || row->object.kind[0] == STM_SLOT_SELF);
    uint32_t det = stm_doc_child(w->doc, t, STM_REL_DET, STM_SUB_NONE);
    bool article = det != STM_NONE && det > 0 && stm_str_is(stm_rw_token(w, det - 1)->form, ",") &&
        stm_doc_child(w->doc, t, STM_REL_CC, STM_SUB_NONE) ==
            STM_NONE; /* Magazino, ein Spin-off der TU */
    return role && (det == STM_NONE || article) && !stm_rw_plural(w, t);
}

/* "den Cloud-Spezialisten Oracle, den Investmentriesen SoftBank und das Start-up OpenAI": taken for an apposition, but
 * two kinds with two names behind a comma are a list. Not "der Konzern Apple, das Unternehmen von Cook". */
static bool listed_apposition(const stm_relation_work *w, uint32_t first, uint32_t t)
{
    const stm_token *k = stm_rw_token(w, t);
    if (k->rel != STM_REL_APPOS || t < first || k->upos != STM_NOUN) {
        return false;
    }
    uint32_t det = stm_doc_child(w->doc, t, STM_REL_DET, STM_SUB_NONE);
    uint32_t one = stm_rw_name_beside(w, first), two = stm_rw_name_beside(w, t);
    return det != STM_NONE && det > 0 && stm_str_is(stm_rw_token(w, det - 1)->form, ",") &&
        one != STM_NONE && two != STM_NONE && one < t && two != one;
}

/* "auf Gas und weniger auf den Ausbau der Solarenergie" */
static bool less(const stm_relation_work *w, uint32_t t)
{
    STM_CHILDREN (w->doc, t, c) {
        stm_str form = stm_rw_token(w, c)->form;
        if (c < t && (stm_str_is(form, "weniger") || stm_str_is(form, "less"))) {
            return true;
        }
    }
    return false;
}

static void add_conjuncts(const stm_relation_work *w, uint32_t t, stm_referents *out)
{
    STM_CHILDREN (w->doc, t, c) {
        const stm_token *k = stm_rw_token(w, c);
        bool listed = k->rel == STM_REL_CONJ && !stm_rw_role_apposition(w, c);
        listed = listed || listed_apposition(w, t, c);
        bool others = stm_str_is(k->form, "Co") || stm_str_is(k->form, "Co."); /* "Siemens & Co." */
        if (listed && !others && !less(w, c) && (stm_rw_nounlike(w, c) || k->upos == STM_PRON)) {
            stm_rw_add(out, stm_rw_whole(c));
        }
    }
}

void stm_rw_expand(const stm_relation_work *w, stm_referent r, stm_referents *out)
{
    if (r.place.len > 0 || r.part.begin < r.part.end || r.house != 0) {
        stm_rw_add(out, r);
        return;
    }
    uint32_t t = stm_rw_antecedent(w, r.token), first = out->count;
    if (r.single || r.clause) {
        stm_rw_add(out, r);
        return;
    }
    bool examples = false;
    if (stm_rw_token(w, t)->upos == STM_NOUN && !stm_rw_is_name(w, t)) {
        uint32_t next = stm_rw_example_behind(w, t);
        if (next != STM_NONE) {
            stm_rw_add(out, stm_rw_whole(next));
            examples = true;
        }
        STM_CHILDREN (w->doc, t, c) {
            if (c > t && example_of(w, c) && stm_rw_is_name(w, c)) {
                stm_rw_add(out, stm_rw_whole(c));
                examples = true;
            }
        }
    }
    if (!examples) {
        stm_rw_add(out, stm_rw_whole(t));
    }
    for (uint32_t i = first; i < out->count;
         i++) { /* grows while walking: conjuncts of conjuncts */
        add_conjuncts(w, out->items[i].token, out);
        uint32_t name = examples ? STM_NONE : stm_rw_name_beside(w, out->items[i].token);
        if (name != STM_NONE) {
            add_conjuncts(w, name, out);
        }
    }
}

/* sein, ihr, its, their before a noun: the subject of the clause, when the names stage has no answer. */
static uint32_t own_subject(const stm_relation_work *w, uint32_t possessive)
{
    uint32_t up = stm_rw_token(w, possessive)->head;
    for (int step = 0; up != STM_NONE && step < STM_RW_CLIMB; step++) {
        const stm_token *k = stm_rw_token(w, up);
        if (k->rel == STM_REL_NSUBJ || k->rel == STM_REL_CONJ) {
            return STM_NONE; /* "seine Tochter verkauft": somebody of another sentence */
        }
        if (k->upos == STM_VERB || k->upos == STM_ADJ) {
            bool passive = false;
            uint32_t subject = stm_rw_subject_of(w, up, &passive);
            return subject == possessive ? STM_NONE : subject;
        }
        up = k->head;
    }
    return STM_NONE;
}

uint32_t stm_rw_actor_named(stm_relation_work *w, stm_str name, uint8_t type, bool named)
{
    stm_str key = stm_arena_print(&w->doc->arena, "%c%.*s", named ? 'n' : 'u', STM_ARG(name));
    uint32_t id = key.ptr == NULL ? 0 : stm_intern_add(&w->actor_names, key);
    if (id == 0 || name.len == 0) {
        w->failed = w->failed || id == 0;
        return STM_NONE;
    }
    while (w->actor_ids.count <= id) {
        if (!stm_vec_push(&w->actor_ids, STM_NONE)) {
            w->failed = true;
            return STM_NONE;
        }
    }
    if (w->actor_ids.items[id] == STM_NONE) {
        stm_actor actor = {.name = name, .type = type, .named = named};
        if (!stm_vec_push(&w->doc->actors, actor)) {
            w->failed = true;
            return STM_NONE;
        }
        w->actor_ids.items[id] = w->doc->actors.count - 1;
    }
    uint32_t actor = w->actor_ids.items[id];
    w->doc->actors.items[actor].mention_count++;
    return actor;
}

static uint8_t one_type(uint16_t bits)
{
    for (uint8_t type = 1; type < STM_TYPE_COUNT; type++) {
        if (bits == (1u << type)) {
            return type;
        }
    }
    return STM_TYPE_OTHER;
}

static bool time_word(const stm_relation_work *w, uint32_t t)
{
    uint16_t types = stm_rw_class_types(w, t);
    return (types & (1u << STM_TYPE_DATE)) != 0;
}

/* A bare name with the genitive's s before its noun: Apples App Store. */
static stm_str bare_name(stm_relation_work *w, uint32_t t)
{
    const stm_token *k = stm_rw_token(w, t);
    stm_str name = stm_rw_name(w, t);
    bool genitive = w->doc->lang == STM_LANG_DE && k->rel == STM_REL_NMOD && k->head != STM_NONE &&
        k->head > t && !stm_rw_has_case(w, t) && name.len > 4 && stm_str_ends(name, STM_LIT("s")) &&
        !stm_str_ends(name, STM_LIT("ss"));
    return genitive ? stm_str_sub(name, 0, name.len - 1) : name;
}

static uint32_t noun_actor(stm_relation_work *w, uint32_t t)
{
    if (stm_rw_is_name(w, t) && !time_word(w, t)) {
        return stm_rw_actor_named(
            w, bare_name(w, t), one_type(stm_rw_types(w, stm_rw_whole(t))), true);
    }
    bool adjective = stm_rw_token(w, t)->upos == STM_ADJ && capital(stm_rw_token(w, t)->form);
    if (!stm_rw_nounlike(w, t) && !adjective) {
        return STM_NONE;
    }
    return stm_rw_actor_named(w, stm_rw_phrase(w, t), one_type(stm_rw_class_types(w, t)), false);
}

/* Deutsche-Bank-Chef: hyphens inside a compound stand for blanks when the name is written so. */
static stm_str part_name(stm_relation_work *w, stm_str text)
{
    stm_str copy = stm_arena_copy(&w->doc->arena, text);
    if (copy.ptr == NULL) {
        return text;
    }
    char *p = (char *)(uintptr_t)copy.ptr;
    for (uint32_t i = 1; i + 1 < copy.len; i++) {
        bool upper = (p[i + 1] >= 'A' && p[i + 1] <= 'Z') || (p[i + 1] & 0x80) != 0;
        p[i] = p[i] == '-' && upper ? ' ' : p[i];
    }
    return copy;
}

/* An actor known from a compound alone: Deutsche-Bank-Chef -> Deutsche Bank. */
static void spell_with_blanks(stm_relation_work *w, uint32_t actor, stm_str text)
{
    stm_actor *a = &w->doc->actors.items[actor];
    if (a->mention_count <= 1 && stm_str_eq(a->name, text) &&
        stm_str_find(text, STM_LIT("-")) > 1) {
        a->name = part_name(w, text);
    }
}

static uint32_t part_actor(stm_relation_work *w, stm_referent r, stm_span *span_out)
{
    *span_out = r.part;
    stm_str text = stm_doc_slice(w->doc, r.part);
    stm_str place = stm_rw_place_word(w, text);
    uint32_t m = w->token_part.items[r.token];
    if (m != STM_NONE && w->doc->mentions.items[m].actor != STM_NONE &&
        w->doc->mentions.items[m].span.begin == r.part.begin) {
        *span_out = w->doc->mentions.items[m].span;
        spell_with_blanks(w, w->doc->mentions.items[m].actor, text);
        return w->doc->mentions.items[m].actor;
    }
    text = part_name(w, text);
    return stm_rw_actor_named(
        w, place.len > 0 ? place : text, place.len > 0 ? STM_TYPE_LOCATION : STM_TYPE_OTHER, true);
}

/* "Colossus ist ein von xAI entwickelter Supercomputer", "Colossus, a computer developed by xAI": the noun is Colossus. */
static uint32_t stands_for(const stm_relation_work *w, uint32_t t)
{
    const stm_token *k = stm_rw_token(w, t);
    if (k->upos != STM_NOUN) {
        return STM_NONE;
    }
    if (k->rel == STM_REL_APPOS && k->head != STM_NONE && k->head < t &&
        stm_rw_is_name(w, k->head)) {
        return k->head;
    }
    if (k->rel == STM_REL_APPOS && k->head != STM_NONE && k->head < t) {
        uint32_t name = stm_rw_name_beside(w, k->head); /* der Konzern KNDS, ein Unternehmen */
        if (name != STM_NONE && name < t) {
            return name;
        }
    }
    uint32_t cop = stm_doc_child(w->doc, t, STM_REL_COP, STM_SUB_NONE);
    uint32_t subject = stm_doc_child(w->doc, t, STM_REL_NSUBJ, STM_SUB_NONE);
    bool plain =
        cop != STM_NONE && subject != STM_NONE && !stm_rw_has_case(w, t) && !stm_rw_negated(w, t);
    return plain && stm_rw_is_name(w, subject) ? subject : STM_NONE;
}

/* Follows relative pronouns, possessives and the name beside a noun to the word that says who it is. */
static uint32_t settle(const stm_relation_work *w, uint32_t t)
{
    for (int step = 0; step < 4; step++) {
        uint32_t next = stm_rw_antecedent(w, t);
        const stm_token *k = stm_rw_token(w, next);
        const stm_mention *m = mention_of(w, next);
        if (next == t && (m == NULL || m->actor == STM_NONE)) {
            uint32_t name = stm_rw_name_beside(w, t);
            if (name != STM_NONE) {
                next = name;
            } else if (stands_for(w, t) != STM_NONE) {
                next = stands_for(w, t);
            } else if (k->morph.poss && (k->upos == STM_DET || k->upos == STM_PRON)) {
                next = own_subject(w, t);
            }
        }
        if (next == STM_NONE || next == t) {
            return next;
        }
        t = next;
    }
    return t;
}

/* "Lord Byron": the name found is Byron, the tree's head is Lord. */
static uint32_t titled_name(const stm_relation_work *w, uint32_t t)
{
    uint32_t name = stm_doc_child(w->doc, t, STM_REL_FLAT, STM_SUB_NONE);
    const stm_mention *m = name == STM_NONE ? NULL : mention_of(w, name);
    bool person = m != NULL && m->kind == STM_MENTION_NAME && m->type == STM_TYPE_PERSON;
    return person && name == t + 1 ? m->actor : STM_NONE;
}

uint32_t stm_rw_actor(stm_relation_work *w, stm_referent r, uint32_t *token_out, stm_span *span_out)
{
    *token_out = r.token;
    *span_out = stm_rw_token(w, r.token)->span;
    if (r.place.len > 0) {
        return stm_rw_actor_named(w, r.place, STM_TYPE_LOCATION, true);
    }
    if (r.part.begin < r.part.end) {
        return part_actor(w, r, span_out);
    }
    if (r.house != 0) {
        return r.house - 1; /* the office's own word says it */
    }
    uint32_t t = settle(w, r.token);
    if (t == STM_NONE) {
        return STM_NONE;
    }
    *token_out = t;
    *span_out = stm_rw_token(w, t)->span;
    const stm_mention *m = mention_of(w, t);
    bool counted = stm_doc_child(w->doc, t, STM_REL_NUMMOD, STM_SUB_NONE) != STM_NONE &&
        stm_doc_child(w->doc, t, STM_REL_NUMMOD, STM_SUB_NONE) <
            t; /* 100.000 H100 GPUs: no one thing */
    if (m != NULL && m->actor != STM_NONE && !counted) {
        *span_out = m->span;
        return m->actor;
    }
    if (counted && m != NULL) {
        uint32_t number = stm_doc_child(w->doc, t, STM_REL_NUMMOD, STM_SUB_NONE);
        uint32_t begin = stm_rw_token(w, number)->span.begin;
        uint32_t last = t;
        while (last + 1 < w->doc->tokens.count && stm_rw_nounlike(w, last + 1) &&
            stm_doc_dominates(w->doc, t, last + 1)) {
            last++;
        }
        uint32_t end = stm_rw_token(w, last)->span.end;
        stm_span all = {
            begin < m->span.begin ? begin : m->span.begin, end > m->span.end ? end : m->span.end};
        return stm_rw_actor_named(
            w, stm_arena_copy(&w->doc->arena, stm_doc_slice(w->doc, all)), STM_TYPE_OTHER, false);
    }
    uint32_t behind = m == NULL ? titled_name(w, t) : STM_NONE;
    if (behind != STM_NONE) {
        return behind;
    }
    uint8_t upos = stm_rw_token(w, t)->upos;
    return upos == STM_PRON || upos == STM_DET ? STM_NONE : noun_actor(w, t);
}

static uint16_t part_types(const stm_relation_work *w, stm_referent r)
{
    uint32_t m = w->token_part.items[r.token];
    const stm_mention *x = m == STM_NONE ? NULL : &w->doc->mentions.items[m];
    uint8_t type = x == NULL   ? STM_TYPE_OTHER
        : x->actor != STM_NONE ? w->doc->actors.items[x->actor].type
                               : x->type;
    if (type != STM_TYPE_OTHER) {
        return (uint16_t)(1u << type);
    }
    return stm_rw_place_word(w, stm_doc_slice(w->doc, r.part)).len > 0 ? 1u << STM_TYPE_LOCATION
                                                                       : 0;
}

/* The type of a name that was seen once by an unsure name finder counts little: the kind beside it says more, and
 * without one nothing is known. */
static uint16_t sure_types(
    const stm_relation_work *w, uint32_t t, const stm_mention *m, uint8_t type)
{
    const stm_token *k = stm_rw_token(w, t);
    uint16_t kind = (k->rel == STM_REL_APPOS || k->rel == STM_REL_FLAT) && k->head != STM_NONE &&
            m->kind == STM_MENTION_NAME
        ? stm_rw_class_types(w, k->head)
        : 0;
    bool often = m->actor != STM_NONE && w->doc->actors.items[m->actor].mention_count > 1;
    if (kind != 0 && (kind & (1u << type)) == 0 && !often && m->confidence < STM_RW_SURE) {
        return kind;
    }
    bool bare =
        type == STM_TYPE_PERSON && m->token_count == 1; /* persons come with two names at first */
    bool unsure = m->kind == STM_MENTION_NAME && !often && (m->confidence < STM_RW_SURE || bare);
    return (uint16_t)(unsure && (kind & (1u << type)) == 0 ? 0u : 1u << type);
}

uint16_t stm_rw_types(const stm_relation_work *w, stm_referent r)
{
    if (r.place.len > 0) {
        return 1u << STM_TYPE_LOCATION;
    }
    if (r.part.begin < r.part.end) {
        return part_types(w, r);
    }
    if (r.house != 0) {
        return (uint16_t)(1u << w->doc->actors.items[r.house - 1].type);
    }
    uint32_t t = settle(w, r.token);
    if (t == STM_NONE) {
        return 0;
    }
    const stm_mention *m = mention_of(w, t);
    uint8_t type = m == NULL   ? STM_TYPE_OTHER
        : m->actor != STM_NONE ? w->doc->actors.items[m->actor].type
                               : m->type;
    if (type != STM_TYPE_OTHER) {
        return sure_types(w, t, m, type);
    }
    const stm_token *k = stm_rw_token(w, t);
    stm_str bare =
        stm_str_ends(k->form, STM_LIT("s")) && k->rel == STM_REL_NMOD && !stm_rw_has_case(w, t)
        ? stm_str_sub(k->form, 0, k->form.len - 1)
        : k->form;
    if (m == NULL && stm_rw_is_name(w, t) &&
        (stm_rw_place_word(w, k->form).len > 0 || stm_rw_place_word(w, bare).len > 0) &&
        stm_doc_child(w->doc, t, STM_REL_FLAT, STM_SUB_NONE) == STM_NONE) {
        return 1u << STM_TYPE_LOCATION; /* no name finder: the table of places */
    }
    if (stm_rw_is_name(w, t) && (k->rel == STM_REL_APPOS || k->rel == STM_REL_FLAT) &&
        k->head != STM_NONE) {
        return stm_rw_class_types(w, k->head); /* the kind beside the name says what it is */
    }
    return stm_rw_class_types(w, t);
}
