/* Clauses, quotations and the list of things that can be meant, as the pronoun rules need them.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "names/names_work.h"

/* A word that opens a clause of its own. */
static bool opens_clause(const stm_work *work, uint32_t token)
{
    const stm_token *t = stm_work_token(work, token);
    switch (t->rel) {
    case STM_REL_ROOT:
    case STM_REL_ADVCL:
    case STM_REL_CCOMP:
    case STM_REL_ACL:
    case STM_REL_CSUBJ:
    case STM_REL_PARATAXIS:
        return true;
    case STM_REL_CONJ:
        return t->upos == STM_VERB || t->upos == STM_AUX ||
            stm_doc_child(work->doc, token, STM_REL_COP, STM_SUB_NONE) != STM_NONE ||
            stm_doc_child(work->doc, token, STM_REL_NSUBJ, STM_SUB_NONE) != STM_NONE;
    default:
        return t->head == STM_NONE;
    }
}

static void mark_clauses(stm_work *work)
{
    for (uint32_t i = 0; i < work->doc->tokens.count; i++) {
        uint32_t at = i;
        for (uint32_t steps = 0; steps <= work->doc->tokens.count && !opens_clause(work, at);
             steps++) {
            at = stm_work_token(work, at)->head;
        }
        work->clause[i] = at;
    }
}

/* An opening or closing mark? 0 none, 1 opens, 2 closes, 3 either. */
static int quote_kind(stm_str form)
{
    static const struct {
        const char *mark;
        int kind;
    } marks[] = {
        {"„", 1},
        {"“", 3},
        {"”", 2},
        {"»", 3},
        {"«", 3},
        {"\"", 3},
        {"``", 1},
        {"''", 2},
    };
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        if (stm_str_is(form, marks[i].mark)) {
            return marks[i].kind;
        }
    }
    return 0;
}

/* Subject of the verb of saying around a quotation: walks up from each of its words. */
static uint32_t speaker_near(const stm_work *work, uint32_t token, uint32_t quote)
{
    uint32_t at = token;
    for (uint32_t steps = 0; at != STM_NONE && steps < 64; steps++) {
        const stm_token *t = stm_work_token(work, at);
        bool says = (stm_work_word(work, t->lemma).classes & STM_CLASS_BIT(STM_CLASS_SAY)) != 0;
        if (says && work->quote[at] != quote) {
            return stm_doc_child(work->doc, at, STM_REL_NSUBJ, STM_SUB_NONE);
        }
        STM_CHILDREN (work->doc, at, c) { /* the quotation as root, the verb hangs on it */
            const stm_token *child = stm_work_token(work, c);
            bool hung = child->rel == STM_REL_PARATAXIS || child->rel == STM_REL_CCOMP ||
                child->rel == STM_REL_CONJ;
            if (hung && work->quote[c] != quote &&
                (stm_work_word(work, child->lemma).classes & STM_CLASS_BIT(STM_CLASS_SAY)) != 0) {
                return stm_doc_child(work->doc, c, STM_REL_NSUBJ, STM_SUB_NONE);
            }
        }
        at = t->head;
    }
    return STM_NONE;
}

/* Quotations that span whole clauses; a single quoted name („Stargate“) is none. */
static void mark_quotes(stm_work *work)
{
    uint32_t open = STM_NONE, number = 0;
    work->failed = work->failed || !stm_vec_push(&work->speaker, STM_NONE);
    for (uint32_t i = 0; i < work->doc->tokens.count && !work->failed; i++) {
        int kind = quote_kind(stm_work_token(work, i)->form);
        if (kind == 0) {
            continue;
        }
        if (open == STM_NONE || kind == 1) {
            open = i;
            continue;
        }
        if (i - open > 4 && i - open < 200) {
            number++;
            uint32_t speaker = STM_NONE;
            for (uint32_t k = open; k <= i; k++) {
                work->quote[k] = number;
            }
            for (uint32_t k = open; k <= i && speaker == STM_NONE; k++) {
                speaker = speaker_near(work, k, number);
            }
            work->failed = !stm_vec_push(&work->speaker, speaker);
        }
        open = STM_NONE;
    }
}

void stm_names_trees(stm_work *work)
{
    mark_clauses(work);
    mark_quotes(work);
}

uint8_t stm_work_role_place(const stm_work *work, uint32_t token)
{
    switch (stm_work_token(work, token)->rel) {
    case STM_REL_NSUBJ:
    case STM_REL_CSUBJ:
        return STM_PLACE_SUBJECT;
    case STM_REL_OBJ:
    case STM_REL_IOBJ:
        return STM_PLACE_OBJECT;
    case STM_REL_OBL:
    case STM_REL_ROOT:
    case STM_REL_XCOMP:
    case STM_REL_DISLOCATED:
    case STM_REL_VOCATIVE:
        return STM_PLACE_OBLIQUE;
    case STM_REL_APPOS:
    case STM_REL_FLAT:
    case STM_REL_CONJ: {
        uint32_t head = stm_work_token(work, token)->head;
        if (head == STM_NONE) {
            return STM_PLACE_OBLIQUE;
        }
        uint8_t rel = stm_work_token(work, head)->rel;
        return rel == STM_REL_NSUBJ                     ? STM_PLACE_SUBJECT
            : rel == STM_REL_OBJ || rel == STM_REL_IOBJ ? STM_PLACE_OBJECT
            : rel == STM_REL_NMOD                       ? STM_PLACE_NESTED
                                                        : STM_PLACE_OBLIQUE;
    }
    default:
        return STM_PLACE_NESTED;
    }
}

uint32_t stm_work_add_ref(
    stm_work *work, uint32_t token, uint32_t entity, uint8_t gender, uint8_t number, bool named)
{
    stm_ref ref = {token, stm_work_token(work, token)->sentence, entity, STM_NONE,
        work->clause[token], gender, number, stm_work_role_place(work, token), false, false, named,
        false};
    if (entity != STM_NONE) {
        const stm_entity *e = &work->entities.items[entity];
        ref.person = e->type == STM_TYPE_PERSON;
        ref.thing = e->type != STM_TYPE_PERSON && e->type != STM_TYPE_OTHER;
    }
    if (!stm_vec_push(&work->refs, ref)) {
        work->failed = true;
        return STM_NONE;
    }
    work->ref_at[token] = work->refs.count - 1;
    return work->refs.count - 1;
}
