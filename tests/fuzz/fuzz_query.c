/* Queries: parser and check of names over any bytes; nothing may crash, and every error has a place
 * or a reason. SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdlib.h>

#include "fuzz.h"
#include "query/run.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    stemma_error err = {0};
    stm_arena arena;
    stm_arena_init(&arena);
    q_parse parse = {.arena = &arena, .text = {(const char *)data, (uint32_t)size}, .err = &err};
    stemma_status status = stm_query_parse(&arena, parse.text, &parse.query, &err);
    if (status == STEMMA_OK && !stm_q_check(&parse)) {
        status = parse.status;
    }
    if (status != STEMMA_OK && err.text[0] == '\0') {
        abort();
    }
    stm_arena_dispose(&arena);
    return 0;
}
