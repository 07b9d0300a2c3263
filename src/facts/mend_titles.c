/* English titles in front of names, put right in parsed trees and found names before anything is read off them.
 *
 * Headline capitals make taggers take titles for names: "Harlow Chief Executive Maria Santos" becomes a person Maria Santos
 * and a firm Harlow Chief; "Prime Minister Robert Fico" two things side by side. Words tell what it is: [whose] title name,
 * all adjacent. The name becomes the head, the title hangs on it (nmod:desc), what stands before the title hangs on the title
 * (compound), as the English treebanks have it. Found names are cut at the title.
 *   "U.S. Secretary of State Marco Rubio met …"  -> Rubio is nsubj of met, Secretary is his title
 *   but not "the president said", "heads Apple" (a verb), "President Trump's tariffs" (the name stays possessor)
 * Deliberately not done: German, whose titles the parser knows; titles behind names ("Santos, chief executive of …").
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "facts/facts.h"
#include "facts/fx.h"
#include "unicode/casing.h"

enum { TITLE_WORDS = 8, NAME_WORDS = 6 };

typedef struct title {
    uint32_t begin, head, name,
        end; /* words begin … end - 1; head: of the title; name: first word of the name */
} title;

static stm_token *token_at(stm_doc *doc, uint32_t t)
{
    return &doc->tokens.items[t];
}

static bool is_title_word(const stm_fx *fx, uint32_t t)
{
    const stm_token *token = &fx->tokens[t];
    bool noun = token->upos == STM_NOUN || token->upos == STM_PROPN || token->upos == STM_ADJ ||
        stm_str_is(token->form, "forward"); /* Uruguay forward Darwin Nunez */
    return noun && stm_words_have(fx->words->title_nouns, token->form, true);
}

/* "Chief", "Executive"; "Prime", "Trade" before such a word. */
static bool of_title(const stm_fx *fx, uint32_t t)
{
    return stm_words_have(fx->words->title_nouns, fx->tokens[t].form, true) ||
        stm_words_have(fx->words->title_fields, fx->tokens[t].form, true);
}

static bool is_name_word(const stm_fx *fx, uint32_t t)
{
    const stm_token *token = &fx->tokens[t];
    return token->upos == STM_PROPN && stm_casing_starts_upper(token->form) &&
        !is_title_word(fx, t) && !stm_fx_form_in(fx, t, fx->words->time_nouns);
}

/* "van den" of Lars van den Berg. */
static uint32_t behind_particles(const stm_fx *fx, uint32_t t)
{
    uint32_t at = t;
    while (at < fx->end && at < t + 3 &&
        stm_words_have(fx->words->name_particles, fx->tokens[at].form, false)) {
        at++;
    }
    return at > t && at < fx->end && stm_casing_starts_upper(fx->tokens[at].form) ? at : t;
}

static uint32_t name_end(const stm_fx *fx, uint32_t t)
{
    uint32_t at = t;
    while (at < fx->end && at - t < NAME_WORDS) {
        uint32_t next = at > t ? behind_particles(fx, at) : at;
        bool part = next > at ? fx->tokens[next].upos != STM_PUNCT : is_name_word(fx, next);
        if (!part) {
            break;
        }
        at = next + 1;
    }
    return at;
}

/* May the word before a title belong to it: "Slovak", "U.S.", "EU Trade", "foreign policy"? */
static bool before_title(const stm_fx *fx, uint32_t t)
{
    const stm_token *token = &fx->tokens[t];
    bool kind = token->upos == STM_PROPN || token->upos == STM_NOUN || token->upos == STM_ADJ;
    bool near = (token->flags & STM_TOKEN_MWT_REST) == 0;
    return kind && near && !stm_fx_form_in(fx, t, fx->words->time_nouns);
}

/* "Secretary of State", "chief of staff" before the name at `name`: the place of the title word, or STM_NONE. */
static uint32_t title_with_of(const stm_fx *fx, uint32_t name)
{
    for (uint32_t words = 1; words <= 2; words++) {
        uint32_t of = name - words - 1;
        if (name < fx->first + words + 2 || !before_title(fx, name - words)) {
            return STM_NONE;
        }
        if (stm_str_is(fx->tokens[of].form, "of")) {
            const stm_token *what = &fx->tokens[of - 1];
            return stm_words_have(fx->words->titles_with_of, what->form, true) ? of - 1 : STM_NONE;
        }
    }
    return STM_NONE;
}

static bool find_title(const stm_fx *fx, uint32_t name, title *out)
{
    bool begins = name > fx->first && is_name_word(fx, name) && !is_name_word(fx, name - 1);
    uint32_t of = name > fx->first && is_name_word(fx, name) ? title_with_of(fx, name) : STM_NONE;
    bool title_word = begins && is_title_word(fx, name - 1);
    if (of == STM_NONE && !title_word) {
        return false;
    }
    *out = (title){.head = of != STM_NONE ? of : name - 1, .name = name, .end = name_end(fx, name)};
    out->begin = out->head;
    while (out->begin > fx->first && out->head - out->begin < TITLE_WORDS &&
        before_title(fx, out->begin - 1)) {
        out->begin--;
    }
    if (out->end < fx->end && fx->tokens[out->end].upos == STM_NOUN &&
        fx->tokens[out->end].head == out->end) {
        return false;
    }
    return true;
}

/* Relations that the whole phrase can have to what is outside; others betray a wrong tree. */
static uint32_t trust(const stm_token *t)
{
    switch ((stm_rel)t->rel) {
    case STM_REL_NSUBJ:
    case STM_REL_OBJ:
    case STM_REL_IOBJ:
    case STM_REL_OBL:
    case STM_REL_NMOD:
    case STM_REL_CONJ:
        return stm_str_is(t->deprel, "nmod:desc") || stm_str_is(t->deprel, "obl:unmarked") ? 1 : 3;
    case STM_REL_APPOS:
    case STM_REL_ROOT:
    case STM_REL_XCOMP:
    case STM_REL_VOCATIVE:
    case STM_REL_PARATAXIS:
        return 2;
    default:
        return 1;
    }
}

/* Does the way up from t come back into the phrase? A tie to such a word would close a circle. */
static bool returns(const stm_doc *doc, const title *p, uint32_t t)
{
    for (uint32_t step = 0; t != STM_NONE && step < doc->tokens.count; step++) {
        if (t >= p->begin && t < p->end) {
            return true;
        }
        t = doc->tokens.items[t].head;
    }
    return false;
}

/* The word of the phrase whose tie to the outside is kept: the most trustworthy, the name before others. */
static uint32_t outward(const stm_doc *doc, const title *p)
{
    uint32_t best = STM_NONE, most = 0;
    for (uint32_t t = p->begin; t < p->end; t++) {
        const stm_token *token = &doc->tokens.items[t];
        bool outside = token->head == STM_NONE || token->head < p->begin || token->head >= p->end;
        uint32_t weight = 2 * trust(token) + (t == p->name ? 1 : 0);
        if (outside && weight > most && !returns(doc, p, token->head)) {
            best = t;
            most = weight;
        }
    }
    return best;
}

static void hang(stm_doc *doc, uint32_t t, uint32_t head, stm_str deprel)
{
    token_at(doc, t)->head = head;
    stm_token_set_deprel(token_at(doc, t), deprel);
}

/* What hangs on the phrase from outside: owners and determiners belong to the title, the rest to the name. */
static void gather(stm_doc *doc, const stm_fx *fx, const title *p)
{
    for (uint32_t t = fx->first; t < fx->end; t++) {
        stm_token *token = token_at(doc, t);
        bool inside = t >= p->begin && t < p->end;
        if (inside || token->head == STM_NONE || token->head < p->begin || token->head >= p->end) {
            continue;
        }
        bool of_title = token->rel == STM_REL_DET || token->rel == STM_REL_AMOD ||
            token->sub == STM_SUB_POSS || token->rel == STM_REL_NUMMOD;
        bool inner = token->head < p->head && t < p->head; /* "of" and the like of an inner noun */
        token->head = inner ? token->head : of_title && t < p->head ? p->head : p->name;
    }
}

/* The words of the title that are no name: "Chief Executive" -> nouns in lower case, as dictionaries have them. */
static bool lower_words(stm_doc *doc, const stm_fx *fx, const title *p)
{
    for (uint32_t t = p->begin; t < p->name; t++) {
        stm_token *token = token_at(doc, t);
        char low[64];
        uint32_t n = stm_casing_lower(token->form, low, sizeof low);
        if (!of_title(fx, t) || n == 0 || n > sizeof low) {
            continue;
        }
        stm_str lemma = stm_arena_copy(&doc->arena, (stm_str){low, n});
        if (lemma.ptr == NULL) {
            return false;
        }
        bool acronym = token->form.len <= 6 && token->upos == STM_PROPN &&
            lemma.len == token->form.len &&
            (unsigned char)token->form.ptr[token->form.len - 1] < 'a'; /* CEO, co-CEO */
        token->lemma = acronym ? token->form : lemma;
        token->upos = token->upos == STM_ADJ && t != p->head ? STM_ADJ : STM_NOUN;
    }
    return true;
}

static void rebuild(stm_doc *doc, const stm_fx *fx, const title *p)
{
    uint32_t link = outward(doc, p);
    uint32_t head = link == STM_NONE ? STM_NONE : doc->tokens.items[link].head;
    stm_str deprel = link == STM_NONE ? STM_LIT("root") : doc->tokens.items[link].deprel;
    gather(doc, fx, p);
    for (uint32_t t = p->begin; t < p->head; t++) {
        uint32_t above = doc->tokens.items[t].head;
        if (above != STM_NONE && above > t && above < p->head && !of_title(fx, above)) {
            continue; /* European of European Commission President */
        }
        bool adjective = doc->tokens.items[t].upos == STM_ADJ && !is_title_word(fx, t);
        hang(doc, t, p->head, adjective ? STM_LIT("amod") : STM_LIT("compound"));
    }
    for (uint32_t t = p->head + 1; t < p->name; t++) { /* of State */
        bool of = stm_str_is(doc->tokens.items[t].form, "of");
        token_at(doc, t)->upos = of ? STM_ADP : STM_NOUN; /* no name "State Marco Rubio" */
        hang(doc, t, of || t + 1 < p->name ? p->name - 1 : p->head,
            of                    ? STM_LIT("case")
                : t + 1 < p->name ? STM_LIT("compound")
                                  : STM_LIT("nmod"));
    }
    for (uint32_t t = p->name + 1; t < p->end; t++) {
        hang(doc, t, p->name, STM_LIT("flat"));
    }
    hang(doc, p->head, p->name, STM_LIT("nmod:desc"));
    hang(doc, p->name, head, deprel);
}

/* Found names that overlap: one is cut to the name behind the title, one before it to its words before the title. */
static void cut_mentions(stm_doc *doc, const stm_fx *fx, const title *p)
{
    uint32_t first_title = p->head;
    while (first_title > p->begin && of_title(fx, first_title - 1)) {
        first_title--;
    }
    for (uint32_t m = 0; m < doc->mentions.count; m++) {
        stm_mention *mention = &doc->mentions.items[m];
        uint32_t end = mention->token_first + mention->token_count;
        if (mention->sentence != fx->sentence || mention->kind != STM_MENTION_NAME ||
            end <= first_title || mention->token_first >= p->end) {
            continue;
        }
        bool named = end > p->name;
        uint32_t begin = named ? (mention->token_first > p->name ? mention->token_first : p->name)
                               : mention->token_first;
        end = named ? end : mention->token_first < first_title ? first_title : begin;
        for (uint32_t t = mention->token_first; t < mention->token_first + mention->token_count;
             t++) {
            token_at(doc, t)->mention =
                t >= begin && t < end ? token_at(doc, t)->mention : STM_NONE;
        }
        mention->token_first = begin;
        mention->token_count = end - begin;
        mention->type = named && p->end - p->name > 1 ? STM_TYPE_PERSON : mention->type;
        if (end > begin) {
            mention->span =
                (stm_span){token_at(doc, begin)->span.begin, token_at(doc, end - 1)->span.end};
            mention->head = named ? p->name : begin;
        }
    }
}

static bool mend_sentence(stm_doc *doc, stm_fx *fx)
{
    bool changed = false;
    for (uint32_t t = fx->first + 1; t < fx->end; t++) {
        title p;
        if (!find_title(fx, t, &p)) {
            continue;
        }
        rebuild(doc, fx, &p);
        if (!lower_words(doc, fx, &p)) {
            return false;
        }
        cut_mentions(doc, fx, &p);
        changed = true;
        t = p.end - 1;
    }
    if (changed) {
        stm_doc_link(doc, fx->sentence);
    }
    return true;
}

stemma_status stm_facts_mend_titles(stm_doc *doc, stemma_error *err)
{
    if (doc->lang != STM_LANG_EN) {
        return STEMMA_OK;
    }
    stm_fx fx;
    stm_fx_init(&fx, doc, NULL);
    bool good = true;
    for (uint32_t s = 0; s < doc->sentences.count && good; s++) {
        good = stm_fx_sentence(&fx, s) && mend_sentence(doc, &fx);
    }
    stm_fx_dispose(&fx);
    return good ? STEMMA_OK : stm_fail_nomem(err);
}
