/* Pulls surface tokens out of a text, one after the other. SPDX-License-Identifier:
 * GPL-2.0-or-later */
#ifndef STM_SEGMENT_SCAN_H
#define STM_SEGMENT_SCAN_H
#include "syntax/segment_score.h"

/* Where the weights and tables of one language are. */
typedef struct stm_seg_model {
    stm_seg_tables tables;
    stm_seg_weights cut, end;
} stm_seg_model;

/* Opens the tables of `language` and the weights in section bytes (NULL: rules alone). Layout of
 * the section, u32 little-endian: magic "SSG1", version 1, bits of the cut weights, bits of the end
 * weights, then both as int16. FORMAT, VERSION, NOMEM. */
stemma_status stm_seg_model_open(
    stm_seg_model *model, const char *language, const void *bytes, size_t count, stemma_error *err);
void stm_seg_model_dispose(stm_seg_model *model);
enum { STM_SEG_MAGIC = 0x31475353, STM_SEG_VERSION = 1, STM_SEG_HEADER_BYTES = 16 };

/* How line ends are meant in a block (the lines up to the next blank one). */
enum stm_seg_layout { STM_SEG_WRAPPED, STM_SEG_PARAGRAPHS, STM_SEG_LIST };

typedef struct stm_seg_scanner {
    const stm_seg_model *model;
    stm_str text;
    uint32_t at; /* next byte to look at */
    stm_seg_run run;
    uint32_t run_next,
        run_left; /* characters of the run: next place to look for a cut; where the piece began */
    bool in_run;
    stm_seg_token last;  /* token given last; begin == end at the start */
    uint32_t line_begin; /* byte where the current line begins */
    uint32_t width;      /* bytes at which the block was wrapped */
    enum stm_seg_layout layout;
    uint32_t unit_end; /* byte where the paragraph ends */
    bool unit_begins, tidy;
} stm_seg_scanner;

void stm_seg_scan(stm_seg_scanner *scanner, const stm_seg_model *model, stm_str text);
/* The next surface token with all its fields; false at the end of the text. */
bool stm_seg_scan_next(stm_seg_scanner *scanner, stm_seg_token *token);
/* Does a sentence end between window[1] and window[2]? Lay-out first, then weights or rules. */
bool stm_seg_is_end(const stm_seg_model *model, stm_str text, const stm_seg_token window[4],
    const stm_seg_state *state);
#endif
