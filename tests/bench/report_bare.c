/* The igraph calls of `stemma report` on a large network in a bare C program, to compare with: no store, no names, no
 * sentences, no words. Reads what report_edges writes on standard input, tells the processor time of each call.
 * Exact betweenness and Burt's constraint are left out as stemma leaves them out of networks of this size.
 * usage: report_bare [SOURCES] < EDGES (20 sources, as stemma takes above some millions of ties)
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include <igraph.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

typedef struct network {
    igraph_t graph;
    igraph_vector_t weights;
} network;

static double seconds(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
        (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static void tell(const char *what, double *since)
{
    double now = seconds();
    printf("%-28s %6.2f s\n", what, now - *since);
    *since = now;
}

/* Errors: igraph's default handler ends the program, which is what a bare program wants. */
static void read_network(
    igraph_integer_t nodes, igraph_integer_t count, bool directed, network *out)
{
    igraph_vector_int_t ends;
    igraph_vector_int_init(&ends, 2 * count);
    igraph_vector_init(&out->weights, count);
    for (igraph_integer_t i = 0; i < count; i++) {
        long long a, b;
        if (scanf("%lld %lld %lf", &a, &b, &VECTOR(out->weights)[i]) != 3) {
            fprintf(stderr, "report_bare: line %lld of the edges is wrong\n", (long long)i + 2);
            exit(1);
        }
        VECTOR(ends)[2 * i] = a;
        VECTOR(ends)[2 * i + 1] = b;
    }
    igraph_create(&out->graph, &ends, nodes, directed);
    igraph_vector_int_destroy(&ends);
}

static void structure(const network *ties, const network *arcs)
{
    igraph_vector_int_t list;
    igraph_integer_t groups;
    igraph_real_t value;
    igraph_vector_int_init(&list, 0);
    double since = seconds();
    igraph_degree(&ties->graph, &list, igraph_vss_all(), IGRAPH_ALL, 0);
    igraph_degree(&arcs->graph, &list, igraph_vss_all(), IGRAPH_IN, 0);
    igraph_degree(&arcs->graph, &list, igraph_vss_all(), IGRAPH_OUT, 0);
    tell("degrees", &since);
    igraph_connected_components(&ties->graph, &list, NULL, &groups, IGRAPH_WEAK);
    tell("components", &since);
    igraph_articulation_points(&ties->graph, &list);
    tell("articulation points", &since);
    igraph_bridges(&ties->graph, &list);
    tell("bridges", &since);
    igraph_coreness(&ties->graph, &list, IGRAPH_ALL);
    tell("k-cores", &since);
    igraph_reciprocity(&arcs->graph, &value, 1, IGRAPH_RECIPROCITY_DEFAULT);
    igraph_density(&ties->graph, &value, 0);
    tell("reciprocity, density", &since);
    igraph_vector_int_destroy(&list);
}

static void centrality(const network *ties, const network *arcs)
{
    igraph_vector_t first, second;
    igraph_arpack_options_t options;
    igraph_vector_init(&first, 0);
    igraph_vector_init(&second, 0);
    double since = seconds();
    igraph_pagerank(&ties->graph, IGRAPH_PAGERANK_ALGO_PRPACK, &first, NULL, igraph_vss_all(),
        IGRAPH_UNDIRECTED, 0.85, &ties->weights, NULL);
    tell("PageRank", &since);
    igraph_arpack_options_init(&options);
    igraph_eigenvector_centrality(
        &ties->graph, &first, NULL, IGRAPH_UNDIRECTED, 1, &ties->weights, &options);
    tell("eigenvector", &since);
    igraph_arpack_options_init(&options);
    igraph_hub_and_authority_scores(
        &arcs->graph, &first, &second, NULL, 1, &arcs->weights, &options);
    tell("hubs and authorities", &since);
    igraph_vector_destroy(&first);
    igraph_vector_destroy(&second);
}

/* All nodes are targets; igraph has no sampled closeness, so the distances from the same sources stand for it. */
static void paths(const network *ties, igraph_integer_t source_count)
{
    igraph_vector_t result;
    igraph_vector_int_t sources;
    igraph_matrix_t distances;
    igraph_integer_t nodes = igraph_vcount(&ties->graph);
    if (nodes == 0) {
        return;
    }
    igraph_vector_init(&result, 0);
    igraph_vector_int_init(&sources, source_count);
    igraph_matrix_init(&distances, 0, 0);
    for (igraph_integer_t i = 0; i < source_count; i++) {
        VECTOR(sources)[i] = i * (nodes / source_count) % nodes;
    }
    double since = seconds();
    igraph_betweenness_subset(&ties->graph, &result, igraph_vss_all(), IGRAPH_UNDIRECTED,
        igraph_vss_vector(&sources), igraph_vss_all(), NULL);
    tell("betweenness, sampled", &since);
    igraph_distances(
        &ties->graph, &distances, igraph_vss_vector(&sources), igraph_vss_all(), IGRAPH_ALL);
    tell("distances, sampled", &since);
    igraph_matrix_destroy(&distances);
    igraph_vector_int_destroy(&sources);
    igraph_vector_destroy(&result);
}

static void communities(const network *ties)
{
    igraph_vector_t strength;
    igraph_vector_int_t membership;
    igraph_integer_t groups;
    igraph_real_t quality;
    igraph_vector_init(&strength, 0);
    igraph_vector_int_init(&membership, 0);
    double since = seconds();
    igraph_strength(&ties->graph, &strength, igraph_vss_all(), IGRAPH_ALL, 1, &ties->weights);
    double total = igraph_vector_sum(&strength);
    for (int round = 0; round < 2; round++) {
        igraph_rng_seed(igraph_rng_default(), 20240601);
        igraph_community_leiden(&ties->graph, &ties->weights, &strength, 1 / total, 0.01, round > 0,
            1, &membership, &groups, &quality);
    }
    tell("Leiden, two rounds", &since);
    igraph_vector_int_destroy(&membership);
    igraph_vector_destroy(&strength);
}

int main(int argc, char **argv)
{
    long long nodes, tie_count, arc_count;
    network ties, arcs;
    if (scanf("%lld %lld %lld", &nodes, &tie_count, &arc_count) != 3) {
        fprintf(stderr, "usage: report_bare [SOURCES] < EDGES\n");
        return 2;
    }
    double since = seconds();
    read_network(nodes, tie_count, false, &ties);
    read_network(nodes, arc_count, true, &arcs);
    tell("reading, building", &since);
    double start = seconds();
    structure(&ties, &arcs);
    centrality(&ties, &arcs);
    paths(&ties, argc > 1 ? strtol(argv[1], NULL, 10) : 20);
    communities(&ties);
    printf("%-28s %6.2f s\n%-28s %6.2f s\n", "all calls", seconds() - start, "the whole program",
        seconds());
    return 0;
}
