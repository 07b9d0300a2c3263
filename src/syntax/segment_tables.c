/* Reads the tables that people edit. They are compiled into the library (src/gen/embed.c), so no
 * file is opened. SPDX-License-Identifier: GPL-2.0-or-later */
#include "syntax/segment_tables.h"

extern const unsigned char stm_embed_segment_de[];
extern const size_t stm_embed_segment_de_bytes;
extern const unsigned char stm_embed_segment_en[];
extern const size_t stm_embed_segment_en_bytes;

static uint32_t kind_of(stm_str name)
{
    static const char *const KINDS[] = {"title", "abbr", "number", "month", "weekday", "after",
        "split", "clitic", "whole", "before", "start", "street"};
    for (uint32_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++) {
        if (stm_str_is(name, KINDS[i])) {
            return 1u << i;
        }
    }
    return 0;
}

static bool add(stm_seg_tables *tables, stm_str word, uint32_t kind, stm_str parts)
{
    uint32_t id = stm_intern_add(&tables->words, word);
    while (id != 0 && tables->entries.count <= id) {
        if (!stm_vec_push(&tables->entries, (stm_seg_entry){0, STM_EMPTY})) {
            return false;
        }
    }
    if (id == 0) {
        return false;
    }
    stm_seg_entry *entry = &tables->entries.items[id];
    entry->kinds |= kind;
    if (kind == STM_SEG_SPLIT) {
        entry->parts = parts;
    }
    return kind != STM_SEG_CLITIC || stm_vec_push(&tables->clitics, word);
}

stemma_status stm_seg_tables_read(stm_seg_tables *tables, stm_str text, stemma_error *err)
{
    *tables = (stm_seg_tables){0};
    stm_intern_init(&tables->words);
    stm_str line;
    uint32_t number = 0;
    while (stm_str_next_line(&text, &line)) {
        number++;
        line = stm_str_trim(line);
        if (line.len == 0 || line.ptr[0] == '#') {
            continue;
        }
        stm_str rest = line, kind = STM_EMPTY, word = STM_EMPTY, equals = STM_EMPTY;
        stm_str_next(&rest, ' ', &kind);
        stm_str_next(&rest, ' ', &word);
        uint32_t bit = kind_of(kind);
        bool split = bit == STM_SEG_SPLIT;
        if (bit == 0 || word.len == 0 ||
            (split &&
                !(stm_str_next(&rest, ' ', &equals) && stm_str_is(equals, "=") && rest.len > 0))) {
            stm_seg_tables_dispose(tables);
            return stm_fail_at(err, STEMMA_ERR_FORMAT, number, 0,
                "unknown entry \"%.*s\" in a table", STM_ARG(line));
        }
        if (!add(tables, word, bit, split ? rest : STM_EMPTY)) {
            stm_seg_tables_dispose(tables);
            return stm_fail_nomem(err);
        }
    }
    return STEMMA_OK;
}

stemma_status stm_seg_tables_load(stm_seg_tables *tables, const char *language, stemma_error *err)
{
    stm_str text = STM_EMPTY;
    if (strcmp(language, "de") == 0) {
        text = (stm_str){(const char *)stm_embed_segment_de, (uint32_t)stm_embed_segment_de_bytes};
    } else if (strcmp(language, "en") == 0) {
        text = (stm_str){(const char *)stm_embed_segment_en, (uint32_t)stm_embed_segment_en_bytes};
    }
    STM_TRY(stm_seg_tables_read(tables, text, err));
    tables->splits_keep_letters = strcmp(language, "en") == 0;
    tables->marks_apart = strcmp(language, "de") == 0;
    tables->hyphens_whole = strcmp(language, "de") == 0;
    return STEMMA_OK;
}

void stm_seg_tables_dispose(stm_seg_tables *tables)
{
    stm_intern_dispose(&tables->words);
    stm_vec_free(&tables->entries);
    stm_vec_free(&tables->clitics);
}

const stm_seg_entry *stm_seg_entry_of(const stm_seg_tables *tables, stm_str word)
{
    uint32_t id = tables->words.count == 0 ? 0 : stm_intern_find(&tables->words, word);
    return id == 0 || id >= tables->entries.count ? NULL : &tables->entries.items[id];
}

uint32_t stm_seg_kinds(const stm_seg_tables *tables, stm_str word)
{
    const stm_seg_entry *entry = stm_seg_entry_of(tables, word);
    return entry == NULL ? 0 : entry->kinds;
}
