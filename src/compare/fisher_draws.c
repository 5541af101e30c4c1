/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compare/fisher_draws.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>

#include <gsl/gsl_math.h>
#include <gsl/gsl_rng.h>

#include "base/memory.h"

enum { SEED = 1, MOST_TABLES = 100000, LEAST_TABLES = 2000, MOST_DRAWS = 10000000, MOST_FREE = 50000 };
enum { KNOWN = 1 << 16 }; /* factorials that are kept; larger ones are so by Stirling's series to the last digit */

static const double tie = 1e-7; /* of the likelihood, relative */

/** What is needed to draw tables of given margins. */
struct urn {
    size_t rows, columns;
    double *row, *column; /* margins */
    double all;
    double *left;          /* [columns] of each column, while a table is drawn */
    double *log_factorial; /* [KNOWN] */
    gsl_rng *random;
};

static void urn_free(struct urn *urn)
{
    cv_memory_free(urn->row);
    cv_memory_free(urn->column);
    cv_memory_free(urn->left);
    cv_memory_free(urn->log_factorial);
    if (urn->random != NULL)
        gsl_rng_free(urn->random);
}

static double log_factorial(const struct urn *urn, double n)
{
    if (n < KNOWN)
        return urn->log_factorial[(size_t)n];
    return n * log(n) - n + log(2 * M_PI * n) / 2 + 1 / (12 * n) - 1 / (360 * n * n * n);
}

static bool urn_init(struct urn *urn, size_t rows, size_t columns, const double *counts)
{
    *urn = (struct urn){.rows = rows, .columns = columns};
    urn->row = cv_memory_zero(rows, sizeof *urn->row);
    urn->column = cv_memory_zero(columns, sizeof *urn->column);
    urn->left = cv_memory_zero(columns, sizeof *urn->left);
    urn->log_factorial = cv_memory_zero(KNOWN, sizeof *urn->log_factorial);
    if (urn->row == NULL || urn->column == NULL || urn->left == NULL || urn->log_factorial == NULL)
        return false;
    for (size_t i = 2; i < KNOWN; i++)
        urn->log_factorial[i] = urn->log_factorial[i - 1] + log((double)i);
    for (size_t i = 0; i < rows * columns; i++) {
        urn->row[i / columns] += counts[i];
        urn->column[i % columns] += counts[i];
        urn->all += counts[i];
    }
    urn->random = gsl_rng_alloc(gsl_rng_mt19937);
    if (urn->random != NULL)
        gsl_rng_set(urn->random, SEED);
    return urn->random != NULL;
}

/* How many of the `good` among `all` are in a sample of `taken`: from the likeliest number outwards, on the two sides
 * in turn, until the probabilities reach a random number. */
static double draw_count(const struct urn *urn, double good, double all, double taken)
{
    double bad = all - good, least = fmax(0, taken - bad), most = fmin(good, taken);
    if (least == most)
        return least;
    double mode = fmin(most, fmax(least, floor((taken + 1) * (good + 1) / (all + 2))));
    double here =
        exp(log_factorial(urn, good) - log_factorial(urn, mode) - log_factorial(urn, good - mode) +
            log_factorial(urn, bad) - log_factorial(urn, taken - mode) - log_factorial(urn, bad - taken + mode) -
            log_factorial(urn, all) + log_factorial(urn, taken) + log_factorial(urn, all - taken));
    double wanted = gsl_rng_uniform(urn->random), up = mode, down = mode, above = here, below = here, sum = here;
    while (sum <= wanted && (up < most || down > least)) {
        if (up < most) {
            above *= (good - up) / (up + 1) * ((taken - up) / (bad - taken + up + 1));
            sum += above;
            up++;
            if (sum > wanted)
                return up;
        }
        if (down > least) {
            below *= down / (good - down + 1) * ((bad - taken + down) / (taken - down + 1));
            sum += below;
            down--;
            if (sum > wanted)
                return down;
        }
    }
    return mode; /* at once, or where rounding leaves a last 1e-15 of the whole */
}

/* A random table's sum of the logarithms of its cells' factorials: the larger it is, the less likely the table. */
static double draw_table(const struct urn *urn)
{
    double sum = 0, below = urn->all; /* answers in this row and those below it */
    for (size_t j = 0; j < urn->columns; j++)
        urn->left[j] = urn->column[j];
    for (size_t i = 0; i + 1 < urn->rows; i++) {
        double taken = urn->row[i], right = below; /* of the row that are not placed; in this column and those behind */
        for (size_t j = 0; j + 1 < urn->columns; j++) {
            double cell = draw_count(urn, urn->left[j], right, taken);
            right -= urn->left[j];
            urn->left[j] -= cell;
            taken -= cell;
            sum += log_factorial(urn, cell);
        }
        urn->left[urn->columns - 1] -= taken;
        sum += log_factorial(urn, taken);
        below -= urn->row[i];
    }
    for (size_t j = 0; j < urn->columns; j++)
        sum += log_factorial(urn, urn->left[j]);
    return sum;
}

static size_t tables_of(size_t cells)
{
    size_t tables = MOST_DRAWS / cells;
    return tables > MOST_TABLES ? MOST_TABLES : tables < LEAST_TABLES ? LEAST_TABLES : tables;
}

cv_status cv_fisher_draws(size_t rows, size_t columns, const double *counts, double *p, cv_messages *messages)
{
    struct urn urn;
    size_t cells = (rows - 1) * (columns - 1), alike = 0;
    *p = NAN;
    if (cells > MOST_FREE)
        return CV_OK;
    bool memory = urn_init(&urn, rows, columns, counts);
    if (memory) {
        double observed = -tie;
        for (size_t i = 0; i < rows * columns; i++)
            observed += log_factorial(&urn, counts[i]);
        size_t tables = tables_of(cells);
        for (size_t i = 0; i < tables; i++)
            alike += draw_table(&urn) >= observed;
        *p = (double)(1 + alike) / (double)(1 + tables);
    }
    urn_free(&urn);
    return memory ? CV_OK : cv_fail_memory(messages);
}
