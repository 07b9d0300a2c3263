/* What the numbers say, in sentences: a few about the whole, one paragraph about each actor. Nothing stands here that
 * is not in the figures; no adjectives. SPDX-License-Identifier: GPL-2.0-or-later */
#include <math.h>

#include "report/findings.h"

enum { NAMES_TOLD = 5, CONFLICTS_TOLD = 4 };

static stm_str name_of(const stm_findings *f, uint32_t node)
{
    return f->analysis.view->nodes.items[node].name;
}

static const char *plural(uint32_t count)
{
    return count == 1 ? "" : "s";
}

/* "42 %": shares below half a percent are not worth a sentence. */
static uint32_t percent(double share)
{
    return isfinite(share) && share > 0 ? (uint32_t)lround(share * 100) : 0;
}

static const char *about_sign(const stm_findings *f)
{
    return f->analysis.scores.path_sources > 0 ? "About " : "";
}

static void add_ways(const stm_findings *f, uint32_t node, stm_buf *out)
{
    uint32_t share = percent(f->analysis.scores.betweenness[node]);
    if (share > 0) {
        stm_buf_print(out, " %s%u %% of the shortest ways between two others lead through %.*s.",
            about_sign(f), (unsigned)share, STM_ARG(name_of(f, node)));
    }
}

/* ---- one actor ---- */

/* "Facts over time: 2018 1, 2023 4." or, of many periods, where most are. */
static void over_time(const stm_findings *f, const stm_actor_told *actor, stm_buf *out)
{
    enum { PERIODS_TOLD = 5 };
    uint32_t used = 0, all = 0, best = 0;
    for (uint32_t i = 0; i < f->period_count; i++) {
        used += actor->periods[i] > 0;
        all += actor->periods[i];
        best = actor->periods[i] > actor->periods[best] ? i : best;
    }
    if (f->period_count < 2 || used == 0) {
        return;
    }
    if (used > PERIODS_TOLD) {
        stm_buf_print(out, " Most facts are of %.*s: %u of %u with a date.",
            STM_ARG(f->periods[best]), (unsigned)actor->periods[best], (unsigned)all);
        return;
    }
    stm_buf_text(out, " Facts by date:");
    for (uint32_t i = 0, told = 0; i < f->period_count; i++) {
        if (actor->periods[i] > 0) {
            stm_buf_print(out, "%s %u in %.*s", told++ > 0 ? "," : "", (unsigned)actor->periods[i],
                STM_ARG(f->periods[i]));
        }
    }
    stm_buf_char(out, '.');
}

static void about(const stm_findings *f, const stm_actor_told *actor, stm_buf *out)
{
    const stm_analysis *a = &f->analysis;
    const stm_net_scores *s = &a->scores;
    uint32_t n = actor->node, group = s->community[n];
    const char *type = stm_type_name((stm_type)a->view->nodes.items[n].type);
    stm_buf_char(out, (char)(type[0] >= 'a' && type[0] <= 'z' ? type[0] - 'a' + 'A' : type[0]));
    stm_buf_print(out, "%s; %.*s.", type + 1, STM_ARG(actor->role));
    if (s->degree[n] > 0) {
        stm_buf_print(out, " Tied to %u other%s: acts on %u, is acted on by %u.",
            (unsigned)s->degree[n], plural(s->degree[n]), (unsigned)s->out[n], (unsigned)s->in[n]);
    }
    add_ways(f, n, out);
    if (s->cut[n]) {
        stm_buf_print(
            out, " Without %.*s the network falls into more pieces.", STM_ARG(name_of(f, n)));
    }
    if (f->rounds > 0 && f->low[n] < f->high[n]) {
        stm_buf_print(out, " Rank %u to %u when the documents are drawn anew.", (unsigned)f->low[n],
            (unsigned)f->high[n]);
    }
    over_time(f, actor, out);
    if (a->community_size[group] > 1) {
        stm_buf_print(
            out, " Community %u: %.*s.", (unsigned)group + 1, STM_ARG(a->community[group]));
    }
}

/* ---- the whole ---- */

static void first_actor(stm_findings *f, stm_buf *out)
{
    const stm_net_scores *s = &f->analysis.scores;
    uint32_t n = f->actors[0].node;
    stm_buf_print(out, "%.*s ranks first of %u actors, tied to %u other%s.", STM_ARG(name_of(f, n)),
        (unsigned)s->node_count, (unsigned)s->degree[n], plural(s->degree[n]));
    add_ways(f, n, out);
    if (f->count > 1) {
        stm_buf_text(out, " Next:");
    }
    for (uint32_t i = 1; i < f->count && i < NAMES_TOLD; i++) {
        stm_buf_print(out, "%s %.*s (%.*s)", i > 1 ? "," : "",
            STM_ARG(name_of(f, f->actors[i].node)), STM_ARG(f->actors[i].role));
    }
    stm_buf_text(out, f->count > 1 ? "." : "");
}

/* Articulation points, the most central first. Nothing is said of a network too small for that to mean anything. */
static void cut_points(stm_findings *f, stm_buf *out)
{
    const stm_net_scores *s = &f->analysis.scores;
    uint32_t count = 0;
    for (uint32_t i = 0; i < s->node_count; i++) {
        count += s->cut[i];
    }
    if (count == 0) {
        stm_buf_text(out,
            s->largest_component > 4
                ? "No single actor holds the network together: it stays in one piece without any one of them."
                : "");
        return;
    }
    stm_buf_print(out,
        "%u actor%s hold%s the network together; it falls into more pieces without %s:",
        (unsigned)count, plural(count), count == 1 ? "s" : "",
        count == 1 ? "that one" : "any one of them");
    uint32_t told = 0;
    for (uint32_t i = 0; i < s->node_count && told < NAMES_TOLD; i++) {
        if (s->cut[s->order[i]]) {
            stm_buf_print(out, "%s %.*s", told++ > 0 ? "," : "", STM_ARG(name_of(f, s->order[i])));
        }
    }
    if (count > told) {
        stm_buf_print(out, " and %u more", (unsigned)(count - told));
    }
    stm_buf_char(out, '.');
}

static bool conflict(const stm_view *view, const stm_bundle *b)
{
    return b->negated || stm_relation_hostile(view->relations.items[b->relation]);
}

/* The strongest of them in the order of the view; counts all. */
static bool conflicts(stm_findings *f, stm_buf *out)
{
    const stm_view *view = f->analysis.view;
    const stm_bundle *told[CONFLICTS_TOLD];
    uint32_t count = 0, kept = 0;
    for (uint32_t i = 0; i < view->bundles.count; i++) {
        const stm_bundle *b = &view->bundles.items[i];
        if (!conflict(view, b)) {
            continue;
        }
        uint32_t at = kept;
        for (; at > 0 && stm_findings_stronger(view, b, told[at - 1]); at--) {
            if (at < CONFLICTS_TOLD) {
                told[at] = told[at - 1];
            }
        }
        if (at < CONFLICTS_TOLD) {
            told[at] = b;
            kept += kept < CONFLICTS_TOLD;
        }
        count++;
    }
    if (count > 0) {
        stm_buf_print(
            out, "%u relation%s hostile or denied:", (unsigned)count, count == 1 ? " is" : "s are");
    }
    for (uint32_t i = 0; i < kept; i++) {
        stm_str words = stm_findings_words(f, told[i]);
        if (words.ptr == NULL) {
            return false;
        }
        stm_buf_print(out, "%s %.*s", i > 0 ? ";" : "", STM_ARG(words));
    }
    stm_buf_text(out, count > kept ? "; and others." : count > 0 ? "." : "");
    return true;
}

static void certainty(stm_findings *f, stm_buf *out)
{
    const stm_view *view = f->analysis.view;
    uint32_t open = 0, all = view->edges.count;
    for (uint32_t i = 0; i < all; i++) {
        open += view->edges.items[i].modality != STM_ASSERTED;
    }
    if (open > 0) {
        stm_buf_print(out, "%u of the %u facts %s planned, possible, demanded or alleged. ",
            (unsigned)open, (unsigned)all, open == 1 ? "is" : "are");
    }
    if (view->documents.count == 1) {
        stm_buf_text(out, "Everything here comes from one document: no second source confirms it.");
    } else {
        uint32_t most = 0;
        for (uint32_t i = 0; i < f->analysis.net.ties.count; i++) {
            most += f->analysis.net.ties.items[i].sources > 1;
        }
        stm_buf_print(out, "%u of %u ties rest%s on more than one independent document.",
            (unsigned)most, (unsigned)f->analysis.net.ties.count, most == 1 ? "s" : "");
    }
}

static void add_share(stm_buf *out, double share)
{
    if (share > 0 && share < 0.005) {
        stm_buf_text(out, "Less than 1 %");
    } else {
        stm_buf_print(out, "%u %%", (unsigned)percent(share));
    }
}

/* Pieces, bridges, density, reciprocity. */
static void shape(stm_findings *f, stm_buf *out)
{
    const stm_net_scores *s = &f->analysis.scores;
    if (s->component_count > 1) {
        stm_buf_print(out, "The network is in %u pieces, the largest of %u actors; ",
            (unsigned)s->component_count, (unsigned)s->largest_component);
    } else {
        stm_buf_text(out, "The network is in one piece; ");
    }
    stm_buf_print(out, "%u of its ties %s the only way between two parts (bridges).",
        (unsigned)s->bridge_count, s->bridge_count == 1 ? "is" : "are");
    if (isfinite(s->density)) {
        stm_buf_char(out, ' ');
        add_share(out, s->density);
        stm_buf_text(out, " of all possible ties exist (density).");
    }
    if (isfinite(s->reciprocity)) {
        stm_buf_char(out, ' ');
        add_share(out, s->reciprocity);
        stm_buf_text(out, " of the relations have one in return (reciprocity).");
    }
}

static bool keep(stm_findings *f, stm_buf *text)
{
    bool fine = !text->failed;
    if (fine && text->length > 0) {
        stm_str sentence = stm_arena_copy(&f->arena, stm_str_trim(stm_buf_view(text)));
        f->brief[f->brief_count++] = sentence;
        fine = sentence.ptr != NULL;
    }
    stm_buf_clear(text);
    return fine;
}

bool stm_findings_brief(stm_findings *f, uint32_t told)
{
    stm_buf text;
    stm_buf_init(&text);
    bool fine = true;
    for (uint32_t i = 0; fine && i < told; i++) {
        about(f, &f->actors[i], &text);
        f->actors[i].about = stm_arena_copy(&f->arena, stm_buf_view(&text));
        fine = !text.failed && f->actors[i].about.ptr != NULL;
        stm_buf_clear(&text);
    }
    if (fine && told > 0 && f->analysis.net.ties.count > 0) {
        first_actor(f, &text);
        fine = keep(f, &text);
        cut_points(f, &text);
        fine = fine && keep(f, &text);
        shape(f, &text);
        fine = fine && keep(f, &text);
        fine = fine && conflicts(f, &text) && keep(f, &text);
        certainty(f, &text);
        fine = fine && keep(f, &text);
    }
    stm_buf_dispose(&text);
    return fine;
}
