/* Texts with name spans: one JSON object a line with "text" and "spans" ([from, to, type] in
 * characters).
 *
 * The texts are cut into words in a plain way (spaces, marks at word edges, English 's); sentences
 * end at . ! ? before a space and a capital, and at line ends. A span's words get BILOU tags
 * (Ratinov and Roth 2009).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "syntax/letters.h"
#include "train/sample.h"

static const char *const kept_types[] = {"person", "organization", "location", "other"};

typedef struct {
    size_t from, to;
    const char *type; /* NULL: not a name */
} span;

typedef struct {
    uint32_t *c; /* characters */
    size_t n;
    span spans[2048];
    size_t span_count;
} text;

static uint32_t hex4(const char *s)
{
    char digits[5] = {s[0], s[1], s[2], s[3], 0};
    return (uint32_t)strtoul(digits, NULL, 16);
}

static const char *read_string(text *t, const char *s)
{
    t->n = 0;
    while (*s && *s != '"') {
        uint32_t c;
        if (*s != '\\') {
            s += stm_letters_decode(s, strlen(s) < 4 ? strlen(s) : 4, &c);
        } else if (s[1] == 'u') {
            c = hex4(s + 2);
            s += 6;
            if (c >= 0xD800 && c < 0xDC00 && s[0] == '\\' && s[1] == 'u') {
                c = 0x10000 + ((c - 0xD800) << 10) + (hex4(s + 2) - 0xDC00);
                s += 6;
            }
        } else {
            c = s[1] == 'n' ? '\n' : s[1] == 't' ? '\t' : (uint32_t)(unsigned char)s[1];
            s += 2;
        }
        t->c[t->n++] = c;
    }
    return s;
}

static void read_spans(text *t, const char *s)
{
    t->span_count = 0;
    while ((s = strchr(s, '[')) != NULL) {
        char *end, type[32];
        size_t from = strtoul(s + 1, &end, 10);
        if (end == s + 1) {
            s++;
            continue;
        }
        size_t to = strtoul(end + 1, &end, 10);
        if (sscanf(end, ", \"%31[^\"]\"", type) != 1 || t->span_count == 2048)
            stm_tool_die("a span cannot be read: %.40s", s);
        span *p = &t->spans[t->span_count++];
        *p = (span){from, to, NULL};
        for (size_t i = 0; i < sizeof kept_types / sizeof *kept_types; i++)
            p->type = strcmp(type, kept_types[i]) == 0 ? kept_types[i] : p->type;
        s = end;
    }
}

static bool is_space(uint32_t c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == 0xA0;
}

static bool is_word(uint32_t c)
{
    return stm_letters_is_letter(c) || stm_letters_is_digit(c);
}

/* End of the word at i: letters, digits and marks between them; a mark else stands alone. */
static size_t word_end(const text *t, size_t i)
{
    size_t j = i + 1;
    if (!is_word(t->c[i]) && !((t->c[i] == '#' || t->c[i] == '@') && j < t->n && is_word(t->c[j])))
        return j;
    while (j < t->n && !is_space(t->c[j])) {
        bool inner = j + 1 < t->n && is_word(t->c[j + 1]) &&
            strchr("-.&/'_:", (int)(t->c[j] & 0x7F)) && t->c[j] < 0x80;
        if (t->c[j] == '\'' && j + 1 < t->n && (t->c[j + 1] == 's' || t->c[j + 1] == 'S') &&
            (j + 2 == t->n || !is_word(t->c[j + 2])))
            break;
        if (!is_word(t->c[j]) && !inner)
            break;
        j++;
    }
    if (j < t->n && t->c[j] == '.' && j - i <= 3 && stm_letters_is_letter(t->c[i]) &&
        (j - i == 1 || stm_letters_is_upper(t->c[i])) && j + 2 < t->n && is_space(t->c[j + 1]) &&
        j - i < 3)
        j++; /* "A." of a name, "Dr." */
    return j;
}

static char *form_of(const text *t, size_t from, size_t to)
{
    char *out = stm_tool_grow(NULL, (to - from) * 4 + 1, 1);
    size_t used = 0;
    for (size_t i = from; i < to; i++)
        used += stm_letters_encode(t->c[i], out + used);
    out[used] = '\0';
    return out;
}

static int name_label(
    stm_corpus *c, const text *t, int g, size_t from, size_t to, const span **open)
{
    const span *hit = NULL;
    for (size_t i = 0; i < t->span_count; i++) {
        const span *p = &t->spans[i];
        if (p->type && p->from < to && from < p->to)
            hit = p;
    }
    char tag[48] = "O";
    if (hit) {
        size_t next = to;
        while (next < hit->to && is_space(t->c[next]))
            next++;
        bool begins = *open != hit, ends = next >= hit->to;
        snprintf(tag, sizeof tag, "%c-%s",
            begins     ? (ends ? 'U' : 'B')
                : ends ? 'L'
                       : 'I',
            hit->type);
    }
    *open = hit;
    return c->frozen ? stm_labels_find(&c->values[g], tag, strlen(tag))
                     : stm_labels_add(&c->values[g], tag, strlen(tag));
}

static bool sentence_ends(const text *t, size_t i, size_t j)
{
    uint32_t c = t->c[i];
    size_t k = j;
    while (k < t->n && is_space(t->c[k])) {
        if (t->c[k++] == '\n')
            return true;
    }
    return j - i == 1 && (c == '.' || c == '!' || c == '?') && k > j && k < t->n &&
        !stm_letters_is_digit(t->c[k]) && stm_letters_lower(t->c[k]) != t->c[k];
}

static void push(stm_sample_list *out, stm_word_sample *words, uint32_t n, bool held_out)
{
    if (out->count == out->room)
        out->sentences =
            stm_tool_grow(out->sentences, out->room = out->room * 2 + 256, sizeof *out->sentences);
    stm_sentence_sample *s = &out->sentences[out->count++];
    *s = (stm_sentence_sample){
        .words = stm_tool_new(n, sizeof *words), .count = n, .source = -1, .held_out = held_out};
    memcpy(s->words, words, n * sizeof *words);
}

static void cut(stm_corpus *c, stm_sample_list *out, const text *t, int g, bool held_out)
{
    static stm_word_sample words[256];
    const span *open = NULL;
    uint32_t n = 0;
    for (size_t i = 0; i < t->n;) {
        if (is_space(t->c[i])) {
            i++;
            continue;
        }
        size_t j = word_end(t, i);
        stm_word_sample *w = &words[n++];
        memset(w, 0, sizeof *w);
        memset(w->target, 0xFF, sizeof w->target);
        w->form = form_of(t, i, j);
        w->head = -1;
        w->target[g] = (int16_t)name_label(c, t, g, i, j, &open);
        if (n == 200 || sentence_ends(t, i, j)) {
            push(out, words, n, held_out);
            n = 0;
            open = NULL;
        }
        i = j;
    }
    if (n)
        push(out, words, n, held_out);
}

void stm_sample_names(stm_corpus *c, stm_sample_list *out, const char *path)
{
    size_t n, record = 0;
    int g =
        c->frozen ? stm_labels_find(&c->groups, "NAME", 4) : stm_labels_add(&c->groups, "NAME", 4);
    if (!c->frozen)
        stm_labels_add(&c->values[g], "O", 1);
    for (size_t i = 0; !c->frozen && i < sizeof kept_types / sizeof *kept_types; i++) {
        for (const char *p = "BILU"; *p; p++) {
            char tag[48];
            stm_labels_add(
                &c->values[g], tag, (size_t)snprintf(tag, sizeof tag, "%c-%s", *p, kept_types[i]));
        }
    }
    char *all = stm_tool_read(path, &n);
    text *t = stm_tool_new(1, sizeof *t);
    t->c = stm_tool_new(n + 1, sizeof *t->c);
    for (char *line = all; line < all + n; record++) {
        char *stop = strchr(line, '\n');
        if (stop)
            *stop = '\0';
        const char *s = strstr(line, "\"text\": \"");
        if (s && (s = read_string(t, s + 9)) != NULL && (s = strstr(s, "\"spans\": ")) != NULL) {
            read_spans(t, s + 9);
            cut(c, out, t, g, record % 5 == 4);
        }
        line = stop ? stop + 1 : all + n;
    }
    free(t->c);
    free(t);
    free(all);
}
