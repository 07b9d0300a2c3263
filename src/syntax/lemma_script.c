/* See lemma_script.h. Script text: case letter (k keep, l lower all, c capital first), infix letter
 * (n none, g "ge", z "zu"), umlaut letter (n none, u undone), one letter '0' + number of letters
 * cut, then the letters added.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "syntax/lemma_script.h"

#include <string.h>

#include "syntax/letters.h"

static const char cases[] = "klc", infixes[] = "ngz", umlauts[] = "nu";

typedef struct {
    uint32_t c[STM_LETTERS_MAX];
    size_t n;
} letters;

static bool spell(letters *w, const char *s, size_t n)
{
    w->n = 0;
    for (size_t i = 0; i < n;) {
        if (w->n == STM_LETTERS_MAX)
            return false;
        i += stm_letters_decode(s + i, n - i, &w->c[w->n++]);
    }
    return true;
}

static void change_case(letters *w, char how)
{
    for (size_t i = 0; i < w->n && how != 'k'; i++)
        w->c[i] = how == 'c' && i == 0 ? stm_letters_upper(w->c[i]) : stm_letters_lower(w->c[i]);
}

/* Takes out the first "ge" (or "zu") that leaves at least three letters behind it. */
static bool cut_infix(letters *w, char how)
{
    uint32_t a = how == 'g' ? 'g' : 'z', b = how == 'g' ? 'e' : 'u';
    for (size_t i = how == 'g' ? 0 : 1; i + 5 <= w->n; i++) {
        if (stm_letters_lower(w->c[i]) == a && w->c[i + 1] == b) {
            memmove(w->c + i, w->c + i + 2, (w->n - i - 2) * sizeof *w->c);
            w->n -= 2;
            return true;
        }
    }
    return false;
}

static bool undo_umlaut(letters *w)
{
    for (size_t i = w->n; i-- > 0;) {
        uint32_t low = stm_letters_lower(w->c[i]);
        uint32_t plain = low == 0xE4 ? 'a' : low == 0xF6 ? 'o' : low == 0xFC ? 'u' : 0;
        if (plain) {
            w->c[i] = low == w->c[i] ? plain : plain - 32;
            return true;
        }
    }
    return false;
}

static bool prepare(letters *w, char how, char infix, char umlaut)
{
    change_case(w, how);
    if (infix != 'n' && !cut_infix(w, infix))
        return false;
    return umlaut == 'n' || undo_umlaut(w);
}

static size_t encode_script(
    char *out, const char head[3], size_t cut, const letters *lemma, size_t from)
{
    size_t used = 4;
    memcpy(out, head, 3);
    out[3] = (char)('0' + cut);
    for (size_t i = from; i < lemma->n; i++) {
        if (used + 5 > STM_SCRIPT_MAX)
            return 0;
        used += stm_letters_encode(lemma->c[i], out + used);
    }
    out[used] = '\0';
    return used;
}

bool stm_lemma_script_make(const char *form, const char *lemma, char out[STM_SCRIPT_MAX])
{
    letters whole, goal, w;
    size_t best = (size_t)-1;
    if (!spell(&whole, form, strlen(form)) || !spell(&goal, lemma, strlen(lemma)))
        return false;
    for (size_t variant = 0; variant < 18; variant++) {
        char head[3] = {cases[variant % 3], infixes[variant / 3 % 3], umlauts[variant / 9]};
        w = whole;
        if (!prepare(&w, head[0], head[1], head[2]))
            continue;
        size_t same = 0;
        while (same < w.n && same < goal.n && w.c[same] == goal.c[same])
            same++;
        size_t cost = 2 * (w.n - same + goal.n - same) + (head[0] != 'k') +
            (head[1] != 'n' ? 3u : 0u) + (head[2] != 'n' ? 2u : 0u);
        if (cost < best && w.n - same < 60 && encode_script(out, head, w.n - same, &goal, same))
            best = cost;
    }
    return best != (size_t)-1;
}

bool stm_lemma_script_apply(const char *script, const char *form, size_t length, char *out)
{
    letters w;
    size_t n = strlen(script), used = 0;
    if (n < 4 || script[3] < '0' || !spell(&w, form, length) ||
        !prepare(&w, script[0], script[1], script[2]))
        return false;
    size_t cut = (size_t)(script[3] - '0'), added = n - 4;
    if (cut > w.n)
        return false;
    for (size_t i = 0; i + cut < w.n; i++) {
        if (used + added + 5 > STM_LEMMA_MAX)
            return false;
        used += stm_letters_encode(w.c[i], out + used);
    }
    memcpy(out + used, script + 4, added + 1);
    return used + added > 0;
}
