/* Facts as entries of an answer: for people with their sentences, as TSV lines, as JSON objects. Parallel facts are one
 * entry with their number and the number of independent sources.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "ask/answer.h"

#include <stdlib.h>

typedef struct edge_key {
    uint32_t subject, object, relation, kind;
    float confidence;
    uint32_t edge;
} edge_key;

static int compare_edges(const void *left, const void *right)
{
    const edge_key *a = left, *b = right;
    const uint32_t x[] = {a->subject, a->object, a->relation, a->kind};
    const uint32_t y[] = {b->subject, b->object, b->relation, b->kind};
    for (int i = 0; i < 4; i++) {
        if (x[i] != y[i]) {
            return x[i] < y[i] ? -1 : 1;
        }
    }
    if (a->confidence != b->confidence) {
        return a->confidence > b->confidence ? -1 : 1;
    }
    return (a->edge > b->edge) - (a->edge < b->edge);
}

/* Bundles are sorted like their edges, so that running sums give the places. */
stemma_status stm_folder_make(
    stm_folder *folder, const stm_view *view, stm_arena *arena, stemma_error *err)
{
    uint32_t count = view->edges.count, place = 0;
    edge_key *keys = stm_arena_array(arena, count + (size_t)1, sizeof *keys);
    folder->view = view;
    folder->edges = stm_arena_array(arena, count + (size_t)1, sizeof *folder->edges);
    folder->first = stm_arena_array(arena, view->bundles.count + (size_t)1, sizeof *folder->first);
    if (keys == NULL || folder->edges == NULL || folder->first == NULL) {
        return stm_fail_nomem(err);
    }
    for (uint32_t i = 0; i < count; i++) {
        const stm_edge *e = &view->edges.items[i];
        keys[i] = (edge_key){e->subject, e->object, e->relation,
            (uint32_t)e->negated << 8 | e->modality, e->confidence, i};
    }
    qsort(keys, count, sizeof *keys, compare_edges);
    for (uint32_t i = 0; i < count; i++) {
        folder->edges[i] = keys[i].edge;
    }
    for (uint32_t i = 0; i < view->bundles.count; i++) {
        folder->first[i] = place;
        place += view->bundles.items[i].facts;
    }
    return STEMMA_OK;
}

typedef struct ranked {
    uint32_t sources, facts, bundle;
} ranked;

static int compare_ranked(const void *left, const void *right)
{
    const ranked *a = left, *b = right;
    if (a->sources != b->sources) {
        return a->sources > b->sources ? -1 : 1;
    }
    if (a->facts != b->facts) {
        return a->facts > b->facts ? -1 : 1;
    }
    return (a->bundle > b->bundle) - (a->bundle < b->bundle);
}

uint32_t *stm_folder_ranked(const stm_folder *folder, stm_arena *arena)
{
    uint32_t count = folder->view->bundles.count;
    ranked *all = stm_arena_array(arena, count + (size_t)1, sizeof *all);
    uint32_t *order = stm_arena_array(arena, count + (size_t)1, sizeof *order);
    if (all == NULL || order == NULL) {
        return NULL;
    }
    for (uint32_t i = 0; i < count; i++) {
        all[i] = (ranked){
            folder->view->bundles.items[i].sources, folder->view->bundles.items[i].facts, i};
    }
    qsort(all, count, sizeof *all, compare_ranked);
    for (uint32_t i = 0; i < count; i++) {
        order[i] = all[i].bundle;
    }
    return order;
}

static stm_str name_of(const stm_view *view, uint32_t node)
{
    return node == STM_NONE ? STM_EMPTY : view->nodes.items[node].name;
}

static stm_str type_of(const stm_view *view, uint32_t node)
{
    return stm_str_of(stm_type_name((stm_type)view->nodes.items[node].type));
}

void stm_answer_fact_header(stm_answer *answer, const char *more)
{
    if (answer->options.format == STEMMA_ANSWER_TSV) {
        stm_buf_print(&answer->out,
            "%ssubject\trelation\tobject\ttime\tpolarity\tmodality\tspeaker\tsubject_type\t"
            "object_type\tplace\tamount\tconfidence\tfacts\tsources\tid\tdocument\tdate\tsentence\n",
            more);
    }
}

static void write_tsv(
    stm_answer *answer, const stm_view *view, const stm_bundle *b, const stm_evidence *evidence)
{
    const stm_edge *e = &view->edges.items[b->first_edge];
    const stm_str cells[] = {name_of(view, b->subject), view->relations.items[b->relation],
        name_of(view, b->object), b->time, b->negated ? STM_LIT("negated") : STM_LIT("affirmed"),
        stm_str_of(stm_modality_name(b->modality)), name_of(view, e->speaker),
        type_of(view, b->subject), type_of(view, b->object), e->place, e->amount};
    for (size_t i = 0; i < sizeof cells / sizeof cells[0]; i++) {
        stm_answer_cell(answer, cells[i]);
        stm_buf_char(&answer->out, '\t');
    }
    stm_buf_double(&answer->out, (double)e->confidence, 3);
    stm_buf_print(&answer->out, "\t%u\t%u\t%lld\t", (unsigned)b->facts, (unsigned)b->sources,
        (long long)e->id);
    stm_answer_cell(answer, evidence->path);
    stm_buf_char(&answer->out, '\t');
    stm_answer_cell(answer, evidence->date);
    stm_buf_char(&answer->out, '\t');
    stm_answer_cell(answer, evidence->sentence);
    stm_buf_char(&answer->out, '\n');
}

static void member(stm_answer *answer, const char *key, stm_str value)
{
    stm_buf_print(&answer->out, "\"%s\":", key);
    stm_buf_json(&answer->out, value);
    stm_buf_char(&answer->out, ',');
}

static void write_json(stm_answer *answer, const stm_view *view, const stm_bundle *b,
    const stm_evidence *evidence, const char *lead)
{
    const stm_edge *e = &view->edges.items[b->first_edge];
    stm_buf_print(&answer->out, "{%s\"id\":%lld,", lead, (long long)e->id);
    member(answer, "subject", name_of(view, b->subject));
    member(answer, "subject_type", type_of(view, b->subject));
    member(answer, "relation", view->relations.items[b->relation]);
    member(answer, "object", name_of(view, b->object));
    member(answer, "object_type", type_of(view, b->object));
    member(answer, "polarity", b->negated ? STM_LIT("negated") : STM_LIT("affirmed"));
    member(answer, "modality", stm_str_of(stm_modality_name(b->modality)));
    member(answer, "speaker", name_of(view, e->speaker));
    member(answer, "time", b->time);
    member(answer, "place", e->place);
    member(answer, "amount", e->amount);
    member(answer, "rule", e->rule);
    member(answer, "sentence", evidence->sentence);
    member(answer, "document", evidence->path);
    member(answer, "title", evidence->title);
    member(answer, "url", evidence->url);
    member(answer, "source", evidence->source);
    member(answer, "date", evidence->date);
    stm_buf_text(&answer->out, "\"confidence\":");
    stm_buf_double(&answer->out, (double)e->confidence, 3);
    stm_buf_print(
        &answer->out, ",\"facts\":%u,\"sources\":%u}", (unsigned)b->facts, (unsigned)b->sources);
}

/* ", before value" behind a fact. */
static void note(stm_answer *answer, bool *any, const char *before, stm_str value)
{
    stm_buf_text(&answer->out, *any ? ", " : "  ");
    stm_buf_text(&answer->out, before);
    stm_answer_style(answer, STM_STYLE_MARK, value);
    *any = true;
}

/* Elon Musk  founded  xAI  2023, planned, says Sam Altman, 3 sources  #12 */
static void write_line(stm_answer *answer, const stm_view *view, const stm_bundle *b)
{
    const stm_edge *e = &view->edges.items[b->first_edge];
    bool any = false;
    char id[32];
    stm_buf_text(&answer->out, "  ");
    stm_answer_style(answer, STM_STYLE_NAME, name_of(view, b->subject));
    stm_buf_text(&answer->out, b->negated ? "  not " : "  ");
    stm_answer_style(answer, STM_STYLE_RELATION, view->relations.items[b->relation]);
    stm_buf_text(&answer->out, "  ");
    stm_answer_style(answer, STM_STYLE_NAME, name_of(view, b->object));
    if (b->time.len > 0) {
        note(answer, &any, "", b->time);
    }
    if (b->modality != STM_ASSERTED) {
        note(answer, &any, "", stm_str_of(stm_modality_name(b->modality)));
    }
    if (e->speaker != STM_NONE) {
        note(answer, &any, "says ", name_of(view, e->speaker));
    }
    if (e->place.len > 0 && !stm_str_eq(e->place, name_of(view, b->object)) &&
        !stm_str_eq(e->place, name_of(view, b->subject))) {
        note(answer, &any, "in ", e->place);
    }
    if (e->amount.len > 0) {
        note(answer, &any, "", e->amount);
    }
    if (b->sources > 1) {
        snprintf(id, sizeof id, "%u sources", (unsigned)b->sources);
        note(answer, &any, "", stm_str_of(id));
    }
    snprintf(id, sizeof id, "  #%lld", (long long)e->id);
    stm_answer_style(answer, STM_STYLE_DIM, stm_str_of(id));
    stm_buf_char(&answer->out, '\n');
}

static void write_sentence(stm_answer *answer, const stm_evidence *evidence)
{
    const stm_marked marked[] = {{evidence->subject, STM_STYLE_NAME},
        {evidence->object, STM_STYLE_NAME}, {evidence->predicate, STM_STYLE_RELATION}};
    if (evidence->sentence.len > 0) {
        stm_answer_wrapped(answer, evidence->sentence, 6, marked, 3);
    }
    stm_str parts[] = {evidence->source, evidence->path, evidence->date};
    bool any = false;
    for (int i = 0; i < 3; i++) {
        if (parts[i].len > 0) {
            stm_buf_text(&answer->out, any ? ", " : "      ");
            stm_answer_style(answer, STM_STYLE_DIM, parts[i]);
            any = true;
        }
    }
    if (any) {
        stm_buf_char(&answer->out, '\n');
    }
}

/* Sentences of the bundle's facts, no sentence twice. */
static stemma_status write_sentences(stm_answer *answer, const stm_folder *folder, uint32_t bundle)
{
    int64_t met[STM_ANSWER_SENTENCES] = {0};
    uint32_t written = 0;
    const stm_bundle *b = &folder->view->bundles.items[bundle];
    for (uint32_t i = 0; i < b->facts && written < STM_ANSWER_SENTENCES; i++) {
        const stm_edge *e = &folder->view->edges.items[folder->edges[folder->first[bundle] + i]];
        bool again = false;
        for (uint32_t j = 0; j < written; j++) {
            again = again || met[j] == e->sentence;
        }
        if (!again) {
            stm_evidence evidence;
            STM_TRY(
                stm_store_evidence(answer->graph, e->id, &answer->arena, &evidence, answer->err));
            write_sentence(answer, &evidence);
            met[written++] = e->sentence;
        }
    }
    return STEMMA_OK;
}

stemma_status stm_answer_fact(
    stm_answer *answer, const stm_folder *folder, uint32_t bundle, const char *lead, uint32_t focus)
{
    const stm_bundle *b = &folder->view->bundles.items[bundle];
    (void)focus;
    answer->count++;
    if (answer->options.format == STEMMA_ANSWER_TEXT) {
        write_line(answer, folder->view, b);
        STM_TRY(write_sentences(answer, folder, bundle));
        return stm_answer_flow(answer);
    }
    stm_evidence evidence;
    STM_TRY(stm_store_evidence(answer->graph, folder->view->edges.items[b->first_edge].id,
        &answer->arena, &evidence, answer->err));
    if (answer->options.format == STEMMA_ANSWER_TSV) {
        stm_buf_text(&answer->out, lead);
        write_tsv(answer, folder->view, b, &evidence);
    } else {
        write_json(answer, folder->view, b, &evidence, lead);
    }
    return stm_answer_flow(answer);
}

stemma_status stm_answer_facts(stm_answer *answer, const stm_folder *folder, const uint32_t *order,
    uint32_t count, uint32_t focus)
{
    bool json = answer->options.format == STEMMA_ANSWER_JSON;
    stm_answer_fact_header(answer, "");
    stm_buf_text(&answer->out, json ? "[" : "");
    for (uint32_t i = 0; i < count && !stm_answer_is_full(answer); i++) {
        stm_buf_text(&answer->out, !json ? "" : i == 0 ? "\n" : ",\n");
        STM_TRY(stm_answer_fact(answer, folder, order[i], "", focus));
    }
    stm_buf_text(&answer->out, json ? "\n]" : "");
    if (answer->options.format == STEMMA_ANSWER_TEXT && answer->count < count) {
        stm_buf_print(
            &answer->out, "\n  %u of %u facts\n", (unsigned)answer->count, (unsigned)count);
    }
    return STEMMA_OK;
}

stemma_status stm_answer_load(
    stm_answer *answer, const stm_id_list *facts, stm_view *view, stm_folder *folder)
{
    STM_TRY(stm_view_load_facts(
        answer->graph, &answer->filter, facts->items, facts->count, view, answer->err));
    stemma_status status = stm_folder_make(folder, view, &answer->arena, answer->err);
    if (status != STEMMA_OK) {
        stm_view_dispose(view);
    }
    return status;
}
