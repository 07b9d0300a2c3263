/* The report as Markdown: what one pastes into a note or a wiki. All text of the graph is escaped, so that a name such
 * as *x* or <b> stays what it is. SPDX-License-Identifier: GPL-2.0-or-later */
#include "report/findings.h"

static void escaped(stm_buf *out, stm_str text)
{
    for (uint32_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == '<') {
            stm_buf_text(out, "&lt;");
        } else if (c == '&') {
            stm_buf_text(out, "&amp;");
        } else if ((unsigned char)c < 0x20) {
            stm_buf_char(out, ' ');
        } else {
            if (c == '\\' || c == '`' || c == '*' || c == '_' || c == '[' || c == ']' || c == '|' ||
                c == '#' || c == '~') {
                stm_buf_char(out, '\\');
            }
            stm_buf_char(out, c);
        }
    }
}

static void table(stm_findings *f, stm_buf *out)
{
    const stm_net_scores *s = &f->analysis.scores;
    stm_buf_print(out,
        "| # | Actor | Type | Ties | In | Out | Sources | PageRank | Between |%s Role |\n"
        "|--:|:--|:--|--:|--:|--:|--:|--:|--:|%s:--|\n",
        f->rounds > 0 ? " Places |" : "", f->rounds > 0 ? "--:|" : "");
    for (uint32_t i = 0; i < f->count; i++) {
        uint32_t n = f->actors[i].node;
        const stm_node *node = &f->analysis.view->nodes.items[n];
        stm_buf_print(out, "| %u | ", (unsigned)i + 1);
        escaped(out, node->name);
        stm_buf_print(out, " | %s | %u | %u | %u | %u | ", stm_type_name((stm_type)node->type),
            (unsigned)s->degree[n], (unsigned)s->in[n], (unsigned)s->out[n],
            (unsigned)s->sources[n]);
        stm_findings_fixed(out, s->pagerank[n], 4);
        stm_buf_text(out, " | ");
        stm_findings_fixed(out, s->betweenness[n], 3);
        if (f->rounds > 0) {
            stm_buf_print(out, " | %u\xE2\x80\x93%u", (unsigned)f->low[n], (unsigned)f->high[n]);
        }
        stm_buf_print(out, " | %.*s |\n", STM_ARG(f->actors[i].role));
    }
    stm_buf_char(out, '\n');
}

static void actor(stm_findings *f, uint32_t index, stm_buf *out)
{
    const stm_actor_told *told = &f->actors[index];
    const stm_analysis *a = &f->analysis;
    stm_buf_print(out, "## %u. ", (unsigned)index + 1);
    escaped(out, a->view->nodes.items[told->node].name);
    stm_buf_text(out, "\n\n");
    escaped(out, told->about);
    stm_buf_text(out, "\n\n");
    for (uint32_t i = 0; i < told->relation_count; i++) {
        const stm_relation_told *r = &told->relations[i];
        stm_buf_text(out, "- **");
        escaped(out, r->words);
        stm_buf_text(out, "**");
        if (r->bundle->facts > 1) {
            stm_buf_print(out, " (%u facts, %u source%s)", (unsigned)r->bundle->facts,
                (unsigned)r->bundle->sources, r->bundle->sources == 1 ? "" : "s");
        }
        if (r->sentence.len > 0) {
            stm_buf_text(out, ": \xE2\x80\x9C");
            escaped(out, r->sentence);
            stm_buf_text(out, "\xE2\x80\x9D");
        }
        if (r->source.len > 0) {
            stm_buf_text(out, " (");
            escaped(out, r->source);
            stm_buf_text(out, ")");
        }
        stm_buf_char(out, '\n');
    }
    stm_buf_char(out, '\n');
}

static void communities(const stm_analysis *a, stm_buf *out)
{
    if (a->community_size[0] < 2) {
        return;
    }
    stm_buf_text(out, "## Communities\n\n");
    for (uint32_t i = 0; i < a->scores.community_count && i < 10 && a->community_size[i] > 1; i++) {
        stm_buf_print(out, "%u. ", (unsigned)i + 1);
        escaped(out, a->community[i]);
        stm_buf_print(out, " (%u actors)\n", (unsigned)a->community_size[i]);
    }
}

void stm_report_markdown(stm_findings *f, stm_buf *out)
{
    stm_buf_text(out, "# ");
    escaped(out, f->title);
    stm_buf_text(out, "\n\n");
    escaped(out, f->summary);
    stm_buf_text(out, ".\n\n");
    if (f->count == 0) {
        return;
    }
    stm_buf_text(out, f->brief_count > 0 ? "## In short\n\n" : "");
    for (uint32_t i = 0; i < f->brief_count; i++) {
        stm_buf_text(out, "- ");
        escaped(out, f->brief[i]);
        stm_buf_char(out, '\n');
    }
    stm_buf_text(out, f->brief_count > 0 ? "\n## Figures\n\n" : "");
    table(f, out);
    stm_str meaning = STM_EMPTY;
    for (uint32_t i = 0; (meaning = stm_findings_meaning(f, i)).ptr != NULL; i++) {
        stm_buf_print(out, "%s%.*s\n", i > 0 ? "\n" : "", STM_ARG(meaning));
    }
    stm_buf_char(out, '\n');
    for (uint32_t i = 0; i < f->count; i++) {
        actor(f, i, out);
    }
    communities(&f->analysis, out);
}
