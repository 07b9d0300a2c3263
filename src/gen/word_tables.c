/* Runs while building: turns the tables of words that people edit into sorted C arrays, so that looking a word up costs
 * nothing at the start. Every mistake is an error with file and line. What lists there are stands in
 * src/facts/word_lists.def, the form of a line at the head of each table.
 *   stm_word_tables OUTPUT.c de src/lang/de/words.tsv en src/lang/en/words.tsv
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "gen/table.h"

enum { MOST_WORDS = 20000, MOST_TABLES = 8 };

typedef struct entry {
    size_t list; /* index in lists */
    const char *word, *value;
    long number;
    unsigned line, table;
} entry;

typedef struct table {
    const char *lang, *path;
    char *text;
    entry *entries;
    size_t count;
} table;

/* names: of a list whose words have a value, the values allowed ("" is any); NULL of a plain list. */
static const struct list {
    const char *name, *names;
} lists[] = {
#define STM_WORD_LIST(name) {#name, NULL},
#define STM_VALUE_LIST(name, names) {#name, names},
#include "facts/word_lists.def"
#undef STM_WORD_LIST
#undef STM_VALUE_LIST
};

enum { LISTS = sizeof lists / sizeof lists[0] };

static int complain(const table *t, unsigned line, const char *what, const char *word)
{
    return table_complain(t->path, line, what, word);
}

/* The value as a number: itself, or the place (from 1) among the names of the list; false when it is none of them. */
static int read_value(const char *value, const char *names, long *number)
{
    char *end = NULL;
    size_t length = strlen(value);
    if (*names == '\0') {
        *number = strtol(value, &end, 10);
        *number = *end == '\0' ? *number : 0;
        return length > 0;
    }
    *number = 1;
    while (strncmp(names, value, length) != 0 || (names[length] != ' ' && names[length] != '\0')) {
        names = strchr(names, ' ');
        if (names == NULL) {
            return 0;
        }
        names++;
        ++*number;
    }
    return length > 0;
}

static int read_line(table *t, unsigned index, char *text, unsigned line)
{
    char *words = table_cut(text, '\t'), *value = NULL;
    entry e = {.list = 0, .line = line, .table = index};
    while (e.list < LISTS && strcmp(text, lists[e.list].name) != 0) {
        e.list++;
    }
    if (e.list == LISTS) {
        return complain(t, line, "no such list in src/facts/word_lists.def:", text);
    }
    const char *names = lists[e.list].names;
    if (names != NULL) {
        value = words;
        words = table_cut(value, '\t');
    }
    if (words == NULL) {
        return complain(t, line,
            names == NULL ? "wanted: list TAB words, got only"
                          : "wanted: list TAB value TAB words, got only",
            text);
    }
    if (names != NULL && !read_value(value, names, &e.number)) {
        return complain(t, line, *names == '\0' ? "no value:" : names, value);
    }
    e.value = value;
    while (words != NULL) {
        char *next = table_cut(words, ',');
        e.word = table_trim(words);
        if (*e.word == '\0' || strpbrk(e.word, "\t\"\\\r") != NULL) {
            return complain(t, line, "no word:", e.word);
        }
        if (t->count == MOST_WORDS) {
            return complain(t, line, "too many words at", e.word);
        }
        t->entries[t->count++] = e;
        words = next;
    }
    return 0;
}

static int by_list_and_word(const void *a, const void *b)
{
    const entry *x = a, *y = b;
    int order = (x->list > y->list) - (x->list < y->list);
    order = order == 0 ? strcmp(x->word, y->word) : order;
    order = order == 0 ? (x->table > y->table) - (x->table < y->table) : order;
    return order == 0 ? (x->line > y->line) - (x->line < y->line) : order;
}

static int same_word(const entry *a, const entry *b)
{
    return a->list == b->list && strcmp(a->word, b->word) == 0;
}

static int read_table(table *t, unsigned index)
{
    t->text = table_text(t->path);
    t->entries = calloc(MOST_WORDS, sizeof *t->entries);
    if (t->text == NULL || t->entries == NULL) {
        return 1;
    }
    unsigned line = 0;
    char *rest = t->text, *text;
    while ((text = table_line(&rest, &line)) != NULL) {
        if (read_line(t, index, text, line) != 0) {
            return 1;
        }
    }
    qsort(t->entries, t->count, sizeof *t->entries, by_list_and_word);
    for (size_t i = 1; i < t->count; i++) {
        if (same_word(&t->entries[i - 1], &t->entries[i])) {
            return complain(t, t->entries[i].line, "stands twice in its list:", t->entries[i].word);
        }
    }
    return 0;
}

/* The words of a list that has any, as an array of its own: words_LANG_LIST. */
static size_t write_list(const table *t, size_t first, FILE *out)
{
    size_t list = t->entries[first].list, i = first;
    const char *name = lists[list].name;
    int valued = lists[list].names != NULL;
    fprintf(out, "static const %s words_%s_%s[] = {\n", valued ? "stm_word_value" : "char *const",
        t->lang, name);
    for (; i < t->count && t->entries[i].list == list; i++) {
        const entry *e = &t->entries[i];
        if (valued) {
            fprintf(out, "    {\"%s\", \"%s\", %ld},\n", e->word, e->value, e->number);
        } else {
            fprintf(out, "    \"%s\",\n", e->word);
        }
    }
    fprintf(out, "};\n");
    return i;
}

static void write_table(const table *t, FILE *out)
{
    fprintf(out, "\n");
    for (size_t i = 0; i < t->count;) {
        i = write_list(t, i, out);
    }
    fprintf(out, "\nconst stm_fact_words stm_fact_words_%s = {\n", t->lang);
    for (size_t i = 0; i < t->count; i++) {
        const char *name = lists[t->entries[i].list].name;
        if (i == 0 || t->entries[i - 1].list != t->entries[i].list) {
            fprintf(out, "    .%s = {words_%s_%s, sizeof words_%s_%s / sizeof words_%s_%s[0]},\n",
                name, t->lang, name, t->lang, name, t->lang, name);
        }
    }
    fprintf(out, "};\n");
}

/* All words once: where two languages disagree on a value, the one named first is right. */
static int write_all(const table *tables, unsigned count, FILE *out)
{
    table all = {.lang = "all", .path = "all tables"};
    size_t most = 0, kept = 0;
    for (unsigned i = 0; i < count; i++) {
        most += tables[i].count;
    }
    all.entries = calloc(most + 1, sizeof *all.entries);
    if (all.entries == NULL) {
        return complain(&all, 0, "no memory for", "all");
    }
    for (unsigned i = 0; i < count; i++) {
        for (size_t j = 0; j < tables[i].count; j++) {
            all.entries[all.count++] = tables[i].entries[j];
        }
    }
    qsort(all.entries, all.count, sizeof *all.entries, by_list_and_word);
    for (size_t i = 0; i < all.count; i++) {
        if (kept == 0 || !same_word(&all.entries[kept - 1], &all.entries[i])) {
            all.entries[kept++] = all.entries[i];
        }
    }
    all.count = kept;
    write_table(&all, out);
    free(all.entries);
    return 0;
}

static int write_tables(int argc, char **argv, FILE *out)
{
    table tables[MOST_TABLES] = {{.lang = NULL}};
    unsigned count = 0;
    int status = 0;
    fprintf(out,
        "/* Made by src/gen/word_tables.c: edit the tables below src/lang. */\n"
        "#include \"facts/words.h\"\n");
    for (int i = 2; status == 0 && i + 1 < argc && count < MOST_TABLES; i += 2, count++) {
        tables[count].lang = argv[i];
        tables[count].path = argv[i + 1];
        status = read_table(&tables[count], count);
        if (status == 0) {
            write_table(&tables[count], out);
        }
    }
    status = status == 0 ? write_all(tables, count, out) : status;
    for (unsigned i = 0; i < count; i++) {
        free(tables[i].entries);
        free(tables[i].text);
    }
    return ferror(out) ? 1 : status;
}

int main(int argc, char **argv)
{
    FILE *out = argc >= 4 && argc % 2 == 0 ? fopen(argv[1], "wb") : NULL;
    if (out == NULL) {
        fprintf(stderr, "usage: stm_word_tables OUTPUT.c (LANGUAGE TABLE)...\n");
        return 1;
    }
    int status = write_tables(argc, argv, out);
    status = fclose(out) != 0 ? 1 : status;
    if (status != 0) {
        remove(argv[1]);
    }
    return status;
}
