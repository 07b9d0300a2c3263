/* Facts of propositions that no row of the tables knows: they keep a readable label of their own words, dictionary
 * forms throughout. What stands behind a preposition counts when both ends are named, for such facts are what a
 * graph is asked for:
 *   "Altman verkündete Pläne"                      Altman – verkünden – Pläne
 *   "Intel hängt von ASML ab"                      Intel – abhängen von – ASML
 *   "Bonn verhängte eine Sperre gegen DeepSeek"    Bonn – Sperre verhängen gegen – DeepSeek
 *   "Brussels imposed limits on Uber"              Brussels – impose limits on – Uber
 *   but not "X tagte nach dem Streit in Rom" (when, where and why are no ends), "X hängt von Öl ab" (unnamed)
 * The way of open extraction with ReVerb's longest relation phrase (Fader, Soderland and Etzioni 2011), on trees.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "relations/relation_work.h"

enum { LABEL_BYTES = 48 }; /* a longer one is no relation any more */

/* Which preposition joins, see word_lists.def; all others say when, where, why and how. */
static bool is_one_of(stm_str marker, stm_word_list list)
{
    return stm_words_have(list, marker, false);
}

/* A name or a pronoun for one. A description is too unsure: "an die Börse bringen" names no actor. */
static bool is_named(stm_relation_work *w, stm_referent r)
{
    uint32_t token;
    stm_span span;
    uint32_t actor = stm_rw_actor(w, r, &token, &span);
    if (actor == STM_NONE || !w->doc->actors.items[actor].named) {
        return false;
    }
    uint32_t mention = w->token_mention.items[token];
    return mention == STM_NONE || r.part.begin < r.part.end ||
        stm_rw_name_beside(w, r.token) != STM_NONE || /* "mit dem Versorger Constellation" */
        w->doc->mentions.items[mention].kind != STM_MENTION_DESCRIPTION;
}

static bool is_known(const stm_relation_work *w, uint32_t p, const stm_prop *prop)
{
    stm_span own = w->doc->tokens.items[prop->predicate].span;
    for (uint32_t f = w->fact_first; f < w->doc->facts.count; f++) {
        stm_span span = w->doc->facts.items[f].predicate_span;
        if (w->doc->facts.items[f].prop == p || (span.begin == own.begin && span.end == own.end)) {
            return true;
        }
    }
    return false;
}

/* "Er reiste vergangene Woche nach Rom": bare, but no object. */
static bool is_time(const stm_relation_work *w, uint32_t t)
{
    return (stm_rw_class_types(w, t) & 1u << STM_TYPE_DATE) != 0;
}

static const stm_arg *object_of(const stm_relation_work *w, const stm_arg *args, uint32_t count,
    uint8_t role, uint32_t predicate)
{
    for (uint32_t a = 1; a < count; a++) {
        bool bracket = args[a].head > 0 &&
            stm_str_is(stm_rw_token(w, args[a].head - 1)->form, "("); /* Merz (CDU) */
        bool amount = stm_doc_child(w->doc, args[a].head, STM_REL_NUMMOD, STM_SUB_NONE) != STM_NONE;
        bool other = stm_rw_has_case(w, args[a].head) && !amount && /* um Aufträge fürchten */
            stm_rw_token(w, args[a].head)->head == predicate;
        if (args[a].role == role && !bracket && !other && !is_time(w, args[a].head) &&
            stm_rw_nounlike(w, args[a].head)) {
            return &args[a];
        }
    }
    return NULL;
}

/* "Sperre verhängen gegen", "impose limits on": "" when it became too long. */
static stm_str label_of(
    stm_relation_work *w, const stm_prop *prop, const stm_arg *object, stm_str marker)
{
    stm_str verb = prop->lemma, label = STM_EMPTY;
    stm_str thing = object == NULL ? STM_EMPTY : stm_rw_token(w, object->head)->form;
    const char *first = thing.len > 0 ? " " : "", *last = marker.len > 0 ? " " : "";
    if (w->doc->lang == STM_LANG_DE) {
        label = stm_arena_print(&w->doc->arena, "%.*s%s%.*s%s%.*s", STM_ARG(thing), first,
            STM_ARG(verb), last, STM_ARG(marker));
    } else {
        label = stm_arena_print(&w->doc->arena, "%.*s%s%.*s%s%.*s", STM_ARG(verb), first,
            STM_ARG(thing), last, STM_ARG(marker));
    }
    w->failed = w->failed || label.ptr == NULL;
    return label.len > LABEL_BYTES ? STM_EMPTY : label;
}

static bool has_object(const stm_relation_work *w, const stm_arg *args, uint32_t count)
{
    for (uint32_t a = 1; a < count; a++) {
        if (args[a].role == STM_ROLE_OBJECT && !is_time(w, args[a].head)) {
            return true;
        }
    }
    return false;
}

static bool joins(const stm_arg *arg, bool transitive)
{
    if (arg->role == STM_ROLE_INDIRECT) {
        return true;
    }
    if (arg->role == STM_ROLE_OBLIQUE) {
        return is_one_of(arg->marker, stm_fact_words_all.joining_words) ||
            (!transitive && is_one_of(arg->marker, stm_fact_words_all.whither_words));
    }
    return arg->role == STM_ROLE_PLACE && !transitive &&
        is_one_of(arg->marker, stm_fact_words_all.whither_words);
}

/* All named members of the phrase: "with Epic and Valve". */
static void emit_named(stm_relation_work *w, const stm_frame *frame, stm_referent subject,
    uint32_t object, stm_str label)
{
    stm_referents objects = {.count = 0};
    stm_rw_expand(w, stm_rw_whole(object), &objects);
    for (uint32_t i = 0; i < objects.count && label.len > 0; i++) {
        if (is_named(w, objects.items[i])) {
            stm_rw_emit(w, frame, subject, &objects.items[i], label, 0, "label");
        }
    }
}

/* "eine Sperre gegen DeepSeek verhängen": the tree hangs `gegen DeepSeek` on the noun. */
static void label_inside(stm_relation_work *w, const stm_prop *prop, const stm_frame *frame,
    stm_referent subject, const stm_arg *object)
{
    const uint16_t actors =
        1u << STM_TYPE_PERSON | 1u << STM_TYPE_ORGANIZATION | 1u << STM_TYPE_LOCATION;
    if ((stm_rw_class_types(w, object->head) & actors) != 0) {
        return; /* "die Bank von England": part of what the thing is called */
    }
    STM_CHILDREN (w->doc, object->head, c) {
        stm_str marker = stm_rw_case(w, c);
        if (stm_rw_token(w, c)->rel == STM_REL_NMOD && c > object->head &&
            is_one_of(marker, stm_fact_words_all.joining_words) &&
            !is_one_of(marker, stm_fact_words_all.place_words)) {
            emit_named(w, frame, subject, c, label_of(w, prop, object, marker));
        }
    }
}

static bool can_join(const stm_relation_work *w, const stm_prop *prop)
{
    const stm_token *verb = stm_rw_token(w, prop->predicate);
    bool let = verb->head != STM_NONE && /* "ließ sich von X Geld zusagen": X does it */
        stm_str_is(stm_rw_lemma(w, verb->head), "lassen");
    return !prop->passive && !let && verb->upos == STM_VERB &&
        !stm_words_have(stm_fact_words_all.empty_verbs, verb->lemma, false) &&
        !stm_words_have(stm_fact_words_all.empty_verbs, prop->lemma, false);
}

/* What joins the named subject to other names. */
static void join(stm_relation_work *w, const stm_prop *prop, const stm_frame *frame,
    stm_referent subject, const stm_arg *object)
{
    const stm_arg *args = w->doc->args.items + prop->arg_first;
    bool transitive = has_object(w, args, prop->arg_count);
    for (uint32_t a = 1; a < prop->arg_count && !w->failed; a++) {
        if (joins(&args[a], transitive)) {
            emit_named(w, frame, subject, args[a].head, label_of(w, prop, object, args[a].marker));
        }
    }
    if (object != NULL) {
        label_inside(w, prop, frame, subject, object);
    }
}

static bool same_number(const stm_relation_work *w, uint32_t verb, uint32_t noun)
{
    uint32_t finite = verb;
    STM_CHILDREN (w->doc, verb, c) {
        const stm_token *k = stm_rw_token(w, c);
        finite = k->rel == STM_REL_AUX && k->morph.verb_form == STM_VERBFORM_FIN ? c : finite;
    }
    uint8_t said = stm_rw_token(w, finite)->morph.number,
            number = stm_rw_token(w, noun)->morph.number;
    return said == 0 || number == 0 || said == number;
}

/* "das Archiv, das die Witwe verschenkte": die and das may be the object; things do nothing to people. */
static bool turned_relative(
    const stm_relation_work *w, uint32_t verb, const stm_arg *subject, const stm_arg *object)
{
    const uint16_t agents = 1u << STM_TYPE_PERSON | 1u << STM_TYPE_ORGANIZATION;
    if (object == NULL || w->doc->lang != STM_LANG_DE || subject->anchor == subject->head ||
        subject->anchor >= w->doc->tokens.count) {
        return false;
    }
    stm_str form = stm_rw_token(w, subject->anchor)->form;
    bool either = stm_str_is(form, "die") || stm_str_is(form, "das") || stm_str_is(form, "was");
    return either && same_number(w, verb, object->head) &&
        (stm_rw_types(w, stm_rw_whole(object->head)) & agents) != 0 &&
        (stm_rw_types(w, stm_rw_whole(subject->head)) & agents) == 0 &&
        !stm_rw_is_name(w, subject->head);
}

static void label_prop(stm_relation_work *w, uint32_t p, stm_str verb)
{
    const stm_prop *prop = &w->doc->props.items[p];
    const stm_arg *args = w->doc->args.items + prop->arg_first;
    stm_frame frame = {.predicate = prop->predicate, .lemma = prop->lemma, .prop = p, .count = 0};
    const stm_arg *object = object_of(w, args, prop->arg_count, STM_ROLE_OBJECT, prop->predicate);
    stm_referents subjects = {.count = 0};
    if (turned_relative(w, prop->predicate, &args[0], object)) {
        stm_referent thing = stm_rw_whole(args[0].head);
        stm_rw_emit(w, &frame, stm_rw_whole(object->head), &thing, verb, 0, "label");
        return;
    }
    stm_rw_expand(w, stm_rw_whole(args[0].head), &subjects);
    for (uint32_t i = 0; i < subjects.count && !w->failed; i++) {
        stm_referent subject = subjects.items[i];
        if (object != NULL) {
            stm_referent thing = stm_rw_whole(object->head);
            stm_rw_emit(w, &frame, subject, &thing, verb, 0, "label");
        }
        bool settled = object != NULL && is_named(w, stm_rw_whole(object->head));
        if (!settled && can_join(w, prop) && is_named(w, subject)) {
            join(w, prop, &frame, subject, object);
        }
    }
}

/* "die von X verhängten Zölle": verhängen, also when no row knows it. A participle with ge- (gegeben) stays unknown. */
static stm_str infinitive(stm_relation_work *w, stm_str participle)
{
    static const char *const prefixes[] = {"ver", "be", "er", "ent", "zer", "über", "unter", NULL};
    stm_str known = stm_rw_infinitive(w, participle);
    for (size_t i = 0; known.len == 0 && prefixes[i] != NULL; i++) {
        if (stm_str_starts(participle, stm_str_of(prefixes[i])) &&
            stm_str_ends(participle, STM_LIT("t")) && participle.len > 6) {
            bool et = stm_str_ends(participle, STM_LIT("et"));
            known = stm_arena_print(
                &w->doc->arena, "%.*sen", (int)participle.len - 1 - et, participle.ptr);
            w->failed = w->failed || known.ptr == NULL;
        }
    }
    return known;
}

/* Dictionary form of the verb, "" for none: "ließ X bauen" says nothing of letting X. */
static stm_str verb_of(stm_relation_work *w, const stm_prop *prop)
{
    const stm_token *k = stm_rw_token(w, prop->predicate);
    bool passive = false, open = k->rel == STM_REL_XCOMP || k->rel == STM_REL_CCOMP;
    if (open && stm_rw_subject_of(w, prop->predicate, &passive) == STM_NONE) {
        return STM_EMPTY; /* "fordern, den Handel auszusetzen": nobody is said to */
    }
    if (stm_words_have(stm_fact_words_all.unlabelled_verbs, prop->lemma, false)) {
        return STM_EMPTY; /* "der Konzern, dem X angehört": what the tree calls an object is none */
    }
    bool participle = w->doc->lang == STM_LANG_DE && k->upos == STM_ADJ &&
        !stm_str_ends(prop->lemma, STM_LIT("sein"));
    return participle ? infinitive(w, prop->lemma) : prop->lemma;
}

void stm_rw_labels(stm_relation_work *w, uint32_t sentence)
{
    const stm_sentence *s = &w->doc->sentences.items[sentence];
    for (uint32_t p = s->prop_first; p < s->prop_first + s->prop_count && p < w->doc->props.count;
         p++) {
        const stm_prop *prop = &w->doc->props.items[p];
        bool whole = prop->arg_count >= 2 && prop->lemma.len > 0 && !prop->nominal &&
            w->doc->args.items[prop->arg_first].role == STM_ROLE_SUBJECT;
        stm_str verb = whole ? verb_of(w, prop) : STM_EMPTY;
        if (verb.len > 0 && !w->failed && !is_known(w, p, prop)) {
            label_prop(w, p, verb);
        }
    }
}
