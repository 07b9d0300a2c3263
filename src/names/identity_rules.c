/* The rules that say which records are one actor, strongest first; each runs in the order of names or
 * of their length, never of records. What they ask of a record and of whom it meets is said again, as
 * keys of an index, in identity_blocks.c. SPDX-License-Identifier: GPL-2.0-or-later */
#include "names/identity_match.h"

#include <stdlib.h>

static bool types_agree(const stm_match_item *a, const stm_match_item *b)
{
    return stm_identity_types_agree(a->type, a->mentions, b->type, b->mentions);
}

/* Joins all of a block that agree in type. Sorted by weight within: the typed majority first, the
 * rest to it. */
static void join_block(stm_matcher *m, const stm_match_block *b, const char *rule)
{
    for (uint32_t x = b->first; x != 0; x = m->links.items[x].next) {
        uint32_t a = m->links.items[x].value, best = UINT32_MAX;
        for (uint32_t y = b->first; y != 0; y = m->links.items[y].next) {
            uint32_t c = m->links.items[y].value;
            const stm_match_item *i = &m->items[a], *j = &m->items[c];
            if (c == a || !types_agree(i, j)) {
                continue;
            }
            if (i->type == j->type) { /* the plain case */
                stm_match_join(m, a, c, rule);
                continue;
            }
            bool heavier = best == UINT32_MAX || j->mentions > m->items[best].mentions ||
                (j->mentions == m->items[best].mentions && j->type < m->items[best].type);
            best = j->type != STM_TYPE_OTHER && heavier ? c : best;
        }
        bool typed = m->items[a].type != STM_TYPE_OTHER;
        if (best != UINT32_MAX && (!typed || m->items[best].mentions > m->items[a].mentions)) {
            stm_match_join(m, a, best, rule);
        }
    }
}

/* Records of equal names are few (one for each type): blocks stay small. */
void stm_match_equal_names(stm_matcher *m)
{
    for (uint32_t b = 0; b < m->blocks.count; b++) { /* so far only blocks of equal names */
        join_block(m, &m->blocks.items[b], "same name");
    }
}

void stm_match_table(stm_matcher *m)
{
    for (uint32_t k = 0; k < m->count && !m->failed; k++) {
        uint32_t i = m->order[k];
        if (m->items[i].known == NULL) {
            continue;
        }
        stm_match_block *b = stm_match_block_of(m, 't', m->items[i].known->de);
        if (b != NULL && b->first != 0) {
            stm_match_join(m, i, m->links.items[b->first].value, "table");
        } else {
            stm_match_put(m, 't', m->items[i].known->de, i);
        }
    }
}

static bool fits_alias(const stm_matcher *m, uint32_t i, uint32_t other)
{
    /* Mentions as recorded, not of the groups so far: the answer needs nothing but the two. */
    return stm_identity_types_agree(
        m->items[i].type, m->records[i].mentions, m->items[other].type, m->records[other].mentions);
}

void stm_match_aliases(stm_matcher *m)
{
    stm_buf folded;
    stm_buf_init(&folded);
    for (uint32_t k = 0; k < m->count && !m->failed; k++) {
        uint32_t i = m->order[k];
        for (uint32_t a = 0; a < m->records[i].alias_count && m->records[i].named; a++) {
            stm_identity_fold(m->tables, m->records[i].aliases[a], &folded);
            m->failed = m->failed || folded.failed;
            if (!m->failed && !stm_str_eq(stm_buf_view(&folded), m->items[i].parted.fold)) {
                stm_match_put(m, 'a', stm_buf_view(&folded), i);
            }
        }
    }
    stm_buf_dispose(&folded);
    for (uint32_t k = 0; k < m->count && !m->failed; k++) {
        uint32_t i = m->order[k];
        uint32_t group = m->records[i].named
            ? stm_match_only_group(m, i, 'a', m->items[i].parted.fold, fits_alias)
            : UINT32_MAX;
        if (group != UINT32_MAX) {
            stm_match_join(m, i, group, "alias");
        }
    }
}

/* `Donald J. Trump` tells more than `D. Trump`. */
static bool fits_full(const stm_matcher *m, uint32_t i, uint32_t other)
{
    return stm_identity_says_more(&m->items[other].parted, &m->items[i].parted);
}

static bool fits_family(const stm_matcher *m, uint32_t i, uint32_t other)
{
    return stm_identity_ends_with(&m->items[other].parted, &m->items[i].parted);
}

static void put_persons(stm_matcher *m, stm_buf *key)
{
    for (uint32_t k = 0; k < m->count && !m->failed; k++) {
        uint32_t i = m->order[m->count - 1 - k];
        const stm_parted *p = &m->items[i].parted;
        if (!m->records[i].named || !stm_identity_is_person(p, m->items[i].type) || p->count < 2) {
            continue;
        }
        stm_match_put(m, 'l', p->words[p->count - 1], i);
        stm_match_put(m, 'g', stm_identity_given_key(p, true, key), i);
        stm_match_put(m, 'f', stm_identity_given_key(p, false, key), i);
        m->failed = m->failed || key->failed;
    }
}

typedef struct long_first {
    uint32_t length, place; /* of the folded name; in the order of names */
} long_first;

static int compare_long_first(const void *a, const void *b)
{
    const long_first *x = a, *y = b;
    return x->length != y->length ? (x->length < y->length) - (x->length > y->length)
                                  : (x->place > y->place) - (x->place < y->place);
}

/* The only fuller name of a person: `E. Musk` → `Elon Musk`, unless there is an Emma Musk too. */
static uint32_t fuller_group(stm_matcher *m, uint32_t i, stm_buf *key)
{
    const stm_parted *p = &m->items[i].parted;
    if (!stm_identity_is_person(p, m->items[i].type) || p->count < 2 || stm_identity_is_alone(p)) {
        return UINT32_MAX;
    }
    bool initial = stm_identity_has_initial(p);
    stm_str name = stm_identity_given_key(p, initial, key);
    m->failed = m->failed || key->failed;
    return m->failed ? UINT32_MAX
                     : stm_match_only_group(m, i, initial ? 'g' : 'f', name, fits_full);
}

static uint32_t family_group(stm_matcher *m, uint32_t i)
{
    const stm_match_item *it = &m->items[i];
    bool person = stm_identity_is_person(&it->parted, it->type);
    bool other = it->type == STM_TYPE_OTHER && it->parted.count == 1 && it->known == NULL;
    if (!stm_identity_is_alone(&it->parted) || !(person || other)) {
        return UINT32_MAX;
    }
    return stm_match_only_group(m, i, 'l', it->parted.words[it->parted.count - 1], fits_family);
}

/* Each name joins the only person whom it fits, those that say most first: `Donald J. Trump`, `D. Trump`, then
 * `Trump`. */
void stm_match_persons(stm_matcher *m)
{
    stm_buf key;
    long_first *list = stm_arena_array(m->arena, m->count + 1u, sizeof *list);
    m->failed = m->failed || list == NULL;
    stm_buf_init(&key);
    put_persons(m, &key);
    for (uint32_t k = 0; k < m->count && !m->failed; k++) {
        list[k] = (long_first){m->items[m->order[k]].parted.fold.len, k};
    }
    if (!m->failed) {
        qsort(list, m->count, sizeof *list, compare_long_first);
    }
    for (int pass = 0; pass < 2; pass++) {
        for (uint32_t k = 0; k < m->count && !m->failed; k++) {
            uint32_t i = m->order[list[k].place], group = UINT32_MAX;
            if (m->records[i].named) {
                group = pass == 0 ? fuller_group(m, i, &key) : family_group(m, i);
            }
            if (group != UINT32_MAX) {
                stm_match_join(m, i, group, pass == 0 ? "full name" : "family name");
            }
        }
    }
    stm_buf_dispose(&key);
}

static bool fits_organization(const stm_matcher *m, uint32_t i, uint32_t other)
{
    return m->items[other].type == STM_TYPE_ORGANIZATION &&
        (m->items[i].type == STM_TYPE_ORGANIZATION || m->items[i].type == STM_TYPE_OTHER);
}

void stm_match_acronyms(stm_matcher *m)
{
    for (uint32_t k = 0; k < m->count && !m->failed; k++) {
        uint32_t i = m->order[m->count - 1 - k];
        if (m->records[i].named && m->items[i].type == STM_TYPE_ORGANIZATION) {
            stm_match_put(m, 'i', stm_str_of(m->items[i].parted.initials), i);
        }
    }
    for (uint32_t k = 0; k < m->count && !m->failed; k++) {
        uint32_t i = m->order[k];
        stm_str acronym = stm_str_of(m->items[i].parted.acronym);
        if (!m->records[i].named || acronym.len < 3 ||
            m->items[i].known != NULL) { /* two letters spell too much */
            continue;
        }
        uint32_t group = stm_match_only_group(m, i, 'i', acronym, fits_organization);
        if (group != UINT32_MAX) {
            stm_match_join(m, i, group, "acronym");
        }
    }
}
