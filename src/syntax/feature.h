/* Words become features: hashed strings, each owning one embedding row where training met it often
 * enough.
 *
 * Kinds: whole lower-cased word, prefixes of 1-4 and suffixes of 1-6 letters, letter shape, word
 * cluster (Brown et al. 1992; read from the model) in full and as bit prefixes, cluster of the
 * longest known tail of an unknown word
 * ("Chipkonzern" -> "Konzern"; not of known words), codes of the parts of a word vector, and
 * whatever a lexicon adds. All of these
 * depend on the form alone, so that sums can be cached by form. Place features (first word,
 * capital) are made apart.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef STM_SYNTAX_FEATURE_H
#define STM_SYNTAX_FEATURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "syntax/lexicon.h"

enum { STM_FEATURES_MAX = 64 };

enum stm_feature_kind {
    STM_FEATURE_WORD = 1,
    STM_FEATURE_PREFIX,
    STM_FEATURE_SUFFIX,
    STM_FEATURE_SHAPE,
    STM_FEATURE_CLUSTER,
    STM_FEATURE_TAIL,
    STM_FEATURE_LEXICON,
    STM_FEATURE_PLACE,
    STM_FEATURE_SOURCE,
    STM_FEATURE_VECTOR
};

/* Open addressing, value 0 = free (at least one slot is); see stm_feature_cluster. */
typedef struct {
    const uint32_t *keys;
    const uint16_t *values;
    uint32_t slots; /* 0 when there is no table */
} stm_cluster_table;

/* A word vector in pieces: each piece is the number of its nearest centre (product quantisation).
 * Open addressing, key 0 = free (at least one slot is). */
typedef struct {
    const uint32_t *keys;
    const uint8_t *codes;  /* parts a slot */
    uint32_t slots, parts; /* slots 0 when there is no table */
} stm_vector_table;

typedef struct {
    stm_cluster_table clusters;
    stm_vector_table vectors;
    const stm_lexicon *lexicon; /* may be NULL */
    bool german_quotes;         /* U+201C closes: „so“ */
} stm_feature_source;

typedef struct {
    size_t count;
    uint32_t hash[STM_FEATURES_MAX];
    uint8_t kind[STM_FEATURES_MAX];
} stm_feature_list;

uint32_t stm_feature_hash(uint32_t seed, const void *data, size_t n);
uint32_t stm_feature_cluster_slot(
    uint32_t key, uint32_t slots);                          /* where the search for a key begins */
uint32_t stm_feature_vector_key(const char *low, size_t n); /* never 0 */
uint16_t stm_feature_cluster(const stm_cluster_table *t, const char *form, size_t n);

/* Features of a form, wherever it stands. */
void stm_feature_form(
    const stm_feature_source *s, const char *form, size_t n, stm_feature_list *out);

/* Feature of a place: 0..STM_FEATURE_PLACES-1 from first-word flag and capital pattern. */
enum { STM_FEATURE_PLACES = 8 };
unsigned stm_feature_place(const char *form, size_t n, bool first);
uint32_t stm_feature_place_hash(unsigned place);
uint32_t stm_feature_source_hash(unsigned treebank);

#endif
