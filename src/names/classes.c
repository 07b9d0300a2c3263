/* The tree of kinds: what a bank, a party, a city may also be called.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "names/classes.h"

typedef struct kind {
    const char *name;
    uint8_t type;   /* stm_type */
    uint8_t parent; /* stm_class, itself at the top */
} kind;

#define TOP(name, class, type) [class] = {name, type, class}
#define SUB(name, class, type, parent) [class] = {name, type, parent}
static const kind kinds[STM_CLASS_COUNT] = {
    TOP("person", STM_CLASS_PERSON, STM_TYPE_PERSON),
    SUB("role", STM_CLASS_ROLE, STM_TYPE_PERSON, STM_CLASS_PERSON),
    TOP("org", STM_CLASS_ORG, STM_TYPE_ORGANIZATION),
    SUB("company", STM_CLASS_COMPANY, STM_TYPE_ORGANIZATION, STM_CLASS_ORG),
    SUB("bank", STM_CLASS_BANK, STM_TYPE_ORGANIZATION, STM_CLASS_COMPANY),
    SUB("media", STM_CLASS_MEDIA, STM_TYPE_ORGANIZATION, STM_CLASS_COMPANY),
    SUB("party", STM_CLASS_PARTY, STM_TYPE_ORGANIZATION, STM_CLASS_ORG),
    SUB("body", STM_CLASS_BODY, STM_TYPE_ORGANIZATION, STM_CLASS_ORG),
    SUB("court", STM_CLASS_COURT, STM_TYPE_ORGANIZATION, STM_CLASS_BODY),
    SUB("team", STM_CLASS_TEAM, STM_TYPE_ORGANIZATION, STM_CLASS_ORG),
    SUB("school", STM_CLASS_SCHOOL, STM_TYPE_ORGANIZATION, STM_CLASS_ORG),
    SUB("union", STM_CLASS_UNION, STM_TYPE_ORGANIZATION, STM_CLASS_ORG),
    SUB("museum", STM_CLASS_MUSEUM, STM_TYPE_ORGANIZATION, STM_CLASS_ORG),
    TOP("location", STM_CLASS_LOCATION, STM_TYPE_LOCATION),
    SUB("country", STM_CLASS_COUNTRY, STM_TYPE_LOCATION, STM_CLASS_LOCATION),
    SUB("state", STM_CLASS_STATE, STM_TYPE_LOCATION, STM_CLASS_LOCATION),
    SUB("city", STM_CLASS_CITY, STM_TYPE_LOCATION, STM_CLASS_LOCATION),
    SUB("capital", STM_CLASS_CAPITAL, STM_TYPE_LOCATION, STM_CLASS_CITY),
    SUB("region", STM_CLASS_REGION, STM_TYPE_LOCATION, STM_CLASS_LOCATION),
    SUB("continent", STM_CLASS_CONTINENT, STM_TYPE_LOCATION, STM_CLASS_REGION),
    SUB("place", STM_CLASS_PLACE, STM_TYPE_LOCATION, STM_CLASS_LOCATION),
    TOP("product", STM_CLASS_PRODUCT, STM_TYPE_PRODUCT),
    SUB("work", STM_CLASS_WORK, STM_TYPE_PRODUCT, STM_CLASS_PRODUCT),
    SUB("vehicle", STM_CLASS_VEHICLE, STM_TYPE_PRODUCT, STM_CLASS_PRODUCT),
    SUB("machine", STM_CLASS_MACHINE, STM_TYPE_PRODUCT, STM_CLASS_PRODUCT),
    SUB("software", STM_CLASS_SOFTWARE, STM_TYPE_PRODUCT, STM_CLASS_PRODUCT),
    SUB("spacecraft", STM_CLASS_SPACECRAFT, STM_TYPE_PRODUCT, STM_CLASS_MACHINE),
    TOP("event", STM_CLASS_EVENT, STM_TYPE_EVENT),
    TOP("title", STM_CLASS_TITLE, STM_TYPE_OTHER),
    TOP("legal", STM_CLASS_LEGAL, STM_TYPE_OTHER),
    TOP("never", STM_CLASS_NEVER, STM_TYPE_OTHER),
    TOP("unique", STM_CLASS_UNIQUE, STM_TYPE_OTHER),
    TOP("takes", STM_CLASS_TAKES, STM_TYPE_OTHER),
    TOP("lives", STM_CLASS_LIVES, STM_TYPE_OTHER),
    TOP("trade", STM_CLASS_TRADE, STM_TYPE_OTHER),
    TOP("club", STM_CLASS_CLUB, STM_TYPE_OTHER),
    TOP("say", STM_CLASS_SAY, STM_TYPE_OTHER),
    TOP("article", STM_CLASS_ARTICLE, STM_TYPE_OTHER),
    TOP("personal", STM_CLASS_PERSONAL, STM_TYPE_OTHER),
    TOP("possessive", STM_CLASS_POSSESSIVE, STM_TYPE_OTHER),
    TOP("relative", STM_CLASS_RELATIVE, STM_TYPE_OTHER),
    TOP("demonstrative", STM_CLASS_DEMONSTRATIVE, STM_TYPE_OTHER),
};

stm_class stm_class_of(stm_str name)
{
    for (int i = 0; i < STM_CLASS_COUNT; i++) {
        if (stm_str_is(name, kinds[i].name)) {
            return (stm_class)i;
        }
    }
    return STM_CLASS_COUNT;
}

stm_type stm_class_type(stm_class class)
{
    return class < STM_CLASS_COUNT ? (stm_type)kinds[class].type : STM_TYPE_OTHER;
}

uint32_t stm_class_types(uint64_t set)
{
    uint32_t types = 0;
    for (int i = 0; i < STM_CLASS_KINDS; i++) {
        types |= (set & STM_CLASS_BIT(i)) != 0 ? 1u << kinds[i].type : 0;
    }
    return types;
}

/* The set and everything above it. */
static uint64_t upward(uint64_t set)
{
    uint64_t all = set & STM_CLASS_ACTORS;
    for (int i = STM_CLASS_KINDS - 1; i >= 0; i--) { /* children stand behind their parents */
        all |= (all & STM_CLASS_BIT(i)) != 0 ? STM_CLASS_BIT(kinds[i].parent) : 0;
    }
    return all;
}

bool stm_class_agree(uint64_t known, uint64_t said)
{
    known &= STM_CLASS_ACTORS;
    said &= STM_CLASS_ACTORS;
    return known == 0 || said == 0 || (upward(known) & said) != 0 || (upward(said) & known) != 0;
}

bool stm_class_proves(uint64_t known, uint64_t said)
{
    return (upward(known) & said & STM_CLASS_ACTORS) != 0;
}
