/* Makes a graph file of any size for measurements: actors with a power-law share of the facts, relations of the
 * vocabulary, times, sources. The same numbers give the same graph. Then times the reading of the whole view.
 * usage: make_graph FILE [FACTS [ENTITIES]]
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>

#include "store/store.h"

static uint64_t next_random(uint64_t *state)
{
    uint64_t x = (*state += 0x9E3779B97F4A7C15u);
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
    return x ^ (x >> 31);
}

static double unit(uint64_t *state)
{
    return (double)(next_random(state) >> 11) / 9007199254740992.0;
}

/* Few actors have many facts: rank = count * u^3. */
static uint32_t pick(uint64_t *state, uint32_t count)
{
    double u = unit(state);
    uint32_t at = (uint32_t)((double)count * u * u * u);
    return at < count ? at : count - 1;
}

static const char *const FIRST[] = {"Anna", "Jörg", "Sofia", "Lukas", "Emma", "Jürgen", "Olga",
    "Paul", "Mia", "Karl", "Zoë", "Ivan", "Lena", "Max", "Ruth", "Tom"};
static const char *const SYLLABLES[] = {"ber", "mann", "hof", "stein", "feld", "bach", "wald",
    "mül", "ler", "schu", "ster", "kra", "mer", "vo", "gel", "ring", "dorf", "burg", "hau", "sen"};
static const char *const RELATIONS[] = {"founded", "leads", "works_for", "owns", "acquired",
    "invests_in", "sued", "competes_with", "located_in", "said", "met", "criticizes", "supports",
    "part_of", "sold", "develops"};
static const char *const KINDS[] = {"AG", "GmbH", "Group", "Bank", "Werke", "Institut"};

/* Actor number i: even ones are persons, odd ones organizations. Names are distinct by their last part. */
static stm_str name_of(uint32_t i, char *out, size_t capacity)
{
    uint64_t state = i;
    const char *a = SYLLABLES[next_random(&state) % 20], *b = SYLLABLES[next_random(&state) % 20];
    const char *c = SYLLABLES[(i / 2) % 20];
    if (i % 2 == 0) {
        snprintf(out, capacity, "%s %c%s%s%s %u", FIRST[next_random(&state) % 16],
            (char)('A' + (int)(i / 2 % 26)), a, b, c, i / 40);
    } else {
        snprintf(out, capacity, "%c%s%s %s %u", (char)('A' + (int)(i / 2 % 26)), a, b,
            KINDS[next_random(&state) % 6], i / 2);
    }
    return stm_str_of(out);
}

static double cpu_seconds(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
        (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static double wall_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static stemma_status fill(stemma_graph *graph, uint32_t facts, uint32_t entities, stemma_error *err)
{
    uint64_t state = 42;
    STM_TRY(stm_store_import_begin(graph, err));
    for (uint32_t i = 0; i < facts; i++) {
        char subject[96], object[96], time[16], document[48];
        /* The first facts meet every actor once. */
        uint32_t s = i < entities ? i : pick(&state, entities), o = pick(&state, entities);
        snprintf(time, sizeof time, "%u-%02u", 2000 + (unsigned)(next_random(&state) % 25),
            1 + (unsigned)(next_random(&state) % 12));
        snprintf(
            document, sizeof document, "source-%u.txt", (unsigned)(next_random(&state) % 2000));
        stm_triple triple = {
            .subject = name_of(s, subject, sizeof subject),
            .object = name_of(o, object, sizeof object),
            .relation = stm_str_of(RELATIONS[pick(&state, 16)]),
            .subject_type = s % 2 == 0 ? STM_TYPE_PERSON : STM_TYPE_ORGANIZATION,
            .object_type = o % 2 == 0 ? STM_TYPE_PERSON : STM_TYPE_ORGANIZATION,
            .subject_named = true,
            .object_named = true,
            .negated = next_random(&state) % 20 == 0,
            .modality = next_random(&state) % 8 == 0 ? STM_PLANNED : STM_ASSERTED,
            .time = next_random(&state) % 2 == 0 ? stm_str_of(time) : STM_EMPTY,
            .document = stm_str_of(document),
            .rule = STM_LIT("generated"),
            .confidence = (double)(50 + next_random(&state) % 50) / 100,
        };
        STM_TRY(stm_store_import_add(graph, &triple, err));
    }
    return stm_store_import_end(graph, true, err);
}

static int fail(const stemma_error *err)
{
    fprintf(stderr, "make_graph: %s\n", err->text);
    return 1;
}

int main(int argc, char **argv)
{
    stemma_error err = {0};
    stemma_graph *graph = NULL;
    uint32_t facts = argc > 2 ? (uint32_t)strtoul(argv[2], NULL, 10) : 1000000;
    uint32_t entities = argc > 3 ? (uint32_t)strtoul(argv[3], NULL, 10) : 200000;
    if (argc < 2) {
        fprintf(stderr, "usage: make_graph FILE [FACTS [ENTITIES]]\n");
        return 2;
    }
    if (stemma_graph_open(argv[1], STEMMA_OPEN_CREATE, &graph, &err) != STEMMA_OK) {
        return fail(&err);
    }
    double cpu = cpu_seconds(), wall = wall_seconds();
    if (fill(graph, facts, entities, &err) != STEMMA_OK) {
        return fail(&err);
    }
    double cpu_import = cpu_seconds() - cpu, wall_import = wall_seconds() - wall;
    cpu = cpu_seconds();
    stm_view view;
    if (stm_view_load(graph, NULL, &view, &err) != STEMMA_OK) {
        return fail(&err);
    }
    double cpu_settle = cpu_seconds() - cpu;
    stm_view_dispose(&view);
    cpu = cpu_seconds();
    if (stm_view_load(graph, NULL, &view, &err) != STEMMA_OK) {
        return fail(&err);
    }
    double cpu_view = cpu_seconds() - cpu;
    printf("facts %" PRIu32 ", actors %" PRIu32 ", bundles %" PRIu32 "\n", view.edges.count,
        view.nodes.count, view.bundles.count);
    stm_view_dispose(&view);
    stemma_graph_close(graph);
    struct stat info;
    stat(argv[1], &info);
    printf("import %.2f s CPU, %.2f s wall: %.0f facts a CPU second\n", cpu_import, wall_import,
        facts / cpu_import);
    printf("working out actors and first view %.2f s CPU, view again %.2f s CPU\n", cpu_settle,
        cpu_view);
    printf("file %.1f MB: %.0f bytes a fact\n", (double)info.st_size / 1e6,
        (double)info.st_size / facts);
    return 0;
}
