/* Every ceiling of the library, with its reason. Passing one gives STEMMA_ERR_LIMIT.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_LIMITS_H
#define STM_LIMITS_H
#define STM_MAX_DOCUMENT_BYTES (64u << 20) /* byte offsets are 32 bit; a book has about 1 MB */
#define STM_MAX_SENTENCE_TOKENS 2000u      /* arc scoring is quadratic; longer ones are cut */
#define STM_MAX_NAME_BYTES 2000u           /* longer names of actors are cut before the store */
#define STM_MAX_FILE_BYTES (1ull << 31)    /* graph and triple files read into memory at once */
#endif
