/* CoNLL-U in and out. SPDX-License-Identifier: GPL-2.0-or-later */
#include "check.h"

#include "text/conllu.h"

static const char sample[] =
    "# sent_id = a1\n"
    "# text = Er war im Haus, sagte  sie.\n"
    "1\tEr\ter\tPRON\tPPER\tCase=Nom|Gender=Masc,Neut|Number=Sing\t5\tnsubj\t_\t_\n"
    "2\twar\tsein\tAUX\t_\tMood=Ind\t5\tcop\t_\t_\n"
    "3-4\tim\t_\t_\t_\t_\t_\t_\t_\t_\n"
    "3\tin\tin\tADP\t_\t_\t5\tcase\t_\t_\n"
    "4\tdem\tder\tDET\t_\t_\t5\tdet\t_\t_\n"
    "5\tHaus\tHaus\tNOUN\t_\t_\t0\troot\t_\tSpaceAfter=No\n"
    "6\t,\t,\tPUNCT\t_\t_\t7\tpunct\t_\t_\n"
    "7\tsagte\tsagen\tVERB\t_\t_\t5\tparataxis\t_\t_\n"
    "8\tsie\tsie\tPRON\t_\t_\t7\tnsubj:pass\t_\tSpaceAfter=No\n"
    "9\t.\t.\tPUNCT\t_\t_\t5\tpunct\t_\t_\n"
    "\n";

static void a_sentence_comes_back_as_it_was(void **state)
{
    (void)state;
    stemma_error err = {0};
    stm_doc doc;
    stm_doc_init(&doc);
    CHECK_OK(stm_conllu_read_all(stm_str_of(sample), "sample", &doc, &err));
    assert_int_equal(1, doc.sentences.count);
    assert_int_equal(9, doc.tokens.count);
    CHECK_STR(stm_doc_slice(&doc, doc.tokens.items[3].span), "im");
    CHECK_STR(stm_doc_slice(&doc, doc.tokens.items[7].span), "sie");
    assert_int_equal(STM_GENDER_MASC | STM_GENDER_NEUT, doc.tokens.items[0].morph.gender);
    assert_int_equal(STM_REL_NSUBJ, doc.tokens.items[7].rel);
    assert_int_equal(STM_SUB_PASS, doc.tokens.items[7].sub);
    assert_int_equal(0, stm_doc_child(&doc, 4, STM_REL_NSUBJ, STM_SUB_NONE));
    assert_true(stm_doc_dominates(&doc, 4, 7));
    assert_false(stm_doc_dominates(&doc, 7, 4));
    stm_buf out;
    stm_buf_init(&out);
    stm_conllu_write(&out, &doc, 0, 0);
    /* Only the double space of the text line is made single. */
    const char *wanted = "# sent_id = a1\n# text = Er war im Haus, sagte sie.\n";
    assert_memory_equal(wanted, out.data, strlen(wanted));
    assert_string_equal(strstr(sample, "1\tEr"), strstr(out.data, "1\tEr"));
    stm_buf_dispose(&out);
    stm_doc_dispose(&doc);
}

static void refuse(const char *text, uint32_t line)
{
    stemma_error err = {0};
    stm_doc doc;
    stm_doc_init(&doc);
    CHECK_STATUS(
        STEMMA_ERR_FORMAT, stm_conllu_read_all(stm_str_of(text), "bad.conllu", &doc, &err));
    assert_int_equal(line, err.line);
    assert_non_null(strstr(err.text, "bad.conllu: line"));
    assert_int_equal(0, doc.tokens.count);
    stm_doc_dispose(&doc);
}

static void malformed_input_is_named_by_line(void **state)
{
    (void)state;
    refuse("1\ta\n\n", 1);
    refuse("1\ta\t_\tX\t_\t_\t0\troot\t_\t_\n3\tb\t_\tX\t_\t_\t1\tdep\t_\t_\n\n", 2);
    refuse("1\ta\t_\tX\t_\t_\t2\tdep\t_\t_\n2\tb\t_\tX\t_\t_\t1\tdep\t_\t_\n\n", 3); /* no root */
    refuse("1\ta\t_\tX\t_\t_\t0\troot\t_\t_\n2\tb\t_\tX\t_\t_\t3\tdep\t_\t_\n"
           "3\tc\t_\tX\t_\t_\t2\tdep\t_\t_\n\n",
        4); /* cycle */
    refuse("1\ta\t_\tX\t_\t_\t9\troot\t_\t_\n\n", 2);
    refuse("1\ta\t_\tNOPE\t_\t_\t0\troot\t_\t_\n\n", 1);
    refuse("1-3\tab\t_\t_\t_\t_\t_\t_\t_\t_\n1\ta\t_\tX\t_\t_\t0\troot\t_\t_\n\n", 3);
    refuse("1\t\xFF\t_\tX\t_\t_\t0\troot\t_\t_\n\n", 1);
}

static void text_of_many_sentences_grows(void **state)
{
    (void)state;
    stemma_error err = {0};
    stm_doc doc;
    stm_doc_init(&doc);
    for (int i = 0; i < 200; i++) {
        stm_conllu_reader reader;
        bool more = false;
        stm_conllu_open(&reader, stm_str_of(sample), "sample");
        CHECK_OK(stm_conllu_read(&reader, &doc, &more, &err));
        assert_true(more);
    }
    assert_int_equal(200, doc.sentences.count);
    CHECK_STR(stm_doc_slice(&doc, doc.tokens.items[199 * 9].span), "Er");
    CHECK_STR(stm_doc_slice(&doc, doc.sentences.items[100].span), "Er war im Haus, sagte  sie.");
    stm_doc_dispose(&doc);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sentence_comes_back_as_it_was),
        cmocka_unit_test(malformed_input_is_named_by_line),
        cmocka_unit_test(text_of_many_sentences_grows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
