/* A damaged graph file: bytes bent (first byte of the input even), or sound SQLite with values that stemma never writes.
 * Whatever is asked of it gives an answer or an error, never a crash. SPDX-License-Identifier: GPL-2.0-or-later */
#include "../unit/store_fixture.h"

#include <sqlite3.h>

#include <stemma/ask.h>
#include <stemma/exchange.h>
#include <stemma/report.h>

#include "damage.h"
#include "fuzz.h"

#define SOUND "fuzz_store_sound.db"
#define BENT "fuzz_store_bent.db"

static char *make_graph(size_t *count_out)
{
    static const fixture_fact facts[] = {{"Anna Weber", "founded", "Novalux AG", false, "2021-03"},
        {"Jörg Müller", "leads", "Novalux AG", false, ""},
        {"Anna Weber", "sued", "Berg GmbH", true, ""},
        {"Berg GmbH", "owns", "viele Ideen", false, "2020"}};
    stemma_error err;
    char *bytes = NULL;
    fixture_delete(SOUND);
    stemma_graph *graph = fixture_open(SOUND);
    fixture_put(graph, "a.txt", facts, 4);
    fixture_put(graph, "b.txt", facts, 3);
    stemma_graph_close(graph);
    if (stm_file_read(SOUND, (size_t)1 << 26, &bytes, count_out, &err) != STEMMA_OK) {
        abort();
    }
    fixture_delete(SOUND);
    return bytes;
}

static bool write_bent(const char *bytes, size_t count)
{
    fixture_delete(BENT);
    FILE *file = fopen(BENT, "wb");
    if (file == NULL) {
        return false;
    }
    bool whole = fwrite(bytes, 1, count, file) == count;
    return fclose(file) == 0 && whole;
}

/* Three bytes a change: column, value, row. */
static void bend_values(const uint8_t *script, size_t length)
{
    static const char *const columns[] = {"state.value", "document.path", "document.date",
        "document.lang", "document.bytes", "document.signature", "document.hash", "sentence.begin",
        "sentence.end", "sentence.text", "sentence.gap", "sentence.document", "entity.name",
        "entity.type", "entity.named", "entity.mentions", "entity.documents", "entity.actor",
        "name.entity", "name.text", "name.folded", "mention.name", "mention.kind", "mention.begin",
        "mention.end", "relation.name", "relation.vocabulary", "term.text", "fact.document",
        "fact.sentence", "fact.subject", "fact.relation", "fact.object", "fact.shown",
        "fact.negated", "fact.modality", "fact.speaker", "fact.time", "fact.rule",
        "fact.confidence", "fact.subject_begin", "fact.subject_end", "fact.predicate_begin",
        "fact.object_end", "actor.name", "actor.type", "actor.named", "actor.mentions", "actor.id",
        "fact.id", "sentence.id", "entity.id"};
    static const char *const values[] = {"NULL", "0", "-1", "1", "8", "255", "65536", "2147483648",
        "4294967297", "4611686018427387904", "-9223372036854775808", "''", "CAST(X'FFC3' AS TEXT)",
        "'a' || char(0) || 'b'", "X'00'", "zeroblob(516)", "1e300", "-1.5", "'9999-99-99'",
        "'Anna Weber'", "'2021-03'"};
    sqlite3 *db = NULL;
    if (sqlite3_open(BENT, &db) == SQLITE_OK) {
        sqlite3_exec(db, "PRAGMA foreign_keys = OFF; PRAGMA synchronous = OFF", NULL, NULL, NULL);
        for (size_t i = 0; i + 3 <= length; i += 3) {
            const char *column = columns[script[i] % (sizeof columns / sizeof columns[0])];
            const char *value = values[script[i + 1] % (sizeof values / sizeof values[0])];
            int table = (int)strcspn(column, ".");
            char sql[200];
            snprintf(sql, sizeof sql, "UPDATE OR IGNORE %.*s SET %s = %s%s", table, column,
                column + table + 1, value,
                script[i + 2] % 2 == 0 || strncmp(column, "state", 5) == 0 ||
                        strncmp(column, "mention", 7) == 0
                    ? ""
                    : " WHERE rowid % 3 = 1");
            sqlite3_exec(db, sql, NULL, NULL, NULL); /* what SQLite itself refuses is no matter */
        }
    }
    sqlite3_close(db);
}

static stemma_status swallow(void *context, const char *bytes, size_t count)
{
    size_t *sum = context;
    for (size_t i = 0; i < count; i++) {
        *sum += (unsigned char)bytes[i]; /* reads every byte */
    }
    return STEMMA_OK;
}

static void ask(stemma_graph *graph)
{
    static const char *const formats[] = {"table", "json", "markdown"};
    size_t sum = 0;
    uint32_t count = 0;
    stemma_error err;
    stemma_counts counts;
    stemma_sink sink = {swallow, &sum};
    stemma_filter filter = {.size = sizeof filter, .all = STEMMA_SCOPE_ALL, .since = "2000"};
    stemma_path_options way = {.size = sizeof way, .k = 3, .weighted = 1};
    (void)stemma_graph_counts(graph, &counts, &err);
    (void)stemma_graph_check(graph, &sink, &count, &err);
    for (int format = STEMMA_ANSWER_TEXT; format <= STEMMA_ANSWER_JSON; format++) {
        stemma_ask_options o = {
            .size = sizeof o, .format = (stemma_answer)format, .filter = &filter};
        (void)stemma_graph_show(graph, "Anna Weber", &o, &sink, &count, &err);
        (void)stemma_graph_facts(graph, &o, &sink, &count, &err);
        (void)stemma_graph_timeline(graph, "Novalux AG", &o, &sink, &count, &err);
        (void)stemma_graph_around(graph, "Berg", 2, &o, &sink, &count, &err);
        (void)stemma_graph_path(graph, "Jörg Müller", "Berg GmbH", &way, &o, &sink, &count, &err);
        (void)stemma_graph_search(graph, "nova* OR weber", &o, &sink, &count, &err);
        (void)stemma_graph_documents(graph, &o, &sink, &count, &err);
        for (int64_t fact = 1; fact < 8; fact++) {
            (void)stemma_graph_why(graph, fact, &o, &sink, &count, &err);
        }
        stemma_report_options r = {.size = sizeof r, .format = formats[format]};
        (void)stemma_report(graph, &filter, &r, &sink, &err);
    }
    (void)stemma_graph_export(graph, STEMMA_FORMAT_JSONL, &filter, NULL, &sink, &err);
    (void)stemma_graph_export(graph, STEMMA_FORMAT_TURTLE, &filter, NULL, &sink, &err);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static char *sound;
    static size_t sound_count;
    stemma_error err;
    stemma_graph *graph = NULL;
    if (sound == NULL) {
        sound = make_graph(&sound_count);
    }
    char *bytes = malloc(sound_count);
    if (bytes == NULL || size == 0) {
        free(bytes);
        return 0;
    }
    memcpy(bytes, sound, sound_count);
    bool raw = data[0] % 2 == 0;
    size_t count =
        raw ? fuzz_damage(data + 1, size - 1, (uint8_t *)bytes, sound_count) : sound_count;
    if (write_bent(bytes, count)) {
        if (!raw) {
            bend_values(data + 1, size - 1);
        }
        for (int mode = STEMMA_OPEN_READ; mode <= STEMMA_OPEN_WRITE; mode++) {
            if (stemma_graph_open(BENT, (stemma_open_mode)mode, &graph, &err) == STEMMA_OK) {
                ask(graph);
                stemma_graph_close(graph);
            }
        }
    }
    fixture_delete(BENT);
    free(bytes);
    return 0;
}
