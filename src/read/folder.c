/* Lists the files below a folder, without recursion: a list of folders still to open.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>

#include "read/read.h"

void stm_paths_free(stm_paths *paths)
{
    for (uint32_t i = 0; i < paths->count; i++) {
        free(paths->items[i]);
    }
    stm_vec_free(paths);
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static char *join(const char *folder, const char *name)
{
    size_t length = strlen(folder), size = length + strlen(name) + 2;
    const char *slash = length > 0 && folder[length - 1] == '/' ? "" : "/";
    char *path = malloc(size);
    if (path != NULL) {
        snprintf(path, size, "%s%s%s", folder, slash, name);
    }
    return path;
}

/* Takes over `path`: into the folders to open, the files found, or freed. */
static bool sort_in(char *path, stm_paths *folders, stm_paths *files)
{
    struct stat info;
    if (lstat(path, &info) == 0 && S_ISLNK(info.st_mode) && stat(path, &info) == 0 &&
        S_ISDIR(info.st_mode)) {
        free(path); /* a link to a folder may lead back up */
        return true;
    }
    bool folder = stat(path, &info) == 0 && S_ISDIR(info.st_mode);
    bool file = !folder && S_ISREG(info.st_mode);
    if (!folder && !file) {
        free(path);
        return true;
    }
    if (folder ? stm_vec_push(folders, path) : stm_vec_push(files, path)) {
        return true;
    }
    free(path);
    return false;
}

static stemma_status list_one(
    const char *folder, stm_paths *folders, stm_paths *files, stemma_error *err)
{
    DIR *stream = opendir(folder);
    if (stream == NULL) {
        char reason[128] = "";
        (void)!strerror_r(errno, reason, sizeof reason);
        return stm_fail(err, STEMMA_ERR_IO, "%s: %s", folder, reason);
    }
    stemma_status status = STEMMA_OK;
    struct dirent *entry;
    while (status == STEMMA_OK && (entry = readdir(stream)) != NULL) {
        if (entry->d_name[0] != '.') {
            char *path = join(folder, entry->d_name);
            if (path == NULL || !sort_in(path, folders, files)) {
                status = stm_fail_nomem(err);
            }
        }
    }
    closedir(stream);
    return status;
}

static void sort_paths(stm_paths *paths)
{
    if (paths->count > 0) {
        qsort(paths->items, paths->count, sizeof *paths->items, by_bytes);
    }
}

stemma_status stm_walk(
    const char *folder, stm_paths *paths_out, stm_paths *closed_out, stemma_error *err)
{
    stm_paths folders = {0};
    *paths_out = *closed_out = (stm_paths){0};
    stemma_status status = list_one(folder, &folders, paths_out, err);
    while (status == STEMMA_OK && folders.count > 0) {
        char *next = folders.items[--folders.count];
        status = list_one(next, &folders, paths_out, err);
        if (status == STEMMA_ERR_IO && stm_vec_push(closed_out, next)) {
            status = STEMMA_OK; /* its neighbours are read all the same */
        } else {
            free(next);
        }
    }
    stm_paths_free(&folders);
    if (status != STEMMA_OK) {
        stm_paths_free(paths_out);
        stm_paths_free(closed_out);
        return status;
    }
    sort_paths(paths_out);
    sort_paths(closed_out);
    return STEMMA_OK;
}
