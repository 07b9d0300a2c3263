/* Losses of arcs, relations and tag groups with their gradients; see trainer.h.
 *
 * Cross-entropy everywhere, summed over the words of a batch and divided by their number; name tags
 * go through names_loss.c. Relations are learnt on gold arcs.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <math.h>
#include <string.h>

#include "learn/activation.h"
#include "train/trainer.h"

typedef struct {
    size_t arc, rel, word, hidden, head_at, rel_at, rel_head_at, word_at;
} layout;

static layout lay(const stm_trainer *t)
{
    size_t arc = t->size.arc, rel = t->size.rel;
    return (layout){arc, rel, t->size.word, stm_net_hidden(&t->size), arc, 2 * arc, 2 * arc + rel,
        2 * arc + 2 * rel};
}

static float dot(const float *a, const float *b, size_t n)
{
    float sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += a[i] * b[i];
    return sum;
}

static void add_scaled(float *out, const float *x, float scale, size_t n)
{
    for (size_t i = 0; i < n; i++)
        out[i] += x[i] * scale;
}

/* Dependents times the biaffine matrix: n x arc. */
static float *bend(stm_trainer *t, const stm_batch *b, uint32_t s)
{
    layout l = lay(t);
    uint32_t n = b->sentences[s]->count;
    float *out = stm_trainer_take(t, n * l.arc);
    stm_matrix_multiply(out, l.arc, (stm_left){b->hidden + b->first[s] * l.hidden, l.hidden, 1},
        t->forward[STM_NET_ARC], n, l.arc, l.arc, false);
    return out;
}

static float *arc_scores(
    stm_trainer *t, const stm_batch *b, uint32_t s, const float *bent, size_t *stride)
{
    layout l = lay(t);
    uint32_t n = b->sentences[s]->count;
    const float *heads = b->hidden + b->first[s] * l.hidden + l.head_at,
                *bias = t->value[STM_NET_ARC_BIAS];
    const float *root = t->value[STM_NET_ARC_ROOT];
    *stride = STM_PAD(n) + STM_LANES;
    float *plain = stm_trainer_take(t, n * STM_PAD(n)), *out = stm_trainer_take(t, n * *stride);
    stm_trainer_product(
        t, plain, STM_PAD(n), (stm_left){bent, l.arc, 1}, heads, 1, l.hidden, n, n, l.arc, false);
    for (uint32_t d = 0; d < n; d++) {
        out[d * *stride] = dot(bent + d * l.arc, root, l.arc) + dot(root, bias, l.arc);
        memcpy(out + d * *stride + 1, plain + d * STM_PAD(n), n * sizeof *out);
    }
    for (uint32_t h = 0; h < n; h++) {
        float add = dot(heads + h * l.hidden, bias, l.arc);
        for (uint32_t d = 0; d < n; d++)
            out[d * *stride + 1 + h] += add;
    }
    return out;
}

float *stm_heads_arcs(stm_trainer *t, const stm_batch *b, uint32_t s, size_t *stride)
{
    float *bent = bend(t, b, s);
    return arc_scores(t, b, s, bent, stride);
}

/* p becomes p minus the target (gold and teacher mixed), times weight; returns the loss. gold < 0:
 * teacher alone. */
static double against(float *p, size_t n, int gold, const float *teacher, float share, float weight)
{
    float g = gold < 0 ? 0.0f : teacher ? share : 1.0f;
    double loss = gold < 0 ? 0 : -(double)g * log((double)p[gold] + 1e-20);
    for (size_t k = 0; k < n; k++) {
        float target = (teacher ? (1 - g) * teacher[k] : 0.0f) + ((int)k == gold ? g : 0.0f);
        if (teacher && teacher[k] > 0.01f)
            loss -= (double)((1 - g) * teacher[k]) * log((double)p[k] + 1e-20);
        p[k] = (p[k] - target) * weight;
    }
    return loss;
}

/* scores become gradients of the loss */
static double arc_softmax(
    const stm_trainer *t, const stm_sentence_sample *s, float *scores, size_t stride, float weight)
{
    double loss = 0;
    size_t n = s->count + 1;
    for (uint32_t d = 0; d < s->count; d++) {
        float *row = scores + d * stride;
        int32_t gold = s->words[d].head <= (int32_t)s->count ? s->words[d].head : -1;
        if (gold < 0 && !s->soft_arcs) {
            memset(row, 0, n * sizeof *row);
            continue;
        }
        row[d + 1] = -1e9f;
        stm_softmax(row, n);
        loss += against(row, n, gold, s->soft_arcs ? s->soft_arcs + d * n : NULL, t->gold, weight);
    }
    return loss;
}

static void arc_backward(
    stm_trainer *t, stm_batch *b, uint32_t s, const float *bent, float *d, size_t stride)
{
    layout l = lay(t);
    uint32_t n = b->sentences[s]->count;
    const float *deps = b->hidden + b->first[s] * l.hidden, *heads = deps + l.head_at;
    float *d_deps = b->d_hidden + b->first[s] * l.hidden, *d_heads = d_deps + l.head_at;
    const float *root = t->value[STM_NET_ARC_ROOT], *bias = t->value[STM_NET_ARC_BIAS];
    float *d_bent = stm_trainer_take(t, n * l.arc), *part = stm_trainer_take(t, n * l.arc);
    stm_trainer_product(
        t, d_bent, l.arc, (stm_left){d + 1, stride, 1}, heads, l.hidden, 1, n, l.arc, n, false);
    stm_trainer_product(
        t, part, l.arc, (stm_left){d + 1, 1, stride}, bent, l.arc, 1, n, l.arc, n, false);
    for (uint32_t i = 0; i < n; i++) {
        float column = 0, at_root = d[i * stride];
        for (uint32_t k = 0; k < n; k++)
            column += d[k * stride + 1 + i];
        add_scaled(d_heads + i * l.hidden, part + i * l.arc, 1, l.arc);
        add_scaled(d_heads + i * l.hidden, bias, column, l.arc);
        add_scaled(t->grad[STM_NET_ARC_BIAS], heads + i * l.hidden, column, l.arc);
        add_scaled(d_bent + i * l.arc, root, at_root, l.arc);
        add_scaled(t->grad[STM_NET_ARC_ROOT], bent + i * l.arc, at_root, l.arc);
        add_scaled(t->grad[STM_NET_ARC_ROOT], bias, at_root, l.arc);
        add_scaled(t->grad[STM_NET_ARC_BIAS], root, at_root, l.arc);
    }
    stm_matrix_multiply(part, l.arc, (stm_left){d_bent, l.arc, 1}, t->backward[STM_NET_ARC], n,
        l.arc, l.arc, false);
    for (uint32_t i = 0; i < n; i++)
        add_scaled(d_deps + i * l.hidden, part + i * l.arc, 1, l.arc);
    stm_trainer_product(t, t->grad[STM_NET_ARC], l.arc, (stm_left){deps, 1, l.hidden}, d_bent,
        l.arc, 1, l.arc, l.arc, n, true);
}

static const float *rel_head(
    const stm_trainer *t, const stm_batch *b, uint32_t s, uint32_t head, layout l)
{
    return head ? b->hidden + (b->first[s] + head - 1) * l.hidden + l.rel_head_at
                : t->value[STM_NET_REL_ROOT];
}

static void rel_hidden(const stm_trainer *t, const stm_batch *b, uint32_t s, uint32_t word,
    uint32_t head, float *out, layout l)
{
    const float *dep = b->hidden + (b->first[s] + word) * l.hidden + l.rel_at,
                *h = rel_head(t, b, s, head, l);
    for (size_t k = 0; k < l.rel; k++)
        out[k] = dep[k] + h[k];
    stm_leaky(out, l.rel);
}

void stm_heads_rel(
    const stm_trainer *t, const stm_batch *b, uint32_t s, uint32_t word, uint32_t head, float *out)
{
    float hidden[1024];
    layout l = lay(t);
    rel_hidden(t, b, s, word, head, hidden, l);
    memcpy(out, t->value[STM_NET_REL_BIAS], t->size.rels * sizeof *out);
    stm_matrix_multiply(out, t->size.rels, (stm_left){hidden, l.rel, 1}, t->forward[STM_NET_REL], 1,
        t->size.rels, l.rel, true);
}

/* Softmax over the real classes of a padded row; the row becomes the gradient. Without gold and
 * teacher: all zero. */
static double class_softmax(float *row, size_t classes, size_t padded, int gold,
    const float *teacher, float share, float weight)
{
    memset(row + classes, 0, (padded - classes) * sizeof *row);
    gold = gold >= (int)classes ? -1 : gold;
    if (gold < 0 && !teacher) {
        memset(row, 0, classes * sizeof *row);
        return 0;
    }
    stm_softmax(row, classes);
    return against(row, classes, gold, teacher, share, weight);
}

static uint32_t head_for_relation(const stm_sentence_sample *p, uint32_t i)
{
    return p->words[i].head >= 0 ? (uint32_t)p->words[i].head : p->soft_heads[i];
}

static double rel_loss(stm_trainer *t, stm_batch *b, uint32_t s, float weight)
{
    layout l = lay(t);
    const stm_sentence_sample *p = b->sentences[s];
    size_t rels = t->size.rels;
    float *hidden = stm_trainer_take(t, p->count * l.rel),
          *out = stm_trainer_take(t, p->count * rels);
    float *d_hidden = stm_trainer_take(t, p->count * l.rel);
    double loss = 0;
    for (uint32_t i = 0; i < p->count; i++) {
        rel_hidden(t, b, s, i, head_for_relation(p, i), hidden + i * l.rel, l);
        memcpy(out + i * rels, t->value[STM_NET_REL_BIAS], rels * sizeof *out);
    }
    stm_matrix_multiply(out, rels, (stm_left){hidden, l.rel, 1}, t->forward[STM_NET_REL], p->count,
        rels, l.rel, true);
    for (uint32_t i = 0; i < p->count; i++)
        loss += class_softmax(out + i * rels, t->rels, rels,
            p->words[i].head >= 0 ? p->words[i].rel : -1,
            p->soft_rels ? p->soft_rels + i * t->rels : NULL, t->gold, weight);
    if (!b->train)
        return loss;
    stm_matrix_multiply(d_hidden, l.rel, (stm_left){out, rels, 1}, t->backward[STM_NET_REL],
        p->count, l.rel, rels, false);
    stm_trainer_product(t, t->grad[STM_NET_REL], rels, (stm_left){hidden, 1, l.rel}, out, rels, 1,
        l.rel, rels, p->count, true);
    for (uint32_t i = 0; i < p->count; i++) {
        uint32_t head = head_for_relation(p, i);
        float *d = d_hidden + i * l.rel;
        for (size_t k = 0; k < l.rel; k++)
            d[k] *= hidden[i * l.rel + k] < 0 ? 0.1f : 1.0f;
        add_scaled(t->grad[STM_NET_REL_BIAS], out + i * rels, 1, rels);
        add_scaled(b->d_hidden + (b->first[s] + i) * l.hidden + l.rel_at, d, 1, l.rel);
        add_scaled(head ? b->d_hidden + (b->first[s] + head - 1) * l.hidden + l.rel_head_at
                        : t->grad[STM_NET_REL_ROOT],
            d, 1, l.rel);
    }
    return loss;
}

static double tag_loss(
    stm_trainer *t, stm_batch *b, uint32_t s, float *d_tags, float weight, double *names)
{
    const stm_sentence_sample *p = b->sentences[s];
    double loss = 0;
    for (uint32_t i = 0; i < p->count; i++) {
        float *d = d_tags + (b->first[s] + i) * t->size.tags;
        size_t last = t->groups - 1, used = t->group_from[last] + t->group_size[last];
        memset(d + used, 0, (t->size.tags - used) * sizeof *d); /* padding has no gradient */
        for (size_t g = 0; g < t->groups; g++) {
            bool names_only = (int)g == t->name_group;
            const float *teacher = p->soft_tags && !names_only
                ? p->soft_tags + (size_t)i * t->size.tags + t->group_from[g]
                : NULL;
            loss += class_softmax(d + t->group_from[g], t->group_size[g], t->group_size[g],
                        names_only ? -1 : p->words[i].target[g], teacher, t->gold,
                        weight * t->group_weight[g]) *
                (double)t->group_weight[g];
        }
    }
    if (t->name_group >= 0 && p->words[0].target[t->name_group] >= 0)
        *names += stm_names_loss(t, b, s, d_tags, weight * t->group_weight[t->name_group]);
    return loss;
}

static void tag_backward(stm_trainer *t, stm_batch *b, const float *d_tags)
{
    layout l = lay(t);
    float *d_word = stm_trainer_take(t, b->rows * l.word);
    stm_matrix_multiply(d_word, l.word, (stm_left){d_tags, t->size.tags, 1},
        t->backward[STM_NET_TAG], b->rows, l.word, t->size.tags, false);
    stm_trainer_product(t, t->grad[STM_NET_TAG], t->size.tags,
        (stm_left){b->hidden + l.word_at, 1, l.hidden}, d_tags, t->size.tags, 1, l.word,
        t->size.tags, b->rows, true);
    for (uint32_t i = 0; i < b->rows; i++) {
        add_scaled(t->grad[STM_NET_TAG_BIAS], d_tags + i * t->size.tags, 1, t->size.tags);
        add_scaled(b->d_hidden + i * l.hidden + l.word_at, d_word + i * l.word, 1, l.word);
    }
}

void stm_heads_loss(stm_trainer *t, stm_batch *b, stm_loss *out)
{
    float weight = 1.0f / (float)b->rows;
    float *d_tags = stm_trainer_take(t, b->rows * t->size.tags);
    memcpy(d_tags, b->tags, b->rows * t->size.tags * sizeof *d_tags);
    b->d_hidden = stm_trainer_take(t, b->rows * stm_net_hidden(&t->size));
    for (uint32_t s = 0; s < b->count; s++) {
        size_t mark = t->scratch_used, stride;
        bool tree = b->sentences[s]->words[0].head >= 0 || b->sentences[s]->soft_arcs;
        if (tree) {
            float *bent = bend(t, b, s), *scores = arc_scores(t, b, s, bent, &stride);
            out->arc += arc_softmax(t, b->sentences[s], scores, stride, weight);
            if (b->train)
                arc_backward(t, b, s, bent, scores, stride);
            out->rel += rel_loss(t, b, s, weight);
        }
        out->tag += tag_loss(t, b, s, d_tags, weight, &out->name);
        t->scratch_used = mark;
    }
    out->words += b->rows;
    if (b->train)
        tag_backward(t, b, d_tags);
}
