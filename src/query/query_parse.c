/* From text to tree: lexer, generated parser, and messages that tell what was expected.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/parse.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/utf8.h"
#include "query/cypher.h"

typedef struct token_name {
    int code;
    const char *name;
} token_name;

/* Signs that begin an expression and signs that may follow one are many: they are told as groups.
 */
static const int begins_expression[] = {TK_INTEGER, TK_STRING, TK_PARAMETER, TK_NOT};
static const int follows_expression[] = {TK_PLUS, TK_EQ, TK_AND, TK_IS};

static const token_name names[] = {
    {TK_MATCH, "MATCH"},
    {TK_OPTIONAL, "OPTIONAL MATCH"},
    {TK_UNWIND, "UNWIND"},
    {TK_WITH, "WITH"},
    {TK_RETURN, "RETURN"},
    {TK_WHERE, "WHERE"},
    {TK_ORDER, "ORDER BY"},
    {TK_BY, "BY"},
    {TK_SKIP, "SKIP"},
    {TK_LIMIT, "LIMIT"},
    {TK_UNION, "UNION"},
    {TK_AS, "AS"},
    {TK_IDENT, "a name"},
    {TK_INTEGER, "a number"},
    {TK_LPAREN, "\"(\""},
    {TK_RPAREN, "\")\""},
    {TK_LBRACKET, "\"[\""},
    {TK_RBRACKET, "\"]\""},
    {TK_LBRACE, "\"{\""},
    {TK_RBRACE, "\"}\""},
    {TK_COMMA, "\",\""},
    {TK_COLON, "\":\""},
    {TK_PIPE, "\"|\""},
    {TK_DOTDOT, "\"..\""},
    {TK_DOT, "\".\""},
    {TK_MINUS, "\"-\""},
    {TK_GT, "\">\""},
    {TK_LT, "\"<\""},
    {TK_STAR, "\"*\""},
    {TK_EQ, "\"=\""},
    {TK_WHEN, "WHEN"},
    {TK_THEN, "THEN"},
    {TK_ELSE, "ELSE"},
    {TK_END, "END"},
    {TK_IN, "IN"},
    {TK_NULL, "NULL"},
    {TK_NOT, "NOT"},
    {TK_ALL, "ALL"},
    {TK_SEMICOLON, "\";\""},
    {TK_DISTINCT, "DISTINCT"},
    {0, "the end of the query"},
};
enum { NAMES = sizeof names / sizeof names[0] };

void stm_query_error(q_parse *p, stemma_status status, uint32_t at, const char *format, ...)
{
    if (p->status != STEMMA_OK) {
        return;
    }
    char text[400];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    uint32_t line = 1, start = 0;
    at = at > p->text.len ? p->text.len : at;
    for (uint32_t i = 0; i < at; i++) {
        if (p->text.ptr[i] == '\n') {
            line++;
            start = i + 1;
        }
    }
    uint32_t column = stm_utf8_count(stm_str_sub(p->text, start, at)) + 1;
    p->status = stm_fail_at(p->err, status, line, column, "line %u, column %u: %s", (unsigned)line,
        (unsigned)column, text);
    if (p->err != NULL) {
        p->err->byte = at;
    }
}

stm_str stm_query_describe(const q_token *token)
{
    return token->code == 0
        ? STM_LIT("the end of the query")
        : stm_str_sub(token->text, 0,
              token->text.len > 40 ? stm_utf8_floor(token->text, 40) : token->text.len);
}

static bool all_may_follow(const q_parse *p, const int *codes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!stm_parse_may_follow(p, codes[i])) {
            return false;
        }
    }
    return true;
}

/* Belongs to the group "an operator" or "an expression" and is not told by itself then. */
static bool is_told(int code, bool expression, bool operators)
{
    static const int within_expression[] = {
        TK_IDENT, TK_INTEGER, TK_LPAREN, TK_LBRACKET, TK_LBRACE, TK_MINUS, TK_NULL, TK_NOT};
    static const int within_operators[] = {
        TK_LBRACKET, TK_COLON, TK_DOT, TK_MINUS, TK_GT, TK_LT, TK_STAR, TK_EQ, TK_IN};
    for (size_t i = 0; expression && i < sizeof within_expression / sizeof within_expression[0];
         i++) {
        if (within_expression[i] == code) {
            return true;
        }
    }
    for (size_t i = 0; operators && i < sizeof within_operators / sizeof within_operators[0]; i++) {
        if (within_operators[i] == code) {
            return true;
        }
    }
    return false;
}

void stm_parse_expected(void *parser, q_parse *p)
{
    (void)parser;
    if (p->status != STEMMA_OK) {
        return;
    }
    const char *wanted[NAMES + 2];
    uint32_t count = 0;
    bool expression = all_may_follow(
        p, begins_expression, sizeof begins_expression / sizeof begins_expression[0]);
    bool operators = all_may_follow(
        p, follows_expression, sizeof follows_expression / sizeof follows_expression[0]);
    if (expression) {
        wanted[count++] = "an expression";
    }
    for (uint32_t i = 0; i < NAMES; i++) {
        if (!is_told(names[i].code, expression, operators) &&
            stm_parse_may_follow(p, names[i].code)) {
            wanted[count++] = names[i].name;
        }
    }
    if (operators) {
        wanted[count++] = "an operator";
    }
    char list[300];
    size_t used = 0;
    for (uint32_t i = 0; i < count && used < sizeof list; i++) {
        const char *join = i == 0 ? "" : i + 1 == count ? " or " : ", ";
        int wrote = snprintf(list + used, sizeof list - used, "%s%s", join, wanted[i]);
        used += wrote > 0 ? (size_t)wrote : 0;
    }
    const q_token *token = &p->tokens[p->at_token];
    stm_str found = stm_query_describe(token);
    const char *quote = token->code == 0 ? "" : "\"";
    if (count == 0) {
        stm_query_error(
            p, STEMMA_ERR_FORMAT, token->at, "unexpected %s%.*s%s", quote, STM_ARG(found), quote);
    } else {
        stm_query_error(p, STEMMA_ERR_FORMAT, token->at, "expected %s, found %s%.*s%s", list, quote,
            STM_ARG(found), quote);
    }
}

stemma_status stm_query_parse(
    stm_arena *arena, stm_str text, q_query **query_out, stemma_error *err)
{
    q_parse p = {.arena = arena,
        .text = stm_arena_copy(arena, text),
        .err = err}; /* copy: ends with a NUL */
    *query_out = NULL;
    if (text.len > STM_Q_MAX_BYTES) {
        return stm_fail(err, STEMMA_ERR_LIMIT, "a query has at most %d bytes", STM_Q_MAX_BYTES);
    }
    if (stm_utf8_invalid(text) >= 0) {
        return stm_fail(err, STEMMA_ERR_ENCODING, "the query is not UTF-8");
    }
    p.query = stm_arena_alloc(arena, sizeof *p.query);
    if (p.text.ptr == NULL || p.query == NULL) {
        return stm_fail_nomem(err);
    }
    stm_query_lex(&p);
    if (p.status == STEMMA_OK && p.token_count == 0) {
        stm_query_error(&p, STEMMA_ERR_FORMAT, 0, "the query is empty");
    }
    if (p.status == STEMMA_OK) {
        stm_parse_run(&p);
    }
    if (p.status == STEMMA_OK) {
        *query_out = p.query;
    }
    return p.status;
}
