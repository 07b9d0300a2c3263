/* The words of an open fact: which words of the sentence make its relation and object.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "facts/open_form.h"

const stm_arg *stm_open_arg(const stm_opener *o, uint32_t i)
{
    return &o->fx.doc->args.items[o->prop->arg_first + i];
}

uint32_t stm_open_find(const stm_opener *o, uint8_t role)
{
    for (uint32_t i = 0; i < o->prop->arg_count; i++) {
        if (i != o->subject_arg && stm_open_arg(o, i)->role == role) {
            return i;
        }
    }
    return STM_NONE;
}

void stm_open_marker(const stm_opener *o, uint32_t anchor, bool clause, stm_ids *out)
{
    const stm_fx *fx = &o->fx;
    uint32_t adposition = stm_fx_case(fx, anchor);
    STM_CHILDREN (fx->doc, anchor, c) {
        uint8_t rel = fx->tokens[c].rel;
        bool negation = rel == STM_REL_ADVMOD && adposition != STM_NONE && c < adposition &&
            stm_fx_negator(fx, c) && !stm_ids_has(&o->clause.group, c);
        if (c < anchor && (rel == STM_REL_CASE || (clause && rel == STM_REL_MARK) || negation)) {
            stm_ids_add_sorted(out, c);
            STM_CHILDREN (fx->doc, c, part) {
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

static void mark_phrase(
    stm_opener *o, uint32_t anchor, uint32_t head, stm_yield yield, uint32_t *first, uint32_t *last)
{
    uint32_t from = head, to = head;
    stm_ids marker = {.count = 0};
    stm_fx_mark(&o->fx, head, yield, &from, &to);
    stm_open_marker(o, anchor, false, &marker);
    mark_ids(&o->fx, &marker, first, last);
    *first = from < *first ? from : *first;
    *last = to > *last ? to : *last;
}

/* "needs excuses to pursue": what stands between the two verbs belongs to the relation. */
static void mark_link(stm_opener *o, uint32_t *first, uint32_t *last)
{
    const stm_clause *upper = &o->upper;
    stm_ids marker = {.count = 0};
    mark_ids(&o->fx, &upper->group, first, last);
    uint32_t low = o->clause.head;
    for (uint32_t i = 0; i < upper->arg_count; i++) {
        const stm_clause_arg *arg = &upper->args[i];
        bool core = arg->role == STM_ROLE_OBJECT || arg->role == STM_ROLE_COMPLEMENT ||
            arg->role == STM_ROLE_INDIRECT ||
            (arg->role == STM_ROLE_OBLIQUE && !stm_fx_has(&o->fx, upper->head, STM_REL_OBJ));
        if (core && arg->anchor < low && arg->anchor >= upper->group.items[0] &&
            !stm_doc_dominates(o->fx.doc, low, arg->anchor)) {
            mark_phrase(o, arg->anchor, arg->anchor, STM_YIELD_BARE, first, last);
        }
    }
    stm_open_marker(o, low, true, &marker);
    mark_ids(&o->fx, &marker, first, last);
}

void stm_open_relation(stm_opener *o, const stm_ids *folded)
{
    stm_fx *fx = &o->fx;
    uint32_t first = o->clause.head, last = o->clause.head;
    stm_buf_clear(&o->relation);
    if (o->clause.group.count > 0) {
        first = last = o->clause.group.items[0];
    }
    if (o->link != STM_NONE && o->upper.group.count > 0) {
        mark_link(o, &first, &last);
    }
    for (uint32_t i = 0; i < folded->count; i++) {
        const stm_arg *arg = stm_open_arg(o, folded->items[i]);
        mark_phrase(o, arg->anchor, arg->head, STM_YIELD_PHRASE, &first, &last);
    }
    mark_ids(fx, &o->clause.group, &first, &last);
    stm_fx_words(fx, &o->relation, first, last);
    stm_fx_clear(fx, first, last);
}

void stm_open_object(stm_opener *o, uint32_t i, bool marker_in_relation)
{
    const stm_arg *arg = stm_open_arg(o, i);
    stm_ids marker = {.count = 0};
    bool clause = arg->role == STM_ROLE_CLAUSE || o->fx.tokens[arg->anchor].rel == STM_REL_XCOMP;
    stm_open_marker(o, arg->anchor, clause, &marker);
    stm_buf_clear(&o->object);
    if (marker.count > 0 && marker_in_relation) {
        if (o->relation.length > 0) {
            stm_buf_char(&o->relation, ' ');
        }
        stm_fx_ids_text(&o->fx, &o->relation, &marker);
    } else if (marker.count > 0) {
        stm_fx_ids_text(&o->fx, &o->object, &marker);
        stm_buf_char(&o->object, ' ');
    }
    stm_buf_str(&o->object, arg->text);
}
