/* Who does what a noun of doing says, when the noun names nobody: the subject of the clause around it, if the verb says so.
 *   Siemens kündigte den Kauf von Osram an; nach der Übernahme von TRW wächst ZF; Bayer verzichtet auf die Übernahme
 *   not: Die Kommission prüft den Kauf von Osram; die Bank berät Siemens beim Kauf von Osram
 * Rows `support` of the tables say which verbs (with their preposition, or with a noun between: Interesse an der Übernahme
 * haben) and how the doing is meant then. Behind nach, durch, mit, seit, dank any verb will do; a headline's topic
 * ("Übernahme von TRW: ZF zahlt …") counts as if its preposition were the colon.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "relations/relation_work.h"

/* Verb around the noun, and what stands between both: a preposition, a colon, a noun. */
typedef struct around {
    uint32_t verb;
    stm_str marker; /* "" = direct object */
    uint32_t noun;  /* Interesse; STM_NONE */
    bool headline;  /* the verb is who does it, in a headline without verb */
} around;

static bool colon_between(const stm_relation_work *w, uint32_t from, uint32_t to)
{
    for (uint32_t t = from + 1; t < to; t++) {
        if (stm_str_is(stm_rw_token(w, t)->form, ":")) {
            return true;
        }
    }
    return false;
}

/* "Zusammenschluss mit der LSE: Die Deutsche Börse wirbt": the clause behind the colon. */
static uint32_t clause_behind_colon(const stm_relation_work *w, uint32_t noun)
{
    STM_CHILDREN (w->doc, noun, c) {
        uint8_t rel = stm_rw_token(w, c)->rel;
        if (c > noun && (rel == STM_REL_PARATAXIS || rel == STM_REL_APPOS || rel == STM_REL_ACL) &&
            colon_between(w, noun, c)) {
            return c;
        }
    }
    return STM_NONE;
}

static bool clause_around(const stm_relation_work *w, uint32_t noun, around *out)
{
    const stm_token *k = stm_rw_token(w, noun);
    *out = (around){.verb = k->head, .marker = stm_rw_case(w, noun), .noun = STM_NONE};
    uint32_t behind = clause_behind_colon(w, noun);
    if (behind != STM_NONE) {
        *out = (around){.verb = behind, .marker = STM_LIT(":"), .noun = STM_NONE};
        return true;
    }
    if (k->head == STM_NONE) {
        return false;
    }
    if (k->head > noun && colon_between(w, noun, k->head) &&
        stm_rw_token(w, k->head)->upos == STM_VERB && k->rel != STM_REL_OBJ) {
        out->marker = STM_LIT(":");
        return true;
    }
    const stm_token *h = stm_rw_token(w, k->head);
    bool before = stm_str_is(out->marker, "vor") && k->rel == STM_REL_NMOD && h->head == STM_NONE &&
        stm_rw_is_name(w, k->head);
    if (before) { /* a headline: Bosch vor Fusion mit Langtec */
        out->headline = true;
        return true;
    }
    bool verb = h->upos == STM_VERB || h->upos == STM_ADJ || h->upos == STM_AUX;
    if (!verb && k->rel == STM_REL_NMOD && h->head != STM_NONE) {
        out->noun = k->head;
        out->verb = h->head;
        verb = stm_rw_token(w, h->head)->upos == STM_VERB;
    }
    return verb;
}

static bool free_adverbial(stm_str marker)
{
    static const char *const words[] = {"nach", "mit", "durch", "seit", "dank", "unter", "after",
        "following", "with", "through", "by", "since", NULL};
    for (size_t i = 0; words[i] != NULL; i++) {
        if (stm_str_is(marker, words[i])) {
            return true;
        }
    }
    return false;
}

static bool light_fits(const stm_relation_work *w, const stm_trigger *row, const around *a)
{
    if (row->light_count == 0) {
        return a->marker.len == 0 && a->noun == STM_NONE;
    }
    if (a->noun == STM_NONE) {
        return a->marker.len > 0 && stm_alternatives_hold(row->light[0], a->marker);
    }
    return stm_alternatives_hold(row->light[0], stm_rw_token(w, a->noun)->form) ||
        stm_alternatives_hold(row->light[0], stm_rw_lemma(w, a->noun));
}

static const stm_trigger *support_of(const stm_relation_work *w, const around *a, stm_str verb)
{
    const stm_trigger *row =
        stm_vocabulary_find(w->vocabulary, w->doc->lang, STM_TRIGGER_SUPPORT, verb);
    while (row != NULL && !light_fits(w, row, a)) {
        row = stm_trigger_next(w->vocabulary, row);
    }
    return row;
}

/* WGZ-Aktionäre segnen die Fusion ab: the bank's own people decide for it. */
static bool member_of_house(const stm_relation_work *w, uint32_t subject, stm_referent *house_out)
{
    const stm_token *k = stm_rw_token(w, subject);
    uint32_t hyphen = k->form.len;
    while (hyphen > 0 && k->form.ptr[hyphen - 1] != '-') {
        hyphen--;
    }
    if (hyphen < 3 || k->span.end - k->span.begin != k->form.len ||
        stm_rw_name_beside(w, subject) != STM_NONE) {
        return false;
    }
    stm_span part = {k->span.begin, k->span.begin + hyphen - 1};
    stm_str rest = stm_rw_lower(w, stm_str_sub(k->form, hyphen, k->form.len));
    if (!stm_words_have(stm_fact_words_all.house_people, rest, false)) {
        return false;
    }
    *house_out = (stm_referent){.token = subject, .part = part, .place = STM_EMPTY};
    return true;
}

/* Who judges what others do: the Kartellamt that examines a purchase buys nothing. */
static bool judge(const stm_relation_work *w, uint32_t t)
{
    stm_str form = stm_rw_lower(w, stm_rw_token(w, t)->form);
    return stm_words_end(stm_fact_words_all.judges, form) || stm_str_is(form, "eu");
}

static void mark(stm_control *out, stm_str how)
{
    out->denied = stm_str_is(how, "denied");
    out->modality = stm_str_is(how, "planned") ? STM_PLANNED
        : stm_str_is(how, "possible")          ? STM_POSSIBLE
                                               : STM_ASSERTED;
}

bool stm_rw_control(const stm_relation_work *w, uint32_t noun, stm_control *out)
{
    around a;
    stm_frame frame;
    bool passive = false;
    if (!clause_around(w, noun, &a)) {
        return false;
    }
    if (a.headline) {
        *out = (stm_control){.who = stm_rw_whole(a.verb), .verb = a.verb, .modality = STM_PLANNED};
        return true;
    }
    uint32_t subject = stm_rw_subject_of(w, a.verb, &passive);
    if (subject == STM_NONE || subject == noun || passive ||
        judge(w, stm_rw_antecedent(w, subject))) {
        return false;
    }
    *out = (stm_control){.who = stm_rw_whole(subject), .verb = a.verb};
    bool insider = member_of_house(w, stm_rw_antecedent(w, subject), &out->who);
    stm_rw_verb_frame(w, a.verb, &frame);
    const stm_trigger *row = support_of(w, &a, frame.lemma);
    if (row == NULL) {
        out->free = true;
        return a.noun == STM_NONE && free_adverbial(a.marker);
    }
    mark(out, row->relation);
    return insider || !stm_str_is(row->relation, "insiders");
}

void stm_rw_control_marks(const stm_relation_work *w, const stm_control *control, stm_fact *f)
{
    uint32_t p = w->token_prop.items[control->verb];
    if (control->free) {
        return; /* nach der Übernahme: it happened, whatever the verb says */
    }
    if (p != STM_NONE) {
        const stm_marks *said = &w->doc->props.items[p].marks;
        f->marks.modality = said->modality;
        f->marks.negated = f->marks.negated != said->negated;
    }
    if (control->modality != STM_ASSERTED && f->marks.modality == STM_ASSERTED) {
        f->marks.modality = control->modality;
    }
    f->marks.negated = f->marks.negated != control->denied;
}
