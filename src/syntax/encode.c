/* Words to hidden vectors: cached embedding sums, two LSTM layers over a batch in lockstep, the
 * hidden layer.
 *
 * Sentences are ordered by falling length, so that the ones still running are always the first
 * rows; every row is computed alone (see learn/matrix.h), so neighbours in a batch never change a
 * result.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <string.h>

#include "learn/activation.h"
#include "learn/matrix.h"
#include "syntax/workspace.h"

typedef struct {
    stm_syntax_space *w;
    const stm_model *m;
    const stm_parse_input *runs;
    uint32_t count, steps, words;
    uint32_t order[STM_BATCH_SENTENCES]; /* slot -> run */
    uint32_t *offset;                    /* step -> first row, steps + 1 entries */
    float *x, *gates, *out[2], *joined, *cell[2];
} batch;

size_t stm_encode_room(const stm_model *m, size_t words)
{
    size_t h = m->size.h, in = m->size.x > 2 * h ? m->size.x : 2 * h;
    return words * (m->size.x + 4 * h + 2 * h + in + stm_net_joined(&m->size)) * sizeof(float) +
        (words + 2) * sizeof(uint32_t) + STM_BATCH_SENTENCES * 2 * h * sizeof(float) + 16 * 64;
}

static const float *form_vector(stm_syntax_space *w, stm_str form, float *spare)
{
    const stm_model *m = w->model;
    uint32_t slot = stm_feature_hash(3, form.ptr, form.len) % STM_CACHE_FORMS;
    stm_cached_form *c = &w->cache[slot];
    bool fits = form.len > 0 && form.len <= STM_CACHE_BYTES;
    float *out = fits ? w->cache_vectors + slot * (size_t)m->size.x : spare;
    if (fits && c->length == form.len && memcmp(c->form, form.ptr, form.len) == 0)
        return out;
    stm_feature_list f;
    stm_feature_form(&m->features, form.ptr, form.len, &f);
    memset(out, 0, m->size.x * sizeof *out);
    for (size_t i = 0; i < f.count; i++) {
        uint32_t row = stm_model_row(m, f.hash[i]);
        if (row != UINT32_MAX)
            stm_model_add_row(m, row, out);
    }
    if (fits) {
        c->length = form.len;
        memcpy(c->form, form.ptr, form.len);
    }
    return out;
}

static void lay_out(batch *b)
{
    for (uint32_t i = 0; i < b->count;
         i++) { /* insertion: few and often sorted; equal lengths keep their order */
        uint32_t k = i;
        for (; k > 0 && b->runs[b->order[k - 1]].count < b->runs[i].count; k--)
            b->order[k] = b->order[k - 1];
        b->order[k] = i;
        b->words += b->runs[i].count;
    }
    b->steps = b->runs[b->order[0]].count;
    b->offset = stm_workspace_take(b->w, (b->steps + 1) * sizeof *b->offset);
    uint32_t active = b->count, at = 0;
    for (uint32_t step = 0; step < b->steps; step++) {
        while (active && b->runs[b->order[active - 1]].count <= step)
            active--;
        b->offset[step] = at;
        at += active;
    }
    b->offset[b->steps] = at;
}

static uint32_t active_at(const batch *b, uint32_t step)
{
    return b->offset[step + 1] - b->offset[step];
}

static void embed(batch *b)
{
    size_t x = b->m->size.x;
    float *spare = stm_workspace_take(b->w, x * sizeof *spare);
    for (uint32_t step = 0; step < b->steps; step++) {
        for (uint32_t s = 0; s < active_at(b, step); s++) {
            const stm_parse_input *run = &b->runs[b->order[s]];
            stm_str form = run->forms[step];
            const float *v = form_vector(b->w, form, spare);
            const float *place =
                b->m->place + stm_feature_place(form.ptr, form.len, step == 0 && run->starts) * x;
            float *out = b->x + (b->offset[step] + s) * x;
            for (size_t k = 0; k < x; k++)
                out[k] = v[k] + place[k];
        }
    }
}

static void spread(float *out, const float *bias, size_t rows, size_t width)
{
    for (size_t i = 0; i < rows; i++)
        memcpy(out + i * width, bias, width * sizeof *out);
}

/* One step of one direction: known sentences carry the state of the step before, the others begin.
 */
static void advance(
    batch *b, unsigned unit, uint32_t step, bool has_before, uint32_t before, float *cells)
{
    size_t h = b->m->size.h;
    uint32_t active = active_at(b, step), known = has_before ? active_at(b, before) : 0;
    known = known < active ? known : active;
    float *out = b->out[unit & 1];
    float *gates = b->gates + b->offset[step] * 4 * h;
    if (known)
        stm_matrix_multiply(gates, 4 * h, (stm_left){out + b->offset[before] * h, h, 1},
            b->m->tensor[STM_NET_LSTM + 3 * unit + 1], known, 4 * h, h, true);
    for (uint32_t s = 0; s < active; s++)
        stm_lstm_cell(gates + s * 4 * h, s < known ? cells + s * h : NULL, cells + s * h, NULL,
            out + (b->offset[step] + s) * h, h);
}

static void layer(batch *b, unsigned number, const float *in, size_t width)
{
    size_t h = b->m->size.h;
    float *cells = b->cell[0];
    for (unsigned d = 0; d < STM_NET_DIRECTIONS; d++) {
        unsigned unit = 2 * number + d, tensor = STM_NET_LSTM + 3 * unit;
        spread(b->gates, b->m->tensor[tensor + 2], b->words, 4 * h);
        stm_matrix_multiply(b->gates, 4 * h, (stm_left){in, width, 1}, b->m->tensor[tensor],
            b->words, 4 * h, width, true);
        for (uint32_t i = 0; i < b->steps; i++) {
            if (d == 0)
                advance(b, unit, i, i > 0, i ? i - 1 : 0, cells);
            else
                advance(b, unit, b->steps - 1 - i, i > 0, b->steps - i, cells);
        }
    }
}

static void join(const batch *b, float *to, const uint32_t *first, bool with_x)
{
    size_t h = b->m->size.h, x = b->m->size.x, width = with_x ? 2 * h + x : 2 * h;
    for (uint32_t step = 0; step < b->steps; step++) {
        for (uint32_t s = 0; s < active_at(b, step); s++) {
            size_t row = b->offset[step] + s;
            float *out = to + (first ? first[b->order[s]] + step : row) * width;
            memcpy(out, b->out[0] + row * h, h * sizeof *out);
            memcpy(out + h, b->out[1] + row * h, h * sizeof *out);
            if (with_x)
                memcpy(out + 2 * h, b->x + row * x, x * sizeof *out);
        }
    }
}

void stm_encode(stm_syntax_space *w, const stm_parse_input *runs, uint32_t count,
    const uint32_t *first, float *hidden)
{
    const stm_model *m = w->model;
    size_t h = m->size.h, joined = stm_net_joined(&m->size), width = stm_net_hidden(&m->size);
    size_t arcs = 2 * (size_t)m->size.arc, rels = 2 * (size_t)m->size.rel;
    batch b = {.w = w, .m = m, .runs = runs, .count = count};
    lay_out(&b);
    b.x = stm_workspace_take(w, b.words * m->size.x * sizeof(float));
    b.gates = stm_workspace_take(w, b.words * 4 * h * sizeof(float));
    b.out[0] = stm_workspace_take(w, b.words * h * sizeof(float));
    b.out[1] = stm_workspace_take(w, b.words * h * sizeof(float));
    b.cell[0] = stm_workspace_take(w, count * h * sizeof(float));
    b.joined = stm_workspace_take(w, b.words * joined * sizeof(float));
    embed(&b);
    layer(&b, 0, b.x, m->size.x);
    join(&b, b.joined, NULL, false);
    layer(&b, 1, b.joined, 2 * h);
    join(&b, b.joined, first, true);
    spread(hidden, m->tensor[STM_NET_HIDDEN_BIAS], b.words, width);
    stm_matrix_multiply(hidden, width, (stm_left){b.joined, joined, 1}, m->tensor[STM_NET_HIDDEN],
        b.words, width, joined, true);
    for (uint32_t i = 0; i < b.words; i++) {
        stm_leaky(hidden + i * width, arcs);
        stm_leaky(hidden + i * width + arcs + rels, m->size.word);
    }
}
