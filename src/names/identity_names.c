/* Names taken apart, and the index keys made of the pieces.
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

static bool initial(stm_str word)
{
    return stm_utf8_count(word) == 1;
}

static bool word_agrees(stm_str a, stm_str b)
{
    return stm_str_eq(a, b) || (initial(a) && stm_str_starts(b, a)) ||
        (initial(b) && stm_str_starts(a, b));
}

bool stm_identity_given_agree(const stm_parted *a, const stm_parted *b)
{
    const stm_parted *longer = a->count >= b->count ? a : b, *shorter = longer == a ? b : a;
    if (shorter->count < 2 || longer->count > STM_PARTED_WORDS ||
        !word_agrees(a->words[0], b->words[0])) {
        return false;
    }
    uint32_t at = 1;
    for (uint32_t i = 1; i + 1 < shorter->count; i++, at++) {
        while (at + 1 < longer->count && !word_agrees(longer->words[at], shorter->words[i])) {
            at++;
        }
        if (at + 1 >= longer->count) {
            return false;
        }
    }
    return true;
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

static void add_key(uint64_t keys[STM_IDENTITY_KEYS], uint32_t *count, char kind, stm_str text)
{
    uint64_t key = stm_hash_bytes(text.ptr, text.len, (uint64_t)(unsigned char)kind);
    for (uint32_t i = 0; i < *count; i++) {
        if (keys[i] == key) {
            return;
        }
    }
    if (*count < STM_IDENTITY_KEYS && text.len > 0) {
        keys[(*count)++] = key;
    }
}

uint32_t stm_identity_keys(
    const stm_names_tables *tables, stm_str name, uint8_t type, uint64_t keys[STM_IDENTITY_KEYS])
{
    uint32_t count = 0;
    stm_parted parted;
    stm_buf buffer;
    stm_buf_init(&buffer);
    stm_identity_part(tables, name, &buffer, &parted);
    const stm_known *known = stm_identity_known(tables, name, type);
    if (known != NULL) {
        add_key(keys, &count, 't', known->de);
    }
    add_key(keys, &count, 'n', parted.fold);
    bool personal = type == STM_TYPE_PERSON || type == STM_TYPE_OTHER;
    if (personal && parted.count >= 1 && parted.count <= STM_PARTED_WORDS) {
        add_key(keys, &count, 'f', parted.words[parted.count - 1]);
    }
    if (type != STM_TYPE_PERSON) {
        add_key(keys, &count, 'a', stm_str_of(parted.acronym));
        add_key(keys, &count, 'a', stm_str_of(parted.initials));
    }
    stm_buf_dispose(&buffer);
    return count;
}
