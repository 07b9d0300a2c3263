/* Scenes and findings: what is chosen, how styles fold, what hostile text becomes, and what becomes of a drawing
 * program that crashes, hangs, talks nonsense or is not there. SPDX-License-Identifier: GPL-2.0-or-later */
#include "check.h"

#include <sys/stat.h>
#include <unistd.h>

#include "report/findings.h"
#include "report/scene.h"
#include "views.h"

static const char *sentence_of_test = "A sentence.";

static stemma_status no_store(
    void *context, int64_t fact, stm_arena *arena, stm_evidence *out, stemma_error *err)
{
    (void)context;
    (void)err;
    *out = (stm_evidence){.fact = fact,
        .sentence = stm_arena_copy(arena, stm_str_of(sentence_of_test)),
        .path = STM_LIT("dir/a.txt"),
        .title = STM_EMPTY,
        .url = STM_EMPTY,
        .source = STM_EMPTY,
        .date = STM_LIT("2024-05-01"),
        .rule = STM_EMPTY};
    return STEMMA_OK;
}
static const stm_witness_source witness = {no_store, NULL};

/* A chain of ten with a hub in the middle: n0 - n1 - … - n9, and n5 tied to ten leaves. */
static void chain(stm_view *view)
{
    view_start(view);
    view_document(view, "dir/a.txt", "2024-05-01");
    for (uint32_t i = 0; i < 20; i++) {
        char name[16];
        snprintf(name, sizeof name, "n%02u", (unsigned)i);
        view_node(view, name, i % 2 == 0 ? STM_TYPE_PERSON : STM_TYPE_ORGANIZATION);
    }
    for (uint32_t i = 0; i < 9; i++) {
        view_edge(view, i, "leads", i + 1, 0);
    }
    for (uint32_t i = 10; i < 20; i++) {
        view_edge(view, 5, "owns", i, 0);
    }
    view_fold(view);
}

static void open_scene(stm_view *view, stm_analysis *a, stm_scene *s, stm_scene_wish wish)
{
    stemma_error err = {0};
    CHECK_OK(stm_analysis_make(view, &STM_NET_BUDGET, a, &err));
    CHECK_OK(stm_scene_choose(a, &wish, s, &err));
}

static bool holds(const stm_scene *s, uint32_t node)
{
    for (uint32_t i = 0; i < s->nodes.count; i++) {
        if (s->nodes.items[i] == node) {
            return true;
        }
    }
    return false;
}

static void test_top(void **state)
{
    (void)state;
    stm_view view;
    stm_analysis a;
    stm_scene s;
    chain(&view);
    open_scene(&view, &a, &s,
        (stm_scene_wish){.around = STM_NONE, .from = STM_NONE, .to = STM_NONE, .top = 6});
    assert_in_range(s.nodes.count, 2, 6);
    assert_int_equal(s.nodes.items[0], 5);
    assert_int_equal(s.nodes_left_out, 20 - s.nodes.count);
    assert_true(s.size[0] == 1.0);
    stm_scene_dispose(&s);
    stm_analysis_dispose(&a);
    view_end(&view);
}

static void test_around_and_path(void **state)
{
    (void)state;
    stm_view view;
    stm_analysis a;
    stm_scene s;
    chain(&view);
    open_scene(
        &view, &a, &s, (stm_scene_wish){.around = 1, .from = STM_NONE, .to = STM_NONE, .depth = 2});
    assert_int_equal(s.nodes.count, 4); /* n0 to n3 */
    assert_true(holds(&s, 0) && holds(&s, 3) && !holds(&s, 4));
    stm_scene_dispose(&s);
    stm_analysis_dispose(&a);
    open_scene(&view, &a, &s, (stm_scene_wish){.around = STM_NONE, .from = 0, .to = 9, .top = 3});
    assert_int_equal(s.nodes.count, 10); /* the whole way, whatever --top says */
    assert_int_equal(s.lines.count, 9);
    stm_scene_dispose(&s);
    stm_analysis_dispose(&a);
    view_end(&view);
}

static void test_no_way(void **state)
{
    (void)state;
    stm_view view;
    stm_analysis a;
    stm_scene s;
    stemma_error err = {0};
    view_start(&view);
    view_document(&view, "a", "");
    for (int i = 0; i < 4; i++) {
        view_node(&view, "n", STM_TYPE_PERSON);
    }
    view_edge(&view, 0, "knows", 1, 0);
    view_edge(&view, 2, "knows", 3, 0);
    view_fold(&view);
    CHECK_OK(stm_analysis_make(&view, &STM_NET_BUDGET, &a, &err));
    stm_scene_wish wish = {.around = STM_NONE, .from = 0, .to = 2};
    CHECK_STATUS(STEMMA_ERR_NOTFOUND, stm_scene_choose(&a, &wish, &s, &err));
    wish =
        (stm_scene_wish){.around = STM_NONE, .from = STM_NONE, .to = STM_NONE, .measure = "beauty"};
    CHECK_STATUS(STEMMA_ERR_ARG, stm_scene_choose(&a, &wish, &s, &err));
    stm_analysis_dispose(&a);
    view_end(&view);
}

/* One line for each style between two actors; parallel facts folded with their number. */
static void test_styles(void **state)
{
    (void)state;
    stm_view view;
    stm_analysis a;
    stm_scene s;
    stm_buf lines;
    stemma_error err = {0};
    view_start(&view);
    view_document(&view, "dir/a.txt", "");
    view_node(&view, "A", STM_TYPE_PERSON);
    view_node(&view, "B", STM_TYPE_ORGANIZATION);
    view_edge(&view, 0, "co_founded", 1, 0);
    view_edge(&view, 0, "co_founded", 1, 0);
    view_edge(&view, 0, "works_for", 1, 0);
    view_edge(&view, 0, "sues", 1, 0);
    view_edge(&view, 0, "owns", 1, 0)->negated = true;
    view_edge(&view, 0, "leads", 1, 0)->modality = STM_PLANNED;
    view_fold(&view);
    open_scene(
        &view, &a, &s, (stm_scene_wish){.around = STM_NONE, .from = STM_NONE, .to = STM_NONE});
    assert_int_equal(s.lines.count, 3);
    assert_int_equal(s.facts_drawn, 6);
    stm_buf_init(&lines);
    const stemma_draw_options options = {.size = sizeof options};
    CHECK_OK(stm_scene_write(&s, &witness, &options, STM_EMPTY, &lines, &err));
    assert_non_null(strstr(lines.data,
        "\tco-founded \xC3\x97"
        "2\\nworks for\t"));
    if (strstr(lines.data, "edge\t0\t1\t2\t0\t0\t1\t") == NULL) {
        fail_msg("%s", lines.data);
    }
    assert_non_null(strstr(lines.data, "edge\t1\t1\t2\t0\t1\t1\t"));
    assert_non_null(strstr(lines.data, "edge\t2\t1\t2\t1\t0\t1\tleads\t"));
    assert_non_null(strstr(lines.data, "owns (denied)"));
    stm_buf_dispose(&lines);
    stm_scene_dispose(&s);
    stm_analysis_dispose(&a);
    view_end(&view);
}

static void test_field(void **state)
{
    (void)state;
    stm_buf out;
    stm_buf_init(&out);
    stm_scene_field(&out, STM_LIT("a\tb\nc\\N\r"));
    CHECK_STR(stm_buf_view(&out), "\ta\\tb\\nc\\\\N ");
    stm_buf_dispose(&out);
}

/* ---- the child ---- */

static stemma_status run_script(
    const char *body, uint32_t seconds, stm_buf *picture, stemma_error *err)
{
    char path[] = "/tmp/stemma-test-XXXXXX";
    int file = mkstemp(path);
    assert_true(file >= 0);
    assert_true(write(file, body, strlen(body)) == (ssize_t)strlen(body));
    fchmod(file, 0700);
    close(file);
    stm_buf notes;
    stm_buf_init(&notes);
    stm_buf_init(picture);
    *err = (stemma_error){0};
    stemma_status status =
        stm_scene_run(path, STM_LIT("hello\n"), seconds, picture, NULL, &notes, err);
    stm_buf_dispose(&notes);
    unlink(path);
    return status;
}

static void test_child(void **state)
{
    (void)state;
    stm_buf picture;
    stemma_error err;
    CHECK_OK(run_script("#!/bin/sh\ncat\n", 5, &picture, &err));
    CHECK_STR(stm_buf_view(&picture), "hello\n");
    stm_buf_dispose(&picture);
    CHECK_STATUS(STEMMA_ERR_RENDER, run_script("#!/bin/sh\nkill -SEGV $$\n", 5, &picture, &err));
    assert_non_null(strstr(err.text, "crashed"));
    stm_buf_dispose(&picture);
    CHECK_STATUS(STEMMA_ERR_RENDER,
        run_script("#!/bin/sh\necho 'line 3: bad' >&2\nexit 1\n", 5, &picture, &err));
    assert_non_null(strstr(err.text, "line 3: bad"));
    stm_buf_dispose(&picture);
    CHECK_STATUS(
        STEMMA_ERR_RENDER, run_script("#!/bin/sh\nwhile :; do :; done\n", 1, &picture, &err));
    assert_non_null(strstr(err.text, "too long"));
    stm_buf_dispose(&picture);
    CHECK_STATUS(STEMMA_ERR_RENDER, run_script("#!/bin/sh\nexec sleep 60\n", 1, &picture, &err));
    assert_non_null(strstr(err.text, "too long"));
    stm_buf_dispose(&picture);
    CHECK_STATUS(STEMMA_ERR_RENDER,
        stm_scene_run("/nowhere/stemma-draw", STM_EMPTY, 5, &picture, NULL, &picture, &err));
    assert_non_null(strstr(err.text, "missing"));
}

/* ---- findings ---- */

static void test_findings(void **state)
{
    (void)state;
    stm_view view;
    stm_findings f;
    stemma_error err = {0};
    stm_buf out;
    chain(&view);
    view.edges.items[0].time = STM_LIT("2021");
    view.edges.items[1].time = STM_LIT("2023-02-03");
    CHECK_OK(stm_findings_make(&view, &witness, NULL, 5, 5, &f, &err));
    assert_int_equal(f.count, 5);
    assert_int_equal(f.actors[0].node, 5);
    CHECK_STR(f.actors[0].role, "broker, hub");
    assert_int_equal(f.period_count, 4); /* 2021 to 2024: the documents are of 2024 */
    CHECK_STR(f.periods[0], "2021");
    assert_int_equal(f.rounds, 0); /* one document: nothing to draw from */
    stm_buf_init(&out);
    stm_report_tsv(&f, &out);
    assert_ptr_equal(strstr(out.data, "rank\tname\ttype\tdegree\t"), out.data);
    assert_non_null(strstr(out.data, "\n1\tn05\torganization\t12\t1\t11\t"));
    stm_buf_clear(&out);
    const stemma_report_options narrow = {.size = sizeof narrow, .columns = 50};
    stm_report_table(&f, &narrow, &out);
    stm_str rest = stm_buf_view(&out), line = STM_EMPTY;
    while (stm_str_next_line(&rest, &line)) {
        uint32_t cells = 0;
        for (uint32_t i = 0; i < line.len; i++) {
            cells += ((unsigned char)line.ptr[i] & 0xC0) != 0x80;
        }
        assert_in_range(cells, 0, 50);
    }
    stm_buf_dispose(&out);
    stm_findings_dispose(&f);
    view_end(&view);
}

/* Hostile names: no markup in the page, no control characters on the terminal, no table cell broken. */
static void test_hostile(void **state)
{
    (void)state;
    stm_view view;
    stm_findings f;
    stemma_error err = {0};
    stm_buf out;
    view_start(&view);
    view_document(&view, "<i>x", "2024");
    view_node(&view, "</script><script>alert(1)</script>\x1b[31m|*_", STM_TYPE_PERSON);
    view_node(&view, "\" onload=\"alert(2)", STM_TYPE_PERSON);
    view_edge(&view, 0, "<b>knows", 1, 0);
    view_fold(&view);
    sentence_of_test = "</q><img src=x onerror=alert(3)>";
    CHECK_OK(stm_findings_make(&view, &witness, "<title>", 5, 5, &f, &err));
    stm_buf_init(&out);
    const stemma_report_options options = {.size = sizeof options};
    stm_report_html(&f, &options, STM_EMPTY, &out);
    assert_null(strstr(out.data, "<script"));
    assert_null(strstr(out.data, "<img"));
    assert_null(strstr(out.data, "<b>knows"));
    assert_null(strstr(out.data, "\x1b"));
    stm_buf_clear(&out);
    stm_report_table(&f, &options, &out);
    assert_null(strstr(out.data, "\x1b"));
    stm_buf_clear(&out);
    stm_report_markdown(&f, &out);
    assert_null(strstr(out.data, "<script"));
    assert_non_null(strstr(out.data, "\\|\\*\\_"));
    stm_scene s;
    stm_scene_wish wish = {.around = STM_NONE, .from = STM_NONE, .to = STM_NONE};
    CHECK_OK(stm_scene_choose(&f.analysis, &wish, &s, &err));
    stm_buf_clear(&out);
    CHECK_OK(stm_scene_page(&s, &witness, STM_EMPTY, NULL, &out, &err));
    assert_null(strstr(out.data, "</script><script>alert"));
    assert_null(strstr(out.data, "<img"));
    stm_scene_dispose(&s);
    sentence_of_test = "A sentence.";
    stm_buf_dispose(&out);
    stm_findings_dispose(&f);
    view_end(&view);
}

static void test_empty(void **state)
{
    (void)state;
    stm_view view;
    stm_findings f;
    stm_scene s;
    stm_buf out;
    stemma_error err = {0};
    view_start(&view);
    CHECK_OK(stm_findings_make(&view, &witness, NULL, 0, 5, &f, &err));
    stm_scene_wish wish = {.around = STM_NONE, .from = STM_NONE, .to = STM_NONE};
    CHECK_OK(stm_scene_choose(&f.analysis, &wish, &s, &err));
    CHECK_STR(s.title, "No relations");
    const stemma_report_options options = {.size = sizeof options};
    const stemma_draw_options draw = {.size = sizeof draw};
    stm_buf_init(&out);
    stm_report_table(&f, &options, &out);
    stm_report_tsv(&f, &out);
    stm_report_json(&f, &out);
    stm_report_markdown(&f, &out);
    stm_report_html(&f, &options, STM_EMPTY, &out);
    CHECK_OK(stm_scene_write(&s, &witness, &draw, STM_EMPTY, &out, &err));
    assert_false(out.failed);
    stm_buf_dispose(&out);
    stm_scene_dispose(&s);
    stm_findings_dispose(&f);
    view_end(&view);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_top),
        cmocka_unit_test(test_around_and_path),
        cmocka_unit_test(test_no_way),
        cmocka_unit_test(test_styles),
        cmocka_unit_test(test_field),
        cmocka_unit_test(test_child),
        cmocka_unit_test(test_findings),
        cmocka_unit_test(test_hostile),
        cmocka_unit_test(test_empty),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
