/* Which language a text is in, from its little words and typical letters (src/lang/languages.txt).
 * Good for anything from a headline on; a text of names and numbers alone stays unknown.
 * Deliberately not done: languages inside one sentence, dialects, telling other languages from each
 * other. SPDX-License-Identifier: GPL-2.0-or-later */
#include <math.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "syntax/segment.h"
#include "unicode/casing.h"
#include "unicode/chars.h"

extern const unsigned char stm_embed_languages[];
extern const size_t stm_embed_languages_bytes;

enum { LANGUAGES = 24, PARTS = 64, READ_BYTES = 30000, WORD_BYTES = 64 };
static const double PART_WEIGHT = 0.25;
/* A tie is decided for the languages that are read (those with letters in the table): "der" is
 * Danish, too. */
static const double OTHER_WEIGHT = 0.9;

typedef struct part {
    uint32_t language;
    stm_str letters;
} part;

/* The table, read anew for each call: it has some hundred words, which takes less time than a page
 * of text. */
typedef struct lists {
    stm_intern words;
    STM_VEC(uint32_t) bits; /* by word id: languages that have it */
    stm_str names[LANGUAGES];
    uint32_t language_count;
    part parts[PARTS];
    uint32_t part_count;
    uint32_t parts_of; /* bit per language that has parts */
} lists;

static uint32_t language_of(lists *l, stm_str name)
{
    for (uint32_t i = 0; i < l->language_count; i++) {
        if (stm_str_eq(l->names[i], name)) {
            return i;
        }
    }
    if (l->language_count == LANGUAGES) {
        return LANGUAGES - 1;
    }
    l->names[l->language_count] = name;
    return l->language_count++;
}

static bool add_word(lists *l, stm_str word, uint32_t language)
{
    uint32_t id = stm_intern_add(&l->words, word);
    while (id != 0 && l->bits.count <= id) {
        if (!stm_vec_push(&l->bits, 0u)) {
            return false;
        }
    }
    if (id != 0) {
        l->bits.items[id] |= 1u << language;
    }
    return id != 0;
}

static bool read_lists(lists *l)
{
    stm_str text = {(const char *)stm_embed_languages, (uint32_t)stm_embed_languages_bytes}, line;
    *l = (lists){0};
    stm_intern_init(&l->words);
    while (stm_str_next_line(&text, &line)) {
        stm_str name = STM_EMPTY, kind = STM_EMPTY, word;
        if (line.len == 0 || line.ptr[0] == '#' || !stm_str_next(&line, ' ', &name)) {
            continue;
        }
        stm_str_next(&line, ' ', &kind);
        uint32_t language = language_of(l, name);
        while (stm_str_next(&line, ' ', &word)) {
            bool is_part = stm_str_is(kind, "part");
            if (is_part && l->part_count < PARTS) {
                l->parts[l->part_count++] = (part){language, word};
                l->parts_of |= 1u << language;
            }
            if (!is_part && !add_word(l, word, language)) {
                return false;
            }
        }
    }
    return true;
}

typedef struct tally {
    double scores[LANGUAGES];
    uint32_t words, foreign; /* words seen; those in another script than Latin */
} tally;

static void count_word(const lists *l, stm_str word, tally *t)
{
    uint32_t id = stm_intern_find(&l->words, word);
    uint32_t bits = id != 0 ? l->bits.items[id] : 0, shared = 0;
    t->words++;
    for (uint32_t i = 0; i < LANGUAGES; i++) {
        shared += bits >> i & 1u;
    }
    for (uint32_t i = 0; i < LANGUAGES; i++) {
        double home = l->parts_of >> i & 1u ? 1.0 : OTHER_WEIGHT;
        t->scores[i] += (bits >> i & 1u) != 0 ? home / shared : 0.0;
    }
    for (uint32_t i = 0; id == 0 && word.len >= 4 && i < l->part_count; i++) {
        if (stm_str_find(word, l->parts[i].letters) >= 0) {
            t->scores[l->parts[i].language] += PART_WEIGHT;
        }
    }
}

/* Letters of scripts other than Latin (beyond U+024F; combining marks and punctuation are no
 * letters here). */
static bool is_foreign(uint32_t point)
{
    return point > 0x24f && (point < 0x1e00 || point > 0x1eff) &&
        stm_chars_class(point) <= STM_CHARS_LETTER;
}

static void count_text(const lists *l, stm_str text, tally *t)
{
    char word[WORD_BYTES], low[WORD_BYTES];
    uint32_t length = 0;
    bool foreign = false;
    for (uint32_t at = 0; at <= text.len;) {
        uint32_t point = 0;
        uint32_t step = stm_utf8_decode(text, at, &point);
        bool letter = step != 0 && stm_chars_class(point) <= STM_CHARS_LETTER;
        if (letter && length + step <= sizeof word) {
            memcpy(word + length, text.ptr + at, step);
            length += step;
            foreign = foreign || is_foreign(point);
        }
        if (!letter && length > 0) {
            uint32_t n = stm_casing_lower((stm_str){word, length}, low, sizeof low);
            count_word(l, (stm_str){low, n}, t);
            t->foreign += foreign ? 1 : 0;
            length = 0;
            foreign = false;
        }
        at += step == 0 ? 1 : step;
    }
}

static stm_lang decide(const lists *l, const tally *t, float *confidence)
{
    uint32_t best = 0, second = 1;
    for (uint32_t i = 1; i < l->language_count; i++) {
        if (t->scores[i] > t->scores[best]) {
            second = best;
            best = i;
        } else if (i == second || t->scores[i] > t->scores[second]) {
            second = i;
        }
    }
    *confidence = 0;
    if (t->words > 0 && t->foreign * 2 > t->words) {
        *confidence = 1;
        return STM_LANG_OTHER;
    }
    double evidence = t->scores[best];
    if (evidence < PART_WEIGHT || evidence <= t->scores[second]) {
        return STM_LANG_UNKNOWN;
    }
    *confidence = (float)((evidence - t->scores[second]) / evidence * (1.0 - exp(-evidence / 2.0)));
    if (t->words >= 40 && evidence / t->words < 0.08) {
        return STM_LANG_OTHER;
    }
    return stm_lang_of(l->names[best]);
}

stm_lang stm_language_detect(stm_str text, float *confidence_out)
{
    lists l;
    tally t = {0};
    float confidence = 0;
    stm_lang lang = STM_LANG_UNKNOWN;
    if (read_lists(&l)) {
        count_text(&l, stm_str_sub(text, 0, READ_BYTES), &t);
        lang = decide(&l, &t, &confidence);
    }
    stm_intern_dispose(&l.words);
    stm_vec_free(&l.bits);
    if (confidence_out != NULL) {
        *confidence_out = confidence;
    }
    return lang;
}

/* Little words of another language must be there, and outweigh those of the document's language.
 *   foreign in a German text: "First in-depth look at the cluster that its owner reveals"
 *   not: "Das Buch „The Art of the Deal“ verkaufte sich gut" (German around an English title),
 *   "Elon Musk: xAI Colossus" (names only) */
static const double FOREIGN_EVIDENCE = 2.0, FOREIGN_RATIO = 4.0;

static bool is_of_another(const lists *l, stm_lang home, const tally *t)
{
    double own = 0, best = 0;
    for (uint32_t i = 0; i < l->language_count; i++) {
        if (stm_lang_of(l->names[i]) == home) {
            own = t->scores[i];
        } else {
            best = fmax(best, t->scores[i]);
        }
    }
    return best >= FOREIGN_EVIDENCE && best >= FOREIGN_RATIO * own;
}

stemma_status stm_language_mark_foreign(stm_doc *doc, stemma_error *err)
{
    lists l;
    if (doc->sentences.count < 2 || (doc->lang != STM_LANG_DE && doc->lang != STM_LANG_EN)) {
        return STEMMA_OK;
    }
    bool read = read_lists(&l);
    for (uint32_t i = 0; read && i < doc->sentences.count; i++) {
        tally t = {0};
        stm_sentence *s = &doc->sentences.items[i];
        count_text(&l, stm_doc_slice(doc, s->span), &t);
        s->foreign = is_of_another(&l, doc->lang, &t);
    }
    stm_intern_dispose(&l.words);
    stm_vec_free(&l.bits);
    return read ? STEMMA_OK : stm_fail_nomem(err);
}
