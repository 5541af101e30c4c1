/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What must not change the numbers of a calibrated survey: threads, chunks, the order of the rows, a step that changes
 * nothing; and what calibration does to a variance where that can be said without computing it. */
#include "support/test.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "compare/analyse.h"
#include "support/test_folder.h"
#include "support/test_memory.h"
#include "support/test_messages.h"

enum { ROWS = 240 };

#define CLUSTERED "strata: stratum, cluster: psu, nest: true"
#define ALONE     "strata: stratum"
#define RAKE      "{method: rake, targets: {sex: {F: 300, M: 310}, age: {y: 200, m: 210, o: 200}}}"
#define LOGIT     "{method: logit, bounds: [0.2, 4], targets: {sex: {F: 290, M: 320}, x: 31000}}"
#define ANALYSES                                                                                                       \
    "analyses:\n"                                                                                                      \
    "  - {name: share, statistic: proportion, of: answer, by: [country], total: true,\n"                               \
    "     compare: {over: country}, tests: [rao-scott-f, adjusted-wald]}\n"                                            \
    "  - {name: mean, statistic: mean, of: y, by: [country, sex], compare: {over: country}}\n"                         \
    "  - {name: total, statistic: total, of: [y, x, ones]}\n"                                                          \
    "  - {name: ratio, statistic: ratio, of: y, denominator: x, where: \"sex = 'F'\"}\n"                               \
    "  - {name: choices, statistic: proportion, of: choice, by: [country]}\n"                                          \
    "  - {name: weights, statistic: weights, by: [country]}\n"
#define STUDY(design, steps)                                                                                           \
    "data: {file: d.csv}\nvariables: {choice: {multiple: [p, q]}}\n"                                                   \
    "design: {weight: w, " design ", calibrate: [" steps "]}\n" ANALYSES

static const char *const STUDIES[] = {STUDY(CLUSTERED, RAKE), STUDY(ALONE, LOGIT), STUDY(CLUSTERED, RAKE ", " LOGIT),
                                      STUDY(ALONE, RAKE ", " LOGIT)};

/** A run and where its data lie. */
struct run {
    cv_study study;
    cv_results results;
    cv_messages messages;
    cv_status status;
};

static void write_survey(test_folder *folder, int step)
{
    static char text[ROWS * 120 + 200];
    char *at = text;
    at += sprintf(at, "stratum,psu,country,sex,age,answer,p,q,w,x,y,ones\n");
    for (int k = 0; k < ROWS; k++) {
        uint64_t i = (uint64_t)(k * step % ROWS), a = i * 2654435761u % 1009, b = i * 40503u % 997;
        at += sprintf(at, "%d,%d,%s,%s,%s,%s,%d,%d,%.3f,%.2f,%.3f,1\n", (int)(i % 3), (int)(a % 5),
                      (const char *[]){"UK", "ES", "FR"}[b % 3], a % 2 ? "F" : "M",
                      (const char *[]){"y", "m", "o"}[(a / 7 + b / 5) % 3],
                      (const char *[]){"yes", "no", "maybe", ""}[(a + b) % 19 == 0 ? 3 : (a * b) % 3], a % 3 == 0,
                      b % 4 == 0, 1 + (double)(b % 31) / 10, 20 + (double)(a % 600) / 10,
                      1e6 + (double)(a % 100) / 8 + (double)(b % 50) / 3);
    }
    (void)test_folder_write(folder, "d.csv", text);
}

static void run_study(struct run *run, test_folder *folder, const char *study, size_t jobs, size_t chunk)
{
    const cv_analyse_options options = {.jobs = jobs, .chunk_bytes = chunk};
    *run = (struct run){0};
    run->status =
        cv_study_parse(test_folder_path(folder, "s.yaml"), study, strlen(study), NULL, 0, &run->study, &run->messages);
    if (run->status == CV_OK)
        run->status = cv_analyse(&run->study, &options, &run->results, &run->messages);
}

static void must_run(struct run *run, test_folder *folder, const char *study, size_t jobs, size_t chunk)
{
    run_study(run, folder, study, jobs, chunk);
    check_messages(&run->messages, "", study);
    assert_int_equal(run->status, CV_OK);
}

static void run_free(struct run *run)
{
    cv_results_free(&run->results);
    cv_study_free(&run->study);
    cv_messages_free(&run->messages);
}

/* `relative` 0: the same bits. */
static void check_same(const struct run *a, const struct run *b, double relative)
{
    for (size_t i = 0; i < a->results.count; i++) {
        const cv_result *x = &a->results.items[i], *y = &b->results.items[i];
        const char *name = x->spec->name.text;
        assert_int_equal(x->row_count, y->row_count);
        for (size_t k = 0; k < x->row_count; k++) {
            check_near(y->rows[k].estimate, x->rows[k].estimate, relative, 0, name);
            check_near(y->rows[k].se, x->rows[k].se, 1e3 * relative, relative * fabs(x->rows[k].estimate), name);
            check_near(y->rows[k].df, x->rows[k].df, 0, 0, name);
        }
        for (size_t k = 0; x->covariance != NULL && k < x->row_count * x->row_count; k++)
            check_near(y->covariance[k], x->covariance[k], 1e3 * relative, relative, name);
        assert_int_equal(x->comparison_count, y->comparison_count);
        for (size_t k = 0; k < x->comparison_count; k++)
            check_near(y->comparisons[k].p, x->comparisons[k].p, 1e4 * relative, 0, name);
        assert_int_equal(x->test_count, y->test_count);
        for (size_t k = 0; k < x->test_count; k++)
            check_near(y->tests[k].statistic, x->tests[k].statistic, 1e4 * relative, 0, name);
        for (size_t k = 0; k < x->weight_count; k++)
            check_near(y->weights[k].sum, x->weights[k].sum, relative, 0, name);
    }
}

static void threads_and_chunks_change_no_bit(void **state)
{
    (void)state;
    static const struct {
        size_t jobs, chunk;
    } ways[] = {{2, 700}, {8, 700}, {3, 64}, {1, 1 << 20}};
    test_folder folder = test_folder_make();
    write_survey(&folder, 1);
    for (size_t s = 0; s < COUNT_OF(STUDIES); s++) {
        struct run one;
        must_run(&one, &folder, STUDIES[s], 1, 700);
        for (size_t i = 0; i < COUNT_OF(ways); i++) {
            struct run other;
            must_run(&other, &folder, STUDIES[s], ways[i].jobs, ways[i].chunk);
            check_same(&one, &other, 0);
            run_free(&other);
        }
        run_free(&one);
    }
    test_folder_remove(&folder);
}

static void order_of_rows_changes_nothing(void **state)
{
    (void)state;
    test_folder folder = test_folder_make();
    for (size_t s = 0; s < COUNT_OF(STUDIES); s++) {
        struct run one, other;
        write_survey(&folder, 1);
        must_run(&one, &folder, STUDIES[s], 1, 0);
        write_survey(&folder, 7);
        must_run(&other, &folder, STUDIES[s], 1, 0);
        check_same(&one, &other, 1e-11);
        run_free(&one);
        run_free(&other);
    }
    test_folder_remove(&folder);
}

/* What is calibrated to is known: it has no error. Raked weights and those of the raking distance are the same; their
 * variances are not, but differ little. */
static void known_totals_have_no_error(void **state)
{
    (void)state;
    static const char study[] =
        STUDY(CLUSTERED, "{method: linear, targets: {sex: {F: 300, M: 310}, age: {y: 200, m: 210, o: 200}, x: 31000}}");
    test_folder folder = test_folder_make();
    struct run run;
    write_survey(&folder, 1);
    must_run(&run, &folder, study, 1, 0);
    const cv_estimate *rows = run.results.items[2].rows;
    check_near(rows[1].estimate, 31000, 1e-12, 0, "the total of x");
    check_near(rows[1].se, 0, 0, 31000 * 1e-9, "its error");
    check_near(rows[2].estimate, 610, 1e-12, 0, "the population");
    check_near(rows[2].se, 0, 0, 610 * 1e-9, "its error");
    assert_true(rows[0].se > 0);
    run_free(&run);
    test_folder_remove(&folder);
}

/* Post-strata a second time have factors of 1; residuals without means in the cells have none with any weights that are
 * the same multiple of the old ones within a cell. */
static void a_step_that_changes_nothing_changes_nothing(void **state)
{
    (void)state;
    static const char step[] = "{method: poststratify, targets: {\"sex:age\": {F: {y: 90, m: 110, o: 100},"
                               " M: {y: 100, m: 100, o: 110}}}}";
    static const char *const designs[] = {CLUSTERED, ALONE};
    test_folder folder = test_folder_make();
    write_survey(&folder, 1);
    for (size_t i = 0; i < COUNT_OF(designs); i++) {
        char once[3000], twice[3000];
        struct run one, two;
        snprintf(once, sizeof once, STUDY("%s", "%s"), designs[i], step);
        snprintf(twice, sizeof twice, STUDY("%s", "%s, %s"), designs[i], step, step);
        must_run(&one, &folder, once, 1, 0);
        must_run(&two, &folder, twice, 1, 0);
        check_same(&one, &two, 1e-10);
        run_free(&one);
        run_free(&two);
    }
    test_folder_remove(&folder);
}

struct calibrated {
    test_folder *folder;
    const char *study;
};

static cv_status run_short_of_memory(void *context, cv_messages *messages)
{
    const struct calibrated *of = context;
    struct run run;
    run_study(&run, of->folder, of->study, 1, 0);
    for (size_t i = 0; i < run.messages.count; i++)
        cv_fail(messages, run.messages.items[i].status, (cv_place){0}, "%s", run.messages.items[i].problem);
    messages->out_of_memory |= run.messages.out_of_memory;
    cv_status status = run.status;
    run_free(&run);
    return status;
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    static const char *const designs[] = {CLUSTERED, ALONE};
    test_folder folder = test_folder_make();
    write_survey(&folder, 1);
    for (size_t i = 0; i < COUNT_OF(designs); i++) {
        char study[3000];
        snprintf(study, sizeof study,
                 "data: {file: d.csv}\nvariables: {choice: {multiple: [p, q]}}\n"
                 "design: {weight: w, %s, calibrate: [%s]}\nanalyses:\n"
                 "  - {name: share, statistic: proportion, of: choice, by: [country], compare: {over: country}}\n"
                 "  - {name: mean, statistic: mean, of: y, by: [country], where: \"x > 30\"}\n",
                 designs[i], RAKE);
        struct calibrated of = {&folder, study};
        check_every_allocation(run_short_of_memory, &of, 0);
    }
    test_folder_remove(&folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(threads_and_chunks_change_no_bit),
        cmocka_unit_test(order_of_rows_changes_nothing),
        cmocka_unit_test(known_totals_have_no_error),
        cmocka_unit_test(a_step_that_changes_nothing_changes_nothing),
        cmocka_unit_test(every_allocation_may_fail),
    };
    return cmocka_run_group_tests_name("calibrated", tests, NULL, NULL);
}
