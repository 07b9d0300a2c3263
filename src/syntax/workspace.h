/* Working memory of the parser: grows to the largest batch met, then no allocation per sentence.
 *
 * Belongs to one thread; the model is shared. Holds a cache of form vectors: what a word adds to
 * the net depends on its form alone, and few forms make up most of a text.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef STM_SYNTAX_WORKSPACE_H
#define STM_SYNTAX_WORKSPACE_H

#include "syntax/model_format.h"
#include "syntax/syntax.h"

enum {
    STM_BATCH_SENTENCES = 32,
    STM_BATCH_WORDS = 1200,
    STM_CACHE_FORMS = 8192,
    STM_CACHE_BYTES = 48
};

typedef struct {
    char form[STM_CACHE_BYTES];
    uint32_t length; /* 0 = free */
} stm_cached_form;

struct stm_syntax_space {
    const stm_model *model;
    bool bare_verbs; /* lemmas of separable verbs without their prefix, as treebanks have them */
    stm_cached_form *cache;
    float *cache_vectors;
    stm_str *forms; /* of a batch */
    char *room;     /* one block, laid out anew for each batch */
    size_t room_size, room_used;
};

/* A run of words parsed together: one sentence or a piece of a very long one. */
typedef struct {
    const stm_str *forms;
    uint32_t count;
    bool starts; /* begins a sentence */
} stm_parse_input;

/* Results, sentence after sentence in the order of the input. */
typedef struct {
    float *tags;     /* words x size.tags logits */
    uint32_t *heads; /* 0 = root, else word of the same run, from 1 */
    uint16_t *rels;  /* relation numbers of the model */
    uint8_t *names;  /* name tags; NULL without names */
    float *sureness; /* probability of the chosen name tag, alone */
} stm_parse_output;

/* Makes room for a batch; false when memory ran out. Then take() hands out parts of it. */
bool stm_workspace_reserve(stm_syntax_space *w, size_t bytes);
void *stm_workspace_take(stm_syntax_space *w, size_t bytes);

/* Parses up to STM_BATCH_SENTENCES runs at once. Results live until the next call. */
stemma_status stm_syntax_parse(stm_syntax_space *w, const stm_parse_input *runs, uint32_t count,
    stm_parse_output *out, stemma_error *err);

/* Parts of the above. Rows of joined and hidden are sentence-major. */
void stm_encode(stm_syntax_space *w, const stm_parse_input *runs, uint32_t count,
    const uint32_t *first, float *hidden);
void stm_decode_tree(
    stm_syntax_space *w, const float *hidden, uint32_t n, uint32_t *heads, uint16_t *rels);
void stm_decode_names(
    stm_syntax_space *w, const float *tags, uint32_t n, uint8_t *names, float *sureness);
size_t stm_encode_room(const stm_model *m, size_t words);
size_t stm_decode_room(const stm_model *m, size_t longest);

#endif
