/* Parameters and Adam (Kingma and Ba 2015; lazily for embedding rows); see trainer.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "train/trainer.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void init_tensor(stm_trainer *t, unsigned i)
{
    stm_net_shape s = stm_net_tensor(&t->size, i);
    size_t n = (size_t)s.rows * s.columns;
    t->value[i] = stm_tool_new(n, sizeof(float));
    t->grad[i] = stm_tool_new(n, sizeof(float));
    t->first[i] = stm_tool_new(n, sizeof(float));
    t->second[i] = stm_tool_new(n, sizeof(float));
    t->forward[i] = stm_tool_new(s.rows * STM_PAD(s.columns), sizeof(float));
    t->backward[i] = stm_tool_new(s.columns * STM_PAD(s.rows), sizeof(float));
    bool bias = s.rows == 1;
    float scale = bias ? 0.05f : sqrtf(2.0f / (float)(s.rows + s.columns));
    if (i < STM_NET_HIDDEN && !bias)
        scale = sqrtf(2.0f / (float)(s.rows + t->size.h));
    if (i == STM_NET_NAMES || (bias && i != STM_NET_ARC_ROOT && i != STM_NET_REL_ROOT))
        scale = 0;
    for (size_t k = 0; k < n; k++)
        t->value[i][k] = scale * stm_random_normal(&t->random);
    if (i < STM_NET_HIDDEN && i % 3 == 2) {
        for (size_t k = t->size.h; k < 2 * (size_t)t->size.h; k++)
            t->value[i][k] = 1.0f; /* open forget gates */
    }
}

static void lay_groups(stm_trainer *t, const stm_corpus *c)
{
    uint32_t used = 0;
    t->groups = c->groups.count;
    t->upos_group = stm_labels_find(&c->groups, "UPOS", 4);
    t->name_group = stm_labels_find(&c->groups, "NAME", 4);
    t->lemma_group = stm_labels_find(&c->groups, "LEMMA", 5);
    for (size_t g = 0; g < t->groups; g++) {
        t->group_from[g] = used;
        t->group_size[g] = (uint32_t)c->values[g].count;
        t->group_weight[g] = (int)g == t->upos_group ? 1.0f
            : (int)g == t->lemma_group               ? 0.7f
                                                     : 0.3f;
        used += t->group_size[g];
    }
    if (t->name_group >= 0) {
        t->group_weight[t->name_group] = 1.0f;
        t->size.names = t->group_size[t->name_group];
    }
    t->size.tags = (uint32_t)STM_PAD(used);
    t->rels = (uint32_t)c->rels.count;
    t->size.rels = (uint32_t)STM_PAD(t->rels);
}

void stm_trainer_new(stm_trainer *t, const stm_corpus *c, stm_net_size size, uint64_t seed)
{
    memset(t, 0, sizeof *t);
    t->size = size;
    t->random.s = seed;
    t->rows = c->rows;
    lay_groups(t, c);
    for (unsigned i = 0; i < STM_NET_TENSORS; i++)
        init_tensor(t, i);
    size_t n = t->rows * t->size.x;
    t->embed = stm_tool_new(n, sizeof(float));
    t->embed_grad = stm_tool_new(n, sizeof(float));
    t->embed_first = stm_tool_new(n, sizeof(float));
    t->embed_second = stm_tool_new(n, sizeof(float));
    t->embed_step = stm_tool_new(t->rows, sizeof(uint32_t));
    t->touched = stm_tool_new(t->rows, sizeof(uint32_t));
    t->is_touched = stm_tool_new(t->rows, 1);
    for (size_t i = 0; i < n; i++)
        t->embed[i] = 0.1f * stm_random_normal(&t->random);
}

void stm_trainer_free(stm_trainer *t)
{
    for (unsigned i = 0; i < STM_NET_TENSORS; i++) {
        float *all[] = {
            t->value[i], t->grad[i], t->first[i], t->second[i], t->forward[i], t->backward[i]};
        for (size_t k = 0; k < sizeof all / sizeof *all; k++)
            free(all[k]);
    }
    for (unsigned i = 0; i < STM_NET_TENSORS; i++)
        free(t->mean[i]);
    free(t->embed_mean);
    free(t->embed);
    free(t->embed_grad);
    free(t->embed_first);
    free(t->embed_second);
    free(t->embed_step);
    free(t->touched);
    free(t->is_touched);
}

float *stm_trainer_take(stm_trainer *t, size_t floats)
{
    floats = (floats + 15) / 16 * 16;
    if (t->scratch_used + floats > t->scratch_room)
        stm_tool_die("batch too large");
    float *p = t->scratch + t->scratch_used;
    t->scratch_used += floats;
    return memset(p, 0, floats * sizeof *p);
}

void stm_trainer_product(stm_trainer *t, float *c, size_t ldc, stm_left left, const float *b,
    size_t row, size_t column, size_t m, size_t n, size_t k, bool add)
{
    size_t mark = t->scratch_used;
    float *packed = stm_trainer_take(t, k * STM_PAD(n));
    stm_matrix_pack(packed, b, row, column, k, n);
    stm_matrix_multiply(c, ldc, left, packed, m, STM_PAD(n), k, add);
    t->scratch_used = mark;
}

void stm_trainer_pack(stm_trainer *t)
{
    for (unsigned i = 0; i < STM_NET_TENSORS; i++) {
        stm_net_shape s = stm_net_tensor(&t->size, i);
        if (s.rows == 1 || i == STM_NET_NAMES)
            continue;
        stm_matrix_pack(t->forward[i], t->value[i], s.columns, 1, s.rows, s.columns);
        stm_matrix_pack(t->backward[i], t->value[i], 1, s.columns, s.columns, s.rows);
    }
}

static double square_sum(const float *x, size_t n)
{
    float lane[STM_LANES] = {0}; /* in a fixed order, so that the compiler may use wide registers */
    double sum = 0;
    size_t whole = n - n % STM_LANES;
    for (size_t i = 0; i < whole; i += STM_LANES)
        for (size_t k = 0; k < STM_LANES; k++)
            lane[k] += x[i + k] * x[i + k];
    for (size_t i = whole; i < n; i++)
        sum += (double)x[i] * (double)x[i];
    for (size_t k = 0; k < STM_LANES; k++)
        sum += (double)lane[k];
    return sum;
}

static void adam(float *restrict w, float *restrict g, float *restrict m, float *restrict v,
    size_t n, float scale, float rate, uint64_t step)
{
    const float b1 = 0.9f, b2 = 0.98f;
    float fix1 = 1.0f / (1.0f - powf(b1, (float)step)),
          fix2 = 1.0f / (1.0f - powf(b2, (float)step));
    for (size_t i = 0; i < n; i++) {
        float d = g[i] * scale;
        m[i] = b1 * m[i] + (1 - b1) * d;
        v[i] = b2 * v[i] + (1 - b2) * d * d;
        w[i] -= rate * m[i] * fix1 / (sqrtf(v[i] * fix2) + 1e-6f);
        g[i] = 0;
    }
}

void stm_trainer_adam(stm_trainer *t, float rate, float clip)
{
    double norm = 0;
    size_t width = t->size.x;
    for (unsigned i = 0; i < STM_NET_TENSORS; i++) {
        stm_net_shape s = stm_net_tensor(&t->size, i);
        norm += square_sum(t->grad[i], (size_t)s.rows * s.columns);
    }
    for (size_t i = 0; i < t->touched_count; i++)
        norm += square_sum(t->embed_grad + t->touched[i] * width, width);
    norm = sqrt(norm);
    float scale = norm > (double)clip ? clip / (float)norm : 1.0f;
    t->step++;
    for (unsigned i = 0; i < STM_NET_TENSORS; i++) {
        stm_net_shape s = stm_net_tensor(&t->size, i);
        adam(t->value[i], t->grad[i], t->first[i], t->second[i], (size_t)s.rows * s.columns, scale,
            rate, t->step);
    }
    for (size_t i = 0; i < t->touched_count; i++) {
        uint32_t row = t->touched[i];
        size_t at = row * width;
        t->is_touched[row] = 0;
        t->embed_step[row]++;
        adam(t->embed + at, t->embed_grad + at, t->embed_first + at, t->embed_second + at, width,
            scale, rate, t->embed_step[row]);
    }
    t->touched_count = 0;
}

static float *drift(float *mean, const float *now, size_t n, float keep)
{
    if (!mean) {
        mean = stm_tool_new(n, sizeof *mean);
        keep = 0;
    }
    for (size_t i = 0; i < n; i++)
        mean[i] = keep * mean[i] + (1 - keep) * now[i];
    return mean;
}

static size_t floats_in(const stm_trainer *t, unsigned tensor)
{
    stm_net_shape s = stm_net_tensor(&t->size, tensor);
    return (size_t)s.rows * s.columns;
}

void stm_trainer_average(stm_trainer *t, float keep)
{
    for (unsigned i = 0; i < STM_NET_TENSORS; i++)
        t->mean[i] = drift(t->mean[i], t->value[i], floats_in(t, i), keep);
    t->embed_mean = drift(t->embed_mean, t->embed, t->rows * t->size.x, keep);
}

static void exchange(float **a, float **b)
{
    float *c = *a;
    *a = *b;
    *b = c;
}

void stm_trainer_swap(stm_trainer *t)
{
    if (!t->embed_mean)
        return;
    for (unsigned i = 0; i < STM_NET_TENSORS; i++)
        exchange(&t->value[i], &t->mean[i]);
    exchange(&t->embed, &t->embed_mean);
}
