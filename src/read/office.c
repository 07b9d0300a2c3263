/* DOCX and ODT: zip archives with one XML part that holds the text. Archive by libarchive, XML by libxml2.
 * Only paragraphs and headings are taken. Sizes are bounded, so that a small file cannot swell without end.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include <archive.h>
#include <archive_entry.h>
#include <libxml/xmlreader.h>

#include "base/limits.h"
#include "read/markup.h"

/* Unpacks the member `wanted` of a zip archive into out; false when it is missing or broken. */
static bool unpack(stm_str bytes, const char *wanted, stm_buf *out)
{
    struct archive *zip = archive_read_new();
    bool found = false;
    if (zip != NULL && archive_read_support_format_zip(zip) == ARCHIVE_OK &&
        archive_read_open_memory(zip, bytes.ptr, bytes.len) == ARCHIVE_OK) {
        struct archive_entry *entry;
        while (!found && archive_read_next_header(zip, &entry) == ARCHIVE_OK) {
            const char *name = archive_entry_pathname(entry);
            found = name != NULL && strcmp(name, wanted) == 0;
        }
        char piece[16384];
        la_ssize_t got = found ? archive_read_data(zip, piece, sizeof piece) : 0;
        while (got > 0 && out->length < STM_MAX_DOCUMENT_BYTES) {
            stm_buf_add(out, piece, (size_t)got);
            got = archive_read_data(zip, piece, sizeof piece);
        }
        found = found && got == 0;
    }
    archive_read_free(zip);
    return found && !out->failed;
}

static bool named(xmlTextReader *reader, const char *name)
{
    const xmlChar *local = xmlTextReaderConstLocalName(reader);
    return local != NULL && strcmp((const char *)local, name) == 0;
}

/* A paragraph's end gives an empty line; tabs and line breaks a blank. */
static void take_node(xmlTextReader *reader, bool docx, stm_buf *text, int *depth)
{
    int type = xmlTextReaderNodeType(reader);
    bool paragraph = named(reader, "p") || (!docx && named(reader, "h"));
    if (type == XML_READER_TYPE_ELEMENT &&
        (named(reader, "tab") || named(reader, "br") || named(reader, "line-break") ||
            (!docx && named(reader, "s")))) {
        stm_buf_char(text, ' ');
    } else if (type == XML_READER_TYPE_ELEMENT && docx && named(reader, "t")) {
        *depth += !xmlTextReaderIsEmptyElement(reader);
    } else if (type == XML_READER_TYPE_ELEMENT && !docx && paragraph) {
        *depth += !xmlTextReaderIsEmptyElement(reader);
    } else if (type == XML_READER_TYPE_END_ELEMENT) {
        *depth -= *depth > 0 && (docx ? named(reader, "t") : paragraph);
        stm_buf_text(text, paragraph ? "\n\n" : "");
    } else if ((type == XML_READER_TYPE_TEXT || type == XML_READER_TYPE_SIGNIFICANT_WHITESPACE) &&
        *depth > 0) {
        stm_buf_text(text, (const char *)xmlTextReaderConstValue(reader));
    }
}

static stemma_status text_of(
    const char *path, const stm_buf *xml, bool docx, stm_buf *text, stemma_error *err)
{
    xmlTextReader *reader = xmlReaderForMemory(xml->data, (int)xml->length, NULL, NULL,
        XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    if (reader == NULL) {
        return stm_fail_nomem(err);
    }
    int more, depth = 0;
    while ((more = xmlTextReaderRead(reader)) == 1) {
        take_node(reader, docx, text, &depth);
    }
    xmlFreeTextReader(reader);
    if (more != 0) {
        return stm_fail(err, STEMMA_ERR_FORMAT, "%s: the text inside is damaged", path);
    }
    return stm_buf_status(text, err);
}

static stemma_status read_office(const char *path, stm_str bytes, bool docx, stm_input_take take,
    void *context, stemma_error *err)
{
    stm_buf xml, text;
    stm_buf_init(&xml);
    stm_buf_init(&text);
    stemma_status status = STEMMA_OK;
    if (!unpack(bytes, docx ? "word/document.xml" : "content.xml", &xml) ||
        xml.length > INT32_MAX) {
        status = stm_fail(err, STEMMA_ERR_FORMAT, "%s: no %s file", path, docx ? "DOCX" : "ODT");
    } else {
        status = text_of(path, &xml, docx, &text, err);
    }
    if (status == STEMMA_OK) {
        status = stm_read_plain(path, stm_buf_view(&text), take, context, err);
    }
    stm_buf_dispose(&xml);
    stm_buf_dispose(&text);
    return status;
}

stemma_status stm_read_docx(
    const char *path, stm_str bytes, stm_input_take take, void *context, stemma_error *err)
{
    return read_office(path, bytes, true, take, context, err);
}

stemma_status stm_read_odt(
    const char *path, stm_str bytes, stm_input_take take, void *context, stemma_error *err)
{
    return read_office(path, bytes, false, take, context, err);
}
