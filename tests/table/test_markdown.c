/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test_golden.h"

#include <string.h>

#include "support/test_memory.h"
#include "support/test_result.h"
#include "table/table.h"

static const sample_maker samples[] = {sample_countries, sample_banner,  sample_means, sample_many,
                                       sample_hostile,   sample_weights, sample_scores};

#define GOLDEN_TEST(of)                                                                                                \
    static void golden_##of(void **state)                                                                              \
    {                                                                                                                  \
        (void)state;                                                                                                   \
        cv_results results = {0};                                                                                      \
        cv_buffer text = {0};                                                                                          \
        sample_##of(&results);                                                                                         \
        cv_table_write_markdown(&results.items[0], false, &text);                                                      \
        check_golden(text.text, "table-" #of ".md");                                                                   \
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

static void check_scores(cv_language language, const char *golden)
{
    cv_results results = {0};
    cv_buffer text = {0};
    sample_scores(&results);
    results.items[0].language = language;
    cv_table_write_markdown(&results.items[0], false, &text);
    check_golden_file(text.text, golden);
    cv_buffer_free(&text);
    cv_results_free(&results);
}

static void golden_in_french_and_polish(void **state)
{
    (void)state;
    check_scores(CV_LANGUAGE_FR, CANVASS_SOURCE_DIR "/tests/golden/table-scores-fr.md");
    check_scores(CV_LANGUAGE_PL, CANVASS_SOURCE_DIR "/tests/golden/table-scores-pl.md");
}

/* Pipes that a backslash does not make a character. */
static size_t count_pipes(const char *line, size_t length)
{
    size_t count = 0;
    for (size_t i = 0; i < length; i++) {
        if (line[i] == '\\')
            i++;
        else
            count += line[i] == '|';
    }
    return count;
}

/* Every row of a table has as many cells as its heading: no label has made or closed one. */
static void rows_have_the_heading_s_cells(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(samples); i++) {
        cv_results results = {0};
        cv_buffer text = {0};
        size_t cells = 0;
        samples[i](&results);
        cv_table_write_markdown(&results.items[0], false, &text);
        for (const char *line = text.text; *line != '\0';) {
            size_t length = strcspn(line, "\n"), pipes = count_pipes(line, length);
            if (line[0] == '|' && cells == 0)
                cells = pipes;
            if (line[0] != '|')
                cells = 0;
            if (pipes != cells)
                fail_msg("%zu cells, want %zu: %.*s", pipes, cells, (int)length, line);
            line += length + 1;
        }
        cv_buffer_free(&text);
        cv_results_free(&results);
    }
}

static cv_status run_short_of_memory(void *context, cv_messages *messages)
{
    cv_buffer text = {0};
    cv_table_write_markdown(context, false, &text);
    cv_status status = text.failed ? cv_fail_memory(messages) : CV_OK;
    cv_buffer_free(&text);
    return status;
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(samples); i++) {
        cv_results results = {0};
        samples[i](&results);
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
        cmocka_unit_test(golden_in_french_and_polish),
        cmocka_unit_test(rows_have_the_heading_s_cells),
        cmocka_unit_test(every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
