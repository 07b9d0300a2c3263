/* Reading treebanks and counting features; see sample.h. Name texts are read in sample_names.c.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "train/sample.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "syntax/lemma_script.h"
#include "train/harmonise.h"

typedef struct {
    const char *s;
    size_t n;
} field;

static struct {
    char column[16], from[64], to[64];
} map[256];
static size_t map_count;

void stm_sample_map(const char *path)
{
    size_t n;
    char *text = stm_tool_read(path, &n);
    for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n")) {
        if (*line == '#' || map_count == sizeof map / sizeof *map)
            continue;
        int got = sscanf(
            line, "%15s %63s %63s", map[map_count].column, map[map_count].from, map[map_count].to);
        if (got != 3)
            stm_tool_die("%s: a rule needs three fields: %s", path, line);
        map_count++;
    }
    free(text);
}

static bool same(field f, const char *s)
{
    return strlen(s) == f.n && memcmp(f.s, s, f.n) == 0;
}

/* "_" as the target means: drop; "?" means: the value teaches nothing. */
static field mapped(const char *column, field f)
{
    for (size_t i = 0; i < map_count; i++) {
        if (strcmp(map[i].column, column) == 0 && same(f, map[i].from))
            return (field){map[i].to, strlen(map[i].to)};
    }
    return f;
}

static int label(const stm_corpus *c, stm_labels *l, field f)
{
    return c->frozen ? stm_labels_find(l, f.s, f.n) : stm_labels_add(l, f.s, f.n);
}

static bool is_feature(const char *name)
{
    return strcmp(name, "UPOS") && strcmp(name, "XPOS") && strcmp(name, "LEMMA") &&
        strcmp(name, "NAME");
}

static int group(stm_corpus *c, const char *name, size_t n)
{
    int g = label(c, &c->groups, (field){name, n});
    if (g >= STM_GROUPS_MAX)
        stm_tool_die("more than %d tag groups", STM_GROUPS_MAX);
    if (g >= 0 && !c->values[g].count && !c->frozen && is_feature(c->groups.name[g]))
        stm_labels_add(&c->values[g], "_", 1);
    return g;
}

static void set(stm_corpus *c, stm_word_sample *w, const char *column, field f)
{
    int g = group(c, column, strlen(column));
    if (g >= 0)
        w->target[g] = (int16_t)label(c, &c->values[g], f);
}

/* Features: groups not named get their "_" when the treebank has features at all (see
 * finish_features). */
static void set_features(stm_corpus *c, stm_word_sample *w, field f)
{
    const char *end = f.s + f.n;
    for (const char *s = f.s; s < end;) {
        const char *bar = memchr(s, '|', (size_t)(end - s));
        field pair = {s, bar ? (size_t)(bar - s) : (size_t)(end - s)};
        pair = mapped("FEATS", pair);
        const char *equal = memchr(pair.s, '=', pair.n);
        if (equal) {
            int g = group(c, pair.s, (size_t)(equal - pair.s));
            field value = {equal + 1, pair.n - (size_t)(equal + 1 - pair.s)};
            if (g >= 0)
                w->target[g] = (int16_t)label(c, &c->values[g], value);
        }
        s = bar ? bar + 1 : end;
    }
}

static void set_lemma(stm_corpus *c, stm_word_sample *w)
{
    char script[STM_SCRIPT_MAX];
    if (!stm_lemma_script_make(w->form, w->lemma, script) || strpbrk(script, " \t\n"))
        return;
    set(c, w, "LEMMA", (field){script, strlen(script)});
}

static bool fill_word(stm_corpus *c, stm_word_sample *w, char *line)
{
    field f[10];
    size_t k = 0;
    for (char *s = line; k < 10; k++) {
        char *tab = strchr(s, '\t');
        f[k] = (field){s, tab ? (size_t)(tab - s) : strlen(s)};
        if (!tab)
            break;
        s = tab + 1;
    }
    if (k < 9 || memchr(f[0].s, '-', f[0].n) || memchr(f[0].s, '.', f[0].n))
        return false;
    memset(w, 0, sizeof *w);
    for (size_t g = 0; g < STM_GROUPS_MAX; g++)
        w->target[g] = -1;
    w->form = stm_tool_copy(f[1].s, f[1].n);
    bool has_lemma = !same(f[2], "_") || same(f[1], "_");
    set(c, w, "UPOS", mapped("UPOS", f[3]));
    if (!same(f[4], "_") && !same(mapped("XPOS", f[4]), "?"))
        set(c, w, "XPOS", f[4]);
    if (has_lemma) {
        w->lemma = stm_tool_copy(f[2].s, f[2].n);
        set_lemma(c, w);
    }
    w->feats = stm_tool_copy(f[5].s, f[5].n);
    set_features(c, w, f[5]);
    w->head = same(f[6], "_") ? -1 : atoi(f[6].s);
    w->rel = (int16_t)label(c, &c->rels, mapped("DEPREL", f[7]));
    return true;
}

static void push(stm_sample_list *out, const stm_word_sample *words, uint32_t n, int source)
{
    if (out->count == out->room)
        out->sentences =
            stm_tool_grow(out->sentences, out->room = out->room * 2 + 256, sizeof *out->sentences);
    stm_sentence_sample *s = &out->sentences[out->count++];
    *s = (stm_sentence_sample){
        .words = stm_tool_new(n, sizeof *words), .count = n, .source = source};
    memcpy(s->words, words, n * sizeof *words);
}

/* A group unnamed in a word's features means "none" only where the treebank has features: a few in
 * a treebank without them are remarks of its makers (ExtPos, Typo). */
static void finish_features(stm_corpus *c, stm_sample_list *out, size_t from)
{
    size_t words = 0, with = 0;
    for (size_t i = from; i < out->count; i++) {
        words += out->sentences[i].count;
        for (uint32_t j = 0; j < out->sentences[i].count; j++)
            with += strchr(out->sentences[i].words[j].feats, '=') != NULL;
    }
    for (size_t i = from; i < out->count; i++) {
        for (uint32_t j = 0; j < out->sentences[i].count; j++) {
            for (size_t g = 0; g < c->groups.count; g++) {
                int16_t *t = &out->sentences[i].words[j].target[g];
                if (!is_feature(c->groups.name[g]))
                    continue;
                *t = with * 5 < words ? -1 : *t < 0 ? 0 : *t;
            }
        }
    }
}

static bool chosen(const char *id, const char *prefix)
{
    if (!prefix)
        return true;
    bool others = *prefix == '!';
    prefix += others;
    return (strncmp(id, prefix, strlen(prefix)) == 0) != others;
}

/* "only+" keeps just the sentences that a rule has changed. */
static void apply_rules(stm_corpus *c, stm_sample_list *out, size_t from, const char *rules)
{
    for (size_t i = from; strcmp(rules, "hold") == 0 && i < out->count; i++)
        out->sentences[i].held_out = true;
    if (strcmp(rules, "hold") == 0)
        return;
    bool only = strncmp(rules, "only+", 5) == 0;
    size_t kept = from;
    for (size_t i = from; i < out->count; i++) {
        bool changed = stm_harmonise(c, &out->sentences[i], rules);
        if (changed || !only)
            out->sentences[kept++] = out->sentences[i];
    }
    out->count = kept;
}

void stm_sample_treebank(stm_corpus *c, stm_sample_list *out, const char *spec, int source)
{
    static stm_word_sample words[4096];
    size_t length, from = out->count;
    uint32_t n = 0;
    bool skip = false;
    char *path = stm_tool_copy(spec, strlen(spec)), *rules = strchr(path, '%'), *prefix;
    if (rules)
        *rules++ = '\0';
    prefix = strchr(path, '@');
    if (prefix)
        *prefix++ = '\0';
    char *text = stm_tool_read(path, &length), *end = text + length;
    for (char *line = text; line < end;) {
        char *stop = memchr(line, '\n', (size_t)(end - line));
        stop = stop ? stop : end;
        *stop = '\0';
        if (strncmp(line, "# sent_id = ", 12) == 0)
            skip = !chosen(line + 12, prefix);
        if (line == stop && n) {
            push(out, words, n, source);
            n = 0;
        } else if (line != stop && *line != '#' && !skip && n < 4096 &&
            fill_word(c, &words[n], line)) {
            n++;
        }
        line = stop + 1;
    }
    if (n)
        push(out, words, n, source);
    free(text);
    finish_features(c, out, from);
    if (rules)
        apply_rules(c, out, from, rules);
    free(path);
}

static size_t index_slot(const stm_corpus *c, uint32_t hash)
{
    size_t i = hash & (c->index_size - 1);
    while (c->index[i] && c->row_hash[c->index[i] - 1] != hash)
        i = (i + 1) & (c->index_size - 1);
    return i;
}

static void index_build(stm_corpus *c)
{
    free(c->index);
    c->index_size = 1024;
    while (c->index_size < c->rows * 3)
        c->index_size *= 2;
    c->index = stm_tool_new(c->index_size, sizeof *c->index);
    for (size_t i = 0; i < c->rows; i++)
        c->index[index_slot(c, c->row_hash[i])] = (uint32_t)i + 1;
}

static void count_one(stm_corpus *c, uint32_t hash, uint8_t kind, uint32_t times)
{
    if (!c->index || c->rows * 2 >= c->index_size)
        index_build(c);
    size_t slot = index_slot(c, hash);
    if (!c->index[slot]) {
        if (c->rows == c->row_room) {
            c->row_room = c->row_room * 2 + 4096;
            c->row_hash = stm_tool_grow(c->row_hash, c->row_room, sizeof *c->row_hash);
            c->row_count = stm_tool_grow(c->row_count, c->row_room, sizeof *c->row_count);
            c->row_kind = stm_tool_grow(c->row_kind, c->row_room, 1);
        }
        c->row_hash[c->rows] = hash;
        c->row_kind[c->rows] = kind;
        c->row_count[c->rows++] = 0;
        c->index[slot] = (uint32_t)c->rows;
    }
    c->row_count[c->index[slot] - 1] += times;
}

void stm_corpus_count(stm_corpus *c, const stm_sample_list *list)
{
    stm_feature_list f;
    for (size_t i = 0; i < list->count; i++) {
        const stm_sentence_sample *s = &list->sentences[i];
        for (uint32_t j = 0; j < s->count; j++) {
            size_t n = strlen(s->words[j].form);
            stm_feature_form(&c->features, s->words[j].form, n, &f);
            for (size_t k = 0; k < f.count; k++)
                count_one(c, f.hash[k], f.kind[k], 1);
            count_one(c, stm_feature_place_hash(stm_feature_place(s->words[j].form, n, j == 0)),
                STM_FEATURE_PLACE, 1);
        }
    }
}

void stm_corpus_freeze(stm_corpus *c, uint32_t least)
{
    size_t kept = 0;
    for (unsigned i = 0; i < c->sources.count; i++)
        count_one(c, stm_feature_source_hash(i), STM_FEATURE_SOURCE, least);
    for (size_t i = 0; i < c->rows; i++) {
        if (c->row_count[i] >= least) {
            c->row_hash[kept] = c->row_hash[i];
            c->row_kind[kept] = c->row_kind[i];
            c->row_count[kept++] = c->row_count[i];
        }
    }
    c->rows = kept;
    index_build(c);
    c->frozen = true;
}

uint32_t stm_corpus_row(const stm_corpus *c, uint32_t hash)
{
    size_t slot = index_slot(c, hash);
    return c->index[slot] ? c->index[slot] - 1 : UINT32_MAX;
}

void stm_sample_rows(stm_corpus *c, stm_sample_list *list)
{
    stm_feature_list f;
    for (size_t i = 0; i < list->count; i++) {
        for (uint32_t j = 0; j < list->sentences[i].count; j++) {
            stm_word_sample *w = &list->sentences[i].words[j];
            size_t n = strlen(w->form);
            stm_feature_form(&c->features, w->form, n, &f);
            w->place =
                stm_corpus_row(c, stm_feature_place_hash(stm_feature_place(w->form, n, j == 0)));
            w->features = (uint32_t)c->pool_count;
            for (size_t k = 0; k < f.count; k++) {
                uint32_t row = stm_corpus_row(c, f.hash[k]);
                if (row == UINT32_MAX)
                    continue;
                if (c->pool_count == c->pool_room)
                    c->pool = stm_tool_grow(
                        c->pool, c->pool_room = c->pool_room * 2 + 65536, sizeof *c->pool);
                c->pool[c->pool_count++] = row;
            }
            w->feature_count = (uint32_t)c->pool_count - w->features;
        }
    }
}

void stm_corpus_prune(stm_corpus *c, const char *group_name, stm_sample_list *list, uint32_t least)
{
    int g = stm_labels_find(&c->groups, group_name, strlen(group_name));
    if (g < 0)
        return;
    stm_labels *old = &c->values[g], kept = {0};
    uint32_t *count = stm_tool_new(old->count, sizeof *count);
    int16_t *fresh = stm_tool_new(old->count, sizeof *fresh);
    for (size_t i = 0; i < list->count; i++)
        for (uint32_t j = 0; j < list->sentences[i].count; j++)
            if (list->sentences[i].words[j].target[g] >= 0)
                count[list->sentences[i].words[j].target[g]]++;
    for (size_t v = 0; v < old->count; v++)
        fresh[v] = count[v] >= least
            ? (int16_t)stm_labels_add(&kept, old->name[v], strlen(old->name[v]))
            : -1;
    for (size_t i = 0; i < list->count; i++) {
        for (uint32_t j = 0; j < list->sentences[i].count; j++) {
            int16_t *t = &list->sentences[i].words[j].target[g];
            *t = *t >= 0 ? fresh[*t] : *t;
        }
    }
    stm_labels_free(old);
    *old = kept;
    free(count);
    free(fresh);
}

void stm_sample_list_free(stm_sample_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        stm_sentence_sample *s = &list->sentences[i];
        for (uint32_t k = 0; k < s->count; k++) {
            free(s->words[k].form);
            free(s->words[k].lemma);
            free(s->words[k].xpos);
            free(s->words[k].feats);
        }
        free(s->words);
        free(s->soft_arcs);
        free(s->soft_rels);
        free(s->soft_tags);
        free(s->soft_heads);
    }
    free(list->sentences);
    *list = (stm_sample_list){0};
}

void stm_corpus_free(stm_corpus *c)
{
    for (size_t g = 0; g < STM_GROUPS_MAX; g++)
        stm_labels_free(&c->values[g]);
    stm_labels_free(&c->groups);
    stm_labels_free(&c->rels);
    stm_labels_free(&c->sources);
    free(c->row_hash);
    free(c->row_count);
    free(c->row_kind);
    free(c->index);
    free(c->pool);
    *c = (stm_corpus){0};
}
