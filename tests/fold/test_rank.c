/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ranks of matrices whose rows come one at a time, against ranks that are known from how the matrix was made, and R's
 * qr(tol = 1e-5) where the answer is a matter of the tolerance. */
#include "support/test.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "fold/rank.h"
#include "support/test_memory.h"

/* Uniform on [0, 1), one number for each combination; a linear generator would give dependent columns. */
static double uniform(uint64_t a, uint64_t b, uint64_t c)
{
    uint64_t z = a * UINT64_C(0x9e3779b97f4a7c15) + b * UINT64_C(0xd1b54a32d192ed03) + c * UINT64_C(0x8cb92ba72f3d8dd7);
    for (int i = 0; i < 3; i++) {
        z = (z ^ (z >> 31)) * UINT64_C(0xbf58476d1ce4e5b9);
        z = (z ^ (z >> 29)) * UINT64_C(0x94d049bb133111eb);
    }
    return (double)(z >> 11) / 9007199254740992.0;
}

/** A matrix of weights times the vectors of its units, as replicate weights are. */
static const struct rank_case {
    const char *name;
    size_t rows, columns;
    size_t units;   /**< different rows but for their weights */
    size_t factors; /**< the units' vectors are combinations of so many; 0: of all columns */
    double rare;    /**< share of units that have a single row */
    size_t rank;
} cases[] = {
    {"nothing", 0, 5, 1, 0, 0, 0},
    {"one_row", 1, 5, 1, 0, 0, 1},
    {"fewer_rows_than_columns", 7, 30, 7, 0, 0, 7},
    {"one_unit_of_many_rows", 5000, 30, 1, 0, 0, 1},
    {"as_many_units_as_columns", 5000, 30, 30, 0, 0, 30},
    {"fewer_units_than_columns", 20000, 80, 41, 0, 0, 41},
    {"more_units_than_columns", 20000, 80, 500, 0, 0, 80},
    {"few_factors", 20000, 80, 500, 13, 0, 13},
    {"units_of_one_row", 20000, 80, 80, 0, 0.9, 80},
    {"units_of_one_row_and_few_columns", 3000, 4, 4, 0, 0.9, 4},
    {"two_columns", 4000, 2, 60, 1, 0, 1},
    {"many_columns", 3000, 250, 240, 0, 0.5, 240},
};

static double vector_of(const struct rank_case *c, size_t unit, size_t column, uint64_t seed)
{
    double sum = 0;
    for (size_t k = 0; k < c->factors; k++)
        sum += uniform(seed, unit + 1000, k) * uniform(seed + 100, k, column);
    return c->factors > 0 ? sum : uniform(seed, unit, column);
}

static void check_rank(void **test)
{
    const struct rank_case *c = *test;
    for (uint64_t seed = 1; seed <= 10; seed++) {
        cv_gram gram = {0};
        double *row = calloc(c->columns, sizeof *row);
        double *vectors = calloc(c->units * c->columns, sizeof *vectors);
        size_t singles = (size_t)(c->rare * (double)c->units), often = c->units - singles;
        for (size_t i = 0; i < c->units * c->columns; i++)
            vectors[i] = vector_of(c, i / c->columns, i % c->columns, seed);
        for (size_t i = 0; i < c->rows; i++) {
            /* the rows of their own come last, after the others */
            size_t unit = i + singles >= c->rows ? often + (c->rows - 1 - i) : i % often;
            double weight = 0.1 + 5 * vectors[(i * 31) % (c->units * c->columns)];
            for (size_t k = 0; k < c->columns; k++)
                row[k] = weight * vectors[unit * c->columns + k];
            assert_true(cv_gram_add(&gram, row, c->columns));
        }
        assert_int_equal(cv_gram_rank(&gram, c->columns), c->rank);
        cv_gram_free(&gram);
        free(vectors);
        free(row);
    }
}

/* R 4.2.2: qr(cbind(c(1, 1, 1), c(1, 1, 1 + d), ...), tol = 1e-5)$rank; the length of what is left is d sqrt(2/3), that
 * of the column sqrt(3). */
static void the_tolerance_is_r_s(void **test)
{
    (void)test;
    static const struct {
        double d;
        size_t rank;
    } tolerances[] = {{3e-5, 2}, {2.2e-5, 2}, {2.0e-5, 1}, {1e-6, 1}, {-3e-5, 2}, {0, 1}};
    for (size_t i = 0; i < COUNT_OF(tolerances); i++) {
        cv_gram gram = {0};
        double rows[3][2] = {{1, 1}, {1, 1}, {1, 1 + tolerances[i].d}};
        for (size_t k = 0; k < 3; k++)
            assert_true(cv_gram_add(&gram, rows[k], 2));
        assert_int_equal(cv_gram_rank(&gram, 2), tolerances[i].rank);
        cv_gram_free(&gram);
    }
}

/* Weights that were rounded: the last column is the sum of the others but for a little, in each of many rows. */
static void many_rows_keep_the_tolerance(void **test)
{
    (void)test;
    static const struct {
        double share; /* of the column's length that is its own */
        size_t rank;
    } roundings[] = {{1.02e-5, 3}, {0.98e-5, 2}, {1e-4, 3}, {1e-9, 2}};
    enum { ROWS = 20000 };
    for (size_t i = 0; i < COUNT_OF(roundings); i++) {
        cv_gram gram = {0};
        double square = 0;
        for (size_t k = 0; k < ROWS; k++)
            square += pow(uniform(1, k / 2, 0) + uniform(2, k / 2, 0), 2) / ROWS;
        for (size_t k = 0; k < ROWS; k++) {
            double x = uniform(1, k / 2, 0), y = uniform(2, k / 2, 0), own = roundings[i].share * sqrt(square);
            const double row[] = {x, y, x + y + (k % 2 == 0 ? own : -own)};
            assert_true(cv_gram_add(&gram, row, 3));
        }
        assert_int_equal(cv_gram_rank(&gram, 3), roundings[i].rank);
        cv_gram_free(&gram);
    }
}

static void a_column_of_zeros_does_not_count(void **test)
{
    (void)test;
    cv_gram gram = {0};
    const double rows[][3] = {{0, 1, 2}, {0, 3, 1}, {0, 0, 1}};
    for (size_t k = 0; k < 3; k++)
        assert_true(cv_gram_add(&gram, rows[k], 3));
    assert_int_equal(cv_gram_rank(&gram, 3), 2);
    cv_gram_free(&gram);
}

/* Rows in two parts, or in one. */
static void parts_join(void **test)
{
    (void)test;
    enum { ROWS = 90, COLUMNS = 5 };
    for (size_t cut = 0; cut <= ROWS; cut += 15) {
        cv_gram parts[2] = {{0}}, joined = {0};
        for (size_t k = 0; k < ROWS; k++) {
            double row[COLUMNS] = {1, uniform(1, k, 0), uniform(2, k, 0), 0, (double)(k < 30)};
            row[3] = row[1] - 2 * row[2];
            assert_true(cv_gram_add(&parts[k >= cut], row, COLUMNS));
        }
        assert_int_equal(cv_gram_rank(&joined, COLUMNS), 0);
        for (size_t i = 0; i < 2; i++) {
            cv_gram_rank(&parts[i], COLUMNS);
            assert_true(cv_gram_join(&joined, &parts[i], COLUMNS));
        }
        assert_int_equal(cv_gram_rank(&joined, COLUMNS), 4);
        for (size_t i = 0; i < 2; i++)
            cv_gram_free(&parts[i]);
        cv_gram_free(&joined);
    }
}

static cv_status add_and_rank(void *context, cv_messages *messages)
{
    (void)context;
    cv_gram gram = {0};
    const double row[] = {1, 2, 3};
    bool ok = true;
    for (size_t i = 0; ok && i < 200; i++)
        ok = cv_gram_add(&gram, row, 3);
    cv_gram joined = {0};
    ok = ok && cv_gram_rank(&gram, 3) == 1 && cv_gram_join(&joined, &gram, 3) && cv_gram_rank(&joined, 3) == 1;
    cv_gram_free(&gram);
    cv_gram_free(&joined);
    return ok ? CV_OK : cv_fail_memory(messages);
}

static void a_lack_of_memory_is_told(void **test)
{
    (void)test;
    check_every_allocation(add_and_rank, NULL, 0);
}

int main(void)
{
    struct CMUnitTest tests[COUNT_OF(cases) + 5] = {{0}};
    size_t count = 0;
    for (; count < COUNT_OF(cases); count++)
        tests[count] = (struct CMUnitTest){
            .name = cases[count].name, .test_func = check_rank, .initial_state = (void *)(uintptr_t)&cases[count]};
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(the_tolerance_is_r_s);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(many_rows_keep_the_tolerance);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(a_column_of_zeros_does_not_count);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(parts_join);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(a_lack_of_memory_is_told);
    return _cmocka_run_group_tests("rank", tests, count, NULL, NULL);
}
