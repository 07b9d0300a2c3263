/* Files of older schemas: a writer that is killed while it brings one up leaves the old file whole. And readers that may
 * not write: they see names joined all the same. SPDX-License-Identifier: GPL-2.0-or-later */
#include "store_fixture.h"

#include <signal.h>
#include <sys/wait.h>

#include <sqlite3.h>

#include "store/sql.h"

#define FILE_NAME "store_versions.db"
#define OTHER_NAME "store_versions_other.db"

static int clean(void **state)
{
    (void)state;
    fixture_delete(FILE_NAME);
    fixture_delete(OTHER_NAME);
    return 0;
}

/* The stored dump of schema 1 as a file. */
static void make_old(const char *path)
{
    stemma_error err = {0};
    char *sql = NULL;
    size_t count = 0;
    sqlite3 *db = NULL;
    fixture_delete(path);
    CHECK_OK(
        stm_file_read(STEMMA_SOURCE_DIR "/tests/data/graph-v1.sql", 1 << 20, &sql, &count, &err));
    char *text = realloc(sql, count + 1);
    assert_non_null(text);
    text[count] = '\0';
    assert_int_equal(SQLITE_OK, sqlite3_open(path, &db));
    assert_int_equal(SQLITE_OK, sqlite3_exec(db, text, NULL, NULL, NULL));
    sqlite3_close(db);
    free(text);
}

static int number_of(const char *path, const char *sql)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *ask = NULL;
    assert_int_equal(SQLITE_OK, sqlite3_open(path, &db));
    assert_int_equal(SQLITE_OK, sqlite3_prepare_v2(db, sql, -1, &ask, NULL));
    assert_int_equal(SQLITE_ROW, sqlite3_step(ask));
    int number = sqlite3_column_int(ask, 0);
    sqlite3_finalize(ask);
    sqlite3_close(db);
    return number;
}

static char *dump_of(const char *path)
{
    const stemma_filter filter = {.size = sizeof filter, .all = STEMMA_SCOPE_ALL};
    stemma_graph *graph = fixture_open(path);
    char *dump = fixture_dump(graph, &filter);
    stemma_graph_close(graph);
    return dump;
}

static int steps_left;

static int die_in_time(void *context)
{
    (void)context;
    if (--steps_left <= 0) {
        raise(SIGKILL);
    }
    return 0;
}

/* SQLite calls this for every connection that is opened: some steps of its machine later the process is dead. */
static int watch(sqlite3 *db, char **message, const struct sqlite3_api_routines *api)
{
    (void)message;
    (void)api;
    sqlite3_progress_handler(db, 20, die_in_time, NULL);
    return SQLITE_OK;
}

/* True when the child lived on to the end. */
static bool bring_up_and_die(int steps)
{
    int status = 0;
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        stemma_graph *graph = NULL;
        steps_left = steps;
        sqlite3_auto_extension((void (*)(void))watch);
        stemma_status opened = stemma_graph_open(FILE_NAME, STEMMA_OPEN_WRITE, &graph, NULL);
        _exit(opened == STEMMA_OK ? 0 : 1);
    }
    assert_int_equal(child, waitpid(child, &status, 0));
    if (WIFSIGNALED(status)) {
        assert_int_equal(SIGKILL, WTERMSIG(status));
        return false;
    }
    assert_int_equal(0, WEXITSTATUS(status));
    return true;
}

static void killed_while_brought_up(void **state)
{
    (void)state;
    make_old(OTHER_NAME);
    char *wanted = dump_of(OTHER_NAME);
    assert_int_equal(STM_SCHEMA_VERSION, number_of(OTHER_NAME, "PRAGMA user_version"));
    int kills = 0, old = 0;
    for (bool over = false; !over; kills++) {
        make_old(FILE_NAME);
        over = bring_up_and_die(1 + kills * 4);
        int version = number_of(FILE_NAME, "PRAGMA user_version");
        old += version == 1;
        assert_true(version == STM_SCHEMA_VERSION ||
            number_of(FILE_NAME,
                "SELECT count(*) FROM pragma_table_info('document') WHERE name = 'file'") == 0);
        assert_int_equal(
            1, number_of(FILE_NAME, "SELECT integrity_check = 'ok' FROM pragma_integrity_check"));
        char *dump = dump_of(FILE_NAME);
        assert_string_equal(wanted, dump);
        free(dump);
        assert_true(kills < 10000);
    }
    assert_true(old > 5); /* it was killed before the end, and then the file is the old one */
    free(wanted);
}

static void newer_file_is_refused(void **state)
{
    (void)state;
    stemma_error err = {0};
    stemma_graph *graph = fixture_open(FILE_NAME);
    sqlite3 *db = NULL;
    stemma_graph_close(graph);
    assert_int_equal(SQLITE_OK, sqlite3_open(FILE_NAME, &db));
    assert_int_equal(SQLITE_OK, sqlite3_exec(db, "PRAGMA user_version = 77", NULL, NULL, NULL));
    sqlite3_close(db);
    CHECK_STATUS(STEMMA_ERR_VERSION, stemma_graph_open(FILE_NAME, STEMMA_OPEN_READ, &graph, &err));
    assert_non_null(strstr(err.text, "made by a newer stemma (schema 77"));
    CHECK_STATUS(STEMMA_ERR_VERSION, stemma_graph_open(FILE_NAME, STEMMA_OPEN_WRITE, &graph, &err));
    assert_int_equal(77, number_of(FILE_NAME, "PRAGMA user_version"));
}

static const fixture_fact FIRST[] = {{"Anna Weber", "founded", "Novalux AG", false, "2019"},
    {"Weber", "leads", "Novalux", false, ""}};
static const fixture_fact SECOND[] = {{"Anna Weber", "owns", "Novalux", false, ""}};

/* Another program holds the file for writing, and nobody has settled it. */
static void reader_joins_in_memory(void **state)
{
    (void)state;
    stemma_error err = {0};
    int settled = 0;
    sqlite3 *lock = NULL;
    stemma_graph *reader = NULL, *writer = fixture_open(FILE_NAME);
    fixture_put(writer, "a.txt", FIRST, 2);
    fixture_put(writer, "b.txt", SECOND, 1);
    assert_int_equal(SQLITE_OK, sqlite3_open(FILE_NAME, &lock));
    assert_int_equal(SQLITE_OK, sqlite3_exec(lock, "BEGIN IMMEDIATE", NULL, NULL, NULL));
    CHECK_OK(stemma_graph_open(FILE_NAME, STEMMA_OPEN_READ, &reader, &err));
    CHECK_OK(stemma_graph_settle(reader, &settled, &err));
    assert_int_equal(1, settled);
    char *in_memory = fixture_dump(reader, NULL);
    stemma_graph_close(reader);
    assert_int_equal(0, number_of(FILE_NAME, "SELECT count(*) FROM state WHERE key = 'settled'"));
    sqlite3_exec(lock, "ROLLBACK", NULL, NULL, NULL);
    sqlite3_close(lock);
    char *in_file = fixture_dump(writer, NULL);
    stemma_graph_close(writer);
    assert_string_equal(in_file, in_memory);
    assert_non_null(strstr(in_file, "N Anna Weber 1 1 3 2"));
    free(in_file);
    free(in_memory);
}

/* Facts with sentences for a document that was read from a text. */
static void imported_sentences_stand_beside_the_text(void **state)
{
    (void)state;
    stemma_error err = {0};
    uint32_t problems = 1;
    stemma_sink sink = stemma_sink_stream(stderr);
    stemma_graph *graph = fixture_open(FILE_NAME);
    fixture_put(graph, "a.txt", FIRST, 2);
    static const char *const SENTENCES[] = {"Anna Weber founded Novalux AG.",
        "Weber soll auch Beta führen.", "Weber soll auch Beta führen."};
    for (int i = 0; i < 3; i++) {
        CHECK_OK(stm_store_import_begin(graph, &err));
        stm_triple triple = {.subject = STM_LIT("Anna Weber"),
            .object = STM_LIT("Beta"),
            .relation = STM_LIT("leads"),
            .subject_named = true,
            .object_named = true,
            .document = STM_LIT("a.txt"),
            .confidence = 1,
            .sentence = stm_str_of(SENTENCES[i])};
        CHECK_OK(stm_store_import_add(graph, &triple, &err));
        CHECK_OK(stm_store_import_end(graph, true, &err));
        CHECK_OK(stemma_graph_check(graph, &sink, &problems, &err));
        assert_int_equal(0, problems);
        assert_int_equal(i == 0 ? 2 : 3, fixture_count(graph, "sentence"));
    }
    assert_int_equal(5, fixture_count(graph, "fact"));
    assert_int_equal(STM_PUT_UNCHANGED, fixture_put(graph, "a.txt", FIRST, 2));
    CHECK_OK(stm_store_remove(graph, STM_LIT("a.txt"), &err));
    CHECK_OK(stemma_graph_check(graph, &sink, &problems, &err));
    assert_int_equal(0, problems);
    assert_int_equal(0, fixture_count(graph, "sentence"));
    stemma_graph_close(graph);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(killed_while_brought_up, clean, clean),
        cmocka_unit_test_setup_teardown(newer_file_is_refused, clean, clean),
        cmocka_unit_test_setup_teardown(reader_joins_in_memory, clean, clean),
        cmocka_unit_test_setup_teardown(imported_sentences_stand_beside_the_text, clean, clean),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
