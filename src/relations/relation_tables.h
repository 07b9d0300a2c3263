/* The built-in tables of src/lang, put into the library while building (embed.cmake).
 * SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_RELATION_TABLES_H
#define STM_RELATION_TABLES_H
#include <stdint.h>

typedef struct stm_table {
    const char *name; /* "de/relations.tsv" */
    const unsigned char *bytes;
    uint32_t count;
} stm_table;

extern const stm_table stm_relation_tables[];
extern const uint32_t stm_relation_table_count;
#endif
