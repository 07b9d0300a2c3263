/* What one more document costs while the graph grows: documents of 20 sentences with 40 mentions and 20 facts, names
 * from a growing pool. Prints processor time a document, and a mention, at each size; then what working out all actors
 * costs. usage: put_curve FILE [DOCUMENTS]
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

#include "store/store.h"

enum { SENTENCES = 20, STEP = 1000 };

static uint64_t next_random(uint64_t *state)
{
    uint64_t x = (*state += 0x9E3779B97F4A7C15u);
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
    return x ^ (x >> 29);
}

static double cpu_seconds(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
        (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

/* A name known already, or (one in three) a new one. */
static stm_str name_for(stm_arena *arena, uint64_t *state, uint32_t *pool)
{
    uint32_t number =
        next_random(state) % 3 == 0 ? (*pool)++ : (uint32_t)(next_random(state) % *pool);
    uint64_t mix = number * 0x9E3779B97F4A7C15u;
    static const char *const PARTS[] = {
        "ber", "mann", "hof", "stein", "feld", "bach", "wald", "ler"};
    return stm_arena_print(arena, "%c%s%s %c%s%s%u", (char)('A' + (int)(mix % 26)),
        PARTS[mix >> 8 & 7], PARTS[mix >> 16 & 7], (char)('A' + (int)(mix >> 24) % 26),
        PARTS[mix >> 32 & 7], PARTS[mix >> 40 & 7], (unsigned)(number >> 4));
}

static bool fill(stm_doc *doc, uint32_t number, uint64_t *state, uint32_t *pool)
{
    stm_buf text;
    bool fine = true;
    stm_buf_init(&text);
    doc->lang = STM_LANG_DE;
    doc->meta.path = stm_arena_print(&doc->arena, "doc-%06u.txt", (unsigned)number);
    for (uint32_t i = 0; i < SENTENCES && fine; i++) {
        stm_str names[2] = {name_for(&doc->arena, state, pool), name_for(&doc->arena, state, pool)};
        uint32_t begin = (uint32_t)text.length, verb = begin + names[0].len + 1, second = verb + 8;
        stm_buf_print(&text, "%.*s gründet %.*s. ", STM_ARG(names[0]), STM_ARG(names[1]));
        second += 1; /* the ü */
        uint32_t end = second + names[1].len;
        fine = stm_vec_push(&doc->sentences, (stm_sentence){.span = {begin, end + 1}});
        for (uint32_t j = 0; j < 2 && fine; j++) {
            fine = stm_vec_push(&doc->actors,
                       (stm_actor){.name = names[j], .type = STM_TYPE_PERSON, .named = true}) &&
                stm_vec_push(&doc->mentions,
                    (stm_mention){.sentence = i,
                        .token_count = 1,
                        .actor = 2 * i + j,
                        .span = {j == 0 ? begin : second, j == 0 ? begin + names[0].len : end},
                        .confidence = 1});
        }
        fine = fine &&
            stm_vec_push(&doc->facts,
                (stm_fact){.sentence = i,
                    .prop = STM_NONE,
                    .subject = 2 * i,
                    .object = 2 * i + 1,
                    .subject_span = {begin, begin + names[0].len},
                    .predicate_span = {verb, second - 1},
                    .object_span = {second, end},
                    .relation = STM_LIT("founded"),
                    .in_vocabulary = true,
                    .rule = "bench",
                    .speaker = STM_NONE,
                    .time = STM_EMPTY,
                    .place = STM_EMPTY,
                    .amount = STM_EMPTY,
                    .marks = {.confidence = 1, .speaker = STM_NONE}});
    }
    doc->text = stm_arena_copy(&doc->arena, stm_buf_view(&text));
    stm_buf_dispose(&text);
    return fine && doc->text.ptr != NULL;
}

static double settle_seconds(stemma_graph *graph, uint64_t *actors)
{
    stemma_counts counts = {0};
    double start = cpu_seconds();
    stemma_graph_counts(graph, &counts, NULL);
    *actors = counts.actors;
    return cpu_seconds() - start;
}

int main(int argc, char **argv)
{
    stemma_error err = {0};
    stemma_graph *graph = NULL;
    uint32_t documents = argc > 2 ? (uint32_t)strtoul(argv[2], NULL, 10) : 10000, pool = 1000;
    uint64_t state = 1, actors = 0;
    if (argc < 2 || stemma_graph_open(argv[1], STEMMA_OPEN_CREATE, &graph, &err) != STEMMA_OK) {
        fprintf(stderr, "usage: put_curve FILE [DOCUMENTS] %s\n", err.text);
        return 2;
    }
    printf("documents\tactors\tms a document\tus a mention\tactors worked out in s\n");
    double start = cpu_seconds();
    for (uint32_t i = 1; i <= documents; i++) {
        stm_doc doc;
        stm_put put;
        stm_doc_init(&doc);
        bool fine =
            fill(&doc, i, &state, &pool) && stm_store_put(graph, &doc, &put, &err) == STEMMA_OK;
        stm_doc_dispose(&doc);
        if (!fine) {
            fprintf(stderr, "put_curve: %s\n", err.text);
            return 1;
        }
        if (i % STEP == 0) {
            double spent = cpu_seconds() - start, settled = settle_seconds(graph, &actors);
            printf("%u\t%llu\t%.2f\t%.1f\t%.2f\n", (unsigned)i, (unsigned long long)actors,
                spent * 1e3 / STEP, spent * 1e6 / STEP / (2 * SENTENCES), settled);
            start = cpu_seconds();
        }
    }
    stemma_graph_close(graph);
    return 0;
}
