/* Tells formats apart and walks folders. SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/read.h"

#include <glob.h>
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

/* HTML and XML say their encoding themselves; the others are text through and through. */
static bool is_plain_kind(reader read)
{
    return read == stm_read_plain || read == stm_read_markdown || read == stm_read_json_lines;
}

enum { MOST_SKIPPED = 4 }; /* a byte order mark */

/* Tells every document of a file where it stands; remembers whether it was the taker that ended the reading. */
typedef struct passing {
    const char *path;
    uint64_t bytes;
    bool single, stopped;
    stm_written written;
    stm_input_take take;
    void *context;
} passing;

static stemma_status pass(void *context, const stm_input *input, stemma_error *err)
{
    passing *p = context;
    stm_input out = *input;
    out.file = stm_str_of(p->path);
    out.file_bytes = p->bytes;
    out.used = p->single ? p->bytes : input->used;
    uint32_t written = stm_written_bytes(p->written, input->text);
    if (written > 0 && written <= p->bytes && p->bytes - written <= MOST_SKIPPED) {
        out.written = p->written;
        out.skipped = (uint32_t)(p->bytes - written);
    }
    stemma_status status = p->take(p->context, &out, err);
    p->stopped = status != STEMMA_OK;
    return status;
}

static stm_written written_in(const char *encoding)
{
    static const char *const several[] = {"Shift_JIS", "GB18030", "EUC-JP", "EUC-KR", "Big5"};
    for (size_t i = 0; i < sizeof several / sizeof several[0]; i++) {
        if (strcmp(encoding, several[i]) == 0) {
            return STM_WRITTEN_NOT;
        }
    }
    return strncmp(encoding, "UTF-16", 6) == 0 ? STM_WRITTEN_UTF16
        : strncmp(encoding, "UTF-32", 6) == 0  ? STM_WRITTEN_UTF32
                                               : STM_WRITTEN_BYTE;
}

/* Text in a legacy encoding is converted; its spans then count in the converted text, but its sentences know their places
 * in the file. */
static stemma_status read_legacy(
    const char *path, stm_str bytes, reader read, passing *p, stemma_error *err)
{
    stm_buf text;
    stm_buf_init(&text);
    const char *encoding = NULL;
    stemma_error why = {.status = STEMMA_OK};
    stemma_status status = stm_charset_convert(bytes, &text, &encoding, &why);
    if (status == STEMMA_OK) {
        p->written = read == stm_read_plain ? written_in(encoding) : STM_WRITTEN_NOT;
        status = read(path, stm_buf_view(&text), pass, p, err);
    } else {
        stm_str probe = bytes;
        stemma_status told = stm_read_check(path, &probe, err); /* names the line and byte */
        status = told == STEMMA_OK ? stm_fail(err, status, "%s: %s", path, why.text) : told;
    }
    stm_buf_dispose(&text);
    return status;
}

/* *stopped_out: the status is that of take. */
static stemma_status read_file(
    const char *path, stm_input_take take, void *context, bool *stopped_out, stemma_error *err)
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
    passing p = {.path = path,
        .bytes = count,
        .single = read != stm_read_json_lines && read != stm_read_feed,
        .written = read == stm_read_plain ? STM_WRITTEN_UTF8 : STM_WRITTEN_NOT,
        .take = take,
        .context = context};
    stemma_status status =
        legacy ? read_legacy(path, text, read, &p, err) : read(path, text, pass, &p, err);
    free(bytes);
    *stopped_out = p.stopped;
    return status;
}

static stemma_status refuse(const char *path, const stemma_error *why, stm_input_take take,
    void *context, stemma_error *err)
{
    stm_input input = {.file = stm_str_of(path), .trouble = why};
    return take(context, &input, err);
}

/* A bad file among good ones is told and passed over. */
static stemma_status read_one_of_many(
    const char *path, stm_input_take take, void *context, stemma_error *err)
{
    bool stopped = false;
    stemma_error why = {.status = STEMMA_OK};
    stemma_status status = read_file(path, take, context, &stopped, &why);
    if (status == STEMMA_OK || stopped || status == STEMMA_ERR_NOMEM) {
        if (status != STEMMA_OK && err != NULL) {
            *err = why;
        }
        return status;
    }
    return refuse(path, &why, take, context, err);
}

static stemma_status read_closed(
    const stm_paths *closed, stm_input_take take, void *context, stemma_error *err)
{
    for (uint32_t i = 0; i < closed->count; i++) {
        stm_paths none, inner;
        stemma_error why = {.status = STEMMA_OK};
        if (stm_walk(closed->items[i], &none, &inner, &why) == STEMMA_OK) {
            stm_paths_free(&none);
            stm_paths_free(&inner);
            stm_fail(&why, STEMMA_ERR_IO, "%s: could not be opened", closed->items[i]);
        }
        STM_TRY(refuse(closed->items[i], &why, take, context, err));
    }
    return STEMMA_OK;
}

static stemma_status read_folder(
    const char *path, stm_input_take take, void *context, stemma_error *err)
{
    stm_paths paths, closed;
    STM_TRY(stm_walk(path, &paths, &closed, err));
    uint32_t known = closed.count;
    stemma_status status = read_closed(&closed, take, context, err);
    for (uint32_t i = 0; i < paths.count && status == STEMMA_OK; i++) {
        if (reader_of(paths.items[i]) != NULL) {
            known++;
            status = read_one_of_many(paths.items[i], take, context, err);
        }
    }
    if (status == STEMMA_OK && known == 0) {
        status = stm_fail(err, STEMMA_ERR_NOTFOUND,
            "%s: no file in this folder that stemma reads (.txt .md .html .xml .jsonl .docx .odt .pdf .conllu)",
            path);
    }
    stm_paths_free(&paths);
    stm_paths_free(&closed);
    return status;
}

static bool is_folder(const char *path)
{
    struct stat info;
    return strcmp(path, "-") != 0 && stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

/* A pattern that the shell has not expanded ("texts/2024-*.html" in quotes), unless a file is called so. */
static bool is_pattern(const char *path)
{
    struct stat info;
    return strpbrk(path, "*?[") != NULL && lstat(path, &info) != 0;
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Paths that match, sorted by bytes; the C library would sort them by the locale. globfree afterwards. */
static stemma_status expand(const char *pattern, glob_t *out, stemma_error *err)
{
    int code = glob(pattern, GLOB_NOSORT, NULL, out);
    if (code == GLOB_NOSPACE) {
        return stm_fail_nomem(err);
    }
    if (code != 0 || out->gl_pathc == 0) {
        return stm_fail(err, STEMMA_ERR_NOTFOUND, "%s: nothing matches this pattern", pattern);
    }
    qsort(out->gl_pathv, out->gl_pathc, sizeof *out->gl_pathv, by_bytes);
    return STEMMA_OK;
}

static stemma_status read_pattern(
    const char *pattern, stm_input_take take, void *context, stemma_error *err)
{
    glob_t paths = {0};
    stemma_status status = expand(pattern, &paths, err);
    for (size_t i = 0; status == STEMMA_OK && i < paths.gl_pathc; i++) {
        const char *path = paths.gl_pathv[i];
        status = is_folder(path) ? read_folder(path, take, context, err)
                                 : read_one_of_many(path, take, context, err);
    }
    globfree(&paths);
    return status;
}

stemma_status stm_read_path(const char *path, stm_input_take take, void *context, stemma_error *err)
{
    bool stopped = false;
    return is_folder(path) ? read_folder(path, take, context, err)
        : is_pattern(path) ? read_pattern(path, take, context, err)
                           : read_file(path, take, context, &stopped, err);
}

static uint64_t size_of(const char *path)
{
    struct stat info;
    bool file = strcmp(path, "-") != 0 && stat(path, &info) == 0 && S_ISREG(info.st_mode);
    return file && info.st_size > 0 ? (uint64_t)info.st_size : 0;
}

static uint64_t size_of_folder(const char *path)
{
    uint64_t sum = 0;
    stm_paths paths, closed;
    if (stm_walk(path, &paths, &closed, NULL) != STEMMA_OK) {
        return 0;
    }
    for (uint32_t i = 0; i < paths.count; i++) {
        sum += reader_of(paths.items[i]) == NULL ? 0 : size_of(paths.items[i]);
    }
    stm_paths_free(&paths);
    stm_paths_free(&closed);
    return sum;
}

uint64_t stm_read_size(const char *path)
{
    uint64_t sum = 0;
    glob_t paths = {0};
    if (!is_pattern(path)) {
        return is_folder(path) ? size_of_folder(path) : size_of(path);
    }
    if (expand(path, &paths, NULL) == STEMMA_OK) {
        for (size_t i = 0; i < paths.gl_pathc; i++) {
            const char *one = paths.gl_pathv[i];
            sum += is_folder(one) ? size_of_folder(one) : size_of(one);
        }
    }
    globfree(&paths);
    return sum;
}
