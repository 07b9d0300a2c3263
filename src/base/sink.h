/* From builder to sink. SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_SINK_H
#define STM_SINK_H
#include <stemma/sink.h>
#include "base/buf.h"

/* Writes out what the builder holds and clears it; fails with the builder's or the sink's status. */
stemma_status stm_sink_flush(const stemma_sink *sink, stm_buf *buf, stemma_error *err);
#endif
