/* Reader of DOCX and ODT. SPDX-License-Identifier: GPL-2.0-or-later */
#include "reading.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_read(stm_read_docx, data, size);
    return fuzz_read(stm_read_odt, data, size);
}
