/* Matching of trigger rows against frames, and the facts that come of it.
 *   row   verb  Kritik äußern  subj  @an  criticizes
 *   text  Der erste äußerte Kritik an dem Projekt -> (der erste, criticizes, Projekt)
 * Rows of one verb are tried in order; per pair of fillers the first row that fits gives the relation. Rows with more
 * light words come before plainer ones in the tables. Marks are carried over from the proposition of the predicate.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "relations/relation_work.h"

enum { MAX_PAIRS = 64, MAX_LIGHT_NODES = 8 };

typedef struct pair {
    uint32_t subject, object;
} pair;

typedef struct match {
    stm_relation_work *w;
    const stm_frame *frame;
    const char *rule;
    pair pairs[MAX_PAIRS];
    uint32_t pair_count, emitted;
    uint32_t used[MAX_LIGHT_NODES]; /* light words of rows that fitted: no fillers of later rows */
    uint32_t used_count;
    bool controlled; /* a filler of this row is the clause's subject: control */
    stm_control control;
} match;

static bool same_word(const stm_relation_work *w, uint32_t t, stm_str list)
{
    t = stm_rw_antecedent(w, t); /* "die Kritik, die er äußerte" */
    const stm_token *k = stm_rw_token(w, t);
    return stm_alternatives_hold(list, k->form) ||
        stm_alternatives_hold(list, stm_rw_lemma(w, t)) ||
        stm_alternatives_hold(list, stm_rw_lower(w, k->form)) ||
        stm_alternatives_hold(list, stm_rw_lower(w, stm_rw_lemma(w, t)));
}

/* The word of the clause that is the row's light word: child or grandchild of the predicate, or itself. */
static uint32_t light_word(const match *m, stm_str list)
{
    uint32_t p = m->frame->predicate;
    if (m->frame->copula && same_word(m->w, p, list)) {
        return p;
    }
    const stm_token *k = stm_rw_token(m->w, p);
    if (k->rel == STM_REL_ACL && k->sub != STM_SUB_RELCL && k->head != STM_NONE &&
        same_word(m->w, k->head, list)) {
        return k->head; /* a round led by X */
    }
    STM_CHILDREN (m->w->doc, p, c) {
        if (same_word(m->w, c, list)) {
            return c;
        }
    }
    STM_CHILDREN (m->w->doc, p, c) {
        STM_CHILDREN (m->w->doc, c, d) {
            uint8_t rel = stm_rw_token(m->w, d)->rel;
            if ((rel == STM_REL_CASE || rel == STM_REL_AMOD || rel == STM_REL_COMPOUND ||
                    rel == STM_REL_NMOD || rel == STM_REL_OBJ) &&
                same_word(m->w, d, list)) {
                return d;
            }
        }
    }
    return STM_NONE;
}

static bool light_words(const match *m, const stm_trigger *row, stm_frame *wide, uint32_t *lights)
{
    for (uint8_t i = 0; i < row->light_count; i++) {
        uint32_t t = light_word(m, row->light[i]);
        if (t == STM_NONE) {
            return false;
        }
        lights[i] = t;
        if (stm_rw_token(m->w, t)->upos == STM_NOUN) {
            stm_rw_noun_slots(m->w, t, 0, wide); /* Kritik an X: X hangs on the light noun */
        }
    }
    return true;
}

static bool fits_has(const match *m, const stm_trigger *row, stm_referent r)
{
    return row->has_lemma.len == 0 || same_word(m->w, r.token, row->has_lemma);
}

/* "am Mittwoch" fills no slot of a thing: a weekday, or words that the facts stage took for a time. */
static bool date(const match *m, stm_referent r)
{
    const stm_token *k = stm_rw_token(m->w, r.token);
    return k->upos != STM_NUM && stm_rw_class_types(m->w, r.token) == (1u << STM_TYPE_DATE);
}

/* Head of the predicate; from a noun in front of a name ("buys rival Kestrel") and from what explains a noun ("a round led by
 * X") up to the clause's verb. */
static uint32_t clause_around(const stm_relation_work *w, uint32_t predicate)
{
    uint32_t up = stm_rw_token(w, predicate)->head;
    for (int step = 0; step < 3 && up != STM_NONE; step++) {
        const stm_token *k = stm_rw_token(w, up);
        if ((k->upos != STM_NOUN && k->upos != STM_PROPN) || k->rel == STM_REL_ROOT ||
            k->rel == STM_REL_NSUBJ) {
            break;
        }
        up = k->head;
    }
    return up;
}

/* All fillers of a slot, coordination told apart. */
static void fillers(match *m, const stm_frame *frame, const stm_slot_spec *spec, stm_referents *out)
{
    for (uint8_t a = 0; a < spec->count; a++) {
        if (spec->kind[a] == STM_SLOT_CTRL) {
            if (m->emitted == 0 && out->count == 0 &&
                stm_rw_control(m->w, frame->predicate, &m->control)) {
                m->controlled = true;
                stm_rw_expand(m->w, m->control.who, out);
            }
            continue;
        }
        if (spec->kind[a] == STM_SLOT_AROUND && out->count == 0) {
            uint32_t up = clause_around(m->w, frame->predicate);
            bool passive = false;
            uint32_t subject = up == STM_NONE ? STM_NONE : stm_rw_subject_of(m->w, up, &passive);
            if (subject != STM_NONE && subject != frame->predicate && !passive) {
                stm_rw_expand(m->w, stm_rw_whole(subject), out);
            }
            continue;
        }
        if (spec->kind[a] == STM_SLOT_HOUSE && out->count == 0) {
            uint32_t house = stm_rw_house(m->w, frame);
            if (house != STM_NONE) {
                stm_rw_add(out,
                    (stm_referent){
                        .token = frame->predicate, .place = STM_EMPTY, .house = house + 1});
            }
        }
        for (uint32_t i = 0; i < frame->count; i++) {
            const stm_frame_slot *s = &frame->slots[i];
            if (s->kind == spec->kind[a] &&
                (s->kind != STM_SLOT_AT ||
                    (stm_alternatives_hold(spec->at[a], s->marker) && !date(m, s->filler)))) {
                stm_rw_expand(m->w, s->filler, out);
            }
        }
    }
}

static bool type_fits(const match *m, uint16_t wanted, bool named, stm_referent r)
{
    uint16_t types = wanted != 0 ? stm_rw_types(m->w, r) : 0;
    if (wanted == (1u << STM_TYPE_DATE)) { /* founded in 1998, not in Neuss */
        const stm_token *k = stm_rw_token(m->w, r.token);
        return types == wanted || (k->upos == STM_NUM && k->form.len == 4);
    }
    if ((wanted & (1u << STM_TYPE_ORGANIZATION)) != 0 &&
        stm_rw_is_name(m->w, stm_rw_antecedent(m->w, r.token))) {
        wanted = (uint16_t)(wanted |
            1u << STM_TYPE_PRODUCT); /* name finders mix up companies and their products */
    }
    if (types != 0) {
        return (types & wanted) != 0;
    }
    if (named && r.place.len == 0 && r.part.begin == r.part.end) {
        uint32_t t = stm_rw_antecedent(m->w, r.token);
        uint32_t mention = m->w->token_mention.items[t];
        bool known = mention != STM_NONE && m->w->doc->mentions.items[mention].actor != STM_NONE;
        if (!known && wanted == 0 && stm_rw_token(m->w, t)->upos == STM_PRON) {
            return false;
        }
        if (!known && !stm_rw_is_name(m->w, t) && stm_rw_name_beside(m->w, t) == STM_NONE) {
            return false;
        }
    }
    return true; /* nothing known against it */
}

static bool taken(match *m, stm_referent s, stm_referent o)
{
    pair p = {s.token + s.part.begin, o.token + o.part.begin};
    for (uint32_t i = 0; i < m->pair_count; i++) {
        if (m->pairs[i].subject == p.subject && m->pairs[i].object == p.object) {
            return true;
        }
    }
    if (m->pair_count < MAX_PAIRS) {
        m->pairs[m->pair_count++] = p;
    }
    return false;
}

/* Several did it: "zwei Forscher gründeten", "gründete mit Kollegen". */
static bool with_others(const match *m, const stm_frame *frame, stm_referent s)
{
    for (uint32_t i = 0; i < frame->count; i++) {
        const stm_frame_slot *slot = &frame->slots[i];
        if (slot->kind == STM_SLOT_AT &&
            (stm_str_is(slot->marker, "mit") || stm_str_is(slot->marker, "with")) &&
            (stm_rw_plural(m->w, slot->filler.token) || stm_rw_is_name(m->w, slot->filler.token) ||
                (stm_rw_class_types(m->w, slot->filler.token) & (1u << STM_TYPE_PERSON)) != 0)) {
            return true;
        }
    }
    return !stm_rw_is_name(m->w, s.token) && stm_rw_plural(m->w, s.token) &&
        stm_rw_name_beside(m->w, s.token) == STM_NONE;
}

/* "das Geschäft, das Thomas Kurian leitet": where only a person can do it and the tree's object is the one person, the
 * relative pronoun was the object. */
static bool swapped(
    const match *m, const stm_trigger *row, uint16_t wanted, stm_referent s, stm_referent o)
{
    const uint16_t person = 1u << STM_TYPE_PERSON;
    bool core = row->subject.kind[0] == STM_SLOT_SUBJ && row->object.kind[0] == STM_SLOT_OBJ &&
        !m->frame->passive;
    if (!core || m->w->doc->lang != STM_LANG_DE) {
        return false;
    }
    uint16_t types = stm_rw_types(m->w, s);
    if (m->frame->ambiguous) { /* "Satelliten, die auch die Bundeswehr nutzt" */
        const uint16_t agents = person | 1u << STM_TYPE_ORGANIZATION;
        if (wanted == person && types != 0 && (types & person) == 0 &&
            stm_rw_types(m->w, o) == person) {
            return true; /* "SpinCo, die Kathleen Gallagher leiten wird" */
        }
        bool thing = types != 0 || !stm_rw_is_name(m->w, stm_rw_antecedent(m->w, s.token));
        return (types & agents) == 0 && (stm_rw_types(m->w, o) & agents) != 0 && thing &&
            (stm_rw_is_name(m->w, o.token) || types == 1u << STM_TYPE_PRODUCT);
    }
    if (wanted != person) {
        return false;
    }
    return stm_rw_types(m->w, o) == person && types != person &&
        !stm_rw_is_name(m->w, stm_rw_antecedent(m->w, s.token));
}

/* Who holds an office must be known for a person, unless the noun of the office says so itself: in "die Wahl Macrons zum
 * Präsidenten und die wachsende Macht der Rechten" the tree may list power beside the president. */
static bool is_no_holder(const match *m, const stm_frame *frame, uint16_t wanted, stm_referent s)
{
    const stm_token *office = stm_rw_token(m->w, frame->predicate);
    return wanted == 1u << STM_TYPE_PERSON && office->upos == STM_NOUN &&
        s.token != frame->predicate && stm_rw_types(m->w, s) == 0 &&
        stm_rw_class_types(m->w, s.token) == 0 &&
        stm_rw_token(m->w, stm_rw_antecedent(m->w, s.token))->upos == STM_NOUN &&
        !stm_rw_is_name(m->w, stm_rw_antecedent(m->w, s.token));
}

static bool with_all(const stm_relation_work *w, uint32_t t)
{
    uint32_t det = stm_doc_child(w->doc, t, STM_REL_DET, STM_SUB_NONE);
    return det != STM_NONE && stm_str_is(stm_rw_token(w, det)->form, "all");
}

static bool has_clause(const stm_frame *frame)
{
    for (uint32_t i = 0; i < frame->count; i++) {
        if (frame->slots[i].kind == STM_SLOT_CLAUSE) {
            return true;
        }
    }
    return false;
}

/* An unnamed noun that the noun table reads by itself. */
static bool other_role(const match *m, stm_referent s)
{
    const stm_trigger *row =
        stm_rw_is_name(m->w, s.token) || stm_rw_token(m->w, s.token)->upos != STM_NOUN
        ? NULL
        : stm_rw_noun(m->w, STM_TRIGGER_NOUN, s.token, NULL);
    return row != NULL &&
        (row->subject.kind[0] == STM_SLOT_SELF || row->object.kind[0] == STM_SLOT_SELF);
}

static bool heads(stm_str relation)
{
    return stm_str_is(relation, "leads") || stm_str_is(relation, "ceo_of") ||
        stm_str_is(relation, "chairs") || stm_str_is(relation, "president_of");
}

/* "die Vorstandschefs von 31 Herstellern fordern": that a chief of X leads X tells nothing while nobody is named. */
static bool is_nobodys_office(
    const match *m, const stm_frame *frame, const stm_trigger *row, stm_referent s)
{
    if (!heads(row->relation) || s.token != frame->predicate || s.part.begin < s.part.end ||
        stm_rw_token(m->w, s.token)->upos != STM_NOUN) {
        return false;
    }
    uint32_t mention = m->w->token_mention.items[s.token];
    return mention == STM_NONE || m->w->doc->mentions.items[mention].actor == STM_NONE;
}

/* Vizepremier, stellvertretender Chef: works there, does not head it. */
static bool deputy(const match *m, const stm_frame *frame)
{
    uint32_t t = frame->predicate;
    if (stm_str_starts(stm_rw_lower(m->w, stm_rw_token(m->w, t)->form), STM_LIT("vize"))) {
        return true;
    }
    STM_CHILDREN (m->w->doc, t, c) {
        if (stm_rw_lemma_in(m->w, c, stm_fact_words_all.deputy_words)) {
            return true;
        }
    }
    return false;
}

static void emit_pair(match *m, const stm_frame *frame, const stm_trigger *row, stm_referent s,
    stm_referent o, uint32_t subject_count)
{
    uint16_t wanted_s = row->subject_types, wanted_o = row->object_types;
    bool named_s = row->named_subject, named_o = row->named_object;
    if (row->in_vocabulary != 0) {
        const stm_relation *relation = &m->w->vocabulary->relations.items[row->in_vocabulary - 1];
        named_s = named_s || (wanted_s == 0 && relation->named_subject);
        named_o = named_o || (wanted_o == 0 && relation->named_object);
        wanted_s = wanted_s != 0 ? wanted_s : relation->subject_types;
        wanted_o = wanted_o != 0 ? wanted_o : relation->object_types;
    }
    bool same = s.token == o.token && s.part.begin == o.part.begin && s.part.end == o.part.end &&
        s.place.len == 0 && o.place.len == 0;
    if (swapped(m, row, wanted_s, s, o)) {
        stm_referent keep = s;
        s = o;
        o = keep;
    }
    if (is_nobodys_office(m, frame, row, s)) {
        return;
    }
    bool unsure =
        (row->strict && stm_rw_types(m->w, s) == 0) || is_no_holder(m, frame, wanted_s, s);
    bool doer = stm_str_is(row->relation, "predicts") && !o.clause && has_clause(frame) &&
        m->w->doc->lang == STM_LANG_EN; /* expected him to come: the clause is what is expected */
    bool crowd = stm_str_is(row->relation, "joined") &&
        with_all(m->w, o.token); /* joined all Democrats in voting no */
    bool kinds =
        stm_str_is(row->relation, "includes") && other_role(m, s); /* Its customers include X */
    m->emitted += kinds ? 1 : 0; /* read by the noun table: no label either */
    if (same || unsure || kinds || doer || crowd || !type_fits(m, wanted_s, named_s, s) ||
        !type_fits(m, wanted_o, named_o, o)) {
        return;
    }
    if (!row->also && taken(m, s, o)) {
        return;
    }
    if (frame->former && row->object.count > 0 && o.part.begin < o.part.end) {
        m->emitted += stm_rw_emit(m->w, frame, s, &o, STM_LIT("left"),
            stm_intern_find(&m->w->vocabulary->relation_names, STM_LIT("left")), m->rule);
        return;
    }
    bool many = row->many.len > 0 && (subject_count > 1 || with_others(m, frame, s));
    stm_str relation = many ? row->many : row->relation;
    uint32_t known = many ? row->many_in_vocabulary : row->in_vocabulary;
    if (heads(relation) && stm_rw_token(m->w, frame->predicate)->upos == STM_NOUN &&
        deputy(m, frame)) {
        relation = STM_LIT("works_for");
        known = stm_intern_find(&m->w->vocabulary->relation_names, relation);
    }
    bool emitted = stm_rw_emit(m->w, frame, s, &o, relation, known, m->rule);
    stm_fact *last = emitted ? &m->w->doc->facts.items[m->w->doc->facts.count - 1] : NULL;
    if (emitted && m->controlled) {
        stm_rw_control_marks(m->w, &m->control, last);
    }
    if (emitted && row->manner != STM_ASSERTED && last->marks.modality == STM_ASSERTED) {
        last->marks.modality = row->manner; /* "bietet drei Milliarden für X": not bought yet */
    }
    m->emitted += emitted;
}

static bool spec_is(const stm_slot_spec *spec, stm_slot_kind kind)
{
    return spec->count == 1 && spec->kind[0] == kind;
}

static void emit_both(
    match *m, const stm_frame *frame, const stm_trigger *row, const stm_referents *all)
{
    for (uint32_t i = 0; i < all->count; i++) {
        for (uint32_t k = i + 1; k < all->count; k++) {
            emit_pair(m, frame, row, all->items[i], all->items[k], 1);
        }
    }
}

static void use_up(match *m, const stm_trigger *row, const uint32_t *lights)
{
    for (uint8_t i = 0; i < row->light_count && m->used_count < MAX_LIGHT_NODES; i++) {
        m->used[m->used_count++] = lights[i];
    }
}

static bool used_up(const match *m, stm_referent r)
{
    for (uint32_t i = 0; i < m->used_count; i++) {
        bool same = m->used[i] == r.token ||
            stm_rw_antecedent(m->w, m->used[i]) == stm_rw_antecedent(m->w, r.token);
        if (same && r.part.begin == r.part.end) {
            return true;
        }
    }
    return false;
}

/* "Die Leitung von Langtec übernimmt Karl Berger": the row's own noun cannot be who takes it over. */
static void turn_light_subject(
    const match *m, const stm_trigger *row, stm_frame *wide, const uint32_t *lights)
{
    if (row->subject.kind[0] != STM_SLOT_SUBJ || m->frame->passive) {
        return;
    }
    for (uint32_t i = 0; i < wide->count; i++) {
        for (uint8_t k = 0; k < row->light_count; k++) {
            if (wide->slots[i].kind != STM_SLOT_SUBJ || wide->slots[i].filler.token != lights[k]) {
                continue;
            }
            wide->slots[i].kind = STM_SLOT_NONE;
            for (uint32_t n = 0; n < wide->count; n++) {
                stm_frame_slot *s = &wide->slots[n];
                s->kind = s->kind == STM_SLOT_OBJ ? STM_SLOT_SUBJ : s->kind;
            }
            return;
        }
    }
}

/* "Sprecher der Geschäftsführung von X": where the row's noun is not all that there is, the other is meant. */
static bool own_light(
    const stm_trigger *row, const uint32_t *lights, stm_referent r, uint32_t candidates)
{
    for (uint8_t i = 0; candidates > 1 && i < row->light_count; i++) {
        if (lights[i] == r.token && r.part.begin == r.part.end) {
            return true;
        }
    }
    return false;
}

static bool has_object(const stm_frame *frame)
{
    for (uint32_t i = 0; i < frame->count; i++) {
        if (frame->slots[i].kind == STM_SLOT_OBJ) {
            return true;
        }
    }
    return false;
}

static void try_row(match *m, const stm_trigger *row)
{
    bool silent =
        stm_str_starts(row->relation, STM_LIT("x_")); /* a title; a phrase that is no relation */
    if (silent && row->light_count == 0) {
        return;
    }
    stm_frame wide = *m->frame;
    m->controlled = false;
    uint32_t lights[STM_TRIGGER_LIGHT] = {0}, before = m->emitted;
    stm_referents subjects = {.count = 0}, objects = {.count = 0};
    if ((row->reflexive && !wide.reflexive) || (row->bare && has_object(&wide)) ||
        !light_words(m, row, &wide, lights)) {
        return;
    }
    if (silent) {
        use_up(m, row, lights);
        return;
    }
    turn_light_subject(m, row, &wide, lights);
    fillers(m, &wide, &row->subject, &subjects);
    if (spec_is(&row->object, STM_SLOT_BOTH)) {
        emit_both(m, &wide, row, &subjects);
        if (m->emitted > before) {
            use_up(m, row, lights);
        }
        return;
    }
    if (spec_is(&row->object, STM_SLOT_NONE)) {
        for (uint32_t i = 0; i < subjects.count; i++) {
            if (type_fits(m, row->subject_types, row->named_subject, subjects.items[i]) &&
                !taken(m, subjects.items[i], stm_rw_whole(wide.predicate))) {
                m->emitted += stm_rw_emit(m->w, &wide, subjects.items[i], NULL, row->relation,
                    row->in_vocabulary, m->rule);
            }
        }
        if (m->emitted > before) {
            use_up(m, row, lights);
        }
        return;
    }
    fillers(m, &wide, &row->object, &objects);
    for (uint32_t i = 0; i < subjects.count; i++) {
        for (uint32_t k = 0; k < objects.count; k++) {
            if (fits_has(m, row, objects.items[k]) && !used_up(m, objects.items[k]) &&
                !own_light(row, lights, objects.items[k], objects.count) &&
                !used_up(m, subjects.items[i])) {
                emit_pair(m, &wide, row, subjects.items[i], objects.items[k], subjects.count);
            }
        }
    }
    if (m->emitted > before) {
        use_up(m, row, lights);
    }
}

uint32_t stm_rw_match(
    stm_relation_work *w, const stm_frame *frame, const stm_trigger *trigger, const char *rule)
{
    match m = {.w = w, .frame = frame, .rule = rule};
    for (; trigger != NULL; trigger = stm_trigger_next(w->vocabulary, trigger)) {
        try_row(&m, trigger);
    }
    return m.emitted;
}

static bool seen(const stm_relation_work *w, const stm_fact *f)
{
    for (uint32_t i = w->fact_first; i < w->doc->facts.count; i++) {
        const stm_fact *g = &w->doc->facts.items[i];
        if (g->sentence == f->sentence && g->subject == f->subject && g->object == f->object &&
            stm_str_eq(g->relation, f->relation)) {
            return true;
        }
    }
    return false;
}

static stm_str arg_value(const stm_relation_work *w, uint32_t arg)
{
    if (arg == STM_NONE || arg >= w->doc->args.count) {
        return STM_EMPTY;
    }
    const stm_arg *a = &w->doc->args.items[arg];
    return a->value.len > 0 ? a->value : a->text;
}

/* die geplante Fusion, die gescheiterte Übernahme, ein möglicher Verkauf */
static void adjective_marks(const stm_relation_work *w, uint32_t noun, stm_marks *marks)
{
    STM_CHILDREN (w->doc, noun, c) {
        if (stm_rw_token(w, c)->rel != STM_REL_AMOD) {
            continue;
        }
        if (stm_rw_lemma_in(w, c, stm_fact_words_all.failed_adjectives)) {
            marks->negated = true;
        } else if (stm_rw_lemma_in(w, c, stm_fact_words_all.planned_adjectives)) {
            marks->modality = STM_PLANNED;
        } else if (stm_rw_lemma_in(w, c, stm_fact_words_all.possible_adjectives)) {
            marks->modality = STM_POSSIBLE;
        }
    }
}

static void set_marks(stm_relation_work *w, const stm_frame *frame, stm_fact *f)
{
    uint32_t p = frame->predicate;
    bool nominal = stm_rw_token(w, p)->upos == STM_NOUN && !frame->copula;
    uint32_t prop = w->token_prop.items[p];
    f->marks.time = f->marks.place = f->marks.amount = f->marks.speaker = STM_NONE;
    f->marks.confidence = nominal ? 0.8f : 0.7f;
    f->prop = prop;
    if (prop != STM_NONE) {
        f->marks = w->doc->props.items[prop].marks;
        f->time = arg_value(w, f->marks.time);
        f->place = arg_value(w, f->marks.place);
        f->amount = arg_value(w, f->marks.amount);
        f->marks.modality =
            frame->intended && f->marks.modality == STM_ASSERTED ? STM_PLANNED : f->marks.modality;
    } else if (!nominal) {
        f->marks.negated = stm_rw_negated(w, p);
    } else {
        f->marks.negated = stm_rw_negated(w, p);
    }
    if (nominal) {
        adjective_marks(w, p, &f->marks);
    }
    uint32_t token = 0;
    stm_span span = {0, 0};
    if (f->marks.speaker != STM_NONE) {
        f->speaker = stm_rw_actor(w, stm_rw_whole(f->marks.speaker), &token, &span);
    }
}

static uint32_t p_of(const stm_frame *frame)
{
    return frame->predicate;
}

/* The clause is denied by nothing but an adverbial with ohne / without. */
static bool only_without(const stm_relation_work *w, uint32_t verb)
{
    bool without = false;
    STM_CHILDREN (w->doc, verb, c) {
        stm_str marker = stm_rw_case(w, c);
        uint8_t rel = stm_rw_token(w, c)->rel;
        if (rel != STM_REL_OBL && rel != STM_REL_NMOD) {
            if (stm_rw_denied_phrase(w, c)) {
                return false;
            }
            continue;
        }
        without = without || stm_str_is(marker, "ohne") || stm_str_is(marker, "without");
    }
    const stm_token *k = stm_rw_token(w, verb);
    return without && !stm_rw_negated(w, verb) && k->rel != STM_REL_XCOMP &&
        k->rel != STM_REL_CCOMP;
}

/* What is left of the confidence when the subject has no name and the relation is unknown or the subject's own noun. */
static const float NAMELESS = 0.5f;

/* "Nicht OpenAI, sondern der Rivale DeepSeek führte": of DeepSeek it is said. */
static bool behind_sondern(const stm_relation_work *w, uint32_t t)
{
    for (int step = 0; step < 2 && t != STM_NONE; step++) {
        const stm_token *k = stm_rw_token(w, t);
        uint32_t cc = stm_doc_child(w->doc, t, STM_REL_CC, STM_SUB_NONE);
        if (cc != STM_NONE && k->rel != STM_REL_ROOT &&
            stm_str_is(stm_rw_token(w, cc)->form, "sondern")) {
            return true;
        }
        t = k->rel == STM_REL_APPOS || k->rel == STM_REL_FLAT ? k->head : STM_NONE;
    }
    return false;
}

bool stm_rw_emit(stm_relation_work *w, const stm_frame *frame, stm_referent subject,
    const stm_referent *object, stm_str relation, uint32_t vocabulary_id, const char *rule)
{
    stm_fact f = {.sentence = stm_rw_token(w, frame->predicate)->sentence,
        .object = STM_NONE,
        .object_head = STM_NONE,
        .relation = relation,
        .in_vocabulary = vocabulary_id != 0,
        .rule = rule,
        .speaker = STM_NONE,
        .time = STM_EMPTY,
        .place = STM_EMPTY,
        .amount = STM_EMPTY};
    f.subject = stm_rw_actor(w, subject, &f.subject_head, &f.subject_span);
    if (f.subject == STM_NONE) {
        return false;
    }
    f.predicate_span = stm_rw_token(w, frame->predicate)->span;
    bool clause = false; /* "Ich wollte nie gehen", sagte er: said all the same */
    if (object != NULL) {
        const stm_token *o = stm_rw_token(w, object->token);
        clause = object->clause ||
            (o->upos == STM_VERB && object->place.len == 0 && !stm_rw_is_name(w, object->token));
        if (clause) {
            f.object =
                stm_rw_actor_named(w, stm_rw_clause_text(w, object->token), STM_TYPE_OTHER, false);
            f.object_head = object->token;
            f.object_span = o->span;
        } else {
            f.object = stm_rw_actor(w, *object, &f.object_head, &f.object_span);
        }
        if (f.object == STM_NONE || f.object == f.subject) {
            return false;
        }
    }
    set_marks(w, frame, &f);
    if (f.marks.negated && only_without(w, p_of(frame))) {
        f.marks.negated = false; /* "nutzt Turbinen ohne Genehmigung": uses them all the same */
    }
    /* "sagte, er komme nicht": what is denied stands in the clause, the saying is not */
    bool told_of =
        stm_doc_dominates(w->doc, f.subject_head, frame->predicate); /* a relative clause */
    f.marks.negated = f.marks.negated || (!told_of && stm_rw_denied_phrase(w, f.subject_head)) ||
        (object != NULL && !clause && stm_rw_denied_phrase(w, f.object_head));
    if (f.marks.negated &&
        (behind_sondern(w, subject.token) ||
            (object != NULL && behind_sondern(w, object->token)))) {
        f.marks.negated = false;
    }
    bool itself = f.subject_head == frame->predicate; /* "der Kritiker Musks" criticizes Musk */
    if (!w->doc->actors.items[f.subject].named && (vocabulary_id == 0 || itself)) {
        f.marks.confidence *= NAMELESS; /* "Die Anlage läuft": nobody asks for it by name */
    }
    if (seen(w, &f)) {
        return false;
    }
    w->failed = w->failed || !stm_vec_push(&w->doc->facts, f);
    return true;
}

bool stm_rw_emit_actors(stm_relation_work *w, uint32_t sentence, uint32_t predicate,
    uint32_t subject_token, uint32_t subject, uint32_t object_token, uint32_t object,
    const char *relation, const char *rule, bool negated)
{
    if (subject == STM_NONE || object == STM_NONE || subject == object) {
        return false;
    }
    stm_fact f = {.sentence = sentence,
        .prop = STM_NONE,
        .subject = subject,
        .object = object,
        .subject_head = subject_token,
        .object_head = object_token,
        .relation = stm_str_of(relation),
        .in_vocabulary = true,
        .rule = rule,
        .speaker = STM_NONE,
        .time = STM_EMPTY,
        .place = STM_EMPTY,
        .amount = STM_EMPTY};
    f.subject_span = stm_rw_token(w, subject_token)->span;
    f.object_span = stm_rw_token(w, object_token)->span;
    f.predicate_span = stm_rw_token(w, predicate)->span;
    f.marks = (stm_marks){.negated = negated,
        .speaker = STM_NONE,
        .time = STM_NONE,
        .place = STM_NONE,
        .amount = STM_NONE,
        .confidence = 0.85f};
    if (seen(w, &f)) {
        return false;
    }
    w->failed = w->failed || !stm_vec_push(&w->doc->facts, f);
    return true;
}
