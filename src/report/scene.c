/* stemma_draw: load, analyse, choose, hand over, and put the places away when asked to keep them.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "report/scene_request.h"

static const char places_key[] = "draw.places";

static stemma_status one_of(
    const char *value, const char *what, const char *const *known, stemma_error *err)
{
    for (size_t i = 0; value != NULL && known[i] != NULL; i++) {
        if (strcmp(value, known[i]) == 0) {
            return STEMMA_OK;
        }
    }
    return value == NULL ? STEMMA_OK
                         : stm_fail(err, STEMMA_ERR_ARG, "unknown %s \"%s\"", what, value);
}

stemma_status stm_request_check(const stemma_draw_options *o, bool timeline, stemma_error *err)
{
    static const char *const formats[] = {"svg", "png", "pdf", "dot", "html", NULL};
    static const char *const moving[] = {"svg", "png", "pdf", NULL};
    static const char *const layouts[] = {
        "auto", "dot", "neato", "fdp", "sfdp", "twopi", "circo", NULL};
    static const char *const themes[] = {"light", "dark", "print", NULL};
    if (o->program == NULL) {
        return stm_fail(err, STEMMA_ERR_ARG, "no path of stemma-draw");
    }
    STM_TRY(one_of(o->format, "format", timeline ? moving : formats, err));
    STM_TRY(one_of(o->layout, "layout", layouts, err));
    STM_TRY(one_of(o->theme, "theme", themes, err));
    if ((o->path_from == NULL) != (o->path_to == NULL)) {
        return stm_fail(err, STEMMA_ERR_ARG, "a path wants two actors");
    }
    bool sized = o->width != 0 || o->height != 0;
    if (sized &&
        !(o->width >= 100 && o->height >= 100 && o->width <= 20000 && o->height <= 20000)) {
        return stm_fail(
            err, STEMMA_ERR_ARG, "the size must be between 100x100 and 20000x20000 points");
    }
    return STEMMA_OK;
}

stemma_status stm_request_node(
    stemma_graph *graph, const stm_view *view, const char *name, uint32_t *out, stemma_error *err)
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
    return stm_fail(
        err, STEMMA_ERR_NOTFOUND, "\"%s\" has no relation that the filter lets through", name);
}

static void say(const stm_request *r, const char *text, uint32_t length)
{
    const stemma_sink *notes = r->options->notes;
    if (notes != NULL && length > 0) {
        (void)notes->write(notes->context, text, length);
        (void)notes->write(notes->context, "\n", 1);
    }
}

static void say_what_is_missing(const stm_request *r)
{
    stm_buf text;
    const stm_scene *s = &r->scene;
    stm_buf_init(&text);
    if (s->nodes_left_out > 0 || s->lines_left_out > 0) {
        stm_buf_print(&text,
            "drawn: %u actors and %u lines; left out: %u less central actors and %u weaker lines "
            "(--top N draws more)",
            (unsigned)s->nodes.count, (unsigned)s->lines.count, (unsigned)s->nodes_left_out,
            (unsigned)s->lines_left_out);
    }
    stm_str view = stm_buf_view(&text);
    say(r, view.ptr, view.len);
    stm_buf_dispose(&text);
}

static void pass_notes_on(const stm_request *r)
{
    stm_str rest = stm_buf_view(&r->said), line = STM_EMPTY;
    while (stm_str_next_line(&rest, &line)) {
        if (stm_str_starts(line, STM_LIT("note: "))) {
            say(r, line.ptr + 6, line.len - 6);
        }
    }
}

stemma_status stm_request_run(stm_request *r, stemma_error *err)
{
    uint32_t seconds = r->options->seconds == 0 ? 60 : r->options->seconds;
    STM_TRY(stm_scene_run(r->options->program, stm_buf_view(&r->input), seconds, &r->picture,
        &r->places, &r->said, err));
    pass_notes_on(r);
    return STEMMA_OK;
}

void stm_request_dispose(stm_request *r)
{
    stm_buf_dispose(&r->input);
    stm_buf_dispose(&r->picture);
    stm_buf_dispose(&r->places);
    stm_buf_dispose(&r->said);
    stm_view_dispose(&r->view);
}

static stemma_status choose(stm_request *r, stemma_error *err)
{
    const stemma_draw_options *o = r->options;
    stm_scene_wish wish = {.depth = o->depth,
        .community = o->community,
        .top = o->top,
        .measure = o->measure,
        .title = o->title};
    STM_TRY(stm_request_node(r->graph, &r->view, o->around, &wish.around, err));
    STM_TRY(stm_request_node(r->graph, &r->view, o->path_from, &wish.from, err));
    STM_TRY(stm_request_node(r->graph, &r->view, o->path_to, &wish.to, err));
    return stm_scene_choose(&r->analysis, &wish, &r->scene, err);
}

static stemma_status keep_places(stm_request *r, stemma_error *err)
{
    return r->options->stable && r->places.length > 0
        ? stm_store_blob_put(r->graph, places_key, stm_buf_view(&r->places), err)
        : STEMMA_OK;
}

static stemma_status render(stm_request *r, const stemma_sink *sink, stemma_error *err)
{
    const stemma_draw_options *o = r->options;
    stm_buf last;
    stm_buf_init(&last);
    stemma_status status =
        o->stable ? stm_store_blob_get(r->graph, places_key, &last, err) : STEMMA_OK;
    status = status == STEMMA_ERR_NOTFOUND ? STEMMA_OK : status;
    if (status == STEMMA_OK) {
        status = stm_scene_write(&r->scene, &r->witness, o, stm_buf_view(&last), &r->input, err);
    }
    stm_buf_dispose(&last);
    STM_TRY(status);
    STM_TRY(stm_request_run(r, err));
    STM_TRY(keep_places(r, err));
    if (o->format != NULL && strcmp(o->format, "html") == 0) {
        stm_buf_clear(&r->input);
        STM_TRY(stm_scene_page(
            &r->scene, &r->witness, stm_buf_view(&r->picture), o->theme, &r->input, err));
        return stm_sink_flush(sink, &r->input, err);
    }
    return stm_sink_flush(sink, &r->picture, err);
}

enum { LIGHT_ABOVE = 50000 }; /* ties; then a picture waits for nothing that it does not show */

static bool wants_everything(const stemma_draw_options *o)
{
    const char *m = o->measure;
    bool cheap = m == NULL || strcmp(m, "pagerank") == 0 || strcmp(m, "degree") == 0 ||
        strcmp(m, "sources") == 0;
    return !cheap || o->community != 0;
}

static stemma_status with_view(stm_request *r, const stemma_sink *sink, stemma_error *err)
{
    stm_net_budget budget = STM_NET_BUDGET;
    budget.light_above = wants_everything(r->options) ? 0 : LIGHT_ABOVE;
    STM_TRY(stm_analysis_make(&r->view, &budget, &r->analysis, err));
    stemma_status status = choose(r, err);
    if (status == STEMMA_OK && r->analysis.scores.light) {
        status =
            stm_analysis_regroup(&r->analysis, r->scene.nodes.items, r->scene.nodes.count, err);
        if (status != STEMMA_OK) {
            stm_scene_dispose(&r->scene);
        }
    }
    if (status == STEMMA_OK) {
        status = render(r, sink, err);
        if (status == STEMMA_OK) {
            say_what_is_missing(r);
        }
        stm_scene_dispose(&r->scene);
    }
    stm_analysis_dispose(&r->analysis);
    return status;
}

stemma_status stemma_draw(stemma_graph *graph, const stemma_filter *filter,
    const stemma_draw_options *options, const stemma_sink *sink, stemma_error *err)
{
    static const stemma_draw_options plain = {.size = sizeof plain};
    STM_OPTIONS(options, &plain, err);
    stm_request r = {.graph = graph, .options = options, .witness = stm_witness_store(graph)};
    STM_TRY(stm_request_check(options, false, err));
    STM_TRY(stm_view_load(graph, filter, &r.view, err));
    stemma_status status = with_view(&r, sink, err);
    stm_request_dispose(&r);
    return status;
}
