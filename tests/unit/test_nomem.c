/* Every allocation of the library may fail. The linker's --wrap puts malloc, calloc and realloc of our own objects (not
 * those of SQLite, ICU, igraph) into the hands of this test: each step of the road from a text to answers is walked again
 * and again, and each time another allocation fails, in turn alone or with all behind it. What must hold each time: the
 * call says NOMEM with a message, or gives the bytes that it gives always; nothing is leaked; the graph file is whole.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <stemma.h>

#include "check.h"

void *__real_malloc(size_t bytes);
void *__real_calloc(size_t count, size_t bytes);
void *__real_realloc(void *old, size_t bytes);
void __real_free(void *old);
void *__wrap_malloc(size_t bytes);
void *__wrap_calloc(size_t count, size_t bytes);
void *__wrap_realloc(void *old, size_t bytes);
void __wrap_free(void *old);

enum { SLOTS = 1 << 21 };

/* What the library holds, by address: open addressing. */
static void *held[SLOTS];
static char taken_back; /* its address marks a place whose piece was freed */
static size_t held_count, asked, fail_at, failed;
static int fail_on;

static size_t place_of(const void *piece, const void *free_too)
{
    size_t at = (size_t)(((uint64_t)(uintptr_t)piece >> 4) * 0x9E3779B97F4A7C15u >> 43);
    while (held[at] != NULL && held[at] != piece && held[at] != free_too) {
        at = (at + 1) % SLOTS;
    }
    return at;
}

static void *keep(void *piece)
{
    if (piece != NULL) {
        held[place_of(piece, &taken_back)] = piece;
        held_count++;
    }
    return piece;
}

static void drop(void *piece)
{
    size_t at = place_of(piece, NULL);
    if (piece != NULL && held[at] == piece) {
        held[at] = &taken_back;
        held_count--;
    }
}

static int must_fail(void)
{
    asked++;
    int now = fail_at > 0 && (asked == fail_at || (fail_on && asked > fail_at));
    failed += (size_t)now;
    return now;
}

void *__wrap_malloc(size_t bytes)
{
    return must_fail() ? NULL : keep(__real_malloc(bytes));
}

void *__wrap_calloc(size_t count, size_t bytes)
{
    return must_fail() ? NULL : keep(__real_calloc(count, bytes));
}

void *__wrap_realloc(void *old, size_t bytes)
{
    if (must_fail()) {
        return NULL;
    }
    void *moved = __real_realloc(old, bytes);
    if (moved != NULL) {
        drop(old);
        keep(moved);
    }
    return moved;
}

void __wrap_free(void *old)
{
    drop(old);
    __real_free(old);
}

/* All that a walk says, in a buffer of fixed size so that the test itself asks for no memory. */
static struct said {
    char text[1 << 18];
    size_t length;
} always, now;

static stemma_status hear(void *context, const char *bytes, size_t count)
{
    struct said *said = context;
    if (count > sizeof said->text - said->length) {
        return STEMMA_ERR_IO;
    }
    memcpy(said->text + said->length, bytes, count);
    said->length += count;
    return STEMMA_OK;
}

static void remove_graph(const char *file)
{
    char other[64];
    unlink(file);
    snprintf(other, sizeof other, "%s-wal", file);
    unlink(other);
    snprintf(other, sizeof other, "%s-shm", file);
    unlink(other);
}

static const char article[] = "nomem.txt", table[] = "nomem.tsv", names[] = "nomem.jsonl",
                  prepared[] = "nomem.db", work[] = "nomem-work.db";
static stemma_pipeline *pipeline;
static stemma_graph *graph; /* the prepared one, for reading */

static stemma_status open_pipeline(stemma_pipeline **out, stemma_error *err)
{
    stemma_pipeline_options options = {.size = sizeof options,
        .data_dirs = STEMMA_SOURCE_DIR "/src/lang",
        .lang = "de",
        .source = "Test"};
    return stemma_pipeline_open(&options, out, err);
}

/* ---- steps: from a text ---- */

static stemma_status build_into(const char *file, stemma_pipeline *with, stemma_error *err)
{
    const char *paths[] = {article};
    stemma_graph *fresh = NULL;
    stemma_status status = stemma_graph_open(file, STEMMA_OPEN_CREATE, &fresh, err);
    if (status == STEMMA_OK) {
        status = stemma_pipeline_build(with, fresh, paths, 1, NULL, NULL, err);
    }
    stemma_graph_close(fresh);
    return status;
}

static stemma_status build(const stemma_sink *sink, stemma_error *err)
{
    (void)sink;
    remove_graph(work);
    return build_into(work, pipeline, err);
}

static stemma_status start(const stemma_sink *sink, stemma_error *err)
{
    stemma_pipeline *fresh = NULL;
    stemma_status status = open_pipeline(&fresh, err);
    if (status == STEMMA_OK) {
        status = stemma_pipeline_extract(fresh, article, STEMMA_EXTRACT_FACTS, 0, -1, sink, err);
    }
    stemma_pipeline_close(fresh);
    return status;
}

static stemma_status parse(const stemma_sink *sink, stemma_error *err)
{
    return stemma_pipeline_parse(pipeline, article, 0, sink, err);
}

static stemma_status extract_open(const stemma_sink *sink, stemma_error *err)
{
    return stemma_pipeline_extract(pipeline, article, STEMMA_EXTRACT_OPEN, 1, -1, sink, err);
}

static stemma_status extract_jsonl(const stemma_sink *sink, stemma_error *err)
{
    return stemma_pipeline_extract(pipeline, article, STEMMA_EXTRACT_JSONL, 0, -1, sink, err);
}

static stemma_status extract_explain(const stemma_sink *sink, stemma_error *err)
{
    return stemma_pipeline_extract(pipeline, article, STEMMA_EXTRACT_EXPLAIN, 0, -1, sink, err);
}

static stemma_status extract_entities(const stemma_sink *sink, stemma_error *err)
{
    return stemma_pipeline_extract(pipeline, names, STEMMA_EXTRACT_ENTITIES, 0, -1, sink, err);
}

/* ---- steps: questions ---- */

static stemma_status show(const stemma_sink *sink, stemma_error *err)
{
    return stemma_graph_show(graph, "Novalux", NULL, sink, NULL, err);
}

static stemma_status show_json(const stemma_sink *sink, stemma_error *err)
{
    stemma_ask_options ask = {.size = sizeof ask, .format = STEMMA_ANSWER_JSON};
    return stemma_graph_show(graph, "novalux", &ask, sink, NULL, err);
}

static stemma_status facts(const stemma_sink *sink, stemma_error *err)
{
    stemma_filter filter = {.size = sizeof filter,
        .all = STEMMA_SCOPE_ALL,
        .types = "person,organization,location,other",
        .said_by = NULL};
    stemma_ask_options ask = {.size = sizeof ask, .format = STEMMA_ANSWER_TSV, .filter = &filter};
    return stemma_graph_facts(graph, &ask, sink, NULL, err);
}

static stemma_status timeline(const stemma_sink *sink, stemma_error *err)
{
    return stemma_graph_timeline(graph, "Novalux", NULL, sink, NULL, err);
}

static stemma_status around(const stemma_sink *sink, stemma_error *err)
{
    return stemma_graph_around(graph, "Novalux", 2, NULL, sink, NULL, err);
}

static stemma_status between(const stemma_sink *sink, stemma_error *err)
{
    return stemma_graph_between(graph, "Anna Weber", "Betawerk", NULL, sink, NULL, err);
}

static stemma_status path(const stemma_sink *sink, stemma_error *err)
{
    stemma_path_options options = {.size = sizeof options, .k = 2, .weighted = 1};
    stemma_status status =
        stemma_graph_path(graph, "Anna Weber", "Betawerk", NULL, NULL, sink, NULL, err);
    return status != STEMMA_OK
        ? status
        : stemma_graph_path(graph, "Anna Weber", "Betawerk", &options, NULL, sink, NULL, err);
}

static stemma_status search(const stemma_sink *sink, stemma_error *err)
{
    return stemma_graph_search(graph, "Firma OR Werk* -Nichts", NULL, sink, NULL, err);
}

static stemma_status why(const stemma_sink *sink, stemma_error *err)
{
    return stemma_graph_why(graph, 1, NULL, sink, NULL, err);
}

static stemma_status documents(const stemma_sink *sink, stemma_error *err)
{
    return stemma_graph_documents(graph, NULL, sink, NULL, err);
}

static stemma_status query(const stemma_sink *sink, stemma_error *err)
{
    stemma_query_parameter parameters[] = {{"most", "5"}, {"list", "[\"a\",{\"b\":1}]"}};
    stemma_query_options options = {.size = sizeof options,
        .format = STEMMA_QUERY_TABLE,
        .parameters = parameters,
        .parameter_count = 2};
    STM_TRY(stemma_query_run(graph,
        "MATCH (a)-[r]->(b) WHERE a.name =~ '.*e.*' WITH a, count(*) AS n, collect(b.name) AS others"
        " ORDER BY n DESC, a.name RETURN toUpper(a.name) AS name, n, others, [x IN range(1, n) | x * 2]"
        " AS list, $list AS given LIMIT 5",
        &options, sink, NULL, err));
    options.format = STEMMA_QUERY_JSON;
    return stemma_query_run(graph,
        "MATCH p = shortestPath((a {name: 'Anna Weber'})-[*..4]-(b {name: 'Betawerk'}))"
        " UNWIND nodes(p) AS x OPTIONAL MATCH (x)-[r:founded|acquired]->(y) RETURN DISTINCT x, r, y,"
        " CASE WHEN y IS NULL THEN 'nobody' ELSE split(y.name, 'e') END AS part LIMIT $most",
        &options, sink, NULL, err);
}

static stemma_status export_all(const stemma_sink *sink, stemma_error *err)
{
    for (stemma_format f = STEMMA_FORMAT_TSV; f <= STEMMA_FORMAT_FTM; f++) {
        STM_TRY(stemma_graph_export(graph, f, NULL, NULL, sink, err));
    }
    return STEMMA_OK;
}

static stemma_status report(const stemma_sink *sink, stemma_error *err)
{
    static const char *const formats[] = {"table", "tsv", "json", "markdown"};
    for (size_t i = 0; i < 4; i++) {
        stemma_report_options options = {.size = sizeof options, .format = formats[i], .colour = 1};
        STM_TRY(stemma_report(graph, NULL, &options, sink, err));
    }
    return STEMMA_OK;
}

static stemma_status check(const stemma_sink *sink, stemma_error *err)
{
    uint32_t problems = 0;
    return stemma_graph_check(graph, sink, &problems, err);
}

/* ---- steps: changes ---- */

static stemma_status change(const stemma_sink *sink, stemma_error *err)
{
    static const char decisions[] = "rename\tNovalux\tNova Lux AG\nsame\tAnna Weber\tA. Weber\n";
    stemma_graph *copy = NULL;
    stemma_status status = stemma_graph_open(work, STEMMA_OPEN_WRITE, &copy, err);
    status = status != STEMMA_OK
        ? status
        : stemma_graph_import(copy, table, STEMMA_FORMAT_UNKNOWN, NULL, err);
    status = status != STEMMA_OK
        ? status
        : stemma_graph_decide(copy, decisions, sizeof decisions - 1, "nomem", NULL, err);
    status = status != STEMMA_OK ? status : stemma_graph_forget(copy, 1, err);
    status = status != STEMMA_OK ? status : stemma_graph_undo(copy, 0, sink, err);
    status = status != STEMMA_OK ? status : stemma_graph_decisions(copy, 1, sink, NULL, err);
    status = status != STEMMA_OK ? status : stemma_graph_remove(copy, article, err);
    status = status != STEMMA_OK ? status : stemma_graph_facts(copy, NULL, sink, NULL, err);
    stemma_graph_close(copy);
    return status;
}

typedef struct step {
    const char *name;
    stemma_status (*walk)(const stemma_sink *sink, stemma_error *err);
    size_t most; /* walks; 0: as many as there are allocations */
    int works;   /* 1: on a copy of the prepared graph; 2: makes a graph of its own */
} step;

static const step steps[] = {
    {"start", start, 150, 0},
    {"build", build, 150, 2},
    {"parse", parse, 60, 0},
    {"extract open", extract_open, 60, 0},
    {"extract jsonl", extract_jsonl, 60, 0},
    {"extract explain", extract_explain, 40, 0},
    {"extract entities", extract_entities, 40, 0},
    {"show", show, 0, 0},
    {"show json", show_json, 0, 0},
    {"facts", facts, 0, 0},
    {"timeline", timeline, 0, 0},
    {"around", around, 0, 0},
    {"between", between, 0, 0},
    {"path", path, 0, 0},
    {"search", search, 0, 0},
    {"why", why, 0, 0},
    {"documents", documents, 0, 0},
    {"query", query, 0, 0},
    {"export", export_all, 0, 0},
    {"report", report, 0, 0},
    {"check", check, 0, 0},
    {"change", change, 150, 1},
};

static void copy_file(const char *from, const char *to)
{
    static char bytes[1 << 20];
    FILE *in = fopen(from, "rb"), *out = fopen(to, "wb");
    assert_non_null(in);
    assert_non_null(out);
    size_t count = fread(bytes, 1, sizeof bytes, in);
    assert_true(count < sizeof bytes);
    assert_int_equal(fwrite(bytes, 1, count, out), count);
    fclose(in);
    fclose(out);
}

static void write_file(const char *name, const char *text)
{
    FILE *out = fopen(name, "wb");
    assert_non_null(out);
    fputs(text, out);
    fclose(out);
}

static stemma_status walk(const step *s, struct said *said, stemma_error *err)
{
    stemma_sink sink = {hear, said};
    said->length = 0;
    asked = failed = 0;
    return s->walk(&sink, err);
}

/* What was left of the file that the step worked on must be sound. */
static void check_file(const step *s)
{
    stemma_error err = {.status = STEMMA_OK};
    stemma_graph *left = NULL;
    uint32_t problems = 0;
    stemma_sink sink = {hear, &now};
    now.length = 0;
    if (s->works > 0 && access(work, F_OK) == 0) {
        CHECK_OK(stemma_graph_open(work, STEMMA_OPEN_CREATE, &left, &err));
        CHECK_OK(stemma_graph_check(left, &sink, &problems, &err));
        stemma_graph_close(left);
        if (problems > 0) {
            fail_msg("%s: the file is broken: %.*s", s->name, (int)now.length, now.text);
        }
    }
}

/* One walk in which allocation number `at` fails; with `on`, all behind it too. */
static void walk_without(const step *s, size_t at, int on)
{
    stemma_error err = {.status = STEMMA_OK};
    if (s->works == 1) {
        remove_graph(work);
        copy_file(prepared, work);
    }
    size_t before = held_count;
    fail_at = at;
    fail_on = on;
    stemma_status status = walk(s, &now, &err);
    fail_at = 0;
    if (held_count != before) {
        fail_msg("%s, allocation %zu fails: %zu pieces are not given back", s->name, at,
            held_count - before);
    }
    if (failed == 0) {
        fail_msg("%s, allocation %zu did not come", s->name, at);
    }
    if (status == STEMMA_OK) {
        if (now.length != always.length || memcmp(now.text, always.text, now.length) != 0) {
            fail_msg(
                "%s, allocation %zu fails, the answer is another, and nobody says so", s->name, at);
        }
    } else if (status != STEMMA_ERR_NOMEM || err.status != status || err.text[0] == '\0') {
        fail_msg("%s, allocation %zu fails: %s, \"%s\"", s->name, at, stemma_status_name(status),
            err.text);
    }
    check_file(s);
}

static void test_each_allocation_may_fail(void **state)
{
    (void)state;
    stemma_error err = {.status = STEMMA_OK};
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
        const step *s = &steps[i];
        for (int twice = 0; twice < 2; twice++) { /* the first time opens libraries, which stay */
            if (s->works == 1) {
                remove_graph(work);
                copy_file(prepared, work);
            }
            CHECK_OK(walk(s, &always, &err));
        }
        size_t count = asked, walks = 0, wide = s->most == 0 ? 1 : count / s->most + 1;
        for (size_t at = 1; at <= count; at += wide) {
            walk_without(s, at, (int)(walks++ % 2));
        }
        printf("%s: %zu allocations, %zu walks\n", s->name, count, walks);
    }
}

static int prepare(void **state)
{
    (void)state;
    write_file(article,
        "Anna Weber gründete 2019 in Berlin die Firma Novalux. Novalux kaufte am Montag das Werk "
        "Betawerk für 3 Millionen Euro.\n\n\"Wir wachsen\", sagte Weber. Die Gründerin verließ den "
        "Vorstand nicht.\n");
    write_file(table, "Novalux\tfounded\tGamma Stiftung\nGamma Stiftung\tlocated_in\tBerlin\n");
    write_file(names, "{\"id\":1,\"text\":\"Anna Weber lebt in Berlin.\"}\n");
    remove_graph(prepared);
    return open_pipeline(&pipeline, NULL) != STEMMA_OK ||
        build_into(prepared, pipeline, NULL) != STEMMA_OK ||
        stemma_graph_open(prepared, STEMMA_OPEN_READ, &graph, NULL) != STEMMA_OK;
}

static int clean_up(void **state)
{
    (void)state;
    stemma_graph_close(graph);
    stemma_pipeline_close(pipeline);
    remove_graph(prepared);
    remove_graph(work);
    return unlink(article) + unlink(table) + unlink(names);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_each_allocation_may_fail)};
    return cmocka_run_group_tests(tests, prepare, clean_up);
}
