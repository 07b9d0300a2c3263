/* What a relation is called elsewhere. The table is made while building (src/gen/link_table.c) of src/lang/relations.tsv
 * and src/lang/followthemoney.tsv. SPDX-License-Identifier: GPL-2.0-or-later */
#include "exchange/links.h"

const stm_link_row *stm_link_of(stm_str relation)
{
    size_t low = 0, high = stm_link_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int by = stm_str_cmp(stm_str_of(stm_links[middle].relation), relation);
        if (by == 0) {
            return &stm_links[middle];
        }
        if (by < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return NULL;
}
