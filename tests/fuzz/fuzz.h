/* What each fuzz target defines. SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_FUZZ_H
#define STM_FUZZ_H
#include <stddef.h>
#include <stdint.h>
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
#endif
