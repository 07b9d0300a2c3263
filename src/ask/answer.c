/* The life of one answer: options in, text through the sink, count out. SPDX-License-Identifier: GPL-2.0-or-later */
#include "ask/answer.h"

#include "base/sink.h"

enum { FLOW_BYTES = 1 << 16, WIDTH = 100 };

stemma_status stm_answer_begin(stm_answer *answer, stemma_graph *graph,
    const stemma_ask_options *options, const stemma_sink *sink, stemma_error *err)
{
    memset(answer, 0, sizeof *answer);
    answer->graph = graph;
    answer->sink = sink;
    answer->err = err == NULL ? &answer->local : err;
    stm_buf_init(&answer->out);
    stm_arena_init(&answer->arena);
    answer->filter.size = sizeof answer->filter;
    if (options != NULL) {
        STM_OPTIONS(options, options, answer->err);
        if (options->format > STEMMA_ANSWER_JSON) {
            return stm_fail(answer->err, STEMMA_ERR_ARG, "no such format of answers");
        }
        answer->options = *options;
        if (options->filter != NULL) {
            const stemma_filter *filter = options->filter;
            STM_OPTIONS(filter, filter, answer->err);
            answer->filter = *filter;
        }
    }
    if (answer->options.columns == 0) {
        answer->options.columns = WIDTH;
    }
    answer->options.filter = &answer->filter;
    return stm_store_hold(graph, &answer->held, answer->err);
}

stemma_status stm_answer_end(stm_answer *answer, stemma_status status, uint32_t *count_out)
{
    if (status == STEMMA_OK) {
        status = stm_arena_status(&answer->arena, answer->err);
    }
    if (status == STEMMA_OK) {
        status = stm_sink_flush(answer->sink, &answer->out, answer->err);
    }
    if (count_out != NULL) {
        *count_out = answer->count;
    }
    stm_store_release(answer->graph, answer->held);
    stm_buf_dispose(&answer->out);
    stm_arena_dispose(&answer->arena);
    return status;
}

stemma_status stm_answer_flow(stm_answer *answer)
{
    if (answer->out.failed || answer->out.length > FLOW_BYTES) {
        return stm_sink_flush(answer->sink, &answer->out, answer->err);
    }
    return STEMMA_OK;
}

bool stm_answer_is_full(const stm_answer *answer)
{
    return answer->options.limit != 0 && answer->count >= answer->options.limit;
}
