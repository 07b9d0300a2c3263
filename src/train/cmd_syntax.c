/* The verb `stemma-train syntax`: options of a training run, see docs/training.md.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <stdlib.h>
#include <string.h>

#include "learn/matrix.h"
#include "train/session.h"
#include "train/train.h"

typedef enum { TEXT, LIST, NUMBER, WIDTH, REAL } kind;

typedef struct {
    const char *name;
    kind kind;
    void *to;      /* const char *, const char *[], unsigned, uint32_t, float */
    size_t *count; /* of a LIST */
} option;

static const stm_session_options defaults = {.language = "und",
    .epochs = 16,
    .batch = 400,
    .seed = 1,
    .least = 2,
    .cluster_words = 300000,
    .rate = 2e-3f,
    .gold = 0.5f,
    .average = 0.04f,
    .plain_share = 1,
    .name_weight = 1.0f,
    .size = {.x = 128, .h = 192, .arc = 128, .rel = 128, .word = 192},
    .drop = {.input = 0.25f,
        .layer = 0.4f,
        .recurrent = 0.25f,
        .hidden = 0.36f,
        .word = 0.25f,
        .source = 0.15f}};

static void set(const option *p, const char *text)
{
    switch (p->kind) {
    case TEXT:
        *(const char **)p->to = text;
        break;
    case LIST:
        if (*p->count == STM_SESSION_FILES)
            stm_tool_die("--%s: no more than %d", p->name, (int)STM_SESSION_FILES);
        ((const char **)p->to)[(*p->count)++] = text;
        break;
    case NUMBER:
        *(unsigned *)p->to = (unsigned)strtoul(text, NULL, 10);
        break;
    case WIDTH:
        *(uint32_t *)p->to = (uint32_t)STM_PAD((size_t)strtoul(text, NULL, 10));
        break;
    case REAL:
        *(float *)p->to = strtof(text, NULL);
        break;
    }
}

static bool parse(stm_session_options *o, int argc, char **argv)
{
    const option all[] = {{"train", LIST, o->train, &o->trains}, {"dev", LIST, o->dev, &o->devs},
        {"teacher", LIST, o->teacher, &o->teachers}, {"names", TEXT, &o->names, NULL},
        {"clusters", TEXT, &o->clusters, NULL}, {"lexicon", TEXT, &o->lexicon, NULL},
        {"vectors", TEXT, &o->vectors, NULL}, {"plain", TEXT, &o->plain, NULL},
        {"start", TEXT, &o->start, NULL}, {"plain-share", NUMBER, &o->plain_share, NULL},
        {"average", REAL, &o->average, NULL}, {"map", TEXT, &o->map, NULL},
        {"out", TEXT, &o->out, NULL}, {"save", TEXT, &o->save, NULL},
        {"lang", TEXT, &o->language, NULL}, {"home", TEXT, &o->home, NULL},
        {"tag-source", TEXT, &o->tag_source, NULL}, {"about", TEXT, &o->about, NULL},
        {"hold-names", NUMBER, &o->hold_names, NULL}, {"epochs", NUMBER, &o->epochs, NULL},
        {"batch", NUMBER, &o->batch, NULL}, {"seed", NUMBER, &o->seed, NULL},
        {"least", NUMBER, &o->least, NULL}, {"cluster-words", NUMBER, &o->cluster_words, NULL},
        {"rate", REAL, &o->rate, NULL}, {"gold", REAL, &o->gold, NULL},
        {"name-weight", REAL, &o->name_weight, NULL}, {"x", WIDTH, &o->size.x, NULL},
        {"h", WIDTH, &o->size.h, NULL}, {"arc", WIDTH, &o->size.arc, NULL},
        {"rel", WIDTH, &o->size.rel, NULL}, {"word", WIDTH, &o->size.word, NULL},
        {"drop-input", REAL, &o->drop.input, NULL}, {"drop-layer", REAL, &o->drop.layer, NULL},
        {"drop-recurrent", REAL, &o->drop.recurrent, NULL},
        {"drop-hidden", REAL, &o->drop.hidden, NULL}, {"drop-word", REAL, &o->drop.word, NULL},
        {"drop-source", REAL, &o->drop.source, NULL}};
    for (int i = 1; i < argc; i += 2) {
        const option *hit = NULL;
        for (size_t k = 0; k < sizeof all / sizeof *all; k++)
            if (strncmp(argv[i], "--", 2) == 0 && strcmp(argv[i] + 2, all[k].name) == 0)
                hit = &all[k];
        if (!hit || i + 1 == argc)
            return false;
        set(hit, argv[i + 1]);
    }
    return o->trains > 0 && (o->out || o->save || o->devs);
}

int stm_train_syntax(int argc, char **argv)
{
    stm_session_options o = defaults;
    if (!parse(&o, argc, argv))
        return stm_train_fail("syntax", NULL);
    stm_session_run(&o);
    return 0;
}
