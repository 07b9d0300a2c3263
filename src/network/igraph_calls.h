/* igraph's functions by pointers. igraph brings 20 libraries along (linear algebra, Fortran) whose loading takes longer
 * than most commands, so it is loaded when the first network is measured, not when the program starts.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_IGRAPH_CALLS_H
#define STM_IGRAPH_CALLS_H
#include <igraph.h>

#include "base/status.h"

/* X(name here, igraph's symbol) */
#define STM_IGRAPH_CALLS(X)                                                                        \
    X(arpack_options_init, igraph_arpack_options_init)                                             \
    X(articulation_points, igraph_articulation_points)                                             \
    X(betweenness, igraph_betweenness)                                                             \
    X(bridges, igraph_bridges)                                                                     \
    X(closeness, igraph_closeness)                                                                 \
    X(community_leiden, igraph_community_leiden)                                                   \
    X(connected_components, igraph_connected_components)                                           \
    X(constraint, igraph_constraint)                                                               \
    X(coreness, igraph_coreness)                                                                   \
    X(create, igraph_create)                                                                       \
    X(density, igraph_density)                                                                     \
    X(destroy, igraph_destroy)                                                                     \
    X(eigenvector_centrality, igraph_eigenvector_centrality)                                       \
    X(fatal, igraph_fatal)                                                                         \
    X(finally_clean, IGRAPH_FINALLY_CLEAN)                                                         \
    X(finally_free, IGRAPH_FINALLY_FREE)                                                           \
    X(finally_stack_size, IGRAPH_FINALLY_STACK_SIZE)                                               \
    X(harmonic_centrality, igraph_harmonic_centrality)                                             \
    X(hub_and_authority_scores, igraph_hub_and_authority_scores)                                   \
    X(pagerank, igraph_pagerank)                                                                   \
    X(reciprocity, igraph_reciprocity)                                                             \
    X(rng_default, igraph_rng_default)                                                             \
    X(rng_seed, igraph_rng_seed)                                                                   \
    X(set_error_handler, igraph_set_error_handler)                                                 \
    X(set_fatal_handler, igraph_set_fatal_handler)                                                 \
    X(set_warning_handler, igraph_set_warning_handler)                                             \
    X(strength, igraph_strength)                                                                   \
    X(strerror, igraph_strerror)                                                                   \
    X(vector_destroy, igraph_vector_destroy)                                                       \
    X(vector_init, igraph_vector_init)                                                             \
    X(vector_int_destroy, igraph_vector_int_destroy)                                               \
    X(vector_int_init, igraph_vector_int_init)                                                     \
    X(vector_int_size, igraph_vector_int_size)                                                     \
    X(vector_size, igraph_vector_size)                                                             \
    X(vss_all, igraph_vss_all)

typedef struct stm_igraph_calls {
#define STM_IGRAPH_MEMBER(name, symbol) __typeof__(symbol) *name;
    STM_IGRAPH_CALLS(STM_IGRAPH_MEMBER)
#undef STM_IGRAPH_MEMBER
    void (*set_threads)(int); /* OpenMP's, NULL when igraph is built without */
} stm_igraph_calls;

/* Set inside the guard once and for all; guard.h is the way in. */
extern stm_igraph_calls stm_igraph;
/* To be called under the guard's lock. */
stemma_status stm_igraph_load(stemma_error *err);
#endif
