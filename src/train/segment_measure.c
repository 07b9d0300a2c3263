/* How well a segmenter finds the words and sentences of a treebank's text. SPDX-License-Identifier:
 * GPL-2.0-or-later */
#include <stdio.h>

#include "syntax/segment_fill.h"
#include "syntax/segment_words.h"
#include "train/segment_learn.h"

typedef struct count {
    uint32_t gold, system, both;
} count;

static double f1(count c)
{
    return c.gold + c.system == 0 ? 0.0 : 2.0 * c.both / (c.gold + c.system);
}

static void show_difference(stm_str text, uint32_t begin, uint32_t end, const char *what)
{
    uint32_t from = begin > 30 ? begin - 30 : 0;
    printf("%s\t[%.*s]\t%.*s\n", what, (int)(end - begin), text.ptr + begin,
        (int)((end + 30 < text.len ? end + 30 : text.len) - from), text.ptr + from);
}

typedef STM_VEC(stm_span) spans;

/* Spans of the words of the document; what was kept whole at hyphens is cut as the treebank does.
 */
static bool list_spans(const stm_doc *doc, bool cut_hyphens, spans *out)
{
    for (uint32_t i = 0; i < doc->tokens.count; i++) {
        stm_span span = doc->tokens.items[i].span;
        stm_span part[STM_HYPHEN_PARTS];
        uint32_t n = cut_hyphens ? stm_seg_hyphen_parts(stm_doc_slice(doc, span), part) : 0;
        for (uint32_t k = 0; k < n; k++) {
            stm_span moved = {span.begin + part[k].begin, span.begin + part[k].end};
            if (!stm_vec_push(out, moved)) {
                return false;
            }
        }
        if (n == 0 && !stm_vec_push(out, span)) {
            return false;
        }
    }
    return true;
}

/* Both lists hold surface tokens in order; words of equal surface tokens are compared one by one.
 */
static count compare_words(const stm_gold *gold, const stm_doc *doc, const spans *words, bool show)
{
    count c = {0, words->count, 0};
    uint32_t k = 0;
    for (uint32_t i = 0; i < gold->tokens.count; i++) {
        const stm_gold_token *g = &gold->tokens.items[i];
        c.gold += g->words;
        while (k < words->count && words->items[k].begin < g->begin) {
            k++;
        }
        uint32_t same = 0;
        while (k + same < words->count && words->items[k + same].begin == g->begin &&
            words->items[k + same].end == g->end) {
            same++;
        }
        c.both += same < g->words ? same : g->words;
        if (show && same != g->words) {
            show_difference(doc->text, g->begin, g->end, same == 0 ? "cut" : "words");
        }
    }
    return c;
}

static count compare_sentences(const stm_gold *gold, const stm_doc *doc, bool show)
{
    count c = {0, doc->sentences.count, 0};
    uint32_t k = 0, begin = 0;
    bool fresh = true;
    for (uint32_t i = 0; i < gold->tokens.count; i++) {
        const stm_gold_token *g = &gold->tokens.items[i];
        begin = fresh ? g->begin : begin;
        fresh = g->ends;
        if (!g->ends) {
            continue;
        }
        c.gold++;
        while (k < doc->sentences.count && doc->sentences.items[k].span.end < g->end) {
            k++;
        }
        bool hit = k < doc->sentences.count && doc->sentences.items[k].span.begin == begin &&
            doc->sentences.items[k].span.end == g->end;
        c.both += hit;
        if (show && !hit) {
            show_difference(doc->text, g->end > 25 ? g->end - 25 : 0, g->end, "sentence");
        }
    }
    return c;
}

stemma_status stm_segment_measure(const stm_gold *gold, const stm_seg_model *model,
    stm_seg_scores *scores, bool show, stemma_error *err)
{
    stm_doc doc;
    stm_doc_init(&doc);
    doc.text = stm_buf_view(&gold->text);
    spans words = {0};
    stemma_status status = stm_segment_fill(model, &doc, false, err);
    if (status == STEMMA_OK &&
        !list_spans(&doc, model->tables.hyphens_whole && !gold->joins, &words)) {
        status = stm_fail_nomem(err);
    }
    if (status == STEMMA_OK) {
        scores->words = f1(compare_words(gold, &doc, &words, show));
        count sentences = compare_sentences(gold, &doc, show);
        scores->sentences = f1(sentences);
        scores->found = sentences.system;
    }
    stm_vec_free(&words);
    stm_doc_dispose(&doc);
    return status;
}
