/* See tree.h. Nodes 0..n are root and words, n+1..2n are contractions; rows of the matrix belong to
 * the node that currently stands for a set of words (union-find), columns are original nodes.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "syntax/tree.h"

#include <stdbool.h>
#include <string.h>

typedef struct {
    size_t n;   /* original nodes, root included */
    double *in; /* n x n: best score of an arc from original node u into the set whose row it is */
    uint32_t *target;                /* n x n: the original word that arc enters */
    uint32_t *set;                   /* union-find over original nodes: representative row */
    uint32_t *node;                  /* row -> current node number (original or contraction) */
    uint32_t *parent;                /* node -> contraction that swallowed it, or 0 */
    uint32_t *enter_from, *enter_to; /* node -> chosen entering arc */
    uint32_t *path;
    uint8_t *done, *on_path;
} forest;

size_t stm_tree_room(size_t n)
{
    size_t k = n + 1;
    return k * k * (sizeof(double) + sizeof(uint32_t)) + k * 16 * sizeof(uint32_t) + 4 * k + 64;
}

static uint32_t find(forest *f, uint32_t u)
{
    while (f->set[u] != u) {
        f->set[u] = f->set[f->set[u]];
        u = f->set[u];
    }
    return u;
}

static bool is_tree(const uint32_t *heads, size_t n, uint8_t *seen)
{
    size_t roots = 0;
    memset(seen, 0, n + 1);
    for (size_t i = 0; i < n; i++)
        roots += heads[i] == 0;
    if (roots != 1)
        return false;
    seen[0] = 2;
    for (size_t i = 1; i <= n; i++) {
        uint32_t u = (uint32_t)i;
        while (!seen[u]) {
            seen[u] = 1;
            u = heads[u - 1];
        }
        if (seen[u] == 1)
            return false;
        for (u = (uint32_t)i; seen[u] == 1; u = heads[u - 1])
            seen[u] = 2;
    }
    return true;
}

static void greedy(const float *scores, size_t stride, size_t n, uint32_t *heads)
{
    for (size_t d = 0; d < n; d++) {
        const float *row = scores + d * stride;
        size_t best = 0;
        for (size_t h = 1; h <= n; h++) {
            if (h != d + 1 && row[h] > row[best])
                best = h;
        }
        heads[d] = (uint32_t)best;
    }
}

static void lay_out(forest *f, void *room, size_t n)
{
    size_t k = n + 1;
    f->n = k;
    f->in = room;
    f->target = (uint32_t *)(void *)(f->in + k * k);
    f->set = f->target + k * k;
    f->node = f->set + k;
    f->parent = f->node + k;
    f->enter_from = f->parent + 2 * k;
    f->enter_to = f->enter_from + 2 * k;
    f->path = f->enter_to + 2 * k;
    f->done = (uint8_t *)(f->path + 2 * k);
    f->on_path = f->done + k;
}

static void fill(forest *f, const float *scores, size_t stride)
{
    double reach = 1;
    for (size_t d = 1; d < f->n; d++) {
        for (size_t h = 0; h < f->n; h++) {
            double s = scores[(d - 1) * stride + h];
            reach = h != d && (s > reach || -s > reach) ? (s > 0 ? s : -s) : reach;
            f->in[d * f->n + h] = s;
            f->target[d * f->n + h] = (uint32_t)d;
        }
    }
    for (size_t d = 1; d < f->n; d++)
        f->in[d * f->n] -= 4 * reach * (double)f->n;
    for (size_t i = 0; i < f->n; i++) {
        f->set[i] = f->node[i] = (uint32_t)i;
        f->done[i] = f->on_path[i] = 0;
    }
    memset(f->parent, 0, 2 * f->n * sizeof *f->parent);
    f->done[0] = 1;
}

static uint32_t best_source(forest *f, uint32_t row)
{
    uint32_t best = UINT32_MAX;
    const double *in = f->in + row * f->n;
    for (uint32_t u = 0; u < f->n; u++) {
        if ((best == UINT32_MAX || in[u] > in[best]) && find(f, u) != row)
            best = u;
    }
    return best;
}

/* Contracts the path's tail from position `from` into its first row; all of its sets have chosen an
 * entering arc. */
static void contract(forest *f, size_t from, size_t length, uint32_t fresh)
{
    uint32_t keep = f->path[from];
    for (size_t i = from; i < length; i++) {
        uint32_t row = f->path[i], u = f->enter_from[f->node[row]];
        double chosen = f->in[row * f->n + u];
        for (size_t v = 0; v < f->n; v++) {
            double gain = f->in[row * f->n + v] - chosen;
            if (i == from) {
                f->in[row * f->n + v] = gain;
            } else if (gain > f->in[keep * f->n + v]) {
                f->in[keep * f->n + v] = gain;
                f->target[keep * f->n + v] = f->target[row * f->n + v];
            }
        }
        f->parent[f->node[row]] = fresh;
        f->on_path[row] = 0;
        f->set[row] = keep;
    }
    f->node[keep] = fresh;
    f->on_path[keep] = 1;
}

static uint32_t grow(forest *f)
{
    uint32_t fresh = (uint32_t)f->n;
    for (uint32_t start = 1; start < f->n; start++) {
        size_t length = 0;
        uint32_t row = find(f, start);
        if (f->done[row])
            continue;
        f->path[length++] = row;
        f->on_path[row] = 1;
        for (;;) {
            row = f->path[length - 1];
            uint32_t u = best_source(f, row), next = find(f, u);
            f->enter_from[f->node[row]] = u;
            f->enter_to[f->node[row]] = f->target[row * f->n + u];
            if (f->done[next])
                break;
            if (!f->on_path[next]) {
                f->path[length++] = next;
                f->on_path[next] = 1;
                continue;
            }
            size_t from = length;
            while (f->path[--from] != next)
                continue;
            contract(f, from, length, fresh++);
            length = from + 1;
        }
        for (size_t i = 0; i < length; i++) {
            f->done[f->path[i]] = 1;
            f->on_path[f->path[i]] = 0;
        }
    }
    return fresh;
}

/* A node's entering arc fixes the head of one word and thereby breaks every contraction around that
 * word. */
static void expand(forest *f, uint32_t nodes, uint32_t *heads)
{
    for (uint32_t x = nodes; x-- > 1;) {
        if (f->parent[x] == UINT32_MAX)
            continue; /* already broken or settled */
        uint32_t word = f->enter_to[x];
        heads[word - 1] = f->enter_from[x];
        for (uint32_t y = word; y != x;) {
            uint32_t up = f->parent[y];
            f->parent[y] = UINT32_MAX;
            y = up;
        }
    }
}

void stm_tree_decode(const float *scores, size_t stride, size_t n, uint32_t *heads, void *room)
{
    forest f;
    if (n == 0)
        return;
    greedy(scores, stride, n, heads);
    lay_out(&f, room, n);
    if (is_tree(heads, n, f.done))
        return;
    fill(&f, scores, stride);
    expand(&f, grow(&f), heads);
}
