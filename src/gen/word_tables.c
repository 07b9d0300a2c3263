/* Runs while building: turns the tables of words that people edit into sorted C arrays, so that looking a word up costs
 * nothing at the start. Every mistake is an error with file and line. What lists there are stands in
 * src/facts/word_lists.def, the form of a line at the head of each table.
 *   stm_word_tables OUTPUT.c de src/lang/de/words.tsv en src/lang/en/words.tsv
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_WORDS = 20000, MOST_BYTES = 1 << 20 };

typedef struct entry {
    const char *list, *word; /* list is the pointer of list_names: compared as such */
    unsigned line;
} entry;

typedef struct table {
    const char *lang, *path;
    char *text;
    entry *entries;
    size_t count;
} table;

static const char *const list_names[] = {
#define STM_WORD_LIST(name) #name,
#include "facts/word_lists.def"
#undef STM_WORD_LIST
};

enum { LISTS = sizeof list_names / sizeof list_names[0] };

static int complain(const table *t, unsigned line, const char *what, const char *word)
{
    fprintf(stderr, "%s:%u: %s \"%s\"\n", t->path, line, what, word);
    return 1;
}

static int read_text(table *t)
{
    FILE *file = fopen(t->path, "rb");
    t->text = calloc(1, MOST_BYTES);
    t->entries = calloc(MOST_WORDS, sizeof *t->entries);
    size_t size = 0;
    if (file != NULL && t->text != NULL && t->entries != NULL) {
        size = fread(t->text, 1, MOST_BYTES - 1, file);
    }
    int bad = file == NULL || ferror(file) || size == 0 || size == MOST_BYTES - 1;
    if (file != NULL) {
        fclose(file);
    }
    return bad ? complain(t, 0, "cannot be read, is empty or too large:", t->path) : 0;
}

static char *trim(char *text)
{
    while (*text == ' ') {
        text++;
    }
    for (size_t n = strlen(text); n > 0 && text[n - 1] == ' '; n--) {
        text[n - 1] = '\0';
    }
    return text;
}

/* Cuts the text at the first of the signs; what follows, or NULL at the end. */
static char *cut(char *text, char sign)
{
    char *at = text == NULL ? NULL : strchr(text, sign);
    if (at != NULL) {
        *at++ = '\0';
    }
    return at;
}

static int read_line(table *t, char *text, unsigned line)
{
    char *words = cut(text, '\t');
    const char *list = NULL;
    for (size_t i = 0; i < LISTS; i++) {
        list = strcmp(text, list_names[i]) == 0 ? list_names[i] : list;
    }
    if (list == NULL) {
        return complain(t, line, "no such list in src/facts/word_lists.def:", text);
    }
    if (words == NULL) {
        return complain(t, line, "wanted: list TAB words, got only", text);
    }
    while (words != NULL) {
        char *next = cut(words, ',');
        const char *word = trim(words);
        if (*word == '\0' || strpbrk(word, "\t\"\\\r") != NULL) {
            return complain(t, line, "no word:", word);
        }
        if (t->count == MOST_WORDS) {
            return complain(t, line, "too many words at", word);
        }
        t->entries[t->count++] = (entry){list, word, line};
        words = next;
    }
    return 0;
}

static int by_list_and_word(const void *a, const void *b)
{
    const entry *x = a, *y = b;
    int order = strcmp(x->list, y->list);
    order = order == 0 ? strcmp(x->word, y->word) : order;
    return order == 0 ? (x->line > y->line) - (x->line < y->line) : order;
}

static int read_table(table *t)
{
    if (read_text(t) != 0) {
        return 1;
    }
    unsigned line = 1;
    for (char *text = t->text; text != NULL && *text != '\0'; line++) {
        char *next = cut(text, '\n');
        if (*text != '#' && *text != '\0' && read_line(t, text, line) != 0) {
            return 1;
        }
        text = next;
    }
    qsort(t->entries, t->count, sizeof *t->entries, by_list_and_word);
    for (size_t i = 1; i < t->count; i++) {
        const entry *one = &t->entries[i - 1], *two = &t->entries[i];
        if (one->list == two->list && strcmp(one->word, two->word) == 0) {
            return complain(t, two->line, "stands twice in its list:", two->word);
        }
    }
    return 0;
}

static void write_table(const table *t, FILE *out)
{
    unsigned first[LISTS] = {0}, count[LISTS] = {0};
    fprintf(out, "\nstatic const char *const words_%s[] = {", t->lang);
    for (unsigned i = 0; i < t->count; i++) {
        const entry *e = &t->entries[i];
        for (size_t list = 0; list < LISTS; list++) {
            if (list_names[list] == e->list) {
                first[list] = count[list] == 0 ? i : first[list];
                count[list]++;
            }
        }
        fprintf(out, "\n    \"%s\",", e->word);
    }
    fprintf(out, "\n};\n\nconst stm_fact_words stm_fact_words_%s = {\n", t->lang);
    for (size_t list = 0; list < LISTS; list++) {
        if (count[list] > 0) {
            fprintf(out, "    .%s = {words_%s + %u, %u},\n", list_names[list], t->lang, first[list],
                count[list]);
        }
    }
    fprintf(out, "};\n");
}

int main(int argc, char **argv)
{
    FILE *out = argc >= 4 && argc % 2 == 0 ? fopen(argv[1], "wb") : NULL;
    if (out == NULL) {
        fprintf(stderr, "usage: stm_word_tables OUTPUT.c (LANGUAGE TABLE)...\n");
        return 1;
    }
    fprintf(out,
        "/* Made by src/gen/word_tables.c: edit the tables below src/lang. */\n"
        "#include \"facts/words.h\"\n");
    int status = 0;
    for (int i = 2; status == 0 && i < argc; i += 2) {
        table t = {.lang = argv[i], .path = argv[i + 1]};
        status = read_table(&t);
        if (status == 0) {
            write_table(&t, out);
        }
        free(t.entries);
        free(t.text);
    }
    status = ferror(out) ? 1 : status;
    status = fclose(out) != 0 ? 1 : status;
    if (status != 0) {
        remove(argv[1]);
    }
    return status;
}
