/* The planner's work, shared by plan.c (order), plan_sql.c (texts of SQL) and plan_count.c (counting, EXPLAIN).
 * SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_PLAN_WORK_H
#define STM_PLAN_WORK_H
#include "query/plan.h"

typedef struct planner {
    q_run *run;
    q_match *match;
    q_plan *plan;
    q_filter *conditions; /* of WHERE, not yet placed */
    uint32_t slot_count;
} planner;

typedef struct sql_text {
    planner *p;
    q_sql *sql;
    stm_buf text;
} sql_text;

void *stm_plan_make(planner *p, size_t size);
bool stm_plan_open(planner *p);
/* Is all known that the expression speaks of? */
bool stm_plan_ready(planner *p, const q_expr *e);
q_step *stm_plan_step(planner *p, q_step_kind kind);

bool stm_sql_text_begin(planner *p, sql_text *t, uint8_t own);
q_sql *stm_sql_text_end(sql_text *t);
void stm_plan_labels(sql_text *t, const char *alias, const q_node *node);
void stm_plan_types(sql_text *t, const char *alias, const q_rel *rel);
int stm_plan_shown(const planner *p);
/* x.property = value (or the other way round) of WHERE, about this slot, with a value that is known. */
bool stm_plan_equation(
    planner *p, const q_expr *e, uint32_t slot, stm_str *name_out, const q_expr **value_out);
bool stm_plan_has_conditions(planner *p, const q_node *node);
bool stm_plan_add_test(
    planner *p, q_test **list, bool on_edge, uint32_t slot, stm_str name, const q_expr *expr);

/* All nodes that fit; does node ?1 fit; from actor ?1 over one fact (forward: ?1 is the subject; ?2 is the other end when
 * it is known); all facts (forward: left is the subject). */
q_sql *stm_plan_nodes(planner *p, const q_node *node, q_test **tests);
q_sql *stm_plan_test(planner *p, const q_node *node, q_test **tests);
q_sql *stm_plan_expand(planner *p, const q_rel *rel, const q_node *right, bool right_known,
    bool forward, q_test **tests);
q_sql *stm_plan_edges(planner *p, const q_rel *rel, const q_node *left, const q_node *right,
    bool forward, q_test **tests);
#endif
