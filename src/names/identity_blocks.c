/* The blocks in which records of a collection meet, as numbers for an index: so that after a change only the records
 * that it can reach are compared again. Three ways to meet: records of one block are compared with each other (`ties`:
 * equal name, table entry); a record looks into a block and joins the only actor that
 * stands there (`looks`: an alias, a fuller name of a person, a family name alone, an acronym); and a record stands in a block into which others
 * look, who are found in the block of their own (`watchers`). Must say the same as the rules of identity.c; the test
 * unit/settle compares both on random collections. SPDX-License-Identifier: GPL-2.0-or-later */
#include "names/identity_names.h"

#include "base/hash.h"

enum { SHORTEST_ACRONYM = 3 };

typedef struct blocking {
    stm_blocks *out;
    stm_buf buffer; /* of the name taken apart */
    stm_buf key;
    bool failed;
} blocking;

/* Keys of texts with the same last word stand side by side in an index: all blocks of a person are on one page of the
 * file, which makes a change several times cheaper than keys at random. */
static uint64_t key_of(char kind, stm_str text)
{
    uint32_t last = text.len;
    while (last > 0 && text.ptr[last - 1] != ' ') {
        last--;
    }
    uint64_t neighbours = stm_hash_bytes(text.ptr + last, text.len - last, 0);
    return (neighbours & 0xFFFFFFFF00000000u) |
        stm_hash_bytes(text.ptr, text.len, (uint64_t)(unsigned char)kind) >> 32;
}

uint64_t stm_identity_name_block(const stm_names_tables *tables, stm_str name, stm_buf *buffer)
{
    stm_identity_fold(tables, name, buffer);
    return key_of('n', stm_buf_view(buffer));
}

static void add(blocking *b, char kind, stm_str text, uint8_t use)
{
    if (text.len > 0) {
        b->failed = b->failed || !stm_vec_push(b->out, (stm_block){key_of(kind, text), use, 0});
    }
}

static void add_look(blocking *b, char kind, stm_str text, stm_look look)
{
    if (text.len > 0) {
        stm_block block = {key_of(kind, text), STM_BLOCK_LOOKS, (uint8_t)look};
        b->failed = b->failed || !stm_vec_push(b->out, block);
    }
}

/* `Elon Musk` stands where `Elon Musk` of any middle name looks, and where `E. Musk` does. */
static void add_full_name(blocking *b, const stm_parted *p)
{
    bool initial = stm_identity_has_initial(p), alone = stm_identity_is_alone(p);
    stm_str letter = stm_identity_given_key(p, true, &b->key);
    add(b, 'g', letter, STM_BLOCK_STANDS);
    add(b, 'h', letter, STM_BLOCK_WATCHERS);
    if (initial) {
        add(b, 'h', letter, STM_BLOCK_STANDS);
        add_look(b, 'g', letter, STM_LOOK_FULLER);
    }
    stm_str given = stm_identity_given_key(p, false, &b->key);
    add(b, 'f', given, STM_BLOCK_STANDS | STM_BLOCK_WATCHERS);
    if (!initial && !alone) {
        add_look(b, 'f', given, STM_LOOK_FULLER);
    }
    b->failed = b->failed || b->key.failed;
}

static void add_person(blocking *b, const stm_parted *p, uint8_t type, const stm_known *known)
{
    bool person = stm_identity_is_person(p, type), alone = stm_identity_is_alone(p);
    stm_str family =
        p->count == 0 || p->count > STM_PARTED_WORDS ? STM_EMPTY : p->words[p->count - 1];
    if (alone && (person || (type == STM_TYPE_OTHER && p->count == 1 && known == NULL))) {
        add(b, 'o', family, STM_BLOCK_STANDS);
        add_look(b, 'l', family, STM_LOOK_FAMILY);
    }
    if (person && p->count > 1) {
        add_full_name(b, p);
        add(b, 'l', family, STM_BLOCK_STANDS);
        add(b, 'o', family, STM_BLOCK_WATCHERS);
    }
}

static void add_acronym(blocking *b, const stm_parted *p, uint8_t type, const stm_known *known)
{
    stm_str initials = stm_str_of(p->initials), acronym = stm_str_of(p->acronym);
    if (type == STM_TYPE_ORGANIZATION && initials.len >= SHORTEST_ACRONYM) {
        add(b, 'i', initials, STM_BLOCK_STANDS);
        add(b, 'c', initials, STM_BLOCK_WATCHERS);
    }
    bool fits = type == STM_TYPE_ORGANIZATION || type == STM_TYPE_OTHER;
    if (acronym.len >= SHORTEST_ACRONYM && known == NULL && fits) {
        add(b, 'c', acronym, STM_BLOCK_STANDS);
        add_look(b, 'i', acronym, STM_LOOK_ACRONYM);
    }
}

static void add_aliases(
    blocking *b, const stm_names_tables *tables, const stm_identity_record *r, stm_str own)
{
    stm_buf folded;
    stm_buf_init(&folded);
    for (uint32_t i = 0; i < r->alias_count; i++) {
        stm_identity_fold(tables, r->aliases[i], &folded);
        b->failed = b->failed || folded.failed;
        if (!b->failed && !stm_str_eq(stm_buf_view(&folded), own)) {
            add(b, 'a', stm_buf_view(&folded), STM_BLOCK_STANDS);
            add(b, 'n', stm_buf_view(&folded), STM_BLOCK_WATCHERS);
        }
    }
    stm_buf_dispose(&folded);
}

bool stm_identity_blocks(
    const stm_names_tables *tables, const stm_identity_record *r, stm_blocks *out)
{
    blocking b = {.out = out};
    stm_parted p;
    stm_buf_init(&b.buffer);
    stm_buf_init(&b.key);
    stm_identity_part(tables, r->name, &b.buffer, &p);
    b.failed = b.buffer.failed;
    if (!b.failed) {
        add(&b, 'n', p.fold, STM_BLOCK_STANDS | STM_BLOCK_TIES);
    }
    if (!b.failed && r->named) {
        const stm_known *known = stm_identity_known(tables, r->name, r->type);
        uint8_t type = known != NULL ? known->type : r->type;
        if (known != NULL) {
            add(&b, 't', known->de, STM_BLOCK_STANDS | STM_BLOCK_TIES);
        }
        add_look(&b, 'a', p.fold, STM_LOOK_ALIAS);
        add_person(&b, &p, type, known);
        add_acronym(&b, &p, type, known);
        add_aliases(&b, tables, r, p.fold);
    }
    stm_buf_dispose(&b.buffer);
    stm_buf_dispose(&b.key);
    return !b.failed;
}
