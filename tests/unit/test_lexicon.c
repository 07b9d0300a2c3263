/* The lexicon: built from a small list and a small treebank of our own, then asked.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdlib.h>

#include "check.h"
#include "syntax/lexicon.h"
#include "train/lexicon_build.h"

static const char LIST[] = "# form lemma class features\n"
                           "Netzwerk\tNetzwerk\tNOUN\tCase=Nom|Gender=Neut|Number=Sing\n"
                           "Netzwerke\tNetzwerk\tNOUN\tCase=Nom|Gender=Neut|Number=Plur\n"
                           "Netzwerken\tNetzwerk\tNOUN\tCase=Dat|Gender=Neut|Number=Plur\n"
                           "Rechenzentrum\tRechenzentrum\tNOUN\tCase=Nom|Gender=Neut|Number=Sing\n"
                           "Firma\tFirma\tNOUN\tCase=Nom|Gender=Fem|Number=Sing\n"
                           "Firmen\tFirma\tNOUN\tCase=Nom|Gender=Fem|Number=Plur\n"
                           "Haupt\tHaupt\tNOUN\tCase=Nom|Gender=Neut|Number=Sing\n"
                           "Investor\tInvestor\tNOUN\tCase=Nom|Gender=Masc|Number=Sing\n"
                           "Prüfung\tPrüfung\tNOUN\tCase=Nom|Gender=Fem|Number=Sing\n"
                           "Samt\tSamt\tNOUN\tCase=Nom|Gender=Masc|Number=Sing\n"
                           "Amt\tAmt\tNOUN\tCase=Nom|Gender=Neut|Number=Sing\n"
                           "Aus\tAus\tNOUN\tCase=Nom|Gender=Neut|Number=Sing\n"
                           "Chef\tChef\tNOUN\tCase=Nom|Gender=Masc|Number=Sing\n"
                           "Banken\tBank\tNOUN\tCase=Nom|Gender=Fem|Number=Plur\n"
                           "Häuser\tHaus\tNOUN\tCase=Nom|Gender=Neut|Number=Plur\n"
                           "geben\tgeben\tVERB\tVerbForm=Inf\n"
                           "gab\tgeben\tVERB\tMood=Ind|Number=Sing|Person=3|VerbForm=Fin\n"
                           "ausgeben\tausgeben\tVERB\tSep=Yes|VerbForm=Inf\n"
                           "ausgegeben\tausgeben\tVERB\tSep=Yes|VerbForm=Part\n"
                           "rechnen\trechnen\tVERB\tVerbForm=Inf\n"
                           "Anna\tAnna\tFIRST\tGender=Fem\n"
                           "Kim\tKim\tFIRST\t_\n"
                           "Essen\tEssen\tCITY\t_\n"
                           "Essen\tEssen\tNOUN\tCase=Nom|Gender=Neut|Number=Sing\n"
                           "New York\tNew York\tCITY\t_\n"
                           "Weber\tWeber\tLAST\t_\n";

/* Words in -ung teach the suffix rule -ungen -> -ung; the treebank overrules the list for "Banken"
 * once. */
static const char TREEBANK[] =
    "# text = …\n"
    "1\tDie\tder\tDET\t_\tGender=Fem\t2\tdet\t_\t_\n"
    "2\tLeitungen\tLeitung\tNOUN\t_\tNumber=Plur\t0\troot\t_\t_\n"
    "3\tder\tder\tDET\t_\t_\t4\tdet\t_\t_\n"
    "4\tMessungen\tMessung\tNOUN\t_\tNumber=Plur\t2\tnmod\t_\t_\n"
    "5\tund\tund\tCCONJ\t_\t_\t6\tcc\t_\t_\n"
    "6\tPrüfungen\tPrüfung\tNOUN\t_\tNumber=Plur\t4\tconj\t_\t_\n"
    "7\tund\tund\tCCONJ\t_\t_\t8\tcc\t_\t_\n"
    "8\tWohnungen\tWohnung\tNOUN\t_\tNumber=Plur\t4\tconj\t_\t_\n"
    "9\tder\tder\tDET\t_\t_\t10\tdet\t_\t_\n"
    "10\tFamilienmitglieder\tMitglied\tNOUN\t_\tNumber=Plur\t8\tnmod\t_\t_\n"
    "\n";

typedef struct fixture {
    stm_buf section;
    stm_lexicon lex;
} fixture;

static int build(void **state)
{
    fixture *f = calloc(1, sizeof *f);
    stemma_error err = {0};
    stm_words words;
    stm_lexicon_figures figures;
    stm_words_init(&words, "de");
    CHECK_OK(stm_words_read_list(&words, stm_str_of(LIST), "list", &err));
    CHECK_OK(stm_words_read_treebank(&words, stm_str_of(TREEBANK), "treebank", &err));
    stm_words_settle(&words);
    stm_buf_init(&f->section);
    CHECK_OK(stm_lexicon_build(&words, &f->section, &figures, &err));
    CHECK_OK(stm_lexicon_open(&f->lex, f->section.data, f->section.length, &err));
    stm_words_dispose(&words);
    *state = f;
    return 0;
}

static int drop(void **state)
{
    fixture *f = *state;
    stm_buf_dispose(&f->section);
    free(f);
    return 0;
}

static void check_lemma(
    const fixture *f, const char *form, uint8_t upos, const char *lemma, stm_lex_source source)
{
    char out[STM_LEX_WORD_BYTES];
    uint32_t length = 0;
    stm_lex_source found =
        stm_lexicon_lemma(&f->lex, stm_str_of(form), upos, STM_EMPTY, out, &length);
    CHECK_STR(((stm_str){out, length}), lemma);
    assert_int_equal(source, found);
}

static void lemmas(void **state)
{
    const fixture *f = *state;
    check_lemma(f, "Häuser", STM_NOUN, "Haus", STM_LEX_BY_LIST);
    check_lemma(f, "Gab", STM_VERB, "geben", STM_LEX_BY_LIST);
    check_lemma(f, "gab", STM_AUX, "geben", STM_LEX_BY_LIST);
    check_lemma(f, "ausgegeben", STM_VERB, "ausgeben", STM_LEX_BY_LIST);
    check_lemma(f, "Die", STM_DET, "der", STM_LEX_BY_TREEBANK);
    check_lemma(
        f, "Rechenzentrumsnetzwerken", STM_NOUN, "Rechenzentrumsnetzwerk", STM_LEX_BY_PARTS);
    check_lemma(f, "KI-Firmen", STM_NOUN, "KI-Firma", STM_LEX_BY_PARTS);
    check_lemma(f, "herausgegeben", STM_VERB, "herausgeben", STM_LEX_BY_PARTS);
    check_lemma(f, "Webers", STM_PROPN, "Weber", STM_LEX_BY_PARTS);
    char out[STM_LEX_WORD_BYTES];
    uint32_t length = 0;
    stm_lexicon_lemma(&f->lex, STM_LIT("Musks"), STM_PROPN, STM_LIT("Case=Gen"), out, &length);
    CHECK_STR(((stm_str){out, length}), "Musk");
    check_lemma(f, "Mars", STM_PROPN, "Mars", STM_LEX_BY_FORM);
    check_lemma(f, "Zeichnungen", STM_NOUN, "Zeichnung", STM_LEX_BY_SUFFIX);
}

/* One treebank keeps only the head of a compound as lemma; such a lemma is not learnt. */
static void odd_lemmas_are_not_learnt(void **state)
{
    const fixture *f = *state;
    stm_lex_analysis all[STM_LEX_ANALYSES];
    assert_int_equal(
        0, stm_lexicon_exact(&f->lex, STM_LIT("Familienmitglieder"), all, STM_LEX_ANALYSES));
}

static void check_split(const fixture *f, const char *form, const char *parts, const char *head)
{
    stm_lex_compound c;
    assert_true(stm_lexicon_split(&f->lex, stm_str_of(form), &c));
    char text[256] = "";
    for (uint32_t i = 0; i < c.count; i++) {
        size_t used = strlen(text);
        snprintf(text + used, sizeof text - used, "%s%.*s", i > 0 ? "|" : "",
            (int)(c.parts[i].end - c.parts[i].begin), form + c.parts[i].begin);
    }
    assert_string_equal(parts, text);
    assert_string_equal(head, c.head);
}

static void compounds(void **state)
{
    const fixture *f = *state;
    check_split(f, "Hauptinvestor", "Haupt|investor", "Investor");
    check_split(f, "Rechenzentrumsnetzwerk", "Rechenzentrum|netzwerk", "Netzwerk");
    check_split(f, "KI-Firmen", "KI|Firmen", "Firma");
    check_split(f, "Tesla-Chef", "Tesla|Chef", "Chef");
    check_split(f, "Firmennetzwerke", "Firmen|netzwerke", "Netzwerk");
    check_split(f, "Prüfungsamt", "Prüfung|amt", "Amt"); /* not Prüfung|samt */
    stm_lex_compound c;
    assert_false(stm_lexicon_split(&f->lex, STM_LIT("Auschef"), &c)); /* particles are no parts */
    assert_false(stm_lexicon_split(&f->lex, STM_LIT("Investor"), &c));
    assert_false(stm_lexicon_split(&f->lex, STM_LIT("Qwrtz"), &c));
    assert_false(stm_lexicon_split(&f->lex, STM_LIT("-"), &c));
    assert_false(stm_lexicon_split(&f->lex, STM_EMPTY, &c));
}

static void names_and_gender(void **state)
{
    const fixture *f = *state;
    assert_int_equal(STM_LEX_FIRST_FEMALE, stm_lexicon_names(&f->lex, STM_LIT("Anna")));
    assert_int_equal(STM_LEX_FIRST_FEMALE, stm_lexicon_names(&f->lex, STM_LIT("ANNA")));
    assert_int_equal(
        STM_LEX_FIRST_MALE | STM_LEX_FIRST_FEMALE, stm_lexicon_names(&f->lex, STM_LIT("Kim")));
    assert_int_equal(STM_LEX_CITY, stm_lexicon_names(&f->lex, STM_LIT("New York")));
    assert_int_equal(STM_LEX_LAST, stm_lexicon_names(&f->lex, STM_LIT("Webers")));
    assert_int_equal(0, stm_lexicon_names(&f->lex, STM_LIT("Firma")));
    assert_int_equal(STM_GENDER_FEM, stm_lexicon_gender(&f->lex, STM_LIT("Firma")));
    assert_int_equal(STM_GENDER_FEM, stm_lexicon_gender(&f->lex, STM_LIT("Softwarefirma")));
    assert_int_equal(STM_GENDER_FEM, stm_lexicon_gender(&f->lex, STM_LIT("Anna")));
    assert_int_equal(0, stm_lexicon_gender(&f->lex, STM_LIT("gab")));
}

static void separable_verbs(void **state)
{
    const fixture *f = *state;
    char out[STM_LEX_WORD_BYTES];
    uint32_t length = 0;
    assert_true(stm_lexicon_join_prefix(&f->lex, STM_LIT("aus"), STM_LIT("geben"), out, &length));
    CHECK_STR(((stm_str){out, length}), "ausgeben");
    assert_false(stm_lexicon_join_prefix(&f->lex, STM_LIT("Zu"), STM_LIT("rechnen"), out, &length));
    CHECK_STR(((stm_str){out, length}), "zurechnen");
    stm_lexicon english = f->lex; /* "grow up" stays grow */
    memcpy(english.language, "en", 3);
    assert_false(stm_lexicon_join_prefix(&english, STM_LIT("aus"), STM_LIT("geben"), out, &length));
    assert_int_equal(0, length);
}

static void features(void **state)
{
    const fixture *f = *state;
    uint32_t a[STM_LEX_FEATURES], b[STM_LEX_FEATURES];
    uint32_t n = stm_lexicon_features(&f->lex, STM_LIT("Firma"), a, STM_LEX_FEATURES);
    assert_true(n >= 2);
    for (uint32_t i = 0; i < n; i++) {
        assert_in_range(a[i], 1, STM_LEX_FEATURE_RANGE - 1);
    }
    /* An unknown compound is told from a known word, but knows its head's gender. */
    uint32_t m = stm_lexicon_features(&f->lex, STM_LIT("Softwarefirma"), b, STM_LEX_FEATURES);
    assert_int_equal(n, m);
    assert_int_not_equal(a[0], b[0]);
    assert_int_equal(0, stm_lexicon_features(&f->lex, STM_LIT("Qwrtz"), a, STM_LEX_FEATURES));
    assert_int_equal(1, stm_lexicon_features(&f->lex, STM_LIT("Essen"), a, 1));
    assert_int_equal(0, stm_lexicon_features(NULL, STM_LIT("Essen"), a, 1));
}

/* Whatever stands in the file: no crash, no read outside (the sanitizers watch). */
static void damaged_bytes(void **state)
{
    const fixture *f = *state;
    stemma_error err = {0};
    stm_lexicon lex;
    CHECK_STATUS(STEMMA_ERR_FORMAT, stm_lexicon_open(&lex, "nonsense", 8, &err));
    CHECK_STATUS(
        STEMMA_ERR_FORMAT, stm_lexicon_open(&lex, f->section.data, f->section.length - 1, &err));
    uint64_t seed = 12345;
    char *copy = malloc(f->section.length);
    assert_non_null(copy);
    for (uint32_t round = 0; round < 3000; round++) {
        memcpy(copy, f->section.data, f->section.length);
        for (uint32_t k = 0; k < 8; k++) {
            seed = seed * 6364136223846793005ull + 1442695040888963407ull;
            copy[16 + (seed >> 33) % (f->section.length - 16)] = (char)(seed >> 25);
        }
        if (stm_lexicon_open(&lex, copy, f->section.length, &err) == STEMMA_OK) {
            char out[STM_LEX_WORD_BYTES];
            uint32_t length = 0, ids[STM_LEX_FEATURES];
            stm_lex_compound c;
            stm_lexicon_lemma(
                &lex, STM_LIT("Rechenzentrumsnetzwerken"), STM_NOUN, STM_EMPTY, out, &length);
            assert_in_range(length, 0, STM_LEX_WORD_BYTES);
            stm_lexicon_features(&lex, STM_LIT("Firmen"), ids, STM_LEX_FEATURES);
            stm_lexicon_split(&lex, STM_LIT("Hauptinvestor"), &c);
        }
    }
    free(copy);
}

static void bad_lists(void **state)
{
    (void)state;
    stemma_error err = {0};
    stm_words words;
    stm_words_init(&words, "de");
    CHECK_STATUS(STEMMA_ERR_FORMAT,
        stm_words_read_list(&words, STM_LIT("a\ta\tNOUN\t_\nb\tb\tWORD\t_\n"), "x", &err));
    assert_int_equal(2, err.line);
    CHECK_STATUS(
        STEMMA_ERR_FORMAT, stm_words_read_treebank(&words, STM_LIT("1\tHaus\n"), "x", &err));
    stm_words_dispose(&words);
}

static void same_bytes_again(void **state)
{
    void *other = NULL;
    build(&other);
    const fixture *a = *state, *b = other;
    assert_int_equal(a->section.length, b->section.length);
    assert_memory_equal(a->section.data, b->section.data, a->section.length);
    drop(&other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(lemmas),
        cmocka_unit_test(odd_lemmas_are_not_learnt), cmocka_unit_test(compounds),
        cmocka_unit_test(names_and_gender), cmocka_unit_test(separable_verbs),
        cmocka_unit_test(features), cmocka_unit_test(damaged_bytes), cmocka_unit_test(bad_lists),
        cmocka_unit_test(same_bytes_again)};
    return cmocka_run_group_tests(tests, build, drop);
}
