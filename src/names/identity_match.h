/* Private to identity*.c: the records of a collection while they are joined. Union-find with pairs
 * that must not be joined; records meet only in blocks. SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_IDENTITY_MATCH_H
#define STM_IDENTITY_MATCH_H
#include "names/identity_names.h"

#include "base/hash.h"

enum { NO_TAG = 0 };

typedef struct stm_match_item {
    stm_parted parted; /* strings in the interner's arena */
    uint32_t fold;     /* interned */
    const stm_known *known;
    uint8_t type;      /* of the table when known */
    uint32_t parent;   /* union-find */
    uint32_t tags;     /* at a root: list of tags, index in .links, 0 = none */
    uint32_t mentions; /* at a root: of the group */
} stm_match_item;

/* A list cell: tags of a group, members of a block. */
typedef struct stm_match_link {
    uint32_t value, next;
} stm_match_link;

typedef struct stm_match_block {
    uint32_t first;
} stm_match_block; /* index in links, 0 = empty */

typedef struct stm_matcher {
    const stm_names_tables *tables;
    const stm_identity_record *records;
    uint32_t count;
    stm_arena *arena;
    stm_buf buffer;
    stm_intern keys; /* block names */
    stm_match_item *items;
    uint32_t *order; /* records by name, type, named */
    const char **rule;
    STM_VEC(stm_match_link) links;
    STM_VEC(stm_match_block) blocks; /* [interned key] */
    bool failed;
} stm_matcher;

/* identity_match.c */
uint32_t stm_match_root(stm_matcher *m, uint32_t i);
/* List cell in front of `next`; its index, 0 when memory ran out. */
uint32_t stm_match_link_add(stm_matcher *m, uint32_t value, uint32_t next);
/* Block of a kind and a text, made when new; NULL when memory ran out. */
stm_match_block *stm_match_block_of(stm_matcher *m, char kind, stm_str text);
/* Puts a record in front of a block; nothing for an empty text. */
void stm_match_put(stm_matcher *m, char kind, stm_str text, uint32_t record);
/* False when they are one already or must not be. */
bool stm_match_join(stm_matcher *m, uint32_t a, uint32_t b, const char *rule);
/* The only group in a block that fits record i; UINT32_MAX when there is none or more than one, or
 * when it is its own. */
typedef bool (*stm_match_fits)(const stm_matcher *m, uint32_t i, uint32_t other);
uint32_t stm_match_only_group(
    stm_matcher *m, uint32_t i, char kind, stm_str text, stm_match_fits fit);
/* identity_rules.c: in this order */
void stm_match_equal_names(stm_matcher *m);
void stm_match_table(stm_matcher *m);
void stm_match_aliases(stm_matcher *m);
void stm_match_persons(stm_matcher *m);
void stm_match_acronyms(stm_matcher *m);
#endif
