/* The report as one page: picture, bar charts, table, the actors with their sentences. No script, nothing fetched.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include <math.h>

#include "report/findings.h"
#include "report/page.h"

extern const unsigned char stm_embed_report_css[];
extern const size_t stm_embed_report_css_bytes;

static void cell(stm_buf *out, uint32_t value)
{
    stm_buf_print(out, "<td>%u</td>", (unsigned)value);
}

static void table_row(stm_findings *f, uint32_t index, stm_buf *out)
{
    const stm_net_scores *s = &f->analysis.scores;
    uint32_t n = f->actors[index].node;
    const stm_node *node = &f->analysis.view->nodes.items[n];
    stm_buf_print(out, "<tr><td>%u</td><td class=\"name\" dir=\"auto\">", (unsigned)index + 1);
    stm_page_text(out, node->name);
    stm_buf_print(out, "</td><td class=\"text\">%s</td>", stm_type_name((stm_type)node->type));
    cell(out, s->degree[n]);
    cell(out, s->in[n]);
    cell(out, s->out[n]);
    cell(out, s->sources[n]);
    const double values[] = {s->pagerank[n], s->betweenness[n], s->harmonic[n], s->constraint[n]};
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
        stm_buf_text(out, "<td>");
        stm_findings_fixed(out, values[i], i == 0 ? 4 : 3);
        stm_buf_text(out, "</td>");
    }
    if (f->rounds > 0) {
        stm_buf_print(out, "<td>%u\xE2\x80\x93%u</td>", (unsigned)f->low[n], (unsigned)f->high[n]);
    }
    stm_buf_print(out, "<td class=\"text\">%.*s</td><td>%u</td></tr>\n",
        STM_ARG(f->actors[index].role), (unsigned)s->community[n] + 1);
}

static void table(stm_findings *f, stm_buf *out)
{
    stm_buf_print(out,
        "<h2>Figures</h2>\n<div class=\"wide\"><table><thead><tr><th scope=\"col\">#</th>"
        "<th scope=\"col\" class=\"text\">Actor</th><th scope=\"col\" class=\"text\">Type</th>"
        "<th scope=\"col\">Ties</th><th scope=\"col\">In</th><th scope=\"col\">Out</th>"
        "<th scope=\"col\">Sources</th><th scope=\"col\">PageRank</th><th scope=\"col\">Between</th>"
        "<th scope=\"col\">Harmonic</th><th scope=\"col\">Constraint</th>%s"
        "<th scope=\"col\" class=\"text\">Role</th><th scope=\"col\">Community</th></tr></thead><tbody>\n",
        f->rounds > 0 ? "<th scope=\"col\">Places</th>" : "");
    for (uint32_t i = 0; i < f->count; i++) {
        table_row(f, i, out);
    }
    stm_buf_text(out, "</tbody></table></div>\n<div class=\"small\">\n");
    stm_str meaning = STM_EMPTY;
    for (uint32_t i = 0; (meaning = stm_findings_meaning(f, i)).ptr != NULL; i++) {
        stm_buf_text(out, "<p>");
        stm_page_text(out, meaning);
        stm_buf_text(out, "</p>\n");
    }
    stm_buf_text(out,
        "<p>Harmonic: mean of 1/distance to all others. Constraint (Burt): low when the actor's contacts do "
        "not know each other. Communities are numbered by how much they matter.</p>\n</div>\n");
}

static void bar(stm_buf *out, stm_str name, double share, double value, int decimals)
{
    stm_buf_text(out, "<div class=\"bar\"><span dir=\"auto\">");
    stm_page_text(out, name);
    stm_buf_text(out, "</span><i style=\"width:");
    stm_buf_double(out, share * 100, 4);
    stm_buf_text(out, "%\"></i><b>");
    stm_findings_fixed(out, value, decimals);
    stm_buf_text(out, "</b></div>\n");
}

static void bars(stm_findings *f, const char *title, const double *values, stm_buf *out)
{
    double most = 0;
    for (uint32_t i = 0; i < f->count; i++) {
        most = fmax(most, values[f->actors[i].node]);
    }
    stm_buf_print(
        out, "<h2>%s</h2>\n<div role=\"group\" aria-label=\"Bar chart: %s\">\n", title, title);
    for (uint32_t i = 0; i < f->count && i < 15; i++) {
        uint32_t n = f->actors[i].node;
        bar(out, f->analysis.view->nodes.items[n].name, most > 0 ? values[n] / most : 0, values[n],
            4);
    }
    stm_buf_text(out, "</div>\n");
}

static void periods(stm_findings *f, stm_buf *out)
{
    uint32_t most = 0, sums[STM_MOST_PERIODS] = {0};
    if (f->period_count < 2) {
        return;
    }
    for (uint32_t i = 0; i < f->count; i++) {
        for (uint32_t p = 0; p < f->period_count; p++) {
            sums[p] += f->actors[i].periods[p];
            most = sums[p] > most ? sums[p] : most;
        }
    }
    stm_buf_text(out,
        "<h2>Facts of these actors over time</h2>\n<div role=\"group\" aria-label=\"Bar chart: facts over time\">\n");
    for (uint32_t p = 0; p < f->period_count; p++) {
        bar(out, f->periods[p], most > 0 ? (double)sums[p] / most : 0, sums[p], 0);
    }
    stm_buf_text(out, "</div>\n");
}

static void source(const stm_relation_told *r, stm_buf *out)
{
    bool web =
        stm_str_starts(r->url, STM_LIT("https://")) || stm_str_starts(r->url, STM_LIT("http://"));
    stm_buf_text(out, "<div class=\"small\">");
    if (web) {
        stm_buf_text(out, "<a rel=\"noopener noreferrer\" href=\"");
        stm_page_text(out, r->url);
        stm_buf_text(out, "\">");
    }
    stm_page_text(out, r->source);
    stm_buf_text(out, web ? "</a></div>" : "</div>");
}

static void actor(stm_findings *f, uint32_t index, stm_buf *out)
{
    const stm_actor_told *told = &f->actors[index];
    const stm_analysis *a = &f->analysis;
    stm_buf_print(out, "<h3 dir=\"auto\">%u. ", (unsigned)index + 1);
    stm_page_text(out, a->view->nodes.items[told->node].name);
    stm_buf_text(out, "</h3>\n<p>");
    stm_page_text(out, told->about);
    stm_buf_text(out, "</p>\n<ul>\n");
    for (uint32_t i = 0; i < told->relation_count; i++) {
        const stm_relation_told *r = &told->relations[i];
        stm_buf_text(out, "<li><strong dir=\"auto\">");
        stm_page_text(out, r->words);
        stm_buf_text(out, "</strong>");
        if (r->bundle->facts > 1) {
            stm_buf_print(out, " (%u facts, %u source%s)", (unsigned)r->bundle->facts,
                (unsigned)r->bundle->sources, r->bundle->sources == 1 ? "" : "s");
        }
        if (r->sentence.len > 0) {
            stm_buf_text(out, "<blockquote dir=\"auto\">");
            stm_page_text(out, r->sentence);
            source(r, out);
            stm_buf_text(out, "</blockquote>");
        }
        stm_buf_text(out, "</li>\n");
    }
    stm_buf_text(out, "</ul>\n");
}

void stm_report_html(
    stm_findings *f, const stemma_report_options *options, stm_str svg, stm_buf *out)
{
    stm_page_head(
        out, f->title, options->theme, "report", stm_embed_report_css, stm_embed_report_css_bytes);
    stm_buf_text(out, "<main>\n<h1 dir=\"auto\">");
    stm_page_text(out, f->title);
    stm_buf_text(out, "</h1>\n<p>");
    stm_page_text(out, f->summary);
    stm_buf_text(out, f->brief_count > 0 ? "</p>\n<ul class=\"brief\">\n" : "</p>\n");
    for (uint32_t i = 0; i < f->brief_count; i++) {
        stm_buf_text(out, "<li dir=\"auto\">");
        stm_page_text(out, f->brief[i]);
        stm_buf_text(out, "</li>\n");
    }
    stm_buf_text(out, f->brief_count > 0 ? "</ul>\n" : "");
    if (svg.len > 0) {
        stm_buf_text(out, "<figure>\n");
        stm_buf_str(out, svg);
        stm_buf_text(out, "</figure>\n");
    }
    if (f->count > 0) {
        bars(f, "Who matters (PageRank)", f->analysis.scores.pagerank, out);
        bars(f, "Who stands between others (share of the shortest ways)",
            f->analysis.scores.betweenness, out);
        periods(f, out);
        table(f, out);
        stm_buf_text(out, "<h2>One by one</h2>\n");
        for (uint32_t i = 0; i < f->count; i++) {
            actor(f, i, out);
        }
    }
    stm_buf_text(out, "</main>\n</body>\n</html>\n");
}
