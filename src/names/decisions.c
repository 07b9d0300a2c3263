/* The user's decisions as text, one a line: `same<TAB>Musk (person)<TAB>Elon Musk`.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "names/identity.h"

static const char *const verbs[] = {"same", "different", "rename", "type", "forget"};
enum { VERBS = sizeof verbs / sizeof verbs[0] };

const char *stm_verb_name(stm_verb verb)
{
    return (unsigned)verb < VERBS ? verbs[verb] : "";
}

/* `name (type)`: takes the type off the end. */
static stm_str split_type(stm_str name, uint8_t *type)
{
    *type = STM_TYPE_COUNT;
    if (!stm_str_ends(name, STM_LIT(")"))) {
        return name;
    }
    uint32_t at = name.len;
    while (at > 0 && name.ptr[at - 1] != '(') {
        at--;
    }
    if (at < 2 || name.ptr[at - 2] != ' ') {
        return name;
    }
    bool known = false;
    stm_str inner = stm_str_sub(name, at, name.len - 1);
    stm_type read = stm_type_of(inner, &known);
    if (!known && !stm_str_is(inner, "any")) {
        return name;
    }
    *type = known ? (uint8_t)read : (uint8_t)STM_TYPE_COUNT;
    return stm_str_sub(name, 0, at - 2);
}

/* Tabs and line ends cannot be in a name; they would break the line. */
static void write_name(stm_buf *out, stm_str name)
{
    for (uint32_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];
        stm_buf_char(out, c == '\t' || c == '\n' || c == '\r' ? ' ' : c);
    }
}

static void write_typed(stm_buf *out, stm_str name, uint8_t type)
{
    uint8_t read = STM_TYPE_COUNT;
    bool ambiguous = split_type(name, &read).len < name.len; /* the name itself ends like a type */
    write_name(out, name);
    if (type < STM_TYPE_COUNT) {
        stm_buf_print(out, " (%s)", stm_type_name((stm_type)type));
    } else if (ambiguous) {
        stm_buf_text(out, " (any)");
    }
}

void stm_decision_write(stm_buf *out, const stm_decision *d)
{
    stm_buf_print(out, "%s\t", stm_verb_name((stm_verb)d->verb));
    write_typed(out, d->a, d->a_type);
    stm_buf_char(out, '\t');
    if (d->verb == STM_RENAME || d->verb == STM_TYPE) {
        write_name(out, d->b);
    } else {
        write_typed(out, d->b, d->b_type);
    }
    if (d->verb == STM_FORGET) {
        stm_buf_char(out, '\t');
        write_name(out, d->relation);
    }
    stm_buf_char(out, '\n');
}

/* A lone carriage return, a NUL: a line that holds such is no text, and would not be written as it was read. */
static bool has_control(stm_str s)
{
    for (uint32_t i = 0; i < s.len; i++) {
        if ((unsigned char)s.ptr[i] < 0x20) {
            return true;
        }
    }
    return false;
}

static stemma_status check(const stm_decision *d, stm_str relation, stemma_error *err)
{
    if (d->a.len == 0 || d->b.len == 0) {
        return stm_fail(err, STEMMA_ERR_FORMAT,
            "decision \"%s\": two names wanted, tabs between them",
            stm_verb_name((stm_verb)d->verb));
    }
    if (has_control(d->a) || has_control(d->b) || has_control(relation)) {
        return stm_fail(err, STEMMA_ERR_FORMAT, "decision \"%s\": a control character in a name",
            stm_verb_name((stm_verb)d->verb));
    }
    bool known = false;
    stm_type_of(d->b, &known);
    if (d->verb == STM_TYPE && !known) {
        return stm_fail(
            err, STEMMA_ERR_FORMAT, "decision \"type\": \"%.*s\" is no type", STM_ARG(d->b));
    }
    if (d->verb == STM_FORGET && relation.len == 0) {
        return stm_fail(
            err, STEMMA_ERR_FORMAT, "decision \"forget\": subject, object and relation wanted");
    }
    return STEMMA_OK;
}

stemma_status stm_decision_read(stm_str line, stm_decision *out, bool *known_out, stemma_error *err)
{
    stm_str rest = line, column[4] = {STM_EMPTY, STM_EMPTY, STM_EMPTY, STM_EMPTY};
    *known_out = false;
    *out = (stm_decision){.a = STM_EMPTY, .b = STM_EMPTY, .relation = STM_EMPTY};
    if (stm_str_trim(line).len == 0 || line.ptr[0] == '#') {
        return STEMMA_OK;
    }
    for (int i = 0; i < 4 && stm_str_next(&rest, '\t', &column[i]); i++) {
        column[i] = stm_str_trim(column[i]);
    }
    for (uint8_t v = 0; v < VERBS; v++) {
        if (stm_str_is(column[0], verbs[v])) {
            out->verb = v;
            out->a = split_type(column[1], &out->a_type);
            out->b_type = STM_TYPE_COUNT;
            bool plain = v == STM_RENAME || v == STM_TYPE;
            out->b = plain ? column[2] : split_type(column[2], &out->b_type);
            out->relation = v == STM_FORGET ? column[3] : STM_EMPTY;
            *known_out = true;
            return check(out, out->relation, err);
        }
    }
    return stm_fail(err, STEMMA_ERR_FORMAT,
        "\"%.*s\" is no decision (same, different, rename, type, forget)", STM_ARG(column[0]));
}

stm_str stm_decision_old_name(const stm_decision *decisions, uint32_t count, stm_str name)
{
    for (uint32_t d = count; d-- > 0;) {
        if (decisions[d].verb == STM_RENAME && stm_str_eq(decisions[d].b, name)) {
            return decisions[d].a;
        }
    }
    return name;
}
