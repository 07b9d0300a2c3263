/* Builders of the tree. A builder that gets NULL passes it on: the failure stands in p->status.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/ast.h"

#include "base/buf.h"
#include "base/number.h"
#include "base/utf8.h"
#include "query/cypher.h"

static void *make(q_parse *p, size_t size)
{
    void *piece = p->status == STEMMA_OK ? stm_arena_alloc(p->arena, size) : NULL;
    if (piece == NULL && p->status == STEMMA_OK) {
        p->status = stm_fail_nomem(p->err);
    }
    return piece;
}

q_expr *stm_q_make(q_parse *p, q_kind kind, uint32_t begin)
{
    q_expr *e = make(p, sizeof *e);
    if (e != NULL) {
        e->kind = (uint8_t)kind;
        e->begin = begin;
        e->end = begin;
        e->depth = 1;
        e->name = STM_EMPTY;
        e->slot = e->slot2 = STM_NO_SLOT;
    }
    return e;
}

q_expr *stm_q_end(q_parse *p, q_expr *e, q_token last)
{
    (void)p;
    if (e != NULL) {
        e->end = last.at + last.text.len;
    }
    return e;
}

q_expr *stm_q_leaf(q_parse *p, q_kind kind, q_token token)
{
    return stm_q_end(p, stm_q_make(p, kind, token.at), token);
}

q_expr *stm_q_append(q_parse *p, q_expr *list, q_expr *item)
{
    if (list == NULL || item == NULL) {
        return NULL;
    }
    q_expr **at = &list->first;
    if (list->last != NULL) {
        at = &list->last->next;
    }
    *at = item;
    list->last = item;
    list->count++;
    list->end = item->end;
    if (item->depth + 1 > list->depth) {
        list->depth = (uint16_t)(item->depth + 1);
    }
    if (list->depth > STM_Q_MAX_DEPTH) {
        stm_query_error(p, STEMMA_ERR_LIMIT, item->begin, "expression is nested deeper than %d",
            STM_Q_MAX_DEPTH);
        return NULL;
    }
    return list;
}

q_expr *stm_q_append_key(q_parse *p, q_expr *map, q_token key, q_expr *value)
{
    if (map == NULL || value == NULL) {
        return NULL;
    }
    if ((map->count & (map->count + 1)) == 0) { /* room for 1, 3, 7, 15 … */
        stm_str *names = make(p, sizeof *names * (map->count * 2 + 1));
        if (names == NULL) {
            return NULL;
        }
        if (map->count > 0) {
            memcpy(names, map->names, sizeof *names * map->count);
        }
        map->names = names;
    }
    stm_str name = stm_q_name(p, key);
    for (uint32_t i = 0; i < map->count; i++) {
        if (stm_str_eq(map->names[i], name)) {
            stm_query_error(
                p, STEMMA_ERR_FORMAT, key.at, "key \"%.*s\" stands twice", STM_ARG(name));
            return NULL;
        }
    }
    map->names[map->count] = name;
    return stm_q_append(p, map, value);
}

stm_str stm_q_name(q_parse *p, q_token token)
{
    (void)p;
    return token.text.len >= 2 && token.text.ptr[0] == '`'
        ? stm_str_sub(token.text, 1, token.text.len - 1)
        : token.text;
}

static int hex(char c)
{
    return c >= '0' && c <= '9' ? c - '0'
        : c >= 'a' && c <= 'f'  ? c - 'a' + 10
        : c >= 'A' && c <= 'F'  ? c - 'A' + 10
                                : -1;
}

q_expr *stm_q_number(q_parse *p, q_token token)
{
    bool is_hex = token.text.len > 2 && token.text.ptr[1] == 'x';
    q_expr *e = stm_q_leaf(p, token.code == TK_INTEGER ? Q_INT : Q_FLOAT, token);
    uint64_t number = 0;
    if (e == NULL) {
        return NULL;
    }
    if (e->kind == Q_FLOAT) {
        stm_str text = token.text.ptr[0] == '.'
            ? stm_arena_print(p->arena, "0%.*s", STM_ARG(token.text))
            : token.text;
        if (text.ptr == NULL || !stm_number_read(text, &e->number)) {
            stm_query_error(p, STEMMA_ERR_FORMAT, token.at, "not a number");
        }
        return e;
    }
    bool fits = is_hex ? token.text.len <= 17 : stm_number_read_u64(token.text, &number);
    for (uint32_t i = 2; is_hex && fits && i < token.text.len; i++) {
        number = number * 16 + (uint64_t)hex(token.text.ptr[i]);
    }
    if (!fits || number > INT64_MAX) {
        stm_query_error(p, STEMMA_ERR_FORMAT, token.at, "the number is too large");
    }
    e->integer = (int64_t)number;
    return e;
}

/* One escape behind a backslash at s[at]; gives what follows. 0 = unknown. */
static uint32_t escape(stm_str s, uint32_t at, stm_buf *out)
{
    static const char from[] = "ntrbf'\"\\/", to[] = "\n\t\r\b\f'\"\\/";
    char c = s.ptr[at];
    const char *found = c == '\0' ? NULL : strchr(from, c);
    if (found != NULL) {
        stm_buf_char(out, to[found - from]);
        return at + 1;
    }
    uint32_t digits = c == 'u' ? 4 : c == 'U' ? 8 : 0, point = 0;
    for (uint32_t i = 1; i <= digits; i++) {
        int value = at + i < s.len ? hex(s.ptr[at + i]) : -1;
        if (value < 0) {
            return 0;
        }
        point = point * 16 + (uint32_t)value;
    }
    char bytes[4];
    uint32_t count = digits > 0 && point > 0 ? stm_utf8_encode(point, bytes) : 0;
    stm_buf_add(out, bytes, count);
    return count == 0 ? 0 : at + digits + 1;
}

q_expr *stm_q_string(q_parse *p, q_token token)
{
    q_expr *e = stm_q_leaf(p, Q_STRING, token);
    if (e == NULL) {
        return NULL;
    }
    stm_str inner = stm_str_sub(token.text, 1, token.text.len - 1);
    if (memchr(inner.ptr, '\\', inner.len) == NULL) {
        e->name = inner;
        return e;
    }
    stm_buf out;
    stm_buf_init(&out);
    for (uint32_t at = 0; at < inner.len;) {
        if (inner.ptr[at] != '\\') {
            stm_buf_char(&out, inner.ptr[at++]);
            continue;
        }
        uint32_t next = at + 1 < inner.len ? escape(inner, at + 1, &out) : 0;
        if (next == 0) {
            stm_query_error(p, STEMMA_ERR_FORMAT, token.at + 1 + at,
                "unknown escape; a backslash is written \\\\");
            break;
        }
        at = next;
    }
    e->name = stm_arena_copy(p->arena, stm_buf_view(&out));
    if ((e->name.ptr == NULL || out.failed) && p->status == STEMMA_OK) {
        p->status = stm_fail_nomem(p->err);
    }
    stm_buf_dispose(&out);
    return p->status == STEMMA_OK ? e : NULL;
}

q_expr *stm_q_unary(q_parse *p, q_kind kind, q_token op, q_expr *a)
{
    return stm_q_append(p, stm_q_make(p, kind, op.at), a);
}

/* a AND b AND c is one node with three operands: long lists of conditions do not nest. */
q_expr *stm_q_binary(q_parse *p, q_kind kind, q_expr *a, q_expr *b)
{
    if (a == NULL || b == NULL) {
        return NULL;
    }
    bool joins =
        (kind == Q_AND || kind == Q_OR || kind == Q_ADD) && a->kind == kind && !a->parenthesised;
    if (joins) {
        return stm_q_append(p, a, b);
    }
    return stm_q_append(p, stm_q_append(p, stm_q_make(p, kind, a->begin), a), b);
}

static bool is_comparison(const q_expr *e)
{
    return e->kind >= Q_EQ && e->kind <= Q_GE && !e->parenthesised;
}

static q_expr *copy_of(q_parse *p, const q_expr *e)
{
    q_expr *copy = make(p, sizeof *copy);
    if (copy != NULL) {
        *copy = *e;
        copy->next = NULL;
    }
    return copy;
}

q_expr *stm_q_compare(q_parse *p, q_kind kind, q_expr *a, q_expr *b)
{
    if (a == NULL || b == NULL) {
        return NULL;
    }
    const q_expr *before = is_comparison(a) ? a : NULL;
    if (before == NULL && a->kind == Q_AND && !a->parenthesised && a->last != NULL &&
        is_comparison(a->last) && a->has_map) {
        before = a->last; /* a < b < c so far */
    }
    if (before == NULL) {
        return stm_q_binary(p, kind, a, b);
    }
    q_expr *again = stm_q_binary(p, kind, copy_of(p, before->last), b);
    q_expr *both = a->kind == Q_AND ? stm_q_append(p, a, again) : stm_q_binary(p, Q_AND, a, again);
    if (both != NULL) {
        both->has_map = true; /* marks a chain */
    }
    return both;
}

q_name *stm_q_names(q_parse *p, q_name *list, q_token token)
{
    q_name *name = make(p, sizeof *name);
    if (name == NULL) {
        return NULL;
    }
    name->text = stm_q_name(p, token);
    name->at = token.at;
    if (list == NULL) {
        return name;
    }
    q_name *last = list;
    while (last->next != NULL) {
        last = last->next;
    }
    last->next = name;
    return list;
}

q_node *stm_q_node(q_parse *p, q_token open, q_token *variable, q_name *labels, q_expr *map)
{
    q_node *node = make(p, sizeof *node);
    if (node != NULL) {
        node->variable = variable != NULL ? stm_q_name(p, *variable) : STM_EMPTY;
        node->at = variable != NULL ? variable->at : open.at;
        node->labels = labels;
        node->map = map;
        node->slot = STM_NO_SLOT;
    }
    return node;
}

static uint32_t hops_of(q_parse *p, const q_token *token)
{
    uint64_t number = 0;
    if (!stm_number_read_u64(token->text, &number) || number > 1000) {
        stm_query_error(p, STEMMA_ERR_LIMIT, token->at, "at most 1000 hops");
    }
    return (uint32_t)number;
}

q_rel *stm_q_rel_hops(q_parse *p, q_rel *rel, q_token *from, q_token *to)
{
    rel = rel == NULL ? make(p, sizeof *rel) : rel;
    if (rel == NULL) {
        return NULL;
    }
    rel->variable = STM_EMPTY;
    rel->slot = STM_NO_SLOT;
    rel->variable_length = from != NULL || to != NULL;
    if (rel->variable_length) {
        rel->shortest = from != NULL ? hops_of(p, from) : 1;
        rel->longest = to != NULL ? hops_of(p, to) : UINT32_MAX;
        if (rel->shortest > rel->longest) {
            stm_query_error(p, STEMMA_ERR_FORMAT, from != NULL ? from->at : to->at,
                "the lower bound is above the upper one");
        }
    }
    return rel;
}

q_pattern *stm_q_pattern(q_parse *p, q_node *first)
{
    q_pattern *pattern = first == NULL ? NULL : make(p, sizeof *pattern);
    if (pattern != NULL) {
        pattern->variable = STM_EMPTY;
        pattern->at = first->at;
        pattern->slot = STM_NO_SLOT;
        pattern->nodes = pattern->last_node = first;
    }
    return pattern;
}

q_pattern *stm_q_extend(q_parse *p, q_pattern *pattern, q_rel *rel, q_node *node)
{
    if (pattern == NULL || rel == NULL || node == NULL) {
        return NULL;
    }
    rel->slot = STM_NO_SLOT;
    if (pattern->rels == NULL) {
        pattern->rels = rel;
    } else {
        pattern->last_rel->next = rel;
    }
    pattern->last_rel = rel;
    pattern->last_node->next = node;
    pattern->last_node = node;
    if (++pattern->rel_count * 2 > STM_Q_MAX_PATTERN) {
        stm_query_error(p, STEMMA_ERR_LIMIT, node->at,
            "a pattern has at most %d nodes and relations", STM_Q_MAX_PATTERN);
    }
    return pattern;
}

q_match *stm_q_match(q_parse *p, q_match *match, q_pattern *pattern)
{
    match = match == NULL ? make(p, sizeof *match) : match;
    if (match == NULL || pattern == NULL) {
        return NULL;
    }
    if (match->patterns == NULL) {
        match->patterns = pattern;
    } else {
        match->last->next = pattern;
    }
    match->last = pattern;
    return match;
}

q_clause *stm_q_clause(q_parse *p, q_clause_kind kind, q_token token)
{
    q_clause *clause = make(p, sizeof *clause);
    if (clause != NULL) {
        clause->kind = (uint8_t)kind;
        clause->at = token.at;
        clause->variable = STM_EMPTY;
        clause->slot = STM_NO_SLOT;
    }
    return clause;
}

q_projection *stm_q_item(q_parse *p, q_projection *projection, q_expr *expr, q_token *alias)
{
    projection = projection == NULL ? make(p, sizeof *projection) : projection;
    if (projection == NULL || expr == NULL) {
        return projection;
    }
    q_item *item = make(p, sizeof *item);
    if (item == NULL) {
        return NULL;
    }
    item->expr = expr;
    item->named = alias != NULL;
    item->alias =
        alias != NULL ? stm_q_name(p, *alias) : stm_str_sub(p->text, expr->begin, expr->end);
    if (alias == NULL && expr->kind == Q_VAR) {
        item->alias = expr->name;
    }
    item->slot = STM_NO_SLOT;
    if (projection->items == NULL) {
        projection->items = item;
    } else {
        projection->last->next = item;
    }
    projection->last = item;
    projection->item_count++;
    return projection;
}

q_projection *stm_q_sort(q_parse *p, q_projection *projection, q_expr *expr, bool descending)
{
    q_sort *sort = make(p, sizeof *sort);
    if (sort == NULL || projection == NULL || expr == NULL) {
        return projection;
    }
    sort->expr = expr;
    sort->descending = descending;
    if (projection->sorts == NULL) {
        projection->sorts = sort;
    } else {
        projection->last_sort->next = sort;
    }
    projection->last_sort = sort;
    return projection;
}

q_single *stm_q_single(q_parse *p, q_single *single, q_clause *clause)
{
    single = single == NULL ? make(p, sizeof *single) : single;
    if (single == NULL || clause == NULL) {
        return single;
    }
    if (single->clauses == NULL) {
        single->clauses = clause;
    } else {
        single->last->next = clause;
    }
    single->last = clause;
    if (++single->clause_count > STM_Q_MAX_CLAUSES) {
        stm_query_error(
            p, STEMMA_ERR_LIMIT, clause->at, "a query has at most %d clauses", STM_Q_MAX_CLAUSES);
    }
    return single;
}

void stm_q_union(q_parse *p, q_single *single, bool all, uint32_t at)
{
    if (single == NULL) {
        return;
    }
    single->all = all;
    single->at = at;
    if (p->query->singles == NULL) {
        p->query->singles = single;
    } else {
        p->query->last->next = single;
    }
    p->query->last = single;
}

bool stm_q_same(const q_expr *a, const q_expr *b)
{
    if (a->kind != b->kind || a->count != b->count || !stm_str_eq(a->name, b->name) ||
        a->integer != b->integer || a->number < b->number || a->number > b->number ||
        a->distinct != b->distinct || a->match != b->match) {
        if (!(a->kind == Q_PROPERTY && b->kind == Q_PROPERTY && a->count == b->count &&
                stm_str_eq(a->name, b->name))) {
            return false; /* of a property, `integer` is a place */
        }
    }
    if (a->kind == Q_VAR && a->slot != b->slot) {
        return false;
    }
    const q_expr *x = a->first, *y = b->first;
    for (; x != NULL && y != NULL; x = x->next, y = y->next) {
        if (!stm_q_same(x, y)) {
            return false;
        }
    }
    return x == NULL && y == NULL;
}
