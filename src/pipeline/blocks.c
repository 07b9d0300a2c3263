/* Pieces of an endless stream. SPDX-License-Identifier: GPL-2.0-or-later */
#include <errno.h>

#include "base/files.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "pipeline/pipeline_private.h"

/* A block is cut at the first good place behind WANT bytes; one without any is cut at a blank behind HARD. */
enum { PIECE_BYTES = 1 << 16, WANT_BYTES = 1 << 15, HARD_BYTES = 1 << 20 };

stemma_status stm_blocks_open(
    stm_blocks *blocks, const char *path, bool blank_lines, stemma_error *err)
{
    *blocks = (stm_blocks){
        .stream = stdin, .name = "standard input", .blank_lines = blank_lines, .line = 1};
    stm_buf_init(&blocks->buf);
    if (strcmp(path, "-") == 0) {
        return STEMMA_OK;
    }
    blocks->name = path;
    blocks->stream = fopen(path, "rb");
    blocks->own_stream = blocks->stream != NULL;
    if (blocks->stream == NULL) {
        char reason[128] = "";
        (void)!strerror_r(errno, reason, sizeof reason);
        return stm_fail(err, STEMMA_ERR_IO, "%s: %s", path, reason);
    }
    return STEMMA_OK;
}

void stm_blocks_close(stm_blocks *blocks)
{
    if (blocks->own_stream) {
        fclose(blocks->stream);
    }
    stm_buf_dispose(&blocks->buf);
    blocks->own_stream = false;
}

static stemma_status fill(stm_blocks *blocks, stemma_error *err)
{
    char piece[PIECE_BYTES];
    size_t got = fread(piece, 1, sizeof piece, blocks->stream);
    if (got < sizeof piece) {
        blocks->ended = true;
        if (ferror(blocks->stream)) {
            char reason[128] = "";
            (void)!strerror_r(errno, reason, sizeof reason);
            return stm_fail(err, STEMMA_ERR_IO, "%s: %s", blocks->name, reason);
        }
    }
    stm_buf_add(&blocks->buf, piece, got);
    return stm_buf_status(&blocks->buf, err);
}

/* Drops what was handed out, so that the buffer stays small. */
static void drop_used(stm_blocks *blocks)
{
    size_t left = blocks->buf.length - blocks->used;
    if (blocks->used > 0 && left > 0) {
        memmove(blocks->buf.data, blocks->buf.data + blocks->used, left);
    }
    blocks->buf.length = left;
    blocks->used = 0;
}

/* End of a block in the buffer, 0 when more must be read. */
static size_t cut(const stm_blocks *blocks)
{
    const char *data = blocks->buf.data;
    size_t length = blocks->buf.length, line_end = 0, blank = 0;
    for (size_t i = WANT_BYTES; i < length; i++) {
        if (data[i] == '\n' &&
            (data[i - 1] == '\n' || (data[i - 1] == '\r' && data[i - 2] == '\n'))) {
            return i + 1;
        }
        line_end = data[i] == '\n' ? i + 1 : line_end;
        blank = data[i] == ' ' && i < HARD_BYTES ? i + 1 : blank;
    }
    if (blocks->blank_lines || length < HARD_BYTES) {
        return 0;
    }
    return line_end > 0 ? line_end
        : blank > 0     ? blank
                        : stm_utf8_floor((stm_str){data, HARD_BYTES}, HARD_BYTES - 1);
}

static stemma_status check(stm_blocks *blocks, stm_str block, stemma_error *err)
{
    int64_t bad = stm_utf8_invalid(block);
    if (bad < 0 && memchr(block.ptr, '\0', block.len) == NULL) {
        return STEMMA_OK;
    }
    if (bad < 0) {
        return stm_fail(err, STEMMA_ERR_FORMAT, "%s: a binary file, not text", blocks->name);
    }
    uint32_t line = blocks->line;
    for (int64_t i = 0; i < bad; i++) {
        line += block.ptr[i] == '\n';
    }
    return stm_fail_at(
        err, STEMMA_ERR_ENCODING, line, 1, "%s: line %u: not UTF-8", blocks->name, (unsigned)line);
}

static stemma_status hand_out(stm_blocks *blocks, size_t end, stm_str *out, stemma_error *err)
{
    *out = (stm_str){blocks->buf.data, (uint32_t)end};
    blocks->used = end;
    STM_TRY(check(blocks, *out, err));
    for (uint32_t i = 0; i < out->len; i++) {
        blocks->line += out->ptr[i] == '\n';
    }
    return STEMMA_OK;
}

stemma_status stm_blocks_next(stm_blocks *blocks, stm_str *block_out, stemma_error *err)
{
    *block_out = (stm_str){NULL, 0};
    drop_used(blocks);
    for (;;) {
        size_t end = blocks->buf.length > WANT_BYTES ? cut(blocks) : 0;
        end = end == 0 && blocks->ended ? blocks->buf.length : end;
        if (end > 0) {
            return hand_out(blocks, end, block_out, err);
        }
        if (blocks->ended) {
            return STEMMA_OK;
        }
        if (blocks->buf.length > STM_MAX_DOCUMENT_BYTES) {
            return stm_fail(err, STEMMA_ERR_LIMIT, "%s: more than %u bytes without an empty line",
                blocks->name, STM_MAX_DOCUMENT_BYTES);
        }
        STM_TRY(fill(blocks, err));
    }
}

stemma_status stm_blocks_line(stm_blocks *blocks, stm_str *line_out, stemma_error *err)
{
    *line_out = (stm_str){NULL, 0};
    size_t searched = blocks->used;
    for (;;) {
        const char *from = blocks->buf.data + searched;
        const char *hit = blocks->buf.length == searched
            ? NULL
            : memchr(from, '\n', blocks->buf.length - searched);
        bool last = hit == NULL && blocks->ended && blocks->buf.length > blocks->used;
        if (hit != NULL || last) {
            size_t end = last ? blocks->buf.length : (size_t)(hit - blocks->buf.data);
            stm_str line = {blocks->buf.data + blocks->used, (uint32_t)(end - blocks->used)};
            blocks->used = last ? end : end + 1;
            line.len -= line.len > 0 && line.ptr[line.len - 1] == '\r';
            STM_TRY(check(blocks, line, err));
            blocks->line++;
            *line_out = line;
            return STEMMA_OK;
        }
        if (blocks->ended) {
            return STEMMA_OK;
        }
        if (blocks->buf.length - blocks->used > STM_MAX_DOCUMENT_BYTES) {
            return stm_fail(err, STEMMA_ERR_LIMIT, "%s: line %u is longer than %u bytes",
                blocks->name, (unsigned)blocks->line, STM_MAX_DOCUMENT_BYTES);
        }
        searched = blocks->buf.length - blocks->used;
        drop_used(blocks);
        STM_TRY(fill(blocks, err));
    }
}
