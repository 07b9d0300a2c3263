/* Tells formats apart and walks folders. SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/read.h"

#include <stdlib.h>
#include <sys/stat.h>

#include "base/files.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "read/markup.h"
#include "unicode/charset.h"

typedef stemma_status (*reader)(
    const char *path, stm_str bytes, stm_input_take take, void *context, stemma_error *err);

static stemma_status read_conllu(
    const char *path, stm_str bytes, stm_input_take take, void *context, stemma_error *err)
{
    stm_input input = {.text = bytes, .lang = STM_LANG_UNKNOWN, .conllu = true};
    input.meta =
        (stm_meta){STM_EMPTY, stm_str_of(path), STM_EMPTY, STM_EMPTY, STM_EMPTY, STM_EMPTY};
    STM_TRY(stm_read_check(path, &input.text, err));
    return take(context, &input, err);
}

typedef struct format {
    const char *ending;
    reader read;
} format;
/* What a folder is searched for. */
static const format formats[] = {
    {".txt", stm_read_plain},
    {".text", stm_read_plain},
    {".md", stm_read_markdown},
    {".markdown", stm_read_markdown},
    {".html", stm_read_html},
    {".htm", stm_read_html},
    {".xhtml", stm_read_html},
    {".rss", stm_read_feed},
    {".atom", stm_read_feed},
    {".xml", stm_read_feed},
    {".jsonl", stm_read_json_lines},
    {".ndjson", stm_read_json_lines},
    {".conllu", read_conllu},
#ifdef STM_WITH_OFFICE
    {".docx", stm_read_docx},
    {".odt", stm_read_odt},
#endif
#ifdef STM_WITH_PDF
    {".pdf", stm_read_pdf},
#endif
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

/* Without a telling name (standard input, a saved page) the first bytes decide. */
static reader reader_of_content(stm_str bytes)
{
    stm_str head = stm_str_trim(stm_str_sub(bytes, 0, 512));
    if (stm_str_starts(head, STM_LIT("\xEF\xBB\xBF"))) {
        head = stm_str_trim(stm_str_sub(head, 3, head.len));
    }
    stm_str start = stm_str_sub(head, 0, 14);
    if (stm_str_eq_ascii_nocase(start, STM_LIT("<!doctype html")) ||
        stm_str_eq_ascii_nocase(stm_str_sub(head, 0, 5), STM_LIT("<html"))) {
        return stm_read_html;
    }
    if (stm_str_find(head, STM_LIT("<rss")) >= 0 || stm_str_find(head, STM_LIT("<feed")) >= 0) {
        return stm_read_feed;
    }
    bool conllu = stm_str_starts(head, STM_LIT("# sent_id")) ||
        stm_str_starts(head, STM_LIT("# newdoc")) || stm_str_starts(head, STM_LIT("1\t"));
    return conllu ? read_conllu : stm_read_plain;
}

/* Text in a legacy encoding is converted; its spans then count in the converted text. */
static stemma_status read_legacy(const char *path, stm_str bytes, reader read, stm_input_take take,
    void *context, stemma_error *err)
{
    stm_buf text;
    stm_buf_init(&text);
    const char *encoding = NULL;
    stemma_error why = {.status = STEMMA_OK};
    stemma_status status = stm_charset_convert(bytes, &text, &encoding, &why);
    if (status == STEMMA_OK) {
        status = read(path, stm_buf_view(&text), take, context, err);
    } else {
        stm_str probe = bytes;
        stemma_status told = stm_read_check(path, &probe, err); /* names the line and byte */
        status = told == STEMMA_OK ? stm_fail(err, status, "%s: %s", path, why.text) : told;
    }
    stm_buf_dispose(&text);
    return status;
}

/* HTML and XML say their encoding themselves; the others are text through and through. */
static bool is_plain_kind(reader read)
{
    return read == stm_read_plain || read == stm_read_markdown || read == stm_read_json_lines;
}

static stemma_status read_file(
    const char *path, stm_input_take take, void *context, stemma_error *err)
{
    char *bytes = NULL;
    size_t count = 0;
    STM_TRY(stm_file_read(path, STM_MAX_DOCUMENT_BYTES, &bytes, &count, err));
    reader read = reader_of(path);
    stm_str text = {bytes, (uint32_t)count};
    read = read == NULL ? reader_of_content(text) : read;
    bool wide = count > 1 &&
        ((bytes[0] == '\xFF' && bytes[1] == '\xFE') || (bytes[0] == '\xFE' && bytes[1] == '\xFF'));
    bool legacy = is_plain_kind(read) &&
        (wide || (memchr(bytes, '\0', count) == NULL && stm_utf8_invalid(text) >= 0));
    stemma_status status = legacy ? read_legacy(path, text, read, take, context, err)
                                  : read(path, text, take, context, err);
    free(bytes);
    return status;
}

static stemma_status read_folder(
    const char *path, stm_input_take take, void *context, stemma_error *err)
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
        status = stm_fail(err, STEMMA_ERR_NOTFOUND,
            "%s: no file in this folder that stemma reads (.txt .md .html .xml .jsonl .docx .odt .pdf .conllu)",
            path);
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
