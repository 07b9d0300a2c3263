/* Runs the rules over our own sentences with their trees (tests/corpus): one phenomenon each, the facts expected and
 * facts that must not appear.
 *   # fact  = subject | relation | object     must be given in the open form
 *   # not   = subject | relation | object     must not be given
 *   # miss  = subject | relation | object     should be given and is not yet: fails as soon as it is, then move it
 *   # doubt = word                            the proposition of this predicate must exist and not be plain
 * A proposition is plain when it is asserted, not negated and said by nobody in particular.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdlib.h>

#include "base/files.h"
#include "base/limits.h"
#include "check.h"
#include "facts/facts.h"
#include "text/conllu.h"

enum { MAX_FACTS = 64, FACT_BYTES = 512 };

typedef struct corpus {
    stm_doc doc;
    char *bytes;
    size_t count;
} corpus;

typedef struct given {
    char facts[MAX_FACTS][FACT_BYTES];
    uint32_t count;
} given;

static void load(corpus *c, const char *language, const char *name)
{
    stemma_error err = {0};
    char path[1024];
    snprintf(path, sizeof path, STEMMA_SOURCE_DIR "/tests/corpus/%s/%s", language, name);
    stm_doc_init(&c->doc);
    CHECK_OK(stm_file_read(path, STM_MAX_FILE_BYTES, &c->bytes, &c->count, &err));
    CHECK_OK(stm_conllu_read_all((stm_str){c->bytes, (uint32_t)c->count}, path, &c->doc, &err));
    c->doc.lang = stm_lang_of(stm_str_of(language));
    c->doc.meta.date = STM_LIT("2025-01-22");
    CHECK_OK(stm_facts_extract(&c->doc, &err));
}

static void drop(corpus *c)
{
    stm_doc_dispose(&c->doc);
    free(c->bytes);
}

static stemma_status collect(void *user, const stm_open_fact *fact)
{
    given *g = user;
    assert_true(g->count < MAX_FACTS);
    snprintf(g->facts[g->count++], FACT_BYTES, "%.*s | %.*s | %.*s", STM_ARG(fact->subject),
        STM_ARG(fact->relation), STM_ARG(fact->object));
    return STEMMA_OK;
}

static bool has(const given *g, stm_str fact)
{
    for (uint32_t i = 0; i < g->count; i++) {
        if (stm_str_is(fact, g->facts[i])) {
            return true;
        }
    }
    return false;
}

static bool plain(const stm_prop *prop)
{
    return !prop->marks.negated && prop->marks.modality == STM_ASSERTED &&
        prop->marks.speaker == STM_NONE;
}

/* Mistakes are counted and printed, so that one run shows all of them. */
static uint32_t check_doubt(const corpus *c, uint32_t s, stm_str word)
{
    const stm_sentence *sentence = &c->doc.sentences.items[s];
    uint32_t seen = 0, bad = 0;
    for (uint32_t p = 0; p < sentence->prop_count; p++) {
        const stm_prop *prop = &c->doc.props.items[sentence->prop_first + p];
        if (!prop->nominal && stm_str_eq(c->doc.tokens.items[prop->predicate].form, word)) {
            seen++;
            bad += plain(prop);
        }
    }
    if (seen == 0 || bad > 0) {
        print_error("%.*s: \"%.*s\" is %s\n", STM_ARG(sentence->id), STM_ARG(word),
            seen == 0 ? "no proposition" : "plainly asserted");
    }
    return seen == 0 || bad > 0;
}

static uint32_t check_line(const corpus *c, uint32_t s, const given *g, stm_str line)
{
    static const struct {
        const char *key;
        bool wanted;
        const char *complaint;
    } kinds[] = {
        {"# fact = ", true, "not found"},
        {"# not = ", false, "must not be given"},
        {"# miss = ", false, "known miss is found now, make it a fact"},
    };
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        stm_str key = stm_str_of(kinds[i].key);
        if (stm_str_starts(line, key)) {
            stm_str fact = stm_str_sub(line, key.len, line.len);
            if (has(g, fact) == kinds[i].wanted) {
                return 0;
            }
            print_error("%.*s: %s: %.*s\n", STM_ARG(c->doc.sentences.items[s].id),
                kinds[i].complaint, STM_ARG(fact));
            return 1;
        }
    }
    stm_str doubt = STM_LIT("# doubt = ");
    return stm_str_starts(line, doubt) ? check_doubt(c, s, stm_str_sub(line, doubt.len, line.len))
                                       : 0;
}

/* Runs through the file's comments beside the sentences read from it. */
static uint32_t check_file(const corpus *c, uint32_t *lines_out)
{
    stemma_error err = {0};
    stm_str rest = {c->bytes, (uint32_t)c->count}, line = STM_EMPTY;
    uint32_t sentence = 0, mistakes = 0;
    bool words = false;
    static given g;
    g.count = 0;
    CHECK_OK(stm_facts_open(&c->doc, 0, 0.0f, collect, &g, &err));
    while (stm_str_next_line(&rest, &line)) {
        if (line.len == 0 && words) {
            words = false;
            if (++sentence < c->doc.sentences.count) {
                g.count = 0;
                CHECK_OK(stm_facts_open(&c->doc, sentence, 0.0f, collect, &g, &err));
            }
        } else if (line.len > 0 && line.ptr[0] == '#') {
            mistakes += check_line(c, sentence, &g, line);
            *lines_out +=
                stm_str_starts(line, STM_LIT("# fact")) || stm_str_starts(line, STM_LIT("# doubt"));
        } else if (line.len > 0) {
            words = true;
        }
    }
    return mistakes;
}

static void check_corpus(const char *language, const char *name, uint32_t sentences)
{
    corpus c;
    uint32_t lines = 0;
    load(&c, language, name);
    assert_true(c.doc.sentences.count >= sentences);
    uint32_t mistakes = check_file(&c, &lines);
    assert_true(lines >= sentences / 2);
    drop(&c);
    assert_int_equal(mistakes, 0);
}

static void test_german(void **state)
{
    (void)state;
    check_corpus("de", "facts.conllu", 150);
}

static void test_english(void **state)
{
    (void)state;
    check_corpus("en", "facts.conllu", 100);
}

static void test_german_doubt(void **state)
{
    (void)state;
    check_corpus("de", "doubt.conllu", 60);
}

static void test_english_doubt(void **state)
{
    (void)state;
    check_corpus("en", "doubt.conllu", 60);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_german),
        cmocka_unit_test(test_english),
        cmocka_unit_test(test_german_doubt),
        cmocka_unit_test(test_english_doubt),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
