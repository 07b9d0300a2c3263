/* The annotated document: the one structure that all stages of the pipeline read and fill.
 *
 *   segment  -> sentences, tokens (form, span)
 *   syntax   -> upos, lemma, feats, head, deprel of tokens; mentions of kind NAME
 *   facts    -> propositions (open, n-ary, in the words of the sentence)
 *   names    -> more mentions (pronouns, descriptions) and the document's actors
 *   relations-> facts (binary, canonical relation, actors as subject and object)
 *
 * All cross references are indices into the arrays of the document; STM_NONE = no such thing. Strings are
 * slices into the text or the document's arena and live as long as the document. A document belongs to one
 * thread at a time.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_DOC_H
#define STM_DOC_H
#include "base/arena.h"
#include "base/status.h"
#include "base/vec.h"
#include "text/labels.h"
#include "text/morph.h"

#define STM_NONE UINT32_MAX

typedef enum stm_lang { STM_LANG_UNKNOWN, STM_LANG_DE, STM_LANG_EN, STM_LANG_OTHER } stm_lang;
const char *stm_lang_name(stm_lang lang); /* "de", "en", "" */
stm_lang stm_lang_of(stm_str name);       /* STM_LANG_UNKNOWN for "", STM_LANG_OTHER for "fr" */

/* Bytes of doc->text, end exclusive. */
typedef struct stm_span {
    uint32_t begin, end;
} stm_span;

enum stm_token_flag {
    STM_TOKEN_SPACE_AFTER = 1, /* white space (or the end) follows the surface token */
    STM_TOKEN_MWT_FIRST = 2,   /* first word of a multi-word token: `in` of `im` */
    STM_TOKEN_MWT_REST = 4     /* a further word of it */
};

/* One syntactic word. */
typedef struct stm_token {
    stm_span span;             /* of the surface token: all words of `im` carry the span of `im` */
    stm_str form;              /* the word: `in`, `dem` for `im` */
    stm_str lemma;             /* "" until lemmatised; separable verbs carry their prefix */
    stm_str xpos, feats, misc; /* "" = CoNLL-U `_` */
    stm_str deprel;            /* with subtype: "nsubj:pass" */
    stm_morph morph;           /* feats taken apart */
    uint32_t head;             /* token index in doc, STM_NONE for the root (and before parsing) */
    uint32_t first_child, next_sibling; /* left to right, made by stm_doc_link; STM_NONE ends */
    uint32_t sentence;
    uint32_t mention;              /* innermost NAME mention that covers the word, or STM_NONE */
    uint8_t upos, rel, sub, flags; /* stm_upos, stm_rel, stm_sub, stm_token_flag */
} stm_token;

typedef struct stm_sentence {
    stm_span span;
    uint32_t token_first, token_count;
    uint32_t prop_first, prop_count; /* propositions of this sentence */
    stm_str id;                      /* CoNLL-U sent_id, "" = none */
    bool paragraph;                  /* a paragraph begins here */
    bool foreign;                    /* clearly in another language than the document */
} stm_sentence;

typedef enum stm_mention_kind {
    STM_MENTION_NAME, /* Elon Musk; also the part OpenAI of OpenAI-CEO (span narrower than the token) */
    STM_MENTION_PRONOUN,    /* er, sein, who */
    STM_MENTION_DESCRIPTION /* der Tesla-Chef, das Unternehmen */
} stm_mention_kind;

typedef struct stm_mention {
    uint32_t sentence;
    uint32_t token_first, token_count; /* words covered (at least one, all of one sentence) */
    uint32_t head;                     /* token that the mention hangs on */
    stm_span span;                     /* exact bytes */
    uint8_t type;                      /* stm_type */
    uint8_t kind;                      /* stm_mention_kind */
    uint32_t actor;                    /* index in doc->actors, STM_NONE = open */
    float confidence;                  /* 0..1 */
} stm_mention;

/* Somebody or something of this document. Facts point to actors; unnamed ones (a noun phrase such as
 * "100.000 GPUs") are actors with named = false and are edges only on demand. */
typedef struct stm_actor {
    stm_str name; /* canonical: fullest name in nominative without article ("Elon Musk", "USA") */
    uint8_t type; /* stm_type */
    uint8_t gender, number; /* bits of stm_morph, 0 = unknown */
    bool named;
    uint32_t mention_count;
} stm_actor;

typedef enum stm_role {
    STM_ROLE_SUBJECT,
    STM_ROLE_OBJECT,
    STM_ROLE_INDIRECT,   /* nominative, accusative, dative */
    STM_ROLE_COMPLEMENT, /* predicate of a copula, object complement (zum Präsidenten wählen) */
    STM_ROLE_OBLIQUE,    /* with adposition; see marker */
    STM_ROLE_ADVERB,
    STM_ROLE_CLAUSE,
    STM_ROLE_TIME,
    STM_ROLE_PLACE,
    STM_ROLE_AMOUNT,
    STM_ROLE_AGENT
} stm_role;

/* One argument of a proposition. */
typedef struct stm_arg {
    uint8_t role;  /* stm_role */
    uint32_t head; /* token index of its head word */
    uint32_t
        anchor; /* word that stands for it in the clause: the relative pronoun of an antecedent; else = head */
    stm_span
        span; /* from first to last word of the argument; narrower than the token for `OpenAI` in OpenAI-CEO */
    stm_str marker; /* lemma(s) of adposition or conjunction: "in", "zusammen mit", "" */
    stm_str text;   /* minimal yet complete, in the words of the sentence, marker not included */
    stm_str
        value; /* normalised time (ISO 8601: "2023", "2024-09", "2025-01-22") or amount ("500000000000 USD"); "" */
} stm_arg;

typedef enum stm_modality {
    STM_ASSERTED,
    STM_POSSIBLE,
    STM_PLANNED,
    STM_DEMANDED,
    STM_HYPOTHETICAL,
    STM_ALLEGED,
    STM_QUESTION
} stm_modality;
const char *stm_modality_name(uint8_t modality); /* "asserted", … */

typedef enum stm_link {
    STM_LINK_NONE,
    STM_LINK_CAUSE,
    STM_LINK_CONDITION,
    STM_LINK_PURPOSE,
    STM_LINK_TIME,
    STM_LINK_CONTRAST
} stm_link;

/* Marks that hold for propositions and facts alike. */
typedef struct stm_marks {
    bool negated;
    uint8_t modality;             /* stm_modality */
    uint32_t speaker;             /* head token of who says it, STM_NONE = the text itself */
    uint32_t time, place, amount; /* argument index in doc->args, STM_NONE = not said */
    float confidence;             /* 0..1 */
} stm_marks;

/* Proposition: one clause or nominal construction, n-ary, in the words of the sentence. */
typedef struct stm_prop {
    uint32_t sentence;
    uint32_t predicate; /* head token of the predicate (verb, noun, adjective) */
    stm_str relation;   /* words of the sentence: "stellte vor", "[is] CEO of" */
    stm_str lemma;      /* dictionary form: "vorstellen", "in Betrieb nehmen", "Kritik äußern" */
    const char *rule;   /* name of the rule that made it; static */
    uint32_t arg_first, arg_count; /* in doc->args; the subject first when there is one */
    stm_marks marks;
    uint32_t linked_prop;  /* because/if/in order to/…: the other proposition */
    uint8_t link;          /* stm_link: what the linked one is to this one */
    bool passive, nominal; /* said in the passive; made from a noun phrase */
} stm_prop;

/* Fact: what the graph keeps. */
typedef struct stm_fact {
    uint32_t sentence;
    uint32_t prop; /* where it comes from, STM_NONE = a rule over noun phrases or tables */
    uint32_t subject, object;           /* actors */
    uint32_t subject_head, object_head; /* tokens */
    stm_span subject_span, predicate_span, object_span;
    stm_str relation; /* canonical name ("founded") or a readable lemma label */
    bool in_vocabulary;
    const char *rule; /* static */
    stm_marks marks;
    uint32_t speaker;            /* actor, STM_NONE */
    stm_str time, place, amount; /* normalised, "" = not said */
} stm_fact;

/* How the file writes the text, for places in the file. Texts that were taken out of pages or office files are not written
 * there at all; encodings with letters of one or two bytes are not followed. */
typedef enum stm_written {
    STM_WRITTEN_NOT,
    STM_WRITTEN_UTF8,
    STM_WRITTEN_BYTE, /* a byte a letter: windows-1252 and its kin */
    STM_WRITTEN_UTF16,
    STM_WRITTEN_UTF32
} stm_written;
/* Bytes that the text takes in the file; 0 for NOT. */
uint32_t stm_written_bytes(stm_written written, stm_str text);

typedef struct stm_meta {
    stm_str id, path, title, date, url, source;
} stm_meta; /* date: ISO 8601 or "" */

typedef struct stm_doc {
    stm_arena arena;
    stm_str text;         /* valid UTF-8 */
    size_t text_capacity; /* of text when the document grew it itself (CoNLL-U), else 0 */
    stm_lang lang;
    stm_meta meta;
    stm_written written; /* how the file writes this very text */
    uint32_t skipped;    /* bytes of the file before it (a byte order mark) */
    stm_str file;        /* it was read from, when that is not its path (an item of a feed) */
    STM_VEC(stm_token) tokens;
    STM_VEC(stm_sentence) sentences;
    STM_VEC(stm_mention) mentions;
    STM_VEC(stm_actor) actors;
    STM_VEC(stm_arg) args;
    STM_VEC(stm_prop) props;
    STM_VEC(stm_fact) facts;
} stm_doc;

void stm_doc_init(stm_doc *doc);
void stm_doc_dispose(stm_doc *doc);
/* Forgets everything, keeps memory for the next document. */
void stm_doc_reset(stm_doc *doc);
/* Token with all references STM_NONE and empty strings. */
stm_token stm_token_blank(void);
/* Sets deprel, rel and sub together. `deprel` must outlive the document. */
void stm_token_set_deprel(stm_token *token, stm_str deprel);
/* Makes first_child and next_sibling of one sentence from the heads. Heads out of the sentence are taken as root. */
void stm_doc_link(stm_doc *doc, uint32_t sentence);
/* First child of token with relation rel (sub STM_SUB_NONE: any subtype), or STM_NONE. */
uint32_t stm_doc_child(const stm_doc *doc, uint32_t token, stm_rel rel, stm_sub sub);
/* for (c = first; c != STM_NONE; c = next): STM_CHILDREN(doc, token, c) { … } */
#define STM_CHILDREN(doc, token, c)                                                                \
    for (uint32_t c = (doc)->tokens.items[token].first_child; c != STM_NONE;                       \
         c = (doc)->tokens.items[c].next_sibling)
/* True when `token` stands in the subtree of `top` (or is it). */
bool stm_doc_dominates(const stm_doc *doc, uint32_t top, uint32_t token);
/* Slice of doc->text; clamped. */
stm_str stm_doc_slice(const stm_doc *doc, stm_span span);
#endif
