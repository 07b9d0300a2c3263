/* Rows flow from clause to clause: MATCH and UNWIND push many for one, projections collect when
 * they sort, group or remove doubles. Depth is the number of clauses, which is bounded.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdlib.h>

#include "query/plan.h"

typedef struct aggregate {
    int64_t count, whole; /* rows, sum of whole numbers */
    double sum;
    bool is_float;
    q_value best;           /* min, max */
    STM_VEC(q_value) items; /* collect */
    stm_intern *seen;       /* DISTINCT */
} aggregate;

typedef struct group {
    q_value *row;
    aggregate *aggregates;
} group;

typedef struct stage {
    const q_clause *clause;
    const q_projection *projection;
    const q_expr **calls; /* aggregates of items and sort keys */
    uint32_t call_count, width, sort_count;
    stm_intern seen; /* groups, or rows of DISTINCT */
    STM_VEC(group) groups;
    STM_VEC(q_value *) rows; /* collected for sorting: row, then its keys */
    int64_t skip, limit;     /* limit -1 = none */
    int64_t skipped, given;
    struct pipeline *pipeline;
    uint32_t index;
} stage;

typedef struct pipeline {
    q_run *run;
    q_writer *writer;
    stage *stages;
    uint32_t count;
    stm_buf key;
    stm_intern *all_rows; /* UNION: rows given so far */
} pipeline;

static q_flow push_to(pipeline *p, uint32_t index, q_value *row);

static uint32_t width_of(const pipeline *p)
{
    return p->run->parse->query->slot_count +
        1; /* the last one: for how many rows this one stands */
}

static q_value *copy_row(pipeline *p, const q_value *row, uint32_t extra)
{
    q_value *copy = stm_q_alloc(p->run, (width_of(p) + extra) * sizeof *copy);
    if (copy != NULL) {
        memcpy(copy, row, width_of(p) * sizeof *copy);
    }
    return copy;
}

/* ---- aggregates ---- */

static void collect_calls(stage *s, const q_expr *e, bool count_only)
{
    bool is_call = (e->kind == Q_CALL || e->kind == Q_COUNT_STAR) && e->function != NULL &&
        e->function->aggregate;
    if (is_call) {
        if (!count_only) {
            s->calls[s->call_count] = e;
        }
        s->call_count++;
        return;
    }
    for (const q_expr *a = e->first; a != NULL; a = a->next) {
        collect_calls(s, a, count_only);
    }
}

static bool find_calls(pipeline *p, stage *s)
{
    for (int round = 0; round < 2; round++) {
        s->call_count = 0;
        for (const q_item *item = s->projection->items; item != NULL; item = item->next) {
            collect_calls(s, item->expr, round == 0);
        }
        for (const q_sort *sort = s->projection->sorts; sort != NULL; sort = sort->next) {
            collect_calls(s, sort->expr, round == 0);
        }
        if (round == 0) {
            s->calls = stm_q_alloc(p->run, (s->call_count + 1) * sizeof *s->calls);
            if (s->calls == NULL) {
                return false;
            }
        }
    }
    return true;
}

/* Is this value of a DISTINCT aggregate new? -1 after a failure. */
static int is_new(pipeline *p, aggregate *a, const q_value *v)
{
    if (a->seen == NULL) {
        a->seen = calloc(1, sizeof *a->seen);
        if (a->seen == NULL) {
            return stm_q_nomem(p->run), -1;
        }
        stm_intern_init(a->seen);
    }
    stm_buf_clear(&p->key);
    stm_q_key(&p->key, v);
    uint32_t before = a->seen->count,
             id = p->key.failed ? 0 : stm_intern_add(a->seen, stm_buf_view(&p->key));
    if (id == 0) {
        return stm_q_nomem(p->run), -1;
    }
    return a->seen->count > before;
}

static bool add_sum(pipeline *p, const q_expr *e, aggregate *a, const q_value *v)
{
    if (v->kind == V_FLOAT) {
        a->is_float = true;
        a->sum += v->as.number;
        return true;
    }
    if (v->kind != V_INT) {
        stm_query_error(p->run->parse, STEMMA_ERR_FORMAT, e->begin, "%.*s() wants numbers, not %s",
            STM_ARG(e->name), stm_q_kind_name(v->kind));
        return false;
    }
    a->sum += (double)v->as.integer;
    if (__builtin_add_overflow(a->whole, v->as.integer, &a->whole)) {
        a->is_float = true;
    }
    return true;
}

static bool add_value(pipeline *p, const q_expr *e, aggregate *a, q_value *row)
{
    q_value v = Q_NULL_VALUE;
    int64_t weight = row[width_of(p) - 1].as.integer;
    if (e->kind == Q_COUNT_STAR) {
        a->count += weight;
        return true;
    }
    if (!stm_q_eval(p->run, e->first, row, &v)) {
        return false;
    }
    if (v.kind == V_NULL) {
        return true;
    }
    if (e->distinct) {
        int fresh = is_new(p, a, &v);
        if (fresh != 1) {
            return fresh == 0;
        }
    }
    const char *name = e->function->name;
    a->count += weight;
    if (strcmp(name, "sum") == 0 || strcmp(name, "avg") == 0) {
        return add_sum(p, e, a, &v);
    }
    if (strcmp(name, "collect") == 0 && !stm_vec_push(&a->items, v)) {
        return stm_q_nomem(p->run) == Q_GO;
    }
    bool is_min = strcmp(name, "min") == 0, is_max = strcmp(name, "max") == 0;
    if (is_min || is_max) {
        int by = a->count == weight ? 0 : stm_q_order(&v, &a->best);
        if (a->count == weight || (is_min ? by < 0 : by > 0)) {
            a->best = v;
        }
    }
    return true;
}

static bool result_of(pipeline *p, const q_expr *e, const aggregate *a, q_value *out)
{
    const char *name = e->function->name;
    q_value *items = NULL;
    if (strcmp(name, "count") == 0) {
        *out = stm_q_int(a->count);
    } else if (strcmp(name, "sum") == 0) {
        *out = a->is_float ? stm_q_float(a->sum) : stm_q_int(a->whole);
    } else if (strcmp(name, "avg") == 0) {
        *out = a->count == 0 ? Q_NULL_VALUE : stm_q_float(a->sum / (double)a->count);
    } else if (strcmp(name, "collect") == 0) {
        if (!stm_q_make_list(p->run, a->items.count, out, &items)) {
            return false;
        }
        if (a->items.count > 0) {
            memcpy(items, a->items.items, a->items.count * sizeof *items);
        }
    } else {
        *out = a->count == 0 ? Q_NULL_VALUE : a->best;
    }
    return true;
}

static group *new_group(pipeline *p, stage *s, const q_value *row)
{
    group g = {
        copy_row(p, row, 0), stm_q_alloc(p->run, (s->call_count + 1) * sizeof *g.aggregates)};
    if (g.row == NULL || g.aggregates == NULL) {
        return NULL;
    }
    if (!stm_vec_push(&s->groups, g)) {
        stm_q_nomem(p->run);
        return NULL;
    }
    return &s->groups.items[s->groups.count - 1];
}

static q_flow add_to_group(pipeline *p, stage *s, q_value *row)
{
    stm_buf key; /* p->key is used while values are added */
    stm_buf_init(&key);
    stm_buf_char(&key, 'k');
    for (const q_item *item = s->projection->items; item != NULL; item = item->next) {
        if (!item->expr->has_aggregate) {
            if (!stm_q_eval(p->run, item->expr, row, &row[item->slot])) {
                stm_buf_dispose(&key);
                return Q_FAIL;
            }
            stm_q_key(&key, &row[item->slot]);
        }
    }
    uint32_t id = key.failed ? 0 : stm_intern_add(&s->seen, stm_buf_view(&key));
    stm_buf_dispose(&key);
    group *g = id == 0          ? NULL
        : id <= s->groups.count ? &s->groups.items[id - 1]
                                : new_group(p, s, row);
    if (g == NULL) {
        return stm_q_nomem(p->run);
    }
    for (uint32_t i = 0; i < s->call_count; i++) {
        if (!add_value(p, s->calls[i], &g->aggregates[i], row)) {
            return Q_FAIL;
        }
    }
    return Q_GO;
}

/* ---- projections ---- */

/* Behind sorting: SKIP, LIMIT, WHERE of WITH, then the next clause or the output. */
static q_flow give_row(pipeline *p, stage *s, q_value *row)
{
    if (s->skipped < s->skip) {
        s->skipped++;
        return Q_GO;
    }
    if (s->limit >= 0 && s->given >= s->limit) {
        return Q_STOP;
    }
    s->given++;
    row[width_of(p) - 1] = stm_q_int(1);
    if (s->projection->where != NULL) {
        int truth = stm_q_truth(p->run, s->projection->where, row);
        if (truth != 1) {
            return truth == -2 ? Q_FAIL : Q_GO;
        }
    }
    q_flow flow = push_to(p, s->index + 1, row);
    return flow == Q_GO && s->limit >= 0 && s->given >= s->limit ? Q_STOP : flow;
}

static q_flow collect_row(pipeline *p, stage *s, q_value *row)
{
    if (s->projection->distinct) {
        stm_buf_clear(&p->key);
        stm_buf_char(&p->key, 'k');
        for (const q_item *item = s->projection->items; item != NULL; item = item->next) {
            stm_q_key(&p->key, &row[item->slot]);
        }
        uint32_t before = s->seen.count,
                 id = p->key.failed ? 0 : stm_intern_add(&s->seen, stm_buf_view(&p->key));
        if (id == 0) {
            return stm_q_nomem(p->run);
        }
        if (s->seen.count == before) {
            return Q_GO;
        }
    }
    if (s->sort_count == 0) {
        return give_row(p, s, row);
    }
    q_value *copy = copy_row(p, row, s->sort_count);
    uint32_t at = width_of(p);
    for (const q_sort *sort = s->projection->sorts; copy != NULL && sort != NULL;
         sort = sort->next) {
        if (!stm_q_eval(p->run, sort->expr, row, &copy[at++])) {
            return Q_FAIL;
        }
    }
    if (copy == NULL || !stm_vec_push(&s->rows, copy)) {
        return stm_q_nomem(p->run);
    }
    return Q_GO;
}

static q_flow project(pipeline *p, stage *s, q_value *row)
{
    if (s->projection->aggregates) {
        return add_to_group(p, s, row);
    }
    for (const q_item *item = s->projection->items; item != NULL; item = item->next) {
        if (!stm_q_eval(p->run, item->expr, row, &row[item->slot])) {
            return Q_FAIL;
        }
    }
    return collect_row(p, s, row);
}

static int compare_rows(const stage *s, const q_value *a, const q_value *b, uint32_t width)
{
    uint32_t at = width;
    for (const q_sort *sort = s->projection->sorts; sort != NULL; sort = sort->next, at++) {
        int by = stm_q_order(&a[at], &b[at]);
        if (by != 0) {
            return sort->descending ? -by : by;
        }
    }
    return 0;
}

/* Merge sort from below: stable, so equal rows stay in the order in which they came. */
static q_flow sort_rows(pipeline *p, stage *s)
{
    uint32_t count = s->rows.count, width = width_of(p);
    q_value **from = s->rows.items, **to = stm_q_alloc(p->run, (count + 1u) * sizeof *to);
    if (to == NULL) {
        return Q_FAIL;
    }
    for (uint64_t run = 1; run < count; run *= 2) {
        for (uint64_t begin = 0; begin < count; begin += run * 2) {
            uint64_t middle = begin + run < count ? begin + run : count;
            uint64_t end = begin + run * 2 < count ? begin + run * 2 : count, a = begin, b = middle;
            for (uint64_t at = begin; at < end; at++) {
                bool left =
                    a < middle && (b >= end || compare_rows(s, from[a], from[b], width) <= 0);
                to[at] = left ? from[a++] : from[b++];
            }
        }
        q_value **swap = from;
        from = to;
        to = swap;
    }
    for (uint32_t i = 0; from != s->rows.items && i < count; i++) {
        s->rows.items[i] = from[i];
    }
    return Q_GO;
}

static q_flow finish_groups(pipeline *p, stage *s)
{
    q_flow flow = Q_GO;
    bool keys = false;
    for (const q_item *item = s->projection->items; item != NULL; item = item->next) {
        keys = keys || !item->expr->has_aggregate;
    }
    if (s->groups.count == 0 && !keys) { /* count(*) of nothing is 0 */
        q_value *empty = stm_q_alloc(p->run, width_of(p) * sizeof *empty);
        for (uint32_t i = 0; empty != NULL && i < width_of(p); i++) {
            empty[i] = Q_NULL_VALUE;
        }
        if (empty == NULL || new_group(p, s, empty) == NULL) {
            return Q_FAIL;
        }
    }
    for (uint32_t i = 0; i < s->groups.count && flow == Q_GO; i++) {
        group *g = &s->groups.items[i];
        for (uint32_t k = 0; k < s->call_count; k++) {
            if (!result_of(p, s->calls[k], &g->aggregates[k], &g->row[s->calls[k]->slot])) {
                return Q_FAIL;
            }
        }
        for (const q_item *item = s->projection->items; item != NULL; item = item->next) {
            if (item->expr->has_aggregate &&
                !stm_q_eval(p->run, item->expr, g->row, &g->row[item->slot])) {
                return Q_FAIL;
            }
        }
        flow = collect_row(p, s, g->row);
    }
    return flow;
}

/* Everything that a projection held back goes on. */
static q_flow finish_stage(pipeline *p, stage *s)
{
    q_flow flow = Q_GO;
    if (s->projection == NULL) {
        return Q_GO;
    }
    if (s->projection->aggregates) {
        flow = finish_groups(p, s);
    }
    if (flow != Q_FAIL && s->sort_count > 0) {
        flow = sort_rows(p, s);
        for (uint32_t i = 0; i < s->rows.count && flow == Q_GO; i++) {
            flow = give_row(p, s, s->rows.items[i]);
        }
    }
    return flow;
}

/* ---- MATCH and UNWIND ---- */

typedef struct following {
    pipeline *p;
    uint32_t index;
    bool any;
} following;

static q_flow push_match(void *context, q_value *row)
{
    following *f = context;
    f->any = true;
    return push_to(f->p, f->index + 1, row);
}

static q_flow run_match(pipeline *p, const stage *s, q_value *row)
{
    q_match *match = s->clause->match;
    following f = {p, s->index, false};
    q_flow flow = stm_q_match_run(p->run, match, row, push_match, &f);
    if (flow != Q_GO || f.any || !match->optional) {
        return flow;
    }
    for (const q_pattern *pattern = match->patterns; pattern != NULL; pattern = pattern->next) {
        for (const q_node *node = pattern->nodes; node != NULL; node = node->next) {
            if (!node->outer) {
                row[node->slot] = Q_NULL_VALUE;
            }
        }
        for (const q_rel *rel = pattern->rels; rel != NULL; rel = rel->next) {
            row[rel->slot] = Q_NULL_VALUE;
        }
        if (pattern->slot != STM_NO_SLOT) {
            row[pattern->slot] = Q_NULL_VALUE;
        }
    }
    return push_to(p, s->index + 1, row);
}

static q_flow run_unwind(pipeline *p, const stage *s, q_value *row)
{
    q_value list;
    if (!stm_q_eval(p->run, s->clause->list, row, &list)) {
        return Q_FAIL;
    }
    uint32_t count = list.kind == V_NULL ? 0 : list.kind == V_LIST ? list.as.items->count : 1;
    for (uint32_t i = 0; i < count; i++) {
        row[s->clause->slot] = list.kind == V_LIST ? list.as.items->items[i] : list;
        q_flow flow = push_to(p, s->index + 1, row);
        if (flow != Q_GO) {
            return flow;
        }
    }
    return Q_GO;
}

/* A row that left the last clause; of a UNION without ALL only once. */
static q_flow give_output(pipeline *p, q_value *row)
{
    const q_projection *columns = p->stages[p->count - 1].projection;
    if (p->all_rows != NULL) {
        stm_buf_clear(&p->key);
        stm_buf_char(&p->key, 'k');
        for (const q_item *item = columns->items; item != NULL; item = item->next) {
            stm_q_key(&p->key, &row[item->slot]);
        }
        uint32_t before = p->all_rows->count;
        uint32_t id = p->key.failed ? 0 : stm_intern_add(p->all_rows, stm_buf_view(&p->key));
        if (id == 0) {
            return stm_q_nomem(p->run);
        }
        if (p->all_rows->count == before) {
            return Q_GO;
        }
    }
    return stm_q_write_row(p->writer, columns, row);
}

static q_flow push_to(pipeline *p, uint32_t index, q_value *row)
{
    if (index == p->count) {
        return give_output(p, row);
    }
    stage *s = &p->stages[index];
    return s->projection != NULL             ? project(p, s, row)
        : s->clause->kind == Q_UNWIND_CLAUSE ? run_unwind(p, s, row)
                                             : run_match(p, s, row);
}

/* ---- one query ---- */

static bool bound_of(pipeline *p, const q_expr *e, q_value *row, const char *what, int64_t *out)
{
    q_value v;
    if (e == NULL) {
        return true;
    }
    if (!stm_q_eval(p->run, e, row, &v)) {
        return false;
    }
    if (v.kind != V_INT || v.as.integer < 0) {
        stm_query_error(
            p->run->parse, STEMMA_ERR_FORMAT, e->begin, "%s wants a whole number from 0 on", what);
        return false;
    }
    *out = v.as.integer;
    return true;
}

static bool open_stages(pipeline *p, const q_single *single, q_value *row)
{
    p->count = single->clause_count;
    p->stages = stm_q_alloc(p->run, p->count * sizeof *p->stages);
    if (p->stages == NULL) {
        return false;
    }
    uint32_t index = 0;
    for (const q_clause *clause = single->clauses; clause != NULL; clause = clause->next) {
        stage *s = &p->stages[index];
        s->clause = clause;
        s->projection = clause->projection;
        s->limit = -1;
        s->index = index++;
        stm_intern_init(&s->seen);
        if (s->projection != NULL) {
            for (const q_sort *sort = s->projection->sorts; sort != NULL; sort = sort->next) {
                s->sort_count++;
            }
            if (!find_calls(p, s) || !bound_of(p, s->projection->skip, row, "SKIP", &s->skip) ||
                !bound_of(p, s->projection->limit, row, "LIMIT", &s->limit)) {
                return false;
            }
        }
    }
    return true;
}

static void close_stages(pipeline *p)
{
    for (uint32_t i = 0; p->stages != NULL && i < p->count; i++) {
        stage *s = &p->stages[i];
        for (uint32_t k = 0; k < s->groups.count; k++) {
            for (uint32_t c = 0; c < s->call_count; c++) {
                aggregate *a = &s->groups.items[k].aggregates[c];
                stm_vec_free(&a->items);
                if (a->seen != NULL) {
                    stm_intern_dispose(a->seen);
                    free(a->seen);
                }
            }
        }
        stm_intern_dispose(&s->seen);
        stm_vec_free(&s->groups);
        stm_vec_free(&s->rows);
    }
}

static bool plan_all(pipeline *p, const q_single *single)
{
    const q_clause *first = single->clauses;
    bool counting = first->kind == Q_MATCH_CLAUSE && first->next->projection != NULL &&
        stm_q_plan_counting(p->run, first->match, first->next->projection);
    for (const q_clause *clause = single->clauses; clause != NULL; clause = clause->next) {
        if (clause->kind == Q_MATCH_CLAUSE && !(counting && clause == first) &&
            !stm_q_plan(p->run, clause->match)) {
            return false;
        }
    }
    return !q_failed(p->run);
}

static stemma_status explain(pipeline *p, const q_single *single)
{
    static const char *const names[] = {"MATCH", "UNWIND", "RETURN"};
    stm_buf *out = &p->writer->buf;
    for (const q_clause *clause = single->clauses; clause != NULL; clause = clause->next) {
        const q_projection *projection = clause->projection;
        stm_buf_text(out, clause->match != NULL && clause->match->optional ? "OPTIONAL " : "");
        stm_buf_text(
            out, projection != NULL && !projection->is_return ? "WITH" : names[clause->kind]);
        stm_buf_text(out, projection != NULL && projection->aggregates ? " grouped" : "");
        stm_buf_text(out, projection != NULL && projection->distinct ? " distinct" : "");
        stm_buf_text(out, projection != NULL && projection->sorts != NULL ? " sorted" : "");
        stm_buf_char(out, '\n');
        if (clause->match != NULL) {
            stm_q_plan_explain(p->run, clause->match, out);
        }
    }
    if (single->next != NULL) {
        stm_buf_text(out, single->next->all ? "UNION ALL\n" : "UNION\n");
    }
    return stm_sink_flush(p->writer->sink, out, p->run->parse->err);
}

static q_flow run_single(pipeline *p, const q_single *single)
{
    q_value *row = stm_q_alloc(p->run, width_of(p) * sizeof *row);
    if (row == NULL) {
        return Q_FAIL;
    }
    for (uint32_t i = 0; i < width_of(p); i++) {
        row[i] = Q_NULL_VALUE;
    }
    row[width_of(p) - 1] = stm_q_int(1);
    if (!open_stages(p, single, row) || !plan_all(p, single)) {
        return Q_FAIL;
    }
    q_flow flow = push_to(p, 0, row);
    for (uint32_t i = 0; i < p->count && flow != Q_FAIL; i++) {
        flow = finish_stage(p, &p->stages[i]);
    }
    return flow == Q_FAIL ? Q_FAIL : Q_GO;
}

stemma_status stm_q_run_all(q_run *run, q_writer *writer)
{
    const q_query *query = run->parse->query;
    stm_intern all_rows;
    bool distinct = false;
    q_flow flow = query->explain ? Q_GO : stm_q_write_begin(writer);
    stm_intern_init(&all_rows);
    for (const q_single *single = query->singles->next; single != NULL; single = single->next) {
        distinct = distinct || !single->all;
    }
    for (q_single *single = query->singles; single != NULL && flow != Q_FAIL;
         single = single->next) {
        pipeline p = {.run = run, .writer = writer, .all_rows = distinct ? &all_rows : NULL};
        stm_buf_init(&p.key);
        if (query->explain) {
            flow = plan_all(&p, single) && explain(&p, single) == STEMMA_OK ? Q_GO : Q_FAIL;
        } else {
            flow = run_single(&p, single);
        }
        close_stages(&p);
        stm_buf_dispose(&p.key);
    }
    stm_intern_dispose(&all_rows);
    if (run->parse->status != STEMMA_OK) {
        return run->parse->status;
    }
    return query->explain ? STEMMA_OK : stm_q_write_end(writer);
}
