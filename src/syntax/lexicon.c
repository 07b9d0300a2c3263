/* Opening the lexicon section and looking forms up in it. The layout is told in lexicon_format.h.
 * Every offset is checked where it is used, so a damaged file can say nonsense but never lead
 * outside. SPDX-License-Identifier: GPL-2.0-or-later */
#include "syntax/lexicon.h"

#include "base/hash.h"
#include "syntax/lexicon_format.h"
#include "syntax/lexicon_private.h"
#include "unicode/casing.h"

static uint32_t read_u32(const unsigned char *p)
{
    return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

static uint32_t read_u16(const unsigned char *p)
{
    return (uint32_t)p[0] | (uint32_t)p[1] << 8;
}

static uint32_t field(const stm_lexicon *lex, uint32_t index)
{
    return read_u32(lex->bytes + 4u * index);
}

static bool fits(const stm_lexicon *lex, uint32_t offset, uint64_t count, uint32_t each)
{
    return offset >= STM_LEX_HEADER_BYTES && offset <= lex->count &&
        count * each <= lex->count - offset;
}

static bool table_fits(const stm_lexicon *lex, const stm_lex_table *table)
{
    uint32_t n = table->bucket_count;
    return n > 0 && (n & (n - 1)) == 0 &&
        fits(lex, table->offset, (uint64_t)n + 1 + table->entry_count, 4);
}

static void read_table(const stm_lexicon *lex, uint32_t first_field, stm_lex_table *table)
{
    table->offset = field(lex, first_field);
    table->bucket_count = field(lex, first_field + 1);
    table->entry_count = field(lex, first_field + 2);
}

stemma_status stm_lexicon_open(stm_lexicon *lex, const void *bytes, size_t count, stemma_error *err)
{
    *lex = (stm_lexicon){.bytes = bytes, .count = count};
    if (count < STM_LEX_HEADER_BYTES || field(lex, STM_LEX_H_MAGIC) != STM_LEX_MAGIC) {
        return stm_fail(err, STEMMA_ERR_FORMAT, "not a lexicon");
    }
    if (field(lex, STM_LEX_H_VERSION) != STM_LEX_VERSION) {
        return stm_fail(
            err, STEMMA_ERR_VERSION, "lexicon format %u is unknown", field(lex, STM_LEX_H_VERSION));
    }
    if (field(lex, STM_LEX_H_BYTES) > count) {
        return stm_fail(err, STEMMA_ERR_FORMAT, "lexicon is cut off: %zu of %u bytes", count,
            field(lex, STM_LEX_H_BYTES));
    }
    lex->count = field(lex, STM_LEX_H_BYTES);
    lex->lower_classes = field(lex, STM_LEX_H_LOWER);
    memcpy(lex->language, lex->bytes + 4 * STM_LEX_H_LANGUAGE, 8);
    lex->language[8] = '\0';
    read_table(lex, STM_LEX_H_FORMS, &lex->forms);
    read_table(lex, STM_LEX_H_SUFFIXES, &lex->suffixes);
    lex->classes_offset = field(lex, STM_LEX_H_CLASSES);
    lex->class_count = field(lex, STM_LEX_H_CLASS_COUNT);
    lex->analyses_offset = field(lex, STM_LEX_H_ANALYSES);
    lex->analysis_count = field(lex, STM_LEX_H_ANALYSIS_COUNT);
    lex->scripts_offset = field(lex, STM_LEX_H_SCRIPTS);
    lex->script_count = field(lex, STM_LEX_H_SCRIPT_COUNT);
    lex->script_bytes_offset = field(lex, STM_LEX_H_SCRIPT_BYTES);
    lex->script_byte_count = field(lex, STM_LEX_H_SCRIPT_BYTE_COUNT);
    if (!table_fits(lex, &lex->forms) || !table_fits(lex, &lex->suffixes) ||
        !fits(lex, lex->classes_offset, (uint64_t)lex->class_count + 1, 4) ||
        !fits(lex, lex->analyses_offset, lex->analysis_count, STM_LEX_ANALYSIS_BYTES) ||
        !fits(lex, lex->scripts_offset, (uint64_t)lex->script_count + 1, 4) ||
        !fits(lex, lex->script_bytes_offset, lex->script_byte_count, 1)) {
        return stm_fail(err, STEMMA_ERR_FORMAT, "lexicon is damaged: a table lies outside");
    }
    return STEMMA_OK;
}

int32_t stm_lex_lookup(const stm_lexicon *lex, const stm_lex_table *table, uint64_t hash)
{
    const unsigned char *buckets = lex->bytes + table->offset;
    const unsigned char *entries = buckets + 4 * ((size_t)table->bucket_count + 1);
    uint32_t bucket = (uint32_t)(hash & (table->bucket_count - 1));
    uint32_t begin = read_u32(buckets + 4 * (size_t)bucket);
    uint32_t end = read_u32(buckets + 4 * ((size_t)bucket + 1));
    uint32_t wanted = (uint32_t)(hash >> 48);
    if (end > table->entry_count) {
        return -1;
    }
    for (uint32_t i = begin; i < end; i++) {
        uint32_t entry = read_u32(entries + 4 * (size_t)i);
        if (entry >> 16 == wanted) {
            return (int32_t)(entry & 0xffffu);
        }
    }
    return -1;
}

static uint32_t read_analyses(
    const stm_lexicon *lex, uint32_t cls, stm_lex_analysis *out, uint32_t max)
{
    if (cls >= lex->class_count) {
        return 0;
    }
    const unsigned char *starts = lex->bytes + lex->classes_offset + 4 * (size_t)cls;
    uint32_t begin = read_u32(starts);
    uint32_t end = read_u32(starts + 4);
    uint32_t n = 0;
    for (uint32_t i = begin; i < end && i < lex->analysis_count && n < max; i++, n++) {
        const unsigned char *p =
            lex->bytes + lex->analyses_offset + (size_t)i * STM_LEX_ANALYSIS_BYTES;
        out[n] = (stm_lex_analysis){.upos = p[0] < STM_UPOS_COUNT ? p[0] : STM_UPOS_NONE,
            .gender = p[1],
            .cases = p[2],
            .verb = p[3],
            .names = (uint16_t)read_u16(p + 4),
            .script = (uint16_t)read_u16(p + 6),
            .treebank = p[8]};
    }
    return n;
}

uint32_t stm_lexicon_exact(
    const stm_lexicon *lex, stm_str form, stm_lex_analysis *out, uint32_t max)
{
    if (lex == NULL || form.len == 0 || form.len > STM_LEX_WORD_BYTES) {
        return 0;
    }
    uint64_t hash = stm_hash_bytes(form.ptr, form.len, STM_LEX_FORM_SEED);
    int32_t cls = stm_lex_lookup(lex, &lex->forms, hash);
    return cls < 0 ? 0 : read_analyses(lex, (uint32_t)cls, out, max);
}

uint32_t stm_lexicon_find(const stm_lexicon *lex, stm_str form, stm_lex_analysis *out, uint32_t max)
{
    char other[STM_LEX_WORD_BYTES];
    uint32_t n = stm_lexicon_exact(lex, form, out, max);
    if (lex == NULL || form.len > STM_LEX_WORD_BYTES || !stm_casing_starts_upper(form)) {
        return n;
    }
    uint32_t length = stm_casing_lower(form, other, sizeof other);
    if (length > 0) {
        n += stm_lexicon_exact(lex, (stm_str){other, length}, out + n, max - n);
    }
    if (n == 0 && stm_casing_all_upper(form)) {
        length = stm_casing_title(form, other, sizeof other);
        n = stm_lexicon_exact(lex, (stm_str){other, length}, out, max);
    }
    return n;
}

uint32_t stm_lex_apply(
    const stm_lexicon *lex, uint32_t script, stm_str form, char out[STM_LEX_WORD_BYTES])
{
    if (script >= lex->script_count) {
        return 0;
    }
    const unsigned char *starts = lex->bytes + lex->scripts_offset + 4 * (size_t)script;
    uint32_t begin = read_u32(starts);
    uint32_t end = read_u32(starts + 4);
    if (end > lex->script_byte_count || begin > end || end - begin < 3) {
        return 0;
    }
    const unsigned char *p = lex->bytes + lex->script_bytes_offset + begin;
    uint32_t cut_front = p[0], cut_back = p[1], front = p[2];
    if (front + 3 > end - begin || cut_front + cut_back > form.len) {
        return 0;
    }
    uint32_t middle = form.len - cut_front - cut_back;
    uint32_t back = end - begin - 3 - front;
    bool inside_front = cut_front < form.len && ((unsigned char)form.ptr[cut_front] & 0xc0) == 0x80;
    bool inside_back =
        cut_back > 0 && ((unsigned char)form.ptr[form.len - cut_back] & 0xc0) == 0x80;
    if (inside_front || inside_back || front + middle + back > STM_LEX_WORD_BYTES) {
        return 0;
    }
    memcpy(out, p + 3, front);
    memcpy(out + front, form.ptr + cut_front, middle);
    memcpy(out + front + middle, p + 3 + front, back);
    return front + middle + back;
}
