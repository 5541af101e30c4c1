/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The methodology statement: what the study says, what is computed, what nobody has stated. */
#include "support/test.h"

#include <math.h>
#include <string.h>

#include "base/buffer.h"
#include "report/document.h"
#include "support/test_result.h"

/* Facts of the statement as "NAME: TEXT" lines. */
static void write_facts(const cv_document *document, cv_buffer *to)
{
    const cv_block *block = NULL;
    for (size_t i = 0; i + 1 < document->block_count; i++)
        if (document->blocks[i].kind == CV_BLOCK_HEADING && strcmp(document->blocks[i].id, "methodology") == 0)
            block = &document->blocks[i + 1];
    assert_true(block != NULL && block->kind == CV_BLOCK_FACTS);
    for (size_t i = 0; i < block->count; i++) {
        cv_buffer_format(to, "\n%s: ", block->facts[i].name);
        for (size_t k = 0; k < block->facts[i].value.count; k++)
            cv_buffer_add(to, block->facts[i].value.items[k].text);
    }
    cv_buffer_add_char(to, '\n');
}

static cv_study *study_of(cv_results *results)
{
    return (cv_study *)(uintptr_t)results->study;
}

static void nothing(cv_results *results)
{
    (void)results;
}

static void all_items(cv_results *results)
{
    study_of(results)->methodology = (cv_methodology_spec){"sp", "by", "po", "fr", "sa", "re", "rr", "in", "mo",
                                                           "da", "la", "qu", "we", "ql", "li", "co", "ur", "no"};
}

static void a_text_of_two_lines(cv_results *results)
{
    study_of(results)->methodology.sponsor = "A\nB\x1b";
}

static void an_empty_text(cv_results *results)
{
    study_of(results)->methodology.sponsor = "";
}

static void no_weights(cv_results *results)
{
    study_of(results)->design.weight.text = NULL;
}

static void sampling_fractions(cv_results *results)
{
    static cv_word fpc = {.text = "fpc"};
    study_of(results)->design.weight.text = NULL;
    study_of(results)->design.fpc = (cv_words){&fpc, 1};
}

static void a_text_on_weights(cv_results *results)
{
    study_of(results)->methodology.weighting = "Raked by hand.";
}

static void calibration(cv_results *results)
{
    static cv_word names[] = {{.text = "sex"}, {.text = "age"}, {.text = "region"}};
    static cv_margin_spec margins[] = {{.variables = &names[0], .variable_count = 2},
                                       {.variables = &names[2], .variable_count = 1}};
    static cv_calibration_spec steps[] = {
        {.method = CV_CALIBRATE_WEIGHTING_CLASS, .classes = {&names[1], 2}, .margins = margins, .margin_count = 1},
        {.method = CV_CALIBRATE_RAKE, .margins = margins, .margin_count = 2}};
    cv_design_spec *design = &study_of(results)->design;
    design->calibrate = steps;
    design->calibrate_count = 2;
    design->trim.given = true;
}

static void the_binomial_model(cv_results *results)
{
    study_of(results)->design = (cv_design_spec){.binomial = true};
}

static void no_share_of_the_whole(cv_results *results)
{
    results->items[0].statistic = CV_STATISTIC_MEAN;
}

static void no_share_of_the_whole_and_few_rows(cv_results *results)
{
    no_share_of_the_whole(results);
    results->overview.strata = 0;
    results->overview.psus = results->overview.used = 12;
}

static void no_share_of_the_whole_and_clusters(cv_results *results)
{
    static cv_word name = {.text = "psu"};
    no_share_of_the_whole(results);
    study_of(results)->design.cluster = (cv_words){&name, 1};
}

static void no_share_of_the_whole_and_strata(cv_results *results)
{
    static cv_word name = {.text = "stratum"};
    no_share_of_the_whole(results);
    study_of(results)->design.strata = (cv_words){&name, 1};
}

static void no_share_of_the_whole_and_fractions(cv_results *results)
{
    no_share_of_the_whole(results);
    sampling_fractions(results);
}

static void no_share_of_the_whole_and_replicates(cv_results *results)
{
    no_share_of_the_whole(results);
    study_of(results)->design.replicates.given = true;
}

static void shares_over_a_sample_without_replacement(cv_results *results)
{
    study_of(results)->analyses->deff_without_replacement = true;
}

static void such_shares_of_clusters(cv_results *results)
{
    no_share_of_the_whole_and_clusters(results);
    results->items[0].statistic = CV_STATISTIC_PROPORTION;
    study_of(results)->analyses->deff_without_replacement = true;
}

static void shares_of_a_part(cv_results *results)
{
    study_of(results)->analyses->where_text = "age > 20";
}

/* Shares of the whole with the design effects 1.25, 4 and 2: the first two rows of the sample are the whole's. */
static void other_design_effects(cv_results *results)
{
    double deffs[] = {1.25, 4, 2};
    size_t k = 0;
    for (size_t i = 0; i < results->items[0].row_count; i++)
        if (results->items[0].rows[i].group[0] == CV_ALL && k < COUNT_OF(deffs))
            results->items[0].rows[i].deff = deffs[k++];
    assert_int_equal(k, COUNT_OF(deffs));
}

/* The least stands neither first nor last. */
static void other_degrees_of_freedom(cv_results *results)
{
    double df[] = {681, 10, 300};
    size_t k = 0;
    other_design_effects(results);
    for (size_t i = 0; i < results->items[0].row_count; i++)
        if (results->items[0].rows[i].group[0] == CV_ALL && k < COUNT_OF(df))
            results->items[0].rows[i].df = df[k++];
    assert_int_equal(k, COUNT_OF(df));
}

static void every_rule(cv_results *results)
{
    study_of(results)->analyses->suppress = (cv_suppress_spec){.min_n = 50, .max_cv = 0.3, .nchs = true};
}

static void no_rule(cv_results *results)
{
    study_of(results)->analyses->suppress = (cv_suppress_spec){0};
}

/* The sample's analysis, one with other rules and one of the weights, which has none. */
static void rules_of_some(cv_results *results)
{
    static cv_analysis_spec specs[2];
    cv_result *items = cv_arena_array(&results->arena, 3, sizeof *items);
    every_rule(results);
    specs[0] = specs[1] = *results->items[0].spec;
    specs[0].suppress = (cv_suppress_spec){.min_n = 30, .max_cv = 0.3};
    specs[1].suppress = (cv_suppress_spec){0};
    items[0] = results->items[0];
    items[1] = (cv_result){.spec = &specs[0], .statistic = CV_STATISTIC_PROPORTION, .confidence = 0.95};
    items[2] = (cv_result){.spec = &specs[1], .statistic = CV_STATISTIC_WEIGHTS, .confidence = 0.95};
    results->items = items;
    results->count = 3;
}

/* The study has a second analysis, which was not run. */
static void rules_of_what_was_not_run(cv_results *results)
{
    static cv_analysis_spec specs[2];
    every_rule(results);
    specs[0] = specs[1] = *results->items[0].spec;
    specs[1].suppress = (cv_suppress_spec){.min_n = 30};
    study_of(results)->analyses = specs;
    study_of(results)->analysis_count = 2;
}

static void a_response_rate(cv_results *results)
{
    results->items[0].statistic = CV_STATISTIC_RESPONSE_RATE;
    for (size_t i = 0; i < results->items[0].row_count; i++)
        results->items[0].rows[i].estimate = results->items[0].rows[i].group[0] == CV_ALL ? 0.34567 : 0.9;
}

static void a_stated_response_rate(cv_results *results)
{
    a_response_rate(results);
    study_of(results)->methodology.response_rate = "40% (AAPOR RR2)";
}

#define NO_MARGIN                                                                                                      \
    "\nMargin of error: Not computed: the weights alone do not tell what the design does to it; an analysis of "       \
    "shares "                                                                                                          \
    "of the whole sample (total: true) gives it\n"

/* t(0.975) by R 4.2: qt(0.975, 681) = 1.963456, qt(0.975, 10) = 2.228139, qt(0.975, 11) = 2.200985;
 * qnorm(0.975) = 1.959964. */
static const struct statement_case {
    const char *name;
    void (*change)(cv_results *results);
    const char *wanted; /* a part of the facts */
} cases[] = {
    {"what_nobody_states_is_listed", nothing,
     "\nNot stated: Sponsor; Conducted by; Population; Sampling frame; Sampling method; Recruitment; Incentives; Mode; "
     "Dates; Languages; Questionnaire; Response rate; Data quality; Limitations; Contact; More information\n"},
    {"what_the_study_states_is_there", all_items,
     "\nSponsor: sp\nConducted by: by\nPopulation: po\nSampling frame: fr\nSampling method: sa\nRecruitment: re\n"
     "Incentives: in\nMode: mo\nDates: da\nLanguages: la\nQuestionnaire: qu\nResponse rate: rr\nBase: 14,460 "
     "interviews, "
     "unweighted\nWeighting: we. By the data's column weight\n"},
    {"and_the_rest_below", all_items,
     "\nData quality: ql\nLimitations: li\nContact: co\nMore information: ur\nNotes: no\n"},
    {"texts_are_one_line", a_text_of_two_lines, "\nSponsor: A B\\x1B\n"},
    {"an_empty_text_is_none", an_empty_text, "\nNot stated: Sponsor; "},
    {"no_weights", no_weights, "\nWeighting: None: every row counts the same\n"},
    {"weights_of_sampling_fractions", sampling_fractions, "\nWeighting: By the sampling fractions\n"},
    {"a_text_that_ends_in_a_point", a_text_on_weights, "\nWeighting: Raked by hand. By the data's column weight\n"},
    {"what_was_done_to_the_weights", calibration,
     "\nWeighting: By the data's column weight, raised for non-response in classes by age × region, raked by sex × "
     "age, "
     "region, trimmed\n"},
    {"a_median_of_design_effects", other_design_effects,
     "\nDesign effect: 2.00, the median over the shares of the whole sample (3 of them); of the weights alone (Kish): "
     "1.25\nMargin of error: ±1.2 percentage points: half the width of the 95% confidence interval of a share of 50% "
     "of "
     "the whole sample, ½ × 1.96 × √(2.00 / 14,460)."},
    {"kishs_design_effect", no_share_of_the_whole,
     "\nDesign effect: 1.25, of the weights alone (Kish)\nMargin of error: ±0.9 percentage points: "},
    {"few_rows_make_it_wider", no_share_of_the_whole_and_few_rows,
     "\nMargin of error: ±35.5 percentage points: half the width of the 95% confidence interval of a share of 50% of "
     "the whole sample, ½ × 2.20 × √(1.25 / 12)."},
    {"the_least_degrees_of_freedom_count", other_degrees_of_freedom,
     "\nMargin of error: ±1.3 percentage points: half the width of the 95% confidence interval of a share of 50% of "
     "the whole sample, ½ × 2.23 × √(2.00 / 14,460)."},
    {"the_weights_do_not_tell_of_clusters", no_share_of_the_whole_and_clusters, NO_MARGIN},
    {"nor_of_strata", no_share_of_the_whole_and_strata, NO_MARGIN},
    {"nor_of_sampling_fractions", no_share_of_the_whole_and_fractions, NO_MARGIN},
    {"nor_of_replicates", no_share_of_the_whole_and_replicates, NO_MARGIN},
    {"design_effects_without_replacement_are_others", shares_over_a_sample_without_replacement,
     "\nDesign effect: 1.25, of the weights alone (Kish)\n"},
    {"they_give_no_margin", such_shares_of_clusters, NO_MARGIN},
    {"a_part_is_not_the_whole", shares_of_a_part, "\nDesign effect: 1.25, of the weights alone (Kish)\n"},
    {"the_binomial_model", the_binomial_model,
     "\nDesign effect: 1.00: the rows are taken as independent answers\nMargin of error: ±0.8 percentage points: half "
     "the width of the 95% confidence interval of a share of 50% of the whole sample, ½ × 1.96 × √(1.00 / 14,460)."},
    {"rules_of_suppression", every_rule,
     "\nSuppression: Not shown: fewer than 50 answers in the base; coefficient of variation above 30%; below the "
     "presentation standards of the National Center for Health Statistics\n"},
    {"rules_of_some_analyses", rules_of_some,
     "\nSuppression: Not shown: in some analyses fewer than 50 answers in the base; coefficient of variation above "
     "30%; "
     "in some analyses below the presentation standards of the National Center for Health Statistics; in some analyses "
     "fewer than 30 answers in the base\n"},
    {"what_was_not_run_has_no_rules", rules_of_what_was_not_run,
     "\nSuppression: Not shown: fewer than 50 answers in the base; coefficient of variation above 30%; below the "
     "presentation standards of the National Center for Health Statistics\n"},
    {"no_rule", no_rule, "\nSuppression: None: every estimate is shown\n"},
    {"a_computed_response_rate", a_response_rate, "\nResponse rate: 34.6%\n"},
    {"a_stated_response_rate_wins", a_stated_response_rate, "\nResponse rate: 40% (AAPOR RR2)\n"},
};

static void check_statement(void **state)
{
    const struct statement_case *of = *state;
    const cv_document_options options = {0};
    cv_results results = {0};
    cv_document document;
    cv_buffer text = {0};
    sample_countries(&results);
    of->change(&results);
    assert_true(cv_document_build(&results, &options, &document));
    write_facts(&document, &text);
    if (strstr(text.text, of->wanted) == NULL)
        fail_msg("%s: not in the statement: %s\n%s", of->name, of->wanted, text.text);
    cv_buffer_free(&text);
    cv_document_free(&document);
    cv_results_free(&results);
}

static void check_figures(void (*change)(cv_results *results), const char *wanted)
{
    const cv_document_options options = {0};
    cv_results results = {0};
    cv_document document;
    cv_buffer names = {0};
    sample_countries(&results);
    change(&results);
    assert_true(cv_document_build(&results, &options, &document));
    for (size_t i = 0; i < document.figure_count; i++)
        cv_buffer_format(&names, "%s%s", i == 0 ? "" : "; ", document.figures[i].name);
    check_text(names.text, wanted, "figures");
    cv_buffer_free(&names);
    cv_document_free(&document);
    cv_results_free(&results);
}

static void figures_are_those_that_are_known(void **state)
{
    (void)state;
    check_figures(nothing, "Interviews; Effective sample size; Margin of error; Confidence");
    check_figures(no_share_of_the_whole, "Interviews; Effective sample size; Margin of error; Confidence");
    check_figures(no_share_of_the_whole_and_clusters, "Interviews; Confidence");
}

static void a_document_is_freed_twice(void **state)
{
    (void)state;
    cv_document document = {0};
    cv_document_free(&document);
    cv_document_free(&document);
}

int main(void)
{
    struct CMUnitTest tests[COUNT_OF(cases) + 2] = {cmocka_unit_test(a_document_is_freed_twice),
                                                    cmocka_unit_test(figures_are_those_that_are_known)};
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        tests[2 + i] = (struct CMUnitTest){
            .name = cases[i].name, .test_func = check_statement, .initial_state = (void *)(uintptr_t)&cases[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
