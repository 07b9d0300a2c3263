/* The verb `stemma-train segment`. SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdio.h>
#include <stdlib.h>

#include "base/files.h"
#include "base/limits.h"
#include "base/number.h"
#include "train/segment_learn.h"
#include "train/train.h"

static stemma_status read_gold(stm_gold *gold, int argc, char **argv, const char *option,
    const stm_seg_tables *tables, stemma_error *err)
{
    int at = 1;
    const char *path;
    while ((path = stm_train_option(argc, argv, option, &at)) != NULL) {
        char *bytes = NULL;
        size_t count = 0;
        STM_TRY(stm_file_read(path, STM_MAX_FILE_BYTES, &bytes, &count, err));
        stemma_status status = stm_gold_add(gold, (stm_str){bytes, (uint32_t)count}, tables, err);
        free(bytes);
        STM_TRY(status);
    }
    return STEMMA_OK;
}

static stemma_status measure(int argc, char **argv, const char *language, const stm_buf *section,
    bool show, stemma_error *err)
{
    stm_seg_model model;
    bool learnt = section->length > 0;
    STM_TRY(
        stm_seg_model_open(&model, language, learnt ? section->data : NULL, section->length, err));
    stm_gold gold;
    stm_gold_init(&gold);
    stm_seg_scores scores = {0};
    stemma_status status = read_gold(&gold, argc, argv, "check", &model.tables, err);
    if (status == STEMMA_OK && gold.sentences > 0) {
        status = stm_segment_measure(&gold, &model, &scores, show, err);
        printf("words %.2f sentences %.2f (%u sentences, %u found, %u left out)\n",
            100 * scores.words, 100 * scores.sentences, gold.sentences, scores.found, gold.skipped);
    }
    stm_gold_dispose(&gold);
    stm_seg_model_dispose(&model);
    return status;
}

static uint32_t number_option(int argc, char **argv, const char *name, uint32_t standard)
{
    const char *text = stm_train_option(argc, argv, name, NULL);
    uint64_t number = 0;
    return text != NULL && stm_number_read_u64(stm_str_of(text), &number) ? (uint32_t)number
                                                                          : standard;
}

static stemma_status train(
    int argc, char **argv, const char *language, stm_buf *section, stemma_error *err)
{
    stm_seg_options options = {.cut_bits = number_option(argc, argv, "cut-bits", 15),
        .end_bits = number_option(argc, argv, "end-bits", 17),
        .rounds = number_option(argc, argv, "rounds", 3),
        .cut_prior = (float)number_option(argc, argv, "cut-prior", 4),
        .end_prior = (float)number_option(argc, argv, "end-prior", 3),
        .end_bias = (float)number_option(argc, argv, "end-bias", 0) / 10};
    stm_seg_tables tables;
    STM_TRY(stm_seg_tables_load(&tables, language, err));
    stm_gold gold;
    stm_gold_init(&gold);
    gold.joins = true;
    stemma_status status = read_gold(&gold, argc, argv, "train", &tables, err);
    if (status == STEMMA_OK && gold.sentences > 0) {
        printf("%u sentences, %u surface tokens; %u sentences left out\n", gold.sentences,
            gold.tokens.count, gold.skipped);
        status = stm_segment_learn(&gold, &tables, &options, section, err);
    }
    stm_gold_dispose(&gold);
    stm_seg_tables_dispose(&tables);
    return status;
}

int stm_train_segment(int argc, char **argv)
{
    const char *language = stm_train_option(argc, argv, "lang", NULL);
    const char *path = stm_train_option(argc, argv, "out", NULL);
    bool show = stm_train_option(argc, argv, "show", NULL) != NULL;
    if (language == NULL || number_option(argc, argv, "cut-bits", 15) > 22 ||
        number_option(argc, argv, "end-bits", 17) > 22) {
        return stm_train_fail("segment", NULL);
    }
    stemma_error err = {0};
    stm_buf section;
    stm_buf_init(&section);
    stemma_status status = train(argc, argv, language, &section, &err);
    if (status == STEMMA_OK && path != NULL) {
        status = stm_file_write(path, section.data, section.length, &err);
    }
    if (status == STEMMA_OK) {
        status = measure(argc, argv, language, &section, show, &err);
    }
    stm_buf_dispose(&section);
    return status == STEMMA_OK ? 0 : stm_train_fail("segment", &err);
}
