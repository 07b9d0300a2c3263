/* Gathering what a report says. Roles are read off four plain rules, told in docs/report.md; an actor may have two.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "report/findings.h"

#include <math.h>
#include <stdlib.h>

enum { ROUNDS = 200, LEAST_ROUNDS = 20 };
static const double bootstrap_work = 3e8; /* ties times rounds times iterations */

/* ---- firmness ---- */

static stemma_status find_firmness(stm_findings *f, stemma_error *err)
{
    const stm_net *net = &f->analysis.net;
    double each = 60.0 * ((double)net->ties.count + net->node_count) + 1;
    double rounds = fmin(ROUNDS, floor(bootstrap_work / each));
    f->low = stm_arena_array(&f->arena, (size_t)net->node_count + 1, sizeof *f->low);
    f->high = stm_arena_array(&f->arena, (size_t)net->node_count + 1, sizeof *f->high);
    if (f->low == NULL || f->high == NULL) {
        return stm_fail_nomem(err);
    }
    return rounds < LEAST_ROUNDS
        ? STEMMA_OK
        : stm_net_bootstrap(net, (uint32_t)rounds, 1, f->low, f->high, &f->rounds, err);
}

/* ---- roles ---- */

static stm_str role_of(stm_findings *f, uint32_t node)
{
    const stm_net_scores *s = &f->analysis.scores;
    uint32_t in = s->in[node], out = s->out[node];
    bool between = s->betweenness[node] >= 0.1;
    bool loose = s->cut[node] || s->constraint[node] <= 0.35; /* NaN compares false */
    const char *first = between && loose ? "broker" : "";
    const char *second = out >= 3 && out >= 2 * in ? "hub"
        : in >= 3 && in >= 2 * out                 ? "authority"
                                                   : "";
    if (first[0] == '\0' && second[0] == '\0') {
        first = s->degree[node] <= 1 ? "periphery" : "member";
    }
    return stm_arena_print(
        &f->arena, "%s%s%s", first, first[0] != '\0' && second[0] != '\0' ? ", " : "", second);
}

/* ---- strongest relations ---- */

bool stm_findings_stronger(const stm_view *view, const stm_bundle *x, const stm_bundle *y)
{
    if (x->sources != y->sources) {
        return x->sources > y->sources;
    }
    if (x->facts != y->facts) {
        return x->facts > y->facts;
    }
    if (x->in_vocabulary != y->in_vocabulary) {
        return x->in_vocabulary;
    }
    float a = view->edges.items[x->first_edge].confidence,
          b = view->edges.items[y->first_edge].confidence;
    return a > b || (a == b && x < y);
}

static void consider(const stm_view *view, stm_actor_told *actor, const stm_bundle *b)
{
    uint32_t at = actor->relation_count;
    while (at > 0 && stm_findings_stronger(view, b, actor->relations[at - 1].bundle)) {
        at--;
    }
    if (at == STM_RELATIONS_TOLD) {
        return;
    }
    uint32_t last = actor->relation_count < STM_RELATIONS_TOLD ? actor->relation_count++
                                                               : STM_RELATIONS_TOLD - 1;
    for (uint32_t i = last; i > at; i--) {
        actor->relations[i] = actor->relations[i - 1];
    }
    actor->relations[at] = (stm_relation_told){.bundle = b};
}

static void find_relations(stm_findings *f, const uint32_t *place, uint32_t limit)
{
    const stm_view *view = f->analysis.view;
    for (uint32_t i = 0; i < view->bundles.count; i++) {
        const stm_bundle *b = &view->bundles.items[i];
        uint32_t from = place[b->subject], to = place[b->object];
        if (from < limit) {
            consider(view, &f->actors[from], b);
        }
        if (to < limit && to != from) {
            consider(view, &f->actors[to], b);
        }
    }
}

stm_str stm_findings_words(stm_findings *f, const stm_bundle *b)
{
    const stm_view *view = f->analysis.view;
    stm_str words = stm_relation_words(&f->arena, view->relations.items[b->relation], false);
    bool doubtful = b->modality != STM_ASSERTED;
    return words.ptr == NULL
        ? words
        : stm_arena_print(&f->arena, "%.*s %.*s %.*s%s%s%s%s%s",
              STM_ARG(view->nodes.items[b->subject].name), STM_ARG(words),
              STM_ARG(view->nodes.items[b->object].name), b->negated || doubtful ? " (" : "",
              b->negated ? "denied" : "", b->negated && doubtful ? ", " : "",
              doubtful ? stm_modality_name(b->modality) : "", b->negated || doubtful ? ")" : "");
}

static stemma_status find_sentence(
    stm_findings *f, const stm_witness_source *witness, stm_relation_told *told, stemma_error *err)
{
    stm_evidence e;
    int64_t fact = f->analysis.view->edges.items[told->bundle->first_edge].id;
    STM_TRY(stm_witness_get(witness, fact, &f->arena, &e, err));
    told->sentence = e.sentence;
    told->url = e.url;
    told->source = stm_source_words(&f->arena, &e);
    told->words = stm_findings_words(f, told->bundle);
    return told->source.ptr == NULL || told->words.ptr == NULL ? stm_fail_nomem(err) : STEMMA_OK;
}

/* ---- time ---- */

typedef struct span {
    int32_t first, last;
    bool months;
} span; /* months or years since year 0 */

static bool period_of(const stm_view *view, const stm_edge *edge, bool months, int32_t *out)
{
    stm_str time = stm_edge_time(view, edge);
    double years = 0;
    if (!stm_time_years(time, &years) || (months && time.len < 7)) {
        return false;
    }
    *out = (int32_t)floor(months ? years * 12 + 1e-6 : years);
    return true;
}

static bool find_span(const stm_view *view, bool months, span *out)
{
    *out = (span){INT32_MAX, INT32_MIN, months};
    for (uint32_t i = 0; i < view->edges.count; i++) {
        int32_t at = 0;
        if (period_of(view, &view->edges.items[i], months, &at)) {
            out->first = at < out->first ? at : out->first;
            out->last = at > out->last ? at : out->last;
        }
    }
    if (out->first > out->last) {
        return false;
    }
    /* A single "1871" must not stretch the axis over centuries: only the last periods are told. */
    out->first =
        out->last - out->first >= STM_MOST_PERIODS ? out->last - STM_MOST_PERIODS + 1 : out->first;
    return true;
}

static bool name_periods(stm_findings *f, const span *s)
{
    for (int32_t at = s->first; at <= s->last; at++) {
        stm_str *name = &f->periods[f->period_count++];
        *name = s->months ? stm_arena_print(&f->arena, "%d-%02d", at / 12, at % 12 + 1)
                          : stm_arena_print(&f->arena, "%d", at);
        if (name->ptr == NULL) {
            return false;
        }
    }
    return true;
}

/* By month when all is within two years, else by year. */
static bool find_periods(stm_findings *f, const uint32_t *place)
{
    const stm_view *view = f->analysis.view;
    span years, months, *use = &years;
    if (!find_span(view, false, &years)) {
        return true;
    }
    if (years.last - years.first <= 1 && find_span(view, true, &months)) {
        use = &months;
    }
    if (!name_periods(f, use)) {
        return false;
    }
    for (uint32_t i = 0; i < f->count; i++) {
        f->actors[i].periods = stm_arena_array(&f->arena, f->period_count, sizeof(uint32_t));
        if (f->actors[i].periods == NULL) {
            return false;
        }
    }
    for (uint32_t i = 0; i < view->edges.count; i++) {
        const stm_edge *e = &view->edges.items[i];
        int32_t at = 0;
        if (!period_of(view, e, use->months, &at) || at < use->first) {
            continue;
        }
        uint32_t ends[2] = {place[e->subject], place[e->object]};
        for (int k = 0; k < (ends[0] == ends[1] ? 1 : 2); k++) {
            if (ends[k] < f->count) {
                f->actors[ends[k]].periods[at - use->first]++;
            }
        }
    }
    return true;
}

/* ---- all together ---- */

static bool summarise(stm_findings *f, const char *title)
{
    const stm_analysis *a = &f->analysis;
    const stm_net_scores *s = &a->scores;
    stm_str first = a->first_date, last = a->last_date;
    bool dated = first.len > 0, span_of_days = dated && !stm_str_eq(first, last);
    f->title =
        stm_arena_copy(&f->arena, stm_str_of(title == NULL ? "Who matters, and why" : title));
    f->summary = stm_arena_print(&f->arena,
        "%u actor%s, %u tie%s, %u fact%s from %u document%s%s%.*s%s%.*s; %u communit%s, %u component%s",
        (unsigned)s->node_count, s->node_count == 1 ? "" : "s", (unsigned)a->net.ties.count,
        a->net.ties.count == 1 ? "" : "s", (unsigned)a->view->edges.count,
        a->view->edges.count == 1 ? "" : "s", (unsigned)a->view->documents.count,
        a->view->documents.count == 1 ? "" : "s", dated ? ", " : "", STM_ARG(first),
        span_of_days ? " to " : "", STM_ARG(span_of_days ? last : STM_EMPTY),
        (unsigned)s->community_count, s->community_count == 1 ? "y" : "ies",
        (unsigned)s->component_count, s->component_count == 1 ? "" : "s");
    return f->title.ptr != NULL && f->summary.ptr != NULL;
}

static stemma_status tell(
    stm_findings *f, const stm_witness_source *witness, uint32_t limit, stemma_error *err)
{
    uint32_t nodes = f->analysis.scores.node_count;
    uint32_t *place = stm_arena_array(&f->arena, (size_t)nodes + 1, sizeof *place);
    f->actors = stm_arena_array(&f->arena, (size_t)f->count + 1, sizeof *f->actors);
    if (place == NULL || f->actors == NULL) {
        return stm_fail_nomem(err);
    }
    for (uint32_t i = 0; i < nodes; i++) {
        place[f->analysis.scores.order[i]] = i;
    }
    find_relations(f, place, limit);
    for (uint32_t i = 0; i < f->count; i++) {
        stm_actor_told *actor = &f->actors[i];
        actor->node = f->analysis.scores.order[i];
        actor->role = role_of(f, actor->node);
        if (actor->role.ptr == NULL) {
            return stm_fail_nomem(err);
        }
        f->worst_error = fmax(f->worst_error, f->analysis.scores.betweenness_error[actor->node]);
        for (uint32_t k = 0; k < actor->relation_count; k++) {
            STM_TRY(find_sentence(f, witness, &actor->relations[k], err));
        }
    }
    return find_periods(f, place) && stm_findings_brief(f, limit) ? STEMMA_OK : stm_fail_nomem(err);
}

stemma_status stm_findings_make(const stm_view *view, const stm_witness_source *witness,
    const char *title, uint32_t count, uint32_t with_sentences, stm_findings *out,
    stemma_error *err)
{
    *out = (stm_findings){.count = 0};
    stm_arena_init(&out->arena);
    STM_TRY(stm_analysis_make(view, &STM_NET_BUDGET, &out->analysis, err));
    uint32_t nodes = out->analysis.scores.node_count;
    out->count = count == 0 || count > nodes ? nodes : count;
    uint32_t limit = with_sentences < out->count ? with_sentences : out->count;
    stemma_status status = find_firmness(out, err);
    if (status == STEMMA_OK) {
        status = tell(out, witness, limit, err);
    }
    if (status == STEMMA_OK && !summarise(out, title)) {
        status = stm_fail_nomem(err);
    }
    if (status != STEMMA_OK) {
        stm_findings_dispose(out);
    }
    return status;
}

void stm_findings_dispose(stm_findings *findings)
{
    stm_analysis_dispose(&findings->analysis);
    stm_arena_dispose(&findings->arena);
}

stm_str stm_findings_meaning(stm_findings *f, uint32_t index)
{
    const stm_net_scores *s = &f->analysis.scores;
    switch (index) {
    case 0:
        return STM_LIT(
            "Ties: others the actor has a fact with. In, out: others that point to the actor, that the actor "
            "points to. Sources: independent documents behind the ties, near copies counted once.");
    case 1:
        return STM_LIT(
            "PageRank orders the actors: how often one ends up with the actor when following ties at random, "
            "each tie weighed by its independent sources and, less, by further facts, whatever its direction. All values add up to 1. In the "
            "order, actors outside the largest component count less, by the size of theirs.");
    case 2:
        return s->path_sources == 0
            ? STM_LIT(
                  "Between: share of the shortest ways between two others that lead through the actor (exact).")
            : stm_arena_print(&f->arena,
                  "Between: share of the shortest ways between two others that lead through the actor, "
                  "estimated from %u random sources, standard error at most %.4f.",
                  (unsigned)s->path_sources, f->worst_error);
    case 3:
        return f->rounds == 0
            ? STM_LIT(
                  "No rank intervals: they need at least two independent documents and a network of moderate size.")
            : stm_arena_print(&f->arena,
                  "Places: the rank lies there in 90 %% of %u draws of the documents with replacement; "
                  "a wide interval means that the rank hangs on few documents.",
                  (unsigned)f->rounds);
    case 4:
        return STM_LIT(
            "Roles: a broker stands between others who are not tied to each other; a hub acts on many, an "
            "authority is acted on by many; periphery hangs on a single tie; members are what remains.");
    default:
        return (stm_str){NULL, 0};
    }
}

void stm_findings_fixed(stm_buf *out, double value, int decimals)
{
    uint64_t factor = 1;
    if (!isfinite(value) || value < 0 || value > 1e12) {
        stm_buf_text(out, "\xE2\x80\x93");
        return;
    }
    for (int i = 0; i < decimals; i++) {
        factor *= 10;
    }
    uint64_t whole = (uint64_t)llround(value * (double)factor);
    stm_buf_u64(out, whole / factor);
    if (decimals > 0) {
        stm_buf_print(out, ".%0*llu", decimals, (unsigned long long)(whole % factor));
    }
}
