/* What drawing a network and drawing a time line share. SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_SCENE_REQUEST_H
#define STM_SCENE_REQUEST_H
#include "base/sink.h"
#include "report/scene.h"

typedef struct stm_request {
    stemma_graph *graph;
    const stemma_draw_options *options;
    stm_view view;
    stm_analysis analysis;
    stm_scene scene;
    stm_witness_source witness;
    stm_buf input, picture, places, said;
} stm_request;

/* Format, layout, theme, size: ARG with the wrong word. */
stemma_status stm_request_check(
    const stemma_draw_options *options, bool timeline, stemma_error *err);
/* Node of the view that a person means by `name`; NULL gives STM_NONE. */
stemma_status stm_request_node(
    stemma_graph *graph, const stm_view *view, const char *name, uint32_t *out, stemma_error *err);
/* Runs stemma-draw on request->input into request->picture and hands its notes on. */
stemma_status stm_request_run(stm_request *request, stemma_error *err);
void stm_request_dispose(stm_request *request);
#endif
