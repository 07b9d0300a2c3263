/* Reading the vocabulary tables and looking things up in them. Names are kept under their
 * lower-case form, short abbreviations as written: `US` must not be found in `us`, nor `WHO` in
 * `who`. Deliberately not here: folding for equal names (names_fold.c). SPDX-License-Identifier:
 * GPL-2.0-or-later */
#include "names/identity.h"

#include "base/hash.h"
#include "unicode/casing.h"

enum { LANGUAGES = 2, KEY_BYTES = 200, SHORT_BYTES = 5 };

struct stm_names_tables {
    stm_arena arena;
    stm_intern names;        /* name -> index in .owner */
    STM_VEC(uint32_t) owner; /* [intern id - 1] index in .known */
    STM_VEC(stm_known) known;
    stm_intern demonyms;
    STM_VEC(uint32_t) demonym_owner;
    stm_intern words[LANGUAGES];
    STM_VEC(stm_word) entries[LANGUAGES]; /* [intern id - 1] */
    uint8_t trades;                       /* lines of that class so far */
};

extern const unsigned char stm_embed_identity[], stm_embed_actors_de[], stm_embed_actors_en[];
extern const size_t stm_embed_identity_bytes, stm_embed_actors_de_bytes, stm_embed_actors_en_bytes;

static int slot_of(stm_lang lang)
{
    return lang == STM_LANG_EN ? 1 : 0; /* unknown languages read as German: the richer table */
}

static bool is_abbreviation(stm_str name)
{
    return name.len <= SHORT_BYTES && stm_casing_all_upper(name);
}

/* Key under which a name is kept; *length 0 when it is too long. */
static stm_str key_of(stm_str name, char buffer[KEY_BYTES])
{
    if (is_abbreviation(name)) {
        return name;
    }
    return (stm_str){buffer, stm_casing_lower(name, buffer, KEY_BYTES)};
}

/* Adds key -> value to an intern with a parallel array; a later value replaces an earlier one. */
static bool put_index(stm_intern *intern, void *vec, stm_str key, uint32_t value)
{
    STM_VEC(uint32_t) *owner = vec;
    uint32_t id = key.len == 0 ? 0 : stm_intern_add(intern, key);
    if (key.len > 0 && id == 0) {
        return false;
    }
    if (id > owner->count) {
        return stm_vec_push(owner, value);
    }
    if (id > 0) {
        owner->items[id - 1] = value;
    }
    return true;
}

static bool put_name(stm_names_tables *t, stm_str name, uint32_t known)
{
    char buffer[KEY_BYTES];
    return put_index(&t->names, &t->owner, key_of(name, buffer), known);
}

static bool put_list(stm_names_tables *t, stm_str list, uint32_t known)
{
    stm_str name = STM_EMPTY;
    while (stm_str_next(&list, '|', &name)) {
        if (!put_name(t, stm_str_trim(name), known)) {
            return false;
        }
    }
    return true;
}

/* "Franzose/Französin|Frenchman": every piece is a key. */
static bool put_demonyms(stm_names_tables *t, stm_str list, uint32_t known)
{
    stm_str group = STM_EMPTY, one = STM_EMPTY;
    while (stm_str_next(&list, '|', &group)) {
        while (stm_str_next(&group, '/', &one)) {
            char buffer[KEY_BYTES];
            stm_str key = {buffer, stm_casing_lower(one, buffer, KEY_BYTES)};
            if (!put_index(&t->demonyms, &t->demonym_owner, key, known)) {
                return false;
            }
        }
    }
    return true;
}

static uint8_t gender_of(stm_str letters, bool *plural)
{
    uint8_t gender = 0;
    for (uint32_t i = 0; i < letters.len; i++) {
        char c = letters.ptr[i];
        gender |= (uint8_t)(c == 'm' ? STM_GENDER_MASC
                : c == 'f'           ? STM_GENDER_FEM
                : c == 'n'           ? STM_GENDER_NEUT
                                     : 0);
        *plural = *plural || c == 'p';
    }
    return gender;
}

enum { DE, EN, TYPE, KIND, GENDER, WITHIN, FORMS, ADJECTIVES, PEOPLE, COLUMNS };

static stemma_status add_known(
    stm_names_tables *t, stm_str line, const char *name, uint32_t number, stemma_error *err)
{
    stm_str column[COLUMNS], rest = line;
    for (int i = 0; i < COLUMNS; i++) {
        column[i] = STM_EMPTY;
        stm_str_next(&rest, '\t', &column[i]);
        column[i] = stm_str_trim(column[i]);
    }
    bool good = false, plural = false;
    stm_type type = stm_type_of(column[TYPE], &good);
    if (!good || column[DE].len == 0 || column[EN].len == 0) {
        return stm_fail_at(err, STEMMA_ERR_FORMAT, number, 1,
            "%s: line %u: two names and a type wanted", name, (unsigned)number);
    }
    stm_class class = stm_class_of(column[KIND]);
    uint8_t gender = gender_of(column[GENDER], &plural);
    stm_known known = {column[DE], column[EN], column[KIND], column[WITHIN],
        class < STM_CLASS_KINDS ? STM_CLASS_BIT(class) : 0, (uint8_t)type, gender,
        plural ? STM_NUMBER_PLUR : STM_NUMBER_SING, t->known.count};
    bool ok = stm_vec_push(&t->known, known) && put_name(t, column[DE], known.id) &&
        put_name(t, column[EN], known.id) && put_list(t, column[FORMS], known.id) &&
        put_demonyms(t, column[ADJECTIVES], known.id) && put_demonyms(t, column[PEOPLE], known.id);
    return ok ? STEMMA_OK : stm_fail_nomem(err);
}

stemma_status stm_names_tables_add_identity(
    stm_names_tables *t, stm_str text, const char *name, stemma_error *err)
{
    stm_str rest = stm_arena_copy(&t->arena, text), line = STM_EMPTY;
    if (rest.ptr == NULL) {
        return stm_fail_nomem(err);
    }
    for (uint32_t number = 1; stm_str_next_line(&rest, &line); number++) {
        if (line.len > 0 && line.ptr[0] != '#') {
            STM_TRY(add_known(t, line, name, number, err));
        }
    }
    return STEMMA_OK;
}

static bool put_word(stm_names_tables *t, int slot, stm_str word, stm_word entry)
{
    char buffer[KEY_BYTES];
    stm_str key = {buffer, stm_casing_lower(word, buffer, KEY_BYTES)};
    uint32_t id = key.len == 0 ? 0 : stm_intern_add(&t->words[slot], key);
    if (id == 0) {
        return key.len == 0;
    }
    if (id > t->entries[slot].count) {
        return stm_vec_push(&t->entries[slot], entry);
    }
    stm_word *old = &t->entries[slot].items[id - 1];
    old->classes |= entry.classes;
    old->gender |= entry.gender;
    old->plural = old->plural || entry.plural;
    old->trade = entry.trade != 0 ? entry.trade : old->trade;
    old->general = old->general || entry.general;
    return true;
}

/* `Chef/in` is Chef (masculine) and Chefin (feminine); a nominalised adjective (Angeklagter) is
 * kept under its stem's two nominatives. */
static bool put_noun(stm_names_tables *t, int slot, stm_str word, stm_word entry)
{
    bool both = stm_str_ends(word, STM_LIT("/in"));
    stm_str base = both ? stm_str_sub(word, 0, word.len - 3) : word;
    if (!put_word(t, slot, base, entry)) {
        return false;
    }
    if (!both) {
        return true;
    }
    char feminine[KEY_BYTES];
    if (base.len + 2 > sizeof feminine) {
        return true;
    }
    memcpy(feminine, base.ptr, base.len);
    memcpy(feminine + base.len, "in", 2);
    entry.gender = STM_GENDER_FEM;
    return put_word(t, slot, (stm_str){feminine, base.len + 2}, entry);
}

stemma_status stm_names_tables_add_words(
    stm_names_tables *t, stm_lang lang, stm_str text, const char *name, stemma_error *err)
{
    stm_str rest = text, line = STM_EMPTY;
    for (uint32_t number = 1; stm_str_next_line(&rest, &line); number++) {
        stm_str class_name = STM_EMPTY, letters = STM_EMPTY, list = line, word = STM_EMPTY;
        if (line.len == 0 || line.ptr[0] == '#') {
            continue;
        }
        stm_str_next(&list, '\t', &class_name);
        stm_str_next(&list, '\t', &letters);
        stm_class class = stm_class_of(class_name);
        if (class == STM_CLASS_COUNT || list.ptr == NULL || list.len == 0) {
            return stm_fail_at(err, STEMMA_ERR_FORMAT, number, 1,
                "%s: line %u: class, gender and words wanted", name, (unsigned)number);
        }
        stm_word entry = {.classes = STM_CLASS_BIT(class)};
        entry.trade = class == STM_CLASS_TRADE && t->trades < UINT8_MAX ? ++t->trades : 0;
        entry.gender = gender_of(letters, &entry.plural);
        while (stm_str_next(&list, ',', &word)) {
            word = stm_str_trim(word);
            entry.general = stm_str_starts(word, STM_LIT("*"));
            if (!put_noun(
                    t, slot_of(lang), stm_str_sub(word, entry.general ? 1 : 0, word.len), entry)) {
                return stm_fail_nomem(err);
            }
        }
    }
    return STEMMA_OK;
}

static stemma_status add_builtin(stm_names_tables *t, stemma_error *err)
{
    STM_TRY(stm_names_tables_add_identity(t,
        (stm_str){(const char *)stm_embed_identity, (uint32_t)stm_embed_identity_bytes},
        "identity.tsv", err));
    STM_TRY(stm_names_tables_add_words(t, STM_LANG_DE,
        (stm_str){(const char *)stm_embed_actors_de, (uint32_t)stm_embed_actors_de_bytes},
        "de/actors.tsv", err));
    return stm_names_tables_add_words(t, STM_LANG_EN,
        (stm_str){(const char *)stm_embed_actors_en, (uint32_t)stm_embed_actors_en_bytes},
        "en/actors.tsv", err);
}

stemma_status stm_names_tables_new(stm_names_tables **out, stemma_error *err)
{
    *out = NULL;
    stm_names_tables *t = calloc(1, sizeof *t);
    if (t == NULL) {
        return stm_fail_nomem(err);
    }
    stm_arena_init(&t->arena);
    stm_intern_init(&t->names);
    stm_intern_init(&t->demonyms);
    stm_intern_init(&t->words[0]);
    stm_intern_init(&t->words[1]);
    stemma_status status = add_builtin(t, err);
    if (status != STEMMA_OK) {
        stm_names_tables_free(t);
        return status;
    }
    *out = t;
    return STEMMA_OK;
}

/* Raise it when a rule of identity changes. */
enum { RULES = 2 };

uint64_t stm_identity_version(void)
{
    uint64_t h = stm_hash_bytes(stm_embed_identity, stm_embed_identity_bytes, RULES);
    h = stm_hash_bytes(stm_embed_actors_de, stm_embed_actors_de_bytes, h);
    return stm_hash_bytes(stm_embed_actors_en, stm_embed_actors_en_bytes, h);
}

void stm_names_tables_free(stm_names_tables *t)
{
    if (t == NULL) {
        return;
    }
    stm_arena_dispose(&t->arena);
    stm_intern_dispose(&t->names);
    stm_intern_dispose(&t->demonyms);
    stm_vec_free(&t->owner);
    stm_vec_free(&t->demonym_owner);
    stm_vec_free(&t->known);
    for (int i = 0; i < LANGUAGES; i++) {
        stm_intern_dispose(&t->words[i]);
        stm_vec_free(&t->entries[i]);
    }
    free(t);
}

const stm_known *stm_names_known(const stm_names_tables *t, stm_str name)
{
    char buffer[KEY_BYTES];
    uint32_t id = stm_intern_find(&t->names, name);
    if (id == 0) {
        stm_str key = key_of(name, buffer);
        id = key.len == 0 ? 0 : stm_intern_find(&t->names, key);
    }
    return id == 0 ? NULL : &t->known.items[t->owner.items[id - 1]];
}

const stm_known *stm_names_known_number(const stm_names_tables *t, uint32_t id)
{
    return id < t->known.count ? &t->known.items[id] : NULL;
}

const stm_known *stm_names_demonym(const stm_names_tables *t, stm_str word)
{
    char buffer[KEY_BYTES];
    stm_str key = {buffer, stm_casing_lower(word, buffer, KEY_BYTES)};
    uint32_t id = key.len == 0 ? 0 : stm_intern_find(&t->demonyms, key);
    return id == 0 ? NULL : &t->known.items[t->demonym_owner.items[id - 1]];
}

stm_word stm_names_word(const stm_names_tables *t, stm_lang lang, stm_str word)
{
    char buffer[KEY_BYTES];
    int slot = slot_of(lang);
    stm_str key = {buffer, stm_casing_lower(word, buffer, KEY_BYTES)};
    uint32_t id = key.len == 0 ? 0 : stm_intern_find(&t->words[slot], key);
    return id == 0 ? (stm_word){0} : t->entries[slot].items[id - 1];
}

/* Endings shorter than this are too often no part of their own: `Rat` in `Apparat`, `Amt` in
 * `Gesamt`. */
enum { SHORTEST_ENDING = 4 };

stm_word stm_names_noun(const stm_names_tables *t, stm_lang lang, stm_str noun, uint32_t *begin_out)
{
    for (uint32_t begin = 0; begin < noun.len; begin++) {
        bool boundary = begin == 0 || noun.ptr[begin - 1] == '-';
        bool compound = lang != STM_LANG_EN && begin >= 2 && noun.len - begin >= SHORTEST_ENDING;
        if (((unsigned char)noun.ptr[begin] & 0xC0) == 0x80 || !(boundary || compound)) {
            continue;
        }
        stm_word word = stm_names_word(t, lang, stm_str_sub(noun, begin, noun.len));
        if ((word.classes & STM_CLASS_BIT(STM_CLASS_NEVER)) !=
            0) { /* Ausland is no Land, Beispiel no Spiel */
            break;
        }
        if ((word.classes & STM_CLASS_ACTORS) != 0) {
            *begin_out = begin;
            return word;
        }
    }
    *begin_out = 0;
    return (stm_word){0};
}
