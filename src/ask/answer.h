/* Private to src/ask: one answer on its way, and how facts look in it.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_ANSWER_H
#define STM_ANSWER_H
#include <stemma/ask.h>
#include "store/rows.h"
#include "store/store.h"

typedef struct stm_answer {
    stemma_graph *graph;
    stemma_ask_options options;
    stemma_filter filter;
    const stemma_sink *sink;
    stm_buf out;
    stm_arena arena;
    uint32_t count; /* entries written */
    bool held;      /* the file's state is kept until the end */
    stemma_error *err;
    stemma_error local;
} stm_answer;

/* Copies the options, checks them. `err` may be NULL; answer->err never is. */
stemma_status stm_answer_begin(stm_answer *answer, stemma_graph *graph,
    const stemma_ask_options *options, const stemma_sink *sink, stemma_error *err);
/* Flushes (when status is OK), frees, gives count. Call once after stm_answer_begin, whatever it returned. */
stemma_status stm_answer_end(stm_answer *answer, stemma_status status, uint32_t *count_out);
/* Hands what is written so far to the sink when it is much. */
stemma_status stm_answer_flow(stm_answer *answer);
bool stm_answer_is_full(const stm_answer *answer); /* the limit is reached */

/* ---- style.c ---- */
typedef enum stm_style {
    STM_STYLE_NAME,
    STM_STYLE_RELATION,
    STM_STYLE_DIM,
    STM_STYLE_MARK,
    STM_STYLE_HEAD
} stm_style;
void stm_answer_style(stm_answer *answer, stm_style style, stm_str text);
/* One value of a TSV line: tabs, line ends and other controls become spaces. */
void stm_answer_cell(stm_answer *answer, stm_str text);
/* Text broken between words to the width, each line behind `indent` blanks; `marked` stand out. NULL, 0: none. */
typedef struct stm_marked {
    stm_span span;
    stm_style style;
} stm_marked;
void stm_answer_wrapped(
    stm_answer *answer, stm_str text, uint32_t indent, const stm_marked *marked, uint32_t count);
/* Columns that s takes on a terminal (code points; good enough for Latin script). */
uint32_t stm_answer_width(stm_str s);

/* ---- fact_lines.c: bundles of a view as entries ---- */
/* A view with the edges of each bundle at hand. */
typedef struct stm_folder {
    const stm_view *view;
    uint32_t *edges; /* edge indices, those of one bundle together */
    uint32_t *first; /* [bundle] place in edges */
} stm_folder;
stemma_status stm_folder_make(
    stm_folder *folder, const stm_view *view, stm_arena *arena, stemma_error *err);
/* Bundle indices: best supported first (sources, facts, then content). */
uint32_t *stm_folder_ranked(const stm_folder *folder, stm_arena *arena);
/* How many sentences stand below a fact in text. */
enum { STM_ANSWER_SENTENCES = 2 };
void stm_answer_fact_header(
    stm_answer *answer, const char *more); /* TSV: names of the columns; `more` before them */
/* One fact, after what is needed between entries. TSV and JSON: strongest sentence; `lead` (TSV: cells before, JSON:
 * members before; "" = none) belongs to the verb. Text: `focus` (node or STM_NONE) stands out. */
stemma_status stm_answer_fact(stm_answer *answer, const stm_folder *folder, uint32_t bundle,
    const char *lead, uint32_t focus);
/* Header, the facts in the given order, end of the list. */
stemma_status stm_answer_facts(stm_answer *answer, const stm_folder *folder, const uint32_t *order,
    uint32_t count, uint32_t focus);

/* ---- walking ---- */
/* View of some facts, and its folder. */
stemma_status stm_answer_load(
    stm_answer *answer, const stm_id_list *facts, stm_view *view, stm_folder *folder);
#endif
