/* Functions of queries, one table. Aggregates stand in it too, so that their names are known;
 * query_rows.c runs them. A function of null is null. Functions whose answer differs from run to run
 * (rand, timestamp) are not there. SPDX-License-Identifier: GPL-2.0-or-later */
#include <math.h>
#include <stdlib.h>

#include "base/number.h"
#include "base/utf8.h"
#include "query/run.h"
#include "unicode/casing.h"

static bool wrong(q_run *run, const q_expr *e, const char *wanted, const q_value *v)
{
    stm_query_error(run->parse, STEMMA_ERR_FORMAT, e->begin, "%.*s() wants %s, not %s",
        STM_ARG(e->name), wanted, stm_q_kind_name(v->kind));
    return false;
}

static bool is_number(const q_value *v)
{
    return v->kind == V_INT || v->kind == V_FLOAT;
}

static double number_of(const q_value *v)
{
    return v->kind == V_INT ? (double)v->as.integer : v->as.number;
}

static bool give(q_run *run, stm_str s, q_value *out)
{
    char *copy = stm_q_alloc(run, (size_t)s.len + 1);
    if (copy == NULL) {
        return false;
    }
    if (s.len > 0) {
        memcpy(copy, s.ptr, s.len);
    }
    *out = stm_q_text((stm_str){copy, s.len});
    return true;
}

static bool give_buf(q_run *run, stm_buf *buf, q_value *out)
{
    bool good = buf->failed ? (stm_q_nomem(run), false) : give(run, stm_buf_view(buf), out);
    stm_buf_dispose(buf);
    return good;
}

/* ---- nodes, relations, paths ---- */

static bool fn_id(q_run *run, const q_expr *e, q_value *a, uint32_t n, q_value *out)
{
    (void)n;
    if (a->kind != V_NODE && a->kind != V_REL) {
        return a->kind == V_NULL || wrong(run, e, "a node or a relation", a);
    }
    *out = stm_q_int(a->kind == V_NODE ? a->as.integer : a->as.edge->id);
    return true;
}

static bool fn_labels(q_run *run, const q_expr *e, q_value *a, uint32_t n, q_value *out)
{
    (void)n;
    q_value *items = NULL;
    if (a->kind != V_NODE) {
        return a->kind == V_NULL || wrong(run, e, "a node", a);
    }
    const q_actor *actor = stm_q_actor(run, a->as.integer);
    if (actor == NULL || !stm_q_make_list(run, 1, out, &items)) {
        return false;
    }
    items[0] = stm_q_text(stm_str_of(stm_type_name((stm_type)actor->type)));
    return true;
}

static bool fn_type(q_run *run, const q_expr *e, q_value *a, uint32_t n, q_value *out)
{
    (void)n;
    if (a->kind != V_REL) {
        return a->kind == V_NULL || wrong(run, e, "a relation", a);
    }
    *out = stm_q_text(stm_q_relation(run, a->as.edge->relation));
    return true;
}

static bool fn_start_end(q_run *run, const q_expr *e, q_value *a, uint32_t n, q_value *out)
{
    (void)n;
    if (a->kind != V_REL) {
        return a->kind == V_NULL || wrong(run, e, "a relation", a);
    }
    bool start = e->function->name[0] == 's';
    *out = (q_value){.kind = V_NODE, .as.integer = start ? a->as.edge->start : a->as.edge->end};
    return true;
}

static bool fn_nodes(q_run *run, const q_expr *e, q_value *a, uint32_t n, q_value *out)
{
    (void)n;
    q_value *items = NULL;
    if (a->kind != V_PATH) {
        return a->kind == V_NULL || wrong(run, e, "a path", a);
    }
    if (!stm_q_make_list(run, a->as.path->length + 1, out, &items)) {
        return false;
    }
    for (uint32_t i = 0; i <= a->as.path->length; i++) {
        items[i] = (q_value){.kind = V_NODE, .as.integer = a->as.path->nodes[i]};
    }
    return true;
}

static bool fn_relationships(q_run *run, const q_expr *e, q_value *a, uint32_t n, q_value *out)
{
    (void)n;
    q_value *items = NULL;
    if (a->kind != V_PATH) {
        return a->kind == V_NULL || wrong(run, e, "a path", a);
    }
    if (!stm_q_make_list(run, a->as.path->length, out, &items)) {
        return false;
    }
    for (uint32_t i = 0; i < a->as.path->length; i++) {
        items[i] = (q_value){.kind = V_REL, .as.edge = a->as.path->edges[i]};
    }
    return true;
}

static bool fn_size(q_run *run, const q_expr *e, q_value *a, uint32_t n, q_value *out)
{
    (void)n;
    if (a->kind == V_LIST || a->kind == V_MAP) {
        *out = stm_q_int(a->as.items->count);
    } else if (a->kind == V_STRING) {
        *out = stm_q_int(stm_utf8_count(a->as.string));
    } else if (a->kind == V_PATH) {
        *out = stm_q_int(a->as.path->length);
    } else if (a->kind != V_NULL) {
        return wrong(run, e, "a list, a string or a path", a);
    }
    return true;
}

static bool fn_properties(q_run *run, const q_expr *e, q_value *a, uint32_t n, q_value *out)
{
    (void)n;
    if (a->kind == V_MAP || a->kind == V_NULL) {
        *out = *a;
        return true;
    }
    if (a->kind != V_NODE && a->kind != V_REL) {
        return wrong(run, e, "a node, a relation or a map", a);
    }
    const char *const *names = a->kind == V_NODE ? stm_q_node_properties : stm_q_edge_properties;
    q_items *map = stm_q_alloc(run, sizeof *map);
    q_value *items = stm_q_alloc(run, 32 * sizeof *items);
    stm_str *keys = stm_q_alloc(run, 32 * sizeof *keys);
    if (map == NULL || items == NULL || keys == NULL) {
        return false;
    }
    *map = (q_items){items, keys, 0};
    for (; *names != NULL && map->count < 32; names++) {
        stm_str name = stm_str_of(*names);
        q_value value;
        bool there = a->kind == V_NODE ? stm_q_node_property(run, a->as.integer, name, &value)
                                       : stm_q_edge_property(run, a->as.edge, name, &value);
        if (there && value.kind != V_NULL) {
            keys[map->count] = name;
            items[map->count++] = value;
        }
    }
    *out = (q_value){.kind = V_MAP, .as.items = map};
    return true;
}

static bool fn_keys(q_run *run, const q_expr *e, q_value *a, uint32_t n, q_value *out)
{
    q_value map = Q_NULL_VALUE, *items = NULL;
    if (!fn_properties(run, e, a, n, &map) || map.kind == V_NULL) {
        return !q_failed(run);
    }
    if (!stm_q_make_list(run, map.as.items->count, out, &items)) {
        return false;
    }
    for (uint32_t i = 0; i < map.as.items->count; i++) {
        items[i] = stm_q_text(map.as.items->names[i]);
    }
    return true;
}

static bool fn_exists(q_run *run, const q_expr *e, q_value *a, uint32_t n, q_value *out)
{
    (void)run;
    (void)n;
    bool pattern = e->first->kind == Q_EXISTS;
    *out = pattern ? *a : stm_q_bool(a->kind != V_NULL);
    return true;
}

static bool fn_coalesce(q_run *run, const q_expr *e, q_value *a, uint32_t n, q_value *out)
{
    (void)run;
    (void)e;
    for (uint32_t i = 0; i < n && out->kind == V_NULL; i++) {
        *out = a[i];
    }
    return true;
}

/* ---- lists ---- */

static bool fn_head_last(q_run *run, const q_expr *e, q_value *a, uint32_t n, q_value *out)
{
    (void)n;
    if (a->kind != V_LIST) {
        return a->kind == V_NULL || wrong(run, e, "a list", a);
    }
    uint32_t count = a->as.items->count;
    if (count > 0) {
        *out = a->as.items->items[e->function->name[0] == 'h' ? 0 : count - 1];
    }
    return true;
}

static bool fn_tail(q_run *run, const q_expr *e, q_value *a, uint32_t n, q_value *out)
{
    (void)n;
    q_value *items = NULL;
    if (a->kind != V_LIST) {
        return a->kind == V_NULL || wrong(run, e, "a list", a);
    }
    uint32_t count = a->as.items->count > 0 ? a->as.items->count - 1 : 0;
    if (!stm_q_make_list(run, count, out, &items)) {
        return false;
    }
    if (count > 0) {
        memcpy(items, a->as.items->items + 1, count * sizeof *items);
    }
    return true;
}

static bool reverse_text(q_run *run, stm_str s, q_value *out)
{
    stm_buf buf;
    stm_buf_init(&buf);
    for (uint32_t end = s.len; end > 0;) {
        uint32_t begin = stm_utf8_floor(s, end - 1);
        stm_buf_add(&buf, s.ptr + begin, end - begin);
        end = begin;
    }
    return give_buf(run, &buf, out);
}

static bool fn_reverse(q_run *run, const q_expr *e, q_value *a, uint32_t n, q_value *out)
{
    (void)n;
    q_value *items = NULL;
    if (a->kind == V_STRING) {
        return reverse_text(run, a->as.string, out);
    }
    if (a->kind != V_LIST) {
        return a->kind == V_NULL || wrong(run, e, "a list or a string", a);
    }
    uint32_t count = a->as.items->count;
    if (!stm_q_make_list(run, count, out, &items)) {
        return false;
    }
    for (uint32_t i = 0; i < count; i++) {
        items[i] = a->as.items->items[count - 1 - i];
    }
    return true;
}

enum { MOST_RANGE = 10000000 };

static bool fn_range(q_run *run, const q_expr *e, q_value *a, uint32_t n, q_value *out)
{
    q_value *items = NULL;
    for (uint32_t i = 0; i < n; i++) {
        if (a[i].kind != V_INT) {
            return a[i].kind == V_NULL || wrong(run, e, "whole numbers", &a[i]);
        }
    }
    int64_t from = a[0].as.integer, to = a[1].as.integer, step = n > 2 ? a[2].as.integer : 1;
    if (step == 0) {
        stm_query_error(run->parse, STEMMA_ERR_FORMAT, e->begin, "the step of range() cannot be 0");
        return false;
    }
    bool any = step > 0 ? from <= to : from >= to;
    uint64_t span = step > 0 ? (uint64_t)to - (uint64_t)from : (uint64_t)from - (uint64_t)to;
    uint64_t stride = step > 0 ? (uint64_t)step : (uint64_t)0 - (uint64_t)step;
    uint64_t count = any ? span / stride + 1 : 0;
    if (count > MOST_RANGE) {
        stm_query_error(
            run->parse, STEMMA_ERR_LIMIT, e->begin, "range() gives at most %d numbers", MOST_RANGE);
        return false;
    }
    if (!stm_q_make_list(run, (uint32_t)count, out, &items)) {
        return false;
    }
    for (uint64_t i = 0; i < count; i++) {
        items[i] = stm_q_int(from + (int64_t)i * step);
    }
    return true;
}

/* ---- numbers ---- */

static bool fn_round(q_run *run, const q_expr *e, q_value *a, uint32_t n, q_value *out)
{
    const char *name = e->function->name;
    if (!is_number(a)) {
        return a->kind == V_NULL || wrong(run, e, "a number", a);
    }
    double x = number_of(a), scale = 1;
    if (n > 1) {
        if (a[1].kind != V_INT || a[1].as.integer < 0 || a[1].as.integer > 15) {
            return wrong(run, e, "0 to 15 digits", &a[1]);
        }
        scale = pow(10, (double)a[1].as.integer);
    }
    double result = name[0] == 'c' ? ceil(x)
        : name[0] == 'f'           ? floor(x)
                                   : floor(x * scale + 0.5) / scale;
    *out = stm_q_float(result);
    return true;
}

static bool fn_abs(q_run *run, const q_expr *e, q_value *a, uint32_t n, q_value *out)
{
    (void)n;
    bool sign = e->function->name[0] == 's';
    if (!is_number(a)) {
        return a->kind == V_NULL || wrong(run, e, "a number", a);
    }
    double x = number_of(a);
    if (sign) {
        *out = stm_q_int(x > 0 ? 1 : x < 0 ? -1 : 0);
    } else if (a->kind == V_INT) {
        *out = stm_q_int(a->as.integer == INT64_MIN ? INT64_MAX : llabs(a->as.integer));
    } else {
        *out = stm_q_float(fabs(x));
    }
    return true;
}

static bool fn_real(q_run *run, const q_expr *e, q_value *a, uint32_t n, q_value *out)
{
    (void)n;
    static const struct {
        const char *name;
        double (*call)(double);
    } calls[] = {{"sqrt", sqrt}, {"exp", exp}, {"log", log}, {"log10", log10}, {"sin", sin},
        {"cos", cos}, {"tan", tan}};
    if (!is_number(a)) {
        return a->kind == V_NULL || wrong(run, e, "a number", a);
    }
    for (size_t i = 0; i < sizeof calls / sizeof calls[0]; i++) {
        if (strcmp(calls[i].name, e->function->name) == 0) {
            double result = calls[i].call(number_of(a));
            *out = isfinite(result) ? stm_q_float(result) : Q_NULL_VALUE;
        }
    }
    return true;
}

/* ---- conversions ---- */

static bool fn_to_string(q_run *run, const q_expr *e, q_value *a, uint32_t n, q_value *out)
{
    (void)n;
    stm_buf buf;
    if (a->kind == V_STRING || a->kind == V_NULL) {
        *out = *a;
        return true;
    }
    if (!is_number(a) && a->kind != V_BOOL) {
        return wrong(run, e, "a number, a string or a truth value", a);
    }
    stm_buf_init(&buf);
    stm_q_show(run, &buf, a, false);
    return give_buf(run, &buf, out);
}

static bool fn_to_number(q_run *run, const q_expr *e, q_value *a, uint32_t n, q_value *out)
{
    (void)n;
    bool integer = e->function->name[2] == 'i';
    double number = 0;
    if (a->kind == V_STRING) {
        if (!stm_number_read(stm_str_trim(a->as.string), &number)) {
            return true; /* null */
        }
    } else if (is_number(a)) {
        number = number_of(a);
    } else if (a->kind == V_BOOL && integer) {
        number = a->as.boolean;
    } else {
        return a->kind == V_NULL || wrong(run, e, "a number or a string", a);
    }
    if (!integer) {
        *out = stm_q_float(number);
    } else if (a->kind == V_INT) {
        *out = *a;
    } else if (number > -9.2e18 && number < 9.2e18) {
        *out = stm_q_int((int64_t)number);
    }
    return true;
}

static bool fn_to_boolean(q_run *run, const q_expr *e, q_value *a, uint32_t n, q_value *out)
{
    (void)n;
    if (a->kind == V_BOOL) {
        *out = *a;
    } else if (a->kind == V_STRING) {
        stm_str s = stm_str_trim(a->as.string);
        bool yes = stm_str_eq_ascii_nocase(s, STM_LIT("true")),
             no = stm_str_eq_ascii_nocase(s, STM_LIT("false"));
        *out = yes || no ? stm_q_bool(yes) : Q_NULL_VALUE;
    } else if (a->kind != V_NULL) {
        return wrong(run, e, "a string", a);
    }
    return true;
}

/* ---- strings ---- */

/* All arguments strings (the first `texts` of them): 1; one null: 0; else an error: -1. */
static int strings(q_run *run, const q_expr *e, const q_value *a, uint32_t texts, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        if (a[i].kind == V_NULL) {
            return 0;
        }
        if (i < texts ? a[i].kind != V_STRING : a[i].kind != V_INT || a[i].as.integer < 0) {
            wrong(run, e, i < texts ? "a string" : "a number from 0 on", &a[i]);
            return -1;
        }
    }
    return 1;
}

static bool fn_case(q_run *run, const q_expr *e, q_value *a, uint32_t n, q_value *out)
{
    int kind = strings(run, e, a, 1, n);
    if (kind != 1 || a->as.string.len == 0) {
        *out = kind == 1 ? *a : *out;
        return kind >= 0;
    }
    stm_str s = a->as.string;
    uint32_t capacity = s.len > UINT32_MAX / 4 ? 0 : s.len * 3 + 8, length = 0;
    char *copy = stm_q_alloc(run, (size_t)capacity + 1);
    if (copy == NULL) {
        return false;
    }
    length = e->function->name[2] == 'l' ? stm_casing_lower(s, copy, capacity)
                                         : stm_casing_upper(s, copy, capacity);
    *out = stm_q_text((stm_str){copy, length});
    return true;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool fn_trim(q_run *run, const q_expr *e, q_value *a, uint32_t n, q_value *out)
{
    int kind = strings(run, e, a, 1, n);
    if (kind != 1) {
        return kind == 0;
    }
    stm_str s = a->as.string;
    char which = e->function->name[0];
    while (s.len > 0 && which != 'r' && is_blank(s.ptr[0])) {
        s = stm_str_sub(s, 1, s.len);
    }
    while (s.len > 0 && which != 'l' && is_blank(s.ptr[s.len - 1])) {
        s.len--;
    }
    *out = stm_q_text(s);
    return true;
}

static bool fn_replace(q_run *run, const q_expr *e, q_value *a, uint32_t n, q_value *out)
{
    int kind = strings(run, e, a, 3, n);
    stm_buf buf;
    if (kind != 1 || a[1].as.string.len == 0) {
        *out = kind == 1 ? a[0] : *out;
        return kind >= 0;
    }
    stm_buf_init(&buf);
    stm_str rest = a[0].as.string;
    for (int64_t at = stm_str_find(rest, a[1].as.string); at >= 0;
         at = stm_str_find(rest, a[1].as.string)) {
        stm_buf_str(&buf, stm_str_sub(rest, 0, (uint32_t)at));
        stm_buf_str(&buf, a[2].as.string);
        rest = stm_str_sub(rest, (uint32_t)at + a[1].as.string.len, rest.len);
    }
    stm_buf_str(&buf, rest);
    return give_buf(run, &buf, out);
}

/* Byte where character number `count` begins. */
static uint32_t byte_of(stm_str s, int64_t count)
{
    uint32_t at = 0, point = 0;
    while (count > 0 && at < s.len) {
        uint32_t step = stm_utf8_decode(s, at, &point);
        at += step == 0 ? 1 : step;
        count--;
    }
    return at;
}

static bool fn_part(q_run *run, const q_expr *e, q_value *a, uint32_t n, q_value *out)
{
    int kind = strings(run, e, a, 1, n);
    if (kind != 1) {
        return kind == 0;
    }
    stm_str s = a->as.string;
    int64_t count = stm_utf8_count(s), from = 0, length = a[1].as.integer;
    char which = e->function->name[0];
    if (which == 's') { /* substring */
        from = a[1].as.integer;
        length = n > 2 ? a[2].as.integer : count;
    } else if (which == 'r') {
        from = count > length ? count - length : 0;
    }
    uint32_t begin = byte_of(s, from < count ? from : count);
    stm_str rest = stm_str_sub(s, begin, s.len);
    *out = stm_q_text(stm_str_sub(rest, 0, byte_of(rest, length < count ? length : count)));
    return true;
}

static bool fn_split(q_run *run, const q_expr *e, q_value *a, uint32_t n, q_value *out)
{
    int kind = strings(run, e, a, 2, n);
    q_value *items = NULL;
    if (kind != 1) {
        return kind == 0;
    }
    stm_str s = a[0].as.string, by = a[1].as.string;
    uint32_t most = by.len == 0 ? 1 : s.len / by.len + 1, count = 0;
    if (!stm_q_make_list(run, most, out, &items)) {
        return false;
    }
    for (int64_t at = by.len == 0 ? -1 : stm_str_find(s, by); at >= 0; at = stm_str_find(s, by)) {
        items[count++] = stm_q_text(stm_str_sub(s, 0, (uint32_t)at));
        s = stm_str_sub(s, (uint32_t)at + by.len, s.len);
    }
    items[count++] = stm_q_text(s);
    ((q_items *)(uintptr_t)out->as.items)->count = count;
    return true;
}

static const stm_fn functions[] = {
    {"abs", 1, 1, false, fn_abs},
    {"avg", 1, 1, true, NULL},
    {"ceil", 1, 1, false, fn_round},
    {"coalesce", 1, 255, false, fn_coalesce},
    {"collect", 1, 1, true, NULL},
    {"cos", 1, 1, false, fn_real},
    {"count", 1, 1, true, NULL},
    {"endnode", 1, 1, false, fn_start_end},
    {"exists", 1, 1, false, fn_exists},
    {"exp", 1, 1, false, fn_real},
    {"floor", 1, 1, false, fn_round},
    {"head", 1, 1, false, fn_head_last},
    {"id", 1, 1, false, fn_id},
    {"keys", 1, 1, false, fn_keys},
    {"labels", 1, 1, false, fn_labels},
    {"last", 1, 1, false, fn_head_last},
    {"left", 2, 2, false, fn_part},
    {"length", 1, 1, false, fn_size},
    {"log", 1, 1, false, fn_real},
    {"log10", 1, 1, false, fn_real},
    {"ltrim", 1, 1, false, fn_trim},
    {"max", 1, 1, true, NULL},
    {"min", 1, 1, true, NULL},
    {"nodes", 1, 1, false, fn_nodes},
    {"properties", 1, 1, false, fn_properties},
    {"range", 2, 3, false, fn_range},
    {"relationships", 1, 1, false, fn_relationships},
    {"replace", 3, 3, false, fn_replace},
    {"reverse", 1, 1, false, fn_reverse},
    {"right", 2, 2, false, fn_part},
    {"round", 1, 2, false, fn_round},
    {"rtrim", 1, 1, false, fn_trim},
    {"sign", 1, 1, false, fn_abs},
    {"sin", 1, 1, false, fn_real},
    {"size", 1, 1, false, fn_size},
    {"split", 2, 2, false, fn_split},
    {"sqrt", 1, 1, false, fn_real},
    {"startnode", 1, 1, false, fn_start_end},
    {"substring", 2, 3, false, fn_part},
    {"sum", 1, 1, true, NULL},
    {"tail", 1, 1, false, fn_tail},
    {"tan", 1, 1, false, fn_real},
    {"toboolean", 1, 1, false, fn_to_boolean},
    {"tofloat", 1, 1, false, fn_to_number},
    {"tointeger", 1, 1, false, fn_to_number},
    {"tolower", 1, 1, false, fn_case},
    {"tostring", 1, 1, false, fn_to_string},
    {"toupper", 1, 1, false, fn_case},
    {"trim", 1, 1, false, fn_trim},
    {"type", 1, 1, false, fn_type},
};

const stm_fn *stm_q_function(stm_str name)
{
    for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++) {
        if (stm_str_eq_ascii_nocase(name, stm_str_of(functions[i].name))) {
            return &functions[i];
        }
    }
    return NULL;
}
