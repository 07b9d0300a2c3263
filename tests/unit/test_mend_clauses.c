/* English newspaper clauses: verbs below nominal roots, subjects taken for forms of address, plans to do something. Trees as
 * a parser gave them. SPDX-License-Identifier: GPL-2.0-or-later */
#include "check.h"
#include "facts/facts.h"
#include "text/conllu.h"

static void mend(const char *conllu, stm_doc *doc)
{
    stemma_error err = {0};
    stm_doc_init(doc);
    CHECK_OK(stm_conllu_read_all(stm_str_of(conllu), "test", doc, &err));
    doc->lang = STM_LANG_EN;
    CHECK_OK(stm_facts_mend_clauses(doc, &err));
}

static void check_tie(const stm_doc *doc, uint32_t t, uint32_t head, const char *deprel)
{
    assert_int_equal(doc->tokens.items[t].head, head);
    CHECK_STR(doc->tokens.items[t].deprel, deprel);
}

/* Volvo named Ann as head. / A plant built here. / Volvo named Ann (a heading) */
static void hidden_verbs(void **state)
{
    (void)state;
    stm_doc doc;
    mend(
        "1\tVolvo\tVolvo\tPROPN\tNNP\t_\t0\troot\t_\t_\n2\tnamed\tname\tVERB\tVBN\t_\t1\tacl\t_\t_\n"
        "3\tAnn\tAnn\tPROPN\tNNP\t_\t2\txcomp\t_\t_\n4\tas\tas\tADP\tIN\t_\t5\tcase\t_\t_\n"
        "5\thead\thead\tNOUN\tNN\t_\t2\tobl\t_\t_\n6\t.\t.\tPUNCT\t.\t_\t1\tpunct\t_\t_\n\n"
        "1\tA\ta\tDET\tDT\t_\t2\tdet\t_\t_\n2\tplant\tplant\tNOUN\tNN\t_\t0\troot\t_\t_\n"
        "3\tbuilt\tbuild\tVERB\tVBN\t_\t2\tacl\t_\t_\n4\there\there\tADV\tRB\t_\t3\tadvmod\t_\t_\n"
        "5\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_\n\n"
        "1\tVolvo\tVolvo\tPROPN\tNNP\t_\t0\troot\t_\t_\n2\tnamed\tname\tVERB\tVBN\t_\t1\tacl\t_\t_\n"
        "3\tAnn\tAnn\tPROPN\tNNP\t_\t2\txcomp\t_\t_\n\n",
        &doc);
    check_tie(&doc, 0, 1, "nsubj");
    check_tie(&doc, 1, STM_NONE, "root");
    check_tie(&doc, 2, 1, "obj");
    check_tie(&doc, 5, 1, "punct");
    check_tie(&doc, 8, 7, "acl");
    check_tie(&doc, 12, 11, "acl");
    stm_doc_dispose(&doc);
}

/* Lind, 51, runs it. / Ann, come here. / Monday it rained: Monday stays. */
static void addressed_subjects(void **state)
{
    (void)state;
    stm_doc doc;
    mend(
        "1\tLind\tlind\tINTJ\tUH\t_\t3\tvocative\t_\t_\n2\t51\t51\tNUM\tCD\t_\t1\tflat\t_\t_\n"
        "3\truns\trun\tVERB\tVBZ\t_\t0\troot\t_\t_\n4\tit\tit\tPRON\tPRP\t_\t3\tobj\t_\t_\n\n"
        "1\tAnn\tAnn\tPROPN\tNNP\t_\t2\tvocative\t_\t_\n2\tcome\tcome\tVERB\tVB\t_\t0\troot\t_\t_\n\n"
        "1\tMonday\tMonday\tPROPN\tNNP\t_\t2\tobl:unmarked\t_\t_\n2\trained\train\tVERB\tVBD\t_\t0\troot\t_\t_\n\n",
        &doc);
    check_tie(&doc, 0, 2, "nsubj");
    assert_int_equal(doc.tokens.items[0].upos, STM_PROPN);
    check_tie(&doc, 4, 5, "vocative");
    check_tie(&doc, 6, 7, "obl:unmarked");
    stm_doc_dispose(&doc);
}

/* announced plans to cut jobs / fined Meta 2 euros / maker of cells based there */
static void smaller_ties(void **state)
{
    (void)state;
    stm_doc doc;
    mend(
        "1\tIt\tit\tPRON\tPRP\t_\t2\tnsubj\t_\t_\n2\tannounced\tannounce\tVERB\tVBD\t_\t0\troot\t_\t_\n"
        "3\tplans\tplan\tNOUN\tNNS\tNumber=Plur\t2\tobj\t_\t_\n4\tto\tto\tPART\tTO\t_\t5\tmark\t_\t_\n"
        "5\tcut\tcut\tVERB\tVB\t_\t2\tccomp\t_\t_\n6\tjobs\tjob\tNOUN\tNNS\t_\t5\tobj\t_\t_\n\n"
        "1\tIt\tit\tPRON\tPRP\t_\t2\tnsubj\t_\t_\n2\tfined\tfine\tVERB\tVBD\t_\t0\troot\t_\t_\n"
        "3\tMeta\tMeta\tPROPN\tNNP\t_\t5\tcompound\t_\t_\n4\t2\t2\tNUM\tCD\t_\t5\tnummod\t_\t_\n"
        "5\teuros\teuro\tNOUN\tNNS\tNumber=Plur\t2\tobj\t_\t_\n\n"
        "1\tmaker\tmaker\tNOUN\tNN\tNumber=Sing\t0\troot\t_\t_\n2\tof\tof\tADP\tIN\t_\t3\tcase\t_\t_\n"
        "3\tcells\tcell\tNOUN\tNNS\tNumber=Plur\t1\tnmod\t_\t_\n4\tbased\tbase\tVERB\tVBN\t_\t3\tacl\t_\t_\n\n",
        &doc);
    check_tie(&doc, 4, 2, "acl");
    check_tie(&doc, 8, 7, "iobj");
    check_tie(&doc, 14, 11, "acl");
    stm_doc_dispose(&doc);
}

/* Investors including Acme took part . / The money it made / Green group Acme won . */
static void early_objects(void **state)
{
    (void)state;
    stm_doc doc;
    mend("1\tInvestors\tinvestor\tNOUN\tNNS\t_\t4\tobj\t_\t_\n"
         "2\tincluding\tinclude\tVERB\tVBG\t_\t3\tcase\t_\t_\n"
         "3\tAcme\tAcme\tPROPN\tNNP\t_\t4\tnsubj\t_\t_\n"
         "4\twon\twin\tVERB\tVBD\t_\t0\troot\t_\t_\n"
         "5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_\n\n"
         "1\tMoney\tmoney\tNOUN\tNN\t_\t3\tobj\t_\t_\n"
         "2\tit\tit\tPRON\tPRP\t_\t3\tnsubj\t_\t_\n"
         "3\tmade\tmake\tVERB\tVBD\t_\t0\troot\t_\t_\n"
         "4\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_\n\n"
         "1\tgroup\tgroup\tNOUN\tNN\t_\t3\tobj\t_\t_\n"
         "2\tAcme\tAcme\tPROPN\tNNP\t_\t3\tnsubj\t_\t_\n"
         "3\twon\twin\tVERB\tVBD\t_\t0\troot\t_\t_\n"
         "4\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_\n\n",
        &doc);
    check_tie(&doc, 0, 3, "nsubj");
    check_tie(&doc, 2, 0, "conj");
    check_tie(&doc, 5, 7, "obj");
    check_tie(&doc, 9, 10, "nmod:desc");
    check_tie(&doc, 10, 11, "nsubj");
    stm_doc_dispose(&doc);
}

/* Rome-based Acme won: Acme is the subject. A drugmaker is no name. */
static void seats_and_small_names(void **state)
{
    (void)state;
    stm_doc doc;
    mend(
        "1\tRome\tRome\tPROPN\tNNP\t_\t5\tnsubj\t_\t_\n2\t-\t-\tPUNCT\tHYPH\t_\t1\tpunct\t_\t_\n"
        "3\tbased\tbase\tVERB\tVBN\t_\t4\tamod\t_\t_\n4\tAcme\tAcme\tPROPN\tNNP\t_\t1\tflat\t_\t_\n"
        "5\twon\twin\tVERB\tVBD\t_\t0\troot\t_\t_\n\n"
        "1\tdrugmaker\tdrugmaker\tPROPN\tNNP\t_\t2\tcompound\t_\t_\n2\txAI\txAI\tPROPN\tNNP\t_\t0\troot\t_\t_\n\n",
        &doc);
    check_tie(&doc, 3, 4, "nsubj");
    check_tie(&doc, 2, 3, "amod");
    check_tie(&doc, 0, 2, "obl:unmarked");
    assert_int_equal(doc.tokens.items[5].upos, STM_NOUN);
    assert_int_equal(doc.tokens.items[6].upos, STM_PROPN);
    stm_doc_dispose(&doc);
}

/* Ann named Bob. (read as a passive) / built in Ulm by Ann / Lars van den Berg */
static void passives_agents_particles(void **state)
{
    (void)state;
    stm_doc doc;
    mend(
        "1\tAnn\tAnn\tPROPN\tNNP\t_\t2\tnsubj:pass\t_\t_\n2\tnamed\tname\tVERB\tVBN\t_\t0\troot\t_\t_\n"
        "3\tBob\tBob\tPROPN\tNNP\t_\t2\txcomp\t_\t_\n4\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_\n\n"
        "1\tbuilt\tbuild\tVERB\tVBN\t_\t0\troot\t_\t_\n2\tin\tin\tADP\tIN\t_\t3\tcase\t_\t_\n"
        "3\tUlm\tUlm\tPROPN\tNNP\t_\t1\tobl:agent\t_\t_\n4\tby\tby\tADP\tIN\t_\t5\tcase\t_\t_\n"
        "5\tAnn\tAnn\tPROPN\tNNP\t_\t1\tobl:agent\t_\t_\n\n"
        "1\tmet\tmeet\tVERB\tVBD\t_\t0\troot\t_\t_\n2\tLars\tLars\tPROPN\tNNP\t_\t4\tcompound\t_\t_\n"
        "3\tvan\tvan\tNOUN\tNN\t_\t4\tcompound\t_\t_\n4\tden\tden\tNOUN\tNN\t_\t1\tobj\t_\t_\n"
        "5\tBerg\tBerg\tPROPN\tNNP\t_\t4\tflat\t_\t_\n\n",
        &doc);
    check_tie(&doc, 0, 1, "nsubj");
    check_tie(&doc, 2, 1, "obj");
    assert_int_equal(doc.tokens.items[1].morph.verb_form, STM_VERBFORM_FIN);
    check_tie(&doc, 6, 4, "obl");
    check_tie(&doc, 8, 4, "obl:agent");
    check_tie(&doc, 10, 9, "obj");
    check_tie(&doc, 13, 10, "flat");
    stm_doc_dispose(&doc);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hidden_verbs),
        cmocka_unit_test(addressed_subjects),
        cmocka_unit_test(smaller_ties),
        cmocka_unit_test(early_objects),
        cmocka_unit_test(seats_and_small_names),
        cmocka_unit_test(passives_agents_particles),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
