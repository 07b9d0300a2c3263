/* What report and picture share: the view with its network, its scores, and names for the communities.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_ANALYSIS_H
#define STM_ANALYSIS_H
#include "network/net.h"

typedef struct stm_analysis {
    stm_arena arena;
    const stm_view *view; /* borrowed */
    stm_net net;
    stm_net_scores scores;
    stm_str *community; /* name of each community: its two most central actors */
    uint32_t *community_size;
    stm_str first_date, last_date; /* ISO, of the documents that have one; "" when none has */
} stm_analysis;

stemma_status stm_analysis_make(
    const stm_view *view, const stm_net_budget *budget, stm_analysis *out, stemma_error *err);
/* Communities of some nodes among themselves, for a network that was analysed lightly: everybody else is in one
 * community without a name behind them. */
stemma_status stm_analysis_regroup(
    stm_analysis *analysis, const uint32_t *nodes, uint32_t count, stemma_error *err);
void stm_analysis_dispose(stm_analysis *analysis);

/* Where the sentence behind a fact comes from: the store, or a test. */
typedef struct stm_witness_source {
    stemma_status (*get)(
        void *context, int64_t fact, stm_arena *arena, stm_evidence *out, stemma_error *err);
    void *context;
} stm_witness_source;
stm_witness_source stm_witness_store(stemma_graph *graph);
/* The same, but a fact without evidence gives an empty record instead of an error. */
stemma_status stm_witness_get(const stm_witness_source *source, int64_t fact, stm_arena *arena,
    stm_evidence *out, stemma_error *err);

/* Time of a fact as ISO text: what the fact says, else the date of its document, else "". */
stm_str stm_edge_time(const stm_view *view, const stm_edge *edge);
/* "2024-09-30" as 2024.74 years; false when it begins with no year. */
bool stm_time_years(stm_str time, double *years_out);
/* Relations that set actors against each other, for the colour red. */
bool stm_relation_hostile(stm_str relation);
/* "works for" for works_for, "works for (denied)" when negated. The caller's arena keeps it; .ptr NULL = no memory. */
stm_str stm_relation_words(stm_arena *arena, stm_str relation, bool negated);
/* "Title, date" or what there is of path, source and date. */
stm_str stm_source_words(stm_arena *arena, const stm_evidence *evidence);
#endif
