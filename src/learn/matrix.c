/* Packing and the blocked product; see matrix.h for the promise on bits.
 *
 * Method: panels of 64 columns, blocks of 6 rows held in registers (Goto and van de Geijn 2008,
 * without the outer blocking: the matrices here fit the second-level cache). Processors without
 * fused multiply-add take the slow path through fmaf, which rounds the same.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "learn/matrix.h"

#include <math.h>
#include <string.h>

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#define STM_X86 1
#else
#define STM_X86 0
#endif

enum { ROWS = 6 };

typedef struct {
    float *c;
    size_t ldc;
    const float *a;
    size_t a_row, a_column;
    const float *b;
    size_t width, k;
    bool add;
} block;

void stm_matrix_pack(float *out, const float *b, size_t row, size_t column, size_t k, size_t n)
{
    size_t padded = STM_PAD(n);
    for (size_t j0 = 0; j0 < padded; j0 += STM_PANEL) {
        size_t width = padded - j0 < STM_PANEL ? padded - j0 : STM_PANEL;
        size_t real = n <= j0 ? 0 : n - j0 < width ? n - j0 : width;
        for (size_t i = 0; i < k; i++, out += width) {
            const float *from = b + i * row + j0 * column;
            if (column == 1) {
                memcpy(out, from, real * sizeof *out);
            } else {
                for (size_t j = 0; j < real; j++)
                    out[j] = from[j * column];
            }
            memset(out + real, 0, (width - real) * sizeof *out);
        }
    }
}

static void multiply_plain(const block *p, size_t rows)
{
    for (size_t i = 0; i < rows; i++) {
        float sum[STM_PANEL];
        float *c = p->c + i * p->ldc;
        for (size_t j = 0; j < p->width; j++)
            sum[j] = p->add ? c[j] : 0.0f;
        for (size_t k = 0; k < p->k; k++) {
            float a = p->a[i * p->a_row + k * p->a_column];
            const float *b = p->b + k * p->width;
            for (size_t j = 0; j < p->width; j++)
                sum[j] = fmaf(a, b[j], sum[j]);
        }
        memcpy(c, sum, p->width * sizeof *c);
    }
}

#if STM_X86
#define WIDE __attribute__((target("avx512f"), always_inline)) static inline
#define HALF __attribute__((target("avx2,fma"), always_inline)) static inline

WIDE void wide_block(const block *p, const int rows, const int vectors)
{
    __m512 sum[ROWS][4];
#pragma GCC unroll 6
    for (int i = 0; i < rows; i++)
#pragma GCC unroll 4
        for (int v = 0; v < vectors; v++)
            sum[i][v] =
                p->add ? _mm512_loadu_ps(p->c + (size_t)i * p->ldc + 16 * v) : _mm512_setzero_ps();
    const float *b = p->b, *a = p->a;
    size_t row = p->a_row, column = p->a_column;
    for (size_t k = 0; k < p->k; k++, b += 16 * vectors, a += column) {
        __m512 right[4];
#pragma GCC unroll 4
        for (int v = 0; v < vectors; v++)
            right[v] = _mm512_loadu_ps(b + 16 * v);
#pragma GCC unroll 6
        for (int i = 0; i < rows; i++) {
            __m512 left = _mm512_set1_ps(a[(size_t)i * row]);
#pragma GCC unroll 4
            for (int v = 0; v < vectors; v++)
                sum[i][v] = _mm512_fmadd_ps(left, right[v], sum[i][v]);
        }
    }
#pragma GCC unroll 6
    for (int i = 0; i < rows; i++)
#pragma GCC unroll 4
        for (int v = 0; v < vectors; v++)
            _mm512_storeu_ps(p->c + (size_t)i * p->ldc + 16 * v, sum[i][v]);
}

WIDE void wide_rows(const block *p, const int rows)
{
    switch (p->width / 16) {
    case 1:
        wide_block(p, rows, 1);
        break;
    case 2:
        wide_block(p, rows, 2);
        break;
    case 3:
        wide_block(p, rows, 3);
        break;
    default:
        wide_block(p, rows, 4);
        break;
    }
}

__attribute__((target("avx512f"))) static void multiply_wide(const block *p, size_t rows)
{
    switch (rows) {
    case 1:
        wide_rows(p, 1);
        break;
    case 2:
        wide_rows(p, 2);
        break;
    case 3:
        wide_rows(p, 3);
        break;
    case 4:
        wide_rows(p, 4);
        break;
    case 5:
        wide_rows(p, 5);
        break;
    default:
        wide_rows(p, 6);
        break;
    }
}

HALF void half_block(const block *p, size_t j, const int rows)
{
    __m256 sum[ROWS][2];
    float *c = p->c + j;
#pragma GCC unroll 6
    for (int i = 0; i < rows; i++) {
        sum[i][0] = p->add ? _mm256_loadu_ps(c + (size_t)i * p->ldc) : _mm256_setzero_ps();
        sum[i][1] = p->add ? _mm256_loadu_ps(c + (size_t)i * p->ldc + 8) : _mm256_setzero_ps();
    }
    const float *b = p->b + j, *a = p->a;
    size_t row = p->a_row, column = p->a_column, width = p->width;
    for (size_t k = 0; k < p->k; k++, b += width, a += column) {
        __m256 low = _mm256_loadu_ps(b), high = _mm256_loadu_ps(b + 8);
#pragma GCC unroll 6
        for (int i = 0; i < rows; i++) {
            __m256 left = _mm256_set1_ps(a[(size_t)i * row]);
            sum[i][0] = _mm256_fmadd_ps(left, low, sum[i][0]);
            sum[i][1] = _mm256_fmadd_ps(left, high, sum[i][1]);
        }
    }
#pragma GCC unroll 6
    for (int i = 0; i < rows; i++) {
        _mm256_storeu_ps(c + (size_t)i * p->ldc, sum[i][0]);
        _mm256_storeu_ps(c + (size_t)i * p->ldc + 8, sum[i][1]);
    }
}

__attribute__((target("avx2,fma"))) static void multiply_half(const block *p, size_t rows)
{
    for (size_t j = 0; j < p->width; j += 16) {
        switch (rows) {
        case 1:
            half_block(p, j, 1);
            break;
        case 2:
            half_block(p, j, 2);
            break;
        case 3:
            half_block(p, j, 3);
            break;
        case 4:
            half_block(p, j, 4);
            break;
        case 5:
            half_block(p, j, 5);
            break;
        default:
            half_block(p, j, 6);
            break;
        }
    }
}
#endif

typedef void (*multiplier)(const block *, size_t);

static multiplier choose(void)
{
#if STM_X86
    if (__builtin_cpu_supports("avx512f"))
        return multiply_wide;
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
        return multiply_half;
#endif
    return multiply_plain;
}

void stm_matrix_multiply(float *c, size_t ldc, stm_left left, const float *packed, size_t m,
    size_t n, size_t k, bool add)
{
    multiplier run = choose();
    for (size_t j0 = 0; j0 < n; j0 += STM_PANEL) {
        size_t width = n - j0 < STM_PANEL ? n - j0 : STM_PANEL;
        block p = {.ldc = ldc,
            .a_row = left.row,
            .a_column = left.column,
            .b = packed + j0 * k,
            .width = width,
            .k = k,
            .add = add};
        for (size_t i = 0; i < m; i += ROWS) {
            p.c = c + i * ldc + j0;
            p.a = left.data + i * left.row;
            run(&p, m - i < ROWS ? m - i : ROWS);
        }
    }
}
