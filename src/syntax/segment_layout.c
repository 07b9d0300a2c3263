/* What the lay-out of a text says about its sentences: paragraphs written with care, datelines.
 *
 * Segmenters learn from treebanks of the web that sentences may end without a mark. In a paragraph
 * whose last sentence has its mark the others have theirs: "Lawyer Mathias | Dale told the paper."
 * Counter-example: "thanks a lot Call me back" (no mark at the end, free to be cut).
 *
 * A dateline is no part of the first sentence; left in it, parsers take the place for its subject.
 * "PARIS (AP) - The bank closed." is one; "Peter (35) - ein Koch - kam." is none.
 * Deliberately not done: reading place and day off it. SPDX-License-Identifier: GPL-2.0-or-later */
#include "syntax/segment_layout.h"

#include "base/utf8.h"
#include "unicode/chars.h"

enum {
    SHORT_LINE = 200,    /* a heading, in bytes */
    DATELINE_BYTES = 90, /* "MAILAND/FRANKFURT AM MAIN, 12. Dezember (dpa-AFX/Reuters) -" has 62 */
    AGENCY_BYTES = 30,
    AFTER_BYTES = 60 /* what follows a dateline without agency is a sentence, no "Hall – 2:1" */
};

static bool is_closing(uint32_t point)
{
    enum stm_chars_class c = stm_chars_class(point);
    return c == STM_CHARS_SPACE || c == STM_CHARS_CLOSE || c == STM_CHARS_OPEN || point == ')' ||
        point == ']' || point == '"' || point == '\'';
}

/* First byte of the character before `at`. */
static uint32_t step_back(stm_str text, uint32_t at)
{
    do {
        at--;
    } while (at > 0 && ((unsigned char)text.ptr[at] & 0xc0) == 0x80);
    return at;
}

bool stm_seg_is_tidy(stm_str text, uint32_t begin, uint32_t end)
{
    if (end - begin <= SHORT_LINE) {
        return true;
    }
    while (end > begin) {
        uint32_t at = step_back(text, end), point = 0;
        if (stm_utf8_decode(text, at, &point) == 0) {
            return false;
        }
        if (point == '.' || point == '!' || point == '?' || point == 0x2026) {
            return true;
        }
        if (!is_closing(point)) {
            return false;
        }
        end = at;
    }
    return false;
}

/* Bytes of the dash at `at` that has blanks on both sides, 0 when there is none. */
static uint32_t dash_bytes(stm_str text, uint32_t at)
{
    uint32_t point = 0;
    uint32_t step = stm_utf8_decode(text, at, &point);
    bool dash = point == '-' || point == 0x2013 || point == 0x2014;
    if (step > 0 && point == '-' && at + 1 < text.len && text.ptr[at + 1] == '-') {
        step = 2; /* "--" of the wires */
    }
    bool before = at > 0 && (text.ptr[at - 1] == ' ' || text.ptr[at - 1] == ')');
    return dash && before && stm_chars_space_bytes(text, at + step) > 0 ? step : 0;
}

typedef struct dateline {
    uint32_t capitals; /* letters of the first word, all of them capitals; 0 when one is not */
    uint32_t words;    /* outside the bracket */
    bool lower;        /* a word begins in lower case */
    bool agency;       /* the bracket */
    uint32_t end;      /* behind the dash */
} dateline;

/* One word; false when it cannot be part of a dateline. */
static bool take_word(dateline *d, stm_str word)
{
    uint32_t point = 0;
    if (stm_utf8_decode(word, 0, &point) == 0) {
        return false;
    }
    enum stm_chars_class first = stm_chars_class(point);
    uint32_t capitals = 0;
    bool all = true;
    for (uint32_t at = 0; at < word.len;) {
        uint32_t step = stm_utf8_decode(word, at, &point);
        enum stm_chars_class c = stm_chars_class(point);
        capitals += c == STM_CHARS_UPPER ? 1 : 0;
        all = all && c != STM_CHARS_LETTER;
        at += step == 0 ? 1 : step;
    }
    d->capitals = d->words == 0 ? (all ? capitals : 0) : d->capitals;
    d->lower = d->lower || first == STM_CHARS_LETTER;
    d->words++;
    bool particle = first == STM_CHARS_LETTER && word.len <= 3 && d->words > 1; /* "am", "de" */
    return particle || first == STM_CHARS_UPPER || (first == STM_CHARS_DIGIT && d->words > 1);
}

/* "(Reuters)", "(dpa/lby)": the byte behind it, 0 when it is none. */
static uint32_t agency_end(stm_str text, uint32_t at)
{
    uint32_t begin = at;
    bool letter = false;
    while (++at < text.len && at - begin < AGENCY_BYTES && text.ptr[at] != ')') {
        letter = letter || ((unsigned char)text.ptr[at] | 32) >= 'a';
        if (text.ptr[at] == '\n' || text.ptr[at] == '(') {
            return 0;
        }
    }
    return letter && at < text.len && text.ptr[at] == ')' ? at + 1 : 0;
}

static bool read_dateline(dateline *d, stm_str text, uint32_t begin, uint32_t end)
{
    uint32_t limit = end - begin > DATELINE_BYTES ? begin + DATELINE_BYTES : end;
    for (uint32_t at = begin; at < limit;) {
        uint32_t dash = dash_bytes(text, at);
        if (dash > 0) {
            d->end = at + dash;
            return d->words > 0;
        }
        uint32_t space = stm_chars_space_bytes(text, at);
        if (space > 0) {
            at += space;
        } else if (text.ptr[at] == '(') {
            at = agency_end(text, at);
            if (at == 0 || d->agency) {
                return false;
            }
            d->agency = true;
        } else {
            uint32_t from = at;
            while (at < limit && text.ptr[at] != '(' && stm_chars_space_bytes(text, at) == 0) {
                at++;
            }
            if (d->agency || !take_word(d, stm_str_sub(text, from, at))) {
                return false;
            }
        }
    }
    return false;
}

/* Is there another dash between blanks? Then the first one may open a parenthesis. */
static bool has_dash(stm_str text, uint32_t at, uint32_t end)
{
    for (; at < end; at++) {
        if (dash_bytes(text, at) > 0) {
            return true;
        }
    }
    return false;
}

static bool begins_sentence(stm_str text, uint32_t at)
{
    at += stm_chars_space_bytes(text, at);
    uint32_t point = 0;
    if (stm_utf8_decode(text, at, &point) == 0) {
        return false;
    }
    return stm_chars_class(point) != STM_CHARS_LETTER;
}

uint32_t stm_seg_dateline(stm_str text, uint32_t begin, uint32_t end, bool tidy)
{
    dateline d = {0};
    if (!read_dateline(&d, text, begin, end) || !begins_sentence(text, d.end)) {
        return 0;
    }
    if (d.agency) {
        return d.end;
    }
    bool sentence = tidy && end - d.end > AFTER_BYTES && !d.lower;
    if (sentence && d.capitals >= 3) {
        return d.end;
    }
    return sentence && d.words <= 2 && end - d.end > 2 * AFTER_BYTES && !has_dash(text, d.end, end)
        ? d.end
        : 0;
}
