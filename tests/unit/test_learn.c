/* The nets' kernels: every way of computing gives the same bits, and the right numbers.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "check.h"

#include <math.h>
#include <stdlib.h>

#include "learn/activation.h"
#include "learn/matrix.h"
#include "syntax/tree.h"

enum { M = 13, K = 37, N = 112 };

static uint32_t state = 7;

static float next(void)
{
    state = state * 1664525u + 1013904223u;
    return (float)(state >> 8) / 8388608.0f - 1.0f;
}

static void product_is_one_chain(void **unused)
{
    (void)unused;
    static float a[M * K], b[K * N], packed[K * N], c[M * N], part[M * N];
    for (size_t i = 0; i < M * K; i++)
        a[i] = next();
    for (size_t i = 0; i < K * N; i++)
        b[i] = next();
    stm_matrix_pack(packed, b, N, 1, K, N);
    stm_matrix_multiply(c, N, (stm_left){a, K, 1}, packed, M, N, K, false);
    for (size_t i = 0; i < M; i++) { /* one row at a time: the blocking must not show */
        stm_matrix_multiply(part + i * N, N, (stm_left){a + i * K, K, 1}, packed, 1, N, K, false);
        for (size_t j = 0; j < N; j++) {
            float sum = 0;
            for (size_t k = 0; k < K; k++)
                sum = fmaf(a[i * K + k], b[k * N + j], sum);
            assert_true(sum == c[i * N + j]);
            assert_true(sum == part[i * N + j]);
        }
    }
}

static void transposed_sides(void **unused)
{
    (void)unused;
    static float a[K * M], b[N * K], packed[K * N], c[M * N];
    for (size_t i = 0; i < K * M; i++)
        a[i] = next();
    for (size_t i = 0; i < N * K; i++)
        b[i] = next();
    stm_matrix_pack(packed, b, 1, K, K, N);
    stm_matrix_multiply(c, N, (stm_left){a, 1, M}, packed, M, N, K, false);
    float sum = 0;
    for (size_t k = 0; k < K; k++)
        sum = fmaf(a[k * M + 5], b[9 * K + k], sum);
    assert_true(sum == c[5 * N + 9]);
}

static void exponential_is_close(void **unused)
{
    (void)unused;
    for (float x = -80; x < 80; x += 0.37f)
        assert_true(fabs((double)stm_exp(x) / exp((double)x) - 1) < 4e-7);
    assert_true(fabs((double)stm_log(3.0f) - log(3.0)) < 1e-6);
    float p[5] = {1, 2, 3, 4, 100};
    stm_softmax(p, 5);
    assert_true(p[4] > 0.999f && p[0] >= 0);
}

/* Best single-root tree by trying all head vectors. */
static double best_by_trial(const float *s, size_t stride, size_t n)
{
    size_t heads[6] = {0};
    double best = -1e30;
    for (;;) {
        size_t roots = 0, ok = 1;
        double sum = 0;
        for (size_t d = 0; d < n; d++) {
            roots += heads[d] == 0;
            sum += (double)s[d * stride + heads[d]];
            size_t u = d + 1, steps = 0;
            while (u && steps++ <= n)
                u = heads[u - 1];
            ok = ok && u == 0 && heads[d] != d + 1;
        }
        if (ok && roots == 1 && sum > best)
            best = sum;
        size_t d = 0;
        while (d < n && ++heads[d] > n)
            heads[d++] = 0;
        if (d == n)
            return best;
    }
}

static void trees_are_best(void **unused)
{
    (void)unused;
    char room[4096] __attribute__((aligned(16)));
    float s[5 * 6];
    uint32_t heads[5];
    for (int trial = 0; trial < 400; trial++) {
        size_t n = 1 + (size_t)trial % 5;
        assert_true(stm_tree_room(n) <= sizeof room);
        for (size_t i = 0; i < n * 6; i++)
            s[i] = trial % 3 ? next() : (float)((int)(next() * 3)); /* ties too */
        stm_tree_decode(s, 6, n, heads, room);
        double sum = 0;
        size_t roots = 0;
        for (size_t d = 0; d < n; d++) {
            sum += (double)s[d * 6 + heads[d]];
            roots += heads[d] == 0;
        }
        assert_int_equal(roots, 1);
        assert_true(fabs(sum - best_by_trial(s, 6, n)) < 1e-5);
    }
}

static void long_sentences_end(void **unused)
{
    (void)unused;
    size_t n = 700;
    float *s = calloc(n * (n + 1), sizeof *s);
    void *room = malloc(stm_tree_room(n));
    uint32_t *heads = malloc(n * sizeof *heads);
    assert_true(s && room && heads);
    for (size_t i = 0; i < n * (n + 1); i++)
        s[i] = next();
    stm_tree_decode(s, n + 1, n, heads, room);
    size_t roots = 0;
    for (size_t d = 0; d < n; d++) {
        size_t u = d + 1, steps = 0;
        while (u && steps++ <= n)
            u = heads[u - 1];
        assert_int_equal(u, 0);
        roots += heads[d] == 0;
    }
    assert_int_equal(roots, 1);
    free(s);
    free(room);
    free(heads);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(product_is_one_chain),
        cmocka_unit_test(transposed_sides), cmocka_unit_test(exponential_is_close),
        cmocka_unit_test(trees_are_best), cmocka_unit_test(long_sentences_end)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
