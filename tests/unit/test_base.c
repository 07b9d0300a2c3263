/* Arena, builder, numbers, UTF-8, interner, JSON. SPDX-License-Identifier: GPL-2.0-or-later */
#include "check.h"

#include <math.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/files.h"
#include "base/hash.h"
#include "base/json.h"
#include "base/number.h"
#include "base/utf8.h"
#include "base/vec.h"

static void arena_gives_aligned_zeroed_pieces(void **state)
{
    (void)state;
    stm_arena arena;
    stm_arena_init(&arena);
    for (size_t size = 0; size < 5000; size += 37) {
        unsigned char *piece = stm_arena_alloc(&arena, size);
        assert_non_null(piece);
        assert_int_equal(0, (uintptr_t)piece % _Alignof(max_align_t));
        for (size_t i = 0; i < size; i++) {
            assert_int_equal(0, piece[i]);
        }
        memset(piece, 0xAA, size);
    }
    assert_null(stm_arena_array(&arena, SIZE_MAX / 2, 4));
    stm_arena_reset(&arena);
    CHECK_STR(stm_arena_print(&arena, "%d-%s", 7, "x"), "7-x");
    stm_arena_dispose(&arena);
}

static void numbers_round_trip(void **state)
{
    (void)state;
    const double cases[] = {0, 1, -1.5, 1e300, 1e-300, 0.1, 123456789.25};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[STM_NUMBER_BYTES];
        double back = 0;
        stm_number_write(cases[i], 17, text);
        assert_null(strchr(text, ','));
        assert_true(stm_number_read(stm_str_of(text), &back));
        assert_true(back == cases[i]);
    }
    double ignored = 0;
    uint64_t count = 0;
    assert_false(stm_number_read(STM_LIT("1,5"), &ignored));
    assert_false(stm_number_read(STM_LIT("0x10"), &ignored));
    assert_false(stm_number_read(STM_LIT("1e"), &ignored));
    assert_false(stm_number_read(STM_LIT("nan"), &ignored));
    assert_false(stm_number_read_u64(STM_LIT("18446744073709551616"), &count));
    assert_true(stm_number_read_u64(STM_LIT("18446744073709551615"), &count));
    assert_true(count == UINT64_MAX);
}

static void utf8_refuses_what_unicode_refuses(void **state)
{
    (void)state;
    assert_int_equal(-1, stm_utf8_invalid(STM_LIT("Köln € 😀")));
    assert_int_equal(1, stm_utf8_invalid(STM_LIT("a\xC0\xAF")));          /* overlong */
    assert_int_equal(0, stm_utf8_invalid(STM_LIT("\xED\xA0\x80")));       /* surrogate */
    assert_int_equal(2, stm_utf8_invalid(STM_LIT("ab\xF4\x90\x80\x80"))); /* over U+10FFFF */
    assert_int_equal(1, stm_utf8_invalid(STM_LIT("a\xE2\x82")));          /* cut off */
    assert_int_equal(8, stm_utf8_count(STM_LIT("Köln € 😀")));
    for (uint32_t point = 0; point <= 0x10FFFF; point += 61) {
        char bytes[4];
        uint32_t count = stm_utf8_encode(point, bytes), back = 0;
        if (count > 0) {
            assert_int_equal(count, stm_utf8_decode((stm_str){bytes, count}, 0, &back));
            assert_int_equal(point, back);
        }
    }
}

static void interner_numbers_in_order(void **state)
{
    (void)state;
    stm_intern intern;
    stm_intern_init(&intern);
    for (uint32_t i = 1; i <= 5000; i++) {
        char name[16];
        snprintf(name, sizeof name, "w%u", (unsigned)i);
        assert_int_equal(i, stm_intern_add(&intern, stm_str_of(name)));
    }
    assert_int_equal(77, stm_intern_find(&intern, STM_LIT("w77")));
    assert_int_equal(0, stm_intern_find(&intern, STM_LIT("absent")));
    CHECK_STR(stm_intern_get(&intern, 4999), "w4999");
    stm_intern_dispose(&intern);
}

static void json_is_escaped_and_read_back(void **state)
{
    (void)state;
    stemma_error err;
    stm_buf buf;
    stm_buf_init(&buf);
    stm_buf_text(&buf, "{\"k\":[");
    stm_buf_json(&buf, STM_LIT("a\"b\\c\n\x01ü\xFF"));
    stm_buf_text(&buf, ",1.5,true]}");
    CHECK_OK(stm_buf_status(&buf, &err));
    stm_json *root = NULL;
    CHECK_OK(stm_json_parse(stm_buf_view(&buf), &root, &err));
    const stm_json *list = stm_json_get(root, "k");
    assert_int_equal(3, stm_json_count(list));
    stm_str s;
    double number = 0;
    assert_true(stm_json_string(stm_json_at(list, 0), &s));
    CHECK_STR(s, "a\"b\\c\n\x01ü\xEF\xBF\xBD");
    assert_true(stm_json_number(stm_json_at(list, 1), &number));
    assert_true(number == 1.5);
    stm_json_free(root);
    CHECK_STATUS(STEMMA_ERR_FORMAT, stm_json_parse(STM_LIT("{\n\"a\":}"), &root, &err));
    assert_int_equal(2, err.line);
    assert_null(root);
    stm_buf_dispose(&buf);
}

static void files_name_what_is_wrong(void **state)
{
    (void)state;
    stemma_error err;
    char *bytes = NULL;
    size_t count = 0;
    CHECK_STATUS(STEMMA_ERR_IO, stm_file_read("no/such/file", 10, &bytes, &count, &err));
    assert_non_null(strstr(err.text, "no/such/file"));
    CHECK_STATUS(STEMMA_ERR_IO, stm_file_read(".", 10, &bytes, &count, &err));
    CHECK_OK(stm_file_write("base_test.tmp", "hello", 5, &err));
    CHECK_STATUS(STEMMA_ERR_LIMIT, stm_file_read("base_test.tmp", 4, &bytes, &count, &err));
    CHECK_OK(stm_file_read("base_test.tmp", 5, &bytes, &count, &err));
    assert_string_equal("hello", bytes);
    free(bytes);
    remove("base_test.tmp");
}

static void long_messages_stay_utf8(void **state)
{
    (void)state;
    stemma_error err;
    char name[2000];
    for (size_t i = 0; i + 2 < sizeof name; i += 2) {
        memcpy(name + i, "\xC3\xA4", 2);
    }
    name[sizeof name - 2] = '\0';
    stm_fail(&err, STEMMA_ERR_IO, "%s", name);
    assert_int_equal(-1, stm_utf8_invalid(stm_str_of(err.text)));
    stm_fail(&err, STEMMA_ERR_IO, "x%s", name);
    assert_int_equal(-1, stm_utf8_invalid(stm_str_of(err.text)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arena_gives_aligned_zeroed_pieces),
        cmocka_unit_test(numbers_round_trip),
        cmocka_unit_test(utf8_refuses_what_unicode_refuses),
        cmocka_unit_test(interner_numbers_in_order),
        cmocka_unit_test(json_is_escaped_and_read_back),
        cmocka_unit_test(files_name_what_is_wrong),
        cmocka_unit_test(long_messages_stay_utf8),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
