/* The arguments of a clause and their roles, from the relations of Universal Dependencies.
 *   DE "Gestern gab er ihr das Buch" -> time, indirect, object; but not "zum Beispiel" (says
 *   nothing)
 *   EN "gave the city a statue"; but not ", so the plant was shut" (a consequence beside the
 *   clause)
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "facts/clause.h"

static bool dative_only(const stm_fx *fx, uint32_t c)
{
    return fx->tokens[c].morph.grammatical_case == STM_CASE_DAT;
}

/* Nothing but adposition and article: "zum Beispiel", "by the way", not "by the way to Rome". */
static bool bare_phrase(const stm_fx *fx, uint32_t t)
{
    STM_CHILDREN (fx->doc, t, c) {
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
    if (marker != STM_NONE && stm_fx_lemma_in(fx, c, fx->words->discourse_nouns) &&
        bare_phrase(fx, c)) {
        return -1;
    }
    bool by = marker == STM_NONE || stm_fx_lemma_in(fx, marker, fx->words->agent_markers) ||
        (!fx->german && !fx->english);
    if ((token->sub == STM_SUB_AGENT && by) ||
        (passive && marker != STM_NONE && stm_fx_lemma_in(fx, marker, fx->words->agent_markers) &&
            !stm_fx_lemma_in(fx, c, fx->words->time_nouns) && !circumposition(fx, c))) {
        return STM_ROLE_AGENT;
    }
    if (token->sub == STM_SUB_TMOD || stm_fx_lemma_in(fx, c, fx->words->time_nouns)) {
        return STM_ROLE_TIME;
    }
    if (marker == STM_NONE && !stm_fx_has(fx, c, STM_REL_CASE) &&
        (dative_only(fx, c) || token->sub == STM_SUB_ARG ||
            stm_fx_shown_case(fx, c) == STM_CASE_DAT)) {
        /* "Roche hatte den Konzern gekauft": what shows an accusative is the object, whatever the tree calls it */
        return stm_fx_shown_case(fx, c) == STM_CASE_ACC ? STM_ROLE_OBJECT : STM_ROLE_INDIRECT;
    }
    return STM_ROLE_OBLIQUE;
}

/* "rief dazu auf, …": the correlate stands for the clause, which is said itself. */
static bool announces_clause(const stm_fx *fx, uint32_t verb)
{
    return verb != STM_NONE &&
        (stm_fx_has(fx, verb, STM_REL_XCOMP) || stm_fx_has(fx, verb, STM_REL_CCOMP) ||
            stm_fx_has(fx, verb, STM_REL_ADVCL));
}

/* "…, so the plant was shut down": a consequence stands beside the clause, not in it. */
static bool consequence(const stm_fx *fx, uint32_t c)
{
    uint32_t mark = stm_fx_child_of(fx, c, STM_REL_MARK);
    mark = mark == STM_NONE ? stm_fx_child_of(fx, c, STM_REL_ADVMOD) : mark;
    return fx->english && mark != STM_NONE && mark < c &&
        stm_fx_form_in(fx, mark, fx->words->correlates) && mark + 1 < fx->end &&
        !stm_str_is(fx->tokens[mark + 1].form, "that") && mark > fx->tokens[c].head;
}

static int adverb_role(const stm_fx *fx, const stm_clause *clause, uint32_t c)
{
    if (clause->copula != STM_NONE && fx->tokens[c].head == clause->head &&
        (stm_fx_degree(fx, clause->head, c) || c == clause->head + 1)) {
        return -1;
    }
    if (fx->german && stm_fx_form_in(fx, c, fx->words->correlates) &&
        announces_clause(fx, fx->tokens[c].head)) {
        return -1;
    }
    if (stm_fx_lemma_in(fx, c, fx->words->time_adverbs)) {
        return STM_ROLE_TIME;
    }
    if (stm_fx_lemma_in(fx, c, fx->words->place_adverbs)) {
        return STM_ROLE_PLACE;
    }
    if (stm_fx_lemma_in(fx, c, fx->words->particles) || stm_clause_relative_pronoun(fx, c) ||
        fx->tokens[c].morph.pron_type == STM_PRON_INT || fx->tokens[c].upos == STM_PART) {
        return -1;
    }
    return STM_ROLE_ADVERB;
}

/* "X is Y, she said": parsers hang the reporting verb on what it reports, as parataxis or as its
 * complement. */
static bool reports_head(const stm_fx *fx, uint32_t t)
{
    uint32_t head = stm_fx_head(fx, t);
    uint8_t rel = fx->tokens[t].rel;
    uint32_t subject = stm_fx_child_of(fx, t, STM_REL_NSUBJ);
    if (head == STM_NONE || (rel != STM_REL_PARATAXIS && rel != STM_REL_CCOMP) ||
        subject == STM_NONE || t < head ||
        !stm_fx_punct_between(fx, head, t < subject ? t : subject) ||
        stm_fx_has(fx, t, STM_REL_CCOMP) || stm_fx_has(fx, t, STM_REL_OBJ) ||
        stm_fx_has(fx, t, STM_REL_MARK)) {
        return false;
    }
    return stm_fx_lemma_in(fx, t, fx->words->say_verbs) ||
        (fx->german && subject > t && fx->tokens[t - 1].upos == STM_PUNCT);
}

/* A verb particle with a comma right behind it ends the clause; an object after it belongs to another verb when the verb
 * has its own before: "greift Sam Altman an, dem er vorwirft, die Mission zu untergraben". Counter-example: "Sie bietet
 * an, was alle suchen" (nothing before the particle). */
bool stm_clause_behind_bracket(const stm_doc *doc, uint32_t verb, uint32_t c)
{
    uint32_t particle = stm_doc_child(doc, verb, STM_REL_COMPOUND, STM_SUB_PRT);
    if (doc->lang != STM_LANG_DE || particle == STM_NONE || particle < verb || c <= particle + 1 ||
        particle + 1 >= doc->tokens.count ||
        !stm_str_is(doc->tokens.items[particle + 1].form, ",")) {
        return false;
    }
    STM_CHILDREN (doc, verb, d) {
        if (doc->tokens.items[d].rel == STM_REL_OBJ && d < particle) {
            return true;
        }
    }
    return false;
}

/* Of two objects whose case nothing shows, the first is the dative: "Nvidia liefert OpenAI Rechenleistung"; full noun
 * phrases stand dative before accusative (Lenerz 1977). Not where two accusatives are usual: "Sie nannten Karl Boss". */
static bool first_of_two_objects(const stm_fx *fx, uint32_t c)
{
    uint32_t verb = stm_fx_head(fx, c);
    if (!fx->german || verb == STM_NONE || stm_fx_shown_case(fx, c) != 0 ||
        fx->tokens[c].upos == STM_PRON || stm_fx_lemma_in(fx, verb, fx->words->two_accusatives)) {
        return false;
    }
    for (uint32_t next = fx->tokens[c].next_sibling; next != STM_NONE;
         next = fx->tokens[next].next_sibling) {
        if (fx->tokens[next].rel == STM_REL_OBJ &&
            !stm_clause_behind_bracket(fx->doc, verb, next)) {
            return stm_fx_shown_case(fx, next) != STM_CASE_DAT && fx->tokens[next].upos != STM_PRON;
        }
    }
    return false;
}

/* "Altman schlug Musk vor, zu kommen", "Die Bank empfahl Siemens, zu verkaufen": the clause is what is said, the bare
 * object to whom. Not "Er bat Musk, zu kommen" (accusative), "Er schlug Meyer vor" (no clause). */
static bool addressee(const stm_fx *fx, uint32_t c)
{
    uint32_t verb = stm_fx_head(fx, c);
    return fx->german && verb != STM_NONE && stm_fx_shown_case(fx, c) == 0 &&
        stm_fx_lemma_in(fx, verb, fx->words->dative_clause) &&
        (stm_fx_has(fx, verb, STM_REL_XCOMP) || stm_fx_has(fx, verb, STM_REL_CCOMP));
}

/* What is behind the bracket belongs to the infinitive there, what is before it to the verb. */
static bool beyond_reach(const stm_fx *fx, const stm_clause *clause, uint32_t c)
{
    uint32_t verb = fx->tokens[c].head;
    bool behind = stm_clause_behind_bracket(fx->doc, verb, c);
    if (behind || verb == clause->head) {
        return behind && verb == clause->head;
    }
    for (uint32_t next = fx->tokens[c].next_sibling; next != STM_NONE;
         next = fx->tokens[next].next_sibling) {
        if (fx->tokens[next].rel == STM_REL_OBJ && stm_clause_behind_bracket(fx->doc, verb, next)) {
            return true;
        }
    }
    return false;
}

/* Role of child c of the predicate, or -1 when it is no argument. */
static int role_of(const stm_fx *fx, const stm_clause *clause, uint32_t c)
{
    const stm_token *child = &fx->tokens[c];
    switch (child->rel) {
    case STM_REL_NSUBJ:
        return stm_fx_shown_case(fx, c) == STM_CASE_DAT ? STM_ROLE_INDIRECT
            : clause->subject_from == STM_SUBJECT_EXPLETIVE ||
                stm_clause_misread(fx, clause->head, c)
            ? STM_ROLE_OBJECT
            : -1;
    case STM_REL_OBJ:
        if (beyond_reach(fx, clause, c)) {
            return -1;
        }
        return stm_fx_shown_case(fx, c) == STM_CASE_DAT || first_of_two_objects(fx, c) ||
                addressee(fx, c)
            ? STM_ROLE_INDIRECT
            : STM_ROLE_OBJECT;
    case STM_REL_IOBJ:
        return STM_ROLE_INDIRECT;
    case STM_REL_OBL:
        return oblique_role(fx, c, clause->passive);
    case STM_REL_NMOD:
        return (clause->copula == STM_NONE || c < clause->head) && stm_fx_case(fx, c) != STM_NONE
            ? oblique_role(fx, c, clause->passive)
            : -1;
    case STM_REL_ADVMOD:
        return adverb_role(fx, clause, c);
    case STM_REL_XCOMP:
        return stm_clause_verbal(fx, c) && !stm_fx_has(fx, c, STM_REL_COP) ? -1
                                                                           : STM_ROLE_COMPLEMENT;
    case STM_REL_CCOMP:
        return reports_head(fx, c) ? -1 : STM_ROLE_CLAUSE;
    case STM_REL_ADVCL:
        return consequence(fx, c) ? -1 : STM_ROLE_CLAUSE;
    default:
        return -1;
    }
}

bool stm_clause_has_role(const stm_clause *clause, uint8_t role)
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
    if (from_upper && role == STM_ROLE_OBJECT && stm_clause_has_role(out, STM_ROLE_OBJECT)) {
        return; /* "gab Geld aus, um das Haus zu kaufen": the money is not bought */
    }
    if (from_upper && (role == STM_ROLE_ADVERB || fx->tokens[c].upos == STM_ADV)) {
        return; /* "makes me want": how it makes says nothing of the wanting */
    }
    if (role < 0 || c == out->subject_anchor || out->arg_count >= STM_FX_LIST ||
        stm_ids_has(&out->group, c) || c == out->head) {
        return;
    }
    uint32_t head = stm_clause_antecedent(fx, t, c);
    out->args[out->arg_count++] = (stm_clause_arg){
        .role = (uint8_t)role, .from_upper = from_upper, .anchor = c, .head = head};
}

static void add_children(const stm_fx *fx, stm_clause *out)
{
    if (out->copula != STM_NONE || !(stm_clause_verbal(fx, out->head) || out->participle)) {
        out->args[out->arg_count++] =
            (stm_clause_arg){.role = STM_ROLE_COMPLEMENT, .anchor = out->head, .head = out->head};
    }
    STM_CHILDREN (fx->doc, out->head, c) {
        add_arg(fx, out, out->head, c, false);
    }
    uint32_t complement = stm_fx_child_of(fx, out->head, STM_REL_XCOMP);
    if (complement != STM_NONE && role_of(fx, out, complement) == STM_ROLE_COMPLEMENT) {
        STM_CHILDREN (fx->doc, complement, c) {
            uint8_t rel = fx->tokens[c].rel;
            if (rel == STM_REL_OBL || rel == STM_REL_ADVCL) {
                add_arg(fx, out, complement, c, false); /* "became unpopular in Gaza" */
            }
        }
    }
    uint32_t upper = out->upper;
    for (uint32_t steps = 0; upper != STM_NONE && steps < 4; steps++) {
        STM_CHILDREN (fx->doc, upper, c) {
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

/* "whose term ends", "where it builds": the relative word has a place of its own in the clause. */
static bool has_other_relative(const stm_fx *fx, uint32_t noun, uint32_t t)
{
    static const char *const words[] = {"whose", "where", "when", "why"};
    for (uint32_t i = noun + 1; i < t; i++) {
        for (size_t k = 0; k < sizeof words / sizeof words[0]; k++) {
            if (stm_str_is(fx->tokens[i].form, words[k]) && stm_doc_dominates(fx->doc, t, i)) {
                return true;
            }
        }
    }
    return false;
}

/* "the fees that they charge", "every move Google makes": the antecedent is the missing object. */
static void add_relative_object(const stm_fx *fx, stm_clause *out)
{
    uint32_t t = out->head, noun = stm_fx_head(fx, t);
    if (fx->tokens[t].rel != STM_REL_ACL || noun == STM_NONE || noun > t || !fx->english ||
        out->copula != STM_NONE || out->subject_from != STM_SUBJECT_OWN ||
        out->arg_count >= STM_FX_LIST || fx->tokens[t].sub != STM_SUB_RELCL ||
        has_other_relative(fx, noun, t)) {
        return;
    }
    for (uint32_t i = 0; i < out->arg_count; i++) {
        uint8_t role = out->args[i].role;
        if (role == STM_ROLE_OBJECT || role == STM_ROLE_CLAUSE || role == STM_ROLE_COMPLEMENT ||
            out->args[i].head == noun) {
            return;
        }
    }
    out->args[out->arg_count++] =
        (stm_clause_arg){.role = STM_ROLE_OBJECT, .anchor = noun, .head = noun};
}

void stm_clause_args(const stm_fx *fx, stm_clause *out)
{
    add_children(fx, out);
    add_relative_object(fx, out);
    add_reported(fx, out);
}
