/* The life of a graph file: documents in any order, taken out in any order, a writer that is killed, files that are
 * foreign, broken, newer, read-only or locked. SPDX-License-Identifier: GPL-2.0-or-later */
#include "store_fixture.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>

#include <sqlite3.h>

#define FILE_NAME "store_life.db"

enum { DOCUMENTS = 100, FACTS = 6 };

static const char *const PERSONS[] = {"Anna Weber", "Jörg Müller", "Sofia Klein", "Olga Iwanowa",
    "Paul Braun", "Weber", "Paul Brandt", "ein Händler"};
static const char *const FIRMS[] = {
    "Novalux AG", "Novalux", "Berg GmbH", "Straßenbau Nord", "xAI", "Hafen Köln", "viele Arbeiter"};
static const char *const RELATIONS[] = {"founded", "leads", "owns", "sued", "competes_with"};

static uint64_t next_random(uint64_t *state)
{
    uint64_t x = (*state += 0x9E3779B97F4A7C15u);
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
    return x ^ (x >> 29);
}

/* Document i is always the same; every tenth is a copy of the one before. */
static void make_facts(uint32_t i, fixture_fact facts[FACTS])
{
    uint64_t state = i % 10 == 9 ? i - 1 : i;
    for (uint32_t j = 0; j < FACTS; j++) {
        facts[j] = (fixture_fact){PERSONS[next_random(&state) % 8],
            RELATIONS[next_random(&state) % 5], FIRMS[next_random(&state) % 7],
            next_random(&state) % 5 == 0, next_random(&state) % 3 == 0 ? "2021-03" : ""};
    }
}

static stm_put put_number(stemma_graph *graph, uint32_t i)
{
    fixture_fact facts[FACTS];
    char path[32];
    make_facts(i, facts);
    snprintf(path, sizeof path, "doc-%03u.txt", (unsigned)i);
    return fixture_put(graph, path, facts, FACTS);
}

static void shuffle(uint32_t *order, uint64_t *state)
{
    for (uint32_t i = 0; i < DOCUMENTS; i++) {
        order[i] = i;
    }
    for (uint32_t i = DOCUMENTS - 1; i > 0; i--) {
        uint32_t j = (uint32_t)(next_random(state) % (i + 1)), swap = order[i];
        order[i] = order[j];
        order[j] = swap;
    }
}

static void check_sound(stemma_graph *graph)
{
    stemma_error err = {0};
    uint32_t problems = 0;
    stemma_sink sink = stemma_sink_stream(stderr);
    CHECK_OK(stemma_graph_check(graph, &sink, &problems, &err));
    assert_int_equal(0, problems);
}

static char *dump_all(stemma_graph *graph)
{
    stemma_filter filter = {.size = sizeof filter, .all = 1};
    return fixture_dump(graph, &filter);
}

static int clean(void **state)
{
    (void)state;
    fixture_delete(FILE_NAME);
    return 0;
}

/* A graph with all documents, as text. */
static char *undisturbed(void)
{
    fixture_delete("undisturbed.db");
    stemma_graph *graph = fixture_open("undisturbed.db");
    for (uint32_t i = 0; i < DOCUMENTS; i++) {
        put_number(graph, i);
    }
    char *text = dump_all(graph);
    check_sound(graph);
    stemma_graph_close(graph);
    fixture_delete("undisturbed.db");
    return text;
}

static void order_of_reading_is_nothing(void **state)
{
    (void)state;
    char *wanted = undisturbed();
    uint64_t seed = 7;
    for (int round = 0; round < 4; round++) {
        uint32_t order[DOCUMENTS];
        shuffle(order, &seed);
        fixture_delete(FILE_NAME);
        stemma_graph *graph = fixture_open(FILE_NAME);
        for (uint32_t i = 0; i < DOCUMENTS; i++) {
            put_number(graph, order[i]);
            if (next_random(&seed) % 25 == 0) { /* several runs, with a look in between */
                free(dump_all(graph));
                stemma_graph_close(graph);
                graph = fixture_open(FILE_NAME);
            }
        }
        char *got = dump_all(graph);
        assert_string_equal(wanted, got);
        free(got);
        stemma_graph_close(graph);
    }
    free(wanted);
}

static void removal_in_any_order_leaves_nothing(void **state)
{
    (void)state;
    stemma_error err = {0};
    uint64_t seed = 11;
    uint32_t order[DOCUMENTS];
    stemma_graph *graph = fixture_open(FILE_NAME);
    for (uint32_t i = 0; i < DOCUMENTS; i++) {
        put_number(graph, i);
    }
    shuffle(order, &seed);
    for (uint32_t i = 0; i < DOCUMENTS; i++) {
        char path[32];
        snprintf(path, sizeof path, "doc-%03u.txt", (unsigned)order[i]);
        CHECK_OK(stemma_graph_remove(graph, path, &err));
        CHECK_STATUS(STEMMA_ERR_NOTFOUND, stemma_graph_remove(graph, path, &err));
        if (i % 20 == 0) {
            check_sound(graph);
        }
    }
    char *rest = dump_all(graph);
    assert_string_equal("", rest);
    free(rest);
    check_sound(graph);
    static const char *const TABLES[] = {"document", "sentence", "entity", "name", "mention",
        "fact", "actor", "relation", "term", "band", "copy", "sentence_fts_docsize"};
    for (size_t i = 0; i < sizeof TABLES / sizeof TABLES[0]; i++) {
        assert_int_equal(0, fixture_count(graph, TABLES[i]));
    }
    stemma_graph_close(graph);
}

static void change_replaces_exactly_the_old_facts(void **state)
{
    (void)state;
    stemma_graph *graph = fixture_open(FILE_NAME);
    for (uint32_t i = 0; i < 20; i++) {
        put_number(graph, i);
    }
    char *before = dump_all(graph);
    fixture_fact facts[FACTS];
    make_facts(77, facts);
    assert_int_equal(STM_PUT_REPLACED, fixture_put(graph, "doc-005.txt", facts, FACTS));
    char *changed = dump_all(graph);
    assert_string_not_equal(before, changed);
    check_sound(graph);
    assert_int_equal(STM_PUT_REPLACED, put_number(graph, 5));
    char *after = dump_all(graph);
    assert_string_equal(before, after);
    free(before);
    free(changed);
    free(after);
    stemma_graph_close(graph);
}

static void copies_count_as_one_source(void **state)
{
    (void)state;
    stemma_error err = {0};
    stm_view view;
    fixture_fact facts[FACTS * 2];
    make_facts(1, facts);
    make_facts(2, facts + FACTS);
    stemma_graph *graph = fixture_open(FILE_NAME);
    fixture_put(graph, "b.txt", facts, FACTS * 2);
    fixture_put(graph, "a.txt", facts, FACTS * 2);
    make_facts(3, facts);
    make_facts(4, facts + FACTS);
    fixture_put(graph, "c.txt", facts, FACTS * 2);
    CHECK_OK(stm_view_load(graph, NULL, &view, &err));
    assert_int_equal(3, view.documents.count);
    assert_int_equal(0, view.documents.items[0].origin);
    assert_int_equal(0, view.documents.items[1].origin);
    assert_int_equal(2, view.documents.items[2].origin);
    for (uint32_t i = 0; i < view.bundles.count; i++) {
        assert_true(view.bundles.items[i].sources <= 2);
    }
    stm_view_dispose(&view);
    CHECK_OK(stemma_graph_remove(graph, "a.txt", &err));
    CHECK_OK(stm_view_load(graph, NULL, &view, &err));
    assert_int_equal(0, view.documents.items[0].origin);
    stm_view_dispose(&view);
    stemma_graph_close(graph);
}

/* The child builds; the parent kills it at a random moment. Whole documents stay, and a later run finishes. */
static void killed_writer_leaves_whole_documents(void **state)
{
    (void)state;
    char *wanted = undisturbed();
    uint64_t seed = (uint64_t)time(NULL);
    uint32_t rounds = 200, finished = 0;
    print_message("seed %llu\n", (unsigned long long)seed);
    for (uint32_t round = 0; round < rounds; round++) {
        pid_t child = fork();
        assert_true(child >= 0);
        if (child == 0) {
            stemma_graph *graph = NULL;
            if (stemma_graph_open(FILE_NAME, STEMMA_OPEN_CREATE, &graph, NULL) != STEMMA_OK) {
                _exit(1);
            }
            for (uint32_t i = 0; i < DOCUMENTS; i++) {
                put_number(graph, i);
            }
            stemma_graph_close(graph);
            _exit(0);
        }
        struct timespec wait = {0, (long)(next_random(&seed) % 25000000)};
        nanosleep(&wait, NULL);
        kill(child, SIGKILL);
        int result = 0;
        waitpid(child, &result, 0);
        bool over = WIFEXITED(result);
        assert_true(!over || WEXITSTATUS(result) == 0);
        stemma_graph *graph = fixture_open(FILE_NAME);
        if (round % 10 == 0 || over) {
            check_sound(graph);
        }
        if (over) { /* finished in several runs, each but the last one killed */
            char *got = dump_all(graph);
            assert_string_equal(wanted, got);
            free(got);
            finished++;
            stemma_graph_close(graph);
            fixture_delete(FILE_NAME);
            continue;
        }
        stemma_graph_close(graph);
    }
    stemma_graph *graph = fixture_open(FILE_NAME);
    for (uint32_t i = 0; i < DOCUMENTS; i++) {
        put_number(graph, i);
    }
    char *got = dump_all(graph);
    assert_string_equal(wanted, got);
    check_sound(graph);
    free(got);
    stemma_graph_close(graph);
    print_message("%u rounds, %u builds finished\n", (unsigned)rounds, (unsigned)finished);
    free(wanted);
}

static void write_file(const char *path, const char *bytes, size_t count)
{
    stemma_error err = {0};
    CHECK_OK(stm_file_write(path, bytes, count, &err));
}

static void fixture_foreign(const char *path)
{
    sqlite3 *db = NULL;
    remove(path);
    assert_int_equal(SQLITE_OK, sqlite3_open(path, &db));
    assert_int_equal(SQLITE_OK,
        sqlite3_exec(db, "CREATE TABLE t(x); PRAGMA user_version = 1", NULL, NULL, NULL));
    sqlite3_close(db);
}

static void foreign_and_broken_files_are_left_alone(void **state)
{
    (void)state;
    stemma_error err = {0};
    stemma_graph *graph = NULL;
    char text[9000];
    memset(text, 'x', sizeof text);
    CHECK_STATUS(
        STEMMA_ERR_NOTFOUND, stemma_graph_open("no-such.db", STEMMA_OPEN_READ, &graph, &err));
    CHECK_STATUS(
        STEMMA_ERR_NOTFOUND, stemma_graph_open("no-such.db", STEMMA_OPEN_WRITE, &graph, &err));
    CHECK_STATUS(STEMMA_ERR_IO, stemma_graph_open(".", STEMMA_OPEN_CREATE, &graph, &err));
    CHECK_STATUS(
        STEMMA_ERR_STORE, stemma_graph_open("no/folder/x.db", STEMMA_OPEN_CREATE, &graph, &err));
    CHECK_STATUS(STEMMA_ERR_ARG, stemma_graph_open("", STEMMA_OPEN_CREATE, &graph, &err));
    write_file(FILE_NAME, text, sizeof text);
    for (int mode = STEMMA_OPEN_READ; mode <= STEMMA_OPEN_CREATE; mode++) {
        CHECK_STATUS(
            STEMMA_ERR_STORE, stemma_graph_open(FILE_NAME, (stemma_open_mode)mode, &graph, &err));
        assert_non_null(strstr(err.text, "no graph file of stemma"));
        assert_null(graph);
    }
    write_file(FILE_NAME, text, 0);
    CHECK_STATUS(STEMMA_ERR_STORE, stemma_graph_open(FILE_NAME, STEMMA_OPEN_READ, &graph, &err));
    assert_non_null(strstr(err.text, "empty file"));
    fixture_foreign(FILE_NAME);
    for (int mode = STEMMA_OPEN_READ; mode <= STEMMA_OPEN_CREATE; mode++) {
        CHECK_STATUS(
            STEMMA_ERR_STORE, stemma_graph_open(FILE_NAME, (stemma_open_mode)mode, &graph, &err));
        assert_non_null(strstr(err.text, "another program"));
    }
}

/* user_version stands at byte 60 of an SQLite file, big endian. */
static void set_version(const char *path, unsigned char version)
{
    int file = open(path, O_RDWR);
    assert_true(file >= 0);
    assert_int_equal(1, pwrite(file, &version, 1, 63));
    close(file);
}

static void newer_files_are_refused(void **state)
{
    (void)state;
    stemma_error err = {0};
    stemma_graph *graph = fixture_open(FILE_NAME);
    put_number(graph, 1);
    stemma_graph_close(graph);
    set_version(FILE_NAME, 99);
    CHECK_STATUS(STEMMA_ERR_VERSION, stemma_graph_open(FILE_NAME, STEMMA_OPEN_WRITE, &graph, &err));
    CHECK_STATUS(STEMMA_ERR_VERSION, stemma_graph_open(FILE_NAME, STEMMA_OPEN_READ, &graph, &err));
    assert_non_null(strstr(err.text, "newer"));
}

static void torn_pages_are_told(void **state)
{
    (void)state;
    stemma_error err = {0};
    stemma_graph *graph = fixture_open(FILE_NAME);
    for (uint32_t i = 0; i < 30; i++) {
        put_number(graph, i);
    }
    stemma_graph_close(graph);
    int file = open(FILE_NAME, O_RDWR);
    char junk[4096];
    memset(junk, 0xA5, sizeof junk);
    for (off_t page = 5; page < 12; page++) {
        assert_int_equal(sizeof junk, pwrite(file, junk, sizeof junk, page * 4096));
    }
    close(file);
    uint32_t problems = 0;
    stm_buf out;
    stm_buf_init(&out);
    stemma_status status = stemma_graph_open(FILE_NAME, STEMMA_OPEN_READ, &graph, &err);
    if (status == STEMMA_OK) {
        stemma_sink sink = stemma_sink_stream(stderr);
        status = stemma_graph_check(graph, &sink, &problems, &err);
        stemma_graph_close(graph);
    }
    assert_true(status == STEMMA_ERR_STORE || problems > 0);
    stm_buf_dispose(&out);
}

static void readers_do_not_wait_and_second_writers_are_told(void **state)
{
    (void)state;
    stemma_error err = {0};
    stemma_graph *writer = fixture_open(FILE_NAME), *reader = NULL, *second = NULL;
    put_number(writer, 1);
    free(dump_all(writer));
    CHECK_OK(stm_store_import_begin(writer, &err));
    CHECK_OK(stemma_graph_open(FILE_NAME, STEMMA_OPEN_READ, &reader, &err));
    stm_view view;
    CHECK_OK(stm_view_load(reader, NULL, &view, &err));
    assert_true(view.edges.count > 0);
    stm_view_dispose(&view);
    stemma_status status = stemma_graph_open(FILE_NAME, STEMMA_OPEN_WRITE, &second, &err);
    assert_int_equal(STEMMA_ERR_STORE, status);
    assert_non_null(strstr(err.text, "another program"));
    stm_doc doc;
    stm_put put;
    stm_doc_init(&doc);
    CHECK_STATUS(STEMMA_ERR_ARG, stm_store_put(reader, &doc, &put, &err)); /* opened for reading */
    stm_doc_dispose(&doc);
    CHECK_OK(stm_store_import_end(writer, false, &err));
    stemma_graph_close(reader);
    stemma_graph_close(writer);
}

/* Root writes everywhere, so root plays nobody for the while. */
static void read_only_folders_can_be_read(void **state)
{
    (void)state;
    stemma_error err = {0};
    stemma_graph *graph = NULL;
    char folder[64], file[96], other[96];
    const char *top = getenv("TMPDIR");
    snprintf(
        folder, sizeof folder, "%s/stemma-XXXXXX", top != NULL && strlen(top) < 40 ? top : "/tmp");
    assert_non_null(mkdtemp(folder));
    snprintf(file, sizeof file, "%s/a?b#c%%d.db", folder);
    snprintf(other, sizeof other, "%s/b.db", folder);
    graph = fixture_open(file);
    put_number(graph, 1);
    char *wanted = dump_all(graph);
    stemma_graph_close(graph);
    chmod(file, 0444);
    chmod(folder, 0555);
    bool root = geteuid() == 0;
    assert_true(!root || seteuid(65534) == 0);
    stemma_status writing = stemma_graph_open(file, STEMMA_OPEN_WRITE, &graph, &err);
    stemma_status making = stemma_graph_open(other, STEMMA_OPEN_CREATE, &graph, &err);
    stemma_status reading = stemma_graph_open(file, STEMMA_OPEN_READ, &graph, &err);
    char *got = reading == STEMMA_OK ? dump_all(graph) : NULL;
    stemma_graph_close(graph);
    assert_true(!root || seteuid(0) == 0);
    chmod(folder, 0755);
    fixture_delete(file);
    rmdir(folder);
    assert_int_equal(STEMMA_ERR_STORE, writing);
    assert_int_equal(STEMMA_ERR_STORE, making);
    assert_int_equal(STEMMA_OK, reading);
    assert_string_equal(wanted, got);
    free(wanted);
    free(got);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(order_of_reading_is_nothing, clean, clean),
        cmocka_unit_test_setup_teardown(removal_in_any_order_leaves_nothing, clean, clean),
        cmocka_unit_test_setup_teardown(change_replaces_exactly_the_old_facts, clean, clean),
        cmocka_unit_test_setup_teardown(copies_count_as_one_source, clean, clean),
        cmocka_unit_test_setup_teardown(killed_writer_leaves_whole_documents, clean, clean),
        cmocka_unit_test_setup_teardown(foreign_and_broken_files_are_left_alone, clean, clean),
        cmocka_unit_test_setup_teardown(newer_files_are_refused, clean, clean),
        cmocka_unit_test_setup_teardown(torn_pages_are_told, clean, clean),
        cmocka_unit_test_setup_teardown(
            readers_do_not_wait_and_second_writers_are_told, clean, clean),
        cmocka_unit_test_setup_teardown(read_only_folders_can_be_read, clean, clean),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
