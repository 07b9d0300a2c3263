/* See distill.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "train/distill.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "learn/activation.h"
#include "syntax/tree.h"

/* Numbers of a net's parameters when its LSTM had h units. */
static size_t floats_of(stm_net_size size, uint32_t h, size_t rows)
{
    size_t sum = rows * size.x;
    size.h = h;
    for (unsigned i = 0; i < STM_NET_TENSORS; i++) {
        stm_net_shape s = stm_net_tensor(&size, i);
        sum += (size_t)s.rows * s.columns;
    }
    return sum;
}

/* Floats of a file: all but the number of rows and the rows' hashes. */
static size_t file_floats(const char *path, uint32_t *rows)
{
    size_t size;
    char *bytes = stm_tool_read(path, &size);
    *rows = UINT32_MAX;
    if (size >= sizeof *rows)
        memcpy(rows, bytes, sizeof *rows);
    free(bytes);
    if (*rows >= size / sizeof(float))
        stm_tool_die("%s: too short for a net", path);
    return size / sizeof(float) - 1 - *rows;
}

/* A net of the right width for a teacher's file: ensembles may mix widths. */
static void enrol(stm_trainer *t, const stm_corpus *c, const stm_distill_plan *p, const char *path)
{
    uint32_t rows;
    size_t wanted = file_floats(path, &rows);
    stm_net_size size = p->size;
    stm_trainer_new(t, c, size, 1);
    for (uint32_t h = 16; h <= 1024; h += 16) {
        if (floats_of(t->size, h, rows) == wanted)
            size.h = h;
    }
    stm_trainer_free(t);
    stm_trainer_new(t, c, size, 1);
    t->scratch = p->scratch;
    t->scratch_room = p->scratch_room;
    stm_distill_load(t, c, path);
}

void stm_distill_save(const stm_trainer *t, const stm_corpus *c, const char *path)
{
    FILE *f = fopen(path, "wb");
    if (!f)
        stm_tool_die("%s: cannot write", path);
    uint32_t rows = (uint32_t)t->rows;
    fwrite(&rows, sizeof rows, 1, f);
    fwrite(c->row_hash, sizeof *c->row_hash, rows, f);
    for (unsigned i = 0; i < STM_NET_TENSORS; i++) {
        stm_net_shape s = stm_net_tensor(&t->size, i);
        fwrite(t->value[i], sizeof(float), (size_t)s.rows * s.columns, f);
    }
    fwrite(t->embed, sizeof(float), t->rows * t->size.x, f);
    if (fclose(f) != 0)
        stm_tool_die("%s: cannot write", path);
}

/* Rows find each other by the hashes of their features; a row that the file lacks is nothing. */
static void load_rows(
    stm_trainer *t, const stm_corpus *c, const char *hashes, const char *embed, uint32_t rows)
{
    size_t width = t->size.x * sizeof(float);
    memset(t->embed, 0, t->rows * width);
    for (uint32_t i = 0; i < rows; i++) {
        uint32_t hash, row;
        memcpy(&hash, hashes + i * sizeof hash, sizeof hash);
        row = stm_corpus_row(c, hash);
        if (row != UINT32_MAX)
            memcpy(t->embed + row * (size_t)t->size.x, embed + i * width, width);
    }
}

void stm_distill_load(stm_trainer *t, const stm_corpus *c, const char *path)
{
    uint32_t rows;
    size_t size;
    if (file_floats(path, &rows) != floats_of(t->size, t->size.h, rows))
        stm_tool_die("%s: holds another net (other labels or sizes)", path);
    char *bytes = stm_tool_read(path, &size), *hashes = bytes + sizeof rows,
         *at = hashes + rows * sizeof rows;
    for (unsigned i = 0; i < STM_NET_TENSORS; i++) {
        stm_net_shape s = stm_net_tensor(&t->size, i);
        size_t n = (size_t)s.rows * s.columns * sizeof(float);
        memcpy(t->value[i], at, n);
        at += n;
    }
    load_rows(t, c, hashes, at, rows);
    free(bytes);
    stm_trainer_pack(t);
}

typedef struct {
    stm_trainer *t;
    const stm_corpus *c;
    float share;
} lesson;

static bool is_masked(const lesson *l, const stm_sentence_sample *s, size_t g)
{
    for (uint32_t i = 0; i < s->count; i++)
        if (s->words[i].target[g] >= 0)
            return false;
    return (int)g != l->t->upos_group;
}

static void take_tags(
    const lesson *l, const stm_batch *b, uint32_t s, stm_sentence_sample *to, bool masked_only)
{
    const stm_trainer *t = l->t;
    float row[4096];
    for (size_t g = 0; g < t->groups; g++) {
        if (masked_only != is_masked(l, to, g))
            continue;
        for (uint32_t i = 0; i < to->count; i++) {
            const float *from = b->tags + (b->first[s] + i) * t->size.tags + t->group_from[g];
            float *sum = to->soft_tags + (size_t)i * t->size.tags + t->group_from[g];
            memcpy(row, from, t->group_size[g] * sizeof *row);
            stm_softmax(row, t->group_size[g]);
            for (uint32_t k = 0; k < t->group_size[g]; k++)
                sum[k] += l->share * row[k];
        }
    }
}

static void take_arcs(const lesson *l, const stm_batch *b, uint32_t s, stm_sentence_sample *to)
{
    size_t mark = l->t->scratch_used, stride, n = to->count;
    float *scores = stm_heads_arcs(l->t, b, s, &stride);
    for (size_t d = 0; d < n; d++) {
        float *row = scores + d * stride;
        row[d + 1] = -1e9f;
        stm_softmax(row, n + 1);
        for (size_t h = 0; h <= n; h++)
            to->soft_arcs[d * (n + 1) + h] += l->share * row[h];
    }
    l->t->scratch_used = mark;
}

static void take_rels(const lesson *l, const stm_batch *b, uint32_t s, stm_sentence_sample *to)
{
    float row[512];
    for (uint32_t i = 0; i < to->count; i++) {
        stm_heads_rel(l->t, b, s, i, to->soft_heads[i], row);
        stm_softmax(row, l->t->rels);
        for (uint32_t k = 0; k < l->t->rels; k++)
            to->soft_rels[(size_t)i * l->t->rels + k] += l->share * row[k];
    }
}

/* The heads under which relations are asked for: gold, else the best tree of the averaged arcs. */
static void choose_heads(stm_sentence_sample *s)
{
    size_t n = s->count;
    void *room = stm_tool_new(stm_tree_room(n), 1);
    float *scores = stm_tool_new(n * (n + 1), sizeof *scores);
    for (size_t i = 0; i < n * (n + 1); i++)
        scores[i] = stm_log(s->soft_arcs[i] + 1e-9f);
    stm_tree_decode(scores, n + 1, n, s->soft_heads, room);
    for (size_t i = 0; i < n; i++)
        if (s->words[i].head >= 0)
            s->soft_heads[i] = (uint32_t)s->words[i].head;
    free(room);
    free(scores);
}

static int source_of(const stm_distill_plan *p, const stm_sentence_sample *s)
{
    return s->source >= 0 ? s->source : p->home;
}

static int longer(const void *a, const void *b)
{
    const stm_sentence_sample *x = *(stm_sentence_sample *const *)a,
                              *y = *(stm_sentence_sample *const *)b;
    if (x->count != y->count)
        return x->count < y->count ? 1 : -1;
    return x < y ? -1 : x > y;
}

/* All sentences to be taught, falling length. */
static stm_sentence_sample **order(stm_sample_list *list, size_t *n)
{
    stm_sentence_sample **all = stm_tool_new(list->count + 1, sizeof *all);
    *n = 0;
    for (size_t i = 0; i < list->count; i++)
        if (list->sentences[i].soft_arcs)
            all[(*n)++] = &list->sentences[i];
    qsort(all, *n, sizeof *all, longer);
    return all;
}

enum { TOGETHER = 32, WORDS_TOGETHER = 800 };

static void read_batch(const lesson *l, stm_batch *b, stm_sentence_sample **s, uint32_t count,
    const stm_sentence_sample **one, const int *source)
{
    for (uint32_t i = 0; i < count; i++)
        one[i] = s[i];
    stm_batch_begin(l->t, b, one, count, source, false);
    stm_batch_forward(l->t, l->c, b);
}

/* rels: the second reading, when all teachers have said where heads are. */
static void teach_batch(
    const lesson *l, stm_sentence_sample **s, uint32_t count, const stm_distill_plan *p, bool rels)
{
    const stm_sentence_sample *one[TOGETHER];
    int source[TOGETHER];
    bool other = false;
    stm_batch b;
    for (uint32_t i = 0; i < count; i++) {
        source[i] = source_of(p, s[i]);
        other = other || (p->tag_source >= 0 && source[i] != p->tag_source);
    }
    read_batch(l, &b, s, count, one, source);
    for (uint32_t i = 0; i < count && rels; i++)
        take_rels(l, &b, i, s[i]);
    if (rels)
        return;
    for (uint32_t i = 0; i < count; i++) {
        take_arcs(l, &b, i, s[i]);
        take_tags(l, &b, i, s[i], false);
    }
    for (uint32_t i = 0; i < count; i++)
        source[i] = p->tag_source >= 0 ? p->tag_source : source[i];
    if (other)
        read_batch(l, &b, s, count, one, source);
    for (uint32_t i = 0; i < count; i++)
        take_tags(l, &b, i, s[i], true);
}

static void teach_all(
    const lesson *l, stm_sentence_sample **s, size_t n, const stm_distill_plan *p, bool rels)
{
    for (size_t i = 0; i < n;) {
        uint32_t count = 0, words = 0;
        while (i + count < n && count < TOGETHER && (!count || words < WORDS_TOGETHER))
            words += s[i + count++]->count;
        teach_batch(l, s + i, count, p, rels);
        i += count;
    }
}

void stm_distill_list(const stm_corpus *c, stm_sample_list *list, const stm_distill_plan *p)
{
    stm_trainer t;
    stm_trainer_new(&t, c, p->size, 1);
    uint32_t rels = t.rels, tags = t.size.tags;
    stm_trainer_free(&t);
    lesson l = {&t, c, 1.0f / (float)p->count};
    for (size_t i = 0; i < list->count; i++) {
        stm_sentence_sample *s = &list->sentences[i];
        if (s->held_out)
            continue;
        s->soft_arcs = stm_tool_new((size_t)s->count * (s->count + 1), sizeof(float));
        s->soft_rels = stm_tool_new((size_t)s->count * rels, sizeof(float));
        s->soft_tags = stm_tool_new((size_t)s->count * tags, sizeof(float));
        s->soft_heads = stm_tool_new(s->count, sizeof(uint32_t));
    }
    size_t n;
    stm_sentence_sample **all = order(list, &n);
    for (size_t pass = 0; pass < 2; pass++) {
        for (size_t k = 0; k < p->count; k++) {
            enrol(&t, c, p, p->teachers[k]);
            teach_all(&l, all, n, p, pass == 1);
            stm_trainer_free(&t);
        }
        for (size_t i = 0; i < n && pass == 0; i++)
            choose_heads(all[i]);
    }
    free(all);
}
