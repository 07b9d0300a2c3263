/* Names that are a part of a word: `OpenAI` of `OpenAI-CEO`, `US` of `US-Präsident`, `Trump` of
 * `Trump-Administration`. Counter-examples: `KI-Firma`, `Partei-Chef` (no names in front),
 * `Rolls-Royce` (no kind noun behind). SPDX-License-Identifier: GPL-2.0-or-later */
#include "names/names_work.h"
#include "unicode/casing.h"

static bool common_noun(const stm_work *work, stm_str word)
{
    stm_lex_analysis readings[STM_LEX_ANALYSES];
    uint32_t count = work->lexicon == NULL
        ? 0
        : stm_lexicon_exact(work->lexicon, word, readings, STM_LEX_ANALYSES);
    bool common = false;
    for (uint32_t i = 0; i < count; i++) {
        if (readings[i].upos == STM_PROPN && readings[i].treebank != 0) {
            return false; /* Tesla is a unit in the lists, a company in texts */
        }
        common = common || readings[i].upos != STM_UPOS_NONE;
    }
    return common;
}

/* Is the part in front of the hyphen a name? Sure when it is one elsewhere in the document or in
 * the tables; behind a role (`Tesla-Chef`) also when it is an unknown capitalised word. */
static bool part_is_name(const stm_work *work, stm_str part, bool before_role, uint8_t *type)
{
    uint64_t never = STM_CLASS_BIT(STM_CLASS_NEVER) | STM_CLASS_BIT(STM_CLASS_LEGAL);
    const stm_known *known = stm_names_known(work->tables, part);
    stm_word word = stm_work_word(work, part);
    *type = known != NULL ? known->type : STM_TYPE_OTHER;
    if (known != NULL) {
        return true;
    }
    if (part.len < 2 || !stm_work_capital(part) ||
        ((word.classes & (never | STM_CLASS_ACTORS)) != 0)) {
        return false;
    }
    bool common = common_noun(work, part);
    if (stm_intern_find(&work->forms, part) != 0) { /* die Gewerkschaft Ufo: Ufo-Chef */
        return before_role || !common || stm_casing_all_upper(part);
    }
    if (!before_role || common) {
        return false;
    }
    uint32_t names = work->lexicon == NULL ? 0 : stm_lexicon_names(work->lexicon, part);
    const uint32_t places = STM_LEX_CITY | STM_LEX_COUNTRY;
    *type = (names & places) != 0 && (names & STM_LEX_ORG) == 0 ? STM_TYPE_LOCATION
                                                                : STM_TYPE_ORGANIZATION;
    return true;
}

/* Length of the name in front of the last hyphens of a word, 0 when there is none.
 * `Vogel-Gruppe-Chef`: the longest. */
static uint32_t name_part(const stm_work *work, uint32_t token, bool *role, uint8_t *type)
{
    const stm_token *t = stm_work_token(work, token);
    uint32_t begin = 0;
    if (t->span.end - t->span.begin != t->form.len ||
        (t->flags & (STM_TOKEN_MWT_FIRST | STM_TOKEN_MWT_REST)) != 0) {
        return 0;
    }
    *role = (stm_work_noun(work, token, &begin).classes & STM_CLASS_PERSONS) != 0;
    for (uint32_t at = t->form.len; at-- > 1;) {
        bool behind = at + 1 < t->form.len;
        if (t->form.ptr[at] == '-' && behind &&
            part_is_name(work, stm_str_sub(t->form, 0, at), *role, type)) {
            return at;
        }
    }
    return 0;
}

static bool may_have_part(const stm_work *work, uint32_t token)
{
    uint32_t m = work->cover[token];
    uint8_t upos = stm_work_token(work, token)->upos;
    return (m == STM_NONE || work->doc->mentions.items[m].token_count == 1) &&
        (upos == STM_NOUN || upos == STM_PROPN || upos == STM_ADJ || upos == STM_X);
}

/* Words in front of a role count as names everywhere in the document. */
void stm_names_part_forms(stm_work *work)
{
    for (uint32_t i = 0; i < work->doc->tokens.count && !work->failed; i++) {
        bool role = false;
        uint8_t type = STM_TYPE_OTHER;
        uint32_t length = may_have_part(work, i) ? name_part(work, i, &role, &type) : 0;
        if (length > 0 && role) {
            work->failed = stm_intern_add(&work->forms,
                               stm_str_sub(stm_work_token(work, i)->form, 0, length)) == 0;
        }
    }
}

void stm_names_parts(stm_work *work)
{
    for (uint32_t i = 0; i < work->doc->tokens.count && !work->failed; i++) {
        bool role = false;
        uint8_t type = STM_TYPE_OTHER;
        uint32_t length = may_have_part(work, i) ? name_part(work, i, &role, &type) : 0;
        if (length > 0) {
            stm_span span = {
                stm_work_token(work, i)->span.begin, stm_work_token(work, i)->span.begin + length};
            stm_work_add_mention(work, i, 1, i, span, type, STM_MENTION_NAME, role ? 0.8f : 0.6f);
        }
    }
}
