/* Questions that need no query language: what is known about an actor, what connects two, when what happened, which
 * sentences hold some words; and the sentence behind each fact.
 *
 * Every call writes its answer through a sink, in the order of its doc comment, the same bytes on every run. Names are
 * taken as people type them: in any case, without umlauts or accents, with a typo; "Paris (location)" picks one of two
 * actors of a name. A name that cannot be told gives NOTFOUND with a proposal. Other errors of all calls: ARG (options of
 * another size, an unknown format), STORE (the file is broken or busy), NOMEM, and the sink's own. The strings of options
 * are read during the call only; options may be NULL: text, 100 columns, everything. One thread a graph at a time.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STEMMA_ASK_H
#define STEMMA_ASK_H
#include <stdint.h>
#include <stemma/graph.h>
#include <stemma/sink.h>
STEMMA_BEGIN

typedef enum stemma_answer {
    STEMMA_ANSWER_TEXT, /* for people */
    STEMMA_ANSWER_TSV,  /* a header line, then one entry a line, tabs between */
    STEMMA_ANSWER_JSON  /* one JSON value */
} stemma_answer;

/* Zero-initialise: {.size = sizeof o}. */
typedef struct stemma_ask_options {
    size_t size; /* sizeof(stemma_ask_options) */
    stemma_answer format;
    int colour;                  /* TEXT: with terminal colours */
    uint32_t columns;            /* TEXT: width, 0 = 100 */
    uint32_t limit;              /* at most so many entries, 0 = all */
    const stemma_filter *filter; /* which facts count; NULL = all between named actors */
} stemma_ask_options;

/* All calls: *count_out (may be NULL) = entries written; 0 is an empty answer, no error. */

/* Who or what `name` is, its other names, and all facts with their sentences, best supported first. */
STEMMA_API stemma_status stemma_graph_show(stemma_graph *graph, const char *name,
    const stemma_ask_options *options, const stemma_sink *sink, uint32_t *count_out,
    stemma_error *err);
/* All facts that the filter lets through, by subject, object and relation. */
STEMMA_API stemma_status stemma_graph_facts(stemma_graph *graph, const stemma_ask_options *options,
    const stemma_sink *sink, uint32_t *count_out, stemma_error *err);
/* Facts of `name` that have a time (their own, else the date of the document), earliest first. */
STEMMA_API stemma_status stemma_graph_timeline(stemma_graph *graph, const char *name,
    const stemma_ask_options *options, const stemma_sink *sink, uint32_t *count_out,
    stemma_error *err);
/* Facts among the actors that are at most `depth` steps (1 to 6, else ARG) away from `name`, by breadth-first search. */
STEMMA_API stemma_status stemma_graph_around(stemma_graph *graph, const char *name, uint32_t depth,
    const stemma_ask_options *options, const stemma_sink *sink, uint32_t *count_out,
    stemma_error *err);
/* Facts between `a` and `b`, and of each with those whom both know. */
STEMMA_API stemma_status stemma_graph_between(stemma_graph *graph, const char *a, const char *b,
    const stemma_ask_options *options, const stemma_sink *sink, uint32_t *count_out,
    stemma_error *err);

typedef struct stemma_path_options {
    size_t size;      /* sizeof(stemma_path_options) */
    int all;          /* all shortest paths, not only the best supported one */
    uint32_t k;       /* the k shortest paths without loops, 0 = shortest only */
    int weighted;     /* a step costs 1 / number of its facts: well supported ways are shorter */
    uint32_t longest; /* at most so many steps, 0 = 8 */
} stemma_path_options;
/* Ways from `a` to `b` over facts in either direction, shortest first; *count_out = ways. NULL path options: the shortest
 * that most facts support. Search from both ends; weighted: Dijkstra; k ways: Yen (1971). ARG when both are one actor. */
STEMMA_API stemma_status stemma_graph_path(stemma_graph *graph, const char *a, const char *b,
    const stemma_path_options *path, const stemma_ask_options *options, const stemma_sink *sink,
    uint32_t *count_out, stemma_error *err);

/* Sentences that hold the words, best first. Words are joined by AND; "a phrase" in quotes, prefix* with a star, OR, and
 * -word without. Case, accents, ä/ae and ß/ss do not matter. */
STEMMA_API stemma_status stemma_graph_search(stemma_graph *graph, const char *words,
    const stemma_ask_options *options, const stemma_sink *sink, uint32_t *count_out,
    stemma_error *err);
/* The sentence behind fact number `fact`, its subject, predicate and object marked, the rule, the marks, the source;
 * then the other facts that say the same. NOTFOUND when there is no such fact. */
STEMMA_API stemma_status stemma_graph_why(stemma_graph *graph, int64_t fact,
    const stemma_ask_options *options, const stemma_sink *sink, uint32_t *count_out,
    stemma_error *err);
/* Documents of the file, by path. */
STEMMA_API stemma_status stemma_graph_documents(stemma_graph *graph,
    const stemma_ask_options *options, const stemma_sink *sink, uint32_t *count_out,
    stemma_error *err);
STEMMA_END
#endif
