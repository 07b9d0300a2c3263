/* From one clause to propositions: coordinated subjects and objects are distributed, a passive is
 * turned round
 * when its agent is said.
 *   passive  DE "Tesla wurde von Musk gegründet" -> subject Musk, object Tesla, passive
 *            EN "The firm was founded by Musk"
 *            but not "Er wurde von der Reise müde" / "was found by the river" (place, no agent:
 *            taste of the
 *            adposition; known to be wrong at times)
 *   lists    DE "Siemens und Bosch kauften Aktien und Anleihen" -> four propositions
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "facts/props.h"

static bool has_role(const stm_clause *clause, uint8_t role)
{
    for (uint32_t i = 0; i < clause->arg_count; i++) {
        if (clause->args[i].role == role) {
            return true;
        }
    }
    return false;
}

static const char *own_rule(const stm_clause *clause)
{
    if (clause->passive) {
        return has_role(clause, STM_ROLE_AGENT) ? "passive-agent" : "passive";
    }
    if (has_role(clause, STM_ROLE_COMPLEMENT)) {
        return clause->copula != STM_NONE ? "copula" : "complement";
    }
    if (has_role(clause, STM_ROLE_OBJECT)) {
        return has_role(clause, STM_ROLE_INDIRECT) ? "ditransitive" : "transitive";
    }
    if (has_role(clause, STM_ROLE_CLAUSE)) {
        return "clause-object";
    }
    return clause->arg_count > 0 ? "adverbial" : "intransitive";
}

/* The rule is named after the way to the subject, which is where rules differ; else after the
 * clause type. */
static const char *rule_of(const stm_clause *clause)
{
    switch (clause->subject_from) {
    case STM_SUBJECT_SHARED:
        return "shared-subject";
    case STM_SUBJECT_CONTROL:
        return "control";
    case STM_SUBJECT_OBJECT:
        return "object-control";
    case STM_SUBJECT_ADVERBIAL:
        return "adverbial-subject";
    case STM_SUBJECT_NOUN:
        return clause->participle ? "participle-adjective" : "participle-of-noun";
    case STM_SUBJECT_RELATIVE:
        return "relative";
    case STM_SUBJECT_EXPLETIVE:
        return "expletive";
    case STM_SUBJECT_CLAUSE:
        return "clause-subject";
    case STM_SUBJECT_NONE:
        return "no-subject";
    default:
        return own_rule(clause);
    }
}

/* "der Vorsitzende, Bodo Schwartz, forderte": the name says it better.
 * But not "Bodo Schwartz, der Vorsitzende, forderte", where the head is the name already. */
static uint32_t name_of(const stm_fx *fx, uint32_t head)
{
    if (fx->tokens[head].upos != STM_NOUN) {
        return head;
    }
    STM_CHILDREN (fx->doc, head, c) {
        if (fx->tokens[c].rel == STM_REL_APPOS && fx->tokens[c].upos == STM_PROPN && c > head &&
            stm_fx_punct_between(fx, head, c) && stm_fx_has(fx, c, STM_REL_FLAT)) {
            return c;
        }
    }
    return head;
}

static stm_yield yield_of(const stm_fx *fx, const stm_clause_arg *arg)
{
    if (arg->role != STM_ROLE_CLAUSE) {
        return STM_YIELD_PHRASE;
    }
    (void)fx;
    return STM_YIELD_BARE_CLAUSE;
}

static void add_list(stm_fx *fx, uint8_t role, const stm_clause_arg *arg)
{
    stm_ids list = {.count = 0};
    stm_clause_conjuncts(fx, arg->head, &list);
    for (uint32_t i = 0; i < list.count; i++) {
        uint32_t head = list.items[i];
        bool own_marker = head != arg->head && stm_fx_case(fx, head) != STM_NONE;
        stm_prop_arg(fx, role, own_marker || arg->anchor == arg->head ? head : arg->anchor, head,
            yield_of(fx, arg));
        if (!own_marker && head != arg->head && !fx->failed) {
            /* "in Tikrit and Huwaijah": the adposition is shared. */
            stm_arg *last = &fx->out->args.items[fx->out->args.count - 1];
            last->marker = stm_prop_marker(fx, arg->anchor);
            last->anchor = arg->anchor;
        }
    }
}

/* "added that A is B and that C is D": clauses with subjects of their own are said one by one. */
static void add_clauses(stm_fx *fx, const stm_clause *clause, const stm_clause_arg *arg)
{
    stm_ids list = {.count = 0};
    bool quoted = stm_doc_dominates(fx->doc, arg->head, clause->head);
    fx->skip = quoted ? clause->head
                      : STM_NONE; /* "X, sagte Y": the clause that holds the reporting verb */
    stm_clause_conjuncts(fx, arg->head, &list);
    for (uint32_t i = 0; i < list.count; i++) {
        uint32_t head = list.items[i];
        if (head == arg->head || (!quoted && stm_fx_has(fx, head, STM_REL_NSUBJ))) {
            stm_prop_arg(fx, arg->role, head, head, yield_of(fx, arg));
        }
    }
    fx->skip = STM_NONE;
}

static void add_subject(stm_fx *fx, const stm_clause *clause, uint32_t subject, uint8_t role)
{
    if (subject == STM_NONE) {
        return;
    }
    uint32_t anchor = subject == clause->subject ? clause->subject_anchor : subject;
    bool sentence = clause->subject_from == STM_SUBJECT_CLAUSE;
    fx->skip = clause->subject_from == STM_SUBJECT_NOUN ? clause->head : STM_NONE;
    stm_prop_arg(fx, role, anchor, sentence ? subject : name_of(fx, subject),
        sentence ? STM_YIELD_CLAUSE : STM_YIELD_PHRASE);
    fx->skip = STM_NONE;
}

/* Argument that is distributed: agent of a passive, object, else complement. */
static uint32_t distributed(const stm_clause *clause)
{
    for (uint32_t i = 0; clause->passive && i < clause->arg_count; i++) {
        if (clause->args[i].role == STM_ROLE_AGENT) {
            return i;
        }
    }
    for (uint32_t i = 0; i < clause->arg_count; i++) {
        if (clause->args[i].role == STM_ROLE_OBJECT && !clause->args[i].folded) {
            return i;
        }
    }
    for (uint32_t i = 0; i < clause->arg_count; i++) {
        if (clause->args[i].role == STM_ROLE_COMPLEMENT) {
            return i;
        }
    }
    return STM_NONE;
}

static void make(
    stm_fx *fx, const stm_clause *clause, uint32_t subject, uint32_t listed, uint32_t object)
{
    uint32_t agent = STM_NONE;
    if (!stm_prop_begin(fx, clause->head, rule_of(clause))) {
        return;
    }
    for (uint32_t i = 0; clause->passive && i < clause->arg_count; i++) {
        if (clause->args[i].role == STM_ROLE_AGENT) {
            uint32_t head = i == listed ? object : clause->args[i].head;
            agent = i;
            stm_prop_arg(fx, STM_ROLE_SUBJECT, clause->args[i].anchor, head, STM_YIELD_PHRASE);
            break;
        }
    }
    add_subject(fx, clause, subject, clause->passive ? STM_ROLE_OBJECT : STM_ROLE_SUBJECT);
    for (uint32_t i = 0; i < clause->arg_count; i++) {
        const stm_clause_arg *arg = &clause->args[i];
        if (i == agent) {
            continue; /* it is the subject */
        }
        if (i == listed) {
            stm_prop_arg(fx, arg->role, object == arg->head ? arg->anchor : object, object,
                yield_of(fx, arg));
        } else if (i == clause->light && arg->folded) {
            continue; /* it is in the relation and in the lemma */
        } else if (arg->role == STM_ROLE_CLAUSE) {
            add_clauses(fx, clause, arg);
        } else {
            add_list(fx, arg->role, arg);
        }
    }
    stm_prop *prop = stm_prop_last(fx);
    prop->passive = clause->passive;
    stm_buf_clear(&fx->buf);
    stm_fx_ids_text(fx, &fx->buf, &clause->group);
    prop->relation = stm_fx_keep(fx);
    prop->lemma = stm_prop_lemma(fx, clause);
}

/* A conjunct of a predicate noun or adjective that is a predicate of its own is not distributed
 * here. */
static void object_list(
    const stm_fx *fx, const stm_clause *clause, uint32_t listed, stm_ids *objects)
{
    stm_ids all = {.count = 0};
    if (listed == STM_NONE) {
        stm_ids_add(objects, STM_NONE);
        return;
    }
    stm_clause_conjuncts(fx, clause->args[listed].head, &all);
    for (uint32_t i = 0; i < all.count; i++) {
        if (all.items[i] == clause->args[listed].head ||
            !stm_clause_is_predicate(fx, all.items[i])) {
            stm_ids_add(objects, all.items[i]);
        }
    }
}

/* "The answer is that he left": a copula over a whole clause, which UD hangs on the clause's own
 * predicate. */
static void outer_clause(stm_fx *fx, uint32_t t)
{
    uint32_t subject = stm_doc_child(fx->doc, t, STM_REL_NSUBJ, STM_SUB_OUTER);
    uint32_t copula = stm_fx_child_of(fx, t, STM_REL_COP);
    if (subject == STM_NONE || copula == STM_NONE || copula > t ||
        !stm_prop_begin(fx, t, "clause-predicate")) {
        return;
    }
    stm_prop *prop = stm_prop_last(fx);
    prop->nominal = true;
    prop->relation = fx->tokens[copula].form;
    prop->lemma = stm_fx_lemma(fx, copula);
    stm_prop_arg(fx, STM_ROLE_SUBJECT, subject, subject, STM_YIELD_PHRASE);
    stm_prop_clause_after(fx, t, copula);
}

void stm_clause_props(stm_fx *fx, uint32_t t)
{
    outer_clause(fx, t);
    stm_clause clause;
    stm_ids subjects = {.count = 0}, objects = {.count = 0};
    stm_clause_build(fx, t, &clause);
    if (clause.arg_count == 0 && clause.subject == STM_NONE) {
        return;
    }
    if (clause.subject == STM_NONE || clause.subject_from == STM_SUBJECT_CLAUSE ||
        clause.subject_from == STM_SUBJECT_RELATIVE) {
        stm_ids_add(&subjects, clause.subject);
    } else {
        stm_clause_conjuncts(fx, clause.subject, &subjects);
    }
    uint32_t listed = distributed(&clause);
    object_list(fx, &clause, listed, &objects);
    uint32_t made = 0;
    for (uint32_t i = 0; i < subjects.count; i++) {
        for (uint32_t j = 0; j < objects.count && made < STM_FX_DISTRIBUTE; j++, made++) {
            make(fx, &clause, subjects.items[i], listed, objects.items[j]);
        }
    }
}
