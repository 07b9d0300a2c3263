/* Rules for descriptions (`der Konzern`, `the chipmaker`) on small trees made by hand: each with an example and a
 * counter-example. SPDX-License-Identifier: GPL-2.0-or-later */
#include "names_fixture.h"

static stm_names_tables *tables;

static int setup(void **state)
{
    (void)state;
    stemma_error err;
    return stm_names_tables_new(&tables, &err) == STEMMA_OK ? 0 : -1;
}

static int teardown(void **state)
{
    (void)state;
    stm_names_tables_free(tables);
    return 0;
}

/* The n-th word of that form means `wanted` ("" = nobody). */
static void check(stm_lang lang, const char *words, const char *form, int nth, const char *wanted)
{
    stm_doc doc;
    fixture_resolve(tables, lang, words, &doc);
    stm_str got = actor_at(&doc, form, nth);
    if (!stm_str_is(got, wanted)) {
        fail_msg("%s: wanted \"%s\", got \"%.*s\"", form, wanted, STM_ARG(got));
    }
    stm_doc_dispose(&doc);
}

#define S "Number=Sing"
#define M "Gender=Masc|Number=Sing"
#define F "Gender=Fem|Number=Sing"
#define N "Gender=Neut|Number=Sing"

/* "NOUN NAME grew." and "The NOUN shrank." */
#define CALLED(noun, name, type)                                                                   \
    noun " " noun " NOUN 2 compound " S " _\n" name " " name " PROPN 3 nsubj " S " B-" type        \
         "\ngrew grow VERB 0 root _ _\n. . PUNCT 3 punct _ _\n\n"
#define SAID_OF(noun)                                                                              \
    "The the DET 2 det _ _\n" noun " " noun " NOUN 3 nsubj " S                                     \
    " _\nshrank shrink VERB 0 root _ _\n. . PUNCT 3 punct _ _\n\n"

static void trades_tell_firms_apart(void **state)
{
    (void)state;
    static const char both[] =
        CALLED("Insurer", "Rhenania", "organization") CALLED("Chipmaker", "Lumira", "organization");
    char text[1200];
    snprintf(text, sizeof text, "%s%s", both, SAID_OF("insurer"));
    check(STM_LANG_EN, text, "insurer", 0, "Rhenania");
    snprintf(text, sizeof text, "%s%s", both, SAID_OF("chipmaker"));
    check(STM_LANG_EN, text, "chipmaker", 0, "Lumira");
    snprintf(text, sizeof text, "%s%s", CALLED("Chipmaker", "Lumira", "organization"),
        SAID_OF("carmaker"));
    check(STM_LANG_EN, text, "carmaker", 0, ""); /* another trade */
    snprintf(text, sizeof text, "%s%s", CALLED("Carmaker", "Tavira", "organization"),
        SAID_OF("automaker"));
    check(STM_LANG_EN, text, "automaker", 0, "Tavira"); /* the same, by another word */
}

/* A general word fits who was called by a narrower one rather than whom nothing was said about. */
static void general_words_fit_narrower_ones(void **state)
{
    (void)state;
    static const char text[] =
        "Der der DET 2 det " M " _\nAutobauer Autobauer NOUN 4 nsubj " M
        " _\nBavara Bavara PROPN 2 appos " S " B-organization\nwuchs wachsen VERB 0 root _ _\n"
        ". . PUNCT 4 punct _ _\n\n"
        "Elektra Elektra PROPN 2 nsubj " S " B-organization\nschwieg schweigen VERB 0 root _ _\n"
        ". . PUNCT 2 punct _ _\n\n"
        "Der der DET 2 det " M " _\nKonzern Konzern NOUN 3 nsubj " M
        " _\nwuchs wachsen VERB 0 root _ _\n. . PUNCT 3 punct _ _\n\n";
    check(STM_LANG_DE, text, "Konzern", 0, "Bavara");
    char more[1200];
    snprintf(
        more, sizeof more, "%s%s", CALLED("Minister", "Kroll", "person"), SAID_OF("politician"));
    check(STM_LANG_EN, more, "politician", 0, "Kroll");
}

static void places_must_agree(void **state)
{
    (void)state;
    static const char dutch[] =
        "The the DET 3 det _ _\nDutch Dutch ADJ 3 amod _ _\nchipmaker chipmaker NOUN 4 compound " S
        " _\nLumira Lumira PROPN 5 nsubj " S " B-organization\ngrew grow VERB 0 root _ _\n"
        ". . PUNCT 5 punct _ _\n\n";
    static const char based[] =
        "The the DET 5 det _ _\n%s %s PROPN 4 compound " S " _\n- - PUNCT 4 punct _ _\n"
        "based base VERB 5 amod _ _\ncompany company NOUN 6 nsubj " S
        " _\nshrank shrink VERB 0 root _ _\n. . PUNCT 6 punct _ _\n\n";
    char more[600], text[1200];
    snprintf(more, sizeof more, based, "Amsterdam", "Amsterdam");
    snprintf(text, sizeof text, "%s%s", dutch, more);
    check(STM_LANG_EN, text, "company", 0, "Lumira");
    snprintf(more, sizeof more, based, "Cologne", "Cologne");
    snprintf(text, sizeof text, "%s%s", dutch, more);
    check(STM_LANG_EN, text, "company", 0, "");
}

/* `the Polish capital` is the one in Poland. */
static void capitals_by_their_country(void **state)
{
    (void)state;
    static const char text[] =
        "Anna Anna PROPN 2 nsubj " S " B-person\ntravelled travel VERB 0 root _ _\n"
        "from from ADP 4 case _ _\nPrague Prague PROPN 2 obl " S " B-location\n"
        "to to ADP 6 case _ _\nWarsaw Warsaw PROPN 2 obl " S
        " B-location\n. . PUNCT 2 punct _ _\n\n"
        "The the DET 3 det _ _\n%s %s ADJ 3 amod _ _\ncapital capital NOUN 4 nsubj " S
        " _\nwaited wait VERB 0 root _ _\n. . PUNCT 4 punct _ _\n\n";
    char polish[900], czech[900], french[900];
    snprintf(polish, sizeof polish, text, "Polish", "Polish");
    snprintf(czech, sizeof czech, text, "Czech", "Czech");
    snprintf(french, sizeof french, text, "French", "French");
    check(STM_LANG_EN, polish, "capital", 0, "Warsaw");
    check(STM_LANG_EN, czech, "capital", 0, "Prague");
    check(STM_LANG_EN, french, "capital", 0, "");
}

/* Who buys is the buyer, also by `agreed to buy`; who is bought is not. */
static void deeds_make_names(void **state)
{
    (void)state;
    static const char deal[] =
        "Aldermoor Aldermoor PROPN 2 nsubj " S " B-organization\nagreed agree VERB 0 root _ _\n"
        "to to PART 4 mark _ _\nbuy buy VERB 2 xcomp _ _\nQuantrell Quantrell PROPN 4 obj " S
        " B-organization\n. . PUNCT 2 punct _ _\n\n"
        "Rhenania Rhenania PROPN 2 nsubj " S " B-organization\ngrew grow VERB 0 root _ _\n"
        ". . PUNCT 2 punct _ _\n\n";
    char text[1200];
    snprintf(text, sizeof text, "%s%s", deal, SAID_OF("buyer"));
    check(STM_LANG_EN, text, "buyer", 0, "Aldermoor");
    snprintf(text, sizeof text, "%s%s", deal, SAID_OF("pharmacist"));
    check(STM_LANG_EN, text, "pharmacist", 0, "");
    static const char trial[] =
        "A a DET 2 det _ _\njudge judge NOUN 3 nsubj " S " _\nsentenced sentence VERB 0 root _ _\n"
        "Hale Hale PROPN 3 obj " S " B-person\n. . PUNCT 3 punct _ _\n\n"
        "Dan Dan PROPN 2 nsubj " S " B-person\nslept sleep VERB 0 root _ _\n"
        ". . PUNCT 2 punct _ _\n\n";
    snprintf(text, sizeof text, "%s%s", trial, SAID_OF("defendant"));
    check(STM_LANG_EN, text, "defendant", 0, "Hale");
}

/* The only two of a kind, though no `and` joins them; with a third nobody knows. */
static void two_companies(void **state)
{
    (void)state;
    static const char deal[] =
        "Aldermoor Aldermoor PROPN 2 nsubj " S " B-organization\nbought buy VERB 0 root _ _\n"
        "Quantrell Quantrell PROPN 2 obj " S " B-organization\n. . PUNCT 2 punct _ _\n\n%s"
        "The the DET 3 det _ _\ntwo two NUM 3 nummod _ _\ncompanies company NOUN 4 nsubj Number=Plur"
        " _\ncheered cheer VERB 0 root _ _\n. . PUNCT 4 punct _ _\n\n";
    char text[1200];
    snprintf(text, sizeof text, deal, "");
    stm_doc doc;
    fixture_resolve(tables, STM_LANG_EN, text, &doc);
    unsigned linked = 0;
    for (uint32_t i = 0; i < doc.mentions.count; i++) {
        linked += doc.mentions.items[i].kind == STM_MENTION_DESCRIPTION;
    }
    assert_int_equal(2, linked);
    stm_doc_dispose(&doc);
    snprintf(text, sizeof text, deal, CALLED("Insurer", "Rhenania", "organization"));
    check(STM_LANG_EN, text, "companies", 0, "");
}

/* `the 54-year-old`, which is five words to the parser; in front of a noun it is no description of its own. */
static void ages_mean_persons(void **state)
{
    (void)state;
    static const char text[] =
        "Karin Karin PROPN 3 nsubj " S " B-person\nVoss Voss PROPN 1 flat " S
        " I-person\nleads lead VERB 0 root _ _\nLumira Lumira PROPN 3 obj " S
        " B-organization\n. . PUNCT 3 punct _ _\n\n"
        "The the DET 2 det _ _\n54 54 NUM 6 nummod _ _\n- - PUNCT 2 punct _ _\n"
        "year year NOUN 6 obl " S " _\n- - PUNCT 6 punct _ _\nold old ADJ %s\n%s"
        "slept sleep VERB 0 root _ _\n. . PUNCT 7 punct _ _\n\n";
    char alone[1200], before[1200];
    snprintf(alone, sizeof alone, text, "7 nsubj _ _", "");
    check(STM_LANG_EN, alone, "old", 0, "Karin Voss");
    snprintf(before, sizeof before, text, "7 amod _ _", "tree tree NOUN 8 nsubj " S " _\n");
    check(STM_LANG_EN, before, "old", 0, "");
}

/* `start-up`, three words to the parser, is one of the table. */
static void hyphened_kinds(void **state)
{
    (void)state;
    stemma_error err;
    stm_doc doc;
    static const char conllu[] =
        "# text = Lumen grew. The start-up hired.\n"
        "1\tLumen\tLumen\tPROPN\t_\tNumber=Sing\t2\tnsubj\t_\tB-organization\n"
        "2\tgrew\tgrow\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No\n3\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_\n\n"
        "1\tThe\tthe\tDET\t_\t_\t2\tdet\t_\t_\n2\tstart\tstart\tNOUN\t_\tNumber=Sing\t5\tnsubj\t_\tSpaceAfter=No\n"
        "3\t-\t-\tPUNCT\t_\t_\t2\tpunct\t_\tSpaceAfter=No\n4\tup\tup\tADP\t_\t_\t2\tcompound\t_\t_\n"
        "5\thired\thire\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No\n6\t.\t.\tPUNCT\t_\t_\t5\tpunct\t_\t_\n\n";
    stm_doc_init(&doc);
    CHECK_OK(stm_conllu_read_all(stm_str_of(conllu), "words", &doc, &err));
    doc.lang = STM_LANG_EN;
    fixture_add_mentions(&doc);
    CHECK_OK(stm_names_resolve(&doc, NULL, tables, &err));
    CHECK_STR(actor_at(&doc, "start", 0), "Lumen");
    stm_doc_dispose(&doc);
}

/* What was called Konzern long ago is hardly meant when the sentence before is about another firm. */
static void loose_words_fade(void **state)
{
    (void)state;
    static const char first[] =
        "Der der DET 2 det " M " _\nKonzern Konzern NOUN 4 nsubj " M
        " _\nNovalux Novalux PROPN 2 appos " S " B-organization\nwuchs wachsen VERB 0 root _ _\n"
        ". . PUNCT 4 punct _ _\n\n";
    static const char other[] =
        "Die der DET 2 det " F " _\nFirma Firma NOUN 4 nsubj " F
        " _\nTavira Tavira PROPN 2 appos " S " B-organization\nwuchs wachsen VERB 0 root _ _\n"
        ". . PUNCT 4 punct _ _\n\n";
    static const char rain[] = "Es es PRON 2 expl " N " _\nregnete regnen VERB 0 root _ _\n"
                               ". . PUNCT 2 punct _ _\n\n";
    static const char said[] = "Der der DET 2 det " M " _\nKonzern Konzern NOUN 3 nsubj " M
                               " _\nlachte lachen VERB 0 root _ _\n. . PUNCT 3 punct _ _\n\n";
    char text[4000];
    snprintf(text, sizeof text, "%s%s", first, said);
    check(STM_LANG_DE, text, "Konzern", 1, "Novalux");
    snprintf(text, sizeof text, "%s%s%s", first, other, said);
    check(STM_LANG_DE, text, "Konzern", 1, "Novalux"); /* the very word, and near */
    snprintf(text, sizeof text, "%s%s%s%s%s%s%s%s%s%s", first, rain, rain, rain, rain, rain, other,
        other, other, said);
    check(STM_LANG_DE, text, "Konzern", 1, "Tavira");
}

/* Right behind name and comma the phrase is the name; a member of a list is not. */
static void appositions_behind_a_comma(void **state)
{
    (void)state;
    static const char text[] =
        "Sam Sam PROPN 2 nsubj " S " B-person\nführt führen VERB 0 root _ _\n"
        "OpenAI OpenAI PROPN 2 obj " S " B-organization\n, , PUNCT 6 punct _ _\n"
        "das der DET 6 det " N " _\nUnternehmen Unternehmen NOUN %s " N
        " _\n%s. . PUNCT 2 punct _ _\n\n";
    char apposed[900], list[900];
    snprintf(apposed, sizeof apposed, text, "2 obj",
        "hinter hinter ADP 8 case _ _\nChatGPT ChatGPT PROPN 6 nmod " S " _\n");
    check(STM_LANG_DE, apposed, "Unternehmen", 0, "OpenAI");
    snprintf(list, sizeof list, text, "3 conj",
        "und und CCONJ 9 cc _ _\ndie der DET 9 det " F " _\nBank Bank NOUN 3 conj " F " _\n");
    check(STM_LANG_DE, list, "Unternehmen", 0, "");
}

/* A comma in front of a name without one behind opens another clause: `leitet die Firma, Petrova die Entwicklung`. */
static void open_appositions_say_nothing(void **state)
{
    (void)state;
    static const char text[] =
        "Die der DET 2 det " F " _\nFirma Firma NOUN %s " F " _\n, , PUNCT 4 punct _ _\n"
        "Petrova Petrova PROPN 2 appos " S " B-organization\n%s"
        "wuchs wachsen VERB 0 root _ _\n. . PUNCT 2 punct _ _\n\n"
        "Die der DET 2 det " F " _\nFirma Firma NOUN 3 nsubj " F
        " _\nlachte lachen VERB 0 root _ _\n. . PUNCT 3 punct _ _\n\n";
    char closed[900], open[900];
    snprintf(closed, sizeof closed, text, "6 nsubj", ", , PUNCT 4 punct _ _\n");
    snprintf(open, sizeof open, text, "5 nsubj", "");
    check(STM_LANG_DE, closed, "Firma", 0, "Petrova");
    check(STM_LANG_DE, open, "Firma", 0, "");
}

/* `zwischen Altman und Microsoft … Sie`: a person and a firm are no pair. */
static void pairs_are_of_one_kind(void **state)
{
    (void)state;
    static const char text[] =
        "Anna Anna PROPN 4 nsubj " S " B-person\nund und CCONJ 3 cc _ _\n%s %s PROPN 1 conj " S
        " B-%s\nkamen kommen VERB 0 root _ _\n. . PUNCT 4 punct _ _\n\n"
        "Sie sie PRON 2 nsubj Number=Plur|Person=3 _\n"
        "lachten lachen VERB 0 root Number=Plur|VerbForm=Fin _\n. . PUNCT 2 punct _ _\n\n";
    char mixed[900], persons[900];
    snprintf(mixed, sizeof mixed, text, "Novalux", "Novalux", "organization");
    check(STM_LANG_DE, mixed, "Sie", 0, "");
    snprintf(persons, sizeof persons, text, "Bernd", "Bernd", "person");
    check(STM_LANG_DE, persons, "Sie", 0, "Anna");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(trades_tell_firms_apart),
        cmocka_unit_test(general_words_fit_narrower_ones),
        cmocka_unit_test(places_must_agree),
        cmocka_unit_test(capitals_by_their_country),
        cmocka_unit_test(deeds_make_names),
        cmocka_unit_test(two_companies),
        cmocka_unit_test(ages_mean_persons),
        cmocka_unit_test(hyphened_kinds),
        cmocka_unit_test(loose_words_fade),
        cmocka_unit_test(appositions_behind_a_comma),
        cmocka_unit_test(open_appositions_say_nothing),
        cmocka_unit_test(pairs_are_of_one_kind),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
