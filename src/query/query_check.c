/* Names: every variable gets its place in a row, and everything that does not exist is refused
 * where it stands: variables, labels, properties, functions. The graph's schema is fixed, so a
 * misspelt property is an error here and not a column of nothing. SPDX-License-Identifier:
 * GPL-2.0-or-later */
#include "query/run.h"

#include <stdio.h>

typedef enum kind { T_ANY, T_NODE, T_REL, T_RELS, T_PATH } kind;
static const char *const kind_names[] = {
    "a value", "a node", "a relation", "a list of relations", "a path"};

typedef struct variable {
    stm_str name;
    uint32_t slot;
    kind type;
} variable;
enum { MOST_VARIABLES = 1000 };

typedef struct scope {
    variable items[MOST_VARIABLES];
    uint32_t count;
} scope;

typedef struct checker {
    q_parse *p;
    scope *scope;
    bool aggregates_allowed, inside_aggregate;
} checker;

static bool good(const checker *c)
{
    return c->p->status == STEMMA_OK;
}

static uint32_t new_slot(checker *c)
{
    return c->p->query->slot_count++;
}

static const variable *find(const scope *s, stm_str name)
{
    for (uint32_t i = s->count; i > 0; i--) {
        if (stm_str_eq(s->items[i - 1].name, name)) {
            return &s->items[i - 1];
        }
    }
    return NULL;
}

static uint32_t declare(checker *c, stm_str name, kind type, uint32_t at)
{
    uint32_t slot = new_slot(c);
    if (name.len > 0) {
        if (c->scope->count == MOST_VARIABLES) {
            stm_query_error(
                c->p, STEMMA_ERR_LIMIT, at, "a query has at most %d variables", MOST_VARIABLES);
            return slot;
        }
        c->scope->items[c->scope->count++] = (variable){name, slot, type};
    }
    return slot;
}

static void list_names(char *out, size_t size, const char *const *names)
{
    size_t used = 0;
    for (uint32_t i = 0; names[i] != NULL && used < size; i++) {
        int wrote = snprintf(out + used, size - used, "%s%s", i > 0 ? ", " : "", names[i]);
        used += wrote > 0 ? (size_t)wrote : 0;
    }
}

static void check_property(checker *c, kind type, stm_str name, uint32_t at)
{
    const char *const *names = type == T_NODE ? stm_q_node_properties : stm_q_edge_properties;
    if (type == T_PATH || type == T_RELS) {
        stm_query_error(c->p, STEMMA_ERR_FORMAT, at, "%s has no properties", kind_names[type]);
        return;
    }
    if (type == T_ANY) {
        return;
    }
    for (uint32_t i = 0; names[i] != NULL; i++) {
        if (stm_str_is(name, names[i])) {
            return;
        }
    }
    char list[300];
    list_names(list, sizeof list, names);
    stm_query_error(c->p, STEMMA_ERR_FORMAT, at, "%s has no property \"%.*s\"; there are %s",
        kind_names[type], STM_ARG(name), list);
}

static void check_label(checker *c, stm_str name, uint32_t at)
{
    static const char *const types[] = {
        "person", "organization", "location", "product", "event", "money", "date", "other"};
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
        if (stm_str_eq_ascii_nocase(name, stm_str_of(types[i]))) {
            return;
        }
    }
    stm_query_error(c->p, STEMMA_ERR_FORMAT, at,
        "there is no label \"%.*s\"; nodes are person, organization, location, "
        "product, event, money, "
        "date or other",
        STM_ARG(name));
}

static kind check_expr(checker *c, q_expr *e);

static void check_list(checker *c, q_expr *first)
{
    for (q_expr *e = first; e != NULL && good(c); e = e->next) {
        check_expr(c, e);
    }
}

/* ---- patterns ---- */

static void check_node(checker *c, q_node *node, const scope *before, bool may_declare)
{
    const variable *known = node->variable.len > 0 ? find(c->scope, node->variable) : NULL;
    for (const q_name *label = node->labels; label != NULL && good(c); label = label->next) {
        check_label(c, label->text, label->at);
    }
    if (known == NULL) {
        if (node->variable.len > 0 && !may_declare) {
            stm_query_error(c->p, STEMMA_ERR_FORMAT, node->at,
                "variable \"%.*s\" is not known here", STM_ARG(node->variable));
        }
        node->slot = declare(c, node->variable, T_NODE, node->at);
        return;
    }
    if (known->type != T_NODE && known->type != T_ANY) {
        stm_query_error(c->p, STEMMA_ERR_FORMAT, node->at, "\"%.*s\" is %s, not a node",
            STM_ARG(node->variable), kind_names[known->type]);
    }
    node->slot = known->slot;
    const variable *earlier = find(before, node->variable);
    node->outer = earlier != NULL && earlier->slot == known->slot;
}

static void check_rel(checker *c, q_rel *rel, bool may_declare)
{
    if (rel->variable.len > 0 && find(c->scope, rel->variable) != NULL) {
        stm_query_error(c->p, STEMMA_ERR_UNSUPPORTED, rel->at,
            "\"%.*s\" is used already; a relation cannot be matched again", STM_ARG(rel->variable));
    }
    if (rel->variable.len > 0 && !may_declare) {
        stm_query_error(c->p, STEMMA_ERR_FORMAT, rel->at, "variable \"%.*s\" is not known here",
            STM_ARG(rel->variable));
    }
    rel->slot = declare(c, rel->variable, rel->variable_length ? T_RELS : T_REL, rel->at);
}

static void check_shortest(checker *c, const q_pattern *pattern)
{
    if (pattern->kind == Q_PATH_PLAIN) {
        return;
    }
    if (pattern->rel_count != 1) {
        stm_query_error(c->p, STEMMA_ERR_FORMAT, pattern->at,
            "shortestPath wants two nodes and one relation between");
    } else if (!pattern->rels->variable_length) {
        stm_query_error(c->p, STEMMA_ERR_FORMAT, pattern->rels->at,
            "shortestPath wants a relation of variable length, such as -[*..6]-");
    }
}

static void check_map(checker *c, q_expr *map, kind type)
{
    q_expr *value = map == NULL ? NULL : map->first;
    for (uint32_t i = 0; value != NULL && good(c); i++, value = value->next) {
        check_property(c, type, map->names[i], map->begin);
        check_expr(c, value);
    }
}

static void check_match(checker *c, q_match *match, bool may_declare)
{
    scope *before = stm_arena_alloc(c->p->arena, sizeof *before);
    if (before == NULL) {
        c->p->status = stm_fail_nomem(c->p->err);
        return;
    }
    *before = *c->scope;
    for (q_pattern *pattern = match->patterns; pattern != NULL && good(c);
         pattern = pattern->next) {
        q_rel *rel = pattern->rels;
        if (pattern->variable.len > 0 && find(c->scope, pattern->variable) != NULL) {
            stm_query_error(c->p, STEMMA_ERR_FORMAT, pattern->at, "\"%.*s\" is used already",
                STM_ARG(pattern->variable));
        }
        check_shortest(c, pattern);
        for (q_node *node = pattern->nodes; node != NULL && good(c); node = node->next) {
            check_node(c, node, before, may_declare);
            if (rel != NULL && good(c)) {
                check_rel(c, rel, may_declare);
                rel = rel->next;
            }
        }
        if (pattern->variable.len > 0) {
            pattern->slot = declare(c, pattern->variable, T_PATH, pattern->at);
        }
    }
    for (q_pattern *pattern = match->patterns; pattern != NULL && good(c);
         pattern = pattern->next) {
        for (q_node *node = pattern->nodes; node != NULL; node = node->next) {
            check_map(c, node->map, T_NODE);
        }
        for (q_rel *rel = pattern->rels; rel != NULL; rel = rel->next) {
            check_map(c, rel->map, T_REL);
        }
    }
    if (match->where != NULL && good(c)) {
        check_expr(c, match->where);
    }
}

/* ---- expressions ---- */

/* What the items of a list are, as far as it can be told. */
static kind item_kind(const checker *c, const q_expr *list)
{
    if (list->kind == Q_CALL && list->function != NULL) {
        return strcmp(list->function->name, "nodes") == 0        ? T_NODE
            : strcmp(list->function->name, "relationships") == 0 ? T_REL
                                                                 : T_ANY;
    }
    if (list->kind == Q_VAR) {
        const variable *v = find(c->scope, list->name);
        return v != NULL && v->type == T_RELS ? T_REL : T_ANY;
    }
    return T_ANY;
}

static void check_call(checker *c, q_expr *e)
{
    static const char *const refused[] = {"rand", "timestamp", "date", "datetime", "time",
        "localtime", "duration", "point", "distance", "randomuuid", "stdev", "stdevp",
        "percentilecont", "percentiledisc", "extract", "filter", "shortestpath", "elementid",
        "haversin"};
    e->function = stm_q_function(e->name);
    if (e->function == NULL ||
        (e->kind == Q_COUNT_STAR && strcmp(e->function->name, "count") != 0)) {
        for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
            if (stm_str_eq_ascii_nocase(e->name, stm_str_of(refused[i]))) {
                stm_query_error(c->p, STEMMA_ERR_UNSUPPORTED, e->begin,
                    "%.*s() is not supported by stemma", STM_ARG(e->name));
            }
        }
        stm_query_error(c->p, STEMMA_ERR_FORMAT, e->begin,
            e->function == NULL ? "there is no function %.*s()"
                                : "%.*s(*) is not possible, only count(*)",
            STM_ARG(e->name));
        return;
    }
    const stm_fn *f = e->function;
    if (e->kind == Q_CALL && (e->count < f->least || e->count > f->most)) {
        stm_query_error(c->p, STEMMA_ERR_FORMAT, e->begin, "%.*s() wants %s%u argument%s, not %u",
            STM_ARG(e->name), f->least == f->most ? "" : "at least ", (unsigned)f->least,
            f->least == 1 ? "" : "s", (unsigned)e->count);
        return;
    }
    if (e->distinct && !f->aggregate) {
        stm_query_error(c->p, STEMMA_ERR_FORMAT, e->begin, "DISTINCT stands in aggregates only");
    }
    if (!f->aggregate) {
        check_list(c, e->first);
        return;
    }
    if (!c->aggregates_allowed || c->inside_aggregate) {
        stm_query_error(c->p, STEMMA_ERR_FORMAT, e->begin,
            c->inside_aggregate
                ? "%.*s() cannot stand in another aggregate"
                : "%.*s() is an aggregate: it stands in RETURN and WITH, and in ORDER BY only when these hold an aggregate",
            STM_ARG(e->name));
        return;
    }
    c->inside_aggregate = true;
    check_list(c, e->first);
    c->inside_aggregate = false;
    e->has_aggregate = true;
    e->slot = new_slot(c);
}

static void check_comprehension(checker *c, q_expr *e)
{
    uint32_t count = c->scope->count;
    bool allowed = c->aggregates_allowed;
    q_expr *list = e->kind == Q_REDUCE ? e->first->next : e->first;
    if (e->kind == Q_REDUCE) {
        check_expr(c, e->first);
    }
    check_expr(c, list);
    kind type = item_kind(c, list);
    c->aggregates_allowed = false;
    if (e->kind == Q_REDUCE) {
        e->slot2 = declare(c, e->names[0], T_ANY, e->begin);
    }
    e->slot = declare(c, e->name, type, e->begin);
    check_list(c, list->next);
    c->aggregates_allowed = allowed;
    c->scope->count = count;
}

static kind check_expr(checker *c, q_expr *e)
{
    kind result = T_ANY;
    if (!good(c)) {
        return result;
    }
    if (e->kind == Q_VAR) {
        const variable *v = find(c->scope, e->name);
        if (v == NULL) {
            stm_query_error(c->p, STEMMA_ERR_FORMAT, e->begin,
                "variable \"%.*s\" is not known here", STM_ARG(e->name));
            return result;
        }
        e->slot = v->slot;
        result = v->type;
    } else if (e->kind == Q_PROPERTY) {
        kind of = check_expr(c, e->first);
        check_property(c, of, e->name, (uint32_t)e->integer);
    } else if (e->kind == Q_CALL || e->kind == Q_COUNT_STAR) {
        check_call(c, e);
    } else if (e->kind >= Q_COMPREHENSION && e->kind <= Q_REDUCE) {
        check_comprehension(c, e);
    } else if (e->kind == Q_EXISTS) {
        uint32_t count = c->scope->count;
        bool allowed = c->aggregates_allowed;
        c->aggregates_allowed = false;
        check_match(c, e->match, e->has_map);
        c->scope->count = count;
        c->aggregates_allowed = allowed;
    } else {
        check_list(c, e->first);
        if (e->kind == Q_HAS_LABEL && good(c)) {
            const variable *v = e->first->kind == Q_VAR ? find(c->scope, e->first->name) : NULL;
            if (v != NULL && v->type == T_NODE) {
                check_label(c, e->name, (uint32_t)e->integer);
            }
        }
    }
    for (const q_expr *a = e->first; a != NULL; a = a->next) {
        e->has_aggregate = e->has_aggregate || a->has_aggregate;
    }
    return result;
}

/* ---- projections ---- */

static bool is_grouping(const q_projection *projection, const q_expr *e)
{
    for (const q_item *item = projection->items; item != NULL; item = item->next) {
        if (!item->expr->has_aggregate && stm_q_same(item->expr, e)) {
            return true;
        }
    }
    return false;
}

/* Beside aggregates, an item may use only what the rows are grouped by: RETURN a.name, a.name +
 * count(*). */
static void check_grouped(checker *c, const q_projection *projection, const q_expr *e)
{
    if (!good(c) || is_grouping(projection, e)) {
        return;
    }
    if ((e->kind == Q_CALL || e->kind == Q_COUNT_STAR) && e->function != NULL &&
        e->function->aggregate) {
        return;
    }
    if (e->kind == Q_VAR) {
        stm_query_error(c->p, STEMMA_ERR_FORMAT, e->begin,
            "\"%.*s\" stands beside an aggregate, but the rows are not grouped by it; "
            "return it as well",
            STM_ARG(e->name));
        return;
    }
    for (const q_expr *a = e->first; a != NULL; a = a->next) {
        check_grouped(c, projection, a);
        if (e->kind >= Q_COMPREHENSION && e->kind <= Q_SINGLE) {
            break; /* behind the list, variables of its own */
        }
    }
}

static void expand_star(checker *c, q_projection *projection)
{
    q_item *given = projection->items;
    projection->items = projection->last = NULL;
    projection->item_count = 0;
    for (uint32_t i = 0; i < c->scope->count && good(c); i++) {
        const variable *v = &c->scope->items[i];
        q_token token = {v->name, projection->at, 0};
        q_expr *e = stm_q_make(c->p, Q_VAR, projection->at);
        if (e != NULL) {
            e->name = v->name;
            stm_q_item(c->p, projection, e, &token);
        }
    }
    if (projection->items == NULL && good(c)) {
        stm_query_error(c->p, STEMMA_ERR_FORMAT, projection->at, "there are no variables for *");
    }
    if (given != NULL && projection->last != NULL) {
        projection->last->next = given;
        for (; given != NULL; given = given->next) {
            projection->last = given;
            projection->item_count++;
        }
    }
}

static void check_items(checker *c, q_projection *projection, scope *next)
{
    for (q_item *item = projection->items; item != NULL && good(c); item = item->next) {
        c->aggregates_allowed = true;
        kind type = check_expr(c, item->expr);
        c->aggregates_allowed = false;
        projection->aggregates = projection->aggregates || item->expr->has_aggregate;
        if (!projection->is_return && !item->named && item->expr->kind != Q_VAR) {
            stm_query_error(c->p, STEMMA_ERR_FORMAT, item->expr->begin,
                "in WITH, an expression needs a name: AS name");
        }
        if (good(c) && find(next, item->alias) != NULL) {
            stm_query_error(c->p, STEMMA_ERR_FORMAT, item->expr->begin,
                "column \"%.*s\" stands twice", STM_ARG(item->alias));
        }
        item->slot = new_slot(c);
        if (next->count < MOST_VARIABLES) {
            next->items[next->count++] = (variable){item->alias, item->slot, type};
        }
    }
    for (q_item *item = projection->items; item != NULL && good(c) && projection->aggregates;
         item = item->next) {
        if (item->expr->has_aggregate) {
            check_grouped(c, projection, item->expr);
        }
    }
}

/* Parts of a sort key that are an item already become that item's column. */
static void use_columns(const q_projection *projection, q_expr *e)
{
    for (const q_item *item = projection->items; item != NULL; item = item->next) {
        if (e->kind != Q_VAR && stm_q_same(item->expr, e)) {
            e->kind = Q_VAR;
            e->slot = item->slot;
            e->first = e->last = NULL;
            e->count = 0;
            e->name = item->alias;
            e->has_aggregate = false;
            return;
        }
        if (e->kind == Q_VAR && item->expr->kind == Q_VAR && item->expr->slot == e->slot) {
            e->slot = item->slot;
            return;
        }
    }
    for (q_expr *a = e->first; a != NULL; a = a->next) {
        use_columns(projection, a);
    }
}

static void check_sort_columns(checker *c, const q_projection *projection, const q_expr *e)
{
    bool column = false;
    if ((e->kind == Q_CALL || e->kind == Q_COUNT_STAR) && e->function != NULL &&
        e->function->aggregate) {
        return;
    }
    for (const q_item *item = projection->items; item != NULL; item = item->next) {
        column = column || (e->kind == Q_VAR && e->slot == item->slot);
    }
    if (e->kind == Q_VAR && !column) {
        stm_query_error(c->p, STEMMA_ERR_FORMAT, e->begin,
            "\"%.*s\" is gone behind %s; sort by a column", STM_ARG(e->name),
            projection->distinct ? "DISTINCT" : "an aggregate");
    }
    for (const q_expr *a = e->first; a != NULL && good(c); a = a->next) {
        check_sort_columns(c, projection, a);
        if (e->kind >= Q_COMPREHENSION && e->kind <= Q_SINGLE) {
            break;
        }
    }
}

static void check_sorts(checker *c, q_projection *projection, const scope *next)
{
    uint32_t count = c->scope->count;
    for (uint32_t i = 0; i < next->count && c->scope->count < MOST_VARIABLES; i++) {
        c->scope->items[c->scope->count++] = next->items[i]; /* found first */
    }
    for (q_sort *sort = projection->sorts; sort != NULL && good(c); sort = sort->next) {
        uint32_t with_columns = c->scope->count;
        c->aggregates_allowed = projection->aggregates;
        check_expr(c, sort->expr);
        c->aggregates_allowed = false;
        c->scope->count = with_columns;
        if (good(c)) {
            use_columns(projection, sort->expr);
        }
        if (good(c) && (projection->aggregates || projection->distinct)) {
            check_sort_columns(c, projection, sort->expr);
        }
    }
    c->scope->count = count;
}

static void check_bound(checker *c, q_expr *e, const char *what)
{
    if (e == NULL || !good(c)) {
        return;
    }
    uint32_t count = c->scope->count;
    c->scope->count = 0;
    check_expr(c, e);
    c->scope->count = count;
    bool literal = e->kind == Q_FLOAT || e->kind == Q_STRING || e->kind == Q_BOOL ||
        e->kind == Q_NULL || e->kind == Q_LIST || e->kind == Q_MAP ||
        (e->kind == Q_NEGATE && (e->first->kind == Q_INT || e->first->kind == Q_FLOAT));
    if (good(c) && literal) {
        stm_query_error(
            c->p, STEMMA_ERR_FORMAT, e->begin, "%s wants a whole number from 0 on", what);
    }
}

static void check_projection(checker *c, q_projection *projection)
{
    scope *next = stm_arena_alloc(c->p->arena, sizeof *next);
    if (next == NULL) {
        c->p->status = stm_fail_nomem(c->p->err);
        return;
    }
    if (projection->star) {
        expand_star(c, projection);
    }
    check_items(c, projection, next);
    if (good(c)) {
        check_sorts(c, projection, next);
    }
    check_bound(c, projection->skip, "SKIP");
    check_bound(c, projection->limit, "LIMIT");
    *c->scope = *next;
    if (projection->where != NULL && good(c)) {
        check_expr(c, projection->where);
    }
}

static void check_single(checker *c, q_single *single)
{
    c->scope->count = 0;
    for (q_clause *clause = single->clauses; clause != NULL && good(c); clause = clause->next) {
        if (clause->kind == Q_MATCH_CLAUSE) {
            check_match(c, clause->match, true);
        } else if (clause->kind == Q_UNWIND_CLAUSE) {
            check_expr(c, clause->list);
            kind type = good(c) ? item_kind(c, clause->list) : T_ANY;
            if (good(c) && find(c->scope, clause->variable) != NULL) {
                stm_query_error(c->p, STEMMA_ERR_FORMAT, clause->at, "\"%.*s\" is used already",
                    STM_ARG(clause->variable));
            }
            clause->slot = declare(c, clause->variable, type, clause->at);
        } else {
            check_projection(c, clause->projection);
        }
    }
}

static void check_columns(checker *c, const q_single *first, const q_single *other)
{
    const q_item *a = first->last->projection->items, *b = other->last->projection->items;
    for (; a != NULL && b != NULL && stm_str_eq(a->alias, b->alias); a = a->next, b = b->next) {
    }
    if (a != NULL || b != NULL) {
        stm_query_error(c->p, STEMMA_ERR_FORMAT, other->at,
            "the parts of a UNION have to return the same columns");
    }
}

bool stm_q_check(q_parse *p)
{
    checker c = {.p = p, .scope = stm_arena_alloc(p->arena, sizeof(scope))};
    if (c.scope == NULL) {
        p->status = stm_fail_nomem(p->err);
        return false;
    }
    for (q_single *single = p->query->singles; single != NULL && good(&c); single = single->next) {
        check_single(&c, single);
        if (good(&c) && single != p->query->singles) {
            check_columns(&c, p->query->singles, single);
        }
    }
    return good(&c);
}
