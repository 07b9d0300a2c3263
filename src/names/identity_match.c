/* Union-find over records, with pairs that must not meet in one group, and the blocks in which records
 * meet. SPDX-License-Identifier: GPL-2.0-or-later */
#include "names/identity_match.h"

uint32_t stm_match_root(stm_matcher *m, uint32_t i)
{
    while (m->items[i].parent != i) {
        m->items[i].parent = m->items[m->items[i].parent].parent;
        i = m->items[i].parent;
    }
    return i;
}

uint32_t stm_match_link_add(stm_matcher *m, uint32_t value, uint32_t next)
{
    if (!stm_vec_push(&m->links, (stm_match_link){value, next})) {
        m->failed = true;
        return 0;
    }
    return m->links.count - 1;
}

stm_match_block *stm_match_block_of(stm_matcher *m, char kind, stm_str text)
{
    stm_buf_clear(&m->buffer);
    stm_buf_char(&m->buffer, kind);
    stm_buf_str(&m->buffer, text);
    uint32_t id = m->buffer.failed ? 0 : stm_intern_add(&m->keys, stm_buf_view(&m->buffer));
    m->failed = m->failed || id == 0;
    while (m->blocks.count <= id && !m->failed) {
        m->failed = !stm_vec_push(&m->blocks, (stm_match_block){0});
    }
    return m->failed ? NULL : &m->blocks.items[id];
}

void stm_match_put(stm_matcher *m, char kind, stm_str text, uint32_t record)
{
    stm_match_block *b = text.len == 0 ? NULL : stm_match_block_of(m, kind, text);
    if (b != NULL) {
        uint32_t cell = stm_match_link_add(m, record, b->first);
        b = stm_match_block_of(m, kind, text);
        if (b != NULL) {
            b->first = cell;
        }
    }
}

/* Pairs of tags 2k, 2k + 1 must not meet in one group. */
static bool forbidden(const stm_matcher *m, uint32_t a, uint32_t b)
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

bool stm_match_join(stm_matcher *m, uint32_t a, uint32_t b, const char *rule)
{
    uint32_t x = stm_match_root(m, a), y = stm_match_root(m, b);
    if (x == y || m->records[a].witness || m->records[b].witness || forbidden(m, x, y)) {
        return false;
    }
    uint32_t low = x < y ? x : y, high = x < y ? y : x;
    m->items[high].parent = low;
    m->items[low].mentions += m->items[high].mentions;
    for (uint32_t t = m->items[high].tags; t != 0; t = m->links.items[t].next) {
        m->items[low].tags = stm_match_link_add(m, m->links.items[t].value, m->items[low].tags);
    }
    if (m->rule[a][0] == '\0') {
        m->rule[a] = rule;
    }
    return true;
}

uint32_t stm_match_only_group(
    stm_matcher *m, uint32_t i, char kind, stm_str text, stm_match_fits fit)
{
    stm_match_block *b = text.len == 0 ? NULL : stm_match_block_of(m, kind, text);
    uint32_t found = UINT32_MAX;
    for (uint32_t x = b == NULL ? 0 : b->first; x != 0; x = m->links.items[x].next) {
        uint32_t other = m->links.items[x].value;
        if (other == i || !fit(m, i, other)) {
            continue;
        }
        uint32_t group = stm_match_root(m, other);
        if (found != UINT32_MAX && found != group) {
            return UINT32_MAX;
        }
        found = group;
    }
    return found == stm_match_root(m, i) ? UINT32_MAX : found;
}
