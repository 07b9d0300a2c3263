/* A damaged model file whose checksum is right: refused, or a text is parsed with it into whole trees.
 * The model is a tiny untrained one of the test treebank. SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/files.h"
#include "damage.h"
#include "fuzz.h"
#include "syntax/model_format.h"
#include "syntax/segment.h"
#include "syntax/syntax.h"
#include "train/model_write.h"

static char *make_model(size_t *count_out)
{
    static stm_corpus corpus;
    stm_sample_list list = {0};
    stm_trainer trainer;
    stemma_error err;
    char path[] = "fuzz-model-XXXXXX", *bytes = NULL;
    int file = mkstemp(path);
    if (file < 0) {
        abort();
    }
    close(file);
    stm_labels_add(&corpus.sources, "tiny", 4);
    stm_sample_treebank(&corpus, &list, STEMMA_SOURCE_DIR "/tests/data/tiny.conllu", 0);
    stm_corpus_count(&corpus, &list);
    stm_corpus_freeze(&corpus, 5);
    stm_trainer_new(
        &trainer, &corpus, (stm_net_size){.x = 16, .h = 16, .arc = 16, .rel = 16, .word = 16}, 1);
    stm_model_write(
        &trainer, &corpus, &(stm_model_extra){.about = "language de\n", .home = 0}, path);
    if (stm_file_read(path, (size_t)1 << 26, &bytes, count_out, &err) != STEMMA_OK) {
        abort();
    }
    unlink(path);
    stm_trainer_free(&trainer);
    stm_sample_list_free(&list);
    stm_corpus_free(&corpus);
    return bytes;
}

static void parse(const stm_model *model)
{
    stemma_error err;
    stm_doc doc;
    stm_syntax_space *space = NULL;
    stm_doc_init(&doc);
    doc.lang = STM_LANG_DE;
    doc.text = STM_LIT("Die Firma Nova gab 2021 das Netzwerk auf. Anna Weber kam nicht.");
    if (stm_syntax_space_new(model, &space, &err) == STEMMA_OK &&
        stm_segment(model, &doc, false, &err) == STEMMA_OK &&
        stm_syntax_annotate(model, space, &doc, 0, doc.sentences.count, &err) == STEMMA_OK) {
        for (uint32_t i = 0; i < doc.tokens.count; i++) {
            const stm_token *token = &doc.tokens.items[i];
            if ((token->head != STM_NONE && token->head >= doc.tokens.count) ||
                token->upos >= STM_UPOS_COUNT) {
                abort();
            }
        }
    }
    stm_syntax_space_free(space);
    stm_doc_dispose(&doc);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static char *sound;
    static size_t sound_count;
    stemma_error err;
    stm_model *model = NULL;
    if (sound == NULL) {
        sound = make_model(&sound_count);
    }
    char *bytes = malloc(sound_count);
    if (bytes == NULL) {
        return 0;
    }
    memcpy(bytes, sound, sound_count);
    size_t count = fuzz_damage(data, size, (uint8_t *)bytes, sound_count);
    if (count >=
        STM_MODEL_HEAD) { /* made right again, or no damage would be met behind the first check */
        uint64_t sum = stm_model_checksum(bytes + STM_MODEL_HEAD, count - STM_MODEL_HEAD),
                 whole = count;
        memcpy(bytes + 16, &whole, sizeof whole);
        memcpy(bytes + 24, &sum, sizeof sum);
    }
    if (stm_model_open(bytes, count, "fuzz", &model, &err) == STEMMA_OK) {
        parse(model);
        stm_model_free(model);
    }
    free(bytes);
    return 0;
}
