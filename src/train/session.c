/* Reads the data, teaches, trains epoch after epoch with falling rate, measures and saves; see
 * session.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "train/session.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "train/distill.h"
#include "train/measure.h"
#include "train/model_write.h"
#include "train/word_tables.h"

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

enum { AVERAGE_EVERY = 8 }; /* steps; averaging each time would cost as much as the step */

/* from, to: shares of the run that are done before and after the batch */
static void step(stm_trainer *t, const stm_session_options *o, float from, float to)
{
    float warm = from < 0.02f ? from / 0.02f : 1.0f;
    stm_trainer_adam(t, o->rate * warm * (1.0f - 0.98f * from), 5.0f);
    if (o->average > 0 && t->step % AVERAGE_EVERY == 0)
        stm_trainer_average(t, expf((from - to) * AVERAGE_EVERY / o->average));
}

static void run_epoch(stm_trainer *t, const stm_corpus *c, item *items, size_t n,
    const stm_session_options *o, size_t *done, size_t total, stm_loss *loss)
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
        step(t, o, (float)*done / (float)total, (float)(*done + count) / (float)total);
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

typedef struct {
    const stm_session_options *o;
    stm_corpus c;
    stm_trainer t;
    stm_sample_list train, names, plain, dev[STM_SESSION_FILES];
    int dev_source[STM_SESSION_FILES], home;
    stm_lexicon lexicon;
    stm_model_extra extra;
    item *items;
    size_t item_count;
    stm_buf about;
    char *lexicon_bytes;
    stm_word_tables tables; /* what c.features looks at */
} session;

static void read_lexicon(session *s)
{
    stemma_error err = {0};
    char *bytes = stm_tool_read(s->o->lexicon, &s->extra.lexicon_size);
    s->extra.lexicon = s->lexicon_bytes = bytes;
    if (stm_lexicon_open(&s->lexicon, bytes, s->extra.lexicon_size, &err) != STEMMA_OK)
        stm_tool_die("%s: %s", s->o->lexicon, err.text);
    s->c.features.lexicon = &s->lexicon;
}

static void read_treebanks(session *s)
{
    for (size_t i = 0; i < s->o->trains; i++) {
        const char *spec = s->o->train[i], *equal = strchr(spec, '=');
        if (!equal)
            stm_tool_die("--train %s: NAME=FILE is wanted", spec);
        int source = stm_labels_add(&s->c.sources, spec, (size_t)(equal - spec));
        stm_sample_treebank(&s->c, &s->train, equal + 1, source);
    }
    if (!s->train.count)
        stm_tool_die("no training sentences");
    stm_corpus_prune(&s->c, "LEMMA", &s->train, 3);
}

static void read_data(session *s)
{
    const stm_session_options *o = s->o;
    s->c.features.german_quotes = strcmp(o->language, "de") == 0;
    if (o->map)
        stm_sample_map(o->map);
    if (o->clusters)
        stm_word_clusters(&s->tables, &s->c.features, o->clusters, o->cluster_words);
    if (o->vectors)
        stm_word_vectors(&s->tables, &s->c.features, o->vectors);
    if (o->lexicon)
        read_lexicon(s);
    read_treebanks(s);
    if (o->names)
        stm_sample_names(&s->c, &s->names, o->names);
    for (size_t i = 0; i < s->names.count; i++)
        s->names.sentences[i].held_out = s->names.sentences[i].held_out && o->hold_names;
    stm_corpus_count(&s->c, &s->train);
    stm_corpus_count(&s->c, &s->names);
    stm_corpus_freeze(&s->c, o->least);
    stm_sample_rows(&s->c, &s->train);
    stm_sample_rows(&s->c, &s->names);
    if (o->plain) {
        stm_sample_treebank(&s->c, &s->plain, o->plain, -1);
        stm_sample_rows(&s->c, &s->plain);
    }
    for (size_t i = 0; i < o->devs; i++) {
        const char *file;
        source_of(&s->c, o->dev[i], &file, &s->dev_source[i]);
        stm_sample_treebank(&s->c, &s->dev[i], file, s->dev_source[i]);
        stm_sample_rows(&s->c, &s->dev[i]);
    }
    s->home = o->home ? source_number(&s->c, o->home, strlen(o->home)) : 0;
}

static void make_net(session *s)
{
    stm_trainer_new(&s->t, &s->c, s->o->size, s->o->seed);
    s->t.drop = s->o->drop;
    s->t.gold = s->o->gold;
    if (s->t.name_group >= 0)
        s->t.group_weight[s->t.name_group] = s->o->name_weight;
    s->t.scratch_room = (size_t)160 << 20;
    s->t.scratch = stm_tool_new(s->t.scratch_room, sizeof(float));
    if (s->o->start)
        stm_distill_load(&s->t, &s->c, s->o->start);
}

static void teach(session *s)
{
    const stm_session_options *o = s->o;
    stm_distill_plan plan = {.teachers = o->teacher,
        .count = o->teachers,
        .size = o->size,
        .home = s->home,
        .tag_source = -1,
        .scratch = s->t.scratch,
        .scratch_room = s->t.scratch_room};
    if (o->tag_source)
        plan.tag_source = source_number(&s->c, o->tag_source, strlen(o->tag_source));
    stm_distill_list(&s->c, &s->train, &plan);
    stm_distill_list(&s->c, &s->names, &plan);
    stm_distill_list(&s->c, &s->plain, &plan);
}

/* What an epoch reads: all that has labels, and of the plain sentences another share each time. */
static void collect_items(session *s, unsigned epoch)
{
    size_t share = s->o->plain_share ? s->o->plain_share : 1, plain = s->plain.count / share;
    if (!s->items)
        s->items = stm_tool_new(s->train.count + s->names.count + plain, sizeof *s->items);
    s->item_count = 0;
    for (size_t i = 0; i < s->train.count; i++)
        if (!s->train.sentences[i].held_out)
            s->items[s->item_count++].s = &s->train.sentences[i];
    for (size_t i = 0; i < s->names.count; i++)
        if (!s->names.sentences[i].held_out)
            s->items[s->item_count++].s = &s->names.sentences[i];
    for (size_t i = 0; i < plain; i++)
        s->items[s->item_count++].s = &s->plain.sentences[i * share + epoch % share];
}

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* The model's text header: what it was made of, then what the given file says (licences, scores).
 */
static void describe(session *s)
{
    const stm_session_options *o = s->o;
    stm_buf_init(&s->about);
    stm_buf_print(&s->about, "language %s\n", o->language);
    for (size_t i = 0; i < o->trains; i++) {
        size_t name = strcspn(o->train[i], "=");
        stm_buf_print(&s->about, "treebank %.*s %s\n", (int)name, o->train[i],
            base_name(o->train[i] + name + 1));
    }
    const char *const others[][2] = {
        {"names", o->names}, {"vectors", o->vectors}, {"plain", o->plain}};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (others[i][1])
            stm_buf_print(&s->about, "%s %s\n", others[i][0], base_name(others[i][1]));
    stm_buf_print(
        &s->about, "sentences %zu with trees, %zu with names\n", s->train.count, s->names.count);
    stm_buf_print(&s->about, "net x %u h %u arc %u rel %u word %u rows %zu\n", s->t.size.x,
        s->t.size.h, s->t.size.arc, s->t.size.rel, s->t.size.word, s->c.rows);
    stm_buf_print(&s->about, "seed %u epochs %u teachers %zu\n", o->seed, o->epochs, o->teachers);
    if (o->about) {
        size_t n;
        char *text = stm_tool_read(o->about, &n);
        stm_buf_add(&s->about, text, n);
        free(text);
    }
    stm_buf_add(&s->about, "", 1);
    s->extra.about = s->about.data;
    s->extra.home = s->home;
}

static void report(session *s)
{
    stm_measure m;
    for (size_t i = 0; i < s->o->devs; i++) {
        stm_measure_list(&s->t, &s->c, &s->dev[i], s->dev_source[i], false, &m);
        stm_measure_print(s->o->dev[i], &m);
    }
    if (s->o->names && s->o->hold_names) {
        stm_measure_list(&s->t, &s->c, &s->names, s->home, true, &m);
        stm_measure_print("names", &m);
    }
}

/* Scores and file are those of the averaged parameters. */
static void save(session *s)
{
    stm_trainer_swap(&s->t);
    if (s->o->out)
        stm_model_write(&s->t, &s->c, &s->extra, s->o->out);
    if (s->o->save)
        stm_distill_save(&s->t, &s->c, s->o->save);
    report(s);
    stm_trainer_swap(&s->t);
}

static void train_epochs(session *s)
{
    size_t done = 0, total = s->item_count * s->o->epochs;
    for (unsigned e = 1; e <= s->o->epochs; e++) {
        stm_loss loss = {0};
        double start = stm_tool_seconds();
        collect_items(s, e);
        run_epoch(&s->t, &s->c, s->items, s->item_count, s->o, &done, total, &loss);
        double w = (double)loss.words;
        printf("epoch %u: arc %.3f rel %.3f tags %.3f names %.3f, %.1f s\n", e, loss.arc / w,
            loss.rel / w, loss.tag / w, loss.name / w, stm_tool_seconds() - start);
        if (e % 3 == 0 || e == s->o->epochs)
            save(s);
    }
}

static void forget(session *s)
{
    stm_sample_list_free(&s->train);
    stm_sample_list_free(&s->names);
    stm_sample_list_free(&s->plain);
    for (size_t i = 0; i < STM_SESSION_FILES; i++)
        stm_sample_list_free(&s->dev[i]);
    free(s->t.scratch);
    stm_trainer_free(&s->t);
    stm_corpus_free(&s->c);
    stm_buf_dispose(&s->about);
    stm_word_tables_free(&s->tables);
    free(s->lexicon_bytes);
    free(s->items);
    free(s);
}

void stm_session_run(const stm_session_options *o)
{
    session *s = stm_tool_new(1, sizeof *s);
    s->o = o;
    setvbuf(stdout, NULL, _IOLBF, 0);
    read_data(s);
    make_net(s);
    if (o->teachers)
        teach(s);
    collect_items(s, 0);
    describe(s);
    printf("%zu sentences, %zu name sentences, %zu plain, %zu rows, %zu relations, %u tags\n",
        s->train.count, s->names.count, s->plain.count, s->c.rows, s->c.rels.count, s->t.size.tags);
    train_epochs(s);
    forget(s);
}
