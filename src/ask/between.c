/* Questions about what connects actors: path, around, between. SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdlib.h>

#include "ask/ways.h"

enum { LONGEST = 8, MOST_WAYS = 2000, MOST_AROUND = 20000 };

/* A found way with what its order depends on: fewer steps or less cost, then more facts, then the names. */
typedef struct ranked_way {
    const stm_way *way;
    const stm_ways *ways;
    double cost;
    uint32_t facts;
    stm_str names; /* with \n between */
} ranked_way;

static int compare_ways(const void *left, const void *right)
{
    const ranked_way *a = left, *b = right;
    if (a->cost != b->cost) {
        return a->cost < b->cost ? -1 : 1;
    }
    if (a->way->count != b->way->count) {
        return a->way->count < b->way->count ? -1 : 1;
    }
    if (a->facts != b->facts) {
        return a->facts > b->facts ? -1 : 1;
    }
    return stm_str_cmp(a->names, b->names);
}

static stemma_status name_of(stm_answer *answer, stm_rows *rows, int64_t actor, stm_buf *out)
{
    bool row = false;
    stm_rows_rewind(rows);
    stm_rows_bind_integer(rows, 1, actor);
    STM_TRY(stm_rows_next(rows, &row, answer->err));
    if (row) {
        stm_buf_str(out, stm_rows_text(rows, 0));
    }
    stm_buf_char(out, '\n');
    return STEMMA_OK;
}

static stemma_status rank_way(stm_answer *answer, const stm_ways *ways, const stm_way *way,
    bool weighted, stm_rows *rows, ranked_way *out)
{
    stm_buf names;
    stm_buf_init(&names);
    stemma_status status = STEMMA_OK;
    *out = (ranked_way){.way = way, .ways = ways, .cost = stm_ways_cost(ways, way, weighted)};
    for (uint32_t i = 0; i < way->count && status == STEMMA_OK; i++) {
        const stm_place *p = &ways->places.items[way->items[i]];
        status = name_of(answer, rows, p->actor, &names);
        for (uint32_t j = 0; j < p->count && i + 1 < way->count; j++) {
            out->facts += ways->links.items[p->first + j] == way->items[i + 1]
                ? ways->facts.items[p->first + j]
                : 0;
        }
    }
    out->names = stm_arena_copy(&answer->arena, stm_buf_view(&names));
    if (status == STEMMA_OK && (names.failed || out->names.ptr == NULL)) {
        status = stm_fail_nomem(answer->err);
    }
    stm_buf_dispose(&names);
    return status;
}

static ranked_way *rank_ways(
    stm_answer *answer, const stm_ways *ways, const stm_way_list *found, bool weighted)
{
    stm_rows *rows = NULL;
    ranked_way *all = stm_arena_array(&answer->arena, found->count + (size_t)1, sizeof *all);
    if (all == NULL) {
        stm_fail_nomem(answer->err);
        return NULL;
    }
    stemma_status status = stm_rows_open(
        answer->graph, STM_LIT("SELECT name FROM actor WHERE id = ?1"), &rows, answer->err);
    for (uint32_t i = 0; i < found->count && status == STEMMA_OK; i++) {
        status = rank_way(answer, ways, &found->items[i], weighted, rows, &all[i]);
    }
    stm_rows_close(rows);
    if (status != STEMMA_OK) {
        return NULL;
    }
    qsort(all, found->count, sizeof *all, compare_ways);
    return all;
}

/* "A → X → B" */
static void write_names(stm_answer *answer, const ranked_way *way)
{
    stm_str rest = way->names, name;
    bool first = true, json = answer->options.format == STEMMA_ANSWER_JSON;
    while (rest.len > 0 && stm_str_next(&rest, '\n', &name)) {
        if (json) {
            stm_buf_text(&answer->out, first ? "" : ",");
            stm_buf_json(&answer->out, name);
        } else {
            stm_buf_text(&answer->out, first ? "" : " → ");
            stm_answer_style(answer, STM_STYLE_HEAD, name);
        }
        first = false;
    }
}

/* The facts of one step. */
static stemma_status write_step(
    stm_answer *answer, const ranked_way *way, uint32_t step, const char *lead, bool *any)
{
    stm_id_list facts = {0};
    stm_view view;
    stm_folder folder;
    int64_t a = way->ways->places.items[way->way->items[step]].actor;
    int64_t b = way->ways->places.items[way->way->items[step + 1]].actor;
    stemma_status status =
        stm_store_facts_between(answer->graph, a, b, answer->filter.all != 0, &facts, answer->err);
    if (status == STEMMA_OK) {
        status = stm_answer_load(answer, &facts, &view, &folder);
    }
    stm_vec_free(&facts);
    if (status != STEMMA_OK) {
        return status;
    }
    const uint32_t *order = stm_folder_ranked(&folder, &answer->arena);
    status = order == NULL ? stm_fail_nomem(answer->err) : STEMMA_OK;
    for (uint32_t i = 0; i < view.bundles.count && status == STEMMA_OK; i++) {
        stm_buf_text(
            &answer->out, answer->options.format == STEMMA_ANSWER_JSON && *any ? ",\n" : "");
        status = stm_answer_fact(answer, &folder, order[i], lead, STM_NONE);
        *any = true;
    }
    stm_view_dispose(&view);
    return status;
}

static stemma_status write_way(stm_answer *answer, const ranked_way *way, uint32_t number)
{
    stemma_answer format = answer->options.format;
    uint32_t before = answer->count;
    bool any = false;
    if (format == STEMMA_ANSWER_TEXT) {
        write_names(answer, way);
        stm_buf_print(&answer->out, "  %u step%s\n", (unsigned)way->way->count - 1,
            way->way->count == 2 ? "" : "s");
    } else if (format == STEMMA_ANSWER_JSON) {
        stm_buf_text(&answer->out, number == 1 ? "\n{\"actors\":[" : ",\n{\"actors\":[");
        write_names(answer, way);
        stm_buf_print(&answer->out, "],\"steps\":%u,\"facts\":[\n", (unsigned)way->way->count - 1);
    }
    for (uint32_t i = 0; i + 1 < way->way->count; i++) {
        char lead[48];
        snprintf(lead, sizeof lead, format == STEMMA_ANSWER_JSON ? "\"step\":%u," : "%u\t%u\t",
            (unsigned)(format == STEMMA_ANSWER_JSON ? i + 1 : number), (unsigned)i + 1);
        STM_TRY(write_step(answer, way, i, lead, &any));
    }
    stm_buf_text(&answer->out,
        format == STEMMA_ANSWER_JSON       ? "]}"
            : format == STEMMA_ANSWER_TEXT ? "\n"
                                           : "");
    answer->count = before + 1;
    return STEMMA_OK;
}

static stemma_status write_ways(stm_answer *answer, const stm_ways *ways, const stm_way_list *found,
    bool weighted, uint32_t most)
{
    const ranked_way *all = rank_ways(answer, ways, found, weighted);
    if (all == NULL) {
        return answer->err->status;
    }
    stm_answer_fact_header(answer, "path\tstep\t");
    bool json = answer->options.format == STEMMA_ANSWER_JSON;
    stm_buf_text(&answer->out, json ? "[" : "");
    for (uint32_t i = 0; i < found->count && i < most && !stm_answer_is_full(answer); i++) {
        STM_TRY(write_way(answer, &all[i], i + 1));
    }
    stm_buf_text(&answer->out, json ? "\n]\n" : "");
    return STEMMA_OK;
}

static stemma_status search_ways(
    stm_ways *ways, int64_t from, int64_t to, const stemma_path_options *path, stm_way_list *found)
{
    uint32_t a = 0, b = 0, longest = path->longest == 0 ? LONGEST : path->longest;
    STM_TRY(stm_ways_place(ways, from, &a));
    STM_TRY(stm_ways_place(ways, to, &b));
    if (path->k > 0 || path->weighted) {
        return stm_ways_best(
            ways, a, b, longest, path->k > 0 ? path->k : 1, path->weighted != 0, found);
    }
    return stm_ways_shortest(ways, a, b, longest, MOST_WAYS, found);
}

static stemma_status path_of(
    stm_answer *answer, const char *a, const char *b, const stemma_path_options *path)
{
    static const stemma_path_options SHORTEST = {.size = sizeof SHORTEST};
    int64_t from = 0, to = 0;
    STM_OPTIONS(path, &SHORTEST, answer->err);
    STM_TRY(stm_store_find(answer->graph, stm_str_of(a), &from, answer->err));
    STM_TRY(stm_store_find(answer->graph, stm_str_of(b), &to, answer->err));
    if (from == to) {
        return stm_fail(answer->err, STEMMA_ERR_ARG, "\"%s\" and \"%s\" are one actor", a, b);
    }
    stm_ways ways;
    stm_way_list found = {0};
    stm_ways_init(&ways, answer->graph, &answer->filter, answer->err);
    stemma_status status = search_ways(&ways, from, to, path, &found);
    if (status == STEMMA_OK) {
        uint32_t most = path->all || path->k > 0 ? UINT32_MAX : 1;
        status = write_ways(answer, &ways, &found, path->weighted != 0, most);
    }
    stm_way_list_free(&found);
    stm_ways_dispose(&ways);
    return status;
}

stemma_status stemma_graph_path(stemma_graph *graph, const char *a, const char *b,
    const stemma_path_options *path, const stemma_ask_options *options, const stemma_sink *sink,
    uint32_t *count_out, stemma_error *err)
{
    stm_answer answer;
    stemma_status status = stm_answer_begin(&answer, graph, options, sink, err);
    return stm_answer_end(
        &answer, status == STEMMA_OK ? path_of(&answer, a, b, path) : status, count_out);
}

static int by_id(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static bool holds(const stm_id_list *sorted, int64_t id)
{
    return sorted->count > 0 &&
        bsearch(&id, sorted->items, sorted->count, sizeof id, by_id) != NULL;
}

/* Sorted, distinct actors within `depth` steps; the list stops growing at MOST_AROUND. */
static stemma_status reach(stm_answer *answer, int64_t from, uint32_t depth, stm_id_list *out)
{
    stm_ways ways;
    uint32_t start = 0, begin = 0;
    stm_way queue = {0};
    bool *met = NULL;
    uint32_t met_count = 0;
    stm_ways_init(&ways, answer->graph, &answer->filter, answer->err);
    stemma_status status = stm_ways_place(&ways, from, &start);
    if (status == STEMMA_OK && !stm_vec_push(&queue, start)) {
        status = stm_fail_nomem(answer->err);
    }
    for (uint32_t level = 0; level < depth && status == STEMMA_OK && queue.count < MOST_AROUND;
         level++) {
        uint32_t end = queue.count;
        for (; begin < end && status == STEMMA_OK; begin++) {
            status = stm_ways_read(&ways, queue.items[begin]);
            bool *more = status == STEMMA_OK ? realloc(met, ways.places.count * sizeof *met) : NULL;
            if (more == NULL) {
                status = status == STEMMA_OK ? stm_fail_nomem(answer->err) : status;
                break;
            }
            met = more;
            memset(met + met_count, 0, (ways.places.count - met_count) * sizeof *met);
            met_count = ways.places.count;
            met[start] = true;
            const stm_place p = ways.places.items[queue.items[begin]];
            for (uint32_t j = 0; j < p.count && status == STEMMA_OK; j++) {
                uint32_t other = ways.links.items[p.first + j];
                if (!met[other] && queue.count < MOST_AROUND) {
                    met[other] = true;
                    status = stm_vec_push(&queue, other) ? STEMMA_OK : stm_fail_nomem(answer->err);
                }
            }
        }
    }
    for (uint32_t i = 0; i < queue.count && status == STEMMA_OK; i++) {
        status = stm_vec_push(out, ways.places.items[queue.items[i]].actor)
            ? STEMMA_OK
            : stm_fail_nomem(answer->err);
    }
    if (status == STEMMA_OK && out->count > 0) {
        qsort(out->items, out->count, sizeof *out->items, by_id);
    }
    free(met);
    stm_vec_free(&queue);
    stm_ways_dispose(&ways);
    return status;
}

/* Facts with both ends in `actors` and, when `must` is not 0, one of them being `must` or `other`. */
static stemma_status facts_among(stm_answer *answer, const stm_id_list *actors, stm_id_list *facts)
{
    stm_rows *rows = NULL;
    STM_TRY(stm_rows_open(answer->graph,
        STM_LIT("SELECT f.id, o.actor FROM entity e CROSS JOIN fact f ON f.subject = e.id"
                " CROSS JOIN entity o ON o.id = f.object WHERE e.actor = ?1 AND f.shown >= ?2"),
        &rows, answer->err));
    stemma_status status = STEMMA_OK;
    for (uint32_t i = 0; i < actors->count && status == STEMMA_OK; i++) {
        bool row = true;
        stm_rows_rewind(rows);
        stm_rows_bind_integer(rows, 1, actors->items[i]);
        stm_rows_bind_integer(rows, 2, answer->filter.all ? 1 : 2);
        while (status == STEMMA_OK && row) {
            status = stm_rows_next(rows, &row, answer->err);
            if (status == STEMMA_OK && row && holds(actors, stm_rows_integer(rows, 1)) &&
                !stm_vec_push(facts, stm_rows_integer(rows, 0))) {
                status = stm_fail_nomem(answer->err);
            }
        }
    }
    stm_rows_close(rows);
    return status;
}

static stemma_status write_list(stm_answer *answer, const stm_id_list *facts)
{
    stm_view view;
    stm_folder folder;
    STM_TRY(stm_answer_load(answer, facts, &view, &folder));
    const uint32_t *order = stm_folder_ranked(&folder, &answer->arena);
    stemma_status status = order == NULL
        ? stm_fail_nomem(answer->err)
        : stm_answer_facts(answer, &folder, order, view.bundles.count, STM_NONE);
    stm_buf_text(&answer->out, answer->options.format == STEMMA_ANSWER_JSON ? "\n" : "");
    stm_view_dispose(&view);
    return status;
}

static stemma_status around(stm_answer *answer, const char *name, uint32_t depth)
{
    int64_t actor = 0;
    stm_id_list actors = {0}, facts = {0};
    if (depth < 1 || depth > 6) {
        return stm_fail(
            answer->err, STEMMA_ERR_ARG, "a depth of %u; it goes from 1 to 6", (unsigned)depth);
    }
    STM_TRY(stm_store_find(answer->graph, stm_str_of(name), &actor, answer->err));
    stemma_status status = reach(answer, actor, depth, &actors);
    if (status == STEMMA_OK) {
        status = facts_among(answer, &actors, &facts);
    }
    if (status == STEMMA_OK) {
        status = write_list(answer, &facts);
    }
    stm_vec_free(&actors);
    stm_vec_free(&facts);
    return status;
}

stemma_status stemma_graph_around(stemma_graph *graph, const char *name, uint32_t depth,
    const stemma_ask_options *options, const stemma_sink *sink, uint32_t *count_out,
    stemma_error *err)
{
    stm_answer answer;
    stemma_status status = stm_answer_begin(&answer, graph, options, sink, err);
    return stm_answer_end(
        &answer, status == STEMMA_OK ? around(&answer, name, depth) : status, count_out);
}

/* Facts between the two, then those of each with a common neighbour. */
static stemma_status facts_between(stm_answer *answer, int64_t a, int64_t b, stm_id_list *facts)
{
    bool all = answer->filter.all != 0;
    stm_id_list of_a = {0}, of_b = {0};
    stemma_status status = stm_store_neighbours(answer->graph, a, all, &of_a, answer->err);
    if (status == STEMMA_OK) {
        status = stm_store_neighbours(answer->graph, b, all, &of_b, answer->err);
    }
    if (status == STEMMA_OK) {
        status = stm_store_facts_between(answer->graph, a, b, all, facts, answer->err);
    }
    for (uint32_t i = 0; i < of_a.count && status == STEMMA_OK; i++) {
        int64_t common = of_a.items[i];
        if (common != a && common != b && holds(&of_b, common)) {
            status = stm_store_facts_between(answer->graph, a, common, all, facts, answer->err);
            if (status == STEMMA_OK) {
                status = stm_store_facts_between(answer->graph, b, common, all, facts, answer->err);
            }
        }
    }
    stm_vec_free(&of_a);
    stm_vec_free(&of_b);
    return status;
}

static stemma_status between(stm_answer *answer, const char *a, const char *b)
{
    int64_t from = 0, to = 0;
    stm_id_list facts = {0};
    STM_TRY(stm_store_find(answer->graph, stm_str_of(a), &from, answer->err));
    STM_TRY(stm_store_find(answer->graph, stm_str_of(b), &to, answer->err));
    if (from == to) {
        return stm_fail(answer->err, STEMMA_ERR_ARG, "\"%s\" and \"%s\" are one actor", a, b);
    }
    stemma_status status = facts_between(answer, from, to, &facts);
    if (status == STEMMA_OK) {
        status = write_list(answer, &facts);
    }
    stm_vec_free(&facts);
    return status;
}

stemma_status stemma_graph_between(stemma_graph *graph, const char *a, const char *b,
    const stemma_ask_options *options, const stemma_sink *sink, uint32_t *count_out,
    stemma_error *err)
{
    stm_answer answer;
    stemma_status status = stm_answer_begin(&answer, graph, options, sink, err);
    return stm_answer_end(
        &answer, status == STEMMA_OK ? between(&answer, a, b) : status, count_out);
}
