/* Facts that noun phrases say, without any verb:
 *   role and agent nouns   OpenAI-Chef Sam Altman; der Chef von OpenAI, Sam Altman; Mitbegründer von OpenAI
 *   nominalised verbs      die Übernahme von TRW durch ZF
 *   kinds                  der Cloud-Spezialist Oracle -> is_a; not for roles: Präsident Donald Trump
 *   origin                 der japanische Konzern SoftBank, DeepL aus Köln, X mit Sitz in Y -> based_in
 *   possession             Musks Unternehmen xAI -> owns; Europas größter Konzern SAP -> based_in
 *   brackets               Markus Söder (CSU) -> member_of; Adobe (USA) -> based_in
 *   places in places       Memphis, Tennessee; the port of Busan in South Korea -> located_in
 * Works on trees and mentions alone. Verb frames: relation_map.c.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "relations/relation_work.h"

enum {
    PERSON = 1u << STM_TYPE_PERSON,
    ORGANIZATION = 1u << STM_TYPE_ORGANIZATION,
    LOCATION = 1u << STM_TYPE_LOCATION,
    DATE = 1u << STM_TYPE_DATE
};

static bool copula_denied(const stm_relation_work *w, uint32_t noun)
{
    return stm_rw_negated(w, noun);
}

static uint32_t actor_of(stm_relation_work *w, uint32_t token, uint32_t *token_out)
{
    stm_span span;
    return stm_rw_actor(w, stm_rw_whole(token), token_out, &span);
}

/* Role nouns, agent nouns, nominalised verbs: rows of the noun table. */
static bool table_nouns(stm_relation_work *w, uint32_t noun, stm_frame *frame)
{
    uint32_t rest = 0;
    const stm_trigger *row = stm_rw_noun(w, STM_TRIGGER_NOUN, noun, &rest);
    if (row == NULL) {
        return false;
    }
    stm_rw_noun_slots(w, noun, rest, frame);
    uint32_t emitted = stm_rw_match(w, frame, row, "noun");
    bool role = false;
    for (const stm_trigger *t = row; t != NULL; t = stm_trigger_next(w->vocabulary, t)) {
        bool self = t->subject.kind[0] == STM_SLOT_SELF || t->object.kind[0] == STM_SLOT_SELF;
        role = role || (self && !t->kind && t->light_count == 0);
    }
    (void)emitted;
    return role;
}

static bool named_self(const stm_relation_work *w, stm_referent r)
{
    uint32_t t = stm_rw_antecedent(w, r.token);
    uint32_t m = w->token_mention.items[t];
    if (m != STM_NONE && w->doc->mentions.items[m].actor != STM_NONE) {
        return true;
    }
    return stm_rw_is_name(w, t) || stm_rw_name_beside(w, t) != STM_NONE;
}

/* The sentence has the name in the genitive: its owner is no kind of thing. "Elons Musks Hang zur Technik", "die Wahl
 * Emmanuel Macrons"; not "der Berater Klaus Johannis", whose name ends so. */
static bool is_owner(stm_relation_work *w, uint32_t t)
{
    uint32_t m = w->token_mention.items[t];
    if (w->doc->lang != STM_LANG_DE || m == STM_NONE ||
        w->doc->mentions.items[m].kind != STM_MENTION_NAME ||
        w->doc->mentions.items[m].actor == STM_NONE) {
        return false;
    }
    const stm_mention *x = &w->doc->mentions.items[m];
    stm_str form = stm_rw_token(w, x->token_first + x->token_count - 1)->form;
    stm_str name = w->doc->actors.items[x->actor].name;
    return form.len > 2 && name.len > 1 && form.ptr[form.len - 1] == 's' &&
        stm_str_ends(name, stm_str_sub(form, 0, form.len - 1));
}

/* "die Staatsanwaltschaft Dresden": a place behind an organization's noun; „Brand eins“: the name goes on in its quotes. */
static bool part_of_name(const stm_relation_work *w, uint32_t t, uint16_t kind)
{
    uint32_t m = w->token_mention.items[t];
    if (m == STM_NONE || w->doc->mentions.items[m].kind != STM_MENTION_NAME) {
        return false;
    }
    const stm_mention *x = &w->doc->mentions.items[m];
    uint32_t behind = x->token_first + x->token_count;
    bool opened = x->token_first > 0 &&
        (stm_str_is(stm_rw_token(w, x->token_first - 1)->form, "„") ||
            stm_str_is(stm_rw_token(w, x->token_first - 1)->form, "»"));
    if (opened && behind < w->doc->tokens.count && stm_rw_token(w, behind)->upos != STM_PUNCT) {
        return true;
    }
    return kind == ORGANIZATION && x->actor != STM_NONE &&
        w->doc->actors.items[x->actor].type == STM_TYPE_LOCATION;
}

static void is_a(stm_relation_work *w, uint32_t noun, const stm_frame *frame)
{
    bool copula = stm_doc_child(w->doc, noun, STM_REL_COP, STM_SUB_NONE) != STM_NONE;
    bool agency = noun > 0 && stm_str_is(stm_rw_token(w, noun - 1)->form, "("); /* Berlin (dpa) */
    if (agency || (copula && stm_rw_has_case(w, noun))) {
        return; /* "ist im Besitz": no kind */
    }
    uint32_t named = w->token_mention.items[noun];
    if (named != STM_NONE && w->doc->mentions.items[named].kind == STM_MENTION_NAME) {
        return; /* "Der Konzern gehört zu Alphabet": tagged as a noun, but a name */
    }
    for (uint32_t i = 0; i < frame->count; i++) {
        const stm_frame_slot *s = &frame->slots[i];
        stm_referents all = {.count = 0};
        if (s->kind != STM_SLOT_SELF) {
            continue;
        }
        stm_rw_expand(w, s->filler, &all);
        for (uint32_t k = 0; k < all.count; k++) {
            uint32_t token = 0;
            bool plain = copula && stm_rw_token(w, all.items[k].token)->upos == STM_NOUN;
            if (all.items[k].token == noun || (!plain && !named_self(w, all.items[k])) ||
                is_owner(w, all.items[k].token)) {
                continue;
            }
            uint16_t types = stm_rw_types(w, all.items[k]), wanted = stm_rw_class_types(w, noun);
            if (part_of_name(w, all.items[k].token, wanted)) {
                continue;
            }
            if (types != 0 && wanted != 0 && (types & wanted) == 0) {
                continue; /* "die Universität Freiburg" is no place; a person is no bank */
            }
            uint32_t subject = actor_of(w, all.items[k].token, &token);
            uint32_t kind =
                stm_rw_actor_named(w, stm_rw_class_name(w, noun), STM_TYPE_OTHER, false);
            stm_rw_emit_actors(w, stm_rw_token(w, noun)->sentence, noun, token, subject, noun, kind,
                "is_a", copula ? "copula" : "kind", copula && copula_denied(w, noun));
        }
    }
}

/* Words that stand beside a name without being its kind: Herr, Jahr, Ende. They are rows `class X other`. */
static bool no_kind(const stm_relation_work *w, uint32_t noun)
{
    const stm_trigger *row = stm_rw_noun(w, STM_TRIGGER_CLASS, noun, NULL);
    return row != NULL &&
        (row->subject_types &
            ((1u << STM_TYPE_DATE) | (1u << STM_TYPE_MONEY) | (1u << STM_TYPE_OTHER))) != 0;
}

static void based_in(
    stm_relation_work *w, uint32_t name, uint32_t at, stm_str place, const char *rule)
{
    uint16_t types = stm_rw_types(w, stm_rw_whole(name));
    uint32_t token = 0;
    if ((types & PERSON) != 0 || place.len == 0) {
        return;
    }
    uint32_t subject = actor_of(w, name, &token);
    uint32_t object = stm_rw_actor_named(w, place, STM_TYPE_LOCATION, true);
    stm_rw_emit_actors(w, stm_rw_token(w, name)->sentence, at, token, subject, at, object,
        (types & LOCATION) != 0 || (types == 0 && stm_str_is(stm_rw_case(w, name), "in"))
            ? "located_in"
            : "based_in",
        rule, false); /* im südkoreanischen Busan */
}

static bool is_adjective_of(const stm_token *k)
{
    return k->rel == STM_REL_AMOD || (k->rel == STM_REL_COMPOUND && k->upos == STM_ADJ);
}

/* English trees hang what somebody is on the name: "the British chip designer Graphcore". */
static void kind_of_origin(stm_relation_work *w, uint32_t kind_noun, uint16_t kind, uint32_t name)
{
    STM_CHILDREN (w->doc, kind_noun, d) {
        const stm_token *k = stm_rw_token(w, d);
        if (is_adjective_of(k) && kind != PERSON) {
            based_in(w, name, d, stm_rw_place_of(w, d), "demonym");
        }
        if (k->rel == STM_REL_COMPOUND && k->upos == STM_NOUN) { /* Finnish software maker Tuuli */
            STM_CHILDREN (w->doc, d, e) {
                if (is_adjective_of(stm_rw_token(w, e)) && kind != PERSON) {
                    based_in(w, name, e, stm_rw_place_of(w, e), "demonym");
                }
            }
        }
    }
}

static bool location(const stm_relation_work *w, uint32_t t)
{
    uint16_t types = stm_rw_types(w, stm_rw_whole(t));
    return (types & LOCATION) != 0 ||
        stm_rw_place_word(w, stm_rw_name((stm_relation_work *)(uintptr_t)w, t)).len > 0;
}

/* "der US-Konzern Intel": German puts the land in front with a hyphen. */
static void origin_in_compound(stm_relation_work *w, uint32_t noun, uint32_t name)
{
    const stm_token *k = stm_rw_token(w, noun);
    int64_t hyphen = stm_str_find(k->form, STM_LIT("-"));
    if (w->doc->lang != STM_LANG_DE || k->upos != STM_NOUN || hyphen <= 0 || noun == name ||
        stm_rw_class_types(w, noun) != ORGANIZATION ||
        (stm_rw_types(w, stm_rw_whole(name)) & ~ORGANIZATION) != 0) {
        return;
    }
    stm_str front = stm_str_sub(k->form, 0, (uint32_t)hyphen);
    if (stm_str_is(front, "US") || stm_str_is(front, "USA")) {
        based_in(w, name, noun, STM_LIT("USA"), "compound");
    }
}

/* Demonym or group adjective before a noun that a name stands with. */
static void adjectives(stm_relation_work *w, uint32_t noun, uint32_t name)
{
    uint16_t kind = stm_rw_class_types(w, noun);
    STM_CHILDREN (w->doc, noun, c) {
        const stm_token *k = stm_rw_token(w, c);
        if (k->upos == STM_NOUN && c < noun &&
            (k->rel == STM_REL_COMPOUND || k->rel == STM_REL_NMOD)) {
            kind_of_origin(w, c, kind, name);
        }
        uint32_t inner = w->token_mention.items[c];
        bool inside = inner != STM_NONE &&
            inner == w->token_mention.items[name]; /* Europäischer Gerichtshof: part of the name */
        bool place = k->rel == STM_REL_COMPOUND && k->upos == STM_PROPN && c < noun &&
            (kind == ORGANIZATION || stm_rw_types(w, stm_rw_whole(name)) == ORGANIZATION) &&
            w->doc->lang == STM_LANG_EN &&
            location(w, c); /* US carmaker Tesla, the London law firm X */
        if (place && !inside) {
            stm_str adjective = stm_rw_place_of(w, c);
            based_in(w, name, c, adjective.len > 0 ? adjective : stm_rw_name(w, c), "demonym");
            continue;
        }
        if (inside || !is_adjective_of(k)) {
            continue;
        }
        const stm_trigger *group = stm_vocabulary_find(
            w->vocabulary, w->doc->lang, STM_TRIGGER_GROUP, stm_rw_lower(w, stm_rw_lemma(w, c)));
        if (group != NULL && (stm_rw_types(w, stm_rw_whole(name)) & PERSON) != 0) {
            uint32_t token = 0, subject = actor_of(w, name, &token);
            uint32_t object = stm_rw_actor_named(w, group->relation, STM_TYPE_ORGANIZATION, true);
            stm_rw_emit_actors(w, k->sentence, c, token, subject, c, object, "member_of",
                "party adjective", false);
        } else if (kind != PERSON) {
            based_in(w, name, c, stm_rw_place_of(w, c), "demonym");
        }
    }
}

static void place_fact(stm_relation_work *w, uint32_t subject_token, uint32_t place_token,
    const char *relation, const char *rule)
{
    uint32_t a = 0, b = 0;
    uint32_t object = actor_of(w, place_token, &b), subject = actor_of(w, subject_token, &a);
    stm_rw_emit_actors(w, stm_rw_token(w, place_token)->sentence, place_token, a, subject, b,
        object, relation, rule, false);
}

/* A place by type, or a name of which nothing is known. */
static bool may_be_place(const stm_relation_work *w, uint32_t t)
{
    uint16_t types = stm_rw_types(w, stm_rw_whole(t));
    return types == 0 || (types & LOCATION) != 0;
}

/* in Y, aus Y behind a noun phrase: "die Werft in Papenburg", "DeepL aus Köln". */
static void place_phrases(stm_relation_work *w, uint32_t t, uint32_t name)
{
    uint32_t who = name != STM_NONE ? name : t;
    uint16_t types = stm_rw_types(w, stm_rw_whole(who)) | stm_rw_class_types(w, t);
    STM_CHILDREN (w->doc, t, c) {
        stm_str marker = stm_rw_case(w, c);
        bool under = stm_str_is(marker, "unter") || stm_str_is(marker, "under");
        if (under && stm_rw_token(w, c)->rel == STM_REL_NMOD && stm_rw_is_name(w, c) && c > t &&
            (types & ORGANIZATION) != 0 && (stm_rw_types(w, stm_rw_whole(c)) & ~PERSON) == 0) {
            place_fact(w, c, who, "leads", "under");
            continue;
        }
        bool from = stm_str_is(marker, "aus") || stm_str_is(marker, "from");
        bool in = stm_str_is(marker, "in") || stm_str_is(marker, "auf");
        if (stm_rw_token(w, c)->rel != STM_REL_NMOD || !(from || in) || !stm_rw_is_name(w, c) ||
            !may_be_place(w, c) || c < t) {
            continue;
        }
        bool named = name != STM_NONE || stm_rw_is_name(w, t);
        if ((types & (PERSON | DATE)) != 0 ||
            (!named && (types & (ORGANIZATION | LOCATION)) == 0)) {
            continue;
        }
        stm_referents places = {.count = 0}; /* "Werke in Ungarn und Polen" */
        stm_rw_expand(w, stm_rw_whole(c), &places);
        for (uint32_t i = 0; i < places.count; i++) {
            if (may_be_place(w, places.items[i].token)) {
                place_fact(w, who, places.items[i].token, from ? "based_in" : "located_in",
                    "place phrase");
            }
        }
    }
}

/* Owner before a kind and a name: "Musks Unternehmen xAI", "Saudi-Arabiens Staatsfonds PIF", "Apples App Store". */
static void possession(stm_relation_work *w, uint32_t noun, uint32_t name, const stm_frame *frame)
{
    for (uint32_t i = 0; i < frame->count; i++) {
        const stm_frame_slot *s = &frame->slots[i];
        uint16_t owner = stm_rw_types(w, s->filler);
        bool of_place = s->kind == STM_SLOT_GEN &&
            (owner & LOCATION) != 0; /* der Staatsfonds Abu Dhabis, MGX */
        if (s->kind != STM_SLOT_POSS && !of_place) {
            continue;
        }
        uint16_t thing = stm_rw_types(w, stm_rw_whole(name));
        thing = thing != 0 ? thing : stm_rw_class_types(w, noun);
        if ((thing & (PERSON | DATE)) != 0) {
            continue;
        }
        uint32_t a = 0, b = 0;
        stm_span span;
        uint32_t subject = stm_rw_actor(w, s->filler, &a, &span), object = actor_of(w, name, &b);
        bool place = (owner & LOCATION) != 0 && subject != STM_NONE;
        if (place && object != STM_NONE) {
            const char *relation = (thing & LOCATION) != 0 ? "located_in" : "based_in";
            stm_rw_emit_actors(w, stm_rw_token(w, noun)->sentence, noun, b, object, a, subject,
                relation, "possession", false);
        } else if (!place) {
            bool organization = (thing & ORGANIZATION) != 0;
            stm_rw_emit_actors(w, stm_rw_token(w, noun)->sentence, noun, a, subject, b, object,
                organization || thing == 0 ? "owns" : "has", "possession", false);
        }
    }
}

/* Markus Söder (CSU); Adobe (USA): a name in brackets behind a name. */
static void brackets(stm_relation_work *w, uint32_t t)
{
    const stm_sentence *s = &w->doc->sentences.items[stm_rw_token(w, t)->sentence];
    const stm_token *k = stm_rw_token(w, t);
    if (t == s->token_first || !stm_str_is(stm_rw_token(w, t - 1)->form, "(") ||
        !stm_rw_is_name(w, t) || k->head == STM_NONE || k->head > t) {
        return;
    }
    uint32_t close = t + 1;
    while (close < s->token_first + s->token_count && stm_rw_token(w, close)->rel == STM_REL_FLAT) {
        close++;
    }
    if (close >= s->token_first + s->token_count ||
        !stm_str_is(stm_rw_token(w, close)->form, ")")) {
        return;
    }
    uint32_t head = k->head, beside = stm_rw_name_beside(w, head);
    head = beside != STM_NONE && beside != t ? beside : head;
    if (!stm_rw_is_name(w, head) || head == t) {
        return;
    }
    uint16_t types = stm_rw_types(w, stm_rw_whole(head));
    bool place = location(w, t);
    const stm_token *title = stm_rw_token(w, k->head);
    bool person = (types & PERSON) != 0 ||
        (types == 0 && !place && (title->rel == STM_REL_NSUBJ || title->rel == STM_REL_OBJ) &&
            k->form.len <= 6 &&
            stm_doc_child(w->doc, head, STM_REL_FLAT, STM_SUB_NONE) != STM_NONE);
    if (place && !person) {
        place_fact(w, head, t, (types & LOCATION) != 0 ? "located_in" : "based_in", "bracket");
    } else if (person && !place) {
        bool party = stm_vocabulary_find(
                         w->vocabulary, w->doc->lang, STM_TRIGGER_GROUP, stm_rw_name(w, t)) != NULL;
        place_fact(w, head, t, party ? "member_of" : "works_for", "bracket");
    }
}

/* Paris, London und Rom: the last member of a list has its und. */
static bool real_list(const stm_relation_work *w, uint32_t head, uint32_t t)
{
    STM_CHILDREN (w->doc, head, c) {
        if (stm_rw_token(w, c)->rel == STM_REL_CONJ &&
            (stm_doc_child(w->doc, c, STM_REL_CC, STM_SUB_NONE) != STM_NONE ||
                (c != t && stm_rw_is_name(w, c)))) {
            return true;
        }
    }
    return false;
}

/* Memphis, Tennessee: two places with a comma between them and no list. */
static void nested_place(stm_relation_work *w, uint32_t t)
{
    const stm_sentence *s = &w->doc->sentences.items[stm_rw_token(w, t)->sentence];
    const stm_token *k = stm_rw_token(w, t);
    if (t < s->token_first + 2 || !stm_str_is(stm_rw_token(w, t - 1)->form, ",") ||
        !stm_rw_is_name(w, t) ||
        (k->rel != STM_REL_APPOS && k->rel != STM_REL_NMOD && k->rel != STM_REL_FLAT &&
            k->rel != STM_REL_CONJ) ||
        k->head == STM_NONE || k->head > t || stm_rw_has_case(w, t) ||
        !stm_rw_is_name(w, k->head) || real_list(w, k->head, t)) {
        return;
    }
    if ((stm_rw_types(w, stm_rw_whole(t)) & LOCATION) != 0 &&
        (stm_rw_types(w, stm_rw_whole(k->head)) & LOCATION) != 0) {
        place_fact(w, k->head, t, "located_in", "place in place");
    }
}

/* The owner of a kind has its example. */
static void owned_example(stm_relation_work *w, uint32_t noun, uint32_t example)
{
    stm_frame own = {.predicate = noun, .count = 0};
    stm_referents all = {.count = 0};
    stm_rw_noun_slots(w, noun, 0, &own);
    stm_rw_expand(w, stm_rw_whole(example), &all);
    for (uint32_t i = 0; i < own.count; i++) {
        for (uint32_t k = 0; own.slots[i].kind == STM_SLOT_POSS && k < all.count; k++) {
            uint32_t a = 0, b = 0;
            stm_span span;
            uint32_t subject = stm_rw_actor(w, own.slots[i].filler, &a, &span);
            uint32_t object = actor_of(w, all.items[k].token, &b);
            stm_rw_emit_actors(w, stm_rw_token(w, noun)->sentence, noun, a, subject, b, object,
                "has", "owned example", false);
        }
    }
}

/* xAIs KI-Modelle wie Grok; Teslas Projekte wie den Optimus-Roboter. */
static void owned_examples(stm_relation_work *w, uint32_t noun)
{
    uint32_t next = stm_rw_example_behind(w, noun);
    if (next != STM_NONE) {
        owned_example(w, noun, next);
        return;
    }
    STM_CHILDREN (w->doc, noun, c) {
        stm_str marker = stm_rw_case(w, c);
        bool example =
            stm_str_is(marker, "wie") || stm_str_is(marker, "such") || stm_str_is(marker, "like");
        if (c > noun && example && stm_rw_token(w, c)->rel == STM_REL_NMOD) {
            owned_example(w, noun, c);
        }
    }
}

/* "Germany's Daimler Truck", "Paris-based start-up Lumen": English says the seat of a firm in front of its name. */
static void seat_before(stm_relation_work *w, uint32_t noun, uint32_t name)
{
    if (w->doc->lang != STM_LANG_EN || (stm_rw_types(w, stm_rw_whole(name)) & ORGANIZATION) == 0) {
        return;
    }
    STM_CHILDREN (w->doc, noun, c) {
        const stm_token *k = stm_rw_token(w, c);
        bool owner = k->rel == STM_REL_NMOD && k->sub == STM_SUB_POSS && noun == name;
        if (owner && c < noun && stm_rw_is_name(w, c) && location(w, c)) {
            place_fact(w, name, c, "based_in", "possession");
        }
        bool based = stm_str_is(k->form, "based") || stm_str_is(k->form, "headquartered");
        bool hyphen = c >= 2 && stm_str_is(stm_rw_token(w, c - 1)->form, "-");
        if (based && hyphen && c < noun && stm_rw_is_name(w, c - 2)) {
            uint32_t m = w->token_mention.items[c - 2];
            place_fact(w, name, m == STM_NONE ? c - 2 : w->doc->mentions.items[m].head, "based_in",
                "based");
        }
    }
}

static void one_noun(stm_relation_work *w, uint32_t t)
{
    stm_frame frame = {.predicate = t, .lemma = stm_rw_lemma(w, t), .prop = STM_NONE, .count = 0};
    bool name = stm_rw_is_name(w, t);
    uint32_t beside =
        name && w->token_mention.items[t] != STM_NONE ? STM_NONE : stm_rw_name_beside(w, t);
    frame.copula = stm_doc_child(w->doc, t, STM_REL_COP, STM_SUB_NONE) != STM_NONE;
    stm_rw_selves(w, t, &frame);
    bool has_self = frame.count > 0;
    if (!has_self) {
        stm_frame_add(&frame, STM_SLOT_SELF, STM_EMPTY, stm_rw_whole(t));
    }
    bool role = table_nouns(w, t, &frame);
    if (has_self && !role && !no_kind(w, t) && (!name || beside != STM_NONE) &&
        stm_rw_token(w, t)->upos != STM_NUM) {
        is_a(w, t, &frame);
    }
    if (!role && beside != STM_NONE) {
        if (frame.count == (has_self ? 1u : 0u) || !has_self) {
            stm_rw_noun_slots(w, t, 0, &frame);
        }
        possession(w, t, beside, &frame);
    }
    owned_examples(w, t);
    if (beside != STM_NONE) {
        origin_in_compound(w, t, beside);
    }
    if (beside != STM_NONE || name) {
        adjectives(w, t, beside != STM_NONE ? beside : t); /* im südkoreanischen Busan */
    }
    if (beside != STM_NONE || name) {
        seat_before(w, t, beside != STM_NONE ? beside : t);
    }
    place_phrases(w, t, beside);
}

void stm_rw_nominals(stm_relation_work *w, uint32_t sentence)
{
    const stm_sentence *s = &w->doc->sentences.items[sentence];
    for (uint32_t t = s->token_first; t < s->token_first + s->token_count && !w->failed; t++) {
        uint8_t upos = stm_rw_token(w, t)->upos;
        bool part = stm_rw_token(w, t)->rel == STM_REL_FLAT;
        if (!part && (upos == STM_NOUN || upos == STM_PROPN || upos == STM_X)) {
            one_noun(w, t);
            brackets(w, t);
            nested_place(w, t);
        }
    }
}
