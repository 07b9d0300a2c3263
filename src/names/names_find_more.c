/* Names that neither the finder nor the parser marked, by how German is written and by how texts
 * introduce names: capitalised adjective inside a sentence: `die Soziale Partei`, `das Museum Alte
 * Mühle` unknown noun right behind its kind: `der Internetversender Packwerk`, `die Firma
 * Lichtblitz` federal bodies: `die Bundesnetzagentur` abbreviation in brackets (Schwartz & Hearst
 * 2003): `Gewerkschaft Dienste und Handel (DHD)` Counter-examples: `der Hamburger Konzern` (-er is
 * always capital), `die Firma Anfang Mai` (Anfang is a common noun). SPDX-License-Identifier:
 * GPL-2.0-or-later */
#include "names/names_work.h"
#include "unicode/casing.h"

static uint32_t head_between(const stm_work *work, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++) {
        uint32_t head = stm_work_token(work, i)->head;
        if (head == STM_NONE || head < first || head >= end) {
            return i;
        }
    }
    return first;
}

static void cover(stm_work *work, uint32_t first, uint32_t end, uint8_t type, float confidence)
{
    stm_span span = {
        stm_work_token(work, first)->span.begin, stm_work_token(work, end - 1)->span.end};
    uint32_t m = stm_work_add_mention(work, first, end - first, head_between(work, first, end),
        span, type, STM_MENTION_NAME, confidence);
    for (uint32_t i = first; i < end && m != STM_NONE; i++) {
        if (work->cover[i] != STM_NONE) {
            work->doc->mentions.items[work->cover[i]].token_count = 0; /* swept later */
        }
        work->cover[i] = m;
    }
}

static bool is_never(const stm_work *work, uint32_t token)
{
    return (stm_work_word(work, stm_work_token(work, token)->form).classes &
               STM_CLASS_BIT(STM_CLASS_NEVER)) != 0;
}

static uint8_t type_of_kinds(uint64_t kinds)
{
    uint32_t types = stm_class_types(kinds);
    for (uint8_t t = 1; t < STM_TYPE_COUNT; t++) {
        if (types == 1u << t) {
            return t;
        }
    }
    return STM_TYPE_OTHER;
}

/* First word of the sentence or behind a mark that begins something. */
static bool begins(const stm_work *work, uint32_t token)
{
    const stm_token *t = stm_work_token(work, token);
    const stm_sentence *s = &work->doc->sentences.items[t->sentence];
    if (token == s->token_first) {
        return true;
    }
    const stm_token *before = stm_work_token(work, token - 1);
    return before->upos == STM_PUNCT && !stm_str_is(before->form, ",") &&
        !stm_str_is(before->form, "(") && !stm_work_quote_mark(before->form);
}

/* `Soziale Partei`: adjective and noun, both capital, inside a sentence. Quoted ones count, too:
 * „Stilles Wasser“. */
static void capital_adjective(stm_work *work, uint32_t i)
{
    const stm_token *t = stm_work_token(work, i);
    if (t->upos != STM_ADJ || work->cover[i] != STM_NONE || !stm_casing_starts_upper(t->form) ||
        begins(work, i) || stm_str_ends(t->form, STM_LIT("er")) || stm_casing_all_upper(t->form) ||
        stm_str_find(t->form, STM_LIT("-")) >= 0 || !stm_work_inside(work, t->sentence, i + 1)) {
        return;
    }
    const stm_token *noun = stm_work_token(work, i + 1);
    bool quoted = stm_work_quote_mark(stm_work_token(work, i - 1)->form);
    bool closed = quoted && stm_work_inside(work, t->sentence, i + 2) &&
        stm_work_quote_mark(stm_work_token(work, i + 2)->form);
    if ((noun->upos != STM_NOUN && noun->upos != STM_PROPN) ||
        !stm_casing_starts_upper(noun->form) || work->cover[i + 1] != STM_NONE ||
        (quoted && !closed) || t->head != i + 1 || is_never(work, i + 1)) {
        return;
    }
    uint32_t begin = 0;
    uint64_t kinds = stm_work_noun(work, i + 1, &begin).classes & STM_CLASS_ACTORS;
    if ((kinds & STM_CLASS_PERSONS) == 0) { /* der Heilige Vater */
        cover(work, i, i + 2, type_of_kinds(kinds), 0.6f);
    }
}

static bool common(const stm_work *work, stm_str form)
{
    stm_lex_analysis readings[STM_LEX_ANALYSES];
    uint32_t count = work->lexicon == NULL
        ? 0
        : stm_lexicon_find(work->lexicon, form, readings, STM_LEX_ANALYSES);
    for (uint32_t k = 0; k < count; k++) {
        if (readings[k].upos != STM_UPOS_NONE && readings[k].upos != STM_PROPN &&
            readings[k].treebank != 0) {
            return true; /* word lists hold rivers and firms among their nouns */
        }
    }
    return false;
}

/* `der Internetversender Packwerk`: noun of a kind, then an unknown noun that hangs on it. */
static void behind_kind(stm_work *work, uint32_t i)
{
    const stm_token *t = stm_work_token(work, i);
    bool word = t->upos == STM_NOUN || t->upos == STM_X || t->upos == STM_ADJ;
    if (!word || i == 0 || work->cover[i] != STM_NONE || !stm_work_capital(t->form) ||
        is_never(work, i) || !stm_work_inside(work, t->sentence, i - 1) ||
        work->cover[i - 1] != STM_NONE || work->lexicon == NULL) {
        return;
    }
    bool hangs = t->head == i - 1 || stm_work_token(work, i - 1)->head == i;
    uint32_t begin = 0, own = 0;
    uint64_t kinds = stm_work_noun(work, i - 1, &begin).classes & STM_CLASS_ACTORS;
    if (!hangs || kinds == 0 || stm_work_token(work, i - 1)->upos != STM_NOUN ||
        common(work, t->form) || (stm_work_noun(work, i, &own).classes & STM_CLASS_PERSONS) != 0 ||
        (t->morph.number == STM_NUMBER_PLUR && t->upos == STM_NOUN)) {
        return;
    }
    cover(work, i, i + 1, type_of_kinds(kinds), 0.6f);
}

/* `die Bundesnetzagentur`: one of its kind by its name. */
static void federal_body(stm_work *work, uint32_t i)
{
    const stm_token *t = stm_work_token(work, i);
    const uint64_t bodies = STM_CLASS_BIT(STM_CLASS_BODY) | STM_CLASS_BIT(STM_CLASS_COURT);
    uint32_t begin = 0;
    if (work->cover[i] != STM_NONE || (t->upos != STM_NOUN && t->upos != STM_PROPN) ||
        t->morph.number == STM_NUMBER_PLUR) {
        return;
    }
    bool federal =
        stm_str_starts(t->form, STM_LIT("Bundes")) || stm_str_ends(t->form, STM_LIT("-Bundesamt"));
    uint32_t rest = stm_str_starts(t->form, STM_LIT("Bundes")) ? 6 : t->form.len;
    stm_word noun = stm_work_noun(work, i, &begin);
    bool plain =
        (stm_work_word(work, stm_str_sub(t->form, rest, t->form.len)).classes & bodies) != 0 &&
        !stm_str_ends(
            t->form, STM_LIT("agentur")); /* Bundesbehörde, Bundesministerium: any of them */
    if (federal && (noun.classes & bodies) != 0 && !plain) {
        cover(work, i, i + 1, STM_TYPE_ORGANIZATION, 0.7f);
    }
}

static char small(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

/* Do the letters of the abbreviation stand in the words in this order, the first one at their very
 * beginning, at least half of them at the beginning of words? */
static bool spells(stm_str words, stm_str letters)
{
    uint32_t at = 0, starts = 0;
    if (letters.len == 0 || words.len == 0 || small(words.ptr[0]) != small(letters.ptr[0])) {
        return false;
    }
    for (uint32_t i = 0; i < words.len && at < letters.len; i++) {
        if (small(words.ptr[i]) == small(letters.ptr[at])) {
            starts += i == 0 || words.ptr[i - 1] == ' ' || words.ptr[i - 1] == '-' ? 1 : 0;
            at++;
        }
    }
    return at == letters.len && starts * 2 >= letters.len;
}

/* `Dienste und Handel (DHD)`: the shortest piece in front of the bracket that spells it. */
static void long_form(stm_work *work, uint32_t i)
{
    const stm_token *t = stm_work_token(work, i);
    if (!stm_str_is(t->form, "(") || !stm_work_inside(work, t->sentence, i + 2) || i == 0 ||
        !stm_str_is(stm_work_token(work, i + 2)->form, ")")) {
        return;
    }
    stm_str alias = stm_work_token(work, i + 1)->form;
    if (alias.len < 2 || alias.len > 6 || !stm_casing_all_upper(alias)) {
        return;
    }
    uint32_t end = i;
    while (end > 0 && stm_work_inside(work, t->sentence, end - 1) &&
        stm_work_quote_mark(stm_work_token(work, end - 1)->form)) {
        end--;
    }
    for (uint32_t first = end;
         first-- > 0 && stm_work_inside(work, t->sentence, first) && end - first <= 8;) {
        stm_str words = {work->doc->text.ptr + stm_work_token(work, first)->span.begin,
            stm_work_token(work, end - 1)->span.end - stm_work_token(work, first)->span.begin};
        if (stm_work_token(work, first)->upos == STM_PUNCT) {
            return;
        }
        if (!stm_casing_starts_upper(words) || is_never(work, end - 1) || !spells(words, alias) ||
            end - first < 2) {
            continue;
        }
        if (work->cover[first] != STM_NONE &&
            work->doc->mentions.items[work->cover[first]].token_first < first) {
            return; /* inside a longer name already */
        }
        cover(work, first, end, STM_TYPE_ORGANIZATION, 0.9f);
        if (work->cover[i + 1] == STM_NONE) {
            cover(work, i + 1, i + 2, STM_TYPE_ORGANIZATION, 0.9f);
        }
        return;
    }
}

/* `die Hilfsorganisation Ärzte ohne Grenzen`: several common words in apposition to a kind of
 * organization. */
static void apposed_title(stm_work *work, uint32_t i)
{
    const stm_token *t = stm_work_token(work, i);
    if (i == 0 || t->rel != STM_REL_APPOS || t->head != i - 1 || work->cover[i] != STM_NONE ||
        t->upos != STM_NOUN || work->cover[i - 1] != STM_NONE ||
        stm_work_token(work, i - 1)->upos != STM_NOUN) {
        return;
    }
    uint32_t begin = 0, end = i + 1;
    uint64_t kinds = stm_work_noun(work, i - 1, &begin).classes & STM_CLASS_ACTORS;
    while (stm_work_inside(work, t->sentence, end) && stm_doc_dominates(work->doc, i, end) &&
        stm_work_token(work, end)->upos != STM_PUNCT && work->cover[end] == STM_NONE) {
        end++;
    }
    bool capital = stm_work_capital(stm_work_token(work, end - 1)->form);
    if (stm_class_types(kinds) == 1u << STM_TYPE_ORGANIZATION && end - i >= 2 && end - i <= 6 &&
        capital) {
        cover(work, i, end, STM_TYPE_ORGANIZATION, 0.6f);
    }
}

/* `TSMC of Taiwan` is two names, `Bank of America` one: a kind in front. */
bool stm_work_of_place(const stm_work *work, uint32_t of)
{
    uint32_t begin = 0;
    if (!stm_str_is(stm_work_token(work, of)->form, "of") || of == 0 ||
        of + 1 >= work->doc->tokens.count) {
        return false;
    }
    const stm_known *known = stm_names_known(work->tables, stm_work_token(work, of + 1)->form);
    return known != NULL && known->type == STM_TYPE_LOCATION &&
        (stm_work_noun(work, of - 1, &begin).classes & STM_CLASS_ACTORS) == 0;
}

static bool joins_capitals(const stm_work *work, uint32_t i)
{
    stm_str form = stm_work_token(work, i)->form;
    return (stm_str_is(form, "of") && !stm_work_of_place(work, i)) || stm_str_is(form, "for") ||
        stm_str_is(form, "and") || stm_str_is(form, "the") || stm_str_is(form, "&");
}

/* In a headline every word is capital. */
static bool is_headline(const stm_work *work, uint32_t sentence)
{
    const stm_sentence *s = &work->doc->sentences.items[sentence];
    uint32_t words = 0, capitals = 0;
    for (uint32_t i = s->token_first; i < s->token_first + s->token_count; i++) {
        uint8_t upos = stm_work_token(work, i)->upos;
        if (upos != STM_PUNCT && upos != STM_PROPN && upos != STM_NUM &&
            work->cover[i] == STM_NONE) {
            words++;
            capitals += stm_casing_starts_upper(stm_work_token(work, i)->form) ? 1 : 0;
        }
    }
    return words == 0 || capitals * 2 > words;
}

/* "Secretary", "State" of Secretary of State Marco Rubio: written large, yet no name. */
static bool of_title(const stm_work *work, uint32_t i)
{
    const stm_token *t = stm_work_token(work, i);
    uint32_t top = t->head != STM_NONE && !stm_str_is(t->deprel, "nmod:desc") ? t->head : i;
    return (t->upos == STM_NOUN || t->upos == STM_ADJ) && !stm_casing_starts_upper(t->lemma) &&
        stm_str_is(stm_work_token(work, top)->deprel, "nmod:desc");
}

/* `Justice` of Justice Department, `Star` of Five Star Movement: a word for a person right before a kind of organization,
 * both written large. */
static bool before_kind(const stm_work *work, uint32_t i)
{
    const stm_token *t = stm_work_token(work, i);
    uint32_t begin = 0;
    if (!stm_work_inside(work, t->sentence, i + 1) ||
        (stm_work_word(work, t->form).classes & STM_CLASS_BIT(STM_CLASS_TITLE)) != 0 ||
        !stm_casing_starts_upper(stm_work_token(work, i + 1)->form)) {
        return false;
    }
    uint64_t kinds = stm_work_noun(work, i + 1, &begin).classes & STM_CLASS_ACTORS;
    return (stm_work_word(work, t->form).classes & STM_CLASS_PERSONS) != 0 &&
        stm_class_types(kinds) == 1u << STM_TYPE_ORGANIZATION;
}

/* A capital word of an English sentence that can be part of a name. */
static bool english_capital(const stm_work *work, uint32_t i)
{
    const stm_token *t = stm_work_token(work, i);
    const uint64_t other = STM_CLASS_PERSONS | STM_CLASS_BIT(STM_CLASS_TITLE) |
        STM_CLASS_BIT(STM_CLASS_NEVER) | STM_CLASS_BIT(STM_CLASS_ARTICLE) |
        STM_CLASS_BIT(STM_CLASS_PERSONAL) | STM_CLASS_BIT(STM_CLASS_POSSESSIVE);
    bool content = t->upos == STM_NOUN || t->upos == STM_PROPN || t->upos == STM_ADJ ||
        t->upos == STM_ADP || t->upos == STM_VERB || t->upos == STM_X || t->upos == STM_NUM;
    return content && stm_casing_starts_upper(t->form) && !of_title(work, i) &&
        ((stm_work_word(work, t->form).classes & other) == 0 || before_kind(work, i)) &&
        stm_names_demonym(work->tables, t->form) == NULL;
}

/* English: two and more capital words inside a sentence are one name, whatever their tags: `Doctors
 * Without Borders`, `Elon Musk` with Musk taken for the smell. */
static void capital_words(stm_work *work, uint32_t sentence)
{
    const stm_sentence *s = &work->doc->sentences.items[sentence];
    uint32_t stop = s->token_first + s->token_count;
    for (uint32_t i = s->token_first; i < stop; i++) {
        bool covered = work->cover[i] != STM_NONE;
        if (!english_capital(work, i) || (i == s->token_first && !covered)) {
            continue;
        }
        uint32_t end = i + 1, fresh = covered ? 0 : 1;
        uint32_t mention = work->cover[i];
        while (end < stop &&
            (english_capital(work, end) ||
                (joins_capitals(work, end) && end + 1 < stop && english_capital(work, end + 1) &&
                    work->cover[end] == STM_NONE && mention == STM_NONE))) {
            if (work->cover[end] != STM_NONE && mention != STM_NONE &&
                work->cover[end] != mention) {
                break; /* two names side by side */
            }
            mention = work->cover[end] != STM_NONE ? work->cover[end] : mention;
            fresh += work->cover[end] == STM_NONE ? 1 : 0;
            end++;
        }
        const stm_mention *old = mention == STM_NONE ? NULL : &work->doc->mentions.items[mention];
        bool whole =
            old == NULL || (old->token_first >= i && old->token_first + old->token_count <= end);
        bool known = old != NULL &&
            stm_names_known(work->tables, stm_doc_slice(work->doc, old->span)) != NULL;
        if (end - i >= 2 && fresh > 0 && whole && !known &&
            stm_work_token(work, end - 1)->upos != STM_ADP &&
            stm_work_token(work, i)->upos != STM_ADP) {
            cover(work, i, end, old == NULL ? STM_TYPE_OTHER : old->type,
                old == NULL ? 0.5f : old->confidence);
        }
        i = end - 1;
    }
}

void stm_names_find_more(stm_work *work)
{
    for (uint32_t s = 0;
         s < work->doc->sentences.count && work->lang == STM_LANG_EN && !work->failed; s++) {
        if (!is_headline(work, s)) {
            capital_words(work, s);
        }
    }
    for (uint32_t i = 0; i < work->doc->tokens.count && !work->failed; i++) {
        long_form(work, i);
        if (work->lang != STM_LANG_EN) {
            capital_adjective(work, i);
            apposed_title(work, i);
            behind_kind(work, i);
            federal_body(work, i);
        }
    }
}
