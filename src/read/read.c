/* Tells formats apart and walks folders. SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/read.h"

#include <stdlib.h>
#include <sys/stat.h>

#include "base/files.h"
#include "base/limits.h"

typedef stemma_status (*reader)(const char *path, stm_str bytes, stm_input_take take, void *context,
                                stemma_error *err);

static stemma_status read_conllu(const char *path, stm_str bytes, stm_input_take take, void *context,
                                 stemma_error *err)
{
    stm_input input = {.text = bytes, .lang = STM_LANG_UNKNOWN, .conllu = true};
    input.meta = (stm_meta){STM_EMPTY, stm_str_of(path), STM_EMPTY, STM_EMPTY, STM_EMPTY, STM_EMPTY};
    STM_TRY(stm_read_check(path, &input.text, err));
    return take(context, &input, err);
}

typedef struct format { const char *ending; reader read; } format;
/* What a folder is searched for. */
static const format formats[] = {
    {".txt", stm_read_plain}, {".text", stm_read_plain}, {".conllu", read_conllu},
};

static reader reader_of(const char *path)
{
    stm_str name = stm_str_of(path);
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++) {
        stm_str ending = stm_str_of(formats[i].ending);
        uint32_t from = name.len < ending.len ? 0 : name.len - ending.len;
        if (stm_str_eq_ascii_nocase(stm_str_sub(name, from, name.len), ending)) {
            return formats[i].read;
        }
    }
    return NULL;
}

static stemma_status read_file(const char *path, stm_input_take take, void *context, stemma_error *err)
{
    char *bytes = NULL;
    size_t count = 0;
    STM_TRY(stm_file_read(path, STM_MAX_DOCUMENT_BYTES, &bytes, &count, err));
    reader read = reader_of(path);
    stemma_status status = (read == NULL ? stm_read_plain : read)(path, (stm_str){bytes, (uint32_t)count},
                                                                  take, context, err);
    free(bytes);
    return status;
}

static stemma_status read_folder(const char *path, stm_input_take take, void *context, stemma_error *err)
{
    stm_paths paths;
    STM_TRY(stm_walk(path, &paths, err));
    uint32_t known = 0;
    stemma_status status = STEMMA_OK;
    for (uint32_t i = 0; i < paths.count && status == STEMMA_OK; i++) {
        if (reader_of(paths.items[i]) != NULL) {
            known++;
            status = read_file(paths.items[i], take, context, err);
        }
    }
    if (status == STEMMA_OK && known == 0) {
        status = stm_fail(err, STEMMA_ERR_NOTFOUND, "%s: no text file in this folder (.txt, .conllu)", path);
    }
    stm_paths_free(&paths);
    return status;
}

stemma_status stm_read_path(const char *path, stm_input_take take, void *context, stemma_error *err)
{
    struct stat info;
    if (strcmp(path, "-") != 0 && stat(path, &info) == 0 && S_ISDIR(info.st_mode)) {
        return read_folder(path, take, context, err);
    }
    return read_file(path, take, context, err);
}
