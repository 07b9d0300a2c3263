/* Legacy encodings, told by ICU's detector (byte and trigram statistics) and converted by ICU.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "unicode/charset.h"

#include <stdlib.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>

/* Below this ICU's answer is a guess among several (0 to 100). */
enum { LEAST_CONFIDENCE = 20, PROBE_BYTES = 1 << 16 };

static const char *const known[] = {"windows-1252", "ISO-8859-1", "windows-1250", "ISO-8859-2",
    "windows-1251", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE", "ISO-8859-15", "ISO-8859-9",
    "windows-1254", "windows-1253", "ISO-8859-7", "KOI8-R", "Shift_JIS", "GB18030", "EUC-JP",
    "EUC-KR", "Big5", "windows-1255", "windows-1256", "ISO-8859-5", "ISO-8859-6", "ISO-8859-8"};

/* Static copy of the detector's name, which dies with it; ISO-8859-1 is read as its superset windows-1252, as browsers
 * do: nobody writes C1 controls, many write curly quotes. */
static const char *keep_name(const char *name)
{
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        if (strcmp(known[i], name) == 0) {
            return i == 1 ? known[0] : known[i];
        }
    }
    return NULL;
}

static const char *detect(stm_str bytes)
{
    UErrorCode code = U_ZERO_ERROR;
    UCharsetDetector *detector = ucsdet_open(&code);
    const char *found = NULL;
    if (U_SUCCESS(code)) {
        uint32_t probe = bytes.len < PROBE_BYTES ? bytes.len : PROBE_BYTES;
        ucsdet_setText(detector, bytes.ptr, (int32_t)probe, &code);
        const UCharsetMatch *match = U_SUCCESS(code) ? ucsdet_detect(detector, &code) : NULL;
        if (match != NULL && U_SUCCESS(code) &&
            ucsdet_getConfidence(match, &code) >= LEAST_CONFIDENCE) {
            const char *name = ucsdet_getName(match, &code);
            found = U_SUCCESS(code) ? keep_name(name) : NULL;
        }
    }
    ucsdet_close(detector);
    return found;
}

/* Text holds no control characters but tab and line ends, and no replacement character. */
static bool is_text(const char *bytes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        unsigned char c = (unsigned char)bytes[i];
        bool control = c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f';
        bool c1 = c == 0xC2 && i + 1 < count && (unsigned char)bytes[i + 1] < 0xA0;
        bool replaced = c == 0xEF && i + 2 < count && (unsigned char)bytes[i + 1] == 0xBF &&
            (unsigned char)bytes[i + 2] == 0xBD;
        if (control || c1 || replaced) {
            return false;
        }
    }
    return true;
}

stemma_status stm_charset_convert(
    stm_str bytes, stm_buf *out, const char **name_out, stemma_error *err)
{
    *name_out = detect(bytes);
    if (*name_out == NULL) {
        return stm_fail(err, STEMMA_ERR_ENCODING, "neither UTF-8 nor another known encoding");
    }
    UErrorCode code = U_ZERO_ERROR;
    size_t capacity = (size_t)bytes.len * 3 + 16;
    char *text = capacity > INT32_MAX ? NULL : malloc(capacity);
    if (text == NULL) {
        return stm_fail_nomem(err);
    }
    int32_t length = ucnv_convert(
        "UTF-8", *name_out, text, (int32_t)capacity, bytes.ptr, (int32_t)bytes.len, &code);
    stemma_status status = STEMMA_OK;
    if (U_FAILURE(code) || !is_text(text, (size_t)length)) {
        status =
            stm_fail(err, STEMMA_ERR_ENCODING, "looks like %s, but is no text in it", *name_out);
    } else {
        stm_buf_add(out, text, (size_t)length);
        status = stm_buf_status(out, err);
    }
    free(text);
    return status;
}
