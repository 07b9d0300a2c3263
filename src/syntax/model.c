/* Opening a model file: checks, label tables, unpacked weights; see model.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "syntax/model_format.h"

#include <stdlib.h>
#include <string.h>

#include "base/files.h"
#include "learn/matrix.h"

enum { WIDTH_MAX = 2048, TAGS_MAX = 16384, LABELS_MAX = 16384 };

typedef struct {
    const char *data;
    size_t size;
} section;

typedef struct {
    const char *bytes;
    size_t count;
    uint32_t sections;
} file;

uint64_t stm_model_checksum(const void *bytes, size_t count)
{
    const char *b = bytes;
    uint64_t h = 0x9E3779B97F4A7C15u ^ count, word;
    for (; count >= sizeof word; count -= sizeof word, b += sizeof word) {
        memcpy(&word, b, sizeof word);
        h = (h ^ word) * 0x9FB21C651E98DF25u;
        h ^= h >> 32;
    }
    for (; count; count--, b++)
        h = (h ^ (unsigned char)*b) * 0x100000001B3u;
    return h ^ h >> 29;
}

static uint32_t read_u32(const char *p)
{
    uint32_t v;
    memcpy(&v, p, sizeof v);
    return v;
}

static uint64_t read_u64(const char *p)
{
    uint64_t v;
    memcpy(&v, p, sizeof v);
    return v;
}

static stemma_status broken(stemma_error *err, const char *what)
{
    return stm_fail(err, STEMMA_ERR_FORMAT, "%s", what);
}

static stemma_status check_file(const file *f, stemma_error *err)
{
    if (f->count < STM_MODEL_HEAD || memcmp(f->bytes, STM_MODEL_MAGIC, 8) != 0)
        return broken(err, "not a model of stemma");
    if (read_u32(f->bytes + 8) != STM_MODEL_VERSION)
        return stm_fail(err, STEMMA_ERR_VERSION, "version %u, this program reads %u",
            (unsigned)read_u32(f->bytes + 8), (unsigned)STM_MODEL_VERSION);
    if (f->sections > 64 || STM_MODEL_HEAD + (size_t)f->sections * STM_MODEL_SECTION > f->count ||
        read_u64(f->bytes + 16) != f->count)
        return broken(err, "cut short");
    if (read_u64(f->bytes + 24) !=
        stm_model_checksum(f->bytes + STM_MODEL_HEAD, f->count - STM_MODEL_HEAD))
        return broken(err, "checksum does not match");
    return STEMMA_OK;
}

static section find(const file *f, const char *name)
{
    char wanted[8] = {0};
    memcpy(wanted, name, strlen(name));
    for (uint32_t i = 0; i < f->sections; i++) {
        const char *entry = f->bytes + STM_MODEL_HEAD + (size_t)i * STM_MODEL_SECTION;
        uint64_t offset = read_u64(entry + 8), size = read_u64(entry + 16);
        if (memcmp(entry, wanted, 8) == 0 && offset % 8 == 0 && offset <= f->count &&
            size <= f->count - offset)
            return (section){f->bytes + offset, (size_t)size};
    }
    return (section){NULL, 0};
}

static stemma_status read_shape(stm_model *m, section s, stemma_error *err)
{
    uint32_t *to[] = {&m->size.x, &m->size.h, &m->size.arc, &m->size.rel, &m->size.word,
        &m->size.rels, &m->size.tags, &m->size.names};
    if (s.size != 32)
        return broken(err, "no shape");
    for (size_t i = 0; i < 8; i++) {
        *to[i] = read_u32(s.data + 4 * i);
        if (i < 7 &&
            (*to[i] == 0 || *to[i] % STM_LANES || *to[i] > (i == 6 ? TAGS_MAX : WIDTH_MAX)))
            return broken(err, "impossible shape");
    }
    return m->size.names > 255 ? broken(err, "impossible shape") : STEMMA_OK;
}

static int compare_folded(const char *a, const char *b)
{
    for (;; a++, b++) {
        int x = *a >= 'A' && *a <= 'Z' ? *a + 32 : *a, y = *b >= 'A' && *b <= 'Z' ? *b + 32 : *b;
        if (x != y || !x)
            return x - y;
    }
}

static void order_features(stm_model *m)
{
    for (uint32_t g = 0; g < m->group_count; g++) {
        if ((int)g == m->upos || (int)g == m->xpos || (int)g == m->lemma || (int)g == m->names)
            continue;
        uint32_t k = m->feature_count++;
        for (; k &&
             compare_folded(m->groups[m->features_in_order[k - 1]].name, m->groups[g].name) > 0;
             k--)
            m->features_in_order[k] = m->features_in_order[k - 1];
        m->features_in_order[k] = (uint8_t)g;
    }
}

/* One list of strings; returns the byte behind it or NULL. */
static const char *read_list(
    stm_model *m, const char *p, const char *end, uint32_t *used, stm_model_group *out)
{
    out->name = p;
    p += strlen(p) + 1;
    out->values = m->label_room + *used;
    for (out->count = 0; p < end && *p; p += strlen(p) + 1, out->count++)
        m->label_room[(*used)++] = p;
    return p < end && out->count ? p + 1 : NULL;
}

static stemma_status read_labels(stm_model *m, section s, stemma_error *err)
{
    uint32_t used = 0, logits = 0;
    size_t strings = 0;
    for (size_t i = 0; i < s.size; i++)
        strings += s.data[i] == '\0';
    if (!s.size || s.data[s.size - 1] != '\0' || strings > LABELS_MAX)
        return broken(err, "label lists");
    const char *p = s.data, *end = s.data + s.size;
    m->label_room = malloc((strings + 1) * sizeof *m->label_room);
    if (!m->label_room)
        return stm_fail_nomem(err);
    m->upos = m->xpos = m->lemma = m->names = -1;
    while (p && p < end && *p && strcmp(p, "DEPREL") != 0) {
        stm_model_group *g = &m->groups[m->group_count];
        if (m->group_count == STM_MODEL_GROUPS || !(p = read_list(m, p, end, &used, g)))
            return broken(err, "label lists");
        int *known = !strcmp(g->name, "UPOS") ? &m->upos
            : !strcmp(g->name, "XPOS")        ? &m->xpos
            : !strcmp(g->name, "LEMMA")       ? &m->lemma
            : !strcmp(g->name, "NAME")        ? &m->names
                                              : NULL;
        if (known)
            *known = (int)m->group_count;
        g->first = logits;
        logits += g->count;
        m->group_count++;
    }
    if (!p || p >= end || !*p || !read_list(m, p, end, &used, &m->rels) || m->upos < 0)
        return broken(err, "label lists");
    uint32_t names = m->names < 0 ? 0 : m->groups[m->names].count;
    if (logits > m->size.tags || m->rels.count > m->size.rels || names != m->size.names ||
        (names && names % 4 != 1))
        return broken(err, "labels and shape differ");
    order_features(m);
    return STEMMA_OK;
}

static stm_str label_of(const char *s)
{
    return (stm_str){s, (uint32_t)strlen(s)};
}

static stemma_status number_labels(stm_model *m, stemma_error *err)
{
    const stm_model_group *u = &m->groups[m->upos];
    uint32_t types = m->names < 0 ? 0 : m->groups[m->names].count;
    m->upos_of = malloc((size_t)u->count + 2 * (size_t)m->rels.count + types + 1);
    if (!m->upos_of)
        return stm_fail_nomem(err);
    m->rel_of = m->upos_of + u->count;
    m->sub_of = m->rel_of + m->rels.count;
    m->type_of = m->sub_of + m->rels.count;
    for (uint32_t i = 0; i < u->count; i++)
        m->upos_of[i] = (uint8_t)stm_upos_of(label_of(u->values[i]));
    for (uint32_t i = 0; i < m->rels.count; i++) {
        stm_sub sub = STM_SUB_NONE;
        m->rel_of[i] = (uint8_t)stm_rel_of(label_of(m->rels.values[i]), &sub);
        m->sub_of[i] = (uint8_t)sub;
    }
    for (uint32_t i = 0; i < types; i++) {
        const char *tag = m->groups[m->names].values[i], *dash = strchr(tag, '-');
        m->type_of[i] = dash ? (uint8_t)stm_type_of(label_of(dash + 1), NULL) : 0;
    }
    return STEMMA_OK;
}

static stemma_status read_rows(stm_model *m, section rows, section embed, stemma_error *err)
{
    size_t count = rows.size / 4, capacity = 1024;
    if (rows.size % 4 || count > 1u << 24 || embed.size != count * (4 + (size_t)m->size.x))
        return broken(err, "embedding rows");
    while (capacity < count * 2)
        capacity *= 2;
    m->rows = (uint32_t)count;
    m->row_hash = (const uint32_t *)(const void *)rows.data;
    m->embed_scale = (const float *)(const void *)embed.data;
    m->embed = count == 0 ? NULL : (const int8_t *)(embed.data + 4 * count);
    m->index_mask = (uint32_t)capacity - 1;
    m->index = calloc(capacity, sizeof *m->index);
    if (!m->index)
        return stm_fail_nomem(err);
    for (uint32_t i = 0; i < m->rows; i++) {
        uint32_t at = m->row_hash[i] & m->index_mask;
        while (m->index[at] && m->row_hash[m->index[at] - 1] != m->row_hash[i])
            at = (at + 1) & m->index_mask;
        m->index[at] = m->index[at] ? m->index[at] : i + 1;
    }
    return STEMMA_OK;
}

uint32_t stm_model_row(const stm_model *m, uint32_t hash)
{
    for (uint32_t at = hash & m->index_mask; m->index[at]; at = (at + 1) & m->index_mask) {
        if (m->row_hash[m->index[at] - 1] == hash)
            return m->index[at] - 1;
    }
    return UINT32_MAX;
}

void stm_model_add_row(const stm_model *m, uint32_t row, float *restrict out)
{
    const int8_t *restrict e = m->embed + (size_t)row * m->size.x;
    float scale = m->embed_scale[row];
    for (uint32_t k = 0; k < m->size.x; k++)
        out[k] += scale * (float)e[k];
}

static size_t tensor_floats(const stm_model *m, unsigned i)
{
    stm_net_shape s = stm_net_tensor(&m->size, i);
    return s.rows == 1 || i == STM_NET_NAMES ? (size_t)s.rows * s.columns
                                             : s.rows * STM_PAD(s.columns);
}

static void unpack(stm_model *m, unsigned i, const char *from, float *plain)
{
    stm_net_shape s = stm_net_tensor(&m->size, i);
    const char *values = from + 4 * (size_t)s.rows;
    for (uint32_t r = 0; r < s.rows; r++) {
        float scale;
        memcpy(&scale, from + 4 * (size_t)r, sizeof scale);
        for (uint32_t k = 0; k < s.columns; k++) {
            int16_t v;
            memcpy(&v, values + 2 * ((size_t)r * s.columns + k), sizeof v);
            plain[(size_t)r * s.columns + k] = scale * (float)v;
        }
    }
    if (s.rows == 1 || i == STM_NET_NAMES)
        memcpy(m->tensor[i], plain, (size_t)s.rows * s.columns * sizeof *plain);
    else
        stm_matrix_pack(m->tensor[i], plain, s.columns, 1, s.rows, s.columns);
}

static stemma_status read_dense(stm_model *m, section s, stemma_error *err)
{
    size_t bytes = 0, floats = STM_LANES, largest = 0;
    for (unsigned i = 0; i < STM_NET_TENSORS; i++) {
        stm_net_shape shape = stm_net_tensor(&m->size, i);
        size_t n = (size_t)shape.rows * shape.columns;
        bytes += 4 * (size_t)shape.rows + 2 * n;
        largest = n > largest ? n : largest;
        floats += STM_PAD(tensor_floats(m, i));
    }
    if (s.size != bytes)
        return broken(err, "weights");
    float *plain = malloc(largest * sizeof *plain);
    m->memory = malloc((floats + (STM_FEATURE_PLACES + 1) * (size_t)m->size.x) * sizeof *m->memory);
    if (!plain || !m->memory) {
        free(plain);
        return stm_fail_nomem(err);
    }
    float *at = m->memory;
    const char *from = s.data;
    for (unsigned i = 0; i < STM_NET_TENSORS; i++) {
        stm_net_shape shape = stm_net_tensor(&m->size, i);
        m->tensor[i] = at;
        unpack(m, i, from, plain);
        at += STM_PAD(tensor_floats(m, i));
        from += 4 * (size_t)shape.rows + 2 * (size_t)shape.rows * shape.columns;
    }
    m->place = at;
    free(plain);
    return STEMMA_OK;
}

static stemma_status read_home(stm_model *m, section s, stemma_error *err)
{
    if (s.size != 4 * (size_t)m->size.x)
        return broken(err, "home vector");
    for (unsigned p = 0; p < STM_FEATURE_PLACES; p++) {
        float *out = m->place + p * (size_t)m->size.x;
        memcpy(out, s.data, s.size);
        uint32_t row = stm_model_row(m, stm_feature_place_hash(p));
        if (row != UINT32_MAX)
            stm_model_add_row(m, row, out);
    }
    return STEMMA_OK;
}

static stemma_status read_clusters(stm_model *m, section s, stemma_error *err)
{
    if (!s.size)
        return STEMMA_OK;
    uint32_t slots = s.size < 4 ? 0 : read_u32(s.data);
    if (!slots || slots > 1u << 24 || s.size < 4 + 6 * (size_t)slots)
        return broken(err, "clusters");
    const uint16_t *values = (const uint16_t *)(const void *)(s.data + 4 + 4 * (size_t)slots);
    uint32_t taken = 0;
    for (uint32_t i = 0; i < slots; i++)
        taken += values[i] != 0;
    if (taken == slots) /* a search would not end */
        return broken(err, "clusters");
    m->features.clusters =
        (stm_cluster_table){(const uint32_t *)(const void *)(s.data + 4), values, slots};
    return STEMMA_OK;
}

static stemma_status read_vectors(stm_model *m, section s, stemma_error *err)
{
    if (!s.size)
        return STEMMA_OK;
    uint32_t slots = s.size < 8 ? 0 : read_u32(s.data), parts = slots ? read_u32(s.data + 4) : 0;
    if (!slots || slots > 1u << 24 || !parts || parts > 16 ||
        s.size < 8 + (4 + (size_t)parts) * slots)
        return broken(err, "vectors");
    const uint32_t *keys = (const uint32_t *)(const void *)(s.data + 8);
    uint32_t taken = 0;
    for (uint32_t i = 0; i < slots; i++)
        taken += keys[i] != 0;
    if (taken == slots) /* a search would not end */
        return broken(err, "vectors");
    m->features.vectors =
        (stm_vector_table){keys, (const uint8_t *)s.data + 8 + 4 * (size_t)slots, slots, parts};
    return STEMMA_OK;
}

static void read_language(stm_model *m)
{
    static const char key[] = "language ";
    if (m->about_size > sizeof key && memcmp(m->about, key, sizeof key - 1) == 0) {
        size_t n = 0;
        const char *from = m->about + sizeof key - 1;
        for (; n + 1 < sizeof m->language && sizeof key - 1 + n < m->about_size && from[n] != '\n';
             n++)
            m->language[n] = from[n];
    }
}

static stemma_status read_all(stm_model *m, const file *f, stemma_error *err)
{
    section about = find(f, "about"), lexicon = find(f, "lexicon");
    m->bytes = f->bytes;
    m->count = f->count;
    m->about = about.data;
    m->about_size = about.size;
    read_language(m);
    m->features.german_quotes = strcmp(m->language, "de") == 0;
    STM_TRY(read_shape(m, find(f, "shape"), err));
    STM_TRY(read_labels(m, find(f, "labels"), err));
    STM_TRY(number_labels(m, err));
    STM_TRY(read_rows(m, find(f, "rows"), find(f, "embed"), err));
    STM_TRY(read_dense(m, find(f, "dense"), err));
    STM_TRY(read_home(m, find(f, "home"), err));
    STM_TRY(read_clusters(m, find(f, "clusters"), err));
    STM_TRY(read_vectors(m, find(f, "vectors"), err));
    if (lexicon.size) {
        STM_TRY(stm_lexicon_open(&m->lexicon, lexicon.data, lexicon.size, err));
        m->features.lexicon = &m->lexicon;
    }
    return STEMMA_OK;
}

static stemma_status named(stemma_status status, const char *name, stemma_error *err)
{
    char text[sizeof err->text];
    if (status != STEMMA_OK && err && status != STEMMA_ERR_NOMEM) {
        memcpy(text, err->text, sizeof text);
        return stm_fail(err, status, "%s: %s", name, text);
    }
    return status;
}

stemma_status stm_model_open(
    const void *bytes, size_t count, const char *name, stm_model **out, stemma_error *err)
{
    file f = {bytes, count, 0};
    f.sections = count >= STM_MODEL_HEAD ? read_u32(f.bytes + 12) : 0;
    STM_TRY(named(check_file(&f, err), name, err));
    stm_model *m = calloc(1, sizeof *m);
    if (!m)
        return stm_fail_nomem(err);
    stemma_status status = read_all(m, &f, err);
    if (status != STEMMA_OK) {
        stm_model_free(m);
        return named(status, name, err);
    }
    *out = m;
    return STEMMA_OK;
}

stemma_status stm_model_load(const char *path, stm_model **out, stemma_error *err)
{
    char *bytes = NULL;
    size_t count = 0;
    STM_TRY(stm_file_read(path, (size_t)256 << 20, &bytes, &count, err));
    stemma_status status = stm_model_open(bytes, count, path, out, err);
    if (status != STEMMA_OK) {
        free(bytes);
        return status;
    }
    (*out)->owned = bytes;
    return STEMMA_OK;
}

stm_lang stm_model_lang(const stm_model *m)
{
    return stm_lang_of((stm_str){m->language, (uint32_t)strlen(m->language)});
}

stm_str stm_model_about(const stm_model *m)
{
    return (stm_str){m->about, (uint32_t)m->about_size};
}

const stm_lexicon *stm_model_lexicon(const stm_model *m)
{
    return m->features.lexicon;
}

bool stm_model_section(
    const stm_model *m, const char *tag, const void **bytes_out, size_t *count_out)
{
    file f = {m->bytes, m->count, read_u32(m->bytes + 12)};
    section s = strlen(tag) <= 8 ? find(&f, tag) : (section){NULL, 0};
    *bytes_out = s.data;
    *count_out = s.size;
    return s.data != NULL;
}

void stm_model_free(stm_model *m)
{
    if (!m)
        return;
    free(m->owned);
    free(m->label_room);
    free(m->upos_of);
    free(m->index);
    free(m->memory);
    free(m);
}
