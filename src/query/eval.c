/* Expressions: three-valued logic, arithmetic, lists, CASE, comprehensions. The grammar bounds how
 * deep they nest, so recursion is bounded too. SPDX-License-Identifier: GPL-2.0-or-later */
#include <math.h>

#include "query/run.h"
#include "unicode/regexp.h"

static bool complain(q_run *run, const q_expr *e, const char *what, const q_value *v)
{
    if (!q_failed(run)) {
        stm_query_error(
            run->parse, STEMMA_ERR_FORMAT, e->begin, "%s, not %s", what, stm_q_kind_name(v->kind));
    }
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

int stm_q_truth(q_run *run, const q_expr *e, q_value *row)
{
    q_value v;
    if (!stm_q_eval(run, e, row, &v)) {
        return -2;
    }
    if (v.kind == V_NULL) {
        return -1;
    }
    if (v.kind != V_BOOL) {
        complain(run, e, "a condition has to be true or false", &v);
        return -2;
    }
    return v.as.boolean;
}

/* AND and OR over any number of operands: false (true) decides, else unknown stays unknown. */
static bool eval_and_or(q_run *run, const q_expr *e, q_value *row, q_value *out)
{
    int deciding = e->kind == Q_AND ? 0 : 1, result = 1 - deciding;
    for (const q_expr *a = e->first; a != NULL; a = a->next) {
        int truth = stm_q_truth(run, a, row);
        if (truth == -2) {
            return false;
        }
        if (truth == deciding) {
            result = deciding;
            break;
        }
        result = truth < 0 ? -1 : result;
    }
    *out = stm_q_ternary(result);
    return true;
}

static bool eval_not_xor(q_run *run, const q_expr *e, q_value *row, q_value *out)
{
    int a = stm_q_truth(run, e->first, row);
    int b = e->kind == Q_XOR && a != -2 ? stm_q_truth(run, e->first->next, row) : 1;
    if (a == -2 || b == -2) {
        return false;
    }
    *out = stm_q_ternary(a < 0 || b < 0 ? -1 : a != b);
    return true;
}

static bool eval_compare(const q_expr *e, const q_value *a, const q_value *b, q_value *out)
{
    bool known = false;
    if (e->kind == Q_EQ || e->kind == Q_NE) {
        int equal = stm_q_equal(a, b);
        *out = stm_q_ternary(equal < 0 ? -1 : e->kind == Q_EQ ? equal : !equal);
        return true;
    }
    int by = stm_q_less(a, b, &known);
    bool truth = e->kind == Q_LT ? by < 0
        : e->kind == Q_LE        ? by <= 0
        : e->kind == Q_GT        ? by > 0
                                 : by >= 0;
    *out = known ? stm_q_bool(truth) : Q_NULL_VALUE;
    return true;
}

static bool eval_in(
    q_run *run, const q_expr *e, const q_value *a, const q_value *list, q_value *out)
{
    *out = Q_NULL_VALUE;
    if (list->kind == V_NULL) {
        return true;
    }
    if (list->kind != V_LIST) {
        return complain(run, e->first->next, "IN wants a list", list);
    }
    int result = 0;
    for (uint32_t i = 0; i < list->as.items->count && result != 1; i++) {
        int equal = stm_q_equal(a, &list->as.items->items[i]);
        result = equal == 1 ? 1 : equal < 0 ? -1 : result;
    }
    *out = stm_q_ternary(result);
    return true;
}

static bool eval_string_test(
    q_run *run, const q_expr *e, const q_value *a, const q_value *b, q_value *out)
{
    *out = Q_NULL_VALUE;
    if (a->kind != V_STRING || b->kind != V_STRING) {
        return true;
    }
    int truth = 0;
    if (e->kind == Q_REGEX) {
        truth = stm_regex_matches(b->as.string, a->as.string);
        if (truth < 0) {
            stm_query_error(run->parse,
                truth == STM_REGEX_LIMIT ? STEMMA_ERR_LIMIT : STEMMA_ERR_FORMAT,
                e->first->next->begin,
                truth == STM_REGEX_LIMIT ? "the regular expression takes too long"
                                         : "not a regular expression");
            return false;
        }
    } else if (e->kind == Q_CONTAINS) {
        truth = stm_str_find(a->as.string, b->as.string) >= 0;
    } else {
        truth = e->kind == Q_STARTS ? stm_str_starts(a->as.string, b->as.string)
                                    : stm_str_ends(a->as.string, b->as.string);
    }
    *out = stm_q_bool(truth);
    return true;
}

/* ---- arithmetic ---- */

static bool overflow(q_run *run, const q_expr *e)
{
    stm_query_error(run->parse, STEMMA_ERR_FORMAT, e->begin, "the number is too large");
    return false;
}

static bool integer_operation(q_run *run, const q_expr *e, int64_t a, int64_t b, q_value *out)
{
    int64_t result = 0;
    bool bad = false;
    if ((e->kind == Q_DIVIDE || e->kind == Q_MODULO) && b == 0) {
        stm_query_error(run->parse, STEMMA_ERR_FORMAT, e->begin, "division by zero");
        return false;
    }
    switch (e->kind) {
    case Q_ADD:
        bad = __builtin_add_overflow(a, b, &result);
        break;
    case Q_SUBTRACT:
        bad = __builtin_sub_overflow(a, b, &result);
        break;
    case Q_MULTIPLY:
        bad = __builtin_mul_overflow(a, b, &result);
        break;
    default:
        bad = a == INT64_MIN && b == -1;
        result = bad ? 0 : e->kind == Q_DIVIDE ? a / b : a % b;
    }
    *out = stm_q_int(result);
    return !bad || overflow(run, e);
}

static bool float_operation(q_run *run, const q_expr *e, double a, double b, q_value *out)
{
    double result = 0;
    switch (e->kind) {
    case Q_ADD:
        result = a + b;
        break;
    case Q_SUBTRACT:
        result = a - b;
        break;
    case Q_MULTIPLY:
        result = a * b;
        break;
    case Q_DIVIDE:
        result = a / b;
        break;
    case Q_MODULO:
        result = fmod(a, b);
        break;
    default:
        result = pow(a, b);
    }
    *out = stm_q_float(result);
    return isfinite(result) || overflow(run, e);
}

static bool join_lists(q_run *run, const q_value *a, const q_value *b, q_value *out)
{
    uint32_t left = a->kind == V_LIST ? a->as.items->count : 1,
             right = b->kind == V_LIST ? b->as.items->count : 1;
    q_value *items = NULL;
    if (!stm_q_make_list(run, left + right, out, &items)) {
        return false;
    }
    memcpy(items, a->kind == V_LIST ? a->as.items->items : a, left * sizeof *items);
    memcpy(items + left, b->kind == V_LIST ? b->as.items->items : b, right * sizeof *items);
    return true;
}

static bool join_strings(q_run *run, const q_value *a, const q_value *b, q_value *out)
{
    stm_buf text;
    stm_buf_init(&text);
    stm_q_show(run, &text, a, false);
    stm_q_show(run, &text, b, false);
    stm_str copy = {stm_q_alloc(run, text.length + 1), (uint32_t)text.length};
    if (copy.ptr != NULL && text.length > 0) {
        memcpy((char *)(uintptr_t)copy.ptr, text.data, text.length);
    }
    bool good = copy.ptr != NULL && !text.failed;
    stm_buf_dispose(&text);
    *out = stm_q_text(copy);
    return good;
}

static bool arithmetic(
    q_run *run, const q_expr *e, const q_value *a, const q_value *b, q_value *out)
{
    *out = Q_NULL_VALUE;
    if (e->kind == Q_ADD && (a->kind == V_LIST || b->kind == V_LIST)) {
        return (a->kind == V_NULL || b->kind == V_NULL) || join_lists(run, a, b, out);
    }
    if (a->kind == V_NULL || b->kind == V_NULL) {
        return true;
    }
    bool text = a->kind == V_STRING || b->kind == V_STRING;
    if (e->kind == Q_ADD && text && (is_number(a) || a->kind == V_STRING) &&
        (is_number(b) || b->kind == V_STRING)) {
        return join_strings(run, a, b, out);
    }
    if (!is_number(a) || !is_number(b)) {
        return complain(run, e, "numbers are wanted here", is_number(a) ? b : a);
    }
    if (a->kind == V_INT && b->kind == V_INT && e->kind != Q_POWER) {
        return integer_operation(run, e, a->as.integer, b->as.integer, out);
    }
    return float_operation(run, e, number_of(a), number_of(b), out);
}

static bool eval_add(q_run *run, const q_expr *e, q_value *row, q_value *out)
{
    if (!stm_q_eval(run, e->first, row, out)) {
        return false;
    }
    for (const q_expr *next = e->first->next; next != NULL; next = next->next) {
        q_value a = *out, b;
        if (!stm_q_eval(run, next, row, &b) || !arithmetic(run, e, &a, &b, out)) {
            return false;
        }
    }
    return true;
}

static bool eval_negate(q_run *run, const q_expr *e, q_value *row, q_value *out)
{
    if (!stm_q_eval(run, e->first, row, out)) {
        return false;
    }
    if (out->kind == V_INT) {
        if (out->as.integer == INT64_MIN) {
            return overflow(run, e);
        }
        out->as.integer = -out->as.integer;
    } else if (out->kind == V_FLOAT) {
        out->as.number = -out->as.number;
    } else if (out->kind != V_NULL) {
        return complain(run, e, "a number is wanted here", out);
    }
    return true;
}

/* ---- lists, maps, properties ---- */

static bool eval_items(q_run *run, const q_expr *e, q_value *row, q_value *out)
{
    q_value *items = NULL;
    if (!stm_q_make_list(run, e->count, out, &items)) {
        return false;
    }
    const q_expr *a = e->first;
    for (uint32_t i = 0; i < e->count; i++, a = a->next) {
        if (!stm_q_eval(run, a, row, &items[i])) {
            return false;
        }
    }
    if (e->kind == Q_MAP) {
        static const stm_str none[1] = {{"", 0}};
        ((q_items *)(uintptr_t)out->as.items)->names =
            e->count > 0 ? e->names : (stm_str *)(uintptr_t)none;
        out->kind = V_MAP;
    }
    return true;
}

static bool eval_property(q_run *run, const q_expr *e, q_value *row, q_value *out)
{
    q_value of;
    bool there = true;
    if (!stm_q_eval(run, e->first, row, &of)) {
        return false;
    }
    *out = Q_NULL_VALUE;
    if (of.kind == V_NODE) {
        there = stm_q_node_property(run, of.as.integer, e->name, out);
    } else if (of.kind == V_REL) {
        there = stm_q_edge_property(run, of.as.edge, e->name, out);
    } else if (of.kind == V_MAP) {
        for (uint32_t i = 0; i < of.as.items->count; i++) {
            if (stm_str_eq(of.as.items->names[i], e->name)) {
                *out = of.as.items->items[i];
            }
        }
    } else if (of.kind != V_NULL) {
        return complain(run, e, "only nodes, relations and maps have properties", &of);
    }
    if (!there && !q_failed(run)) {
        stm_query_error(run->parse, STEMMA_ERR_FORMAT, (uint32_t)e->integer,
            "%s has no property \"%.*s\"", stm_q_kind_name(of.kind), STM_ARG(e->name));
    }
    return !q_failed(run);
}

static bool eval_index(q_run *run, const q_expr *e, q_value *row, q_value *out)
{
    q_value of, at;
    if (!stm_q_eval(run, e->first, row, &of) || !stm_q_eval(run, e->first->next, row, &at)) {
        return false;
    }
    *out = Q_NULL_VALUE;
    if (of.kind == V_NULL || at.kind == V_NULL) {
        return true;
    }
    if (of.kind == V_LIST && at.kind == V_INT) {
        int64_t count = of.as.items->count,
                index = at.as.integer < 0 ? at.as.integer + count : at.as.integer;
        if (index >= 0 && index < count) {
            *out = of.as.items->items[index];
        }
        return true;
    }
    if (at.kind == V_STRING && of.kind == V_MAP) {
        for (uint32_t i = 0; i < of.as.items->count; i++) {
            if (stm_str_eq(of.as.items->names[i], at.as.string)) {
                *out = of.as.items->items[i];
            }
        }
        return true;
    }
    if (at.kind == V_STRING && (of.kind == V_NODE || of.kind == V_REL)) {
        bool there = of.kind == V_NODE ? stm_q_node_property(run, of.as.integer, at.as.string, out)
                                       : stm_q_edge_property(run, of.as.edge, at.as.string, out);
        (void)there; /* a name that is worked out may be of nothing: null */
        return !q_failed(run);
    }
    return complain(run, e,
        of.kind == V_LIST ? "a list is asked with a whole number" : "[ ] wants a list or a map",
        of.kind == V_LIST ? &at : &of);
}

static bool slice_bound(
    q_run *run, const q_expr *e, q_value *row, int64_t count, int64_t *out, bool *null_out)
{
    q_value v;
    if (!stm_q_eval(run, e, row, &v)) {
        return false;
    }
    *null_out = *null_out || v.kind == V_NULL;
    if (v.kind == V_NULL) {
        return true;
    }
    if (v.kind != V_INT) {
        return complain(run, e, "a list is cut with whole numbers", &v);
    }
    int64_t at = v.as.integer < 0 ? v.as.integer + count : v.as.integer;
    *out = at < 0 ? 0 : at > count ? count : at;
    return true;
}

static bool eval_slice(q_run *run, const q_expr *e, q_value *row, q_value *out)
{
    q_value of;
    if (!stm_q_eval(run, e->first, row, &of)) {
        return false;
    }
    *out = Q_NULL_VALUE;
    if (of.kind == V_NULL) {
        return true;
    }
    if (of.kind != V_LIST) {
        return complain(run, e, "only lists are cut", &of);
    }
    int64_t count = of.as.items->count, from = 0, to = count;
    bool null = false;
    const q_expr *bound = e->first->next;
    if (e->has_where) {
        if (!slice_bound(run, bound, row, count, &from, &null)) {
            return false;
        }
        bound = bound->next;
    }
    if (e->has_map && !slice_bound(run, bound, row, count, &to, &null)) {
        return false;
    }
    if (null) {
        return true;
    }
    q_value *items = NULL;
    uint32_t kept = to > from ? (uint32_t)(to - from) : 0;
    if (!stm_q_make_list(run, kept, out, &items)) {
        return false;
    }
    if (kept > 0) {
        memcpy(items, of.as.items->items + from, kept * sizeof *items);
    }
    return true;
}

/* ---- CASE, comprehensions ---- */

static bool eval_case(q_run *run, const q_expr *e, q_value *row, q_value *out)
{
    q_value subject = Q_NULL_VALUE;
    const q_expr *a = e->first;
    if (e->has_subject) {
        if (!stm_q_eval(run, a, row, &subject)) {
            return false;
        }
        a = a->next;
    }
    uint32_t pairs = (e->count - e->has_subject - e->has_else) / 2;
    for (uint32_t i = 0; i < pairs; i++, a = a->next->next) {
        q_value when;
        int truth = 0;
        if (e->has_subject) {
            if (!stm_q_eval(run, a, row, &when)) {
                return false;
            }
            truth = stm_q_equal(&subject, &when);
        } else if ((truth = stm_q_truth(run, a, row)) == -2) {
            return false;
        }
        if (truth == 1) {
            return stm_q_eval(run, a->next, row, out);
        }
    }
    *out = Q_NULL_VALUE;
    return !e->has_else || stm_q_eval(run, a, row, out);
}

/* The list a comprehension goes over; NULL with *null_out, or after a failure. */
static const q_items *list_of(q_run *run, const q_expr *e, q_value *row, bool *null_out)
{
    q_value list;
    *null_out = false;
    if (!stm_q_eval(run, e, row, &list)) {
        return NULL;
    }
    if (list.kind == V_NULL) {
        *null_out = true;
        return NULL;
    }
    if (list.kind != V_LIST) {
        complain(run, e, "a list is wanted here", &list);
        return NULL;
    }
    return list.as.items;
}

static bool eval_comprehension(q_run *run, const q_expr *e, q_value *row, q_value *out)
{
    bool null = false;
    const q_items *list = list_of(run, e->first, row, &null);
    *out = Q_NULL_VALUE;
    if (list == NULL) {
        return null;
    }
    q_value *items = NULL;
    uint32_t kept = 0;
    if (!stm_q_make_list(run, list->count, out, &items)) {
        return false;
    }
    const q_expr *where = e->has_where ? e->first->next : NULL;
    const q_expr *map = e->has_map ? e->last : NULL;
    for (uint32_t i = 0; i < list->count; i++) {
        row[e->slot] = list->items[i];
        int truth = where == NULL ? 1 : stm_q_truth(run, where, row);
        if (truth == -2) {
            return false;
        }
        if (truth == 1) {
            items[kept] = list->items[i];
            if (map != NULL && !stm_q_eval(run, map, row, &items[kept])) {
                return false;
            }
            kept++;
        }
    }
    ((q_items *)(uintptr_t)out->as.items)->count = kept;
    return true;
}

/* all, any, none, single with unknowns after openCypher. */
static bool eval_quantifier(q_run *run, const q_expr *e, q_value *row, q_value *out)
{
    bool null = false;
    const q_items *list = list_of(run, e->first, row, &null);
    uint32_t yes = 0, no = 0, unknown = 0;
    *out = Q_NULL_VALUE;
    if (list == NULL) {
        return null;
    }
    for (uint32_t i = 0; i < list->count; i++) {
        row[e->slot] = list->items[i];
        int truth = stm_q_truth(run, e->first->next, row);
        if (truth == -2) {
            return false;
        }
        yes += truth == 1;
        no += truth == 0;
        unknown += truth == -1;
    }
    int result = 0;
    if (e->kind == Q_ALL) {
        result = no > 0 ? 0 : unknown > 0 ? -1 : 1;
    } else if (e->kind == Q_ANY) {
        result = yes > 0 ? 1 : unknown > 0 ? -1 : 0;
    } else if (e->kind == Q_NONE) {
        result = yes > 0 ? 0 : unknown > 0 ? -1 : 1;
    } else {
        result = yes > 1 ? 0 : unknown > 0 ? -1 : yes == 1;
    }
    *out = stm_q_ternary(result);
    return true;
}

static bool eval_reduce(q_run *run, const q_expr *e, q_value *row, q_value *out)
{
    bool null = false;
    q_value result;
    if (!stm_q_eval(run, e->first, row, &result)) {
        return false;
    }
    const q_items *list = list_of(run, e->first->next, row, &null);
    *out = Q_NULL_VALUE;
    if (list == NULL) {
        return null;
    }
    for (uint32_t i = 0; i < list->count; i++) {
        row[e->slot] = list->items[i];
        row[e->slot2] = result;
        if (!stm_q_eval(run, e->last, row, &result)) {
            return false;
        }
    }
    *out = result;
    return true;
}

static q_flow note_found(void *context, q_value *row)
{
    (void)row;
    *(bool *)context = true;
    return Q_STOP;
}

static bool eval_exists(q_run *run, const q_expr *e, q_value *row, q_value *out)
{
    bool found = false;
    if (stm_q_match_run(run, e->match, row, note_found, &found) == Q_FAIL) {
        return false;
    }
    *out = stm_q_bool(found);
    return true;
}

static bool eval_label(q_run *run, const q_expr *e, q_value *row, q_value *out)
{
    q_value v;
    if (!stm_q_eval(run, e->first, row, &v)) {
        return false;
    }
    *out = Q_NULL_VALUE;
    if (v.kind == V_NODE) {
        const q_actor *actor = stm_q_actor(run, v.as.integer);
        *out = stm_q_bool(actor != NULL &&
            stm_str_eq_ascii_nocase(e->name, stm_str_of(stm_type_name((stm_type)actor->type))));
    } else if (v.kind == V_REL) {
        *out = stm_q_bool(stm_str_eq(e->name, stm_q_relation(run, v.as.edge->relation)));
    } else if (v.kind != V_NULL) {
        return complain(run, e, "only nodes and relations have labels", &v);
    }
    return !q_failed(run);
}

/* ---- calls ---- */

static bool eval_call(q_run *run, const q_expr *e, q_value *row, q_value *out)
{
    q_value few[8], *arguments = few;
    if (e->slot != STM_NO_SLOT) { /* an aggregate: its result stands in the row */
        *out = row[e->slot];
        return true;
    }
    if (e->count > sizeof few / sizeof few[0]) {
        arguments = stm_q_alloc(run, e->count * sizeof *arguments);
        if (arguments == NULL) {
            return false;
        }
    }
    uint32_t i = 0;
    for (const q_expr *a = e->first; a != NULL; a = a->next) {
        if (!stm_q_eval(run, a, row, &arguments[i++])) {
            return false;
        }
    }
    *out = Q_NULL_VALUE;
    return e->function->call(run, e, arguments, e->count, out) && !q_failed(run);
}

static bool eval_parameter(q_run *run, const q_expr *e, q_value *out)
{
    for (uint32_t i = 0; i < run->parameters.count; i++) {
        if (stm_str_eq(run->parameters.items[i].name, e->name)) {
            *out = run->parameters.items[i].value;
            return true;
        }
    }
    stm_query_error(
        run->parse, STEMMA_ERR_ARG, e->begin, "no value is given for $%.*s", STM_ARG(e->name));
    return false;
}

static bool eval_two(q_run *run, const q_expr *e, q_value *row, q_value *out)
{
    q_value a, b;
    if (!stm_q_eval(run, e->first, row, &a) || !stm_q_eval(run, e->first->next, row, &b)) {
        return false;
    }
    switch (e->kind) {
    case Q_IN:
        return eval_in(run, e, &a, &b, out);
    case Q_STARTS:
    case Q_ENDS:
    case Q_CONTAINS:
    case Q_REGEX:
        return eval_string_test(run, e, &a, &b, out);
    case Q_SUBTRACT:
    case Q_MULTIPLY:
    case Q_DIVIDE:
    case Q_MODULO:
    case Q_POWER:
        return arithmetic(run, e, &a, &b, out);
    default:
        return eval_compare(e, &a, &b, out);
    }
}

static bool eval_null_test(q_run *run, const q_expr *e, q_value *row, q_value *out)
{
    q_value v;
    if (!stm_q_eval(run, e->first, row, &v)) {
        return false;
    }
    *out = stm_q_bool((v.kind == V_NULL) == (e->kind == Q_IS_NULL));
    return true;
}

bool stm_q_eval(q_run *run, const q_expr *e, q_value *row, q_value *out)
{
    switch (e->kind) {
    case Q_NULL:
        *out = Q_NULL_VALUE;
        return true;
    case Q_BOOL:
        *out = stm_q_bool(e->integer != 0);
        return true;
    case Q_INT:
        *out = stm_q_int(e->integer);
        return true;
    case Q_FLOAT:
        *out = stm_q_float(e->number);
        return true;
    case Q_STRING:
        *out = stm_q_text(e->name);
        return true;
    case Q_PARAM:
        return eval_parameter(run, e, out);
    case Q_VAR:
        *out = row[e->slot];
        return true;
    case Q_PROPERTY:
        return eval_property(run, e, row, out);
    case Q_LIST:
    case Q_MAP:
        return eval_items(run, e, row, out);
    case Q_INDEX:
        return eval_index(run, e, row, out);
    case Q_SLICE:
        return eval_slice(run, e, row, out);
    case Q_CALL:
    case Q_COUNT_STAR:
        return eval_call(run, e, row, out);
    case Q_NEGATE:
        return eval_negate(run, e, row, out);
    case Q_ADD:
        return eval_add(run, e, row, out);
    case Q_AND:
    case Q_OR:
        return eval_and_or(run, e, row, out);
    case Q_XOR:
    case Q_NOT:
        return eval_not_xor(run, e, row, out);
    case Q_IS_NULL:
    case Q_IS_NOT_NULL:
        return eval_null_test(run, e, row, out);
    case Q_CASE:
        return eval_case(run, e, row, out);
    case Q_COMPREHENSION:
        return eval_comprehension(run, e, row, out);
    case Q_ANY:
    case Q_ALL:
    case Q_NONE:
    case Q_SINGLE:
        return eval_quantifier(run, e, row, out);
    case Q_REDUCE:
        return eval_reduce(run, e, row, out);
    case Q_EXISTS:
        return eval_exists(run, e, row, out);
    case Q_HAS_LABEL:
        return eval_label(run, e, row, out);
    default:
        return eval_two(run, e, row, out);
    }
}
