/* See model_write.h. Embedding rows are rounded to 8 bits, dense weights to 16 bits, each row with
 * its own scale.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "train/model_write.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/files.h"
#include "syntax/model_format.h"

enum { SECTIONS = 10 };

typedef struct {
    const char *name;
    stm_buf bytes;
} section;

static float largest(const float *x, size_t n)
{
    float most = 0;
    for (size_t i = 0; i < n; i++)
        most = fabsf(x[i]) > most ? fabsf(x[i]) : most;
    return most;
}

static void add_u32(stm_buf *b, uint32_t v)
{
    stm_buf_add(b, &v, sizeof v);
}

static void write_shape(stm_buf *b, const stm_net_size *s)
{
    const uint32_t all[] = {s->x, s->h, s->arc, s->rel, s->word, s->rels, s->tags, s->names};
    stm_buf_add(b, all, sizeof all);
}

static void write_list(stm_buf *b, const char *name, const stm_labels *l)
{
    stm_buf_add(b, name, strlen(name) + 1);
    for (size_t i = 0; i < l->count; i++)
        stm_buf_add(b, l->name[i], strlen(l->name[i]) + 1);
    stm_buf_char(b, '\0');
}

static void write_embed(stm_buf *rows, stm_buf *embed, const stm_trainer *t, const stm_corpus *c)
{
    size_t width = t->size.x;
    stm_buf_add(rows, c->row_hash, t->rows * sizeof *c->row_hash);
    for (size_t i = 0; i < t->rows; i++) {
        float scale = largest(t->embed + i * width, width) / 127.0f;
        stm_buf_add(embed, &scale, sizeof scale);
    }
    for (size_t i = 0; i < t->rows; i++) {
        const float *e = t->embed + i * width;
        float scale = largest(e, width) / 127.0f;
        for (size_t k = 0; k < width; k++) {
            int8_t v = (int8_t)(scale > 0 ? lrintf(e[k] / scale) : 0);
            stm_buf_add(embed, &v, 1);
        }
    }
}

static void write_home(stm_buf *b, const stm_trainer *t, const stm_corpus *c, int home)
{
    size_t width = t->size.x;
    float *sum = stm_tool_new(width, sizeof *sum), share = 0;
    unsigned set = home < 0      ? 0
        : home >= STM_SOURCE_MIX ? (unsigned)(home - STM_SOURCE_MIX)
                                 : 1u << home;
    for (unsigned i = 0; i < 16; i++)
        share += (float)(set >> i & 1);
    for (unsigned i = 0; i < 16; i++) {
        uint32_t r = set >> i & 1 ? stm_corpus_row(c, stm_feature_source_hash(i)) : UINT32_MAX;
        for (size_t k = 0; r != UINT32_MAX && k < width; k++)
            sum[k] += t->embed[r * width + k] / share;
    }
    stm_buf_add(b, sum, width * sizeof *sum);
    free(sum);
}

static void write_dense(stm_buf *b, const stm_trainer *t)
{
    for (unsigned i = 0; i < STM_NET_TENSORS; i++) {
        stm_net_shape s = stm_net_tensor(&t->size, i);
        for (size_t r = 0; r < s.rows; r++) {
            float scale = largest(t->value[i] + r * s.columns, s.columns) / 32767.0f;
            stm_buf_add(b, &scale, sizeof scale);
        }
        for (size_t r = 0; r < s.rows; r++) {
            const float *w = t->value[i] + r * s.columns;
            float scale = largest(w, s.columns) / 32767.0f;
            for (size_t k = 0; k < s.columns; k++) {
                int16_t v = (int16_t)(scale > 0 ? lrintf(w[k] / scale) : 0);
                stm_buf_add(b, &v, sizeof v);
            }
        }
    }
}

static void write_clusters(stm_buf *b, const stm_cluster_table *t)
{
    if (!t->slots)
        return;
    add_u32(b, t->slots);
    stm_buf_add(b, t->keys, t->slots * sizeof *t->keys);
    stm_buf_add(b, t->values, t->slots * sizeof *t->values);
}

static void write_vectors(stm_buf *b, const stm_vector_table *t)
{
    if (!t->slots)
        return;
    add_u32(b, t->slots);
    add_u32(b, t->parts);
    stm_buf_add(b, t->keys, t->slots * sizeof *t->keys);
    stm_buf_add(b, t->codes, (size_t)t->slots * t->parts);
}

static void join(section *all, const char *path)
{
    stm_buf out;
    stm_buf_init(&out);
    uint64_t at = STM_MODEL_HEAD + SECTIONS * STM_MODEL_SECTION, sum;
    char head[STM_MODEL_HEAD] = STM_MODEL_MAGIC;
    stm_buf_add(&out, head, sizeof head);
    for (size_t i = 0; i < SECTIONS; i++) {
        char name[8] = {0};
        uint64_t size = all[i].bytes.length;
        memcpy(name, all[i].name, strlen(all[i].name));
        at = (at + 63) / 64 * 64;
        stm_buf_add(&out, name, sizeof name);
        stm_buf_add(&out, &at, sizeof at);
        stm_buf_add(&out, &size, sizeof size);
        at += size;
    }
    for (size_t i = 0; i < SECTIONS; i++) {
        while (out.length % 64)
            stm_buf_char(&out, '\0');
        stm_buf_add(&out, all[i].bytes.data, all[i].bytes.length);
    }
    stemma_error err = {0};
    if (stm_buf_status(&out, &err) != STEMMA_OK)
        stm_tool_die("%s", err.text);
    uint32_t version = STM_MODEL_VERSION, count = SECTIONS;
    uint64_t size = out.length;
    sum = stm_model_checksum(out.data + STM_MODEL_HEAD, out.length - STM_MODEL_HEAD);
    memcpy(out.data + 8, &version, 4);
    memcpy(out.data + 12, &count, 4);
    memcpy(out.data + 16, &size, 8);
    memcpy(out.data + 24, &sum, 8);
    if (stm_file_write(path, out.data, out.length, &err) != STEMMA_OK)
        stm_tool_die("%s", err.text);
    stm_buf_dispose(&out);
}

void stm_model_write(
    const stm_trainer *t, const stm_corpus *c, const stm_model_extra *extra, const char *path)
{
    section all[SECTIONS] = {{"about", {0}}, {"shape", {0}}, {"labels", {0}}, {"rows", {0}},
        {"embed", {0}}, {"home", {0}}, {"dense", {0}}, {"clusters", {0}}, {"lexicon", {0}},
        {"vectors", {0}}};
    for (size_t i = 0; i < SECTIONS; i++)
        stm_buf_init(&all[i].bytes);
    stm_buf_text(&all[0].bytes, extra->about);
    write_shape(&all[1].bytes, &t->size);
    for (size_t g = 0; g < c->groups.count; g++)
        write_list(&all[2].bytes, c->groups.name[g], &c->values[g]);
    write_list(&all[2].bytes, "DEPREL", &c->rels);
    write_embed(&all[3].bytes, &all[4].bytes, t, c);
    write_home(&all[5].bytes, t, c, extra->home);
    write_dense(&all[6].bytes, t);
    write_clusters(&all[7].bytes, &c->features.clusters);
    if (extra->lexicon)
        stm_buf_add(&all[8].bytes, extra->lexicon, extra->lexicon_size);
    write_vectors(&all[9].bytes, &c->features.vectors);
    join(all, path);
    for (size_t i = 0; i < SECTIONS; i++)
        stm_buf_dispose(&all[i].bytes);
}
