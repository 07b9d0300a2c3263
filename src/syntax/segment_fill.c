/* Fills the annotated document from surface tokens: sentences, words, paragraphs.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "syntax/segment_fill.h"

#include "base/limits.h"
#include "base/utf8.h"
#include "syntax/segment_words.h"

/* Opens a sentence at the token, or closes the one that is open. */
static bool open_sentence(stm_doc *doc, const stm_seg_token *first, bool paragraph)
{
    stm_sentence s = {.span = {first->begin, first->end},
        .token_first = doc->tokens.count,
        .id = STM_EMPTY,
        .paragraph = paragraph};
    return stm_vec_push(&doc->sentences, s);
}

static bool take_token(
    stm_doc *doc, const stm_seg_model *model, const stm_seg_token *t, bool space_after)
{
    stm_sentence *s = &doc->sentences.items[doc->sentences.count - 1];
    uint32_t before = doc->tokens.count;
    if (!stm_seg_add_words(doc, &model->tables, (stm_span){t->begin, t->end}, space_after)) {
        return false;
    }
    for (uint32_t i = before; i < doc->tokens.count; i++) {
        doc->tokens.items[i].sentence = doc->sentences.count - 1;
    }
    s->span.end = t->end;
    s->token_count += doc->tokens.count - before;
    return true;
}

static bool fill(const stm_seg_model *model, stm_doc *doc, bool one_sentence)
{
    stm_seg_scanner scanner;
    stm_seg_token w[4] = {0};
    stm_seg_state state = {0};
    stm_seg_scan(&scanner, model, doc->text);
    bool fresh = true, paragraph = true;
    uint32_t dateline = 0;
    bool more = stm_seg_scan_next(&scanner, &w[1]);
    bool ahead = more && stm_seg_scan_next(&scanner, &w[2]);
    while (more) {
        if (!ahead) {
            w[2] = (stm_seg_token){.space_before = true};
        }
        w[3] = (stm_seg_token){0};
        bool beyond = ahead && stm_seg_scan_next(&scanner, &w[3]);
        if (fresh && !open_sentence(doc, &w[1], paragraph)) {
            return false;
        }
        if (!take_token(doc, model, &w[1], w[2].space_before)) {
            return false;
        }
        stm_seg_state_add(&state, doc->text, &w[1]);
        dateline = w[1].dateline > 0 ? w[1].dateline : dateline;
        fresh = !one_sentence &&
            (w[1].end == dateline || stm_seg_is_end(model, doc->text, w, &state) ||
                doc->sentences.items[doc->sentences.count - 1].token_count + 4 >
                    STM_MAX_SENTENCE_TOKENS);
        if (fresh) {
            paragraph = w[2].breaks;
            state = (stm_seg_state){0};
        }
        memmove(w, w + 1, 3 * sizeof *w);
        more = ahead;
        ahead = beyond;
    }
    return true;
}

stemma_status stm_segment_fill(
    const stm_seg_model *model, stm_doc *doc, bool one_sentence, stemma_error *err)
{
    int64_t bad = stm_utf8_invalid(doc->text);
    if (bad >= 0) {
        stemma_status status =
            stm_fail(err, STEMMA_ERR_ENCODING, "byte %lld is not UTF-8", (long long)bad);
        if (err != NULL) {
            err->byte = (uint64_t)bad;
        }
        return status;
    }
    if (doc->text.len > STM_MAX_DOCUMENT_BYTES) {
        return stm_fail(
            err, STEMMA_ERR_LIMIT, "the text has more than %u bytes", STM_MAX_DOCUMENT_BYTES);
    }
    return fill(model, doc, one_sentence) ? STEMMA_OK : stm_fail_nomem(err);
}
