/* Relations of variable length (depth first, no fact twice in a path) and shortest paths (breadth
 * first from both ends, the smaller side first; every node remembers all facts by which it was
 * reached first, so all shortest paths are there). No recursion: stacks of their own. What they
 * look at is bounded. SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdlib.h>

#include "query/plan.h"

enum { MOST_STEPS = 20000000, MOST_PATHS = 1000000 };

typedef STM_VEC(const q_edge *) edges;

static bool too_many(q_run *run, const q_step *step)
{
    if (++run->steps <= MOST_STEPS) {
        return false;
    }
    stm_query_error(run->parse, STEMMA_ERR_LIMIT, step->rel->at,
        "this looks at more than %d relations; name types or give an upper bound, such as *..4",
        MOST_STEPS);
    return true;
}

/* Facts at a node by one statement; backward: the node is the object. */
static bool fetch_one_way(q_run *run, const q_step *step, q_sql *sql, int64_t node, bool backward,
    bool skip_loops, q_value *row, edges *out)
{
    if (!stm_q_bind(run, sql, &node, row)) {
        return !q_failed(run);
    }
    while (stm_q_next(run, sql)) {
        int64_t other = stm_rows_integer(sql->rows, 2);
        if (too_many(run, step)) {
            return false;
        }
        if (skip_loops && other == node) {
            continue;
        }
        const q_edge *edge = stm_q_edge(run, stm_rows_integer(sql->rows, 0),
            stm_rows_integer(sql->rows, 1), backward ? other : node, backward ? node : other);
        if (edge == NULL || !stm_vec_push(out, edge)) {
            return stm_q_nomem(run) == Q_GO;
        }
    }
    return !q_failed(run);
}

/* Facts that may be walked from a node, tests of the relation applied. `against`: from the far end.
 */
static bool fetch(
    q_run *run, const q_step *step, int64_t node, bool against, q_value *row, edges *out)
{
    uint8_t direction = step->direction;
    if (against && direction != Q_EITHER) {
        direction = direction == Q_OUT ? Q_INTO : Q_OUT;
    }
    out->count = 0;
    if (direction != Q_INTO && !fetch_one_way(run, step, step->out, node, false, false, row, out)) {
        return false;
    }
    if (direction != Q_OUT &&
        !fetch_one_way(run, step, step->in, node, true, direction == Q_EITHER, row, out)) {
        return false;
    }
    uint32_t kept = 0;
    for (uint32_t i = 0; i < out->count; i++) {
        int passes = 1;
        if (step->tests != NULL) {
            row[step->rel->slot] = (q_value){.kind = V_REL, .as.edge = out->items[i]};
            passes = stm_q_passes(run, step->tests, NULL, row);
        }
        if (passes == -2) {
            return false;
        }
        if (passes == 1) {
            out->items[kept++] = out->items[i];
        }
    }
    out->count = kept;
    return true;
}

static int64_t other_end(const q_edge *edge, int64_t node)
{
    return edge->start == node ? edge->end : edge->start;
}

static bool give_list(q_run *run, const q_step *step, const q_edge *const *found, uint32_t count,
    bool reversed, q_value *row)
{
    q_value *items = NULL;
    if (!stm_q_make_list(run, count, &row[step->rel->slot], &items)) {
        return false;
    }
    for (uint32_t i = 0; i < count; i++) {
        items[i] = (q_value){.kind = V_REL, .as.edge = found[reversed ? count - 1 - i : i]};
    }
    return true;
}

/* ---- variable length ---- */

typedef struct frame {
    int64_t node;
    edges edges;
    uint32_t at;
} frame;
typedef struct walk {
    q_run *run;
    const q_step *step;
    q_value *row;
    q_found found;
    void *state;
    STM_VEC(frame) frames;
    edges path;
    int64_t wanted; /* id of the known far end, 0 = not known */
} walk;

/* The walk may end here: is it the node that is wanted? */
static q_flow end_here(walk *w, int64_t node)
{
    const q_step *step = w->step;
    if (w->path.count < step->rel->shortest || (w->wanted != 0 && node != w->wanted)) {
        return Q_GO;
    }
    if (step->test != NULL &&
        (!stm_q_bind(w->run, step->test, &node, w->row) || !stm_q_next(w->run, step->test))) {
        return q_failed(w->run) ? Q_FAIL : Q_GO;
    }
    if (!give_list(w->run, step, w->path.items, w->path.count, step->reversed, w->row)) {
        return Q_FAIL;
    }
    w->row[step->right->slot] = (q_value){.kind = V_NODE, .as.integer = node};
    return w->found(w->state, step);
}

static bool enter(walk *w, int64_t node)
{
    frame f = {.node = node};
    if (w->path.count < w->step->rel->longest &&
        !fetch(w->run, w->step, node, false, w->row, &f.edges)) {
        stm_vec_free(&f.edges);
        return false;
    }
    if (!stm_vec_push(&w->frames, f)) {
        stm_vec_free(&f.edges);
        return stm_q_nomem(w->run) == Q_GO;
    }
    return true;
}

static bool is_on_path(const walk *w, int64_t fact)
{
    for (uint32_t i = 0; i < w->path.count; i++) {
        if (w->path.items[i]->id == fact) {
            return true;
        }
    }
    return stm_q_used(w->step->others, w->row, fact);
}

static q_flow walk_all(walk *w, int64_t start)
{
    q_flow flow = end_here(w, start);
    if (flow != Q_GO || !enter(w, start)) {
        return flow != Q_GO ? flow : Q_FAIL;
    }
    while (w->frames.count > 0) {
        frame *top = &w->frames.items[w->frames.count - 1];
        if (top->at == top->edges.count) {
            stm_vec_free(&top->edges);
            w->frames.count--;
            w->path.count -= w->path.count > 0;
            continue;
        }
        const q_edge *edge = top->edges.items[top->at++];
        int64_t node = other_end(edge, top->node);
        if (is_on_path(w, edge->id)) {
            continue;
        }
        if (!stm_vec_push(&w->path, edge)) {
            return stm_q_nomem(w->run);
        }
        flow = end_here(w, node);
        if (flow != Q_GO || !enter(w, node)) {
            return flow != Q_GO ? flow : Q_FAIL;
        }
    }
    return Q_GO;
}

q_flow stm_q_repeat(q_run *run, const q_step *step, q_value *row, q_found found, void *state)
{
    const q_value *left = &row[step->left->slot], *right = &row[step->right->slot];
    if (left->kind != V_NODE || (step->right_known && right->kind != V_NODE)) {
        return Q_GO;
    }
    walk w = {.run = run,
        .step = step,
        .row = row,
        .found = found,
        .state = state,
        .wanted = step->right_known ? right->as.integer : 0};
    row[step->rel->slot] = Q_NULL_VALUE;
    q_flow flow = walk_all(&w, left->as.integer);
    for (uint32_t i = 0; i < w.frames.count; i++) {
        stm_vec_free(&w.frames.items[i].edges);
    }
    stm_vec_free(&w.frames);
    stm_vec_free(&w.path);
    return flow;
}

/* ---- shortest ---- */

typedef struct parent {
    const q_edge *edge;
    struct parent *next;
} parent;
typedef struct visit {
    uint32_t distance;
    parent *parents, *last;
} visit;
typedef struct side {
    q_id_map visits;
    STM_VEC(int64_t) frontier;
    STM_VEC(int64_t) next;
    uint32_t level;
} side;

typedef struct search {
    q_run *run;
    const q_step *step;
    q_value *row;
    side sides[2];
    edges edges;
    STM_VEC(int64_t) meetings;
} search;

static bool reach(search *s, side *x, int64_t node, const q_edge *edge)
{
    visit *v = stm_q_id_get(&x->visits, node);
    if (v != NULL && v->distance != x->level + 1) {
        return true;
    }
    if (v == NULL) {
        v = stm_q_alloc(s->run, sizeof *v);
        if (v == NULL || !stm_q_id_set(&x->visits, node, v) || !stm_vec_push(&x->next, node)) {
            return stm_q_nomem(s->run) == Q_GO;
        }
        v->distance = x->level + 1;
    }
    parent *p = stm_q_alloc(s->run, sizeof *p);
    if (p == NULL) {
        return false;
    }
    *p = (parent){edge, NULL};
    if (v->parents == NULL) {
        v->parents = p;
    } else {
        v->last->next = p;
    }
    v->last = p;
    return true;
}

/* One level further on the smaller side; notes where the sides meet. */
static bool advance(search *s)
{
    bool second = s->sides[1].frontier.count < s->sides[0].frontier.count;
    side *x = &s->sides[second], *other = &s->sides[!second];
    x->next.count = 0;
    for (uint32_t i = 0; i < x->frontier.count; i++) {
        int64_t node = x->frontier.items[i];
        if (!fetch(s->run, s->step, node, second, s->row, &s->edges)) {
            return false;
        }
        for (uint32_t k = 0; k < s->edges.count; k++) {
            if (!reach(s, x, other_end(s->edges.items[k], node), s->edges.items[k])) {
                return false;
            }
        }
    }
    x->level++;
    x->frontier.count = 0;
    for (uint32_t i = 0; i < x->next.count; i++) {
        int64_t node = x->next.items[i];
        bool meets = stm_q_id_get(&other->visits, node) != NULL;
        if (!stm_vec_push(&x->frontier, node) || (meets && !stm_vec_push(&s->meetings, node))) {
            return stm_q_nomem(s->run) == Q_GO;
        }
    }
    return true;
}

typedef struct choice {
    int64_t node;
    const parent *at;
} choice;
typedef STM_VEC(choice) choices;

/* Next way from a node back to the side's end: the last choice that has another parent takes it,
 * the ones behind are made anew. `fresh`: the first way. False when there is none. */
static bool next_way(const side *x, int64_t meeting, choices *way, bool fresh)
{
    uint32_t length = ((const visit *)stm_q_id_get(&x->visits, meeting))->distance;
    uint32_t at = 0;
    if (!fresh) {
        for (at = length; at > 0 && way->items[at - 1].at->next == NULL; at--) {
        }
        if (at == 0) {
            return false;
        }
        way->items[at - 1].at = way->items[at - 1].at->next;
    }
    for (; at < length; at++) {
        int64_t node =
            at == 0 ? meeting : other_end(way->items[at - 1].at->edge, way->items[at - 1].node);
        way->items[at] = (choice){node, ((const visit *)stm_q_id_get(&x->visits, node))->parents};
    }
    return true;
}

static q_flow give_paths(search *s, int64_t meeting, choices *ways, bool all, uint32_t *count,
    q_found found, void *state)
{
    uint32_t front = ((const visit *)stm_q_id_get(&s->sides[0].visits, meeting))->distance;
    uint32_t back = ((const visit *)stm_q_id_get(&s->sides[1].visits, meeting))->distance;
    const q_edge **path = stm_q_alloc(s->run, (front + back + 1) * sizeof *path);
    if (path == NULL || !stm_vec_reserve(&ways[0], front + 1u) ||
        !stm_vec_reserve(&ways[1], back + 1u)) {
        return stm_q_nomem(s->run);
    }
    for (bool a = next_way(&s->sides[0], meeting, &ways[0], true); a;
         a = next_way(&s->sides[0], meeting, &ways[0], false)) {
        for (bool b = next_way(&s->sides[1], meeting, &ways[1], true); b;
             b = next_way(&s->sides[1], meeting, &ways[1], false)) {
            for (uint32_t i = 0; i < front; i++) {
                path[front - 1 - i] = ways[0].items[i].at->edge;
            }
            for (uint32_t i = 0; i < back; i++) {
                path[front + i] = ways[1].items[i].at->edge;
            }
            if (++*count > MOST_PATHS) {
                stm_query_error(s->run->parse, STEMMA_ERR_LIMIT, s->step->rel->at,
                    "more than %d shortest paths", MOST_PATHS);
                return Q_FAIL;
            }
            if (!give_list(s->run, s->step, path, front + back, false, s->row)) {
                return Q_FAIL;
            }
            q_flow flow = found(state, s->step);
            if (flow != Q_GO || !all) {
                return flow;
            }
        }
    }
    return Q_GO;
}

static q_flow search_all(search *s, q_found found, void *state)
{
    const q_rel *rel = s->step->rel;
    while (s->meetings.count == 0 && s->sides[0].frontier.count > 0 &&
        s->sides[1].frontier.count > 0 && s->sides[0].level + s->sides[1].level < rel->longest) {
        if (!advance(s)) {
            return Q_FAIL;
        }
    }
    if (s->meetings.count == 0 || s->sides[0].level + s->sides[1].level < rel->shortest) {
        return Q_GO;
    }
    bool all = s->step->pattern->kind == Q_PATH_ALL_SHORTEST;
    choices ways[2] = {{0}, {0}};
    uint32_t count = 0;
    q_flow flow = Q_GO;
    for (uint32_t i = 0; i < s->meetings.count && flow == Q_GO && (all || i == 0); i++) {
        flow = give_paths(s, s->meetings.items[i], ways, all, &count, found, state);
    }
    stm_vec_free(&ways[0]);
    stm_vec_free(&ways[1]);
    return flow;
}

static bool start(search *s, int which, int64_t node)
{
    visit *v = stm_q_alloc(s->run, sizeof *v);
    if (v == NULL || !stm_q_id_set(&s->sides[which].visits, node, v) ||
        !stm_vec_push(&s->sides[which].frontier, node)) {
        return stm_q_nomem(s->run) == Q_GO;
    }
    return true;
}

q_flow stm_q_shortest(q_run *run, const q_step *step, q_value *row, q_found found, void *state)
{
    const q_value *left = &row[step->left->slot], *right = &row[step->right->slot];
    if (left->kind != V_NODE || right->kind != V_NODE) {
        return Q_GO;
    }
    if (left->as.integer == right->as.integer) {
        bool empty = step->rel->shortest == 0;
        return !empty                                   ? Q_GO
            : give_list(run, step, NULL, 0, false, row) ? found(state, step)
                                                        : Q_FAIL;
    }
    search s = {.run = run, .step = step, .row = row};
    q_flow flow = Q_FAIL;
    if (start(&s, 0, left->as.integer) && start(&s, 1, right->as.integer)) {
        flow = search_all(&s, found, state);
    }
    for (int i = 0; i < 2; i++) {
        free(s.sides[i].visits.slots);
        stm_vec_free(&s.sides[i].frontier);
        stm_vec_free(&s.sides[i].next);
    }
    stm_vec_free(&s.edges);
    stm_vec_free(&s.meetings);
    return flow;
}
