/* The verb `stemma-train attach`: puts sections into a model file, for example the segmenter, whose
 * training takes seconds while the rest takes hours. Sections of the same name are replaced; the
 * order of the others stays. SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/files.h"
#include "base/limits.h"
#include "base/vec.h"
#include "syntax/model_format.h"
#include "train/train.h"

typedef struct part {
    char name[8]; /* zero-padded */
    const char *bytes;
    uint64_t count;
} part;

typedef struct parts {
    STM_VEC(part) all;
    STM_VEC(char *) owned;
} parts;

static stemma_status read_file(
    parts *p, const char *path, const char **bytes_out, size_t *count_out, stemma_error *err)
{
    char *bytes = NULL;
    STM_TRY(stm_file_read(path, STM_MAX_FILE_BYTES, &bytes, count_out, err));
    *bytes_out = bytes;
    if (!stm_vec_push(&p->owned, bytes)) {
        free(bytes);
        return stm_fail_nomem(err);
    }
    return STEMMA_OK;
}

static stemma_status read_model(parts *p, const char *path, stemma_error *err)
{
    const char *bytes = NULL;
    size_t count = 0;
    STM_TRY(read_file(p, path, &bytes, &count, err));
    uint32_t sections = 0;
    if (count < STM_MODEL_HEAD || memcmp(bytes, STM_MODEL_MAGIC, 8) != 0) {
        return stm_fail(err, STEMMA_ERR_FORMAT, "%s: not a model of stemma", path);
    }
    memcpy(&sections, bytes + 12, 4);
    for (uint32_t i = 0; i < sections && i < 64; i++) {
        size_t entry = STM_MODEL_HEAD + (size_t)i * STM_MODEL_SECTION;
        uint64_t offset = 0;
        part one = {0};
        if (entry + STM_MODEL_SECTION > count) {
            return stm_fail(err, STEMMA_ERR_FORMAT, "%s: cut short", path);
        }
        memcpy(one.name, bytes + entry, 8);
        memcpy(&offset, bytes + entry + 8, 8);
        memcpy(&one.count, bytes + entry + 16, 8);
        if (offset > count || one.count > count - offset) {
            return stm_fail(err, STEMMA_ERR_FORMAT, "%s: cut short", path);
        }
        one.bytes = bytes + offset;
        if (!stm_vec_push(&p->all, one)) {
            return stm_fail_nomem(err);
        }
    }
    return STEMMA_OK;
}

/* "SEGM=de.seg": adds or replaces. */
static stemma_status add_section(parts *p, const char *option, stemma_error *err)
{
    const char *equals = strchr(option, '=');
    size_t length = equals == NULL ? 0 : (size_t)(equals - option);
    if (length == 0 || length > 8) {
        return stm_fail(err, STEMMA_ERR_ARG,
            "\"%s\" is not NAME=FILE with a name of at most 8 letters", option);
    }
    part one = {0};
    size_t count = 0;
    memcpy(one.name, option, length);
    STM_TRY(read_file(p, equals + 1, &one.bytes, &count, err));
    one.count = count;
    for (uint32_t i = 0; i < p->all.count; i++) {
        if (memcmp(p->all.items[i].name, one.name, 8) == 0) {
            p->all.items[i] = one;
            return STEMMA_OK;
        }
    }
    return stm_vec_push(&p->all, one) ? STEMMA_OK : stm_fail_nomem(err);
}

static stemma_status write_model(const parts *p, const char *path, stemma_error *err)
{
    stm_buf out;
    stm_buf_init(&out);
    char head[STM_MODEL_HEAD] = {0};
    stm_buf_add(&out, head, sizeof head);
    uint64_t at = STM_MODEL_HEAD + (uint64_t)p->all.count * STM_MODEL_SECTION;
    for (uint32_t i = 0; i < p->all.count; i++) {
        char entry[STM_MODEL_SECTION] = {0};
        at = (at + 63) / 64 * 64;
        memcpy(entry, p->all.items[i].name, 8);
        memcpy(entry + 8, &at, 8);
        memcpy(entry + 16, &p->all.items[i].count, 8);
        stm_buf_add(&out, entry, sizeof entry);
        at += p->all.items[i].count;
    }
    for (uint32_t i = 0; i < p->all.count; i++) {
        while (out.length % 64 != 0) {
            stm_buf_char(&out, '\0');
        }
        stm_buf_add(&out, p->all.items[i].bytes, (size_t)p->all.items[i].count);
    }
    stemma_status status = stm_buf_status(&out, err);
    if (status == STEMMA_OK) {
        uint32_t version = STM_MODEL_VERSION;
        uint64_t size = out.length;
        uint64_t sum = stm_model_checksum(out.data + STM_MODEL_HEAD, out.length - STM_MODEL_HEAD);
        memcpy(out.data, STM_MODEL_MAGIC, 8);
        memcpy(out.data + 8, &version, 4);
        memcpy(out.data + 12, &p->all.count, 4);
        memcpy(out.data + 16, &size, 8);
        memcpy(out.data + 24, &sum, 8);
        status = stm_file_write(path, out.data, out.length, err);
    }
    stm_buf_dispose(&out);
    return status;
}

int stm_train_attach(int argc, char **argv)
{
    const char *model = stm_train_option(argc, argv, "model", NULL);
    const char *out = stm_train_option(argc, argv, "out", NULL);
    const char *section;
    int at = 1;
    if (model == NULL || out == NULL) {
        return stm_train_fail("attach", NULL);
    }
    parts p = {0};
    stemma_error err = {0};
    stemma_status status = read_model(&p, model, &err);
    while (
        status == STEMMA_OK && (section = stm_train_option(argc, argv, "section", &at)) != NULL) {
        status = add_section(&p, section, &err);
    }
    if (status == STEMMA_OK) {
        status = write_model(&p, out, &err);
    }
    for (uint32_t i = 0; i < p.owned.count; i++) {
        free(p.owned.items[i]);
    }
    stm_vec_free(&p.owned);
    stm_vec_free(&p.all);
    return status == STEMMA_OK ? 0 : stm_train_fail("attach", &err);
}
