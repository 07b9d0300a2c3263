/* Where results go: every call that produces text writes it through a sink.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STEMMA_SINK_H
#define STEMMA_SINK_H
#include <stddef.h>
#include <stdio.h>
#include <stemma/status.h>
STEMMA_BEGIN

/* write() takes all `count` bytes or returns a status other than STEMMA_OK, which ends the call that writes with that status.
 * It is called in the thread of that call, with any number of bytes at a time; text may be cut inside a character. */
typedef struct stemma_sink {
    stemma_status (*write)(void *context, const char *bytes, size_t count);
    void *context;
} stemma_sink;

/* Sink that writes to an open stream (fwrite); the stream stays the caller's, who also flushes it. A failed write
 * gives STEMMA_ERR_IO. */
STEMMA_API stemma_sink stemma_sink_stream(FILE *stream);

STEMMA_END
#endif
