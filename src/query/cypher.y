/* The grammar of queries: the reading part of openCypher 9, for lemon. What stands here is all that is understood;
 * everything else is an error that says what was expected. Actions only build the tree (ast.c).
 * SPDX-License-Identifier: GPL-2.0-or-later */
%name stm_cypher
%token_prefix TK_
%token_type {q_token}
%extra_argument {q_parse *p}
%stack_size 1000
%include {
#include <assert.h>
#include <stdlib.h>
#include "query/ast.h"
#include "query/cypher.h"
#include "query/parse.h"
}
%stack_overflow { stm_query_error(p, STEMMA_ERR_LIMIT, p->tokens[p->at_token].at, "nested too deeply"); }
%syntax_error { (void)yymajor; (void)TOKEN; stm_parse_expected(yypParser, p); }

%left OR.
%left XOR.
%left AND.
%right NOT.
%left EQ NE LT LE GT GE REGEX IN STARTS ENDS CONTAINS IS.
%left PLUS MINUS.
%left STAR SLASH PERCENT.
%left CARET.
%right SIGN.
%left DOT LBRACKET COLON.

%type single {q_single *}
%type readings {q_single *}
%type reading {q_clause *}
%type match {q_clause *}
%type where {q_expr *}
%type patterns {q_match *}
%type pattern {q_pattern *}
%type part {q_pattern *}
%type chain {q_pattern *}
%type node {q_node *}
%type rel {q_rel *}
%type detail {q_rel *}
%type inner {q_rel *}
%type hops {q_rel *}
%type labels {q_name *}
%type labelled {q_name *}
%type types {q_name *}
%type typed {q_name *}
%type map {q_expr *}
%type properties {q_expr *}
%type pairs {q_expr *}
%type body {q_projection *}
%type sorted {q_projection *}
%type skipped {q_projection *}
%type items {q_projection *}
%type first_items {q_projection *}
%type sorts {q_projection *}
%type expr {q_expr *}
%type arguments {q_expr *}
%type whens {q_expr *}
%type comprehended {q_expr *}
%type list {q_expr *}
%type pattern_expr {q_pattern *}
%type pattern_node {q_node *}
%type name {q_token}
%type open {q_token}
%type direction {q_token}
%type quantifier {q_expr *}

start ::= query.
start ::= query SEMICOLON.
start ::= EXPLAIN query. { p->query->explain = true; }
start ::= EXPLAIN query SEMICOLON. { p->query->explain = true; }
query ::= single(A). { stm_q_union(p, A, false, 0); }
query ::= query UNION(T) single(A). { stm_q_union(p, A, false, T.at); }
query ::= query UNION(T) ALL single(A). { stm_q_union(p, A, true, T.at); }

single(A) ::= readings(B) RETURN(T) body(C). {
    q_clause *c = stm_q_clause(p, Q_PROJECT_CLAUSE, T);
    if (c != NULL && C != NULL) { c->projection = C; C->is_return = true; C->at = T.at; }
    A = stm_q_single(p, B, c);
}
readings(A) ::= . { A = stm_q_single(p, NULL, NULL); }
readings(A) ::= readings(B) reading(C). { A = stm_q_single(p, B, C); }
reading(A) ::= match(B). { A = B; }
reading(A) ::= UNWIND(T) expr(E) AS IDENT(V). {
    A = stm_q_clause(p, Q_UNWIND_CLAUSE, T);
    if (A != NULL) { A->list = E; A->variable = stm_q_name(p, V); }
}
reading(A) ::= WITH(T) body(B) where(W). {
    A = stm_q_clause(p, Q_PROJECT_CLAUSE, T);
    if (A != NULL && B != NULL) { A->projection = B; B->where = W; B->at = T.at; }
}
match(A) ::= MATCH(T) patterns(B) where(W). {
    A = stm_q_clause(p, Q_MATCH_CLAUSE, T);
    if (A != NULL && B != NULL) { A->match = B; B->where = W; B->at = T.at; }
}
match(A) ::= OPTIONAL(T) MATCH patterns(B) where(W). {
    A = stm_q_clause(p, Q_MATCH_CLAUSE, T);
    if (A != NULL && B != NULL) { A->match = B; B->where = W; B->optional = true; B->at = T.at; }
}
where(A) ::= . { A = NULL; }
where(A) ::= WHERE expr(B). { A = B; }

patterns(A) ::= pattern(B). { A = stm_q_match(p, NULL, B); }
patterns(A) ::= patterns(B) COMMA pattern(C). { A = stm_q_match(p, B, C); }
pattern(A) ::= part(B). { A = B; }
pattern(A) ::= IDENT(V) EQ part(B). { A = B; if (A != NULL) { A->variable = stm_q_name(p, V); A->at = V.at; } }
part(A) ::= chain(B). { A = B; }
part(A) ::= SHORTEST LPAREN chain(B) RPAREN. { A = B; if (A != NULL) A->kind = Q_PATH_SHORTEST; }
part(A) ::= ALL_SHORTEST LPAREN chain(B) RPAREN. { A = B; if (A != NULL) A->kind = Q_PATH_ALL_SHORTEST; }
chain(A) ::= node(B). { A = stm_q_pattern(p, B); }
chain(A) ::= chain(B) rel(R) node(N). { A = stm_q_extend(p, B, R, N); }
open(A) ::= LPAREN(B). { A = B; }
open(A) ::= PATTERN_LPAREN(B). { A = B; }
node(A) ::= open(T) labels(L) map(M) RPAREN. { A = stm_q_node(p, T, NULL, L, M); }
node(A) ::= open(T) IDENT(V) labels(L) map(M) RPAREN. { A = stm_q_node(p, T, &V, L, M); }
labels(A) ::= . { A = NULL; }
labels(A) ::= labelled(B). { A = B; }
labelled(A) ::= COLON name(N). { A = stm_q_names(p, NULL, N); }
labelled(A) ::= labelled(B) PIPE name(N). { A = stm_q_names(p, B, N); }
types(A) ::= . { A = NULL; }
types(A) ::= typed(B). { A = B; }
typed(A) ::= COLON name(N). { A = stm_q_names(p, NULL, N); }
typed(A) ::= typed(B) PIPE name(N). { A = stm_q_names(p, B, N); }
typed(A) ::= typed(B) PIPE COLON name(N). { A = stm_q_names(p, B, N); }
name(A) ::= IDENT(B). { A = B; }
map(A) ::= . { A = NULL; }
map(A) ::= properties(B). { A = B; }
properties(A) ::= LBRACE(T) RBRACE(U). { A = stm_q_end(p, stm_q_make(p, Q_MAP, T.at), U); }
properties(A) ::= LBRACE(T) pairs(B) RBRACE(U). { if (B != NULL) B->begin = T.at; A = stm_q_end(p, B, U); }
pairs(A) ::= name(K) COLON expr(V). { A = stm_q_append_key(p, stm_q_make(p, Q_MAP, K.at), K, V); }
pairs(A) ::= pairs(B) COMMA name(K) COLON expr(V). { A = stm_q_append_key(p, B, K, V); }

rel(A) ::= MINUS detail(B) MINUS. { A = B; if (A != NULL) A->direction = Q_EITHER; }
rel(A) ::= MINUS detail(B) MINUS GT. { A = B; if (A != NULL) A->direction = Q_OUT; }
rel(A) ::= LT MINUS detail(B) MINUS. { A = B; if (A != NULL) A->direction = Q_INTO; }
rel(A) ::= LT MINUS detail(B) MINUS GT. { A = B; if (A != NULL) A->direction = Q_EITHER; }
detail(A) ::= . { A = stm_arena_alloc(p->arena, sizeof *A); if (A == NULL) p->status = stm_fail_nomem(p->err); else { A->variable = STM_EMPTY; A->at = p->tokens[p->at_token].at; } }
detail(A) ::= LBRACKET(T) inner(B) RBRACKET. { A = B; if (A != NULL && A->variable.len == 0) A->at = T.at; }
inner(A) ::= types(T) hops(H) map(M). { A = H; if (A != NULL) { A->types = T; A->map = M; } }
inner(A) ::= IDENT(V) types(T) hops(H) map(M). {
    A = H;
    if (A != NULL) { A->types = T; A->map = M; A->variable = stm_q_name(p, V); A->at = V.at; }
}
hops(A) ::= . { A = stm_q_rel_hops(p, NULL, NULL, NULL); }
hops(A) ::= STAR(S). { A = stm_q_rel_hops(p, NULL, NULL, NULL); if (A != NULL) { A->variable_length = true; A->shortest = 1; A->longest = UINT32_MAX; A->at = S.at; } }
hops(A) ::= STAR INTEGER(N). { A = stm_q_rel_hops(p, NULL, &N, &N); }
hops(A) ::= STAR INTEGER(N) DOTDOT. { A = stm_q_rel_hops(p, NULL, &N, NULL); }
hops(A) ::= STAR DOTDOT INTEGER(M). { A = stm_q_rel_hops(p, NULL, NULL, &M); }
hops(A) ::= STAR INTEGER(N) DOTDOT INTEGER(M). { A = stm_q_rel_hops(p, NULL, &N, &M); }

body(A) ::= skipped(B). { A = B; }
body(A) ::= skipped(B) LIMIT expr(E). { A = B; if (A != NULL) A->limit = E; }
skipped(A) ::= sorted(B). { A = B; }
skipped(A) ::= sorted(B) SKIP expr(E). { A = B; if (A != NULL) A->skip = E; }
sorted(A) ::= items(B). { A = B; }
sorted(A) ::= sorts(B). { A = B; }
sorts(A) ::= items(B) ORDER BY expr(E) direction(D). { A = stm_q_sort(p, B, E, D.code == TK_DESC); }
sorts(A) ::= sorts(B) COMMA expr(E) direction(D). { A = stm_q_sort(p, B, E, D.code == TK_DESC); }
direction(A) ::= . { A = (q_token){STM_EMPTY, 0, TK_ASC}; }
direction(A) ::= ASC(B). { A = B; }
direction(A) ::= DESC(B). { A = B; }
items(A) ::= first_items(B). { A = B; }
items(A) ::= DISTINCT first_items(B). { A = B; if (A != NULL) A->distinct = true; }
first_items(A) ::= STAR. { A = stm_q_item(p, NULL, NULL, NULL); if (A != NULL) A->star = true; }
first_items(A) ::= expr(E). { A = stm_q_item(p, NULL, E, NULL); }
first_items(A) ::= expr(E) AS IDENT(N). { A = stm_q_item(p, NULL, E, &N); }
first_items(A) ::= first_items(B) COMMA expr(E). { A = stm_q_item(p, B, E, NULL); }
first_items(A) ::= first_items(B) COMMA expr(E) AS IDENT(N). { A = stm_q_item(p, B, E, &N); }

expr(A) ::= expr(B) OR expr(C). { A = stm_q_binary(p, Q_OR, B, C); }
expr(A) ::= expr(B) XOR expr(C). { A = stm_q_binary(p, Q_XOR, B, C); }
expr(A) ::= expr(B) AND expr(C). { A = stm_q_binary(p, Q_AND, B, C); }
expr(A) ::= NOT(T) expr(B). { A = stm_q_unary(p, Q_NOT, T, B); }
expr(A) ::= expr(B) EQ expr(C). { A = stm_q_compare(p, Q_EQ, B, C); }
expr(A) ::= expr(B) NE expr(C). { A = stm_q_compare(p, Q_NE, B, C); }
expr(A) ::= expr(B) LT expr(C). { A = stm_q_compare(p, Q_LT, B, C); }
expr(A) ::= expr(B) LE expr(C). { A = stm_q_compare(p, Q_LE, B, C); }
expr(A) ::= expr(B) GT expr(C). { A = stm_q_compare(p, Q_GT, B, C); }
expr(A) ::= expr(B) GE expr(C). { A = stm_q_compare(p, Q_GE, B, C); }
expr(A) ::= expr(B) REGEX expr(C). { A = stm_q_binary(p, Q_REGEX, B, C); }
expr(A) ::= expr(B) IN expr(C). { A = stm_q_binary(p, Q_IN, B, C); }
expr(A) ::= expr(B) STARTS WITH expr(C). [STARTS] { A = stm_q_binary(p, Q_STARTS, B, C); }
expr(A) ::= expr(B) ENDS WITH expr(C). [ENDS] { A = stm_q_binary(p, Q_ENDS, B, C); }
expr(A) ::= expr(B) CONTAINS expr(C). { A = stm_q_binary(p, Q_CONTAINS, B, C); }
expr(A) ::= expr(B) IS NULL(T). { q_token t = {STM_EMPTY, B == NULL ? 0 : B->begin, 0}; A = stm_q_end(p, stm_q_unary(p, Q_IS_NULL, t, B), T); }
expr(A) ::= expr(B) IS NOT NULL(T). [IS] { q_token t = {STM_EMPTY, B == NULL ? 0 : B->begin, 0}; A = stm_q_end(p, stm_q_unary(p, Q_IS_NOT_NULL, t, B), T); }
expr(A) ::= expr(B) PLUS expr(C). { A = stm_q_binary(p, Q_ADD, B, C); }
expr(A) ::= expr(B) MINUS expr(C). { A = stm_q_binary(p, Q_SUBTRACT, B, C); }
expr(A) ::= expr(B) STAR expr(C). { A = stm_q_binary(p, Q_MULTIPLY, B, C); }
expr(A) ::= expr(B) SLASH expr(C). { A = stm_q_binary(p, Q_DIVIDE, B, C); }
expr(A) ::= expr(B) PERCENT expr(C). { A = stm_q_binary(p, Q_MODULO, B, C); }
expr(A) ::= expr(B) CARET expr(C). { A = stm_q_binary(p, Q_POWER, B, C); }
expr(A) ::= MINUS(T) expr(B). [SIGN] { A = stm_q_unary(p, Q_NEGATE, T, B); }
expr(A) ::= PLUS expr(B). [SIGN] { A = B; }
expr(A) ::= expr(B) DOT name(N). [DOT] {
    A = stm_q_append(p, stm_q_make(p, Q_PROPERTY, B == NULL ? 0 : B->begin), B);
    if (A != NULL) { A->name = stm_q_name(p, N); A->integer = N.at; A = stm_q_end(p, A, N); }
}
expr(A) ::= expr(B) COLON name(L). [COLON] {
    A = stm_q_append(p, stm_q_make(p, Q_HAS_LABEL, B == NULL ? 0 : B->begin), B);
    if (A != NULL) { A->name = stm_q_name(p, L); A->integer = L.at; A = stm_q_end(p, A, L); }
}
expr(A) ::= expr(B) LBRACKET expr(C) RBRACKET(T). [LBRACKET] {
    A = stm_q_end(p, stm_q_append(p, stm_q_append(p, stm_q_make(p, Q_INDEX, B == NULL ? 0 : B->begin), B), C), T);
}
expr(A) ::= expr(B) LBRACKET expr(C) DOTDOT expr(D) RBRACKET(T). [LBRACKET] {
    A = stm_q_append(p, stm_q_append(p, stm_q_make(p, Q_SLICE, B == NULL ? 0 : B->begin), B), C);
    A = stm_q_end(p, stm_q_append(p, A, D), T);
    if (A != NULL) { A->has_where = A->has_map = true; }
}
expr(A) ::= expr(B) LBRACKET DOTDOT expr(D) RBRACKET(T). [LBRACKET] {
    A = stm_q_end(p, stm_q_append(p, stm_q_append(p, stm_q_make(p, Q_SLICE, B == NULL ? 0 : B->begin), B), D), T);
    if (A != NULL) A->has_map = true;
}
expr(A) ::= expr(B) LBRACKET expr(C) DOTDOT RBRACKET(T). [LBRACKET] {
    A = stm_q_end(p, stm_q_append(p, stm_q_append(p, stm_q_make(p, Q_SLICE, B == NULL ? 0 : B->begin), B), C), T);
    if (A != NULL) A->has_where = true;
}
expr(A) ::= NULL(T). { A = stm_q_leaf(p, Q_NULL, T); }
expr(A) ::= TRUE(T). { A = stm_q_leaf(p, Q_BOOL, T); if (A != NULL) A->integer = 1; }
expr(A) ::= FALSE(T). { A = stm_q_leaf(p, Q_BOOL, T); }
expr(A) ::= INTEGER(T). { A = stm_q_number(p, T); }
expr(A) ::= FLOAT(T). { A = stm_q_number(p, T); }
expr(A) ::= STRING(T). { A = stm_q_string(p, T); }
expr(A) ::= PARAMETER(T). { A = stm_q_leaf(p, Q_PARAM, T); if (A != NULL) A->name = stm_str_sub(T.text, 1, T.text.len); }
expr(A) ::= IDENT(T). { A = stm_q_leaf(p, Q_VAR, T); if (A != NULL) A->name = stm_q_name(p, T); }
expr(A) ::= LPAREN(T) expr(B) RPAREN(U). { A = B; if (A != NULL) { A->begin = T.at; A->parenthesised = true; A = stm_q_end(p, A, U); } }
expr(A) ::= list(B). { A = B; }
expr(A) ::= properties(B). { A = B; }
expr(A) ::= IDENT(N) LPAREN RPAREN(T). { A = stm_q_end(p, stm_q_make(p, Q_CALL, N.at), T); if (A != NULL) A->name = stm_q_name(p, N); }
expr(A) ::= IDENT(N) LPAREN arguments(B) RPAREN(T). { A = stm_q_end(p, B, T); if (A != NULL) { A->begin = N.at; A->name = stm_q_name(p, N); } }
expr(A) ::= IDENT(N) LPAREN DISTINCT arguments(B) RPAREN(T). { A = stm_q_end(p, B, T); if (A != NULL) { A->begin = N.at; A->name = stm_q_name(p, N); A->distinct = true; } }
expr(A) ::= IDENT(N) LPAREN STAR RPAREN(T). { A = stm_q_end(p, stm_q_make(p, Q_COUNT_STAR, N.at), T); if (A != NULL) A->name = stm_q_name(p, N); }
expr(A) ::= EXISTS(N) LPAREN expr(B) RPAREN(T). { A = stm_q_end(p, stm_q_append(p, stm_q_make(p, Q_CALL, N.at), B), T); if (A != NULL) A->name = STM_LIT("exists"); }
expr(A) ::= EXISTS(N) LBRACE patterns(B) where(W) RBRACE(T). { A = stm_q_end(p, stm_q_make(p, Q_EXISTS, N.at), T); if (A != NULL && B != NULL) { A->match = B; A->has_map = true; B->where = W; B->at = N.at; } }
expr(A) ::= EXISTS(N) LBRACE MATCH patterns(B) where(W) RBRACE(T). { A = stm_q_end(p, stm_q_make(p, Q_EXISTS, N.at), T); if (A != NULL && B != NULL) { A->match = B; A->has_map = true; B->where = W; B->at = N.at; } }
expr(A) ::= pattern_expr(B). [OR] {
    A = stm_q_make(p, Q_EXISTS, B == NULL ? 0 : B->at);
    if (A != NULL) {
        A->match = stm_q_match(p, NULL, B);
        A->end = p->tokens[p->at_token == 0 ? 0 : p->at_token - 1].at + 1;
        if (A->match != NULL) { A->match->at = A->begin; }
    }
}
pattern_node(A) ::= PATTERN_LPAREN(T) labels(L) map(M) RPAREN. { A = stm_q_node(p, T, NULL, L, M); }
pattern_node(A) ::= PATTERN_LPAREN(T) IDENT(V) labels(L) map(M) RPAREN. { A = stm_q_node(p, T, &V, L, M); }
pattern_expr(A) ::= pattern_node(B) rel(R) node(N). { A = stm_q_extend(p, stm_q_pattern(p, B), R, N); }
pattern_expr(A) ::= pattern_expr(B) rel(R) node(N). { A = stm_q_extend(p, B, R, N); }
expr(A) ::= CASE(T) whens(B) END(U). { A = stm_q_end(p, B, U); if (A != NULL) A->begin = T.at; }
expr(A) ::= CASE(T) whens(B) ELSE expr(E) END(U). { A = stm_q_end(p, stm_q_append(p, B, E), U); if (A != NULL) { A->begin = T.at; A->has_else = true; } }
whens(A) ::= WHEN(T) expr(B) THEN expr(C). { A = stm_q_append(p, stm_q_append(p, stm_q_make(p, Q_CASE, T.at), B), C); }
whens(A) ::= expr(S) WHEN expr(B) THEN expr(C). {
    A = stm_q_append(p, stm_q_make(p, Q_CASE, S == NULL ? 0 : S->begin), S);
    A = stm_q_append(p, stm_q_append(p, A, B), C);
    if (A != NULL) A->has_subject = true;
}
whens(A) ::= whens(D) WHEN expr(B) THEN expr(C). { A = stm_q_append(p, stm_q_append(p, D, B), C); }
arguments(A) ::= expr(B). { A = stm_q_append(p, stm_q_make(p, Q_CALL, B == NULL ? 0 : B->begin), B); }
arguments(A) ::= arguments(B) COMMA expr(C). { A = stm_q_append(p, B, C); }
list(A) ::= LBRACKET(T) RBRACKET(U). { A = stm_q_end(p, stm_q_make(p, Q_LIST, T.at), U); }
list(A) ::= LBRACKET(T) arguments(B) RBRACKET(U). { A = stm_q_end(p, B, U); if (A != NULL) { A->kind = Q_LIST; A->begin = T.at; } }
list(A) ::= COMPREHENSION(T) comprehended(B) RBRACKET(U). { A = stm_q_end(p, B, U); if (A != NULL) A->begin = T.at; }
comprehended(A) ::= IDENT(V) IN expr(L) where(W). {
    A = stm_q_append(p, stm_q_make(p, Q_COMPREHENSION, V.at), L);
    if (A != NULL) { A->name = stm_q_name(p, V); A->has_where = W != NULL; }
    if (W != NULL) A = stm_q_append(p, A, W);
}
comprehended(A) ::= IDENT(V) IN expr(L) where(W) PIPE expr(M). {
    A = stm_q_append(p, stm_q_make(p, Q_COMPREHENSION, V.at), L);
    if (A != NULL) { A->name = stm_q_name(p, V); A->has_where = W != NULL; A->has_map = true; }
    if (W != NULL) A = stm_q_append(p, A, W);
    A = stm_q_append(p, A, M);
}
quantifier(A) ::= QUANTIFIER_ALL(T). { A = stm_q_make(p, Q_ALL, T.at); }
quantifier(A) ::= QUANTIFIER_ANY(T). { A = stm_q_make(p, Q_ANY, T.at); }
quantifier(A) ::= QUANTIFIER_NONE(T). { A = stm_q_make(p, Q_NONE, T.at); }
quantifier(A) ::= QUANTIFIER_SINGLE(T). { A = stm_q_make(p, Q_SINGLE, T.at); }
expr(A) ::= quantifier(Q) LPAREN IDENT(V) IN expr(L) WHERE expr(W) RPAREN(T). {
    A = stm_q_end(p, stm_q_append(p, stm_q_append(p, Q, L), W), T);
    if (A != NULL) { A->name = stm_q_name(p, V); A->has_where = true; }
}
expr(A) ::= REDUCE(T) LPAREN IDENT(S) EQ expr(I) COMMA IDENT(V) IN expr(L) PIPE expr(M) RPAREN(U). {
    A = stm_q_append(p, stm_q_append(p, stm_q_append(p, stm_q_make(p, Q_REDUCE, T.at), I), L), M);
    A = stm_q_end(p, A, U);
    if (A != NULL) {
        A->name = stm_q_name(p, V);
        A->names = stm_arena_array(p->arena, 1, sizeof *A->names);
        if (A->names == NULL) p->status = stm_fail_nomem(p->err); else A->names[0] = stm_q_name(p, S);
    }
}

%code {
/* What may stand at this place: the automaton is run, for each kind of token, over a copy of the states that stood on
 * the stack before the wrong token came (with the wrong token, lemon has already reduced by default). */
static bool would_shift(const YYACTIONTYPE *saved, int saved_count, int token)
{
    YYACTIONTYPE states[1001];
    int count = saved_count;
    memcpy(states, saved, (size_t)count * sizeof *states);
    for (int round = 0; round < 10000; round++) {
        YYACTIONTYPE act = states[count - 1];
        if (act <= YY_MAX_SHIFT) {
            act = yy_find_shift_action((YYCODETYPE)token, act);
        }
        if (act <= YY_MAX_SHIFTREDUCE) {
            return true; /* shift, or shift and reduce */
        }
        if (act < YY_MIN_REDUCE) {
            return act == YY_ACCEPT_ACTION;
        }
        int rule = (int)act - YY_MIN_REDUCE;
        int pops = -(int)yyRuleInfoNRhs[rule];
        count -= pops;
        if (count < 1) {
            return false;
        }
        YYACTIONTYPE next = yy_find_reduce_action(states[count - 1], yyRuleInfoLhs[rule]);
        if (next == YY_ACCEPT_ACTION) {
            return true;
        }
        if (count >= 1000) {
            return false;
        }
        states[count++] = next;
    }
    return false;
}

stemma_status stm_parse_run(q_parse *p)
{
    yyParser *parser = malloc(sizeof *parser);
    stm_parse_states *saved = malloc(sizeof *saved);
    if (parser == NULL || saved == NULL) {
        free(parser);
        free(saved);
        return p->status = stm_fail_nomem(p->err);
    }
    stm_cypherInit(parser);
    p->saved = saved;
    for (uint32_t i = 0; i <= p->token_count && p->status == STEMMA_OK; i++) {
        p->at_token = i;
        saved->count = (int)(parser->yytos - parser->yystack) + 1;
        for (int k = 0; k < saved->count; k++) {
            saved->states[k] = parser->yystack[k].stateno;
        }
        stm_cypher(parser, p->tokens[i].code, p->tokens[i], p);
    }
    stm_cypherFinalize(parser);
    p->saved = NULL;
    free(saved);
    free(parser);
    return p->status;
}

bool stm_parse_may_follow(const q_parse *p, int token)
{
    YYACTIONTYPE states[1001];
    for (int i = 0; i < p->saved->count; i++) {
        states[i] = (YYACTIONTYPE)p->saved->states[i];
    }
    return would_shift(states, p->saved->count, token);
}
}
