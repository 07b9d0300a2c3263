/* Reading and writing the graph file: the one interface that network, query, exchange, report and the pipeline
 * know. Nobody else sees SQLite. Records borrow their strings from the view or the statement they came from.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_STORE_H
#define STM_STORE_H
#include <stemma/graph.h>
#include "base/buf.h"
#include "base/vec.h"
#include "text/doc.h"

/* ---- writing: one transaction a document ---- */

enum { STM_ORDINAL_BITS = 24 }; /* sentence id = document << 24 | ordinal */

typedef enum stm_put { STM_PUT_ADDED, STM_PUT_UNCHANGED, STM_PUT_REPLACED } stm_put;
/* Stores sentences, actors, mentions and facts of doc, known by doc->meta.path (or id) and the hash of its
 * text. The same content again changes nothing; other content under the same path replaces its facts. */
stemma_status stm_store_put(
    stemma_graph *graph, const stm_doc *doc, stm_put *put_out, stemma_error *err);
/* True when putting doc would change nothing. Needs only text, lang and meta: asked before the costly analysis. */
stemma_status stm_store_has(
    stemma_graph *graph, const stm_doc *doc, bool *has_out, stemma_error *err);
/* Takes a document, its sentences, mentions, facts, and actors that nothing else means. NOTFOUND. */
stemma_status stm_store_remove(stemma_graph *graph, stm_str path, stemma_error *err);

/* One triple without a text behind it (import). Names are actors of the given types. */
typedef struct stm_triple {
    stm_str subject, relation, object;
    stm_type subject_type, object_type;
    bool subject_named, object_named, negated;
    uint8_t modality; /* stm_modality */
    stm_str time, place, amount, speaker, document, sentence,
        rule; /* "" = not said; document: path or URL */
    stm_type speaker_type;
    stm_str title, date, url, source, lang; /* of the document; taken when the document is new */
    double confidence;
} stm_triple;
/* Begin/end bracket many triples in one transaction; end with commit = false takes all back. */
stemma_status stm_store_import_begin(stemma_graph *graph, stemma_error *err);
stemma_status stm_store_import_add(
    stemma_graph *graph, const stm_triple *triple, stemma_error *err);
stemma_status stm_store_import_end(stemma_graph *graph, bool commit, stemma_error *err);

/* ---- reading ---- */
/* Settles, then keeps one state of the file for all reading calls until the release; a call inside of another holds
 * nothing (*held_out tells). */
stemma_status stm_store_hold(stemma_graph *graph, bool *held_out, stemma_error *err);
void stm_store_release(stemma_graph *graph, bool held);

/* ---- reading: the view, a snapshot with identity and the user's decisions applied ---- */

typedef struct stm_node {
    int64_t id; /* entity id in the file (the canonical member's) */
    stm_str name;
    uint8_t type; /* stm_type */
    bool named;
    uint32_t mentions, documents;
} stm_node;

/* One fact. Edges come in an order that depends on their content only, whatever order documents were read in: by path
 * of the document; there as they were found; triples without a sentence by subject, object, relation and marks. */
typedef struct stm_edge {
    int64_t id;               /* fact id */
    uint32_t subject, object; /* node indices */
    uint32_t relation;        /* index in view->relations */
    bool negated, in_vocabulary;
    uint8_t modality; /* stm_modality */
    float confidence;
    uint32_t speaker;                  /* node index or STM_NONE */
    stm_str time, place, amount, rule; /* "" = not said */
    uint32_t document;                 /* index in view->documents */
    int64_t sentence;                  /* sentence id, 0 = none */
} stm_edge;

typedef struct stm_source_document {
    int64_t id;
    stm_str path, title, date, url, source, lang;
    uint32_t
        origin; /* index of the first near copy of the same text: independent sources count origins */
} stm_source_document;

/* Parallel edges folded: same subject, relation, object, negated and modality. */
typedef struct stm_bundle {
    uint32_t subject, object, relation;
    bool negated, in_vocabulary;
    uint8_t modality;
    uint32_t facts;      /* parallel facts */
    uint32_t sources;    /* independent documents among them, at least 1 */
    uint32_t first_edge; /* strongest: highest confidence, then first in the order of edges */
    stm_str time;        /* earliest said, "" */
} stm_bundle;

typedef struct stm_view {
    stm_arena arena;
    STM_VEC(stm_node) nodes; /* sorted by name, then type, then id */
    STM_VEC(stm_edge) edges;
    STM_VEC(stm_bundle) bundles; /* sorted by subject, object, relation, negated, modality */
    STM_VEC(stm_str) relations;  /* names, sorted */
    STM_VEC(stm_source_document) documents; /* sorted by path, then id */
} stm_view;

/* Loads what the filter lets through; nodes without edges are left out. Free with stm_view_dispose. */
stemma_status stm_view_load(
    stemma_graph *graph, const stemma_filter *filter, stm_view *view_out, stemma_error *err);
void stm_view_dispose(stm_view *view);
/* The same for some facts only, given by distinct ids; costs what these facts cost, whatever the size of the file. */
stemma_status stm_view_load_facts(stemma_graph *graph, const stemma_filter *filter,
    const int64_t *facts, size_t count, stm_view *view_out, stemma_error *err);

/* ---- walking: actors and facts around an actor, straight from the file's indexes ---- */

typedef STM_VEC(int64_t) stm_id_list;
/* Ids of facts that the actor is subject or object of; appended to `facts`, sorted, distinct. `all`: also facts with
 * unnamed ends. */
stemma_status stm_store_facts_of(
    stemma_graph *graph, int64_t actor, bool all, stm_id_list *facts, stemma_error *err);
/* Facts between two actors, in either direction. */
stemma_status stm_store_facts_between(
    stemma_graph *graph, int64_t a, int64_t b, bool all, stm_id_list *facts, stemma_error *err);
/* Appends distinct neighbours (either direction), sorted by id. */
stemma_status stm_store_neighbours(
    stemma_graph *graph, int64_t actor, bool all, stm_id_list *actors, stemma_error *err);

/* The sentence behind a fact; strings belong to the arena given. */
typedef struct stm_evidence {
    int64_t fact, sentence_id, document_id;
    stm_str sentence;                    /* text of the sentence, "" for imported triples */
    stm_span subject, predicate, object; /* bytes of `sentence`; empty when not known */
    stm_str path, title, url, source, date, rule;
    uint32_t begin; /* byte offset of the sentence in the document */
} stm_evidence;
/* NOTFOUND when there is no such fact. */
stemma_status stm_store_evidence(
    stemma_graph *graph, int64_t fact, stm_arena *arena, stm_evidence *out, stemma_error *err);

/* Entity by name as a person types it: exact, folded, alias, then typo-tolerant. *id_out is the canonical entity's.
 * NOTFOUND with "did you mean …" in the message. */
stemma_status stm_store_find(stemma_graph *graph, stm_str name, int64_t *id_out, stemma_error *err);

/* Document of a sentence, both by id. */
static inline int64_t stm_store_document_of(int64_t sentence)
{
    return sentence >> STM_ORDINAL_BITS;
}

/* Small named blobs kept in the file (last layout, …). */
stemma_status stm_store_blob_get(
    stemma_graph *graph, const char *key, stm_buf *out, stemma_error *err);
stemma_status stm_store_blob_put(
    stemma_graph *graph, const char *key, stm_str bytes, stemma_error *err);
#endif
