/* Which tables of src/lang the library carries (src/gen/embed.c puts their bytes into it).
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "relations/relation_tables.h"

extern const unsigned char stm_embed_relations[];
extern const size_t stm_embed_relations_bytes;
extern const unsigned char stm_embed_relations_de[];
extern const size_t stm_embed_relations_de_bytes;
extern const unsigned char stm_embed_nouns_de[];
extern const size_t stm_embed_nouns_de_bytes;
extern const unsigned char stm_embed_places_de[];
extern const size_t stm_embed_places_de_bytes;
extern const unsigned char stm_embed_relations_en[];
extern const size_t stm_embed_relations_en_bytes;
extern const unsigned char stm_embed_nouns_en[];
extern const size_t stm_embed_nouns_en_bytes;
extern const unsigned char stm_embed_places_en[];
extern const size_t stm_embed_places_en_bytes;

const stm_table stm_relation_tables[] = {
    {"relations.tsv", stm_embed_relations, &stm_embed_relations_bytes},
    {"de/relations.tsv", stm_embed_relations_de, &stm_embed_relations_de_bytes},
    {"de/nouns.tsv", stm_embed_nouns_de, &stm_embed_nouns_de_bytes},
    {"de/places.tsv", stm_embed_places_de, &stm_embed_places_de_bytes},
    {"en/relations.tsv", stm_embed_relations_en, &stm_embed_relations_en_bytes},
    {"en/nouns.tsv", stm_embed_nouns_en, &stm_embed_nouns_en_bytes},
    {"en/places.tsv", stm_embed_places_en, &stm_embed_places_en_bytes},
};
const uint32_t stm_relation_table_count =
    (uint32_t)(sizeof stm_relation_tables / sizeof stm_relation_tables[0]);
