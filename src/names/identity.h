/* Identity across documents: which records (name, type) of a collection are one actor. Pure
 * functions; the store keeps records and the user's decisions and applies the answer when the graph
 * is read. Nothing is ever rewritten.
 *
 * Rules, strongest first: the user's `same`; equal folded names without legal form (`Microsoft
 * Corp.`); the identity table (`USA`, `United States`); aliases that a document itself gave
 * (`Americans for Responsible Innovation (ARI)`); person's names with initials and middle names
 * (`E. Musk`, `Donald J. Trump`); a family name alone joins the only matching person, else stays
 * open; an acronym joins the only organization whose initials it spells. Types must agree: a person
 * and a city of one name stay two. `different` always holds, whatever the rules say. The answer
 * does not depend on the order of records. SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_IDENTITY_H
#define STM_IDENTITY_H
#include "base/buf.h"
#include "base/vec.h"
#include "names/tables.h"

/* Folded form for equal names: lower case, umlauts and accents off (ä = ae, ß = ss), legal form,
 * article, quotes and punctuation off. Written into out (cleared first). */
void stm_identity_fold(const stm_names_tables *tables, stm_str name, stm_buf *out);

/* ---- records ---- */

typedef struct stm_identity_record {
    stm_str name;           /* canonical name of a document's actor */
    const stm_str *aliases; /* other names that documents gave it (not what rules of this file
                               find), may be NULL */
    uint32_t alias_count;
    uint8_t type;         /* stm_type */
    bool named;           /* false: never joined by rules, only by equal name and by decisions */
    uint32_t mentions;    /* weight for the choice of the shown name and type */
    uint32_t mentions_en; /* of these in English documents: chooses `Deutschland` or `Germany` */
    bool witness;         /* only stands in the way of others: is never joined itself */
} stm_identity_record;

/* ---- blocks: a record is compared only with records that it meets in one ---- */

typedef enum stm_block_use {
    STM_BLOCK_STANDS = 1,  /* the record stands in this block */
    STM_BLOCK_TIES = 2,    /* it is compared with all that stand there */
    STM_BLOCK_LOOKS = 4,   /* it joins the only actor that stands there, when there is only one */
    STM_BLOCK_WATCHERS = 8 /* there stand those who look into a block in which this record stands */
} stm_block_use;
/* By which rule it looks. */
typedef enum stm_look {
    STM_LOOK_ALIAS,
    STM_LOOK_FULLER,
    STM_LOOK_FAMILY,
    STM_LOOK_ACRONYM
} stm_look;
typedef struct stm_block {
    uint64_t key; /* the same on every machine; stored in an index */
    uint8_t use;  /* stm_block_use, or-ed */
    uint8_t look; /* stm_look, when it looks */
} stm_block;
typedef STM_VEC(stm_block) stm_blocks;
/* Appends the blocks of a record. Resolving a set of records that is closed under ties, watchers, and looks that lead to
 * one actor gives the same groups as resolving the whole collection; of an actor on whom others only look as one of
 * several, a witness does. False when memory ran out. */
bool stm_identity_blocks(
    const stm_names_tables *tables, const stm_identity_record *record, stm_blocks *out);
/* The block of all records of a name; decisions tie the blocks of their names. `buffer` is for working (check .failed). */
uint64_t stm_identity_name_block(const stm_names_tables *tables, stm_str name, stm_buf *buffer);
/* May `a`, looking by this rule, join `b`, who stands in the block? *failed is set when memory ran out. */
bool stm_identity_look_fits(const stm_names_tables *tables, stm_look look,
    const stm_identity_record *a, const stm_identity_record *b, bool *failed);
/* Changes whenever rules or the tables that come with the program do: what older ones worked out is then worked out anew.
 */
uint64_t stm_identity_version(void);

/* ---- what the user decided ---- */

typedef enum stm_verb { STM_SAME, STM_DIFFERENT, STM_RENAME, STM_TYPE, STM_FORGET } stm_verb;
const char *stm_verb_name(stm_verb verb); /* "same", "different", "rename", "type", "forget" */

/* One decision. Names are kept as the user sees them, so that decisions survive a new extraction.
 */
typedef struct stm_decision {
    uint8_t verb; /* stm_verb */
    uint8_t a_type,
        b_type;       /* stm_type, STM_TYPE_COUNT = any: chooses between two actors of one name */
    stm_str a, b;     /* same, different: two names; rename: old, new; type: name, type's name;
                         forget: subject and object of the fact */
    stm_str relation; /* forget: the fact's relation; else "" */
} stm_decision;
/* Text form, one decision a line: verb TAB a TAB b [TAB relation]; `name (type)` when a type was
 * given; `#` comments. What is written reads back the same. */
void stm_decision_write(stm_buf *out, const stm_decision *decision);
/* Reads one line; strings are slices of it. *known_out is false for an empty line or a comment. */
stemma_status stm_decision_read(
    stm_str line, stm_decision *out, bool *known_out, stemma_error *err);

/* Old name behind a name that the user gave by one of these decisions; else the name itself. */
stm_str stm_decision_old_name(const stm_decision *decisions, uint32_t count, stm_str name);

/* ---- the answer ---- */

typedef struct stm_identity {
    uint32_t *group;   /* [record]: smallest record index of its group */
    stm_str *name;     /* [record]: name shown for the group (set at the group's first record) */
    uint8_t *type;     /* [record]: type of the group (likewise) */
    const char **rule; /* [record]: static; why it joined ("same name", "table", "family name",
                          "user" …), "" */
} stm_identity;

/* Groups `count` records. decisions are in the order in which they were made: of two that
 * contradict each other about one pair the later one holds. Time is about linear: records meet only
 * through keys. All memory from `arena`. Strings of the answer are slices of records, decisions,
 * tables or the arena. */
stemma_status stm_identity_resolve(const stm_names_tables *tables,
    const stm_identity_record *records, uint32_t count, const stm_decision *decisions,
    uint32_t decision_count, stm_arena *arena, stm_identity *out, stemma_error *err);
#endif
