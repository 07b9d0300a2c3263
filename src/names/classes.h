/* Kinds of words that this stage knows (first column of src/lang/{de,en}/actors.tsv) and how kinds
 * of actors relate. SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_CLASSES_H
#define STM_CLASSES_H
#include "text/labels.h"

/* Kinds of actors first; the order is that of the table in classes.c. */
typedef enum stm_class {
    STM_CLASS_PERSON,
    STM_CLASS_ROLE,
    STM_CLASS_ORG,
    STM_CLASS_COMPANY,
    STM_CLASS_BANK,
    STM_CLASS_MEDIA,
    STM_CLASS_PARTY,
    STM_CLASS_BODY,
    STM_CLASS_COURT,
    STM_CLASS_TEAM,
    STM_CLASS_SCHOOL,
    STM_CLASS_UNION,
    STM_CLASS_MUSEUM,
    STM_CLASS_LOCATION,
    STM_CLASS_COUNTRY,
    STM_CLASS_STATE,
    STM_CLASS_CITY,
    STM_CLASS_CAPITAL,
    STM_CLASS_REGION,
    STM_CLASS_CONTINENT,
    STM_CLASS_PLACE,
    STM_CLASS_PRODUCT,
    STM_CLASS_WORK,
    STM_CLASS_VEHICLE,
    STM_CLASS_MACHINE,
    STM_CLASS_SOFTWARE,
    STM_CLASS_SPACECRAFT,
    STM_CLASS_EVENT,
    STM_CLASS_KINDS,
    STM_CLASS_TITLE = STM_CLASS_KINDS,
    STM_CLASS_LEGAL,
    STM_CLASS_NEVER,
    STM_CLASS_UNIQUE,
    STM_CLASS_TAKES,
    STM_CLASS_LIVES,
    STM_CLASS_TRADE,
    STM_CLASS_CLUB,
    STM_CLASS_SAY,
    STM_CLASS_ARTICLE,
    STM_CLASS_PERSONAL,
    STM_CLASS_POSSESSIVE,
    STM_CLASS_RELATIVE,
    STM_CLASS_DEMONSTRATIVE,
    STM_CLASS_COUNT
} stm_class;

#define STM_CLASS_BIT(class) (1ull << (class))
#define STM_CLASS_PERSONS (STM_CLASS_BIT(STM_CLASS_PERSON) | STM_CLASS_BIT(STM_CLASS_ROLE))
#define STM_CLASS_ACTORS (STM_CLASS_BIT(STM_CLASS_KINDS) - 1)

/* STM_CLASS_COUNT when unknown. */
stm_class stm_class_of(stm_str name);
/* Type of the actors of a kind. */
stm_type stm_class_type(stm_class kind);
/* Types that a set of kinds allows, as bits 1 << stm_type. */
uint32_t stm_class_types(uint64_t kinds);
/* True when an actor known to be one of `known` can be called one of `said`: a bank is a company, a
 * company is an organization, but a party is no company. An empty set says nothing and agrees with
 * all. */
bool stm_class_agree(uint64_t known, uint64_t said);
/* Stronger: it is known that the actor is one of `said` (a court is a body; of a mere organization
 * that is not known). */
bool stm_class_proves(uint64_t known, uint64_t said);
#endif
