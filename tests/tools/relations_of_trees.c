/* Canonical facts of sentences that come with their trees, for measuring the relation tables alone:
 *   relations_of_trees FILE.conllu LANG [--facts] [--labels] [--lexicon FILE] [--table FILE]
 * prints  sent_id TAB subject TAB relation TAB object TAB marks TAB rule.
 * --facts: propositions are extracted first (marks, labels); --labels: facts of a lemma label too; --lexicon: lemmas
 * anew from a lexicon section; --table: a user's relation table. Names are the proper nouns of the trees: there is no
 * name finder in between. SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdio.h>
#include <stdlib.h>

#include "base/files.h"
#include "facts/facts.h"
#include "relations/relation_map.h"
#include "syntax/lexicon.h"
#include "text/conllu.h"

typedef struct options {
    const char *trees, *lang, *lexicon, *table;
    bool facts, labels;
} options;

static void print_fact(const stm_doc *doc, const stm_fact *f)
{
    stm_str id = doc->sentences.items[f->sentence].id;
    stm_str s = doc->actors.items[f->subject].name;
    stm_str o = f->object == STM_NONE ? STM_EMPTY : doc->actors.items[f->object].name;
    printf("%.*s\t%.*s\t%.*s\t%.*s\t%s%s\t%s\n", STM_ARG(id), STM_ARG(s), STM_ARG(f->relation), STM_ARG(o),
           f->marks.negated ? "negated" : "",
           f->marks.modality == STM_ASSERTED ? "" : f->marks.negated ? ",modal" : "modal", f->rule);
}

static stemma_status lemmas_anew(stm_doc *doc, const char *path, char **bytes, stemma_error *err)
{
    stm_lexicon lexicon;
    size_t count = 0;
    STM_TRY(stm_file_read(path, 1u << 28, bytes, &count, err));
    STM_TRY(stm_lexicon_open(&lexicon, *bytes, count, err));
    for (uint32_t t = 0; t < doc->tokens.count; t++) {
        stm_token *k = &doc->tokens.items[t];
        char lemma[STM_LEX_WORD_BYTES];
        uint32_t length = 0;
        if (stm_lexicon_lemma(&lexicon, k->form, k->upos, k->feats, lemma, &length) != STM_LEX_UNKNOWN) {
            k->lemma = stm_arena_copy(&doc->arena, (stm_str){lemma, length});
        }
    }
    return STEMMA_OK;
}

static stemma_status run(const options *o, stm_doc *doc, stm_vocabulary **vocabulary, char *buffers[3],
                         stemma_error *err)
{
    size_t count = 0;
    STM_TRY(stm_file_read(o->trees, 1u << 28, &buffers[0], &count, err));
    STM_TRY(stm_vocabulary_open(vocabulary, err));
    STM_TRY(stm_conllu_read_all((stm_str){buffers[0], (uint32_t)count}, o->trees, doc, err));
    doc->lang = stm_lang_of(stm_str_of(o->lang));
    if (o->table != NULL) {
        STM_TRY(stm_file_read(o->table, 1u << 24, &buffers[1], &count, err));
        STM_TRY(stm_vocabulary_add(*vocabulary, (stm_str){buffers[1], (uint32_t)count}, o->table, err));
    }
    if (o->lexicon != NULL) {
        STM_TRY(lemmas_anew(doc, o->lexicon, &buffers[2], err));
    }
    if (o->facts) {
        STM_TRY(stm_facts_extract(doc, err));
    }
    return stm_relations_map(doc, *vocabulary, err);
}

static options read_options(int argc, char **argv)
{
    options o = {.trees = argv[1], .lang = argv[2]};
    for (int i = 3; i < argc; i++) {
        o.facts = o.facts || strcmp(argv[i], "--facts") == 0;
        o.labels = o.labels || strcmp(argv[i], "--labels") == 0;
        if (i + 1 < argc && strcmp(argv[i], "--lexicon") == 0) {
            o.lexicon = argv[++i];
        } else if (i + 1 < argc && strcmp(argv[i], "--table") == 0) {
            o.table = argv[++i];
        }
    }
    return o;
}

int main(int argc, char **argv)
{
    stemma_error err = {0};
    stm_vocabulary *vocabulary = NULL;
    char *buffers[3] = {NULL, NULL, NULL};
    stm_doc doc;
    if (argc < 3) {
        fprintf(stderr, "usage: relations_of_trees FILE.conllu LANG [--facts] [--labels] [--lexicon FILE] [--table FILE]\n");
        return 2;
    }
    options o = read_options(argc, argv);
    stm_doc_init(&doc);
    stemma_status status = run(&o, &doc, &vocabulary, buffers, &err);
    for (uint32_t i = 0; status == STEMMA_OK && i < doc.facts.count; i++) {
        if (o.labels || doc.facts.items[i].in_vocabulary) {
            print_fact(&doc, &doc.facts.items[i]);
        }
    }
    if (status != STEMMA_OK) {
        fprintf(stderr, "relations_of_trees: %s\n", err.text);
    }
    stm_vocabulary_close(vocabulary);
    stm_doc_dispose(&doc);
    for (int i = 0; i < 3; i++) {
        free(buffers[i]);
    }
    return status == STEMMA_OK ? 0 : 1;
}
