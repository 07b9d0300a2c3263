/* The scene as lines for stemma-draw: numbers and escaped text, nothing that its reader could take for something
 * else. Tooltips carry the sentence and its source. SPDX-License-Identifier: GPL-2.0-or-later */
#include "report/scene.h"

#include "base/number.h"
#include "base/utf8.h"

enum { MOST_WORDS = 3, MOST_LABEL = 500, MOST_TIP = 700 };

void stm_scene_field(stm_buf *out, stm_str text)
{
    stm_buf_char(out, '\t');
    for (uint32_t i = 0; i < text.len; i++) {
        switch (text.ptr[i]) {
        case '\t':
            stm_buf_text(out, "\\t");
            break;
        case '\n':
            stm_buf_text(out, "\\n");
            break;
        case '\\':
            stm_buf_text(out, "\\\\");
            break;
        case '\r':
        case '\0':
            stm_buf_char(out, ' ');
            break;
        default:
            stm_buf_char(out, text.ptr[i]);
        }
    }
}

static stm_str shortened(stm_str text, uint32_t most)
{
    return text.len <= most ? text : stm_str_sub(text, 0, stm_utf8_floor(text, most));
}

static void setting(stm_buf *out, const char *name, stm_str value)
{
    stm_buf_text(out, name);
    stm_scene_field(out, value);
    stm_buf_char(out, '\n');
}

/* Place of a node in the lines of the last drawing ("id x y"), as "\tx\ty". */
static void write_place(stm_buf *out, stm_str places, int64_t id)
{
    stm_str line = STM_EMPTY, key = STM_EMPTY;
    uint64_t number = 0;
    while (stm_str_next_line(&places, &line)) {
        stm_str rest = line;
        if (stm_str_next(&rest, '\t', &key) && stm_number_read_u64(key, &number) &&
            number == (uint64_t)id) {
            stm_buf_char(out, '\t');
            stm_buf_str(out, rest);
            return;
        }
    }
}

static void write_node(
    const stm_scene *s, uint32_t index, stm_str places, stm_buf *out, stm_buf *tip)
{
    uint32_t at = s->nodes.items[index];
    const stm_node *node = &s->analysis->view->nodes.items[at];
    const stm_net_scores *scores = &s->analysis->scores;
    stm_buf_print(out, "node\t%lld\t%s\t%u\t", (long long)node->id,
        stm_type_name((stm_type)node->type), (unsigned)scores->community[at]);
    stm_buf_double(out, s->size[index], 4);
    stm_scene_field(out, shortened(node->name, MOST_LABEL));
    stm_buf_clear(tip);
    stm_buf_str(tip, shortened(node->name, MOST_LABEL));
    stm_buf_print(tip,
        "\n%s, rank %u of %u by PageRank\nties: %u; independent sources: %u\ncommunity: %.*s",
        stm_type_name((stm_type)node->type), (unsigned)scores->rank[at],
        (unsigned)scores->node_count, (unsigned)scores->degree[at], (unsigned)scores->sources[at],
        STM_ARG(shortened(s->analysis->community[scores->community[at]], MOST_LABEL)));
    stm_scene_field(out, stm_buf_view(tip));
    write_place(out, places, node->id);
    stm_buf_char(out, '\n');
}

/* "founded ×2", one relation a line, "+2 more" for the rest. */
static bool write_label(
    const stm_scene *s, const stm_scene_line *line, stm_arena *arena, stm_buf *label)
{
    const stm_view *view = s->analysis->view;
    stm_buf_clear(label);
    uint32_t shown = line->count > MOST_WORDS ? MOST_WORDS - 1 : line->count;
    for (uint32_t i = 0; i < shown; i++) {
        const stm_bundle *b = &view->bundles.items[s->bundles.items[line->first + i]];
        stm_str words = stm_relation_words(arena, view->relations.items[b->relation], b->negated);
        if (words.ptr == NULL) {
            return false;
        }
        stm_buf_text(label, i > 0 ? "\n" : "");
        stm_buf_str(label, shortened(words, MOST_LABEL));
        if (b->facts > 1) {
            stm_buf_print(label, " \xC3\x97%u", (unsigned)b->facts);
        }
    }
    if (shown < line->count) {
        stm_buf_print(label, "\n+%u more", (unsigned)(line->count - shown));
    }
    return !label->failed;
}

/* "Elon Musk founded xAI" and below it the sentence and its source, for each relation of the line. */
static stemma_status write_tip(const stm_scene *s, const stm_scene_line *line,
    const stm_witness_source *witness, stm_arena *arena, stm_buf *tip, stemma_error *err)
{
    const stm_view *view = s->analysis->view;
    stm_buf_clear(tip);
    for (uint32_t i = 0; i < line->count && i < MOST_WORDS; i++) {
        const stm_bundle *b = &view->bundles.items[s->bundles.items[line->first + i]];
        stm_evidence e;
        STM_TRY(stm_witness_get(witness, view->edges.items[b->first_edge].id, arena, &e, err));
        stm_str words = stm_relation_words(arena, view->relations.items[b->relation], b->negated);
        stm_str source = stm_source_words(arena, &e);
        if (words.ptr == NULL || source.ptr == NULL) {
            return stm_fail_nomem(err);
        }
        stm_buf_print(tip, "%s%.*s %.*s %.*s%s%s", i > 0 ? "\n" : "",
            STM_ARG(shortened(view->nodes.items[line->from].name, MOST_LABEL)), STM_ARG(words),
            STM_ARG(shortened(view->nodes.items[line->to].name, MOST_LABEL)),
            b->modality == STM_ASSERTED ? "" : ", ",
            b->modality == STM_ASSERTED ? "" : stm_modality_name(b->modality));
        if (e.sentence.len > 0) {
            stm_buf_print(
                tip, "\n\xE2\x80\x9C%.*s\xE2\x80\x9D", STM_ARG(shortened(e.sentence, MOST_TIP)));
        }
        if (source.len > 0) {
            stm_buf_print(tip, "\n\xE2\x80\x94 %.*s", STM_ARG(shortened(source, MOST_LABEL)));
        }
    }
    return stm_buf_status(tip, err);
}

static stemma_status write_lines(const stm_scene *s, const stm_witness_source *witness,
    stm_arena *arena, stm_buf *out, stm_buf *text, stemma_error *err)
{
    const stm_view *view = s->analysis->view;
    for (uint32_t i = 0; i < s->lines.count; i++) {
        const stm_scene_line *line = &s->lines.items[i];
        stm_buf_print(out, "edge\t%u\t%lld\t%lld\t%d\t%d\t%u", (unsigned)i,
            (long long)view->nodes.items[line->from].id, (long long)view->nodes.items[line->to].id,
            line->dashed, line->hostile, (unsigned)line->sources);
        if (!write_label(s, line, arena, text)) {
            return stm_fail_nomem(err);
        }
        stm_scene_field(out, stm_buf_view(text));
        STM_TRY(write_tip(s, line, witness, arena, text, err));
        stm_scene_field(out, stm_buf_view(text));
        stm_buf_char(out, '\n');
        stm_arena_reset(arena);
    }
    return STEMMA_OK;
}

/* Communities that are in the picture with at least two actors, ten at most: the rest share one grey. */
static void write_groups(const stm_scene *s, stm_buf *out)
{
    for (uint32_t group = 0; group < s->analysis->scores.community_count && group < 10; group++) {
        uint32_t members = 0;
        for (uint32_t i = 0; i < s->nodes.count; i++) {
            members += s->analysis->scores.community[s->nodes.items[i]] == group;
        }
        if (members > 0) {
            stm_buf_print(out, "group\t%u", (unsigned)group);
            stm_scene_field(out, shortened(s->analysis->community[group], MOST_LABEL));
            stm_buf_char(out, '\n');
        }
    }
}

static void write_head(const stm_scene *s, const stemma_draw_options *o, stm_buf *out)
{
    const char *format = o->format == NULL ? "svg"
        : strcmp(o->format, "html") == 0   ? "svg"
                                           : o->format;
    stm_buf_text(out, "stemma-drawing\t1\tnetwork\n");
    setting(out, "format", stm_str_of(format));
    setting(out, "theme", stm_str_of(o->theme == NULL ? "light" : o->theme));
    setting(out, "layout", stm_str_of(o->layout == NULL ? "auto" : o->layout));
    setting(out, "title", s->title);
    setting(out, "subtitle", s->subtitle);
    setting(out, "footer", s->footer);
    if (o->format != NULL && strcmp(o->format, "html") == 0) {
        stm_buf_text(out, "bare\n"); /* the page has a heading of its own */
    }
    if (o->width > 0 && o->height > 0) {
        stm_buf_text(out, "size\t");
        stm_buf_double(out, o->width, 7);
        stm_buf_char(out, '\t');
        stm_buf_double(out, o->height, 7);
        stm_buf_char(out, '\n');
    }
    if (o->stable) {
        stm_buf_text(out, "positions\n");
    }
}

stemma_status stm_scene_write(const stm_scene *scene, const stm_witness_source *witness,
    const stemma_draw_options *options, stm_str places, stm_buf *out, stemma_error *err)
{
    stm_arena arena;
    stm_buf text;
    stm_arena_init(&arena);
    stm_buf_init(&text);
    write_head(scene, options, out);
    write_groups(scene, out);
    for (uint32_t i = 0; i < scene->nodes.count; i++) {
        write_node(scene, i, places, out, &text);
    }
    stemma_status status = write_lines(scene, witness, &arena, out, &text, err);
    stm_buf_dispose_to(&text, out);
    stm_arena_dispose(&arena);
    return status == STEMMA_OK ? stm_buf_status(out, err) : status;
}
