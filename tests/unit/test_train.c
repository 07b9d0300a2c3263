/* The trainer: gradients against finite differences, and a tiny treebank learnt, written, loaded
 * and parsed. SPDX-License-Identifier: GPL-2.0-or-later */
#include "check.h"

#include <math.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/files.h"
#include "syntax/model_format.h"
#include "syntax/syntax.h"
#include "text/conllu.h"
#include "train/distill.h"
#include "train/measure.h"
#include "train/model_write.h"
#include "train/trainer.h"

#define TINY STEMMA_SOURCE_DIR "/tests/data/tiny.conllu"

static stm_corpus corpus;
static stm_sample_list list;

static int read_tiny(void **unused)
{
    (void)unused;
    stm_labels_add(&corpus.sources, "tiny", 4);
    stm_sample_treebank(&corpus, &list, TINY, 0);
    stm_corpus_count(&corpus, &list);
    stm_corpus_freeze(&corpus, 2);
    stm_sample_rows(&corpus, &list);
    return list.count == 60 ? 0 : -1;
}

static double loss_of(stm_trainer *t, uint32_t sentences, bool backward)
{
    const stm_sentence_sample *all[8];
    int source[8] = {0};
    stm_loss loss = {0};
    stm_batch b;
    for (uint32_t i = 0; i < sentences; i++) { /* falling length */
        uint32_t k = i;
        for (; k && all[k - 1]->count < list.sentences[i].count; k--)
            all[k] = all[k - 1];
        all[k] = &list.sentences[i];
    }
    t->random.s = 99; /* the same features dropped each time */
    stm_trainer_pack(t);
    stm_batch_begin(t, &b, all, sentences, source, true);
    stm_batch_forward(t, &corpus, &b);
    stm_heads_loss(t, &b, &loss);
    if (backward)
        stm_batch_backward(t, &b);
    return (loss.arc + loss.rel + loss.tag) / (double)loss.words;
}

static void make(stm_trainer *t, uint64_t seed)
{
    stm_trainer_new(
        t, &corpus, (stm_net_size){.x = 32, .h = 32, .arc = 32, .rel = 32, .word = 32}, seed);
    t->scratch_room = (size_t)8 << 20;
    t->scratch = stm_tool_new(t->scratch_room, sizeof(float));
}

static void forget_gradients(stm_trainer *t)
{
    for (unsigned i = 0; i < STM_NET_TENSORS; i++) {
        stm_net_shape s = stm_net_tensor(&t->size, i);
        memset(t->grad[i], 0, (size_t)s.rows * s.columns * sizeof(float));
    }
}

static void gradients_are_right(void **unused)
{
    (void)unused;
    stm_trainer t;
    make(&t, 3);
    t.scratch_used = 0;
    double base = loss_of(&t, 4, true);
    assert_true(base > 1);
    for (unsigned i = 0; i < STM_NET_TENSORS; i++) {
        stm_net_shape s = stm_net_tensor(&t.size, i);
        size_t n = (size_t)s.rows * s.columns;
        forget_gradients(&t);
        loss_of(&t, 4, true);
        float *g = malloc((n + 1) * sizeof *g);
        assert_non_null(g);
        memcpy(g, t.grad[i], n * sizeof *g);
        double dot = 0, norm = 0; /* along its own direction the loss must fall by |g|^2 */
        for (size_t k = 0; k < n; k++)
            norm += (double)g[k] * (double)g[k];
        if (norm < 1e-10) {
            free(g);
            continue;
        }
        float step = (float)(0.005 / sqrt(norm));
        for (size_t k = 0; k < n; k++)
            t.value[i][k] += step * g[k];
        dot = loss_of(&t, 4, false);
        for (size_t k = 0; k < n; k++)
            t.value[i][k] -= 2 * step * g[k];
        dot -= loss_of(&t, 4, false);
        for (size_t k = 0; k < n; k++)
            t.value[i][k] += step * g[k];
        double ratio = dot / (2 * (double)step) / norm;
        if (fabs(ratio - 1) > 0.03)
            fail_msg("tensor %u: slope %g of the gradient's length", i, ratio);
        free(g);
    }
    free(t.scratch);
    stm_trainer_free(&t);
}

static void embedding_gradient_is_right(void **unused)
{
    (void)unused;
    stm_trainer t;
    make(&t, 5);
    loss_of(&t, 4, true);
    double norm = 0;
    size_t n = t.rows * t.size.x;
    float *g = malloc(n * sizeof *g);
    assert_non_null(g);
    memcpy(g, t.embed_grad, n * sizeof *g);
    for (size_t k = 0; k < n; k++)
        norm += (double)g[k] * (double)g[k];
    assert_true(norm > 0);
    float step = (float)(0.005 / sqrt(norm));
    for (size_t k = 0; k < n; k++)
        t.embed[k] += step * g[k];
    double up = loss_of(&t, 4, false);
    for (size_t k = 0; k < n; k++)
        t.embed[k] -= 2 * step * g[k];
    double down = loss_of(&t, 4, false), ratio = (up - down) / (2 * (double)step) / norm;
    assert_true(fabs(ratio - 1) < 0.03);
    free(g);
    free(t.scratch);
    stm_trainer_free(&t);
}

static double parse_score(const char *path)
{
    stemma_error err = {0};
    stm_model *m = NULL;
    stm_syntax_space *space = NULL;
    stm_doc gold, doc;
    char *bytes = NULL;
    size_t count = 0;
    stm_doc_init(&gold);
    stm_doc_init(&doc);
    CHECK_OK(stm_file_read(TINY, 1u << 24, &bytes, &count, &err));
    CHECK_OK(stm_conllu_read_all((stm_str){bytes, (uint32_t)count}, TINY, &gold, &err));
    CHECK_OK(stm_conllu_read_all((stm_str){bytes, (uint32_t)count}, TINY, &doc, &err));
    CHECK_OK(stm_model_load(path, &m, &err));
    CHECK_OK(stm_syntax_space_new(m, &space, &err));
    CHECK_OK(stm_syntax_annotate(m, space, &doc, 0, doc.sentences.count, &err));
    uint32_t right = 0;
    for (uint32_t i = 0; i < doc.tokens.count; i++)
        right += doc.tokens.items[i].head == gold.tokens.items[i].head &&
            doc.tokens.items[i].rel == gold.tokens.items[i].rel &&
            doc.tokens.items[i].upos == gold.tokens.items[i].upos;
    double score = (double)right / doc.tokens.count;
    for (uint32_t s = 0; s < doc.sentences.count; s++) { /* alone or in a batch: the same */
        uint32_t first = doc.sentences.items[s].token_first, head = doc.tokens.items[first].head;
        stm_str deprel = doc.tokens.items[first].deprel;
        CHECK_OK(stm_syntax_annotate(m, space, &doc, s, 1, &err));
        assert_int_equal(head, doc.tokens.items[first].head);
        assert_true(stm_str_eq(deprel, doc.tokens.items[first].deprel));
    }
    stm_syntax_space_free(space);
    stm_model_free(m);
    stm_doc_dispose(&doc);
    stm_doc_dispose(&gold);
    free(bytes);
    return score;
}

static void tiny_treebank_is_learnt(void **unused)
{
    (void)unused;
    stm_trainer t;
    make(&t, 1);
    t.drop = (stm_dropout){
        .input = 0.1f, .layer = 0.1f, .recurrent = 0.1f, .hidden = 0.1f, .word = 0.1f};
    for (int round = 0; round < 35; round++) {
        for (size_t i = 0; i + 6 <= list.count; i += 6) {
            const stm_sentence_sample *all[6];
            int source[6] = {0};
            stm_loss loss = {0};
            stm_batch b;
            for (size_t k = 0; k < 6; k++) {
                size_t at = k;
                for (; at && all[at - 1]->count < list.sentences[i + k].count; at--)
                    all[at] = all[at - 1];
                all[at] = &list.sentences[i + k];
            }
            stm_trainer_pack(&t);
            stm_batch_begin(&t, &b, all, 6, source, true);
            stm_batch_forward(&t, &corpus, &b);
            stm_heads_loss(&t, &b, &loss);
            stm_batch_backward(&t, &b);
            stm_trainer_adam(&t, 4e-3f, 5.0f);
        }
    }
    char path[] = "/tmp/stemma-test-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    close(fd);
    stm_model_write(&t, &corpus, &(stm_model_extra){.about = "language de\n", .home = 0}, path);
    double score = parse_score(path);
    if (score < 0.9)
        fail_msg("only %.3f of its own training words right", score);
    unlink(path);
    free(t.scratch);
    stm_trainer_free(&t);
}

static void broken_models_are_refused(void **unused)
{
    (void)unused;
    stm_trainer t;
    make(&t, 1);
    char path[] = "/tmp/stemma-test-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    close(fd);
    uint32_t keys[2] = {5, 0};
    uint8_t codes[4] = {1, 2, 3, 4};
    corpus.features.vectors = (stm_vector_table){keys, codes, 2, 2};
    stm_model_write(&t, &corpus, &(stm_model_extra){.about = "language de\n", .home = 0}, path);
    corpus.features.vectors = (stm_vector_table){0};
    stemma_error err = {0};
    char *bytes = NULL;
    size_t count = 0;
    CHECK_OK(stm_file_read(path, 1u << 26, &bytes, &count, &err));
    stm_model *m = NULL;
    CHECK_OK(stm_model_open(bytes, count, "whole", &m, &err));
    stm_model_free(m);
    uint32_t r = 1;
    for (int trial = 0; trial < 120; trial++) { /* flips behind a checksum made right again */
        r = r * 1664525u + 1013904223u;
        size_t at = trial < 80 ? 12 + r % 2000 : r % count;
        char old = bytes[at];
        bytes[at] = (char)(bytes[at] ^ (1 << (trial % 8)));
        uint64_t sum = stm_model_checksum(bytes + STM_MODEL_HEAD, count - STM_MODEL_HEAD), before;
        memcpy(&before, bytes + 24, 8);
        memcpy(bytes + 24, &sum, 8);
        m = NULL;
        if (stm_model_open(bytes, count, "bent", &m, &err) == STEMMA_OK)
            stm_model_free(m);
        bytes[at] = old;
        memcpy(bytes + 24, &before, 8);
    }
    for (size_t cut = 0; cut < count; cut += 1 + count / 97) {
        m = NULL;
        assert_int_not_equal(STEMMA_OK, stm_model_open(bytes, cut, "cut", &m, &err));
    }
    unlink(path);
    free(bytes);
    free(t.scratch);
    stm_trainer_free(&t);
}

static void averages_follow(void **unused)
{
    (void)unused;
    stm_trainer t;
    make(&t, 4);
    stm_trainer_swap(&t); /* none yet: nothing happens */
    float first = t.value[STM_NET_ARC][3], row = t.embed[40];
    stm_trainer_average(&t, 0.75f);
    t.value[STM_NET_ARC][3] = first + 1;
    t.embed[40] = row - 1;
    stm_trainer_average(&t, 0.75f);
    stm_trainer_swap(&t);
    assert_float_equal(t.value[STM_NET_ARC][3], first + 0.25f, 1e-5f);
    assert_float_equal(t.embed[40], row - 0.25f, 1e-5f);
    stm_trainer_swap(&t);
    assert_float_equal(t.value[STM_NET_ARC][3], first + 1, 1e-5f);
    assert_float_equal(t.embed[40], row - 1, 1e-5f);
    free(t.scratch);
    stm_trainer_free(&t);
}

/* A teacher may know other words than its pupil: rows are found by what they stand for. */
static void teachers_find_their_rows(void **unused)
{
    (void)unused;
    stm_trainer t, u;
    make(&t, 6);
    make(&u, 7);
    char path[] = "/tmp/stemma-test-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    close(fd);
    stm_distill_save(&t, &corpus, path);
    uint32_t lost = corpus.row_hash[9];
    char *bytes = NULL;
    size_t count = 0;
    stemma_error err = {0};
    CHECK_OK(stm_file_read(path, 1u << 26, &bytes, &count, &err));
    for (size_t i = 4; i < 4 + corpus.rows * 4; i += 4) { /* the file's row 9 is of another word */
        uint32_t hash;
        memcpy(&hash, bytes + i, 4);
        hash = hash == lost ? hash ^ 0x5a5a5a5au : hash;
        memcpy(bytes + i, &hash, 4);
    }
    CHECK_OK(stm_file_write(path, bytes, count, &err));
    stm_distill_load(&u, &corpus, path);
    size_t x = t.size.x;
    assert_memory_equal(u.value[STM_NET_TAG], t.value[STM_NET_TAG], 64 * sizeof(float));
    assert_memory_equal(u.embed + 8 * x, t.embed + 8 * x, x * sizeof(float));
    assert_memory_equal(u.embed + 10 * x, t.embed + 10 * x, x * sizeof(float));
    for (size_t k = 0; k < x; k++)
        assert_float_equal(u.embed[9 * x + k], 0, 0);
    unlink(path);
    free(bytes);
    free(t.scratch);
    free(u.scratch);
    stm_trainer_free(&t);
    stm_trainer_free(&u);
}

static bool has_feature(const stm_feature_list *f, unsigned kind)
{
    for (size_t i = 0; i < f->count; i++)
        if (f->kind[i] == kind)
            return true;
    return false;
}

static void vectors_are_features(void **unused)
{
    (void)unused;
    uint32_t keys[4] = {0}, key = stm_feature_vector_key("nvidia", 6);
    uint8_t codes[8] = {0};
    uint32_t slot = stm_feature_cluster_slot(key, 4);
    keys[slot] = key;
    codes[slot * 2] = 7;
    codes[slot * 2 + 1] = 9;
    stm_feature_source s = {.vectors = {keys, codes, 4, 2}};
    stm_feature_list upper, lower, other;
    stm_feature_form(&s, "Nvidia", 6, &upper);
    stm_feature_form(&s, "nvidia", 6, &lower);
    stm_feature_form(&s, "Nvidias", 7, &other);
    assert_true(has_feature(&upper, STM_FEATURE_VECTOR));
    assert_true(has_feature(&lower, STM_FEATURE_VECTOR));
    assert_false(has_feature(&other, STM_FEATURE_VECTOR));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(gradients_are_right),
        cmocka_unit_test(embedding_gradient_is_right), cmocka_unit_test(tiny_treebank_is_learnt),
        cmocka_unit_test(broken_models_are_refused), cmocka_unit_test(averages_follow),
        cmocka_unit_test(teachers_find_their_rows), cmocka_unit_test(vectors_are_features)};
    return cmocka_run_group_tests(tests, read_tiny, NULL);
}
