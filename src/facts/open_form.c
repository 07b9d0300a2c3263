/* The open form: each proposition as binary facts in the words of the sentence.
 *
 * One fact an argument: subject | verb group | argument. German keeps the adposition with the
 * argument
 * ("trafen sich | in Bonn"), English with the relation ("met in | Bonn"). What the fact would not
 * be complete
 * without is folded into the relation: the complement ("was a big demonstration in | Ramadi"), a
 * pronoun object
 * ("gave it | a name"), the verb above an English infinitive ("needs excuses to pursue | its
 * aims").
 *   but not a full object: "took from | Carri" stands beside "took | a tip"
 * The style is that of fact synsets (BenchIE, Gashteovski et al. 2022): every form that a reader
 * would accept
 * counts, so one good form is given, not all.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "facts/open_form.h"

#include "base/hash.h"
#include "facts/confidence.h"

static stemma_status give(stm_opener *o, const char *rule, stemma_error *err)
{
    if (o->subject.failed || o->relation.failed || o->object.failed) {
        return stm_fail_nomem(err);
    }
    o->given++;
    uint32_t signs = stm_confidence_signs(&o->fx, o->prop, o->prop->nominal ? NULL : &o->clause,
        stm_open_arg(o, o->subject_arg), stm_open_arg(o, o->arg_index - o->prop->arg_first));
    float confidence = stm_confidence_open(&o->fx, rule, signs);
    if (o->subject.length == 0 || o->relation.length == 0 || o->object.length == 0 ||
        confidence < o->threshold) {
        return STEMMA_OK;
    }
    uint64_t hash = stm_hash_bytes(o->subject.data, o->subject.length, 1);
    hash = stm_hash_bytes(o->relation.data, o->relation.length, hash);
    hash = stm_hash_bytes(o->object.data, o->object.length, hash);
    for (uint32_t i = 0; i < o->seen.count; i++) {
        if (o->seen.items[i] == hash) {
            return STEMMA_OK;
        }
    }
    if (!stm_vec_push(&o->seen, hash)) {
        return stm_fail_nomem(err);
    }
    stm_open_fact fact = {
        .prop = o->prop_index,
        .arg = o->arg_index,
        .subject = stm_buf_view(&o->subject),
        .relation = stm_buf_view(&o->relation),
        .object = stm_buf_view(&o->object),
        .rule = rule,
        .signs = signs,
        .confidence = confidence,
    };
    return o->sink(o->user, &fact);
}

static bool weak_verb(const stm_opener *o)
{
    return o->prop->rule != NULL &&
        (o->clause.subject_from == STM_SUBJECT_EXPLETIVE ||
            stm_fx_lemma_in(&o->fx, o->clause.head, o->fx.words->weak_verbs));
}

/* "bring peace to", "close ranks with": a bare noun makes one idea with its verb. */
static bool bare_noun(const stm_fx *fx, uint32_t t)
{
    STM_CHILDREN (fx->doc, t, c) {
        if (fx->tokens[c].rel != STM_REL_PUNCT) {
            return false;
        }
    }
    return fx->tokens[t].upos == STM_NOUN;
}

/* What must be said along with an adverbial: complement, indirect object, the object of weak
 * verbs. */
static void companions(const stm_opener *o, uint32_t but, stm_ids *out)
{
    static const uint8_t roles[] = {STM_ROLE_COMPLEMENT, STM_ROLE_OBJECT, STM_ROLE_INDIRECT};
    for (uint32_t r = 0; r < sizeof roles; r++) {
        uint32_t i = stm_open_find(o, roles[r]);
        if (i == STM_NONE || i == but) {
            continue;
        }
        uint32_t head = stm_open_arg(o, i)->head;
        bool pronoun = o->fx.tokens[head].upos == STM_PRON;
        bool bare = o->fx.english && roles[r] == STM_ROLE_OBJECT && bare_noun(&o->fx, head);
        bool as = o->fx.english && roles[r] == STM_ROLE_OBJECT && but < o->prop->arg_count &&
            stm_str_is(stm_open_arg(o, but)->marker, "as");
        bool needed = bare || as || roles[r] == STM_ROLE_COMPLEMENT ||
            (roles[r] == STM_ROLE_OBJECT && weak_verb(o)) ||
            (pronoun && roles[r] == STM_ROLE_OBJECT) ||
            (roles[r] == STM_ROLE_INDIRECT && o->fx.english);
        if (needed && !stm_ids_has(&o->clause.group, head)) {
            stm_ids_add(out, i);
        }
    }
}

static void add_space(stm_buf *out)
{
    if (out->length > 0) {
        stm_buf_char(out, ' ');
    }
}

/* "It is easy to get a flat", "Es ist schwer, …": the predicate is not complete without the
 * clause behind it. */
static void add_extraposed(stm_opener *o)
{
    const stm_fx *fx = &o->fx;
    uint32_t head = o->clause.head, clause = stm_fx_child_of(fx, head, STM_REL_CSUBJ);
    uint32_t first = clause, last = clause;
    if (o->clause.copula == STM_NONE || clause == STM_NONE || clause < head ||
        o->clause.subject_from != STM_SUBJECT_EXPLETIVE) {
        return;
    }
    stm_fx_mark(&o->fx, clause, STM_YIELD_CLAUSE, &first, &last);
    add_space(&o->object);
    stm_fx_words(&o->fx, &o->object, first, last);
    stm_fx_clear(&o->fx, first, last);
}

static stemma_status plain(stm_opener *o, uint32_t i, const char *rule, stemma_error *err)
{
    stm_ids folded = {.count = 0};
    companions(o, i, &folded);
    stm_open_relation(o, &folded);
    stm_open_object(o, i, o->fx.english);
    if (stm_open_arg(o, i)->role == STM_ROLE_COMPLEMENT) {
        add_extraposed(o);
    }
    return give(o, rule, err);
}

/* Adposition of `word`, then the phrase itself without what trails it, behind the relation. */
static void add_bare(stm_opener *o, uint32_t anchor, uint32_t word)
{
    uint32_t first = word, last = word;
    stm_ids marker = {.count = 0};
    stm_open_marker(o, anchor, false, &marker);
    add_space(&o->relation);
    stm_fx_ids_text(&o->fx, &o->relation, &marker);
    if (marker.count > 0) {
        add_space(&o->relation);
    }
    stm_fx_mark(&o->fx, word, STM_YIELD_BARE, &first, &last);
    stm_fx_words(&o->fx, &o->relation, first, last);
    stm_fx_clear(&o->fx, first, last);
}

/* The facts of one inner phrase: adposition behind the relation, each of its conjuncts as
 * object. */
static stemma_status give_inner(stm_opener *o, uint32_t phrase, const char *rule, stemma_error *err)
{
    stm_ids marker = {.count = 0}, list = {.count = 0};
    size_t length = o->relation.length;
    stm_open_marker(o, phrase, false, &marker);
    add_space(&o->relation);
    stm_fx_ids_text(&o->fx, &o->relation, &marker);
    stm_clause_conjuncts(&o->fx, phrase, &list);
    for (uint32_t k = 0; k < list.count; k++) {
        uint32_t first = list.items[k], last = first;
        stm_buf_clear(&o->object);
        stm_fx_mark(&o->fx, list.items[k], STM_YIELD_PHRASE, &first, &last);
        stm_fx_words(&o->fx, &o->object, first, last);
        stm_fx_clear(&o->fx, first, last);
        STM_TRY(give(o, rule, err));
    }
    if (!o->relation.failed) {
        o->relation.length = length; /* the adposition of this phrase goes again */
        o->relation.data[length] = '\0';
    }
    return STEMMA_OK;
}

/* Inner phrases of English objects are facts too: "has more on | the boycott", two levels deep. */
static stemma_status nested(stm_opener *o, uint32_t i, stemma_error *err)
{
    const stm_fx *fx = &o->fx;
    const stm_arg *arg = stm_open_arg(o, i);
    uint32_t noun = arg->head;
    stm_ids folded = {.count = 0};
    companions(o, i, &folded);
    stm_open_relation(o, &folded);
    add_bare(o, arg->anchor == noun ? noun : arg->anchor, noun);
    for (uint32_t level = 0; level < 2 && noun != STM_NONE; level++) {
        uint32_t next = STM_NONE;
        STM_CHILDREN (fx->doc, noun, c) {
            if (c > noun && fx->tokens[c].rel == STM_REL_NMOD && stm_fx_case(fx, c) != STM_NONE) {
                STM_TRY(give_inner(o, c, level == 0 ? "nested" : "nested-twice", err));
                next = c;
            }
        }
        noun = next;
        if (noun != STM_NONE) {
            add_bare(o, noun, noun);
        }
    }
    return STEMMA_OK;
}

/* Is the infinitive or gerund said by a proposition of its own? */
static bool said_elsewhere(const stm_fx *fx, uint32_t clause)
{
    if (!fx->english || stm_fx_finite(fx, clause) || stm_fx_has(fx, clause, STM_REL_NSUBJ)) {
        return false;
    }
    return stm_fx_has(fx, clause, STM_REL_OBJ) || stm_fx_has(fx, clause, STM_REL_OBL) ||
        stm_fx_has(fx, clause, STM_REL_XCOMP);
}

static stemma_status clause_fact(stm_opener *o, uint32_t i, stemma_error *err)
{
    const stm_arg *arg = stm_open_arg(o, i);
    const stm_fx *fx = &o->fx;
    bool content = fx->tokens[arg->anchor].rel == STM_REL_CCOMP;
    stm_ids folded = {.count = 0};
    if (said_elsewhere(fx, arg->anchor)) {
        return STEMMA_OK;
    }
    if (!content) {
        companions(o, i, &folded);
    }
    stm_open_relation(o, &folded);
    uint32_t mark = stm_fx_child_of(fx, arg->anchor, STM_REL_MARK);
    bool that = mark != STM_NONE && stm_str_is(stm_fx_lemma(fx, mark), "that");
    stm_buf_clear(&o->object);
    uint32_t first = arg->head, last = arg->head;
    bool quoted = stm_doc_dominates(fx->doc, arg->head, o->clause.head);
    content |= quoted;
    o->fx.skip = quoted ? o->clause.head : STM_NONE;
    stm_fx_mark(&o->fx, arg->head, that ? STM_YIELD_BARE_CLAUSE : STM_YIELD_CLAUSE, &first, &last);
    stm_fx_words(&o->fx, &o->object, first, last);
    stm_fx_clear(&o->fx, first, last);
    o->fx.skip = STM_NONE;
    return give(o, content ? "clause-object" : "clause-adverbial", err);
}

/* German: the dative takes the object into the relation ("würdigt keines Blickes | dem Kunden"). */
static stemma_status indirect(stm_opener *o, uint32_t i, stemma_error *err)
{
    uint32_t object = stm_open_find(o, STM_ROLE_OBJECT);
    stm_ids folded = {.count = 0};
    if (o->fx.english && object != STM_NONE) {
        return STEMMA_OK; /* "gave it | a name" has said it */
    }
    companions(o, i, &folded);
    if (object != STM_NONE && !stm_ids_has(&folded, object)) {
        stm_ids_add(&folded, object);
    }
    stm_open_relation(o, &folded);
    stm_open_object(o, i, o->fx.english);
    return give(o, "indirect", err);
}

/* Question words and relative pronouns without antecedent name nobody. */
static bool names_something(const stm_fx *fx, uint32_t head)
{
    const stm_token *token = &fx->tokens[head];
    if (token->upos != STM_PRON) {
        return true;
    }
    return token->morph.pron_type != STM_PRON_INT && token->morph.pron_type != STM_PRON_REL;
}

static stemma_status open_arg(stm_opener *o, uint32_t i, stemma_error *err)
{
    const stm_arg *arg = stm_open_arg(o, i);
    o->arg_index = o->prop->arg_first + i;
    if (stm_ids_has(&o->clause.group, arg->anchor)) {
        return STEMMA_OK; /* folded into the relation */
    }
    if (arg->role != STM_ROLE_CLAUSE && !names_something(&o->fx, arg->head)) {
        return STEMMA_OK;
    }
    switch (arg->role) {
    case STM_ROLE_CLAUSE:
        return clause_fact(o, i, err);
    case STM_ROLE_INDIRECT:
        return indirect(o, i, err);
    default:
        break;
    }
    STM_TRY(plain(o, i, stm_confidence_kind(&o->fx, arg), err));
    bool noun =
        arg->role != STM_ROLE_ADVERB && arg->role != STM_ROLE_TIME && arg->role != STM_ROLE_PLACE;
    return o->fx.english && noun ? nested(o, i, err) : STEMMA_OK;
}

/* Place of the argument that is the grammatical subject, or arg_count. */
static uint32_t surface_subject(const stm_opener *o)
{
    uint8_t wanted = o->prop->passive ? STM_ROLE_OBJECT : STM_ROLE_SUBJECT;
    for (uint32_t i = 0; i < o->prop->arg_count; i++) {
        if (stm_open_arg(o, i)->role == wanted) {
            return i;
        }
    }
    return o->prop->arg_count;
}

/* "Yassin, a leader of Hamas" -> Yassin | is a leader of | Hamas */
static stemma_status nominal_inner(stm_opener *o, uint32_t i, stemma_error *err)
{
    uint32_t noun = stm_open_arg(o, i)->head;
    uint32_t next = STM_NONE;
    STM_CHILDREN (o->fx.doc, noun, c) {
        if (c > noun && o->fx.tokens[c].rel == STM_REL_NMOD && stm_fx_case(&o->fx, c) != STM_NONE) {
            next = next == STM_NONE ? c : next;
        }
    }
    if (next == STM_NONE) {
        return STEMMA_OK;
    }
    stm_buf_clear(&o->relation);
    stm_buf_str(&o->relation, o->prop->relation);
    add_bare(o, noun, noun);
    return give_inner(o, next, "nested", err);
}

/* Nominal propositions say their relation themselves. */
static stemma_status open_nominal(stm_opener *o, stemma_error *err)
{
    bool verb = strcmp(o->prop->rule, "nominal-verb") == 0;
    if (strcmp(o->prop->rule, "possessive") == 0 || (verb && (o->fx.german || o->prop->passive))) {
        return STEMMA_OK; /* no words of the sentence make a relation of it */
    }
    stm_buf_clear(&o->subject);
    stm_buf_str(&o->subject, stm_open_arg(o, o->subject_arg)->text);
    for (uint32_t i = 0; i < o->prop->arg_count; i++) {
        if (i == o->subject_arg) {
            continue;
        }
        o->arg_index = o->prop->arg_first + i;
        stm_buf_clear(&o->relation);
        if (verb) {
            stm_buf_text(&o->relation, "'s ");
        }
        stm_buf_str(&o->relation, o->prop->relation);
        if (stm_open_arg(o, i)->role != STM_ROLE_COMPLEMENT) {
            stm_open_object(o, i, o->fx.english);
        } else {
            stm_buf_clear(&o->object);
            stm_buf_str(&o->object, stm_open_arg(o, i)->text);
        }
        STM_TRY(give(o, o->prop->rule, err));
        if (o->fx.english && stm_open_arg(o, i)->role == STM_ROLE_COMPLEMENT &&
            strcmp(o->prop->rule, "apposition") == 0) {
            STM_TRY(nominal_inner(o, i, err));
        }
    }
    return STEMMA_OK;
}

/* Turns to the clause of the proposition, and to the one above when both are said in one
 * relation. */
static void take_up(stm_opener *o)
{
    stm_clause_build(&o->fx, o->prop->predicate, &o->clause);
    bool object_control = o->clause.subject_from == STM_SUBJECT_OBJECT;
    o->link = STM_NONE;
    if (object_control && o->clause.upper != STM_NONE) {
        o->link = o->clause.upper;
    } else if (o->fx.english) {
        o->link = stm_clause_link(&o->fx, o->prop->predicate);
    }
    if (o->link != STM_NONE) {
        stm_clause_build(&o->fx, o->link, &o->upper);
        if (object_control && o->upper.subject_from == STM_SUBJECT_EXPLETIVE) {
            o->link = STM_NONE; /* "Es gelang der Feuerwehr, den Brand zu löschen" */
        }
    }
    if (o->link != STM_NONE) {
        stm_buf_clear(&o->subject);
        if (o->upper.subject != STM_NONE) {
            uint32_t first = o->upper.subject, last = first;
            stm_fx_mark(&o->fx, o->upper.subject, STM_YIELD_PHRASE, &first, &last);
            stm_fx_words(&o->fx, &o->subject, first, last);
            stm_fx_clear(&o->fx, first, last);
        }
    }
}

/* "Unsere Küche | wurde | geliefert", "mein Vater | konnte nicht | fahren": a verb without
 * arguments is the object of
 * its auxiliaries. German only: readers of English do not take them for facts.
 * Not "Der Vulkan bricht aus", which has none. */
static stemma_status verb_only(stm_opener *o, stemma_error *err)
{
    stm_ids auxiliaries = {.count = 0}, verb = {.count = 0};
    for (uint32_t i = 0; i < o->clause.group.count; i++) {
        uint32_t t = o->clause.group.items[i];
        bool auxiliary = o->fx.tokens[t].rel == STM_REL_AUX || stm_ids_has(&o->clause.negation, t);
        stm_ids_add_sorted(auxiliary ? &auxiliaries : &verb, t);
    }
    if (auxiliaries.count <= o->clause.negation.count || verb.count == 0 || o->link != STM_NONE) {
        return STEMMA_OK;
    }
    o->arg_index = o->prop->arg_first + o->subject_arg;
    stm_buf_clear(&o->relation);
    stm_fx_ids_text(&o->fx, &o->relation, &auxiliaries);
    stm_buf_clear(&o->object);
    stm_fx_ids_text(&o->fx, &o->object, &verb);
    return give(o, "verb-only", err);
}

/* "began to notice": all of it is said with the verb below, whose relation holds both. */
static bool said_below(const stm_fx *fx, const stm_clause *clause)
{
    if (clause->copula != STM_NONE || stm_fx_has(fx, clause->head, STM_REL_OBJ) ||
        stm_fx_has(fx, clause->head, STM_REL_IOBJ)) {
        return false;
    }
    STM_CHILDREN (fx->doc, clause->head, c) {
        if (fx->tokens[c].rel == STM_REL_XCOMP && fx->tokens[c].upos == STM_VERB &&
            !stm_fx_has(fx, c, STM_REL_COP) && stm_clause_upper(fx, c) == clause->head) {
            return true;
        }
    }
    return false;
}

static stemma_status open_prop(stm_opener *o, stemma_error *err)
{
    o->subject_arg = surface_subject(o);
    if (o->subject_arg < o->prop->arg_count && o->prop->nominal) {
        return open_nominal(o, err);
    }
    if (o->subject_arg >= o->prop->arg_count ||
        !names_something(&o->fx, stm_open_arg(o, o->subject_arg)->head)) {
        return STEMMA_OK;
    }
    stm_buf_clear(&o->subject);
    stm_buf_str(&o->subject, stm_open_arg(o, o->subject_arg)->text);
    take_up(o);
    uint8_t upos = o->fx.tokens[o->prop->predicate].upos;
    bool headline = o->clause.copula == STM_NONE && o->clause.upper == STM_NONE &&
        (upos == STM_NOUN || upos == STM_PROPN || upos == STM_PRON || upos == STM_NUM);
    if (headline || said_below(&o->fx, &o->clause)) {
        return STEMMA_OK;
    }
    uint32_t given = o->given;
    for (uint32_t i = 0; i < o->prop->arg_count; i++) {
        if (i != o->subject_arg) {
            STM_TRY(open_arg(o, i, err));
        }
    }
    return o->given == given && o->prop->arg_count == 1 && o->fx.german ? verb_only(o, err)
                                                                        : STEMMA_OK;
}

stemma_status stm_facts_open(const stm_doc *doc, uint32_t sentence, float threshold,
    stm_open_sink sink, void *user, stemma_error *err)
{
    stm_opener o = {.threshold = threshold, .sink = sink, .user = user};
    stemma_status status = STEMMA_OK;
    const stm_sentence *s = &doc->sentences.items[sentence];
    stm_fx_init(&o.fx, doc, NULL);
    stm_buf_init(&o.subject);
    stm_buf_init(&o.relation);
    stm_buf_init(&o.object);
    if (!stm_fx_sentence(&o.fx, sentence)) {
        status = stm_fail_nomem(err);
    }
    for (uint32_t p = 0; p < s->prop_count && status == STEMMA_OK; p++) {
        o.prop_index = s->prop_first + p;
        o.prop = &doc->props.items[o.prop_index];
        status = open_prop(&o, err);
    }
    stm_fx_dispose(&o.fx);
    stm_buf_dispose(&o.subject);
    stm_buf_dispose(&o.relation);
    stm_buf_dispose(&o.object);
    stm_vec_free(&o.seen);
    return status;
}
