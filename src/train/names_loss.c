/* Conditional random field over the name tags of a sentence (Lafferty et al. 2001),
 * forward-backward in logarithms; tags O, then B I L U for each type. Moves that break a name apart
 * are forbidden. See trainer.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <math.h>
#include <string.h>

#include "train/trainer.h"

enum { TAGS_MAX = 40 };

static bool may_follow(int before, int tag)
{
    bool open = before > 0 && ((before - 1) % 4 == 0 || (before - 1) % 4 == 1); /* after B or I */
    bool inner = tag > 0 && ((tag - 1) % 4 == 1 || (tag - 1) % 4 == 2);         /* I or L */
    return open ? inner && (tag - 1) / 4 == (before - 1) / 4 : !inner;
}

static double move(const stm_trainer *t, int before, int tag)
{
    return may_follow(before, tag)
        ? (double)t->value[STM_NET_NAMES][(size_t)before * t->size.names + (size_t)tag]
        : -1e6;
}

static const float *scores_of(const stm_trainer *t, const stm_batch *b, uint32_t s, uint32_t i)
{
    return b->tags + (b->first[s] + i) * t->size.tags + t->group_from[t->name_group];
}

static double log_sum(const double *x, int n)
{
    double most = x[0], sum = 0;
    for (int i = 1; i < n; i++)
        most = x[i] > most ? x[i] : most;
    for (int i = 0; i < n; i++)
        sum += exp(x[i] - most);
    return most + log(sum);
}

static void forward(const stm_trainer *t, const stm_batch *b, uint32_t s, double *alpha)
{
    int k = (int)t->size.names;
    double in[TAGS_MAX];
    for (uint32_t i = 0; i < b->sentences[s]->count; i++) {
        const float *e = scores_of(t, b, s, i);
        for (int y = 0; y < k; y++) {
            for (int x = 0; x < k; x++)
                in[x] = i ? alpha[(i - 1) * TAGS_MAX + (uint32_t)x] + move(t, x, y)
                          : move(t, 0, y) + (x ? -1e6 : 0);
            alpha[i * TAGS_MAX + (uint32_t)y] = (double)e[y] + log_sum(in, k);
        }
    }
}

static void backward(const stm_trainer *t, const stm_batch *b, uint32_t s, double *beta)
{
    int k = (int)t->size.names;
    double in[TAGS_MAX];
    for (uint32_t i = b->sentences[s]->count; i-- > 0;) {
        bool last = i + 1 == b->sentences[s]->count;
        const float *e = last ? NULL : scores_of(t, b, s, i + 1);
        for (int x = 0; x < k; x++) {
            for (int y = 0; y < k; y++)
                in[y] = last
                    ? (y ? -1e6 : 0) + (may_follow(x, 0) ? 0 : -1e6)
                    : (double)e[y] + move(t, x, y) + beta[(i + 1) * TAGS_MAX + (uint32_t)y];
            beta[i * TAGS_MAX + (uint32_t)x] = log_sum(in, k);
        }
    }
}

/* A name that runs over the end of a cut sentence has no lawful tags. */
static bool lawful(const stm_trainer *t, const stm_sentence_sample *p)
{
    int before = 0;
    for (uint32_t i = 0; i < p->count; i++) {
        int tag = p->words[i].target[t->name_group];
        if (tag < 0 || !may_follow(before, tag))
            return false;
        before = tag;
    }
    return may_follow(before, 0);
}

double stm_names_loss(stm_trainer *t, const stm_batch *b, uint32_t s, float *d_tags, float weight)
{
    const stm_sentence_sample *p = b->sentences[s];
    size_t n = p->count, k = t->size.names, mark = t->scratch_used;
    double *alpha = (double *)(void *)stm_trainer_take(t, n * TAGS_MAX * 2), gold = 0,
           end[TAGS_MAX] = {0};
    double *beta = (double *)(void *)stm_trainer_take(t, n * TAGS_MAX * 2);
    if (!lawful(t, p)) {
        t->scratch_used = mark;
        return 0;
    }
    forward(t, b, s, alpha);
    backward(t, b, s, beta);
    for (size_t y = 0; y < k; y++)
        end[y] = alpha[(n - 1) * TAGS_MAX + y] + (may_follow((int)y, 0) ? 0 : -1e6);
    double all = log_sum(end, (int)k);
    for (size_t i = 0; i < n; i++) {
        const float *e = scores_of(t, b, s, (uint32_t)i);
        float *d = d_tags + (b->first[s] + i) * t->size.tags + t->group_from[t->name_group];
        int y = p->words[i].target[t->name_group],
            x = i ? p->words[i - 1].target[t->name_group] : 0;
        gold += (double)e[y] + move(t, x, y);
        for (size_t q = 0; q < k; q++)
            d[q] = weight *
                (float)(exp(alpha[i * TAGS_MAX + q] + beta[i * TAGS_MAX + q] - all) -
                    ((int)q == y));
        float *d_move = t->grad[STM_NET_NAMES];
        d_move[(size_t)x * k + (size_t)y] -= b->train ? weight : 0;
        for (size_t q = 0; b->train && q < k * k; q++) {
            size_t from = q / k, to = q % k;
            double a = i ? alpha[(i - 1) * TAGS_MAX + from] : from ? -1e6 : 0;
            if (may_follow((int)from, (int)to) && a > all - 1e5)
                d_move[q] += weight *
                    (float)exp(a + move(t, (int)from, (int)to) + (double)e[to] +
                        beta[i * TAGS_MAX + to] - all);
        }
    }
    t->scratch_used = mark;
    return all - gold;
}

void stm_names_best(const stm_trainer *t, const stm_batch *b, uint32_t s, int *tags)
{
    static double best[4096][TAGS_MAX];
    static uint8_t from[4096][TAGS_MAX];
    int k = (int)t->size.names;
    uint32_t n = b->sentences[s]->count;
    for (uint32_t i = 0; i < n; i++) {
        const float *e = scores_of(t, b, s, i);
        for (int y = 0; y < k; y++) {
            int arg = 0;
            double top = -1e30;
            for (int x = 0; x < (i ? k : 1); x++) {
                double v = (i ? best[i - 1][x] : 0) + move(t, x, y);
                if (v > top) {
                    top = v;
                    arg = x;
                }
            }
            best[i][y] = top + (double)e[y];
            from[i][y] = (uint8_t)arg;
        }
    }
    int y = 0;
    for (int q = 0; q < k; q++)
        if (may_follow(q, 0) && best[n - 1][q] > best[n - 1][y])
            y = q;
    for (uint32_t i = n; i-- > 0; y = from[i][y])
        tags[i] = y;
}
