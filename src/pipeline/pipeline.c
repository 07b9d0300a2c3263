/* Life of a pipeline: options, tables, and the models of the languages, loaded when first needed.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "pipeline/pipeline_private.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/files.h"
#include "base/limits.h"

static stm_str copy(stemma_pipeline *p, const char *text, bool *ok)
{
    stm_str s = text == NULL ? STM_EMPTY : stm_arena_copy(&p->arena, stm_str_of(text));
    *ok = *ok && s.ptr != NULL;
    return s;
}

static stemma_status take_options(
    stemma_pipeline *p, const stemma_pipeline_options *options, stemma_error *err)
{
    bool ok = true;
    p->data_dirs = copy(p, options->data_dirs, &ok);
    p->model = copy(p, options->model, &ok);
    p->date = copy(p, options->date, &ok);
    p->source = copy(p, options->source, &ok);
    p->relations = copy(p, options->relations, &ok);
    p->lang_name = copy(p, options->lang, &ok);
    p->threads = options->threads < 1 ? 1 : options->threads;
    p->threads = p->threads > STM_THREADS_MAX ? STM_THREADS_MAX : p->threads;
    if (!ok) {
        return stm_fail_nomem(err);
    }
    p->lang = stm_lang_of(p->lang_name);
    if (p->lang == STM_LANG_OTHER && p->model.len == 0) {
        return stm_fail(err, STEMMA_ERR_ARG,
            "unknown language \"%.*s\": want de or en, or a model with --model",
            STM_ARG(p->lang_name));
    }
    return STEMMA_OK;
}

static stemma_status load_tables(stemma_pipeline *p, stemma_error *err)
{
    STM_TRY(stm_names_tables_new(&p->names, err));
    STM_TRY(stm_vocabulary_open(&p->vocabulary, err));
    if (p->relations.len == 0) {
        return STEMMA_OK;
    }
    char *bytes = NULL;
    size_t count = 0;
    STM_TRY(stm_file_read(p->relations.ptr, STM_MAX_DOCUMENT_BYTES, &bytes, &count, err));
    stemma_status status =
        stm_vocabulary_add(p->vocabulary, (stm_str){bytes, (uint32_t)count}, p->relations.ptr, err);
    free(bytes);
    return status;
}

stemma_status stemma_pipeline_open(
    const stemma_pipeline_options *options, stemma_pipeline **pipeline_out, stemma_error *err)
{
    static const stemma_pipeline_options plain = {.size = sizeof plain};
    *pipeline_out = NULL;
    STM_OPTIONS(options, &plain, err);
    stemma_pipeline *p = calloc(1, sizeof *p);
    if (p == NULL) {
        return stm_fail_nomem(err);
    }
    stm_arena_init(&p->arena);
    stemma_status status = take_options(p, options, err);
    status = status == STEMMA_OK ? load_tables(p, err) : status;
    if (status != STEMMA_OK) {
        stemma_pipeline_close(p);
        return status;
    }
    *pipeline_out = p;
    return STEMMA_OK;
}

void stemma_pipeline_close(stemma_pipeline *pipeline)
{
    if (pipeline == NULL) {
        return;
    }
    for (uint32_t lang = 0; lang < STM_LANGUAGES; lang++) {
        for (uint32_t worker = 0; worker < STM_THREADS_MAX; worker++) {
            stm_syntax_space_free(pipeline->spaces[worker][lang]);
        }
        stm_model_free(pipeline->models[lang]);
    }
    stm_names_tables_free(pipeline->names);
    stm_vocabulary_close(pipeline->vocabulary);
    stm_arena_dispose(&pipeline->arena);
    free(pipeline);
}

/* First of the data folders that has the language's model; "" when none has. */
static stemma_status find_model(stemma_pipeline *p, stm_lang lang, stm_buf *path, stemma_error *err)
{
    const char *name = stm_lang_name(lang);
    stm_str rest = p->data_dirs, folder = STM_EMPTY;
    while (stm_str_next(&rest, ':', &folder)) {
        if (folder.len == 0) {
            continue;
        }
        stm_buf_clear(path);
        stm_buf_print(path, "%.*s/%s/%s.stemma", STM_ARG(folder), name, name);
        STM_TRY(stm_buf_status(path, err));
        if (access(path->data, R_OK) == 0) {
            return STEMMA_OK;
        }
    }
    return stm_fail(err, STEMMA_ERR_NOTFOUND,
        "no model for language \"%s\": looked for %s/%s.stemma in %.*s", name, name, name,
        STM_ARG(p->data_dirs));
}

static stemma_status load_model(stemma_pipeline *p, stm_lang lang, stemma_error *err)
{
    if (p->model.len > 0) {
        return stm_model_load(p->model.ptr, &p->models[lang], err);
    }
    stm_buf path;
    stm_buf_init(&path);
    stemma_status status = find_model(p, lang, &path, err);
    if (status == STEMMA_OK) {
        status = stm_model_load(path.data, &p->models[lang], err);
    }
    stm_buf_dispose(&path);
    return status;
}

stemma_status stm_pipeline_model(
    stemma_pipeline *pipeline, stm_lang lang, const stm_model **model_out, stemma_error *err)
{
    if (pipeline->models[lang] == NULL) {
        STM_TRY(load_model(pipeline, lang, err));
    }
    for (uint32_t worker = 0; worker < pipeline->threads; worker++) {
        if (pipeline->spaces[worker][lang] == NULL) {
            STM_TRY(
                stm_syntax_space_new(pipeline->models[lang], &pipeline->spaces[worker][lang], err));
        }
    }
    *model_out = pipeline->models[lang];
    return STEMMA_OK;
}
