/* Facts as rows of text, in an order that depends on nothing but their text: subject, its type,
 * relation, object, its type, negation, modality, time, place, amount, speaker, document, sentence,
 * rule. Numbers of entities, facts and sentences depend on the order in which documents were read,
 * so they are no keys (fact number is the last resort between facts that print the same). Does not
 * decide what a format does with a row. SPDX-License-Identifier: GPL-2.0-or-later */
#include "exchange/exchange.h"

#include "base/hash.h"
#include "base/number.h"
#include "base/utf8.h"

enum { FLUSH_BYTES = 1 << 16, CONFIDENCE_DIGITS = 4 };

const char *const stm_column_names[STM_X_COUNT] = {"subject", "relation", "object", "time",
    "polarity", "modality", "speaker", "place", "amount", "confidence", "facts", "sources",
    "subject_type", "object_type", "speaker_type", "unnamed", "rule", "document", "title", "date",
    "url", "publisher", "lang", "sentence"};

stm_column stm_column_of(stm_str name)
{
    for (uint32_t i = 0; i < STM_X_COUNT; i++) {
        if (stm_str_is(name, stm_column_names[i])) {
            return (stm_column)i;
        }
    }
    return STM_X_COUNT;
}

/* What XML 1.0 and line formats cannot carry. */
static bool is_forbidden(uint32_t point)
{
    return point < 0x20 || (point >= 0x7F && point < 0xA0) || point == 0xFFFE || point == 0xFFFF ||
        point == 0x2028 || point == 0x2029;
}

static bool is_clean(stm_str s)
{
    for (uint32_t at = 0; at < s.len;) {
        uint32_t point = 0;
        uint32_t count = stm_utf8_decode(s, at, &point);
        if (count == 0 || is_forbidden(point)) {
            return false;
        }
        at += count;
    }
    return true;
}

stm_str stm_clean(stm_arena *arena, stm_str s)
{
    if (s.len == 0) {
        return STM_EMPTY;
    }
    if (is_clean(s)) {
        return s;
    }
    char *out = s.len > (UINT32_MAX - 1) / 3 ? NULL : stm_arena_alloc(arena, (size_t)s.len * 3 + 1);
    if (out == NULL) {
        return (stm_str){NULL, 0};
    }
    uint32_t length = 0;
    for (uint32_t at = 0; at < s.len;) {
        uint32_t point = 0;
        uint32_t count = stm_utf8_decode(s, at, &point);
        if (count == 0) {
            memcpy(out + length, "\xEF\xBF\xBD", 3);
            length += 3;
            count = 1;
        } else if (!is_forbidden(point)) {
            memcpy(out + length, s.ptr + at, count);
            length += count;
        } else if (point == '\t' || point == '\n' || point == '\r' || point == 0x85 ||
            point == 0x2028 || point == 0x2029) {
            out[length++] = ' ';
        }
        at += count;
    }
    return (stm_str){out, length};
}

static int order_of(uint64_t a, uint64_t b)
{
    return a < b ? -1 : a > b ? 1 : 0;
}

/* ---- sorting: heap sort with a context, because qsort has none and must not see a global ---- */

typedef int (*compare_fn)(const stm_export *out, uint32_t a, uint32_t b);

static void sift(
    const stm_export *out, uint32_t *items, size_t at, size_t count, compare_fn compare)
{
    for (;;) {
        size_t child = at * 2 + 1;
        if (child >= count) {
            return;
        }
        if (child + 1 < count && compare(out, items[child], items[child + 1]) < 0) {
            child++;
        }
        if (compare(out, items[at], items[child]) >= 0) {
            return;
        }
        uint32_t swap = items[at];
        items[at] = items[child];
        items[child] = swap;
        at = child;
    }
}

static void sort_items(const stm_export *out, uint32_t *items, size_t count, compare_fn compare)
{
    for (size_t i = count / 2; i > 0; i--) {
        sift(out, items, i - 1, count, compare);
    }
    for (size_t end = count; end > 1; end--) {
        uint32_t swap = items[0];
        items[0] = items[end - 1];
        items[end - 1] = swap;
        sift(out, items, 0, end - 1, compare);
    }
}

static int compare_nodes(const stm_export *out, uint32_t a, uint32_t b)
{
    const stm_node *x = &out->view->nodes.items[a], *y = &out->view->nodes.items[b];
    int by = stm_str_cmp(out->names[a], out->names[b]);
    by = by != 0 ? by : order_of(x->type, y->type);
    by = by != 0 ? by : order_of(y->named, x->named);
    return by != 0 ? by : order_of((uint64_t)x->id, (uint64_t)y->id);
}

static int compare_edges(const stm_export *out, uint32_t a, uint32_t b)
{
    const stm_edge *x = &out->view->edges.items[a], *y = &out->view->edges.items[b];
    int by = order_of(out->node_rank[x->subject], out->node_rank[y->subject]);
    by = by != 0 ? by : order_of(x->relation, y->relation);
    by = by != 0 ? by : order_of(out->node_rank[x->object], out->node_rank[y->object]);
    by = by != 0 ? by : order_of(x->negated, y->negated);
    by = by != 0 ? by : order_of(x->modality, y->modality);
    by = by != 0 ? by : stm_str_cmp(x->time, y->time);
    by = by != 0 ? by : stm_str_cmp(x->place, y->place);
    by = by != 0 ? by : stm_str_cmp(x->amount, y->amount);
    uint64_t said_x = x->speaker == STM_NONE ? 0 : out->node_rank[x->speaker] + 1ull;
    uint64_t said_y = y->speaker == STM_NONE ? 0 : out->node_rank[y->speaker] + 1ull;
    by = by != 0 ? by : order_of(said_x, said_y);
    by = by != 0 ? by : order_of(x->document, y->document);
    return by;
}

static int compare_edges_fully(const stm_export *out, uint32_t a, uint32_t b)
{
    const stm_edge *x = &out->view->edges.items[a], *y = &out->view->edges.items[b];
    int by = compare_edges(out, a, b);
    by = by != 0 ? by : order_of((uint64_t)x->sentence, (uint64_t)y->sentence);
    by = by != 0 ? by : stm_str_cmp(x->rule, y->rule);
    return by != 0 ? by : order_of((uint64_t)x->id, (uint64_t)y->id);
}

static stemma_status sentence_of(
    stm_export *out, uint32_t edge, stm_arena *arena, stm_str *sentence_out, stemma_error *err)
{
    const stm_edge *e = &out->view->edges.items[edge];
    *sentence_out = STM_EMPTY;
    if (out->graph == NULL || e->sentence == 0) {
        return STEMMA_OK;
    }
    stm_evidence evidence;
    STM_TRY(stm_store_evidence(out->graph, e->id, arena, &evidence, err));
    *sentence_out = stm_clean(arena, evidence.sentence);
    return sentence_out->ptr == NULL ? stm_fail_nomem(err) : STEMMA_OK;
}

/* Orders order[first..end) — equal but for their sentences — by the words of the sentences. The
 * number of a sentence depends on the order of reading, its words do not. Insertion sort: such runs
 * are short. */
static stemma_status sort_run(stm_export *out, uint32_t first, uint32_t end, stemma_error *err)
{
    uint32_t count = end - first;
    stm_arena_reset(&out->row_arena);
    stm_str *words = stm_arena_array(&out->row_arena, count, sizeof *words);
    if (words == NULL) {
        return stm_fail_nomem(err);
    }
    for (uint32_t i = 0; i < count; i++) {
        STM_TRY(sentence_of(out, out->order[first + i], &out->row_arena, &words[i], err));
    }
    for (uint32_t i = 1; i < count; i++) {
        uint32_t edge = out->order[first + i];
        stm_str word = words[i];
        uint32_t at = i;
        for (; at > 0 && stm_str_cmp(words[at - 1], word) > 0; at--) {
            words[at] = words[at - 1];
            out->order[first + at] = out->order[first + at - 1];
        }
        words[at] = word;
        out->order[first + at] = edge;
    }
    return STEMMA_OK;
}

static stemma_status sort_edges(stm_export *out, stemma_error *err)
{
    uint32_t count = out->view->edges.count;
    for (uint32_t i = 0; i < count; i++) {
        out->order[i] = i;
    }
    sort_items(out, out->order, count, compare_edges_fully);
    for (uint32_t first = 0; first < count;) {
        uint32_t end = first + 1;
        while (end < count && compare_edges(out, out->order[first], out->order[end]) == 0) {
            end++;
        }
        if (end - first > 1 && out->graph != NULL) {
            STM_TRY(sort_run(out, first, end, err));
        }
        first = end;
    }
    return STEMMA_OK;
}

/* Names that several nodes share get their type behind them, and a number when that is not enough.
 */
static stemma_status make_labels(stm_export *out, stemma_error *err)
{
    uint32_t count = out->view->nodes.count;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t node = out->node_order[i];
        uint32_t before = i > 0 ? out->node_order[i - 1] : STM_NONE;
        uint32_t after = i + 1 < count ? out->node_order[i + 1] : STM_NONE;
        stm_str name = out->names[node];
        bool twice_before = before != STM_NONE && stm_str_eq(out->names[before], name);
        bool twice = twice_before || (after != STM_NONE && stm_str_eq(out->names[after], name));
        out->labels[node] = name;
        if (twice) {
            const stm_node *n = &out->view->nodes.items[node];
            bool same_type = twice_before && out->view->nodes.items[before].type == n->type;
            out->labels[node] = same_type
                ? stm_arena_print(
                      &out->arena, "%.*s (%s %u)", STM_ARG(name), stm_type_name(n->type), i)
                : stm_arena_print(&out->arena, "%.*s (%s)", STM_ARG(name), stm_type_name(n->type));
        }
        if (out->labels[node].ptr == NULL) {
            return stm_fail_nomem(err);
        }
    }
    return STEMMA_OK;
}

/* Type and name; a noun phrase is marked, so that it is not taken for a name; a second one gets a
 * number. */
static stemma_status make_keys(stm_export *out, stemma_error *err)
{
    uint32_t copies = 1;
    for (uint32_t i = 0; i < out->view->nodes.count; i++) {
        uint32_t node = out->node_order[i];
        const stm_node *n = &out->view->nodes.items[node];
        const stm_node *before = i == 0 ? NULL : &out->view->nodes.items[out->node_order[i - 1]];
        bool same = before != NULL && before->type == n->type && before->named == n->named &&
            stm_str_eq(out->names[out->node_order[i - 1]], out->names[node]);
        copies = same ? copies + 1 : 1;
        const char *mark = n->named ? "" : ".phrase";
        out->keys[node] = copies > 1
            ? stm_arena_print(&out->arena, "%s%s:%.*s~%u", stm_type_name(n->type), mark,
                  STM_ARG(out->names[node]), (unsigned)copies)
            : stm_arena_print(&out->arena, "%s%s:%.*s", stm_type_name(n->type), mark,
                  STM_ARG(out->names[node]));
        if (out->keys[node].ptr == NULL) {
            return stm_fail_nomem(err);
        }
    }
    return STEMMA_OK;
}

static stemma_status clean_all(stm_export *out, stemma_error *err)
{
    for (uint32_t i = 0; i < out->view->nodes.count; i++) {
        out->names[i] = stm_clean(&out->arena, out->view->nodes.items[i].name);
        out->node_order[i] = i;
        if (out->names[i].ptr == NULL) {
            return stm_fail_nomem(err);
        }
    }
    for (uint32_t i = 0; i < out->view->relations.count; i++) {
        out->relations[i] = stm_clean(&out->arena, out->view->relations.items[i]);
        if (out->relations[i].ptr == NULL) {
            return stm_fail_nomem(err);
        }
    }
    return STEMMA_OK;
}

stemma_status stm_export_init(stm_export *out, stemma_graph *graph, const stm_view *view,
    const stemma_export_options *options, const stemma_sink *sink, stemma_error *err)
{
    memset(out, 0, sizeof *out);
    out->graph = graph;
    out->view = view;
    out->options = options;
    out->sink = sink;
    stm_buf_init(&out->buf);
    stm_arena_init(&out->arena);
    stm_arena_init(&out->row_arena);
    uint32_t nodes = view->nodes.count;
    out->names = stm_arena_array(&out->arena, nodes, sizeof *out->names);
    out->keys = stm_arena_array(&out->arena, nodes, sizeof *out->keys);
    out->labels = stm_arena_array(&out->arena, nodes, sizeof *out->labels);
    out->node_order = stm_arena_array(&out->arena, nodes, sizeof *out->node_order);
    out->node_rank = stm_arena_array(&out->arena, nodes, sizeof *out->node_rank);
    out->relations = stm_arena_array(&out->arena, view->relations.count, sizeof *out->relations);
    out->order = stm_arena_array(&out->arena, view->edges.count, sizeof *out->order);
    if (out->names == NULL || out->labels == NULL || out->keys == NULL || out->node_order == NULL ||
        out->node_rank == NULL || out->relations == NULL || out->order == NULL) {
        return stm_fail_nomem(err);
    }
    STM_TRY(clean_all(out, err));
    sort_items(out, out->node_order, nodes, compare_nodes);
    for (uint32_t i = 0; i < nodes; i++) {
        out->node_rank[out->node_order[i]] = i;
    }
    STM_TRY(make_labels(out, err));
    STM_TRY(make_keys(out, err));
    return sort_edges(out, err);
}

void stm_export_dispose(stm_export *out)
{
    stm_buf_dispose(&out->buf);
    stm_arena_dispose(&out->arena);
    stm_arena_dispose(&out->row_arena);
}

stemma_status stm_export_step(stm_export *out, stemma_error *err)
{
    if (out->buf.length < FLUSH_BYTES && !out->buf.failed) {
        return STEMMA_OK;
    }
    return stm_sink_flush(out->sink, &out->buf, err);
}

static int compare_bundle(const stm_bundle *b, const stm_edge *e)
{
    int by = order_of(b->subject, e->subject);
    by = by != 0 ? by : order_of(b->object, e->object);
    by = by != 0 ? by : order_of(b->relation, e->relation);
    by = by != 0 ? by : order_of(b->negated, e->negated);
    return by != 0 ? by : order_of(b->modality, e->modality);
}

const stm_bundle *stm_view_bundle(const stm_view *view, const stm_edge *edge)
{
    uint32_t low = 0, high = view->bundles.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int by = compare_bundle(&view->bundles.items[middle], edge);
        if (by == 0) {
            return &view->bundles.items[middle];
        }
        if (by < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return NULL;
}

static void set_document(const stm_view *view, const stm_edge *e, stm_row *row)
{
    if (e->document >= view->documents.count) {
        return;
    }
    const stm_source_document *d = &view->documents.items[e->document];
    row->cells[STM_X_DOCUMENT] = d->path;
    row->cells[STM_X_TITLE] = d->title;
    row->cells[STM_X_DATE] = d->date;
    row->cells[STM_X_URL] = d->url;
    row->cells[STM_X_PUBLISHER] = d->source;
    row->cells[STM_X_LANG] = d->lang;
}

static void set_numbers(stm_export *out, const stm_edge *e, stm_row *row)
{
    char number[STM_NUMBER_BYTES];
    stm_number_write((double)e->confidence, CONFIDENCE_DIGITS, number);
    row->cells[STM_X_CONFIDENCE] = stm_arena_print(&out->row_arena, "%s", number);
    if (row->bundle != NULL) {
        row->cells[STM_X_FACTS] = stm_arena_print(&out->row_arena, "%u", row->bundle->facts);
        row->cells[STM_X_SOURCES] = stm_arena_print(&out->row_arena, "%u", row->bundle->sources);
    }
}

stemma_status stm_export_row(stm_export *out, uint32_t at, stm_row *row, stemma_error *err)
{
    const stm_view *view = out->view;
    stm_arena_reset(&out->row_arena);
    memset(row, 0, sizeof *row);
    row->edge = out->order[at];
    const stm_edge *e = &view->edges.items[row->edge];
    const stm_node *subject = &view->nodes.items[e->subject],
                   *object = &view->nodes.items[e->object];
    row->bundle = stm_view_bundle(view, e);
    row->cells[STM_X_SUBJECT] = out->names[e->subject];
    row->cells[STM_X_RELATION] = out->relations[e->relation];
    row->cells[STM_X_OBJECT] = out->names[e->object];
    row->cells[STM_X_TIME] = e->time;
    row->cells[STM_X_POLARITY] = e->negated ? STM_LIT(STM_NEGATED) : STM_LIT(STM_AFFIRMED);
    row->cells[STM_X_MODALITY] = stm_str_of(stm_modality_name(e->modality));
    row->cells[STM_X_PLACE] = e->place;
    row->cells[STM_X_AMOUNT] = e->amount;
    row->cells[STM_X_SUBJECT_TYPE] = stm_str_of(stm_type_name(subject->type));
    row->cells[STM_X_OBJECT_TYPE] = stm_str_of(stm_type_name(object->type));
    row->cells[STM_X_RULE] = e->rule;
    if (e->speaker != STM_NONE) {
        row->cells[STM_X_SPEAKER] = out->names[e->speaker];
        row->cells[STM_X_SPEAKER_TYPE] =
            stm_str_of(stm_type_name(view->nodes.items[e->speaker].type));
    }
    if (!subject->named || !object->named) {
        row->cells[STM_X_UNNAMED] = subject->named ? STM_LIT("object")
            : object->named                        ? STM_LIT("subject")
                                                   : STM_LIT("both");
    }
    set_document(view, e, row);
    set_numbers(out, e, row);
    STM_TRY(sentence_of(out, row->edge, &out->row_arena, &row->cells[STM_X_SENTENCE], err));
    for (uint32_t i = 0; i < STM_X_COUNT; i++) {
        row->cells[i] = stm_clean(&out->row_arena, row->cells[i]);
        if (row->cells[i].ptr == NULL) {
            return stm_fail_nomem(err);
        }
    }
    return STEMMA_OK;
}

void stm_export_fact_id(const stm_row *row, stm_fact_id *last)
{
    uint64_t hash = 0;
    for (uint32_t i = 0; i < STM_X_COUNT; i++) {
        if (i != STM_X_FACTS && i != STM_X_SOURCES) { /* these change when other facts come */
            hash = stm_hash_bytes(row->cells[i].ptr, row->cells[i].len, hash + i + 1);
        }
    }
    last->copies = hash == last->hash ? last->copies + 1 : 1;
    last->hash = hash;
    if (last->copies > 1) {
        snprintf(last->text, sizeof last->text, "%016llx-%u", (unsigned long long)hash,
            (unsigned)last->copies);
    } else {
        snprintf(last->text, sizeof last->text, "%016llx", (unsigned long long)hash);
    }
}

void stm_percent(stm_buf *buf, stm_str s)
{
    for (uint32_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
            c == '-' || c == '_' || c == '.';
        if (plain) {
            stm_buf_char(buf, (char)c);
        } else {
            stm_buf_print(buf, "%%%02X", c);
        }
    }
}
