/* Clauses: the verb group (auxiliaries, separable prefix, reflexive, negation, the verbs above an infinitive) and
 * the arguments with their roles, from the relations of Universal Dependencies. Word order plays no part, so
 * German verb brackets and objects before the verb need no rules of their own.
 *   DE "Den Vertrag hat Siemens gestern nicht unterzeichnet." -> Siemens | hat nicht unterzeichnet | Den Vertrag
 *      but not the participle before a noun ("der unterzeichnete Vertrag"): see nominal.c
 *   EN "The wells were running dry." -> were running | dry; but not "running water"
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "facts/clause.h"

bool stm_clause_is_nominal(const stm_fx *fx, uint32_t t)
{
    return stm_fx_has(fx, t, STM_REL_COP)
           || (fx->tokens[t].upos != STM_VERB && fx->tokens[t].upos != STM_AUX);
}

static bool verbal(const stm_fx *fx, uint32_t t)
{
    return fx->tokens[t].upos == STM_VERB || fx->tokens[t].upos == STM_AUX;
}

bool stm_clause_is_predicate(const stm_fx *fx, uint32_t t)
{
    if (stm_clause_is_participle(fx, t)) {
        return true;
    }
    const stm_token *token = &fx->tokens[t];
    bool marked = stm_fx_has(fx, t, STM_REL_NSUBJ) || stm_fx_has(fx, t, STM_REL_COP)
                  || stm_fx_has(fx, t, STM_REL_CSUBJ);
    if (marked) {
        return true;
    }
    if (!verbal(fx, t)) {
        return false;
    }
    switch (token->rel) {
    case STM_REL_AMOD:
    case STM_REL_AUX:
    case STM_REL_COP:
    case STM_REL_COMPOUND:
    case STM_REL_CASE:
    case STM_REL_MARK:
    case STM_REL_ADVMOD:
    case STM_REL_FLAT:
    case STM_REL_FIXED:
    case STM_REL_NUMMOD:
    case STM_REL_DET:
        return false;
    case STM_REL_CONJ: {
        uint32_t first = stm_clause_first_conjunct(fx, t);
        return first != t && (verbal(fx, first) || stm_fx_has(fx, first, STM_REL_COP))
               && fx->tokens[first].rel != STM_REL_AMOD;
    }
    default:
        return true;
    }
}

/* "um … zu", "ohne … zu": adverbial, whatever the parser calls it. */
static bool adverbial_mark(const stm_fx *fx, uint32_t t)
{
    STM_CHILDREN(fx->doc, t, c) {
        if (fx->german && fx->tokens[c].rel == STM_REL_MARK && c < t
            && (stm_fx_form_in(fx, c, fx->words->purpose_words)
                || stm_fx_form_in(fx, c, fx->words->unless_words))) {
            return true;
        }
    }
    return false;
}

uint32_t stm_clause_upper(const stm_fx *fx, uint32_t t)
{
    for (uint32_t steps = 0; steps < STM_FX_CLIMB; steps++) {
        uint32_t head = stm_fx_head(fx, t);
        if (head == STM_NONE || stm_fx_finite(fx, t) || stm_fx_has(fx, t, STM_REL_NSUBJ)) {
            return STM_NONE;
        }
        if (fx->tokens[t].rel == STM_REL_XCOMP) {
            return adverbial_mark(fx, t) ? STM_NONE : head;
        }
        if (fx->tokens[t].rel != STM_REL_CONJ) {
            return STM_NONE;
        }
        t = head;
    }
    return STM_NONE;
}

static bool has_marker(const stm_fx *fx, uint32_t t)
{
    return stm_fx_has(fx, t, STM_REL_MARK) || stm_fx_case(fx, t) != STM_NONE;
}

uint32_t stm_clause_link(const stm_fx *fx, uint32_t t)
{
    uint32_t first = stm_clause_first_conjunct(fx, t);
    uint32_t head = stm_fx_head(fx, first);
    uint8_t rel = fx->tokens[first].rel;
    if (head == STM_NONE || stm_fx_finite(fx, t) || stm_fx_finite(fx, first) || !has_marker(fx, first)
        || stm_fx_has(fx, t, STM_REL_NSUBJ) || head > t) {
        return STM_NONE;
    }
    if (rel == STM_REL_ADVCL || rel == STM_REL_CCOMP) {
        return stm_clause_is_predicate(fx, head) ? head : STM_NONE;
    }
    if (rel != STM_REL_ACL) {
        return STM_NONE;
    }
    if (stm_clause_is_predicate(fx, head)) {
        return head;
    }
    uint32_t verb = stm_fx_head(fx, head);
    bool argument = fx->tokens[head].rel == STM_REL_OBJ || fx->tokens[head].rel == STM_REL_IOBJ
                    || fx->tokens[head].rel == STM_REL_OBL;
    return argument && verb != STM_NONE && stm_clause_is_predicate(fx, verb) ? verb : STM_NONE;
}

/* "ich frage mich": object and subject are the same person. */
static bool same_person(const stm_fx *fx, uint32_t t, uint32_t c)
{
    static const char *const pairs[][2] = {{"mich", "ich"}, {"mir", "ich"}, {"dich", "du"}, {"dir", "du"},
                                           {"uns", "wir"}, {"euch", "ihr"}, {"sich", ""}};
    stm_str object = fx->tokens[c].form;
    stm_clause clause = {.head = t};
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        if (stm_str_is(object, pairs[i][0])) {
            stm_clause_subject(fx, t, &clause);
            return pairs[i][1][0] == '\0'
                   || (clause.subject != STM_NONE
                       && stm_str_eq_ascii_nocase(fx->tokens[clause.subject].form, stm_str_of(pairs[i][1])));
        }
    }
    return false;
}

static bool reflexive(const stm_fx *fx, uint32_t t, uint32_t c)
{
    const stm_token *token = &fx->tokens[c];
    return token->upos == STM_PRON && stm_fx_case(fx, c) == STM_NONE
           && (token->morph.reflex || (fx->german && same_person(fx, t, c)));
}

uint32_t stm_clause_copula(const stm_fx *fx, uint32_t t)
{
    bool outer = stm_doc_child(fx->doc, t, STM_REL_NSUBJ, STM_SUB_OUTER) != STM_NONE;
    STM_CHILDREN(fx->doc, t, c) {
        if (fx->tokens[c].rel == STM_REL_COP) {
            if (!outer) {
                return c;
            }
            outer = false; /* the first copula stands over the clause, a second is its own */
        }
    }
    return STM_NONE;
}

/* "nicht mehr", "not even": the negation hangs on the other adverb. */
static uint32_t negator_of(const stm_fx *fx, uint32_t adverb)
{
    if (stm_fx_negator(fx, adverb)) {
        return adverb;
    }
    STM_CHILDREN(fx->doc, adverb, c) {
        if (fx->tokens[c].rel == STM_REL_ADVMOD && stm_fx_negator(fx, c)) {
            return c;
        }
    }
    return STM_NONE;
}

/* Words of the verb group that hang on t. */
static void add_group(const stm_fx *fx, uint32_t t, bool infinitive_mark, stm_clause *out)
{
    /* "um zu finanzieren", "ohne zu bezahlen": the fact is not what it says without them. */
    bool clause_marks = fx->german && !stm_fx_finite(fx, t)
                        && (fx->tokens[stm_clause_first_conjunct(fx, t)].rel == STM_REL_ADVCL
                            || adverbial_mark(fx, t));
    infinitive_mark |= clause_marks;
    uint32_t outer = stm_doc_child(fx->doc, t, STM_REL_NSUBJ, STM_SUB_OUTER);
    uint32_t outer_copula = stm_fx_child_of(fx, t, STM_REL_COP);
    STM_CHILDREN(fx->doc, t, c) {
        const stm_token *child = &fx->tokens[c];
        bool take = false;
        switch (child->rel) {
        case STM_REL_AUX:
        case STM_REL_COP:
            take = outer == STM_NONE || c > outer_copula;
            break;
        case STM_REL_COMPOUND:
            take = child->sub == STM_SUB_PRT || (verbal(fx, t) && child->sub == STM_SUB_OTHER);
            break;
        case STM_REL_EXPL:
            take = child->sub == STM_SUB_PV;
            break;
        case STM_REL_OBJ:
        case STM_REL_IOBJ:
        case STM_REL_OBL:
            take = reflexive(fx, t, c);
            break;
        case STM_REL_MARK:
            take = infinitive_mark && (child->upos == STM_PART || clause_marks);
            break;
        case STM_REL_ADVMOD:
            /* "Perhaps he sold it": negation and doubt stay, whatever else may go. */
            if (stm_fx_lemma_in(fx, c, fx->words->hedges_possible)
                || stm_fx_lemma_in(fx, c, fx->words->hedges_alleged)) {
                take = fx->tokens[c].upos == STM_ADV && !stm_fx_degree(fx, out->copula == STM_NONE ? 0 : t, c);
            }
            if (negator_of(fx, c) != STM_NONE) {
                stm_ids_add_sorted(&out->negation, negator_of(fx, c));
                stm_ids_add_sorted(&out->group, negator_of(fx, c));
            }
            break;
        default:
            break;
        }
        if (child->rel == STM_REL_AUX && child->sub == STM_SUB_PASS) {
            out->passive = true;
        }
        if (take) {
            stm_ids_add_sorted(&out->group, c);
        }
    }
}

static bool has_auxiliary(const stm_fx *fx, uint32_t t)
{
    return stm_fx_has(fx, t, STM_REL_AUX) || stm_fx_has(fx, t, STM_REL_COP);
}

/* "kann reden und Politik machen": the second verb shares the auxiliaries of the first. */
static void share_auxiliaries(const stm_fx *fx, uint32_t t, stm_clause *out)
{
    uint32_t own = t;
    for (uint32_t steps = 0; steps < STM_FX_CLIMB; steps++) {
        uint32_t head = stm_fx_head(fx, t);
        if (fx->tokens[t].rel != STM_REL_CONJ || head == STM_NONE || stm_fx_finite(fx, own)
            || stm_fx_has(fx, own, STM_REL_NSUBJ)) {
            return;
        }
        STM_CHILDREN(fx->doc, head, c) {
            uint8_t rel = fx->tokens[c].rel;
            if ((rel == STM_REL_AUX || rel == STM_REL_COP) && c < own) {
                stm_ids_add_sorted(&out->group, c);
                out->passive |= fx->tokens[c].sub == STM_SUB_PASS;
            }
        }
        if (has_auxiliary(fx, head)) {
            return;
        }
        t = head;
    }
}

static void build_group(const stm_fx *fx, stm_clause *out)
{
    uint32_t t = out->head;
    bool chain = out->upper != STM_NONE;
    add_group(fx, t, chain, out);
    if ((verbal(fx, t) || out->participle) && out->copula == STM_NONE) {
        stm_ids_add_sorted(&out->group, t);
    }
    if (!has_auxiliary(fx, t)) {
        share_auxiliaries(fx, t, out);
    }
    uint32_t upper = out->upper;
    for (uint32_t steps = 0; upper != STM_NONE && steps < 4; steps++) {
        bool passive = out->passive;
        /* "are willing to recommend": the predicate adjective belongs to the group. */
        if (verbal(fx, upper) || fx->tokens[upper].upos == STM_ADJ) {
            stm_ids_add_sorted(&out->group, upper);
        }
        uint32_t next = stm_clause_upper(fx, upper);
        add_group(fx, upper, next != STM_NONE, out);
        if (!has_auxiliary(fx, upper)) {
            share_auxiliaries(fx, upper, out);
        }
        out->passive = passive;
        upper = next;
    }
}

static bool dative_only(const stm_fx *fx, uint32_t c)
{
    return fx->tokens[c].morph.grammatical_case == STM_CASE_DAT;
}

/* Nothing but adposition and article: "zum Beispiel", "by the way", not "by the way to Rome". */
static bool bare_phrase(const stm_fx *fx, uint32_t t)
{
    STM_CHILDREN(fx->doc, t, c) {
        uint8_t rel = fx->tokens[c].rel;
        if (rel != STM_REL_CASE && rel != STM_REL_DET && rel != STM_REL_PUNCT) {
            return false;
        }
    }
    return true;
}

/* "von Grund auf", "von Anfang an": no agent. */
static bool circumposition(const stm_fx *fx, uint32_t t)
{
    static const char *const words[] = {"auf", "an", "aus", "her"};
    for (size_t i = 0; fx->german && t + 1 < fx->end && i < sizeof words / sizeof words[0]; i++) {
        if (stm_str_is(fx->tokens[t + 1].form, words[i])) {
            return true;
        }
    }
    return false;
}

static int oblique_role(const stm_fx *fx, uint32_t c, bool passive)
{
    uint32_t marker = stm_fx_case(fx, c);
    const stm_token *token = &fx->tokens[c];
    if (marker != STM_NONE && stm_fx_lemma_in(fx, c, fx->words->discourse_nouns) && bare_phrase(fx, c)) {
        return -1;
    }
    bool by = marker == STM_NONE || stm_fx_lemma_in(fx, marker, fx->words->agent_markers)
              || (!fx->german && !fx->english);
    if ((token->sub == STM_SUB_AGENT && by)
        || (passive && marker != STM_NONE && stm_fx_lemma_in(fx, marker, fx->words->agent_markers)
            && !stm_fx_lemma_in(fx, c, fx->words->time_nouns) && !circumposition(fx, c))) {
        return STM_ROLE_AGENT;
    }
    if (token->sub == STM_SUB_TMOD || stm_fx_lemma_in(fx, c, fx->words->time_nouns)) {
        return STM_ROLE_TIME;
    }
    if (marker == STM_NONE && !stm_fx_has(fx, c, STM_REL_CASE)
        && (dative_only(fx, c) || token->sub == STM_SUB_ARG || stm_fx_shown_case(fx, c) == STM_CASE_DAT)) {
        return STM_ROLE_INDIRECT;
    }
    return STM_ROLE_OBLIQUE;
}

/* "rief dazu auf, …": the correlate stands for the clause, which is said itself. */
static bool announces_clause(const stm_fx *fx, uint32_t verb)
{
    return verb != STM_NONE && (stm_fx_has(fx, verb, STM_REL_XCOMP) || stm_fx_has(fx, verb, STM_REL_CCOMP)
                                || stm_fx_has(fx, verb, STM_REL_ADVCL));
}

/* "…, so the plant was shut down": a consequence stands beside the clause, not in it. */
static bool consequence(const stm_fx *fx, uint32_t c)
{
    uint32_t mark = stm_fx_child_of(fx, c, STM_REL_MARK);
    mark = mark == STM_NONE ? stm_fx_child_of(fx, c, STM_REL_ADVMOD) : mark;
    return fx->english && mark != STM_NONE && mark < c && stm_fx_form_in(fx, mark, fx->words->correlates)
           && mark + 1 < fx->end && !stm_str_is(fx->tokens[mark + 1].form, "that") && mark > fx->tokens[c].head;
}

static int adverb_role(const stm_fx *fx, const stm_clause *clause, uint32_t c)
{
    if (clause->copula != STM_NONE && fx->tokens[c].head == clause->head
        && (stm_fx_degree(fx, clause->head, c) || c == clause->head + 1)) {
        return -1;
    }
    if (fx->german && stm_fx_form_in(fx, c, fx->words->correlates) && announces_clause(fx, fx->tokens[c].head)) {
        return -1;
    }
    if (stm_fx_lemma_in(fx, c, fx->words->time_adverbs)) {
        return STM_ROLE_TIME;
    }
    if (stm_fx_lemma_in(fx, c, fx->words->place_adverbs)) {
        return STM_ROLE_PLACE;
    }
    if (stm_fx_lemma_in(fx, c, fx->words->particles) || stm_clause_relative_pronoun(fx, c)
        || fx->tokens[c].morph.pron_type == STM_PRON_INT || fx->tokens[c].upos == STM_PART) {
        return -1;
    }
    return STM_ROLE_ADVERB;
}

/* "X is Y, she said": parsers hang the reporting verb on what it reports, as parataxis or as its complement. */
static bool reports_head(const stm_fx *fx, uint32_t t)
{
    uint32_t head = stm_fx_head(fx, t);
    uint8_t rel = fx->tokens[t].rel;
    uint32_t subject = stm_fx_child_of(fx, t, STM_REL_NSUBJ);
    if (head == STM_NONE || (rel != STM_REL_PARATAXIS && rel != STM_REL_CCOMP) || subject == STM_NONE
        || t < head || !stm_fx_punct_between(fx, head, t < subject ? t : subject)
        || stm_fx_has(fx, t, STM_REL_CCOMP) || stm_fx_has(fx, t, STM_REL_OBJ)
        || stm_fx_has(fx, t, STM_REL_MARK)) {
        return false;
    }
    return stm_fx_lemma_in(fx, t, fx->words->say_verbs)
           || (fx->german && subject > t && fx->tokens[t - 1].upos == STM_PUNCT);
}

/* Role of child c of the predicate, or -1 when it is no argument. */
static int role_of(const stm_fx *fx, const stm_clause *clause, uint32_t c)
{
    const stm_token *child = &fx->tokens[c];
    switch (child->rel) {
    case STM_REL_NSUBJ:
        return stm_fx_shown_case(fx, c) == STM_CASE_DAT ? STM_ROLE_INDIRECT
               : clause->subject_from == STM_SUBJECT_EXPLETIVE || stm_clause_misread(fx, clause->head, c)
                   ? STM_ROLE_OBJECT : -1;
    case STM_REL_OBJ:
        return stm_fx_shown_case(fx, c) == STM_CASE_DAT ? STM_ROLE_INDIRECT : STM_ROLE_OBJECT;
    case STM_REL_IOBJ:
        return STM_ROLE_INDIRECT;
    case STM_REL_OBL:
        return oblique_role(fx, c, clause->passive);
    case STM_REL_NMOD:
        return (clause->copula == STM_NONE || c < clause->head) && stm_fx_case(fx, c) != STM_NONE
                   ? oblique_role(fx, c, clause->passive) : -1;
    case STM_REL_ADVMOD:
        return adverb_role(fx, clause, c);
    case STM_REL_XCOMP:
        return verbal(fx, c) && !stm_fx_has(fx, c, STM_REL_COP) ? -1 : STM_ROLE_COMPLEMENT;
    case STM_REL_CCOMP:
        return reports_head(fx, c) ? -1 : STM_ROLE_CLAUSE;
    case STM_REL_ADVCL:
        return consequence(fx, c) ? -1 : STM_ROLE_CLAUSE;
    default:
        return -1;
    }
}

static bool has_role(const stm_clause *clause, uint8_t role)
{
    for (uint32_t i = 0; i < clause->arg_count; i++) {
        if (clause->args[i].role == role) {
            return true;
        }
    }
    return false;
}

static void add_arg(const stm_fx *fx, stm_clause *out, uint32_t t, uint32_t c, bool from_upper)
{
    int role = role_of(fx, out, c);
    if (from_upper && role == STM_ROLE_OBJECT && has_role(out, STM_ROLE_OBJECT)) {
        return; /* "gab Geld aus, um das Haus zu kaufen": the money is not bought */
    }
    if (from_upper && (role == STM_ROLE_ADVERB || fx->tokens[c].upos == STM_ADV)) {
        return; /* "makes me want": how it makes says nothing of the wanting */
    }
    if (role < 0 || c == out->subject_anchor || out->arg_count >= STM_FX_LIST
        || stm_ids_has(&out->group, c) || c == out->head) {
        return;
    }
    uint32_t head = stm_clause_antecedent(fx, t, c);
    out->args[out->arg_count++] =
        (stm_clause_arg){.role = (uint8_t)role, .from_upper = from_upper, .anchor = c, .head = head};
}

static void build_args(const stm_fx *fx, stm_clause *out)
{
    if (out->copula != STM_NONE || !(verbal(fx, out->head) || out->participle)) {
        out->args[out->arg_count++] = (stm_clause_arg){
            .role = STM_ROLE_COMPLEMENT, .anchor = out->head, .head = out->head};
    }
    STM_CHILDREN(fx->doc, out->head, c) {
        add_arg(fx, out, out->head, c, false);
    }
    uint32_t complement = stm_fx_child_of(fx, out->head, STM_REL_XCOMP);
    if (complement != STM_NONE && role_of(fx, out, complement) == STM_ROLE_COMPLEMENT) {
        STM_CHILDREN(fx->doc, complement, c) {
            uint8_t rel = fx->tokens[c].rel;
            if (rel == STM_REL_OBL || rel == STM_REL_ADVCL) {
                add_arg(fx, out, complement, c, false); /* "became unpopular in Gaza" */
            }
        }
    }
    uint32_t upper = out->upper;
    for (uint32_t steps = 0; upper != STM_NONE && steps < 4; steps++) {
        STM_CHILDREN(fx->doc, upper, c) {
            add_arg(fx, out, upper, c, true);
        }
        upper = stm_clause_upper(fx, upper);
    }
}

static void add_reported(const stm_fx *fx, stm_clause *out)
{
    if (out->copula == STM_NONE && out->arg_count < STM_FX_LIST && reports_head(fx, out->head)) {
        uint32_t said = stm_fx_head(fx, out->head);
        out->args[out->arg_count++] =
            (stm_clause_arg){.role = STM_ROLE_CLAUSE, .anchor = said, .head = said};
    }
}

/* "the fees that they charge", "every move Google makes": the antecedent is the missing object. */
static void add_relative_object(const stm_fx *fx, stm_clause *out)
{
    uint32_t t = out->head, noun = stm_fx_head(fx, t);
    if (fx->tokens[t].rel != STM_REL_ACL || noun == STM_NONE || noun > t || !fx->english
        || out->copula != STM_NONE || out->subject_from != STM_SUBJECT_OWN
        || out->arg_count >= STM_FX_LIST || fx->tokens[t].sub != STM_SUB_RELCL) {
        return;
    }
    for (uint32_t i = 0; i < out->arg_count; i++) {
        uint8_t role = out->args[i].role;
        if (role == STM_ROLE_OBJECT || role == STM_ROLE_CLAUSE || role == STM_ROLE_COMPLEMENT
            || out->args[i].head == noun) {
            return;
        }
    }
    out->args[out->arg_count++] =
        (stm_clause_arg){.role = STM_ROLE_OBJECT, .anchor = noun, .head = noun};
}

/* "hat eröffnet" is active whatever the parser calls its subject. */
static bool has_perfect(const stm_fx *fx, const stm_clause *clause)
{
    for (uint32_t i = 0; i < clause->group.count; i++) {
        uint32_t t = clause->group.items[i];
        stm_str lemma = stm_fx_lemma(fx, t);
        if (fx->tokens[t].rel == STM_REL_AUX && stm_str_is(lemma, "haben")) {
            return true;
        }
    }
    return false;
}

/* Words of an argument that become part of the relation, with its adposition. */
static void fold_words(const stm_fx *fx, stm_clause_arg *arg, stm_clause *out)
{
    arg->folded = true;
    STM_CHILDREN(fx->doc, arg->anchor, c) {
        uint8_t rel = fx->tokens[c].rel;
        if (rel == STM_REL_CASE || rel == STM_REL_DET || rel == STM_REL_ADVMOD) {
            stm_ids_add_sorted(&out->group, c);
        }
    }
    stm_ids_add_sorted(&out->group, arg->anchor);
}

/* Light verbs take their noun in ("in die Wege leiten"), and a verb with object takes in its object's predicate
 * ("für möglich erklären", "keep on tenterhooks"), so that the object is what the fact is about. */
static void fold(stm_fx *fx, stm_clause *out)
{
    stm_buf_clear(&fx->buf);
    out->light = stm_clause_light(fx, out, &fx->buf);
    stm_buf_clear(&fx->buf);
    if (out->light != STM_NONE && out->arg_count > 1) {
        fold_words(fx, &out->args[out->light], out);
    }
    if (!has_role(out, STM_ROLE_OBJECT)) {
        return;
    }
    for (uint32_t i = 0; i < out->arg_count; i++) {
        if (out->args[i].role == STM_ROLE_COMPLEMENT && out->copula == STM_NONE
            && out->args[i].anchor == out->args[i].head) {
            fold_words(fx, &out->args[i], out);
        }
    }
}

void stm_clause_build(stm_fx *fx, uint32_t t, stm_clause *out)
{
    *out = (stm_clause){
        .head = t, .copula = stm_clause_copula(fx, t), .light = STM_NONE};
    out->upper = stm_clause_upper(fx, t);
    out->finite = stm_fx_finite(fx, t);
    out->participle = stm_clause_is_participle(fx, t);
    build_group(fx, out);
    stm_clause_subject(fx, t, out);
    if (out->subject_anchor != STM_NONE && fx->tokens[out->subject_anchor].rel == STM_REL_NSUBJ
        && fx->tokens[out->subject_anchor].sub == STM_SUB_PASS
        && out->subject_from == STM_SUBJECT_OWN && !has_perfect(fx, out)) {
        out->passive = true;
    }
    if (out->subject_from == STM_SUBJECT_NOUN && !out->finite
        && (fx->tokens[t].morph.verb_form == STM_VERBFORM_PART || out->participle)
        && !stm_clause_is_present_participle(fx, t)) {
        out->passive = true;
    }
    build_args(fx, out);
    add_relative_object(fx, out);
    add_reported(fx, out);
    fold(fx, out);
}
