/* From files to documents: formats told apart, pages cleaned, bad input named.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "check.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/files.h"
#include "read/markup.h"

typedef struct seen {
    uint32_t count;
    stm_buf all; /* path|title|date|url|source|lang|text~ for each document */
} seen;

static stemma_status remember(void *context, const stm_input *input, stemma_error *err)
{
    seen *s = context;
    const stm_meta *m = &input->meta;
    if (input->trouble != NULL) {
        *err = *input->trouble;
        return err->status;
    }
    s->count++;
    stm_buf_print(&s->all, "%.*s|%.*s|%.*s|%.*s|%.*s|%s|%.*s~", STM_ARG(m->path), STM_ARG(m->title),
        STM_ARG(m->date), STM_ARG(m->url), STM_ARG(m->source), stm_lang_name(input->lang),
        STM_ARG(input->text));
    return stm_buf_status(&s->all, err);
}

static void check_read(
    stemma_status (*read)(const char *, stm_str, stm_input_take, void *, stemma_error *),
    const char *bytes, const char *wanted)
{
    seen s = {0};
    stemma_error err = {0};
    stm_buf_init(&s.all);
    CHECK_OK(read("x", stm_str_of(bytes), remember, &s, &err));
    assert_string_equal(wanted, s.all.data);
    stm_buf_dispose(&s.all);
}

static void a_page_gives_its_article(void **state)
{
    (void)state;
    check_read(stm_read_html,
        "<!DOCTYPE html><html lang=\"de-DE\"><head><title>Seite</title>"
        "<meta property=\"og:title\" content=\"Die Überschrift\"><meta property=\"og:site_name\" content=\"Blatt\">"
        "<meta property=\"article:published_time\" content=\"2025-01-22T10:00:00+01:00\">"
        "<link rel=\"canonical\" href=\"https://blatt.example/a\"><script>alert('nein')</script></head><body>"
        "<nav><a href=\"/\">Start</a> <a href=\"/x\">Menü</a></nav>"
        "<p>Anna  gründete\n<b>Beta</b>. <a href=\"/b\">Beta</a> wuchs &amp; wuchs.</p>"
        "<div>Karl kaufte es.<p>Ende.</p></div>"
        "<ul><li><a href=\"/1\">Related News: Lesen Sie auch</a></li></ul>"
        "<footer>Impressum</footer></body></html>",
        "x|Die Überschrift|2025-01-22|https://blatt.example/a|Blatt|de|"
        "Anna gründete Beta. Beta wuchs & wuchs.\n\nKarl kaufte es.\n\nEnde.~");
}

static void a_feed_gives_its_items(void **state)
{
    (void)state;
    check_read(stm_read_feed,
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Blatt</title><language>en-us</language>"
        "<item><title>One</title><link>https://b.example/1</link><pubDate>Wed, 22 Jan 2025 10:00:00 GMT</pubDate>"
        "<description><![CDATA[<p>Anna founded <i>Beta</i>.</p>]]></description></item>"
        "<item><title>Two</title><description>Carl bought it.</description></item></channel></rss>",
        "https://b.example/1|One|2025-01-22|https://b.example/1|Blatt|en|Anna founded Beta.~"
        "x#2|Two|||Blatt|en|Carl bought it.~");
    check_read(stm_read_feed,
        "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>A</title><entry><title>T</title>"
        "<link href=\"https://a.example/9\"/><published>2024-03-05T00:00:00Z</published>"
        "<content type=\"html\">&lt;p&gt;Dora left.&lt;/p&gt;</content></entry></feed>",
        "https://a.example/9|T|2024-03-05|https://a.example/9|A||Dora left.~");
}

static void json_lines_give_a_document_each(void **state)
{
    (void)state;
    check_read(stm_read_json_lines,
        "{\"text\":\"Anna ging.\",\"lang\":\"de\",\"date\":\"2024-05-06T07:08:09Z\",\"id\":\"a7\"}\n\n"
        "{\"text\":\"Bo came.\",\"url\":\"https://u.example\",\"title\":\"T\",\"source\":\"S\"}\n",
        "a7||2024-05-06|||de|Anna ging.~https://u.example|T||https://u.example|S||Bo came.~");
}

static void markdown_loses_its_marks(void **state)
{
    (void)state;
    check_read(stm_read_markdown,
        "---\ntitle: \"Titel\"\ndate: 2024-01-02\nlang: en\n---\n# Head *line*\n\n"
        "Anna **founded** [Beta](https://b.example/x).\n- Carl left.\n\n```\ncode\n```\n> Dora said: 3 \\* 4 snake_case.\n",
        "x|Titel|2024-01-02|||en|Head line\n\n\nAnna founded Beta.\n\nCarl left.\n\n\nDora said: 3 * 4 snake_case.\n~");
}

static void refused(const char *bytes, size_t count, stemma_status wanted, const char *says)
{
    stemma_error err = {0};
    seen s = {0};
    stm_buf_init(&s.all);
    assert_int_equal(
        wanted, stm_read_plain("bad.txt", (stm_str){bytes, (uint32_t)count}, remember, &s, &err));
    assert_non_null(strstr(err.text, "bad.txt"));
    assert_non_null(strstr(err.text, says));
    stm_buf_dispose(&s.all);
}

static void bad_text_is_named(void **state)
{
    (void)state;
    refused("", 0, STEMMA_ERR_FORMAT, "no text");
    refused(" \n\t\n", 4, STEMMA_ERR_FORMAT, "no text");
    refused("ab\0cd", 5, STEMMA_ERR_FORMAT, "binary");
    refused("ok\nb\xE4h\n", 7, STEMMA_ERR_ENCODING, "line 2");
    stemma_error err = {0};
    seen s = {0};
    stm_buf_init(&s.all);
    CHECK_STATUS(STEMMA_ERR_FORMAT,
        stm_read_json_lines(
            "l.jsonl", STM_LIT("{\"text\":\"a\"}\n{\"tex\":1}\n"), remember, &s, &err));
    assert_non_null(strstr(err.text, "l.jsonl: line 2"));
    CHECK_STATUS(STEMMA_ERR_FORMAT,
        stm_read_json_lines("l.jsonl", STM_LIT("\n{\"text\":"), remember, &s, &err));
    assert_int_equal(2, err.line);
    CHECK_STATUS(STEMMA_ERR_FORMAT, stm_read_feed("f.xml", STM_LIT("<html/>"), remember, &s, &err));
    CHECK_STATUS(STEMMA_ERR_FORMAT,
        stm_read_html("p.html", STM_LIT("<html><body></body></html>"), remember, &s, &err));
    stm_buf_dispose(&s.all);
}

static void folders_are_walked_in_order(void **state)
{
    (void)state;
    stemma_error err = {0};
    mkdir("read_test", 0777);
    mkdir("read_test/sub", 0777);
    CHECK_OK(stm_file_write("read_test/b.txt", "B.", 2, &err));
    CHECK_OK(stm_file_write("read_test/a.md", "A.", 2, &err));
    CHECK_OK(stm_file_write("read_test/x.bin", "\0\0", 2, &err));
    CHECK_OK(stm_file_write("read_test/sub/c.txt", "C.", 2, &err));
    seen s = {0};
    stm_buf_init(&s.all);
    CHECK_OK(stm_read_path("read_test", remember, &s, &err));
    assert_string_equal(
        "read_test/a.md||||||A.\n~read_test/b.txt||||||B.~read_test/sub/c.txt||||||C.~",
        s.all.data);
    remove("read_test/b.txt");
    remove("read_test/a.md");
    remove("read_test/sub/c.txt");
    CHECK_STATUS(STEMMA_ERR_NOTFOUND, stm_read_path("read_test", remember, &s, &err));
    remove("read_test/x.bin");
    rmdir("read_test/sub");
    rmdir("read_test");
    stm_buf_dispose(&s.all);
}

static void dates_are_understood(void **state)
{
    (void)state;
    char day[11];
    assert_true(stm_read_date(STM_LIT(" 2025-12-01 "), day));
    assert_string_equal("2025-12-01", day);
    assert_true(stm_read_date(STM_LIT("3 Mar 2021 04:05 +0100"), day));
    assert_string_equal("2021-03-03", day);
    assert_false(stm_read_date(STM_LIT("2025-13-01"), day));
    assert_false(stm_read_date(STM_LIT("yesterday"), day));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_page_gives_its_article),
        cmocka_unit_test(a_feed_gives_its_items),
        cmocka_unit_test(json_lines_give_a_document_each),
        cmocka_unit_test(markdown_loses_its_marks),
        cmocka_unit_test(bad_text_is_named),
        cmocka_unit_test(folders_are_walked_in_order),
        cmocka_unit_test(dates_are_understood),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
