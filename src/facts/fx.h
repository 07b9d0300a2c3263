/* The extractor at work on one sentence: the document, the language's word lists and scratch
 * memory. All files
 * of this folder meet here. Nothing in here recurses: walks keep their own stack.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_FX_H
#define STM_FX_H
#include "base/buf.h"
#include "facts/words.h"
#include "text/doc.h"

enum {
    STM_FX_LIST = 48,        /* words of a verb group, arguments of a clause, conjuncts of a list */
    STM_FX_CLIMB = 24,       /* steps up the tree in search of a subject */
    STM_FX_DISTRIBUTE = 12,  /* propositions made from one clause by distributing coordination */
    STM_FX_TEXT_WORDS = 160, /* longest argument in words; longer ones are cut */
    STM_FX_SENTENCE_PROPS = 512
};

typedef struct stm_ids {
    uint32_t items[STM_FX_LIST];
    uint32_t count;
} stm_ids;

typedef struct stm_fx {
    const stm_doc *doc;
    stm_doc *out; /* the same document where propositions are written; NULL when only read */
    const stm_token *tokens;
    uint32_t sentence, first, end; /* tokens first … end - 1 */
    const stm_fact_words *words;
    bool german, english;
    uint32_t *stack; /* room for all words of the sentence */
    uint8_t *in;     /* per word of the sentence: chosen for the text at hand */
    uint32_t skip;   /* subtree left out of texts: the participle that describes its subject */
    uint32_t scratch_size;
    uint32_t prop_budget; /* propositions that the sentence may still make */
    stm_buf buf;
    bool failed; /* memory ran out */
} stm_fx;

/* `out` is the document itself, or NULL when it is only read. */
void stm_fx_init(stm_fx *fx, const stm_doc *doc, stm_doc *out);
void stm_fx_dispose(stm_fx *fx);
/* Turns to a sentence; false when memory ran out. */
bool stm_fx_sentence(stm_fx *fx, uint32_t sentence);

void stm_ids_add(stm_ids *ids, uint32_t id);        /* full lists take no more */
void stm_ids_add_sorted(stm_ids *ids, uint32_t id); /* ascending, each once */
bool stm_ids_has(const stm_ids *ids, uint32_t id);

/* Lemma, or the form when there is no lemma. */
stm_str stm_fx_lemma(const stm_fx *fx, uint32_t t);
bool stm_fx_lemma_in(const stm_fx *fx, uint32_t t, stm_word_list list);
bool stm_fx_form_in(const stm_fx *fx, uint32_t t, stm_word_list list);
/* Head of t inside the sentence, or STM_NONE. */
uint32_t stm_fx_head(const stm_fx *fx, uint32_t t);
bool stm_fx_is(const stm_fx *fx, uint32_t t, stm_rel rel);
bool stm_fx_is_sub(const stm_fx *fx, uint32_t t, stm_rel rel, stm_sub sub);
bool stm_fx_nounlike(const stm_fx *fx, uint32_t t); /* NOUN, PROPN, PRON, NUM, SYM, X */
bool stm_fx_has(const stm_fx *fx, uint32_t t, stm_rel rel);
uint32_t stm_fx_child_of(const stm_fx *fx, uint32_t t, stm_rel rel);
bool stm_fx_finite(const stm_fx *fx, uint32_t t); /* or an auxiliary or copula of it is */
/* First word of the clause's adposition: child with relation case before the head. */
uint32_t stm_fx_case(const stm_fx *fx, uint32_t t);
/* Punctuation stands between the words a < b. */
bool stm_fx_punct_between(const stm_fx *fx, uint32_t a, uint32_t b);
/* Adverb c stands directly before top, with nothing but adverbs and adjectives between: hellauf
 * begeistert. */
bool stm_fx_degree(const stm_fx *fx, uint32_t top, uint32_t c);
/* Negating adverb; not the one of "nicht nur … sondern auch", "not only". */
bool stm_fx_negator(const stm_fx *fx, uint32_t t);
/* Case that the German determiner of t shows beyond doubt: STM_CASE_ACC for "den Hund", "einen",
 * STM_CASE_DAT for
 * "dem", "einem", STM_CASE_NOM for "der" before a masculine; 0 otherwise. Parsers mistake subject
 * and object more often than this. */
uint8_t stm_fx_shown_case(const stm_fx *fx, uint32_t t);
/* "Midland, Texas": a bare name behind a comma says where the other is. */
bool stm_fx_place_qualifier(const stm_fx *fx, uint32_t top, uint32_t c);
/* A word of another clause: relation that opens one. */
bool stm_fx_clausal(uint8_t rel);
/* Copy of the builder's text in the document's arena. */
stm_str stm_fx_keep(stm_fx *fx);

/* How much of a noun phrase or clause its text takes. */
typedef enum stm_yield {
    STM_YIELD_PHRASE, /* noun phrase, minimal yet complete, without its adposition and conjuncts */
    STM_YIELD_LIST,   /* the same with its conjuncts */
    STM_YIELD_BARE,   /* head with modifiers to its left, without trailing phrases */
    STM_YIELD_NAME,   /* head with what makes a name of it: flat, compound */
    STM_YIELD_TITLE, /* noun phrase without the name in apposition: "Präsident" of Präsident Walesa */
    STM_YIELD_CLAUSE,     /* the clause with its marker */
    STM_YIELD_BARE_CLAUSE /* without it */
} stm_yield;

/* Marks in fx->in the words of the yield of top; gives first and last of them. Cleared by
 * stm_fx_clear. */
void stm_fx_mark(
    stm_fx *fx, uint32_t top, stm_yield yield, uint32_t *first_out, uint32_t *last_out);
void stm_fx_clear(stm_fx *fx, uint32_t first, uint32_t last);
/* Appends the marked words of first … last with the sentence's own spacing. */
void stm_fx_words(stm_fx *fx, stm_buf *out, uint32_t first, uint32_t last);
/* Text and span of the yield. */
stm_str stm_fx_text(stm_fx *fx, uint32_t top, stm_yield yield, stm_span *span_out);
void stm_fx_ids_text(stm_fx *fx, stm_buf *out, const stm_ids *ids);
#endif
