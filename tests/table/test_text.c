/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test_golden.h"

#include <math.h>
#include <string.h>

#include "support/test_memory.h"
#include "support/test_result.h"
#include "table/display.h"
#include "table/table.h"

static const struct sample {
    const char *name;
    sample_maker make;
} samples[] = {{"countries", sample_countries}, {"banner", sample_banner},   {"means", sample_means},
               {"many", sample_many},           {"hostile", sample_hostile}, {"weights", sample_weights},
               {"scores", sample_scores}};

static cv_buffer text_of(const cv_result *result, const cv_text_options *options)
{
    cv_buffer text = {0};
    cv_table_text(result, options, &text);
    assert_false(text.failed);
    return text;
}

/* ---- what was looked at ---- */

#define GOLDEN(name) CANVASS_SOURCE_DIR "/tests/golden/" name

#define GOLDEN_TEST(of)                                                                                                \
    static void golden_##of(void **state)                                                                              \
    {                                                                                                                  \
        (void)state;                                                                                                   \
        cv_results results = {0};                                                                                      \
        cv_buffer text = {0};                                                                                          \
        sample_##of(&results);                                                                                         \
        cv_table_write_text(&results.items[0], false, false, &text);                                                   \
        check_golden(text.text, "table-" #of ".txt");                                                                  \
        cv_buffer_free(&text);                                                                                         \
        cv_results_free(&results);                                                                                     \
    }

GOLDEN_TEST(countries)
GOLDEN_TEST(banner)
GOLDEN_TEST(means)
GOLDEN_TEST(many)
GOLDEN_TEST(hostile)
GOLDEN_TEST(weights)
GOLDEN_TEST(scores)

static void golden_in_every_language(void **state)
{
    static const char *const goldens[] = {
        [CV_LANGUAGE_EN] = GOLDEN("table-countries.txt"),    [CV_LANGUAGE_FR] = GOLDEN("table-countries-fr.txt"),
        [CV_LANGUAGE_NL] = GOLDEN("table-countries-nl.txt"), [CV_LANGUAGE_ES] = GOLDEN("table-countries-es.txt"),
        [CV_LANGUAGE_PL] = GOLDEN("table-countries-pl.txt"), [CV_LANGUAGE_DE] = GOLDEN("table-countries-de.txt")};
    (void)state;
    for (int language = 0; language < CV_LANGUAGE_COUNT; language++) {
        cv_results results = {0};
        cv_buffer text = {0};
        sample_countries(&results);
        results.items[0].language = (cv_language)language;
        cv_table_write_text(&results.items[0], false, false, &text);
        check_golden_file(text.text, goldens[language]);
        cv_buffer_free(&text);
        cv_results_free(&results);
    }
}

/* ---- what holds for every table ---- */

static void check_line(const char *line, size_t length, size_t width, const char *name)
{
    size_t cells = cv_display_width(line, length);
    if (cells > width)
        fail_msg("%s at %zu: %zu cells: %.*s", name, width, cells, (int)length, line);
    if (length > 0 && line[length - 1] == ' ')
        fail_msg("%s at %zu: blank at the end: %.*s", name, width, (int)length, line);
    for (size_t i = 0; i < length; i++)
        if ((unsigned char)line[i] < ' ' || line[i] == 0x7F)
            fail_msg("%s at %zu: control character %d", name, width, line[i]);
}

static void check_lines(const cv_buffer *text, size_t width, const char *name)
{
    assert_true(text->length > 0 && text->text[text->length - 1] == '\n');
    for (const char *line = text->text; *line != '\0';) {
        size_t length = strcspn(line, "\n");
        check_line(line, length, width, name);
        line += length + 1;
    }
}

/* The narrowest table that 30 cells can hold: a stub, a gap, an interval. The list's columns fit from there on too. */
static void no_line_is_wider_than_asked_for(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(samples); i++) {
        cv_results results = {0};
        samples[i].make(&results);
        for (size_t width = 42; width <= 200; width++) {
            const cv_text_options options = {.width = width};
            cv_buffer text = text_of(&results.items[0], &options);
            check_lines(&text, width, samples[i].name);
            cv_buffer_free(&text);
        }
        cv_results_free(&results);
    }
}

/* A column's heading may be anything: it is wrapped, then cut, and the figures stay where they are. */
static void long_headings_move_nothing(void **state)
{
    (void)state;
    char label[301];
    memset(label, 'w', sizeof label - 1);
    label[300] = '\0';
    cv_results results = {0};
    const cv_text_options options = {0};
    sample_countries(&results);
    results.items[0].by[0].labels[1] = label;
    results.items[0].by[0].label = label;
    cv_buffer text = text_of(&results.items[0], &options);
    check_lines(&text, 100, "long headings");
    assert_non_null(strstr(text.text, "w…"));
    cv_buffer_free(&text);
    cv_results_free(&results);
}

static size_t count_of(const char *text, const char *piece)
{
    size_t count = 0;
    for (; (text = strstr(text, piece)) != NULL; text += strlen(piece))
        count++;
    return count;
}

static void colour_is_bold_headings_and_nothing_else(void **state)
{
    (void)state;
    cv_results results = {0};
    sample_hostile(&results);
    const cv_text_options plain = {0}, bold = {.colour = true};
    cv_buffer without = text_of(&results.items[0], &plain), with = text_of(&results.items[0], &bold);
    assert_int_equal(count_of(without.text, "\033"), 0);
    size_t on = count_of(with.text, "\033[1m");
    assert_true(on > 0);
    assert_int_equal(count_of(with.text, "\033[0m"), on);
    assert_int_equal(count_of(with.text, "\033"), 2 * on);
    assert_int_equal(with.length, without.length + on * strlen("\033[1m\033[0m"));
    cv_buffer_free(&without);
    cv_buffer_free(&with);
    cv_results_free(&results);
}

static void values_instead_of_labels(void **state)
{
    (void)state;
    cv_results results = {0};
    const cv_text_options options = {.values = true};
    sample_countries(&results);
    cv_buffer text = text_of(&results.items[0], &options);
    assert_non_null(strstr(text.text, "UK vs ES"));
    assert_null(strstr(text.text, "Spain"));
    cv_buffer_free(&text);
    cv_results_free(&results);
}

static void all_comparisons_are_counted_and_forty_shown(void **state)
{
    (void)state;
    cv_results results = {0};
    const cv_text_options options = {0};
    sample_many(&results);
    cv_buffer text = text_of(&results.items[0], &options);
    assert_int_equal(count_of(text.text, " vs "), 40);
    assert_non_null(strstr(text.text, "Significant at the 5% level (210 of 435)\n"));
    assert_non_null(strstr(text.text, "\nand 395 more in many.compare.csv\n"));
    cv_buffer_free(&text);
    cv_results_free(&results);
}

static void an_empty_group_is_a_dash_and_is_explained(void **state)
{
    (void)state;
    cv_results results = {0};
    const cv_text_options options = {0};
    sample_means(&results);
    cv_estimate *row = &results.items[0].rows[2];
    row->estimate = row->se = row->low = row->high = (double)NAN;
    row->flags = CV_FLAG_EMPTY;
    cv_buffer text = text_of(&results.items[0], &options);
    assert_non_null(strstr(text.text, "Change since 2020                       -"));
    assert_non_null(strstr(text.text, "\n- nobody in the base.\n"));
    cv_buffer_free(&text);
    cv_results_free(&results);
}

static void a_ratio_says_to_what(void **state)
{
    (void)state;
    cv_results results = {0};
    const cv_text_options options = {0};
    sample_means(&results);
    results.items[0].statistic = CV_STATISTIC_RATIO;
    ((cv_study *)(uintptr_t)results.study)->analyses->denominator.text = "visits\n2021";
    cv_buffer text = text_of(&results.items[0], &options);
    assert_non_null(strstr(text.text, "\nRatios to visits 2021, with 95% confidence intervals.\n"));
    cv_buffer_free(&text);
    cv_results_free(&results);
}

static void quantiles_say_how(void **state)
{
    (void)state;
    cv_results results = {0};
    const cv_text_options options = {0};
    sample_means(&results);
    results.items[0].statistic = CV_STATISTIC_QUANTILE;
    results.items[0].ci = CV_INTERVAL_XLOGIT;
    ((cv_study *)(uintptr_t)results.study)->analyses->qrule = CV_QRULE_HF7;
    cv_buffer text = text_of(&results.items[0], &options);
    assert_non_null(strstr(text.text, "\nQuantiles (rule hf7), with 95% confidence intervals (Woodruff, xlogit).\n"));
    cv_buffer_free(&text);
    cv_results_free(&results);
}

/* Tests of pairs have columns of their own; one that is of all groups has none in them. */
static void tests_of_pairs_name_them(void **state)
{
    static const int32_t group[] = {CV_ALL, CV_ALL};
    cv_test_row rows[] = {{.test = CV_TEST_KRUSKAL_WALLIS,
                           .group = group,
                           .statistic = 6.5,
                           .df1 = 3,
                           .df2 = 700,
                           .p = 0.01,
                           .estimate = NAN,
                           .p_adjusted = NAN},
                          {.test = CV_TEST_WILCOXON,
                           .group = group,
                           .a = 1,
                           .b = 2,
                           .statistic = -2,
                           .df1 = 700,
                           .df2 = NAN,
                           .p = 0.046,
                           .estimate = -0.125,
                           .p_adjusted = 0.138},
                          {.test = CV_TEST_PAIRED_T, .group = group, .statistic = 3, .p = 0.5, .p_adjusted = 0.5}};
    (void)state;
    cv_results results = {0};
    cv_buffer text = {0};
    sample_countries(&results);
    results.items[0].tests = rows;
    results.items[0].test_count = 2;
    cv_table_write_text(&results.items[0], false, false, &text);
    assert_non_null(strstr(text.text, "Rank tests\n"));
    assert_non_null(strstr(text.text, " p  Estimate\n"));
    assert_non_null(strstr(text.text, ", Spain – France"));
    assert_non_null(strstr(text.text, "0.138    -0.125\n"));
    cv_buffer_free(&text);
    results.items[0].test_count = 3;
    cv_table_write_text(&results.items[0], false, false, &text);
    assert_non_null(strstr(text.text, "Tests\n"));
    assert_null(strstr(text.text, "Rank tests\n"));
    cv_buffer_free(&text);
    cv_results_free(&results);
}

static void no_rows_still_say_what_they_would_be(void **state)
{
    (void)state;
    cv_results results = {0};
    const cv_text_options options = {0};
    sample_countries(&results);
    results.items[0].row_count = results.items[0].comparison_count = results.items[0].test_count = 0;
    cv_buffer text = text_of(&results.items[0], &options);
    check_text(text.text, "Per cent of the base, with 95% confidence intervals (logit).\n", "no rows");
    cv_buffer_free(&text);
    cv_results_free(&results);
}

static cv_status run_short_of_memory(void *context, cv_messages *messages)
{
    cv_buffer text = {0};
    cv_table_write_text(context, false, true, &text);
    cv_status status = text.failed ? cv_fail_memory(messages) : CV_OK;
    cv_buffer_free(&text);
    return status;
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(samples); i++) {
        cv_results results = {0};
        samples[i].make(&results);
        check_every_allocation(run_short_of_memory, &results.items[0], 0);
        cv_results_free(&results);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(golden_countries),
        cmocka_unit_test(golden_banner),
        cmocka_unit_test(golden_means),
        cmocka_unit_test(golden_many),
        cmocka_unit_test(golden_hostile),
        cmocka_unit_test(golden_weights),
        cmocka_unit_test(golden_scores),
        cmocka_unit_test(golden_in_every_language),
        cmocka_unit_test(no_line_is_wider_than_asked_for),
        cmocka_unit_test(long_headings_move_nothing),
        cmocka_unit_test(colour_is_bold_headings_and_nothing_else),
        cmocka_unit_test(values_instead_of_labels),
        cmocka_unit_test(all_comparisons_are_counted_and_forty_shown),
        cmocka_unit_test(an_empty_group_is_a_dash_and_is_explained),
        cmocka_unit_test(a_ratio_says_to_what),
        cmocka_unit_test(quantiles_say_how),
        cmocka_unit_test(tests_of_pairs_name_them),
        cmocka_unit_test(no_rows_still_say_what_they_would_be),
        cmocka_unit_test(every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
