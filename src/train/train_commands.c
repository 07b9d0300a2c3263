/* The verbs of stemma-train and how they read their options. SPDX-License-Identifier:
 * GPL-2.0-or-later */
#include "train/train.h"

#include <stdio.h>
#include <string.h>

const stm_train_command stm_train_commands[] = {
    {"attach", "--model FILE --section NAME=FILE… --out FILE", "puts sections into a model file",
        stm_train_attach},
    {"lexicon", "--lang L --list FILE… --treebank FILE… --out FILE",
        "word lists and treebanks -> lexicon", stm_train_lexicon},
    {"lemmas", "--lexicon FILE FILE.conllu", "how many lemmas of a treebank the lexicon gets right",
        stm_train_lemmas},
    {"syntax", "--train NAME=FILE.conllu… [--names FILE] [--dev NAME=FILE]… --out FILE",
        "treebanks and texts with names -> model", stm_train_syntax},
    {"parse", "--model FILE [--bare 1] FILE.conllu", "gold words parsed anew, with the speed",
        stm_train_parse},
    {"segment",
        "--lang L [--train FILE.conllu]… [--check FILE.conllu]… [--out FILE] [--end-bias TENTHS] …",
        "learns where words and sentences end, and measures it", stm_train_segment},
    {NULL, NULL, NULL, NULL}};

const char *stm_train_option(int argc, char **argv, const char *name, int *at)
{
    for (int i = at == NULL ? 1 : *at; i + 1 < argc; i++) {
        if (strncmp(argv[i], "--", 2) == 0 && strcmp(argv[i] + 2, name) == 0) {
            if (at != NULL) {
                *at = i + 2;
            }
            return argv[i + 1];
        }
    }
    return NULL;
}

int stm_train_fail(const char *verb, const stemma_error *err)
{
    if (err != NULL) {
        fprintf(stderr, "stemma-train %s: %s", verb, err->text);
        fprintf(stderr, err->line > 0 ? " (line %u)\n" : "\n", err->line);
        return 1;
    }
    for (const stm_train_command *c = stm_train_commands; c->name != NULL; c++) {
        if (verb == NULL || strcmp(c->name, verb) == 0) {
            fprintf(stderr, "stemma-train %s %s\n    %s\n", c->name, c->usage, c->one_line);
        }
    }
    return 2;
}
