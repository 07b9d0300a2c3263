/* The built-in tables of src/lang that name relations, in the order in which they are read.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_RELATION_TABLES_H
#define STM_RELATION_TABLES_H
#include <stddef.h>
#include <stdint.h>

typedef struct stm_table {
    const char *name; /* "de/relations.tsv" */
    const unsigned char *bytes;
    const size_t *count;
} stm_table;

extern const stm_table stm_relation_tables[];
extern const uint32_t stm_relation_table_count;
#endif
