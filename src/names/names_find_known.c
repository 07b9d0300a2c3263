/* Names of the identity table, wherever they stand: `Vereinigte Staaten`, `WHO`. Not `who`, nor a common
 * noun that is also a place (`hunderte Male`). SPDX-License-Identifier: GPL-2.0-or-later */
#include "names/names_find.h"

#include "unicode/casing.h"

/* True when every name in the range lies wholly inside it. */
bool stm_find_holds_whole(const stm_work *work, stm_range r)
{
    for (uint32_t i = r.first; i < r.end; i++) {
        if (work->cover[i] != STM_NONE) {
            const stm_mention *m = &work->doc->mentions.items[work->cover[i]];
            if (m->token_first < r.first || m->token_first + m->token_count > r.end) {
                return false;
            }
        }
    }
    return true;
}

static const stm_known *known_at(const stm_work *work, stm_range r, bool *genitive)
{
    stm_str text = stm_find_text(work, r);
    const stm_known *known = stm_names_known(work->tables, text);
    *genitive = false;
    if (known == NULL && text.len > 4 && text.ptr[text.len - 1] == 's') {
        known = stm_names_known(work->tables, stm_str_sub(text, 0, text.len - 1));
        *genitive = known != NULL;
    }
    return known;
}

static bool could_be_known(const stm_work *work, stm_range r)
{
    const stm_token *t = stm_work_token(work, r.first);
    if (!stm_casing_starts_upper(t->form)) {
        return false;
    }
    if (r.end - r.first > 1) {
        return stm_work_capital(stm_work_token(work, r.end - 1)->form);
    }
    return t->upos == STM_PROPN || (t->upos == STM_NOUN && work->lang != STM_LANG_EN) ||
        t->upos == STM_X;
}

/* `hunderte Male` is no capital: a common noun, so tagged, that is also a place. */
static bool is_homograph(const stm_work *work, stm_range r, const stm_known *known)
{
    stm_lex_analysis readings[STM_LEX_ANALYSES];
    const stm_token *t = stm_work_token(work, r.first);
    if (r.end - r.first != 1 || t->upos != STM_NOUN || known->type != STM_TYPE_LOCATION ||
        work->lexicon == NULL) {
        return false;
    }
    uint32_t count = stm_lexicon_exact(work->lexicon, t->form, readings, STM_LEX_ANALYSES);
    for (uint32_t k = 0; k < count; k++) {
        if (readings[k].upos == STM_NOUN) {
            return true;
        }
    }
    return false;
}

void stm_find_known(stm_work *work, uint32_t sentence)
{
    const stm_sentence *s = &work->doc->sentences.items[sentence];
    uint32_t stop = s->token_first + s->token_count;
    for (uint32_t i = s->token_first; i < stop; i++) {
        for (uint32_t words = STM_TABLE_WORDS; words >= 1; words--) {
            stm_range r = {i, i + words};
            bool genitive = false;
            if (r.end > stop || !could_be_known(work, r) || !stm_find_holds_whole(work, r)) {
                continue;
            }
            const stm_known *known = known_at(work, r, &genitive);
            if (known == NULL || is_homograph(work, r, known)) {
                continue;
            }
            for (uint32_t k = r.first; k < r.end; k++) {
                if (work->cover[k] != STM_NONE) {
                    stm_find_drop(work, work->cover[k]);
                }
            }
            stm_find_add(work, r, known->type, 0.95f);
            break;
        }
    }
}
