/* Shared work of report and picture. A community is called after its two most central actors: that is how people
 * speak of camps, and it needs no text. SPDX-License-Identifier: GPL-2.0-or-later */
#include "report/analysis.h"

#include "base/number.h"

static bool name_communities(stm_analysis *a)
{
    const stm_net_scores *s = &a->scores;
    a->community = stm_arena_array(&a->arena, (size_t)s->community_count + 1, sizeof *a->community);
    a->community_size =
        stm_arena_array(&a->arena, (size_t)s->community_count + 1, sizeof *a->community_size);
    if (a->community == NULL || a->community_size == NULL) {
        return false;
    }
    for (uint32_t i = 0; i < s->node_count; i++) {
        uint32_t node = s->order[i], group = s->community[node];
        stm_str name = a->view->nodes.items[node].name;
        stm_str *called = &a->community[group];
        if (a->community_size[group] == 0) {
            *called = name;
        } else if (a->community_size[group] == 1) {
            *called = stm_arena_print(&a->arena, "%.*s, %.*s", STM_ARG(*called), STM_ARG(name));
        }
        if (called->ptr == NULL) {
            return false;
        }
        a->community_size[group]++;
    }
    return true;
}

/* The ties among the chosen, numbered by their place in `nodes`. */
static stemma_status inner_net(const stm_analysis *a, const uint32_t *nodes, uint32_t count,
    stm_arena *arena, stm_net *out, stemma_error *err)
{
    uint32_t *place = stm_arena_array(arena, (size_t)a->net.node_count + 1, sizeof *place);
    *out = (stm_net){.node_count = count};
    if (place == NULL) {
        return stm_fail_nomem(err);
    }
    for (uint32_t i = 0; i < count; i++) {
        place[nodes[i]] = i + 1;
    }
    for (uint32_t i = 0; i < a->net.ties.count; i++) {
        stm_net_arc tie = a->net.ties.items[i];
        uint32_t x = place[tie.a], y = place[tie.b];
        if (x > 0 && y > 0) {
            tie.a = (x < y ? x : y) - 1;
            tie.b = (x < y ? y : x) - 1;
            if (!stm_vec_push(&out->ties, tie)) {
                stm_net_dispose(out);
                return stm_fail_nomem(err);
            }
        }
    }
    return STEMMA_OK;
}

stemma_status stm_analysis_regroup(
    stm_analysis *a, const uint32_t *nodes, uint32_t count, stemma_error *err)
{
    stm_net inner;
    double modularity = 0;
    uint32_t groups = 0;
    uint32_t *member = stm_arena_array(&a->arena, (size_t)count + 1, sizeof *member);
    stm_arena scratch;
    if (member == NULL) {
        return stm_fail_nomem(err);
    }
    stm_arena_init(&scratch);
    stemma_status status = inner_net(a, nodes, count, &scratch, &inner, err);
    if (status == STEMMA_OK) {
        status = stm_net_communities(&inner, member, &groups, &modularity, err);
        stm_net_dispose(&inner);
    }
    stm_arena_dispose(&scratch);
    STM_TRY(status);
    a->scores.community_count =
        groups + 1; /* numbered by first appearance, and the chosen come by rank */
    for (uint32_t i = 0; i < a->scores.node_count; i++) {
        a->scores.community[i] = groups;
    }
    for (uint32_t i = 0; i < count; i++) {
        a->scores.community[nodes[i]] = member[i];
    }
    return name_communities(a) ? STEMMA_OK : stm_fail_nomem(err);
}

static void find_dates(stm_analysis *a)
{
    a->first_date = a->last_date = STM_EMPTY;
    for (uint32_t i = 0; i < a->view->documents.count; i++) {
        stm_str date = a->view->documents.items[i].date;
        if (date.len == 0) {
            continue;
        }
        if (a->first_date.len == 0 || stm_str_cmp(date, a->first_date) < 0) {
            a->first_date = date;
        }
        if (a->last_date.len == 0 || stm_str_cmp(date, a->last_date) > 0) {
            a->last_date = date;
        }
    }
}

stemma_status stm_analysis_make(
    const stm_view *view, const stm_net_budget *budget, stm_analysis *out, stemma_error *err)
{
    *out = (stm_analysis){.view = view};
    stm_arena_init(&out->arena);
    STM_TRY(stm_net_build(view, &out->net, err));
    stemma_status status = stm_net_score(&out->net, budget, &out->scores, err);
    if (status != STEMMA_OK) {
        stm_net_dispose(&out->net);
        return status;
    }
    find_dates(out);
    if (!name_communities(out)) {
        stm_analysis_dispose(out);
        return stm_fail_nomem(err);
    }
    return STEMMA_OK;
}

void stm_analysis_dispose(stm_analysis *analysis)
{
    stm_net_dispose(&analysis->net);
    stm_net_scores_dispose(&analysis->scores);
    stm_arena_dispose(&analysis->arena);
}

static stemma_status from_store(
    void *context, int64_t fact, stm_arena *arena, stm_evidence *out, stemma_error *err)
{
    return stm_store_evidence(context, fact, arena, out, err);
}

stm_witness_source stm_witness_store(stemma_graph *graph)
{
    return (stm_witness_source){from_store, graph};
}

stemma_status stm_witness_get(const stm_witness_source *source, int64_t fact, stm_arena *arena,
    stm_evidence *out, stemma_error *err)
{
    *out = (stm_evidence){.fact = fact,
        .sentence = STM_EMPTY,
        .path = STM_EMPTY,
        .title = STM_EMPTY,
        .url = STM_EMPTY,
        .source = STM_EMPTY,
        .date = STM_EMPTY,
        .rule = STM_EMPTY};
    stemma_status status = source->get(source->context, fact, arena, out, err);
    return status == STEMMA_ERR_NOTFOUND ? STEMMA_OK : status;
}

stm_str stm_edge_time(const stm_view *view, const stm_edge *edge)
{
    if (edge->time.len > 0 || edge->document >= view->documents.count) {
        return edge->time;
    }
    return view->documents.items[edge->document].date;
}

static bool digits(stm_str text, uint32_t from, uint32_t to, double *out)
{
    uint64_t number = 0;
    stm_str part = stm_str_sub(text, from, to);
    if (part.len != to - from || !stm_number_read_u64(part, &number)) {
        return false;
    }
    *out = (double)number;
    return true;
}

bool stm_time_years(stm_str time, double *years_out)
{
    double year = 0, month = 1, day = 1;
    if (!digits(time, 0, 4, &year)) {
        return false;
    }
    if (time.len >= 7 && time.ptr[4] == '-' && digits(time, 5, 7, &month) && time.len >= 10 &&
        time.ptr[7] == '-') {
        (void)digits(time, 8, 10, &day);
    }
    month = month < 1 ? 1 : month > 12 ? 12 : month;
    day = day < 1 ? 1 : day > 31 ? 31 : day;
    *years_out = year + (month - 1) / 12 + (day - 1) / 372;
    return true;
}

bool stm_relation_hostile(stm_str relation)
{
    static const char *const names[] = {"accuses", "attacks", "banned", "criticizes", "dismissed",
        "opposes", "sanctioned", "strikes", "sues", "threatens"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (stm_str_is(relation, names[i])) {
            return true;
        }
    }
    return false;
}

stm_str stm_relation_words(stm_arena *arena, stm_str relation, bool negated)
{
    stm_str words = stm_arena_print(arena, "%.*s%s", STM_ARG(relation), negated ? " (denied)" : "");
    if (words.ptr != NULL) {
        char *text = (char *)(uintptr_t)words.ptr; /* our own fresh copy */
        for (uint32_t i = 0; i < relation.len; i++) {
            bool joined = i >= 2 && text[i] == '_' && memcmp(text + i - 2, "co", 2) == 0 && i == 2;
            text[i] = text[i] != '_' ? text[i] : joined ? '-' : ' '; /* co-founded */
        }
    }
    return words;
}

/* The last part of a path says enough: /home/me/articles/stargate.txt is stargate.txt. */
static stm_str file_name(stm_str path)
{
    for (uint32_t i = path.len; i > 0; i--) {
        if (path.ptr[i - 1] == '/' && i < path.len) {
            return stm_str_sub(path, i, path.len);
        }
    }
    return path;
}

stm_str stm_source_words(stm_arena *arena, const stm_evidence *e)
{
    stm_str name = e->title.len > 0 ? e->title : e->source.len > 0 ? e->source : file_name(e->path);
    return stm_arena_print(arena, "%.*s%s%.*s", STM_ARG(name),
        name.len > 0 && e->date.len > 0 ? ", " : "", STM_ARG(e->date));
}
