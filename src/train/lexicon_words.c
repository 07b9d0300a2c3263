/* Gathers the words of a lexicon. Word lists say what is possible; treebanks say which lemma the
 * annotation wants, and theirs goes first. Deliberately not done: trusting a treebank's lemma that
 * shares no beginning with a noun
 * ("Familienmitglieder" -> "Mitglied" in one German treebank; the others keep the whole compound).
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "train/lexicon_words.h"

#include "unicode/casing.h"

void stm_words_init(stm_words *words, const char *language)
{
    memset(words, 0, sizeof *words);
    stm_intern_init(&words->strings);
    for (uint32_t i = 0; i < 8 && language[i] != '\0'; i++) {
        words->language[i] = language[i];
    }
}

void stm_words_dispose(stm_words *words)
{
    stm_intern_dispose(&words->strings);
    stm_vec_free(&words->entries);
    stm_vec_free(&words->first);
}

uint32_t stm_words_first(const stm_words *words, uint32_t form)
{
    return form < words->first.count ? words->first.items[form] : 0;
}

/* The reading of form with this class and lemma, made when new; NULL when memory ran out. */
static stm_words_entry *reading(stm_words *words, stm_str form, uint8_t upos, stm_str lemma)
{
    uint32_t form_id = stm_intern_add(&words->strings, form);
    uint32_t lemma_id = stm_intern_add(&words->strings, lemma);
    if (form_id == 0 || lemma_id == 0) {
        return NULL;
    }
    while (words->first.count <= form_id) {
        if (!stm_vec_push(&words->first, 0u)) {
            return NULL;
        }
    }
    uint32_t last = 0;
    for (uint32_t i = words->first.items[form_id]; i != 0; i = words->entries.items[i - 1].next) {
        stm_words_entry *e = &words->entries.items[i - 1];
        if (e->a.upos == upos && e->lemma == lemma_id) {
            return e;
        }
        last = i;
    }
    stm_words_entry fresh = {.a = {.upos = upos}, .lemma = lemma_id};
    if (!stm_vec_push(&words->entries, fresh)) {
        return NULL;
    }
    if (last == 0) {
        words->first.items[form_id] = words->entries.count;
    } else {
        words->entries.items[last - 1].next = words->entries.count;
    }
    return &words->entries.items[words->entries.count - 1];
}

static uint32_t name_bit(stm_str cls, stm_str feats)
{
    static const struct {
        const char *name;
        uint32_t bit;
    } NAMES[] = {{"LAST", STM_LEX_LAST}, {"CITY", STM_LEX_CITY}, {"COUNTRY", STM_LEX_COUNTRY},
        {"DEMONYM", STM_LEX_DEMONYM}, {"ORG", STM_LEX_ORG}, {"ORGSUFFIX", STM_LEX_ORG_SUFFIX},
        {"TITLE", STM_LEX_TITLE}};
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
        if (stm_str_is(cls, NAMES[i].name)) {
            return NAMES[i].bit;
        }
    }
    if (stm_str_is(cls, "FIRST")) {
        uint32_t gender = stm_morph_of(feats).gender;
        return gender == STM_GENDER_MASC ? STM_LEX_FIRST_MALE
            : gender == STM_GENDER_FEM   ? STM_LEX_FIRST_FEMALE
                                         : STM_LEX_FIRST_MALE | STM_LEX_FIRST_FEMALE;
    }
    return 0;
}

static void add_features(stm_lex_analysis *a, stm_str feats)
{
    stm_morph m = stm_morph_of(feats);
    a->gender |= m.gender;
    uint8_t cases = m.grammatical_case;
    a->cases |= (uint8_t)(((m.number & STM_NUMBER_SING) ? cases : 0) |
        ((m.number & STM_NUMBER_PLUR) ? cases << 4 : 0));
    if (a->upos == STM_NOUN && cases == 0 && m.number != 0) {
        a->cases |= (m.number & STM_NUMBER_PLUR) ? STM_CASE_NOM << 4
                                                 : STM_CASE_NOM; /* English: number alone */
    }
    static const uint8_t FORMS[] = {
        0, STM_LEX_FIN, STM_LEX_INF, STM_LEX_PARTICIPLE, STM_LEX_PARTICIPLE};
    uint32_t verb = m.verb_form < sizeof FORMS ? FORMS[m.verb_form] : 0;
    verb |= m.mood == STM_MOOD_IMP ? STM_LEX_IMP : 0u;
    verb |= m.tense == STM_TENSE_PAST ? STM_LEX_PAST : 0u;
    verb |= m.degree == 2 ? STM_LEX_COMPARATIVE : m.degree == 3 ? STM_LEX_SUPERLATIVE : 0u;
    verb |= stm_str_find(feats, STM_LIT("Sep=Yes")) >= 0 ? STM_LEX_SEPARABLE : 0u;
    a->verb |= (uint8_t)verb;
}

static stemma_status add_list_line(
    stm_words *words, stm_str line, const char *name, uint32_t number, stemma_error *err)
{
    stm_str part[4] = {STM_EMPTY, STM_EMPTY, STM_EMPTY, STM_EMPTY};
    for (uint32_t i = 0; i < 4 && stm_str_next(&line, '\t', &part[i]); i++) {
    }
    uint8_t upos = (uint8_t)stm_upos_of(part[2]);
    uint32_t names = upos == STM_UPOS_NONE ? name_bit(part[2], part[3]) : 0;
    if (part[0].len == 0 || part[1].len == 0 || (upos == STM_UPOS_NONE && names == 0)) {
        return stm_fail_at(
            err, STEMMA_ERR_FORMAT, number, 0, "%s: not form, lemma, class, features", name);
    }
    if (part[0].len > STM_LEX_WORD_BYTES || part[1].len > STM_LEX_WORD_BYTES) {
        return STEMMA_OK;
    }
    stm_words_entry *e = reading(words, part[0], upos, names != 0 ? part[0] : part[1]);
    if (e == NULL) {
        return stm_fail_nomem(err);
    }
    e->listed = true;
    e->a.names = (uint16_t)(e->a.names | names);
    if (names == 0) {
        add_features(&e->a, part[3]);
    }
    return STEMMA_OK;
}

stemma_status stm_words_read_list(
    stm_words *words, stm_str text, const char *name, stemma_error *err)
{
    stm_str line;
    uint32_t number = 0;
    while (stm_str_next_line(&text, &line)) {
        number++;
        if (line.len > 0 && line.ptr[0] != '#') {
            STM_TRY(add_list_line(words, line, name, number, err));
        }
    }
    return STEMMA_OK;
}

static bool is_nominal(uint8_t upos)
{
    return upos == STM_NOUN || upos == STM_PROPN;
}

/* First letters agree, umlaut or not ("Äpfel" - "Apfel"). */
static bool same_beginning(stm_str form, stm_str lemma)
{
    char a[4] = "", b[4] = "";
    stm_casing_lower(
        stm_str_sub(form, 0, stm_str_starts(form, STM_LIT("\xc3")) ? 2 : 1), a, sizeof a);
    stm_casing_lower(
        stm_str_sub(lemma, 0, stm_str_starts(lemma, STM_LIT("\xc3")) ? 2 : 1), b, sizeof b);
    const char *umlauts[] = {"ä", "ö", "ü"};
    const char plain[] = "aou";
    for (uint32_t i = 0; i < 3; i++) {
        if (strncmp(a, umlauts[i], 2) == 0) {
            a[0] = plain[i];
            a[1] = '\0';
        }
        if (strncmp(b, umlauts[i], 2) == 0) {
            b[0] = plain[i];
            b[1] = '\0';
        }
    }
    return a[0] == b[0];
}

/* One word of a treebank; `initial`: nothing but punctuation stands before it in its sentence. */
static stemma_status add_token(stm_words *words, stm_str form, stm_str lemma, uint8_t upos,
    stm_str feats, bool initial, stemma_error *err)
{
    char low_form[STM_LEX_WORD_BYTES], low_lemma[STM_LEX_WORD_BYTES];
    if (form.len >= STM_LEX_WORD_BYTES || lemma.len >= STM_LEX_WORD_BYTES ||
        stm_str_is(lemma, "_") || stm_str_is(lemma, "NULL") || stm_str_is(lemma, "unknown")) {
        return STEMMA_OK;
    }
    bool capital = stm_casing_starts_upper(form);
    if (capital && !initial) {
        words->capital[upos]++;
        words->lowered[upos] += stm_casing_starts_upper(lemma) ? 0 : 1;
    }
    if (is_nominal(upos) && strcmp(words->language, "de") == 0 && !same_beginning(form, lemma)) {
        return STEMMA_OK;
    }
    if (!is_nominal(upos)) {
        if (initial && stm_str_eq(form, lemma)) {
            lemma = (stm_str){low_lemma, stm_casing_lower(lemma, low_lemma, sizeof low_lemma)};
        }
        form = (stm_str){low_form, stm_casing_lower(form, low_form, sizeof low_form)};
    }
    if (form.len == 0 || lemma.len == 0) {
        return STEMMA_OK;
    }
    stm_words_entry *e = reading(words, form, upos, lemma);
    if (e == NULL) {
        return stm_fail_nomem(err);
    }
    e->count++;
    if (upos != STM_NOUN || e->a.gender == 0) {
        add_features(&e->a, feats);
    }
    return STEMMA_OK;
}

stemma_status stm_words_read_treebank(
    stm_words *words, stm_str text, const char *name, stemma_error *err)
{
    stm_str line;
    uint32_t number = 0;
    bool initial = true;
    while (stm_str_next_line(&text, &line)) {
        number++;
        if (line.len == 0 || line.ptr[0] == '#') {
            initial = initial || line.len == 0;
            continue;
        }
        stm_str column[6] = {STM_EMPTY, STM_EMPTY, STM_EMPTY, STM_EMPTY, STM_EMPTY, STM_EMPTY};
        uint32_t n = 0;
        while (n < 6 && stm_str_next(&line, '\t', &column[n])) {
            n++;
        }
        if (n < 6) {
            return stm_fail_at(err, STEMMA_ERR_FORMAT, number, 0, "%s: not ten columns", name);
        }
        bool range = stm_str_find(column[0], STM_LIT("-")) >= 0 ||
            stm_str_find(column[0], STM_LIT(".")) >= 0;
        uint8_t upos = (uint8_t)stm_upos_of(column[3]);
        if (range || upos == STM_UPOS_NONE) {
            continue;
        }
        STM_TRY(add_token(words, column[1], column[2], upos, column[5], initial, err));
        initial = initial && upos == STM_PUNCT;
    }
    return STEMMA_OK;
}

/* Is reading a a better lemma than b for the same form and class? Adjectives: a list's lemma first,
 * because treebanks disagree about participles ("die kommenden Jahre": kommend or kommen). Then the
 * more frequent one. */
static bool is_better(bool german, const stm_words_entry *a, const stm_words_entry *b)
{
    if (german && a->a.upos == STM_ADJ && a->listed != b->listed) {
        return a->listed;
    }
    return a->count > b->count;
}

void stm_words_settle(stm_words *words)
{
    bool german = strcmp(words->language, "de") == 0;
    for (uint32_t form = 1; form < words->first.count; form++) {
        uint32_t best[STM_UPOS_COUNT] = {0};
        bool seen[STM_UPOS_COUNT] = {false};
        for (uint32_t i = words->first.items[form]; i != 0; i = words->entries.items[i - 1].next) {
            const stm_words_entry *e = &words->entries.items[i - 1];
            uint32_t b = best[e->a.upos];
            seen[e->a.upos] = seen[e->a.upos] || e->count > 0;
            if (b == 0 || is_better(german, e, &words->entries.items[b - 1])) {
                best[e->a.upos] = i;
            }
        }
        for (uint32_t u = 1; u < STM_UPOS_COUNT; u++) {
            if (best[u] != 0 && seen[u]) {
                words->entries.items[best[u] - 1].a.treebank = 1;
            }
        }
    }
}
