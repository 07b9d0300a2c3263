/* Reader of feed files (RSS, Atom). SPDX-License-Identifier: GPL-2.0-or-later */
#include "reading.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return fuzz_read(stm_read_feed, data, size);
}
