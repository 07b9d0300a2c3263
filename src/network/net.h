/* The network behind the facts: who is tied to whom, how strongly, and what that makes of everybody.
 * Built from a view of the store; node i here is node i there. Knows nothing of names.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_NET_H
#define STM_NET_H
#include "store/store.h"

/* All facts between two nodes folded. Arcs have a direction; ties have not, a < b. No loops among either. */
typedef struct stm_net_arc {
    uint32_t a, b;
    uint32_t sources; /* independent sources: distinct origins of the documents */
    uint32_t facts;
    double weight; /* stm_net_weight of the two: what the weighted measures take */
} stm_net_arc;

/* Independent sources count fully, further facts from the same sources ever less: s + log2(1 + facts - s). */
double stm_net_weight(double sources, double facts);

/* One tie of the evidence that the bootstrap draws from: this origin speaks for that tie. */
typedef struct stm_net_witness {
    uint32_t tie, origin, facts;
} stm_net_witness;

typedef struct stm_net {
    uint32_t node_count;
    uint32_t loop_facts;                /* facts of somebody about himself: in no measure */
    STM_VEC(stm_net_arc) arcs;          /* sorted by a, b */
    STM_VEC(stm_net_arc) ties;          /* sorted by a, b */
    STM_VEC(stm_net_witness) witnesses; /* sorted by tie, origin; distinct */
    uint32_t origin_count;              /* size of the range of origins */
} stm_net;

stemma_status stm_net_build(const stm_view *view, stm_net *net_out, stemma_error *err);
void stm_net_dispose(stm_net *net);

/* How far exact computation goes; above it values are estimated from random sources, or left NaN. */
typedef struct stm_net_budget {
    uint64_t
        path_work; /* exact betweenness, closeness, harmonic while sources x (nodes + 2 ties) stays below */
    uint64_t sample_work;     /* the same for sampling: decides how many sources */
    uint32_t constraint_ties; /* Burt's constraint up to so many ties */
    uint32_t least_sources;   /* at least so many sources when sampling */
    uint32_t
        light_above; /* above so many ties only degree, components, PageRank and order; 0 = never */
} stm_net_budget;
#define STM_NET_BUDGET ((stm_net_budget){250000000u, 60000000u, 300000u, 20u, 0})

/* One number per node in every array. */
typedef struct stm_net_scores {
    stm_arena arena;
    uint32_t node_count;
    uint32_t *degree, *in, *out; /* distinct others: any direction, pointing here, pointed to */
    uint32_t *sources;           /* independent sources of the ties summed up */
    double *pagerank;            /* undirected, weighted, damping 0.85, sums to 1 */
    double *
        betweenness; /* share of the shortest paths between two others, 0..1; undirected, unweighted */
    double *betweenness_error; /* standard error of the estimate; 0 when exact */
    double *closeness;         /* within the largest component, 0 outside */
    double *harmonic;          /* mean of 1/distance to all others, 0..1 */
    double *hub, *authority;   /* HITS on the arcs, weighted, largest = 1 */
    double *eigenvector;       /* undirected, weighted, largest = 1 */
    double *constraint;        /* Burt; NaN without ties */
    uint32_t *core;            /* k-core number, undirected */
    uint32_t *component;       /* numbered by size, largest first */
    uint32_t *community;       /* numbered by PageRank summed up, largest first */
    bool *cut;                 /* articulation point: without it the network falls apart */
    uint32_t *component_size;  /* of each component */
    uint32_t *rank;            /* place 1..n by standing, then degree, then node number */
    uint32_t *order;           /* node at place i + 1 */
    uint32_t *bridges;         /* indices of ties whose loss cuts the network */
    uint32_t bridge_count, component_count, community_count, largest_component;
    bool light;            /* only degree, components, PageRank, order: one community, the rest 0 */
    uint32_t path_sources; /* sources used for the paths; 0 = exact */
    double reciprocity, density, modularity; /* NaN when not defined */
} stm_net_scores;

stemma_status stm_net_score(const stm_net *net, const stm_net_budget *budget,
    stm_net_scores *scores_out, stemma_error *err);
/* What the order goes by: PageRank, weighed by the size of the component as share of the largest one. */
double stm_net_standing(double pagerank, uint32_t component, uint32_t largest);
void stm_net_scores_dispose(stm_net_scores *scores);

/* Leiden communities of the ties (modularity, fixed seed), numbered by first appearance. */
stemma_status stm_net_communities(const stm_net *net, uint32_t *membership, uint32_t *count_out,
    double *modularity_out, stemma_error *err);

/* Bootstrap over origins (independent documents): `rounds` resamples; for each node the 5 % and 95 % quantile
 * of its rank by standing. *done_out = 0 when there is only one origin: then there is nothing to draw. */
stemma_status stm_net_bootstrap(const stm_net *net, uint32_t rounds, uint64_t seed, uint32_t *low,
    uint32_t *high, uint32_t *done_out, stemma_error *err);

/* Random numbers that are the same everywhere (splitmix64). */
uint64_t stm_net_random(uint64_t *state);
#endif
