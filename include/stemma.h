/* stemma: reads text, finds who did what to whom, keeps it as a knowledge graph.
 * The only header that programs include. SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STEMMA_H
#define STEMMA_H
#include <stemma/ask.h>
#include <stemma/decide.h>
#include <stemma/draw.h>
#include <stemma/export.h>
#include <stemma/exchange.h>
#include <stemma/graph.h>
#include <stemma/pipeline.h>
#include <stemma/query.h>
#include <stemma/report.h>
#include <stemma/sink.h>
#include <stemma/status.h>
#include <stemma/version.h>
#endif
