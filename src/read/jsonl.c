/* JSON lines: one document a line, {"text", "title"?, "date"?, "url"?, "source"?, "lang"?, "id"?}.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/json.h"
#include "read/markup.h"

static stm_str member(const stm_json *object, const char *key)
{
    stm_str value = STM_EMPTY;
    (void)stm_json_string(stm_json_get(object, key), &value);
    return value;
}

static stemma_status give(const char *path, uint32_t line, const stm_json *object,
    stm_input_take take, void *context, stemma_error *err)
{
    stm_buf name;
    stm_buf_init(&name);
    stm_buf_print(&name, "%s:%u", path, (unsigned)line);
    stm_input input = {.text = member(object, "text"), .lang = stm_lang_of(member(object, "lang"))};
    stemma_status status = stm_buf_status(&name, err);
    char day[11] = "";
    stm_str date = member(object, "date");
    date = stm_read_date(date, day) ? stm_str_of(day) : date;
    stm_str id = member(object, "id"), url = member(object, "url");
    input.meta = (stm_meta){
        id, stm_buf_view(&name), member(object, "title"), date, url, member(object, "source")};
    input.meta.path = url.len > 0 ? url : id.len > 0 ? id : input.meta.path;
    if (status == STEMMA_OK) {
        status = stm_read_check(name.data, &input.text, err);
    }
    if (status == STEMMA_OK) {
        status = take(context, &input, err);
    }
    stm_buf_dispose(&name);
    return status;
}

stemma_status stm_read_json_lines(
    const char *path, stm_str bytes, stm_input_take take, void *context, stemma_error *err)
{
    STM_TRY(stm_read_check(path, &bytes, err));
    stm_str rest = bytes, line = STM_EMPTY;
    for (uint32_t number = 1; stm_str_next_line(&rest, &line); number++) {
        if (stm_str_trim(line).len == 0) {
            continue;
        }
        stm_json *root = NULL;
        stemma_error why = {.status = STEMMA_OK};
        stemma_status status = stm_json_parse(line, &root, &why);
        if (status != STEMMA_OK) {
            return stm_fail_at(err, status, number, why.column, "%s: line %u: %s", path,
                (unsigned)number, why.text);
        }
        stm_str text = STM_EMPTY;
        if (stm_json_string(stm_json_get(root, "text"), &text)) {
            status = give(path, number, root, take, context, err);
        } else {
            status = stm_fail_at(err, STEMMA_ERR_FORMAT, number, 1,
                "%s: line %u: no \"text\" in this object", path, (unsigned)number);
        }
        stm_json_free(root);
        STM_TRY(status);
    }
    return STEMMA_OK;
}
