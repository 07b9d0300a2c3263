/* What it costs to know who is who, while the graph grows: graphs of 10,000, 30,000, 100,000 and 300,000 entities; to
 * each are added 500 documents of 40 mentions (a third new names, the rest drawn from the graph) with actors worked out
 * after every document, and 1,000 more with actors worked out once at the end. Names as in life: few family names are
 * borne by many (rank ~ count * u^2 of 20,000), one in ten persons is named by the family name alone, one organization
 * in eight by an acronym. Processor time. usage: identity_curve FILE [LARGEST]
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

#include "store/rows.h"

enum { MENTIONS = 40, SINGLY = 500, TOGETHER = 1000 };

static uint64_t next_random(uint64_t *state)
{
    uint64_t x = (*state += 0x9E3779B97F4A7C15u);
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
    return x ^ (x >> 31);
}

static double cpu_seconds(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
        (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static const char *const PARTS[] = {"ber", "mann", "hof", "stein", "feld", "bach", "wald", "mül",
    "ler", "schu", "ster", "kra", "mer", "vo", "gel", "ring"};

/* A word for a number: syllables, capital letter first. */
static void word(char *out, size_t capacity, uint32_t number)
{
    uint64_t mix = number;
    mix = next_random(&mix);
    snprintf(out, capacity, "%c%s%s%s", (char)('A' + (int)(mix % 26)), PARTS[mix >> 8 & 15],
        PARTS[number & 15], PARTS[number >> 4 & 15]);
    size_t length = strlen(out);
    for (uint32_t rest = number >> 8; rest > 0 && length + 5 < capacity; rest /= 16) {
        length += (size_t)snprintf(out + length, capacity - length, "%s", PARTS[rest % 16]);
    }
}

/* The name of entity number i; the same number gives the same name. */
static stm_str name_of(stm_arena *arena, uint32_t i, stm_type *type)
{
    uint64_t state = i;
    char family[80], given[80], third[80];
    double u = (double)(next_random(&state) >> 11) / 9007199254740992.0;
    word(family, sizeof family, (uint32_t)(20000 * u * u));
    word(given, sizeof given, (uint32_t)(next_random(&state) % 400));
    word(third, sizeof third, i);
    if (i % 2 == 0) {
        *type = STM_TYPE_PERSON;
        return i % 20 == 0 ? stm_arena_print(arena, "%s", family)
                           : stm_arena_print(arena, "%s %s", given, family);
    }
    *type = STM_TYPE_ORGANIZATION;
    if (i % 16 == 1) {
        return stm_arena_print(arena, "%c%c%c", 'A' + (char)(i / 16 % 26), family[0], given[0]);
    }
    return i % 16 == 3 ? stm_arena_print(arena, "%s %s %s", given, family, third)
                       : stm_arena_print(arena, "%s AG", third);
}

static stemma_status grow(stemma_graph *graph, uint32_t from, uint32_t to, stemma_error *err)
{
    STM_TRY(stm_store_import_begin(graph, err));
    for (uint32_t i = from; i + 1 < to; i += 2) {
        stm_arena arena;
        stm_type a, b;
        stm_arena_init(&arena);
        stm_triple triple = {.relation = STM_LIT("leads"),
            .subject_named = true,
            .object_named = true,
            .document = STM_LIT("grown"),
            .confidence = 1};
        triple.subject = name_of(&arena, i, &a);
        triple.object = name_of(&arena, i + 1, &b);
        triple.subject_type = a;
        triple.object_type = b;
        stemma_status status = stm_store_import_add(graph, &triple, err);
        stm_arena_dispose(&arena);
        STM_TRY(status);
    }
    return stm_store_import_end(graph, true, err);
}

static uint32_t documents_made;

static stemma_status put(stemma_graph *graph, uint64_t *state, uint32_t *pool, stemma_error *err)
{
    stm_doc doc;
    stm_buf text;
    stm_put how;
    bool fine = true;
    stm_doc_init(&doc);
    stm_buf_init(&text);
    doc.lang = STM_LANG_DE;
    doc.meta.path = stm_arena_print(&doc.arena, "doc-%u", (unsigned)documents_made++);
    for (uint32_t i = 0; i < MENTIONS && fine; i++) {
        stm_type type = STM_TYPE_OTHER;
        bool fresh = next_random(state) % 3 == 0;
        uint32_t number = fresh ? (*pool)++ : (uint32_t)(next_random(state) % *pool);
        stm_str name = name_of(&doc.arena, number, &type);
        uint32_t begin = (uint32_t)text.length;
        stm_buf_print(&text, "%.*s. ", STM_ARG(name));
        uint32_t end = begin + name.len;
        fine = stm_vec_push(&doc.sentences, (stm_sentence){.span = {begin, end + 1}}) &&
            stm_vec_push(
                &doc.actors, (stm_actor){.name = name, .type = (uint8_t)type, .named = true}) &&
            stm_vec_push(&doc.mentions,
                (stm_mention){.sentence = i,
                    .token_count = 1,
                    .actor = i,
                    .span = {begin, end},
                    .confidence = 1});
    }
    doc.text = stm_arena_copy(&doc.arena, stm_buf_view(&text));
    stemma_status status =
        fine && doc.text.ptr != NULL ? stm_store_put(graph, &doc, &how, err) : stm_fail_nomem(err);
    stm_buf_dispose(&text);
    stm_doc_dispose(&doc);
    return status;
}

/* Every reading call works actors out first; this one reads nothing itself. */
static double settle(stemma_graph *graph, stemma_error *err)
{
    double start = cpu_seconds();
    stm_rows *rows = NULL;
    stm_rows_open(graph, STM_LIT("SELECT 1"), &rows, err);
    stm_rows_close(rows);
    return cpu_seconds() - start;
}

static stemma_status measure(stemma_graph *graph, uint32_t size, uint32_t *pool, stemma_error *err)
{
    uint64_t state = size;
    double singly = 0, start = cpu_seconds();
    for (int i = 0; i < SINGLY; i++) {
        STM_TRY(put(graph, &state, pool, err));
        singly += settle(graph, err);
    }
    double stored = cpu_seconds() - start - singly;
    for (int i = 0; i < TOGETHER; i++) {
        STM_TRY(put(graph, &state, pool, err));
    }
    double together = settle(graph, err);
    printf("%" PRIu32 "\t%.1f\t%.1f\t%.1f\n", size, singly * 1e6 / (SINGLY * MENTIONS),
        together * 1e6 / (TOGETHER * MENTIONS), stored * 1e6 / (SINGLY * MENTIONS));
    fflush(stdout);
    return STEMMA_OK;
}

int main(int argc, char **argv)
{
    stemma_error err = {0};
    stemma_graph *graph = NULL;
    uint32_t largest = argc > 2 ? (uint32_t)strtoul(argv[2], NULL, 10) : 300000, pool = 0;
    if (argc < 2 || stemma_graph_open(argv[1], STEMMA_OPEN_CREATE, &graph, &err) != STEMMA_OK) {
        fprintf(stderr, "usage: identity_curve FILE [LARGEST] %s\n", err.text);
        return 2;
    }
    printf("entities\tus a mention, after each document\tus a mention, after 1,000\tus storing\n");
    static const uint32_t SIZES[] = {10000, 30000, 100000, 300000};
    stemma_status status = STEMMA_OK;
    for (size_t i = 0; i < sizeof SIZES / sizeof SIZES[0] && SIZES[i] <= largest; i++) {
        status = grow(graph, pool, SIZES[i], &err);
        pool = pool < SIZES[i] ? SIZES[i] : pool;
        settle(graph, &err);
        status = status == STEMMA_OK ? measure(graph, SIZES[i], &pool, &err) : status;
        if (status != STEMMA_OK) {
            fprintf(stderr, "identity_curve: %s\n", err.text);
            return 1;
        }
    }
    stemma_graph_close(graph);
    return 0;
}
