/* Hidden vectors to trees and name tags: biaffine scores, best tree, relations, Viterbi over BILOU
 * tags.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <string.h>

#include "learn/activation.h"
#include "learn/matrix.h"
#include "syntax/tree.h"
#include "syntax/workspace.h"

size_t stm_decode_room(const stm_model *m, size_t longest)
{
    size_t padded = STM_PAD(longest);
    size_t arcs = longest * m->size.arc + padded * m->size.arc + longest * padded +
        longest * (padded + STM_LANES);
    size_t rels = longest * (m->size.rel + m->size.rels);
    size_t names = longest * m->size.names * 5 + longest + 64;
    return (arcs + rels) * sizeof(float) + names + stm_tree_room(longest) + 16 * 64;
}

static float dot(const float *a, const float *b, size_t n)
{
    float sum[8] = {0};
    for (size_t i = 0; i < n; i += 8)
        for (size_t k = 0; k < 8; k++)
            sum[k] += a[i + k] * b[i + k];
    return ((sum[0] + sum[4]) + (sum[1] + sum[5])) + ((sum[2] + sum[6]) + (sum[3] + sum[7]));
}

/* scores[d][0] = root, scores[d][h] = word h; returns the stride. */
static size_t score_arcs(stm_syntax_space *w, const float *hidden, uint32_t n, float **scores)
{
    const stm_model *m = w->model;
    size_t arc = m->size.arc, width = stm_net_hidden(&m->size), padded = STM_PAD(n),
           stride = padded + STM_LANES;
    const float *heads = hidden + arc, *bias = m->tensor[STM_NET_ARC_BIAS],
                *root = m->tensor[STM_NET_ARC_ROOT];
    float *bent = stm_workspace_take(w, n * arc * sizeof *bent);
    float *packed = stm_workspace_take(w, padded * arc * sizeof *packed);
    float *plain = stm_workspace_take(w, n * padded * sizeof *plain);
    float *out = stm_workspace_take(w, n * stride * sizeof *out), root_bias = dot(root, bias, arc);
    stm_matrix_multiply(
        bent, arc, (stm_left){hidden, width, 1}, m->tensor[STM_NET_ARC], n, arc, arc, false);
    stm_matrix_pack(packed, heads, 1, width, arc, n);
    stm_matrix_multiply(plain, padded, (stm_left){bent, arc, 1}, packed, n, padded, arc, false);
    float *head_bias = packed; /* no longer needed */
    for (uint32_t h = 0; h < n; h++)
        head_bias[h] = dot(heads + h * width, bias, arc);
    for (uint32_t d = 0; d < n; d++) {
        out[d * stride] = dot(bent + d * arc, root, arc) + root_bias;
        for (uint32_t h = 0; h < n; h++)
            out[d * stride + 1 + h] = plain[d * padded + h] + head_bias[h];
    }
    *scores = out;
    return stride;
}

/* Relations of which a predicate has at most one: one subject, one object, one copula. 0 = any
 * number. "das der Präsident vorgestellt hat" has one subject; not so conjuncts, which hang on each
 * other. */
static unsigned role_of(const stm_model *m, uint32_t rel)
{
    switch (m->rel_of[rel]) {
    case STM_REL_NSUBJ:
    case STM_REL_CSUBJ:
        return m->sub_of[rel] == STM_SUB_OUTER ? 0 : 1;
    case STM_REL_OBJ:
        return 2;
    case STM_REL_COP:
        return 3;
    default:
        return 0;
    }
}

/* Best relation for one arc; roles in `taken` (a bit set) are left out. */
static uint32_t best_rel(const stm_model *m, const float *scores, bool root, unsigned taken)
{
    uint32_t best = UINT32_MAX;
    for (uint32_t r = 0; r < m->rels.count; r++) {
        bool fits = (m->rel_of[r] == STM_REL_ROOT) == root && !(taken >> role_of(m, r) & 1);
        if (fits && (best == UINT32_MAX || scores[r] > scores[best]))
            best = r;
    }
    return best == UINT32_MAX ? 0 : best;
}

/* The word of the head's that holds its role most surely; the others take their next best. */
static void settle_role(const stm_model *m, const float *scores, uint32_t n, const uint32_t *heads,
    uint16_t *rels, uint32_t head, unsigned role)
{
    uint32_t keep = UINT32_MAX, holders = 0, count = m->size.rels;
    float most = 0;
    for (uint32_t i = 0; i < n; i++) {
        if (heads[i] != head || role_of(m, rels[i]) != role)
            continue;
        const float *s = scores + i * count;
        float margin = s[rels[i]] - s[best_rel(m, s, false, 1u << role)];
        if (!holders++ || margin > most) {
            keep = i;
            most = margin;
        }
    }
    for (uint32_t i = 0; i < n && holders > 1; i++)
        if (i != keep && heads[i] == head && role_of(m, rels[i]) == role)
            rels[i] = (uint16_t)best_rel(m, scores + i * count, false, 1u << role);
}

/* One pass over the words: a role that a head gives twice is settled. */
static void settle_roles(const stm_model *m, const float *scores, uint32_t n, const uint32_t *heads,
    uint16_t *rels, uint8_t *given)
{
    memset(given, 0, n + 1);
    for (uint32_t i = 0; i < n; i++) {
        unsigned role = role_of(m, rels[i]);
        if (role && heads[i] && given[heads[i]] >> role & 1)
            settle_role(m, scores, n, heads, rels, heads[i], role);
        given[heads[i]] = (uint8_t)(given[heads[i]] | (role ? 1u << role : 0));
    }
}

static void label_arcs(
    stm_syntax_space *w, const float *hidden, uint32_t n, const uint32_t *heads, uint16_t *rels)
{
    const stm_model *m = w->model;
    size_t rel = m->size.rel, width = stm_net_hidden(&m->size), count = m->size.rels;
    const float *dependents = hidden + 2 * (size_t)m->size.arc;
    float *both = stm_workspace_take(w, n * rel * sizeof *both);
    float *out = stm_workspace_take(w, n * count * sizeof *out);
    for (uint32_t i = 0; i < n; i++) {
        const float *d = dependents + i * width;
        const float *h =
            heads[i] ? dependents + (heads[i] - 1) * width + rel : m->tensor[STM_NET_REL_ROOT];
        for (size_t k = 0; k < rel; k++)
            both[i * rel + k] = d[k] + h[k];
        memcpy(out + i * count, m->tensor[STM_NET_REL_BIAS], count * sizeof *out);
    }
    stm_leaky(both, n * rel);
    stm_matrix_multiply(
        out, count, (stm_left){both, rel, 1}, m->tensor[STM_NET_REL], n, count, rel, true);
    for (uint32_t i = 0; i < n; i++)
        rels[i] = (uint16_t)best_rel(m, out + i * count, heads[i] == 0, 0);
    settle_roles(m, out, n, heads, rels, stm_workspace_take(w, n + 1));
}

void stm_decode_tree(
    stm_syntax_space *w, const float *hidden, uint32_t n, uint32_t *heads, uint16_t *rels)
{
    float *scores;
    size_t stride = score_arcs(w, hidden, n, &scores);
    stm_tree_decode(scores, stride, n, heads, stm_workspace_take(w, stm_tree_room(n)));
    label_arcs(w, hidden, n, heads, rels);
}

/* Tags: O, then B I L U of each type. A name that is open after B or I must go on with its own
 * type. */
static bool may_follow(uint32_t before, uint32_t tag)
{
    bool open = before > 0 && (before - 1) % 4 < 2;
    bool inner = tag > 0 && ((tag - 1) % 4 == 1 || (tag - 1) % 4 == 2);
    return open ? inner && (tag - 1) / 4 == (before - 1) / 4 : !inner;
}

static float probability(const float *scores, uint32_t k, uint32_t tag)
{
    float sum = 0;
    for (uint32_t i = 0; i < k; i++)
        sum += stm_exp(scores[i] - scores[tag]);
    return 1.0f / sum;
}

void stm_decode_names(
    stm_syntax_space *w, const float *tags, uint32_t n, uint8_t *names, float *sureness)
{
    const stm_model *m = w->model;
    uint32_t k = m->size.names, end = 0;
    const float *move = m->tensor[STM_NET_NAMES], *logits = tags + m->groups[m->names].first;
    float *best = stm_workspace_take(w, n * k * sizeof *best);
    uint8_t *from = stm_workspace_take(w, n * k);
    for (uint32_t i = 0; i < n; i++) {
        for (uint32_t y = 0; y < k; y++) {
            float top = -1e30f;
            from[i * k + y] = 0;
            for (uint32_t x = 0; x < (i ? k : 1); x++) {
                float v =
                    may_follow(x, y) ? (i ? best[(i - 1) * k + x] : 0) + move[x * k + y] : -1e30f;
                if (v > top) {
                    top = v;
                    from[i * k + y] = (uint8_t)x;
                }
            }
            best[i * k + y] = top <= -1e29f ? -1e30f : top + logits[i * (size_t)m->size.tags + y];
        }
    }
    for (uint32_t y = 1; y < k; y++) {
        if (may_follow(y, 0) && best[(n - 1) * k + y] > best[(n - 1) * k + end])
            end = y;
    }
    for (uint32_t i = n; i-- > 0; end = from[i * k + end]) {
        names[i] = (uint8_t)end;
        sureness[i] = probability(logits + i * (size_t)m->size.tags, k, end);
    }
}
