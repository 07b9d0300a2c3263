/* Lists taken for appositions are mended; true appositions stay. SPDX-License-Identifier: GPL-2.0-or-later */
#include "check.h"

#include "syntax/tree_lists.h"
#include "text/conllu.h"

static void mend(const char *conllu, stm_doc *doc)
{
    stemma_error err = {0};
    stm_doc_init(doc);
    CHECK_OK(stm_conllu_read_all(stm_str_of(conllu), "test", doc, &err));
    stm_tree_mend_lists(doc, 0);
}

/* Sie trafen den Chef Meier, den Koch Braun und den Wirt Klein. */
static void members_with_names_are_coordinated(void **state)
{
    (void)state;
    stm_doc doc;
    mend("1\tSie\tsie\tPRON\t_\t_\t2\tnsubj\t_\t_\n2\ttrafen\ttreffen\tVERB\t_\t_\t0\troot\t_\t_\n"
         "3\tden\tder\tDET\t_\t_\t4\tdet\t_\t_\n4\tChef\tChef\tNOUN\t_\t_\t2\tobj\t_\t_\n"
         "5\tMeier\tMeier\tPROPN\t_\t_\t4\tappos\t_\t_\n6\t,\t,\tPUNCT\t_\t_\t8\tpunct\t_\t_\n"
         "7\tden\tder\tDET\t_\t_\t8\tdet\t_\t_\n8\tKoch\tKoch\tNOUN\t_\t_\t4\tappos\t_\t_\n"
         "9\tBraun\tBraun\tPROPN\t_\t_\t8\tappos\t_\t_\n10\tund\tund\tCCONJ\t_\t_\t12\tcc\t_\t_\n"
         "11\tden\tder\tDET\t_\t_\t12\tdet\t_\t_\n12\tWirt\tWirt\tNOUN\t_\t_\t8\tconj\t_\t_\n"
         "13\tKlein\tKlein\tPROPN\t_\t_\t12\tappos\t_\t_\n\n",
        &doc);
    assert_int_equal(STM_REL_CONJ, doc.tokens.items[7].rel);
    assert_int_equal(3, doc.tokens.items[7].head);
    assert_int_equal(3, doc.tokens.items[11].head);
    assert_int_equal(STM_REL_APPOS, doc.tokens.items[4].rel);
    assert_int_equal(7, stm_doc_child(&doc, 3, STM_REL_CONJ, STM_SUB_NONE));
    stm_doc_dispose(&doc);
}

/* Meier, Koch im Adler und Wirt im Bären, kam. */
static void two_offices_of_one_person_stay(void **state)
{
    (void)state;
    stm_doc doc;
    mend(
        "1\tMeier\tMeier\tPROPN\t_\t_\t10\tnsubj\t_\t_\n2\t,\t,\tPUNCT\t_\t_\t3\tpunct\t_\t_\n"
        "3\tKoch\tKoch\tNOUN\t_\t_\t1\tappos\t_\t_\n4\tim\tim\tADP\t_\t_\t5\tcase\t_\t_\n"
        "5\tAdler\tAdler\tPROPN\t_\t_\t3\tnmod\t_\t_\n6\tund\tund\tCCONJ\t_\t_\t7\tcc\t_\t_\n"
        "7\tWirt\tWirt\tNOUN\t_\t_\t3\tconj\t_\t_\n8\tim\tim\tADP\t_\t_\t9\tcase\t_\t_\n"
        "9\tBären\tBär\tPROPN\t_\t_\t7\tnmod\t_\t_\n10\tkam\tkommen\tVERB\t_\t_\t0\troot\t_\t_\n\n",
        &doc);
    assert_int_equal(STM_REL_APPOS, doc.tokens.items[2].rel);
    assert_int_equal(2, doc.tokens.items[6].head);
    stm_doc_dispose(&doc);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(members_with_names_are_coordinated),
        cmocka_unit_test(two_offices_of_one_person_stay),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
