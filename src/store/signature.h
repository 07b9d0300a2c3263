/* Private to src/store: MinHash signatures as bytes of a column, little endian on every machine.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_SIGNATURE_H
#define STM_SIGNATURE_H
#include <sqlite3.h>
#include "text/minhash.h"

void stm_signature_bind(sqlite3_stmt *statement, int at, const stm_minhash *signature);
bool stm_signature_read(
    sqlite3_stmt *statement, int column, stm_minhash *out); /* false: none, or of another size */
#endif
