/* Network: small graphs whose numbers one can check by hand, degenerate graphs, sampling against exact values,
 * bootstrap, and many threads at once. Agreement with another library: tests/seeing/agree.py.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "check.h"

#include <math.h>
#include <pthread.h>

#include "network/guard.h"
#include "views.h"

static void score(stm_view *view, stm_net *net, stm_net_scores *scores)
{
    stemma_error err = {0};
    CHECK_OK(stm_net_build(view, net, &err));
    CHECK_OK(stm_net_score(net, &STM_NET_BUDGET, scores, &err));
}

static void star(stm_view *view, uint32_t leaves)
{
    view_start(view);
    uint32_t document = view_document(view, "a.txt", "2024-01-01");
    uint32_t centre = view_node(view, "centre", STM_TYPE_PERSON);
    for (uint32_t i = 0; i < leaves; i++) {
        char name[16];
        snprintf(name, sizeof name, "leaf %u", (unsigned)i);
        view_edge(view, centre, "knows", view_node(view, name, STM_TYPE_PERSON), document);
    }
}

static void test_star(void **state)
{
    (void)state;
    stm_view view;
    stm_net net;
    stm_net_scores s;
    star(&view, 5);
    score(&view, &net, &s);
    assert_int_equal(s.order[0], 0);
    assert_int_equal(s.degree[0], 5);
    assert_int_equal(s.out[0], 5);
    assert_int_equal(s.in[0], 0);
    assert_true(fabs(s.betweenness[0] - 1) < 1e-9 && s.betweenness[1] < 1e-9);
    assert_true(fabs(s.closeness[0] - 1) < 1e-9 && fabs(s.closeness[1] - 5.0 / 9) < 1e-9);
    assert_true(s.cut[0] && !s.cut[1]);
    assert_int_equal(s.bridge_count, 5);
    assert_int_equal(s.component_count, 1);
    assert_true(fabs(s.density - 1.0 / 3) < 1e-9);
    assert_true(s.reciprocity < 1e-12);
    stm_net_scores_dispose(&s);
    stm_net_dispose(&net);
    view_end(&view);
}

/* Weight counts independent sources: three facts of one document weigh one, a near copy adds nothing. */
static void test_weight(void **state)
{
    (void)state;
    stm_view view;
    stm_net net;
    stemma_error err = {0};
    view_start(&view);
    uint32_t one = view_document(&view, "a", ""), copy = view_document(&view, "b", ""),
             other = view_document(&view, "c", "");
    view.documents.items[copy].origin = one;
    uint32_t a = view_node(&view, "a", STM_TYPE_PERSON), b = view_node(&view, "b", STM_TYPE_PERSON);
    view_edge(&view, a, "knows", b, one);
    view_edge(&view, a, "leads", b, one);
    view_edge(&view, a, "knows", b, copy);
    view_edge(&view, b, "knows", a, other);
    view_edge(&view, a, "praises", a, other);
    CHECK_OK(stm_net_build(&view, &net, &err));
    assert_int_equal(net.loop_facts, 1);
    assert_int_equal(net.arcs.count, 2);
    assert_int_equal(net.arcs.items[0].sources, 1);
    assert_int_equal(net.arcs.items[0].facts, 3);
    assert_int_equal(net.ties.count, 1);
    assert_int_equal(net.ties.items[0].sources, 2);
    assert_int_equal(net.ties.items[0].facts, 4);
    assert_true(fabs(net.ties.items[0].weight - (2 + log2(3))) < 1e-12);
    stm_net_dispose(&net);
    view_end(&view);
}

static void test_degenerate(void **state)
{
    (void)state;
    for (int kind = 0; kind < 4; kind++) { /* empty, one node, only a loop, isolates */
        stm_view view;
        stm_net net;
        stm_net_scores s;
        uint32_t low[3] = {0}, high[3] = {0}, done = 9;
        stemma_error err = {0};
        view_start(&view);
        uint32_t document = view_document(&view, "a", "");
        for (int i = 0; i < kind; i++) {
            view_node(&view, "x", STM_TYPE_PERSON);
        }
        if (kind == 2) {
            view_edge(&view, 0, "praises", 0, document);
        }
        score(&view, &net, &s);
        assert_int_equal(s.node_count, kind);
        assert_int_equal(s.community_count, kind);
        CHECK_OK(stm_net_bootstrap(&net, 20, 1, low, high, &done, &err));
        assert_int_equal(done, 0);
        stm_net_scores_dispose(&s);
        stm_net_dispose(&net);
        view_end(&view);
    }
}

/* Two cliques of six joined by one tie: two communities, the tie is a bridge, its ends are the brokers. */
static void barbell(stm_view *view)
{
    view_start(view);
    view_document(view, "a", "");
    view_document(view, "b", "");
    for (uint32_t i = 0; i < 12; i++) {
        char name[16];
        snprintf(name, sizeof name, "n%02u", (unsigned)i);
        view_node(view, name, STM_TYPE_PERSON);
    }
    for (uint32_t i = 0; i < 12; i++) {
        for (uint32_t j = i + 1; j < 12; j++) {
            if (i / 6 == j / 6) {
                view_edge(view, i, "knows", j, i / 6);
            }
        }
    }
    view_edge(view, 5, "knows", 6, 0);
}

static void test_communities(void **state)
{
    (void)state;
    stm_view view;
    stm_net net;
    stm_net_scores s;
    barbell(&view);
    score(&view, &net, &s);
    assert_int_equal(s.community_count, 2);
    for (uint32_t i = 0; i < 12; i++) {
        assert_int_equal(s.community[i] == s.community[0], i < 6);
    }
    assert_int_equal(s.bridge_count, 1);
    assert_int_equal(net.ties.items[s.bridges[0]].a, 5);
    assert_true(s.cut[5] && s.cut[6] && !s.cut[0]);
    assert_true(s.core[0] == 5);
    stm_net_scores_dispose(&s);
    stm_net_dispose(&net);
    view_end(&view);
}

static void random_view(stm_view *view, uint32_t nodes, uint32_t edges, uint64_t seed)
{
    view_start(view);
    for (uint32_t i = 0; i < 10; i++) {
        view_document(view, "d", "");
    }
    for (uint32_t i = 0; i < nodes; i++) {
        view_node(view, "n", STM_TYPE_OTHER);
    }
    for (uint32_t i = 0; i < edges; i++) {
        uint64_t a = stm_net_random(&seed) % nodes,
                 b = stm_net_random(&seed) % (1 + stm_net_random(&seed) % nodes);
        view_edge(view, (uint32_t)a, "knows", (uint32_t)b, (uint32_t)(stm_net_random(&seed) % 10));
    }
}

/* Sampling must find the exact value within four of its own standard errors for nearly all of the top nodes. */
static void test_sampling(void **state)
{
    (void)state;
    stm_view view;
    stm_net net;
    stm_net_scores exact, estimate;
    stemma_error err = {0};
    random_view(&view, 1500, 4000, 3);
    score(&view, &net, &exact);
    stm_net_budget small = STM_NET_BUDGET;
    small.path_work = small.sample_work = 1;
    small.least_sources = 200;
    CHECK_OK(stm_net_score(&net, &small, &estimate, &err));
    assert_int_equal(exact.path_sources, 0);
    assert_int_equal(estimate.path_sources, 200);
    uint32_t hits = 0;
    for (uint32_t i = 0; i < 50; i++) {
        uint32_t node = exact.order[i];
        double gap = fabs(exact.betweenness[node] - estimate.betweenness[node]);
        assert_true(estimate.betweenness_error[node] > 0);
        hits += gap <= 4 * estimate.betweenness_error[node];
        assert_true(
            fabs(exact.harmonic[node] - estimate.harmonic[node]) < 0.1 * exact.harmonic[node]);
        assert_true(
            fabs(exact.closeness[node] - estimate.closeness[node]) < 0.1 * exact.closeness[node]);
    }
    assert_in_range(hits, 46, 50);
    stm_net_scores_dispose(&exact);
    stm_net_scores_dispose(&estimate);
    stm_net_dispose(&net);
    view_end(&view);
}

static stemma_status break_igraph(void *context, stemma_error *err)
{
    (void)err;
    *(int *)context = 1;
    stm_igraph.fatal("the stack is gone", "here.c", 1);
    return STEMMA_OK;
}

/* igraph's fatal errors end the process by default; here they are an error like others, and the next call works. */
static void test_fatal(void **state)
{
    (void)state;
    stm_view view;
    stm_net net;
    stm_net_scores s;
    stemma_error err = {0};
    for (int i = 0; i < 3; i++) {
        int reached = 0;
        assert_int_equal(stm_guard_run(break_igraph, &reached, &err), STEMMA_ERR_ANALYSIS);
        assert_int_equal(reached, 1);
        assert_non_null(strstr(err.text, "the stack is gone"));
    }
    random_view(&view, 60, 300, 5);
    score(&view, &net, &s);
    assert_int_equal(s.node_count, view.nodes.count);
    stm_net_scores_dispose(&s);
    stm_net_dispose(&net);
    view_end(&view);
}

static void test_bootstrap(void **state)
{
    (void)state;
    stm_view view;
    stm_net net;
    stm_net_scores s;
    stemma_error err = {0};
    random_view(&view, 60, 300, 5);
    score(&view, &net, &s);
    uint32_t low[60], high[60], again[60], done = 0;
    CHECK_OK(stm_net_bootstrap(&net, 100, 1, low, high, &done, &err));
    assert_int_equal(done, 100);
    uint32_t inside = 0, wide = 0;
    for (uint32_t i = 0; i < 60; i++) {
        assert_true(low[i] >= 1 && low[i] <= high[i] && high[i] <= 60);
        inside += low[i] <= s.rank[i] && s.rank[i] <= high[i];
        wide += high[i] > low[i];
    }
    assert_in_range(inside, 50, 60);
    assert_in_range(wide, 30, 60);
    CHECK_OK(stm_net_bootstrap(&net, 100, 1, again, high, &done, &err));
    assert_memory_equal(low, again, sizeof low);
    stm_net_scores_dispose(&s);
    stm_net_dispose(&net);
    view_end(&view);
}

static void *score_many(void *argument)
{
    double *sum = argument;
    stm_view view;
    stm_net net;
    stm_net_scores s;
    random_view(&view, 200, 600, 11);
    *sum = 0;
    if (stm_net_build(&view, &net, NULL) == STEMMA_OK) {
        for (int i = 0; i < 3 && stm_net_score(&net, &STM_NET_BUDGET, &s, NULL) == STEMMA_OK; i++) {
            for (uint32_t j = 0; j < 200; j++) {
                *sum += s.pagerank[j] * (j + 1) + s.betweenness[j] + s.community[j] + s.hub[j];
            }
            stm_net_scores_dispose(&s);
        }
        stm_net_dispose(&net);
    }
    view_end(&view);
    return NULL;
}

static void test_threads(void **state)
{
    (void)state;
    pthread_t threads[4];
    double sums[4];
    for (int i = 0; i < 4; i++) {
        assert_int_equal(pthread_create(&threads[i], NULL, score_many, &sums[i]), 0);
    }
    for (int i = 0; i < 4; i++) {
        pthread_join(threads[i], NULL);
        assert_true(sums[i] > 0 && memcmp(&sums[i], &sums[0], sizeof sums[0]) == 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_star),
        cmocka_unit_test(test_weight),
        cmocka_unit_test(test_degenerate),
        cmocka_unit_test(test_communities),
        cmocka_unit_test(test_sampling),
        cmocka_unit_test(test_fatal),
        cmocka_unit_test(test_bootstrap),
        cmocka_unit_test(test_threads),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
