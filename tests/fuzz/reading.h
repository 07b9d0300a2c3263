/* What the fuzz targets of the input readers share: any bytes in, and whatever comes out is text in UTF-8.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_FUZZ_READING_H
#define STM_FUZZ_READING_H
#include <stdlib.h>

#include "base/utf8.h"
#include "fuzz.h"
#include "read/markup.h"

static inline stemma_status fuzz_take(void *context, const stm_input *input, stemma_error *err)
{
    (void)context;
    (void)err;
    if (stm_utf8_invalid(input->text) >= 0 || stm_utf8_invalid(input->meta.title) >= 0) {
        abort();
    }
    return STEMMA_OK;
}

typedef stemma_status (*fuzz_reader)(
    const char *path, stm_str bytes, stm_input_take take, void *context, stemma_error *err);

static inline int fuzz_read(fuzz_reader read, const uint8_t *data, size_t size)
{
    stemma_error err;
    (void)read("fuzz", (stm_str){(const char *)data, (uint32_t)size}, fuzz_take, NULL, &err);
    return 0;
}
#endif
