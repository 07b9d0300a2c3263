/* Modality: is it asserted, possible, planned, demanded, hypothetical, alleged, asked?
 *   modal verbs   DE "kann kaufen" possible, "muss kaufen" demanded, "will kaufen" planned; EN can,
 *   must, will
 *   evidential    DE "soll gekauft haben" alleged, but "soll kaufen" planned; "will gesehen haben"
 *   alleged
 *                 EN "is said to have bought", "is reported to own"
 *   Konjunktiv    DE II "würde kaufen", "hätte gekauft" hypothetical; I "er habe gekauft" alleged
 *                 EN "would buy"
 *   adverbs       DE angeblich, offenbar, vielleicht; EN allegedly, perhaps
 *   above         DE "plant, X zu kaufen"; EN "plans to buy X", "asked him to leave", "hopes that"
 *                 but not "begann X zu kaufen", "es gelang ihm": those happened
 *   conditions    DE "wenn er kommt", "käme er"; EN "if he comes"; the main clause is not plain
 *   either
 *   questions, imperatives, purposes ("um zu kaufen" planned)
 * The strongest doubt wins, in the order in which the enum's values are ranked below.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "facts/marks.h"

static uint8_t rank(uint8_t modality)
{
    static const uint8_t ranks[] = {[STM_ASSERTED] = 0,
        [STM_PLANNED] = 1,
        [STM_DEMANDED] = 2,
        [STM_POSSIBLE] = 3,
        [STM_HYPOTHETICAL] = 4,
        [STM_ALLEGED] = 5,
        [STM_QUESTION] = 6};
    return ranks[modality];
}

static uint8_t stronger(uint8_t a, uint8_t b)
{
    return rank(b) > rank(a) ? b : a;
}

/* "gekauft haben", "gewesen sein": perfect infinitive under a modal verb. */
static bool perfect_infinitive(const stm_fx *fx, const stm_clause *clause)
{
    for (uint32_t i = 0; i < clause->group.count; i++) {
        const stm_token *token = &fx->tokens[clause->group.items[i]];
        stm_str form = token->form;
        if ((token->rel == STM_REL_AUX || token->rel == STM_REL_COP) &&
            (stm_str_is(form, "haben") ||
                (stm_str_is(form, "sein") && clause->copula == STM_NONE))) {
            return true;
        }
    }
    return false;
}

/* Forms that are Konjunktiv and nothing else, for when features are silent. */
static uint8_t subjunctive_form(stm_str form)
{
    return stm_words_have(stm_fact_words_de.conjunctive_two, form, true) ? STM_HYPOTHETICAL
        : stm_words_have(stm_fact_words_de.conjunctive_one, form, true)  ? STM_ALLEGED
                                                                         : STM_ASSERTED;
}

static uint8_t mood_of(const stm_fx *fx, uint32_t t)
{
    const stm_token *token = &fx->tokens[t];
    if (token->morph.mood == STM_MOOD_IMP) {
        return STM_DEMANDED;
    }
    if (!fx->german || (token->upos != STM_VERB && token->upos != STM_AUX)) {
        return STM_ASSERTED;
    }
    if (token->morph.mood == STM_MOOD_SUB) {
        uint8_t by_form = subjunctive_form(token->form);
        /* Past and Konjunktiv II of weak verbs are one form; the past is far more frequent. */
        bool weak = token->upos == STM_VERB &&
            (stm_str_ends(token->form, STM_LIT("te")) || stm_str_ends(token->form, STM_LIT("ten")));
        if (weak && by_form == STM_ASSERTED) {
            return STM_ASSERTED;
        }
        return by_form != STM_ASSERTED             ? by_form
            : token->morph.tense == STM_TENSE_PAST ? STM_HYPOTHETICAL
                                                   : STM_ALLEGED;
    }
    uint8_t by_form = subjunctive_form(token->form);
    /* "ich habe", "ich werde" are indicative. */
    return by_form == STM_ALLEGED && (token->morph.mood == STM_MOOD_IND || token->morph.person == 1)
        ? STM_ASSERTED
        : by_form;
}

static uint8_t german_modal(const stm_fx *fx, const stm_clause *clause, uint32_t t)
{
    stm_str lemma = stm_fx_lemma(fx, t), form = fx->tokens[t].form;
    if (stm_str_is(lemma, "sollen")) {
        if (stm_str_starts(form, STM_LIT("sollte")) || stm_str_starts(form, STM_LIT("Sollte"))) {
            return STM_DEMANDED;
        }
        return perfect_infinitive(fx, clause) ? STM_ALLEGED : STM_PLANNED;
    }
    if (stm_str_starts(form, STM_LIT("möchte")) || stm_str_starts(form, STM_LIT("Möchte"))) {
        return STM_PLANNED;
    }
    if (stm_str_is(lemma, "wollen")) {
        return perfect_infinitive(fx, clause) ? STM_ALLEGED : STM_PLANNED;
    }
    return STM_ASSERTED;
}

/* `werden` makes the future with an infinitive only: "wird gekauft" is a present passive. */
static bool future(const stm_fx *fx, const stm_clause *clause, uint32_t t)
{
    if (fx->tokens[t].sub == STM_SUB_PASS || t == clause->copula ||
        stm_str_starts(fx->tokens[t].form, STM_LIT("wurde"))) {
        return false; /* "wurde ein Erfolg": became one */
    }
    if (fx->tokens[clause->head].morph.verb_form == STM_VERBFORM_INF ||
        clause->copula != STM_NONE ||
        stm_str_eq(fx->tokens[clause->head].form, stm_fx_lemma(fx, clause->head))) {
        return true;
    }
    for (uint32_t i = 0; i < clause->group.count; i++) {
        const stm_token *token = &fx->tokens[clause->group.items[i]];
        if (token->rel == STM_REL_AUX && clause->group.items[i] != t &&
            token->morph.verb_form == STM_VERBFORM_INF) {
            return true;
        }
    }
    return false;
}

static uint8_t auxiliary(const stm_fx *fx, const stm_clause *clause, uint32_t t)
{
    uint8_t modality = mood_of(fx, t);
    if (fx->german && german_modal(fx, clause, t) != STM_ASSERTED) {
        return german_modal(fx, clause, t);
    }
    stm_str form = fx->tokens[t].form;
    if (fx->english && (stm_str_is(form, "would") || stm_str_is(form, "'d")) &&
        stm_str_is(stm_fx_lemma(fx, t), "would")) {
        return stronger(modality, STM_HYPOTHETICAL);
    }
    if (stm_fx_lemma_in(fx, t, fx->words->modal_possible)) {
        return stronger(modality == STM_HYPOTHETICAL ? STM_POSSIBLE : modality, STM_POSSIBLE);
    }
    if (stm_fx_lemma_in(fx, t, fx->words->modal_planned)) {
        bool will = !stm_str_is(stm_fx_lemma(fx, t), "werden") || future(fx, clause, t);
        return stronger(modality, will ? STM_PLANNED : STM_ASSERTED);
    }
    bool demand = stm_fx_lemma_in(fx, t, fx->words->modal_demanded);
    /* "has bought" is no demand; "have to buy" comes as a verb above. */
    if (demand && stm_str_is(stm_fx_lemma(fx, t), "have")) {
        demand = false;
    }
    if (demand && fx->german && !stm_str_is(stm_fx_lemma(fx, t), "müssen") &&
        modality != STM_ASSERTED) {
        demand = false;
    }
    return demand ? stronger(modality, STM_DEMANDED) : modality;
}

static uint8_t hedges(const stm_fx *fx, uint32_t t)
{
    uint8_t modality = STM_ASSERTED;
    STM_CHILDREN (fx->doc, t, c) {
        uint8_t rel = fx->tokens[c].rel;
        if (rel != STM_REL_ADVMOD && rel != STM_REL_AMOD && rel != STM_REL_DISCOURSE) {
            continue;
        }
        if (stm_fx_lemma_in(fx, c, fx->words->hedges_alleged)) {
            modality = stronger(modality, STM_ALLEGED);
        } else if (stm_fx_lemma_in(fx, c, fx->words->hedges_possible)) {
            modality = stronger(modality, STM_POSSIBLE);
        }
    }
    return modality;
}

/* "paid him to leave", "saves money to buy", "the right to vote": what the infinitive says need not
 * have happened.
 * But not "began to buy", "managed to buy", which have no object. */
static bool prospective(const stm_fx *fx, uint32_t t, uint32_t governor)
{
    bool to = false;
    STM_CHILDREN (fx->doc, t, c) {
        to |= fx->tokens[c].rel == STM_REL_MARK && fx->tokens[c].upos == STM_PART;
    }
    bool noun = fx->tokens[governor].upos == STM_NOUN || fx->tokens[governor].upos == STM_PROPN;
    return to && !stm_fx_finite(fx, t) &&
        (noun ||
            (fx->english && stm_fx_has(fx, governor, STM_REL_OBJ) &&
                fx->tokens[t].rel == STM_REL_XCOMP));
}

static uint8_t governed_by(const stm_fx *fx, uint32_t t, uint32_t governor);

/* What the word above makes of its complement; of a noun, also the verb that the noun is an
 * object of. */
static uint8_t governed(const stm_fx *fx, uint32_t t, uint32_t governor)
{
    uint8_t modality = governed_by(fx, t, governor);
    uint8_t rel = fx->tokens[governor].rel;
    if (modality == STM_ASSERTED && (rel == STM_REL_OBJ || rel == STM_REL_IOBJ) &&
        stm_fx_head(fx, governor) != STM_NONE) {
        modality = governed_by(fx, t, stm_fx_head(fx, governor));
    }
    return modality == STM_ASSERTED && prospective(fx, t, governor) ? STM_PLANNED : modality;
}

static uint8_t governed_by(const stm_fx *fx, uint32_t t, uint32_t governor)
{
    if (stm_fx_lemma_in(fx, governor, fx->words->hedges_possible)) {
        return STM_POSSIBLE;
    }
    if (stm_fx_lemma_in(fx, governor, fx->words->ask_verbs) &&
        stm_fx_child_of(fx, t, STM_REL_MARK) != STM_NONE &&
        stm_fx_lemma_in(fx, stm_fx_child_of(fx, t, STM_REL_MARK), fx->words->if_words)) {
        return STM_QUESTION;
    }
    bool infinitive = !stm_fx_finite(fx, t);
    if (stm_fx_lemma_in(fx, governor, fx->words->demand_verbs)) {
        return STM_DEMANDED;
    }
    if (infinitive && stm_fx_lemma_in(fx, governor, fx->words->plan_verbs)) {
        return STM_PLANNED;
    }
    if (stm_fx_lemma_in(fx, governor, fx->words->possible_verbs)) {
        return STM_POSSIBLE;
    }
    bool said = stm_fx_lemma_in(fx, governor, fx->words->say_verbs);
    if (infinitive && said && stm_fx_has(fx, governor, STM_REL_AUX)) {
        return STM_ALLEGED; /* is said to own */
    }
    if (infinitive && fx->english &&
        (stm_str_is(stm_fx_lemma(fx, governor), "have") ||
            stm_str_is(stm_fx_lemma(fx, governor), "need"))) {
        return STM_DEMANDED;
    }
    return STM_ASSERTED;
}

static bool conditional(const stm_fx *fx, uint32_t t)
{
    t = stm_clause_first_conjunct(fx, t);
    /* Parsers call a condition before its main clause a complement at times; "ob", "whether"
     * follow. */
    bool before = fx->tokens[t].rel == STM_REL_CCOMP && stm_fx_head(fx, t) > t;
    if (fx->tokens[t].rel != STM_REL_ADVCL && !before) {
        return false;
    }
    uint32_t mark = stm_fx_child_of(fx, t, STM_REL_MARK);
    return mark != STM_NONE && stm_fx_lemma_in(fx, mark, fx->words->if_words);
}

/* "Käme er, ginge sie", "Hätte es das gegeben, …": finite clause without conjunction before its
 * main clause. */
static bool verb_first(const stm_fx *fx, uint32_t t)
{
    t = stm_clause_first_conjunct(fx, t);
    uint8_t rel = fx->tokens[t].rel;
    if (!fx->german || (rel != STM_REL_ADVCL && rel != STM_REL_CCOMP) ||
        stm_fx_head(fx, t) == STM_NONE || stm_fx_head(fx, t) < t ||
        stm_fx_has(fx, t, STM_REL_MARK)) {
        return false;
    }
    uint32_t first = t;
    STM_CHILDREN (fx->doc, t, c) {
        first = c < first && fx->tokens[c].rel != STM_REL_PUNCT && fx->tokens[c].rel != STM_REL_CC
            ? c
            : first;
    }
    return (fx->tokens[first].upos == STM_VERB || fx->tokens[first].upos == STM_AUX) &&
        stm_fx_finite(fx, t) &&
        (first == fx->first || fx->tokens[first - 1].upos == STM_PUNCT ||
            fx->tokens[first - 1].upos == STM_CCONJ);
}

static bool purpose(const stm_fx *fx, uint32_t t)
{
    t = stm_clause_first_conjunct(fx, t);
    if (fx->tokens[t].rel != STM_REL_ADVCL) {
        return false;
    }
    bool to = false;
    STM_CHILDREN (fx->doc, t, c) {
        to |= fx->tokens[c].rel == STM_REL_MARK &&
            (stm_fx_lemma_in(fx, c, fx->words->purpose_words) ||
                (fx->english && stm_str_is(stm_fx_lemma(fx, c), "to")));
    }
    return to && !(fx->english && stm_fx_finite(fx, t) && !stm_fx_has(fx, t, STM_REL_AUX));
}

static bool has_condition(const stm_fx *fx, uint32_t t)
{
    STM_CHILDREN (fx->doc, t, c) {
        if ((fx->tokens[c].rel == STM_REL_ADVCL || fx->tokens[c].rel == STM_REL_CCOMP) &&
            (conditional(fx, c) || verb_first(fx, c))) {
            return true;
        }
    }
    return false;
}

static bool asked(const stm_fx *fx, uint32_t t)
{
    t = stm_clause_first_conjunct(fx, t);
    if (fx->tokens[t].rel != STM_REL_ROOT && fx->tokens[t].rel != STM_REL_PARATAXIS &&
        stm_fx_head(fx, t) != STM_NONE) {
        return false;
    }
    for (uint32_t i = fx->end; i-- > fx->first && i + 4 > fx->end;) {
        if (stm_str_starts(fx->tokens[i].form, STM_LIT("?"))) {
            return true;
        }
    }
    return false;
}

/* "Verkaufen Sie das Haus!": the polite imperative looks like a statement with the verb first. */
static bool ordered(const stm_fx *fx, uint32_t t)
{
    uint32_t subject = stm_fx_child_of(fx, t, STM_REL_NSUBJ);
    return fx->german && subject == t + 1 && stm_str_is(fx->tokens[subject].form, "Sie") &&
        fx->tokens[t].upos == STM_VERB && stm_fx_head(fx, t) == STM_NONE &&
        (t == fx->first || fx->tokens[t - 1].upos == STM_PUNCT);
}

uint8_t stm_marks_modality(stm_fx *fx, const stm_clause *clause)
{
    uint8_t modality = STM_ASSERTED;
    for (uint32_t i = 0; i < clause->group.count; i++) {
        uint32_t t = clause->group.items[i];
        uint8_t rel = fx->tokens[t].rel;
        if (rel == STM_REL_AUX || rel == STM_REL_COP) {
            modality = stronger(modality, auxiliary(fx, clause, t));
        } else {
            modality = stronger(modality, mood_of(fx, t));
        }
    }
    modality = stronger(modality, hedges(fx, clause->head));
    if (clause->copula != STM_NONE &&
        stm_fx_lemma_in(fx, clause->head, fx->words->hedges_possible)) {
        modality = stronger(modality, STM_POSSIBLE);
    }
    if (clause->subject != STM_NONE && clause->subject_from == STM_SUBJECT_OWN) {
        modality = stronger(modality, hedges(fx, clause->subject));
    }
    for (uint32_t i = 0; i < clause->arg_count; i++) {
        uint8_t role = clause->args[i].role;
        if (role != STM_ROLE_CLAUSE) {
            modality = stronger(modality, hedges(fx, clause->args[i].head));
        }
    }
    uint32_t t = clause->head;
    for (uint32_t steps = 0; steps < STM_FX_CLIMB; steps++) {
        if (conditional(fx, t) || verb_first(fx, t) || has_condition(fx, t)) {
            modality = stronger(modality, STM_HYPOTHETICAL);
        }
        if (purpose(fx, t)) {
            modality = stronger(modality, STM_PLANNED);
        }
        uint32_t governor = stm_marks_governor(fx, t);
        if (governor == STM_NONE) {
            break;
        }
        modality = stronger(modality, governed(fx, t, governor));
        modality = stronger(modality, hedges(fx, governor));
        /* What is true of the verb above an infinitive is true of the infinitive. */
        if (stm_clause_upper(fx, t) == governor || !stm_fx_finite(fx, t)) {
            stm_clause upper;
            stm_clause_build(fx, governor, &upper);
            for (uint32_t i = 0; i < upper.group.count; i++) {
                if (fx->tokens[upper.group.items[i]].rel == STM_REL_AUX) {
                    modality = stronger(modality, auxiliary(fx, &upper, upper.group.items[i]));
                }
            }
        }
        t = governor;
    }
    if (ordered(fx, t)) {
        modality = stronger(modality, STM_DEMANDED);
    }
    return asked(fx, t) ? STM_QUESTION : modality;
}
