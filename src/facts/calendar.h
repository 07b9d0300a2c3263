/* Civil dates as day numbers (proleptic Gregorian calendar).
 * SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_CALENDAR_H
#define STM_CALENDAR_H
#include <stdbool.h>
#include <stdint.h>

#include "base/strings.h"

typedef struct stm_date {
    int year, month, day;
} stm_date; /* month or day 0: not said */

int stm_calendar_days(stm_date date); /* days since 1970-01-01 */
stm_date stm_calendar_date(int days);
int stm_calendar_weekday(int days); /* 0 Monday … 6 Sunday */
bool stm_calendar_valid(stm_date date);
/* "2025-01-22", "2025-01", "2025"; false when it is none of them. */
bool stm_calendar_read(stm_str text, stm_date *out);
#endif
