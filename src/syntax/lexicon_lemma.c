/* Lemma of a form whose part of speech is known: the treebank's and the lists' word first, then the
 * longest known ending
 * ("Rechenzentrumsnetzwerken" ends in "Netzwerken"), then suffix rules learnt from both, then the
 * form itself. Suffix rules: the most frequent edit script of the longest known suffix (as in most
 * trainable lemmatisers). Deliberately not done: looking at the sentence; the tagger's features are
 * all the context there is. SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/hash.h"
#include "base/utf8.h"
#include "syntax/lexicon_format.h"
#include "syntax/lexicon_private.h"
#include "unicode/casing.h"

/* Verbs and auxiliaries share their forms; anything else has to agree. */
static bool same_class(uint8_t a, uint8_t b)
{
    return a == b || (a == STM_AUX && b == STM_VERB) || (a == STM_VERB && b == STM_AUX);
}

static int agreement(const stm_lex_analysis *a, uint8_t upos, const stm_morph *morph)
{
    int score = (a->treebank ? 16 : 0) + (a->upos == upos ? 8 : 0);
    uint32_t numbers = ((a->cases & STM_LEX_SING) ? STM_NUMBER_SING : 0u) |
        ((a->cases & STM_LEX_PLUR) ? STM_NUMBER_PLUR : 0u);
    score += (numbers & morph->number) ? 2 : 0;
    score += (a->gender & morph->gender) ? 1 : 0;
    return score;
}

/* Infinitives, and the plural of the present, which has their form ("sie führen", "they lead"; not "ihr führt"). */
static bool looks_infinitive(const stm_morph *morph)
{
    bool plural = morph->verb_form == STM_VERBFORM_FIN && morph->tense == STM_TENSE_PRES &&
        morph->mood == STM_MOOD_IND && morph->number == STM_NUMBER_PLUR && morph->person != 2;
    return morph->verb_form == STM_VERBFORM_INF || plural;
}

/* An infinitive is its own lemma, but for a zu inside: "durchführen", "durchzuführen" are durchführen, though both are
 * forms of durchfahren, too ("er führe durch"). */
static bool is_own_lemma(const stm_lexicon *lex, const stm_lex_analysis *a, stm_str form)
{
    char out[STM_LEX_WORD_BYTES];
    stm_str lemma = {out, stm_lex_apply(lex, a->script, form, out)};
    if (lemma.len == form.len) {
        return memcmp(lemma.ptr, form.ptr, form.len) == 0;
    }
    if (lemma.len == 0 || lemma.len + 2 != form.len) {
        return false;
    }
    uint32_t at = 0;
    while (at < lemma.len && lemma.ptr[at] == form.ptr[at]) {
        at++;
    }
    for (uint32_t from = at < 2 ? 0 : at - 2; from <= at; from++) { /* "zuzuziehen" */
        if (stm_str_starts(stm_str_sub(form, from, form.len), STM_LIT("zu")) &&
            memcmp(lemma.ptr + from, form.ptr + from + 2, lemma.len - from) == 0) {
            return true;
        }
    }
    return false;
}

/* Best reading of the class, or NULL. */
static const stm_lex_analysis *pick(const stm_lexicon *lex, stm_str form,
    const stm_lex_analysis *all, uint32_t count, uint8_t upos, const stm_morph *morph)
{
    const stm_lex_analysis *best = NULL;
    int best_score = -1;
    for (uint32_t i = 0; i < count; i++) {
        if (!same_class(all[i].upos, upos)) {
            continue;
        }
        int score = agreement(&all[i], upos, morph);
        score += looks_infinitive(morph) && is_own_lemma(lex, &all[i], form) ? 32 : 0;
        if (score > best_score) {
            best = &all[i];
            best_score = score;
        }
    }
    return best;
}

static stm_lex_source listed(const stm_lexicon *lex, stm_str form, uint8_t upos,
    const stm_morph *morph, char out[STM_LEX_WORD_BYTES], uint32_t *length_out)
{
    stm_lex_analysis all[STM_LEX_ANALYSES];
    uint32_t count = stm_lexicon_exact(lex, form, all, STM_LEX_ANALYSES);
    const stm_lex_analysis *best = pick(lex, form, all, count, upos, morph);
    if (best == NULL) {
        return STM_LEX_UNKNOWN;
    }
    *length_out = stm_lex_apply(lex, best->script, form, out);
    if (*length_out == 0) {
        return STM_LEX_UNKNOWN;
    }
    return best->treebank ? STM_LEX_BY_TREEBANK : STM_LEX_BY_LIST;
}

/* The form as written, in lower case, and "SIEMENS" as "Siemens". */
static stm_lex_source listed_any_case(const stm_lexicon *lex, stm_str form, uint8_t upos,
    const stm_morph *morph, char out[STM_LEX_WORD_BYTES], uint32_t *length_out)
{
    char other[STM_LEX_WORD_BYTES];
    stm_lex_source source = listed(lex, form, upos, morph, out, length_out);
    if (source != STM_LEX_UNKNOWN || !stm_casing_starts_upper(form)) {
        return source;
    }
    uint32_t length = stm_casing_lower(form, other, sizeof other);
    if (length > 0 && upos != STM_PROPN) {
        source = listed(lex, (stm_str){other, length}, upos, morph, out, length_out);
    }
    if (source == STM_LEX_UNKNOWN && stm_casing_all_upper(form) && upos != STM_PROPN) {
        length = stm_casing_title(form, other, sizeof other);
        source = listed(lex, (stm_str){other, length}, upos, morph, out, length_out);
    }
    return source;
}

/* "Rechenzentrumsnetzwerken": the longest ending of at least four letters that is known in the
 * class. */
static stm_lex_source by_ending(const stm_lexicon *lex, stm_str form, uint8_t upos,
    const stm_morph *morph, char out[STM_LEX_WORD_BYTES], uint32_t *length_out)
{
    enum { SHORTEST = 4, FRONT = 2 };
    bool noun = upos == STM_NOUN;
    char part[STM_LEX_WORD_BYTES], lemma[STM_LEX_WORD_BYTES];
    for (uint32_t at = FRONT; at + SHORTEST <= form.len; at++) {
        if (((unsigned char)form.ptr[at] & 0xc0) == 0x80 || form.ptr[at] == '-') {
            continue;
        }
        stm_str ending = stm_str_sub(form, at, form.len);
        bool keeps_capital = stm_casing_starts_upper(ending);
        uint32_t length = noun ? stm_casing_upper_first(ending, part, sizeof part)
                               : stm_casing_lower(ending, part, sizeof part);
        stm_lex_source found = length == 0
            ? STM_LEX_UNKNOWN
            : listed(lex, (stm_str){part, length}, upos, morph, lemma, length_out);
        if (found == STM_LEX_UNKNOWN) {
            continue;
        }
        stm_str tail = {lemma, *length_out};
        length = keeps_capital ? stm_casing_upper_first(tail, part, sizeof part)
                               : stm_casing_lower_first(tail, part, sizeof part);
        if (length == 0 || at + length > STM_LEX_WORD_BYTES) {
            return STM_LEX_UNKNOWN;
        }
        uint32_t front =
            noun ? 0 : stm_casing_lower_first(stm_str_sub(form, 0, at), out, STM_LEX_WORD_BYTES);
        if (front != at) {
            memcpy(out, form.ptr, at);
        }
        memcpy(out + at, part, length);
        *length_out = at + length;
        return STM_LEX_BY_PARTS;
    }
    return STM_LEX_UNKNOWN;
}

uint64_t stm_lex_suffix_hash(uint8_t upos, stm_str form, uint32_t suffix_bytes, bool with_front)
{
    char key[3 + STM_LEX_SUFFIX_BYTES];
    key[0] = (char)upos;
    key[1] = with_front ? form.ptr[0] : '\0';
    key[2] = with_front ? form.ptr[1] : '\0';
    memcpy(key + 3, form.ptr + form.len - suffix_bytes, suffix_bytes);
    return stm_hash_bytes(key, 3 + suffix_bytes, STM_LEX_SUFFIX_SEED);
}

int32_t stm_lex_suffix_rule(const stm_lexicon *lex, uint8_t upos, stm_str form)
{
    uint32_t longest = form.len < STM_LEX_SUFFIX_BYTES ? form.len : STM_LEX_SUFFIX_BYTES;
    for (uint32_t n = longest + 1; n-- > 0;) {
        for (int with_front = form.len >= n + 3 && form.len >= 2; with_front >= 0; with_front--) {
            uint64_t hash = stm_lex_suffix_hash(upos, form, n, with_front != 0);
            int32_t script = stm_lex_lookup(lex, &lex->suffixes, hash);
            if (script >= 0) {
                return script;
            }
        }
    }
    return -1;
}

static uint32_t copy_form(
    const stm_lexicon *lex, stm_str form, uint8_t upos, char out[STM_LEX_WORD_BYTES])
{
    bool lowers = lex != NULL && upos < 32 && (lex->lower_classes >> upos & 1u) != 0;
    uint32_t length = lowers ? stm_casing_lower(form, out, STM_LEX_WORD_BYTES) : 0;
    if (length == 0) {
        memcpy(out, form.ptr, form.len);
        length = form.len;
    }
    return length;
}

/* A genitive s of a name is taken off when what stays is a known name ("Musks"), not otherwise
 * ("Siemens"). */
static stm_lex_source name_lemma(const stm_lexicon *lex, stm_str form, const stm_morph *morph,
    char out[STM_LEX_WORD_BYTES], uint32_t *length_out)
{
    stm_lex_analysis any;
    memcpy(out, form.ptr, form.len);
    *length_out = form.len;
    if (form.len < 4 || form.ptr[form.len - 1] != 's' || strcmp(lex->language, "de") != 0 ||
        stm_lexicon_exact(lex, form, &any, 1) > 0) {
        return STM_LEX_BY_FORM;
    }
    stm_str bare = stm_str_sub(form, 0, form.len - 1);
    bool tagged = morph->grammatical_case == STM_CASE_GEN && bare.ptr[bare.len - 1] != 's';
    if (stm_lexicon_names(lex, bare) == 0 && !tagged) {
        return STM_LEX_BY_FORM;
    }
    *length_out = bare.len;
    return STM_LEX_BY_PARTS;
}

static bool is_infinitive(const stm_lexicon *lex, stm_str word)
{
    stm_lex_analysis all[STM_LEX_ANALYSES];
    uint32_t n = stm_lexicon_exact(lex, word, all, STM_LEX_ANALYSES);
    for (uint32_t i = 0; i < n; i++) {
        if (all[i].upos == STM_VERB && (all[i].verb & STM_LEX_INF) != 0) {
            return true;
        }
    }
    return false;
}

/* A prefix that the form does not begin with stands apart or was of another sentence: where a treebank has seen "hob ...
 * hervor", "hob" is heben all the same. Finite forms only; not "verstand" (verstehen), "ging" (gehen: `ehen` is no verb). */
static uint32_t without_absent_prefix(
    const stm_lexicon *lex, stm_str form, char lemma[STM_LEX_WORD_BYTES], uint32_t length)
{
    enum { SHORTEST_VERB = 5, SHORTEST_PREFIX = 2 };
    char low[STM_LEX_WORD_BYTES];
    stm_str small = {low, stm_casing_lower(form, low, sizeof low)};
    for (uint32_t at = SHORTEST_PREFIX; at + SHORTEST_VERB <= length; at++) {
        stm_str prefix = {lemma, at}, verb = {lemma + at, length - at};
        if (stm_str_starts(small, prefix) || !is_infinitive(lex, verb)) {
            continue;
        }
        memmove(lemma, lemma + at, length - at);
        return length - at;
    }
    return length;
}

stm_lex_source stm_lexicon_lemma(const stm_lexicon *lex, stm_str form, uint8_t upos, stm_str feats,
    char out[STM_LEX_WORD_BYTES], uint32_t *length_out)
{
    *length_out = 0;
    if (form.len == 0 || form.len > STM_LEX_WORD_BYTES) {
        return STM_LEX_UNKNOWN;
    }
    if (lex == NULL) {
        *length_out = copy_form(lex, form, upos, out);
        return STM_LEX_BY_FORM;
    }
    stm_morph morph = stm_morph_of(feats);
    stm_lex_source source = listed_any_case(lex, form, upos, &morph, out, length_out);
    if (source != STM_LEX_UNKNOWN) {
        bool finite = upos == STM_VERB && morph.verb_form == STM_VERBFORM_FIN &&
            strcmp(lex->language, "de") == 0;
        *length_out = finite ? without_absent_prefix(lex, form, out, *length_out) : *length_out;
        return source;
    }
    if (upos == STM_PROPN) {
        return name_lemma(lex, form, &morph, out, length_out);
    }
    if (upos != STM_NOUN && upos != STM_VERB && upos != STM_ADJ) {
        *length_out = copy_form(lex, form, upos, out);
        return STM_LEX_BY_FORM;
    }
    source = by_ending(lex, form, upos, &morph, out, length_out);
    if (source != STM_LEX_UNKNOWN) {
        return source;
    }
    char base[STM_LEX_WORD_BYTES];
    stm_str plain = {base, copy_form(lex, form, upos, base)};
    int32_t script = stm_lex_suffix_rule(lex, upos, plain);
    *length_out = script < 0 ? 0 : stm_lex_apply(lex, (uint32_t)script, plain, out);
    if (*length_out > 0) {
        return STM_LEX_BY_SUFFIX;
    }
    *length_out = copy_form(lex, form, upos, out);
    return STM_LEX_BY_FORM;
}

bool stm_lexicon_join_prefix(const stm_lexicon *lex, stm_str prefix, stm_str verb,
    char out[STM_LEX_WORD_BYTES], uint32_t *length_out)
{
    *length_out = 0;
    bool german =
        lex != NULL && strcmp(lex->language, "de") == 0; /* English "grow up" stays grow */
    if (!german || prefix.len + verb.len > STM_LEX_WORD_BYTES || prefix.len == 0) {
        return false;
    }
    uint32_t front = stm_casing_lower(prefix, out, STM_LEX_WORD_BYTES);
    if (front == 0 || front + verb.len > STM_LEX_WORD_BYTES) {
        return false;
    }
    memcpy(out + front, verb.ptr, verb.len);
    *length_out = front + verb.len;
    stm_lex_analysis all[STM_LEX_ANALYSES];
    uint32_t n = stm_lexicon_exact(lex, (stm_str){out, *length_out}, all, STM_LEX_ANALYSES);
    for (uint32_t i = 0; i < n; i++) {
        if (all[i].upos == STM_VERB && (all[i].verb & STM_LEX_INF) != 0) {
            return true;
        }
    }
    return false;
}
