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

typedef struct lines {
    const char *path;
    uint32_t number; /* of the line, from 1 */
    uint64_t used;   /* bytes up to the end of the line */
    stm_input_take take;
    void *context;
} lines;

static stemma_status give(const lines *l, const stm_json *object, stemma_error *err)
{
    stm_buf name;
    stm_buf_init(&name);
    stm_buf_print(&name, "%s:%u", l->path, (unsigned)l->number);
    stm_input input = {.text = member(object, "text"),
        .lang = stm_lang_of(member(object, "lang")),
        .used = l->used};
    stemma_status status = stm_buf_status(&name, err);
    char day[11] = "";
    stm_str date = member(object, "date");
    date = stm_read_date(date, day) ? stm_str_of(day) : date;
    stm_str id = member(object, "id"), url = member(object, "url");
    input.meta = (stm_meta){
        id, stm_buf_view(&name), member(object, "title"), date, url, member(object, "source")};
    input.meta.path = url.len > 0 ? url : id.len > 0 ? id : input.meta.path;
    if (status == STEMMA_OK) {
        stemma_error why = {.status = STEMMA_OK};
        status = stm_read_check(name.data, &input.text, &why);
        input.trouble = status == STEMMA_OK ? NULL : &why;
        input.text = status == STEMMA_OK ? input.text : STM_EMPTY;
        status = l->take(l->context, &input, err);
    }
    stm_buf_dispose(&name);
    return status;
}

/* A bad line is told and passed over: the thousand good ones around it are wanted. */
static stemma_status refuse(
    const lines *l, stemma_status status, uint32_t column, const char *reason, stemma_error *err)
{
    stemma_error why = {.status = STEMMA_OK};
    stm_input input = {.used = l->used, .trouble = &why};
    stm_fail_at(
        &why, status, l->number, column, "%s: line %u: %s", l->path, (unsigned)l->number, reason);
    return l->take(l->context, &input, err);
}

static stemma_status read_line(const lines *l, stm_str line, stemma_error *err)
{
    stm_json *root = NULL;
    stm_str text = STM_EMPTY;
    stemma_error why = {.status = STEMMA_OK};
    stemma_status status = stm_json_parse(line, &root, &why);
    if (status == STEMMA_ERR_NOMEM) {
        return stm_fail_nomem(err);
    }
    if (status != STEMMA_OK) {
        return refuse(l, status, why.column, why.text, err);
    }
    status = stm_json_string(stm_json_get(root, "text"), &text)
        ? give(l, root, err)
        : refuse(l, STEMMA_ERR_FORMAT, 1, "no \"text\" in this object", err);
    stm_json_free(root);
    return status;
}

stemma_status stm_read_json_lines(
    const char *path, stm_str bytes, stm_input_take take, void *context, stemma_error *err)
{
    const char *begin = bytes.ptr;
    STM_TRY(stm_read_check(path, &bytes, err));
    lines l = {.path = path, .take = take, .context = context};
    stm_str rest = bytes, line = STM_EMPTY;
    for (l.number = 1; stm_str_next_line(&rest, &line); l.number++) {
        if (stm_str_trim(line).len > 0) {
            l.used = (uint64_t)(line.ptr + line.len - begin);
            STM_TRY(read_line(&l, line, err));
        }
    }
    return STEMMA_OK;
}
