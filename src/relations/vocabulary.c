/* Reading of the relation tables: rows to triggers, indexed by their head word. See vocabulary.h and
 * docs/relations.md for the format. Does no matching and knows no sentence.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "relations/vocabulary.h"

#include <stdlib.h>

#include "relations/relation_tables.h"

#define MAX_COLUMNS 9
#define NO_ROW UINT32_MAX

typedef struct row {
    stm_str column[MAX_COLUMNS];
    uint32_t count;
    const char *name; /* of the table */
    uint32_t line;
    int lang; /* index in lexicons */
} row;

static const char *const kind_names[STM_TRIGGER_KINDS] = {
    "verb", "noun", "adj", "class", "place", "group", "mark", "part", "support"};

static stemma_status bad(const row *r, stemma_error *err, const char *reason, stm_str what)
{
    return stm_fail_at(err, STEMMA_ERR_FORMAT, r->line, 0, "%s: line %u: %s \"%.*s\"", r->name,
        r->line, reason, STM_ARG(what));
}

bool stm_alternatives_hold(stm_str list, stm_str word)
{
    stm_str rest = list, part = STM_EMPTY;
    while (stm_str_next(&rest, '|', &part)) {
        if (part.len > 1 && part.ptr[part.len - 1] == '*') {
            if (stm_str_starts(word, stm_str_sub(part, 0, part.len - 1))) {
                return true;
            }
        } else if (part.len > 1 && part.ptr[0] == '*') {
            if (stm_str_ends(word, stm_str_sub(part, 1, part.len))) {
                return true;
            }
        } else if (stm_str_eq(part, word)) {
            return true;
        }
    }
    return false;
}

static bool slot_of(stm_str word, stm_slot_kind *kind_out)
{
    static const struct {
        const char *name;
        stm_slot_kind kind;
    } names[] = {
        {"none", STM_SLOT_NONE},
        {"subj", STM_SLOT_SUBJ},
        {"obj", STM_SLOT_OBJ},
        {"iobj", STM_SLOT_IOBJ},
        {"pred", STM_SLOT_PRED},
        {"clause", STM_SLOT_CLAUSE},
        {"gen", STM_SLOT_GEN},
        {"poss", STM_SLOT_POSS},
        {"mod", STM_SLOT_MOD},
        {"self", STM_SLOT_SELF},
        {"around", STM_SLOT_AROUND},
        {"ctrl", STM_SLOT_CTRL},
        {"both", STM_SLOT_BOTH},
        {"adj", STM_SLOT_ADJ},
        {"time", STM_SLOT_TIME},
        {"head", STM_SLOT_HEAD},
        {"house", STM_SLOT_HOUSE},
        {"about", STM_SLOT_ABOUT},
    };
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (stm_str_is(word, names[i].name)) {
            *kind_out = names[i].kind;
            return true;
        }
    }
    return false;
}

static bool add_alternative(stm_slot_spec *spec, stm_slot_kind kind, stm_str at)
{
    if (spec->count == STM_SLOT_ALTERNATIVES) {
        return false;
    }
    spec->kind[spec->count] = (uint8_t)kind;
    spec->at[spec->count++] = at;
    return true;
}

/* "subj/@neben", "of" = gen/poss. */
static bool read_spec(stm_str text, stm_slot_spec *spec)
{
    stm_str rest = text, part = STM_EMPTY;
    memset(spec, 0, sizeof *spec);
    while (stm_str_next(&rest, '/', &part)) {
        stm_slot_kind kind = STM_SLOT_NONE;
        bool fits = false;
        if (part.len > 1 && part.ptr[0] == '@') {
            fits = add_alternative(spec, STM_SLOT_AT, stm_str_sub(part, 1, part.len));
        } else if (stm_str_is(part, "of")) {
            fits = add_alternative(spec, STM_SLOT_GEN, STM_EMPTY) &&
                add_alternative(spec, STM_SLOT_POSS, STM_EMPTY);
        } else if (slot_of(part, &kind)) {
            fits = add_alternative(spec, kind, STM_EMPTY);
        }
        if (!fits) {
            return false;
        }
    }
    return spec->count > 0;
}

/* "person,organization" to bits; "any" is 0. */
static bool read_types(stm_str text, uint16_t *types_out, bool *named_out)
{
    stm_str rest = text, part = STM_EMPTY;
    while (stm_str_next(&rest, ',', &part)) {
        bool known = false;
        stm_type type = stm_type_of(part, &known);
        if (stm_str_is(part, "named") && named_out != NULL) {
            *named_out = true;
        } else if (known) {
            *types_out = (uint16_t)(*types_out | 1u << type);
        } else if (!stm_str_is(part, "any")) {
            return false;
        }
    }
    return true;
}

static bool read_condition(stm_str word, stm_trigger *t)
{
    if (stm_str_is(word, "refl")) {
        t->reflexive = true;
    } else if (stm_str_is(word, "also")) {
        t->also = true;
    } else if (stm_str_is(word, "strict")) {
        t->strict = true;
    } else if (stm_str_is(word, "kind")) {
        t->kind = true;
    } else if (stm_str_is(word, "bare")) {
        t->bare = true;
    } else if (stm_str_is(word, "planned")) {
        t->manner = STM_PLANNED;
    } else if (stm_str_is(word, "possible")) {
        t->manner = STM_POSSIBLE;
    } else if (stm_str_starts(word, STM_LIT("many="))) {
        t->many = stm_str_sub(word, 5, word.len);
    } else if (stm_str_starts(word, STM_LIT("s="))) {
        return read_types(stm_str_sub(word, 2, word.len), &t->subject_types, &t->named_subject);
    } else if (stm_str_starts(word, STM_LIT("o="))) {
        return read_types(stm_str_sub(word, 2, word.len), &t->object_types, &t->named_object);
    } else if (stm_str_starts(word, STM_LIT("has="))) {
        t->has_lemma = stm_str_sub(word, 4, word.len);
    } else {
        return false;
    }
    return true;
}

/* Splits "in Betrieb nehmen" into its head word (the last) and light words; strips sich. */
static bool read_words(stm_str words, stm_trigger *t, stm_str *head_out)
{
    stm_str rest = words, part = STM_EMPTY, head = STM_EMPTY;
    while (stm_str_next(&rest, ' ', &part)) {
        if (stm_str_is(part, "sich")) {
            t->reflexive = true;
            continue;
        }
        if (head.len > 0) {
            if (t->light_count == STM_TRIGGER_LIGHT) {
                return false;
            }
            t->light[t->light_count++] = head;
        }
        head = part;
    }
    *head_out = head;
    return head.len > 0;
}

/* New rows go in front within one table's turn? No: rows keep their order; a later table's rows go first.
 * `table_first` is the number of triggers before this table began. */
static stemma_status index_row(stm_vocabulary *v, stm_trigger_index *lex, stm_trigger_kind kind,
    stm_str head, uint32_t table_first, stemma_error *err)
{
    uint32_t id = stm_intern_add(&lex->words[kind], head), at = v->triggers.count - 1;
    if (id == 0) {
        return stm_fail_nomem(err);
    }
    while (lex->first[kind].count <= id) {
        if (!stm_vec_push(&lex->first[kind], NO_ROW)) {
            return stm_fail_nomem(err);
        }
    }
    uint32_t *link = &lex->first[kind].items[id];
    while (*link != NO_ROW && *link >= table_first) {
        link = &v->triggers.items[*link].next;
    }
    v->triggers.items[at].next = *link;
    *link = at;
    return STEMMA_OK;
}

static stemma_status read_frame(stm_vocabulary *v, const row *r, stm_trigger *t, stemma_error *err)
{
    if (r->count < 5) {
        return bad(r, err, "five columns wanted (kind, words, subject, object, relation) for",
            r->column[1]);
    }
    if (!read_spec(r->column[2], &t->subject)) {
        return bad(r, err, "unknown subject slot", r->column[2]);
    }
    if (!read_spec(r->column[3], &t->object)) {
        return bad(r, err, "unknown object slot", r->column[3]);
    }
    t->relation = r->column[4];
    t->in_vocabulary = stm_intern_find(&v->relation_names, t->relation);
    if (t->relation.len == 0) {
        return bad(r, err, "no relation for", r->column[1]);
    }
    stm_str rest = r->count > 5 ? r->column[5] : STM_EMPTY, word = STM_EMPTY;
    while (stm_str_next(&rest, ' ', &word)) {
        if (word.len > 0 && !read_condition(word, t)) {
            return bad(r, err, "unknown condition", word);
        }
    }
    t->many_in_vocabulary = stm_intern_find(&v->relation_names, t->many);
    return STEMMA_OK;
}

static bool support_known(stm_str how)
{
    return stm_str_is(how, "asserted") || stm_str_is(how, "planned") ||
        stm_str_is(how, "possible") || stm_str_is(how, "denied") || stm_str_is(how, "insiders");
}

static stemma_status read_trigger(
    stm_vocabulary *v, const row *r, stm_trigger_kind kind, uint32_t table_first, stemma_error *err)
{
    stm_trigger t = {.next = NO_ROW};
    stm_str head = STM_EMPTY;
    if (r->count < 3 || r->column[1].len == 0) {
        return bad(r, err, "too few columns for", r->column[r->count > 1 ? 1 : 0]);
    }
    if (!read_words(r->column[1], &t, &head)) {
        return bad(r, err, "too many words in", r->column[1]);
    }
    if (kind <= STM_TRIGGER_ADJ) {
        STM_TRY(read_frame(v, r, &t, err));
    } else {
        t.relation = r->column[2];
    }
    if (kind == STM_TRIGGER_CLASS && !read_types(t.relation, &t.subject_types, NULL)) {
        return bad(r, err, "unknown type", t.relation);
    }
    if (kind == STM_TRIGGER_SUPPORT && !support_known(t.relation)) {
        return bad(r, err, "unknown manner", t.relation);
    }
    stm_str heads = head, one = STM_EMPTY;
    while (stm_str_next(&heads, '|', &one)) { /* "kaufen|erwerben": a row each */
        t.suffix = one.len > 1 && one.ptr[0] == '*';
        one = stm_str_sub(one, t.suffix, one.len);
        if (one.len == 0) {
            return bad(r, err, "empty alternative in", head);
        }
        if (!stm_vec_push(&v->triggers, t)) {
            return stm_fail_nomem(err);
        }
        STM_TRY(index_row(v, &v->lexicons[r->lang], kind, one, table_first, err));
    }
    return STEMMA_OK;
}

/* relation NAME KIND SUBJECT OBJECT SYMMETRIC INVERSE WIKIDATA MEANING */
static stemma_status read_relation(
    stm_vocabulary *v, const row *r, uint32_t from, stemma_error *err)
{
    if (r->count < from + 8) {
        return bad(r, err, "eight columns wanted for relation", r->column[from]);
    }
    const stm_str *c = r->column + from;
    stm_relation relation = {.name = c[0],
        .kind = c[1],
        .symmetric = stm_str_is(c[4], "yes"),
        .inverse = stm_str_is(c[5], "-") ? STM_EMPTY : c[5],
        .wikidata = stm_str_is(c[6], "-") ? STM_EMPTY : c[6],
        .meaning = c[7]};
    if (!read_types(c[2], &relation.subject_types, &relation.named_subject) ||
        !read_types(c[3], &relation.object_types, &relation.named_object)) {
        return bad(r, err, "unknown type for relation", c[0]);
    }
    if (stm_intern_find(&v->relation_names, relation.name) != 0) {
        return bad(r, err, "relation is there already:", relation.name);
    }
    if (stm_intern_add(&v->relation_names, relation.name) == 0 ||
        !stm_vec_push(&v->relations, relation)) {
        return stm_fail_nomem(err);
    }
    return STEMMA_OK;
}

static stemma_status read_row(stm_vocabulary *v, row *r, uint32_t table_first, stemma_error *err)
{
    if (stm_str_is(r->column[0], "lang")) {
        stm_lang lang = r->count > 1 ? stm_lang_of(r->column[1]) : STM_LANG_UNKNOWN;
        if (lang != STM_LANG_DE && lang != STM_LANG_EN) {
            return bad(r, err, "unknown language", r->count > 1 ? r->column[1] : STM_EMPTY);
        }
        r->lang = lang == STM_LANG_EN;
        return STEMMA_OK;
    }
    if (stm_str_is(r->column[0], "relation")) {
        return read_relation(v, r, 1, err);
    }
    for (int kind = 0; kind < STM_TRIGGER_KINDS; kind++) {
        if (stm_str_is(r->column[0], kind_names[kind])) {
            return read_trigger(v, r, (stm_trigger_kind)kind, table_first, err);
        }
    }
    return bad(r, err, "unknown kind of row", r->column[0]);
}

static stemma_status read_table(
    stm_vocabulary *v, stm_str text, const char *name, int lang, bool relations, stemma_error *err)
{
    stm_str rest = text, line = STM_EMPTY;
    row r = {.name = name, .lang = lang};
    uint32_t table_first = v->triggers.count;
    while (stm_str_next_line(&rest, &line)) {
        stm_str columns = line, column = STM_EMPTY;
        r.line++;
        r.count = 0;
        if (stm_str_trim(line).len == 0 || line.ptr[0] == '#') {
            continue;
        }
        while (r.count < MAX_COLUMNS && stm_str_next(&columns, '\t', &column)) {
            r.column[r.count++] = stm_str_trim(column);
        }
        STM_TRY(relations ? read_relation(v, &r, 0, err) : read_row(v, &r, table_first, err));
    }
    return STEMMA_OK;
}

static stemma_status read_built_in(stm_vocabulary *v, stemma_error *err)
{
    for (uint32_t i = 0; i < stm_relation_table_count; i++) {
        const stm_table *table = &stm_relation_tables[i];
        stm_str text = {(const char *)table->bytes, (uint32_t)*table->count},
                name = stm_str_of(table->name);
        bool relations = stm_str_is(name, "relations.tsv");
        STM_TRY(
            read_table(v, text, table->name, stm_str_starts(name, STM_LIT("en/")), relations, err));
    }
    return STEMMA_OK;
}

stemma_status stm_vocabulary_open(stm_vocabulary **vocabulary_out, stemma_error *err)
{
    stm_vocabulary *v = calloc(1, sizeof *v);
    if (v == NULL) {
        return stm_fail_nomem(err);
    }
    stm_arena_init(&v->arena);
    stm_intern_init(&v->relation_names);
    for (int lang = 0; lang < 2; lang++) {
        for (int kind = 0; kind < STM_TRIGGER_KINDS; kind++) {
            stm_intern_init(&v->lexicons[lang].words[kind]);
        }
    }
    stemma_status status = read_built_in(v, err);
    if (status != STEMMA_OK) {
        stm_vocabulary_close(v);
        return status;
    }
    *vocabulary_out = v;
    return STEMMA_OK;
}

void stm_vocabulary_close(stm_vocabulary *v)
{
    if (v == NULL) {
        return;
    }
    for (int lang = 0; lang < 2; lang++) {
        for (int kind = 0; kind < STM_TRIGGER_KINDS; kind++) {
            stm_intern_dispose(&v->lexicons[lang].words[kind]);
            stm_vec_free(&v->lexicons[lang].first[kind]);
        }
    }
    stm_intern_dispose(&v->relation_names);
    stm_vec_free(&v->relations);
    stm_vec_free(&v->triggers);
    stm_arena_dispose(&v->arena);
    free(v);
}

stemma_status stm_vocabulary_add(
    stm_vocabulary *v, stm_str text, const char *name, stemma_error *err)
{
    stm_str copy = stm_arena_copy(&v->arena, text);
    stm_str own_name = stm_arena_copy(&v->arena, stm_str_of(name));
    if (copy.ptr == NULL || own_name.ptr == NULL) {
        return stm_fail_nomem(err);
    }
    return read_table(v, copy, own_name.ptr, 0, false, err);
}

const stm_relation *stm_vocabulary_relation(const stm_vocabulary *v, stm_str name)
{
    uint32_t id = stm_intern_find(&v->relation_names, name);
    return id == 0 ? NULL : &v->relations.items[id - 1];
}

const stm_trigger *stm_vocabulary_find(
    const stm_vocabulary *v, stm_lang lang, stm_trigger_kind kind, stm_str word)
{
    const stm_trigger_index *lex = &v->lexicons[lang == STM_LANG_EN];
    uint32_t id = stm_intern_find(&lex->words[kind], word);
    uint32_t at = id == 0 || id >= lex->first[kind].count ? NO_ROW : lex->first[kind].items[id];
    return at == NO_ROW ? NULL : &v->triggers.items[at];
}

const stm_trigger *stm_trigger_next(const stm_vocabulary *v, const stm_trigger *trigger)
{
    return trigger->next == NO_ROW ? NULL : &v->triggers.items[trigger->next];
}
