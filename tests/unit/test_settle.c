/* Working out only what a change can reach gives the same as working out everything: two graphs live through the same
 * random life (documents come, change and go, decisions are made and taken back, in one run or many); in one of them
 * actors are thrown away and worked out from nothing each time. Names are chosen so that every rule of identity has its
 * chances: family names that open and close, acronyms, aliases, tables, types.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "store_fixture.h"

#include <stemma/decide.h>

#include "store/sql.h"

enum { ROUNDS = 6, STEPS = 160, PATHS = 60, MOST = 4 };

typedef struct somebody {
    const char *name;
    stm_type type;
    const char *alias;
} somebody;

#define P STM_TYPE_PERSON
#define O STM_TYPE_ORGANIZATION
#define L STM_TYPE_LOCATION
#define X STM_TYPE_OTHER
static const somebody WHO[] = {
    {"Elon Musk", P, NULL},
    {"Elon Musk", P, "Musk"},
    {"E. Musk", P, NULL},
    {"Elon R. Musk", P, NULL},
    {"Kimbal Musk", P, "Musk"},
    {"Karl Musk", P, NULL},
    {"Emma Musk", P, NULL},
    {"Elon Reeve Musk", P, NULL},
    {"E. R. Musk", P, NULL},
    {"Ursula von der Leyen", P, NULL},
    {"von der Leyen", P, NULL},
    {"Leyen", P, NULL},
    {"Hans Leyen", P, NULL},
    {"K. Musk", P, NULL},
    {"Musk", P, NULL},
    {"Musk", X, NULL},
    {"Musk", L, NULL},
    {"Anna Weber", P, NULL},
    {"Anna Berg", P, "Anna"},
    {"Anna Braun", P, "Anna"},
    {"Anna", P, NULL},
    {"Anna", X, NULL},
    {"Berg", P, NULL},
    {"Weber", P, NULL},
    {"Weber", O, NULL},
    {"Weber AG", O, "Weber"},
    {"WEBER", X, NULL},
    {"Paul Weber", P, NULL},
    {"Americans for Responsible Innovation", O, "ARI"},
    {"Americans for Responsible Innovation", O, NULL},
    {"Asian Rail Institute", O, NULL},
    {"American Rail Industries", O, "Rail"},
    {"ARI", O, NULL},
    {"ARI", X, NULL},
    {"A.R.I.", O, NULL},
    {"ARI", P, NULL},
    {"Rail", O, NULL},
    {"Rail", STM_TYPE_PRODUCT, NULL},
    {"USA", L, NULL},
    {"United States", L, NULL},
    {"Vereinigten Staaten", O, NULL},
    {"Paris", L, NULL},
    {"Paris", P, NULL},
    {"Paris", X, NULL},
    {"Donald Trump", P, "Trump"},
    {"Donald J. Trump", P, NULL},
    {"Trump", P, NULL},
    {"Ivanka Trump", P, NULL},
    {"D. Trump", P, NULL},
    {"Microsoft", O, NULL},
    {"Microsoft Corp.", O, NULL},
    {"Microsoft", STM_TYPE_PRODUCT, NULL},
    {"Microsoft", P, NULL},
    {"Dienste und Handel", O, "DHD"},
    {"Deutscher Hundedienst", O, "DHD"},
    {"DHD", O, NULL},
    {"ein Händler", X, NULL},
    {"viele Arbeiter", X, NULL},
    {"ein musk", X, NULL},
    {"Sofia Klein", P, NULL},
    {"Klein", X, NULL},
    {"Novalux AG", O, NULL},
    {"Novalux", O, NULL},
    {"Hafen Köln", O, NULL},
};
enum { WHO_COUNT = sizeof WHO / sizeof WHO[0] };

static const char *const DECISIONS[] = {
    "same\tMusk\tElon Musk\n",
    "different\tMusk\tElon Musk\n",
    "different\tE. Musk\tElon Musk\n",
    "same\tARI\tAsian Rail Institute\n",
    "different\tARI\tAmericans for Responsible Innovation\n",
    "rename\tMicrosoft\tMSFT\n",
    "same\tMSFT\tNovalux\n",
    "different\tMSFT\tRail\n",
    "same\tNovalux\tRail\n",
    "rename\tAnna Berg\tWeber\n",
    "same\tWeber\tKlein\n",
    "type\tNovalux\tproduct\n",
    "type\tMSFT\tlocation\n",
    "same\tParis (person)\tMusk\n",
    "different\tTrump\tDonald Trump\n",
    "same\tein Händler\tKlein\n",
    "rename\tUSA\tStaaten\n",
    "different\tStaaten\tUnited States\n",
    "forget\tElon Musk\tNovalux\tfounded\n",
    "same\tDHD\tviele Arbeiter\n",
};
enum { DECISION_COUNT = sizeof DECISIONS / sizeof DECISIONS[0] };

static uint64_t next_random(uint64_t *state)
{
    uint64_t x = (*state += 0x9E3779B97F4A7C15u);
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
    return x ^ (x >> 29);
}

/* A sentence for each mention: "NAME." */
static void mention(stm_doc *doc, stm_buf *text, uint32_t actor, const char *name)
{
    uint32_t begin = (uint32_t)text->length, end = begin + (uint32_t)strlen(name);
    stm_buf_print(text, "%s. ", name);
    assert_true(stm_vec_push(&doc->sentences, (stm_sentence){.span = {begin, end + 1}}));
    fixture_mention(doc, doc->sentences.count - 1, actor, (stm_span){begin, end});
}

static void state_fact(stm_doc *doc, uint32_t subject, uint32_t object)
{
    const stm_fact fact = {.prop = STM_NONE,
        .subject = subject,
        .object = object,
        .relation = STM_LIT("founded"),
        .in_vocabulary = true,
        .rule = "test",
        .speaker = STM_NONE,
        .time = STM_EMPTY,
        .place = STM_EMPTY,
        .amount = STM_EMPTY,
        .marks = {.speaker = STM_NONE,
            .time = STM_NONE,
            .place = STM_NONE,
            .amount = STM_NONE,
            .confidence = 0.5f}};
    assert_true(stm_vec_push(&doc->facts, fact));
}

static void put(stemma_graph *graph, const char *path, uint64_t seed)
{
    stm_doc doc;
    stm_buf text;
    stm_put how;
    stemma_error err = {0};
    stm_doc_init(&doc);
    stm_buf_init(&text);
    doc.lang = next_random(&seed) % 2 == 0 ? STM_LANG_DE : STM_LANG_EN;
    doc.meta.path = stm_arena_copy(&doc.arena, stm_str_of(path));
    uint32_t count = 1 + (uint32_t)(next_random(&seed) % MOST);
    for (uint32_t i = 0; i < count; i++) {
        const somebody *who = &WHO[next_random(&seed) % WHO_COUNT];
        stm_actor actor = {.name = stm_str_of(who->name),
            .type = (uint8_t)who->type,
            .named = fixture_is_named(who->name)};
        assert_true(stm_vec_push(&doc.actors, actor));
        uint32_t often = next_random(&seed) % 8 == 0 ? 15 : 1 + (uint32_t)(next_random(&seed) % 2);
        for (uint32_t k = 0; k < often; k++) {
            mention(&doc, &text, i, who->name);
        }
        if (who->alias != NULL) {
            mention(&doc, &text, i, who->alias);
        }
        if (i > 0) {
            state_fact(&doc, i - 1, i);
        }
    }
    doc.text = stm_arena_copy(&doc.arena, stm_buf_view(&text));
    CHECK_OK(stm_store_put(graph, &doc, &how, &err));
    stm_buf_dispose(&text);
    stm_doc_dispose(&doc);
}

/* Nothing of what was worked out before is used. */
static void throw_away(stemma_graph *graph)
{
    stemma_error err = {0};
    CHECK_OK(stm_sql_exec(graph,
        "DELETE FROM state WHERE key = 'rules'; DELETE FROM actor; DELETE FROM block;"
        "DELETE FROM touched; DELETE FROM touched_block; UPDATE entity SET actor = id;"
        "INSERT INTO actor SELECT id, name, type, named, 0, 0 FROM entity;"
        "UPDATE fact SET shown = 1 + ((SELECT named FROM entity e WHERE e.id = subject)"
        " AND (SELECT named FROM entity e WHERE e.id = object))",
        &err));
}

static void dump_rows(stemma_graph *graph, const char *sql, stm_buf *out)
{
    stemma_error err = {0};
    stm_rows *rows = NULL;
    bool row = true;
    CHECK_OK(stm_rows_open(graph, stm_str_of(sql), &rows, &err));
    while (row) {
        CHECK_OK(stm_rows_next(rows, &row, &err));
        for (int i = 0; row && i < stm_rows_columns(rows); i++) {
            stm_buf_print(out, "%.*s%s", STM_ARG(stm_rows_text(rows, i)),
                i + 1 < stm_rows_columns(rows) ? "|" : "\n");
        }
    }
    stm_rows_close(rows);
}

static char *dump(stemma_graph *graph)
{
    stm_buf out;
    stemma_filter filter = {.size = sizeof filter, .all = 1};
    stm_buf_init(&out);
    char *view = fixture_dump(graph, &filter);
    stm_buf_text(&out, view);
    free(view);
    dump_rows(graph,
        "SELECT a.name, a.type, a.named, a.mentions, a.documents, e.name, e.type, e.named"
        " FROM entity e JOIN actor a ON a.id = e.actor ORDER BY e.name, e.type, e.named",
        &out);
    dump_rows(graph,
        "SELECT b.key, e.name, e.type, e.named FROM block b LEFT JOIN entity e ON e.id = b.entity"
        " ORDER BY b.key, e.name, e.type, e.named",
        &out);
    dump_rows(graph,
        "SELECT d.path, s.name, o.name, f.shown FROM fact f JOIN document d ON d.id = f.document"
        " JOIN entity s ON s.id = f.subject JOIN entity o ON o.id = f.object"
        " ORDER BY d.path, s.name, o.name, s.type, o.type, f.shown",
        &out);
    dump_rows(graph, "SELECT count(*) FROM actor", &out);
    assert_false(out.failed);
    return stm_buf_take(&out);
}

/* One step of both lives. */
static void live(stemma_graph *graph, uint64_t what, uint64_t seed)
{
    stemma_error err = {0};
    char path[32];
    snprintf(path, sizeof path, "doc-%02u.txt", (unsigned)(seed % PATHS));
    if (what < 11) {
        put(graph, path, seed);
    } else if (what < 15) {
        stemma_status status = stemma_graph_remove(graph, path, &err);
        assert_true(status == STEMMA_OK || status == STEMMA_ERR_NOTFOUND);
    } else if (what < 18) {
        const char *text = DECISIONS[seed / PATHS % DECISION_COUNT];
        CHECK_OK(stemma_graph_decide(graph, text, strlen(text), "test", NULL, &err));
    } else {
        int64_t count = fixture_count(graph, "decision");
        if (count > 0) {
            CHECK_OK(stemma_graph_undo(graph, 0, NULL, &err));
        }
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

/* Takes half of the decisions back from the middle, not only the last one. */
static void undo_some(stemma_graph *graph, uint64_t seed)
{
    stemma_error err = {0};
    stm_buf out;
    stm_buf_init(&out);
    dump_rows(graph, "SELECT id FROM decision ORDER BY id", &out);
    stm_str rest = stm_buf_view(&out), line;
    while (stm_str_next_line(&rest, &line)) {
        if (next_random(&seed) % 2 == 0) {
            CHECK_OK(stemma_graph_undo(graph, strtoll(line.ptr, NULL, 10), NULL, &err));
        }
    }
    stm_buf_dispose(&out);
}

static void compare(stemma_graph *a, stemma_graph *b, unsigned round, unsigned step)
{
    throw_away(b);
    char *got = dump(a), *wanted = dump(b);
    if (strcmp(wanted, got) != 0) {
        size_t at = 0;
        while (wanted[at] == got[at]) {
            at++;
        }
        while (at > 0 && wanted[at - 1] != '\n') {
            at--;
        }
        fail_msg(
            "round %u, step %u: wanted %.300s\n... got %.300s", round, step, wanted + at, got + at);
    }
    free(got);
    free(wanted);
}

static void parts_give_the_same_as_all(void **state)
{
    (void)state;
    for (unsigned round = 0; round < ROUNDS; round++) {
        uint64_t seed = round * 1000 + 17;
        fixture_delete("settle_a.db");
        fixture_delete("settle_b.db");
        stemma_graph *a = fixture_open("settle_a.db"), *b = fixture_open("settle_b.db");
        for (unsigned step = 0; step < STEPS; step++) {
            uint64_t what = next_random(&seed) % 20, detail = next_random(&seed);
            live(a, what, detail);
            live(b, what, detail);
            if (step % 50 == 49) {
                undo_some(a, detail);
                undo_some(b, detail);
            }
            if (next_random(&seed) % 3 == 0) {
                compare(a, b, round, step);
            }
            if (next_random(&seed) % 20 == 0) {
                stemma_graph_close(a);
                a = fixture_open("settle_a.db");
            }
        }
        compare(a, b, round, STEPS);
        check_sound(a);
        stemma_graph_close(a);
        stemma_graph_close(b);
    }
    fixture_delete("settle_a.db");
    fixture_delete("settle_b.db");
}

static char *actors_of(stemma_graph *graph)
{
    stm_buf out;
    stm_buf_init(&out);
    dump_rows(graph, "SELECT name FROM actor WHERE named ORDER BY name", &out);
    return stm_buf_take(&out);
}

static void check_actors(stemma_graph *graph, const char *wanted)
{
    char *got = actors_of(graph);
    assert_string_equal(wanted, got);
    free(got);
}

/* Thirty firms that have nothing to do with it, so that the change is small beside the graph. */
static void put_others(stemma_graph *graph)
{
    for (unsigned i = 0; i < 30; i++) {
        char path[32], a[32], b[32];
        snprintf(path, sizeof path, "other-%u.txt", i);
        snprintf(a, sizeof a, "zz%c%c", 'A' + (char)(i % 26), 'a' + (char)(i / 26));
        snprintf(b, sizeof b, "zz%c%cx", 'A' + (char)(i % 26), 'a' + (char)(i / 26));
        const fixture_fact fact = {a, "owns", b, false, ""};
        fixture_put(graph, path, &fact, 1);
    }
    free(actors_of(graph));
}

/* A family name alone joins the only person; a second one opens it again; when she goes it closes. */
static void a_second_bearer_opens_the_name(void **state)
{
    (void)state;
    stemma_error err = {0};
    fixture_delete("settle_a.db");
    stemma_graph *graph = fixture_open("settle_a.db");
    put_others(graph);
    char *others = actors_of(graph);
    char wanted[1200];
    const fixture_fact first = {"Elon Musk", "leads", "Xero", false, ""},
                       name = {"Musk", "owns", "Xero", false, ""},
                       second = {"Kimbal Musk", "owns", "Xero", false, ""};
    fixture_put(graph, "a.txt", &first, 1);
    fixture_put(graph, "b.txt", &name, 1);
    snprintf(wanted, sizeof wanted, "Elon Musk\nXero\n%s", others);
    check_actors(graph, wanted);
    fixture_put(graph, "c.txt", &second, 1);
    snprintf(wanted, sizeof wanted, "Elon Musk\nKimbal Musk\nMusk\nXero\n%s", others);
    check_actors(graph, wanted);
    CHECK_OK(stemma_graph_remove(graph, "a.txt", &err));
    snprintf(wanted, sizeof wanted, "Kimbal Musk\nXero\n%s", others);
    check_actors(graph, wanted);
    free(others);
    stemma_graph_close(graph);
    fixture_delete("settle_a.db");
}

/* What other rules or tables worked out does not hold: all is worked out anew when the file is next asked. */
static void other_rules_begin_anew(void **state)
{
    (void)state;
    stemma_error err = {0};
    fixture_delete("settle_a.db");
    stemma_graph *graph = fixture_open("settle_a.db");
    const fixture_fact first = {"Elon Musk", "leads", "Xero", false, ""},
                       name = {"Musk", "owns", "Xero", false, ""};
    fixture_put(graph, "a.txt", &first, 1);
    fixture_put(graph, "b.txt", &name, 1);
    put_others(graph);
    char *wanted = dump(graph);
    CHECK_OK(stm_sql_exec(graph,
        "UPDATE state SET value = 1 WHERE key = 'rules'; DELETE FROM block;"
        "UPDATE entity SET actor = id WHERE name = 'Musk';"
        "INSERT INTO actor SELECT id, name, type, named, 1, 1 FROM entity WHERE name = 'Musk'",
        &err));
    stemma_graph_close(graph);
    CHECK_OK(stemma_graph_open("settle_a.db", STEMMA_OPEN_READ, &graph, &err));
    char *got = dump(graph);
    assert_string_equal(wanted, got);
    free(wanted);
    free(got);
    stemma_graph_close(graph);
    fixture_delete("settle_a.db");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_give_the_same_as_all),
        cmocka_unit_test(a_second_bearer_opens_the_name),
        cmocka_unit_test(other_rules_begin_anew),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
