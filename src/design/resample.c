/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "design/resample.h"

#include <gsl/gsl_rng.h>
#include <math.h>

#include "base/memory.h"
#include "design/hadamard.h"

/* A population that is wholly in the sample, as the covariance has it. */
static const double CERTAINTY = 1e-7;

/** A stratum among the replicates. */
struct cv_resample_part {
    size_t psus;
    size_t first;   /**< jackknife: its first replicate; brr: its first pair; bootstrap: its first PSU */
    size_t made;    /**< replicates, or pairs, of its own; bootstrap: PSUs. 0: nothing varies in it */
    double outside; /**< jkn: the factor of all PSUs but a lonely one in its replicate; 0: the stratum is not such */
};

static double outside_share(const cv_resample_stratum *of)
{
    return isinf(of->population) ? 1 : (of->population - (double)of->psus) / of->population;
}

/* ---- what cannot be made ---- */

static const char LONELY[] = "lonely_psu: remove or certainty in the design, or strata merged until each has two PSUs";

static cv_status fail_lonely(const cv_resample_request *request, size_t stratum, cv_messages *messages)
{
    if (request->count == 1)
        return cv_fail_expected(messages, CV_DATA, request->place, "at least two PSUs", NULL,
                                "the sample has only one PSU");
    return cv_fail_expected(messages, CV_DATA, request->place, LONELY, NULL, "stratum '%s' has only one PSU",
                            request->strata[stratum].name);
}

/* Whether a stratum of one PSU has no replicates; CV_DATA where that may not be. */
static cv_status check_lonely(const cv_resample_request *request, size_t stratum, cv_messages *messages)
{
    bool left_out = request->lonely == CV_LONELY_REMOVE || request->lonely == CV_LONELY_CERTAINTY;
    bool jackknife = request->type == CV_REPLICATES_JKN && request->lonely != CV_LONELY_FAIL && request->count > 1;
    return left_out || jackknife ? CV_OK : fail_lonely(request, stratum, messages);
}

static cv_status check_count(const cv_resample_request *request, const cv_resample *of, size_t count,
                             cv_messages *messages)
{
    if (count > CV_MOST_REPLICATES)
        return cv_fail_expected(messages, CV_DATA, request->place, "type bootstrap, or fewer sampling units", NULL,
                                "%zu replicates, more than the %d that can be made", count, CV_MOST_REPLICATES);
    if (count == 0 || (request->type == CV_REPLICATES_JK1 && !(of->scale > 0)))
        return cv_fail_expected(messages, CV_DATA, request->place, "a sample that is not the whole population", NULL,
                                "nothing varies: no stratum has two PSUs and a population beyond them");
    if (count < 2)
        return cv_fail_expected(messages, CV_DATA, request->place, "two replicates or more", NULL,
                                "one replicate alone, which cannot vary");
    return CV_OK;
}

/* ---- jackknives ---- */

static cv_status count_jackknife(const cv_resample_request *request, cv_resample *to, size_t *count,
                                 cv_messages *messages)
{
    for (size_t h = 0; h < request->count; h++) {
        const cv_resample_stratum *stratum = &request->strata[h];
        struct cv_resample_part *part = &to->parts[h];
        part->first = *count;
        if (outside_share(stratum) < CERTAINTY)
            continue;
        cv_status status = stratum->psus == 1 ? check_lonely(request, h, messages) : CV_OK;
        if (status != CV_OK)
            return status;
        part->made = stratum->psus > 1 ? stratum->psus : request->lonely == CV_LONELY_ADJUST;
        if (stratum->psus == 1)
            part->outside = (double)request->count / (double)(request->count - 1);
        *count += part->made;
    }
    return CV_OK;
}

/* The share of a stratum's replicates in V. A lonely PSU of `adjust` is one of as many units as there are strata, and
 * without a population, as R has it. */
static void scale_jackknife(const cv_resample_request *request, cv_resample *to)
{
    double units = 0;
    for (size_t h = 0; h < request->count; h++) {
        const struct cv_resample_part *part = &to->parts[h];
        double n = (double)(part->psus > 1 ? part->psus : request->count);
        double share = part->psus > 1 ? outside_share(&request->strata[h]) : 1;
        for (size_t k = 0; k < part->made; k++)
            to->rscales[part->first + k] = share * (n - 1) / n;
        units += (double)part->psus;
    }
    to->scale = request->lonely == CV_LONELY_AVERAGE ? units / (double)to->count : 1;
    if (request->type != CV_REPLICATES_JK1)
        return;
    to->scale = to->rscales[0];
    for (size_t r = 0; r < to->count; r++)
        to->rscales[r] = 1;
}

/* ---- balanced half-samples ---- */

static void say_split(const cv_resample_request *request, size_t split, cv_messages *messages)
{
    if (split > 0)
        cv_warn(
            messages, request->place,
            "%zu of %zu strata have more than two PSUs: they are taken as pairs in the order of the data, as if each "
            "pair were a stratum; type jkn takes them as they are",
            split, request->count);
}

static cv_status count_pairs(const cv_resample_request *request, cv_resample *to, size_t *pairs, cv_messages *messages)
{
    size_t split = 0;
    for (size_t h = 0; h < request->count; h++) {
        size_t psus = request->strata[h].psus;
        cv_status status = psus == 1 ? check_lonely(request, h, messages) : CV_OK;
        if (status == CV_OK && psus > 1 && psus % 2 == 1)
            status = cv_fail_expected(messages, CV_DATA, request->place,
                                      "two PSUs in each stratum, or pairs of them; type jkn takes any number", NULL,
                                      "stratum '%s' has %zu PSUs, which are no pairs", request->strata[h].name, psus);
        if (status != CV_OK)
            return status;
        to->parts[h].first = *pairs;
        to->parts[h].made = psus / 2;
        *pairs += psus / 2;
        split += psus > 2;
    }
    say_split(request, split, messages);
    return CV_OK;
}

/* A matrix with a row for each pair beside the first, which balances the others. */
static cv_status make_halves(const cv_resample_request *request, cv_resample *to, size_t pairs, cv_messages *messages)
{
    to->count = cv_hadamard_order(pairs + 1);
    if (to->count == 0)
        return cv_fail_expected(messages, CV_DATA, request->place, "type jkn or bootstrap", NULL,
                                "%zu pairs of PSUs, more than the %d that half-samples can be balanced for", pairs,
                                CV_HADAMARD_MOST - 1);
    double rho = request->type == CV_REPLICATES_FAY ? request->rho : 0;
    to->kept = 2 - rho;
    to->dropped = rho;
    to->scale = 1 / ((double)to->count * (1 - rho) * (1 - rho));
    to->hadamard = cv_memory_new(to->count * to->count);
    return to->hadamard == NULL || !cv_hadamard_make(to->count, to->hadamard) ? cv_fail_memory(messages) : CV_OK;
}

/* ---- bootstrap ---- */

static cv_status count_draws(const cv_resample_request *request, cv_resample *to, size_t *psus, cv_messages *messages)
{
    for (size_t h = 0; h < request->count; h++) {
        size_t own = request->strata[h].psus;
        cv_status status = own == 1 ? check_lonely(request, h, messages) : CV_OK;
        if (status != CV_OK)
            return status;
        to->parts[h].first = *psus;
        to->parts[h].made = own > 1 ? own : 0;
        *psus += to->parts[h].made;
    }
    return CV_OK;
}

/* A count is of n - 1 draws with chance 1 / n each: none comes near the end of 16 bits. */
static cv_status draw(const cv_resample_request *request, cv_resample *to, size_t psus, cv_messages *messages)
{
    gsl_rng *random = gsl_rng_alloc(gsl_rng_mt19937);
    to->draws = cv_memory_zero(psus, to->count * sizeof *to->draws);
    if (random == NULL || to->draws == NULL) {
        gsl_rng_free(random);
        return cv_fail_memory(messages);
    }
    gsl_rng_set(random, request->seed);
    for (size_t h = 0; h < request->count; h++) {
        const struct cv_resample_part *part = &to->parts[h];
        for (size_t r = 0; r < to->count; r++)
            for (size_t k = 1; k < part->made; k++)
                to->draws[(part->first + gsl_rng_uniform_int(random, part->made)) * to->count + r]++;
    }
    gsl_rng_free(random);
    return CV_OK;
}

/* ---- all ---- */

static cv_status count_all(const cv_resample_request *request, cv_resample *to, size_t *count, cv_messages *messages)
{
    switch (request->type) {
    case CV_REPLICATES_BRR:
    case CV_REPLICATES_FAY:
        return count_pairs(request, to, count, messages);
    case CV_REPLICATES_BOOTSTRAP:
        return count_draws(request, to, count, messages);
    case CV_REPLICATES_JK1:
    case CV_REPLICATES_JKN:
    case CV_REPLICATES_JK2:
    case CV_REPLICATES_SDR:
    case CV_REPLICATES_ACS:
    case CV_REPLICATES_OTHER:
        break;
    }
    return count_jackknife(request, to, count, messages);
}

static bool is_half(const cv_resample *of)
{
    return of->type == CV_REPLICATES_BRR || of->type == CV_REPLICATES_FAY;
}

cv_status cv_resample_make(const cv_resample_request *request, cv_resample *to, cv_messages *messages)
{
    size_t found = 0;
    *to = (cv_resample){.type = request->type, .part_count = request->count};
    to->parts = cv_memory_zero(request->count + 1, sizeof *to->parts);
    if (to->parts == NULL)
        return cv_fail_memory(messages);
    for (size_t h = 0; h < request->count; h++)
        to->parts[h].psus = request->strata[h].psus;
    cv_status status = count_all(request, to, &found, messages);
    bool bootstrap = request->type == CV_REPLICATES_BOOTSTRAP, half = is_half(to);
    to->count = found == 0 ? 0 : bootstrap ? request->replicates : found;
    if (status == CV_OK && half && found > 0)
        status = make_halves(request, to, found, messages);
    to->rscales = cv_memory_zero(to->count + 1, sizeof *to->rscales);
    if (status == CV_OK && to->rscales == NULL)
        status = cv_fail_memory(messages);
    for (size_t r = 0; status == CV_OK && r < to->count; r++)
        to->rscales[r] = 1;
    if (status == CV_OK && !half && !bootstrap)
        scale_jackknife(request, to);
    if (status == CV_OK)
        status = check_count(request, to, to->count, messages);
    if (status != CV_OK || !bootstrap)
        return status;
    to->scale = 1 / ((double)to->count - 1);
    return draw(request, to, found, messages);
}

void cv_resample_free(cv_resample *resample)
{
    cv_memory_free(resample->rscales);
    cv_memory_free(resample->parts);
    cv_memory_free(resample->hadamard);
    cv_memory_free(resample->draws);
    *resample = (cv_resample){0};
}

/* ---- factors ---- */

static void jackknife_factors(const cv_resample *of, const struct cv_resample_part *own, size_t psu, double *factors)
{
    double n = (double)own->psus;
    for (size_t r = 0; r < own->made && own->psus > 1; r++)
        factors[own->first + r] = r == psu ? 0 : n / (n - 1);
    for (size_t h = 0; h < of->part_count; h++)
        if (of->parts[h].psus == 1 && of->parts[h].made > 0)
            factors[of->parts[h].first] = &of->parts[h] == own ? 0 : of->parts[h].outside;
}

static void half_factors(const cv_resample *of, const struct cv_resample_part *own, size_t psu, double *factors)
{
    const int8_t *row = of->hadamard + (1 + own->first + psu / 2) * of->count;
    int8_t takes = psu % 2 == 0 ? -1 : 1; /* as R reads such a matrix */
    for (size_t r = 0; r < of->count; r++)
        factors[r] = row[r] == takes ? of->kept : of->dropped;
}

static void draw_factors(const cv_resample *of, const struct cv_resample_part *own, size_t psu, double *factors)
{
    const uint16_t *draws = of->draws + (own->first + psu) * of->count;
    double n = (double)own->psus;
    for (size_t r = 0; r < of->count; r++)
        factors[r] = draws[r] * (n / (n - 1));
}

void cv_resample_factors(const cv_resample *resample, size_t stratum, size_t psu, double *factors)
{
    const struct cv_resample_part *own = &resample->parts[stratum];
    for (size_t r = 0; r < resample->count; r++)
        factors[r] = 1;
    if (is_half(resample) && own->made > 0)
        half_factors(resample, own, psu, factors);
    else if (resample->type == CV_REPLICATES_BOOTSTRAP && own->made > 0)
        draw_factors(resample, own, psu, factors);
    else if (resample->type == CV_REPLICATES_JK1 || resample->type == CV_REPLICATES_JKN)
        jackknife_factors(resample, own, psu, factors);
}
