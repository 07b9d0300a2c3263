/* A scene is what one picture shows: chosen actors, chosen relations, words for them. It is handed to stemma-draw as
 * lines of text. SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_SCENE_H
#define STM_SCENE_H
#include <stemma/draw.h>
#include "report/analysis.h"

/* Relations from one actor to another of the same style, folded into one line with several words. */
typedef struct stm_scene_line {
    uint32_t from, to; /* nodes of the view */
    bool dashed, hostile;
    uint32_t first, count; /* in scene->bundles */
    uint32_t sources, facts;
} stm_scene_line;

typedef struct stm_scene {
    stm_arena arena;
    const stm_analysis *analysis;
    STM_VEC(uint32_t) nodes;   /* of the view, most central first */
    STM_VEC(uint32_t) bundles; /* of the view, line by line, strongest first within a line */
    STM_VEC(stm_scene_line) lines;
    uint32_t nodes_left_out, lines_left_out, facts_drawn;
    double *size; /* of each chosen node, 0..1 */
    stm_str title, subtitle, footer;
} stm_scene;

/* Chooses. `around`, `from`, `to` are nodes of the view or STM_NONE. */
typedef struct stm_scene_wish {
    uint32_t around, depth, from, to, community, top;
    const char *measure, *title;
} stm_scene_wish;
stemma_status stm_scene_choose(
    const stm_analysis *analysis, const stm_scene_wish *wish, stm_scene *out, stemma_error *err);
void stm_scene_dispose(stm_scene *scene);

/* The lines for stemma-draw. places: lines "id x y" of the last drawing, or "". */
stemma_status stm_scene_write(const stm_scene *scene, const stm_witness_source *witness,
    const stemma_draw_options *options, stm_str places, stm_buf *out, stemma_error *err);
/* One field: tab, line end and backslash escaped. */
void stm_scene_field(stm_buf *out, stm_str text);

/* Runs stemma-draw. picture, places (may be NULL) and notes get what it wrote. */
stemma_status stm_scene_run(const char *program, stm_str input, uint32_t seconds, stm_buf *picture,
    stm_buf *places, stm_buf *notes, stemma_error *err);

/* The page that moves: the SVG with all that a person wants to know about it. */
stemma_status stm_scene_page(const stm_scene *scene, const stm_witness_source *witness, stm_str svg,
    const char *theme, stm_buf *out, stemma_error *err);
#endif
