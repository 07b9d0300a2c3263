/* Reads "nodes", then "from to document" lines on stdin, prints the measures as TSV with 12 digits: what agree.py
 * compares with networkx. SPDX-License-Identifier: GPL-2.0-or-later */
#include <inttypes.h>
#include <stdio.h>

#include "../unit/views.h"
#include "network/net.h"

static int print_scores(const stm_net *net)
{
    stm_net_scores s;
    stemma_error err = {0};
    if (stm_net_score(net, &STM_NET_BUDGET, &s, &err) != STEMMA_OK) {
        fprintf(stderr, "%s\n", err.text);
        return 1;
    }
    printf("%.12g %.12g %" PRIu32 " %" PRIu32 "\n", s.reciprocity, s.density, s.component_count,
        s.bridge_count);
    for (uint32_t i = 0; i < s.node_count; i++) {
        printf("%" PRIu32 " %" PRIu32 " %" PRIu32 " %" PRIu32
               " %.12g %.12g %.12g %.12g %.12g %.12g %.12g %.12g %" PRIu32 " %d %" PRIu32 "\n",
            s.degree[i], s.in[i], s.out[i], s.sources[i], s.pagerank[i], s.betweenness[i],
            s.closeness[i], s.harmonic[i], s.hub[i], s.authority[i], s.eigenvector[i],
            s.constraint[i], s.core[i], s.cut[i], s.component[i]);
    }
    stm_net_scores_dispose(&s);
    return 0;
}

int main(void)
{
    unsigned nodes = 0, documents = 0, from = 0, to = 0, document = 0;
    stm_view view;
    stm_net net;
    view_start(&view);
    if (scanf("%u %u", &nodes, &documents) != 2) {
        return 2;
    }
    for (unsigned i = 0; i < documents; i++) {
        view_document(&view, "d", "");
    }
    for (unsigned i = 0; i < nodes; i++) {
        view_node(&view, "n", STM_TYPE_OTHER);
    }
    while (scanf("%u %u %u", &from, &to, &document) == 3) {
        view_edge(&view, from, "knows", to, document);
    }
    int code = stm_net_build(&view, &net, NULL) == STEMMA_OK ? print_scores(&net) : 1;
    stm_net_dispose(&net);
    view_end(&view);
    return code;
}
