/* Choosing what a person can read: the most central actors of what was asked for, a spanning forest of their
 * strongest relations, then further relations by strength until the picture is full (about 1.7 lines an actor:
 * beyond that words crowd, measured on generated networks). SPDX-License-Identifier: GPL-2.0-or-later */
#include <math.h>
#include <stdlib.h>

#include "report/scene.h"

enum { DEFAULT_TOP = 40, SPARE_LINES = 8 };
static const double lines_an_actor = 1.7;

typedef struct chooser {
    stm_scene *scene;
    const stm_analysis *a;
    const stm_scene_wish *wish;
    uint32_t *first, *other;          /* neighbours by ties */
    uint32_t *near, *far;             /* distance from `around` or `from`; from `to` */
    uint32_t *queue, *place, *parent; /* place: number + 1 among the chosen */
    STM_VEC(stm_scene_line) lines;
    STM_VEC(uint32_t) bundles;
} chooser;

/* ---- neighbourhood ---- */

static bool make_neighbours(chooser *c, stm_arena *arena)
{
    const stm_net *net = &c->a->net;
    uint32_t n = net->node_count;
    c->first = stm_arena_array(arena, (size_t)n + 2, sizeof *c->first);
    c->other = stm_arena_array(arena, 2 * (size_t)net->ties.count + 1, sizeof *c->other);
    c->near = stm_arena_array(arena, (size_t)n + 1, sizeof *c->near);
    c->far = stm_arena_array(arena, (size_t)n + 1, sizeof *c->far);
    c->queue = stm_arena_array(arena, (size_t)n + 1, sizeof *c->queue);
    c->place = stm_arena_array(arena, (size_t)n + 1, sizeof *c->place);
    c->parent = stm_arena_array(arena, (size_t)n + 1, sizeof *c->parent);
    if (c->first == NULL || c->other == NULL || c->near == NULL || c->far == NULL ||
        c->queue == NULL || c->place == NULL || c->parent == NULL) {
        return false;
    }
    for (uint32_t i = 0; i < net->ties.count; i++) {
        c->first[net->ties.items[i].a + 2]++;
        c->first[net->ties.items[i].b + 2]++;
    }
    for (uint32_t i = 2; i < n + 2; i++) {
        c->first[i] += c->first[i - 1];
    }
    for (uint32_t i = 0; i < net->ties.count; i++) {
        c->other[c->first[net->ties.items[i].a + 1]++] = net->ties.items[i].b;
        c->other[c->first[net->ties.items[i].b + 1]++] = net->ties.items[i].a;
    }
    return true;
}

static void distances(chooser *c, uint32_t start, uint32_t *distance)
{
    uint32_t head = 0, tail = 0;
    memset(distance, 0xff, ((size_t)c->a->net.node_count + 1) * sizeof *distance);
    if (start == STM_NONE) {
        return;
    }
    distance[start] = 0;
    c->queue[tail++] = start;
    while (head < tail) {
        uint32_t node = c->queue[head++];
        for (uint32_t i = c->first[node]; i < c->first[node + 1]; i++) {
            if (distance[c->other[i]] == UINT32_MAX) {
                distance[c->other[i]] = distance[node] + 1;
                c->queue[tail++] = c->other[i];
            }
        }
    }
}

/* ---- actors ---- */

static bool wanted(const chooser *c, uint32_t node)
{
    const stm_scene_wish *w = c->wish;
    if (w->community != 0 && c->a->scores.community[node] != w->community - 1) {
        return false;
    }
    if (w->around != STM_NONE) {
        return c->near[node] <= (w->depth == 0 ? 1 : w->depth);
    }
    if (w->from != STM_NONE) {
        return c->near[node] != UINT32_MAX && c->far[node] != UINT32_MAX &&
            c->near[node] + c->far[node] == c->near[w->to];
    }
    return true;
}

static bool choose(chooser *c, uint32_t node)
{
    if (c->place[node] != 0) {
        return true;
    }
    if (!stm_vec_push(&c->scene->nodes, node)) {
        return false;
    }
    c->place[node] = c->scene->nodes.count;
    return true;
}

/* One whole shortest way, over the most central actors, so that a small --top never tears it. */
static bool choose_one_way(chooser *c)
{
    uint32_t node = c->wish->to;
    bool fine = choose(c, node);
    while (fine && node != c->wish->from) {
        uint32_t best = STM_NONE;
        for (uint32_t i = c->first[node]; i < c->first[node + 1]; i++) {
            uint32_t other = c->other[i];
            bool nearer = c->near[other] + 1 == c->near[node];
            if (nearer &&
                (best == STM_NONE || c->a->scores.rank[other] < c->a->scores.rank[best])) {
                best = other;
            }
        }
        node = best;
        fine = choose(c, node);
    }
    return fine;
}

static bool beside_chosen(const chooser *c, uint32_t node)
{
    for (uint32_t i = c->first[node]; i < c->first[node + 1]; i++) {
        if (c->place[c->other[i]] != 0) {
            return true;
        }
    }
    return false;
}

/* Somebody who would stand alone brings the neighbour along who ties him to the rest, else his most central one:
 * an actor without a line says nothing in a picture. */
static bool choose_with_company(chooser *c, uint32_t node, uint32_t top)
{
    uint32_t best = STM_NONE;
    bool best_ties = false;
    if (c->place[node] != 0 || beside_chosen(c, node)) {
        return choose(c, node);
    }
    for (uint32_t i = c->first[node]; i < c->first[node + 1]; i++) {
        uint32_t other = c->other[i];
        bool ties = beside_chosen(c, other);
        if (wanted(c, other) &&
            (best == STM_NONE || ties > best_ties ||
                (ties == best_ties && c->a->scores.rank[other] < c->a->scores.rank[best]))) {
            best = other;
            best_ties = ties;
        }
    }
    if (best == STM_NONE || c->scene->nodes.count + 2 > top) {
        return c->scene->nodes.count > 0 || choose(c, node);
    }
    return choose(c, node) && choose(c, best);
}

static bool choose_nodes(chooser *c, uint32_t *candidates)
{
    const stm_scene_wish *w = c->wish;
    uint32_t top = w->top == 0 ? DEFAULT_TOP : w->top, count = c->a->net.node_count, steps = 0;
    bool fine = w->around == STM_NONE || choose(c, w->around);
    fine = fine && (w->from == STM_NONE || choose_one_way(c));
    *candidates = 0;
    for (uint32_t i = 0; i < count; i++) {
        *candidates += wanted(c, i);
        steps = w->around != STM_NONE && wanted(c, i) && c->near[i] > steps ? c->near[i] : steps;
    }
    for (uint32_t step = 0; fine && step <= steps;
         step++) { /* nearer ones first when there is a middle */
        for (uint32_t i = 0; fine && i < count && c->scene->nodes.count < top; i++) {
            uint32_t node = c->a->scores.order[i];
            if (wanted(c, node) && (w->around == STM_NONE || c->near[node] == step)) {
                fine = choose_with_company(c, node, top);
            }
        }
    }
    return fine;
}

/* ---- lines ---- */

static uint32_t style_of(const stm_view *view, const stm_bundle *b)
{
    bool hostile = b->negated || stm_relation_hostile(view->relations.items[b->relation]);
    return (b->modality != STM_ASSERTED ? 2u : 0u) + (hostile ? 1u : 0u);
}

static int by_weight(const stm_bundle *x, const stm_bundle *y)
{
    if (x->sources != y->sources) {
        return x->sources > y->sources ? -1 : 1;
    }
    if (x->facts != y->facts) {
        return x->facts > y->facts ? -1 : 1;
    }
    if (x->in_vocabulary != y->in_vocabulary) {
        return x->in_vocabulary ? -1 : 1;
    }
    return x->relation < y->relation ? -1 : x->relation > y->relation;
}

/* Insertion sort: a pair of actors has a handful of relations. */
static void sort_line(const chooser *c, const stm_scene_line *line)
{
    uint32_t *items = c->bundles.items + line->first;
    for (uint32_t i = 1; i < line->count; i++) {
        for (uint32_t k = i; k > 0; k--) {
            const stm_bundle *all = c->a->view->bundles.items;
            if (by_weight(&all[items[k - 1]], &all[items[k]]) <= 0) {
                break;
            }
            uint32_t swap = items[k];
            items[k] = items[k - 1];
            items[k - 1] = swap;
        }
    }
}

/* Bundles first to end are those of one ordered pair: one line for each style among them. */
static bool fold_pair(chooser *c, uint32_t first, uint32_t end)
{
    const stm_view *view = c->a->view;
    for (uint32_t style = 0; style < 4; style++) {
        const stm_bundle *head = &view->bundles.items[first];
        stm_scene_line line = {.from = head->subject,
            .to = head->object,
            .dashed = style >= 2,
            .hostile = style % 2 == 1,
            .first = c->bundles.count};
        for (uint32_t i = first; i < end; i++) {
            const stm_bundle *b = &view->bundles.items[i];
            if (style_of(view, b) != style) {
                continue;
            }
            if (!stm_vec_push(&c->bundles, i)) {
                return false;
            }
            line.count++;
            line.facts += b->facts;
            line.sources = b->sources > line.sources ? b->sources : line.sources;
        }
        if (line.count > 0 && !stm_vec_push(&c->lines, line)) {
            return false;
        }
        sort_line(c, &line);
    }
    return true;
}

static bool collect_lines(chooser *c)
{
    const stm_view *view = c->a->view;
    for (uint32_t i = 0; i < view->bundles.count;) {
        const stm_bundle *head = &view->bundles.items[i];
        uint32_t end = i + 1;
        while (end < view->bundles.count && view->bundles.items[end].subject == head->subject &&
            view->bundles.items[end].object == head->object) {
            end++;
        }
        if (c->place[head->subject] != 0 && c->place[head->object] != 0 && !fold_pair(c, i, end)) {
            return false;
        }
        i = end;
    }
    return true;
}

typedef struct strength {
    uint32_t sources, facts, ranks, index;
} strength;

static int by_strength(const void *left, const void *right)
{
    const strength *x = left, *y = right;
    if (x->sources != y->sources) {
        return x->sources > y->sources ? -1 : 1;
    }
    if (x->facts != y->facts) {
        return x->facts > y->facts ? -1 : 1;
    }
    if (x->ranks != y->ranks) {
        return x->ranks < y->ranks ? -1 : 1;
    }
    return x->index < y->index ? -1 : x->index > y->index;
}

static uint32_t root(uint32_t *parent, uint32_t node)
{
    while (parent[node] != node) {
        parent[node] = parent[parent[node]];
        node = parent[node];
    }
    return node;
}

/* First the lines that join something not joined yet (Kruskal), then the strongest of the rest. */
static void pick_lines(chooser *c, const strength *order, bool *taken, uint32_t most)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < c->a->net.node_count; i++) {
        c->parent[i] = i;
    }
    for (uint32_t i = 0; i < c->lines.count; i++) {
        const stm_scene_line *line = &c->lines.items[order[i].index];
        uint32_t a = root(c->parent, line->from), b = root(c->parent, line->to);
        if (a != b) {
            c->parent[a] = b;
            taken[order[i].index] = true;
            count++;
        }
    }
    for (uint32_t i = 0; i < c->lines.count && count < most; i++) {
        count += !taken[order[i].index];
        taken[order[i].index] = true;
    }
}

static bool keep_lines(chooser *c, const bool *taken)
{
    stm_scene *s = c->scene;
    for (uint32_t i = 0; i < c->lines.count; i++) {
        stm_scene_line line = c->lines.items[i];
        if (!taken[i]) {
            s->lines_left_out++;
            continue;
        }
        uint32_t first = s->bundles.count;
        for (uint32_t k = 0; k < line.count; k++) {
            if (!stm_vec_push(&s->bundles, c->bundles.items[line.first + k])) {
                return false;
            }
        }
        line.first = first;
        s->facts_drawn += line.facts;
        if (!stm_vec_push(&s->lines, line)) {
            return false;
        }
    }
    return true;
}

static bool choose_lines(chooser *c, stm_arena *arena)
{
    if (!collect_lines(c)) {
        return false;
    }
    strength *order = stm_arena_array(arena, (size_t)c->lines.count + 1, sizeof *order);
    bool *taken = stm_arena_array(arena, (size_t)c->lines.count + 1, sizeof *taken);
    if (order == NULL || taken == NULL) {
        return false;
    }
    for (uint32_t i = 0; i < c->lines.count; i++) {
        const stm_scene_line *line = &c->lines.items[i];
        order[i] = (strength){line->sources, line->facts,
            c->a->scores.rank[line->from] + c->a->scores.rank[line->to], i};
    }
    qsort(order, c->lines.count, sizeof *order, by_strength);
    pick_lines(c, order, taken, SPARE_LINES + (uint32_t)(lines_an_actor * c->scene->nodes.count));
    return keep_lines(c, taken);
}

/* Actors without a line go; the one asked for stays. The rest is put in the order of rank. */
static bool drop_lonely(chooser *c)
{
    enum { CHOSEN = 1, TIED = 2 };
    stm_scene *s = c->scene;
    uint32_t count = s->nodes.count;
    memset(c->place, 0, ((size_t)c->a->net.node_count + 1) * sizeof *c->place);
    for (uint32_t i = 0; i < count; i++) {
        c->place[s->nodes.items[i]] = CHOSEN;
    }
    for (uint32_t i = 0; i < s->lines.count; i++) {
        c->place[s->lines.items[i].from] = c->place[s->lines.items[i].to] = TIED;
    }
    stm_vec_clear(&s->nodes);
    for (uint32_t i = 0; i < c->a->net.node_count; i++) {
        uint32_t node = c->a->scores.order[i];
        bool kept = c->place[node] == TIED ||
            (c->place[node] == CHOSEN && (node == c->wish->around || s->lines.count == 0));
        if (kept && !stm_vec_push(&s->nodes, node)) {
            return false;
        }
    }
    return true;
}

/* ---- size ---- */

static double value_of(const stm_net_scores *s, const char *measure, uint32_t node)
{
    const struct {
        const char *name;
        const double *reals;
        const uint32_t *counts;
    } known[] = {
        {"pagerank", s->pagerank, NULL},
        {"degree", NULL, s->degree},
        {"sources", NULL, s->sources},
        {"betweenness", s->betweenness, NULL},
        {"closeness", s->closeness, NULL},
        {"harmonic", s->harmonic, NULL},
        {"eigenvector", s->eigenvector, NULL},
        {"hub", s->hub, NULL},
        {"authority", s->authority, NULL},
        {"core", NULL, s->core},
    };
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        if (strcmp(known[i].name, measure) == 0) {
            return known[i].reals != NULL ? known[i].reals[node] : known[i].counts[node];
        }
    }
    return NAN;
}

static stemma_status find_sizes(chooser *c, stemma_error *err)
{
    stm_scene *s = c->scene;
    const char *measure = c->wish->measure == NULL ? "pagerank" : c->wish->measure;
    double most = 0;
    s->size = stm_arena_array(&s->arena, (size_t)s->nodes.count + 1, sizeof *s->size);
    if (s->size == NULL) {
        return stm_fail_nomem(err);
    }
    for (uint32_t i = 0; i < s->nodes.count; i++) {
        s->size[i] = value_of(&c->a->scores, measure, s->nodes.items[i]);
        most = s->size[i] > most ? s->size[i] : most;
    }
    for (uint32_t i = 0; i < s->nodes.count; i++) {
        s->size[i] = most > 0 && isfinite(s->size[i]) ? s->size[i] / most : 0;
    }
    return STEMMA_OK;
}

static bool known_measure(const char *measure)
{
    stm_net_scores none = {0};
    double zero = 0;
    uint32_t count = 0;
    none.pagerank = none.betweenness = none.closeness = none.harmonic = none.eigenvector =
        none.hub = none.authority = &zero;
    none.degree = none.sources = none.core = &count;
    return measure == NULL || !isnan(value_of(&none, measure, 0));
}

/* ---- words of the whole ---- */

static bool write_words(chooser *c)
{
    stm_scene *s = c->scene;
    const stm_view *view = c->a->view;
    const stm_scene_wish *w = c->wish;
    if (w->title != NULL) {
        s->title = stm_arena_copy(&s->arena, stm_str_of(w->title));
    } else if (w->around != STM_NONE) {
        s->title = stm_arena_print(&s->arena, "%.*s", STM_ARG(view->nodes.items[w->around].name));
    } else if (w->from != STM_NONE) {
        s->title = stm_arena_print(&s->arena, "%.*s \xE2\x80\x93 %.*s",
            STM_ARG(view->nodes.items[w->from].name), STM_ARG(view->nodes.items[w->to].name));
    } else if (w->community != 0 && w->community <= c->a->scores.community_count) {
        s->title =
            stm_arena_print(&s->arena, "Around %.*s", STM_ARG(c->a->community[w->community - 1]));
    } else if (s->nodes.count == 0) {
        s->title = STM_LIT("No relations");
    } else {
        stm_str one = view->nodes.items[s->nodes.items[0]].name;
        stm_str two = s->nodes.count > 1 ? view->nodes.items[s->nodes.items[1]].name : STM_EMPTY;
        s->title = stm_arena_print(&s->arena, "%.*s%s%.*s%s", STM_ARG(one), two.len > 0 ? ", " : "",
            STM_ARG(two), s->nodes.count > 2 ? " and others" : "");
    }
    stm_str first = c->a->first_date, last = c->a->last_date;
    bool span = first.len > 0 && !stm_str_eq(first, last);
    stm_str share = s->nodes.count < view->nodes.count
        ? stm_arena_print(&s->arena, "%u of ", (unsigned)s->nodes.count)
        : STM_EMPTY;
    s->subtitle = stm_arena_print(&s->arena,
        "%.*s%u actor%s, %u fact%s from %u document%s%s%.*s%s%.*s", STM_ARG(share),
        (unsigned)view->nodes.count, view->nodes.count == 1 ? "" : "s", (unsigned)s->facts_drawn,
        s->facts_drawn == 1 ? "" : "s", (unsigned)view->documents.count,
        view->documents.count == 1 ? "" : "s", first.len > 0 ? ", " : "", STM_ARG(first),
        span ? " to " : "", STM_ARG(span ? last : STM_EMPTY));
    return s->title.ptr != NULL && s->subtitle.ptr != NULL && share.ptr != NULL;
}

static bool write_footer(stm_scene *s)
{
    enum { MOST_SOURCES = 8 };
    const stm_view *view = s->analysis->view;
    stm_str text = STM_EMPTY;
    for (uint32_t i = 0; i < view->documents.count && i < MOST_SOURCES; i++) {
        const stm_source_document *d = &view->documents.items[i];
        stm_evidence e = {.title = d->title, .source = d->source, .path = d->path, .date = d->date};
        stm_str one = stm_source_words(&s->arena, &e);
        if (one.ptr != NULL && one.len == 0) {
            continue; /* imported facts that name no document */
        }
        text = stm_arena_print(&s->arena, "%.*s%s%.*s", STM_ARG(text),
            text.len == 0 ? "Sources: " : "; ", STM_ARG(one));
        if (one.ptr == NULL || text.ptr == NULL) {
            return false;
        }
    }
    if (view->documents.count > MOST_SOURCES) {
        text = stm_arena_print(&s->arena, "%.*s; and %u more", STM_ARG(text),
            (unsigned)(view->documents.count - MOST_SOURCES));
    }
    s->footer = text;
    return text.ptr != NULL;
}

static stemma_status choose_all(chooser *c, stm_arena *arena, stemma_error *err)
{
    const stm_scene_wish *w = c->wish;
    uint32_t candidates = 0;
    if (!make_neighbours(c, arena)) {
        return stm_fail_nomem(err);
    }
    distances(c, w->around != STM_NONE ? w->around : w->from, c->near);
    distances(c, w->to, c->far);
    if (w->from != STM_NONE && c->near[w->to] == UINT32_MAX) {
        return stm_fail(err, STEMMA_ERR_NOTFOUND, "no way from \"%.*s\" to \"%.*s\"",
            STM_ARG(c->a->view->nodes.items[w->from].name),
            STM_ARG(c->a->view->nodes.items[w->to].name));
    }
    if (!choose_nodes(c, &candidates) || !choose_lines(c, arena) || !drop_lonely(c)) {
        return stm_fail_nomem(err);
    }
    c->scene->nodes_left_out = candidates - c->scene->nodes.count;
    STM_TRY(find_sizes(c, err));
    return write_words(c) && write_footer(c->scene) ? STEMMA_OK : stm_fail_nomem(err);
}

stemma_status stm_scene_choose(
    const stm_analysis *analysis, const stm_scene_wish *wish, stm_scene *out, stemma_error *err)
{
    *out = (stm_scene){.analysis = analysis};
    if (!known_measure(wish->measure)) {
        return stm_fail(err, STEMMA_ERR_ARG, "unknown measure \"%s\"", wish->measure);
    }
    if (wish->community > analysis->scores.community_count) {
        return stm_fail(err, STEMMA_ERR_NOTFOUND, "no community %u; there are %u",
            (unsigned)wish->community, (unsigned)analysis->scores.community_count);
    }
    stm_arena arena;
    stm_arena_init(&arena);
    stm_arena_init(&out->arena);
    chooser c = {.scene = out, .a = analysis, .wish = wish};
    stemma_status status = choose_all(&c, &arena, err);
    stm_vec_free(&c.lines);
    stm_vec_free(&c.bundles);
    stm_arena_dispose(&arena);
    if (status != STEMMA_OK) {
        stm_scene_dispose(out);
    }
    return status;
}

void stm_scene_dispose(stm_scene *scene)
{
    stm_vec_free(&scene->nodes);
    stm_vec_free(&scene->bundles);
    stm_vec_free(&scene->lines);
    stm_arena_dispose(&scene->arena);
}
