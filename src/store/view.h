/* Private to src/store: a view while it is loaded. SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_VIEW_H
#define STM_VIEW_H
#include "base/vec.h"
#include "store/sql.h"

/* Row ids of the file to indices of the view: ids are small and dense, so a plain array. */
typedef struct stm_id_map {
    uint32_t *index;
    int64_t limit;
} stm_id_map;
stemma_status stm_id_map_make(
    stm_id_map *map, stm_arena *arena, int64_t largest, stemma_error *err);
void stm_id_map_set(stm_id_map *map, int64_t id, uint32_t index);
uint32_t stm_id_map_get(const stm_id_map *map, int64_t id); /* STM_NONE when absent */

typedef struct stm_loading {
    stemma_graph *graph;
    const stemma_filter *filter;
    stm_view *view;
    stm_arena scratch;
    stm_id_map documents, relations, actors, entities, terms; /* entities: to nodes */
    STM_VEC(stm_str) term_texts;
    STM_VEC(bool) vocabulary;      /* [relation] */
    STM_VEC(bool) wanted;          /* [relation] the filter lets it through */
    STM_VEC(stm_str) wanted_names; /* of the filter; empty = all relations */
    bool partial; /* parts are fetched when a fact names them, and sorted at the end */
    const int64_t *wanted_facts; /* partial only */
    size_t wanted_fact_count;
    sqlite3_stmt *get_actor, *get_document, *get_relation, *get_term,
        *get_copies; /* partial only */
    uint32_t types;  /* bits of stm_type, 0 = all */
    int64_t speaker; /* actor id, 0 = any */
    stm_str since, until, source;
    stemma_error *err;
} stm_loading;

/* view_parts.c: documents with their origins, relations, actors, terms. */
stemma_status stm_view_load_parts(stm_loading *l);
/* view_fetch.c: index of a part by its row id; a partial view fetches it. STM_NONE when the file has none. */
stemma_status stm_view_fetch_open(stm_loading *l);
void stm_view_fetch_close(stm_loading *l);
stemma_status stm_view_node(stm_loading *l, int64_t entity, uint32_t *index_out);
stemma_status stm_view_document(stm_loading *l, int64_t id, uint32_t *index_out);
stemma_status stm_view_relation(stm_loading *l, int64_t id, uint32_t *index_out);
stemma_status stm_view_term(stm_loading *l, int64_t id, stm_str *text_out); /* "" for id 0 */
/* Near copies of the documents met, then everything in the order of a whole view. */
stemma_status stm_view_fetch_finish(stm_loading *l);
/* view_parts.c: one row each, columns as in the statements there. */
stemma_status stm_view_maps(stm_loading *l);
stemma_status stm_view_take_document(stm_loading *l, sqlite3_stmt *row);
stemma_status stm_view_take_copy(stm_loading *l, sqlite3_stmt *row);
stemma_status stm_view_take_relation(stm_loading *l, sqlite3_stmt *row);
stemma_status stm_view_take_actor(stm_loading *l, sqlite3_stmt *row);
stemma_status stm_view_take_term(stm_loading *l, sqlite3_stmt *row);
void stm_view_settle_origins(stm_loading *l);
/* view_fold.c: leaves out what no edge uses, sorts, folds parallel edges. */
stemma_status stm_view_finish(stm_loading *l);
#endif
