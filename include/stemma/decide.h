/* What the user decides about actors and facts. Decisions are kept apart from what was read: they survive a new reading
 * of the texts, can be taken back one by one, and travel as text. Names are taken as in <stemma/ask.h>; they are kept
 * as names, so that they hold for documents that come later.
 *
 * All calls need a graph that is open for writing. Errors of all: NOTFOUND (no such name or fact, with a proposal), STORE,
 * NOMEM, ARG (the graph is open for reading only). Strings are copied. One thread a graph at a time.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STEMMA_DECIDE_H
#define STEMMA_DECIDE_H
#include <stdint.h>
#include <stemma/graph.h>
#include <stemma/sink.h>
STEMMA_BEGIN

/* `a` and `b` are one actor. EXISTS when they are one already. */
STEMMA_API stemma_status stemma_graph_same(
    stemma_graph *graph, const char *a, const char *b, stemma_error *err);
/* `a` and `b` are two, whatever their names suggest. */
STEMMA_API stemma_status stemma_graph_different(
    stemma_graph *graph, const char *a, const char *b, stemma_error *err);
/* The actor is shown as `name` from now on; its old names still find it. */
STEMMA_API stemma_status stemma_graph_rename(
    stemma_graph *graph, const char *actor, const char *name, stemma_error *err);
/* The actor is a "person", "organization", … (ARG for an unknown type). */
STEMMA_API stemma_status stemma_graph_set_type(
    stemma_graph *graph, const char *actor, const char *type, stemma_error *err);
/* Fact number `fact`, and all that say the same, are no longer shown. */
STEMMA_API stemma_status stemma_graph_forget(stemma_graph *graph, int64_t fact, stemma_error *err);
/* Takes decision `number` back (0 = the last one). NOTFOUND when there is none. What was decided is written to the sink
 * (may be NULL) as one line of text. */
STEMMA_API stemma_status stemma_graph_undo(
    stemma_graph *graph, int64_t number, const stemma_sink *sink, stemma_error *err);

/* Writes all decisions in the order in which they were made, one a line: verb TAB name TAB name [TAB relation]. With
 * `numbers` each line starts with the decision's number and a tab. *count_out may be NULL. Works on a graph open for
 * reading too. */
STEMMA_API stemma_status stemma_graph_decisions(stemma_graph *graph, int numbers,
    const stemma_sink *sink, uint32_t *count_out, stemma_error *err);
/* Adds the decisions of such a text (without numbers; # starts a comment): all, or after an error none. Names need not be
 * known yet; decisions that are there already are left out. FORMAT names the line; ENCODING: not UTF-8. `name` is for messages. */
STEMMA_API stemma_status stemma_graph_decide(stemma_graph *graph, const char *text,
    size_t text_bytes, const char *name, uint32_t *count_out, stemma_error *err);

STEMMA_END
#endif
