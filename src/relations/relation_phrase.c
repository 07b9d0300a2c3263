/* Words and canonical noun phrases for the relation mapper: "den 100.000 neuen Chips" -> "100.000 neue Chips".
 * German adjectives get the ending they have without an article in the nominative; nouns lose case endings where
 * their lemma proves one ("Mitarbeitern" -> "Mitarbeiter"). Does not know who is meant: see referent.c.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/buf.h"
#include "relations/relation_work.h"

const stm_token *stm_rw_token(const stm_relation_work *w, uint32_t t)
{
    return &w->doc->tokens.items[t];
}

stm_str stm_rw_lemma(const stm_relation_work *w, uint32_t t)
{
    const stm_token *k = stm_rw_token(w, t);
    return k->lemma.len > 0 ? k->lemma : k->form;
}

bool stm_rw_nounlike(const stm_relation_work *w, uint32_t t)
{
    uint8_t upos = stm_rw_token(w, t)->upos;
    return upos == STM_NOUN || upos == STM_PROPN || upos == STM_X || upos == STM_SYM ||
        upos == STM_NUM;
}

stm_str stm_rw_lower(const stm_relation_work *w, stm_str s)
{
    bool change = false;
    for (uint32_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        change = change || (c >= 'A' && c <= 'Z') || (c == 0xC3 && i + 1 < s.len);
    }
    if (!change) {
        return s;
    }
    stm_str copy = stm_arena_copy(&w->doc->arena, s);
    if (copy.ptr == NULL) {
        return s;
    }
    char *p = (char *)(uintptr_t)copy.ptr;
    for (uint32_t i = 0; i < copy.len; i++) {
        unsigned char c = (unsigned char)p[i];
        if (c >= 'A' && c <= 'Z') {
            p[i] = (char)(c + 32);
        } else if (c == 0xC3 && i + 1 < copy.len) { /* Ä Ö Ü and the rest of Latin-1's capitals */
            unsigned char d = (unsigned char)p[i + 1];
            p[i + 1] = (char)(d >= 0x80 && d <= 0x9E && d != 0x97 ? d + 0x20 : d);
            i++;
        }
    }
    return copy;
}

static uint32_t case_child(const stm_relation_work *w, uint32_t t)
{
    STM_CHILDREN (w->doc, t, c) {
        if (stm_rw_token(w, c)->rel == STM_REL_CASE && c < t) {
            return c;
        }
    }
    STM_CHILDREN (w->doc, t, c) { /* postpositions: "dem Bericht zufolge", "Musk's" */
        if (stm_rw_token(w, c)->rel == STM_REL_CASE) {
            return c;
        }
    }
    return STM_NONE;
}

bool stm_rw_has_case(const stm_relation_work *w, uint32_t t)
{
    return case_child(w, t) != STM_NONE;
}

stm_str stm_rw_case(const stm_relation_work *w, uint32_t t)
{
    uint32_t c = case_child(w, t);
    if (c == STM_NONE) {
        return STM_EMPTY;
    }
    stm_str word = stm_rw_lower(w, stm_rw_token(w, c)->form);
    static const char *const long_forms[][2] = {{"zum", "zu"}, {"zur", "zu"}, {"im", "in"},
        {"ins", "in"}, {"am", "an"}, {"ans", "an"}, {"beim", "bei"}, {"vom", "von"}, {"’s", "'s"},
        {"fürs", "für"}};
    for (size_t i = 0; i < sizeof long_forms / sizeof long_forms[0]; i++) {
        if (stm_str_is(word, long_forms[i][0])) {
            return stm_str_of(long_forms[i][1]);
        }
    }
    return word;
}

static bool quote_mark(stm_str s)
{
    static const char *const marks[] = {"\"", "„", "“", "”", "»", "«", "‚", "‘", "'", "›", "‹"};
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        if (stm_str_is(s, marks[i])) {
            return true;
        }
    }
    return false;
}

/* Appends the words first … last as the sentence spaces them. */
static void add_words(const stm_relation_work *w, stm_buf *buf, uint32_t first, uint32_t last)
{
    for (uint32_t t = first; t <= last; t++) {
        const stm_token *k = stm_rw_token(w, t);
        if (quote_mark(k->form) || (k->flags & STM_TOKEN_MWT_REST && t != first)) {
            if (!(k->flags & STM_TOKEN_MWT_REST)) {
                continue;
            }
        }
        bool apart = t == first || stm_rw_token(w, t - 1)->span.end < k->span.begin ||
            quote_mark(stm_rw_token(w, t - 1)->form);
        bool rest = (k->flags & STM_TOKEN_MWT_REST) != 0 && t != first;
        if (buf->length > 0 && apart && !rest && buf->data[buf->length - 1] != ' ') {
            stm_buf_char(buf, ' ');
        }
        if (!rest) {
            stm_buf_str(buf,
                k->flags & STM_TOKEN_MWT_FIRST && t != last ? stm_doc_slice(w->doc, k->span)
                                                            : k->form);
        }
    }
}

static stm_str keep(stm_relation_work *w, stm_buf *buf)
{
    stm_str s = buf->failed ? (stm_str){NULL, 0}
                            : stm_arena_copy(&w->doc->arena, stm_str_trim(stm_buf_view(buf)));
    if (s.ptr == NULL) {
        w->failed = true;
        s = STM_EMPTY;
    }
    stm_buf_dispose(buf);
    return s;
}

/* True when form is lemma plus a case ending. */
static bool has_ending(stm_str form, stm_str lemma, const char *ending)
{
    return form.len == lemma.len + strlen(ending) && stm_str_starts(form, lemma) &&
        stm_str_ends(form, stm_str_of(ending));
}

static bool singular(const stm_relation_work *w, uint32_t t)
{
    static const char *const articles[] = {
        "das", "des", "dem", "ein", "eine", "einem", "einen", "eines", NULL};
    const stm_token *k = stm_rw_token(w, t);
    uint32_t det = stm_doc_child(w->doc, t, STM_REL_DET, STM_SUB_NONE);
    if (k->morph.number == STM_NUMBER_SING) {
        return true;
    }
    for (size_t i = 0; det != STM_NONE && articles[i] != NULL; i++) {
        if (stm_str_is(stm_rw_lower(w, stm_rw_token(w, det)->form), articles[i])) {
            return true;
        }
    }
    return false;
}

/* The noun without its case ending: "Konzerns" -> "Konzern", "Mitarbeitern" -> "Mitarbeiter"; plural stays plural. */
static stm_str nominative(const stm_relation_work *w, uint32_t t)
{
    const stm_token *k = stm_rw_token(w, t);
    stm_str form = k->form, lemma = k->lemma;
    if (w->doc->lang != STM_LANG_DE || lemma.len < 3 || k->upos == STM_NUM) {
        return form;
    }
    bool plural = stm_rw_plural(w, t);
    stm_str known = stm_rw_dictionary_form(w, t);
    if (known.len > 0 && (singular(w, t) || stm_str_eq(known, form))) {
        return known;
    }
    if (!plural &&
        (has_ending(form, lemma, "s") || has_ending(form, lemma, "es") ||
            (has_ending(form, lemma, "en") && !(k->morph.gender & STM_GENDER_FEM)))) {
        return lemma;
    }
    if (plural && has_ending(form, lemma, "n") &&
        (stm_str_ends(lemma, STM_LIT("er")) || stm_str_ends(lemma, STM_LIT("el")))) {
        return lemma;
    }
    if (plural && k->morph.grammatical_case == STM_CASE_DAT && stm_str_ends(form, STM_LIT("ern"))) {
        return stm_str_sub(form, 0, form.len - 1);
    }
    return form;
}

/* "hedge fund": an English kind with the nouns before it. */
static stm_str english_kind(stm_relation_work *w, uint32_t t, stm_str lemma)
{
    stm_buf buf;
    stm_buf_init(&buf);
    STM_CHILDREN (w->doc, t, c) {
        const stm_token *k = stm_rw_token(w, c);
        if (c < t && k->rel == STM_REL_COMPOUND && k->upos == STM_NOUN) {
            stm_buf_str(&buf, k->form);
            stm_buf_char(&buf, ' ');
        }
    }
    stm_buf_str(&buf, lemma);
    return keep(w, &buf);
}

stm_str stm_rw_class_name(stm_relation_work *w, uint32_t t)
{
    const stm_token *k = stm_rw_token(w, t);
    stm_str form = k->form, lemma = k->lemma;
    if (lemma.len < 3 || k->upos == STM_PROPN) {
        lemma = form;
    }
    if (w->doc->lang == STM_LANG_EN) {
        return english_kind(w, t, lemma);
    }
    stm_str known = stm_rw_dictionary_form(w, t);
    if (stm_str_eq(form, lemma) || (known.len > 0 && w->doc->lang == STM_LANG_DE)) {
        return known.len > 0 ? known : form;
    }
    /* A lemma that shares no beginning with the form is the lemmatiser's mistake. */
    uint32_t same = 0;
    while (same < form.len && same < lemma.len && form.ptr[same] == lemma.ptr[same]) {
        same++;
    }
    if (w->doc->lang == STM_LANG_DE && (k->morph.gender & STM_GENDER_FEM) != 0 &&
        k->morph.number == STM_NUMBER_SING) {
        return form;
    }
    bool umlaut = stm_rw_plural(w, t) && lemma.len + 4 >= form.len && same >= 1; /* Köpfe -> Kopf */
    return ((same * 2 >= lemma.len && form.len <= lemma.len + 6) || umlaut) &&
            form.ptr[0] == lemma.ptr[0]
        ? lemma
        : form;
}

stm_str stm_rw_name(stm_relation_work *w, uint32_t t)
{
    uint32_t first = t, last = t;
    const stm_token *k = stm_rw_token(w, t);
    for (uint32_t c = t;
         c-- > 0 && stm_rw_token(w, c)->head == t && stm_rw_token(w, c)->sentence == k->sentence;) {
        uint8_t rel = stm_rw_token(w, c)->rel;
        if (!(rel == STM_REL_FLAT ||
                (rel == STM_REL_COMPOUND && stm_rw_token(w, c)->upos == STM_PROPN))) {
            break;
        }
        first = c;
    }
    STM_CHILDREN (w->doc, t, c) {
        if (stm_rw_token(w, c)->rel == STM_REL_FLAT && c > last) {
            last = c;
        }
    }
    stm_buf buf;
    stm_buf_init(&buf);
    add_words(w, &buf, first, last);
    return keep(w, &buf);
}

/* German adjective in the nominative without article: "neuen" + feminine -> "neue". */
static void add_adjective(const stm_relation_work *w, stm_buf *buf, uint32_t t, uint32_t noun)
{
    const stm_token *k = stm_rw_token(w, t), *n = stm_rw_token(w, noun);
    stm_str form = k->form;
    static const char *const endings[] = {"en", "em", "es", "er", "e"};
    bool plural = (n->morph.number & STM_NUMBER_PLUR) != 0;
    uint8_t gender = n->morph.gender;
    const char *ending = plural || gender == STM_GENDER_FEM ? "e"
        : gender == STM_GENDER_MASC                         ? "er"
        : gender == STM_GENDER_NEUT                         ? "es"
                                                            : NULL;
    bool capital = form.len > 0 && form.ptr[0] >= 'A' && form.ptr[0] <= 'Z';
    if (w->doc->lang == STM_LANG_DE && ending != NULL &&
        !(capital && stm_str_ends(form, STM_LIT("er")))) {
        for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
            if (stm_str_ends(form, stm_str_of(endings[i])) && form.len > strlen(endings[i]) + 2) {
                stm_buf_str(buf, stm_str_sub(form, 0, form.len - (uint32_t)strlen(endings[i])));
                stm_buf_text(buf, ending);
                return;
            }
        }
    }
    stm_buf_str(buf, form);
}

static bool left_modifier(const stm_relation_work *w, uint32_t c)
{
    const stm_token *k = stm_rw_token(w, c);
    return k->rel == STM_REL_NUMMOD || (k->rel == STM_REL_AMOD && k->first_child == STM_NONE) ||
        k->rel == STM_REL_COMPOUND || (k->rel == STM_REL_FLAT);
}

/* First word and last word of a short phrase behind the noun: a genitive, "von …", "of …". */
static bool short_tail(
    const stm_relation_work *w, uint32_t c, uint32_t *first_out, uint32_t *last_out)
{
    const stm_token *k = stm_rw_token(w, c);
    if (k->rel != STM_REL_NMOD || !stm_rw_nounlike(w, c)) {
        return false;
    }
    stm_str marker = stm_rw_case(w, c);
    if (marker.len > 0 && !stm_str_is(marker, "von") && !stm_str_is(marker, "of") &&
        !stm_str_is(marker, "an") && !stm_str_is(marker, "für") && !stm_str_is(marker, "for")) {
        return false; /* "Infrastruktur in den USA" is infrastructure; where it is tells another fact */
    }
    uint32_t first = c, last = c;
    STM_CHILDREN (w->doc, c, d) {
        const stm_token *e = stm_rw_token(w, d);
        if (e->upos == STM_PUNCT || e->rel == STM_REL_ACL || e->rel == STM_REL_CONJ) {
            continue;
        }
        if (d < first) {
            first = d;
        }
        if (d == last + 1 && (e->rel == STM_REL_FLAT || e->rel == STM_REL_APPOS)) {
            last = d;
        }
    }
    while (last + 1 < w->doc->tokens.count && stm_rw_token(w, last + 1)->rel == STM_REL_FLAT) {
        last++;
    }
    if (stm_rw_token(w, first)->upos == STM_PUNCT) {
        first++;
    }
    *first_out = first;
    *last_out = last;
    return last - first < 5;
}

/* "Pläne des Händlers Zalando" -> "Pläne von Zalando": the name says enough. */
static void add_tail(stm_relation_work *w, stm_buf *buf, uint32_t c, uint32_t first, uint32_t last)
{
    uint32_t name = stm_rw_name_beside(w, c);
    if (name == STM_NONE || name > last) {
        add_words(w, buf, first, last);
        return;
    }
    stm_str marker = stm_rw_case(w, c);
    stm_buf_str(buf,
        marker.len > 0                    ? marker
            : w->doc->lang == STM_LANG_DE ? STM_LIT("von")
                                          : STM_LIT("of"));
    stm_buf_char(buf, ' ');
    stm_buf_str(buf, stm_rw_name(w, name));
}

stm_str stm_rw_phrase(stm_relation_work *w, uint32_t t)
{
    stm_buf buf;
    stm_buf_init(&buf);
    uint32_t adjectives = 0;
    STM_CHILDREN (w->doc, t, c) {
        adjectives += c < t && stm_rw_token(w, c)->rel == STM_REL_AMOD && left_modifier(w, c);
    }
    STM_CHILDREN (w->doc, t, c) {
        if (c < t && left_modifier(w, c)) {
            if (stm_rw_token(w, c)->rel == STM_REL_AMOD && adjectives > 1) {
                continue; /* long labels help nobody */
            }
            if (stm_rw_token(w, c)->rel == STM_REL_AMOD) {
                add_adjective(w, &buf, c, t);
            } else {
                uint32_t first = c;
                while (stm_rw_token(w, first)->first_child != STM_NONE &&
                    stm_rw_token(w, first)->first_child < first) {
                    first = stm_rw_token(w, first)->first_child;
                }
                add_words(w, &buf, first, c);
            }
            stm_buf_char(&buf, ' ');
        }
    }
    stm_buf_str(
        &buf, stm_rw_token(w, t)->upos == STM_PROPN ? stm_rw_token(w, t)->form : nominative(w, t));
    uint32_t end = t;
    STM_CHILDREN (w->doc, t, c) {
        uint32_t first = 0, last = 0;
        if (c > t && stm_rw_token(w, c)->rel == STM_REL_FLAT) {
            add_words(w, &buf, c, c);
            end = c;
        } else if (c > t && short_tail(w, c, &first, &last) && first == end + 1) {
            stm_buf_char(&buf, ' ');
            add_tail(w, &buf, c, first, last);
            end = last;
        }
    }
    return keep(w, &buf);
}

stm_str stm_rw_clause_text(stm_relation_work *w, uint32_t t)
{
    /* From the first to the last word of the subtree, its subordinator and outer punctuation left off. */
    uint32_t first = t, last = t, sentence = stm_rw_token(w, t)->sentence;
    const stm_sentence *s = &w->doc->sentences.items[sentence];
    for (uint32_t i = s->token_first; i < s->token_first + s->token_count; i++) {
        if (stm_doc_dominates(w->doc, t, i) && stm_rw_token(w, i)->upos != STM_PUNCT) {
            first = i < first ? i : first;
            last = i > last ? i : last;
        }
    }
    if (stm_rw_token(w, first)->upos == STM_SCONJ && first < t) {
        first++;
    }
    uint32_t inserted = STM_NONE; /* "…, sagte X, …": only what was said */
    STM_CHILDREN (w->doc, t, c) {
        if (stm_rw_token(w, c)->rel == STM_REL_PARATAXIS && stm_rw_token(w, c)->upos == STM_VERB) {
            inserted = c;
        }
    }
    stm_buf buf;
    stm_buf_init(&buf);
    for (uint32_t i = first; i <= last; i++) {
        uint32_t run = i;
        if (inserted != STM_NONE && stm_doc_dominates(w->doc, inserted, i)) {
            continue;
        }
        while (
            run < last && !(inserted != STM_NONE && stm_doc_dominates(w->doc, inserted, run + 1))) {
            run++;
        }
        bool cut = inserted != STM_NONE && run < last;
        uint32_t end = run;
        while (cut && end > i && stm_rw_token(w, end)->upos == STM_PUNCT) {
            end--;
        }
        while (
            inserted != STM_NONE && i > first && i < end && stm_rw_token(w, i)->upos == STM_PUNCT) {
            i++;
        }
        if (end >= i && (end > i || stm_rw_token(w, i)->upos != STM_PUNCT)) {
            add_words(w, &buf, i, end);
            stm_buf_char(&buf, ' ');
        }
        i = run;
    }
    return keep(w, &buf);
}
