/* The report as TSV (all measures of all actors, one line an actor) and as JSON.
 * Columns are only ever added at the end. SPDX-License-Identifier: GPL-2.0-or-later */
#include <math.h>

#include "report/findings.h"

static void tsv_text(stm_buf *out, stm_str text)
{
    for (uint32_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        stm_buf_char(out, c == '\t' || c == '\n' || c == '\r' ? ' ' : c);
    }
    stm_buf_char(out, '\t');
}

static void real(stm_buf *out, double value, const char *after)
{
    if (isfinite(value)) {
        stm_buf_double(out, value, 8);
    }
    stm_buf_text(out, after);
}

void stm_report_tsv(stm_findings *f, stm_buf *out)
{
    const stm_net_scores *s = &f->analysis.scores;
    stm_buf_text(out,
        "rank\tname\ttype\tdegree\tin\tout\tsources\tpagerank\tbetweenness\tcloseness\tharmonic\thub\t"
        "authority\teigenvector\tconstraint\tcore\tcut\tcomponent\tcommunity\trole\trank_low\trank_high\t"
        "betweenness_error\n");
    for (uint32_t i = 0; i < f->count; i++) {
        uint32_t n = f->actors[i].node;
        const stm_node *node = &f->analysis.view->nodes.items[n];
        stm_buf_print(out, "%u\t", (unsigned)(i + 1));
        tsv_text(out, node->name);
        stm_buf_print(out, "%s\t%u\t%u\t%u\t%u\t", stm_type_name((stm_type)node->type),
            (unsigned)s->degree[n], (unsigned)s->in[n], (unsigned)s->out[n],
            (unsigned)s->sources[n]);
        const double values[] = {s->pagerank[n], s->betweenness[n], s->closeness[n], s->harmonic[n],
            s->hub[n], s->authority[n], s->eigenvector[n], s->constraint[n]};
        for (size_t k = 0; k < sizeof values / sizeof values[0]; k++) {
            real(out, values[k], "\t");
        }
        stm_buf_print(out, "%u\t%d\t%u\t%u\t", (unsigned)s->core[n], s->cut[n],
            (unsigned)s->component[n] + 1, (unsigned)s->community[n] + 1);
        tsv_text(out, f->actors[i].role);
        if (f->rounds > 0) {
            stm_buf_print(out, "%u\t%u\t", (unsigned)f->low[n], (unsigned)f->high[n]);
        } else {
            stm_buf_text(out, "\t\t");
        }
        real(out, s->betweenness_error[n], "\n");
    }
}

static void json_real(stm_buf *out, const char *name, double value)
{
    stm_buf_print(out, ", \"%s\": ", name);
    real(out, value, isfinite(value) ? "" : "null");
}

static void json_text(stm_buf *out, const char *name, stm_str value)
{
    stm_buf_print(out, ", \"%s\": ", name);
    stm_buf_json(out, value);
}

static void json_relations(const stm_findings *f, const stm_actor_told *actor, stm_buf *out)
{
    const stm_view *view = f->analysis.view;
    stm_buf_text(out, ",\n   \"relations\": [");
    for (uint32_t i = 0; i < actor->relation_count; i++) {
        const stm_relation_told *r = &actor->relations[i];
        stm_buf_print(out, "%s{\"facts\": %u, \"sources\": %u, \"negated\": %s",
            i > 0 ? ",\n    " : "", (unsigned)r->bundle->facts, (unsigned)r->bundle->sources,
            r->bundle->negated ? "true" : "false");
        json_text(out, "subject", view->nodes.items[r->bundle->subject].name);
        json_text(out, "relation", view->relations.items[r->bundle->relation]);
        json_text(out, "object", view->nodes.items[r->bundle->object].name);
        json_text(out, "modality", stm_str_of(stm_modality_name(r->bundle->modality)));
        json_text(out, "sentence", r->sentence);
        json_text(out, "source", r->source);
        json_text(out, "url", r->url);
        stm_buf_char(out, '}');
    }
    stm_buf_char(out, ']');
}

static void json_actor(const stm_findings *f, uint32_t index, stm_buf *out)
{
    const stm_net_scores *s = &f->analysis.scores;
    const stm_actor_told *actor = &f->actors[index];
    uint32_t n = actor->node;
    const stm_node *node = &f->analysis.view->nodes.items[n];
    stm_buf_print(out, "%s\n  {\"rank\": %u, \"id\": %lld", index > 0 ? "," : "",
        (unsigned)index + 1, (long long)node->id);
    json_text(out, "name", node->name);
    json_text(out, "type", stm_str_of(stm_type_name((stm_type)node->type)));
    json_text(out, "role", actor->role);
    if (actor->about.len > 0) {
        json_text(out, "about", actor->about);
    }
    stm_buf_print(out,
        ", \"degree\": %u, \"in\": %u, \"out\": %u, \"sources\": %u, \"core\": %u, \"cut\": %s, "
        "\"component\": %u, \"community\": %u",
        (unsigned)s->degree[n], (unsigned)s->in[n], (unsigned)s->out[n], (unsigned)s->sources[n],
        (unsigned)s->core[n], s->cut[n] ? "true" : "false", (unsigned)s->component[n] + 1,
        (unsigned)s->community[n] + 1);
    json_real(out, "pagerank", s->pagerank[n]);
    json_real(out, "betweenness", s->betweenness[n]);
    json_real(out, "betweenness_error", s->betweenness_error[n]);
    json_real(out, "closeness", s->closeness[n]);
    json_real(out, "harmonic", s->harmonic[n]);
    json_real(out, "hub", s->hub[n]);
    json_real(out, "authority", s->authority[n]);
    json_real(out, "eigenvector", s->eigenvector[n]);
    json_real(out, "constraint", s->constraint[n]);
    if (f->rounds > 0) {
        stm_buf_print(out, ", \"rank_low\": %u, \"rank_high\": %u", (unsigned)f->low[n],
            (unsigned)f->high[n]);
    }
    stm_buf_text(out, ", \"periods\": {");
    for (uint32_t p = 0, written = 0; p < f->period_count; p++) {
        if (actor->periods[p] > 0) {
            stm_buf_print(out, "%s\"%.*s\": %u", written++ > 0 ? ", " : "", STM_ARG(f->periods[p]),
                (unsigned)actor->periods[p]);
        }
    }
    stm_buf_char(out, '}');
    json_relations(f, actor, out);
    stm_buf_char(out, '}');
}

static void json_structure(const stm_findings *f, stm_buf *out)
{
    const stm_analysis *a = &f->analysis;
    stm_buf_text(out, " \"communities\": [");
    for (uint32_t i = 0; i < a->scores.community_count; i++) {
        stm_buf_print(out, "%s\n  {\"number\": %u, \"actors\": %u", i > 0 ? "," : "",
            (unsigned)i + 1, (unsigned)a->community_size[i]);
        json_text(out, "name", a->community[i]);
        stm_buf_char(out, '}');
    }
    stm_buf_text(out, "],\n \"bridges\": [");
    for (uint32_t i = 0; i < a->scores.bridge_count; i++) {
        const stm_net_arc *tie = &a->net.ties.items[a->scores.bridges[i]];
        stm_buf_text(out, i > 0 ? ", [" : "[");
        stm_buf_json(out, a->view->nodes.items[tie->a].name);
        stm_buf_text(out, ", ");
        stm_buf_json(out, a->view->nodes.items[tie->b].name);
        stm_buf_char(out, ']');
    }
    stm_buf_text(out, "],\n");
}

void stm_report_json(stm_findings *f, stm_buf *out)
{
    const stm_analysis *a = &f->analysis;
    stm_buf_print(out,
        "{\"actors_total\": %u, \"ties\": %u, \"arcs\": %u, \"facts\": %u, \"facts_about_oneself\": %u, "
        "\"documents\": %u, \"components\": %u, \"largest_component\": %u, \"bootstrap_rounds\": %u, "
        "\"path_sources\": %u",
        (unsigned)a->scores.node_count, (unsigned)a->net.ties.count, (unsigned)a->net.arcs.count,
        (unsigned)a->view->edges.count, (unsigned)a->net.loop_facts,
        (unsigned)a->view->documents.count, (unsigned)a->scores.component_count,
        (unsigned)a->scores.largest_component, (unsigned)f->rounds,
        (unsigned)a->scores.path_sources);
    json_text(out, "first_date", a->first_date);
    json_text(out, "last_date", a->last_date);
    json_real(out, "density", a->scores.density);
    json_real(out, "reciprocity", a->scores.reciprocity);
    json_real(out, "modularity", a->scores.modularity);
    stm_buf_text(out, ",\n \"in_short\": [");
    for (uint32_t i = 0; i < f->brief_count; i++) {
        stm_buf_text(out, i > 0 ? ",\n  " : "");
        stm_buf_json(out, f->brief[i]);
    }
    stm_buf_text(out, "],\n");
    json_structure(f, out);
    stm_buf_text(out, " \"actors\": [");
    for (uint32_t i = 0; i < f->count; i++) {
        json_actor(f, i, out);
    }
    stm_buf_text(out, "]}\n");
}
