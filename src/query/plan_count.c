/* Two things beside the ordinary plan: counting by type of relation or node, which needs no rows,
 * and EXPLAIN. SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/plan_work.h"

/* ---- counting ---- */

/* Does the expression use the slot in another way than type(r), r.relation, labels(n), n.type? */
static bool uses_otherwise(const q_expr *e, uint32_t slot)
{
    if (e->kind == Q_VAR) {
        return e->slot == slot;
    }
    const q_expr *a = e->first;
    bool alone = a != NULL && e->count == 1 && a->kind == Q_VAR && a->slot == slot;
    if (alone && e->kind == Q_PROPERTY &&
        (stm_str_is(e->name, "relation") || stm_str_is(e->name, "type"))) {
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
    bool aggregate = (e->kind == Q_CALL || e->kind == Q_COUNT_STAR) && e->function != NULL &&
        e->function->aggregate;
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
    bool fits = !match->optional && match->where == NULL && pattern->next == NULL &&
        pattern->variable.len == 0 && pattern->kind == Q_PATH_PLAIN && pattern->rel_count <= 1 &&
        projection->aggregates && left->map == NULL && !left->outer;
    if (!fits ||
        (rel != NULL &&
            (rel->variable_length || rel->map != NULL || rel->direction == Q_EITHER ||
                left->labels != NULL || right->labels != NULL || right->map != NULL ||
                right->slot == left->slot))) {
        return false;
    }
    for (const q_item *item = projection->items; item != NULL; item = item->next) {
        bool other = rel != NULL ? uses_otherwise(item->expr, rel->slot) ||
                uses_otherwise(item->expr, right->slot) || uses_otherwise(item->expr, left->slot)
                                 : uses_otherwise(item->expr, left->slot);
        if (other || !counts_only(item->expr)) {
            return false;
        }
        /* with relations, nothing but the count may be told of the ends */
        if (rel != NULL && item->expr->kind == Q_PROPERTY && item->expr->first->kind == Q_VAR &&
            item->expr->first->slot != rel->slot) {
            return false;
        }
        if (rel != NULL && item->expr->kind == Q_CALL && item->expr->function != NULL &&
            item->expr->first != NULL && strcmp(item->expr->function->name, "labels") == 0) {
            return false;
        }
    }
    for (const q_sort *sort = projection->sorts; sort != NULL; sort = sort->next) {
        if (!counts_only(sort->expr)) {
            return false;
        }
    }
    planner p = {.run = run, .match = match, .slot_count = run->parse->query->slot_count};
    q_step *step =
        stm_plan_open(&p) ? stm_plan_step(&p, rel != NULL ? STEP_EDGES : STEP_NODES) : NULL;
    sql_text t;
    if (step == NULL || !stm_sql_text_begin(&p, &t, 0)) {
        return false;
    }
    if (rel != NULL) {
        stm_buf_print(&t.text,
            "SELECT min(f.id), f.relation, 0, 0, count(*) FROM fact f WHERE f.shown >= %d",
            stm_plan_shown(&p));
        stm_plan_types(&t, "f", rel);
        stm_buf_text(&t.text, " GROUP BY f.relation");
    } else {
        stm_buf_print(&t.text, "SELECT min(a.id), 0, 0, 0, count(*) FROM actor a WHERE %s",
            run->all ? "1" : "a.named = 1");
        stm_plan_labels(&t, "a", left);
        stm_buf_text(&t.text, " GROUP BY a.type");
    }
    step->rel = rel;
    step->left = left;
    step->right = rel != NULL ? right : left;
    step->direction = Q_OUT;
    step->out = stm_sql_text_end(&t);
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
    static const char *const names[] = {
        "nodes", "relations", "expand", "repeat", "test", "shortest path"};
    const q_plan *plan = match->plan;
    uint32_t number = 0;
    (void)run;
    for (const q_step *step = plan->first; step != NULL; step = step->next) {
        stm_buf_print(
            out, "  %u. %s ", (unsigned)++number, plan->counting ? "count" : names[step->kind]);
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
            stm_buf_print(out, "     then %u condition%s of WHERE\n", (unsigned)filters,
                filters == 1 ? "" : "s");
        }
    }
}
