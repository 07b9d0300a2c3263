/* MinHash (Broder 1997) over shingles of four words, banded for lookup. One 64-bit hash a shingle;
 * the k-th hash function is a mix of that hash with the k-th fixed seed. Words compare in lower
 * case (ASCII and Latin letters), so that headlines in capitals do not matter. Deliberately no stop
 * words: the order of small words marks a copy. SPDX-License-Identifier: GPL-2.0-or-later */
#include "text/minhash.h"

#include "base/hash.h"

enum { FEWEST_SHINGLES = 8, ROWS = STM_MINHASH_SIZE / STM_MINHASH_BANDS };

static bool is_letter(unsigned char c)
{
    return c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Quotes, dashes and the like (U+2010..U+203F, U+00A0..U+00BF): they separate words. Returns their
 * bytes, 0 if none. */
static uint32_t separator(stm_str s, uint32_t at)
{
    const unsigned char *b = (const unsigned char *)s.ptr + at;
    uint32_t left = s.len - at;
    if (left >= 2 && b[0] == 0xC2) {
        return 2;
    }
    return left >= 3 && b[0] == 0xE2 && b[1] == 0x80 ? 3 : 0;
}

static unsigned char lower(unsigned char previous, unsigned char c)
{
    bool ascii = c >= 'A' && c <= 'Z';
    bool latin = previous == 0xC3 && c >= 0x80 && c <= 0x9E && c != 0x97; /* À to Þ without × */
    return ascii || latin ? (unsigned char)(c + 0x20) : c;
}

/* Hash of the next word, 0 at the end. */
static uint64_t next_word(stm_str text, uint32_t *at)
{
    uint32_t i = *at, skip;
    while (i < text.len && (!is_letter((unsigned char)text.ptr[i]) || separator(text, i) > 0)) {
        skip = separator(text, i);
        i += skip > 0 ? skip : 1;
    }
    uint64_t hash = 0;
    unsigned char previous = 0;
    while (i < text.len && is_letter((unsigned char)text.ptr[i]) && separator(text, i) == 0) {
        unsigned char c = (unsigned char)text.ptr[i++];
        hash = (hash ^ lower(previous, c)) * 0x100000001b3ull + 1;
        previous = c;
    }
    *at = i;
    return hash == 0 ? 0 : stm_hash_mix(hash) | 1;
}

static void add_shingle(stm_minhash *out, uint64_t shingle)
{
    for (uint32_t k = 0; k < STM_MINHASH_SIZE; k++) {
        uint32_t value = (uint32_t)stm_hash_mix(shingle + (k + 1) * 0x9e3779b97f4a7c15ull);
        out->minima[k] = value < out->minima[k] ? value : out->minima[k];
    }
    out->shingles++;
}

void stm_minhash_sign(stm_str text, stm_minhash *out)
{
    uint64_t window[STM_MINHASH_SHINGLE_WORDS] = {0};
    uint32_t at = 0, words = 0;
    memset(out->minima, 0xFF, sizeof out->minima);
    out->shingles = 0;
    for (uint64_t word = next_word(text, &at); word != 0; word = next_word(text, &at)) {
        window[words++ % STM_MINHASH_SHINGLE_WORDS] = word;
        if (words < STM_MINHASH_SHINGLE_WORDS) {
            continue;
        }
        uint64_t shingle = 0;
        for (uint32_t i = 0; i < STM_MINHASH_SHINGLE_WORDS; i++) {
            shingle = stm_hash_mix(shingle ^ window[(words + i) % STM_MINHASH_SHINGLE_WORDS]);
        }
        add_shingle(out, shingle);
    }
}

double stm_minhash_similarity(const stm_minhash *a, const stm_minhash *b)
{
    uint32_t equal = 0;
    if (a->shingles < FEWEST_SHINGLES || b->shingles < FEWEST_SHINGLES) {
        return 0;
    }
    for (uint32_t k = 0; k < STM_MINHASH_SIZE; k++) {
        equal += a->minima[k] == b->minima[k] ? 1 : 0;
    }
    return (double)equal / STM_MINHASH_SIZE;
}

void stm_minhash_bands(const stm_minhash *signature, uint64_t bands[STM_MINHASH_BANDS])
{
    for (uint32_t b = 0; b < STM_MINHASH_BANDS; b++) {
        uint64_t key = b + 1;
        for (uint32_t r = 0; r < ROWS; r++) {
            key = stm_hash_mix(key ^ signature->minima[b * ROWS + r] * 0x9e3779b97f4a7c15ull);
        }
        bands[b] = key;
    }
}
