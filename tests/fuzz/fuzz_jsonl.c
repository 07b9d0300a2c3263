/* Reader of jsonl files. SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdlib.h>

#include "base/utf8.h"
#include "fuzz.h"
#include "read/markup.h"

/* Whatever comes out is text in UTF-8. */
static stemma_status take(void *context, const stm_input *input, stemma_error *err)
{
    (void)context;
    (void)err;
    if (stm_utf8_invalid(input->text) >= 0 || stm_utf8_invalid(input->meta.title) >= 0) {
        abort();
    }
    return STEMMA_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    stemma_error err;
    (void)stm_read_json_lines(
        "fuzz", (stm_str){(const char *)data, (uint32_t)size}, take, NULL, &err);
    return 0;
}
