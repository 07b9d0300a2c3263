/* The word that somebody may have meant: one letter wrong, missing, too many or swapped with its neighbour, or two of them in
 * a word of six or more. SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "cli.h"

enum { LONGEST = 40 };

static unsigned least(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

/* Edit distance with swaps (Damerau, optimal string alignment); LONGEST for words that are too long. */
static unsigned distance(const char *a, size_t n, const char *b, size_t m)
{
    unsigned rows[3][LONGEST + 1];
    if (n > LONGEST || m > LONGEST) {
        return LONGEST;
    }
    for (size_t j = 0; j <= m; j++) {
        rows[0][j] = (unsigned)j;
    }
    for (size_t i = 1; i <= n; i++) {
        unsigned *now = rows[i % 3], *last = rows[(i + 2) % 3], *before = rows[(i + 1) % 3];
        now[0] = (unsigned)i;
        for (size_t j = 1; j <= m; j++) {
            unsigned cost = a[i - 1] == b[j - 1] ? 0 : 1;
            now[j] = least(least(now[j - 1], last[j]) + 1, last[j - 1] + cost);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                now[j] = least(now[j], before[j - 2] + 1);
            }
        }
    }
    return rows[n % 3][m];
}

void cli_meant_consider(cli_meant *meant, const char *word)
{
    unsigned d = distance(meant->typed, meant->length, word, strlen(word));
    unsigned most = meant->length >= 6 ? 2 : 1;
    if (d <= most && (meant->word == NULL || d < meant->distance)) {
        meant->word = word;
        meant->distance = d;
    }
}
