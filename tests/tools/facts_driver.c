/* Developer's driver: reads CoNLL-U and prints the open facts as `id TAB subject TAB relation TAB object TAB rule
 * TAB confidence`, which the scorer reads. usage: facts_driver de|en FILE.conllu [threshold]
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/files.h"
#include "base/limits.h"
#include "facts/facts.h"
#include "text/conllu.h"

typedef struct place {
    const stm_doc *doc;
    const stm_sentence *sentence;
} place;

static stemma_status print_fact(void *user, const stm_open_fact *f)
{
    const place *at = user;
    const stm_sentence *s = at->sentence;
    const stm_prop *prop = &at->doc->props.items[f->prop];
    printf("%.*s\t%.*s\t%.*s\t%.*s\t%s\t%.3f\t%s\t%s\t%u\n", STM_ARG(s->id), STM_ARG(f->subject),
        STM_ARG(f->relation), STM_ARG(f->object), f->rule, (double)f->confidence, prop->rule,
        stm_modality_name(prop->marks.modality), (unsigned)f->signs);
    return STEMMA_OK;
}

static stemma_status print_all(stm_doc *doc, const char *mode, float threshold, stemma_error *err)
{
    stm_buf out;
    stm_buf_init(&out);
    for (uint32_t s = 0; s < doc->sentences.count; s++) {
        stm_buf_clear(&out);
        if (strcmp(mode, "explain") == 0) {
            STM_TRY(stm_facts_explain(doc, s, &out, err));
        } else if (strcmp(mode, "jsonl") == 0) {
            STM_TRY(stm_facts_jsonl(doc, s, &out, err));
        } else {
            place at = {doc, &doc->sentences.items[s]};
            STM_TRY(stm_facts_open(doc, s, threshold, print_fact, &at, err));
        }
        fwrite(out.data == NULL ? "" : out.data, 1, out.length, stdout);
    }
    stm_buf_dispose(&out);
    return STEMMA_OK;
}

int main(int argc, char **argv)
{
    stemma_error err = {0};
    char *bytes = NULL;
    size_t count = 0;
    stm_doc doc;
    if (argc < 3) {
        fprintf(stderr, "usage: facts_driver de|en FILE.conllu [open|jsonl|explain] [threshold]\n");
        return 2;
    }
    stm_doc_init(&doc);
    stemma_status status = stm_file_read(argv[2], STM_MAX_FILE_BYTES, &bytes, &count, &err);
    if (status == STEMMA_OK) {
        status = stm_conllu_read_all((stm_str){bytes, (uint32_t)count}, argv[2], &doc, &err);
    }
    doc.lang = stm_lang_of(stm_str_of(argv[1]));
    if (status == STEMMA_OK) {
        status = stm_facts_extract(&doc, &err);
    }
    float threshold = argc > 4 ? (float)atof(argv[4]) : stm_facts_open_threshold(doc.lang);
    if (status == STEMMA_OK) {
        status = print_all(&doc, argc > 3 ? argv[3] : "open", threshold, &err);
    }
    if (status != STEMMA_OK) {
        fprintf(stderr, "facts_driver: %s\n", err.text);
    }
    stm_doc_dispose(&doc);
    free(bytes);
    return status == STEMMA_OK ? 0 : 1;
}
