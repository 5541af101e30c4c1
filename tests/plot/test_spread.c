/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include <stdlib.h>

#include "plot/spread.h"

enum { MOST = 40 };

static void labels_with_room_stay_where_they_want_to_be(void **state)
{
    (void)state;
    cv_spread labels[] = {{.wanted = 80, .height = 20, .which = 0}, {.wanted = 40, .height = 20, .which = 1}};
    cv_spread_labels(labels, 2, 0, 100);
    check_near(labels[0].centre, 40, 0, 0, "the upper one");
    check_near(labels[1].centre, 80, 0, 0, "the lower one");
    assert_int_equal(labels[0].which, 1);
}

static void labels_at_one_place_stand_around_it(void **state)
{
    (void)state;
    cv_spread labels[3];
    for (size_t i = 0; i < 3; i++)
        labels[i] = (cv_spread){.wanted = 50, .height = 10, .which = i};
    cv_spread_labels(labels, 3, 0, 100);
    for (size_t i = 0; i < 3; i++) {
        check_near(labels[i].centre, 40 + 10 * (double)i, 0, 1e-12, "in their order, ten apart");
        assert_int_equal(labels[i].which, i);
    }
}

static void labels_stay_within_the_ends(void **state)
{
    (void)state;
    cv_spread labels[] = {{.wanted = -30, .height = 10}, {.wanted = 99, .height = 10}, {.wanted = 140, .height = 10}};
    cv_spread_labels(labels, 3, 0, 100);
    check_near(labels[0].centre, 5, 0, 1e-12, "at the top");
    check_near(labels[1].centre, 85, 0, 1e-12, "pushed up by the last one");
    check_near(labels[2].centre, 95, 0, 1e-12, "at the bottom");
}

/* xorshift; its own, so that every machine makes the same cases. */
static double draw(uint64_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return (double)(*seed >> 11) / 9007199254740992.0;
}

/* Half the squares of the ways between labels and their places, which pooling makes least for labels of one height. */
static double cost_of(const cv_spread *labels, const double *centres, size_t count)
{
    double cost = 0;
    for (size_t i = 0; i < count; i++)
        cost += (centres[i] - labels[i].wanted) * (centres[i] - labels[i].wanted);
    return cost;
}

static void no_label_covers_another_and_none_could_move_nearer(void **state)
{
    (void)state;
    uint64_t seed = 88172645463325252u;
    for (int trial = 0; trial < 2000; trial++) {
        cv_spread labels[MOST];
        double centres[MOST];
        const size_t count = 1 + (size_t)(draw(&seed) * 30);
        for (size_t i = 0; i < count; i++)
            labels[i] = (cv_spread){.wanted = 1000 * draw(&seed), .height = 20, .which = i};
        cv_spread_labels(labels, count, 0, 1000);
        for (size_t i = 0; i < count; i++) {
            assert_true(labels[i].centre >= 10 - 1e-9 && labels[i].centre <= 990 + 1e-9);
            assert_true(i == 0 || labels[i].centre - labels[i - 1].centre >= 20 - 1e-9);
            assert_true(i == 0 || labels[i].wanted >= labels[i - 1].wanted);
            centres[i] = labels[i].centre;
        }
        const double cost = cost_of(labels, centres, count);
        for (size_t from = 0; from < count;
             from++) /* a run of labels moved a little either way: allowed, and nearer? */
            for (size_t to = from; to < count; to++)
                for (int way = -1; way <= 1; way += 2) {
                    for (size_t i = from; i <= to; i++)
                        centres[i] += way * 0.01;
                    bool allowed = centres[from] >= 10 && centres[to] <= 990 &&
                                   (from == 0 || centres[from] - centres[from - 1] >= 20) &&
                                   (to + 1 == count || centres[to + 1] - centres[to] >= 20);
                    assert_true(!allowed || cost_of(labels, centres, count) >= cost - 1e-3);
                    for (size_t i = from; i <= to; i++)
                        centres[i] = labels[i].centre;
                }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(labels_with_room_stay_where_they_want_to_be),
        cmocka_unit_test(labels_at_one_place_stand_around_it),
        cmocka_unit_test(labels_stay_within_the_ends),
        cmocka_unit_test(no_label_covers_another_and_none_could_move_nearer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
