/* Times: dates, months, years, weekdays, relative dates, durations, as ISO 8601.
 *   DE "am 22. Januar 2025" 2025-01-22; "im September 2024" 2024-09; "seit 2011" 2011; "gestern",
 *   "am Mittwoch",
 *      "vor drei Jahren", "letzte Woche" against the document's date; "sechs Jahre" P6Y
 *   EN "on January 22, 2025"; "last month"; "three days ago"; "for two hours" PT2H
 *      but not "im Mai-Gebäude", "Freitag" as a name, "2.000 Euro"
 * A weekday is the last one up to the document's date, unless "next", "kommenden" say otherwise.
 * Without the
 * document's date relative times have no value. Month and day without a year take the year that is
 * nearest.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "facts/calendar.h"
#include "facts/marks.h"
#include "facts/numerals.h"

/* As named in word_lists.def; 0 is none. */
enum { DAY = 1, WEEK, MONTH, YEAR, HOUR, MINUTE, DECADE, SECOND, QUARTER };
enum { LAST = 1, THIS, NEXT };

/* What the words of the phrase said. */
typedef struct reading {
    stm_date date;
    int weekday, unit, which, ordinal;
    const stm_word_value *relative; /* "gestern", "tomorrow" */
    uint64_t count;
    bool ago, previous_year, iso;
} reading;

/* "22." "22" "22nd" "2025" "22.01.2025" "2025-01-22" */
static bool read_number(stm_str form, reading *r)
{
    uint32_t n = 0;
    int number = 0;
    if (form.len == 10 && stm_calendar_read(form, &r->date)) {
        r->iso = true;
        return true;
    }
    while (n < form.len && n < 5 && form.ptr[n] >= '0' && form.ptr[n] <= '9') {
        number = number * 10 + (form.ptr[n++] - '0');
    }
    stm_str rest = stm_str_sub(form, n, form.len);
    if (n == 0) {
        return false;
    }
    if (n <= 2 && rest.len >= 6 && rest.ptr[0] == '.') {
        reading other = {.date = {0}};
        stm_str tail = stm_str_sub(rest, 1, rest.len), month = STM_EMPTY;
        stm_str_next(&tail, '.', &month);
        uint32_t digits = month.len;
        if (digits <= 2 && tail.ptr != NULL && tail.len == 4 && read_number(month, &other) &&
            read_number(tail, &other)) {
            r->date = (stm_date){other.date.year, (int)other.count, number};
            r->iso = stm_calendar_valid(r->date);
            return r->iso;
        }
        return false;
    }
    bool ordinal = stm_str_is(rest, ".") || stm_str_is(rest, "st") || stm_str_is(rest, "nd") ||
        stm_str_is(rest, "rd") || stm_str_is(rest, "th");
    if (n == 4 && rest.len == 0 && number >= 1000 && number <= 2199) {
        r->date.year = number;
    } else if (n <= 2 && (rest.len == 0 || ordinal)) {
        r->count = (uint64_t)number;
        r->date.day = number >= 1 && number <= 31 ? number : 0;
    } else if (rest.len == 0) {
        r->count = (uint64_t)number;
    } else {
        return false;
    }
    return true;
}

/* What a word says by itself; false when it is in none of the lists of time. */
static bool read_known(const stm_token *token, reading *r)
{
    const stm_fact_words *all = &stm_fact_words_all;
    stm_str form = token->form;
    const stm_word_value *found = stm_words_value(all->months, form, true);
    if (found != NULL && (token->upos == STM_PROPN || token->upos == STM_NOUN)) {
        r->date.month = found->number;
    } else if ((found = stm_words_value(all->weekdays, form, true)) != NULL) {
        r->weekday = found->number;
    } else if ((found = stm_words_value(all->relative_days, form, true)) != NULL &&
        token->upos != STM_PROPN) {
        r->relative = found;
    } else if ((found = stm_words_value(all->time_units, form, true)) != NULL &&
        token->upos != STM_ADJ) {
        r->unit = found->number;
        r->previous_year = stm_str_is(form, "Vorjahr");
    } else if ((found = stm_words_value(all->which_words, form, true)) != NULL) {
        r->which = found->number;
    } else if ((found = stm_words_value(all->ordinals, form, true)) != NULL) {
        r->ordinal = found->number;
    } else {
        return false;
    }
    return true;
}

static void read_word(const stm_fx *fx, uint32_t t, reading *r)
{
    const stm_token *token = &fx->tokens[t];
    stm_str form = token->form;
    uint64_t number = 0;
    if (read_number(form, r) || read_known(token, r)) {
        return;
    }
    if (stm_str_is(form, "ago") ||
        (fx->german && token->rel == STM_REL_CASE &&
            stm_str_eq_ascii_nocase(form, STM_LIT("vor")))) {
        r->ago = true;
    } else if ((token->upos == STM_NUM || (r->count == 0 && token->rel == STM_REL_DET)) &&
        stm_numeral_word(form, &number)) {
        r->count = number;
    } else if (stm_str_eq_ascii_nocase(form, STM_LIT("heuer"))) {
        r->unit = YEAR;
        r->which = THIS;
    }
}

static stm_str print_date(stm_fx *fx, stm_date date)
{
    stm_buf_clear(&fx->buf);
    if (date.year == 0) {
        stm_buf_print(&fx->buf, date.day > 0 ? "--%02d-%02d" : "--%02d", date.month, date.day);
    } else if (date.month == 0) {
        stm_buf_print(&fx->buf, "%04d", date.year);
    } else if (date.day == 0) {
        stm_buf_print(&fx->buf, "%04d-%02d", date.year, date.month);
    } else {
        stm_buf_print(&fx->buf, "%04d-%02d-%02d", date.year, date.month, date.day);
    }
    return stm_fx_keep(fx);
}

/* The year that brings month and day nearest to the document's date. */
static int nearest_year(stm_date document, stm_date date)
{
    stm_date try = {document.year, date.month, date.day > 0 ? date.day : 15};
    int best = document.year, best_distance = 1 << 30;
    int now = stm_calendar_days((stm_date){document.year, document.month > 0 ? document.month : 6,
        document.day > 0 ? document.day : 15});
    for (int year = document.year - 1; year <= document.year + 1; year++) {
        try.year = year;
        int distance = stm_calendar_days(try) - now;
        distance = distance < 0 ? -distance : distance;
        if (distance < best_distance) {
            best = year;
            best_distance = distance;
        }
    }
    return best;
}

static stm_date shift_months(stm_date date, int months_more)
{
    int all = date.year * 12 + date.month - 1 + months_more;
    return (stm_date){all / 12, all % 12 + 1, 0};
}

static stm_str print_week(stm_fx *fx, int day)
{
    /* ISO week: the Thursday decides the year. */
    int thursday = day - stm_calendar_weekday(day) + 3;
    stm_date date = stm_calendar_date(thursday);
    int week = (thursday - stm_calendar_days((stm_date){date.year, 1, 1})) / 7 + 1;
    stm_buf_clear(&fx->buf);
    stm_buf_print(&fx->buf, "%04d-W%02d", date.year, week);
    return stm_fx_keep(fx);
}

/* "last week", "vor drei Jahren", "am Mittwoch": against the document's date. */
static stm_str relative_value(stm_fx *fx, const reading *r)
{
    stm_date document;
    if (!stm_calendar_read(fx->doc->meta.date, &document)) {
        return STM_EMPTY;
    }
    int today = document.day > 0 ? stm_calendar_days(document) : 0;
    int steps = r->which == LAST || r->previous_year ? -1 : r->which == NEXT ? 1 : 0;
    bool counted = r->count > 0 && r->count < 1000 && r->ago;
    if (counted) {
        steps = -(int)r->count;
    } else if (r->which == 0 && !r->previous_year && r->weekday == 0 && r->relative == NULL) {
        return STM_EMPTY;
    }
    if (r->unit == YEAR || r->unit == DECADE) {
        return print_date(
            fx, (stm_date){document.year + steps * (r->unit == DECADE ? 10 : 1), 0, 0});
    }
    if (r->unit == MONTH && document.month > 0) {
        return print_date(fx, shift_months(document, steps));
    }
    if (document.day == 0) {
        return STM_EMPTY;
    }
    if (r->relative != NULL) {
        return print_date(fx, stm_calendar_date(today + r->relative->number));
    }
    if (r->weekday > 0) {
        int back = (stm_calendar_weekday(today) - (r->weekday - 1) + 7) % 7;
        int day = r->which == NEXT ? today - back + 7
                                   : today - back - (r->which == LAST && back == 0 ? 7 : 0);
        return print_date(fx, stm_calendar_date(day));
    }
    if (r->unit == WEEK) {
        return counted ? print_date(fx, stm_calendar_date(today + 7 * steps))
                       : print_week(fx, today + 7 * steps);
    }
    return r->unit == DAY ? print_date(fx, stm_calendar_date(today + steps)) : STM_EMPTY;
}

static stm_str duration(stm_fx *fx, const reading *r)
{
    static const char *const letters[] = {[DAY] = "D",
        [WEEK] = "W",
        [MONTH] = "M",
        [YEAR] = "Y",
        [HOUR] = "H",
        [MINUTE] = "M",
        [DECADE] = "0Y",
        [SECOND] = "S"};
    if (r->count == 0 || r->unit == 0 || r->unit == QUARTER) {
        return STM_EMPTY;
    }
    bool clock = r->unit == HOUR || r->unit == MINUTE || r->unit == SECOND;
    stm_buf_clear(&fx->buf);
    stm_buf_print(
        &fx->buf, "P%s%llu%s", clock ? "T" : "", (unsigned long long)r->count, letters[r->unit]);
    return stm_fx_keep(fx);
}

/* "a year later", "drei Monate zuvor": counted from what was told before, no length of time. Not "for a year". */
bool stm_time_since_then(const stm_fx *fx, uint32_t t)
{
    return t + 1 < fx->end && stm_fx_form_in(fx, t + 1, fx->words->since_then);
}

static stm_str value_of(stm_fx *fx, reading *r)
{
    stm_date document;
    if (r->iso) {
        return print_date(fx, r->date);
    }
    if (r->unit == QUARTER && r->ordinal > 0 && r->date.year > 0) {
        stm_buf_clear(&fx->buf);
        stm_buf_print(&fx->buf, "%04d-%02d/%04d-%02d", r->date.year, r->ordinal * 3 - 2,
            r->date.year, r->ordinal * 3);
        return stm_fx_keep(fx);
    }
    if (r->date.month > 0) {
        if (r->date.day > 0 && !stm_calendar_valid(r->date)) {
            r->date.day = 0;
        }
        if (r->date.year == 0 && stm_calendar_read(fx->doc->meta.date, &document)) {
            r->date.year = r->which == LAST ? document.year - (r->date.month >= document.month)
                                            : nearest_year(document, r->date);
        }
        return print_date(fx, r->date);
    }
    if (r->date.year > 0) {
        r->date.day = 0;
        return print_date(fx, r->date);
    }
    stm_str relative = relative_value(fx, r);
    return relative.len > 0 || r->ago || r->which > 0 ? relative : duration(fx, r);
}

/* The head must be a word of time or a year; its nearest words complete it. */
stm_str stm_time_value(stm_fx *fx, uint32_t t)
{
    reading r = {.date = {0}};
    uint32_t words = 0;
    read_word(fx, t, &r);
    bool number = fx->tokens[t].upos == STM_NUM && r.date.year == 0 && !r.iso;
    if ((r.date.year == 0 && r.date.month == 0 && r.weekday == 0 && r.relative == NULL &&
            r.unit == 0 && !r.iso) ||
        number || (fx->tokens[t].upos == STM_NUM && stm_fx_has(fx, t, STM_REL_NMOD))) {
        return STM_EMPTY;
    }
    STM_CHILDREN (fx->doc, t, c) {
        uint8_t rel = fx->tokens[c].rel;
        if (words++ < STM_FX_LIST &&
            (rel == STM_REL_AMOD || rel == STM_REL_NUMMOD || rel == STM_REL_NMOD ||
                rel == STM_REL_DET || rel == STM_REL_FLAT || rel == STM_REL_COMPOUND ||
                rel == STM_REL_CASE || rel == STM_REL_APPOS || rel == STM_REL_ADVMOD)) {
            read_word(fx, c, &r);
            STM_CHILDREN (fx->doc, c, inner) {
                if (words++ < STM_FX_LIST && fx->tokens[inner].rel != STM_REL_CASE) {
                    read_word(fx, inner, &r);
                }
            }
        }
    }
    bool bare = r.date.year == 0 && r.date.month == 0 && !r.iso && r.weekday == 0;
    return bare && stm_time_since_then(fx, t) ? STM_EMPTY : value_of(fx, &r);
}
