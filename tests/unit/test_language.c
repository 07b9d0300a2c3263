/* Telling the language of a text. SPDX-License-Identifier: GPL-2.0-or-later */
#include "check.h"
#include "syntax/segment.h"

static stm_lang of(const char *text)
{
    return stm_language_detect(stm_str_of(text), NULL);
}

static void german_texts(void **state)
{
    (void)state;
    assert_int_equal(STM_LANG_DE, of("Die Firma hat am Montag ein neues Werk eröffnet."));
    assert_int_equal(STM_LANG_DE, of("Bund kauft Schiffe"));
    assert_int_equal(STM_LANG_DE, of("BUNDESRAT STIMMT FÜR DAS GESETZ"));
    assert_int_equal(STM_LANG_DE, of("Tesla erhöht Preise in Deutschland"));
    /* English names and words inside do not turn the text. */
    assert_int_equal(STM_LANG_DE,
        of("Der CEO von The Trade Desk sagte, das Update von Windows sei nicht sicher."));
}

static void english_texts(void **state)
{
    (void)state;
    assert_int_equal(STM_LANG_EN, of("The company opened a new plant on Monday."));
    assert_int_equal(STM_LANG_EN, of("Senate approves the bill"));
    assert_int_equal(STM_LANG_EN,
        of("It's over: Siemens and Volkswagen won't merge, said the head of Deutsche Bank."));
}

static void other_languages(void **state)
{
    (void)state;
    assert_int_equal(STM_LANG_OTHER,
        of("Le président a annoncé une réforme de l'économie pour les prochaines années."));
    assert_int_equal(STM_LANG_OTHER,
        of("El presidente dijo que la empresa no tiene los recursos para hacerlo."));
    assert_int_equal(
        STM_LANG_OTHER, of("Het bedrijf heeft vandaag een nieuwe fabriek in de stad geopend."));
    assert_int_equal(STM_LANG_OTHER, of("Компания открыла новый завод в понедельник."));
    assert_int_equal(STM_LANG_OTHER, of("会社は月曜日に新しい工場を開いた。"));
}

static void nothing_to_tell(void **state)
{
    (void)state;
    float confidence = 1;
    assert_int_equal(STM_LANG_UNKNOWN, stm_language_detect(STM_EMPTY, &confidence));
    assert_true(confidence == 0);
    assert_int_equal(STM_LANG_UNKNOWN, of("12.5 % 2024"));
    assert_int_equal(STM_LANG_UNKNOWN, of("\xff\xfe\x80"));
}

static void more_text_is_surer(void **state)
{
    (void)state;
    float one = 0, two = 0;
    stm_language_detect(stm_str_of("Der Vertrag gilt."), &one);
    stm_language_detect(
        stm_str_of("Der Vertrag gilt, und er wird nicht vor dem nächsten Jahr beendet, sagte sie."),
        &two);
    assert_true(one > 0 && two > one && two <= 1);
}

/* An English headline in a German list of sources is foreign; German around an English title, and names alone, are not. */
static void marks_sentences_of_another_language(void **state)
{
    (void)state;
    static const char text[] =
        "Der Konzern hat das Werk im Jahr 2023 gekauft.\n\n"
        "First look at the cluster that its owner has shown to the world\n\n"
        "Das Buch The Art of the Deal verkaufte sich auch in Deutschland gut.\n\n"
        "Elon Musk: xAI Colossus\n";
    stm_doc doc;
    stm_doc_init(&doc);
    doc.text = stm_str_of(text);
    doc.lang = STM_LANG_DE;
    assert_int_equal(STEMMA_OK, stm_segment(NULL, &doc, false, NULL));
    assert_int_equal(STEMMA_OK, stm_language_mark_foreign(&doc, NULL));
    assert_int_equal(4, doc.sentences.count);
    for (uint32_t i = 0; i < 4; i++) {
        assert_int_equal(i == 1, doc.sentences.items[i].foreign);
    }
    stm_doc_dispose(&doc);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(marks_sentences_of_another_language),
        cmocka_unit_test(german_texts), cmocka_unit_test(english_texts),
        cmocka_unit_test(other_languages), cmocka_unit_test(nothing_to_tell),
        cmocka_unit_test(more_text_is_surer)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
