/* Between the generated parser and its driver. SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_PARSE_H
#define STM_PARSE_H
#include "query/ast.h"

/* States on the parser's stack before the present token. */
typedef struct stm_parse_states {
    int count;
    unsigned short states[1001];
} stm_parse_states;

/* In cypher.y: feeds the tokens; asks whether a token could stand where the present one stands. */
stemma_status stm_parse_run(q_parse *p);
bool stm_parse_may_follow(const q_parse *p, int token);
/* Complains about the present token and tells what was expected. `parser` is lemon's. */
void stm_parse_expected(void *parser, q_parse *p);
#endif
