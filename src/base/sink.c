/* Sinks. SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/sink.h"

static stemma_status write_stream(void *context, const char *bytes, size_t count)
{
    return count == 0 || fwrite(bytes, 1, count, context) == count ? STEMMA_OK : STEMMA_ERR_IO;
}

stemma_sink stemma_sink_stream(FILE *stream)
{
    return (stemma_sink){write_stream, stream};
}

stemma_status stm_sink_flush(const stemma_sink *sink, stm_buf *buf, stemma_error *err)
{
    STM_TRY(stm_buf_status(buf, err));
    stemma_status status =
        buf->length == 0 ? STEMMA_OK : sink->write(sink->context, buf->data, buf->length);
    stm_buf_clear(buf);
    return status == STEMMA_OK ? status : stm_fail(err, status, "output could not be written");
}
