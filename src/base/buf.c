/* String builder. SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/number.h"
#include "base/utf8.h"
#include "base/vec.h"

bool stm_vec_grow(void **items, uint32_t count, uint32_t *capacity, size_t more, size_t item_bytes)
{
    if (more > UINT32_MAX - (size_t)count) {
        return false;
    }
    size_t need = (size_t)count + more;
    size_t size = *capacity < 8 ? 8 : (size_t)*capacity * 2;
    size = size < need ? need : size;
    size = size > UINT32_MAX ? UINT32_MAX : size;
    if (item_bytes != 0 && size > SIZE_MAX / item_bytes) {
        return false;
    }
    void *moved = realloc(*items, size * item_bytes);
    if (moved == NULL) {
        return false;
    }
    *items = moved;
    *capacity = (uint32_t)size;
    return true;
}

void stm_buf_init(stm_buf *buf)
{
    *buf = (stm_buf){0};
}

void stm_buf_dispose(stm_buf *buf)
{
    free(buf->data);
    stm_buf_init(buf);
}

void stm_buf_dispose_to(stm_buf *scratch, stm_buf *out)
{
    out->failed = out->failed || scratch->failed;
    stm_buf_dispose(scratch);
}

void stm_buf_clear(stm_buf *buf)
{
    buf->length = 0;
    if (buf->data != NULL) {
        buf->data[0] = '\0';
    }
}

static bool reserve(stm_buf *buf, size_t more)
{
    if (buf->failed) {
        return false;
    }
    if (more < buf->capacity - buf->length) {
        return true;
    }
    if (more > SIZE_MAX / 2 - buf->length - 1) {
        buf->failed = true;
        return false;
    }
    size_t need = buf->length + more + 1;
    size_t size = buf->capacity < 64 ? 64 : buf->capacity * 2;
    size = size < need ? need : size;
    char *moved = realloc(buf->data, size);
    if (moved == NULL) {
        buf->failed = true;
        return false;
    }
    buf->data = moved;
    buf->capacity = size;
    return true;
}

void stm_buf_add(stm_buf *buf, const void *bytes, size_t count)
{
    if (!reserve(buf, count)) {
        return;
    }
    if (count > 0) {
        memcpy(buf->data + buf->length, bytes, count);
    }
    buf->length += count;
    buf->data[buf->length] = '\0';
}

void stm_buf_str(stm_buf *buf, stm_str s)
{
    stm_buf_add(buf, s.ptr, s.len);
}

void stm_buf_text(stm_buf *buf, const char *zero_terminated)
{
    stm_buf_add(buf, zero_terminated, strlen(zero_terminated));
}

void stm_buf_char(stm_buf *buf, char c)
{
    stm_buf_add(buf, &c, 1);
}

void stm_buf_print(stm_buf *buf, const char *format, ...)
{
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (length < 0) {
        buf->failed = true;
    } else if (reserve(buf, (size_t)length)) {
        vsnprintf(buf->data + buf->length, (size_t)length + 1, format, again);
        buf->length += (size_t)length;
    }
    va_end(again);
}

void stm_buf_u64(stm_buf *buf, uint64_t number)
{
    char digits[20];
    size_t at = sizeof digits;
    do {
        digits[--at] = (char)('0' + number % 10);
        number /= 10;
    } while (number != 0);
    stm_buf_add(buf, digits + at, sizeof digits - at);
}

void stm_buf_double(stm_buf *buf, double number, int digits)
{
    char text[STM_NUMBER_BYTES];
    stm_buf_add(buf, text, stm_number_write(number, digits, text));
}

static void json_escape(stm_buf *buf, uint32_t point, const char *bytes, uint32_t count)
{
    switch (point) {
    case '"':
        stm_buf_text(buf, "\\\"");
        break;
    case '\\':
        stm_buf_text(buf, "\\\\");
        break;
    case '\n':
        stm_buf_text(buf, "\\n");
        break;
    case '\r':
        stm_buf_text(buf, "\\r");
        break;
    case '\t':
        stm_buf_text(buf, "\\t");
        break;
    default:
        if (point < 0x20 || point == 0x7f) {
            stm_buf_print(buf, "\\u%04x", (unsigned)point);
        } else {
            stm_buf_add(buf, bytes, count);
        }
    }
}

void stm_buf_json(stm_buf *buf, stm_str s)
{
    stm_buf_char(buf, '"');
    for (uint32_t at = 0; at < s.len;) {
        uint32_t point = 0;
        uint32_t count = stm_utf8_decode(s, at, &point);
        if (count == 0) {
            stm_buf_text(buf, "\xEF\xBF\xBD");
            at++;
            continue;
        }
        json_escape(buf, point, s.ptr + at, count);
        at += count;
    }
    stm_buf_char(buf, '"');
}

void stm_buf_clean(stm_buf *buf, stm_str s)
{
    for (uint32_t at = 0; at < s.len;) {
        uint32_t point = 0;
        uint32_t count = stm_utf8_decode(s, at, &point);
        bool control = count == 1 &&
            ((point < 0x20 && point != '\t' && point != '\n' && point != '\r') || point == 0x7f);
        if (count == 0) {
            stm_buf_text(buf, "\xEF\xBF\xBD");
        } else if (!control) {
            stm_buf_add(buf, s.ptr + at, count);
        }
        at += count == 0 ? 1 : count;
    }
}

stm_str stm_buf_view(const stm_buf *buf)
{
    size_t length = buf->length > UINT32_MAX ? UINT32_MAX : buf->length;
    return buf->data == NULL ? STM_EMPTY : (stm_str){buf->data, (uint32_t)length};
}

stemma_status stm_buf_status(const stm_buf *buf, stemma_error *err)
{
    return buf->failed ? stm_fail_nomem(err) : STEMMA_OK;
}

char *stm_buf_take(stm_buf *buf)
{
    if (!reserve(buf, 0)) {
        return NULL;
    }
    buf->data[buf->length] = '\0';
    char *data = buf->data;
    stm_buf_init(buf);
    return data;
}
