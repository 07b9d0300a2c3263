/* Identity across documents: each rule with an example and a counter-example; decisions; order;
 * near copies. SPDX-License-Identifier: GPL-2.0-or-later */
#include "check.h"

#include <stdlib.h>

#include "base/files.h"
#include "names/identity.h"
#include "text/minhash.h"

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

typedef struct row {
    const char *name;
    stm_type type;
    uint32_t mentions;
    const char *alias;
} row;
enum { ROWS = 40 };

typedef struct answer {
    uint32_t group[ROWS];
    char name[ROWS][80];
    uint8_t type[ROWS];
} answer;

/* Resolves rows in the order given by `order` and gives the answer back in the order of rows. */
static void resolve(
    const row *rows, uint32_t count, const uint32_t *order, const char *decisions, answer *out)
{
    stemma_error err;
    stm_identity_record records[ROWS];
    stm_str aliases[ROWS];
    stm_decision list[16];
    uint32_t decided = 0;
    stm_str rest = stm_str_of(decisions), line;
    while (stm_str_next_line(&rest, &line)) {
        bool known = false;
        CHECK_OK(stm_decision_read(line, &list[decided], &known, &err));
        decided += known ? 1 : 0;
    }
    for (uint32_t i = 0; i < count; i++) {
        const row *r = &rows[order == NULL ? i : order[i]];
        aliases[i] = stm_str_of(r->alias);
        records[i] = (stm_identity_record){stm_str_of(r->name), &aliases[i],
            r->alias == NULL ? 0 : 1, (uint8_t)r->type, true, r->mentions, 0, false};
    }
    stm_arena arena;
    stm_arena_init(&arena);
    stm_identity identity;
    CHECK_OK(stm_identity_resolve(tables, records, count, list, decided, &arena, &identity, &err));
    for (uint32_t i = 0; i < count; i++) {
        uint32_t at = order == NULL ? i : order[i], group = identity.group[i];
        assert_true(group <= i && identity.group[group] == group);
        out->group[at] = order == NULL ? group : order[group];
        snprintf(out->name[at], sizeof out->name[at], "%.*s", STM_ARG(identity.name[group]));
        out->type[at] = identity.type[group];
    }
    stm_arena_dispose(&arena);
}

static void check_same(row a, row b, bool same)
{
    const row rows[] = {a, b};
    answer got;
    resolve(rows, 2, NULL, "", &got);
    if ((got.group[0] == got.group[1]) != same) {
        fail_msg("%s and %s: wanted %s", a.name, b.name, same ? "one actor" : "two actors");
    }
}

#define PERSON(name) ((row){name, STM_TYPE_PERSON, 1, NULL})
#define ORG(name) ((row){name, STM_TYPE_ORGANIZATION, 1, NULL})
#define PLACE(name) ((row){name, STM_TYPE_LOCATION, 1, NULL})

static void names_fold(void **state)
{
    (void)state;
    static const struct {
        const char *name, *folded;
    } cases[] = {
        {"Müller AG", "mueller"},
        {"MUELLER", "mueller"},
        {"Microsoft Corp.", "microsoft"},
        {"the White House", "white house"},
        {"„Stargate“", "stargate"},
        {"E. Musk", "e musk"},
        {"Gruner + Jahr GmbH & Co. KG", "gruner jahr"},
        {"Start-up", "start up"},
        {"AG", "ag"},
    };
    stm_buf out;
    stm_buf_init(&out);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        stm_identity_fold(tables, stm_str_of(cases[i].name), &out);
        CHECK_STR(stm_buf_view(&out), cases[i].folded);
    }
    stm_buf_dispose(&out);
}

static void pairs_join_or_stay_apart(void **state)
{
    (void)state;
    check_same(ORG("Microsoft"), ORG("Microsoft Corp."), true);
    check_same(ORG("Microsoft Corporation"), ORG("MICROSOFT"), true);
    check_same(ORG("Müller AG"), ORG("Mueller"), true);
    check_same(ORG("Nordwind"), ORG("Nordstern"), false);
    check_same(PLACE("USA"), PLACE("Vereinigte Staaten"), true);
    check_same(PLACE("Vereinigten Staaten"), PLACE("United States"), true);
    check_same(PLACE("US"), PLACE("USA"), true);
    check_same(ORG("EU"), ORG("European Union"), true);
    check_same(PLACE("München"), PLACE("Munich"), true);
    check_same(PERSON("Paris"), PLACE("Paris"), false); /* type must agree */
    check_same(PERSON("Elon Musk"), PERSON("Musk"), true);
    check_same(PERSON("E. Musk"), PERSON("Elon Musk"), true);
    check_same(PERSON("K. Musk"), PERSON("Elon Musk"), false);
    check_same(PERSON("Donald J. Trump"), PERSON("Donald Trump"), true);
    check_same(PERSON("Donald Trump"), PERSON("Ivanka Trump"), false);
    check_same(PERSON("Musk"), ORG("Musk Foundation"), false);
    check_same(ORG("Americans for Responsible Innovation"), ORG("ARI"), true);
    check_same(ORG("American Rail Industries"), ORG("AXI"), false);
    check_same((row){"OpenAI", STM_TYPE_ORGANIZATION, 50, NULL},
        (row){"OpenAI", STM_TYPE_PRODUCT, 2, NULL}, true);
    check_same((row){"Jordan", STM_TYPE_PERSON, 50, NULL},
        (row){"Jordan", STM_TYPE_LOCATION, 2, NULL}, false);
}

static void family_name_needs_one_person(void **state)
{
    (void)state;
    const row rows[] = {PERSON("Elon Musk"), PERSON("Kimbal Musk"), PERSON("Musk"), PERSON("Merz"),
        PERSON("Friedrich Merz")};
    answer got;
    resolve(rows, 5, NULL, "", &got);
    assert_int_equal(2, got.group[2]); /* open: two of that name */
    assert_int_equal(got.group[3], got.group[4]);
    assert_string_equal("Friedrich Merz", got.name[3]);
}

/* `E. Musk` is Elon or Emma: it joins neither, and least of all both. A middle name tells two of one name apart; the
 * plain name then fits both. */
static void given_names_join_only_what_says_more(void **state)
{
    (void)state;
    const row rows[] = {PERSON("E. Musk"), PERSON("Elon Musk"), PERSON("Emma Musk")};
    answer got;
    resolve(rows, 3, NULL, "", &got);
    assert_int_equal(0, got.group[0]);
    assert_int_equal(1, got.group[1]);
    assert_int_equal(2, got.group[2]);
    const row middle[] = {
        PERSON("Anna Maria Weber"), PERSON("Anna Sofia Weber"), PERSON("Anna Weber")};
    resolve(middle, 3, NULL, "", &got);
    assert_int_equal(1, got.group[1]);
    assert_int_equal(2, got.group[2]);
    const row chain[] = {PERSON("Trump"), PERSON("D. Trump"), PERSON("Donald J. Trump"),
        PERSON("Donald John Trump"), PERSON("Donald Trump")};
    resolve(chain, 5, NULL, "", &got);
    for (int i = 0; i < 5; i++) {
        assert_int_equal(0, got.group[i]);
    }
}

/* A family name of several words needs all of them: `von der Leyen` is no `Hans Leyen`. */
static void particles_belong_to_the_family_name(void **state)
{
    (void)state;
    const row rows[] = {PERSON("Ursula von der Leyen"), PERSON("von der Leyen"),
        PERSON("Van Morrison"), PERSON("Jim Morrison")};
    answer got;
    resolve(rows, 4, NULL, "", &got);
    assert_int_equal(0, got.group[1]);
    assert_string_equal("Ursula von der Leyen", got.name[1]);
    assert_int_equal(3, got.group[3]);
}

static void alias_of_one_document_holds_for_all(void **state)
{
    (void)state;
    const row rows[] = {
        {"Dienste und Handel", STM_TYPE_ORGANIZATION, 3, "DHD"}, ORG("DHD"), PERSON("DHD")};
    answer got;
    resolve(rows, 3, NULL, "", &got);
    assert_int_equal(got.group[0], got.group[1]);
    assert_string_equal("Dienste und Handel", got.name[1]);
    const row two[] = {{"Dienste und Handel", STM_TYPE_ORGANIZATION, 3, "DHD"},
        {"Deutscher Hundedienst", STM_TYPE_ORGANIZATION, 3, "DHD"}, ORG("DHD")};
    resolve(two, 3, NULL, "", &got);
    assert_int_equal(2, got.group[2]); /* two owners of the alias: open */
}

static void decisions_hold(void **state)
{
    (void)state;
    const row rows[] = {PERSON("Elon Musk"), PERSON("Musk"), ORG("Twitter"), ORG("X"),
        PERSON("Paris"), PLACE("Paris")};
    answer got;
    resolve(rows, 6, NULL, "same\tTwitter\tX\n", &got);
    assert_int_equal(got.group[2], got.group[3]);
    resolve(rows, 6, NULL, "different\tMusk\tElon Musk\n", &got);
    assert_int_not_equal(got.group[0], got.group[1]);
    resolve(rows, 6, NULL, "different\tMusk\tElon Musk\nsame\tElon Musk\tMusk\n", &got);
    assert_int_equal(got.group[0], got.group[1]); /* the later one of a pair holds */
    resolve(rows, 6, NULL, "same\tElon Musk\tMusk\ndifferent\tMusk\tElon Musk\n", &got);
    assert_int_not_equal(got.group[0], got.group[1]);
    resolve(
        rows, 6, NULL, "rename\tTwitter\tX Corp\nsame\tX Corp\tX\ntype\tTwitter\tproduct\n", &got);
    assert_string_equal("X Corp", got.name[2]);
    assert_int_equal(got.group[2], got.group[3]);
    assert_int_equal(STM_TYPE_PRODUCT, got.type[3]);
    resolve(rows, 6, NULL, "rename\tParis (person)\tParis Hilton\n", &got);
    assert_string_equal("Paris Hilton", got.name[4]);
    assert_string_equal("Paris", got.name[5]);
}

/* A must-not-link holds through others: Musk joins neither by the family rule nor over a third
 * name. */
static void different_holds_through_others(void **state)
{
    (void)state;
    const row rows[] = {ORG("Alpha"), ORG("Beta"), ORG("Gamma")};
    answer got;
    resolve(rows, 3, NULL, "different\tAlpha\tGamma\nsame\tAlpha\tBeta\nsame\tBeta\tGamma\n", &got);
    assert_int_equal(got.group[0], got.group[1]);
    assert_int_not_equal(got.group[0], got.group[2]);
}

static void order_of_records_does_not_matter(void **state)
{
    (void)state;
    const row rows[] = {PERSON("Elon Musk"), PERSON("Musk"), PERSON("E. Musk"), ORG("Microsoft"),
        ORG("Microsoft Corp."), PLACE("USA"), PLACE("United States"), PERSON("Paris"),
        PLACE("Paris"), {"Paris", STM_TYPE_OTHER, 1, NULL}, ORG("ARI"),
        ORG("Americans for Responsible Innovation"), PERSON("Trump"), PERSON("Donald Trump"),
        PERSON("Ivanka Trump"), PERSON("Donald J. Trump")};
    enum { N = sizeof rows / sizeof rows[0] };
    answer first, got;
    resolve(rows, N, NULL, "same\tParis (person)\tMusk\n", &first);
    uint32_t order[N], seed = 12345;
    for (uint32_t i = 0; i < N; i++) {
        order[i] = i;
    }
    for (int round = 0; round < 200; round++) {
        for (uint32_t i = N - 1; i > 0; i--) {
            seed = seed * 1664525u + 1013904223u;
            uint32_t k = (seed >> 8) % (i + 1), kept = order[i];
            order[i] = order[k];
            order[k] = kept;
        }
        resolve(rows, N, order, "same\tParis (person)\tMusk\n", &got);
        for (uint32_t i = 0; i < N; i++) {
            assert_string_equal(first.name[i], got.name[i]);
            assert_int_equal(first.type[i], got.type[i]);
            for (uint32_t k = 0; k < i; k++) {
                assert_int_equal(first.group[i] == first.group[k], got.group[i] == got.group[k]);
            }
        }
    }
}

static void decisions_read_as_written(void **state)
{
    (void)state;
    static const char *const lines[] = {
        "same\tMusk (person)\tElon Musk\n",
        "different\tParis (person)\tParis (location)\n",
        "rename\tTwitter\tX\n",
        "type\tGrok\tproduct\n",
        "forget\tMusk\tTwitter\tacquired\n",
        "same\tFilm (product) (any)\tFilm\n",
    };
    stemma_error err;
    stm_buf out;
    stm_buf_init(&out);
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        stm_decision decision;
        stm_str rest = stm_str_of(lines[i]), line;
        bool known = false;
        stm_str_next_line(&rest, &line);
        CHECK_OK(stm_decision_read(line, &decision, &known, &err));
        assert_true(known);
        stm_buf_clear(&out);
        stm_decision_write(&out, &decision);
        CHECK_STR(stm_buf_view(&out), lines[i]);
    }
    stm_decision decision;
    bool known = true;
    CHECK_OK(stm_decision_read(STM_LIT("# comment"), &decision, &known, &err));
    assert_false(known);
    CHECK_STATUS(
        STEMMA_ERR_FORMAT, stm_decision_read(STM_LIT("merge\ta\tb"), &decision, &known, &err));
    CHECK_STATUS(
        STEMMA_ERR_FORMAT, stm_decision_read(STM_LIT("same\ta\rb\tc"), &decision, &known, &err));
    CHECK_STATUS(STEMMA_ERR_FORMAT, stm_decision_read(STM_LIT("same\ta"), &decision, &known, &err));
    CHECK_STATUS(
        STEMMA_ERR_FORMAT, stm_decision_read(STM_LIT("type\ta\tanimal"), &decision, &known, &err));
    stm_buf_dispose(&out);
}

/* Does a stand in a block that b is compared with or looks into? */
static bool reaches(const stm_blocks *a, const stm_blocks *b)
{
    for (uint32_t i = 0; i < a->count; i++) {
        for (uint32_t k = 0; k < b->count; k++) {
            bool asks = (b->items[k].use & (STM_BLOCK_TIES | STM_BLOCK_LOOKS)) != 0;
            if (asks && (a->items[i].use & STM_BLOCK_STANDS) != 0 &&
                a->items[i].key == b->items[k].key) {
                return true;
            }
        }
    }
    return false;
}

/* Is b found among those who watch a block of a? */
static bool watched(const stm_blocks *a, const stm_blocks *b)
{
    for (uint32_t i = 0; i < a->count; i++) {
        for (uint32_t k = 0; k < b->count; k++) {
            if ((a->items[i].use & STM_BLOCK_WATCHERS) != 0 &&
                (b->items[k].use & STM_BLOCK_STANDS) != 0 && a->items[i].key == b->items[k].key) {
                return true;
            }
        }
    }
    return false;
}

enum { APART, TIED, LOOKING };

static void blocks_meet_what_can_join(void **state)
{
    (void)state;
    static const struct {
        row a, b;
        int how; /* b is tied to a, or looks at a */
    } cases[] = {
        {{"Elon Musk", STM_TYPE_PERSON, 1, NULL}, {"Musk", STM_TYPE_PERSON, 1, NULL}, LOOKING},
        {{"Elon Musk", STM_TYPE_PERSON, 1, NULL}, {"Musk", STM_TYPE_OTHER, 1, NULL}, LOOKING},
        {{"Elon Musk", STM_TYPE_PERSON, 1, NULL}, {"Musk", STM_TYPE_LOCATION, 1, NULL}, APART},
        {{"Elon Musk", STM_TYPE_PERSON, 1, NULL}, {"E. Musk", STM_TYPE_PERSON, 1, NULL}, LOOKING},
        {{"Elon Musk", STM_TYPE_PERSON, 1, NULL}, {"Kimbal Musk", STM_TYPE_PERSON, 1, NULL}, APART},
        {{"Elon Musk", STM_TYPE_PERSON, 1, NULL}, {"Sam Altman", STM_TYPE_PERSON, 1, NULL}, APART},
        {{"USA", STM_TYPE_LOCATION, 1, NULL}, {"United States", STM_TYPE_LOCATION, 1, NULL}, TIED},
        {{"Americans for Responsible Innovation", STM_TYPE_ORGANIZATION, 1, NULL},
            {"ARI", STM_TYPE_ORGANIZATION, 1, NULL}, LOOKING},
        {{"Dienste und Handel", STM_TYPE_ORGANIZATION, 1, "DHD"},
            {"DHD", STM_TYPE_ORGANIZATION, 1, NULL}, LOOKING},
        {{"Microsoft", STM_TYPE_ORGANIZATION, 1, NULL},
            {"Microsoft Corp.", STM_TYPE_ORGANIZATION, 1, NULL}, TIED},
        {{"Siemens", STM_TYPE_ORGANIZATION, 1, NULL}, {"Bosch", STM_TYPE_ORGANIZATION, 1, NULL},
            APART},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        stm_blocks a = {0}, b = {0};
        stm_str alias = stm_str_of(cases[i].a.alias);
        stm_identity_record x = {.name = stm_str_of(cases[i].a.name),
            .type = (uint8_t)cases[i].a.type,
            .aliases = &alias,
            .alias_count = alias.len > 0,
            .named = true};
        stm_identity_record y = {
            .name = stm_str_of(cases[i].b.name), .type = (uint8_t)cases[i].b.type, .named = true};
        assert_true(stm_identity_blocks(tables, &x, &a) && stm_identity_blocks(tables, &y, &b));
        if (reaches(&a, &b) != (cases[i].how != APART) ||
            (cases[i].how == LOOKING && !watched(&a, &b))) {
            fail_msg("%s and %s: wanted %d", cases[i].a.name, cases[i].b.name, cases[i].how);
        }
        stm_vec_free(&a);
        stm_vec_free(&b);
    }
}

/* Every name of the table leads to its own line: no name stands in two. */
static void table_names_lead_to_their_line(void **state)
{
    (void)state;
    stemma_error err;
    char *text = NULL;
    size_t bytes = 0;
    unsigned lines = 0, wrong = 0;
    CHECK_OK(
        stm_file_read(STEMMA_SOURCE_DIR "/src/lang/identity.tsv", 1 << 22, &text, &bytes, &err));
    stm_str rest = {text, (uint32_t)bytes}, line;
    while (stm_str_next_line(&rest, &line)) {
        stm_str column[9], left = line, name;
        for (int i = 0; i < 9; i++) {
            column[i] = STM_EMPTY;
            stm_str_next(&left, '\t', &column[i]);
        }
        if (line.len == 0 || line.ptr[0] == '#') {
            continue;
        }
        lines++;
        for (int i = 0; i < 8; i++) {
            bool names = i == 0 || i == 1 || i == 6;
            stm_str list = column[i];
            while ((names || i == 7) && stm_str_next(&list, '|', &name)) {
                const stm_known *known =
                    names ? stm_names_known(tables, name) : stm_names_demonym(tables, name);
                if (name.len > 0 && (known == NULL || !stm_str_eq(known->de, column[0]))) {
                    print_message("%.*s is not %.*s\n", STM_ARG(name), STM_ARG(column[0]));
                    wrong++;
                }
            }
        }
        if (column[5].len > 0 && stm_names_known(tables, column[5]) == NULL) {
            print_message("%.*s lies in %.*s\n", STM_ARG(column[0]), STM_ARG(column[5]));
            wrong++;
        }
    }
    assert_true(lines > 1000);
    assert_int_equal(0, wrong);
    free(text);
}

static void near_copies_are_found(void **state)
{
    (void)state;
    static const char agency[] = "Der Autobauer Werra ruft sechzigtausend Fahrzeuge zurück. "
                                 "Betroffen ist das Modell Tiga aus den Jahren 2019 bis "
                                 "2022. Bei dem Wagen können die Bremsen versagen, wie das "
                                 "Unternehmen am Montag mitteilte. Das Amt prüft den Fall. "
                                 "Vorstand Axel Thoma bat die Kunden um Entschuldigung und "
                                 "versprach schnelle Hilfe in den Werkstätten.";
    static const char print[] = "WERRA RUFT AUTOS ZURÜCK - Der Autobauer Werra ruft sechzigtausend "
                                "Fahrzeuge zurück. Betroffen ist das Modell "
                                "„Tiga“ aus den Jahren 2019 bis 2022. Bei dem Wagen können die "
                                "Bremsen versagen, wie das Unternehmen am Montag "
                                "mitteilte. Das Amt prüft den Fall. Vorstand Axel Thoma bat die "
                                "Kunden um Entschuldigung und versprach schnelle "
                                "Hilfe in den Werkstätten. (dpa)";
    static const char other[] =
        "Der Autobauer Werra hat im dritten Quartal mehr verdient. Der Gewinn stieg um zwölf "
        "Prozent auf eine Milliarde "
        "Euro, wie das Unternehmen am Montag mitteilte. Vorstand Axel Thoma sprach von einem guten "
        "Ergebnis und hob die "
        "Prognose für das laufende Jahr an. Analysten hatten mit weniger gerechnet.";
    stm_minhash a, b, c, again;
    stm_minhash_sign(stm_str_of(agency), &a);
    stm_minhash_sign(stm_str_of(print), &b);
    stm_minhash_sign(stm_str_of(other), &c);
    stm_minhash_sign(stm_str_of(agency), &again);
    assert_memory_equal(&a, &again, sizeof a);
    assert_true(stm_minhash_similarity(&a, &b) > STM_MINHASH_NEAR_COPY);
    assert_true(stm_minhash_similarity(&a, &c) < 0.2);
    uint64_t x[STM_MINHASH_BANDS], y[STM_MINHASH_BANDS];
    stm_minhash_bands(&a, x);
    stm_minhash_bands(&b, y);
    int shared = 0;
    for (int i = 0; i < STM_MINHASH_BANDS; i++) {
        shared += x[i] == y[i];
    }
    assert_true(shared > 0);
    stm_minhash empty;
    stm_minhash_sign(STM_LIT("zu kurz"), &empty);
    assert_true(stm_minhash_similarity(&empty, &empty) == 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_fold),
        cmocka_unit_test(pairs_join_or_stay_apart),
        cmocka_unit_test(family_name_needs_one_person),
        cmocka_unit_test(given_names_join_only_what_says_more),
        cmocka_unit_test(particles_belong_to_the_family_name),
        cmocka_unit_test(alias_of_one_document_holds_for_all),
        cmocka_unit_test(decisions_hold),
        cmocka_unit_test(different_holds_through_others),
        cmocka_unit_test(order_of_records_does_not_matter),
        cmocka_unit_test(decisions_read_as_written),
        cmocka_unit_test(blocks_meet_what_can_join),
        cmocka_unit_test(table_names_lead_to_their_line),
        cmocka_unit_test(near_copies_are_found),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
