/* What a report says, before it is given a form: ranks with their firmness, roles, strongest relations with their
 * sentences, activity over time. SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_FINDINGS_H
#define STM_FINDINGS_H
#include <stemma/report.h>
#include "report/analysis.h"

enum { STM_RELATIONS_TOLD = 3, STM_MOST_PERIODS = 36, STM_MOST_BRIEF = 5 };

typedef struct stm_relation_told {
    const stm_bundle *bundle;
    stm_str words; /* "Elon Musk founded xAI" */
    stm_str sentence, source, url;
} stm_relation_told;

typedef struct stm_actor_told {
    uint32_t node;
    stm_str role;  /* "broker, hub" */
    stm_str about; /* a paragraph; for those whose relations are told */
    stm_relation_told relations[STM_RELATIONS_TOLD];
    uint32_t relation_count;
    uint32_t *periods; /* facts in each period */
} stm_actor_told;

typedef struct stm_findings {
    stm_arena arena;
    stm_analysis analysis;
    uint32_t *low, *high;   /* rank interval of each node */
    uint32_t rounds;        /* of the bootstrap; 0 = no interval */
    stm_actor_told *actors; /* the first `count` by rank */
    uint32_t count;
    stm_str periods[STM_MOST_PERIODS]; /* "2024" or "2024-09"; in order, without gaps */
    uint32_t period_count;
    double worst_error; /* largest standard error of betweenness among the actors told of */
    stm_str title, summary;
    stm_str brief[STM_MOST_BRIEF]; /* the findings in sentences */
    uint32_t brief_count;
} stm_findings;

/* Relations and sentences are looked up for the first `with_sentences` actors only. */
stemma_status stm_findings_make(const stm_view *view, const stm_witness_source *witness,
    const char *title, uint32_t count, uint32_t with_sentences, stm_findings *out,
    stemma_error *err);
void stm_findings_dispose(stm_findings *findings);

/* brief.c: fills `brief`, and `about` of the first `told` actors. False: out of memory. */
bool stm_findings_brief(stm_findings *findings, uint32_t told);
/* "Elon Musk founded xAI (planned)"; NULL: out of memory. */
stm_str stm_findings_words(stm_findings *findings, const stm_bundle *bundle);
/* More independent sources, then more facts, then of the vocabulary, then surer. */
bool stm_findings_stronger(const stm_view *view, const stm_bundle *x, const stm_bundle *y);

/* What the numbers mean, one sentence each; NULL behind the last. `index` from 0. */
stm_str stm_findings_meaning(stm_findings *findings, uint32_t index);

/* value with so many decimals, a point in every locale; a dash when there is none. */
void stm_findings_fixed(stm_buf *out, double value, int decimals);

void stm_report_table(stm_findings *f, const stemma_report_options *options, stm_buf *out);
void stm_report_tsv(stm_findings *f, stm_buf *out);
void stm_report_json(stm_findings *f, stm_buf *out);
void stm_report_markdown(stm_findings *f, stm_buf *out);
/* svg: the picture, "" = without. */
void stm_report_html(
    stm_findings *f, const stemma_report_options *options, stm_str svg, stm_buf *out);
#endif
