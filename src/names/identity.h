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
#include "names/tables.h"

/* ---- keys: a record is compared only with records that share a key ---- */

enum { STM_IDENTITY_KEYS = 6 };
/* Writes the 64-bit keys of a name (table entry, folded name, family name, initials …), returns how
 * many. The same on every machine. Store them in an index: the candidates of a new record are the
 * records with one of its keys. `aliases` need keys of their own (call once for each). */
uint32_t stm_identity_keys(
    const stm_names_tables *tables, stm_str name, uint8_t type, uint64_t keys[STM_IDENTITY_KEYS]);
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
} stm_identity_record;

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
