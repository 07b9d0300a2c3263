/* Names taken apart, and whether two of them agree.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "names/identity_names.h"

#include "base/hash.h"
#include "base/utf8.h"
#include "unicode/casing.h"

enum { LONGEST_ACRONYM = 6 };

static char small_letter(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static bool plain_capital(char c)
{
    return c >= 'A' && c <= 'Z';
}

static void read_acronym(stm_str name, char out[STM_ACRONYM_BYTES])
{
    uint32_t length = 0;
    for (uint32_t i = 0; i < name.len; i++) {
        if (name.ptr[i] == '.') {
            continue;
        }
        if (!plain_capital(name.ptr[i]) || length == LONGEST_ACRONYM) {
            return;
        }
        length++;
    }
    if (length < 2) {
        return;
    }
    uint32_t at = 0;
    for (uint32_t i = 0; i < name.len; i++) {
        if (name.ptr[i] != '.') {
            out[at++] = small_letter(name.ptr[i]);
        }
    }
}

static void read_initials(stm_str name, char out[STM_ACRONYM_BYTES])
{
    stm_str rest = name, word = STM_EMPTY;
    uint32_t length = 0, words = 0;
    while (stm_str_next(&rest, ' ', &word)) {
        if (word.len == 0 || !plain_capital(word.ptr[0])) {
            continue;
        }
        words++;
        if (length < LONGEST_ACRONYM) {
            out[length++] = small_letter(word.ptr[0]);
        }
    }
    if (words < 2 || words > LONGEST_ACRONYM) {
        memset(out, 0, STM_ACRONYM_BYTES);
    }
}

void stm_identity_part(
    const stm_names_tables *tables, stm_str name, stm_buf *buffer, stm_parted *out)
{
    memset(out, 0, sizeof *out);
    stm_identity_fold(tables, name, buffer);
    out->fold = stm_buf_view(buffer);
    stm_str rest = out->fold, word = STM_EMPTY;
    while (stm_str_next(&rest, ' ', &word)) {
        if (out->count < STM_PARTED_WORDS) {
            out->words[out->count] = word;
        }
        out->count += out->count <= STM_PARTED_WORDS ? 1 : 0;
    }
    stm_str bare = stm_names_without_legal(tables, name);
    read_acronym(bare, out->acronym);
    read_initials(bare, out->initials);
}

static bool is_initial(stm_str word)
{
    return stm_utf8_count(word) == 1;
}

/* Does the word of a fuller name say what this one says? `e` is said by `elon`, not the reverse. */
static bool says(stm_str fuller, stm_str word)
{
    return stm_str_eq(fuller, word) || (is_initial(word) && stm_str_starts(fuller, word));
}

bool stm_identity_says_more(const stm_parted *fuller, const stm_parted *p)
{
    if (p->count < 2 || fuller->count < p->count || fuller->count > STM_PARTED_WORDS ||
        !stm_str_eq(fuller->words[fuller->count - 1], p->words[p->count - 1]) ||
        !says(fuller->words[0], p->words[0])) {
        return false;
    }
    uint32_t at = 1;
    for (uint32_t i = 1; i + 1 < p->count; i++, at++) {
        while (at + 1 < fuller->count && !says(fuller->words[at], p->words[i])) {
            at++;
        }
        if (at + 1 >= fuller->count) {
            return false;
        }
    }
    return !stm_str_eq(fuller->fold, p->fold);
}

bool stm_identity_ends_with(const stm_parted *fuller, const stm_parted *p)
{
    if (fuller->count <= p->count || fuller->count > STM_PARTED_WORDS) {
        return false;
    }
    for (uint32_t i = 1; i <= p->count; i++) {
        if (!stm_str_eq(fuller->words[fuller->count - i], p->words[p->count - i])) {
            return false;
        }
    }
    return true;
}

bool stm_identity_is_person(const stm_parted *p, uint8_t type)
{
    return type == STM_TYPE_PERSON && p->count <= STM_PARTED_WORDS;
}

bool stm_identity_has_initial(const stm_parted *p)
{
    return p->count > 1 && is_initial(p->words[0]);
}

bool stm_identity_is_alone(const stm_parted *p)
{
    static const char *const PARTICLES[] = {"von", "van", "de", "di", "da", "del", "della", "der",
        "den", "dos", "du", "al", "el", "la", "le", "ter", "vom", "zu", "zur"};
    for (size_t i = 0; i < sizeof PARTICLES / sizeof PARTICLES[0] && p->count > 1; i++) {
        if (stm_str_is(p->words[0], PARTICLES[i]) && p->count <= STM_PARTED_WORDS) {
            return true;
        }
    }
    return p->count == 1;
}

stm_str stm_identity_given_key(const stm_parted *p, bool initial, stm_buf *key)
{
    stm_str given = p->words[0];
    uint32_t letter = given.len == 0 ? 0 : 1;
    while (letter < given.len && ((unsigned char)given.ptr[letter] & 0xC0) == 0x80) {
        letter++;
    }
    stm_buf_clear(key);
    stm_buf_str(key, initial ? stm_str_sub(given, 0, letter) : given);
    stm_buf_char(key, ' ');
    stm_buf_str(key, p->words[p->count - 1]);
    return key->failed ? STM_EMPTY : stm_buf_view(key);
}

const stm_known *stm_identity_known(const stm_names_tables *tables, stm_str name, uint8_t type)
{
    const stm_known *known = stm_names_known(tables, name);
    if (known == NULL) {
        known = stm_names_known(tables, stm_names_without_legal(tables, name));
    }
    bool person = type == STM_TYPE_PERSON,
         known_person = known != NULL && known->type == STM_TYPE_PERSON;
    return known == NULL || (person != known_person && type != STM_TYPE_OTHER) ? NULL : known;
}

static bool is_weak(uint32_t less, uint32_t more)
{
    return more >= 10 && less * 10 <= more;
}

bool stm_identity_types_agree(
    uint8_t type_a, uint32_t mentions_a, uint8_t type_b, uint32_t mentions_b)
{
    if (type_a == type_b || type_a == STM_TYPE_OTHER || type_b == STM_TYPE_OTHER) {
        return true;
    }
    uint32_t pair = 1u << type_a | 1u << type_b;
    if (pair == (1u << STM_TYPE_PERSON | 1u << STM_TYPE_LOCATION)) {
        return false;
    }
    return is_weak(mentions_a, mentions_b) || is_weak(mentions_b, mentions_a);
}

static bool alias_fits(
    const stm_names_tables *tables, const stm_identity_record *a, const stm_identity_record *b)
{
    const stm_known *x = stm_identity_known(tables, a->name, a->type),
                    *y = stm_identity_known(tables, b->name, b->type);
    return stm_identity_types_agree(
        x != NULL ? x->type : a->type, a->mentions, y != NULL ? y->type : b->type, b->mentions);
}

bool stm_identity_look_fits(const stm_names_tables *tables, stm_look look,
    const stm_identity_record *a, const stm_identity_record *b, bool *failed)
{
    if (look == STM_LOOK_ALIAS) {
        return alias_fits(tables, a, b);
    }
    if (look == STM_LOOK_ACRONYM) {
        return true;
    }
    stm_parted x, y;
    stm_buf one, two;
    stm_buf_init(&one);
    stm_buf_init(&two);
    stm_identity_part(tables, a->name, &one, &x);
    stm_identity_part(tables, b->name, &two, &y);
    *failed = *failed || one.failed || two.failed;
    bool fits = !*failed &&
        (look == STM_LOOK_FULLER ? stm_identity_says_more(&y, &x) : stm_identity_ends_with(&y, &x));
    stm_buf_dispose(&one);
    stm_buf_dispose(&two);
    return fits;
}
