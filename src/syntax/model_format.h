/* Syntax model: one read-only file holding net, features, clusters and lexicon of a language.
 *
 * File, all numbers little-endian:
 *   8 bytes "STEMMASX", u32 version (1), u32 number of sections, u64 file size, u64 checksum of
 * everything behind these 32 bytes (stm_model_checksum); then per section: 8 bytes name
 * (zero-padded), u64 offset, u64 size. Sections begin at multiples of 64. about     text: language,
 * training files with licences, scores, command; for people shape     8 x u32: x h arc rel word
 * rels tags names (src/syntax/net.h) labels    lists of zero-terminated strings, each list ended by
 * an empty one: name of the list, then its values; tag groups in the order of the logits, last the
 * list DEPREL rows      u32 feature hash per embedding row embed     f32 scale per row, then i8 row
 * x column home      f32 x: what the treebank feature adds at run time dense     for each tensor of
 * net.h: f32 scale per row, then i16 row x column clusters  u32 number of slots, then u32 key per
 * slot, u16 cluster per slot (0 = free) vectors   u32 number of slots, u32 codes a slot, then u32 key
 * per slot (0 = free), u8 codes slot by slot; may be missing lexicon   see src/syntax/lexicon.h; may be missing others
 * carried for other stages (stm_model_section), up to 8 letters Everything is checked when the file
 * is opened; a broken file gives FORMAT, never a crash.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef STM_MODEL_FORMAT_H
#define STM_MODEL_FORMAT_H

#include "base/status.h"
#include "syntax/feature.h"
#include "syntax/lexicon.h"
#include "syntax/net.h"
#include "syntax/model.h"
#include "text/labels.h"

enum { STM_MODEL_GROUPS = 32, STM_MODEL_VERSION = 1, STM_MODEL_HEAD = 32, STM_MODEL_SECTION = 24 };
#define STM_MODEL_MAGIC "STEMMASX"

typedef struct {
    const char *name;
    const char **values;
    uint32_t count, first; /* first logit */
} stm_model_group;

struct stm_model {
    char *owned; /* freed with the model; NULL when the bytes are the caller's */
    const char *bytes;
    size_t count;
    const char *about;
    size_t about_size;
    char language[16];
    stm_net_size size;
    stm_model_group groups[STM_MODEL_GROUPS], rels;
    uint32_t group_count, feature_count;
    uint8_t features_in_order[STM_MODEL_GROUPS];  /* groups that are features, sorted by name as UD
                                                     wants it */
    int upos, xpos, lemma, names;                 /* group numbers, -1 when missing */
    uint8_t *upos_of, *rel_of, *sub_of, *type_of; /* label -> number of src/text/labels.h */
    const char **label_room;
    uint32_t rows, index_mask;
    const uint32_t *row_hash;
    uint32_t *index; /* row + 1 */
    const float *embed_scale;
    const int8_t *embed;
    float *place, *memory;          /* place: STM_FEATURE_PLACES x x, home included */
    float *tensor[STM_NET_TENSORS]; /* packed; plain where one row or names */
    stm_feature_source features;
    stm_lexicon lexicon;
};

/* bytes must outlive the model and be aligned to 8. name is for messages. */
stemma_status stm_model_open(
    const void *bytes, size_t count, const char *name, stm_model **out, stemma_error *err);
uint64_t stm_model_checksum(const void *bytes, size_t count);
/* Row of a feature or UINT32_MAX. */
uint32_t stm_model_row(const stm_model *m, uint32_t hash);
/* out[x] += embedding row */
void stm_model_add_row(const stm_model *m, uint32_t row, float *out);

#endif
