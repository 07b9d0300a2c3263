/* The verb `stemma-train parse`: runs a model over a treebank's gold words and prints CoNLL-U and
 * the speed; for measuring a model without the rest of the pipeline.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/files.h"
#include "base/limits.h"
#include "syntax/workspace.h"
#include "text/conllu.h"
#include "train/tool.h"
#include "train/train.h"

static stemma_status parse_all(const stm_model *m, const char *path, bool bare, stemma_error *err)
{
    char *bytes = NULL;
    size_t count = 0;
    stm_doc doc;
    stm_buf out;
    stm_syntax_space *w = NULL;
    STM_TRY(stm_file_read(path, STM_MAX_FILE_BYTES, &bytes, &count, err));
    stm_doc_init(&doc);
    stm_buf_init(&out);
    stemma_status s = stm_conllu_read_all((stm_str){bytes, (uint32_t)count}, path, &doc, err);
    s = s == STEMMA_OK ? stm_syntax_space_new(m, &w, err) : s;
    if (w)
        w->bare_verbs = bare;
    double start = stm_tool_seconds();
    s = s == STEMMA_OK ? stm_syntax_annotate(m, w, &doc, 0, doc.sentences.count, err) : s;
    double took = stm_tool_seconds() - start;
    for (uint32_t i = 0; s == STEMMA_OK && i < doc.sentences.count; i++)
        stm_conllu_write(&out, &doc, i, 0);
    if (s == STEMMA_OK) {
        fwrite(out.data, 1, out.length, stdout);
        fprintf(stderr, "%u words in %.3f s: %.0f words/s, %u names\n", doc.tokens.count, took,
            (double)doc.tokens.count / took, doc.mentions.count);
    }
    stm_syntax_space_free(w);
    stm_buf_dispose(&out);
    stm_doc_dispose(&doc);
    free(bytes);
    return s;
}

int stm_train_parse(int argc, char **argv)
{
    const char *path = stm_train_option(argc, argv, "model", NULL);
    bool bare = stm_train_option(argc, argv, "bare", NULL) != NULL;
    stemma_error err = {0};
    stm_model *m = NULL;
    if (!path || argc < 4)
        return stm_train_fail("parse", NULL);
    double start = stm_tool_seconds();
    if (stm_model_load(path, &m, &err) != STEMMA_OK)
        return stm_train_fail("parse", &err);
    fprintf(stderr, "loaded in %.1f ms\n", 1000 * (stm_tool_seconds() - start));
    stemma_status s = parse_all(m, argv[argc - 1], bare, &err);
    stm_model_free(m);
    return s == STEMMA_OK ? 0 : stm_train_fail("parse", &err);
}
