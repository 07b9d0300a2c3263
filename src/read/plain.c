/* Plain text: the bytes are the document. SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/utf8.h"
#include "read/read.h"

static uint32_t line_of(stm_str bytes, uint32_t at)
{
    uint32_t line = 1;
    for (uint32_t i = 0; i < at; i++) {
        line += bytes.ptr[i] == '\n';
    }
    return line;
}

stemma_status stm_read_check(const char *path, stm_str *bytes, stemma_error *err)
{
    if (stm_str_starts(*bytes, STM_LIT("\xEF\xBB\xBF"))) {
        *bytes = stm_str_sub(*bytes, 3, bytes->len);
    }
    if (stm_str_trim(*bytes).len == 0) {
        return stm_fail(err, STEMMA_ERR_FORMAT, "%s: no text in it", path);
    }
    const char *nul = memchr(bytes->ptr, '\0', bytes->len);
    if (nul != NULL) {
        return stm_fail(err, STEMMA_ERR_FORMAT, "%s: a binary file, not text (NUL at byte %u)",
            path, (unsigned)(nul - bytes->ptr));
    }
    int64_t bad = stm_utf8_invalid(*bytes);
    if (bad >= 0) {
        uint32_t line = line_of(*bytes, (uint32_t)bad);
        stemma_status status = stm_fail_at(err, STEMMA_ERR_ENCODING, line, 1,
            "%s: line %u: not UTF-8 (byte %u)", path, (unsigned)line, (unsigned)bad);
        if (err != NULL) {
            err->byte = (uint64_t)bad;
        }
        return status;
    }
    return STEMMA_OK;
}

stemma_status stm_read_plain(
    const char *path, stm_str bytes, stm_input_take take, void *context, stemma_error *err)
{
    stm_input input = {.text = bytes, .lang = STM_LANG_UNKNOWN};
    input.meta =
        (stm_meta){STM_EMPTY, stm_str_of(path), STM_EMPTY, STM_EMPTY, STM_EMPTY, STM_EMPTY};
    STM_TRY(stm_read_check(path, &input.text, err));
    return take(context, &input, err);
}
