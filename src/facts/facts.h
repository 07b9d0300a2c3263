/* Facts: from trees to propositions in the words of the sentence, with their marks.
 *
 *   stm_facts_extract   fills doc->props and doc->args from the trees of all sentences
 *   stm_facts_open      the open form, one binary fact at a time: subject, relation, object
 *   stm_facts_jsonl     everything about each proposition, one JSON object a line
 *   stm_facts_explain   tokens, tree and which rule made which proposition, for people
 *
 * Rules are described in docs/extraction.md. What it does not do: canonical relations
 * (src/relations) and
 * actors (src/names).
 * SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_FACTS_H
#define STM_FACTS_H
#include "base/buf.h"
#include "text/doc.h"

/* Puts English titles before names right in parsed trees and in the found names (mend_titles.c); for trees of ours, before
 * stm_facts_extract. */
stemma_status stm_facts_mend_titles(stm_doc *doc, stemma_error *err);
/* The same for English clauses as newspapers write them (mend_clauses.c); after the titles. */
stemma_status stm_facts_mend_clauses(stm_doc *doc, stemma_error *err);
/* Needs links (stm_doc_link) and, for good results, lemmas and features. Replaces earlier props and
 * args.
 * The language is that of doc->lang; STM_LANG_UNKNOWN and STM_LANG_OTHER use the rules without word
 * lists. */
stemma_status stm_facts_extract(stm_doc *doc, stemma_error *err);

/* One binary fact in the words of the sentence. Strings are valid during the callback only. */
typedef struct stm_open_fact {
    uint32_t prop, arg; /* where it comes from: doc->props, doc->args */
    stm_str subject, relation, object;
    const char *rule; /* kind of the binary fact: "object", "oblique" …; static */
    uint32_t signs;   /* bits of what speaks against it; for calibration, see confidence.h */
    float confidence; /* 0..1: how often facts of its kind are right on the development data */
} stm_open_fact;

/* Returning something else than STEMMA_OK stops and is handed on. */
typedef stemma_status (*stm_open_sink)(void *user, const stm_open_fact *fact);

/* Facts of one sentence with confidence >= threshold (0 = all), each triple once, in order of
 * the text. */
stemma_status stm_facts_open(const stm_doc *doc, uint32_t sentence, float threshold,
    stm_open_sink sink, void *user, stemma_error *err);
/* The threshold with the best F1 on the development data. */
float stm_facts_open_threshold(stm_lang lang);

/* All propositions of the sentence, a JSON object a line. */
stemma_status stm_facts_jsonl(
    const stm_doc *doc, uint32_t sentence, stm_buf *out, stemma_error *err);
/* Tokens and tree drawn as text, then each proposition with its rule, marks and open facts. */
stemma_status stm_facts_explain(
    const stm_doc *doc, uint32_t sentence, stm_buf *out, stemma_error *err);

const char *stm_role_name(uint8_t role); /* "subject", "object", … */
const char *stm_link_name(uint8_t link); /* "cause", "condition", … ; "" for none */
#endif
