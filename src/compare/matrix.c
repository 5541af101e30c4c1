/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compare/matrix.h"

#include <math.h>

#include <gsl/gsl_eigen.h>

bool cv_matrix_cholesky(double *m, size_t size)
{
    for (size_t j = 0; j < size; j++) {
        double diagonal = m[j * size + j], pivot = diagonal;
        for (size_t i = 0; i < j; i++)
            pivot -= m[j * size + i] * m[j * size + i];
        if (!(pivot > diagonal * 1e-13))
            return false;
        m[j * size + j] = sqrt(pivot);
        for (size_t row = j + 1; row < size; row++) {
            double value = m[row * size + j];
            for (size_t i = 0; i < j; i++)
                value -= m[row * size + i] * m[j * size + i];
            m[row * size + j] = value / m[j * size + j];
        }
    }
    return true;
}

void cv_matrix_solve(const double *lower, double *v, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        for (size_t j = 0; j < i; j++)
            v[i] -= lower[i * size + j] * v[j];
        v[i] /= lower[i * size + i];
    }
}

static void transpose(double *m, size_t size)
{
    for (size_t i = 0; i < size; i++)
        for (size_t j = 0; j < i; j++) {
            double kept = m[i * size + j];
            m[i * size + j] = m[j * size + i];
            m[j * size + i] = kept;
        }
}

/* Rows are columns of a symmetric matrix, so solving them from one side, turning and solving again does both. */
void cv_matrix_whiten(const double *lower, double *b, size_t size)
{
    for (size_t row = 0; row < size; row++)
        cv_matrix_solve(lower, b + row * size, size);
    transpose(b, size);
    for (size_t row = 0; row < size; row++)
        cv_matrix_solve(lower, b + row * size, size);
}

bool cv_matrix_eigenvalues(double *m, size_t size, double *values)
{
    gsl_eigen_symm_workspace *workspace = gsl_eigen_symm_alloc(size);
    if (workspace == NULL)
        return false;
    gsl_matrix_view matrix = gsl_matrix_view_array(m, size, size);
    gsl_vector_view found = gsl_vector_view_array(values, size);
    bool good = gsl_eigen_symm(&matrix.matrix, &found.vector, workspace) == 0;
    for (size_t i = 0; i < size && !good; i++)
        values[i] = NAN;
    gsl_eigen_symm_free(workspace);
    return true;
}
