/* The tree of a query. Made by the grammar (cypher.y), checked and numbered by query_check.c, run by the rest.
 * All of it lives in the arena of the query. SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_AST_H
#define STM_AST_H
#include "base/arena.h"
#include "base/status.h"

enum {
    STM_Q_MAX_BYTES = 1 << 20, /* text of a query */
    STM_Q_MAX_TOKENS = 100000,
    STM_Q_MAX_DEPTH = 400,  /* of an expression: evaluation recurses that deep */
    STM_Q_MAX_PATTERN = 60, /* nodes and relations of one MATCH: matching recurses that deep */
    STM_Q_MAX_CLAUSES = 200 /* of one query: rows are pushed from clause to clause */
};
#define STM_NO_SLOT UINT32_MAX

typedef struct q_token {
    stm_str text;
    uint32_t at;
    int code;
} q_token;

typedef enum q_kind {
    Q_NULL,
    Q_BOOL,
    Q_INT,
    Q_FLOAT,
    Q_STRING,
    Q_PARAM,
    Q_VAR,
    Q_PROPERTY,
    Q_LIST,
    Q_MAP,
    Q_INDEX,
    Q_SLICE,
    Q_CALL,
    Q_COUNT_STAR,
    Q_NEGATE,
    Q_ADD,
    Q_SUBTRACT,
    Q_MULTIPLY,
    Q_DIVIDE,
    Q_MODULO,
    Q_POWER,
    Q_AND,
    Q_OR,
    Q_XOR,
    Q_NOT,
    Q_EQ,
    Q_NE,
    Q_LT,
    Q_LE,
    Q_GT,
    Q_GE,
    Q_IN,
    Q_STARTS,
    Q_ENDS,
    Q_CONTAINS,
    Q_REGEX,
    Q_IS_NULL,
    Q_IS_NOT_NULL,
    Q_CASE,
    Q_COMPREHENSION,
    Q_ANY,
    Q_ALL,
    Q_NONE,
    Q_SINGLE,
    Q_REDUCE,
    Q_EXISTS,
    Q_HAS_LABEL
} q_kind;

struct q_match;
struct stm_fn;
typedef struct q_expr {
    uint8_t kind;  /* q_kind */
    bool distinct; /* aggregate: count(DISTINCT x) */
    bool parenthesised;
    bool has_aggregate; /* in it or below; set by query_check.c */
    uint16_t depth;
    uint32_t begin, end; /* bytes of the query */
    stm_str name;        /* variable, property, function, parameter, string, label */
    int64_t integer;
    double number;
    struct q_expr *first, *last,
        *next;      /* operands; CASE: subject or NULL-kind, then when/then pairs, then else */
    uint32_t count; /* operands */
    uint32_t slot, slot2; /* variable; comprehension's variables; aggregate's place */
    bool has_subject, has_else, has_where,
        has_map;           /* CASE, comprehension, slice: which operands there are;
                                   has_map of Q_EXISTS: written EXISTS { }, may make variables */
    stm_str *names;        /* Q_MAP: keys; Q_REDUCE: the accumulator */
    struct q_match *match; /* Q_EXISTS */
    const struct stm_fn *function;
} q_expr;

typedef struct q_name {
    stm_str text;
    uint32_t at;
    struct q_name *next;
} q_name;

typedef struct q_node {
    stm_str variable; /* "" = none */
    uint32_t at, slot;
    q_name *labels; /* any of them; NULL = all */
    q_expr *map;    /* Q_MAP or NULL */
    bool outer;     /* variable of an earlier clause */
    struct q_node *next;
} q_node;

typedef enum q_direction { Q_OUT, Q_INTO, Q_EITHER } q_direction;
typedef struct q_rel {
    stm_str variable;
    uint32_t at, slot;
    q_name *types;
    q_expr *map;
    uint8_t direction;
    bool variable_length;
    uint32_t shortest, longest; /* hops; longest UINT32_MAX = no bound given */
    struct q_rel *next;
} q_rel;

typedef enum q_path_kind { Q_PATH_PLAIN, Q_PATH_SHORTEST, Q_PATH_ALL_SHORTEST } q_path_kind;
typedef struct q_pattern {
    stm_str variable; /* of the path, "" = none */
    uint32_t at, slot;
    uint8_t kind;              /* q_path_kind */
    q_node *nodes, *last_node; /* one more than rels */
    q_rel *rels, *last_rel;
    uint32_t rel_count;
    struct q_pattern *next;
} q_pattern;

typedef struct q_match {
    q_pattern *patterns, *last;
    q_expr *where;
    bool optional;
    uint32_t at;
    void *plan; /* plan.c's */
} q_match;

typedef struct q_item {
    q_expr *expr;
    stm_str alias; /* given, or the text of the expression */
    bool named;    /* by AS */
    uint32_t slot;
    struct q_item *next;
} q_item;

typedef struct q_sort {
    q_expr *expr;
    bool descending;
    struct q_sort *next;
} q_sort;

typedef struct q_projection {
    bool is_return, distinct, star, aggregates;
    q_item *items, *last;
    uint32_t item_count;
    q_sort *sorts, *last_sort;
    q_expr *skip, *limit, *where;
    uint32_t at;
} q_projection;

typedef enum q_clause_kind { Q_MATCH_CLAUSE, Q_UNWIND_CLAUSE, Q_PROJECT_CLAUSE } q_clause_kind;
typedef struct q_clause {
    uint8_t kind;
    uint32_t at;
    q_match *match;
    q_expr *list; /* UNWIND */
    stm_str variable;
    uint32_t slot;
    q_projection *projection;
    struct q_clause *next;
} q_clause;

typedef struct q_single {
    q_clause *clauses, *last;
    uint32_t clause_count;
    struct q_single *next; /* behind UNION */
    bool all;              /* UNION ALL before this one */
    uint32_t at;
} q_single;

typedef struct q_query {
    bool explain;
    q_single *singles, *last;
    uint32_t slot_count; /* of a row */
    uint32_t aggregate_count;
} q_query;

/* What the lexer, the grammar and the check share. */
typedef struct q_parse {
    stm_arena *arena;
    stm_str text;
    stemma_error *err;
    stemma_status status; /* sticky */
    q_token *tokens;
    uint32_t token_count, at_token;
    q_query *query;
    struct stm_parse_states *saved;
} q_parse;

/* ---- query_parse.c, lexer.re ---- */
/* Parses and leaves the tree in *query_out. Errors carry line and column. */
stemma_status stm_query_parse(
    stm_arena *arena, stm_str text, q_query **query_out, stemma_error *err);
/* Error at a byte of the query; sticky: the first one stays. */
void stm_query_error(q_parse *p, stemma_status status, uint32_t at, const char *format, ...)
    STEMMA_PRINTF(4, 5);
/* All tokens of the text, the last has code 0. */
void stm_query_lex(q_parse *p);
stm_str stm_query_describe(const q_token *token); /* for "found …" */

/* ---- ast.c: builders for the grammar; all of them give NULL after a failure ---- */
q_expr *stm_q_leaf(q_parse *p, q_kind kind, q_token token);
q_expr *stm_q_number(q_parse *p, q_token token);
q_expr *stm_q_string(q_parse *p, q_token token);
q_expr *stm_q_unary(q_parse *p, q_kind kind, q_token op, q_expr *a);
q_expr *stm_q_binary(q_parse *p, q_kind kind, q_expr *a, q_expr *b);
q_expr *stm_q_compare(
    q_parse *p, q_kind kind, q_expr *a, q_expr *b); /* a < b < c is a < b AND b < c */
q_expr *stm_q_make(q_parse *p, q_kind kind, uint32_t begin);
q_expr *stm_q_append(q_parse *p, q_expr *list, q_expr *item);
q_expr *stm_q_append_key(q_parse *p, q_expr *map, q_token key, q_expr *value);
q_expr *stm_q_end(q_parse *p, q_expr *e, q_token last); /* notes where it ends */
stm_str stm_q_name(q_parse *p, q_token token);          /* backquotes off */
q_name *stm_q_names(q_parse *p, q_name *list, q_token token);
q_node *stm_q_node(q_parse *p, q_token open, q_token *variable, q_name *labels, q_expr *map);
q_rel *stm_q_rel_hops(q_parse *p, q_rel *rel, q_token *from, q_token *to);
q_pattern *stm_q_pattern(q_parse *p, q_node *first);
q_pattern *stm_q_extend(q_parse *p, q_pattern *pattern, q_rel *rel, q_node *node);
q_match *stm_q_match(q_parse *p, q_match *match, q_pattern *pattern);
q_clause *stm_q_clause(q_parse *p, q_clause_kind kind, q_token token);
q_projection *stm_q_item(q_parse *p, q_projection *projection, q_expr *expr, q_token *alias);
q_projection *stm_q_sort(q_parse *p, q_projection *projection, q_expr *expr, bool descending);
q_single *stm_q_single(q_parse *p, q_single *single, q_clause *clause);
void stm_q_union(q_parse *p, q_single *single, bool all, uint32_t at);
bool stm_q_same(const q_expr *a, const q_expr *b); /* the same expression over the same variables */
#endif
