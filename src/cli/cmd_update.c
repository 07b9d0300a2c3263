/* stemma update: reads the files behind a graph again. What has not changed costs a look at the text, no analysis.
 * What no file holds any more (the file is gone, the feed or the list became shorter) is told, and taken out on demand.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "ask.h"
#include "progress.h"
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
    size_t size = strlen(path) + 1;
    char *copy = malloc(size);
    if (copy == NULL) {
        return false;
    }
    memcpy(copy, path, size);
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

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Sorted, each once. */
static void make_set(path_list *list)
{
    size_t kept = 0;
    if (list->count > 1) {
        qsort(list->items, list->count, sizeof *list->items, by_bytes);
    }
    for (size_t i = 0; i < list->count; i++) {
        if (kept > 0 && strcmp(list->items[kept - 1], list->items[i]) == 0) {
            free(list->items[i]);
        } else {
            list->items[kept++] = list->items[i];
        }
    }
    list->count = kept;
}

static bool holds(const path_list *set, const char *path)
{
    return set->count > 0 &&
        bsearch(&path, set->items, set->count, sizeof *set->items, by_bytes) != NULL;
}

typedef struct updating {
    path_list documents; /* that came from files */
    path_list files;     /* of these, there now; each once */
    path_list seen;      /* documents that the files hold now */
} updating;

/* A path such as list.jsonl:3 is one of several documents of one file: ":3" is taken off. */
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

/* Documents that came from a file. In graphs of older versions items of feeds do not tell theirs: what is known by its
 * address or by an id of its own is left alone there. */
static int sort_document(void *context, const stemma_document *document)
{
    updating *u = context;
    struct stat info;
    char file[4096];
    bool is_file = document->file[0] != '\0' ||
        (strstr(document->path, "://") == NULL && strpbrk(document->path, "./") != NULL);
    if (document->bytes == 0 || !is_file) {
        return 0;
    }
    snprintf(file, sizeof file, "%s", document->file[0] != '\0' ? document->file : document->path);
    bool there = stat(file, &info) == 0;
    if (!there) {
        drop_number(file);
        there = stat(file, &info) == 0;
    }
    return !add_path(&u->documents, document->path) || (there && !add_path(&u->files, file));
}

static int note_seen(void *context, const char *path)
{
    updating *u = context;
    return !add_path(&u->seen, path);
}

static int drop_gone(stemma_graph *graph, updating *u, bool drop)
{
    make_set(&u->seen);
    for (size_t i = 0; i < u->documents.count; i++) {
        stemma_error err = {0};
        const char *path = u->documents.items[i];
        if (holds(&u->seen, path)) {
            continue;
        }
        if (drop && stemma_graph_remove(graph, path, &err) != STEMMA_OK) {
            return cli_fail("update", &err);
        }
        fprintf(stderr, "stemma update: %s: %s\n", path, drop ? "gone, taken out" : "gone, kept");
    }
    return CLI_OK;
}

/* After a file that could not be read nothing counts as gone. */
static int read_again(stemma_graph *graph, stemma_pipeline *pipeline, updating *u, bool quiet,
    stemma_build_counts *counts)
{
    stemma_error err = {0};
    cli_progress progress = {.seen = note_seen, .context = u};
    cli_progress_begin(&progress, "update", quiet);
    const stemma_build_hooks hooks = cli_progress_hooks(&progress);
    make_set(&u->files);
    stemma_status status = u->files.count == 0
        ? STEMMA_OK
        : stemma_pipeline_build(pipeline, graph, (const char *const *)u->files.items,
              u->files.count, &hooks, counts, &err);
    cli_progress_end(&progress);
    return status != STEMMA_OK ? cli_fail("update", &err)
        : counts->refused > 0  ? CLI_INPUT
                               : CLI_OK;
}

static int update(stemma_graph *graph, stemma_pipeline *pipeline, bool drop, bool quiet)
{
    updating u = {0};
    stemma_error err = {0};
    stemma_build_counts counts = {0};
    int code = stemma_graph_each_document(graph, sort_document, &u, &err) != STEMMA_OK
        ? cli_fail("update", &err)
        : read_again(graph, pipeline, &u, quiet, &counts);
    if (code == CLI_OK) {
        code = drop_gone(graph, &u, drop);
    }
    if ((code == CLI_OK || code == CLI_INPUT) && !quiet) {
        fprintf(stderr, "stemma update: %llu changed, %llu unchanged, %llu new\n",
            (unsigned long long)counts.replaced, (unsigned long long)counts.unchanged,
            (unsigned long long)counts.added);
    }
    free_paths(&u.documents);
    free_paths(&u.files);
    free_paths(&u.seen);
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
        {"remove-missing", 0, CLI_FLAG, &drop, NULL,
            "take documents out that no file holds any more"},
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
