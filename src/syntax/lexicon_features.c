/* What the lexicon knows about a form as a few small numbers for learners, and as name and gender
 * bits for rules. SPDX-License-Identifier: GPL-2.0-or-later */
#include "syntax/lexicon_private.h"
#include "unicode/casing.h"

/* Ranges of the ids; each range is one kind of knowledge. */
enum {
    ID_CLASSES = 1,  /* + 7 bits: classes the form can have, guessed or not */
    ID_LOWER = 128,  /* + 6 bits: classes of the form in lower case, when written with a capital */
    ID_GENDER = 256, /* + 3 bits gender, 2 bits number, guessed or not */
    ID_CASES = 512,  /* + 8 bits */
    ID_VERB = 1024,  /* + 8 bits */
    ID_NAMES = 2048, /* + 4 bits: first names, surname, city */
    ID_MORE_NAMES = 3072 /* + 5 bits: country, demonym, organisation, legal form, title */
};

static uint32_t class_bit(uint8_t upos)
{
    switch (upos) {
    case STM_UPOS_NONE:
        return 0;
    case STM_NOUN:
        return 1;
    case STM_VERB:
    case STM_AUX:
        return 2;
    case STM_ADJ:
        return 4;
    case STM_ADV:
        return 8;
    case STM_PROPN:
        return 16;
    default:
        return 32;
    }
}

typedef struct summary {
    uint32_t classes, gender, cases, verb, names;
} summary;

static summary sum_up(const stm_lex_analysis *all, uint32_t count)
{
    summary s = {0};
    for (uint32_t i = 0; i < count; i++) {
        bool doubtful = all[i].upos == STM_NOUN && all[i].cases == 0 && all[i].treebank == 0;
        if (doubtful) { /* known from a list of lemmas alone: good for a lemma, not as evidence */
            continue;
        }
        s.classes |= class_bit(all[i].upos);
        s.gender |= all[i].upos == STM_NOUN ? all[i].gender : 0u;
        s.cases |= all[i].cases;
        s.verb |= all[i].verb;
        s.names |= all[i].names;
    }
    return s;
}

static summary look_up(const stm_lexicon *lex, stm_str form)
{
    stm_lex_analysis all[STM_LEX_ANALYSES];
    return sum_up(all, stm_lexicon_exact(lex, form, all, STM_LEX_ANALYSES));
}

/* Knowledge about an unknown German noun from its longest known ending of at least four letters. */
static summary guess(const stm_lexicon *lex, stm_str form)
{
    char part[STM_LEX_WORD_BYTES];
    summary none = {0};
    for (uint32_t at = 2; at + 4 <= form.len; at++) {
        if (((unsigned char)form.ptr[at] & 0xc0) == 0x80 || form.ptr[at] == '-') {
            continue;
        }
        uint32_t length =
            stm_casing_upper_first(stm_str_sub(form, at, form.len), part, sizeof part);
        summary s = look_up(lex, (stm_str){part, length});
        if ((s.classes & 1u) != 0) {
            s.classes = 1u;
            s.names = s.verb = 0;
            return s;
        }
    }
    return none;
}

static uint32_t emit(uint32_t *ids, uint32_t count, uint32_t max, uint32_t id)
{
    if (count < max) {
        ids[count++] = id;
    }
    return count;
}

static uint32_t emit_summary(
    const summary *s, bool guessed, uint32_t *ids, uint32_t n, uint32_t max)
{
    uint32_t extra = guessed ? 1u : 0u;
    uint32_t numbers =
        ((s->cases & STM_LEX_SING) ? 1u : 0u) | ((s->cases & STM_LEX_PLUR) ? 2u : 0u);
    if (s->classes != 0) {
        n = emit(ids, n, max, ID_CLASSES + (extra << 6 | s->classes));
    }
    if (s->gender != 0) {
        n = emit(ids, n, max, ID_GENDER + (extra << 5 | numbers << 3 | s->gender));
    }
    if (s->cases != 0) {
        n = emit(ids, n, max, ID_CASES + s->cases);
    }
    if (s->verb != 0) {
        n = emit(ids, n, max, ID_VERB + s->verb);
    }
    if ((s->names & 15u) != 0) {
        n = emit(ids, n, max, ID_NAMES + (s->names & 15u));
    }
    return n;
}

uint32_t stm_lexicon_features(const stm_lexicon *lex, stm_str form, uint32_t *ids, uint32_t max)
{
    char other[STM_LEX_WORD_BYTES];
    if (lex == NULL || form.len == 0 || form.len > STM_LEX_WORD_BYTES) {
        return 0;
    }
    summary s = look_up(lex, form), lower = {0};
    bool capital = stm_casing_starts_upper(form);
    if (capital) {
        lower = look_up(lex, (stm_str){other, stm_casing_lower(form, other, sizeof other)});
        if (s.names == 0) {
            s.names = stm_lexicon_names(lex, form);
        }
    }
    bool guessed = s.classes == 0 && lower.classes == 0 && strcmp(lex->language, "de") == 0;
    if (guessed) {
        uint32_t names = s.names;
        s = guess(lex, form);
        s.names = names;
    }
    if (s.classes == 0 && capital && !guessed) {
        s.verb = lower.verb; /* a verb at the start of a sentence */
    }
    uint32_t n = emit_summary(&s, guessed, ids, 0, max);
    if (lower.classes != 0) {
        n = emit(ids, n, max, ID_LOWER + lower.classes);
    }
    if (s.names >> 4 != 0) {
        n = emit(ids, n, max, ID_MORE_NAMES + (s.names >> 4 & 31u));
    }
    return n;
}

uint32_t stm_lexicon_names(const stm_lexicon *lex, stm_str form)
{
    char other[STM_LEX_WORD_BYTES];
    if (lex == NULL || form.len < 2 || form.len > STM_LEX_WORD_BYTES) {
        return 0;
    }
    summary s = look_up(lex, form);
    bool unknown = s.names == 0 && s.classes == 0;
    if (unknown && stm_casing_all_upper(form)) {
        s = look_up(lex, (stm_str){other, stm_casing_title(form, other, sizeof other)});
    } else if (unknown && form.len > 3 && form.ptr[form.len - 1] == 's') {
        s = look_up(lex, stm_str_sub(form, 0, form.len - 1)); /* "Musks", "Berlins" */
    }
    return s.names;
}

uint32_t stm_lexicon_gender(const stm_lexicon *lex, stm_str form)
{
    if (lex == NULL || form.len == 0 || form.len > STM_LEX_WORD_BYTES) {
        return 0;
    }
    summary s = look_up(lex, form);
    if (s.gender == 0 && s.classes == 0 && strcmp(lex->language, "de") == 0) {
        s.gender = guess(lex, form).gender;
    }
    if (s.gender == 0) {
        uint32_t names = stm_lexicon_names(lex, form);
        s.gender = ((names & STM_LEX_FIRST_MALE) ? (uint32_t)STM_GENDER_MASC : 0u) |
            ((names & STM_LEX_FIRST_FEMALE) ? (uint32_t)STM_GENDER_FEM : 0u);
    }
    return s.gender;
}
