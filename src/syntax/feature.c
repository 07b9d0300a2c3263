/* See feature.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "syntax/feature.h"

#include <string.h>

#include "syntax/letters.h"

uint32_t stm_feature_hash(uint32_t seed, const void *data, size_t n)
{
    const unsigned char *s = data;
    uint32_t h = seed * 0x9E3779B1u ^ 0x811C9DC5u;
    for (size_t i = 0; i < n; i++)
        h = (h ^ s[i]) * 0x01000193u;
    h ^= h >> 16;
    h *= 0x85EBCA6Bu;
    h ^= h >> 13;
    h *= 0xC2B2AE35u;
    return h ^ h >> 16;
}

uint32_t stm_feature_cluster_slot(uint32_t key, uint32_t slots)
{
    return (uint32_t)((uint64_t)key * slots >> 32);
}

uint16_t stm_feature_cluster(const stm_cluster_table *t, const char *form, size_t n)
{
    if (!t->slots)
        return 0;
    uint32_t key = stm_feature_hash(77, form, n), i = stm_feature_cluster_slot(key, t->slots);
    while (t->values[i] && t->keys[i] != key)
        i = i + 1 == t->slots ? 0 : i + 1;
    return t->values[i];
}

static void add(stm_feature_list *l, unsigned kind, uint32_t hash)
{
    if (l->count == STM_FEATURES_MAX)
        return;
    l->hash[l->count] = hash;
    l->kind[l->count++] = (uint8_t)kind;
}

static void add_cluster(stm_feature_list *l, unsigned kind, uint16_t cluster)
{
    static const unsigned bits[] = {16, 10, 6, 4};
    for (size_t i = 0; i < sizeof bits / sizeof *bits; i++) {
        uint32_t part[2] = {bits[i], cluster & ((1u << bits[i]) - 1)};
        add(l, kind, stm_feature_hash(kind, part, sizeof part));
    }
}

/* One character per run of like characters, at most eight: "Xx", "X.X.", "d,d". */
static size_t shape_of(const char *form, size_t n, char out[8])
{
    size_t used = 0;
    for (size_t i = 0; i < n && used < 8;) {
        uint32_t c;
        i += stm_letters_decode(form + i, n - i, &c);
        char k = stm_letters_is_digit(c) ? 'd'
            : stm_letters_is_upper(c)    ? 'X'
            : stm_letters_is_letter(c)   ? 'x'
                                         : '.';
        if (k == '.' && c < 0x80)
            k = (char)c;
        if (!used || out[used - 1] != k)
            out[used++] = k;
    }
    return used;
}

/* The same word with its first letter in the other case; 0 when it has no other case. */
static size_t swap_case(const char *form, size_t n, char *out, size_t room)
{
    uint32_t c;
    size_t used = stm_letters_decode(form, n, &c);
    uint32_t other = stm_letters_is_upper(c) ? stm_letters_lower(c) : stm_letters_upper(c);
    char bytes[4];
    size_t length = stm_letters_encode(other, bytes);
    if (other == c || n - used + length > room)
        return 0;
    memcpy(out, bytes, length);
    memcpy(out + length, form + used, n - used);
    return n - used + length;
}

static size_t capital(const char *form, size_t n, char *out, size_t room)
{
    uint32_t c;
    stm_letters_decode(form, n, &c);
    if (stm_letters_is_upper(c)) {
        if (n > room)
            return 0;
        memcpy(out, form, n);
        return n;
    }
    return swap_case(form, n, out, room);
}

/* An unknown word is often a compound or a derivation: its tail tells its cluster
 * ("Milliardenmarkt" -> "Markt"). */
static void add_tail(const stm_feature_source *s, stm_feature_list *l, const char *form, size_t n)
{
    char other[256];
    size_t letters = 0;
    for (size_t i = 0; i < n && n - i >= 4; letters++) {
        uint32_t c;
        i += stm_letters_decode(form + i, n - i, &c);
        if (letters < 2 || n - i < 4)
            continue;
        uint32_t first;
        stm_letters_decode(form, n, &first);
        size_t k = stm_letters_is_upper(first) ? capital(form + i, n - i, other, sizeof other) : 0;
        uint16_t cluster = k ? stm_feature_cluster(&s->clusters, other, k)
                             : stm_feature_cluster(&s->clusters, form + i, n - i);
        if (cluster) {
            add_cluster(l, STM_FEATURE_TAIL, cluster);
            return;
        }
    }
}

static void add_clusters(
    const stm_feature_source *s, stm_feature_list *l, const char *form, size_t n)
{
    char other[256];
    uint16_t cluster = stm_feature_cluster(&s->clusters, form, n);
    if (!cluster) {
        size_t k = n ? swap_case(form, n, other, sizeof other) : 0;
        cluster = k ? stm_feature_cluster(&s->clusters, other, k) : 0;
    }
    if (cluster)
        add_cluster(l, STM_FEATURE_CLUSTER, cluster);
    else
        add_tail(s, l, form, n);
}

uint32_t stm_feature_vector_key(const char *low, size_t n)
{
    uint32_t key = stm_feature_hash(78, low, n);
    return key ? key : 1;
}

/* Vectors know no capitals: "Nvidia" and "nvidia" are one word to them. */
static void add_vector(const stm_vector_table *t, stm_feature_list *l, const char *low, size_t n)
{
    if (!t->slots)
        return;
    uint32_t key = stm_feature_vector_key(low, n), i = stm_feature_cluster_slot(key, t->slots);
    while (t->keys[i] && t->keys[i] != key)
        i = i + 1 == t->slots ? 0 : i + 1;
    for (uint32_t k = 0; t->keys[i] && k < t->parts; k++) {
        uint32_t part[2] = {k, t->codes[(size_t)i * t->parts + k]};
        add(l, STM_FEATURE_VECTOR, stm_feature_hash(STM_FEATURE_VECTOR, part, sizeof part));
    }
}

static void add_affixes(stm_feature_list *l, const char *low, size_t n)
{
    size_t start[STM_LETTERS_MAX + 1], letters = 0, i = 0;
    char seed[32];
    for (; i < n && letters < STM_LETTERS_MAX; letters++) {
        uint32_t c;
        start[letters] = i;
        i += stm_letters_decode(low + i, n - i, &c);
    }
    start[letters] = i;
    for (size_t k = 1; k <= 4 && k < letters; k++)
        add(l, STM_FEATURE_PREFIX, stm_feature_hash(STM_FEATURE_PREFIX, low, start[k]));
    for (size_t k = 1; k <= 6 && k < letters; k++) {
        size_t length = i - start[letters - k];
        memcpy(seed, low + start[letters - k], length);
        add(l, STM_FEATURE_SUFFIX, stm_feature_hash(STM_FEATURE_SUFFIX, seed, length));
    }
}

/* Quotation marks and dashes have many shapes; treebanks each know a few. */
static const char *plain_mark(const stm_feature_source *s, const char *form, size_t n)
{
    static const char *const marks[][2] = {{"``", "``"}, {"\xE2\x80\x9E", "``"}, {"''", "''"},
        {"\xE2\x80\x9D", "''"}, {"--", "\xE2\x80\x93"}, {"\xE2\x80\x94", "\xE2\x80\x93"},
        {"\xE2\x80\x95", "\xE2\x80\x93"}};
    if (n == 3 && memcmp(form, "\xE2\x80\x9C", 3) == 0)
        return s->german_quotes ? "''" : "``";
    for (size_t i = 0; n <= 3 && i < sizeof marks / sizeof *marks; i++) {
        if (strlen(marks[i][0]) == n && memcmp(form, marks[i][0], n) == 0)
            return marks[i][1];
    }
    return NULL;
}

void stm_feature_form(
    const stm_feature_source *s, const char *form, size_t n, stm_feature_list *out)
{
    char low[256], shape[8];
    const char *mark = plain_mark(s, form, n);
    if (mark) {
        form = mark;
        n = strlen(mark);
    }
    size_t length = stm_letters_fold(low, sizeof low, form, n);
    out->count = 0;
    add(out, STM_FEATURE_WORD, stm_feature_hash(STM_FEATURE_WORD, low, length));
    add_affixes(out, low, length);
    add(out, STM_FEATURE_SHAPE,
        stm_feature_hash(STM_FEATURE_SHAPE, shape, shape_of(form, n, shape)));
    add_clusters(s, out, form, n);
    add_vector(&s->vectors, out, low, length);
    uint32_t known[STM_LEX_FEATURES];
    uint32_t count =
        stm_lexicon_features(s->lexicon, (stm_str){form, (uint32_t)n}, known, STM_LEX_FEATURES);
    for (uint32_t i = 0; i < count; i++)
        add(out, STM_FEATURE_LEXICON,
            stm_feature_hash(STM_FEATURE_LEXICON, &known[i], sizeof known[i]));
}

unsigned stm_feature_place(const char *form, size_t n, bool first)
{
    uint32_t c = 0, d = 0;
    size_t used = n ? stm_letters_decode(form, n, &c) : 0;
    if (used < n)
        stm_letters_decode(form + used, n - used, &d);
    unsigned capital_kind = !stm_letters_is_upper(c) ? (stm_letters_is_letter(c) ? 0u : 3u)
        : stm_letters_is_upper(d)                    ? 2u
                                                     : 1u;
    return capital_kind * 2 + (first ? 1u : 0u);
}

uint32_t stm_feature_place_hash(unsigned place)
{
    return stm_feature_hash(STM_FEATURE_PLACE, &place, sizeof place);
}

uint32_t stm_feature_source_hash(unsigned treebank)
{
    return stm_feature_hash(STM_FEATURE_SOURCE, &treebank, sizeof treebank);
}
