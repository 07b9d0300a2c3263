/* Writes the lexicon section: scripts, classes (distinct sets of readings) and the two hash tables.
 * The layout is told in syntax/lexicon_format.h. Everything is numbered in the order of first
 * sight, so the bytes depend on the input alone. SPDX-License-Identifier: GPL-2.0-or-later */
#include "train/lexicon_build.h"

#include "syntax/lexicon_format.h"
#include "train/lexicon_script.h"
#include "train/lexicon_suffix.h"
#include "unicode/casing.h"

typedef struct slot {
    uint64_t hash;
    uint32_t value;
} slot;

typedef struct builder {
    const stm_words *words;
    stm_intern scripts, classes; /* contents as strings; id - 1 is the number in the file */
    STM_VEC(slot) forms, suffixes;
    stm_suffix_words learn;
    stm_buf scratch;
    stemma_error *err;
} builder;

static stemma_status script_of(builder *b, stm_str form, stm_str lemma, uint32_t *script_out)
{
    stm_buf_clear(&b->scratch);
    if (!stm_lexicon_script_make(form, lemma, &b->scratch)) {
        return stm_fail(b->err, STEMMA_ERR_LIMIT, "word too long: %.*s", STM_ARG(form));
    }
    STM_TRY(stm_buf_status(&b->scratch, b->err));
    uint32_t id = stm_intern_add(&b->scripts, stm_buf_view(&b->scratch));
    if (id == 0) {
        return stm_fail_nomem(b->err);
    }
    if (id > 0xffff) {
        return stm_fail(b->err, STEMMA_ERR_LIMIT, "more than 65535 edit scripts");
    }
    *script_out = id - 1;
    return STEMMA_OK;
}

static stemma_status learn_from(builder *b, stm_str form, const stm_words_entry *e, uint32_t script)
{
    bool open_class = e->a.upos == STM_NOUN || e->a.upos == STM_VERB || e->a.upos == STM_ADJ;
    if (!open_class || form.len < 3) {
        return STEMMA_OK;
    }
    stm_suffix_word w = {form.ptr, form.len, (uint16_t)script, 0xffff, e->a.upos};
    return stm_vec_push(&b->learn, w) ? STEMMA_OK : stm_fail_nomem(b->err);
}

static void write_analysis(stm_buf *out, const stm_lex_analysis *a)
{
    unsigned char p[STM_LEX_ANALYSIS_BYTES] = {a->upos, a->gender, a->cases, a->verb,
        (unsigned char)(a->names & 0xff), (unsigned char)(a->names >> 8),
        (unsigned char)(a->script & 0xff), (unsigned char)(a->script >> 8), a->treebank, 0};
    stm_buf_add(out, p, sizeof p);
}

/* A reading that a settled treebank reading of the same class replaces adds nothing but its
 * features. */
static bool is_superseded(const stm_words *words, uint32_t first, const stm_words_entry *e)
{
    for (uint32_t i = first; i != 0 && e->a.treebank == 0 && e->count > 0;
         i = words->entries.items[i - 1].next) {
        const stm_words_entry *other = &words->entries.items[i - 1];
        if (other->a.treebank != 0 && other->a.upos == e->a.upos) {
            return true;
        }
    }
    return false;
}

static stemma_status add_form(builder *b, uint32_t form_id, stm_buf *cls)
{
    const stm_words *words = b->words;
    stm_str form = stm_intern_get(&words->strings, form_id);
    uint32_t first = stm_words_first(words, form_id);
    uint32_t written = 0;
    stm_buf_clear(cls);
    for (uint32_t i = first; i != 0; i = words->entries.items[i - 1].next) {
        const stm_words_entry *e = &words->entries.items[i - 1];
        uint32_t script = 0;
        if (is_superseded(words, first, e) || written == STM_LEX_ANALYSES) {
            continue;
        }
        STM_TRY(script_of(b, form, stm_intern_get(&words->strings, e->lemma), &script));
        stm_lex_analysis a = e->a;
        a.script = (uint16_t)script;
        write_analysis(cls, &a);
        written++;
        STM_TRY(learn_from(b, form, e, script));
    }
    STM_TRY(stm_buf_status(cls, b->err));
    uint32_t id = stm_intern_add(&b->classes, stm_buf_view(cls));
    if (id > 0xffff) {
        return stm_fail(b->err, STEMMA_ERR_LIMIT, "more than 65535 classes of words");
    }
    slot s = {stm_hash_bytes(form.ptr, form.len, STM_LEX_FORM_SEED), id - 1};
    return id != 0 && stm_vec_push(&b->forms, s) ? STEMMA_OK : stm_fail_nomem(b->err);
}

static void put_u32(stm_buf *out, uint32_t v)
{
    unsigned char p[4] = {(unsigned char)v, (unsigned char)(v >> 8), (unsigned char)(v >> 16),
        (unsigned char)(v >> 24)};
    stm_buf_add(out, p, 4);
}

static void patch_u32(stm_buf *out, size_t base, uint32_t index, uint32_t v)
{
    for (uint32_t k = 0; k < 4 && !out->failed; k++) {
        out->data[base + 4u * index + k] = (char)(v >> 8 * k & 0xff);
    }
}

static int by_bucket(const void *a, const void *b)
{
    const slot *x = a, *y = b;
    if (x->hash != y->hash) {
        return x->hash < y->hash ? -1 : 1;
    }
    return x->value < y->value ? -1 : x->value > y->value;
}

static uint64_t rotate_bucket(uint64_t hash, uint32_t bits)
{
    return bits == 0 ? hash : hash << (64 - bits) | hash >> bits;
}

/* Writes one hash table and its three header fields. */
static void put_table(stm_buf *out, size_t base, uint32_t first_field, slot *slots, uint32_t count)
{
    uint32_t buckets = 1, bits = 0;
    while (buckets < count / 6 + 1) {
        buckets *= 2;
        bits++;
    }
    for (uint32_t i = 0; i < count; i++) {
        slots[i].hash =
            rotate_bucket(slots[i].hash, bits); /* the bucket becomes the highest bits */
    }
    if (count > 0) {
        qsort(slots, count, sizeof *slots, by_bucket);
    }
    patch_u32(out, base, first_field, (uint32_t)(out->length - base));
    patch_u32(out, base, first_field + 1, buckets);
    patch_u32(out, base, first_field + 2, count);
    uint32_t at = 0;
    for (uint64_t bucket = 0; bucket <= buckets; bucket++) {
        while (at < count && bits > 0 && slots[at].hash >> (64 - bits) < bucket) {
            at++;
        }
        put_u32(out, bits == 0 ? (bucket == 0 ? 0 : count) : at);
    }
    for (uint32_t i = 0; i < count; i++) {
        uint64_t hash =
            bits == 0 ? slots[i].hash : slots[i].hash << bits | slots[i].hash >> (64 - bits);
        put_u32(out, (uint32_t)(hash >> 48) << 16 | slots[i].value);
    }
}

static void put_classes(
    stm_buf *out, size_t base, const stm_intern *classes, stm_lexicon_figures *figures)
{
    patch_u32(out, base, STM_LEX_H_CLASSES, (uint32_t)(out->length - base));
    patch_u32(out, base, STM_LEX_H_CLASS_COUNT, classes->count);
    uint32_t at = 0;
    for (uint32_t id = 1; id <= classes->count; id++) {
        put_u32(out, at);
        at += stm_intern_get(classes, id).len / STM_LEX_ANALYSIS_BYTES;
    }
    put_u32(out, at);
    patch_u32(out, base, STM_LEX_H_ANALYSES, (uint32_t)(out->length - base));
    patch_u32(out, base, STM_LEX_H_ANALYSIS_COUNT, at);
    for (uint32_t id = 1; id <= classes->count; id++) {
        stm_buf_str(out, stm_intern_get(classes, id));
    }
    while (out->length % 4 != 0) {
        stm_buf_char(out, '\0');
    }
    figures->classes = classes->count;
    figures->analyses = at;
}

static void put_scripts(
    stm_buf *out, size_t base, const stm_intern *scripts, stm_lexicon_figures *figures)
{
    patch_u32(out, base, STM_LEX_H_SCRIPTS, (uint32_t)(out->length - base));
    patch_u32(out, base, STM_LEX_H_SCRIPT_COUNT, scripts->count);
    uint32_t at = 0;
    for (uint32_t id = 1; id <= scripts->count; id++) {
        put_u32(out, at);
        at += stm_intern_get(scripts, id).len;
    }
    put_u32(out, at);
    patch_u32(out, base, STM_LEX_H_SCRIPT_BYTES, (uint32_t)(out->length - base));
    patch_u32(out, base, STM_LEX_H_SCRIPT_BYTE_COUNT, at);
    for (uint32_t id = 1; id <= scripts->count; id++) {
        stm_buf_str(out, stm_intern_get(scripts, id));
    }
    while (out->length % 4 != 0) {
        stm_buf_char(out, '\0');
    }
    figures->scripts = scripts->count;
}

static uint32_t lower_classes(const stm_words *words)
{
    uint32_t bits = 0;
    for (uint32_t u = 1; u < STM_UPOS_COUNT; u++) {
        bits |= words->lowered[u] * 2 > words->capital[u] ? 1u << u : 0u;
    }
    return bits;
}

static void put_section(builder *b, stm_buf *out, stm_lexicon_figures *figures)
{
    size_t base = out->length;
    for (uint32_t i = 0; i < STM_LEX_HEADER_BYTES / 4; i++) {
        put_u32(out, 0);
    }
    patch_u32(out, base, STM_LEX_H_MAGIC, STM_LEX_MAGIC);
    patch_u32(out, base, STM_LEX_H_VERSION, STM_LEX_VERSION);
    patch_u32(out, base, STM_LEX_H_LOWER, lower_classes(b->words));
    for (uint32_t i = 0; i < 8 && !out->failed; i++) {
        out->data[base + 4u * STM_LEX_H_LANGUAGE + i] = b->words->language[i];
    }
    put_table(out, base, STM_LEX_H_FORMS, b->forms.items, b->forms.count);
    put_table(out, base, STM_LEX_H_SUFFIXES, b->suffixes.items, b->suffixes.count);
    put_classes(out, base, &b->classes, figures);
    put_scripts(out, base, &b->scripts, figures);
    patch_u32(out, base, STM_LEX_H_BYTES, (uint32_t)(out->length - base));
    figures->forms = b->forms.count;
    figures->suffix_rules = b->suffixes.count;
}

static stemma_status learn_suffixes(builder *b)
{
    enum { GAIN = 3 };
    stm_suffix_rules rules = {0};
    stemma_status status = stm_suffix_learn(&b->learn, GAIN, &rules, b->err);
    for (uint32_t i = 0; i < rules.count && status == STEMMA_OK; i++) {
        slot s = {rules.items[i].hash, rules.items[i].script};
        status = stm_vec_push(&b->suffixes, s) ? STEMMA_OK : stm_fail_nomem(b->err);
    }
    stm_vec_free(&rules);
    return status;
}

static stemma_status build(builder *b, stm_buf *cls)
{
    uint32_t same = 0;
    STM_TRY(script_of(b, STM_LIT("x"), STM_LIT("x"), &same)); /* script 0 changes nothing */
    for (uint32_t form = 1; form < b->words->first.count; form++) {
        if (stm_words_first(b->words, form) != 0) {
            STM_TRY(add_form(b, form, cls));
        }
    }
    return learn_suffixes(b);
}

stemma_status stm_lexicon_build(
    const stm_words *words, stm_buf *out, stm_lexicon_figures *figures, stemma_error *err)
{
    builder b = {.words = words, .err = err};
    stm_buf cls;
    stm_buf_init(&cls);
    stm_buf_init(&b.scratch);
    stm_intern_init(&b.scripts);
    stm_intern_init(&b.classes);
    *figures = (stm_lexicon_figures){0};
    stemma_status status = build(&b, &cls);
    if (status == STEMMA_OK) {
        put_section(&b, out, figures);
        status = stm_buf_status(out, err);
    }
    stm_buf_dispose(&cls);
    stm_buf_dispose(&b.scratch);
    stm_intern_dispose(&b.scripts);
    stm_intern_dispose(&b.classes);
    stm_vec_free(&b.forms);
    stm_vec_free(&b.suffixes);
    stm_vec_free(&b.learn);
    return status;
}
