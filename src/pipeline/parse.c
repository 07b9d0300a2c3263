/* Text or words in, CoNLL-U out. SPDX-License-Identifier: GPL-2.0-or-later */
#include "pipeline/pipeline_private.h"
#include "syntax/hyphens.h"
#include "text/conllu.h"

typedef struct parse {
    const stemma_pipeline *pipeline;
    const stemma_sink *sink;
    stm_buf out;
    uint32_t sentences;
} parse;

static stemma_status take(void *context, stm_job *job, stemma_error *err)
{
    parse *p = context;
    if (job->doc.lang == STM_LANG_DE &&
        !job->conllu) { /* the habit of UD_German-GSD; later stages want "KI-Firma" whole */
        const stm_model *model = p->pipeline->models[STM_LANG_DE];
        STM_TRY(stm_hyphens_cut(model == NULL ? NULL : stm_model_lexicon(model), &job->doc, err));
    }
    for (uint32_t i = 0; i < job->doc.sentences.count; i++) {
        stm_conllu_write(&p->out, &job->doc, i, ++p->sentences);
    }
    return stm_sink_flush(p->sink, &p->out, err);
}

/* Reading the language off the first block keeps a stream in one language. */
static stemma_status feed(stemma_pipeline *pipeline, stm_blocks *blocks, bool pretokenized,
    stm_batch *batch, stemma_error *err)
{
    stm_lang lang = pipeline->lang;
    for (;;) {
        stm_str block;
        STM_TRY(stm_blocks_next(blocks, &block, err));
        if (block.ptr == NULL) {
            return stm_batch_flush(batch, err);
        }
        if (stm_str_trim(block).len == 0) {
            continue;
        }
        lang = lang == STM_LANG_UNKNOWN ? stm_language_detect(block, NULL) : lang;
        stm_job *job = stm_batch_next(batch);
        job->doc.text = stm_arena_copy(&job->doc.arena, block);
        job->doc.lang = lang;
        job->conllu = pretokenized;
        if (job->doc.text.ptr == NULL) {
            return stm_fail_nomem(err);
        }
        STM_TRY(stm_batch_submit(batch, err));
    }
}

stemma_status stemma_pipeline_parse(stemma_pipeline *pipeline, const char *path, int pretokenized,
    const stemma_sink *sink, stemma_error *err)
{
    parse p = {.pipeline = pipeline, .sink = sink};
    stm_blocks blocks;
    stm_batch batch;
    stm_buf_init(&p.out);
    STM_TRY(stm_blocks_open(&blocks, path, pretokenized != 0, err));
    stemma_status status = stm_batch_new(&batch, pipeline, STM_DEPTH_SYNTAX, take, &p, err);
    if (status == STEMMA_OK) {
        status = feed(pipeline, &blocks, pretokenized != 0, &batch, err);
    }
    stm_batch_dispose(&batch);
    stm_blocks_close(&blocks);
    stm_buf_dispose(&p.out);
    return status;
}
