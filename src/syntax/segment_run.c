/* Runs of characters without white space: taking them apart, where a cut is possible, and the
 * rules' opinion. Deliberately not done: ICU's word breaks. They cut "KI-Firma" and "1.000,50 €" in
 * places the treebanks do not. SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/utf8.h"
#include "syntax/segment_score.h"
#include "unicode/casing.h"
#include "unicode/chars.h"

uint8_t stm_seg_kind_of(uint32_t point)
{
    if (point < 128) {
        if (point >= 'a' && point <= 'z') {
            return 'L';
        }
        if (point >= 'A' && point <= 'Z') {
            return 'U';
        }
        return point >= '0' && point <= '9' ? 'D' : (uint8_t)point;
    }
    switch (stm_chars_class(point)) {
    case STM_CHARS_UPPER:
        return 'U';
    case STM_CHARS_LETTER:
        return 'L';
    case STM_CHARS_DIGIT:
        return 'D';
    case STM_CHARS_OPEN:
        return 'Q';
    case STM_CHARS_CLOSE:
        return 'q';
    case STM_CHARS_DASH:
        return 'H';
    default:
        return 'P';
    }
}

static bool is_letter(uint8_t kind)
{
    return kind == 'U' || kind == 'L';
}

static bool is_word(uint8_t kind)
{
    return is_letter(kind) || kind == 'D';
}

static uint64_t lower_hash(stm_str text, uint32_t begin, uint32_t end)
{
    char low[512];
    stm_str s = stm_str_sub(text, begin, end);
    uint32_t n = stm_casing_lower(stm_str_sub(s, 0, stm_utf8_floor(s, 400)), low, sizeof low);
    return stm_hash_bytes(low, n, 1);
}

/* Hash, table bits and kind of the first word behind the run. */
static void look_ahead(stm_seg_run *run, const stm_seg_tables *tables)
{
    stm_str text = run->text;
    uint32_t at = run->end;
    while (at < text.len && stm_chars_space_bytes(text, at) > 0) {
        at += stm_chars_space_bytes(text, at);
    }
    uint32_t point = 0;
    run->next_hash = 0;
    run->next_table = 0;
    run->next_kind = STM_SEG_NEXT_END;
    if (stm_utf8_decode(text, at, &point) == 0) {
        return;
    }
    uint8_t kind = stm_seg_kind_of(point);
    run->next_kind = kind == 'L' ? STM_SEG_NEXT_LOWER
        : kind == 'U'            ? STM_SEG_NEXT_UPPER
        : kind == 'D'            ? STM_SEG_NEXT_DIGIT
                                 : STM_SEG_NEXT_OTHER;
    uint32_t end = at;
    while (end < text.len && end - at < 40) {
        uint32_t step = stm_utf8_decode(text, end, &point);
        if (step == 0 || !is_word(stm_seg_kind_of(point))) {
            break;
        }
        end += step;
    }
    run->next_hash = lower_hash(text, at, end);
    run->next_table = stm_seg_kinds(tables, stm_str_sub(text, at, end));
    if (end < text.len && text.ptr[end] == '.') {
        run->next_table |= stm_seg_kinds(tables, stm_str_sub(text, at, end + 1));
    }
}

static bool is_closing_mark(uint8_t kind)
{
    return strchr(".,;:!?)]}>'\"*q", kind) != NULL;
}

/* "https://…", "www.…", "name@host.tld": one word but for the marks at its end. */
static void find_address(stm_seg_run *run)
{
    stm_str s = stm_str_sub(run->text, run->begin, run->end);
    int64_t at = stm_str_find(s, STM_LIT("@"));
    bool mail = at > 0 && at + 3 < (int64_t)s.len &&
        stm_str_find(stm_str_sub(s, (uint32_t)at, s.len), STM_LIT(".")) > 1;
    bool url = stm_str_find(s, STM_LIT("://")) > 0 || stm_str_starts(s, STM_LIT("www."));
    uint32_t end = run->chars;
    while (end > 0 && is_closing_mark(run->kind[end - 1])) {
        end--;
    }
    run->address = (mail || url) && end > 0 && is_word(run->kind[0]);
    run->address_end = end;
}

void stm_seg_run_read(stm_seg_run *run, stm_str text, uint32_t begin, uint32_t end,
    const stm_seg_token *before, const stm_seg_tables *tables)
{
    run->text = text;
    run->begin = begin;
    run->chars = 0;
    bool letters = true, digits = true;
    uint32_t at = begin;
    while (at < end && run->chars < STM_SEG_RUN_CHARS) {
        uint32_t i = run->chars++;
        uint32_t step = stm_utf8_decode(text, at, &run->point[i]);
        run->offset[i] = at;
        run->kind[i] = stm_seg_kind_of(run->point[i]);
        letters = letters && is_letter(run->kind[i]);
        digits = digits && run->kind[i] == 'D';
        at += step == 0 ? 1 : step;
    }
    run->end = at;
    run->offset[run->chars] = at;
    run->plain = letters || digits;
    run->address = false;
    run->before_hash = before == NULL ? 0 : before->hash;
    run->before_table = before == NULL ? 0 : before->table;
    run->before_ends = before == NULL || strchr(".!?:", before->last) != NULL;
    if (!run->plain) {
        run->whole_hash = lower_hash(text, begin, at);
        find_address(run);
        look_ahead(run, tables);
    }
}

/* "z.B.", "U.S.A.", "J.": single letters with periods. */
static bool is_initials(const stm_seg_run *run, uint32_t left, uint32_t end)
{
    if (end == left || (end - left) % 2 != 0) {
        return false;
    }
    for (uint32_t i = left; i < end; i++) {
        bool good = (i - left) % 2 == 0 ? is_letter(run->kind[i]) : run->kind[i] == '.';
        if (!good) {
            return false;
        }
    }
    return true;
}

bool stm_seg_may_cut(const stm_seg_run *run, uint32_t i)
{
    uint8_t a = run->kind[i - 1], b = run->kind[i];
    if (run->address && i < run->address_end) {
        return false;
    }
    if (is_letter(a) && is_letter(b)) {
        return false;
    }
    if (b == '.' && i >= 3 && is_initials(run, i - 3, i + 1)) {
        return false; /* "p.m." keeps its last period even where it ends a sentence */
    }
    return !(a == 'D' && b == 'D');
}

/* A period behind characters left … i-1: part of them, or a mark of its own? */
static bool rule_period(
    const stm_seg_run *run, uint32_t left, uint32_t i, const stm_seg_tables *tables)
{
    bool last = i + 1 == run->chars;
    if (!last && run->kind[i + 1] == '.') {
        return true; /* "..." stays together, apart from the word */
    }
    if (!last && is_word(run->kind[i + 1])) {
        return false; /* "1.000", "z.B.", "heise.de" */
    }
    stm_str with = stm_str_sub(run->text, run->offset[left], run->offset[i] + 1);
    uint32_t kinds = stm_seg_kinds(tables, with);
    bool sentence_goes_on =
        run->next_kind == STM_SEG_NEXT_LOWER || run->next_kind == STM_SEG_NEXT_DIGIT || !last;
    if ((kinds & (STM_SEG_TITLE | STM_SEG_ABBR)) != 0 || is_initials(run, left, i + 1)) {
        return false;
    }
    bool street = with.len > 4 &&
        (stm_seg_kinds(tables, stm_str_sub(with, with.len - 4, with.len)) & STM_SEG_STREET) != 0;
    if ((kinds & STM_SEG_NUMBER) != 0 || street) {
        return run->next_kind != STM_SEG_NEXT_DIGIT;
    }
    if (run->kind[i - 1] == 'D') { /* "3. Mai", "am 3. und 4." */
        bool ordinal = (run->next_table & (STM_SEG_MONTH | STM_SEG_AFTER | STM_SEG_WEEKDAY)) != 0;
        bool upper = run->next_kind == STM_SEG_NEXT_UPPER && last;
        bool expected = upper && i - left <= 3 && left == 0 &&
            ((run->before_table & STM_SEG_BEFORE) != 0 || run->before_ends);
        return !(ordinal || expected || (sentence_goes_on && i - left <= 3));
    }
    return true;
}

/* Inside of ":-)", ";)", ":D". */
static bool is_smiley(const stm_seg_run *run, uint32_t i)
{
    uint32_t nose = run->kind[i] == '-' ? i : i - 1;
    bool long_one = run->kind[nose] == '-' && nose > 0 && nose + 1 < run->chars &&
        strchr(":;", run->kind[nose - 1]) != NULL && run->point[nose + 1] > 0 &&
        run->point[nose + 1] < 128 && strchr("()/|DPp", (int)run->point[nose + 1]) != NULL;
    bool short_one = strchr(":;", run->kind[i - 1]) != NULL && run->kind[i] == ')' && i == 1;
    return long_one || short_one;
}

bool stm_seg_rule_cut(
    const stm_seg_run *run, uint32_t left, uint32_t i, const stm_seg_tables *tables)
{
    uint8_t a = run->kind[i - 1], b = run->kind[i];
    bool inside = i + 1 < run->chars && is_word(a) && is_word(run->kind[i + 1]);
    if (b == '.' && is_word(a)) {
        return rule_period(run, left, i, tables);
    }
    if (a == '.' && is_word(b)) {
        return false;
    }
    if (a == b && strchr(".-!?*'`=_", a) != NULL) {
        return tables->marks_apart && (a == '!' || a == '?'); /* "...", "--", "''" */
    }
    if (is_smiley(run, i)) {
        return false;
    }
    if (tables->hyphens_whole && b == '-' && is_letter(a) && i + 1 == run->chars) {
        return false; /* "Haupt- und Nebenwirkung" */
    }
    if (inside && strchr("-'@&_+", b) != NULL) {
        return false;
    }
    if (inside && (b == 'q' || b == 'Q') && (run->point[i] == 0x2019 || run->point[i] == 0x2018)) {
        return false; /* "l’arc" */
    }
    if (inside && strchr(",:/.", b) != NULL && a == 'D' && run->kind[i + 1] == 'D') {
        return false;
    }
    if (i >= 2 && is_word(run->kind[i - 2]) && is_word(b) && strchr("-'@&_+q", a) != NULL) {
        return false;
    }
    if (i >= 2 && run->kind[i - 2] == 'D' && b == 'D' && strchr(",:/.", a) != NULL) {
        return false;
    }
    return !(is_word(a) && is_word(b));
}

static uint32_t mix(uint64_t a, uint64_t b)
{
    return (uint32_t)(stm_hash_mix(a * 0x9e3779b97f4a7c15ull + b) >> 20);
}

/* Kind of character i, 0 outside. */
static uint64_t kind_at(const stm_seg_run *run, int64_t i)
{
    return i < 0 || i >= (int64_t)run->chars ? 0 : run->kind[i];
}

static uint64_t kinds(const stm_seg_run *run, int64_t from, int64_t to)
{
    uint64_t h = 0;
    for (int64_t i = from; i <= to; i++) {
        h = h << 8 | kind_at(run, i);
    }
    return h;
}

static uint64_t shape_of(const stm_seg_run *run, uint32_t from, uint32_t to)
{
    uint64_t h = 0;
    for (uint32_t i = from; i < to; i++) {
        if (i == from || run->kind[i] != run->kind[i - 1]) {
            h = h * 131 + run->kind[i];
        }
    }
    return h;
}

uint32_t stm_seg_cut_rule_feature(bool yes)
{
    return mix(1, yes ? 2 : 1);
}

uint32_t stm_seg_cut_features(const stm_seg_run *run, uint32_t left, uint32_t i,
    const stm_seg_tables *tables, uint32_t out[STM_SEG_FEATURES])
{
    uint64_t rule = stm_seg_rule_cut(run, left, i, tables) ? 2 : 1;
    uint64_t left_hash = lower_hash(run->text, run->offset[left], run->offset[i]);
    uint64_t right_hash = lower_hash(run->text, run->offset[i], run->end);
    uint64_t pair = kinds(run, (int64_t)i - 1, i), b = run->kind[i], next = run->next_kind;
    uint64_t letters = (uint64_t)run->point[i - 1] << 32 | run->point[i];
    uint64_t length = i - left < 7 ? i - left : 7;
    uint64_t last = i + 1 == run->chars ? 1 : 0;
    stm_str with = stm_str_sub(run->text, run->offset[left], run->offset[i + 1]);
    uint64_t table = stm_seg_kinds(tables, with);
    int64_t at = i;
    uint32_t n = 0;
    out[n++] = stm_seg_cut_rule_feature(rule == 2);
    out[n++] = mix(2, rule << 20 | pair);
    out[n++] = mix(3, letters);
    out[n++] = mix(4, kinds(run, at - 2, at + 1));
    out[n++] = mix(5, kinds(run, at - 3, at + 2));
    out[n++] = mix(6, left_hash);
    out[n++] = mix(7, left_hash ^ b << 3);
    out[n++] = mix(8, right_hash);
    out[n++] = mix(9, pair << 8 | next << 1 | last);
    out[n++] = mix(10, shape_of(run, left, i) * 31 + shape_of(run, i, run->chars));
    out[n++] = mix(11, left_hash * 7 + run->next_hash + b);
    out[n++] = mix(12, run->next_hash * 5 + pair);
    out[n++] = mix(13, length << 24 | pair << 4 | next);
    out[n++] = mix(14, table << 16 | b << 8 | next << 1 | last);
    out[n++] = mix(15, (uint64_t)run->next_table << 24 | pair << 4 | last);
    out[n++] = mix(16, run->whole_hash * 3 + i);
    out[n++] = mix(17, left_hash * 11 + next * 2 + last);
    out[n++] = mix(18, kinds(run, at - 1, at + 2) << 4 | last);
    out[n++] = mix(20, (uint64_t)run->before_hash << 16 | pair);
    out[n++] = mix(21, (uint64_t)run->before_table << 32 | pair << 8 | next << 1 | last);
    out[n++] = mix(22,
        (uint64_t)(run->before_ends ? 1 : 0) << 40 | length << 32 | pair << 8 | next << 1 | last);
    out[n++] = mix(19, rule << 40 | length << 32 | pair << 8 | next << 1 | last);
    return n;
}

int32_t stm_seg_sum(const stm_seg_weights *weights, const uint32_t *features, uint32_t count)
{
    int32_t sum = 0;
    for (uint32_t k = 0; k < count; k++) {
        const unsigned char *p = weights->bytes + 2 * (size_t)(features[k] & weights->mask);
        sum += (int16_t)(uint16_t)(p[0] | p[1] << 8);
    }
    return sum;
}

bool stm_seg_is_cut(const stm_seg_run *run, uint32_t left, uint32_t i, const stm_seg_tables *tables,
    const stm_seg_weights *weights)
{
    if (weights->bytes == NULL || (run->address && i >= run->address_end)) {
        return stm_seg_rule_cut(run, left, i, tables);
    }
    uint32_t features[STM_SEG_FEATURES];
    uint32_t n = stm_seg_cut_features(run, left, i, tables, features);
    return stm_seg_sum(weights, features, n) > 0;
}
