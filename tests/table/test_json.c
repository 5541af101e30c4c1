/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include <math.h>
#include <string.h>

#include <jansson.h>

#include "support/test_memory.h"
#include "support/test_result.h"
#include "table/json.h"
#include "table/table.h"

/* What jansson reads back is the oracle: the same texts, the same doubles. */
static json_t *read_back(const cv_buffer *text)
{
    json_error_t error;
    assert_false(text->failed);
    json_t *json = json_loadb(text->text, text->length, JSON_REJECT_DUPLICATES, &error);
    if (json == NULL)
        fail_msg("line %d: %s\n%s", error.line, error.text, text->text);
    return json;
}

static const double numbers[] = {0.1,    1.0 / 3, 5e-324,           1.7976931348623157e308, -2.5,
                                 1e-300, 1e15,    9007199254740991, 0.30000000000000004,    123456.789};

static void numbers_read_back_to_the_same_double(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(numbers); i++) {
        cv_column column = {.name = "x", .kind = CV_CELL_NUMBER};
        cv_cell cell = {.number = numbers[i]};
        const cv_table table = {.columns = &column, .column_count = 1, .cells = &cell, .row_count = 1};
        cv_buffer text = {0};
        cv_table_write_json(&table, &text);
        json_t *json = read_back(&text);
        double got = json_number_value(json_object_get(json_array_get(json, 0), "x"));
        assert_true(got == numbers[i]);
        json_decref(json);
        cv_buffer_free(&text);
    }
}

static void the_layout_is_one_object_a_line(void **state)
{
    (void)state;
    cv_column columns[] = {{.name = "a"}, {.name = "x", .kind = CV_CELL_NUMBER}, {.name = "n", .kind = CV_CELL_COUNT}};
    cv_cell cells[] = {{.text = "łódź \"q\" \\ \n\t\x01 </script>"},
                       {.number = INFINITY},
                       {.number = 14460},
                       {.text = NULL},
                       {.number = NAN},
                       {.number = -INFINITY}};
    const cv_table table = {.columns = columns, .column_count = 3, .cells = cells, .row_count = 2};
    cv_buffer text = {0};
    cv_table_write_json(&table, &text);
    check_text(text.text,
               "[\n {\"a\": \"łódź \\\"q\\\" \\\\ \\n\\t\\u0001 </script>\", \"x\": \"inf\", \"n\": 14460},\n"
               " {\"a\": null, \"x\": null, \"n\": \"-inf\"}\n]\n",
               "JSON");
    json_decref(read_back(&text));
    cv_buffer_free(&text);
}

static void no_rows_is_an_empty_array(void **state)
{
    (void)state;
    cv_column column = {.name = "x"};
    const cv_table table = {.columns = &column, .column_count = 1};
    cv_buffer text = {0};
    cv_table_write_json(&table, &text);
    check_text(text.text, "[]\n", "JSON");
    cv_buffer_free(&text);
}

/* Two equal keys would lose one of the two in most readers. */
static void a_by_variable_called_level_has_a_key_of_its_own(void **state)
{
    (void)state;
    cv_results results = {0};
    cv_table table = {0};
    cv_messages messages = {0};
    cv_buffer text = {0};
    sample_hostile(&results);
    assert_int_equal(cv_table_estimates(&results.items[0], true, &table, &messages), CV_OK);
    cv_table_write_json(&table, &text);
    json_t *json = read_back(&text), *row = json_array_get(json, 0);
    check_text(json_string_value(json_object_get(row, "level")), "a", "level");
    check_text(json_string_value(json_object_get(row, "by:level")), "x", "by variable");
    check_text(json_string_value(json_object_get(row, "country")), "1", "the other by variable");
    json_decref(json);
    cv_buffer_free(&text);
    cv_table_free(&table);
    cv_results_free(&results);
}

static void nested_containers_are_indented(void **state)
{
    (void)state;
    cv_buffer text = {0};
    cv_json json = {.to = &text};
    cv_json_open(&json, NULL, '{');
    cv_json_open(&json, "empty", '[');
    cv_json_close(&json, ']');
    cv_json_open(&json, "list", '[');
    cv_json_open_line(&json, NULL, '{');
    cv_json_truth(&json, "yes", true);
    cv_json_open_line(&json, "in", '[');
    cv_json_number(&json, NULL, 1);
    cv_json_number(&json, NULL, 2);
    cv_json_close(&json, ']');
    cv_json_close(&json, '}');
    cv_json_text(&json, NULL, NULL);
    cv_json_close(&json, ']');
    cv_json_close(&json, '}');
    check_text(text.text, "{\n \"empty\": [],\n \"list\": [\n  {\"yes\": true, \"in\": [1, 2]},\n  null\n ]\n}\n",
               "JSON");
    cv_buffer_free(&text);
}

static void what_is_no_utf8_fails_the_document(void **state)
{
    (void)state;
    cv_buffer text = {0};
    cv_json json = {.to = &text};
    cv_json_text(&json, NULL, "\xFF");
    assert_true(text.failed);
    cv_buffer_free(&text);
}

static cv_status run_short_of_memory(void *context, cv_messages *messages)
{
    cv_buffer text = {0};
    cv_table_write_json(context, &text);
    cv_status status = text.failed ? cv_fail_memory(messages) : CV_OK;
    cv_buffer_free(&text);
    return status;
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    cv_results results = {0};
    cv_table table = {0};
    cv_messages messages = {0};
    sample_weights(&results);
    assert_int_equal(cv_table_estimates(&results.items[0], true, &table, &messages), CV_OK);
    check_every_allocation(run_short_of_memory, &table, 0);
    cv_table_free(&table);
    cv_results_free(&results);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {cmocka_unit_test(numbers_read_back_to_the_same_double),
                                              cmocka_unit_test(the_layout_is_one_object_a_line),
                                              cmocka_unit_test(no_rows_is_an_empty_array),
                                              cmocka_unit_test(a_by_variable_called_level_has_a_key_of_its_own),
                                              cmocka_unit_test(nested_containers_are_indented),
                                              cmocka_unit_test(what_is_no_utf8_fails_the_document),
                                              cmocka_unit_test(every_allocation_may_fail)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
