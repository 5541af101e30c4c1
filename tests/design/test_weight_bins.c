/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include <float.h>
#include <math.h>

#include "design/weight_bins.h"

static void a_bin_holds_what_lies_between_its_ends(void **state)
{
    (void)state;
    for (size_t b = 0; b < CV_WEIGHT_BINS; b++) {
        double start = cv_weight_bin_start(b), end = cv_weight_bin_start(b + 1);
        check_close(start, pow(2, (double)b / 4 - 6), 1e-15, "start");
        assert_int_equal(cv_weight_bin(start * (1 + 1e-12)), b);
        assert_int_equal(cv_weight_bin(sqrt(start * end)), b);
        assert_int_equal(cv_weight_bin(end * (1 - 1e-12)), b);
    }
    assert_int_equal(cv_weight_bin(1), CV_WEIGHT_BINS / 2);
    assert_int_equal(cv_weight_bin(0.5), CV_WEIGHT_BINS / 2 - CV_WEIGHT_BINS_PER_DOUBLING);
}

static void the_outer_bins_hold_all_beyond(void **state)
{
    (void)state;
    static const double low[] = {0, -1, DBL_TRUE_MIN, 1e-300, 0.015625, -INFINITY, NAN},
                        high[] = {63, 64, 1e300, INFINITY};
    for (size_t i = 0; i < COUNT_OF(low); i++)
        assert_int_equal(cv_weight_bin(low[i]), 0);
    for (size_t i = 0; i < COUNT_OF(high); i++)
        assert_int_equal(cv_weight_bin(high[i]), CV_WEIGHT_BINS - 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_bin_holds_what_lies_between_its_ends),
                                       cmocka_unit_test(the_outer_bins_hold_all_beyond)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
