/* Strings, memory, errors of the drawing program. SPDX-License-Identifier: MIT */
#include "draw/ink.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void ink_die(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
    exit(1);
}

void *ink_memory(size_t bytes)
{
    void *memory = calloc(1, bytes == 0 ? 1 : bytes);
    if (memory == NULL) {
        ink_die("out of memory");
    }
    return memory;
}

void *ink_grow(void *items, size_t *capacity, size_t count, size_t item_bytes)
{
    if (count < *capacity) {
        return items;
    }
    *capacity = *capacity < 16 ? 16 : *capacity * 2;
    void *moved = realloc(items, *capacity * item_bytes);
    if (moved == NULL) {
        ink_die("out of memory");
    }
    return moved;
}

char *ink_copy(const char *text, size_t count)
{
    char *copy = ink_memory(count + 1);
    memcpy(copy, text, count);
    return copy;
}

void ink_add(ink *out, const char *bytes, size_t count)
{
    if (out->length + count + 1 > out->capacity) {
        out->capacity = (out->length + count + 1) * 2;
        out->data = realloc(out->data, out->capacity);
        if (out->data == NULL) {
            ink_die("out of memory");
        }
    }
    memcpy(out->data + out->length, bytes, count);
    out->length += count;
    out->data[out->length] = '\0';
}

void ink_text(ink *out, const char *text)
{
    ink_add(out, text, strlen(text));
}

void ink_print(ink *out, const char *format, ...)
{
    char text[256];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    ink_text(out, text);
}

/* In hundredths and by hand: printf would write the locale's decimal mark. */
void ink_number(ink *out, double number)
{
    long long hundredths = llround(number * 100);
    if (hundredths < 0) {
        ink_text(out, "-");
        hundredths = -hundredths;
    }
    ink_print(out, "%lld", hundredths / 100);
    if (hundredths % 10 != 0) {
        ink_print(out, ".%02lld", hundredths % 100);
    } else if (hundredths % 100 != 0) {
        ink_print(out, ".%lld", hundredths % 100 / 10);
    }
}

void ink_xml(ink *out, const char *text)
{
    for (; *text != '\0'; text++) {
        switch (*text) {
        case '&':
            ink_text(out, "&amp;");
            break;
        case '<':
            ink_text(out, "&lt;");
            break;
        case '>':
            ink_text(out, "&gt;");
            break;
        case '"':
            ink_text(out, "&quot;");
            break;
        case '\'':
            ink_text(out, "&#39;");
            break;
        default:
            ink_add(out, text, 1);
        }
    }
}

unsigned ink_decode(const char *text, size_t *count)
{
    const unsigned char *b = (const unsigned char *)text;
    unsigned length = b[0] < 0x80     ? 1
        : b[0] >= 0xC2 && b[0] < 0xE0 ? 2
        : b[0] >= 0xE0 && b[0] < 0xF0 ? 3
        : b[0] >= 0xF0 && b[0] < 0xF5 ? 4
                                      : 0;
    unsigned point = length == 1 ? b[0]
        : length == 2            ? b[0] & 0x1Fu
        : length == 3            ? b[0] & 0x0Fu
                                 : b[0] & 0x07u;
    for (unsigned i = 1; i < length; i++) {
        if ((b[i] & 0xC0) != 0x80) {
            length = 0;
            break;
        }
        point = point << 6 | (b[i] & 0x3Fu);
    }
    bool bad = length == 0 ||
        (length == 3 && (point < 0x800 || (point >= 0xD800 && point < 0xE000))) ||
        (length == 4 && (point < 0x10000 || point > 0x10FFFF));
    *count = bad ? 1 : length;
    return bad ? 0xFFFD : point;
}
