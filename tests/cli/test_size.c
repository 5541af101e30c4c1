/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `canvass size`: answers in words, as CSV and as JSON, with the numbers of a finished study, and messages that name
 * the option. The numbers themselves are tested in tests/estimate/test_planning.c. */
#include "support/test.h"

#include <stdio.h>
#include <string.h>

#include <jansson.h>

#include "cli/survey.h"
#include "support/test_command.h"
#include "support/test_folder.h"

#define HEADER "find,like,p,p2,difference,half_width,power,confidence,alpha,deff,n,n2,total,draw,clusters,flag,sd\n"

/* ---- rows ---- */

static const struct rows_case {
    const char *name;
    const char *arguments[16];
    const char *rows;
} rows_cases[] = {
    {"three_points", {"--margin", "0.03"}, "n,,0.5,,,0.03,,0.95,,1,1068,,1068,1068,,,\n"},
    {"several_proportions_and_margins",
     {"--p", "0.1,0.5", "--margin", "0.05,0.03", "--deff", "2"},
     "n,,0.1,,,0.05,,0.95,,2,277,,277,277,,,\n"
     "n,,0.1,,,0.03,,0.95,,2,769,,769,769,,,\n"
     "n,,0.5,,,0.05,,0.95,,2,769,,769,769,,,\n"
     "n,,0.5,,,0.03,,0.95,,2,2135,,2135,2135,,,\n"},
    {"an_island", {"--margin=0.05", "--population=3200"}, "n,,0.5,,,0.05,,0.95,,1,344,,344,344,,,\n"},
    {"response_and_clusters",
     {"--margin=0.03", "--response=0.5", "--cluster-size=10", "--icc=0.05", "--groups=3"},
     "n,,0.5,,,0.03,,0.95,,1.45,1548,,4644,9288,465,,\n"},
    {"a_difference", {"--p1=0.5", "--p2=0.75", "--power=0.9"}, "n,,0.5,0.75,0.25,,0.9,,0.05,1,77,77,154,154,,,\n"},
    {"a_difference_wald",
     {"--p1=0.65", "--p2=0.85", "--unpooled"},
     "n,,0.65,0.85,0.19999999999999996,,0.8,,0.05,1,70,70,140,140,,,\n"},
    {"unequal_groups",
     {"--p1=0.25", "--p2=0.5", "--ratio=2", "--response=0.3"},
     "n,,0.25,0.5,0.25,,0.8,,0.05,1,44,88,132,441,,,\n"},
    {"four_countries_need_more",
     {"--p1=0.5", "--p2=0.75", "--power=0.9", "--groups=4", "--adjust=bonferroni"},
     "n,,0.5,0.75,0.25,,0.9,,0.008333333333333333,1,113,113,452,452,,,\n"},
    {"unless_they_do_not",
     {"--p1=0.5", "--p2=0.75", "--power=0.9", "--groups=4", "--adjust=none"},
     "n,,0.5,0.75,0.25,,0.9,,0.05,1,77,77,308,308,,,\n"},
    {"more_than_there_are",
     {"--n=101", "--p=0.5", "--population=100"},
     "half_width,,0.5,,,,,0.95,,1,101,,101,101,,exceeds-population,\n"},
    {"nobody_left_to_draw",
     {"--margin=0.01", "--population=100", "--response=0.5"},
     "n,,0.5,,,0.01,,0.95,,1,99,,99,198,,exceeds-population,\n"},
    {"out_of_reach", {"--margin=1e-9"}, "n,,0.5,,,1e-9,,0.95,,1,,,,,,no-answer,\n"},
    {"rare_answers", {"--p=0.01", "--margin=0.05"}, "n,,0.01,,,0.05,,0.95,,1,16,,16,16,,few-expected,\n"},
    {"not_so_for_exact_limits",
     {"--p=0.01", "--margin=0.05", "--ci=clopper-pearson"},
     "n,,0.01,,,0.05,,0.95,,1,44,,44,44,,,\n"},
    {"a_mean",
     {"--sd=15", "--margin=2", "--deff=1,2"},
     "n,,,,,2,,0.95,,1,217,,217,217,,,15\n"
     "n,,,,,2,,0.95,,2,433,,433,433,,,15\n"},
    {"a_mean_of_few",
     {"--sd=10", "--n=50", "--population=100"},
     "half_width,,,,,1.959963984540054,,0.95,,1,50,,50,50,,,10\n"},
    {"means_of_four_countries",
     {"--sd=15", "--difference=-5", "--groups=4", "--adjust=bonferroni", "--power=0.9"},
     "n,,,,-5,,0.9,,0.008333333333333333,1,277,277,1108,1108,,,15\n"},
    {"the_power_of_means",
     {"--sd=10", "--difference=2", "--n=500"},
     "power,,,,2,,0.8853789898000417,,0.05,1,500,500,1000,1000,,,10\n"},
    {"the_smallest_difference_of_means",
     {"--sd=10", "--n=500", "--power=0.8"},
     "difference,,,,1.7718780696593193,,0.8,,0.05,1,500,500,1000,1000,,,10\n"},
    {"groups_too_small_for_any_difference",
     {"--p1=0.5", "--n=3", "--power=0.99"},
     "difference,,0.5,,,,0.99,,0.05,1,3,3,6,6,,no-answer,\n"
     "difference,,0.5,,,,0.99,,0.05,1,3,3,6,6,,no-answer,\n"},
};

static void check_rows(void **state)
{
    const struct rows_case *c = *state;
    const char *arguments[24] = {"size", "--format", "csv"};
    char want[4096];
    for (size_t i = 0; i < COUNT_OF(c->arguments) && c->arguments[i] != NULL; i++)
        arguments[3 + i] = c->arguments[i];
    snprintf(want, sizeof want, "%s%s", HEADER, c->rows);
    check_canvass("/", arguments, 0, want, "");
}

/* ---- mistakes ---- */

static const struct mistake {
    const char *name;
    const char *arguments[12];
    const char *message;
} mistakes[] = {
    {"nothing_to_find",
     {NULL},
     "canvass: error: nothing to find\n"
     "  expected --margin (to find the interviews), --n (to find the half-width), or --p1 for a difference\n"},
    {"no_second_group",
     {"--p1=0.3"},
     "canvass: error: nothing to find\n"
     "  expected --p2 or --difference (to find the interviews), --n (to find the smallest difference), or both (to "
     "find "
     "the power)\n"},
    {"nothing_left_to_find",
     {"--p1=0.3", "--p2=0.4", "--n=100", "--power=0.9"},
     "canvass: error: nothing to find: '--power', '--n' and the difference are all given\n"
     "  expected two of --power, --n and the difference\n"},
    {"no_first_group",
     {"--p2=0.3"},
     "canvass: error: the first group's proportion is not known\n"
     "  expected --p1, --sd for means, or --like with a study's results\n"},
    {"two_questions",
     {"--p=0.3", "--alpha=0.1"},
     "canvass: error: '--p' is about one proportion, '--alpha' about a difference between two\n"
     "  expected the options of one question: 'canvass help size' lists both\n"},
    {"margin_and_n", {"--margin=0.03", "--n=100"}, "canvass: error: '--margin' and '--n' do not go together\n"},
    {"deff_and_icc",
     {"--n=100", "--deff=2", "--icc=0.1", "--cluster-size=5"},
     "canvass: error: '--icc' and '--deff' do not go together\n"},
    {"icc_alone", {"--n=100", "--icc=0.1"}, "canvass: error: '--icc' needs '--cluster-size' beside it\n"},
    {"row_of_nothing", {"--n=100", "--row=a=b"}, "canvass: error: '--row' needs '--like' beside it\n"},
    {"per_cent_are_no_proportion_and_all_are_told",
     {"--p=30", "--margin=0.03,3", "--response=0", "--groups=1.5"},
     "canvass: --p: error: '30' is none\n  expected a proportion above 0 and below 1, as in 0.3\n"
     "canvass: --margin: error: '3' is none\n"
     "  expected a half-width above 0 and below 1, as in 0.03 for 3 points\n"
     "canvass: --response: error: '0' is none\n  expected a share above 0, at most 1, as in 0.6\n"
     "canvass: --groups: error: '1.5' is none\n  expected a whole number of groups\n"},
    {"an_empty_item",
     {"--p=0.3,", "--n=10"},
     "canvass: --p: error: '' is none\n  expected a proportion above 0 and below 1, as in 0.3\n"},
    {"half_an_interview",
     {"--n=10.5"},
     "canvass: --n: error: '10.5' is none\n  expected a whole number of interviews\n"},
    {"the_same_twice",
     {"--p1=0.3", "--p2=0.3"},
     "canvass: --p2: error: both proportions are 0.3: there is no difference to find\n"},
    {"more_than_all",
     {"--p1=0.9", "--difference=0.2"},
     "canvass: --difference: error: 0.9 and 0.2 more are not between 0 and 1\n"
     "  expected a difference that leaves a proportion\n"},
    {"a_power_for_nothing",
     {"--p1=0.3", "--p2=0.4", "--power=0.01"},
     "canvass: --power: error: a power that is no larger than the test's level needs no interviews\n"},
    {"one_group",
     {"--p1=0.3", "--p2=0.4", "--groups=1"},
     "canvass: --groups: error: a difference needs two groups or more\n"},
    {"unequal_countries",
     {"--p1=0.3", "--p2=0.4", "--groups=3", "--ratio=2"},
     "canvass: --ratio: error: only two groups can be of unequal size\n"},
    {"an_adjustment_that_is_none",
     {"--p1=0.3", "--p2=0.4", "--adjust=hochberg"},
     "canvass: --adjust: error: 'hochberg' is no adjustment for a plan\n  expected bonferroni, holm or none\n"},
    {"holm_of_intervals",
     {"--n=100", "--adjust=holm"},
     "canvass: --adjust: error: intervals have no adjustment by holm\n  expected bonferroni or none\n"},
    {"an_interval_misspelt",
     {"--n=100", "--ci=wilsn"},
     "canvass: --ci: error: 'wilsn' is no interval for a plan\n"
     "  expected an interval of the binomial model, such as wald, wilson or logit\n  did you mean 'wilson'?\n"},
    {"an_interval_of_designs",
     {"--n=100", "--ci=beta"},
     "canvass: --ci: error: 'beta' is no interval for a plan\n"
     "  expected an interval of the binomial model, such as wald, wilson or logit\n"},
    {"no_such_format",
     {"--n=100", "--format=tex"},
     "canvass: --format: error: 'tex' is no format\n  expected text, csv or json\n  did you mean 'text'?\n"},
    {"too_unlike",
     {"--n=100", "--cluster-size=11", "--icc=-0.1"},
     "canvass: --icc: error: clusters of this size cannot have it: the design effect would not be above 0\n"
     "  expected a correlation above -1 / (M - 1)\n"},
    {"no_analysis",
     {"--n=100", "--like=study.yaml"},
     "canvass: --like: error: 'study.yaml' does not say which analysis of which study\n"
     "  expected STUDY.yaml:ANALYSIS or FOLDER:ANALYSIS\n"},
    {"a_mean_is_no_proportion",
     {"--sd=15", "--p=0.3", "--margin=2"},
     "canvass: error: '--sd' and '--p' do not go together\n"},
    {"means_have_one_test",
     {"--sd=15", "--difference=2", "--unpooled"},
     "canvass: error: '--sd' and '--unpooled' do not go together\n"},
    {"a_mean_without_spread",
     {"--sd=0", "--margin=-2"},
     "canvass: --sd: error: '0' is none\n  expected a standard deviation above 0, as in 15\n"
     "canvass: --margin: error: '-2' is none\n  expected a half-width above 0, in the answers' unit, as in 2\n"},
    {"the_same_mean_twice",
     {"--sd=15", "--difference=0"},
     "canvass: --difference: error: both means are the same: there is no difference to find\n"},
    {"no_picture",
     {"--n=100", "--chart=x.jpg", "--chart=.svg"},
     "canvass: --chart: error: 'x.jpg' is no picture's name\n  expected a file's name that ends in .svg, .png, .pdf or "
     ".gp\n"
     "canvass: --chart: error: '.svg' is no picture's name\n  expected a file's name that ends in .svg, .png, .pdf or "
     ".gp\n"},
    {"no_name_for_a_script",
     {"--n=100", "--chart=it's.gp"},
     "canvass: --chart: error: 'it's' is no name for a script\n  expected letters, digits, '-', '_' and '.'\n"},
    {"too_many_curves",
     {"--p=0.1,0.2,0.3", "--deff=1,2,3", "--n=100", "--chart=x.svg"},
     "canvass: --chart: error: the lists make more curves than one chart can tell apart\n"
     "  expected at most 8 curves: fewer proportions or design effects\n"},
    {"nothing_to_draw",
     {"--margin=1e-9", "--chart=x.svg"},
     "canvass: --chart: error: there is nothing to draw: no row has an answer\n"},
    {"an_operand", {"100"}, "canvass: error: 'canvass size' does not know what to do with '100'\n"},
};

static void check_mistake(void **state)
{
    const struct mistake *c = *state;
    const char *arguments[16] = {"size"};
    for (size_t i = 0; i < COUNT_OF(c->arguments) && c->arguments[i] != NULL; i++)
        arguments[1 + i] = c->arguments[i];
    check_canvass("/", arguments, 2, "", c->message);
}

/* ---- a finished study ---- */

static test_folder finished_study(void)
{
    test_folder folder = test_folder_make();
    test_folder_write(&folder, "survey.csv", SURVEY);
    test_folder_write(&folder, "study.yaml", STUDY_WITHOUT_CHARTS);
    check_canvass(folder.path, (const char *const[]){"run", "study.yaml", NULL}, 0, "", "");
    return folder;
}

/* The first row's cells, from behind its `like`. */
static void shares_and_design_effects_are_the_studys(void **state)
{
    (void)state;
    test_folder folder = finished_study();
    char deff[64] = "", p[64] = "", want[512];
    const char *table = test_folder_read(&folder, "out/tables/interest.csv", NULL);
    const char *row = strstr(table, "interest,proportion,interest,yes,United Kingdom,");
    assert_non_null(row);
    assert_int_equal(
        sscanf(row,
               "interest,proportion,interest,yes,United Kingdom,%*[^,],%*[^,],%*[^,],%63[^,],%*[^,],%*[^,],"
               "%*[^,],%*[^,],%*[^,],%63[^,],",
               p, deff),
        2);
    static const char *const likes[] = {"--like=study.yaml:interest", "--like=out:interest"};
    for (size_t i = 0; i < COUNT_OF(likes); i++) {
        command_result result = canvass_run(folder.path, (const char *const[]){"size", likes[i], "--row=level=yes",
                                                                               "--row=country=United Kingdom",
                                                                               "--n=400", "--format=csv", NULL});
        check_text(result.error, "", "standard error");
        snprintf(want, sizeof want, HEADER "half_width,\"yes, United Kingdom\",%s,,,", p);
        assert_memory_equal(result.out, want, strlen(want));
        snprintf(want, sizeof want, ",,0.95,,%s,400,,400,400,,,\n", deff);
        assert_non_null(strstr(result.out, want));
        command_result_free(&result);
    }
    test_folder_remove(&folder);
}

static void what_is_typed_wins(void **state)
{
    (void)state;
    test_folder folder = finished_study();
    check_canvass(folder.path,
                  (const char *const[]){"size", "--like=out:interest", "--row=level=yes", "--row=country=France",
                                        "--p=0.5", "--deff=1", "--n=1000", "--format=csv", NULL},
                  0, HEADER "half_width,\"yes, France\",0.5,,,0.030989751615228073,,0.95,,1,1000,,1000,1000,,,\n", "");
    /* a mean has a design effect, though no proportion: --ci asks for one */
    check_canvass(folder.path,
                  (const char *const[]){"size", "--like=out:spend", "--row=sex=(all)", "--n=1000", "--ci=wilson", NULL},
                  3, "",
                  "canvass: out/tables/spend.csv: error: there is no proportion between 0 and 1 with a design effect "
                  "above 0 in it\n");
    command_result result = canvass_run(
        folder.path, (const char *const[]){"size", "--like=out:spend", "--row=sex=(all)", "--p=0.5", "--n=9", NULL});
    assert_int_equal(result.status, 0);
    assert_non_null(strstr(result.out, "\n(all)"));
    command_result_free(&result);
    test_folder_remove(&folder);
}

/* se 1.5 of 50 effective answers; the second row has no standard error. */
static void standard_deviations_are_the_studys(void **state)
{
    (void)state;
    test_folder folder = test_folder_make();
    test_folder_write(&folder, "out/tables/m.csv",
                      "analysis,statistic,variable,level,country,count,n,weighted_n,estimate,se,ci_low,ci_high,df,cv,"
                      "deff,n_eff,flag\n"
                      "m,mean,x,,PL,100,100,100,50,1.5,,,30,,2,50,\nm,mean,x,,ES,1,1,1,50,,,,,,,,no-df\n");
    check_canvass(folder.path, (const char *const[]){"size", "--like=out:m", "--margin=1", NULL}, 0,
                  "Interviews for a mean's precision\n\n"
                  "As in the study  Standard deviation  Design effect  Half-width  Interviews\n"
                  "PL                            10.61              2          ±1         865\n\n"
                  "- 95% intervals, two-sided; the half-width is half an interval's length, in the answers' unit.\n"
                  "- Normal approximation: half-width = z sd sqrt(deff / n).\n"
                  "- Standard deviations as in the results of out:m: standard error times the root of the effective\n"
                  "  sample size.\n"
                  "- Design effects as in the results of out:m: the new sample is drawn and weighted likewise.\n"
                  "- The population is large: no finite population correction.\n"
                  "- Interviews are completed ones: --response tells how many to draw for them.\n",
                  "canvass: out/tables/m.csv: warning: 1 row is left out: there is no standard deviation with a design "
                  "effect above 0\n");
    check_canvass(folder.path,
                  (const char *const[]){"size", "--like=out:m", "--row=country=PL", "--sd=4", "--deff=1",
                                        "--difference=1", "--format=csv", NULL},
                  0, HEADER "n,PL,,,1,,0.8,,0.05,1,252,252,504,504,,,4\n", "");
    check_canvass(folder.path,
                  (const char *const[]){"size", "--like=out:m", "--row=country=ES", "--deff=1", "--margin=1", NULL}, 3,
                  "", "canvass: out/tables/m.csv: error: there is no standard deviation above 0 in it\n");
    test_folder_remove(&folder);
}

static const struct like_mistake {
    const char *name;
    const char *like, *row;
    int status;
    const char *message;
} like_mistakes[] = {
    {"a_study_that_is_not_there", "gone.yaml:interest", NULL, 4,
     "canvass: gone.yaml: error: cannot be opened: No such file or directory\n"},
    {"an_analysis_misspelt", "study.yaml:intrest", NULL, 2,
     "canvass: --like: error: 'study.yaml' has no analysis 'intrest'\n  expected the name of an analysis of the study\n"
     "  did you mean 'interest'?\n"},
    {"a_study_never_run", "fresh.yaml:x", NULL, 4,
     "canvass: --like: error: there is no table 'never/tables/x.csv'\n"
     "  expected a study that was run: 'canvass run' writes its results\n"},
    {"a_folder_without_it", "out:nothing", NULL, 4,
     "canvass: --like: error: there is no table 'out/tables/nothing.csv'\n"
     "  expected a folder that 'canvass run' wrote, and the name of an analysis in it\n"},
    {"a_column_misspelt", "out:interest", "--row=contry=France", 2,
     "canvass: --row: error: 'out/tables/interest.csv' has no column 'contry'\n"
     "  expected a column of the analysis's table\n  did you mean 'country'?\n"},
    {"a_value_misspelt", "out:interest", "--row=country=Frence", 2,
     "canvass: --row: error: no row has 'Frence' in column 'country'\n  expected a value that the column has\n"
     "  did you mean 'France'?\n"},
    {"a_row_without_value", "out:interest", "--row=country", 2,
     "canvass: --row: error: 'country' names no value\n  expected COLUMN=VALUE, as in country=Poland\n"},
    {"another_table", "out:weights", NULL, 3,
     "canvass: out/tables/weights.csv: error: this is no table of proportions or means\n"},
    {"a_table_that_is_none", "odd:ragged", NULL, 3,
     "canvass: odd/tables/ragged.csv:3: error: the table has 2 columns, this row 3\n"},
    {"an_empty_table", "odd:empty", NULL, 3,
     "canvass: odd/tables/empty.csv: error: this is no table of proportions or means\n"},
};

static void check_like_mistake(void **state)
{
    const struct like_mistake *c = *state;
    test_folder folder = finished_study();
    char like[128];
    test_folder_write(&folder, "odd/tables/ragged.csv", "a,b\n\"1,\"\"\n\",2\n1,2,3\n");
    test_folder_write(&folder, "odd/tables/empty.csv", "");
    test_folder_write(&folder, "fresh.yaml",
                      "output: never\ndata: {file: d.csv}\nanalyses: [{name: x, statistic: proportion, of: x}]\n");
    snprintf(like, sizeof like, "--like=%s", c->like);
    check_canvass(folder.path, (const char *const[]){"size", "--n=100", like, c->row, NULL}, c->status, "", c->message);
    test_folder_remove(&folder);
}

/* Numbers that are not there, or are 0 or 1, are passed over and told of; labels are shown and obeyed by nobody. */
static void rows_without_numbers_are_left_out(void **state)
{
    (void)state;
    test_folder folder = test_folder_make();
    test_folder_write(
        &folder, "out/tables/x.csv",
        "analysis,statistic,variable,level,count,count,n,weighted_n,estimate,se,ci_low,ci_high,df,cv,deff,"
        "n_eff,flag\n"
        "x,proportion,x,\"a \"\"b\"\",\033[31m\",one,1,4,4,0.25,.1,.1,.1,3,.1,1.5,2,\n"
        "x,proportion,x,none,one,0,4,4,0,0,0,0,3,,,,zero-se\n"
        "x,proportion,x,few,one,,4,,,,,,,,,,suppressed-min-n\n");
    check_canvass(
        folder.path, (const char *const[]){"size", "--like=out:x", "--n=100", NULL}, 0,
        "Precision of a proportion\n\n"
        "As in the study      Proportion  Design effect  Half-width  Interviews\n"
        "a \"b\",\\x1B[31m, one         25%            1.5      ±10.39         100\n\n"
        "- 95% intervals (wald), two-sided; the half-width is half an interval's length, in points.\n"
        "- Normal approximation: half-width = z sqrt(deff p (1 - p) / n).\n"
        "- Design effects as in the results of out:x: the new sample is drawn and weighted likewise.\n"
        "- The population is large: no finite population correction.\n"
        "- Interviews are completed ones: --response tells how many to draw for them.\n",
        "canvass: out/tables/x.csv: warning: 2 rows are left out: there is no proportion between 0 and 1 with "
        "a design effect above 0\n");
    test_folder_remove(&folder);
}

/* ---- words ---- */

static const struct words_case {
    const char *name;
    const char *arguments[12];
    const char *pieces[8];
} words_cases[] = {
    {"all_of_a_precision_is_said",
     {"--margin=0.03", "--response=0.4", "--population=5000", "--groups=3", "--adjust=bonferroni"},
     {"Interviews for a proportion's precision, in each group\n", "98.3333% intervals (wald)",
      "Nothing is known about the proportion: 50%", "3 intervals that hold together with 95% confidence (Bonferroni).",
      "Design effect 1:", "Each group is a population of 5,000 people;", "40% of those drawn answer"}},
    {"all_of_a_difference_is_said",
     {"--p1=0.6", "--difference=-0.04", "--groups=4", "--cluster-size=12", "--icc=0.05"},
     {"Interviews to find a difference between two groups, in each group\n", "60%     56%          -4           1.55",
      "Two-sided test of two independent proportions at the 5% level", "common proportion's variance",
      "4 groups, 6 pairs, each tested at 0.833%", "(Holm's", "Design effect 1.55 = 1 + (12 - 1) x 0.05"}},
    {"of_a_power",
     {"--p1=0.5", "--p2=0.75", "--n=50", "--one-sided", "--unpooled"},
     {"Power to find a difference between two groups\n", "84.8%", "One-sided test", "own variance (Wald)",
      "Power: the chance"}},
    {"of_the_smallest_difference",
     {"--p1=0.5", "--n=50", "--power=0.9", "--ratio=2", "--population=9000"},
     {"The smallest difference between two groups that is found\n", "In the second", "above and below",
      "2 interviews in the second group for each in the first.", "leave --population", "out."}},
};

static void check_words(void **state)
{
    const struct words_case *c = *state;
    const char *arguments[16] = {"size"};
    for (size_t i = 0; i < COUNT_OF(c->arguments) && c->arguments[i] != NULL; i++)
        arguments[1 + i] = c->arguments[i];
    command_result result = canvass_run("/", arguments);
    assert_int_equal(result.status, 0);
    check_text(result.error, "", "standard error");
    check_pieces(result.out, c->pieces, COUNT_OF(c->pieces));
    command_result_free(&result);
}

static void json_has_numbers_and_assumptions(void **state)
{
    (void)state;
    command_result result =
        canvass_run("/", (const char *const[]){"size", "--p1=0.5", "--n=50", "--power=0.9", "--format=json", NULL});
    assert_int_equal(result.status, 0);
    json_t *root = json_loads(result.out, 0, NULL), *rows = json_object_get(root, "rows");
    assert_int_equal(json_array_size(rows), 2);
    assert_true(json_array_size(json_object_get(root, "assumptions")) >= 4);
    const json_t *row = json_array_get(rows, 0);
    check_close(json_number_value(json_object_get(row, "p2")), 0.80263058170389467, 1e-12, "p2");
    assert_true(json_is_null(json_object_get(row, "half_width")));
    assert_true(json_is_null(json_object_get(row, "flag")));
    json_decref(root);
    command_result_free(&result);
}

static void too_many_rows_are_refused(void **state)
{
    (void)state;
    char list[2048] = "--p=0.5";
    for (size_t i = 0; i < 200; i++)
        strcat(list, ",0.5");
    char margins[2048] = "--margin=0.5";
    for (size_t i = 0; i < 200; i++)
        strcat(margins, ",0.5");
    check_canvass("/", (const char *const[]){"size", list, margins, NULL}, 2, "",
                  "canvass: error: the lists make too many rows\n  expected at most 10,000 combinations\n");
}

/* ---- charts ---- */

static void need_gnuplot(void)
{
    command_result result = command_run(&(test_command){.arguments = (const char *const[]){"gnuplot", "-V", NULL}});
    bool found = result.status == 0;
    command_result_free(&result);
    if (!found)
        skip();
}

static size_t count_of(const char *text, const char *piece)
{
    size_t count = 0;
    for (const char *at = text; (at = strstr(at, piece)) != NULL; at += strlen(piece))
        count++;
    return count;
}

static void a_script_holds_the_chart(void **state)
{
    (void)state;
    test_folder folder = test_folder_make();
    command_result result = canvass_run(
        folder.path, (const char *const[]){"size", "--p=0.5,0.2", "--deff=1,2", "--margin=0.03", "--chart=a.gp", NULL});
    check_text(result.error, "", "standard error");
    command_result_free(&result);
    const char *script = test_folder_read(&folder, "a.gp", NULL);
    assert_int_equal(count_of(script, "with lines"), 4);
    assert_non_null(strstr(script, "# Title: Precision by number of interviews\n"));
    assert_non_null(strstr(script, "50%, deff 2: 2,135 interviews"));
    assert_non_null(strstr(script, "$marks2 << EOD\n2135 0.02999"));
    test_folder_remove(&folder);
}

static void charts_repeat_byte_by_byte(void **state)
{
    (void)state;
    static const char *const names[] = {"a.svg", "a.png", "a.pdf", "it's a name.svg"};
    need_gnuplot();
    test_folder folder = test_folder_make();
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        char option[64];
        const char *bytes[2];
        size_t lengths[2];
        snprintf(option, sizeof option, "--chart=%s", names[i]);
        for (int round = 0; round < 2; round++) {
            command_result result =
                canvass_run(folder.path, (const char *const[]){"size", "--p1=0.6", "--p2=0.64", option, NULL});
            check_text(result.error, "", "standard error");
            assert_int_equal(result.status, 0);
            command_result_free(&result);
            bytes[round] = test_folder_read(&folder, names[i], &lengths[round]);
        }
        assert_int_equal(lengths[0], lengths[1]);
        assert_memory_equal(bytes[0], bytes[1], lengths[0]);
    }
    assert_int_equal(test_folder_count(&folder, "."), COUNT_OF(names)); /* and nothing beside them */
    test_folder_remove(&folder);
}

static void without_gnuplot_all_but_the_picture(void **state)
{
    (void)state;
    test_folder folder = test_folder_make();
    const char *const arguments[] = {canvass_program(), "size", "--n=100", "--format=csv", "--chart=a.svg", NULL};
    command_result result = command_run(&(test_command){
        .arguments = arguments, .folder = folder.path, .settings = (const char *const[]){"PATH=/nowhere", NULL}});
    assert_int_equal(result.status, 5);
    assert_non_null(strstr(result.out, "half_width,,0.5,"));
    assert_non_null(strstr(result.error, "error: gnuplot was not found on PATH"));
    assert_int_equal(test_folder_count(&folder, "."), 0);
    command_result_free(&result);
    test_folder_remove(&folder);
}

int main(void)
{
    static const struct CMUnitTest others[] = {
        cmocka_unit_test(shares_and_design_effects_are_the_studys),
        cmocka_unit_test(what_is_typed_wins),
        cmocka_unit_test(standard_deviations_are_the_studys),
        cmocka_unit_test(a_script_holds_the_chart),
        cmocka_unit_test(charts_repeat_byte_by_byte),
        cmocka_unit_test(without_gnuplot_all_but_the_picture),
        cmocka_unit_test(rows_without_numbers_are_left_out),
        cmocka_unit_test(json_has_numbers_and_assumptions),
        cmocka_unit_test(too_many_rows_are_refused),
    };
    struct CMUnitTest tests[COUNT_OF(rows_cases) + COUNT_OF(mistakes) + COUNT_OF(like_mistakes) +
                            COUNT_OF(words_cases) + COUNT_OF(others)] = {{0}};
    size_t n = 0;
#define ADD(table, function)                                                                                           \
    for (size_t i = 0; i < COUNT_OF(table); i++)                                                                       \
    tests[n++] = (struct CMUnitTest){                                                                                  \
        .name = (table)[i].name, .test_func = (function), .initial_state = (void *)(uintptr_t) & (table)[i]}
    ADD(rows_cases, check_rows);
    ADD(mistakes, check_mistake);
    ADD(like_mistakes, check_like_mistake);
    ADD(words_cases, check_words);
#undef ADD
    for (size_t i = 0; i < COUNT_OF(others); i++)
        tests[n++] = others[i];
    return cmocka_run_group_tests(tests, NULL, NULL);
}
