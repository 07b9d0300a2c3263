/* Frames of nouns: what hangs on a role or a nominalised verb, and whom a role names.
 *   der Chef von X, Sam Altman; Altman, chief executive of X; X ist Chef; als Chef; gehört zu den Geldgebern von X
 * Also negation inside phrases. Verb frames: relation_frame.c.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "relations/relation_work.h"

/* Part of the form before the role: OpenAI of OpenAI-Chef. Common words make no name (KI-Chef, Finanzchef). */
static void add_compound_part(
    const stm_relation_work *w, uint32_t noun, uint32_t rest, stm_frame *frame)
{
    const stm_token *k = stm_rw_token(w, noun);
    stm_span part = {k->span.begin, k->span.begin + rest};
    if (rest < 2 || rest >= k->form.len || part.end > k->span.end) {
        return;
    }
    bool hyphen = k->form.ptr[rest - 1] == '-';
    part.end -= hyphen;
    if (stm_str_starts(stm_doc_slice(w->doc, part), STM_LIT("Ex-")) && part.end > part.begin + 4) {
        part.begin += 3; /* Ex-Audi-Chef */
        frame->former = true;
    }
    stm_str text = stm_doc_slice(w->doc, part);
    const stm_trigger *body =
        stm_vocabulary_find(w->vocabulary, w->doc->lang, STM_TRIGGER_GROUP, text);
    bool place = stm_rw_place_word(w, text).len > 0 || body != NULL;
    bool mention = w->token_part.items[noun] != STM_NONE;
    bool common =
        stm_vocabulary_find(w->vocabulary, w->doc->lang, STM_TRIGGER_CLASS, text) != NULL ||
        stm_vocabulary_find(w->vocabulary, w->doc->lang, STM_TRIGGER_MARK, text) != NULL;
    bool acronym = text.len >= 2 && text.ptr[0] >= 'A' && text.ptr[0] <= 'Z' &&
        text.ptr[text.len - 1] >= 'A' && text.ptr[text.len - 1] <= 'Z';
    bool upper = text.len > 0 &&
        ((text.ptr[0] >= 'A' && text.ptr[0] <= 'Z') || (unsigned char)text.ptr[0] >= 0x80);
    bool lenient = w->doc->mentions.count == 0; /* no name finder has run: trust the hyphen */
    uint32_t slash = 0;
    while (slash < text.len && text.ptr[slash] != '/') {
        slash++;
    }
    if (slash > 1 && slash + 2 < text.len) { /* Edeka/Tengelmann-Fusion */
        stm_span left = {part.begin, part.begin + slash},
                 right = {part.begin + slash + 1, part.end};
        stm_frame_add(frame, STM_SLOT_MOD, STM_EMPTY,
            (stm_referent){.token = noun, .part = left, .place = STM_EMPTY});
        stm_frame_add(frame, STM_SLOT_MOD, STM_EMPTY,
            (stm_referent){.token = noun, .part = right, .place = STM_EMPTY});
        return;
    }
    if (mention || place || (hyphen && !common && upper && (acronym || lenient))) {
        stm_frame_add(frame, STM_SLOT_MOD, STM_EMPTY,
            (stm_referent){.token = noun, .part = part, .place = STM_EMPTY});
    }
}

/* "French federation president": the federation is French, not the office. "German finance minister" is of Germany. */
static bool of_other_kind(const stm_relation_work *w, uint32_t noun, uint32_t c)
{
    const stm_token *k = stm_rw_token(w, c);
    if (w->doc->lang != STM_LANG_EN || (k->rel != STM_REL_AMOD && k->rel != STM_REL_COMPOUND) ||
        stm_rw_place_of(w, c).len == 0) {
        return false;
    }
    for (uint32_t t = c + 1; t < noun; t++) {
        if (stm_rw_token(w, t)->upos == STM_NOUN && stm_rw_token(w, t)->head == noun &&
            stm_rw_class_types(w, t) == (1u << STM_TYPE_ORGANIZATION)) {
            return true;
        }
    }
    return false;
}

/* "Slovak" that the tagger took for a name. U.S. and UK are names. */
static bool small_demonym(const stm_relation_work *w, uint32_t c)
{
    stm_str form = stm_rw_token(w, c)->form, place = stm_rw_place_of(w, c);
    bool small = form.len > 3 && form.ptr[form.len - 1] >= 'a' && form.ptr[form.len - 1] <= 'z';
    return w->doc->lang == STM_LANG_EN && small && place.len > 0 && !stm_str_eq(place, form);
}

static void add_noun_child(const stm_relation_work *w, stm_frame *frame, uint32_t noun, uint32_t c)
{
    const stm_token *k = stm_rw_token(w, c);
    stm_str marker = stm_rw_case(w, c);
    bool genitive_mark =
        stm_str_is(marker, "'s") || stm_str_is(marker, "'") || stm_str_is(marker, "’");
    if ((k->rel == STM_REL_DET || k->rel == STM_REL_NMOD) &&
        (k->sub == STM_SUB_POSS || genitive_mark)) {
        stm_frame_add(frame, STM_SLOT_POSS, STM_EMPTY, stm_rw_whole(c));
    } else if (k->rel == STM_REL_DET && k->morph.poss) {
        stm_frame_add(frame, STM_SLOT_POSS, STM_EMPTY, stm_rw_whole(c));
    } else if (k->rel == STM_REL_NMOD && stm_str_eq(k->deprel, STM_LIT("nmod:desc"))) {
        return;
    } else if (k->rel == STM_REL_NMOD || (k->rel == STM_REL_OBL && k->head == noun)) {
        bool of = stm_str_is(marker, "von") || stm_str_is(marker, "of");
        if (k->upos == STM_NUM && k->form.len == 4) {
            stm_frame_add(frame, STM_SLOT_TIME, STM_EMPTY, stm_rw_whole(c));
            return;
        }
        if (marker.len == 0) {
            stm_frame_add(
                frame, c < noun ? STM_SLOT_POSS : STM_SLOT_GEN, STM_EMPTY, stm_rw_whole(c));
        } else if (of) {
            stm_frame_add(frame, STM_SLOT_GEN, STM_EMPTY, stm_rw_whole(c));
        }
        if (stm_rw_lemma_in(
                w, c, stm_fact_words_all.boards)) { /* Vorsitzender der Geschäftsführung von X */
            STM_CHILDREN (w->doc, c, d) {
                stm_str inner = stm_rw_case(w, d);
                bool own = inner.len == 0 || stm_str_is(inner, "von") || stm_str_is(inner, "of");
                if (stm_rw_token(w, d)->rel == STM_REL_NMOD && own && d > c) {
                    stm_frame_add(frame, STM_SLOT_GEN, STM_EMPTY, stm_rw_whole(d));
                }
            }
        }
        if (marker.len > 0) {
            stm_frame_add(frame, STM_SLOT_AT, marker, stm_rw_whole(c));
        }
    } else if (of_other_kind(w, noun, c)) {
        return;
    } else if ((k->rel == STM_REL_COMPOUND || k->rel == STM_REL_AMOD) && c < noun &&
        stm_rw_is_name(w, c) && !small_demonym(w, c)) {
        stm_frame_add(frame, STM_SLOT_MOD, STM_EMPTY, stm_rw_whole(c));
    } else if (k->rel == STM_REL_AMOD || k->rel == STM_REL_COMPOUND) {
        stm_str place = stm_rw_place_of(w, c);
        if (place.len > 0) {
            stm_frame_add(
                frame, STM_SLOT_ADJ, STM_EMPTY, (stm_referent){.token = c, .place = place});
        }
    }
}

/* "xAIs Modelle": a name with the genitive's s right before the noun owns it even where the tree says otherwise. */
static void add_left_owner(const stm_relation_work *w, uint32_t noun, stm_frame *frame)
{
    uint32_t t = noun;
    while (t > 0 && stm_rw_token(w, t - 1)->upos == STM_ADJ) {
        t--;
    }
    uint32_t m = t > 0 ? w->token_mention.items[t - 1] : STM_NONE;
    if (w->doc->lang != STM_LANG_DE || m == STM_NONE ||
        w->doc->mentions.items[m].kind != STM_MENTION_NAME ||
        w->doc->mentions.items[m].actor == STM_NONE ||
        stm_rw_token(w, t - 1)->sentence != stm_rw_token(w, noun)->sentence) {
        return;
    }
    const stm_mention *x = &w->doc->mentions.items[m];
    stm_str form = stm_rw_token(w, t - 1)->form, name = w->doc->actors.items[x->actor].name;
    bool genitive = form.len > 3 && form.ptr[form.len - 1] == 's' && name.len > 0 &&
        name.ptr[name.len - 1] != 's' && x->token_first + x->token_count == t;
    for (uint32_t i = 0; genitive && i < frame->count; i++) {
        genitive = frame->slots[i].kind != STM_SLOT_POSS;
    }
    if (genitive) {
        stm_frame_add(frame, STM_SLOT_POSS, STM_EMPTY, stm_rw_whole(x->head));
    }
}

/* "Vorstandschefin Petra Klein von Bayer": the house hangs on the name. */
static void add_house_of_name(const stm_relation_work *w, uint32_t noun, stm_frame *frame)
{
    uint32_t name = stm_rw_name_beside(w, noun);
    if (name == STM_NONE) {
        return;
    }
    STM_CHILDREN (w->doc, name, c) {
        stm_str marker = stm_rw_case(w, c);
        if (stm_rw_token(w, c)->rel == STM_REL_NMOD && stm_rw_is_name(w, c) &&
            (stm_str_is(marker, "von") || stm_str_is(marker, "bei"))) {
            stm_frame_add(frame, STM_SLOT_AT, marker, stm_rw_whole(c));
        }
    }
}

/* "Analyst Erik Hall of SEB": what hangs on the name behind a title says where the title is held. */
static void add_described(const stm_relation_work *w, uint32_t noun, stm_frame *frame)
{
    const stm_token *k = stm_rw_token(w, noun);
    if (!stm_str_is(k->deprel, "nmod:desc") || k->head == STM_NONE || k->head < noun) {
        return;
    }
    STM_CHILDREN (w->doc, k->head, c) {
        if (c > k->head && stm_rw_token(w, c)->rel == STM_REL_NMOD && stm_rw_has_case(w, c) &&
            stm_rw_token(w, c)->sub != STM_SUB_POSS) {
            add_noun_child(w, frame, noun, c);
        }
    }
}

/* "Son, Gründer und Chef des Konzerns X": two bare roles side by side, wherever the tree hangs them. */
static uint32_t role_behind_und(const stm_relation_work *w, uint32_t noun)
{
    uint32_t t = noun + 2;
    if (t >= w->doc->tokens.count ||
        stm_rw_token(w, t)->sentence != stm_rw_token(w, noun)->sentence ||
        stm_rw_token(w, t)->upos != STM_NOUN ||
        !(stm_str_is(stm_rw_token(w, noun + 1)->form, "und") ||
            stm_str_is(stm_rw_token(w, noun + 1)->form, "and"))) {
        return STM_NONE;
    }
    const stm_trigger *row = stm_rw_noun(w, STM_TRIGGER_NOUN, t, NULL);
    const stm_trigger *own = stm_rw_noun(w, STM_TRIGGER_NOUN, noun, NULL);
    bool roles = row != NULL && own != NULL && row->subject.kind[0] == STM_SLOT_SELF &&
        own->subject.kind[0] == STM_SLOT_SELF;
    return roles ? t : STM_NONE;
}

/* "wies die Klage der Autorin gegen OpenAI ab": a phrase right behind the noun's own that the tree hangs on the verb. */
static void add_phrase_behind(const stm_relation_work *w, uint32_t noun, stm_frame *frame)
{
    uint32_t last = noun, end = w->doc->tokens.count;
    uint32_t verb = stm_rw_token(w, noun)->head;
    while (last + 1 < end && stm_doc_dominates(w->doc, noun, last + 1)) {
        last++;
    }
    if (verb == STM_NONE || last + 2 >= end || stm_rw_token(w, last + 1)->upos != STM_ADP) {
        return;
    }
    uint32_t other = stm_rw_token(w, last + 1)->head;
    if (other == STM_NONE || other <= last || stm_rw_token(w, other)->head != verb ||
        (stm_rw_token(w, other)->rel != STM_REL_OBL &&
            stm_rw_token(w, other)->rel != STM_REL_NMOD) ||
        !stm_rw_is_name(w, other) || stm_rw_token(w, verb)->upos != STM_VERB) {
        return;
    }
    stm_frame_add(frame, STM_SLOT_AT, stm_rw_case(w, other), stm_rw_whole(other));
}

void stm_rw_noun_slots(const stm_relation_work *w, uint32_t noun, uint32_t rest, stm_frame *frame)
{
    STM_CHILDREN (w->doc, noun, c) {
        add_noun_child(w, frame, noun, c);
    }
    add_described(w, noun, frame);
    add_compound_part(w, noun, rest, frame);
    add_left_owner(w, noun, frame);
    add_house_of_name(w, noun, frame);
    add_phrase_behind(w, noun, frame);
    stm_str marker = stm_rw_case(w, noun);
    const stm_token *n = stm_rw_token(w, noun);
    bool has_of = false;
    for (uint32_t i = 0; i < frame->count; i++) {
        has_of = has_of || frame->slots[i].kind == STM_SLOT_GEN ||
            frame->slots[i].kind == STM_SLOT_POSS || frame->slots[i].kind == STM_SLOT_MOD ||
            frame->slots[i].kind == STM_SLOT_ADJ;
    }
    if (!has_of && n->rel == STM_REL_NMOD && n->head != STM_NONE &&
        (stm_str_is(marker, "mit") || stm_str_is(marker, "with"))) {
        stm_frame_add(frame, STM_SLOT_HEAD, STM_EMPTY, stm_rw_whole(n->head));
    }
    /* "Gründer und Chef des Konzerns X": what hangs on one role noun holds for the roles joined with it. */
    const stm_token *k = stm_rw_token(w, noun);
    uint32_t joined = has_of ? STM_NONE : role_behind_und(w, noun);
    if (joined != STM_NONE) {
        STM_CHILDREN (w->doc, joined, c) {
            add_noun_child(w, frame, joined, c);
        }
    } else if (!has_of && stm_rw_role_apposition(w, noun)) {
        STM_CHILDREN (w->doc, k->head, c) {
            if (c != noun && stm_rw_role_apposition(w, c)) {
                STM_CHILDREN (w->doc, c, d) {
                    add_noun_child(w, frame, c, d);
                }
            }
        }
    } else if (!has_of && k->rel == STM_REL_CONJ && k->head != STM_NONE &&
        stm_rw_token(w, k->head)->upos == STM_NOUN) {
        STM_CHILDREN (w->doc, k->head, c) {
            add_noun_child(w, frame, k->head, c);
        }
    } else if (!has_of) {
        STM_CHILDREN (w->doc, noun, c) {
            if (stm_rw_token(w, c)->rel == STM_REL_CONJ && stm_rw_token(w, c)->upos == STM_NOUN &&
                c < noun + 3) {
                STM_CHILDREN (w->doc, c, d) {
                    add_noun_child(w, frame, c, d);
                }
            }
        }
    }
}

/* Subject of verbs that make the noun their subject's role: wird Chef, gilt als Kritiker, gehört zu den Geldgebern. */
/* The other subject or predicate of sein, werden, bleiben. */
static uint32_t other_nominal(const stm_relation_work *w, uint32_t verb, uint32_t noun)
{
    if (!stm_rw_lemma_in(w, verb, stm_fact_words_all.naming_verbs)) {
        return STM_NONE;
    }
    STM_CHILDREN (w->doc, verb, c) {
        uint8_t rel = stm_rw_token(w, c)->rel;
        bool nominal = rel == STM_REL_NSUBJ || rel == STM_REL_XCOMP || rel == STM_REL_OBJ;
        if (c != noun && nominal && stm_rw_nounlike(w, c) && !stm_rw_has_case(w, c) &&
            (stm_rw_is_name(w, c) || stm_rw_name_beside(w, c) != STM_NONE)) {
            return c;
        }
    }
    return STM_NONE;
}

/* "Siemens bekommt mit Roland Busch einen neuen Chef": Busch is chief of the subject. */
static bool got_with(const stm_relation_work *w, uint32_t noun, stm_frame *frame)
{
    uint32_t verb = stm_rw_token(w, noun)->head;
    bool passive = false;
    uint32_t subject =
        verb == STM_NONE || !stm_rw_lemma_in(w, verb, stm_fact_words_all.getting_verbs)
        ? STM_NONE
        : stm_rw_subject_of(w, verb, &passive);
    if (subject == STM_NONE || passive) {
        return false;
    }
    STM_CHILDREN (w->doc, verb, c) {
        stm_str marker = stm_rw_case(w, c);
        bool with = stm_str_is(marker, "mit") || stm_str_is(marker, "in");
        if (stm_rw_token(w, c)->rel == STM_REL_OBL && with && stm_rw_is_name(w, c)) {
            stm_frame_add(frame, STM_SLOT_SELF, STM_EMPTY, stm_rw_whole(c));
            stm_frame_add(frame, STM_SLOT_GEN, STM_EMPTY, stm_rw_whole(subject));
            return true;
        }
    }
    return false;
}

/* Name that ends right before the word, STM_NONE. */
static uint32_t name_before(const stm_relation_work *w, uint32_t t)
{
    uint32_t m = t == 0 || stm_rw_token(w, t - 1)->sentence != stm_rw_token(w, t)->sentence
        ? STM_NONE
        : w->token_mention.items[t - 1];
    bool name = m != STM_NONE && w->doc->mentions.items[m].kind == STM_MENTION_NAME;
    return name ? w->doc->mentions.items[m].head : STM_NONE;
}

/* "die Langtec GmbH mit Karl Lang als Geschäftsführer": two names around mit, whatever the tree says. */
static bool house_with(const stm_relation_work *w, uint32_t noun, stm_frame *frame)
{
    uint32_t als = stm_doc_child(w->doc, noun, STM_REL_CASE, STM_SUB_NONE);
    if (als == STM_NONE || als > noun || !stm_str_is(stm_rw_token(w, als)->form, "als")) {
        return false;
    }
    uint32_t who = name_before(w, als);
    if (who == STM_NONE || !stm_str_is(stm_rw_case(w, who), "mit")) {
        return false;
    }
    uint32_t house = name_before(w, stm_doc_child(w->doc, who, STM_REL_CASE, STM_SUB_NONE));
    if (house != STM_NONE) {
        stm_frame_add(frame, STM_SLOT_SELF, STM_EMPTY, stm_rw_whole(who));
        stm_frame_add(frame, STM_SLOT_GEN, STM_EMPTY, stm_rw_whole(house));
    }
    return house != STM_NONE;
}

static void selves_by_verb(const stm_relation_work *w, uint32_t noun, stm_frame *frame)
{
    const stm_token *k = stm_rw_token(w, noun);
    stm_str marker = stm_rw_case(w, noun);
    if (k->rel == STM_REL_NSUBJ && k->head != STM_NONE && stm_rw_is_name(w, k->head) &&
        stm_doc_child(w->doc, k->head, STM_REL_COP, STM_SUB_NONE) != STM_NONE) {
        stm_frame_add(frame, STM_SLOT_SELF, STM_EMPTY,
            stm_rw_whole(k->head)); /* "Neuer Leiter des Museums ist Karl Berger" */
        return;
    }
    if ((k->rel == STM_REL_OBJ && got_with(w, noun, frame)) || house_with(w, noun, frame)) {
        return;
    }
    bool second = k->rel == STM_REL_NSUBJ && k->head != STM_NONE &&
        other_nominal(w, k->head, noun) != STM_NONE;
    if (second) { /* "Neue Chefin wird Renate Zellhofer" */
        stm_frame_add(
            frame, STM_SLOT_SELF, STM_EMPTY, stm_rw_whole(other_nominal(w, k->head, noun)));
        return;
    }
    bool object_like = k->rel == STM_REL_OBJ && k->head != STM_NONE && marker.len == 0 &&
        stm_rw_lemma_in(
            w, k->head, stm_fact_words_all.staying_verbs); /* remains one of its investors */
    bool fits = k->rel == STM_REL_XCOMP || object_like ||
        ((k->rel == STM_REL_OBL || k->rel == STM_REL_NMOD || k->rel == STM_REL_ADVMOD ||
             k->rel == STM_REL_OBJ) &&
            (stm_str_is(marker, "als") || stm_str_is(marker, "zu") || stm_str_is(marker, "as") ||
                stm_str_is(marker, "among")));
    if (!fits || k->head == STM_NONE) {
        return;
    }
    stm_frame verb;
    stm_rw_verb_frame(w, k->head, &verb);
    if ((stm_str_is(verb.lemma, "gehören") || stm_str_is(verb.lemma, "zählen")) &&
        !stm_rw_plural(w, noun) &&
        stm_doc_child(w->doc, noun, STM_REL_DET, STM_SUB_NONE) == STM_NONE &&
        !stm_str_is(marker, "als")) {
        return; /* "gehört zu Alphabet" is a name; one belongs to several: "zu den Geldgebern" */
    }
    stm_word_list being = stm_fact_words_all.being_verbs;
    bool known = stm_words_have(being, verb.lemma, false) ||
        stm_words_have(being, stm_rw_lemma(w, k->head), false);
    bool object = stm_words_have(stm_fact_words_all.making_verbs, verb.lemma, false);
    bool has_object = false;
    for (uint32_t i = 0; i < verb.count; i++) {
        has_object = has_object || verb.slots[i].kind == STM_SLOT_OBJ;
    }
    if (!object && (stm_str_is(marker, "als") || stm_str_is(marker, "as")) &&
        (!has_object || verb.passive)) {
        known = true; /* "geboren als Sohn von", "trat als Chef zurück" */
    }
    bool turned = !object && verb.passive;
    for (uint32_t i = 0; (known || object) && i < verb.count; i++) {
        const stm_frame_slot *s = &verb.slots[i];
        bool neben = !object && s->kind == STM_SLOT_AT && stm_str_is(s->marker, "neben");
        if (s->kind == (object || turned ? STM_SLOT_OBJ : STM_SLOT_SUBJ) || neben) {
            if (s->filler.token != noun) {
                stm_frame_add(frame, STM_SLOT_SELF, STM_EMPTY, s->filler);
            }
        }
    }
}

static bool person_name(const stm_relation_work *w, uint32_t t)
{
    return stm_rw_is_name(w, t) &&
        (stm_rw_types(w, stm_rw_whole(t)) & (1u << STM_TYPE_PERSON)) != 0;
}

/* Known as a person, or two words of which nothing is known. */
static bool may_be_person(const stm_relation_work *w, uint32_t t)
{
    return person_name(w, t) ||
        (stm_rw_is_name(w, t) && stm_rw_types(w, stm_rw_whole(t)) == 0 &&
            stm_doc_child(w->doc, t, STM_REL_FLAT, STM_SUB_NONE) != STM_NONE);
}

/* "der Geschäftsführer der Grün Berlin GmbH, Christoph Schmidt": the person hangs on the company, or is listed. */
static void late_name(const stm_relation_work *w, uint32_t noun, stm_frame *frame)
{
    if (stm_rw_class_types(w, noun) != (1u << STM_TYPE_PERSON)) {
        return;
    }
    STM_CHILDREN (w->doc, noun, c) {
        const stm_token *k = stm_rw_token(w, c);
        bool comma = c > 0 && stm_str_is(stm_rw_token(w, c - 1)->form, ",");
        if (k->rel == STM_REL_CONJ && comma && person_name(w, c)) {
            stm_frame_add(frame, STM_SLOT_SELF, STM_EMPTY, stm_rw_whole(c));
        }
        if (k->rel != STM_REL_NMOD || c < noun) {
            continue;
        }
        bool several = stm_rw_plural(w, noun); /* die Geschäftsführer der X GmbH, A und B */
        for (uint32_t d = c + 1; d < c + 16 && d < w->doc->tokens.count; d++) {
            comma = stm_str_is(stm_rw_token(w, d - 1)->form, ",") ||
                (several && stm_str_is(stm_rw_token(w, d - 1)->form, "und"));
            if ((stm_rw_token(w, d)->rel == STM_REL_APPOS ||
                    stm_rw_token(w, d)->rel == STM_REL_CONJ) &&
                comma && may_be_person(w, d) && stm_doc_dominates(w->doc, c, d)) {
                stm_referent who = stm_rw_whole(d);
                who.single = several;
                stm_frame_add(frame, STM_SLOT_SELF, STM_EMPTY, who);
                if (!several) {
                    return;
                }
            }
        }
    }
}

/* "Ökonomen wie Clemens Fuest", "companies such as Oracle": the examples are of that kind. */
static void examples(const stm_relation_work *w, uint32_t noun, stm_frame *frame)
{
    uint32_t next = stm_rw_example_behind(w, noun);
    if (next != STM_NONE) {
        stm_frame_add(frame, STM_SLOT_SELF, STM_EMPTY, stm_rw_whole(next));
        return;
    }
    STM_CHILDREN (w->doc, noun, c) {
        stm_str marker = stm_rw_case(w, c);
        if (c > noun && stm_rw_is_name(w, c) &&
            (stm_str_is(marker, "wie") || stm_str_is(marker, "like") ||
                stm_str_is(marker, "such"))) {
            stm_frame_add(frame, STM_SLOT_SELF, STM_EMPTY, stm_rw_whole(c));
        }
    }
}

/* A role joined with the house of another role: no apposition of the house. */
static bool role_of_house(const stm_relation_work *w, uint32_t t)
{
    const stm_token *k = stm_rw_token(w, t), *h = stm_rw_token(w, k->head);
    return k->rel == STM_REL_CONJ && stm_rw_role_apposition(w, t) && h->rel == STM_REL_NMOD &&
        h->head != STM_NONE && stm_rw_noun(w, STM_TRIGGER_NOUN, h->head, NULL) != NULL &&
        stm_rw_class_types(w, t) == (1u << STM_TYPE_PERSON);
}

/* "Größter Aktionär ist der Konzern Leonardo": the role is the subject, the name the predicate. */
static bool turned_copula(const stm_relation_work *w, uint32_t t)
{
    const stm_token *k = stm_rw_token(w, t);
    if (k->rel != STM_REL_NSUBJ || k->head == STM_NONE || k->upos != STM_NOUN ||
        stm_rw_is_name(w, t) ||
        stm_doc_child(w->doc, k->head, STM_REL_COP, STM_SUB_NONE) == STM_NONE ||
        stm_rw_has_case(w, k->head)) {
        return false;
    }
    return stm_rw_is_name(w, k->head) || stm_rw_name_beside(w, k->head) != STM_NONE;
}

/* "Hergestellt wird der Toru von Magazino, einem Spin-off der TU": in the dative it explains the name right in front, which
 * has a preposition, and not the subject that the tree hangs it on. STM_NONE: as the tree says. */
static uint32_t dative_beside(const stm_relation_work *w, uint32_t t)
{
    uint32_t det = stm_doc_child(w->doc, t, STM_REL_DET, STM_SUB_NONE);
    if (w->doc->lang != STM_LANG_DE || stm_rw_token(w, t)->rel != STM_REL_APPOS ||
        det == STM_NONE || det < 2 || !stm_str_ends(stm_rw_token(w, det)->form, STM_LIT("em")) ||
        !stm_str_is(stm_rw_token(w, det - 1)->form, ",")) {
        return STM_NONE;
    }
    uint32_t name = name_before(w, det - 1);
    return name != STM_NONE && stm_rw_has_case(w, name) ? name : STM_NONE;
}

void stm_rw_selves(const stm_relation_work *w, uint32_t noun, stm_frame *frame)
{
    uint32_t t = noun, before = frame->count;
    for (int step = 0; step < 4 && frame->count == before; step++) {
        const stm_token *k = stm_rw_token(w, t);
        uint32_t name = stm_rw_name_beside(w, t);
        uint32_t subject = stm_doc_child(w->doc, t, STM_REL_NSUBJ, STM_SUB_NONE);
        if (name != STM_NONE && k->rel == STM_REL_APPOS && k->head != STM_NONE && k->head < t &&
            person_name(w, k->head) &&
            stm_rw_types(w, stm_rw_whole(name)) == (1u << STM_TYPE_ORGANIZATION)) {
            stm_frame_add(frame, STM_SLOT_SELF, STM_EMPTY,
                stm_rw_whole(k->head)); /* Bernd Hansen, CEO Hansen Gruppe */
            stm_frame_add(frame, STM_SLOT_MOD, STM_EMPTY, stm_rw_whole(name));
        } else if (name != STM_NONE) {
            stm_referent who = stm_rw_whole(name);
            who.single = !stm_rw_plural(w, t);
            stm_frame_add(frame, STM_SLOT_SELF, STM_EMPTY, who);
        } else if (stm_doc_child(w->doc, t, STM_REL_COP, STM_SUB_NONE) != STM_NONE &&
            subject != STM_NONE) {
            stm_frame_add(frame, STM_SLOT_SELF, STM_EMPTY, stm_rw_whole(subject));
        } else if (turned_copula(w, t)) {
            stm_frame_add(frame, STM_SLOT_SELF, STM_EMPTY, stm_rw_whole(k->head));
        } else if (k->head != STM_NONE && !role_of_house(w, t) &&
            (k->rel == STM_REL_APPOS || stm_rw_role_apposition(w, t) ||
                stm_str_is(k->deprel, "nmod:desc") ||
                (k->rel == STM_REL_COMPOUND && k->upos != STM_VERB &&
                    stm_rw_is_name(w, k->head))) &&
            stm_rw_nounlike(w, k->head)) {
            uint32_t beside = dative_beside(w, t);
            uint32_t head = beside != STM_NONE ? beside : k->head;
            uint32_t other = stm_rw_name_beside(w, head);
            stm_referent who = stm_rw_whole(other != STM_NONE && other != t ? other : head);
            who.single = !stm_rw_plural(w, t);
            stm_frame_add(frame, STM_SLOT_SELF, STM_EMPTY, who);
        } else {
            selves_by_verb(w, t, frame);
            examples(w, t, frame);
            late_name(w, t, frame);
        }
        if (frame->count > before || k->head == STM_NONE) {
            return;
        }
        const stm_token *h = stm_rw_token(w, k->head);
        bool one_of = k->rel == STM_REL_NMOD &&
            (h->upos == STM_PRON || h->upos == STM_NUM || h->upos == STM_DET);
        /* Gründer und Chef; not "von der Familie Reimann und von zwei Stiftungen" */
        bool joined = k->rel == STM_REL_CONJ && h->upos == STM_NOUN && !stm_rw_has_case(w, t) &&
            stm_doc_child(w->doc, t, STM_REL_NUMMOD, STM_SUB_NONE) == STM_NONE;
        /* "Chef von Bosch und Vorsitzender des VDA": joined with Bosch in the tree */
        bool nested = k->rel == STM_REL_CONJ && stm_rw_is_name(w, k->head) &&
            h->rel == STM_REL_NMOD && h->head != STM_NONE &&
            stm_doc_child(w->doc, t, STM_REL_NUMMOD, STM_SUB_NONE) == STM_NONE &&
            stm_rw_noun(w, STM_TRIGGER_NOUN, h->head, NULL) != NULL;
        if (!one_of && !joined && !nested) {
            return;
        }
        t = nested ? h->head : k->head;
    }
}

bool stm_rw_denied_phrase(const stm_relation_work *w, uint32_t t)
{
    STM_CHILDREN (w->doc, t, c) {
        const stm_token *k = stm_rw_token(w, c);
        bool direct = k->rel == STM_REL_DET || (k->rel == STM_REL_ADVMOD && c < t);
        bool only = c + 1 < w->doc->tokens.count &&
            (stm_str_is(stm_rw_token(w, c + 1)->form, "nur") ||
                stm_str_is(stm_rw_token(w, c + 1)->form, "only"));
        if (direct && !only && stm_rw_lemma_in(w, c, stm_fact_words_all.denials)) {
            return true;
        }
    }
    return false;
}

bool stm_rw_negated(const stm_relation_work *w, uint32_t t)
{
    STM_CHILDREN (w->doc, t, c) {
        const stm_token *k = stm_rw_token(w, c);
        if ((k->rel == STM_REL_ADVMOD || k->rel == STM_REL_DET || k->rel == STM_REL_CC) &&
            stm_rw_lemma_in(w, c, stm_fact_words_all.denials)) {
            return true;
        }
        if (k->rel == STM_REL_OBJ || k->rel == STM_REL_NSUBJ) {
            uint32_t det = stm_doc_child(w->doc, c, STM_REL_DET, STM_SUB_NONE);
            if (det != STM_NONE && stm_rw_lemma_in(w, det, stm_fact_words_all.denials)) {
                return true;
            }
        }
    }
    return false;
}
