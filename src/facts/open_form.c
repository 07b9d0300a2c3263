/* The open form: each proposition as binary facts in the words of the sentence.
 *
 * One fact an argument: subject | verb group | argument. German keeps the adposition with the argument
 * ("trafen sich | in Bonn"), English with the relation ("met in | Bonn"). What the fact would not be complete
 * without is folded into the relation: the complement ("was a big demonstration in | Ramadi"), a pronoun object
 * ("gave it | a name").
 *   but not a full object: "took from | Carri" stands beside "took | a tip"
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/hash.h"
#include "facts/facts.h"
#include "facts/props.h"

typedef struct opener {
    stm_fx fx;
    const stm_prop *prop;
    stm_clause clause;
    uint32_t prop_index, arg_index;
    float threshold;
    stm_open_sink sink;
    void *user;
    stm_buf subject, relation, object;
    STM_VEC(uint64_t) seen;      /* hashes of the triples given */
} opener;

static const stm_arg *arg_at(const opener *o, uint32_t i)
{
    return &o->fx.doc->args.items[o->prop->arg_first + i];
}

/* Index of the argument that is the grammatical subject, or arg_count. */
static uint32_t surface_subject(const opener *o)
{
    for (uint32_t i = 0; i < o->prop->arg_count; i++) {
        uint8_t wanted = o->prop->passive ? STM_ROLE_OBJECT : STM_ROLE_SUBJECT;
        if (arg_at(o, i)->role == wanted) {
            return i;
        }
    }
    return o->prop->arg_count;
}

static stemma_status give(opener *o, const char *rule, float confidence, stemma_error *err)
{
    if (o->subject.failed || o->relation.failed || o->object.failed) {
        return stm_fail_nomem(err);
    }
    if (o->subject.length == 0 || o->relation.length == 0 || o->object.length == 0
        || confidence < o->threshold) {
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
        .prop = o->prop_index, .arg = o->arg_index, .subject = stm_buf_view(&o->subject),
        .relation = stm_buf_view(&o->relation), .object = stm_buf_view(&o->object), .rule = rule,
        .confidence = confidence,
    };
    return o->sink(o->user, &fact);
}

/* Adpositions or conjunctions in front of the argument, as they stand in the sentence. */
static void marker_ids(const stm_fx *fx, uint32_t anchor, stm_ids *out)
{
    STM_CHILDREN(fx->doc, anchor, c) {
        uint8_t rel = fx->tokens[c].rel;
        if (c < anchor && (rel == STM_REL_CASE || rel == STM_REL_MARK)) {
            stm_ids_add_sorted(out, c);
            STM_CHILDREN(fx->doc, c, part) {
                if (fx->tokens[part].rel == STM_REL_FIXED) {
                    stm_ids_add_sorted(out, part);
                }
            }
        }
    }
}

static void mark_ids(stm_fx *fx, const stm_ids *ids, uint32_t *first, uint32_t *last)
{
    for (uint32_t i = 0; i < ids->count; i++) {
        uint32_t t = ids->items[i];
        fx->in[t - fx->first] = 1;
        *first = t < *first ? t : *first;
        *last = t > *last ? t : *last;
    }
}

/* Verb group, with the argument `folded` (or STM_NONE) in its place in the sentence. */
static void write_relation(opener *o, uint32_t folded)
{
    stm_fx *fx = &o->fx;
    uint32_t first = o->clause.head, last = o->clause.head;
    stm_buf_clear(&o->relation);
    if (o->clause.group.count > 0) {
        first = last = o->clause.group.items[0];
    }
    if (folded != STM_NONE) {
        const stm_arg *arg = arg_at(o, folded);
        stm_ids marker = {.count = 0};
        stm_fx_mark(fx, arg->head, STM_YIELD_PHRASE, &first, &last);
        marker_ids(fx, arg->anchor, &marker);
        mark_ids(fx, &marker, &first, &last);
    }
    mark_ids(fx, &o->clause.group, &first, &last);
    stm_fx_words(fx, &o->relation, first, last);
    stm_fx_clear(fx, first, last);
}

static uint32_t find_role(const opener *o, uint8_t role)
{
    for (uint32_t i = 0; i < o->prop->arg_count; i++) {
        if (arg_at(o, i)->role == role && i != surface_subject(o)) {
            return i;
        }
    }
    return STM_NONE;
}

/* What must be said along with an adverbial. */
static uint32_t companion(const opener *o)
{
    uint32_t complement = find_role(o, STM_ROLE_COMPLEMENT);
    if (complement != STM_NONE) {
        return complement;
    }
    uint32_t object = find_role(o, STM_ROLE_OBJECT);
    if (object != STM_NONE && o->fx.tokens[arg_at(o, object)->head].upos == STM_PRON) {
        return object;
    }
    return STM_NONE;
}

static void write_object(opener *o, uint32_t i, bool marker_in_relation)
{
    const stm_arg *arg = arg_at(o, i);
    stm_ids marker = {.count = 0};
    marker_ids(&o->fx, arg->anchor, &marker);
    stm_buf_clear(&o->object);
    if (marker.count > 0) {
        if (marker_in_relation) {
            stm_buf_char(&o->relation, ' ');
            stm_fx_ids_text(&o->fx, &o->relation, &marker);
        } else {
            stm_fx_ids_text(&o->fx, &o->object, &marker);
            stm_buf_char(&o->object, ' ');
        }
    }
    stm_buf_str(&o->object, arg->text);
}

static stemma_status open_arg(opener *o, uint32_t i, stemma_error *err)
{
    const stm_arg *arg = arg_at(o, i);
    bool english = o->fx.english;
    o->arg_index = o->prop->arg_first + i;
    switch (arg->role) {
    case STM_ROLE_OBJECT:
        write_relation(o, STM_NONE);
        write_object(o, i, english);
        return give(o, "object", 1, err);
    case STM_ROLE_COMPLEMENT:
        write_relation(o, STM_NONE);
        write_object(o, i, english);
        return give(o, "complement", 1, err);
    case STM_ROLE_INDIRECT:
        write_relation(o, find_role(o, STM_ROLE_OBJECT));
        write_object(o, i, english);
        return give(o, "indirect", 1, err);
    case STM_ROLE_CLAUSE:
        write_relation(o, companion(o));
        write_object(o, i, english);
        return give(o, o->fx.tokens[arg->anchor].rel == STM_REL_CCOMP ? "clause-object" : "clause-adverbial",
                    1, err);
    case STM_ROLE_ADVERB:
        write_relation(o, companion(o));
        write_object(o, i, english);
        return give(o, "adverb", 1, err);
    case STM_ROLE_TIME:
        write_relation(o, companion(o));
        write_object(o, i, english);
        return give(o, "time", 1, err);
    case STM_ROLE_PLACE:
        write_relation(o, companion(o));
        write_object(o, i, english);
        return give(o, "place", 1, err);
    default:
        write_relation(o, companion(o));
        write_object(o, i, english);
        return give(o, arg->role == STM_ROLE_SUBJECT ? "agent" : "oblique", 1, err);
    }
}

static stemma_status open_prop(opener *o, stemma_error *err)
{
    uint32_t subject = surface_subject(o);
    if (subject >= o->prop->arg_count) {
        return STEMMA_OK;
    }
    stm_buf_clear(&o->subject);
    stm_buf_str(&o->subject, arg_at(o, subject)->text);
    if (o->prop->nominal) {
        return STEMMA_OK;
    }
    stm_clause_build(&o->fx, o->prop->predicate, &o->clause);
    for (uint32_t i = 0; i < o->prop->arg_count; i++) {
        if (i != subject) {
            STM_TRY(open_arg(o, i, err));
        }
    }
    return STEMMA_OK;
}

stemma_status stm_facts_open(const stm_doc *doc, uint32_t sentence, float threshold, stm_open_sink sink,
                             void *user, stemma_error *err)
{
    opener o = {.threshold = threshold, .sink = sink, .user = user};
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

float stm_facts_open_threshold(stm_lang lang)
{
    (void)lang;
    return 0.0f;
}
