/* Logistic regression with AdaGrad over hashed features, for cuts and for sentence ends. Decisions
 * are taught with the gold state on their left. Weights are averaged over the rounds' ends and
 * rounded to 16 bits. SPDX-License-Identifier: GPL-2.0-or-later */
#include "train/segment_learn.h"

#include <math.h>
#include <stdio.h>

#include "unicode/chars.h"

enum { SCALE = 256 };

typedef struct example {
    uint32_t first; /* in features */
    uint8_t count;
    bool yes;
} example;

typedef struct lesson {
    STM_VEC(example) examples;
    STM_VEC(uint32_t) features;
} lesson;

static bool add_example(lesson *l, const uint32_t *features, uint32_t count, bool yes)
{
    example e = {l->features.count, (uint8_t)count, yes};
    if (!stm_vec_push(&l->examples, e)) {
        return false;
    }
    for (uint32_t k = 0; k < count; k++) {
        if (!stm_vec_push(&l->features, features[k])) {
            return false;
        }
    }
    return true;
}

static stm_seg_token token_at(const stm_gold *gold, uint32_t i, const stm_seg_tables *tables)
{
    stm_seg_token token = {0};
    if (i < gold->tokens.count) {
        token.begin = gold->tokens.items[i].begin;
        token.end = gold->tokens.items[i].end;
        token.space_before = i > 0 && gold->tokens.items[i - 1].end < token.begin;
        stm_seg_token_read(&token, stm_buf_view(&gold->text), tables);
    }
    return token;
}

/* All decisions about cuts in the run that begins with gold token `at`; *next_out: first token
 * behind the run. */
static bool collect_run(
    const stm_gold *gold, uint32_t at, const stm_seg_tables *tables, lesson *l, uint32_t *next_out)
{
    const stm_gold_token *t = gold->tokens.items;
    uint32_t last = at;
    while (last + 1 < gold->tokens.count && t[last + 1].begin == t[last].end) {
        last++;
    }
    *next_out = last + 1;
    stm_seg_run run;
    stm_str text = stm_buf_view(&gold->text);
    stm_seg_token before = {0};
    if (at > 0) {
        before = token_at(gold, at - 1, tables);
    }
    stm_seg_run_read(&run, text, t[at].begin, t[last].end, at > 0 ? &before : NULL, tables);
    uint32_t left = 0;
    for (uint32_t i = 1; !run.plain && i < run.chars; i++) {
        uint32_t features[STM_SEG_FEATURES];
        while (at < last && t[at].end < run.offset[i]) {
            at++;
        }
        bool cut = t[at].end == run.offset[i];
        if (stm_seg_may_cut(&run, i) && !t[at].no_cuts && !(run.address && i >= run.address_end)) {
            uint32_t n = stm_seg_cut_features(&run, left, i, tables, features);
            if (!add_example(l, features, n, cut)) {
                return false;
            }
        }
        left = cut ? i : left;
    }
    return true;
}

static bool collect_cuts(const stm_gold *gold, const stm_seg_tables *tables, lesson *l)
{
    for (uint32_t at = 0; at < gold->tokens.count;) {
        if (!collect_run(gold, at, tables, l, &at)) {
            return false;
        }
    }
    return true;
}

static bool collect_ends(const stm_gold *gold, const stm_seg_tables *tables, lesson *l)
{
    stm_seg_state state = {0};
    stm_str text = stm_buf_view(&gold->text);
    stm_seg_token w[4] = {{0}, token_at(gold, 0, tables), token_at(gold, 1, tables), {0}};
    for (uint32_t i = 0; i + 1 < gold->tokens.count; i++) {
        w[3] = token_at(gold, i + 2, tables);
        stm_seg_state_add(&state, text, &w[1]);
        uint32_t features[STM_SEG_FEATURES];
        bool end = gold->tokens.items[i].ends;
        if (w[2].space_before || !(w[1].last == 'L' || w[1].last == 'U' || w[1].last == 'D')) {
            uint32_t n = stm_seg_end_features(text, w, &state, features);
            if (!add_example(l, features, n, end)) {
                return false;
            }
        }
        if (end) {
            state = (stm_seg_state){0};
        }
        memmove(w, w + 1, 3 * sizeof *w);
    }
    return true;
}

static void train_round(
    const lesson *l, const uint32_t *order, uint32_t mask, float *weights, float *gradients)
{
    const float rate = 0.2f;
    for (uint32_t k = 0; k < l->examples.count; k++) {
        const example *e = &l->examples.items[order[k]];
        const uint32_t *f = &l->features.items[e->first];
        float sum = 0;
        for (uint32_t j = 0; j < e->count; j++) {
            sum += weights[f[j] & mask];
        }
        float p = 1.0f / (1.0f + expf(-sum));
        float g = (e->yes ? 1.0f : 0.0f) - p;
        if (fabsf(g) < 0.002f) {
            continue;
        }
        for (uint32_t j = 0; j < e->count; j++) {
            uint32_t at = f[j] & mask;
            gradients[at] += g * g;
            weights[at] += rate * g / sqrtf(gradients[at] + 1e-3f);
        }
    }
}

static void shuffle(uint32_t *order, uint32_t count, uint64_t seed)
{
    for (uint32_t i = count; i > 1; i--) {
        seed = seed * 6364136223846793005ull + 1442695040888963407ull;
        uint32_t j = (uint32_t)((seed >> 33) % i);
        uint32_t other = order[i - 1];
        order[i - 1] = order[j];
        order[j] = other;
    }
}

static void put_u32(stm_buf *out, uint32_t v)
{
    unsigned char p[4] = {(unsigned char)v, (unsigned char)(v >> 8), (unsigned char)(v >> 16),
        (unsigned char)(v >> 24)};
    stm_buf_add(out, p, 4);
}

static void put_weights(stm_buf *out, const float *sums, uint32_t size, uint32_t rounds)
{
    for (uint32_t i = 0; i < size; i++) {
        float w = roundf(sums[i] / (float)rounds * SCALE);
        int32_t v = w > 32767.0f ? 32767 : w < -32767.0f ? -32767 : (int32_t)w;
        unsigned char p[2] = {(unsigned char)(v & 0xff), (unsigned char)(v >> 8 & 0xff)};
        stm_buf_add(out, p, 2);
    }
}

/* One of the two decisions, as it is taught. */
typedef struct decision {
    uint32_t bits, rounds;
    uint32_t (*rule)(bool yes);
    float prior, bias;
} decision;

static stemma_status learn(const lesson *l, const decision *d, stm_buf *out, stemma_error *err)
{
    uint32_t size = 1u << d->bits, no = d->rule(false) & (size - 1),
             yes = d->rule(true) & (size - 1);
    float *weights = calloc(size, sizeof *weights), *gradients = calloc(size, sizeof *gradients);
    float *sums = calloc(size, sizeof *sums);
    uint32_t *order = calloc((size_t)l->examples.count + 1, sizeof *order);
    bool good = weights != NULL && gradients != NULL && sums != NULL && order != NULL;
    for (uint32_t i = 0; good && i < l->examples.count; i++) {
        order[i] = i;
    }
    if (good) {
        weights[no] = -d->prior;
        weights[yes] = d->prior;
    }
    for (uint32_t round = 0; good && round < d->rounds; round++) {
        shuffle(order, l->examples.count, 77 + round);
        train_round(l, order, size - 1, weights, gradients);
        for (uint32_t i = 0; i < size; i++) {
            sums[i] += weights[i];
        }
    }
    if (good) {
        sums[no] += d->bias * (float)d->rounds;
        sums[yes] += d->bias * (float)d->rounds;
        put_weights(out, sums, size, d->rounds);
    }
    free(weights);
    free(gradients);
    free(sums);
    free(order);
    return good ? stm_buf_status(out, err) : stm_fail_nomem(err);
}

stemma_status stm_segment_learn(const stm_gold *gold, const stm_seg_tables *tables,
    const stm_seg_options *options, stm_buf *out, stemma_error *err)
{
    lesson cuts = {0}, ends = {0};
    stemma_status status = STEMMA_OK;
    put_u32(out, STM_SEG_MAGIC);
    put_u32(out, STM_SEG_VERSION);
    put_u32(out, options->cut_bits);
    put_u32(out, options->end_bits);
    if (!collect_cuts(gold, tables, &cuts) || !collect_ends(gold, tables, &ends)) {
        status = stm_fail_nomem(err);
    }
    decision cut = {
        options->cut_bits, options->rounds, stm_seg_cut_rule_feature, options->cut_prior, 0};
    decision end = {options->end_bits, options->rounds, stm_seg_end_rule_feature,
        options->end_prior, options->end_bias};
    status = status == STEMMA_OK ? learn(&cuts, &cut, out, err) : status;
    status = status == STEMMA_OK ? learn(&ends, &end, out, err) : status;
    stm_vec_free(&cuts.examples);
    stm_vec_free(&cuts.features);
    stm_vec_free(&ends.examples);
    stm_vec_free(&ends.features);
    return status;
}
