/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The variance of totals by hand: each lonely policy, population counts, stages, domains; and the whole matrix. */
#include "support/test.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "fold/fold.h"
#include "support/test_design.h"
#include "support/test_messages.h"

#define STUDY "data: {file: d.csv}\nanalyses: [{name: a, statistic: mean, of: y}]\ndesign: {%s}\n"

enum { MOST = 4 }; /* domains */

/** A fold of the totals of y in the domains of g. */
struct totals {
    cv_fold *fold;
    size_t block, item;
};

static cv_status start(test_design *design, void *context)
{
    struct totals *to = context;
    size_t y, g;
    cv_fold_free(to->fold);
    to->fold = cv_fold_new(design->design);
    assert_non_null(to->fold);
    assert_int_equal(cv_frame_want_number(design->frame, (cv_word){.text = "y"}, &y, &design->messages), CV_OK);
    assert_int_equal(cv_frame_want_codes(design->frame, (cv_word){.text = "g"}, &g, &design->messages), CV_OK);
    assert_int_equal(cv_fold_block(to->fold, CV_NO_SLOT, &g, 1, &to->block, &design->messages), CV_OK);
    cv_item_spec spec = {.kind = CV_ITEM_NUMBER, .slot = y, .slot_below = CV_NO_SLOT};
    return cv_fold_item(to->fold, to->block, &spec, &to->item, &design->messages);
}

static cv_status batch(void *context, const cv_batch *batch, const cv_design_rows *rows, cv_messages *messages)
{
    struct totals *to = context;
    return cv_fold_batch(to->fold, batch, rows, messages);
}

/* Runs the data and gives the covariance of the totals of y: joint [domains squared], else [domains]. */
static cv_status run(const char *design, const char *data, cv_linear linear, double *covariance,
                     cv_lonely_report *lonely, size_t *domains)
{
    struct totals totals = {0};
    const test_design_hooks hooks = {.start = start, .batch = batch, .context = &totals};
    test_design got;
    char study[400];
    snprintf(study, sizeof study, STUDY, design);
    test_design_run(&got, study, data, &hooks);
    check_messages(&got.messages, "", "the design");
    assert_int_equal(cv_fold_finish(totals.fold, got.frame, &got.messages), CV_OK);
    *domains = cv_fold_domains(totals.fold, totals.block);
    assert_true(*domains <= MOST);
    double jacobian[MOST * 2]; /* Y = centre T_0 + T_1 */
    for (size_t d = 0; d < *domains; d++) {
        double centre[2];
        cv_fold_centre(totals.fold, totals.block, totals.item, d, centre);
        jacobian[2 * d] = centre[0];
        jacobian[2 * d + 1] = 1;
    }
    linear.block = totals.block;
    linear.item = totals.item;
    linear.outputs = 1;
    linear.jacobian = jacobian;
    cv_status status = cv_fold_covariance(totals.fold, &linear, covariance, lonely, &got.messages);
    cv_fold_free(totals.fold);
    test_design_free(&got);
    return status;
}

/* Stratum n: PSU totals 3 and 5; stratum s: one PSU of 10. T = 18, 2 (1 + 1) = 4 from n. */
#define LONE "y,g,s,c\n1,d,n,1\n2,d,n,1\n5,d,n,2\n10,d,s,3\n"
/* In d, of stratum n one PSU alone, 3; of s 4 and 6. T = 13; 2 (1 + 1) = 4 from s. */
#define LONE_IN_DOMAIN "y,g,s,c\n3,d,n,1\n9,e,n,2\n9,e,n,1\n4,d,s,3\n6,d,s,4\n9,e,s,3\n9,e,s,4\n"
/* Strata with one PSU each. */
#define ALL_LONE "y,g,s,c\n1,d,n,1\n2,d,s,2\n"

static const struct variance_case {
    const char *name, *design, *data;
    cv_lonely_psu lonely;
    bool domain_lonely;
    double want; /* of domain d, the first one */
    bool failed, met;
} cases[] = {
    {"fail_says_which", "strata: s, cluster: c", LONE, CV_LONELY_FAIL, false, 4, true, true},
    {"remove", "strata: s, cluster: c", LONE, CV_LONELY_REMOVE, false, 4, false, true},
    {"certainty", "strata: s, cluster: c", LONE, CV_LONELY_CERTAINTY, false, 4, false, true},
    /* about 18 / 3: (10 - 6)^2 */
    {"adjust", "strata: s, cluster: c", LONE, CV_LONELY_ADJUST, false, 4 + 16, false, true},
    /* 2 strata, 1 of them lonely */
    {"average", "strata: s, cluster: c", LONE, CV_LONELY_AVERAGE, false, 4 * 2, false, true},
    {"average_of_none", "strata: s, cluster: c", ALL_LONE, CV_LONELY_AVERAGE, false, NAN, false, true},
    {"adjust_of_all", "strata: s, cluster: c", ALL_LONE, CV_LONELY_ADJUST, false, 0.5, false, true},
    /* the same where rows are PSUs */
    {"adjust_rows", "strata: s", "y,g,s\n3,d,n\n5,d,n\n10,d,s\n", CV_LONELY_ADJUST, false, 4 + 16, false, true},
    {"average_rows", "strata: s", "y,g,s\n3,d,n\n5,d,n\n10,d,s\n", CV_LONELY_AVERAGE, false, 8, false, true},
    {"fail_rows", "strata: s", "y,g,s\n3,d,n\n5,d,n\n10,d,s\n", CV_LONELY_FAIL, false, 4, true, true},
    /* one PSU of its domain is no lonely one by itself: 2 ((3 - 1.5)^2 + 1.5^2) = 9 */
    {"the_domain_keeps_the_design", "strata: s, cluster: c", LONE_IN_DOMAIN, CV_LONELY_FAIL, false, 9 + 4, false,
     false},
    {"adjust_without_domain_lonely", "strata: s, cluster: c", LONE_IN_DOMAIN, CV_LONELY_ADJUST, false, 9 + 4, false,
     false},
    /* about 13 / 4: 2 ((3 - 3.25)^2 + 3.25^2) = 21.25 */
    {"adjust_in_the_domain", "strata: s, cluster: c", LONE_IN_DOMAIN, CV_LONELY_ADJUST, true, 21.25 + 4, false, true},
    {"average_in_the_domain", "strata: s, cluster: c", LONE_IN_DOMAIN, CV_LONELY_AVERAGE, true, 4 * 2, false, true},
    /* a census is certain, not lonely */
    {"a_certain_psu", "strata: s, cluster: c, fpc: f", "y,g,s,c,f\n3,d,n,1,8\n5,d,n,2,8\n10,d,s,3,1\n", CV_LONELY_FAIL,
     false, 4 * 0.75 * 16, false, false},
    /* (1 - 1/2) 2 (4 + 4) = 8; 1/2 of (1 - 1/2) 2 (1 + 1) = 2 and (1 - 1/4) 2 (4 + 4) = 12 */
    {"two_stages", "cluster: [c, k], fpc: [f, e], weight: w",
     "y,g,c,k,f,e,w\n1,d,1,a,4,4,1\n3,d,1,b,4,4,1\n2,d,2,a,4,8,1\n6,d,2,b,4,8,1\n", CV_LONELY_FAIL, false, 8 + 7, false,
     false},
    /* one unit in the second PSU: its stage adds nothing */
    {"a_lonely_unit_of_stage_2", "cluster: [c, k], fpc: [f, e], weight: w",
     "y,g,c,k,f,e,w\n1,d,1,a,4,4,1\n3,d,1,b,4,4,1\n8,d,2,a,4,8,1\n", CV_LONELY_REMOVE, false, 8 + 1, false, true},
    {"all_alike_is_nothing", "", "y,g\n0.1,d\n0.1,d\n0.1,d\n", CV_LONELY_FAIL, false, 0, false, false},
};

static void check_case(void **state)
{
    const struct variance_case *c = *state;
    double own[MOST], joint[MOST * MOST];
    bool met[MOST] = {false};
    size_t domains;
    cv_linear linear = {.lonely = c->lonely, .domain_lonely = c->domain_lonely};
    cv_lonely_report lonely = {.met = met};
    assert_int_equal(run(c->design, c->data, linear, own, &lonely, &domains), CV_OK);
    check_close(own[0], c->want, 1e-14, "variance");
    assert_int_equal(lonely.failed, c->failed);
    assert_int_equal(met[0], c->met);
    linear.joint = true;
    lonely = (cv_lonely_report){0};
    assert_int_equal(run(c->design, c->data, linear, joint, &lonely, &domains), CV_OK);
    if (domains == 1) /* a single domain is the whole matrix */
        check_close(joint[0], c->want, 1e-14, "joint variance");
}

/* d and e in the same PSUs: (1, 4), (3, 2) of stratum n, (5, 5), (9, 1) of s.
 * n: 2 sums of products about (2, 3): 1 1, so V = 4, 4 and -4; s: about (7, 3): 16, 8, -16. */
static void domains_in_one_psu_vary_together(void **state)
{
    (void)state;
    static const char data[] = "y,g,s,c\n1,d,n,1\n4,e,n,1\n3,d,n,2\n2,e,n,2\n5,d,s,3\n5,e,s,3\n9,d,s,4\n1,e,s,4\n";
    double joint[MOST * MOST];
    size_t domains;
    cv_lonely_report lonely = {0};
    assert_int_equal(run("strata: s, cluster: c", data, (cv_linear){.joint = true}, joint, &lonely, &domains), CV_OK);
    assert_int_equal(domains, 2);
    check_close(joint[0], 4 + 16, 1e-14, "d");
    check_close(joint[3], 4 + 16, 1e-14, "e");
    check_close(joint[1], -4 - 16, 1e-14, "d and e");
    check_close(joint[2], -4 - 16, 1e-14, "e and d");
}

/* The same and a lonely stratum: 3 strata for 2, in every cell. */
static void an_average_holds_for_products_too(void **state)
{
    (void)state;
    static const char data[] =
        "y,g,s,c\n1,d,n,1\n4,e,n,1\n3,d,n,2\n2,e,n,2\n5,d,s,3\n5,e,s,3\n9,d,s,4\n1,e,s,4\n7,d,t,5\n8,e,t,5\n";
    double joint[MOST * MOST];
    size_t domains;
    cv_lonely_report lonely = {0};
    cv_linear linear = {.joint = true, .lonely = CV_LONELY_AVERAGE};
    assert_int_equal(run("strata: s, cluster: c", data, linear, joint, &lonely, &domains), CV_OK);
    check_close(joint[0], 1.5 * 20, 1e-14, "d");
    check_close(joint[3], 1.5 * 20, 1e-14, "e");
    check_close(joint[1], 1.5 * -20, 1e-14, "d and e");
}

/* Rows as PSUs: 1 and 3 in d, 2 in e of one stratum of three: -n/(n - 1) T_d T_e / n. */
static void rows_of_two_domains_vary_apart(void **state)
{
    (void)state;
    double joint[MOST * MOST];
    size_t domains;
    cv_lonely_report lonely = {0};
    assert_int_equal(run("", "y,g\n1,d\n2,e\n3,d\n", (cv_linear){.joint = true}, joint, &lonely, &domains), CV_OK);
    check_close(joint[0], 1.5 * (10 - 16. / 3), 1e-14, "d");
    check_close(joint[3], 1.5 * (4 - 4. / 3), 1e-14, "e");
    check_close(joint[1], -1.5 * 4 * 2 / 3, 1e-14, "d and e");
}

static void without_an_average_no_number_is_left(void **state)
{
    (void)state;
    double joint[MOST * MOST];
    size_t domains;
    cv_lonely_report lonely = {0};
    cv_linear linear = {.joint = true, .lonely = CV_LONELY_AVERAGE};
    assert_int_equal(
        run("strata: s, cluster: c", "y,g,s,c\n1,d,n,1\n2,e,n,1\n3,d,s,2\n", linear, joint, &lonely, &domains), CV_OK);
    assert_int_equal(domains, 2);
    for (size_t i = 0; i < 4; i++)
        check_close(joint[i], NAN, 0, "no average");
}

/* All PSUs alike, on a scale where the centre of the item is not theirs: what rounding leaves of the scores is nothing.
 */
static void rounding_is_no_variance(void **state)
{
    (void)state;
    static const char *const data[] = {"y,g,c\n1000.1,d,1\n1000.1,d,2\n1000.1,d,3\n",
                                       "y,g,c\n17,e,1\n0.1,d,1\n0.1,d,2\n0.1,d,3\n17,e,2\n17,e,3\n"};
    for (size_t i = 0; i < COUNT_OF(data); i++) {
        double own[MOST];
        size_t domains;
        cv_lonely_report lonely = {0};
        assert_int_equal(run("cluster: c", data[i], (cv_linear){.lonely = CV_LONELY_FAIL}, own, &lonely, &domains),
                         CV_OK);
        for (size_t d = 0; d < domains; d++)
            check_close(own[d], 0, 0, "variance");
    }
}

int main(void)
{
    struct CMUnitTest tests[COUNT_OF(cases) + 5] = {
        cmocka_unit_test(an_average_holds_for_products_too), cmocka_unit_test(domains_in_one_psu_vary_together),
        cmocka_unit_test(rows_of_two_domains_vary_apart), cmocka_unit_test(without_an_average_no_number_is_left),
        cmocka_unit_test(rounding_is_no_variance)};
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        tests[5 + i] = (struct CMUnitTest){
            .name = cases[i].name, .test_func = check_case, .initial_state = (void *)(uintptr_t)&cases[i]};
    return cmocka_run_group_tests_name("covariance", tests, NULL, NULL);
}
