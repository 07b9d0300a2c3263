/* Words of a query, by re2c. Keywords in any case; behind `.` and `:` every word is a name. Comments are skipped.
 * A second pass tells, by looking ahead, what one token of look-ahead in the grammar cannot: the parenthesis that opens
 * a pattern inside an expression, and the bracket that opens a comprehension.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/ast.h"
#include "query/cypher.h"

#include "base/utf8.h"

typedef struct keyword { const char *word; int code; } keyword;
static const keyword keywords[] = {
    {"all", TK_ALL}, {"allshortestpaths", TK_ALL_SHORTEST}, {"and", TK_AND}, {"as", TK_AS}, {"asc", TK_ASC},
    {"ascending", TK_ASC}, {"by", TK_BY}, {"case", TK_CASE}, {"contains", TK_CONTAINS}, {"desc", TK_DESC},
    {"descending", TK_DESC}, {"distinct", TK_DISTINCT}, {"else", TK_ELSE}, {"end", TK_END}, {"ends", TK_ENDS},
    {"exists", TK_EXISTS}, {"explain", TK_EXPLAIN}, {"false", TK_FALSE}, {"in", TK_IN}, {"is", TK_IS},
    {"limit", TK_LIMIT}, {"match", TK_MATCH}, {"not", TK_NOT}, {"null", TK_NULL}, {"optional", TK_OPTIONAL},
    {"or", TK_OR}, {"order", TK_ORDER}, {"return", TK_RETURN}, {"shortestpath", TK_SHORTEST}, {"skip", TK_SKIP},
    {"starts", TK_STARTS}, {"then", TK_THEN}, {"true", TK_TRUE}, {"union", TK_UNION}, {"unwind", TK_UNWIND},
    {"when", TK_WHEN}, {"where", TK_WHERE}, {"with", TK_WITH}, {"xor", TK_XOR},
};
/* Cypher that is refused by name wherever it may stand, and what is refused at the start of a query only. */
static const char *const writing[] = {"create", "merge", "delete", "detach", "set", "remove", "foreach", "drop"};
static const char *const others[] = {"call", "yield", "load", "use", "profile", "start", "show", "alter", "grant",
                                     "begin", "commit", "finish", "insert", "let", "filter"};

static bool is_word(stm_str text, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (stm_str_eq_ascii_nocase(text, stm_str_of(words[i]))) {
            return true;
        }
    }
    return false;
}

/* Can a clause begin behind this token? Not behind what asks for an operand. */
static bool clause_may_begin(const q_parse *p)
{
    int code = p->token_count == 0 ? TK_SEMICOLON : p->tokens[p->token_count - 1].code;
    return code == TK_SEMICOLON || code == TK_RPAREN || code == TK_RBRACKET || code == TK_RBRACE ||
           code == TK_IDENT || code == TK_INTEGER || code == TK_FLOAT || code == TK_STRING || code == TK_PARAMETER ||
           code == TK_STAR || code == TK_NULL || code == TK_TRUE || code == TK_FALSE || code == TK_END ||
           code == TK_OPTIONAL || code == TK_EXPLAIN || code == TK_ASC || code == TK_DESC;
}

static int word_code(q_parse *p, stm_str text, uint32_t at)
{
    int before = p->token_count == 0 ? 0 : p->tokens[p->token_count - 1].code;
    int third = p->token_count < 3 ? 0 : p->tokens[p->token_count - 3].code;
    bool in_map = before == TK_COLON && (third == TK_LBRACE || third == TK_COMMA); /* {negated: false} */
    if (before == TK_DOT || (before == TK_COLON && !in_map)) {
        return TK_IDENT;
    }
    for (size_t i = 0; i < sizeof keywords / sizeof keywords[0]; i++) {
        if (stm_str_eq_ascii_nocase(text, stm_str_of(keywords[i].word))) {
            return keywords[i].code;
        }
    }
    if (!clause_may_begin(p)) {
        return TK_IDENT;
    }
    if (is_word(text, writing, sizeof writing / sizeof writing[0])) {
        stm_query_error(p, STEMMA_ERR_UNSUPPORTED, at, "%.*s is not supported: stemma queries only read",
                        STM_ARG(text));
    } else if (is_word(text, others, sizeof others / sizeof others[0])) {
        stm_query_error(p, STEMMA_ERR_UNSUPPORTED, at, "%.*s is not supported by stemma", STM_ARG(text));
    }
    return TK_IDENT;
}

static void add(q_parse *p, int code, const char *begin, const char *end)
{
    if (p->status != STEMMA_OK) {
        return;
    }
    uint32_t at = (uint32_t)(begin - p->text.ptr);
    if (p->token_count + 1 >= STM_Q_MAX_TOKENS) {
        stm_query_error(p, STEMMA_ERR_LIMIT, at, "a query has at most %d words and signs", STM_Q_MAX_TOKENS);
        return;
    }
    q_token token = {{begin, (uint32_t)(end - begin)}, at, code};
    if (code == TK_IDENT && begin[0] != '`') {
        token.code = word_code(p, token.text, at);
    }
    p->tokens[p->token_count++] = token;
}

/* One token from `cursor` on, which ends with a NUL; gives where it ends, NULL at the end of the text. */
static const char *scan(q_parse *p, const char *cursor)
{
    const char *marker = cursor, *begin = cursor;
    const char *limit = p->text.ptr + p->text.len;
    /*!re2c
    re2c:define:YYCTYPE = "unsigned char";
    re2c:define:YYCURSOR = cursor;
    re2c:define:YYMARKER = marker;
    re2c:yyfill:enable = 0;

    end     = "\x00";
    letter  = [A-Za-z_\x80-\xff];
    digit   = [0-9];

    end { return begin >= limit ? NULL : (stm_query_error(p, STEMMA_ERR_FORMAT, (uint32_t)(begin - p->text.ptr),
                                                          "a NUL byte"), (const char *)NULL); }
    [ \t\r\n\x0b\x0c]+ { return cursor; }
    "//" [^\n\x00]* { return cursor; }
    "/*" ([^*\x00] | "*"+ [^*/\x00])* "*"+ "/" { return cursor; }
    "/*" { stm_query_error(p, STEMMA_ERR_FORMAT, (uint32_t)(begin - p->text.ptr), "comment is not closed");
           return NULL; }
    letter (letter | digit)* { add(p, TK_IDENT, begin, cursor); return cursor; }
    "`" [^`\x00]+ "`" { add(p, TK_IDENT, begin, cursor); return cursor; }
    "`" { stm_query_error(p, STEMMA_ERR_FORMAT, (uint32_t)(begin - p->text.ptr), "backquote is not closed");
          return NULL; }
    "$" (letter | digit)+ { add(p, TK_PARAMETER, begin, cursor); return cursor; }
    digit+ { add(p, TK_INTEGER, begin, cursor); return cursor; }
    "0x" [0-9A-Fa-f]+ { add(p, TK_INTEGER, begin, cursor); return cursor; }
    digit+ "." digit+ ([eE] [+-]? digit+)? | digit+ [eE] [+-]? digit+ | "." digit+ ([eE] [+-]? digit+)? {
        add(p, TK_FLOAT, begin, cursor); return cursor; }
    digit+ letter { stm_query_error(p, STEMMA_ERR_FORMAT, (uint32_t)(begin - p->text.ptr),
                                    "a name cannot begin with a digit; write it in backquotes"); return NULL; }
    "'" ([^'\\\x00] | "\\" [^\x00])* "'" { add(p, TK_STRING, begin, cursor); return cursor; }
    "\"" ([^"\\\x00] | "\\" [^\x00])* "\"" { add(p, TK_STRING, begin, cursor); return cursor; }
    "'" | "\"" { stm_query_error(p, STEMMA_ERR_FORMAT, (uint32_t)(begin - p->text.ptr), "string is not closed");
                 return NULL; }
    "(" { add(p, TK_LPAREN, begin, cursor); return cursor; }
    ")" { add(p, TK_RPAREN, begin, cursor); return cursor; }
    "[" { add(p, TK_LBRACKET, begin, cursor); return cursor; }
    "]" { add(p, TK_RBRACKET, begin, cursor); return cursor; }
    "{" { add(p, TK_LBRACE, begin, cursor); return cursor; }
    "}" { add(p, TK_RBRACE, begin, cursor); return cursor; }
    "," { add(p, TK_COMMA, begin, cursor); return cursor; }
    ";" { add(p, TK_SEMICOLON, begin, cursor); return cursor; }
    ":" { add(p, TK_COLON, begin, cursor); return cursor; }
    "|" { add(p, TK_PIPE, begin, cursor); return cursor; }
    ".." { add(p, TK_DOTDOT, begin, cursor); return cursor; }
    "." { add(p, TK_DOT, begin, cursor); return cursor; }
    "=~" { add(p, TK_REGEX, begin, cursor); return cursor; }
    "=" { add(p, TK_EQ, begin, cursor); return cursor; }
    "<>" { add(p, TK_NE, begin, cursor); return cursor; }
    "<=" { add(p, TK_LE, begin, cursor); return cursor; }
    ">=" { add(p, TK_GE, begin, cursor); return cursor; }
    "<" { add(p, TK_LT, begin, cursor); return cursor; }
    ">" { add(p, TK_GT, begin, cursor); return cursor; }
    "+" { add(p, TK_PLUS, begin, cursor); return cursor; }
    "-" { add(p, TK_MINUS, begin, cursor); return cursor; }
    "*" { add(p, TK_STAR, begin, cursor); return cursor; }
    "/" { add(p, TK_SLASH, begin, cursor); return cursor; }
    "%" { add(p, TK_PERCENT, begin, cursor); return cursor; }
    "^" { add(p, TK_CARET, begin, cursor); return cursor; }
    "!=" { stm_query_error(p, STEMMA_ERR_FORMAT, (uint32_t)(begin - p->text.ptr), "\"not equal\" is written <>");
           return NULL; }
    * { stm_query_error(p, STEMMA_ERR_FORMAT, (uint32_t)(begin - p->text.ptr), "unexpected sign \"%.*s\"",
                        (int)(cursor - begin), begin); return NULL; }
    */
}

static int code_at(const q_parse *p, uint32_t at)
{
    return at < p->token_count ? p->tokens[at].code : 0;
}

/* Behind "(" at `at` - 1: [name] [:labels] [{…}] ")" and then the beginning of a relation? */
static bool opens_pattern(const q_parse *p, uint32_t at)
{
    at += code_at(p, at) == TK_IDENT;
    while (code_at(p, at) == TK_COLON || code_at(p, at) == TK_PIPE) {
        at += 1 + (code_at(p, at + 1) == TK_IDENT);
    }
    if (code_at(p, at) == TK_LBRACE) {
        uint32_t depth = 0;
        do {
            depth += code_at(p, at) == TK_LBRACE;
            depth -= code_at(p, at) == TK_RBRACE;
            at++;
        } while (depth > 0 && at < p->token_count);
    }
    if (code_at(p, at) != TK_RPAREN) {
        return false;
    }
    bool left = code_at(p, at + 1) == TK_LT;
    at += 1 + left;
    if (code_at(p, at) != TK_MINUS) {
        return false;
    }
    int then = code_at(p, at + 1), last = code_at(p, at + 2);
    return then == TK_LBRACKET || (then == TK_MINUS && (last == TK_LPAREN || last == TK_GT));
}

static void mark_openings(q_parse *p)
{
    for (uint32_t i = 0; i < p->token_count; i++) {
        q_token *t = &p->tokens[i];
        bool variable = code_at(p, i + 2) == TK_IDENT;
        if (t->code == TK_LBRACKET && code_at(p, i + 1) == TK_LPAREN && opens_pattern(p, i + 2)) {
            stm_query_error(p, STEMMA_ERR_UNSUPPORTED, t->at,
                            "pattern comprehensions are not supported by stemma; use MATCH and collect()");
        } else if (t->code == TK_IDENT && code_at(p, i + 1) == TK_LBRACE && code_at(p, i + 2) == TK_DOT) {
            stm_query_error(p, STEMMA_ERR_UNSUPPORTED, p->tokens[i + 1].at,
                            "map projections are not supported by stemma; write {name: n.name}");
        }
        if (t->code == TK_LPAREN && opens_pattern(p, i + 1)) {
            t->code = TK_PATTERN_LPAREN;
        } else if (t->code == TK_LBRACKET && code_at(p, i + 1) == TK_IDENT && code_at(p, i + 2) == TK_IN) {
            t->code = TK_COMPREHENSION;
        } else if (code_at(p, i + 1) == TK_LPAREN && variable && code_at(p, i + 3) == TK_IN) {
            t->code = t->code == TK_ALL                                            ? TK_QUANTIFIER_ALL
                      : t->code != TK_IDENT                                        ? t->code
                      : stm_str_eq_ascii_nocase(t->text, STM_LIT("any"))          ? TK_QUANTIFIER_ANY
                      : stm_str_eq_ascii_nocase(t->text, STM_LIT("none"))         ? TK_QUANTIFIER_NONE
                      : stm_str_eq_ascii_nocase(t->text, STM_LIT("single"))       ? TK_QUANTIFIER_SINGLE
                                                                                   : t->code;
        } else if (t->code == TK_IDENT && stm_str_eq_ascii_nocase(t->text, STM_LIT("reduce")) &&
                   code_at(p, i + 1) == TK_LPAREN && variable && code_at(p, i + 3) == TK_EQ) {
            t->code = TK_REDUCE;
        }
    }
}

void stm_query_lex(q_parse *p)
{
    p->tokens = stm_arena_array(p->arena, p->text.len < STM_Q_MAX_TOKENS ? p->text.len + 1u : STM_Q_MAX_TOKENS,
                                sizeof *p->tokens);
    if (p->tokens == NULL) {
        p->status = stm_fail_nomem(p->err);
        return;
    }
    const char *cursor = p->text.ptr;
    while (cursor != NULL && p->status == STEMMA_OK) {
        cursor = scan(p, cursor);
    }
    mark_openings(p);
    p->tokens[p->token_count] = (q_token){{p->text.ptr + p->text.len, 0}, p->text.len, 0};
}
