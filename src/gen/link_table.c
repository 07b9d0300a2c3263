/* Runs while building: joins the two tables that say what a relation is called elsewhere (the column `wikidata` of
 * src/lang/relations.tsv, and src/lang/followthemoney.tsv) into one sorted C array for src/exchange/links.c.
 *   stm_link_table OUTPUT.c relations.tsv followthemoney.tsv
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "gen/table.h"

enum { MOST_RELATIONS = 1000, WIDEST = 8, WIKIDATA = 6, SCHEMA_CELLS = 4 };

typedef struct relation {
    const char *name, *wikidata; /* wikidata: "P127", "P127-" (the other way round), "-" */
    const char *schema, *from, *to;
} relation;

typedef struct relations {
    relation rows[MOST_RELATIONS];
    size_t count;
} relations;

static size_t split(char *text, char *cells[WIDEST])
{
    size_t count = 0;
    for (char *cell = text; cell != NULL && count < WIDEST; count++) {
        cells[count] = cell;
        cell = count + 1 == WIDEST ? NULL : table_cut(cell, '\t');
    }
    return count;
}

static int by_name(const void *a, const void *b)
{
    const relation *x = a, *y = b;
    return strcmp(x->name, y->name);
}

static int is_property(const char *text)
{
    size_t digits = strspn(text + (*text == 'P'), "0123456789");
    return strcmp(text, "-") == 0 ||
        (*text == 'P' && digits > 0 &&
            (text[1 + digits] == '\0' || strcmp(text + 1 + digits, "-") == 0));
}

static int read_relations(relations *all, const char *path, char *text)
{
    unsigned line = 0;
    char *row, *cells[WIDEST];
    while ((row = table_line(&text, &line)) != NULL) {
        if (split(row, cells) <= WIKIDATA || all->count == MOST_RELATIONS) {
            return table_complain(path, line, "too few columns or too many relations:", row);
        }
        if (!is_property(cells[WIKIDATA])) {
            return table_complain(path, line, "no Wikidata property:", cells[WIKIDATA]);
        }
        all->rows[all->count++] = (relation){.name = cells[0], .wikidata = cells[WIKIDATA]};
    }
    qsort(all->rows, all->count, sizeof all->rows[0], by_name);
    return 0;
}

static int read_schemas(relations *all, const char *path, char *text)
{
    unsigned line = 0;
    char *row, *cells[WIDEST];
    while ((row = table_line(&text, &line)) != NULL) {
        if (split(row, cells) != SCHEMA_CELLS) {
            return table_complain(path, line, "wanted: relation, schema, two properties:", row);
        }
        relation key = {.name = cells[0]};
        relation *found = bsearch(&key, all->rows, all->count, sizeof all->rows[0], by_name);
        if (found == NULL || found->schema != NULL) {
            return table_complain(path, line,
                found == NULL ? "no relation of relations.tsv:" : "stands twice:", cells[0]);
        }
        found->schema = cells[1];
        found->from = cells[2];
        found->to = cells[3];
    }
    return 0;
}

static void write_text(FILE *out, const char *text, size_t length)
{
    if (text == NULL || length == 0) {
        fprintf(out, "NULL, ");
    } else {
        fprintf(out, "\"%.*s\", ", (int)length, text);
    }
}

static void write_links(const relations *all, FILE *out)
{
    fprintf(out,
        "/* Made by src/gen/link_table.c: edit the tables in src/lang. */\n"
        "#include \"exchange/links.h\"\n\nconst stm_link_row stm_links[] = {\n");
    size_t count = 0;
    for (size_t i = 0; i < all->count; i++) {
        const relation *r = &all->rows[i];
        size_t length = strcspn(r->wikidata, "-");
        if (length == 0 && r->schema == NULL) {
            continue;
        }
        fprintf(out, "    {\"%s\", ", r->name);
        write_text(out, r->wikidata, length);
        fprintf(out, "%s, ", length > 0 && r->wikidata[length] == '-' ? "true" : "false");
        write_text(out, r->schema, r->schema == NULL ? 0 : strlen(r->schema));
        write_text(out, r->from, r->from == NULL ? 0 : strlen(r->from));
        write_text(out, r->to, r->to == NULL ? 0 : strlen(r->to));
        fprintf(out, "},\n");
        count++;
    }
    fprintf(out, "};\nconst size_t stm_link_count = %zu;\n", count);
}

int main(int argc, char **argv)
{
    static relations all;
    if (argc != 4) {
        fprintf(stderr, "usage: stm_link_table OUTPUT.c RELATIONS FOLLOWTHEMONEY\n");
        return 1;
    }
    char *names = table_text(argv[2]), *schemas = table_text(argv[3]);
    int status = names == NULL || schemas == NULL || read_relations(&all, argv[2], names) != 0 ||
        read_schemas(&all, argv[3], schemas) != 0;
    FILE *out = status == 0 ? fopen(argv[1], "wb") : NULL;
    if (out != NULL) {
        write_links(&all, out);
        status = ferror(out) || fclose(out) != 0;
    }
    free(names);
    free(schemas);
    return status != 0 || out == NULL;
}
