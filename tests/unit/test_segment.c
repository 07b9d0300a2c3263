/* Text to sentences and words, by the rules alone. Expected: words separated by blanks, sentences
 * by " / ". SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdlib.h>

#include "check.h"
#include "base/buf.h"
#include "syntax/hyphens.h"
#include "syntax/segment.h"
#include "syntax/segment_fill.h"
#include "syntax/segment_layout.h"
#include "syntax/segment_words.h"
#include "text/conllu.h"
#include "train/segment_learn.h"

static void check_doc(const stm_doc *doc)
{
    uint32_t at = 0, token = 0;
    for (uint32_t s = 0; s < doc->sentences.count; s++) {
        const stm_sentence *sentence = &doc->sentences.items[s];
        assert_int_equal(token, sentence->token_first);
        assert_true(sentence->token_count > 0);
        for (uint32_t i = 0; i < sentence->token_count; i++, token++) {
            const stm_token *t = &doc->tokens.items[token];
            assert_int_equal(s, t->sentence);
            assert_true(t->span.end > t->span.begin && t->span.end <= doc->text.len);
            assert_true(t->span.begin >= at || (t->flags & STM_TOKEN_MWT_REST) != 0);
            for (uint32_t b = at; b < t->span.begin; b++) { /* only white space lies between */
                assert_true((unsigned char)doc->text.ptr[b] <= ' ' ||
                    (unsigned char)doc->text.ptr[b] >= 0x80);
            }
            at = t->span.end;
        }
    }
    assert_int_equal(token, doc->tokens.count);
}

static void segment(const char *text, uint32_t length, stm_lang lang, bool one, stm_buf *out)
{
    stemma_error err = {0};
    stm_doc doc;
    stm_doc_init(&doc);
    doc.text = (stm_str){text, length};
    doc.lang = lang;
    CHECK_OK(stm_segment(NULL, &doc, one, &err));
    check_doc(&doc);
    stm_buf_clear(out);
    for (uint32_t i = 0; i < doc.tokens.count; i++) {
        const stm_token *t = &doc.tokens.items[i];
        bool first = doc.sentences.items[t->sentence].token_first == i;
        stm_buf_text(out, i == 0 ? "" : first ? " / " : " ");
        stm_buf_str(out, t->form);
    }
    stm_doc_dispose(&doc);
}

static void check_lang(const char *text, const char *wanted, stm_lang lang)
{
    stm_buf out;
    stm_buf_init(&out);
    segment(text, (uint32_t)strlen(text), lang, false, &out);
    CHECK_STR(stm_buf_view(&out), wanted);
    stm_buf_dispose(&out);
}

static void de(const char *text, const char *wanted)
{
    check_lang(text, wanted, STM_LANG_DE);
}

static void en(const char *text, const char *wanted)
{
    check_lang(text, wanted, STM_LANG_EN);
}

static void german_sentences(void **state)
{
    (void)state;
    de("Das Werk läuft. Es wächst.", "Das Werk läuft . / Es wächst .");
    de("Wer zahlt? Niemand! Gut.", "Wer zahlt ? / Niemand ! / Gut .");
    de("Er rief „Halt.“ Dann ging er.", "Er rief „ Halt . “ / Dann ging er .");
    de("Er ging zu Apple. iPhones kamen später.", "Er ging zu Apple . / iPhones kamen später .");
    de("»Nein«, sagte sie.", "» Nein « , sagte sie .");
    de("Sie kam um 9.30 Uhr an.", "Sie kam um 9.30 Uhr an .");
}

static void german_abbreviations(void **state)
{
    (void)state;
    de("Am 3. Mai kam Dr. Weber.", "An dem 3. Mai kam Dr. Weber .");
    de("Es gilt z. B. Nr. 5 und z.B. Nr. 6.", "Es gilt z. B. Nr. 5 und z.B. Nr. 6 .");
    de("Das sind ca. 20 Mio. Euro.", "Das sind ca. 20 Mio. Euro .");
    de("Die Jenaer Glas Inc. wuchs.", "Die Jenaer Glas Inc. wuchs .");
    de("Im 19. Jahrhundert lebte J. S. Bach.", "In dem 19. Jahrhundert lebte J. S. Bach .");
    de("Sie traf ihn in Essen, D.C. Das war gut.", "Sie traf ihn in Essen , D.C. / Das war gut .");
    de("Der 1. FC Hall und Dr. med. Bär siegten.", "Der 1. FC Hall und Dr. med. Bär siegten .");
    de("Er wohnt in der Talstr. 5 dort.", "Er wohnt in der Talstr. 5 dort .");
    /* no ordinal: the sentence ends */
    de("Er wurde 78. Seine Frau lebt.", "Er wurde 78 . / Seine Frau lebt .");
    de("Das war 2019. Danach kam nichts.", "Das war 2019 . / Danach kam nichts .");
}

static void german_contractions(void **state)
{
    (void)state;
    de("Im Werk, zum Tor, beim Chef.", "In dem Werk , zu dem Tor , bei dem Chef .");
    de("Er ging ins Haus.", "Er ging in das Haus .");
    de("IM WERK", "In dem WERK");
}

static void one_token(void **state)
{
    (void)state;
    de("Der OpenAI-CEO (58) zahlt 1.000,50 Euro.", "Der OpenAI-CEO ( 58 ) zahlt 1.000,50 Euro .");
    de("Siehe https://www.beispiel.de/a?b=1.", "Siehe https://www.beispiel.de/a?b=1 .");
    de("Mail an info@beispiel.de, bitte.", "Mail an info@beispiel.de , bitte .");
    de("Haupt- und Nebenwerk", "Haupt- und Nebenwerk");
    de("Was soll das...", "Was soll das ...");
    de("5 % und 7%", "5 % und 7 %");
}

static void english(void **state)
{
    (void)state;
    en("They don't know. It's Anna's.", "They do n't know . / It 's Anna 's .");
    en("We cannot stay; we'll go.", "We can not stay ; we 'll go .");
    en("The owners' club met O'Neill at 5 o'clock.",
        "The owners ' club met O'Neill at 5 o'clock .");
    en("Mr. Hill of Acme Inc. left the U.S. in May.",
        "Mr. Hill of Acme Inc. left the U.S. in May .");
    en("Music of the 1990's", "Music of the 1990's");
    en("She left at 5 p.m. The bus came.", "She left at 5 p.m. / The bus came .");
    en("It costs $5.50, i.e. a lot.", "It costs $ 5.50 , i.e. a lot .");
}

static void line_ends(void **state)
{
    (void)state;
    /* a blank line always ends a sentence, a heading needs no mark */
    de("Neues Werk\n\nDie Firma baut", "Neues Werk / Die Firma baut");
    /* text wrapped by hand goes on */
    de("Die Firma aus dem Süden baut in diesem Jahr noch ein\nWerk in der Nähe der Stadt, sagte "
       "der Chef am Montag.",
        "Die Firma aus dem Süden baut in diesem Jahr noch ein Werk in der Nähe der Stadt , sagte "
        "der Chef an dem "
        "Montag .");
    /* a headline that is longer than the wrapped lines is none of them; a line that ends in an article or an adjective
     * in -isch goes on though the next one begins with a capital and would have had room */
    de("Neue Zeitung für den Süden: Zur Bilanz des Konzerns Alpenglas: Richtung vorgeben, nicht mehr\n"
       "Mit der Übernahme des polnischen\n"
       "Unternehmens Wodnik hat die Firma den Sprung in die erste\n"
       "Liga hingelegt. Die Zahlen, die der Konzern am Dienstag in\n"
       "Ulm vorlegte, sind gut. Bei dem Tempo muss die Leitung nun\n"
       "aufpassen, dass die Belegschaft nicht verloren geht.\n"
       "Kommentare\n"
       "Am See, wo ein Teil der Leute wohnt, macht man sich viele",
        "Neue Zeitung für den Süden : Zu der Bilanz des Konzerns Alpenglas : Richtung vorgeben , nicht mehr "
        "/ Mit der Übernahme des polnischen Unternehmens Wodnik hat die Firma den Sprung in die erste "
        "Liga hingelegt . / Die Zahlen , die der Konzern an dem Dienstag in Ulm vorlegte , sind gut . / "
        "Bei dem Tempo muss die Leitung nun aufpassen , dass die Belegschaft nicht verloren geht . / "
        "Kommentare / An dem See , wo ein Teil der Leute wohnt , macht man sich viele");
    /* a list of short lines does not */
    de("Erstes Werk\nZweites Werk\r\nDrittes Werk", "Erstes Werk / Zweites Werk / Drittes Werk");
    de("\n\n  \n", "");
    de("", "");
}

/* Datelines are sentences of their own; what looks like one is not cut off. */
static void datelines(void **state)
{
    (void)state;
    en("LONDON, March 4 (Reuters) - U.S. banks rose.",
        "LONDON , March 4 ( Reuters ) - / U.S. banks rose .");
    en("PARIS (AP) \xe2\x80\x94 Banks rose.", "PARIS ( AP ) \xe2\x80\x94 / Banks rose .");
    en("BRUSSELS/WARSAW - Ministers met here on Monday to talk about the price of milk in winter.",
        "BRUSSELS / WARSAW - / Ministers met here on Monday to talk about the price of milk in "
        "winter .");
    de("Frankfurt am Main (dpa/lhe) - Die Bank schlie\xc3\x9ft.",
        "Frankfurt an dem Main ( dpa / lhe ) - / Die Bank schlie\xc3\x9ft .");
    de("Ulm \xe2\x80\x93 Die Bank schlie\xc3\x9ft nach Angaben der Stadt alle Filialen, die sie "
       "in den letzten zehn Jahren gebaut hat, und entl\xc3\xa4sst das Personal.",
        "Ulm \xe2\x80\x93 / Die Bank schlie\xc3\x9ft nach Angaben der Stadt alle Filialen , die sie "
        "in den letzten zehn Jahren gebaut hat , und entl\xc3\xa4sst das Personal .");
    /* a parenthesis, a result, an age, a word in lower case behind the dash */
    de("Ulm \xe2\x80\x93 Die Stadt an der Donau, von der noch oft und viel die Rede sein wird, wenn "
       "es um Br\xc3\xbc"
       "cken geht \xe2\x80\x93 baut.",
        "Ulm \xe2\x80\x93 Die Stadt an der Donau , von der noch oft und viel die Rede sein wird , wenn "
        "es um Br\xc3\xbc"
        "cken geht \xe2\x80\x93 baut .");
    de("Ulm - Hof 2:1", "Ulm - Hof 2:1");
    de("Peter (35) - Koch - kam.", "Peter ( 35 ) - Koch - kam .");
    en("PARIS (AP) - the bank rose.", "PARIS ( AP ) - the bank rose .");
    en("They paid (NATO) - Banks rose.", "They paid ( NATO ) - Banks rose .");
}

static void check_tidy(const char *end, bool wanted)
{
    stm_buf text;
    stm_buf_init(&text);
    for (int i = 0; i < 12; i++) {
        stm_buf_text(&text, "The lawyer told the paper ");
    }
    stm_buf_text(&text, end);
    stm_str s = stm_buf_view(&text);
    assert_int_equal(wanted, stm_seg_is_tidy(s, 0, s.len));
    stm_buf_dispose(&text);
}

/* Where the last sentence of a paragraph has its mark, the others have theirs. */
static void tidy_paragraphs(void **state)
{
    (void)state;
    check_tidy("all.", true);
    check_tidy("\"all!\") ", true);
    check_tidy("\xe2\x80\x9c"
               "all?\xe2\x80\x9d",
        true);
    check_tidy("all", false);
    check_tidy("all,", false);
    assert_true(stm_seg_is_tidy(STM_LIT("Bank to buy rival"), 0, 17)); /* a heading */
}

static void one_sentence(void **state)
{
    (void)state;
    stm_buf out;
    stm_buf_init(&out);
    segment("Ja. Nein.", 9, STM_LANG_DE, true, &out);
    CHECK_STR(stm_buf_view(&out), "Ja . Nein .");
    stm_buf_dispose(&out);
}

static void flags_and_spans(void **state)
{
    (void)state;
    stemma_error err = {0};
    stm_doc doc;
    stm_doc_init(&doc);
    doc.text = STM_LIT("Im Haus.\n\nNeu");
    doc.lang = STM_LANG_DE;
    CHECK_OK(stm_segment(NULL, &doc, false, &err));
    const stm_token *t = doc.tokens.items;
    assert_int_equal(5, doc.tokens.count);
    assert_int_equal(STM_TOKEN_MWT_FIRST | STM_TOKEN_SPACE_AFTER, t[0].flags);
    assert_int_equal(STM_TOKEN_MWT_REST | STM_TOKEN_SPACE_AFTER, t[1].flags);
    assert_int_equal(0, t[2].flags);
    assert_int_equal(0, t[1].span.begin);
    assert_int_equal(2, t[1].span.end);
    assert_true(doc.sentences.items[0].paragraph && doc.sentences.items[1].paragraph);
    stm_doc_dispose(&doc);
}

static void bad_utf8(void **state)
{
    (void)state;
    stemma_error err = {0};
    stm_doc doc;
    stm_doc_init(&doc);
    doc.text = STM_LIT("Gut \xc3\x28 schlecht");
    CHECK_STATUS(STEMMA_ERR_ENCODING, stm_segment(NULL, &doc, false, &err));
    assert_int_equal(4, err.byte);
    stm_doc_dispose(&doc);
}

/* Random characters, marks and blanks in every mixture: spans stay whole (check_doc), nothing
 * crashes. */
static void random_text(void **state)
{
    (void)state;
    static const char *const PIECES[] = {"a", "B", "ß", "1", ".", ",", "-", "'", "\"", "„", "“",
        " ", "\n", "\t", "(", ")", "@", "://", "!", "?", "…", "é", "中", "\xf0\x9f\x98\x80", "im",
        "Dr", "n't", "\xc2\xa0", "\xe2\x80\x8b", "\x01", ":", "/"};
    uint64_t seed = 99;
    stm_buf text, out;
    stm_buf_init(&text);
    stm_buf_init(&out);
    for (uint32_t round = 0; round < 400; round++) {
        stm_buf_clear(&text);
        for (uint32_t k = 0; k < 300; k++) {
            seed = seed * 6364136223846793005ull + 1442695040888963407ull;
            stm_buf_text(&text, PIECES[(seed >> 33) % (sizeof PIECES / sizeof *PIECES)]);
        }
        segment(text.data, (uint32_t)text.length,
            round % 3 == 0       ? STM_LANG_EN
                : round % 3 == 1 ? STM_LANG_DE
                                 : STM_LANG_OTHER,
            round % 7 == 0, &out);
    }
    stm_buf_dispose(&text);
    stm_buf_dispose(&out);
}

/* A megabyte without a blank, and one without a sentence end. */
static void long_lines(void **state)
{
    (void)state;
    enum { SIZE = 1 << 20 };
    char *text = malloc(SIZE);
    assert_non_null(text);
    stm_buf out;
    stm_buf_init(&out);
    for (uint32_t k = 0; k < SIZE; k++) {
        text[k] = k % 2 == 0 ? 'a' : '-';
    }
    segment(text, SIZE, STM_LANG_DE, false, &out);
    for (uint32_t k = 0; k < SIZE; k++) {
        text[k] = k % 4 == 3 ? ' ' : 'b';
    }
    segment(text, SIZE, STM_LANG_DE, false, &out);
    stm_buf_dispose(&out);
    free(text);
}

static void hyphen_parts(void **state)
{
    (void)state;
    stm_span part[STM_HYPHEN_PARTS];
    assert_int_equal(3, stm_seg_hyphen_parts(STM_LIT("EU-Staaten"), part));
    assert_int_equal(3, part[2].begin);
    assert_int_equal(2, stm_seg_hyphen_parts(STM_LIT("Haupt-"), part));
    assert_int_equal(5, stm_seg_hyphen_parts(STM_LIT("IG-Metall-Chef"), part));
    assert_int_equal(0, stm_seg_hyphen_parts(STM_LIT("Haus"), part));
    assert_int_equal(0, stm_seg_hyphen_parts(STM_LIT("--"), part));
}

/* "Die US-KI-Firma wuchs." with a tree and a name on US; cut for output. */
static void cut_hyphens(void **state)
{
    (void)state;
    stemma_error err = {0};
    stm_doc doc;
    stm_doc_init(&doc);
    static const char CONLLU[] =
        "# text = Die US-KI-Firma wuchs.\n1\tDie\tder\tDET\t_\t_\t2\tdet\t_\t_\n"
        "2\tUS-KI-Firma\tUS-KI-Firma\tNOUN\tNN\t_\t3\tnsubj\t_\t_\n"
        "3\twuchs\twachsen\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No\n"
        "4\t.\t.\tPUNCT\t_\t_\t3\tpunct\t_\t_\n\n";
    CHECK_OK(stm_conllu_read_all(stm_str_of(CONLLU), "test", &doc, &err));
    stm_mention name = {
        .token_first = 1, .token_count = 1, .head = 1, .span = {4, 6}, .actor = STM_NONE};
    assert_true(stm_vec_push(&doc.mentions, name));
    CHECK_OK(stm_hyphens_cut(NULL, &doc, &err));
    static const char *const FORMS[] = {"Die", "US", "-", "KI", "-", "Firma", "wuchs", "."};
    static const uint32_t HEADS[] = {5, 5, 1, 5, 3, 6, STM_NONE, 6};
    assert_int_equal(8, doc.tokens.count);
    for (uint32_t i = 0; i < 8; i++) {
        CHECK_STR(doc.tokens.items[i].form, FORMS[i]);
        assert_int_equal(HEADS[i], doc.tokens.items[i].head);
    }
    CHECK_STR(doc.tokens.items[5].lemma, "Firma");
    CHECK_STR(doc.tokens.items[1].deprel, "compound");
    assert_int_equal(8, doc.sentences.items[0].token_count);
    assert_int_equal(1, doc.mentions.items[0].token_first);
    assert_int_equal(1, doc.mentions.items[0].token_count);
    assert_true((doc.tokens.items[5].flags & STM_TOKEN_SPACE_AFTER) != 0);
    assert_true((doc.tokens.items[4].flags & STM_TOKEN_SPACE_AFTER) == 0);
    stm_doc_dispose(&doc);
}

/* A tiny language with a habit of its own: sentences end at "||", and ":" belongs to the word
 * before it. */
static void learns_from_a_treebank(void **state)
{
    (void)state;
    stemma_error err = {0};
    stm_buf conllu, section;
    stm_buf_init(&conllu);
    stm_buf_init(&section);
    static const char *const WORDS[] = {"mela", "tovo", "sira", "ketu", "palo"};
    for (uint32_t k = 0; k < 60; k++) {
        const char *a = WORDS[k % 5], *b = WORDS[k / 5 % 5];
        stm_buf_print(&conllu, "# text = %s: %s||\n1\t%s:\t_\tX\t_\t_\t0\troot\t_\t_\n", a, b, a);
        stm_buf_print(&conllu,
            "2\t%s\t_\tX\t_\t_\t1\tdep\t_\tSpaceAfter=No\n3\t||\t_\tX\t_\t_\t1\tdep\t_\t_\n\n", b);
    }
    stm_seg_tables tables;
    stm_gold gold;
    stm_gold_init(&gold);
    CHECK_OK(stm_seg_tables_load(&tables, "xx", &err));
    CHECK_OK(stm_gold_add(&gold, stm_buf_view(&conllu), &tables, &err));
    assert_int_equal(60, gold.sentences);
    stm_seg_options options = {
        .cut_bits = 12, .end_bits = 12, .rounds = 6, .cut_prior = 2, .end_prior = 2};
    CHECK_OK(stm_segment_learn(&gold, &tables, &options, &section, &err));
    stm_seg_model rules, learnt;
    CHECK_OK(stm_seg_model_open(&rules, "xx", NULL, 0, &err));
    CHECK_OK(stm_seg_model_open(&learnt, "xx", section.data, section.length, &err));
    stm_seg_scores before, after;
    CHECK_OK(stm_segment_measure(&gold, &rules, &before, false, &err));
    CHECK_OK(stm_segment_measure(&gold, &learnt, &after, false, &err));
    assert_true(before.sentences < 0.5 && before.words < 0.9);
    assert_true(after.sentences > 0.95 && after.words > 0.95);
    CHECK_STATUS(STEMMA_ERR_FORMAT,
        stm_seg_model_open(&rules, "xx", section.data, section.length - 1, &err));
    stm_seg_model_dispose(&rules);
    stm_seg_model_dispose(&learnt);
    stm_seg_tables_dispose(&tables);
    stm_gold_dispose(&gold);
    stm_buf_dispose(&conllu);
    stm_buf_dispose(&section);
}

static void bad_table(void **state)
{
    (void)state;
    stemma_error err = {0};
    stm_seg_tables tables;
    CHECK_STATUS(STEMMA_ERR_FORMAT,
        stm_seg_tables_read(&tables, STM_LIT("title Dr.\nsplit im in dem\n"), &err));
    assert_int_equal(2, err.line);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(german_sentences),
        cmocka_unit_test(german_abbreviations), cmocka_unit_test(german_contractions),
        cmocka_unit_test(one_token), cmocka_unit_test(english), cmocka_unit_test(line_ends),
        cmocka_unit_test(datelines), cmocka_unit_test(tidy_paragraphs),
        cmocka_unit_test(one_sentence), cmocka_unit_test(flags_and_spans),
        cmocka_unit_test(bad_utf8), cmocka_unit_test(random_text), cmocka_unit_test(long_lines),
        cmocka_unit_test(hyphen_parts), cmocka_unit_test(cut_hyphens),
        cmocka_unit_test(learns_from_a_treebank), cmocka_unit_test(bad_table)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
