/* See activation.h. The loops are written so that compilers vectorise them; three copies are made
 * for x86 and chosen at run time. No multiply-add is contracted here (-ffp-contract=off), so the
 * copies agree to the bit.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "learn/activation.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#define INLINE __attribute__((always_inline)) static inline

INLINE float exponential(float x)
{
    x = x > 88.0f ? 88.0f : x;
    x = x < -87.0f ? -87.0f : x;
    float shifted =
        x * 1.44269504f + 12582912.0f; /* 1.5 * 2^23: rounds to an integer in the low bits */
    int32_t bits;
    memcpy(&bits, &shifted, sizeof bits);
    float n = shifted - 12582912.0f;
    float r = x - n * 0.693359375f;
    r = r - n * -2.12194440e-4f;
    float p = 1.0f / 720.0f;
    p = p * r + 1.0f / 120.0f;
    p = p * r + 1.0f / 24.0f;
    p = p * r + 1.0f / 6.0f;
    p = p * r + 0.5f;
    p = p * r + 1.0f;
    p = p * r + 1.0f;
    uint32_t power = (uint32_t)(bits - 0x4B400000 + 127) << 23;
    float scale;
    memcpy(&scale, &power, sizeof scale);
    return p * scale;
}

INLINE float logistic(float x)
{
    return 1.0f / (1.0f + exponential(-x));
}

INLINE float hyperbolic(float x)
{
    return 2.0f / (1.0f + exponential(-2.0f * x)) - 1.0f;
}

INLINE void cell_step(float *restrict z, const float *restrict before, float *restrict cell,
    float *restrict squashed, float *restrict out, size_t h)
{
    for (size_t i = 0; i < 2 * h; i++)
        z[i] = logistic(z[i]);
    for (size_t i = 2 * h; i < 3 * h; i++)
        z[i] = hyperbolic(z[i]);
    for (size_t i = 3 * h; i < 4 * h; i++)
        z[i] = logistic(z[i]);
    if (before) {
        for (size_t i = 0; i < h; i++)
            cell[i] = z[i] * z[2 * h + i] + z[h + i] * before[i];
    } else {
        for (size_t i = 0; i < h; i++)
            cell[i] = z[i] * z[2 * h + i];
    }
    for (size_t i = 0; i < h; i++) {
        float t = hyperbolic(cell[i]);
        out[i] = z[3 * h + i] * t;
        if (squashed)
            squashed[i] = t;
    }
}

INLINE void exponentials(float *restrict x, float most, size_t n)
{
    for (size_t i = 0; i < n; i++)
        x[i] = exponential(x[i] - most);
}

INLINE void rectify(float *restrict x, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        float low = 0.1f * x[i];
        x[i] = x[i] > 0.0f ? x[i] : low;
    }
}

#if defined(__x86_64__) && defined(__GNUC__)
#define FOR(isa, tag)                                                                              \
    __attribute__((target(isa))) static void cell_##tag(                                           \
        float *z, const float *b, float *c, float *t, float *o, size_t h)                          \
    {                                                                                              \
        cell_step(z, b, c, t, o, h);                                                               \
    }                                                                                              \
    __attribute__((target(isa))) static void exps_##tag(float *x, float most, size_t n)            \
    {                                                                                              \
        exponentials(x, most, n);                                                                  \
    }                                                                                              \
    __attribute__((target(isa))) static void leaky_##tag(float *x, size_t n)                       \
    {                                                                                              \
        rectify(x, n);                                                                             \
    }
#ifdef __clang__
FOR("avx512f", wide)
#else
FOR("avx512f,prefer-vector-width=512", wide)
#endif
FOR("avx2", half)
#endif

void stm_lstm_cell(
    float *gates, const float *cell_before, float *cell, float *cell_tanh, float *out, size_t h)
{
#if defined(__x86_64__) && defined(__GNUC__)
    if (__builtin_cpu_supports("avx512f")) {
        cell_wide(gates, cell_before, cell, cell_tanh, out, h);
        return;
    }
    if (__builtin_cpu_supports("avx2")) {
        cell_half(gates, cell_before, cell, cell_tanh, out, h);
        return;
    }
#endif
    cell_step(gates, cell_before, cell, cell_tanh, out, h);
}

static void exponentials_any(float *x, float most, size_t n)
{
#if defined(__x86_64__) && defined(__GNUC__)
    if (__builtin_cpu_supports("avx512f")) {
        exps_wide(x, most, n);
        return;
    }
    if (__builtin_cpu_supports("avx2")) {
        exps_half(x, most, n);
        return;
    }
#endif
    exponentials(x, most, n);
}

float stm_exp(float x)
{
    return exponential(x);
}

float stm_log(float x)
{
    int exponent;
    float part = frexpf(x, &exponent);
    float y = (float)exponent * 0.69314718f + (part - 1.0f);
    for (int i = 0; i < 6; i++)
        y += 2.0f * (x * exponential(-y) - 1.0f) / (x * exponential(-y) + 1.0f);
    return y;
}

void stm_leaky(float *x, size_t n)
{
#if defined(__x86_64__) && defined(__GNUC__)
    if (__builtin_cpu_supports("avx512f")) {
        leaky_wide(x, n);
        return;
    }
    if (__builtin_cpu_supports("avx2")) {
        leaky_half(x, n);
        return;
    }
#endif
    rectify(x, n);
}

void stm_softmax(float *x, size_t n)
{
    float most = x[0], sum = 0.0f;
    for (size_t i = 1; i < n; i++)
        most = x[i] > most ? x[i] : most;
    exponentials_any(x, most, n);
    for (size_t i = 0; i < n; i++)
        sum += x[i];
    float scale = 1.0f / sum;
    for (size_t i = 0; i < n; i++)
        x[i] *= scale;
}
