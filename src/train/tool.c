/* See tool.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#define _POSIX_C_SOURCE 200809L
#include "train/tool.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

void stm_tool_die(const char *format, ...)
{
    va_list ap;
    va_start(ap, format);
    fputs("stemma-train: ", stderr);
    vfprintf(stderr, format, ap);
    fputc('\n', stderr);
    va_end(ap);
    exit(1);
}

void *stm_tool_new(size_t count, size_t size)
{
    size_t bytes = (count * size + 63) / 64 * 64;
    void *p = aligned_alloc(64, bytes ? bytes : 64);
    if (!p)
        stm_tool_die("out of memory (%zu bytes)", bytes);
    return memset(p, 0, bytes ? bytes : 64);
}

void *stm_tool_grow(void *old, size_t count, size_t size)
{
    size_t bytes = count * size;
    void *p = realloc(old, bytes ? bytes : 1);
    if (!p)
        stm_tool_die("out of memory (%zu bytes)", bytes);
    return p;
}

char *stm_tool_copy(const char *s, size_t n)
{
    char *p = stm_tool_grow(NULL, n + 1, 1);
    memcpy(p, s, n);
    p[n] = '\0';
    return p;
}

char *stm_tool_read(const char *path, size_t *n)
{
    FILE *f = fopen(path, "rb");
    if (!f)
        stm_tool_die("%s: cannot open", path);
    char *text = NULL;
    size_t used = 0, room = 0, got;
    do {
        if (room - used < 65536)
            text = stm_tool_grow(text, room = room * 2 + 131072, 1);
        got = fread(text + used, 1, room - used - 1, f);
        used += got;
    } while (got);
    fclose(f);
    text[used] = '\0';
    *n = used;
    return text;
}

double stm_tool_seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

uint32_t stm_random_next(stm_random *r)
{
    uint64_t z = (r->s += 0x9E3779B97F4A7C15u);
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return (uint32_t)(z >> 32);
}

float stm_random_unit(stm_random *r)
{
    return (float)(stm_random_next(r) >> 8) * (1.0f / 16777216.0f);
}

float stm_random_normal(stm_random *r)
{
    float sum = 0;
    for (int i = 0; i < 12; i++)
        sum += stm_random_unit(r);
    return sum - 6.0f;
}
