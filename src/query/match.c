/* Carries a plan out: each step binds what it finds and hands on to the next; depth is the number
 * of steps, which the grammar bounds. SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/plan.h"

typedef struct state {
    q_run *run;
    q_match *match;
    const q_plan *plan;
    q_value *row;
    q_push push;
    void *context;
} state;

/* Value as SQL wants it; false when no row can fit it. */
static bool bind_value(stm_rows *rows, int at, const q_value *v, uint8_t as)
{
    if (as == AS_WHOLE) {
        bool whole =
            v->kind == V_INT || (v->kind == V_FLOAT && v->as.number > -9e15 && v->as.number < 9e15);
        if (whole && v->kind == V_INT) {
            stm_rows_bind_integer(rows, at, v->as.integer);
        } else if (whole) {
            stm_rows_bind_number(rows, at, v->as.number);
        }
        return whole;
    }
    if (as == AS_TRUTH) {
        stm_rows_bind_integer(rows, at, v->kind == V_BOOL && v->as.boolean);
        return v->kind == V_BOOL;
    }
    if (v->kind != V_STRING) {
        return false;
    }
    if (as == AS_TEXT) {
        stm_rows_bind_text(rows, at, v->as.string);
        return true;
    }
    if (as == AS_POLARITY) {
        stm_rows_bind_integer(rows, at, stm_str_is(v->as.string, "negated"));
        return stm_str_is(v->as.string, "negated") || stm_str_is(v->as.string, "affirmed");
    }
    if (as == AS_MODALITY) {
        for (int i = STM_ASSERTED; i <= STM_QUESTION; i++) {
            if (stm_str_is(v->as.string, stm_modality_name((uint8_t)i))) {
                stm_rows_bind_integer(rows, at, i);
                return true;
            }
        }
        return false;
    }
    bool known = false;
    stm_rows_bind_integer(rows, at, (int64_t)stm_type_of(v->as.string, &known));
    return known;
}

bool stm_q_bind(q_run *run, q_sql *sql, const int64_t *ids, q_value *row)
{
    if (sql->rows == NULL) {
        stemma_status status = stm_rows_open(run->graph, sql->text, &sql->rows, run->parse->err);
        if (status != STEMMA_OK) {
            run->parse->status = status;
            return false;
        }
    } else {
        stm_rows_rewind(sql->rows);
    }
    for (int i = 0; i < sql->own; i++) {
        stm_rows_bind_integer(sql->rows, i + 1, ids[i]);
    }
    int at = sql->own;
    for (const q_bind *bind = sql->binds; bind != NULL; bind = bind->next) {
        q_value v;
        if (!stm_q_eval(run, bind->expr, row, &v) || !bind_value(sql->rows, ++at, &v, bind->as)) {
            return false;
        }
    }
    return true;
}

bool stm_q_next(q_run *run, q_sql *sql)
{
    bool more = false;
    stemma_status status = stm_rows_next(sql->rows, &more, run->parse->err);
    if (status != STEMMA_OK) {
        run->parse->status = status;
        return false;
    }
    return more;
}

const q_edge *stm_q_edge(q_run *run, int64_t id, int64_t relation, int64_t start, int64_t end)
{
    q_edge *edge = stm_q_alloc(run, sizeof *edge);
    if (edge != NULL) {
        *edge = (q_edge){id, start, end, relation};
    }
    return edge;
}

bool stm_q_used(const q_slots *others, const q_value *row, int64_t fact)
{
    for (; others != NULL; others = others->next) {
        const q_value *v = &row[others->slot];
        if (v->kind == V_REL && v->as.edge->id == fact) {
            return true;
        }
        for (uint32_t i = 0; v->kind == V_LIST && i < v->as.items->count; i++) {
            if (v->as.items->items[i].kind == V_REL && v->as.items->items[i].as.edge->id == fact) {
                return true;
            }
        }
    }
    return false;
}

static int passes_test(q_run *run, const q_test *test, q_value *row)
{
    q_value wanted, got = Q_NULL_VALUE;
    const q_value *of = &row[test->slot];
    if (!stm_q_eval(run, test->expr, row, &wanted)) {
        return -2;
    }
    if (of->kind == V_NODE && stm_str_is(test->name, "name")) {
        bool fits = wanted.kind == V_STRING && stm_q_alias(run, of->as.integer, wanted.as.string);
        return q_failed(run) ? -2 : fits;
    }
    if (of->kind == V_LIST) { /* relations of variable length: each of them */
        for (uint32_t i = 0; i < of->as.items->count; i++) {
            stm_q_edge_property(run, of->as.items->items[i].as.edge, test->name, &got);
            if (stm_q_equal(&got, &wanted) != 1) {
                return q_failed(run) ? -2 : 0;
            }
        }
        return q_failed(run) ? -2 : 1;
    }
    if (of->kind == V_NODE) {
        stm_q_node_property(run, of->as.integer, test->name, &got);
    } else if (of->kind == V_REL) {
        stm_q_edge_property(run, of->as.edge, test->name, &got);
    }
    return q_failed(run) ? -2 : stm_q_equal(&got, &wanted) == 1;
}

int stm_q_passes(q_run *run, const q_test *tests, const q_filter *filters, q_value *row)
{
    for (; tests != NULL; tests = tests->next) {
        int passes = passes_test(run, tests, row);
        if (passes != 1) {
            return passes;
        }
    }
    for (; filters != NULL; filters = filters->next) {
        int truth = stm_q_truth(run, filters->expr, row);
        if (truth != 1) {
            return truth == -2 ? -2 : 0;
        }
    }
    return 1;
}

q_value stm_q_path_value(q_run *run, const q_pattern *pattern, const q_value *row)
{
    uint32_t length = 0;
    for (const q_rel *rel = pattern->rels; rel != NULL; rel = rel->next) {
        const q_value *v = &row[rel->slot];
        length += v->kind == V_LIST ? v->as.items->count : 1;
    }
    q_path *path = stm_q_alloc(run, sizeof *path);
    int64_t *nodes = stm_q_alloc(run, (length + 1) * sizeof *nodes);
    const q_edge **edges = stm_q_alloc(run, (length + 1) * sizeof *edges);
    if (path == NULL || nodes == NULL || edges == NULL) {
        return Q_NULL_VALUE;
    }
    *path = (q_path){nodes, edges, length};
    uint32_t at = 0;
    nodes[0] = row[pattern->nodes->slot].as.integer;
    for (const q_rel *rel = pattern->rels; rel != NULL; rel = rel->next) {
        const q_value *v = &row[rel->slot];
        uint32_t count = v->kind == V_LIST ? v->as.items->count : 1;
        for (uint32_t i = 0; i < count; i++) {
            const q_edge *edge = v->kind == V_LIST ? v->as.items->items[i].as.edge : v->as.edge;
            edges[at] = edge;
            nodes[at + 1] = edge->start == nodes[at] ? edge->end : edge->start;
            at++;
        }
    }
    return (q_value){.kind = V_PATH, .as.path = path};
}

static q_flow run_step(state *s, const q_step *step);

static q_flow finish(state *s)
{
    for (const q_pattern *pattern = s->match->patterns; pattern != NULL; pattern = pattern->next) {
        if (pattern->nodes->outer && s->row[pattern->nodes->slot].kind != V_NODE) {
            return Q_GO; /* null of an OPTIONAL MATCH, and nothing else to find */
        }
        if (pattern->slot != STM_NO_SLOT) {
            s->row[pattern->slot] = stm_q_path_value(s->run, pattern, s->row);
        }
    }
    if (q_failed(s->run)) {
        return Q_FAIL;
    }
    int passes = stm_q_passes(s->run, s->plan->tests, s->plan->filters, s->row);
    return passes == -2 ? Q_FAIL : passes == 0 ? Q_GO : s->push(s->context, s->row);
}

/* What a step bound stands in the row: test it, then go on. */
static q_flow go_on(void *context, const q_step *step)
{
    state *s = context;
    int passes = stm_q_passes(s->run, step->tests, step->filters, s->row);
    if (passes != 1) {
        return passes == -2 ? Q_FAIL : Q_GO;
    }
    return step->next != NULL ? run_step(s, step->next) : finish(s);
}

static q_flow run_nodes(state *s, const q_step *step)
{
    if (!stm_q_bind(s->run, step->out, NULL, s->row)) {
        return q_failed(s->run) ? Q_FAIL : Q_GO;
    }
    while (stm_q_next(s->run, step->out)) {
        s->row[step->right->slot] =
            (q_value){.kind = V_NODE, .as.integer = stm_rows_integer(step->out->rows, 0)};
        s->row[s->run->parse->query->slot_count] =
            stm_q_int(s->plan->counting ? stm_rows_integer(step->out->rows, 4) : 1);
        q_flow flow = go_on(s, step);
        if (flow != Q_GO) {
            return flow;
        }
    }
    return q_failed(s->run) ? Q_FAIL : Q_GO;
}

static q_flow run_test(state *s, const q_step *step)
{
    const q_value *v = &s->row[step->right->slot];
    int64_t id = v->as.integer;
    if (v->kind != V_NODE || !stm_q_bind(s->run, step->out, &id, s->row) ||
        !stm_q_next(s->run, step->out)) {
        return q_failed(s->run) ? Q_FAIL : Q_GO;
    }
    return go_on(s, step);
}

/* One way of a relation scan; `backward`: left is the object. */
static q_flow run_edges_one_way(
    state *s, const q_step *step, q_sql *sql, bool backward, bool skip_loops)
{
    if (!stm_q_bind(s->run, sql, NULL, s->row)) {
        return q_failed(s->run) ? Q_FAIL : Q_GO;
    }
    while (stm_q_next(s->run, sql)) {
        int64_t id = stm_rows_integer(sql->rows, 0), relation = stm_rows_integer(sql->rows, 1);
        int64_t left = stm_rows_integer(sql->rows, 2), right = stm_rows_integer(sql->rows, 3);
        if ((skip_loops && left == right) || stm_q_used(step->others, s->row, id)) {
            continue;
        }
        const q_edge *edge =
            stm_q_edge(s->run, id, relation, backward ? right : left, backward ? left : right);
        if (edge == NULL) {
            return Q_FAIL;
        }
        s->row[step->rel->slot] = (q_value){.kind = V_REL, .as.edge = edge};
        s->row[step->left->slot] = (q_value){.kind = V_NODE, .as.integer = left};
        s->row[step->right->slot] = (q_value){.kind = V_NODE, .as.integer = right};
        s->row[s->run->parse->query->slot_count] =
            stm_q_int(s->plan->counting ? stm_rows_integer(sql->rows, 4) : 1);
        q_flow flow = go_on(s, step);
        if (flow != Q_GO) {
            return flow;
        }
    }
    return q_failed(s->run) ? Q_FAIL : Q_GO;
}

static q_flow run_edges(state *s, const q_step *step)
{
    q_flow flow = Q_GO;
    if (step->out != NULL) {
        flow = run_edges_one_way(s, step, step->out, false, false);
    }
    if (flow == Q_GO && step->in != NULL) {
        flow = run_edges_one_way(s, step, step->in, true, step->out != NULL);
    }
    return flow;
}

static q_flow expand_one_way(
    state *s, const q_step *step, q_sql *sql, bool backward, bool skip_loops)
{
    int64_t here = s->row[step->left->slot].as.integer;
    const int64_t ids[2] = {here, s->row[step->right->slot].as.integer};
    if (!stm_q_bind(s->run, sql, ids, s->row)) {
        return q_failed(s->run) ? Q_FAIL : Q_GO;
    }
    while (stm_q_next(s->run, sql)) {
        int64_t id = stm_rows_integer(sql->rows, 0), relation = stm_rows_integer(sql->rows, 1);
        int64_t there = stm_rows_integer(sql->rows, 2);
        if ((skip_loops && there == here) || stm_q_used(step->others, s->row, id)) {
            continue;
        }
        const q_edge *edge =
            stm_q_edge(s->run, id, relation, backward ? there : here, backward ? here : there);
        if (edge == NULL) {
            return Q_FAIL;
        }
        s->row[step->rel->slot] = (q_value){.kind = V_REL, .as.edge = edge};
        s->row[step->right->slot] = (q_value){.kind = V_NODE, .as.integer = there};
        q_flow flow = go_on(s, step);
        if (flow != Q_GO) {
            return flow;
        }
    }
    return q_failed(s->run) ? Q_FAIL : Q_GO;
}

static q_flow run_expand(state *s, const q_step *step)
{
    q_flow flow = Q_GO;
    const q_value *left = &s->row[step->left->slot], *right = &s->row[step->right->slot];
    if (left->kind != V_NODE || (step->right_known && right->kind != V_NODE)) {
        return Q_GO; /* null of an OPTIONAL MATCH */
    }
    if (step->out != NULL) {
        flow = expand_one_way(s, step, step->out, false, false);
    }
    if (flow == Q_GO && step->in != NULL) {
        flow = expand_one_way(s, step, step->in, true, step->out != NULL);
    }
    return flow;
}

static q_flow run_step(state *s, const q_step *step)
{
    switch (step->kind) {
    case STEP_NODES:
        return run_nodes(s, step);
    case STEP_EDGES:
        return run_edges(s, step);
    case STEP_TEST:
        return run_test(s, step);
    case STEP_EXPAND:
        return run_expand(s, step);
    case STEP_REPEAT:
        return stm_q_repeat(s->run, step, s->row, go_on, s);
    default:
        return stm_q_shortest(s->run, step, s->row, go_on, s);
    }
}

q_flow stm_q_match_run(q_run *run, q_match *match, q_value *row, q_push push, void *context)
{
    if (match->plan == NULL && !stm_q_plan(run, match)) {
        return Q_FAIL;
    }
    state s = {run, match, match->plan, row, push, context};
    return s.plan->first != NULL ? run_step(&s, s.plan->first) : finish(&s);
}
