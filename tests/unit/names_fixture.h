/* Small trees made by hand for tests of names. One word a line: form lemma upos head deprel features name; `_` =
 * nothing; an empty line ends the sentence. SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_NAMES_FIXTURE_H
#define STM_NAMES_FIXTURE_H
#include <stdlib.h>

#include "base/buf.h"
#include "check.h"
#include "names/names.h"
#include "text/conllu.h"

enum { FORM, LEMMA, UPOS, HEAD, DEPREL, FEATS, NAME, FIELDS };

static inline void fixture_add_word(stm_buf *out, stm_str line, unsigned number)
{
    stm_str field[FIELDS], rest = line;
    for (int i = 0; i < FIELDS; i++) {
        field[i] = STM_LIT("_");
        stm_str_next(&rest, ' ', &field[i]);
    }
    stm_buf_print(out, "%u\t%.*s\t%.*s\t%.*s\t_\t%.*s\t%.*s\t%.*s\t_\t%.*s\n", number,
        STM_ARG(field[FORM]), STM_ARG(field[LEMMA]), STM_ARG(field[UPOS]), STM_ARG(field[FEATS]),
        STM_ARG(field[HEAD]), STM_ARG(field[DEPREL]), STM_ARG(field[NAME]));
}

/* Mentions from the last field: B-person, I-person … */
static inline void fixture_add_mentions(stm_doc *doc)
{
    for (uint32_t i = 0; i < doc->tokens.count; i++) {
        const stm_token *t = &doc->tokens.items[i];
        uint32_t end = i + 1;
        if (!stm_str_starts(t->misc, STM_LIT("B-"))) {
            continue;
        }
        while (
            end < doc->tokens.count && stm_str_starts(doc->tokens.items[end].misc, STM_LIT("I-"))) {
            end++;
        }
        stm_type type = stm_type_of(stm_str_sub(t->misc, 2, t->misc.len), NULL);
        stm_mention m = {t->sentence, i, end - i, i,
            {t->span.begin, doc->tokens.items[end - 1].span.end}, (uint8_t)type, STM_MENTION_NAME,
            STM_NONE, 0.9f};
        assert_true(stm_vec_push(&doc->mentions, m));
    }
}

static inline void fixture_resolve(
    const stm_names_tables *tables, stm_lang lang, const char *words, stm_doc *doc)
{
    stemma_error err;
    stm_buf text;
    stm_buf_init(&text);
    stm_str rest = stm_str_of(words), line;
    unsigned number = 0;
    while (stm_str_next_line(&rest, &line)) {
        if (line.len == 0) {
            stm_buf_char(&text, '\n');
            number = 0;
        } else {
            fixture_add_word(&text, line, ++number);
        }
    }
    stm_buf_char(&text, '\n');
    stm_doc_init(doc);
    CHECK_OK(stm_conllu_read_all(stm_buf_view(&text), "words", doc, &err));
    doc->lang = lang;
    fixture_add_mentions(doc);
    CHECK_OK(stm_names_resolve(doc, NULL, tables, &err));
    stm_buf_dispose(&text);
}

/* Actor's name at the n-th word of that form, "" when open. */
static inline stm_str actor_at(const stm_doc *doc, const char *form, int nth)
{
    for (uint32_t i = 0; i < doc->tokens.count; i++) {
        if (stm_str_is(doc->tokens.items[i].form, form) && nth-- == 0) {
            uint32_t actor = stm_names_actor_at(doc, i);
            return actor == STM_NONE ? STM_EMPTY : doc->actors.items[actor].name;
        }
    }
    fail_msg("no word %s", form);
    return STM_EMPTY;
}

#define M "Gender=Masc|Number=Sing"
#define F "Gender=Fem|Number=Sing"
#define N "Gender=Neut|Number=Sing"
#define DOT ". . PUNCT 2 punct _ _\n\n"
#endif
