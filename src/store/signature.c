/* MinHash signatures as bytes of a column. SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/signature.h"

enum { NUMBERS = STM_MINHASH_SIZE + 1, BYTES = NUMBERS * 4 };

void stm_signature_bind(sqlite3_stmt *statement, int at, const stm_minhash *signature)
{
    unsigned char bytes[BYTES];
    for (int i = 0; i < NUMBERS; i++) {
        uint32_t number = i < STM_MINHASH_SIZE ? signature->minima[i] : signature->shingles;
        for (int j = 0; j < 4; j++) {
            bytes[4 * i + j] = (unsigned char)(number >> (8 * j));
        }
    }
    sqlite3_bind_blob(statement, at, bytes, BYTES, SQLITE_TRANSIENT);
}

bool stm_signature_read(sqlite3_stmt *statement, int column, stm_minhash *out)
{
    const unsigned char *bytes = sqlite3_column_blob(statement, column);
    if (bytes == NULL || sqlite3_column_bytes(statement, column) != BYTES) {
        return false;
    }
    for (int i = 0; i < NUMBERS; i++) {
        uint32_t number = 0;
        for (int j = 0; j < 4; j++) {
            number |= (uint32_t)bytes[4 * i + j] << (8 * j);
        }
        if (i < STM_MINHASH_SIZE) {
            out->minima[i] = number;
        } else {
            out->shingles = number;
        }
    }
    return true;
}
