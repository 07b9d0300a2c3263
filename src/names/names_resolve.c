/* The passes one after the other, and the actors that come out of them.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "names/names.h"

#include "names/names_work.h"
#include "unicode/casing.h"

static uint32_t *filled(stm_work *work, uint32_t count)
{
    uint32_t *array = stm_arena_array(&work->arena, (size_t)count + 1, sizeof *array);
    if (array == NULL) {
        work->failed = true;
        return NULL;
    }
    for (uint32_t i = 0; i <= count; i++) {
        array[i] = STM_NONE;
    }
    return array;
}

static void begin(stm_work *work)
{
    uint32_t count = work->doc->tokens.count;
    stm_arena_init(&work->arena);
    stm_buf_init(&work->buffer);
    stm_intern_init(&work->strings);
    stm_intern_init(&work->forms);
    work->cover = filled(work, count);
    work->part_at = filled(work, count);
    work->clause = filled(work, count);
    work->ref_at = filled(work, count);
    work->quote = stm_arena_array(&work->arena, (size_t)count + 1, sizeof *work->quote);
    work->apposed = stm_arena_array(&work->arena, (size_t)count + 1, sizeof *work->apposed);
    work->failed = work->failed || work->quote == NULL || work->apposed == NULL;
}

static void end(stm_work *work)
{
    stm_arena_dispose(&work->arena);
    stm_buf_dispose(&work->buffer);
    stm_intern_dispose(&work->strings);
    stm_intern_dispose(&work->forms);
    stm_vec_free(&work->units);
    stm_vec_free(&work->entities);
    stm_vec_free(&work->by_fold);
    stm_vec_free(&work->said);
    stm_vec_free(&work->refs);
    stm_vec_free(&work->speaker);
}

/* How good a surface is as the name shown: more words (legal form not counted), nominative, as
 * often as possible. */
typedef struct candidate {
    stm_str surface;
    uint32_t words, nominative, count, first;
    bool alias, part;
} candidate;

static uint32_t count_words(const stm_work *work, stm_str name)
{
    stm_str rest = stm_names_without_legal(work->tables, name), word = STM_EMPTY;
    uint32_t words = 0;
    while (stm_str_next(&rest, ' ', &word)) {
        words += word.len > 0 ? 1 : 0;
    }
    return words;
}

static bool better(const candidate *a, const candidate *b)
{
    if (a->alias != b->alias) {
        return b->alias;
    }
    if (a->words != b->words) {
        return a->words > b->words;
    }
    bool shouted = a->surface.len > 3 && stm_casing_all_upper(a->surface);
    if (shouted != (b->surface.len > 3 && stm_casing_all_upper(b->surface))) {
        return !shouted; /* KIEL (dpa) */
    }
    if ((a->nominative > 0) != (b->nominative > 0)) {
        return a->nominative > 0;
    }
    return a->count != b->count ? a->count > b->count : a->first < b->first;
}

/* "der Deutschen Umwelthilfe" is called Deutsche Umwelthilfe: weak adjective of a name that is met in other cases only. */
static stm_str nominative_name(stm_work *work, const candidate *c)
{
    const stm_mention *m = &work->doc->mentions.items[c->first];
    const stm_token *t = stm_work_token(work, m->token_first),
                    *head = stm_work_token(work, m->head);
    uint32_t length = t->form.len;
    bool adjective = (t->upos == STM_ADJ || t->rel == STM_REL_AMOD) && m->head > m->token_first;
    bool oblique = c->nominative == 0 && stm_str_ends(t->form, STM_LIT("en")) &&
        stm_str_starts(c->surface, t->form) && head->morph.number != STM_NUMBER_PLUR;
    if (work->lang == STM_LANG_EN || !adjective || !oblique || length < 5 || m->token_first == 0 ||
        stm_work_token(work, m->token_first - 1)->upos != STM_DET) {
        return c->surface;
    }
    const char *ending = head->morph.gender == STM_GENDER_FEM ? "e"
        : head->morph.gender == STM_GENDER_MASC               ? "er"
        : head->morph.gender == STM_GENDER_NEUT               ? "es"
                                                              : "en";
    stm_str name = stm_arena_print(&work->doc->arena, "%.*s%s%.*s", (int)length - 2, t->form.ptr,
        ending, STM_ARG(stm_str_sub(c->surface, length, c->surface.len)));
    return name.ptr == NULL ? c->surface : name;
}

static stm_str usual_name(const stm_work *work, const stm_entity *e)
{
    return work->lang == STM_LANG_EN ? e->known->en : e->known->de;
}

/* EU, EZB, EU-Kommission: a body that the text calls by its abbreviation alone keeps it; the
 * identity table joins it with the full name when the graph is read. Countries go by the table's
 * name. */
static stm_str only_abbreviated(
    const stm_work *work, const stm_entity *e, const uint32_t *next, uint32_t first)
{
    stm_str found = STM_EMPTY;
    for (uint32_t i = first; i != STM_NONE && e->type == STM_TYPE_ORGANIZATION; i = next[i]) {
        stm_str s = work->units.items[i].surface;
        bool capitals =
            s.len >= 2 && s.ptr[0] >= 'A' && s.ptr[0] <= 'Z' && s.ptr[1] >= 'A' && s.ptr[1] <= 'Z';
        if (stm_str_eq(s, usual_name(work, e))) {
            return STM_EMPTY;
        }
        found = capitals && found.len == 0 ? s : found;
    }
    return found;
}

/* Candidates of one entity: its mentions' surfaces, gathered through the list of mentions of that
 * entity. */
static stm_str shown_name(stm_work *work, uint32_t entity, const uint32_t *next, uint32_t first)
{
    const stm_entity *e = &work->entities.items[entity];
    if (e->known != NULL) {
        stm_str abbreviation = only_abbreviated(work, e, next, first);
        return abbreviation.len > 0 ? abbreviation : usual_name(work, e);
    }
    STM_VEC(candidate) list = {0};
    for (uint32_t i = first; i != STM_NONE; i = next[i]) {
        const stm_unit *unit = &work->units.items[i];
        const stm_mention *m = &work->doc->mentions.items[i];
        uint32_t at = 0;
        while (at < list.count && !stm_str_eq(list.items[at].surface, unit->surface)) {
            at++;
        }
        if (at == list.count) {
            candidate fresh = {unit->surface, count_words(work, unit->surface), 0, 0, i,
                work->entities.items[unit->entity].alias_only, unit->part};
            if (!stm_vec_push(&list, fresh)) {
                work->failed = true;
                break;
            }
        }
        bool nominative =
            (stm_work_token(work, m->head)->morph.grammatical_case & STM_CASE_NOM) != 0 ||
            stm_work_token(work, m->head)->rel == STM_REL_NSUBJ;
        list.items[at].count++;
        list.items[at].nominative += nominative ? 1 : 0;
    }
    const candidate *best = NULL;
    for (uint32_t i = 0; i < list.count; i++) {
        best = best == NULL || better(&list.items[i], best) ? &list.items[i] : best;
    }
    stm_str name = best == NULL ? STM_EMPTY : nominative_name(work, best);
    stm_vec_free(&list);
    return name;
}

static void add_actor(
    stm_work *work, uint32_t entity, uint32_t *actor_of, const uint32_t *next, uint32_t first)
{
    const stm_entity *e = &work->entities.items[entity];
    const uint8_t sexes = STM_GENDER_MASC | STM_GENDER_FEM;
    uint8_t gender = stm_entity_gender(e);
    stm_str name = stm_arena_copy(&work->doc->arena, shown_name(work, entity, next, first));
    stm_actor actor = {name, e->type, e->type == STM_TYPE_PERSON ? gender & sexes : gender,
        e->plural > 0 && e->type != STM_TYPE_PERSON ? STM_NUMBER_PLUR : STM_NUMBER_SING, true, 0};
    work->failed = work->failed || name.ptr == NULL || !stm_vec_push(&work->doc->actors, actor);
    actor_of[entity] = work->doc->actors.count - 1;
}

/* token.mention: the innermost name that covers the whole word. */
static void point_tokens(stm_doc *doc)
{
    for (uint32_t i = 0; i < doc->tokens.count; i++) {
        doc->tokens.items[i].mention = STM_NONE;
    }
    for (uint32_t i = 0; i < doc->mentions.count; i++) {
        const stm_mention *m = &doc->mentions.items[i];
        bool whole = m->span.end >= doc->tokens.items[m->token_first + m->token_count - 1].span.end;
        for (uint32_t k = 0; m->kind == STM_MENTION_NAME && whole && k < m->token_count; k++) {
            doc->tokens.items[m->token_first + k].mention = i;
        }
    }
}

/* By place, longer ones first; names before others. */
static int compare_places(const stm_mention *x, const stm_mention *y)
{
    if (x->span.begin != y->span.begin) {
        return x->span.begin < y->span.begin ? -1 : 1;
    }
    if (x->span.end != y->span.end) {
        return x->span.end > y->span.end ? -1 : 1;
    }
    if (x->kind != y->kind) {
        return x->kind < y->kind ? -1 : 1;
    }
    return x->actor < y->actor ? -1 : x->actor > y->actor ? 1 : 0;
}

typedef struct placed {
    stm_mention mention;
    stm_unit unit;
    uint32_t index;
} placed;

static int compare_placed(const void *a, const void *b)
{
    const placed *x = a, *y = b;
    int by_place = compare_places(&x->mention, &y->mention);
    return by_place != 0 ? by_place : x->index < y->index ? -1 : 1;
}

/* Mentions and their units in the order of the text. */
static void sort_mentions(stm_work *work)
{
    stm_doc *doc = work->doc;
    placed *all = stm_arena_array(&work->arena, (size_t)doc->mentions.count + 1, sizeof *all);
    uint32_t *moved = filled(work, doc->mentions.count);
    if (all == NULL || moved == NULL) {
        work->failed = true;
        return;
    }
    for (uint32_t i = 0; i < doc->mentions.count; i++) {
        all[i] = (placed){doc->mentions.items[i], work->units.items[i], i};
    }
    qsort(all, doc->mentions.count, sizeof *all, compare_placed);
    for (uint32_t i = 0; i < doc->mentions.count; i++) {
        doc->mentions.items[i] = all[i].mention;
        work->units.items[i] = all[i].unit;
        moved[all[i].index] = i;
    }
    for (uint32_t e = 0; e < work->entities.count; e++) {
        work->entities.items[e].first = moved[work->entities.items[e].first];
    }
}

void stm_names_finish(stm_work *work)
{
    stm_doc *doc = work->doc;
    sort_mentions(work);
    uint32_t *actor_of = filled(work, work->entities.count),
             *first = filled(work, work->entities.count);
    uint32_t *next = filled(work, doc->mentions.count);
    if (work->failed) {
        return;
    }
    for (uint32_t i = doc->mentions.count; i-- > 0;) { /* backwards: the lists run forwards */
        uint32_t root = stm_work_entity(work, work->units.items[i].entity);
        if (root != STM_NONE && doc->mentions.items[i].kind == STM_MENTION_NAME) {
            next[i] = first[root];
            first[root] = i;
        }
    }
    for (uint32_t i = 0; i < doc->mentions.count && !work->failed; i++) {
        uint32_t root = stm_work_entity(work, work->units.items[i].entity);
        if (root != STM_NONE && actor_of[root] == STM_NONE) {
            add_actor(work, root, actor_of, next, first[root]);
        }
        doc->mentions.items[i].actor = root == STM_NONE ? STM_NONE : actor_of[root];
        if (root != STM_NONE && !work->failed) {
            doc->mentions.items[i].type = doc->actors.items[actor_of[root]].type;
            doc->actors.items[actor_of[root]].mention_count++;
        }
    }
    point_tokens(doc);
}

stemma_status stm_names_resolve(
    stm_doc *doc, const stm_lexicon *lexicon, const stm_names_tables *tables, stemma_error *err)
{
    stm_work work = {.doc = doc, .lexicon = lexicon, .tables = tables, .lang = doc->lang};
    begin(&work);
    stm_vec_clear(&doc->actors);
    void (*const passes[])(stm_work *) = {stm_names_find, stm_names_parts, stm_names_units,
        stm_names_evidence, stm_names_merge, stm_names_trees};
    for (size_t i = 0; i < sizeof passes / sizeof passes[0] && !work.failed; i++) {
        passes[i](&work);
    }
    work.last_ref = filled(&work, work.entities.count);
    work.points =
        stm_arena_array(&work.arena, (size_t)work.entities.count + 1, sizeof *work.points);
    work.other_role =
        stm_arena_array(&work.arena, (size_t)work.entities.count + 1, sizeof *work.other_role);
    work.house = stm_arena_array(&work.arena, (size_t)work.entities.count + 1, sizeof *work.house);
    work.failed =
        work.failed || work.points == NULL || work.other_role == NULL || work.house == NULL;
    if (!work.failed) {
        stm_names_anaphora(&work);
        stm_names_beside(&work);
    }
    if (!work.failed) {
        stm_names_finish(&work);
    }
    stemma_status status = work.failed ? stm_fail_nomem(err) : STEMMA_OK;
    end(&work);
    return status;
}

stm_str stm_names_surface(stm_doc *doc, uint32_t mention, const stm_names_tables *tables)
{
    stm_work work = {.doc = doc, .tables = tables, .lang = doc->lang};
    begin(&work);
    bool genitive = false;
    stm_str surface = {NULL, 0};
    for (uint32_t i = 0; i < doc->actors.count && !work.failed;
         i++) { /* attested: the actors' names */
        stm_str rest = doc->actors.items[i].name, word = STM_EMPTY;
        while (stm_str_next(&rest, ' ', &word)) {
            work.failed = work.failed || (word.len > 0 && stm_intern_add(&work.forms, word) == 0);
        }
    }
    if (!work.failed) {
        surface = stm_work_surface(&work, &doc->mentions.items[mention], &genitive);
        surface = work.failed ? (stm_str){NULL, 0} : surface;
    }
    end(&work);
    return surface;
}
