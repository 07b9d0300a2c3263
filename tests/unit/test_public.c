/* The public calls refuse what a program gets wrong, and take NULL where the headers say so: options made for another
 * version, formats and depths that do not exist, files that are not there. SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdlib.h>
#include <unistd.h>

#include <stemma.h>

#include "check.h"

static const char file[] = "public.db";

static stemma_status hear(void *context, const char *bytes, size_t count)
{
    (void)bytes;
    *(size_t *)context += count;
    return STEMMA_OK;
}

static stemma_status refuse(void *context, const char *bytes, size_t count)
{
    (void)context;
    (void)bytes;
    return count == 0 ? STEMMA_OK : STEMMA_ERR_IO;
}

static stemma_graph *graph;

static int open_graph(void **state)
{
    (void)state;
    static const char facts[] = "Novalux\tacquired\tBetawerk\nAnna Weber\tfounded\tNovalux\n";
    unlink(file);
    FILE *out = fopen("public.tsv", "w");
    if (out == NULL || fwrite(facts, 1, sizeof facts - 1, out) != sizeof facts - 1) {
        return 1;
    }
    fclose(out);
    uint64_t count = 0;
    return stemma_graph_open(file, STEMMA_OPEN_CREATE, &graph, NULL) != STEMMA_OK ||
        stemma_graph_import(graph, "public.tsv", STEMMA_FORMAT_UNKNOWN, &count, NULL) !=
        STEMMA_OK ||
        count != 2;
}

static int close_graph(void **state)
{
    (void)state;
    stemma_graph_close(graph);
    return unlink(file) + unlink("public.tsv");
}

/* size 0 is what a program has that forgot to set it. */
static void test_options_of_another_size(void **state)
{
    (void)state;
    size_t heard = 0;
    stemma_sink sink = {hear, &heard};
    stemma_error err = {.status = STEMMA_OK};
    stemma_filter filter = {.all = 1};
    stemma_ask_options ask = {.limit = 1}, with_filter = {.size = sizeof ask, .filter = &filter};
    stemma_path_options path = {.k = 1};
    stemma_query_options query = {.all = 1};
    stemma_export_options export = {.header = 1};
    stemma_report_options report = {.top = 1};
    stemma_draw_options draw = {.program = "stemma-draw"};
    stemma_pipeline_options options = {.lang = "de"};
    stemma_build_hooks hooks = {.context = NULL};
    stemma_pipeline *pipeline = NULL;
    CHECK_STATUS(STEMMA_ERR_ARG, stemma_pipeline_open(&options, &pipeline, &err));
    assert_null(pipeline);
    assert_non_null(strstr(err.text, "size"));
    CHECK_STATUS(STEMMA_ERR_ARG, stemma_graph_facts(graph, &ask, &sink, NULL, &err));
    CHECK_STATUS(STEMMA_ERR_ARG, stemma_graph_facts(graph, &with_filter, &sink, NULL, &err));
    CHECK_STATUS(STEMMA_ERR_ARG,
        stemma_graph_path(graph, "Novalux", "Betawerk", &path, NULL, &sink, NULL, &err));
    CHECK_STATUS(STEMMA_ERR_ARG, stemma_query_run(graph, "RETURN 1", &query, &sink, NULL, &err));
    CHECK_STATUS(
        STEMMA_ERR_ARG, stemma_graph_export(graph, STEMMA_FORMAT_TSV, NULL, &export, &sink, &err));
    CHECK_STATUS(
        STEMMA_ERR_ARG, stemma_graph_export(graph, STEMMA_FORMAT_TSV, &filter, NULL, &sink, &err));
    CHECK_STATUS(STEMMA_ERR_ARG, stemma_report(graph, NULL, &report, &sink, &err));
    CHECK_STATUS(STEMMA_ERR_ARG, stemma_report(graph, &filter, NULL, &sink, &err));
    CHECK_STATUS(STEMMA_ERR_ARG, stemma_draw(graph, NULL, &draw, &sink, &err));
    CHECK_STATUS(STEMMA_ERR_ARG, stemma_draw_timeline(graph, NULL, NULL, &draw, &sink, &err));
    CHECK_OK(stemma_pipeline_open(NULL, &pipeline, &err));
    const char *paths[] = {"public.tsv"};
    CHECK_STATUS(
        STEMMA_ERR_ARG, stemma_pipeline_build(pipeline, graph, paths, 1, &hooks, NULL, &err));
    stemma_pipeline_close(pipeline);
    assert_int_equal(heard, 0);
}

/* NULL options, counts and error records. */
static void test_null_is_the_default(void **state)
{
    (void)state;
    size_t heard = 0;
    stemma_sink sink = {hear, &heard};
    stemma_error err = {.status = STEMMA_OK};
#define SAYS(call)                                                                                 \
    heard = 0;                                                                                     \
    CHECK_OK(call);                                                                                \
    assert_true(heard > 0)
    SAYS(stemma_graph_show(graph, "Novalux", NULL, &sink, NULL, NULL));
    SAYS(stemma_graph_facts(graph, NULL, &sink, NULL, NULL));
    SAYS(stemma_graph_around(graph, "Novalux", 1, NULL, &sink, NULL, NULL));
    SAYS(stemma_graph_between(graph, "Novalux", "Betawerk", NULL, &sink, NULL, NULL));
    SAYS(stemma_graph_path(graph, "Anna Weber", "Betawerk", NULL, NULL, &sink, NULL, NULL));
    SAYS(stemma_query_run(graph, "MATCH (a) RETURN a.name", NULL, &sink, NULL, NULL));
    SAYS(stemma_graph_export(graph, STEMMA_FORMAT_TSV, NULL, NULL, &sink, NULL));
    SAYS(stemma_report(graph, NULL, NULL, &sink, NULL));
    CHECK_OK(stemma_graph_timeline(graph, "Novalux", NULL, &sink, NULL, NULL));
    CHECK_OK(stemma_graph_documents(graph, NULL, &sink, NULL, NULL));
    stemma_graph_close(NULL);
    stemma_pipeline_close(NULL);
    assert_string_equal(stemma_format_name(STEMMA_FORMAT_UNKNOWN), "");
    assert_non_null(stemma_status_name((stemma_status)4711));
}

static void test_what_is_not_there(void **state)
{
    (void)state;
    size_t heard = 0;
    stemma_sink sink = {hear, &heard};
    stemma_error err = {.status = STEMMA_OK};
    stemma_graph *none = NULL;
    stemma_draw_options no_program = {.size = sizeof no_program};
    CHECK_STATUS(
        STEMMA_ERR_NOTFOUND, stemma_graph_open("no/such.db", STEMMA_OPEN_READ, &none, &err));
    assert_null(none);
    CHECK_STATUS(STEMMA_ERR_NOTFOUND, stemma_graph_show(graph, "Xyzzyx", NULL, &sink, NULL, &err));
    CHECK_STATUS(STEMMA_ERR_NOTFOUND, stemma_graph_why(graph, 4711, NULL, &sink, NULL, &err));
    CHECK_STATUS(STEMMA_ERR_ARG, stemma_graph_around(graph, "Novalux", 7, NULL, &sink, NULL, &err));
    CHECK_STATUS(
        STEMMA_ERR_ARG, stemma_graph_export(graph, STEMMA_FORMAT_UNKNOWN, NULL, NULL, &sink, &err));
    CHECK_STATUS(STEMMA_ERR_ARG, stemma_graph_search(graph, NULL, NULL, &sink, NULL, &err));
    stemma_pipeline *pipeline = NULL;
    CHECK_OK(stemma_pipeline_open(NULL, &pipeline, &err));
    CHECK_STATUS(STEMMA_ERR_ARG,
        stemma_pipeline_extract(
            pipeline, "-", (stemma_extract_form)(STEMMA_EXTRACT_EXPLAIN + 1), 0, -1, &sink, &err));
    stemma_pipeline_close(pipeline);
    CHECK_STATUS(STEMMA_ERR_ARG, stemma_draw(graph, NULL, &no_program, &sink, &err));
    CHECK_STATUS(
        STEMMA_ERR_UNSUPPORTED, stemma_query_run(graph, "CREATE (a)", NULL, &sink, NULL, &err));
    assert_int_equal(heard, 0);
    sink = (stemma_sink){refuse, NULL};
    CHECK_STATUS(
        STEMMA_ERR_IO, stemma_graph_export(graph, STEMMA_FORMAT_TSV, NULL, NULL, &sink, &err));
    CHECK_STATUS(STEMMA_ERR_IO, stemma_report(graph, NULL, NULL, &sink, &err));
    CHECK_STATUS(STEMMA_ERR_IO, stemma_graph_facts(graph, NULL, &sink, NULL, &err));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_options_of_another_size),
        cmocka_unit_test(test_null_is_the_default),
        cmocka_unit_test(test_what_is_not_there),
    };
    return cmocka_run_group_tests(tests, open_graph, close_graph);
}
