/* Lines of the user's decisions: refused, or what was read is written and reads back the same.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdlib.h>

#include "base/buf.h"
#include "fuzz.h"
#include "names/identity.h"

static bool same(stm_str a, stm_str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

static void read_line(stm_str line)
{
    stemma_error err;
    stm_decision first, again;
    bool known = false;
    stm_buf out;
    if (stm_decision_read(line, &first, &known, &err) != STEMMA_OK || !known) {
        return;
    }
    stm_buf_init(&out);
    stm_decision_write(&out, &first);
    stm_str written = stm_buf_view(&out);
    written.len -= written.len > 0 && written.ptr[written.len - 1] == '\n';
    if (stm_decision_read(written, &again, &known, &err) != STEMMA_OK || !known ||
        again.verb != first.verb || again.a_type != first.a_type || again.b_type != first.b_type ||
        !same(again.a, first.a) || !same(again.b, first.b) ||
        !same(again.relation, first.relation)) {
        abort();
    }
    stm_buf_dispose(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *text = (const char *)data;
    for (size_t at = 0; at < size;) {
        const char *end = memchr(text + at, '\n', size - at);
        size_t length = end == NULL ? size - at : (size_t)(end - text) - at;
        read_line((stm_str){text + at, (uint32_t)length});
        at += length + 1;
    }
    return 0;
}
