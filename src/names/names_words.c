/* Small questions about words that several passes ask.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "names/names_work.h"

#include "base/utf8.h"
#include "unicode/casing.h"
#include "unicode/folding.h"

const stm_token *stm_work_token(const stm_work *work, uint32_t token)
{
    return &work->doc->tokens.items[token];
}

bool stm_work_inside(const stm_work *work, uint32_t sentence, uint32_t token)
{
    const stm_sentence *s = &work->doc->sentences.items[sentence];
    return token != STM_NONE && token >= s->token_first && token - s->token_first < s->token_count;
}

stm_word stm_work_word(const stm_work *work, stm_str word)
{
    return stm_names_word(work->tables, work->lang, word);
}

/* Case endings of German nouns and nominalised adjectives, longest first: Konzern-s, Präsident-en,
 * Angeklagte-n. */
static stm_word without_ending(const stm_work *work, stm_str form, uint32_t *begin)
{
    static const char *const endings[] = {"innen", "es", "en", "er", "em", "s", "n", "e", "r", "m"};
    stm_word none = {0};
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
        stm_str ending = stm_str_of(endings[i]);
        if (form.len < ending.len + 4 || !stm_str_ends(form, ending)) {
            continue;
        }
        stm_word word = stm_names_noun(
            work->tables, work->lang, stm_str_sub(form, 0, form.len - ending.len), begin);
        if (word.classes != 0) {
            return word;
        }
    }
    return none;
}

/* `der Angeklagte` is kept as Angeklagter: try the strong ending. */
static stm_word strong_adjective(const stm_work *work, stm_str form, uint32_t *begin)
{
    char buffer[STM_NAME_BYTES];
    stm_str stem = form;
    if (stm_str_ends(form, STM_LIT("en")) || stm_str_ends(form, STM_LIT("em")) ||
        stm_str_ends(form, STM_LIT("er"))) {
        stem = stm_str_sub(form, 0, form.len - 2);
    } else if (stm_str_ends(form, STM_LIT("e"))) {
        stem = stm_str_sub(form, 0, form.len - 1);
    } else {
        return (stm_word){0};
    }
    if (stem.len < 3 || stem.len + 2 > sizeof buffer) {
        return (stm_word){0};
    }
    memcpy(buffer, stem.ptr, stem.len);
    memcpy(buffer + stem.len, "er", 2);
    stm_word word =
        stm_names_noun(work->tables, work->lang, (stm_str){buffer, stem.len + 2}, begin);
    word.gender = 0; /* der and die Angeklagte: the article tells */
    return word;
}

stm_str stm_work_hyphened(const stm_work *work, uint32_t token)
{
    const stm_token *t = stm_work_token(work, token);
    if (work->lang != STM_LANG_EN || !stm_work_inside(work, t->sentence, token + 1) ||
        !stm_work_inside(work, t->sentence, token + 2)) {
        return STM_EMPTY;
    }
    const stm_token *hyphen = stm_work_token(work, token + 1),
                    *last = stm_work_token(work, token + 2);
    if (!stm_str_is(hyphen->form, "-") || hyphen->span.begin != t->span.end ||
        last->span.begin != hyphen->span.end || stm_work_word(work, last->form).classes != 0) {
        return STM_EMPTY; /* co-founder: a founder */
    }
    stm_str whole = stm_doc_slice(work->doc, (stm_span){t->span.begin, last->span.end});
    return (stm_work_word(work, whole).classes & STM_CLASS_ACTORS) != 0 ? whole : STM_EMPTY;
}

stm_str stm_work_two_words(const stm_work *work, uint32_t token)
{
    const stm_token *t = stm_work_token(work, token);
    if (work->lang != STM_LANG_EN || token == 0 || !stm_work_inside(work, t->sentence, token - 1)) {
        return STM_EMPTY;
    }
    const stm_token *before = stm_work_token(work, token - 1);
    if (before->head != token || before->span.end + 1 != t->span.begin ||
        (before->rel != STM_REL_COMPOUND && before->rel != STM_REL_AMOD)) {
        return STM_EMPTY;
    }
    stm_str both = stm_doc_slice(work->doc, (stm_span){before->span.begin, t->span.end});
    return (stm_work_word(work, both).classes & STM_CLASS_ACTORS) != 0 ? both : STM_EMPTY;
}

stm_word stm_work_noun(const stm_work *work, uint32_t token, uint32_t *begin_out)
{
    const stm_token *t = stm_work_token(work, token);
    stm_str whole = stm_work_hyphened(work, token);
    whole = whole.len > 0 ? whole : stm_work_two_words(work, token);
    if (whole.len > 0) {
        *begin_out = 0;
        return stm_work_word(work, whole);
    }
    stm_word word = stm_names_noun(work->tables, work->lang, t->form, begin_out);
    if (word.classes == 0 && t->lemma.len > 0) {
        word = stm_names_noun(work->tables, work->lang, t->lemma, begin_out);
        *begin_out = *begin_out < t->form.len ? *begin_out : 0;
    }
    if (word.classes == 0 && work->lang != STM_LANG_EN && stm_work_capital(t->form)) {
        word = strong_adjective(work, t->form, begin_out);
        if (word.classes == 0) {
            word = without_ending(work, t->form, begin_out);
        }
    }
    return word;
}

uint32_t stm_work_fold(stm_work *work, stm_str name)
{
    stm_buf_clear(&work->buffer);
    stm_names_fold(work->tables, name, &work->buffer);
    uint32_t id =
        work->buffer.failed ? 0 : stm_intern_add(&work->strings, stm_buf_view(&work->buffer));
    work->failed = work->failed || id == 0;
    return id;
}

uint32_t stm_work_stem(stm_work *work, stm_str noun)
{
    stm_buf_clear(&work->buffer);
    stm_fold(noun, &work->buffer);
    stm_str folded = stm_buf_view(&work->buffer);
    static const char *const endings[] = {"innen", "in", "er", "en", "es", "e", "s"};
    for (size_t i = 0; work->lang != STM_LANG_EN && i < sizeof endings / sizeof endings[0]; i++) {
        stm_str ending = stm_str_of(endings[i]);
        if (folded.len > ending.len + 3 && stm_str_ends(folded, ending)) {
            folded = stm_str_sub(folded, 0, folded.len - ending.len);
            break;
        }
    }
    uint32_t id = work->buffer.failed ? 0 : stm_intern_add(&work->strings, folded);
    work->failed = work->failed || id == 0;
    return id;
}

bool stm_work_capital(stm_str form)
{
    uint32_t point = 0, step = 0;
    for (uint32_t at = 0; at < form.len; at += step) {
        step = stm_utf8_decode(form, at, &point);
        if (step == 0) {
            return false;
        }
        if (stm_casing_is_upper(point)) {
            return true;
        }
    }
    return false;
}

bool stm_work_quote_mark(stm_str form)
{
    static const char *const marks[] = {
        "\"", "„", "“", "”", "»", "«", "‚", "‘", "’", "'", "``", "''", "›", "‹"};
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        if (stm_str_is(form, marks[i])) {
            return true;
        }
    }
    return false;
}

uint32_t stm_work_first_gender(const stm_work *work, stm_str given)
{
    if (work->lexicon == NULL) {
        return 0;
    }
    uint32_t names = stm_lexicon_names(work->lexicon, given);
    return ((names & STM_LEX_FIRST_MALE) != 0 ? (uint32_t)STM_GENDER_MASC : 0) |
        ((names & STM_LEX_FIRST_FEMALE) != 0 ? (uint32_t)STM_GENDER_FEM : 0);
}

uint32_t stm_work_entity(const stm_work *work, uint32_t entity)
{
    for (uint32_t steps = 0; entity != STM_NONE && steps <= work->entities.count; steps++) {
        uint32_t into = work->entities.items[entity].into;
        if (into == entity) {
            return entity;
        }
        entity = into;
    }
    return entity;
}

uint32_t stm_work_add_mention(stm_work *work, uint32_t first, uint32_t count, uint32_t head,
    stm_span span, uint8_t type, uint8_t kind, float confidence)
{
    stm_mention mention = {work->doc->tokens.items[first].sentence, first, count, head, span, type,
        kind, STM_NONE, confidence};
    if (!stm_vec_push(&work->doc->mentions, mention)) {
        work->failed = true;
        return STM_NONE;
    }
    return work->doc->mentions.count - 1;
}
