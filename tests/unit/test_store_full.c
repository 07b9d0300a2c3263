/* A disk that gets full at every possible moment: a VFS that has only so many bytes left. The last whole document is
 * there, nothing is torn, and with room again the build goes on. SPDX-License-Identifier: GPL-2.0-or-later */
#include "store_fixture.h"

#include <sqlite3.h>

#define FILE_NAME "store_full.db"

/* ---- a VFS that runs out of room ---- */

static int64_t bytes_left = INT64_MAX;

typedef struct full_file {
    sqlite3_file base;
    sqlite3_file *real;
} full_file;

#define REAL(file) (((full_file *)(file))->real)
#define FORWARD(file, method, ...) (REAL(file)->pMethods->method(REAL(file), __VA_ARGS__))

static int full_close(sqlite3_file *f)
{
    return REAL(f)->pMethods == NULL ? SQLITE_OK : REAL(f)->pMethods->xClose(REAL(f));
}
static int full_read(sqlite3_file *f, void *to, int count, sqlite3_int64 at)
{
    return FORWARD(f, xRead, to, count, at);
}
static int full_write(sqlite3_file *f, const void *from, int count, sqlite3_int64 at)
{
    if (bytes_left < count) {
        bytes_left = 0; /* a full disk stays full */
        return SQLITE_FULL;
    }
    bytes_left -= count;
    return FORWARD(f, xWrite, from, count, at);
}
static int full_truncate(sqlite3_file *f, sqlite3_int64 size)
{
    return FORWARD(f, xTruncate, size);
}
static int full_sync(sqlite3_file *f, int flags)
{
    return FORWARD(f, xSync, flags);
}
static int full_size(sqlite3_file *f, sqlite3_int64 *size)
{
    return FORWARD(f, xFileSize, size);
}
static int full_lock(sqlite3_file *f, int kind)
{
    return FORWARD(f, xLock, kind);
}
static int full_unlock(sqlite3_file *f, int kind)
{
    return FORWARD(f, xUnlock, kind);
}
static int full_reserved(sqlite3_file *f, int *out)
{
    return FORWARD(f, xCheckReservedLock, out);
}
static int full_control(sqlite3_file *f, int op, void *arg)
{
    return op == SQLITE_FCNTL_SIZE_HINT && bytes_left <= 0 ? SQLITE_FULL
                                                           : FORWARD(f, xFileControl, op, arg);
}
static int full_sector(sqlite3_file *f)
{
    return REAL(f)->pMethods->xSectorSize(REAL(f));
}
static int full_traits(sqlite3_file *f)
{
    return REAL(f)->pMethods->xDeviceCharacteristics(REAL(f));
}
static int full_map(sqlite3_file *f, int page, int size, int extend, void volatile **out)
{
    return FORWARD(f, xShmMap, page, size, extend, out);
}
static int full_shm_lock(sqlite3_file *f, int at, int count, int flags)
{
    return FORWARD(f, xShmLock, at, count, flags);
}
static void full_barrier(sqlite3_file *f)
{
    REAL(f)->pMethods->xShmBarrier(REAL(f));
}
static int full_unmap(sqlite3_file *f, int drop)
{
    return FORWARD(f, xShmUnmap, drop);
}

static const sqlite3_io_methods METHODS = {2, full_close, full_read, full_write, full_truncate,
    full_sync, full_size, full_lock, full_unlock, full_reserved, full_control, full_sector,
    full_traits, full_map, full_shm_lock, full_barrier, full_unmap, NULL, NULL};

static sqlite3_vfs full_vfs;
static sqlite3_vfs *real_vfs;

static int full_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out)
{
    full_file *f = (full_file *)file;
    (void)vfs;
    f->real = (sqlite3_file *)(void *)(f + 1);
    int code = real_vfs->xOpen(real_vfs, name, f->real, flags, out);
    f->base.pMethods = f->real->pMethods != NULL ? &METHODS : NULL;
    return code;
}

static int make_room(void **state)
{
    (void)state;
    real_vfs = sqlite3_vfs_find(NULL);
    full_vfs = *real_vfs;
    full_vfs.zName = "full";
    full_vfs.szOsFile = (int)sizeof(full_file) + real_vfs->szOsFile;
    full_vfs.xOpen = full_open;
    return sqlite3_vfs_register(&full_vfs, 1);
}

/* ---- */

static const fixture_fact FACTS[] = {
    {"Elon Musk", "founded", "xAI", false, "2023"},
    {"Anna Weber", "leads", "Novalux", false, ""},
    {"Jörg Müller", "owns", "Berg GmbH", true, ""},
    {"Paul Braun", "sued", "xAI", false, "2024-01"},
};
enum { DOCUMENTS = 8, FACT_COUNT = 4 };

/* Puts documents until one fails; tells how many went in. */
static uint32_t put_until_full(stemma_graph *graph, stemma_error *err)
{
    for (uint32_t i = 0; i < DOCUMENTS; i++) {
        stm_doc doc;
        stm_put put;
        char path[32];
        snprintf(path, sizeof path, "%u.txt", (unsigned)i);
        stm_doc_init(&doc);
        fixture_doc(&doc, path, FACTS, FACT_COUNT);
        stemma_status status = stm_store_put(graph, &doc, &put, err);
        stm_doc_dispose(&doc);
        if (status != STEMMA_OK) {
            assert_int_equal(STEMMA_ERR_STORE, status);
            assert_non_null(strstr(err->text, "disk full"));
            return i;
        }
    }
    return DOCUMENTS;
}

static void check_sound(stemma_graph *graph)
{
    stemma_error err = {0};
    uint32_t problems = 0;
    stemma_sink sink = stemma_sink_stream(stderr);
    CHECK_OK(stemma_graph_check(graph, &sink, &problems, &err));
    assert_int_equal(0, problems);
}

static char *whole(void)
{
    stemma_error err = {0};
    fixture_delete(FILE_NAME);
    stemma_graph *graph = fixture_open(FILE_NAME);
    assert_int_equal(DOCUMENTS, put_until_full(graph, &err));
    char *text = fixture_dump(graph, NULL);
    stemma_graph_close(graph);
    fixture_delete(FILE_NAME);
    return text;
}

static void documents_stay_whole(void **state)
{
    (void)state;
    char *wanted = whole();
    uint32_t stopped = 0;
    for (int64_t room = 0; room < 1500000; room += room < 200000 ? 9001 : 90001) {
        stemma_error err = {0};
        stemma_graph *graph = NULL;
        uint32_t kept = 0;
        bytes_left = room;
        stemma_status status = stemma_graph_open(FILE_NAME, STEMMA_OPEN_CREATE, &graph, &err);
        if (status == STEMMA_OK) {
            kept = put_until_full(graph, &err);
            stopped += kept < DOCUMENTS;
            stemma_graph_close(graph);
        } else {
            assert_int_equal(STEMMA_ERR_STORE, status);
        }
        bytes_left = INT64_MAX;
        graph = fixture_open(FILE_NAME);
        check_sound(graph);
        assert_int_equal(kept, fixture_count(graph, "document"));
        assert_int_equal(kept * FACT_COUNT, fixture_count(graph, "fact"));
        assert_int_equal(DOCUMENTS, put_until_full(graph, &err));
        char *got = fixture_dump(graph, NULL);
        assert_string_equal(wanted, got);
        free(got);
        stemma_graph_close(graph);
        fixture_delete(FILE_NAME);
    }
    assert_true(stopped > 5);
    free(wanted);
}

static stemma_status import_many(stemma_graph *graph, stemma_error *err)
{
    STM_TRY(stm_store_import_begin(graph, err));
    for (int i = 0; i < 3000; i++) {
        char subject[32];
        snprintf(subject, sizeof subject, "Actor %d", i);
        stm_triple triple = {.subject = stm_str_of(subject),
            .relation = STM_LIT("knows"),
            .object = STM_LIT("All"),
            .subject_named = true,
            .object_named = true,
            .confidence = 1,
            .document = STM_LIT("x.tsv"),
            .sentence = stm_str_of(subject)};
        stemma_status status = stm_store_import_add(graph, &triple, err);
        if (status != STEMMA_OK) {
            stm_store_import_end(graph, false, NULL);
            return status;
        }
    }
    return stm_store_import_end(graph, true, err);
}

static void imports_come_whole_or_not_at_all(void **state)
{
    (void)state;
    uint32_t failed = 0;
    for (int64_t room = 150000; room < 2500000; room += 150000) {
        stemma_error err = {0};
        fixture_delete(FILE_NAME);
        stemma_graph *graph = fixture_open(FILE_NAME);
        bytes_left = room;
        stemma_status status = import_many(graph, &err);
        failed += status != STEMMA_OK;
        assert_true(status == STEMMA_OK || status == STEMMA_ERR_STORE);
        stemma_graph_close(graph);
        bytes_left = INT64_MAX;
        graph = fixture_open(FILE_NAME);
        check_sound(graph);
        assert_int_equal(status == STEMMA_OK ? 3000 : 0, fixture_count(graph, "fact"));
        assert_int_equal(status == STEMMA_OK ? 3001 : 0, fixture_count(graph, "entity"));
        stemma_graph_close(graph);
    }
    assert_true(failed >= 2);
    fixture_delete(FILE_NAME);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(documents_stay_whole),
        cmocka_unit_test(imports_come_whole_or_not_at_all),
    };
    return cmocka_run_group_tests(tests, make_room, NULL);
}
