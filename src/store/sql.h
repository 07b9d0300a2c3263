/* Private to src/store: the open file, its statements, and how SQLite's errors become ours.
 * All SQL text that is run more than once stands in the table of sql.c and is prepared when first needed.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_SQL_H
#define STM_SQL_H
#include <sqlite3.h>
#include "base/hash.h"
#include "names/identity.h"
#include "store/store.h"

enum {
    STM_APPLICATION_ID = 0x5374656D, /* "Stem" */
    STM_SCHEMA_VERSION = 4,
    STM_BUSY_MILLISECONDS = 5000,
    STM_READER_PATIENCE =
        300 /* a reader rather joins names in a copy than waits for a long import */
};
extern const unsigned char stm_embed_schema_sql[], stm_embed_indexes_sql[];

typedef enum stm_sql {
    STM_SQL_STATE_GET,
    STM_SQL_STATE_SET,
    STM_SQL_STATE_BUMP,
    STM_SQL_DOCUMENT_FIND,
    STM_SQL_DOCUMENT_ADD,
    STM_SQL_DOCUMENT_DELETE,
    STM_SQL_DOCUMENT_PLACE,
    STM_SQL_SENTENCE_ADD,
    STM_SQL_SENTENCE_RANGE,
    STM_SQL_SENTENCE_DELETE,
    STM_SQL_FTS_ADD,
    STM_SQL_FTS_DELETE,
    STM_SQL_ENTITY_FIND,
    STM_SQL_ENTITY_ADD,
    STM_SQL_ENTITY_LAST,
    STM_SQL_ENTITY_COUNT,
    STM_SQL_ENTITY_ACTOR,
    STM_SQL_ENTITY_DELETE,
    STM_SQL_ENTITY_USED,
    STM_SQL_ENTITY_TOUCH,
    STM_SQL_ENTITY_DOCUMENTS,
    STM_SQL_ENTITY_COME,
    STM_SQL_ENTITY_LEAVE,
    STM_SQL_ENTITY_UNTOUCH,
    STM_SQL_ENTITY_TOUCH_ACTOR,
    STM_SQL_BLOCK_DELETE,
    STM_SQL_BLOCK_TOUCH,
    STM_SQL_ENTITY_SPLIT,
    STM_SQL_ENTITY_OF_ACTOR,
    STM_SQL_ENTITY_UNSHOW,
    STM_SQL_NAME_FIND,
    STM_SQL_NAME_ADD,
    STM_SQL_NAME_COUNT,
    STM_SQL_NAME_DELETE,
    STM_SQL_NAMES_OF,
    STM_SQL_NAMES_IDLE,
    STM_SQL_NAME_FTS_ADD,
    STM_SQL_NAME_FTS_DELETE,
    STM_SQL_ACTOR_ADD,
    STM_SQL_ACTOR_DELETE,
    STM_SQL_MENTION_ADD,
    STM_SQL_MENTION_DELETE,
    STM_SQL_MENTION_NAMES,
    STM_SQL_MENTION_ENTITIES,
    STM_SQL_RELATION_FIND,
    STM_SQL_RELATION_ADD,
    STM_SQL_RELATION_DELETE,
    STM_SQL_TERM_FIND,
    STM_SQL_TERM_ADD,
    STM_SQL_FACT_ADD,
    STM_SQL_FACT_DELETE,
    STM_SQL_FACT_PARTS,
    STM_SQL_FACT_ANY,
    STM_SQL_BAND_ADD,
    STM_SQL_BAND_FIND,
    STM_SQL_BAND_DELETE,
    STM_SQL_COPY_ADD,
    STM_SQL_COPY_DELETE,
    STM_SQL_SIGNATURE,
    STM_SQL_SIGNATURE_SET,
    STM_SQL_EVIDENCE,
    STM_SQL_FACTS_OF,
    STM_SQL_FACTS_BETWEEN,
    STM_SQL_NEIGHBOURS,
    STM_SQL_COUNT
} stm_sql;

struct stm_import;

struct stemma_graph {
    sqlite3 *db;
    char *path;
    int patience; /* milliseconds to wait for another writer */
    bool writable;
    bool immutable;            /* read-only medium: nobody can change the file */
    bool in_memory;            /* db is a settled copy of the file */
    int64_t rules;             /* stm_identity_version, 0 = not asked yet */
    stm_names_tables *tables;  /* made when first needed */
    struct stm_import *import; /* between import_begin and import_end */
    sqlite3_stmt *statements[STM_SQL_COUNT];
};

stemma_status stm_graph_open(const char *path, stemma_open_mode mode, int patience,
    stemma_graph **graph_out, stemma_error *err);
/* Error from SQLite's code, with the path and advice. */
stemma_status stm_sql_fail(stemma_graph *graph, int code, stemma_error *err);
/* Several statements without results. */
stemma_status stm_sql_exec(stemma_graph *graph, const char *sql, stemma_error *err);
/* Prepared statement of the table, reset, nothing bound; NULL on failure (err is set). */
sqlite3_stmt *stm_sql_use(stemma_graph *graph, stm_sql which, stemma_error *err);
sqlite3_stmt *stm_sql_prepare(stemma_graph *graph, const char *sql, stemma_error *err);
void stm_sql_bind_str(sqlite3_stmt *statement, int at, stm_str s);
void stm_sql_bind_id(sqlite3_stmt *statement, int at, int64_t id); /* 0 is NULL */
stm_str stm_sql_column(sqlite3_stmt *statement, int at); /* borrowed until the next step */
/* Runs a statement without a result to its end. */
stemma_status stm_sql_run(stemma_graph *graph, sqlite3_stmt *statement, stemma_error *err);
/* One step: *row_out tells whether there is a row. */
stemma_status stm_sql_step(
    stemma_graph *graph, sqlite3_stmt *statement, bool *row_out, stemma_error *err);
/* First column of the first row as a number; *found_out false when there is no row. */
stemma_status stm_sql_number(
    stemma_graph *graph, sqlite3_stmt *statement, int64_t *out, bool *found_out, stemma_error *err);
stemma_status stm_sql_begin(stemma_graph *graph, stemma_error *err);
/* Commits when status is STEMMA_OK, else takes all back and gives status. */
stemma_status stm_sql_end(stemma_graph *graph, stemma_status status, stemma_error *err);
/* Notes in the file that documents or decisions changed; inside the transaction that changes them. */
stemma_status stm_sql_changed(stemma_graph *graph, stemma_error *err);
/* ARG unless the graph was opened for writing. */
stemma_status stm_sql_need_write(stemma_graph *graph, stemma_error *err);

/* ---- entity.c: names to ids, made when new ---- */
typedef struct stm_entity_key {
    stm_str name;
    uint8_t type;
    bool named;
} stm_entity_key;
stemma_status stm_entity_id(
    stemma_graph *graph, stm_entity_key key, int64_t *id_out, stemma_error *err);
stemma_status stm_entity_find(
    stemma_graph *graph, stm_entity_key key, int64_t *id_out, bool *found_out, stemma_error *err);
/* The bare row: without its name and its actor (a large import adds those afterwards, all at once). */
stemma_status stm_entity_add(
    stemma_graph *graph, stm_entity_key key, int64_t *id_out, stemma_error *err);
/* Adds `more` (may be 0) to the mentions of a name of an entity; the name is made when new. */
stemma_status stm_entity_name(stemma_graph *graph, int64_t entity, stm_str text, int64_t more,
    int64_t *id_out, stemma_error *err);
stemma_status stm_entity_count(
    stemma_graph *graph, int64_t entity, int64_t mentions, int64_t mentions_en, stemma_error *err);
/* The entity has come to be named in a document, or is no more. */
stemma_status stm_entity_document(
    stemma_graph *graph, int64_t entity, int64_t document, bool come, stemma_error *err);
/* Its actor is to be worked out (again). */
stemma_status stm_entity_touch(stemma_graph *graph, int64_t entity, stemma_error *err);
/* Deletes the entity when no mention and no fact means it any more. */
stemma_status stm_entity_drop_unused(stemma_graph *graph, int64_t entity, stemma_error *err);
stemma_status stm_relation_id(
    stemma_graph *graph, stm_str name, bool in_vocabulary, int64_t *id_out, stemma_error *err);
stemma_status stm_term_id(
    stemma_graph *graph, stm_str text, int64_t *id_out, stemma_error *err); /* "" is 0 */

/* ---- put.c ---- */
typedef struct stm_fact_row {
    int64_t document, sentence, subject, relation, object, speaker, time, place, amount,
        rule; /* 0 = NULL */
    bool named, negated;
    uint8_t modality;
    double confidence;
    bool has_spans;
    stm_span subject_span, predicate_span, object_span;
} stm_fact_row;
stemma_status stm_fact_add(stemma_graph *graph, const stm_fact_row *fact, stemma_error *err);
/* file_begin: where it stands in the file, -1 = not known. */
stemma_status stm_sentence_add(stemma_graph *graph, int64_t id, int64_t document, stm_span span,
    int64_t file_begin, stm_str gap, stm_str text, stemma_error *err);
/* 128-bit hash of a text. */
void stm_text_hash(stm_str text, unsigned char out[16]);

/* ---- rows.c ---- */
struct stm_call;
void stm_rows_fold(struct stm_call *call, void *context); /* fold(text) of SQL */

/* ---- find.c ---- */
/* A name as decisions keep it: as typed when texts use it, else the actor's shown name; a type when it was typed or when
 * two actors have that name (STM_TYPE_COUNT = none). */
typedef struct stm_found {
    int64_t actor;
    stm_str name;
    uint8_t type;
} stm_found;
stemma_status stm_find_name(
    stemma_graph *graph, stm_str typed, stm_arena *arena, stm_found *out, stemma_error *err);

/* ---- remove.c ---- */
stemma_status stm_document_delete(stemma_graph *graph, int64_t document, stemma_error *err);

/* Tables of names, owned by the graph; NULL on failure (err is set). */
const stm_names_tables *stm_graph_tables(stemma_graph *graph, stemma_error *err);

/* ---- migrate.c ---- */
/* From an older schema to the present one, inside a writing transaction: after an error or a crash the file is the old
 * one. Who is one actor is worked out anew afterwards. */
stemma_status stm_migrate(stemma_graph *graph, int64_t version, stemma_error *err);
/* ---- settle_blocks.c: blocks in which entities meet ---- */
stemma_status stm_blocks_now(
    stemma_graph *graph, int64_t entity, stm_blocks *out, stemma_error *err);
/* After names of the entity, or all of it, have gone: takes it out of the blocks that it has left since `before`. */
stemma_status stm_blocks_leave(
    stemma_graph *graph, int64_t entity, const stm_blocks *before, stemma_error *err);
/* Who stands in the block of a key, or bears a name, is to be worked out again. */
stemma_status stm_block_touch(stemma_graph *graph, int64_t key, stemma_error *err);
stemma_status stm_block_touch_name(stemma_graph *graph, stm_str name, stemma_error *err);

/* ---- settle.c: works out actors when documents or decisions changed ---- */
/* Called by every reading function. A file that cannot be written is read as it is. */
stemma_status stm_settle(stemma_graph *graph, stemma_error *err);
/* Inside a writing transaction. */
stemma_status stm_settle_now(stemma_graph *graph, stemma_error *err);
/* Whether actors are worked out, and the number of the last change. */
stemma_status stm_settle_known(
    stemma_graph *graph, bool *settled_out, int64_t *changes_out, stemma_error *err);
/* reader.c: a reader's own settled copy; a file that is too large stays as it is. */
stemma_status stm_settle_in_memory(stemma_graph *graph, stemma_error *err);
#endif
