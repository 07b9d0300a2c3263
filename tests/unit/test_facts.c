/* Marks, values and properties of fact extraction: what is not said by the open form.
 * Properties run over trees made from a fixed seed: spans inside the sentence, no crash, the same answer whatever
 * stands before a sentence. SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdlib.h>

#include "base/files.h"
#include "check.h"
#include "facts/calendar.h"
#include "facts/facts.h"
#include "facts/numerals.h"
#include "facts/props.h"
#include "text/conllu.h"

static void read_text(stm_doc *doc, const char *text, stm_lang lang, const char *date)
{
    stemma_error err = {0};
    stm_doc_init(doc);
    CHECK_OK(stm_conllu_read_all(stm_str_of(text), "test", doc, &err));
    doc->lang = lang;
    doc->meta.date = stm_str_of(date);
    CHECK_OK(stm_facts_extract(doc, &err));
}

/* The proposition whose lemma it is. */
static const stm_prop *find(const stm_doc *doc, const char *lemma)
{
    for (uint32_t p = 0; p < doc->props.count; p++) {
        if (stm_str_is(doc->props.items[p].lemma, lemma)) {
            return &doc->props.items[p];
        }
    }
    fail_msg("no proposition \"%s\"", lemma);
    return NULL;
}

static stm_str mark_value(const stm_doc *doc, uint32_t arg)
{
    return arg == STM_NONE ? STM_EMPTY : doc->args.items[arg].value;
}

static const char passive_de[] = "1\tTesla\tTesla\tPROPN\t_\t_\t7\tnsubj:pass\t_\t_\n"
                                 "2\twurde\twerden\tAUX\t_\t_\t7\taux:pass\t_\t_\n"
                                 "3\tim\tin\tADP\t_\t_\t4\tcase\t_\t_\n"
                                 "4\tMai\tMai\tPROPN\t_\t_\t7\tobl\t_\t_\n"
                                 "5\tvon\tvon\tADP\t_\t_\t6\tcase\t_\t_\n"
                                 "6\tMusk\tMusk\tPROPN\t_\t_\t7\tobl:agent\t_\t_\n"
                                 "7\tübernommen\tübernehmen\tVERB\t_\t_\t0\troot\t_\t_\n\n";

static void test_passive_turned(void **state)
{
    (void)state;
    stm_doc doc;
    read_text(&doc, passive_de, STM_LANG_DE, "2025-01-22");
    const stm_prop *prop = find(&doc, "übernehmen");
    assert_true(prop->passive);
    const stm_arg *args = &doc.args.items[prop->arg_first];
    assert_int_equal(args[0].role, STM_ROLE_SUBJECT);
    CHECK_STR(args[0].text, "Musk");
    CHECK_STR(args[0].marker, "von");
    assert_int_equal(args[1].role, STM_ROLE_OBJECT);
    CHECK_STR(args[1].text, "Tesla");
    CHECK_STR(mark_value(&doc, prop->marks.time), "2025-05");
    stm_doc_dispose(&doc);
}

static const char links_en[] = "1\tHe\the\tPRON\t_\t_\t2\tnsubj\t_\t_\n"
                               "2\tsold\tsell\tVERB\t_\tMood=Ind|VerbForm=Fin\t0\troot\t_\t_\n"
                               "3\tshares\tshare\tNOUN\t_\t_\t2\tobj\t_\t_\n"
                               "4\tyesterday\tyesterday\tNOUN\t_\t_\t2\tobl:unmarked\t_\t_\n"
                               "5\tbecause\tbecause\tSCONJ\t_\t_\t7\tmark\t_\t_\n"
                               "6\tprices\tprice\tNOUN\t_\t_\t7\tnsubj\t_\t_\n"
                               "7\tfell\tfall\tVERB\t_\tMood=Ind|VerbForm=Fin\t2\tadvcl\t_\t_\n"
                               "8\t20\t20\tNUM\t_\t_\t9\tnummod\t_\t_\n"
                               "9\tpercent\tpercent\tNOUN\t_\t_\t7\tobj\t_\t_\n\n";

static void test_links_and_values(void **state)
{
    (void)state;
    stm_doc doc;
    read_text(&doc, links_en, STM_LANG_EN, "2024-03-01");
    const stm_prop *sell = find(&doc, "sell"), *fall = find(&doc, "fall");
    assert_int_equal(sell->link, STM_LINK_CAUSE);
    assert_ptr_equal(&doc.props.items[sell->linked_prop], fall);
    CHECK_STR(mark_value(&doc, sell->marks.time), "2024-02-29");
    CHECK_STR(mark_value(&doc, fall->marks.amount), "20 %");
    stm_doc_dispose(&doc);
}

static const char speaker_de[] =
    "1\tMerkel\tMerkel\tPROPN\t_\t_\t2\tnsubj\t_\t_\n"
    "2\tsagte\tsagen\tVERB\t_\tMood=Ind|VerbForm=Fin\t0\troot\t_\t_\n"
    "3\tdie\tder\tDET\t_\t_\t4\tdet\t_\t_\n"
    "4\tFirma\tFirma\tNOUN\t_\t_\t7\tnsubj\t_\t_\n"
    "5\thabe\thaben\tAUX\t_\tMood=Sub|Tense=Pres|VerbForm=Fin\t7\taux\t_\t_\n"
    "6\tnie\tnie\tADV\t_\t_\t7\tadvmod\t_\t_\n"
    "7\tgezahlt\tzahlen\tVERB\t_\tVerbForm=Part\t2\tccomp\t_\t_\n\n";

static void test_speaker(void **state)
{
    (void)state;
    stm_doc doc;
    read_text(&doc, speaker_de, STM_LANG_DE, "");
    const stm_prop *said = find(&doc, "zahlen"), *saying = find(&doc, "sagen");
    assert_int_equal(said->marks.speaker, 0);
    assert_true(said->marks.negated);
    assert_int_equal(said->marks.modality, STM_ALLEGED);
    assert_int_equal(saying->marks.speaker, STM_NONE);
    assert_false(saying->marks.negated);
    stm_doc_dispose(&doc);
}

static void test_numerals(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool german;
        const char *wanted;
    } cases[] = {
        {"1.000,50", true, "1000.5"},
        {"1,000.50", false, "1000.5"},
        {"500.000", true, "500000"},
        {"5,2", true, "5.2"},
        {"5.2", true, "5.2"},
        {"100 000", true, "100000"},
        {"0,05", true, "0.05"},
        {"7", false, "7"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        stm_decimal number;
        char out[64];
        assert_true(stm_numeral_read(stm_str_of(cases[i].text), cases[i].german, &number));
        stm_numeral_write(number, out);
        assert_string_equal(out, cases[i].wanted);
    }
    stm_decimal number;
    assert_false(stm_numeral_read(STM_LIT("3a"), true, &number));
    assert_false(stm_numeral_read(STM_LIT("1,2,3"), true, &number));
    assert_int_equal(stm_numeral_multiplier(STM_LIT("Billionen"), true), 12);
    assert_int_equal(stm_numeral_multiplier(STM_LIT("billion"), false), 9);
}

static void test_calendar(void **state)
{
    (void)state;
    for (int day = -200000; day < 200000; day += 37) {
        assert_int_equal(stm_calendar_days(stm_calendar_date(day)), day);
    }
    assert_int_equal(stm_calendar_weekday(stm_calendar_days((stm_date){2025, 1, 22})), 2);
    stm_date date;
    assert_false(stm_calendar_read(STM_LIT("2025-13"), &date));
    assert_false(stm_calendar_read(STM_LIT("2025-02-30"), &date));
}

static void check_sorted(stm_word_list list)
{
    for (uint32_t i = 0; i + 1 < list.count; i++) {
        if (stm_str_cmp(stm_str_of(list.words[i]), stm_str_of(list.words[i + 1])) >= 0) {
            fail_msg("\"%s\" must not stand before \"%s\"", list.words[i], list.words[i + 1]);
        }
    }
}

static void check_values(stm_value_list list)
{
    for (uint32_t i = 0; i + 1 < list.count; i++) {
        if (strcmp(list.words[i].word, list.words[i + 1].word) >= 0) {
            fail_msg(
                "\"%s\" must not stand before \"%s\"", list.words[i].word, list.words[i + 1].word);
        }
    }
}

static void test_word_lists_sorted(void **state)
{
    (void)state;
    const stm_fact_words *sets[] = {
        &stm_fact_words_de, &stm_fact_words_en, &stm_fact_words_all, &stm_fact_words_none};
    uint32_t words = 0;
    for (size_t s = 0; s < 4; s++) {
#define STM_WORD_LIST(name)                                                                        \
    check_sorted(sets[s]->name);                                                                   \
    words += sets[s]->name.count;
#define STM_VALUE_LIST(name, names)                                                                \
    check_values(sets[s]->name);                                                                   \
    words += sets[s]->name.count;
#include "facts/word_lists.def"
#undef STM_WORD_LIST
#undef STM_VALUE_LIST
    }
    assert_true(words > 1000);
    assert_true(stm_words_have(stm_fact_words_de.negators, STM_LIT("Niemals"), true));
    assert_false(stm_words_have(stm_fact_words_de.negators, STM_LIT("Niemals"), false));
    assert_false(stm_words_have(stm_fact_words_none.negators, STM_LIT("nicht"), true));
    const stm_fact_words *all = &stm_fact_words_all;
    assert_int_equal(stm_words_value(all->months, STM_LIT("März"), true)->number, 3);
    assert_null(stm_words_value(all->months, STM_LIT("März"), false));
    assert_int_equal(stm_words_value(all->relative_days, STM_LIT("vorgestern"), true)->number, -2);
    assert_int_equal(stm_words_value(all->time_units, STM_LIT("quarter"), true)->number, 9);
    assert_string_equal(stm_words_value(all->units, STM_LIT("US-Dollar"), false)->text, "USD");
    assert_null(stm_words_value(stm_fact_words_de.units, STM_LIT("miles"), false));
}

/* Random trees: words, tags and relations drawn from small lists, so that rules fire. */
static uint32_t next_random(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

static void random_sentence(stm_buf *out, uint32_t *seed, uint32_t words)
{
    static const char *const forms[] = {"der", "nicht", "Musk", "sagte", "2024", "in", "und",
        "wenn", "kauft", "sich", "zu", "Mai", "(", ",", "kein", "von", "Dollar", "was", "es"};
    static const char *const tags[] = {"NOUN", "PROPN", "VERB", "AUX", "ADJ", "ADV", "PRON", "DET",
        "ADP", "PUNCT", "NUM", "PART", "SCONJ", "CCONJ"};
    static const char *const rels[] = {"nsubj", "obj", "obl", "acl", "advcl", "ccomp", "xcomp",
        "conj", "cc", "case", "mark", "appos", "amod", "nmod", "cop", "aux", "aux:pass", "advmod",
        "det", "parataxis", "flat", "punct", "orphan", "expl", "acl:relcl", "compound:prt",
        "obl:agent", "nsubj:pass", "csubj", "dep"};
    uint32_t root = next_random(seed) % words;
    for (uint32_t i = 0; i < words; i++) {
        /* Heads lie between the word and the root, so that the result is a tree. */
        uint32_t distance = i > root ? i - root : root - i;
        uint32_t step = distance == 0 ? 0 : 1 + next_random(seed) % distance;
        uint32_t head = i == root ? 0 : (i > root ? i - step : i + step) + 1;
        const char *form = forms[next_random(seed) % (sizeof forms / sizeof forms[0])];
        stm_buf_print(out, "%u\t%s\t%s\t%s\t_\t_\t%u\t%s\t_\t_\n", i + 1, form, form,
            tags[next_random(seed) % (sizeof tags / sizeof tags[0])], head,
            i == root ? "root" : rels[next_random(seed) % (sizeof rels / sizeof rels[0])]);
    }
    stm_buf_text(out, "\n");
}

static void check_props(const stm_doc *doc)
{
    for (uint32_t p = 0; p < doc->props.count; p++) {
        const stm_prop *prop = &doc->props.items[p];
        const stm_sentence *s = &doc->sentences.items[prop->sentence];
        assert_true(
            prop->predicate >= s->token_first && prop->predicate < s->token_first + s->token_count);
        assert_true(prop->arg_first + prop->arg_count <= doc->args.count);
        assert_non_null(prop->rule);
        for (uint32_t i = 0; i < prop->arg_count; i++) {
            const stm_arg *arg = &doc->args.items[prop->arg_first + i];
            assert_true(arg->span.begin >= s->span.begin && arg->span.end <= s->span.end);
            assert_true(arg->span.begin <= arg->span.end && arg->text.len > 0);
        }
    }
}

static void outputs(const stm_doc *doc, uint32_t sentence, stm_buf *out)
{
    stemma_error err = {0};
    CHECK_OK(stm_facts_jsonl(doc, sentence, out, &err));
    CHECK_OK(stm_facts_explain(doc, sentence, out, &err));
}

static void test_random_trees(void **state)
{
    (void)state;
    uint32_t seed = 20250122;
    stm_buf text, out;
    stm_buf_init(&text);
    stm_buf_init(&out);
    for (uint32_t round = 0; round < 300; round++) {
        stm_doc doc;
        stm_buf_clear(&text);
        for (uint32_t s = 0; s < 4; s++) {
            random_sentence(&text, &seed, 1 + next_random(&seed) % 40);
        }
        read_text(&doc, text.data,
            round % 3 == 0       ? STM_LANG_DE
                : round % 3 == 1 ? STM_LANG_EN
                                 : STM_LANG_OTHER,
            "2025-01-22");
        check_props(&doc);
        for (uint32_t s = 0; s < doc.sentences.count; s++) {
            stm_buf_clear(&out);
            outputs(&doc, s, &out);
        }
        stm_doc_dispose(&doc);
    }
    stm_buf_dispose(&text);
    stm_buf_dispose(&out);
}

/* 2,000 words in one sentence: deep, wide, random; bounded work and bounded output. */
static void test_long_sentence(void **state)
{
    (void)state;
    uint32_t seed = 7;
    stm_buf text, out;
    stm_buf_init(&text);
    stm_buf_init(&out);
    random_sentence(&text, &seed, 2000);
    for (uint32_t i = 1; i <= 2000; i++) {
        stm_buf_print(&text, "%u\tsagte\tsagen\tVERB\t_\t_\t%u\t%s\t_\t_\n", i, i - 1,
            i == 1 ? "root" : "ccomp");
    }
    stm_buf_text(&text, "\n");
    for (uint32_t i = 1; i <= 2000; i++) {
        stm_buf_print(&text, "%u\tMusk\tMusk\t%s\t_\t_\t%u\t%s\t_\t_\n", i,
            i == 1 ? "VERB" : "PROPN",
            i == 1           ? 0u
                : i % 2 == 0 ? 1u
                             : i - 1,
            i == 1           ? "root"
                : i % 2 == 0 ? "obj"
                             : "conj");
    }
    stm_buf_text(&text, "\n");
    stm_doc doc;
    read_text(&doc, text.data, STM_LANG_DE, "");
    check_props(&doc);
    assert_true(doc.props.count <= 3 * STM_FX_SENTENCE_PROPS);
    assert_true(doc.arena.total_bytes < (64u << 20));
    for (uint32_t s = 0; s < 3; s++) {
        outputs(&doc, s, &out);
    }
    stm_doc_dispose(&doc);
    stm_buf_dispose(&text);
    stm_buf_dispose(&out);
}

/* What stands before a sentence changes nothing in what it says. */
static void test_order_independence(void **state)
{
    (void)state;
    stm_buf both, alone, second;
    stm_buf_init(&both);
    stm_buf_init(&alone);
    stm_buf_init(&second);
    stm_buf_text(&both, speaker_de);
    stm_buf_text(&both, passive_de);
    stm_doc one, two;
    stemma_error err = {0};
    read_text(&one, passive_de, STM_LANG_DE, "2025-01-22");
    read_text(&two, both.data, STM_LANG_DE, "2025-01-22");
    CHECK_OK(stm_facts_explain(&one, 0, &alone, &err));
    CHECK_OK(stm_facts_explain(&two, 1, &second, &err));
    /* Propositions are numbered through the document; all else is the same. */
    const char *a = strstr(alone.data, "rule"), *b = strstr(second.data, "rule");
    assert_non_null(a);
    assert_non_null(b);
    assert_string_equal(a, b);
    stm_doc_dispose(&one);
    stm_doc_dispose(&two);
    stm_buf_dispose(&both);
    stm_buf_dispose(&alone);
    stm_buf_dispose(&second);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_passive_turned),
        cmocka_unit_test(test_links_and_values),
        cmocka_unit_test(test_speaker),
        cmocka_unit_test(test_numerals),
        cmocka_unit_test(test_calendar),
        cmocka_unit_test(test_word_lists_sorted),
        cmocka_unit_test(test_random_trees),
        cmocka_unit_test(test_long_sentence),
        cmocka_unit_test(test_order_independence),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
