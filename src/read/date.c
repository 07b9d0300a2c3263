/* Dates as pages and feeds write them: ISO 8601 and RFC 822. SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdio.h>

#include "base/number.h"
#include "read/markup.h"

static bool number_at(stm_str s, uint32_t at, uint32_t count, unsigned *out)
{
    uint64_t value = 0;
    if (at + count > s.len || !stm_number_read_u64(stm_str_sub(s, at, at + count), &value)) {
        return false;
    }
    *out = (unsigned)value;
    return true;
}

static bool write_date(unsigned year, unsigned month, unsigned day, char out[11])
{
    if (year < 1000 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31) {
        return false;
    }
    snprintf(out, 11, "%04u-%02u-%02u", year, month, day);
    return true;
}

static bool iso(stm_str s, char out[11])
{
    unsigned year = 0, month = 0, day = 0;
    return number_at(s, 0, 4, &year) && s.len >= 10 && s.ptr[4] == '-' && s.ptr[7] == '-' &&
        number_at(s, 5, 2, &month) && number_at(s, 8, 2, &day) && write_date(year, month, day, out);
}

static unsigned month_of(stm_str name)
{
    static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    for (unsigned i = 0; i < 12 && name.len >= 3; i++) {
        stm_str month = {months + (size_t)i * 3, 3};
        if (stm_str_eq_ascii_nocase(stm_str_sub(name, 0, 3), month)) {
            return i + 1;
        }
    }
    return 0;
}

/* [Wed, ]22 Jan 2025[ …] */
static bool rfc822(stm_str s, char out[11])
{
    int64_t comma = stm_str_find(s, STM_LIT(","));
    stm_str rest = stm_str_trim(stm_str_sub(s, comma < 0 ? 0 : (uint32_t)comma + 1, s.len));
    stm_str day = STM_EMPTY, month = STM_EMPTY, year = STM_EMPTY;
    uint64_t day_number = 0, year_number = 0;
    if (!stm_str_next(&rest, ' ', &day) || !stm_str_next(&rest, ' ', &month) ||
        !stm_str_next(&rest, ' ', &year) || day.len > 2 || year.len != 4 ||
        !stm_number_read_u64(day, &day_number) || !stm_number_read_u64(year, &year_number)) {
        return false;
    }
    return write_date((unsigned)year_number, month_of(month), (unsigned)day_number, out);
}

bool stm_read_date(stm_str written, char out[11])
{
    stm_str s = stm_str_trim(written);
    return iso(s, out) || rfc822(s, out);
}
