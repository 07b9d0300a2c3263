/* Writes the network that `stemma report` measures as plain numbers, for report_bare: "nodes ties arcs", then one
 * line "a b weight" each. usage: report_edges GRAPH > EDGES
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include <inttypes.h>
#include <stdio.h>

#include "network/net.h"

static void print(const stm_net_arc *arcs, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        printf("%" PRIu32 " %" PRIu32 " %.17g\n", arcs[i].a, arcs[i].b, arcs[i].weight);
    }
}

static stemma_status write_edges(stemma_graph *graph, stemma_error *err)
{
    stm_view view;
    stm_net net;
    STM_TRY(stm_view_load(graph, NULL, &view, err));
    stemma_status status = stm_net_build(&view, &net, err);
    stm_view_dispose(&view);
    STM_TRY(status);
    printf("%" PRIu32 " %" PRIu32 " %" PRIu32 "\n", net.node_count, net.ties.count, net.arcs.count);
    print(net.ties.items, net.ties.count);
    print(net.arcs.items, net.arcs.count);
    stm_net_dispose(&net);
    return STEMMA_OK;
}

int main(int argc, char **argv)
{
    stemma_error err = {0};
    stemma_graph *graph = NULL;
    if (argc != 2) {
        fprintf(stderr, "usage: report_edges GRAPH > EDGES\n");
        return 2;
    }
    stemma_status status = stemma_graph_open(argv[1], STEMMA_OPEN_READ, &graph, &err);
    if (status == STEMMA_OK) {
        status = write_edges(graph, &err);
        stemma_graph_close(graph);
    }
    if (status != STEMMA_OK) {
        fprintf(stderr, "report_edges: %s\n", err.text);
    }
    return status == STEMMA_OK && fflush(stdout) == 0 ? 0 : 1;
}
