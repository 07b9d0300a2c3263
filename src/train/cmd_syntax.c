/* stemma-train: learns a syntax model from treebanks and texts with names.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "train/distill.h"
#include "train/measure.h"
#include "train/model_write.h"
#include "train/sample.h"
#include "base/files.h"
#include "base/limits.h"
#include "train/train.h"
#include "train/trainer.h"

enum { FILES_MAX = 32 };

typedef struct {
    const char *train[FILES_MAX], *dev[FILES_MAX], *teacher[FILES_MAX], *names, *clusters, *lexicon,
        *map, *out, *home, *language, *save, *tag_source;
    size_t trains, devs, teachers;
    unsigned epochs, batch, seed, least, cluster_words;
    bool hold_names;
    float rate, gold;
    stm_net_size size;
    stm_dropout drop;
} options;

static void read_clusters(stm_corpus *c, const char *path, unsigned most)
{
    size_t n, words = 0;
    char *text = stm_tool_read(path, &n);
    for (size_t i = 0; i < n && words < most; i++)
        words += text[i] == '\n';
    uint32_t slots = (uint32_t)(words * 4 / 3 + 16);
    uint32_t *keys = stm_tool_new(slots, sizeof *keys);
    uint16_t *values = stm_tool_new(slots, sizeof *values);
    char *line = text;
    for (size_t i = 0; i < words; i++) {
        char *stop = strchr(line, '\n'), *tab = memchr(line, '\t', (size_t)(stop - line));
        if (!tab)
            stm_tool_die("%s: a line without a tab", path);
        uint32_t key = stm_feature_hash(77, line, (size_t)(tab - line)),
                 at = stm_feature_cluster_slot(key, slots);
        while (values[at] && keys[at] != key)
            at = at + 1 == slots ? 0 : at + 1;
        if (!values[at]) {
            keys[at] = key;
            values[at] = (uint16_t)strtoul(tab + 1, NULL, 10);
        }
        line = stop + 1;
    }
    c->features.clusters = (stm_cluster_table){keys, values, slots};
    free(text);
}

static const char *value(int argc, char **argv, int *i)
{
    if (*i + 1 >= argc)
        stm_tool_die("%s needs a value", argv[*i]);
    return argv[++*i];
}

static uint32_t width(const char *s)
{
    return (uint32_t)STM_PAD((size_t)strtoul(s, NULL, 10));
}

static void parse(options *o, int argc, char **argv)
{
    *o = (options){.language = "und",
                   .gold = 0.5f,
                   .epochs = 25,
                   .batch = 400,
                   .seed = 1,
                   .least = 2,
                   .cluster_words = 300000,
                   .rate = 2e-3f,
                   .size = {.x = 128, .h = 128, .arc = 128, .rel = 128, .word = 192},
                   .drop = {.input = 0.2f,
                            .layer = 0.35f,
                            .recurrent = 0.25f,
                            .hidden = 0.33f,
                            .word = 0.25f,
                            .source = 0.15f}};
    for (int i = 1; i < argc; i++) {
        const char *a = argv[i], *v = value(argc, argv, &i);
        if (!strcmp(a, "--train") && o->trains < FILES_MAX)
            o->train[o->trains++] = v;
        else if (!strcmp(a, "--dev") && o->devs < FILES_MAX)
            o->dev[o->devs++] = v;
        else if (!strcmp(a, "--names"))
            o->names = v;
        else if (!strcmp(a, "--hold-names"))
            o->hold_names = atoi(v) != 0;
        else if (!strcmp(a, "--clusters"))
            o->clusters = v;
        else if (!strcmp(a, "--lexicon"))
            o->lexicon = v;
        else if (!strcmp(a, "--map"))
            o->map = v;
        else if (!strcmp(a, "--out"))
            o->out = v;
        else if (!strcmp(a, "--teacher") && o->teachers < FILES_MAX)
            o->teacher[o->teachers++] = v;
        else if (!strcmp(a, "--gold"))
            o->gold = strtof(v, NULL);
        else if (!strcmp(a, "--save"))
            o->save = v;
        else if (!strcmp(a, "--tag-source"))
            o->tag_source = v;
        else if (!strcmp(a, "--lang"))
            o->language = v;
        else if (!strcmp(a, "--home"))
            o->home = v;
        else if (!strcmp(a, "--epochs"))
            o->epochs = (unsigned)atoi(v);
        else if (!strcmp(a, "--batch"))
            o->batch = (unsigned)atoi(v);
        else if (!strcmp(a, "--seed"))
            o->seed = (unsigned)atoi(v);
        else if (!strcmp(a, "--least"))
            o->least = (unsigned)atoi(v);
        else if (!strcmp(a, "--cluster-words"))
            o->cluster_words = (unsigned)atoi(v);
        else if (!strcmp(a, "--rate"))
            o->rate = strtof(v, NULL);
        else if (!strcmp(a, "--x"))
            o->size.x = width(v);
        else if (!strcmp(a, "--h"))
            o->size.h = width(v);
        else if (!strcmp(a, "--arc"))
            o->size.arc = width(v);
        else if (!strcmp(a, "--rel"))
            o->size.rel = width(v);
        else if (!strcmp(a, "--word"))
            o->size.word = width(v);
        else if (!strcmp(a, "--drop-input"))
            o->drop.input = strtof(v, NULL);
        else if (!strcmp(a, "--drop-layer"))
            o->drop.layer = strtof(v, NULL);
        else if (!strcmp(a, "--drop-recurrent"))
            o->drop.recurrent = strtof(v, NULL);
        else if (!strcmp(a, "--drop-hidden"))
            o->drop.hidden = strtof(v, NULL);
        else if (!strcmp(a, "--drop-word"))
            o->drop.word = strtof(v, NULL);
        else if (!strcmp(a, "--drop-source"))
            o->drop.source = strtof(v, NULL);
        else
            stm_tool_die("unknown option %s", a);
    }
}

typedef struct {
    const stm_sentence_sample *s;
    uint32_t key;
} item;

static int by_key(const void *a, const void *b)
{
    const item *x = a, *y = b;
    return x->key != y->key ? (x->key < y->key ? -1 : 1) : x->s < y->s ? -1 : x->s > y->s;
}

static int longer(const void *a, const void *b)
{
    const stm_sentence_sample *x = *(const stm_sentence_sample *const *)a,
                              *y = *(const stm_sentence_sample *const *)b;
    if (x->count != y->count)
        return x->count < y->count ? 1 : -1;
    return x < y ? -1 : x > y;
}

static void run_epoch(stm_trainer *t, const stm_corpus *c, item *items, size_t n, const options *o,
                      size_t *done, size_t total, stm_loss *loss)
{
    const stm_sentence_sample *picked[256];
    int source[256];
    for (size_t i = 0; i < n; i++)
        items[i].key = stm_random_next(&t->random);
    qsort(items, n, sizeof *items, by_key);
    for (size_t i = 0; i < n;) {
        uint32_t count = 0, words = 0;
        while (i + count < n && count < 256 &&
               (!count || words + items[i + count].s->count <= o->batch)) {
            words += items[i + count].s->count;
            picked[count] = items[i + count].s;
            count++;
        }
        qsort(picked, count, sizeof *picked, longer);
        for (uint32_t k = 0; k < count; k++)
            source[k] = picked[k]->source >= 0
                            ? picked[k]->source
                            : (int)(stm_random_next(&t->random) % (uint32_t)c->sources.count);
        stm_batch b;
        stm_trainer_pack(t);
        stm_batch_begin(t, &b, picked, count, source, true);
        stm_batch_forward(t, c, &b);
        stm_heads_loss(t, &b, loss);
        stm_batch_backward(t, &b);
        float progress = (float)*done / (float)total,
              warm = progress < 0.02f ? progress / 0.02f : 1.0f;
        stm_trainer_adam(t, o->rate * warm * (1.0f - 0.98f * progress), 5.0f);
        i += count;
        *done += count;
    }
}

/* "news" or "news+hdt" */
static int source_number(const stm_corpus *c, const char *name, size_t n)
{
    unsigned set = 0;
    int one = -1;
    for (const char *end = name + n; name < end;) {
        const char *plus = memchr(name, '+', (size_t)(end - name));
        size_t length = plus ? (size_t)(plus - name) : (size_t)(end - name);
        one = stm_labels_find(&c->sources, name, length);
        if (one < 0)
            stm_tool_die("%.*s: no --train has this name", (int)length, name);
        set |= 1u << one;
        name += length + 1;
    }
    return set & (set - 1) ? STM_SOURCE_MIX + (int)set : one;
}

static void source_of(const stm_corpus *c, const char *spec, const char **file, int *source)
{
    const char *equal = strchr(spec, '=');
    if (!equal)
        stm_tool_die("%s: NAME=FILE is wanted", spec);
    *file = equal + 1;
    *source = source_number(c, spec, (size_t)(equal - spec));
}

int stm_train_syntax(int argc, char **argv)
{
    static stm_corpus c;
    static stm_trainer t;
    static stm_sample_list train, names, dev[FILES_MAX];
    int dev_source[FILES_MAX];
    options o;
    parse(&o, argc, argv);
    setvbuf(stdout, NULL, _IOLBF, 0);
    if (o.map)
        stm_sample_map(o.map);
    if (o.clusters)
        read_clusters(&c, o.clusters, o.cluster_words);
    c.features.german_quotes = strcmp(o.language, "de") == 0;
    static stm_lexicon lexicon;
    stm_model_extra extra = {0};
    if (o.lexicon) {
        stemma_error err = {0};
        char *bytes = stm_tool_read(o.lexicon, &extra.lexicon_size);
        extra.lexicon = bytes;
        if (stm_lexicon_open(&lexicon, bytes, extra.lexicon_size, &err) != STEMMA_OK)
            stm_tool_die("%s: %s", o.lexicon, err.text);
        c.features.lexicon = &lexicon;
    }
    for (size_t i = 0; i < o.trains; i++) {
        const char *equal = strchr(o.train[i], '=');
        if (!equal)
            stm_tool_die("--train %s: NAME=FILE is wanted", o.train[i]);
        int source = stm_labels_add(&c.sources, o.train[i], (size_t)(equal - o.train[i]));
        stm_sample_treebank(&c, &train, equal + 1, source);
    }
    stm_corpus_prune(&c, "LEMMA", &train, 3);
    if (o.names)
        stm_sample_names(&c, &names, o.names);
    stm_corpus_count(&c, &train);
    stm_corpus_count(&c, &names);
    stm_corpus_freeze(&c, o.least);
    stm_sample_rows(&c, &train);
    stm_sample_rows(&c, &names);
    for (size_t i = 0; i < o.devs; i++) {
        const char *file;
        source_of(&c, o.dev[i], &file, &dev_source[i]);
        stm_sample_treebank(&c, &dev[i], file, dev_source[i]);
        stm_sample_rows(&c, &dev[i]);
    }
    stm_trainer_new(&t, &c, o.size, o.seed);
    t.drop = o.drop;
    t.scratch_room = (size_t)160 << 20;
    t.scratch = stm_tool_new(t.scratch_room, sizeof(float));
    item *items = stm_tool_new(train.count + names.count, sizeof *items);
    size_t n = 0, done = 0;
    for (size_t i = 0; i < train.count; i++)
        items[n++].s = &train.sentences[i];
    for (size_t i = 0; i < names.count; i++)
        if (!o.hold_names || !names.sentences[i].held_out)
            items[n++].s = &names.sentences[i];
    int home = o.home ? source_number(&c, o.home, strlen(o.home)) : 0;
    t.gold = o.gold;
    if (o.teachers) {
        stm_distill_plan plan = {o.teacher, o.teachers, o.size,        home,
                                 -1,        t.scratch,  t.scratch_room};
        plan.tag_source = o.tag_source ? source_number(&c, o.tag_source, strlen(o.tag_source)) : -1;
        stm_distill_list(&c, &train, &plan);
        stm_distill_list(&c, &names, &plan);
    }
    printf("%zu sentences, %zu name sentences, %zu rows, %zu relations, tags %u\n", train.count,
           names.count, c.rows, c.rels.count, t.size.tags);
    for (size_t g = 0; g < c.groups.count; g++)
        printf(" %s:%zu", c.groups.name[g], c.values[g].count);
    printf("\n");
    char about[1024];
    snprintf(about, sizeof about, "language %s\nseed %u\nepochs %u\n", o.language, o.seed,
             o.epochs);
    extra.about = about;
    extra.home = home;
    for (unsigned e = 0; e < o.epochs; e++) {
        stm_loss loss = {0};
        double start = stm_tool_seconds();
        run_epoch(&t, &c, items, n, &o, &done, n * o.epochs, &loss);
        double w = (double)loss.words;
        printf("epoch %u: arc %.3f rel %.3f tags %.3f names %.3f, %.1f s\n", e + 1, loss.arc / w,
               loss.rel / w, loss.tag / w, loss.name / w, stm_tool_seconds() - start);
        if ((e + 1) % 3 && e + 1 != o.epochs)
            continue;
        if (o.out)
            stm_model_write(&t, &c, &extra, o.out);
        stm_measure m;
        for (size_t i = 0; i < o.devs; i++) {
            stm_measure_list(&t, &c, &dev[i], dev_source[i], false, &m);
            stm_measure_print(o.dev[i], &m);
        }
        if (o.names && o.hold_names) {
            stm_measure_list(&t, &c, &names, o.devs ? dev_source[0] : 0, true, &m);
            stm_measure_print("names", &m);
        }
    }
    if (o.save)
        stm_distill_save(&t, o.save);
    return 0;
}
