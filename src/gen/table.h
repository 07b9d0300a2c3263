/* Reading the tables that people edit, for the small programs that run while building: lines of cells between tabs.
 * What is wrong is told with file and line, as a compiler does. SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_GEN_TABLE_H
#define STM_GEN_TABLE_H
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TABLE_MOST_BYTES = 1 << 20 };

/* Always 1, the exit status. */
static inline int table_complain(
    const char *path, unsigned line, const char *what, const char *word)
{
    fprintf(stderr, "%s:%u: %s \"%s\"\n", path, line, what, word);
    return 1;
}

/* The whole file, to be freed by the caller; NULL after a message. */
static inline char *table_text(const char *path)
{
    FILE *file = fopen(path, "rb");
    char *text = calloc(1, TABLE_MOST_BYTES);
    size_t size = file == NULL || text == NULL ? 0 : fread(text, 1, TABLE_MOST_BYTES - 1, file);
    int bad = file == NULL || ferror(file) || size == 0 || size == TABLE_MOST_BYTES - 1;
    if (file != NULL) {
        fclose(file);
    }
    if (bad) {
        free(text);
        table_complain(path, 0, "cannot be read, is empty or too large:", path);
        return NULL;
    }
    return text;
}

/* Cuts the text at the first of the signs; what follows, or NULL at the end. */
static inline char *table_cut(char *text, char sign)
{
    char *at = text == NULL ? NULL : strchr(text, sign);
    if (at != NULL) {
        *at++ = '\0';
    }
    return at;
}

static inline char *table_trim(char *text)
{
    while (*text == ' ') {
        text++;
    }
    for (size_t n = strlen(text); n > 0 && text[n - 1] == ' '; n--) {
        text[n - 1] = '\0';
    }
    return text;
}

/* The next line that is neither empty nor a comment, cut out of *rest; NULL at the end. *line counts all lines. */
static inline char *table_line(char **rest, unsigned *line)
{
    while (*rest != NULL && **rest != '\0') {
        char *text = *rest;
        *rest = table_cut(text, '\n');
        ++*line;
        if (*text != '#' && *text != '\0') {
            return text;
        }
    }
    return NULL;
}
#endif
