/* Plain main for a fuzz target: every seed, then mutations of it with fixed random numbers, so that a plain test run
 * covers the same code as a fuzzer's first minute. usage: fuzz_X SEED_FOLDER [ROUNDS]
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"

enum { MOST_BYTES = 1 << 16 };

static uint64_t state = 0x9e3779b97f4a7c15u;

static uint32_t random_below(uint32_t limit)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (uint32_t)(state >> 32) % limit;
}

static size_t mutate(uint8_t *bytes, size_t size)
{
    static const char telling[] = "\t\n\"\\<>{}[]()=|#-_:,.;'&\x00\xFF\xC3\xE2";
    for (uint32_t i = 0, edits = 1 + random_below(6); i < edits && size > 0; i++) {
        uint32_t at = random_below((uint32_t)size), kind = random_below(5);
        if (kind == 0) {
            bytes[at] = (uint8_t)random_below(256);
        } else if (kind == 1) {
            bytes[at] = (uint8_t)telling[random_below(sizeof telling - 1)];
        } else if (kind == 2) {
            size = at; /* cut off */
        } else if (kind == 3 && size * 2 < MOST_BYTES) {
            size_t length = 1 + random_below((uint32_t)size - at);
            memmove(bytes + at + length, bytes + at, size - at); /* say it twice */
            size += length;
        } else {
            size_t length = 1 + random_below((uint32_t)size - at);
            memmove(bytes + at, bytes + at + length, size - at - length); /* leave it out */
            size -= length;
        }
    }
    return size;
}

static void run_seed(const char *path, uint32_t rounds)
{
    static uint8_t seed[MOST_BYTES], bytes[MOST_BYTES];
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        return;
    }
    size_t size = fread(seed, 1, sizeof seed / 2, file);
    fclose(file);
    LLVMFuzzerTestOneInput(seed, size);
    for (uint32_t i = 0; i < rounds; i++) {
        memcpy(bytes, seed, size);
        size_t changed = mutate(bytes, size);
        /* An exact copy on the heap, so that a read past the end is seen by the sanitizer. */
        uint8_t *exact = malloc(changed + (changed == 0));
        if (exact != NULL) {
            memcpy(exact, bytes, changed);
            LLVMFuzzerTestOneInput(exact, changed);
            free(exact);
        }
    }
}

int main(int argc, char **argv)
{
    DIR *folder = argc < 2 ? NULL : opendir(argv[1]);
    if (folder == NULL) {
        fprintf(stderr, "usage: %s SEED_FOLDER [ROUNDS]\n", argv[0]);
        return 2;
    }
    uint32_t rounds = argc > 2 ? (uint32_t)strtoul(argv[2], NULL, 10) : 300, seeds = 0;
    struct dirent *entry;
    while ((entry = readdir(folder)) != NULL) {
        char path[4096];
        if (entry->d_name[0] != '.' &&
            snprintf(path, sizeof path, "%s/%s", argv[1], entry->d_name) < (int)sizeof path) {
            run_seed(path, rounds);
            seeds++;
        }
    }
    closedir(folder);
    printf("%u seeds, %u mutations of each\n", (unsigned)seeds, (unsigned)rounds);
    return seeds > 0 ? 0 : 1;
}
