/* German compounds: hyphens always split ("KI-Firma"); closed compounds are covered by known words
 * from left to right with linking elements between them ("Rechenzentrum-s-netzwerk"), fewest parts
 * first, then the longest last part. A table over end positions, no recursion. Deliberately not
 * done: splitting by frequency or meaning. SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/utf8.h"
#include "syntax/lexicon_private.h"
#include "unicode/casing.h"

enum {
    MAX_CHARS = 64,
    MIN_PART = 3,
    COST_PART = 16,
    COST_LINK = 3,
    COST_MISSING_LINK = 10, /* more than COST_SHORT: Prüfung-s-amt */
    COST_SHORT = 8,
    NEVER = 1000000
};

/* Elements that may stand between two parts, the empty one first ("Tag-es-zeitung", "Firma" has
 * none). */
static const stm_str LINKS[] = {
    {"", 0}, {"s", 1}, {"n", 1}, {"es", 2}, {"en", 2}, {"er", 2}, {"e", 1}, {"ens", 3}};

/* A word cut into characters, with the best cover of each beginning. */
typedef struct cover {
    stm_str word;
    uint32_t offsets[MAX_CHARS + 1]; /* byte of each character */
    uint32_t chars;
    bool known;                  /* the whole is a word of the lexicon: only longer parts count */
    int cost[MAX_CHARS + 1];     /* of covering the characters before i with parts and links */
    uint8_t from[MAX_CHARS + 1]; /* where the last part of that cover begins */
    uint8_t link[MAX_CHARS + 1]; /* bytes of the link behind it */
} cover;

static bool cut_chars(cover *c, stm_str word)
{
    c->word = word;
    c->chars = 0;
    for (uint32_t at = 0; at < word.len;) {
        uint32_t point = 0;
        uint32_t step = stm_utf8_decode(word, at, &point);
        if (step == 0 || c->chars == MAX_CHARS) {
            return false;
        }
        c->offsets[c->chars++] = at;
        at += step;
    }
    c->offsets[c->chars] = word.len;
    return true;
}

/* Has form a reading of this class, one with grammar behind it? Forms that only a list of lemmas
 * knows are too doubtful for taking words apart with them ("Beg", "Rien"). */
static bool has_class(const stm_lexicon *lex, stm_str form, uint8_t upos, uint32_t cases)
{
    stm_lex_analysis all[STM_LEX_ANALYSES];
    uint32_t n = stm_lexicon_exact(lex, form, all, STM_LEX_ANALYSES);
    for (uint32_t i = 0; i < n; i++) {
        bool sound = all[i].treebank != 0 || upos != STM_NOUN || all[i].cases != 0;
        if (all[i].upos == upos && sound &&
            (cases == 0 || all[i].cases == 0 || (all[i].cases & cases) != 0)) {
            return true;
        }
    }
    return false;
}

/* Particles make verbs and their nouns, not compounds: "Ausfahrt" is no Fahrt of an Aus. */
static bool is_particle(stm_str part)
{
    static const char *const PARTICLES[] = {"ab", "an", "auf", "aus", "bei", "durch", "ein", "fort",
        "her", "hin", "los", "mit", "nach", "über", "um", "unter", "vor", "weg", "wider", "wieder",
        "zu", "zurück"};
    char low[STM_LEX_WORD_BYTES];
    stm_str word = {low, stm_casing_lower(part, low, sizeof low)};
    for (size_t i = 0; i < sizeof PARTICLES / sizeof *PARTICLES; i++) {
        if (stm_str_is(word, PARTICLES[i])) {
            return true;
        }
    }
    return false;
}

/* Nouns in -ung, -heit … take an s before the next part: Verwaltung-s-amt, not Verwaltung-samt. */
static bool wants_link(stm_str part)
{
    static const char *const ENDINGS[] = {
        "ung", "heit", "keit", "schaft", "tät", "ion", "ling", "tum"};
    for (size_t i = 0; i < sizeof ENDINGS / sizeof *ENDINGS; i++) {
        if (stm_str_ends(part, stm_str_of(ENDINGS[i]))) {
            return true;
        }
    }
    return false;
}

/* A noun in some form as last part: "Firmen"; the shortest ones only as they are ("-tag", not
 * "-urs" of Ur). */
static bool is_head(const stm_lexicon *lex, stm_str part, bool shortest)
{
    char noun[STM_LEX_WORD_BYTES];
    uint32_t length = stm_casing_upper_first(part, noun, sizeof noun);
    return length > 0 &&
        has_class(lex, (stm_str){noun, length}, STM_NOUN, shortest ? STM_CASE_NOM : 0);
}

/* A noun ("Firma"), the stem of a verb ("rechen-", "fahr-") or an adjective ("groß-") as a part
 * that is not the last. The empty link also lets plural forms in ("Städte-bau", "Aktien-kurs"). */
static bool is_modifier(const stm_lexicon *lex, stm_str part, bool linked)
{
    char word[STM_LEX_WORD_BYTES];
    uint32_t nominatives = STM_CASE_NOM | (linked ? 0u : (uint32_t)STM_CASE_NOM << 4);
    if (is_particle(part)) {
        return false;
    }
    uint32_t length = stm_casing_upper_first(part, word, sizeof word - 2);
    if (length > 0 && has_class(lex, (stm_str){word, length}, STM_NOUN, nominatives)) {
        return true;
    }
    length = linked ? 0 : stm_casing_lower(part, word, sizeof word - 2);
    if (length == 0) {
        return false;
    }
    if (has_class(lex, (stm_str){word, length}, STM_ADJ, 0)) {
        return true;
    }
    memcpy(word + length, "en", 2);
    return has_class(lex, (stm_str){word, length + 2}, STM_VERB, 0);
}

static stm_str chars_of(const cover *c, uint32_t begin, uint32_t end)
{
    return stm_str_sub(c->word, c->offsets[begin], c->offsets[end]);
}

static void try_modifier(const stm_lexicon *lex, cover *c, uint32_t begin, uint32_t end)
{
    uint32_t shortest = c->known ? MIN_PART + 1 : MIN_PART;
    stm_str with_link = chars_of(c, begin, end);
    for (uint32_t k = 0; k < sizeof LINKS / sizeof *LINKS; k++) {
        uint32_t chars = end - begin;
        if (chars < shortest + LINKS[k].len || !stm_str_ends(with_link, LINKS[k])) {
            continue;
        }
        stm_str part = stm_str_sub(with_link, 0, with_link.len - LINKS[k].len);
        int link = wants_link(part)
            ? (LINKS[k].len == 1 && LINKS[k].ptr[0] == 's' ? 0 : COST_MISSING_LINK)
            : k > 0 ? COST_LINK
                    : 0;
        int cost =
            c->cost[begin] + COST_PART + link + (chars - LINKS[k].len == MIN_PART ? COST_SHORT : 0);
        if (cost < c->cost[end] && is_modifier(lex, part, k > 0)) {
            c->cost[end] = cost;
            c->from[end] = (uint8_t)begin;
            c->link[end] = (uint8_t)LINKS[k].len;
        }
    }
}

/* Where the last part begins, or 0. `whole_too`: the word may be its own last part, which counts as
 * no compound. */
static uint32_t cover_word(const stm_lexicon *lex, cover *c)
{
    for (uint32_t i = 0; i <= c->chars; i++) {
        c->cost[i] = i == 0 ? 0 : NEVER;
    }
    for (uint32_t begin = 0; begin + MIN_PART <= c->chars; begin++) {
        for (uint32_t end = begin + MIN_PART; c->cost[begin] < NEVER && end + MIN_PART <= c->chars;
             end++) {
            try_modifier(lex, c, begin, end);
        }
    }
    int best = NEVER;
    uint32_t head = 0;
    uint32_t shortest = c->known ? MIN_PART + 2 : MIN_PART;
    for (uint32_t at = MIN_PART; at + shortest <= c->chars; at++) {
        int cost = c->cost[at] >= NEVER
            ? NEVER
            : c->cost[at] + (c->chars - at == MIN_PART ? COST_SHORT : 0);
        if (cost < best && is_head(lex, chars_of(c, at, c->chars), c->chars - at == MIN_PART)) {
            best = cost;
            head = at;
        }
    }
    return head;
}

static void push_part(stm_lex_compound *out, uint32_t begin, uint32_t end, uint32_t link)
{
    if (out->count < STM_LEX_PARTS) {
        out->parts[out->count++] = (stm_lex_part){begin, end, link};
    }
}

/* Appends the parts of one closed word that starts at byte `base` of the form. */
static void split_closed(
    const stm_lexicon *lex, stm_str word, uint32_t base, uint32_t link, stm_lex_compound *out)
{
    cover c;
    bool known = is_head(lex, word, false);
    uint32_t head = 0;
    if (!(known && out->count > 0) &&
        cut_chars(&c, word)) { /* "DA-Nachfrage": the second part is a word */
        c.known = known;
        head = cover_word(lex, &c);
    }
    uint8_t ends[STM_LEX_PARTS];
    uint32_t n = 0;
    for (uint32_t at = head; at > 0 && n < STM_LEX_PARTS; at = c.from[at]) {
        ends[n++] = (uint8_t)at;
    }
    if (head == 0 || n + out->count + 1 > STM_LEX_PARTS) {
        push_part(out, base, base + word.len, link);
        return;
    }
    while (n-- > 0) {
        uint32_t begin = c.offsets[c.from[ends[n]]], end = c.offsets[ends[n]];
        push_part(out, base + begin, base + end - c.link[ends[n]], c.link[ends[n]]);
    }
    push_part(out, base + c.offsets[head], base + word.len, link);
}

static void set_head(const stm_lexicon *lex, stm_str form, stm_lex_compound *out)
{
    const stm_lex_part *last = &out->parts[out->count - 1];
    char noun[STM_LEX_WORD_BYTES];
    stm_str part = stm_str_sub(form, last->begin, last->end);
    uint32_t length =
        stm_casing_starts_upper(form) ? stm_casing_upper_first(part, noun, sizeof noun) : 0;
    if (length == 0) {
        memcpy(noun, part.ptr, part.len);
        length = part.len;
    }
    char lemma[STM_LEX_WORD_BYTES];
    uint32_t lemma_length = 0;
    stm_lexicon_lemma(lex, (stm_str){noun, length}, STM_NOUN, STM_EMPTY, lemma, &lemma_length);
    if (lemma_length >= sizeof out->head) {
        lemma_length = 0;
    }
    memcpy(out->head, lemma, lemma_length);
    out->head[lemma_length] = '\0';
    out->head_length = lemma_length;
}

bool stm_lexicon_split(const stm_lexicon *lex, stm_str form, stm_lex_compound *out)
{
    *out = (stm_lex_compound){.count = 0};
    if (lex == NULL || form.len == 0 || form.len >= STM_LEX_WORD_BYTES) {
        return false;
    }
    bool closed_too = strcmp(lex->language, "de") == 0;
    for (uint32_t begin = 0; begin <= form.len;) {
        stm_str rest = stm_str_sub(form, begin, form.len);
        int64_t hyphen = stm_str_find(rest, STM_LIT("-"));
        uint32_t end = hyphen < 0 ? form.len : begin + (uint32_t)hyphen;
        stm_str word = stm_str_sub(form, begin, end);
        uint32_t link = hyphen < 0 ? 0 : 1;
        if (closed_too && end == form.len && word.len > 0) {
            split_closed(lex, word, begin, link, out);
        } else if (word.len > 0) {
            push_part(out, begin, end, link);
        }
        begin = end + 1;
    }
    if (out->count < 2) {
        return false;
    }
    set_head(lex, form, out);
    return true;
}
