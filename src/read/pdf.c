/* PDF through poppler: text in reading order, lines of a paragraph joined, words that a line's end cut mended.
 * poppler brings 50 libraries along (cairo, glib, nss, curl) whose loading takes longer than most commands, so it is
 * loaded when the first PDF comes, not when the program starts; it stays loaded.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include <dlfcn.h>
#include <poppler.h>

#include "read/markup.h"

/* Those of glib are found through poppler, which needs it. */
#define PDF_CALLS(X)                                                                               \
    X(g_bytes_new_static)                                                                          \
    X(g_bytes_unref)                                                                               \
    X(g_error_free)                                                                                \
    X(g_free)                                                                                      \
    X(g_object_unref)                                                                              \
    X(poppler_document_get_n_pages)                                                                \
    X(poppler_document_get_page)                                                                   \
    X(poppler_document_get_title)                                                                  \
    X(poppler_document_new_from_bytes)                                                             \
    X(poppler_page_get_text)

typedef struct pdf_calls {
#define PDF_MEMBER(name) __typeof__(name)(*name);
    PDF_CALLS(PDF_MEMBER)
#undef PDF_MEMBER
} pdf_calls;

/* memcpy, since ISO C has no conversion from a pointer to an object to one to a function. */
static bool find(void *library, const char *symbol, void *call, size_t size)
{
    void *address = dlsym(library, symbol);
    memcpy(call, &address, size);
    return address != NULL;
}

static stemma_status load(const char *path, pdf_calls *out, stemma_error *err)
{
    void *library = dlopen(STM_POPPLER_FILE, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
    bool fine = library != NULL;
    if (!fine) {
        return stm_fail(err, STEMMA_ERR_FORMAT, "%s: PDF cannot be read: %s", path, dlerror());
    }
#define PDF_FIND(name) fine = find(library, #name, &out->name, sizeof out->name) && fine;
    PDF_CALLS(PDF_FIND)
#undef PDF_FIND
    dlclose(library);
    return fine ? STEMMA_OK
                : stm_fail(err, STEMMA_ERR_FORMAT, "%s: PDF cannot be read: %s is too old", path,
                      STM_POPPLER_FILE);
}

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

static stemma_status give(const pdf_calls *pdf, const char *path, PopplerDocument *document,
    stm_input_take take, void *context, stemma_error *err)
{
    stm_buf text;
    stm_buf_init(&text);
    int pages = pdf->poppler_document_get_n_pages(document);
    for (int i = 0; i < pages; i++) {
        PopplerPage *page = pdf->poppler_document_get_page(document, i);
        char *words = page == NULL ? NULL : pdf->poppler_page_get_text(page);
        add_page(&text, stm_str_of(words));
        pdf->g_free(words);
        if (page != NULL) {
            pdf->g_object_unref(page);
        }
    }
    char *title = pdf->poppler_document_get_title(document);
    stemma_status status = stm_buf_status(&text, err);
    stm_str body = stm_buf_view(&text);
    status = status == STEMMA_OK ? stm_read_check(path, &body, err) : status;
    if (status == STEMMA_OK) {
        stm_input input = {.text = body, .lang = STM_LANG_UNKNOWN};
        input.meta = (stm_meta){
            STM_EMPTY, stm_str_of(path), stm_str_of(title), STM_EMPTY, STM_EMPTY, STM_EMPTY};
        status = take(context, &input, err);
    }
    pdf->g_free(title);
    stm_buf_dispose(&text);
    return status;
}

static stemma_status read_with(const pdf_calls *pdf, const char *path, stm_str bytes,
    stm_input_take take, void *context, stemma_error *err)
{
    GBytes *data = pdf->g_bytes_new_static(bytes.ptr, bytes.len);
    GError *why = NULL;
    PopplerDocument *document = pdf->poppler_document_new_from_bytes(data, NULL, &why);
    stemma_status status;
    if (document == NULL) {
        status = stm_fail(err, STEMMA_ERR_FORMAT, "%s: no readable PDF: %s", path,
            why == NULL ? "" : why->message);
        if (why != NULL) {
            pdf->g_error_free(why);
        }
    } else {
        status = give(pdf, path, document, take, context, err);
        pdf->g_object_unref(document);
    }
    pdf->g_bytes_unref(data);
    return status;
}

stemma_status stm_read_pdf(
    const char *path, stm_str bytes, stm_input_take take, void *context, stemma_error *err)
{
    pdf_calls pdf = {0};
    STM_TRY(load(path, &pdf, err));
    return read_with(&pdf, path, bytes, take, context, err);
}
