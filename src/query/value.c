/* Values: equality with unknowns, order, keys, text. After openCypher 9: 1 = 1.0; null equals
 * nothing, not even null; NaN is not met, because no operation gives it. SPDX-License-Identifier:
 * GPL-2.0-or-later */
#include "query/run.h"

#include <math.h>
#include <stdio.h>

enum { DIGITS = 15 };

q_value stm_q_text(stm_str s)
{
    return (q_value){.kind = V_STRING, .as.string = s};
}
q_value stm_q_int(int64_t number)
{
    return (q_value){.kind = V_INT, .as.integer = number};
}
q_value stm_q_float(double number)
{
    return (q_value){.kind = V_FLOAT, .as.number = number};
}
q_value stm_q_bool(bool truth)
{
    return (q_value){.kind = V_BOOL, .as.boolean = truth};
}
q_value stm_q_ternary(int truth)
{
    return truth < 0 ? Q_NULL_VALUE : stm_q_bool(truth == 1);
}

const char *stm_q_kind_name(uint8_t kind)
{
    static const char *const names[] = {"a map", "a node", "a relation", "a list", "a path",
        "a string", "true or false", "a number", "a number", "null"};
    return kind <= V_NULL ? names[kind] : "";
}

static bool is_number(const q_value *v)
{
    return v->kind == V_INT || v->kind == V_FLOAT;
}

static double number_of(const q_value *v)
{
    return v->kind == V_INT ? (double)v->as.integer : v->as.number;
}

static int order_of(int64_t a, int64_t b)
{
    return a < b ? -1 : a > b;
}

static int order_numbers(const q_value *a, const q_value *b)
{
    if (a->kind == V_INT && b->kind == V_INT) {
        return order_of(a->as.integer, b->as.integer);
    }
    double x = number_of(a), y = number_of(b);
    return x < y ? -1 : x > y;
}

static int equal_items(const q_items *a, const q_items *b, bool is_map)
{
    int result = 1;
    if (a->count != b->count) {
        return 0;
    }
    for (uint32_t i = 0; i < a->count; i++) {
        uint32_t other = i;
        for (other = is_map ? 0 : i;
             is_map && other < b->count && !stm_str_eq(a->names[i], b->names[other]);) {
            other++;
        }
        int same = other >= b->count ? 0 : stm_q_equal(&a->items[i], &b->items[other]);
        if (same == 0) {
            return 0;
        }
        result = same < 0 ? -1 : result;
    }
    return result;
}

static bool equal_paths(const q_path *a, const q_path *b)
{
    if (a->length != b->length || a->nodes[0] != b->nodes[0]) {
        return false;
    }
    for (uint32_t i = 0; i < a->length; i++) {
        if (a->edges[i]->id != b->edges[i]->id || a->nodes[i + 1] != b->nodes[i + 1]) {
            return false;
        }
    }
    return true;
}

int stm_q_equal(const q_value *a, const q_value *b)
{
    if (a->kind == V_NULL || b->kind == V_NULL) {
        return -1;
    }
    if (is_number(a) && is_number(b)) {
        return order_numbers(a, b) == 0;
    }
    if (a->kind != b->kind) {
        return 0;
    }
    switch (a->kind) {
    case V_BOOL:
        return a->as.boolean == b->as.boolean;
    case V_STRING:
        return stm_str_eq(a->as.string, b->as.string);
    case V_NODE:
        return a->as.integer == b->as.integer;
    case V_REL:
        return a->as.edge->id == b->as.edge->id;
    case V_PATH:
        return equal_paths(a->as.path, b->as.path);
    default:
        return equal_items(a->as.items, b->as.items, a->kind == V_MAP);
    }
}

static int order_items(const q_items *a, const q_items *b)
{
    for (uint32_t i = 0; i < a->count && i < b->count; i++) {
        int by = a->names != NULL ? stm_str_cmp(a->names[i], b->names[i]) : 0;
        by = by != 0 ? by : stm_q_order(&a->items[i], &b->items[i]);
        if (by != 0) {
            return by;
        }
    }
    return order_of(a->count, b->count);
}

static int order_paths(const q_path *a, const q_path *b)
{
    for (uint32_t i = 0; i < a->length && i < b->length; i++) {
        int by = order_of(a->nodes[i], b->nodes[i]);
        by = by != 0 ? by : order_of(a->edges[i]->id, b->edges[i]->id);
        if (by != 0) {
            return by;
        }
    }
    return order_of(a->length, b->length);
}

int stm_q_order(const q_value *a, const q_value *b)
{
    if (is_number(a) && is_number(b)) {
        return order_numbers(a, b);
    }
    if (a->kind != b->kind) {
        return order_of(a->kind, b->kind);
    }
    switch (a->kind) {
    case V_NULL:
        return 0;
    case V_BOOL:
        return order_of(a->as.boolean, b->as.boolean);
    case V_STRING:
        return stm_str_cmp(a->as.string, b->as.string);
    case V_NODE:
        return order_of(a->as.integer, b->as.integer);
    case V_REL:
        return order_of(a->as.edge->id, b->as.edge->id);
    case V_PATH:
        return order_paths(a->as.path, b->as.path);
    default:
        return order_items(a->as.items, b->as.items);
    }
}

int stm_q_less(const q_value *a, const q_value *b, bool *known_out)
{
    bool alike = a->kind == b->kind || (is_number(a) && is_number(b));
    *known_out =
        alike && (is_number(a) || a->kind == V_STRING || a->kind == V_BOOL || a->kind == V_LIST);
    return *known_out ? stm_q_order(a, b) : 0;
}

static void add_number(stm_buf *out, uint64_t bits)
{
    stm_buf_add(out, &bits, sizeof bits);
}

void stm_q_key(stm_buf *out, const q_value *v)
{
    double number = is_number(v) ? number_of(v) : 0;
    bool whole = v->kind == V_FLOAT && number >= -9e15 && number <= 9e15 && floor(number) >= number;
    stm_buf_char(out, (char)('A' + (whole ? V_INT : v->kind)));
    switch (v->kind) {
    case V_NULL:
        break;
    case V_BOOL:
        stm_buf_char(out, v->as.boolean ? '1' : '0');
        break;
    case V_STRING:
        add_number(out, v->as.string.len);
        stm_buf_str(out, v->as.string);
        break;
    case V_INT:
    case V_NODE:
        add_number(out, (uint64_t)v->as.integer);
        break;
    case V_FLOAT:
        if (whole) {
            add_number(out, (uint64_t)(int64_t)number);
        } else {
            stm_buf_add(out, &v->as.number, sizeof v->as.number);
        }
        break;
    case V_REL:
        add_number(out, (uint64_t)v->as.edge->id);
        break;
    case V_PATH:
        add_number(out, v->as.path->length);
        add_number(out, (uint64_t)v->as.path->nodes[0]);
        for (uint32_t i = 0; i < v->as.path->length; i++) {
            add_number(out, (uint64_t)v->as.path->edges[i]->id);
            add_number(out, (uint64_t)v->as.path->nodes[i + 1]);
        }
        break;
    default:
        add_number(out, v->as.items->count);
        for (uint32_t i = 0; i < v->as.items->count; i++) {
            if (v->as.items->names != NULL) {
                add_number(out, v->as.items->names[i].len);
                stm_buf_str(out, v->as.items->names[i]);
            }
            stm_q_key(out, &v->as.items->items[i]);
        }
    }
}

bool stm_q_make_list(q_run *run, uint32_t count, q_value *out, q_value **items_out)
{
    q_items *list = stm_q_alloc(run, sizeof *list);
    q_value *items = stm_q_alloc(run, (size_t)count * sizeof *items);
    if (list == NULL || items == NULL) {
        return false;
    }
    *list = (q_items){items, NULL, count};
    *out = (q_value){.kind = V_LIST, .as.items = list};
    *items_out = items;
    return true;
}

/* ---- text ---- */

static void show_edge(q_run *run, stm_buf *out, const q_edge *edge)
{
    const q_fact *fact = stm_q_fact(run, edge->id);
    stm_buf_text(out, fact != NULL && fact->negated ? "not_" : "");
    stm_buf_str(out, stm_q_relation(run, edge->relation));
}

static void show_path(q_run *run, stm_buf *out, const q_path *path)
{
    for (uint32_t i = 0; i <= path->length; i++) {
        const q_actor *actor = stm_q_actor(run, path->nodes[i]);
        stm_buf_str(out, actor == NULL ? STM_EMPTY : actor->name);
        if (i < path->length) {
            bool forward = path->edges[i]->start == path->nodes[i];
            stm_buf_text(out, forward ? " -[" : " <-[");
            show_edge(run, out, path->edges[i]);
            stm_buf_text(out, forward ? "]-> " : "]- ");
        }
    }
}

void stm_q_show(q_run *run, stm_buf *out, const q_value *v, bool nested)
{
    switch (v->kind) {
    case V_NULL:
        stm_buf_text(out, nested ? "null" : "");
        break;
    case V_BOOL:
        stm_buf_text(out, v->as.boolean ? "true" : "false");
        break;
    case V_INT:
        stm_buf_print(out, "%lld", (long long)v->as.integer);
        break;
    case V_FLOAT:
        stm_buf_double(out, v->as.number, DIGITS);
        break;
    case V_STRING:
        if (nested) {
            stm_buf_json(out, v->as.string);
        } else {
            stm_buf_str(out, v->as.string);
        }
        break;
    case V_NODE: {
        const q_actor *actor = stm_q_actor(run, v->as.integer);
        stm_buf_str(out, actor == NULL ? STM_EMPTY : actor->name);
        break;
    }
    case V_REL:
        show_edge(run, out, v->as.edge);
        break;
    case V_PATH:
        show_path(run, out, v->as.path);
        break;
    default:
        stm_buf_char(out, v->kind == V_MAP ? '{' : '[');
        for (uint32_t i = 0; i < v->as.items->count; i++) {
            stm_buf_text(out, i > 0 ? ", " : "");
            if (v->kind == V_MAP) {
                stm_buf_str(out, v->as.items->names[i]);
                stm_buf_text(out, ": ");
            }
            stm_q_show(run, out, &v->as.items->items[i], true);
        }
        stm_buf_char(out, v->kind == V_MAP ? '}' : ']');
    }
}

static void json_properties(q_run *run, stm_buf *out, const q_value *v)
{
    const char *const *names = v->kind == V_NODE ? stm_q_node_properties : stm_q_edge_properties;
    stm_buf_char(out, '{');
    bool first = true;
    for (; *names != NULL; names++) {
        q_value value = Q_NULL_VALUE;
        bool there = v->kind == V_NODE
            ? stm_q_node_property(run, v->as.integer, stm_str_of(*names), &value)
            : stm_q_edge_property(run, v->as.edge, stm_str_of(*names), &value);
        if (there && value.kind != V_NULL) {
            stm_buf_print(out, "%s\"%s\":", first ? "" : ",", *names);
            stm_q_json(run, out, &value);
            first = false;
        }
    }
    if (v->kind == V_REL) {
        const q_actor *start = stm_q_actor(run, v->as.edge->start),
                      *end = stm_q_actor(run, v->as.edge->end);
        stm_buf_text(out, ",\"subject\":");
        stm_buf_json(out, start == NULL ? STM_EMPTY : start->name);
        stm_buf_text(out, ",\"object\":");
        stm_buf_json(out, end == NULL ? STM_EMPTY : end->name);
    }
    stm_buf_char(out, '}');
}

static void json_path(q_run *run, stm_buf *out, const q_path *path)
{
    stm_buf_text(out, "{\"nodes\":[");
    for (uint32_t i = 0; i <= path->length; i++) {
        q_value node = {.kind = V_NODE, .as.integer = path->nodes[i]};
        stm_buf_text(out, i > 0 ? "," : "");
        json_properties(run, out, &node);
    }
    stm_buf_text(out, "],\"relations\":[");
    for (uint32_t i = 0; i < path->length; i++) {
        q_value edge = {.kind = V_REL, .as.edge = path->edges[i]};
        stm_buf_text(out, i > 0 ? "," : "");
        json_properties(run, out, &edge);
    }
    stm_buf_text(out, "]}");
}

void stm_q_json(q_run *run, stm_buf *out, const q_value *v)
{
    switch (v->kind) {
    case V_NULL:
        stm_buf_text(out, "null");
        break;
    case V_STRING:
        stm_buf_json(out, v->as.string);
        break;
    case V_NODE:
    case V_REL:
        json_properties(run, out, v);
        break;
    case V_PATH:
        json_path(run, out, v->as.path);
        break;
    case V_LIST:
    case V_MAP:
        stm_buf_char(out, v->kind == V_MAP ? '{' : '[');
        for (uint32_t i = 0; i < v->as.items->count; i++) {
            stm_buf_text(out, i > 0 ? "," : "");
            if (v->kind == V_MAP) {
                stm_buf_json(out, v->as.items->names[i]);
                stm_buf_char(out, ':');
            }
            stm_q_json(run, out, &v->as.items->items[i]);
        }
        stm_buf_char(out, v->kind == V_MAP ? '}' : ']');
        break;
    default:
        stm_q_show(run, out, v, true);
    }
}
