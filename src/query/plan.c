/* Plans a MATCH: where to begin, which way to walk, what SQL asks for. Begins at the node that is told best (a known
 * variable, a name, a number), walks relations whose one end is known, and tests each condition as soon as all that it
 * speaks of is known. Labels, relation types and simple properties are tested inside SQL; everything else on values.
 * Greedy: no statistics are kept, and joins are forced into the order chosen here (CROSS JOIN).
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/plan.h"

typedef struct planner {
    q_run *run;
    q_match *match;
    q_plan *plan;
    q_filter *conditions;       /* of WHERE, not yet placed */
    uint32_t slot_count;
} planner;

static void *make(planner *p, size_t size)
{
    return stm_q_alloc(p->run, size);
}

static bool open_plan(planner *p)
{
    p->plan = stm_q_alloc(p->run, sizeof *p->plan);
    bool *known = p->plan == NULL ? NULL : stm_q_alloc(p->run, p->slot_count + 1);
    if (known == NULL) {
        return false;
    }
    p->plan->known = known;
    p->plan->next = p->run->plans;
    p->run->plans = p->plan;
    p->match->plan = p->plan;
    return true;
}

/* ---- what is known ---- */

static bool is_ready(planner *p, const q_expr *e);

static bool match_is_ready(planner *p, const q_match *match)
{
    for (const q_pattern *pattern = match->patterns; pattern != NULL; pattern = pattern->next) {
        for (const q_node *node = pattern->nodes; node != NULL; node = node->next) {
            if (node->outer && !p->plan->known[node->slot]) {
                return false;
            }
            if (!node->outer) {
                p->plan->known[node->slot] = true; /* its own: slots are used once */
            }
            if (node->map != NULL && !is_ready(p, node->map)) {
                return false;
            }
        }
        for (const q_rel *rel = pattern->rels; rel != NULL; rel = rel->next) {
            p->plan->known[rel->slot] = true;
            if (rel->map != NULL && !is_ready(p, rel->map)) {
                return false;
            }
        }
        if (pattern->slot != STM_NO_SLOT) {
            p->plan->known[pattern->slot] = true;
        }
    }
    return match->where == NULL || is_ready(p, match->where);
}

static bool is_ready(planner *p, const q_expr *e)
{
    if (e->kind == Q_VAR) {
        return p->plan->known[e->slot];
    }
    if (e->kind == Q_EXISTS) {
        return match_is_ready(p, e->match);
    }
    if (e->kind >= Q_COMPREHENSION && e->kind <= Q_REDUCE) {
        p->plan->known[e->slot] = true;
        if (e->slot2 != STM_NO_SLOT) {
            p->plan->known[e->slot2] = true;
        }
    }
    for (const q_expr *a = e->first; a != NULL; a = a->next) {
        if (!is_ready(p, a)) {
            return false;
        }
    }
    return true;
}

/* ---- SQL ---- */

typedef struct sql_text { planner *p; q_sql *sql; stm_buf text; } sql_text;

static bool sql_begin(planner *p, sql_text *t, uint8_t own)
{
    t->p = p;
    stm_buf_init(&t->text);
    t->sql = make(p, sizeof *t->sql);
    if (t->sql != NULL) {
        t->sql->own = own;
        t->sql->next = p->plan->statements;
        p->plan->statements = t->sql;
    }
    return t->sql != NULL;
}

static q_sql *sql_end(sql_text *t)
{
    char *copy = t->sql == NULL || t->text.failed ? NULL : make(t->p, t->text.length + 1);
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
    q_bind *bind = t->sql->bind_count >= 60 ? NULL : make(t->p, sizeof *bind);
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

typedef struct column { const char *name, *column, *before; q_as as; } column;
/* Properties that are a column of the table; `before` stands in front of the parameter, with a bracket to close. */
#define TERM "(SELECT id FROM term WHERE text = "
static const column node_columns[] = {
    {"id", "id", NULL, AS_WHOLE}, {"type", "type", NULL, AS_TYPE}, {"mentions", "mentions", NULL, AS_WHOLE},
    {"documents", "documents", NULL, AS_WHOLE}};
static const column edge_columns[] = {
    {"id", "id", NULL, AS_WHOLE}, {"polarity", "negated", NULL, AS_POLARITY}, {"negated", "negated", NULL, AS_TRUTH},
    {"modality", "modality", NULL, AS_MODALITY}, {"time", "time", TERM, AS_TEXT}, {"place", "place", TERM, AS_TEXT},
    {"amount", "amount", TERM, AS_TEXT}, {"rule", "rule", TERM, AS_TEXT},
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
static bool add_equal(sql_text *t, const char *alias, bool on_edge, stm_str name, const q_expr *value, bool aliases)
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
        stm_buf_print(&t->text, "%s.%s = %s?%d%s", alias, known->column, known->before != NULL ? known->before : "", at,
                      known->before != NULL ? ")" : "");
    } else if (aliases) { /* {name: 'Musk'} means whoever bears that name in a text */
        stm_buf_print(&t->text,
                      "(%s.name = ?%d OR %s.id IN (SELECT e.actor FROM name n CROSS JOIN entity e"
                      " WHERE n.folded = fold(?%d) AND n.text = ?%d AND e.id = n.entity))", alias, at, alias, at, at);
    } else {
        stm_buf_print(&t->text, "%s.name = ?%d", alias, at);
    }
    return true;
}

/* x.property = value (or the other way round) of WHERE, about this slot, with a value that is known. */
static bool is_equation(planner *p, const q_expr *e, uint32_t slot, stm_str *name_out, const q_expr **value_out)
{
    if (e->kind != Q_EQ) {
        return false;
    }
    for (int side = 0; side < 2; side++) {
        const q_expr *a = side == 0 ? e->first : e->last, *b = side == 0 ? e->last : e->first;
        if (a->kind == Q_PROPERTY && a->first->kind == Q_VAR && a->first->slot == slot && is_ready(p, b)) {
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

/* r.confidence < 0.5, the property on the left. (A time stands in another table: asking SQL for it costs as much as
 * testing the value.) */
static void add_range(sql_text *t, const char *alias, const q_expr *e, uint32_t slot)
{
    static const char *const signs[] = {"<", "<=", ">", ">="};
    bool fits = e->kind >= Q_LT && e->kind <= Q_GE && e->first->kind == Q_PROPERTY && e->first->first->kind == Q_VAR &&
                e->first->first->slot == slot && stm_str_is(e->first->name, "confidence") && is_ready(t->p, e->last);
    int at = fits ? parameter(t, e->last, AS_WHOLE) : 0;
    if (at > 0) {
        stm_buf_print(&t->text, " AND round(%s.confidence, 4) %s ?%d", alias[0] == '+' ? alias + 1 : alias,
                      signs[e->kind - Q_LT], at);
    }
}

/* x.name IN ['a', 'b'] */
static bool add_name_list(sql_text *t, const char *alias, const q_expr *e, uint32_t slot)
{
    bool fits = e->kind == Q_IN && e->first->kind == Q_PROPERTY && e->first->first->kind == Q_VAR &&
                e->first->first->slot == slot && stm_str_is(e->first->name, "name") && e->last->kind == Q_LIST &&
                e->last->count > 0 && e->last->count <= 20;
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
        if (is_equation(t->p, f->expr, slot, &name, &value)) {
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

static bool add_test(planner *p, q_test **list, bool on_edge, uint32_t slot, stm_str name, const q_expr *expr)
{
    q_test *test = make(p, sizeof *test);
    if (test == NULL) {
        return false;
    }
    *test = (q_test){on_edge, slot, name, expr, *list};
    *list = test;
    return true;
}

/* {a: 1, b: 2}: in SQL, or as tests of the step, or (a value is not known yet) at the end. */
static void add_map(sql_text *t, const char *alias, bool on_edge, uint32_t slot, const q_expr *map, q_test **tests)
{
    const q_expr *value = map == NULL ? NULL : map->first;
    for (uint32_t i = 0; value != NULL; i++, value = value->next) {
        bool ready = is_ready(t->p, value);
        if (!ready) {
            add_test(t->p, &t->p->plan->tests, on_edge, slot, map->names[i], value);
        } else if (!add_equal(t, alias, on_edge, map->names[i], value, true)) {
            add_test(t->p, tests, on_edge, slot, map->names[i], value);
        }
    }
}

static void add_labels(sql_text *t, const char *alias, const q_node *node)
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

/* A plus in front of a column keeps SQLite from choosing an index over it: of a node's few facts the wanted ones are
 * picked, not of all facts of a relation those of the node. */
static void add_types(sql_text *t, const char *alias, const q_rel *rel)
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

static bool has_conditions(planner *p, const q_node *node)
{
    if (node->labels != NULL || node->map != NULL) {
        return true;
    }
    for (const q_filter *f = p->conditions; f != NULL; f = f->next) {
        stm_str name;
        const q_expr *value = NULL;
        if (is_equation(p, f->expr, node->slot, &name, &value)) {
            return true;
        }
    }
    return false;
}

static void add_node(sql_text *t, const char *alias, const q_node *node, q_test **tests)
{
    add_labels(t, alias, node);
    add_map(t, alias, false, node->slot, node->map, tests);
    add_where(t, alias, false, node->slot);
}

static int shown(const planner *p)
{
    return p->run->all ? 1 : 2;
}

static q_sql *nodes_sql(planner *p, const q_node *node, q_test **tests)
{
    sql_text t;
    if (!sql_begin(p, &t, 0)) {
        return NULL;
    }
    stm_buf_text(&t.text, p->run->all ? "SELECT a.id FROM actor a WHERE 1" : "SELECT a.id FROM actor a WHERE a.named = 1");
    add_node(&t, "a", node, tests);
    return sql_end(&t);
}

static q_sql *test_sql(planner *p, const q_node *node, q_test **tests)
{
    sql_text t;
    if (!sql_begin(p, &t, 1)) {
        return NULL;
    }
    stm_buf_text(&t.text, "SELECT a.id FROM actor a WHERE a.id = ?1");
    add_node(&t, "a", node, tests);
    return sql_end(&t);
}

/* From actor ?1 over one fact; forward: ?1 is the subject. ?2 is the other end when it is known. */
static q_sql *expand_sql(planner *p, const q_rel *rel, const q_node *right, bool right_known, bool forward,
                         q_test **tests)
{
    const char *here = forward ? "subject" : "object", *there = forward ? "object" : "subject";
    bool join = right != NULL && !right_known && has_conditions(p, right);
    sql_text t;
    if (!sql_begin(p, &t, right_known ? 2 : 1)) {
        return NULL;
    }
    if (right_known) {
        stm_buf_print(&t.text, "SELECT f.id, f.relation, o.actor FROM entity s CROSS JOIN entity o CROSS JOIN fact f"
                      " WHERE s.actor = ?1 AND o.actor = ?2 AND f.%s = s.id AND f.%s = o.id AND +f.shown >= %d", here,
                      there, shown(p));
    } else {
        stm_buf_print(&t.text, "SELECT f.id, f.relation, o.actor FROM entity s CROSS JOIN fact f CROSS JOIN entity o%s"
                      " WHERE s.actor = ?1 AND f.%s = s.id AND o.id = f.%s AND +f.shown >= %d",
                      join ? " CROSS JOIN actor b" : "", here, there, shown(p));
    }
    add_types(&t, "+f", rel);
    add_map(&t, "+f", true, rel->slot, rel->map, tests);
    if (!rel->variable_length) {
        add_where(&t, "+f", true, rel->slot);
    }
    if (join) {
        stm_buf_text(&t.text, " AND b.id = o.actor");
        add_node(&t, "b", right, tests);
    }
    return sql_end(&t);
}

/* All facts; forward: left is the subject. */
static q_sql *edges_sql(planner *p, const q_rel *rel, const q_node *left, const q_node *right, bool forward,
                        q_test **tests)
{
    bool join_left = has_conditions(p, left), join_right = has_conditions(p, right);
    sql_text t;
    if (!sql_begin(p, &t, 0)) {
        return NULL;
    }
    stm_buf_print(&t.text, "SELECT f.id, f.relation, s.actor, o.actor FROM fact f CROSS JOIN entity s CROSS JOIN entity o%s%s"
                  " WHERE f.shown >= %d AND s.id = f.%s AND o.id = f.%s", join_left ? " CROSS JOIN actor a" : "",
                  join_right ? " CROSS JOIN actor b" : "", shown(p), forward ? "subject" : "object",
                  forward ? "object" : "subject");
    add_types(&t, "f", rel);
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
    return sql_end(&t);
}

/* ---- steps ---- */

static q_step *add_step(planner *p, q_step_kind kind)
{
    q_step *step = make(p, sizeof *step);
    if (step == NULL) {
        return NULL;
    }
    step->kind = (uint8_t)kind;
    if (p->plan->first == NULL) {
        p->plan->first = step;
    } else {
        p->plan->last->next = step;
    }
    p->plan->last = step;
    return step;
}

static void add_filter(planner *p, q_filter **list, const q_expr *expr)
{
    q_filter *filter = make(p, sizeof *filter);
    if (filter != NULL) {
        *filter = (q_filter){expr, NULL};
        while (*list != NULL) {
            list = &(*list)->next;
        }
        *list = filter;
    }
}

/* Moves conditions that can be told now to the step. */
static void place_conditions(planner *p, q_step *step)
{
    for (q_filter **at = &p->conditions; *at != NULL;) {
        q_filter *filter = *at;
        if (is_ready(p, filter->expr)) {
            *at = filter->next;
            add_filter(p, &step->filters, filter->expr);
        } else {
            at = &filter->next;
        }
    }
}

/* The same node may stand in several places; each place may say something about it. */
static void test_other_places(planner *p, const q_node *done)
{
    for (const q_pattern *pattern = p->match->patterns; pattern != NULL; pattern = pattern->next) {
        for (const q_node *node = pattern->nodes; node != NULL; node = node->next) {
            if (node != done && node->slot == done->slot && (node->labels != NULL || node->map != NULL)) {
                q_step *step = add_step(p, STEP_TEST);
                if (step != NULL) {
                    step->right = node;
                    step->out = test_sql(p, node, &step->tests);
                }
            }
        }
    }
}

static void bind_node(planner *p, q_step *step, const q_node *node)
{
    p->plan->known[node->slot] = true;
    if (step != NULL) {
        place_conditions(p, step);
    }
    test_other_places(p, node);
}

/* Relations that are bound already by this MATCH. */
static q_slots *bound_relations(planner *p, const q_rel *but)
{
    q_slots *list = NULL;
    for (const q_pattern *pattern = p->match->patterns; pattern != NULL; pattern = pattern->next) {
        for (const q_rel *rel = pattern->rels; rel != NULL; rel = rel->next) {
            if (rel != but && p->plan->known[rel->slot] && pattern->kind == Q_PATH_PLAIN) {
                q_slots *slot = make(p, sizeof *slot);
                if (slot == NULL) {
                    return list;
                }
                *slot = (q_slots){rel->slot, list};
                list = slot;
            }
        }
    }
    return list;
}

static void walk(planner *p, const q_rel *rel, const q_node *left, const q_node *right, bool reversed)
{
    const q_node *from = reversed ? right : left, *to = reversed ? left : right;
    bool known = p->plan->known[to->slot];
    q_step *step = add_step(p, rel->variable_length ? STEP_REPEAT : STEP_EXPAND);
    if (step == NULL) {
        return;
    }
    step->left = from;
    step->right = to;
    step->rel = rel;
    step->right_known = known;
    step->reversed = reversed;
    step->direction = rel->direction == Q_EITHER ? Q_EITHER : (rel->direction == Q_OUT) == !reversed ? Q_OUT : Q_INTO;
    step->others = bound_relations(p, rel);
    const q_node *target = rel->variable_length ? NULL : to;
    bool ask_both = known && !rel->variable_length;
    if (step->direction != Q_INTO) {
        step->out = expand_sql(p, rel, target, ask_both, true, &step->tests);
    }
    if (step->direction != Q_OUT) {
        step->in = expand_sql(p, rel, target, ask_both, false, step->direction == Q_EITHER ? &(q_test *){NULL} : &step->tests);
    }
    if (rel->variable_length && !known && has_conditions(p, to)) {
        q_test *tests = NULL;
        step->test = test_sql(p, to, &tests);
        while (tests != NULL) { /* about the last node; tests of the step are about each relation */
            q_test *next = tests->next;
            add_test(p, &p->plan->tests, false, to->slot, tests->name, tests->expr);
            tests = next;
        }
    }
    p->plan->known[rel->slot] = true;
    if (known) {
        place_conditions(p, step);
    } else {
        bind_node(p, step, to);
    }
}

static void start_at_node(planner *p, const q_node *node)
{
    q_step *step = add_step(p, STEP_NODES);
    if (step != NULL) {
        step->right = node;
        step->out = nodes_sql(p, node, &step->tests);
        bind_node(p, step, node);
    }
}

static void start_at_edges(planner *p, const q_rel *rel, const q_node *left, const q_node *right)
{
    q_step *step = add_step(p, STEP_EDGES);
    if (step == NULL) {
        return;
    }
    step->left = left;
    step->right = right;
    step->rel = rel;
    step->direction = rel->direction;
    step->others = bound_relations(p, rel);
    if (rel->direction != Q_INTO) {
        step->out = edges_sql(p, rel, left, right, true, &step->tests);
    }
    if (rel->direction != Q_OUT) {
        step->in = edges_sql(p, rel, left, right, false, rel->direction == Q_EITHER ? &(q_test *){NULL} : &step->tests);
    }
    p->plan->known[rel->slot] = true;
    p->plan->known[left->slot] = true;
    bind_node(p, step, right);
    if (left->slot != right->slot) {
        test_other_places(p, left);
    }
}

/* ---- choice ---- */

/* How well a node is told: 3 a number, 2 a name, 1 other conditions, 0 nothing. */
static int score(planner *p, const q_node *node)
{
    int best = node->labels != NULL ? 1 : 0;
    const q_expr *value = node->map == NULL ? NULL : node->map->first;
    for (uint32_t i = 0; value != NULL; i++, value = value->next) {
        if (is_ready(p, value)) {
            int told = stm_str_is(node->map->names[i], "id") ? 3 : stm_str_is(node->map->names[i], "name") ? 2 : 1;
            best = told > best ? told : best;
        }
    }
    for (const q_filter *f = p->conditions; f != NULL; f = f->next) {
        stm_str name;
        const q_expr *expr = NULL;
        if (is_equation(p, f->expr, node->slot, &name, &expr)) {
            int told = stm_str_is(name, "id") ? 3 : stm_str_is(name, "name") ? 2 : 1;
            best = told > best ? told : best;
        } else if (f->expr->kind == Q_IN && f->expr->first->kind == Q_PROPERTY && f->expr->first->first->kind == Q_VAR &&
                   f->expr->first->first->slot == node->slot && stm_str_is(f->expr->first->name, "name") &&
                   f->expr->last->kind == Q_LIST && best < 2) {
            best = 2;
        }
    }
    return best;
}

/* Walks one relation whose one end is known: the one with both ends known first, single hops before many. */
static bool walk_one(planner *p)
{
    const q_rel *best = NULL;
    const q_node *best_left = NULL, *best_right = NULL;
    int best_score = 0;
    for (const q_pattern *pattern = p->match->patterns; pattern != NULL; pattern = pattern->next) {
        const q_node *left = pattern->nodes;
        for (const q_rel *rel = pattern->rels; rel != NULL; rel = rel->next, left = left->next) {
            const q_node *right = left->next;
            bool knows_left = p->plan->known[left->slot], knows_right = p->plan->known[right->slot];
            if (pattern->kind != Q_PATH_PLAIN || p->plan->known[rel->slot] || (!knows_left && !knows_right)) {
                continue;
            }
            int told = (rel->variable_length ? 1 : 3) + (knows_left && knows_right ? 1 : 0);
            if (told > best_score) {
                best_score = told;
                best = rel;
                best_left = left;
                best_right = right;
            }
        }
    }
    if (best == NULL) {
        return false;
    }
    bool knows_left = p->plan->known[best_left->slot];
    walk(p, best, best_left, best_right, !knows_left);
    return true;
}

static bool search_one(planner *p)
{
    for (const q_pattern *pattern = p->match->patterns; pattern != NULL; pattern = pattern->next) {
        const q_node *left = pattern->nodes, *right = left->next;
        const q_rel *rel = pattern->rels;
        if (pattern->kind == Q_PATH_PLAIN || p->plan->known[rel->slot] || !p->plan->known[left->slot] ||
            !p->plan->known[right->slot]) {
            continue;
        }
        q_step *step = add_step(p, STEP_SHORTEST);
        if (step == NULL) {
            return false;
        }
        step->pattern = pattern;
        step->left = left;
        step->right = right;
        step->rel = rel;
        step->direction = rel->direction;
        q_test *unused = NULL;
        step->out = expand_sql(p, rel, NULL, false, true, &step->tests);
        step->in = expand_sql(p, rel, NULL, false, false, &unused);
        p->plan->known[rel->slot] = true;
        place_conditions(p, step);
        return true;
    }
    return false;
}

/* Nothing known is left to walk from: begin somewhere new. False when all is bound. */
static bool begin_somewhere(planner *p)
{
    const q_node *best = NULL;
    int best_score = -1;
    const q_rel *edge = NULL;
    const q_node *edge_left = NULL;
    for (const q_pattern *pattern = p->match->patterns; pattern != NULL; pattern = pattern->next) {
        const q_rel *rel = pattern->rels;
        for (const q_node *node = pattern->nodes; node != NULL; node = node->next) {
            int told = p->plan->known[node->slot] ? -1 : score(p, node);
            if (told > best_score) {
                best_score = told;
                best = node;
            }
            bool plain = rel != NULL && !rel->variable_length && pattern->kind == Q_PATH_PLAIN && node->next != NULL &&
                         !p->plan->known[rel->slot] && node->slot != node->next->slot;
            if (plain && (edge == NULL || (edge->types == NULL && rel->types != NULL))) {
                edge = rel;
                edge_left = node;
            }
            rel = rel == NULL ? NULL : rel->next;
        }
    }
    if (best == NULL) {
        return false;
    }
    if (edge != NULL && best_score < 2) {
        start_at_edges(p, edge, edge_left, edge_left->next);
    } else {
        start_at_node(p, best);
    }
    return true;
}

static void split_conditions(planner *p, const q_expr *where)
{
    if (where == NULL) {
        return;
    }
    if (where->kind != Q_AND) {
        add_filter(p, &p->conditions, where);
        return;
    }
    for (const q_expr *a = where->first; a != NULL; a = a->next) {
        split_conditions(p, a);
    }
}

/* Known at the beginning: everything but what this MATCH makes. */
static void mark_known(planner *p)
{
    for (uint32_t i = 0; i < p->slot_count; i++) {
        p->plan->known[i] = true;
    }
    for (const q_pattern *pattern = p->match->patterns; pattern != NULL; pattern = pattern->next) {
        for (const q_node *node = pattern->nodes; node != NULL; node = node->next) {
            p->plan->known[node->slot] = p->plan->known[node->slot] && node->outer;
        }
        for (const q_rel *rel = pattern->rels; rel != NULL; rel = rel->next) {
            p->plan->known[rel->slot] = false;
        }
        if (pattern->slot != STM_NO_SLOT) {
            p->plan->known[pattern->slot] = false;
        }
    }
}

bool stm_q_plan(q_run *run, q_match *match)
{
    planner p = {.run = run, .match = match, .slot_count = run->parse->query->slot_count};
    if (!open_plan(&p)) {
        return false;
    }
    mark_known(&p);
    split_conditions(&p, match->where);
    for (const q_pattern *pattern = match->patterns; pattern != NULL; pattern = pattern->next) {
        for (const q_node *node = pattern->nodes; node != NULL; node = node->next) {
            if (node->outer && (node->labels != NULL || node->map != NULL)) {
                q_step *step = add_step(&p, STEP_TEST);
                if (step != NULL) {
                    step->right = node;
                    step->out = test_sql(&p, node, &step->tests);
                }
            }
        }
    }
    while (!q_failed(run) && (walk_one(&p) || search_one(&p) || begin_somewhere(&p))) {
    }
    for (q_filter *f = p.conditions; f != NULL; f = f->next) {
        add_filter(&p, &p.plan->filters, f->expr);
    }
    return !q_failed(run);
}

void stm_q_plans_close(q_run *run)
{
    for (q_plan *plan = run->plans; plan != NULL; plan = plan->next) {
        for (q_sql *sql = plan->statements; sql != NULL; sql = sql->next) {
            stm_rows_close(sql->rows);
            sql->rows = NULL;
        }
    }
    run->plans = NULL;
}

/* ---- counting ---- */

/* Does the expression use the slot in another way than type(r), r.relation, labels(n), n.type? */
static bool uses_otherwise(const q_expr *e, uint32_t slot)
{
    if (e->kind == Q_VAR) {
        return e->slot == slot;
    }
    const q_expr *a = e->first;
    bool alone = a != NULL && e->count == 1 && a->kind == Q_VAR && a->slot == slot;
    if (alone && e->kind == Q_PROPERTY && (stm_str_is(e->name, "relation") || stm_str_is(e->name, "type"))) {
        return false;
    }
    if (alone && e->kind == Q_CALL && e->function != NULL && !e->distinct &&
        (strcmp(e->function->name, "type") == 0 || strcmp(e->function->name, "labels") == 0 ||
         strcmp(e->function->name, "count") == 0)) {
        return false;
    }
    for (; a != NULL; a = a->next) {
        if (uses_otherwise(a, slot)) {
            return true;
        }
    }
    return e->kind == Q_EXISTS;
}

/* Aggregates other than count would have to see every row. */
static bool counts_only(const q_expr *e)
{
    bool aggregate = (e->kind == Q_CALL || e->kind == Q_COUNT_STAR) && e->function != NULL && e->function->aggregate;
    if (aggregate) {
        return strcmp(e->function->name, "count") == 0 && !e->distinct;
    }
    for (const q_expr *a = e->first; a != NULL; a = a->next) {
        if (!counts_only(a)) {
            return false;
        }
    }
    return true;
}

bool stm_q_plan_counting(q_run *run, q_match *match, const q_projection *projection)
{
    const q_pattern *pattern = match->patterns;
    const q_node *left = pattern->nodes, *right = left->next;
    const q_rel *rel = pattern->rels;
    bool fits = !match->optional && match->where == NULL && pattern->next == NULL && pattern->variable.len == 0 &&
                pattern->kind == Q_PATH_PLAIN && pattern->rel_count <= 1 && projection->aggregates && left->map == NULL &&
                !left->outer;
    if (!fits || (rel != NULL && (rel->variable_length || rel->map != NULL || rel->direction == Q_EITHER ||
                                  left->labels != NULL || right->labels != NULL || right->map != NULL ||
                                  right->slot == left->slot))) {
        return false;
    }
    for (const q_item *item = projection->items; item != NULL; item = item->next) {
        bool other = rel != NULL ? uses_otherwise(item->expr, rel->slot) || uses_otherwise(item->expr, right->slot) ||
                                       uses_otherwise(item->expr, left->slot)
                                 : uses_otherwise(item->expr, left->slot);
        if (other || !counts_only(item->expr)) {
            return false;
        }
        /* with relations, nothing but the count may be told of the ends */
        if (rel != NULL && item->expr->kind == Q_PROPERTY && item->expr->first->kind == Q_VAR &&
            item->expr->first->slot != rel->slot) {
            return false;
        }
        if (rel != NULL && item->expr->kind == Q_CALL && item->expr->function != NULL && item->expr->first != NULL &&
            strcmp(item->expr->function->name, "labels") == 0) {
            return false;
        }
    }
    for (const q_sort *sort = projection->sorts; sort != NULL; sort = sort->next) {
        if (!counts_only(sort->expr)) {
            return false;
        }
    }
    planner p = {.run = run, .match = match, .slot_count = run->parse->query->slot_count};
    q_step *step = open_plan(&p) ? add_step(&p, rel != NULL ? STEP_EDGES : STEP_NODES) : NULL;
    sql_text t;
    if (step == NULL || !sql_begin(&p, &t, 0)) {
        return false;
    }
    if (rel != NULL) {
        stm_buf_print(&t.text, "SELECT min(f.id), f.relation, 0, 0, count(*) FROM fact f WHERE f.shown >= %d", shown(&p));
        add_types(&t, "f", rel);
        stm_buf_text(&t.text, " GROUP BY f.relation");
    } else {
        stm_buf_print(&t.text, "SELECT min(a.id), 0, 0, 0, count(*) FROM actor a WHERE %s", run->all ? "1" : "a.named = 1");
        add_labels(&t, "a", left);
        stm_buf_text(&t.text, " GROUP BY a.type");
    }
    step->rel = rel;
    step->left = left;
    step->right = rel != NULL ? right : left;
    step->direction = Q_OUT;
    step->out = sql_end(&t);
    p.plan->counting = true;
    return step->out != NULL;
}

/* ---- EXPLAIN ---- */

static void explain_name(stm_buf *out, stm_str variable, const char *anonymous)
{
    stm_buf_str(out, variable.len > 0 ? variable : stm_str_of(anonymous));
}

void stm_q_plan_explain(q_run *run, const q_match *match, stm_buf *out)
{
    static const char *const names[] = {"nodes", "relations", "expand", "repeat", "test", "shortest path"};
    const q_plan *plan = match->plan;
    uint32_t number = 0;
    (void)run;
    for (const q_step *step = plan->first; step != NULL; step = step->next) {
        stm_buf_print(out, "  %u. %s ", (unsigned)++number, plan->counting ? "count" : names[step->kind]);
        if (step->rel != NULL) {
            explain_name(out, step->left->variable, "()");
            stm_buf_text(out, step->direction == Q_INTO ? " <-[" : " -[");
            explain_name(out, step->rel->variable, "");
            stm_buf_text(out, step->direction == Q_OUT ? "]-> " : "]- ");
        }
        explain_name(out, step->right->variable, "()");
        stm_buf_char(out, '\n');
        const q_sql *all[] = {step->out, step->in, step->test};
        for (int i = 0; i < 3; i++) {
            if (all[i] != NULL) {
                stm_buf_text(out, "     ");
                stm_buf_str(out, all[i]->text);
                stm_buf_char(out, '\n');
            }
        }
        uint32_t filters = 0;
        for (const q_filter *f = step->filters; f != NULL; f = f->next) {
            filters++;
        }
        if (filters > 0) {
            stm_buf_print(out, "     then %u condition%s of WHERE\n", (unsigned)filters, filters == 1 ? "" : "s");
        }
    }
}
