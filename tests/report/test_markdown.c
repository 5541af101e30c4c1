/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test_golden.h"

#include <string.h>

#include "report/output.h"
#include "report/written.h"
#include "support/test_memory.h"
#include "support/test_result.h"

#define GOLDEN_TEST(of)                                                                                                \
    static void golden_##of(void **state)                                                                              \
    {                                                                                                                  \
        (void)state;                                                                                                   \
        cv_results results = {0};                                                                                      \
        cv_buffer text = {0};                                                                                          \
        sample_##of(&results);                                                                                         \
        written_report(&results, false, &text);                                                                        \
        check_golden(text.text, "report-" #of ".md");                                                                  \
        cv_buffer_free(&text);                                                                                         \
        cv_results_free(&results);                                                                                     \
    }

GOLDEN_TEST(countries)
GOLDEN_TEST(banner)
GOLDEN_TEST(scores)
GOLDEN_TEST(weights)

static cv_study *study_of(cv_results *results)
{
    return (cv_study *)(uintptr_t)results->study;
}

static void golden_in_french(void **state)
{
    (void)state;
    cv_results results = {0};
    cv_buffer text = {0};
    sample_countries(&results);
    study_of(&results)->language = results.items[0].language = CV_LANGUAGE_FR;
    written_report(&results, false, &text);
    check_golden(text.text, "report-countries-fr.md");
    cv_buffer_free(&text);
    cv_results_free(&results);
}

/* ---- what a study's words make of the report ---- */

static void no_title_no_note_no_source(cv_results *results)
{
    cv_study *study = study_of(results);
    study->title = study->note = study->source = NULL;
}

static void markup_in_the_title(cv_results *results)
{
    cv_study *study = study_of(results);
    study->title = "A | <b> `title`\nof *two* lines";
    study->note = "Not_real_";
}

static void a_full_design(cv_results *results)
{
    static cv_word words[] = {{.text = "region"}, {.text = "psu"}, {.text = "house_hold"}};
    cv_design_spec *design = &study_of(results)->design;
    design->strata = (cv_words){&words[0], 1};
    design->cluster = (cv_words){&words[1], 2};
    design->fpc = (cv_words){&words[0], 1};
}

static void no_design(cv_results *results)
{
    study_of(results)->design = (cv_design_spec){0};
    results->overview.psus = results->overview.used;
    results->overview.strata = 0;
}

static void a_binomial_model(cv_results *results)
{
    study_of(results)->design = (cv_design_spec){.binomial = true};
    results->items[0].binomial = true;
    results->items[0].ci = CV_INTERVAL_WILSON;
    results->items[0].method = CV_METHOD_NEWCOMBE;
}

static void a_condition_and_levels(cv_results *results)
{
    static cv_word level = {.text = "Interested"};
    cv_analysis_spec *spec = study_of(results)->analyses;
    spec->title = "Who is *interested*?";
    spec->level = (cv_words){&level, 1};
    spec->where_text = "age >= 18 and x in ('`', '|')";
    spec->missing_level = true;
}

static void a_reference(cv_results *results)
{
    cv_compare_spec *compare = &study_of(results)->analyses->compare;
    compare->reference.text = "UK";
    compare->adjust = CV_ADJUST_NONE;
    compare->measures[1] = CV_MEASURE_ODDS_RATIO;
    compare->measure_count = 2;
}

static void a_banner(cv_results *results)
{
    static cv_word words[] = {{.text = "country"}, {.text = "country"}};
    static cv_words banner[] = {{&words[0], 1}, {&words[1], 1}};
    study_of(results)->analyses->banner = banner;
    study_of(results)->analyses->banner_count = 2;
}

static void a_ratio(cv_results *results)
{
    static cv_variable_spec variables[] = {{.name.text = "visits", .label = "Visits | last week"}};
    cv_study *study = study_of(results);
    study->variables = variables;
    study->variable_count = 1;
    study->analyses->denominator.text = "visits";
    results->items[0].statistic = CV_STATISTIC_RATIO;
}

static void a_pdf(cv_results *results)
{
    study_of(results)->charts->formats = CV_FORMAT_PDF;
    study_of(results)->charts->title = "[A] chart";
}

static void a_png(cv_results *results)
{
    study_of(results)->charts->formats = CV_FORMAT_PNG | CV_FORMAT_PDF;
}

static void all_files(cv_results *results)
{
    cv_analysis_spec *spec = study_of(results)->analyses;
    spec->test_count = 1;
    spec->covariance = true;
}

static void medians(cv_results *results)
{
    results->items[0].statistic = CV_STATISTIC_QUANTILE;
    results->items[0].ci = CV_INTERVAL_ARCSINE;
    study_of(results)->analyses->qrule = CV_QRULE_SCHOOL;
}

static const struct words_case {
    const char *name;
    void (*change)(cv_results *results);
    const char *wanted; /* a part of the report */
} cases[] = {
    {"without_a_title", no_title_no_note_no_source, "# Survey results\n\n## The survey in numbers\n"},
    {"markup_in_titles_is_shown", markup_in_the_title,
     "# A \\| \\<b\\> \\`title\\` of \\*two\\* lines\n\n**Not\\_real\\_**\n\nSource: Consumer interest survey, 2021\n"},
    {"the_design_in_words", a_full_design,
     "The design: weighted by `weight`; strata by `region`; sampling units by `psu`, then `house_hold`; finite "
     "population correction by `region`. Standard errors by Taylor linearisation; groups keep the whole design.\n"},
    {"no_design", no_design,
     "| Sum of the weights | 14,460.5 |\n| Design effect of the weights (Kish) | 1.25 |\n"
     "| Effective sample size of the weights (Kish) | 11,568 |\n\n"
     "No weights, strata or clusters were given: every row counts the same. Standard errors"},
    {"the_binomial_model", a_binomial_model, "The rows are taken as independent answers (sampling: binomial).\n"},
    {"its_intervals", a_binomial_model,
     " The intervals have 95% confidence (`wilson`, normal quantiles). All pairs of groups of “Country” are compared "
     "by "
     "their difference, with limits by `newcombe`,"},
    {"a_title_of_the_analysis", a_condition_and_levels, "## Who is \\*interested\\*?\n"},
    {"its_condition_and_levels", a_condition_and_levels,
     " by live stream?”, shown for Interested by “Country”, among the rows where ``age >= 18 and x in ('`', '|')``. "
     "The bases are 20 to 14,460 answers; a missing answer counts as an answer of its own."},
    {"a_reference", a_reference,
     " Each group of “Country” is compared with “UK” by their difference and odds ratio, in Wald tests with the joint "
     "covariance of the groups, t quantiles on 681 degrees of freedom; p values are not adjusted.\n"},
    {"a_banner_is_compared_within_its_breaks", a_banner,
     " by “Country” and by “Country”. The bases are 20 to 14,460 answers; missing answers are left out. The intervals "
     "have 95% confidence (`logit`, t quantiles on 681 degrees of freedom). All pairs of groups of each break are "
     "compared by their difference, "},
    {"a_denominator_has_its_label", a_ratio,
     "The ratio of “How interested are you in shopping by live stream?” to “Visits \\| last week” by “Country”."},
    {"quantiles", medians, "\nQuantiles of “How interested are you in shopping by live stream?” by “Country”."},
    {"how_quantiles_were_made", medians,
     " The intervals have 95% confidence (Woodruff's method by `asin`, rule `school`, t quantiles on 681 degrees of "
     "freedom)."},
    {"a_pdf_is_a_link", a_pdf, "\n[\\[A\\] chart](charts/interest.pdf)\n"},
    {"a_png_is_shown", a_png, "\n![Interest in live-stream shopping](charts/interest.png)\n"},
    {"all_tables_are_linked", all_files,
     "\nIn full: [interest-by-country.csv](tables/interest-by-country.csv), "
     "[interest-by-country.compare.csv](tables/interest-by-country.compare.csv), "
     "[interest-by-country.tests.csv](tables/interest-by-country.tests.csv), "
     "[interest-by-country.cov.csv](tables/interest-by-country.cov.csv)\n"},
};

static void check_words(void **state)
{
    const struct words_case *of = *state;
    cv_results results = {0};
    cv_buffer text = {0};
    sample_countries(&results);
    of->change(&results);
    written_report(&results, false, &text);
    assert_false(text.failed);
    if (strstr(text.text, of->wanted) == NULL)
        fail_msg("%s: not in the report: %s\n%s", of->name, of->wanted, text.text);
    cv_buffer_free(&text);
    cv_results_free(&results);
}

static cv_status run_short_of_memory(void *context, cv_messages *messages)
{
    cv_buffer text = {0};
    written_report(context, true, &text);
    cv_status status = text.failed ? cv_fail_memory(messages) : CV_OK;
    cv_buffer_free(&text);
    return status;
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    cv_results results = {0};
    sample_hostile(&results);
    check_every_allocation(run_short_of_memory, &results, 0);
    cv_results_free(&results);
}

int main(void)
{
    static const struct CMUnitTest others[] = {
        cmocka_unit_test(golden_countries), cmocka_unit_test(golden_in_french),
        cmocka_unit_test(golden_banner),    cmocka_unit_test(golden_scores),
        cmocka_unit_test(golden_weights),   cmocka_unit_test(every_allocation_may_fail)};
    struct CMUnitTest tests[COUNT_OF(cases) + COUNT_OF(others)] = {{0}};
    memcpy(tests, others, sizeof others);
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        tests[COUNT_OF(others) + i] = (struct CMUnitTest){
            .name = cases[i].name, .test_func = check_words, .initial_state = (void *)(uintptr_t)&cases[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
