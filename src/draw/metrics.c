/* Text metrics without a font: the advance widths of Liberation Sans, which Arial, Helvetica and Nimbus Sans share,
 * stand in a table, so that a picture has the same size on every machine. Scripts that those fonts lack get widths on
 * the safe side (measured on DejaVu, Noto CJK and Noto Emoji). SPDX-License-Identifier: MIT */
#include "draw/metrics.h"

#include <string.h>

#include "draw/ink.h"
#include "draw/metrics_table.h"

static bool between(unsigned point, unsigned first, unsigned last)
{
    return point >= first && point <= last;
}

/* Belongs to the character before it: combining marks, joiners, variation selectors, skin tones. */
static bool attached(unsigned p)
{
    return between(p, 0x300, 0x36F) || between(p, 0x200B, 0x200F) || between(p, 0xFE00, 0xFE0F) ||
        between(p, 0x1F3FB, 0x1F3FF) || between(p, 0x64B, 0x65F) || between(p, 0x202A, 0x202E) ||
        between(p, 0x2060, 0x2069) || between(p, 0xE0020, 0xE007F) || between(p, 0x20D0, 0x20FF);
}

static bool wide(unsigned p)
{
    return between(p, 0x1100, 0x115F) || between(p, 0x2E80, 0xA4CF) || between(p, 0xAC00, 0xD7A3) ||
        between(p, 0xF900, 0xFAFF) || between(p, 0xFE30, 0xFE4F) || between(p, 0xFF00, 0xFF60) ||
        between(p, 0x20000, 0x3FFFD);
}

static double em(unsigned p, bool bold)
{
    for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++) {
        if (between(p, ranges[i].first, ranges[i].last)) {
            const unsigned short *row = bold ? ranges[i].bold : ranges[i].regular;
            return row[p - ranges[i].first] / 1000.0;
        }
    }
    if (attached(p)) {
        return 0;
    }
    if (wide(p)) {
        return 1.02;
    }
    if (between(p, 0x1F000, 0x1FAFF) || between(p, 0x2600, 0x27BF)) {
        return 1.4;
    }
    return between(p, 0x590, 0x8FF) ? 0.75 : 0.9;
}

double metrics_width(const char *text, size_t count, double size, bool bold)
{
    double width = 0;
    for (size_t at = 0; at < count && text[at] != '\0';) {
        size_t bytes = 0;
        width += em(ink_decode(text + at, &bytes), bold);
        at += bytes;
    }
    return width * size;
}

/* Bytes of the character at text with all that is attached to it. */
static size_t cluster(const char *text)
{
    size_t bytes = 0, more = 0;
    unsigned last = ink_decode(text, &bytes);
    while (text[bytes] != '\0') {
        unsigned next = ink_decode(text + bytes, &more);
        if (!attached(next) && last != 0x200D) {
            break;
        }
        last = next;
        bytes += more;
    }
    return bytes;
}

/* How many bytes of text go on one line: up to the last break that fits, else as many characters as fit. */
static size_t line_bytes(const char *text, double size, bool bold, double most)
{
    size_t at = 0, best = 0;
    double width = 0;
    while (text[at] != '\0' && text[at] != '\n') {
        size_t bytes = cluster(text + at), one = 0;
        unsigned point = ink_decode(text + at, &one);
        double more = metrics_width(text + at, bytes, size, bold);
        if (point == ' ' || (wide(point) && at > 0)) {
            best = at;
        }
        if (width + more > most && at > 0 && point != ' ') {
            return best > 0 ? best : at;
        }
        width += more;
        at += bytes;
        if (point == '-' || point == '/') {
            best = at;
        }
    }
    return at;
}

static bool vowel(const char *text)
{
    static const char *const list[] = {
        "a", "e", "i", "o", "u", "y", "\xC3\xA4", "\xC3\xB6", "\xC3\xBC", "\xC3\xA9", "\xC3\xA8"};
    for (size_t i = 0; i < sizeof list / sizeof list[0]; i++) {
        if (strncmp(text, list[i], strlen(list[i])) == 0) {
            return true;
        }
    }
    return false;
}

static bool small_letter(char c)
{
    return c >= 'a' && c <= 'z';
}

/* A word too long for a line is cut before a consonant between two vowels, where German and English mostly may
 * ("Elektrizi-tät"), else where the line is full. Returns the bytes before the hyphen; 0 when the cut is not within a
 * word of letters. Only a guess: real hyphenation needs patterns for each language. */
static size_t hyphen_bytes(const char *text, size_t bytes, double size, bool bold, double most)
{
    double room = most - metrics_width("-", 1, size, bold);
    size_t at = bytes, least = bytes > 14 ? bytes - 12 : 3;
    while (
        at > least && (metrics_width(text, at, size, bold) > room || (text[at] & 0xC0) == 0x80)) {
        at--;
    }
    if (at <= least || !small_letter(text[at]) ||
        !(small_letter(text[at - 1]) || (text[at - 1] & 0x80) != 0)) {
        return 0;
    }
    for (size_t i = at; i > least; i--) {
        size_t before = i - 1;
        while (before > 0 && (text[before] & 0xC0) == 0x80) {
            before--;
        }
        if (small_letter(text[i]) && !vowel(text + i) && vowel(text + i + 1) &&
            vowel(text + before)) {
            return i;
        }
    }
    return at;
}

static char *with_hyphen(const char *text, size_t count)
{
    char *line = ink_copy(text, count + 1);
    line[count] = '-';
    return line;
}

static char *cut_line(const char *text, size_t count, double size, bool bold, double most)
{
    static const char dots[] = "\xE2\x80\xA6";
    double room = most - metrics_width(dots, 3, size, bold);
    size_t kept = 0;
    while (kept < count) {
        size_t bytes = cluster(text + kept);
        if (metrics_width(text, kept + bytes, size, bold) > room) {
            break;
        }
        kept += bytes;
    }
    while (kept > 0 && text[kept - 1] == ' ') {
        kept--;
    }
    char *line = ink_memory(kept + sizeof dots);
    memcpy(line, text, kept);
    memcpy(line + kept, dots, sizeof dots);
    return line;
}

wrapped metrics_wrap(const char *text, double size, bool bold, double most_width, int most_lines)
{
    wrapped block = {.size = size, .bold = bold};
    most_lines = most_lines > MOST_LINES ? MOST_LINES : most_lines;
    while (*text != '\0' && block.count < most_lines) {
        while (*text == ' ' || *text == '\n') {
            text++;
        }
        size_t bytes = line_bytes(text, size, bold, most_width), end = bytes;
        bool last = block.count + 1 == most_lines;
        bool within = bytes > 0 && text[bytes] != '\0' && strchr(" \n-/", text[bytes]) == NULL &&
            strchr(" -/", text[bytes - 1]) == NULL;
        size_t hyphen = within && !last ? hyphen_bytes(text, bytes, size, bold, most_width) : 0;
        bytes = end = hyphen > 0 ? hyphen : bytes;
        const char *rest = text + bytes;
        while (*rest == ' ' || *rest == '\n') {
            rest++;
        }
        while (end > 0 && text[end - 1] == ' ') {
            end--;
        }
        if (end > 0) {
            bool cut = last && *rest != '\0';
            block.lines[block.count++] = cut ? cut_line(text, strlen(text), size, bold, most_width)
                : hyphen                     ? with_hyphen(text, end)
                                             : ink_copy(text, end);
            double width = metrics_width(
                block.lines[block.count - 1], strlen(block.lines[block.count - 1]), size, bold);
            block.width = width > block.width ? width : block.width;
        }
        text = rest;
    }
    block.height = block.count * size * 1.2;
    return block;
}
