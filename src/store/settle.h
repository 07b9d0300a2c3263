/* Private to src/store: the entities of the file in memory while their actors are worked out.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_SETTLE_H
#define STM_SETTLE_H
#include "names/identity.h"
#include "store/sql.h"

typedef struct stm_settling {
    stemma_graph *graph;
    stm_arena arena;
    STM_VEC(stm_identity_record)
    records; /* sorted by name, type, named: never by id, so that order of reading is nothing */
    STM_VEC(int64_t) ids;       /* [record] entity id */
    STM_VEC(int64_t) actors;    /* [record] actor id in the file now */
    STM_VEC(int64_t) documents; /* [record] */
    bool *touched;              /* [record] its mentions have changed */
    uint32_t *by_id;            /* record indices sorted by entity id */
    STM_VEC(stm_decision) decisions;
    stm_identity identity;
    stemma_error *err;
} stm_settling;

/* settle_load.c */
stemma_status stm_settle_load(stm_settling *s);
/* Record of an entity id, STM_NONE when there is none. */
uint32_t stm_settle_record(const stm_settling *s, int64_t entity);
/* settle_write.c: writes what differs. */
stemma_status stm_settle_write(stm_settling *s);
stemma_status stm_settle_shown(stm_settling *s);
#endif
