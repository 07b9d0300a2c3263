/* The tables src/lang/<language>/segment.txt: abbreviations, months, contractions.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_SEGMENT_TABLES_H
#define STM_SEGMENT_TABLES_H
#include "base/hash.h"
#include "base/status.h"
#include "base/vec.h"

enum stm_seg_kind { /* bits: a word can be several things */
    STM_SEG_TITLE = 1,
    STM_SEG_ABBR = 2,
    STM_SEG_NUMBER = 4,
    STM_SEG_MONTH = 8,
    STM_SEG_WEEKDAY = 16,
    STM_SEG_AFTER = 32,
    STM_SEG_SPLIT = 64,
    STM_SEG_CLITIC = 128,
    STM_SEG_WHOLE = 256,
    STM_SEG_BEFORE = 512,
    STM_SEG_START = 1024,
    STM_SEG_STREET = 2048
};

typedef struct stm_seg_entry {
    uint32_t kinds;
    stm_str parts; /* of STM_SEG_SPLIT: the words, blanks between */
} stm_seg_entry;

typedef struct stm_seg_tables {
    stm_intern words; /* entries.items[id] belongs to the word with this id */
    STM_VEC(stm_seg_entry) entries;
    STM_VEC(stm_str) clitics;
    bool marks_apart;         /* "!!!" is three tokens (German treebanks), not one (English ones) */
    bool hyphens_whole;       /* "KI-Firma" is one token */
    bool splits_keep_letters; /* the parts are cut out of the word's own letters (English) */
} stm_seg_tables;

/* Reads a table of the format told in src/lang/de/segment.txt; `text` has to outlive the tables.
 * FORMAT with the line. */
stemma_status stm_seg_tables_read(stm_seg_tables *tables, stm_str text, stemma_error *err);
/* The built-in tables of a language ("de", "en"); any other language has none, which is no error.
 */
stemma_status stm_seg_tables_load(stm_seg_tables *tables, const char *language, stemma_error *err);
void stm_seg_tables_dispose(stm_seg_tables *tables);
/* Bits of stm_seg_kind, 0 when the word is not in the tables. */
uint32_t stm_seg_kinds(const stm_seg_tables *tables, stm_str word);
/* The entry, or NULL. */
const stm_seg_entry *stm_seg_entry_of(const stm_seg_tables *tables, stm_str word);
#endif
