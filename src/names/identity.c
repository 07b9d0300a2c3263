/* Which records of a collection are one actor, and under what name and type they are shown. Records
 * meet only in blocks (identity_rules.c), so time is about linear in their number. Everything runs in
 * the order of names, never of records: the answer does not depend on the order of reading.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "names/identity_match.h"

#include <stdlib.h>

static void take_apart(stm_matcher *m, uint32_t i)
{
    const stm_identity_record *r = &m->records[i];
    stm_match_item *it = &m->items[i];
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

/* ---- the user's decisions ---- */

typedef STM_VEC(uint32_t) indices;

/* Records that a name in a decision means: equal folded names, of the type when one was given. */
static void meant(stm_matcher *m, stm_str name, uint8_t type, void *out)
{
    indices *list = out;
    stm_buf folded;
    stm_buf_init(&folded);
    stm_identity_fold(m->tables, name, &folded);
    m->failed = m->failed || folded.failed;
    stm_vec_clear(list);
    for (int unnamed = 0; unnamed < 2 && !m->failed; unnamed++) {
        stm_match_block *b = stm_match_block_of(m, unnamed != 0 ? 'u' : 'n', stm_buf_view(&folded));
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

static void tag(stm_matcher *m, uint32_t record, uint32_t value)
{
    m->items[record].tags = stm_match_link_add(m, value, m->items[record].tags);
}

static void decide(stm_matcher *m, const stm_decision *decisions, uint32_t count, stm_verb verb)
{
    indices left = {0}, right = {0};
    for (uint32_t d = 0; d < count && !m->failed; d++) {
        const stm_decision *x = &decisions[d];
        if (x->verb != verb || overruled(decisions, count, d)) {
            continue;
        }
        meant(m, stm_decision_old_name(decisions, d, x->a), x->a_type, &left);
        meant(m, stm_decision_old_name(decisions, d, x->b), x->b_type, &right);
        for (uint32_t i = 0; verb == STM_DIFFERENT && i < left.count; i++) {
            tag(m, left.items[i], 2 * d + 2);
        }
        for (uint32_t i = 0; verb == STM_DIFFERENT && i < right.count; i++) {
            tag(m, right.items[i], 2 * d + 3);
        }
        for (uint32_t i = 0; verb == STM_SAME && i < left.count; i++) {
            for (uint32_t k = 0; k < right.count; k++) {
                stm_match_join(m, left.items[i], right.items[k], "user");
            }
        }
    }
    stm_vec_free(&left);
    stm_vec_free(&right);
}

/* ---- the answer ---- */

static bool better_name(const stm_matcher *m, uint32_t a, uint32_t b)
{
    const stm_match_item *x = &m->items[a], *y = &m->items[b];
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

static void choose_names(stm_matcher *m, stm_identity *out)
{
    uint32_t *best = stm_arena_array(m->arena, m->count + 1u, sizeof *best);
    uint64_t *english = stm_arena_array(m->arena, m->count + 1u, sizeof *english);
    uint64_t(*votes)[STM_TYPE_COUNT] = stm_arena_array(m->arena, m->count + 1u, sizeof *votes);
    if (best == NULL || english == NULL || votes == NULL) {
        m->failed = true;
        return;
    }
    for (uint32_t i = 0; i < m->count; i++) {
        uint32_t r = stm_match_root(m, i);
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
    stm_matcher *m, const stm_decision *decisions, uint32_t count, stm_identity *out)
{
    indices list = {0};
    for (uint32_t d = 0; d < count && !m->failed; d++) {
        const stm_decision *x = &decisions[d];
        if (x->verb != STM_RENAME && x->verb != STM_TYPE) {
            continue;
        }
        meant(m, stm_decision_old_name(decisions, d, x->a), x->a_type, &list);
        for (uint32_t i = 0; i < list.count; i++) {
            uint32_t r = stm_match_root(m, list.items[i]);
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

static void sort_records(stm_matcher *m)
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
    stm_matcher *m, const stm_decision *decisions, uint32_t decision_count, stm_identity *out)
{
    sort_records(m);
    for (uint32_t i = 0; i < m->count && !m->failed; i++) {
        take_apart(m, i);
        m->rule[i] = "";
    }
    for (uint32_t k = 0; k < m->count && !m->failed; k++) {
        uint32_t i =
            m->order[m->count - 1 - k]; /* lists are built backwards, so they run in order */
        stm_match_put(m, m->records[i].named ? 'n' : 'u', m->items[i].parted.fold, i);
    }
    decide(m, decisions, decision_count, STM_DIFFERENT);
    decide(m, decisions, decision_count, STM_SAME);
    if (!m->failed) {
        stm_match_equal_names(m);
        stm_match_table(m);
        stm_match_aliases(m);
        stm_match_persons(m);
        stm_match_acronyms(m);
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
    stm_matcher m = {.tables = tables, .records = records, .count = count, .arena = arena};
    m.items = stm_arena_array(arena, count + 1u, sizeof *m.items);
    m.rule = out->rule = stm_arena_array(arena, count + 1u, sizeof *out->rule);
    out->group = stm_arena_array(arena, count + 1u, sizeof *out->group);
    out->name = stm_arena_array(arena, count + 1u, sizeof *out->name);
    out->type = stm_arena_array(arena, count + 1u, sizeof *out->type);
    stm_buf_init(&m.buffer);
    stm_intern_init(&m.keys);
    m.failed = m.items == NULL || m.rule == NULL || out->group == NULL || out->name == NULL ||
        out->type == NULL || !stm_vec_push(&m.links, (stm_match_link){NO_TAG, 0});
    if (!m.failed) {
        run(&m, decisions, decision_count, out);
    }
    stm_buf_dispose(&m.buffer);
    stm_intern_dispose(&m.keys);
    stm_vec_free(&m.links);
    stm_vec_free(&m.blocks);
    return m.failed ? stm_fail_nomem(err) : STEMMA_OK;
}
