/* See workspace.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "syntax/workspace.h"

#include <stdlib.h>
#include <string.h>

#include "learn/matrix.h"

stemma_status stm_syntax_space_new(
    const stm_model *model, stm_syntax_space **out, stemma_error *err)
{
    stm_syntax_space *w = calloc(1, sizeof *w);
    if (!w)
        return stm_fail_nomem(err);
    w->model = model;
    w->cache = calloc(STM_CACHE_FORMS, sizeof *w->cache);
    w->cache_vectors = malloc((size_t)STM_CACHE_FORMS * model->size.x * sizeof(float));
    w->forms = malloc(STM_BATCH_WORDS * sizeof *w->forms);
    if (!w->cache || !w->cache_vectors || !w->forms) {
        stm_syntax_space_free(w);
        return stm_fail_nomem(err);
    }
    *out = w;
    return STEMMA_OK;
}

void stm_syntax_space_free(stm_syntax_space *w)
{
    if (!w)
        return;
    free(w->cache);
    free(w->cache_vectors);
    free(w->forms);
    free(w->room);
    free(w);
}

bool stm_workspace_reserve(stm_syntax_space *w, size_t bytes)
{
    w->room_used = 0;
    if (bytes <= w->room_size)
        return true;
    bytes += bytes / 4;
    bytes = (bytes + 63) / 64 * 64;
    free(w->room);
    w->room = aligned_alloc(64, bytes);
    w->room_size = w->room ? bytes : 0;
    return w->room != NULL;
}

void *stm_workspace_take(stm_syntax_space *w, size_t bytes)
{
    void *p = w->room + w->room_used;
    w->room_used += (bytes + 63) / 64 * 64;
    return p;
}

static size_t needed(const stm_model *m, size_t words, size_t longest, uint32_t count)
{
    size_t results = words * (m->size.tags * 4 + stm_net_hidden(&m->size) * 4 + 4 + 2 + 1 + 4);
    return results + stm_encode_room(m, words) + stm_decode_room(m, longest) + count * 64 + 4096;
}

static void decode_all(stm_syntax_space *w, const stm_parse_input *runs, uint32_t count,
    const uint32_t *first, const float *hidden, stm_parse_output *out)
{
    const stm_model *m = w->model;
    for (uint32_t s = 0; s < count; s++) {
        size_t mark = w->room_used;
        stm_decode_tree(w, hidden + first[s] * (size_t)stm_net_hidden(&m->size), runs[s].count,
            out->heads + first[s], out->rels + first[s]);
        w->room_used = mark;
        if (out->names)
            stm_decode_names(w, out->tags + first[s] * (size_t)m->size.tags, runs[s].count,
                out->names + first[s], out->sureness + first[s]);
        w->room_used = mark;
    }
}

stemma_status stm_syntax_parse(stm_syntax_space *w, const stm_parse_input *runs, uint32_t count,
    stm_parse_output *out, stemma_error *err)
{
    const stm_model *m = w->model;
    uint32_t words = 0, longest = 0, first[STM_BATCH_SENTENCES];
    size_t width = stm_net_hidden(&m->size);
    for (uint32_t s = 0; s < count; s++) {
        first[s] = words;
        words += runs[s].count;
        longest = runs[s].count > longest ? runs[s].count : longest;
    }
    if (!stm_workspace_reserve(w, needed(m, words, longest, count)))
        return stm_fail_nomem(err);
    float *hidden = stm_workspace_take(w, words * width * sizeof *hidden);
    out->tags = stm_workspace_take(w, words * m->size.tags * sizeof *out->tags);
    out->heads = stm_workspace_take(w, words * sizeof *out->heads);
    out->rels = stm_workspace_take(w, words * sizeof *out->rels);
    out->names = m->names < 0 ? NULL : stm_workspace_take(w, words);
    out->sureness = stm_workspace_take(w, words * sizeof *out->sureness);
    size_t mark = w->room_used;
    stm_encode(w, runs, count, first, hidden);
    w->room_used = mark;
    for (uint32_t i = 0; i < words; i++)
        memcpy(out->tags + i * (size_t)m->size.tags, m->tensor[STM_NET_TAG_BIAS],
            m->size.tags * sizeof(float));
    stm_matrix_multiply(out->tags, m->size.tags,
        (stm_left){hidden + width - m->size.word, width, 1}, m->tensor[STM_NET_TAG], words,
        m->size.tags, m->size.word, true);
    decode_all(w, runs, count, first, hidden, out);
    return STEMMA_OK;
}
