/* Private to src/store: the entities of the file in memory while their actors are worked out. Either all of them, or
 * those that the change can reach (settle_reach.c); the answer is the same.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_SETTLE_H
#define STM_SETTLE_H
#include "names/identity.h"
#include "store/key_map.h"
#include "store/sql.h"

typedef struct stm_settle_row {
    stm_identity_record record;        /* .witness: stands in the way of others, is not written */
    int64_t id, actor, documents;      /* actor: as the file has it now */
    uint32_t first_block, block_count; /* in .blocks, when they were asked for */
    bool touched;                      /* new, or its mentions have changed */
} stm_settle_row;

typedef struct stm_settling {
    stemma_graph *graph;
    stm_arena arena;
    STM_VEC(stm_settle_row)
    rows; /* in the end sorted by name, type, named: never by id, so that order of reading is
                                     nothing */
    stm_key_map places;           /* entity id → row */
    stm_identity_record *records; /* [row], when sorted */
    stm_blocks blocks;
    STM_VEC(stm_decision) decisions;
    STM_VEC(stm_str) names; /* aliases of one entity while they are read */
    stm_buf buffer;
    sqlite3_stmt *one, *aliases; /* reading of single entities */
    stm_identity identity;
    const stm_names_tables *tables;
    bool anew; /* rules or tables have changed: no block and no actor holds any more */
    stemma_error *err;
} stm_settling;

/* settle_load.c */
stemma_status stm_settle_load_all(stm_settling *s);
/* The row of one entity, read when it is not there; STM_NONE when the file has no such entity. */
stemma_status stm_settle_take(stm_settling *s, int64_t entity, uint32_t *row_out);
stemma_status stm_settle_load_decisions(stm_settling *s);
/* Entities in `touched`: flagged, and read when they are not there. */
stemma_status stm_settle_load_touched(stm_settling *s);
stemma_status stm_settle_sort(stm_settling *s);                    /* also fills .records */
uint32_t stm_settle_row_of(const stm_settling *s, int64_t entity); /* STM_NONE */
void stm_settle_free(stm_settling *s);
/* settle_blocks.c */
stemma_status stm_settle_find_blocks(stm_settling *s, uint32_t row);
/* Brings the index of blocks up to the touched rows, or to all. */
stemma_status stm_settle_index(stm_settling *s);
/* settle_reach.c: from the touched entities and blocks to everything whose actor may change. */
stemma_status stm_settle_reach(stm_settling *s);
/* settle_write.c: writes what differs. */
stemma_status stm_settle_write(stm_settling *s);
stemma_status stm_settle_shown(stm_settling *s);
#endif
