/* Features and linear models of the segmenter, shared by reading text and by training.
 *
 * Two decisions are learnt: is there a cut between two characters of a run without white space, and
 * does a sentence end between two tokens. Both are a sum of hashed weights; > 0 means yes. The
 * hand-made rules (segment_end.c) are one feature among the others, and decide alone where there
 * is no model. SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_SEGMENT_SCORE_H
#define STM_SEGMENT_SCORE_H
#include "syntax/segment_tables.h"

enum {
    STM_SEG_RUN_CHARS = 256, /* longer runs without white space are cut into pieces */
    STM_SEG_FEATURES = 32    /* most features of one decision */
};

/* What follows a run, without opening it. */
enum {
    STM_SEG_NEXT_END,
    STM_SEG_NEXT_LOWER,
    STM_SEG_NEXT_UPPER,
    STM_SEG_NEXT_DIGIT,
    STM_SEG_NEXT_OTHER
};

struct stm_seg_token;

/* A run without white space, taken apart into characters. */
typedef struct stm_seg_run {
    stm_str text;        /* whole input */
    uint32_t begin, end; /* bytes */
    uint32_t chars;
    uint32_t offset[STM_SEG_RUN_CHARS + 1]; /* byte of each character, relative to the input */
    uint32_t point[STM_SEG_RUN_CHARS];      /* code point */
    uint8_t kind[STM_SEG_RUN_CHARS]; /* 'U' 'L' letters, 'D' digit, ASCII punctuation itself, 'P'
                                        other mark */
    uint8_t next_kind;               /* STM_SEG_NEXT_… of the run behind this one */
    uint32_t next_table;             /* stm_seg_kind bits of its first word */
    uint64_t next_hash, whole_hash;
    uint32_t before_hash;  /* of the token before the run, 0 at the start */
    uint32_t before_table; /* its stm_seg_kind bits */
    bool before_ends;      /* it is . ! ? or : or there is none */
    bool plain;            /* letters only, or digits only: nothing to cut */
    bool address;          /* URL or e-mail address: only trailing marks are cut */
    uint32_t address_end;  /* then: characters of the address proper */
} stm_seg_run;

/* One surface token. */
typedef struct stm_seg_token {
    uint32_t begin, end; /* bytes */
    uint32_t hash;       /* of its letters in lower case */
    uint16_t shape;      /* collapsed pattern of its characters */
    uint8_t first, last; /* kind of its first and last character */
    uint16_t table;      /* its stm_seg_kind bits */
    bool space_before;   /* white space stands before it */
    uint8_t newlines;    /* line ends in that white space, at most 2 */
    bool breaks;         /* …and the lay-out says that a sentence cannot go on across them */
    bool tidy;           /* the paragraph is written with care: no sentence ends without a mark */
    uint32_t dateline;   /* first token of a paragraph: the byte where its dateline ends, or 0 */
} stm_seg_token;

/* What the sentence so far says. */
typedef struct stm_seg_state {
    uint32_t tokens;  /* of the sentence so far */
    int32_t brackets; /* open ones */
    bool quote;       /* an odd number of straight or opening marks so far */
} stm_seg_state;

typedef struct stm_seg_weights {
    const unsigned char *bytes; /* int16, little-endian, mask + 1 of them; NULL: rules alone */
    uint32_t mask;
} stm_seg_weights;

/* 'U', 'L', 'D', an ASCII mark itself, 'Q' opening and 'q' closing mark, 'H' dash, 'P' any other.
 */
uint8_t stm_seg_kind_of(uint32_t point);
/* Takes the run apart; at most STM_SEG_RUN_CHARS characters of it: run->end says where it stopped.
 * `before` is the token before it, or NULL. */
void stm_seg_run_read(stm_seg_run *run, stm_str text, uint32_t begin, uint32_t end,
    const struct stm_seg_token *before, const stm_seg_tables *tables);
/* Could there be a cut before character i? */
bool stm_seg_may_cut(const stm_seg_run *run, uint32_t i);
/* The rules' answer; `left` is the first character of the piece that would end. */
bool stm_seg_rule_cut(
    const stm_seg_run *run, uint32_t left, uint32_t i, const stm_seg_tables *tables);
uint32_t stm_seg_cut_features(const stm_seg_run *run, uint32_t left, uint32_t i,
    const stm_seg_tables *tables, uint32_t out[STM_SEG_FEATURES]);
bool stm_seg_is_cut(const stm_seg_run *run, uint32_t left, uint32_t i, const stm_seg_tables *tables,
    const stm_seg_weights *weights);

/* Fills hash, shape, kinds of the token with bytes begin…end. */
void stm_seg_token_read(stm_seg_token *token, stm_str text, const stm_seg_tables *tables);
void stm_seg_state_add(stm_seg_state *state, stm_str text, const stm_seg_token *token);
/* Does a sentence end between window[1] and window[2]? window[0] and window[3] may have begin ==
 * end (none). */
bool stm_seg_rule_end(stm_str text, const stm_seg_token window[4]);
uint32_t stm_seg_end_features(stm_str text, const stm_seg_token window[4],
    const stm_seg_state *state, uint32_t out[STM_SEG_FEATURES]);
/* The features that say no more than the rules' answer. */
uint32_t stm_seg_cut_rule_feature(bool yes);
uint32_t stm_seg_end_rule_feature(bool yes);
/* Sum of the weights of features. */
int32_t stm_seg_sum(const stm_seg_weights *weights, const uint32_t *features, uint32_t count);
#endif
