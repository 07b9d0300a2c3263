/* Plans a MATCH: where to begin, which way to walk, what SQL asks for. Begins at the node that is
 * told best (a known variable, a name, a number), walks relations whose one end is known, and tests
 * each condition as soon as all that it speaks of is known. Labels, relation types and simple
 * properties are tested inside SQL; everything else on values. Greedy: no statistics are kept, and
 * joins are forced into the order chosen here (CROSS JOIN). SPDX-License-Identifier:
 * GPL-2.0-or-later */
#include "query/plan_work.h"

void *stm_plan_make(planner *p, size_t size)
{
    return stm_q_alloc(p->run, size);
}

bool stm_plan_open(planner *p)
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
            if (node->map != NULL && !stm_plan_ready(p, node->map)) {
                return false;
            }
        }
        for (const q_rel *rel = pattern->rels; rel != NULL; rel = rel->next) {
            p->plan->known[rel->slot] = true;
            if (rel->map != NULL && !stm_plan_ready(p, rel->map)) {
                return false;
            }
        }
        if (pattern->slot != STM_NO_SLOT) {
            p->plan->known[pattern->slot] = true;
        }
    }
    return match->where == NULL || stm_plan_ready(p, match->where);
}

bool stm_plan_ready(planner *p, const q_expr *e)
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
        if (!stm_plan_ready(p, a)) {
            return false;
        }
    }
    return true;
}

/* ---- steps ---- */

q_step *stm_plan_step(planner *p, q_step_kind kind)
{
    q_step *step = stm_plan_make(p, sizeof *step);
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
    q_filter *filter = stm_plan_make(p, sizeof *filter);
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
        if (stm_plan_ready(p, filter->expr)) {
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
            if (node != done && node->slot == done->slot &&
                (node->labels != NULL || node->map != NULL)) {
                q_step *step = stm_plan_step(p, STEP_TEST);
                if (step != NULL) {
                    step->right = node;
                    step->out = stm_plan_test(p, node, &step->tests);
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
                q_slots *slot = stm_plan_make(p, sizeof *slot);
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

static void walk(
    planner *p, const q_rel *rel, const q_node *left, const q_node *right, bool reversed)
{
    const q_node *from = reversed ? right : left, *to = reversed ? left : right;
    bool known = p->plan->known[to->slot];
    q_step *step = stm_plan_step(p, rel->variable_length ? STEP_REPEAT : STEP_EXPAND);
    if (step == NULL) {
        return;
    }
    step->left = from;
    step->right = to;
    step->rel = rel;
    step->right_known = known;
    step->reversed = reversed;
    step->direction = rel->direction == Q_EITHER ? Q_EITHER
        : (rel->direction == Q_OUT) == !reversed ? Q_OUT
                                                 : Q_INTO;
    step->others = bound_relations(p, rel);
    const q_node *target = rel->variable_length ? NULL : to;
    bool ask_both = known && !rel->variable_length;
    if (step->direction != Q_INTO) {
        step->out = stm_plan_expand(p, rel, target, ask_both, true, &step->tests);
    }
    if (step->direction != Q_OUT) {
        step->in = stm_plan_expand(p, rel, target, ask_both, false,
            step->direction == Q_EITHER ? &(q_test *){NULL} : &step->tests);
    }
    if (rel->variable_length && !known && stm_plan_has_conditions(p, to)) {
        q_test *tests = NULL;
        step->test = stm_plan_test(p, to, &tests);
        while (tests != NULL) { /* about the last node; tests of the step are about each relation */
            q_test *next = tests->next;
            stm_plan_add_test(p, &p->plan->tests, false, to->slot, tests->name, tests->expr);
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
    q_step *step = stm_plan_step(p, STEP_NODES);
    if (step != NULL) {
        step->right = node;
        step->out = stm_plan_nodes(p, node, &step->tests);
        bind_node(p, step, node);
    }
}

static void start_at_edges(planner *p, const q_rel *rel, const q_node *left, const q_node *right)
{
    q_step *step = stm_plan_step(p, STEP_EDGES);
    if (step == NULL) {
        return;
    }
    step->left = left;
    step->right = right;
    step->rel = rel;
    step->direction = rel->direction;
    step->others = bound_relations(p, rel);
    if (rel->direction != Q_INTO) {
        step->out = stm_plan_edges(p, rel, left, right, true, &step->tests);
    }
    if (rel->direction != Q_OUT) {
        step->in = stm_plan_edges(p, rel, left, right, false,
            rel->direction == Q_EITHER ? &(q_test *){NULL} : &step->tests);
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
        if (stm_plan_ready(p, value)) {
            int told = stm_str_is(node->map->names[i], "id") ? 3
                : stm_str_is(node->map->names[i], "name")    ? 2
                                                             : 1;
            best = told > best ? told : best;
        }
    }
    for (const q_filter *f = p->conditions; f != NULL; f = f->next) {
        stm_str name;
        const q_expr *expr = NULL;
        if (stm_plan_equation(p, f->expr, node->slot, &name, &expr)) {
            int told = stm_str_is(name, "id") ? 3 : stm_str_is(name, "name") ? 2 : 1;
            best = told > best ? told : best;
        } else if (f->expr->kind == Q_IN && f->expr->first->kind == Q_PROPERTY &&
            f->expr->first->first->kind == Q_VAR && f->expr->first->first->slot == node->slot &&
            stm_str_is(f->expr->first->name, "name") && f->expr->last->kind == Q_LIST && best < 2) {
            best = 2;
        }
    }
    return best;
}

/* Walks one relation whose one end is known: the one with both ends known first, single hops before
 * many. */
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
            if (pattern->kind != Q_PATH_PLAIN || p->plan->known[rel->slot] ||
                (!knows_left && !knows_right)) {
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
        if (pattern->kind == Q_PATH_PLAIN || p->plan->known[rel->slot] ||
            !p->plan->known[left->slot] || !p->plan->known[right->slot]) {
            continue;
        }
        q_step *step = stm_plan_step(p, STEP_SHORTEST);
        if (step == NULL) {
            return false;
        }
        step->pattern = pattern;
        step->left = left;
        step->right = right;
        step->rel = rel;
        step->direction = rel->direction;
        q_test *unused = NULL;
        step->out = stm_plan_expand(p, rel, NULL, false, true, &step->tests);
        step->in = stm_plan_expand(p, rel, NULL, false, false, &unused);
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
            bool plain = rel != NULL && !rel->variable_length && pattern->kind == Q_PATH_PLAIN &&
                node->next != NULL && !p->plan->known[rel->slot] && node->slot != node->next->slot;
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
    if (!stm_plan_open(&p)) {
        return false;
    }
    mark_known(&p);
    split_conditions(&p, match->where);
    for (const q_pattern *pattern = match->patterns; pattern != NULL; pattern = pattern->next) {
        for (const q_node *node = pattern->nodes; node != NULL; node = node->next) {
            if (node->outer && (node->labels != NULL || node->map != NULL)) {
                q_step *step = stm_plan_step(&p, STEP_TEST);
                if (step != NULL) {
                    step->right = node;
                    step->out = stm_plan_test(&p, node, &step->tests);
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
