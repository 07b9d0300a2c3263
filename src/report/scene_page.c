/* The page that moves: one file with the drawing, its data as JSON, style and script; nothing is fetched from
 * anywhere, and the page's own policy forbids it. JSON inside a page must not hold "<": it is written \u003c.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "report/page.h"
#include "report/scene.h"

extern const unsigned char stm_embed_page_js[], stm_embed_page_css[];
extern const size_t stm_embed_page_js_bytes, stm_embed_page_css_bytes;

enum { MOST_FACTS = 12 }; /* of one relation between two actors */

void stm_page_text(stm_buf *out, stm_str text)
{
    for (uint32_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        switch (c) {
        case '&':
            stm_buf_text(out, "&amp;");
            break;
        case '<':
            stm_buf_text(out, "&lt;");
            break;
        case '>':
            stm_buf_text(out, "&gt;");
            break;
        case '"':
            stm_buf_text(out, "&quot;");
            break;
        case '\'':
            stm_buf_text(out, "&#39;");
            break;
        default:
            stm_buf_char(out, c < 0x20 && c != '\n' && c != '\t' ? ' ' : (char)c);
        }
    }
}

void stm_page_head(stm_buf *out, stm_str title, const char *theme, const char *kind,
    const unsigned char *more, size_t more_bytes)
{
    stm_buf_text(out,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
        "style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
        "form-action 'none'\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
    stm_page_text(out, title);
    stm_buf_text(out, "</title>\n<style>\n");
    stm_buf_add(out, stm_embed_page_css, stm_embed_page_css_bytes);
    stm_buf_add(out, more, more_bytes);
    stm_buf_print(
        out, "</style>\n</head>\n<body class=\"%s %s\">\n", theme == NULL ? "light" : theme, kind);
}

static void json_field(stm_buf *out, const char *name, stm_str value)
{
    stm_buf_print(out, ",\"%s\":", name);
    stm_buf_json(out, value);
}

static void write_nodes(const stm_scene *s, stm_buf *out)
{
    const stm_net_scores *scores = &s->analysis->scores;
    for (uint32_t i = 0; i < s->nodes.count; i++) {
        uint32_t at = s->nodes.items[i];
        const stm_node *node = &s->analysis->view->nodes.items[at];
        stm_buf_print(out, "%s{\"id\":%lld,\"rank\":%u,\"degree\":%u,\"community\":%u",
            i > 0 ? ",\n" : "", (long long)node->id, (unsigned)scores->rank[at],
            (unsigned)scores->degree[at], (unsigned)scores->community[at]);
        json_field(out, "name", node->name);
        json_field(out, "type", stm_str_of(stm_type_name((stm_type)node->type)));
        stm_buf_char(out, '}');
    }
}

static stemma_status write_fact(const stm_view *view, const stm_edge *edge,
    const stm_witness_source *witness, stm_arena *arena, stm_buf *out, stemma_error *err)
{
    stm_evidence e;
    STM_TRY(stm_witness_get(witness, edge->id, arena, &e, err));
    stm_str source = stm_source_words(arena, &e);
    if (source.ptr == NULL) {
        return stm_fail_nomem(err);
    }
    stm_buf_print(out, "{\"negated\":%s", edge->negated ? "true" : "false");
    json_field(out, "relation", view->relations.items[edge->relation]);
    json_field(out, "modality", stm_str_of(stm_modality_name(edge->modality)));
    json_field(out, "time", stm_edge_time(view, edge));
    json_field(out, "own_time", edge->time);
    json_field(out, "sentence", e.sentence);
    json_field(out, "source", source);
    json_field(out, "url", e.url);
    stm_buf_char(out, '}');
    return STEMMA_OK;
}

static bool belongs(const stm_edge *e, const stm_bundle *b)
{
    return e->subject == b->subject && e->object == b->object && e->relation == b->relation &&
        e->negated == b->negated && e->modality == b->modality;
}

static stemma_status write_bundle(const stm_scene *s, const stm_bundle *b,
    const stm_witness_source *witness, stm_arena *arena, stm_buf *out, stemma_error *err)
{
    const stm_view *view = s->analysis->view;
    STM_TRY(write_fact(view, &view->edges.items[b->first_edge], witness, arena, out, err));
    uint32_t written = 1;
    for (uint32_t i = 0;
         b->facts > 1 && i < view->edges.count && written < MOST_FACTS && written < b->facts; i++) {
        if (i != b->first_edge && belongs(&view->edges.items[i], b)) {
            stm_buf_text(out, ",\n ");
            STM_TRY(write_fact(view, &view->edges.items[i], witness, arena, out, err));
            written++;
        }
    }
    return STEMMA_OK;
}

static stemma_status write_lines(const stm_scene *s, const stm_witness_source *witness,
    stm_arena *arena, stm_buf *out, stemma_error *err)
{
    const stm_view *view = s->analysis->view;
    for (uint32_t i = 0; i < s->lines.count; i++) {
        const stm_scene_line *line = &s->lines.items[i];
        stm_buf_print(out, "%s{\"id\":%u,\"from\":%lld,\"to\":%lld,\"hostile\":%s,\"facts\":[",
            i > 0 ? ",\n" : "", (unsigned)i, (long long)view->nodes.items[line->from].id,
            (long long)view->nodes.items[line->to].id, line->hostile ? "true" : "false");
        for (uint32_t k = 0; k < line->count; k++) {
            stm_buf_text(out, k > 0 ? ",\n " : "");
            STM_TRY(write_bundle(s, &view->bundles.items[s->bundles.items[line->first + k]],
                witness, arena, out, err));
        }
        stm_buf_text(out, "]}");
        stm_arena_reset(arena);
    }
    return STEMMA_OK;
}

static stemma_status write_data(
    const stm_scene *s, const stm_witness_source *witness, stm_buf *json, stemma_error *err)
{
    stm_arena arena;
    stm_arena_init(&arena);
    stm_buf_text(json, "{\"nodes\":[");
    write_nodes(s, json);
    stm_buf_text(json, "],\n\"lines\":[");
    stemma_status status = write_lines(s, witness, &arena, json, err);
    stm_buf_text(json, "],\n\"communities\":[");
    uint32_t groups = s->analysis->scores.community_count;
    for (uint32_t i = 0; i < groups; i++) {
        stm_buf_text(json, i > 0 ? "," : "");
        stm_buf_json(json, s->analysis->community[i]);
    }
    stm_buf_text(json, "]}");
    stm_arena_dispose(&arena);
    return status;
}

static void add_data(stm_buf *out, const stm_buf *json)
{
    stm_buf_text(out, "<script type=\"application/json\" id=\"data\">");
    for (size_t i = 0; i < json->length; i++) {
        if (json->data[i] == '<') {
            stm_buf_text(out, "\\u003c");
        } else {
            stm_buf_char(out, json->data[i]);
        }
    }
    stm_buf_text(out, "</script>\n<script>\n");
    stm_buf_add(out, stm_embed_page_js, stm_embed_page_js_bytes);
    stm_buf_text(out, "</script>\n");
}

static const char tools[] =
    "<div class=\"tools\" role=\"search\">\n"
    "<input type=\"search\" id=\"search\" list=\"names\" placeholder=\"Search an actor\" aria-label=\"Search an actor\">"
    "<datalist id=\"names\"></datalist>\n"
    "<details id=\"relations\"><summary>Relations</summary><div role=\"group\" aria-label=\"Relations shown\"></div></details>\n"
    "<details id=\"types\"><summary>Types</summary><div role=\"group\" aria-label=\"Types of actors shown\"></div></details>\n"
    "<label>since <input class=\"date\" id=\"since\" placeholder=\"2024-01\" aria-label=\"Facts since\"></label>\n"
    "<label>until <input class=\"date\" id=\"until\" placeholder=\"2024-12\" aria-label=\"Facts until\"></label>\n"
    "<label><input type=\"checkbox\" id=\"asserted\"> only asserted</label>\n"
    "<button type=\"button\" id=\"in\" aria-label=\"Zoom in\">+</button>"
    "<button type=\"button\" id=\"out\" aria-label=\"Zoom out\">\xE2\x88\x92</button>"
    "<button type=\"button\" id=\"all\">Show all</button>\n"
    "<span id=\"status\" role=\"status\" class=\"keys\"></span>\n</div>\n";

stemma_status stm_scene_page(const stm_scene *scene, const stm_witness_source *witness, stm_str svg,
    const char *theme, stm_buf *out, stemma_error *err)
{
    stm_buf json;
    stm_buf_init(&json);
    stemma_status status = write_data(scene, witness, &json, err);
    if (status == STEMMA_OK) {
        stm_page_head(out, scene->title, theme, "moving", NULL, 0);
        stm_buf_text(out, "<header><h1 dir=\"auto\">");
        stm_page_text(out, scene->title);
        stm_buf_text(out, "</h1><p>");
        stm_page_text(out, scene->subtitle);
        stm_buf_text(out, "</p></header>\n");
        stm_buf_text(out, tools);
        stm_buf_text(out, "<main>\n<div id=\"stage\">\n");
        stm_buf_str(out, svg);
        stm_buf_text(out,
            "</div>\n<aside id=\"panel\" tabindex=\"-1\" aria-live=\"polite\" aria-label=\"Facts\"></aside>\n</main>\n");
        add_data(out, &json);
        stm_buf_text(out, "</body>\n</html>\n");
        status = json.failed ? stm_fail_nomem(err) : stm_buf_status(out, err);
    }
    stm_buf_dispose(&json);
    return status;
}
