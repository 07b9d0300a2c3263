/* Looking words up in the sorted lists of the rules. SPDX-License-Identifier: GPL-2.0-or-later */
#include "facts/words.h"

enum { WORD_BYTES = 128 };

const stm_fact_words stm_fact_words_none = {0};

/* Both kinds of list are rows that begin with the word; NULL when it is in none. */
static const void *search(const void *rows, uint32_t count, size_t row_bytes, stm_str word)
{
    uint32_t low = 0, high = count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        const void *row = (const char *)rows + middle * row_bytes;
        int order = stm_str_cmp(word, stm_str_of(*(const char *const *)row));
        if (order == 0) {
            return row;
        }
        if (order < 0) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return NULL;
}

/* Lower case of ASCII and of Ä Ö Ü (C3 84, C3 96, C3 9C) anywhere: enough for "LAUT", "Überall". */
static stm_str lower(stm_str word, char out[WORD_BYTES])
{
    for (uint32_t i = 0; i < word.len; i++) {
        unsigned char c = (unsigned char)word.ptr[i];
        bool umlaut = i > 0 && (unsigned char)word.ptr[i - 1] == 0xC3u && c >= 0x80u && c <= 0x9Eu;
        out[i] = (char)((c >= 'A' && c <= 'Z') || umlaut ? c + 32 : c);
    }
    return (stm_str){out, word.len};
}

static const void *find(const void *rows, uint32_t count, size_t row_bytes, stm_str word, bool fold)
{
    if (count == 0 || word.len == 0 || word.len >= WORD_BYTES) {
        return NULL;
    }
    char low[WORD_BYTES];
    const void *row = search(rows, count, row_bytes, word);
    return row == NULL && fold ? search(rows, count, row_bytes, lower(word, low)) : row;
}

bool stm_words_have(stm_word_list list, stm_str word, bool fold)
{
    return find(list.words, list.count, sizeof *list.words, word, fold) != NULL;
}

const stm_word_value *stm_words_value(stm_value_list list, stm_str word, bool fold)
{
    return find(list.words, list.count, sizeof *list.words, word, fold);
}

bool stm_words_end(stm_word_list list, stm_str word)
{
    for (uint32_t i = 0; i < list.count; i++) {
        if (stm_str_ends(word, stm_str_of(list.words[i]))) {
            return true;
        }
    }
    return false;
}
