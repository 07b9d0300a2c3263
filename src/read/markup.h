/* Main text out of a page: used for HTML files and for the HTML inside feeds and JSON lines.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_MARKUP_H
#define STM_MARKUP_H
#include "base/buf.h"
#include "read/read.h"

/* What a page says about itself; all in `text` builders so that they live as long as the caller wants. */
typedef struct stm_page {
    stm_buf text, title, date, url, source;
    stm_lang lang;
} stm_page;

void stm_page_init(stm_page *page);
void stm_page_dispose(stm_page *page);
/* Parses HTML (any encoding that libxml2 tells from the bytes; `encoding` NULL or a name) into page. Paragraphs are
 * separated by empty lines. FORMAT when no text is left. Nothing is fetched. */
stemma_status stm_page_parse(
    const char *name, stm_str html, const char *encoding, stm_page *page, stemma_error *err);
/* "2025-01-22T10:00:00Z" or "Wed, 22 Jan 2025 10:00:00 GMT" -> "2025-01-22"; false when neither. */
bool stm_read_date(stm_str written, char out[11]);

stemma_status stm_read_html(
    const char *path, stm_str bytes, stm_input_take take, void *context, stemma_error *err);
stemma_status stm_read_feed(
    const char *path, stm_str bytes, stm_input_take take, void *context, stemma_error *err);
stemma_status stm_read_json_lines(
    const char *path, stm_str bytes, stm_input_take take, void *context, stemma_error *err);
/* Only when the libraries were there at configure time (STM_WITH_OFFICE, STM_WITH_PDF). */
stemma_status stm_read_docx(
    const char *path, stm_str bytes, stm_input_take take, void *context, stemma_error *err);
stemma_status stm_read_odt(
    const char *path, stm_str bytes, stm_input_take take, void *context, stemma_error *err);
stemma_status stm_read_pdf(
    const char *path, stm_str bytes, stm_input_take take, void *context, stemma_error *err);
stemma_status stm_read_markdown(
    const char *path, stm_str bytes, stm_input_take take, void *context, stemma_error *err);
#endif
