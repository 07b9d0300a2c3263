/* The graph file: putting, replacing, removing, viewing, importing, finding. SPDX-License-Identifier: GPL-2.0-or-later */
#include "store_fixture.h"

#define FILE_NAME "store_test.db"

static const fixture_fact FIRST[] = {
    {"Elon Musk", "founded", "xAI", false, "2023"},
    {"Elon Musk", "leads", "Tesla", false, ""},
    {"Sam Altman", "leads", "OpenAI", false, ""},
    {"Elon Musk", "leads", "OpenAI", true, ""},
    {"Elon Musk", "has", "viele Ideen", false, ""},
};
static const fixture_fact SECOND[] = {
    {"Elon Musk", "founded", "xAI", false, "2023-03"},
    {"Jörg Müller", "leads", "Straßenbau GmbH", false, ""},
};
enum {
    FIRST_COUNT = sizeof FIRST / sizeof FIRST[0],
    SECOND_COUNT = sizeof SECOND / sizeof SECOND[0]
};

static int fresh(void **state)
{
    fixture_delete(FILE_NAME);
    *state = fixture_open(FILE_NAME);
    return 0;
}

static int done(void **state)
{
    stemma_graph_close(*state);
    fixture_delete(FILE_NAME);
    return 0;
}

static void same_content_changes_nothing(void **state)
{
    stemma_graph *graph = *state;
    assert_int_equal(STM_PUT_ADDED, fixture_put(graph, "a.txt", FIRST, FIRST_COUNT));
    char *before = fixture_dump(graph, NULL);
    assert_int_equal(STM_PUT_UNCHANGED, fixture_put(graph, "a.txt", FIRST, FIRST_COUNT));
    char *after = fixture_dump(graph, NULL);
    assert_string_equal(before, after);
    free(before);
    free(after);
    assert_int_equal(STM_PUT_REPLACED, fixture_put(graph, "a.txt", FIRST, 2));
    stm_view view;
    stemma_error err = {0};
    CHECK_OK(stm_view_load(graph, NULL, &view, &err));
    assert_int_equal(2, view.edges.count);
    assert_int_equal(3, view.nodes.count);
    stm_view_dispose(&view);
}

static void view_folds_parallel_facts(void **state)
{
    stemma_graph *graph = *state;
    stemma_error err = {0};
    stm_view view;
    fixture_put(graph, "b.txt", SECOND, SECOND_COUNT);
    fixture_put(graph, "a.txt", FIRST, FIRST_COUNT);
    CHECK_OK(stm_view_load(graph, NULL, &view, &err));
    assert_int_equal(6, view.edges.count); /* "viele Ideen" has no name */
    assert_int_equal(5, view.bundles.count);
    CHECK_STR(view.nodes.items[0].name, "Elon Musk");
    assert_int_equal(2, view.nodes.items[0].documents);
    for (uint32_t i = 0; i < view.bundles.count; i++) {
        const stm_bundle *b = &view.bundles.items[i];
        if (stm_str_is(view.nodes.items[b->object].name, "xAI")) {
            assert_int_equal(2, b->facts);
            assert_int_equal(2, b->sources);
            CHECK_STR(b->time, "2023");
        }
    }
    stm_view_dispose(&view);
    stemma_filter filter = {.size = sizeof filter, .all = 1, .relations = "has"};
    CHECK_OK(stm_view_load(graph, &filter, &view, &err));
    assert_int_equal(1, view.edges.count);
    stm_view_dispose(&view);
}

static void evidence_shows_the_words(void **state)
{
    stemma_graph *graph = *state;
    stemma_error err = {0};
    stm_view view;
    stm_arena arena;
    stm_evidence evidence;
    stm_arena_init(&arena);
    fixture_put(graph, "a.txt", FIRST, FIRST_COUNT);
    CHECK_OK(stm_view_load(graph, NULL, &view, &err));
    CHECK_OK(stm_store_evidence(graph, view.edges.items[0].id, &arena, &evidence, &err));
    CHECK_STR(evidence.sentence, "Elon Musk founded xAI.");
    CHECK_STR(
        stm_str_sub(evidence.sentence, evidence.subject.begin, evidence.subject.end), "Elon Musk");
    CHECK_STR(stm_str_sub(evidence.sentence, evidence.predicate.begin, evidence.predicate.end),
        "founded");
    CHECK_STR(stm_str_sub(evidence.sentence, evidence.object.begin, evidence.object.end), "xAI");
    CHECK_STR(evidence.path, "a.txt");
    CHECK_STR(evidence.rule, "fixture");
    CHECK_STATUS(STEMMA_ERR_NOTFOUND, stm_store_evidence(graph, 4711, &arena, &evidence, &err));
    stm_arena_dispose(&arena);
    stm_view_dispose(&view);
}

static void names_are_found_as_people_type_them(void **state)
{
    stemma_graph *graph = *state;
    stemma_error err = {0};
    int64_t musk = 0, id = 0, mueller = 0;
    fixture_put(graph, "a.txt", FIRST, FIRST_COUNT);
    fixture_put(graph, "b.txt", SECOND, SECOND_COUNT);
    CHECK_OK(stm_store_find(graph, STM_LIT("Elon Musk"), &musk, &err));
    static const char *const ELON[] = {
        "elon musk", "ELON MUSK", "Elon Msuk", "Elon Muks", "Elon Musk (person)", "Musk"};
    for (size_t i = 0; i < sizeof ELON / sizeof ELON[0]; i++) {
        CHECK_OK(stm_store_find(graph, stm_str_of(ELON[i]), &id, &err));
        assert_int_equal(musk, id);
    }
    CHECK_OK(stm_store_find(graph, STM_LIT("Jörg Müller"), &mueller, &err));
    static const char *const JOERG[] = {
        "Joerg Mueller", "Jorg Muller", "jörg müller", "Jo\xCC\x88rg Mueller"};
    for (size_t i = 0; i < sizeof JOERG / sizeof JOERG[0]; i++) {
        CHECK_OK(stm_store_find(graph, stm_str_of(JOERG[i]), &id, &err));
        assert_int_equal(mueller, id);
    }
    CHECK_OK(stm_store_find(graph, STM_LIT("strassenbau gmbh"), &id, &err));
    CHECK_STATUS(STEMMA_ERR_NOTFOUND, stm_store_find(graph, STM_LIT("Alon Mask"), &id, &err));
    assert_non_null(strstr(err.text, "did you mean"));
    assert_non_null(strstr(err.text, "Elon Musk"));
    CHECK_STATUS(STEMMA_ERR_NOTFOUND, stm_store_find(graph, STM_LIT("Niemand"), &id, &err));
    CHECK_STATUS(
        STEMMA_ERR_NOTFOUND, stm_store_find(graph, STM_LIT("Elon Musk (location)"), &id, &err));
    CHECK_STATUS(STEMMA_ERR_NOTFOUND, stm_store_find(graph, STM_LIT(""), &id, &err));
}

static void triples_come_in(void **state)
{
    stemma_graph *graph = *state;
    stemma_error err = {0};
    stm_view view;
    CHECK_OK(stm_store_import_begin(graph, &err));
    for (int i = 0; i < 1000; i++) {
        char subject[32], object[32];
        snprintf(subject, sizeof subject, "S%d", i % 50);
        snprintf(object, sizeof object, "O%d", i % 70);
        stm_triple triple = {.subject = stm_str_of(subject),
            .object = stm_str_of(object),
            .relation = STM_LIT("knows"),
            .subject_named = true,
            .object_named = true,
            .subject_type = STM_TYPE_PERSON,
            .time = STM_LIT("2024"),
            .document = STM_LIT("x.tsv"),
            .confidence = 1,
            .sentence = i == 0 ? STM_LIT("S0 kennt O0.") : STM_EMPTY};
        CHECK_OK(stm_store_import_add(graph, &triple, &err));
    }
    CHECK_OK(stm_store_import_end(graph, true, &err));
    CHECK_OK(stm_view_load(graph, NULL, &view, &err));
    assert_int_equal(1000, view.edges.count);
    assert_int_equal(120, view.nodes.count);
    assert_int_equal(350, view.bundles.count);
    stm_view_dispose(&view);
    CHECK_OK(stm_store_import_begin(graph, &err));
    stm_triple bad = {.subject = STM_LIT("X"), .relation = STM_LIT("is"), .object = STM_EMPTY};
    CHECK_STATUS(STEMMA_ERR_ARG, stm_store_import_add(graph, &bad, &err));
    CHECK_OK(stm_store_import_end(graph, false, &err));
    CHECK_OK(stm_store_remove(graph, STM_LIT("x.tsv"), &err));
    CHECK_OK(stm_view_load(graph, NULL, &view, &err));
    assert_int_equal(0, view.nodes.count);
    assert_int_equal(0, view.documents.count);
    stm_view_dispose(&view);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(same_content_changes_nothing, fresh, done),
        cmocka_unit_test_setup_teardown(view_folds_parallel_facts, fresh, done),
        cmocka_unit_test_setup_teardown(evidence_shows_the_words, fresh, done),
        cmocka_unit_test_setup_teardown(names_are_found_as_people_type_them, fresh, done),
        cmocka_unit_test_setup_teardown(triples_come_in, fresh, done),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
