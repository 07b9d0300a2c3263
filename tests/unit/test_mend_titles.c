/* English titles before names: the name becomes the head, found names end at the title. Trees as a parser gave them.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "check.h"
#include "facts/facts.h"
#include "text/conllu.h"

static void mend(const char *conllu, stm_doc *doc)
{
    stemma_error err = {0};
    stm_doc_init(doc);
    CHECK_OK(stm_conllu_read_all(stm_str_of(conllu), "test", doc, &err));
    doc->lang = STM_LANG_EN;
}

static void add_name(stm_doc *doc, uint32_t first, uint32_t count)
{
    stm_mention m = {.sentence = 0,
        .token_first = first,
        .token_count = count,
        .head = first,
        .kind = STM_MENTION_NAME,
        .type = STM_TYPE_ORGANIZATION,
        .actor = STM_NONE};
    assert_true(stm_vec_push(&doc->mentions, m));
}

static void check_tie(const stm_doc *doc, uint32_t t, uint32_t head, const char *deprel)
{
    assert_int_equal(doc->tokens.items[t].head, head);
    CHECK_STR(doc->tokens.items[t].deprel, deprel);
}

/* said Harlow Chief Executive Maria Santos */
static void capital_title(void **state)
{
    (void)state;
    stemma_error err = {0};
    stm_doc doc;
    mend(
        "1\tsaid\tsay\tVERB\t_\t_\t0\troot\t_\t_\n2\tHarlow\tHarlow\tPROPN\t_\t_\t3\tcompound\t_\t_\n"
        "3\tChief\tChief\tPROPN\t_\t_\t5\tnmod:desc\t_\t_\n4\tExecutive\texecutive\tADJ\t_\t_\t5\tamod\t_\t_\n"
        "5\tMaria\tMaria\tPROPN\t_\t_\t1\tnsubj\t_\t_\n6\tSantos\tSantos\tPROPN\t_\t_\t5\tflat\t_\t_\n\n",
        &doc);
    add_name(&doc, 1, 2);
    add_name(&doc, 4, 2);
    CHECK_OK(stm_facts_mend_titles(&doc, &err));
    check_tie(&doc, 1, 3, "compound");
    check_tie(&doc, 2, 3, "compound");
    check_tie(&doc, 3, 4, "nmod:desc");
    check_tie(&doc, 4, 0, "nsubj");
    CHECK_STR(doc.tokens.items[2].lemma, "chief");
    assert_int_equal(doc.tokens.items[3].upos, STM_NOUN);
    assert_int_equal(doc.mentions.items[0].token_count, 1); /* Harlow */
    assert_int_equal(doc.mentions.items[1].type, STM_TYPE_PERSON);
    stm_doc_dispose(&doc);
}

/* Secretary of State Marco Rubio met: the tree took "Marco Rubio" for what the state is called. */
static void title_with_of(void **state)
{
    (void)state;
    stemma_error err = {0};
    stm_doc doc;
    mend(
        "1\tSecretary\tSecretary\tPROPN\t_\t_\t6\tnsubj\t_\t_\n2\tof\tof\tADP\t_\t_\t3\tcase\t_\t_\n"
        "3\tState\tState\tPROPN\t_\t_\t4\tnmod:desc\t_\t_\n4\tMarco\tMarco\tPROPN\t_\t_\t1\tnmod\t_\t_\n"
        "5\tRubio\tRubio\tPROPN\t_\t_\t4\tflat\t_\t_\n6\tmet\tmeet\tVERB\t_\t_\t0\troot\t_\t_\n\n",
        &doc);
    CHECK_OK(stm_facts_mend_titles(&doc, &err));
    check_tie(&doc, 0, 3, "nmod:desc");
    check_tie(&doc, 1, 2, "case");
    check_tie(&doc, 2, 0, "nmod");
    check_tie(&doc, 3, 5, "nsubj");
    stm_doc_dispose(&doc);
}

/* Lawyer Pieter van Dijk said: the family name had become a clause of its own. */
static void name_with_particle(void **state)
{
    (void)state;
    stemma_error err = {0};
    stm_doc doc;
    mend(
        "1\tLawyer\tlawyer\tADJ\t_\t_\t2\tamod\t_\t_\n2\tPieter\tPieter\tPROPN\t_\t_\t5\tnsubj\t_\t_\n"
        "3\tvan\tvan\tNOUN\t_\t_\t2\tflat\t_\t_\n4\tDijk\tDijk\tPROPN\t_\t_\t5\tccomp\t_\t_\n"
        "5\tsaid\tsay\tVERB\t_\t_\t0\troot\t_\t_\n\n",
        &doc);
    CHECK_OK(stm_facts_mend_titles(&doc, &err));
    check_tie(&doc, 0, 1, "nmod:desc");
    check_tie(&doc, 1, 4, "nsubj");
    check_tie(&doc, 3, 1, "flat");
    stm_doc_dispose(&doc);
}

/* Untouched: a verb in front of a name; a title without one; names of months behind a title. */
static void no_titles(void **state)
{
    (void)state;
    stemma_error err = {0};
    stm_doc doc;
    mend(
        "1\tShe\tshe\tPRON\t_\t_\t2\tnsubj\t_\t_\n2\theads\thead\tVERB\t_\t_\t0\troot\t_\t_\n"
        "3\tApple\tApple\tPROPN\t_\t_\t2\tobj\t_\t_\n\n"
        "1\tThe\tthe\tDET\t_\t_\t2\tdet\t_\t_\n2\tpresident\tpresident\tNOUN\t_\t_\t3\tnsubj\t_\t_\n"
        "3\tsaid\tsay\tVERB\t_\t_\t0\troot\t_\t_\n\n"
        "1\tThe\tthe\tDET\t_\t_\t2\tdet\t_\t_\n2\tminister\tminister\tNOUN\t_\t_\t4\tnsubj\t_\t_\n"
        "3\tMonday\tMonday\tPROPN\t_\t_\t4\tobl\t_\t_\n4\tleft\tleave\tVERB\t_\t_\t0\troot\t_\t_\n\n",
        &doc);
    CHECK_OK(stm_facts_mend_titles(&doc, &err));
    check_tie(&doc, 2, 1, "obj");
    check_tie(&doc, 4, 5, "nsubj");
    check_tie(&doc, 7, 9, "nsubj");
    check_tie(&doc, 8, 9, "obl");
    stm_doc_dispose(&doc);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(capital_title),
        cmocka_unit_test(title_with_of),
        cmocka_unit_test(name_with_particle),
        cmocka_unit_test(no_titles),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
