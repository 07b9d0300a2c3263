/* Relations: the tables' reader and its messages, rows of a user, the mapping of our own German and English sentences
 * (tests/data/relations-*.txt with their trees in relations-*.conllu), negation, order and repeatability.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "check.h"

#include <stdlib.h>

#include "base/files.h"
#include "facts/facts.h"
#include "relations/relation_map.h"
#include "text/conllu.h"

static void refuses(const char *table, uint32_t line, const char *part)
{
    stemma_error err = {0};
    stm_vocabulary *v = NULL;
    CHECK_OK(stm_vocabulary_open(&v, &err));
    CHECK_STATUS(STEMMA_ERR_FORMAT, stm_vocabulary_add(v, stm_str_of(table), "mine.tsv", &err));
    assert_int_equal(line, err.line);
    assert_non_null(strstr(err.text, "mine.tsv"));
    if (strstr(err.text, part) == NULL) {
        fail_msg("\"%s\" does not say \"%s\"", err.text, part);
    }
    stm_vocabulary_close(v);
}

static void tables_name_line_and_reason(void **state)
{
    (void)state;
    refuses("# mine\nverbs\tkaufen\tsubj\tobj\tacquired\n", 2, "unknown kind of row");
    refuses("verb\tkaufen\tsubjekt\tobj\tacquired\n", 1, "unknown subject slot");
    refuses("verb\tkaufen\tsubj\tobject\tacquired\n", 1, "unknown object slot");
    refuses("verb\tkaufen\tsubj\tobj\n", 1, "five columns");
    refuses("verb\tkaufen\tsubj\tobj\tacquired\tS=person\n", 1, "unknown condition");
    refuses("verb\tkaufen\tsubj\tobj\tacquired\ts=human\n", 1, "unknown condition");
    refuses("verb\tkaufen||erwerben\tsubj\tobj\tacquired\n", 1, "empty alternative");
    refuses("class\tFirma\tcompany\n", 1, "unknown type");
    refuses("\n\nlang\tfr\n", 3, "unknown language");
    refuses("relation\tfounded\torganization\tany\tany\tno\t-\t-\tagain\n", 1, "there already");
    refuses("relation\tmentors\n", 1, "eight columns");
}

static void vocabulary_knows_its_relations(void **state)
{
    (void)state;
    stemma_error err = {0};
    stm_vocabulary *v = NULL;
    CHECK_OK(stm_vocabulary_open(&v, &err));
    assert_true(v->relations.count >= 80);
    assert_true(stm_vocabulary_relation(v, STM_LIT("merged_with"))->symmetric);
    assert_true(stm_vocabulary_relation(v, STM_LIT("married_to"))->symmetric);
    assert_false(stm_vocabulary_relation(v, STM_LIT("acquired"))->symmetric);
    CHECK_STR(stm_vocabulary_relation(v, STM_LIT("includes"))->inverse, "part_of");
    CHECK_STR(stm_vocabulary_relation(v, STM_LIT("part_of"))->inverse, "includes");
    CHECK_STR(stm_vocabulary_relation(v, STM_LIT("founded"))->wikidata, "P112-");
    assert_null(stm_vocabulary_relation(v, STM_LIT("bought")));
    /* every row of a table that is no silent one names a relation of the vocabulary */
    for (uint32_t i = 0; i < v->triggers.count; i++) {
        const stm_trigger *t = &v->triggers.items[i];
        bool fact = t->subject.count > 0;
        if (fact && t->in_vocabulary == 0 && !stm_str_starts(t->relation, STM_LIT("x_"))) {
            fail_msg("row with relation \"%.*s\"", STM_ARG(t->relation));
        }
    }
    stm_vocabulary_close(v);
}

static stm_str name_of(const stm_doc *doc, uint32_t actor)
{
    return actor == STM_NONE ? STM_EMPTY : doc->actors.items[actor].name;
}

static const char small_trees[] = "# text = Alpha verspeist Beta .\n"
                                  "1\tAlpha\tAlpha\tPROPN\t_\t_\t2\tnsubj\t_\t_\n"
                                  "2\tverspeist\tverspeisen\tVERB\t_\tVerbForm=Fin\t0\troot\t_\t_\n"
                                  "3\tBeta\tBeta\tPROPN\t_\t_\t2\tobj\t_\t_\n"
                                  "4\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_\n\n";

static void map_small(stm_doc *doc, const stm_vocabulary *v)
{
    stemma_error err = {0};
    stm_doc_reset(doc);
    CHECK_OK(stm_conllu_read_all(STM_LIT(small_trees), "small", doc, &err));
    doc->lang = STM_LANG_DE;
    CHECK_OK(stm_facts_extract(doc, &err));
    CHECK_OK(stm_relations_map(doc, v, &err));
}

static void users_rows_come_first(void **state)
{
    (void)state;
    stemma_error err = {0};
    stm_vocabulary *v = NULL;
    stm_doc doc;
    stm_doc_init(&doc);
    CHECK_OK(stm_vocabulary_open(&v, &err));
    map_small(&doc, v);
    assert_int_equal(1, doc.facts.count);
    assert_false(doc.facts.items[0].in_vocabulary);
    CHECK_STR(doc.facts.items[0].relation, "verspeisen"); /* a readable label of its own */
    CHECK_OK(
        stm_vocabulary_add(v, STM_LIT("verb\tverspeisen\tsubj\tobj\tacquired\n"), "mine", &err));
    map_small(&doc, v);
    assert_int_equal(1, doc.facts.count);
    CHECK_STR(doc.facts.items[0].relation, "acquired");
    CHECK_STR(name_of(&doc, doc.facts.items[0].subject), "Alpha");
    CHECK_STR(name_of(&doc, doc.facts.items[0].object), "Beta");
    CHECK_OK(stm_vocabulary_add(v,
        STM_LIT("relation\tdevours\tchange\tany\tany\tno\t-\t-\teats up\n"
                "verb\tverspeisen\tobj\tsubj\tdevours\n"),
        "mine", &err));
    map_small(&doc, v);
    CHECK_STR(doc.facts.items[0].relation, "devours"); /* the later table wins over the earlier */
    CHECK_STR(name_of(&doc, doc.facts.items[0].subject), "Beta");
    assert_true(doc.facts.items[0].in_vocabulary);
    stm_vocabulary_close(v);
    stm_doc_dispose(&doc);
}

/* ---- the corpus ---- */

typedef struct corpus {
    stm_vocabulary *vocabulary;
    stm_doc doc;
    char *trees, *wanted;
    stm_conllu_reader reader;
    stm_lang lang;
    uint32_t passed, failed, known_misses;
} corpus;

/* Words of needle stand in a row in hay, case aside for ASCII. */
static bool holds_words(stm_str hay, stm_str needle)
{
    if (needle.len == 0 || hay.len == 0) {
        return needle.len == hay.len;
    }
    for (uint32_t i = 0; i + needle.len <= hay.len; i++) {
        bool left = i == 0 || hay.ptr[i - 1] == ' ';
        bool right = i + needle.len == hay.len || hay.ptr[i + needle.len] == ' ';
        if (left && right && stm_str_eq_ascii_nocase(stm_str_sub(hay, i, i + needle.len), needle)) {
            return true;
        }
    }
    return false;
}

static bool alike(stm_str a, stm_str b)
{
    return holds_words(a, b) || holds_words(b, a);
}

static bool found(const stm_doc *doc, stm_str line)
{
    stm_str subject = STM_EMPTY, relation = STM_EMPTY, object = STM_EMPTY, rest = line;
    stm_str_next(&rest, '|', &subject);
    stm_str_next(&rest, '|', &relation);
    stm_str_next(&rest, '|', &object);
    subject = stm_str_trim(subject);
    relation = stm_str_trim(relation);
    object = stm_str_trim(object);
    bool negated = relation.len > 0 && relation.ptr[0] == '!';
    relation = stm_str_sub(relation, negated, relation.len);
    object = stm_str_is(object, "-") ? STM_EMPTY : object;
    for (uint32_t i = 0; i < doc->facts.count; i++) {
        const stm_fact *f = &doc->facts.items[i];
        if (stm_str_eq(f->relation, relation) && f->marks.negated == negated &&
            alike(name_of(doc, f->subject), subject) && alike(name_of(doc, f->object), object)) {
            return true;
        }
    }
    return false;
}

/* Proper nouns with what is flat to them stand in for the name finder. */
static void find_names(stm_doc *doc)
{
    for (uint32_t t = 0; t < doc->tokens.count; t++) {
        uint32_t last = t;
        if (doc->tokens.items[t].upos != STM_PROPN || doc->tokens.items[t].rel == STM_REL_FLAT) {
            continue;
        }
        while (last + 1 < doc->tokens.count && doc->tokens.items[last + 1].rel == STM_REL_FLAT &&
            doc->tokens.items[last + 1].head == t) {
            last++;
        }
        stm_mention m = {.sentence = 0,
            .token_first = t,
            .token_count = last - t + 1,
            .head = t,
            .span = {doc->tokens.items[t].span.begin, doc->tokens.items[last].span.end},
            .type = STM_TYPE_OTHER,
            .kind = STM_MENTION_NAME,
            .actor = STM_NONE,
            .confidence = 0.5f};
        assert_true(stm_vec_push(&doc->mentions, m));
    }
}

static void next_sentence(corpus *c)
{
    stemma_error err = {0};
    bool more = false;
    stm_doc_reset(&c->doc);
    CHECK_OK(stm_conllu_read(&c->reader, &c->doc, &more, &err));
    assert_true(more);
    c->doc.lang = c->lang;
    CHECK_OK(stm_facts_extract(&c->doc, &err));
    find_names(&c->doc);
    CHECK_OK(stm_relations_map(&c->doc, c->vocabulary, &err));
}

static void check_line(corpus *c, stm_str line, stm_str sentence)
{
    stm_str fact = stm_str_sub(line, 2, line.len);
    bool is = found(&c->doc, fact), should = line.ptr[0] == '+';
    c->known_misses += line.ptr[0] == '~';
    if (is == should) {
        c->passed++;
        return;
    }
    c->failed++;
    print_error("%s %.*s in: %.*s\n",
        line.ptr[0] == '~' ? "known miss that passes now, make it +:"
            : should       ? "missing:"
                           : "must not be there:",
        STM_ARG(fact), STM_ARG(sentence));
}

static void run_corpus(stm_lang lang, const char *name)
{
    stemma_error err = {0};
    corpus c = {.lang = lang};
    char path[600];
    size_t trees = 0, wanted = 0;
    stm_doc_init(&c.doc);
    CHECK_OK(stm_vocabulary_open(&c.vocabulary, &err));
    snprintf(path, sizeof path, "%s/tests/data/relations-%s.conllu", STEMMA_SOURCE_DIR, name);
    CHECK_OK(stm_file_read(path, 1u << 24, &c.trees, &trees, &err));
    stm_conllu_open(&c.reader, (stm_str){c.trees, (uint32_t)trees}, "trees");
    snprintf(path, sizeof path, "%s/tests/data/relations-%s.txt", STEMMA_SOURCE_DIR, name);
    CHECK_OK(stm_file_read(path, 1u << 24, &c.wanted, &wanted, &err));
    stm_str rest = {c.wanted, (uint32_t)wanted}, line = STM_EMPTY, sentence = STM_EMPTY;
    while (stm_str_next_line(&rest, &line)) {
        if (stm_str_starts(line, STM_LIT("> "))) {
            sentence = stm_str_trim(stm_str_sub(line, 2, line.len));
            next_sentence(&c);
            assert_true(stm_str_eq(
                stm_str_trim(c.doc.text), sentence)); /* trees and expectations go together */
        } else if (line.len > 2 && line.ptr[1] == ' ' && line.ptr[0] != '#') {
            check_line(&c, line, sentence);
        }
    }
    assert_true(c.passed > 80);
    assert_int_equal(0, c.failed);
    stm_vocabulary_close(c.vocabulary);
    stm_doc_dispose(&c.doc);
    free(c.trees);
    free(c.wanted);
}

static void german_sentences(void **state)
{
    (void)state;
    run_corpus(STM_LANG_DE, "de");
}

static void english_sentences(void **state)
{
    (void)state;
    run_corpus(STM_LANG_EN, "en");
}

/* Mapping twice gives the same facts; a document without sentences gives none. */
static void repeats_itself(void **state)
{
    (void)state;
    stemma_error err = {0};
    stm_vocabulary *v = NULL;
    stm_doc doc;
    stm_doc_init(&doc);
    CHECK_OK(stm_vocabulary_open(&v, &err));
    CHECK_OK(stm_relations_map(&doc, v, &err));
    assert_int_equal(0, doc.facts.count);
    map_small(&doc, v);
    uint32_t facts = doc.facts.count, actors = doc.actors.count;
    CHECK_OK(stm_relations_map(&doc, v, &err));
    assert_int_equal(facts, doc.facts.count);
    assert_int_equal(actors, doc.actors.count);
    stm_vocabulary_close(v);
    stm_doc_dispose(&doc);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tables_name_line_and_reason),
        cmocka_unit_test(vocabulary_knows_its_relations),
        cmocka_unit_test(users_rows_come_first),
        cmocka_unit_test(german_sentences),
        cmocka_unit_test(english_sentences),
        cmocka_unit_test(repeats_itself),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
