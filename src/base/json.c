/* Reading JSON through jansson, which bounds the depth of nesting (2,048).
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/json.h"

#include <jansson.h>

static json_t *unwrap(const stm_json *value)
{
    return (json_t *)(uintptr_t)value;
}

stemma_status stm_json_parse(stm_str text, stm_json **root_out, stemma_error *err)
{
    json_error_t why;
    json_t *root = json_loadb(text.ptr, text.len, JSON_DECODE_ANY | JSON_ALLOW_NUL, &why);
    *root_out = (stm_json *)root;
    if (root != NULL) {
        return STEMMA_OK;
    }
    if (json_error_code(&why) == json_error_out_of_memory) {
        return stm_fail_nomem(err);
    }
    uint32_t line = why.line > 0 ? (uint32_t)why.line : 1;
    uint32_t column = why.column > 0 ? (uint32_t)why.column : 1;
    return stm_fail_at(err, STEMMA_ERR_FORMAT, line, column, "not JSON: %s", why.text);
}

void stm_json_free(stm_json *root)
{
    json_decref(unwrap(root));
}

const stm_json *stm_json_get(const stm_json *value, const char *key)
{
    return (const stm_json *)json_object_get(unwrap(value), key);
}

bool stm_json_string(const stm_json *value, stm_str *out)
{
    const json_t *json = unwrap(value);
    if (!json_is_string(json) || json_string_length(json) > UINT32_MAX) {
        return false;
    }
    *out = (stm_str){json_string_value(json), (uint32_t)json_string_length(json)};
    return true;
}

bool stm_json_integer(const stm_json *value, int64_t *out)
{
    const json_t *json = unwrap(value);
    if (!json_is_integer(json)) {
        return false;
    }
    *out = json_integer_value(json);
    return true;
}

bool stm_json_number(const stm_json *value, double *out)
{
    const json_t *json = unwrap(value);
    if (!json_is_number(json)) {
        return false;
    }
    *out = json_number_value(json);
    return true;
}

bool stm_json_bool(const stm_json *value, bool *out)
{
    const json_t *json = unwrap(value);
    if (!json_is_boolean(json)) {
        return false;
    }
    *out = json_is_true(json);
    return true;
}

bool stm_json_is_array(const stm_json *value)
{
    return json_is_array(unwrap(value));
}

bool stm_json_is_object(const stm_json *value)
{
    return json_is_object(unwrap(value));
}

size_t stm_json_count(const stm_json *array)
{
    return json_array_size(unwrap(array));
}

const stm_json *stm_json_at(const stm_json *array, size_t index)
{
    return (const stm_json *)json_array_get(unwrap(array), index);
}

bool stm_json_member(
    const stm_json *object, void **iterator, stm_str *key_out, const stm_json **value_out)
{
    json_t *json = unwrap(object);
    *iterator = *iterator == NULL ? json_object_iter(json) : json_object_iter_next(json, *iterator);
    if (*iterator == NULL) {
        return false;
    }
    *key_out = stm_str_of(json_object_iter_key(*iterator));
    *value_out = (const stm_json *)json_object_iter_value(*iterator);
    return true;
}
