/* The form of a name under which it is compared, and one entity for every folded name of the
 * document. Genitive s: `Musks Team` -> `Musk`, `Elons Musks` -> `Elon Musk`, `OpenAIs Expansion`
 * -> `OpenAI`. The s goes only when the shorter form is attested (elsewhere in the document, in the
 * tables, in the lexicon) or the grammar asks for it. Counter-examples: `Siemens`, `Thomas`,
 * `Paris`, `Texas`. SPDX-License-Identifier: GPL-2.0-or-later */
#include "names/names_work.h"
#include "unicode/casing.h"

static bool attested(const stm_work *work, stm_str form)
{
    return stm_intern_find(&work->forms, form) != 0 || stm_names_known(work->tables, form) != NULL;
}

/* First word of the name that `token` is flat to. */
static const stm_token *name_top(const stm_work *work, uint32_t token)
{
    const stm_token *t = stm_work_token(work, token);
    for (int step = 0; step < 8 && t->rel == STM_REL_FLAT && t->head != STM_NONE; step++) {
        t = stm_work_token(work, t->head);
    }
    return t;
}

/* `Elon Musks Firma`, `der Chef Teslas`; not `die Agentur Reuters`, `Lotte Brandis sagt`. */
/* The same in any case: XAI’s where xAI is spoken of. count_forms keeps small forms behind a mark
 * of their own. */
static bool attested_small(const stm_work *work, stm_str form)
{
    char small[STM_NAME_BYTES];
    small[0] = '\x01';
    uint32_t length = stm_casing_lower(form, small + 1, sizeof small - 1);
    return attested(work, form) ||
        (length > 0 && stm_intern_find(&work->forms, (stm_str){small, length + 1}) != 0);
}

static bool genitive_place(const stm_work *work, uint32_t token)
{
    const stm_token *t = name_top(work, token);
    bool nested = t->rel == STM_REL_NMOD || t->rel == STM_REL_DET;
    return nested || (t->morph.grammatical_case & STM_CASE_GEN) != 0;
}

static uint32_t names_in_lexicon(const stm_work *work, stm_str form)
{
    stm_lex_analysis readings[STM_LEX_ANALYSES];
    uint32_t names = 0;
    uint32_t count = work->lexicon == NULL
        ? 0
        : stm_lexicon_exact(work->lexicon, form, readings, STM_LEX_ANALYSES);
    for (uint32_t i = 0; i < count; i++) {
        names |= readings[i].names | (readings[i].upos == STM_PROPN ? STM_LEX_LAST : 0u);
    }
    return names;
}

/* A person right behind a noun that is no person: "die Wahl Emmanuel Macrons", "der Rücktritt Anna Webers". Not behind a
 * title: "Präsident Klaus Iohannis". */
static bool behind_thing(const stm_work *work, uint32_t token)
{
    uint32_t top = (uint32_t)(name_top(work, token) - work->doc->tokens.items), begin = 0;
    if (top == 0 ||
        stm_work_token(work, top - 1)->sentence != stm_work_token(work, top)->sentence) {
        return false;
    }
    const stm_token *noun = stm_work_token(work, top - 1);
    return noun->upos == STM_NOUN && stm_work_token(work, top)->head == top - 1 &&
        (stm_work_noun(work, top - 1, &begin).classes &
            (STM_CLASS_ACTORS | STM_CLASS_PERSONS | STM_CLASS_BIT(STM_CLASS_TITLE))) == 0;
}

/* Length of the word without its genitive s, the whole length when there is none. */
static uint32_t without_genitive(const stm_work *work, stm_str form, uint32_t token, uint8_t type)
{
    static const char *const owners[] = {"'s", "’s", "'S"};
    for (size_t i = 0; i < sizeof owners / sizeof owners[0]; i++) {
        stm_str owner = stm_str_of(owners[i]);
        if (form.len <= owner.len + 1 || !stm_str_ends(form, owner)) {
            continue;
        }
        bool base_named = attested_small(work, stm_str_sub(form, 0, form.len - owner.len));
        bool brand = work->lang != STM_LANG_EN && !genitive_place(work, token) &&
            !base_named; /* die Agentur Moody's */
        return brand ? form.len : form.len - owner.len;
    }
    if (stm_str_ends(form, STM_LIT("'")) && form.len > 3) {
        return form.len - 1;
    }
    if (stm_str_ends(form, STM_LIT("’")) && form.len > 5) {
        return form.len - 3;
    }
    if (work->lang == STM_LANG_EN || form.len < 4 || form.ptr[form.len - 1] != 's' ||
        form.ptr[form.len - 2] == 's') {
        return form.len;
    }
    stm_str base = stm_str_sub(form, 0, form.len - 1);
    if (stm_names_known(work->tables, form) != NULL) {
        return form.len;
    }
    if (attested(work, base)) {
        return base.len;
    }
    bool whole_known = names_in_lexicon(work, form) != 0,
         base_known = names_in_lexicon(work, base) != 0;
    if (base_known && !whole_known && genitive_place(work, token)) {
        return base.len;
    }
    const stm_token *top = name_top(work, token);
    bool before_noun = top->head != STM_NONE && top->head > token;
    bool next_noun = token + 1 < work->doc->tokens.count &&
        stm_work_token(work, token + 1)->upos == STM_NOUN &&
        stm_work_token(work, token + 1)->sentence == stm_work_token(work, token)->sentence;
    if (before_noun && next_noun &&
        (top->head == token + 1 || top != stm_work_token(work, token)) && !whole_known) {
        return base.len; /* Intels Chef, Elon Musks Firma */
    }
    if (next_noun && top != stm_work_token(work, token) && genitive_place(work, token) &&
        before_noun) {
        return base.len;
    }
    /* Unheard of: persons and places take an s, companies often have one of their own (Siemens,
     * Reuters). */
    bool takes_s = type == STM_TYPE_PERSON || type == STM_TYPE_LOCATION ||
        (base.ptr[base.len - 1] >= 'A' && base.ptr[base.len - 1] <= 'Z');
    bool owner_behind = type == STM_TYPE_PERSON && behind_thing(work, token);
    return takes_s && !whole_known && base.len > 4 &&
            ((genitive_place(work, token) && before_noun) || owner_behind)
        ? base.len
        : form.len;
}

stm_str stm_work_surface(stm_work *work, const stm_mention *mention, bool *genitive_out)
{
    *genitive_out = false;
    bool part = mention->token_count == 1 &&
        mention->span.end < stm_work_token(work, mention->token_first)->span.end;
    if (part) {
        stm_str text = stm_doc_slice(work->doc, mention->span);
        uint32_t length = without_genitive(work, text, mention->token_first, mention->type);
        return stm_str_sub(
            text, 0, attested(work, stm_str_sub(text, 0, length)) ? length : text.len);
    }
    char bytes[STM_NAME_BYTES];
    uint32_t length = 0, end = mention->token_first + mention->token_count;
    for (uint32_t i = mention->token_first; i < end; i++) {
        const stm_token *t = stm_work_token(work, i);
        if (stm_work_quote_mark(t->form)) {
            continue;
        }
        bool last = i + 1 == end;
        bool personal =
            mention->type == STM_TYPE_PERSON; /* Elons Musks: each word of a person's name */
        uint32_t keep =
            last || personal ? without_genitive(work, t->form, i, mention->type) : t->form.len;
        *genitive_out = *genitive_out || keep < t->form.len;
        bool blank = length > 0 && stm_work_token(work, i - 1)->span.end < t->span.begin;
        if (length + keep + 1 > sizeof bytes) {
            break;
        }
        if (blank) {
            bytes[length++] = ' ';
        }
        memcpy(bytes + length, t->form.ptr, keep);
        length += keep;
    }
    stm_str copy = stm_arena_copy(&work->doc->arena, (stm_str){bytes, length});
    work->failed = work->failed || copy.ptr == NULL;
    return copy.ptr == NULL ? STM_EMPTY : copy;
}

static void split_words(stm_work *work, stm_entity *entity)
{
    stm_str rest = stm_intern_get(&work->strings, entity->fold), word = STM_EMPTY;
    while (entity->word_count < STM_NAME_WORDS && stm_str_next(&rest, ' ', &word)) {
        if (word.len > 0) {
            entity->words[entity->word_count++] = word;
        }
    }
}

static uint32_t entity_of(stm_work *work, stm_str surface, uint32_t mention)
{
    uint32_t fold = stm_work_fold(work, surface);
    while (work->by_fold.count <= fold && !work->failed) {
        work->failed = !stm_vec_push(&work->by_fold, STM_NONE);
    }
    if (work->failed || work->by_fold.items[fold] != STM_NONE) {
        return work->failed ? STM_NONE : work->by_fold.items[fold];
    }
    stm_entity entity = {.into = work->entities.count,
        .fold = fold,
        .first = mention,
        .known = stm_names_known(work->tables, surface)};
    if (!stm_vec_push(&work->entities, entity)) {
        work->failed = true;
        return STM_NONE;
    }
    split_words(work, &work->entities.items[work->entities.count - 1]);
    work->by_fold.items[fold] = work->entities.count - 1;
    return work->entities.count - 1;
}

static void count_vote(stm_work *work, uint32_t entity, const stm_mention *mention)
{
    stm_entity *e = &work->entities.items[entity];
    e->names++;
    e->votes[mention->type < STM_VOTE_TYPES ? mention->type : 0] += mention->confidence;
}

void stm_names_units(stm_work *work)
{
    for (uint32_t i = 0; i < work->doc->mentions.count && !work->failed; i++) {
        const stm_mention *m = &work->doc->mentions.items[i];
        stm_unit unit = {0};
        const stm_token *t = stm_work_token(work, m->token_first);
        unit.part = m->token_count == 1 && m->span.end < t->span.end;
        work->part_at[m->token_first] = unit.part ? i : work->part_at[m->token_first];
        unit.surface = stm_work_surface(work, m, &unit.genitive);
        unit.entity = entity_of(work, unit.surface, i);
        if (unit.entity != STM_NONE) {
            count_vote(work, unit.entity, m);
        }
        work->failed = work->failed || !stm_vec_push(&work->units, unit);
    }
}
