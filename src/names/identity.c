/* Which records of a collection are one actor: union-find with pairs that must not be joined.
 * Records meet only in blocks (equal folded name, table entry, alias, family name, acronym), so
 * time is about linear in their number. Everything runs in the order of names, never of records:
 * the answer does not depend on the order of reading. SPDX-License-Identifier: GPL-2.0-or-later */
#include "names/identity_names.h"

#include <stdlib.h>

#include "base/hash.h"

enum { NO_TAG = 0 };

typedef struct item {
    stm_parted parted; /* strings in the interner's arena */
    uint32_t fold;     /* interned */
    const stm_known *known;
    uint8_t type;      /* of the table when known */
    uint32_t parent;   /* union-find */
    uint32_t tags;     /* at a root: list of tags, index in .links, 0 = none */
    uint32_t mentions; /* at a root: of the group */
} item;

/* A list cell: tags of a group, members of a block. */
typedef struct link {
    uint32_t value, next;
} link;

typedef struct block {
    uint32_t first;
} block; /* index in links, 0 = empty */

typedef struct matcher {
    const stm_names_tables *tables;
    const stm_identity_record *records;
    uint32_t count;
    stm_arena *arena;
    stm_buf buffer;
    stm_intern keys; /* block names */
    item *items;
    uint32_t *order; /* records by name, type, named */
    const char **rule;
    STM_VEC(link) links;
    STM_VEC(block) blocks; /* [interned key] */
    bool failed;
} matcher;

static uint32_t root(matcher *m, uint32_t i)
{
    while (m->items[i].parent != i) {
        m->items[i].parent = m->items[m->items[i].parent].parent;
        i = m->items[i].parent;
    }
    return i;
}

static uint32_t add_link(matcher *m, uint32_t value, uint32_t next)
{
    if (!stm_vec_push(&m->links, (link){value, next})) {
        m->failed = true;
        return 0;
    }
    return m->links.count - 1;
}

static block *block_of(matcher *m, char kind, stm_str text)
{
    stm_buf_clear(&m->buffer);
    stm_buf_char(&m->buffer, kind);
    stm_buf_str(&m->buffer, text);
    uint32_t id = m->buffer.failed ? 0 : stm_intern_add(&m->keys, stm_buf_view(&m->buffer));
    m->failed = m->failed || id == 0;
    while (m->blocks.count <= id && !m->failed) {
        m->failed = !stm_vec_push(&m->blocks, (block){0});
    }
    return m->failed ? NULL : &m->blocks.items[id];
}

static void put(matcher *m, char kind, stm_str text, uint32_t record)
{
    block *b = text.len == 0 ? NULL : block_of(m, kind, text);
    if (b != NULL) {
        uint32_t cell = add_link(m, record, b->first);
        b = block_of(m, kind, text);
        if (b != NULL) {
            b->first = cell;
        }
    }
}

/* Pairs of tags 2k, 2k + 1 must not meet in one group. */
static bool forbidden(const matcher *m, uint32_t a, uint32_t b)
{
    for (uint32_t x = m->items[a].tags; x != 0; x = m->links.items[x].next) {
        for (uint32_t y = m->items[b].tags; y != 0; y = m->links.items[y].next) {
            if ((m->links.items[x].value ^ 1u) == m->links.items[y].value) {
                return true;
            }
        }
    }
    return false;
}

static bool join(matcher *m, uint32_t a, uint32_t b, const char *rule)
{
    uint32_t x = root(m, a), y = root(m, b);
    if (x == y || forbidden(m, x, y)) {
        return false;
    }
    uint32_t low = x < y ? x : y, high = x < y ? y : x;
    m->items[high].parent = low;
    m->items[low].mentions += m->items[high].mentions;
    for (uint32_t t = m->items[high].tags; t != 0; t = m->links.items[t].next) {
        m->items[low].tags = add_link(m, m->links.items[t].value, m->items[low].tags);
    }
    if (m->rule[a][0] == '\0') {
        m->rule[a] = rule;
    }
    return true;
}

/* ---- what the names say ---- */

static bool is_weak(uint32_t less, uint32_t more)
{
    return more >= 10 && less * 10 <= more;
}

/* Types agree, or one of the two is so rare that it is a slip of the name finder; never person and
 * place. */
static bool types_agree(const item *a, const item *b)
{
    if (a->type == b->type || a->type == STM_TYPE_OTHER || b->type == STM_TYPE_OTHER) {
        return true;
    }
    uint32_t pair = 1u << a->type | 1u << b->type;
    if (pair == (1u << STM_TYPE_PERSON | 1u << STM_TYPE_LOCATION)) {
        return false;
    }
    return is_weak(a->mentions, b->mentions) || is_weak(b->mentions, a->mentions);
}

static void take_apart(matcher *m, uint32_t i)
{
    const stm_identity_record *r = &m->records[i];
    item *it = &m->items[i];
    stm_parted loose;
    stm_identity_part(m->tables, r->name, &m->buffer, &loose);
    m->failed = m->failed || m->buffer.failed;
    stm_str kept = stm_arena_copy(m->arena, loose.fold);
    if (kept.ptr == NULL || m->failed) {
        m->failed = true;
        return;
    }
    it->parted = loose;
    it->parted.fold = kept;
    uint32_t known_words = loose.count < STM_PARTED_WORDS ? loose.count : STM_PARTED_WORDS;
    for (uint32_t w = 0; w < known_words; w++) { /* words are slices of the fold */
        it->parted.words[w].ptr = kept.ptr + (loose.words[w].ptr - loose.fold.ptr);
    }
    it->known = r->named ? stm_identity_known(m->tables, r->name, r->type) : NULL;
    it->type = it->known != NULL ? it->known->type : r->type;
    it->parent = i;
    it->mentions = r->mentions;
}

/* Joins all of a block that agree in type. Sorted by weight within: the typed majority first, the
 * rest to it. */
static void join_block(matcher *m, const block *b, const char *rule)
{
    for (uint32_t x = b->first; x != 0; x = m->links.items[x].next) {
        uint32_t a = m->links.items[x].value, best = UINT32_MAX;
        for (uint32_t y = b->first; y != 0; y = m->links.items[y].next) {
            uint32_t c = m->links.items[y].value;
            const item *i = &m->items[a], *j = &m->items[c];
            if (c == a || !types_agree(i, j)) {
                continue;
            }
            if (i->type == j->type) { /* the plain case */
                join(m, a, c, rule);
                continue;
            }
            bool heavier = best == UINT32_MAX || j->mentions > m->items[best].mentions ||
                (j->mentions == m->items[best].mentions && j->type < m->items[best].type);
            best = j->type != STM_TYPE_OTHER && heavier ? c : best;
        }
        bool typed = m->items[a].type != STM_TYPE_OTHER;
        if (best != UINT32_MAX && (!typed || m->items[best].mentions > m->items[a].mentions)) {
            join(m, a, best, rule);
        }
    }
}

/* Records of equal names are few (one for each type): blocks stay small. */
static void join_equal_names(matcher *m)
{
    for (uint32_t b = 0; b < m->blocks.count; b++) { /* so far only blocks of equal names */
        join_block(m, &m->blocks.items[b], "same name");
    }
}

static void join_table(matcher *m)
{
    for (uint32_t k = 0; k < m->count && !m->failed; k++) {
        uint32_t i = m->order[k];
        if (m->items[i].known == NULL) {
            continue;
        }
        block *b = block_of(m, 't', m->items[i].known->de);
        if (b != NULL && b->first != 0) {
            join(m, i, m->links.items[b->first].value, "table");
        } else {
            put(m, 't', m->items[i].known->de, i);
        }
    }
}

/* The only group in a block that fits record i; UINT32_MAX when there is none or more than one. */
typedef bool (*fits)(const matcher *m, uint32_t i, uint32_t other);
static uint32_t only_group(matcher *m, uint32_t i, char kind, stm_str text, fits fit)
{
    block *b = text.len == 0 ? NULL : block_of(m, kind, text);
    uint32_t found = UINT32_MAX;
    for (uint32_t x = b == NULL ? 0 : b->first; x != 0; x = m->links.items[x].next) {
        uint32_t other = m->links.items[x].value;
        if (other == i || !fit(m, i, other)) {
            continue;
        }
        uint32_t group = root(m, other);
        if (found != UINT32_MAX && found != group) {
            return UINT32_MAX;
        }
        found = group;
    }
    return found == root(m, i) ? UINT32_MAX : found;
}

static bool fits_alias(const matcher *m, uint32_t i, uint32_t other)
{
    return types_agree(&m->items[i], &m->items[other]);
}

static void join_aliases(matcher *m)
{
    stm_buf folded;
    stm_buf_init(&folded);
    for (uint32_t k = 0; k < m->count && !m->failed; k++) {
        uint32_t i = m->order[k];
        for (uint32_t a = 0; a < m->records[i].alias_count && m->records[i].named; a++) {
            stm_identity_fold(m->tables, m->records[i].aliases[a], &folded);
            m->failed = m->failed || folded.failed;
            if (!m->failed && !stm_str_eq(stm_buf_view(&folded), m->items[i].parted.fold)) {
                put(m, 'a', stm_buf_view(&folded), i);
            }
        }
    }
    stm_buf_dispose(&folded);
    for (uint32_t k = 0; k < m->count && !m->failed; k++) {
        uint32_t i = m->order[k];
        uint32_t group = m->records[i].named
            ? only_group(m, i, 'a', m->items[i].parted.fold, fits_alias)
            : UINT32_MAX;
        if (group != UINT32_MAX) {
            join(m, i, group, "alias");
        }
    }
}

static bool personal(const item *it)
{
    return it->type == STM_TYPE_PERSON && it->parted.count <= STM_PARTED_WORDS;
}

static stm_str family(const item *it)
{
    return it->parted.count == 0 ? STM_EMPTY : it->parted.words[it->parted.count - 1];
}

static bool fits_full(const matcher *m, uint32_t i, uint32_t other)
{
    const item *a = &m->items[i], *b = &m->items[other];
    return b->parted.count >= 2 && stm_identity_given_agree(&a->parted, &b->parted);
}

static bool fits_family(const matcher *m, uint32_t i, uint32_t other)
{
    (void)i;
    return m->items[other].parted.count >= 2;
}

/* `E. Musk`, `Donald J. Trump`, then `Musk`: each joins the only person that it fits. */
static void join_persons(matcher *m)
{
    for (uint32_t k = 0; k < m->count && !m->failed; k++) {
        uint32_t i = m->order[m->count - 1 - k];
        if (m->records[i].named && personal(&m->items[i])) {
            put(m, 'f', family(&m->items[i]), i);
        }
    }
    for (int pass = 0; pass < 2; pass++) {
        for (uint32_t k = 0; k < m->count && !m->failed; k++) {
            uint32_t i = m->order[k];
            bool alone = m->items[i].parted.count == 1;
            bool other_type =
                m->items[i].type == STM_TYPE_OTHER && alone && m->items[i].known == NULL;
            if (!m->records[i].named || alone != (pass == 1) ||
                !(personal(&m->items[i]) || other_type)) {
                continue;
            }
            uint32_t group =
                only_group(m, i, 'f', family(&m->items[i]), alone ? fits_family : fits_full);
            if (group != UINT32_MAX) {
                join(m, i, group, alone ? "family name" : "full name");
            }
        }
    }
}

static bool fits_organization(const matcher *m, uint32_t i, uint32_t other)
{
    return m->items[other].type == STM_TYPE_ORGANIZATION &&
        (m->items[i].type == STM_TYPE_ORGANIZATION || m->items[i].type == STM_TYPE_OTHER);
}

static void join_acronyms(matcher *m)
{
    for (uint32_t k = 0; k < m->count && !m->failed; k++) {
        uint32_t i = m->order[m->count - 1 - k];
        if (m->records[i].named && m->items[i].type == STM_TYPE_ORGANIZATION) {
            put(m, 'i', stm_str_of(m->items[i].parted.initials), i);
        }
    }
    for (uint32_t k = 0; k < m->count && !m->failed; k++) {
        uint32_t i = m->order[k];
        stm_str acronym = stm_str_of(m->items[i].parted.acronym);
        if (!m->records[i].named || acronym.len < 3 ||
            m->items[i].known != NULL) { /* two letters spell too much */
            continue;
        }
        uint32_t group = only_group(m, i, 'i', acronym, fits_organization);
        if (group != UINT32_MAX) {
            join(m, i, group, "acronym");
        }
    }
}

/* ---- the user's decisions ---- */

/* Old name behind a name that the user gave. */
static stm_str unrenamed(const stm_decision *decisions, uint32_t count, stm_str name)
{
    for (uint32_t d = count; d-- > 0;) {
        if (decisions[d].verb == STM_RENAME && stm_str_eq(decisions[d].b, name)) {
            return decisions[d].a;
        }
    }
    return name;
}

typedef STM_VEC(uint32_t) indices;

/* Records that a name in a decision means: equal folded names, of the type when one was given. */
static void meant(matcher *m, stm_str name, uint8_t type, void *out)
{
    indices *list = out;
    stm_buf folded;
    stm_buf_init(&folded);
    stm_identity_fold(m->tables, name, &folded);
    m->failed = m->failed || folded.failed;
    stm_vec_clear(list);
    for (int unnamed = 0; unnamed < 2 && !m->failed; unnamed++) {
        block *b = block_of(m, unnamed != 0 ? 'u' : 'n', stm_buf_view(&folded));
        for (uint32_t x = b == NULL ? 0 : b->first; x != 0; x = m->links.items[x].next) {
            uint32_t i = m->links.items[x].value;
            if (type == STM_TYPE_COUNT || m->records[i].type == type || m->items[i].type == type) {
                m->failed = m->failed || !stm_vec_push(list, i);
            }
        }
    }
    stm_buf_dispose(&folded);
}

static bool same_pair(const stm_decision *a, const stm_decision *b)
{
    bool straight = stm_str_eq(a->a, b->a) && stm_str_eq(a->b, b->b) && a->a_type == b->a_type &&
        a->b_type == b->b_type;
    bool crossed = stm_str_eq(a->a, b->b) && stm_str_eq(a->b, b->a) && a->a_type == b->b_type &&
        a->b_type == b->a_type;
    return straight || crossed;
}

static bool overruled(const stm_decision *decisions, uint32_t count, uint32_t at)
{
    for (uint32_t d = at + 1; d < count; d++) {
        bool pairs = decisions[d].verb == STM_SAME || decisions[d].verb == STM_DIFFERENT;
        if (pairs && same_pair(&decisions[at], &decisions[d])) {
            return true;
        }
    }
    return false;
}

static void tag(matcher *m, uint32_t record, uint32_t value)
{
    m->items[record].tags = add_link(m, value, m->items[record].tags);
}

static void decide(matcher *m, const stm_decision *decisions, uint32_t count, stm_verb verb)
{
    indices left = {0}, right = {0};
    for (uint32_t d = 0; d < count && !m->failed; d++) {
        const stm_decision *x = &decisions[d];
        if (x->verb != verb || overruled(decisions, count, d)) {
            continue;
        }
        meant(m, unrenamed(decisions, d, x->a), x->a_type, &left);
        meant(m, unrenamed(decisions, d, x->b), x->b_type, &right);
        for (uint32_t i = 0; verb == STM_DIFFERENT && i < left.count; i++) {
            tag(m, left.items[i], 2 * d + 2);
        }
        for (uint32_t i = 0; verb == STM_DIFFERENT && i < right.count; i++) {
            tag(m, right.items[i], 2 * d + 3);
        }
        for (uint32_t i = 0; verb == STM_SAME && i < left.count; i++) {
            for (uint32_t k = 0; k < right.count; k++) {
                join(m, left.items[i], right.items[k], "user");
            }
        }
    }
    stm_vec_free(&left);
    stm_vec_free(&right);
}

/* ---- the answer ---- */

static bool better_name(const matcher *m, uint32_t a, uint32_t b)
{
    const item *x = &m->items[a], *y = &m->items[b];
    bool full_x = x->parted.count > 1 && x->parted.acronym[0] == '\0';
    bool full_y = y->parted.count > 1 && y->parted.acronym[0] == '\0';
    bool unlike =
        x->type == STM_TYPE_PERSON || x->parted.acronym[0] != '\0' || y->parted.acronym[0] != '\0';
    if (unlike && full_x != full_y) {
        return full_x;
    }
    bool initial_x = x->parted.count > 0 && x->parted.words[0].len == 1;
    bool initial_y = y->parted.count > 0 && y->parted.words[0].len == 1;
    if (initial_x != initial_y) {
        return initial_y;
    }
    if (m->records[a].mentions != m->records[b].mentions) {
        return m->records[a].mentions > m->records[b].mentions;
    }
    int compared = stm_str_cmp(m->records[a].name, m->records[b].name);
    return compared != 0 ? compared < 0 : a < b;
}

static void choose_names(matcher *m, stm_identity *out)
{
    uint32_t *best = stm_arena_array(m->arena, m->count + 1u, sizeof *best);
    uint64_t *english = stm_arena_array(m->arena, m->count + 1u, sizeof *english);
    uint64_t(*votes)[STM_TYPE_COUNT] = stm_arena_array(m->arena, m->count + 1u, sizeof *votes);
    if (best == NULL || english == NULL || votes == NULL) {
        m->failed = true;
        return;
    }
    for (uint32_t i = 0; i < m->count; i++) {
        uint32_t r = root(m, i);
        out->group[i] = r;
        best[r] =
            i == r || better_name(m, i, best[r]) ? i : best[r]; /* roots have the smallest index */
        english[r] += m->records[i].mentions_en;
        votes[r][m->items[i].type < STM_TYPE_COUNT ? m->items[i].type : 0] +=
            (uint64_t)m->records[i].mentions + 1;
    }
    for (uint32_t i = 0; i < m->count; i++) {
        if (out->group[i] != i) {
            continue;
        }
        const stm_known *known = m->items[best[i]].known;
        /* A place that is meant by its adjective alone (`Swedish`) is mentioned nowhere: the name it got tells. */
        bool mostly_english = m->items[i].mentions == 0
            ? known != NULL && stm_str_eq(m->records[best[i]].name, known->en)
            : english[i] * 2 > m->items[i].mentions;
        out->name[i] =
            known != NULL ? (mostly_english ? known->en : known->de) : m->records[best[i]].name;
        uint8_t type = STM_TYPE_OTHER;
        for (uint8_t t = 1; t < STM_TYPE_COUNT; t++) {
            bool more = votes[i][t] > (type == STM_TYPE_OTHER ? 0 : votes[i][type]);
            type = more ? t : type;
        }
        out->type[i] = known != NULL ? known->type : type;
    }
}

static void apply_names(
    matcher *m, const stm_decision *decisions, uint32_t count, stm_identity *out)
{
    indices list = {0};
    for (uint32_t d = 0; d < count && !m->failed; d++) {
        const stm_decision *x = &decisions[d];
        if (x->verb != STM_RENAME && x->verb != STM_TYPE) {
            continue;
        }
        meant(m, unrenamed(decisions, d, x->a), x->a_type, &list);
        for (uint32_t i = 0; i < list.count; i++) {
            uint32_t r = root(m, list.items[i]);
            if (x->verb == STM_RENAME) {
                out->name[r] = x->b;
            } else {
                out->type[r] = (uint8_t)stm_type_of(x->b, NULL);
            }
        }
    }
    stm_vec_free(&list);
}

/* qsort has no context: names are compared through pointers to the records. */
typedef struct sorted {
    const stm_identity_record *record;
    uint32_t index;
} sorted;

static int compare_sorted(const void *a, const void *b)
{
    const sorted *x = a, *y = b;
    int compared = stm_str_cmp(x->record->name, y->record->name);
    if (compared != 0) {
        return compared;
    }
    int types = (int)x->record->type - (int)y->record->type;
    int named = (int)y->record->named - (int)x->record->named;
    return types != 0 ? types : named != 0 ? named : x->index < y->index ? -1 : 1;
}

static void sort_records(matcher *m)
{
    sorted *list = stm_arena_array(m->arena, m->count + 1u, sizeof *list);
    m->order = stm_arena_array(m->arena, m->count + 1u, sizeof *m->order);
    if (list == NULL || m->order == NULL) {
        m->failed = true;
        return;
    }
    for (uint32_t i = 0; i < m->count; i++) {
        list[i] = (sorted){&m->records[i], i};
    }
    qsort(list, m->count, sizeof *list, compare_sorted);
    for (uint32_t i = 0; i < m->count; i++) {
        m->order[i] = list[i].index;
    }
}

static void run(
    matcher *m, const stm_decision *decisions, uint32_t decision_count, stm_identity *out)
{
    sort_records(m);
    for (uint32_t i = 0; i < m->count && !m->failed; i++) {
        take_apart(m, i);
        m->rule[i] = "";
    }
    for (uint32_t k = 0; k < m->count && !m->failed; k++) {
        uint32_t i =
            m->order[m->count - 1 - k]; /* lists are built backwards, so they run in order */
        put(m, m->records[i].named ? 'n' : 'u', m->items[i].parted.fold, i);
    }
    decide(m, decisions, decision_count, STM_DIFFERENT);
    decide(m, decisions, decision_count, STM_SAME);
    if (!m->failed) {
        join_equal_names(m);
        join_table(m);
        join_aliases(m);
        join_persons(m);
        join_acronyms(m);
    }
    if (!m->failed) {
        choose_names(m, out);
        apply_names(m, decisions, decision_count, out);
    }
}

stemma_status stm_identity_resolve(const stm_names_tables *tables,
    const stm_identity_record *records, uint32_t count, const stm_decision *decisions,
    uint32_t decision_count, stm_arena *arena, stm_identity *out, stemma_error *err)
{
    matcher m = {.tables = tables, .records = records, .count = count, .arena = arena};
    m.items = stm_arena_array(arena, count + 1u, sizeof *m.items);
    m.rule = out->rule = stm_arena_array(arena, count + 1u, sizeof *out->rule);
    out->group = stm_arena_array(arena, count + 1u, sizeof *out->group);
    out->name = stm_arena_array(arena, count + 1u, sizeof *out->name);
    out->type = stm_arena_array(arena, count + 1u, sizeof *out->type);
    stm_buf_init(&m.buffer);
    stm_intern_init(&m.keys);
    m.failed = m.items == NULL || m.rule == NULL || out->group == NULL || out->name == NULL ||
        out->type == NULL || !stm_vec_push(&m.links, (link){NO_TAG, 0});
    if (!m.failed) {
        run(&m, decisions, decision_count, out);
    }
    stm_buf_dispose(&m.buffer);
    stm_intern_dispose(&m.keys);
    stm_vec_free(&m.links);
    stm_vec_free(&m.blocks);
    return m.failed ? stm_fail_nomem(err) : STEMMA_OK;
}
