/* Table of links from relations to Wikidata and FollowTheMoney; sorted by relation. Only relations
 * whose meaning is the property's: "acquired" is an event and not P127 (owned by), so it has no
 * property. SPDX-License-Identifier: GPL-2.0-or-later */
#include "exchange/links.h"

#include <stddef.h>

static const stm_link_row links[] = {
    {"acquired", NULL, false, "Ownership", "owner", "asset"},
    {"based_in", "P159", false, NULL, NULL, NULL},
    {"born_in", "P19", false, NULL, NULL, NULL},
    {"ceo_of", "P169", true, "Directorship", "director", "organization"},
    {"chairs", "P488", true, "Directorship", "director", "organization"},
    {"child_of", "P22", false, "Family", "person", "relative"},
    {"co_founded", "P112", true, NULL, NULL, NULL},
    {"controls", "P127", true, "Ownership", "owner", "asset"},
    {"develops", "P178", true, NULL, NULL, NULL},
    {"died_in", "P20", false, NULL, NULL, NULL},
    {"founded", "P112", true, NULL, NULL, NULL},
    {"founded_in", "P571", false, NULL, NULL, NULL},
    {"funds", "P8324", true, NULL, NULL, NULL},
    {"includes", "P527", false, NULL, NULL, NULL},
    {"is_a", "P31", false, NULL, NULL, NULL},
    {"joined", NULL, false, "Membership", "member", "organization"},
    {"leads", "P1037", true, "Directorship", "director", "organization"},
    {"lives_in", "P551", false, NULL, NULL, NULL},
    {"located_in", "P131", false, NULL, NULL, NULL},
    {"married_to", "P26", false, "Family", "person", "relative"},
    {"member_of", "P463", false, "Membership", "member", "organization"},
    {"merged_with", "P7888", false, NULL, NULL, NULL},
    {"named_after", "P138", false, NULL, NULL, NULL},
    {"owns", "P127", true, "Ownership", "owner", "asset"},
    {"part_of", "P361", false, NULL, NULL, NULL},
    {"president_of", "P35", true, "Directorship", "director", "organization"},
    {"produces", "P176", true, NULL, NULL, NULL},
    {"sibling_of", "P3373", false, "Family", "person", "relative"},
    {"studied_at", "P69", false, NULL, NULL, NULL},
    {"subsidiary_of", "P749", false, "Ownership", "asset", "owner"},
    {"uses", "P2283", false, NULL, NULL, NULL},
    {"works_for", "P108", false, "Employment", "employee", "employer"},
    {"wrote", "P50", true, NULL, NULL, NULL},
};

const stm_link_row *stm_link_of(stm_str relation)
{
    size_t low = 0, high = sizeof links / sizeof links[0];
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int by = stm_str_cmp(stm_str_of(links[middle].relation), relation);
        if (by == 0) {
            return &links[middle];
        }
        if (by < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return NULL;
}
