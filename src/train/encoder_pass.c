/* Embedding sum and LSTM layers, forward and backward; see trainer.h.
 *
 * Dropout masks are drawn once per sentence (Gal and Ghahramani 2016). The whole-word feature is
 * dropped with probability rate / (rate + frequency) (Kiperwasser and Goldberg 2016), so that
 * affixes and clusters learn to stand in for unknown words.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <string.h>

#include "learn/activation.h"
#include "train/trainer.h"

static uint32_t *take_numbers(stm_trainer *t, size_t n)
{
    return (uint32_t *)(void *)stm_trainer_take(t, n);
}

static float *mask(stm_trainer *t, size_t n, float rate)
{
    float *m = stm_trainer_take(t, n), keep = 1.0f / (1.0f - rate);
    for (size_t i = 0; i < n; i++)
        m[i] = stm_random_unit(&t->random) < rate ? 0.0f : keep;
    return m;
}

void stm_batch_begin(stm_trainer *t, stm_batch *b, const stm_sentence_sample **sentences,
    uint32_t count, const int *source, bool train)
{
    memset(b, 0, sizeof *b);
    t->scratch_used = 0;
    b->sentences = sentences;
    b->count = count;
    b->source = source;
    b->train = train;
    b->steps = sentences[0]->count;
    b->offset = take_numbers(t, b->steps + 1);
    b->first = take_numbers(t, count + 1);
    for (uint32_t s = 0; s < count; s++) {
        b->first[s] = b->rows;
        b->rows += sentences[s]->count;
    }
    uint32_t at = 0, active = count;
    for (uint32_t step = 0; step < b->steps; step++) {
        while (active && sentences[active - 1]->count <= step)
            active--;
        b->offset[step] = at;
        at += active;
    }
    b->offset[b->steps] = at;
}

static uint32_t active_at(const stm_batch *b, uint32_t step)
{
    return step < b->steps ? b->offset[step + 1] - b->offset[step] : 0;
}

static bool dropped(stm_trainer *t, const stm_corpus *c, uint32_t row)
{
    float p;
    switch (c->row_kind[row]) {
    case STM_FEATURE_WORD:
        p = t->drop.word / (t->drop.word + (float)c->row_count[row]);
        break;
    case STM_FEATURE_LEXICON:
        p = 0.05f;
        break;
    default:
        p = 0.02f;
        break;
    }
    return stm_random_unit(&t->random) < p;
}

/* Average of several treebanks' rows; only when measuring. */
static void add_mix(const stm_trainer *t, const stm_corpus *c, unsigned set, float *x)
{
    float share = 0;
    for (unsigned i = 0; i < 16; i++)
        share += (float)(set >> i & 1);
    for (unsigned i = 0; i < 16; i++) {
        uint32_t r = set >> i & 1 ? stm_corpus_row(c, stm_feature_source_hash(i)) : UINT32_MAX;
        for (size_t k = 0; r != UINT32_MAX && k < t->size.x; k++)
            x[k] += t->embed[r * t->size.x + k] / share;
    }
}

static void embed_word(stm_trainer *t, const stm_corpus *c, stm_batch *b, uint32_t sentence,
    uint32_t step, uint32_t *used, bool hide_source)
{
    size_t width = t->size.x;
    const stm_word_sample *w = &b->sentences[sentence]->words[step];
    uint32_t row = b->offset[step] + sentence, *rows = b->rows_used;
    float *x = b->x + row * width;
    b->row_start[row] = *used;
    bool blur = b->train && stm_random_unit(&t->random) < 0.1f; /* all cluster evidence at once */
    for (uint32_t i = 0; i < w->feature_count; i++) {
        uint32_t r = c->pool[w->features + i];
        uint8_t kind = c->row_kind[r];
        if (b->train &&
            ((blur &&
                 (kind == STM_FEATURE_CLUSTER || kind == STM_FEATURE_TAIL ||
                     kind == STM_FEATURE_VECTOR)) ||
                dropped(t, c, r)))
            continue;
        rows[(*used)++] = r;
    }
    if (w->place != UINT32_MAX)
        rows[(*used)++] = w->place;
    if (b->source[sentence] >= STM_SOURCE_MIX)
        add_mix(t, c, (unsigned)(b->source[sentence] - STM_SOURCE_MIX), x);
    else if (b->source[sentence] >= 0 && !hide_source) {
        uint32_t r = stm_corpus_row(c, stm_feature_source_hash((unsigned)b->source[sentence]));
        if (r != UINT32_MAX)
            rows[(*used)++] = r;
    }
    for (uint32_t i = b->row_start[row]; i < *used; i++) {
        const float *e = t->embed + rows[i] * width;
        for (size_t k = 0; k < width; k++)
            x[k] += e[k];
    }
}

static void embed(stm_trainer *t, const stm_corpus *c, stm_batch *b)
{
    size_t total = 0;
    uint32_t used = 0;
    for (uint32_t s = 0; s < b->count; s++)
        for (uint32_t i = 0; i < b->sentences[s]->count; i++)
            total += b->sentences[s]->words[i].feature_count + 2;
    b->rows_used = take_numbers(t, total);
    b->row_start = take_numbers(t, b->rows + 1);
    b->x = stm_trainer_take(t, b->rows * t->size.x);
    uint8_t *hidden = (uint8_t *)(void *)stm_trainer_take(t, b->count);
    for (uint32_t s = 0; s < b->count; s++)
        hidden[s] = b->train && stm_random_unit(&t->random) < t->drop.source;
    for (uint32_t step = 0; step < b->steps; step++)
        for (uint32_t s = 0; s < active_at(b, step); s++)
            embed_word(t, c, b, s, step, &used, hidden[s]);
    b->row_start[b->rows] = used;
}

static void apply_mask(const stm_batch *b, float *x, size_t width, const float *masks)
{
    for (uint32_t step = 0; step < b->steps; step++) {
        for (uint32_t s = 0; s < active_at(b, step); s++) {
            float *row = x + (b->offset[step] + s) * width;
            for (size_t k = 0; k < width; k++)
                row[k] *= masks[s * width + k];
        }
    }
}

static void spread_bias(float *out, const float *bias, size_t rows, size_t width)
{
    for (size_t i = 0; i < rows; i++)
        memcpy(out + i * width, bias, width * sizeof *out);
}

static void lstm_step(stm_trainer *t, stm_batch *b, unsigned unit, uint32_t step, int64_t previous)
{
    size_t h = t->size.h, tensor = STM_NET_LSTM + 3 * unit;
    uint32_t active = active_at(b, step), at = b->offset[step];
    uint32_t known = previous < 0 ? 0 : active_at(b, (uint32_t)previous);
    known = known < active ? known : active;
    uint32_t from = known ? b->offset[previous] : 0;
    float *before = b->lstm_before[unit] + at * h;
    for (uint32_t s = 0; s < known; s++) {
        const float *out = b->lstm_out[unit] + (from + s) * h;
        for (size_t k = 0; k < h; k++)
            before[s * h + k] = out[k] * (b->train ? b->recurrent_mask[unit][s * h + k] : 1.0f);
    }
    stm_matrix_multiply(b->lstm_gates[unit] + at * 4 * h, 4 * h, (stm_left){before, h, 1},
        t->forward[tensor + 1], known, 4 * h, h, true);
    for (uint32_t s = 0; s < active; s++) {
        size_t row = at + s;
        stm_lstm_cell(b->lstm_gates[unit] + row * 4 * h,
            s < known ? b->lstm_cell[unit] + (from + s) * h : NULL, b->lstm_cell[unit] + row * h,
            b->lstm_tanh[unit] + row * h, b->lstm_out[unit] + row * h, h);
    }
}

static void layer_forward(stm_trainer *t, stm_batch *b, unsigned layer)
{
    size_t h = t->size.h, in = layer ? 2 * h : t->size.x;
    if (b->train) {
        b->layer_mask[layer] = mask(t, b->count * in, layer ? t->drop.layer : t->drop.input);
        apply_mask(b, b->layer_in[layer], in, b->layer_mask[layer]);
    }
    for (unsigned d = 0; d < STM_NET_DIRECTIONS; d++) {
        unsigned unit = 2 * layer + d, tensor = STM_NET_LSTM + 3 * unit;
        b->lstm_gates[unit] = stm_trainer_take(t, b->rows * 4 * h);
        b->lstm_cell[unit] = stm_trainer_take(t, b->rows * h);
        b->lstm_tanh[unit] = stm_trainer_take(t, b->rows * h);
        b->lstm_out[unit] = stm_trainer_take(t, b->rows * h);
        b->lstm_before[unit] = stm_trainer_take(t, b->rows * h);
        if (b->train)
            b->recurrent_mask[unit] = mask(t, b->count * h, t->drop.recurrent);
        spread_bias(b->lstm_gates[unit], t->value[tensor + 2], b->rows, 4 * h);
        stm_matrix_multiply(b->lstm_gates[unit], 4 * h, (stm_left){b->layer_in[layer], in, 1},
            t->forward[tensor], b->rows, 4 * h, in, true);
        for (uint32_t i = 0; i < b->steps; i++) {
            if (d == 0)
                lstm_step(t, b, unit, i, (int64_t)i - 1);
            else
                lstm_step(t, b, unit, b->steps - 1 - i, i ? (int64_t)b->steps - i : -1);
        }
    }
}

static void join_layer(
    const stm_batch *b, unsigned layer, float *out, size_t stride, size_t h, bool by_sentence)
{
    for (uint32_t step = 0; step < b->steps; step++) {
        for (uint32_t s = 0; s < active_at(b, step); s++) {
            size_t row = b->offset[step] + s, to = by_sentence ? b->first[s] + step : row;
            for (unsigned d = 0; d < 2; d++)
                memcpy(out + to * stride + d * h, b->lstm_out[2 * layer + d] + row * h,
                    h * sizeof *out);
        }
    }
}

static void hidden_forward(stm_trainer *t, stm_batch *b)
{
    size_t joined = stm_net_joined(&t->size), hidden = stm_net_hidden(&t->size), x = t->size.x,
           h = t->size.h;
    size_t arcs = 2 * t->size.arc, rels = 2 * t->size.rel;
    b->joined = stm_trainer_take(t, b->rows * joined);
    join_layer(b, 1, b->joined, joined, h, true);
    for (uint32_t step = 0; step < b->steps; step++)
        for (uint32_t s = 0; s < active_at(b, step); s++)
            memcpy(b->joined + (b->first[s] + step) * joined + 2 * h,
                b->x + (b->offset[step] + s) * x, x * sizeof(float));
    if (b->train) {
        b->joined_mask = mask(t, b->count * joined, t->drop.layer);
        b->hidden_mask = mask(t, b->count * hidden, t->drop.hidden);
    }
    b->hidden = stm_trainer_take(t, b->rows * hidden);
    spread_bias(b->hidden, t->value[STM_NET_HIDDEN_BIAS], b->rows, hidden);
    for (uint32_t s = 0; b->train && s < b->count; s++)
        for (uint32_t i = b->first[s]; i < b->first[s] + b->sentences[s]->count; i++)
            for (size_t k = 0; k < joined; k++)
                b->joined[i * joined + k] *= b->joined_mask[s * joined + k];
    stm_matrix_multiply(b->hidden, hidden, (stm_left){b->joined, joined, 1},
        t->forward[STM_NET_HIDDEN], b->rows, hidden, joined, true);
    for (uint32_t s = 0; s < b->count; s++) {
        for (uint32_t i = b->first[s]; i < b->first[s] + b->sentences[s]->count; i++) {
            float *row = b->hidden + i * hidden;
            stm_leaky(row, arcs);
            stm_leaky(row + arcs + rels, t->size.word);
            for (size_t k = 0; b->train && k < hidden; k++)
                row[k] *= b->hidden_mask[s * hidden + k];
        }
    }
}

void stm_batch_forward(stm_trainer *t, const stm_corpus *c, stm_batch *b)
{
    size_t h = t->size.h;
    embed(t, c, b);
    b->layer_in[0] = stm_trainer_take(t, b->rows * t->size.x);
    memcpy(b->layer_in[0], b->x, b->rows * t->size.x * sizeof(float));
    layer_forward(t, b, 0);
    b->layer_in[1] = stm_trainer_take(t, b->rows * 2 * h);
    join_layer(b, 0, b->layer_in[1], 2 * h, h, false);
    layer_forward(t, b, 1);
    hidden_forward(t, b);
    b->tags = stm_trainer_take(t, b->rows * t->size.tags);
    spread_bias(b->tags, t->value[STM_NET_TAG_BIAS], b->rows, t->size.tags);
    size_t hidden = stm_net_hidden(&t->size);
    stm_matrix_multiply(b->tags, t->size.tags,
        (stm_left){b->hidden + hidden - t->size.word, hidden, 1}, t->forward[STM_NET_TAG], b->rows,
        t->size.tags, t->size.word, true);
}

static void add_columns(float *out, const float *rows, size_t n, size_t width)
{
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < width; k++)
            out[k] += rows[i * width + k];
}

static void hidden_backward(stm_trainer *t, stm_batch *b)
{
    size_t joined = stm_net_joined(&t->size), hidden = stm_net_hidden(&t->size);
    size_t rel_from = 2 * t->size.arc, rel_to = rel_from + 2 * t->size.rel;
    for (uint32_t s = 0; s < b->count; s++) {
        const float *m = b->hidden_mask + s * hidden;
        for (uint32_t i = b->first[s]; i < b->first[s] + b->sentences[s]->count; i++) {
            float *d = b->d_hidden + i * hidden;
            const float *y = b->hidden + i * hidden;
            for (size_t k = 0; k < hidden; k++)
                d[k] *= m[k] * ((k < rel_from || k >= rel_to) && y[k] < 0 ? 0.1f : 1.0f);
        }
    }
    b->d_joined = stm_trainer_take(t, b->rows * joined);
    stm_matrix_multiply(b->d_joined, joined, (stm_left){b->d_hidden, hidden, 1},
        t->backward[STM_NET_HIDDEN], b->rows, joined, hidden, false);
    stm_trainer_product(t, t->grad[STM_NET_HIDDEN], hidden, (stm_left){b->joined, 1, joined},
        b->d_hidden, hidden, 1, joined, hidden, b->rows, true);
    add_columns(t->grad[STM_NET_HIDDEN_BIAS], b->d_hidden, b->rows, hidden);
    for (uint32_t s = 0; s < b->count; s++)
        for (uint32_t i = b->first[s]; i < b->first[s] + b->sentences[s]->count; i++)
            for (size_t k = 0; k < joined; k++)
                b->d_joined[i * joined + k] *= b->joined_mask[s * joined + k];
}

static void cell_backward(const float *z, const float *before, const float *squashed, float *d_out,
    float *d_cell, float *d_cell_before, float *dz, size_t h)
{
    for (size_t k = 0; k < h; k++) {
        float i = z[k], f = z[h + k], g = z[2 * h + k], o = z[3 * h + k], q = squashed[k];
        float dc = d_cell[k] + d_out[k] * o * (1 - q * q), c = before ? before[k] : 0.0f;
        dz[k] = dc * g * i * (1 - i);
        dz[h + k] = dc * c * f * (1 - f);
        dz[2 * h + k] = dc * i * (1 - g * g);
        dz[3 * h + k] = d_out[k] * q * o * (1 - o);
        if (d_cell_before)
            d_cell_before[k] = dc * f;
    }
}

/* d_out: rows x h, receives the recurrent part too; returns dz of the unit. */
static float *unit_backward(stm_trainer *t, stm_batch *b, unsigned unit, float *d_out)
{
    size_t h = t->size.h, tensor = STM_NET_LSTM + 3 * unit;
    float *dz = stm_trainer_take(t, b->rows * 4 * h), *d_cell = stm_trainer_take(t, b->rows * h);
    float *d_before = stm_trainer_take(t, b->count * h);
    for (uint32_t i = 0; i < b->steps; i++) {
        uint32_t step = unit & 1 ? i : b->steps - 1 - i;
        bool has = unit & 1 ? step + 1 < b->steps : step > 0;
        uint32_t previous = has ? (unit & 1 ? step + 1 : step - 1) : 0, active = active_at(b, step);
        uint32_t known = has ? active_at(b, previous) : 0, at = b->offset[step],
                 from = b->offset[previous];
        known = known < active ? known : active;
        for (uint32_t s = 0; s < active; s++) {
            size_t row = at + s, old = from + s;
            cell_backward(b->lstm_gates[unit] + row * 4 * h,
                s < known ? b->lstm_cell[unit] + old * h : NULL, b->lstm_tanh[unit] + row * h,
                d_out + row * h, d_cell + row * h, s < known ? d_cell + old * h : NULL,
                dz + row * 4 * h, h);
        }
        if (!known)
            continue;
        stm_matrix_multiply(d_before, h, (stm_left){dz + at * 4 * h, 4 * h, 1},
            t->backward[tensor + 1], known, h, 4 * h, false);
        for (uint32_t s = 0; s < known; s++)
            for (size_t k = 0; k < h; k++)
                d_out[(from + s) * h + k] +=
                    d_before[s * h + k] * b->recurrent_mask[unit][s * h + k];
    }
    return dz;
}

/* d_out[2]: gradients of both directions' outputs; returns the gradient of the layer's input
 * (before its mask). */
static float *layer_backward(stm_trainer *t, stm_batch *b, unsigned layer, float *d_out[2])
{
    size_t h = t->size.h, in = layer ? 2 * h : t->size.x;
    float *d_in = stm_trainer_take(t, b->rows * in);
    for (unsigned d = 0; d < 2; d++) {
        unsigned unit = 2 * layer + d, tensor = STM_NET_LSTM + 3 * unit;
        float *dz = unit_backward(t, b, unit, d_out[d]);
        stm_matrix_multiply(
            d_in, in, (stm_left){dz, 4 * h, 1}, t->backward[tensor], b->rows, in, 4 * h, true);
        stm_trainer_product(t, t->grad[tensor], 4 * h, (stm_left){b->layer_in[layer], 1, in}, dz,
            4 * h, 1, in, 4 * h, b->rows, true);
        stm_trainer_product(t, t->grad[tensor + 1], 4 * h, (stm_left){b->lstm_before[unit], 1, h},
            dz, 4 * h, 1, h, 4 * h, b->rows, true);
        add_columns(t->grad[tensor + 2], dz, b->rows, 4 * h);
    }
    apply_mask(b, d_in, in, b->layer_mask[layer]);
    return d_in;
}

static void embed_backward(stm_trainer *t, stm_batch *b, const float *d_x)
{
    size_t width = t->size.x;
    for (uint32_t row = 0; row < b->rows; row++) {
        for (uint32_t i = b->row_start[row]; i < b->row_start[row + 1]; i++) {
            uint32_t r = b->rows_used[i];
            float *g = t->embed_grad + r * width;
            if (!t->is_touched[r]) {
                t->is_touched[r] = 1;
                t->touched[t->touched_count++] = r;
            }
            for (size_t k = 0; k < width; k++)
                g[k] += d_x[row * width + k];
        }
    }
}

void stm_batch_backward(stm_trainer *t, stm_batch *b)
{
    size_t h = t->size.h, x = t->size.x, joined = stm_net_joined(&t->size);
    float *d_out[2] = {stm_trainer_take(t, b->rows * h), stm_trainer_take(t, b->rows * h)};
    hidden_backward(t, b);
    for (uint32_t step = 0; step < b->steps; step++)
        for (uint32_t s = 0; s < active_at(b, step); s++)
            for (unsigned d = 0; d < 2; d++)
                memcpy(d_out[d] + (b->offset[step] + s) * h,
                    b->d_joined + (b->first[s] + step) * joined + d * h, h * sizeof(float));
    float *d_layer = layer_backward(t, b, 1, d_out);
    for (uint32_t row = 0; row < b->rows; row++)
        for (unsigned d = 0; d < 2; d++)
            memcpy(d_out[d] + row * h, d_layer + row * 2 * h + d * h, h * sizeof(float));
    float *d_x = layer_backward(t, b, 0, d_out);
    for (uint32_t step = 0; step < b->steps; step++)
        for (uint32_t s = 0; s < active_at(b, step); s++)
            for (size_t k = 0; k < x; k++)
                d_x[(b->offset[step] + s) * x + k] +=
                    b->d_joined[(b->first[s] + step) * joined + 2 * h + k];
    embed_backward(t, b, d_x);
}
