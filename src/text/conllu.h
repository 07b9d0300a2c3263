/* CoNLL-U (Universal Dependencies, format version 2): one sentence at a time, in and out.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_CONLLU_H
#define STM_CONLLU_H
#include "base/buf.h"
#include "text/doc.h"

/* Pulls sentence after sentence out of a text of CoNLL-U held in memory. */
typedef struct stm_conllu_reader {
    stm_str rest;     /* not yet read */
    uint32_t line;    /* lines read so far */
    const char *name; /* for messages: the file's path */
} stm_conllu_reader;

void stm_conllu_open(stm_conllu_reader *reader, stm_str text, const char *name);

/* Appends the next sentence to doc: tokens with all columns, multi-word tokens, sent_id, and its text (from
 * `# text`, else the forms joined by SpaceAfter) with byte spans, links made. `# newdoc id`, `# newpar` are kept.
 * *more_out is false when nothing was left. Empty nodes (8.1) are skipped. Strings are copied.
 * On malformed input FORMAT with name and line; doc then holds the whole sentences read before.
 * The document's text grows by each sentence, so spans stay right; pass a doc that was reset. */
stemma_status stm_conllu_read(
    stm_conllu_reader *reader, stm_doc *doc, bool *more_out, stemma_error *err);
/* All sentences of the text. */
stemma_status stm_conllu_read_all(stm_str text, const char *name, stm_doc *doc, stemma_error *err);

/* Writes one sentence with `# sent_id` (when known; else number when > 0) and `# text`, ended by an empty line. */
void stm_conllu_write(stm_buf *out, const stm_doc *doc, uint32_t sentence, uint32_t number);
#endif
