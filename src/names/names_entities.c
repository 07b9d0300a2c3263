/* Entities as annotators write them: the name finder's spans, which end at tokens, brought to the bytes of the name.
 *   "Lufthansa-Führung", "#Augsburg", "General de Meza"   Lufthansa, Augsburg, de Meza
 *   "Bochum/Witten", "Carsten Rehder/Archiv"              Bochum and Witten; Carsten Rehder
 *   "Universität" + "Bremen"                              one organization
 *   but "Rheinland-Pfalz", "München-Ost", "Al-Kaida" stay whole
 * A name in front of a hyphen is found, too, where the finder took the word for a noun ("Alibaba-Anteile").
 * Conventions: GermEval and SmartData corpora (Benikova et al. 2014, Schiersch et al. 2018).
 * Deliberately not done: who is meant (names_resolve.c), names inside names.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/vec.h"
#include "facts/words.h"
#include "names/names.h"
#include "names/tables.h"
#include "syntax/lexicon.h"
#include "unicode/casing.h"

typedef STM_VEC(stm_mention) mention_list;

typedef struct votes {
    uint16_t of[STM_TYPE_COUNT];
} votes;

typedef struct finish {
    stm_doc *doc;
    const stm_lexicon *lexicon;
    const stm_names_tables *tables;
    stm_intern forms;     /* names of the document as finished */
    STM_VEC(votes) votes; /* by form id */
    bool *covered;        /* by token */
    mention_list out;
    bool failed;
} finish;

static const stm_token *token_of(const finish *f, uint32_t t)
{
    return &f->doc->tokens.items[t];
}

static uint64_t classes_of(const finish *f, stm_str word)
{
    uint32_t begin = 0;
    return stm_names_noun(f->tables, f->doc->lang, word, &begin).classes;
}

/* A noun of the language that is no name by itself: Führung, Aktie; not Pfalz, Kaida. */
static bool is_common_noun(const finish *f, stm_str word)
{
    char upper[STM_LEX_WORD_BYTES];
    stm_lex_analysis readings[STM_LEX_ANALYSES];
    if (f->lexicon == NULL || word.len < 3) {
        return false;
    }
    uint32_t length = stm_casing_upper_first(word, upper, sizeof upper);
    stm_str form = length > 0 ? (stm_str){upper, length} : word;
    uint32_t count = stm_lexicon_exact(f->lexicon, form, readings, STM_LEX_ANALYSES);
    bool noun = false;
    for (uint32_t i = 0; i < count; i++) {
        if (readings[i].upos == STM_PROPN || readings[i].names != 0) {
            return false;
        }
        noun = noun || readings[i].upos == STM_NOUN;
    }
    uint32_t begin = 0;
    uint64_t classes = stm_names_noun(f->tables, f->doc->lang, form, &begin).classes;
    return noun || (classes & STM_CLASS_ACTORS) != 0;
}

/* A name by itself, hyphen, slash and all: Rheinland-Pfalz, Frankfurt/Main. */
static bool is_known_whole(const finish *f, stm_str text)
{
    const uint32_t names = STM_LEX_CITY | STM_LEX_COUNTRY | STM_LEX_ORG | STM_LEX_LAST;
    return stm_names_known(f->tables, text) != NULL ||
        (f->lexicon != NULL && (stm_lexicon_names(f->lexicon, text) & names) != 0);
}

/* An unknown word that ends in a noun of the language is no name: Achtgang, Erdölaktien; not Alibaba. */
static bool ends_in_noun(const finish *f, stm_str word)
{
    enum { SHORTEST = 4 };
    for (uint32_t at = 1; at + SHORTEST <= word.len; at++) {
        if (((unsigned char)word.ptr[at] & 0xc0) != 0x80 &&
            is_common_noun(f, stm_str_sub(word, at, word.len))) {
            return true;
        }
    }
    return false;
}

/* Part of what a place is called: Ost of München-Ost, Kreis of Rhein-Pfalz-Kreis, Bahnhof. */
static bool names_a_place(const finish *f, stm_str word)
{
    if (stm_words_have(stm_fact_words_all.place_parts, word, false)) {
        return true;
    }
    const uint64_t places = STM_CLASS_BIT(STM_CLASS_LOCATION) | STM_CLASS_BIT(STM_CLASS_CITY) |
        STM_CLASS_BIT(STM_CLASS_REGION) | STM_CLASS_BIT(STM_CLASS_PLACE) |
        STM_CLASS_BIT(STM_CLASS_STATE) | STM_CLASS_BIT(STM_CLASS_COUNTRY);
    return (classes_of(f, word) & places) != 0;
}

/* Part of what an organization is called: Rhein-Zeitung, Ifo-Institut; not EU-Kommission, Lufthansa-Führung. */
static bool names_a_house(const finish *f, stm_str word)
{
    const uint64_t houses = STM_CLASS_BIT(STM_CLASS_MEDIA) | STM_CLASS_BIT(STM_CLASS_SCHOOL) |
        STM_CLASS_BIT(STM_CLASS_MUSEUM) | STM_CLASS_BIT(STM_CLASS_COURT);
    return (classes_of(f, word) & houses) != 0;
}

static uint32_t word_begin(stm_str text, uint32_t at)
{
    while (at > 0 && text.ptr[at - 1] != ' ') {
        at--;
    }
    return at;
}

/* Bytes of the name in front of the hyphen of a German compound with a noun, the whole length when it is none. */
static uint32_t before_hyphen(const finish *f, stm_str text, uint8_t type)
{
    for (uint32_t at = text.len; at-- > 1;) {
        if (text.ptr[at] == ' ') {
            break;
        }
        if (text.ptr[at] != '-' || at + 1 == text.len) {
            continue;
        }
        stm_str behind = stm_str_sub(text, at + 1, text.len);
        stm_str front = stm_str_sub(text, word_begin(text, at), at);
        bool office = (classes_of(f, behind) & STM_CLASS_PERSONS) != 0; /* Siemens-Sprecher */
        bool common = is_common_noun(f, front) && !office && !is_known_whole(f, front);
        bool kept = (type == STM_TYPE_LOCATION && names_a_place(f, behind)) ||
            (type == STM_TYPE_ORGANIZATION && names_a_house(f, behind)) || front.len < 2 ||
            common || is_known_whole(f, text);
        return !kept && is_common_noun(f, behind) ? at : text.len;
    }
    return text.len;
}

static void put(finish *f, const stm_mention *like, stm_span span)
{
    stm_mention m = *like;
    m.span = span;
    if (span.end > span.begin && !f->failed) {
        f->failed = !stm_vec_push(&f->out, m);
    }
}

/* Every finding of a form is a vote for its type; a surname also votes by the full names that end in it. */
static void vote(finish *f, stm_str form, uint8_t type)
{
    uint32_t id = stm_intern_add(&f->forms, form);
    f->failed = f->failed || id == 0;
    while (!f->failed && f->votes.count <= id) {
        f->failed = !stm_vec_push(&f->votes, (votes){{0}});
    }
    if (!f->failed && type < STM_TYPE_COUNT && f->votes.items[id].of[type] < UINT16_MAX) {
        f->votes.items[id].of[type]++;
    }
}

static void remember(finish *f, const stm_mention *m)
{
    stm_str form = stm_doc_slice(f->doc, m->span);
    vote(f, form, m->type);
    uint32_t at = form.len;
    while (at > 0 && form.ptr[at - 1] != ' ') {
        at--;
    }
    if (m->type == STM_TYPE_PERSON && at > 0 && at < form.len) {
        vote(f, stm_str_sub(form, at, form.len), m->type);
    }
}

/* What most findings of the form say; `own` where it is level or unheard of. */
static uint8_t voted(const finish *f, stm_str form, uint8_t own)
{
    uint32_t id = stm_intern_find(&f->forms, form);
    if (id == 0) {
        return own;
    }
    const votes *v = &f->votes.items[id];
    uint8_t best = own;
    for (uint8_t type = 0; type < STM_TYPE_COUNT; type++) {
        uint32_t has = v->of[type], most = best < STM_TYPE_COUNT ? v->of[best] : 0;
        best = has > most ? type : best;
    }
    return best;
}

static bool trims(char c)
{
    return c == '#' || c == '@' || c == ':' || c == ',' || c == ';' || c == '/' || c == ' ' ||
        c == '"' || c == '(';
}

/* One piece between slashes, hashes and the like. */
static void put_piece(finish *f, const stm_mention *m, stm_span span)
{
    const char *text = f->doc->text.ptr;
    while (span.begin < span.end && trims(text[span.begin])) {
        span.begin++;
    }
    while (span.begin < span.end && trims(text[span.end - 1])) {
        span.end--;
    }
    bool hashed = span.begin > 0 && text[span.begin - 1] == '#';
    if (hashed && is_common_noun(f, stm_doc_slice(f->doc, span))) {
        return; /* #Verkehr beside #Augsburg */
    }
    static const char *const owners[] = {"'s", "’s"}; /* "Kipling's need" */
    for (int i = 0; i < 2 && f->doc->lang == STM_LANG_EN; i++) {
        stm_str owner = stm_str_of(owners[i]), form = stm_doc_slice(f->doc, span);
        bool joined = form.len > owner.len + 1 && form.ptr[form.len - owner.len - 1] != ' ';
        span.end -= joined && stm_str_ends(form, owner) ? owner.len : 0;
    }
    stm_mention piece = *m;
    stm_str text_of = stm_doc_slice(f->doc, span);
    uint32_t length =
        f->doc->lang == STM_LANG_DE ? before_hyphen(f, text_of, m->type) : text_of.len;
    if (length < text_of.len) { /* the type was the compound's: US-Notenbank */
        const stm_known *known = stm_names_known(f->tables, stm_str_sub(text_of, 0, length));
        piece.type = known != NULL ? known->type : piece.type;
        span.end = span.begin + length;
    }
    put(f, &piece, span);
}

/* "https://t.co/pWbGk6g": no name. */
static bool is_address(stm_str text)
{
    return stm_str_find(text, STM_LIT("://")) >= 0 || stm_str_find(text, STM_LIT("t.co/")) >= 0 ||
        stm_str_find(text, STM_LIT("www.")) >= 0;
}

/* Where a piece of the mention ends: at a slash inside a word, before a hash behind a blank. */
static uint32_t piece_end(const finish *f, stm_span span)
{
    stm_str text = stm_doc_slice(f->doc, span);
    bool whole = is_known_whole(f, text);
    for (uint32_t i = 1; i + 1 < text.len && !whole; i++) {
        bool slash = text.ptr[i] == '/' && text.ptr[i - 1] != ' ' && text.ptr[i + 1] != ' ';
        bool hash = text.ptr[i] == '#' && text.ptr[i - 1] == ' ';
        if (slash || hash) {
            return span.begin + i;
        }
    }
    return span.end;
}

/* Words of a person's span that only say who it is: General, Dr., Senator. A span of one word stays. */
static uint32_t behind_titles(const finish *f, const stm_mention *m)
{
    const uint64_t titles = STM_CLASS_PERSONS | STM_CLASS_BIT(STM_CLASS_TITLE);
    uint32_t last = m->token_first + m->token_count - 1, t = m->token_first;
    while (t < last && m->type == STM_TYPE_PERSON) {
        stm_str form = token_of(f, t)->form;
        uint32_t names = f->lexicon == NULL ? 0 : stm_lexicon_names(f->lexicon, form);
        bool first = (names & (STM_LEX_FIRST_MALE | STM_LEX_FIRST_FEMALE)) != 0;
        uint64_t exact = stm_names_word(f->tables, f->doc->lang, form).classes;
        if (first || ((exact | classes_of(f, form)) & titles) == 0) {
            break;
        }
        t++;
    }
    return t == m->token_first ? m->span.begin : token_of(f, t)->span.begin;
}

static void take(finish *f, const stm_mention *m)
{
    stm_span rest = {behind_titles(f, m), m->span.end};
    bool first = true;
    while (rest.begin < rest.end && !f->failed) {
        uint32_t end = piece_end(f, rest);
        stm_str piece = stm_doc_slice(f->doc, (stm_span){rest.begin, end});
        bool capital = piece.len > 1 &&
            (stm_casing_starts_upper(piece) || (piece.ptr[0] == '#' || piece.ptr[0] == '/'));
        if (first || (capital && m->type != STM_TYPE_PERSON)) {
            put_piece(f, m, (stm_span){rest.begin, end});
        }
        first = false;
        rest.begin = end < rest.end && f->doc->text.ptr[end] == '/' ? end + 1 : end;
    }
}

/* "Universität Bremen", "Landgericht Düsseldorf": the place is part of the name. Not "die Firma in Bremen". */
static void join_institution(finish *f, stm_mention *m)
{
    const uint64_t institutions = STM_CLASS_BIT(STM_CLASS_COURT) | STM_CLASS_BIT(STM_CLASS_SCHOOL);
    uint32_t t = m->token_first;
    if (f->doc->lang != STM_LANG_DE || m->type != STM_TYPE_LOCATION || t == 0 ||
        token_of(f, t)->sentence != token_of(f, t - 1)->sentence) {
        return;
    }
    const stm_token *before = token_of(f, t - 1);
    bool close = before->span.end + 1 == m->span.begin && before->upos == STM_NOUN;
    if (close && (classes_of(f, before->form) & institutions) != 0) {
        m->span.begin = before->span.begin;
        m->type = STM_TYPE_ORGANIZATION;
    }
}

/* Type of a name in front of a hyphen: what it is elsewhere in the text, in the tables, in the lexicon; an unknown word
 * with small letters is most often a firm ("Ifo-Index"). STM_TYPE_COUNT: no name. */
static uint8_t type_of_front(const finish *f, stm_str front)
{
    uint8_t type = voted(f, front, STM_TYPE_COUNT);
    if (type != STM_TYPE_COUNT) {
        return type;
    }
    const stm_known *known = stm_names_known(f->tables, front);
    if (known != NULL) {
        return known->type;
    }
    stm_lex_analysis reading;
    bool listed = f->lexicon == NULL || stm_lexicon_exact(f->lexicon, front, &reading, 1) > 0 ||
        is_common_noun(f, front);
    return listed || front.len < 3 || ends_in_noun(f, front) || stm_casing_all_upper(front) ||
            classes_of(f, front) != 0 || memchr(front.ptr, '-', front.len) != NULL
        ? STM_TYPE_COUNT
        : STM_TYPE_ORGANIZATION;
}

static void add(finish *f, uint32_t t, uint8_t type, uint32_t length)
{
    const stm_token *k = token_of(f, t);
    if (type == STM_TYPE_PERSON || type == STM_TYPE_ORGANIZATION || type == STM_TYPE_LOCATION) {
        stm_mention m = {.sentence = k->sentence,
            .token_first = t,
            .token_count = 1,
            .head = t,
            .type = type,
            .kind = STM_MENTION_NAME,
            .actor = STM_NONE,
            .confidence = 0.5f};
        put(f, &m, (stm_span){k->span.begin, k->span.begin + length});
    }
}

/* A word that the finder passed over: a compound that begins with a name, a word that is a name elsewhere in the text. */
static void take_missed(finish *f, uint32_t t)
{
    const stm_token *k = token_of(f, t);
    stm_str text = stm_doc_slice(f->doc, k->span);
    bool nominal = k->upos == STM_NOUN || k->upos == STM_PROPN || k->upos == STM_X;
    if (f->covered[t] || k->form.len != text.len || !stm_casing_starts_upper(text) || !nominal) {
        return;
    }
    uint32_t length =
        f->doc->lang == STM_LANG_DE ? before_hyphen(f, text, STM_TYPE_ORGANIZATION) : text.len;
    if (length < text.len) {
        add(f, t, type_of_front(f, stm_str_sub(text, 0, length)), length);
    } else if (!is_common_noun(f, text)) {
        add(f, t, voted(f, text, STM_TYPE_COUNT), text.len);
    }
}

/* Found names cut to their bytes; which words they cover. */
static void take_found(finish *f)
{
    for (uint32_t i = 0; i < f->doc->mentions.count && !f->failed; i++) {
        const stm_mention *m = &f->doc->mentions.items[i];
        for (uint32_t t = m->token_first; t < m->token_first + m->token_count; t++) {
            f->covered[t] = true;
        }
        if (m->kind == STM_MENTION_NAME && !is_address(stm_doc_slice(f->doc, m->span))) {
            take(f, m);
        }
    }
    for (uint32_t i = 0; i < f->out.count && !f->failed; i++) {
        remember(f, &f->out.items[i]);
    }
    for (uint32_t i = 0; i < f->out.count && !f->failed; i++) {
        join_institution(f, &f->out.items[i]);
    }
}

stemma_status stm_names_entities(
    stm_doc *doc, const stm_lexicon *lexicon, const stm_names_tables *tables, stemma_error *err)
{
    finish f = {.doc = doc, .lexicon = lexicon, .tables = tables};
    stm_intern_init(&f.forms);
    f.covered = calloc((size_t)doc->tokens.count + 1, sizeof *f.covered);
    f.failed = f.covered == NULL;
    if (!f.failed) {
        take_found(&f);
    }
    for (uint32_t t = 0; t < doc->tokens.count && !f.failed; t++) {
        take_missed(&f, t);
    }
    stm_vec_clear(&doc->mentions);
    for (uint32_t i = 0; i < f.out.count && !f.failed; i++) {
        f.failed = !stm_vec_push(&doc->mentions, f.out.items[i]);
    }
    stm_intern_dispose(&f.forms);
    stm_vec_free(&f.votes);
    stm_vec_free(&f.out);
    free(f.covered);
    return f.failed ? stm_fail_nomem(err) : STEMMA_OK;
}
