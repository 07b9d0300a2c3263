/* Texts of SQL for the steps of a plan. Labels, relation types and properties that are a column are
 * tested inside SQL; other properties become tests on values. Joins are forced into the order that
 * is written (CROSS JOIN). SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/plan_work.h"

bool stm_sql_text_begin(planner *p, sql_text *t, uint8_t own)
{
    t->p = p;
    stm_buf_init(&t->text);
    t->sql = stm_plan_make(p, sizeof *t->sql);
    if (t->sql != NULL) {
        t->sql->own = own;
        t->sql->next = p->plan->statements;
        p->plan->statements = t->sql;
    }
    return t->sql != NULL;
}

q_sql *stm_sql_text_end(sql_text *t)
{
    char *copy = t->sql == NULL || t->text.failed ? NULL : stm_plan_make(t->p, t->text.length + 1);
    if (copy != NULL) {
        memcpy(copy, t->text.data, t->text.length);
        t->sql->text = (stm_str){copy, (uint32_t)t->text.length};
    } else {
        stm_q_nomem(t->p->run);
    }
    stm_buf_dispose(&t->text);
    return copy == NULL ? NULL : t->sql;
}

/* Number of the parameter that carries the expression's value; 0 when there are too many. */
static int parameter(sql_text *t, const q_expr *expr, q_as as)
{
    q_bind *bind = t->sql->bind_count >= 60 ? NULL : stm_plan_make(t->p, sizeof *bind);
    if (bind == NULL) {
        return 0;
    }
    *bind = (q_bind){expr, (uint8_t)as, NULL};
    if (t->sql->binds == NULL) {
        t->sql->binds = bind;
    } else {
        t->sql->last->next = bind;
    }
    t->sql->last = bind;
    return t->sql->own + ++t->sql->bind_count;
}

typedef struct column {
    const char *name, *column, *before;
    q_as as;
} column;
/* Properties that are a column of the table; `before` stands in front of the parameter, with a
 * bracket to close. */
#define TERM "(SELECT id FROM term WHERE text = "
static const column node_columns[] = {{"id", "id", NULL, AS_WHOLE}, {"type", "type", NULL, AS_TYPE},
    {"mentions", "mentions", NULL, AS_WHOLE}, {"documents", "documents", NULL, AS_WHOLE}};
static const column edge_columns[] = {{"id", "id", NULL, AS_WHOLE},
    {"polarity", "negated", NULL, AS_POLARITY}, {"negated", "negated", NULL, AS_TRUTH},
    {"modality", "modality", NULL, AS_MODALITY}, {"time", "time", TERM, AS_TEXT},
    {"place", "place", TERM, AS_TEXT}, {"amount", "amount", TERM, AS_TEXT},
    {"rule", "rule", TERM, AS_TEXT},
    {"document", "document", "(SELECT id FROM document WHERE path = ", AS_TEXT},
    {"relation", "relation", "(SELECT id FROM relation WHERE name = ", AS_TEXT}};

static const column *column_of(const column *columns, size_t count, stm_str name)
{
    for (size_t i = 0; i < count; i++) {
        if (stm_str_is(name, columns[i].name)) {
            return &columns[i];
        }
    }
    return NULL;
}

static const column *column_of_kind(bool on_edge, stm_str name)
{
    return on_edge ? column_of(edge_columns, sizeof edge_columns / sizeof edge_columns[0], name)
                   : column_of(node_columns, sizeof node_columns / sizeof node_columns[0], name);
}

/* " AND <alias>.<property> = value"; false when SQL cannot say it. */
static bool add_equal(
    sql_text *t, const char *alias, bool on_edge, stm_str name, const q_expr *value, bool aliases)
{
    const column *known = column_of_kind(on_edge, name);
    bool is_name = !on_edge && stm_str_is(name, "name");
    if (known == NULL && !is_name) {
        return false;
    }
    int at = parameter(t, value, is_name ? AS_TEXT : known->as);
    if (at == 0) {
        return false;
    }
    stm_buf_text(&t->text, " AND ");
    if (known != NULL) {
        stm_buf_print(&t->text, "%s.%s = %s?%d%s", alias, known->column,
            known->before != NULL ? known->before : "", at, known->before != NULL ? ")" : "");
    } else if (aliases) { /* {name: 'Musk'} means whoever bears that name in a text */
        stm_buf_print(&t->text,
            "(%s.name = ?%d OR %s.id IN (SELECT e.actor FROM name n CROSS JOIN entity e"
            " WHERE n.folded = fold(?%d) AND n.text = ?%d AND e.id = n.entity))",
            alias, at, alias, at, at);
    } else {
        stm_buf_print(&t->text, "%s.name = ?%d", alias, at);
    }
    return true;
}

/* x.property = value (or the other way round) of WHERE, about this slot, with a value that is
 * known. */
bool stm_plan_equation(
    planner *p, const q_expr *e, uint32_t slot, stm_str *name_out, const q_expr **value_out)
{
    if (e->kind != Q_EQ) {
        return false;
    }
    for (int side = 0; side < 2; side++) {
        const q_expr *a = side == 0 ? e->first : e->last, *b = side == 0 ? e->last : e->first;
        if (a->kind == Q_PROPERTY && a->first->kind == Q_VAR && a->first->slot == slot &&
            stm_plan_ready(p, b)) {
            *name_out = a->name;
            *value_out = b;
            return true;
        }
    }
    return false;
}

/* NOT r.negated */
static bool is_not_negated(const q_expr *e, uint32_t slot)
{
    return e->kind == Q_NOT && e->first->kind == Q_PROPERTY && e->first->first->kind == Q_VAR &&
        e->first->first->slot == slot && stm_str_is(e->first->name, "negated");
}

/* r.confidence < 0.5, the property on the left. (A time stands in another table: asking SQL for it
 * costs as much as testing the value.) */
static void add_range(sql_text *t, const char *alias, const q_expr *e, uint32_t slot)
{
    static const char *const signs[] = {"<", "<=", ">", ">="};
    bool fits = e->kind >= Q_LT && e->kind <= Q_GE && e->first->kind == Q_PROPERTY &&
        e->first->first->kind == Q_VAR && e->first->first->slot == slot &&
        stm_str_is(e->first->name, "confidence") && stm_plan_ready(t->p, e->last);
    int at = fits ? parameter(t, e->last, AS_WHOLE) : 0;
    if (at > 0) {
        stm_buf_print(&t->text, " AND round(%s.confidence, 4) %s ?%d",
            alias[0] == '+' ? alias + 1 : alias, signs[e->kind - Q_LT], at);
    }
}

/* x.name IN ['a', 'b'] */
static bool add_name_list(sql_text *t, const char *alias, const q_expr *e, uint32_t slot)
{
    bool fits = e->kind == Q_IN && e->first->kind == Q_PROPERTY && e->first->first->kind == Q_VAR &&
        e->first->first->slot == slot && stm_str_is(e->first->name, "name") &&
        e->last->kind == Q_LIST && e->last->count > 0 && e->last->count <= 20;
    for (const q_expr *a = fits ? e->last->first : NULL; a != NULL; a = a->next) {
        fits = fits && a->kind == Q_STRING;
    }
    if (!fits) {
        return false;
    }
    stm_buf_print(&t->text, " AND %s.name IN (", alias);
    for (const q_expr *a = e->last->first; a != NULL; a = a->next) {
        stm_buf_print(&t->text, "%s?%d", a == e->last->first ? "" : ", ", parameter(t, a, AS_TEXT));
    }
    stm_buf_text(&t->text, ")");
    return true;
}

/* Conditions of WHERE that narrow what SQL gives. They are tested again on the values. */
static void add_where(sql_text *t, const char *alias, bool on_edge, uint32_t slot)
{
    for (const q_filter *f = t->p->conditions; f != NULL; f = f->next) {
        stm_str name;
        const q_expr *value = NULL;
        if (stm_plan_equation(t->p, f->expr, slot, &name, &value)) {
            add_equal(t, alias, on_edge, name, value, false);
        } else if (on_edge && is_not_negated(f->expr, slot)) {
            stm_buf_print(&t->text, " AND %s.negated = 0", alias);
        } else if (on_edge) {
            add_range(t, alias, f->expr, slot);
        } else {
            add_name_list(t, alias, f->expr, slot);
        }
    }
}

bool stm_plan_add_test(
    planner *p, q_test **list, bool on_edge, uint32_t slot, stm_str name, const q_expr *expr)
{
    q_test *test = stm_plan_make(p, sizeof *test);
    if (test == NULL) {
        return false;
    }
    *test = (q_test){on_edge, slot, name, expr, *list};
    *list = test;
    return true;
}

/* {a: 1, b: 2}: in SQL, or as tests of the step, or (a value is not known yet) at the end. */
static void add_map(
    sql_text *t, const char *alias, bool on_edge, uint32_t slot, const q_expr *map, q_test **tests)
{
    const q_expr *value = map == NULL ? NULL : map->first;
    for (uint32_t i = 0; value != NULL; i++, value = value->next) {
        bool ready = stm_plan_ready(t->p, value);
        if (!ready) {
            stm_plan_add_test(t->p, &t->p->plan->tests, on_edge, slot, map->names[i], value);
        } else if (!add_equal(t, alias, on_edge, map->names[i], value, true)) {
            stm_plan_add_test(t->p, tests, on_edge, slot, map->names[i], value);
        }
    }
}

void stm_plan_labels(sql_text *t, const char *alias, const q_node *node)
{
    if (node->labels == NULL) {
        return;
    }
    stm_buf_print(&t->text, " AND %s.type IN (", alias);
    for (const q_name *label = node->labels; label != NULL; label = label->next) {
        char lower[32];
        uint32_t length = label->text.len < sizeof lower ? label->text.len : 0;
        for (uint32_t i = 0; i < length; i++) {
            char c = label->text.ptr[i];
            lower[i] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
        }
        stm_buf_print(&t->text, "%s%d", label == node->labels ? "" : ", ",
            (int)stm_type_of((stm_str){lower, length}, NULL));
    }
    stm_buf_text(&t->text, ")");
}

/* A plus in front of a column keeps SQLite from choosing an index over it: of a node's few facts
 * the wanted ones are picked, not of all facts of a relation those of the node. */
void stm_plan_types(sql_text *t, const char *alias, const q_rel *rel)
{
    if (rel->types == NULL) {
        return;
    }
    stm_buf_print(&t->text, " AND %s.relation IN (", alias);
    for (const q_name *type = rel->types; type != NULL; type = type->next) {
        stm_buf_print(&t->text, "%s%lld", type == rel->types ? "" : ", ",
            (long long)stm_q_relation_id(t->p->run, type->text));
    }
    stm_buf_text(&t->text, ")");
}

bool stm_plan_has_conditions(planner *p, const q_node *node)
{
    if (node->labels != NULL || node->map != NULL) {
        return true;
    }
    for (const q_filter *f = p->conditions; f != NULL; f = f->next) {
        stm_str name;
        const q_expr *value = NULL;
        if (stm_plan_equation(p, f->expr, node->slot, &name, &value)) {
            return true;
        }
    }
    return false;
}

static void add_node(sql_text *t, const char *alias, const q_node *node, q_test **tests)
{
    stm_plan_labels(t, alias, node);
    add_map(t, alias, false, node->slot, node->map, tests);
    add_where(t, alias, false, node->slot);
}

int stm_plan_shown(const planner *p)
{
    return p->run->all ? 1 : 2;
}

q_sql *stm_plan_nodes(planner *p, const q_node *node, q_test **tests)
{
    sql_text t;
    if (!stm_sql_text_begin(p, &t, 0)) {
        return NULL;
    }
    stm_buf_text(&t.text,
        p->run->all ? "SELECT a.id FROM actor a WHERE 1"
                    : "SELECT a.id FROM actor a WHERE a.named = 1");
    add_node(&t, "a", node, tests);
    return stm_sql_text_end(&t);
}

q_sql *stm_plan_test(planner *p, const q_node *node, q_test **tests)
{
    sql_text t;
    if (!stm_sql_text_begin(p, &t, 1)) {
        return NULL;
    }
    stm_buf_text(&t.text, "SELECT a.id FROM actor a WHERE a.id = ?1");
    add_node(&t, "a", node, tests);
    return stm_sql_text_end(&t);
}

/* From actor ?1 over one fact; forward: ?1 is the subject. ?2 is the other end when it is known. */
q_sql *stm_plan_expand(planner *p, const q_rel *rel, const q_node *right, bool right_known,
    bool forward, q_test **tests)
{
    const char *here = forward ? "subject" : "object", *there = forward ? "object" : "subject";
    bool join = right != NULL && !right_known && stm_plan_has_conditions(p, right);
    sql_text t;
    if (!stm_sql_text_begin(p, &t, right_known ? 2 : 1)) {
        return NULL;
    }
    if (right_known) {
        stm_buf_print(&t.text,
            "SELECT f.id, f.relation, o.actor FROM entity s CROSS JOIN entity o CROSS JOIN fact f"
            " WHERE s.actor = ?1 AND o.actor = ?2 AND f.%s = s.id AND f.%s = o.id AND +f.shown >= "
            "%d",
            here, there, stm_plan_shown(p));
    } else {
        stm_buf_print(&t.text,
            "SELECT f.id, f.relation, o.actor FROM entity s CROSS JOIN fact f CROSS JOIN entity o%s"
            " WHERE s.actor = ?1 AND f.%s = s.id AND o.id = f.%s AND +f.shown >= %d",
            join ? " CROSS JOIN actor b" : "", here, there, stm_plan_shown(p));
    }
    stm_plan_types(&t, "+f", rel);
    add_map(&t, "+f", true, rel->slot, rel->map, tests);
    if (!rel->variable_length) {
        add_where(&t, "+f", true, rel->slot);
    }
    if (join) {
        stm_buf_text(&t.text, " AND b.id = o.actor");
        add_node(&t, "b", right, tests);
    }
    return stm_sql_text_end(&t);
}

/* All facts; forward: left is the subject. */
q_sql *stm_plan_edges(planner *p, const q_rel *rel, const q_node *left, const q_node *right,
    bool forward, q_test **tests)
{
    bool join_left = stm_plan_has_conditions(p, left),
         join_right = stm_plan_has_conditions(p, right);
    sql_text t;
    if (!stm_sql_text_begin(p, &t, 0)) {
        return NULL;
    }
    stm_buf_print(&t.text,
        "SELECT f.id, f.relation, s.actor, o.actor FROM fact f CROSS JOIN entity s CROSS "
        "JOIN entity o%s%s"
        " WHERE f.shown >= %d AND s.id = f.%s AND o.id = f.%s",
        join_left ? " CROSS JOIN actor a" : "", join_right ? " CROSS JOIN actor b" : "",
        stm_plan_shown(p), forward ? "subject" : "object", forward ? "object" : "subject");
    stm_plan_types(&t, "f", rel);
    add_map(&t, "f", true, rel->slot, rel->map, tests);
    add_where(&t, "f", true, rel->slot);
    if (join_left) {
        stm_buf_text(&t.text, " AND a.id = s.actor");
        add_node(&t, "a", left, tests);
    }
    if (join_right) {
        stm_buf_text(&t.text, " AND b.id = o.actor");
        add_node(&t, "b", right, tests);
    }
    return stm_sql_text_end(&t);
}
