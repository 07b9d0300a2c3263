/* Reads the files behind a graph again. What has not changed costs a look at the text, no analysis. Documents that no
 * file holds any more (the file is gone, the list or feed became shorter) are told, and taken out when the caller says so.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdlib.h>
#include <sys/stat.h>

#include "base/hash.h"
#include "pipeline/pipeline_private.h"

typedef struct updating {
    stm_arena arena;
    STM_VEC(const char *) documents; /* that came from files */
    STM_VEC(const char *) files;     /* of these, there now */
    stm_intern seen;                 /* documents that the files hold now */
    const stemma_build_hooks *hooks; /* the caller's */
} updating;

/* A path such as list.jsonl:3 is one of several documents of one file: ":3" is taken off. */
static stm_str without_number(stm_str path)
{
    uint32_t digits = 0;
    while (digits < path.len && path.ptr[path.len - 1 - digits] >= '0' &&
        path.ptr[path.len - 1 - digits] <= '9') {
        digits++;
    }
    bool numbered = digits > 0 && digits < path.len && path.ptr[path.len - 1 - digits] == ':';
    return numbered ? stm_str_sub(path, 0, path.len - 1 - digits) : path;
}

static bool is_there(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0;
}

/* Documents that came from a file. In graphs of older versions items of feeds do not tell theirs: what is known by its
 * address or by an id of its own is left alone there. */
static int sort_document(void *context, const stemma_document *document)
{
    updating *u = context;
    stm_str path = stm_str_of(document->path), file = stm_str_of(document->file);
    bool is_file = file.len > 0 ||
        (stm_str_find(path, STM_LIT("://")) < 0 && strpbrk(document->path, "./") != NULL);
    if (document->bytes == 0 || !is_file) {
        return 0;
    }
    const char *name = stm_arena_copy(&u->arena, path).ptr;
    const char *from = stm_arena_copy(&u->arena, file.len > 0 ? file : path).ptr;
    if (name != NULL && from != NULL && !is_there(from)) {
        from = stm_arena_copy(&u->arena, without_number(stm_str_of(from))).ptr;
    }
    bool kept = name != NULL && from != NULL && stm_vec_push(&u->documents, name) &&
        (!is_there(from) || stm_vec_push(&u->files, from));
    return kept ? 0 : 1;
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Sorted, each once. */
static void make_distinct(updating *u)
{
    uint32_t kept = 0;
    if (u->files.count > 1) {
        qsort(u->files.items, u->files.count, sizeof *u->files.items, by_bytes);
    }
    for (uint32_t i = 0; i < u->files.count; i++) {
        if (kept == 0 || strcmp(u->files.items[kept - 1], u->files.items[i]) != 0) {
            u->files.items[kept++] = u->files.items[i];
        }
    }
    u->files.count = kept;
}

static int on_document(void *context, const char *path, const stemma_build_counts *counts)
{
    updating *u = context;
    if (stm_intern_add(&u->seen, stm_str_of(path)) == 0) {
        return 1;
    }
    return u->hooks->progress != NULL ? u->hooks->progress(u->hooks->context, path, counts) : 0;
}

static int on_problem(void *context, const stemma_error *problem)
{
    const updating *u = context;
    return u->hooks->problem(u->hooks->context, problem);
}

static stemma_status drop_gone(
    updating *u, stemma_graph *graph, stemma_build_counts *counts, stemma_error *err)
{
    for (uint32_t i = 0; i < u->documents.count; i++) {
        const char *path = u->documents.items[i];
        if (stm_intern_find(&u->seen, stm_str_of(path)) != 0) {
            continue;
        }
        counts->gone++;
        if (u->hooks->gone != NULL && u->hooks->gone(u->hooks->context, path) != 0) {
            STM_TRY(stemma_graph_remove(graph, path, err));
        }
    }
    return STEMMA_OK;
}

static stemma_status update(updating *u, stemma_pipeline *pipeline, stemma_graph *graph,
    stemma_build_counts *counts, stemma_error *err)
{
    const stemma_build_hooks inner = {.size = sizeof inner,
        .context = u,
        .progress = on_document,
        .problem = u->hooks->problem == NULL ? NULL : on_problem};
    stemma_status status = stemma_graph_each_document(graph, sort_document, u, err);
    if (status != STEMMA_OK) {
        return status == STEMMA_ERR_CANCELLED ? stm_fail_nomem(err) : status;
    }
    make_distinct(u);
    if (u->files.count > 0) {
        STM_TRY(stemma_pipeline_build(
            pipeline, graph, u->files.items, u->files.count, &inner, counts, err));
    }
    /* After a file that could not be read nothing counts as gone. */
    return counts->refused > 0 ? STEMMA_OK : drop_gone(u, graph, counts, err);
}

stemma_status stemma_pipeline_update(stemma_pipeline *pipeline, stemma_graph *graph,
    const stemma_build_hooks *hooks, stemma_build_counts *counts_out, stemma_error *err)
{
    static const stemma_build_hooks none = {.size = sizeof none};
    *counts_out = (stemma_build_counts){0};
    STM_OPTIONS(hooks, &none, err);
    updating u = {.hooks = hooks};
    stm_arena_init(&u.arena);
    stm_intern_init(&u.seen);
    stemma_status status = update(&u, pipeline, graph, counts_out, err);
    stm_vec_free(&u.documents);
    stm_vec_free(&u.files);
    stm_intern_dispose(&u.seen);
    stm_arena_dispose(&u.arena);
    return status;
}
