/* CoNLL-U reader. A sentence is taken only when it is whole and valid: contiguous ids, heads in range, one
 * root, no cycle (or no head at all: unparsed).
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "text/conllu.h"

#include "base/limits.h"
#include "base/number.h"
#include "base/utf8.h"

enum { COLUMNS = 10 };

typedef struct sentence_state {
    stm_conllu_reader *reader;
    stm_doc *doc;
    stemma_error *err;
    stm_str text; /* of `# text`, or NULL pointer */
    uint32_t token_first;
    uint32_t mwt_end; /* words up to this index (exclusive) belong to the open multi-word token */
    stm_str mwt_form;
    bool mwt_glued;
    stm_buf surface; /* forms joined by SpaceAfter */
} sentence_state;

void stm_conllu_open(stm_conllu_reader *reader, stm_str text, const char *name)
{
    *reader = (stm_conllu_reader){.rest = text, .line = 0, .name = name};
    if (stm_str_starts(text, STM_LIT("\xEF\xBB\xBF"))) {
        reader->rest = stm_str_sub(text, 3, text.len);
    }
}

static stemma_status fail_line(sentence_state *s, const char *reason)
{
    return stm_fail_at(s->err, STEMMA_ERR_FORMAT, s->reader->line, 1, "%s: line %u: %s",
        s->reader->name, (unsigned)s->reader->line, reason);
}

static bool keep(sentence_state *s, stm_str in, stm_str *out)
{
    if (in.len == 1 && in.ptr[0] == '_') {
        *out = STM_EMPTY;
        return true;
    }
    *out = stm_arena_copy(&s->doc->arena, in);
    return out->ptr != NULL;
}

static stemma_status comment(sentence_state *s, stm_str line, stm_sentence *sentence)
{
    stm_str body = stm_str_trim(stm_str_sub(line, 1, line.len));
    stm_str value = STM_EMPTY;
    int64_t equals = stm_str_find(body, STM_LIT("="));
    if (equals >= 0) {
        value = stm_str_trim(stm_str_sub(body, (uint32_t)equals + 1, body.len));
        body = stm_str_trim(stm_str_sub(body, 0, (uint32_t)equals));
    }
    if (stm_str_is(body, "text")) {
        s->text = value;
    } else if (stm_str_is(body, "sent_id")) {
        sentence->id = stm_arena_copy(&s->doc->arena, value);
        return sentence->id.ptr == NULL ? stm_fail_nomem(s->err) : STEMMA_OK;
    } else if (stm_str_is(body, "newpar") || stm_str_is(body, "newpar id")) {
        sentence->paragraph = true;
    } else if (stm_str_is(body, "newdoc id") && s->doc->meta.id.len == 0) {
        s->doc->meta.id = stm_arena_copy(&s->doc->arena, value);
        return s->doc->meta.id.ptr == NULL ? stm_fail_nomem(s->err) : STEMMA_OK;
    }
    return STEMMA_OK;
}

static bool is_glued(stm_str misc)
{
    stm_str rest = misc, part = STM_EMPTY;
    while (stm_str_next(&rest, '|', &part)) {
        if (stm_str_is(part, "SpaceAfter=No")) {
            return true;
        }
    }
    return false;
}

/* Adds a surface token to the joined text; its span is relative to the sentence until finish(). */
static stm_span add_surface(sentence_state *s, stm_str form, bool glued)
{
    stm_span span = {(uint32_t)s->surface.length, 0};
    stm_buf_str(&s->surface, form);
    span.end = (uint32_t)s->surface.length;
    if (!glued) {
        stm_buf_char(&s->surface, ' ');
    }
    return span;
}

static stemma_status mwt(sentence_state *s, stm_str id, uint32_t dash, const stm_str *columns)
{
    uint64_t from = 0, to = 0;
    uint32_t next = s->doc->tokens.count - s->token_first + 1;
    if (!stm_number_read_u64(stm_str_sub(id, 0, dash), &from) ||
        !stm_number_read_u64(stm_str_sub(id, dash + 1, id.len), &to) || from != next || to < from ||
        to - from > 64) {
        return fail_line(s, "bad range of a multi-word token");
    }
    if (s->mwt_end > next - 1) {
        return fail_line(s, "multi-word tokens overlap");
    }
    s->mwt_end = (uint32_t)to;
    s->mwt_form = columns[1];
    s->mwt_glued = is_glued(columns[9]);
    return STEMMA_OK;
}

static stemma_status read_head(sentence_state *s, const stm_str *columns, stm_token *token)
{
    uint64_t head = 0;
    if (stm_str_is(columns[6], "_")) {
        return STEMMA_OK;
    }
    if (!stm_number_read_u64(columns[6], &head) || head > STM_MAX_SENTENCE_TOKENS * 100u) {
        return fail_line(s, "head is not a number");
    }
    token->head = head == 0 ? STM_NONE : s->token_first + (uint32_t)head - 1;
    stm_str deprel = STM_EMPTY;
    if (!keep(s, stm_str_is(columns[7], "_") ? STM_LIT("dep") : columns[7], &deprel)) {
        return stm_fail_nomem(s->err);
    }
    stm_token_set_deprel(token, deprel);
    return STEMMA_OK;
}

static void place_token(sentence_state *s, stm_str form, bool glued, stm_token *token)
{
    uint32_t index = s->doc->tokens.count - s->token_first; /* from 0 */
    if (s->mwt_end > index) {
        bool first = s->mwt_form.ptr != NULL;
        if (first) {
            token->span = add_surface(s, s->mwt_form, s->mwt_glued);
            s->mwt_form = (stm_str){NULL, 0};
        } else {
            token->span = s->doc->tokens.items[s->doc->tokens.count - 1].span;
        }
        token->flags = first ? STM_TOKEN_MWT_FIRST : STM_TOKEN_MWT_REST;
        glued = s->mwt_glued;
    } else {
        token->span = add_surface(s, form, glued);
    }
    token->flags |= glued ? 0 : STM_TOKEN_SPACE_AFTER;
}

static stemma_status word(sentence_state *s, const stm_str *columns)
{
    stm_token token = stm_token_blank();
    token.sentence = s->doc->sentences.count;
    if (columns[1].len == 0) {
        return fail_line(s, "empty form");
    }
    bool kept = keep(s, columns[2], &token.lemma) && keep(s, columns[4], &token.xpos) &&
        keep(s, columns[5], &token.feats) && keep(s, columns[9], &token.misc);
    token.form = stm_arena_copy(&s->doc->arena, columns[1]);
    if (stm_str_is(columns[2], "_") && stm_str_is(columns[1], "_")) {
        token.lemma = STM_LIT("_");
    }
    if (!kept || token.form.ptr == NULL) {
        return stm_fail_nomem(s->err);
    }
    token.upos = (uint8_t)stm_upos_of(columns[3]);
    if (token.upos == STM_UPOS_NONE && !stm_str_is(columns[3], "_")) {
        return fail_line(s, "unknown part of speech");
    }
    token.morph = stm_morph_of(token.feats);
    STM_TRY(read_head(s, columns, &token));
    place_token(s, columns[1], is_glued(columns[9]), &token);
    return stm_vec_push(&s->doc->tokens, token) ? STEMMA_OK : stm_fail_nomem(s->err);
}

static stemma_status token_line(sentence_state *s, stm_str line)
{
    stm_str columns[COLUMNS], rest = line;
    int count = 0;
    while (count < COLUMNS && stm_str_next(&rest, '\t', &columns[count])) {
        count++;
    }
    if (count != COLUMNS || rest.ptr != NULL) {
        return fail_line(s, "want ten columns with tabs between them");
    }
    int64_t dash = stm_str_find(columns[0], STM_LIT("-"));
    if (dash > 0) {
        return mwt(s, columns[0], (uint32_t)dash, columns);
    }
    if (stm_str_find(columns[0], STM_LIT(".")) >= 0) {
        return STEMMA_OK; /* empty node of the enhanced graph */
    }
    uint64_t id = 0;
    if (!stm_number_read_u64(columns[0], &id) || id != s->doc->tokens.count - s->token_first + 1) {
        return fail_line(s, "word numbers must count 1, 2, 3 …");
    }
    return word(s, columns);
}

/* One root, heads inside, no cycle. Sentences without any head are unparsed and pass. */
static stemma_status check_tree(sentence_state *s)
{
    const stm_token *tokens = s->doc->tokens.items;
    uint32_t first = s->token_first, end = s->doc->tokens.count;
    uint32_t parsed = 0, roots = 0;
    for (uint32_t i = first; i < end; i++) {
        parsed += tokens[i].deprel.len > 0;
        roots += tokens[i].deprel.len > 0 && tokens[i].head == STM_NONE;
        if (tokens[i].head != STM_NONE && (tokens[i].head >= end || tokens[i].head == i)) {
            return fail_line(s, "head outside of the sentence above");
        }
    }
    if (parsed == 0) {
        return STEMMA_OK;
    }
    if (parsed != end - first || roots != 1) {
        return fail_line(s, "the sentence above has not one root and a head for each word");
    }
    for (uint32_t i = first; i < end; i++) {
        uint32_t steps = 0, at = i;
        while (at != STM_NONE && steps <= end - first) {
            at = tokens[at].head;
            steps++;
        }
        if (at != STM_NONE) {
            return fail_line(s, "the heads of the sentence above form a cycle");
        }
    }
    return STEMMA_OK;
}

/* Spans into `# text` when it holds the forms in order; into the joined forms otherwise. */
static stm_str sentence_text(sentence_state *s)
{
    stm_str joined = stm_buf_view(&s->surface);
    while (joined.len > 0 && joined.ptr[joined.len - 1] == ' ') {
        joined.len--;
    }
    if (s->text.ptr == NULL || stm_str_eq(s->text, joined)) {
        return joined;
    }
    uint32_t at = 0;
    stm_token *tokens = s->doc->tokens.items;
    for (uint32_t i = s->token_first; i < s->doc->tokens.count; i++) {
        if ((tokens[i].flags & STM_TOKEN_MWT_REST) != 0) {
            continue;
        }
        stm_str form = stm_str_sub(joined, tokens[i].span.begin, tokens[i].span.end);
        int64_t hit = stm_str_find(stm_str_sub(s->text, at, s->text.len), form);
        if (hit < 0) {
            return joined;
        }
        at += (uint32_t)hit + form.len;
    }
    at = 0;
    for (uint32_t i = s->token_first; i < s->doc->tokens.count; i++) {
        if ((tokens[i].flags & STM_TOKEN_MWT_REST) != 0) {
            tokens[i].span = tokens[i - 1].span;
            continue;
        }
        stm_str form = stm_str_sub(joined, tokens[i].span.begin, tokens[i].span.end);
        at += (uint32_t)stm_str_find(stm_str_sub(s->text, at, s->text.len), form);
        tokens[i].span = (stm_span){at, at + form.len};
        at += form.len;
    }
    return s->text;
}

static stemma_status append_text(sentence_state *s, stm_sentence *sentence)
{
    stm_doc *doc = s->doc;
    stm_str text = sentence_text(s);
    STM_TRY(stm_buf_status(&s->surface, s->err));
    if ((size_t)doc->text.len + text.len + 1 > STM_MAX_DOCUMENT_BYTES) {
        return stm_fail(s->err, STEMMA_ERR_LIMIT, "%s: more than %u bytes of text", s->reader->name,
            STM_MAX_DOCUMENT_BYTES);
    }
    /* doc->text must stay one slice: it grows in place in a piece that doubles. */
    uint32_t gap = doc->text.len > 0 ? 1 : 0;
    size_t need = (size_t)doc->text.len + gap + text.len;
    if (need + 1 > doc->text_capacity) {
        size_t capacity = need * 2 + 256;
        char *moved = stm_arena_alloc(&doc->arena, capacity);
        if (moved == NULL) {
            return stm_fail_nomem(s->err);
        }
        if (doc->text.len > 0) {
            memcpy(moved, doc->text.ptr, doc->text.len);
        }
        doc->text.ptr = moved;
        doc->text_capacity = capacity;
    }
    char *bytes = (char *)(uintptr_t)doc->text.ptr;
    if (gap != 0) {
        bytes[doc->text.len] = '\n';
    }
    uint32_t begin = doc->text.len + gap;
    if (text.len > 0) {
        memcpy(bytes + begin, text.ptr, text.len);
    }
    doc->text.len = (uint32_t)need;
    sentence->span = (stm_span){begin, (uint32_t)need};
    for (uint32_t i = s->token_first; i < doc->tokens.count; i++) {
        doc->tokens.items[i].span.begin += begin;
        doc->tokens.items[i].span.end += begin;
    }
    return STEMMA_OK;
}

static stemma_status finish(sentence_state *s, stm_sentence *sentence)
{
    if (s->mwt_end > s->doc->tokens.count - s->token_first) {
        return fail_line(s, "a multi-word token ends after the sentence above");
    }
    STM_TRY(check_tree(s));
    STM_TRY(append_text(s, sentence));
    sentence->token_first = s->token_first;
    sentence->token_count = s->doc->tokens.count - s->token_first;
    if (!stm_vec_push(&s->doc->sentences, *sentence)) {
        return stm_fail_nomem(s->err);
    }
    stm_doc_link(s->doc, s->doc->sentences.count - 1);
    return STEMMA_OK;
}

static stemma_status read_lines(sentence_state *s, bool *more_out)
{
    stm_sentence sentence = {.id = STM_EMPTY};
    stm_str line = STM_EMPTY;
    while (stm_str_next_line(&s->reader->rest, &line)) {
        s->reader->line++;
        if (stm_utf8_invalid(line) >= 0) {
            return fail_line(s, "not UTF-8");
        }
        if (line.len == 0) {
            if (s->doc->tokens.count > s->token_first) {
                break;
            }
        } else if (line.ptr[0] == '#') {
            STM_TRY(comment(s, line, &sentence));
        } else {
            STM_TRY(token_line(s, line));
        }
    }
    *more_out = s->doc->tokens.count > s->token_first;
    return *more_out ? finish(s, &sentence) : STEMMA_OK;
}

stemma_status stm_conllu_read(
    stm_conllu_reader *reader, stm_doc *doc, bool *more_out, stemma_error *err)
{
    sentence_state s = {.reader = reader,
        .doc = doc,
        .err = err,
        .text = {NULL, 0},
        .mwt_form = {NULL, 0},
        .token_first = doc->tokens.count};
    stm_buf_init(&s.surface);
    *more_out = false;
    stemma_status status = read_lines(&s, more_out);
    if (status != STEMMA_OK) {
        doc->tokens.count = s.token_first;
        *more_out = false;
    }
    stm_buf_dispose(&s.surface);
    return status;
}

stemma_status stm_conllu_read_all(stm_str text, const char *name, stm_doc *doc, stemma_error *err)
{
    stm_conllu_reader reader;
    stm_conllu_open(&reader, text, name);
    bool more = true;
    while (more) {
        STM_TRY(stm_conllu_read(&reader, doc, &more, err));
    }
    return STEMMA_OK;
}
