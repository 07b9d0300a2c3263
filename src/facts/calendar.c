/* Civil dates: days and back (after Howard Hinnant, "chrono-compatible low-level date algorithms").
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "facts/calendar.h"

int stm_calendar_days(stm_date date)
{
    int y = date.month <= 2 ? date.year - 1 : date.year;
    int era = (y >= 0 ? y : y - 399) / 400;
    int yoe = y - era * 400;
    int doy = (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 + date.day - 1;
    int doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
    return era * 146097 + doe - 719468;
}

stm_date stm_calendar_date(int days)
{
    int z = days + 719468;
    int era = (z >= 0 ? z : z - 146096) / 146097;
    int doe = z - era * 146097;
    int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int mp = (5 * doy + 2) / 153;
    stm_date date = {.year = yoe + era * 400,
        .month = mp < 10 ? mp + 3 : mp - 9,
        .day = doy - (153 * mp + 2) / 5 + 1};
    date.year += date.month <= 2;
    return date;
}

int stm_calendar_weekday(int days)
{
    int w = (days + 3) % 7;
    return w < 0 ? w + 7 : w;
}

bool stm_calendar_valid(stm_date date)
{
    static const int lengths[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return date.month >= 1 && date.month <= 12 && date.day >= 1 &&
        date.day <= lengths[date.month - 1];
}

static bool digits(stm_str text, uint32_t at, uint32_t count, int *out)
{
    *out = 0;
    if (at + count > text.len) {
        return false;
    }
    for (uint32_t i = at; i < at + count; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9') {
            return false;
        }
        *out = *out * 10 + (text.ptr[i] - '0');
    }
    return true;
}

bool stm_calendar_read(stm_str text, stm_date *out)
{
    *out = (stm_date){0};
    if (!digits(text, 0, 4, &out->year)) {
        return false;
    }
    if (text.len == 4) {
        return true;
    }
    if (text.ptr[4] != '-' || !digits(text, 5, 2, &out->month) || out->month < 1 ||
        out->month > 12) {
        return false;
    }
    if (text.len == 7) {
        return true;
    }
    return text.ptr[7] == '-' && digits(text, 8, 2, &out->day) && stm_calendar_valid(*out) &&
        (text.len == 10 || text.ptr[10] == 'T' || text.ptr[10] == ' ');
}
