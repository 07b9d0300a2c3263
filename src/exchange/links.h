/* What a relation is called elsewhere: Wikidata property, FollowTheMoney schema.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_LINKS_H
#define STM_LINKS_H
#include "base/strings.h"

typedef struct stm_link_row {
    const char *relation;
    const char *wikidata;  /* "P127", or NULL */
    bool inverse;          /* the property runs from object to subject */
    const char *schema;    /* FollowTheMoney schema of the link, NULL = UnknownLink */
    const char *from, *to; /* its properties for subject and object */
} stm_link_row;

extern const stm_link_row stm_links[]; /* sorted by relation */
extern const size_t stm_link_count;

/* NULL when the relation is linked to nothing. */
const stm_link_row *stm_link_of(stm_str relation);
#endif
