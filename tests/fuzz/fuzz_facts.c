/* Readers of graph formats over any bytes: no crash, and every fact that comes out is whole.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdlib.h>

#include "exchange/exchange.h"
#include "fuzz.h"

static stemma_status take(
    stm_import *in, const stm_str cells[STM_X_COUNT], uint32_t line, stemma_error *err)
{
    stm_triple triple;
    STM_TRY(stm_import_triple(in, cells, line, &triple, err));
    if (triple.subject.len == 0 || triple.relation.len == 0 || triple.object.len == 0) {
        abort();
    }
    return STEMMA_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const stemma_format formats[] = {STEMMA_FORMAT_TSV, STEMMA_FORMAT_CSV,
        STEMMA_FORMAT_JSONL, STEMMA_FORMAT_GRAPHML, STEMMA_FORMAT_NTRIPLES, STEMMA_FORMAT_TURTLE};
    char *copy = malloc(size + 1); /* the readers get files that end with a NUL */
    if (copy == NULL) {
        return 0;
    }
    memcpy(copy, data, size);
    copy[size] = '\0';
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++) {
        stemma_error err = {0};
        stm_import in = {.path = "fuzz", .take = take};
        (void)stm_read_facts(&in, (stm_str){copy, (uint32_t)size}, formats[i], &err);
    }
    free(copy);
    return 0;
}
