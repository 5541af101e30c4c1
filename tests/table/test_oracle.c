/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The oracle's cases, run through the whole engine: each is a study, the rows that its tables must have, and what their
 * columns must hold (R 4.2.2 with survey 4.5, and the public formulas; tests/oracle/README.md). */
#include "support/test.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "base/buffer.h"
#include "base/number.h"
#include "estimate/model_result.h"
#include "support/test_folder.h"
#include "support/test_study.h"
#include "table/table.h"

static const char *const FILES[] = {"01-srs-proportions.json",
                                    "02-design-proportions.json",
                                    "03-domains.json",
                                    "04-totals-means-ratios.json",
                                    "05-quantiles.json",
                                    "06-multistage-lonely.json",
                                    "07-replicates.json",
                                    "08-calibration.json",
                                    "08-calibration-more.json",
                                    "09-tests.json",
                                    "10-comparisons.json",
                                    "11-regression.json",
                                    "12-diagnostics-indices.json",
                                    "13-replicates.json",
                                    "13-batteries.json",
                                    "14-inequality.json"};

/* ---- running a case ---- */

/* Cases of plain counts give their rows as (row, how often). */
static char *rows_text(const json_t *rows)
{
    cv_buffer text = {0};
    size_t i;
    json_t *item;
    json_array_foreach(json_object_get(rows, "header"), i, item)
        cv_buffer_format(&text, "%s%s", i == 0 ? "" : ",", json_string_value(item));
    cv_buffer_add_char(&text, '\n');
    json_array_foreach(json_object_get(rows, "counts"), i,
                       item) for (json_int_t k = json_integer_value(json_array_get(item, 1)); k > 0; k--)
        cv_buffer_format(&text, "%s\n", json_string_value(json_array_get(item, 0)));
    return cv_buffer_take(&text);
}

static void run_case(const json_t *test, test_study *run, cv_spool *weights)
{
    const json_t *rows = json_object_get(test, "rows");
    char *study = json_dumps(json_object_get(test, "study"), JSON_COMPACT);
    if (rows != NULL) {
        char *data = rows_text(rows);
        test_study_run(run, study, data, 2, 0);
        cv_text_free(data);
    } else {
        *run = (test_study){0};
        run->status = cv_study_parse(CANVASS_SOURCE_DIR "/tests/oracle/cases/case.yaml", study, strlen(study), NULL, 0,
                                     &run->study, &run->messages);
        if (run->status == CV_OK)
            run->status =
                cv_analyse(&run->study, &(cv_analyse_options){.weights = weights}, &run->results, &run->messages);
    }
    free(study);
}

/* ---- finding a row ---- */

static size_t column_of(const cv_table *table, const char *name)
{
    for (size_t i = 0; i < table->column_count; i++)
        if (strcmp(table->columns[i].name, name) == 0)
            return i;
    fail_msg("no column %s", name);
    return 0;
}

static const char *cell_text(const cv_table *table, size_t row, size_t column, char number[CV_NUMBER_SIZE])
{
    const cv_cell *cell = &table->cells[row * table->column_count + column];
    if (table->columns[column].kind == CV_CELL_TEXT)
        return cell->text != NULL ? cell->text : "";
    cv_number_format(cell->number, number);
    return number;
}

static bool same_key(const char *got, const char *want)
{
    double a, b;
    if (strcmp(got, want) == 0)
        return true;
    return cv_number_parse(got, strlen(got), '.', &a) && cv_number_parse(want, strlen(want), '.', &b) && a == b;
}

/* A key's column; `flip` looks at a comparison from its other side. */
static const char *key_column(const char *key, bool flip)
{
    if (flip && strcmp(key, "group_a") == 0)
        return "group_b";
    return flip && strcmp(key, "group_b") == 0 ? "group_a" : key;
}

static size_t find_rows(const cv_table *table, json_t *keys, bool flip, size_t *row)
{
    size_t found = 0;
    for (size_t i = 0; i < table->row_count; i++) {
        bool same = true;
        const char *key;
        json_t *want;
        char number[CV_NUMBER_SIZE];
        json_object_foreach(keys, key, want) same =
            same &&
            same_key(cell_text(table, i, column_of(table, key_column(key, flip)), number), json_string_value(want));
        if (same) {
            *row = i;
            found++;
        }
    }
    return found;
}

/* ---- comparing ---- */

static double number_of(const json_t *value)
{
    if (json_is_string(value))
        return strcmp(json_string_value(value), "inf") == 0 ? INFINITY : -INFINITY;
    return json_number_value(value);
}

static double cell_number(const cv_table *table, size_t row, const char *column)
{
    return table->cells[row * table->column_count + column_of(table, column)].number;
}

/* A number of a row; of the other side: a difference changes its sign, a ratio becomes its inverse. */
static double got_number(const cv_table *table, size_t row, const char *column, const char *sign, bool flip)
{
    static const char *const mirrored[][2] = {{"value", "value"}, {"ci_low", "ci_high"}, {"ci_high", "ci_low"}};
    if (!flip)
        return cell_number(table, row, column);
    if (strcmp(column, "test_statistic") == 0)
        return -cell_number(table, row, column);
    for (size_t i = 0; i < COUNT_OF(mirrored); i++)
        if (strcmp(column, mirrored[i][0]) == 0) {
            double value = cell_number(table, row, mirrored[i][1]);
            return strcmp(sign, "difference") == 0 ? -value : 1 / value;
        }
    return cell_number(table, row, column);
}

/* What rounding may leave of a standard error that R has as 0. */
static double rounding(const char *column, json_t *want)
{
    const json_t *se = json_object_get(want, "se"), *estimate = json_object_get(want, "estimate");
    if (se == NULL || number_of(se) != 0)
        return 0;
    double of = estimate != NULL ? fabs(number_of(estimate)) : 0;
    if (strcmp(column, "cv") == 0)
        return 1e-7;
    return strcmp(column, "se") == 0 || strncmp(column, "ci_", 3) == 0 ? 1e-7 * fmax(of, 1e-5) : 0;
}

/* A p value moves with the logarithm of its statistic: a tiny one is held less tightly. */
static double tolerance_of(const json_t *test, const char *column, double want)
{
    const json_t *given = json_object_get(json_object_get(test, "tolerance"), column);
    double tolerance =
        json_number_value(given != NULL ? given : json_object_get(json_object_get(test, "tolerance"), "default"));
    return strcmp(column, "p") == 0 && want > 0 && want < 1 ? tolerance * fmax(1, -2 * log(want)) : tolerance;
}

static bool is_close(double got, double want, double relative, double absolute)
{
    return got == want || fabs(got - want) <= fmax(relative * fabs(want), absolute);
}

static void check_row(const json_t *test, const json_t *check, const cv_table *table, size_t row, bool flip)
{
    const char *column, *sign = json_string_value(json_object_get(check, "sign"));
    json_t *wanted, *all = json_object_get(check, "want");
    json_object_foreach(all, column, wanted)
    {
        double want = number_of(wanted), got = got_number(table, row, column, sign != NULL ? sign : "", flip);
        double relative = tolerance_of(test, column, want), absolute = rounding(column, all);
        if (sign != NULL && strcmp(sign, "absolute") == 0 && strcmp(column, "statistic") == 0) {
            want = fabs(want); /* which group comes first is not the test's */
            got = fabs(got);
        }
        const json_t * or = json_object_get(json_object_get(check, "or"), column);
        if (or != NULL && is_close(got, number_of(or), relative, absolute))
            continue;
        char what[200];
        snprintf(what, sizeof what, "%s %s row %zu %s", json_string_value(json_object_get(test, "id")),
                 json_string_value(json_object_get(check, "table")), row + 1, column);
        check_near(got, want, relative, absolute, what);
    }
}

static const cv_result *result_of(const test_study *run, const char *table, const char **kind)
{
    size_t length = strcspn(table, ".");
    *kind = table + length;
    for (size_t i = 0; i < run->results.count; i++)
        if (strlen(run->study.analyses[i].name.text) == length &&
            strncmp(run->study.analyses[i].name.text, table, length) == 0)
            return &run->results.items[i];
    fail_msg("no analysis %s", table);
    return NULL;
}

static void make_table(const test_study *run, const char *name, cv_table *table, cv_messages *messages)
{
    const char *kind;
    const cv_result *result = result_of(run, name, &kind);
    *table = (cv_table){0};
    if (strcmp(kind, ".compare") == 0)
        cv_table_comparisons(result, true, table, messages);
    else if (strcmp(kind, ".tests") == 0)
        cv_table_tests(result, true, table, messages);
    else if (strcmp(kind, ".model") == 0)
        cv_table_model(result, true, table, messages);
    else
        cv_table_estimates(result, true, table, messages);
}

static void check_covariance(const json_t *test, const json_t *check, const test_study *run)
{
    cv_messages messages = {0};
    cv_table table;
    const char *kind;
    const cv_result *result = result_of(run, json_string_value(json_object_get(check, "covariance")), &kind);
    make_table(run, json_string_value(json_object_get(check, "covariance")), &table, &messages);
    json_t *keys = json_object_get(check, "keys"), *want = json_object_get(check, "want");
    size_t side = result->model != NULL ? result->model->row_count : result->row_count;
    for (size_t i = 0; i < json_array_size(keys); i++)
        for (size_t k = 0; k < json_array_size(keys); k++) {
            size_t a, b;
            assert_int_equal(find_rows(&table, json_array_get(keys, i), false, &a), 1);
            assert_int_equal(find_rows(&table, json_array_get(keys, k), false, &b), 1);
            double scale = sqrt(number_of(json_array_get(json_array_get(want, i), i)) *
                                number_of(json_array_get(json_array_get(want, k), k)));
            check_near(result->covariance[a * side + b], number_of(json_array_get(json_array_get(want, i), k)), 0,
                       1e-10 * scale, json_string_value(json_object_get(test, "id")));
        }
    cv_table_free(&table);
    cv_messages_free(&messages);
}

/* weights.csv, row by row. */
static void check_weights(const json_t *test, const char *name, cv_spool *weights)
{
    char path[1000], *at = NULL, *next = NULL;
    cv_messages messages = {0};
    cv_buffer wanted = {0};
    test_folder folder = test_folder_make();
    cv_folder to = {.target = folder.path, .staging = folder.path};
    assert_int_equal(cv_spool_write(weights, &to, "weights.csv", &messages), CV_OK);
    const char *got = test_folder_read(&folder, "weights.csv", NULL);
    snprintf(path, sizeof path, CANVASS_SOURCE_DIR "/tests/oracle/%s", name);
    assert_int_equal(cv_file_read(path, 1 << 20, &wanted, &messages), CV_OK);
    double relative = json_number_value(json_object_get(json_object_get(test, "tolerance"), "default"));
    at = strchr(wanted.text, '\n');
    got = strchr(got, '\n');
    for (unsigned long row = 1; at != NULL && at[1] != '\0'; row++) {
        assert_non_null(got);
        assert_int_equal(strtoul(at, &next, 10), row);
        double want = strtod(next + 1, &at);
        assert_int_equal(strtoul(got, &next, 10), row);
        check_near(strtod(next + 1, NULL), want, relative, 0, name);
        got = strchr(next, '\n');
    }
    assert_string_equal(got, "\n");
    cv_buffer_free(&wanted);
    test_folder_remove(&folder);
}

static void check_one(const json_t *test, const json_t *check, const test_study *run, cv_spool *weights)
{
    cv_messages messages = {0};
    cv_table table;
    if (json_object_get(check, "weights") != NULL) {
        check_weights(test, json_string_value(json_object_get(check, "weights")), weights);
        return;
    }
    if (json_object_get(check, "covariance") != NULL) {
        check_covariance(test, check, run);
        return;
    }
    make_table(run, json_string_value(json_object_get(check, "table")), &table, &messages);
    assert_int_equal(messages.count, 0);
    json_t *keys = json_object_get(check, "keys");
    const char *sign = json_string_value(json_object_get(check, "sign"));
    size_t row = 0, found = find_rows(&table, keys, false, &row);
    bool flip = found == 0 && sign != NULL && strcmp(sign, "absolute") != 0;
    if (flip)
        found = find_rows(&table, keys, true, &row);
    if (found != 1)
        fail_msg("%s: %zu rows of %s", json_string_value(json_object_get(test, "id")), found,
                 json_string_value(json_object_get(check, "table")));
    check_row(test, check, &table, row, flip);
    cv_table_free(&table);
}

static void check_case(void **state)
{
    const json_t *test = *state;
    test_study run;
    cv_spool *weights = cv_spool_new();
    assert_non_null(weights);
    run_case(test, &run, weights);
    if (json_is_true(json_object_get(test, "refused"))) {
        assert_true(run.status == CV_USAGE || run.status == CV_DATA);
        assert_true(run.messages.count > 0);
        cv_spool_free(weights);
        test_study_free(&run);
        return;
    }
    char *said = test_messages_text(&run.messages);
    if (run.status != CV_OK)
        fail_msg("%s: %s", json_string_value(json_object_get(test, "id")), said);
    cv_text_free(said);
    size_t i;
    json_t *check;
    json_array_foreach(json_object_get(test, "checks"), i, check) check_one(test, check, &run, weights);
    cv_spool_free(weights);
    test_study_free(&run);
}

int main(void)
{
    struct CMUnitTest tests[400] = {{0}};
    json_t *files[COUNT_OF(FILES)], *test;
    size_t count = 0, k;
    for (size_t i = 0; i < COUNT_OF(FILES); i++) {
        char path[1000];
        json_error_t error;
        snprintf(path, sizeof path, CANVASS_SOURCE_DIR "/tests/oracle/cases/%s", FILES[i]);
        files[i] = json_load_file(path, 0, &error);
        if (files[i] == NULL) {
            fprintf(stderr, "%s: %s\n", path, error.text);
            return 1;
        }
        json_array_foreach(files[i], k, test) if (count < COUNT_OF(tests)) tests[count++] = (struct CMUnitTest){
            .name = json_string_value(json_object_get(test, "id")), .test_func = check_case, .initial_state = test};
    }
    int failed = _cmocka_run_group_tests("oracle", tests, count, NULL, NULL);
    for (size_t i = 0; i < COUNT_OF(FILES); i++)
        json_decref(files[i]);
    return failed;
}
