/* Values, rows and the state of a running query. SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_RUN_H
#define STM_RUN_H
#include <stemma/query.h>
#include "base/buf.h"
#include "base/hash.h"
#include "base/sink.h"
#include "base/vec.h"
#include "query/ast.h"
#include "store/rows.h"
#include "store/store.h"

/* In the order in which openCypher sorts them, upwards. */
typedef enum q_value_kind {
    V_MAP,
    V_NODE,
    V_REL,
    V_LIST,
    V_PATH,
    V_STRING,
    V_BOOL,
    V_INT,
    V_FLOAT,
    V_NULL
} q_value_kind;

typedef struct q_edge {
    int64_t id, start, end, relation;
} q_edge;
struct q_value;
typedef struct q_items {
    struct q_value *items;
    stm_str *names;
    uint32_t count;
} q_items; /* names: of a map */
typedef struct q_path {
    int64_t *nodes;
    const q_edge **edges;
    uint32_t length;
} q_path; /* length + 1 nodes */
typedef struct q_value {
    uint8_t kind;
    union {
        bool boolean;
        int64_t integer; /* V_INT; V_NODE: id of the actor */
        double number;
        stm_str string;
        const q_edge *edge;
        const q_items *items; /* list and map */
        const q_path *path;
    } as;
} q_value;
#define Q_NULL_VALUE ((q_value){.kind = V_NULL})

/* An actor and a fact as they stand in the file. */
typedef struct q_actor {
    int64_t id;
    stm_str name;
    uint8_t type;
    bool named;
    int64_t mentions, documents;
} q_actor;
typedef struct q_fact {
    int64_t id, document, sentence, speaker, time, place, amount, rule;
    bool negated;
    uint8_t modality;
    double confidence;
} q_fact;

typedef struct q_map_slot {
    int64_t key;
    void *value;
} q_map_slot;
typedef struct q_id_map {
    q_map_slot *slots;
    uint32_t count, capacity;
} q_id_map; /* key 0 is none */

/* Statements for single things, prepared when first needed. */
typedef enum q_statement {
    QS_ACTOR,
    QS_FACT,
    QS_TERM,
    QS_DOCUMENT,
    QS_SENTENCE,
    QS_SPEAKER,
    QS_RELATION,
    QS_RELATION_ID,
    QS_SOURCES,
    QS_COPIES,
    QS_SNAPSHOT,
    QS_ALIAS,
    QS_COUNT
} q_statement;

typedef struct q_parameter {
    stm_str name;
    q_value value;
} q_parameter;

typedef struct q_run {
    stemma_graph *graph;
    q_parse *parse;  /* text for error places; its status is the run's */
    stm_arena arena; /* values */
    bool all;        /* also noun phrases */
    STM_VEC(q_parameter) parameters;
    stm_rows *statements[QS_COUNT];
    q_id_map actors, facts, terms, documents, relations, origins;
    bool copies_read;
    uint64_t steps;       /* edges looked at by paths */
    struct q_plan *plans; /* all that were made, for closing their statements */
} q_run;

/* GO on, STOP (enough rows), or FAIL (run->parse->status tells). */
typedef enum q_flow { Q_GO, Q_STOP, Q_FAIL } q_flow;
static inline bool q_failed(const q_run *run)
{
    return run->parse->status != STEMMA_OK;
}
q_flow stm_q_nomem(q_run *run);
/* Memory of the query's values; NULL after a failure (out of memory, or over the ceiling). */
void *stm_q_alloc(q_run *run, size_t size);

/* ---- value.c ---- */
/* 1 equal, 0 not, -1 unknown (null). */
int stm_q_equal(const q_value *a, const q_value *b);
/* a < b as < 0 …; *known_out false when the two cannot be compared. */
int stm_q_less(const q_value *a, const q_value *b, bool *known_out);
/* Total order of ORDER BY, null last. */
int stm_q_order(const q_value *a, const q_value *b);
/* Appends bytes that are the same exactly for values that are the same (DISTINCT, groups). */
void stm_q_key(stm_buf *out, const q_value *v);
q_value stm_q_text(stm_str s);
q_value stm_q_int(int64_t number);
q_value stm_q_float(double number);
q_value stm_q_bool(bool truth);
q_value stm_q_ternary(int truth); /* 1, 0, -1 */
/* Text of a value as TSV shows it. */
void stm_q_show(q_run *run, stm_buf *out, const q_value *v, bool nested);
void stm_q_json(q_run *run, stm_buf *out, const q_value *v);
const char *stm_q_kind_name(uint8_t kind);
bool stm_q_make_list(q_run *run, uint32_t count, q_value *out, q_value **items_out);

/* ---- access.c: what stands in the file ---- */
const q_actor *stm_q_actor(q_run *run, int64_t id);
const q_fact *stm_q_fact(q_run *run, int64_t id);
stm_str stm_q_relation(q_run *run, int64_t id);
int64_t stm_q_relation_id(q_run *run, stm_str name); /* 0 = there is none */
bool stm_q_alias(
    q_run *run, int64_t actor, stm_str name); /* is that its name, or one of its names? */
/* Property of a node or relation; NULL value when it is not said. False when there is no such property. */
bool stm_q_node_property(q_run *run, int64_t id, stm_str name, q_value *out);
bool stm_q_edge_property(q_run *run, const q_edge *edge, stm_str name, q_value *out);
extern const char *const stm_q_node_properties[],
    *const stm_q_edge_properties[]; /* end with NULL */
stm_rows *stm_q_statement(q_run *run, q_statement which);
void stm_q_access_close(q_run *run);
void *stm_q_id_get(const q_id_map *map, int64_t key);
bool stm_q_id_set(q_id_map *map, int64_t key, void *value);

/* ---- eval.c, functions.c ---- */
/* False when it failed. */
bool stm_q_eval(q_run *run, const q_expr *e, q_value *row, q_value *out);
/* Value as a condition: 1, 0, -1; -2 when it failed or is no truth value. */
int stm_q_truth(q_run *run, const q_expr *e, q_value *row);
typedef struct stm_fn {
    const char *name;
    uint8_t least, most;
    bool aggregate;
    bool (*call)(q_run *run, const q_expr *e, q_value *arguments, uint32_t count, q_value *out);
} stm_fn;
const stm_fn *stm_q_function(stm_str name);

/* ---- query_check.c: names to slots, properties and functions that exist ---- */
bool stm_q_check(q_parse *p);

/* ---- plan.c, match.c, walks.c ---- */
typedef q_flow (*q_push)(void *context, q_value *row);
bool stm_q_plan(q_run *run, q_match *match);
q_flow stm_q_match_run(q_run *run, q_match *match, q_value *row, q_push push, void *context);
void stm_q_plans_close(q_run *run);
void stm_q_plan_explain(q_run *run, const q_match *match, stm_buf *out);

/* ---- query_rows.c ---- */
struct q_writer;
stemma_status stm_q_run_all(q_run *run, struct q_writer *writer);

/* ---- write.c ---- */
typedef struct q_writer {
    q_run *run;
    const stemma_query_options *options;
    const stemma_sink *sink;
    stm_buf buf;
    const q_projection *columns;
    uint64_t rows;
    STM_VEC(stm_str) cells; /* table: all cells, row by row */
    stm_arena arena;
} q_writer;
q_flow stm_q_write_begin(q_writer *w);
q_flow stm_q_write_row(q_writer *w, const q_projection *columns, const q_value *row);
stemma_status stm_q_write_end(q_writer *w);
#endif
