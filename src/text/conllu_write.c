/* CoNLL-U writer. SPDX-License-Identifier: GPL-2.0-or-later */
#include "text/conllu.h"

/* A column may not be empty nor hold a tab or a line end; forms and lemmas may hold inner spaces. */
static void column(stm_buf *out, stm_str s, bool last)
{
    if (s.len == 0) {
        stm_buf_char(out, '_');
    }
    for (uint32_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        stm_buf_char(out, c == '\t' || c == '\n' || c == '\r' ? ' ' : c);
    }
    stm_buf_char(out, last ? '\n' : '\t');
}

static void flat_text(stm_buf *out, stm_str s)
{
    bool gap = false;
    s = stm_str_trim(s);
    for (uint32_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
        if (!blank || !gap) {
            stm_buf_char(out, blank ? ' ' : c);
        }
        gap = blank;
    }
    stm_buf_char(out, '\n');
}

static uint32_t mwt_length(const stm_doc *doc, uint32_t first, uint32_t end)
{
    uint32_t last = first + 1;
    while (last < end && (doc->tokens.items[last].flags & STM_TOKEN_MWT_REST) != 0) {
        last++;
    }
    return last - first;
}

static void misc_column(stm_buf *out, const stm_token *token, bool last_of_sentence)
{
    bool glued = (token->flags & STM_TOKEN_SPACE_AFTER) == 0 && !last_of_sentence;
    bool said = stm_str_find(token->misc, STM_LIT("SpaceAfter=No")) >= 0;
    bool inner = (token->flags & (STM_TOKEN_MWT_FIRST | STM_TOKEN_MWT_REST)) != 0;
    if (glued && !said && !inner) {
        stm_buf_text(out, "SpaceAfter=No");
        stm_buf_text(out, token->misc.len > 0 ? "|" : "\n");
        if (token->misc.len > 0) {
            column(out, token->misc, true);
        }
        return;
    }
    column(out, token->misc, true);
}

static void mwt_line(stm_buf *out, const stm_doc *doc, uint32_t i, uint32_t base, uint32_t end)
{
    uint32_t length = mwt_length(doc, i, end);
    const stm_token *token = &doc->tokens.items[i];
    bool glued = (token->flags & STM_TOKEN_SPACE_AFTER) == 0 && i + length < end;
    stm_buf_u64(out, i - base + 1);
    stm_buf_char(out, '-');
    stm_buf_u64(out, i - base + length);
    stm_buf_char(out, '\t');
    column(out, stm_doc_slice(doc, token->span), false);
    stm_buf_text(out, "_\t_\t_\t_\t_\t_\t_\t");
    stm_buf_text(out, glued ? "SpaceAfter=No\n" : "_\n");
}

static void word_line(stm_buf *out, const stm_doc *doc, uint32_t i, uint32_t base, bool last)
{
    const stm_token *token = &doc->tokens.items[i];
    stm_buf_u64(out, i - base + 1);
    stm_buf_char(out, '\t');
    column(out, token->form, false);
    column(out, token->lemma, false);
    column(out, stm_str_of(stm_upos_name((stm_upos)token->upos)), false);
    column(out, token->xpos, false);
    column(out, token->feats, false);
    if (token->deprel.len == 0) {
        stm_buf_text(out, "_\t_\t"); /* not parsed */
    } else {
        stm_buf_u64(out, token->head == STM_NONE ? 0 : token->head - base + 1);
        stm_buf_char(out, '\t');
        column(out, token->deprel, false);
    }
    stm_buf_text(out, "_\t");
    misc_column(out, token, last);
}

void stm_conllu_write(stm_buf *out, const stm_doc *doc, uint32_t sentence, uint32_t number)
{
    const stm_sentence *s = &doc->sentences.items[sentence];
    if (s->paragraph && number > 1) {
        stm_buf_text(out, "# newpar\n");
    }
    if (s->id.len > 0) {
        stm_buf_text(out, "# sent_id = ");
        column(out, s->id, true);
    } else if (number > 0) {
        stm_buf_text(out, "# sent_id = ");
        stm_buf_u64(out, number);
        stm_buf_char(out, '\n');
    }
    stm_buf_text(out, "# text = ");
    flat_text(out, stm_doc_slice(doc, s->span));
    uint32_t base = s->token_first, end = base + s->token_count;
    for (uint32_t i = base; i < end; i++) {
        if ((doc->tokens.items[i].flags & STM_TOKEN_MWT_FIRST) != 0) {
            mwt_line(out, doc, i, base, end);
        }
        word_line(out, doc, i, base, i + 1 == end);
    }
    stm_buf_char(out, '\n');
}
