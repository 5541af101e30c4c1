/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fold/rank.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/memory.h"

/** Rows that are multiplied at a time; a block of products is TALL x WIDE. */
enum { TOGETHER = 32, TALL = 4, WIDE = 8 };

static const double TOLERANCE = 1e-5;

typedef double four_doubles __attribute__((vector_size(32)));

static size_t padded(size_t columns)
{
    return (columns + WIDE - 1) / WIDE * WIDE;
}

/* ---- products ---- */

static inline __attribute__((always_inline)) void add_block(const double *rows, size_t count, size_t side, size_t i,
                                                            size_t j, double *products)
{
    four_doubles sum[TALL][2] = {{{0}}};
    for (size_t k = 0; k < count; k++) {
        const double *row = rows + k * side;
        four_doubles left, right;
        memcpy(&left, row + j, sizeof left);
        memcpy(&right, row + j + 4, sizeof right);
        for (size_t a = 0; a < TALL; a++) {
            sum[a][0] += row[i + a] * left;
            sum[a][1] += row[i + a] * right;
        }
    }
    for (size_t a = 0; a < TALL; a++)
        for (size_t b = 0; b < WIDE; b++)
            products[(i + a) * side + j + b] += sum[a][b / 4][b % 4];
}

static inline __attribute__((always_inline)) void add_blocks(const double *rows, size_t count, size_t side,
                                                             double *products)
{
    for (size_t i = 0; i < side; i += TALL)
        for (size_t j = i / WIDE * WIDE; j < side; j += WIDE)
            add_block(rows, count, side, i, j, products);
}

/* Each product is summed in the order of the rows, so both give the same bits. */
static void add_anywhere(const double *rows, size_t count, size_t side, double *products)
{
    add_blocks(rows, count, side, products);
}

#if defined(__x86_64__)
__attribute__((target("avx2"))) static void add_avx2(const double *rows, size_t count, size_t side, double *products)
{
    add_blocks(rows, count, side, products);
}

static bool has_avx2(void)
{
    return __builtin_cpu_supports("avx2");
}
#else
#define add_avx2 add_anywhere

static bool has_avx2(void)
{
    return false;
}
#endif

static bool multiply(cv_gram *gram, size_t side)
{
    if (gram->products == NULL)
        gram->products = cv_memory_zero(side, side * sizeof(double));
    if (gram->products == NULL)
        return false;
    (has_avx2() ? add_avx2 : add_anywhere)(gram->rows, gram->waiting, side, gram->products);
    gram->waiting = 0;
    return true;
}

bool cv_gram_add(cv_gram *gram, const double *row, size_t columns)
{
    size_t side = padded(columns);
    if (gram->rows == NULL)
        gram->rows = cv_memory_zero(TOGETHER, side * sizeof(double));
    if (gram->rows == NULL || (gram->waiting == TOGETHER && !multiply(gram, side)))
        return false;
    memcpy(gram->rows + gram->waiting++ * side, row, columns * sizeof(double));
    return true;
}

bool cv_gram_join(cv_gram *gram, const cv_gram *other, size_t columns)
{
    size_t side = padded(columns);
    if (other->products == NULL)
        return true;
    if (gram->products == NULL)
        gram->products = cv_memory_zero(side, side * sizeof(double));
    for (size_t i = 0; gram->products != NULL && i < side * side; i++)
        gram->products[i] += other->products[i];
    return gram->products != NULL;
}

void cv_gram_free(cv_gram *gram)
{
    cv_memory_free(gram->products);
    cv_memory_free(gram->rows);
    *gram = (cv_gram){0};
}

/* ---- the rank ---- */

/* The next row of the Cholesky factor of the columns that count. @return the square of what the column has beside them
 */
static double eliminate(const cv_gram *gram, size_t side, size_t column, const size_t *counted, size_t rank,
                        double *factor)
{
    double rest = gram->products[column * side + column], *row = factor + rank * side;
    for (size_t k = 0; k < rank; k++) {
        const double *above = factor + k * side;
        double sum = gram->products[counted[k] * side + column];
        for (size_t m = 0; m < k; m++)
            sum -= row[m] * above[m];
        row[k] = sum / above[k];
        rest -= row[k] * row[k];
    }
    return rest;
}

size_t cv_gram_rank(cv_gram *gram, size_t columns)
{
    size_t side = padded(columns), rank = 0;
    if (gram->rows == NULL && gram->products == NULL)
        return 0;
    if (!multiply(gram, side))
        return SIZE_MAX;
    double *factor = cv_memory_zero(columns, side * sizeof *factor);
    size_t *counted = cv_memory_zero(columns, sizeof *counted);
    for (size_t i = 0; factor != NULL && counted != NULL && i < columns; i++) {
        double rest = eliminate(gram, side, i, counted, rank, factor);
        if (!(rest > 0) || rest < TOLERANCE * TOLERANCE * gram->products[i * side + i])
            continue; /* its row is written over */
        factor[rank * side + rank] = sqrt(rest);
        counted[rank++] = i;
    }
    bool ok = factor != NULL && counted != NULL;
    cv_memory_free(factor);
    cv_memory_free(counted);
    return ok ? rank : SIZE_MAX;
}
