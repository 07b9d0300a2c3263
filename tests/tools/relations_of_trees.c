/* Canonical facts of sentences that come with their trees, for measuring the relation tables alone:
 *   relations_of_trees FILE.conllu LANG [--facts] [--labels] [--names] [--whole] [--lexicon FILE]
 *                      [--table FILE]
 * prints  sent_id TAB subject TAB relation TAB object TAB marks TAB rule.
 * --facts: propositions are extracted first (marks, labels); --labels: facts of a lemma label too; --lexicon: lemmas
 * anew from a lexicon section; --names: coreference; --table: a user's relation table. Names are the proper nouns of
 * the trees: there is no name finder in between. Each sentence is a document of its own, with --whole the file is one. SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdio.h>
#include <stdlib.h>

#include "base/files.h"
#include "facts/facts.h"
#include "names/names.h"
#include "relations/relation_map.h"
#include "syntax/lexicon.h"
#include "text/conllu.h"

typedef struct options {
    const char *trees, *lang, *lexicon, *table;
    bool facts, labels, names, whole;
} options;

static void print_fact(const stm_doc *doc, const stm_fact *f)
{
    stm_str id = doc->sentences.items[f->sentence].id;
    stm_str s = doc->actors.items[f->subject].name;
    stm_str o = f->object == STM_NONE ? STM_EMPTY : doc->actors.items[f->object].name;
    printf("%.*s\t%.*s\t%.*s\t%.*s\t%s%s\t%s\n", STM_ARG(id), STM_ARG(s), STM_ARG(f->relation),
        STM_ARG(o), f->marks.negated ? "negated" : "",
        f->marks.modality == STM_ASSERTED ? ""
            : f->marks.negated            ? ",modal"
                                          : "modal",
        f->rule);
}

static stemma_status lemmas_anew(stm_doc *doc, const stm_lexicon *lexicon, stemma_error *err)
{
    for (uint32_t t = 0; t < doc->tokens.count; t++) {
        stm_token *k = &doc->tokens.items[t];
        char lemma[STM_LEX_WORD_BYTES];
        uint32_t length = 0;
        if (stm_lexicon_lemma(lexicon, k->form, k->upos, k->feats, lemma, &length) !=
            STM_LEX_UNKNOWN) {
            k->lemma = stm_arena_copy(&doc->arena, (stm_str){lemma, length});
            if (k->lemma.ptr == NULL) {
                return stm_fail_nomem(err);
            }
        }
    }
    return STEMMA_OK;
}

/* Proper nouns with what is flat to them, for want of a name finder. */
static stemma_status find_names(stm_doc *doc, stemma_error *err)
{
    for (uint32_t t = 0; t < doc->tokens.count; t++) {
        const stm_token *k = &doc->tokens.items[t];
        if (k->upos != STM_PROPN || k->rel == STM_REL_FLAT) {
            continue;
        }
        uint32_t last = t;
        while (last + 1 < doc->tokens.count && doc->tokens.items[last + 1].rel == STM_REL_FLAT &&
            doc->tokens.items[last + 1].head == t) {
            last++;
        }
        stm_mention m = {.sentence = k->sentence,
            .token_first = t,
            .token_count = last - t + 1,
            .head = t,
            .span = {k->span.begin, doc->tokens.items[last].span.end},
            .type = STM_TYPE_OTHER,
            .kind = STM_MENTION_NAME,
            .actor = STM_NONE,
            .confidence = 0.5f};
        if (!stm_vec_push(&doc->mentions, m)) {
            return stm_fail_nomem(err);
        }
    }
    return STEMMA_OK;
}

typedef struct tools {
    stm_vocabulary *vocabulary;
    stm_names_tables *tables;
    stm_lexicon lexicon;
    char *buffers[3];
} tools;

static stemma_status one_document(const options *o, const tools *t, stm_doc *doc, stemma_error *err)
{
    doc->lang = stm_lang_of(stm_str_of(o->lang));
    if (o->lexicon != NULL) {
        STM_TRY(lemmas_anew(doc, &t->lexicon, err));
    }
    if (o->facts) {
        STM_TRY(stm_facts_extract(doc, err));
    }
    if (o->names) {
        STM_TRY(find_names(doc, err));
        STM_TRY(stm_names_resolve(doc, o->lexicon != NULL ? &t->lexicon : NULL, t->tables, err));
    }
    STM_TRY(stm_relations_map(doc, t->vocabulary, err));
    for (uint32_t i = 0; i < doc->facts.count; i++) {
        if (o->labels || doc->facts.items[i].in_vocabulary) {
            print_fact(doc, &doc->facts.items[i]);
        }
    }
    return STEMMA_OK;
}

static stemma_status run(const options *o, stm_doc *doc, tools *t, stemma_error *err)
{
    size_t count = 0;
    stm_conllu_reader reader;
    bool more = true;
    STM_TRY(stm_file_read(o->trees, 1u << 28, &t->buffers[0], &count, err));
    stm_conllu_open(&reader, (stm_str){t->buffers[0], (uint32_t)count}, o->trees);
    STM_TRY(stm_vocabulary_open(&t->vocabulary, err));
    STM_TRY(stm_names_tables_new(&t->tables, err));
    if (o->table != NULL) {
        STM_TRY(stm_file_read(o->table, 1u << 24, &t->buffers[1], &count, err));
        STM_TRY(stm_vocabulary_add(
            t->vocabulary, (stm_str){t->buffers[1], (uint32_t)count}, o->table, err));
    }
    if (o->lexicon != NULL) {
        STM_TRY(stm_file_read(o->lexicon, 1u << 28, &t->buffers[2], &count, err));
        STM_TRY(stm_lexicon_open(&t->lexicon, t->buffers[2], count, err));
    }
    if (o->whole) {
        STM_TRY(stm_conllu_read_all(reader.rest, o->trees, doc, err));
        return one_document(o, t, doc, err);
    }
    for (;;) {
        stm_doc_reset(doc);
        STM_TRY(stm_conllu_read(&reader, doc, &more, err));
        if (!more) {
            return STEMMA_OK;
        }
        STM_TRY(one_document(o, t, doc, err));
    }
}

static options read_options(int argc, char **argv)
{
    options o = {.trees = argv[1], .lang = argv[2]};
    for (int i = 3; i < argc; i++) {
        o.facts = o.facts || strcmp(argv[i], "--facts") == 0;
        o.names = o.names || strcmp(argv[i], "--names") == 0;
        o.whole = o.whole || strcmp(argv[i], "--whole") == 0;
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
    tools t = {.vocabulary = NULL};
    stm_doc doc;
    if (argc < 3) {
        fprintf(stderr,
            "usage: relations_of_trees FILE.conllu LANG [--facts] [--labels] [--lexicon FILE] [--table FILE]\n");
        return 2;
    }
    options o = read_options(argc, argv);
    stm_doc_init(&doc);
    stemma_status status = run(&o, &doc, &t, &err);
    if (status != STEMMA_OK) {
        fprintf(stderr, "relations_of_trees: %s\n", err.text);
    }
    stm_vocabulary_close(t.vocabulary);
    stm_names_tables_free(t.tables);
    stm_doc_dispose(&doc);
    for (int i = 0; i < 3; i++) {
        free(t.buffers[i]);
    }
    return status == STEMMA_OK ? 0 : 1;
}
