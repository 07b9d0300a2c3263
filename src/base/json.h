/* Reading JSON: the only place that knows the JSON library. Values are borrowed from their root.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_JSON_H
#define STM_JSON_H
#include "base/status.h"
#include "base/strings.h"

typedef struct stm_json stm_json; /* one value of a parsed text */

/* Parses one JSON text. Free the root with stm_json_free. FORMAT with line and column when malformed. */
stemma_status stm_json_parse(stm_str text, stm_json **root_out, stemma_error *err);
void stm_json_free(stm_json *root);
/* Member of an object, or NULL when value is no object or has none. */
const stm_json *stm_json_get(const stm_json *value, const char *key);
/* String value (valid while the root lives); false when value is NULL or no string. */
bool stm_json_string(const stm_json *value, stm_str *out);
/* A number written without fraction and exponent, exact. */
bool stm_json_integer(const stm_json *value, int64_t *out);
bool stm_json_number(const stm_json *value, double *out);
bool stm_json_bool(const stm_json *value, bool *out);
bool stm_json_is_array(const stm_json *value);
bool stm_json_is_object(const stm_json *value);
size_t stm_json_count(const stm_json *array); /* 0 when no array */
const stm_json *stm_json_at(const stm_json *array, size_t index);
/* Members of an object in the order of the text: *iterator starts NULL; false at the end. */
bool stm_json_member(
    const stm_json *object, void **iterator, stm_str *key_out, const stm_json **value_out);
#endif
