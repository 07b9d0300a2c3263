/* Questions over a small graph with the rows that they must give, and queries that must be refused
 * at the right place; both stand in tests/query. SPDX-License-Identifier: GPL-2.0-or-later */
#include "check.h"

#include <stdlib.h>
#include <unistd.h>

#include <stemma/exchange.h>
#include <stemma/query.h>

#include "base/buf.h"
#include "base/files.h"
#include "query/ast.h"

static stemma_graph *graph;
static char path[] = "/tmp/stemma-query-XXXXXX";

static int open_graph(void **state)
{
    (void)state;
    stemma_error err = {0};
    int file = mkstemp(path);
    if (file < 0) {
        return -1;
    }
    close(file);
    unlink(path);
    return stemma_graph_open(path, STEMMA_OPEN_CREATE, &graph, &err) == STEMMA_OK &&
            stemma_graph_import(graph, STEMMA_SOURCE_DIR "/tests/query/graph.tsv",
                STEMMA_FORMAT_TSV, NULL, &err) == STEMMA_OK
        ? 0
        : (fprintf(stderr, "%s\n", err.text), -1);
}

static int close_graph(void **state)
{
    (void)state;
    char other[64];
    stemma_graph_close(graph);
    unlink(path);
    snprintf(other, sizeof other, "%s-wal", path);
    unlink(other);
    snprintf(other, sizeof other, "%s-shm", path);
    unlink(other);
    return 0;
}

static stemma_status to_buf(void *context, const char *bytes, size_t count)
{
    stm_buf_add(context, bytes, count);
    return STEMMA_OK;
}

static stemma_status ask(
    const char *query, stemma_query_format format, stm_buf *out, stemma_error *err)
{
    static const stemma_query_parameter parameters[] = {
        {"name", "Dora"}, {"n", "2"}, {"list", "[\"Dora\",\"Köln\"]"}, {"missing_ok", "null"}};
    const stemma_query_options options = {
        .size = sizeof options, .format = format, .parameters = parameters, .parameter_count = 4};
    const stemma_sink sink = {to_buf, out};
    stm_buf_clear(out);
    memset(err, 0, sizeof *err);
    return stemma_query_run(graph, query, &options, &sink, NULL, err);
}

/* ---- cases from files ---- */

typedef struct one_case {
    char *query, *wanted;
} one_case;

/* Cuts the next "query\n---\nwanted\n===\n" out of *rest. */
static bool next_case(char **rest, one_case *out)
{
    char *end = strstr(*rest, "\n===\n");
    char *middle = strstr(*rest, "\n---\n");
    if (end == NULL || middle == NULL || middle > end) {
        return false;
    }
    *middle = '\0';
    *end = '\0';
    out->query = *rest;
    out->wanted = middle + 5 > end ? end : middle + 5;
    *rest = end + 5;
    return true;
}

static char *read_cases(const char *name)
{
    stemma_error err = {0};
    char file[512], *bytes = NULL;
    size_t count = 0;
    snprintf(file, sizeof file, STEMMA_SOURCE_DIR "/tests/query/%s", name);
    CHECK_OK(stm_file_read(file, 1 << 24, &bytes, &count, &err));
    return bytes;
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Lines behind the header, sorted unless the query sorts. */
static uint32_t rows_of(char *text, bool keep_order, char *lines[], uint32_t most)
{
    uint32_t count = 0;
    for (char *line = text; line != NULL && count < most;) {
        char *end = strchr(line, '\n');
        if (end != NULL) {
            *end++ = '\0';
        }
        lines[count++] = line;
        line = end;
    }
    if (!keep_order && count > 1) {
        qsort(lines + 1, count - 1, sizeof *lines, by_text);
    }
    return count;
}

static void questions_give_their_rows(void **state)
{
    (void)state;
    char *bytes = read_cases("answers.txt"), *rest = strstr(bytes, "\n===\n") + 5;
    uint32_t cases = 0;
    one_case c;
    stm_buf out;
    stm_buf_init(&out);
    while (next_case(&rest, &c)) {
        stemma_error err;
        char *wanted[200], *got[200];
        if (ask(c.query, STEMMA_QUERY_TSV, &out, &err) != STEMMA_OK) {
            fail_msg("%s\n%s", c.query, err.text);
        }
        if (out.length > 0 && out.data[out.length - 1] == '\n') {
            out.data[--out.length] = '\0';
        }
        bool keep = strstr(c.query, "ORDER BY") != NULL || strstr(c.query, "order by") != NULL;
        uint32_t n = rows_of(c.wanted, keep, wanted, 200), m = rows_of(out.data, keep, got, 200);
        for (uint32_t i = 0; i < n && i < m; i++) {
            if (strcmp(wanted[i], got[i]) != 0) {
                fail_msg("%s\nwanted: %s\ngot:    %s", c.query, wanted[i], got[i]);
            }
        }
        if (n != m) {
            fail_msg("%s\nwanted %u lines, got %u", c.query, (unsigned)n, (unsigned)m);
        }
        cases++;
    }
    assert_true(cases >= 300);
    stm_buf_dispose(&out);
    free(bytes);
}

static void wrong_queries_are_refused_in_the_right_place(void **state)
{
    (void)state;
    char *bytes = read_cases("refused.txt"), *rest = strstr(bytes, "\n===\n") + 5;
    uint32_t cases = 0;
    one_case c;
    stm_buf out;
    stm_buf_init(&out);
    while (next_case(&rest, &c)) {
        stemma_error err;
        char place[64];
        if (ask(c.query, STEMMA_QUERY_TSV, &out, &err) == STEMMA_OK) {
            fail_msg("%s\nwas not refused", c.query);
        }
        snprintf(place, sizeof place, "%u:%u ", (unsigned)err.line, (unsigned)err.column);
        if (strncmp(place, c.wanted, strlen(place)) != 0 ||
            strstr(err.text, c.wanted + strlen(place)) == NULL) {
            fail_msg("%s\nwanted: %s\ngot:    %s%s", c.query, c.wanted, place, err.text);
        }
        cases++;
    }
    assert_true(cases >= 60);
    stm_buf_dispose(&out);
    free(bytes);
}

/* ---- forms ---- */

static void json_holds_all_properties(void **state)
{
    (void)state;
    stemma_error err;
    stm_buf out;
    stm_buf_init(&out);
    CHECK_OK(ask("MATCH p = (a {name: 'Nordlicht'})-[r:acquired {negated: true}]->(b) RETURN r, "
                 "b.name AS b, [1, null] AS l, "
                 "{k: 'v'} AS m, length(p) AS n",
        STEMMA_QUERY_JSON, &out, &err));
    stm_str text = stm_buf_view(&out);
    assert_true(
        stm_str_find(text,
            STM_LIT(
                "\"polarity\":\"negated\",\"negated\":true,\"modality\":\"asserted\",\"speaker\":"
                "\"Anna Bauer\",\"time\":\"2024\",\"amount\":\"5000000 EUR\"")) >= 0);
    assert_true(stm_str_find(text,
                    STM_LIT("\"subject\":\"Nordlicht\",\"object\":\"Südwind\"},\"b\":\"Südwind\","
                            "\"l\":[1,null],\"m\":{\"k\":\"v\"},\"n\":1}")) >= 0);
    CHECK_OK(ask("MATCH (n {name: 'Nobody'}) RETURN n", STEMMA_QUERY_JSON, &out, &err));
    CHECK_STR(stm_buf_view(&out), "[]\n");
    stm_buf_dispose(&out);
}

static void tables_fit_the_terminal(void **state)
{
    (void)state;
    stemma_error err;
    stm_buf out;
    stm_buf_init(&out);
    CHECK_OK(ask("MATCH (a:person)-[r]->(b) RETURN a.name, r.sentence, b.name, r.sentence AS again "
                 "ORDER BY a.name",
        STEMMA_QUERY_TABLE, &out, &err));
    stm_str text = stm_buf_view(&out), line;
    uint32_t lines = 0;
    while (stm_str_next_line(&text, &line)) {
        uint32_t width = 0;
        for (uint32_t i = 0; i < line.len; i++) {
            width += ((unsigned char)line.ptr[i] & 0xC0) != 0x80;
        }
        assert_true(width <= 80);
        lines++;
    }
    assert_int_equal(2 + 9, lines);
    stm_buf_dispose(&out);
}

static void csv_is_quoted(void **state)
{
    (void)state;
    stemma_error err;
    stm_buf out;
    stm_buf_init(&out);
    CHECK_OK(ask("RETURN 'a,b' AS x, 'say \"y\"' AS `c \"d\"`, 'l1\\nl2' AS z", STEMMA_QUERY_CSV,
        &out, &err));
    CHECK_STR(stm_buf_view(&out), "x,\"c \"\"d\"\"\",z\n\"a,b\",\"say \"\"y\"\"\",\"l1\nl2\"\n");
    stm_buf_dispose(&out);
}

static void plans_are_explained(void **state)
{
    (void)state;
    stemma_error err;
    stm_buf out;
    stm_buf_init(&out);
    CHECK_OK(
        ask("EXPLAIN MATCH (a)-[r:leads]->(b {name: 'Südwind'}) WHERE a.type = 'person' RETURN a",
            STEMMA_QUERY_TSV, &out, &err));
    stm_str text = stm_buf_view(&out);
    /* begins at the node with the name, walks backwards, and SQL tests the type */
    assert_true(stm_str_find(text, STM_LIT("1. nodes b\n")) >= 0);
    assert_true(stm_str_find(text, STM_LIT("2. expand b <-[r]- a\n")) >= 0);
    assert_true(stm_str_find(text, STM_LIT("b.type = ?2")) >= 0);
    CHECK_OK(
        ask("EXPLAIN MATCH ()-[r]->() RETURN type(r), count(*)", STEMMA_QUERY_TSV, &out, &err));
    assert_true(stm_str_find(stm_buf_view(&out), STM_LIT("GROUP BY f.relation")) >= 0);
    stm_buf_dispose(&out);
}

static void deep_and_long_queries_are_bounded(void **state)
{
    (void)state;
    stemma_error err;
    stm_buf query, out;
    stm_buf_init(&query);
    stm_buf_init(&out);
    static const struct {
        const char *head, *part, *tail;
        uint32_t count;
        stemma_status status;
    } cases[] = {{"RETURN ", "(", "1", 100000, STEMMA_ERR_LIMIT},
        {"RETURN ", "[", "1", 50000, STEMMA_ERR_LIMIT},
        {"RETURN ", "NOT ", "true", 50000, STEMMA_ERR_LIMIT},
        {"RETURN ", "- ", "1", 50000, STEMMA_ERR_LIMIT}, {"RETURN 1", " + 1", "", 20000, STEMMA_OK},
        {"RETURN true", " AND true", "", 20000, STEMMA_OK},
        {"RETURN 1", " * 1", "", 20000, STEMMA_ERR_LIMIT},
        {"MATCH (n)", "-->()", " RETURN 1", 20000, STEMMA_ERR_LIMIT},
        {"", "WITH 1 AS x ", "RETURN 1", 5000, STEMMA_ERR_LIMIT},
        {"RETURN 1", " ", "", 2000000, STEMMA_ERR_LIMIT},
        {"RETURN {a:", "{a:", "1", 50000, STEMMA_ERR_LIMIT},
        {"RETURN ", "CASE WHEN ", "1", 50000, STEMMA_ERR_LIMIT}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        stm_buf_clear(&query);
        stm_buf_text(&query, cases[i].head);
        for (uint32_t k = 0; k < cases[i].count; k++) {
            stm_buf_text(&query, cases[i].part);
        }
        stm_buf_text(&query, cases[i].tail);
        stemma_status status = ask(query.data, STEMMA_QUERY_TSV, &out, &err);
        if (status != cases[i].status) {
            fail_msg("case %zu: %s: %s", i, stemma_status_name(status), err.text);
        }
    }
    stm_buf_dispose(&query);
    stm_buf_dispose(&out);
}

/* Without an upper bound, walks in a dense graph have to end with a message, not never. */
static void catastrophes_end(void **state)
{
    (void)state;
    stemma_error err;
    stm_buf out;
    stm_buf_init(&out);
    CHECK_STATUS(STEMMA_ERR_LIMIT,
        ask("RETURN 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab' =~ '(a|aa)*(a|aa)*c'",
            STEMMA_QUERY_TSV, &out, &err));
    stm_buf_dispose(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(questions_give_their_rows),
        cmocka_unit_test(wrong_queries_are_refused_in_the_right_place),
        cmocka_unit_test(json_holds_all_properties),
        cmocka_unit_test(tables_fit_the_terminal),
        cmocka_unit_test(csv_is_quoted),
        cmocka_unit_test(plans_are_explained),
        cmocka_unit_test(deep_and_long_queries_are_bounded),
        cmocka_unit_test(catastrophes_end),
    };
    return cmocka_run_group_tests(tests, open_graph, close_graph);
}
