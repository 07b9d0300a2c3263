/* The time line: dated facts of chosen actors, drawn one row an actor. A fact stands at the time
 * it tells, else at the date of its document; the same thing said several times about the same day is one entry.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdlib.h>

#include "report/scene_request.h"

enum { TIMELINE_TOP = 12, MOST_ROWS = 64, MOST_DRAWN = 400 };

typedef struct entry {
    double years;
    uint32_t row, edge;
    bool passive; /* the actor of the row is the object */
} entry;

typedef struct chronicle {
    stm_request *request;
    uint32_t rows[MOST_ROWS], row_count;
    const uint32_t *row_of; /* row + 1 of each node of the view */
    STM_VEC(entry) entries; /* by time */
} chronicle;

/* ---- whose ---- */

static stemma_status named_rows(chronicle *c, const char *actors, stemma_error *err)
{
    stm_request *r = c->request;
    stm_str rest = stm_str_of(actors), name = STM_EMPTY;
    while (stm_str_next(&rest, ';', &name) && c->row_count < MOST_ROWS) {
        stm_str copy = stm_arena_copy(&r->analysis.arena, stm_str_trim(name));
        if (copy.ptr == NULL) {
            return stm_fail_nomem(err);
        }
        if (copy.len > 0) {
            STM_TRY(stm_request_node(r->graph, &r->view, copy.ptr, &c->rows[c->row_count], err));
            c->row_count++;
        }
    }
    return STEMMA_OK;
}

/* The most central ones that do something at a known time. */
static void central_rows(chronicle *c, bool *dated)
{
    const stm_request *r = c->request;
    uint32_t top = r->options->top == 0 ? TIMELINE_TOP
        : r->options->top > MOST_ROWS   ? MOST_ROWS
                                        : r->options->top;
    double years = 0;
    for (uint32_t i = 0; i < r->view.edges.count; i++) {
        const stm_edge *e = &r->view.edges.items[i];
        dated[e->subject] = dated[e->subject] || stm_time_years(stm_edge_time(&r->view, e), &years);
    }
    for (uint32_t i = 0; i < r->analysis.scores.node_count && c->row_count < top; i++) {
        uint32_t node = r->analysis.scores.order[i];
        if (dated[node]) {
            c->rows[c->row_count++] = node;
        }
    }
}

/* ---- what ---- */

static int by_time(const void *left, const void *right)
{
    const entry *x = left, *y = right;
    if (x->years != y->years) {
        return x->years < y->years ? -1 : 1;
    }
    if (x->row != y->row) {
        return x->row < y->row ? -1 : 1;
    }
    return x->edge < y->edge ? -1 : x->edge > y->edge;
}

static bool same_thing(const stm_edge *a, const stm_edge *b)
{
    return a->subject == b->subject && a->object == b->object && a->relation == b->relation &&
        a->negated == b->negated && a->modality == b->modality;
}

/* Drops what an earlier entry of the same time says; entries of one time are few. */
static void drop_repeated(chronicle *c)
{
    const stm_edge *edges = c->request->view.edges.items;
    uint32_t kept = 0;
    for (uint32_t i = 0; i < c->entries.count; i++) {
        bool seen = false;
        for (uint32_t k = kept;
             k > 0 && !seen && c->entries.items[k - 1].years == c->entries.items[i].years; k--) {
            seen =
                same_thing(&edges[c->entries.items[k - 1].edge], &edges[c->entries.items[i].edge]);
        }
        if (!seen) {
            c->entries.items[kept++] = c->entries.items[i];
        }
    }
    c->entries.count = kept;
}

static bool collect(chronicle *c, bool passive_too)
{
    const stm_view *view = &c->request->view;
    for (uint32_t i = 0; i < view->edges.count; i++) {
        const stm_edge *e = &view->edges.items[i];
        uint32_t row = c->row_of[e->subject], other = c->row_of[e->object];
        entry one = {.edge = i, .row = row > 0 ? row - 1 : other - 1, .passive = row == 0};
        bool wanted = row > 0 || (passive_too && other > 0);
        if (wanted && stm_time_years(stm_edge_time(view, e), &one.years) &&
            !stm_vec_push(&c->entries, one)) {
            return false;
        }
    }
    if (c->entries.count > 0) {
        qsort(c->entries.items, c->entries.count, sizeof *c->entries.items, by_time);
    }
    drop_repeated(c);
    return true;
}

/* ---- how ---- */

typedef struct told {
    stm_evidence evidence;
    stm_str words, source, time, subject, object;
} told;

static stemma_status tell(
    chronicle *c, const entry *one, stm_arena *arena, told *out, stemma_error *err)
{
    const stm_view *view = &c->request->view;
    const stm_edge *e = &view->edges.items[one->edge];
    STM_TRY(stm_witness_get(&c->request->witness, e->id, arena, &out->evidence, err));
    out->words = stm_relation_words(arena, view->relations.items[e->relation], false);
    out->source = stm_source_words(arena, &out->evidence);
    out->time = stm_edge_time(view, e);
    out->subject = view->nodes.items[e->subject].name;
    out->object = view->nodes.items[e->object].name;
    return out->words.ptr == NULL || out->source.ptr == NULL ? stm_fail_nomem(err) : STEMMA_OK;
}

static void write_event(chronicle *c, const entry *one, const told *t, stm_buf *text, stm_buf *out)
{
    const stm_view *view = &c->request->view;
    const stm_edge *e = &view->edges.items[one->edge];
    const char *denied = e->negated ? " (denied)" : "";
    stm_buf_print(out, "event\t%u\t", (unsigned)one->row);
    stm_buf_double(out, one->years, 9);
    stm_buf_print(out, "\t%d\t%d", e->modality != STM_ASSERTED,
        e->negated || stm_relation_hostile(view->relations.items[e->relation]));
    stm_scene_field(out, t->time);
    stm_buf_clear(text);
    if (one->passive) {
        stm_buf_print(text, "%.*s: %.*s%s", STM_ARG(stm_str_sub(t->subject, 0, 200)),
            STM_ARG(t->words), denied);
    } else {
        stm_buf_print(text, "%.*s %.*s%s", STM_ARG(t->words),
            STM_ARG(stm_str_sub(t->object, 0, 200)), denied);
    }
    stm_scene_field(out, stm_buf_view(text));
    stm_buf_clear(text);
    stm_buf_print(text, "%.*s %.*s %.*s%s\n%.*s\n%.*s\n%.*s",
        STM_ARG(stm_str_sub(t->subject, 0, 200)), STM_ARG(t->words),
        STM_ARG(stm_str_sub(t->object, 0, 200)), denied, STM_ARG(t->time),
        STM_ARG(stm_str_sub(t->evidence.sentence, 0, 700)), STM_ARG(t->source));
    stm_scene_field(out, stm_buf_view(text));
    stm_buf_char(out, '\n');
}

static stemma_status write_head(chronicle *c, stemma_error *err)
{
    stm_request *r = c->request;
    const stemma_draw_options *o = r->options;
    stm_scene_wish wish = {.around = STM_NONE,
        .from = STM_NONE,
        .to = STM_NONE,
        .top = 1,
        .title = o->title == NULL ? "Time line" : o->title};
    STM_TRY(stm_scene_choose(&r->analysis, &wish, &r->scene, err)); /* for its title and sources */
    stm_buf_print(&r->input, "stemma-drawing\t1\ttimeline\nformat\t%s\ntheme\t%s\ntitle",
        o->format == NULL ? "svg" : o->format, o->theme == NULL ? "light" : o->theme);
    stm_scene_field(&r->input, r->scene.title);
    stm_buf_text(&r->input,
        "\nsubtitle\tFacts at the time they tell of, else at the date of their document.\nfooter");
    stm_scene_field(&r->input, r->scene.footer);
    stm_buf_char(&r->input, '\n');
    if (o->width > 0 && o->height > 0) {
        stm_buf_print(&r->input, "size\t%d\t%d\n", (int)o->width, (int)o->height);
    }
    for (uint32_t i = 0; i < c->row_count; i++) {
        const stm_node *node = &r->view.nodes.items[c->rows[i]];
        stm_buf_print(&r->input, "row\t%s\t%u", stm_type_name((stm_type)node->type),
            (unsigned)r->analysis.scores.community[c->rows[i]]);
        stm_scene_field(&r->input, stm_str_sub(node->name, 0, 500));
        stm_buf_char(&r->input, '\n');
    }
    stm_scene_dispose(&r->scene);
    return STEMMA_OK;
}

static stemma_status write_entries(chronicle *c, stemma_error *err)
{
    stm_arena arena;
    stm_buf text;
    stemma_status status = STEMMA_OK;
    stm_buf *out = &c->request->input;
    stm_arena_init(&arena);
    stm_buf_init(&text);
    for (uint32_t i = 0; i < c->entries.count && i < MOST_DRAWN && status == STEMMA_OK; i++) {
        told t;
        status = tell(c, &c->entries.items[i], &arena, &t, err);
        if (status == STEMMA_OK) {
            write_event(c, &c->entries.items[i], &t, &text, out);
        }
        stm_arena_reset(&arena);
    }
    stm_buf_dispose_to(&text, out);
    stm_arena_dispose(&arena);
    return status == STEMMA_OK ? stm_buf_status(out, err) : status;
}

/* ---- all together ---- */

static stemma_status find(chronicle *c, const char *actors, stemma_error *err)
{
    stm_request *r = c->request;
    size_t nodes = (size_t)r->view.nodes.count + 1;
    uint32_t *row_of = stm_arena_array(&r->analysis.arena, nodes, sizeof *row_of);
    bool *dated = stm_arena_array(&r->analysis.arena, nodes, sizeof *dated);
    if (row_of == NULL || dated == NULL) {
        return stm_fail_nomem(err);
    }
    if (actors != NULL) {
        STM_TRY(named_rows(c, actors, err));
    } else {
        central_rows(c, dated);
    }
    for (uint32_t i = c->row_count; i > 0; i--) {
        row_of[c->rows[i - 1]] = i;
    }
    c->row_of = row_of;
    return collect(c, actors != NULL) ? STEMMA_OK : stm_fail_nomem(err);
}

static stemma_status write_out(chronicle *c, const stemma_sink *sink, stemma_error *err)
{
    STM_TRY(write_head(c, err));
    STM_TRY(write_entries(c, err));
    STM_TRY(stm_request_run(c->request, err));
    return stm_sink_flush(sink, &c->request->picture, err);
}

stemma_status stemma_draw_timeline(stemma_graph *graph, const stemma_filter *filter,
    const char *actors, const stemma_draw_options *options, const stemma_sink *sink,
    stemma_error *err)
{
    static const stemma_draw_options plain = {.size = sizeof plain};
    STM_OPTIONS(options, &plain, err);
    stm_request r = {.graph = graph, .options = options, .witness = stm_witness_store(graph)};
    chronicle c = {.request = &r};
    STM_TRY(stm_request_check(options, true, err));
    STM_TRY(stm_view_load(graph, filter, &r.view, err));
    stm_net_budget budget = STM_NET_BUDGET;
    budget.light_above = 50000;
    stemma_status status = stm_analysis_make(&r.view, &budget, &r.analysis, err);
    if (status == STEMMA_OK) {
        status = find(&c, actors, err);
        if (status == STEMMA_OK) {
            status = write_out(&c, sink, err);
        }
        stm_analysis_dispose(&r.analysis);
    }
    stm_vec_free(&c.entries);
    stm_request_dispose(&r);
    return status;
}
