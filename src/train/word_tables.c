/* See word_tables.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "train/word_tables.h"

#include <stdlib.h>
#include <string.h>

#include "train/tool.h"

static size_t line_count(const char *text, size_t n)
{
    size_t lines = 0;
    for (size_t i = 0; i < n; i++)
        lines += text[i] == '\n';
    return lines;
}

void stm_word_vectors(stm_word_tables *w, stm_feature_source *f, const char *path)
{
    size_t n, parts = 0;
    char *text = stm_tool_read(path, &n), *end = text + n;
    uint32_t slots = (uint32_t)(line_count(text, n) * 4 / 3 + 16);
    for (char *p = text; p < end && *p != '\n'; p++)
        parts += *p == '\t' || *p == ' ';
    w->vector_keys = stm_tool_new(slots, sizeof *w->vector_keys);
    w->vector_codes = stm_tool_new(slots, parts);
    for (char *line = text, *stop; (stop = memchr(line, '\n', (size_t)(end - line)));
         line = stop + 1) {
        char *at = memchr(line, '\t', (size_t)(stop - line));
        if (!at)
            stm_tool_die("%s: a line without a tab", path);
        uint32_t key = stm_feature_vector_key(line, (size_t)(at - line)),
                 slot = stm_feature_cluster_slot(key, slots);
        while (w->vector_keys[slot] && w->vector_keys[slot] != key)
            slot = slot + 1 == slots ? 0 : slot + 1;
        if (w->vector_keys[slot])
            continue;
        w->vector_keys[slot] = key;
        for (size_t k = 0; k < parts; k++)
            w->vector_codes[slot * parts + k] = (uint8_t)strtoul(at + 1, &at, 10);
    }
    f->vectors = (stm_vector_table){w->vector_keys, w->vector_codes, slots, (uint32_t)parts};
    free(text);
}

void stm_word_clusters(stm_word_tables *w, stm_feature_source *f, const char *path, unsigned most)
{
    size_t n;
    char *text = stm_tool_read(path, &n);
    size_t words = line_count(text, n);
    words = words < most ? words : most;
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
    w->cluster_keys = keys;
    w->cluster_values = values;
    f->clusters = (stm_cluster_table){keys, values, slots};
    free(text);
}

void stm_word_tables_free(stm_word_tables *w)
{
    free(w->cluster_keys);
    free(w->cluster_values);
    free(w->vector_keys);
    free(w->vector_codes);
}
