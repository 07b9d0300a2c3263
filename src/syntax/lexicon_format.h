/* Binary layout of the lexicon section, shared by the reader (lexicon.c) and the builder
 * (train/lexicon_build.c).
 *
 * All numbers little-endian. Offsets count from the start of the section.
 *   header   16 u32: magic "SLX1", version, bytes of the section, lower_classes, language (8
 * bytes), then count and offset of: forms, suffixes (buckets, entries), classes, analyses, scripts,
 * script bytes hash table   bucket_count + 1 u32 (first entry of each bucket), then entries of u32:
 *            high 16 bits fingerprint of the key, low 16 bits value. bucket_count is a power of
 * two. Key: 64-bit hash; bucket = hash & (bucket_count - 1), fingerprint = hash >> 48. A form that
 * is not in the table is mistaken for another one in about 1 of 10,000 cases: the price of 4 bytes
 * a form. forms    key the form's bytes; value a class suffixes key a part-of-speech byte and the
 * last bytes of a form; value a script classes  class_count + 1 u32: first analysis of each class
 *   analyses 10 bytes each: upos, gender, cases, verb, names u16, script u16, treebank, 0
 *   scripts  script_count + 1 u32: where each starts in the script bytes. One script: bytes cut at
 * the front, bytes cut at the back, length of the new front, new front, new back (to the end).
 * Script 0 changes nothing. SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_LEXICON_FORMAT_H
#define STM_LEXICON_FORMAT_H
#include <stdint.h>

enum {
    STM_LEX_MAGIC = 0x31584c53, /* "SLX1" */
    STM_LEX_VERSION = 1,
    STM_LEX_HEADER_BYTES = 80,
    STM_LEX_ANALYSIS_BYTES = 10,
    STM_LEX_SUFFIX_BYTES = 12 /* longest suffix of the rules */
};
/* Places of the u32 fields of the header. */
enum {
    STM_LEX_H_MAGIC,
    STM_LEX_H_VERSION,
    STM_LEX_H_BYTES,
    STM_LEX_H_LOWER,
    STM_LEX_H_LANGUAGE,
    STM_LEX_H_LANGUAGE2,
    STM_LEX_H_FORMS,
    STM_LEX_H_FORM_BUCKETS,
    STM_LEX_H_FORM_ENTRIES,
    STM_LEX_H_SUFFIXES,
    STM_LEX_H_SUFFIX_BUCKETS,
    STM_LEX_H_SUFFIX_ENTRIES,
    STM_LEX_H_CLASSES,
    STM_LEX_H_CLASS_COUNT,
    STM_LEX_H_ANALYSES,
    STM_LEX_H_ANALYSIS_COUNT,
    STM_LEX_H_SCRIPTS,
    STM_LEX_H_SCRIPT_COUNT,
    STM_LEX_H_SCRIPT_BYTES,
    STM_LEX_H_SCRIPT_BYTE_COUNT
};
#define STM_LEX_FORM_SEED 0x6c6578u /* seeds of stm_hash_bytes */
#define STM_LEX_SUFFIX_SEED 0x737566u
#endif
