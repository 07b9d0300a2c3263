/* stemma update: reads the files behind a graph again. What has not changed costs a look at the text, no analysis.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "ask.h"
#include "text_options.h"

typedef struct path_list {
    char **items;
    size_t count, capacity;
} path_list;

static bool add_path(path_list *list, const char *path)
{
    if (list->count == list->capacity) {
        size_t capacity = list->capacity == 0 ? 64 : list->capacity * 2;
        char **items = realloc(list->items, capacity * sizeof *items);
        if (items == NULL) {
            return false;
        }
        list->items = items;
        list->capacity = capacity;
    }
    char *copy = malloc(strlen(path) + 1);
    if (copy == NULL) {
        return false;
    }
    memcpy(copy, path, strlen(path) + 1);
    list->items[list->count++] = copy;
    return true;
}

static void free_paths(path_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        free(list->items[i]);
    }
    free(list->items);
}

typedef struct sorting {
    path_list present, missing;
} sorting;

/* A path such as feed.jsonl:3 is one of several documents of one file: ":3" is taken off. */
static void drop_number(char *file)
{
    size_t length = strlen(file), digits = 0;
    while (
        digits < length && file[length - 1 - digits] >= '0' && file[length - 1 - digits] <= '9') {
        digits++;
    }
    if (digits > 0 && digits < length && file[length - 1 - digits] == ':') {
        file[length - 1 - digits] = '\0';
    }
}

/* Documents that came from a text: their file is there, or not. What is known by its address or by an id of its own
 * tells no file, so it is left alone. */
static int sort_document(void *context, const stemma_document *document)
{
    sorting *s = context;
    struct stat info;
    char file[4096];
    bool is_file = strstr(document->path, "://") == NULL && strpbrk(document->path, "./") != NULL;
    if (document->bytes == 0 || !is_file) {
        return 0;
    }
    snprintf(file, sizeof file, "%s", document->path);
    if (stat(file, &info) != 0) {
        drop_number(file);
    }
    if (stat(file, &info) != 0) {
        return !add_path(&s->missing, document->path);
    }
    bool known = s->present.count > 0 && strcmp(s->present.items[s->present.count - 1], file) == 0;
    return !known && !add_path(&s->present, file);
}

static int drop_missing(stemma_graph *graph, const path_list *missing, bool drop)
{
    for (size_t i = 0; i < missing->count; i++) {
        stemma_error err = {0};
        if (drop && stemma_graph_remove(graph, missing->items[i], &err) != STEMMA_OK) {
            return cli_fail("update", &err);
        }
        fprintf(stderr, "stemma update: %s: %s\n", missing->items[i],
            drop ? "gone, taken out" : "gone, kept");
    }
    return CLI_OK;
}

static int update(stemma_graph *graph, stemma_pipeline *pipeline, bool drop, bool quiet)
{
    sorting s = {0};
    stemma_error err = {0};
    stemma_build_counts counts = {0};
    stemma_status status = stemma_graph_each_document(graph, sort_document, &s, &err);
    int code =
        status != STEMMA_OK ? cli_fail("update", &err) : drop_missing(graph, &s.missing, drop);
    if (code == CLI_OK && s.present.count > 0 &&
        stemma_pipeline_build(pipeline, graph, (const char *const *)s.present.items,
            s.present.count, NULL, NULL, &counts, &err) != STEMMA_OK) {
        code = cli_fail("update", &err);
    }
    if (code == CLI_OK && !quiet) {
        fprintf(stderr, "stemma update: %llu changed, %llu unchanged, %llu new\n",
            (unsigned long long)counts.replaced, (unsigned long long)counts.unchanged,
            (unsigned long long)counts.added);
    }
    free_paths(&s.present);
    free_paths(&s.missing);
    return code;
}

int cmd_update(int argc, char **argv)
{
    static const cli_command self = {"update",
        "read the documents of a graph file again, where they changed", "-g GRAPH [options]",
        cmd_update};
    cli_text_options text = {.threads = 1};
    const char *path = NULL;
    bool drop = false, quiet = false;
    const cli_option options[] = {
        {"graph", 'g', CLI_TEXT, &path, "GRAPH", "the graph file"},
        {"remove-missing", 0, CLI_FLAG, &drop, NULL, "take documents out whose file is gone"},
        {"date", 0, CLI_TEXT, &text.date, "DATE",
            "date of documents that say none, as given to build"},
        {"source", 0, CLI_TEXT, &text.source, "NAME",
            "source of documents that say none, as given to build"},
        {"relations", 0, CLI_TEXT, &text.relations, "FILE", "your own table of relation words"},
        {"quiet", 'q', CLI_FLAG, &quiet, NULL, "say nothing but errors"},
        CLI_TEXT_OPTIONS(text),
    };
    int operands = 0, code = CLI_OK;
    if (!cli_parse(
            &self, options, sizeof options / sizeof options[0], argc, argv, &operands, &code) ||
        !cli_ask_operands(&self, operands, 0, 0, "options", &code)) {
        return code;
    }
    stemma_graph *graph = cli_ask_open("update", path, STEMMA_OPEN_WRITE, &code);
    stemma_pipeline *pipeline = NULL;
    if (graph != NULL && (code = cli_open_pipeline("update", &text, &pipeline)) == CLI_OK) {
        code = update(graph, pipeline, drop, quiet);
        stemma_pipeline_close(pipeline);
    }
    stemma_graph_close(graph);
    return code;
}
