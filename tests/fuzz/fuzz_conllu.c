/* CoNLL-U in; facts of whatever tree was accepted; CoNLL-U out again. SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdlib.h>

#include "facts/facts.h"
#include "fuzz.h"
#include "text/conllu.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    stm_doc doc;
    stemma_error err;
    stm_doc_init(&doc);
    doc.lang = size % 2 == 0 ? STM_LANG_DE : STM_LANG_EN;
    (void)stm_conllu_read_all((stm_str){(const char *)data, (uint32_t)size}, "fuzz", &doc, &err);
    stm_buf out;
    stm_buf_init(&out);
    if (stm_facts_extract(&doc, &err) == STEMMA_OK) {
        for (uint32_t i = 0; i < doc.sentences.count; i++) {
            stm_conllu_write(&out, &doc, i, i + 1);
            (void)stm_facts_jsonl(&doc, i, &out, &err);
            (void)stm_facts_explain(&doc, i, &out, &err);
        }
    }
    /* What was written must be read back: the writer keeps the format. */
    stm_buf_clear(&out);
    for (uint32_t i = 0; i < doc.sentences.count; i++) {
        stm_conllu_write(&out, &doc, i, i + 1);
    }
    stm_doc again;
    stm_doc_init(&again);
    if (stm_conllu_read_all(stm_buf_view(&out), "again", &again, &err) != STEMMA_OK ||
        again.tokens.count != doc.tokens.count) {
        abort();
    }
    stm_doc_dispose(&again);
    stm_buf_dispose(&out);
    stm_doc_dispose(&doc);
    return 0;
}
