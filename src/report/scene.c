/* stemma_draw: load, analyse, choose, hand over, and put the places away when asked to keep them.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/sink.h"
#include "report/scene.h"

static const char places_key[] = "draw.places";

static stemma_status one_of(const char *value, const char *what, const char *const *known, stemma_error *err)
{
    for (size_t i = 0; value != NULL && known[i] != NULL; i++) {
        if (strcmp(value, known[i]) == 0) {
            return STEMMA_OK;
        }
    }
    return value == NULL ? STEMMA_OK : stm_fail(err, STEMMA_ERR_ARG, "unknown %s \"%s\"", what, value);
}

static stemma_status check(const stemma_draw_options *o, bool timeline, stemma_error *err)
{
    static const char *const formats[] = {"svg", "png", "pdf", "dot", "html", NULL};
    static const char *const moving[] = {"svg", "png", "pdf", NULL};
    static const char *const layouts[] = {"auto", "dot", "neato", "fdp", "sfdp", "twopi", "circo", NULL};
    static const char *const themes[] = {"light", "dark", "print", NULL};
    STM_TRY(one_of(o->format, "format", timeline ? moving : formats, err));
    STM_TRY(one_of(o->layout, "layout", layouts, err));
    STM_TRY(one_of(o->theme, "theme", themes, err));
    if ((o->path_from == NULL) != (o->path_to == NULL)) {
        return stm_fail(err, STEMMA_ERR_ARG, "a path wants two actors");
    }
    bool sized = o->width != 0 || o->height != 0;
    if (sized && !(o->width >= 100 && o->height >= 100 && o->width <= 20000 && o->height <= 20000)) {
        return stm_fail(err, STEMMA_ERR_ARG, "the size must be between 100x100 and 20000x20000 points");
    }
    return STEMMA_OK;
}

/* Node of the view that a person means by `name`. */
static stemma_status find_node(stemma_graph *graph, const stm_view *view, const char *name, uint32_t *out,
                               stemma_error *err)
{
    int64_t id = 0;
    *out = STM_NONE;
    if (name == NULL) {
        return STEMMA_OK;
    }
    STM_TRY(stm_store_find(graph, stm_str_of(name), &id, err));
    for (uint32_t i = 0; i < view->nodes.count; i++) {
        if (view->nodes.items[i].id == id) {
            *out = i;
            return STEMMA_OK;
        }
    }
    return stm_fail(err, STEMMA_ERR_NOTFOUND, "\"%s\" has no relation that the filter lets through", name);
}

typedef struct request {
    stemma_graph *graph;
    const stemma_draw_options *options;
    stm_view view;
    stm_analysis analysis;
    stm_scene scene;
    stm_witness_source witness;
    stm_buf input, picture, places, said;
} request;

static void say(const request *r, const char *text, uint32_t length)
{
    const stemma_sink *notes = r->options->notes;
    if (notes != NULL && length > 0) {
        (void)notes->write(notes->context, text, length);
        (void)notes->write(notes->context, "\n", 1);
    }
}

static void say_what_is_missing(const request *r)
{
    stm_buf text;
    const stm_scene *s = &r->scene;
    stm_buf_init(&text);
    if (s->nodes_left_out > 0 || s->lines_left_out > 0) {
        stm_buf_print(&text, "drawn: %u actors and %u lines; left out: %u less central actors and %u weaker lines "
                             "(--top N draws more)", (unsigned)s->nodes.count, (unsigned)s->lines.count,
                      (unsigned)s->nodes_left_out, (unsigned)s->lines_left_out);
    }
    stm_str view = stm_buf_view(&text);
    say(r, view.ptr, view.len);
    stm_buf_dispose(&text);
}

static void pass_notes_on(const request *r)
{
    stm_str rest = stm_buf_view(&r->said), line = STM_EMPTY;
    while (stm_str_next_line(&rest, &line)) {
        if (stm_str_starts(line, STM_LIT("note: "))) {
            say(r, line.ptr + 6, line.len - 6);
        }
    }
}

static stemma_status choose(request *r, stemma_error *err)
{
    const stemma_draw_options *o = r->options;
    stm_scene_wish wish = {.depth = o->depth, .community = o->community, .top = o->top,
                           .measure = o->measure, .title = o->title};
    STM_TRY(find_node(r->graph, &r->view, o->around, &wish.around, err));
    STM_TRY(find_node(r->graph, &r->view, o->path_from, &wish.from, err));
    STM_TRY(find_node(r->graph, &r->view, o->path_to, &wish.to, err));
    return stm_scene_choose(&r->analysis, &wish, &r->scene, err);
}

static stemma_status keep_places(request *r, stemma_error *err)
{
    return r->options->stable && r->places.length > 0
               ? stm_store_blob_put(r->graph, places_key, stm_buf_view(&r->places), err) : STEMMA_OK;
}

static stemma_status render(request *r, const stemma_sink *sink, stemma_error *err)
{
    const stemma_draw_options *o = r->options;
    stm_buf last;
    stm_buf_init(&last);
    stemma_status status = o->stable ? stm_store_blob_get(r->graph, places_key, &last, err) : STEMMA_OK;
    status = status == STEMMA_ERR_NOTFOUND ? STEMMA_OK : status;
    if (status == STEMMA_OK) {
        status = stm_scene_write(&r->scene, &r->witness, o, stm_buf_view(&last), &r->input, err);
    }
    stm_buf_dispose(&last);
    STM_TRY(status);
    STM_TRY(stm_scene_run(o->program, stm_buf_view(&r->input), o->seconds == 0 ? 60 : o->seconds, &r->picture,
                          &r->places, &r->said, err));
    STM_TRY(keep_places(r, err));
    if (o->format != NULL && strcmp(o->format, "html") == 0) {
        stm_buf_clear(&r->input);
        STM_TRY(stm_scene_page(&r->scene, &r->witness, stm_buf_view(&r->picture), o->theme, &r->input, err));
        return stm_sink_flush(sink, &r->input, err);
    }
    return stm_sink_flush(sink, &r->picture, err);
}

static stemma_status with_view(request *r, const stemma_sink *sink, stemma_error *err)
{
    STM_TRY(stm_analysis_make(&r->view, &STM_NET_BUDGET, &r->analysis, err));
    stemma_status status = choose(r, err);
    if (status == STEMMA_OK) {
        status = render(r, sink, err);
        if (status == STEMMA_OK) {
            say_what_is_missing(r);
            pass_notes_on(r);
        }
        stm_scene_dispose(&r->scene);
    }
    stm_analysis_dispose(&r->analysis);
    return status;
}

stemma_status stemma_draw(stemma_graph *graph, const stemma_filter *filter, const stemma_draw_options *options,
                          const stemma_sink *sink, stemma_error *err)
{
    request r = {.graph = graph, .options = options, .witness = stm_witness_store(graph)};
    STM_TRY(check(options, false, err));
    STM_TRY(stm_view_load(graph, filter, &r.view, err));
    stemma_status status = with_view(&r, sink, err);
    stm_buf_dispose(&r.input);
    stm_buf_dispose(&r.picture);
    stm_buf_dispose(&r.places);
    stm_buf_dispose(&r.said);
    stm_view_dispose(&r.view);
    return status;
}

/* ---- time line ---- */

enum { TIMELINE_TOP = 12, MOST_EVENTS = 400 };

typedef struct rows { uint32_t nodes[64]; uint32_t count; } rows;

static stemma_status named_rows(request *r, const char *actors, rows *out, stemma_error *err)
{
    stm_str rest = stm_str_of(actors), name = STM_EMPTY;
    while (stm_str_next(&rest, ';', &name) && out->count < 64) {
        stm_str copy = stm_arena_copy(&r->analysis.arena, stm_str_trim(name));
        if (copy.ptr == NULL) {
            return stm_fail_nomem(err);
        }
        if (copy.len > 0) {
            STM_TRY(find_node(r->graph, &r->view, copy.ptr, &out->nodes[out->count], err));
            out->count++;
        }
    }
    return STEMMA_OK;
}

static bool dated(const request *r, uint32_t node)
{
    double years = 0;
    for (uint32_t i = 0; i < r->view.edges.count; i++) {
        const stm_edge *e = &r->view.edges.items[i];
        if (e->subject == node && stm_time_years(stm_edge_time(&r->view, e), &years)) {
            return true;
        }
    }
    return false;
}

/* The most central ones that do something at a known time. */
static void central_rows(request *r, rows *out)
{
    uint32_t top = r->options->top == 0 ? TIMELINE_TOP : r->options->top > 64 ? 64 : r->options->top;
    for (uint32_t i = 0; i < r->analysis.scores.node_count && i < 1000 && out->count < top; i++) {
        uint32_t node = r->analysis.scores.order[i];
        if (dated(r, node)) {
            out->nodes[out->count++] = node;
        }
    }
}

static stemma_status write_event(request *r, uint32_t row, const stm_edge *e, stm_arena *arena, stm_buf *text,
                                 stemma_error *err)
{
    const stm_view *view = &r->view;
    stm_evidence found;
    stm_str time = stm_edge_time(view, e), relation = view->relations.items[e->relation];
    double years = 0;
    (void)stm_time_years(time, &years);
    STM_TRY(stm_witness_get(&r->witness, e->id, arena, &found, err));
    stm_str words = stm_relation_words(arena, relation, e->negated), source = stm_source_words(arena, &found);
    if (words.ptr == NULL || source.ptr == NULL) {
        return stm_fail_nomem(err);
    }
    stm_str object = stm_str_sub(view->nodes.items[e->object].name, 0, 500);
    stm_buf_print(&r->input, "event\t%u\t", (unsigned)row);
    stm_buf_double(&r->input, years, 9);
    stm_buf_print(&r->input, "\t%d\t%d", e->modality != STM_ASSERTED, e->negated || stm_relation_hostile(relation));
    stm_scene_field(&r->input, time);
    stm_buf_clear(text);
    stm_buf_print(text, "%.*s %.*s", STM_ARG(words), STM_ARG(object));
    stm_scene_field(&r->input, stm_buf_view(text));
    stm_buf_print(text, "\n%.*s\n%.*s\n%.*s", STM_ARG(time), STM_ARG(stm_str_sub(found.sentence, 0, 700)),
                  STM_ARG(source));
    stm_scene_field(&r->input, stm_buf_view(text));
    stm_buf_char(&r->input, '\n');
    return STEMMA_OK;
}

/* The same thing said by several sources at the same time is one mark. */
static bool said_before(const request *r, uint32_t index)
{
    const stm_edge *e = &r->view.edges.items[index];
    for (uint32_t i = 0; i < index; i++) {
        const stm_edge *o = &r->view.edges.items[i];
        if (o->subject == e->subject && o->object == e->object && o->relation == e->relation &&
            o->negated == e->negated && o->modality == e->modality &&
            stm_str_eq(stm_edge_time(&r->view, o), stm_edge_time(&r->view, e))) {
            return true;
        }
    }
    return false;
}

static stemma_status write_events(request *r, const rows *list, stemma_error *err)
{
    stm_arena arena;
    stm_buf text;
    uint32_t written = 0;
    double years = 0;
    stemma_status status = STEMMA_OK;
    stm_arena_init(&arena);
    stm_buf_init(&text);
    for (uint32_t row = 0; row < list->count; row++) {
        for (uint32_t i = 0; i < r->view.edges.count && status == STEMMA_OK && written < MOST_EVENTS; i++) {
            const stm_edge *e = &r->view.edges.items[i];
            if (e->subject == list->nodes[row] && stm_time_years(stm_edge_time(&r->view, e), &years) &&
                !said_before(r, i)) {
                status = write_event(r, row, e, &arena, &text, err);
                written++;
            }
        }
    }
    stm_buf_dispose(&text);
    stm_arena_dispose(&arena);
    return status;
}

static stemma_status write_timeline(request *r, const rows *list, stemma_error *err)
{
    const stemma_draw_options *o = r->options;
    stm_scene_wish wish = {.around = STM_NONE, .from = STM_NONE, .to = STM_NONE, .top = 1,
                           .title = o->title == NULL ? "Time line" : o->title};
    STM_TRY(stm_scene_choose(&r->analysis, &wish, &r->scene, err)); /* for its title and sources */
    stm_buf_print(&r->input, "stemma-drawing\t1\ttimeline\nformat\t%s\ntheme\t%s\ntitle",
                  o->format == NULL ? "svg" : o->format, o->theme == NULL ? "light" : o->theme);
    stm_scene_field(&r->input, r->scene.title);
    stm_buf_text(&r->input, "\nsubtitle\tDated facts; those without a date of their own stand at the date of their document.");
    stm_buf_text(&r->input, "\nfooter");
    stm_scene_field(&r->input, r->scene.footer);
    if (o->width > 0) {
        stm_buf_print(&r->input, "\nsize\t%d\t%d", (int)o->width, (int)o->height);
    }
    stm_buf_char(&r->input, '\n');
    for (uint32_t i = 0; i < list->count; i++) {
        const stm_node *node = &r->view.nodes.items[list->nodes[i]];
        stm_buf_print(&r->input, "row\t%s\t%u", stm_type_name((stm_type)node->type),
                      (unsigned)r->analysis.scores.community[list->nodes[i]]);
        stm_scene_field(&r->input, stm_str_sub(node->name, 0, 500));
        stm_buf_char(&r->input, '\n');
    }
    stm_scene_dispose(&r->scene);
    STM_TRY(write_events(r, list, err));
    return stm_buf_status(&r->input, err);
}

static stemma_status timeline_with_view(request *r, const char *actors, const stemma_sink *sink, stemma_error *err)
{
    rows list = {.count = 0};
    STM_TRY(stm_analysis_make(&r->view, &STM_NET_BUDGET, &r->analysis, err));
    stemma_status status = actors != NULL ? named_rows(r, actors, &list, err) : STEMMA_OK;
    if (status == STEMMA_OK && actors == NULL) {
        central_rows(r, &list);
    }
    if (status == STEMMA_OK) {
        status = write_timeline(r, &list, err);
    }
    stm_analysis_dispose(&r->analysis);
    STM_TRY(status);
    uint32_t seconds = r->options->seconds == 0 ? 60 : r->options->seconds;
    STM_TRY(stm_scene_run(r->options->program, stm_buf_view(&r->input), seconds, &r->picture, NULL, &r->said, err));
    pass_notes_on(r);
    return stm_sink_flush(sink, &r->picture, err);
}

stemma_status stemma_draw_timeline(stemma_graph *graph, const stemma_filter *filter, const char *actors,
                                   const stemma_draw_options *options, const stemma_sink *sink, stemma_error *err)
{
    request r = {.graph = graph, .options = options, .witness = stm_witness_store(graph)};
    STM_TRY(check(options, true, err));
    STM_TRY(stm_view_load(graph, filter, &r.view, err));
    stemma_status status = timeline_with_view(&r, actors, sink, err);
    stm_buf_dispose(&r.input);
    stm_buf_dispose(&r.picture);
    stm_buf_dispose(&r.said);
    stm_view_dispose(&r.view);
    return status;
}
