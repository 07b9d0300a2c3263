/* PDF through poppler: text in reading order, lines of a paragraph joined, words that a line's end cut mended.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include <poppler.h>

#include "read/markup.h"

/* Lines end where the page ends them: joined by a blank, or by nothing after a hyphen before a small letter. An empty
 * line, or a full stop at the end of a short line, ends the paragraph. */
static void add_page(stm_buf *text, stm_str page)
{
    stm_str line = STM_EMPTY;
    uint32_t widest = 0;
    stm_str rest = page;
    while (stm_str_next_line(&rest, &line)) {
        widest = line.len > widest ? line.len : widest;
    }
    rest = page;
    while (stm_str_next_line(&rest, &line)) {
        stm_str s = stm_str_trim(line);
        bool small = rest.len > 0 && rest.ptr[0] >= 'a' && rest.ptr[0] <= 'z';
        if (s.len == 0) {
            stm_buf_text(text, "\n\n");
        } else if (s.ptr[s.len - 1] == '-' && small) {
            stm_buf_str(text, stm_str_sub(s, 0, s.len - 1));
        } else {
            stm_buf_str(text, s);
            bool stop = strchr(".!?:", s.ptr[s.len - 1]) != NULL && s.len * 4 < widest * 3;
            stm_buf_text(text, stop ? "\n\n" : " ");
        }
    }
    stm_buf_text(text, "\n");
}

static stemma_status give(const char *path, PopplerDocument *document, stm_input_take take,
    void *context, stemma_error *err)
{
    stm_buf text;
    stm_buf_init(&text);
    int pages = poppler_document_get_n_pages(document);
    for (int i = 0; i < pages; i++) {
        PopplerPage *page = poppler_document_get_page(document, i);
        char *words = page == NULL ? NULL : poppler_page_get_text(page);
        add_page(&text, stm_str_of(words));
        g_free(words);
        g_clear_object(&page);
    }
    char *title = poppler_document_get_title(document);
    stemma_status status = stm_buf_status(&text, err);
    stm_str body = stm_buf_view(&text);
    status = status == STEMMA_OK ? stm_read_check(path, &body, err) : status;
    if (status == STEMMA_OK) {
        stm_input input = {.text = body, .lang = STM_LANG_UNKNOWN};
        input.meta = (stm_meta){
            STM_EMPTY, stm_str_of(path), stm_str_of(title), STM_EMPTY, STM_EMPTY, STM_EMPTY};
        status = take(context, &input, err);
    }
    g_free(title);
    stm_buf_dispose(&text);
    return status;
}

stemma_status stm_read_pdf(
    const char *path, stm_str bytes, stm_input_take take, void *context, stemma_error *err)
{
    GBytes *data = g_bytes_new_static(bytes.ptr, bytes.len);
    GError *why = NULL;
    PopplerDocument *document = poppler_document_new_from_bytes(data, NULL, &why);
    stemma_status status;
    if (document == NULL) {
        status = stm_fail(err, STEMMA_ERR_FORMAT, "%s: no readable PDF: %s", path,
            why == NULL ? "" : why->message);
        g_clear_error(&why);
    } else {
        status = give(path, document, take, context, err);
        g_object_unref(document);
    }
    g_bytes_unref(data);
    return status;
}
