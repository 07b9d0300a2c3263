/* After a question without rows: relation types in it that the graph does not have, and what may have been meant. They are
 * no error in Cypher, so only the program tells. SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdlib.h>
#include <stemma/query.h>
#include <string.h>

#include "cli.h"

typedef struct text {
    char *bytes; /* NUL-terminated, NULL while empty */
    size_t length;
} text;

static stemma_status add(void *context, const char *bytes, size_t count)
{
    text *t = context;
    char *more = realloc(t->bytes, t->length + count + 1);
    if (more == NULL) {
        return STEMMA_ERR_NOMEM;
    }
    memcpy(more + t->length, bytes, count);
    t->bytes = more;
    t->length += count;
    more[t->length] = '\0';
    return STEMMA_OK;
}

static bool is_name(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
        (c & 0x80) != 0;
}

/* `known` holds a name a line; its line ends become NUL once for all. */
static void tell(const char *name, size_t length, const text *known)
{
    cli_meant meant = {.typed = name, .length = length};
    for (const char *line = known->bytes; line < known->bytes + known->length;
         line += strlen(line) + 1) {
        if (strlen(line) == length && memcmp(line, name, length) == 0) {
            return;
        }
        cli_meant_consider(&meant, line);
    }
    fprintf(stderr, "stemma query: this graph has no relation %.*s%s%s%s\n", (int)length, name,
        meant.word != NULL ? "; did you mean " : "", meant.word != NULL ? meant.word : "",
        meant.word != NULL ? "?" : "");
}

/* Names behind ":" or "|" in square brackets, outside of strings and properties. */
static void look_through(const char *query, const text *known)
{
    int brackets = 0, braces = 0;
    char quote = '\0';
    for (const char *c = query; *c != '\0'; c++) {
        if (quote != '\0') {
            quote = *c == quote ? '\0' : quote;
        } else if (*c == '\'' || *c == '"' || *c == '`') {
            quote = *c;
        } else if (*c == '[' || *c == ']') {
            brackets += *c == '[' ? 1 : -1;
        } else if (*c == '{' || *c == '}') {
            braces += *c == '{' ? 1 : -1;
        } else if (brackets > 0 && braces == 0 && (*c == ':' || *c == '|') && is_name(c[1])) {
            size_t length = 1;
            while (is_name(c[1 + length])) {
                length++;
            }
            tell(c + 1, length, known);
        }
    }
}

void cli_query_hint(stemma_graph *graph, const char *query)
{
    text known = {.bytes = NULL};
    const stemma_sink sink = {add, &known};
    const stemma_query_options options = {.size = sizeof options, .no_header = 1, .all = 1};
    stemma_error err = {0};
    if (stemma_query_run(graph,
            "MATCH ()-[r]->() WITH type(r) AS t, count(*) AS n RETURN t ORDER BY t", &options,
            &sink, NULL, &err) == STEMMA_OK &&
        known.bytes != NULL) {
        for (size_t i = 0; i < known.length; i++) {
            known.bytes[i] = known.bytes[i] == '\n' ? '\0' : known.bytes[i];
        }
        look_through(query, &known);
    }
    free(known.bytes);
}
