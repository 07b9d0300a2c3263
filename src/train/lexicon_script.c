/* Edit script between a form and its lemma: what is cut and put at both ends of their longest
 * common run. "ausgegeben" -> "ausgeben" keeps "geben": cut "ausge", put "aus". "ist" -> "sein"
 * keeps the "s". SPDX-License-Identifier: GPL-2.0-or-later */
#include "train/lexicon_script.h"

#include "base/utf8.h"

enum { LONGEST = 200 };

typedef struct run {
    uint32_t form_begin, lemma_begin, bytes;
} run;

static bool is_boundary(stm_str s, uint32_t at)
{
    return at == s.len || ((unsigned char)s.ptr[at] & 0xc0) != 0x80;
}

static uint32_t common_bytes(stm_str a, uint32_t i, stm_str b, uint32_t j)
{
    uint32_t n = 0, whole = 0;
    while (i + n < a.len && j + n < b.len && a.ptr[i + n] == b.ptr[j + n]) {
        n++;
        if (is_boundary(a, i + n) && is_boundary(b, j + n)) {
            whole = n;
        }
    }
    return whole;
}

static run longest_run(stm_str form, stm_str lemma)
{
    run best = {0, 0, 0};
    for (uint32_t i = 0; i < form.len; i++) {
        for (uint32_t j = 0; is_boundary(form, i) && j < lemma.len; j++) {
            uint32_t n = is_boundary(lemma, j) ? common_bytes(form, i, lemma, j) : 0;
            if (n > best.bytes) {
                best = (run){i, j, n};
            }
        }
    }
    return best;
}

bool stm_lexicon_script_make(stm_str form, stm_str lemma, stm_buf *out)
{
    if (form.len > LONGEST || lemma.len > LONGEST) {
        return false;
    }
    run keep = longest_run(form, lemma);
    if (keep.bytes == 0) {
        keep.form_begin = form.len; /* everything is replaced from the front */
        keep.lemma_begin = lemma.len;
    }
    stm_buf_char(out, (char)keep.form_begin);
    stm_buf_char(out, (char)(form.len - keep.form_begin - keep.bytes));
    stm_buf_char(out, (char)keep.lemma_begin);
    stm_buf_add(out, lemma.ptr, keep.lemma_begin);
    uint32_t back = keep.lemma_begin + keep.bytes;
    stm_buf_add(out, lemma.ptr + back, lemma.len - back);
    return true;
}
