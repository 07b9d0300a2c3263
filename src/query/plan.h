/* How one MATCH is carried out: steps in order, each a statement of SQL. SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_PLAN_H
#define STM_PLAN_H
#include "query/run.h"

typedef enum q_step_kind {
    STEP_NODES,   /* all nodes that fit */
    STEP_EDGES,   /* all relations that fit, with both ends */
    STEP_EXPAND,  /* from a known node over one relation */
    STEP_REPEAT,  /* from a known node over several */
    STEP_TEST,    /* does a known node fit? */
    STEP_SHORTEST /* between two known nodes */
} q_step_kind;

typedef enum q_as {
    AS_TEXT,
    AS_NUMBER,
    AS_WHOLE,
    AS_TRUTH,
    AS_POLARITY,
    AS_MODALITY,
    AS_TYPE
} q_as;
/* A parameter of a statement: an expression, and how its value is written. */
typedef struct q_bind {
    const q_expr *expr;
    uint8_t as;
    struct q_bind *next;
} q_bind;

typedef struct q_sql {
    stm_str text;
    uint8_t own;          /* parameters ?1 … that the step binds itself (ids) */
    q_bind *binds, *last; /* the others, in order */
    uint8_t bind_count;
    stm_rows *rows;
    struct q_sql *next; /* all of a plan, for closing */
} q_sql;

/* A property that SQL cannot test: tested on the value. */
typedef struct q_test {
    bool on_edge;
    uint32_t slot;
    stm_str name;
    const q_expr *expr;
    struct q_test *next;
} q_test;
typedef struct q_slots {
    uint32_t slot;
    struct q_slots *next;
} q_slots;
typedef struct q_filter {
    const q_expr *expr;
    struct q_filter *next;
} q_filter;

typedef struct q_step {
    uint8_t kind;
    const q_node *left,
        *right; /* EXPAND, REPEAT: from left to right as walked; NODES, TEST: right alone */
    const q_rel *rel;
    const q_pattern *pattern;   /* SHORTEST */
    uint8_t direction;          /* as walked: OUT = left is the subject */
    bool right_known, reversed; /* reversed: walked against the order of the pattern */
    q_sql *out, *in, *test;     /* forward, backward, does the right node fit (REPEAT) */
    q_test *tests;              /* on the values of this step */
    q_filter *filters;          /* conditions of WHERE that can be told now */
    q_slots *others; /* relations of this MATCH that are bound already: none is used twice */
    struct q_step *next;
} q_step;

typedef struct q_plan {
    q_step *first, *last;
    q_sql *statements;
    q_test *tests; /* at the end */
    q_filter *filters;
    bool *known;   /* while planning: by slot */
    bool counting; /* rows stand for many: one a group, weight behind (see plan_counting) */
    struct q_plan *next;
} q_plan;

/* Makes a statement ready with its own ids and the values of its expressions. False: it can give nothing (a value is
 * null or of the wrong kind), or it failed. */
bool stm_q_bind(q_run *run, q_sql *sql, const int64_t *ids, q_value *row);
bool stm_q_next(q_run *run, q_sql *sql);
/* Tests and filters that belong to a step: 1 passes, 0 does not, -2 failed. */
int stm_q_passes(q_run *run, const q_test *tests, const q_filter *filters, q_value *row);
/* Is this fact used by a relation of the list already? */
bool stm_q_used(const q_slots *others, const q_value *row, int64_t fact);
const q_edge *stm_q_edge(q_run *run, int64_t id, int64_t relation, int64_t start, int64_t end);

/* The rest of a MATCH behind one binding of a step. */
typedef q_flow (*q_found)(void *state, const q_step *step);
q_flow stm_q_repeat(q_run *run, const q_step *step, q_value *row, q_found found, void *state);
q_flow stm_q_shortest(q_run *run, const q_step *step, q_value *row, q_found found, void *state);
q_value stm_q_path_value(q_run *run, const q_pattern *pattern, const q_value *row);
/* Counting by relation or by type needs no rows: one row a group. True when the clause was planned so. */
bool stm_q_plan_counting(q_run *run, q_match *match, const q_projection *projection);
#endif
