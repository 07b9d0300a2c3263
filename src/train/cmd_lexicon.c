/* The verbs `stemma-train lexicon` and `stemma-train lemmas`. SPDX-License-Identifier:
 * GPL-2.0-or-later */
#include <stdio.h>
#include <stdlib.h>

#include "base/files.h"
#include "base/limits.h"
#include "text/conllu.h"
#include "train/lexicon_build.h"
#include "train/train.h"

typedef stemma_status (*reader)(
    stm_words *words, stm_str text, const char *name, stemma_error *err);

static stemma_status read_all(
    stm_words *words, int argc, char **argv, const char *option, reader read, stemma_error *err)
{
    int at = 1;
    const char *path;
    while ((path = stm_train_option(argc, argv, option, &at)) != NULL) {
        char *bytes = NULL;
        size_t count = 0;
        STM_TRY(stm_file_read(path, STM_MAX_FILE_BYTES, &bytes, &count, err));
        stemma_status status = read(words, (stm_str){bytes, (uint32_t)count}, path, err);
        free(bytes);
        STM_TRY(status);
    }
    return STEMMA_OK;
}

static stemma_status make(
    stm_words *words, int argc, char **argv, const char *path, stemma_error *err)
{
    STM_TRY(read_all(words, argc, argv, "list", stm_words_read_list, err));
    STM_TRY(read_all(words, argc, argv, "treebank", stm_words_read_treebank, err));
    stm_words_settle(words);
    stm_buf out;
    stm_buf_init(&out);
    stm_lexicon_figures f;
    stemma_status status = stm_lexicon_build(words, &out, &f, err);
    if (status == STEMMA_OK) {
        status = stm_file_write(path, out.data, out.length, err);
    }
    if (status == STEMMA_OK) {
        printf("%s: %zu bytes, %u forms, %u classes, %u readings, %u scripts, %u suffix rules\n",
            path, out.length, f.forms, f.classes, f.analyses, f.scripts, f.suffix_rules);
    }
    stm_buf_dispose(&out);
    return status;
}

int stm_train_lexicon(int argc, char **argv)
{
    const char *language = stm_train_option(argc, argv, "lang", NULL);
    const char *path = stm_train_option(argc, argv, "out", NULL);
    if (language == NULL || path == NULL) {
        return stm_train_fail("lexicon", NULL);
    }
    stemma_error err = {0};
    stm_words words;
    stm_words_init(&words, language);
    stemma_status status = make(&words, argc, argv, path, &err);
    stm_words_dispose(&words);
    return status == STEMMA_OK ? 0 : stm_train_fail("lexicon", &err);
}

typedef struct tally {
    uint32_t words, right, by_source[STM_LEX_BY_FORM + 1], right_by_source[STM_LEX_BY_FORM + 1];
} tally;

static void count_lemmas(const stm_lexicon *lex, const stm_doc *doc, bool show, tally *t)
{
    for (uint32_t i = 0; i < doc->tokens.count; i++) {
        const stm_token *token = &doc->tokens.items[i];
        char lemma[STM_LEX_WORD_BYTES];
        uint32_t length = 0;
        if (token->lemma.len == 0) {
            continue;
        }
        stm_lex_source source =
            stm_lexicon_lemma(lex, token->form, token->upos, token->feats, lemma, &length);
        bool right = stm_str_eq(token->lemma, (stm_str){lemma, length});
        t->words++;
        t->right += right;
        t->by_source[source]++;
        t->right_by_source[source] += right;
        if (show && !right) {
            printf("%.*s\t%s\t%.*s\t%.*s\t%d\n", STM_ARG(token->form), stm_upos_name(token->upos),
                STM_ARG(token->lemma), (int)length, lemma, (int)source);
        }
    }
}

int stm_train_lemmas(int argc, char **argv)
{
    static const char *const SOURCES[] = {
        "unknown", "treebank", "lists", "parts", "suffix", "form"};
    const char *path = stm_train_option(argc, argv, "lexicon", NULL);
    if (path == NULL || argc < 4) {
        return stm_train_fail("lemmas", NULL);
    }
    stemma_error err = {0};
    char *lexicon = NULL, *text = NULL;
    size_t lexicon_bytes = 0, text_bytes = 0;
    stm_lexicon lex;
    stm_doc doc;
    stm_doc_init(&doc);
    bool good =
        stm_file_read(path, STM_MAX_FILE_BYTES, &lexicon, &lexicon_bytes, &err) == STEMMA_OK &&
        stm_lexicon_open(&lex, lexicon, lexicon_bytes, &err) == STEMMA_OK &&
        stm_file_read(argv[argc - 1], STM_MAX_FILE_BYTES, &text, &text_bytes, &err) == STEMMA_OK &&
        stm_conllu_read_all((stm_str){text, (uint32_t)text_bytes}, argv[argc - 1], &doc, &err) ==
            STEMMA_OK;
    if (good) {
        tally t = {0};
        bool show = false;
        for (int i = 1; i < argc; i++) {
            show = show || strcmp(argv[i], "--show") == 0;
        }
        count_lemmas(&lex, &doc, show, &t);
        printf("lemmas %.2f of %u words\n", t.words > 0 ? 100.0 * t.right / t.words : 0.0, t.words);
        for (int s = STM_LEX_BY_TREEBANK; s <= STM_LEX_BY_FORM; s++) {
            printf("  %-9s %6u words, %.2f right\n", SOURCES[s], t.by_source[s],
                t.by_source[s] > 0 ? 100.0 * t.right_by_source[s] / t.by_source[s] : 0.0);
        }
    }
    stm_doc_dispose(&doc);
    free(lexicon);
    free(text);
    return good ? 0 : stm_train_fail("lemmas", &err);
}
