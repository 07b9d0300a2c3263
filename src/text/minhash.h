/* Near copies of a text: MinHash signatures over word shingles (Broder 1997) and banded keys (LSH),
 * so that an agency text printed by ten papers counts as one source. Fixed seeds: the same on every
 * machine and run. SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_MINHASH_H
#define STM_MINHASH_H
#include "base/strings.h"

enum { STM_MINHASH_SIZE = 128, STM_MINHASH_BANDS = 32, STM_MINHASH_SHINGLE_WORDS = 4 };
#define STM_MINHASH_NEAR_COPY 0.5 /* similarity from which two texts are copies of each other */

typedef struct stm_minhash {
    uint32_t minima[STM_MINHASH_SIZE];
    uint32_t shingles; /* counted with repeats; texts with too few are never copies */
} stm_minhash;

/* Signature of a text: words are runs of letters and digits in lower case; the rest does not count.
 */
void stm_minhash_sign(stm_str text, stm_minhash *out);
/* Estimate of the share of common shingles, 0..1; 0 when either text is shorter than a few
 * shingles. */
double stm_minhash_similarity(const stm_minhash *a, const stm_minhash *b);
/* Keys for an index: near copies share at least one with high probability (0.5 alike: 0.87; 0.7:
 * 0.9999). */
void stm_minhash_bands(const stm_minhash *signature, uint64_t bands[STM_MINHASH_BANDS]);
#endif
