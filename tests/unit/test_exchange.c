/* Writers and readers of graph formats over a view made by hand, with names that break careless
 * escaping. The files written here are opened by foreign programs in tests/foreign.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "check.h"

#include <stdlib.h>

#include "base/buf.h"
#include "exchange/exchange.h"
#include "views.h"

static const char *const hostile[] = {"A \"quoted\" & <tagged> name", "back\\slash \\N \\",
    "it's; semi, comma", "Köln – „Zürich“ 😀", "tab\there\nline", "ctrl\x01\x1F",
    "[brackets] {braces} `tick`", "#hash %41 ?q=1", "-> arrow \"", "x"};
enum { HOSTILE = sizeof hostile / sizeof hostile[0] };

/* Relations are added in their order of names, as views have them. */
static void make_view(stm_view *view)
{
    view_start(view);
    view_relation(view, "acquired");
    view_relation(view, "founded");
    view_relation(view, "said \"no\" to");
    uint32_t musk = view_node(view, "Elon Musk", STM_TYPE_PERSON),
             xai = view_node(view, "xAI", STM_TYPE_ORGANIZATION);
    uint32_t planet = view_node(view, "Mercury", STM_TYPE_LOCATION);
    uint32_t car = view_node(view, "Mercury", STM_TYPE_ORGANIZATION);
    uint32_t a = view_document(view, "a.txt", "2024-01-02"),
             b = view_document(view, "b & c.txt", "");
    view->documents.items[a].title = STM_LIT("Title \"a\" <b>");
    view->documents.items[a].url = STM_LIT("https://example.org/?a=1&b=2");
    view->documents.items[a].source = STM_LIT("Zeitung");
    view->documents.items[a].lang = STM_LIT("de");
    stm_edge *e = view_edge(view, musk, "founded", xai, a);
    e->time = STM_LIT("2023");
    e->rule = STM_LIT("verb");
    view_edge(view, musk, "founded", xai, b);
    e = view_edge(view, car, "acquired", xai, b);
    e->negated = true;
    e->amount = STM_LIT("5000 EUR");
    e = view_edge(view, xai, "acquired", planet, b);
    e->modality = STM_PLANNED;
    e->speaker = musk;
    e->place = STM_LIT("Köln");
    e->confidence = 0.25f;
    for (uint32_t i = 0; i < HOSTILE; i++) {
        uint32_t node = view_node(view, hostile[i], i % 2 == 0 ? STM_TYPE_PERSON : STM_TYPE_OTHER);
        view->nodes.items[node].named = i != 3;
        view_edge(view, node, "said \"no\" to", musk, a);
        view_edge(view, musk, "said \"no\" to", node, a);
    }
    view_fold(view);
}

/* Bundles have to be sorted for the look-up of an edge's bundle. */
static int by_ends(const void *x, const void *y)
{
    const stm_bundle *a = x, *b = y;
    const uint32_t left[] = {a->subject, a->object, a->relation, a->negated, a->modality};
    const uint32_t right[] = {b->subject, b->object, b->relation, b->negated, b->modality};
    for (int i = 0; i < 5; i++) {
        if (left[i] != right[i]) {
            return left[i] < right[i] ? -1 : 1;
        }
    }
    return 0;
}

static stemma_status to_buf(void *context, const char *bytes, size_t count)
{
    stm_buf_add(context, bytes, count);
    return STEMMA_OK;
}

static void export_to(const stm_view *view, stemma_format format, bool header, stm_buf *out)
{
    stemma_error err = {0};
    const stemma_sink sink = {to_buf, out};
    const stemma_export_options options = {.size = sizeof options, .header = header};
    stm_buf_clear(out);
    CHECK_OK(stm_export_view(NULL, view, format, &options, &sink, &err));
    CHECK_OK(stm_buf_status(out, &err));
}

static stemma_format all_formats[] = {STEMMA_FORMAT_TSV, STEMMA_FORMAT_CSV, STEMMA_FORMAT_JSONL,
    STEMMA_FORMAT_GRAPHML, STEMMA_FORMAT_GEXF, STEMMA_FORMAT_GML, STEMMA_FORMAT_DOT,
    STEMMA_FORMAT_PAJEK, STEMMA_FORMAT_NTRIPLES, STEMMA_FORMAT_TURTLE, STEMMA_FORMAT_JSONLD,
    STEMMA_FORMAT_CYPHER, STEMMA_FORMAT_FTM};
enum { FORMATS = sizeof all_formats / sizeof all_formats[0] };

static void formats_have_names_and_endings(void **state)
{
    (void)state;
    for (uint32_t i = 0; i < FORMATS; i++) {
        assert_int_equal(all_formats[i], stemma_format_of(stemma_format_name(all_formats[i])));
    }
    assert_int_equal(STEMMA_FORMAT_TURTLE, stemma_format_of("out/graph.v2.TTL"));
    assert_int_equal(STEMMA_FORMAT_JSONL, stemma_format_of("x.jsonl"));
    assert_int_equal(STEMMA_FORMAT_UNKNOWN, stemma_format_of("x.json/y"));
    assert_int_equal(STEMMA_FORMAT_UNKNOWN, stemma_format_of(""));
}

/* Writes every format to a file for the foreign readers, and twice: the bytes must be the same. */
static void every_format_is_written(void **state)
{
    (void)state;
    stm_view view;
    stm_buf one, two;
    stm_buf_init(&one);
    stm_buf_init(&two);
    make_view(&view);
    qsort(view.bundles.items, view.bundles.count, sizeof *view.bundles.items, by_ends);
    for (uint32_t i = 0; i < FORMATS; i++) {
        char path[512];
        export_to(&view, all_formats[i], true, &one);
        export_to(&view, all_formats[i], true, &two);
        assert_true(one.length > 100);
        assert_int_equal(one.length, two.length);
        assert_memory_equal(one.data, two.data, one.length);
        snprintf(path, sizeof path, STEMMA_BINARY_DIR "/tests/unit/exchange.%s",
            stemma_format_name(all_formats[i]));
        FILE *file = fopen(path, "wb");
        assert_non_null(file);
        assert_int_equal(one.length, fwrite(one.data, 1, one.length, file));
        fclose(file);
    }
    stm_buf_dispose(&one);
    stm_buf_dispose(&two);
    view_end(&view);
}

static void tsv_has_no_header_and_marks_denied_facts(void **state)
{
    (void)state;
    stm_view view;
    stm_buf out;
    stm_buf_init(&out);
    make_view(&view);
    qsort(view.bundles.items, view.bundles.count, sizeof *view.bundles.items, by_ends);
    export_to(&view, STEMMA_FORMAT_TSV, false, &out);
    stm_str text = stm_buf_view(&out);
    assert_true(
        stm_str_find(text,
            STM_LIT("Elon Musk\tfounded\txAI\t2023\taffirmed\tasserted\t\t\t\t0.9\t2\t1\t"
                    "person\torganization\t\t\tverb\ta.txt\tTitle \"a\" <b>\t2024-01-02\t")) >= 0);
    assert_true(stm_str_find(text, STM_LIT("\nMercury\tnot_acquired\txAI\t\tnegated\t")) >= 0);
    assert_true(
        stm_str_find(text,
            STM_LIT("xAI\tacquired\tMercury\t\taffirmed\tplanned\tElon Musk\tKöln\t\t0.25\t")) >=
        0);
    stm_str line;
    uint32_t lines = 0;
    while (stm_str_next_line(&text, &line)) {
        uint32_t tabs = 0;
        for (uint32_t i = 0; i < line.len; i++) {
            tabs += line.ptr[i] == '\t';
            assert_true((unsigned char)line.ptr[i] >= 0x20 || line.ptr[i] == '\t');
        }
        assert_int_equal(STM_X_COUNT - 1, tabs);
        lines++;
    }
    assert_int_equal(view.edges.count, lines);
    stm_buf_dispose(&out);
    view_end(&view);
}

/* Order and bytes do not depend on the numbers of actors, facts and documents. */
static void order_does_not_depend_on_numbers(void **state)
{
    (void)state;
    stm_view view;
    stm_buf one, two;
    stm_buf_init(&one);
    stm_buf_init(&two);
    make_view(&view);
    qsort(view.bundles.items, view.bundles.count, sizeof *view.bundles.items, by_ends);
    for (uint32_t f = 0; f < FORMATS; f++) {
        export_to(&view, all_formats[f], true, &one);
        for (uint32_t i = 0; i < view.edges.count / 2; i++) {
            stm_edge swap = view.edges.items[i];
            view.edges.items[i] = view.edges.items[view.edges.count - 1 - i];
            view.edges.items[view.edges.count - 1 - i] = swap;
        }
        for (uint32_t i = 0; i < view.edges.count; i++) {
            view.edges.items[i].id = 1000 - i;
        }
        for (uint32_t i = 0; i < view.nodes.count; i++) {
            view.nodes.items[i].id = 500 - i;
        }
        export_to(&view, all_formats[f], true, &two);
        assert_int_equal(one.length, two.length);
        assert_memory_equal(one.data, two.data, one.length);
    }
    stm_buf_dispose(&one);
    stm_buf_dispose(&two);
    view_end(&view);
}

/* ---- reading back ---- */

typedef struct lines {
    char *items[256];
    uint32_t count;
} lines;

static stemma_status collect(
    stm_import *in, const stm_str cells[STM_X_COUNT], uint32_t line, stemma_error *err)
{
    lines *into = in->context;
    stm_triple triple;
    STM_TRY(stm_import_triple(in, cells, line, &triple, err));
    stm_buf text;
    stm_buf_init(&text);
    for (uint32_t i = 0; i < STM_X_COUNT; i++) {
        if (i != STM_X_FACTS && i != STM_X_SOURCES) {
            stm_buf_str(&text, cells[i]);
            stm_buf_char(&text, '|');
        }
    }
    assert_true(into->count < 256);
    into->items[into->count++] = stm_buf_take(&text);
    return STEMMA_OK;
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void read_lines(stm_str text, stemma_format format, lines *out)
{
    stemma_error err = {0};
    stm_import in = {.path = "test", .take = collect, .context = out};
    out->count = 0;
    CHECK_OK(stm_read_facts(&in, text, format, &err));
    qsort(out->items, out->count, sizeof out->items[0], by_text);
}

static void free_lines(lines *l)
{
    for (uint32_t i = 0; i < l->count; i++) {
        free(l->items[i]);
    }
}

static void what_is_written_is_read_back(void **state)
{
    (void)state;
    const stemma_format readable[] = {STEMMA_FORMAT_CSV, STEMMA_FORMAT_JSONL, STEMMA_FORMAT_GRAPHML,
        STEMMA_FORMAT_NTRIPLES, STEMMA_FORMAT_TURTLE};
    stm_view view;
    stm_buf out;
    static lines wanted, got;
    stm_buf_init(&out);
    make_view(&view);
    qsort(view.bundles.items, view.bundles.count, sizeof *view.bundles.items, by_ends);
    export_to(&view, STEMMA_FORMAT_TSV, true, &out);
    read_lines(stm_buf_view(&out), STEMMA_FORMAT_TSV, &wanted);
    assert_int_equal(view.edges.count, wanted.count);
    for (size_t f = 0; f < sizeof readable / sizeof readable[0]; f++) {
        export_to(&view, readable[f], true, &out);
        read_lines(stm_buf_view(&out), readable[f], &got);
        for (uint32_t i = 0; i < got.count && i < wanted.count; i++) {
            if (strcmp(wanted.items[i], got.items[i]) != 0) {
                fail_msg("%s: wanted\n%s\ngot\n%s", stemma_format_name(readable[f]),
                    wanted.items[i], got.items[i]);
            }
        }
        assert_int_equal(wanted.count, got.count);
        free_lines(&got);
    }
    free_lines(&wanted);
    stm_buf_dispose(&out);
    view_end(&view);
}

static void bad_lines_are_named(void **state)
{
    (void)state;
    static const struct {
        stemma_format format;
        const char *text;
        uint32_t line;
        stemma_status status;
        const char *says;
    } cases[] = {
        {STEMMA_FORMAT_TSV, "a\tb\tc\na\tb\n", 2, STEMMA_ERR_FORMAT, "at least 3"},
        {STEMMA_FORMAT_TSV, "a\tb\tc\n\n\ta\tb\n", 3, STEMMA_ERR_FORMAT, "subject \"\" is empty"},
        {STEMMA_FORMAT_TSV, "a\tb\tc\t\tmaybe\n", 1, STEMMA_ERR_FORMAT, "polarity \"maybe\""},
        {STEMMA_FORMAT_TSV, "object\tsubject\trelation\tconfidence\nx\ty\tz\t1.5\n", 2,
            STEMMA_ERR_FORMAT, "confidence"},
        {STEMMA_FORMAT_TSV, "a\tb\tc\nx\xFFy\tb\tc\n", 2, STEMMA_ERR_ENCODING, "not UTF-8"},
        {STEMMA_FORMAT_CSV, "a,b,c\na,\"b\nc\n", 2, STEMMA_ERR_FORMAT, "not closed"},
        {STEMMA_FORMAT_CSV, "a,\"b\nx\",c\na,\"b\"x,c\n", 3, STEMMA_ERR_FORMAT,
            "behind a closing quote"},
        {STEMMA_FORMAT_JSONL,
            "{\"subject\":\"a\",\"relation\":\"b\",\"object\":\"c\"}\n{\"subject\":\n", 2,
            STEMMA_ERR_FORMAT, "not JSON"},
        {STEMMA_FORMAT_JSONL, "[1]\n", 1, STEMMA_ERR_FORMAT, "JSON object"},
        {STEMMA_FORMAT_JSONL, "{\"subject\":7,\"relation\":\"b\",\"object\":\"c\"}", 1,
            STEMMA_ERR_FORMAT, "has to be a string"},
        {STEMMA_FORMAT_GRAPHML,
            "<graphml>\n<graph>\n<node id='a'/>\n<edge source='a' target='b'/></graph></graphml>",
            4, STEMMA_ERR_FORMAT, "no node \"b\""},
        {STEMMA_FORMAT_GRAPHML, "<graphml>\n<graph>\n</graphml>", 3, STEMMA_ERR_FORMAT, "not XML"},
        {STEMMA_FORMAT_NTRIPLES, "<urn:a> <urn:b> <urn:c> .\n<urn:a> <urn:b> .\n", 2,
            STEMMA_ERR_FORMAT, "test:2:"},
        {STEMMA_FORMAT_TURTLE, "@prefix x: <urn:x:> .\nx:a x:b x:c .\nx:a x:b ; .\n", 3,
            STEMMA_ERR_FORMAT, "test:3:"},
        {STEMMA_FORMAT_TURTLE, "<urn:a> <urn:b> y:c .\n", 0, STEMMA_ERR_FORMAT,
            "unknown prefix in y:c"},
        {STEMMA_FORMAT_DOT, "digraph {}", 0, STEMMA_ERR_UNSUPPORTED, "cannot"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        stemma_error err = {0};
        static lines got;
        stm_import in = {.path = "test", .take = collect, .context = &got};
        got.count = 0;
        stemma_status status =
            stm_read_facts(&in, stm_str_of(cases[i].text), cases[i].format, &err);
        free_lines(&got);
        if (status != cases[i].status || err.line != cases[i].line ||
            strstr(err.text, cases[i].says) == NULL) {
            if (cases[i].status == STEMMA_ERR_UNSUPPORTED && status == cases[i].status) {
                continue;
            }
            fail_msg(
                "case %zu: %s, line %u: %s", i, stemma_status_name(status), err.line, err.text);
        }
    }
}

static void foreign_spellings(void **state)
{
    (void)state;
    static lines got;
    read_lines(STM_LIT("A;not_knows;\"B;C\";2020\r\n"), STEMMA_FORMAT_CSV, &got);
    assert_string_equal("A|knows|B;C|2020|negated||||||||||||||||||", got.items[0]);
    free_lines(&got);
    read_lines(
        STM_LIT("relation,object,note,subject\nknows,B,\"x\"\"\ny\",A\n"), STEMMA_FORMAT_CSV, &got);
    assert_string_equal("A|knows|B||||||||||||||||||||", got.items[0]);
    free_lines(&got);
    read_lines(
        STM_LIT(
            "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\"><key id=\"d0\" for=\"edge\" "
            "attr.name=\"label\" attr.type=\"string\"/><graph><edge source=\"A &amp; B\" "
            "target=\"C\"><data "
            "key=\"d0\">knows</data></edge><node id=\"A &amp; B\"/><node "
            "id=\"C\"/></graph></graphml>"),
        STEMMA_FORMAT_GRAPHML, &got);
    assert_string_equal("A & B|knows|C||||||||||||||||||||", got.items[0]);
    free_lines(&got);
    read_lines(STM_LIT("@prefix f: <http://xmlns.com/foaf/0.1/> .\n@prefix e: <http://e.org/#> .\n"
                       "e:m a f:Person ; f:name \"x\" ; <http://e.org/founded> e:Space%20X .\n"),
        STEMMA_FORMAT_TURTLE, &got);
    assert_int_equal(2, got.count);
    assert_string_equal("m|founded|Space X||||||||person|other|||||||||||", got.items[0]);
    free_lines(&got);
}

static void deep_turtle_is_refused(void **state)
{
    (void)state;
    stemma_error err = {0};
    stm_buf text;
    static lines got;
    stm_buf_init(&text);
    stm_buf_text(&text, "<urn:a> <urn:b> ");
    for (int i = 0; i < 200000; i++) {
        stm_buf_text(&text, "[<urn:c> ");
    }
    stm_import in = {.path = "test", .take = collect, .context = &got};
    CHECK_STATUS(
        STEMMA_ERR_LIMIT, stm_read_facts(&in, stm_buf_view(&text), STEMMA_FORMAT_TURTLE, &err));
    stm_buf_dispose(&text);
}

static stemma_status full(void *context, const char *bytes, size_t count)
{
    (void)bytes;
    size_t *room = context;
    if (count > *room) {
        return STEMMA_ERR_IO;
    }
    *room -= count;
    return STEMMA_OK;
}

static void a_full_disk_ends_the_export(void **state)
{
    (void)state;
    stm_view view;
    make_view(&view);
    for (uint32_t i = 0; i < FORMATS; i++) {
        stemma_error err = {0};
        size_t room = 50;
        const stemma_sink sink = {full, &room};
        CHECK_STATUS(
            STEMMA_ERR_IO, stm_export_view(NULL, &view, all_formats[i], NULL, &sink, &err));
    }
    view_end(&view);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(formats_have_names_and_endings),
        cmocka_unit_test(every_format_is_written),
        cmocka_unit_test(tsv_has_no_header_and_marks_denied_facts),
        cmocka_unit_test(order_does_not_depend_on_numbers),
        cmocka_unit_test(what_is_written_is_read_back),
        cmocka_unit_test(bad_lines_are_named),
        cmocka_unit_test(foreign_spellings),
        cmocka_unit_test(deep_turtle_is_refused),
        cmocka_unit_test(a_full_disk_ends_the_export),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
