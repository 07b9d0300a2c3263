/* Names that are a part of a word: `OpenAI` of `OpenAI-CEO`, `US` of `US-Präsident`, `Trump` of `Trump-Administration`.
 * Counter-examples: `KI-Firma`, `Partei-Chef` (no names in front), `Rolls-Royce` (no kind noun behind).
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "names/names_work.h"
#include "unicode/casing.h"

static bool common_noun(const stm_work *work, stm_str word)
{
    stm_lex_analysis readings[STM_LEX_ANALYSES];
    uint32_t count = work->lexicon == NULL ? 0 : stm_lexicon_exact(work->lexicon, word, readings, STM_LEX_ANALYSES);
    for (uint32_t i = 0; i < count; i++) {
        if (readings[i].upos != STM_UPOS_NONE && readings[i].upos != STM_PROPN) {
            return true;
        }
    }
    return false;
}

/* Is the part in front of the hyphen a name? Sure when it is one elsewhere in the document or in the tables; behind a
 * role (`Tesla-Chef`) also when it is an unknown capitalised word. */
static bool part_is_name(const stm_work *work, stm_str part, bool before_role, uint8_t *type)
{
    uint64_t never = STM_CLASS_BIT(STM_CLASS_NEVER);
    const stm_known *known = stm_names_known(work->tables, part);
    stm_word word = stm_work_word(work, part);
    *type = known != NULL ? known->type : STM_TYPE_OTHER;
    if (known != NULL) {
        return true;
    }
    if (part.len < 2 || !stm_work_capital(part) || ((word.classes & (never | STM_CLASS_ACTORS)) != 0)) {
        return false;
    }
    bool common = common_noun(work, part);
    if (stm_intern_find(&work->forms, part) != 0) {
        return !common || stm_casing_all_upper(part);
    }
    if (!before_role || common) {
        return false;
    }
    uint32_t names = work->lexicon == NULL ? 0 : stm_lexicon_names(work->lexicon, part);
    const uint32_t places = STM_LEX_CITY | STM_LEX_COUNTRY;
    *type = (names & places) != 0 && (names & STM_LEX_ORG) == 0 ? STM_TYPE_LOCATION : STM_TYPE_ORGANIZATION;
    return true;
}

static void look_into(stm_work *work, uint32_t token)
{
    const stm_token *t = stm_work_token(work, token);
    int64_t hyphen = stm_str_find(t->form, STM_LIT("-"));
    if (hyphen <= 0 || t->span.end - t->span.begin != t->form.len || (t->flags & (STM_TOKEN_MWT_FIRST | STM_TOKEN_MWT_REST)) != 0) {
        return;
    }
    /* `Vogel-Gruppe-Chef`: the longest name in front counts. */
    for (uint32_t at = t->form.len; at-- > 1;) {
        if (t->form.ptr[at] != '-') {
            continue;
        }
        uint32_t begin = 0;
        uint8_t type = STM_TYPE_OTHER;
        stm_str part = stm_str_sub(t->form, 0, at), rest = stm_str_sub(t->form, at + 1, t->form.len);
        stm_word noun = stm_work_noun(work, token, &begin);
        bool role = (noun.classes & STM_CLASS_PERSONS) != 0;
        if (rest.len == 0 || !part_is_name(work, part, role, &type)) {
            continue;
        }
        stm_span span = {t->span.begin, t->span.begin + at};
        stm_work_add_mention(work, token, 1, token, span, type, STM_MENTION_NAME, role ? 0.8f : 0.6f);
        return;
    }
}

void stm_names_parts(stm_work *work)
{
    for (uint32_t i = 0; i < work->doc->tokens.count && !work->failed; i++) {
        uint32_t m = work->cover[i];
        bool alone = m == STM_NONE || work->doc->mentions.items[m].token_count == 1;
        uint8_t upos = stm_work_token(work, i)->upos;
        if (alone && (upos == STM_NOUN || upos == STM_PROPN || upos == STM_ADJ || upos == STM_X)) {
            look_into(work, i);
        }
    }
}
