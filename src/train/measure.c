/* See measure.h. LAS ignores relation subtypes; a name counts when span and type are exact.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "train/measure.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "syntax/lemma_script.h"
#include "syntax/tree.h"

static int best_of(const float *x, size_t n)
{
    size_t best = 0;
    for (size_t i = 1; i < n; i++)
        if (x[i] > x[best])
            best = i;
    return (int)best;
}

static bool same_relation(const char *a, const char *b)
{
    size_t n = strcspn(a, ":");
    return n == strcspn(b, ":") && strncmp(a, b, n) == 0;
}

static void measure_tags(const stm_trainer *t, const stm_corpus *c, const stm_word_sample *w,
    const float *tags, stm_measure *m)
{
    bool feats_right = true, feats_known = w->feats && strcmp(w->feats, "_") != 0;
    for (size_t g = 0; g < t->groups; g++) {
        int guess = best_of(tags + t->group_from[g], t->group_size[g]), gold = w->target[g];
        const char *name = c->groups.name[g];
        if (strcmp(name, "UPOS") == 0) {
            m->upos += guess == gold;
        } else if (strcmp(name, "XPOS") == 0) {
            m->xpos += guess == gold;
            m->xpos_of += gold >= 0;
        } else if (strcmp(name, "LEMMA") == 0) {
            char out[STM_LEMMA_MAX];
            if (!w->lemma)
                continue;
            m->lemma_of++;
            if (!stm_lemma_script_apply(c->values[g].name[guess], w->form, strlen(w->form), out))
                snprintf(out, sizeof out, "%s", w->form);
            m->lemma += strcmp(out, w->lemma) == 0;
        } else if (strcmp(name, "NAME") != 0) {
            feats_right = feats_right && guess == gold;
        }
    }
    m->feats_of += feats_known;
    m->feats += feats_known && feats_right;
}

static void measure_tree(
    stm_trainer *t, const stm_corpus *c, const stm_batch *b, uint32_t s, stm_measure *m)
{
    const stm_sentence_sample *p = b->sentences[s];
    size_t mark = t->scratch_used, stride;
    float *scores = stm_heads_arcs(t, b, s, &stride), rels[256];
    uint32_t *heads = stm_tool_new(p->count, sizeof *heads);
    void *room = stm_tool_new(stm_tree_room(p->count), 1);
    stm_tree_decode(scores, stride, p->count, heads, room);
    for (uint32_t i = 0; i < p->count; i++) {
        stm_heads_rel(t, b, s, i, heads[i], rels);
        int guess = best_of(rels, t->rels);
        bool right = (int32_t)heads[i] == p->words[i].head;
        m->uas += right;
        m->las += right && p->words[i].rel >= 0 &&
            same_relation(c->rels.name[guess], c->rels.name[p->words[i].rel]);
    }
    m->trees += p->count;
    free(heads);
    free(room);
    t->scratch_used = mark;
}

/* Spans of one tag sequence as (start, end, type) in out; returns their number. */
static size_t spans_of(const int *tags, uint32_t n, uint32_t (*out)[3])
{
    size_t count = 0;
    uint32_t start = 0;
    for (uint32_t i = 0; i < n; i++) {
        if (tags[i] <= 0)
            continue;
        int role = (tags[i] - 1) % 4;
        if (role == 0 || role == 3)
            start = i;
        if (role >= 2) {
            out[count][0] = start;
            out[count][1] = i;
            out[count++][2] = (uint32_t)(tags[i] - 1) / 4;
        }
    }
    return count;
}

static void measure_names(const stm_trainer *t, const stm_batch *b, uint32_t s, stm_measure *m)
{
    const stm_sentence_sample *p = b->sentences[s];
    static int guess[4096], gold[4096];
    static uint32_t a[4096][3], g[4096][3];
    stm_names_best(t, b, s, guess);
    for (uint32_t i = 0; i < p->count; i++)
        gold[i] = p->words[i].target[t->name_group];
    size_t found = spans_of(guess, p->count, a), real = spans_of(gold, p->count, g);
    m->names_found += found;
    m->names_gold += real;
    for (size_t i = 0; i < found; i++)
        for (size_t k = 0; k < real; k++)
            m->names_right += memcmp(a[i], g[k], sizeof a[i]) == 0;
}

static void measure_batch(stm_trainer *t, const stm_corpus *c, stm_batch *b, stm_measure *m)
{
    stm_batch_forward(t, c, b);
    for (uint32_t s = 0; s < b->count; s++) {
        const stm_sentence_sample *p = b->sentences[s];
        m->words += p->count;
        for (uint32_t i = 0; i < p->count; i++)
            measure_tags(t, c, &p->words[i], b->tags + (b->first[s] + i) * t->size.tags, m);
        if (p->words[0].head >= 0)
            measure_tree(t, c, b, s, m);
        if (t->name_group >= 0 && p->words[0].target[t->name_group] >= 0)
            measure_names(t, b, s, m);
    }
}

static int longer(const void *a, const void *b)
{
    const stm_sentence_sample *x = *(const stm_sentence_sample *const *)a,
                              *y = *(const stm_sentence_sample *const *)b;
    if (x->count != y->count)
        return x->count < y->count ? 1 : -1;
    return x < y ? -1 : x > y;
}

void stm_measure_list(stm_trainer *t, const stm_corpus *c, const stm_sample_list *list, int source,
    bool held_out, stm_measure *out)
{
    const stm_sentence_sample **all = stm_tool_new(list->count, sizeof *all);
    int sources[32];
    size_t n = 0;
    memset(out, 0, sizeof *out);
    for (size_t i = 0; i < 32; i++)
        sources[i] = source;
    for (size_t i = 0; i < list->count; i++)
        if (!held_out || list->sentences[i].held_out)
            all[n++] = &list->sentences[i];
    qsort(all, n, sizeof *all, longer);
    stm_trainer_pack(t);
    for (size_t i = 0; i < n;) {
        uint32_t count = 0, words = 0;
        while (i + count < n && count < 32 && (!count || words + all[i]->count < 800)) {
            words += all[i]->count;
            count++;
        }
        stm_batch b;
        stm_batch_begin(t, &b, all + i, count, sources, false);
        measure_batch(t, c, &b, out);
        i += count;
    }
    free(all);
}

static double percent(size_t a, size_t b)
{
    return b ? 100.0 * (double)a / (double)b : 0;
}

void stm_measure_print(const char *title, const stm_measure *m)
{
    printf("  %-12s", title);
    if (m->trees)
        printf(" UPOS %.2f XPOS %.2f UFeats %.2f lemma %.2f UAS %.2f LAS %.2f",
            percent(m->upos, m->words), percent(m->xpos, m->xpos_of),
            percent(m->feats, m->feats_of), percent(m->lemma, m->lemma_of),
            percent(m->uas, m->trees), percent(m->las, m->trees));
    if (m->names_gold)
        printf(" names P %.2f R %.2f F1 %.2f", percent(m->names_right, m->names_found),
            percent(m->names_right, m->names_gold),
            percent(2 * m->names_right, m->names_found + m->names_gold));
    printf("\n");
}
