/* All stages on one document. SPDX-License-Identifier: GPL-2.0-or-later */
#include "facts/facts.h"
#include "pipeline/pipeline_private.h"
#include "text/conllu.h"

stemma_status stm_pipeline_prepare(stemma_pipeline *pipeline, stm_job *job, stemma_error *err)
{
    stm_doc *doc = &job->doc;
    if (pipeline->lang != STM_LANG_UNKNOWN) {
        doc->lang = pipeline->lang;
    } else if (doc->lang != STM_LANG_DE && doc->lang != STM_LANG_EN) {
        doc->lang = stm_language_detect(doc->text, NULL);
    }
    if (doc->lang == STM_LANG_OTHER && pipeline->model.len == 0) {
        return stm_fail(err, STEMMA_ERR_UNSUPPORTED,
            "%.*s%stext is neither German nor English; --lang overrules", STM_ARG(doc->meta.path),
            doc->meta.path.len > 0 ? ": " : "");
    }
    if (doc->lang == STM_LANG_UNKNOWN) {
        doc->lang = STM_LANG_EN; /* too little to tell, "2024." */
    }
    const stm_model *model = NULL;
    return job->conllu && job->keep_trees ? STEMMA_OK
                                          : stm_pipeline_model(pipeline, doc->lang, &model, err);
}

static stemma_status read_words(stm_job *job, stemma_error *err)
{
    stm_doc *doc = &job->doc;
    stm_str text = doc->text;
    const char *name = doc->meta.path.len > 0 ? doc->meta.path.ptr : "standard input";
    doc->text = STM_EMPTY;
    return stm_conllu_read_all(text, name, doc, err);
}

static bool has_trees(const stm_doc *doc)
{
    return doc->tokens.count > 0 && doc->tokens.items[0].deprel.len > 0;
}

static stemma_status run_stages(
    stemma_pipeline *pipeline, uint32_t worker, stm_job *job, stm_depth depth, stemma_error *err)
{
    stm_doc *doc = &job->doc;
    const stm_model *model = pipeline->models[doc->lang];
    if (job->conllu) {
        STM_TRY(read_words(job, err));
    } else {
        STM_TRY(stm_segment(model, doc, job->one_sentence, err));
        STM_TRY(stm_language_mark_foreign(doc, err));
    }
    bool keep = job->keep_trees && has_trees(doc);
    if (!keep && model != NULL) {
        STM_TRY(stm_syntax_annotate(
            model, pipeline->spaces[worker][doc->lang], doc, 0, doc->sentences.count, err));
    }
    if (depth == STM_DEPTH_SYNTAX) {
        return STEMMA_OK;
    }
    const stm_lexicon *lexicon = model == NULL ? NULL : stm_model_lexicon(model);
    if (depth == STM_DEPTH_ENTITIES) {
        return stm_names_entities(doc, lexicon, pipeline->names, err);
    }
    if (!keep) {
        STM_TRY(stm_facts_mend_titles(doc, err));
        STM_TRY(stm_facts_mend_clauses(doc, err));
    }
    STM_TRY(stm_facts_extract(doc, err));
    if (depth == STM_DEPTH_PROPS) {
        return STEMMA_OK;
    }
    STM_TRY(stm_names_resolve(doc, lexicon, pipeline->names, err));
    return stm_relations_map(doc, pipeline->vocabulary, err);
}

stemma_status stm_annotate(
    stemma_pipeline *pipeline, uint32_t worker, stm_job *job, stm_depth depth, stemma_error *err)
{
    STM_TRY(run_stages(pipeline, worker, job, depth, err));
    return stm_arena_status(&job->doc.arena, err);
}
